//! The borrower's side: blocks that another process lends, mapped once and used again and again.

use std::fmt;
use std::os::fd::{AsFd, OwnedFd};
use std::ptr::NonNull;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustix::fs::fstat;

use super::kept::{Kept, Private, Returned, Surplus, Take};
use super::{Loan, REMOVALS, SLOTS, WORDS};
use crate::{ForkMark, MemoryError, ReadView, SharedWords, View, pages};

/// How a borrowed block is mapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Writable; what is written is seen by nobody else, and gone when the block goes back.
    Private,
    /// Read-only: a write is a segmentation fault. A block that is lent several times is mapped once.
    Read,
}

/// Another process that lends blocks, as its borrower sees it: one for each link.
pub struct Lender {
    words: SharedWords,
    /// Of the process that borrows: a child of it has nothing to give back.
    mark: ForkMark,
    /// Not held while the system is asked for anything that takes long.
    kept: Mutex<Kept>,
}

/// A borrowed block. Dropping it gives it back; what was written to it is seen by nobody any more.
pub struct Borrowed {
    seen: Option<Seen>,
    length: usize,
    done: Done,
}

enum Seen {
    Private(Private),
    Read(Arc<ReadView>),
}

/// Says "done" when it is dropped.
struct Done {
    lender: Arc<Lender>,
    loan: Loan,
}

impl Lender {
    /// Maps the words of a descriptor that the owner gave.
    ///
    /// # Errors
    /// As [`SharedWords::map`].
    pub fn new(words: OwnedFd) -> Result<Arc<Lender>, MemoryError> {
        let words = SharedWords::map(words, WORDS)?;
        Ok(Arc::new(Lender { words, mark: ForkMark::new()?, kept: Mutex::default() }))
    }

    /// Takes a loan: `length` bytes of a block. Where it is not mapped yet, `fetch` is to ask the owner for its descriptor; it
    /// may take its time.
    ///
    /// The loan is given back when what is returned is dropped; after an error at once.
    ///
    /// # Errors
    /// What `fetch` returns, or what [`View::map`] says of the descriptor.
    pub fn borrow<E: From<MemoryError>>(
        self: Arc<Self>,
        loan: &Loan,
        length: usize,
        access: Access,
        fetch: impl FnOnce() -> Result<OwnedFd, E>,
    ) -> Result<Borrowed, E> {
        let done = Done { lender: self, loan: *loan };
        let lender = &done.lender;
        let seen = match access {
            Access::Private => Seen::Private(lender.private(loan.block, length, fetch)?),
            Access::Read => Seen::Read(lender.read_only(loan.block, length, fetch)?),
        };
        Ok(Borrowed { seen: Some(seen), length, done })
    }

    fn private<E: From<MemoryError>>(
        &self,
        block: u64,
        length: usize,
        fetch: impl FnOnce() -> Result<OwnedFd, E>,
    ) -> Result<Private, E> {
        let taken = self.lock().take(block, length);
        let taken = match taken {
            Take::Unchecked(returned) => {
                self.check(returned);
                self.lock().take(block, length)
            }
            taken => taken,
        };
        match taken {
            Take::Clean(private) => Ok(private),
            Take::More(count) => self.map(block, length, count, fetch),
            // Others have returned some meanwhile, and taken all that were clean.
            Take::Unchecked(returned) => {
                self.check(returned);
                self.map(block, length, 1, fetch)
            }
        }
    }

    /// Maps a block several times: for now, and for the next times.
    fn map<E: From<MemoryError>>(
        &self,
        block: u64,
        length: usize,
        count: usize,
        fetch: impl FnOnce() -> Result<OwnedFd, E>,
    ) -> Result<Private, E> {
        let faults = pages::known_faults();
        let descriptor = fetch()?;
        let map = || map_whole(&descriptor, length).map(|view| Private::new(block, view, faults));
        let first = map()?;
        let more = (1..count).map_while(|_| {
            let private = map().ok()?;
            private.view().populate().ok().map(|()| private)
        });
        let more: Vec<_> = more.collect();
        if !more.is_empty() {
            let more = self.lock().new_ones(more);
            self.check(more);
        }
        Ok(first)
    }

    fn read_only<E: From<MemoryError>>(
        &self,
        block: u64,
        length: usize,
        fetch: impl FnOnce() -> Result<OwnedFd, E>,
    ) -> Result<Arc<ReadView>, E> {
        let kept = self.lock().share(block, length);
        match kept {
            Some(view) => Ok(view),
            None => {
                let view = Arc::new(map_whole(&fetch()?, length)?);
                self.lock().add_read(block, &view);
                Ok(view)
            }
        }
    }

    /// Mappings that nobody uses at the moment.
    pub fn idle(&self) -> usize {
        self.lock().idle()
    }

    /// Makes mappings clean that were returned, and keeps them.
    fn check(&self, mut returned: Returned) {
        returned.check();
        let surplus = self.lock().keep(returned);
        drop(surplus);
    }

    /// Takes back a mapping whose array has ended.
    fn put(&self, seen: Seen) {
        let removals = self.words.load(REMOVALS).unwrap_or_default();
        let mut kept = self.lock();
        let (returned, surplus) = match seen {
            Seen::Private(private) => (kept.put(private), Surplus::default()),
            Seen::Read(view) => (None, kept.put_read(&view)),
        };
        let forgotten = kept.forget_removed(removals);
        drop(kept);
        drop((surplus, forgotten));
        if let Some(returned) = returned {
            self.check(returned);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Maps all of a block, so that longer arrays to come find their place; but no more than a block of this use has.
fn map_whole<V: View>(descriptor: &OwnedFd, length: usize) -> Result<V, MemoryError> {
    let status = fstat(descriptor.as_fd()).map_err(MemoryError::io("looking at a descriptor"))?;
    let whole = usize::try_from(status.st_size).unwrap_or(0);
    V::map(descriptor.as_fd(), whole.clamp(length, length.saturating_mul(2).max(1 << 20)))
}

impl Borrowed {
    /// Where it is mapped, for [`length`](Self::length) bytes, as long as this lives.
    pub fn as_ptr(&self) -> NonNull<u8> {
        match self.seen.as_ref().expect("it is there until it is dropped") {
            Seen::Private(private) => private.view().as_ptr(),
            Seen::Read(view) => view.as_ptr(),
        }
    }

    /// Bytes that were lent.
    pub fn length(&self) -> usize {
        self.length
    }

    /// Whether a write is a segmentation fault.
    pub fn is_read_only(&self) -> bool {
        matches!(self.seen, Some(Seen::Read(_)))
    }
}

impl Drop for Borrowed {
    fn drop(&mut self) {
        if let Some(seen) = self.seen.take() {
            self.done.lender.put(seen);
        }
        // `done` is dropped now, and says so.
    }
}

impl Drop for Done {
    fn drop(&mut self) {
        let slot = self.loan.slot as usize;
        if slot < SLOTS && !self.lender.mark.is_child() {
            self.lender.words.store(slot, self.loan.serial);
        }
    }
}

impl fmt::Debug for Lender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lender").field("idle", &self.idle()).finish_non_exhaustive()
    }
}

impl fmt::Debug for Borrowed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Borrowed").field("loan", &self.done.loan).field("length", &self.length).finish()
    }
}
