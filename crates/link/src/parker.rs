//! How a thread sleeps until another wakes it, or until one of its descriptors is readable.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread::{self, Thread};
use std::time::Instant;

use rustix::event::{EventfdFlags, PollFd, PollFlags, Timespec, eventfd, poll};
use rustix::io::Errno;

use crate::{LinkError, Wait};

/// One per thread; waking it is idempotent until it has slept. Whoever sleeps on it looks at what he waits for before
/// and after: a wake-up may be meant for an outer call of the same thread.
pub(crate) struct Parker {
    thread: Thread,
    /// One of the four states below. SYNC POINT: `wake` swaps with Release, `sleep` with Acquire: what the waker wrote
    /// before is seen by the woken.
    state: AtomicU8,
    /// Made when the thread first sleeps with a descriptor of its own.
    event: OnceLock<OwnedFd>,
}

const RUNNING: u8 = 0;
const NOTIFIED: u8 = 1;
const PARKED: u8 = 2;
const POLLING: u8 = 3;

/// Why a sleep ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Woken {
    /// By another thread, or by nothing at all.
    Called,
    /// The thread's own descriptor is readable.
    Work,
    /// The deadline has passed.
    Late,
}

thread_local! {
    static PARKER: Arc<Parker> = Arc::new(Parker::new());
}

impl Parker {
    fn new() -> Parker {
        Parker { thread: thread::current(), state: AtomicU8::new(RUNNING), event: OnceLock::new() }
    }

    /// The calling thread's; a new one for a thread that is ending and has lost its own.
    pub(crate) fn current() -> Arc<Parker> {
        PARKER.try_with(Arc::clone).unwrap_or_else(|_| Arc::new(Parker::new()))
    }

    pub(crate) fn wake(&self) {
        match self.state.swap(NOTIFIED, Ordering::AcqRel) {
            PARKED => self.thread.unpark(),
            POLLING => {
                let event = self.event.get().expect("a polling thread has made its event");
                // The counter cannot be full: nobody writes twice before the sleeper has reset the state.
                let _ = rustix::io::write(event, &1u64.to_ne_bytes());
            }
            _ => {}
        }
    }

    /// Sleeps until woken, until `wait` has work, or until its deadline. Call on the parker's own thread only.
    pub(crate) fn sleep(&self, wait: &dyn Wait) -> Result<Woken, LinkError> {
        match wait.descriptor() {
            Some(work) => self.sleep_polling(work, wait.deadline()),
            None => Ok(self.sleep_parked(wait.deadline())),
        }
    }

    fn sleep_parked(&self, deadline: Option<Instant>) -> Woken {
        if !self.enter(PARKED) {
            return Woken::Called;
        }
        let mut woken = Woken::Called;
        while self.state.load(Ordering::Acquire) == PARKED {
            match deadline.map(|deadline| deadline.saturating_duration_since(Instant::now())) {
                None => thread::park(),
                Some(left) if left.is_zero() => {
                    woken = Woken::Late;
                    break;
                }
                Some(left) => thread::park_timeout(left),
            }
        }
        self.state.store(RUNNING, Ordering::Release);
        woken
    }

    fn sleep_polling(&self, work: BorrowedFd<'_>, deadline: Option<Instant>) -> Result<Woken, LinkError> {
        let event = match self.event.get() {
            Some(event) => event,
            None => {
                let made = eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK)
                    .map_err(LinkError::io("making an eventfd"))?;
                self.event.get_or_init(|| made)
            }
        };
        if !self.enter(POLLING) {
            return Ok(Woken::Called);
        }
        let woken = poll_with_work(event.as_fd(), PollFlags::IN, Some(work), deadline);
        if self.state.swap(RUNNING, Ordering::AcqRel) == NOTIFIED {
            // The waker has written or is just about to: wait for its write, so that none is left over.
            let _ = poll(&mut [PollFd::new(event, PollFlags::IN)], None);
            let _ = rustix::io::read(event, &mut [0u8; 8]);
        }
        woken
    }

    /// False when there is a wake-up to take instead of sleeping.
    fn enter(&self, state: u8) -> bool {
        if self.state.compare_exchange(RUNNING, state, Ordering::AcqRel, Ordering::Acquire).is_ok() {
            return true;
        }
        self.state.store(RUNNING, Ordering::Release);
        false
    }
}

/// Waits until `descriptor` is ready for `flags` (or broken), `work` is readable, or the deadline has passed.
pub(crate) fn poll_with_work(
    descriptor: BorrowedFd<'_>,
    flags: PollFlags,
    work: Option<BorrowedFd<'_>>,
    deadline: Option<Instant>,
) -> Result<Woken, LinkError> {
    let mut both = [
        PollFd::from_borrowed_fd(descriptor, flags),
        PollFd::from_borrowed_fd(work.unwrap_or(descriptor), PollFlags::IN),
    ];
    let polled = if work.is_some() { &mut both[..] } else { &mut both[..1] };
    loop {
        let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        let timeout = left.map(|left| Timespec {
            tv_sec: i64::try_from(left.as_secs()).unwrap_or(i64::MAX),
            tv_nsec: left.subsec_nanos().into(),
        });
        match poll(polled, timeout.as_ref()) {
            Ok(0) if left.is_some_and(|left| left.is_zero()) => return Ok(Woken::Late),
            Ok(0) | Err(Errno::INTR) => continue,
            Err(error) => return Err(LinkError::io("polling")(error)),
            Ok(_) if !polled[0].revents().is_empty() => return Ok(Woken::Called),
            Ok(_) => return Ok(Woken::Work),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Uninterrupted;

    struct Until(OwnedFd, Option<Instant>);

    impl Wait for Until {
        fn descriptor(&self) -> Option<BorrowedFd<'_>> {
            Some(self.0.as_fd())
        }
        fn deadline(&self) -> Option<Instant> {
            self.1
        }
    }

    fn event(value: u32) -> OwnedFd {
        eventfd(value, EventfdFlags::CLOEXEC).unwrap()
    }

    #[test]
    fn a_wake_up_before_the_sleep_is_not_lost() {
        let parker = Parker::current();
        parker.wake();
        assert_eq!(parker.sleep(&Uninterrupted).unwrap(), Woken::Called);
        parker.wake();
        assert_eq!(parker.sleep(&Until(event(0), None)).unwrap(), Woken::Called);
    }

    #[test]
    fn another_thread_wakes_either_kind_of_sleep() {
        for wait in [&Uninterrupted as &dyn Wait, &Until(event(0), None)] {
            let parker = Parker::current();
            for _ in 0..200 {
                let other = Arc::clone(&parker);
                let waker = thread::spawn(move || other.wake());
                assert_eq!(parker.sleep(wait).unwrap(), Woken::Called);
                waker.join().unwrap();
            }
        }
    }

    #[test]
    fn work_and_deadlines_end_a_sleep() {
        let parker = Parker::current();
        assert_eq!(parker.sleep(&Until(event(1), None)).unwrap(), Woken::Work);
        assert_eq!(parker.sleep(&Until(event(0), Some(Instant::now()))).unwrap(), Woken::Late);
    }
}
