//! A connection that a peer has made: a link whose requests come and on which none go.
//!
//! One thread of the pool at a time reads; what is whole it hands to others. Answers are written by whoever gives them, one
//! after the other.

use std::collections::{HashMap, VecDeque};
use std::mem;
use std::net::SocketAddr;
use std::os::fd::{AsFd, OwnedFd};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};
use std::time::{Duration, Instant};

use oxcom_wire::ndr::Writer;
use oxcom_wire::pdu::{self, BindNak, FaultHead, Fragments, Header, MAYBE, PacketType, Pdu, Reassembler};
use rustix::event::PollFlags;
use rustix::event::epoll::EventFlags;
use rustix::io::Errno;
use rustix::net::{SendFlags, Shutdown, send, shutdown};
use windows_core::GUID;

use super::binding::{Binding, Sender};
use super::inbox::{Filled, Inbox};
use super::security::Guard;
use super::{
    FAULT_ACCESS_DENIED, FAULT_TOO_BUSY, FAULT_UNANSWERED, FAULT_UNKNOWN_INTERFACE, LEAST_FRAGMENT,
    TcpOptions,
};
use crate::hub::{Core, Endpoint, Job, Life, Resume, Role, Worker};
use crate::parker::{Woken, poll_with_work};
use crate::service::{Answers, Reply};
use crate::{Incoming, Link, LinkError, LinkId, Outgoing, Peer, RemotePeer, Technique, Traffic, Wait};

/// authentication_type_not_recognized and reason_not_specified: why a bind is refused (\[C706\] 12.6.3.1, \[MS-RPCE\] 2.2.2.5).
const NAK_AUTHENTICATION: u16 = 8;
const NAK_UNSPECIFIED: u16 = 0;

pub(super) struct Accepted {
    id: LinkId,
    core: Arc<Core>,
    /// This link, to give to others.
    me: Weak<Accepted>,
    options: Arc<TcpOptions>,
    socket: OwnedFd,
    address: SocketAddr,
    /// This side's port.
    port: u16,
    /// Who the peer is, set before the service hears of the link.
    peer: OnceLock<Peer>,
    life: Life,
    /// The socket is shut down. Atomic: a swap decides who does it.
    shut: AtomicBool,
    reading: Mutex<Reading>,
    binding: Mutex<Binding>,
    /// Held while an answer is written, and while it is protected: signatures are numbered.
    writing: Mutex<()>,
    state: Mutex<State>,
}

/// guarded by: [`Accepted::reading`]
struct Reading {
    /// None while a thread has it, which reads.
    half: Option<Half>,
    /// There may be more than that thread has seen.
    again: bool,
}

/// What the thread that reads needs.
struct Half {
    inbox: Inbox,
    reassembler: Reassembler,
}

/// guarded by: [`Accepted::state`]
struct State {
    /// Requests that have no thread yet. The number of a call; none for a one-way request.
    ready: VecDeque<(Option<u64>, Vec<u8>)>,
    /// Answers owed, by the number of the request.
    owed: HashMap<u64, Owed>,
    last: u64,
    /// When something came, or the connection.
    heard: Instant,
}

/// Whom an answer goes to.
struct Owed {
    call_id: u32,
    context_id: u16,
    guard: Option<Guard>,
}

impl Accepted {
    pub(super) fn start(
        core: &Arc<Core>,
        options: &Arc<TcpOptions>,
        socket: OwnedFd,
        address: SocketAddr,
        port: u16,
    ) -> Result<Arc<Accepted>, LinkError> {
        let limits = pdu::Limits {
            message: core.options.message_bytes,
            calls: core.options.requests_at_once,
            total: core.options.message_bytes,
        };
        let half = Half { inbox: Inbox::default(), reassembler: Reassembler::new(limits) };
        let state = State { ready: VecDeque::new(), owed: HashMap::new(), last: 0, heard: Instant::now() };
        let link = Arc::new_cyclic(|me| Accepted {
            id: LinkId::next(),
            core: Arc::clone(core),
            me: Weak::clone(me),
            options: Arc::clone(options),
            socket,
            address,
            port,
            peer: OnceLock::new(),
            life: Life::default(),
            shut: AtomicBool::new(false),
            reading: Mutex::new(Reading { half: Some(half), again: false }),
            binding: Mutex::default(),
            writing: Mutex::default(),
            state: Mutex::new(state),
        });
        core.add(link.clone())?;
        core.pool.watch(link.socket.as_fd(), link.id.value()).inspect_err(|error| link.ended(error))?;
        Ok(link)
    }

