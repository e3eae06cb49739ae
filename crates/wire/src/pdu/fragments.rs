//! Cutting a message into fragments for a TCP connection.

use super::call::frag_length;
use super::{
    FIRST_FRAGMENT, HEADER_LEN, Header, LAST_FRAGMENT, OBJECT_UUID, PacketType, Parts, SECURITY_TRAILER_LEN,
    WHOLE,
};
use crate::{Error, Result};

/// The longest head before stub data: that of a request with an object.
const MAX_HEAD: usize = 40;

/// The fragments of a whole request, response or fault, in order: \[C706\] 12.6.2, "Fragmentation and
/// Reassembly".
///
/// Each repeats the head, the object UUID included; each but the last carries a multiple of eight bytes of
/// stub data.
#[derive(Debug)]
pub struct Fragments<'a> {
    head: [u8; MAX_HEAD],
    head_len: usize,
    /// `None` when the last fragment is out.
    rest: Option<&'a [u8]>,
    /// How much stub data a fragment carries.
    chunk: usize,
}

/// One fragment: send the head, then the stub data, then what a security provider appends.
#[derive(Debug, Clone)]
pub struct Fragment<'a> {
    head: [u8; MAX_HEAD],
    head_len: usize,
    /// The stub data.
    pub stub: &'a [u8],
}

impl<'a> Fragments<'a> {
    /// Cuts `pdu`, which has no authentication trailer, into fragments of at most `max_fragment` bytes (what
    /// the peer's bind or bind_ack allows), of which `trailer` stay free for padding, sec_trailer and
    /// authentication value.
    ///
    /// # Errors
    /// [`Error::Unrepresentable`] when `pdu` is another type of PDU, a fragment or has a trailer, or a
    /// fragment has no room for eight bytes of stub data; those of [`Pdu::parse`](super::Pdu::parse).
    pub fn new(pdu: &'a [u8], max_fragment: u16, trailer: u16) -> Result<Self> {
        let Parts { header, auth, .. } = Parts::split(pdu)?;
        let Some(head_len) = head_len(&header).filter(|_| header.flags & WHOLE == WHOLE && auth.is_empty())
        else {
            return Err(Error::Unrepresentable { what: "a fragment of what is no whole plain message" });
        };
        let Some((head_bytes, stub)) = pdu.split_at_checked(head_len) else {
            return Err(Error::Truncated { offset: 0, needed: head_len, available: pdu.len() });
        };
        let room = usize::from(max_fragment).saturating_sub(head_len + usize::from(trailer));
        if room < 8 {
            return Err(Error::Unrepresentable { what: "a fragment without room for stub data" });
        }
        let mut head = [0; MAX_HEAD];
        head[..head_len].copy_from_slice(head_bytes);
        Ok(Fragments { head, head_len, rest: Some(stub), chunk: room & !7 })
    }

    /// The same as part of another exchange: a connection has call ids and presentation contexts of its own, which who
    /// wrote the message need not know.
    pub fn naming(mut self, call_id: u32, context_id: u16) -> Self {
        self.head[12..16].copy_from_slice(&call_id.to_le_bytes());
        self.head[20..22].copy_from_slice(&context_id.to_le_bytes());
        self
    }
}

impl<'a> Iterator for Fragments<'a> {
    type Item = Fragment<'a>;

    fn next(&mut self) -> Option<Fragment<'a>> {
        let rest = self.rest?;
        let (stub, after) = rest.split_at_checked(self.chunk).unwrap_or((rest, &[]));
        let mut fragment = Fragment { head: self.head, head_len: self.head_len, stub };
        let last = after.is_empty();
        if !last {
            fragment.head[3] &= !LAST_FRAGMENT;
        }
        let alloc_hint = u32::try_from(rest.len()).unwrap_or(u32::MAX);
        fragment.head[HEADER_LEN..HEADER_LEN + 4].copy_from_slice(&alloc_hint.to_le_bytes());
        fragment.set_lengths(0, 0);
        self.head[3] &= !FIRST_FRAGMENT;
        self.rest = (!last).then_some(after);
        Some(fragment)
    }
}

impl Fragment<'_> {
    /// The bytes before the stub data.
    pub fn head(&self) -> &[u8] {
        &self.head[..self.head_len]
    }

    /// Announces that `pad_length` bytes of padding, a sec_trailer and an authentication value of
    /// `auth_length` bytes follow the stub data. Together they fit into what [`Fragments::new`] was told
    /// to leave free.
    pub fn announce_trailer(&mut self, pad_length: u8, auth_length: u16) {
        let more = usize::from(pad_length) + SECURITY_TRAILER_LEN + usize::from(auth_length);
        self.set_lengths(more, auth_length);
    }

    /// Head and stub data as one.
    pub fn to_vec(&self) -> Vec<u8> {
        [self.head(), self.stub].concat()
    }

    fn set_lengths(&mut self, more: usize, auth_length: u16) {
        let length = frag_length(self.head_len + self.stub.len() + more);
        self.head[8..10].copy_from_slice(&length.to_le_bytes());
        self.head[10..12].copy_from_slice(&auth_length.to_le_bytes());
    }
}

/// How many bytes precede the stub data; `None` for PDUs that have none.
pub(super) fn head_len(header: &Header) -> Option<usize> {
    match header.packet_type {
        PacketType::Request if header.flags & OBJECT_UUID != 0 => Some(40),
        PacketType::Request | PacketType::Response => Some(24),
        PacketType::Fault => Some(32),
        _ => None,
    }
}
