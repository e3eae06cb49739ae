//! A process's side of all its links: the listener, the pool of threads, the watcher of deaths.

mod core;
mod life;
mod pool;
mod watcher;

use std::fmt;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

pub(crate) use self::core::{Core, Endpoint};
pub(crate) use self::life::Life;
pub(crate) use self::pool::{Job, Pool, Resume, Worker};
pub(crate) use self::watcher::{Role, Watcher};
use crate::in_process::InProcess;
use crate::tcp::{Calling, Remote, TcpOptions};
use crate::{Link, LinkError, Service, unix};

/// Who a process is, by the kernel's word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Credentials {
    /// Process id; 0 when it is in a pid namespace that this process cannot see into.
    pub pid: u32,
    /// User id.
    pub uid: u32,
    /// Group id.
    pub gid: u32,
}

/// Whether to be linked to a process. Asked on the watcher's thread: it must answer without waiting.
pub type Accept = dyn Fn(Credentials) -> bool + Send + Sync;

/// How a [`Hub`] behaves.
#[derive(Clone)]
pub struct Options {
    /// Bytes that a message may have. A peer that announces more is shut out; nothing is allocated on its word alone.
    /// Default: 256 MiB.
    pub message_bytes: usize,
    /// Descriptors that a message may have; at most 253, the kernel's bound. Default: 64.
    pub message_descriptors: usize,
    /// Requests of one link that are answered at once; further ones get [`LinkError::Busy`]. Default: 1024.
    pub requests_at_once: usize,
    /// Threads of the pool. When all but one run requests, further calls get [`LinkError::Busy`]; what must not be lost
    /// (one-way requests, openings and closings) may start more. Default: 1024.
    pub threads: usize,
    /// Threads that stay when there is nothing to do. Default: 2.
    pub idle_threads: usize,
    /// Whether small messages go through memory shared with the peer, if that wants it, too. Default: true.
    pub shared_memory: bool,
    /// How long a peer may take to introduce itself. Default: 10 seconds.
    pub handshake: Duration,
    /// Who may connect, and who may be connected to. Default: processes of the same effective user.
    pub accept: Arc<Accept>,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            message_bytes: 256 << 20,
            message_descriptors: 64,
            requests_at_once: 1024,
            threads: 1024,
            idle_threads: 2,
            shared_memory: true,
            handshake: Duration::from_secs(10),
            accept: Arc::new(|peer| peer.uid == rustix::process::geteuid().as_raw()),
        }
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("message_bytes", &self.message_bytes)
            .field("message_descriptors", &self.message_descriptors)
            .field("requests_at_once", &self.requests_at_once)
            .field("threads", &self.threads)
            .field("idle_threads", &self.idle_threads)
            .field("shared_memory", &self.shared_memory)
            .field("handshake", &self.handshake)
            .finish_non_exhaustive()
    }
}

/// A process's side of all its links.
///
/// Dropping the hub closes it.
pub struct Hub {
    core: Arc<Core>,
    /// The link to oneself, while it lives.
    in_process: Mutex<Option<Arc<InProcess>>>,
    /// Atomic: a swap decides who closes.
    closed: AtomicBool,
}

impl Hub {
    /// A hub that hands requests to `service`. `process` is a random id, by which peers know this process.
    ///
    /// # Errors
    /// [`LinkError::Io`] when the system has no descriptor or thread left.
    pub fn new(process: u64, service: Arc<dyn Service>, options: Options) -> Result<Arc<Hub>, LinkError> {
        let core = Core::new(process, service, options)?;
        Watcher::start(&core)?;
        // From here on a failure drops the hub, which ends what has been started.
        let hub = Arc::new(Hub { core, in_process: Mutex::default(), closed: AtomicBool::new(false) });
        Pool::start(&hub.core)?;
        Ok(hub)
    }

    /// The id given to [`new`](Self::new).
    pub fn process(&self) -> u64 {
        self.core.process
    }

