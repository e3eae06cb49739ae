//! A program that serves classes to other processes, and ends when nobody uses them.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use oxcom_abi as abi;
use oxcom_abi::{CLSCTX_LOCAL_SERVER, IClassFactory, REGCLS_MULTIPLEUSE, REGCLS_SUSPENDED};

use crate::{Factory, GUID, Result};

/// Bumped whenever the server's count of users has fallen to 0. Guarded by its lock.
static UNUSED: Mutex<u64> = Mutex::new(0);
static NOTICE: Condvar = Condvar::new();

/// Keeps the server process up: an object holds one as long as it lives, a client by IClassFactory::LockServer.
#[derive(Debug)]
#[must_use = "the server may end when this is dropped"]
pub struct ServerLock(());

impl ServerLock {
    /// Counts one user more.
    pub fn new() -> Self {
        acquire();
        Self(())
    }
}

impl Default for ServerLock {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for ServerLock {
    fn drop(&mut self) {
        release();
    }
}

pub(crate) fn acquire() {
    // SAFETY: a call without preconditions.
    unsafe { abi::CoAddRefServerProcess() };
}

pub(crate) fn release() {
    // SAFETY: a call without preconditions; `acquire` came before.
    if unsafe { abi::CoReleaseServerProcess() } == 0 {
        *UNUSED.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        NOTICE.notify_all();
    }
}

/// The classes of a server program.
///
/// ```no_run
/// # use oxcom::{Apartment, Factory, GUID, Result, Server};
/// # const CLSID: GUID = GUID::zeroed();
/// # fn make() -> Result<oxcom::IUnknown> { Err(oxcom::abi::E_NOTIMPL.into()) }
/// # fn main() -> Result<()> {
/// let _apartment = Apartment::multithreaded()?;
/// Server::new().class(CLSID, Factory::new(make)).run()
/// # }
/// ```
#[derive(Default)]
pub struct Server {
    classes: Vec<(GUID, IClassFactory)>,
    patience: Option<Duration>,
}

impl Server {
    /// No class yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a class, for any number of clients.
    #[must_use]
    pub fn class(mut self, clsid: GUID, factory: Factory) -> Self {
        self.classes.push((clsid, factory.into()));
        self
    }

    /// How long the server waits for its first client: 60 s, unless this says otherwise. Whoever started it may have died.
    #[must_use]
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = Some(patience);
        self
    }

    /// Serves until the last client has gone, or none came. The calling thread is in the multithreaded apartment.
    ///
    /// # Errors
    /// See `CoRegisterClassObject`.
    pub fn run(self) -> Result<()> {
        let mut before = times_unused();
        loop {
            self.serve(before)?;
            before = times_unused();
            // Who had found a class before the last client went may have come in since. Now nobody can.
            if !has_users() {
                return Ok(());
            }
        }
    }

    /// Offers the classes until nobody uses the server any more.
    fn serve(&self, mut before: u64) -> Result<()> {
        let mut cookies = Vec::new();
        for (clsid, factory) in &self.classes {
            let flags = REGCLS_MULTIPLEUSE | REGCLS_SUSPENDED;
            // SAFETY: arguments of their types.
            cookies.push(unsafe { abi::CoRegisterClassObject(clsid, factory, CLSCTX_LOCAL_SERVER, flags) }?);
        }
        // SAFETY: a call without preconditions: now all classes are there, clients may come.
        let resume = || unsafe { abi::CoResumeClassObjects() }.ok();
        let mut resumed = resume();
        while resumed.is_ok() {
            wait_until_unused(before, self.patience.unwrap_or(Duration::from_secs(60)));
            before = times_unused();
            if !has_users() {
                break;
            }
            // One came while the last other one went.
            resumed = resume();
        }
        for (cookie, (_, factory)) in cookies.into_iter().zip(&self.classes) {
            // SAFETY: registered above, on this thread; who has the class still is told that it is gone.
            let _ = unsafe { (abi::CoRevokeClassObject(cookie), abi::CoDisconnectObject(factory, 0)) };
        }
        resumed
    }
}

fn times_unused() -> u64 {
    *UNUSED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Waits until the count of users has fallen to 0 once more than `before`; a server that never had a user gives up after
/// `patience`.
fn wait_until_unused(before: u64, patience: Duration) {
    let unused = UNUSED.lock().unwrap_or_else(PoisonError::into_inner);
    let (mut unused, _) = NOTICE
        .wait_timeout_while(unused, patience, |unused| *unused == before)
        .unwrap_or_else(PoisonError::into_inner);
    if *unused == before && !has_users() {
        return;
    }
    while *unused == before {
        unused = NOTICE.wait(unused).unwrap_or_else(PoisonError::into_inner);
    }
}

/// Whether anybody uses the server: counted up and down, which also suspends the class objects when nobody does.
fn has_users() -> bool {
    // SAFETY: calls without preconditions, in pairs.
    unsafe {
        abi::CoAddRefServerProcess();
        abi::CoReleaseServerProcess() > 0
    }
}
