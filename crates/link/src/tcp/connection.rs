//! One connection of a link on which this process calls: one exchange at a time, by the thread that has it.

use std::net::TcpStream;
use std::os::fd::{AsFd, OwnedFd};
use std::sync::Arc;
use std::time::Instant;

use oxcom_wire::ndr::Writer;
use oxcom_wire::pdu::{
    self, Bind, BindAck, CONCURRENT_MULTIPLEXING, FIRST_FRAGMENT, Fragments, Header, LAST_FRAGMENT,
    NDR_SYNTAX, PacketType, Pdu, PresentationContext, Reassembler, SUPPORT_HEADER_SIGN, SecurityTrailer,
    SyntaxId,
};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::net::{SendFlags, send};
use windows_core::GUID;

use super::inbox::{Filled, Inbox};
use super::security::{Guard, Initiate, Session};
use super::{LEAST_FRAGMENT, MOST_FRAGMENT, Progress, Remote};
use crate::parker::{Woken, poll_with_work};
use crate::{LinkError, Wait};

/// Legs of an authentication.
const MOST_LEGS: usize = 8;
/// The only security context of a connection.
const SECURITY_CONTEXT: u32 = 1;

pub(super) struct Connection {
    pub(super) socket: Arc<OwnedFd>,
    inbox: Inbox,
    messages: Reassembler,
    guard: Option<Guard>,
    /// The presentation contexts that the server has taken.
    bound: Vec<u16>,
    last_call: u32,
    /// The longest fragment that the server takes.
    most: u16,
    group: u32,
    /// The call whose answer is still to come and nobody waits for.
    owed: Option<u32>,
}

/// Waits until a moment, and does nothing else.
struct Until(Instant);

impl Wait for Until {
    fn deadline(&self) -> Option<Instant> {
        Some(self.0)
    }
}

impl Connection {
    /// Connects, binds to a first interface, and says who this process is.
    pub(super) fn open(
        remote: &Remote,
        limits: pdu::Limits,
        context: u16,
        interface: &GUID,
    ) -> Result<Connection, LinkError> {
        let mut wait = Until(Instant::now() + remote.handshake);
        let stream = TcpStream::connect_timeout(&remote.address, remote.handshake)
            .map_err(LinkError::io("connecting over TCP"))?;
        stream.set_nodelay(true).map_err(LinkError::io("setting up a TCP connection"))?;
        let mut connection = Connection {
            socket: Arc::new(stream.into()),
            inbox: Inbox::default(),
            messages: Reassembler::new(limits),
            guard: None,
            bound: Vec::new(),
            last_call: 0,
            most: LEAST_FRAGMENT,
            group: 0,
            owed: None,
        };
        connection.introduce(remote.identity.as_deref(), context, interface, &mut wait)?;
        Ok(connection)
    }

    fn introduce(
        &mut self,
        identity: Option<&dyn Initiate>,
        context: u16,
        interface: &GUID,
        wait: &mut dyn Wait,
    ) -> Result<(), LinkError> {
        let first = vec![proposal(context, interface)];
        let Some(identity) = identity else {
            let ack = self.bind(first, Vec::new(), false, wait)?;
            return self.take_terms(&ack, context);
        };
        let mut handshake = identity.initiator(SECURITY_CONTEXT);
        let Progress::Continue(mut token) = handshake.step(&[])? else {
            return Err(LinkError::Protocol("an authentication that ends before it begins"));
        };
        let ack = self.bind(first, trailer(identity, &token), false, wait)?;
        self.take_terms(&ack, context)?;
        let mut answer = ack.auth;
        for _ in 0..MOST_LEGS {
            let value = SecurityTrailer::read(&answer).map_err(|_| LinkError::Refused)?.value;
            token = match handshake.step(value)? {
                Progress::Continue(token) => token,
                Progress::Done(token, session) => return self.finish(identity, &token, session, wait),
            };
            let again = vec![proposal(context, interface)];
            answer = self.bind(again, trailer(identity, &token), true, wait)?.auth;
        }
        Err(LinkError::Protocol("an authentication without end"))
    }

    /// What the answer to the first bind says.
    fn take_terms(&mut self, ack: &BindAck, context: u16) -> Result<(), LinkError> {
        if ack.max_receive_fragment < LEAST_FRAGMENT {
            return Err(LinkError::Protocol("fragments shorter than everybody must take"));
        }
        self.most = ack.max_receive_fragment.min(MOST_FRAGMENT);
        self.group = ack.association_group;
        self.take_context(ack, context)
    }

