//! Binding: which interfaces a connection speaks, and in which encoding.

use super::{PacketType, Parts, write_with_auth};
use crate::ndr::{Reader, Writer};
use crate::{Error, Result};
use windows_core::GUID;

/// An interface or an encoding with its version: p_syntax_id_t of \[C706\] 12.6.3, "Connection-oriented PDU
/// Data Types".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct SyntaxId {
    /// The interface's IID, or the encoding's UUID.
    pub id: GUID,
    /// The major version in the low 16 bits, the minor version in the high ones.
    pub version: u32,
}

/// NDR 2.0: \[C706\] Appendix I, "Protocol Identifiers". The only encoding that this crate has.
pub const NDR_SYNTAX: SyntaxId =
    SyntaxId { id: GUID::from_u128(0x8a885d04_1ceb_11c9_9fe8_08002b104860), version: 2 };

/// A proposal to speak one interface in one of several encodings: p_cont_elem_t of \[C706\] 12.6.3,
/// "Connection-oriented PDU Data Types".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PresentationContext {
    /// The number by which requests will name the context.
    pub id: u16,
    /// The interface.
    pub abstract_syntax: SyntaxId,
    /// The encodings offered, at most 255.
    pub transfer_syntaxes: Vec<SyntaxId>,
}

/// The bind and alter_context PDUs, which are alike: \[C706\] 12.6.4.3 and 12.6.4.1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bind {
    /// pfc_flags.
    pub flags: u8,
    /// Which exchange of the connection.
    pub call_id: u32,
    /// The longest fragment the client will send, in bytes.
    pub max_transmit_fragment: u16,
    /// The longest fragment the client will take, in bytes.
    pub max_receive_fragment: u16,
    /// The association group to join; 0 for a new one.
    pub association_group: u32,
    /// What is proposed, at most 255.
    pub contexts: Vec<PresentationContext>,
    /// The authentication trailer, or empty.
    pub auth: Vec<u8>,
}

/// The answer to one proposed context: p_result_t of \[C706\] 12.6.3, "Connection-oriented PDU Data Types".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContextResult {
    /// 0 accepted, 1 refused by the user, 2 refused by the provider, 3 negotiate_ack (\[MS-RPCE\] 2.2.2.4).
    pub result: u16,
    /// Why refused; for negotiate_ack, the features granted.
    pub reason: u16,
    /// The encoding chosen; zeros when refused.
    pub transfer_syntax: SyntaxId,
}

/// The bind_ack and alter_context_resp PDUs, which are alike: \[C706\] 12.6.4.4 and 12.6.4.2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BindAck {
    /// pfc_flags.
    pub flags: u8,
    /// The call id of the bind.
    pub call_id: u32,
    /// The longest fragment the server will send, in bytes.
    pub max_transmit_fragment: u16,
    /// The longest fragment the server will take, in bytes.
    pub max_receive_fragment: u16,
    /// The association group that the connection belongs to.
    pub association_group: u32,
    /// sec_addr, the endpoint for further connections, with the terminating zero that counts as part of it;
    /// may be empty.
    pub secondary_address: Vec<u8>,
    /// One for each proposed context, in order.
    pub results: Vec<ContextResult>,
    /// The authentication trailer, or empty.
    pub auth: Vec<u8>,
}

/// The bind_nak PDU: \[C706\] 12.6.4.5; \[MS-RPCE\] 2.2.2.9, "bind_nak Packet", whose extended error
/// information is not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BindNak {
    /// The call id of the bind.
    pub call_id: u32,
    /// provider_reject_reason.
    pub reason: u16,
    /// The protocol versions, major and minor, that the server speaks; at most 255.
    pub versions: Vec<(u8, u8)>,
}

impl Bind {
    /// Writes a bind PDU.
    ///
    /// # Errors
    /// [`Error::TooLong`] for more than 255 contexts, more than 255 encodings of one, or more than 65,535
    /// bytes in all; [`Error::Unrepresentable`] for an `auth` without value. What was written by then is
    /// of no use.
    pub fn write(&self, writer: &mut Writer<'_>) -> Result<()> {
        self.write_as(PacketType::Bind, writer)
    }

    /// Writes an alter_context PDU.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    pub fn write_alter_context(&self, writer: &mut Writer<'_>) -> Result<()> {
        self.write_as(PacketType::AlterContext, writer)
    }

    fn write_as(&self, packet_type: PacketType, writer: &mut Writer<'_>) -> Result<()> {
        let contexts = small_count("presentation contexts", self.contexts.len())?;
        let mut encodings = Vec::with_capacity(self.contexts.len());
        for context in &self.contexts {
            encodings.push(small_count("transfer syntaxes", context.transfer_syntaxes.len())?);
        }
        write_with_auth(writer, packet_type, self.flags, self.call_id, &self.auth, |writer| {
            writer.u16(self.max_transmit_fragment);
            writer.u16(self.max_receive_fragment);
            writer.u32(self.association_group);
            writer.bytes(&[contexts, 0, 0, 0]);
            for (context, encodings) in self.contexts.iter().zip(encodings) {
                writer.u16(context.id);
                writer.bytes(&[encodings, 0]);
                context.abstract_syntax.write(writer);
                context.transfer_syntaxes.iter().for_each(|syntax| syntax.write(writer));
            }
        })
    }

    pub(super) fn from_parts(parts: Parts<'_>) -> Result<Self> {
        let Parts { header, mut body, auth } = parts;
        let (max_transmit_fragment, max_receive_fragment) = (body.u16()?, body.u16()?);
        let association_group = body.u32()?;
        let [count, ..] = body.array::<4>()?;
        let contexts = (0..count).map(|_| PresentationContext::read(&mut body)).collect::<Result<_>>()?;
        Ok(Bind {
            flags: header.flags,
            call_id: header.call_id,
            max_transmit_fragment,
            max_receive_fragment,
            association_group,
            contexts,
            auth: auth.to_vec(),
        })
    }
}

