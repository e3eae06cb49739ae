//! The connecting side of the handshake.

use std::io::{IoSlice, IoSliceMut};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rustix::io::Errno;
use rustix::net::sockopt::{Timeout, set_socket_timeout};
use rustix::net::{
    AddressFamily, RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer,
    SendAncillaryMessage, SendFlags, SocketAddrUnix, SocketFlags, SocketType, connect, recvmsg, sendmsg,
    socket_with, socketpair,
};

use super::UnixLink;
use super::credentials::{peer_credentials, peer_pidfd};
use super::handshake::{GREETING, Greeted, Greeting};
use crate::hub::Core;
use crate::ring::{self, Beds, Offer, Ring};
use crate::{Credentials, LinkError, Peer};

/// Links this process to the one that listens at `path`; the service does not know of it yet.
pub(crate) fn connect_to(core: &Arc<Core>, path: &Path) -> Result<Arc<UnixLink>, LinkError> {
    let address = SocketAddrUnix::new(path).map_err(LinkError::io("naming a socket"))?;
    let make = || socket_with(AddressFamily::UNIX, SocketType::STREAM, SocketFlags::CLOEXEC, None);
    let socket = make().map_err(LinkError::io("making a socket"))?;
    set_timeouts(socket.as_fd(), Some(core.options.handshake))?;
    retried(|| connect(&socket, &address)).map_err(|error| match error {
        Errno::AGAIN => LinkError::TimedOut,
        error => LinkError::io("connecting")(error),
    })?;
    let credentials = peer_credentials(socket.as_fd()).map_err(LinkError::io("asking who the peer is"))?;
    if !core.accepts(credentials) {
        return Err(LinkError::Refused);
    }
    let (ours, theirs) = socketpair(AddressFamily::UNIX, SocketType::STREAM, SocketFlags::CLOEXEC, None)
        .map_err(LinkError::io("making a pair of sockets"))?;
    let offer = core.options.shared_memory.then(Offering::new).transpose()?;
    let mut given = vec![theirs];
    if let Some(offering) = &offer {
        given.extend(offering.given()?);
    }
    let hello =
        Greeting::Hello.write(core.process, core.address.get().map(PathBuf::as_path), offer.is_some());
    send_hello(socket.as_fd(), &hello, &given)?;
    drop(given);
    let (welcome, segment) = receive_welcome(socket.as_fd())?;
    let Greeted { process, address, ring } = Greeting::Welcome.read(&welcome)?;
    set_timeouts(socket.as_fd(), None)?;
    let Credentials { pid, uid, gid } = credentials;
    let ring = match (ring, offer, segment) {
        (false, ..) => None,
        (true, Some(offering), Some(segment)) => Some(offering.join(segment, pid)?),
        (true, ..) => return Err(LinkError::Protocol("a welcome without the segment it announced")),
    };
    let pidfd = peer_pidfd(socket.as_fd(), pid);
    UnixLink::new(core, socket, ours, pidfd, Peer { process, pid, uid, gid, address, remote: None }, ring)
}

/// What this side offers for a ring.
struct Offering {
    offer: Offer,
    beds: Beds,
    bell: OwnedFd,
    /// The peer's end of the bell.
    theirs: OwnedFd,
}

impl Offering {
    fn new() -> Result<Offering, LinkError> {
        let (bell, theirs) = ring::bell()?;
        Ok(Offering { offer: Offer::new()?, beds: Beds::make()?, bell, theirs })
    }

    /// What goes with the hello.
    fn given(&self) -> Result<[OwnedFd; 3], LinkError> {
        let bell = self.theirs.try_clone().map_err(LinkError::io("duplicating a descriptor"))?;
        Ok([bell, self.offer.share()?, self.beds.share()?])
    }

    fn join(self, segment: OwnedFd, peer: u32) -> Result<Ring, LinkError> {
        self.offer.join(segment, self.beds, self.bell, peer)
    }
}

fn send_hello(socket: BorrowedFd<'_>, hello: &[u8; GREETING], given: &[OwnedFd]) -> Result<(), LinkError> {
    let given: Vec<_> = given.iter().map(AsFd::as_fd).collect();
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(4))];
    let mut control = SendAncillaryBuffer::new(&mut space);
    control.push(SendAncillaryMessage::ScmRights(&given));
    match retried(|| sendmsg(socket, &[IoSlice::new(hello)], &mut control, SendFlags::NOSIGNAL)) {
        Ok(GREETING) => Ok(()),
        Ok(_) | Err(Errno::AGAIN) => Err(LinkError::TimedOut),
        Err(Errno::PIPE | Errno::CONNRESET) => Err(LinkError::Refused),
        Err(error) => Err(LinkError::io("sending a hello")(error)),
    }
}

fn receive_welcome(socket: BorrowedFd<'_>) -> Result<([u8; GREETING], Option<OwnedFd>), LinkError> {
    let mut welcome = [0; GREETING];
    let mut filled = 0;
    let mut segment = None;
    while filled < GREETING {
        // Room for few descriptors: what comes uninvited is closed, by the kernel or here.
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
        let mut control = RecvAncillaryBuffer::new(&mut space);
        let mut pieces = [IoSliceMut::new(&mut welcome[filled..])];
        match recvmsg(socket, &mut pieces, &mut control, RecvFlags::CMSG_CLOEXEC) {
            Ok(received) if received.bytes == 0 => return Err(LinkError::Refused),
            Ok(received) => filled += received.bytes,
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => return Err(LinkError::TimedOut),
            Err(Errno::CONNRESET) => return Err(LinkError::Refused),
            Err(error) => return Err(LinkError::io("receiving a welcome")(error)),
        }
        for message in control.drain() {
            if let RecvAncillaryMessage::ScmRights(mut descriptors) = message {
                segment = descriptors.next();
            }
        }
    }
    Ok((welcome, segment))
}

fn set_timeouts(socket: BorrowedFd<'_>, timeout: Option<Duration>) -> Result<(), LinkError> {
    for direction in [Timeout::Recv, Timeout::Send] {
        set_socket_timeout(socket, direction, timeout).map_err(LinkError::io("setting up a socket"))?;
    }
    Ok(())
}

fn retried<T>(mut attempt: impl FnMut() -> Result<T, Errno>) -> Result<T, Errno> {
    loop {
        match attempt() {
            Err(Errno::INTR) => {}
            other => return other,
        }
    }
}
