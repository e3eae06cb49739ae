//! NTLM for links: who calls, by the accounts of the administrator's file, and as whom this process calls.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use oxcom_activation::RemoteAccess;
use oxcom_activation::remote::Account;
use oxcom_link::tcp::{Handshake, Initiate, Progress, Refusal, Security, Session};
use oxcom_security::{
    AUTHN_WINNT, Acceptor, Identity, Initiator, InitiatorSecrets, Level, NtHash, Protector, ServerName,
    TRAILER_LEN, Verifier,
};
use oxcom_wire::pdu::Fragment;

/// Knows callers by their accounts.
pub(super) struct Acceptors {
    access: Arc<RemoteAccess>,
    server: ServerName,
}

impl Acceptors {
    pub(super) fn new(access: &RemoteAccess) -> Self {
        let host = rustix::system::uname().nodename().to_string_lossy().into_owned();
        let netbios: String = host.split('.').next().unwrap_or(&host).chars().take(15).collect();
        let netbios = netbios.to_uppercase();
        let server = ServerName {
            netbios_domain: netbios.clone(),
            netbios_computer: netbios,
            dns_domain: String::new(),
            dns_computer: host,
        };
        Self { access: Arc::new(access.clone()), server }
    }
}

impl Security for Acceptors {
    fn acceptor(&self, provider: u8, level: u8, context: u32) -> Option<Box<dyn Handshake>> {
        let level = Level::from_wire(level).ok().filter(|_| provider == AUTHN_WINNT)?;
        let (access, server) = (self.access.clone(), self.server.clone());
        Some(Box::new(Accepting { access, server, level, context, acceptor: None }))
    }
}

struct Accepting {
    access: Arc<RemoteAccess>,
    server: ServerName,
    level: Level,
    context: u32,
    acceptor: Option<Acceptor>,
}

impl Handshake for Accepting {
    fn step(&mut self, token: &[u8]) -> Result<Progress, Refusal> {
        let Some(acceptor) = self.acceptor.take() else {
            let challenge = crate::random::nonzero().to_ne_bytes();
            let begun = Acceptor::begin(token, &self.server, self.level, challenge, file_time());
            let (acceptor, challenge) = begun.map_err(refused)?;
            self.acceptor = Some(acceptor);
            return Ok(Progress::Continue(challenge));
        };
        let accounts = |user: &str, domain: &str| {
            self.access.account(user, domain).map(|account| NtHash::from_bytes(account.hash))
        };
        let accepted = acceptor.finish(token, &accounts).map_err(refused)?;
        // By the file's spelling, so that an account has one name.
        let account = self.access.account(&accepted.user, &accepted.domain);
        let principal = account.map_or(accepted.user, name_of);
        let (protector, verifier) = accepted.session.protection(self.context);
        Ok(Progress::Done(Vec::new(), Box::new(Protected { principal, protector, verifier })))
    }
}

fn name_of(account: &Account) -> String {
    match &*account.domain {
        "" => account.user.clone(),
        domain => format!("{domain}\\{}", account.user),
    }
}

/// As whom this process calls.
pub(super) struct Caller {
    identity: Identity,
    level: Level,
    /// The service that is meant.
    target: String,
}

impl Caller {
    pub(super) fn new(account: &Account, private: bool, host: &str) -> Self {
        let identity = Identity {
            user: account.user.clone(),
            domain: account.domain.clone(),
            workstation: String::new(),
            hash: NtHash::from_bytes(account.hash),
        };
        let level = if private { Level::Privacy } else { Level::Integrity };
        Self { identity, level, target: format!("RPCSS/{host}") }
    }
}

impl Initiate for Caller {
    fn provider(&self) -> u8 {
        AUTHN_WINNT
    }

    fn level(&self) -> u8 {
        self.level as u8
    }

    fn principal(&self) -> String {
        self.identity.user.clone()
    }

    fn initiator(&self, context: u32) -> Box<dyn Handshake> {
        let (identity, target) = (self.identity.clone(), self.target.clone());
        Box::new(Initiating { identity, level: self.level, target, context, initiator: None })
    }
}

struct Initiating {
    identity: Identity,
    level: Level,
    target: String,
    context: u32,
    initiator: Option<Initiator>,
}

impl Handshake for Initiating {
    fn step(&mut self, token: &[u8]) -> Result<Progress, Refusal> {
        let Some(initiator) = self.initiator.take() else {
            let begun = Initiator::begin(&self.identity, self.level, &self.target);
            let (initiator, negotiate) = begun.map_err(refused)?;
            self.initiator = Some(initiator);
            return Ok(Progress::Continue(negotiate));
        };
        let secrets = InitiatorSecrets {
            client_challenge: crate::random::nonzero().to_ne_bytes(),
            session_key: crate::random::sixteen(),
        };
        let (session, authenticate) = initiator.finish(token, secrets, file_time()).map_err(refused)?;
        let (protector, verifier) = session.protection(self.context);
        let principal = self.identity.user.clone();
        Ok(Progress::Done(authenticate, Box::new(Protected { principal, protector, verifier })))
    }
}

struct Protected {
    principal: String,
    protector: Protector,
    verifier: Verifier,
}

impl Session for Protected {
    fn principal(&self) -> &str {
        &self.principal
    }

    fn room(&self) -> u16 {
        TRAILER_LEN
    }

    fn protect(&mut self, fragment: Fragment<'_>) -> Result<Vec<u8>, Refusal> {
        self.protector.protect(fragment).map_err(refused)
    }

    fn verify(&mut self, fragment: &mut [u8]) -> Result<(), Refusal> {
        self.verifier.verify(fragment).map_err(refused)
    }
}

fn refused(error: oxcom_security::Error) -> Refusal {
    Refusal(error.to_string())
}

/// The time as a FILETIME: units of 100 ns since 1601.
fn file_time() -> u64 {
    const FROM_1601_TO_1970: u64 = 116_444_736_000_000_000;
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    FROM_1601_TO_1970 + u64::try_from(since.as_nanos() / 100).unwrap_or(0)
}
