//! The content of an announcement.

use windows_core::GUID;

use super::ClassUse;
use crate::launch::Ticket;
use crate::{Error, Result};

/// The longest object reference that can be announced, in bytes.
pub const MAX_OBJECT: usize = 1 << 16;

/// A class object that a process announces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The class.
    pub clsid: GUID,
    /// The name of the process that serves it.
    pub process: u64,
    /// That process's name for the registration.
    pub cookie: u32,
    /// How many clients it serves.
    pub usage: ClassUse,
    /// The OBJREF of the class factory.
    pub object: Vec<u8>,
    /// For a single use: the client whose start of the server this is the answer to.
    pub(crate) ticket: Option<Ticket>,
}

/// What stands before the object reference, little-endian:
/// magic (4), version (2), use (2), ticket's client (8), ticket's number (8).
pub(super) const HEADER: usize = 24;
const MAGIC: [u8; 4] = *b"oxcl";
const VERSION: u16 = 1;

impl Record {
    pub(super) fn encode(&self) -> Result<Vec<u8>> {
        if self.object.len() > MAX_OBJECT {
            return Err(Error::ObjectTooLong { length: self.object.len() });
        }
        let usage: u16 = match self.usage {
            ClassUse::Single => 0,
            ClassUse::Multiple => 1,
            ClassUse::MultiSeparate => 2,
        };
        // Number 0 stands for no ticket.
        let ticket = self.ticket.unwrap_or(Ticket { client: 0, number: 0 });
        let mut bytes = Vec::with_capacity(HEADER + self.object.len());
        bytes.extend(MAGIC);
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend(usage.to_le_bytes());
        bytes.extend(ticket.client.to_le_bytes());
        bytes.extend(ticket.number.to_le_bytes());
        bytes.extend(&self.object);
        Ok(bytes)
    }

    /// `None` for what this version did not write.
    pub(super) fn decode(clsid: GUID, process: u64, cookie: u32, bytes: &[u8]) -> Option<Self> {
        let (magic, rest) = bytes.split_first_chunk::<4>()?;
        let (version, rest) = rest.split_first_chunk::<2>()?;
        let (usage, rest) = rest.split_first_chunk::<2>()?;
        let (client, rest) = rest.split_first_chunk::<8>()?;
        let (number, object) = rest.split_first_chunk::<8>()?;
        if *magic != MAGIC || u16::from_le_bytes(*version) != VERSION || object.len() > MAX_OBJECT {
            return None;
        }
        let usage = match u16::from_le_bytes(*usage) {
            0 => ClassUse::Single,
            1 => ClassUse::Multiple,
            2 => ClassUse::MultiSeparate,
            _ => return None,
        };
        let ticket = Ticket { client: u64::from_le_bytes(*client), number: u64::from_le_bytes(*number) };
        let ticket = Some(ticket).filter(|ticket| ticket.number != 0);
        Some(Record { clsid, process, cookie, usage, object: object.to_vec(), ticket })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_nothing_else() {
        let clsid = GUID::from_u128(7);
        let record = Record {
            clsid,
            process: 1,
            cookie: 2,
            usage: ClassUse::Single,
            object: b"MEOW".to_vec(),
            ticket: Some(Ticket { client: 3, number: 4 }),
        };
        let bytes = record.encode().unwrap();
        assert_eq!(Record::decode(clsid, 1, 2, &bytes), Some(record.clone()));
        for length in 0..HEADER {
            assert_eq!(Record::decode(clsid, 1, 2, &bytes[..length]), None);
        }
        for at in 0..8 {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x80;
            assert_eq!(Record::decode(clsid, 1, 2, &damaged), None, "byte {at}");
        }
        let long = Record { object: vec![0; MAX_OBJECT + 1], ..record };
        assert!(matches!(long.encode(), Err(Error::ObjectTooLong { length }) if length == MAX_OBJECT + 1));
    }
}
