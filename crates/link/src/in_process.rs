//! The link of a process to itself.
//!
//! Requests run on threads of the pool, not on the caller's: it behaves as links to others do, in its order, its deadlines
//! and its nesting. Bytes are copied and descriptors duplicated.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use rustix::event::epoll::EventFlags;

use crate::hub::{Core, Endpoint, Job, Life, Resume, Role, Worker};
use crate::lanes::{Lanes, Ticket, current_lane};
use crate::parker::{Parker, Woken};
use crate::service::{Answers, Reply};
use crate::slots::{Found, Outcome, Slots};
use crate::unix::MOST_DESCRIPTORS;
use crate::{Incoming, Link, LinkError, LinkId, Outgoing, Peer, Technique, Traffic, Wait};

pub(crate) struct InProcess {
    id: LinkId,
    peer: Peer,
    core: Arc<Core>,
    /// This link, to give to others.
    me: Weak<InProcess>,
    life: Life,
    state: Mutex<State>,
}

/// guarded by: [`InProcess::state`]
#[derive(Default)]
struct State {
    slots: Slots,
    lanes: Lanes,
    /// Requests that may run and have no thread yet.
    ready: VecDeque<(Ticket, Incoming)>,
    /// Buffers for requests to come.
    spare: Vec<Incoming>,
    /// The service knows the link; until then requests wait in `ready`.
    started: bool,
    closed: bool,
    /// Answers owed.
    owed: usize,
    /// Requests ever taken.
    requests: u64,
}

/// Buffers kept for requests and answers to come.
const SPARE: usize = 64;

impl InProcess {
    pub(crate) fn new(core: &Arc<Core>) -> Arc<InProcess> {
        Arc::new_cyclic(|me| InProcess {
            id: LinkId::next(),
            peer: Peer {
                process: core.process,
                pid: std::process::id(),
                uid: rustix::process::geteuid().as_raw(),
                gid: rustix::process::getegid().as_raw(),
                address: core.address.get().cloned(),
                remote: None,
            },
            core: Arc::clone(core),
            me: Weak::clone(me),
            life: Life::default(),
            state: Mutex::default(),
        })
    }

    /// Gives up a link of which the service has not heard.
    pub(crate) fn abandon(&self) {
        let _ = self.life.end();
        self.lock().close();
    }

    fn check(&self, message: Outgoing<'_>) -> Result<(), LinkError> {
        let (bytes, descriptors) = (message.bytes.len(), message.descriptors.len());
        let most = self.core.options.message_descriptors.min(MOST_DESCRIPTORS);
        if bytes > self.core.options.message_bytes || descriptors > most {
            return Err(LinkError::TooLarge { bytes, descriptors });
        }
        Ok(())
    }

    /// Hands a request to the pool, or to the lane it must wait on.
    fn submit(&self, state: &mut State, ticket: Ticket, mut message: Incoming) -> Option<Job> {
        state.requests += 1;
        if !state.lanes.admit(ticket, &mut message) {
            state.keep(message);
            return None;
        }
        state.ready.push_back((ticket, message));
        if !state.started {
            return None;
        }
        Some(Job::Resume(self.me.upgrade()?, Resume::Reading))
    }

    fn wait(&self, id: u64, me: &Arc<Parker>, wait: &mut dyn Wait) -> Result<(), LinkError> {
        loop {
            match self.lock().slots.look(id) {
                Found::Outcome(outcome) => return outcome.into_result(),
                Found::Closed => return Err(LinkError::Closed),
                Found::Nothing => {}
            }
            match me.sleep(wait)? {
                Woken::Called => {}
                Woken::Late => return Err(LinkError::TimedOut),
                Woken::Work => {
                    if wait.work().is_break() {
                        return Err(LinkError::Cancelled);
                    }
                }
            }
        }
    }

    fn fill(&self, request: u64, outcome: Outcome, answer: &mut Incoming) {
        let mut state = self.lock();
        state.owed -= 1;
        state.slots.fill(request, outcome, answer);
    }

    fn run_lane(self: &Arc<Self>, lane: u32, worker: &mut Worker) {
        loop {
            let Some((ticket, hand_on)) = self.lock().lanes.next(lane, &mut worker.message) else { return };
            if hand_on {
                worker.push(self.clone(), Resume::Lane(lane));
            }
            self.run_one(ticket, worker);
            if ticket.call.is_some() {
                return;
            }
        }
    }

