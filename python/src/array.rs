//! SAFEARRAYs as NumPy arrays over the same memory, and NumPy arrays as SAFEARRAYs.
//!
//! ```text
//!   numpy.ndarray ── base ──▶ SafeArray (here) ──▶ SAFEARRAY ──▶ elements, perhaps in another process's memory
//! ```
//!
//! The array keeps the SafeArray, which keeps the memory. NumPy learns of it by `__array_interface__`.

use std::ffi::c_void;
use std::ptr::null_mut;

use oxcom::abi::{
    DISP_E_BADVARTYPE, E_OUTOFMEMORY, SAFEARRAY, SAFEARRAYBOUND, SafeArrayAddRef, SafeArrayCreate,
    SafeArrayDestroy, SafeArrayGetDim, SafeArrayGetLBound, SafeArrayGetUBound, SafeArrayGetVartype,
    SafeArrayReleaseData, SafeArrayReleaseDescriptor, VARTYPE, VT_BOOL, VT_BSTR, VT_CY, VT_DATE, VT_DECIMAL,
    VT_DISPATCH, VT_ERROR, VT_I1, VT_I2, VT_I4, VT_I8, VT_INT, VT_R4, VT_R8, VT_UI1, VT_UI2, VT_UI4, VT_UI8,
    VT_UINT, VT_UNKNOWN, VT_VARIANT,
};
use oxcom_typeinfo::plan::{InterfaceId, Scalar};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyString, PyTuple};
use windows_core::{HRESULT, IUnknown, Interface};

use crate::error::{check, failure};
use crate::lift::{Lift, lift};
use crate::lower::Lower;
use crate::shape::{Flavor, Shape};

/// The memory behind a NumPy array.
#[pyclass(module = "oxcom._oxcom", frozen, weakref)]
pub(crate) struct SafeArray {
    hold: Hold,
    vartype: u16,
    data: usize,
    shape: Vec<usize>,
}

enum Hold {
    /// Destroyed with the instance.
    Owned(*mut SAFEARRAY),
    /// Somebody else's, pinned: the data stays when they destroy it.
    Pinned(*mut SAFEARRAY, *mut c_void),
    /// One of this process's, made to be written to here and lent to others.
    Shared(*mut SAFEARRAY),
}

// SAFETY: a SAFEARRAY and a segment belong to no thread; the instance is immutable.
unsafe impl Send for SafeArray {}
// SAFETY: as above.
unsafe impl Sync for SafeArray {}

#[pymethods]
impl SafeArray {
    /// How NumPy sees the memory.
    #[getter]
    fn __array_interface__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let (dtype, size) =
            dtype(self.vartype).ok_or_else(|| failure(py, DISP_E_BADVARTYPE, "not numbers"))?;
        let about = PyDict::new(py);
        about.set_item("version", 3)?;
        about.set_item("typestr", dtype)?;
        about.set_item("shape", PyTuple::new(py, &self.shape)?)?;
        about.set_item("data", (self.data, !matches!(self.hold, Hold::Shared(_))))?;
        if self.shape.len() > 1 && !matches!(self.hold, Hold::Shared(_)) {
            // The first index runs fastest.
            let strides = self.shape.iter().scan(size, |stride, &count| {
                let this = *stride;
                *stride *= count;
                Some(this)
            });
            about.set_item("strides", PyTuple::new(py, strides.collect::<Vec<_>>())?)?;
        }
        Ok(about)
    }
}

impl Drop for SafeArray {
    fn drop(&mut self) {
        // SAFETY: what the instance owns or has pinned, given up once.
        unsafe {
            match self.hold {
                Hold::Owned(array) | Hold::Shared(array) => {
                    let _ = SafeArrayDestroy(array);
                }
                Hold::Pinned(array, data) => {
                    SafeArrayReleaseData(data);
                    SafeArrayReleaseDescriptor(array);
                }
            }
        }
    }
}

impl SafeArray {
    fn bytes(&self) -> usize {
        self.shape.iter().product::<usize>() * dtype(self.vartype).map_or(0, |(_, size)| size)
    }

