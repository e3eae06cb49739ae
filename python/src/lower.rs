//! From Python values to memory.

use std::ffi::c_void;
use std::os::fd::{BorrowedFd, FromRawFd, IntoRawFd, OwnedFd};

use oxcom::abi::{
    CoTaskMemAlloc, CoTaskMemFree, E_OUTOFMEMORY, SAFEARRAY, SafeArrayDestroy, SysFreeString, VARIANT,
    VariantClear,
};
use oxcom_typeinfo::plan::{Count, InterfaceId, Scalar};
use pyo3::exceptions::{PyOverflowError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};
use windows_core::{GUID, IUnknown, Interface};

use crate::array::lower_array;
use crate::error::{failure, not_for_python};
use crate::guid::guid_of;
use crate::pointer::{self, Unknown};
use crate::shape::{Flavor, Shape, Struct};

/// Writes values, and keeps what they need: for the time of a call, or, with `own`, for whoever gets them.
pub(crate) struct Lower<'py> {
    py: Python<'py>,
    own: bool,
    memory: Vec<Box<[u64]>>,
    owned: Vec<Owned>,
    keep: Vec<Bound<'py, PyAny>>,
    /// The id for interface pointers whose id another parameter has.
    pub(crate) iid: Option<GUID>,
}

/// What goes when a value is not handed over.
enum Owned {
    Text(*const u16),
    Array(*mut SAFEARRAY),
    Variant(*mut u8),
    Pointer(*mut c_void),
    Task(*mut c_void),
    Descriptor(i32),
}

impl Drop for Lower<'_> {
    fn drop(&mut self) {
        for owned in self.owned.drain(..).rev() {
            // SAFETY: each was made here, and handed to nobody.
            unsafe {
                match owned {
                    Owned::Text(text) => {
                        SysFreeString(&std::mem::ManuallyDrop::new(oxcom::BSTR::from_raw(text)))
                    }
                    Owned::Array(array) => {
                        let _ = SafeArrayDestroy(array);
                    }
                    Owned::Variant(variant) => {
                        let _ = VariantClear(variant.cast::<VARIANT>());
                    }
                    Owned::Pointer(pointer) => pointer::release(pointer),
                    Owned::Task(memory) => CoTaskMemFree(memory.cast()),
                    Owned::Descriptor(number) => drop(OwnedFd::from_raw_fd(number)),
                }
            }
        }
    }
}

impl<'py> Lower<'py> {
    /// For arguments that the caller keeps: `[in]`.
    pub(crate) fn lending(py: Python<'py>) -> Self {
        Self { py, own: false, memory: Vec::new(), owned: Vec::new(), keep: Vec::new(), iid: None }
    }

    /// For values that somebody else takes over.
    pub(crate) fn owning(py: Python<'py>) -> Self {
        let mut made = Self::lending(py);
        made.own = true;
        made
    }

    /// What was written belongs to somebody else now.
    pub(crate) fn commit(&mut self) {
        self.owned.clear();
    }

    /// Zeroed memory for the time of the call.
    pub(crate) fn room(&mut self, bytes: usize) -> PyResult<*mut u8> {
        let words = bytes.div_ceil(8).max(1);
        let mut memory = Vec::new();
        memory
            .try_reserve_exact(words)
            .map_err(|_| failure(self.py, E_OUTOFMEMORY, "no memory for the arguments"))?;
        memory.resize(words, 0u64);
        self.memory.push(memory.into_boxed_slice());
        Ok(self.memory.last_mut().map_or(std::ptr::null_mut(), |memory| memory.as_mut_ptr().cast()))
    }

    /// Zeroed memory that goes with the value.
    fn allocate(&mut self, bytes: usize) -> PyResult<*mut u8> {
        if !self.own {
            return self.room(bytes);
        }
        // SAFETY: a call without preconditions; the memory is new.
        let memory: *mut c_void = unsafe { CoTaskMemAlloc(bytes.max(1)) }.cast();
        if memory.is_null() {
            return Err(failure(self.py, E_OUTOFMEMORY, "no memory for the arguments"));
        }
        // SAFETY: it has so many bytes.
        unsafe { memory.cast::<u8>().write_bytes(0, bytes.max(1)) };
        self.owned.push(Owned::Task(memory));
        Ok(memory.cast())
    }

    /// The number of a file, of anything with `fileno()`, or -1 for None. One that is handed over is a duplicate.
    fn descriptor(&mut self, value: &Bound<'py, PyAny>) -> PyResult<i32> {
        if value.is_none() {
            return Ok(-1);
        }
        let number = if value.hasattr("fileno")? { value.call_method0("fileno")? } else { value.clone() };
        let number: i32 = number.extract()?;
        if number < 0 || !self.own {
            return Ok(number);
        }
        // SAFETY: the descriptor is borrowed for the duplication only, which tells whether it is one.
        let duplicate = unsafe { BorrowedFd::borrow_raw(number) }.try_clone_to_owned()?.into_raw_fd();
        self.owned.push(Owned::Descriptor(duplicate));
        Ok(duplicate)
    }

