//! Pinning: a descriptor and its data stay in memory, though perhaps emptied, until they are unpinned.
//!
//! Script engines do this before they let code run that may destroy the array under their feet.

use core::ffi::c_void;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use oxcom_abi::SAFEARRAY;
use windows_core::HRESULT;

use super::allocator::Storage;
use super::descriptor::{Descriptor, FOREIGN_DATA};
use super::{header, registry};
use crate::error::code;
use crate::{Error, Result};

/// Pins a descriptor, and its data unless it is someone else's: then, and without data, `*ppdatatorelease` is null. To be
/// undone by [`SafeArrayReleaseData`] with `*ppdatatorelease`, if it is not null, and [`SafeArrayReleaseDescriptor`].
///
/// Errors: E_INVALIDARG (a null pointer), E_UNEXPECTED (pinned 2^32 - 1 times already).
///
/// # Safety
/// `psa` is null or a descriptor; `ppdatatorelease` is null or points to writable memory for a pointer.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SafeArrayAddRef(
    psa: *const SAFEARRAY,
    ppdatatorelease: *mut *mut c_void,
) -> HRESULT {
    if ppdatatorelease.is_null() {
        return Error::InvalidArgument.code();
    }
    // SAFETY: not null; the caller says that it is writable.
    unsafe { *ppdatatorelease = core::ptr::null_mut() };
    // SAFETY: as the caller says.
    code(unsafe { Descriptor::new(psa) }.and_then(|array| {
        registry::with(psa.addr(), |entry| {
            entry.pins = entry.pins.checked_add(1).ok_or(Error::LockCount)?;
            Ok(())
        })
        .unwrap_or(Ok(()))?;
        // SAFETY: as above.
        unsafe { *ppdatatorelease = pin_data(array)? };
        Ok(())
    }))
}

/// Unpins data; the last call frees it if its array gave it up meanwhile. Null, and data that is not pinned, are passed
/// over.
///
/// # Safety
/// `pdata` is what [`SafeArrayAddRef`] answered, and the caller uses it no more.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SafeArrayReleaseData(pdata: *const c_void) {
    let mut table = table();
    let Some(pinned) = table.get_mut(&pdata.addr()) else { return };
    pinned.count -= 1;
    if pinned.count > 0 {
        return;
    }
    let condemned = table.remove(&pdata.addr()).and_then(|pinned| pinned.condemned);
    PINNED.store(table.len(), Ordering::Release);
    drop(table);
    if let Some(storage) = condemned {
        storage.free();
    }
}

/// Unpins a descriptor; the last call frees it if it was destroyed meanwhile. Null, and one that is not pinned, are passed
/// over.
///
/// # Safety
/// `psa` is null or a descriptor that was given to [`SafeArrayAddRef`], and the caller uses it no more.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SafeArrayReleaseDescriptor(psa: *const SAFEARRAY) {
    let ended = registry::with(psa.addr(), |entry| {
        let pinned = entry.pins > 0;
        entry.pins = entry.pins.saturating_sub(1);
        pinned && entry.pins == 0 && entry.condemned
    });
    if ended == Some(true) {
        // SAFETY: it is in the registry, so it lives; nobody has it pinned any more.
        if let Ok(array) = unsafe { Descriptor::new(psa) } {
            header::free_memory(array);
        }
    }
}

/// Frees data that an array gave up, or lets its unpinning do so.
pub(super) fn free(storage: Storage) {
    // Data that this thread may free was pinned, if at all, by a call that this one comes after.
    if PINNED.load(Ordering::Acquire) > 0 {
        let mut table = table();
        if let Some(pinned) = table.get_mut(&storage.data().addr()) {
            pinned.condemned = Some(storage);
            return;
        }
    }
    storage.free();
}

/// Whether data has to stay where it is.
pub(super) fn is_pinned(data: *const c_void) -> bool {
    PINNED.load(Ordering::Acquire) > 0 && table().contains_key(&data.addr())
}

struct Pinned {
    count: u32,
    /// Given up by its array while pinned.
    condemned: Option<Storage>,
}

