//! Connections of a stream socket, and the loop that accepts them: shared by every technique that speaks over Unix
//! or TCP streams.
//!
//! ```text
//! accept ──▶ thread per client ──▶ serve(connection) ──▶ inbox
//!    ╰─────────── stop ────────────────╯
//! ```

use std::io::{self, Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::time::{Duration, Instant};

use rustix::event::{EventfdFlags, PollFlags, eventfd};
use rustix::net::{SendFlags, SocketFlags};

use crate::format::Step;
use crate::inbox::Inbox;
use crate::stop::{Stop, Wait, wait};
use crate::{Error, Options, Result};

/// One end of a stream. Reads and writes wait for the descriptor, the order to stop, or the deadline.
#[derive(Debug)]
pub(crate) struct Connection {
    fd: OwnedFd,
    stop: Option<Stop>,
    what: &'static str,
    limit: Duration,
    deadline: Option<Instant>,
}

impl Connection {
    /// A client's end: every send calls [`arm`](Connection::arm).
    pub(crate) fn client(fd: impl Into<OwnedFd>, options: &Options) -> Result<Connection> {
        Connection::new(fd.into(), None, "sending", options.send_timeout)
    }

    /// A server's end, which the order to stop wakes.
    pub(crate) fn server(fd: impl Into<OwnedFd>, stop: &Stop, options: &Options) -> Result<Connection> {
        Connection::new(fd.into(), Some(stop.clone()), "receiving", options.receive_timeout)
    }

    /// The same end for one who sends from now on, and is not stopped.
    pub(crate) fn for_sends(self) -> Connection {
        Connection { stop: None, what: "sending", ..self }
    }

    fn new(fd: OwnedFd, stop: Option<Stop>, what: &'static str, limit: Duration) -> Result<Connection> {
        rustix::io::ioctl_fionbio(&fd, true).map_err(|error| Error::io("setting up a socket", error))?;
        Ok(Connection { fd, stop, what, limit, deadline: None })
    }

    /// From now on the time runs.
    pub(crate) fn arm(&mut self) {
        self.deadline = Some(Instant::now() + self.limit);
    }

    /// From now on that time runs.
    pub(crate) fn arm_for(&mut self, time: Duration) {
        self.deadline = Some(Instant::now() + time);
    }

    /// Waits as long as it takes: between two messages.
    pub(crate) fn disarm(&mut self) {
        self.deadline = None;
    }

    /// Whether the other side has ended its stream; only true when nothing is left to read.
    pub(crate) fn is_closed(&self) -> bool {
        let mut byte = [0; 1];
        let flags = rustix::net::RecvFlags::PEEK | rustix::net::RecvFlags::DONTWAIT;
        match rustix::net::recv(&self.fd, &mut byte, flags) {
            Ok((_, count)) => count == 0,
            Err(error) => error != rustix::io::Errno::AGAIN && error != rustix::io::Errno::INTR,
        }
    }

    /// Says that nothing more will be written.
    pub(crate) fn finish(&self) -> Result<()> {
        rustix::net::shutdown(&self.fd, rustix::net::Shutdown::Write)
            .map_err(|error| Error::io("closing a stream", error))
    }

    fn wait(&self, flags: PollFlags) -> io::Result<()> {
        match wait(&[(self.fd.as_fd(), flags)], self.stop.as_ref(), self.deadline)? {
            Wait::Ready => Ok(()),
            Wait::Stopped => Err(Error::Stopped.into()),
            Wait::TimedOut => Err(Error::TimedOut { what: self.what, limit: self.limit }.into()),
        }
    }
}

impl Read for Connection {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match rustix::io::read(&self.fd, &mut *buffer) {
                Ok(count) => return Ok(count),
                Err(rustix::io::Errno::INTR) => {}
                Err(rustix::io::Errno::AGAIN) => self.wait(PollFlags::IN)?,
                Err(error) => return Err(error.into()),
            }
        }
    }
}