    /// Writes a value.
    ///
    /// # Errors
    /// TypeError, ValueError, OverflowError: it has no such shape. COMError.
    ///
    /// # Safety
    /// `place` is zeroed memory for a value of this shape, which stays as long as `self`.
    pub(crate) unsafe fn value(
        &mut self,
        shape: &Shape,
        value: &Bound<'py, PyAny>,
        place: *mut u8,
    ) -> PyResult<()> {
        // SAFETY: the caller's promise: each arm writes as many bytes as the shape has.
        unsafe {
            match shape {
                Shape::Scalar(scalar, flavor) => scalar_value(*scalar, flavor, value, place),
                Shape::Opaque(_, what) => Err(not_for_python(self.py, what)),
                Shape::Descriptor => {
                    let number = self.descriptor(value)?;
                    place.cast::<i32>().write_unaligned(number);
                    Ok(())
                }
                Shape::Guid => {
                    place.cast::<GUID>().write_unaligned(guid_of(value)?);
                    Ok(())
                }
                Shape::Bstr => {
                    let text = self.bstr(value)?;
                    place.cast::<*const u16>().write_unaligned(text);
                    Ok(())
                }
                Shape::Variant => {
                    crate::variant::lower(value, place)?;
                    self.owned.push(Owned::Variant(place));
                    Ok(())
                }
                Shape::Decimal => crate::variant::lower_decimal(value, place),
                Shape::SafeArray(element) => {
                    let array = self.array(value, *element)?;
                    place.cast::<*mut SAFEARRAY>().write_unaligned(array);
                    Ok(())
                }
                Shape::Interface(id, _) => {
                    let pointer = self.interface(id, value)?;
                    place.cast::<*mut c_void>().write_unaligned(pointer);
                    Ok(())
                }
                Shape::Struct(layout) => self.structure(layout, value, place),
                Shape::Fixed { element, count } => self.fixed(element, *count, value, place),
                Shape::Pointer { nullable, target } => {
                    let mut memory = std::ptr::null_mut();
                    if !value.is_none() || !nullable {
                        memory = self.allocate(target.size())?;
                        self.value(target, value, memory)?;
                    }
                    place.cast::<*mut u8>().write_unaligned(memory);
                    Ok(())
                }
                Shape::Array { element, .. } => {
                    let (memory, _) = self.elements(element, value, 0)?;
                    place.cast::<*mut u8>().write_unaligned(memory);
                    Ok(())
                }
                Shape::Text { nullable, unit } => {
                    let memory = self.text(*nullable, *unit, value)?;
                    place.cast::<*mut u8>().write_unaligned(memory);
                    Ok(())
                }
            }
        }
    }

    /// Text that may hold NULs; None is null, which means the same as empty text.
    pub(crate) fn bstr(&mut self, value: &Bound<'py, PyAny>) -> PyResult<*const u16> {
        if value.is_none() {
            return Ok(std::ptr::null());
        }
        let units = units_of(value)?;
        if u32::try_from(units.len()).is_err() {
            return Err(PyValueError::new_err("the text is too long"));
        }
        let text = oxcom::BSTR::from_wide(&units).into_raw();
        if text.is_null() {
            return Err(failure(self.py, E_OUTOFMEMORY, "no memory for text"));
        }
        self.owned.push(Owned::Text(text));
        Ok(text)
    }

    fn text(&mut self, nullable: bool, unit: u8, value: &Bound<'py, PyAny>) -> PyResult<*mut u8> {
        if value.is_none() && nullable {
            return Ok(std::ptr::null_mut());
        }
        let bytes: Vec<u8> = match unit {
            1 => value.cast::<PyString>()?.to_cow()?.bytes().collect(),
            _ => units_of(value)?.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
        };
        let width = usize::from(unit);
        if bytes.chunks(width).any(|unit| unit.iter().all(|&byte| byte == 0)) {
            return Err(PyValueError::new_err("text that ends with a NUL cannot hold one"));
        }
        let memory = self.allocate(bytes.len() + width)?;
        // SAFETY: the memory has room for the bytes and a NUL, which is there already.
        unsafe { memory.copy_from_nonoverlapping(bytes.as_ptr(), bytes.len()) };
        Ok(memory)
    }

