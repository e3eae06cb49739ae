//! The ways that a call can take between machines.

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, OnceLock};
use std::thread;

use oxcom::abi::{self, COSERVERINFO, MULTI_QI};
use oxcom::{Apartment, Interface};

use crate::common::IRemoting;
use crate::objects::CLSID;

/// MSHCTX_* of pointers that go from one of the two to the other.
pub const CONTEXT: i32 = abi::MSHCTX_DIFFERENTMACHINE;

/// A test gets the object, and says what is wrong.
pub type Test = fn(&IRemoting, Place) -> Result<(), String>;

/// Where the object is, as seen from the test.
#[allow(dead_code, reason = "the tests ask for all of them")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    SameApartment,
    OtherApartment,
    OtherProcess,
}

pub struct Driver {
    pub name: &'static str,
    pub run: fn(Test) -> Result<(), String>,
}

pub fn all() -> Vec<Driver> {
    vec![
        Driver { name: "mta_to_machine", run: |test| machine(Apartment::multithreaded, test) },
        Driver { name: "sta_to_machine", run: |test| machine(Apartment::single_threaded, test) },
    ]
}

/// The file that allows other machines, and the accounts.
pub fn allow() {
    const FILE: &str = "listen = '127.0.0.1'\naccounts = 'accounts'\nidentity = 'accounts'\n";
    let folder = std::env::var_os("OXCOM_TEST_DIRECTORY").unwrap();
    let folder = Path::new(&folder);
    let (file, accounts) = (folder.join("dcom.toml"), folder.join("accounts"));
    std::fs::write(&file, FILE).unwrap();
    std::fs::write(&accounts, "tester:8846f7eaee8fb117ad06bdd830b7586c\n").unwrap();
    std::fs::set_permissions(&accounts, std::fs::Permissions::from_mode(0o600)).unwrap();
    // SAFETY: the test program's only thread does this before anything else.
    unsafe { std::env::set_var("OXCOM_DCOM", &file) };
}

/// What the program does when it is started to activate classes: until its standard input ends.
pub fn activate() {
    let _apartment = Apartment::multithreaded().unwrap();
    let service = oxcom_runtime::serve_remote(([127, 0, 0, 1], 0).into()).unwrap();
    println!("{}", service.address());
    let _ = std::io::stdin().read_to_end(&mut Vec::new());
}

/// The activator, which ends with this process.
fn activator() -> SocketAddr {
    static STARTED: OnceLock<(SocketAddr, Mutex<Child>)> = OnceLock::new();
    let start = || {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .arg("--activator")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        (line.trim().parse().unwrap(), Mutex::new(child))
    };
    STARTED.get_or_init(start).0
}

/// The client in this process, the object on "another machine".
fn machine(client: fn() -> oxcom::Result<Apartment>, test: Test) -> Result<(), String> {
    let address = activator();
    let body = move || {
        let _apartment = client().unwrap();
        let object = create(address)?;
        test(&object, Place::OtherProcess)
    };
    thread::spawn(body).join().unwrap_or_else(|_| Err("panicked".into()))
}

fn create(address: SocketAddr) -> Result<IRemoting, String> {
    let name = format!("{}[{}]\0", address.ip(), address.port());
    let mut name: Vec<u16> = name.encode_utf16().collect();
    let server = COSERVERINFO { pwszName: oxcom::com_core::PWSTR(name.as_mut_ptr()), ..Default::default() };
    let mut wanted = [MULTI_QI { pIID: &IRemoting::IID, ..Default::default() }];
    // SAFETY: arguments of their types.
    let created = unsafe {
        abi::CoCreateInstanceEx(&CLSID, None, abi::CLSCTX_REMOTE_SERVER, Some(&server), &mut wanted)
    };
    created.ok().map_err(|error| oxcom::message_of(&error))?;
    let [MULTI_QI { pItf, .. }] = wanted;
    std::mem::ManuallyDrop::into_inner(pItf).unwrap().cast().map_err(|error| oxcom::message_of(&error))
}
