//! A session's keys, and the signing and sealing of messages in one direction: \[MS-NLMP\] 3.4, "Session
//! Security Details".

use crate::crypto::{Key, hmac_md5, md5, rc4};
use crate::protection::{Protector, Verifier};
use crate::{Error, Level, Result};
use rc4::{Rc4, StreamCipher};
use std::fmt;
use std::ops::Range;
use subtle::ConstantTimeEq;

/// The length of a signature: \[MS-NLMP\] 2.2.2.9.2, "NTLMSSP_MESSAGE_SIGNATURE for Extended Session Security".
pub const SIGNATURE_LEN: usize = 16;

/// Which side of a connection one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Client,
    Server,
}

/// What two that have authenticated share. [`protection`](Session::protection) makes use of it.
pub struct Session {
    key: Key,
    level: Level,
    side: Side,
}

impl Session {
    pub(crate) fn new(key: Key, level: Level, side: Side) -> Session {
        Session { key, level, side }
    }

    /// How much is protected.
    pub fn level(&self) -> Level {
        self.level
    }

    /// The two ends of the session on this side: one protects the fragments to send, the other verifies those
    /// received. Both count from 0. `context_id` is the auth_context_id of the bind.
    pub fn protection(self, context_id: u32) -> (Protector, Verifier) {
        let level = self.level;
        let (sending, receiving) = self.directions();
        (Protector::new(sending, level, context_id), Verifier::new(receiving, level, context_id))
    }

    /// As [`protection`](Self::protection), for messages of one's own making that are no PDUs: the direction to
    /// send in, and the one to receive from.
    pub fn directions(self) -> (Direction, Direction) {
        let direction = |name| Direction {
            sign_key: self.sign_key(name),
            seal: rc4(&self.seal_key(name)),
            sequence: Ok(0),
        };
        let (to_server, to_client) = (direction("client-to-server"), direction("server-to-client"));
        match self.side {
            Side::Client => (to_server, to_client),
            Side::Server => (to_client, to_server),
        }
    }

    /// SIGNKEY of \[MS-NLMP\] 3.4.5.2.
    pub(crate) fn sign_key(&self, direction: &str) -> Key {
        md5(&[&*self.key, format!("session key to {direction} signing key magic constant\0").as_bytes()])
    }

    /// SEALKEY of \[MS-NLMP\] 3.4.5.3, for keys of 128 bits.
    pub(crate) fn seal_key(&self, direction: &str) -> Key {
        md5(&[&*self.key, format!("session key to {direction} sealing key magic constant\0").as_bytes()])
    }

    #[cfg(test)]
    pub(crate) fn key(&self) -> &Key {
        &self.key
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Session").field("level", &self.level).finish_non_exhaustive()
    }
}

/// One direction of a session: a key to sign with, a stream to seal with, and the number of the next message.
pub struct Direction {
    sign_key: Key,
    seal: Rc4,
    /// The next number, or why there is none.
    sequence: Result<u32>,
}

impl fmt::Debug for Direction {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Direction").field("sequence", &self.sequence).finish_non_exhaustive()
    }
}

impl Direction {
    /// Signs the whole message as it is, then seals the part `sealed` of it in place (none: an empty range):
    /// GSS_WrapEx of \[MS-NLMP\] 3.4.6. Returns the signature.
    ///
    /// # Errors
    /// [`Error::Exhausted`] after 2³² messages.
    ///
    /// # Panics
    /// When `sealed` is not within the message.
    pub fn wrap(&mut self, message: &mut [u8], sealed: Range<usize>) -> Result<[u8; SIGNATURE_LEN]> {
        let sequence = self.next_sequence()?;
        let mut checksum = self.checksum(sequence, message);
        self.seal.apply_keystream(&mut message[sealed]);
        self.seal.apply_keystream(&mut checksum);
        Ok(signature(checksum, sequence))
    }

    /// Undoes [`wrap`](Self::wrap): GSS_UnwrapEx of \[MS-NLMP\] 3.4.7.
    ///
    /// # Errors
    /// [`Error::Altered`] when the signature is not that of this message at this place of the sequence; the
    /// message is of no use then, and neither is the direction.
    ///
    /// # Panics
    /// When `sealed` is not within the message.
    pub fn unwrap(
        &mut self,
        message: &mut [u8],
        sealed: Range<usize>,
        signed: &[u8; SIGNATURE_LEN],
    ) -> Result<()> {
        let sequence = self.next_sequence()?;
        self.seal.apply_keystream(&mut message[sealed]);
        let mut checksum = self.checksum(sequence, message);
        self.seal.apply_keystream(&mut checksum);
        match bool::from(signature(checksum, sequence).ct_eq(signed)) {
            true => Ok(()),
            false => Err(self.give_up()),
        }
    }

    /// Lets every further message be refused, as altered.
    pub(crate) fn give_up(&mut self) -> Error {
        self.sequence = Err(Error::Altered);
        Error::Altered
    }

    fn next_sequence(&mut self) -> Result<u32> {
        let sequence = self.sequence?;
        self.sequence = sequence.checked_add(1).ok_or(Error::Exhausted);
        Ok(sequence)
    }

    fn checksum(&self, sequence: u32, message: &[u8]) -> [u8; 8] {
        let mac = hmac_md5(&self.sign_key, &[&sequence.to_le_bytes(), message]);
        *mac.first_chunk().expect("a checksum of 16 bytes")
    }
}

/// The signature of version 1.
fn signature(checksum: [u8; 8], sequence: u32) -> [u8; SIGNATURE_LEN] {
    let mut signature = [0; SIGNATURE_LEN];
    signature[0] = 1;
    signature[4..12].copy_from_slice(&checksum);
    signature[12..].copy_from_slice(&sequence.to_le_bytes());
    signature
}
