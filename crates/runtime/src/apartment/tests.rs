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
