//! SharedWords that two processes share, each of which may write any of them at any time.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::atomic::{AtomicU32, Ordering};

use rustix::fs::{SealFlags, fcntl_add_seals};

use crate::MemoryError;
use crate::mapping::{Access, Mapping};
use crate::segment::make_memfd;
use crate::view::check_size;

/// Numbers of 32 bits in memory of their own, that nobody can shrink. What is read is whatever the other process wrote.
///
/// SYNC POINT: `store` (Release) pairs with the other process's `load` (Acquire).
#[derive(Debug)]
pub struct SharedWords {
    descriptor: OwnedFd,
    mapping: Mapping,
}

impl SharedWords {
    /// Makes as many words, all zero.
    ///
    /// # Errors
    /// [`MemoryError::Length`] for none or too many; [`MemoryError::Io`].
    pub fn create(count: usize) -> Result<SharedWords, MemoryError> {
        let length = count.checked_mul(size_of::<u32>()).ok_or(MemoryError::Length(u64::MAX))?;
        let descriptor = make_memfd(length)?;
        let mapping = Mapping::new(descriptor.as_fd(), length, Access::SharedWrite)?;
        let seals = SealFlags::SHRINK | SealFlags::GROW | SealFlags::SEAL;
        fcntl_add_seals(&descriptor, seals).map_err(MemoryError::io("sealing a memfd"))?;
        Ok(SharedWords { descriptor, mapping })
    }

    /// Checks a descriptor from another process and maps as many words.
    ///
    /// # Errors
    /// [`MemoryError::NotMemory`], [`MemoryError::NotSealed`], [`MemoryError::TooShort`]: the other process is at fault.
    /// [`MemoryError::Io`].
    pub fn map(descriptor: OwnedFd, count: usize) -> Result<SharedWords, MemoryError> {
        let length = count.checked_mul(size_of::<u32>()).ok_or(MemoryError::Length(u64::MAX))?;
        check_size(descriptor.as_fd(), length)?;
        let mapping = Mapping::new(descriptor.as_fd(), length, Access::SharedWrite)?;
        Ok(SharedWords { descriptor, mapping })
    }

    /// What the other process maps.
    pub fn descriptor(&self) -> BorrowedFd<'_> {
        self.descriptor.as_fd()
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.mapping.length() / size_of::<u32>()
    }

    /// A word, to sleep on; `None` when there are not so many. The other process may change it at any time.
    pub fn word(&self, index: usize) -> Option<&AtomicU32> {
        self.mapping.word(index)
    }

    /// Reads a word; `None` when there are not so many.
    pub fn load(&self, index: usize) -> Option<u32> {
        Some(self.mapping.word(index)?.load(Ordering::Acquire))
    }

    /// Writes a word; false when there are not so many.
    pub fn store(&self, index: usize, value: u32) -> bool {
        self.mapping.word(index).is_some_and(|word| {
            word.store(value, Ordering::Release);
            true
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_stores_the_other_loads() {
        let here = SharedWords::create(1000).unwrap();
        let there = SharedWords::map(here.descriptor().try_clone_to_owned().unwrap(), 1000).unwrap();
        assert!(there.store(999, 7));
        assert_eq!((here.load(999), here.load(998), here.load(1000)), (Some(7), Some(0), None));
        assert!(!there.store(usize::MAX, 7));
    }

    #[test]
    fn words_that_could_go_away_are_not_mapped() {
        let short = SharedWords::create(10).unwrap();
        let too_many = SharedWords::map(short.descriptor().try_clone_to_owned().unwrap(), 11);
        assert!(matches!(too_many, Err(MemoryError::TooShort { .. })));
        let unsealed = make_memfd(4096).unwrap();
        assert!(matches!(SharedWords::map(unsealed, 10), Err(MemoryError::NotSealed(_))));
    }
}
