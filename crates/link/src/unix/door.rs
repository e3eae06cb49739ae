//! Where peers come in: the listening socket, and those who have connected and not yet introduced themselves.
//!
//! All of it runs on the watcher's thread and waits for nobody: a stranger who says nothing, or half a word, costs a
//! descriptor until he is shown out.

use std::collections::HashMap;
use std::fs;
use std::io::{IoSlice, IoSliceMut};
use std::mem::{self, MaybeUninit};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rustix::io::Errno;
use rustix::net::{
    AddressFamily, RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer,
    SendAncillaryMessage, SendFlags, SocketAddrUnix, SocketFlags, SocketType, accept_with, bind, listen,
    recvmsg, sendmsg, socket_with,
};

use super::UnixLink;
use super::credentials::{peer_credentials, peer_pidfd};
use super::handshake::{GREETING, Greeted, Greeting, check_pair_end};
use crate::hub::{Core, Job};
use crate::ring::{Beds, Offer};
use crate::{Credentials, LinkError, Peer};

/// The listener's number at the watcher; guests have larger ones.
const LISTENER: u64 = 1;
/// So many may stand at the door; when one more comes, the one who has stood there longest goes.
const GUESTS: usize = 64;
/// Descriptors of a hello: one end of a pair, one of a bell, a segment, beds.
const MOST_GIVEN: usize = 4;
/// How long nobody is let in after the system had no descriptor left for a guest.
const REST: Duration = Duration::from_millis(100);

pub(crate) struct Door {
    state: Mutex<State>,
}

/// guarded by: [`Door::state`]
struct State {
    listener: Option<Listener>,
    guests: HashMap<u64, Guest>,
    last: u64,
    /// The listener is not watched until then.
    resting: Option<Instant>,
}

struct Listener {
    socket: OwnedFd,
    path: PathBuf,
    /// Device and inode of the path, by which it is known again when it is removed.
    file: (u64, u64),
}

/// One who has connected and is introducing himself.
struct Guest {
    socket: OwnedFd,
    credentials: Credentials,
    since: Instant,
    hello: [u8; GREETING],
    filled: usize,
    descriptors: Vec<OwnedFd>,
}

impl Door {
    pub(crate) fn new() -> Door {
        let state = State { listener: None, guests: HashMap::new(), last: LISTENER, resting: None };
        Door { state: Mutex::new(state) }
    }

    pub(crate) fn listen(&self, core: &Core, path: &Path) -> Result<(), LinkError> {
        let mut state = self.lock();
        if state.listener.is_some() {
            return Err(LinkError::io("listening a second time")(Errno::ALREADY));
        }
        let address = SocketAddrUnix::new(path).map_err(LinkError::io("naming a socket"))?;
        let socket = socket_with(
            AddressFamily::UNIX,
            SocketType::STREAM,
            SocketFlags::CLOEXEC | SocketFlags::NONBLOCK,
            None,
        )
        .map_err(LinkError::io("making a socket"))?;
        bind(&socket, &address).map_err(LinkError::io("binding a socket"))?;
        let file = file_identity(path).map_err(LinkError::io("looking at a socket's path"))?;
        let listener = Listener { socket, path: path.to_owned(), file };
        listen(&listener.socket, 128).map_err(LinkError::io("listening"))?;
        core.watcher.watch_door(listener.socket.as_fd(), LISTENER)?;
        state.listener = Some(listener);
        Ok(())
    }

    /// Whether somebody stands at the door, so that it must be looked after.
    pub(crate) fn is_busy(&self) -> bool {
        let state = self.lock();
        !state.guests.is_empty() || state.resting.is_some()
    }

    /// The watcher has heard something.
    pub(crate) fn knock(&self, core: &Arc<Core>, number: u64) {
        if number == LISTENER {
            return self.lock().let_in(core);
        }
        let mut state = self.lock();
        let Some(guest) = state.guests.get_mut(&number) else { return };
        match guest.read_hello() {
            Ok(false) => {}
            Ok(true) => {
                let guest = state.show_out(core, number);
                drop(state);
                if let Some(Err(error)) = guest.map(|guest| admit(core, guest)) {
                    tracing::warn!(%error, "a peer was turned away");
                }
            }
            Err(error) => {
                tracing::warn!(%error, "a peer was turned away");
                state.show_out(core, number);
            }
        }
    }

    /// Shows those out who take too long, and lets others in again after a rest.
    pub(crate) fn sweep(&self, core: &Arc<Core>) {
        let mut state = self.lock();
        let late: Vec<u64> = state
            .guests
            .iter()
            .filter(|(_, guest)| guest.since.elapsed() > core.options.handshake)
            .map(|(number, _)| *number)
            .collect();
        for number in late {
            state.show_out(core, number);
        }
        if state.resting.is_some_and(|until| until <= Instant::now()) {
            state.resting = None;
            if let Some(listener) = &state.listener {
                let _ = core.watcher.watch_door(listener.socket.as_fd(), LISTENER);
            }
            state.let_in(core);
        }
    }

