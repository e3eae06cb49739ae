//! What the parts of a hub share.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustix::event::epoll::EventFlags;

use super::pool::{Job, Pool, Resume, Worker};
use super::watcher::{Role, Watcher};
use super::{Credentials, Options};
use crate::unix::door::Door;
use crate::{Link, LinkError, LinkId, Service};

pub(crate) struct Core {
    pub(crate) process: u64,
    pub(crate) service: Arc<dyn Service>,
    pub(crate) options: Options,
    pub(crate) pool: Pool,
    pub(crate) watcher: Watcher,
    pub(crate) door: Door,
    /// Where this process listens; set once.
    pub(crate) address: OnceLock<PathBuf>,
    /// This process: a child after fork is another.
    pid: u32,
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
            address: OnceLock::new(),
            pid: std::process::id(),
            links: Mutex::default(),
        }))
    }

    /// Whether this is a child of the process that made the hub. It shares the sockets and must touch none.
    pub(crate) fn is_forked(&self) -> bool {
        std::process::id() != self.pid
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

    pub(crate) fn push(self: &Arc<Self>, job: Job) {
        Pool::push(self, job);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Links> {
        self.links.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
