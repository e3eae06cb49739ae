//! The calling side of a ring: requests go into the queue, answers come into slots.
//!
//! A caller reserves a slot of the peer's segment with its request, so an answer never waits for room. It looks for the
//! answer for a while, then sleeps: in a bed, or, when it has a descriptor to watch, in poll, to be woken by a
//! thread of the pool that the peer's bell wakes.

use std::array;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering, fence};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::beds::Bed;
use super::layout::{self, ATTENDANCE, GUARD, HEAD, MOST_BYTES, POST_CREDIT, SETTLED, SLOTS, WAITERS};
use super::patience::Patience;
use super::queue::{Entry, Kind, Place, Tail, entry_words, prepare, read_bytes};
use super::{ALONE, ATTENDANCES, DOZES, LOOKS, Ring, Status};
use crate::parker::{Parker, Woken};
use crate::slots::Outcome;
use crate::{Incoming, LinkError, Wait};

/// How a caller waits: the values of its word.
pub(super) const LOOKING: u64 = 0;
pub(super) const SLEEPING: u64 = 1;
pub(super) const POLLING: u64 = 2;
/// One poller among those who wait for room; sleepers count single.
pub(super) const ONE_POLLER: u64 = 1 << 32;

/// How long somebody who waits for room sleeps before he makes sure that the peer knows of what is there.
const UNEASY: Duration = Duration::from_millis(1);
/// Where the last one-way request of a lane is noted; lanes that share a place wait for each other's.
const LANES: usize = 64;

pub(super) struct Callers {
    turn: Mutex<Turn>,
    /// Slots that no call uses, as bits. Atomic: taken by compare-exchange with Acquire, given back with Release.
    free: AtomicU64,
    /// Slots whose callers have gone before the answer came. Atomic: a set of bits, claimed one by one.
    abandoned: AtomicU64,
    /// Of each slot, how often it has been used. Written by who has taken the slot.
    uses: [AtomicU32; SLOTS],
    /// Those who sleep in poll.
    polling: Mutex<Vec<Arc<Parker>>>,
    /// The values of the peer's words for which it has been woken. Atomic: a swap decides who does it.
    rung: AtomicU64,
    rung_guard: AtomicU64,
    /// No answer will come any more. SYNC POINT: stored and followed by a SeqCst fence in `close`, loaded after one by who is
    /// about to sleep.
    closed: AtomicBool,
    /// Where the last one-way requests of lanes end. Written by the lane's own thread, and by those that share its place.
    posted: [AtomicU64; LANES],
    answers: Patience,
    room: Patience,
}

/// guarded by: [`Callers::turn`]
#[derive(Default)]
struct Turn {
    tail: Tail,
    /// Words of one-way requests ever sent.
    posted: u64,
    /// How many of them had run, and how far the peer had read, when last looked at.
    settled: u64,
    head: u64,
}

/// How a call through the ring ended.
#[derive(Debug)]
pub(crate) enum Called {
    Answered(Outcome),
    /// The answer was too large: it comes by the socket, under this number.
    BySocket(u64),
    /// All slots are in use.
    NoSlot,
    Failed(LinkError),
    /// As `Failed`; the answer to this number is still to come.
    Abandoned(u64, LinkError),
}

/// Whose an answer is that came by the socket and that nobody there waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stray {
    /// Of a caller who is about to fetch it.
    Awaited,
    /// Of a caller who has gone.
    Abandoned,
    /// Nobody's.
    Unknown,
}

