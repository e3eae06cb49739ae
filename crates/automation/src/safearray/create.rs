//! Making, copying and destroying whole arrays.

use core::ffi::c_void;

use oxcom_abi::{FADF_HAVEIID, FADF_HAVEVARTYPE, IRecordInfo, SAFEARRAY, SAFEARRAYBOUND, VARTYPE};
use windows_core::{GUID, HRESULT, Interface};

use super::descriptor::{Descriptor, TYPE_FEATURES};
use super::element::{Elements, Kind};
use super::registry::Entry;
use super::{data, header, owner};
use crate::error::code;
use crate::variant::types;
use crate::{Error, Result};

/// Makes an array of zeros: `cdims` dimensions with the bounds at `rgsabound`, the first dimension first. Null when that
/// cannot be: a type that no element has, VT_RECORD (which [`SafeArrayCreateEx`] makes), no dimension, no memory.
///
/// # Safety
/// `rgsabound` is null or points to as many bounds.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SafeArrayCreate(
    vt: VARTYPE,
    cdims: u32,
    rgsabound: *const SAFEARRAYBOUND,
) -> *mut SAFEARRAY {
    // SAFETY: as the caller says.
    unsafe { SafeArrayCreateEx(vt, cdims, rgsabound, core::ptr::null()) }
}

/// [`SafeArrayCreate`] with `pvextra`: for VT_RECORD the IRecordInfo, which the array takes a reference to; for VT_UNKNOWN
/// and VT_DISPATCH null or the IID of the elements; else of no meaning.
///
/// # Safety
/// As for [`SafeArrayCreate`]; `pvextra` is null or points to what its type asks for.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SafeArrayCreateEx(
    vt: VARTYPE,
    cdims: u32,
    rgsabound: *const SAFEARRAYBOUND,
    pvextra: *const c_void,
) -> *mut SAFEARRAY {
    // SAFETY: as the caller says.
    pointer(unsafe { bounds_at(rgsabound, cdims).and_then(|bounds| create(vt.0, bounds, pvextra)) })
}

/// [`SafeArrayCreate`] with one dimension: `celements` elements, the first with the index `llbound`.
#[unsafe(no_mangle)]
pub extern "system" fn SafeArrayCreateVector(vt: VARTYPE, llbound: i32, celements: u32) -> *mut SAFEARRAY {
    // SAFETY: null means nothing extra.
    unsafe { SafeArrayCreateVectorEx(vt, llbound, celements, core::ptr::null()) }
}

/// [`SafeArrayCreateEx`] with one dimension: `celements` elements, the first with the index `llbound`.
///
/// # Safety
/// `pvextra` as for [`SafeArrayCreateEx`].
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SafeArrayCreateVectorEx(
    vt: VARTYPE,
    llbound: i32,
    celements: u32,
    pvextra: *const c_void,
) -> *mut SAFEARRAY {
    let bound = SAFEARRAYBOUND { cElements: celements, lLbound: llbound };
    // SAFETY: as the caller says.
    pointer(unsafe { create(vt.0, &[bound], pvextra) })
}

/// Frees an array and what its elements own; null is nothing to free. An owner of the data is dropped.
///
/// Errors: DISP_E_ARRAYISLOCKED (the array, or one in its variants); E_INVALIDARG: the descriptor was not made here, then
/// its data is given up as by `SafeArrayDestroyData`, and the descriptor left alone.
///
/// # Safety
/// `psa` is null or a descriptor that nobody uses afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SafeArrayDestroy(psa: *const SAFEARRAY) -> HRESULT {
    // SAFETY: as the caller says.
    code(unsafe { destroy(psa.cast_mut()) })
}

