//! What the parts of a hub share.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use oxcom_memory::ForkMark;
use rustix::event::epoll::EventFlags;

use super::pool::{Job, Pool, Resume, Worker};
use super::watcher::{Role, Watcher};
use super::{Credentials, Options};
use crate::ring;
use crate::tcp::TcpDoor;
use crate::unix::door::Door;
use crate::{Link, LinkError, LinkId, Service};

pub(crate) struct Core {
    pub(crate) process: u64,
    pub(crate) service: Arc<dyn Service>,
    pub(crate) options: Options,
    pub(crate) pool: Pool,
    pub(crate) watcher: Watcher,
    pub(crate) door: Door,
    pub(crate) tcp_door: TcpDoor,
    /// Where this process listens; set once.
    pub(crate) address: OnceLock<PathBuf>,
    /// Tells this process from its children after fork.
    mark: ForkMark,
    links: Mutex<Links>,
}

/// guarded by: [`Core::links`]
#[derive(Default)]
struct Links {
    alive: HashMap<u64, Arc<dyn Endpoint>>,
    closed: bool,
}

/// A link as its hub sees it.
pub(crate) trait Endpoint: Link {
    fn as_link(self: Arc<Self>) -> Arc<dyn Link>;
    /// The service knows the link: requests may come.
    fn start(self: Arc<Self>);
    /// A thread of the pool lends itself.
    fn resume(self: Arc<Self>, resume: Resume, worker: &mut Worker);
    /// The watcher has seen something on one of the link's descriptors.
    fn alarm(self: Arc<Self>, role: Role, flags: EventFlags);
    /// The watcher looks after those who serve the link. False when it need not look again.
    fn look_after(&self) -> bool;
    /// The calling thread, which serves the link's ring, is about to wait for somebody.
    fn leave_ring(&self);
}

impl Core {
    pub(crate) fn new(
        process: u64,
        service: Arc<dyn Service>,
        options: Options,
    ) -> Result<Arc<Core>, LinkError> {
        Ok(Arc::new(Core {
            process,
            service,
            options,
            pool: Pool::new()?,
            watcher: Watcher::new()?,
            door: Door::new(),
            tcp_door: TcpDoor::default(),
            address: OnceLock::new(),
            mark: ForkMark::new()
                .map_err(|error| LinkError::io("marking this process")(std::io::Error::other(error)))?,
            links: Mutex::default(),
        }))
    }

    /// Whether this is a child of the process that made the hub. It shares the sockets and must touch none.
    pub(crate) fn is_forked(&self) -> bool {
        self.mark.is_child()
    }

    pub(crate) fn accepts(&self, peer: Credentials) -> bool {
        (self.options.accept)(peer)
    }

    /// Takes a new link up. Errors when the hub has closed.
    pub(crate) fn add(&self, endpoint: Arc<dyn Endpoint>) -> Result<(), LinkError> {
        let mut links = self.lock();
        if links.closed {
            return Err(LinkError::Closed);
        }
        links.alive.insert(endpoint.id().value(), endpoint);
        Ok(())
    }

    pub(crate) fn remove(&self, link: LinkId) {
        self.lock().alive.remove(&link.value());
    }

    pub(crate) fn endpoint(&self, link: u64) -> Option<Arc<dyn Endpoint>> {
        self.lock().alive.get(&link).map(Arc::clone)
    }

    pub(crate) fn links(&self) -> Vec<Arc<dyn Endpoint>> {
        self.lock().alive.values().map(Arc::clone).collect()
    }

    /// Takes up no more links.
    pub(crate) fn refuse_links(&self) {
        self.lock().closed = true;
    }

    /// Lets others take the queue to which the calling thread attends: it is about to wait for somebody.
    pub(crate) fn leave_ring(&self) {
        if let Some(link) = ring::attended().and_then(|link| self.endpoint(link)) {
            ring::attend_no_more();
            link.leave_ring();
        }
    }

    pub(crate) fn push(self: &Arc<Self>, job: Job) {
        Pool::push(self, job);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Links> {
        self.links.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