    /// Lets peers connect to a socket made at `path`, which must be free. Once per hub; before the first
    /// [`connect`](Self::connect), so that peers learn of the address.
    ///
    /// # Errors
    /// [`LinkError::Io`]: the path is taken (`EADDRINUSE`), is longer than 107 bytes, or the directory refuses it.
    pub fn listen(&self, path: &Path) -> Result<(), LinkError> {
        self.check_open()?;
        self.core.door.listen(&self.core, path)?;
        let _ = self.core.address.set(path.to_owned());
        Ok(())
    }

    /// Links this process to the one that listens at `path`. Always makes a new link; the service knows it when this
    /// returns.
    ///
    /// # Errors
    /// [`LinkError::Io`] when nobody listens, [`LinkError::Refused`] when either side's policy refuses,
    /// [`LinkError::TimedOut`] when the peer does not introduce itself, [`LinkError::Protocol`] when it does so wrongly.
    pub fn connect(&self, path: &Path) -> Result<Arc<dyn Link>, LinkError> {
        self.check_open()?;
        let link = unix::connect_to(&self.core, path)?;
        let shared: Arc<dyn Link> = link.clone();
        self.core.service.opened(&shared);
        link.start();
        Ok(shared)
    }

    /// Lets peers of other machines connect over TCP; gives the address, with the port that was free. Once per hub.
    ///
    /// # Errors
    /// [`LinkError::Io`]: the address is taken or not one's own.
    pub fn listen_tcp(&self, options: TcpOptions) -> Result<SocketAddr, LinkError> {
        self.check_open()?;
        self.core.tcp_door.listen(&self.core, options)
    }

    /// Links this process to one that listens on TCP. Always makes a new link; the service knows it when this returns.
    ///
    /// # Errors
    /// [`LinkError::Io`] when nobody listens, [`LinkError::TimedOut`] when nobody answers, [`LinkError::Refused`] when the
    /// peer does not take this process for who it says, [`LinkError::Protocol`] when it speaks something else.
    pub fn connect_tcp(&self, remote: Remote) -> Result<Arc<dyn Link>, LinkError> {
        self.check_open()?;
        let link = Calling::connect(&self.core, remote)?;
        let shared: Arc<dyn Link> = link.clone();
        self.core.service.opened(&shared);
        link.start();
        Ok(shared)
    }

    /// The link of this process to itself: requests run on the pool as those of others do. The same one until it is
    /// closed.
    pub fn in_process(&self) -> Arc<dyn Link> {
        let mut kept = self.in_process.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(link) = kept.as_ref().filter(|link| link.is_alive() || self.is_closed()) {
            return link.clone();
        }
        let link = InProcess::new(&self.core);
        *kept = Some(link.clone());
        drop(kept);
        let shared: Arc<dyn Link> = link.clone();
        if self.core.add(link.clone()).is_ok() {
            self.core.service.opened(&shared);
            link.start();
        } else {
            link.abandon();
        }
        shared
    }

    /// The links that are alive.
    pub fn links(&self) -> Vec<Arc<dyn Link>> {
        self.core.links().into_iter().map(Endpoint::as_link).collect()
    }

    /// Closes all links, ends the threads and waits for them (not for the calling one), and removes the socket's path.
    ///
    /// When it returns, [`Service::closed`] has been called for every link, unless this was called by the service.
    pub fn close(&self) {
        if self.core.is_forked() || self.closed.swap(true, Ordering::AcqRel) {
            return;
        }
        self.core.refuse_links();
        self.core.door.close(&self.core);
        self.core.tcp_door.close();
        self.core.watcher.close();
        for link in self.core.links() {
            link.close();
        }
        self.core.pool.close();
    }

    fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Acquire) || self.core.is_forked()
    }

    fn check_open(&self) -> Result<(), LinkError> {
        if self.is_closed() { Err(LinkError::Closed) } else { Ok(()) }
    }
}

impl Drop for Hub {
    fn drop(&mut self) {
        self.close();
    }
}

impl fmt::Debug for Hub {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hub").field("process", &self.core.process).finish_non_exhaustive()
    }
}
