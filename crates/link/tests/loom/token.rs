//! The token of a ring, which is taken from a thread that is slow: what it runs keeps its place in its lane.
//!
//! A model of `ring/serving/mod.rs`, `unix/serving.rs` and `lanes.rs`, with requests that are all there from the beginning.

use std::collections::VecDeque;

use loom::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use loom::sync::{Arc, Mutex};
use loom::thread;

use crate::model;

const FREE: u64 = 0;
const LOOKING: u64 = 1;
const RUNNING: u64 = 2;
const STATES: u64 = 3;
const NEXT: u64 = 4;
const NO_LANE: usize = usize::MAX;

/// One-way requests: the lane of each.
type Requests = &'static [usize];

struct Side {
    requests: Requests,
    token: AtomicU64,
    at: AtomicUsize,
    lane: AtomicUsize,
    lanes_active: AtomicUsize,
    lanes: Mutex<Vec<(usize, VecDeque<usize>)>>,
    /// Of each lane, what runs there, and what has run there last; both plus one.
    runs: [AtomicUsize; 2],
    ran: [AtomicUsize; 2],
    count: AtomicUsize,
}

impl Side {
    /// The first thread has the token.
    fn new(requests: Requests) -> Arc<Side> {
        Arc::new(Side {
            requests,
            token: AtomicU64::new(LOOKING),
            at: AtomicUsize::new(0),
            lane: AtomicUsize::new(NO_LANE),
            lanes_active: AtomicUsize::new(0),
            lanes: Mutex::default(),
            runs: [AtomicUsize::new(0), AtomicUsize::new(0)],
            ran: [AtomicUsize::new(0), AtomicUsize::new(0)],
            count: AtomicUsize::new(0),
        })
    }

    /// User code: of one lane one request at a time, and in order.
    fn run(&self, request: usize) {
        let lane = self.requests[request];
        assert_eq!(self.runs[lane].swap(request + 1, Ordering::Relaxed), 0, "two of a lane at once");
        let before = self.ran[lane].swap(request + 1, Ordering::Relaxed);
        assert!(before <= request, "{request} after {before}");
        self.count.fetch_add(1, Ordering::Relaxed);
        thread::yield_now();
        self.runs[lane].store(0, Ordering::Relaxed);
    }

    /// As `Ring::serve`, with the token.
    fn serve(&self) {
        loop {
            let request = self.at.load(Ordering::Relaxed);
            if request == self.requests.len() {
                let token = self.token.load(Ordering::Relaxed) & !STATES;
                return self.token.store(token | FREE, Ordering::Release);
            }
            if !self.take(request) {
                return;
            }
        }
    }

    /// As `Ring::take`. False when the token is gone.
    fn take(&self, request: usize) -> bool {
        let lane = self.requests[request];
        // As `Serving::may_run_at_once`.
        if self.lanes_active.load(Ordering::Acquire) == 0 {
            self.at.store(request + 1, Ordering::Relaxed);
            let kept = self.keeping_token(lane, || self.run(request));
            if !kept {
                self.run_lane(lane);
            }
            return kept;
        }
        // As `Serving::admit_from_ring`.
        let runs = {
            let mut lanes = self.lanes.lock().unwrap();
            let active = lanes.iter_mut().find(|(number, _)| *number == lane);
            let runs = active.is_none();
            match active {
                Some((_, waiting)) => waiting.push_back(request),
                None => lanes.push((lane, VecDeque::new())),
            }
            self.lanes_active.store(lanes.len(), Ordering::Release);
            runs
        };
        self.at.store(request + 1, Ordering::Relaxed);
        !runs
            || self.keeping_token(NO_LANE, || {
                self.run(request);
                self.run_lane(lane);
            })
    }

    /// As `Ring::keeping_token`.
    fn keeping_token(&self, lane: usize, run: impl FnOnce()) -> bool {
        self.lane.store(lane, Ordering::Relaxed);
        let running = self.token.load(Ordering::Relaxed) & !STATES | RUNNING;
        self.token.store(running, Ordering::Release);
        run();
        let looking = running & !STATES | LOOKING;
        self.token.compare_exchange(running, looking, Ordering::AcqRel, Ordering::Relaxed).is_ok()
    }

    /// As `Serving::run_lane`.
    fn run_lane(&self, lane: usize) {
        loop {
            let next = {
                let mut lanes = self.lanes.lock().unwrap();
                let at = lanes.iter().position(|(number, _)| *number == lane).expect("it is active");
                let next = lanes[at].1.pop_front();
                if next.is_none() {
                    lanes.swap_remove(at);
                }
                self.lanes_active.store(lanes.len(), Ordering::Release);
                next
            };
            match next {
                Some(request) => self.run(request),
                None => return,
            }
        }
    }

    /// As `Ring::take_token_from` and `Serving::pass_on`.
    fn take_token_away(&self) {
        let running = self.token.load(Ordering::Acquire);
        if running & STATES != RUNNING {
            return;
        }
        let mut lanes = self.lanes.lock().unwrap();
        self.lanes_active.store(usize::MAX, Ordering::Release);
        let free = (running & !STATES) + NEXT;
        if self.token.compare_exchange(running, free, Ordering::AcqRel, Ordering::Relaxed).is_ok() {
            let lane = self.lane.load(Ordering::Relaxed);
            if lane != NO_LANE {
                assert!(lanes.iter().all(|(number, _)| *number != lane), "it would have waited");
                lanes.push((lane, VecDeque::new()));
            }
        }
        self.lanes_active.store(lanes.len(), Ordering::Release);
    }

    /// As `Attendance::take_token`, and what follows it.
    fn attend(&self) {
        let token = self.token.load(Ordering::Acquire);
        let looking = token | LOOKING;
        if token & STATES == FREE
            && self.token.compare_exchange(token, looking, Ordering::AcqRel, Ordering::Relaxed).is_ok()
        {
            self.serve();
        }
    }
}

fn all_run_in_order(requests: Requests, takers: usize, preemptions: usize) {
    model(preemptions, move || {
        let side = Side::new(requests);
        let takers: Vec<_> = (0..takers)
            .map(|_| {
                let side = side.clone();
                thread::spawn(move || {
                    side.take_token_away();
                    side.attend();
                })
            })
            .collect();
        side.serve();
        takers.into_iter().for_each(|taker| taker.join().unwrap());
        // A token that was freed when nobody else was there any more: the next bell would bring somebody.
        side.attend();
        assert_eq!(side.count.load(Ordering::Relaxed), requests.len());
        assert!(side.lanes.lock().unwrap().is_empty());
    });
}

#[test]
fn what_follows_on_the_lane_of_a_slow_request_waits_for_it() {
    all_run_in_order(&[0, 0], 1, 3);
}

#[test]
fn a_lane_keeps_its_order_whenever_the_token_goes() {
    all_run_in_order(&[0, 1, 0], 1, 3);
}

#[test]
fn the_token_may_go_twice() {
    all_run_in_order(&[0, 0, 1], 2, 2);
}
