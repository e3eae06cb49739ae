//! Apartments that the runtime opens itself, for in-process classes whose threading model does not fit their creator's
//! apartment.
//!
//! A host lives until the last apartment that a thread of the program's entered is left.

use std::sync::mpsc;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use rustix::event::{PollFd, PollFlags, poll};

use super::{Apartment, MtaUse, THREAD, close, neutral, open_single, shared, visit, wait};
use crate::error::{Error, Result};

/// Where a class can be created that cannot be created here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Host {
    /// The main single-threaded apartment: the program's if there is one.
    Main,
    /// A single-threaded apartment of the runtime's.
    Single,
    /// The multithreaded apartment.
    Multi,
    /// The neutral apartment, on this very thread.
    Neutral,
}

/// The runtime's own apartments.
pub(super) struct Hosts {
    pub(super) single: Vec<HostThread>,
    /// Keeps the multithreaded one for the objects in it.
    pub(super) multi: Option<MtaUse>,
    pub(super) neutral: Option<Arc<Apartment>>,
}

impl Hosts {
    pub(super) const fn none() -> Self {
        Self { single: Vec::new(), multi: None, neutral: None }
    }

    /// Closes them.
    pub(super) fn end(self) {
        self.neutral.iter().for_each(neutral::end);
        self.single.into_iter().for_each(HostThread::end);
        drop(self.multi);
    }
}

/// A single-threaded apartment whose thread is the runtime's.
pub(super) struct HostThread {
    pub(super) apartment: Arc<Apartment>,
    thread: JoinHandle<()>,
}

/// Held while a host is opened, so that two creators share one.
static OPENING: Mutex<()> = Mutex::new(());

impl Host {
    /// Runs `work` there and waits for it as an outgoing call does.
    ///
    /// # Errors
    /// RPC_E_DISCONNECTED: the apartment closes.
    pub(crate) fn run<T: Send + 'static>(
        self,
        work: impl FnOnce() -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let apartment = match self {
            Self::Multi => return in_multi(work),
            Self::Neutral => return in_neutral(work),
            Self::Main => main()?,
            Self::Single => single()?,
        };
        let (promise, promised) = wait::promise()?;
        apartment.run(move || promise.keep(work()));
        promised.wait()?
    }
}

fn in_neutral<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    let mut result = None;
    visit(&neutral::open(), || result = Some(work()));
    result.unwrap_or(Err(Error::Disconnected))
}

fn in_multi<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    wait::aside(move || {
        let mut result = None;
        visit(&multi(), || result = Some(work()));
        result.unwrap_or(Err(Error::Disconnected))
    })?
}

/// The multithreaded apartment, opened when it is not.
pub(crate) fn multi() -> Arc<Apartment> {
    let _opening = OPENING.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(host) = &shared().hosts.multi {
        return host.apartment().clone();
    }
    let host = MtaUse::new();
    let apartment = host.apartment().clone();
    shared().hosts.multi = Some(host);
    apartment
}

fn main() -> Result<Arc<Apartment>> {
    let _opening = OPENING.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(main) = shared().main.clone() {
        return Ok(main);
    }
    open()
}

fn single() -> Result<Arc<Apartment>> {
    let _opening = OPENING.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(host) = shared().hosts.single.first() {
        return Ok(host.apartment.clone());
    }
    open()
}

/// Starts a thread that does nothing but run the calls of its apartment.
fn open() -> Result<Arc<Apartment>> {
    let (sender, opened) = mpsc::channel();
    let thread = thread::Builder::new()
        .name("oxcom-host".into())
        .spawn(move || serve(&sender))
        .map_err(|source| Error::System { what: "starting a thread", source })?;
    let apartment = opened.recv().map_err(|_| Error::Disconnected)??;
    shared().hosts.single.push(HostThread { apartment: apartment.clone(), thread });
    Ok(apartment)
}

fn serve(opened: &mpsc::Sender<Result<Arc<Apartment>>>) {
    let apartment = match open_single() {
        Ok(apartment) => apartment,
        Err(error) => {
            let _ = opened.send(Err(error));
            return;
        }
    };
    THREAD.with(|thread| {
        *thread.apartment.borrow_mut() = Some(apartment.clone());
        thread.entered.set(1);
    });
    let _ = opened.send(Ok(apartment.clone()));
    if let Some(queue) = apartment.queue() {
        while !apartment.is_closed() {
            let _ = poll(&mut [PollFd::new(queue, PollFlags::IN)], None); // interrupted: looks, and waits again
            queue.run_pending();
        }
    }
    THREAD.with(|thread| *thread.apartment.borrow_mut() = None);
}

impl HostThread {
    /// Closes the apartment on its thread, and waits for that.
    fn end(self) {
        let apartment = self.apartment.clone();
        self.apartment.run(move || close(&apartment));
        if self.thread.thread().id() != thread::current().id() {
            let _ = self.thread.join();
        }
    }
}
