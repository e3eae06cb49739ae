//! Proxies and stubs of a library: `examples/calc-proxy-stub.rs`, which marshals ICalc::Add and nothing else.

mod common;

use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::Ordering;
use std::sync::{Mutex, Once, PoisonError};

use common::apartment_thread::ApartmentThread;
use common::{ALIVE, Calc, ICalc, IRemoting, bytes, set_up};
use oxcom::abi::{self, IMarshal, IMultiQI};
use oxcom::{GUID, HRESULT, IUnknown, Interface, Result};

const CLSID_LIBRARY: GUID = GUID::from_u128(0x5E0A7CC5_2F43_4C0D_9A5E_0A1B2C3D4E5F);
const CLSID_MISSING: GUID = GUID::from_u128(0x5E0A7CC6_2F43_4C0D_9A5E_0A1B2C3D4E5F);
const CLSID_PS_OA_INTERFACE: GUID = GUID::from_u128(0x00020424_0000_0000_C000_000000000046);
const CLSID_PS_FACTORY_BUFFER: GUID = GUID::from_u128(0x00000320_0000_0000_C000_000000000046);

/// Builds the library, and says where it is.
fn library() -> PathBuf {
    let example = ["build", "--quiet", "-p", "oxcom-runtime", "--example", "calc-proxy-stub"];
    assert!(Command::new(env!("CARGO")).args(example).status().unwrap().success());
    // The test is in target/debug/deps.
    let own = std::env::current_exe().unwrap();
    own.parent().unwrap().parent().unwrap().join("examples/libcalc_proxy_stub.so")
}

/// Registers the library.
fn set_up_library() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        set_up();
        let library = library();
        let text = format!(
            "name = 'Proxies and stubs'\n\
             [[class]]\nclsid = '{{{CLSID_LIBRARY:?}}}'\nlibrary = '{}'\nthreading = 'Both'\n",
            library.file_name().unwrap().to_str().unwrap()
        );
        oxcom::register_component(&text, library.parent().unwrap()).unwrap();
    });
}

/// Says how ICalc is marshaled, for the whole process.
fn marshal_by(class: &GUID) {
    // SAFETY: ids.
    assert_eq!(unsafe { abi::CoRegisterPSClsid(&ICalc::IID, class) }, abi::S_OK);
}

/// Objects are counted, and ICalc is marshaled in one way at a time.
static ALONE: Mutex<()> = Mutex::new(());

fn test(body: impl FnOnce(&ApartmentThread, &ApartmentThread)) {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    set_up_library();
    let (home, other) = (ApartmentThread::single_threaded(), ApartmentThread::multithreaded());
    body(&home, &other);
    drop((home, other));
    assert_eq!(ALIVE.load(Ordering::SeqCst), 0);
}

fn marshaled() -> Vec<u8> {
    bytes::marshal(&ICalc::from(Calc::new()), abi::MSHCTX_INPROC, 0).unwrap()
}

fn failure<T>(result: Result<T>) -> HRESULT {
    result.map_or_else(|error| error.code(), |_| abi::S_OK)
}

