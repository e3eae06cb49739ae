//! The serving side of a link: requests come in on its socket, answers go out on it.
//!
//! One thread of the pool reads at a time, the one that has the *token*. When it has read a request that may run, it
//! passes the token on (to nobody, if the socket is empty: the next event makes a new one) and runs the request itself.

use std::mem;
use std::os::fd::{AsFd, OwnedFd};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::UnixLink;
use super::frame::{Header, Kind, Limits};
use super::inbox::{Inbox, Patience, Received};
use super::outbox::Outbox;
use crate::hub::{Resume, Worker};
use crate::lanes::{Lanes, Ticket};
use crate::service::Reply;
use crate::{Link, LinkError};

pub(crate) struct Serving {
    pub(super) socket: OwnedFd,
    pub(super) outbox: Outbox,
    /// Locked only by the thread that has the token.
    inbox: Mutex<Inbox>,
    state: Mutex<State>,
    /// The peer has ended or is lost: reads until the system says so. Atomic: set once, read without order; who sets it
    /// makes news afterwards.
    hung_up: AtomicBool,
    /// Answers owed. Atomic: a count and nothing else.
    pub(super) owed: AtomicUsize,
    /// Requests that came by the socket. Written by the thread that has the token.
    pub(super) requests: AtomicU64,
    /// Lanes whose one-way requests run. SYNC POINT: stored with Release under the lock, loaded with Acquire by who would
    /// spare himself the lock: what he runs was sent after the answer to what made a lane active, if in its lane. For the time in
    /// which the ring's token is passed on it is the largest number.
    lanes_active: AtomicUsize,
}

/// guarded by: [`Serving::state`]
struct State {
    token: Token,
    /// The token rests until the lanes have room again.
    paused: bool,
    /// So does the ring's.
    ring_rests: bool,
    lanes: Lanes,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    Free,
    Held,
    /// Held, and the socket has had news since.
    HeldWithNews,
}

/// What becomes of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Run,
    /// It waits on its lane.
    Kept,
    Refused,
}

/// What the thread that reads does next.
enum Next {
    Run(Ticket),
    Read,
    Stop,
}

impl Serving {
    pub(super) fn new(socket: OwnedFd, limits: Limits) -> Serving {
        Serving {
            socket,
            outbox: Outbox::new(),
            inbox: Mutex::new(Inbox::new(limits)),
            state: Mutex::new(State {
                token: Token::Free,
                paused: false,
                ring_rests: false,
                lanes: Lanes::default(),
            }),
            hung_up: AtomicBool::new(false),
            owed: AtomicUsize::new(0),
            requests: AtomicU64::new(0),
            lanes_active: AtomicUsize::new(0),
        }
    }

    /// The socket has news. True when the caller has the token now and is to [`read`](Self::read).
    pub(super) fn news(&self, hung_up: bool) -> bool {
        if hung_up {
            self.hung_up.store(true, Ordering::Relaxed);
        }
        let mut state = self.lock();
        match state.token {
            Token::Free => {
                state.token = Token::Held;
                true
            }
            Token::Held | Token::HeldWithNews => {
                state.token = Token::HeldWithNews;
                false
            }
        }
    }

    /// With the token: reads until there is a request to run, and runs it.
    pub(super) fn read(&self, link: &Arc<UnixLink>, worker: &mut Worker) {
        self.inbox().expect_news();
        loop {
            match self.read_one(link, worker) {
                Ok(Next::Run(ticket)) => return self.run(link, ticket, worker),
                Ok(Next::Read) => {}
                Ok(Next::Stop) => return,
                // The token is never given back: nobody reads this socket again.
                Err(error) => return link.ended(&error),
            }
        }
    }

    fn read_one(&self, link: &Arc<UnixLink>, worker: &mut Worker) -> Result<Next, LinkError> {
        let mut inbox = self.inbox();
        let hung_up = self.hung_up.load(Ordering::Relaxed);
        let patience = if hung_up { Patience::UntilEmpty } else { Patience::UntilShort };
        let header = match inbox.next(self.socket.as_fd(), patience)? {
            Received::Frame(header) => header,
            Received::Nothing => {
                let mut state = self.lock();
                let news = mem::replace(&mut state.token, Token::Held) == Token::HeldWithNews;
                if news {
                    inbox.expect_news();
                    return Ok(Next::Read);
                }
                state.token = Token::Free;
                return Ok(Next::Stop);
            }
            Received::End => return Err(LinkError::Closed),
        };
        if !header.kind.is_request() {
            return Err(LinkError::Protocol("an answer among requests"));
        }
        mem::swap(&mut inbox.message, &mut worker.message);
        inbox.message.trim();
        let more = inbox.may_have_more() || hung_up;
        drop(inbox);
        self.requests.store(self.requests.load(Ordering::Relaxed) + 1, Ordering::Relaxed);
        self.decide(link, header, more, worker)
    }