impl Callers {
    pub(super) fn new() -> Callers {
        Callers {
            turn: Mutex::default(),
            free: AtomicU64::new(u64::MAX),
            abandoned: AtomicU64::new(0),
            uses: array::from_fn(|_| AtomicU32::new(0)),
            polling: Mutex::default(),
            rung: AtomicU64::new(u64::MAX),
            rung_guard: AtomicU64::new(u64::MAX),
            closed: AtomicBool::new(false),
            posted: array::from_fn(|_| AtomicU64::new(0)),
            answers: Patience::new(),
            room: Patience::new(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Turn> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn polling(&self) -> MutexGuard<'_, Vec<Arc<Parker>>> {
        self.polling.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Acquire)
    }

    /// No answer will come any more.
    pub(super) fn close(&self) {
        self.closed.store(true, Ordering::Release);
        fence(Ordering::SeqCst);
        self.wake_pollers();
    }

    /// Those who sleep in poll look for themselves.
    pub(super) fn wake_pollers(&self) {
        for parker in &*self.polling() {
            parker.wake();
        }
    }
}

impl Ring {
    /// Whether a message can go this way.
    pub(crate) fn takes(&self, bytes: usize, descriptors: usize) -> bool {
        bytes <= MOST_BYTES && descriptors == 0
    }

    /// Asks and waits for the answer. After anything but an answer, `answer` is as it was.
    pub(crate) fn call(
        &self,
        lane: u32,
        request: &[u8],
        answer: &mut Incoming,
        wait: &mut dyn Wait,
    ) -> Called {
        let Some((slot, number)) = self.take_slot() else { return Called::NoSlot };
        let entry = Entry { kind: Kind::Call, length: request.len(), request: number, lane };
        let end = match self.send(entry, request, wait) {
            Ok(end) => end,
            Err(error) => {
                self.free_slot(slot);
                return Called::Failed(error);
            }
        };
        // While the peer works: the next request is likely to be as long.
        prepare(self.segments.outgoing(), end, entry_words(request.len()));
        match self.await_answer(slot, number, end, wait) {
            Ok(status) => self.fetch(slot, number, status, answer),
            Err(error @ (LinkError::Closed | LinkError::Protocol(_))) => {
                self.free_slot(slot);
                Called::Failed(error)
            }
            Err(error) => {
                self.callers.abandoned.fetch_or(1 << slot, Ordering::AcqRel);
                Called::Abandoned(Ring::socket_number(number), error)
            }
        }
    }

    /// Sends a request that has no answer.
    pub(crate) fn post(&self, lane: u32, request: &[u8], wait: &mut dyn Wait) -> Result<(), LinkError> {
        let entry = Entry { kind: Kind::Post, length: request.len(), request: 0, lane };
        let end = self.send(entry, request, wait)?;
        // Relaxed: read by the same thread; another that shares the place only waits longer for what it reads here.
        self.callers.posted[lane as usize % LANES].store(end, Ordering::Relaxed);
        self.see_to(end);
        Ok(())
    }

    /// Waits until the peer has taken the one-way requests of a lane, so that one that goes another way is not faster.
    pub(crate) fn overtake_nothing(&self, lane: u32, wait: &mut dyn Wait) -> Result<(), LinkError> {
        let end = self.callers.posted[lane as usize % LANES].load(Ordering::Relaxed);
        while self.segments.theirs().load(HEAD, Ordering::Acquire) < end {
            self.await_room(wait)?;
        }
        Ok(())
    }

    /// Whose an answer is that came by the socket under `number`. An abandoned slot is free afterwards.
    pub(crate) fn stray(&self, number: u64) -> Stray {
        let Some(slot) = self.slot_of(number) else { return Stray::Unknown };
        let is_free = self.callers.free.load(Ordering::Acquire) & 1 << slot != 0;
        let number = Ring::ring_number(number).unwrap_or_default();
        let said = self.status(slot, number).is_some_and(|status| status.outcome == Status::BY_SOCKET);
        if is_free || !said {
            return Stray::Unknown;
        }
        if self.callers.abandoned.fetch_and(!(1 << slot), Ordering::AcqRel) & 1 << slot == 0 {
            return Stray::Awaited;
        }
        self.free_slot(slot);
        Stray::Abandoned
    }

    /// The answer that came by the socket has been fetched, or nobody waits for it any more.
    pub(crate) fn done(&self, number: u64) {
        if let Some(slot) = self.slot_of(number) {
            self.callers.abandoned.fetch_and(!(1 << slot), Ordering::AcqRel);
            self.free_slot(slot);
        }
    }

