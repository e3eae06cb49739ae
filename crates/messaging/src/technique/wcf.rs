//! `net.pipe://localhost/Name` and `net.tcp://host:port/Name`: WCF's bindings NetNamedPipe and NetTcp without security.
//!
//! ```text
//! client ── MC-NMF preamble ──▶ server        buffered: a session, sized envelopes, answers in turn
//!        ◀── acknowledged ─────                streamed: a connection for one envelope in chunks and its answer
//!        ── SOAP Send(data) ──▶                one-way:  a session without answers
//!        ◀── SendResponse ─────
//! ```
//!
//! The mode of a client is that of its address, `?buffered`, `?streamed` or `?oneway`; without one `net.pipe` is streamed
//! (Mono's pipes know nothing else) and `net.tcp` is buffered. A server takes every mode, and answers every request that
//! carries a message id; a server of the one-way contract is `?oneway` and never answers, since Mono's one-way clients
//! send an id too. Reading and writing of the formats is in [`format`](crate::format).

use std::hash::{BuildHasher, RandomState};
use std::io::Write;
use std::net::TcpListener;
use std::os::fd::OwnedFd;
use std::time::{Duration, Instant};

use super::remoting::{bind_tcp, reach_tcp};
use super::{Receiver, Sender, pipe};
use crate::address::{HostPort, WcfMode};
use crate::format::dictionary::Session;
use crate::format::nmf::{Chunk, Encoding, Mode, Record};
use crate::format::soap::{self, Envelope};
use crate::inbox::Inbox;
use crate::stop::Stop;
use crate::stream::{Accept, Connection, accept_loop, receive};
use crate::unix::{self, UnixEndpoint};
use crate::{Address, Error, Options, Result};

/// What an envelope has around its text: headers and names.
const ENVELOPE: usize = 16 << 10;
/// The size of the chunks of a streamed envelope.
const CHUNK: usize = 64 << 10;
/// How long one attempt waits for the preamble's answer.
const PREAMBLE_PATIENCE: Duration = Duration::from_secs(1);
/// How long a streamed exchange waits for the other side's end.
const END_PATIENCE: Duration = Duration::from_secs(1);
/// What faults of the framing are called, [MC-NMF] 2.2.5.
const FAULTS: &str = "http://schemas.microsoft.com/ws/2006/05/framing/faults/";

/// Where a connection goes.
enum Target {
    Pipe(String),
    Tcp(HostPort),
}

struct WcfClient {
    target: Target,
    via: String,
    mode: WcfMode,
    address: Address,
    options: Options,
    session: Option<Channel>,
}

pub(super) fn connect_pipe(
    name: &str,
    mode: Option<WcfMode>,
    address: &Address,
    options: &Options,
) -> Result<Box<dyn Sender>> {
    let via = format!("net.pipe://localhost/{name}");
    connect(Target::Pipe(name.to_owned()), via, mode.unwrap_or(WcfMode::Streamed), address, options)
}

pub(super) fn connect_tcp(
    host: &HostPort,
    path: &str,
    mode: Option<WcfMode>,
    address: &Address,
    options: &Options,
) -> Result<Box<dyn Sender>> {
    let via = format!("net.tcp://{host}/{path}");
    connect(Target::Tcp(host.clone()), via, mode.unwrap_or(WcfMode::Buffered), address, options)
}

fn connect(
    target: Target,
    via: String,
    mode: WcfMode,
    address: &Address,
    options: &Options,
) -> Result<Box<dyn Sender>> {
    let (address, options) = (address.clone(), options.clone());
    let mut client = WcfClient { target, via, mode, address, options, session: None };
    client.session = Some(client.open()?);
    Ok(Box::new(client))
}

impl Sender for WcfClient {
    fn send(&mut self, text: &str) -> Result<()> {
        // A session that the server has closed is made anew before anything is sent.
        let mut channel = match self.session.take() {
            Some(channel) if !channel.connection.is_closed() => channel,
            _ => self.open()?,
        };
        let id = unique_id();
        let id = (self.mode != WcfMode::OneWay).then_some(&id);
        let envelope = soap::request(&self.via, id, text);
        channel.connection.arm();
        channel.write(&envelope)?;
        if self.mode != WcfMode::OneWay {
            let answer = channel.read(1 << 20)?;
            let answer =
                answer.ok_or_else(|| Error::Gone { reason: "it closed without an answer".to_owned() })?;
            if let Some(reason) = answer.fault {
                return Err(Error::Refused { reason: reason.chars().take(200).collect() });
            }
        }
        if self.mode == WcfMode::Streamed {
            // Mono's server of pipes takes no further client when this one leaves before the end is said. The promise
            // is kept already, so whatever comes is right.
            channel.connection.arm_for(END_PATIENCE);
            let _ = channel.read_end();
        } else {
            self.session = Some(channel);
        }
        Ok(())
    }
}

