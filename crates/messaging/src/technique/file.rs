//! `file:PATH`: one message at a time lies in a file; who writes or reads it holds its exclusive lock (flock).
//!
//! ```text
//! client: lock ── empty? ── write text "\n" ── unlock        server: lock ── read ── handle ── empty it ── unlock
//!            ╰── no: unlock, wait for inotify                           ╰── wait for inotify
//! ```
//!
//! The same file works with .NET's `FileShare.None` and flock(1). The content is the text less one newline at the end;
//! an empty file is no message.
//!
//! Handing over is atomic. The kernel may end a killed writer in the middle of a long write, so a text longer than a
//! page first goes whole to `.NAME.next`, which is renamed to `.NAME.part`; then it is written to the file, and the part
//! is removed. A part found under the lock is therefore the whole message of a writer that died.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::event::PollFlags;
use rustix::fs::{FlockOperation, Mode, OFlags, inotify};

use super::{Receiver, Sender, text};
use crate::inbox::Inbox;
use crate::message::Outcome;
use crate::stop::{Stop, Wait, wait};
use crate::{Address, Error, Options, Peers, Result, unix};

/// A write up to this length is not interrupted by a kill.
const ATOMIC: usize = 4096;

/// How soon a file that another program has locked is looked at again: the release of a lock is no event.
const LOCKED: Duration = Duration::from_millis(1);

/// The file and its companions, and the watch on their directory.
struct Mailbox {
    path: PathBuf,
    part: PathBuf,
    next: PathBuf,
    mode: u32,
    limit: usize,
    watch: OwnedFd,
}

struct FileSender {
    mailbox: Mailbox,
    timeout: Duration,
}

pub(super) fn connect(path: &Path, options: &Options) -> Result<Box<dyn Sender>> {
    let mailbox = Mailbox::new(path, options)?;
    mailbox.open()?;
    Ok(Box::new(FileSender { mailbox, timeout: options.send_timeout }))
}

impl Sender for FileSender {
    fn send(&mut self, text: &str) -> Result<()> {
        let deadline = Instant::now() + self.timeout;
        while Instant::now() < deadline {
            if self.mailbox.is_pending()? {
                self.mailbox.wait(None, Some(deadline))?;
                continue;
            }
            match self.mailbox.lock()? {
                Some(lock) => {
                    if lock.put(text)? {
                        return Ok(());
                    }
                }
                None => drop(self.mailbox.wait(None, Some(deadline.min(Instant::now() + LOCKED)))?),
            }
        }
        Err(Error::TimedOut { what: "waiting for the file to be read", limit: self.timeout })
    }
}

struct FileReceiver {
    mailbox: Mailbox,
    _claim: File,
}

pub(super) fn open(path: &Path, address: &Address, options: &Options) -> Result<Box<dyn Receiver>> {
    let mailbox = Mailbox::new(path, options)?;
    let claim = unix::claim_file(&companion(path, "server"))?;
    let claim = claim.ok_or_else(|| Error::Taken { address: address.to_string() })?;
    mailbox.open()?;
    Ok(Box::new(FileReceiver { mailbox, _claim: claim }))
}

impl Receiver for FileReceiver {
    fn run(self: Box<Self>, inbox: &Inbox, stop: &Stop) -> Result<()> {
        let mailbox = &self.mailbox;
        let mut waited = Wait::Ready;
        while waited != Wait::Stopped && !stop.is_signalled() {
            waited = if !mailbox.is_pending()? {
                mailbox.wait(Some(stop), None)?
            } else if let Some(lock) = mailbox.lock()? {
                if lock.hand_over(inbox)? == Outcome::Unknown { Wait::Stopped } else { Wait::Ready }
            } else {
                mailbox.wait(Some(stop), Some(Instant::now() + LOCKED))?
            };
        }
        Ok(())
    }
}

impl Mailbox {
    fn new(path: &Path, options: &Options) -> Result<Mailbox> {
        let path = std::path::absolute(path).map_err(|error| Error::io("finding the file", error))?;
        let directory = path.parent().unwrap_or(Path::new("/"));
        let watch = inotify::init(inotify::CreateFlags::CLOEXEC | inotify::CreateFlags::NONBLOCK)
            .map_err(|error| Error::io("making a watch", error))?;
        use inotify::WatchFlags as Flag;
        let flags = Flag::CLOSE_WRITE | Flag::MOVED_TO | Flag::DELETE;
        inotify::add_watch(&watch, directory, flags)
            .map_err(|error| Error::io("watching the directory", error))?;
        let mode = if options.peers == Peers::SameUser { 0o600 } else { 0o666 };
        let (part, next) = (companion(&path, "part"), companion(&path, "next"));
        Ok(Mailbox { path, part, next, mode, limit: options.max_message, watch })
    }

