//! Waiting for an announcement: inotify on the directory, and whatever else may end the wait.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::fs::inotify::{self, CreateFlags, ReadFlags, WatchFlags};
use rustix::io::Errno;

use crate::{Directory, Error, Result};

/// Sees what happens in a directory from its creation on.
pub(crate) struct Watch {
    /// `None` when the user has no inotify instance left (fs.inotify.max_user_instances): then waits are cut short.
    inotify: Option<OwnedFd>,
}

/// Why a wait ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Woken {
    /// Something that may be what is waited for happened in the directory.
    Changed,
    /// The process ended.
    Ended,
    /// The time is up.
    Late,
}

/// How long to wait between two looks when the directory cannot be watched.
const BLIND: Duration = Duration::from_millis(20);

impl Watch {
    /// Watches the directory, which is made if it does not exist.
    pub(crate) fn new(directory: &Directory) -> Result<Self> {
        let failed = |error: Errno| Error::system("watch", directory.path(), error);
        let inotify = match inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK) {
            Ok(inotify) => inotify,
            Err(Errno::MFILE) => return Ok(Watch { inotify: None }),
            Err(error) => return Err(failed(error)),
        };
        let interest = WatchFlags::MOVED_TO | WatchFlags::DELETE;
        let interest = interest | WatchFlags::DELETE_SELF | WatchFlags::ONLYDIR | WatchFlags::DONT_FOLLOW;
        loop {
            directory.open_or_make()?;
            match inotify::add_watch(&inotify, directory.path(), interest) {
                Ok(_) => return Ok(Watch { inotify: Some(inotify) }),
                // Removed by the last one who left.
                Err(Errno::NOENT) => {}
                Err(Errno::NOSPC) => return Ok(Watch { inotify: None }),
                Err(error) => return Err(failed(error)),
            }
        }
    }

    /// Waits until a file whose name is `interesting` appears or goes, or the directory does; until the process behind the
    /// pidfd ends; or until the time is up.
    pub(crate) fn wait(
        &self,
        interesting: impl Fn(&str) -> bool,
        process: Option<BorrowedFd<'_>>,
        until: Instant,
    ) -> io::Result<Woken> {
        loop {
            let now = Instant::now();
            if now >= until {
                return Ok(Woken::Late);
            }
            let whole = until - now;
            let pause = if self.inotify.is_some() { whole } else { whole.min(BLIND) };
            let inotify = self.inotify.as_ref().map(AsFd::as_fd);
            let [process_ended, changed] = poll([process, inotify], pause)?;
            if process_ended {
                return Ok(Woken::Ended);
            }
            if self.inotify.is_none() || (changed && self.has_seen(&interesting)?) {
                return Ok(Woken::Changed);
            }
        }
    }

    /// Reads all events that have come; whether one of them matters.
    fn has_seen(&self, interesting: impl Fn(&str) -> bool) -> io::Result<bool> {
        let Some(inotify) = &self.inotify else { return Ok(true) };
        let mut buffer = [std::mem::MaybeUninit::uninit(); 4096];
        let mut events = inotify::Reader::new(inotify, &mut buffer);
        let mut seen = false;
        loop {
            match events.next() {
                Ok(event) => {
                    let lost = ReadFlags::DELETE_SELF | ReadFlags::IGNORED | ReadFlags::QUEUE_OVERFLOW;
                    let name = event.file_name().and_then(|name| name.to_str().ok());
                    seen |= event.events().intersects(lost) || name.is_some_and(&interesting);
                }
                Err(Errno::AGAIN) => return Ok(seen),
                Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
}

/// Waits until one of the descriptors is readable or the time has passed; which are.
fn poll<const N: usize>(files: [Option<BorrowedFd<'_>>; N], pause: Duration) -> io::Result<[bool; N]> {
    let mut polled: Vec<PollFd<'_>> =
        files.iter().flatten().map(|file| PollFd::from_borrowed_fd(*file, PollFlags::IN)).collect();
    let timeout = Timespec { tv_sec: pause.as_secs() as i64, tv_nsec: pause.subsec_nanos().into() };
    match rustix::event::poll(&mut polled, Some(&timeout)) {
        Ok(_) | Err(Errno::INTR) => {}
        Err(error) => return Err(error.into()),
    }
    let mut ready = polled.iter().map(|file| !file.revents().is_empty());
    Ok(files.map(|file| file.is_some() && ready.next().unwrap_or(false)))
}
