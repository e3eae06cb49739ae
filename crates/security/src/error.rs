//! What can go wrong, and whose fault it is.

use windows_core::HRESULT;

/// The result of everything in this crate that can fail.
pub type Result<T> = std::result::Result<T, Error>;

/// What is wrong and whose fault it is.
///
/// All variants but [`Error::TooLong`] and [`Error::Exhausted`] are the peer's fault, or of somebody between
/// the two: nothing that it sent was believed. After any of them the security context is of no use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The peer's fault: a token is not what \[MS-NLMP\] section 2 describes.
    #[error("{what} is malformed")]
    Malformed {
        /// What, in the specification's words.
        what: &'static str,
    },
    /// The peer's fault: it wants less protection than there is to be.
    #[error(
        "{what}: refused as too weak; both sides need NTLMv2, 128-bit keys, key exchange and at least packet integrity"
    )]
    TooWeak {
        /// What it wants.
        what: &'static str,
    },
    /// The peer's fault: it did not prove who it is. One answer for all reasons, so that nobody learns which
    /// accounts there are: wrong password, unknown user, no user, an altered token.
    #[error("the logon was denied; check user, domain and password")]
    LogonDenied,
    /// The peer's fault, or of somebody between: a fragment was altered, repeated, left out, or belongs to
    /// another security context.
    #[error("the signature of a message is wrong: it was altered, repeated or left out")]
    Altered,
    /// The peer's fault: a fragment is no PDU.
    #[error(transparent)]
    Pdu(#[from] oxcom_wire::Error),
    /// The peer's fault: it holds more at once than a connection may.
    #[error("a connection has too many {what}")]
    TooMany {
        /// What it holds.
        what: &'static str,
    },
    /// Nobody's fault: a context has protected 2³² fragments, and its sequence numbers are at an end. Set up
    /// another.
    #[error("the sequence numbers of a security context are at an end; set up another")]
    Exhausted,
    /// The caller's fault: a name is longer than its length field can say.
    #[error("{what} is longer than the {limit} bytes that a token can hold")]
    TooLong {
        /// Which name.
        what: &'static str,
        /// How many bytes of UTF-16 it may have.
        limit: usize,
    },
}

impl Error {
    /// What a caller of COM is told: E_ACCESSDENIED for what is refused, SEC_E_INVALID_TOKEN,
    /// SEC_E_MESSAGE_ALTERED, SEC_E_CONTEXT_EXPIRED or E_INVALIDARG.
    pub fn hresult(&self) -> HRESULT {
        HRESULT(match self {
            Error::LogonDenied | Error::TooWeak { .. } | Error::TooMany { .. } => 0x8007_0005_u32,
            Error::Malformed { .. } | Error::Pdu(_) => 0x8009_0308,
            Error::Altered => 0x8009_030f,
            Error::Exhausted => 0x8009_0317,
            Error::TooLong { .. } => 0x8007_0057,
        } as i32)
    }
}
