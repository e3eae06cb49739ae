//! The data of an array: making it, giving it up, and changing its size.

use core::ffi::c_void;

use oxcom_abi::{FADF_FIXEDSIZE, SAFEARRAY, SAFEARRAYBOUND};
use windows_core::HRESULT;

use super::allocator::{self, Storage};
use super::descriptor::{Descriptor, FOREIGN_DATA};
use super::element::{Elements, Kind};
use super::{pin, registry};
use crate::error::code;
use crate::{Error, Result};

/// Allocates the data that the descriptor describes, all zero. Data that the descriptor points to already is forgotten, not
/// freed.
///
/// Errors: E_INVALIDARG (null, or no dimensions), E_OUTOFMEMORY (also for more than an address space holds).
///
/// # Safety
/// `psa` is null or a descriptor.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SafeArrayAllocData(psa: *const SAFEARRAY) -> HRESULT {
    // SAFETY: as the caller says.
    code(unsafe { Descriptor::new(psa) }.and_then(allocate))
}

/// Gives up what the elements own, and the data: it is freed, or its owner dropped. Data that is neither (FADF_AUTO,
/// FADF_STATIC, FADF_EMBEDDED) stays, with elements that own nothing any more.
///
/// Errors: E_INVALIDARG (null), DISP_E_ARRAYISLOCKED (the array, or an array in one of its variants).
///
/// # Safety
/// `psa` is null or a descriptor, whose data nobody uses afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SafeArrayDestroyData(psa: *const SAFEARRAY) -> HRESULT {
    // SAFETY: as the caller says.
    code(unsafe { Descriptor::new(psa) }.and_then(|array| unsafe { destroy(array) }))
}

/// Changes the bound of the last dimension. Elements that are no more are given up, new ones are zero. An array over someone
/// else's data gets data of its own.
///
/// Errors, with the array as it was: E_INVALIDARG (a null pointer, or FADF_FIXEDSIZE), DISP_E_ARRAYISLOCKED, E_OUTOFMEMORY.
///
/// # Safety
/// `psa` is null or a descriptor, and nobody uses its data under an old address afterwards; `psaboundnew` is null or points
/// to a bound.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SafeArrayRedim(
    psa: *mut SAFEARRAY,
    psaboundnew: *const SAFEARRAYBOUND,
) -> HRESULT {
    // SAFETY: as the caller says.
    code(unsafe {
        Descriptor::new(psa).and_then(|array| {
            let bound = psaboundnew.as_ref().ok_or(Error::InvalidArgument)?;
            array.check_unlocked()?;
            if array.has(FADF_FIXEDSIZE) {
                return Err(Error::InvalidArgument);
            }
            redimension(array, *bound)
        })
    })
}

pub(super) fn allocate(array: Descriptor) -> Result<()> {
    let storage = allocator::allocate(array, array.bytes()?)?;
    storage.install(array);
    Ok(())
}

/// # Safety
/// Nobody uses the data afterwards.
pub(super) unsafe fn destroy(array: Descriptor) -> Result<()> {
    array.check_unlocked()?;
    if array.data().is_null() {
        return Ok(());
    }
    // SAFETY: the data holds as many elements, which nobody uses any more.
    unsafe { Elements::of(array)?.clear(array.data(), array.count()?)? };
    if let Some(storage) = take(array) {
        array.set_data(core::ptr::null_mut());
        pin::free(storage);
    }
    Ok(())
}

/// Ends a whole array whose plain elements are an owner's, with one look at the registry. False: there is more to do.
pub(super) fn end_lent(array: Descriptor) -> Result<bool> {
    array.check_unlocked()?;
    let data = array.data();
    if array.kind() != Kind::Plain || data.is_null() {
        return Ok(false);
    }
    let Some(owner) = registry::remove_lent(array.as_ptr().addr(), data.addr()) else { return Ok(false) };
    pin::free(Storage::Lent(data, owner));
    Ok(true)
}

/// The data, if it is the array's or its owner's to free; what it takes from the owner is the array's no more.
fn take(array: Descriptor) -> Option<Storage> {
    let data = array.data();
    if let Some(owner) = registry::detach(array.as_ptr().addr(), data.addr()) {
        array.set_features(array.features() & !FOREIGN_DATA);
        return Some(Storage::Lent(data, owner));
    }
    (array.features() & FOREIGN_DATA == 0 && !data.is_null()).then_some(Storage::Own(data))
}

