//! The server's message.

use super::parts::{self, FIELD_LEN, MessageWriter};
use super::{AvPairs, flags};
use crate::Result;

const TYPE: u32 = 2;
const TARGET_NAME: usize = 12;
const FLAGS: usize = TARGET_NAME + FIELD_LEN;
const SERVER_CHALLENGE: usize = FLAGS + 4;
const TARGET_INFO: usize = SERVER_CHALLENGE + 8 + 8;
const FIXED: usize = TARGET_INFO + FIELD_LEN;

/// CHALLENGE_MESSAGE: \[MS-NLMP\] 2.2.1.2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge<'a> {
    /// What the server grants: [`flags`].
    pub flags: u32,
    /// The number, random, that the client's answer proves to know.
    pub server_challenge: [u8; 8],
    /// The name of the server or its domain.
    pub target_name: String,
    /// What else the server says of itself; `None` when it says nothing.
    pub target_info: Option<AvPairs<'a>>,
    /// VERSION. Written when the flags say so.
    pub version: [u8; 8],
}

impl<'a> Challenge<'a> {
    /// Reads a message.
    ///
    /// # Errors
    /// [`Error::Malformed`](crate::Error::Malformed), also for a name that is not UTF-16.
    pub fn read(bytes: &'a [u8]) -> Result<Challenge<'a>> {
        parts::check_head(bytes, TYPE, FIXED)?;
        let flags = parts::u32_at(bytes, FLAGS, "NegotiateFlags")?;
        let version = match flags & flags::VERSION {
            0 => [0; 8],
            _ => parts::array(bytes, FIXED, "Version")?,
        };
        let target_name = parts::part(bytes, TARGET_NAME, FIXED, "TargetName")?;
        let target_info = parts::part(bytes, TARGET_INFO, FIXED, "TargetInfo")?;
        Ok(Challenge {
            flags,
            server_challenge: parts::array(bytes, SERVER_CHALLENGE, "ServerChallenge")?,
            target_name: parts::name(target_name.bytes, "TargetName")?,
            target_info: match target_info.bytes {
                [] => None,
                pairs => Some(AvPairs::read(pairs)?),
            },
            version,
        })
    }

    /// The message's bytes.
    ///
    /// # Errors
    /// [`Error::TooLong`](crate::Error::TooLong).
    pub fn write(&self) -> Result<Vec<u8>> {
        let version = self.flags & flags::VERSION != 0;
        let mut writer = MessageWriter::new(TYPE, FIXED + if version { self.version.len() } else { 0 });
        writer.set(FLAGS, &self.flags.to_le_bytes());
        writer.set(SERVER_CHALLENGE, &self.server_challenge);
        if version {
            writer.set(FIXED, &self.version);
        }
        writer.part(TARGET_NAME, &parts::utf16(&self.target_name), "the server's name")?;
        let info = self.target_info.map_or(&[][..], |pairs| pairs.as_bytes());
        writer.part(TARGET_INFO, info, "what the server says of itself")?;
        Ok(writer.finish())
    }
}
