//! `pipe:Name`: the Unix socket at which .NET looks for the named pipe `Name`.
//!
//! ```text
//! client ── connect, text, "\n", end ──▶ server
//!        ◀────────── 0x06, end ─────────         (ours; a .NET server only ends)
//! ```
//!
//! A connection carries one message: raw UTF-8 up to the end of the stream, less one newline at the end. .NET writes a
//! line and closes; our client does the same, so a text may end in newlines of its own. A connection without a byte is
//! no message. The stream has no frame, so what a killed client had written of a long text counts as a text.

use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::path::PathBuf;
use std::sync::{Condvar, Mutex};
use std::time::{Duration, Instant};

use super::{Receiver, Sender, text};
use crate::inbox::Inbox;
use crate::stop::Stop;
use crate::stream::{Accept, Connection, accept_loop, read_to_end};
use crate::unix::{self, UnixEndpoint};
use crate::{Address, Error, Options, Result, lock, place};

/// The server's "taken".
const ACKNOWLEDGE: u8 = 0x06;
/// The server's "could not be taken".
const REFUSE: u8 = 0x15;

/// The socket of the pipe `name`, by the convention of .NET on Unix.
pub(super) fn socket_path(name: &str) -> PathBuf {
    place::temporary().join(format!("CoreFxPipe_{name}"))
}

struct Pipe {
    path: PathBuf,
    address: Address,
    options: Options,
}

pub(super) fn connect(name: &str, address: &Address, options: &Options) -> Result<Box<dyn Sender>> {
    let path = socket_path(name);
    // A connection would use up the single one of a simple .NET server: only look whether there is a pipe.
    unix::retry(address, options.connect_timeout, || std::fs::symlink_metadata(&path))?;
    Ok(Box::new(Pipe { path, address: address.clone(), options: options.clone() }))
}

impl Sender for Pipe {
    fn send(&mut self, text: &str) -> Result<()> {
        let deadline = Instant::now() + self.options.send_timeout;
        loop {
            match self.try_send(text) {
                // A server that closes with bytes unread has not had the message: a .NET server does so to whom it had
                // not yet accepted, when it makes its next pipe.
                Err(Error::Gone { .. }) if Instant::now() < deadline => {
                    std::thread::sleep(Duration::from_millis(1))
                }
                done => return done,
            }
        }
    }
}

impl Pipe {
    fn try_send(&self, text: &str) -> Result<()> {
        let socket = unix::reach(&self.path, &self.address, &self.options)?;
        let mut connection = Connection::client(socket, &self.options)?;
        connection.arm();
        let write = |connection: &mut Connection| {
            connection.write_all(text.as_bytes())?;
            connection.write_all(b"\n")
        };
        write(&mut connection).map_err(|error| Error::io("sending to a pipe", error))?;
        connection.finish()?;
        let mut answer = [0; 1];
        match connection.read(&mut answer) {
            Ok(0) => Ok(()),
            Ok(_) if answer == [ACKNOWLEDGE] => Ok(()),
            Ok(_) => Err(Error::Refused { reason: "the server could not take the text".to_owned() }),
            Err(error) => Err(Error::io("waiting for the server to take the text", error)),
        }
    }
}

struct PipeServer {
    endpoint: UnixEndpoint,
    options: Options,
}

pub(super) fn open(name: &str, address: &Address, options: &Options) -> Result<Box<dyn Receiver>> {
    let endpoint = UnixEndpoint::claim(socket_path(name), address, options)?;
    Ok(Box::new(PipeServer { endpoint, options: options.clone() }))
}

impl Receiver for PipeServer {
    fn run(self: Box<Self>, inbox: &Inbox, stop: &Stop) -> Result<()> {
        let options = &self.options;
        let accept = Accept { listener: unix::duplicate(self.endpoint.listener())?, inbox, stop, options };
        let turns = Turns::default();
        let admit = |client: &OwnedFd| turns.take(unix::check_peer(client, options)?);
        accept_loop(&accept, admit, |mut connection, turn| {
            connection.arm();
            let taken = take(&mut connection, &turn, inbox, options);
            if !matches!(taken, Ok(false)) {
                let answer = if taken.is_ok() { ACKNOWLEDGE } else { REFUSE };
                // A client that only writes has closed already.
                let _ = connection.write_all(&[answer]);
            }
            taken.map(|_| ())
        })
    }
}

/// Takes the message of a connection; `false` when there was none.
fn take(connection: &mut Connection, turn: &Turn<'_>, inbox: &Inbox, options: &Options) -> Result<bool> {
    let mut bytes = read_to_end(connection, options.max_message.saturating_add(1))?;
    turn.wait();
    if bytes.is_empty() {
        return Ok(false);
    }
    bytes.pop_if(|last| *last == b'\n');
    if bytes.len() > options.max_message {
        return Err(Error::TooLong { length: bytes.len(), limit: options.max_message });
    }
    inbox.deliver(text(bytes, "named pipe")?).map(|()| true)
}

/// The order of the connections of each process. A .NET client connects anew for every message and does not wait for
/// the server: its messages keep their order because a connection waits for the earlier ones of its process. Those of
/// other processes go on meanwhile.
#[derive(Default)]
struct Turns {
    // guarded by: itself
    waiting: Mutex<Waiting>,
    ended: Condvar,
}

#[derive(Default)]
struct Waiting {
    next: u64,
    /// The process and the number of every connection that is served, in order of the numbers.
    connections: Vec<(i32, u64)>,
}

/// A place in the order, given up when it is dropped.
struct Turn<'a> {
    turns: &'a Turns,
    process: i32,
    number: u64,
}

impl Turns {
    fn take(&self, process: i32) -> Result<Turn<'_>> {
        let mut waiting = lock(&self.waiting);
        let number = waiting.next;
        waiting.next += 1;
        waiting.connections.push((process, number));
        Ok(Turn { turns: self, process, number })
    }
}

impl Turn<'_> {
    /// Waits until no earlier connection of this process is being served; each of those ends in time.
    fn wait(&self) {
        let mut waiting = lock(&self.turns.waiting);
        let is_earlier = |(process, number): &(i32, u64)| *process == self.process && *number < self.number;
        while waiting.connections.iter().any(is_earlier) {
            waiting = self.turns.ended.wait(waiting).unwrap_or_else(std::sync::PoisonError::into_inner);
        }
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        lock(&self.turns.waiting).connections.retain(|(_, number)| *number != self.number);
        self.turns.ended.notify_all();
    }
}
