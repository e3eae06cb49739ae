//! The listening socket, and a thread that lets connections in and shows the silent ones out.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::os::fd::{AsFd, OwnedFd};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread::{self, JoinHandle};
use std::time::Instant;

use rustix::event::{EventfdFlags, PollFlags, eventfd};
use rustix::io::Errno;

use super::TcpOptions;
use super::serving::{Accepted, round};
use crate::LinkError;
use crate::hub::Core;
use crate::parker::{Woken, poll_with_work};

/// A hub's side of TCP: nothing at all until the hub is told to listen.
#[derive(Default)]
pub(crate) struct TcpDoor {
    state: Mutex<State>,
}

/// guarded by: [`TcpDoor::state`]
#[derive(Default)]
struct State {
    open: Option<Open>,
    closed: bool,
}

struct Open {
    /// Readable at the end.
    end: Arc<OwnedFd>,
    thread: JoinHandle<()>,
}

impl TcpDoor {
    /// Listens; gives the address, with the port that was free.
    pub(crate) fn listen(&self, core: &Arc<Core>, options: TcpOptions) -> Result<SocketAddr, LinkError> {
        let mut state = self.state();
        if state.closed {
            return Err(LinkError::Closed);
        }
        if state.open.is_some() {
            return Err(LinkError::io("listening a second time")(Errno::ALREADY));
        }
        let listener = TcpListener::bind(options.address).map_err(LinkError::io("listening on TCP"))?;
        listener.set_nonblocking(true).map_err(LinkError::io("listening on TCP"))?;
        let address = listener.local_addr().map_err(LinkError::io("listening on TCP"))?;
        let end = eventfd(0, EventfdFlags::CLOEXEC).map_err(LinkError::io("making an eventfd"))?;
        let end = Arc::new(end);
        let (its_core, its_end) = (Arc::downgrade(core), Arc::clone(&end));
        let options = Arc::new(options);
        let thread = thread::Builder::new()
            .name("oxcom-tcp".into())
            .spawn(move || let_in(&its_core, &listener, &its_end, &options))
            .map_err(LinkError::io("starting a thread"))?;
        state.open = Some(Open { end, thread });
        Ok(address)
    }

    /// Listens no more, and waits for the thread.
    pub(crate) fn close(&self) {
        let open = {
            let mut state = self.state();
            state.closed = true;
            state.open.take()
        };
        if let Some(Open { end, thread }) = open {
            let _ = rustix::io::write(&*end, &1u64.to_ne_bytes());
            let _ = thread.join();
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn let_in(core: &Weak<Core>, listener: &TcpListener, end: &OwnedFd, options: &Arc<TcpOptions>) {
    let port = listener.local_addr().map_or(0, |address| address.port());
    let (mut guests, round) = (Vec::<Weak<Accepted>>::new(), round(options));
    loop {
        let deadline = (!guests.is_empty()).then(|| Instant::now() + round);
        match poll_with_work(listener.as_fd(), PollFlags::IN, Some(end.as_fd()), deadline) {
            Ok(Woken::Called | Woken::Late) => {}
            Ok(Woken::Work) => return,
            Err(error) => return tracing::error!(%error, "nobody is let in any more"),
        }
        let Some(core) = core.upgrade() else { return };
        guests.retain(|guest| guest.upgrade().is_some_and(|guest| stays(&guest)));
        while let Some((socket, address)) = accept(listener) {
            if guests.len() >= options.connections {
                tracing::warn!(%address, "there are too many connections");
                continue;
            }
            match Accepted::start(&core, options, socket, address, port) {
                Ok(guest) => guests.push(Arc::downgrade(&guest)),
                Err(error) => tracing::warn!(%address, %error, "a connection is closed"),
            }
        }
    }
}

/// Whether a connection is still one.
fn stays(guest: &Arc<Accepted>) -> bool {
    use crate::Link;
    if guest.is_alive() && guest.is_late() {
        guest.ended(&LinkError::TimedOut);
    }
    guest.is_alive()
}

fn accept(listener: &TcpListener) -> Option<(OwnedFd, SocketAddr)> {
    loop {
        match listener.accept() {
            Ok((stream, address)) => {
                let _ = stream.set_nodelay(true); // answers are small
                return Some((stream.into(), address));
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if error.raw_os_error() == Some(Errno::CONNABORTED.raw_os_error()) => {}
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return None,
            Err(error) => {
                tracing::warn!(%error, "nobody is let in for a moment");
                thread::sleep(std::time::Duration::from_millis(100)); // no descriptor is left: until one is
                return None;
            }
        }
    }
}
