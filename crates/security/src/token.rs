//! The trailer that carries a token while a session is set up.

use crate::{Error, Level, Result};
use oxcom_wire::pdu::SecurityTrailer;

/// RPC_C_AUTHN_WINNT, the auth_type of NTLM: \[MS-RPCE\] 2.2.1.1.7, "Security Providers".
pub const AUTHN_WINNT: u8 = 10;

/// What the authentication trailer of a bind, bind_ack, alter_context, alter_context_resp or rpc_auth_3 says:
/// \[MS-RPCE\] 2.2.2.11, "sec_trailer Structure".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    /// How much the session is to protect.
    pub level: Level,
    /// auth_context_id: which session of the connection. The client chooses the number.
    pub context_id: u32,
    /// The NTLM message.
    pub bytes: &'a [u8],
}

impl<'a> Token<'a> {
    /// Reads a PDU's `auth`.
    ///
    /// # Errors
    /// [`Error::Pdu`] for fewer bytes than the fixed part has; [`Error::TooWeak`] for a level below
    /// [`Level::Integrity`]; [`Error::Malformed`] for another security provider than NTLM or an unknown level.
    pub fn read(auth: &'a [u8]) -> Result<Token<'a>> {
        let trailer = SecurityTrailer::read(auth)?;
        if trailer.auth_type != AUTHN_WINNT {
            return Err(Error::Malformed { what: "auth_type, which is not NTLM's," });
        }
        let level = Level::from_wire(trailer.auth_level)?;
        Ok(Token { level, context_id: trailer.context_id, bytes: trailer.value })
    }

    /// The trailer's bytes, for the `auth` of a PDU.
    pub fn to_vec(&self) -> Vec<u8> {
        trailer(self.level, self.context_id, 0, self.bytes).to_vec()
    }
}

/// A trailer of NTLM's.
pub(crate) fn trailer(level: Level, context_id: u32, pad_length: u8, value: &[u8]) -> SecurityTrailer<'_> {
    SecurityTrailer { auth_type: AUTHN_WINNT, auth_level: level as u8, pad_length, context_id, value }
}
