//! Requests, responses and faults: the PDUs of a call.

use super::{
    DID_NOT_EXECUTE, FIRST_FRAGMENT, HEADER_LEN, Header, LAST_FRAGMENT, OBJECT_UUID, PacketType, Parts, WHOLE,
};
use crate::ndr::{Writer, guid_number};
use crate::{Error, Result};
use windows_core::GUID;

/// A call, or a fragment of one: \[C706\] 12.6.4.9, "The request PDU".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request<'a> {
    /// pfc_flags.
    pub flags: u8,
    /// Which call of the connection.
    pub call_id: u32,
    /// The sender's guess how long the stub data of this and the following fragments is. Allocate nothing
    /// for it.
    pub alloc_hint: u32,
    /// p_cont_id: which presentation context, and so which interface.
    pub context_id: u16,
    /// Which method; the first of an interface derived from IUnknown is 3.
    pub opnum: u16,
    /// The object UUID; in ORPC, the IPID.
    pub object: Option<GUID>,
    /// The stub data: ORPCTHIS and the arguments. Alignment counts from its start.
    pub stub: &'a [u8],
    /// The authentication trailer, for [`SecurityTrailer::read`](super::SecurityTrailer::read); or empty.
    pub auth: &'a [u8],
}

/// A call's answer, or a fragment of one: \[C706\] 12.6.4.10, "The response PDU".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response<'a> {
    /// pfc_flags.
    pub flags: u8,
    /// Which call of the connection.
    pub call_id: u32,
    /// The sender's guess how long the stub data of this and the following fragments is. Allocate nothing
    /// for it.
    pub alloc_hint: u32,
    /// p_cont_id of the request.
    pub context_id: u16,
    /// How many cancels arrived.
    pub cancel_count: u8,
    /// The stub data: ORPCTHAT and the results. Alignment counts from its start.
    pub stub: &'a [u8],
    /// The authentication trailer, or empty.
    pub auth: &'a [u8],
}

/// A call's failure: \[C706\] 12.6.4.7, "The fault PDU"; \[MS-RPCE\] 2.2.2.8, "rpc_fault Packet".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault<'a> {
    /// pfc_flags.
    pub flags: u8,
    /// Which call of the connection.
    pub call_id: u32,
    /// p_cont_id of the request.
    pub context_id: u16,
    /// How many cancels arrived.
    pub cancel_count: u8,
    /// What went wrong: an nca_… status, a Win32 error code or an HRESULT.
    pub status: u32,
    /// Extended error information, usually empty.
    pub stub: &'a [u8],
    /// The authentication trailer, or empty.
    pub auth: &'a [u8],
}

impl Fault<'_> {
    /// Whether the sender vouches that the call did not run.
    pub fn did_not_execute(&self) -> bool {
        self.flags & DID_NOT_EXECUTE != 0
    }
}

/// Reads a request that is whole, as a local link and the [`Reassembler`](super::Reassembler) deliver it.
/// `pdu` is exactly the PDU.
///
/// # Errors
/// [`Error::Invalid`] for another type of PDU or a mere fragment; all of [`Pdu::parse`](super::Pdu::parse).
#[inline(always)]
pub fn parse_request(pdu: &[u8]) -> Result<Request<'_>> {
    Request::from_parts(whole(pdu, PacketType::Request)?)
}

/// As [`parse_request`], for a response.
///
/// # Errors
/// As [`parse_request`].
#[inline]
pub fn parse_response(pdu: &[u8]) -> Result<Response<'_>> {
    Response::from_parts(whole(pdu, PacketType::Response)?)
}

/// What a caller gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer<'a> {
    /// The call has run.
    Response(Response<'a>),
    /// It has failed on the way.
    Fault(Fault<'a>),
}

/// As [`parse_request`], for whatever answers a request.
///
/// # Errors
/// As [`parse_request`].
#[inline(always)]
pub fn parse_answer(pdu: &[u8]) -> Result<Answer<'_>> {
    let parts = Parts::split(pdu)?;
    if parts.header.packet_type == PacketType::Response {
        return Response::from_parts(expect_whole(parts, PacketType::Response)?).map(Answer::Response);
    }
    Fault::from_parts(expect_whole(parts, PacketType::Fault)?).map(Answer::Fault)
}

