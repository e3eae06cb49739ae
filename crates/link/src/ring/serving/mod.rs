//! The called side of a ring: who looks at the queue, and who is woken when.
//!
//! One thread of the pool at a time *attends* to the queue: it has the token. It takes a request and runs it; if it is
//! back soon, it has kept the token, and neither it nor the next caller needed a system call. Nobody waits behind a
//! slow request, for the token is taken from a thread that stays away:
//!
//! ```text
//!            bell, job                 takes a request                    back
//!   FREE ──────────────▶ LOOKING ──────────────────────▶ RUNNING ──────────────▶ LOOKING
//!    ▲                      │ nothing comes: dozes,          │ calls somebody itself, or is slow (the watcher looks
//!    │                      │ then leaves                    │ every millisecond while the link has a *guard*)
//!    └──────────────────────┴────────────────────────────────┘
//! ```
//!
//! * The attendance word tells callers whether somebody has the token. When nobody has, who sends rings the bell.
//! * One thread of a process keeps the token for a while when nothing comes, and *dozes*: it sleeps in a [bed](super::beds).
//!   To wake it there is cheaper than the bell, which goes through a socket and the pool's epoll.
//! * The guard word tells whether the watcher looks after the thread that runs. When it does not, who sends something that is not
//!   taken at once, and will not wait for it awake, rings the bell to ask for it. The guard leaves when nothing has been slow
//!   for a while: an idle process never wakes, and a busy one is not disturbed.
//! * After a request that was slow, calls run without the token for a time, and others take the queue at once. One-way
//!   requests need not: those behind a slow one of their thread wait for it anyway.
//!
//! # Why nothing that was sent stays unseen
//!
//! Let somebody send an entry, and then load the attendance word (*pair C* of the [queue](super::queue)).
//!
//! * He finds that nobody attends: he, or another who found the same value, has rung. The thread that hears it attends, and says
//!   so before it looks at the queue, so it sees the entry. It runs what is first there; if there is more, it sets the
//!   guard before, for who sent that relies on the bell. The same holds where he finds that somebody dozes, who is woken.
//! * He finds that somebody attends. Either that thread looks at the queue once more before it sleeps, or it runs a
//!   request: then the sender sees to it that there is a guard, at once when he has sent a one-way request, before he sleeps when he
//!   waits for an answer. He finds one set, or rings for one. If the bell finds the token free, the first case begins anew with
//!   a new value of both words; else it sets the guard.
//! * A guard takes the token from a thread that stays away while something waits, and leaves only when it has said so and seen
//!   the queue empty afterwards: who sent something before that is seen, who sends later sees that there is none.
//!
//! Both words change their value whenever they begin to say something again, and the bell is rung once for each value: a
//! million requests sent while the peer wakes up ring it once.
//!
//! `tests/loom` tries all interleavings of small cases, also of a token that is taken away.

mod answers;
mod guard;

use std::cell::Cell;
use std::mem;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering, fence};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use self::guard::Guard;
use super::beds::Bed;
use super::layout::{ATTENDANCE, HEAD, MOST_BYTES, POST_CREDIT, SLOTS};
use super::patience::Patience;
use super::queue::{Entry, Kind, entry_words, is_there, peek};
use super::{ALONE, DOZES, LOOKS, Nap, ONE_ATTENDANCE, Ring};
use crate::hub::{Resume, Worker};
use crate::lanes::Ticket;
use crate::slots::Outcome;
use crate::unix::{Fate, UnixLink};
use crate::{Link, LinkError};

/// States of the token, in its lower bits. Above them, a number that changes when it is taken from a thread.
const FREE: u64 = 0;
const LOOKING: u64 = 1;
const RUNNING: u64 = 2;
const STATES: u64 = 3;
const NEXT: u64 = 4;

/// How long a thread dozes at a queue when nobody wakes it.
const DOZE: Duration = Duration::from_millis(100);
/// Calls that run without the token after a request that was slow; doubled each time, up to the second.
const PENALTY: (u32, u32) = (16, 8192);
/// Requests after which a thread that attends while no other is at hand lets others in.
const TURN: u32 = 256;
/// Those who wait for room are looked for when so many words have been read or run.
const STRIDE: u64 = POST_CREDIT / 4;

/// A thread of this process dozes. Atomic: a swap decides who may.
static DOZING: AtomicBool = AtomicBool::new(false);

/// More than any lane.
const NO_LANE: u64 = u64::MAX;

