//! One mapped piece of memory. Nearly all `unsafe` code of this crate is here; the rest is in `pages` and `fork`.
//!
//! Nothing here makes a reference into shared memory: another process may write to it at any time, so it is reached through
//! pointers and copied. Whoever makes a slice of it promises that nobody writes meanwhile.

use std::num::NonZeroUsize;
use std::os::fd::BorrowedFd;
use std::ptr::{self, NonNull};
use std::slice;
use std::sync::atomic::{AtomicU32, AtomicU64};

use rustix::mm::{Advice, MapFlags, ProtFlags, madvise, mmap, mmap_anonymous, munmap};

use crate::{MemoryError, pages};

/// What the mapped memory may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// Written and read; others see it.
    SharedWrite,
    /// Read only.
    SharedRead,
    /// Written and read; what is written is seen by nobody else.
    PrivateWrite,
}

/// Mapped memory; unmapped on drop.
#[derive(Debug)]
pub(crate) struct Mapping {
    start: NonNull<u8>,
    length: usize,
    access: Access,
}

// SAFETY: a mapping belongs to the process, not to a thread, and is reached through raw pointers and copies only.
unsafe impl Send for Mapping {}
// SAFETY: as above; the functions that take `&self` and write say who must keep threads apart.
unsafe impl Sync for Mapping {}

impl Mapping {
    /// Maps `length` bytes, more than none, from the start of a file.
    pub(crate) fn new(file: BorrowedFd<'_>, length: usize, access: Access) -> Result<Mapping, MemoryError> {
        if length == 0 || isize::try_from(length).is_err() {
            return Err(MemoryError::Length(length as u64));
        }
        let (protection, flags) = match access {
            Access::SharedWrite => (ProtFlags::READ | ProtFlags::WRITE, MapFlags::SHARED),
            Access::SharedRead => (ProtFlags::READ, MapFlags::SHARED),
            Access::PrivateWrite => {
                (ProtFlags::READ | ProtFlags::WRITE, MapFlags::PRIVATE | MapFlags::NORESERVE)
            }
        };
        // SAFETY: the system chooses an address range that is free, so no memory in use is touched.
        let start = unsafe { mmap(ptr::null_mut(), length, protection, flags, file, 0) }
            .map_err(MemoryError::io("mapping memory"))?;
        let start = NonNull::new(start.cast()).expect("the system maps nothing at zero");
        Ok(Mapping { start, length, access })
    }

    /// Maps memory of this process alone, all zero.
    pub(crate) fn anonymous(length: NonZeroUsize) -> Result<Mapping, MemoryError> {
        let protection = ProtFlags::READ | ProtFlags::WRITE;
        // SAFETY: the system chooses an address range that is free, so no memory in use is touched.
        let start = unsafe { mmap_anonymous(ptr::null_mut(), length.get(), protection, MapFlags::PRIVATE) }
            .map_err(MemoryError::io("mapping memory"))?;
        let start = NonNull::new(start.cast()).expect("the system maps nothing at zero");
        Ok(Mapping { start, length: length.get(), access: Access::PrivateWrite })
    }

    /// The whole words of the mapping. Those of a read-only mapping must not be stored to.
    pub(crate) fn words(&self) -> &[AtomicU64] {
        // SAFETY: the range is mapped as long as `self` is, and starts at a page. Atomics may change at any time; that
        // another process changes them is as if a thread of this one did.
        unsafe { slice::from_raw_parts(self.start.as_ptr().cast(), self.length / size_of::<AtomicU64>()) }
    }

    pub(crate) fn start(&self) -> NonNull<u8> {
        self.start
    }

    pub(crate) fn length(&self) -> usize {
        self.length
    }

    /// The address of a range, if that is within the mapping.
    pub(crate) fn range(&self, offset: usize, length: usize) -> Result<NonNull<u8>, MemoryError> {
        match offset.checked_add(length) {
            // SAFETY: the offset is within the mapping or at its end, and that is less than isize::MAX long.
            Some(end) if end <= self.length => Ok(unsafe { self.start.add(offset) }),
            _ => Err(MemoryError::OutOfRange { offset, length, within: self.length }),
        }
    }