impl BindAck {
    /// Writes a bind_ack PDU.
    ///
    /// # Errors
    /// [`Error::TooLong`] for more than 255 results, an address of more than 65,535 bytes, or as many bytes
    /// in all; [`Error::Unrepresentable`] for an `auth` without value. What was written by then is of no
    /// use.
    pub fn write(&self, writer: &mut Writer<'_>) -> Result<()> {
        self.write_as(PacketType::BindAck, writer)
    }

    /// Writes an alter_context_resp PDU.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    pub fn write_alter_context_response(&self, writer: &mut Writer<'_>) -> Result<()> {
        self.write_as(PacketType::AlterContextResponse, writer)
    }

    fn write_as(&self, packet_type: PacketType, writer: &mut Writer<'_>) -> Result<()> {
        let results = small_count("context results", self.results.len())?;
        let (length, limit) = (self.secondary_address.len(), usize::from(u16::MAX));
        let address_length = u16::try_from(length).map_err(|_| Error::TooLong {
            what: "a secondary address",
            length,
            limit,
        })?;
        write_with_auth(writer, packet_type, self.flags, self.call_id, &self.auth, |writer| {
            writer.u16(self.max_transmit_fragment);
            writer.u16(self.max_receive_fragment);
            writer.u32(self.association_group);
            writer.u16(address_length);
            writer.bytes(&self.secondary_address);
            writer.align(4);
            writer.bytes(&[results, 0, 0, 0]);
            for result in &self.results {
                writer.u16(result.result);
                writer.u16(result.reason);
                result.transfer_syntax.write(writer);
            }
        })
    }

    pub(super) fn from_parts(parts: Parts<'_>) -> Result<Self> {
        let Parts { header, mut body, auth } = parts;
        let (max_transmit_fragment, max_receive_fragment) = (body.u16()?, body.u16()?);
        let association_group = body.u32()?;
        let address_length = body.u16()?;
        let secondary_address = body.bytes(address_length.into())?.to_vec();
        body.align(4)?;
        let [count, ..] = body.array::<4>()?;
        let results = (0..count).map(|_| ContextResult::read(&mut body)).collect::<Result<_>>()?;
        Ok(BindAck {
            flags: header.flags,
            call_id: header.call_id,
            max_transmit_fragment,
            max_receive_fragment,
            association_group,
            secondary_address,
            results,
            auth: auth.to_vec(),
        })
    }
}

impl BindNak {
    /// Writes a bind_nak PDU.
    ///
    /// # Errors
    /// [`Error::TooLong`] for more than 255 versions.
    pub fn write(&self, writer: &mut Writer<'_>) -> Result<()> {
        let versions = small_count("protocol versions", self.versions.len())?;
        write_with_auth(writer, PacketType::BindNak, super::WHOLE, self.call_id, &[], |writer| {
            writer.u16(self.reason);
            writer.u8(versions);
            self.versions.iter().for_each(|(major, minor)| writer.bytes(&[*major, *minor]));
        })
    }

    pub(super) fn from_parts(parts: Parts<'_>) -> Result<Self> {
        let Parts { header, mut body, .. } = parts;
        let (reason, count) = (body.u16()?, body.u8()?);
        let versions =
            (0..count).map(|_| body.array().map(|[major, minor]| (major, minor))).collect::<Result<_>>()?;
        Ok(BindNak { call_id: header.call_id, reason, versions })
    }
}

impl SyntaxId {
    fn write(&self, writer: &mut Writer<'_>) {
        writer.guid(&self.id);
        writer.u32(self.version);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self> {
        Ok(SyntaxId { id: reader.guid()?, version: reader.u32()? })
    }
}

impl PresentationContext {
    fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let id = reader.u16()?;
        let [count, _reserved] = reader.array()?;
        let abstract_syntax = SyntaxId::read(reader)?;
        let transfer_syntaxes = (0..count).map(|_| SyntaxId::read(reader)).collect::<Result<_>>()?;
        Ok(PresentationContext { id, abstract_syntax, transfer_syntaxes })
    }
}

impl ContextResult {
    fn read(reader: &mut Reader<'_>) -> Result<Self> {
        Ok(ContextResult {
            result: reader.u16()?,
            reason: reader.u16()?,
            transfer_syntax: SyntaxId::read(reader)?,
        })
    }
}

/// A count that the wire has one byte for.
fn small_count(what: &'static str, length: usize) -> Result<u8> {
    u8::try_from(length).map_err(|_| Error::TooLong { what, length, limit: 255 })
}
