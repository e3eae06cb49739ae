//! Calls out of Python: arguments to memory, through the vtable without the GIL, and results back.

use std::ffi::c_void;
use std::sync::Arc;

use oxcom::abi::E_NOTIMPL;
use oxcom_typeinfo::model::MethodKind;
use oxcom_typeinfo::plan::{Count, Direction, InterfaceId, MethodResult, Scalar};
use pyo3::exceptions::{PyNotImplementedError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyTuple, PyType};
use windows_core::{GUID, HRESULT};

use crate::describe::{self, Interface, Param};
use crate::error::{Details, com_error, failure};
use crate::guid::PyGuid;
use crate::lift::{self, Lift, count_of, lift, read_count};
use crate::lower::Lower;
use crate::pointer::{Address, Unknown};
use crate::shape::Shape;

/// A method of an interface: called with an instance and the arguments that go in.
#[pyclass(module = "oxcom._oxcom", frozen)]
pub(crate) struct Method(pub(crate) Arc<describe::Method>);

/// What is known of an interface.
#[pyclass(module = "oxcom._oxcom", frozen)]
pub(crate) struct InterfaceInfo(pub(crate) Arc<Interface>);

/// What is known of an interface, or None.
#[pyfunction]
pub(crate) fn describe_interface(py: Python<'_>, iid: &Bound<'_, PyAny>) -> PyResult<Option<InterfaceInfo>> {
    Ok(describe::interface(py, &crate::guid::guid_of(iid)?)?.map(InterfaceInfo))
}

#[pymethods]
impl InterfaceInfo {
    #[getter]
    fn iid(&self) -> PyGuid {
        PyGuid(self.0.iid)
    }

    #[getter]
    fn name(&self) -> &str {
        &self.0.name
    }

    #[getter]
    fn namespace(&self) -> &str {
        &self.0.namespace
    }

    #[getter]
    fn base(&self) -> Option<PyGuid> {
        self.0.base.map(PyGuid)
    }

    /// The interface's own methods.
    #[getter]
    fn methods(&self) -> Vec<Method> {
        let inherited = self.0.methods.len().saturating_sub(self.0.own);
        self.0.methods[inherited..].iter().cloned().map(Method).collect()
    }
}

#[pymethods]
impl Method {
    #[getter]
    fn name(&self) -> &str {
        &self.0.name
    }

    /// As an interface definition would have it.
    #[getter]
    fn text(&self) -> &str {
        &self.0.text
    }

    /// The attribute that it reads or writes, for a property's method.
    #[getter]
    fn property(&self) -> String {
        crate::object::property_name(&self.0.name, self.0.kind)
    }

    #[getter]
    fn dispid(&self) -> Option<i32> {
        self.0.dispid
    }

    /// `"method"`, `"get"` or `"put"`.
    #[getter]
    fn kind(&self) -> &'static str {
        match self.0.kind {
            MethodKind::Method => "method",
            MethodKind::PropertyGet => "get",
            MethodKind::PropertyPut | MethodKind::PropertyPutRef => "put",
        }
    }

    /// Whether the vtable's method takes other arguments than are described.
    #[getter]
    fn is_local(&self) -> bool {
        self.0.is_local
    }

    /// Name, type and whether it may be left out, for each argument.
    #[getter]
    fn params(&self) -> Vec<(String, String, bool)> {
        let method = &self.0;
        let given = method.params.iter().enumerate().filter(|(_, param)| param.goes_in());
        given
            .map(|(index, param)| {
                (
                    param.name.clone(),
                    param.shape.python_name(),
                    param.optional || counts_arguments(&method.params, index),
                )
            })
            .collect()
    }

    /// The type of what the method returns.
    #[getter]
    fn returns(&self) -> String {
        let mut all: Vec<String> = self
            .0
            .params
            .iter()
            .filter(|param| param.comes_out())
            .map(|param| target(&param.shape).python_name())
            .collect();
        match &self.0.result {
            MethodResult::Scalar(Scalar::F32 | Scalar::F64) => all.push("float".into()),
            MethodResult::Scalar(_) => all.push("int".into()),
            _ => (),
        }
        match all.len() {
            0 => "None".into(),
            1 => all.remove(0),
            _ => format!("tuple[{}]", all.join(", ")),
        }
    }

    #[pyo3(signature = (instance, *args))]
    fn __call__<'py>(
        &self,
        py: Python<'py>,
        instance: &Bound<'py, Unknown>,
        args: &Bound<'py, PyTuple>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let method = &self.0;
        if !instance.get().is_pointer() {
            let class = instance.get_type().name()?;
            let text = format!("{class} does not implement {}.{}", method.interface, method.name);
            return Err(PyNotImplementedError::new_err(text));
        }
        if method.is_local {
            return Err(failure(
                py,
                E_NOTIMPL,
                format!("{}.{} cannot be called from Python", method.interface, method.name),
            ));
        }
        let held = instance.get().hold(py)?;
        let mut call = Call::new(py, method, args)?;
        // SAFETY: a live pointer to the method's interface; the arguments are what the method's description says.
        let register = unsafe { call.run(held.address()) };
        if method.result == MethodResult::Hresult {
            let code = HRESULT(register as i32);
            if code.is_err() {
                let details = Details::take();
                call.give_up();
                return Err(com_error(py, code, details));
            }
        }
        call.results(register)
    }
}

