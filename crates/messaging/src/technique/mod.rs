//! The techniques: one file each, one pair of traits, one row of a table.
//!
//! A technique is a [`Sender`] (the client's end) and a [`Receiver`] (a claimed endpoint that runs until stopped).
//! Everything else, limits, handlers, starting and stopping, is the same for all and lives above.

#[cfg(feature = "amqp")]
mod amqp;
#[cfg(feature = "com")]
mod com;
mod file;
mod pipe;
#[cfg(feature = "queue")]
mod queue;
mod remoting;
mod ring;
mod shm;
mod trace;
mod udp;
mod wcf;
#[cfg(feature = "window")]
mod window;

use crate::address::Endpoint;
use crate::inbox::Inbox;
use crate::stop::Stop;
use crate::{Address, Error, Options, Result};

/// The client's end of a technique.
pub(crate) trait Sender: Send {
    /// Sends one text, already checked against the limit; returns when the technique's promise is kept.
    fn send(&mut self, text: &str) -> Result<()>;

    /// Sends many in order. A technique that gains by it does them at once.
    fn send_all(&mut self, texts: &[&str]) -> Result<()> {
        texts.iter().try_for_each(|text| self.send(text))
    }
}

/// A claimed endpoint: clients can connect since it was made, and it is free again when it is dropped.
pub(crate) trait Receiver: Send {
    /// The address with the port that the kernel chose, for techniques that have one.
    fn address(&self) -> Option<Address> {
        None
    }

    /// Receives into `inbox` until `stop`. Faults of single messages go to [`Inbox::fail`]; an error ends the server.
    fn run(self: Box<Self>, inbox: &Inbox, stop: &Stop) -> Result<()>;
}

/// What an `Ok` of [`Client::send`](crate::Client::send) means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Promise {
    /// The kernel has the text. It may still be lost: no server, no room, a server that dies.
    Kernel,
    /// The server has the text: its handlers have returned, or it lies in the queue of its iterator. What a dying
    /// server had taken and not yet handled is lost.
    Taken,
    /// The text is stored where neither side's death touches it, and is delivered at least once.
    Stored,
}

/// A row of the table of techniques.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Technique {
    /// Its name in words.
    pub name: &'static str,
    /// Its schemes.
    pub schemes: &'static [&'static str],
    /// What `Ok` means.
    pub promise: Promise,
    /// Where that promise lives, in words.
    pub detail: &'static str,
    /// The longest text in bytes of UTF-8; `usize::MAX` when only the options limit it.
    pub limit: usize,
    /// Whether messages may be lost while both sides live.
    pub lossy: bool,
    /// What a kill of either side costs, in words.
    pub after_kill: &'static str,
}

static TABLE: [Technique; 11] = [
    Technique {
        name: "WCF",
        schemes: &["net.pipe", "net.tcp"],
        promise: Promise::Taken,
        detail: "the server's reply has come; with ?oneway only: the kernel has it",
        limit: usize::MAX,
        lossy: false,
        after_kill: "nothing that was answered",
    },
    Technique {
        name: "UDP",
        schemes: &["udp"],
        promise: Promise::Kernel,
        detail: "the datagram is handed to the kernel",
        limit: udp::LIMIT,
        lossy: true,
        after_kill: "what lay in the socket's buffer",
    },
    Technique {
        name: "Remoting",
        schemes: &["ipc", "tcp"],
        promise: Promise::Taken,
        detail: "the method call has returned",
        limit: usize::MAX,
        lossy: false,
        after_kill: "nothing that was answered",
    },
    Technique {
        name: "Message queue",
        schemes: &["queue"],
        promise: Promise::Stored,
        detail: "committed to the disk",
        limit: usize::MAX,
        lossy: false,
        after_kill: "nothing; an unacknowledged message comes again, marked",
    },
    Technique {
        name: "Message broker",
        schemes: &["amqp"],
        promise: Promise::Stored,
        detail: "the broker has confirmed it",
        limit: usize::MAX,
        lossy: false,
        after_kill: "nothing on a durable queue; an unacknowledged message comes again, marked",
    },
    Technique {
        name: "Named pipe",
        schemes: &["pipe"],
        promise: Promise::Taken,
        detail: "the server has acknowledged; a .NET server: it has the stream up to its end",
        limit: usize::MAX,
        lossy: false,
        after_kill: "nothing that was acknowledged",
    },
    Technique {
        name: "Shared memory",
        schemes: &["shm"],
        promise: Promise::Stored,
        detail: "in the ring, a file of the session; a restart of the machine clears it",
        limit: ring::LIMIT,
        lossy: false,
        after_kill: "nothing; the message being handled comes again",
    },
    Technique {
        name: "Event tracing",
        schemes: &["trace"],
        promise: Promise::Kernel,
        detail: "handed to the kernel for every listener that is attached",
        limit: trace::LIMIT,
        lossy: false,
        after_kill: "what lay in the socket's buffer",
    },
    Technique {
        name: "File",
        schemes: &["file"],
        promise: Promise::Stored,
        detail: "in the file",
        limit: usize::MAX,
        lossy: false,
        after_kill: "nothing; the message being handled comes again",
    },
    Technique {
        name: "Window message",
        schemes: &["window"],
        promise: Promise::Taken,
        detail: "the window has deleted the property; the broadcast: every window has",
        limit: usize::MAX,
        lossy: false,
        after_kill: "nothing that was acknowledged",
    },
    Technique {
        name: "COM",
        schemes: &["com"],
        promise: Promise::Taken,
        detail: "the method has returned",
        limit: usize::MAX,
        lossy: false,
        after_kill: "nothing that was answered",
    },
];

