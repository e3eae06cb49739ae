//! A link on which this process calls one that listens on TCP.
//!
//! Each call under way has a connection of its own, and reads its own answer. One that nobody waits for, a one-way request's
//! or that of a call given up, keeps its connection until it has come; so a one-way request is done before its thread's next
//! request leaves.

use std::collections::HashMap;
use std::mem;
use std::os::fd::OwnedFd;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use oxcom_wire::pdu::{self, Header, PacketType};
use rustix::event::epoll::EventFlags;
use rustix::net::{Shutdown, shutdown};
use windows_core::GUID;

use super::connection::Connection;
use super::serving::stranger;
use super::{FAULT_TOO_BUSY, FAULT_UNANSWERED, Remote};
use crate::hub::{Core, Endpoint, Job, Life, Resume, Role, Worker};
use crate::lanes::current_lane;
use crate::{Incoming, Link, LinkError, LinkId, Outgoing, Peer, RemotePeer, Technique, Traffic, Wait};

/// Connections of one link, and so its calls at once.
const MOST_CONNECTIONS: usize = 128;
/// Connections kept for calls to come.
const SPARE: usize = 8;

pub(crate) struct Calling {
    id: LinkId,
    peer: Peer,
    core: Arc<Core>,
    /// This link, to give to others.
    me: Weak<Calling>,
    life: Life,
    remote: Remote,
    /// By number.
    interfaces: Mutex<Vec<GUID>>,
    connections: Mutex<Connections>,
}

/// guarded by: [`Calling::connections`]
#[derive(Default)]
struct Connections {
    idle: Vec<Connection>,
    /// By the thread whose one-way request has not been answered yet.
    posted: HashMap<u32, Connection>,
    /// Whose calls have been given up.
    given_up: Vec<Connection>,
    /// All that live, also those that are in use.
    sockets: Vec<Weak<OwnedFd>>,
    closed: bool,
}

impl Calling {
    pub(crate) fn connect(core: &Arc<Core>, remote: Remote) -> Result<Arc<Calling>, LinkError> {
        let principal = remote.identity.as_ref().map(|identity| identity.principal());
        let level = remote.identity.as_ref().map_or(0, |identity| identity.level());
        let link = Arc::new_cyclic(|me| Calling {
            id: LinkId::next(),
            peer: stranger(Some(RemotePeer { address: remote.address, principal, level })),
            core: Arc::clone(core),
            me: Weak::clone(me),
            life: Life::default(),
            interfaces: Mutex::new(vec![remote.interface]),
            remote,
            connections: Mutex::default(),
        });
        let first = link.open(0)?;
        link.lock().idle.push(first);
        core.add(link.clone())?;
        Ok(link)
    }

    /// A connection for a request of the calling thread: the one that its last one-way request went by, one that is free, or a
    /// new one.
    fn take(&self, lane: u32, context: u16) -> Result<Connection, LinkError> {
        {
            let mut connections = self.lock();
            if connections.closed {
                return Err(LinkError::NotSent);
            }
            if let Some(connection) = connections.posted.remove(&lane) {
                return Ok(connection);
            }
            connections.reclaim();
            while let Some(connection) = connections.idle.pop() {
                if connection.is_quiet() {
                    return Ok(connection);
                }
            }
            connections.sockets.retain(|socket| socket.strong_count() > 0);
            if connections.sockets.len() >= MOST_CONNECTIONS {
                return Err(LinkError::Busy);
            }
        }
        self.open(context).map_err(|error| match error {
            LinkError::Refused => error,
            error => {
                tracing::debug!(%error, "the peer is gone");
                self.ended();
                LinkError::NotSent
            }
        })
    }

    fn open(&self, context: u16) -> Result<Connection, LinkError> {
        let interface = self.interface_of(context).unwrap_or(self.remote.interface);
        let bytes = self.core.options.message_bytes;
        let limits = pdu::Limits { message: bytes, calls: 1, total: bytes };
        let connection = Connection::open(&self.remote, limits, context, &interface)?;
        let mut connections = self.lock();
        if connections.closed {
            return Err(LinkError::NotSent);
        }
        connections.sockets.push(Arc::downgrade(&connection.socket));
        Ok(connection)
    }

    /// A connection on which a request has left, and its number.
    fn send(&self, request: Outgoing<'_>, wait: &mut dyn Wait) -> Result<(Connection, u32), LinkError> {
        let (bytes, descriptors) = (request.bytes.len(), request.descriptors.len());
        if bytes > self.core.options.message_bytes || descriptors > 0 {
            return Err(LinkError::TooLarge { bytes, descriptors });
        }
        let context = match pdu::parse_request(request.bytes) {
            Ok(parsed) => parsed.context_id,
            Err(_) => return Err(LinkError::Protocol("this side's message is no request")),
        };
        let interface = self.interface_of(context);
        let interface =
            interface.ok_or(LinkError::Protocol("this side names an interface that it has not asked for"))?;
        let lane = current_lane();
        loop {
            let mut connection = self.take(lane, context)?;
            match connection.collect(wait) {
                Ok(()) => {}
                Err(error @ (LinkError::TimedOut | LinkError::Cancelled)) => {
                    self.lock().keep_posted(lane, connection);
                    return Err(error);
                }
                Err(_) => continue, // it broke with the answer that nobody waited for
            }
            connection.bind_to(context, &interface, wait)?;
            let call_id = connection.send(request.bytes, context, wait)?;
            return Ok((connection, call_id));
        }
    }

