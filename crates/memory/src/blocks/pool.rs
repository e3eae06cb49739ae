//! The owner's blocks: in use, lent, or free.

use std::ptr::NonNull;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use super::Loan;
use super::borrower::Loans;
use super::places::Places;
use crate::{ForkMark, MemoryError, ReadView, Segment, View};

/// How much a pool may keep.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Blocks at one time: each costs a descriptor and a mapping.
    pub blocks: usize,
    /// Bytes of blocks that nobody uses at the moment.
    pub idle: usize,
    /// Bytes that one borrower may have at one time.
    pub quota: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { blocks: 512, idle: 512 << 20, quota: 2 << 30 }
    }
}

/// What a pool has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Usage {
    /// Blocks there are.
    pub blocks: usize,
    /// Their bytes.
    pub bytes: usize,
    /// Blocks that an array lies in.
    pub held: usize,
    /// Blocks that somebody has borrowed.
    pub lent: usize,
    /// Bytes of blocks that are free.
    pub idle: usize,
}

/// The blocks of this process.
#[derive(Debug)]
pub struct Blocks {
    limits: Limits,
    /// Of the process whose blocks they are. None: it could not be made, and no block is either.
    mark: Option<ForkMark>,
    state: Mutex<State>,
}

/// guarded by: [`Blocks::state`]
#[derive(Debug, Default)]
pub(super) struct State {
    /// A block that is held or lent keeps its place.
    table: Places<Entry>,
    /// Free blocks; the one used last comes last.
    idle: Vec<usize>,
    idle_bytes: usize,
    pub(super) borrowers: Places<Loans>,
    /// Numbers blocks.
    numbers: u64,
    /// Memory for `collect`, kept.
    returned: Vec<usize>,
}

#[derive(Debug)]
struct Entry {
    /// Never used for another block.
    number: u64,
    segment: Arc<Segment>,
    user: u32,
    generation: u64,
    /// From this byte on it is zero.
    used: usize,
    /// An array lies in it.
    held: bool,
    loans: u32,
    /// It is not used again after this: it was lent to somebody whose link has closed.
    last: bool,
    /// A mapping for when it is frozen, made for the first time.
    read_only: Option<Arc<ReadView>>,
}

/// Memory for one array: zeros at first, writable by this process alone, readable by whom it is lent to.
///
/// When it is dropped and nobody has it borrowed any more, the block is free for the next array.
#[derive(Debug)]
pub struct Block {
    blocks: Arc<Blocks>,
    place: usize,
    number: u64,
    generation: u64,
    user: u32,
    segment: Arc<Segment>,
    length: usize,
    /// Where it is seen once it is frozen.
    frozen: OnceLock<Arc<ReadView>>,
}

impl Blocks {
    /// An empty pool.
    pub fn new(limits: Limits) -> Arc<Blocks> {
        Arc::new(Blocks { limits, mark: ForkMark::new().ok(), state: Mutex::default() })
    }

    /// `length` bytes, zero, aligned to a page, that may be lent to processes of `user`.
    ///
    /// # Errors
    /// [`MemoryError::Length`]; [`MemoryError::TooManyBlocks`]; [`MemoryError::Forked`] in a child; [`MemoryError::Io`].
    pub fn allocate(self: &Arc<Self>, length: usize, user: u32) -> Result<Block, MemoryError> {
        let (block, used) = self.take(length, user)?;
        block.segment.zero(0..used)?;
        Ok(block)
    }

    /// A block that holds these bytes.
    ///
    /// # Errors
    /// As [`allocate`](Self::allocate).
    pub fn allocate_copy(self: &Arc<Self>, bytes: &[u8], user: u32) -> Result<Block, MemoryError> {
        let (block, used) = self.take(bytes.len(), user)?;
        block.segment.write(0, bytes)?;
        block.segment.zero(bytes.len()..used.max(bytes.len()))?;
        Ok(block)
    }

    /// Someone of `user` to lend to: one for each link.
    ///
    /// # Errors
    /// [`MemoryError::Io`].
    pub fn borrower(self: &Arc<Self>, user: u32) -> Result<super::Borrower, MemoryError> {
        super::Borrower::new(self, user, self.limits.quota)
    }

    /// Gives free blocks back to the system, the longest unused first, until no more than `keep` bytes of them are left.
    pub fn trim(&self, keep: usize) {
        let mut gone = Vec::new();
        let mut state = self.lock();
        state.collect();
        state.trim(keep, &mut gone);
        drop(state);
        drop(gone);
    }