thread_local! {
    /// The link whose token this thread has while it runs a request: its number; zero for none.
    static SERVED: Cell<u64> = const { Cell::new(0) };
}

pub(super) struct Attendance {
    /// SYNC POINT: every change is a compare-exchange with AcqRel or a store with Release by the holder: who takes it sees
    /// what the last holder has done.
    token: AtomicU64,
    /// The next entry. Written by who has the token.
    at: AtomicU64,
    /// Where `at` was when those who wait for room were last looked for. Written by who has the token.
    announced: AtomicU64,
    /// Counts values of the attendance word, in steps of [`ONE_ATTENDANCE`].
    values: AtomicU64,
    /// Requests run. Written by who has the token, read by the watcher.
    runs: AtomicU64,
    /// Requests taken, those included that run without the token. Written by who has it.
    requests: AtomicU64,
    /// The lane of the one-way request that runs without a place in it; [`NO_LANE`] for none. Written by who has the token
    /// before it says that it runs something.
    lane: AtomicU64,
    /// Words of one-way requests that have run, which the peer has not been told yet. Written by who has the token.
    unsettled: AtomicU64,
    /// So many calls run without the token. A hint, as is the next.
    slow: AtomicU32,
    penalty: AtomicU32,
    guard: Mutex<Guard>,
    idle: Patience,
    /// Since when nobody attends. Locked only by who has the token.
    left: Mutex<Option<Nap>>,
}

/// What happens next to who attends.
enum Next {
    /// There may be more.
    Look,
    /// The token is gone, or has been given away.
    Leave,
}

impl Attendance {
    pub(super) fn new() -> Attendance {
        Attendance {
            token: AtomicU64::new(FREE),
            at: AtomicU64::new(0),
            announced: AtomicU64::new(0),
            values: AtomicU64::new(0),
            runs: AtomicU64::new(0),
            requests: AtomicU64::new(0),
            lane: AtomicU64::new(NO_LANE),
            unsettled: AtomicU64::new(0),
            slow: AtomicU32::new(0),
            penalty: AtomicU32::new(PENALTY.0),
            guard: Mutex::default(),
            idle: Patience::new(),
            left: Mutex::default(),
        }
    }

    fn left(&self) -> MutexGuard<'_, Option<Nap>> {
        self.left.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn guard(&self) -> MutexGuard<'_, Guard> {
        self.guard.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the token if nobody has it.
    fn take_token(&self) -> bool {
        let token = self.token.load(Ordering::Acquire);
        token & STATES == FREE
            && self
                .token
                .compare_exchange(token, token | LOOKING, Ordering::AcqRel, Ordering::Relaxed)
                .is_ok()
    }

    /// With the token, LOOKING.
    fn set_state(&self, state: u64) -> u64 {
        let token = self.token.load(Ordering::Relaxed) & !STATES | state;
        self.token.store(token, Ordering::Release);
        token
    }

    /// Takes the token back from oneself, after a request. False when somebody else has taken it.
    fn take_back(&self, running: u64) -> bool {
        let looking = running & !STATES | LOOKING;
        self.token.compare_exchange(running, looking, Ordering::AcqRel, Ordering::Relaxed).is_ok()
    }

    /// Frees the token from a thread that runs a request.
    fn free_from(&self, running: u64) -> bool {
        let free = (running & !STATES) + NEXT;
        self.token.compare_exchange(running, free, Ordering::AcqRel, Ordering::Relaxed).is_ok()
    }

    /// The request in hand is slow: calls to come run without the token for a while.
    fn was_slow(&self, runs_since: u64) {
        let forgiven = runs_since > PENALTY.1.into();
        let penalty = if forgiven { PENALTY.0 } else { self.penalty.load(Ordering::Relaxed) };
        self.slow.store(penalty, Ordering::Relaxed);
        self.penalty.store((penalty * 2).min(PENALTY.1), Ordering::Relaxed);
    }

    /// Whether the next call is to run without the token.
    fn is_slow(&self) -> bool {
        let slow = self.slow.load(Ordering::Relaxed);
        if slow > 0 {
            self.slow.store(slow - 1, Ordering::Relaxed);
        }
        slow > 0
    }
}

impl Ring {
    /// The bell has rung, or there is a job to do.
    pub(crate) fn attend(&self, link: &Arc<UnixLink>, worker: &mut Worker, by_bell: bool) {
        if by_bell {
            self.heard();
        }
        if link.serving().ring_rests() {
            return;
        }
        if self.attendance.take_token() {
            if let Some(nap) = self.attendance.left().take() {
                nap.ended(&self.attendance.idle);
            }
            if by_bell {
                self.renew_guard();
            }
            worker.stay_away(|worker| self.serve(link, worker));
        } else if by_bell {
            self.set_guard(link);
        }
    }

