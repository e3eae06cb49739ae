//! Shared memory: the fast way of a link between two processes.
//!
//! A Unix link has a ring when both sides offer one in the handshake. Small messages go through it, without a system call
//! as long as both sides are awake; what is large or carries descriptors goes by the sockets, which also bring the news of
//! the peer's end.
//!
//! ```text
//!   a caller                                                       a thread of the peer's pool
//!     reserves an answer slot ─┐
//!     request ────────────▶ [ queue ] ──────────────────────────▶  takes it, runs it, looks again
//!     looks, then sleeps ◀─ [ slot  ] ◀──────────────────────────  answer
//!                             bell: a pair of sockets, for who sleeps in epoll or poll
//! ```
//!
//! * [`queue`]: the requests of one side. [`layout`]: what lies where.
//! * [`callers`]: the calling side. [`serving`]: the called one, and who looks at the queue when.
//! * [`patience`]: how long to look before sleeping. [`beds`]: sleeping.
//!
//! Each side writes a segment of its own, sealed against everybody else; the peer maps it for reading. So nobody can change
//! what he said before, what this side reads of its own segment is its own, and a peer that writes whatever it likes is a peer
//! that sends nonsense: every word of it is checked where it is used, and every message copied once before it is looked
//! at. It costs nothing: acknowledgements lie in the segment of who acknowledges, on lines that the other side loads
//! only when it believes the queue to be full. What both write is only what threads sleep on.

mod beds;
mod callers;
mod layout;
mod patience;
pub(crate) mod queue;
mod serving;

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::time::Instant;

use oxcom_memory::Segment;
use rustix::net::{AddressFamily, RecvFlags, SendFlags, SocketFlags, SocketType, recv, send, socketpair};

pub(crate) use self::beds::Beds;
use self::callers::Callers;
pub(crate) use self::callers::{Called, Stray};
use self::layout::{RINGS, Segments};
use self::patience::{Patience, can_run_at_once};
use self::serving::Attendance;
pub(crate) use self::serving::{attend_no_more, attended};
use crate::LinkError;

/// Set in the number of an answer that comes by the socket to a request that went through the ring.
const BY_RING: u64 = 1 << 63;
/// Rings after which the peer is told to silence its bell. The smallest buffer holds more bytes than twice that.
const MANY_RINGS: u32 = 32;
/// Sleeps between two questions how many CPUs there are.
const ASK_AGAIN: u32 = 4096;

pub(crate) struct Ring {
    segments: Segments,
    beds: Beds,
    /// A byte here wakes a thread of the peer's pool. Only this process can make its own end wait, and it never does.
    bell: OwnedFd,
    /// How often this side has rung. Atomic: a count.
    rings: AtomicU32,
    /// What the peer had said of its rings when the bell was last silenced. A hint: who misses a change silences it once more.
    silenced: AtomicU64,
    callers: Callers,
    attendance: Attendance,
    /// The peer's process, for its affinity; 0 when unknown.
    peer: u32,
    /// Whether both sides can run at the same time. A hint.
    at_once: AtomicBool,
    /// Counts sleeps. A hint.
    sleeps: AtomicU32,
}

/// What the attendance word says in its lower bits: nobody looks at the queue, somebody does, or sleeps there. Above them
/// is a number that changes whenever it begins to say something.
const ALONE: u64 = 0;
const LOOKS: u64 = 1;
const DOZES: u64 = 2;
const ATTENDANCES: u64 = 3;
const ONE_ATTENDANCE: u64 = 4;

/// What is offered to a peer before it is known whether it takes it.
pub(crate) struct Offer {
    segment: Arc<Segment>,
}

impl Offer {
    pub(crate) fn new() -> Result<Offer, LinkError> {
        Ok(Offer { segment: Segments::offer()? })
    }

    /// What the peer needs.
    pub(crate) fn share(&self) -> Result<OwnedFd, LinkError> {
        let descriptor = self.segment.descriptor().try_clone_to_owned();
        descriptor.map_err(LinkError::io("duplicating a descriptor"))
    }

    /// The ring, when the peer has offered its own segment.
    pub(crate) fn join(
        self,
        theirs: OwnedFd,
        beds: Beds,
        bell: OwnedFd,
        peer: u32,
    ) -> Result<Ring, LinkError> {
        Ok(Ring {
            segments: Segments::join(self.segment, theirs)?,
            beds,
            bell,
            rings: AtomicU32::new(0),
            silenced: AtomicU64::new(0),
            callers: Callers::new(),
            attendance: Attendance::new(),
            peer,
            at_once: AtomicBool::new(can_run_at_once(peer)),
            sleeps: AtomicU32::new(0),
        })
    }
}

