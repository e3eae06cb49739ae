//! Links over TCP, to other machines: connection-oriented DCE/RPC, in which messages are PDUs of
//! [`oxcom_wire::pdu`] (\[C706\] chapter 12, \[MS-RPCE\]).
//!
//! ```text
//!   calling process                                                  serving process
//!                      ┌ connection ═ bind ─▶ ◀─ bind_ack ═ Accepted ┐
//!   Calling (a link) ──┤ connection ═ request ─▶ ◀─ response ═ Acc.  ├──▶ Service
//!                      └ as many as there are calls at once          ┘    (a link for each connection)
//! ```
//!
//! Requests go one way only, from who has connected to who listens; whoever wants to call back connects back. So a process
//! sees a peer by up to two kinds of links: one on which it calls, whose [`requests`](crate::Service::request) never come, and
//! those which bring requests, on which a call is [`NotSent`](crate::LinkError::NotSent).
//!
//! | what other links promise | over TCP |
//! |---|---|
//! | descriptors cross | none: a message with one is [`TooLarge`](crate::LinkError::TooLarge) |
//! | the kernel says who the peer is | its password does: [`Security`], told by [`Peer::remote`](crate::Peer::remote) |
//! | a peer's death is seen at once | when a connection is next used or made |
//! | a closed link has taken all along that it owned | says nothing of the peer, which may come back by another one |
//! | a message is bytes | a request is a request PDU whose `p_cont_id` is [`Link::context_of`](crate::Link::context_of) an interface, an answer a response or fault PDU |
//! | a one-way request has no answer | it has one, which nobody waits for but the same thread's next request |

mod accepting;
mod binding;
mod calling;
mod connection;
mod inbox;
mod security;
mod serving;

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use windows_core::GUID;

pub(crate) use self::accepting::TcpDoor;
pub(crate) use self::calling::Calling;
pub use self::security::{Handshake, Initiate, Progress, Refusal, Security, Session};

/// The longest fragment that this side sends and wants to be sent, in bytes: what fits into four Ethernet frames, as other
/// implementations have it.
const MOST_FRAGMENT: u16 = 5840;
/// The shortest that everybody must take (\[C706\] 12.6.3.1, MustRecvFragSize).
const LEAST_FRAGMENT: u16 = 1432;

/// nca_s_server_too_busy (\[C706\] Appendix E): the call was refused and did not run.
pub const FAULT_TOO_BUSY: u32 = 0x1c01_0014;
/// nca_s_fault_unspec: the service did not answer.
pub const FAULT_UNANSWERED: u32 = 0x1c00_0012;
/// ERROR_ACCESS_DENIED, as a fault says it.
pub const FAULT_ACCESS_DENIED: u32 = 5;
/// nca_s_unk_if: the presentation context is not one of the connection.
pub const FAULT_UNKNOWN_INTERFACE: u32 = 0x1c01_0003;

/// Whether requests may name an interface.
pub type Offers = dyn Fn(&GUID) -> bool + Send + Sync;

/// How a [`Hub`](crate::Hub) listens on TCP.
#[derive(Clone)]
pub struct TcpOptions {
    /// Where; port 0 for any free one.
    pub address: SocketAddr,
    /// Which interfaces peers may bind to. Asked on a thread of the pool, for peers whose password has not been seen.
    pub offers: Arc<Offers>,
    /// How peers are authenticated; none: they are not.
    pub security: Option<Arc<dyn Security>>,
    /// Connections at once; one more is closed as it comes. Default: 256.
    pub connections: usize,
    /// How long a peer may take until its first request, and to read an answer. Default: 10 seconds.
    pub handshake: Duration,
    /// How long a connection may be silent. Default: 15 minutes.
    pub idle: Duration,
    /// Bytes of the requests of a peer that is not authenticated. Default: 4096.
    pub stranger_bytes: usize,
}

impl TcpOptions {
    /// The defaults: every interface, nobody authenticated.
    pub fn at(address: SocketAddr) -> Self {
        TcpOptions {
            address,
            offers: Arc::new(|_| true),
            security: None,
            connections: 256,
            handshake: Duration::from_secs(10),
            idle: Duration::from_secs(15 * 60),
            stranger_bytes: 4096,
        }
    }
}

impl fmt::Debug for TcpOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TcpOptions").field("address", &self.address).finish_non_exhaustive()
    }
}

/// Whom to call over TCP, and as whom.
#[derive(Clone)]
pub struct Remote {
    /// Where it listens.
    pub address: SocketAddr,
    /// The interface that requests name by number 0.
    pub interface: GUID,
    /// How this process authenticates itself; none: not at all.
    pub identity: Option<Arc<dyn Initiate>>,
    /// How long connecting, binding and being authenticated may take. Default: 10 seconds.
    pub handshake: Duration,
}

impl Remote {
    /// A peer to call as nobody.
    pub fn at(address: SocketAddr, interface: GUID) -> Self {
        Remote { address, interface, identity: None, handshake: Duration::from_secs(10) }
    }
}

impl fmt::Debug for Remote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Remote").field("address", &self.address).finish_non_exhaustive()
    }
}
