//! The ways that a call can take.

use std::cell::RefCell;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::sync::mpsc;
use std::thread;

use oxcom::abi::{self, IStream};
use oxcom::{Apartment, Interface};

use crate::common::IRemoting;
use crate::objects::{CLSID, Remoting};

/// MSHCTX_* of pointers that go from one of the two to the other.
pub const CONTEXT: i32 = abi::MSHCTX_LOCAL;

/// A test gets the object, and says what is wrong.
pub type Test = fn(&IRemoting, Place) -> Result<(), String>;

/// Where the object is, as seen from the test.
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
        Driver { name: "same_sta", run: |test| same(Apartment::single_threaded, test) },
        Driver { name: "same_mta", run: |test| same(Apartment::multithreaded, test) },
        Driver {
            name: "sta_to_mta",
            run: |test| across(Apartment::single_threaded, Apartment::multithreaded, test),
        },
        Driver {
            name: "mta_to_sta",
            run: |test| across(Apartment::multithreaded, Apartment::single_threaded, test),
        },
        Driver {
            name: "sta_to_sta",
            run: |test| across(Apartment::single_threaded, Apartment::single_threaded, test),
        },
        Driver { name: "sta_to_process", run: |test| process(Apartment::single_threaded, test) },
        Driver { name: "mta_to_process", run: |test| process(Apartment::multithreaded, test) },
    ]
}

type Enter = fn() -> oxcom::Result<Apartment>;

/// Object and client in one apartment.
fn same(enter: Enter, test: Test) -> Result<(), String> {
    on_a_thread(move || {
        let _apartment = enter().unwrap();
        test(&Remoting::new().into(), Place::SameApartment)
    })
}

/// The client in one apartment, the object in another of the same process.
fn across(client: Enter, server: Enter, test: Test) -> Result<(), String> {
    let (pointer, given) = mpsc::channel();
    let (over, finished) = mpsc::channel::<()>();
    let server = thread::spawn(move || {
        let _apartment = server().unwrap();
        let object: IRemoting = Remoting::new().into();
        pointer.send(Carried(marshal(&object))).unwrap();
        drop(object);
        dispatch_until(finished);
    });
    let result = on_a_thread(move || {
        let _apartment = client().unwrap();
        let object = unmarshal(given.recv().unwrap());
        test(&object, Place::OtherApartment)
    });
    drop(over);
    server.join().map_err(|_| "the object's apartment panicked")?;
    result
}

/// The client in this process, the object in another.
fn process(client: Enter, test: Test) -> Result<(), String> {
    on_a_thread(move || {
        let _apartment = client().unwrap();
        let object: IRemoting = oxcom::create_instance(&CLSID, abi::CLSCTX_LOCAL_SERVER)
            .map_err(|error| oxcom::message_of(&error))?;
        test(&object, Place::OtherProcess)
    })
}

fn on_a_thread(body: impl FnOnce() -> Result<(), String> + Send + 'static) -> Result<(), String> {
    thread::spawn(body).join().unwrap_or_else(|_| Err("panicked".into()))
}

/// A stream in memory, which belongs to no apartment.
pub struct Carried(IStream);
// SAFETY: streams on memory are agile.
unsafe impl Send for Carried {}

pub fn marshal<T: Interface>(object: &T) -> IStream {
    // SAFETY: arguments of their types; every interface is an IUnknown.
    unsafe {
        let stream = abi::CreateStreamOnHGlobal(Default::default(), true).unwrap();
        let object: oxcom::IUnknown = object.cast().unwrap();
        abi::CoMarshalInterface(&stream, &T::IID, &object, abi::MSHCTX_INPROC as u32, None, 0).unwrap();
        stream.Seek(0, 0, None).unwrap();
        stream
    }
}

pub fn unmarshal<T: Interface>(stream: Carried) -> T {
    // SAFETY: arguments of their types.
    unsafe { abi::CoUnmarshalInterface(&stream.0).unwrap() }
}

/// Runs an apartment's calls until the other end of the channel is dropped.
fn dispatch_until(finished: mpsc::Receiver<()>) {
    let mut number = -1;
    // SAFETY: writable.
    if unsafe { abi::extension::OxcomApartmentDescriptor(&mut number) }.is_err() {
        let _ = finished.recv(); // the multithreaded apartment needs nobody who dispatches
        return;
    }
    thread_local! {
        static WAKE: RefCell<Option<OwnedFd>> = const { RefCell::new(None) };
    }
    // SAFETY: a new descriptor that nobody else owns.
    let wake = unsafe { OwnedFd::from_raw_fd(libc_eventfd()) };
    let raw = wake.as_raw_fd();
    thread::spawn(move || {
        let _ = finished.recv();
        // SAFETY: the descriptor lives until the loop below has seen this.
        unsafe { write_one(raw) };
    });
    loop {
        if poll_two(number, raw) {
            break;
        }
        // SAFETY: no preconditions.
        unsafe { abi::extension::OxcomDispatch() }.unwrap();
    }
    WAKE.set(Some(wake));
}

fn libc_eventfd() -> i32 {
    // SAFETY: no preconditions.
    let made = unsafe { libc::eventfd(0, libc::EFD_CLOEXEC) };
    assert!(made >= 0);
    made
}

unsafe fn write_one(descriptor: i32) {
    // SAFETY: an open eventfd by contract, and 8 bytes.
    unsafe { libc::write(descriptor, 1u64.to_ne_bytes().as_ptr().cast(), 8) };
}

/// Waits for either; true when the second is readable.
fn poll_two(first: i32, second: i32) -> bool {
    let entry = |fd| libc::pollfd { fd, events: libc::POLLIN, revents: 0 };
    let mut polled = [entry(first), entry(second)];
    // SAFETY: two entries.
    unsafe { libc::poll(polled.as_mut_ptr(), 2, -1) };
    polled[1].revents != 0
}
