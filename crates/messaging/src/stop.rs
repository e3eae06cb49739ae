//! Waiting for a descriptor, or for the order to stop, whichever comes first.
//!
//! Every blocking wait of a server is a `poll` on two descriptors: the one it is interested in and the event of
//! [`Stop`]. The event is written once and never read, so every thread that waits on it sees it.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustix::event::{EventfdFlags, PollFd, PollFlags, Timespec, eventfd, poll};

/// The order to stop, shared by all threads of a running server.
#[derive(Clone, Debug)]
pub(crate) struct Stop(Arc<OwnedFd>);

/// How a wait ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wait {
    Ready,
    Stopped,
    TimedOut,
}

impl Stop {
    pub(crate) fn new() -> io::Result<Stop> {
        Ok(Stop(Arc::new(eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK)?)))
    }

    /// Ends every wait, now and later.
    pub(crate) fn signal(&self) {
        // Only a full counter makes this fail, and then the event is set already.
        let _ = rustix::io::write(&self.0, &1u64.to_ne_bytes());
    }

    pub(crate) fn is_signalled(&self) -> bool {
        wait(&[], Some(self), Some(Instant::now())).is_ok_and(|wait| wait == Wait::Stopped)
    }

    /// Sleeps for a while unless stopped first.
    pub(crate) fn pause(&self, time: Duration) -> io::Result<Wait> {
        wait(&[], Some(self), Some(Instant::now() + time))
    }
}

impl AsFd for Stop {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }
}

/// Waits until one of `descriptors` is ready (or broken, which reading will tell), the order to stop, or the deadline.
pub(crate) fn wait(
    descriptors: &[(BorrowedFd<'_>, PollFlags)],
    stop: Option<&Stop>,
    deadline: Option<Instant>,
) -> io::Result<Wait> {
    loop {
        let mut list: Vec<PollFd<'_>> =
            descriptors.iter().map(|(fd, flags)| PollFd::from_borrowed_fd(*fd, *flags)).collect();
        if let Some(stop) = stop {
            list.push(PollFd::from_borrowed_fd(stop.as_fd(), PollFlags::IN));
        }
        let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        match poll(&mut list, left.map(timespec).as_ref()) {
            Ok(0) => return Ok(Wait::TimedOut),
            Ok(_) if stop.is_some() && list.last().is_some_and(|fd| !fd.revents().is_empty()) => {
                return Ok(Wait::Stopped);
            }
            Ok(_) => return Ok(Wait::Ready),
            Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

pub(crate) fn timespec(time: Duration) -> Timespec {
    let seconds = i64::try_from(time.as_secs()).unwrap_or(i64::MAX);
    Timespec { tv_sec: seconds, tv_nsec: time.subsec_nanos().into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_to_stop_ends_every_wait() {
        let stop = Stop::new().unwrap();
        assert!(!stop.is_signalled());
        let other = stop.clone();
        let waiting = std::thread::spawn(move || wait(&[], Some(&other), None).unwrap());
        stop.signal();
        assert_eq!(waiting.join().unwrap(), Wait::Stopped);
        assert!(stop.is_signalled());
    }
}
