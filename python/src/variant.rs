//! VARIANTs, and the types that Automation has and Python knows by other names.

use std::ffi::c_void;

use oxcom::abi::{
    DISP_E_BADVARTYPE, DISP_E_PARAMNOTFOUND, IDispatch, SAFEARRAY, VT_ARRAY, VT_BOOL, VT_BSTR, VT_BYREF,
    VT_CY, VT_DATE, VT_DECIMAL, VT_DISPATCH, VT_EMPTY, VT_ERROR, VT_I1, VT_I2, VT_I4, VT_I8, VT_INT, VT_NULL,
    VT_R4, VT_R8, VT_UI1, VT_UI2, VT_UI4, VT_UI8, VT_UINT, VT_UNKNOWN, VT_VARIANT,
};
use pyo3::exceptions::{PyOverflowError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyBytes, PyFloat, PyInt, PyList, PyString, PyTuple};
use windows_core::{GUID, HRESULT, IUnknown, Interface};

use crate::array::{lift_array, lower_array};
use crate::error::failure;
use crate::lift::{self, Lift};
use crate::lower::Lower;
use crate::pointer::{self, Unknown};

/// A VARIANT as it lies in memory; a DECIMAL fills all of it but the type.
#[repr(C)]
#[derive(Clone, Copy)]
pub(crate) struct Raw {
    pub(crate) vt: u16,
    reserved: [u16; 3],
    pub(crate) value: u64,
    rest: u64,
}

#[repr(C)]
#[derive(Clone, Copy)]
struct RawDecimal {
    reserved: u16,
    scale: u8,
    sign: u8,
    high: u32,
    low: u64,
}

const ARRAY: u16 = VT_ARRAY as u16;
const BYREF: u16 = VT_BYREF as u16;

/// Reads a VARIANT.
///
/// # Safety
/// `place` points to one; with `own` it is the caller's.
pub(crate) unsafe fn lift<'py>(place: *mut u8, how: &Lift<'_, 'py>) -> PyResult<Bound<'py, PyAny>> {
    // SAFETY: by contract.
    unsafe {
        let raw = place.cast::<Raw>().read_unaligned();
        if raw.vt & BYREF != 0 {
            return by_reference(&raw, how);
        }
        if raw.vt & ARRAY != 0 {
            if how.own {
                place.cast::<u16>().write_unaligned(VT_EMPTY as u16);
            }
            return lift_array(how.py, pointer_in(&raw).cast(), how.own);
        }
        value(raw.vt, place.add(8), place, how)
    }
}

fn pointer_in(raw: &Raw) -> *mut c_void {
    std::ptr::with_exposed_provenance_mut(raw.value as usize)
}

unsafe fn by_reference<'py>(raw: &Raw, how: &Lift<'_, 'py>) -> PyResult<Bound<'py, PyAny>> {
    let (kind, target) = (raw.vt & !BYREF, pointer_in(raw).cast::<u8>());
    let how = Lift { py: how.py, own: false, count: how.count, iid: how.iid };
    if target.is_null() {
        return Ok(how.py.None().into_bound(how.py));
    }
    // SAFETY: a VARIANT by reference points to a value of its type.
    unsafe {
        if i32::from(kind) == VT_VARIANT {
            let inner = target.cast::<Raw>().read_unaligned();
            if inner.vt & BYREF != 0 && i32::from(inner.vt & !BYREF) == VT_VARIANT {
                return Err(failure(how.py, DISP_E_BADVARTYPE, "a reference to a reference"));
            }
            return lift(target, &how);
        }
        if kind & ARRAY != 0 {
            return lift_array(how.py, target.cast::<*mut SAFEARRAY>().read_unaligned(), false);
        }
        value(kind, target, target, &how)
    }
}

