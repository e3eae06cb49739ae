//! What a call knows of its caller, how it is given up, what it says when it fails.

use std::ffi::c_void;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::Duration;

use oxcom::abi::{self, HTASK, IMessageFilter, IMessageFilter_Impl, IRpcOptions};
use oxcom::{BSTR, GUID, HRESULT, IUnknown, Interface, Ref, Result as ComResult, implement};

use crate::common::{ALIVE, Calc, ICalc, ICalc_Impl, ICalls, ICalls_Impl, IRemoting};
use crate::drivers::Place;
use crate::objects::Remoting_Impl;

/// How often a caller has given up while [`ICalls::Linger`] ran.
static GIVEN_UP: AtomicU32 = AtomicU32::new(0);

impl ICalls_Impl for Remoting_Impl {
    fn Who(&self, process: *mut u32, user: *mut u32, thread: *mut u32, logical: *mut GUID) -> ComResult<()> {
        // SAFETY: [out] arguments are writable.
        unsafe {
            abi::extension::OxcomCallerCredentials(process, user, std::ptr::null_mut()).ok()?;
            logical.write(abi::CoGetCurrentLogicalThreadId()?);
            thread.write(abi::CoGetCallerTID()?);
        }
        Ok(())
    }

    fn Blanket(&self, level: *mut u32, name: *mut BSTR) -> ComResult<()> {
        let mut client = abi::RPC_AUTHZ_HANDLE::default();
        // SAFETY: [out] arguments are writable; the name of the client ends with a NUL.
        unsafe {
            abi::CoImpersonateClient().ok()?;
            abi::CoRevertToSelf().ok()?;
            abi::CoQueryClientBlanket(None, None, std::ptr::null_mut(), Some(level), None, &mut client, None)
                .ok()?;
            name.write(BSTR::from_wide(abi::units_at(client.0.cast())));
        }
        Ok(())
    }

    fn Linger(&self, started: Ref<'_, ICalc>, milliseconds: u32) -> ComResult<ICalc> {
        if let Some(started) = started.as_ref() {
            // SAFETY: a call with arguments of its types.
            unsafe { started.Add(1, 1) }?;
        }
        for _ in 0..milliseconds {
            // SAFETY: no preconditions.
            if unsafe { abi::CoTestCancel() } == abi::RPC_E_CALL_CANCELED {
                GIVEN_UP.fetch_add(1, Ordering::SeqCst);
                break;
            }
            thread::sleep(Duration::from_millis(1));
        }
        Ok(Calc::new().into())
    }

    fn GivenUp(&self) -> ComResult<u32> {
        Ok(GIVEN_UP.load(Ordering::SeqCst))
    }

    fn Fail(&self, code: HRESULT, message: &BSTR) -> ComResult<()> {
        Err(oxcom::error_with_message(code, &message.to_string()))
    }
}

/// Says when it is called.
#[implement(ICalc)]
struct Start(mpsc::Sender<()>);

impl ICalc_Impl for Start_Impl {
    fn Add(&self, a: i32, b: i32) -> ComResult<i32> {
        let _ = self.0.send(());
        Ok(a + b)
    }

    fn Echo(&self, _: &BSTR) -> ComResult<BSTR> {
        Err(abi::E_NOTIMPL.into())
    }

    fn Sum(&self, _: *const abi::SAFEARRAY) -> ComResult<f64> {
        Err(abi::E_NOTIMPL.into())
    }
}

tests![
    the_caller_is_known,
    a_chain_of_calls_has_one_name,
    the_client_is_named,
    a_failure_says_why,
    a_deadline_ends_a_call,
    a_call_can_be_cancelled,
    a_cancel_object_of_ones_own_is_asked,
    answers_that_come_too_late_hold_nothing,
    an_answer_that_waits_to_be_read_holds_nothing_when_its_caller_gives_up,
    options_belong_to_a_proxy,
    blankets_are_answered,
];

fn text(error: oxcom::Error) -> String {
    format!("HRESULT {:#010x}", error.code().0)
}

fn calls(object: &IRemoting) -> Result<ICalls, String> {
    object.cast().map_err(text)
}

