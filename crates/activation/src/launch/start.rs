//! The start lock of a class: of racing clients one starts the server, the others wait for what comes of it.
//!
//! The locked file, `{CLSID}.start`, carries a note: which server is starting, so that another client can take over if the
//! starter ends; and why it failed, for those who wait.

use std::io::Read;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};

use rustix::fs::{Mode, OFlags};
use windows_core::GUID;

use crate::directory::lock::{self, Attempt, Holder, ProcessLock};
use crate::directory::retry;
use crate::{Directory, Error, Result, format_guid};

pub(super) fn file_name(clsid: &GUID) -> String {
    format!("{}.start", format_guid(clsid))
}

/// What came of the attempt to be the starter.
pub(super) enum Start {
    /// This client starts the server.
    Ours(StartLock),
    /// Another one does, or another thread of this process.
    Theirs(Theirs),
    /// Another one did and has just finished.
    Vanished,
}

impl Start {
    pub(super) fn attempt(directory: &Directory, clsid: &GUID) -> Result<Self> {
        let name = file_name(clsid);
        let failed = |error| Error::system("lock", directory.path().join(&name), error);
        let opened = directory.open_or_make()?;
        match lock::take(opened.as_fd(), &name, directory.file_mode()) {
            Ok(Attempt::Taken(lock)) => {
                Ok(Start::Ours(StartLock { directory: directory.clone(), lock: Some(lock) }))
            }
            Ok(Attempt::Held(holder)) => {
                // A descriptor of this kind (O_PATH) does not touch the locks when it is closed.
                let flags = OFlags::PATH | OFlags::NOFOLLOW | OFlags::CLOEXEC;
                match retry(|| rustix::fs::openat(opened.as_fd(), &*name, flags, Mode::empty())) {
                    Ok(file) => Ok(Start::Theirs(Theirs { holder, file })),
                    Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Start::Vanished),
                    Err(error) => Err(failed(error)),
                }
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Start::Vanished),
            Err(error) => Err(failed(error)),
        }
    }
}

/// The right to start servers of a class. Dropped, it lets the others go on.
pub(super) struct StartLock {
    directory: Directory,
    /// `None` only while it is dropped.
    lock: Option<ProcessLock>,
}

impl StartLock {
    /// The server that an earlier starter left when it ended.
    pub(super) fn orphan(&self) -> Option<Orphan> {
        orphan_in(self.lock.as_ref()?.file()?)
    }

    /// Notes what came of the start. Without the note, others do with less: they start a server themselves.
    pub(super) fn note(&self, note: &Note) {
        let Some(file) = self.lock.as_ref().and_then(ProcessLock::file) else { return };
        let text = note.spell();
        let noted =
            rustix::fs::ftruncate(file, 0).and_then(|()| rustix::io::pwrite(file, text.as_bytes(), 0));
        if let Err(error) = noted {
            tracing::debug!(%error, "the start of a server could not be noted");
        }
    }
}

impl Drop for StartLock {
    fn drop(&mut self) {
        if let (Some(lock), Ok(Some(opened))) = (self.lock.take(), self.directory.open()) {
            lock.release(opened.as_fd());
        }
    }
}

/// A start that another client is at.
pub(super) struct Theirs {
    pub(super) holder: Holder,
    file: OwnedFd,
}

impl Theirs {
    /// Whether the other one has finished.
    pub(super) fn is_over(&self) -> bool {
        rustix::fs::fstat(&self.file).is_ok_and(|facts| facts.st_nlink == 0)
    }

    /// Why the start that is over failed; `None` if it did not.
    pub(super) fn failure(&self) -> Option<Note> {
        let path = format!("/proc/self/fd/{}", self.file.as_raw_fd());
        let mut text = String::new();
        std::fs::File::open(path).ok()?.take(1 << 16).read_to_string(&mut text).ok()?;
        Note::parse(&text).filter(|note| !matches!(note, Note::Server { .. }))
    }
}

/// The server that a start file names.
pub(super) fn orphan_in(file: BorrowedFd<'_>) -> Option<Orphan> {
    let mut bytes = [0; 64];
    let length = retry(|| rustix::io::pread(file, &mut bytes, 0)).ok()?;
    match Note::parse(std::str::from_utf8(&bytes[..length]).ok()?)? {
        Note::Server { id, since } => Some(Orphan { id, since }),
        Note::Died { .. } | Note::Silent { .. } => None,
    }
}

/// A server whose starter ended: its process id, and since when that process runs (clock ticks after the system's start).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Orphan {
    pub(super) id: i32,
    pub(super) since: u64,
}

/// What a start file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Note {
    /// This server is starting.
    Server { id: i32, since: u64 },
    /// It ended before it announced the class, with this wait status where that is known.
    Died { status: Option<i32>, last_words: String },
    /// It did not announce the class in time.
    Silent { last_words: String },
}

impl Note {
    fn spell(&self) -> String {
        match self {
            Note::Server { id, since } => format!("server {id} {since}\n"),
            Note::Died { status: Some(status), last_words } => format!("died {status}\n{last_words}"),
            Note::Died { status: None, last_words } => format!("died\n{last_words}"),
            Note::Silent { last_words } => format!("silent\n{last_words}"),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let (first, rest) = text.split_once('\n')?;
        match first.split(' ').collect::<Vec<_>>()[..] {
            ["server", id, since] => {
                Some(Note::Server { id: id.parse().ok().filter(|id| *id > 0)?, since: since.parse().ok()? })
            }
            ["died"] => Some(Note::Died { status: None, last_words: rest.into() }),
            ["died", status] => {
                Some(Note::Died { status: Some(status.parse().ok()?), last_words: rest.into() })
            }
            ["silent"] => Some(Note::Silent { last_words: rest.into() }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_read_as_written() {
        for note in [
            Note::Server { id: 5, since: 6 },
            Note::Died { status: None, last_words: "a\nb".into() },
            Note::Died { status: Some(256), last_words: String::new() },
            Note::Silent { last_words: String::new() },
        ] {
            assert_eq!(Note::parse(&note.spell()), Some(note));
        }
        for damaged in ["", "\n", "server 1\n", "server -1 1\n", "server 0 1\n", "server 1 1"] {
            assert_eq!(Note::parse(damaged), None, "{damaged}");
        }
    }

    #[test]
    fn one_starts_and_the_others_learn_why_it_failed() {
        let folder = tempfile::tempdir().unwrap();
        let directory = Directory::at(folder.path().join("oxcom")).unwrap();
        let clsid = GUID::from_u128(1);
        let Start::Ours(lock) = Start::attempt(&directory, &clsid).unwrap() else { panic!("nobody else") };
        let Start::Theirs(theirs) = Start::attempt(&directory, &clsid).unwrap() else { panic!("held") };
        let died = Note::Died { status: None, last_words: "no camera".into() };
        lock.note(&died);
        assert!(!theirs.is_over());
        drop(lock);
        assert!(theirs.is_over());
        assert_eq!(theirs.failure(), Some(died));
        assert!(matches!(Start::attempt(&directory, &clsid).unwrap(), Start::Ours(_)));
    }
}