    /// An array over the same memory, for `own`: one that the receiver destroys. The flag says whether the caller destroys it.
    fn give(slf: &Bound<'_, Self>, own: bool) -> PyResult<(*mut SAFEARRAY, bool)> {
        let this = slf.get();
        match &this.hold {
            Hold::Owned(array) | Hold::Pinned(array, _) | Hold::Shared(array) if !own => Ok((*array, false)),
            Hold::Owned(array) | Hold::Pinned(array, _) | Hold::Shared(array) => {
                let mut shared = null_mut();
                // SAFETY: a live array; writable memory for the answer. Frozen ones are shared, others refuse.
                if unsafe { share_array(*array, &mut shared) }.is_ok() {
                    return Ok((shared, true));
                }
                Self::lend_to_array(slf).map(|array| (array, true))
            }
        }
    }

    /// An array over the same memory, which keeps this instance.
    fn lend_to_array(slf: &Bound<'_, Self>) -> PyResult<*mut SAFEARRAY> {
        let (py, this) = (slf.py(), slf.get());
        let bounds: Vec<SAFEARRAYBOUND> = match this.hold {
            Hold::Shared(_) => vec![bound(this.shape.iter().product())?],
            _ => this.shape.iter().copied().map(bound).collect::<PyResult<_>>()?,
        };
        let context = slf.clone().unbind().into_ptr();
        let data = std::ptr::with_exposed_provenance_mut(this.data);
        let count = bounds.len() as u32;
        // SAFETY: the data stays as long as the instance, to which the context is a reference.
        let array =
            unsafe { create_over(this.vartype, data, count, bounds.as_ptr(), context.cast(), Some(forget)) };
        if array.is_null() {
            // SAFETY: it was not taken over.
            unsafe { forget(context.cast()) };
            return Err(failure(py, E_OUTOFMEMORY, "no memory for an array"));
        }
        Ok(array)
    }
}

fn bound(count: usize) -> PyResult<SAFEARRAYBOUND> {
    let count = u32::try_from(count);
    let count = count.map_err(|_| PyValueError::new_err("more elements than a SAFEARRAY can count"))?;
    Ok(SAFEARRAYBOUND { cElements: count, lLbound: 0 })
}

unsafe extern "system" {
    #[link_name = "OxcomSafeArrayCreateOver"]
    fn create_over(
        vartype: u16,
        data: *mut c_void,
        dimensions: u32,
        bounds: *const SAFEARRAYBOUND,
        context: *mut c_void,
        release: Option<unsafe extern "system" fn(*mut c_void)>,
    ) -> *mut SAFEARRAY;
    #[link_name = "OxcomFreezeArray"]
    fn freeze_array(array: *mut SAFEARRAY) -> HRESULT;
    #[link_name = "OxcomShareArray"]
    fn share_array(array: *const SAFEARRAY, shared: *mut *mut SAFEARRAY) -> HRESULT;
}

/// Drops a reference to a Python object; after the interpreter's end, nothing.
unsafe extern "system" fn forget(context: *mut c_void) {
    if crate::apartment::is_closed() {
        return;
    }
    Python::try_attach(|py| {
        // SAFETY: the reference that was given away for this call.
        drop(unsafe { Bound::from_owned_ptr(py, context.cast()) });
    });
}

/// NumPy's name of a VARTYPE of plain numbers, and the bytes of one.
pub(crate) fn dtype(vartype: u16) -> Option<(&'static str, usize)> {
    Some(match i32::from(vartype) {
        VT_I1 => ("|i1", 1),
        VT_UI1 => ("|u1", 1),
        VT_I2 => ("<i2", 2),
        VT_UI2 => ("<u2", 2),
        VT_I4 | VT_INT | VT_ERROR => ("<i4", 4),
        VT_UI4 | VT_UINT => ("<u4", 4),
        VT_I8 => ("<i8", 8),
        VT_UI8 => ("<u8", 8),
        VT_R4 => ("<f4", 4),
        VT_R8 => ("<f8", 8),
        _ => return None,
    })
}

