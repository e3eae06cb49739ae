//! Where a security provider has to cut a fragment.

use super::fragments::head_len;
use super::{PacketType, Parts, SECURITY_TRAILER_LEN};
use crate::{Error, Result};

/// Where the parts of a request, response or fault with an authentication trailer lie, in bytes from its
/// start: \[MS-RPCE\] 2.2.2.11, "sec_trailer Structure".
///
/// ```text
///  0        stub                          trailer        value          length
///  ├ header ┼ stub data ┬ its padding ────┼ sec_trailer ─┼ signature ───┤
///           └ what may be encrypted ──────┘
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seams {
    /// Where the stub data begins; the padding follows it.
    pub stub: usize,
    /// Where the sec_trailer begins.
    pub trailer: usize,
    /// Where the authentication value begins.
    pub value: usize,
}

impl Seams {
    /// Finds them in `pdu`, which is exactly one PDU. The parts are in this order and within `pdu`.
    ///
    /// # Errors
    /// [`Error::Invalid`] for another type of PDU, or one without trailer; [`Error::Inconsistent`] when the
    /// padding is longer than what it is the end of; those of [`Pdu::parse`](super::Pdu::parse).
    pub fn read(pdu: &[u8]) -> Result<Seams> {
        let Parts { header, body, auth } = Parts::split(pdu)?;
        let packet_type: PacketType = header.packet_type;
        let Some(stub) = head_len(&header) else {
            return Err(Error::Invalid {
                what: "PTYPE of a protected fragment",
                offset: 2,
                found: packet_type as u32,
            });
        };
        if auth.is_empty() {
            return Err(Error::Invalid { what: "auth_length of a protected fragment", offset: 10, found: 0 });
        }
        let trailer = pdu.len() - auth.len();
        let padding = trailer - (body.position() + body.remaining());
        if stub + padding > trailer {
            return Err(Error::Inconsistent { what: "auth_pad_length", offset: trailer + 2 });
        }
        Ok(Seams { stub, trailer, value: trailer + SECURITY_TRAILER_LEN })
    }
}
