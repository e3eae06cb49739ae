//! Threading models: in which apartment the objects of an in-process class live.
//!
//! | ThreadingModel | created in a single-threaded apartment | created in the multithreaded one |
//! |---|---|---|
//! | none | here if it is the main one, else there | in the main one |
//! | Apartment | here | in a host |
//! | Free | in the multithreaded one | here |
//! | Both | here | here |
//! | Neutral | in the neutral one | in the neutral one |
//!
//! The neutral apartment has the objects of its class only; what is created from inside it goes where its model says. Where it is not "here", the creator gets a proxy.

use std::ffi::c_void;
use std::path::Path;
use std::sync::Arc;

use oxcom_abi::{MSHCTX_INPROC, MSHLFLAGS_NORMAL};
use oxcom_activation::{Class, ThreadingModel};
use windows_core::{GUID, IUnknown, Interface};

use super::library;
use crate::apartment::{Apartment, Host};
use crate::error::Result;
use crate::marshal::{self, Destination};

/// An owned pointer to the interface `iid` of a class object of a library, made in an apartment that fits.
pub(super) fn class_object(
    apartment: &Arc<Apartment>,
    path: &Path,
    class: Option<&Class>,
    clsid: &GUID,
    iid: &GUID,
) -> Result<*mut c_void> {
    let model = class.map_or(ThreadingModel::None, |class| class.threading);
    let Some(host) = host(model, apartment) else { return library::class_object(path, clsid, iid) };
    let (path, clsid, wanted) = (path.to_path_buf(), *clsid, *iid);
    let objref = host.run(move || {
        let object = library::class_object(&path, &clsid, &wanted)?;
        // SAFETY: an owned interface pointer, which as such begins with the functions of IUnknown.
        let object = unsafe { IUnknown::from_raw(object) };
        let destination = Destination::Stream {
            context: MSHCTX_INPROC as u32,
            context_data: std::ptr::null(),
            flags: MSHLFLAGS_NORMAL as u32,
        };
        // SAFETY: the object was made by this thread.
        unsafe { marshal::marshal(&wanted, object.as_raw(), destination) }
    })?;
    marshal::unmarshal(iid, &objref, None)
}

/// Where else a class must be created; none when it is here.
fn host(model: ThreadingModel, apartment: &Apartment) -> Option<Host> {
    let single = apartment.queue().is_some();
    match model {
        ThreadingModel::Neutral if apartment.is_neutral() => None,
        ThreadingModel::Neutral => Some(Host::Neutral),
        ThreadingModel::None if apartment.is_main() => None,
        ThreadingModel::None => Some(Host::Main),
        ThreadingModel::Apartment if !single => Some(Host::Single),
        ThreadingModel::Free if !apartment.is_multithreaded() => Some(Host::Multi),
        _ => None,
    }
}
