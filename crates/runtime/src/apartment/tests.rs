//! The rules of entering and leaving, each test on threads of its own. The MTA is the process's, so the tests that count
//! on its absence share a lock.

use super::*;
use oxcom_abi as abi;
use std::sync::MutexGuard;
use std::thread;
use windows_core::HRESULT;

static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

fn alone() -> MutexGuard<'static, ()> {
    ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner)
}

fn on_a_thread<R: Send>(body: impl FnOnce() -> R + Send) -> R {
    thread::scope(|scope| scope.spawn(body).join().unwrap())
}

fn initialize(flags: i32) -> HRESULT {
    functions::CoInitializeEx(std::ptr::null(), flags as u32)
}

fn kind() -> (HRESULT, i32, i32) {
    let (mut kind, mut qualifier) = (-9, -9);
    // SAFETY: both are writable.
    let hresult = unsafe { functions::CoGetApartmentType(&mut kind, &mut qualifier) };
    (hresult, kind, qualifier)
}

#[test]
fn a_thread_keeps_its_kind_of_apartment() {
    let _alone = alone();
    on_a_thread(|| {
        assert_eq!(kind().0, abi::CO_E_NOTINITIALIZED);
        assert_eq!(initialize(abi::COINIT_APARTMENTTHREADED), abi::S_OK);
        assert_eq!(initialize(abi::COINIT_APARTMENTTHREADED), abi::S_FALSE);
        assert_eq!(initialize(abi::COINIT_MULTITHREADED), abi::RPC_E_CHANGED_MODE);
        functions::CoUninitialize();
        assert_eq!(kind(), (abi::S_OK, abi::APTTYPE_MAINSTA, 0));
        functions::CoUninitialize();
        assert_eq!(kind().0, abi::CO_E_NOTINITIALIZED);
        functions::CoUninitialize(); // one too many does nothing
    });
}

#[test]
fn the_first_sta_is_the_main_one() {
    let _alone = alone();
    on_a_thread(|| {
        assert_eq!(initialize(abi::COINIT_APARTMENTTHREADED), abi::S_OK);
        on_a_thread(|| {
            assert_eq!(initialize(abi::COINIT_APARTMENTTHREADED), abi::S_OK);
            assert_eq!(kind(), (abi::S_OK, abi::APTTYPE_STA, 0));
            functions::CoUninitialize();
        });
        functions::CoUninitialize();
    });
}

#[test]
fn while_there_is_an_mta_every_other_thread_is_in_it() {
    let _alone = alone();
    on_a_thread(|| {
        assert_eq!(initialize(abi::COINIT_MULTITHREADED), abi::S_OK);
        assert_eq!(kind(), (abi::S_OK, abi::APTTYPE_MTA, abi::APTTYPEQUALIFIER_NONE));
        on_a_thread(|| assert_eq!(kind(), (abi::S_OK, abi::APTTYPE_MTA, abi::APTTYPEQUALIFIER_IMPLICIT_MTA)));
        functions::CoUninitialize();
        on_a_thread(|| assert_eq!(kind().0, abi::CO_E_NOTINITIALIZED));
    });
}

#[test]
fn unknown_flags_and_a_reserved_pointer_are_refused() {
    assert_eq!(functions::CoInitializeEx(std::ptr::dangling(), 0), abi::E_INVALIDARG);
    assert_eq!(functions::CoInitializeEx(std::ptr::null(), 0x100), abi::E_INVALIDARG);
}

fn wait_for(flags: u32, timeout: u32, handles: &[i32]) -> (HRESULT, u32) {
    let handles: Vec<_> =
        handles.iter().map(|one| abi::HANDLE(std::ptr::without_provenance_mut(*one as usize))).collect();
    let mut index = 99;
    // SAFETY: so many handles, and a writable index.
    let hresult = unsafe {
        wait::CoWaitForMultipleHandles(flags, timeout, handles.len() as u32, handles.as_ptr(), &mut index)
    };
    (hresult, index)
}

fn event(value: u32) -> std::os::fd::OwnedFd {
    rustix::event::eventfd(value, rustix::event::EventfdFlags::CLOEXEC).unwrap()
}

