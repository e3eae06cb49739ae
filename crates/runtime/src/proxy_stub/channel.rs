//! What a library's proxies and stubs send and receive by: IRpcChannelBuffer at either end.

use std::ffi::c_void;
use std::sync::Arc;

use oxcom_abi::{
    CoTaskMemAlloc, CoTaskMemFree, E_INVALIDARG, E_OUTOFMEMORY, E_UNEXPECTED, IRpcChannelBuffer,
    IRpcChannelBuffer_Impl, MSHCTX_DIFFERENTMACHINE, MSHCTX_INPROC, MSHCTX_LOCAL, MSHCTX_NOSHAREDMEM,
    RPCOLEDATAREP, RPCOLEMESSAGE, S_FALSE,
};
use oxcom_link::{Link, Technique};
use windows_core::{GUID, Result, implement};

use crate::apartment::Apartment;
use crate::call;
use crate::error::{self, Error, answer};
use crate::import::{RemoteExporter, Standing};

/// NDR_LOCAL_DATA_REPRESENTATION: little-endian integers, ASCII, IEEE floats.
pub(super) const DATA_REPRESENTATION: RPCOLEDATAREP = RPCOLEDATAREP(0x10);

/// The proxy's end.
#[implement(IRpcChannelBuffer, Agile = false)]
pub(super) struct ClientChannel {
    pub(super) apartment: Arc<Apartment>,
    pub(super) exporter: Arc<RemoteExporter>,
    pub(super) ipid: GUID,
    /// The number by which the link knows the interface.
    pub(super) context: u16,
    /// The manager's.
    pub(super) standing: Arc<Standing>,
}

impl ClientChannel {
    fn link(&self) -> error::Result<&Arc<dyn Link>> {
        if !self.apartment.is_current() {
            return Err(Error::WrongThread);
        }
        if !self.is_connected() {
            return Err(Error::Disconnected);
        }
        Ok(&self.exporter.link)
    }

    fn is_connected(&self) -> bool {
        !self.standing.is_disconnected() && self.exporter.link.is_alive()
    }

    /// Sends what is in the message's buffer, and puts the answer into one of its own.
    ///
    /// # Safety
    /// The message's buffer is one of `allocate`, of the length that the message says.
    unsafe fn round_trip(&self, message: &mut RPCOLEMESSAGE) -> error::Result<()> {
        let opnum = (message.iMethod & 0xFFFF) as u16; // above are flags of RPC
        // SAFETY: by contract.
        let request = unsafe { Buffer::take(message) };
        let link = self.link()?;
        let written = |writer: &mut oxcom_wire::ndr::Writer<'_>| {
            writer.bytes(request.bytes());
            Ok(())
        };
        let received = call::round_trip(
            link,
            self.standing.shares_memory(),
            (self.context, &self.ipid),
            opnum,
            written,
            |reader, _| Buffer::copy(reader.rest()),
        )?;
        received.give(message);
        Ok(())
    }
}

impl IRpcChannelBuffer_Impl for ClientChannel_Impl {
    fn GetBuffer(&self, message: *mut RPCOLEMESSAGE, _iid: *const GUID) -> Result<()> {
        // SAFETY: null, or a message by the contract of GetBuffer.
        unsafe { allocate(message) }
    }

    fn SendReceive(&self, message: *mut RPCOLEMESSAGE, status: *mut u32) -> Result<()> {
        // SAFETY: null, or a message with a buffer of GetBuffer, by the contract of SendReceive.
        let done = unsafe {
            let message = message.as_mut().ok_or(E_INVALIDARG)?;
            answer(self.round_trip(message))
        };
        // SAFETY: null, or writable by contract.
        if let Some(status) = unsafe { status.as_mut() } {
            *status = if done.is_err() { done.0 as u32 } else { 0 };
        }
        done.ok()
    }

    fn FreeBuffer(&self, message: *mut RPCOLEMESSAGE) -> Result<()> {
        // SAFETY: null, or a message with a buffer of this channel, by the contract of FreeBuffer.
        unsafe { free(message) }
    }

    fn GetDestCtx(&self, context: *mut u32, data: *mut *mut c_void) -> Result<()> {
        // SAFETY: null, or writable by the contract of GetDestCtx.
        unsafe { tell_context(&self.exporter.link, self.standing.shares_memory(), context, data) }
    }

    fn IsConnected(&self) -> Result<()> {
        if self.is_connected() { Ok(()) } else { Err(S_FALSE.into()) }
    }
}

/// The stub's end, for one call: its buffer becomes the answer.
#[implement(IRpcChannelBuffer, Agile = false)]
pub(super) struct ServerChannel {
    pub(super) link: Arc<dyn Link>,
    /// Whether the caller may be lent memory.
    pub(super) shares_memory: bool,
}

