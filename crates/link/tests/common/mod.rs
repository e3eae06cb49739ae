//! What the tests of links share: a service made of a closure, and waiting with a watchdog.

#![allow(dead_code, unreachable_pub, reason = "every test binary uses a part")]

use std::ops::ControlFlow;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use oxcom_link::{Hub, Incoming, Link, LinkError, Options, Outgoing, Reply, Service, Uninterrupted, Wait};
use rustix::event::{EventfdFlags, eventfd};

pub mod enveloped;

/// How long a test may wait for one event before it is taken to hang.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Counts events; who waits for them does so with a watchdog.
#[derive(Default)]
pub struct Count {
    count: Mutex<usize>,
    changed: Condvar,
}

impl Count {
    pub fn new() -> Arc<Count> {
        Arc::default()
    }

    pub fn add(&self) {
        *self.count.lock().unwrap() += 1;
        self.changed.notify_all();
    }

    pub fn value(&self) -> usize {
        *self.count.lock().unwrap()
    }

    #[track_caller]
    pub fn wait(&self, least: usize) {
        let count = self.count.lock().unwrap();
        let (count, timeout) =
            self.changed.wait_timeout_while(count, PATIENCE, |count| *count < least).unwrap();
        assert!(!timeout.timed_out(), "waited for {least} events, {} came", *count);
    }
}

/// Waits until `done`, which nothing announces.
#[track_caller]
pub fn wait_until(what: &str, mut done: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !done() {
        assert!(begun.elapsed() < PATIENCE, "waited for {what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

type Handler = dyn Fn(&Arc<dyn Link>, &mut Incoming, Reply) + Send + Sync;

/// A service that does what a closure says and counts what it is told.
pub struct Desk {
    handler: Box<Handler>,
    pub opened: Arc<Count>,
    pub closed: Arc<Count>,
    /// Requests given to the closure.
    pub requests: AtomicUsize,
}

impl Desk {
    pub fn new(handler: impl Fn(&Arc<dyn Link>, &mut Incoming, Reply) + Send + Sync + 'static) -> Arc<Desk> {
        Arc::new(Desk {
            handler: Box::new(handler),
            opened: Count::new(),
            closed: Count::new(),
            requests: AtomicUsize::new(0),
        })
    }

    pub fn echo() -> Arc<Desk> {
        Desk::new(|_, request, reply| echo(request, reply))
    }
}

/// Sends a request's bytes and descriptors back.
pub fn echo(request: &Incoming, reply: Reply) {
    let descriptors: Vec<_> = request.descriptors.iter().map(AsFd::as_fd).collect();
    // The caller may have gone.
    let _ = reply.send(Outgoing { bytes: &request.bytes, descriptors: &descriptors });
}

impl Service for Desk {
    fn opened(&self, link: &Arc<dyn Link>) {
        assert!(link.is_alive());
        self.opened.add();
    }

    fn request(&self, link: &Arc<dyn Link>, request: &mut Incoming, reply: Reply) {
        self.requests.fetch_add(1, Ordering::Relaxed);
        (self.handler)(link, request, reply);
    }

    fn closed(&self, link: &Arc<dyn Link>) {
        assert!(!link.is_alive(), "the books are closed before the service hears of it");
        self.closed.add();
    }
}

/// A path for a socket that nobody else has.
pub fn socket_path() -> PathBuf {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let next = NEXT.fetch_add(1, Ordering::Relaxed);
    std::env::temp_dir().join(format!("oxcom-link-{}-{next}", std::process::id()))
}

/// A hub with a random enough id.
pub fn hub(service: Arc<dyn Service>, options: Options) -> Arc<Hub> {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let id = u64::from(std::process::id()) << 32 | NEXT.fetch_add(1, Ordering::Relaxed);
    Hub::new(id, service, options).unwrap()
}

/// Calls and gives the answer's bytes.
pub fn call(link: &dyn Link, bytes: &[u8]) -> Result<Vec<u8>, LinkError> {
    call_while(link, bytes, &mut Uninterrupted)
}

pub fn call_while(link: &dyn Link, bytes: &[u8], wait: &mut dyn Wait) -> Result<Vec<u8>, LinkError> {
    let mut answer = Incoming::new();
    let result = link.call(Outgoing::bytes(bytes), &mut answer, wait);
    if result.is_err() {
        assert!(answer.bytes.is_empty() && answer.descriptors.is_empty());
    }
    result.map(|()| answer.bytes)
}

/// Bytes that no two sizes or seeds have in common.
pub fn pattern(size: usize, seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ size as u64 | 1;
    let mut bytes = Vec::with_capacity(size + 8);
    while bytes.len() < size {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        bytes.extend_from_slice(&state.to_le_bytes());
    }
    bytes.truncate(size);
    bytes
}

/// Waits no longer than until a moment that has come.
pub struct Late;

impl Wait for Late {
    fn deadline(&self) -> Option<Instant> {
        Some(Instant::now())
    }
}

/// Has work when its bell has been rung.
pub struct Working<F> {
    pub bell: Arc<OwnedFd>,
    pub work: F,
}

pub fn bell() -> Arc<OwnedFd> {
    Arc::new(eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK).unwrap())
}

pub fn ring(bell: &OwnedFd) {
    rustix::io::write(bell, &1u64.to_ne_bytes()).unwrap();
}

impl<F: FnMut() -> ControlFlow<()>> Wait for Working<F> {
    fn descriptor(&self) -> Option<BorrowedFd<'_>> {
        Some(self.bell.as_fd())
    }

    fn work(&mut self) -> ControlFlow<()> {
        rustix::io::read(&*self.bell, &mut [0u8; 8]).unwrap();
        (self.work)()
    }
}