    /// Whether the peer has let so much time pass that it is to go.
    pub(super) fn is_late(&self) -> bool {
        let state = self.state();
        let patience = if self.peer.get().is_some() { self.options.idle } else { self.options.handshake };
        state.owed.is_empty() && state.heard.elapsed() > patience
    }

    /// Reads what has come, unless another thread does, which then looks again.
    fn news(&self, worker: &mut Worker) {
        let mut reading = self.reading();
        let Some(mut half) = reading.half.take() else {
            reading.again = true;
            return;
        };
        loop {
            drop(reading);
            if let Err(why) = self.read(&mut half, worker) {
                return self.ended(&why);
            }
            reading = self.reading();
            if !mem::take(&mut reading.again) {
                reading.half = Some(half);
                return;
            }
        }
    }

    /// # Errors
    /// Why the connection is over.
    fn read(&self, half: &mut Half, worker: &mut Worker) -> Result<(), LinkError> {
        loop {
            match half.inbox.fill(self.socket.as_fd()) {
                Filled::Nothing => return Ok(()),
                Filled::End => return Err(LinkError::Closed),
                Filled::Something => self.state().heard = Instant::now(),
            }
            while let Some(pdu) = half.inbox.next()? {
                self.take(pdu, &mut half.reassembler, worker)?;
            }
        }
    }

    fn take(&self, pdu: Vec<u8>, messages: &mut Reassembler, worker: &mut Worker) -> Result<(), LinkError> {
        let header = Header::read(&pdu).map_err(damaged)?;
        match header.packet_type {
            PacketType::Request => self.request(pdu, header, messages),
            PacketType::Bind | PacketType::AlterContext => self.bind(&pdu, worker),
            PacketType::Auth3 => {
                let Pdu::Auth3 { auth, .. } = Pdu::parse(&pdu).map_err(damaged)? else {
                    return Err(LinkError::Protocol("an rpc_auth_3 PDU that is none"));
                };
                self.binding().finish(auth)?;
                self.introduce(worker);
                Ok(())
            }
            PacketType::Orphaned => {
                messages.forget(header.call_id);
                Ok(())
            }
            PacketType::CoCancel => Ok(()), // the call goes on, as its answer may still be wanted
            _ => Err(LinkError::Protocol("a PDU that only a server sends")),
        }
    }

    fn bind(&self, bytes: &[u8], worker: &mut Worker) -> Result<(), LinkError> {
        let (bind, alter) = match Pdu::parse(bytes).map_err(damaged)? {
            Pdu::Bind(bind) => (bind, false),
            Pdu::AlterContext(bind) => (bind, true),
            _ => return Err(LinkError::Protocol("a bind that is none")),
        };
        let answered = self.binding().answer(&bind, alter, &self.options, self.port);
        let mut writer = Writer::new();
        match answered {
            Ok(ack) if alter => ack.write_alter_context_response(&mut writer).map_err(damaged)?,
            Ok(ack) => ack.write(&mut writer).map_err(damaged)?,
            Err(error) => {
                let reason =
                    if matches!(error, LinkError::Refused) { NAK_AUTHENTICATION } else { NAK_UNSPECIFIED };
                let nak = BindNak { call_id: bind.call_id, reason, versions: vec![(5, 0)] };
                nak.write(&mut writer).map_err(damaged)?;
                let _ = self.write(&writer.into_vec());
                return Err(error);
            }
        }
        self.write(&writer.into_vec())?;
        self.introduce(worker);
        Ok(())
    }

    /// Tells the service of the link, once it is known who the peer is.
    fn introduce(&self, worker: &mut Worker) {
        let remote = {
            let binding = self.binding();
            if !binding.is_settled() {
                return;
            }
            let principal = binding.principal().map(str::to_owned);
            RemotePeer { address: self.address, principal, level: binding.level() }
        };
        if self.peer.set(stranger(Some(remote))).is_ok()
            && let Some(me) = self.me.upgrade()
        {
            worker.open(&me);
        }
    }