/// Makes an array of the same type and bounds, with copies of the elements that own their own: text is copied, references
/// are counted, records are copied by their description. Null of null.
///
/// Errors: E_INVALIDARG (no place for the answer, or a descriptor without dimensions), E_OUTOFMEMORY, and what a record's
/// description answers.
///
/// # Safety
/// `psa` is null or a descriptor; `ppsaout` is null or points to writable memory for a pointer.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SafeArrayCopy(psa: *const SAFEARRAY, ppsaout: *mut *mut SAFEARRAY) -> HRESULT {
    if ppsaout.is_null() {
        return Error::InvalidArgument.code();
    }
    // SAFETY: as the caller says.
    let made = unsafe { copy(psa) };
    // SAFETY: not null; the caller says that it is writable.
    unsafe { ppsaout.write(made.unwrap_or(core::ptr::null_mut())) };
    code(made.map(drop))
}

/// Replaces the elements of one array by copies of those of another of the same shape and type.
///
/// Errors: E_INVALIDARG (null, no data, or they differ in dimensions, numbers, sizes or kinds of elements), E_OUTOFMEMORY,
/// E_ACCESSDENIED (the target's data is lent for reading), DISP_E_ARRAYISLOCKED (an array in a variant of the target).
///
/// # Safety
/// Each is null or a descriptor; nobody else uses the target meanwhile.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SafeArrayCopyData(
    psasource: *const SAFEARRAY,
    psatarget: *const SAFEARRAY,
) -> HRESULT {
    // SAFETY: as the caller says.
    code(unsafe {
        Descriptor::new(psasource)
            .and_then(|source| Descriptor::new(psatarget).and_then(|target| copy_data(source, target)))
    })
}

/// # Safety
/// As for [`SafeArrayDestroy`].
pub(crate) unsafe fn destroy(psa: *mut SAFEARRAY) -> Result<()> {
    if psa.is_null() {
        return Ok(());
    }
    // SAFETY: as the caller says.
    unsafe {
        let array = Descriptor::new(psa)?;
        if data::end_lent(array)? {
            return Ok(());
        }
        data::destroy(array)?;
        header::free(array)
    }
}

/// # Safety
/// `psa` is null or a descriptor.
pub(crate) unsafe fn copy(psa: *const SAFEARRAY) -> Result<*mut SAFEARRAY> {
    if psa.is_null() {
        return Ok(core::ptr::null_mut());
    }
    // SAFETY: as the caller says.
    let source = unsafe { Descriptor::new(psa) }?;
    let target = same_shape(source, Entry::default())?;
    if source.data().is_null() {
        return Ok(target.as_ptr());
    }
    let filled = data::allocate(target).and_then(|()| {
        let count = source.count()?;
        // SAFETY: both hold as many elements of this kind, the target's are zero.
        unsafe { Elements::of(source)?.copy(source.data(), target.data(), count) }
    });
    finish(target, filled)
}

/// The bounds at a pointer; E_INVALIDARG when it is null, or for no dimension or more than 65,535.
///
/// # Safety
/// `bounds` is null or points to as many bounds, which stay for `'a`.
pub(super) unsafe fn bounds_at<'a>(
    bounds: *const SAFEARRAYBOUND,
    count: u32,
) -> Result<&'a [SAFEARRAYBOUND]> {
    if bounds.is_null() || count == 0 || count > u16::MAX.into() {
        return Err(Error::InvalidArgument);
    }
    // SAFETY: as the caller says.
    Ok(unsafe { core::slice::from_raw_parts(bounds, count as usize) })
}

/// Stores bounds that are given with the first dimension first.
pub(super) fn set_bounds(array: Descriptor, bounds: &[SAFEARRAYBOUND]) {
    bounds.iter().rev().enumerate().for_each(|(at, bound)| array.set_bound(at, *bound));
}

/// # Safety
/// `extra` as for [`SafeArrayCreateEx`].
unsafe fn create(vartype: u16, bounds: &[SAFEARRAYBOUND], extra: *const c_void) -> Result<*mut SAFEARRAY> {
    if vartype == types::RECORD && extra.is_null() {
        return Err(Error::InvalidArgument);
    }
    let array = header::allocate_typed(vartype, bounds.len())?;
    set_bounds(array, bounds);
    // SAFETY: as the caller says.
    let filled = unsafe { describe(array, vartype, extra) }.and_then(|()| data::allocate(array));
    finish(array, filled)
}