    fn ended(&self) {
        let sockets = {
            let mut connections = self.lock();
            connections.closed = true;
            connections.idle.clear();
            connections.given_up.clear();
            connections.posted.clear();
            mem::take(&mut connections.sockets)
        };
        for socket in sockets.iter().filter_map(Weak::upgrade) {
            let _ = shutdown(&*socket, Shutdown::Both); // wakes who waits there
        }
        if let Some(tell) = self.life.end() {
            self.core.remove(self.id);
            if let Some(me) = self.me.upgrade().filter(|_| tell) {
                self.core.push(Job::Closed(me));
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Connections> {
        self.connections.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn interfaces(&self) -> MutexGuard<'_, Vec<GUID>> {
        self.interfaces.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Connections {
    /// Takes those back whose answers have come.
    fn reclaim(&mut self) {
        let posted = mem::take(&mut self.posted);
        for (lane, mut connection) in posted {
            match connection.try_collect() {
                Ok(true) => self.keep(connection),
                Ok(false) => drop(self.posted.insert(lane, connection)),
                Err(_) => {}
            }
        }
        for mut connection in mem::take(&mut self.given_up) {
            match connection.try_collect() {
                Ok(true) => self.keep(connection),
                Ok(false) => self.given_up.push(connection),
                Err(_) => {}
            }
        }
    }

    fn keep(&mut self, connection: Connection) {
        if !self.closed && self.idle.len() < SPARE {
            self.idle.push(connection);
        }
    }

    /// A one-way request has left. What the same thread did meanwhile need not be waited for.
    fn keep_posted(&mut self, lane: u32, connection: Connection) {
        if !self.closed
            && let Some(before) = self.posted.insert(lane, connection)
        {
            self.given_up.push(before);
        }
    }
}

impl Link for Calling {
    fn id(&self) -> LinkId {
        self.id
    }

    fn peer(&self) -> &Peer {
        &self.peer
    }

    fn technique(&self) -> Technique {
        Technique::Tcp
    }

    fn is_alive(&self) -> bool {
        !self.life.is_over() && !self.core.is_forked()
    }

    fn traffic(&self) -> Traffic {
        let connections = self.lock();
        let all = connections.sockets.iter().filter(|socket| socket.strong_count() > 0).count();
        let unused = connections.idle.len() + connections.posted.len() + connections.given_up.len();
        Traffic { running: 0, waiting: all.saturating_sub(unused), requests: 0 }
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
        let (mut connection, call_id) = self.send(request, wait)?;
        match connection.answer(call_id, wait) {
            Ok(message) => {
                self.lock().keep(connection);
                check_fault(&message)?;
                answer.bytes = message;
                Ok(())
            }
            Err(error @ (LinkError::TimedOut | LinkError::Cancelled)) => {
                connection.owe(call_id);
                let mut connections = self.lock();
                if !connections.closed {
                    connections.given_up.push(connection);
                }
                Err(error)
            }
            Err(error) => Err(error),
        }
    }

    fn context_of(&self, interface: &GUID) -> Result<u16, LinkError> {
        let mut interfaces = self.interfaces();
        if let Some(known) = interfaces.iter().position(|known| known == interface) {
            return Ok(known as u16); // there are no more than fit
        }
        let next = u16::try_from(interfaces.len());
        let next = next.map_err(|_| LinkError::TooLarge { bytes: interfaces.len(), descriptors: 0 })?;
        interfaces.push(*interface);
        Ok(next)
    }

    fn interface_of(&self, context: u16) -> Option<GUID> {
        self.interfaces().get(usize::from(context)).copied()
    }

    fn post_while(&self, request: Outgoing<'_>, wait: &mut dyn Wait) -> Result<(), LinkError> {
        if self.core.is_forked() {
            return Err(LinkError::Closed);
        }
        let (mut connection, call_id) = self.send(request, wait)?;
        connection.owe(call_id);
        self.lock().keep_posted(current_lane(), connection);
        Ok(())
    }

    fn close(&self) {
        if !self.core.is_forked() {
            self.ended();
        }
    }
}

/// What faults mean to a link; what else they may say is for who has called.
fn check_fault(message: &[u8]) -> Result<(), LinkError> {
    let is_fault = Header::read(message).is_ok_and(|header| header.packet_type == PacketType::Fault);
    match is_fault.then(|| pdu::parse_fault(message)) {
        Some(Ok(fault)) if fault.status == FAULT_TOO_BUSY => Err(LinkError::Busy),
        Some(Ok(fault)) if fault.status == FAULT_UNANSWERED => Err(LinkError::Unanswered),
        _ => Ok(()),
    }
}

impl Endpoint for Calling {
    fn as_link(self: Arc<Self>) -> Arc<dyn Link> {
        self
    }

    fn start(self: Arc<Self>) {
        if self.life.opened() {
            let core = Arc::clone(&self.core);
            core.push(Job::Closed(self));
        }
    }

    /// Nothing of this link is read by the pool.
    fn resume(self: Arc<Self>, _resume: Resume, _worker: &mut Worker) {}

    /// Nor watched.
    fn alarm(self: Arc<Self>, _role: Role, _flags: EventFlags) {}

    /// It has no ring.
    fn look_after(&self) -> bool {
        false
    }

    fn leave_ring(&self) {}
}
