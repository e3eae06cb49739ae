//! How an image is written to a stream and read from one: by the server's object and by the proxy, when it is handed on.

use std::ffi::c_void;

use oxcom::abi::{CoGetStandardMarshal, CoMarshalInterface, IMarshal, IStream, MSHCTX_LOCAL};
use oxcom::{GUID, IUnknown, Interface, Result, read_exact, write_all};

use crate::ImageRecord;

/// Where an interface pointer goes, as IMarshal's methods are told.
#[derive(Clone, Copy, Debug)]
pub struct Destination {
    /// MSHCTX_*.
    pub context: u32,
    /// What belongs to the context; null in all that are known.
    pub context_data: *const c_void,
    /// MSHLFLAGS_*.
    pub flags: u32,
}

impl Destination {
    /// Whether the destination is another process that can map this machine's memory.
    pub fn shares_memory(&self) -> bool {
        self.context == MSHCTX_LOCAL as u32
    }

    /// The marshaler for an object that marshals itself in some cases only, and hands on to it in the others.
    ///
    /// # Errors
    /// See `CoGetStandardMarshal`.
    pub fn standard_marshaler(&self, iid: &GUID, object: &IUnknown) -> Result<IMarshal> {
        // SAFETY: arguments of their types.
        unsafe { CoGetStandardMarshal(iid, object, self.context, Some(self.context_data), self.flags) }
    }
}

/// Writes an image: its record, then `owner`, the object that keeps the image alive as long as the receiver holds it.
///
/// # Errors
/// What the stream answers; see `CoMarshalInterface`.
pub fn write_image(stream: &IStream, record: &ImageRecord, owner: &IUnknown, to: Destination) -> Result<()> {
    write_all(stream, &record.to_bytes())?;
    let (context, data, flags) = (to.context, Some(to.context_data), to.flags);
    // SAFETY: arguments of their types.
    unsafe { CoMarshalInterface(stream, &IUnknown::IID, owner, context, data, flags) }.ok()
}

/// Reads an image's record; the stream then stands before the owner.
///
/// # Errors
/// What the stream answers; see [`ImageRecord::from_bytes`].
pub fn read_image(stream: &IStream) -> Result<ImageRecord> {
    let mut bytes = [0; ImageRecord::LENGTH];
    read_exact(stream, &mut bytes)?;
    ImageRecord::from_bytes(&bytes)
}
