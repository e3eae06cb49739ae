//! Mappings of borrowed blocks, kept for the next time: a steady stream of arrays maps nothing.
//!
//! # Which private mapping may be used again
//!
//! One without pages of its own: they would hide what the block holds next. Linux tells cheaply, for 500 ns, how many page
//! faults the process has had; exactly, for much more, which pages are its own (`discard_written`). So a mapping goes round:
//!
//! ```text
//!                    ┌───── clean ◀─── the count is the noted one, or its own pages are dropped ──┐
//!                    │                                                                            │ many at once
//!   ── mapped ──▶ taken, and the known count noted ──▶ in use ── put ──▶ returned ────────────────┘
//! ```
//!
//! Why this is right. *Claim*: a clean mapping has no page of its own. Let `c` be the count noted when a mapping was taken, or
//! before it was made (a process that locks its memory is given pages of its own at once). Some thread had been told `c` before,
//! and counts only grow, so the process had had `c` faults or more when the mapping had no page of its own. `n` is asked for
//! after it was returned. The first write to a page of a private mapping is a page fault, which its thread counts before the write
//! is done. Whoever wrote to the array did so before it was returned, or uses memory that is not his. So if anybody wrote,
//! `n > c`; and if `n = c`, nobody did, and it is clean. If `n > c`, which says little, the exact way makes it clean.
//!
//! Nothing in this asks when other mappings were taken or returned, by which thread, or whether some are still in use: each is
//! compared with the count of its own taking. A count that a slow thread publishes late is too small, and makes for an exact
//! look too many. (A debugger that writes into the process has its faults counted elsewhere: what it writes to an array may
//! stay for the next one.)
//!
//! One question thus serves all that were returned since the last one, provided that there are other clean mappings of their
//! blocks meanwhile. These are mapped for a block that is in steady use ([`Take::More`]), and their pages faulted in, so that
//! none faults when it is read. How many is bounded by [`BATCH`] and [`BATCH_BYTES`]: mappings of more than that are looked at
//! one by one as they come back, for which 500 ns are little, and the memory that awaits its question is little too.
//!
//! A process that faults all the time gains nothing by waiting. As long as the counts move ([`Kept::calm`]), each mapping is
//! looked at as it comes back, and no more are made.

use std::sync::Arc;

use super::{BATCH, BATCH_BYTES};
use crate::{PrivateView, ReadView, View, pages};

/// What a lender keeps. guarded by: [`Lender::kept`](super::Lender)
#[derive(Default)]
pub(super) struct Kept {
    /// Nobody uses them, and they have no pages of their own; the one used last comes last.
    clean: Vec<Private>,
    /// Nobody uses them; whether they have pages of their own is to be asked.
    returned: Vec<Private>,
    returned_bytes: usize,
    clean_bytes: usize,
    /// How many questions in a row were answered by: no fault.
    calm: u32,
    read: Vec<Shared>,
    /// Where in `read` the last one was found.
    last: usize,
    /// How many of `read` nobody uses, and their bytes.
    idle_read: usize,
    idle_read_bytes: usize,
    /// How many blocks the owner had given back to the system when these were found to be of use.
    removals: u32,
}

/// A private mapping, in use by one at most.
pub(super) struct Private {
    block: u64,
    view: PrivateView,
    /// How often it was used.
    uses: u32,
    /// How many page faults were known of when it was taken.
    faults: u64,
}

/// A read-only mapping, in use by any number.
struct Shared {
    block: u64,
    view: Arc<ReadView>,
    users: usize,
}

/// What there is of a block.
pub(super) enum Take {
    /// A mapping to use.
    Clean(Private),
    /// None before these are looked at ([`Returned::check`], then [`Kept::keep`]).
    Unchecked(Returned),
    /// None, or too few: as many are to be mapped.
    More(usize),
}

/// Mappings that are to be looked at, without the lock.
pub(super) struct Returned {
    views: Vec<Private>,
    /// [`Kept::removals`] when they were taken away for that.
    removals: u32,
    calm: bool,
}