/// # Safety
/// `extra` as for [`SafeArrayCreateEx`].
unsafe fn describe(array: Descriptor, vartype: u16, extra: *const c_void) -> Result<()> {
    if extra.is_null() {
        return Ok(());
    }
    // SAFETY: the type says what `extra` points to; the descriptor was made here and has hidden bytes.
    unsafe {
        match vartype {
            types::UNKNOWN | types::DISPATCH => array.iid().write(extra.cast::<GUID>().read()),
            types::RECORD => {
                let extra = extra.cast_mut();
                let info = IRecordInfo::from_raw_borrowed(&extra).ok_or(Error::InvalidArgument)?;
                let size = info.GetSize().map_err(|error| Error::Object(error.code()))?;
                array.set_element_size(size);
                header::set_record_info(array, Some(info.clone()));
            }
            _ => {}
        }
    }
    Ok(())
}

/// A descriptor like another, without data, and what is known of it.
pub(super) fn same_shape(source: Descriptor, entry: Entry) -> Result<Descriptor> {
    let target = header::allocate_as(source.dimensions(), entry)?;
    source.bounds().iter().enumerate().for_each(|(at, bound)| target.set_bound(at, *bound));
    target.set_element_size(source.element_size() as u32);
    target.set_features(source.features() & TYPE_FEATURES);
    // SAFETY: the source's features say what its hidden bytes hold; the target was made here and has hidden bytes.
    unsafe {
        if source.kind() == Kind::Record {
            let info = *source.record_info();
            header::set_record_info(target, IRecordInfo::from_raw_borrowed(&info).cloned());
        } else if source.has(FADF_HAVEIID) {
            target.iid().write(source.iid().read());
        } else if source.has(FADF_HAVEVARTYPE) {
            target.set_vartype(source.vartype().unwrap_or_default());
        }
    }
    Ok(target)
}

/// # Safety
/// As for [`SafeArrayCopyData`].
unsafe fn copy_data(source: Descriptor, target: Descriptor) -> Result<()> {
    let sizes = |bound: &SAFEARRAYBOUND| bound.cElements;
    let alike = source.bounds().iter().map(sizes).eq(target.bounds().iter().map(sizes))
        && source.element_size() == target.element_size()
        && source.kind() == target.kind();
    if !alike || source.data().is_null() || target.data().is_null() {
        return Err(Error::InvalidArgument);
    }
    if source.data() == target.data() {
        return Ok(());
    }
    // SAFETY: descriptors both; they hold as many elements of the same kind.
    unsafe {
        owner::check_writable(target)?;
        let (elements, count) = (Elements::of(source)?, source.count()?);
        Elements::of(target)?.clear(target.data(), count)?;
        elements.copy(source.data(), target.data(), count)
    }
}

/// The array, or nothing of it after an error.
fn finish(array: Descriptor, filled: Result<()>) -> Result<*mut SAFEARRAY> {
    if let Err(error) = filled {
        // SAFETY: nobody else knows of it.
        unsafe { destroy(array.as_ptr())? };
        return Err(error);
    }
    Ok(array.as_ptr())
}

fn pointer(made: Result<*mut SAFEARRAY>) -> *mut SAFEARRAY {
    made.unwrap_or(core::ptr::null_mut())
}

#[cfg(test)]
mod tests {
    use core::sync::atomic::Ordering;

    use super::*;
    use crate::safearray::{SafeArrayGetIID, SafeArrayGetVartype, SafeArrayPutElement};
    use crate::samples::{Landmark, Witness};
    use oxcom_abi::{
        BSTR, DISP_E_ARRAYISLOCKED, E_INVALIDARG, IStream, S_OK, VT_BSTR, VT_EMPTY, VT_I4, VT_R8, VT_RECORD,
        VT_UI1, VT_UNKNOWN, VT_VARIANT,
    };

    fn bound(count: u32) -> SAFEARRAYBOUND {
        SAFEARRAYBOUND { cElements: count, lLbound: 0 }
    }

