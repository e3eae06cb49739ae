//! The runtime directory: who is alive, and where they listen.
//!
//! ```text
//!   $XDG_RUNTIME_DIR/oxcom/          0700, made by the first, removed by the last
//!     0123456789abcdef.lock          held by that process for its life      (Presence)
//!     0123456789abcdef.sock          where it listens                       (the link layer's)
//!     {CLSID}.0123….00000001.class   a class object it announces            (Announcement)
//!     {CLSID}.start                  held by the client that starts a server
//! ```
//!
//! A process's name is a random 64-bit number. It is alive exactly as long as its lock is held, which the kernel sees to.
//! What the dead left is removed by whoever notices: [`Directory::purge`], [`Directory::forget`].
//!
//! The directory is opened and checked for every operation: nobody else may own it, it is no symbolic link, others have no
//! rights in it. A directory [shared](Directory::shared) with other users is writable for its owner alone.

pub(crate) mod lock;
mod place;
mod presence;

use std::collections::HashMap;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustix::fs::{AtFlags, Mode, OFlags};
use rustix::io::Errno;

pub use presence::Presence;

use self::lock::Holder;
use crate::{Class, Error, Result};

/// A runtime directory. Cheap to clone; holds nothing open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directory {
    path: Arc<Path>,
    shared: bool,
}

impl Directory {
    /// The user's directory: `$XDG_RUNTIME_DIR/oxcom`, `/run/user/UID/oxcom`, or `/tmp/oxcom-UID`, the first whose parent
    /// is there and belongs to the user. Makes nothing yet.
    ///
    /// # Errors
    ///
    /// [`Error::Directory`] if the path is too long for the address of a socket.
    pub fn from_environment() -> Result<Self> {
        Directory::at(place::default_path())
    }

    /// The directory at `path`, whose parent exists; the directory itself is made when somebody enters it.
    ///
    /// # Errors
    ///
    /// [`Error::Directory`] if the path is too long for the address of a socket, or relative.
    pub fn at(path: impl Into<PathBuf>) -> Result<Self> {
        Directory::new(path.into(), false)
    }

    /// A directory that its owner shares with other users: the owner's servers announce themselves there, and others join
    /// them. The administrator makes it (`install -d -o camera -g video -m 0750 /run/image-source`).
    ///
    /// # Errors
    ///
    /// As [`at`](Self::at).
    pub fn shared(path: impl Into<PathBuf>) -> Result<Self> {
        Directory::new(path.into(), true)
    }