/// As [`parse_request`], for a fault.
///
/// # Errors
/// As [`parse_request`].
pub fn parse_fault(pdu: &[u8]) -> Result<Fault<'_>> {
    Fault::from_parts(whole(pdu, PacketType::Fault)?)
}

/// What stands before the stub data of a request; for [`write_request_with`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestHead {
    /// Flags besides those for fragments and the object: 0 or [`MAYBE`](super::MAYBE).
    pub flags: u8,
    /// Which call of the connection.
    pub call_id: u32,
    /// p_cont_id: which presentation context. Local links have only 0.
    pub context_id: u16,
    /// Which method.
    pub opnum: u16,
    /// The object UUID; in ORPC, the IPID.
    pub object: Option<GUID>,
}

/// What a fault says; for [`write_fault_with`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FaultHead {
    /// Which call of the connection.
    pub call_id: u32,
    /// p_cont_id of the request. Local links have only 0.
    pub context_id: u16,
    /// What went wrong: an nca_… status, a Win32 error code or an HRESULT.
    pub status: u32,
    /// Whether the call certainly did not run.
    pub did_not_execute: bool,
}

/// A PDU whose stub data is being written and whose lengths are not known yet.
#[derive(Debug)]
#[must_use = "the lengths are zero until `finish` is called"]
pub struct OpenPdu {
    /// Where the PDU begins in the writer.
    start: usize,
    /// Where its stub data begins.
    stub: usize,
}

impl OpenPdu {
    /// Sets the lengths of the PDU, which is all that was written since it was opened.
    ///
    /// # Errors
    /// [`Error::TooLong`] when the stub data is longer than 4 GiB.
    #[inline]
    pub fn finish(self, writer: &mut Writer<'_>) -> Result<()> {
        let length = writer.len() - self.stub;
        let limit = u32::MAX as usize;
        let hint = u32::try_from(length).map_err(|_| Error::TooLong { what: "stub data", length, limit })?;
        writer.overwrite(self.start + 8, &frag_length(writer.len() - self.start).to_le_bytes());
        writer.overwrite(self.start + HEADER_LEN, &hint.to_le_bytes());
        Ok(())
    }
}

/// Begins a request to an interface of an object; the stub data (ORPCTHIS, then the arguments) is written
/// next, and aligned from here, then [`OpenPdu::finish`] ends it.
#[inline]
pub fn write_request(writer: &mut Writer<'_>, call_id: u32, opnum: u16, ipid: &GUID) -> OpenPdu {
    write_request_with(writer, &RequestHead { flags: 0, call_id, context_id: 0, opnum, object: Some(*ipid) })
}

/// As [`write_request`], with all that a request can say.
#[inline]
pub fn write_request_with(writer: &mut Writer<'_>, head: &RequestHead) -> OpenPdu {
    let object_flag = if head.object.is_some() { OBJECT_UUID } else { 0 };
    let [first, second] = header(PacketType::Request, WHOLE | head.flags | object_flag, head.call_id);
    let third = u64::from(head.context_id) << 32 | u64::from(head.opnum) << 48;
    match head.object.as_ref().map(guid_number) {
        Some(object) => open(writer, &[first, second, third, object as u64, (object >> 64) as u64]),
        None => open(writer, &[first, second, third]),
    }
}

/// Begins the answer to a call; the stub data (ORPCTHAT, then the results) is written next, and aligned from
/// here, then [`OpenPdu::finish`] ends it.
#[inline]
pub fn write_response(writer: &mut Writer<'_>, call_id: u32) -> OpenPdu {
    write_response_with(writer, call_id, 0)
}

/// As [`write_response`], in another presentation context than 0.
#[inline]
pub fn write_response_with(writer: &mut Writer<'_>, call_id: u32, context_id: u16) -> OpenPdu {
    let [first, second] = header(PacketType::Response, WHOLE, call_id);
    open(writer, &[first, second, u64::from(context_id) << 32])
}

/// Writes a whole fault, which says that the call failed on the way. It says nothing on whether the call ran.
pub fn write_fault(writer: &mut Writer<'_>, call_id: u32, status: u32) {
    write_fault_with(writer, &FaultHead { call_id, context_id: 0, status, did_not_execute: false });
}

