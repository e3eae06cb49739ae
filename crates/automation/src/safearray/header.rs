//! Making and freeing descriptors, and what they say about their elements.

use core::ffi::c_void;

use oxcom_abi::{
    FADF_BSTR, FADF_DISPATCH, FADF_HAVEIID, FADF_HAVEVARTYPE, FADF_RECORD, FADF_UNKNOWN, FADF_VARIANT,
    IDispatch, IRecordInfo, SAFEARRAY, SAFEARRAYBOUND, VARTYPE,
};
use windows_core::{GUID, HRESULT, IUnknown, Interface};

use super::descriptor::{Descriptor, HIDDEN};
use super::element::Kind;
use super::registry::{self, Entry};
use crate::error::code;
use crate::variant::types::{self, size_of_value};
use crate::{Error, Result};

/// Makes a descriptor for as many dimensions: no type, no data, all bounds zero.
///
/// Errors: E_INVALIDARG (no dimension, or more than 65,535), E_POINTER, E_OUTOFMEMORY.
///
/// # Safety
/// `ppsaout` is null or points to writable memory for a pointer.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SafeArrayAllocDescriptor(cdims: u32, ppsaout: *mut *mut SAFEARRAY) -> HRESULT {
    // SAFETY: as the caller says.
    code(unsafe { answer(ppsaout, || allocate(cdims as usize)) })
}

/// Makes a descriptor for elements of the type `vt`: size and features are set, the rest as
/// [`SafeArrayAllocDescriptor`] does. Errors: those, and E_INVALIDARG for a type that no element has.
///
/// # Safety
/// As for [`SafeArrayAllocDescriptor`].
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SafeArrayAllocDescriptorEx(
    vt: VARTYPE,
    cdims: u32,
    ppsaout: *mut *mut SAFEARRAY,
) -> HRESULT {
    // SAFETY: as the caller says.
    code(unsafe { answer(ppsaout, || allocate_typed(vt.0, cdims as usize)) })
}

/// Frees a descriptor, but no data of the array's own; an owner of the data is dropped. Null is nothing to free.
///
/// Errors: E_INVALIDARG (it was not made here), DISP_E_ARRAYISLOCKED.
///
/// # Safety
/// `psa` is null or a descriptor that nobody uses afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SafeArrayDestroyDescriptor(psa: *const SAFEARRAY) -> HRESULT {
    if psa.is_null() {
        return code(Ok(()));
    }
    // SAFETY: as the caller says.
    code(unsafe { Descriptor::new(psa) }.and_then(|array| {
        array.check_unlocked()?;
        free(array)
    }))
}

/// The number of dimensions, 0 for null.
///
/// # Safety
/// `psa` is null or a descriptor.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SafeArrayGetDim(psa: *const SAFEARRAY) -> u32 {
    // SAFETY: as the caller says.
    unsafe { Descriptor::new(psa) }.map_or(0, |array| array.dimensions() as u32)
}

/// The size of an element in bytes, 0 for null.
///
/// # Safety
/// `psa` is null or a descriptor.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SafeArrayGetElemsize(psa: *const SAFEARRAY) -> u32 {
    // SAFETY: as the caller says.
    unsafe { Descriptor::new(psa) }.map_or(0, |array| array.element_size() as u32)
}

/// The greatest index of a dimension; dimensions count from 1. Less than the least one when there are no elements.
///
/// Errors: E_INVALIDARG (a null pointer), DISP_E_BADINDEX (no such dimension).
///
/// # Safety
/// `psa` is null or a descriptor; `plubound` is null or points to writable memory for a number.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SafeArrayGetUBound(
    psa: *const SAFEARRAY,
    ndim: u32,
    plubound: *mut i32,
) -> HRESULT {
    let last = |bound: SAFEARRAYBOUND| bound.lLbound.wrapping_add_unsigned(bound.cElements).wrapping_sub(1);
    // SAFETY: as the caller says.
    code(unsafe { bound(psa, ndim, plubound, last) })
}

/// The least index of a dimension; dimensions count from 1. Errors: those of [`SafeArrayGetUBound`].
///
/// # Safety
/// As for [`SafeArrayGetUBound`].
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SafeArrayGetLBound(
    psa: *const SAFEARRAY,
    ndim: u32,
    pllbound: *mut i32,
) -> HRESULT {
    // SAFETY: as the caller says.
    code(unsafe { bound(psa, ndim, pllbound, |bound| bound.lLbound) })
}

