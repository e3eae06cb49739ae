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

use super::{Receiver, Sender, text};
use crate::inbox::Inbox;
use crate::stop::Stop;
use crate::stream::{Accept, Connection, accept_loop, read_to_end};
use crate::unix::{self, UnixEndpoint};
use crate::{Address, Error, Options, Result, place};

/// The server's "taken".
const ACKNOWLEDGE: u8 = 0x06;

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
        let admit = |client: &OwnedFd| unix::check_peer(client, options);
        accept_loop(&accept, admit, |connection| {
            connection.arm();
            let taken = take(connection, inbox, options);
            if !matches!(taken, Ok(false)) {
                let answer = if taken.is_ok() { ACKNOWLEDGE } else { 0x15 };
                // A client that only writes has closed already.
                let _ = connection.write_all(&[answer]);
            }
            taken.map(|_| ())
        })
    }
}

/// Takes the message of a connection; `false` when there was none.
fn take(connection: &mut Connection, inbox: &Inbox, options: &Options) -> Result<bool> {
    let mut bytes = read_to_end(connection, options.max_message.saturating_add(1))?;
    if bytes.is_empty() {
        return Ok(false);
    }
    bytes.pop_if(|last| *last == b'\n');
    if bytes.len() > options.max_message {
        return Err(Error::TooLong { length: bytes.len(), limit: options.max_message });
    }
    inbox.deliver(text(bytes, "named pipe")?).map(|()| true)
}
