//! Where an exporter is found: string bindings and security bindings.

use crate::ndr::{Reader, Writer};
use crate::{Error, Result};

/// ncacn_ip_tcp: \[C706\] Appendix I, "Protocol Identifiers". The address is "host" or "host\[port\]".
pub const TOWER_NCACN_IP_TCP: u16 = 0x07;

/// A Unix domain socket of this machine: \[C706\] Appendix I, "Protocol Identifiers". The address is the
/// socket's path.
pub const TOWER_UNIX_STREAM: u16 = 0x20;

/// What the reserved field of a [`SecurityBinding`] holds.
pub const AUTHZ_NONE: u16 = 0xffff;

/// One way to reach an exporter or object resolver: \[MS-DCOM\] 2.2.19.3, "STRINGBINDING".
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct StringBinding {
    /// wTowerId: the protocol, [`TOWER_NCACN_IP_TCP`] or [`TOWER_UNIX_STREAM`], say. Never 0, which ends the
    /// list.
    pub tower_id: u16,
    /// aNetworkAddr: the address, in the protocol's own form, without the terminating null.
    pub address: String,
}

/// One way to authenticate: \[MS-DCOM\] 2.2.19.4, "SECURITYBINDING".
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SecurityBinding {
    /// wAuthnSvc: RPC_C_AUTHN_WINNT, say. Never 0, which ends the list.
    pub authentication_service: u16,
    /// Reserved: [`AUTHZ_NONE`].
    pub authorization_service: u16,
    /// aPrincName: the server's principal name, or empty.
    pub principal: String,
}

/// The addresses of an exporter or object resolver and what it wants for authentication: \[MS-DCOM\]
/// 2.2.19.1, "DUALSTRINGARRAY (Packet Version)".
///
/// Both lists are in decreasing order of preference. What is in a value has a form on the wire:
/// [`new`](Self::new) checks.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct DualStringArray {
    strings: Vec<StringBinding>,
    security: Vec<SecurityBinding>,
}

impl StringBinding {
    /// A socket of this machine.
    pub fn unix(path: impl Into<String>) -> Self {
        StringBinding { tower_id: TOWER_UNIX_STREAM, address: path.into() }
    }
}

impl DualStringArray {
    /// Checks that the lists can be written.
    ///
    /// # Errors
    /// [`Error::Unrepresentable`] for a tower or authentication service 0 or a string with a null in it;
    /// [`Error::TooLong`] for more than 65,535 UTF-16 units in all, terminators and ids included.
    pub fn new(strings: Vec<StringBinding>, security: Vec<SecurityBinding>) -> Result<Self> {
        let bad_string = |binding: &StringBinding| binding.tower_id == 0 || binding.address.contains('\0');
        if strings.iter().any(bad_string) {
            return Err(Error::Unrepresentable {
                what: "a string binding with tower 0 or a null in its address",
            });
        }
        let bad_security = |binding: &SecurityBinding| {
            binding.authentication_service == 0 || binding.principal.contains('\0')
        };
        if security.iter().any(bad_security) {
            return Err(Error::Unrepresentable {
                what: "a security binding with service 0 or a null in its name",
            });
        }
        let array = DualStringArray { strings, security };
        let (length, limit) = (array.units(), usize::from(u16::MAX));
        if length > limit {
            return Err(Error::TooLong { what: "a DUALSTRINGARRAY, in UTF-16 units,", length, limit });
        }
        Ok(array)
    }

    /// The addresses.
    pub fn strings(&self) -> &[StringBinding] {
        &self.strings
    }

    /// What is wanted for authentication.
    pub fn security(&self) -> &[SecurityBinding] {
        &self.security
    }

    /// The path of the socket on which an exporter of this machine listens, if one is named.
    pub fn unix_path(&self) -> Option<&str> {
        let local = self.strings.iter().find(|binding| binding.tower_id == TOWER_UNIX_STREAM);
        local.map(|binding| binding.address.as_str())
    }

    /// Reads a packet-version array at the start of `bytes` and says how long it is.
    ///
    /// # Errors
    /// [`Error::Inconsistent`] when wSecurityOffset lies outside, or the array could not be written again;
    /// [`Error::BadString`]; [`Error::Truncated`].
    pub fn read(bytes: &[u8]) -> Result<(Self, usize)> {
        let mut reader = Reader::new(bytes);
        let array = Self::read_from(&mut reader)?;
        Ok((array, reader.position()))
    }

    /// Writes the packet version, unaligned. A list without entries is written as two nulls, as the
    /// specification's smallest array has it.
    pub fn write_to(&self, writer: &mut Writer<'_>) {
        let (units, security_offset) = self.encode();
        debug_assert_eq!(units.len(), self.units());
        // `new` and `read` let no array pass that is too long for these.
        writer.bytes(&(units.len() as u16).to_le_bytes());
        writer.bytes(&(security_offset as u16).to_le_bytes());
        for unit in units {
            writer.bytes(&unit.to_le_bytes());
        }
    }