/// The VARTYPE for one of NumPy's kinds of numbers.
fn vartype_of(kind: &str, size: usize) -> Option<u16> {
    let vartype = match (kind, size) {
        ("b", 1) => VT_BOOL,
        ("i", 1) => VT_I1,
        ("i", 2) => VT_I2,
        ("i", 4) => VT_I4,
        ("i", 8) => VT_I8,
        ("u", 1) => VT_UI1,
        ("u", 2) => VT_UI2,
        ("u", 4) => VT_UI4,
        ("u", 8) => VT_UI8,
        ("f", 4) => VT_R4,
        ("f", 8) => VT_R8,
        ("U", _) => VT_BSTR,
        ("O", _) => VT_VARIANT,
        _ => return None,
    };
    Some(vartype as u16)
}

/// The shape of one element of an array that is no array of plain numbers.
fn element_shape(vartype: u16) -> Option<Shape> {
    Some(match i32::from(vartype) {
        VT_BSTR => Shape::Bstr,
        VT_VARIANT => Shape::Variant,
        VT_DECIMAL => Shape::Decimal,
        VT_BOOL => Shape::Scalar(Scalar::I16, Flavor::VariantBool),
        VT_DATE => Shape::Scalar(Scalar::F64, Flavor::Date),
        VT_CY => Shape::Scalar(Scalar::I64, Flavor::Currency),
        VT_UNKNOWN => Shape::Interface(InterfaceId::Known(IUnknown::IID), "IUnknown".into()),
        VT_DISPATCH => Shape::Interface(InterfaceId::Known(oxcom::abi::IDispatch::IID), "IDispatch".into()),
        _ => return None,
    })
}

/// What a SAFEARRAY is in Python: a NumPy array over its memory, or a list where its elements are no plain numbers. With `own`
/// the array is given up, also after an error.
///
/// # Safety
/// `array` is null, or a SAFEARRAY that nobody changes as long as it exists.
pub(crate) unsafe fn lift_array<'py>(
    py: Python<'py>,
    array: *mut SAFEARRAY,
    own: bool,
) -> PyResult<Bound<'py, PyAny>> {
    if array.is_null() {
        return Ok(py.None().into_bound(py));
    }
    // SAFETY: an array by contract.
    unsafe {
        let made = match SafeArrayGetVartype(array) {
            Ok(vartype) if dtype(vartype.0).is_some() => return over(py, array, vartype.0, own),
            Ok(vartype) => list(py, array, vartype.0),
            Err(error) => Err(crate::error::from_windows(error)),
        };
        if own {
            let _ = SafeArrayDestroy(array);
        }
        made
    }
}

/// The lengths of the dimensions, the first one first.
unsafe fn lengths(array: *mut SAFEARRAY) -> PyResult<Vec<usize>> {
    // SAFETY: an array by contract.
    unsafe {
        let length = |dimension| -> windows_core::Result<usize> {
            let (low, high) = (SafeArrayGetLBound(array, dimension)?, SafeArrayGetUBound(array, dimension)?);
            Ok(usize::try_from(i64::from(high) - i64::from(low) + 1).unwrap_or(0))
        };
        (1..=SafeArrayGetDim(array))
            .map(length)
            .collect::<windows_core::Result<_>>()
            .map_err(crate::error::from_windows)
    }
}

unsafe fn over<'py>(
    py: Python<'py>,
    array: *mut SAFEARRAY,
    vartype: u16,
    own: bool,
) -> PyResult<Bound<'py, PyAny>> {
    // SAFETY: an array by contract; what is taken here is given up by the instance's drop, on every way out.
    unsafe {
        let mut hold = Hold::Owned(array);
        if !own {
            let mut data = null_mut();
            check(py, SafeArrayAddRef(array, &mut data))?;
            hold = Hold::Pinned(array, data);
        }
        let data = (*array).pvData;
        let must_copy = matches!(hold, Hold::Pinned(_, pinned) if pinned != data);
        let mut made = SafeArray { hold, vartype, data: data.expose_provenance(), shape: Vec::new() };
        made.shape = lengths(array)?;
        let made = Bound::new(py, made)?;
        let seen = py.import("numpy")?.call_method1("asarray", (&made,))?;
        // Data that cannot be pinned is the caller's for the time of the call only.
        if must_copy { seen.call_method0("copy") } else { Ok(seen) }
    }
}

