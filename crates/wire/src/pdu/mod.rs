//! DCE/RPC connection-oriented PDUs: \[C706\] chapter 12, "RPC PDU Encodings", with the changes of
//! \[MS-RPCE\] 2.2.2, "Connection-Oriented RPC Messages".
//!
//! ```text
//!   caller                                                   callee
//!   write_request … finish ──▶ one PDU ──── local link ────▶ parse_request
//!                                 │                             ▲
//!                            Fragments ──▶ TCP ──▶ frame_length, Reassembler
//! ```
//!
//! # Longer than a u16 can say
//!
//! `frag_length` has 16 bits. On a TCP connection a longer message is cut into fragments ([`Fragments`]) and
//! put together again ([`Reassembler`]). A local link delivers whole messages and knows their length: there a
//! message is always one PDU, and one longer than 65,535 bytes carries `frag_length` 0 and takes its length
//! from the link. All functions here that take a PDU take exactly one and accept both forms;
//! [`frame_length`], which finds PDUs in a TCP stream, refuses the 0. The reassembler's answers are of the
//! local form too, so what reads messages need not know which way they came.

mod bind;
mod call;
mod fragments;
mod reassembler;
mod seams;

pub use bind::{Bind, BindAck, BindNak, ContextResult, NDR_SYNTAX, PresentationContext, SyntaxId};
pub use call::{
    Answer, Fault, FaultHead, OpenPdu, Request, RequestHead, Response, parse_answer, parse_fault,
    parse_request, parse_response, write_fault, write_fault_saying, write_fault_with, write_request,
    write_request_with, write_response, write_response_with,
};
pub use fragments::{Fragment, Fragments};
pub use reassembler::{Limits, Reassembler};
pub use seams::Seams;

use crate::ndr::{Reader, Writer};
use crate::{Error, Result};

/// The length of the common header: \[C706\] 12.6.3, "Connection-oriented PDU Data Types".
pub const HEADER_LEN: usize = 16;

/// The length of the fixed part of an authentication trailer: \[MS-RPCE\] 2.2.2.11, "sec_trailer Structure".
pub const SECURITY_TRAILER_LEN: usize = 8;

/// PFC_FIRST_FRAG: the first fragment of a message.
pub const FIRST_FRAGMENT: u8 = 0x01;
/// PFC_LAST_FRAG: the last fragment of a message.
pub const LAST_FRAGMENT: u8 = 0x02;
/// PFC_PENDING_CANCEL, of calls: a cancel was pending at the sender.
pub const PENDING_CANCEL: u8 = 0x04;
/// PFC_SUPPORT_HEADER_SIGN, of binds (\[MS-RPCE\] 2.2.2.3): the sender can sign headers too.
pub const SUPPORT_HEADER_SIGN: u8 = 0x04;
/// PFC_CONC_MPX: the sender can have several calls under way on one connection.
pub const CONCURRENT_MULTIPLEXING: u8 = 0x10;
/// PFC_DID_NOT_EXECUTE, of faults: the call certainly did not run.
pub const DID_NOT_EXECUTE: u8 = 0x20;
/// PFC_MAYBE: the caller expects no answer.
pub const MAYBE: u8 = 0x40;
/// PFC_OBJECT_UUID: the request names an object; in ORPC, the IPID.
pub const OBJECT_UUID: u8 = 0x80;

/// Both flags of a message that is one fragment.
const WHOLE: u8 = FIRST_FRAGMENT | LAST_FRAGMENT;

/// PTYPE: \[C706\] 12.1, "Generic PDU Structure"; rpc_auth_3 is of \[MS-RPCE\] 2.2.2.10.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum PacketType {
    /// A call.
    Request = 0,
    /// A call's answer.
    Response = 2,
    /// A call's failure on the way, before or after it ran.
    Fault = 3,
    /// Opens a connection's first presentation contexts.
    Bind = 11,
    /// Answers `Bind`.
    BindAck = 12,
    /// Refuses `Bind`.
    BindNak = 13,
    /// Adds presentation contexts.
    AlterContext = 14,
    /// Answers `AlterContext`.
    AlterContextResponse = 15,
    /// The third leg of an authentication.
    Auth3 = 16,
    /// The server asks the client to close the connection.
    Shutdown = 17,
    /// Asks that a call be cancelled.
    CoCancel = 18,
    /// The caller has given a call up.
    Orphaned = 19,
}

