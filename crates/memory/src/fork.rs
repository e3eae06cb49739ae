//! Whether this process is a child, after `fork`, of the one that asks.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicU32, Ordering};

use rustix::mm::{Advice, madvise};

use crate::MemoryError;
use crate::mapping::Mapping;

/// Tells a process from its children: a page that the kernel wipes in every child. Asking costs one load.
#[derive(Debug)]
pub struct ForkMark {
    page: Mapping,
    /// Where the kernel cannot wipe pages (before Linux 4.14): the process that made the mark.
    process: Option<u32>,
}

const MADE_HERE: u32 = 1;

impl ForkMark {
    /// A mark of this process.
    ///
    /// # Errors
    /// [`MemoryError::Io`] when the system has no memory left.
    pub fn new() -> Result<ForkMark, MemoryError> {
        let length = NonZeroUsize::new(rustix::param::page_size()).expect("a page has bytes");
        let page = Mapping::anonymous(length)?;
        // SAFETY: the page is ours alone; in a child it changes to zeros, which are a valid AtomicU32.
        let wiped = unsafe { madvise(page.start().as_ptr().cast(), length.get(), Advice::LinuxWipeOnFork) };
        let mark = ForkMark { page, process: wiped.is_err().then(std::process::id) };
        mark.word().store(MADE_HERE, Ordering::Relaxed);
        Ok(mark)
    }

    /// Whether the calling process is another than the one that made the mark.
    pub fn is_child(&self) -> bool {
        // Relaxed: a child's only thread is a copy of the one that forked, and the kernel has wiped the page before.
        match self.process {
            None => self.word().load(Ordering::Relaxed) != MADE_HERE,
            Some(process) => std::process::id() != process,
        }
    }

    fn word(&self) -> &AtomicU32 {
        // SAFETY: the page is mapped writable as long as `self` is, aligned, and reached through this function only.
        unsafe { self.page.start().cast().as_ref() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_child_knows_that_it_is_one() {
        let mark = ForkMark::new().unwrap();
        assert!(mark.process.is_none(), "this kernel can wipe pages");
        // SAFETY: the child only reads a word and leaves.
        let child = unsafe { libc::fork() };
        if child == 0 {
            // SAFETY: _exit has no preconditions.
            unsafe { libc::_exit(if mark.is_child() { 17 } else { 1 }) };
        }
        let mut status = 0;
        // SAFETY: `status` is ours.
        assert_eq!(unsafe { libc::waitpid(child, &raw mut status, 0) }, child);
        assert_eq!(libc::WEXITSTATUS(status), 17);
        assert!(!mark.is_child());
    }
}
