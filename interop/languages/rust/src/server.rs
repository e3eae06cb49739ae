//! The server.

use oxcom::abi::{
    CreateErrorInfo, E_POINTER, IErrorInfo, ISupportErrorInfo, ISupportErrorInfo_Impl, SetErrorInfo,
};
use oxcom::{
    Apartment, BSTR, Error, Factory, GUID, HRESULT, IUnknown, Interface, Ref, Result, Server, ServerLock,
    implement,
};
use oxcom_abi::{SAFEARRAY, SafeArrayAccessData, SafeArrayGetUBound, SafeArrayUnaccessData, VARIANT_BOOL};

use windows_core::PCWSTR;

use crate::CLSID_PEER;
use crate::bindings::{IPeer, IPeer_Impl, IProgress, Sample};

/// Serves until the last client has gone.
pub(crate) fn serve() -> Result<()> {
    let _apartment = Apartment::multithreaded()?;
    let make = || Ok(IUnknown::from(Peer { _lock: ServerLock::new() }));
    Server::new().class(CLSID_PEER, Factory::new(make)).run()
}

#[implement(IPeer, ISupportErrorInfo)]
struct Peer {
    _lock: ServerLock,
}

impl IPeer_Impl for Peer_Impl {
    fn Scalars(&self, a: i8, b: u16, c: i32, d: u64, e: f32, f: f64) -> Result<f64> {
        Ok(f64::from(a) + f64::from(b) + f64::from(c) + d as f64 + f64::from(e) + f)
    }

    fn Echo(&self, text: &BSTR) -> Result<BSTR> {
        Ok(text.clone())
    }

    fn Fill(&self, count: u32, seed: u8) -> Result<*mut SAFEARRAY> {
        let bytes: Vec<u8> = (0..count).map(|index| seed.wrapping_add(index as u8)).collect();
        oxcom::array_of(&bytes)
    }

    fn Total(&self, bytes: *const SAFEARRAY) -> Result<u64> {
        let mut data = std::ptr::null_mut();
        // SAFETY: an [in] array of bytes with one dimension, by the interface's description; it is unlocked below.
        unsafe {
            let last = SafeArrayGetUBound(bytes, 1)?;
            SafeArrayAccessData(bytes, &mut data).ok()?;
            let bytes_of = std::slice::from_raw_parts(data.cast::<u8>(), (last + 1) as usize);
            let total = bytes_of.iter().copied().map(u64::from).sum();
            SafeArrayUnaccessData(bytes).ok()?;
            Ok(total)
        }
    }

    fn Advance(&self, sample: *const Sample) -> Result<Sample> {
        // SAFETY: [in] pointers without #[opt] are never null in a call from another apartment.
        let Sample { time, id, dims, valid, count } = *unsafe { sample.as_ref() }.ok_or(E_POINTER)?;
        let valid = VARIANT_BOOL(if valid.0 == 0 { -1 } else { 0 });
        Ok(Sample { time: time + 1.0, id, dims: dims.map(|dim| dim + 1), valid, count: count + 1 })
    }

    fn Run(&self, progress: Ref<'_, IProgress>, steps: i32) -> Result<i32> {
        let progress = progress.ok()?;
        for step in 1..=steps {
            // SAFETY: arguments of their types.
            let go_on = unsafe { progress.Report(step, &BSTR::from(format!("step {step} 🚀"))) }?;
            if go_on.0 == 0 {
                return Ok(step);
            }
        }
        Ok(steps)
    }

    fn Fail(&self, code: HRESULT, message: &BSTR) -> Result<()> {
        describe(message)?;
        Err(Error::from(code))
    }

    fn Process(&self) -> Result<u32> {
        Ok(std::process::id())
    }
}

impl ISupportErrorInfo_Impl for Peer_Impl {
    fn InterfaceSupportsErrorInfo(&self, _: *const GUID) -> Result<()> {
        Ok(())
    }
}

/// Sets the message that goes with the error which the method answers.
fn describe(message: &BSTR) -> Result<()> {
    // SAFETY: calls with arguments of their types.
    unsafe {
        let made = CreateErrorInfo()?;
        made.SetDescription(PCWSTR(message.as_raw())).ok()?;
        SetErrorInfo(0, &made.cast::<IErrorInfo>()?).ok()
    }
}