    fn open(&self) -> Result<File> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false).mode(self.mode);
        options.open(&self.path).map_err(|error| Error::io("opening the file", error))
    }

    /// The file's lock; `None` when somebody else has it.
    fn lock(&self) -> Result<Option<Lock<'_>>> {
        let flags = OFlags::RDONLY | OFlags::CREATE | OFlags::CLOEXEC;
        let opened = rustix::fs::open(&self.path, flags, Mode::from_raw_mode(self.mode));
        let lock = opened.map_err(|error| Error::io("opening the file", error))?;
        match rustix::fs::flock(&lock, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(Some(Lock { mailbox: self, lock })),
            Err(rustix::io::Errno::WOULDBLOCK) => Ok(None),
            Err(error) => Err(Error::io("locking the file", error)),
        }
    }

    /// Whether a message lies there. Looks without opening: a close would wake every watch again.
    fn is_pending(&self) -> Result<bool> {
        let size = |path: &Path| match fs::metadata(path) {
            Ok(found) => Ok(Some(found.len())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::io("looking at the file", error)),
        };
        Ok(size(&self.path)?.is_some_and(|size| size > 0) || size(&self.part)?.is_some())
    }

    fn read(&self, file: &mut File) -> Result<String> {
        let part = File::open(&self.part);
        let file = part.as_ref().unwrap_or(file);
        let mut bytes = Vec::new();
        let most = u64::try_from(self.limit).unwrap_or(u64::MAX).saturating_add(2);
        file.take(most).read_to_end(&mut bytes).map_err(|error| Error::io("reading the file", error))?;
        bytes.pop_if(|last| *last == b'\n');
        if bytes.len() > self.limit {
            return Err(Error::TooLong { length: bytes.len(), limit: self.limit });
        }
        text(bytes, "file")
    }

    /// Writes a message into the empty file.
    fn put(&self, mut file: &File, text: &str) -> Result<()> {
        let bytes = [text.as_bytes(), b"\n"].concat();
        let long = bytes.len() > ATOMIC;
        let mut write = || {
            if long {
                let mut options = OpenOptions::new();
                options.write(true).create(true).truncate(true).mode(self.mode);
                options.open(&self.next)?.write_all(&bytes)?;
                fs::rename(&self.next, &self.part)?;
            }
            file.write_all(&bytes)?;
            if long { fs::remove_file(&self.part) } else { Ok(()) }
        };
        write().map_err(|error| Error::io("writing the file", error))
    }

    /// Waits for a change in the directory.
    fn wait(&self, stop: Option<&Stop>, deadline: Option<Instant>) -> Result<Wait> {
        let waited = wait(&[(self.watch.as_fd(), PollFlags::IN)], stop, deadline)
            .map_err(|error| Error::io("waiting for the file", error))?;
        let mut buffer = [MaybeUninit::uninit(); 4096];
        let mut events = inotify::Reader::new(&self.watch, &mut buffer);
        while events.next().is_ok() {}
        Ok(waited)
    }
}

/// The lock of the file. It is held by a descriptor for reading, whose closing is no event, so a vain attempt wakes nobody.
/// What is done under it is done by a second one, which is closed after the lock is released: who that event wakes gets
/// the lock.
struct Lock<'a> {
    mailbox: &'a Mailbox,
    lock: OwnedFd,
}

impl Lock<'_> {
    /// Puts a message into the file; `false` when one lies there.
    fn put(self, text: &str) -> Result<bool> {
        if self.mailbox.is_pending()? {
            return Ok(false);
        }
        let file = self.mailbox.open()?;
        let put = self.mailbox.put(&file, text);
        drop(self.lock);
        put.map(|()| true)
    }

    /// Gives the message, if there is one, to the user and empties the file.
    fn hand_over(self, inbox: &Inbox) -> Result<Outcome> {
        let mailbox = self.mailbox;
        if !mailbox.is_pending()? {
            return Ok(Outcome::Done);
        }
        let mut file = mailbox.open()?;
        let outcome = match mailbox.read(&mut file) {
            Ok(text) => inbox.deliver_and_wait(text, false),
            Err(error) => {
                inbox.fail(&error);
                Outcome::Rejected
            }
        };
        if outcome == Outcome::Unknown {
            return Ok(outcome);
        }
        file.set_len(0).map_err(|error| Error::io("emptying the file", error))?;
        if let Err(error) = fs::remove_file(&mailbox.part)
            && error.kind() != io::ErrorKind::NotFound
        {
            return Err(Error::io("emptying the file", error));
        }
        drop(self.lock);
        Ok(outcome)
    }
}

fn companion(path: &Path, kind: &str) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".");
    name.push(kind);
    path.with_file_name(name)
}
