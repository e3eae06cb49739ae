//! Sending through a ring: a request gets its place in the queue, and whoever attends to that is woken if he sleeps.
//!
//! Callers take turns at reserving places, and write at once. Who finds no room looks for a while, then sleeps until the peer has
//! read or run more: in a bed, or, when he has a descriptor to watch, in poll.

use std::sync::atomic::{AtomicU64, Ordering, fence};
use std::time::{Duration, Instant};

use oxcom_memory::ReadWords;

use super::super::beds::Bed;
use super::super::layout::{ATTENDANCE, GUARD, HEAD, POST_CREDIT, SETTLED, WAITERS};
use super::super::queue::{Entry, Kind, Place, Store, Tail, entry_words};
use super::super::{ALONE, ATTENDANCES, DOZES, LOOKS};
use super::{ONE_POLLER, Ring, late_after};
use crate::parker::{Parker, Woken};
use crate::{LinkError, Wait};

/// How long somebody who waits for room sleeps before he makes sure that the peer knows of what is there.
const UNEASY: Duration = Duration::from_millis(1);

/// guarded by: [`Callers::turn`](super::Callers)
#[derive(Default)]
pub(super) struct Turn {
    tail: Tail,
    /// The slot that was taken last: the first to be looked at, as it is free again when calls come one by one.
    pub(super) slot: usize,
    /// Words of one-way requests ever sent.
    posted: u64,
    /// How many of them had run, and how far the peer had read, when last looked at.
    settled: u64,
    head: u64,
}

/// A request that has been sent.
pub(super) struct Sent {
    /// Zero if it is one-way.
    pub(super) number: u32,
    /// Where it ends in the queue.
    pub(super) end: u64,
}

/// What becomes of a request that is to be sent.
enum Reserved {
    /// It has a place, and a number if it is a call.
    Place(Place, u32),
    /// It has to wait.
    NoRoom,
    /// All slots are in use.
    NoSlot,
}

impl Turn {
    /// Whether one-way requests may take so many words more.
    fn has_credit(&mut self, theirs: ReadWords<'_>, words: u64) -> Result<bool, LinkError> {
        if self.posted + words > self.settled + POST_CREDIT {
            let settled = theirs.load(SETTLED, Ordering::Relaxed);
            if settled > self.posted {
                return Err(LinkError::Protocol("more one-way requests ran than were sent"));
            }
            self.settled = settled;
        }
        Ok(self.posted + words <= self.settled + POST_CREDIT)
    }

    /// A place in the queue, if there is room for so many bytes.
    fn place(
        &mut self,
        ring: &impl Store,
        theirs: ReadWords<'_>,
        length: usize,
    ) -> Result<Option<Place>, LinkError> {
        if let Some(place) = self.tail.reserve(ring, self.head, length)? {
            return Ok(Some(place));
        }
        // SYNC POINT: pair B of the queue.
        self.head = theirs.load(HEAD, Ordering::Acquire);
        Ok(self.tail.reserve(ring, self.head, length)?)
    }
}

impl Ring {
    /// Puts a request into the queue, when there is room, and wakes the peer if it sleeps. None when all slots are in use.
    pub(super) fn send(
        &self,
        kind: Kind,
        lane: u32,
        request: &[u8],
        wait: &mut dyn Wait,
    ) -> Result<Option<Sent>, LinkError> {
        let (place, number) = loop {
            if self.callers.is_closed() {
                return Err(LinkError::NotSent);
            }
            match self.reserve(kind, request.len())? {
                Reserved::Place(place, number) => break (place, number),
                Reserved::NoRoom => self.await_room(wait)?,
                Reserved::NoSlot => return Ok(None),
            }
        };
        let entry = Entry { kind, length: request.len(), request: number, lane };
        place.commit(&self.segments.outgoing(), entry, request);
        self.wake_if_asleep();
        Ok(Some(Sent { number, end: place.end }))
    }

    fn reserve(&self, kind: Kind, length: usize) -> Result<Reserved, LinkError> {
        if self.callers.abandoned.load(Ordering::Relaxed) != 0 {
            self.reclaim();
        }
        let theirs = self.segments.theirs();
        let mut turn = self.callers.lock();
        let (words, mut slot) = (entry_words(length) as u64, None);
        if kind == Kind::Call {
            slot = self.callers.unused_slot(&turn);
            if slot.is_none() {
                return Ok(Reserved::NoSlot);
            }
        } else if !turn.has_credit(theirs, words)? {
            return Ok(Reserved::NoRoom);
        }
        let Some(place) = turn.place(&self.segments.outgoing(), theirs, length)? else {
            return Ok(Reserved::NoRoom);
        };
        let number = slot.map_or(0, |slot| self.callers.take_slot(&mut turn, slot));
        if kind == Kind::Post {
            turn.posted += words;
        }
        Ok(Reserved::Place(place, number))
    }

    pub(super) fn wake_if_asleep(&self) {
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
    pub(super) fn see_to(&self, end: u64) {
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

    /// Waits until the peer has read or run more than it has.
    pub(super) fn await_room(&self, wait: &mut dyn Wait) -> Result<(), LinkError> {
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
