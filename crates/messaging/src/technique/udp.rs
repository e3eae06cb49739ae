//! `udp://host:port`: one datagram a message, its bytes the text in UTF-8.
//!
//! The kernel drops datagrams when the server's buffer is full or nobody listens; only the second is ever noticed, by
//! the send after the one that was lost. Who sent a datagram is not known: bind to a loopback address.

use std::net::{ToSocketAddrs, UdpSocket};
use std::os::fd::AsFd;

use rustix::event::PollFlags;

use super::{Receiver, Sender, text};
use crate::address::HostPort;
use crate::inbox::Inbox;
use crate::stop::{Stop, Wait, wait};
use crate::{Address, Error, Options, Result};

/// The most an IPv4 datagram carries.
pub(super) const LIMIT: usize = 65_507;

/// What is asked of the kernel for the server's buffer, so that a burst is not lost.
const RECEIVE_BUFFER: usize = 8 << 20;

struct Datagrams {
    socket: UdpSocket,
    address: String,
}

pub(super) fn connect(host: &HostPort, address: &Address) -> Result<Box<dyn Sender>> {
    let target = resolve(host, address)?;
    let any = if target.is_ipv4() { "0.0.0.0:0" } else { "[::]:0" };
    let socket = UdpSocket::bind(any).map_err(|error| Error::io("making a socket", error))?;
    socket.connect(target).map_err(|error| Error::io("connecting a socket", error))?;
    Ok(Box::new(Datagrams { socket, address: address.to_string() }))
}

impl Sender for Datagrams {
    fn send(&mut self, text: &str) -> Result<()> {
        match self.socket.send(text.as_bytes()) {
            Ok(_) => Ok(()),
            // The kernel tells of the datagram before this one, and has not taken this one.
            Err(error) if error.kind() == std::io::ErrorKind::ConnectionRefused => {
                Err(Error::NoServer { address: self.address.clone() })
            }
            Err(error) => Err(Error::io("sending a datagram", error)),
        }
    }
}

struct Bound {
    socket: UdpSocket,
    address: Address,
    limit: usize,
}

pub(super) fn open(host: &HostPort, address: &Address, options: &Options) -> Result<Box<dyn Receiver>> {
    let target = resolve(host, address)?;
    let socket = UdpSocket::bind(target).map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => Error::Taken { address: address.to_string() },
        _ => Error::io("binding a socket", error),
    })?;
    enlarge(&socket);
    socket.set_nonblocking(true).map_err(|error| Error::io("setting up a socket", error))?;
    let bound = socket.local_addr().map_err(|error| Error::io("asking for the port", error))?;
    let address = if host.port == 0 { address.with_port(bound.port()) } else { address.clone() };
    Ok(Box::new(Bound { socket, address, limit: options.max_message }))
}

/// Root may go beyond the system's limit, others get as much as that allows.
fn enlarge(socket: &UdpSocket) {
    use rustix::net::sockopt::{set_socket_recv_buffer_size, set_socket_recv_buffer_size_force};
    if set_socket_recv_buffer_size_force(socket, RECEIVE_BUFFER).is_err()
        && let Err(error) = set_socket_recv_buffer_size(socket, RECEIVE_BUFFER)
    {
        tracing::debug!(%error, "the socket keeps its buffer");
    }
}

impl Receiver for Bound {
    fn address(&self) -> Option<Address> {
        Some(self.address.clone())
    }

    fn run(self: Box<Self>, inbox: &Inbox, stop: &Stop) -> Result<()> {
        let mut buffer = vec![0; 65_536];
        loop {
            match self.socket.recv(&mut buffer) {
                Ok(length) if length > self.limit => {
                    inbox.fail(&Error::TooLong { length, limit: self.limit });
                }
                Ok(length) => {
                    let delivered =
                        text(buffer[..length].to_vec(), "UDP").and_then(|text| inbox.deliver(text));
                    if let Err(error) = delivered {
                        inbox.fail(&error);
                    }
                }
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
                Err(error) => inbox.fail(&Error::io("receiving a datagram", error)),
            }
            let waited = wait(&[(self.socket.as_fd(), PollFlags::IN)], Some(stop), None);
            if waited.map_err(|error| Error::io("waiting for a datagram", error))? == Wait::Stopped {
                return Ok(());
            }
        }
    }
}

fn resolve(host: &HostPort, address: &Address) -> Result<std::net::SocketAddr> {
    host.resolve()?.into_iter().next().ok_or_else(|| Error::NoServer { address: address.to_string() })
}

impl HostPort {
    /// All addresses of the host; for `localhost` both families, the older first, as most servers have it.
    pub(super) fn resolve(&self) -> Result<Vec<std::net::SocketAddr>> {
        let found = (self.host.as_str(), self.port).to_socket_addrs();
        let mut found: Vec<_> = found.map_err(|error| Error::io("resolving the host", error))?.collect();
        found.sort_by_key(std::net::SocketAddr::is_ipv6);
        Ok(found)
    }
}