/// Mappings that are to be dropped, without the lock.
#[derive(Default)]
pub(super) struct Surplus {
    _private: Vec<Private>,
    _read: Vec<Arc<ReadView>>,
}

/// Bytes of mappings that are kept though nobody uses them, of either kind.
const IDLE_BYTES: usize = 1 << 30;
/// How many such mappings.
const IDLE_VIEWS: usize = 512;
/// Questions in a row without a fault, after which waiting with the next is worth it.
const CALM: u32 = 8;
/// Uses of a mapping after which more are made of its block.
const STEADY: u32 = 16;

impl Private {
    /// A new mapping. `faults` were known of before it was made.
    pub(super) fn new(block: u64, view: PrivateView, faults: u64) -> Private {
        Private { block, view, uses: 0, faults }
    }

    pub(super) fn view(&self) -> &PrivateView {
        &self.view
    }

    fn is_of(&self, block: u64, length: usize) -> bool {
        self.block == block && self.view.length() >= length
    }
}

impl Returned {
    /// Makes all of them clean, at the cost of one question if no page has faulted since they were taken.
    pub(super) fn check(&mut self) {
        let faults = pages::faults();
        self.calm = self.views.iter().all(|private| private.faults == faults);
        if !self.calm {
            let is_clean =
                |private: &Private| private.faults == faults || private.view.discard_written().is_ok();
            self.views.retain(is_clean);
        }
    }
}

impl Kept {
    /// A private mapping for so much of a block.
    pub(super) fn take(&mut self, block: u64, length: usize) -> Take {
        if let Some(at) = self.clean.iter().rposition(|private| private.is_of(block, length)) {
            let mut private = self.clean.remove(at);
            self.clean_bytes -= private.view.length();
            private.uses = private.uses.saturating_add(1);
            private.faults = pages::known_faults();
            return Take::Clean(private);
        }
        match self.returned.iter().filter(|private| private.is_of(block, length)).count() {
            0 => Take::More(1),
            count => match self.wanted(block, length).saturating_sub(count) {
                0 => Take::Unchecked(self.take_returned()),
                more => Take::More(more),
            },
        }
    }

    /// Takes a mapping back. Some: these are to be looked at now.
    pub(super) fn put(&mut self, private: Private) -> Option<Returned> {
        self.returned_bytes += private.view.length();
        self.returned.push(private);
        let may_wait = self.calm >= CALM && self.returned.len() < BATCH && self.returned_bytes <= BATCH_BYTES;
        if may_wait { None } else { Some(self.take_returned()) }
    }

    /// Keeps what was looked at, and new mappings.
    pub(super) fn keep(&mut self, checked: Returned) -> Surplus {
        let Returned { mut views, removals, calm } = checked;
        self.calm = if calm { self.calm.saturating_add(1) } else { 0 };
        if removals != self.removals {
            return Surplus { _private: views, _read: Vec::new() };
        }
        self.clean_bytes += bytes_of(&views);
        self.clean.append(&mut views);
        if self.returned.capacity() == 0 {
            self.returned = views;
        }
        self.surplus()
    }

    /// Mappings that were just made, beside the one that is used now: to be looked at.
    pub(super) fn new_ones(&self, views: Vec<Private>) -> Returned {
        Returned { views, removals: self.removals, calm: false }
    }

    /// A read-only mapping of so much of a block, if there is one.
    pub(super) fn share(&mut self, block: u64, length: usize) -> Option<Arc<ReadView>> {
        let at = self.find_read(|shared| shared.block == block && shared.view.length() >= length)?;
        let shared = &mut self.read[at];
        if shared.users == 0 {
            self.idle_read -= 1;
            self.idle_read_bytes -= shared.view.length();
        }
        shared.users += 1;
        Some(shared.view.clone())
    }

    /// Keeps a read-only mapping that has one user.
    pub(super) fn add_read(&mut self, block: u64, view: &Arc<ReadView>) {
        self.read.push(Shared { block, view: view.clone(), users: 1 });
    }

