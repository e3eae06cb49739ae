//! `ipc://Port/Name.rem` and `tcp://host:port/Name.rem`: .NET remoting, a call of the method `Send` with a string.
//!
//! ```text
//! client ── MS-NRTP request (MS-NRBF method call: Send, type, text) ──▶ server
//!        ◀── MS-NRTP reply (returned, or an exception) ───────────────
//! ```
//!
//! A connection carries call after call. `ipc:` is the Unix socket `Port` in .NET's temporary directory, as Mono has it.
//! A server takes `Send` of any type, with or without the interface's name before it; it never looks a type up. What a
//! client calls is `Send` of `IIpcClient, IIpcClient`, or what `?type=…&method=…` says: Mono's server looks the type up.

use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::os::fd::OwnedFd;
use std::path::PathBuf;

use super::{Receiver, Sender};
use crate::address::{HostPort, RemotingCall};
use crate::format::nrbf::{Answer, Call};
use crate::format::nrtp::{Frame, Operation};
use crate::inbox::Inbox;
use crate::stop::Stop;
use crate::stream::{Accept, Connection, accept_loop, receive};
use crate::unix::{self, UnixEndpoint};
use crate::{Address, Error, Options, Result, place};

/// What a frame has around its text: names and records.
const ENVELOPE: usize = 16 << 10;

/// How a connection is made anew.
enum Target {
    Unix(PathBuf),
    Tcp(HostPort),
}

struct Remote {
    target: Target,
    uri: String,
    call: RemotingCall,
    address: Address,
    options: Options,
    connection: Option<Connection>,
}

pub(super) fn connect_ipc(
    port: &str,
    call: &RemotingCall,
    address: &Address,
    options: &Options,
) -> Result<Box<dyn Sender>> {
    let path = place::temporary().join(port);
    // The form that Mono's server understands on Unix.
    let uri = format!("unix://{}?/{}", path.display(), call.object);
    connect(Target::Unix(path), uri, call, address, options)
}

pub(super) fn connect_tcp(
    host: &HostPort,
    call: &RemotingCall,
    address: &Address,
    options: &Options,
) -> Result<Box<dyn Sender>> {
    let uri = format!("tcp://{host}/{}", call.object);
    connect(Target::Tcp(host.clone()), uri, call, address, options)
}

fn connect(
    target: Target,
    uri: String,
    call: &RemotingCall,
    address: &Address,
    options: &Options,
) -> Result<Box<dyn Sender>> {
    let (address, options) = (address.clone(), options.clone());
    let mut remote = Remote { target, uri, call: call.clone(), address, options, connection: None };
    remote.connection = Some(remote.reach()?);
    Ok(Box::new(remote))
}

impl Remote {
    fn reach(&self) -> Result<Connection> {
        let fd: OwnedFd = match &self.target {
            Target::Unix(path) => unix::reach(path, &self.address, &self.options)?.into(),
            Target::Tcp(host) => reach_tcp(host, &self.address, &self.options)?.into(),
        };
        Connection::client(fd, &self.options)
    }
}

impl Sender for Remote {
    fn send(&mut self, text: &str) -> Result<()> {
        // A connection that the server has closed since the last call is made anew before anything is sent.
        let mut connection = match self.connection.take() {
            Some(connection) if !connection.is_closed() => connection,
            _ => self.reach()?,
        };
        let call = Call {
            method: self.call.method.clone(),
            type_name: self.call.type_name.clone(),
            argument: text.to_owned(),
        };
        let uri = Some(self.uri.clone());
        let frame = Frame { operation: Operation::Request, uri, status: None, content: call.write() };
        connection.arm();
        connection.write_all(&frame.write()).map_err(|error| Error::io("sending a call", error))?;
        let answer = receive(&mut connection, &mut Vec::new(), |bytes| Frame::read(bytes, 1 << 20))?;
        let answer =
            answer.ok_or_else(|| Error::Gone { reason: "it closed without an answer".to_owned() })?;
        self.connection = Some(connection);
        if let (Some(status), true) = (&answer.status, answer.content.is_empty()) {
            return Err(Error::Refused { reason: status.chars().take(200).collect() });
        }
        match Answer::read(&answer.content)? {
            Answer::Returned => Ok(()),
            Answer::Threw(reason) => Err(Error::Refused { reason: reason.chars().take(200).collect() }),
        }
    }
}

/// Connects to the first address of the host that has a listener.
pub(super) fn reach_tcp(host: &HostPort, address: &Address, options: &Options) -> Result<TcpStream> {
    let targets = host.resolve()?;
    let stream = unix::retry(address, options.connect_timeout, || TcpStream::connect(&targets[..]))?;
    stream.set_nodelay(true).map_err(|error| Error::io("setting up a socket", error))?;
    Ok(stream)
}

