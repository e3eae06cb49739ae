//! Keeps one-way requests in order with what the same thread asks later.
//!
//! A *lane* is a thread of the calling process. A lane is active while one of its one-way requests runs; what comes on an
//! active lane waits behind it. Calls need no lane of their own: their caller waits for them.

use std::cell::Cell;
use std::collections::VecDeque;
use std::mem;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::Incoming;

/// A peer that has this many bytes or requests waiting is not read until some are taken.
const WAITING_BYTES: usize = 4 << 20;
const WAITING_REQUESTS: usize = 4096;
/// As many one-way requests of one link run at once.
const ACTIVE: usize = 64;
/// Buffers kept for requests to come.
const SPARE: usize = 64;

/// The lane of the calling thread.
pub(crate) fn current_lane() -> u32 {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    thread_local!(static LANE: Cell<u32> = const { Cell::new(0) });
    LANE.with(|lane| {
        if lane.get() == 0 {
            // Relaxed: only uniqueness matters; two threads that share a lane after 2³² only wait for each other.
            lane.set(NEXT.fetch_add(1, Ordering::Relaxed).max(1));
        }
        lane.get()
    })
}

/// A request as far as its order is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ticket {
    pub(crate) lane: u32,
    /// None when it is one-way.
    pub(crate) call: Option<u64>,
    /// Words that it gives back to the ring through which it came, when it has run.
    pub(crate) credit: u32,
}

/// The requests of one link that wait for an earlier one. The link's lock guards it.
#[derive(Default)]
pub(crate) struct Lanes {
    active: Vec<Lane>,
    spare: Vec<Incoming>,
    bytes: usize,
    requests: usize,
}

struct Lane {
    number: u32,
    waiting: VecDeque<(Ticket, Incoming)>,
}

impl Lanes {
    /// True when the request may run now; else it is taken out of `message` and kept.
    pub(crate) fn admit(&mut self, ticket: Ticket, message: &mut Incoming) -> bool {
        if let Some(lane) = self.active.iter_mut().find(|lane| lane.number == ticket.lane) {
            let kept = mem::replace(message, self.spare.pop().unwrap_or_default());
            self.bytes += kept.bytes.len();
            self.requests += 1;
            lane.waiting.push_back((ticket, kept));
            return false;
        }
        if ticket.call.is_none() {
            self.activate(ticket.lane);
        }
        true
    }

    /// A one-way request of a lane on which nothing runs has begun to.
    pub(crate) fn activate(&mut self, number: u32) {
        debug_assert!(self.active.iter().all(|lane| lane.number != number), "it would have waited");
        self.active.push(Lane { number, waiting: VecDeque::new() });
    }

    /// The next request of an active lane, whose last one has returned, into `message`, and whether another thread must
    /// go on with the lane. None ends the lane.
    ///
    /// A call does not hold its lane while it runs: what its caller asks while it waits must not wait for it.
    pub(crate) fn next(&mut self, number: u32, message: &mut Incoming) -> Option<(Ticket, bool)> {
        let at = self.active.iter().position(|lane| lane.number == number)?;
        let lane = &mut self.active[at];
        let Some((ticket, kept)) = lane.waiting.pop_front() else {
            self.active.swap_remove(at);
            return None;
        };
        let last = lane.waiting.is_empty();
        if ticket.call.is_some() && last {
            self.active.swap_remove(at);
        }
        self.bytes -= kept.bytes.len();
        self.requests -= 1;
        let mut emptied = mem::replace(message, kept);
        emptied.trim();
        if self.spare.len() < SPARE {
            self.spare.push(emptied);
        }
        Some((ticket, ticket.call.is_some() && !last))
    }

    /// Lanes whose one-way requests run.
    pub(crate) fn active(&self) -> usize {
        self.active.len()
    }

    /// Whether so much waits that the peer must, too.
    pub(crate) fn are_full(&self) -> bool {
        self.bytes > WAITING_BYTES || self.requests > WAITING_REQUESTS || self.active.len() >= ACTIVE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post(lane: u32) -> Ticket {
        Ticket { lane, call: None, credit: 0 }
    }

    fn call(lane: u32, id: u64) -> Ticket {
        Ticket { lane, call: Some(id), credit: 0 }
    }

    #[test]
    fn only_what_follows_a_one_way_request_of_its_lane_waits() {
        let (mut lanes, mut message) = (Lanes::default(), Incoming::new());
        assert!(lanes.admit(call(1, 1), &mut message));
        assert!(lanes.admit(post(1), &mut message));
        assert!(!lanes.admit(call(1, 2), &mut message));
        assert!(lanes.admit(call(2, 3), &mut message));
        assert_eq!(lanes.next(1, &mut message), Some((call(1, 2), false)));
        assert!(lanes.admit(call(1, 4), &mut message), "the waiting call has given up its lane");
    }

    #[test]
    fn a_call_with_more_behind_it_hands_its_lane_on() {
        let (mut lanes, mut message) = (Lanes::default(), Incoming::new());
        assert!(lanes.admit(post(1), &mut message));
        for (ticket, byte) in [(call(1, 1), 1), (post(1), 2), (call(1, 2), 3)] {
            message.bytes = vec![byte];
            assert!(!lanes.admit(ticket, &mut message));
        }
        assert_eq!(lanes.next(1, &mut message), Some((call(1, 1), true)));
        assert_eq!(message.bytes, [1]);
        assert_eq!(lanes.next(1, &mut message), Some((post(1), false)));
        assert_eq!(lanes.next(1, &mut message), Some((call(1, 2), false)));
        assert_eq!(message.bytes, [3]);
        assert_eq!(lanes.next(1, &mut message), None);
    }
}
