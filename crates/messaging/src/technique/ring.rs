//! The ring of `shm:`: a mapped file that many processes write to and one reads.
//!
//! ```text
//! offset  0  "OXRING1\0"             32  u32 written, a futex: +1 after every message
//!         8  u64 capacity in bytes    36  u32 read, a futex: +1 after every message
//!        16  u64 head, bytes ever written
//!        24  u64 tail, bytes ever read
//!      4096  capacity bytes: messages of  u32 length | u32 0 | text | padding to 8,  wrapping at the end
//! ```
//!
//! All numbers are little-endian. Who writes holds the file's exclusive lock (flock), copies the message behind the
//! head, then moves the head: a writer that dies in between has written nothing. The reader moves the tail when it is
//! done with a message. Both then count up their futex word and wake its waiters, who had read the word before they
//! looked at head and tail: no wake-up is lost.
//!
//! This is the one place of the crate that maps memory.

use std::fs::File;
use std::os::fd::AsFd;
use std::ptr::NonNull;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::time::Duration;

use rustix::mm::{MapFlags, ProtFlags, mmap, munmap};
use rustix::thread::futex;

use crate::stop::timespec;
use crate::{Error, Result};

/// The longest message in bytes.
pub(super) const LIMIT: usize = 4 << 20;

const MAGIC: u64 = u64::from_le_bytes(*b"OXRING1\0");
const HEADER: usize = 4096;
const CAPACITY: usize = 8 << 20;
const RECORD_HEADER: usize = 8;

/// A mapped ring. The words in it are shared with other processes, which may write anything at any time.
pub(super) struct Ring {
    base: NonNull<u8>,
}

// SAFETY: the mapping stays where it is until the ring is dropped; its header is reached through atomics, its data
// by the one who holds the right to it (the file's lock for the writer, the reader's claim for the reader).
unsafe impl Send for Ring {}
// SAFETY: as above.
unsafe impl Sync for Ring {}

impl Ring {
    /// Maps the file, and makes it a ring when it is empty. The caller holds the file's lock.
    pub(super) fn map(file: &File) -> Result<Ring> {
        let io = |error| Error::io("mapping the ring", error);
        let length = file.metadata().map_err(io)?.len();
        if length == 0 {
            file.set_len((HEADER + CAPACITY) as u64).map_err(io)?;
        } else if length != (HEADER + CAPACITY) as u64 {
            return Err(Error::malformed("ring", "the file has another size"));
        }
        let protection = ProtFlags::READ | ProtFlags::WRITE;
        // SAFETY: a new mapping at an address of the kernel's choice touches no memory of ours.
        let base = unsafe {
            let length = HEADER + CAPACITY;
            mmap(std::ptr::null_mut(), length, protection, MapFlags::SHARED, file.as_fd(), 0)
        };
        let base = base.map_err(|error| io(error.into()))?;
        let base = NonNull::new(base.cast::<u8>()).ok_or_else(|| Error::malformed("ring", "mapped at 0"))?;
        let ring = Ring { base };
        // A maker that died before the last store left zeros, which are made a ring again.
        if ring.u64(0).load(Ordering::Relaxed) == 0 {
            ring.u64(8).store((CAPACITY as u64).to_le(), Ordering::Relaxed);
            ring.u64(0).store(MAGIC.to_le(), Ordering::Relaxed);
        }
        let found = (ring.u64(0).load(Ordering::Relaxed), ring.u64(8).load(Ordering::Relaxed));
        if found != (MAGIC.to_le(), (CAPACITY as u64).to_le()) {
            return Err(Error::malformed("ring", "the file is no ring of this version"));
        }
        Ok(ring)
    }