impl PacketType {
    #[inline]
    fn from_wire(value: u8) -> Result<Self> {
        Ok(match value {
            0 => PacketType::Request,
            2 => PacketType::Response,
            3 => PacketType::Fault,
            11 => PacketType::Bind,
            12 => PacketType::BindAck,
            13 => PacketType::BindNak,
            14 => PacketType::AlterContext,
            15 => PacketType::AlterContextResponse,
            16 => PacketType::Auth3,
            17 => PacketType::Shutdown,
            18 => PacketType::CoCancel,
            19 => PacketType::Orphaned,
            _ => return Err(Error::Invalid { what: "PTYPE", offset: 2, found: value.into() }),
        })
    }
}

/// The common header: \[C706\] 12.6.3, "Connection-oriented PDU Data Types".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// PTYPE.
    pub packet_type: PacketType,
    /// pfc_flags: [`FIRST_FRAGMENT`] and so on.
    pub flags: u8,
    /// The length of the PDU; 0 on a local link when it is more than this field can say.
    pub frag_length: u16,
    /// The length of the authentication value at the end, without the eight bytes that precede it.
    pub auth_length: u16,
    /// Which call of the connection.
    pub call_id: u32,
}

impl Header {
    /// Reads the first [`HEADER_LEN`] bytes; more may follow.
    ///
    /// # Errors
    /// [`Error::Truncated`]; [`Error::Invalid`] for another version than 5.0 or 5.1, another data
    /// representation than little-endian, ASCII and IEEE, or an unknown PTYPE.
    #[inline(always)]
    pub fn read(bytes: &[u8]) -> Result<Header> {
        let bytes = Reader::new(bytes).array::<HEADER_LEN>()?;
        let expect = |holds: bool, what, offset: usize| match holds {
            true => Ok(()),
            false => Err(Error::Invalid { what, offset, found: bytes[offset].into() }),
        };
        expect(bytes[0] == 5, "rpc_vers", 0)?;
        expect(bytes[1] <= 1, "rpc_vers_minor", 1)?;
        let packet_type = PacketType::from_wire(bytes[2])?;
        expect(bytes[4] == 0x10, "integer and character representation", 4)?;
        expect(bytes[5] == 0, "floating-point representation", 5)?;
        Ok(Header {
            packet_type,
            flags: bytes[3],
            frag_length: u16::from_le_bytes([bytes[8], bytes[9]]),
            auth_length: u16::from_le_bytes([bytes[10], bytes[11]]),
            call_id: u32::from_le_bytes([bytes[12], bytes[13], bytes[14], bytes[15]]),
        })
    }

    /// The header's bytes as two little-endian numbers.
    #[inline]
    fn words(self) -> [u64; 2] {
        let (version, little_endian) = (5, 0x10_u64 << 32);
        [
            version | (self.packet_type as u64) << 16 | u64::from(self.flags) << 24 | little_endian,
            u64::from(self.frag_length) | u64::from(self.auth_length) << 16 | u64::from(self.call_id) << 32,
        ]
    }

    fn to_bytes(self) -> [u8; HEADER_LEN] {
        let [first, second] = self.words();
        (u128::from(first) | u128::from(second) << 64).to_le_bytes()
    }
}

/// How long the PDU is that a TCP stream continues with; `None` while fewer than [`HEADER_LEN`] bytes are
/// there.
///
/// # Errors
/// [`Error::Invalid`] when this is no header (see [`Header::read`]), or its length is less than the header's
/// own.
pub fn frame_length(bytes: &[u8]) -> Result<Option<usize>> {
    if bytes.len() < HEADER_LEN {
        return Ok(None);
    }
    let length = Header::read(bytes)?.frag_length;
    if usize::from(length) < HEADER_LEN {
        return Err(Error::Invalid { what: "frag_length", offset: 8, found: length.into() });
    }
    Ok(Some(length.into()))
}