    /// What becomes of a request that has been read: refused, kept for later, or run.
    fn decide(
        &self,
        link: &Arc<UnixLink>,
        header: Header,
        more: bool,
        worker: &mut Worker,
    ) -> Result<Next, LinkError> {
        let call = (header.kind == Kind::Call).then_some(header.request);
        if let Some(request) = call
            && (self.owed.load(Ordering::Relaxed) >= link.options().requests_at_once
                || !worker.may_take_calls())
        {
            link.send_alone(Kind::Busy, request)?;
            return Ok(Next::Read);
        }
        if call.is_some() {
            self.owed.fetch_add(1, Ordering::Relaxed);
        }
        let ticket = Ticket { lane: header.lane, call, credit: 0 };
        let mut state = self.lock();
        let runs = state.lanes.admit(ticket, &mut worker.message);
        self.lanes_active.store(state.lanes.active(), Ordering::Release);
        state.paused = state.lanes.are_full();
        if state.paused {
            return Ok(if runs { Next::Run(ticket) } else { Next::Stop });
        }
        if !runs {
            return Ok(Next::Read);
        }
        let news = mem::replace(&mut state.token, Token::Held) == Token::HeldWithNews;
        if more || news {
            drop(state);
            worker.push(link.clone(), Resume::Reading);
        } else {
            state.token = Token::Free;
        }
        Ok(Next::Run(ticket))
    }

    /// Whether the ring is not to be looked at until the lanes have room again.
    pub(crate) fn ring_rests(&self) -> bool {
        self.lock().ring_rests
    }

    /// Whether a one-way request that came through the ring may run without a place in its lane: nothing else runs on
    /// lanes. Who takes the ring's token from the thread that runs it [gives it one](Self::pass_on).
    pub(crate) fn may_run_at_once(&self, ticket: Ticket) -> bool {
        ticket.call.is_none() && self.lanes_active.load(Ordering::Acquire) == 0
    }

    /// Passes the ring's token on by `free`, which says whether it did. `lane` then is the one of the request that runs, and how
    /// far that has been read, if it has no place in its lane yet: what comes behind it there has to wait. When it has got
    /// that, `placed` is told.
    pub(crate) fn pass_on(
        &self,
        free: impl FnOnce() -> bool,
        lane: impl FnOnce() -> Option<(u32, u64)>,
        placed: impl FnOnce(u64),
    ) -> bool {
        let mut state = self.lock();
        // Whoever takes the token after this comes to the lock before he runs anything, and waits there.
        self.lanes_active.store(usize::MAX, Ordering::Release);
        let passed = free();
        if passed && let Some((lane, end)) = lane() {
            state.lanes.activate(lane);
            placed(end);
        }
        self.lanes_active.store(state.lanes.active(), Ordering::Release);
        passed
    }

    /// What becomes of a request that came through the ring, and whether the lanes are full now: then the ring
    /// rests.
    pub(crate) fn admit_from_ring(
        &self,
        link: &UnixLink,
        ticket: Ticket,
        worker: &mut Worker,
    ) -> (Fate, bool) {
        if ticket.call.is_some() {
            if self.owed.load(Ordering::Relaxed) >= link.options().requests_at_once
                || !worker.may_take_calls()
            {
                return (Fate::Refused, false);
            }
            self.owed.fetch_add(1, Ordering::Relaxed);
            if self.lanes_active.load(Ordering::Acquire) == 0 {
                return (Fate::Run, false);
            }
        }
        let mut state = self.lock();
        let runs = state.lanes.admit(ticket, &mut worker.message);
        self.lanes_active.store(state.lanes.active(), Ordering::Release);
        state.ring_rests = state.lanes.are_full();
        (if runs { Fate::Run } else { Fate::Kept }, state.ring_rests)
    }

    /// Runs a request, and if it was one-way what has come on its lane meanwhile.
    pub(crate) fn run(&self, link: &Arc<UnixLink>, ticket: Ticket, worker: &mut Worker) {
        self.run_one(link, ticket, worker);
        if ticket.call.is_none() {
            self.run_lane(link, ticket.lane, worker);
        }
    }

    /// Runs what waits on a lane whose last request has returned.
    pub(crate) fn run_lane(&self, link: &Arc<UnixLink>, lane: u32, worker: &mut Worker) {
        loop {
            let (next, resume, resume_ring) = {
                let mut state = self.lock();
                let next = state.lanes.next(lane, &mut worker.message);
                self.lanes_active.store(state.lanes.active(), Ordering::Release);
                let has_room = !state.lanes.are_full();
                let resume = has_room && mem::take(&mut state.paused);
                let resume_ring = has_room && mem::take(&mut state.ring_rests);
                (next, resume, resume_ring)
            };
            if resume_ring {
                link.resume_ring();
            }
            if resume {
                worker.push(link.clone(), Resume::Reading);
            }
            let Some((ticket, hand_on)) = next else {
                if let Some(ring) = link.ring() {
                    ring.lane_ended();
                }
                return;
            };
            if hand_on {
                worker.push(link.clone(), Resume::Lane(lane));
            }
            // What has waited until the link was over is not told to a service that knows of the end.
            if link.is_alive() {
                self.run_one(link, ticket, worker);
            }
            if ticket.call.is_some() {
                return;
            }
        }
    }

    pub(crate) fn run_one(&self, link: &Arc<UnixLink>, ticket: Ticket, worker: &mut Worker) {
        worker.serve(link, || match ticket.call {
            Some(request) => Reply::to(link.clone(), request),
            None => Reply::one_way(),
        });
        if ticket.credit > 0
            && let Some(ring) = link.ring()
        {
            ring.settle(ticket.credit);
        }
    }

    fn inbox(&self) -> MutexGuard<'_, Inbox> {
        self.inbox.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
