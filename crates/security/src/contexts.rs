//! The security contexts of a connection, at the server: \[MS-RPCE\] 3.3.1.5.4, "Handling of Authentication
//! Contexts".
//!
//! ```text
//!   auth_context_id ─▶ challenged ──last token──▶ established ──▶ verifies fragments
//!                          └────────────────────▶ refused     ──▶ answers every fragment with why
//! ```

use crate::{Accepted, Acceptor, Accounts, Error, Level, Protector, Result, ServerName, Token, Verifier};
use oxcom_wire::pdu::{FIRST_FRAGMENT, Header, LAST_FRAGMENT, Seams, SecurityTrailer};
use std::collections::BTreeMap;

/// How many contexts a connection may have.
const MAX_CONTEXTS: usize = 64;

/// How many calls of a connection may have begun to arrive and not ended.
const MAX_CALLS: usize = 1024;

/// The security contexts of one connection, keyed by the auth_context_id that its client chose.
///
/// Every token and every fragment that the connection receives goes through here, in the order in which they
/// arrive.
#[derive(Debug, Default)]
pub struct Contexts {
    contexts: BTreeMap<u32, Context>,
    /// By call id, calls of which only some fragments have arrived, and the context of those.
    unfinished: BTreeMap<u32, Option<u32>>,
}

#[derive(Debug)]
enum Context {
    Challenged(Level, Box<Acceptor>),
    Established(Box<Verifier>),
    Refused(Error),
}

/// What becomes of a token.
#[derive(Debug)]
pub enum Progress {
    /// It began a logon: this is the `auth` of the bind_ack or alter_context_resp.
    Challenge(Vec<u8>),
    /// It ended one: the context is established.
    Established {
        /// auth_context_id.
        context_id: u32,
        /// Who the client is.
        client: Client,
        /// Protects what is answered to calls of this context.
        protector: Box<Protector>,
    },
}

/// Who a client proved to be: see [`Accepted`] for each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// The user.
    pub user: String,
    /// The user's domain.
    pub domain: String,
    /// The client's machine, as it says.
    pub workstation: String,
    /// The name by which it meant to reach a server.
    pub target_name: Option<String>,
    /// How much is protected.
    pub level: Level,
}

impl Contexts {
    /// Without any.
    pub fn new() -> Contexts {
        Contexts::default()
    }

    /// Takes the `auth` of a bind, an alter_context or an rpc_auth_3. `challenge` is random, and of use once;
    /// `now` is the time, a FILETIME.
    ///
    /// # Errors
    /// Those of [`Token::read`], [`Acceptor::begin`] and [`Acceptor::finish`]; [`Error::Malformed`] for a token
    /// in a context that awaits none, or with another level than the first; [`Error::TooMany`]. To a bind the
    /// answer is a bind_nak, to an alter_context a fault; to an rpc_auth_3 there is none: the context is
    /// remembered as refused, see [`admit`](Self::admit).
    pub fn take(
        &mut self,
        auth: &[u8],
        server: &ServerName,
        challenge: [u8; 8],
        now: u64,
        accounts: &dyn Accounts,
    ) -> Result<Progress> {
        let token = Token::read(auth)?;
        match self.contexts.remove(&token.context_id) {
            None if self.contexts.len() >= MAX_CONTEXTS => Err(Error::TooMany { what: "security contexts" }),
            None => {
                let (acceptor, message) = Acceptor::begin(token.bytes, server, token.level, challenge, now)?;
                self.contexts.insert(token.context_id, Context::Challenged(token.level, Box::new(acceptor)));
                Ok(Progress::Challenge(Token { bytes: &message, ..token }.to_vec()))
            }
            Some(Context::Challenged(level, acceptor)) if level == token.level => {
                let result = acceptor.finish(token.bytes, accounts);
                self.end(token.context_id, result)
            }
            Some(_) => {
                let error = Error::Malformed { what: "a token that no security context awaits" };
                self.end(token.context_id, Err(error))
            }
        }
    }

    /// Remembers what came of a logon.
    fn end(&mut self, context_id: u32, result: Result<Accepted>) -> Result<Progress> {
        match result {
            Err(error) => {
                self.contexts.insert(context_id, Context::Refused(error));
                Err(error)
            }
            Ok(Accepted { user, domain, workstation, target_name, session }) => {
                let client = Client { user, domain, workstation, target_name, level: session.level() };
                let (protector, verifier) = session.protection(context_id);
                self.contexts.insert(context_id, Context::Established(Box::new(verifier)));
                Ok(Progress::Established { context_id, client, protector: Box::new(protector) })
            }
        }
    }

    /// Takes a fragment of a request, verifies it and unseals it in place, as [`Verifier::verify`] does.
    /// Returns its context; `None` when it has no trailer, so that nobody vouches for it: few calls may be
    /// answered then. All fragments of a call have the same context, or none: nobody adds to another's call.
    ///
    /// # Errors
    /// [`Error::Altered`], also for a context that there is not, for a fragment of a call that another context
    /// began, and for a call that begins again; the reason for which a context was refused; [`Error::TooMany`]; [`Error::Pdu`]. Answer
    /// with a fault of status 5 (ERROR_ACCESS_DENIED), and close the connection.
    pub fn admit(&mut self, pdu: &mut [u8]) -> Result<Option<u32>> {
        let header = Header::read(pdu)?;
        let context_id = match header.auth_length {
            0 => None,
            _ => Some(self.verify(pdu)?),
        };
        let expected = match header.flags & FIRST_FRAGMENT {
            0 => Some(context_id),
            _ => None,
        };
        if self.unfinished.remove(&header.call_id) != expected {
            return Err(Error::Altered);
        }
        if header.flags & LAST_FRAGMENT == 0 {
            if self.unfinished.len() >= MAX_CALLS {
                return Err(Error::TooMany { what: "unfinished calls" });
            }
            self.unfinished.insert(header.call_id, context_id);
        }
        Ok(context_id)
    }

    fn verify(&mut self, pdu: &mut [u8]) -> Result<u32> {
        let seams = Seams::read(pdu)?;
        let context_id = SecurityTrailer::read(&pdu[seams.trailer..])?.context_id;
        match self.contexts.get_mut(&context_id) {
            Some(Context::Established(verifier)) => verifier.verify(pdu).map(|()| context_id),
            Some(Context::Refused(error)) => Err(*error),
            Some(Context::Challenged(..)) | None => Err(Error::Altered),
        }
    }

    /// Forgets a call that its client gave up.
    pub fn forget(&mut self, call_id: u32) {
        self.unfinished.remove(&call_id);
    }
}