    fn slot_of(&self, number: u64) -> Option<usize> {
        let number = Ring::ring_number(number)?;
        let slot = (number & 0xFF) as usize;
        let uses = self.callers.uses.get(slot)?.load(Ordering::Relaxed);
        (uses == number >> 8).then_some(slot)
    }

    fn take_slot(&self) -> Option<(usize, u32)> {
        let callers = &self.callers;
        if callers.abandoned.load(Ordering::Relaxed) != 0 {
            self.reclaim();
        }
        let mut free = callers.free.load(Ordering::Relaxed);
        let slot = loop {
            if free == 0 {
                return None;
            }
            let slot = free.trailing_zeros() as usize;
            match callers.free.compare_exchange_weak(
                free,
                free & !(1 << slot),
                Ordering::Acquire,
                Ordering::Relaxed,
            ) {
                Ok(_) => break slot,
                Err(other) => free = other,
            }
        };
        // 24 bits, and never zero, which is what an unused status says.
        let uses = (callers.uses[slot].load(Ordering::Relaxed) + 1) & 0xFF_FFFF;
        let uses = uses.max(1);
        callers.uses[slot].store(uses, Ordering::Relaxed);
        Some((slot, slot as u32 | uses << 8))
    }

    fn free_slot(&self, slot: usize) {
        self.callers.free.fetch_or(1 << slot, Ordering::Release);
    }

    /// Frees the slots of callers that have gone and whose answers have come.
    fn reclaim(&self) {
        let abandoned = self.callers.abandoned.load(Ordering::Acquire);
        for slot in (0..SLOTS).filter(|slot| abandoned & 1 << slot != 0) {
            let uses = self.callers.uses[slot].load(Ordering::Relaxed);
            let status = self.status(slot, slot as u32 | uses << 8);
            let is_over = status.is_some_and(|status| status.outcome != Status::BY_SOCKET);
            if is_over && self.callers.abandoned.fetch_and(!(1 << slot), Ordering::AcqRel) & 1 << slot != 0 {
                self.free_slot(slot);
            }
        }
    }

    /// Puts a request into the queue, when there is room, and wakes the peer if it sleeps.
    fn send(&self, entry: Entry, request: &[u8], wait: &mut dyn Wait) -> Result<u64, LinkError> {
        let place = loop {
            if self.callers.is_closed() {
                return Err(LinkError::NotSent);
            }
            if let Some(place) = self.reserve(entry)? {
                break place;
            }
            self.await_room(wait)?;
        };
        place.commit(&self.segments.outgoing(), entry, request);
        self.wake_if_asleep();
        Ok(place.end)
    }

    fn reserve(&self, entry: Entry) -> Result<Option<Place>, LinkError> {
        let theirs = self.segments.theirs();
        let mut turn = self.callers.lock();
        let words = entry_words(entry.length) as u64;
        if entry.kind == Kind::Post {
            if turn.posted + words > turn.settled + POST_CREDIT {
                let settled = theirs.load(SETTLED, Ordering::Relaxed);
                if settled > turn.posted {
                    return Err(LinkError::Protocol("more one-way requests ran than were sent"));
                }
                turn.settled = settled;
            }
            if turn.posted + words > turn.settled + POST_CREDIT {
                return Ok(None);
            }
        }
        let ring = self.segments.outgoing();
        let head = turn.head;
        let mut place = turn.tail.reserve(&ring, head, entry.length)?;
        if place.is_none() {
            // SYNC POINT: pair B of the queue.
            turn.head = theirs.load(HEAD, Ordering::Acquire);
            let head = turn.head;
            place = turn.tail.reserve(&ring, head, entry.length)?;
        }
        if place.is_some() && entry.kind == Kind::Post {
            turn.posted += words;
        }
        Ok(place)
    }

