//! One pointer for all apartments of the process.

use std::ffi::c_void;
use std::sync::Arc;

use oxcom_abi::{IAgileObject, MSHCTX_INPROC, MSHLFLAGS_TABLESTRONG};
use windows_core::{GUID, IUnknown, Interface};

use crate::apartment::{self, Apartment};
use crate::error::{Error, Result};
use crate::export;
use crate::marshal::{self, Destination};

/// An interface pointer that every apartment can have one like.
pub(super) struct Shared {
    /// Which interface was given.
    iid: GUID,
    form: Form,
}

enum Form {
    /// The object itself, which is agile.
    Agile(IUnknown),
    /// A table-strong marshaled pointer.
    Marshaled { objref: Vec<u8>, home: Arc<Apartment> },
}

// SAFETY: an agile object may be used and released by every thread of the process; the other form is bytes.
unsafe impl Send for Shared {}
// SAFETY: as above.
unsafe impl Sync for Shared {}

impl Shared {
    /// Shares an object's interface `iid`.
    ///
    /// # Errors
    /// E_NOINTERFACE: the object lacks the interface. CO_E_NOTINITIALIZED. As for CoMarshalInterface.
    pub(super) fn new(iid: &GUID, object: &IUnknown) -> Result<Self> {
        let home = apartment::current()?;
        let interface = export::query(object, iid)?;
        if object.cast::<IAgileObject>().is_ok() {
            return Ok(Self { iid: *iid, form: Form::Agile(interface) });
        }
        let destination = Destination::Stream {
            context: MSHCTX_INPROC as u32,
            context_data: std::ptr::null(),
            flags: MSHLFLAGS_TABLESTRONG as u32,
        };
        // SAFETY: an interface pointer that the caller may use here.
        let objref = unsafe { marshal::marshal(iid, interface.as_raw(), destination) }?;
        Ok(Self { iid: *iid, form: Form::Marshaled { objref, home } })
    }

    /// An owned pointer to the object's interface `iid`, for the calling thread's apartment.
    ///
    /// # Errors
    /// E_NOINTERFACE. CO_E_NOTINITIALIZED. RPC_E_DISCONNECTED: the apartment that shared it is gone. As for
    /// CoUnmarshalInterface.
    pub(super) fn get(&self, iid: &GUID) -> Result<*mut c_void> {
        apartment::current()?;
        let object = match &self.form {
            Form::Agile(object) => object.clone(),
            Form::Marshaled { home, .. } if home.is_closed() => return Err(Error::Disconnected),
            // SAFETY: an owned pointer, which begins with the functions of IUnknown.
            Form::Marshaled { objref, .. } => unsafe {
                IUnknown::from_raw(marshal::unmarshal(&self.iid, objref, None)?)
            },
        };
        Ok(export::query(&object, iid)?.into_raw())
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        let Form::Marshaled { objref, home } = &mut self.form else { return };
        if home.is_closed() {
            return; // its objects and proxies have been let go
        }
        let objref = std::mem::take(objref);
        let release = move || {
            if let Err(error) = marshal::discard(&objref, None) {
                tracing::debug!(%error, "nothing to give up");
            }
        };
        // A thread without an apartment cannot call an object's own marshaler.
        if apartment::current().is_ok() {
            release();
        } else {
            home.run(release);
        }
    }
}
