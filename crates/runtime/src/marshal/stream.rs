//! Streams: reading and writing all of something.

use oxcom_abi::{CreateStreamOnHGlobal, ISequentialStream, IStream, STREAM_SEEK_SET};
use oxcom_wire::objref;
use windows_core::Ref;

use crate::error::{Error, Result};

/// An empty stream in memory.
pub(crate) fn memory() -> Result<IStream> {
    // SAFETY: a null handle asks for memory of the stream's own.
    Ok(unsafe { CreateStreamOnHGlobal(Default::default(), true) }?)
}

/// A stream in memory that holds `bytes` and stands at its start.
pub(crate) fn over(bytes: &[u8]) -> Result<IStream> {
    let stream = memory()?;
    write_all(&stream, bytes)?;
    rewind(&stream)?;
    Ok(stream)
}

pub(crate) fn rewind(stream: &IStream) -> Result<()> {
    // SAFETY: a call with arguments of its types; the new position is not asked for.
    Ok(unsafe { stream.Seek(0, STREAM_SEEK_SET as u32, None) }.ok()?)
}

/// Writes all of `bytes`.
pub(crate) fn write_all(stream: &ISequentialStream, bytes: &[u8]) -> Result<()> {
    let mut rest = bytes;
    while !rest.is_empty() {
        let count = u32::try_from(rest.len()).unwrap_or(u32::MAX);
        let mut written = 0;
        // SAFETY: `rest` is readable for `count` bytes.
        unsafe { stream.Write(rest.as_ptr().cast(), count, Some(&mut written)) }.ok()?;
        if written == 0 {
            return Err(Error::Answered(oxcom_abi::STG_E_MEDIUMFULL));
        }
        rest = rest.get(written as usize..).ok_or(Error::Answered(oxcom_abi::STG_E_WRITEFAULT))?;
    }
    Ok(())
}

/// Reads to the end of what is there, at most `limit` bytes.
pub(crate) fn read_to_end(stream: &IStream, limit: usize) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    loop {
        let before = bytes.len();
        let more = (before.max(256)).min(limit + 1 - before);
        bytes.resize(before + more, 0);
        let read = read_some(stream, &mut bytes[before..])?;
        bytes.truncate(before + read);
        if read == 0 {
            return Ok(bytes);
        }
        if bytes.len() > limit {
            return Err(Error::TooLarge);
        }
    }
}

/// Reads one OBJREF and not a byte more.
///
/// # Errors
/// STG_E_READFAULT: the stream ends before the OBJREF does. RPC_E_INVALID_OBJREF: it is none.
pub(crate) fn read_objref(stream: &IStream) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    loop {
        let more = objref::further_bytes(&bytes).map_err(|error| Error::InvalidObjref(error.to_string()))?;
        if more == 0 {
            return Ok(bytes);
        }
        // In steps, so that a length that lies costs no memory.
        let start = bytes.len();
        bytes.resize(start + more.min(64 << 10), 0);
        read_exact(stream, &mut bytes[start..])?;
    }
}

/// Reads as many bytes as there is room for.
///
/// # Errors
/// STG_E_READFAULT: the stream ends before.
pub(crate) fn read_exact(stream: &ISequentialStream, into: &mut [u8]) -> Result<()> {
    let mut filled = 0;
    while filled < into.len() {
        match read_some(stream, &mut into[filled..])? {
            0 => return Err(Error::Answered(oxcom_abi::STG_E_READFAULT)),
            read => filled += read,
        }
    }
    Ok(())
}

fn read_some(stream: &ISequentialStream, into: &mut [u8]) -> Result<usize> {
    let count = u32::try_from(into.len()).unwrap_or(u32::MAX);
    let mut read = 0;
    // SAFETY: `into` is writable for `count` bytes.
    let hresult = unsafe { stream.Read(into.as_mut_ptr().cast(), count, Some(&mut read)) };
    if hresult.is_err() {
        return Err(Error::Answered(hresult));
    }
    if read > count {
        return Err(Error::Answered(oxcom_abi::STG_E_READFAULT)); // a stream of the user's own that lies
    }
    Ok(read as usize)
}

/// A parameter that must not be null.
pub(crate) fn required<'a>(stream: &'a Ref<'_, IStream>) -> Result<&'a IStream> {
    stream.as_ref().ok_or(Error::InvalidArgument("null stream"))
}
