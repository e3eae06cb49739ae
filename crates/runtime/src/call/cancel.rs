//! Giving calls up: deadlines, CoCancelCall, and how the server hears of it (`cancelled.rs`).
//!
//! ```text
//!  caller's thread            another thread                server
//!   call ── number N ─────────────────────────────────────▶ Running: N
//!    │ waits                  CoCancelCall(thread, seconds)
//!    │ ◀──── wakes it ─────────┘
//!    ├─────── REM_CANCEL N ───────────────────────────────▶ its flag is set: CoTestCancel says so,
//!    │ waits `seconds` more                                 the answer carries no pointers any more
//!    ├─────── REM_GIVE_UP N ──────────────────────────────▶ what the answer has carried is taken back
//!    ▼
//!   RPC_E_CALL_CANCELED
//! ```
//!
//! Only a call that can be given up has a number, in an extension of its ORPCTHIS: one with a deadline, of a thread that has
//! enabled cancellation, or of one whose message filter may give it up. The others pay nothing for this.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ffi::c_void;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use oxcom_abi::{
    CO_E_CANCEL_DISABLED, E_ACCESSDENIED, E_NOINTERFACE, ICancelMethodCalls, ICancelMethodCalls_Impl,
    RPC_C_CANCEL_INFINITE_TIMEOUT, RPC_E_CALL_CANCELED, RPC_E_CALL_COMPLETE, RPC_S_CALLPENDING, S_OK,
};
use rustix::event::{EventfdFlags, eventfd};
use windows_core::{GUID, HRESULT, IUnknown, Interface, Ref, implement};

use crate::apartment::{Apartment, message_filter, wait};
use crate::error::{Error, Result, answer};

/// A call that can be given up.
pub(super) struct PendingCall {
    /// Its name for the server, among the calls of this process.
    number: u64,
    /// The number of the outermost such call that its thread waits for: what came before it is over.
    outermost: u64,
    /// Guarded by its lock.
    state: Mutex<State>,
    waker: Waker,
}

#[derive(Default)]
struct State {
    /// When the call was cancelled, until when the server may still answer; none for ever.
    cancelled: Option<Option<Instant>>,
    told: bool,
    ended: bool,
}

/// How the thread that waits is woken.
#[derive(Clone)]
enum Waker {
    /// By something in its queue.
    Queue(Arc<Apartment>),
    /// By a descriptor of its own.
    Event(Arc<OwnedFd>),
}

/// What cancels a call that a thread waits for.
#[derive(Clone)]
enum Canceller {
    Call(Arc<PendingCall>),
    /// What CoSetCancelObject was given.
    Object(OwnObject),
}

/// A cancel object of the user's, which any thread may call, by CoSetCancelObject's contract.
#[derive(Clone)]
struct OwnObject(ICancelMethodCalls);

// SAFETY: as above.
unsafe impl Send for OwnObject {}

/// Threads that have enabled cancellation, by their number: what cancels their calls, of the innermost last. Guarded by its
/// lock, never held while calling out.
static THREADS: LazyLock<Mutex<HashMap<u32, Vec<Canceller>>>> = LazyLock::new(Mutex::default);

fn threads() -> MutexGuard<'static, HashMap<u32, Vec<Canceller>>> {
    THREADS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How often the thread has enabled cancellation; forgets the thread at its end.
struct Enabled(Cell<u32>);

impl Drop for Enabled {
    fn drop(&mut self) {
        if self.0.get() > 0 {
            let gone = threads().remove(&thread_number());
            drop(gone); // outside the lock: there may be objects in it
        }
    }
}

thread_local! {
    static ENABLED: Enabled = const { Enabled(Cell::new(0)) };
    /// The number of the outermost call of the thread that can be given up; 0: there is none.
    static OUTERMOST: Cell<u64> = const { Cell::new(0) };
    static EVENT: RefCell<Option<Arc<OwnedFd>>> = const { RefCell::new(None) };
}

/// The calling thread's number, as the kernel has it.
pub(super) fn thread_number() -> u32 {
    thread_local!(static NUMBER: u32 = rustix::thread::gettid().as_raw_nonzero().get() as u32);
    NUMBER.try_with(|number| *number).unwrap_or_default()
}

/// Ends a call's being pending.
pub(super) struct Guard(Arc<PendingCall>);

impl std::ops::Deref for Guard {
    type Target = PendingCall;
    fn deref(&self) -> &PendingCall {
        &self.0
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.state().ended = true;
        if OUTERMOST.get() == self.0.number {
            OUTERMOST.set(0);
        }
        if let Some(calls) = threads().get_mut(&thread_number()) {
            calls.retain(|call| !matches!(call, Canceller::Call(call) if Arc::ptr_eq(call, &self.0)));
        }
    }
}