fn thread_number() -> u32 {
    // SAFETY: no preconditions.
    unsafe { libc::gettid() as u32 }
}

/// Waits until the object's process has no calculator left.
fn no_calculators(object: &IRemoting) -> Result<(), String> {
    for _ in 0..20_000 {
        let (mut process, mut objects) = (0, 0);
        // SAFETY: writable.
        unsafe { object.Process(&mut process, &mut objects) }.ok().map_err(text)?;
        if objects == 0 {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(1));
    }
    Err("calculators are left".into())
}

fn the_caller_is_known(object: &IRemoting, place: Place) -> Result<(), String> {
    let calls = calls(object)?;
    let (mut process, mut user, mut thread, mut logical) = (0, 0, 0, GUID::zeroed());
    // SAFETY: calls with arguments of their types.
    unsafe {
        let answer = calls.Who(&mut process, &mut user, &mut thread, &mut logical);
        if place == Place::SameApartment {
            same!(answer, abi::RPC_E_CALL_COMPLETE);
            return Ok(());
        }
        answer.ok().map_err(text)?;
        same!(process, std::process::id());
        same!(user, libc::geteuid());
        same!(thread, thread_number());
        same!(logical, abi::CoGetCurrentLogicalThreadId().map_err(text)?);
    }
    Ok(())
}

/// Notes the logical thread of its calls.
#[implement(ICalc)]
struct Names(Arc<Mutex<Vec<GUID>>>);

impl ICalc_Impl for Names_Impl {
    fn Add(&self, a: i32, b: i32) -> ComResult<i32> {
        // SAFETY: no preconditions.
        self.0.lock().unwrap().push(unsafe { abi::CoGetCurrentLogicalThreadId() }?);
        Ok(a + b)
    }

    fn Echo(&self, _: &BSTR) -> ComResult<BSTR> {
        Err(abi::E_NOTIMPL.into())
    }

    fn Sum(&self, _: *const abi::SAFEARRAY) -> ComResult<f64> {
        Err(abi::E_NOTIMPL.into())
    }
}

fn a_chain_of_calls_has_one_name(object: &IRemoting, _: Place) -> Result<(), String> {
    let names = Arc::new(Mutex::new(Vec::new()));
    let calc: ICalc = Names(names.clone()).into();
    // SAFETY: calls with arguments of their types.
    let own = unsafe {
        for _ in 0..3 {
            same!(object.CallBack(&calc, 1, 2), Ok(3));
        }
        abi::CoGetCurrentLogicalThreadId().map_err(text)?
    };
    same!(*names.lock().unwrap(), vec![own; 3]);
    Ok(())
}

fn the_client_is_named(object: &IRemoting, place: Place) -> Result<(), String> {
    let calls = calls(object)?;
    let (mut level, mut name) = (0, BSTR::default());
    // SAFETY: a call with arguments of its types.
    let answer = unsafe { calls.Blanket(&mut level, &mut name) };
    if place == Place::SameApartment {
        same!(answer, abi::RPC_E_CALL_COMPLETE);
        return Ok(());
    }
    answer.ok().map_err(text)?;
    same!(level, abi::RPC_C_AUTHN_LEVEL_PKT_PRIVACY as u32);
    same!(name.is_empty(), false);
    Ok(())
}

fn a_failure_says_why(object: &IRemoting, _: Place) -> Result<(), String> {
    let calls = calls(object)?;
    for (code, message) in [(abi::E_ABORT, "the lamp is off"), (abi::DISP_E_OVERFLOW, "größer 🙂")] {
        // SAFETY: a call with arguments of its types.
        let error = unsafe { calls.Fail(code, &BSTR::from(message)) }.ok().unwrap_err();
        same!(error.code(), code);
        let said = oxcom::message_of(&error);
        if !said.starts_with(message) {
            return Err(format!("{said:?} does not say {message:?}"));
        }
    }
    // A failure that says nothing has no old message either.
    // SAFETY: calls with arguments of their types.
    let error = unsafe {
        let error = calls.Fail(abi::E_ABORT, &BSTR::from("old")).ok().unwrap_err();
        same!(error.code(), abi::E_ABORT);
        if object.cast::<abi::IRpcOptions>().is_err() {
            return Ok(()); // no proxy: nobody clears what a method leaves
        }
        object.CallBack(&ICalc::from(Calc::new()), i32::MAX, 1).unwrap_err()
    };
    same!(oxcom::message_of(&error), format!("HRESULT {:#010x}", abi::DISP_E_OVERFLOW.0));
    Ok(())
}

