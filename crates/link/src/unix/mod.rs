//! Links over Unix stream sockets, and the sockets' part of links over shared memory.
//!
//! ```text
//!   process A                                              process B
//!   calls    ──requests──▶ ═══ accepted socket ═══ ──▶ serving   (threads of B's pool read)
//!            ◀──answers───                         ◀──
//!   serving  ◀──requests── ═══ pair of sockets ═══ ◀── calls     (callers of B read)
//!            ──answers───▶                         ──▶
//! ```
//!
//! Each direction of calls has a socket of its own, so that answers and requests never wait for each other: callers read
//! their answers themselves ([`calls`]), requests are read by the pool ([`serving`]), and neither needs a thread between.
//!
//! When both sides have offered it, the link has a [`ring`](crate::ring): then small messages go through that, and [`ways`] keeps
//! what goes one way from overtaking what the same thread sent the other way.

mod calls;
mod connect;
mod credentials;
pub(crate) mod door;
mod frame;
mod handshake;
mod inbox;
mod outbox;
mod serving;
mod ways;

use std::os::fd::{AsFd, OwnedFd};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};
use std::thread;
use std::time::Duration;

use rustix::event::epoll::EventFlags;
use rustix::net::{Shutdown, shutdown};

use self::calls::{Around, Calls};
pub(crate) use self::connect::connect_to;
use self::frame::{Header, Kind, Limits};
pub(crate) use self::inbox::MOST_DESCRIPTORS;
use self::outbox::{Left, Outbox};
pub(crate) use self::serving::Fate;
use self::serving::Serving;
use crate::hub::{Core, Endpoint, Job, Life, Options, Resume, Role, Worker};
use crate::ring::{Ring, Stray};
use crate::service::Answers;
use crate::slots::Outcome;
use crate::{Incoming, Link, LinkError, LinkId, Outgoing, Peer, Technique, Traffic, Uninterrupted, Wait};

pub(crate) struct UnixLink {
    id: LinkId,
    peer: Peer,
    core: Arc<Core>,
    /// This link, to give to others.
    me: Weak<UnixLink>,
    calls: Calls,
    serving: Serving,
    /// The way for small messages, if the link has one.
    ring: Option<Ring>,
    /// Readable when the peer's process has ended, even while a child of its holds the sockets open.
    process: Option<OwnedFd>,
    life: Life,
    /// The sockets are shut down. Atomic: a swap decides who does it.
    shut: AtomicBool,
}

impl UnixLink {
    /// A link, watched for its end, that takes no requests before it is [started](Endpoint::start).
    fn new(
        core: &Arc<Core>,
        calls: OwnedFd,
        serving: OwnedFd,
        process: Option<OwnedFd>,
        peer: Peer,
        ring: Option<Ring>,
    ) -> Result<Arc<UnixLink>, LinkError> {
        let limits = Limits {
            bytes: core.options.message_bytes,
            descriptors: core.options.message_descriptors.min(MOST_DESCRIPTORS),
        };
        let link = Arc::new_cyclic(|me| UnixLink {
            id: LinkId::next(),
            peer,
            core: Arc::clone(core),
            me: Weak::clone(me),
            calls: Calls::new(calls, limits),
            serving: Serving::new(serving, limits),
            ring,
            process,
            life: Life::default(),
            shut: AtomicBool::new(false),
        });
        core.add(link.clone())?;
        link.watch().inspect_err(|_| link.abandon())?;
        Ok(link)
    }

    fn watch(&self) -> Result<(), LinkError> {
        let watcher = &self.core.watcher;
        watcher.watch_link(self.calls.socket.as_fd(), self.id, Role::Calls)?;
        watcher.watch_link(self.serving.socket.as_fd(), self.id, Role::Serving)?;
        match &self.process {
            Some(process) => watcher.watch_link(process.as_fd(), self.id, Role::Process),
            None => Ok(()),
        }
    }

    /// Gives up a link of which the service has not heard.
    fn abandon(&self) {
        let _ = self.life.end();
        self.shut_down();
        self.release();
    }

    fn options(&self) -> &Options {
        &self.core.options
    }

    /// The peer is gone, or one socket is: what has arrived on either is still read, then both end. That the sockets are
    /// shut down is news to those who read them, so the end of the serving side becomes known, after the opening.
    fn lost(&self) {
        self.shut_down();
    }