    fn wake_if_asleep(&self) {
        // SYNC POINT: pair C of the queue.
        fence(Ordering::SeqCst);
        let attendance = self.segments.theirs().load(ATTENDANCE, Ordering::Relaxed);
        match attendance & ATTENDANCES {
            LOOKS => {}
            DOZES if is_first(&self.callers.rung, attendance) => self.beds.wake(Bed::Queue),
            ALONE if is_first(&self.callers.rung, attendance) => self.ring_bell(),
            _ => {}
        }
    }

    /// Sees to it that what has been sent is taken, even if the thread that attends to the queue does not return
    /// from what it runs: that somebody watches over it.
    fn see_to(&self, end: u64) {
        // The head last: its line is the peer's, which writes it all the time.
        let theirs = self.segments.theirs();
        let guard = theirs.load(GUARD, Ordering::Relaxed);
        if guard & 1 == 0
            && theirs.load(ATTENDANCE, Ordering::Relaxed) & ATTENDANCES == LOOKS
            && theirs.load(HEAD, Ordering::Relaxed) < end
            && is_first(&self.callers.rung_guard, guard)
        {
            self.ring_bell();
        }
    }

    /// The slot's status, if it is of this use of the slot.
    #[inline]
    fn status(&self, slot: usize, number: u32) -> Option<Status> {
        // SYNC POINT: with the store in `Ring::answer`.
        let word = self.segments.theirs().load(layout::answer(slot), Ordering::Acquire);
        Status::of(word, number)
    }

    fn await_answer(
        &self,
        slot: usize,
        number: u32,
        end: u64,
        wait: &mut dyn Wait,
    ) -> Result<Status, LinkError> {
        loop {
            if let Some(status) = self.spin(&self.callers.answers, || self.status(slot, number)) {
                return Ok(status);
            }
            if self.callers.is_closed() {
                // What was answered before the end has been answered.
                return self.status(slot, number).ok_or(LinkError::Closed);
            }
            self.see_to(end);
            let woken = match wait.descriptor() {
                None => self.sleep_on(slot, number, wait.deadline()),
                Some(_) => self.poll_on(slot, number, wait)?,
            };
            match woken {
                Woken::Called => {}
                Woken::Late => return self.status(slot, number).ok_or(LinkError::TimedOut),
                Woken::Work if wait.work().is_break() => return Err(LinkError::Cancelled),
                Woken::Work => {}
            }
        }
    }

    fn sleep_on(&self, slot: usize, number: u32, deadline: Option<Instant>) -> Woken {
        let how = &self.segments.own()[layout::caller(slot)];
        let nap = self.nap();
        let lying = self.beds.lie_down(Bed::Answer(slot));
        how.store(SLEEPING, Ordering::Relaxed);
        // SYNC POINT: with the fences in `Ring::answer` and `Callers::close`.
        fence(Ordering::SeqCst);
        if self.status(slot, number).is_none() && !self.callers.is_closed() {
            lying.sleep(deadline);
        }
        how.store(LOOKING, Ordering::Relaxed);
        if self.status(slot, number).is_some() {
            nap.ended(&self.callers.answers);
        }
        late_after(deadline)
    }

    fn poll_on(&self, slot: usize, number: u32, wait: &dyn Wait) -> Result<Woken, LinkError> {
        let me = Parker::current();
        self.callers.polling().push(me.clone());
        let how = &self.segments.own()[layout::caller(slot)];
        let nap = self.nap();
        how.store(POLLING, Ordering::Relaxed);
        // SYNC POINT: with the fences in `Ring::answer` and `Callers::close`.
        fence(Ordering::SeqCst);
        let woken = if self.status(slot, number).is_none() && !self.callers.is_closed() {
            me.sleep(wait)
        } else {
            Ok(Woken::Called)
        };
        how.store(LOOKING, Ordering::Relaxed);
        self.poll_no_more(&me);
        if self.status(slot, number).is_some() {
            nap.ended(&self.callers.answers);
        }
        woken
    }

    fn poll_no_more(&self, me: &Arc<Parker>) {
        let mut polling = self.callers.polling();
        if let Some(at) = polling.iter().position(|other| Arc::ptr_eq(other, me)) {
            polling.swap_remove(at);
        }
    }

