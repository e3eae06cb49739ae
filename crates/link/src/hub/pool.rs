//! The threads that take requests.
//!
//! All wait in one epoll, where the sockets that bring requests are registered edge-triggered: the kernel wakes one thread
//! per event, the one that slept last. There is always one at hand: a thread about to enter user code that finds itself
//! the last one starts another. Threads beyond [`Options::idle_threads`](crate::Options::idle_threads) end after a while.

use std::collections::VecDeque;
use std::mem;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use rustix::event::{EventfdFlags, Timespec, epoll, eventfd};
use rustix::io::Errno;

use super::core::{Core, Endpoint};
use crate::service::Reply;
use crate::{Incoming, Link, LinkError};

/// How long a thread that is one too many waits for work before it ends.
const LINGER: Timespec = Timespec { tv_sec: 10, tv_nsec: 0 };

/// Events of the two descriptors that are the pool's own; links have smaller numbers.
const BELL: u64 = u64::MAX;
const END: u64 = u64::MAX - 1;
/// Set in the number of a link whose bell has rung.
const OF_BELL: u64 = 1 << 62;

pub(crate) struct Pool {
    epoll: OwnedFd,
    /// Rung for each job: edge-triggered, never read.
    bell: OwnedFd,
    /// Written once, at the end: level-triggered, so that all threads see it.
    end: OwnedFd,
    jobs: Mutex<Jobs>,
    /// Threads that are not in user code. A count; whoever takes it to zero must start a thread or take it back.
    available: AtomicUsize,
    /// Threads that wait in the epoll. A hint.
    idle: AtomicUsize,
    /// SYNC POINT: set with Release before `end` is written, read with Acquire by threads that find no job.
    closing: AtomicBool,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

/// guarded by: [`Pool::jobs`]
#[derive(Default)]
struct Jobs {
    queue: VecDeque<Job>,
    /// Threads that live.
    threads: usize,
    /// Ever started; for their names.
    started: usize,
    /// The last thread has ended: jobs are done by who brings them.
    over: bool,
}

/// Work that no event of the epoll stands for.
pub(crate) enum Job {
    /// Tell the service that a link has opened, then take its requests.
    Opened(Arc<dyn Endpoint>),
    /// Tell the service that a link has closed.
    Closed(Arc<dyn Endpoint>),
    /// Go on where another thread left off.
    Resume(Arc<dyn Endpoint>, Resume),
}

/// Where to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Resume {
    /// The socket has news.
    News { hung_up: bool },
    /// The bell of the ring has rung.
    Bell,
    /// The ring is to be looked at.
    Ring,
    /// With the right to read.
    Reading,
    /// With the right to run what waits on a lane.
    Lane(u32),
}

/// A thread of the pool: what it lends to the links whose requests it takes.
pub(crate) struct Worker {
    core: Arc<Core>,
    /// The request in hand.
    pub(crate) message: Incoming,
    /// The link of that request, to lend to the service: kept until the thread waits again, as a reference for each request
    /// would cost more than the rest of this module.
    link: Option<Arc<dyn Link>>,
    /// It attends to a ring, and does not count as available.
    away: bool,
}

/// The peer has ended, or the socket is broken.
const HUNG_UP: epoll::EventFlags =
    epoll::EventFlags::RDHUP.union(epoll::EventFlags::HUP).union(epoll::EventFlags::ERR);

/// What a thread of the pool found in the epoll.
enum Event {
    Link(u64, Resume),
    Own,
    Nothing,
}

