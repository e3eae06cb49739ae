//! `shm:Name`: a [ring](super::ring) in a mapped file, `Name` in the directory `shm` of the session's `oxcom`.
//!
//! The ring outlives both sides, so a client needs no server, and a server that was killed goes on where it was: the
//! message it was handling comes again.

use std::fs::{File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::time::{Duration, Instant};

use rustix::fs::{FlockOperation, OFlags, flock};

use super::ring::Ring;
use super::{Receiver, Sender, text};
use crate::inbox::Inbox;
use crate::message::Outcome;
use crate::stop::{Stop, wait};
use crate::{Address, Error, Options, Result, place, unix};

struct RingFile {
    file: File,
    ring: Ring,
}

impl RingFile {
    fn open(path: &Path) -> Result<RingFile> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false).mode(0o600);
        options.custom_flags(OFlags::NOFOLLOW.bits() as i32);
        let file = options.open(path).map_err(|error| Error::io("opening the ring", error))?;
        let lock = FileLock::new(&file)?;
        let ring = Ring::map(&file)?;
        drop(lock);
        Ok(RingFile { file, ring })
    }
}

/// The exclusive lock of the ring's file, held for the time of a copy.
struct FileLock<'a>(&'a File);

impl FileLock<'_> {
    fn new(file: &File) -> Result<FileLock<'_>> {
        loop {
            match flock(file, FlockOperation::LockExclusive) {
                Ok(()) => return Ok(FileLock(file)),
                Err(rustix::io::Errno::INTR) => {}
                Err(error) => return Err(Error::io("locking the ring", error)),
            }
        }
    }
}

impl Drop for FileLock<'_> {
    fn drop(&mut self) {
        // A lock that is held can always be released.
        let _ = flock(self.0, FlockOperation::Unlock);
    }
}

struct RingSender {
    ring: RingFile,
    timeout: Duration,
}

pub(super) fn connect(name: &str, options: &Options) -> Result<Box<dyn Sender>> {
    let ring = RingFile::open(&place::runtime(options, "shm")?.join(name))?;
    Ok(Box::new(RingSender { ring, timeout: options.send_timeout }))
}

impl Sender for RingSender {
    fn send(&mut self, text: &str) -> Result<()> {
        let RingFile { file, ring } = &self.ring;
        let deadline = Instant::now() + self.timeout;
        loop {
            let seen = ring.read();
            let lock = FileLock::new(file)?;
            if ring.write(text.as_bytes())? {
                return Ok(());
            }
            drop(lock);
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(Error::TimedOut { what: "waiting for room in the ring", limit: self.timeout });
            }
            ring.wait_read(seen, left);
        }
    }
}

struct RingReceiver {
    ring: RingFile,
    _claim: File,
}

pub(super) fn open(name: &str, address: &Address, options: &Options) -> Result<Box<dyn Receiver>> {
    let directory = place::runtime(options, "shm")?;
    let claim = unix::claim_file(&directory.join(format!("{name}.server")))?;
    let claim = claim.ok_or_else(|| Error::Taken { address: address.to_string() })?;
    let ring = RingFile::open(&directory.join(name))?;
    Ok(Box::new(RingReceiver { ring, _claim: claim }))
}

impl Receiver for RingReceiver {
    fn run(self: Box<Self>, inbox: &Inbox, stop: &Stop) -> Result<()> {
        std::thread::scope(|scope| {
            // A futex cannot be polled: this thread turns the order to stop into a wake-up. The reader has read the
            // futex word before it asks for the order, so it cannot miss it.
            let ended = Stop::new().map_err(|error| Error::io("making an event", error))?;
            let (watcher, ring) = (ended.clone(), &self.ring.ring);
            scope.spawn(move || {
                use rustix::event::PollFlags;
                use std::os::fd::AsFd;
                let _ = wait(&[(watcher.as_fd(), PollFlags::IN)], Some(stop), None);
                ring.nudge_reader();
            });
            let result = self.receive(inbox, stop);
            ended.signal();
            result
        })
    }
}

impl RingReceiver {
    fn receive(&self, inbox: &Inbox, stop: &Stop) -> Result<()> {
        let RingFile { file, ring } = &self.ring;
        loop {
            let seen = ring.written();
            if stop.is_signalled() {
                return Ok(());
            }
            match ring.peek() {
                Ok(None) => ring.wait_written(seen),
                Ok(Some(bytes)) => {
                    let length = bytes.len();
                    match text(bytes, "ring") {
                        Ok(text) => {
                            if inbox.deliver_and_wait(text, false) == Outcome::Unknown {
                                return Ok(());
                            }
                        }
                        Err(error) => inbox.fail(&error),
                    }
                    ring.consume(length);
                }
                Err(error) => {
                    let lock = FileLock::new(file)?;
                    ring.reset();
                    drop(lock);
                    inbox.fail(&error);
                }
            }
        }
    }
}
