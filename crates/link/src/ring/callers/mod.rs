//! The calling side of a ring: requests go into the queue, answers come into slots.
//!
//! A caller reserves a slot of the peer's segment with its request, so an answer never waits for room. It looks for the
//! answer for a while, then sleeps: in a bed, or, when it has a descriptor to watch, in poll, to be woken by a
//! thread of the pool that the peer's bell wakes.

mod sending;

use std::array;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering, fence};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use self::sending::{Sent, Turn};
use super::beds::Bed;
use super::layout::{self, HEAD, MOST_BYTES, SLOTS};
use super::patience::Patience;
use super::queue::{Kind, entry_words, prepare, read_bytes};
use super::{Ring, Status};
use crate::parker::{Parker, Woken};
use crate::slots::Outcome;
use crate::{Incoming, LinkError, Wait};

/// How a caller waits: the values of its word.
pub(super) const LOOKING: u64 = 0;
pub(super) const SLEEPING: u64 = 1;
pub(super) const POLLING: u64 = 2;
/// One poller among those who wait for room; sleepers count single.
pub(super) const ONE_POLLER: u64 = 1 << 32;

/// Where the last one-way request of a lane is noted; lanes that share a place wait for each other's.
const LANES: usize = 64;

pub(super) struct Callers {
    turn: Mutex<Turn>,
    /// Slots whose callers have gone before the answer came. Atomic: a set of bits, claimed one by one.
    abandoned: AtomicU64,
    /// Of each slot, how often it has been used, and [`IN_USE`]. SYNC POINT: written with Release by who has taken the slot, or
    /// else with the turn; loaded with Acquire by who would take it. So neither to take nor to free one needs more than a store.
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

/// Set in the number of uses of a slot as long as a call uses it.
const IN_USE: u32 = 1 << 24;

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

    /// A slot that no call uses.
    fn unused_slot(&self, turn: &Turn) -> Option<usize> {
        let is_free = |slot: &usize| self.uses[*slot].load(Ordering::Acquire) & IN_USE == 0;
        (0..SLOTS).map(|next| (turn.slot + next) % SLOTS).find(is_free)
    }

    /// Takes it, and gives the call its number.
    fn take_slot(&self, turn: &mut Turn, slot: usize) -> u32 {
        // 24 bits, and never zero, which is what an unused status says.
        let uses = ((self.uses[slot].load(Ordering::Relaxed) + 1) % IN_USE).max(1);
        self.uses[slot].store(uses | IN_USE, Ordering::Release);
        turn.slot = slot;
        number_of(slot, uses)
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
    /// Calls whose answers are awaited.
    pub(crate) fn waiting(&self) -> usize {
        let used = self.callers.uses.iter().filter(|uses| uses.load(Ordering::Relaxed) & IN_USE != 0);
        used.count().saturating_sub(self.callers.abandoned.load(Ordering::Relaxed).count_ones() as usize)
    }

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
        let Sent { number, end } = match self.send(Kind::Call, lane, request, wait) {
            Ok(Some(sent)) => sent,
            Ok(None) => return Called::NoSlot,
            Err(error) => return Called::Failed(error),
        };
        let slot = slot_of(number);
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
        let Some(Sent { end, .. }) = self.send(Kind::Post, lane, request, wait)? else {
            return Err(LinkError::NotSent); // never: it needs no slot
        };
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
        let Some(slot) = self.slot_in_use(number) else { return Stray::Unknown };
        let number = Ring::ring_number(number).unwrap_or_default();
        let said = self.status(slot, number).is_some_and(|status| status.outcome == Status::BY_SOCKET);
        if !said {
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
        if let Some(slot) = self.slot_in_use(number) {
            self.callers.abandoned.fetch_and(!(1 << slot), Ordering::AcqRel);
            self.free_slot(slot);
        }
    }

    /// The slot that a call under this number uses.
    fn slot_in_use(&self, number: u64) -> Option<usize> {
        let number = Ring::ring_number(number)?;
        let slot = slot_of(number);
        let uses = self.callers.uses.get(slot)?.load(Ordering::Acquire);
        (uses == number >> 8 | IN_USE).then_some(slot)
    }

    fn free_slot(&self, slot: usize) {
        let uses = &self.callers.uses[slot];
        uses.store(uses.load(Ordering::Relaxed) & !IN_USE, Ordering::Release);
    }

    /// Frees the slots of callers that have gone and whose answers have come.
    fn reclaim(&self) {
        let abandoned = self.callers.abandoned.load(Ordering::Acquire);
        for slot in (0..SLOTS).filter(|slot| abandoned & 1 << slot != 0) {
            let uses = self.callers.uses[slot].load(Ordering::Relaxed);
            let status = self.status(slot, number_of(slot, uses));
            let is_over = status.is_some_and(|status| status.outcome != Status::BY_SOCKET);
            if is_over && self.callers.abandoned.fetch_and(!(1 << slot), Ordering::AcqRel) & 1 << slot != 0 {
                self.free_slot(slot);
            }
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
}

/// The number of a call that is the last of so many that used a slot.
fn number_of(slot: usize, uses: u32) -> u32 {
    slot as u32 | (uses & !IN_USE) << 8
}

/// The slot of a call, by its number; it need not exist.
fn slot_of(number: u32) -> usize {
    (number & 0xFF) as usize
}

fn late_after(deadline: Option<Instant>) -> Woken {
    match deadline {
        Some(deadline) if Instant::now() >= deadline => Woken::Late,
        _ => Woken::Called,
    }
}
