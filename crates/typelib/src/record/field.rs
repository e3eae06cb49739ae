//! The fields of a record, as VARIANTs see them.

use std::ffi::c_void;
use std::sync::Arc;

use oxcom_abi::{BSTR, IRecordInfo, SAFEARRAY, SafeArrayCopy, VariantCopy};
use oxcom_typeinfo::plan::{Struct, Type};
use oxcom_typeinfo::typelib::{TypeInfo, vt};
use windows_core::{IUnknown, Interface};

use super::record_info;
use crate::error::{Error, Result};
use crate::invoke::Passed;
use crate::library::Loaded;
use crate::value::{BYREF, Value, check};

/// A field.
pub(super) struct Field {
    pub(super) name: String,
    /// Bytes from the record's start.
    pub(super) offset: usize,
    pub(super) size: usize,
    /// The VARTYPE of a variant that holds it; VT_CARRAY: none does.
    pub(super) vt: u16,
    /// Of a record in the record.
    pub(super) info: Option<IRecordInfo>,
}

impl Field {
    pub(super) fn all(loaded: &Arc<Loaded>, info: &TypeInfo, structure: &Struct) -> Result<Vec<Self>> {
        let fields = structure.fields.iter().zip(&info.variables);
        let made = fields.map(|(field, variable)| {
            let size = field.ty.layout().map_or(0, |layout| layout.size as usize);
            let (mut vt, mut info) = (vt::CARRAY, None);
            if !matches!(field.ty, Type::FixedArray { .. }) {
                vt = Passed::of(loaded, &variable.ty)?.vartype();
                if vt == vt::RECORD {
                    let (library, index) = Passed::record(loaded, &variable.ty)?;
                    info = Some(record_info(library, index)?);
                }
            }
            Ok(Self { name: field.name.clone(), offset: field.offset as usize, size, vt, info })
        });
        made.collect()
    }

    /// A variant that refers to the field, and owns nothing.
    pub(super) fn refer(&self, record: *const c_void) -> Result<Value> {
        let at = record.wrapping_byte_add(self.offset) as u64;
        match &self.info {
            _ if self.vt == vt::CARRAY => Err(Error::NoRecord("the field is an array of C's".into())),
            None => Ok(Value::new(BYREF | self.vt, at)),
            Some(info) => Ok(Value { data: [at, info.as_raw() as u64], ..Value::new(BYREF | vt::RECORD, 0) }),
        }
    }
}

/// Copies a struct, field by field; on failure what was copied before is there.
///
/// # Safety
/// `from` points to such a struct, `to` to zeroed memory for one.
pub(super) unsafe fn copy_struct(structure: &Struct, from: *const u8, to: *mut u8) -> Result<()> {
    for field in &structure.fields {
        let at = field.offset as usize;
        // SAFETY: the caller's promise.
        unsafe { copy(&field.ty, from.add(at), to.add(at))? };
    }
    Ok(())
}

/// # Safety
/// As for [`copy_struct`].
unsafe fn copy(ty: &Type, from: *const u8, to: *mut u8) -> Result<()> {
    // SAFETY: values of the type lie there; packed ones may lie unaligned, which `Value`s below do not.
    unsafe {
        let pointer = || from.cast::<*mut c_void>().read_unaligned();
        let put = |pointer: *mut c_void| to.cast::<*mut c_void>().write_unaligned(pointer);
        match ty {
            Type::Struct(structure) => copy_struct(structure, from, to)?,
            Type::FixedArray { element, count } => {
                let size = element.layout().map_or(0, |layout| layout.size as usize);
                for index in 0..*count as usize {
                    copy(element, from.add(index * size), to.add(index * size))?;
                }
            }
            Type::Bstr => {
                let text = std::mem::ManuallyDrop::new(BSTR::from_raw(pointer().cast()));
                put(BSTR::clone(&text).into_raw().cast_mut().cast());
            }
            Type::Interface(_) => {
                let object = pointer();
                let object = IUnknown::from_raw_borrowed(&object).cloned();
                put(object.map_or(std::ptr::null_mut(), IUnknown::into_raw));
            }
            Type::SafeArray(_) => {
                let array: *const SAFEARRAY = pointer().cast();
                if !array.is_null() {
                    put(SafeArrayCopy(array).map_err(|error| Error::Object(error.code()))?.cast());
                }
            }
            Type::Variant => {
                let mut made = Value::default();
                let source = from.cast::<[u64; 3]>().read_unaligned();
                check(VariantCopy(made.as_raw(), source.as_ptr().cast()))?;
                to.cast::<oxcom_abi::VARIANT>().write_unaligned(made.into_raw());
            }
            plain => {
                let size = plain.layout().map_or(0, |layout| layout.size as usize);
                to.copy_from_nonoverlapping(from, size);
            }
        }
    }
    Ok(())
}