    /// Requests that have been taken.
    pub(crate) fn requests(&self) -> u64 {
        self.attendance.requests.load(Ordering::Relaxed)
    }

    /// With the token: takes requests until there are none.
    fn serve(&self, link: &Arc<UnixLink>, worker: &mut Worker) {
        let mut fresh = true;
        self.say_attended();
        let mut turns = 0;
        loop {
            match self.take(link, worker, &mut fresh) {
                Ok(Next::Look) => {}
                Ok(Next::Leave) => return,
                // The token is never given back: nobody looks at this queue again.
                Err(error) => return link.ended(&error),
            }
            turns += 1;
            if turns % TURN == 0 && worker.is_alone() {
                self.attendance.set_state(FREE);
                return worker.push(link.clone(), Resume::Ring);
            }
        }
    }

    /// `fresh` as long as nothing has been taken since callers were told that somebody attends.
    fn take(&self, link: &Arc<UnixLink>, worker: &mut Worker, fresh: &mut bool) -> Result<Next, LinkError> {
        let ring = self.segments.incoming();
        let at = self.attendance.at.load(Ordering::Relaxed);
        let Some(found) = peek(&ring, at, MOST_BYTES)? else {
            return Ok(self.idle(link, at, worker, fresh));
        };
        if !link.is_alive() {
            return Ok(Next::Leave);
        }
        if found.entry.kind == Kind::Skip {
            self.advance(found.end);
            return Ok(Next::Look);
        }
        if mem::take(fresh) && is_there(&ring, found.end) {
            // Its sender has seen nobody attend, and relies on having rung for that.
            self.set_guard(link);
        }
        found.copy(&ring, &mut worker.message.bytes);
        let ticket = ticket(found.entry)?;
        let requests = &self.attendance.requests;
        requests.store(requests.load(Ordering::Relaxed) + 1, Ordering::Relaxed);
        if link.serving().may_run_at_once(ticket) {
            return Ok(self.run_at_once(link, ticket, found.end, worker));
        }
        let (fate, full) = link.serving().admit_from_ring(link, ticket, worker);
        // After the request has its place in its lane: see `Ring::overtake_nothing`.
        self.advance(found.end);
        if found.end - self.attendance.announced.load(Ordering::Relaxed) > STRIDE {
            self.announce_room();
        }
        if full {
            self.attendance.set_state(FREE);
        }
        match fate {
            Fate::Kept if full => Ok(Next::Leave),
            Fate::Kept => Ok(Next::Look),
            Fate::Refused => {
                self.answer(found.entry.request, Outcome::Busy, &[]);
                Ok(Next::Look)
            }
            Fate::Run if full => {
                link.serving().run(link, ticket, worker);
                Ok(Next::Leave)
            }
            Fate::Run => Ok(self.run(link, ticket, worker)),
        }
    }

    /// With the token: all before `end` has been read.
    fn advance(&self, end: u64) {
        self.attendance.at.store(end, Ordering::Relaxed);
        // SYNC POINT: pair B of the queue.
        self.segments.own()[HEAD].store(end, Ordering::Release);
    }

    /// Runs a one-way request that has no place in its lane, without a lock. It counts as read only when it has run, or has
    /// got its place because the token was taken: see `Ring::overtake_nothing`.
    fn run_at_once(&self, link: &Arc<UnixLink>, ticket: Ticket, end: u64, worker: &mut Worker) -> Next {
        let attendance = &self.attendance;
        attendance.at.store(end, Ordering::Relaxed);
        let untold = Ticket { credit: 0, ..ticket };
        let kept = self.keeping_token(link, ticket.lane.into(), || {
            link.serving().run_one(link, untold, worker);
        });
        if !kept {
            self.settle(ticket.credit);
            link.serving().run_lane(link, ticket.lane, worker);
            return Next::Leave;
        }
        self.advance(end);
        let unsettled = attendance.unsettled.load(Ordering::Relaxed) + u64::from(ticket.credit);
        attendance.unsettled.store(unsettled, Ordering::Relaxed);
        if unsettled > STRIDE {
            self.settle_all();
            self.announce_room();
        }
        Next::Look
    }

