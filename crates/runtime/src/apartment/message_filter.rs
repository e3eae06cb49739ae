//! IMessageFilter: a single-threaded apartment's say on what comes in while it is busy, and on what is rejected elsewhere.

use std::cell::{Cell, RefCell};
use std::ffi::c_void;
use std::mem::ManuallyDrop;
use std::time::{Duration, Instant};

use oxcom_abi::{
    CALLTYPE, CALLTYPE_ASYNC, CALLTYPE_ASYNC_CALLPENDING, CALLTYPE_NESTED, CALLTYPE_TOPLEVEL,
    CALLTYPE_TOPLEVEL_CALLPENDING, CO_E_NOT_SUPPORTED, HTASK, IMessageFilter, INTERFACEINFO, S_OK,
    SERVERCALL_ISHANDLED, SERVERCALL_REJECTED, SERVERCALL_RETRYLATER,
};
use windows_core::{GUID, HRESULT, IUnknown, Interface, Ref};

use super::wait;
use crate::error::Error;

thread_local! {
    static FILTER: RefCell<Option<IMessageFilter>> = const { RefCell::new(None) };
    /// Since when the thread waits for the answer of an outgoing call, and the chain of calls that this belongs to.
    static WAITING: Cell<Option<(Instant, GUID)>> = const { Cell::new(None) };
}

/// Makes `new`, or with null nobody, the message filter of the calling thread's single-threaded apartment; gives the one
/// before if `old` is not null.
///
/// # Errors
/// CO_E_NOT_SUPPORTED: the thread is in no single-threaded apartment.
///
/// # Safety
/// The pointers are null or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoRegisterMessageFilter(
    new: Ref<'_, IMessageFilter>,
    old: *mut *mut c_void,
) -> HRESULT {
    if wait::single_threaded().is_none() {
        return CO_E_NOT_SUPPORTED;
    }
    let before = FILTER.replace(new.as_ref().cloned());
    if !old.is_null() {
        // SAFETY: not null, so writable by contract.
        unsafe { old.write(before.map_or(std::ptr::null_mut(), Interface::into_raw)) };
    }
    S_OK
}

/// The apartment closes: its filter goes while the thread is still in it.
pub(super) fn apartment_closed() {
    let filter = FILTER.try_with(RefCell::take).ok().flatten();
    drop(filter);
}

/// Whether the calling thread has a filter.
pub(crate) fn is_registered() -> bool {
    FILTER.with_borrow(Option::is_some)
}

fn filter() -> Option<IMessageFilter> {
    FILTER.with_borrow(Clone::clone)
}

/// Notes for the time of `body` that the thread of a single-threaded apartment waits for an answer.
pub(crate) fn while_waiting<R>(causality: GUID, body: impl FnOnce() -> R) -> R {
    struct Restore(Option<(Instant, GUID)>);
    impl Drop for Restore {
        fn drop(&mut self) {
            WAITING.set(self.0);
        }
    }
    let _restore = Restore(WAITING.replace(Some((Instant::now(), causality))));
    body()
}

/// A call that has come in.
pub(crate) struct Arrival<'a> {
    pub(crate) object: &'a IUnknown,
    pub(crate) iid: GUID,
    pub(crate) method: u16,
    /// The thread that calls, by the caller's own word.
    pub(crate) caller: u32,
    pub(crate) causality: GUID,
    pub(crate) one_way: bool,
}

/// Asks the thread's filter whether it takes a call.
///
/// # Errors
/// RPC_E_SERVERCALL_REJECTED, RPC_E_SERVERCALL_RETRYLATER.
pub(crate) fn admit(arrival: &Arrival<'_>) -> Result<(), Error> {
    let Some(filter) = filter() else { return Ok(()) };
    let waiting = WAITING.get();
    let ticks = waiting.map_or(0, |(since, _)| since.elapsed().as_millis() as u32);
    let mut info = INTERFACEINFO {
        pUnk: ManuallyDrop::new(Some(arrival.object.clone())),
        iid: arrival.iid,
        wMethod: arrival.method,
    };
    let kind = call_type(arrival, waiting.map(|(_, causality)| causality)) as u32;
    // SAFETY: a call with arguments of their types; the filter keeps nothing of them.
    let verdict = unsafe { filter.HandleInComingCall(kind, task(arrival.caller), ticks, Some(&info)) };
    // SAFETY: dropped once.
    unsafe { ManuallyDrop::drop(&mut info.pUnk) };
    match verdict as i32 {
        SERVERCALL_ISHANDLED => Ok(()),
        SERVERCALL_RETRYLATER => Err(Error::RetryLater),
        _ => Err(Error::Rejected),
    }
}

fn call_type(arrival: &Arrival<'_>, waits_in: Option<GUID>) -> CALLTYPE {
    match (arrival.one_way, waits_in) {
        (true, None) => CALLTYPE_ASYNC,
        (true, Some(_)) => CALLTYPE_ASYNC_CALLPENDING,
        (false, None) => CALLTYPE_TOPLEVEL,
        (false, Some(causality)) if causality == arrival.causality => CALLTYPE_NESTED,
        (false, Some(_)) => CALLTYPE_TOPLEVEL_CALLPENDING,
    }
}

fn task(thread: u32) -> HTASK {
    HTASK(std::ptr::without_provenance_mut(thread as usize))
}

/// Asks the thread's filter what to do about a call that the other side has turned down; waits as long as it says, and runs
/// incoming calls meanwhile. `callee` is the other process.
///
/// # Errors
/// The call's failure: RPC_E_CALL_REJECTED, or RPC_E_SERVERCALL_RETRYLATER when there is no filter to ask.
pub(crate) fn retry(rejection: Error, callee: u32, since: Instant) -> Result<(), Error> {
    const AT_ONCE: u32 = 100;
    let (kind, without) = match rejection {
        Error::RetryLater => (SERVERCALL_RETRYLATER, Error::RetryLater),
        Error::Rejected => (SERVERCALL_REJECTED, Error::CallRejected),
        other => return Err(other),
    };
    let Some(filter) = filter() else { return Err(without) };
    let ticks = since.elapsed().as_millis() as u32;
    // SAFETY: a call with arguments of their types.
    match unsafe { filter.RetryRejectedCall(task(callee), ticks, kind as u32) } {
        u32::MAX => Err(Error::CallRejected),
        0..AT_ONCE => Ok(()),
        milliseconds => wait::pause(Instant::now() + Duration::from_millis(milliseconds.into())),
    }
}