    pub(crate) fn array(
        &mut self,
        value: &Bound<'py, PyAny>,
        element: Option<u16>,
    ) -> PyResult<*mut SAFEARRAY> {
        let (array, destroy) = lower_array(self.py, value, element, self.own)?;
        if destroy {
            self.owned.push(Owned::Array(array));
        } else {
            self.keep.push(value.clone());
        }
        Ok(array)
    }

    fn interface(&mut self, id: &InterfaceId, value: &Bound<'py, PyAny>) -> PyResult<*mut c_void> {
        if value.is_none() {
            return Ok(std::ptr::null_mut());
        }
        let iid = match id {
            InterfaceId::Known(iid) => *iid,
            InterfaceId::Param(_) => self.iid.unwrap_or(IUnknown::IID),
        };
        let pointer = pointer_of(self.py, value, &iid)?;
        self.owned.push(Owned::Pointer(pointer));
        Ok(pointer)
    }

    unsafe fn structure(
        &mut self,
        layout: &Struct,
        value: &Bound<'py, PyAny>,
        place: *mut u8,
    ) -> PyResult<()> {
        let field_of = |index: usize| -> PyResult<Bound<'py, PyAny>> {
            let name = &layout.fields[index].name;
            if let Ok(dict) = value.cast::<PyDict>() {
                let missing = || PyTypeError::new_err(format!("{} lacks {name}", layout.name.short()));
                return dict.get_item(name)?.ok_or_else(missing);
            }
            if value.is_instance_of::<pyo3::types::PyTuple>() {
                return value.get_item(index);
            }
            value.getattr(name.as_str()).map_err(|_| {
                let kind = value.get_type().name().map_or_else(|_| "value".into(), |name| name.to_string());
                PyTypeError::new_err(format!("{} is wanted: the {kind} lacks {name}", layout.name.short()))
            })
        };
        let mut counts = Vec::new();
        for (index, field) in layout.fields.iter().enumerate() {
            let given = field_of(index)?;
            // SAFETY: the field lies within the struct, which is zeroed.
            unsafe {
                let place = place.add(field.offset);
                match &field.shape {
                    Shape::Array { element, size, length, .. } => {
                        let (memory, count) = self.elements(element, &given, 0)?;
                        place.cast::<*mut u8>().write_unaligned(memory);
                        let of = |count: &Count| match count {
                            Count::Field(field) => Some(usize::from(*field)),
                            _ => None,
                        };
                        counts.extend(of(size).map(|field| (field, count)));
                        counts.extend(length.as_ref().and_then(of).map(|field| (field, count)));
                    }
                    shape => self.value(shape, &given, place)?,
                }
            }
        }
        for (index, count) in counts {
            // SAFETY: the field that counts lies within the struct.
            unsafe {
                write_count(&layout.fields[index].shape, count, place.add(layout.fields[index].offset))?
            };
        }
        Ok(())
    }

    unsafe fn fixed(
        &mut self,
        element: &Shape,
        count: usize,
        value: &Bound<'py, PyAny>,
        place: *mut u8,
    ) -> PyResult<()> {
        let given = value.len()?;
        if given != count {
            return Err(PyValueError::new_err(format!("{count} values are wanted, not {given}")));
        }
        for (index, item) in value.try_iter()?.enumerate().take(count) {
            // SAFETY: there is room for `count` elements.
            unsafe { self.value(element, &item?, place.add(index * element.size()))? };
        }
        Ok(())
    }

    /// Memory with the elements of a sequence, room for at least `least` of them, and their count. None gives null.
    pub(crate) fn elements(
        &mut self,
        element: &Shape,
        value: &Bound<'py, PyAny>,
        least: usize,
    ) -> PyResult<(*mut u8, usize)> {
        if value.is_none() {
            return Ok((std::ptr::null_mut(), 0));
        }
        let count = value.len()?;
        let bytes = element.size().checked_mul(count.max(least));
        let memory = self.allocate(bytes.ok_or_else(|| PyOverflowError::new_err("too many elements"))?)?;
        // SAFETY: the memory is new, zeroed, and has room.
        unsafe { self.fill(element, value, memory, count)? };
        Ok((memory, count))
    }

    /// Writes the elements of a sequence one after the other.
    ///
    /// # Safety
    /// `memory` is zeroed and has room for `count` elements.
    pub(crate) unsafe fn fill(
        &mut self,
        element: &Shape,
        value: &Bound<'py, PyAny>,
        memory: *mut u8,
        count: usize,
    ) -> PyResult<()> {
        if element.is_byte()
            && let Ok(bytes) = value.extract::<&[u8]>()
        {
            // SAFETY: as many bytes as there is room for, at most.
            unsafe { memory.copy_from_nonoverlapping(bytes.as_ptr(), bytes.len().min(count)) };
            return Ok(());
        }
        for (index, item) in value.try_iter()?.take(count).enumerate() {
            // SAFETY: there is room for `count` elements.
            unsafe { self.value(element, &item?, memory.add(index * element.size()))? };
        }
        Ok(())
    }
}

