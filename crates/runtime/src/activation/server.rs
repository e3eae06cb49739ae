//! Class objects of other processes.

use std::ffi::c_void;

use std::sync::Arc;

use oxcom_activation::{Class, Directory, Purpose, activate};
use windows_core::GUID;

use crate::error::{Error, Result};
use crate::{apartment, marshal, process};

/// How many servers may turn out to be ending before one is given up.
const TRIES: usize = 4;

/// An owned pointer to the interface `iid` of a class object that a running server has announced, or that one announces
/// which is started for it.
pub(super) fn class_object(clsid: &GUID, class: Option<&Arc<Class>>, iid: &GUID) -> Result<*mut c_void> {
    let process = process::open()?;
    let mut last = Error::ClassNotRegistered(*clsid);
    for _ in 0..TRIES {
        let record = match class {
            Some(class) if class.server.is_some() => {
                let (process, class) = (process.clone(), class.clone());
                let started = move || activate(process.presence(), &class, Purpose::StartIfNeeded);
                apartment::wait::aside(started)??
            }
            // Nothing says how to start one; it may have been started by hand.
            _ => process.presence().directory().claim(clsid)?.ok_or(Error::ClassNotRegistered(*clsid))?,
        };
        match marshal::unmarshal(iid, &record.object, None) {
            // It was about to end, or has died since: the next try finds or starts another.
            Err(error @ (Error::ServerUnavailable | Error::Disconnected | Error::CallFailed)) => {
                last = error;
                let _ = Directory::forget(process.presence().directory(), record.process);
            }
            Err(Error::Answered(hresult)) if hresult == oxcom_abi::CO_E_OBJNOTREG => {
                last = Error::Answered(hresult);
            }
            other => return other,
        }
    }
    Err(last)
}