    /// Writes what a pointer to a DUALSTRINGARRAY refers to, in a call: its length precedes it.
    pub fn write_ndr(&self, writer: &mut Writer<'_>) {
        writer.count(self.units() as u32);
        self.write_to(writer);
    }

    /// Reads what [`write_ndr`](Self::write_ndr) wrote.
    ///
    /// # Errors
    /// Those of [`read`](Self::read); [`Error::CountTooLarge`].
    pub fn read_ndr(reader: &mut Reader<'_>) -> Result<Self> {
        reader.count(2)?;
        Self::read_from(reader)
    }

    /// The addresses of one protocol.
    pub fn addresses(&self, tower_id: u16) -> impl Iterator<Item = &str> {
        let of_protocol = self.strings.iter().filter(move |binding| binding.tower_id == tower_id);
        of_protocol.map(|binding| binding.address.as_str())
    }

    /// Reads it without aligning. Wine's arrays without any entry at all are taken for empty ones.
    pub(super) fn read_from(reader: &mut Reader<'_>) -> Result<Self> {
        let start = reader.offset();
        let [entries, security_offset] = [take(reader)?, take(reader)?].map(usize::from);
        if security_offset > entries {
            return Err(Error::Inconsistent { what: "wSecurityOffset", offset: start + 2 });
        }
        let mut strings = Units::new(reader, security_offset)?;
        let mut security = Units::new(reader, entries - security_offset)?;
        let array =
            DualStringArray { strings: strings.string_bindings()?, security: security.security_bindings()? };
        // An array of the greatest length may have had a shorter list without entries than is written.
        if array.units() > usize::from(u16::MAX) {
            return Err(Error::Inconsistent { what: "wNumEntries", offset: start });
        }
        Ok(array)
    }

    /// How many UTF-16 units both lists take on the wire.
    fn units(&self) -> usize {
        let string = |text: &str, ids: usize| ids + text.encode_utf16().count() + 1;
        let strings = self.strings.iter().map(|binding| string(&binding.address, 1));
        let security = self.security.iter().map(|binding| string(&binding.principal, 2));
        let end = |empty: bool| if empty { 2 } else { 1 };
        strings.sum::<usize>()
            + end(self.strings.is_empty())
            + security.sum::<usize>()
            + end(self.security.is_empty())
    }

    /// The units of both lists, and where the second begins.
    fn encode(&self) -> (Vec<u16>, usize) {
        let mut units = Vec::new();
        for binding in &self.strings {
            units.push(binding.tower_id);
            units.extend(binding.address.encode_utf16());
            units.push(0);
        }
        end_list(&mut units, self.strings.is_empty());
        let security_offset = units.len();
        for binding in &self.security {
            units.extend([binding.authentication_service, binding.authorization_service]);
            units.extend(binding.principal.encode_utf16());
            units.push(0);
        }
        end_list(&mut units, self.security.is_empty());
        (units, security_offset)
    }
}

fn end_list(units: &mut Vec<u16>, empty: bool) {
    units.push(0);
    if empty {
        units.push(0);
    }
}

fn take(reader: &mut Reader<'_>) -> Result<u16> {
    reader.array().map(u16::from_le_bytes)
}

/// One of the two lists, read unit by unit.
struct Units<'a> {
    reader: Reader<'a>,
}

impl<'a> Units<'a> {
    fn new(reader: &mut Reader<'a>, count: usize) -> Result<Self> {
        Ok(Units { reader: reader.sub_reader(count * 2)? })
    }

    fn string_bindings(&mut self) -> Result<Vec<StringBinding>> {
        let mut bindings = Vec::new();
        while let Some(tower_id) = self.next_id()? {
            bindings.push(StringBinding { tower_id, address: self.string()? });
        }
        Ok(bindings)
    }

    fn security_bindings(&mut self) -> Result<Vec<SecurityBinding>> {
        let mut bindings = Vec::new();
        while let Some(authentication_service) = self.next_id()? {
            let authorization_service = take(&mut self.reader)?;
            bindings.push(SecurityBinding {
                authentication_service,
                authorization_service,
                principal: self.string()?,
            });
        }
        Ok(bindings)
    }

    /// What the next binding begins with; `None` at the null that ends the list, or when there is no list.
    fn next_id(&mut self) -> Result<Option<u16>> {
        if self.reader.position() == 0 && self.reader.remaining() == 0 {
            return Ok(None);
        }
        take(&mut self.reader).map(|id| (id != 0).then_some(id))
    }

    fn string(&mut self) -> Result<String> {
        let offset = self.reader.offset();
        let bad = Error::BadString { offset };
        let bytes = self.reader.clone().rest();
        let mut units = bytes.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
        let length = units.clone().position(|unit| unit == 0).ok_or(bad)?;
        self.reader.bytes(length * 2 + 2)?;
        char::decode_utf16(units.by_ref().take(length))
            .collect::<std::result::Result<_, _>>()
            .map_err(|_| bad)
    }
}