/// UTF-16, as Python's text has it: half surrogate pairs too.
fn units_of(value: &Bound<'_, PyAny>) -> PyResult<Vec<u16>> {
    let text = value.cast::<PyString>().map_err(|_| {
        let kind = value.get_type().name().map_or_else(|_| "value".into(), |name| name.to_string());
        PyTypeError::new_err(format!("text is wanted, not {kind}"))
    })?;
    if let Ok(text) = text.to_cow() {
        return Ok(text.encode_utf16().collect());
    }
    let encoded: Vec<u8> = text.call_method1("encode", ("utf-16-le", "surrogatepass"))?.extract()?;
    Ok(encoded.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect())
}

/// An owned pointer to an interface of what a value stands for.
pub(crate) fn pointer_of(py: Python<'_>, value: &Bound<'_, PyAny>, iid: &GUID) -> PyResult<*mut c_void> {
    let Ok(value) = value.cast::<Unknown>() else {
        let class = pointer::class_of(py, iid)?;
        let kind = value.get_type().name()?;
        return Err(PyTypeError::new_err(format!("{} is wanted, not {kind}", class.name()?)));
    };
    pointer::pointer_for(value, iid)
}

/// Writes a count into the number, or the number pointed to, that tells it.
///
/// # Safety
/// `place` is memory for a value of this shape.
pub(crate) unsafe fn write_count(shape: &Shape, count: usize, place: *mut u8) -> PyResult<()> {
    let too_many = |_| PyOverflowError::new_err("more elements than their count can tell");
    match shape {
        // SAFETY: the caller's promise.
        Shape::Scalar(scalar, _) => unsafe {
            match crate::shape::width(*scalar) {
                1 => place.write(u8::try_from(count).map_err(too_many)?),
                2 => place.cast::<u16>().write_unaligned(u16::try_from(count).map_err(too_many)?),
                4 => place.cast::<u32>().write_unaligned(u32::try_from(count).map_err(too_many)?),
                _ => place.cast::<u64>().write_unaligned(count as u64),
            }
        },
        // SAFETY: a pointer that is not null points to its target.
        Shape::Pointer { target, .. } => unsafe {
            let inner = place.cast::<*mut u8>().read_unaligned();
            if !inner.is_null() {
                write_count(target, count, inner)?;
            }
        },
        _ => (),
    }
    Ok(())
}

unsafe fn scalar_value(
    scalar: Scalar,
    flavor: &Flavor,
    value: &Bound<'_, PyAny>,
    place: *mut u8,
) -> PyResult<()> {
    /// # Safety
    /// `place` is memory for the number; structs may be packed.
    unsafe fn put<T>(place: *mut u8, number: T) {
        // SAFETY: by contract.
        unsafe { place.cast::<T>().write_unaligned(number) }
    }
    macro_rules! write {
        ($number:expr) => {{
            let number = $number;
            // SAFETY: the caller's promise.
            unsafe { put(place, number) }
        }};
    }
    match flavor {
        Flavor::VariantBool => write!(if value.is_truthy()? { -1i16 } else { 0 }),
        Flavor::Bool => write!(u8::from(value.is_truthy()?)),
        Flavor::Currency => write!(crate::variant::currency_of(value)?),
        Flavor::Date => write!(crate::variant::days_of(value)?),
        Flavor::Hresult => {
            let code: i64 = value.extract()?;
            let code = i32::try_from(code).or_else(|_| u32::try_from(code).map(|code| code as i32));
            write!(code.map_err(|_| PyOverflowError::new_err("an HRESULT has 32 bits"))?);
        }
        Flavor::Plain | Flavor::Enum(_) => match scalar {
            Scalar::I8 => write!(value.extract::<i8>()?),
            Scalar::U8 => write!(value.extract::<u8>()?),
            Scalar::I16 => write!(value.extract::<i16>()?),
            Scalar::U16 => write!(value.extract::<u16>()?),
            Scalar::I32 | Scalar::Enum16 => write!(value.extract::<i32>()?),
            Scalar::U32 => write!(value.extract::<u32>()?),
            Scalar::I64 | Scalar::ISize => write!(value.extract::<i64>()?),
            Scalar::U64 | Scalar::USize | Scalar::Int3264 => write!(value.extract::<u64>()?),
            Scalar::F32 => write!(value.extract::<f32>()?),
            Scalar::F64 => write!(value.extract::<f64>()?),
        },
    }
    Ok(())
}
