//! Reading an OBJREF from a stream, which gives bytes but not the length.

use super::{
    CUSTOM, CUSTOM_HEADER_LEN, EXTENDED, HANDLER, HEADER_LEN, STANDARD, STD_LEN, read_header, take, take_guid,
};
use crate::ndr::Reader;
use crate::{Error, Result};
use windows_core::GUID;

/// The longest OBJREF that is read from a stream: 16 MiB.
pub const MAX_LEN: usize = 16 << 20;

/// How many bytes more are needed, given the first bytes of an OBJREF: read exactly so many and ask again; 0
/// says that the OBJREF is complete, and may go to [`ObjRef::read`](super::ObjRef::read).
///
/// Never more is asked for than belongs to the OBJREF, and the first answer for no bytes is [`HEADER_LEN`].
/// The data of an OBJREF_CUSTOM is counted by the field behind cbExtension, where writers of streams put its
/// length; whoever lets the custom marshaler read the stream itself stops at [`custom_header`].
///
/// # Errors
/// As soon as the bytes show it: [`Error::Invalid`] for no OBJREF; [`Error::LimitExceeded`] for one longer
/// than [`MAX_LEN`].
pub fn further_bytes(bytes: &[u8]) -> Result<usize> {
    let needed = match total_length(&mut Reader::new(bytes)) {
        Ok(length) => length,
        Err(Error::Truncated { offset, needed, .. }) => offset + needed,
        Err(error) => return Err(error),
    };
    if needed > MAX_LEN {
        return Err(Error::LimitExceeded { what: "length of an OBJREF", length: needed, limit: MAX_LEN });
    }
    Ok(needed.saturating_sub(bytes.len()))
}

/// What an OBJREF_CUSTOM has before the custom marshaler's own data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CustomHeader {
    /// The interface.
    pub iid: GUID,
    /// The class that unmarshals the data. Create only what is registered as a marshaler.
    pub clsid: GUID,
    /// What the sender put where its data's length belongs; the specification lets it put anything there.
    pub data_len: u32,
}

/// The header of an OBJREF_CUSTOM in its first [`CUSTOM_HEADER_LEN`] bytes, or `None` for another form.
///
/// # Errors
/// [`Error::Invalid`] for no OBJREF; [`Error::Truncated`] for fewer bytes than that, or than [`HEADER_LEN`]
/// of another form.
pub fn custom_header(bytes: &[u8]) -> Result<Option<CustomHeader>> {
    let mut reader = Reader::new(bytes);
    let (form, iid) = read_header(&mut reader)?;
    if form != CUSTOM {
        return Ok(None);
    }
    let clsid = take_guid(&mut reader)?;
    let _extension = take(&mut reader)?;
    Ok(Some(CustomHeader { iid, clsid, data_len: take(&mut reader)? }))
}

/// How long the OBJREF is; [`Error::Truncated`] where more has to be read to know.
fn total_length(reader: &mut Reader<'_>) -> Result<usize> {
    if reader.remaining() < HEADER_LEN {
        // Refuse early, but never ask for less than the whole header.
        return match read_header(reader) {
            Err(error @ Error::Invalid { .. }) => Err(error),
            _ => Ok(HEADER_LEN),
        };
    }
    let (form, _iid) = read_header(reader)?;
    match form {
        STANDARD => reader.bytes(STD_LEN + 4).and_then(ends_with_array_head),
        HANDLER => reader.bytes(STD_LEN + 16 + 4).and_then(ends_with_array_head),
        EXTENDED => reader.bytes(STD_LEN + 4 + 4).and_then(ends_with_array_head),
        _ => return Ok(CUSTOM_HEADER_LEN.saturating_add(custom_data_len(reader)?)),
    }
    .map(|array_len| reader.position() + array_len)
    .and_then(|end| if form == EXTENDED { extended_length(reader, end) } else { Ok(end) })
}

/// The length of a DUALSTRINGARRAY behind its two counts, which `bytes` ends with.
fn ends_with_array_head(bytes: &[u8]) -> Result<usize> {
    let mut counts = Reader::new(&bytes[bytes.len() - 4..]);
    Ok(usize::from(counts.u16()?) * 2)
}

fn custom_data_len(reader: &mut Reader<'_>) -> Result<usize> {
    let mut fields = Reader::new(reader.bytes(CUSTOM_HEADER_LEN - HEADER_LEN)?);
    fields.bytes(20)?;
    Ok(fields.u32()? as usize)
}

/// The length of an OBJREF_EXTENDED whose DUALSTRINGARRAY ends at `end`.
fn extended_length(reader: &mut Reader<'_>, end: usize) -> Result<usize> {
    reader.bytes(end - reader.position())?;
    let mut fields = Reader::new(reader.bytes(4 + 4 + 16 + 4 + 4)?);
    fields.bytes(28)?;
    Ok(reader.position().saturating_add(fields.u32()? as usize))
}
