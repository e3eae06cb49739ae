//! The server's side of a logon: \[MS-NLMP\] 3.2, "Server Details".

use crate::crypto::{Key, NtHash, ResponseKey, exchange, hmac_md5};
use crate::message::{self, Authenticate, Challenge, Negotiate, NtResponse, av, flags};
use crate::message::{AvPairs, AvPairsWriter};
use crate::session::{Session, Side};
use crate::{Error, Level, Result};
use subtle::{Choice, ConstantTimeEq};

/// Who may log on. A closure `Fn(user, domain) -> Option<NtHash>` will do.
pub trait Accounts {
    /// The hash of the password of a user, or `None` when there is no such account. User and domain are as the
    /// client wrote them; letter case in the name of a user does not count. Nothing is proved yet.
    fn nt_hash(&self, user: &str, domain: &str) -> Option<NtHash>;
}

impl<F: Fn(&str, &str) -> Option<NtHash>> Accounts for F {
    fn nt_hash(&self, user: &str, domain: &str) -> Option<NtHash> {
        self(user, domain)
    }
}

/// What a server says of itself to whoever asks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ServerName {
    /// The NetBIOS name of its domain; without one, that of the machine.
    pub netbios_domain: String,
    /// Its NetBIOS name.
    pub netbios_computer: String,
    /// The DNS name of its domain; left out when it is empty.
    pub dns_domain: String,
    /// Its full DNS name; without one, its NetBIOS name. Clients make a target name of it.
    pub dns_computer: String,
}

/// A logon under way, at the server: the challenge was made, the answer is awaited.
#[derive(Debug)]
pub struct Acceptor {
    level: Level,
    server_challenge: [u8; 8],
    /// Both messages so far, of which the MIC is made.
    transcript: Vec<u8>,
}

/// A client that proved who it is.
#[derive(Debug)]
pub struct Accepted {
    /// The user, as the client wrote the name.
    pub user: String,
    /// The user's domain, as the client wrote it.
    pub domain: String,
    /// The client's machine, as it says: nothing proves it.
    pub workstation: String,
    /// The name by which the client meant to reach a server (SPN), if it says. A server that has names of its
    /// own refuses a client that meant another: it was brought here by somebody between.
    pub target_name: Option<String>,
    /// What protects the messages.
    pub session: Session,
}

impl Acceptor {
    /// Takes the client's first token, and gives the one to answer it with. `challenge` is random, and of use
    /// once; `now` is the time, a FILETIME.
    ///
    /// # Errors
    /// [`Error::Malformed`]; [`Error::TooWeak`] when the client does not offer what `level` needs;
    /// [`Error::TooLong`] for a name of `server`.
    pub fn begin(
        negotiate: &[u8],
        server: &ServerName,
        level: Level,
        challenge: [u8; 8],
        now: u64,
    ) -> Result<(Acceptor, Vec<u8>)> {
        let wanted = Negotiate::read(negotiate)?.flags;
        flags::check(wanted, level)?;
        let attributes = server.attributes(now)?;
        let message = Challenge {
            flags: grant(wanted, level, server),
            server_challenge: challenge,
            target_name: server.target_name().to_owned(),
            target_info: Some(AvPairs::read(&attributes)?),
            version: message::VERSION,
        }
        .write()?;
        let transcript = [negotiate, &message].concat();
        Ok((Acceptor { level, server_challenge: challenge, transcript }, message))
    }

    /// Takes the client's second token: the client is who it says, or it is refused.
    ///
    /// # Errors
    /// [`Error::LogonDenied`]; [`Error::Malformed`]; [`Error::TooWeak`] for an NTLMv1 response, or when the
    /// client no longer wants what it offered.
    pub fn finish(self, authenticate: &[u8], accounts: &dyn Accounts) -> Result<Accepted> {
        let message = Authenticate::read(authenticate)?;
        if message.user.is_empty() || message.nt_response.is_empty() {
            return Err(Error::LogonDenied); // an anonymous user
        }
        flags::check(message.flags, self.level)?;
        let response = NtResponse::read(message.nt_response)?;
        let target_name = response.attributes.name(av::TARGET_NAME)?;
        let key = self.verify(authenticate, &message, &response, accounts)?;
        Ok(Accepted {
            session: Session::new(key, self.level, Side::Server),
            user: message.user,
            domain: message.domain,
            workstation: message.workstation,
            target_name: target_name.filter(|name| !name.is_empty()),
        })
    }