/// The call that the thread is about to make, if it can be given up.
pub(super) fn pending(deadline: Option<Instant>) -> Result<Option<Guard>> {
    let enabled = ENABLED.with(|enabled| enabled.0.get() > 0);
    if !enabled && deadline.is_none() && message_filter::messages().is_none() {
        return Ok(None);
    }
    static NUMBER: AtomicU64 = AtomicU64::new(1); // Relaxed: only uniqueness matters
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let outermost = match OUTERMOST.get() {
        0 => OUTERMOST.replace(number).max(number),
        outermost => outermost,
    };
    let call =
        Arc::new(PendingCall { number, outermost, state: Mutex::default(), waker: Waker::of_this_thread()? });
    if let Some(calls) = threads().get_mut(&thread_number()).filter(|_| enabled) {
        calls.push(Canceller::Call(call.clone()));
    }
    Ok(Some(Guard(call)))
}

impl Waker {
    fn of_this_thread() -> Result<Self> {
        if let Some(apartment) = wait::single_threaded() {
            return Ok(Self::Queue(apartment));
        }
        EVENT.with_borrow_mut(|event| {
            if let Some(event) = event {
                return Ok(Self::Event(event.clone()));
            }
            let made = eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK).map_err(|source| {
                Error::System { what: "an eventfd to be woken by", source: source.into() }
            })?;
            Ok(Self::Event(event.insert(Arc::new(made)).clone()))
        })
    }

    fn wake(&self) {
        match self {
            Self::Queue(apartment) => {
                if let Some(queue) = apartment.queue() {
                    queue.push(Box::new(|| ()));
                }
            }
            Self::Event(event) => _ = rustix::io::write(event, &1u64.to_ne_bytes()),
        }
    }
}