/// Reads a value of a VARTYPE at `place`; a DECIMAL at `decimal`.
unsafe fn value<'py>(
    vt: u16,
    place: *mut u8,
    decimal: *mut u8,
    how: &Lift<'_, 'py>,
) -> PyResult<Bound<'py, PyAny>> {
    let py = how.py;
    macro_rules! give {
        ($number:ty) => {
            Ok(place.cast::<$number>().read_unaligned().into_pyobject(py)?.into_any())
        };
    }
    // SAFETY: by contract a value of this type lies there.
    unsafe {
        match i32::from(vt) {
            VT_EMPTY | VT_NULL => Ok(py.None().into_bound(py)),
            VT_I1 => give!(i8),
            VT_UI1 => give!(u8),
            VT_I2 => give!(i16),
            VT_UI2 => give!(u16),
            VT_I4 | VT_INT => give!(i32),
            VT_UI4 | VT_UINT => give!(u32),
            VT_I8 => give!(i64),
            VT_UI8 => give!(u64),
            VT_R4 => give!(f32),
            VT_R8 => give!(f64),
            VT_BOOL => Ok(PyBool::new(py, place.cast::<i16>().read_unaligned() != 0).to_owned().into_any()),
            VT_BSTR => lift::bstr(py, place.cast::<*const u16>().read_unaligned()),
            VT_CY => lift_currency(py, place.cast::<i64>().read_unaligned()),
            VT_DATE => lift_date(py, place.cast::<f64>().read_unaligned()),
            VT_DECIMAL => lift_decimal(py, decimal),
            VT_ERROR => {
                let code = place.cast::<i32>().read_unaligned();
                if HRESULT(code) == DISP_E_PARAMNOTFOUND {
                    return py.import("oxcom._types")?.getattr("Missing");
                }
                Ok(code.into_pyobject(py)?.into_any())
            }
            kind @ (VT_UNKNOWN | VT_DISPATCH) => {
                let pointer = place.cast::<*mut c_void>().read_unaligned();
                let iid: GUID = if kind == VT_UNKNOWN { IUnknown::IID } else { IDispatch::IID };
                if !pointer.is_null() {
                    pointer::add_ref(pointer);
                }
                pointer::wrap(py, &iid, pointer)
            }
            _ => Err(failure(py, DISP_E_BADVARTYPE, format!("a VARIANT of type {vt} has no form in Python"))),
        }
    }
}

/// Writes a VARIANT, which owns what it holds.
///
/// # Errors
/// TypeError, OverflowError: no VARIANT holds such a value.
///
/// # Safety
/// `place` is zeroed memory for one.
pub(crate) unsafe fn lower<'py>(value: &Bound<'py, PyAny>, place: *mut u8) -> PyResult<()> {
    let py = value.py();
    // SAFETY: memory for a VARIANT; its type is written last, when the value is there.
    let put = |vt: i32, bits: u64| unsafe {
        place.add(8).cast::<u64>().write_unaligned(bits);
        place.cast::<u16>().write_unaligned(vt as u16);
    };
    let value = &plain(value)?;
    if value.is_none() {
        return Ok(()); // VT_EMPTY
    }
    if let Ok(flag) = value.cast::<PyBool>() {
        put(VT_BOOL, if flag.is_true() { 0xffff } else { 0 });
    } else if value.is_instance_of::<PyInt>() {
        match (value.extract::<i64>(), value.extract::<u64>()) {
            (Ok(number), _) if i32::try_from(number).is_ok() => put(VT_I4, u64::from(number as i32 as u32)),
            (Ok(number), _) => put(VT_I8, number as u64),
            (_, Ok(number)) => put(VT_UI8, number),
            _ => return Err(PyOverflowError::new_err("no VARIANT holds so large an integer")),
        }
    } else if let Ok(number) = value.cast::<PyFloat>() {
        put(VT_R8, number.value().to_bits());
    } else if value.is_instance_of::<PyString>() {
        let mut own = Lower::owning(py);
        let text = own.bstr(value)?;
        own.commit();
        put(VT_BSTR, text.expose_provenance() as u64);
    } else if let Ok(object) = value.cast::<Unknown>() {
        let (vt, pointer) = match pointer::pointer_for(object, &IDispatch::IID) {
            Ok(pointer) => (VT_DISPATCH, pointer),
            Err(_) => (VT_UNKNOWN, pointer::pointer_for(object, &IUnknown::IID)?),
        };
        put(vt, pointer.expose_provenance() as u64);
    } else if is_array(value)? {
        let (array, _) = lower_array(py, value, None, true)?;
        // SAFETY: the new array.
        let element =
            unsafe { oxcom::abi::SafeArrayGetVartype(array) }.map_err(crate::error::from_windows)?;
        put(VT_ARRAY | i32::from(element.0), array.expose_provenance() as u64);
    } else {
        return other(value, place, &put);
    }
    Ok(())
}