impl WcfClient {
    /// Connects and says the preamble. A .NET server of named pipes drops or forgets who comes between two of its pipes:
    /// as long as there is time, that is tried again, for nothing was sent yet.
    fn open(&self) -> Result<Channel> {
        let deadline = Instant::now() + self.options.connect_timeout;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.try_open(left.min(PREAMBLE_PATIENCE)) {
                Err(Error::Gone { .. } | Error::TimedOut { .. }) if !left.is_zero() => {
                    std::thread::sleep(Duration::from_millis(5));
                }
                done => return done,
            }
        }
    }

    /// [MC-NMF] 3.1.5.
    fn try_open(&self, patience: Duration) -> Result<Channel> {
        let fd: OwnedFd = match &self.target {
            Target::Pipe(name) => unix::reach(&pipe::socket_path(name), &self.address, &self.options)?.into(),
            Target::Tcp(host) => reach_tcp(host, &self.address, &self.options)?.into(),
        };
        let (mode, encoding) = match self.mode {
            WcfMode::Streamed => (Mode::SingletonUnsized, Encoding::Binary),
            WcfMode::Buffered | WcfMode::OneWay => (Mode::Duplex, Encoding::BinarySession),
        };
        let mut channel = Channel::new(Connection::client(fd, &self.options)?, mode, encoding);
        channel.connection.arm_for(patience);
        let via = Record::Via(self.via.clone());
        let preamble =
            [Record::Version(1, 0), Record::Mode(mode), via, Record::Encoding(encoding), Record::PreambleEnd];
        channel.send_records(&preamble)?;
        match channel.record(0)? {
            Some(Record::PreambleAcknowledged) => Ok(channel),
            Some(Record::Fault(fault)) => Err(refused(&fault)),
            Some(other) => {
                Err(Error::malformed("MC-NMF", format!("{other:?} instead of an acknowledgement")))
            }
            None => Err(Error::Gone { reason: "it closed during the preamble".to_owned() }),
        }
    }
}

impl Drop for WcfClient {
    fn drop(&mut self) {
        if let Some(mut channel) = self.session.take() {
            // A farewell, and the other's: a server may still be reading what a one-way client sent, and Mono's loses it
            // when the connection goes. Who does not answer sees the end of the stream.
            channel.connection.arm_for(END_PATIENCE);
            let _ = channel.send_records(&[Record::End]).and_then(|()| channel.record(0));
        }
    }
}

/// The refusal of a framing fault, [MC-NMF] 2.2.5.
fn refused(fault: &str) -> Error {
    Error::Refused { reason: fault.strip_prefix(FAULTS).unwrap_or(fault).chars().take(200).collect() }
}

fn unique_id() -> [u8; 16] {
    let mut id = [0; 16];
    id[..8].copy_from_slice(&RandomState::new().hash_one(0).to_le_bytes());
    id[8..].copy_from_slice(&RandomState::new().hash_one(1).to_le_bytes());
    id
}

/// A connection behind the preamble: envelopes in one mode.
struct Channel {
    connection: Connection,
    buffer: Vec<u8>,
    mode: Mode,
    encoding: Encoding,
    /// What the other side's strings are.
    session: Session,
}

impl Channel {
    fn new(connection: Connection, mode: Mode, encoding: Encoding) -> Channel {
        Channel { connection, buffer: Vec::new(), mode, encoding, session: Session::default() }
    }

    fn send_records(&mut self, records: &[Record]) -> Result<()> {
        let mut bytes = Vec::new();
        records.iter().for_each(|record| record.write(&mut bytes));
        self.connection.write_all(&bytes).map_err(|error| Error::io("sending a frame", error))
    }

