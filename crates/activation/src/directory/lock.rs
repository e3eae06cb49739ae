//! Locks that belong to a process and end with it.
//!
//! These are the kernel's record locks (fcntl F_SETLK). Of the three kinds of file locks they alone belong to the process and
//! not to an open file: a child that the process forks does not share them, so a lock says that *this* process lives,
//! whatever children live on. And they can be looked at (F_GETLK) without being taken, holder's process id included.
//!
//! They have two peculiarities, both dealt with here: a process does not see its own locks, and closing *any* descriptor
//! of a file drops the process's locks on it. So the process keeps a table of the files it holds, and never opens them a
//! second time.

use std::collections::HashSet;
use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rustix::fs::{AtFlags, Mode, OFlags, Stat};
use rustix::io::Errno;

use super::retry;

/// A file's identity: device and inode.
type FileId = (u64, u64);

/// The files whose locks this process holds. Held across every open and close of a lock file, so that none is open twice.
/// guarded by: itself
static HELD: Mutex<Option<HashSet<FileId>>> = Mutex::new(None);

/// A lock that this process holds. Dropped, it is given up, but its file stays: see [`release`](Self::release).
#[derive(Debug)]
pub(crate) struct ProcessLock {
    /// `None` only while it is dropped.
    file: Option<OwnedFd>,
    id: FileId,
    name: String,
    process: u32,
}

/// Who holds a lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holder {
    /// This process.
    Own,
    /// The process of this id; 0 if it lives in a process id namespace that this one cannot see.
    Other(i32),
}

/// What came of an attempt.
pub(crate) enum Attempt {
    Taken(ProcessLock),
    Held(Holder),
}

/// Makes the lock file `name` if there is none and tries to lock it. Does not wait.
pub(crate) fn take(directory: BorrowedFd<'_>, name: &str, mode: Mode) -> io::Result<Attempt> {
    loop {
        if let Some(attempt) = try_take(directory, name, mode)? {
            return Ok(attempt);
        }
    }
}