/// As [`write_fault`], with all that a fault can say.
pub fn write_fault_with(writer: &mut Writer<'_>, head: &FaultHead) {
    let flags = WHOLE | if head.did_not_execute { DID_NOT_EXECUTE } else { 0 };
    let whole = Header {
        packet_type: PacketType::Fault,
        flags,
        frag_length: 32,
        auth_length: 0,
        call_id: head.call_id,
    };
    let [first, second] = whole.words();
    let _complete = open(writer, &[first, second, u64::from(head.context_id) << 32, u64::from(head.status)]);
}

/// As [`write_fault_with`], with stub data that says more: ORPCTHAT, which can carry an error object.
///
/// # Errors
/// As for [`OpenPdu::finish`].
pub fn write_fault_saying(writer: &mut Writer<'_>, head: &FaultHead, stub: &[u8]) -> Result<()> {
    let flags = WHOLE | if head.did_not_execute { DID_NOT_EXECUTE } else { 0 };
    let [first, second] = header(PacketType::Fault, flags, head.call_id);
    let open = open(writer, &[first, second, u64::from(head.context_id) << 32, u64::from(head.status)]);
    writer.bytes(stub);
    open.finish(writer)
}

impl<'a> Request<'a> {
    #[inline(always)]
    pub(super) fn from_parts(parts: Parts<'a>) -> Result<Self> {
        let Parts { header: Header { flags, call_id, .. }, mut body, auth } = parts;
        let (alloc_hint, context_id, opnum) = (body.u32()?, body.u16()?, body.u16()?);
        let object = if flags & OBJECT_UUID != 0 { Some(body.guid()?) } else { None };
        Ok(Request { flags, call_id, alloc_hint, context_id, opnum, object, stub: body.rest(), auth })
    }
}

impl<'a> Response<'a> {
    #[inline(always)]
    pub(super) fn from_parts(parts: Parts<'a>) -> Result<Self> {
        let Parts { header: Header { flags, call_id, .. }, mut body, auth } = parts;
        let (alloc_hint, context_id) = (body.u32()?, body.u16()?);
        let [cancel_count, _reserved] = body.array()?;
        Ok(Response { flags, call_id, alloc_hint, context_id, cancel_count, stub: body.rest(), auth })
    }
}

impl<'a> Fault<'a> {
    pub(super) fn from_parts(parts: Parts<'a>) -> Result<Self> {
        let Parts { header: Header { flags, call_id, .. }, mut body, auth } = parts;
        let (_alloc_hint, context_id) = (body.u32()?, body.u16()?);
        let [cancel_count, _reserved] = body.array()?;
        let (status, _reserved2) = (body.u32()?, body.u32()?);
        Ok(Fault { flags, call_id, context_id, cancel_count, status, stub: body.rest(), auth })
    }
}

/// `frag_length` of a PDU that a link delivers whole: 0 when the length exceeds the field.
#[inline]
pub(super) fn frag_length(length: usize) -> u16 {
    u16::try_from(length).unwrap_or(0)
}

#[inline(always)]
fn whole(pdu: &[u8], expected: PacketType) -> Result<Parts<'_>> {
    expect_whole(Parts::split(pdu)?, expected)
}

#[inline(always)]
fn expect_whole(parts: Parts<'_>, expected: PacketType) -> Result<Parts<'_>> {
    let Header { packet_type, flags, .. } = parts.header;
    if packet_type != expected {
        return Err(Error::Invalid { what: "PTYPE", offset: 2, found: packet_type as u32 });
    }
    if flags & WHOLE != FIRST_FRAGMENT | LAST_FRAGMENT {
        return Err(Error::Invalid { what: "pfc_flags of a whole message", offset: 3, found: flags.into() });
    }
    Ok(parts)
}

/// A header whose length is set later.
#[inline]
fn header(packet_type: PacketType, flags: u8, call_id: u32) -> [u64; 2] {
    Header { packet_type, flags, frag_length: 0, auth_length: 0, call_id }.words()
}

/// Writes what precedes the stub data.
#[inline]
fn open<const N: usize>(writer: &mut Writer<'_>, head: &[u64; N]) -> OpenPdu {
    let start = writer.len();
    writer.words(head);
    writer.align_from_here();
    OpenPdu { start, stub: writer.len() }
}