/// Both ends of a bell.
pub(crate) fn bell() -> Result<(OwnedFd, OwnedFd), LinkError> {
    socketpair(AddressFamily::UNIX, SocketType::STREAM, SocketFlags::CLOEXEC, None)
        .map_err(LinkError::io("making a pair of sockets"))
}

impl Ring {
    /// Readable when the peer has rung.
    pub(crate) fn bell(&self) -> BorrowedFd<'_> {
        self.bell.as_fd()
    }

    /// The link is over. True when somebody has to [`wake_all`](Self::wake_all) again.
    pub(crate) fn close(&self) -> bool {
        self.callers.close();
        self.wake_all()
    }

    /// After the end: wakes the threads of this side. True as long as some sleep, or may do so again before they see it.
    pub(crate) fn wake_all(&self) -> bool {
        self.beds.wake_own()
    }

    fn ring_bell(&self) {
        let rings = self.rings.fetch_add(1, Ordering::Relaxed) + 1;
        if rings.is_multiple_of(MANY_RINGS) {
            // Release: before the byte that makes the peer look.
            self.segments.own()[RINGS].store(rings.into(), Ordering::Release);
        }
        // When it is full, the peer has not heard the last byte yet, and will find that it must silence it.
        let _ = send(&self.bell, &[1], SendFlags::DONTWAIT | SendFlags::NOSIGNAL);
    }

    /// The bell has rung. Those who sleep in poll look for themselves.
    ///
    /// Each byte is an event of its own, read or not, as long as there is room for it; so they are read only when the
    /// peer says that there are many. Whatever byte was the last to find room, it is heard after the peer has said so.
    pub(crate) fn heard(&self) {
        let rings = self.segments.theirs().load(RINGS, Ordering::Acquire);
        if rings != self.silenced.load(Ordering::Relaxed) {
            self.silenced.store(rings, Ordering::Relaxed);
            let _ = recv(&self.bell, &mut [0u8; 4096], RecvFlags::DONTWAIT);
        }
        self.callers.wake_pollers();
    }

    fn spin<T>(&self, patience: &Patience, mut look: impl FnMut() -> Option<T>) -> Option<T> {
        if let Some(found) = look() {
            return Some(found);
        }
        if self.at_once.load(Ordering::Relaxed)
            && let Some(found) = patience.spin(&mut look)
        {
            return Some(found);
        }
        let sleeps = self.sleeps.load(Ordering::Relaxed).wrapping_add(1);
        self.sleeps.store(sleeps, Ordering::Relaxed);
        if sleeps.is_multiple_of(ASK_AGAIN) {
            self.at_once.store(can_run_at_once(self.peer), Ordering::Relaxed);
        }
        None
    }

    /// Notes that a thread goes to sleep, to learn from how long that lasts.
    fn nap(&self) -> Nap {
        Nap { since: self.at_once.load(Ordering::Relaxed).then(Instant::now) }
    }

    fn socket_number(number: u32) -> u64 {
        BY_RING | u64::from(number)
    }

    /// The number of a request that came through the ring, in the numbers of the link.
    pub(crate) fn ring_number(number: u64) -> Option<u32> {
        u32::try_from(number ^ BY_RING).ok()
    }
}

/// A sleep. On one CPU there is nothing to learn from it.
struct Nap {
    since: Option<Instant>,
}

impl Nap {
    /// What was waited for has come.
    fn ended(self, patience: &Patience) {
        if let Some(since) = self.since {
            patience.slept(since.elapsed());
        }
    }
}

/// What a slot says of its answer: its first word.
///
/// ```text
///   | outcome : 8 | use of the slot : 24 | length : 32 |
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Status {
    outcome: u8,
    length: usize,
}

impl Status {
    const ANSWERED: u8 = 1;
    const UNANSWERED: u8 = 2;
    const BUSY: u8 = 3;
    const BY_SOCKET: u8 = 4;

    /// None when the word is of another use of the slot than that of request `number`.
    #[inline]
    fn of(word: u64, number: u32) -> Option<Status> {
        let is_of = (word as u32) >> 8 == number >> 8;
        is_of.then_some(Status { outcome: word as u8, length: (word >> 32) as usize })
    }

    fn word(self, number: u32) -> u64 {
        u64::from(self.outcome) | u64::from(number & !0xFF) | (self.length as u64) << 32
    }
}

impl From<queue::Broken> for LinkError {
    fn from(broken: queue::Broken) -> LinkError {
        LinkError::Protocol(broken.0)
    }
}