/// Removes the file `name` if nobody holds its lock and `wanted` does not want to keep it for what is in it.
pub(crate) fn remove_if_free(
    directory: BorrowedFd<'_>,
    name: &str,
    wanted: impl FnOnce(BorrowedFd<'_>) -> bool,
) -> io::Result<()> {
    let held = held();
    if identity(directory, name)?.is_some_and(|id| is_own(&held, id)) {
        return Ok(());
    }
    let file = match open(directory, name, OFlags::RDWR, Mode::empty()) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    let guarded = lock(file.as_fd(), GUARD, libc::F_SETLK)?;
    if guarded
        && query(file.as_fd())?.is_none()
        && is_at(directory, name, file.as_fd())?
        && !wanted(file.as_fd())
    {
        rustix::fs::unlinkat(directory, name, AtFlags::empty())?;
    }
    Ok(())
}

/// Who holds the lock of the file `name`, if anybody.
pub(crate) fn holder(directory: BorrowedFd<'_>, name: &str) -> io::Result<Option<Holder>> {
    let held = held();
    match identity(directory, name)? {
        None => return Ok(None),
        Some(id) if is_own(&held, id) => return Ok(Some(Holder::Own)),
        Some(_) => {}
    }
    match open(directory, name, OFlags::RDONLY, Mode::empty()) {
        Ok(file) => query(file.as_fd()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

impl ProcessLock {
    /// Whether the calling process took it: false in a forked child.
    pub(crate) fn is_own(&self) -> bool {
        self.process == std::process::id()
    }

    /// The locked file, to note something in it.
    pub(crate) fn file(&self) -> Option<BorrowedFd<'_>> {
        self.file.as_ref().map(AsFd::as_fd)
    }

    /// Removes the file and gives the lock up, in this order: whoever locks the file after that sees that it is no more.
    pub(crate) fn release(self, directory: BorrowedFd<'_>) {
        if self.is_own() && identity(directory, &self.name).is_ok_and(|id| id == Some(self.id)) {
            // Fails only if somebody else removed it, or the directory's rights were changed: nothing to be done.
            let _ = rustix::fs::unlinkat(directory, &*self.name, AtFlags::empty());
        }
    }
}

impl Drop for ProcessLock {
    fn drop(&mut self) {
        if !self.is_own() {
            // A forked child: it has no lock, and the table may be locked for ever, by a thread that it does not have.
            return;
        }
        let mut held = held();
        held.get_or_insert_default().remove(&self.id);
        // Closing it gives the lock up, so the table has to be held meanwhile.
        self.file = None;
        drop(held);
    }
}

/// `None`: the file was removed between being opened and being locked; try again.
fn try_take(directory: BorrowedFd<'_>, name: &str, mode: Mode) -> io::Result<Option<Attempt>> {
    let mut held = held();
    if identity(directory, name)?.is_some_and(|id| is_own(&held, id)) {
        return Ok(Some(Attempt::Held(Holder::Own)));
    }
    let file = open(directory, name, OFlags::RDWR | OFlags::CREATE, mode)?;
    // Whoever holds the guard does not wait for anything, so this cannot take long.
    lock(file.as_fd(), GUARD, libc::F_SETLKW)?;
    if !lock(file.as_fd(), LIFE, libc::F_SETLK)? {
        return Ok(query(file.as_fd())?.map(Attempt::Held));
    }
    if !is_at(directory, name, file.as_fd())? {
        return Ok(None);
    }
    unlock(file.as_fd(), GUARD)?;
    let id = file_id(&rustix::fs::fstat(&file)?);
    held.get_or_insert_default().insert(id);
    let lock = ProcessLock { file: Some(file), id, name: name.to_owned(), process: std::process::id() };
    Ok(Some(Attempt::Taken(lock)))
}

fn held() -> MutexGuard<'static, Option<HashSet<FileId>>> {
    // A panic while it is held leaves the set as it was: each change is one call.
    HELD.lock().unwrap_or_else(PoisonError::into_inner)
}

fn is_own(held: &Option<HashSet<FileId>>, id: FileId) -> bool {
    held.as_ref().is_some_and(|held| held.contains(&id))
}

fn open(directory: BorrowedFd<'_>, name: &str, flags: OFlags, mode: Mode) -> io::Result<OwnedFd> {
    let flags = flags | OFlags::CLOEXEC | OFlags::NOFOLLOW | OFlags::NONBLOCK;
    retry(|| rustix::fs::openat(directory, name, flags, mode))
}

fn identity(directory: BorrowedFd<'_>, name: &str) -> io::Result<Option<FileId>> {
    match rustix::fs::statat(directory, name, AtFlags::SYMLINK_NOFOLLOW) {
        Ok(facts) => Ok(Some(file_id(&facts))),
        Err(Errno::NOENT) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn file_id(facts: &Stat) -> FileId {
    (facts.st_dev, facts.st_ino)
}

/// Whether `file` is still the one of that name.
fn is_at(directory: BorrowedFd<'_>, name: &str, file: BorrowedFd<'_>) -> io::Result<bool> {
    Ok(identity(directory, name)? == Some(file_id(&rustix::fs::fstat(file)?)))
}

/// The byte that a process locks for its life, or for as long as it starts a server.
const LIFE: libc::off_t = 0;
/// The byte that a process locks while it takes the lock or removes the file, so that nobody takes the lock of a file that is
/// being removed.
const GUARD: libc::off_t = 1;

/// Locks a byte of the file; false if another process holds it.
fn lock(file: BorrowedFd<'_>, byte: libc::off_t, command: libc::c_int) -> io::Result<bool> {
    let request = one_byte(byte, libc::F_WRLCK);
    loop {
        // SAFETY: the descriptor is open, `request` is a valid `flock` that outlives the call.
        if unsafe { libc::fcntl(file.as_raw_fd(), command, &request) } == 0 {
            return Ok(true);
        }
        match io::Error::last_os_error() {
            error if matches!(error.raw_os_error(), Some(libc::EAGAIN | libc::EACCES)) => return Ok(false),
            error if error.kind() == io::ErrorKind::Interrupted => {}
            error => return Err(error),
        }
    }
}

fn unlock(file: BorrowedFd<'_>, byte: libc::off_t) -> io::Result<()> {
    let request = one_byte(byte, libc::F_UNLCK);
    // SAFETY: the descriptor is open, `request` is a valid `flock` that outlives the call.
    let status = unsafe { libc::fcntl(file.as_raw_fd(), libc::F_SETLK, &request) };
    if status == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}

/// Which other process holds the file's lock, if any.
fn query(file: BorrowedFd<'_>) -> io::Result<Option<Holder>> {
    let mut request = one_byte(LIFE, libc::F_WRLCK);
    // SAFETY: the descriptor is open, `request` is a valid `flock` that the call may write to.
    if unsafe { libc::fcntl(file.as_raw_fd(), libc::F_GETLK, &mut request) } != 0 {
        return Err(io::Error::last_os_error());
    }
    let is_free = i32::from(request.l_type) == libc::F_UNLCK;
    Ok((!is_free).then_some(Holder::Other(request.l_pid.max(0))))
}

fn one_byte(start: libc::off_t, kind: libc::c_int) -> libc::flock {
    // SAFETY: all zero is a valid `flock`.
    let mut request: libc::flock = unsafe { std::mem::zeroed() };
    request.l_type = kind as libc::c_short;
    request.l_whence = libc::SEEK_SET as libc::c_short;
    request.l_start = start;
    request.l_len = 1;
    request
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> (tempfile::TempDir, OwnedFd) {
        let folder = tempfile::tempdir().unwrap();
        let file = rustix::fs::open(folder.path(), OFlags::RDONLY | OFlags::CLOEXEC, Mode::empty()).unwrap();
        (folder, file)
    }

    fn taken(directory: &OwnedFd, name: &str) -> Option<ProcessLock> {
        match take(directory.as_fd(), name, Mode::RUSR | Mode::WUSR).unwrap() {
            Attempt::Taken(lock) => Some(lock),
            Attempt::Held(_) => None,
        }
    }

    #[test]
    fn a_lock_is_held_once_and_its_file_goes_with_it() {
        let (folder, directory) = folder();
        assert_eq!(holder(directory.as_fd(), "x").unwrap(), None);
        let lock = taken(&directory, "x").unwrap();
        assert!(taken(&directory, "x").is_none());
        assert_eq!(holder(directory.as_fd(), "x").unwrap(), Some(Holder::Own));
        remove_if_free(directory.as_fd(), "x", |_| false).unwrap();
        assert!(folder.path().join("x").exists());
        lock.release(directory.as_fd());
        assert!(!folder.path().join("x").exists());
        drop(taken(&directory, "x").unwrap());
        assert_eq!(holder(directory.as_fd(), "x").unwrap(), None);
        assert!(taken(&directory, "x").is_some());
    }

    #[test]
    fn a_file_that_nobody_holds_can_be_removed_or_taken_over() {
        let (folder, directory) = folder();
        let path = folder.path().join("x");
        std::fs::write(&path, "kept").unwrap();
        assert_eq!(holder(directory.as_fd(), "x").unwrap(), None);
        remove_if_free(directory.as_fd(), "x", |_| true).unwrap();
        assert!(path.exists());
        taken(&directory, "x").unwrap().release(directory.as_fd());
        assert!(!path.exists());
        std::fs::write(&path, "").unwrap();
        remove_if_free(directory.as_fd(), "x", |_| false).unwrap();
        assert!(!path.exists());
        remove_if_free(directory.as_fd(), "x", |_| false).unwrap();
    }
}