    /// One user less of a read-only mapping.
    pub(super) fn put_read(&mut self, view: &Arc<ReadView>) -> Surplus {
        if let Some(at) = self.find_read(|shared| Arc::ptr_eq(&shared.view, view)) {
            let shared = &mut self.read[at];
            shared.users -= 1;
            if shared.users == 0 {
                self.idle_read += 1;
                self.idle_read_bytes += shared.view.length();
                if self.idle_read_bytes > IDLE_BYTES || self.idle_read > IDLE_VIEWS {
                    return Surplus { _private: Vec::new(), _read: self.oldest_read() };
                }
            }
        }
        Surplus::default()
    }

    /// Lets go of what is not in use when the owner has given blocks back to the system: they may be among it, and their
    /// memory would stay as long as it is mapped.
    pub(super) fn forget_removed(&mut self, removals: u32) -> Surplus {
        if self.removals == removals {
            return Surplus::default();
        }
        let forgotten = std::mem::replace(self, Kept { removals, calm: self.calm, ..Kept::default() });
        let Kept { mut clean, mut returned, read, .. } = forgotten;
        clean.append(&mut returned);
        let (used, idle): (Vec<_>, Vec<_>) = read.into_iter().partition(|shared| shared.users > 0);
        self.read = used;
        Surplus { _private: clean, _read: idle.into_iter().map(|shared| shared.view).collect() }
    }

    /// How many mappings nobody uses.
    pub(super) fn idle(&self) -> usize {
        self.clean.len() + self.returned.len() + self.idle_read
    }

    /// How many mappings of a block there should be, at least one; asked when some have been returned, and none is clean.
    fn wanted(&self, block: u64, length: usize) -> usize {
        let of_block = || self.returned.iter().filter(|private| private.is_of(block, length));
        let is_steady = self.calm >= CALM && of_block().any(|private| private.uses >= STEADY);
        let each = of_block().map(|private| private.view.length()).max().unwrap_or(length);
        let has_room = self.clean.len() + self.returned.len() + BATCH <= IDLE_VIEWS / 2
            && self.clean_bytes + self.returned_bytes + BATCH_BYTES <= IDLE_BYTES / 4;
        if is_steady && has_room { BATCH.min(BATCH_BYTES / each) } else { 1 }
    }

    fn take_returned(&mut self) -> Returned {
        self.returned_bytes = 0;
        let views = std::mem::take(&mut self.returned);
        Returned { views, removals: self.removals, calm: false }
    }

    fn surplus(&mut self) -> Surplus {
        let mut surplus = Vec::new();
        while self.clean_bytes > IDLE_BYTES || self.clean.len() > IDLE_VIEWS {
            let oldest = self.clean.remove(0);
            self.clean_bytes -= oldest.view.length();
            surplus.push(oldest);
        }
        Surplus { _private: surplus, _read: Vec::new() }
    }

    /// Takes away what has been idle for longest.
    fn oldest_read(&mut self) -> Vec<Arc<ReadView>> {
        let Some(at) = self.read.iter().position(|shared| shared.users == 0) else { return Vec::new() };
        let oldest = self.read.remove(at).view;
        self.idle_read -= 1;
        self.idle_read_bytes -= oldest.length();
        vec![oldest]
    }

    /// Where in `read` one is: most often it is the one found last, or its neighbour.
    fn find_read(&mut self, is_it: impl Fn(&Shared) -> bool) -> Option<usize> {
        let count = self.read.len();
        let first = self.last.min(count.saturating_sub(1));
        let found = (first..count).chain(0..first).find(|at| is_it(&self.read[*at]))?;
        self.last = found;
        Some(found)
    }
}

