//! What the examples of event loops share: an object that says its class, and a client on a thread of its own.

#![allow(unreachable_pub)] // a module of two programs

use std::os::fd::OwnedFd;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::{self, JoinHandle};

use oxcom::abi::{self, IPersist, IPersist_Impl, IStream};
use oxcom::{Apartment, GUID, IUnknown, Interface, Result, implement};
use oxcom_host as _;

/// Counts its calls, all of which run on the thread that made it.
#[implement(IPersist, Agile = false)]
pub struct Counted {
    pub thread: thread::ThreadId,
    pub calls: &'static AtomicU32,
}

impl IPersist_Impl for Counted_Impl {
    fn GetClassID(&self) -> Result<GUID> {
        assert_eq!(thread::current().id(), self.thread);
        let calls = self.calls.fetch_add(1, Ordering::Relaxed) + 1;
        Ok(GUID::from_u128(calls.into()))
    }
}

/// An interface pointer on its way to another thread: a stream in memory belongs to no apartment.
pub struct Carried(IStream);
// SAFETY: streams in memory are for any thread.
unsafe impl Send for Carried {}

/// Marshals the object for another apartment of this process.
pub fn carry(object: &IPersist) -> Result<Carried> {
    let object: IUnknown = object.cast()?;
    // SAFETY: calls with arguments of their types.
    unsafe {
        let stream = abi::CreateStreamOnHGlobal(Default::default(), true)?;
        abi::CoMarshalInterface(&stream, &IPersist::IID, &object, abi::MSHCTX_INPROC as u32, None, 0).ok()?;
        stream.Seek(0, 0, None).ok()?;
        Ok(Carried(stream))
    }
}

/// Calls the object a few times from the multithreaded apartment; then makes `done` readable.
pub fn client(object: Carried, done: OwnedFd) -> JoinHandle<Result<()>> {
    thread::spawn(move || {
        let object = object;
        let called = (|| {
            let _apartment = Apartment::multithreaded()?;
            // SAFETY: calls with arguments of their types.
            unsafe {
                let object: IPersist = abi::CoUnmarshalInterface(&object.0)?;
                for number in 1..=3 {
                    assert_eq!(object.GetClassID()?, GUID::from_u128(number));
                }
            }
            Ok(())
        })();
        let _ = rustix::io::write(&done, &1u64.to_ne_bytes());
        called
    })
}