unsafe fn list<'py>(py: Python<'py>, array: *mut SAFEARRAY, vartype: u16) -> PyResult<Bound<'py, PyAny>> {
    let shape = element_shape(vartype).ok_or_else(|| {
        failure(py, DISP_E_BADVARTYPE, format!("arrays of VARTYPE {vartype} have no form in Python"))
    })?;
    // SAFETY: an array by contract, whose elements have this shape.
    unsafe {
        let lengths = lengths(array)?;
        let (count, data) = (lengths.iter().product::<usize>(), (*array).pvData.cast::<u8>());
        let element = |index| lift(&shape, data.add(index * shape.size()), &Lift::borrowed(py));
        let all = (0..count).map(element).collect::<PyResult<Vec<_>>>()?;
        let numpy = py.import("numpy")?;
        if i32::from(vartype) == VT_BOOL {
            let flags = numpy.call_method1("array", (all, "bool"))?;
            let order = PyDict::new(py);
            order.set_item("order", "F")?;
            return flags.call_method("reshape", (PyTuple::new(py, &lengths)?,), Some(&order));
        }
        if lengths.len() == 1 {
            return Ok(PyList::new(py, all)?.into_any());
        }
        let objects = numpy.call_method1("empty", (count, "object"))?;
        for (index, value) in all.iter().enumerate() {
            objects.set_item(index, value)?;
        }
        let order = PyDict::new(py);
        order.set_item("order", "F")?;
        objects.call_method("reshape", (PyTuple::new(py, &lengths)?,), Some(&order))
    }
}

/// The SAFEARRAY for a value, and whether whoever asked destroys it (with `own` always). None gives null.
///
/// # Errors
/// TypeError, ValueError: the value is no such array. COMError.
pub(crate) fn lower_array(
    py: Python<'_>,
    value: &Bound<'_, PyAny>,
    wanted: Option<u16>,
    own: bool,
) -> PyResult<(*mut SAFEARRAY, bool)> {
    if value.is_none() {
        return Ok((null_mut(), false));
    }
    if let Some(element) = wanted.filter(|&vartype| i32::from(vartype) != VT_BOOL).and_then(element_shape) {
        return Ok((elements(py, value, wanted.unwrap_or(0), &element)?, true));
    }
    let numpy = py.import("numpy")?;
    let given = match value.hasattr("__array_interface__")? || value.hasattr("__array__")? {
        true => numpy.call_method1("asarray", (value,))?,
        false if value.cast::<PyString>().is_ok() => {
            return Err(PyTypeError::new_err("an array is wanted, not text"));
        }
        false if value.cast::<PyList>().is_ok() || value.cast::<PyTuple>().is_ok() => {
            return from_list(py, value, wanted);
        }
        false => numpy.call_method1("frombuffer", (value, "u1")).or_else(|_| from_iterable(py, value))?,
    };
    from_numpy(py, &given, wanted, own)
}

fn from_iterable<'py>(py: Python<'py>, value: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let all: Vec<Bound<'_, PyAny>> = value.try_iter()?.collect::<PyResult<_>>()?;
    py.import("numpy")?.call_method1("array", (all,))
}

fn from_list(
    py: Python<'_>,
    value: &Bound<'_, PyAny>,
    wanted: Option<u16>,
) -> PyResult<(*mut SAFEARRAY, bool)> {
    let numpy = py.import("numpy")?;
    if let Some((dtype, _)) = wanted.and_then(dtype) {
        return from_numpy(py, &numpy.call_method1("asarray", (value, dtype))?, wanted, true);
    }
    // Numbers of one kind become an array of numbers, texts one of BSTRs, everything else one of VARIANTs.
    let mut kinds = value.try_iter()?.map(|item| Ok::<_, PyErr>(item?.get_type().as_ptr().addr()));
    let first = kinds.next().transpose()?;
    let alike = kinds.all(|kind| kind.ok() == first);
    let guess = numpy.call_method1("asarray", (value,));
    match guess {
        Ok(guess) if alike && !value.get_item(0).is_ok_and(|item| item.is_none()) => {
            from_numpy(py, &guess, wanted, true)
        }
        _ => Ok((elements(py, value, VT_VARIANT as u16, &Shape::Variant)?, true)),
    }
}