impl IRpcChannelBuffer_Impl for ServerChannel_Impl {
    fn GetBuffer(&self, message: *mut RPCOLEMESSAGE, _iid: *const GUID) -> Result<()> {
        // SAFETY: null, or a message by the contract of GetBuffer. What its buffer was is the request's, which stays.
        unsafe { allocate(message) }
    }

    fn SendReceive(&self, _message: *mut RPCOLEMESSAGE, _status: *mut u32) -> Result<()> {
        Err(E_UNEXPECTED.into()) // a stub is asked, and does not ask
    }

    fn FreeBuffer(&self, message: *mut RPCOLEMESSAGE) -> Result<()> {
        // SAFETY: null, or a message with a buffer of this channel, by the contract of FreeBuffer.
        unsafe { free(message) }
    }

    fn GetDestCtx(&self, context: *mut u32, data: *mut *mut c_void) -> Result<()> {
        // SAFETY: null, or writable by the contract of GetDestCtx.
        unsafe { tell_context(&self.link, self.shares_memory, context, data) }
    }

    fn IsConnected(&self) -> Result<()> {
        if self.link.is_alive() { Ok(()) } else { Err(S_FALSE.into()) }
    }
}

/// Memory of a message.
pub(super) struct Buffer {
    data: *mut u8,
    length: usize,
}

impl Buffer {
    /// Takes the buffer out of a message.
    ///
    /// # Safety
    /// It is null, or one of `allocate` of which so many bytes have been written.
    pub(super) unsafe fn take(message: &mut RPCOLEMESSAGE) -> Self {
        let data = std::mem::replace(&mut message.Buffer, std::ptr::null_mut()).cast::<u8>();
        Self { data, length: if data.is_null() { 0 } else { message.cbBuffer as usize } }
    }

    pub(super) fn copy(bytes: &[u8]) -> error::Result<Self> {
        // SAFETY: the new memory has room for the bytes.
        unsafe {
            let data = CoTaskMemAlloc(bytes.len().max(1)).cast::<u8>();
            if data.is_null() {
                return Err(Error::Answered(E_OUTOFMEMORY));
            }
            data.copy_from_nonoverlapping(bytes.as_ptr(), bytes.len());
            Ok(Self { data, length: bytes.len() })
        }
    }

    pub(super) fn give(self, message: &mut RPCOLEMESSAGE) {
        let buffer = std::mem::ManuallyDrop::new(self);
        message.Buffer = buffer.data.cast();
        message.cbBuffer = buffer.length as u32;
        message.dataRepresentation = DATA_REPRESENTATION;
    }

    pub(super) fn as_ptr(&self) -> *mut c_void {
        self.data.cast()
    }

    pub(super) fn bytes(&self) -> &[u8] {
        if self.length == 0 {
            return &[];
        }
        // SAFETY: so many bytes have been written.
        unsafe { std::slice::from_raw_parts(self.data, self.length) }
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        // SAFETY: null, or memory of CoTaskMemAlloc that this owns.
        unsafe { CoTaskMemFree(self.data.cast()) };
    }
}

/// # Safety
/// Null, or a message.
unsafe fn allocate(message: *mut RPCOLEMESSAGE) -> Result<()> {
    // SAFETY: by contract; the new memory is zeroed, so that a proxy that writes less than it asked for sends nothing of
    // others.
    unsafe {
        let message = message.as_mut().ok_or(E_INVALIDARG)?;
        let length = (message.cbBuffer as usize).max(1);
        let data = CoTaskMemAlloc(length).cast::<u8>();
        if data.is_null() {
            return Err(E_OUTOFMEMORY.into());
        }
        data.write_bytes(0, length);
        message.Buffer = data.cast();
        message.dataRepresentation = DATA_REPRESENTATION;
    }
    Ok(())
}

/// # Safety
/// Null, or a message whose buffer is null or of `allocate`.
unsafe fn free(message: *mut RPCOLEMESSAGE) -> Result<()> {
    // SAFETY: by contract.
    unsafe { drop(Buffer::take(message.as_mut().ok_or(E_INVALIDARG)?)) };
    Ok(())
}

/// # Safety
/// The pointers are null or writable.
unsafe fn tell_context(
    link: &Arc<dyn Link>,
    shares_memory: bool,
    context: *mut u32,
    data: *mut *mut c_void,
) -> Result<()> {
    let told = match link.technique() {
        Technique::Tcp => MSHCTX_DIFFERENTMACHINE,
        _ if !shares_memory => MSHCTX_NOSHAREDMEM,
        Technique::InProcess => MSHCTX_INPROC,
        _ => MSHCTX_LOCAL,
    };
    // SAFETY: by contract.
    unsafe {
        *context.as_mut().ok_or(E_INVALIDARG)? = told as u32;
        if let Some(data) = data.as_mut() {
            *data = std::ptr::null_mut();
        }
    }
    Ok(())
}
