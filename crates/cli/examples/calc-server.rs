//! A server of calculators, for clients on other machines: interop/dcom. It says when a calculator comes and when it goes.
#![allow(missing_docs, non_snake_case)]

use std::time::Duration;

use oxcom::abi::{
    E_INVALIDARG, SAFEARRAY, SafeArrayAccessData, SafeArrayGetLBound, SafeArrayGetUBound,
    SafeArrayUnaccessData,
};
use oxcom::{Apartment, BSTR, Factory, GUID, Result, Server, ServerLock, implement};
use oxcom_host as _;

#[path = "../../../metadata/test.rs"]
mod test;
use test::{ICalc, ICalc_Impl};

const CLSID: GUID = GUID::from_u128(0x5e0a7c61_2f43_4c0d_9a5e_0a1b2c3d4e5f);

#[implement(ICalc)]
struct Calculator {
    _lock: ServerLock,
}

impl Calculator {
    fn new() -> Self {
        eprintln!("made");
        Self { _lock: ServerLock::new() }
    }
}

impl Drop for Calculator {
    fn drop(&mut self) {
        eprintln!("gone");
    }
}

impl ICalc_Impl for Calculator_Impl {
    fn Add(&self, a: i32, b: i32) -> Result<i32> {
        a.checked_add(b).ok_or_else(|| oxcom::abi::DISP_E_OVERFLOW.into())
    }

    fn Echo(&self, text: &BSTR) -> Result<BSTR> {
        Ok(text.clone())
    }

    fn Sum(&self, values: *const SAFEARRAY) -> Result<f64> {
        if values.is_null() {
            return Err(E_INVALIDARG.into());
        }
        let mut data = std::ptr::null_mut();
        // SAFETY: an array of f64 in one dimension, as the interface's description has it, locked while it is read.
        unsafe {
            let count = SafeArrayGetUBound(values, 1)? - SafeArrayGetLBound(values, 1)? + 1;
            SafeArrayAccessData(values, &mut data).ok()?;
            let sum = std::slice::from_raw_parts(data.cast::<f64>(), count as usize).iter().sum();
            SafeArrayUnaccessData(values).ok()?;
            Ok(sum)
        }
    }
}

fn main() {
    let _apartment = Apartment::multithreaded().expect("a thread without apartment");
    let factory = Factory::new(|| Ok(ICalc::from(Calculator::new()).into()));
    let server = Server::new().class(CLSID, factory).patience(Duration::from_secs(30));
    if let Err(error) = server.run() {
        eprintln!("calc-server: {}", oxcom::message_of(&error));
        std::process::exit(1);
    }
}
