//! From memory to Python values.

use std::ffi::c_void;

use oxcom::abi::{CoTaskMemFree, SAFEARRAY, SafeArrayDestroy, SysFreeString, VARIANT, VariantClear};
use oxcom_typeinfo::plan::{Count, InterfaceId, Scalar};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyList, PyString, PyTuple};
use windows_core::{GUID, IUnknown, Interface};

use crate::array::lift_array;
use crate::error::not_for_python;
use crate::guid::PyGuid;
use crate::pointer;
use crate::shape::{Flavor, Shape, Struct};

/// How values are read.
pub(crate) struct Lift<'a, 'py> {
    pub(crate) py: Python<'py>,
    /// The values are taken over: what is moved out is null afterwards, and [`release`] does the rest.
    pub(crate) own: bool,
    /// The value of the parameter with this index, for counts.
    pub(crate) count: &'a dyn Fn(u16) -> usize,
    /// The id for interface pointers whose id another parameter has.
    pub(crate) iid: Option<GUID>,
}

impl<'py> Lift<'_, 'py> {
    /// For values that somebody else owns, and that depend on no parameter.
    pub(crate) fn borrowed(py: Python<'py>) -> Self {
        Self { py, own: false, count: &|_| 0, iid: None }
    }
}

/// Reads a value.
///
/// # Safety
/// A value of this shape lies at `place`; with `own` it is the caller's.
pub(crate) unsafe fn lift<'py>(
    shape: &Shape,
    place: *mut u8,
    how: &Lift<'_, 'py>,
) -> PyResult<Bound<'py, PyAny>> {
    let py = how.py;
    // SAFETY: the caller's promise: each arm reads what the shape says.
    unsafe {
        match shape {
            Shape::Scalar(scalar, flavor) => scalar_value(py, *scalar, flavor, place),
            Shape::Descriptor => Ok(place.cast::<i32>().read_unaligned().into_pyobject(py)?.into_any()),
            Shape::Opaque(_, what) => Err(not_for_python(py, what)),
            Shape::Guid => Ok(PyGuid(place.cast::<GUID>().read_unaligned()).into_pyobject(py)?.into_any()),
            Shape::Bstr => bstr(py, place.cast::<*const u16>().read_unaligned()),
            Shape::Variant => crate::variant::lift(place, how),
            Shape::Decimal => crate::variant::lift_decimal(py, place),
            Shape::SafeArray(_) => {
                let array = place.cast::<*mut SAFEARRAY>();
                let found = array.read_unaligned();
                if how.own {
                    array.write_unaligned(std::ptr::null_mut());
                }
                lift_array(py, found, how.own)
            }
            Shape::Interface(id, _) => {
                let pointer = place.cast::<*mut c_void>().read_unaligned();
                let iid = match id {
                    InterfaceId::Known(iid) => *iid,
                    InterfaceId::Param(_) => how.iid.unwrap_or(IUnknown::IID),
                };
                if !pointer.is_null() {
                    pointer::add_ref(pointer);
                }
                pointer::wrap(py, &iid, pointer)
            }
            Shape::Struct(layout) => {
                let mut fields = Vec::with_capacity(layout.fields.len());
                for field in &layout.fields {
                    fields.push(self::field(layout, &field.shape, place, place.add(field.offset), how)?);
                }
                layout.class(py)?.call1(PyTuple::new(py, fields)?)
            }
            Shape::Fixed { element, count } => {
                let items = (0..*count).map(|index| lift(element, place.add(index * element.size()), how));
                Ok(PyTuple::new(py, items.collect::<PyResult<Vec<_>>>()?)?.into_any())
            }
            Shape::Pointer { target, .. } => {
                let inner = place.cast::<*mut u8>().read_unaligned();
                if inner.is_null() { Ok(py.None().into_bound(py)) } else { lift(target, inner, how) }
            }
            Shape::Array { element, size, length, .. } => {
                let inner = place.cast::<*mut u8>().read_unaligned();
                let count = count_of(element, length.as_ref().unwrap_or(size), how.count);
                elements(element, inner, count, how)
            }
            Shape::Text { unit, .. } => text(py, *unit, place.cast::<*const u8>().read_unaligned()),
        }
    }
}

