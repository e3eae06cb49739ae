//! What can be wrong with the bytes, and where.

/// The result of everything in this crate that can fail.
pub type Result<T> = std::result::Result<T, Error>;

/// What is wrong, whose fault it is, and where.
///
/// All variants but [`Error::TooLong`] and [`Error::Unrepresentable`] are faults of whoever sent the bytes;
/// those two are the caller's: what it asked to write has no form on the wire. [`Error::is_peers_fault`]
/// tells them apart.
///
/// An `offset` counts bytes from the start of the outermost buffer that was given for reading; a stub that
/// [`pdu::parse_request`](crate::pdu::parse_request) hands out is such a buffer of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The sender's fault: the bytes end before the value does.
    #[error("{needed} bytes are needed at offset {offset}, {available} are there")]
    Truncated {
        /// Where the value begins.
        offset: usize,
        /// How long it is.
        needed: usize,
        /// What is left from there on.
        available: usize,
    },
    /// The sender's fault: a count announces more elements than the bytes that are left can hold.
    #[error("a count of {count} elements at offset {offset} exceeds the {available} bytes that follow it")]
    CountTooLarge {
        /// Where the count stands.
        offset: usize,
        /// The count.
        count: u32,
        /// How many bytes follow.
        available: usize,
    },
    /// The sender's fault: two fields that must agree do not.
    #[error("{what} at offset {offset} does not agree with the rest of the message")]
    Inconsistent {
        /// The field, in the specification's words.
        what: &'static str,
        /// Where it stands.
        offset: usize,
    },
    /// The sender's fault: a field has a value that the specification does not know, or that must not be
    /// there.
    #[error("{what} at offset {offset} has the invalid value {found:#x}")]
    Invalid {
        /// The field, in the specification's words.
        what: &'static str,
        /// Where it stands.
        offset: usize,
        /// What stands there.
        found: u32,
    },
    /// The sender's fault: a string is not UTF-16, or lacks its terminator.
    #[error("the string at offset {offset} is not null-terminated UTF-16")]
    BadString {
        /// Where the string begins.
        offset: usize,
    },
    /// The sender's fault: values are nested deeper than the reader allows.
    #[error("values are nested more than {limit} deep at offset {offset}")]
    TooDeep {
        /// Where the limit was met.
        offset: usize,
        /// The limit.
        limit: u32,
    },
    /// The sender's fault: a message, or all unfinished messages together, exceed the receiver's limit.
    #[error("{what}: {length} exceeds the limit of {limit}")]
    LimitExceeded {
        /// What is limited.
        what: &'static str,
        /// What was asked for.
        length: usize,
        /// The limit.
        limit: usize,
    },
    /// The caller's fault: what is to be written is longer than its length field can say.
    #[error("{what} of length {length} exceeds {limit}, the longest that the wire can express")]
    TooLong {
        /// What is to be written.
        what: &'static str,
        /// How long it is.
        length: usize,
        /// How long it may be.
        limit: usize,
    },
    /// The caller's fault: what is to be written has no form on the wire.
    #[error("{what} cannot be expressed on the wire")]
    Unrepresentable {
        /// What is to be written.
        what: &'static str,
    },
}

impl Error {
    /// Whether whoever sent the bytes is at fault, and not the caller of this crate.
    pub fn is_peers_fault(&self) -> bool {
        !matches!(self, Error::TooLong { .. } | Error::Unrepresentable { .. })
    }
}