/// Binds and listens; the address is returned with the port that the kernel chose.
pub(super) fn bind_tcp(host: &HostPort, address: &Address) -> Result<(TcpListener, Address)> {
    let targets = host.resolve()?;
    let listener = TcpListener::bind(&targets[..]).map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => Error::Taken { address: address.to_string() },
        _ => Error::io("binding a socket", error),
    })?;
    let bound = listener.local_addr().map_err(|error| Error::io("asking for the port", error))?;
    let address = if host.port == 0 { address.with_port(bound.port()) } else { address.clone() };
    Ok((listener, address))
}

enum Endpoint {
    Unix(UnixEndpoint),
    Tcp(TcpListener),
}

struct RemotingServer {
    endpoint: Endpoint,
    object: String,
    address: Address,
    options: Options,
}

pub(super) fn open_ipc(
    port: &str,
    call: &RemotingCall,
    address: &Address,
    options: &Options,
) -> Result<Box<dyn Receiver>> {
    let endpoint = Endpoint::Unix(UnixEndpoint::claim(place::temporary().join(port), address, options)?);
    let (object, address) = (call.object.clone(), address.clone());
    Ok(Box::new(RemotingServer { endpoint, object, address, options: options.clone() }))
}

pub(super) fn open_tcp(
    host: &HostPort,
    call: &RemotingCall,
    address: &Address,
    options: &Options,
) -> Result<Box<dyn Receiver>> {
    let (listener, address) = bind_tcp(host, address)?;
    let (endpoint, object) = (Endpoint::Tcp(listener), call.object.clone());
    Ok(Box::new(RemotingServer { endpoint, object, address, options: options.clone() }))
}

impl Receiver for RemotingServer {
    fn address(&self) -> Option<Address> {
        Some(self.address.clone())
    }

    fn run(self: Box<Self>, inbox: &Inbox, stop: &Stop) -> Result<()> {
        let options = &self.options;
        let listener = match &self.endpoint {
            Endpoint::Unix(endpoint) => unix::duplicate(endpoint.listener())?,
            Endpoint::Tcp(listener) => unix::duplicate(listener)?,
        };
        let accept = Accept { listener, inbox, stop, options };
        let admit = |client: &OwnedFd| match &self.endpoint {
            Endpoint::Unix(_) => unix::check_peer(client, options).map(|_process| ()),
            Endpoint::Tcp(_) => Ok(()),
        };
        accept_loop(&accept, admit, |mut connection, ()| self.serve(&mut connection, inbox))
    }
}

impl RemotingServer {
    fn serve(&self, connection: &mut Connection, inbox: &Inbox) -> Result<()> {
        let limit = self.options.max_message.saturating_add(ENVELOPE);
        let mut buffer = Vec::new();
        while let Some(frame) = receive(connection, &mut buffer, |bytes| Frame::read(bytes, limit))? {
            let taken = self.take(&frame, inbox);
            let answer = match &taken {
                Ok(()) => Answer::Returned,
                Err(error) => Answer::Threw(error.to_string()),
            };
            if frame.operation == Operation::Request {
                let content = answer.write();
                let reply = Frame { operation: Operation::Reply, uri: None, status: None, content };
                connection.arm();
                connection.write_all(&reply.write()).map_err(|error| Error::io("answering", error))?;
                connection.disarm();
            }
            // A stream whose bytes were wrong once is not trusted again; a call that could not be done is.
            match taken {
                Err(error @ (Error::Malformed { .. } | Error::Stopped)) => return Err(error),
                Err(error) => inbox.fail(&error),
                Ok(()) => {}
            }
        }
        Ok(())
    }

    fn take(&self, frame: &Frame, inbox: &Inbox) -> Result<()> {
        if frame.operation == Operation::Reply {
            return Err(Error::malformed("MS-NRTP", "a reply instead of a request"));
        }
        let uri = frame.uri.as_deref().unwrap_or_default();
        if uri.strip_suffix(&self.object).is_none_or(|before| !before.is_empty() && !before.ends_with('/')) {
            return Err(Error::Refused { reason: format!("no object {uri:?} here") });
        }
        let call = Call::read(&frame.content)?;
        if call.method != "Send" && !call.method.ends_with(".Send") {
            return Err(Error::Refused { reason: format!("no method {:?} here", call.method) });
        }
        if call.argument.len() > self.options.max_message {
            return Err(Error::TooLong { length: call.argument.len(), limit: self.options.max_message });
        }
        inbox.deliver(call.argument)
    }
}
