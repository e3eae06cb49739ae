//! Objects that Python implements, as COM sees them.
//!
//! ```text
//!   COM client ──▶ Tear (one per interface) ── vtable ──▶ enter() ──▶ the Python object's method
//!                    └──▶ Object: references, the Python object
//! ```
//!
//! The Python object lives as long as COM has references. Counts fall to zero under the GIL only, so that Python can hand out
//! the same [`Object`] again as long as it is there.

use std::collections::HashMap;
use std::ffi::c_void;
use std::ptr::{from_ref, null_mut};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use libffi::low::ffi_cif;
use oxcom::abi::{E_NOINTERFACE, E_POINTER, IDispatch, ISupportErrorInfo, RPC_E_DISCONNECTED, S_FALSE, S_OK};
use oxcom_typeinfo::model::MethodKind;
use oxcom_typeinfo::plan::{Direction, MethodResult};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyTuple, PyType};
use windows_core::{GUID, HRESULT, IUnknown, Interface as _};

use crate::call::{array_of, target};
use crate::describe::{Interface, Method};
use crate::error::{answer, failure};
use crate::lift::{self, Lift, count_of, lift, read_count};
use crate::lower::{Lower, write_count};
use crate::pointer::Unknown;
use crate::shape::Shape;

/// What COM sees of a Python object.
pub(crate) struct Object {
    /// Falls to zero under the GIL only. Release pairs with Acquire at the last one.
    references: AtomicU32,
    python: Py<PyAny>,
    /// One per interface; the first one's address is the object's identity.
    tears: Box<[Tear]>,
}

/// An interface of the object: what an interface pointer points to.
#[repr(C)]
pub(crate) struct Tear {
    vtable: *const *const c_void,
    object: *const Object,
    /// What it answers to: the interface and its bases.
    lineage: &'static [GUID],
    interface: Option<&'static Served>,
}

/// An interface that Python objects have here: made once, never freed.
pub(crate) struct Served {
    pub(crate) interface: Arc<Interface>,
    vtable: Box<[*const c_void]>,
    lineage: Vec<GUID>,
}

// SAFETY: nothing is changed after it is made; the pointers are code addresses.
unsafe impl Send for Served {}
// SAFETY: as above.
unsafe impl Sync for Served {}

/// What a function in a vtable needs to know.
struct ServedMethod {
    method: Arc<Method>,
    property: String,
}

/// Guarded by its lock.
static SERVED: LazyLock<Mutex<HashMap<GUID, &'static Served>>> = LazyLock::new(Mutex::default);

/// An owned pointer to an interface of a Python object.
///
/// # Errors
/// COMError: E_NOINTERFACE.
pub(crate) fn pointer_to(value: &Bound<'_, Unknown>, iid: &GUID) -> PyResult<*mut c_void> {
    let py = value.py();
    let state = value.get();
    let known = state.object.load(Ordering::Relaxed);
    let object = if known.is_null() {
        let made = Object::new(value)?;
        state.object.store(made, Ordering::Relaxed);
        made
    } else {
        // SAFETY: it is there until its count falls to zero, which needs the GIL.
        unsafe { &*known }.references.fetch_add(1, Ordering::Relaxed);
        known
    };
    // SAFETY: as above; the reference is ours.
    let found = unsafe { (*object).find(iid) };
    match found {
        Some(tear) => Ok(tear.cast_mut().cast()),
        None => {
            // SAFETY: the reference taken above.
            unsafe { Object::release(object) };
            let class = value.get_type().name()?.to_string();
            Err(failure(py, E_NOINTERFACE, format!("{class} does not implement the interface {iid:?}")))
        }
    }
}

/// The Python object behind a pointer, if Python implements it here.
///
/// # Safety
/// `pointer` is a live interface pointer.
pub(crate) unsafe fn python_of<'py>(py: Python<'py>, pointer: *mut c_void) -> Option<Bound<'py, PyAny>> {
    // SAFETY: every interface pointer points to a pointer to its vtable; with our Release in it, it is a Tear.
    unsafe {
        let vtable = *pointer.cast::<*const *const c_void>();
        if *vtable.add(2) != release as *const c_void {
            return None;
        }
        Some((*(*pointer.cast::<Tear>()).object).python.bind(py).clone())
    }
}