    fn request(&self, mut pdu: Vec<u8>, header: Header, messages: &mut Reassembler) -> Result<(), LinkError> {
        let Pdu::Request(request) = Pdu::parse(&pdu).map_err(damaged)? else {
            return Err(LinkError::Protocol("a request that is none"));
        };
        let (context_id, auth, flags) = (request.context_id, request.auth.to_vec(), request.flags);
        let call = Owed { call_id: header.call_id, context_id, guard: None };
        if self.peer.get().is_none() {
            return Err(LinkError::Protocol("a request before the bind"));
        }
        let sender = self.binding().sender(&auth);
        let guard = match sender {
            Sender::Known(guard) => {
                guard.verify(&mut pdu)?;
                Some(guard)
            }
            Sender::Impostor => {
                self.fault(&call, FAULT_ACCESS_DENIED)?;
                return Err(LinkError::Refused);
            }
            Sender::Stranger if messages.held() + pdu.len() > self.options.stranger_bytes => {
                self.fault(&call, FAULT_ACCESS_DENIED)?;
                return Err(LinkError::Refused);
            }
            Sender::Stranger => None,
        };
        let call = Owed { guard, ..call };
        let Some(message) = messages.push(&pdu).map_err(damaged)? else { return Ok(()) };
        if self.binding().interface(context_id).is_none() {
            return self.fault(&call, FAULT_UNKNOWN_INTERFACE);
        }
        self.submit(message.into_owned(), flags & MAYBE != 0, call)
    }

    /// Hands a request to the pool.
    fn submit(&self, message: Vec<u8>, one_way: bool, call: Owed) -> Result<(), LinkError> {
        {
            let mut state = self.state();
            let under_way = state.owed.len() + state.ready.len();
            if under_way >= self.core.options.requests_at_once {
                drop(state);
                return if one_way { Ok(()) } else { self.fault(&call, FAULT_TOO_BUSY) };
            }
            state.last += 1;
            let number = (!one_way).then_some(state.last);
            if let Some(number) = number {
                state.owed.insert(number, call);
            }
            state.ready.push_back((number, message));
        }
        if let Some(me) = self.me.upgrade() {
            self.core.push(Job::Resume(me, Resume::Reading));
        }
        Ok(())
    }

    /// Runs a request that has waited for a thread.
    fn run_one(self: &Arc<Self>, worker: &mut Worker) {
        let next = self.state().ready.pop_front();
        let Some((number, message)) = next else { return };
        if !self.is_alive() {
            return; // what has waited until the link was over is not told to a service that knows of the end
        }
        let reply = match number {
            Some(number) if !worker.may_take_calls() => return self.refuse(number, FAULT_TOO_BUSY),
            Some(number) => Reply::to(self.clone(), number),
            None => Reply::one_way(),
        };
        worker.message.clear();
        worker.message.bytes = message;
        worker.serve(self, || reply);
    }

    fn refuse(&self, number: u64, status: u32) {
        let owed = self.state().owed.remove(&number);
        if let Some(owed) = owed
            && let Err(error) = self.fault(&owed, status)
        {
            self.ended(&error);
        }
    }

    fn fault(&self, to: &Owed, status: u32) -> Result<(), LinkError> {
        let mut writer = Writer::new();
        let did_not_execute = status != FAULT_UNANSWERED;
        pdu::write_fault_with(&mut writer, &FaultHead { call_id: 0, context_id: 0, status, did_not_execute });
        self.send(to, writer.as_slice())
    }

    /// Writes an answer in fragments, protected as its request was.
    fn send(&self, to: &Owed, answer: &[u8]) -> Result<(), LinkError> {
        let most = self.binding().peers_most.max(LEAST_FRAGMENT);
        let room = to.guard.as_ref().map_or(0, Guard::room);
        let fragments = Fragments::new(answer, most, room).map_err(damaged)?;
        let _turn = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        for fragment in fragments.naming(to.call_id, to.context_id) {
            let bytes = match &to.guard {
                Some(guard) => guard.protect(fragment)?,
                None => fragment.to_vec(),
            };
            self.write_all(&bytes)?;
        }
        Ok(())
    }

    fn write(&self, bytes: &[u8]) -> Result<(), LinkError> {
        let _turn = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        self.write_all(bytes)
    }

    /// Writes with the turn; a peer that reads nothing for long loses its connection.
    fn write_all(&self, mut bytes: &[u8]) -> Result<(), LinkError> {
        while !bytes.is_empty() {
            match send(&self.socket, bytes, SendFlags::DONTWAIT | SendFlags::NOSIGNAL) {
                Ok(sent) => bytes = &bytes[sent..],
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => {
                    let deadline = Instant::now() + self.options.handshake;
                    let room = poll_with_work(self.socket.as_fd(), PollFlags::OUT, None, Some(deadline))?;
                    if room == Woken::Late {
                        self.ended(&LinkError::Protocol("answers are not read"));
                        return Err(LinkError::NotSent);
                    }
                }
                Err(_) => return Err(LinkError::NotSent),
            }
        }
        Ok(())
    }

