//! What the tests share: two sides of a logon, and a message to protect.
#![allow(dead_code, reason = "no test uses all of it")]

use oxcom_security::{Accepted, Acceptor, Error, Identity, Initiator, InitiatorSecrets, Level, NtHash};
use oxcom_security::{ServerName, Session};
use oxcom_wire::ndr::Writer;
use oxcom_wire::pdu;
use windows_core::GUID;

pub(crate) const NOW: u64 = 133_000_000_000_000_000;
pub(crate) const SERVER_CHALLENGE: [u8; 8] = *b"\x01\x23\x45\x67\x89\xab\xcd\xef";
pub(crate) const TARGET: &str = "RPCSS/rack.lab.example";
pub(crate) const LEVELS: [Level; 2] = [Level::Integrity, Level::Privacy];

/// Numbers that look random and are the same in each run.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 16) as usize % limit.max(1)
    }
}

pub(crate) fn hex(digits: &str) -> Vec<u8> {
    let digits: Vec<_> = digits.chars().filter_map(|digit| digit.to_digit(16)).collect();
    digits.chunks(2).map(|pair| (pair[0] << 4 | pair[1]) as u8).collect()
}

pub(crate) fn server() -> ServerName {
    ServerName {
        netbios_domain: "LAB".into(),
        netbios_computer: "RACK".into(),
        dns_domain: "lab.example".into(),
        dns_computer: "rack.lab.example".into(),
    }
}

/// "Ada" of LAB has the password "Zähler 1843"; nobody else is known.
pub(crate) fn accounts(user: &str, domain: &str) -> Option<NtHash> {
    (user.to_lowercase() == "ada" && domain == "LAB").then(|| NtHash::of_password("Zähler 1843"))
}

pub(crate) fn identity(user: &str, domain: &str, password: &str) -> Identity {
    let hash = NtHash::of_password(password);
    Identity { user: user.into(), domain: domain.into(), workstation: "DESK".into(), hash }
}

pub(crate) fn ada() -> Identity {
    identity("Ada", "LAB", "Zähler 1843")
}

pub(crate) fn secrets() -> InitiatorSecrets {
    InitiatorSecrets { client_challenge: *b"notrandm", session_key: *b"nor is this one." }
}

/// The three tokens of a logon, and what both sides have of it.
pub(crate) struct Logon {
    pub(crate) negotiate: Vec<u8>,
    pub(crate) challenge: Vec<u8>,
    pub(crate) authenticate: Vec<u8>,
    pub(crate) session: Session,
    pub(crate) accepted: Result<Accepted, Error>,
}

pub(crate) fn log_on(identity: &Identity, level: Level) -> Logon {
    let (initiator, negotiate) = Initiator::begin(identity, level, TARGET).unwrap();
    let (acceptor, challenge) = challenge_of(&negotiate, level).unwrap();
    let (session, authenticate) = initiator.finish(&challenge, secrets(), 0).unwrap();
    let accepted = acceptor.finish(&authenticate, &accounts);
    Logon { negotiate, challenge, authenticate, session, accepted }
}

/// What the server makes of a first token. It says the same each time.
pub(crate) fn challenge_of(negotiate: &[u8], level: Level) -> Result<(Acceptor, Vec<u8>), Error> {
    Acceptor::begin(negotiate, &server(), level, SERVER_CHALLENGE, NOW)
}

/// Both sides of a session that was accepted.
pub(crate) fn sessions(level: Level) -> (Session, Session) {
    let logon = log_on(&ada(), level);
    (logon.session, logon.accepted.unwrap().session)
}

/// A whole request with that much stub data.
pub(crate) fn request(stub: usize) -> Vec<u8> {
    let mut writer = Writer::new();
    let open = pdu::write_request(&mut writer, 7, 3, &GUID::from_u128(0x1234));
    writer.bytes(&(0..stub).map(|n| n as u8).collect::<Vec<_>>());
    open.finish(&mut writer).unwrap();
    writer.into_vec()
}

/// `message` with one to four changes: bits, bytes, extreme numbers, and now and then another length.
pub(crate) fn mutate(message: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = message.to_vec();
    for _ in 0..=random.below(4) {
        let place = random.below(bytes.len());
        let Some(byte) = bytes.get_mut(place) else { return bytes };
        match random.below(8) {
            0 | 1 => *byte ^= 1 << random.below(8),
            2 | 3 => *byte = random.next() as u8,
            4 => *byte = [0, 1, 0x7f, 0x80, 0xff][random.below(5)],
            5 => {
                let extreme = [0_u32, 1, 0x7fff_ffff, 0x8000_0000, u32::MAX, u32::MAX - 7, 0xffff];
                let end = bytes.len().min(place + 4);
                bytes[place..end].copy_from_slice(&extreme[random.below(7)].to_le_bytes()[..end - place]);
            }
            6 => bytes.truncate(place),
            _ => bytes.extend((0..random.below(64)).map(|n| n as u8)),
        }
    }
    bytes
}
