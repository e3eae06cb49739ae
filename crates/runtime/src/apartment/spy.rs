//! IInitializeSpy: whoever wants to know when its thread enters and leaves apartments.

use std::cell::RefCell;

use oxcom_abi::IInitializeSpy;
use windows_core::{HRESULT, Interface, Ref};

use super::THREAD;
use crate::error::{Error, Result, answer};

thread_local! {
    /// The spies of this thread, and their cookies.
    static SPIES: RefCell<Vec<(u64, IInitializeSpy)>> = const { RefCell::new(Vec::new()) };
}

/// Tells `spy` of each CoInitializeEx and CoUninitialize of the calling thread from now on.
///
/// # Errors
/// E_INVALIDARG: a null pointer. E_NOINTERFACE: not an IInitializeSpy.
///
/// # Safety
/// The pointer is null or writable.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoRegisterInitializeSpy(
    spy: Ref<'_, IInitializeSpy>,
    cookie: *mut u64,
) -> HRESULT {
    let (Some(spy), false) = (spy.as_ref(), cookie.is_null()) else {
        return answer(Err(Error::InvalidArgument("CoRegisterInitializeSpy: null pointer")));
    };
    // SAFETY: not null, so writable by contract.
    answer(spy.cast::<IInitializeSpy>().map_err(Error::from).map(|spy| unsafe {
        let number = crate::random::nonzero();
        SPIES.with_borrow_mut(|spies| spies.push((number, spy)));
        cookie.write(number);
    }))
}

/// Undoes CoRegisterInitializeSpy, on the same thread.
///
/// # Errors
/// E_INVALIDARG: this thread has no such spy.
#[unsafe(no_mangle)]
pub extern "system" fn CoRevokeInitializeSpy(cookie: u64) -> HRESULT {
    answer(revoke(cookie))
}

fn revoke(cookie: u64) -> Result<()> {
    let spy = SPIES.with_borrow_mut(|spies| {
        let place = spies.iter().position(|(number, _)| *number == cookie)?;
        Some(spies.remove(place))
    });
    drop(spy.ok_or(Error::InvalidArgument("CoRevokeInitializeSpy: this thread has no such spy"))?);
    Ok(())
}

/// The spies, to be told while none of them is borrowed: they may revoke themselves.
fn spies() -> Vec<IInitializeSpy> {
    let spies = SPIES.try_with(|spies| spies.borrow().iter().map(|(_, spy)| spy.clone()).collect());
    spies.unwrap_or_default()
}

fn entered() -> u32 {
    THREAD.try_with(|thread| thread.entered.get()).unwrap_or_default()
}

/// Runs CoInitializeEx between its spies, who have the last word on what it answers.
pub(super) fn initialize(flags: u32, body: impl FnOnce() -> HRESULT) -> HRESULT {
    let spies = spies();
    // SAFETY: calls with arguments of their types, on the thread that registered the spy.
    spies.iter().for_each(|spy| unsafe { _ = spy.PreInitialize(flags, entered()) });
    let hresult = body();
    // SAFETY: as above.
    spies.iter().fold(hresult, |hresult, spy| unsafe { spy.PostInitialize(hresult, flags, entered()) })
}

/// Runs CoUninitialize between its spies.
pub(super) fn uninitialize(body: impl FnOnce()) {
    let spies = spies();
    // SAFETY: calls with arguments of their types, on the thread that registered the spy.
    spies.iter().for_each(|spy| unsafe { _ = spy.PreUninitialize(entered()) });
    body();
    // SAFETY: as above.
    spies.iter().for_each(|spy| unsafe { _ = spy.PostUninitialize(entered()) });
}