/// The type of the elements. E_INVALIDARG: a null pointer, or the descriptor does not tell.
///
/// # Safety
/// `psa` is null or a descriptor; `pvt` is null or points to writable memory for a type.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SafeArrayGetVartype(psa: *const SAFEARRAY, pvt: *mut VARTYPE) -> HRESULT {
    let get = |array: Descriptor| array.vartype().map(VARTYPE).ok_or(Error::InvalidArgument);
    // SAFETY: as the caller says.
    code(unsafe { read(psa, pvt, get) })
}

/// Sets the interface of an array of references. E_INVALIDARG: a null pointer, or the array has no place for one
/// (FADF_HAVEIID).
///
/// # Safety
/// `psa` is null or a descriptor; `guid` is null or points to a GUID.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SafeArraySetIID(psa: *const SAFEARRAY, guid: *const GUID) -> HRESULT {
    // SAFETY: as the caller says; the feature says that the hidden bytes are there.
    code(unsafe {
        Descriptor::new(psa).and_then(|array| {
            let guid = guid.as_ref().filter(|_| array.has(FADF_HAVEIID)).ok_or(Error::InvalidArgument)?;
            array.iid().write(*guid);
            Ok(())
        })
    })
}

/// The interface of an array of references. Errors: those of [`SafeArraySetIID`].
///
/// # Safety
/// `psa` is null or a descriptor; `pguid` is null or points to writable memory for a GUID.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SafeArrayGetIID(psa: *const SAFEARRAY, pguid: *mut GUID) -> HRESULT {
    let get = |array: Descriptor| {
        if !array.has(FADF_HAVEIID) {
            return Err(Error::InvalidArgument);
        }
        // SAFETY: the feature says that the hidden bytes are there.
        Ok(unsafe { array.iid().read() })
    };
    // SAFETY: as the caller says.
    code(unsafe { read(psa, pguid, get) })
}

/// Sets the description of an array of records, which takes a reference to it. E_INVALIDARG: a null array, or one without a
/// place for a description (FADF_RECORD).
///
/// # Safety
/// `psa` is null or a descriptor; `prinfo` is null or an IRecordInfo.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SafeArraySetRecordInfo(psa: *const SAFEARRAY, prinfo: *mut c_void) -> HRESULT {
    // SAFETY: as the caller says.
    code(unsafe {
        Descriptor::new(psa).and_then(|array| {
            if array.kind() != Kind::Record {
                return Err(Error::InvalidArgument);
            }
            set_record_info(array, IRecordInfo::from_raw_borrowed(&prinfo).cloned());
            Ok(())
        })
    })
}

/// The description of an array of records, with a reference for the caller; null if there is none yet. Errors: those of
/// [`SafeArraySetRecordInfo`], and E_INVALIDARG for no place for the answer.
///
/// # Safety
/// `psa` is null or a descriptor; `prinfo` is null or points to writable memory for a pointer.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SafeArrayGetRecordInfo(
    psa: *const SAFEARRAY,
    prinfo: *mut *mut c_void,
) -> HRESULT {
    let get = |array: Descriptor| {
        if array.kind() != Kind::Record {
            return Err(Error::InvalidArgument);
        }
        // SAFETY: the feature says that the hidden bytes are there, and hold null or a description.
        Ok(unsafe { crate::variant::add_ref(*array.record_info()) })
    };
    // SAFETY: as the caller says.
    code(unsafe { read(psa, prinfo, get) })
}

/// A registered descriptor, all zero but for the number of dimensions.
pub(super) fn allocate(dimensions: usize) -> Result<Descriptor> {
    allocate_as(dimensions, Entry::default())
}

/// The same with what is known of it.
pub(super) fn allocate_as(dimensions: usize, entry: Entry) -> Result<Descriptor> {
    let count = u16::try_from(dimensions).ok().filter(|count| *count > 0).ok_or(Error::InvalidArgument)?;
    let size = HIDDEN + size_of::<SAFEARRAY>() + (dimensions - 1) * size_of::<SAFEARRAYBOUND>();
    let memory = registry::allocate(size, entry).ok_or(Error::OutOfMemory)?;
    // SAFETY: the memory holds the hidden bytes and the descriptor with its bounds.
    unsafe {
        let descriptor = memory.as_ptr().add(HIDDEN).cast::<SAFEARRAY>();
        (*descriptor).cDims = count;
        Descriptor::new(descriptor)
    }
}

