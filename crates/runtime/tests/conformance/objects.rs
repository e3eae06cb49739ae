//! The object that is called, and the program that serves it.

use std::ffi::c_void;
use std::sync::Mutex;
use std::sync::atomic::{AtomicI32, Ordering};
use std::time::Duration;

use oxcom::{
    Apartment, Factory, GUID, IUnknown, IUnknownImpl, Interface, Ref, Result, Server, ServerLock, implement,
};

use crate::common::{
    self, ALIVE, Calc, IArrays, ICalc, ICalls, IDescriptors, IHandOver, IRemoting, IRemoting_Impl,
};

/// The class of [`Remoting`], registered as a local server: this very program.
pub const CLSID: GUID = GUID::from_u128(0x5E0A7CC1_2F43_4C0D_9A5E_0A1B2C3D4E5F);

/// The same class, registered as another server.
pub const OTHER_CLSID: GUID = GUID::from_u128(0x5E0A7CC4_2F43_4C0D_9A5E_0A1B2C3D4E5F);

/// How many [`Remoting`]s there are.
pub static REMOTINGS: AtomicI32 = AtomicI32::new(0);

#[implement(IRemoting, IHandOver, IArrays, ICalls, IDescriptors)]
pub struct Remoting {
    kept: Mutex<Kept>,
    _lock: ServerLock,
}

#[derive(Default)]
struct Kept(Option<ICalc>);
// SAFETY: it is used in the object's apartment only, by which it is kept.
unsafe impl Send for Kept {}

impl Remoting {
    pub fn new() -> Self {
        REMOTINGS.fetch_add(1, Ordering::SeqCst);
        Self { kept: Mutex::default(), _lock: ServerLock::new() }
    }
}

impl Remoting {
    pub fn keep(&self, calc: Option<ICalc>) {
        let before = std::mem::replace(&mut self.kept.lock().unwrap().0, calc);
        drop(before); // outside the lock: it may be the last pointer
    }

    pub fn kept(&self) -> Result<ICalc> {
        self.kept.lock().unwrap().0.clone().ok_or_else(|| oxcom::abi::E_UNEXPECTED.into())
    }
}

impl Drop for Remoting {
    fn drop(&mut self) {
        REMOTINGS.fetch_sub(1, Ordering::SeqCst);
    }
}

impl IRemoting_Impl for Remoting_Impl {
    fn CallBack(&self, calc: Ref<'_, ICalc>, a: i32, b: i32) -> Result<i32> {
        // SAFETY: a call with arguments of its types.
        unsafe { calc.ok()?.Add(a, b) }
    }

    fn Descend(&self, other: Ref<'_, IRemoting>, depth: u32) -> Result<u32> {
        if depth == 0 {
            return Ok(0);
        }
        let this: IRemoting = self.to_interface();
        // SAFETY: a call with arguments of its types.
        Ok(unsafe { other.ok()?.Descend(&this, depth - 1) }? + 1)
    }

    fn Create(&self) -> Result<ICalc> {
        Ok(Calc::new().into())
    }

    fn Keep(&self, calc: Ref<'_, ICalc>) -> Result<()> {
        self.keep(calc.as_ref().cloned());
        Ok(())
    }

    fn Kept(&self) -> Result<ICalc> {
        self.kept()
    }

    fn QueryIt(
        &self,
        object: Ref<'_, IUnknown>,
        iid: *const GUID,
        interface: *mut *mut c_void,
    ) -> Result<()> {
        // SAFETY: the arguments of the method, which are those of QueryInterface.
        unsafe { object.ok()?.query(iid, interface) }.ok()
    }

    fn Thread(&self) -> Result<u64> {
        Ok(thread_id())
    }

    fn Process(&self, id: *mut u32, objects: *mut u32) -> Result<()> {
        // SAFETY: [out] arguments are writable.
        unsafe {
            id.write(std::process::id());
            objects.write(ALIVE.load(Ordering::SeqCst) as u32);
        }
        Ok(())
    }

    fn Sleep(&self, milliseconds: u32) -> Result<()> {
        std::thread::sleep(Duration::from_millis(milliseconds.into()));
        Ok(())
    }

    fn Die(&self) -> Result<()> {
        std::process::abort()
    }
}

/// Names the calling thread.
pub fn thread_id() -> u64 {
    thread_local! {
        static HERE: u8 = const { 0 };
    }
    HERE.with(|here| std::ptr::from_ref(here) as u64)
}

/// What the program does when it is started as a server.
pub fn serve(other: bool) {
    common::set_up();
    let _apartment = Apartment::multithreaded().unwrap();
    let factory = Factory::new(|| Ok(IRemoting::from(Remoting::new()).into()));
    let class = if other { OTHER_CLSID } else { CLSID };
    Server::new().class(class, factory).patience(Duration::from_secs(20)).run().unwrap();
}