    fn run_one(self: &Arc<Self>, ticket: Ticket, worker: &mut Worker) {
        let reply = match ticket.call {
            Some(request) => Reply::to(self.clone(), request),
            None => Reply::one_way(),
        };
        // What has waited until the link was over is not told to a service that knows of the end.
        if self.is_alive() {
            worker.serve(self, || reply);
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn keep(&mut self, mut message: Incoming) {
        message.trim();
        if self.spare.len() < SPARE {
            self.spare.push(message);
        }
    }

    fn close(&mut self) {
        self.closed = true;
        self.slots.close();
    }
}

/// Copies a message as it would arrive.
fn copy(message: Outgoing<'_>, into: &mut Incoming) -> Result<(), LinkError> {
    into.clear();
    for descriptor in message.descriptors {
        let own = descriptor.try_clone_to_owned().map_err(LinkError::io("duplicating a descriptor"))?;
        into.descriptors.push(own);
    }
    into.bytes.extend_from_slice(message.bytes);
    Ok(())
}

impl Link for InProcess {
    fn id(&self) -> LinkId {
        self.id
    }

    fn peer(&self) -> &Peer {
        &self.peer
    }

    fn technique(&self) -> Technique {
        Technique::InProcess
    }

    fn is_alive(&self) -> bool {
        !self.life.is_over() && !self.core.is_forked()
    }

    fn traffic(&self) -> Traffic {
        let state = self.lock();
        Traffic { running: state.owed, waiting: state.slots.waiting(), requests: state.requests }
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
        self.check(request)?;
        self.core.leave_ring();
        let mut message = self.lock().spare.pop().unwrap_or_default();
        copy(request, &mut message)?;
        let me = Parker::current();
        let (id, job) = {
            let mut state = self.lock();
            if state.owed >= self.core.options.requests_at_once {
                return Err(LinkError::Busy);
            }
            let id = state.slots.open(answer, &me)?;
            state.owed += 1;
            (id, self.submit(&mut state, Ticket { lane: current_lane(), call: Some(id), credit: 0 }, message))
        };
        if let Some(job) = job {
            self.core.push(job);
        }
        let ended = self.wait(id, &me, wait);
        self.lock().slots.end(id, answer, &ended);
        ended
    }

    /// Never waits: what one says to oneself is kept, however much it is.
    fn post_while(&self, request: Outgoing<'_>, _wait: &mut dyn Wait) -> Result<(), LinkError> {
        if self.core.is_forked() {
            return Err(LinkError::Closed);
        }
        self.check(request)?;
        let mut message = self.lock().spare.pop().unwrap_or_default();
        copy(request, &mut message)?;
        let job = {
            let mut state = self.lock();
            if state.closed {
                return Err(LinkError::NotSent);
            }
            self.submit(&mut state, Ticket { lane: current_lane(), call: None, credit: 0 }, message)
        };
        if let Some(job) = job {
            self.core.push(job);
        }
        Ok(())
    }

    fn close(&self) {
        if self.core.is_forked() {
            return;
        }
        self.lock().close();
        if let Some(tell) = self.life.end() {
            self.core.remove(self.id);
            if let Some(me) = self.me.upgrade().filter(|_| tell) {
                self.core.push(Job::Closed(me));
            }
        }
    }
}

impl Answers for InProcess {
    fn answer(&self, request: u64, answer: Outgoing<'_>) -> Result<(), LinkError> {
        if self.core.is_forked() {
            return Err(LinkError::Closed);
        }
        self.check(answer)?;
        let mut message = self.lock().spare.pop().unwrap_or_default();
        let copied = copy(answer, &mut message);
        let outcome = if copied.is_ok() { Outcome::Answered } else { Outcome::Unanswered };
        self.fill(request, outcome, &mut message);
        self.lock().keep(message);
        copied
    }

    fn no_answer(&self, request: u64) {
        if !self.core.is_forked() {
            self.fill(request, Outcome::Unanswered, &mut Incoming::new());
        }
    }
}

impl Endpoint for InProcess {
    fn as_link(self: Arc<Self>) -> Arc<dyn Link> {
        self
    }

    fn start(self: Arc<Self>) {
        if self.life.opened() {
            let core = Arc::clone(&self.core);
            return core.push(Job::Closed(self));
        }
        let early = {
            let mut state = self.lock();
            state.started = true;
            state.ready.len()
        };
        for _ in 0..early {
            self.core.push(Job::Resume(self.clone(), Resume::Reading));
        }
    }

    fn resume(self: Arc<Self>, resume: Resume, worker: &mut Worker) {
        let lane = match resume {
            Resume::Lane(lane) => lane,
            Resume::News { .. } | Resume::Reading | Resume::Bell | Resume::Ring => {
                let next = self.lock().ready.pop_front();
                let Some((ticket, mut message)) = next else { return };
                if ticket.call.is_some_and(|_| !worker.may_take_calls()) {
                    return self.refuse(ticket);
                }
                std::mem::swap(&mut worker.message, &mut message);
                self.lock().keep(message);
                self.run_one(ticket, worker);
                if ticket.call.is_some() {
                    return;
                }
                ticket.lane
            }
        };
        self.run_lane(lane, worker);
    }

    /// Nothing of this link is watched.
    fn alarm(self: Arc<Self>, _role: Role, _flags: EventFlags) {}

    /// It has no ring.
    fn look_after(&self) -> bool {
        false
    }

    fn leave_ring(&self) {}
}

impl InProcess {
    fn refuse(&self, ticket: Ticket) {
        if let Some(request) = ticket.call {
            self.fill(request, Outcome::Busy, &mut Incoming::new());
        }
    }
}