#[test]
fn a_wait_for_handles_answers_as_documented() {
    use std::os::fd::AsRawFd;
    let (set, unset) = (event(1), event(0));
    let (set, unset) = (set.as_raw_fd(), unset.as_raw_fd());
    assert_eq!(wait_for(0, 0, &[]).0, abi::RPC_E_NO_SYNC);
    assert_eq!(wait_for(0, 0, &[unset]).0, abi::RPC_S_CALLPENDING);
    assert_eq!(wait_for(0, 5, &[unset, unset]).0, abi::RPC_S_CALLPENDING);
    assert_eq!(wait_for(0, u32::MAX, &[unset, set]), (abi::S_OK, 1));
    assert_eq!(wait_for(abi::COWAIT_WAITALL, 5, &[unset, set]).0, abi::RPC_S_CALLPENDING);
    assert_eq!(wait_for(abi::COWAIT_WAITALL, u32::MAX, &[set, set]), (abi::S_OK, 0));
    assert_eq!(wait_for(0x100, 0, &[set]).0, abi::E_INVALIDARG);
    assert_eq!(wait_for(0, 0, &[-1]).0, abi::E_HANDLE);
    assert_eq!(wait_for(0, 0, &[1 << 20]).0, abi::E_HANDLE);
}

#[test]
fn a_single_threaded_apartment_runs_its_calls_while_it_waits_for_a_handle() {
    use std::os::fd::AsRawFd;
    let _alone = alone();
    on_a_thread(|| {
        assert_eq!(initialize(abi::COINIT_APARTMENTTHREADED), abi::S_OK);
        let (apartment, done) = (current().unwrap(), Arc::new(event(0)));
        for flags in [0, abi::COWAIT_WAITALL] {
            let (signal, already) = (done.clone(), event(1));
            let apartment = apartment.clone();
            thread::spawn(move || {
                apartment.run(|| ());
                apartment.run(move || _ = rustix::io::write(&*signal, &1u64.to_ne_bytes()));
            });
            // The handle is only set by a call that runs while this thread waits for it.
            let index = wait_for(flags, u32::MAX, &[done.as_raw_fd(), already.as_raw_fd()]);
            assert_eq!(index, (abi::S_OK, u32::from(flags == 0)));
            let _ = wait_for(0, u32::MAX, &[done.as_raw_fd()]);
            let _ = rustix::io::read(&*done, &mut [0; 8]);
        }
        functions::CoUninitialize();
    });
}

#[test]
fn usage_of_the_mta_keeps_it_without_a_thread_in_it() {
    let _alone = alone();
    on_a_thread(|| {
        let mut cookie = abi::CO_MTA_USAGE_COOKIE::default();
        assert_eq!(kind().0, abi::CO_E_NOTINITIALIZED);
        // SAFETY: writable.
        assert_eq!(unsafe { usage::CoIncrementMTAUsage(&mut cookie) }, abi::S_OK);
        assert_eq!(kind(), (abi::S_OK, abi::APTTYPE_MTA, abi::APTTYPEQUALIFIER_IMPLICIT_MTA));
        assert_eq!(usage::CoDecrementMTAUsage(cookie), abi::S_OK);
        assert_eq!(kind().0, abi::CO_E_NOTINITIALIZED);
        assert_eq!(usage::CoDecrementMTAUsage(cookie), abi::E_INVALIDARG);
    });
}

#[test]
fn a_context_has_one_object_and_one_token() {
    use windows_core::{IUnknown, Interface};
    fn token() -> (HRESULT, usize) {
        let mut token = 0;
        // SAFETY: writable.
        (unsafe { object_context::CoGetContextToken(&mut token) }, token)
    }
    fn context<T: Interface>() -> windows_core::Result<T> {
        let mut object = std::ptr::null_mut();
        // SAFETY: writable; with success an owned pointer of the type that was asked for.
        unsafe {
            object_context::CoGetObjectContext(&T::IID, &mut object).ok()?;
            Ok(T::from_raw(object))
        }
    }
    let _alone = alone();
    on_a_thread(|| {
        assert_eq!(token().0, abi::CO_E_NOTINITIALIZED);
        assert_eq!(context::<IUnknown>().unwrap_err().code(), abi::CO_E_NOTINITIALIZED);
        assert_eq!(initialize(abi::COINIT_APARTMENTTHREADED), abi::S_OK);
        let info: abi::IComThreadingInfo = context().unwrap();
        // SAFETY: calls with arguments of their types.
        unsafe {
            assert_eq!(info.GetCurrentApartmentType(), Ok(abi::APTTYPE_MAINSTA));
            assert_eq!(info.GetCurrentThreadType(), Ok(abi::THDTYPE_PROCESSMESSAGES));
            assert_eq!(info.GetCurrentLogicalThreadId().unwrap(), crate::call::causality());
        }
        assert_eq!(context::<abi::IMalloc>().unwrap_err().code(), abi::E_NOINTERFACE);
        let here = token();
        assert_eq!(here, token());
        let other = on_a_thread(|| {
            assert_eq!(initialize(abi::COINIT_APARTMENTTHREADED), abi::S_OK);
            let other = token();
            functions::CoUninitialize();
            other
        });
        assert_ne!(here, other);
        drop(info);
        functions::CoUninitialize();
    });
}

