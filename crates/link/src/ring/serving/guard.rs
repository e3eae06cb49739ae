//! The watcher's part in a ring: it takes the token from a thread that is slow while something waits.

use std::mem;
use std::sync::Arc;
use std::sync::atomic::{Ordering, fence};

use super::super::Ring;
use super::super::layout::{GUARD, HEAD};
use super::super::queue::is_there;
use super::{RUNNING, STATES};
use crate::Link;
use crate::unix::UnixLink;

/// Requests that a thread runs between two looks of the watcher, or it is slow.
const BRISK: u64 = 16;
/// Looks of the watcher while nothing was slow, after which it leaves.
const QUIET: u32 = 20;

/// guarded by: [`Attendance::guard`](super::Attendance)
#[derive(Default)]
pub(super) struct Guard {
    is_on: bool,
    /// Counts values of the guard word.
    values: u64,
    /// What the watcher found last time: how many requests had run, whether one waited.
    seen: u64,
    waited: bool,
    quiet: u32,
    /// How many requests had run when one was slow last.
    slow_at: u64,
}

impl Ring {
    /// Has the watcher look after who runs requests.
    pub(super) fn set_guard(&self, link: &Arc<UnixLink>) {
        let mut guard = self.attendance.guard();
        if !guard.is_on && link.is_alive() {
            guard.is_on = true;
            (guard.seen, guard.quiet) = (self.attendance.runs.load(Ordering::Relaxed), 0);
            self.say_guarded(&mut guard);
            drop(guard);
            link.watch_over();
        }
    }

    /// Who has asked for a guard in vain may ask again.
    pub(super) fn renew_guard(&self) {
        let mut guard = self.attendance.guard();
        if !guard.is_on {
            self.say_guarded(&mut guard);
        }
    }

    fn say_guarded(&self, guard: &mut Guard) {
        guard.values += 1;
        self.segments.own()[GUARD].store(guard.values << 1 | u64::from(guard.is_on), Ordering::Release);
    }

    /// The watcher looks: takes the token from a thread that is slow while something waits. False when it need not
    /// come again.
    pub(crate) fn look_after(&self, link: &UnixLink) -> bool {
        let attendance = &self.attendance;
        let mut guard = attendance.guard();
        let waits = || is_there(&self.segments.incoming(), attendance.at.load(Ordering::Relaxed));
        let token = attendance.token.load(Ordering::Acquire);
        let runs = attendance.runs.load(Ordering::Relaxed);
        let new = runs.wrapping_sub(guard.seen);
        guard.seen = runs;
        guard.quiet += 1;
        if !link.is_alive() {
            guard.is_on = false;
            return self.wake_all();
        }
        let waited = mem::replace(&mut guard.waited, new < BRISK && waits());
        if guard.waited {
            guard.quiet = 0;
            if waited && self.take_token_from(link, token) {
                attendance.was_slow(runs.wrapping_sub(mem::replace(&mut guard.slow_at, runs)));
                link.resume_ring();
            }
        }
        if guard.quiet < QUIET {
            return true;
        }
        guard.is_on = false;
        self.say_guarded(&mut guard);
        // SYNC POINT: with the fence in `Ring::wake_if_asleep`: who has relied on the guard is seen here.
        fence(Ordering::SeqCst);
        if waits() {
            guard.is_on = true;
            guard.quiet = 0;
            self.say_guarded(&mut guard);
        }
        guard.is_on
    }

    /// Takes the token from a thread that runs a request. What that runs gets its place in its lane, if it has none yet.
    fn take_token_from(&self, link: &UnixLink, running: u64) -> bool {
        let attendance = &self.attendance;
        // Looked for once the token is free: before, the thread may go from one request to the next. It does not change these
        // any more, and the next thread comes to the lock of the lanes first.
        let lane = || {
            let lane = u32::try_from(attendance.lane.load(Ordering::Relaxed)).ok()?;
            let at = attendance.at.load(Ordering::Relaxed);
            Some((lane, at))
        };
        let place_got = |at| {
            // As `advance`; the next thread may have come further.
            self.segments.own()[HEAD].fetch_max(at, Ordering::Release);
        };
        running & STATES == RUNNING
            && link.serving().pass_on(|| attendance.free_from(running), lane, place_got)
    }

    /// This thread runs a request of the ring and is about to wait for somebody: others take the queue.
    pub(crate) fn go_away(&self, link: &UnixLink) {
        let attendance = &self.attendance;
        if self.take_token_from(link, attendance.token.load(Ordering::Acquire))
            && self.say_alone(attendance.at.load(Ordering::Relaxed))
        {
            link.resume_ring();
        }
    }
}
