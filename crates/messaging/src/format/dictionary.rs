//! The strings that the two sides of binary XML know by number: the static ones of [MC-NBFS], and those of a session,
//! [MC-NBFSE].

use super::{Cursor, Fault, Read};
use crate::Result;

/// The static dictionary, [MC-NBFS] 2.2, as far as SOAP and WS-Addressing go; string n has the number 2 n. The rest is
/// that of security and reliable sessions, whose names no message of this contract has.
const STATIC: [&str; 112] = [
    "mustUnderstand",
    "Envelope",
    "http://www.w3.org/2003/05/soap-envelope",
    "http://www.w3.org/2005/08/addressing",
    "Header",
    "Action",
    "To",
    "Body",
    "Algorithm",
    "RelatesTo",
    "http://www.w3.org/2005/08/addressing/anonymous",
    "URI",
    "Reference",
    "MessageID",
    "Id",
    "Identifier",
    "http://schemas.xmlsoap.org/ws/2005/02/rm",
    "Transforms",
    "Transform",
    "DigestMethod",
    "DigestValue",
    "Address",
    "ReplyTo",
    "SequenceAcknowledgement",
    "AcknowledgementRange",
    "Upper",
    "Lower",
    "BufferRemaining",
    "http://schemas.microsoft.com/ws/2006/05/rm",
    "http://schemas.xmlsoap.org/ws/2005/02/rm/SequenceAcknowledgement",
    "SecurityTokenReference",
    "Sequence",
    "MessageNumber",
    "http://www.w3.org/2000/09/xmldsig#",
    "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
    "KeyInfo",
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd",
    "http://www.w3.org/2001/04/xmlenc#",
    "http://schemas.xmlsoap.org/ws/2005/02/sc",
    "DerivedKeyToken",
    "Nonce",
    "Signature",
    "SignedInfo",
    "CanonicalizationMethod",
    "SignatureMethod",
    "SignatureValue",
    "DataReference",
    "EncryptedData",
    "EncryptionMethod",
    "CipherData",
    "CipherValue",
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd",
    "Security",
    "Timestamp",
    "Created",
    "Expires",
    "Length",
    "ReferenceList",
    "ValueType",
    "Type",
    "EncryptedHeader",
    "http://docs.oasis-open.org/wss/oasis-wss-wssecurity-secext-1.1.xsd",
    "RequestSecurityTokenResponseCollection",
    "http://schemas.xmlsoap.org/ws/2005/02/trust",
    "http://schemas.xmlsoap.org/ws/2005/02/trust#BinarySecret",
    "http://schemas.microsoft.com/ws/2006/02/transactions",
    "s",
    "Fault",
    "MustUnderstand",
    "role",
    "relay",
    "Code",
    "Reason",
    "Text",
    "Node",
    "Role",
    "Detail",
    "Value",
    "Subcode",
    "NotUnderstood",
    "qname",
    "",
    "From",
    "FaultTo",
    "EndpointReference",
    "PortType",
    "ServiceName",
    "PortName",
    "ReferenceProperties",
    "RelationshipType",
    "Reply",
    "a",
    "http://schemas.xmlsoap.org/ws/2006/02/addressingidentity",
    "Identity",
    "Spn",
    "Upn",
    "Rsa",
    "Dns",
    "X509v3Certificate",
    "http://www.w3.org/2005/08/addressing/fault",
    "ReferenceParameters",
    "IsReferenceParameter",
    "http://www.w3.org/2005/08/addressing/reply",
    "http://www.w3.org/2005/08/addressing/none",
    "Metadata",
    "http://schemas.xmlsoap.org/ws/2004/08/addressing",
    "http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous",
    "http://schemas.xmlsoap.org/ws/2004/08/addressing/fault",
    "http://schemas.xmlsoap.org/ws/2004/06/addressingex",
    "RedirectTo",
    "Via",
    "http://www.w3.org/2001/10/xml-exc-c14n#",
];

/// The most bytes that the strings of a session may take together.
const SESSION_LIMIT: usize = 64 << 10;

/// The strings that the other side of a session has sent, by odd numbers in order.
#[derive(Clone, Debug, Default)]
pub struct Session {
    strings: Vec<String>,
    size: usize,
}

impl Session {
    /// Takes the string table from the beginning of an envelope, [MC-NBFSE] 2.1, and says where the document begins.
    ///
    /// # Errors
    /// [`Error::Malformed`](crate::Error::Malformed) when it is none, or the session's strings are too many.
    pub fn take_table(&mut self, envelope: &[u8]) -> Result<usize> {
        let mut cursor = Cursor::new(envelope);
        self.read(&mut cursor).map(|()| cursor.position()).map_err(|fault| fault.of("MC-NBFSE"))
    }

    fn read(&mut self, cursor: &mut Cursor<'_>) -> Read<()> {
        let length = cursor.packed_u31()?;
        let mut table = Cursor::new(cursor.take(length)?);
        while !table.is_empty() {
            let length = table.packed_u31()?;
            let string = table.utf8(length)?.to_owned();
            // An empty string costs as well.
            self.size += length + 8;
            if self.size > SESSION_LIMIT {
                return Err(Fault::Wrong("the session's strings are too many".to_owned()));
            }
            self.strings.push(string);
        }
        Ok(())
    }

    /// The string of a number; a static string outside the known part reads as empty, which no name is.
    pub(super) fn string(&self, number: usize) -> Read<&str> {
        if number.is_multiple_of(2) {
            return Ok(STATIC.get(number / 2).copied().unwrap_or(""));
        }
        let found = self.strings.get(number / 2).map(String::as_str);
        found.ok_or_else(|| Fault::Wrong(format!("the session has no string {number}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_specification() {
        let session = Session::default();
        for (number, string) in [
            (0x02, "Envelope"),
            (0x14, "http://www.w3.org/2005/08/addressing/anonymous"),
            (0x1a, "MessageID"),
            (0x2c, "ReplyTo"),
            (0x86, "Fault"),
            (0x9a, "Value"),
            (0xc6, "http://www.w3.org/2005/08/addressing/fault"),
            (0xde, "http://www.w3.org/2001/10/xml-exc-c14n#"),
            (0x3ca, ""),
        ] {
            assert_eq!(session.string(number), Ok(string));
        }
    }

    #[test]
    fn a_session_learns_strings_and_has_a_limit() {
        let mut session = Session::default();
        assert_eq!(session.take_table(b"\x05\x04dataV").unwrap(), 6);
        assert_eq!(session.string(1), Ok("data"));
        assert!(session.string(3).is_err());
        assert!(session.take_table(b"\x05\x09data").is_err());
        let mut empties = vec![0xff, 0x7f];
        empties.extend([0; 0x3fff]);
        assert!(session.take_table(&empties).is_err(), "many empty strings");
    }
}