    /// What there is, after looking at what borrowers have given back.
    pub fn usage(&self) -> Usage {
        let mut state = self.lock();
        state.collect();
        Usage {
            blocks: state.table.count(),
            bytes: state.table.iter().map(|entry| entry.segment.length()).sum(),
            held: state.table.iter().filter(|entry| entry.held).count(),
            lent: state.table.iter().filter(|entry| entry.loans > 0).count(),
            idle: state.idle_bytes,
        }
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A block, free or new, and up to which byte it may hold what was in it before.
    fn take(self: &Arc<Self>, length: usize, user: u32) -> Result<(Block, usize), MemoryError> {
        if self.mark.as_ref().is_none_or(ForkMark::is_child) {
            return Err(MemoryError::Forked);
        }
        let class = class_of(length).ok_or(MemoryError::Length(length as u64))?;
        let mut gone = Vec::new();
        let reused = {
            let mut state = self.lock();
            match state.reuse(class, length, user) {
                None => {
                    state.collect();
                    let reused = state.reuse(class, length, user);
                    state.trim(self.limits.idle, &mut gone);
                    reused
                }
                reused => reused,
            }
        };
        drop(gone);
        if let Some((block, used)) = reused {
            return Ok((self.block(block, length, user), used));
        }
        self.make_room()?;
        let made = self.lock().insert(Segment::create(class)?, length, user);
        Ok((self.block(made, length, user), 0))
    }

    fn block(self: &Arc<Self>, taken: Taken, length: usize, user: u32) -> Block {
        let Taken { place, number, generation, segment } = taken;
        Block {
            blocks: self.clone(),
            place,
            number,
            generation,
            user,
            segment,
            length,
            frozen: OnceLock::new(),
        }
    }

    /// Lets a free block go when there are too many.
    fn make_room(&self) -> Result<(), MemoryError> {
        let mut gone = Vec::new();
        let mut state = self.lock();
        if state.table.count() >= self.limits.blocks {
            state.drop_oldest(&mut gone);
        }
        let full = state.table.count() >= self.limits.blocks;
        drop(state);
        if full { Err(MemoryError::TooManyBlocks(self.limits.blocks)) } else { Ok(()) }
    }

    fn put_back(&self, place: usize) {
        let mut gone = Vec::new();
        let mut state = self.lock();
        state.put_back(place, &mut gone);
        state.trim(self.limits.idle, &mut gone);
        drop(state);
        // Unmapping takes time: not under the lock.
        drop(gone);
    }
}

impl Block {
    /// Where it is mapped, for [`length`](Self::length) bytes, as long as this lives: read-only once it is frozen.
    pub fn as_ptr(&self) -> NonNull<u8> {
        self.frozen.get().map_or_else(|| self.segment.as_ptr(), |view| view.as_ptr())
    }

    /// Bytes that were asked for.
    pub fn length(&self) -> usize {
        self.length
    }

    /// Whose processes it may be lent to.
    pub fn user(&self) -> u32 {
        self.user
    }

    /// Makes the content immutable for as long as this lives. It is seen elsewhere from now on, where a write is a segmentation
    /// fault: [`as_ptr`](Self::as_ptr). Whoever has the address from before writes no more.
    ///
    /// # Errors
    /// [`MemoryError::Io`].
    pub fn freeze(&self) -> Result<(), MemoryError> {
        if self.is_frozen() {
            return Ok(());
        }
        let kept = self.blocks.lock().read_only(self.place);
        let view = match kept {
            Some(view) => view,
            None => {
                let view = Arc::new(ReadView::map(self.segment.descriptor(), self.segment.length())?);
                self.blocks.lock().keep_read_only(self.place, &view);
                view
            }
        };
        self.frozen.get_or_init(|| view);
        Ok(())
    }

    /// Whether the content is immutable.
    pub fn is_frozen(&self) -> bool {
        self.frozen.get().is_some()
    }

    pub(super) fn is_of(&self, blocks: &Arc<Blocks>) -> bool {
        Arc::ptr_eq(&self.blocks, blocks)
    }

    /// Where it is in the pool's table while it is held or lent.
    pub(super) fn place(&self) -> usize {
        self.place
    }

    pub(super) fn loan(&self, slot: u32, serial: u32) -> Loan {
        Loan { block: self.number, generation: self.generation, slot, serial }
    }
}

impl Drop for Block {
    fn drop(&mut self) {
        self.blocks.put_back(self.place);
    }
}

/// A block for a new array.
struct Taken {
    place: usize,
    number: u64,
    generation: u64,
    segment: Arc<Segment>,
}

impl State {
    fn insert(&mut self, segment: Arc<Segment>, used: usize, user: u32) -> Taken {
        self.numbers += 1;
        let (number, generation) = (self.numbers, 0);
        let place = self.table.insert(Entry {
            number,
            segment: segment.clone(),
            user,
            generation,
            used,
            held: true,
            loans: 0,
            last: false,
            read_only: None,
        });
        Taken { place, number, generation, segment }
    }

