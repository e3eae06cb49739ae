//! The object's side of the tests that hand pointers over as bytes.

use std::ffi::c_void;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

use oxcom::abi::{self, IExternalConnection, IExternalConnection_Impl, SAFEARRAY};
use oxcom::com_core::{BOOL, IUnknown_Vtbl};
use oxcom::{ArrayView, BSTR, GUID, HRESULT, IUnknown, Interface, Result, array_of, implement};

use crate::common::bytes;
use crate::common::{ALIVE, Calc, ICalc, ICalc_Impl, ICalc_Vtbl, IHandOver_Impl};
use crate::objects::Remoting_Impl;

/// The kinds of calculators that IHandOver::KeepNew makes.
pub const WITH_WEAK_REFERENCES: u32 = 0;
pub const WITHOUT_WEAK_REFERENCES: u32 = 1;
pub const WITH_EXTERNAL_CONNECTION: u32 = 2;

impl IHandOver_Impl for Remoting_Impl {
    fn KeepNew(&self, kind: u32) -> Result<()> {
        self.keep(Some(match kind {
            WITH_WEAK_REFERENCES => Calc::new().into(),
            WITHOUT_WEAK_REFERENCES => Plain::make(),
            WITH_EXTERNAL_CONNECTION => Connected::new().into(),
            _ => return Err(abi::E_INVALIDARG.into()),
        }));
        Ok(())
    }

    fn Marshal(&self, context: u32, flags: u32) -> Result<*mut SAFEARRAY> {
        array_of(&bytes::marshal(&self.kept()?, context as i32, flags as i32)?)
    }

    fn Unmarshal(&self, bytes: *const SAFEARRAY) -> Result<()> {
        self.keep(Some(bytes::unmarshal(&copy(bytes)?)?));
        Ok(())
    }

    fn Discard(&self, bytes: *const SAFEARRAY) -> Result<()> {
        bytes::discard(&copy(bytes)?)
    }

    fn Disconnect(&self) -> Result<()> {
        // SAFETY: arguments of their types.
        unsafe { abi::CoDisconnectObject(&self.kept()?, 0) }.ok()
    }

    fn Lock(&self, lock: BOOL, last_unlock_releases: BOOL) -> Result<()> {
        let kept = self.kept()?;
        // SAFETY: arguments of their types.
        unsafe { abi::CoLockObjectExternal(&kept, lock.as_bool(), last_unlock_releases.as_bool()) }.ok()
    }

    fn Connections(&self) -> Result<BSTR> {
        Ok(std::mem::take(&mut *CONNECTIONS.lock().unwrap()).as_str().into())
    }
}

/// The bytes of an array that is somebody else's.
fn copy(array: *const SAFEARRAY) -> Result<Vec<u8>> {
    // SAFETY: an [in] array, of which the view gets a copy of its own.
    unsafe {
        let copy = abi::SafeArrayCopy(array)?;
        Ok(ArrayView::<u8>::take(copy)?.to_vec())
    }
}

/// What IExternalConnection was told.
static CONNECTIONS: Mutex<String> = Mutex::new(String::new());

/// A calculator that hears of its connections.
#[implement(ICalc, IExternalConnection, Agile = false)]
struct Connected {
    calc: Calc,
    connections: AtomicU32,
}

impl Connected {
    fn new() -> Self {
        Self { calc: Calc::new(), connections: AtomicU32::new(0) }
    }

    fn note(&self, what: &str) {
        CONNECTIONS.lock().unwrap().push_str(what);
    }
}

impl ICalc_Impl for Connected_Impl {
    fn Add(&self, a: i32, b: i32) -> Result<i32> {
        self.calc.add(a, b)
    }

    fn Echo(&self, text: &BSTR) -> Result<BSTR> {
        Ok(text.clone())
    }

    fn Sum(&self, _values: *const SAFEARRAY) -> Result<f64> {
        Err(abi::E_NOTIMPL.into())
    }
}

impl IExternalConnection_Impl for Connected_Impl {
    fn AddConnection(&self, kind: u32, _reserved: u32) -> u32 {
        self.note(if kind == abi::EXTCONN_STRONG as u32 { "+" } else { "?" });
        self.connections.fetch_add(1, Ordering::SeqCst) + 1
    }

    fn ReleaseConnection(&self, kind: u32, _reserved: u32, last_release_closes: BOOL) -> u32 {
        let left = self.connections.fetch_sub(1, Ordering::SeqCst) - 1;
        self.note(if kind == abi::EXTCONN_STRONG as u32 { "-" } else { "?" });
        self.note(if last_release_closes.as_bool() { "c" } else { "o" });
        left
    }
}

/// A calculator with the least that an object must have: no weak references.
#[repr(C)]
struct Plain {
    vtable: &'static ICalc_Vtbl,
    count: AtomicU32,
}

impl Plain {
    fn make() -> ICalc {
        static VTABLE: ICalc_Vtbl = ICalc_Vtbl {
            base__: IUnknown_Vtbl { QueryInterface: query, AddRef: add_ref, Release: release },
            Add: add,
            Echo: echo,
            Sum: sum,
        };
        ALIVE.fetch_add(1, Ordering::SeqCst);
        let made = Box::into_raw(Box::new(Self { vtable: &VTABLE, count: AtomicU32::new(1) }));
        // SAFETY: an owned pointer to an object that begins with a vtable of ICalc.
        unsafe { ICalc::from_raw(made.cast()) }
    }
}

unsafe extern "system" fn query(this: *mut c_void, iid: *const GUID, out: *mut *mut c_void) -> HRESULT {
    // SAFETY: the arguments of QueryInterface.
    unsafe {
        let found = *iid == ICalc::IID || *iid == IUnknown::IID;
        out.write(if found { this } else { std::ptr::null_mut() });
        if !found {
            return abi::E_NOINTERFACE;
        }
        add_ref(this);
    }
    abi::S_OK
}

unsafe extern "system" fn add_ref(this: *mut c_void) -> u32 {
    // SAFETY: called through the vtable of a live object.
    unsafe { &*this.cast::<Plain>() }.count.fetch_add(1, Ordering::SeqCst) + 1
}

unsafe extern "system" fn release(this: *mut c_void) -> u32 {
    // SAFETY: called through the vtable of a live object by an owner of a reference.
    let left = unsafe { &*this.cast::<Plain>() }.count.fetch_sub(1, Ordering::SeqCst) - 1;
    if left == 0 {
        ALIVE.fetch_sub(1, Ordering::SeqCst);
        // SAFETY: nobody else has a reference.
        drop(unsafe { Box::from_raw(this.cast::<Plain>()) });
    }
    left
}

unsafe extern "system" fn add(_this: *mut c_void, a: i32, b: i32, out: *mut i32) -> HRESULT {
    // SAFETY: writable, as an [out] argument.
    unsafe { out.write(a.wrapping_add(b)) };
    abi::S_OK
}

unsafe extern "system" fn echo(_this: *mut c_void, _: *mut c_void, _: *mut *mut c_void) -> HRESULT {
    abi::E_NOTIMPL
}

unsafe extern "system" fn sum(_this: *mut c_void, _: *const SAFEARRAY, _: *mut f64) -> HRESULT {
    abi::E_NOTIMPL
}