    /// No request comes any more.
    pub(crate) fn ended(&self, why: &LinkError) {
        if let LinkError::Protocol(_) | LinkError::Io { .. } = why {
            tracing::warn!(link = ?self.id, peer = ?self.peer, %why, "a link is closed");
        }
        self.shut_down();
        if let Some(tell) = self.life.end() {
            self.release();
            if tell {
                self.tell_closed();
            }
        }
    }

    fn tell_closed(&self) {
        if let Some(me) = self.me.upgrade() {
            self.core.push(Job::Closed(me));
        }
    }

    fn shut_down(&self) {
        if !self.shut.swap(true, Ordering::AcqRel) {
            if let Some(ring) = &self.ring {
                self.close_ring(ring);
            }
            for socket in [&self.calls.socket, &self.serving.socket] {
                // It may have ended by itself.
                let _ = shutdown(socket, Shutdown::Both);
            }
        }
    }

    fn close_ring(&self, ring: &Ring) {
        let sleepers = ring.close();
        if sleepers && !self.me.upgrade().is_some_and(|me| me.watch_over()) {
            while ring.wake_all() {
                thread::sleep(Duration::from_millis(1));
            }
        }
    }

    /// Lets the hub forget the link.
    fn release(&self) {
        for socket in [&self.calls.socket, &self.serving.socket] {
            self.core.watcher.forget(socket.as_fd());
            self.core.pool.forget(socket.as_fd());
        }
        if let Some(process) = &self.process {
            self.core.watcher.forget(process.as_fd());
        }
        if let Some(ring) = &self.ring {
            self.core.pool.forget(ring.bell());
        }
        self.core.remove(self.id);
    }

    pub(crate) fn serving(&self) -> &Serving {
        &self.serving
    }

    pub(crate) fn ring(&self) -> Option<&Ring> {
        self.ring.as_ref()
    }

    /// Has a thread of the pool look at the ring.
    pub(crate) fn resume_ring(&self) {
        if let Some(me) = self.me.upgrade() {
            self.core.push(Job::Resume(me, Resume::Ring));
        }
    }

    /// Has the watcher look after the threads at the ring. False when it has ended.
    pub(crate) fn watch_over(self: &Arc<Self>) -> bool {
        self.core.watcher.watch_over(self.clone())
    }

    fn outbox(&self, role: Role) -> (&Outbox, &OwnedFd) {
        match role {
            Role::Calls => (&self.calls.outbox, &self.calls.socket),
            _ => (&self.serving.outbox, &self.serving.socket),
        }
    }

    /// Sends what is parked, and watches for room as long as something is.
    fn flush(&self, role: Role) {
        let (outbox, socket) = self.outbox(role);
        while outbox.flush(socket.as_fd()) == Left::Nothing {
            self.core.watcher.watch_room(socket.as_fd(), self.id, role, false);
            // What was parked meanwhile may have asked before.
            if outbox.flush(socket.as_fd()) == Left::Nothing {
                return;
            }
            self.core.watcher.watch_room(socket.as_fd(), self.id, role, true);
        }
    }

    /// Answers without bytes; never waits.
    fn send_alone(&self, kind: Kind, request: u64) -> Result<(), LinkError> {
        let (outbox, socket) = self.outbox(Role::Serving);
        if outbox.send_or_park(socket.as_fd(), Header::alone(kind, request))? == Left::Parked {
            self.core.watcher.watch_room(socket.as_fd(), self.id, Role::Serving, true);
        }
        Ok(())
    }

    fn send_answer(&self, request: u64, answer: Outgoing<'_>) -> Result<(), LinkError> {
        let limits = Limits {
            bytes: self.options().message_bytes,
            descriptors: self.options().message_descriptors.min(MOST_DESCRIPTORS),
        };
        let header = Header::of(Kind::Answer, request, 0, answer, limits)?;
        let (outbox, socket) = self.outbox(Role::Serving);
        match outbox.send(socket.as_fd(), header, answer, &mut Uninterrupted)? {
            Left::Nothing => {}
            Left::Parked => self.core.watcher.watch_room(socket.as_fd(), self.id, Role::Serving, true),
        }
        Ok(())
    }
}

impl Around for UnixLink {
    fn flush_later(&self) {
        self.core.watcher.watch_room(self.calls.socket.as_fd(), self.id, Role::Calls, true);
    }

    fn lost(&self, why: &LinkError) {
        if let LinkError::Protocol(_) | LinkError::Io { .. } = why {
            return self.ended(why);
        }
        UnixLink::lost(self);
    }

    fn stray(&self, request: u64) -> Stray {
        self.ring.as_ref().map_or(Stray::Unknown, |ring| ring.stray(request))
    }