    pub(super) fn ended(&self, why: &LinkError) {
        if !matches!(why, LinkError::Closed) {
            tracing::warn!(link = ?self.id, address = %self.address, %why, "a connection is closed");
        }
        if !self.shut.swap(true, Ordering::AcqRel) {
            let _ = shutdown(&self.socket, Shutdown::Both); // it may have ended by itself
        }
        if let Some(tell) = self.life.end() {
            self.core.pool.forget(self.socket.as_fd());
            self.core.remove(self.id);
            self.state().ready.clear();
            if let Some(me) = self.me.upgrade().filter(|_| tell) {
                self.core.push(Job::Closed(me));
            }
        }
    }

    fn reading(&self) -> MutexGuard<'_, Reading> {
        self.reading.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn binding(&self) -> MutexGuard<'_, Binding> {
        self.binding.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A peer of which this machine's kernel knows nothing.
pub(super) fn stranger(remote: Option<RemotePeer>) -> Peer {
    Peer { process: 0, pid: 0, uid: u32::MAX, gid: u32::MAX, address: None, remote }
}

fn damaged(error: oxcom_wire::Error) -> LinkError {
    tracing::debug!(%error, "a damaged PDU");
    LinkError::Protocol("a damaged PDU")
}

impl Link for Accepted {
    fn id(&self) -> LinkId {
        self.id
    }

    fn peer(&self) -> &Peer {
        static UNKNOWN: Peer =
            Peer { process: 0, pid: 0, uid: u32::MAX, gid: u32::MAX, address: None, remote: None };
        self.peer.get().unwrap_or(&UNKNOWN)
    }

    fn technique(&self) -> Technique {
        Technique::Tcp
    }

    fn is_alive(&self) -> bool {
        !self.life.is_over() && !self.core.is_forked()
    }

    /// One-way requests are not counted.
    fn traffic(&self) -> Traffic {
        let state = self.state();
        Traffic { running: state.owed.len(), waiting: 0, requests: state.last }
    }

    fn call(&self, _: Outgoing<'_>, answer: &mut Incoming, _: &mut dyn Wait) -> Result<(), LinkError> {
        answer.clear();
        Err(LinkError::NotSent)
    }

    fn interface_of(&self, context: u16) -> Option<GUID> {
        self.binding().interface(context)
    }

    fn post_while(&self, _: Outgoing<'_>, _: &mut dyn Wait) -> Result<(), LinkError> {
        Err(LinkError::NotSent)
    }

    fn close(&self) {
        if !self.core.is_forked() {
            self.ended(&LinkError::Closed);
        }
    }
}

impl Answers for Accepted {
    fn answer(&self, request: u64, answer: Outgoing<'_>) -> Result<(), LinkError> {
        if self.core.is_forked() {
            return Err(LinkError::Closed);
        }
        let (bytes, descriptors) = (answer.bytes.len(), answer.descriptors.len());
        if bytes > self.core.options.message_bytes || descriptors > 0 {
            return Err(LinkError::TooLarge { bytes, descriptors });
        }
        let owed = self.state().owed.remove(&request);
        let Some(owed) = owed else { return Err(LinkError::NotSent) };
        self.send(&owed, answer.bytes).inspect_err(|error| self.ended(error))
    }

    fn no_answer(&self, request: u64) {
        if !self.core.is_forked() {
            self.refuse(request, FAULT_UNANSWERED);
        }
    }
}

impl Endpoint for Accepted {
    fn as_link(self: Arc<Self>) -> Arc<dyn Link> {
        self
    }

    /// The service knows the link: it has heard of it before any request was read.
    fn start(self: Arc<Self>) {
        if self.life.opened() {
            let core = Arc::clone(&self.core);
            core.push(Job::Closed(self));
        }
    }

    fn resume(self: Arc<Self>, resume: Resume, worker: &mut Worker) {
        match resume {
            Resume::News { .. } => self.news(worker),
            Resume::Reading => self.run_one(worker),
            Resume::Bell | Resume::Ring | Resume::Lane(_) => {}
        }
    }

    /// Nothing of this link is watched.
    fn alarm(self: Arc<Self>, _role: Role, _flags: EventFlags) {}

    /// It has no ring.
    fn look_after(&self) -> bool {
        false
    }

    fn leave_ring(&self) {}
}

/// How often connections are looked at that may have been silent for too long.
pub(super) fn round(options: &TcpOptions) -> Duration {
    (options.handshake.min(options.idle) / 4).clamp(Duration::from_millis(10), Duration::from_secs(5))
}