    /// Copies out. Others may write meanwhile: then what is read is a mixture.
    pub(crate) fn read(&self, offset: usize, into: &mut [u8]) -> Result<(), MemoryError> {
        let from = self.range(offset, into.len())?;
        // SAFETY: the range is mapped and readable as long as `self` is; `into` is ours alone, so they do not overlap.
        // No reference to the mapping exists, and any byte is a valid u8 whoever wrote it last.
        unsafe { ptr::copy_nonoverlapping(from.as_ptr(), into.as_mut_ptr(), into.len()) };
        Ok(())
    }

    /// Copies in. Others may read meanwhile: then what they read is a mixture.
    pub(crate) fn write(&self, offset: usize, bytes: &[u8]) -> Result<(), MemoryError> {
        assert_ne!(self.access, Access::SharedRead, "a read-only mapping is never written");
        let to = self.range(offset, bytes.len())?;
        // SAFETY: the range is mapped and, by the assertion, writable as long as `self` is. No reference to the mapping
        // exists unless its maker promised that nobody writes, so `bytes` does not overlap it.
        unsafe { ptr::copy_nonoverlapping(bytes.as_ptr(), to.as_ptr(), bytes.len()) };
        Ok(())
    }

    /// Makes some bytes zero, the last ones first: what is written next begins in front, and finds that in the cache.
    pub(crate) fn zero(&self, part: std::ops::Range<usize>) -> Result<(), MemoryError> {
        const AT_ONCE: usize = 256 << 10;
        assert_ne!(self.access, Access::SharedRead, "a read-only mapping is never written");
        let start = self.range(part.start, part.len())?;
        let mut left = part.len();
        while left > 0 {
            let length = left.min(AT_ONCE);
            left -= length;
            // SAFETY: within the range; as for `write`.
            unsafe { start.as_ptr().add(left).write_bytes(0, length) };
        }
        Ok(())
    }

    /// A word that this process and another one read and write.
    pub(crate) fn word(&self, index: usize) -> Option<&AtomicU32> {
        let offset = index.checked_mul(size_of::<u32>())?;
        let at = self.range(offset, size_of::<u32>()).ok()?;
        // SAFETY: four bytes of the mapping, aligned as the mapping is; whoever maps words reaches them by atomic
        // operations only, and any bits are a number.
        Some(unsafe { AtomicU32::from_ptr(at.cast().as_ptr()) })
    }

    /// Maps the pages of a file for reading, without waiting for them to be read.
    pub(crate) fn populate(&self) -> Result<(), MemoryError> {
        // SAFETY: the whole mapping is ours, and its content stays as it is.
        unsafe { madvise(self.start.as_ptr().cast(), self.length, Advice::LinuxPopulateRead) }
            .map_err(MemoryError::io("mapping pages"))
    }

    /// [`discard`](Self::discard) for those pages alone that were written to, where the system tells which they are: the
    /// others stay mapped, and cost nothing when they are read again.
    pub(crate) fn discard_written(&self) -> Result<(), MemoryError> {
        assert_eq!(self.access, Access::PrivateWrite, "shared memory has nothing private");
        let start = self.start.as_ptr().addr();
        let found = pages::written(start..start + self.length, |pages| {
            let pages_start = self.start.as_ptr().wrapping_add(pages.start - start);
            // SAFETY: whole pages of the mapping; as for `discard`.
            unsafe { madvise(pages_start.cast(), pages.len(), Advice::LinuxDontNeed) }
        });
        match found {
            Ok(()) => Ok(()),
            Err(_) => self.discard(),
        }
    }

    /// Forgets what was written to a private mapping: it shows the shared content again.
    pub(crate) fn discard(&self) -> Result<(), MemoryError> {
        assert_eq!(self.access, Access::PrivateWrite, "shared memory has nothing private");
        // SAFETY: the whole mapping is ours; its pages change to the file's content, which is as if another process had
        // written them, and no reference to it exists that does not promise the absence of that.
        unsafe { madvise(self.start.as_ptr().cast(), self.length, Advice::LinuxDontNeed) }
            .map_err(MemoryError::io("discarding private pages"))
    }
}

impl Drop for Mapping {
    fn drop(&mut self) {
        // SAFETY: mapped by `new` and unmapped here only; whoever has a pointer into it owes to keep it alive.
        let unmapped = unsafe { munmap(self.start.as_ptr().cast(), self.length) };
        debug_assert!(unmapped.is_ok(), "a mapping of ours can be unmapped");
    }
}