    fn take_context(&mut self, ack: &BindAck, context: u16) -> Result<(), LinkError> {
        match ack.results.first() {
            Some(result) if result.result == 0 && result.transfer_syntax == NDR_SYNTAX => {
                self.bound.push(context);
                Ok(())
            }
            _ => Err(LinkError::Refused),
        }
    }

    /// The last leg, which is not answered.
    fn finish(
        &mut self,
        identity: &dyn Initiate,
        token: &[u8],
        session: Box<dyn Session>,
        wait: &mut dyn Wait,
    ) -> Result<(), LinkError> {
        if !token.is_empty() {
            let mut writer = Writer::new();
            self.last_call += 1;
            pdu::write_auth3(&mut writer, self.last_call, &trailer(identity, token)).map_err(unsendable)?;
            self.write_all(&writer.into_vec(), wait)?;
        }
        self.guard = Some(Guard::new(session, identity.level()));
        Ok(())
    }

    /// Whether the server may still be there: nothing has come that nobody asked for, not even the end.
    pub(super) fn is_quiet(&self) -> bool {
        let mut polled = [PollFd::new(&self.socket, PollFlags::IN)];
        matches!(poll(&mut polled, Some(&Timespec { tv_sec: 0, tv_nsec: 0 })), Ok(0))
    }

    /// Sees to it that requests can name an interface.
    ///
    /// # Errors
    /// [`LinkError::Refused`]: the server does not know it.
    pub(super) fn bind_to(
        &mut self,
        context: u16,
        interface: &GUID,
        wait: &mut dyn Wait,
    ) -> Result<(), LinkError> {
        if self.bound.contains(&context) {
            return Ok(());
        }
        let ack = self.bind(vec![proposal(context, interface)], Vec::new(), true, wait)?;
        self.take_context(&ack, context)
    }

    fn bind(
        &mut self,
        contexts: Vec<PresentationContext>,
        auth: Vec<u8>,
        alter: bool,
        wait: &mut dyn Wait,
    ) -> Result<BindAck, LinkError> {
        self.last_call += 1;
        let bind = Bind {
            flags: FIRST_FRAGMENT
                | LAST_FRAGMENT
                | CONCURRENT_MULTIPLEXING
                | if auth.is_empty() { 0 } else { SUPPORT_HEADER_SIGN },
            call_id: self.last_call,
            max_transmit_fragment: MOST_FRAGMENT,
            max_receive_fragment: MOST_FRAGMENT,
            association_group: self.group,
            contexts,
            auth,
        };
        let mut writer = Writer::new();
        let written = if alter { bind.write_alter_context(&mut writer) } else { bind.write(&mut writer) };
        written.map_err(unsendable)?;
        self.write_all(&writer.into_vec(), wait)?;
        let answer = self.receive(wait)?;
        match Pdu::parse(&answer).map_err(damaged)? {
            Pdu::BindAck(ack) if !alter => Ok(ack),
            Pdu::AlterContextResponse(ack) if alter => Ok(ack),
            Pdu::BindNak(nak) => {
                tracing::debug!(reason = nak.reason, "a bind was refused");
                Err(LinkError::Refused)
            }
            Pdu::Fault(fault) => {
                tracing::debug!(status = fault.status, "a bind was refused");
                Err(LinkError::Refused)
            }
            _ => Err(LinkError::Protocol("no answer to a bind")),
        }
    }

    /// Sends a request; the number of the call.
    ///
    /// # Errors
    /// After any of them the connection is of no use. The request has not been run.
    pub(super) fn send(
        &mut self,
        request: &[u8],
        context: u16,
        wait: &mut dyn Wait,
    ) -> Result<u32, LinkError> {
        self.last_call += 1;
        let room = self.guard.as_ref().map_or(0, Guard::room);
        let fragments = Fragments::new(request, self.most, room).map_err(unsendable)?;
        for fragment in fragments.naming(self.last_call, context) {
            let bytes = match &self.guard {
                Some(guard) => guard.protect(fragment)?,
                None => fragment.to_vec(),
            };
            self.write_all(&bytes, wait)?;
        }
        Ok(self.last_call)
    }