/// Any PDU.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pdu<'a> {
    /// A call or a fragment of one.
    Request(Request<'a>),
    /// An answer or a fragment of one.
    Response(Response<'a>),
    /// A failure.
    Fault(Fault<'a>),
    /// Opens presentation contexts.
    Bind(Bind),
    /// Answers `Bind`.
    BindAck(BindAck),
    /// Refuses `Bind`.
    BindNak(BindNak),
    /// Adds presentation contexts.
    AlterContext(Bind),
    /// Answers `AlterContext`.
    AlterContextResponse(BindAck),
    /// The third leg of an authentication (\[MS-RPCE\] 2.2.2.10, "rpc_auth_3 PDU").
    Auth3 {
        /// Which bind it belongs to.
        call_id: u32,
        /// The authentication trailer: fixed part and value.
        auth: &'a [u8],
    },
    /// The server wants the connection closed (\[C706\] 12.6.4.11).
    Shutdown,
    /// Asks that a call be cancelled (\[C706\] 12.6.4.6).
    CoCancel {
        /// Which call.
        call_id: u32,
    },
    /// The caller has given a call up (\[C706\] 12.6.4.8).
    Orphaned {
        /// Which call.
        call_id: u32,
    },
}

impl<'a> Pdu<'a> {
    /// Reads one PDU, which `bytes` is exactly. Calls may be fragments.
    ///
    /// # Errors
    /// Those of [`Header::read`]; [`Error::Inconsistent`] when a length in it disagrees with `bytes`;
    /// [`Error::Truncated`], [`Error::CountTooLarge`] or [`Error::Invalid`] when the body is not what
    /// PTYPE says.
    pub fn parse(bytes: &'a [u8]) -> Result<Pdu<'a>> {
        let parts = Parts::split(bytes)?;
        let call_id = parts.header.call_id;
        Ok(match parts.header.packet_type {
            PacketType::Request => Pdu::Request(Request::from_parts(parts)?),
            PacketType::Response => Pdu::Response(Response::from_parts(parts)?),
            PacketType::Fault => Pdu::Fault(Fault::from_parts(parts)?),
            PacketType::Bind => Pdu::Bind(Bind::from_parts(parts)?),
            PacketType::AlterContext => Pdu::AlterContext(Bind::from_parts(parts)?),
            PacketType::BindAck => Pdu::BindAck(BindAck::from_parts(parts)?),
            PacketType::AlterContextResponse => Pdu::AlterContextResponse(BindAck::from_parts(parts)?),
            PacketType::BindNak => Pdu::BindNak(BindNak::from_parts(parts)?),
            PacketType::Auth3 if parts.auth.is_empty() => {
                return Err(Error::Invalid { what: "auth_length of rpc_auth_3", offset: 10, found: 0 });
            }
            PacketType::Auth3 => Pdu::Auth3 { call_id, auth: parts.auth },
            PacketType::Shutdown => Pdu::Shutdown,
            PacketType::CoCancel => Pdu::CoCancel { call_id },
            PacketType::Orphaned => Pdu::Orphaned { call_id },
        })
    }
}

/// The parsed fixed part of an authentication trailer, and the value behind it: \[MS-RPCE\] 2.2.2.11,
/// "sec_trailer Structure". The `auth` of a PDU is such a trailer in bytes, or empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecurityTrailer<'a> {
    /// The security provider: RPC_C_AUTHN_…
    pub auth_type: u8,
    /// How much is protected: RPC_C_AUTHN_LEVEL_…
    pub auth_level: u8,
    /// How many bytes of padding precede the trailer.
    pub pad_length: u8,
    /// Which security context of the connection.
    pub context_id: u32,
    /// The provider's token or signature.
    pub value: &'a [u8],
}

impl<'a> SecurityTrailer<'a> {
    /// Reads a PDU's `auth`.
    ///
    /// # Errors
    /// [`Error::Truncated`] for fewer than [`SECURITY_TRAILER_LEN`] bytes.
    pub fn read(auth: &'a [u8]) -> Result<Self> {
        let mut reader = Reader::new(auth);
        let [auth_type, auth_level, pad_length, _reserved] = reader.array()?;
        let context_id = reader.u32()?;
        Ok(SecurityTrailer { auth_type, auth_level, pad_length, context_id, value: reader.rest() })
    }

    /// The trailer's bytes.
    pub fn to_vec(&self) -> Vec<u8> {
        let mut bytes = vec![self.auth_type, self.auth_level, self.pad_length, 0];
        bytes.extend_from_slice(&self.context_id.to_le_bytes());
        bytes.extend_from_slice(self.value);
        bytes
    }
}

/// Writes a co_cancel PDU: \[C706\] 12.6.4.6, "The cancel PDU".
pub fn write_co_cancel(writer: &mut Writer<'_>, call_id: u32) {
    write_bare(writer, PacketType::CoCancel, call_id);
}

/// Writes an orphaned PDU: \[C706\] 12.6.4.8, "The orphaned PDU".
pub fn write_orphaned(writer: &mut Writer<'_>, call_id: u32) {
    write_bare(writer, PacketType::Orphaned, call_id);
}

/// Writes a shutdown PDU: \[C706\] 12.6.4.11, "The shutdown PDU".
pub fn write_shutdown(writer: &mut Writer<'_>) {
    write_bare(writer, PacketType::Shutdown, 0);
}

/// Writes an rpc_auth_3 PDU: \[MS-RPCE\] 2.2.2.10. `auth` is a whole trailer, see
/// [`SecurityTrailer::to_vec`].
///
/// # Errors
/// [`Error::Unrepresentable`] when `auth` has no value behind the fixed part; [`Error::TooLong`] beyond
/// 65,535 bytes.
pub fn write_auth3(writer: &mut Writer<'_>, call_id: u32, auth: &[u8]) -> Result<()> {
    if auth.is_empty() {
        return Err(Error::Unrepresentable { what: "an rpc_auth_3 PDU without authentication trailer" });
    }
    write_with_auth(writer, PacketType::Auth3, WHOLE, call_id, auth, |writer| writer.bytes(&[0; 4]))
}

/// A PDU taken apart as far as all have in common.
struct Parts<'a> {
    header: Header,
    /// What lies between the header and the authentication trailer, without the padding before that.
    body: Reader<'a>,
    /// The authentication trailer, fixed part and value; empty when there is none.
    auth: &'a [u8],
}

impl<'a> Parts<'a> {
    #[inline(always)]
    fn split(pdu: &'a [u8]) -> Result<Parts<'a>> {
        let header = Header::read(pdu)?;
        let in_link = header.frag_length == 0 && pdu.len() > usize::from(u16::MAX);
        if usize::from(header.frag_length) != pdu.len() && !in_link {
            return Err(Error::Inconsistent { what: "frag_length", offset: 8 });
        }
        let (body, auth) = match header.auth_length {
            0 => (pdu, &[][..]),
            length => Self::split_auth(pdu, length.into())?,
        };
        let mut body = Reader::new(body);
        body.bytes(HEADER_LEN)?;
        Ok(Parts { header, body, auth })
    }

    fn split_auth(pdu: &'a [u8], auth_length: usize) -> Result<(&'a [u8], &'a [u8])> {
        let wrong = |what, offset| move || Error::Inconsistent { what, offset };
        let start = pdu
            .len()
            .checked_sub(auth_length + SECURITY_TRAILER_LEN)
            .filter(|start| *start >= HEADER_LEN)
            .ok_or_else(wrong("auth_length", 10))?;
        let (body, auth) = pdu.split_at(start);
        let padding = SecurityTrailer::read(auth)?.pad_length;
        let end = start
            .checked_sub(padding.into())
            .filter(|end| *end >= HEADER_LEN)
            .ok_or_else(wrong("auth_pad_length", start + 2))?;
        Ok((&body[..end], auth))
    }
}

fn write_bare(writer: &mut Writer<'_>, packet_type: PacketType, call_id: u32) {
    let header =
        Header { packet_type, flags: WHOLE, frag_length: HEADER_LEN as u16, auth_length: 0, call_id };
    writer.bytes(&header.to_bytes());
}

/// Writes header, body and authentication trailer (empty for none) of a PDU that cannot be fragmented.
fn write_with_auth(
    writer: &mut Writer<'_>,
    packet_type: PacketType,
    flags: u8,
    call_id: u32,
    auth: &[u8],
    body: impl FnOnce(&mut Writer<'_>),
) -> Result<()> {
    if !auth.is_empty() && auth.len() <= SECURITY_TRAILER_LEN {
        return Err(Error::Unrepresentable { what: "an authentication trailer without value" });
    }
    let start = writer.len();
    let mut header = Header { packet_type, flags, frag_length: 0, auth_length: 0, call_id };
    writer.align_from_here();
    writer.bytes(&header.to_bytes());
    body(writer);
    if !auth.is_empty() {
        writer.align(4);
        writer.bytes(auth);
    }
    let length = writer.len() - start;
    let limit = usize::from(u16::MAX);
    header.frag_length =
        u16::try_from(length).map_err(|_| Error::TooLong { what: "a PDU", length, limit })?;
    header.auth_length = auth.len().saturating_sub(SECURITY_TRAILER_LEN) as u16;
    writer.overwrite(start, &header.to_bytes());
    Ok(())
}