    /// A free block of this size, and how many of its bytes are to be made zero.
    fn reuse(&mut self, class: usize, length: usize, user: u32) -> Option<(Taken, usize)> {
        let fits = |place: &usize| {
            self.table.at(*place).is_some_and(|entry| entry.segment.length() == class && entry.user == user)
        };
        let place = self.idle.remove(self.idle.iter().rposition(fits)?);
        self.idle_bytes -= class;
        let entry = self.table.at_mut(place)?;
        entry.held = true;
        entry.generation += 1;
        let used = std::mem::replace(&mut entry.used, length);
        let Entry { number, generation, ref segment, .. } = *entry;
        Some((Taken { place, number, generation, segment: segment.clone() }, used))
    }

    /// Takes back what borrowers say they are done with.
    pub(super) fn collect(&mut self) {
        let mut returned = std::mem::take(&mut self.returned);
        self.borrowers.iter_mut().for_each(|loans| loans.take_returned(&mut returned));
        self.loans_ended(returned);
    }

    /// Takes back what one borrower says it is done with.
    pub(super) fn collect_from(&mut self, borrower: usize) {
        let mut returned = std::mem::take(&mut self.returned);
        if let Some(loans) = self.borrowers.at_mut(borrower) {
            loans.take_returned(&mut returned);
        }
        self.loans_ended(returned);
    }

    fn loans_ended(&mut self, mut returned: Vec<usize>) {
        for place in returned.drain(..) {
            // What goes for good here was lent to one whose link has closed too: rare enough to unmap it under the lock.
            self.loan_ended(place, &mut Vec::new());
        }
        self.returned = returned;
    }

    pub(super) fn loan_began(&mut self, place: usize) {
        if let Some(entry) = self.table.at_mut(place) {
            entry.loans += 1;
        }
    }

    pub(super) fn loan_ended(&mut self, place: usize, gone: &mut Vec<Arc<Segment>>) {
        if let Some(entry) = self.table.at_mut(place) {
            entry.loans = entry.loans.saturating_sub(1);
            self.settle(place, gone);
        }
    }

    /// Lets the block go to the system when it is used no more.
    pub(super) fn condemn(&mut self, place: usize) {
        if let Some(entry) = self.table.at_mut(place) {
            entry.last = true;
        }
    }

    fn read_only(&self, place: usize) -> Option<Arc<ReadView>> {
        self.table.at(place)?.read_only.clone()
    }

    fn keep_read_only(&mut self, place: usize, view: &Arc<ReadView>) {
        if let Some(entry) = self.table.at_mut(place) {
            entry.read_only = Some(view.clone());
        }
    }

    pub(super) fn segment(&self, place: usize) -> Option<Arc<Segment>> {
        self.table.at(place).map(|entry| entry.segment.clone())
    }

    fn put_back(&mut self, place: usize, gone: &mut Vec<Arc<Segment>>) {
        if let Some(entry) = self.table.at_mut(place) {
            entry.held = false;
            self.settle(place, gone);
        }
    }

    /// A block that is neither held nor lent is free, or goes.
    fn settle(&mut self, place: usize, gone: &mut Vec<Arc<Segment>>) {
        let Some(entry) = self.table.at(place).filter(|entry| !entry.held && entry.loans == 0) else {
            return;
        };
        if entry.last {
            self.remove(place, gone);
        } else {
            self.idle_bytes += entry.segment.length();
            self.idle.push(place);
        }
    }

    fn trim(&mut self, limit: usize, gone: &mut Vec<Arc<Segment>>) {
        while self.idle_bytes > limit {
            self.drop_oldest(gone);
        }
    }

    fn drop_oldest(&mut self, gone: &mut Vec<Arc<Segment>>) {
        if self.idle.is_empty() {
            return;
        }
        let place = self.idle.remove(0);
        self.idle_bytes -= self.table.at(place).map_or(0, |entry| entry.segment.length());
        self.remove(place, gone);
    }

