//! A process's presence in the runtime directory: the proof that it lives.

use std::io::ErrorKind;
use std::os::fd::AsFd;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use windows_core::GUID;

use super::lock::{self, Attempt, ProcessLock};
use super::{Directory, lock_name};
use crate::classes::{Announcement, ClassUse};
use crate::{Error, Result};

/// Says that this process lives, for as long as it does.
///
/// While it exists, the process's lock is held and its listening socket may lie at [`socket_path`](Self::socket_path). Dropping
/// it, or exiting, removes both; if the process is killed, those who notice remove them. In a forked child it says and
/// removes nothing.
#[derive(Debug)]
pub struct Presence {
    directory: Directory,
    process: u64,
    /// `None` only while it is dropped.
    lock: Option<ProcessLock>,
}

impl Presence {
    pub(super) fn enter(directory: &Directory, process: u64) -> Result<Self> {
        let name = lock_name(process);
        let lock = loop {
            let opened = directory.open_or_make()?;
            match lock::take(opened.as_fd(), &name, directory.file_mode()) {
                Ok(Attempt::Taken(lock)) => {
                    opened.purge()?;
                    break lock;
                }
                Ok(Attempt::Held(_)) => return Err(Error::NameTaken { process }),
                // The last one left and removed the directory in between: make it again.
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(Error::system("lock", directory.path().join(name), error)),
            }
        };
        remove_at_exit(directory, process);
        Ok(Presence { directory: directory.clone(), process, lock: Some(lock) })
    }

    /// The directory it is in.
    pub fn directory(&self) -> &Directory {
        &self.directory
    }

    /// The name of this process.
    pub fn process(&self) -> u64 {
        self.process
    }

    /// Where this process listens. Nobody else has the name; what lies there is removed with the presence.
    pub fn socket_path(&self) -> PathBuf {
        self.directory.socket_path(self.process)
    }

    /// Announces a class object of this process, until the guard is dropped or the process ends.
    ///
    /// `cookie` is the process's name for the registration, `object` the OBJREF of the class factory. If this process was
    /// started as a server of this class, its captured output ends here, see [`launch`](crate::launch).
    ///
    /// # Errors
    ///
    /// [`Error::ObjectTooLong`]; [`Error::Directory`] if the directory is not safe to use; [`Error::System`].
    pub fn announce(
        &self,
        clsid: &GUID,
        cookie: u32,
        usage: ClassUse,
        object: &[u8],
    ) -> Result<Announcement> {
        Announcement::make(self, clsid, cookie, usage, object)
    }
}

impl Drop for Presence {
    fn drop(&mut self) {
        let Some(lock) = self.lock.take() else { return };
        if !lock.is_own() {
            return;
        }
        if let Ok(Some(opened)) = self.directory.open() {
            // What cannot be removed now, the next purge removes.
            let _ = opened.leave(self.process);
            lock.release(opened.as_fd());
        }
        present().retain(|one| *one != (std::process::id(), self.directory.clone(), self.process));
        self.directory.remove_if_empty();
    }
}

/// The presences whose files are removed when the process exits: its id, the directory, the name.
/// guarded by: itself
static PRESENT: Mutex<Vec<(u32, Directory, u64)>> = Mutex::new(Vec::new());

fn present() -> MutexGuard<'static, Vec<(u32, Directory, u64)>> {
    PRESENT.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A program that calls `exit` drops no statics, so the C library's list of last things to do has to.
fn remove_at_exit(directory: &Directory, process: u64) {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // SAFETY: the function is one of C linkage that takes nothing and does not unwind (its calls do not panic).
        // If it cannot be registered (no memory), the next purge removes the files.
        unsafe { libc::atexit(leave) };
    });
    present().push((std::process::id(), directory.clone(), process));
}

extern "C" fn leave() {
    // Another thread may hold the list and may never run again.
    let Ok(mut present) = PRESENT.try_lock() else { return };
    for (owner, directory, process) in present.drain(..) {
        if owner != std::process::id() {
            continue;
        }
        if let Ok(Some(opened)) = directory.open() {
            // What cannot be removed now, the next purge removes.
            let _ = opened.leave(process);
            let _ = opened.remove(&lock_name(process));
        }
        directory.remove_if_empty();
    }
}
