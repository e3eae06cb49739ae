use std::io;

/// Why memory could not be made, mapped or reached, and whose fault that is.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MemoryError {
    /// The caller's fault: a segment has at least one byte, and fewer than half the address space.
    #[error("a segment of {0} bytes cannot be")]
    Length(u64),
    /// The caller's fault: the range is not within the memory.
    #[error("{length} bytes at {offset} are not within {within}")]
    OutOfRange {
        /// Where the range begins.
        offset: usize,
        /// Bytes in the range.
        length: usize,
        /// Bytes there are.
        within: usize,
    },
    /// The caller's fault: there are as many blocks as there may be, and none is free.
    #[error("there are {0} blocks already")]
    TooManyBlocks(usize),
    /// The caller's fault: the blocks are its parent's, who would see what is written to them.
    #[error("this process has the blocks from before fork")]
    Forked,
    /// The exporter's fault: the descriptor is not of a memfd.
    #[error("the descriptor is not of a memfd")]
    NotMemory,
    /// The exporter's fault: the descriptor is of a memfd that somebody could still change.
    #[error("the memfd is not sealed: seals {0:#x}")]
    NotSealed(u32),
    /// The exporter's fault: the memfd is smaller than it was said to be.
    #[error("the memfd has {found} bytes, not {expected}")]
    TooShort {
        /// Bytes it was said to have.
        expected: usize,
        /// Bytes it has.
        found: u64,
    },
    /// The machine's fault: the system refused an operation.
    #[error("{doing}: {source}")]
    Io {
        /// What was being done.
        doing: &'static str,
        /// What the system said.
        source: io::Error,
    },
}

impl MemoryError {
    /// A constructor for `map_err`: what was being done when the system refused.
    pub(crate) fn io<E: Into<io::Error>>(doing: &'static str) -> impl FnOnce(E) -> MemoryError {
        move |source| MemoryError::Io { doing, source: source.into() }
    }
}