/// How many elements a count says.
pub(crate) fn count_of(element: &Shape, count: &Count, param: &dyn Fn(u16) -> usize) -> usize {
    match count {
        Count::Constant(count) => *count as usize,
        Count::Param(index) | Count::Field(index) => param(*index),
        Count::ParamBytes(index) => param(*index) / element.size().max(1),
    }
}

/// Reads elements that lie one after the other: bytes as bytes, others as a list.
///
/// # Safety
/// `place` is null or points to so many elements.
pub(crate) unsafe fn elements<'py>(
    element: &Shape,
    place: *mut u8,
    count: usize,
    how: &Lift<'_, 'py>,
) -> PyResult<Bound<'py, PyAny>> {
    if place.is_null() {
        return Ok(how.py.None().into_bound(how.py));
    }
    // SAFETY: the caller's promise.
    unsafe {
        if element.is_byte() {
            return Ok(PyBytes::new(how.py, std::slice::from_raw_parts(place, count)).into_any());
        }
        let items = (0..count).map(|index| lift(element, place.add(index * element.size()), how));
        Ok(PyList::new(how.py, items.collect::<PyResult<Vec<_>>>()?)?.into_any())
    }
}

/// A struct's field; its count, if it has one, is another field.
unsafe fn field<'py>(
    layout: &Struct,
    shape: &Shape,
    start: *mut u8,
    place: *mut u8,
    how: &Lift<'_, 'py>,
) -> PyResult<Bound<'py, PyAny>> {
    let count = |index: u16| {
        let counter = &layout.fields[usize::from(index)];
        // SAFETY: the field lies within the struct.
        unsafe { read_count(&counter.shape, start.add(counter.offset)) }
    };
    let how = Lift { py: how.py, own: how.own, count: &count, iid: how.iid };
    // SAFETY: the caller's promise.
    unsafe { lift(shape, place, &how) }
}

/// The number, or the number pointed to, that counts elements.
///
/// # Safety
/// A value of this shape lies at `place`.
pub(crate) unsafe fn read_count(shape: &Shape, place: *const u8) -> usize {
    // SAFETY: the caller's promise.
    unsafe {
        match shape {
            Shape::Scalar(scalar, _) => match crate::shape::width(*scalar) {
                1 => place.read().into(),
                2 => place.cast::<u16>().read_unaligned().into(),
                4 => place.cast::<u32>().read_unaligned() as usize,
                _ => place.cast::<u64>().read_unaligned() as usize,
            },
            Shape::Pointer { target, .. } => {
                let inner = place.cast::<*const u8>().read_unaligned();
                if inner.is_null() { 0 } else { read_count(target, inner) }
            }
            _ => 0,
        }
    }
}

/// Releases what is left of a value that was owned. Its memory is zeros afterwards where it held pointers.
///
/// # Safety
/// An owned value of this shape lies at `place`.
pub(crate) unsafe fn release(shape: &Shape, place: *mut u8, count: &dyn Fn(u16) -> usize) {
    // SAFETY: the caller's promise; every pointer is given up once, and null afterwards.
    unsafe {
        let take = || std::ptr::replace(place.cast::<*mut c_void>(), std::ptr::null_mut());
        match shape {
            Shape::Bstr => SysFreeString(&std::mem::ManuallyDrop::new(oxcom::BSTR::from_raw(take().cast()))),
            Shape::Text { .. } => CoTaskMemFree(take().cast()),
            Shape::SafeArray(_) => {
                let array = take();
                if !array.is_null() {
                    let _ = SafeArrayDestroy(array.cast());
                }
            }
            Shape::Interface(..) => {
                let pointer = take();
                if !pointer.is_null() {
                    pointer::release(pointer);
                }
            }
            Shape::Variant => {
                let _ = VariantClear(place.cast::<VARIANT>());
            }
            Shape::Struct(layout) => {
                let counter = |index: u16| {
                    let counter = &layout.fields[usize::from(index)];
                    read_count(&counter.shape, place.add(counter.offset))
                };
                for field in &layout.fields {
                    release(&field.shape, place.add(field.offset), &counter);
                }
            }
            Shape::Fixed { element, count: many } => {
                (0..*many).for_each(|index| release(element, place.add(index * element.size()), count));
            }
            Shape::Pointer { target, .. } => {
                let inner = take();
                if !inner.is_null() {
                    release(target, inner.cast(), count);
                    CoTaskMemFree(inner.cast());
                }
            }
            Shape::Array { element, size, length, .. } => {
                let inner: *mut u8 = take().cast();
                if !inner.is_null() {
                    let many = count_of(element, length.as_ref().unwrap_or(size), count);
                    (0..many).for_each(|index| release(element, inner.add(index * element.size()), count));
                    CoTaskMemFree(inner.cast());
                }
            }
            Shape::Scalar(..) | Shape::Guid | Shape::Decimal | Shape::Descriptor | Shape::Opaque(..) => (),
        }
    }
}

