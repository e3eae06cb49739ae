//! The client's side of a logon: \[MS-NLMP\] 3.1, "Client Details".

use crate::acceptor::mic;
use crate::crypto::{Key, NtHash, ResponseKey, exchange};
use crate::message::{
    self, Authenticate, AvPairs, AvPairsWriter, Challenge, Negotiate, NtResponse, av, flags,
};
use crate::session::{Session, Side};
use crate::{Error, Level, Result};
use zeroize::Zeroize;

/// As whom a client logs on.
#[derive(Debug, Clone)]
pub struct Identity {
    /// The name of the account; letter case does not count.
    pub user: String,
    /// The account's domain or machine; letter case counts.
    pub domain: String,
    /// This machine, for the server's records; may be empty.
    pub workstation: String,
    /// What stands for the account's password.
    pub hash: NtHash,
}

/// The random numbers of one logon. Use none of them twice. Wiped when it goes.
pub struct InitiatorSecrets {
    /// Goes into the proof.
    pub client_challenge: [u8; 8],
    /// From which all keys of the session are made.
    pub session_key: [u8; 16],
}

impl Drop for InitiatorSecrets {
    fn drop(&mut self) {
        self.session_key.zeroize();
    }
}

/// A logon under way, at the client: the server's challenge is awaited.
#[derive(Debug)]
pub struct Initiator {
    identity: Identity,
    level: Level,
    target_name: String,
    negotiate: Vec<u8>,
}

impl Initiator {
    /// Begins a logon, and gives the first token to send. `target_name` is the name of the service that is to
    /// be reached (SPN), say `RPCSS/machine.example`: the server can tell from it that nobody led the client
    /// astray.
    ///
    /// # Errors
    /// [`Error::LogonDenied`] for an identity without user: nobody lets it in.
    pub fn begin(identity: &Identity, level: Level, target_name: &str) -> Result<(Initiator, Vec<u8>)> {
        if identity.user.is_empty() {
            return Err(Error::LogonDenied);
        }
        let optional =
            flags::REQUEST_TARGET | flags::ALWAYS_SIGN | flags::TARGET_INFO | flags::VERSION | flags::KEYS_56;
        let negotiate = Negotiate { flags: flags::required(level) | optional }.write();
        let identity = identity.clone();
        let target_name = target_name.to_owned();
        Ok((Initiator { identity, level, target_name, negotiate: negotiate.clone() }, negotiate))
    }

    /// Takes the server's token, and gives the session and the last token to send. Whether the server accepts
    /// it, and is who it should be, shows in the first answer that is verified. `now`, a FILETIME, is used when
    /// the server does not tell the time.
    ///
    /// # Errors
    /// [`Error::Malformed`]; [`Error::TooWeak`] when the server does not grant what the level needs, or does
    /// not know NTLMv2; [`Error::TooLong`] for a name.
    pub fn finish(self, challenge: &[u8], secrets: InitiatorSecrets, now: u64) -> Result<(Session, Vec<u8>)> {
        let message = Challenge::read(challenge)?;
        flags::check(message.flags, self.level)?;
        let offered = message.target_info.ok_or(Error::TooWeak { what: "a server without NTLMv2" })?;
        let time = match offered.find(av::TIMESTAMP).map(<[u8; 8]>::try_from) {
            Some(time) => time.map_err(|_| Error::Malformed { what: "MsvAvTimestamp" })?,
            None => now.to_le_bytes(),
        };
        let attributes = self.attributes(&offered)?;
        let client_challenge = NtResponse::client_challenge(time, secrets.client_challenge, &attributes);
        let response_key = ResponseKey::new(&self.identity.hash, &self.identity.user, &self.identity.domain);
        let proof = response_key.proof(&message.server_challenge, &client_challenge);
        let key = Key::new(secrets.session_key);
        let response = [&proof[..], &client_challenge].concat();
        let agreed = message.flags & Negotiate::read(&self.negotiate)?.flags;
        let authenticate = Authenticate {
            flags: agreed,
            lm_response: &[0; 24],
            nt_response: &response,
            domain: self.identity.domain,
            user: self.identity.user,
            workstation: self.identity.workstation,
            session_key: &*exchange(&response_key.session_base_key(&proof), &key),
            version: (agreed & flags::VERSION != 0).then_some(message::VERSION),
            mic: Some([0; 16]),
        };
        let mut authenticate = authenticate.write()?;
        let mic = mic(&key, &[&self.negotiate, challenge].concat(), &authenticate);
        authenticate[message::MIC].copy_from_slice(&mic);
        Ok((Session::new(key, self.level, Side::Client), authenticate))
    }

    /// The server's attributes, and what the client adds: that there is a MIC, that the channel has no identity
    /// of its own, and whom it means to reach.
    fn attributes(&self, offered: &AvPairs<'_>) -> Result<Vec<u8>> {
        let ours = [av::FLAGS, av::CHANNEL_BINDINGS, av::TARGET_NAME];
        let mut pairs = AvPairsWriter::default();
        for (id, value) in offered.iter().filter(|(id, _)| !ours.contains(id)) {
            pairs.push(id, value)?;
        }
        let flags =
            offered.find(av::FLAGS).and_then(|value| value.try_into().ok()).map_or(0, u32::from_le_bytes);
        pairs.push(av::FLAGS, &(flags | av::FLAG_MIC).to_le_bytes())?;
        pairs.push(av::CHANNEL_BINDINGS, &[0; 16])?;
        pairs.push_name(av::TARGET_NAME, &self.target_name)?;
        Ok(pairs.finish())
    }
}
