//! Who has borrowed what: the owner's books for one link.

use std::fmt;
use std::os::fd::BorrowedFd;
use std::sync::Arc;

use super::pool::{Block, Blocks};
use super::{Loan, REMOVALS, SLOTS, WORDS};
use crate::{MemoryError, Segment, SharedWords};

/// Another process, which blocks are lent to. When this is dropped it can give nothing back any more, and what it has goes.
pub struct Borrower {
    blocks: Arc<Blocks>,
    /// Among the pool's borrowers.
    place: usize,
    words: Arc<SharedWords>,
}

/// guarded by: the pool's lock
#[derive(Debug)]
pub(super) struct Loans {
    user: u32,
    quota: usize,
    words: Arc<SharedWords>,
    slots: Vec<Slot>,
    /// Slots without a loan.
    free: Vec<u32>,
    /// Slots with one.
    lent: Vec<u32>,
    /// As many loans are lent before somebody looks which have come back, though there were room for more: so the slots in
    /// use stay few, and near.
    look_at: usize,
    /// Bytes lent.
    bytes: usize,
    /// How many blocks have gone for good.
    removals: u32,
}

#[derive(Debug)]
struct Slot {
    /// Of the loan, or of the last one; never 0, which is in the words at first.
    serial: u32,
    block: u64,
    /// The block's.
    place: usize,
    bytes: usize,
}

/// The least number of loans at which somebody looks which have come back.
const LOOK_AT: usize = 64;

impl Borrower {
    pub(super) fn new(blocks: &Arc<Blocks>, user: u32, quota: usize) -> Result<Borrower, MemoryError> {
        let words = Arc::new(SharedWords::create(WORDS)?);
        let place = blocks.lock().borrowers.insert(Loans::new(user, quota, words.clone()));
        Ok(Borrower { blocks: blocks.clone(), place, words })
    }

    /// What the borrower maps to give blocks back: [`Lender::new`](super::Lender::new).
    pub fn words(&self) -> BorrowedFd<'_> {
        self.words.descriptor()
    }

    /// Lends a block. `None`: it is another user's, or the borrower has as much as it may have.
    ///
    /// While it is lent nobody changes its content, unless the borrower knows that it may change.
    pub fn lend(&self, block: &Block) -> Option<Loan> {
        if !block.is_of(&self.blocks) {
            return None;
        }
        let mut state = self.blocks.lock();
        let loans = state.borrowers.at_mut(self.place)?;
        if block.user() != loans.user {
            return None;
        }
        if loans.lent.len() >= loans.look_at || !loans.has_room(block.length()) {
            state.collect_from(self.place);
        }
        let loans = state.borrowers.at_mut(self.place).filter(|loans| loans.has_room(block.length()))?;
        let loan = loans.add(block);
        state.loan_began(block.place());
        Some(loan)
    }

    /// Whether so many bytes more can be lent to the borrower.
    pub fn has_room(&self, bytes: usize) -> bool {
        let mut state = self.blocks.lock();
        if state.borrowers.at(self.place).is_some_and(|loans| loans.has_room(bytes)) {
            return true;
        }
        state.collect_from(self.place);
        state.borrowers.at(self.place).is_some_and(|loans| loans.has_room(bytes))
    }

    /// Takes back what was lent for a message that will not be sent.
    pub fn revoke(&self, loan: &Loan) {
        let mut gone = Vec::new();
        let mut state = self.blocks.lock();
        if let Some(block) = state.borrowers.at_mut(self.place).and_then(|loans| loans.remove(loan)) {
            state.loan_ended(block, &mut gone);
        }
        drop(state);
        drop(gone);
    }

    /// The memory of a block that is lent to this borrower now, who asks for its descriptor.
    pub fn lent(&self, block: u64) -> Option<Arc<Segment>> {
        let state = self.blocks.lock();
        let loans = state.borrowers.at(self.place)?;
        let mut lent = loans.lent.iter().map(|slot| &loans.slots[*slot as usize]);
        state.segment(lent.find(|slot| slot.block == block)?.place)
    }

    /// Bytes that the borrower has.
    pub fn lent_bytes(&self) -> usize {
        let mut state = self.blocks.lock();
        state.collect();
        state.borrowers.at(self.place).map_or(0, |loans| loans.bytes)
    }
}

impl Drop for Borrower {
    fn drop(&mut self) {
        let mut gone = Vec::new();
        let mut state = self.blocks.lock();
        state.collect();
        if let Some(loans) = state.borrowers.remove(self.place) {
            for slot in loans.lent {
                let block = loans.slots[slot as usize].place;
                // It may read on, if it lives: what it reads is not to change.
                state.condemn(block);
                state.loan_ended(block, &mut gone);
            }
        }
        drop(state);
        drop(gone);
    }
}

impl fmt::Debug for Borrower {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Borrower").field("place", &self.place).finish_non_exhaustive()
    }
}

impl Loans {
    fn new(user: u32, quota: usize, words: Arc<SharedWords>) -> Self {
        let (slots, free, lent) = (Vec::new(), Vec::new(), Vec::new());
        Loans { user, quota, words, slots, free, lent, look_at: LOOK_AT, bytes: 0, removals: 0 }
    }

    fn has_room(&self, bytes: usize) -> bool {
        let has_slot = !self.free.is_empty() || self.slots.len() < SLOTS;
        has_slot && self.bytes.checked_add(bytes).is_some_and(|bytes| bytes <= self.quota)
    }

    fn add(&mut self, block: &Block) -> Loan {
        let index = self.free.pop().unwrap_or_else(|| {
            self.slots.push(Slot { serial: 0, block: 0, place: 0, bytes: 0 });
            self.slots.len() as u32 - 1
        });
        let slot = &mut self.slots[index as usize];
        slot.serial = slot.serial.checked_add(1).unwrap_or(1);
        let loan = block.loan(index, slot.serial);
        (slot.block, slot.place, slot.bytes) = (loan.block, block.place(), block.length());
        self.bytes += slot.bytes;
        self.lent.push(index);
        loan
    }

    /// Ends a loan, and tells the place of its block.
    fn remove(&mut self, loan: &Loan) -> Option<usize> {
        let is_it = |slot: &u32| *slot == loan.slot && self.slots[*slot as usize].serial == loan.serial;
        let at = self.lent.iter().position(is_it)?;
        Some(self.end(at))
    }

    /// Takes back the loans whose words say so, and tells the places of their blocks.
    pub(super) fn take_returned(&mut self, blocks: &mut Vec<usize>) {
        let mut at = 0;
        while let Some(&slot) = self.lent.get(at) {
            // Any word but the loan's serial means: not yet.
            if self.words.load(slot as usize) == Some(self.slots[slot as usize].serial) {
                blocks.push(self.end(at));
            } else {
                at += 1;
            }
        }
        // Where few come back soon, looking at all of them each time would take ever longer.
        self.look_at = (2 * self.lent.len()).max(LOOK_AT);
    }

    /// Counts in the borrower's words that a block has gone for good.
    pub(super) fn tell_of_removal(&mut self) {
        self.removals = self.removals.wrapping_add(1);
        self.words.store(REMOVALS, self.removals);
    }

    fn end(&mut self, at: usize) -> usize {
        let slot = self.lent.swap_remove(at);
        self.free.push(slot);
        let slot = &self.slots[slot as usize];
        self.bytes -= slot.bytes;
        slot.place
    }
}