impl Object {
    /// With one reference.
    fn new(value: &Bound<'_, Unknown>) -> PyResult<*mut Object> {
        let py = value.py();
        let mut tears: Vec<Tear> = Vec::new();
        for class in value.get_type().mro() {
            let Ok(dict) = class.getattr("__dict__") else { continue };
            let Ok(iid) = dict.get_item("_iid_") else { continue };
            let iid = crate::guid::guid_of(&iid)?;
            if iid == IUnknown::IID || tears.iter().any(|tear| tear.lineage.contains(&iid)) {
                continue;
            }
            let served = served(py, &iid, class.cast::<PyType>()?)?;
            let (vtable, lineage) = (served.vtable.as_ptr(), served.lineage.as_slice());
            tears.push(Tear { vtable, object: std::ptr::null(), lineage, interface: Some(served) });
        }
        if tears.is_empty() {
            let class = value.get_type().name()?.to_string();
            return Err(PyTypeError::new_err(format!("{class} implements no interface")));
        }
        tears.push(Tear {
            vtable: ERROR_INFO.0.as_ptr(),
            object: std::ptr::null(),
            lineage: &[ISupportErrorInfo::IID],
            interface: None,
        });
        let python = value.clone().into_any().unbind();
        let made =
            Box::into_raw(Box::new(Self { references: AtomicU32::new(1), python, tears: tears.into() }));
        // SAFETY: just made; nobody else has it.
        unsafe { (*made).tears.iter_mut().for_each(|tear| tear.object = made) };
        Ok(made)
    }

    fn find(&self, iid: &GUID) -> Option<*const Tear> {
        if *iid == IUnknown::IID {
            return self.tears.first().map(from_ref);
        }
        self.tears.iter().find(|tear| tear.lineage.contains(iid)).map(from_ref)
    }

    /// # Safety
    /// The caller owns a reference, and gives it up.
    unsafe fn release(this: *const Object) -> u32 {
        // SAFETY: by contract there is a reference, so the object is there.
        let count = unsafe { &(*this).references };
        let mut current = count.load(Ordering::Relaxed);
        while current > 1 {
            match count.compare_exchange_weak(current, current - 1, Ordering::Release, Ordering::Relaxed) {
                Ok(_) => return current - 1,
                Err(now) => current = now,
            }
        }
        if crate::apartment::is_closed() {
            return 0; // the interpreter ends: the object stays, and the process goes
        }
        let ended = Python::try_attach(|py| {
            // SYNC POINT: Acquire pairs with the Release of those who gave up theirs before.
            // SAFETY: as above.
            let left = unsafe { (*this).references.fetch_sub(1, Ordering::AcqRel) } - 1;
            if left == 0 {
                // SAFETY: nobody has a reference any more, and the GIL keeps Python from making one.
                let object = unsafe { Box::from_raw(this.cast_mut()) };
                if let Ok(value) = object.python.bind(py).cast::<Unknown>() {
                    value.get().object.store(null_mut(), Ordering::Relaxed);
                }
            }
            left
        });
        ended.unwrap_or(0)
    }
}

/// The vtable of an interface.
fn served(py: Python<'_>, iid: &GUID, class: &Bound<'_, PyType>) -> PyResult<&'static Served> {
    let lock = || SERVED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(served) = lock().get(iid) {
        return Ok(served);
    }
    let Some(interface) = crate::describe::interface(py, iid)? else {
        let name = class.name()?;
        return Err(failure(
            py,
            E_NOINTERFACE,
            format!("nothing describes {name}, so that Python cannot implement it"),
        ));
    };
    let mut vtable: Vec<*const c_void> =
        vec![query_interface as *const c_void, add_ref as *const c_void, release as *const c_void];
    let is_dispatch = interface.lineage.contains(&IDispatch::IID);
    for method in &interface.methods {
        vtable.push(match method.slot {
            slot @ 3..7 if is_dispatch => crate::dispatch::SERVER[slot - 3].0,
            _ => {
                let data = ServedMethod {
                    property: property_name(&method.name, method.kind),
                    method: method.clone(),
                };
                method.signature.make_function(enter, Box::leak(Box::new(data)))
            }
        });
    }
    let made = Served { lineage: interface.lineage.clone(), interface, vtable: vtable.into() };
    Ok(lock().entry(*iid).or_insert_with(|| Box::leak(Box::new(made))))
}

/// The attribute that a property's method is about: `SetValue` writes `Value`.
pub(crate) fn property_name(method: &str, kind: MethodKind) -> String {
    let prefixes: &[&str] = match kind {
        MethodKind::PropertyGet => &["get_"],
        MethodKind::PropertyPut | MethodKind::PropertyPutRef => &["put_", "putref_", "set_", "Set", "Put"],
        MethodKind::Method => &[],
    };
    let plain = prefixes.iter().find_map(|prefix| {
        let rest = method.strip_prefix(prefix)?;
        (prefix.ends_with('_') || rest.starts_with(|first: char| first.is_uppercase())).then_some(rest)
    });
    plain.filter(|rest| !rest.is_empty()).unwrap_or(method).to_owned()
}