/// # Safety
/// As for [`SafeArrayRedim`].
unsafe fn redimension(array: Descriptor, bound: SAFEARRAYBOUND) -> Result<()> {
    let (elements, before, count_before) = (Elements::of(array)?, array.bounds()[0], array.count()?);
    array.set_bound(0, bound);
    let changed = array.count().and_then(|count| {
        if array.data().is_null() || count == count_before {
            return Ok(());
        }
        // SAFETY: as the caller says; the elements beyond the new end are of use to nobody.
        unsafe { resize(array, &elements, count_before, count) }
    });
    if changed.is_err() {
        array.set_bound(0, before);
    }
    changed
}

/// # Safety
/// The array's data holds `before` elements; it is to hold `after`, which its bounds already say.
unsafe fn resize(array: Descriptor, elements: &Elements, before: usize, after: usize) -> Result<()> {
    let size = array.element_size();
    let (old, new) = (before * size, after * size);
    let place = allocator::allocate_unless(array, new, || can_grow_in_place(array))?;
    let (end, surplus) = (array.data().wrapping_byte_add(old.min(new)), before.saturating_sub(after));
    // SAFETY: elements of the array; whoever redimensions has no use for those beyond the new end.
    if let Err(refused) = unsafe { elements.clear(end, surplus) } {
        if let Some(place) = place {
            place.free();
        }
        return Err(refused);
    }
    match place {
        Some(place) => {
            move_to(array, place, old.min(new), elements);
            Ok(())
        }
        None => {
            // SAFETY: the data is task memory of the array's own, and nobody has it pinned.
            let data = unsafe { libc::realloc(array.data(), new.max(1)) };
            if data.is_null() {
                return Err(Error::OutOfMemory);
            }
            array.set_data(data);
            // SAFETY: the memory holds the new elements now.
            unsafe { data.cast::<u8>().add(old.min(new)).write_bytes(0, new.saturating_sub(old)) };
            Ok(())
        }
    }
}

/// Whether the data is task memory of the array's own that may move.
fn can_grow_in_place(array: Descriptor) -> bool {
    let (address, data) = (array.as_ptr().addr(), array.data());
    array.features() & FOREIGN_DATA == 0
        && registry::owner(address, data.addr()).is_none()
        && !pin::is_pinned(data)
}

/// Moves the elements in the first `bytes` bytes, and gives up the old place.
fn move_to(array: Descriptor, place: Storage, bytes: usize, elements: &Elements) {
    let data = array.data();
    // SAFETY: both hold as many bytes.
    unsafe { place.data().cast::<u8>().copy_from_nonoverlapping(data.cast(), bytes) };
    let old = take(array);
    if old.is_none() {
        forget(data, bytes, elements);
    }
    array.set_features(array.features() & !FOREIGN_DATA);
    place.install(array);
    if let Some(old) = old {
        pin::free(old);
    }
}

/// Moves an array of scalars to an owner's memory.
///
/// # Safety
/// The array's data and the memory hold as many bytes.
pub(super) unsafe fn relocate(
    array: Descriptor,
    data: *mut c_void,
    bytes: usize,
    owner: std::sync::Arc<dyn super::DataOwner>,
) {
    if let Ok(elements) = Elements::of(array) {
        move_to(array, Storage::Lent(data, owner), bytes, &elements);
    }
}