/// A registered descriptor for elements of a type.
pub(super) fn allocate_typed(vartype: u16, dimensions: usize) -> Result<Descriptor> {
    allocate_typed_as(vartype, dimensions, Entry::default())
}

/// The same with what is known of it.
pub(super) fn allocate_typed_as(vartype: u16, dimensions: usize, entry: Entry) -> Result<Descriptor> {
    let size = match vartype {
        types::RECORD => 0, // as its description says, once it is known
        _ => size_of_value(vartype).ok_or(Error::InvalidArgument)?,
    };
    let (features, iid) = match vartype {
        types::BSTR => (FADF_BSTR | FADF_HAVEVARTYPE, None),
        types::VARIANT_ => (FADF_VARIANT | FADF_HAVEVARTYPE, None),
        types::RECORD => (FADF_RECORD, None),
        types::UNKNOWN => (FADF_UNKNOWN | FADF_HAVEIID, Some(IUnknown::IID)),
        types::DISPATCH => (FADF_DISPATCH | FADF_HAVEIID, Some(IDispatch::IID)),
        _ => (FADF_HAVEVARTYPE, None),
    };
    let array = allocate_as(dimensions, entry)?;
    array.set_features(features as u16);
    array.set_element_size(size as u32);
    match iid {
        // SAFETY: a descriptor made here has hidden bytes.
        Some(iid) => unsafe { array.iid().write(iid) },
        None if vartype != types::RECORD => array.set_vartype(vartype),
        None => {}
    }
    Ok(array)
}

/// Replaces the description of an array of records.
pub(super) fn set_record_info(array: Descriptor, info: Option<IRecordInfo>) {
    let info = info.map_or(core::ptr::null_mut(), Interface::into_raw);
    // SAFETY: FADF_RECORD says that the hidden bytes are there; they hold null or a reference of the array's own.
    unsafe {
        let before = array.record_info().replace(info);
        if !before.is_null() {
            drop(IRecordInfo::from_raw(before));
        }
    }
}

/// Ends a descriptor; the memory of a pinned one stays until it is unpinned.
pub(super) fn free(array: Descriptor) -> Result<()> {
    let address = array.as_ptr().addr();
    let Some(pinned) = registry::with(address, |entry| {
        entry.condemned |= entry.pins > 0;
        entry.condemned
    }) else {
        return Err(Error::InvalidArgument); // not made here
    };
    if array.kind() == Kind::Record {
        set_record_info(array, None);
    }
    if !pinned {
        free_memory(array);
    }
    Ok(())
}

/// Takes a descriptor from the registry, with the owner of its data, and frees its memory.
pub(super) fn free_memory(array: Descriptor) {
    drop(registry::remove(array.as_ptr().addr())); // the owner's code runs when all else is done
}

/// # Safety
/// `place` is null or writable.
unsafe fn answer(place: *mut *mut SAFEARRAY, make: impl FnOnce() -> Result<Descriptor>) -> Result<()> {
    if place.is_null() {
        return Err(Error::NullPointer);
    }
    let made = make();
    // SAFETY: not null, so writable.
    unsafe { place.write(made.map_or(core::ptr::null_mut(), Descriptor::as_ptr)) };
    made.map(drop)
}

/// # Safety
/// `psa` is null or a descriptor; `place` is null or writable.
unsafe fn read<T>(
    psa: *const SAFEARRAY,
    place: *mut T,
    get: impl FnOnce(Descriptor) -> Result<T>,
) -> Result<()> {
    // SAFETY: as the caller says.
    let array = unsafe { Descriptor::new(psa) }?;
    if place.is_null() {
        return Err(Error::InvalidArgument);
    }
    let value = get(array)?;
    // SAFETY: not null, so writable.
    unsafe { place.write(value) };
    Ok(())
}

/// # Safety
/// As for [`read`].
unsafe fn bound(
    psa: *const SAFEARRAY,
    dimension: u32,
    place: *mut i32,
    get: impl FnOnce(SAFEARRAYBOUND) -> i32,
) -> Result<()> {
    let get = |array: Descriptor| {
        let bounds = array.bounds();
        let at = bounds.len().checked_sub(dimension as usize).filter(|at| *at < bounds.len());
        Ok(get(bounds[at.ok_or(Error::BadIndex)?]))
    };
    // SAFETY: as the caller says.
    unsafe { read(psa, place, get) }
}
