//! The receiver's side of shared memory: descriptors are checked, then mapped.

use std::os::fd::{AsFd, BorrowedFd};
use std::ptr::NonNull;

use rustix::fs::{FileType, SealFlags, fcntl_get_seals, fstat, fstatfs};

use crate::mapping::{Access, Mapping};
use crate::segment::SEALS;
use crate::{MemoryError, ReadWords};

/// The file system of memfds (statfs(2)); those of huge pages are of another, whose faults can kill the reader.
const TMPFS: i64 = 0x0102_1994;

/// A received segment, mapped.
pub trait View: Sized + Send + Sync + 'static {
    /// Checks a descriptor from another process and maps its first `length` bytes. A descriptor that is given away is closed.
    ///
    /// `length` is to be bounded by the caller: address space is taken on the exporter's word, memory is not.
    ///
    /// # Errors
    /// [`MemoryError::NotMemory`], [`MemoryError::NotSealed`], [`MemoryError::TooShort`]: the exporter is at fault.
    /// [`MemoryError::Length`] when `length` is zero or too large, [`MemoryError::Io`] when the system refuses.
    fn map(descriptor: impl AsFd, length: usize) -> Result<Self, MemoryError>;

    /// Bytes mapped.
    fn length(&self) -> usize;

    /// Where the segment is mapped, for [`length`](Self::length) bytes, as long as this lives.
    fn as_ptr(&self) -> NonNull<u8>;

    /// Copies bytes out. The owner may write meanwhile: then they are a mixture.
    ///
    /// # Errors
    /// [`MemoryError::OutOfRange`].
    fn read(&self, offset: usize, into: &mut [u8]) -> Result<(), MemoryError>;
}

/// A segment mapped for reading only. A write to it is a fault of the processor's (SIGSEGV), and it cannot be made writable.
#[derive(Debug)]
pub struct ReadView {
    mapping: Mapping,
}

/// A segment mapped so that writes are seen by nobody else.
///
/// A page that has been written to shows its private content, whatever the owner writes later, until it is
/// [discarded](Self::discard).
#[derive(Debug)]
pub struct PrivateView {
    mapping: Mapping,
}

impl ReadView {
    /// The whole 64-bit words of the part that is mapped. The owner may change them at any time.
    pub fn words(&self) -> ReadWords<'_> {
        ReadWords::new(self.mapping.words())
    }
}

impl PrivateView {
    /// Copies bytes in, for this process alone.
    ///
    /// # Errors
    /// [`MemoryError::OutOfRange`].
    pub fn write(&self, offset: usize, bytes: &[u8]) -> Result<(), MemoryError> {
        self.mapping.write(offset, bytes)
    }

    /// Maps all pages as they are, so that reading them is no page fault; what is written first still is.
    ///
    /// # Errors
    /// [`MemoryError::Io`] when the system refuses, before Linux 5.14 always.
    pub fn populate(&self) -> Result<(), MemoryError> {
        self.mapping.populate()
    }

    /// As [`discard`](Self::discard); pages that were not written to stay mapped where the system (Linux 6.7) tells which.
    ///
    /// # Errors
    /// [`MemoryError::Io`] when the system refuses.
    pub fn discard_written(&self) -> Result<(), MemoryError> {
        self.mapping.discard_written()
    }

    /// Forgets all private writes: the owner's content shows again.
    ///
    /// # Errors
    /// [`MemoryError::Io`] when the system refuses.
    pub fn discard(&self) -> Result<(), MemoryError> {
        self.mapping.discard()
    }
}

impl View for ReadView {
    fn map(descriptor: impl AsFd, length: usize) -> Result<Self, MemoryError> {
        check(descriptor.as_fd(), length)?;
        Ok(ReadView { mapping: Mapping::new(descriptor.as_fd(), length, Access::SharedRead)? })
    }

    fn length(&self) -> usize {
        self.mapping.length()
    }

    fn as_ptr(&self) -> NonNull<u8> {
        self.mapping.start()
    }

    fn read(&self, offset: usize, into: &mut [u8]) -> Result<(), MemoryError> {
        self.mapping.read(offset, into)
    }
}

impl View for PrivateView {
    fn map(descriptor: impl AsFd, length: usize) -> Result<Self, MemoryError> {
        check(descriptor.as_fd(), length)?;
        Ok(PrivateView { mapping: Mapping::new(descriptor.as_fd(), length, Access::PrivateWrite)? })
    }

    fn length(&self) -> usize {
        self.mapping.length()
    }

    fn as_ptr(&self) -> NonNull<u8> {
        self.mapping.start()
    }

    fn read(&self, offset: usize, into: &mut [u8]) -> Result<(), MemoryError> {
        self.mapping.read(offset, into)
    }
}

/// Whether a descriptor is of memory that stays as it is: nobody but its owner can write, nobody can shrink it under a
/// reader, and nobody can lift that.
fn check(descriptor: BorrowedFd<'_>, length: usize) -> Result<(), MemoryError> {
    let seals = check_size(descriptor, length)?;
    // WRITE says more than FUTURE_WRITE: the content is immutable.
    if seals.intersects(SealFlags::WRITE | SealFlags::FUTURE_WRITE) {
        Ok(())
    } else {
        Err(MemoryError::NotSealed(seals.bits()))
    }
}

/// Whether a descriptor is of memory of which nobody can take any away under a reader (which would kill him, SIGBUS), and
/// has so many bytes. Gives its seals.
pub(crate) fn check_size(descriptor: BorrowedFd<'_>, length: usize) -> Result<SealFlags, MemoryError> {
    // Other files than memfds have no seals to tell, or only SEAL.
    let seals = fcntl_get_seals(descriptor).map_err(|_| MemoryError::NotMemory)?;
    let status = fstat(descriptor).map_err(MemoryError::io("looking at a descriptor"))?;
    let system = fstatfs(descriptor).map_err(MemoryError::io("looking at a descriptor"))?;
    if FileType::from_raw_mode(status.st_mode) != FileType::RegularFile || system.f_type as i64 != TMPFS {
        return Err(MemoryError::NotMemory);
    }
    if !seals.contains(SEALS.difference(SealFlags::FUTURE_WRITE)) {
        return Err(MemoryError::NotSealed(seals.bits()));
    }
    let found = u64::try_from(status.st_size).unwrap_or(0);
    if found < length as u64 {
        return Err(MemoryError::TooShort { expected: length, found });
    }
    Ok(seals)
}
