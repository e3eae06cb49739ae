//! What this process is to others: its name, its links, its place in the runtime directory.
//!
//! Opened by the first marshaled pointer, or the first activation, and closed when the last apartment closes.

use std::path::PathBuf;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use oxcom_activation::{Directory, Presence, Registry};
use oxcom_link::{Hub, Link, Options};

use crate::call::Exporter;
use crate::error::{Error, Result};

/// This process among the others.
pub(crate) struct Process {
    /// Immutable; closed with the process's last apartment.
    hub: Arc<Hub>,
    /// The proof of life in the runtime directory; goes with the process's last apartment, or when the process exits.
    presence: Presence,
    address: PathBuf,
    /// The link to itself, for calls between its apartments.
    own: Arc<dyn Link>,
}

/// Guarded by its lock; held while the process is opened, so that it is opened once.
static PROCESS: Mutex<Option<Arc<Process>>> = Mutex::new(None);

fn slot() -> MutexGuard<'static, Option<Arc<Process>>> {
    PROCESS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// This process, opened when it is not yet.
pub(crate) fn open() -> Result<Arc<Process>> {
    let mut slot = slot();
    if let Some(process) = slot.as_ref() {
        return Ok(process.clone());
    }
    let process = Arc::new(Process::new()?);
    crate::arrays::open();
    Ok(slot.insert(process).clone())
}

/// This process if it is open.
pub(crate) fn opened() -> Option<Arc<Process>> {
    slot().clone()
}

/// A peer has gone: what it left in the runtime directory goes too, if it died.
pub(crate) fn forget(peer: u64) {
    if let Some(process) = opened() {
        let _ = process.presence.directory().forget(peer);
    }
}

/// Closes all links and leaves the runtime directory.
pub(crate) fn close() {
    let process = slot().take();
    if let Some(process) = process {
        crate::dcom::close();
        process.hub.close();
        crate::inspection::close();
        crate::arrays::close();
    }
}

impl Process {
    fn new() -> Result<Self> {
        let id = crate::random::nonzero();
        let directory = Directory::from_environment().map_err(unreachable_directory)?;
        let presence = directory.enter(id).map_err(unreachable_directory)?;
        let hub = Hub::new(id, Arc::new(Exporter::LOCAL), options())?;
        let address = presence.socket_path();
        hub.listen(&address)?;
        let own = hub.in_process();
        Ok(Self { hub, presence, address, own })
    }

    /// Where others reach it.
    pub(crate) fn address(&self) -> &PathBuf {
        &self.address
    }

    /// Its place in the runtime directory.
    pub(crate) fn presence(&self) -> &Presence {
        &self.presence
    }

    /// The links to other processes that are open.
    pub(crate) fn links(&self) -> Vec<Arc<dyn Link>> {
        self.hub.links()
    }

    /// A link to the process that listens at `path`: the one that is open, or a new one.
    pub(crate) fn connect(&self, path: &std::path::Path) -> Result<Arc<dyn Link>> {
        if path == self.address {
            return Ok(self.own.clone());
        }
        self.hub.connect(path).map_err(|error| {
            tracing::debug!(path = %path.display(), %error, "no link");
            Error::ServerUnavailable
        })
    }
}

/// How this process links: `OXCOM_LINK=unix` keeps shared memory out of it, to compare or to find a fault.
fn options() -> Options {
    let plain = std::env::var_os("OXCOM_LINK").is_some_and(|link| link == "unix");
    Options { shared_memory: !plain, ..Options::default() }
}

fn unreachable_directory(error: oxcom_activation::Error) -> Error {
    Error::Directory(error.to_string())
}

/// What the registration files say.
pub(crate) fn registry() -> &'static Registry {
    static REGISTRY: LazyLock<Registry> = LazyLock::new(Registry::from_environment);
    &REGISTRY
}