    /// Takes the answer out of its slot, which is free afterwards, if it is there.
    fn fetch(&self, slot: usize, number: u32, status: Status, answer: &mut Incoming) -> Called {
        let outcome = match status.outcome {
            Status::ANSWERED if status.length <= MOST_BYTES => {
                read_bytes(
                    &self.segments.theirs(),
                    layout::answer(slot) + 1,
                    status.length,
                    &mut answer.bytes,
                );
                Outcome::Answered
            }
            Status::UNANSWERED => Outcome::Unanswered,
            Status::BUSY => Outcome::Busy,
            Status::BY_SOCKET => return Called::BySocket(Ring::socket_number(number)),
            _ => {
                self.free_slot(slot);
                return Called::Failed(LinkError::Protocol("an answer of unknown kind"));
            }
        };
        self.free_slot(slot);
        Called::Answered(outcome)
    }

    /// Waits until the peer has read or run more than it has.
    fn await_room(&self, wait: &mut dyn Wait) -> Result<(), LinkError> {
        let theirs = self.segments.theirs();
        let progress = || (theirs.load(HEAD, Ordering::Acquire), theirs.load(SETTLED, Ordering::Acquire));
        let before = progress();
        let changed = || (progress() != before).then_some(());
        self.wake_if_asleep();
        if self.spin(&self.callers.room, changed).is_some() {
            return Ok(());
        }
        self.see_to(u64::MAX);
        let deadline = wait.deadline();
        let woken = match wait.descriptor() {
            None => {
                // Uneasy: what is there may have been sent while the peer seemed to attend to it.
                let uneasy = Instant::now() + UNEASY;
                self.sleep_for_room(&changed, Some(deadline.map_or(uneasy, |deadline| deadline.min(uneasy))));
                late_after(deadline)
            }
            Some(_) => self.poll_for_room(&changed, wait)?,
        };
        match woken {
            _ if self.callers.is_closed() => Err(LinkError::NotSent),
            Woken::Called => Ok(()),
            Woken::Late => Err(LinkError::TimedOut),
            Woken::Work if wait.work().is_break() => Err(LinkError::Cancelled),
            Woken::Work => Ok(()),
        }
    }

    fn sleep_for_room(&self, changed: &dyn Fn() -> Option<()>, deadline: Option<Instant>) {
        let lying = self.beds.lie_down(Bed::Room);
        let waiters = &self.segments.own()[WAITERS];
        waiters.fetch_add(1, Ordering::Relaxed);
        // SYNC POINT: with the fences in `Ring::announce_room` and `Callers::close`.
        fence(Ordering::SeqCst);
        if changed().is_none() && !self.callers.is_closed() {
            lying.sleep(deadline);
        }
        waiters.fetch_sub(1, Ordering::Relaxed);
    }

    fn poll_for_room(&self, changed: &dyn Fn() -> Option<()>, wait: &dyn Wait) -> Result<Woken, LinkError> {
        let me = Parker::current();
        self.callers.polling().push(me.clone());
        let waiters = &self.segments.own()[WAITERS];
        waiters.fetch_add(ONE_POLLER, Ordering::Relaxed);
        // SYNC POINT: with the fences in `Ring::announce_room` and `Callers::close`.
        fence(Ordering::SeqCst);
        let woken =
            if changed().is_none() && !self.callers.is_closed() { me.sleep(wait) } else { Ok(Woken::Called) };
        waiters.fetch_sub(ONE_POLLER, Ordering::Relaxed);
        self.poll_no_more(&me);
        woken
    }
}

/// Whether nobody has woken the peer yet for a value of its word.
fn is_first(rung: &AtomicU64, value: u64) -> bool {
    rung.load(Ordering::Relaxed) != value && rung.swap(value, Ordering::Relaxed) != value
}

fn late_after(deadline: Option<Instant>) -> Woken {
    match deadline {
        Some(deadline) if Instant::now() >= deadline => Woken::Late,
        _ => Woken::Called,
    }
}
