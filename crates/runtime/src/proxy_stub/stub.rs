//! A library's stub for one interface of an object.

use std::sync::Arc;

use oxcom_abi::{IRpcChannelBuffer, IRpcStubBuffer, RPCOLEMESSAGE, S_OK};
use oxcom_link::Link;
use oxcom_wire::ndr::{Reader, Writer};
use windows_core::{GUID, IUnknown};

use super::channel::{Buffer, DATA_REPRESENTATION, ServerChannel};
use crate::apartment::Apartment;
use crate::error::{Error, Result};
use crate::export::Held;

/// A stub that is connected to its object, until it is dropped.
pub(crate) struct LibraryStub {
    /// None only while it is dropped.
    buffer: Option<Held<IRpcStubBuffer>>,
    apartment: Arc<Apartment>,
}

impl LibraryStub {
    /// Makes a stub for an object's interface, on a thread of its apartment.
    ///
    /// # Errors
    /// What the library answers. E_NOINTERFACE: there is no such library.
    pub(crate) fn new(
        iid: &GUID,
        class: &GUID,
        object: &IUnknown,
        apartment: &Arc<Apartment>,
    ) -> Result<Self> {
        let factory = super::factory(iid, class)?;
        // SAFETY: arguments of their types, in the object's apartment.
        let buffer = unsafe { factory.CreateStub(iid, object) }?;
        Ok(Self { buffer: Some(Held::new(buffer, apartment)), apartment: apartment.clone() })
    }

    /// Runs one method, on a thread of the object's apartment. `shares_memory`: the caller may be lent memory.
    ///
    /// # Errors
    /// What the stub answers: the caller gets it as the call's failure.
    pub(crate) fn invoke(
        &self,
        link: &Arc<dyn Link>,
        shares_memory: bool,
        method: u16,
        arguments: &mut Reader<'_>,
        results: &mut Writer<'_>,
    ) -> Result<()> {
        if method < 3 {
            return Err(Error::InvalidMessage(format!("method {method} is IUnknown's")));
        }
        let buffer = self.buffer.as_ref().expect("taken out by the drop only").get();
        let channel: IRpcChannelBuffer = ServerChannel { link: link.clone(), shares_memory }.into();
        let request = Buffer::copy(arguments.rest())?;
        let mut message = RPCOLEMESSAGE {
            dataRepresentation: DATA_REPRESENTATION,
            Buffer: request.as_ptr(),
            cbBuffer: request.bytes().len() as u32,
            iMethod: method.into(),
            ..RPCOLEMESSAGE::default()
        };
        // SAFETY: arguments of their types that live during the call, in the object's apartment.
        let done = unsafe { buffer.Invoke(&mut message, &channel) };
        if message.Buffer == request.as_ptr() {
            message.Buffer = std::ptr::null_mut(); // the stub wants no answer: the request is still ours
        }
        // SAFETY: null, or a buffer that the stub got of its channel, of which it says how much it wrote.
        let answer = unsafe { Buffer::take(&mut message) };
        if done.is_err() {
            return Err(Error::Answered(done));
        }
        debug_assert_eq!(done, S_OK);
        results.bytes(answer.bytes());
        Ok(())
    }
}

impl Drop for LibraryStub {
    fn drop(&mut self) {
        let Some(buffer) = self.buffer.take() else { return };
        self.apartment.run(move || {
            // SAFETY: a call without arguments, in the object's apartment.
            unsafe { buffer.get().Disconnect() };
        });
    }
}
