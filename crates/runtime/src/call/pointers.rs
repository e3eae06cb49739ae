//! Interface pointers among the arguments of a call.

use std::ffi::c_void;
use std::sync::Arc;

use oxcom_invoke::Pointers;
use oxcom_link::Link;
use windows_core::{GUID, HRESULT};

use crate::error::Error;
use crate::marshal::{self, Destination};

/// Which of a call's two messages is being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// The caller keeps its pointers until the call ends.
    Request,
    /// The object's method may let go of what it returns at once.
    Answer,
}

/// Writes the pointers of a message for the peer at the other end of a link, and reads the peer's.
pub(super) struct MessagePointers<'a> {
    link: &'a Arc<dyn Link>,
    direction: Direction,
}

impl<'a> MessagePointers<'a> {
    pub(super) fn new(link: &'a Arc<dyn Link>, direction: Direction) -> Self {
        Self { link, direction }
    }
}

impl Pointers for MessagePointers<'_> {
    unsafe fn marshal(
        &mut self,
        iid: &GUID,
        object: *mut c_void,
        objref: &mut Vec<u8>,
    ) -> Result<(), HRESULT> {
        let destination = Destination::Message { link: self.link, direction: self.direction };
        // SAFETY: by the contract of this function.
        let bytes = unsafe { marshal::marshal(iid, object, destination) }.map_err(|error| failure(&error))?;
        objref.extend_from_slice(&bytes);
        Ok(())
    }

    unsafe fn unmarshal(&mut self, iid: &GUID, objref: &[u8]) -> Result<*mut c_void, HRESULT> {
        marshal::unmarshal(iid, objref, Some(self.link)).map_err(|error| failure(&error))
    }

    fn discard(&mut self, objref: &[u8]) {
        if let Err(error) = marshal::discard(objref, Some(self.link)) {
            tracing::debug!(%error, "a pointer that was not sent");
        }
    }
}

fn failure(error: &Error) -> HRESULT {
    tracing::debug!(%error, "a pointer among the arguments");
    error.hresult()
}
