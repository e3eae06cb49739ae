//! The object's side of the tests that hand pointers over as bytes.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

use oxcom::abi::{self, IExternalConnection, IExternalConnection_Impl, SAFEARRAY};
use oxcom::com_core::BOOL;
use oxcom::{ArrayView, BSTR, Result, array_of, implement};

use crate::common::bytes;
use crate::common::parted::Parted;
use crate::common::{Calc, ICalc, ICalc_Impl, IHandOver_Impl};
use crate::objects::Remoting_Impl;

/// The kinds of calculators that IHandOver::KeepNew makes.
pub const WITH_WEAK_REFERENCES: u32 = 0;
pub const WITHOUT_WEAK_REFERENCES: u32 = 1;
pub const WITH_EXTERNAL_CONNECTION: u32 = 2;

impl IHandOver_Impl for Remoting_Impl {
    fn KeepNew(&self, kind: u32) -> Result<()> {
        self.keep(Some(match kind {
            WITH_WEAK_REFERENCES => Calc::new().into(),
            WITHOUT_WEAK_REFERENCES => Parted::plain(),
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
