//! IMessageFilter: a single-threaded apartment's say on what comes in while it is busy, and on what is rejected elsewhere.

use std::cell::{Cell, RefCell};
use std::ffi::c_void;
use std::mem::ManuallyDrop;
use std::ops::ControlFlow;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::rc::Rc;
use std::time::{Duration, Instant};

use oxcom_abi::{
    CALLTYPE, CALLTYPE_ASYNC, CALLTYPE_ASYNC_CALLPENDING, CALLTYPE_NESTED, CALLTYPE_TOPLEVEL,
    CALLTYPE_TOPLEVEL_CALLPENDING, CO_E_NOT_SUPPORTED, HTASK, IMessageFilter, INTERFACEINFO,
    PENDINGMSG_CANCELCALL, PENDINGTYPE_NESTED, PENDINGTYPE_TOPLEVEL, S_OK, SERVERCALL_ISHANDLED,
    SERVERCALL_REJECTED, SERVERCALL_RETRYLATER,
};
use rustix::event::epoll;
use windows_core::{GUID, HRESULT, IUnknown, Interface, Ref};

use super::wait;
use crate::error::{Error, answer};

thread_local! {
    static FILTER: RefCell<Option<IMessageFilter>> = const { RefCell::new(None) };
    static MESSAGES: RefCell<Option<Rc<Messages>>> = const { RefCell::new(None) };
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

/// Says which descriptor is readable while messages wait for the calling thread's event loop (input, timers, sockets). Each time
/// that it becomes readable while the thread waits for the answer of an outgoing call, its message filter is asked by
/// IMessageFilter::MessagePending whether to go on waiting. It stays the caller's; -1 stands for none.
///
/// # Errors
/// CO_E_NOT_SUPPORTED: the thread is in no single-threaded apartment. E_HANDLE: not a descriptor that can be polled.
#[unsafe(no_mangle)]
pub extern "system" fn OxcomSetMessageDescriptor(descriptor: i32) -> HRESULT {
    let Some(apartment) = wait::single_threaded() else { return CO_E_NOT_SUPPORTED };
    let Some(queue) = apartment.queue() else { return CO_E_NOT_SUPPORTED };
    if descriptor < 0 {
        MESSAGES.set(None);
        return S_OK;
    }
    // SAFETY: not -1; whether it is open, the system says.
    let messages = unsafe { BorrowedFd::borrow_raw(descriptor) };
    answer(Messages::new(queue.as_fd(), messages).map(|made| MESSAGES.set(Some(Rc::new(made)))))
}

/// Readable while calls wait for the thread, and once for each time that its messages' descriptor becomes so.
pub(crate) struct Messages {
    epoll: OwnedFd,
}

impl Messages {
    fn new(queue: BorrowedFd<'_>, messages: BorrowedFd<'_>) -> Result<Self, Error> {
        let system = |source: rustix::io::Errno| Error::System { what: "an epoll", source: source.into() };
        let epoll = epoll::create(epoll::CreateFlags::CLOEXEC).map_err(system)?;
        let data = epoll::EventData::new_u64(QUEUE);
        epoll::add(&epoll, queue, data, epoll::EventFlags::IN).map_err(system)?;
        let (data, edge) =
            (epoll::EventData::new_u64(MESSAGE), epoll::EventFlags::IN | epoll::EventFlags::ET);
        epoll::add(&epoll, messages, data, edge).map_err(|_| Error::BadHandle)?;
        Ok(Self { epoll })
    }

    /// Asks the thread's filter, when messages have come, whether to go on waiting for `callee`.
    pub(crate) fn go_on(&self, callee: u32) -> ControlFlow<()> {
        const NONE: epoll::Event =
            epoll::Event { flags: epoll::EventFlags::empty(), data: epoll::EventData::new_u64(QUEUE) };
        let (mut events, at_once) = ([NONE; 2], rustix::time::Timespec { tv_sec: 0, tv_nsec: 0 });
        let count = epoll::wait(&self.epoll, &mut events, Some(&at_once)).unwrap_or(0);
        let came = events[..count].iter().any(|event| event.data.u64() == MESSAGE);
        let (Some(filter), true) = (filter(), came) else { return ControlFlow::Continue(()) };
        let ticks = WAITING.get().map_or(0, |(since, _)| since.elapsed().as_millis() as u32);
        let kind = if crate::call::is_running() { PENDINGTYPE_NESTED } else { PENDINGTYPE_TOPLEVEL };
        // SAFETY: a call with arguments of their types.
        match unsafe { filter.MessagePending(task(callee), ticks, kind as u32) } as i32 {
            PENDINGMSG_CANCELCALL => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        }
    }
}

impl AsFd for Messages {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.epoll.as_fd()
    }
}

const QUEUE: u64 = 0;
const MESSAGE: u64 = 1;

/// The calling thread's messages, if there is a filter to ask about them.
pub(crate) fn messages() -> Option<Rc<Messages>> {
    if is_registered() { MESSAGES.with_borrow(Clone::clone) } else { None }
}

/// The apartment closes: its filter goes while the thread is still in it.
pub(super) fn apartment_closed() {
    let filter = FILTER.try_with(RefCell::take).ok().flatten();
    drop(filter);
    let _ = MESSAGES.try_with(RefCell::take);
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