    /// Writes an envelope as the mode has it. In a session it brings no strings of its own: an empty table.
    fn write(&mut self, envelope: &[u8]) -> Result<()> {
        let mut bytes = Vec::with_capacity(envelope.len() + 64);
        if self.mode == Mode::SingletonUnsized {
            Record::UnsizedEnvelope.write(&mut bytes);
            envelope.chunks(CHUNK).for_each(|chunk| Chunk::write(chunk, &mut bytes));
            Chunk::write(&[], &mut bytes);
            Record::End.write(&mut bytes);
        } else {
            let table: &[u8] = if self.encoding == Encoding::BinarySession { &[0] } else { &[] };
            Record::SizedEnvelope([table, envelope].concat()).write(&mut bytes);
        }
        self.connection.write_all(&bytes).map_err(|error| Error::io("sending an envelope", error))
    }

    fn record(&mut self, limit: usize) -> Result<Option<Record>> {
        receive(&mut self.connection, &mut self.buffer, |bytes| Record::read(bytes, limit))
    }

    /// Reads the next envelope; `None` when the other side sends no more.
    fn read(&mut self, limit: usize) -> Result<Option<Envelope>> {
        let limit = limit.saturating_add(ENVELOPE);
        let bytes = match self.record(limit)? {
            None | Some(Record::End) => return Ok(None),
            Some(Record::Fault(fault)) => return Err(refused(&fault)),
            Some(Record::SizedEnvelope(bytes)) if self.mode != Mode::SingletonUnsized => bytes,
            Some(Record::UnsizedEnvelope) if self.mode == Mode::SingletonUnsized => self.chunks(limit)?,
            Some(other) => {
                return Err(Error::malformed("MC-NMF", format!("{other:?} in mode {:?}", self.mode)));
            }
        };
        let start = match self.encoding {
            Encoding::BinarySession => self.session.take_table(&bytes)?,
            _ => 0,
        };
        Envelope::read(&bytes[start..], &self.session).map(Some)
    }

    /// Reads the end that follows the only envelope of a streamed exchange.
    fn read_end(&mut self) -> Result<()> {
        match self.record(0)? {
            None | Some(Record::End) => Ok(()),
            Some(other) => Err(Error::malformed("MC-NMF", format!("{other:?} after the only envelope"))),
        }
    }

    fn chunks(&mut self, limit: usize) -> Result<Vec<u8>> {
        let mut whole = Vec::new();
        loop {
            let left = limit - whole.len();
            let chunk = receive(&mut self.connection, &mut self.buffer, |bytes| Chunk::read(bytes, left))?;
            match chunk {
                Some(Chunk(bytes)) if bytes.is_empty() => return Ok(whole),
                Some(Chunk(bytes)) => whole.extend(bytes),
                None => return Err(Error::Gone { reason: "the stream ended in an envelope".to_owned() }),
            }
        }
    }
}

enum Endpoint {
    Pipe(UnixEndpoint),
    Tcp(TcpListener),
}

struct WcfServer {
    endpoint: Endpoint,
    /// The last part of the addresses that are served.
    path: String,
    answers: bool,
    address: Address,
    options: Options,
}

pub(super) fn open_pipe(
    name: &str,
    mode: Option<WcfMode>,
    address: &Address,
    options: &Options,
) -> Result<Box<dyn Receiver>> {
    let endpoint = Endpoint::Pipe(UnixEndpoint::claim(pipe::socket_path(name), address, options)?);
    Ok(server(endpoint, name, mode, address.clone(), options))
}

pub(super) fn open_tcp(
    host: &HostPort,
    path: &str,
    mode: Option<WcfMode>,
    address: &Address,
    options: &Options,
) -> Result<Box<dyn Receiver>> {
    let (listener, address) = bind_tcp(host, address)?;
    Ok(server(Endpoint::Tcp(listener), path, mode, address, options))
}

fn server(
    endpoint: Endpoint,
    path: &str,
    mode: Option<WcfMode>,
    address: Address,
    options: &Options,
) -> Box<dyn Receiver> {
    let answers = mode != Some(WcfMode::OneWay);
    Box::new(WcfServer { endpoint, path: path.to_owned(), answers, address, options: options.clone() })
}

impl Receiver for WcfServer {
    fn address(&self) -> Option<Address> {
        Some(self.address.clone())
    }

    fn run(self: Box<Self>, inbox: &Inbox, stop: &Stop) -> Result<()> {
        let options = &self.options;
        let listener = match &self.endpoint {
            Endpoint::Pipe(endpoint) => unix::duplicate(endpoint.listener())?,
            Endpoint::Tcp(listener) => unix::duplicate(listener)?,
        };
        let accept = Accept { listener, inbox, stop, options };
        let admit = |client: &OwnedFd| match &self.endpoint {
            Endpoint::Pipe(_) => unix::check_peer(client, options).map(|_process| ()),
            Endpoint::Tcp(_) => Ok(()),
        };
        accept_loop(&accept, admit, |connection, ()| self.serve(connection, inbox))
    }
}