unsafe extern "system" fn query_interface(
    this: *mut c_void,
    iid: *const GUID,
    out: *mut *mut c_void,
) -> HRESULT {
    if iid.is_null() || out.is_null() {
        return E_POINTER;
    }
    // SAFETY: a Tear of ours; the pointers are not null.
    unsafe {
        let object = &*(*this.cast::<Tear>()).object;
        let found = object.find(&*iid);
        out.write(found.map_or(null_mut(), |tear| tear.cast_mut().cast()));
        if found.is_none() {
            return E_NOINTERFACE;
        }
        object.references.fetch_add(1, Ordering::Relaxed);
        S_OK
    }
}

unsafe extern "system" fn add_ref(this: *mut c_void) -> u32 {
    // SAFETY: a Tear of ours.
    unsafe { (*(*this.cast::<Tear>()).object).references.fetch_add(1, Ordering::Relaxed) + 1 }
}

unsafe extern "system" fn release(this: *mut c_void) -> u32 {
    // SAFETY: a Tear of ours, and a reference that is given up.
    unsafe { Object::release((*this.cast::<Tear>()).object) }
}

/// Code addresses.
pub(crate) struct Function(pub(crate) *const c_void);
// SAFETY: never changed.
unsafe impl Sync for Function {}
struct Functions([*const c_void; 4]);
// SAFETY: never changed.
unsafe impl Sync for Functions {}

/// ISupportErrorInfo: every method leaves its exception's words.
static ERROR_INFO: Functions = Functions([
    query_interface as *const c_void,
    add_ref as *const c_void,
    release as *const c_void,
    supports_error_info as *const c_void,
]);

unsafe extern "system" fn supports_error_info(this: *mut c_void, iid: *const GUID) -> HRESULT {
    // SAFETY: a Tear of ours; the pointer is null or an id.
    unsafe {
        match iid.as_ref() {
            None => E_POINTER,
            Some(iid) if (*(*this.cast::<Tear>()).object).find(iid).is_some() => S_OK,
            Some(_) => S_FALSE,
        }
    }
}

/// The Python object and the description behind a pointer that IDispatch's methods got.
///
/// # Safety
/// `this` is a Tear of ours.
pub(crate) unsafe fn behind<'py>(
    py: Python<'py>,
    this: *mut c_void,
) -> (Bound<'py, PyAny>, Option<&'static Served>) {
    // SAFETY: by contract.
    unsafe {
        let tear = &*this.cast::<Tear>();
        ((*tear.object).python.bind(py).clone(), tear.interface)
    }
}

/// What every method in a vtable is.
unsafe extern "C" fn enter(_: &ffi_cif, result: &mut u64, args: *const *const c_void, method: &ServedMethod) {
    let failed = |code: HRESULT| {
        if method.method.result == MethodResult::Hresult { i64::from(code.0) as u64 } else { 0 }
    };
    if crate::apartment::is_closed() {
        *result = failed(RPC_E_DISCONNECTED);
        return;
    }
    let register = Python::try_attach(|py| {
        // SAFETY: libffi hands over pointers to `this` and to as many arguments as the signature has.
        let (this, places) = unsafe {
            let this = (*args).cast::<*mut c_void>().read();
            let count = method.method.params.len();
            (this, std::slice::from_raw_parts(args.add(1).cast::<*mut u8>(), count))
        };
        // SAFETY: called through a vtable of ours.
        let (python, _) = unsafe { behind(py, this) };
        let incoming = Incoming { py, method: &method.method, places };
        match incoming.run(&python, &method.property) {
            Ok(register) => register,
            Err(error) => {
                incoming.clear_outputs();
                let code = answer(py, &error);
                if method.method.result != MethodResult::Hresult {
                    error.write_unraisable(py, Some(&python)); // the caller cannot be told
                }
                failed(code)
            }
        }
    });
    *result = register.unwrap_or_else(|| failed(RPC_E_DISCONNECTED));
}

/// A call into Python.
struct Incoming<'a, 'py> {
    py: Python<'py>,
    method: &'a Method,
    /// Where the arguments lie.
    places: &'a [*mut u8],
}

