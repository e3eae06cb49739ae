//! Unix stream sockets by path: claiming one, reaching one, and who is at the other end.
//!
//! A path is claimed under the lock of a file beside it. The kernel drops the lock with the process, so a socket left
//! by a crash is known as such and replaced; a live server's is not. A server of another maker holds no lock, but
//! answers a connection.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::fs::FlockOperation;

use crate::{Address, Error, Options, Result};

/// A claimed path with its listening socket. Dropping it removes the path.
#[derive(Debug)]
pub(crate) struct UnixEndpoint {
    listener: UnixListener,
    path: PathBuf,
    _claim: File,
}

impl UnixEndpoint {
    pub(crate) fn claim(path: PathBuf, address: &Address, options: &Options) -> Result<UnixEndpoint> {
        let taken = || Error::Taken { address: address.to_string() };
        let claim = claim_file(&lock_path(&path))?.ok_or_else(taken)?;
        if UnixStream::connect(&path).is_ok() {
            return Err(taken());
        }
        if let Err(error) = fs::remove_file(&path)
            && error.kind() != io::ErrorKind::NotFound
        {
            return Err(Error::io("removing the socket of a dead server", error));
        }
        let listener = UnixListener::bind(&path).map_err(|error| match error.kind() {
            io::ErrorKind::AddrInUse => taken(),
            _ => Error::io("binding a socket", error),
        })?;
        // Whether a stranger gets in is decided by SO_PEERCRED; the mode is the first gate.
        let mode = if options.peers == crate::Peers::SameUser { 0o600 } else { 0o666 };
        fs::set_permissions(&path, fs::Permissions::from_mode(mode))
            .map_err(|error| Error::io("setting the mode of a socket", error))?;
        Ok(UnixEndpoint { listener, path, _claim: claim })
    }

    pub(crate) fn listener(&self) -> &UnixListener {
        &self.listener
    }
}

impl Drop for UnixEndpoint {
    fn drop(&mut self) {
        // The path is ours while the claim is held; the claim is dropped after this.
        let _ = fs::remove_file(&self.path);
        let _ = fs::remove_file(lock_path(&self.path));
    }
}

fn lock_path(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".lock");
    path.with_file_name(name)
}

/// Opens and locks the file of a claim; `None` when somebody else holds it. The lock ends with the process.
pub(crate) fn claim_file(path: &Path) -> Result<Option<File>> {
    loop {
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .custom_flags(rustix::fs::OFlags::NOFOLLOW.bits() as i32)
            .open(path)
            .map_err(|error| Error::io("opening a lock file", error))?;
        match rustix::fs::flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => {}
            Err(rustix::io::Errno::WOULDBLOCK) => return Ok(None),
            Err(error) => return Err(Error::io("locking a file", error)),
        }
        // The former holder may have removed the name between our open and our lock.
        let ours = rustix::fs::fstat(&file).map_err(|error| Error::io("looking at a lock file", error))?;
        match rustix::fs::lstat(path) {
            Ok(named) if (named.st_dev, named.st_ino) == (ours.st_dev, ours.st_ino) => return Ok(Some(file)),
            _ => continue,
        }
    }
}

/// Connects to the path, waiting up to `connect_timeout` for somebody to listen there.
pub(crate) fn reach(path: &Path, address: &Address, options: &Options) -> Result<UnixStream> {
    let stream = retry(address, options.connect_timeout, || UnixStream::connect(path))?;
    check_peer(&stream, options)?;
    Ok(stream)
}

/// Tries `attempt` until it succeeds, fails for another reason than an absent server, or the time is over.
pub(crate) fn retry<T>(
    address: &Address,
    patience: Duration,
    mut attempt: impl FnMut() -> io::Result<T>,
) -> Result<T> {
    let deadline = Instant::now() + patience;
    let mut pause = Duration::from_millis(1);
    loop {
        match attempt() {
            Ok(found) => return Ok(found),
            Err(error) if !is_absence(&error) => return Err(Error::io("connecting", error)),
            Err(_) if Instant::now() >= deadline => {
                return Err(Error::NoServer { address: address.to_string() });
            }
            Err(_) => std::thread::sleep(pause.min(deadline.saturating_duration_since(Instant::now()))),
        }
        pause = (pause * 2).min(Duration::from_millis(50));
    }
}

fn is_absence(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionRefused, Interrupted, NotFound, WouldBlock};
    matches!(error.kind(), ConnectionRefused | NotFound | WouldBlock | Interrupted)
}

/// Refuses a stranger at the other end; says which process it is.
pub(crate) fn check_peer(socket: &impl AsFd, options: &Options) -> Result<i32> {
    let peer = rustix::net::sockopt::socket_peercred(socket)
        .map_err(|error| Error::io("asking who is at the other end", error))?;
    let uid = peer.uid.as_raw();
    if options.peers.admit(uid) {
        return Ok(peer.pid.as_raw_nonzero().get());
    }
    Err(Error::PermissionDenied { reason: format!("the other side is user {uid}") })
}

/// A duplicate of the listener for an accept loop, which owns its descriptor.
pub(crate) fn duplicate(listener: &impl AsFd) -> Result<OwnedFd> {
    listener.as_fd().try_clone_to_owned().map_err(|error| Error::io("duplicating a descriptor", error))
}