    /// Waits for the answer to a call: a response or a fault, whole.
    ///
    /// # Errors
    /// [`LinkError::TimedOut`] and [`LinkError::Cancelled`] leave the answer [owed](Self::owe); after others the connection is
    /// of no use.
    pub(super) fn answer(&mut self, call_id: u32, wait: &mut dyn Wait) -> Result<Vec<u8>, LinkError> {
        loop {
            let mut pdu = self.receive(wait)?;
            let header = Header::read(&pdu).map_err(damaged)?;
            match header.packet_type {
                PacketType::Response | PacketType::Fault => {}
                PacketType::Shutdown => return Err(LinkError::Closed),
                _ => return Err(LinkError::Protocol("a PDU that is no answer")),
            }
            match &self.guard {
                // A server that does not know who calls cannot sign that.
                Some(_) if header.auth_length == 0 && header.packet_type == PacketType::Fault => {}
                Some(guard) => guard.verify(&mut pdu)?,
                None => {}
            }
            if header.call_id != call_id {
                return Err(LinkError::Protocol("an answer to no call"));
            }
            if let Some(message) = self.messages.push(&pdu).map_err(damaged)? {
                return Ok(message.into_owned());
            }
        }
    }

    /// Nobody waits for the answer to this call now.
    pub(super) fn owe(&mut self, call_id: u32) {
        self.owed = Some(call_id);
    }

    /// Waits for the answer that nobody waited for.
    ///
    /// # Errors
    /// As for [`answer`](Self::answer); the answer is still owed after [`LinkError::TimedOut`] and [`LinkError::Cancelled`].
    pub(super) fn collect(&mut self, wait: &mut dyn Wait) -> Result<(), LinkError> {
        if let Some(call_id) = self.owed {
            self.answer(call_id, wait)?;
            self.owed = None;
        }
        Ok(())
    }

    /// The same without waiting. False: it has not come.
    pub(super) fn try_collect(&mut self) -> Result<bool, LinkError> {
        match self.collect(&mut Until(Instant::now())) {
            Ok(()) => Ok(true),
            Err(LinkError::TimedOut) => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn receive(&mut self, wait: &mut dyn Wait) -> Result<Vec<u8>, LinkError> {
        loop {
            if let Some(pdu) = self.inbox.next()? {
                return Ok(pdu);
            }
            match self.inbox.fill(self.socket.as_fd()) {
                Filled::Something => {}
                Filled::End => return Err(LinkError::Closed),
                Filled::Nothing => self.pause(PollFlags::IN, wait)?,
            }
        }
    }

    fn write_all(&mut self, mut bytes: &[u8], wait: &mut dyn Wait) -> Result<(), LinkError> {
        while !bytes.is_empty() {
            match send(&self.socket, bytes, SendFlags::DONTWAIT | SendFlags::NOSIGNAL) {
                Ok(sent) => bytes = &bytes[sent..],
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => self.pause(PollFlags::OUT, wait)?,
                Err(_) => return Err(LinkError::NotSent),
            }
        }
        Ok(())
    }

    fn pause(&self, flags: PollFlags, wait: &mut dyn Wait) -> Result<(), LinkError> {
        match poll_with_work(self.socket.as_fd(), flags, wait.descriptor(), wait.deadline())? {
            Woken::Called => Ok(()),
            Woken::Late => Err(LinkError::TimedOut),
            Woken::Work if wait.work().is_break() => Err(LinkError::Cancelled),
            Woken::Work => Ok(()),
        }
    }
}

fn proposal(context: u16, interface: &GUID) -> PresentationContext {
    let abstract_syntax = SyntaxId { id: *interface, version: 0 };
    PresentationContext { id: context, abstract_syntax, transfer_syntaxes: vec![NDR_SYNTAX] }
}

fn trailer(identity: &dyn Initiate, value: &[u8]) -> Vec<u8> {
    let (auth_type, auth_level) = (identity.provider(), identity.level());
    SecurityTrailer { auth_type, auth_level, pad_length: 0, context_id: SECURITY_CONTEXT, value }.to_vec()
}

fn unsendable(error: oxcom_wire::Error) -> LinkError {
    tracing::debug!(%error, "what cannot be sent");
    LinkError::Protocol("this side's message is no PDU")
}

fn damaged(error: oxcom_wire::Error) -> LinkError {
    tracing::debug!(%error, "a damaged PDU");
    LinkError::Protocol("a damaged PDU")
}
