//! What the callers of a ring are told: their answers, and that there is room again.

use std::sync::atomic::{Ordering, fence};

use super::super::beds::Bed;
use super::super::callers::{LOOKING as CALLER_LOOKS, SLEEPING};
use super::super::layout::{self, MOST_BYTES, SETTLED, SLOTS, WAITERS};
use super::super::queue::write_bytes;
use super::super::{Ring, Status};
use super::{SERVED, STRIDE};
use crate::slots::Outcome;

impl Ring {
    /// Puts an answer that is small enough into its caller's slot, and wakes him.
    pub(crate) fn answer(&self, number: u32, outcome: Outcome, bytes: &[u8]) {
        let code = match outcome {
            Outcome::Answered => Status::ANSWERED,
            Outcome::Unanswered => Status::UNANSWERED,
            Outcome::Busy => Status::BUSY,
        };
        self.fill(number, Status { outcome: code, length: bytes.len() }, bytes);
    }

    /// The answer comes by the socket: sent after this, so that its caller reads it there.
    pub(crate) fn answer_by_socket(&self, number: u32) {
        self.fill(number, Status { outcome: Status::BY_SOCKET, length: 0 }, &[]);
    }

    fn fill(&self, number: u32, status: Status, bytes: &[u8]) {
        let slot = (number & 0xFF) as usize;
        debug_assert!(slot < SLOTS && bytes.len() <= MOST_BYTES, "checked when it was taken");
        let own = self.segments.own();
        write_bytes(&own, layout::answer(slot) + 1, bytes);
        // SYNC POINT: with the load in `Ring::status`.
        own[layout::answer(slot)].store(status.word(number), Ordering::Release);
        // SYNC POINT: with the fences of callers about to sleep.
        fence(Ordering::SeqCst);
        match self.segments.theirs().load(layout::caller(slot), Ordering::Relaxed) {
            CALLER_LOOKS => {}
            SLEEPING => self.beds.wake(Bed::Answer(slot)),
            _polling => self.ring_bell(),
        }
    }

    /// A one-way request has run.
    pub(crate) fn settle(&self, words: u32) {
        let words = u64::from(words);
        let before = self.segments.own()[SETTLED].fetch_add(words, Ordering::Release);
        if before / STRIDE != (before + words) / STRIDE {
            self.announce_room();
        }
    }

    /// With the token: tells of the one-way requests that have run.
    pub(super) fn settle_all(&self) {
        let words = self.attendance.unsettled.load(Ordering::Relaxed);
        if words > 0 {
            self.attendance.unsettled.store(0, Ordering::Relaxed);
            self.segments.own()[SETTLED].fetch_add(words, Ordering::Release);
        }
    }

    /// A lane has no more requests to run. A thread that attends to the queue announces room when that is empty.
    pub(crate) fn lane_ended(&self) {
        if SERVED.get() == 0 {
            self.announce_room();
        }
    }

    /// Wakes those who wait for room.
    pub(crate) fn announce_room(&self) {
        self.attendance.announced.store(self.attendance.at.load(Ordering::Relaxed), Ordering::Relaxed);
        // SYNC POINT: with the fences of those about to sleep for room.
        fence(Ordering::SeqCst);
        let waiters = self.segments.theirs().load(WAITERS, Ordering::Relaxed);
        if waiters != 0 {
            self.beds.wake(Bed::Room);
            if waiters >> 32 != 0 {
                self.ring_bell();
            }
        }
    }
}
