//! What lies where in a link's two segments. Each side has one, which it alone can write; the other maps it for reading.
//!
//! ```text
//!   bytes 0      64          128     192            256       320
//!   | magic | attendance | guard | head, settled | waiters | rings | …
//!   4096           8192                270336
//!   | callers × 64 | requests: 256 KiB | answers: 64 × 16 KiB |
//!
//!   As the called, its owner writes:                    As the caller, its owner writes:
//!     attendance  somebody looks at the requests          waiters   who waits for room
//!     guard       somebody watches over him               callers   how each caller waits
//!     head        requests taken; settled: posts run      requests  the queue itself
//!     answers     a slot for each call under way
//!
//!   As either: rings, how often it has rung the peer's bell, now and then.
//! ```
//!
//! What two processes write never shares a cache line, for they never write the same segment.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use oxcom_memory::{MemoryError, ReadView, ReadWords, Segment, View};

use super::queue::{LINE, Load, Store};
use crate::LinkError;

/// Calls of one side that may be under way in the ring; more go by the socket.
pub(super) const SLOTS: usize = 64;
/// Bytes of the longest message that goes through the ring.
pub(super) const MOST_BYTES: usize = SLOT_BYTES - 64;
/// Words of one-way requests that may be under way. What is left of the ring is for calls.
pub(super) const POST_CREDIT: u64 = (RING_BYTES / 8 * 3 / 4) as u64;

const RING_BYTES: usize = 256 << 10;
const SLOT_BYTES: usize = 16 << 10;
const MAGIC_WORD: u64 = u64::from_le_bytes(*b"oxcomR2\0");

const MAGIC: usize = 0;
pub(super) const ATTENDANCE: usize = LINE;
pub(super) const GUARD: usize = 2 * LINE;
pub(super) const HEAD: usize = 3 * LINE;
pub(super) const SETTLED: usize = 3 * LINE + 1;
pub(super) const WAITERS: usize = 4 * LINE;
pub(super) const RINGS: usize = 5 * LINE;
const CALLERS: usize = 4096 / 8;
const REQUESTS: usize = 8192 / 8;
const ANSWERS: usize = REQUESTS + RING_BYTES / 8;
const SLOT_WORDS: usize = SLOT_BYTES / 8;
const BYTES: usize = ANSWERS * 8 + SLOTS * SLOT_BYTES;

/// The word in which a caller says how it waits.
pub(super) fn caller(slot: usize) -> usize {
    CALLERS + slot * LINE
}

/// The first word of an answer slot: its status. The bytes follow.
pub(super) fn answer(slot: usize) -> usize {
    ANSWERS + slot * SLOT_WORDS
}

/// Both segments of a link.
pub(super) struct Segments {
    own: Arc<Segment>,
    theirs: ReadView,
}

impl Segments {
    /// A segment to offer to a peer.
    pub(super) fn offer() -> Result<Arc<Segment>, LinkError> {
        let own = Segment::create(BYTES).map_err(as_io)?;
        own.words()[MAGIC].store(MAGIC_WORD, Ordering::Relaxed);
        Ok(own)
    }

    /// Both, when the peer's is what it should be.
    pub(super) fn join(own: Arc<Segment>, theirs: std::os::fd::OwnedFd) -> Result<Segments, LinkError> {
        let theirs = ReadView::map(theirs, BYTES).map_err(as_io)?;
        if theirs.words().load(MAGIC, Ordering::Relaxed) != MAGIC_WORD {
            return Err(LinkError::Protocol("a segment of another layout"));
        }
        Ok(Segments { own, theirs })
    }

    /// The words that this side writes.
    #[inline]
    pub(super) fn own(&self) -> &[AtomicU64] {
        self.own.words()
    }

    /// The words that the peer writes, at any time, and whatever it likes.
    #[inline]
    pub(super) fn theirs(&self) -> ReadWords<'_> {
        self.theirs.words()
    }

    /// Requests of this side.
    #[inline]
    pub(super) fn outgoing(&self) -> &[AtomicU64] {
        &self.own()[REQUESTS..ANSWERS]
    }

    /// Requests of the peer.
    #[inline]
    pub(super) fn incoming(&self) -> ReadWords<'_> {
        self.theirs().part(REQUESTS..ANSWERS)
    }
}

pub(super) fn as_io(error: MemoryError) -> LinkError {
    match error {
        MemoryError::Io { doing, source } => LinkError::Io { doing, source },
        _ => LinkError::Protocol("a segment that is not what it should be"),
    }
}

impl Load for &[AtomicU64] {
    #[inline]
    fn count(&self) -> usize {
        self.len()
    }

    #[inline]
    fn load(&self, word: usize, ordering: Ordering) -> u64 {
        self[word].load(ordering)
    }
}

impl Store for &[AtomicU64] {
    #[inline]
    fn store(&self, word: usize, value: u64, ordering: Ordering) {
        self[word].store(value, ordering);
    }
}

impl Load for ReadWords<'_> {
    #[inline]
    fn count(&self) -> usize {
        self.len()
    }

    #[inline]
    fn load(&self, word: usize, ordering: Ordering) -> u64 {
        (*self).load(word, ordering)
    }
}
