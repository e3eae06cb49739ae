//! Keeping the multithreaded apartment open without a thread in it.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use oxcom_abi::CO_MTA_USAGE_COOKIE;
use windows_core::HRESULT;

use super::{Apartment, join_multi, leave_multi};
use crate::error::{Error, Result, answer};

/// Keeps the multithreaded apartment open; dropped, it counts as a thread that leaves.
pub(crate) struct MtaUse(Arc<Apartment>);

impl MtaUse {
    pub(crate) fn new() -> Self {
        Self(join_multi())
    }

    pub(crate) fn apartment(&self) -> &Arc<Apartment> {
        &self.0
    }
}

impl Drop for MtaUse {
    fn drop(&mut self) {
        leave_multi();
    }
}

/// By cookie. Guarded by its lock, never held while an apartment opens or closes.
static USES: LazyLock<Mutex<HashMap<usize, MtaUse>>> = LazyLock::new(Mutex::default);

fn uses() -> MutexGuard<'static, HashMap<usize, MtaUse>> {
    USES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Keeps the multithreaded apartment open, opening it when there is none: threads that are in no apartment are in it
/// until the cookie is given to CoDecrementMTAUsage.
///
/// # Errors
/// E_INVALIDARG: a null pointer.
///
/// # Safety
/// The pointer is null or writable.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoIncrementMTAUsage(cookie: *mut CO_MTA_USAGE_COOKIE) -> HRESULT {
    if cookie.is_null() {
        return answer(Err(Error::InvalidArgument("CoIncrementMTAUsage: null pointer")));
    }
    let (number, one) = (crate::random::nonzero() as usize, MtaUse::new());
    uses().insert(number, one);
    // SAFETY: not null, so writable by contract.
    unsafe { cookie.write(CO_MTA_USAGE_COOKIE(std::ptr::without_provenance_mut(number))) };
    oxcom_abi::S_OK
}

/// Undoes one CoIncrementMTAUsage.
///
/// # Errors
/// E_INVALIDARG: no such cookie.
#[unsafe(no_mangle)]
pub extern "system" fn CoDecrementMTAUsage(cookie: CO_MTA_USAGE_COOKIE) -> HRESULT {
    answer(decrement(cookie))
}

fn decrement(cookie: CO_MTA_USAGE_COOKIE) -> Result<()> {
    let one = uses().remove(&cookie.0.addr());
    drop(one.ok_or(Error::InvalidArgument("CoDecrementMTAUsage: no such cookie"))?);
    Ok(())
}