impl WcfServer {
    fn serve(&self, connection: Connection, inbox: &Inbox) -> Result<()> {
        let mut channel = Channel::new(connection, Mode::Duplex, Encoding::Other);
        channel.connection.arm();
        // After its end a client may use the connection again, with a new preamble. Mono does with TCP, and fails when it
        // cannot; with pipes it makes a new one for each streamed message, and fails when the old one is kept.
        while self.accept_preamble(&mut channel)? {
            while let Some(request) = channel.read(self.options.max_message)? {
                let streamed = channel.mode == Mode::SingletonUnsized;
                if streamed {
                    // Mono writes its end after the envelope, and fails when the connection has gone by then.
                    channel.read_end()?;
                }
                let taken = self.take(&request, inbox);
                if self.answers && request.message_id.is_some() {
                    let answer = match &taken {
                        Ok(()) => soap::answer(&request),
                        Err(error) => soap::fault(&request, &error.to_string()),
                    };
                    channel.connection.arm();
                    channel.write(&answer)?;
                    channel.connection.disarm();
                }
                match taken {
                    Err(Error::Stopped) => return Err(Error::Stopped),
                    Err(error) => inbox.fail(&error),
                    Ok(()) => {}
                }
                if streamed {
                    break;
                }
            }
            channel.connection.disarm();
            match (channel.mode, &self.endpoint) {
                (Mode::SingletonUnsized, Endpoint::Pipe(_)) => return Ok(()),
                // A client that does not wait for the farewell has closed.
                (Mode::Duplex, _) if channel.send_records(&[Record::End]).is_err() => return Ok(()),
                _ => {}
            }
        }
        Ok(())
    }

    /// Reads the preamble and answers it; `false` when the client went away. [MC-NMF] 3.2.5.
    fn accept_preamble(&self, channel: &mut Channel) -> Result<bool> {
        let refuse = |channel: &mut Channel, fault: &str| {
            let _ = channel.send_records(&[Record::Fault(format!("{FAULTS}{fault}"))]);
            Err(Error::malformed("MC-NMF", fault.to_owned()))
        };
        (channel.mode, channel.encoding) = (Mode::Duplex, Encoding::Other);
        channel.session = Session::default();
        loop {
            let record = channel.record(0)?;
            channel.connection.arm();
            match record {
                None => return Ok(false),
                Some(Record::Version(1, _)) => {}
                Some(Record::Version(..)) => return refuse(channel, "UnsupportedVersion"),
                Some(Record::Mode(Mode::SingletonSized)) => return refuse(channel, "UnsupportedMode"),
                Some(Record::Mode(mode)) => channel.mode = mode,
                Some(Record::Via(via)) if self.serves(&via) => {}
                Some(Record::Via(_)) => return refuse(channel, "EndpointNotFound"),
                Some(Record::Encoding(Encoding::Other)) => return refuse(channel, "ContentTypeInvalid"),
                Some(Record::Encoding(encoding)) => channel.encoding = encoding,
                Some(Record::PreambleEnd) if channel.encoding != Encoding::Other => break,
                Some(Record::UpgradeRequest(_)) => return refuse(channel, "UpgradeInvalid"),
                Some(other) => {
                    return Err(Error::malformed("MC-NMF", format!("{other:?} in the preamble")));
                }
            }
        }
        channel.send_records(&[Record::PreambleAcknowledged])?;
        channel.connection.disarm();
        Ok(true)
    }

    /// Whether an address ends in the path of this endpoint; hosts have many names.
    fn serves(&self, via: &str) -> bool {
        let after_host = via.split_once("://").and_then(|(_, rest)| rest.split_once('/'));
        after_host.is_some_and(|(_, path)| path.trim_end_matches('/').eq_ignore_ascii_case(&self.path))
    }

    fn take(&self, request: &Envelope, inbox: &Inbox) -> Result<()> {
        if !request.is_send() {
            return Err(Error::Refused { reason: format!("no operation {:?} here", request.operation) });
        }
        if request.argument.len() > self.options.max_message {
            return Err(Error::TooLong { length: request.argument.len(), limit: self.options.max_message });
        }
        inbox.deliver(request.argument.clone())
    }
}