/// Data of someone else whose elements moved: they own nothing there any more.
fn forget(data: *mut c_void, bytes: usize, elements: &Elements) {
    if elements.kind() != Kind::Plain {
        // SAFETY: these bytes were just copied from here.
        unsafe { data.cast::<u8>().write_bytes(0, bytes) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::task::CoTaskMemAlloc;
    use crate::safearray::{
        SafeArrayAllocDescriptor, SafeArrayAllocDescriptorEx, SafeArrayCreateVector, SafeArrayDestroy,
        SafeArrayDestroyDescriptor, SafeArrayPutElement,
    };
    use oxcom_abi::{BSTR, E_INVALIDARG, E_OUTOFMEMORY, FADF_STATIC, S_OK, VARTYPE, VT_BSTR, VT_UI1};

    fn bound(count: u32) -> SAFEARRAYBOUND {
        SAFEARRAYBOUND { cElements: count, lLbound: 0 }
    }

    #[test]
    fn an_array_grows_and_shrinks_at_its_end() {
        let array = SafeArrayCreateVector(VARTYPE(VT_BSTR as u16), 0, 1);
        // SAFETY: elements of the array's type; destroyed once.
        unsafe {
            assert_eq!(SafeArrayPutElement(array, &0, BSTR::from("kept").as_raw().cast()), S_OK);
            assert_eq!(SafeArrayRedim(array, &bound(100_000)), S_OK);
            assert_eq!(SafeArrayPutElement(array, &99_999, BSTR::from("dropped").as_raw().cast()), S_OK);
            let texts = core::slice::from_raw_parts((*array).pvData.cast::<BSTR>(), 100_000);
            assert_eq!(texts[0], "kept");
            assert!(texts[1..99_999].iter().all(|text| text.as_raw().is_null()), "new elements are zero");
            assert_eq!(SafeArrayRedim(array, &bound(2)), S_OK);
            assert_eq!((*(*array).pvData.cast::<[BSTR; 2]>())[0], "kept");
            assert_eq!(SafeArrayRedim(array, &bound(0)), S_OK);
            assert_eq!(SafeArrayDestroy(array), S_OK);
        }
    }

    #[test]
    fn too_large_a_bound_changes_nothing() {
        let array = SafeArrayCreateVector(VARTYPE(VT_UI1 as u16), 0, 3);
        // SAFETY: destroyed once.
        unsafe {
            (*array).cbElements = u32::MAX;
            assert_eq!(SafeArrayRedim(array, &bound(u32::MAX)), E_OUTOFMEMORY);
            (*array).cbElements = 1;
            assert_eq!((*array).rgsabound, [bound(3)]);
            (*array).fFeatures |= FADF_FIXEDSIZE as u16;
            assert_eq!(SafeArrayRedim(array, &bound(4)), E_INVALIDARG);
            assert_eq!(SafeArrayRedim(array, core::ptr::null()), E_INVALIDARG);
            assert_eq!(SafeArrayDestroy(array), S_OK);
        }
    }

    #[test]
    fn an_array_is_made_step_by_step() {
        let mut array = core::ptr::null_mut();
        // SAFETY: the descriptor is filled in before it is used; the data is task memory; each is freed once.
        unsafe {
            assert_eq!(SafeArrayAllocDescriptorEx(VARTYPE(VT_UI1 as u16), 1, &mut array), S_OK);
            (*array).rgsabound[0] = bound(16);
            assert_eq!(SafeArrayAllocData(array), S_OK);
            assert_eq!(*(*array).pvData.cast::<[u8; 16]>(), [0; 16]);
            assert_eq!(SafeArrayDestroyData(array), S_OK);
            assert!((*array).pvData.is_null());
            assert_eq!(SafeArrayDestroyData(array), S_OK, "there is none");
            assert_eq!(SafeArrayDestroyDescriptor(array), S_OK);

            assert_eq!(SafeArrayAllocDescriptor(1, &mut array), S_OK);
            (*array).cbElements = 4;
            (*array).rgsabound[0] = bound(4);
            (*array).pvData = CoTaskMemAlloc(16);
            assert_eq!(SafeArrayDestroy(array), S_OK, "which frees task memory");
        }
    }

    #[test]
    fn data_of_someone_else_is_emptied_and_stays() {
        let (mut array, mut texts) = (core::ptr::null_mut(), [BSTR::from("text").into_raw()]);
        // SAFETY: the descriptor is filled in before it is used; the text belongs to the array.
        unsafe {
            assert_eq!(SafeArrayAllocDescriptorEx(VARTYPE(VT_BSTR as u16), 1, &mut array), S_OK);
            (*array).fFeatures |= FADF_STATIC as u16;
            (*array).rgsabound[0] = bound(1);
            (*array).pvData = texts.as_mut_ptr().cast();
            assert_eq!(SafeArrayRedim(array, &bound(2)), S_OK);
            assert_ne!((*array).pvData, texts.as_mut_ptr().cast(), "it has data of its own");
            assert_eq!(*(*(*array).pvData.cast::<BSTR>()), *BSTR::from("text"));
            assert_eq!(SafeArrayDestroy(array), S_OK);
        }
        assert_eq!(texts, [core::ptr::null()]);
    }
}