impl PendingCall {
    /// What becomes readable when the call is cancelled, for threads without a queue.
    pub(super) fn event(&self) -> Option<BorrowedFd<'_>> {
        match &self.waker {
            Waker::Queue(_) => None,
            Waker::Event(event) => Some(event.as_fd()),
        }
    }

    /// Makes the event unreadable again.
    pub(super) fn quiet(&self) {
        if let Waker::Event(event) = &self.waker {
            let _ = rustix::io::read(event, &mut [0; 8]);
        }
    }

    /// Whether it was cancelled, which the server has not been told yet.
    pub(super) fn must_tell(&self) -> bool {
        let mut state = self.state();
        let must = state.cancelled.is_some() && !state.told;
        state.told |= must;
        must
    }

    /// When the caller gives it up because it was cancelled.
    pub(super) fn deadline(&self) -> Option<Instant> {
        self.state().cancelled.flatten()
    }

    pub(super) fn is_cancelled(&self) -> bool {
        self.state().cancelled.is_some()
    }

    /// Its name for the server, among the calls of this process.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// The data of the extension that names it.
    pub(super) fn name(&self) -> [u8; 16] {
        (u128::from(self.outermost) << 64 | u128::from(self.number)).to_le_bytes()
    }

    fn cancel(&self, seconds: u32) -> HRESULT {
        {
            let mut state = self.state();
            if state.ended {
                return RPC_E_CALL_COMPLETE;
            }
            let infinite = seconds == RPC_C_CANCEL_INFINITE_TIMEOUT as u32;
            let until = (!infinite).then(|| Instant::now() + Duration::from_secs(seconds.into()));
            state.cancelled = Some(until);
        }
        self.waker.wake();
        S_OK
    }

    fn test(&self) -> HRESULT {
        let state = self.state();
        match (state.ended, state.cancelled) {
            (_, Some(_)) => RPC_E_CALL_CANCELED,
            (true, None) => RPC_E_CALL_COMPLETE,
            (false, None) => RPC_S_CALLPENDING,
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What cancels the innermost call of a thread, 0 being the calling one.
fn canceller_of(thread: u32) -> std::result::Result<Canceller, HRESULT> {
    let thread = if thread == 0 { thread_number() } else { thread };
    let threads = threads();
    let calls = threads.get(&thread).ok_or(CO_E_CANCEL_DISABLED)?;
    calls.last().cloned().ok_or(E_NOINTERFACE)
}

/// Lets the calling thread's calls be cancelled, until as many CoDisableCallCancellation.
///
/// # Errors
/// E_INVALIDARG: the reserved pointer is not null.
#[unsafe(no_mangle)]
pub extern "system" fn CoEnableCallCancellation(reserved: *const c_void) -> HRESULT {
    if !reserved.is_null() {
        return answer(Err(Error::InvalidArgument("CoEnableCallCancellation: the reserved pointer is null")));
    }
    ENABLED.with(|enabled| {
        enabled.0.set(enabled.0.get() + 1);
        threads().entry(thread_number()).or_default();
    });
    S_OK
}

/// Undoes one CoEnableCallCancellation.
///
/// # Errors
/// CO_E_CANCEL_DISABLED: cancellation is not enabled. E_INVALIDARG: the reserved pointer is not null.
#[unsafe(no_mangle)]
pub extern "system" fn CoDisableCallCancellation(reserved: *const c_void) -> HRESULT {
    if !reserved.is_null() {
        return answer(Err(Error::InvalidArgument(
            "CoDisableCallCancellation: the reserved pointer is null",
        )));
    }
    ENABLED.with(|enabled| {
        let Some(left) = enabled.0.get().checked_sub(1) else { return CO_E_CANCEL_DISABLED };
        enabled.0.set(left);
        if left == 0 {
            let gone = threads().remove(&thread_number());
            drop(gone); // outside the lock: there may be objects in it
        }
        S_OK
    })
}

/// Cancels the call for whose answer a thread waits (0 is the calling one): it answers RPC_E_CALL_CANCELED, when the server
/// has not answered `seconds` from now (RPC_C_CANCEL_INFINITE_TIMEOUT: it waits for the server, who is told). A thread's
/// number is what `gettid` gives.
///
/// # Errors
/// CO_E_CANCEL_DISABLED: the thread has not enabled cancellation. E_NOINTERFACE: it waits for no answer.
#[unsafe(no_mangle)]
pub extern "system" fn CoCancelCall(thread: u32, seconds: u32) -> HRESULT {
    match canceller_of(thread) {
        Ok(Canceller::Call(call)) => call.cancel(seconds),
        // SAFETY: a call with an argument of its type.
        Ok(Canceller::Object(OwnObject(object))) => unsafe { object.Cancel(seconds) },
        Err(hresult) => hresult,
    }
}

/// Makes an object the one that cancels what the calling thread does from now on, or with null takes away the one that was set
/// last. A proxy that makes its calls itself (custom marshaling) sets its own for the time of a call. It is called on the
/// thread that cancels, whichever that is.
///
/// # Errors
/// E_ACCESSDENIED: the thread has not enabled cancellation, or none is set. E_NOINTERFACE: the object has no
/// ICancelMethodCalls.
///
/// # Safety
/// The pointer is null or an object.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoSetCancelObject(object: Ref<'_, IUnknown>) -> HRESULT {
    let object = match object.as_ref().map(Interface::cast::<ICancelMethodCalls>) {
        None => None,
        Some(Ok(object)) => Some(object),
        Some(Err(error)) => return error.code(),
    };
    let gone = {
        let mut threads = threads();
        let Some(cancellers) = threads.get_mut(&thread_number()) else { return E_ACCESSDENIED };
        match object {
            Some(object) => {
                cancellers.push(Canceller::Object(OwnObject(object)));
                None
            }
            None => {
                let last = cancellers.iter().rposition(|known| matches!(known, Canceller::Object(_)));
                let Some(last) = last else { return E_ACCESSDENIED };
                Some(cancellers.remove(last))
            }
        }
    };
    drop(gone); // outside the lock: it may be the last pointer
    S_OK
}

/// Gives an object by which the call that a thread waits for is cancelled: ICancelMethodCalls, or what CoSetCancelObject was
/// given.
///
/// # Errors
/// As for [`CoCancelCall`]; E_INVALIDARG: a null pointer; E_NOINTERFACE.
///
/// # Safety
/// The pointers are null or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoGetCancelObject(
    thread: u32,
    iid: *const GUID,
    out: *mut *mut c_void,
) -> HRESULT {
    if iid.is_null() || out.is_null() {
        return answer(Err(Error::InvalidArgument("CoGetCancelObject: null pointer")));
    }
    // SAFETY: neither is null, so they are what their types say.
    unsafe {
        out.write(std::ptr::null_mut());
        match canceller_of(thread) {
            Ok(Canceller::Call(call)) => ICancelMethodCalls::from(CancelObject { call }).query(iid, out),
            Ok(Canceller::Object(OwnObject(object))) => object.query(iid, out),
            Err(hresult) => hresult,
        }
    }
}

#[implement(ICancelMethodCalls, Agile = false)]
struct CancelObject {
    call: Arc<PendingCall>,
}

impl ICancelMethodCalls_Impl for CancelObject_Impl {
    fn Cancel(&self, seconds: u32) -> windows_core::Result<()> {
        self.call.cancel(seconds).ok()
    }

    fn TestCancel(&self) -> windows_core::Result<()> {
        Err(self.call.test().into())
    }
}
