//! Streams of bytes: what an IMarshal of one's own reads and writes.

use oxcom_abi::{IStream, STG_E_MEDIUMFULL, STG_E_READFAULT};

use crate::Result;

/// Reads as many bytes as `bytes` has room for.
///
/// # Errors
/// STG_E_READFAULT: the stream ends before. What the stream answers.
pub fn read_exact(stream: &IStream, bytes: &mut [u8]) -> Result<()> {
    let mut rest = bytes;
    while !rest.is_empty() {
        let (length, mut read) = (u32::try_from(rest.len()).unwrap_or(u32::MAX), 0);
        // SAFETY: `rest` has room for `length` bytes; `read` is writable.
        unsafe { stream.Read(rest.as_mut_ptr().cast(), length, Some(&mut read)) }.ok()?;
        if read == 0 || read > length {
            return Err(STG_E_READFAULT.into());
        }
        rest = &mut rest[read as usize..];
    }
    Ok(())
}

/// Writes all of `bytes`.
///
/// # Errors
/// STG_E_MEDIUMFULL: the stream takes no more. What the stream answers.
pub fn write_all(stream: &IStream, bytes: &[u8]) -> Result<()> {
    let mut rest = bytes;
    while !rest.is_empty() {
        let (length, mut written) = (u32::try_from(rest.len()).unwrap_or(u32::MAX), 0);
        // SAFETY: `rest` has `length` bytes; `written` is writable.
        unsafe { stream.Write(rest.as_ptr().cast(), length, Some(&mut written)) }.ok()?;
        if written == 0 || written > length {
            return Err(STG_E_MEDIUMFULL.into());
        }
        rest = &rest[written as usize..];
    }
    Ok(())
}
