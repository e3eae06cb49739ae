//! The running object table and monikers, within a process and between two.

mod common;

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use common::{Calc, ICalc, set_up};
use oxcom::abi::{self, IBindCtx, IClassFactory, IMoniker, IRunningObjectTable};
use oxcom::com_core::PCWSTR;
use oxcom::{Apartment, BSTR, GUID, IUnknown, Interface, Result};

fn wide(text: &str) -> Vec<u16> {
    text.encode_utf16().chain([0]).collect()
}

fn table() -> IRunningObjectTable {
    // SAFETY: no preconditions.
    unsafe { abi::GetRunningObjectTable(0) }.unwrap()
}

fn item(name: &str) -> IMoniker {
    // SAFETY: the texts end with a NUL.
    unsafe { abi::CreateItemMoniker(PCWSTR(wide("!").as_ptr()), PCWSTR(wide(name).as_ptr())) }.unwrap()
}

fn parse(name: &str) -> Result<IMoniker> {
    let (mut eaten, mut moniker) = (0, None);
    // SAFETY: the text ends with a NUL; writable.
    unsafe {
        let context: IBindCtx = abi::CreateBindCtx(0)?;
        abi::MkParseDisplayName(&context, PCWSTR(wide(name).as_ptr()), &mut eaten, &mut moniker).ok()?;
    }
    Ok(moniker.unwrap())
}

fn shown(moniker: &IMoniker) -> String {
    // SAFETY: calls with arguments of their types; a text in task memory.
    unsafe {
        let context: IBindCtx = abi::CreateBindCtx(0).unwrap();
        let text = moniker.GetDisplayName(&context, None).unwrap();
        let shown = String::from_utf16(abi::units_at(text.0)).unwrap();
        abi::CoTaskMemFree(text.0.cast());
        shown
    }
}

fn find(name: &IMoniker) -> Result<ICalc> {
    // SAFETY: a call with arguments of its types.
    unsafe { table().GetObject(name) }?.cast()
}

fn bind<T: Interface>(name: &IMoniker) -> Result<T> {
    let mut object = std::ptr::null_mut();
    // SAFETY: a call with arguments of its types; with success an owned pointer of the type that was asked for.
    unsafe {
        abi::BindMoniker(name, 0, &T::IID, &mut object).ok()?;
        Ok(T::from_raw(object))
    }
}

const STRONG: u32 = abi::ROTFLAGS_REGISTRATIONKEEPSALIVE as u32;
const CLSID: GUID = GUID::from_u128(0x5E0A7CF1_2F43_4C0D_9A5E_0A1B2C3D4E5F);

/// What the test program does when it is started as a server: it registers objects and waits for its end.
#[test]
fn serves() {
    if std::env::var_os("OXCOM_TEST_SERVES").is_none() {
        return;
    }
    set_up();
    let _apartment = Apartment::multithreaded().unwrap();
    let calc: ICalc = Calc::new().into();
    // SAFETY: calls with arguments of their types.
    unsafe {
        table().Register(STRONG, &calc, &item("elsewhere")).unwrap();
        abi::RegisterActiveObject(&calc, &CLSID, 0).unwrap();
        let moniker = abi::CreateObjrefMoniker(&calc).unwrap();
        println!("\nready {}", shown(&moniker));
        std::thread::sleep(std::time::Duration::from_secs(60));
    }
}

struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts the server; gives the display name of its object.
fn start() -> (Server, String) {
    let mut server = Command::new(std::env::current_exe().unwrap())
        .args(["serves", "--exact", "--nocapture"])
        .env("OXCOM_TEST_SERVES", "1")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(server.stdout.take().unwrap()).lines();
    let ready = lines.map_while(|line| line.ok()).find(|line| line.starts_with("ready ")).unwrap();
    (Server(server), ready["ready ".len()..].to_owned())
}

fn in_an_apartment(body: impl FnOnce() + Send + 'static) {
    set_up();
    std::thread::spawn(|| {
        let _apartment = Apartment::multithreaded().unwrap();
        body();
    })
    .join()
    .unwrap();
}

#[test]
fn an_object_is_found_by_its_name_in_another_process_and_goes_with_it() {
    in_an_apartment(|| {
        let (server, objref) = start();
        // SAFETY: calls with arguments of their types.
        unsafe {
            assert_eq!(find(&item("Elsewhere")).unwrap().Add(1, 2), Ok(3));
            let mut active = None;
            abi::GetActiveObject(&CLSID, std::ptr::null_mut(), &mut active).ok().unwrap();
            assert_eq!(active.unwrap().cast::<ICalc>().unwrap().Add(2, 3), Ok(5));
            let named: ICalc = abi::CoGetObject(PCWSTR(wide(&objref).as_ptr()), None).unwrap();
            assert_eq!(named.Echo(&BSTR::from("x")).unwrap(), "x");
            let bound: ICalc = bind(&parse("!elsewhere").unwrap()).unwrap();
            assert_eq!(bound.Add(3, 4), Ok(7));
        }
        drop(server); // killed
        assert_eq!(find(&item("elsewhere")).unwrap_err().code(), abi::MK_E_UNAVAILABLE);
        // SAFETY: a call with arguments of its types.
        unsafe { assert_eq!(table().IsRunning(&item("elsewhere")), abi::S_FALSE) };
    });
}

