//! Sleeping on words of shared memory, and waking who sleeps there.

use std::io;
use std::ptr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// A word to sleep on: its lower half, and what that must be when the sleep begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Expected {
    word: *const u64,
    value: u32,
}

impl Expected {
    pub(super) fn new(word: *const u64, value: u64) -> Expected {
        Expected { word, value: value as u32 }
    }

    fn half(self) -> *const u32 {
        lower_half(self.word)
    }
}

/// The half of a word that a futex can be: the one that counts.
fn lower_half(word: *const u64) -> *const u32 {
    let half = word.cast::<u32>();
    if cfg!(target_endian = "big") { half.wrapping_add(1) } else { half }
}

/// As in linux/futex.h.
#[repr(C)]
struct Waiter {
    value: u64,
    address: u64,
    flags: u32,
    reserved: u32,
}

/// A 32-bit futex that other processes see.
const SIZE_U32: u32 = 2;
/// How long a sleep is at most where the kernel (before 5.16) cannot watch two words at once.
const NAP: Duration = Duration::from_millis(10);

/// Sleeps until somebody wakes either word, until the deadline, or for no reason; not at all when either has changed.
///
/// # Safety
/// Both words must be mapped, at least for reading, until this returns.
pub(super) unsafe fn sleep(words: [Expected; 2], deadline: Option<Instant>) {
    static OLD_KERNEL: AtomicBool = AtomicBool::new(false);
    // Relaxed: a hint, found out again by whoever misses it.
    if !OLD_KERNEL.load(Ordering::Relaxed) {
        // SAFETY: by this function's contract.
        match unsafe { sleep_on_both(words, deadline) } {
            Err(error) if error.raw_os_error() == Some(libc::ENOSYS) => {
                OLD_KERNEL.store(true, Ordering::Relaxed)
            }
            _ => return,
        }
    }
    let left = deadline.map_or(NAP, |deadline| deadline.saturating_duration_since(Instant::now()).min(NAP));
    let timeout = libc::timespec { tv_sec: 0, tv_nsec: left.subsec_nanos().into() };
    // SAFETY: the word is mapped by this function's contract; the kernel only reads it and the timeout.
    unsafe {
        libc::syscall(libc::SYS_futex, words[0].half(), libc::FUTEX_WAIT, words[0].value, &raw const timeout);
    }
}

unsafe fn sleep_on_both(words: [Expected; 2], deadline: Option<Instant>) -> io::Result<()> {
    let waiters = words.map(|word| Waiter {
        value: word.value.into(),
        address: word.half() as u64,
        flags: SIZE_U32,
        reserved: 0,
    });
    let until = deadline.map(absolute);
    let until = until.as_ref().map_or(ptr::null(), ptr::from_ref);
    // SAFETY: the kernel reads two waiters, the time and the two words, all of which live until it returns.
    let woken = unsafe {
        libc::syscall(libc::SYS_futex_waitv, &raw const waiters, 2, 0, until, libc::CLOCK_MONOTONIC)
    };
    if woken < 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
}

/// The moment by the kernel's clock.
fn absolute(deadline: Instant) -> libc::timespec {
    let left = deadline.saturating_duration_since(Instant::now());
    let now = rustix::time::clock_gettime(rustix::time::ClockId::Monotonic);
    let nanoseconds = now.tv_nsec as u64 + u64::from(left.subsec_nanos());
    let seconds = now.tv_sec.saturating_add_unsigned(left.as_secs() + nanoseconds / 1_000_000_000);
    libc::timespec { tv_sec: seconds, tv_nsec: (nanoseconds % 1_000_000_000) as libc::c_long }
}

/// Wakes all who sleep on a word.
pub(super) fn wake(word: *const u64) {
    // SAFETY: a wake-up reads no memory: the address is only looked up.
    unsafe {
        libc::syscall(libc::SYS_futex, lower_half(word), libc::FUTEX_WAKE, i32::MAX);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicU64;
    use std::thread;

    use super::*;

    #[test]
    fn either_word_wakes() {
        for which in [0, 1] {
            let words = [AtomicU64::new(7 << 32), AtomicU64::new(1)];
            thread::scope(|scope| {
                scope.spawn(|| {
                    while words[which].load(Ordering::Acquire) as u32 == which as u32 {
                        let expected =
                            [0, 1].map(|word: usize| Expected::new(words[word].as_ptr(), word as u64));
                        // SAFETY: the words outlive the sleep.
                        unsafe { sleep(expected, None) };
                    }
                });
                words[which].store(5, Ordering::Release);
                wake(words[which].as_ptr());
            });
        }
    }

    #[test]
    fn a_deadline_ends_a_sleep() {
        let words = [AtomicU64::new(0), AtomicU64::new(0)];
        let until = Instant::now() + Duration::from_millis(5);
        while Instant::now() < until {
            let expected = [0, 1].map(|word: usize| Expected::new(words[word].as_ptr(), 0));
            // SAFETY: the words outlive the sleep.
            unsafe { sleep(expected, Some(until)) };
        }
    }
}