/// What a field is whose memory is zeros.
pub(crate) fn zero<'py>(py: Python<'py>, shape: &Shape) -> PyResult<Bound<'py, PyAny>> {
    match shape {
        Shape::Descriptor => return Ok((-1_i32).into_pyobject(py)?.into_any()), // 0 is one
        Shape::Opaque(..) => return Ok(py.None().into_bound(py)),
        _ => (),
    }
    let mut memory = vec![0u64; shape.size().div_ceil(8).max(1)];
    // SAFETY: zeros are a value of every shape.
    unsafe { lift(shape, memory.as_mut_ptr().cast(), &Lift::borrowed(py)) }
}

/// Text with its length in front.
///
/// # Safety
/// `text` is null or a BSTR.
pub(crate) unsafe fn bstr<'py>(py: Python<'py>, text: *const u16) -> PyResult<Bound<'py, PyAny>> {
    // SAFETY: the caller keeps it.
    let text = std::mem::ManuallyDrop::new(unsafe { oxcom::BSTR::from_raw(text) });
    units(py, &text)
}

fn units<'py>(py: Python<'py>, units: &[u16]) -> PyResult<Bound<'py, PyAny>> {
    if let Ok(text) = String::from_utf16(units) {
        return Ok(PyString::new(py, &text).into_any());
    }
    // Half a surrogate pair: Python's text can hold that.
    let bytes: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    PyBytes::new(py, &bytes).call_method1("decode", ("utf-16-le", "surrogatepass"))
}

unsafe fn text<'py>(py: Python<'py>, unit: u8, text: *const u8) -> PyResult<Bound<'py, PyAny>> {
    if text.is_null() {
        return Ok(py.None().into_bound(py));
    }
    // SAFETY: text that ends with a NUL.
    unsafe {
        if unit == 1 {
            let bytes = std::ffi::CStr::from_ptr(text.cast()).to_bytes();
            return PyBytes::new(py, bytes).call_method1("decode", ("utf-8", "surrogateescape"));
        }
        units(py, oxcom::abi::units_at(text.cast()))
    }
}

unsafe fn scalar_value<'py>(
    py: Python<'py>,
    scalar: Scalar,
    flavor: &Flavor,
    place: *const u8,
) -> PyResult<Bound<'py, PyAny>> {
    macro_rules! read {
        ($number:ty) => {
            // SAFETY: the caller's promise; structs may be packed.
            unsafe { place.cast::<$number>().read_unaligned() }
        };
    }
    macro_rules! give {
        ($number:ty) => {
            Ok(read!($number).into_pyobject(py)?.into_any())
        };
    }
    match flavor {
        Flavor::VariantBool => return Ok((read!(i16) != 0).into_pyobject(py)?.to_owned().into_any()),
        Flavor::Bool => return Ok((read!(u8) != 0).into_pyobject(py)?.to_owned().into_any()),
        Flavor::Currency => return crate::variant::lift_currency(py, read!(i64)),
        Flavor::Date => return crate::variant::lift_date(py, read!(f64)),
        Flavor::Enum(found) => {
            let class = found.class(py)?;
            // SAFETY: as above; a plain number.
            let number = unsafe { scalar_value(py, scalar, &Flavor::Plain, place)? };
            return Ok(class.call1((&number,)).unwrap_or(number));
        }
        Flavor::Plain | Flavor::Hresult => (),
    }
    match scalar {
        Scalar::I8 => give!(i8),
        Scalar::U8 => give!(u8),
        Scalar::I16 => give!(i16),
        Scalar::U16 => give!(u16),
        Scalar::I32 | Scalar::Enum16 => give!(i32),
        Scalar::U32 => give!(u32),
        Scalar::I64 | Scalar::ISize => give!(i64),
        Scalar::U64 | Scalar::USize | Scalar::Int3264 => give!(u64),
        Scalar::F32 => give!(f32),
        Scalar::F64 => give!(f64),
    }
}