/// Waits until the object has seen its caller give up.
fn has_given_up(calls: &ICalls, before: u32) -> Result<(), String> {
    for _ in 0..20_000 {
        // SAFETY: a call with arguments of its types.
        if unsafe { calls.GivenUp() }.map_err(text)? > before {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(1));
    }
    Err("the object was not told".into())
}

fn a_deadline_ends_a_call(object: &IRemoting, _: Place) -> Result<(), String> {
    let calls = calls(object)?;
    let Ok(options) = calls.cast::<IRpcOptions>() else { return Ok(()) };
    let patient: ICalls = object.cast().map_err(text)?;
    // SAFETY: calls with arguments of their types.
    unsafe {
        let copy = abi::CoCopyProxy(&calls).map_err(text)?;
        let hasty: ICalls = ICalls::from_raw(copy.into_raw());
        let before = patient.GivenUp().map_err(text)?;
        options.Set(&hasty, abi::COMBND_RPCTIMEOUT, 30).ok().map_err(text)?;
        same!(hasty.Linger(None, 60_000).unwrap_err().code(), abi::RPC_E_TIMEOUT);
        has_given_up(&patient, before)?;
        // What is over in time is none the worse for a deadline.
        options.Set(&hasty, abi::COMBND_RPCTIMEOUT, 60_000).ok().map_err(text)?;
        same!(hasty.Linger(None, 1).map_err(text)?.Add(1, 2), Ok(3));
    }
    no_calculators(object)
}

fn a_call_can_be_cancelled(object: &IRemoting, place: Place) -> Result<(), String> {
    if place == Place::SameApartment {
        return Ok(());
    }
    let calls = calls(object)?;
    let here = thread_number();
    // SAFETY: calls with arguments of their types.
    unsafe {
        same!(abi::CoCancelCall(here, 0), abi::CO_E_CANCEL_DISABLED);
        same!(abi::CoDisableCallCancellation(None), abi::CO_E_CANCEL_DISABLED);
        same!(abi::CoEnableCallCancellation(None), abi::S_OK);
        same!(abi::CoCancelCall(0, 0), abi::E_NOINTERFACE);
        // At once; and when the server has answered, who is told.
        for seconds in [0, abi::RPC_C_CANCEL_INFINITE_TIMEOUT as u32] {
            let before = calls.GivenUp().map_err(text)?;
            let (starts, started) = mpsc::channel();
            let start: ICalc = Start(starts).into();
            let canceller = thread::spawn(move || started.recv().map(|()| abi::CoCancelCall(here, seconds)));
            same!(
                calls.Linger(&start, 60_000).err().map(|error| error.code()),
                Some(abi::RPC_E_CALL_CANCELED)
            );
            drop(start);
            same!(canceller.join().map_err(|_| "panicked")?, Ok(abi::S_OK));
            has_given_up(&calls, before)?;
        }
        same!(abi::CoDisableCallCancellation(None), abi::S_OK);
    }
    no_calculators(object)
}

/// Notes how it is asked to cancel.
#[implement(abi::ICancelMethodCalls)]
struct Canceller(Arc<AtomicU32>);

impl abi::ICancelMethodCalls_Impl for Canceller_Impl {
    fn Cancel(&self, seconds: u32) -> ComResult<()> {
        self.0.store(seconds, Ordering::SeqCst);
        Ok(())
    }

    fn TestCancel(&self) -> ComResult<()> {
        Err(abi::RPC_S_CALLPENDING.into())
    }
}

