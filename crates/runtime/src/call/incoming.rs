//! The call that a thread runs: who makes it, whether it has been given up.
//!
//! CoGetCallContext shows it as an object. That object is made when somebody asks, and knows when its call has ended.

use std::cell::{Cell, OnceCell, RefCell};
use std::ffi::c_void;
use std::ptr::{from_ref, null};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use oxcom_abi::{
    E_NOTIMPL, ICancelMethodCalls, ICancelMethodCalls_Impl, IServerSecurity, IServerSecurity_Impl, OLECHAR,
    RPC_E_CALL_CANCELED, RPC_E_CALL_COMPLETE, RPC_S_CALLPENDING, S_FALSE, S_OK,
};
use oxcom_link::{Link, Technique};
use windows_core::{BOOL, GUID, HRESULT, IUnknown, Interface, Ref, Result, implement};

use super::security::{self, Blanket};
use crate::error::{Error, answer};

/// A call that a thread of this process runs.
struct IncomingCall<'a> {
    link: &'a Arc<dyn Link>,
    /// The thread that called, by the caller's own word.
    thread: u32,
    /// Set when the caller has given up; none for calls that nobody can give up.
    cancelled: Option<&'a Arc<AtomicBool>>,
    context: OnceCell<Context>,
}

/// The call context, once somebody has asked for it.
struct Context {
    object: IUnknown,
    state: Arc<State>,
}

/// What the context object knows. The flags are set and read in any order: nothing else depends on them.
struct State {
    link: Arc<dyn Link>,
    cancelled: Option<Arc<AtomicBool>>,
    ended: AtomicBool,
    impersonating: AtomicBool,
}

thread_local! {
    /// The call that [`run`] has on the stack; null when there is none.
    static CURRENT: Cell<*const IncomingCall<'static>> = const { Cell::new(null()) };
    /// What CoSwitchCallContext has put in the call context's place.
    static SWITCHED: RefCell<Option<IUnknown>> = const { RefCell::new(None) };
}

/// Runs `body` as a call that came over a link.
#[inline]
pub(super) fn run<R>(
    link: &Arc<dyn Link>,
    thread: u32,
    cancelled: Option<&Arc<AtomicBool>>,
    body: impl FnOnce() -> R,
) -> R {
    struct Restore<'a>(&'a IncomingCall<'a>, *const IncomingCall<'static>);
    impl Drop for Restore<'_> {
        fn drop(&mut self) {
            CURRENT.set(self.1);
            if let Some(context) = self.0.context.get() {
                context.state.ended.store(true, Ordering::Relaxed);
            }
        }
    }
    let call = IncomingCall { link, thread, cancelled, context: OnceCell::new() };
    let _restore = Restore(&call, CURRENT.replace(from_ref(&call).cast()));
    body()
}

/// Looks at the call that this thread runs, if it runs one.
fn with_current<R>(look: impl FnOnce(Option<&IncomingCall<'_>>) -> R) -> R {
    // SAFETY: `run` has put it there, and takes it away before it ends; until `look` returns, it does not return.
    look(unsafe { CURRENT.get().as_ref() })
}

impl IncomingCall<'_> {
    fn context(&self) -> IUnknown {
        let made = self.context.get_or_init(|| {
            let state = Arc::new(State {
                link: self.link.clone(),
                cancelled: self.cancelled.cloned(),
                ended: AtomicBool::new(false),
                impersonating: AtomicBool::new(false),
            });
            Context { object: CallContext { state: state.clone() }.into(), state }
        });
        made.object.clone()
    }
}

impl State {
    fn check(&self) -> Result<()> {
        if self.ended.load(Ordering::Relaxed) { Err(RPC_E_CALL_COMPLETE.into()) } else { Ok(()) }
    }
}

/// What CoGetCallContext gives to the object that is called.
#[implement(IServerSecurity, ICancelMethodCalls, Agile = false)]
struct CallContext {
    state: Arc<State>,
}

impl IServerSecurity_Impl for CallContext_Impl {
    fn QueryBlanket(
        &self,
        authentication: *mut u32,
        authorization: *mut u32,
        principal: *mut *mut OLECHAR,
        level: *mut u32,
        impersonation: *mut u32,
        client: *mut *mut c_void,
        capabilities: *mut u32,
    ) -> Result<()> {
        self.state.check()?;
        let peer = self.state.link.peer();
        let blanket = Blanket::of(peer);
        // SAFETY: each is null or writable, by the method's contract.
        unsafe {
            blanket.write(authentication, authorization, principal, level, impersonation, capabilities)?;
            if !client.is_null() {
                client.write(security::name_of(peer).cast_mut().cast());
            }
        }
        Ok(())
    }

    /// There is nothing to do for a caller of one's own user; another's rights cannot be had without root's.
    fn ImpersonateClient(&self) -> Result<()> {
        self.state.check()?;
        if self.state.link.peer().uid != rustix::process::geteuid().as_raw() {
            return Err(oxcom_abi::E_FAIL.into());
        }
        self.state.impersonating.store(true, Ordering::Relaxed);
        Ok(())
    }

    fn RevertToSelf(&self) -> Result<()> {
        self.state.impersonating.store(false, Ordering::Relaxed);
        Ok(())
    }

    fn IsImpersonating(&self) -> BOOL {
        self.state.impersonating.load(Ordering::Relaxed).into()
    }
}

impl ICancelMethodCalls_Impl for CallContext_Impl {
    fn Cancel(&self, _seconds: u32) -> Result<()> {
        Err(E_NOTIMPL.into()) // the caller's to do
    }

