//! Reaching the elements: locks, addresses, single elements.

use core::ffi::c_void;
use core::sync::atomic::Ordering;

use oxcom_abi::{SAFEARRAY, VARIANT};
use windows_core::HRESULT;

use super::descriptor::Descriptor;
use super::element::{Elements, Kind};
use super::owner::check_writable;
use crate::error::code;
use crate::{Error, Result, variant};

/// Counts a lock: until it is undone, the array is neither freed nor redimensioned.
///
/// Errors: E_INVALIDARG (null), E_UNEXPECTED (locked 2^32 - 1 times already).
///
/// # Safety
/// `psa` is null or a descriptor.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SafeArrayLock(psa: *const SAFEARRAY) -> HRESULT {
    // SAFETY: as the caller says.
    code(unsafe { Descriptor::new(psa) }.and_then(lock))
}

/// Undoes one [`SafeArrayLock`]. Errors: E_INVALIDARG (null), E_UNEXPECTED (not locked).
///
/// # Safety
/// `psa` is null or a descriptor.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SafeArrayUnlock(psa: *const SAFEARRAY) -> HRESULT {
    // SAFETY: as the caller says.
    code(unsafe { Descriptor::new(psa) }.and_then(unlock))
}

/// Locks the array and answers the address of its data. Errors: those of [`SafeArrayLock`]; E_INVALIDARG also for no place
/// for the answer.
///
/// # Safety
/// `psa` is null or a descriptor; `ppvdata` is null or points to writable memory for a pointer.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SafeArrayAccessData(
    psa: *const SAFEARRAY,
    ppvdata: *mut *mut c_void,
) -> HRESULT {
    if ppvdata.is_null() {
        return Error::InvalidArgument.code();
    }
    // SAFETY: as the caller says.
    let locked = unsafe { Descriptor::new(psa) }.and_then(|array| lock(array).map(|()| array.data()));
    // SAFETY: not null; the caller says that it is writable.
    unsafe { ppvdata.write(locked.unwrap_or(core::ptr::null_mut())) };
    code(locked.map(drop))
}

/// Undoes one [`SafeArrayAccessData`]. Errors: those of [`SafeArrayUnlock`].
///
/// # Safety
/// `psa` is null or a descriptor; the caller uses the address no more.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SafeArrayUnaccessData(psa: *const SAFEARRAY) -> HRESULT {
    // SAFETY: as the caller says.
    unsafe { SafeArrayUnlock(psa) }
}

/// The address of an element. `rgindices` holds an index for each dimension, the first dimension first. The array is not
/// locked; who keeps the address does that.
///
/// Errors: E_INVALIDARG (a null pointer, or no data), DISP_E_BADINDEX.
///
/// # Safety
/// `psa` is null or a descriptor; `rgindices` is null or points to as many indices as it has dimensions; `ppvdata` is null
/// or points to writable memory for a pointer.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SafeArrayPtrOfIndex(
    psa: *const SAFEARRAY,
    rgindices: *const i32,
    ppvdata: *mut *mut c_void,
) -> HRESULT {
    if ppvdata.is_null() {
        return Error::InvalidArgument.code();
    }
    // SAFETY: as the caller says.
    let found = unsafe { Descriptor::new(psa).and_then(|array| element_at(array, rgindices)) };
    if let Ok(element) = found {
        // SAFETY: not null; the caller says that it is writable.
        unsafe { ppvdata.write(element) };
    }
    code(found.map(drop))
}

/// Copies an element to `pv`: a BSTR or a reference becomes the caller's own, a variant is copied as VariantCopy does, into
/// memory that need not be one before, a record into an initialised record.
///
/// Errors: E_INVALIDARG (a null pointer, or no data), DISP_E_BADINDEX, E_OUTOFMEMORY, what a record's description answers.
///
/// # Safety
/// `psa` and `rgindices` as for [`SafeArrayPtrOfIndex`]; `pv` is null or points to writable memory for an element.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SafeArrayGetElement(
    psa: *const SAFEARRAY,
    rgindices: *const i32,
    pv: *mut c_void,
) -> HRESULT {
    // SAFETY: as the caller says; the array is locked while it is read.
    code(unsafe {
        with_element(psa, rgindices, pv, |_, elements, element| {
            if elements.kind() == Kind::Variant {
                pv.cast::<VARIANT>().write(VARIANT::default());
            }
            elements.copy(element, pv, 1)
        })
    })
}