/// How many entries the table has: it is nearly always empty, and then nobody takes its lock.
// SYNC POINT: stored (Release) under the table's lock, loaded (Acquire) by `free` and `is_pinned`.
static PINNED: AtomicUsize = AtomicUsize::new(0);

/// Pinned data by address.
static TABLE: Mutex<BTreeMap<usize, Pinned>> = Mutex::new(BTreeMap::new());

fn table() -> MutexGuard<'static, BTreeMap<usize, Pinned>> {
    TABLE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The data, if it was pinned.
fn pin_data(array: Descriptor) -> Result<*mut c_void> {
    let data = array.data();
    let owned = registry::owner(array.as_ptr().addr(), data.addr()).is_some();
    if data.is_null() || (array.features() & FOREIGN_DATA != 0 && !owned) {
        return Ok(core::ptr::null_mut());
    }
    let mut table = table();
    let pinned = table.entry(data.addr()).or_insert(Pinned { count: 0, condemned: None });
    pinned.count = pinned.count.checked_add(1).ok_or(Error::LockCount)?;
    PINNED.store(table.len(), Ordering::Release);
    Ok(data)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::safearray::{SafeArrayCreateVector, SafeArrayDestroy, SafeArrayRedim};
    use oxcom_abi::{E_INVALIDARG, S_OK, SAFEARRAYBOUND, VARTYPE, VT_I4};

    fn scan() -> *mut SAFEARRAY {
        let array = SafeArrayCreateVector(VARTYPE(VT_I4 as u16), 0, 4);
        // SAFETY: four numbers.
        unsafe { (*array).pvData.cast::<[i32; 4]>().write([1, 2, 3, 4]) };
        array
    }

    #[test]
    fn pinned_memory_outlives_the_array() {
        let array = scan();
        let mut data = core::ptr::null_mut();
        // SAFETY: descriptor and data are used while they are pinned.
        unsafe {
            assert_eq!(SafeArrayAddRef(array, &mut data), S_OK);
            assert_eq!(data, (*array).pvData);
            assert_eq!(SafeArrayDestroy(array), S_OK);
            assert_eq!(*data.cast::<[i32; 4]>(), [1, 2, 3, 4]);
            assert!((*array).pvData.is_null());
            assert!(registry::with(array.addr(), |_| ()).is_some());
            SafeArrayReleaseData(data);
            SafeArrayReleaseDescriptor(array);
            assert!(registry::with(array.addr(), |_| ()).is_none(), "freed now");
        }
    }

    #[test]
    fn an_array_that_grows_leaves_pinned_data_behind() {
        let array = scan();
        let mut data = core::ptr::null_mut();
        // SAFETY: the old data is used while it is pinned.
        unsafe {
            assert_eq!(SafeArrayAddRef(array, &mut data), S_OK);
            assert_eq!(SafeArrayRedim(array, &SAFEARRAYBOUND { cElements: 5, lLbound: 0 }), S_OK);
            assert_eq!(*data.cast::<[i32; 4]>(), [1, 2, 3, 4]);
            assert_eq!(*(*array).pvData.cast::<[i32; 5]>(), [1, 2, 3, 4, 0]);
            SafeArrayReleaseData(data);
            SafeArrayReleaseDescriptor(array);
            assert_eq!(SafeArrayDestroy(array), S_OK);
        }
    }

    #[test]
    fn unpinning_what_is_not_pinned_does_nothing() {
        let array = scan();
        // SAFETY: the array lives.
        unsafe {
            SafeArrayReleaseDescriptor(array);
            SafeArrayReleaseData((*array).pvData);
            SafeArrayReleaseDescriptor(core::ptr::null());
            SafeArrayReleaseData(core::ptr::null());
            assert_eq!(SafeArrayAddRef(core::ptr::null(), &mut core::ptr::null_mut()), E_INVALIDARG);
            assert_eq!(SafeArrayAddRef(array, core::ptr::null_mut()), E_INVALIDARG);
            assert_eq!(SafeArrayDestroy(array), S_OK);
        }
    }
}