/// Whether a parameter only counts the elements of an array that goes in: then it may be left out.
fn counts_arguments(params: &[Param], index: usize) -> bool {
    let counted = |param: &&Param| {
        array_of(&param.shape).is_some_and(|(_, size, length)| {
            [Some(size), length].into_iter().flatten().any(|count| counter(count) == Some(index))
        })
    };
    let mut arrays = params.iter().filter(counted).peekable();
    arrays.peek().is_some() && arrays.all(|param| param.goes_in()) && params[index].direction == Direction::In
}

fn counter(count: &Count) -> Option<usize> {
    match count {
        Count::Param(index) | Count::ParamBytes(index) => Some(usize::from(*index)),
        Count::Constant(_) | Count::Field(_) => None,
    }
}

/// The element and the counts, for a parameter that is an array.
pub(crate) fn array_of(shape: &Shape) -> Option<(&Shape, &Count, Option<&Count>)> {
    match shape {
        Shape::Array { element, size, length, .. } => Some((element, size, length.as_ref())),
        _ => None,
    }
}

/// What a parameter points to.
pub(crate) fn target(shape: &Shape) -> &Shape {
    match shape {
        Shape::Pointer { target, .. } => target,
        other => other,
    }
}

/// One call: the arguments in memory.
struct Call<'a, 'py> {
    py: Python<'py>,
    method: &'a describe::Method,
    /// Keeps what goes in.
    lent: Lower<'py>,
    /// Where each argument lies.
    slots: Vec<*mut u8>,
}

impl<'a, 'py> Call<'a, 'py> {
    fn new(py: Python<'py>, method: &'a describe::Method, args: &Bound<'py, PyTuple>) -> PyResult<Self> {
        let mut call = Self { py, method, lent: Lower::lending(py), slots: Vec::new() };
        for param in &method.params {
            let room = call.lent.room(param.shape.size())?;
            call.slots.push(room);
        }
        let mut both = Lower::owning(py);
        let given = call.assign(args)?;
        call.lent.iid = call.iid_among(&given);
        both.iid = call.lent.iid;
        for (index, value) in given.iter().enumerate() {
            let at = |error: PyErr| argument_error(py, method, index, error);
            call.write(index, value.as_ref(), &given, &mut both).map_err(at)?;
        }
        both.commit(); // the method gives these back, changed or not
        Ok(call)
    }