/// Replaces an element by a copy of what `pv` says, and gives up the one before. For text and references `pv` is the BSTR
/// or the interface itself; for all others it points to the value.
///
/// Errors: E_INVALIDARG (a null pointer where a value is needed, or no data), DISP_E_BADINDEX, E_OUTOFMEMORY, E_ACCESSDENIED
/// (the data is lent for reading), DISP_E_ARRAYISLOCKED (in the variant before), what a record's description answers.
///
/// # Safety
/// `psa` and `rgindices` as for [`SafeArrayPtrOfIndex`]; `pv` is null or such a value. Nobody else uses the element
/// meanwhile.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SafeArrayPutElement(
    psa: *const SAFEARRAY,
    rgindices: *const i32,
    pv: *const c_void,
) -> HRESULT {
    // SAFETY: as the caller says; the array is locked while it is written.
    code(unsafe {
        with_element(psa, rgindices, psa, |array, elements, element| {
            check_writable(array)?;
            put(elements, element, pv)
        })
    })
}

fn lock(array: Descriptor) -> Result<()> {
    // A count, which orders nothing: threads that share an array agree by other means who uses its data.
    let add = |count: u32| count.checked_add(1);
    array
        .locks()
        .fetch_update(Ordering::Relaxed, Ordering::Relaxed, add)
        .map(drop)
        .map_err(|_| Error::LockCount)
}

fn unlock(array: Descriptor) -> Result<()> {
    let subtract = |count: u32| count.checked_sub(1);
    array
        .locks()
        .fetch_update(Ordering::Relaxed, Ordering::Relaxed, subtract)
        .map(drop)
        .map_err(|_| Error::LockCount)
}

/// # Safety
/// `indices` is null or points to as many indices as the array has dimensions.
unsafe fn element_at(array: Descriptor, indices: *const i32) -> Result<*mut c_void> {
    if indices.is_null() || array.data().is_null() {
        return Err(Error::InvalidArgument);
    }
    let (mut place, mut stride) = (0_usize, 1_usize);
    for (at, bound) in array.bounds().iter().rev().enumerate() {
        // SAFETY: there are as many indices as bounds.
        let index = unsafe { indices.add(at).read_unaligned() };
        let index =
            u32::try_from(i64::from(index) - i64::from(bound.lLbound)).map_err(|_| Error::BadIndex)?;
        if index >= bound.cElements {
            return Err(Error::BadIndex);
        }
        let step = stride.checked_mul(index as usize).and_then(|step| place.checked_add(step));
        place = step.ok_or(Error::BadIndex)?;
        stride = stride.saturating_mul(bound.cElements as usize);
    }
    if place >= array.count()? {
        return Err(Error::BadIndex);
    }
    // SAFETY: within the data, which holds `count` elements.
    Ok(unsafe { array.data().byte_add(place * array.element_size()) })
}

/// Runs `work` with an element while the array is locked.
///
/// # Safety
/// As for [`SafeArrayPtrOfIndex`].
unsafe fn with_element<T>(
    psa: *const SAFEARRAY,
    indices: *const i32,
    needed: *const T,
    work: impl FnOnce(Descriptor, &Elements, *mut c_void) -> Result<()>,
) -> Result<()> {
    // SAFETY: as the caller says.
    let array = unsafe { Descriptor::new(psa) }?;
    if needed.is_null() {
        return Err(Error::InvalidArgument);
    }
    lock(array)?;
    // SAFETY: as the caller says.
    let done =
        unsafe { element_at(array, indices) }.and_then(|element| work(array, &Elements::of(array)?, element));
    unlock(array)?;
    done
}