impl<'py> Incoming<'_, 'py> {
    fn run(&self, python: &Bound<'py, PyAny>, property: &str) -> PyResult<u64> {
        let given = self.arguments()?;
        let value =
            invoke(python, &self.method.name, self.method.kind, property, PyTuple::new(self.py, given)?)?;
        self.answer(&value)
    }

    fn count(&self) -> impl Fn(u16) -> usize + '_ {
        |index| {
            let index = usize::from(index);
            // SAFETY: an argument of the parameter's shape lies there.
            unsafe { read_count(&self.method.params[index].shape, self.places[index]) }
        }
    }

    fn arguments(&self) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let count = self.count();
        let how = Lift { py: self.py, own: false, count: &count, iid: self.iid() };
        let ins = self.method.params.iter().zip(self.places).filter(|(param, _)| param.goes_in());
        // SAFETY: the caller's arguments are what the method's description says.
        ins.map(|(param, place)| unsafe { lift(&param.shape, *place, &how) }).collect()
    }

    fn iid(&self) -> Option<GUID> {
        let found = self.method.params.iter().zip(self.places).find(|(param, _)| {
            param.direction == Direction::In && matches!(target(&param.shape), Shape::Guid)
        });
        // SAFETY: a pointer to a GUID, or null.
        found.and_then(|(_, place)| unsafe { place.cast::<*const GUID>().read().as_ref().copied() })
    }

    /// Where results go, with their parameters' indices.
    fn outputs(&self) -> Vec<(usize, *mut u8)> {
        let outs = self.method.params.iter().enumerate().filter(|(_, param)| param.comes_out());
        // SAFETY: what comes out is a pointer.
        outs.map(|(index, _)| (index, unsafe { self.places[index].cast::<*mut u8>().read() })).collect()
    }

    /// Leaves what Python returned where the caller wants it.
    fn answer(&self, value: &Bound<'py, PyAny>) -> PyResult<u64> {
        let outputs = self.outputs();
        let has_result = matches!(self.method.result, MethodResult::Scalar(_));
        let wanted = outputs.len() + usize::from(has_result);
        let values = match wanted {
            0 => Vec::new(),
            1 => vec![value.clone()],
            _ => value.try_iter()?.collect::<PyResult<Vec<_>>>()?,
        };
        if values.len() != wanted {
            let text = format!("{} returns {wanted} values, not {}", self.method.name, values.len());
            return Err(PyValueError::new_err(text));
        }
        let mut lower = Lower::owning(self.py);
        lower.iid = self.iid();
        let mut register = 0u64;
        if let (MethodResult::Scalar(scalar), Some(value)) = (&self.method.result, values.last()) {
            let shape = Shape::Scalar(*scalar, crate::shape::Flavor::Plain);
            // SAFETY: little-endian: the number fills the register's first bytes.
            unsafe { lower.value(&shape, value, (&raw mut register).cast()) }?;
        }
        // What goes both ways is replaced only when all of the new is there.
        let mut staged = Vec::new();
        for ((index, place), value) in outputs.iter().zip(&values) {
            if !place.is_null() {
                staged.push(self.stage(&mut lower, *index, *place, value)?);
            } else if !value.is_none() && !may_be_null(&self.method.params[*index].shape) {
                return Err(failure(self.py, E_POINTER, "there is no place for the answer"));
            }
        }
        for stage in &staged {
            // SAFETY: the places have room for what was staged, see `stage`.
            unsafe { self.put(stage) };
        }
        lower.commit();
        for stage in staged {
            self.tell_counts(&stage, &outputs)?;
        }
        Ok(register)
    }

    fn stage(
        &self,
        lower: &mut Lower<'py>,
        index: usize,
        place: *mut u8,
        value: &Bound<'py, PyAny>,
    ) -> PyResult<Stage> {
        let shape = &self.method.params[index].shape;
        let Some((element, size, _)) = array_of(shape) else {
            let bytes = target(shape).size();
            let memory = lower.room(bytes)?;
            // SAFETY: the room is as large as the value.
            unsafe { lower.value(target(shape), value, memory)? };
            let inner = match target(shape) {
                Shape::Array { .. } if !value.is_none() => Some(value.len()?),
                _ => None,
            };
            return Ok(Stage { index, place, memory, bytes, count: inner });
        };
        let room = count_of(element, size, &self.count());
        let count = if value.is_none() { 0 } else { value.len()? };
        if count > room {
            return Err(PyValueError::new_err(format!("{count} elements where there is room for {room}")));
        }
        let memory = lower.room(element.size() * count)?;
        if count > 0 {
            // SAFETY: room for so many elements.
            unsafe { lower.fill(element, value, memory, count)? };
        }
        Ok(Stage { index, place, memory, bytes: element.size() * count, count: Some(count) })
    }

    /// # Safety
    /// `stage` was made for this call.
    unsafe fn put(&self, stage: &Stage) {
        let param = &self.method.params[stage.index];
        // SAFETY: the caller gave memory for what the description says.
        unsafe {
            if param.direction == Direction::InOut {
                let count = self.count();
                match array_of(&param.shape) {
                    Some((element, size, length)) => {
                        let many = count_of(element, length.unwrap_or(size), &count);
                        (0..many).for_each(|at| {
                            lift::release(element, stage.place.add(at * element.size()), &count)
                        });
                    }
                    None => lift::release(target(&param.shape), stage.place, &count),
                }
            }
            if let (Some((element, size, None)), Direction::Out) = (array_of(&param.shape), param.direction) {
                // All of it is sent: what Python did not fill is zeros.
                stage.place.write_bytes(0, element.size() * count_of(element, size, &self.count()));
            }
            stage.place.copy_from_nonoverlapping(stage.memory, stage.bytes);
        }
    }

    /// An array's count comes out with it, and has to be right.
    fn tell_counts(&self, stage: &Stage, outputs: &[(usize, *mut u8)]) -> PyResult<()> {
        let shape = &self.method.params[stage.index].shape;
        let found = array_of(shape).or_else(|| array_of(target(shape)));
        let (Some(count), Some((element, size, length))) = (stage.count, found) else { return Ok(()) };
        for wanted in [Some(size), length].into_iter().flatten() {
            use oxcom_typeinfo::plan::Count;
            let (at, count) = match wanted {
                Count::Param(at) => (usize::from(*at), count),
                Count::ParamBytes(at) => (usize::from(*at), count * element.size()),
                Count::Constant(_) | Count::Field(_) => continue,
            };
            if let Some((_, place)) = outputs.iter().find(|(index, place)| *index == at && !place.is_null()) {
                // SAFETY: the place of a number that comes out.
                unsafe { write_count(target(&self.method.params[at].shape), count, *place)? };
            }
        }
        Ok(())
    }

    /// After a failure nothing comes out.
    fn clear_outputs(&self) {
        for (index, place) in self.outputs() {
            let param = &self.method.params[index];
            if place.is_null() || param.direction != Direction::Out {
                continue;
            }
            let bytes = match array_of(&param.shape) {
                Some((element, size, _)) => element.size() * count_of(element, size, &self.count()),
                None => target(&param.shape).size(),
            };
            // SAFETY: the caller gave so much memory.
            unsafe { place.write_bytes(0, bytes) };
        }
    }
}