    /// The values for the parameters; none for those that only come out.
    fn assign(&self, args: &Bound<'py, PyTuple>) -> PyResult<Vec<Option<Bound<'py, PyAny>>>> {
        let wanted = self.method.params.iter().filter(|param| param.goes_in()).count();
        if args.len() != wanted {
            let text = format!("{} takes {wanted} arguments, {} were given", self.method.name, args.len());
            return Err(PyTypeError::new_err(text));
        }
        let mut values = args.iter();
        let mut given: Vec<_> = self
            .method
            .params
            .iter()
            .map(|param| if param.goes_in() { values.next() } else { None })
            .collect();
        for index in 0..given.len() {
            let Some((element, size, length)) = array_of(&self.method.params[index].shape) else { continue };
            let Some(value) = given[index].as_ref().filter(|value| !value.is_none()) else { continue };
            let count = value.len()?;
            for wanted in [Some(size), length].into_iter().flatten() {
                let units =
                    if matches!(wanted, Count::ParamBytes(_)) { count * element.size() } else { count };
                let Some(at) = counter(wanted).filter(|&at| self.method.params[at].goes_in()) else {
                    continue;
                };
                if given[at].as_ref().is_none_or(|value| value.is_none()) {
                    given[at] = Some(units.into_pyobject(self.py)?.into_any());
                }
            }
        }
        Ok(given)
    }

    /// The id that a parameter has for interface pointers in others.
    fn iid_among(&self, given: &[Option<Bound<'py, PyAny>>]) -> Option<GUID> {
        let index = self.method.params.iter().find_map(|param| iid_param(&param.shape))?;
        crate::guid::guid_of(given.get(index)?.as_ref()?).ok()
    }

    fn write(
        &mut self,
        index: usize,
        value: Option<&Bound<'py, PyAny>>,
        given: &[Option<Bound<'py, PyAny>>],
        both: &mut Lower<'py>,
    ) -> PyResult<()> {
        let (param, slot) = (&self.method.params[index], self.slots[index]);
        let own = param.direction == Direction::InOut;
        // SAFETY: the slot has the size of the parameter's shape; memory from `room` has the size that is asked for.
        unsafe {
            match &param.shape {
                Shape::Array { element, size, .. } => {
                    let room = self.capacity(element, size, given)?;
                    let memory = match value {
                        Some(value) if value.is_none() => std::ptr::null_mut(),
                        Some(value) => {
                            let count = value.len()?;
                            if room.is_some_and(|room| count > room) {
                                let text =
                                    format!("{count} elements, and a count that says {}", room.unwrap_or(0));
                                return Err(PyValueError::new_err(text));
                            }
                            let memory = self.lent.room(element.size() * room.unwrap_or(count).max(count))?;
                            if own { both } else { &mut self.lent }.fill(element, value, memory, count)?;
                            if room.is_some_and(|room| room > count && size_is_sent(&param.shape)) {
                                let text =
                                    format!("{count} elements, and a count that says {}", room.unwrap_or(0));
                                return Err(PyValueError::new_err(text));
                            }
                            memory
                        }
                        None => self.lent.room(element.size() * room.unwrap_or(0))?,
                    };
                    slot.cast::<*mut u8>().write(memory);
                }
                Shape::Pointer { target, nullable } if param.direction != Direction::In => {
                    let memory = match value {
                        Some(value) if value.is_none() && *nullable => std::ptr::null_mut(),
                        _ => self.lent.room(target.size())?,
                    };
                    slot.cast::<*mut u8>().write(memory);
                    if let Some(value) = value.filter(|_| !memory.is_null()) {
                        both.value(target, value, memory)?;
                    }
                }
                shape => {
                    let none = self.py.None().into_bound(self.py);
                    let value = value.unwrap_or(&none);
                    if value.is_none() && param.optional && matches!(shape, Shape::Variant) {
                        let missing = self.py.import("oxcom._types")?.getattr("Missing")?;
                        return self.lent.value(shape, &missing, slot);
                    }
                    self.lent.value(shape, value, slot)?;
                }
            }
        }
        Ok(())
    }

    /// How many elements there is room for, as the arguments say.
    fn capacity(
        &self,
        element: &Shape,
        size: &Count,
        given: &[Option<Bound<'py, PyAny>>],
    ) -> PyResult<Option<usize>> {
        let said =
            |index: u16| given[usize::from(index)].as_ref().map(|value| value.extract::<usize>()).transpose();
        match size {
            Count::Constant(count) => Ok(Some(*count as usize)),
            Count::Param(index) => said(*index),
            Count::ParamBytes(index) => Ok(said(*index)?.map(|bytes| bytes / element.size().max(1))),
            Count::Field(_) => Ok(None),
        }
    }

    /// # Safety
    /// `pointer` is a live pointer to the method's interface.
    unsafe fn run(&mut self, pointer: Address) -> u64 {
        let mut this = pointer.0;
        let mut args: Vec<*mut c_void> = Vec::with_capacity(self.slots.len() + 1);
        args.push((&raw mut this).cast());
        args.extend(self.slots.iter().map(|slot| slot.cast::<c_void>()));
        let args = Arguments(args);
        let (method, py) = (self.method, self.py);
        py.detach(move || {
            let args = { args }.0;
            // SAFETY: the vtable of a live pointer has the method in its slot, with this signature.
            unsafe {
                let vtable = *pointer_of(&args).cast::<*const *const c_void>();
                method.signature.call(*vtable.add(method.slot), &args)
            }
        })
    }

    fn count(&self) -> impl Fn(u16) -> usize + '_ {
        |index| {
            let index = usize::from(index);
            // SAFETY: the slot holds a value of the parameter's shape.
            unsafe { read_count(&self.method.params[index].shape, self.slots[index]) }
        }
    }

    /// Where what comes out lies, and its shape.
    fn outputs(&self) -> impl Iterator<Item = (usize, &'a Shape, *mut u8)> + '_ {
        let outs = self.method.params.iter().enumerate().filter(|(_, param)| param.comes_out());
        outs.map(|(index, param)| {
            // SAFETY: parameters that come out are pointers.
            let memory = unsafe { self.slots[index].cast::<*mut u8>().read() };
            (index, &param.shape, memory)
        })
    }

    fn results(self, register: u64) -> PyResult<Bound<'py, PyAny>> {
        let py = self.py;
        let count = self.count();
        let how = Lift { py, own: true, count: &count, iid: self.lent.iid };
        let mut all = Vec::new();
        let mut failed = None;
        for (_, shape, memory) in self.outputs() {
            // SAFETY: the method succeeded, so it left values there, which are the caller's.
            let lifted = unsafe {
                match shape {
                    Shape::Array { element, size, length, .. } => {
                        let many = count_of(element, length.as_ref().unwrap_or(size), &count);
                        let room = count_of(element, size, &count);
                        lift::elements(element, memory, many.min(room), &how)
                    }
                    _ if memory.is_null() => Ok(py.None().into_bound(py)),
                    shape => lift(target(shape), memory, &how),
                }
            };
            match lifted {
                Ok(value) => all.push(value),
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        self.release_outputs(true);
        if let Some(error) = failed {
            return Err(error);
        }
        match &self.method.result {
            MethodResult::Scalar(scalar) => all.push(result_value(py, *scalar, register)?),
            // A success that is not S_OK says something, where nothing else does.
            MethodResult::Hresult if all.is_empty() && register as i32 != 0 => {
                all.push((register as i32).into_pyobject(py)?.into_any());
            }
            _ => (),
        }
        match all.len() {
            0 => Ok(py.None().into_bound(py)),
            1 => Ok(all.swap_remove(0)),
            _ => Ok(PyTuple::new(py, all)?.into_any()),
        }
    }

    /// After a failure: what goes both ways is still the caller's; what comes out is not there.
    fn give_up(&self) {
        self.release_outputs(false);
    }

    fn release_outputs(&self, all: bool) {
        let count = self.count();
        // Counts are read while they are there: they are numbers, which releasing leaves alone.
        for (index, shape, memory) in self.outputs() {
            if memory.is_null() || !(all || self.method.params[index].direction == Direction::InOut) {
                continue;
            }
            // SAFETY: owned values; what was moved out is null.
            unsafe {
                match shape {
                    Shape::Array { element, size, length, .. } => {
                        let many = count_of(element, length.as_ref().unwrap_or(size), &count)
                            .min(count_of(element, size, &count));
                        (0..many).for_each(|index| {
                            lift::release(element, memory.add(index * element.size()), &count)
                        });
                    }
                    shape => lift::release(target(shape), memory, &count),
                }
            }
        }
    }
}

/// Arguments on their way past the GIL.
struct Arguments(Vec<*mut c_void>);
// SAFETY: addresses of memory that the call keeps.
unsafe impl Send for Arguments {}

/// # Safety
/// `args` begins with the address of `this`.
unsafe fn pointer_of(args: &[*mut c_void]) -> *mut c_void {
    // SAFETY: by contract.
    unsafe { args[0].cast::<*mut c_void>().read() }
}

/// Whether all of an array is sent, so that its count must be exact.
fn size_is_sent(shape: &Shape) -> bool {
    matches!(shape, Shape::Array { length: None, .. })
}

fn iid_param(shape: &Shape) -> Option<usize> {
    match shape {
        Shape::Interface(InterfaceId::Param(index), _) => Some(usize::from(*index)),
        Shape::Pointer { target, .. } | Shape::Array { element: target, .. } => iid_param(target),
        _ => None,
    }
}

fn result_value(py: Python<'_>, scalar: Scalar, register: u64) -> PyResult<Bound<'_, PyAny>> {
    let mut memory = register;
    let shape = Shape::Scalar(scalar, crate::shape::Flavor::Plain);
    // SAFETY: little-endian: the number lies in the register's first bytes.
    unsafe { lift(&shape, (&raw mut memory).cast(), &Lift::borrowed(py)) }
}

/// Says of which argument an exception speaks.
fn argument_error(py: Python<'_>, method: &describe::Method, index: usize, error: PyErr) -> PyErr {
    let is_type = error.is_instance_of::<PyTypeError>(py);
    if !is_type
        && !error.is_instance_of::<PyValueError>(py)
        && !error.is_instance_of::<pyo3::exceptions::PyOverflowError>(py)
    {
        return error;
    }
    let class: Bound<'_, PyType> = error.get_type(py);
    let text =
        format!("{}.{}: {}: {}", method.interface, method.name, method.params[index].name, error.value(py));
    class.call1((text,)).map_or_else(|other| other, PyErr::from_value)
}