    /// The directory in which servers of `class` are announced: the one that its registration names, or `own`.
    ///
    /// # Errors
    ///
    /// As [`at`](Self::at).
    pub fn of_class(class: &Class, own: &Directory) -> Result<Self> {
        class.access.directory.as_ref().map_or_else(|| Ok(own.clone()), Directory::shared)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where the process `process` listens.
    pub fn socket_path(&self, process: u64) -> PathBuf {
        self.path.join(socket_name(process))
    }

    /// Announces that this process lives under the name `process`, for as long as the guard does. Also removes what dead
    /// processes left.
    ///
    /// # Errors
    ///
    /// [`Error::NameTaken`]; [`Error::Directory`] if the directory is not safe to use; [`Error::System`].
    pub fn enter(&self, process: u64) -> Result<Presence> {
        Presence::enter(self, process)
    }

    /// Whether the process `process` is alive. Nothing is: a process that never entered, or an unreadable directory.
    pub fn is_alive(&self, process: u64) -> bool {
        self.open().ok().flatten().is_some_and(|opened| opened.is_alive(process))
    }

    /// The names of the processes that are alive.
    ///
    /// # Errors
    ///
    /// [`Error::Directory`] if the directory is not safe to use; [`Error::System`].
    pub fn processes(&self) -> Result<Vec<u64>> {
        let Some(opened) = self.open()? else { return Ok(Vec::new()) };
        let names = opened.names()?;
        let locks = names.iter().filter_map(|name| process_of(name, ".lock"));
        Ok(locks.filter(|process| opened.is_alive(*process)).collect())
    }

    /// The id that the process `process` has for the kernel; 0 if it is in a process id namespace that this one cannot see
    /// into. `None`: it is not alive.
    ///
    /// # Errors
    ///
    /// [`Error::Directory`] if the directory is not safe to use; [`Error::System`].
    pub fn process_id(&self, process: u64) -> Result<Option<u32>> {
        let Some(opened) = self.open()? else { return Ok(None) };
        let name = lock_name(process);
        let holder = lock::holder(opened.as_fd(), &name)
            .map_err(|error| Error::system("examine", self.path.join(&name), error))?;
        Ok(holder.map(|holder| match holder {
            Holder::Own => std::process::id(),
            Holder::Other(id) => u32::try_from(id).unwrap_or(0),
        }))
    }

    /// Removes what dead processes left, and the directory if that was all. Returns the number of dead processes.
    ///
    /// # Errors
    ///
    /// [`Error::Directory`] if the directory is not safe to use; [`Error::System`].
    pub fn purge(&self) -> Result<usize> {
        let Some(opened) = self.open()? else { return Ok(0) };
        let dead = opened.purge()?;
        self.remove_if_empty();
        Ok(dead)
    }

    /// Removes what the process `process` left, if it is dead: for those who noticed its end.
    ///
    /// # Errors
    ///
    /// [`Error::Directory`] if the directory is not safe to use; [`Error::System`].
    pub fn forget(&self, process: u64) -> Result<()> {
        let Some(opened) = self.open()? else { return Ok(()) };
        if !opened.is_alive(process) {
            opened.remove_files_of(process)?;
            self.remove_if_empty();
        }
        Ok(())
    }

    fn new(path: PathBuf, shared: bool) -> Result<Self> {
        let directory = Directory { path: path.into(), shared };
        // sockaddr_un: 108 bytes, the last a NUL.
        let longest = directory.socket_path(u64::MAX).as_os_str().len();
        if longest > 107 {
            let excess = longest - 107;
            let problem = format!(
                "has a path {excess} bytes too long for a socket; set XDG_RUNTIME_DIR to a shorter one"
            );
            return Err(directory.problem(problem));
        }
        if !directory.path.is_absolute() {
            return Err(directory.problem("is a relative path; an absolute one is needed".into()));
        }
        Ok(directory)
    }

    /// Opens and checks the directory; `None` if it does not exist.
    pub(crate) fn open(&self) -> Result<Option<Opened<'_>>> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let file = match rustix::fs::open(&*self.path, flags, Mode::empty()) {
            Ok(file) => file,
            Err(Errno::NOENT) => return Ok(None),
            Err(Errno::LOOP | Errno::NOTDIR) => {
                let problem = "is a symbolic link or no directory; remove it, for nobody should have made it";
                return Err(self.problem(problem.into()));
            }
            Err(Errno::ACCESS) => return Err(self.problem("belongs to another user".into())),
            Err(error) => return Err(Error::system("open", &*self.path, error)),
        };
        let facts = rustix::fs::fstat(&file).map_err(|error| Error::system("examine", &*self.path, error))?;
        self.check(facts.st_uid, facts.st_mode)?;
        Ok(Some(Opened { directory: self, file, owner: facts.st_uid }))
    }

    /// Opens the directory, making it first if it is not there.
    pub(crate) fn open_or_make(&self) -> Result<Opened<'_>> {
        loop {
            if let Some(opened) = self.open()? {
                return Ok(opened);
            }
            if self.shared {
                return Err(self.problem("does not exist; the administrator has to make it".into()));
            }
            match rustix::fs::mkdir(&*self.path, Mode::RWXU) {
                Ok(()) | Err(Errno::EXIST) => {}
                Err(Errno::NOENT) => {
                    let problem = "cannot be made: its parent does not exist; set XDG_RUNTIME_DIR to a directory of yours";
                    return Err(self.problem(problem.into()));
                }
                Err(error) => return Err(Error::system("make the directory", &*self.path, error)),
            }
        }
    }

    /// Removes the directory if nothing is in it. Whoever enters meanwhile makes it anew.
    pub(crate) fn remove_if_empty(&self) {
        if !self.shared {
            // Fails when somebody is in it, which is the usual case, or when somebody else was faster.
            let _ = rustix::fs::rmdir(&*self.path);
        }
    }

    fn check(&self, owner: u32, mode: u32) -> Result<()> {
        let me = rustix::process::geteuid().as_raw();
        let problem = if self.shared {
            (mode & 0o022 != 0).then(|| "may be written by others than its owner; chmod go-w".to_owned())
        } else if owner != me {
            Some(format!("belongs to user {owner}, not to {me}; remove it or set XDG_RUNTIME_DIR"))
        } else {
            (mode & 0o077 != 0)
                .then(|| format!("gives rights to others (mode {:o}); chmod 700", mode & 0o777))
        };
        problem.map_or(Ok(()), |problem| Err(self.problem(problem)))
    }

    fn problem(&self, problem: String) -> Error {
        Error::Directory { path: self.path.to_path_buf(), problem }
    }

    /// The mode of files that are made here.
    pub(crate) fn file_mode(&self) -> Mode {
        Mode::from_raw_mode(if self.shared { 0o644 } else { 0o600 })
    }
}

/// A runtime directory, opened and checked.
pub(crate) struct Opened<'a> {
    pub(crate) directory: &'a Directory,
    file: OwnedFd,
    /// The user that it belongs to.
    pub(crate) owner: u32,
}