fn eventually(condition: impl Fn() -> bool) {
    for _ in 0..10_000 {
        if condition() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    panic!("it never happened");
}

#[test]
fn a_librarys_proxies_and_stubs_are_used_for_its_interface() {
    test(|home, other| {
        let bytes = home.run(|| {
            marshal_by(&CLSID_LIBRARY);
            marshaled()
        });
        other.run(move || {
            let calc: ICalc = bytes::unmarshal(&bytes).unwrap();
            // SAFETY: calls with arguments of their types.
            unsafe {
                assert_eq!(calc.Add(2, 3), Ok(5));
                assert_eq!(failure(calc.Add(i32::MAX, 1)), abi::DISP_E_OVERFLOW);
                assert_eq!(failure(calc.Echo(&"text".into())), abi::E_NOTIMPL); // the description knows it
            }
            let unknown: IUnknown = calc.cast().unwrap();
            assert_eq!(calc.cast::<IMarshal>().unwrap().cast::<IUnknown>().unwrap(), unknown);
            assert_eq!(calc.cast::<IMultiQI>().unwrap().cast::<ICalc>().unwrap().as_raw(), calc.as_raw());
            assert_eq!(failure(calc.cast::<IRemoting>()), abi::E_NOINTERFACE);
            // SAFETY: a live interface pointer.
            assert!(unsafe { abi::CoIsHandlerConnected(&unknown) }.as_bool());
        });
        eventually(|| ALIVE.load(Ordering::SeqCst) == 0);
    });
}

#[test]
fn a_librarys_proxy_is_marshaled_as_any_proxy() {
    test(|home, other| {
        let bytes = home.run(|| {
            marshal_by(&CLSID_LIBRARY);
            let calc: ICalc = Calc::new().into();
            let bytes = bytes::marshal(&calc, abi::MSHCTX_INPROC, 0).unwrap();
            (calc.as_raw() as usize, bytes)
        });
        let (address, bytes) = bytes;
        let back = other.run(move || {
            let calc: ICalc = bytes::unmarshal(&bytes).unwrap();
            bytes::marshal(&calc, abi::MSHCTX_INPROC, 0).unwrap()
        });
        home.run(move || {
            assert_eq!(bytes::unmarshal::<ICalc>(&back).unwrap().as_raw() as usize, address);
        });
        eventually(|| ALIVE.load(Ordering::SeqCst) == 0);
    });
}

#[test]
fn a_librarys_proxy_keeps_to_its_apartment_and_ends_with_the_object() {
    test(|home, other| {
        marshal_by_in(home, &CLSID_LIBRARY);
        let table = home.run(|| {
            let calc: ICalc = Calc::new().into();
            bytes::marshal(&calc, abi::MSHCTX_INPROC, abi::MSHLFLAGS_TABLESTRONG).unwrap()
        });
        let (copy, calc) = (table.clone(), table.clone());
        let third = ApartmentThread::single_threaded();
        let address = third.run(move || bytes::unmarshal::<ICalc>(&calc).unwrap().into_raw() as usize);
        other.run(move || {
            // SAFETY: a live pointer, which is not this thread's to use: that is what is tried.
            let stray = std::mem::ManuallyDrop::new(unsafe { ICalc::from_raw(address as *mut _) });
            // SAFETY: a call with arguments of its types.
            assert_eq!(failure(unsafe { stray.Add(1, 1) }), abi::RPC_E_WRONG_THREAD);
        });
        home.run(move || bytes::discard(&copy).unwrap());
        assert_eq!(ALIVE.load(Ordering::SeqCst), 1);
        third.run(move || {
            // SAFETY: the reference that was kept.
            let calc = unsafe { ICalc::from_raw(address as *mut _) };
            // SAFETY: a call with arguments of its types.
            assert_eq!(unsafe { calc.Add(1, 1) }, Ok(2));
        });
        eventually(|| ALIVE.load(Ordering::SeqCst) == 0);
    });
}

fn marshal_by_in(thread: &ApartmentThread, class: &'static GUID) {
    thread.run(move || marshal_by(class));
}

#[test]
fn both_kinds_speak_the_same_language() {
    test(|home, other| {
        // The library's stub, a proxy made of the description; and the other way round.
        for (stub, proxy) in
            [(&CLSID_LIBRARY, &CLSID_PS_OA_INTERFACE), (&CLSID_PS_OA_INTERFACE, &CLSID_LIBRARY)]
        {
            let bytes = home.run(move || {
                marshal_by(stub);
                marshaled()
            });
            other.run(move || {
                marshal_by(proxy);
                let calc: ICalc = bytes::unmarshal(&bytes).unwrap();
                // SAFETY: a call with arguments of its types.
                assert_eq!(unsafe { calc.Add(20, 22) }, Ok(42));
                // SAFETY: as above. Neither end can do this alone.
                assert!(unsafe { calc.Echo(&"text".into()) }.is_err());
            });
            eventually(|| ALIVE.load(Ordering::SeqCst) == 0);
        }
    });
}

#[test]
fn the_class_of_an_interface_can_be_asked_for() {
    test(|home, _| {
        home.run(|| {
            // SAFETY: ids.
            unsafe {
                marshal_by(&CLSID_LIBRARY);
                assert_eq!(abi::CoGetPSClsid(&ICalc::IID), Ok(CLSID_LIBRARY));
                marshal_by(&CLSID_MISSING);
                assert_eq!(abi::CoGetPSClsid(&ICalc::IID), Ok(CLSID_MISSING));
                let marshaled = bytes::marshal(&ICalc::from(Calc::new()), abi::MSHCTX_INPROC, 0);
                assert_eq!(failure(marshaled), abi::E_NOINTERFACE);
                marshal_by(&CLSID_PS_OA_INTERFACE);
                assert_eq!(abi::CoGetPSClsid(&IRemoting::IID), Ok(CLSID_PS_OA_INTERFACE));
                assert_eq!(abi::CoGetPSClsid(&abi::IPersist::IID), Ok(CLSID_PS_FACTORY_BUFFER));
                let unknown = GUID::from_u128(0x1234);
                assert_eq!(failure(abi::CoGetPSClsid(&unknown)), abi::REGDB_E_IIDNOTREG);
                assert_eq!(failure(abi::CoGetPSClsid(std::ptr::null())), abi::E_INVALIDARG);
                assert_eq!(abi::CoRegisterPSClsid(std::ptr::null(), &unknown), abi::E_INVALIDARG);
            }
        });
    });
}
