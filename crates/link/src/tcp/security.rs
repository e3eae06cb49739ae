//! Who a peer is, and that nobody reads or changes what it says: \[MS-RPCE\] 3.3.1.5.2, "Security Context".
//!
//! What a provider does (NTLM, say) is not known here: it takes and gives tokens until it has a [`Session`], and that protects
//! fragments.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use oxcom_wire::pdu::Fragment;

use crate::LinkError;

/// RPC_C_AUTHN_LEVEL_PKT_INTEGRITY: fragments are signed. What authenticates less is refused.
pub(super) const LEVEL_INTEGRITY: u8 = 5;
/// RPC_C_AUTHN_LEVEL_PKT_PRIVACY: and what they carry is encrypted.
pub(super) const LEVEL_PRIVACY: u8 = 6;

/// The peer is not who it says, or what came is not what it sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refusal(pub String);

/// How a listening process knows its callers.
pub trait Security: Send + Sync {
    /// The answering side of an authentication by a provider (RPC_C_AUTHN_…), for a level of protection and a number of the
    /// security context that the peer has chosen; none: it is not known here.
    fn acceptor(&self, provider: u8, level: u8, context: u32) -> Option<Box<dyn Handshake>>;
}

/// How a calling process says who it is.
pub trait Initiate: Send + Sync {
    /// RPC_C_AUTHN_…
    fn provider(&self) -> u8;
    /// RPC_C_AUTHN_LEVEL_…: 5 or 6.
    fn level(&self) -> u8;
    /// The name that the peer will know this process by.
    fn principal(&self) -> String;
    /// The asking side of an authentication, whose first step takes no token.
    fn initiator(&self, context: u32) -> Box<dyn Handshake>;
}

/// One side of an authentication under way.
pub trait Handshake: Send {
    /// Takes the peer's token, and gives one's own.
    ///
    /// # Errors
    /// The peer is not who it says, or its token is none.
    fn step(&mut self, token: &[u8]) -> Result<Progress, Refusal>;
}

/// How far an authentication has come.
pub enum Progress {
    /// The peer is to answer this token.
    Continue(Vec<u8>),
    /// It is over; a token that is not empty is the peer's to know, too.
    Done(Vec<u8>, Box<dyn Session>),
}

/// What both sides have agreed on.
pub trait Session: Send {
    /// The name of the one who was authenticated.
    fn principal(&self) -> &str;

    /// How many bytes are added to a fragment at most.
    fn room(&self) -> u16;

    /// The bytes to send of a fragment. They are sent in the order in which they were protected.
    ///
    /// # Errors
    /// The session is at its end.
    fn protect(&mut self, fragment: Fragment<'_>) -> Result<Vec<u8>, Refusal>;

    /// Checks one fragment that has arrived, and decrypts it where it stands.
    ///
    /// # Errors
    /// The peer has not sent it, or not as the next one.
    fn verify(&mut self, fragment: &mut [u8]) -> Result<(), Refusal>;
}

/// A security context of a connection that is agreed on.
#[derive(Clone)]
pub(super) struct Guard {
    /// Guarded by its lock: one thread reads while others write.
    session: Arc<Mutex<Box<dyn Session>>>,
    level: u8,
}

impl Guard {
    pub(super) fn new(session: Box<dyn Session>, level: u8) -> Guard {
        Guard { session: Arc::new(Mutex::new(session)), level }
    }

    pub(super) fn principal(&self) -> String {
        self.lock().principal().to_owned()
    }

    pub(super) fn level(&self) -> u8 {
        self.level
    }

    /// How many bytes of a fragment are to be left free.
    pub(super) fn room(&self) -> u16 {
        self.lock().room()
    }

    /// The bytes of a fragment that goes out.
    pub(super) fn protect(&self, fragment: Fragment<'_>) -> Result<Vec<u8>, Refusal> {
        self.lock().protect(fragment)
    }

    /// Checks a fragment that came in.
    pub(super) fn verify(&self, fragment: &mut [u8]) -> Result<(), Refusal> {
        self.lock().verify(fragment)
    }

    fn lock(&self) -> MutexGuard<'_, Box<dyn Session>> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl From<Refusal> for LinkError {
    fn from(refusal: Refusal) -> Self {
        tracing::warn!(%refusal, "a peer is not who it says");
        LinkError::Refused
    }
}