    /// Runs a request, keeping the token unless it is slow.
    fn run(&self, link: &Arc<UnixLink>, ticket: Ticket, worker: &mut Worker) -> Next {
        let attendance = &self.attendance;
        if ticket.call.is_some() && attendance.is_slow() {
            self.let_others_in(link);
            link.serving().run(link, ticket, worker);
            return Next::Leave;
        }
        if self.keeping_token(link, NO_LANE, || link.serving().run(link, ticket, worker)) {
            Next::Look
        } else {
            Next::Leave
        }
    }

    /// With the token: runs a request. False when the token has been taken meanwhile.
    fn keeping_token(&self, link: &Arc<UnixLink>, lane: u64, run: impl FnOnce()) -> bool {
        let attendance = &self.attendance;
        attendance.runs.store(attendance.runs.load(Ordering::Relaxed).wrapping_add(1), Ordering::Relaxed);
        attendance.lane.store(lane, Ordering::Relaxed);
        let running = attendance.set_state(RUNNING);
        let outer = SERVED.replace(link.id().value());
        run();
        SERVED.set(outer);
        attendance.take_back(running)
    }

    /// The queue is empty: looks on for a while, dozes for a while, then gives the token back.
    fn idle(&self, link: &UnixLink, at: u64, worker: &Worker, fresh: &mut bool) -> Next {
        self.settle_all();
        self.announce_room();
        let ring = self.segments.incoming();
        if link.is_alive() && self.spin(&self.attendance.idle, || is_there(&ring, at).then_some(())).is_some()
        {
            return Next::Look;
        }
        let nap = self.nap();
        if !worker.is_alone() && self.doze(at) {
            nap.ended(&self.attendance.idle);
            self.say_attended();
            *fresh = true;
            return Next::Look;
        }
        *self.attendance.left() = Some(nap);
        self.attendance.set_state(FREE);
        if self.say_alone(at) && link.is_alive() && self.attendance.take_token() {
            self.say_attended();
            *fresh = true;
            return Next::Look;
        }
        Next::Leave
    }

    /// With the token: sleeps at the queue, if no other thread of the process does so. True when something has come.
    fn doze(&self, at: u64) -> bool {
        if DOZING.swap(true, Ordering::Relaxed) {
            return false;
        }
        let has_come = loop {
            let lying = self.beds.lie_down(Bed::Queue);
            self.say(DOZES);
            if is_there(&self.segments.incoming(), at) {
                break true;
            }
            if self.callers.is_closed() || lying.sleep_for(Some(DOZE)) {
                break false;
            }
        };
        DOZING.store(false, Ordering::Relaxed);
        has_come
    }

    /// With the token: gives it to who wants it.
    fn let_others_in(&self, link: &UnixLink) {
        let at = self.attendance.at.load(Ordering::Relaxed);
        self.attendance.set_state(FREE);
        if self.say_alone(at) {
            link.resume_ring();
        }
    }

    fn say(&self, attendance: u64) {
        let value = self.attendance.values.fetch_add(ONE_ATTENDANCE, Ordering::Relaxed) + ONE_ATTENDANCE;
        self.segments.own()[ATTENDANCE].store(value | attendance, Ordering::Relaxed);
        // SYNC POINT: pair C of the queue.
        fence(Ordering::SeqCst);
    }

    /// Tells callers that they need not ring. Those who could not know yet are seen in the queue after this.
    fn say_attended(&self) {
        self.say(LOOKS);
    }

    /// Tells callers to ring; true when one has sent something before he could know.
    fn say_alone(&self, at: u64) -> bool {
        self.say(ALONE);
        is_there(&self.segments.incoming(), at)
    }
}

/// The link whose queue this thread attends to while it runs a request of it, if any.
pub(crate) fn attended() -> Option<u64> {
    let link = SERVED.get();
    (link != 0).then_some(link)
}

/// This thread has left the queue to others.
pub(crate) fn attend_no_more() {
    SERVED.set(0);
}

fn ticket(entry: Entry) -> Result<Ticket, LinkError> {
    match entry.kind {
        Kind::Call if (entry.request & 0xFF) < SLOTS as u32 => {
            Ok(Ticket { lane: entry.lane, call: Some(Ring::socket_number(entry.request)), credit: 0 })
        }
        Kind::Call => Err(LinkError::Protocol("a request for an answer slot that is not there")),
        _ => Ok(Ticket { lane: entry.lane, call: None, credit: entry_words(entry.length) as u32 }),
    }
}
