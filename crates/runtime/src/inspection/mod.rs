//! What a process tells about itself to those who ask why it holds an object, hangs, or is slow.
//!
//! ```text
//!   oxcom objects PID                                  the process
//!        │ OxcomInspectProcess(name)                        │
//!        ├── RemAddRef to the IPID that follows from it ──▶ │ makes the object when it is first asked for
//!        ├── IProcessInspection::Objects … ───────────────▶ │ a thread of the pool reads the tables
//! ```
//!
//! The object lives in an apartment of its own, without threads, so that a process whose apartments are busy answers, too. It
//! only reads, under locks that nobody holds while calling out, and a bounded amount at a time. It answers processes of the same
//! user alone, and says nothing of what is in memory.

mod object;
mod running;
pub(crate) mod trace;

use std::ffi::c_void;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use oxcom_abi::E_POINTER;
use oxcom_abi::inspection::IProcessInspection;
use oxcom_wire::objref::StdObjRef;
use windows_core::{GUID, HRESULT, Interface};

pub(crate) use running::note;

use crate::apartment::Apartment;
use crate::error::{Error, Result, answer};
use crate::export::{self, Stub};
use crate::{marshal, process, type_libraries};

/// The description of the interface.
static DESCRIPTION: &[u8] = include_bytes!("../../../../metadata/inspection.winmd");

/// Guarded by its lock. Gone when the process's last apartment closes.
static STUB: Mutex<Option<Arc<Stub>>> = Mutex::new(None);

fn kept() -> MutexGuard<'static, Option<Arc<Stub>>> {
    STUB.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The IPID under which the process of this name tells about itself: no place in the table of stubs is so far out, and
/// no IRemUnknown2 has it.
const fn ipid_of(process: u64) -> GUID {
    GUID { data1: u32::MAX, data2: 1, data3: 0, data4: process.to_le_bytes() }
}

/// The stub of this process's own object, if that is whose IPID it is.
pub(crate) fn stub(ipid: &GUID) -> Option<Arc<Stub>> {
    let process = process::opened()?.presence().process();
    if *ipid != ipid_of(process) {
        return None;
    }
    let mut kept = kept();
    if kept.is_none() {
        match make(process) {
            Ok(stub) => *kept = Some(stub),
            Err(error) => tracing::warn!(%error, "this process cannot tell about itself"),
        }
    }
    kept.clone()
}

/// Whether a stub is the one of this process's own object.
pub(crate) fn is_own(stub: &Stub) -> bool {
    stub.ipid().data1 == u32::MAX
}

fn make(process: u64) -> Result<Arc<Stub>> {
    describe()?;
    let object = IProcessInspection::from(object::Inspection);
    let apartment = Apartment::of_runtime(process);
    export::well_known(&apartment, object.into(), &IProcessInspection::IID, ipid_of(process))
}

/// Makes the interface one that can be marshaled.
fn describe() -> Result<()> {
    static DESCRIBED: LazyLock<std::result::Result<(), String>> =
        LazyLock::new(|| type_libraries::register(DESCRIPTION).map_err(|error| error.to_string()));
    DESCRIBED.clone().map_err(Error::TypeLibrary)
}

/// The process's links have closed.
pub(crate) fn close() {
    let stub = kept().take();
    drop(stub); // outside the lock: it releases the object
}

/// Gives what a process of this user, which may be this one, tells about itself: an IProcessInspection. `process` is its name in
/// the runtime directory.
///
/// # Errors
/// E_POINTER. CO_E_NOTINITIALIZED. HRESULT_FROM_WIN32(RPC_S_SERVER_UNAVAILABLE): there is no such process, or it cannot be
/// reached. CO_E_OBJNOTREG: it tells nothing. E_NOINTERFACE.
///
/// # Safety
/// The pointers are null or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn OxcomInspectProcess(
    process: u64,
    iid: *const GUID,
    out: *mut *mut c_void,
) -> HRESULT {
    if iid.is_null() || out.is_null() {
        return E_POINTER;
    }
    // SAFETY: neither is null, so both are as their types say.
    answer(unsafe {
        out.write(std::ptr::null_mut());
        connect(process, &*iid).map(|interface| out.write(interface))
    })
}

fn connect(name: u64, iid: &GUID) -> Result<*mut c_void> {
    crate::apartment::current()?;
    describe()?;
    let directory = process::open()?.presence().directory().clone();
    let ipid = ipid_of(name);
    let std = StdObjRef { flags: 0, public_refs: 0, oxid: name, oid: name, ipid };
    let objref = marshal::reference_to(&IProcessInspection::IID, std, &directory.socket_path(name))?;
    marshal::unmarshal(iid, &objref, None)
}
