//! What two processes say to each other before they are linked.
//!
//! ```text
//!  connecting process                                   listening process
//!       connect ────────────────────────────────────────▶ accept, SO_PEERCRED, policy
//!       hello (process, address) + one end of a pair ───▶ checks the end
//!             [ + one end of a bell, segment, beds ]      [ checks them ]
//!       ◀─────────────────────────────── welcome (process, address) [ + segment ]
//!
//!       its requests, their answers ◀── accepted socket ──▶
//!                                   ◀─────── pair ────────▶ its requests, their answers
//! ```
//!
//! Both messages are 128 bytes: 8 of magic, the sender's process id (u64), the length of its address (u8), flags (u8), the
//! address padded with zeros to 110 bytes. Numbers are little-endian. Flag 1 in a hello offers a [ring](crate::ring), in a
//! welcome it accepts the offer; other flags are ignored. Who does not know flag 1 takes the link without a ring.

use std::ffi::OsStr;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use rustix::net::{AddressFamily, SocketType, sockopt};

use super::credentials::peer_credentials;
use crate::{Credentials, LinkError};

/// Bytes in either message.
pub(super) const GREETING: usize = 128;
const ADDRESS: std::ops::Range<usize> = 18..GREETING;
const HELLO: [u8; 8] = *b"oxcomH1\0";
const WELCOME: [u8; 8] = *b"oxcomW1\0";

/// Flag of a greeting that speaks of a ring.
const RING: u8 = 1;

/// Who speaks first?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Greeting {
    Hello,
    Welcome,
}

/// What a greeting says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Greeted {
    pub(super) process: u64,
    pub(super) address: Option<PathBuf>,
    pub(super) ring: bool,
}

impl Greeting {
    fn magic(self) -> [u8; 8] {
        match self {
            Greeting::Hello => HELLO,
            Greeting::Welcome => WELCOME,
        }
    }

    pub(super) fn write(self, process: u64, address: Option<&Path>, ring: bool) -> [u8; GREETING] {
        let address = address.map(|path| path.as_os_str().as_bytes()).unwrap_or_default();
        let mut bytes = [0; GREETING];
        bytes[0..8].copy_from_slice(&self.magic());
        bytes[8..16].copy_from_slice(&process.to_le_bytes());
        // A path that could be bound fits.
        bytes[16] = address.len() as u8;
        bytes[17] = if ring { RING } else { 0 };
        bytes[ADDRESS][..address.len()].copy_from_slice(address);
        bytes
    }

    pub(super) fn read(self, bytes: &[u8; GREETING]) -> Result<Greeted, LinkError> {
        if bytes[0..8] != self.magic() {
            return Err(LinkError::Protocol("a greeting of another protocol or version"));
        }
        let mut process = [0; 8];
        process.copy_from_slice(&bytes[8..16]);
        let length = usize::from(bytes[16]);
        let Some(address) = bytes[ADDRESS].get(..length) else {
            return Err(LinkError::Protocol("an address that is too long"));
        };
        if address.contains(&0) {
            return Err(LinkError::Protocol("an address with a zero in it"));
        }
        let address = (length > 0).then(|| PathBuf::from(OsStr::from_bytes(address)));
        Ok(Greeted { process: u64::from_le_bytes(process), address, ring: bytes[17] & RING != 0 })
    }
}

/// Checks that what came with a hello is the end of a pair which the same process made.
pub(super) fn check_pair_end(end: &OwnedFd, connected: Credentials) -> Result<(), LinkError> {
    let fault = LinkError::Protocol("a descriptor that is not a socket of the peer's");
    let is_stream = sockopt::socket_domain(end.as_fd()) == Ok(AddressFamily::UNIX)
        && sockopt::socket_type(end.as_fd()) == Ok(SocketType::STREAM);
    match peer_credentials(end.as_fd()) {
        Ok(found) if is_stream && found == connected => Ok(()),
        _ => Err(fault),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_greeting_survives_the_journey() {
        let path = Path::new("/run/user/1000/oxcom/a");
        for ring in [false, true] {
            let bytes = Greeting::Hello.write(77, Some(path), ring);
            let read = Greeting::Hello.read(&bytes).unwrap();
            assert_eq!(read, Greeted { process: 77, address: Some(path.to_owned()), ring });
            assert!(Greeting::Welcome.read(&bytes).is_err());
            let bytes = Greeting::Welcome.write(1, None, ring);
            assert_eq!(Greeting::Welcome.read(&bytes).unwrap(), Greeted { process: 1, address: None, ring });
        }
    }

    #[test]
    fn a_false_length_or_a_zero_is_refused() {
        let mut bytes = Greeting::Hello.write(1, Some(Path::new("/x")), false);
        bytes[16] = 3;
        assert!(Greeting::Hello.read(&bytes).is_err());
        bytes[16] = 111;
        assert!(Greeting::Hello.read(&bytes).is_err());
    }
}
