//! Sleeping, and waking the peer's threads.
//!
//! Who sleeps does so on a *bed*: a word of memory that both processes write. Nothing is believed of what is read there, and
//! nothing but sleep depends on it: who is awake looks at the words of the [`layout`](super::layout). Those are mapped for
//! reading only by one side, and so are dear to sleep on: the kernel tries to reach them for writing first.
//!
//! ```text
//!   who sleeps                                     who wakes
//!     lies down: reads the bed                       changes what is waited for
//!     says that it sleeps             fence          looks who sleeps             fence
//!     looks at what it waits for                     changes the bed, wakes
//!     sleeps, if the bed has not changed
//! ```
//!
//! One of the two sees the other. At the link's end its own side changes and wakes all beds, again and again as long as
//! somebody is in one: a peer that sets a bed back just then keeps nobody asleep.

use std::os::fd::OwnedFd;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use oxcom_memory::SharedWords;
use rustix::io::Errno;
use rustix::thread::futex;

use super::layout::{SLOTS, as_io};
use crate::LinkError;

/// Beds of one side.
const COUNT: usize = SLOTS + 2;

/// What is waited for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Bed {
    /// The answer that comes into a slot.
    Answer(usize),
    /// Room for requests.
    Room,
    /// Requests.
    Queue,
}

/// The beds of both sides of a link.
pub(crate) struct Beds {
    words: SharedWords,
    /// Where this side's begin, and the peer's.
    own: usize,
    theirs: usize,
    /// Threads of this side that lie in a bed. SYNC POINT: counted before the fence with which who sleeps looks whether the
    /// link is closed, read after the one that closes it.
    sleepers: AtomicU32,
}

/// A thread in a bed.
pub(super) struct Lying<'a> {
    word: &'a AtomicU32,
    seen: u32,
    sleepers: &'a AtomicU32,
}

impl Beds {
    /// Those of the side that connects.
    pub(crate) fn make() -> Result<Beds, LinkError> {
        Ok(Beds::of(SharedWords::create(2 * COUNT).map_err(as_io)?, 0))
    }

    /// Those of the side that listens.
    pub(crate) fn map(given: OwnedFd) -> Result<Beds, LinkError> {
        Ok(Beds::of(SharedWords::map(given, 2 * COUNT).map_err(as_io)?, COUNT))
    }

    fn of(words: SharedWords, own: usize) -> Beds {
        Beds { words, own, theirs: COUNT - own, sleepers: AtomicU32::new(0) }
    }

    /// What the peer maps.
    pub(crate) fn share(&self) -> Result<OwnedFd, LinkError> {
        let descriptor = self.words.descriptor().try_clone_to_owned();
        descriptor.map_err(LinkError::io("duplicating a descriptor"))
    }

    /// Before one says that one sleeps.
    pub(super) fn lie_down(&self, bed: Bed) -> Lying<'_> {
        self.sleepers.fetch_add(1, Ordering::Relaxed);
        let word = self.word(self.own, bed.number());
        Lying { word, seen: word.load(Ordering::Acquire), sleepers: &self.sleepers }
    }

    /// Wakes who sleeps in a bed of the peer's.
    pub(super) fn wake(&self, bed: Bed) {
        rouse(self.word(self.theirs, bed.number()));
    }

    /// After the link's end: wakes all of this side. True as long as some have not left their beds.
    pub(super) fn wake_own(&self) -> bool {
        let is_used = self.sleepers.load(Ordering::Relaxed) > 0;
        if is_used {
            (0..COUNT).for_each(|number| rouse(self.word(self.own, number)));
        }
        is_used
    }

    fn word(&self, side: usize, number: usize) -> &AtomicU32 {
        self.words.word(side + number).expect("as many have been mapped")
    }
}

impl Bed {
    fn number(self) -> usize {
        match self {
            Bed::Answer(slot) => slot,
            Bed::Room => SLOTS,
            Bed::Queue => SLOTS + 1,
        }
    }
}

impl Lying<'_> {
    /// Sleeps until somebody wakes it, until the deadline, or for no reason; not at all when somebody has woken it since it lay
    /// down.
    pub(super) fn sleep(&self, deadline: Option<Instant>) {
        self.sleep_for(deadline.map(|deadline| deadline.saturating_duration_since(Instant::now())));
    }

    /// As [`sleep`](Self::sleep), for so long at most. True when the time is over.
    pub(super) fn sleep_for(&self, time: Option<Duration>) -> bool {
        // A time that the system cannot hear of is as good as for ever.
        let time = time.and_then(|time| time.try_into().ok());
        // Whatever else ends it, who slept looks for himself.
        futex::wait(self.word, futex::Flags::empty(), self.seen, time.as_ref()) == Err(Errno::TIMEDOUT)
    }
}

impl Drop for Lying<'_> {
    fn drop(&mut self) {
        self.sleepers.fetch_sub(1, Ordering::Relaxed);
    }
}

fn rouse(word: &AtomicU32) {
    // Release: with the load in `Beds::lie_down`; who finds it changed finds what was changed before.
    word.fetch_add(1, Ordering::Release);
    let _ = futex::wake(word, futex::Flags::empty(), i32::MAX as u32);
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;
    use std::thread;

    use super::*;

    fn beds() -> (Beds, Beds) {
        let here = Beds::make().unwrap();
        let there = Beds::map(here.share().unwrap()).unwrap();
        (here, there)
    }

    #[test]
    fn each_bed_is_woken_by_the_other_side() {
        for bed in [Bed::Answer(0), Bed::Answer(SLOTS - 1), Bed::Room, Bed::Queue] {
            let ((here, there), come) = (beds(), AtomicBool::new(false));
            thread::scope(|scope| {
                scope.spawn(|| {
                    while !come.load(Ordering::Acquire) {
                        let lying = there.lie_down(bed);
                        if !come.load(Ordering::Acquire) {
                            lying.sleep(None);
                        }
                    }
                });
                come.store(true, Ordering::Release);
                here.wake(bed);
            });
            assert!(!there.wake_own());
        }
    }

    #[test]
    fn the_end_wakes_all_of_its_own_side() {
        let ((here, _there), over) = (beds(), AtomicBool::new(false));
        thread::scope(|scope| {
            for bed in [Bed::Answer(5), Bed::Room, Bed::Queue] {
                let (here, over) = (&here, &over);
                scope.spawn(move || {
                    while !over.load(Ordering::Acquire) {
                        let lying = here.lie_down(bed);
                        if !over.load(Ordering::Acquire) {
                            lying.sleep(None);
                        }
                    }
                });
            }
            over.store(true, Ordering::Release);
            while here.wake_own() {
                thread::yield_now();
            }
        });
    }

    #[test]
    fn a_deadline_ends_a_sleep() {
        let (here, _there) = beds();
        let until = Instant::now() + Duration::from_millis(5);
        while Instant::now() < until {
            here.lie_down(Bed::Queue).sleep(Some(until));
        }
    }
}