impl AsFd for Opened<'_> {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.file.as_fd()
    }
}

impl Opened<'_> {
    /// Whether files may be made and removed here by this process.
    pub(crate) fn is_mine(&self) -> bool {
        self.owner == rustix::process::geteuid().as_raw()
    }

    pub(crate) fn is_alive(&self, process: u64) -> bool {
        // What cannot be examined is taken to be alive: it must not be removed.
        !matches!(lock::holder(self.as_fd(), &lock_name(process)), Ok(None))
    }

    /// The names of all files.
    pub(crate) fn names(&self) -> Result<Vec<String>> {
        let failed = |error| Error::system("list", &*self.directory.path, error);
        let entries = rustix::fs::Dir::read_from(&self.file).map_err(failed)?;
        let mut names = Vec::new();
        for entry in entries {
            if let Ok(name) = entry.map_err(failed)?.file_name().to_str()
                && !name.starts_with('.')
            {
                names.push(name.to_owned());
            }
        }
        Ok(names)
    }

    /// Removes a file; whether it was there. That makes taking an announcement atomic.
    pub(crate) fn remove(&self, name: &str) -> Result<bool> {
        match rustix::fs::unlinkat(&self.file, name, AtFlags::empty()) {
            Ok(()) => Ok(true),
            Err(Errno::NOENT) => Ok(false),
            Err(error) => Err(Error::system("remove", self.directory.path.join(name), error)),
        }
    }

    fn purge(&self) -> Result<usize> {
        let names = self.names()?;
        let mut alive = HashMap::new();
        for name in &names {
            let Some(process) = owner_of(name) else { continue };
            let lives = *alive.entry(process).or_insert_with(|| self.is_alive(process));
            if !lives && *name != lock_name(process) {
                self.remove(name)?;
            }
        }
        // Last: as long as its lock file is there, what a dead process left is found.
        let dead = alive.iter().filter(|(_, lives)| !**lives).map(|(process, _)| lock_name(*process));
        for name in dead.chain(names.into_iter().filter(|name| name.ends_with(".start"))) {
            self.remove_unless_locked(&name)?;
        }
        Ok(alive.values().filter(|lives| !**lives).count())
    }

    /// Removes what names this process, which is about to leave: its files but the lock, and the start that brought it up
    /// if whoever started it ended too early to do so.
    fn leave(&self, process: u64) -> Result<()> {
        self.remove_all_but_lock_of(process)?;
        for name in self.names()?.iter().filter(|name| name.ends_with(".start")) {
            self.remove_unless(name, |file| !crate::launch::is_note_of_this_process(file))?;
        }
        Ok(())
    }

    fn remove_files_of(&self, process: u64) -> Result<()> {
        self.remove_all_but_lock_of(process)?;
        self.remove_unless_locked(&lock_name(process))
    }

    fn remove_all_but_lock_of(&self, process: u64) -> Result<()> {
        for name in self.names()? {
            if owner_of(&name) == Some(process) && name != lock_name(process) {
                self.remove(&name)?;
            }
        }
        Ok(())
    }

    /// Removes a lock file that nobody holds.
    fn remove_unless_locked(&self, name: &str) -> Result<()> {
        self.remove_unless(name, |file| name.ends_with(".start") && crate::launch::is_note_needed(file))
    }

    fn remove_unless(&self, name: &str, wanted: impl FnOnce(BorrowedFd<'_>) -> bool) -> Result<()> {
        lock::remove_if_free(self.as_fd(), name, wanted)
            .map_err(|error| Error::system("lock", self.directory.path.join(name), error))
    }
}

pub(crate) fn lock_name(process: u64) -> String {
    format!("{process:016x}.lock")
}

pub(crate) fn socket_name(process: u64) -> String {
    format!("{process:016x}.sock")
}

/// The process that a file belongs to: of `P.lock`, `P.sock`, `{CLSID}.P.COOKIE.class` and `….new`.
fn owner_of(name: &str) -> Option<u64> {
    process_of(name, ".lock")
        .or_else(|| process_of(name, ".sock"))
        .or_else(|| crate::classes::process_of_file(name))
}

fn process_of(name: &str, ending: &str) -> Option<u64> {
    parse_process(name.strip_suffix(ending)?)
}

/// Reads a process's name as file names spell it: sixteen lower case hexadecimal digits.
pub(crate) fn parse_process(text: &str) -> Option<u64> {
    let valid = text.len() == 16 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if valid { u64::from_str_radix(text, 16).ok() } else { None }
}

/// For system calls that must be repeated when a signal came in between.
pub(crate) fn retry<T>(mut call: impl FnMut() -> rustix::io::Result<T>) -> io::Result<T> {
    loop {
        match call() {
            Err(Errno::INTR) => {}
            other => return other.map_err(io::Error::from),
        }
    }
}
