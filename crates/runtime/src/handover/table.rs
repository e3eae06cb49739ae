//! The global interface table: pointers by number, for every apartment of the process.

use std::collections::HashMap;
use std::ffi::c_void;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use oxcom_abi::{E_INVALIDARG, IGlobalInterfaceTable, IGlobalInterfaceTable_Impl};
use windows_core::{GUID, IUnknown, Ref, Result, implement};

use super::shared::Shared;
use crate::error;

/// By cookie. Guarded by its lock, never held while calling out. Who picks a pointer up holds it meanwhile, so that a
/// revocation at the same time harms nobody.
static ENTRIES: LazyLock<Mutex<HashMap<u32, Arc<Shared>>>> = LazyLock::new(Mutex::default);

fn entries() -> MutexGuard<'static, HashMap<u32, Arc<Shared>>> {
    ENTRIES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The table, which is the same for all threads.
pub(super) fn table() -> IGlobalInterfaceTable {
    struct Everywhere(IGlobalInterfaceTable);
    // SAFETY: the object has no state of its own and counts atomically.
    unsafe impl Send for Everywhere {}
    // SAFETY: as above.
    unsafe impl Sync for Everywhere {}
    static TABLE: LazyLock<Everywhere> = LazyLock::new(|| Everywhere(GlobalInterfaceTable.into()));
    TABLE.0.clone()
}

#[implement(IGlobalInterfaceTable)]
struct GlobalInterfaceTable;

impl IGlobalInterfaceTable_Impl for GlobalInterfaceTable_Impl {
    fn RegisterInterfaceInGlobal(&self, object: Ref<'_, IUnknown>, iid: *const GUID) -> Result<u32> {
        let (Some(object), false) = (object.as_ref(), iid.is_null()) else { return Err(E_INVALIDARG.into()) };
        // SAFETY: not null, so an id by contract.
        let shared = Arc::new(Shared::new(unsafe { &*iid }, object).map_err(failure)?);
        let mut entries = entries();
        loop {
            let cookie = crate::random::nonzero() as u32;
            if cookie != 0 && !entries.contains_key(&cookie) {
                entries.insert(cookie, shared);
                return Ok(cookie);
            }
        }
    }

    fn RevokeInterfaceFromGlobal(&self, cookie: u32) -> Result<()> {
        crate::apartment::current().map_err(failure)?;
        let entry = entries().remove(&cookie);
        entry.map(drop).ok_or_else(|| E_INVALIDARG.into())
    }

    fn GetInterfaceFromGlobal(&self, cookie: u32, iid: *const GUID, out: *mut *mut c_void) -> Result<()> {
        if iid.is_null() || out.is_null() {
            return Err(E_INVALIDARG.into());
        }
        // SAFETY: neither is null, so they are what their types say.
        unsafe {
            out.write(std::ptr::null_mut());
            let entry = entries().get(&cookie).cloned().ok_or(E_INVALIDARG)?;
            out.write(entry.get(&*iid).map_err(failure)?);
        }
        Ok(())
    }
}

fn failure(error: error::Error) -> windows_core::Error {
    error::answer(Err(error)).into()
}
