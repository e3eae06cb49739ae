//! How much is protected.

use crate::{Error, Result};

/// The authentication levels that are served: \[MS-RPCE\] 2.2.1.1.8, "Authentication Levels". Lower ones are
/// refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Level {
    /// RPC_C_AUTHN_LEVEL_PKT_INTEGRITY: every fragment is signed.
    Integrity = 5,
    /// RPC_C_AUTHN_LEVEL_PKT_PRIVACY: every fragment is signed, and its stub data encrypted.
    Privacy = 6,
}

impl Level {
    /// The level of the number in a trailer.
    ///
    /// # Errors
    /// [`Error::TooWeak`] for a lower level, [`Error::Malformed`] for one that is not known.
    pub fn from_wire(level: u8) -> Result<Level> {
        match level {
            5 => Ok(Level::Integrity),
            6 => Ok(Level::Privacy),
            0..5 => Err(Error::TooWeak { what: "an authentication level below packet integrity" }),
            7.. => Err(Error::Malformed { what: "auth_level" }),
        }
    }
}