fn a_cancel_object_of_ones_own_is_asked(object: &IRemoting, _: Place) -> Result<(), String> {
    let (here, asked) = (thread_number(), Arc::new(AtomicU32::new(0)));
    let canceller: abi::ICancelMethodCalls = Canceller(asked.clone()).into();
    // SAFETY: calls with arguments of their types.
    unsafe {
        same!(abi::CoSetCancelObject(&canceller), abi::E_ACCESSDENIED);
        same!(abi::CoEnableCallCancellation(None), abi::S_OK);
        same!(abi::CoSetCancelObject(None), abi::E_ACCESSDENIED);
        same!(abi::CoSetCancelObject(object), abi::E_NOINTERFACE);
        same!(abi::CoSetCancelObject(&canceller), abi::S_OK);
        same!(thread::spawn(move || abi::CoCancelCall(here, 7)).join().map_err(|_| "panicked")?, abi::S_OK);
        same!(asked.load(Ordering::SeqCst), 7);
        same!(abi::CoGetCancelObject::<abi::ICancelMethodCalls>(0).map_err(text)?, canceller);
        // Calls meanwhile have their own.
        object.Thread().map_err(text)?;
        same!(abi::CoGetCancelObject::<abi::ICancelMethodCalls>(0).map_err(text)?, canceller);
        same!(abi::CoSetCancelObject(None), abi::S_OK);
        same!(abi::CoCancelCall(0, 1), abi::E_NOINTERFACE);
        same!(abi::CoDisableCallCancellation(None), abi::S_OK);
    }
    Ok(())
}

/// A proxy for the same interface whose calls have a deadline, in milliseconds.
fn with_deadline(calls: &ICalls, milliseconds: usize) -> Result<ICalls, String> {
    let options: IRpcOptions = calls.cast().map_err(text)?;
    // SAFETY: calls with arguments of their types; the copy is of the same interface.
    unsafe {
        let copy = ICalls::from_raw(abi::CoCopyProxy(calls).map_err(text)?.into_raw());
        options.Set(&copy, abi::COMBND_RPCTIMEOUT, milliseconds).ok().map_err(text)?;
        Ok(copy)
    }
}

fn answers_that_come_too_late_hold_nothing(object: &IRemoting, place: Place) -> Result<(), String> {
    if place == Place::SameApartment {
        return Ok(());
    }
    let hasty = with_deadline(&calls(object)?, 12)?;
    for round in 0..60 {
        // About as long as the deadline: some answers are in time, some are too late, some just so.
        // SAFETY: a call with arguments of its types.
        if let Err(error) = unsafe { hasty.Linger(None, 9 + round % 4) } {
            same!(error.code(), abi::RPC_E_TIMEOUT);
        }
    }
    no_calculators(object)
}

/// Gives a call up when its answer has certainly been sent.
#[implement(IMessageFilter, Agile = false)]
struct GivesUp(IRemoting);

impl IMessageFilter_Impl for GivesUp_Impl {
    fn HandleInComingCall(&self, _: u32, _: HTASK, _: u32, _: *const abi::INTERFACEINFO) -> u32 {
        abi::SERVERCALL_ISHANDLED as u32
    }

    fn RetryRejectedCall(&self, _: HTASK, _: u32, _: u32) -> u32 {
        u32::MAX
    }

    fn MessagePending(&self, _: HTASK, _: u32, _: u32) -> u32 {
        let (mut process, mut objects) = (0, 0);
        while objects == 0 {
            // SAFETY: writable.
            unsafe { self.0.Process(&mut process, &mut objects) }.unwrap();
        }
        thread::sleep(Duration::from_millis(20)); // it is made: now it is sent
        abi::PENDINGMSG_CANCELCALL as u32
    }
}

fn an_answer_that_waits_to_be_read_holds_nothing_when_its_caller_gives_up(
    object: &IRemoting,
    place: Place,
) -> Result<(), String> {
    let calls = calls(object)?;
    let filter: IMessageFilter = GivesUp(object.clone()).into();
    // SAFETY: a call with arguments of its types, of which the second is null.
    let registered = unsafe { register_message_filter(filter.as_raw(), std::ptr::null_mut()) };
    if registered == abi::CO_E_NOT_SUPPORTED {
        return Ok(()); // the multithreaded apartment has no filters
    }
    // SAFETY: the descriptor is open as long as it is said to be the messages'.
    unsafe {
        let message = OwnedFd::from_raw_fd(libc::eventfd(1, libc::EFD_CLOEXEC));
        abi::extension::OxcomSetMessageDescriptor(message.as_raw_fd()).unwrap();
        let answer = calls.Linger(None, 50);
        if place != Place::SameApartment {
            same!(answer.map(|_| ()).map_err(|error| error.code()), Err(abi::RPC_E_CALL_CANCELED));
        }
        abi::extension::OxcomSetMessageDescriptor(-1).unwrap();
        same!(register_message_filter(std::ptr::null_mut(), std::ptr::null_mut()), abi::S_OK);
    }
    drop(filter);
    no_calculators(object)
}

