//! The header that stands before every message on a socket.
//!
//! ```text
//!  0        4      6            8                       16      20      24
//!  | length | kind | descriptors | request              | lane  | zero  | bytes …
//! ```
//! All numbers are little-endian. `length` counts the bytes after the header; `descriptors` travel with the first byte
//! of the header. A request and its answer bear the same `request`, unique per link and direction. Requests of one
//! `lane` (a thread of the caller) are taken in order behind a one-way request of that lane.

use crate::{LinkError, Outgoing};

/// Bytes in a header.
pub(crate) const HEADER: usize = 24;

/// What a frame is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u16)]
pub(crate) enum Kind {
    /// A request that wants an answer.
    Call = 1,
    /// A request that has none.
    Post = 2,
    /// An answer.
    Answer = 3,
    /// The service gave no answer.
    Unanswered = 4,
    /// The request was refused, not run.
    Busy = 5,
}

impl Kind {
    fn from_number(number: u16) -> Option<Kind> {
        [Kind::Call, Kind::Post, Kind::Answer, Kind::Unanswered, Kind::Busy]
            .into_iter()
            .find(|&kind| kind as u16 == number)
    }

    /// Whether it goes from the caller to the called.
    pub(crate) fn is_request(self) -> bool {
        matches!(self, Kind::Call | Kind::Post)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) length: u32,
    pub(crate) kind: Kind,
    pub(crate) descriptors: u16,
    pub(crate) request: u64,
    pub(crate) lane: u32,
}

/// How large a message may be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    pub(crate) bytes: usize,
    pub(crate) descriptors: usize,
}

impl Header {
    /// The header of `message`, when that is within the limits.
    pub(crate) fn of(
        kind: Kind,
        request: u64,
        lane: u32,
        message: Outgoing<'_>,
        limits: Limits,
    ) -> Result<Header, LinkError> {
        let (bytes, descriptors) = (message.bytes.len(), message.descriptors.len());
        let too_large = LinkError::TooLarge { bytes, descriptors };
        if bytes > limits.bytes || descriptors > limits.descriptors {
            return Err(too_large);
        }
        match (u32::try_from(bytes), u16::try_from(descriptors)) {
            (Ok(length), Ok(descriptors)) => Ok(Header { length, kind, descriptors, request, lane }),
            _ => Err(too_large),
        }
    }

    /// A header with nothing after it.
    pub(crate) fn alone(kind: Kind, request: u64) -> Header {
        Header { length: 0, kind, descriptors: 0, request, lane: 0 }
    }

    pub(crate) fn to_bytes(self) -> [u8; HEADER] {
        let mut bytes = [0; HEADER];
        bytes[0..4].copy_from_slice(&self.length.to_le_bytes());
        bytes[4..6].copy_from_slice(&(self.kind as u16).to_le_bytes());
        bytes[6..8].copy_from_slice(&self.descriptors.to_le_bytes());
        bytes[8..16].copy_from_slice(&self.request.to_le_bytes());
        bytes[16..20].copy_from_slice(&self.lane.to_le_bytes());
        bytes
    }

    /// Reads a header that a stranger wrote.
    pub(crate) fn parse(bytes: &[u8; HEADER], limits: Limits) -> Result<Header, LinkError> {
        let half = |at: usize| u16::from_le_bytes([bytes[at], bytes[at + 1]]);
        let word = |at: usize| u32::from(half(at)) | u32::from(half(at + 2)) << 16;
        let kind = Kind::from_number(half(4)).ok_or(LinkError::Protocol("a frame of unknown kind"))?;
        let header = Header {
            length: word(0),
            kind,
            descriptors: half(6),
            request: u64::from(word(8)) | u64::from(word(12)) << 32,
            lane: word(16),
        };
        if usize::try_from(header.length).is_ok_and(|length| length > limits.bytes) {
            return Err(LinkError::Protocol("a frame longer than the limit"));
        }
        if usize::from(header.descriptors) > limits.descriptors {
            return Err(LinkError::Protocol("a frame with more descriptors than the limit"));
        }
        if word(20) != 0 {
            return Err(LinkError::Protocol("a frame whose reserved word is not zero"));
        }
        Ok(header)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits { bytes: 1000, descriptors: 4 };

    #[test]
    fn a_header_survives_the_journey() {
        let message = Outgoing::bytes(&[7; 1000]);
        let header = Header::of(Kind::Post, 0x1122_3344_5566_7788, 0xA1B2_C3D4, message, LIMITS).unwrap();
        assert_eq!(Header::parse(&header.to_bytes(), LIMITS).unwrap(), header);
        assert_eq!(header.length, 1000);
    }

    #[test]
    fn what_is_beyond_the_limits_is_neither_made_nor_taken() {
        let message = Outgoing::bytes(&[0; 1001]);
        assert!(matches!(Header::of(Kind::Call, 1, 1, message, LIMITS), Err(LinkError::TooLarge { .. })));
        let good = Header { length: 1000, kind: Kind::Call, descriptors: 4, request: 1, lane: 1 };
        assert!(Header::parse(&good.to_bytes(), LIMITS).is_ok());
        for bad in [Header { length: 1001, ..good }, Header { descriptors: 5, ..good }] {
            assert!(matches!(Header::parse(&bad.to_bytes(), LIMITS), Err(LinkError::Protocol(_))));
        }
        for (at, value) in [(4, 0), (4, 6), (5, 1), (20, 1), (23, 1)] {
            let mut bytes = good.to_bytes();
            bytes[at] = value;
            assert!(matches!(Header::parse(&bytes, LIMITS), Err(LinkError::Protocol(_))), "byte {at}");
        }
    }
}