fn other(value: &Bound<'_, PyAny>, place: *mut u8, put: &dyn Fn(i32, u64)) -> PyResult<()> {
    let py = value.py();
    let types = py.import("oxcom._types")?;
    if value.is(&types.getattr("Missing")?) {
        put(VT_ERROR, u64::from(DISP_E_PARAMNOTFOUND.0 as u32));
    } else if value.is_instance(&py.import("datetime")?.getattr("date")?)? {
        put(VT_DATE, days_of(value)?.to_bits());
    } else if value.is_instance(&py.import("decimal")?.getattr("Decimal")?)? {
        // SAFETY: memory for a VARIANT, which a DECIMAL fills but for its type.
        unsafe {
            lower_decimal(value, place)?;
            place.cast::<u16>().write_unaligned(VT_DECIMAL as u16);
        }
    } else {
        let kind = value.get_type().name()?;
        return Err(PyTypeError::new_err(format!("no VARIANT holds a value of type {kind}")));
    }
    Ok(())
}

/// NumPy's numbers as Python's.
fn plain<'py>(value: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let is_number = !value.is_instance_of::<PyInt>()
        && !value.is_instance_of::<PyFloat>()
        && value.hasattr("dtype")?
        && value.getattr("ndim").is_ok_and(|dimensions| dimensions.eq(0).unwrap_or(false));
    if is_number { value.call_method0("item") } else { Ok(value.clone()) }
}

fn is_array(value: &Bound<'_, PyAny>) -> PyResult<bool> {
    let plain = value.is_instance_of::<PyList>()
        || value.is_instance_of::<PyTuple>()
        || value.is_instance_of::<PyBytes>();
    Ok(plain || value.hasattr("__array_interface__")?)
}

pub(crate) fn lift_currency(py: Python<'_>, units: i64) -> PyResult<Bound<'_, PyAny>> {
    py.import("oxcom._types")?.call_method1("currency", (units,))
}

pub(crate) fn currency_of(value: &Bound<'_, PyAny>) -> PyResult<i64> {
    value.py().import("oxcom._types")?.call_method1("currency_units", (value,))?.extract()
}

pub(crate) fn lift_date(py: Python<'_>, days: f64) -> PyResult<Bound<'_, PyAny>> {
    py.import("oxcom._types")?.call_method1("date", (days,))
}

pub(crate) fn days_of(value: &Bound<'_, PyAny>) -> PyResult<f64> {
    value.py().import("oxcom._types")?.call_method1("days", (value,))?.extract()
}

/// # Safety
/// `place` points to a DECIMAL.
pub(crate) unsafe fn lift_decimal(py: Python<'_>, place: *const u8) -> PyResult<Bound<'_, PyAny>> {
    // SAFETY: by contract.
    let raw = unsafe { place.cast::<RawDecimal>().read_unaligned() };
    let digits = u128::from(raw.high) << 64 | u128::from(raw.low);
    py.import("oxcom._types")?.call_method1("decimal_of", (digits, raw.scale, raw.sign & 0x80 != 0))
}

/// # Safety
/// `place` is memory for a DECIMAL.
pub(crate) unsafe fn lower_decimal(value: &Bound<'_, PyAny>, place: *mut u8) -> PyResult<()> {
    let parts = value.py().import("oxcom._types")?.call_method1("decimal_parts", (value,))?;
    let (digits, scale, negative): (u128, u8, bool) = parts.extract()?;
    let sign = if negative { 0x80 } else { 0 };
    let raw = RawDecimal { reserved: 0, scale, sign, high: (digits >> 64) as u32, low: digits as u64 };
    // SAFETY: by contract.
    unsafe { place.cast::<RawDecimal>().write_unaligned(raw) };
    Ok(())
}
