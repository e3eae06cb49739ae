//! Who is at the other end of a socket, by the kernel's word.

use std::io;
use std::mem::{self, MaybeUninit};
use std::os::fd::{AsRawFd, BorrowedFd, FromRawFd, OwnedFd, RawFd};

use rustix::process::{Pid, PidfdFlags, pidfd_open};

use crate::Credentials;

/// `getsockopt(SOL_SOCKET, SO_PEERPIDFD)`, since Linux 6.5; the number is that of asm-generic/socket.h.
const SO_PEERPIDFD: libc::c_int = 77;

/// The process that connected, that called listen, or that made the pair (SO_PEERCRED).
pub(super) fn peer_credentials(socket: BorrowedFd<'_>) -> io::Result<Credentials> {
    // SAFETY: ucred is three integers, of which any value is valid.
    let found: libc::ucred = unsafe { socket_option(socket, libc::SO_PEERCRED)? };
    Ok(Credentials { pid: u32::try_from(found.pid).unwrap_or(0), uid: found.uid, gid: found.gid })
}

/// A descriptor that becomes readable when the peer's process ends, if the system has one to give.
pub(super) fn peer_pidfd(socket: BorrowedFd<'_>, pid: u32) -> Option<OwnedFd> {
    // SAFETY: any integer is a valid RawFd.
    if let Ok(raw) = unsafe { socket_option::<RawFd>(socket, SO_PEERPIDFD) }
        && raw >= 0
    {
        // SAFETY: the kernel has just made this descriptor for us (close-on-exec), nobody else knows it.
        return Some(unsafe { OwnedFd::from_raw_fd(raw) });
    }
    // Before 6.5: the peer has just spoken on the socket, so its pid is not yet another's.
    pidfd_open(Pid::from_raw(i32::try_from(pid).ok()?)?, PidfdFlags::empty()).ok()
}

/// Reads a socket option of level SOL_SOCKET.
///
/// # Safety
/// Any bytes must make a valid `T`.
unsafe fn socket_option<T: Copy>(socket: BorrowedFd<'_>, name: libc::c_int) -> io::Result<T> {
    let mut value = MaybeUninit::<T>::zeroed();
    let mut length = mem::size_of::<T>() as libc::socklen_t;
    // SAFETY: `value` has room for `length` bytes, and both outlive the call.
    let status = unsafe {
        libc::getsockopt(
            socket.as_raw_fd(),
            libc::SOL_SOCKET,
            name,
            value.as_mut_ptr().cast(),
            &raw mut length,
        )
    };
    if status != 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: zeroed, then partly or wholly written: initialised, and valid by the caller's promise.
    Ok(unsafe { value.assume_init() })
}

#[cfg(test)]
mod tests {
    use std::os::fd::AsFd;
    use std::os::unix::net::UnixStream;

    use super::*;

    #[test]
    fn a_pair_is_of_this_process() {
        let (ours, _theirs) = UnixStream::pair().unwrap();
        let found = peer_credentials(ours.as_fd()).unwrap();
        assert_eq!(found.pid, std::process::id());
        assert_eq!(found.uid, rustix::process::geteuid().as_raw());
        assert!(peer_pidfd(ours.as_fd(), found.pid).is_some());
        assert!(peer_credentials(std::fs::File::open("/dev/null").unwrap().as_fd()).is_err());
    }
}
