use std::io;

/// Why a message did not make its way, and whose fault that is.
///
/// The difference that matters to a caller is whether its request may have been run:
///
/// | variant | may the request have been run? |
/// |---|---|
/// | [`NotSent`](Self::NotSent), [`Busy`](Self::Busy), [`TooLarge`](Self::TooLarge) | no |
/// | everything else | yes |
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LinkError {
    /// The link closed while the answer was awaited: the peer ended, or either side closed it.
    /// Also what every call gets in a child after `fork`.
    #[error("the link closed before the answer arrived")]
    Closed,
    /// The link was closed before the request had left whole: it surely was not run.
    #[error("the link is closed: the request was not sent")]
    NotSent,
    /// The peer has all the threads in use that it may have: it refused the request and did not run it.
    #[error("the peer has no thread free to take the request")]
    Busy,
    /// The peer's service dropped the [`Reply`](crate::Reply) without answering.
    #[error("the peer's service did not answer")]
    Unanswered,
    /// The caller's [deadline](crate::Wait::deadline) passed.
    #[error("the deadline passed before the answer arrived")]
    TimedOut,
    /// The caller's [`Wait::work`](crate::Wait::work) gave the call up.
    #[error("the caller gave the call up")]
    Cancelled,
    /// The caller's fault: more bytes or descriptors than a message may have.
    #[error("a message of {bytes} bytes and {descriptors} descriptors is too large")]
    TooLarge {
        /// Bytes the message had.
        bytes: usize,
        /// Descriptors the message had.
        descriptors: usize,
    },
    /// The peer's fault: it broke the rules of the technique; the link to it is closed.
    #[error("the peer broke the protocol: {0}")]
    Protocol(&'static str),
    /// The peer is of a user, or is itself, someone the [policy](crate::Options::accept) turns away.
    #[error("the peer is refused by this process's policy")]
    Refused,
    /// The machine's fault: the system refused an operation.
    #[error("{doing}: {source}")]
    Io {
        /// What was being done.
        doing: &'static str,
        /// What the system said.
        source: io::Error,
    },
}

impl LinkError {
    /// A constructor for `map_err`: what was being done when the system refused.
    pub(crate) fn io<E: Into<io::Error>>(doing: &'static str) -> impl FnOnce(E) -> LinkError {
        move |source| LinkError::Io { doing, source: source.into() }
    }
}