#[test]
fn a_spy_sees_each_step_and_has_the_last_word() {
    use std::sync::atomic::AtomicU32;
    static STEPS: Mutex<Vec<(&str, u32)>> = Mutex::new(Vec::new());
    static ANSWER: AtomicU32 = AtomicU32::new(0);
    fn note(step: &'static str, references: u32) -> windows_core::Result<()> {
        STEPS.lock().unwrap().push((step, references));
        Ok(())
    }
    #[windows_core::implement(abi::IInitializeSpy)]
    struct Spy;
    impl abi::IInitializeSpy_Impl for Spy_Impl {
        fn PreInitialize(&self, _: u32, references: u32) -> windows_core::Result<()> {
            note("before", references)
        }
        fn PostInitialize(&self, hresult: HRESULT, _: u32, references: u32) -> windows_core::Result<()> {
            note("entered", references)?;
            ANSWER.store(hresult.0 as u32, Ordering::SeqCst);
            if references == 2 { Err(abi::E_ABORT.into()) } else { Ok(()) }
        }
        fn PreUninitialize(&self, references: u32) -> windows_core::Result<()> {
            note("leaves", references)
        }
        fn PostUninitialize(&self, references: u32) -> windows_core::Result<()> {
            note("left", references)
        }
    }
    let _alone = alone();
    on_a_thread(|| {
        let spy: abi::IInitializeSpy = Spy.into();
        let mut cookie = 0;
        // SAFETY: the types of the function's arguments; writable.
        unsafe { abi::CoRegisterInitializeSpy(&spy) }.map(|number| cookie = number).unwrap();
        assert_eq!(initialize(abi::COINIT_MULTITHREADED), abi::S_OK);
        assert_eq!(initialize(abi::COINIT_MULTITHREADED), abi::E_ABORT);
        assert_eq!(ANSWER.load(Ordering::SeqCst), abi::S_FALSE.0 as u32);
        functions::CoUninitialize();
        functions::CoUninitialize();
        assert_eq!(spy::CoRevokeInitializeSpy(cookie), abi::S_OK);
        assert_eq!(spy::CoRevokeInitializeSpy(cookie), abi::E_INVALIDARG);
        assert_eq!(initialize(abi::COINIT_MULTITHREADED), abi::S_OK);
        functions::CoUninitialize();
    });
    let expected = [
        ("before", 0),
        ("entered", 1),
        ("before", 1),
        ("entered", 2),
        ("leaves", 2),
        ("left", 1),
        ("leaves", 1),
        ("left", 0),
    ];
    assert_eq!(*STEPS.lock().unwrap(), expected);
}

#[test]
fn a_survey_tells_who_is_where_and_what_waits() {
    let _alone = alone();
    on_a_thread(|| {
        assert_eq!(initialize(abi::COINIT_APARTMENTTHREADED), abi::S_OK);
        let single = current().unwrap();
        single.queue().unwrap().push(Box::new(|| ()));
        let multi = on_a_thread(|| {
            assert_eq!(initialize(abi::COINIT_MULTITHREADED), abi::S_OK);
            let (apartments, threads) = survey();
            let waiting = |oxid| apartments.iter().find(|one| one.oxid == oxid).map(|one| one.waiting);
            let threads_of = |oxid| threads.iter().filter(|one| one.oxid == oxid).count();
            let multi = current().unwrap().oxid();
            assert_eq!((waiting(single.oxid()), threads_of(single.oxid())), (Some(1), 1));
            assert_eq!((waiting(multi), threads_of(multi)), (Some(0), 1));
            functions::CoUninitialize();
            multi
        });
        single.queue().unwrap().run_pending();
        let (apartments, _) = survey();
        assert!(apartments.iter().all(|one| one.oxid != multi && one.waiting == 0));
        functions::CoUninitialize();
    });
}
