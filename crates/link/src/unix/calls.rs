//! The calling side of a link: requests go out on its socket, answers come back on it.
//!
//! ```text
//!  caller 1 ──request──▶ ┐                                 a caller that waits reads the socket itself (it *leads*):
//!  caller 2 ──request──▶ ├─ outbox ─▶ socket ─▶ inbox ─▶   its own answer ends its wait, others go to their slots;
//!  caller 3 ──request──▶ ┘                                 when it leaves, it wakes one of the others to lead
//! ```

use std::os::fd::{AsFd, OwnedFd};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustix::event::PollFlags;

use super::frame::{Header, Kind, Limits};
use super::inbox::{Inbox, Patience, Received};
use super::outbox::{Left, Outbox};
use crate::lanes::current_lane;
use crate::parker::{Parker, Woken, poll_with_work};
use crate::ring::Stray;
use crate::slots::{Fill, Found, Outcome, Slots};
use crate::{Incoming, LinkError, Outgoing, Wait};

pub(crate) struct Calls {
    pub(super) socket: OwnedFd,
    pub(super) outbox: Outbox,
    limits: Limits,
    /// Locked only by the caller that leads.
    inbox: Mutex<Inbox>,
    waiting: Mutex<Waiting>,
}

/// guarded by: [`Calls::waiting`]
#[derive(Default)]
struct Waiting {
    slots: Slots,
    /// A caller reads the socket.
    led: bool,
}

/// What a call needs of the link around it.
pub(super) trait Around {
    /// A frame is parked in the outbox: have it flushed when there is room.
    fn flush_later(&self);
    /// The socket is of no more use.
    fn lost(&self, why: &LinkError);
    /// Whose an answer is that nobody waits for here.
    fn stray(&self, request: u64) -> Stray;
    /// The answer to a request that nobody waited for any more has come.
    fn dropped(&self, request: u64);
}

impl Calls {
    pub(super) fn new(socket: OwnedFd, limits: Limits) -> Calls {
        Calls {
            socket,
            outbox: Outbox::new(),
            limits,
            inbox: Mutex::new(Inbox::new(limits)),
            waiting: Mutex::default(),
        }
    }

    /// Calls whose answers are awaited.
    pub(super) fn waiting(&self) -> usize {
        self.lock().slots.waiting()
    }

    pub(super) fn call(
        &self,
        around: &dyn Around,
        request: Outgoing<'_>,
        answer: &mut Incoming,
        wait: &mut dyn Wait,
    ) -> Result<(), LinkError> {
        // Checks the size before anything else happens.
        let header = Header::of(Kind::Call, 0, current_lane(), request, self.limits)?;
        let me = Parker::current();
        let id = self.lock().slots.open(answer, &me)?;
        if let Err(error) = self.send(around, Header { request: id, ..header }, request, wait) {
            self.lock().slots.withdraw(id, answer);
            return Err(error);
        }
        self.wait_to_the_end(around, id, &me, answer, wait)
    }

    /// Waits for the answer to a request that went another way.
    pub(super) fn collect(
        &self,
        around: &dyn Around,
        id: u64,
        answer: &mut Incoming,
        wait: &mut dyn Wait,
    ) -> Result<(), LinkError> {
        let me = Parker::current();
        if let Some(outcome) = self.lock().slots.adopt(id, answer, &me)? {
            return outcome.into_result();
        }
        self.wait_to_the_end(around, id, &me, answer, wait)
    }

    /// Nobody will collect an answer. False when it is still to come.
    pub(super) fn forget(&self, id: u64) -> bool {
        self.lock().slots.drop_early(id)
    }

    fn wait_to_the_end(
        &self,
        around: &dyn Around,
        id: u64,
        me: &Arc<Parker>,
        answer: &mut Incoming,
        wait: &mut dyn Wait,
    ) -> Result<(), LinkError> {
        let ended = self.wait(around, id, me, wait);
        let mut waiting = self.lock();
        waiting.slots.end(id, answer, &ended);
        if !waiting.led {
            waiting.slots.wake_one();
        }
        ended
    }

    pub(super) fn post(
        &self,
        around: &dyn Around,
        request: Outgoing<'_>,
        wait: &mut dyn Wait,
    ) -> Result<(), LinkError> {
        let header = Header::of(Kind::Post, 0, current_lane(), request, self.limits)?;
        self.send(around, header, request, wait)
    }