    /// Lets a block go to the system, and borrowers know that some mapping of theirs is of no more use.
    fn remove(&mut self, place: usize, gone: &mut Vec<Arc<Segment>>) {
        gone.extend(self.table.remove(place).map(|entry| entry.segment));
        self.borrowers.iter_mut().for_each(Loans::tell_of_removal);
    }
}

/// The size of the block for so many bytes: one of four between powers of two, and whole pages.
fn class_of(length: usize) -> Option<usize> {
    const PAGE: usize = 4096;
    if length == 0 || length > isize::MAX as usize / 2 {
        return None;
    }
    let step = (length.next_power_of_two() / 8).max(PAGE);
    Some(length.next_multiple_of(step))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ME: u32 = 7;

    #[test]
    fn sizes_waste_less_than_a_quarter() {
        assert_eq!(class_of(0), None);
        assert_eq!(class_of(usize::MAX), None);
        assert_eq!(class_of(1), Some(4096));
        assert_eq!(class_of(65_536), Some(65_536));
        assert_eq!(class_of(65_537), Some(81_920));
        assert_eq!(class_of(3840 * 2160 * 4), Some(32 << 20));
        for length in (70_000..3_000_000).step_by(9_973) {
            let class = class_of(length).unwrap();
            assert!(class >= length && class - length <= length / 4, "{length} {class}");
        }
    }

    #[test]
    fn a_block_is_used_again_and_zero() {
        let blocks = Blocks::new(Limits::default());
        let first = blocks.allocate(110_000, ME).unwrap();
        first.segment.write(0, &[9; 110_000]).unwrap();
        let at = first.as_ptr();
        drop(first);
        let small = blocks.allocate(100_000, ME).unwrap();
        assert_eq!((small.as_ptr(), small.generation), (at, 1), "of the same size");
        let mut bytes = vec![1; class_of(100_000).unwrap()];
        small.segment.read(0, &mut bytes).unwrap();
        assert!(
            bytes.iter().all(|byte| *byte == 0),
            "what the array before left, behind the new one's end too"
        );
        assert_ne!(blocks.allocate(100_000, ME + 1).unwrap().as_ptr(), at, "not another user's");
        drop(small);
        drop(blocks.allocate_copy(&[8; 105_000], ME).unwrap());
        let copy = blocks.allocate_copy(&[7; 100_000], ME).unwrap();
        copy.segment.read(0, &mut bytes).unwrap();
        assert_eq!((copy.as_ptr(), bytes.iter().rposition(|byte| *byte != 0)), (at, Some(99_999)));
        assert!(bytes[..100_000].iter().all(|byte| *byte == 7));
    }

    #[test]
    fn a_large_block_is_zero_from_end_to_end() {
        let blocks = Blocks::new(Limits::default());
        let length = (1 << 20) + 5000;
        let first = blocks.allocate(length, ME).unwrap();
        first.segment.write(0, &vec![9; length]).unwrap();
        drop(first);
        let mut bytes = vec![1; length];
        blocks.allocate(length, ME).unwrap().segment.read(0, &mut bytes).unwrap();
        assert!(bytes.iter().all(|byte| *byte == 0));
    }

    #[test]
    fn what_is_idle_is_bounded_and_goes() {
        let blocks = Blocks::new(Limits { idle: 300_000, blocks: 4, ..Limits::default() });
        let all: Vec<_> = (0..4).map(|_| blocks.allocate(100_000, ME).unwrap()).collect();
        assert!(matches!(blocks.allocate(10, ME), Err(MemoryError::TooManyBlocks(4))));
        drop(all);
        assert_eq!(blocks.usage().blocks, 2, "of 114,688 bytes each");
        let other = blocks.allocate(10, ME).unwrap();
        let others: Vec<_> = (0..3).map(|_| blocks.allocate(10, ME).unwrap()).collect();
        assert_eq!(blocks.usage().blocks, 4, "free ones make room");
        drop((other, others));
        blocks.trim(0);
        assert_eq!(blocks.usage(), Usage::default());
    }

    #[test]
    fn a_frozen_block_is_seen_elsewhere_and_used_again() {
        let blocks = Blocks::new(Limits::default());
        let mut places = Vec::new();
        for value in 0..3 {
            let block = blocks.allocate(100_000, ME).unwrap();
            let writable = block.as_ptr();
            block.segment.write(99_999, &[value]).unwrap();
            block.freeze().unwrap();
            assert!(block.is_frozen());
            assert_ne!(block.as_ptr(), writable);
            // SAFETY: mapped as long, and nobody writes.
            assert_eq!(unsafe { block.as_ptr().add(99_999).read() }, value);
            places.push((writable, block.as_ptr()));
        }
        assert_eq!(blocks.usage().blocks, 1);
        assert!(places.iter().all(|place| *place == places[0]), "both mappings are kept");
    }
}