    /// Writes a message; `false` when there is no room now. The caller holds the file's lock.
    pub(super) fn write(&self, text: &[u8]) -> Result<bool> {
        let length = record_length(text.len());
        let (head, tail) = self.span()?;
        if CAPACITY as u64 - (head - tail) < length as u64 {
            return Ok(false);
        }
        let mut header = [0; RECORD_HEADER];
        header[..4].copy_from_slice(&(text.len() as u32).to_le_bytes());
        self.copy_in(head, &header);
        self.copy_in(head + RECORD_HEADER as u64, text);
        // SYNC POINT: Release pairs with the Acquire of `span` in the reader, which then sees the bytes.
        self.u64(16).store((head + length as u64).to_le(), Ordering::Release);
        self.announce(32);
        Ok(true)
    }

    /// The oldest message, which stays until [`consume`](Ring::consume). Only the reader calls this.
    pub(super) fn peek(&self) -> Result<Option<Vec<u8>>> {
        let (head, tail) = self.span()?;
        if head == tail {
            return Ok(None);
        }
        let mut header = [0; RECORD_HEADER];
        self.copy_out(tail, &mut header);
        let length = u32::from_le_bytes([header[0], header[1], header[2], header[3]]) as usize;
        if length > LIMIT || record_length(length) as u64 > head - tail {
            return Err(Error::malformed("ring", format!("a message says it has {length} bytes")));
        }
        let mut text = vec![0; length];
        self.copy_out(tail + RECORD_HEADER as u64, &mut text);
        Ok(Some(text))
    }

    /// Frees the place of a message of `length` bytes that [`peek`](Ring::peek) gave.
    pub(super) fn consume(&self, length: usize) {
        let tail = u64::from_le(self.u64(24).load(Ordering::Relaxed));
        let tail = tail.wrapping_add(record_length(length) as u64);
        // SYNC POINT: Release pairs with the Acquire of `span` in the writer, which then may overwrite the bytes.
        self.u64(24).store(tail.to_le(), Ordering::Release);
        self.announce(36);
    }

    /// Throws everything away: the ring's content was not written by these rules. The caller holds the file's lock.
    pub(super) fn reset(&self) {
        self.u64(16).store(0, Ordering::Release);
        self.u64(24).store(0, Ordering::Release);
        self.announce(36);
    }

    /// The word to read before looking for a message, for [`wait_written`](Ring::wait_written).
    pub(super) fn written(&self) -> u32 {
        self.u32(32).load(Ordering::Acquire)
    }

    /// The word to read before looking for room, for [`wait_read`](Ring::wait_read).
    pub(super) fn read(&self) -> u32 {
        self.u32(36).load(Ordering::Acquire)
    }

    pub(super) fn wait_written(&self, seen: u32) {
        wait(self.u32(32), seen, None);
    }

    pub(super) fn wait_read(&self, seen: u32, patience: Duration) {
        wait(self.u32(36), seen, Some(patience));
    }

    /// Wakes the reader though nothing was written.
    pub(super) fn nudge_reader(&self) {
        self.announce(32);
    }

    fn announce(&self, offset: usize) {
        let word = self.u32(offset);
        // SYNC POINT: pairs with the Acquire load of the word before its owner looked at head and tail.
        word.fetch_add(1, Ordering::Release);
        // Waking nobody is no error.
        let _ = futex::wake(word, futex::Flags::empty(), i32::MAX as u32);
    }

    /// Head and tail, checked: other processes can write here.
    fn span(&self) -> Result<(u64, u64)> {
        let tail = u64::from_le(self.u64(24).load(Ordering::Acquire));
        let head = u64::from_le(self.u64(16).load(Ordering::Acquire));
        let used = head.wrapping_sub(tail);
        if used > CAPACITY as u64 || !head.is_multiple_of(8) || !tail.is_multiple_of(8) || head < tail {
            return Err(Error::malformed("ring", format!("head {head} and tail {tail} do not agree")));
        }
        Ok((head, tail))
    }

    fn copy_in(&self, at: u64, bytes: &[u8]) {
        let at = (at % CAPACITY as u64) as usize;
        let first = bytes.len().min(CAPACITY - at);
        // SAFETY: `at` lies below the capacity and `first` ends within it; the rest, at most LIMIT, starts at the
        // beginning. The mapping is ours until drop. Nobody but the holder of the file's lock writes behind the head.
        unsafe {
            let data = self.base.add(HEADER);
            data.add(at).copy_from_nonoverlapping(NonNull::from(bytes).cast(), first);
            data.copy_from_nonoverlapping(NonNull::from(&bytes[first..]).cast(), bytes.len() - first);
        }
    }

