//! The parts that messages are made of. Every length and offset is checked here.

use crate::{Error, Result};

const SIGNATURE: [u8; 8] = *b"NTLMSSP\0";

/// The length of a field that says where bytes are.
pub(super) const FIELD_LEN: usize = 8;

/// Whether this is a message of the type, with at least `fixed` bytes.
pub(super) fn check_head(bytes: &[u8], message_type: u32, fixed: usize) -> Result<()> {
    let head = SIGNATURE.iter().copied().chain(message_type.to_le_bytes());
    match bytes.len() >= fixed && bytes.iter().copied().take(12).eq(head) {
        true => Ok(()),
        false => Err(Error::Malformed { what: "the head of an NTLM message" }),
    }
}

/// The bytes at a place.
pub(super) fn array<const N: usize>(bytes: &[u8], at: usize, what: &'static str) -> Result<[u8; N]> {
    bytes.get(at..).and_then(|rest| rest.first_chunk()).copied().ok_or(Error::Malformed { what })
}

pub(super) fn u32_at(bytes: &[u8], at: usize, what: &'static str) -> Result<u32> {
    array(bytes, at, what).map(u32::from_le_bytes)
}

/// A variable part, and where it lies.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    pub(super) bytes: &'a [u8],
    /// Where it begins; `usize::MAX` for an empty one, which is nowhere.
    pub(super) offset: usize,
}

/// The variable part that the field at `field` points to. It lies behind the fixed part.
pub(super) fn part<'a>(bytes: &'a [u8], field: usize, fixed: usize, what: &'static str) -> Result<Part<'a>> {
    let length = usize::from(u16::from_le_bytes(array(bytes, field, what)?));
    if length == 0 {
        return Ok(Part { bytes: &[], offset: usize::MAX });
    }
    let offset = u32_at(bytes, field + 4, what)? as usize;
    let end = offset.checked_add(length).filter(|_| offset >= fixed);
    let bytes = end.and_then(|end| bytes.get(offset..end)).ok_or(Error::Malformed { what })?;
    Ok(Part { bytes, offset })
}

/// A name in UTF-16.
pub(super) fn name(bytes: &[u8], what: &'static str) -> Result<String> {
    let (units, rest) = bytes.as_chunks::<2>();
    let units = units.iter().copied().map(u16::from_le_bytes);
    let name: std::result::Result<String, _> = char::decode_utf16(units).collect();
    name.ok().filter(|_| rest.is_empty()).ok_or(Error::Malformed { what })
}

/// A name as UTF-16.
pub(super) fn utf16(name: &str) -> Vec<u8> {
    name.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// A message that is being written: the fixed part with room for its fields, then the payload.
pub(super) struct MessageWriter {
    bytes: Vec<u8>,
}

impl MessageWriter {
    pub(super) fn new(message_type: u32, fixed: usize) -> MessageWriter {
        let mut bytes = vec![0; fixed];
        bytes[..8].copy_from_slice(&SIGNATURE);
        bytes[8..12].copy_from_slice(&message_type.to_le_bytes());
        MessageWriter { bytes }
    }

    /// Sets bytes of the fixed part.
    pub(super) fn set(&mut self, at: usize, bytes: &[u8]) {
        self.bytes[at..at + bytes.len()].copy_from_slice(bytes);
    }

    /// Appends a variable part, to which the field at `field` points.
    pub(super) fn part(&mut self, field: usize, bytes: &[u8], what: &'static str) -> Result<()> {
        let limit = usize::from(u16::MAX);
        let length = u16::try_from(bytes.len()).map_err(|_| Error::TooLong { what, limit })?;
        let offset = self.bytes.len() as u32; // at most six parts of 64 KiB
        self.set(field, &length.to_le_bytes());
        self.set(field + 2, &length.to_le_bytes());
        self.set(field + 4, &offset.to_le_bytes());
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.bytes
    }
}