/// The table of techniques.
pub fn techniques() -> &'static [Technique] {
    &TABLE
}

/// The row of an address.
pub(crate) fn of(address: &Address) -> &'static Technique {
    let scheme = address.scheme();
    // Every scheme that `Address` knows has a row, as the tests show; the first row stands in for none.
    TABLE.iter().find(|row| row.schemes.contains(&scheme)).unwrap_or(&TABLE[0])
}

/// Makes the client's end of the address's technique.
pub(crate) fn connect(address: &Address, options: &Options) -> Result<Box<dyn Sender>> {
    match address.endpoint() {
        Endpoint::Udp(host) => udp::connect(host, address),
        Endpoint::Pipe { name } => pipe::connect(name, address, options),
        Endpoint::SharedMemory { name } => shm::connect(name, options),
        Endpoint::File { path } => file::connect(path, options),
        #[cfg(feature = "com")]
        Endpoint::Com { prog_id } => com::connect(prog_id, address, options),
        #[cfg(feature = "queue")]
        Endpoint::Queue { name, dead } => queue::connect(name, *dead, options),
        Endpoint::RemotingIpc { port, call } => remoting::connect_ipc(port, call, address, options),
        Endpoint::RemotingTcp { host, call } => remoting::connect_tcp(host, call, address, options),
        Endpoint::NetPipe { name, mode } => wcf::connect_pipe(name, *mode, address, options),
        Endpoint::NetTcp { host, path, mode } => wcf::connect_tcp(host, path, *mode, address, options),
        Endpoint::Trace { provider } => trace::connect(provider, address, options),
        #[cfg(feature = "window")]
        Endpoint::Window { title } => window::connect(title, address, options),
        #[cfg(feature = "amqp")]
        Endpoint::Amqp { uri, queue, format } => amqp::connect(uri, queue, *format, options),
        #[allow(unreachable_patterns, reason = "which arms are left depends on the features")]
        _ => Err(not_built(address)),
    }
}

/// Claims the endpoint of the address's technique.
pub(crate) fn open(address: &Address, options: &Options) -> Result<Box<dyn Receiver>> {
    match address.endpoint() {
        Endpoint::Udp(host) => udp::open(host, address, options),
        Endpoint::Pipe { name } => pipe::open(name, address, options),
        Endpoint::SharedMemory { name } => shm::open(name, address, options),
        Endpoint::File { path } => file::open(path, address, options),
        #[cfg(feature = "com")]
        Endpoint::Com { prog_id } => com::open(prog_id, address, options),
        #[cfg(feature = "queue")]
        Endpoint::Queue { name, dead } => queue::open(name, *dead, address, options),
        Endpoint::RemotingIpc { port, call } => remoting::open_ipc(port, call, address, options),
        Endpoint::RemotingTcp { host, call } => remoting::open_tcp(host, call, address, options),
        Endpoint::NetPipe { name, mode } => wcf::open_pipe(name, *mode, address, options),
        Endpoint::NetTcp { host, path, mode } => wcf::open_tcp(host, path, *mode, address, options),
        Endpoint::Trace { provider } => trace::open(provider, address, options),
        #[cfg(feature = "window")]
        Endpoint::Window { title } => window::open(title, address, options),
        #[cfg(feature = "amqp")]
        Endpoint::Amqp { uri, queue, format } => amqp::open(uri, queue, *format, options),
        #[allow(unreachable_patterns, reason = "which arms are left depends on the features")]
        _ => Err(not_built(address)),
    }
}

/// Refuses an address whose technique this build has not.
pub(crate) fn check_built(address: &Address) -> Result<()> {
    match address.endpoint() {
        #[cfg(not(feature = "queue"))]
        Endpoint::Queue { .. } => Err(not_built(address)),
        #[cfg(not(feature = "amqp"))]
        Endpoint::Amqp { .. } => Err(not_built(address)),
        #[cfg(not(feature = "window"))]
        Endpoint::Window { .. } => Err(not_built(address)),
        #[cfg(not(feature = "com"))]
        Endpoint::Com { .. } => Err(not_built(address)),
        _ => Ok(()),
    }
}

fn not_built(address: &Address) -> Error {
    Error::NotBuilt { technique: of(address).name }
}

/// Bytes from elsewhere as text.
pub(crate) fn text(bytes: Vec<u8>, format: &'static str) -> Result<String> {
    String::from_utf8(bytes).map_err(|error| Error::malformed(format, error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scheme_has_a_row() {
        for row in techniques() {
            assert!(!row.schemes.is_empty() && row.limit > 0, "{row:?}");
        }
        for text in [
            "udp://h:1",
            "pipe:a",
            "shm:a",
            "file:a",
            "queue:a",
            "amqp://h/a",
            "ipc://a/b",
            "tcp://h:1/a",
            "net.pipe://localhost/a",
            "net.tcp://h:1/a",
            "trace:a",
            "window:a",
            "com:a",
        ] {
            let address: Address = text.parse().unwrap();
            assert!(of(&address).schemes.contains(&address.scheme()), "{text}");
        }
    }
}
