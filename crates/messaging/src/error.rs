//! What can go wrong, and whose fault it is.

use std::io;
use std::time::Duration;

/// The result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a message was not sent, or a server not started.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The caller's: the text is not an address.
    #[error("{address:?} is no address: {reason}")]
    Address {
        /// The text as given.
        address: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The builder's: this technique is not part of this build.
    #[error("the technique {technique} is not built")]
    NotBuilt {
        /// Its name.
        technique: &'static str,
    },
    /// The caller's: the text is longer than the technique or the option `max_message` allows.
    #[error("the message has {length} bytes, the limit is {limit}")]
    TooLong {
        /// The text's length in bytes.
        length: usize,
        /// The most bytes that may be sent.
        limit: usize,
    },
    /// The caller's: this technique has no way to write that text.
    #[error("the technique cannot carry this text: {reason}")]
    Unsendable {
        /// Which character, and why.
        reason: &'static str,
    },
    /// The other side's: nobody listens there, even after `connect_timeout`.
    #[error("nobody listens at {address}")]
    NoServer {
        /// The address.
        address: String,
    },
    /// The caller's: another server has this endpoint.
    #[error("{address} is taken by another server")]
    Taken {
        /// The address.
        address: String,
    },
    /// The administrator's: the kernel, or the user check of this crate, refused.
    #[error("no permission: {reason}")]
    PermissionDenied {
        /// What was refused.
        reason: String,
    },
    /// The other side's: it did not answer, or did not make room, in time.
    #[error("{what} took longer than {limit:?}")]
    TimedOut {
        /// What was waited for.
        what: &'static str,
        /// The option's value.
        limit: Duration,
    },
    /// The other side's: it went away before the promise of the technique was kept.
    #[error("the other side went away: {reason}")]
    Gone {
        /// What was seen.
        reason: String,
    },
    /// The other side's: it read the message and said no.
    #[error("the other side refused the message: {reason}")]
    Refused {
        /// What it said, at most a few hundred characters.
        reason: String,
    },
    /// The other side's: its bytes break the rules of their format.
    #[error("{format}: {reason}")]
    Malformed {
        /// The format, by the name of its specification.
        format: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// The user's: a handler of received messages panicked; the message was not acknowledged.
    #[error("a handler of received messages panicked")]
    HandlerPanicked,
    /// Nobody's: the server is being stopped.
    #[error("the server stops")]
    Stopped,
    /// The store's: the embedded database.
    #[error("the store: {reason}")]
    Store {
        /// What the database said.
        reason: String,
    },
    /// The system's.
    #[error("{doing}: {source}")]
    Io {
        /// What was being done.
        doing: &'static str,
        /// What the system said.
        source: io::Error,
    },
}

impl Error {
    pub(crate) fn malformed(format: &'static str, reason: impl Into<String>) -> Error {
        Error::Malformed { format, reason: reason.into() }
    }

    /// An error of a system call; the kernel's refusals and a stopped wait get their own variants.
    pub(crate) fn io(doing: &'static str, source: impl Into<io::Error>) -> Error {
        let source = source.into();
        match source.kind() {
            io::ErrorKind::PermissionDenied => {
                Error::PermissionDenied { reason: format!("{doing}: {source}") }
            }
            io::ErrorKind::BrokenPipe
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::UnexpectedEof
            | io::ErrorKind::NotConnected => Error::Gone { reason: format!("{doing}: {source}") },
            io::ErrorKind::Other if source.get_ref().is_some_and(|inner| inner.is::<Error>()) => {
                match source.into_inner().and_then(|inner| inner.downcast::<Error>().ok()) {
                    Some(inner) => *inner,
                    None => Error::Stopped,
                }
            }
            _ => Error::Io { doing, source },
        }
    }
}

/// An error of ours on its way through `std::io::Read` and `Write`; `Error::io` takes it out again.
impl From<Error> for io::Error {
    fn from(error: Error) -> io::Error {
        io::Error::other(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_of_ours_survives_the_way_through_io() {
        let through: io::Error = Error::Stopped.into();
        assert!(matches!(Error::io("reading", through), Error::Stopped));
    }
}