    /// No answer will come any more.
    pub(super) fn close(&self) {
        self.lock().slots.close();
    }

    fn send(
        &self,
        around: &dyn Around,
        header: Header,
        request: Outgoing<'_>,
        wait: &mut dyn Wait,
    ) -> Result<(), LinkError> {
        match self.outbox.send(self.socket.as_fd(), header, request, wait) {
            Ok(Left::Nothing) => Ok(()),
            Ok(Left::Parked) => {
                around.flush_later();
                Ok(())
            }
            Err(error) => {
                if matches!(error, LinkError::NotSent) {
                    around.lost(&error);
                }
                Err(error)
            }
        }
    }

    /// Waits for an answer, leading or led.
    fn wait(
        &self,
        around: &dyn Around,
        id: u64,
        me: &Arc<Parker>,
        wait: &mut dyn Wait,
    ) -> Result<(), LinkError> {
        loop {
            let lead = {
                let mut waiting = self.lock();
                match waiting.slots.look(id) {
                    Found::Outcome(outcome) => return outcome.into_result(),
                    Found::Closed => return Err(LinkError::Closed),
                    Found::Nothing => !std::mem::replace(&mut waiting.led, true),
                }
            };
            let woken = if lead { self.lead(around, id, wait) } else { me.sleep(wait)? };
            match woken {
                Woken::Called => {}
                Woken::Late => return Err(LinkError::TimedOut),
                Woken::Work => {
                    let mut waiting = self.lock();
                    waiting.slots.leave(id);
                    if !waiting.led {
                        waiting.slots.wake_one();
                    }
                    drop(waiting);
                    if wait.work().is_break() {
                        return Err(LinkError::Cancelled);
                    }
                }
            }
        }
    }

    /// Reads answers until this caller's own has come, or until it must leave.
    fn lead(&self, around: &dyn Around, id: u64, wait: &dyn Wait) -> Woken {
        let read = self.read(around, id, wait);
        let mut waiting = self.lock();
        waiting.led = false;
        match read {
            Ok(woken) => woken,
            Err(error) => {
                waiting.slots.close();
                drop(waiting);
                around.lost(&error);
                Woken::Called
            }
        }
    }

    fn read(&self, around: &dyn Around, id: u64, wait: &dyn Wait) -> Result<Woken, LinkError> {
        let mut inbox = self.inbox.lock().unwrap_or_else(PoisonError::into_inner);
        let polls = wait.descriptor().is_some() || wait.deadline().is_some();
        let patience = if polls { Patience::UntilEmpty } else { Patience::Blocking };
        loop {
            if polls && !inbox.has_frame() {
                let socket = self.socket.as_fd();
                match poll_with_work(socket, PollFlags::IN, wait.descriptor(), wait.deadline())? {
                    Woken::Called => {}
                    woken => return Ok(woken),
                }
            }
            let header = match inbox.next(self.socket.as_fd(), patience)? {
                Received::Frame(header) => header,
                Received::Nothing => continue,
                Received::End => return Err(LinkError::Closed),
            };
            let outcome = match header.kind {
                Kind::Answer => Outcome::Answered,
                Kind::Unanswered => Outcome::Unanswered,
                Kind::Busy => Outcome::Busy,
                Kind::Call | Kind::Post => return Err(LinkError::Protocol("a request among answers")),
            };
            self.fill(around, header.request, outcome, &mut inbox.message)?;
            inbox.message.trim();
            if header.request == id {
                return Ok(Woken::Called);
            }
        }
    }

    fn fill(
        &self,
        around: &dyn Around,
        request: u64,
        outcome: Outcome,
        message: &mut Incoming,
    ) -> Result<(), LinkError> {
        let mut waiting = self.lock();
        match waiting.slots.fill(request, outcome, message) {
            Fill::Filled => {}
            Fill::Dropped => around.dropped(request),
            Fill::Unknown => match around.stray(request) {
                Stray::Abandoned => {}
                Stray::Awaited => {
                    let is_awaited = |other| around.stray(other) == Stray::Awaited;
                    waiting.slots.keep_early(request, outcome, message, is_awaited);
                }
                Stray::Unknown => return Err(LinkError::Protocol("an answer to no question")),
            },
        }
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