fn bytes_of(views: &[Private]) -> usize {
    views.iter().map(|private| private.view.length()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Segment;

    const LENGTH: usize = 64 << 10;

    fn map(segment: &Segment) -> Private {
        Private::new(1, PrivateView::map(segment.descriptor(), LENGTH).unwrap(), 0)
    }

    fn clean(taken: Take) -> Private {
        match taken {
            Take::Clean(private) => private,
            _ => panic!("there is a clean one"),
        }
    }

    /// One that has been calm for long.
    fn calm() -> Kept {
        Kept { calm: CALM, ..Kept::default() }
    }

    #[test]
    fn what_was_written_to_any_of_many_is_gone_before_it_is_used_again() {
        let (segment, mut kept) = (Segment::create(LENGTH).unwrap(), calm());
        let mut used: Vec<_> = (0..5).map(|_| map(&segment)).collect();
        let late = used.pop().unwrap();
        used[2].view.write(9000, b"mine").unwrap();
        for private in used {
            assert!(kept.put(private).is_none(), "it waits");
        }
        late.view.write(9000, b"mine too").unwrap(); // while the others wait
        let Take::Unchecked(mut returned) = kept.take(1, LENGTH) else { panic!("none of them is clean") };
        returned.check();
        kept.keep(returned);
        assert_eq!(kept.calm, 0, "there were page faults");
        let mut returned = kept.put(late).expect("no more waiting while there are");
        returned.check();
        kept.keep(returned);
        let again: Vec<_> = (0..5).map(|_| clean(kept.take(1, LENGTH))).collect();
        for private in &again {
            let mut bytes = [9; 8];
            private.view.read(9000, &mut bytes).unwrap();
            assert_eq!(bytes, [0; 8]);
        }
    }

    #[test]
    fn what_waits_is_bounded_in_number_and_bytes() {
        let (segment, mut kept) = (Segment::create(2 * BATCH_BYTES).unwrap(), calm());
        for _ in 1..BATCH {
            assert!(kept.put(map(&segment)).is_none());
        }
        assert_eq!(kept.put(map(&segment)).expect("as many as may wait").views.len(), BATCH);
        let whole = PrivateView::map(segment.descriptor(), 2 * BATCH_BYTES).unwrap();
        assert!(kept.put(Private::new(1, whole, 0)).is_some(), "too long to wait");
        assert_eq!((kept.returned_bytes, kept.clean_bytes, kept.idle()), (0, 0, 0));
    }

    #[test]
    fn more_are_made_of_a_block_in_steady_use_alone() {
        let (segment, mut kept) = (Segment::create(LENGTH).unwrap(), calm());
        assert!(matches!(kept.take(1, LENGTH), Take::More(1)));
        kept.put(map(&segment));
        let Take::Unchecked(mut returned) = kept.take(1, LENGTH) else { panic!("it was used once") };
        returned.views[0].uses = STEADY;
        (returned.calm, kept.calm) = (true, CALM);
        kept.keep(returned);
        let private = clean(kept.take(1, LENGTH));
        kept.put(private);
        assert!(matches!(kept.take(1, LENGTH), Take::More(more) if more == BATCH - 1));
        assert!(matches!(kept.take(2, LENGTH), Take::More(1)), "another block");
        assert!(matches!(kept.take(1, LENGTH + 1), Take::More(1)), "more of this one");
        kept.calm = 0;
        assert!(matches!(kept.take(1, LENGTH), Take::Unchecked(_)), "pages fault all the time");
    }

    #[test]
    fn nothing_is_kept_of_what_the_owner_may_have_given_back() {
        let (segment, mut kept) = (Segment::create(LENGTH).unwrap(), Kept::default());
        let returned = kept.put(map(&segment)).unwrap();
        kept.keep(kept.new_ones(vec![map(&segment)]));
        let used = Arc::new(ReadView::map(segment.descriptor(), LENGTH).unwrap());
        kept.add_read(1, &used);
        assert_eq!(kept.idle(), 1);
        kept.forget_removed(1);
        kept.keep(returned);
        assert_eq!((kept.idle(), kept.clean_bytes), (0, 0), "what was being looked at goes too");
        assert!(Arc::ptr_eq(&kept.share(1, LENGTH).unwrap(), &used), "what is in use stays");
        kept.put_read(&used);
        kept.put_read(&used);
        assert_eq!((kept.idle(), kept.idle_read_bytes), (1, LENGTH));
        kept.forget_removed(2);
        assert_eq!((kept.idle(), kept.idle_read_bytes), (0, 0));
    }
}
