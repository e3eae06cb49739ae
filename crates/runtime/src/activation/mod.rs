//! Class objects: registered by this process, loaded from a component library, or activated in another process.
//!
//! ```text
//!  CoGetClassObject ─▶ this process's class table ─▶ a component library ─▶ a server: running, or started
//!                      (class_table.rs)              (library.rs)           (server.rs)
//! ```

mod class_table;
mod component;
mod create;
mod library;
mod names;
mod placement;
mod remote;
mod server;
mod server_process;

use std::ffi::c_void;

use windows_core::{GUID, Interface};

pub(crate) use class_table::apartment_closed;
pub(crate) use create::create_instance;
pub(crate) use names::install_lookup;

/// The functions of this folder, for the table of all.
pub(crate) mod exported {
    pub(crate) use super::class_table::{
        CoRegisterClassObject, CoResumeClassObjects, CoRevokeClassObject, CoSuspendClassObjects,
    };
    pub(crate) use super::component::OxcomRegisterComponent;
    pub(crate) use super::create::{CoCreateInstance, CoCreateInstanceEx, CoGetClassObject};
    pub(crate) use super::library::{CoFreeUnusedLibraries, CoFreeUnusedLibrariesEx};
    pub(crate) use super::names::{CLSIDFromProgID, CLSIDFromProgIDEx, ProgIDFromCLSID};
    pub(crate) use super::server_process::{CoAddRefServerProcess, CoReleaseServerProcess};
}

use crate::error::{Error, Result};
use crate::{apartment, process};

/// Whether a class may be created because a marshaled pointer names it: one that is registered as a marshaler, or, unless the
/// process has said EOAC_NO_CUSTOM_MARSHAL, one that the process itself has registered.
pub(crate) fn is_marshaler(clsid: &GUID) -> bool {
    let own = crate::call::capabilities() & oxcom_abi::EOAC_NO_CUSTOM_MARSHAL as u32 == 0;
    own && class_table::is_registered(clsid)
        || process::registry().class(clsid).is_some_and(|class| class.marshaler)
}

/// Whether anything is known of a class.
pub(crate) fn is_registered(clsid: &GUID) -> bool {
    class_table::is_registered(clsid) || process::registry().class(clsid).is_some()
}

/// An owned pointer to the interface `iid` of the class object of a class that makes proxies and stubs. It is taken as it
/// is, whatever its threading model says: it serves the apartment that asks.
pub(crate) fn proxy_stub_class_object(clsid: &GUID, iid: &GUID) -> Result<*mut c_void> {
    let apartment = apartment::current()?;
    if let Some(found) = class_table::find(&apartment, clsid, oxcom_abi::CLSCTX_INPROC_SERVER, iid) {
        return found;
    }
    let class = process::registry().class(clsid);
    match class.as_ref().and_then(|class| class.library.as_ref()) {
        Some(library) => library::class_object(library, clsid, iid),
        None => Err(Error::ClassNotRegistered(*clsid)),
    }
}

/// An owned pointer to the interface `iid` of a class object, from the first of the contexts that has one.
pub(crate) fn class_object(clsid: &GUID, context: u32, iid: &GUID) -> Result<*mut c_void> {
    const IN_PROCESS: u32 = oxcom_abi::CLSCTX_INPROC_SERVER | oxcom_abi::CLSCTX_INPROC_HANDLER;
    let apartment = apartment::current()?;
    if let Some(found) = class_table::find(&apartment, clsid, context, iid) {
        return found;
    }
    if context & IN_PROCESS != 0
        && let Some(own) = crate::handover::class_object(clsid)
    {
        return Ok(crate::export::query(&own, iid)?.into_raw());
    }
    let class = process::registry().class(clsid);
    if context & IN_PROCESS != 0
        && let Some(library) = class.as_ref().and_then(|class| class.library.as_ref())
    {
        return placement::class_object(&apartment, library, class.as_deref(), clsid, iid);
    }
    if context & oxcom_abi::CLSCTX_LOCAL_SERVER != 0 {
        return server::class_object(clsid, class.as_ref(), iid);
    }
    Err(Error::ClassNotRegistered(*clsid))
}
