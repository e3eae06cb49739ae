//! What two sides agree on: \[MS-NLMP\] 2.2.2.5, "NEGOTIATE".

use crate::{Error, Level, Result};

/// NTLMSSP_NEGOTIATE_UNICODE: names are UTF-16.
pub const UNICODE: u32 = 0x0000_0001;
/// NTLMSSP_REQUEST_TARGET: the challenge shall name the server.
pub const REQUEST_TARGET: u32 = 0x0000_0004;
/// NTLMSSP_NEGOTIATE_SIGN: messages are signed.
pub const SIGN: u32 = 0x0000_0010;
/// NTLMSSP_NEGOTIATE_SEAL: messages are encrypted.
pub const SEAL: u32 = 0x0000_0020;
/// NTLMSSP_NEGOTIATE_DATAGRAM: authentication without a connection.
pub const DATAGRAM: u32 = 0x0000_0040;
/// NTLMSSP_NEGOTIATE_NTLM: NTLM, not LM alone.
pub const NTLM: u32 = 0x0000_0200;
/// NTLMSSP_NEGOTIATE_ALWAYS_SIGN: there is a session key in any case.
pub const ALWAYS_SIGN: u32 = 0x0000_8000;
/// NTLMSSP_TARGET_TYPE_DOMAIN: the challenge names a domain.
pub const TARGET_TYPE_DOMAIN: u32 = 0x0001_0000;
/// NTLMSSP_TARGET_TYPE_SERVER: the challenge names a server.
pub const TARGET_TYPE_SERVER: u32 = 0x0002_0000;
/// NTLMSSP_NEGOTIATE_EXTENDED_SESSIONSECURITY: keys of their own for each direction and purpose.
pub const EXTENDED_SESSION_SECURITY: u32 = 0x0008_0000;
/// NTLMSSP_NEGOTIATE_TARGET_INFO: the challenge has attributes, which NTLMv2 needs.
pub const TARGET_INFO: u32 = 0x0080_0000;
/// NTLMSSP_NEGOTIATE_VERSION: the message has a VERSION.
pub const VERSION: u32 = 0x0200_0000;
/// NTLMSSP_NEGOTIATE_128: keys of 128 bits.
pub const KEYS_128: u32 = 0x2000_0000;
/// NTLMSSP_NEGOTIATE_KEY_EXCH: the client chooses the session's key.
pub const KEY_EXCHANGE: u32 = 0x4000_0000;
/// NTLMSSP_NEGOTIATE_56: keys of 56 bits, where there are none of 128.
pub const KEYS_56: u32 = 0x8000_0000;

/// What both sides must want.
pub(crate) fn required(level: Level) -> u32 {
    let seal = if level == Level::Privacy { SEAL } else { 0 };
    UNICODE | SIGN | NTLM | EXTENDED_SESSION_SECURITY | KEYS_128 | KEY_EXCHANGE | seal
}

/// Whether the peer wants what is required.
pub(crate) fn check(flags: u32, level: Level) -> Result<()> {
    let missing = required(level) & !flags;
    let lowest = missing & missing.wrapping_neg();
    let what = match lowest {
        0 if flags & DATAGRAM != 0 => "NTLM without a connection",
        0 => return Ok(()),
        UNICODE => "names that are not UTF-16",
        SIGN => "messages without signatures",
        SEAL => "messages without encryption",
        NTLM => "LM alone",
        EXTENDED_SESSION_SECURITY => "NTLM without extended session security",
        KEYS_128 => "keys of less than 128 bits",
        _ => "a session without key exchange",
    };
    Err(Error::TooWeak { what })
}