#[test]
fn a_registration_lasts_until_it_is_revoked() {
    in_an_apartment(|| {
        let calc: ICalc = Calc::new().into();
        let name = item("here");
        // SAFETY: calls with arguments of their types.
        unsafe {
            assert_eq!(find(&name).unwrap_err().code(), abi::MK_E_UNAVAILABLE);
            let cookie = table().Register(STRONG, &calc, &name).unwrap();
            assert_eq!(table().IsRunning(&name), abi::S_OK);
            assert_eq!(find(&name).unwrap().as_raw(), calc.as_raw());
            assert_eq!(find(&item("other")).unwrap_err().code(), abi::MK_E_UNAVAILABLE);
            assert!(table().GetTimeOfLastChange(&name).unwrap().dwHighDateTime > 0);
            let (running, mut next, mut fetched) = (table().EnumRunning().unwrap(), [None], 0);
            let mut names = Vec::new();
            while running.Next(1, next.as_mut_ptr(), Some(&mut fetched)) == abi::S_OK {
                names.push(shown(&next[0].take().unwrap()));
            }
            assert!(names.contains(&"!here".to_owned()), "{names:?}");
            table().Revoke(cookie).ok().unwrap();
            assert_eq!(table().Revoke(cookie), abi::E_INVALIDARG);
        }
        assert_eq!(find(&name).unwrap_err().code(), abi::MK_E_UNAVAILABLE);
    });
}

#[test]
fn a_weak_registration_does_not_keep_its_object() {
    in_an_apartment(|| {
        let calc: ICalc = Calc::new().into();
        let name = item("weak");
        // SAFETY: calls with arguments of their types.
        let cookie = unsafe { table().Register(0, &calc, &name) }.unwrap();
        assert_eq!(find(&name).unwrap().as_raw(), calc.as_raw());
        let before = common::ALIVE.load(std::sync::atomic::Ordering::SeqCst);
        drop(calc);
        assert!(common::ALIVE.load(std::sync::atomic::Ordering::SeqCst) < before);
        assert_eq!(find(&name).unwrap_err().code(), abi::MK_E_UNAVAILABLE);
        // SAFETY: no preconditions.
        let _ = unsafe { table().Revoke(cookie) };
    });
}

#[test]
fn monikers_compare_compose_and_bind() {
    in_an_apartment(|| {
        let class = parse("clsid:5E0A7CC1-2F43-4C0D-9A5E-0A1B2C3D4E5F").unwrap();
        // SAFETY: calls with arguments of their types.
        unsafe {
            assert_eq!(item("a").IsEqual(&item("A")), abi::S_OK);
            assert_eq!(item("a").IsEqual(&item("b")), abi::S_FALSE);
            assert_eq!(item("a").Hash(), item("A").Hash());
            let both = abi::CreateGenericComposite(&item("a"), &item("b")).unwrap();
            assert_eq!(shown(&both), "!a!b");
            assert_eq!(both.IsEqual(&parse("!a!b").unwrap()), abi::S_OK);
            assert_eq!(shown(&both.CommonPrefixWith(&parse("!a!c").unwrap()).unwrap()), "!a");
            let kind = abi::MKSYS_CLASSMONIKER as u32;
            assert_eq!(class.IsSystemMoniker(), Ok(kind));
            // A class moniker binds to the class object, which this very program does not serve.
            let factory: Result<IClassFactory> = bind(&item("nobody"));
            assert_eq!(factory.unwrap_err().code(), abi::E_INVALIDARG);
            let nothing: Result<IUnknown> = abi::CoGetObject(PCWSTR(wide("no such").as_ptr()), None);
            assert_eq!(nothing.unwrap_err().code(), abi::MK_E_SYNTAX);
            // A registered file.
            let calc: ICalc = Calc::new().into();
            let file = abi::CreateFileMoniker(PCWSTR(wide("/no/such/file").as_ptr())).unwrap();
            let cookie = table().Register(STRONG, &calc, &file).unwrap();
            let found: ICalc = abi::CoGetObject(PCWSTR(wide("/no/such/file").as_ptr()), None).unwrap();
            assert_eq!(found.as_raw(), calc.as_raw());
            table().Revoke(cookie).ok().unwrap();
        }
    });
}