/// A result, before it goes where the caller wants it.
struct Stage {
    index: usize,
    place: *mut u8,
    memory: *mut u8,
    bytes: usize,
    /// How many elements, for an array.
    count: Option<usize>,
}

fn may_be_null(shape: &Shape) -> bool {
    matches!(shape, Shape::Pointer { nullable: true, .. } | Shape::Array { nullable: true, .. })
}

/// Calls a Python object's method, or reads or writes its property.
pub(crate) fn invoke<'py>(
    python: &Bound<'py, PyAny>,
    name: &str,
    kind: MethodKind,
    property: &str,
    args: Bound<'py, PyTuple>,
) -> PyResult<Bound<'py, PyAny>> {
    let implemented = implements(python, name)?;
    match kind {
        _ if implemented => {
            let found = python.getattr(name)?;
            if kind == MethodKind::PropertyGet && args.is_empty() && !found.is_callable() {
                return Ok(found);
            }
            found.call1(args)
        }
        MethodKind::PropertyGet if args.is_empty() => python.getattr(property),
        MethodKind::PropertyPut | MethodKind::PropertyPutRef if args.len() == 1 => {
            python.setattr(property, args.get_item(0)?)?;
            Ok(python.py().None().into_bound(python.py()))
        }
        _ => python.call_method1(name, args), // raises NotImplementedError by itself
    }
}

/// Whether an object's own class, and not the interface's, has the attribute.
fn implements(python: &Bound<'_, PyAny>, name: &str) -> PyResult<bool> {
    for class in python.get_type().mro() {
        let dict = class.getattr("__dict__")?;
        if dict.contains(name)? {
            return Ok(!dict.contains("_iid_")?);
        }
    }
    Ok(python.getattr("__dict__").is_ok_and(|dict| dict.contains(name).unwrap_or(false)))
}
