//! The owner's side of shared memory.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::ptr::NonNull;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use rustix::fs::{MemfdFlags, SealFlags, fcntl_add_seals, ftruncate, memfd_create};
use rustix::io::Errno;

use crate::mapping::{Access, Mapping};
use crate::{MemoryError, SegmentId};

/// What a segment is sealed against: writing by anyone but its owner's one mapping, shrinking, growing, and unsealing.
pub(crate) const SEALS: SealFlags =
    SealFlags::FUTURE_WRITE.union(SealFlags::SHRINK).union(SealFlags::GROW).union(SealFlags::SEAL);

/// Memory that this process writes and others read.
///
/// Its memory goes back to the system when this is dropped and the last receiver has unmapped it. It cannot be given back
/// in part: the seals that protect the content forbid punching holes, to the owner too.
#[derive(Debug)]
pub struct Segment {
    id: SegmentId,
    descriptor: OwnedFd,
    mapping: Mapping,
}

impl Segment {
    /// Makes a segment of `length` bytes, all zero.
    ///
    /// The system finds memory for a page when it is first touched.
    ///
    /// # Errors
    /// [`MemoryError::Length`] for none or too many bytes; [`MemoryError::Io`] when the system has no descriptor or address
    /// range left.
    pub fn create(length: usize) -> Result<Arc<Segment>, MemoryError> {
        if length == 0 || isize::try_from(length).is_err() {
            return Err(MemoryError::Length(length as u64));
        }
        let id = SegmentId::random()?;
        let descriptor = make_memfd(length)?;
        // The one writable mapping must be there before the seals forbid it.
        let mapping = Mapping::new(descriptor.as_fd(), length, Access::SharedWrite)?;
        fcntl_add_seals(&descriptor, SEALS).map_err(MemoryError::io("sealing a memfd"))?;
        Ok(Arc::new(Segment { id, descriptor, mapping }))
    }

    /// The name by which others ask for this segment.
    pub fn id(&self) -> SegmentId {
        self.id
    }

    /// Bytes in the segment.
    pub fn length(&self) -> usize {
        self.mapping.length()
    }

    /// What a receiver maps. It is sealed: it may go to anyone who may read the content.
    pub fn descriptor(&self) -> BorrowedFd<'_> {
        self.descriptor.as_fd()
    }

    /// Where the segment is mapped, for [`length`](Self::length) bytes, as long as this lives.
    ///
    /// Others may read whatever is written, while it is written. Threads of this process that write keep each other apart.
    pub fn as_ptr(&self) -> NonNull<u8> {
        self.mapping.start()
    }

    /// The whole 64-bit words of the segment. Whoever uses them does not use the other functions on the same bytes.
    pub fn words(&self) -> &[AtomicU64] {
        self.mapping.words()
    }

    /// Copies bytes into the segment. Not atomic: threads that write the same bytes leave a mixture.
    ///
    /// # Errors
    /// [`MemoryError::OutOfRange`].
    pub fn write(&self, offset: usize, bytes: &[u8]) -> Result<(), MemoryError> {
        self.mapping.write(offset, bytes)
    }

    /// Makes some bytes zero.
    pub(crate) fn zero(&self, part: std::ops::Range<usize>) -> Result<(), MemoryError> {
        self.mapping.zero(part)
    }

    /// Copies bytes out of the segment.
    ///
    /// # Errors
    /// [`MemoryError::OutOfRange`].
    pub fn read(&self, offset: usize, into: &mut [u8]) -> Result<(), MemoryError> {
        self.mapping.read(offset, into)
    }
}

/// A memfd of zeros that can be sealed, and not be executed where the system (Linux 6.3) lets one say so.
pub(crate) fn make_memfd(length: usize) -> Result<OwnedFd, MemoryError> {
    const NAME: &str = "oxcom";
    let flags = MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING;
    let made = match memfd_create(NAME, flags | MemfdFlags::NOEXEC_SEAL) {
        Err(Errno::INVAL) => memfd_create(NAME, flags),
        other => other,
    };
    let descriptor = made.map_err(MemoryError::io("making a memfd"))?;
    ftruncate(&descriptor, length as u64).map_err(MemoryError::io("sizing a memfd"))?;
    Ok(descriptor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_that_cannot_be_are_refused() {
        for length in [0, usize::MAX, isize::MAX as usize + 1] {
            assert!(matches!(Segment::create(length), Err(MemoryError::Length(_))));
        }
    }

    #[test]
    fn only_what_is_inside_is_reached() {
        let segment = Segment::create(100).unwrap();
        segment.write(98, b"ab").unwrap();
        segment.write(100, b"").unwrap();
        let mut bytes = [9; 3];
        segment.read(97, &mut bytes).unwrap();
        assert_eq!(&bytes, b"\0ab");
        for (offset, length) in [(98, 3), (101, 0), (usize::MAX, 2)] {
            let error = segment.write(offset, &vec![1; length]).unwrap_err();
            assert!(matches!(error, MemoryError::OutOfRange { within: 100, .. }));
            assert!(segment.read(offset, &mut vec![1; length]).is_err());
        }
    }
}