/// # Safety
/// `element` is such an element; `value` as for [`SafeArrayPutElement`].
unsafe fn put(elements: &Elements, element: *mut c_void, value: *const c_void) -> Result<()> {
    let kind = elements.kind();
    if value.is_null() && !matches!(kind, Kind::Bstr | Kind::Interface) {
        return Err(Error::InvalidArgument);
    }
    // SAFETY: as the caller says. The copy is made before the element is given up: one may be part of the other.
    unsafe {
        match kind {
            Kind::Plain | Kind::Record => elements.copy(value, element, 1),
            Kind::Bstr | Kind::Interface => {
                let copy = elements.copy_pointer(value.cast_mut())?;
                elements.clear(element, 1)?;
                element.cast::<*mut c_void>().write_unaligned(copy);
                Ok(())
            }
            Kind::Variant => {
                let mut copy = VARIANT::default();
                variant::copy_to(&mut copy, value.cast())?;
                if let Err(refused) = elements.clear(element, 1) {
                    variant::clear(&mut copy)?;
                    return Err(refused);
                }
                element.cast::<VARIANT>().write_unaligned(copy);
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use core::mem::MaybeUninit;

    use super::*;
    use crate::safearray::{
        SafeArrayCreate, SafeArrayCreateEx, SafeArrayCreateVector, SafeArrayDestroy, SafeArrayRedim,
    };
    use crate::samples::{Landmark, Witness};
    use crate::variant::types::parts;
    use oxcom_abi::{
        BSTR, DISP_E_ARRAYISLOCKED, DISP_E_BADINDEX, E_INVALIDARG, E_UNEXPECTED, S_OK, SAFEARRAYBOUND,
        VARTYPE, VT_BSTR, VT_I4, VT_RECORD, VT_UI1, VT_UNKNOWN, VT_VARIANT,
    };
    use windows_core::{IUnknown, Interface};

    fn vector(vartype: i32, count: u32) -> *mut SAFEARRAY {
        let array = SafeArrayCreateVector(VARTYPE(vartype as u16), 0, count);
        assert!(!array.is_null());
        array
    }

    #[test]
    fn the_first_index_varies_fastest() {
        let bounds =
            [SAFEARRAYBOUND { cElements: 2, lLbound: 0 }, SAFEARRAYBOUND { cElements: 3, lLbound: 10 }];
        // SAFETY: two bounds, two indices each time; the data is read where it is, while locked.
        unsafe {
            let array = SafeArrayCreate(VARTYPE(VT_I4 as u16), 2, bounds.as_ptr());
            for (x, y) in [(0, 10), (1, 10), (0, 11), (1, 11), (0, 12), (1, 12)] {
                let value = x + 100 * y;
                assert_eq!(SafeArrayPutElement(array, [x, y].as_ptr(), (&raw const value).cast()), S_OK);
            }
            let mut data = core::ptr::null_mut();
            assert_eq!(SafeArrayAccessData(array, &mut data), S_OK);
            assert_eq!(*data.cast::<[i32; 6]>(), [1000, 1001, 1100, 1101, 1200, 1201]);
            assert_eq!(SafeArrayUnaccessData(array), S_OK);

            let mut element = core::ptr::null_mut();
            assert_eq!(SafeArrayPtrOfIndex(array, [1, 12].as_ptr(), &mut element), S_OK);
            assert_eq!(element, data.byte_add(20));
            for outside in [[2, 10], [-1, 10], [0, 9], [0, 13], [i32::MIN, i32::MAX]] {
                assert_eq!(SafeArrayPtrOfIndex(array, outside.as_ptr(), &mut element), DISP_E_BADINDEX);
            }
            assert_eq!(SafeArrayDestroy(array), S_OK);
        }
    }

    #[test]
    fn text_is_copied_both_ways() {
        let array = vector(VT_BSTR, 2);
        let (first, second) = (BSTR::from("first"), BSTR::from("second"));
        // SAFETY: a BSTR is passed as itself; the answer is a BSTR of ours.
        unsafe {
            assert_eq!(SafeArrayPutElement(array, &1, first.as_raw().cast()), S_OK);
            assert_eq!(SafeArrayPutElement(array, &1, second.as_raw().cast()), S_OK);
            drop(second);
            let mut text = BSTR::new();
            assert_eq!(SafeArrayGetElement(array, &1, (&raw mut text).cast()), S_OK);
            assert_eq!(text, "second");
            assert_eq!(SafeArrayPutElement(array, &1, core::ptr::null()), S_OK, "null is empty text");
            assert_eq!(SafeArrayDestroy(array), S_OK);
        }
    }

    #[test]
    fn references_are_counted() {
        let (object, alive) = Witness::call();
        let array = vector(VT_UNKNOWN, 1);
        // SAFETY: an interface is passed as itself; the answer is a reference of ours.
        unsafe {
            assert_eq!(SafeArrayPutElement(array, &0, object.as_raw()), S_OK);
            drop(object);
            assert_eq!(alive.load(Ordering::Relaxed), 1, "the array has a reference");
            let mut copy: Option<IUnknown> = None;
            assert_eq!(SafeArrayGetElement(array, &0, (&raw mut copy).cast()), S_OK);
            assert_eq!(SafeArrayDestroy(array), S_OK);
            assert_eq!(alive.load(Ordering::Relaxed), 1, "and so have we");
            drop(copy);
            assert_eq!(alive.load(Ordering::Relaxed), 0);
        }
    }

    #[test]
    fn variants_are_copied_into_memory_that_was_none() {
        let array = vector(VT_VARIANT, 1);
        let mut value = VARIANT::default();
        // SAFETY: a variant with text; what is read is a variant of ours.
        unsafe {
            parts(&mut value).vt = VARTYPE(VT_BSTR as u16);
            parts(&mut value).Anonymous.bstrVal = core::mem::ManuallyDrop::new("text".into());
            assert_eq!(SafeArrayPutElement(array, &0, (&raw const value).cast()), S_OK);
            assert_eq!(SafeArrayPutElement(array, &0, (&raw const value).cast()), S_OK);
            let mut copy = MaybeUninit::<VARIANT>::uninit();
            copy.as_mut_ptr().cast::<u8>().write_bytes(0xEE, size_of::<VARIANT>());
            assert_eq!(SafeArrayGetElement(array, &0, copy.as_mut_ptr().cast()), S_OK);
            assert_eq!(*parts(copy.as_mut_ptr()).Anonymous.bstrVal, "text");
            variant::clear(copy.as_mut_ptr()).unwrap();
            variant::clear(&mut value).unwrap();
            assert_eq!(SafeArrayDestroy(array), S_OK);
        }
    }

    #[test]
    fn records_are_copied_by_their_description() {
        let bound = SAFEARRAYBOUND { cElements: 2, lLbound: 0 };
        let description = Landmark::description();
        let (mount, mut copy) = (Landmark::new("mount", 4810), Landmark::default());
        // SAFETY: records of the description.
        unsafe {
            let record = VARTYPE(VT_RECORD as u16);
            assert!(SafeArrayCreate(record, 1, &bound).is_null(), "which it cannot do without");
            let array = SafeArrayCreateEx(record, 1, &bound, description.as_raw());
            assert_eq!(SafeArrayPutElement(array, &1, (&raw const mount).cast()), S_OK);
            assert_eq!(SafeArrayGetElement(array, &1, (&raw mut copy).cast()), S_OK);
            assert_eq!(copy, mount);
            assert_eq!(SafeArrayDestroy(array), S_OK);
        }
    }

    #[test]
    fn a_locked_array_stays() {
        let array = vector(VT_UI1, 4);
        // SAFETY: the array is destroyed once.
        unsafe {
            assert_eq!(SafeArrayLock(array), S_OK);
            let larger = SAFEARRAYBOUND { cElements: 8, lLbound: 0 };
            assert_eq!(SafeArrayDestroy(array), DISP_E_ARRAYISLOCKED);
            assert_eq!(SafeArrayRedim(array, &larger), DISP_E_ARRAYISLOCKED);
            assert_eq!(SafeArrayUnlock(array), S_OK);
            assert_eq!(SafeArrayUnlock(array), E_UNEXPECTED, "it is not locked");
            (*array).cLocks = u32::MAX;
            assert_eq!(SafeArrayLock(array), E_UNEXPECTED);
            (*array).cLocks = 0;
            assert_eq!(SafeArrayDestroy(array), S_OK);
        }
    }

    #[test]
    fn null_is_refused() {
        let (null, mut data) = (core::ptr::null::<SAFEARRAY>(), core::ptr::dangling_mut());
        let array = vector(VT_UI1, 1);
        // SAFETY: null is refused.
        unsafe {
            assert_eq!((SafeArrayAccessData(null, &mut data), data), (E_INVALIDARG, core::ptr::null_mut()));
            assert_eq!(SafeArrayAccessData(array, core::ptr::null_mut()), E_INVALIDARG);
            assert_eq!(SafeArrayLock(null), E_INVALIDARG);
            assert_eq!(SafeArrayUnlock(null), E_INVALIDARG);
            assert_eq!(SafeArrayPtrOfIndex(array, core::ptr::null(), &mut data), E_INVALIDARG);
            assert_eq!(SafeArrayGetElement(array, &0, core::ptr::null_mut()), E_INVALIDARG);
            assert_eq!(SafeArrayPutElement(array, &0, core::ptr::null()), E_INVALIDARG);
            assert_eq!((*array).cLocks, 0, "no lock is left over");
            assert_eq!(SafeArrayDestroy(array), S_OK);
        }
    }
}
