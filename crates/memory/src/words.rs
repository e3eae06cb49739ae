//! Shared memory as 64-bit words that two processes read and write at the same time.

use std::sync::atomic::{AtomicU64, Ordering};

/// The words of a segment that another process owns: this one can only load them.
#[derive(Debug, Clone, Copy)]
pub struct ReadWords<'a> {
    words: &'a [AtomicU64],
}

impl<'a> ReadWords<'a> {
    pub(crate) fn new(words: &'a [AtomicU64]) -> Self {
        ReadWords { words }
    }

    /// How many there are.
    #[allow(clippy::len_without_is_empty, reason = "there is always one")]
    pub fn len(self) -> usize {
        self.words.len()
    }

    /// Loads a word.
    ///
    /// # Panics
    /// When there is none of that number.
    #[inline]
    pub fn load(self, word: usize, ordering: Ordering) -> u64 {
        self.words[word].load(ordering)
    }

    /// Some of the words.
    ///
    /// # Panics
    /// When not all of them exist.
    pub fn part(self, words: std::ops::Range<usize>) -> ReadWords<'a> {
        ReadWords { words: &self.words[words] }
    }
}
