//! What a link is, whatever carries it: the [`Link`] trait and the messages that cross it.

use std::fmt;
use std::net::SocketAddr;
use std::ops::ControlFlow;
use std::os::fd::{BorrowedFd, OwnedFd};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use windows_core::GUID;

use crate::LinkError;

/// A message received: bytes and the descriptors that came with them.
///
/// Reuse one for many messages: its memory is kept, so that a steady state allocates nothing.
/// Every descriptor has close-on-exec set.
#[derive(Debug, Default)]
pub struct Incoming {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The descriptors, in the order in which they were sent.
    pub descriptors: Vec<OwnedFd>,
}

impl Incoming {
    /// An empty message; allocates nothing.
    pub const fn new() -> Self {
        Incoming { bytes: Vec::new(), descriptors: Vec::new() }
    }

    /// Forgets the bytes, keeping their memory, and closes the descriptors.
    pub fn clear(&mut self) {
        self.bytes.clear();
        self.descriptors.clear();
    }

    /// Gives memory back that a large message left behind.
    pub(crate) fn trim(&mut self) {
        const KEEP: usize = 4 << 20;
        self.descriptors.clear();
        if self.bytes.capacity() > KEEP {
            self.bytes = Vec::new();
        }
    }
}

/// A message to send: bytes, and descriptors of which the peer gets duplicates.
#[derive(Debug, Clone, Copy, Default)]
pub struct Outgoing<'a> {
    /// The bytes.
    pub bytes: &'a [u8],
    /// The descriptors; the sender keeps its own.
    pub descriptors: &'a [BorrowedFd<'a>],
}

impl<'a> Outgoing<'a> {
    /// A message without descriptors.
    pub const fn bytes(bytes: &'a [u8]) -> Self {
        Outgoing { bytes, descriptors: &[] }
    }
}

/// Names a link within this process; never reused.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LinkId(u64);

impl LinkId {
    pub(crate) fn next() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        // Relaxed: only uniqueness matters, nothing is published through the number.
        LinkId(NEXT.fetch_add(1, Ordering::Relaxed))
    }

    /// The number, for tables and for people.
    pub fn value(self) -> u64 {
        self.0
    }
}

impl fmt::Debug for LinkId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "link {}", self.0)
    }
}

/// What carries a link's messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Technique {
    /// A link of a process to itself.
    InProcess,
    /// Unix stream sockets.
    UnixStream,
    /// Shared memory, with Unix stream sockets for what is large and for descriptors.
    SharedMemory,
    /// TCP to another machine: see [`tcp`](crate::tcp) for what such a link cannot do.
    Tcp,
}

/// Who is at the other end.
#[derive(Debug, Clone)]
pub struct Peer {
    /// The random id that the peer chose. **The peer's own word**: among peers that the
    /// [policy](crate::Options::accept) lets in, one can pose as another.
    pub process: u64,
    /// Process id, by the kernel's word; 0 when the peer is in a pid namespace that this process cannot see into.
    pub pid: u32,
    /// User id, by the kernel's word.
    pub uid: u32,
    /// Group id, by the kernel's word.
    pub gid: u32,
    /// Where the peer listens, if it does: the peer's own word.
    pub address: Option<PathBuf>,
    /// Of a peer on another machine, about which this machine's kernel knows nothing more: process id 0, and a user and
    /// group id that nobody has.
    pub remote: Option<RemotePeer>,
}

/// Who is at the other end of a TCP link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemotePeer {
    /// Where the connection comes from, or goes to.
    pub address: SocketAddr,
    /// By whose password it was authenticated; none: by nobody's. Of a peer that was connected to, it is the name by which
    /// this process has authenticated itself.
    pub principal: Option<String>,
    /// RPC_C_AUTHN_LEVEL_…: how much of each message is protected.
    pub level: u8,
}

/// What goes on on a link, at one moment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Traffic {
    /// Calls of the peer that are not answered yet.
    pub running: usize,
    /// Calls to the peer whose answers are awaited.
    pub waiting: usize,
    /// Requests of the peer that have been taken, one-way ones included.
    pub requests: u64,
}

/// Two processes, joined: each may call the other.
///
/// Dropping a link does not close it; its [hub](crate::Hub) holds it until it closes.
pub trait Link: Send + Sync {
    /// This link's name in this process, unique and never reused.
    fn id(&self) -> LinkId;

    /// Who is at the other end.
    fn peer(&self) -> &Peer;

    /// What carries this link.
    fn technique(&self) -> Technique;

    /// False from just before [`Service::closed`](crate::Service::closed) is called, and for ever after.
    ///
    /// A service that keeps books per link asks this under the lock of its books before it writes to them, and closes
    /// them in `closed` under the same lock: then nothing is booked that `closed` does not see.
    fn is_alive(&self) -> bool;

    /// What goes on on it. The figures are looked up one after the other, and cost those who make calls nothing.
    fn traffic(&self) -> Traffic;

    /// Sends a request and waits for its answer, which replaces the content of `answer`.
    ///
    /// # Errors
    /// See [`LinkError`] for which errors mean that the request was surely not run. After an error `answer` is empty.
    fn call(
        &self,
        request: Outgoing<'_>,
        answer: &mut Incoming,
        wait: &mut dyn Wait,
    ) -> Result<(), LinkError>;

    /// The number by which requests name an interface of the peer: nothing but 0 where links are within one machine.
    ///
    /// # Errors
    /// [`LinkError::TooLarge`] when the link knows as many interfaces as there are numbers.
    fn context_of(&self, _interface: &GUID) -> Result<u16, LinkError> {
        Ok(0)
    }

    /// The interface that a request of this link names by this number; none where links are within one machine.
    fn interface_of(&self, _context: u16) -> Option<GUID> {
        None
    }

    /// Sends a request that has no answer.
    ///
    /// The peer's service takes it before any later request of the same thread. What it has not taken when this process
    /// ends may be lost: a thread that must know makes a call after it. Returns when it has left this process,
    /// which takes as long as the peer is behind; a thread that must meanwhile do other work uses
    /// [`post_while`](Self::post_while).
    ///
    /// # Errors
    /// [`LinkError::NotSent`] when the link is closed, [`LinkError::TooLarge`].
    fn post(&self, request: Outgoing<'_>) -> Result<(), LinkError> {
        self.post_while(request, &mut Uninterrupted)
    }

    /// [`post`](Self::post) for a thread that has other work while the peer is behind.
    ///
    /// # Errors
    /// As for `post`; also [`LinkError::TimedOut`] and [`LinkError::Cancelled`], both of which mean that the request
    /// was not sent.
    fn post_while(&self, request: Outgoing<'_>, wait: &mut dyn Wait) -> Result<(), LinkError>;

    /// Closes the link: callers that wait get [`LinkError::Closed`], no new request is taken from the peer, and
    /// [`Service::closed`](crate::Service::closed) is called soon, on a pool thread.
    fn close(&self);
}

/// What a thread does while it waits for an answer.
pub trait Wait {
    /// Becomes readable when the thread has other work (the incoming calls of a single-threaded apartment).
    fn descriptor(&self) -> Option<BorrowedFd<'_>> {
        None
    }

    /// Does that work; called when the descriptor is readable. `Break` gives the call up: [`LinkError::Cancelled`].
    ///
    /// It may itself make calls, over the same link too.
    fn work(&mut self) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }

    /// When to stop waiting.
    fn deadline(&self) -> Option<Instant> {
        None
    }
}

/// Waits for the answer and for nothing else.
#[derive(Debug, Clone, Copy, Default)]
pub struct Uninterrupted;

impl Wait for Uninterrupted {}
