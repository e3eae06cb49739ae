//! Putting fragments from a TCP connection together.

use super::call::frag_length;
use super::fragments::head_len;
use super::{FIRST_FRAGMENT, HEADER_LEN, LAST_FRAGMENT, PacketType, Parts, WHOLE};
use crate::{Error, Result};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What a peer may make a [`Reassembler`] hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The longest message, in bytes of head and stub data.
    pub message: usize,
    /// The most unfinished messages at a time.
    pub calls: usize,
    /// The most bytes of unfinished messages together.
    pub total: usize,
}

impl Default for Limits {
    /// 16 MiB a message, 64 unfinished messages, 64 MiB together.
    fn default() -> Self {
        Limits { message: 16 << 20, calls: 64, total: 64 << 20 }
    }
}

/// Puts the fragments of one direction of one connection together: \[C706\] 12.6.2, "Fragmentation and
/// Reassembly".
///
/// Memory grows with what arrived, never with what was announced. After an error the connection is of no use:
/// close it.
///
/// ```
/// use oxcom_wire::{ndr::Writer, pdu};
///
/// # fn main() -> Result<(), oxcom_wire::Error> {
/// let mut writer = Writer::new();
/// let response = pdu::write_response(&mut writer, 9);
/// writer.bytes(&[7; 10_000]);
/// response.finish(&mut writer)?;
///
/// let mut reassembler = pdu::Reassembler::new(pdu::Limits::default());
/// let mut messages = Vec::new();
/// for fragment in pdu::Fragments::new(writer.as_slice(), 4280, 0)? {
///     let bytes = fragment.to_vec(); // travels
///     messages.extend(reassembler.push(&bytes)?.map(|message| message.into_owned()));
/// }
/// assert_eq!(messages, [writer.into_vec()]);
/// # Ok(()) }
/// ```
#[derive(Debug)]
pub struct Reassembler {
    limits: Limits,
    /// By call id.
    unfinished: BTreeMap<u32, Unfinished>,
    /// The sum of the lengths in `unfinished`.
    held: usize,
}

/// The head of a message and the stub data that arrived so far.
#[derive(Debug)]
struct Unfinished {
    packet_type: PacketType,
    head_len: usize,
    bytes: Vec<u8>,
}

impl Reassembler {
    /// With nothing held.
    pub fn new(limits: Limits) -> Self {
        Reassembler { limits, unfinished: BTreeMap::new(), held: 0 }
    }

    /// Takes one request, response or fault PDU, decrypted and verified by now where that was agreed, and
    /// returns the message that it completes: one PDU without authentication trailer, in the form that a
    /// local link would deliver, to be read by [`parse_request`](super::parse_request) and its like.
    ///
    /// # Errors
    /// [`Error::Invalid`] for other PDUs and for a fragment out of order; [`Error::Inconsistent`] when a
    /// fragment names another context, method or object than the first; [`Error::LimitExceeded`]; those
    /// of [`Pdu::parse`](super::Pdu::parse).
    pub fn push<'p>(&mut self, pdu: &'p [u8]) -> Result<Option<Cow<'p, [u8]>>> {
        let Parts { header, mut body, auth } = Parts::split(pdu)?;
        let wrong = |what, offset, found: u8| Error::Invalid { what, offset, found: found.into() };
        let packet_type = header.packet_type;
        let head_len = head_len(&header).ok_or_else(|| wrong("PTYPE of a fragment", 2, packet_type as u8))?;
        body.bytes(head_len - HEADER_LEN)?;
        let (head, stub) = (&pdu[..head_len], body.rest());
        let first = header.flags & FIRST_FRAGMENT != 0;
        if first && packet_type == PacketType::Fault {
            self.forget(header.call_id); // a response may break off with a fault
        }
        if first == self.unfinished.contains_key(&header.call_id) {
            return Err(wrong("pfc_flags of a fragment", 3, header.flags));
        }
        if first && header.flags & LAST_FRAGMENT != 0 && auth.is_empty() {
            self.check(0, pdu.len(), false)?;
            return Ok(Some(Cow::Borrowed(pdu)));
        }
        if first {
            self.check(0, head.len() + stub.len(), true)?;
            self.begin(header.call_id, packet_type, head, stub);
        } else {
            self.append(header.call_id, packet_type, head, stub)?;
        }
        if header.flags & LAST_FRAGMENT == 0 {
            return Ok(None);
        }
        Ok(self.take(header.call_id).map(|message| Cow::Owned(message.complete())))
    }

    /// Drops what is held of a call that was cancelled or orphaned.
    pub fn forget(&mut self, call_id: u32) {
        self.take(call_id);
    }

    /// How many bytes of unfinished messages are held.
    pub fn held(&self) -> usize {
        self.held
    }

    fn begin(&mut self, call_id: u32, packet_type: PacketType, head: &[u8], stub: &[u8]) {
        let bytes = [head, stub].concat();
        self.held += bytes.len();
        self.unfinished.insert(call_id, Unfinished { packet_type, head_len: head.len(), bytes });
    }

    fn append(&mut self, call_id: u32, packet_type: PacketType, head: &[u8], stub: &[u8]) -> Result<()> {
        let length = self.unfinished.get(&call_id).map_or(0, |message| message.bytes.len());
        self.check(length, stub.len(), false)?;
        if let Some(message) = self.unfinished.get_mut(&call_id) {
            message.continues(packet_type, head)?;
            message.bytes.extend_from_slice(stub);
            self.held += stub.len();
        }
        Ok(())
    }

    fn take(&mut self, call_id: u32) -> Option<Unfinished> {
        let message = self.unfinished.remove(&call_id)?;
        self.held -= message.bytes.len();
        Some(message)
    }

    /// Whether a message of `length` bytes may grow by `more`, and one more message may be held.
    fn check(&self, length: usize, more: usize, another: bool) -> Result<()> {
        let within = |what, length, limit| match length <= limit {
            true => Ok(()),
            false => Err(Error::LimitExceeded { what, length, limit }),
        };
        within("length of a message", length + more, self.limits.message)?;
        within("length of all unfinished messages", self.held + more, self.limits.total)?;
        within(
            "number of unfinished messages",
            self.unfinished.len() + usize::from(another),
            self.limits.calls,
        )
    }
}

impl Unfinished {
    /// Whether a fragment with this head belongs to the message: context, method and object are the same.
    fn continues(&self, packet_type: PacketType, head: &[u8]) -> Result<()> {
        let same = packet_type == self.packet_type
            && head.len() == self.head_len
            && match packet_type {
                PacketType::Request => head[20..] == self.bytes[20..self.head_len],
                _ => head[20..22] == self.bytes[20..22],
            };
        same.then_some(()).ok_or(Error::Inconsistent { what: "head of a later fragment", offset: 20 })
    }

    fn complete(mut self) -> Vec<u8> {
        let hint = u32::try_from(self.bytes.len() - self.head_len).unwrap_or(u32::MAX);
        let length = frag_length(self.bytes.len());
        self.bytes[3] |= WHOLE;
        self.bytes[8..10].copy_from_slice(&length.to_le_bytes());
        self.bytes[10..12].fill(0); // auth_length: the trailers are gone
        self.bytes[HEADER_LEN..HEADER_LEN + 4].copy_from_slice(&hint.to_le_bytes());
        self.bytes
    }
}
