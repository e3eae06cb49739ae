//! The client's last message.

use super::parts::{self, FIELD_LEN, MessageWriter};
use super::{AvPairs, flags};
use crate::{Error, Result};
use std::ops::Range;

const TYPE: u32 = 3;
const LM_RESPONSE: usize = 12;
const NT_RESPONSE: usize = LM_RESPONSE + FIELD_LEN;
const DOMAIN: usize = NT_RESPONSE + FIELD_LEN;
const USER: usize = DOMAIN + FIELD_LEN;
const WORKSTATION: usize = USER + FIELD_LEN;
const SESSION_KEY: usize = WORKSTATION + FIELD_LEN;
const FLAGS: usize = SESSION_KEY + FIELD_LEN;
const FIXED: usize = FLAGS + 4;
const VERSION: Range<usize> = FIXED..FIXED + 8;

/// Where the MIC lies, in a message that has one.
pub(crate) const MIC: Range<usize> = VERSION.end..VERSION.end + 16;

/// AUTHENTICATE_MESSAGE: \[MS-NLMP\] 2.2.1.3.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authenticate<'a> {
    /// What both sides agreed on: [`flags`].
    pub flags: u32,
    /// LmChallengeResponse. Never believed.
    pub lm_response: &'a [u8],
    /// NtChallengeResponse, for [`NtResponse::read`].
    pub nt_response: &'a [u8],
    /// The domain of the account.
    pub domain: String,
    /// The name of the account; empty for an anonymous user.
    pub user: String,
    /// The client's machine, as it says.
    pub workstation: String,
    /// The session's key, encrypted under one that both sides know.
    pub session_key: &'a [u8],
    /// VERSION, when there is room for it before the payload and the flags say so.
    pub version: Option<[u8; 8]>,
    /// MIC, when there is room for it before the payload. Whether it is one, MsvAvFlags says.
    pub mic: Option<[u8; 16]>,
}

impl<'a> Authenticate<'a> {
    /// Reads a message.
    ///
    /// # Errors
    /// [`Error::Malformed`], also for a name that is not UTF-16.
    pub fn read(bytes: &'a [u8]) -> Result<Authenticate<'a>> {
        parts::check_head(bytes, TYPE, FIXED)?;
        let flags = parts::u32_at(bytes, FLAGS, "NegotiateFlags")?;
        let mut payload = bytes.len();
        let mut part = |field, what| -> Result<&'a [u8]> {
            let part = parts::part(bytes, field, FIXED, what)?;
            payload = payload.min(part.offset);
            Ok(part.bytes)
        };
        let lm_response = part(LM_RESPONSE, "LmChallengeResponse")?;
        let nt_response = part(NT_RESPONSE, "NtChallengeResponse")?;
        let domain = part(DOMAIN, "DomainName")?;
        let user = part(USER, "UserName")?;
        let workstation = part(WORKSTATION, "Workstation")?;
        let session_key = part(SESSION_KEY, "EncryptedRandomSessionKey")?;
        let before_payload = &bytes[..payload];
        let version = parts::array(before_payload, VERSION.start, "Version").ok();
        Ok(Authenticate {
            flags,
            lm_response,
            nt_response,
            domain: parts::name(domain, "DomainName")?,
            user: parts::name(user, "UserName")?,
            workstation: parts::name(workstation, "Workstation")?,
            session_key,
            version: version.filter(|_| flags & flags::VERSION != 0),
            mic: parts::array(before_payload, MIC.start, "MIC").ok(),
        })
    }

    /// The message's bytes.
    ///
    /// # Errors
    /// [`Error::TooLong`].
    pub fn write(&self) -> Result<Vec<u8>> {
        let fixed = match (self.version, self.mic) {
            (None, None) => FIXED,
            (Some(_), None) => VERSION.end,
            (_, Some(_)) => MIC.end,
        };
        let mut writer = MessageWriter::new(TYPE, fixed);
        writer.set(FLAGS, &self.flags.to_le_bytes());
        if let Some(version) = &self.version {
            writer.set(VERSION.start, version);
        }
        if let Some(mic) = &self.mic {
            writer.set(MIC.start, mic);
        }
        writer.part(DOMAIN, &parts::utf16(&self.domain), "the domain's name")?;
        writer.part(USER, &parts::utf16(&self.user), "the user's name")?;
        writer.part(WORKSTATION, &parts::utf16(&self.workstation), "the workstation's name")?;
        writer.part(LM_RESPONSE, self.lm_response, "the LM response")?;
        writer.part(NT_RESPONSE, self.nt_response, "the NT response")?;
        writer.part(SESSION_KEY, self.session_key, "the session key")?;
        Ok(writer.finish())
    }
}

/// NTLMv2_RESPONSE: \[MS-NLMP\] 2.2.2.8, with the NTLMv2_CLIENT_CHALLENGE of 2.2.2.7 in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NtResponse<'a> {
    /// NTProofStr.
    pub proof: [u8; 16],
    /// What the proof is of, beside the server's challenge: `temp` of \[MS-NLMP\] 3.3.2.
    pub client_challenge: &'a [u8],
    /// The attributes in it: what the server said of itself, and the client adds.
    pub attributes: AvPairs<'a>,
}

impl<'a> NtResponse<'a> {
    /// Reads NtChallengeResponse.
    ///
    /// # Errors
    /// [`Error::TooWeak`] for a response of NTLMv1, which is 24 bytes long; [`Error::Malformed`].
    pub fn read(bytes: &'a [u8]) -> Result<NtResponse<'a>> {
        const V1_LEN: usize = 24;
        const ATTRIBUTES: usize = 28;
        if bytes.len() == V1_LEN {
            return Err(Error::TooWeak { what: "an NTLMv1 response" });
        }
        let what = "NtChallengeResponse";
        let (proof, client_challenge) = bytes.split_first_chunk().ok_or(Error::Malformed { what })?;
        match client_challenge.split_at_checked(ATTRIBUTES) {
            Some(([1, 1, ..], attributes)) => {
                Ok(NtResponse { proof: *proof, client_challenge, attributes: AvPairs::read(attributes)? })
            }
            _ => Err(Error::Malformed { what }),
        }
    }

    /// `temp`: what a client says at `time` (a FILETIME) with `attributes`, which are a whole list.
    pub(crate) fn client_challenge(time: [u8; 8], challenge: [u8; 8], attributes: &[u8]) -> Vec<u8> {
        let head = [1, 1, 0, 0, 0, 0, 0, 0];
        [&head[..], &time, &challenge, &[0; 4], attributes, &[0; 4]].concat()
    }
}
