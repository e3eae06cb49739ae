//! The borrower's side: blocks that another process lends, mapped once and used again and again.

use std::collections::HashMap;
use std::fmt;
use std::os::fd::{AsFd, OwnedFd};
use std::ptr::NonNull;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use rustix::fs::fstat;

use super::{Loan, REMOVALS, SLOTS, WORDS};
use crate::{ForkMark, MemoryError, PrivateView, ReadView, SharedWords, View, pages};

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
    kept: Mutex<Kept>,
}

/// Mappings kept for the next time. guarded by: [`Lender::kept`]
#[derive(Default)]
struct Kept {
    /// Private ones that nobody uses; the one used last comes last.
    idle: Vec<(u64, PrivateView)>,
    idle_bytes: usize,
    /// Read-only ones, in use or not; those in use are found here by others.
    read: HashMap<u64, Weak<ReadView>>,
    idle_read: Vec<(u64, Arc<ReadView>)>,
    idle_read_bytes: usize,
    /// How many blocks the owner had given back to the system when these were found to be of use.
    removals: u32,
}

/// Bytes of mappings that are kept though nobody uses them, of either kind.
const IDLE_BYTES: usize = 1 << 30;
/// How many such mappings.
const IDLE_VIEWS: usize = 512;

/// A borrowed block. Dropping it forgets what was written to it, and gives it back.
pub struct Borrowed {
    seen: Option<Seen>,
    length: usize,
    done: Done,
}

enum Seen {
    /// With no more page faults than the process had had at the beginning.
    Private(PrivateView, u64),
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
        self: &Arc<Self>,
        loan: &Loan,
        length: usize,
        access: Access,
        fetch: impl FnOnce() -> Result<OwnedFd, E>,
    ) -> Result<Borrowed, E> {
        let done = Done { lender: self.clone(), loan: *loan };
        let seen = match access {
            Access::Private => {
                let kept = self.lock().take(loan.block, length);
                let view = kept.map_or_else(|| Ok(map_whole(fetch()?, length)?), Ok::<_, E>)?;
                Seen::Private(view, pages::known_faults())
            }
            Access::Read => {
                let kept = self.lock().find(loan.block, length);
                let view = match kept {
                    Some(view) => view,
                    None => {
                        let view = Arc::new(map_whole(fetch()?, length)?);
                        self.lock().read.insert(loan.block, Arc::downgrade(&view));
                        view
                    }
                };
                Seen::Read(view)
            }
        };
        Ok(Borrowed { seen: Some(seen), length, done })
    }

    /// Mappings that nobody uses at the moment.
    pub fn idle(&self) -> usize {
        let kept = self.lock();
        kept.idle.len() + kept.idle_read.len()
    }

    /// Unmaps what is not in use when the owner has given blocks back to the system: they may be among it, and their memory
    /// would stay as long as it is mapped.
    fn forget_removed(&self) {
        let removals = self.words.load(REMOVALS).unwrap_or_default();
        let mut kept = self.lock();
        if kept.removals != removals {
            let forgotten = std::mem::replace(&mut *kept, Kept { removals, ..Kept::default() });
            kept.read.clone_from(&forgotten.read);
            kept.read.retain(|_, view| view.strong_count() > 0);
            drop(kept);
            drop(forgotten);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Maps all of a block, so that longer arrays to come find their place; but no more than a block of this use has.
fn map_whole<V: View>(descriptor: OwnedFd, length: usize) -> Result<V, MemoryError> {
    let status = fstat(descriptor.as_fd()).map_err(MemoryError::io("looking at a descriptor"))?;
    let whole = usize::try_from(status.st_size).unwrap_or(0);
    V::map(descriptor, whole.clamp(length, length.saturating_mul(2).max(1 << 20)))
}

impl Kept {
    fn take(&mut self, block: u64, length: usize) -> Option<PrivateView> {
        let fits = |(number, view): &(u64, PrivateView)| *number == block && view.length() >= length;
        let (_, view) = self.idle.remove(self.idle.iter().rposition(fits)?);
        self.idle_bytes -= view.length();
        Some(view)
    }

    /// Keeps a mapping; what is too much is returned.
    fn put(&mut self, block: u64, view: PrivateView) -> Option<PrivateView> {
        self.idle_bytes += view.length();
        self.idle.push((block, view));
        if self.idle_bytes <= IDLE_BYTES && self.idle.len() <= IDLE_VIEWS {
            return None;
        }
        let (_, oldest) = self.idle.remove(0);
        self.idle_bytes -= oldest.length();
        Some(oldest)
    }

    fn find(&mut self, block: u64, length: usize) -> Option<Arc<ReadView>> {
        let view = self.read.get(&block)?.upgrade().filter(|view| view.length() >= length)?;
        if let Some(at) = self.idle_read.iter().position(|(number, _)| *number == block) {
            let (_, idle) = self.idle_read.remove(at);
            self.idle_read_bytes -= idle.length();
        }
        Some(view)
    }

    /// Keeps a read-only mapping when its last user goes; what is too much is returned.
    fn put_read(&mut self, block: u64, view: Arc<ReadView>) -> Option<Arc<ReadView>> {
        if Arc::strong_count(&view) > 1 || self.idle_read.iter().any(|(number, _)| *number == block) {
            return Some(view);
        }
        self.idle_read_bytes += view.length();
        self.idle_read.push((block, view));
        if self.idle_read_bytes <= IDLE_BYTES && self.idle_read.len() <= IDLE_VIEWS {
            return None;
        }
        let (number, oldest) = self.idle_read.remove(0);
        self.idle_read_bytes -= oldest.length();
        self.read.remove(&number);
        Some(oldest)
    }
}

impl Borrowed {
    /// Where it is mapped, for [`length`](Self::length) bytes, as long as this lives.
    pub fn as_ptr(&self) -> NonNull<u8> {
        match self.seen.as_ref().expect("it is there until it is dropped") {
            Seen::Private(view, _) => view.as_ptr(),
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
        let Done { lender, loan } = &self.done;
        match self.seen.take() {
            // Pages that were written to would hide what the block holds next.
            Some(Seen::Private(view, faults)) => {
                let is_clean = pages::faults() == faults || view.discard_written().is_ok();
                let surplus = if is_clean { lender.lock().put(loan.block, view) } else { Some(view) };
                drop(surplus);
            }
            Some(Seen::Read(view)) => {
                let surplus = lender.lock().put_read(loan.block, view);
                drop(surplus);
            }
            None => {}
        }
        lender.forget_removed();
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
