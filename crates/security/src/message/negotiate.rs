//! The client's first message.

use super::parts::{self, FIELD_LEN, MessageWriter};
use super::{VERSION, flags};
use crate::{Error, Result};

const TYPE: u32 = 1;
const FLAGS: usize = 12;
const DOMAIN: usize = 16;
const WORKSTATION: usize = DOMAIN + FIELD_LEN;
const FIXED: usize = WORKSTATION + FIELD_LEN;
/// More than any client sends. A server keeps the message before it knows who sent it.
const MAX_LEN: usize = 1024;

/// NEGOTIATE_MESSAGE: \[MS-NLMP\] 2.2.1.1. The names of domain and workstation, which it may have, are checked
/// to lie within it, and then left alone: the last message says them again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Negotiate {
    /// What the client wants: [`flags`].
    pub flags: u32,
}

impl Negotiate {
    /// Reads a message.
    ///
    /// # Errors
    /// [`Error::Malformed`], also for more than 1,024 bytes.
    pub fn read(bytes: &[u8]) -> Result<Negotiate> {
        if bytes.len() > MAX_LEN {
            return Err(Error::Malformed { what: "the length of a NEGOTIATE_MESSAGE" });
        }
        parts::check_head(bytes, TYPE, FIXED)?;
        let flags = parts::u32_at(bytes, FLAGS, "NegotiateFlags")?;
        if flags & flags::VERSION != 0 {
            parts::array::<8>(bytes, FIXED, "Version")?;
        }
        parts::part(bytes, DOMAIN, FIXED, "DomainName")?;
        parts::part(bytes, WORKSTATION, FIXED, "Workstation")?;
        Ok(Negotiate { flags })
    }

    /// The message's bytes, without names.
    pub fn write(&self) -> Vec<u8> {
        let version = self.flags & flags::VERSION != 0;
        let fixed = FIXED + if version { VERSION.len() } else { 0 };
        let mut writer = MessageWriter::new(TYPE, fixed);
        writer.set(FLAGS, &self.flags.to_le_bytes());
        for field in [DOMAIN, WORKSTATION] {
            writer.set(field + 4, &(fixed as u32).to_le_bytes());
        }
        if version {
            writer.set(FIXED, &VERSION);
        }
        writer.finish()
    }
}
