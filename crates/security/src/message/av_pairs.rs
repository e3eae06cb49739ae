//! Attributes.

use super::parts;
use crate::{Error, Result};

/// The attributes' numbers: \[MS-NLMP\] 2.2.2.1, "AV_PAIR".
pub mod av {
    /// MsvAvEOL: the end.
    pub const EOL: u16 = 0;
    /// MsvAvNbComputerName: the server's NetBIOS name.
    pub const NB_COMPUTER_NAME: u16 = 1;
    /// MsvAvNbDomainName: its domain's NetBIOS name.
    pub const NB_DOMAIN_NAME: u16 = 2;
    /// MsvAvDnsComputerName: its full DNS name.
    pub const DNS_COMPUTER_NAME: u16 = 3;
    /// MsvAvDnsDomainName: its domain's DNS name.
    pub const DNS_DOMAIN_NAME: u16 = 4;
    /// MsvAvFlags: of the client; [`FLAG_MIC`].
    pub const FLAGS: u16 = 6;
    /// MsvAvTimestamp: the server's time, a FILETIME.
    pub const TIMESTAMP: u16 = 7;
    /// MsvAvTargetName: the name by which the client knows the server (SPN).
    pub const TARGET_NAME: u16 = 9;
    /// MsvAvChannelBindings: MD5 of the channel's own identity; zeros when it has none.
    pub const CHANNEL_BINDINGS: u16 = 10;

    /// Of MsvAvFlags: the last message has a MIC.
    pub const FLAG_MIC: u32 = 0x2;
}

/// A list of attributes that was found to end where it should: \[MS-NLMP\] 2.2.2.1, "AV_PAIR".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AvPairs<'a>(&'a [u8]);

impl<'a> AvPairs<'a> {
    /// Takes the list that `bytes` begin with.
    ///
    /// # Errors
    /// [`Error::Malformed`] when an attribute is longer than what is left, or the end is not marked.
    pub fn read(bytes: &'a [u8]) -> Result<AvPairs<'a>> {
        let mut rest = bytes;
        loop {
            let (id, _, after) = first(rest).ok_or(Error::Malformed { what: "a list of AV_PAIR" })?;
            rest = after;
            if id == av::EOL {
                return Ok(AvPairs(&bytes[..bytes.len() - rest.len()]));
            }
        }
    }

    /// The attributes in order, without the mark of the end.
    pub fn iter(&self) -> impl Iterator<Item = (u16, &'a [u8])> + use<'a> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let (id, value, after) = first(rest)?;
            rest = after;
            (id != av::EOL).then_some((id, value))
        })
    }

    /// The first attribute of that number.
    pub fn find(&self, id: u16) -> Option<&'a [u8]> {
        self.iter().find(|(found, _)| *found == id).map(|(_, value)| value)
    }

    /// The attribute as a name.
    ///
    /// # Errors
    /// [`Error::Malformed`] when it is not UTF-16.
    pub fn name(&self, id: u16) -> Result<Option<String>> {
        self.find(id).map(|value| parts::name(value, "a name in an AV_PAIR")).transpose()
    }

    /// The list's bytes, the mark of the end included.
    pub fn as_bytes(&self) -> &'a [u8] {
        self.0
    }
}

/// Makes a list of attributes.
#[derive(Default)]
pub(crate) struct AvPairsWriter(Vec<u8>);

impl AvPairsWriter {
    pub(crate) fn push(&mut self, id: u16, value: &[u8]) -> Result<()> {
        let limit = usize::from(u16::MAX);
        let what = "an attribute";
        let length = u16::try_from(value.len()).map_err(|_| Error::TooLong { what, limit })?;
        self.0.extend(id.to_le_bytes().into_iter().chain(length.to_le_bytes()));
        self.0.extend_from_slice(value);
        Ok(())
    }

    pub(crate) fn push_name(&mut self, id: u16, name: &str) -> Result<()> {
        self.push(id, &parts::utf16(name))
    }

    pub(crate) fn finish(mut self) -> Vec<u8> {
        self.0.extend([0; 4]);
        self.0
    }
}

/// The first attribute, its number before it, and what follows.
fn first(bytes: &[u8]) -> Option<(u16, &[u8], &[u8])> {
    let (&[a, b, c, d], rest) = bytes.split_first_chunk()?;
    let (value, after) = rest.split_at_checked(u16::from_le_bytes([c, d]).into())?;
    Some((u16::from_le_bytes([a, b]), value, after))
}
