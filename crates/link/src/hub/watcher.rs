//! One thread that sees peers come and die. It runs no user code and never waits for anybody.

use std::mem;
use std::os::fd::{BorrowedFd, OwnedFd};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use rustix::event::{EventfdFlags, Timespec, epoll, eventfd};
use rustix::io::Errno;

use super::core::{Core, Endpoint};
use crate::{LinkError, LinkId};

/// How often those are looked after who have connected and not yet introduced themselves. Only while there are any.
const SWEEP: Timespec = Timespec { tv_sec: 0, tv_nsec: 250_000_000 };

pub(crate) struct Watcher {
    epoll: OwnedFd,
    end: OwnedFd,
    /// Rung when there is one more link to look after: edge-triggered, never read.
    care: OwnedFd,
    /// The links to look after; None when the thread has ended.
    cared_for: Mutex<Option<Vec<Arc<dyn Endpoint>>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

/// What a watched descriptor is to the one it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// The listener, and those who have not introduced themselves.
    Door = 0,
    /// The socket of a link's outgoing requests.
    Calls = 1,
    /// The socket of a link's incoming requests.
    Serving = 2,
    /// The peer's process.
    Process = 3,
}

/// How often those are looked after who serve rings. Only while something happens there.
const ROUND: Timespec = Timespec { tv_sec: 0, tv_nsec: 1_000_000 };

/// The door's own number for the end; its others are larger.
const END: u64 = 0;
/// Its number for a new link to look after.
const CARE: u64 = u64::MAX >> 2;

fn event_data(owner: u64, role: Role) -> epoll::EventData {
    epoll::EventData::new_u64(owner << 2 | role as u64)
}

impl Watcher {
    pub(crate) fn new() -> Result<Watcher, LinkError> {
        let epoll = epoll::create(epoll::CreateFlags::CLOEXEC).map_err(LinkError::io("making an epoll"))?;
        let event = || {
            eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK)
                .map_err(LinkError::io("making an eventfd"))
        };
        let (end, care) = (event()?, event()?);
        let edge = epoll::EventFlags::IN | epoll::EventFlags::ET;
        for (event, number, flags) in [(&end, END, epoll::EventFlags::IN), (&care, CARE, edge)] {
            epoll::add(&epoll, event, event_data(number, Role::Door), flags)
                .map_err(LinkError::io("watching a descriptor"))?;
        }
        Ok(Watcher { epoll, end, care, cared_for: Mutex::new(Some(Vec::new())), thread: Mutex::default() })
    }

    pub(crate) fn start(core: &Arc<Core>) -> Result<(), LinkError> {
        let its_core = Arc::clone(core);
        let thread = thread::Builder::new()
            .name("oxcom-watcher".into())
            .spawn(move || run(&its_core))
            .map_err(LinkError::io("starting a thread"))?;
        *core.watcher.thread.lock().unwrap_or_else(PoisonError::into_inner) = Some(thread);
        Ok(())
    }

    /// Watches one of the door's descriptors for readability; `number` is above zero.
    pub(crate) fn watch_door(&self, source: BorrowedFd<'_>, number: u64) -> Result<(), LinkError> {
        debug_assert_ne!(number, END);
        epoll::add(&self.epoll, source, event_data(number, Role::Door), epoll::EventFlags::IN)
            .map_err(LinkError::io("watching a descriptor"))
    }

    /// Watches a link's socket for its end.
    pub(crate) fn watch_link(
        &self,
        source: BorrowedFd<'_>,
        link: LinkId,
        role: Role,
    ) -> Result<(), LinkError> {
        epoll::add(&self.epoll, source, event_data(link.value(), role), interest(role, false))
            .map_err(LinkError::io("watching a descriptor"))
    }

    /// Whether to watch a link's socket for room, too.
    pub(crate) fn watch_room(&self, source: BorrowedFd<'_>, link: LinkId, role: Role, wanted: bool) {
        // The link may have ended meanwhile.
        let _ = epoll::modify(&self.epoll, source, event_data(link.value(), role), interest(role, wanted));
    }

    /// Looks after the threads at a link, until it says that it need not. False when nobody does so any more.
    pub(crate) fn watch_over(&self, link: Arc<dyn Endpoint>) -> bool {
        let is_kept = self.keep(link);
        let _ = rustix::io::write(&self.care, &1u64.to_ne_bytes());
        is_kept
    }

    /// Looks after everybody once. `round` is memory for that, empty before and after.
    fn look_after(&self, round: &mut Vec<Arc<dyn Endpoint>>) {
        if let Some(links) = &mut *self.cared_for() {
            mem::swap(links, round);
        }
        for link in round.drain(..) {
            if link.look_after() {
                self.keep(link);
            }
        }
    }

    fn cares(&self) -> bool {
        self.cared_for().as_ref().is_some_and(|links| !links.is_empty())
    }

    fn keep(&self, link: Arc<dyn Endpoint>) -> bool {
        let mut links = self.cared_for();
        links.as_mut().map(|links| links.push(link)).is_some()
    }

    fn cared_for(&self) -> MutexGuard<'_, Option<Vec<Arc<dyn Endpoint>>>> {
        self.cared_for.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn forget(&self, source: BorrowedFd<'_>) {
        // It may never have been added.
        let _ = epoll::delete(&self.epoll, source);
    }

    /// Ends the thread and waits for it.
    pub(crate) fn close(&self) {
        let _ = rustix::io::write(&self.end, &1u64.to_ne_bytes());
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread {
            let _ = thread.join();
        }
        let links = self.cared_for().take();
        drop(links);
    }
}

fn interest(role: Role, room: bool) -> epoll::EventFlags {
    use epoll::EventFlags as Flags;
    match role {
        Role::Process | Role::Door => Flags::IN | Flags::ET,
        Role::Calls | Role::Serving if room => Flags::RDHUP | Flags::ET | Flags::OUT,
        Role::Calls | Role::Serving => Flags::RDHUP | Flags::ET,
    }
}

fn run(core: &Arc<Core>) {
    let empty = epoll::Event { flags: epoll::EventFlags::empty(), data: epoll::EventData::new_u64(0) };
    let (mut events, mut round) = ([empty; 32], Vec::new());
    loop {
        let cares = core.watcher.cares();
        let timeout = if cares { Some(&ROUND) } else { core.door.is_busy().then_some(&SWEEP) };
        let found = match epoll::wait(&core.watcher.epoll, &mut events[..], timeout) {
            Ok(found) => found,
            Err(Errno::INTR) => continue,
            Err(error) => return tracing::error!(%error, "the watcher cannot wait"),
        };
        for event in &events[..found] {
            let (data, flags) = (event.data.u64(), event.flags);
            let (owner, role) = (data >> 2, data & 3);
            let role = match role {
                1 => Role::Calls,
                2 => Role::Serving,
                3 => Role::Process,
                _ if owner == END => return,
                _ if owner == CARE => continue,
                _ => {
                    core.door.knock(core, owner);
                    continue;
                }
            };
            if let Some(endpoint) = core.endpoint(owner) {
                endpoint.alarm(role, flags);
            }
        }
        if cares {
            core.watcher.look_after(&mut round);
        }
        if timeout.is_some() {
            core.door.sweep(core);
        }
    }
}