fn from_numpy(
    py: Python<'_>,
    given: &Bound<'_, PyAny>,
    wanted: Option<u16>,
    own: bool,
) -> PyResult<(*mut SAFEARRAY, bool)> {
    if let Some(owner) = whole_owner(given)?
        && wanted.is_none_or(|wanted| dtype(wanted) == dtype(owner.get().vartype))
    {
        return SafeArray::give(&owner, own);
    }
    let kind = given.getattr("dtype")?;
    let found = vartype_of(&kind.getattr("kind")?.extract::<String>()?, kind.getattr("itemsize")?.extract()?);
    let vartype = wanted
        .or(found)
        .ok_or_else(|| PyTypeError::new_err(format!("no SAFEARRAY holds elements of {kind}")))?;
    if i32::from(vartype) == VT_BOOL {
        let flags = given.call_method1("astype", ("bool",))?.call_method1("astype", ("<i2",))?.neg()?;
        return Ok((copy(py, &flags, vartype)?, true));
    }
    if let Some(element) = element_shape(vartype) {
        return Ok((elements(py, given, vartype, &element)?, true));
    }
    let Some((dtype, _)) = dtype(vartype) else {
        return Err(failure(
            py,
            DISP_E_BADVARTYPE,
            format!("arrays of VARTYPE {vartype} have no form in Python"),
        ));
    };
    let options = PyDict::new(py);
    options.set_item("casting", "same_kind")?;
    options.set_item("copy", false)?;
    options.set_item("order", "F")?;
    Ok((copy(py, &given.call_method("astype", (dtype,), Some(&options))?, vartype)?, true))
}

/// The memory that an array is a view of, if it is a view of all of it.
fn whole_owner<'py>(given: &Bound<'py, PyAny>) -> PyResult<Option<Bound<'py, SafeArray>>> {
    let mut base = given.getattr("base")?;
    for _ in 0..16 {
        if let Ok(owner) = base.cast::<SafeArray>() {
            let about = given.getattr("__array_interface__")?.cast_into::<PyDict>()?;
            let data: (usize, bool) =
                about.get_item("data")?.map_or(Ok((0, false)), |data| data.extract())?;
            let dtype_name: String =
                about.get_item("typestr")?.map_or(Ok(String::new()), |name| name.extract())?;
            let flags = given.getattr("flags")?;
            let is_shared = matches!(owner.get().hold, Hold::Shared(_));
            let order = if is_shared { "c_contiguous" } else { "f_contiguous" };
            let in_order = flags.getattr(order)?.extract::<bool>()?
                || (owner.get().shape.len() == 1 && flags.getattr("c_contiguous")?.extract::<bool>()?);
            let bytes: usize = given.getattr("nbytes")?.extract()?;
            let same_kind = dtype(owner.get().vartype).is_some_and(|(name, _)| name == dtype_name);
            let whole = data.0 == owner.get().data && bytes == owner.get().bytes() && in_order && same_kind;
            return Ok(whole.then(|| owner.clone()));
        }
        match base.getattr("base") {
            Ok(next) => base = next,
            Err(_) => break,
        }
    }
    Ok(None)
}

/// A new SAFEARRAY with a copy of an array whose elements lie in the order of a SAFEARRAY's.
fn copy(py: Python<'_>, given: &Bound<'_, PyAny>, vartype: u16) -> PyResult<*mut SAFEARRAY> {
    let given = py.import("numpy")?.call_method1("asfortranarray", (given,))?;
    let lengths: Vec<usize> = given.getattr("shape")?.extract()?;
    let array = create(py, vartype, &lengths)?;
    let about = given.getattr("__array_interface__")?.cast_into::<PyDict>()?;
    let from: (usize, bool) = about.get_item("data")?.map_or(Ok((0, false)), |data| data.extract())?;
    let bytes: usize = given.getattr("nbytes")?.extract()?;
    if bytes > 0 {
        // SAFETY: a new array.
        let to = unsafe { (*array).pvData }.expose_provenance();
        py.detach(|| {
            // SAFETY: both have so many bytes: NumPy's array of these lengths and the new one; `given` keeps the former.
            unsafe {
                let (from, to) = (
                    std::ptr::with_exposed_provenance::<u8>(from.0),
                    std::ptr::with_exposed_provenance_mut(to),
                );
                std::ptr::copy_nonoverlapping(from, to, bytes);
            }
        });
    }
    Ok(array)
}