    #[test]
    fn the_hidden_bytes_tell_the_type() {
        // SAFETY: one bound each; each array is destroyed once.
        unsafe {
            for vartype in [VT_I4, VT_BSTR, VT_VARIANT, VT_R8].map(|vartype| VARTYPE(vartype as u16)) {
                let array = SafeArrayCreate(vartype, 1, &bound(3));
                assert_eq!(
                    array.byte_sub(4).cast::<u32>().read(),
                    u32::from(vartype.0),
                    "as the headers have it"
                );
                assert_eq!(oxcom_abi::SafeArrayGetVartype(array).unwrap(), vartype);
                assert_eq!(SafeArrayDestroy(array), S_OK);
            }
            let array = SafeArrayCreateEx(
                VARTYPE(VT_UNKNOWN as u16),
                1,
                &bound(1),
                core::ptr::from_ref(&IStream::IID).cast(),
            );
            assert_eq!(array.byte_sub(16).cast::<GUID>().read(), IStream::IID);
            let mut iid = GUID::zeroed();
            assert_eq!((SafeArrayGetIID(array, &mut iid), iid), (S_OK, IStream::IID));
            assert_eq!(SafeArrayDestroy(array), S_OK);
        }
    }

    #[test]
    fn what_cannot_be_is_null() {
        // SAFETY: as many bounds as said.
        unsafe {
            let byte = VARTYPE(VT_UI1 as u16);
            assert!(SafeArrayCreate(byte, 0, &bound(1)).is_null());
            assert!(SafeArrayCreate(byte, 65_536, &bound(1)).is_null());
            assert!(SafeArrayCreate(byte, 1, core::ptr::null()).is_null());
            assert!(SafeArrayCreate(VARTYPE(VT_EMPTY as u16), 1, &bound(1)).is_null());
            assert!(SafeArrayCreate(VARTYPE(0x2000 | VT_UI1 as u16), 1, &bound(1)).is_null());
            let whole_memory = [bound(u32::MAX); 4];
            for dimensions in 2..=4 {
                assert!(SafeArrayCreate(byte, dimensions, whole_memory.as_ptr()).is_null(), "{dimensions}");
            }
        }
    }

    #[test]
    fn an_array_may_be_empty() {
        // SAFETY: three bounds.
        unsafe {
            let bounds = [bound(u32::MAX), bound(u32::MAX), bound(0)];
            let array = SafeArrayCreate(VARTYPE(VT_VARIANT as u16), 3, bounds.as_ptr());
            assert!(!(*array).pvData.is_null());
            assert_eq!(oxcom_abi::SafeArrayGetUBound(array, 3).unwrap(), -1);
            assert_eq!(
                SafeArrayPutElement(array, [0; 3].as_ptr(), [0_u64; 3].as_ptr().cast()),
                Error::BadIndex.code()
            );
            assert_eq!(SafeArrayDestroy(array), S_OK);
            assert_eq!(SafeArrayDestroy(core::ptr::null()), S_OK);
        }
    }

    #[test]
    fn a_copy_owns_its_own() {
        let (object, alive) = Witness::call();
        let (references, records) = (VARTYPE(VT_UNKNOWN as u16), VARTYPE(VT_RECORD as u16));
        let (info, mount) = (Landmark::description(), Landmark::new("mount", 1));
        // SAFETY: elements of the array's type; each array is destroyed once.
        unsafe {
            let array =
                SafeArrayCreateEx(references, 1, &bound(2), core::ptr::from_ref(&IStream::IID).cast());
            assert_eq!(SafeArrayPutElement(array, &1, object.as_raw()), S_OK);
            drop(object);
            let copy = oxcom_abi::SafeArrayCopy(array).unwrap();
            assert_eq!(SafeArrayDestroy(array), S_OK);
            assert_eq!(alive.load(Ordering::Relaxed), 1);
            assert_eq!(oxcom_abi::SafeArrayGetIID(copy).unwrap(), IStream::IID);
            assert_eq!(SafeArrayDestroy(copy), S_OK);
            assert_eq!(alive.load(Ordering::Relaxed), 0);

            let array = SafeArrayCreateEx(records, 1, &bound(1), info.as_raw());
            assert_eq!(SafeArrayPutElement(array, &0, (&raw const mount).cast()), S_OK);
            let copy = oxcom_abi::SafeArrayCopy(array).unwrap();
            assert_eq!(SafeArrayDestroy(array), S_OK);
            assert_eq!(*(*copy).pvData.cast::<Landmark>(), mount);
            assert_eq!(oxcom_abi::SafeArrayGetRecordInfo(copy).unwrap(), info);
            assert_eq!(SafeArrayDestroy(copy), S_OK);
        }
    }