unsafe extern "system" {
    /// As it is declared for C: null unregisters, and the filter before need not be asked for.
    #[link_name = "CoRegisterMessageFilter"]
    fn register_message_filter(new: *mut c_void, old: *mut *mut c_void) -> HRESULT;
}

fn options_belong_to_a_proxy(object: &IRemoting, place: Place) -> Result<(), String> {
    let Ok(options) = object.cast::<IRpcOptions>() else {
        same!(place, Place::SameApartment);
        return Ok(());
    };
    let other = calls(object)?;
    let foreign: IUnknown = ICalc::from(Calc::new()).cast().map_err(text)?;
    let locality = if place == Place::OtherProcess {
        abi::SERVER_LOCALITY_MACHINE_LOCAL
    } else {
        abi::SERVER_LOCALITY_PROCESS_LOCAL
    };
    // SAFETY: calls with arguments of their types.
    unsafe {
        let default = abi::RPC_C_BINDING_DEFAULT_TIMEOUT as usize;
        same!(options.Query(object, abi::COMBND_RPCTIMEOUT), Ok(default));
        same!(options.Set(object, abi::COMBND_RPCTIMEOUT, 5_000), abi::S_OK);
        same!(options.Query(object, abi::COMBND_RPCTIMEOUT), Ok(5_000));
        same!(options.Query(&other, abi::COMBND_RPCTIMEOUT), Ok(default));
        same!(options.Query(object, abi::COMBND_SERVER_LOCALITY), Ok(locality as usize));
        same!(options.Set(object, abi::COMBND_SERVER_LOCALITY, 0), abi::E_INVALIDARG);
        same!(options.Set(&foreign, abi::COMBND_RPCTIMEOUT, 0), abi::E_INVALIDARG);
        same!(options.cast::<IUnknown>().map_err(text)?, object.cast::<IUnknown>().map_err(text)?);
    }
    same!(ALIVE.load(Ordering::SeqCst) > 0, true);
    Ok(())
}

fn blankets_are_answered(object: &IRemoting, place: Place) -> Result<(), String> {
    let (mut level, mut impersonation) = (0, 0);
    // SAFETY: calls with arguments of their types.
    unsafe {
        let answer = abi::CoQueryProxyBlanket(
            object,
            None,
            None,
            std::ptr::null_mut(),
            Some(&mut level),
            Some(&mut impersonation),
            None,
            None,
        );
        if place == Place::SameApartment {
            same!(answer, abi::E_NOINTERFACE);
            return Ok(());
        }
        same!(answer, abi::S_OK);
        same!(level, abi::RPC_C_AUTHN_LEVEL_PKT_PRIVACY as u32);
        same!(impersonation, abi::RPC_C_IMP_LEVEL_IDENTIFY as u32);
        let set = |level: u32| {
            let identity = abi::RPC_AUTH_IDENTITY_HANDLE::default();
            let (service, impersonation) =
                (abi::RPC_C_AUTHN_WINNT as u32, abi::RPC_C_IMP_LEVEL_IMPERSONATE as u32);
            abi::CoSetProxyBlanket(object, service, 0, None, level, impersonation, Some(identity), 0)
        };
        same!(set(0), abi::S_OK);
        same!(set(7), abi::E_INVALIDARG);
        let copy = abi::CoCopyProxy(object).map_err(text)?;
        same!(copy.as_raw() == object.as_raw(), false);
        same!(copy.cast::<IUnknown>().map_err(text)?, object.cast::<IUnknown>().map_err(text)?);
    }
    Ok(())
}
