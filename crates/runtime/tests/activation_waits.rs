//! A single-threaded apartment is not deaf while it activates a server.

mod common;

use std::sync::mpsc;
use std::thread;

use common::{ICalc, ICalc_Impl, set_up};
use oxcom::abi::{self, IStream};
use oxcom::{Apartment, BSTR, GUID, IUnknown, Interface, Result, implement};

/// Makes a file when it is called.
#[implement(ICalc, Agile = false)]
struct Starter(std::path::PathBuf);

impl ICalc_Impl for Starter_Impl {
    fn Add(&self, a: i32, b: i32) -> Result<i32> {
        std::fs::write(&self.0, "go").unwrap();
        Ok(a + b)
    }
    fn Echo(&self, text: &BSTR) -> Result<BSTR> {
        Ok(text.clone())
    }
    fn Sum(&self, _: *const abi::SAFEARRAY) -> Result<f64> {
        Err(abi::E_NOTIMPL.into())
    }
}

struct Carried(IStream);
// SAFETY: streams on memory are agile.
unsafe impl Send for Carried {}

fn marshal(object: &ICalc) -> Carried {
    // SAFETY: arguments of their types.
    unsafe {
        let stream = abi::CreateStreamOnHGlobal(Default::default(), true).unwrap();
        abi::CoMarshalInterface(&stream, &ICalc::IID, object, abi::MSHCTX_INPROC as u32, None, 0).unwrap();
        stream.Seek(0, 0, None).unwrap();
        Carried(stream)
    }
}

fn unmarshal(stream: &Carried) -> ICalc {
    // SAFETY: arguments of their types.
    unsafe { abi::CoUnmarshalInterface(&stream.0).unwrap() }
}

#[test]
fn calls_arrive_while_an_apartment_waits_for_a_server_to_start() {
    set_up();
    let folder = tempfile::tempdir().unwrap();
    let signal = folder.path().join("signal");
    let clsid = GUID::from_u128(0x5E0A7CE1_2F43_4C0D_9A5E_0A1B2C3D4E5F);
    // The server does not end before the signal is there, which only a call to the waiting apartment gives.
    let wait = format!("while ! test -e {}; do sleep 0.01; done; exit 3", signal.display());
    let registration = format!(
        "name = 'Late'\n[[class]]\nclsid = '{{{clsid:?}}}'\nserver.command = ['/bin/sh', '-c', '{wait}']\n"
    );
    oxcom::register_component(&registration, folder.path()).unwrap();
    let path = signal.clone();
    let activates = thread::spawn(move || {
        let _apartment = Apartment::single_threaded().unwrap();
        let object = marshal(&Starter(path).into());
        let (called, answer) = mpsc::channel();
        let client = thread::spawn(move || {
            let _apartment = Apartment::multithreaded().unwrap();
            let object = unmarshal(&{ object });
            // SAFETY: a call with arguments of its types.
            called.send(unsafe { object.Add(2, 3) }).unwrap();
        });
        let made: Result<IUnknown> = oxcom::create_instance(&clsid, abi::CLSCTX_LOCAL_SERVER);
        assert_eq!(made.unwrap_err().code(), abi::CO_E_SERVER_EXEC_FAILURE);
        assert_eq!(answer.recv().unwrap(), Ok(5));
        client.join().unwrap();
    });
    activates.join().unwrap();
    assert!(signal.exists());
}

#[test]
fn a_proxy_serves_its_own_apartment_only() {
    set_up();
    let (pointers, given) = mpsc::channel();
    let (over, end) = mpsc::channel::<()>();
    let server = thread::spawn(move || {
        let _apartment = Apartment::multithreaded().unwrap();
        pointers.send(marshal(&Starter("/dev/null".into()).into())).unwrap();
        let _ = end.recv();
    });
    thread::spawn(move || {
        struct Smuggled(ICalc);
        // SAFETY: what the test is about: the proxy itself refuses.
        unsafe impl Send for Smuggled {}
        let _apartment = Apartment::single_threaded().unwrap();
        let proxy = unmarshal(&given.recv().unwrap());
        let smuggled = Smuggled(proxy.clone());
        thread::spawn(move || {
            let smuggled = smuggled;
            let _apartment = Apartment::single_threaded().unwrap();
            // SAFETY: a call with arguments of its types.
            let called = unsafe { smuggled.0.Add(1, 2) };
            assert_eq!(called.unwrap_err().code(), abi::RPC_E_WRONG_THREAD);
            let asked = smuggled.0.cast::<abi::IMarshal>();
            assert_eq!(asked.unwrap_err().code(), abi::RPC_E_WRONG_THREAD);
        })
        .join()
        .unwrap();
        // SAFETY: a call with arguments of its types.
        assert_eq!(unsafe { proxy.Add(1, 2) }, Ok(3));
    })
    .join()
    .unwrap();
    drop(over);
    server.join().unwrap();
}