impl Write for Connection {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        loop {
            match rustix::net::send(&self.fd, buffer, SendFlags::NOSIGNAL) {
                Ok(count) => return Ok(count),
                Err(rustix::io::Errno::INTR) => {}
                Err(rustix::io::Errno::AGAIN) => self.wait(PollFlags::OUT)?,
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Reads bytes until the other side ends its stream; more than `limit` is an error.
pub(crate) fn read_to_end(connection: &mut Connection, limit: usize) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    connection.take(most).read_to_end(&mut bytes).map_err(|error| Error::io("receiving", error))?;
    if bytes.len() > limit {
        return Err(Error::TooLong { length: bytes.len(), limit });
    }
    Ok(bytes)
}

/// Reads one value of a stream. `buffer` keeps what came behind it; `None` is the end of the stream between two values.
/// The time runs while a value is in the middle.
pub(crate) fn receive<T>(
    connection: &mut Connection,
    buffer: &mut Vec<u8>,
    mut parse: impl FnMut(&[u8]) -> Result<Step<T>>,
) -> Result<Option<T>> {
    const PIECE: usize = 64 << 10;
    let patient = connection.deadline;
    loop {
        let missing = match parse(buffer)? {
            Step::Done(value, used) => {
                buffer.drain(..used);
                connection.deadline = patient;
                return Ok(Some(value));
            }
            Step::Need(count) => count.saturating_sub(buffer.len()).max(1),
        };
        if !buffer.is_empty() && connection.deadline.is_none() {
            connection.arm();
        }
        // What a length field claims is not allocated before it has come.
        let before = buffer.len();
        buffer.resize(before + missing.clamp(4096, PIECE), 0);
        let count = connection.read(&mut buffer[before..]).map_err(|error| Error::io("receiving", error))?;
        buffer.truncate(before + count);
        if count == 0 {
            if before == 0 {
                return Ok(None);
            }
            return Err(Error::Gone { reason: "the stream ended in the middle of a message".to_owned() });
        }
    }
}

/// What [`accept_loop`] needs to know.
pub(crate) struct Accept<'a> {
    pub(crate) listener: OwnedFd,
    pub(crate) inbox: &'a Inbox,
    pub(crate) stop: &'a Stop,
    pub(crate) options: &'a Options,
}

/// Accepts until stopped; `admit` looks at who comes, in order, `serve` speaks with one client on a thread of its own.
pub(crate) fn accept_loop<T: Send>(
    accept: &Accept<'_>,
    admit: impl Fn(&OwnedFd) -> Result<T>,
    serve: impl Fn(Connection, T) -> Result<()> + Sync,
) -> Result<()> {
    let Accept { listener, inbox, stop, options } = accept;
    rustix::io::ioctl_fionbio(listener, true).map_err(|error| Error::io("setting up a socket", error))?;
    let slots = Slots::new(options.max_clients)?;
    std::thread::scope(|scope| {
        loop {
            if slots.wait(stop)? == Wait::Stopped || wait_for(listener, PollFlags::IN, stop)? == Wait::Stopped
            {
                return Ok(());
            }
            let client = match rustix::net::accept_with(listener, SocketFlags::CLOEXEC) {
                Ok(client) => client,
                Err(error) => {
                    after_failed_accept(error, inbox, stop)?;
                    continue;
                }
            };
            let admitted = match admit(&client) {
                Ok(admitted) => admitted,
                Err(error) => {
                    inbox.fail(&error);
                    continue;
                }
            };
            let connection =
                Connection::new(client, Some((*stop).clone()), "receiving", options.receive_timeout)?;
            slots.take();
            let (slots, serve) = (&slots, &serve);
            let talk = move || {
                let _slot = Slot(slots);
                if let Err(error) = serve(connection, admitted) {
                    inbox.fail(&error);
                }
            };
            let named = std::thread::Builder::new().name("messaging-client".to_owned());
            if let Err(error) = named.spawn_scoped(scope, talk) {
                slots.give();
                inbox.fail(&Error::io("starting a thread", error));
            }
        }
    })
}

fn wait_for(fd: &OwnedFd, flags: PollFlags, stop: &Stop) -> Result<Wait> {
    wait(&[(fd.as_fd(), flags)], Some(stop), None).map_err(|error| Error::io("waiting for a client", error))
}

/// A client that has already gone is nothing; a lack of descriptors passes, but not by trying at once.
fn after_failed_accept(error: rustix::io::Errno, inbox: &Inbox, stop: &Stop) -> Result<()> {
    use rustix::io::Errno;
    if matches!(error, Errno::AGAIN | Errno::CONNABORTED | Errno::INTR) {
        return Ok(());
    }
    inbox.fail(&Error::io("accepting a client", error));
    stop.pause(Duration::from_millis(100)).map_err(|error| Error::io("waiting", error))?;
    Ok(())
}

/// How many more clients may come: a semaphore that can be polled.
struct Slots(OwnedFd);

impl Slots {
    fn new(count: usize) -> Result<Slots> {
        let count = u32::try_from(count.max(1)).unwrap_or(u32::MAX);
        let flags = EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK | EventfdFlags::SEMAPHORE;
        eventfd(count, flags).map(Slots).map_err(|error| Error::io("making an event", error))
    }

    fn wait(&self, stop: &Stop) -> Result<Wait> {
        wait_for(&self.0, PollFlags::IN, stop)
    }

    fn take(&self) {
        // Only the accept loop takes, and it has waited for one.
        let _ = rustix::io::read(&self.0, &mut [0; 8]);
    }

    fn give(&self) {
        let _ = rustix::io::write(&self.0, &1u64.to_ne_bytes());
    }
}

/// Gives its place back, however the client's thread ends.
struct Slot<'a>(&'a Slots);

impl Drop for Slot<'_> {
    fn drop(&mut self) {
        self.0.give();
    }
}