    fn TestCancel(&self) -> Result<()> {
        self.state.check()?;
        let cancelled = self.state.cancelled.as_ref().is_some_and(|flag| flag.load(Ordering::Relaxed));
        Err(if cancelled { RPC_E_CALL_CANCELED } else { RPC_S_CALLPENDING }.into())
    }
}

/// Whether the calling thread runs a call.
pub(crate) fn is_running() -> bool {
    !CURRENT.get().is_null()
}

/// The link that brought the call which the calling thread runs.
pub(crate) fn caller() -> Option<Arc<dyn Link>> {
    with_current(|current| current.map(|call| call.link.clone()))
}

/// The call context of the calling thread.
fn current() -> Option<IUnknown> {
    SWITCHED.with_borrow(Clone::clone).or_else(|| with_current(|current| current.map(IncomingCall::context)))
}

/// The call context's interface T.
pub(super) fn context<T: Interface>() -> std::result::Result<T, HRESULT> {
    current().ok_or(RPC_E_CALL_COMPLETE)?.cast::<T>().map_err(|error| error.code())
}

/// Gives the context of the call that this thread runs: IServerSecurity, ICancelMethodCalls.
///
/// # Errors
/// RPC_E_CALL_COMPLETE: it runs none. E_INVALIDARG: a null pointer. E_NOINTERFACE.
///
/// # Safety
/// The pointers are null or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoGetCallContext(iid: *const GUID, out: *mut *mut c_void) -> HRESULT {
    if iid.is_null() || out.is_null() {
        return answer(Err(Error::InvalidArgument("CoGetCallContext: null pointer")));
    }
    // SAFETY: neither is null, so they are what their types say.
    unsafe {
        out.write(std::ptr::null_mut());
        current().map_or(RPC_E_CALL_COMPLETE, |context| context.query(iid, out))
    }
}

/// Puts an object in the place of the calling thread's call context, or with null the call's own back; gives what an
/// earlier switch put there.
///
/// # Errors
/// E_INVALIDARG: a null pointer for the result.
///
/// # Safety
/// The pointers are null or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoSwitchCallContext(new: Ref<'_, IUnknown>, old: *mut *mut c_void) -> HRESULT {
    if old.is_null() {
        return answer(Err(Error::InvalidArgument("CoSwitchCallContext: null pointer")));
    }
    let before = SWITCHED.replace(new.as_ref().cloned());
    // SAFETY: not null, so writable by contract.
    unsafe { old.write(before.map_or(std::ptr::null_mut(), Interface::into_raw)) };
    S_OK
}

/// Gives the thread that makes the call which this thread runs. S_FALSE: it is a thread of another process.
///
/// # Errors
/// RPC_E_CALL_COMPLETE: this thread runs no call. E_INVALIDARG: a null pointer.
///
/// # Safety
/// The pointer is null or writable.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoGetCallerTID(thread: *mut u32) -> HRESULT {
    if thread.is_null() {
        return answer(Err(Error::InvalidArgument("CoGetCallerTID: null pointer")));
    }
    with_current(|current| {
        let Some(call) = current else { return RPC_E_CALL_COMPLETE };
        // SAFETY: not null, so writable by contract.
        unsafe { thread.write(call.thread) };
        if call.link.technique() == Technique::InProcess { S_OK } else { S_FALSE }
    })
}

/// Names the chain of calls that the calling thread is in: the same for all threads that a call leads through.
///
/// # Errors
/// E_INVALIDARG: a null pointer.
///
/// # Safety
/// The pointer is null or writable.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoGetCurrentLogicalThreadId(id: *mut GUID) -> HRESULT {
    if id.is_null() {
        return answer(Err(Error::InvalidArgument("CoGetCurrentLogicalThreadId: null pointer")));
    }
    // SAFETY: not null, so writable by contract.
    unsafe { id.write(super::causality()) };
    S_OK
}

/// Tells the object that is called whether its caller still wants the answer: RPC_S_CALLPENDING.
///
/// # Errors
/// RPC_E_CALL_CANCELED: it does not. RPC_E_CALL_COMPLETE: this thread runs no call. E_NOINTERFACE: the switched call
/// context has no ICancelMethodCalls.
#[unsafe(no_mangle)]
pub extern "system" fn CoTestCancel() -> HRESULT {
    match context::<ICancelMethodCalls>() {
        // SAFETY: a call without arguments.
        Ok(context) => unsafe { context.TestCancel() },
        Err(hresult) => hresult,
    }
}

/// Gives the kernel's word on who makes the call that this thread runs: process id (0 when it is in a pid namespace that
/// this process cannot see into), user id, group id.
///
/// # Errors
/// RPC_E_CALL_COMPLETE: this thread runs no call.
///
/// # Safety
/// The pointers are null, for what is not wanted, or writable.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn OxcomCallerCredentials(
    process: *mut u32,
    user: *mut u32,
    group: *mut u32,
) -> HRESULT {
    with_current(|current| {
        let Some(call) = current else { return RPC_E_CALL_COMPLETE };
        let peer = call.link.peer();
        for (wanted, value) in [(process, peer.pid), (user, peer.uid), (group, peer.gid)] {
            if !wanted.is_null() {
                // SAFETY: not null, so writable by contract.
                unsafe { wanted.write(value) };
            }
        }
        S_OK
    })
}

/// CoQueryClientBlanket and its kin ask the call context.
pub(super) fn server_security() -> std::result::Result<IServerSecurity, HRESULT> {
    context::<IServerSecurity>()
}