impl Pool {
    pub(crate) fn new() -> Result<Pool, LinkError> {
        let event = || {
            eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK)
                .map_err(LinkError::io("making an eventfd"))
        };
        let pool = Pool {
            epoll: epoll::create(epoll::CreateFlags::CLOEXEC).map_err(LinkError::io("making an epoll"))?,
            bell: event()?,
            end: event()?,
            jobs: Mutex::default(),
            available: AtomicUsize::new(0),
            idle: AtomicUsize::new(0),
            closing: AtomicBool::new(false),
            threads: Mutex::default(),
        };
        pool.add(pool.bell.as_fd(), BELL, epoll::EventFlags::IN | epoll::EventFlags::ET)?;
        pool.add(pool.end.as_fd(), END, epoll::EventFlags::IN)?;
        Ok(pool)
    }

    /// Takes the requests that arrive on a socket from now on.
    pub(crate) fn watch(&self, socket: BorrowedFd<'_>, link: u64) -> Result<(), LinkError> {
        self.add(socket, link, epoll::EventFlags::IN | epoll::EventFlags::RDHUP | epoll::EventFlags::ET)
    }

    /// Attends to a ring when its bell rings, from now on.
    pub(crate) fn watch_bell(&self, bell: BorrowedFd<'_>, link: u64) -> Result<(), LinkError> {
        self.add(bell, link | OF_BELL, epoll::EventFlags::IN | epoll::EventFlags::ET)
    }

    /// Does not take requests from a socket any more.
    pub(crate) fn forget(&self, socket: BorrowedFd<'_>) {
        // It may never have been added.
        let _ = epoll::delete(&self.epoll, socket);
    }

    fn add(&self, source: BorrowedFd<'_>, data: u64, flags: epoll::EventFlags) -> Result<(), LinkError> {
        epoll::add(&self.epoll, source, epoll::EventData::new_u64(data), flags)
            .map_err(LinkError::io("watching a descriptor"))
    }

    /// Starts a thread.
    pub(crate) fn start(core: &Arc<Core>) -> Result<(), LinkError> {
        let pool = &core.pool;
        let name = {
            let mut jobs = pool.lock();
            jobs.threads += 1;
            jobs.started += 1;
            format!("oxcom-pool-{}", jobs.started)
        };
        pool.available.fetch_add(1, Ordering::AcqRel);
        let its_core = Arc::clone(core);
        let started = thread::Builder::new().name(name).spawn(move || Worker::run(its_core));
        let mut threads = pool.threads.lock().unwrap_or_else(PoisonError::into_inner);
        for ended in threads.extract_if(.., |thread| thread.is_finished()) {
            let _ = ended.join();
        }
        match started {
            Ok(thread) => {
                threads.push(thread);
                Ok(())
            }
            Err(error) => {
                pool.available.fetch_sub(1, Ordering::AcqRel);
                pool.lock().threads -= 1;
                Err(LinkError::io("starting a thread")(error))
            }
        }
    }

    /// Has a job done: by a thread of the pool, or right here when the pool has ended.
    pub(crate) fn push(core: &Arc<Core>, job: Job) {
        let pool = &core.pool;
        {
            let mut jobs = pool.lock();
            if !jobs.over {
                jobs.queue.push_back(job);
                drop(jobs);
                return pool.ring();
            }
        }
        Worker::new(Arc::clone(core)).work(job);
    }

    fn ring(&self) {
        let _ = rustix::io::write(&self.bell, &1u64.to_ne_bytes());
    }

    fn pop(&self) -> Option<Job> {
        let mut jobs = self.lock();
        let job = jobs.queue.pop_front();
        if !jobs.queue.is_empty() {
            // Two rings may have become one event.
            drop(jobs);
            self.ring();
        }
        job
    }

    /// Asks all threads to end once there is nothing left to do, and waits for them; not for the calling one.
    pub(crate) fn close(&self) {
        self.closing.store(true, Ordering::Release);
        let _ = rustix::io::write(&self.end, &1u64.to_ne_bytes());
        loop {
            let next = self.threads.lock().unwrap_or_else(PoisonError::into_inner).pop();
            match next {
                Some(thread) if thread.thread().id() != thread::current().id() => drop(thread.join()),
                Some(_this) => {}
                None => return,
            }
        }
    }

    /// Whether a thread without work may end: at the end, or being one too many.
    fn may_leave(&self, lingered: bool, keep: usize) -> bool {
        let mut jobs = self.lock();
        if !jobs.queue.is_empty() {
            return false;
        }
        if self.closing.load(Ordering::Acquire) {
            self.available.fetch_sub(1, Ordering::AcqRel);
        } else if !lingered || self.idle.load(Ordering::Relaxed) < keep {
            return false;
        } else if self.available.fetch_sub(1, Ordering::AcqRel) == 1 {
            self.available.fetch_add(1, Ordering::AcqRel);
            return false;
        }
        jobs.threads -= 1;
        jobs.over = jobs.threads == 0;
        true
    }

    fn wait(&self, keep: usize) -> Event {
        let idle = self.idle.fetch_add(1, Ordering::Relaxed) + 1;
        let timeout = (idle > keep).then_some(&LINGER);
        let mut events =
            [epoll::Event { flags: epoll::EventFlags::empty(), data: epoll::EventData::new_u64(0) }];
        let found = epoll::wait(&self.epoll, &mut events, timeout);
        self.idle.fetch_sub(1, Ordering::Relaxed);
        match found {
            Ok(0) => Event::Nothing,
            Ok(_) => match (events[0].data.u64(), events[0].flags) {
                (BELL | END, _) => Event::Own,
                (link, _) if link & OF_BELL != 0 => Event::Link(link & !OF_BELL, Resume::Bell),
                (link, flags) => Event::Link(link, Resume::News { hung_up: flags.intersects(HUNG_UP) }),
            },
            Err(Errno::INTR) => Event::Own,
            Err(error) => {
                tracing::error!(%error, "a pool thread cannot wait");
                Event::Own
            }
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Jobs> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Worker {
    fn new(core: Arc<Core>) -> Worker {
        Worker { core, message: Incoming::new(), link: None, away: false }
    }

    fn run(core: Arc<Core>) {
        let mut worker = Worker::new(core);
        let keep = worker.core.options.idle_threads;
        let mut lingered = false;
        loop {
            if let Some(job) = worker.core.pool.pop() {
                worker.work(job);
                continue;
            }
            if worker.core.pool.may_leave(lingered, keep) {
                return;
            }
            worker.link = None;
            let event = worker.core.pool.wait(keep);
            lingered = matches!(event, Event::Nothing);
            if let Event::Link(link, resume) = event
                && let Some(endpoint) = worker.core.endpoint(link)
            {
                endpoint.resume(resume, &mut worker);
            }
        }
    }

    fn work(&mut self, job: Job) {
        match job {
            Job::Opened(endpoint) => {
                let link = Arc::clone(&endpoint).as_link();
                user(&self.core, self.away, || self.core.service.opened(&link));
                endpoint.start();
            }
            Job::Closed(endpoint) => {
                let link = endpoint.as_link();
                user(&self.core, self.away, || self.core.service.closed(&link));
            }
            Job::Resume(endpoint, resume) => endpoint.resume(resume, self),
        }
    }

    /// Tells the service of a link that this thread has let in.
    pub(crate) fn open<L: Endpoint + 'static>(&mut self, endpoint: &Arc<L>) {
        self.work(Job::Opened(endpoint.clone()));
    }

    /// Lets another thread go on.
    pub(crate) fn push(&self, endpoint: Arc<dyn Endpoint>, resume: Resume) {
        Pool::push(&self.core, Job::Resume(endpoint, resume));
    }

    /// Whether another thread is at hand, or may be started, when this one enters user code with a call.
    pub(crate) fn may_take_calls(&self) -> bool {
        let pool = &self.core.pool;
        let itself = usize::from(!self.away);
        pool.available.load(Ordering::Relaxed) > itself || pool.lock().threads < self.core.options.threads
    }

    /// Whether this thread attends to a ring and no other is at hand.
    pub(crate) fn is_alone(&self) -> bool {
        self.away && self.core.pool.available.load(Ordering::Relaxed) == 0
    }

    /// Attends to a ring, with another thread at hand meanwhile if there may be one.
    pub(crate) fn stay_away(&mut self, attend: impl FnOnce(&mut Worker)) {
        if mem::replace(&mut self.away, true) {
            return attend(self);
        }
        let pool = &self.core.pool;
        if pool.available.fetch_sub(1, Ordering::AcqRel) == 1
            && pool.lock().threads < self.core.options.threads
            && let Err(error) = Pool::start(&self.core)
        {
            tracing::error!(%error, "requests wait until a thread comes back");
        }
        attend(self);
        self.away = false;
        self.core.pool.available.fetch_add(1, Ordering::AcqRel);
    }

    /// Gives the request in hand to the service. The reply is made where it is needed, not moved there.
    pub(crate) fn serve<L: Link + 'static>(&mut self, link: &Arc<L>, reply: impl FnOnce() -> Reply) {
        let Worker { core, message, link: kept, away } = self;
        if kept.as_ref().is_none_or(|kept| kept.id() != link.id()) {
            *kept = None;
        }
        let shared = kept.get_or_insert_with(|| link.clone());
        user(core, *away, || core.service.request(shared, message, reply()));
        self.message.trim();
        self.message.clear();
    }
}

/// Runs user code, with another thread at hand meanwhile; one that is away has seen to that.
fn user(core: &Arc<Core>, away: bool, code: impl FnOnce()) {
    let pool = &core.pool;
    if !away
        && pool.available.fetch_sub(1, Ordering::AcqRel) == 1
        && let Err(error) = Pool::start(core)
    {
        tracing::error!(%error, "requests wait until a thread comes back");
    }
    if catch_unwind(AssertUnwindSafe(code)).is_err() {
        tracing::error!("a service panicked");
    }
    if !away {
        pool.available.fetch_add(1, Ordering::AcqRel);
    }
}