    /// After a challenge that others made.
    #[cfg(test)]
    pub(crate) fn after(level: Level, server_challenge: [u8; 8]) -> Acceptor {
        Acceptor { level, server_challenge, transcript: Vec::new() }
    }

    /// The session's key, if the client knows the password and nobody altered the three messages. For an
    /// unknown user the same is computed, and takes the same time.
    fn verify(
        &self,
        authenticate: &[u8],
        message: &Authenticate<'_>,
        response: &NtResponse<'_>,
        accounts: &dyn Accounts,
    ) -> Result<Key> {
        let encrypted = message.session_key.try_into();
        let encrypted: &[u8; 16] = encrypted.map_err(|_| Error::Malformed { what: "the session key" })?;
        let hash = accounts.nt_hash(&message.user, &message.domain);
        let known = Choice::from(u8::from(hash.is_some()));
        let hash = hash.unwrap_or_else(|| NtHash::from_bytes([0; 16]));
        let response_key = ResponseKey::new(&hash, &message.user, &message.domain);
        let proof = response_key.proof(&self.server_challenge, response.client_challenge);
        let key = exchange(&response_key.session_base_key(&proof), encrypted);
        let unaltered = self.check_mic(authenticate, message, response, &key);
        match bool::from(known & proof.ct_eq(&response.proof) & unaltered) {
            true => Ok(key),
            false => Err(Error::LogonDenied),
        }
    }

    /// Whether the MIC is right, which the client says in what it proved; right, too, when it says none.
    fn check_mic(
        &self,
        authenticate: &[u8],
        message: &Authenticate<'_>,
        response: &NtResponse<'_>,
        key: &Key,
    ) -> Choice {
        let said = response.attributes.find(av::FLAGS).map(<[u8; 4]>::try_from);
        let said = match said {
            Some(Ok(flags)) => u32::from_le_bytes(flags) & av::FLAG_MIC != 0,
            Some(Err(_)) => return Choice::from(0),
            None => false,
        };
        match message.mic {
            _ if !said => Choice::from(1),
            None => Choice::from(0),
            Some(found) => mic(key, &self.transcript, authenticate).ct_eq(&found),
        }
    }
}

/// The MIC of three messages, the last of which has room for it: \[MS-NLMP\] 3.1.5.1.2.
pub(crate) fn mic(key: &Key, transcript: &[u8], authenticate: &[u8]) -> [u8; 16] {
    let (before, after) = (&authenticate[..message::MIC.start], &authenticate[message::MIC.end..]);
    *hmac_md5(key, &[transcript, before, &[0; 16], after])
}

/// What of the client's wishes is granted.
fn grant(wanted: u32, level: Level, server: &ServerName) -> u32 {
    let optional = flags::SEAL | flags::ALWAYS_SIGN | flags::REQUEST_TARGET | flags::VERSION | flags::KEYS_56;
    let kind = match server.netbios_domain.is_empty() {
        true => flags::TARGET_TYPE_SERVER,
        false => flags::TARGET_TYPE_DOMAIN,
    };
    flags::required(level) | wanted & optional | kind | flags::TARGET_INFO
}

impl ServerName {
    fn target_name(&self) -> &str {
        self.or_computer(&self.netbios_domain)
    }

    fn or_computer<'a>(&'a self, name: &'a str) -> &'a str {
        if name.is_empty() { &self.netbios_computer } else { name }
    }

    fn attributes(&self, now: u64) -> Result<Vec<u8>> {
        let mut pairs = AvPairsWriter::default();
        let names = [
            (av::NB_DOMAIN_NAME, self.target_name()),
            (av::NB_COMPUTER_NAME, &self.netbios_computer),
            (av::DNS_DOMAIN_NAME, &self.dns_domain),
            (av::DNS_COMPUTER_NAME, self.or_computer(&self.dns_computer)),
        ];
        for (id, name) in
            names.into_iter().filter(|(id, name)| *id != av::DNS_DOMAIN_NAME || !name.is_empty())
        {
            pairs.push_name(id, name)?;
        }
        pairs.push(av::TIMESTAMP, &now.to_le_bytes())?;
        Ok(pairs.finish())
    }
}
