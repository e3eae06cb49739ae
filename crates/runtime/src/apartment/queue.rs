//! The calls that wait for a single-threaded apartment's thread.

use std::collections::VecDeque;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::{Mutex, PoisonError};

use rustix::event::{EventfdFlags, eventfd};

use crate::error::{Error, Result};

/// Something to be done on an apartment's thread: a call, a release. Dropping it undone is its refusal.
pub(crate) type Work = Box<dyn FnOnce() + Send>;

/// A queue with a descriptor that is readable while something waits in it.
pub(crate) struct Queue {
    /// Guarded by its lock; the eventfd is written and read under it, so that it is readable exactly while works wait.
    state: Mutex<State>,
    ready: OwnedFd,
}

#[derive(Default)]
struct State {
    works: VecDeque<Work>,
    closed: bool,
}

impl Queue {
    pub(crate) fn new() -> Result<Self> {
        let ready = eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK).map_err(|source| {
            Error::System { what: "an eventfd for the apartment", source: source.into() }
        })?;
        Ok(Self { state: Mutex::default(), ready })
    }

    /// Adds to the end of the queue; false when the apartment has closed.
    pub(crate) fn push(&self, work: Work) -> bool {
        let mut state = self.lock();
        if state.closed {
            return false;
        }
        if state.works.is_empty() {
            let _ = rustix::io::write(&self.ready, &1u64.to_ne_bytes()); // cannot fail: the counter is 0
        }
        state.works.push_back(work);
        true
    }

    /// How much waits.
    pub(crate) fn length(&self) -> usize {
        self.lock().works.len()
    }

    /// Does what waits, in order, what comes meanwhile included; true when there was something.
    pub(crate) fn run_pending(&self) -> bool {
        let mut any = false;
        while let Some(work) = self.pop() {
            any = true;
            work();
        }
        any
    }

    /// Does what has waited longest.
    pub(crate) fn run_one(&self) {
        if let Some(work) = self.pop() {
            work();
        }
    }

    fn pop(&self) -> Option<Work> {
        let mut state = self.lock();
        let work = state.works.pop_front()?;
        if state.works.is_empty() {
            let _ = rustix::io::read(&self.ready, &mut [0u8; 8]); // makes the descriptor unreadable again
        }
        Some(work)
    }

    /// Refuses all that waits and all that will come.
    pub(crate) fn close(&self) {
        let refused = {
            let mut state = self.lock();
            state.closed = true;
            std::mem::take(&mut state.works)
        };
        drop(refused); // outside the lock: refusing a call sends an answer
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl AsFd for Queue {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.ready.as_fd()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustix::event::{PollFd, PollFlags, poll};
    use rustix::time::Timespec;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn readable(queue: &Queue) -> bool {
        let mut polled = [PollFd::new(queue, PollFlags::IN)];
        poll(&mut polled, Some(&Timespec { tv_sec: 0, tv_nsec: 0 })).unwrap() == 1
    }

    #[test]
    fn the_descriptor_is_readable_while_something_waits() {
        let queue = Queue::new().unwrap();
        assert!(!readable(&queue));
        assert!(queue.push(Box::new(|| ())));
        assert!(queue.push(Box::new(|| ())));
        assert!(readable(&queue));
        assert!(queue.run_pending());
        assert!(!readable(&queue));
        assert!(!queue.run_pending());
    }

    #[test]
    fn a_closed_queue_drops_what_waits_and_refuses_more() {
        struct Count(Arc<AtomicUsize>);
        impl Drop for Count {
            fn drop(&mut self) {
                self.0.fetch_add(1, Ordering::Relaxed);
            }
        }
        let dropped = Arc::new(AtomicUsize::new(0));
        let queue = Queue::new().unwrap();
        let count = Count(dropped.clone());
        queue.push(Box::new(move || drop(count)));
        queue.close();
        assert_eq!(dropped.load(Ordering::Relaxed), 1);
        assert!(!queue.push(Box::new(|| ())));
        assert!(!queue.run_pending());
    }
}