fn create(py: Python<'_>, vartype: u16, lengths: &[usize]) -> PyResult<*mut SAFEARRAY> {
    let bounds = lengths.iter().copied().map(bound).collect::<PyResult<Vec<_>>>()?;
    if bounds.is_empty() {
        return Err(PyTypeError::new_err("a SAFEARRAY has at least one dimension"));
    }
    // SAFETY: as many bounds as dimensions.
    let array = unsafe { SafeArrayCreate(VARTYPE(vartype), bounds.len() as u32, bounds.as_ptr()) };
    if array.is_null() { Err(failure(py, E_OUTOFMEMORY, "no memory for an array")) } else { Ok(array) }
}

/// A new SAFEARRAY of values that are no plain numbers.
fn elements(
    py: Python<'_>,
    value: &Bound<'_, PyAny>,
    vartype: u16,
    shape: &Shape,
) -> PyResult<*mut SAFEARRAY> {
    let (lengths, flat) = match value.getattr("shape").and_then(|shape| shape.extract::<Vec<usize>>()) {
        Ok(lengths) if lengths.len() > 1 => {
            (lengths, value.call_method1("ravel", ("F",))?.call_method0("tolist")?)
        }
        Ok(lengths) => (lengths, value.call_method0("tolist")?),
        Err(_) => (vec![value.len()?], value.clone()),
    };
    let array = create(py, vartype, &lengths)?;
    let mut lower = Lower::owning(py);
    let filled = (|| -> PyResult<()> {
        for (index, item) in flat.try_iter()?.enumerate() {
            // SAFETY: the new array has room for as many elements of this shape, zeros so far.
            let place = unsafe { (*array).pvData.cast::<u8>().add(index * shape.size()) };
            // SAFETY: as above.
            unsafe { lower.value(shape, &item?, place) }?;
        }
        Ok(())
    })();
    lower.commit(); // from here on the array owns them
    if let Err(error) = filled {
        // SAFETY: the new array.
        let _ = unsafe { SafeArrayDestroy(array) };
        return Err(error);
    }
    Ok(array)
}

/// The memory for `oxcom.shared_array`.
#[pyfunction]
pub(crate) fn shared_memory(
    py: Python<'_>,
    kind: &str,
    size: usize,
    shape: Vec<usize>,
) -> PyResult<SafeArray> {
    crate::apartment::ensure(py)?; // from then on arrays lie where others can map them
    let vartype = vartype_of(kind, size).filter(|&vartype| dtype(vartype).is_some());
    let vartype = vartype.ok_or_else(|| PyTypeError::new_err("shared arrays hold plain numbers"))?;
    let count =
        shape.iter().try_fold(1usize, |count, &length| count.checked_mul(length)).filter(|&count| count > 0);
    let count = count.ok_or_else(|| PyValueError::new_err("a shared array has at least one element"))?;
    let array = create(py, vartype, &[count])?;
    // SAFETY: a new array.
    let data = unsafe { (*array).pvData }.expose_provenance();
    Ok(SafeArray { hold: Hold::Shared(array), vartype, data, shape })
}

/// A copy of an array that cannot be changed any more, and of which no further copy is ever made.
#[pyfunction]
pub(crate) fn frozen_memory(py: Python<'_>, values: &Bound<'_, PyAny>) -> PyResult<SafeArray> {
    crate::apartment::ensure(py)?;
    let kind = values.getattr("dtype")?;
    let vartype =
        vartype_of(&kind.getattr("kind")?.extract::<String>()?, kind.getattr("itemsize")?.extract()?);
    let vartype = vartype.filter(|&vartype| dtype(vartype).is_some());
    let vartype = vartype.ok_or_else(|| PyTypeError::new_err("frozen arrays hold plain numbers"))?;
    let array = copy(py, values, vartype)?;
    let mut made = SafeArray { hold: Hold::Owned(array), vartype, data: 0, shape: Vec::new() };
    // SAFETY: a new array, which nobody else knows.
    unsafe {
        check(py, freeze_array(array))?;
        made.data = (*array).pvData.expose_provenance();
        made.shape = lengths(array)?;
    }
    Ok(made)
}