    /// Removes the path and shows everybody out.
    pub(crate) fn close(&self, core: &Core) {
        let mut state = self.lock();
        state.guests.clear();
        state.resting = None;
        if let Some(listener) = state.listener.take() {
            core.watcher.forget(listener.socket.as_fd());
            if file_identity(&listener.path).is_ok_and(|file| file == listener.file) {
                let _ = fs::remove_file(&listener.path);
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn let_in(&mut self, core: &Arc<Core>) {
        while let Some(listener) = &self.listener {
            match accept_with(&listener.socket, SocketFlags::CLOEXEC) {
                Ok(socket) => self.receive(core, socket),
                Err(Errno::INTR | Errno::CONNABORTED) => {}
                Err(Errno::AGAIN) => return,
                Err(error) => {
                    tracing::warn!(%error, "nobody is let in for a moment");
                    core.watcher.forget(listener.socket.as_fd());
                    self.resting = Some(Instant::now() + REST);
                    return;
                }
            }
        }
    }

    fn receive(&mut self, core: &Arc<Core>, socket: OwnedFd) {
        let Ok(credentials) = peer_credentials(socket.as_fd()) else { return };
        if !core.accepts(credentials) {
            return tracing::warn!(?credentials, "a peer is refused by the policy");
        }
        if self.guests.len() >= GUESTS
            && let Some((&oldest, _)) = self.guests.iter().min_by_key(|(_, guest)| guest.since)
        {
            self.show_out(core, oldest);
        }
        self.last += 1;
        if core.watcher.watch_door(socket.as_fd(), self.last).is_ok() {
            let (hello, since) = ([0; GREETING], Instant::now());
            let guest = Guest { socket, credentials, since, hello, filled: 0, descriptors: Vec::new() };
            self.guests.insert(self.last, guest);
        }
    }

    fn show_out(&mut self, core: &Core, number: u64) -> Option<Guest> {
        let guest = self.guests.remove(&number)?;
        core.watcher.forget(guest.socket.as_fd());
        Some(guest)
    }
}

impl Guest {
    /// True when the hello is whole. Reads no byte beyond it.
    fn read_hello(&mut self) -> Result<bool, LinkError> {
        while self.filled < GREETING {
            let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(MOST_GIVEN + 1))];
            let mut control = RecvAncillaryBuffer::new(&mut space);
            let mut pieces = [IoSliceMut::new(&mut self.hello[self.filled..])];
            let flags = RecvFlags::CMSG_CLOEXEC | RecvFlags::DONTWAIT;
            match recvmsg(&self.socket, &mut pieces, &mut control, flags) {
                Ok(received) if received.bytes == 0 => return Err(LinkError::Closed),
                Ok(received) => self.filled += received.bytes,
                Err(Errno::INTR) => continue,
                Err(Errno::AGAIN) => return Ok(false),
                Err(error) => return Err(LinkError::io("receiving")(error)),
            }
            for message in control.drain() {
                if let RecvAncillaryMessage::ScmRights(descriptors) = message {
                    self.descriptors.extend(descriptors);
                }
            }
            if self.descriptors.len() > MOST_GIVEN {
                return Err(LinkError::Protocol("a hello with too many descriptors"));
            }
        }
        Ok(true)
    }
}

/// Makes a link of a guest whose hello is whole.
fn admit(core: &Arc<Core>, mut guest: Guest) -> Result<(), LinkError> {
    let Greeted { process, address, ring } = Greeting::Hello.read(&guest.hello)?;
    let mut given = mem::take(&mut guest.descriptors).into_iter();
    let (end, offered) = match (given.next(), given.next(), given.next(), given.next()) {
        (Some(end), None, ..) if !ring => (end, None),
        (Some(end), Some(bell), Some(segment), Some(beds)) if ring => (end, Some((bell, segment, beds))),
        _ => return Err(LinkError::Protocol("a hello with other descriptors than it should have")),
    };
    check_pair_end(&end, guest.credentials)?;
    let Credentials { pid, uid, gid } = guest.credentials;
    let ring = match offered.filter(|_| core.options.shared_memory) {
        Some((bell, segment, beds)) => {
            check_pair_end(&bell, guest.credentials)?;
            Some((Offer::new()?, bell, segment, Beds::map(beds)?))
        }
        None => None,
    };
    let own = ring.as_ref().map(|(offer, ..)| offer.share()).transpose()?;
    let join = |(offer, bell, segment, beds): (Offer, _, _, _)| offer.join(segment, beds, bell, pid);
    let ring = ring.map(join).transpose()?;
    let pidfd = peer_pidfd(guest.socket.as_fd(), pid);
    let greeting = guest.socket.try_clone().map_err(LinkError::io("duplicating a descriptor"))?;
    let peer = Peer { process, pid, uid, gid, address, remote: None };
    let link = UnixLink::new(core, end, guest.socket, pidfd, peer, ring)?;
    match send_welcome(core, greeting.as_fd(), own.as_ref()) {
        Ok(GREETING) => {
            core.push(Job::Opened(link));
            Ok(())
        }
        Ok(_) => {
            link.abandon();
            Err(LinkError::Protocol("a peer that reads nothing"))
        }
        Err(error) => {
            link.abandon();
            Err(LinkError::io("answering a hello")(error))
        }
    }
}

fn send_welcome(core: &Core, socket: BorrowedFd<'_>, segment: Option<&OwnedFd>) -> Result<usize, Errno> {
    let address = core.address.get().map(PathBuf::as_path);
    let welcome = Greeting::Welcome.write(core.process, address, segment.is_some());
    let given = segment.map(AsFd::as_fd);
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
    let mut control = SendAncillaryBuffer::new(&mut space);
    if let Some(segment) = &given {
        control.push(SendAncillaryMessage::ScmRights(std::slice::from_ref(segment)));
    }
    sendmsg(socket, &[IoSlice::new(&welcome)], &mut control, SendFlags::DONTWAIT | SendFlags::NOSIGNAL)
}

fn file_identity(path: &Path) -> std::io::Result<(u64, u64)> {
    fs::symlink_metadata(path).map(|file| (file.dev(), file.ino()))
}