    fn dropped(&self, request: u64) {
        if let Some(ring) = &self.ring {
            ring.done(request);
        }
    }
}

impl Link for UnixLink {
    fn id(&self) -> LinkId {
        self.id
    }

    fn peer(&self) -> &Peer {
        &self.peer
    }

    fn technique(&self) -> Technique {
        if self.ring.is_some() { Technique::SharedMemory } else { Technique::UnixStream }
    }

    fn is_alive(&self) -> bool {
        !self.life.is_over() && !self.core.is_forked()
    }

    fn traffic(&self) -> Traffic {
        let (waiting, requests) = self.ring.as_ref().map_or((0, 0), |ring| (ring.waiting(), ring.requests()));
        Traffic {
            running: self.serving.owed.load(Ordering::Relaxed),
            waiting: waiting + self.calls.waiting(),
            requests: requests + self.serving.requests.load(Ordering::Relaxed),
        }
    }

    fn call(
        &self,
        request: Outgoing<'_>,
        answer: &mut Incoming,
        wait: &mut dyn Wait,
    ) -> Result<(), LinkError> {
        answer.clear();
        if self.core.is_forked() {
            return Err(LinkError::Closed);
        }
        self.core.leave_ring();
        self.call_some_way(request, answer, wait)
    }

    fn post_while(&self, request: Outgoing<'_>, wait: &mut dyn Wait) -> Result<(), LinkError> {
        if self.core.is_forked() {
            return Err(LinkError::Closed);
        }
        self.post_some_way(request, wait)
    }

    fn close(&self) {
        if !self.core.is_forked() {
            self.calls.close();
            self.ended(&LinkError::Closed);
        }
    }
}

impl Answers for UnixLink {
    fn answer(&self, request: u64, answer: Outgoing<'_>) -> Result<(), LinkError> {
        if self.core.is_forked() {
            return Err(LinkError::Closed);
        }
        let sent = self.answer_some_way(request, answer);
        match &sent {
            // The caller is told otherwise.
            Err(LinkError::TooLarge { .. }) => return sent,
            Err(LinkError::NotSent) => self.lost(),
            _ => {}
        }
        self.serving.owed.fetch_sub(1, Ordering::Relaxed);
        sent
    }

    fn no_answer(&self, request: u64) {
        if self.core.is_forked() {
            return;
        }
        self.serving.owed.fetch_sub(1, Ordering::Relaxed);
        if let Some((ring, number)) = self.ring_of(request) {
            return ring.answer(number, Outcome::Unanswered, &[]);
        }
        if let Err(error) = self.send_alone(Kind::Unanswered, request) {
            self.ended(&error);
        }
    }
}

impl Endpoint for UnixLink {
    fn as_link(self: Arc<Self>) -> Arc<dyn Link> {
        self
    }

    fn start(self: Arc<Self>) {
        if self.life.opened() {
            return self.tell_closed();
        }
        let pool = &self.core.pool;
        let watched =
            pool.watch(self.serving.socket.as_fd(), self.id.value()).and_then(|()| match &self.ring {
                Some(ring) => pool.watch_bell(ring.bell(), self.id.value()),
                None => Ok(()),
            });
        if let Err(error) = watched {
            self.ended(&error);
        }
    }

    fn resume(self: Arc<Self>, resume: Resume, worker: &mut Worker) {
        match resume {
            Resume::News { hung_up } => {
                if self.serving.news(hung_up) {
                    self.serving.read(&self, worker);
                }
            }
            Resume::Reading => self.serving.read(&self, worker),
            Resume::Bell | Resume::Ring => {
                if let Some(ring) = &self.ring {
                    ring.attend(&self, worker, resume == Resume::Bell);
                }
            }
            Resume::Lane(lane) => self.serving.run_lane(&self, lane, worker),
        }
    }

    fn alarm(self: Arc<Self>, role: Role, flags: EventFlags) {
        let end = EventFlags::RDHUP | EventFlags::HUP | EventFlags::ERR;
        if role == Role::Process || flags.intersects(end) {
            UnixLink::lost(&self);
        } else if flags.contains(EventFlags::OUT) {
            self.flush(role);
        }
    }

    fn look_after(&self) -> bool {
        self.ring.as_ref().is_some_and(|ring| ring.look_after(self))
    }

    fn leave_ring(&self) {
        if let Some(ring) = &self.ring {
            ring.go_away(self);
        }
    }
}