    #[test]
    fn data_is_copied_between_arrays_of_one_shape() {
        let text = VARTYPE(VT_BSTR as u16);
        // SAFETY: elements of the array's type; each array is destroyed once.
        unsafe {
            let [from, to, longer] = [2, 2, 3].map(|count| SafeArrayCreate(text, 1, &bound(count)));
            assert_eq!(SafeArrayPutElement(from, &0, BSTR::from("new").as_raw().cast()), S_OK);
            assert_eq!(SafeArrayPutElement(to, &0, BSTR::from("old").as_raw().cast()), S_OK);
            assert_eq!(SafeArrayPutElement(to, &1, BSTR::from("gone").as_raw().cast()), S_OK);
            assert_eq!(SafeArrayCopyData(from, to), S_OK);
            let texts = &*(*to).pvData.cast::<[BSTR; 2]>();
            assert_eq!((&texts[0], texts[1].as_raw()), (&BSTR::from("new"), core::ptr::null()));
            assert_eq!(SafeArrayCopyData(from, longer), E_INVALIDARG);
            assert_eq!(SafeArrayCopyData(from, core::ptr::null()), E_INVALIDARG);
            assert_eq!([from, to, longer].map(|array| SafeArrayDestroy(array)), [S_OK; 3]);
        }
    }

    #[test]
    fn a_descriptor_on_the_stack_is_used_but_not_freed() {
        let mut bytes = *b"abc";
        let mut array = SAFEARRAY {
            cDims: 1,
            fFeatures: (oxcom_abi::FADF_AUTO | oxcom_abi::FADF_FIXEDSIZE) as u16,
            cbElements: 1,
            cLocks: 0,
            pvData: bytes.as_mut_ptr().cast(),
            rgsabound: [bound(3)],
        };
        // SAFETY: a descriptor with one bound and three elements.
        unsafe {
            let copy = oxcom_abi::SafeArrayCopy(&array).unwrap();
            assert_eq!(*(*copy).pvData.cast::<[u8; 3]>(), *b"abc");
            assert_eq!(SafeArrayDestroy(copy), S_OK);
            assert_eq!(SafeArrayGetVartype(&array, &mut VARTYPE(0)), E_INVALIDARG, "it does not tell");
            array.cLocks = 1;
            assert_eq!(SafeArrayDestroy(&array), DISP_E_ARRAYISLOCKED);
            array.cLocks = 0;
            assert_eq!(SafeArrayDestroy(&array), E_INVALIDARG);
        }
        assert_eq!(bytes, *b"abc");
    }

    #[test]
    fn a_descriptor_that_contradicts_itself_is_refused() {
        // SAFETY: one bound; destroyed once.
        unsafe {
            let array = SafeArrayCreate(VARTYPE(VT_UI1 as u16), 1, &bound(64));
            (*array).fFeatures |= oxcom_abi::FADF_VARIANT as u16; // variants of one byte
            assert_eq!(SafeArrayPutElement(array, &63, [0_u64; 3].as_ptr().cast()), E_INVALIDARG);
            assert_eq!(SafeArrayDestroy(array), E_INVALIDARG);
            (*array).fFeatures &= !(oxcom_abi::FADF_VARIANT as u16);
            assert_eq!(SafeArrayDestroy(array), S_OK);
        }
    }
}