    fn copy_out(&self, at: u64, bytes: &mut [u8]) {
        let at = (at % CAPACITY as u64) as usize;
        let first = bytes.len().min(CAPACITY - at);
        // SAFETY: the ranges are as in `copy_in`. A process that breaks the rules can change the bytes while they are
        // copied; they are plain bytes, checked after the copy.
        unsafe {
            let data = self.base.add(HEADER);
            data.add(at).copy_to_nonoverlapping(NonNull::from(&mut bytes[..]).cast(), first);
            let rest = bytes.len() - first;
            data.copy_to_nonoverlapping(NonNull::from(&mut bytes[first..]).cast(), rest);
        }
    }

    fn u64(&self, offset: usize) -> &AtomicU64 {
        // SAFETY: the header is mapped, aligned to a page, and lives as long as `self`.
        unsafe { self.base.add(offset).cast::<AtomicU64>().as_ref() }
    }

    fn u32(&self, offset: usize) -> &AtomicU32 {
        // SAFETY: the header is mapped, aligned to a page, and lives as long as `self`.
        unsafe { self.base.add(offset).cast::<AtomicU32>().as_ref() }
    }
}

impl Drop for Ring {
    fn drop(&mut self) {
        // SAFETY: the mapping of `map`, which nobody refers to after this.
        let unmapped = unsafe { munmap(self.base.as_ptr().cast(), HEADER + CAPACITY) };
        debug_assert!(unmapped.is_ok());
    }
}

/// What a message takes of the ring.
fn record_length(length: usize) -> usize {
    (RECORD_HEADER + length).next_multiple_of(8)
}

fn wait(word: &AtomicU32, seen: u32, patience: Option<Duration>) {
    // However it ends, the caller looks again.
    let _ = futex::wait(word, futex::Flags::empty(), seen, patience.map(timespec).as_ref());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring() -> Ring {
        let fd = rustix::fs::memfd_create("ring", rustix::fs::MemfdFlags::CLOEXEC).unwrap();
        Ring::map(&File::from(fd)).unwrap()
    }

    #[test]
    fn messages_come_out_in_order_around_the_end() {
        let ring = ring();
        let long = vec![7; LIMIT - 100];
        for round in 0..5u8 {
            assert!(ring.write(&long).unwrap());
            assert!(ring.write(&[round]).unwrap());
            assert_eq!(ring.peek().unwrap().unwrap(), long);
            ring.consume(long.len());
            assert_eq!(ring.peek().unwrap().unwrap(), [round]);
            ring.consume(1);
        }
        assert_eq!(ring.peek().unwrap(), None);
    }

    #[test]
    fn a_full_ring_takes_nothing_until_there_is_room() {
        let ring = ring();
        let long = vec![7; LIMIT];
        assert!(ring.write(&long).unwrap());
        assert!(!ring.write(&long).unwrap());
        ring.consume(long.len());
        assert!(ring.write(&long).unwrap());
    }

    #[test]
    fn lying_numbers_are_errors() {
        let ring = ring();
        ring.write(b"text").unwrap();
        ring.copy_in(0, &u32::MAX.to_le_bytes());
        assert!(ring.peek().is_err());
        for (head, tail) in [(8, 16), (u64::MAX - 7, 0), (4, 0), (0, 8)] {
            ring.u64(16).store(head, Ordering::Relaxed);
            ring.u64(24).store(tail, Ordering::Relaxed);
            assert!(ring.peek().is_err() && ring.write(b"text").is_err(), "{head} {tail}");
        }
        ring.reset();
        assert!(ring.write(b"text").unwrap());
        assert_eq!(ring.peek().unwrap().unwrap(), b"text");
    }
}
