//! An independent implementation, impacket, on the other side: its RPC client against the acceptor, and the
//! initiator against its NTLM. Left out, loudly, where there is no impacket: `interop/security/run` installs it.

mod common;

use common::{LEVELS, NOW, SERVER_CHALLENGE, TARGET, accounts, ada, identity, secrets, server};
use oxcom_security::{Accepted, Acceptor, Error, Identity, Initiator, Level, Protector, Session};
use oxcom_security::{TRAILER_LEN, Token, Verifier};
use oxcom_testing::{Process, limit};
use oxcom_wire::ndr::Writer;
use oxcom_wire::pdu::{self, Bind, BindAck, ContextResult, Fragments, Limits, NDR_SYNTAX, Pdu, Reassembler};
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

const IPID: &str = "00000402-0000-0000-c000-000000000046";

/// A Python that has impacket: the one that `interop/security/install.sh` made, or the system's.
fn python() -> Option<PathBuf> {
    let variable = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let cache = || variable("XDG_CACHE_HOME").or_else(|| Some(variable("HOME")?.join(".cache")));
    let peers = variable("OXCOM_PEERS_DIR").or_else(|| Some(cache()?.join("oxcom-peers")));
    let installed = peers.map(|peers| peers.join("impacket/bin/python"));
    let has_it = |python: &PathBuf| {
        let asked = Command::new(python).args(["-c", "import impacket"]).stderr(Stdio::null()).status();
        asked.is_ok_and(|status| status.success())
    };
    let found = installed.into_iter().chain([PathBuf::from("python3")]).find(has_it);
    if found.is_none() {
        assert!(std::env::var_os("OXCOM_IMPACKET").is_none(), "impacket is required");
        eprintln!("LEFT OUT: there is no impacket (interop/security/run installs it)");
    }
    found
}

/// impacket, which understands lines.
struct Peer(Process);

impl Peer {
    fn start(role: &str, level: Level, who: [&str; 3], more: &[&str]) -> Option<Peer> {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../interop/security/impacket_peer.py");
        let mut command = Command::new(python()?);
        command.arg(script).arg(role).arg((level as u8).to_string()).args(who).args(more);
        Some(Peer(Process::start(&mut command)))
    }

    fn say(&mut self, words: &str, bytes: &[u8]) {
        let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        writeln!(self.0.stdin.as_mut().unwrap(), "{words} {digits}").unwrap();
    }

    fn line(&mut self) -> String {
        self.0.line().expect("impacket goes on")
    }

    /// The bytes of the next line, which begins with `word`.
    fn bytes(&mut self, word: &str) -> Vec<u8> {
        let line = self.line();
        match line.split_once(' ').unwrap_or((&line, "")) {
            (found, digits) if found == word => common::hex(digits),
            _ => panic!("{word} was expected, not {line}"),
        }
    }
}

/// Takes the bind of impacket's RPC client, answers it, and takes the rpc_auth_3.
fn accept(peer: &mut Peer) -> Result<(Accepted, u32), Error> {
    let bytes = peer.bytes("pdu");
    let Ok(Pdu::Bind(bind)) = Pdu::parse(&bytes) else { panic!("no bind") };
    let token = Token::read(&bind.auth)?;
    let (acceptor, challenge) = Acceptor::begin(token.bytes, &server(), token.level, SERVER_CHALLENGE, NOW)?;
    let answer = Token { bytes: &challenge, ..token }.to_vec();
    peer.say("pdu", &bind_ack(&bind, answer));
    let bytes = peer.bytes("pdu");
    let Ok(Pdu::Auth3 { auth, .. }) = Pdu::parse(&bytes) else { panic!("no rpc_auth_3") };
    let last = Token::read(auth)?;
    assert_eq!((last.level, last.context_id), (token.level, token.context_id));
    Ok((acceptor.finish(last.bytes, &accounts)?, token.context_id))
}

fn bind_ack(bind: &Bind, auth: Vec<u8>) -> Vec<u8> {
    let result = ContextResult { result: 0, reason: 0, transfer_syntax: NDR_SYNTAX };
    let ack = BindAck {
        flags: bind.flags,
        call_id: bind.call_id,
        max_transmit_fragment: bind.max_transmit_fragment,
        max_receive_fragment: bind.max_receive_fragment,
        association_group: 1,
        secondary_address: b"135\0".to_vec(),
        results: vec![result; bind.contexts.len()],
        auth,
    };
    let mut writer = Writer::new();
    ack.write(&mut writer).unwrap();
    writer.into_vec()
}

/// Takes the fragments of one call.
fn take_call(peer: &mut Peer, verifier: &mut Verifier) -> (Vec<u8>, usize) {
    let mut reassembler = Reassembler::new(Limits::default());
    for fragments in 1.. {
        let mut fragment = peer.bytes("pdu");
        verifier.verify(&mut fragment).unwrap();
        if let Some(whole) = reassembler.push(&fragment).unwrap() {
            return (whole.into_owned(), fragments);
        }
    }
    unreachable!()
}

/// The protected fragments of a response.
fn answer(protector: &mut Protector, call_id: u32, stub: &[u8]) -> Vec<Vec<u8>> {
    let whole = response(call_id, stub);
    let fragments = Fragments::new(&whole, 2000, TRAILER_LEN).unwrap();
    fragments.map(|fragment| protector.protect(fragment).unwrap()).collect()
}

fn response(call_id: u32, stub: &[u8]) -> Vec<u8> {
    let mut writer = Writer::new();
    let open = pdu::write_response(&mut writer, call_id);
    writer.bytes(stub);
    open.finish(&mut writer).unwrap();
    writer.into_vec()
}

#[test]
fn its_client_calls_and_is_answered() {
    let _limit = limit();
    for (level, object) in [(Level::Integrity, &[][..]), (Level::Privacy, &[IPID])] {
        let who = ["ada", "LAB", "Zähler 1843"];
        let Some(mut peer) = Peer::start("client", level, who, object) else { return };
        let (accepted, context_id) = accept(&mut peer).unwrap();
        assert_eq!((accepted.user.as_str(), accepted.domain.as_str()), ("ada", "LAB"));
        assert_eq!(accepted.target_name.as_deref(), Some("cifs/rack.lab.example"));
        let (mut protector, mut verifier) = accepted.session.protection(context_id);
        // Of every remainder of the padding, then in many fragments both ways.
        for length in (0..18).chain([9000]) {
            let stub: Vec<u8> = (0..length).map(|n| n as u8 ^ 0x5a).collect();
            peer.say("4 1024", &stub);
            let (request, fragments) = take_call(&mut peer, &mut verifier);
            assert_eq!(fragments > 1, length == 9000);
            let request = pdu::parse_request(&request).unwrap();
            assert_eq!((request.opnum, request.stub), (4, &stub[..]));
            assert_eq!(request.object.is_some(), !object.is_empty());
            for fragment in answer(&mut protector, request.call_id, &stub) {
                peer.say("pdu", &fragment);
            }
            assert_eq!(peer.bytes("answer"), stub);
        }
    }
}

#[test]
fn its_client_is_refused_without_the_password() {
    let _limit = limit();
    for who in [["ada", "LAB", "wrong"], ["bob", "LAB", "Zähler 1843"], ["", "", ""]] {
        let Some(mut peer) = Peer::start("client", Level::Privacy, who, &[]) else { return };
        assert_eq!(accept(&mut peer).unwrap_err(), Error::LogonDenied, "{who:?}");
    }
}

/// Logs on at impacket.
fn initiate(level: Level, identity: &Identity) -> Option<(Peer, Session, String)> {
    let mut peer = Peer::start("server", level, ["ada", "LAB", "Zähler 1843"], &[])?;
    let (initiator, negotiate) = Initiator::begin(identity, level, TARGET).unwrap();
    peer.say("negotiate", &negotiate);
    let challenge = peer.bytes("challenge");
    let (session, authenticate) = initiator.finish(&challenge, secrets(), NOW).unwrap();
    peer.say("authenticate", &authenticate);
    let outcome = peer.line();
    Some((peer, session, outcome))
}

#[test]
fn its_server_accepts_and_both_sides_verify() {
    let _limit = limit();
    for level in LEVELS {
        let Some((mut peer, session, outcome)) = initiate(level, &ada()) else { return };
        assert_eq!(outcome, format!("accepted {TARGET}"));
        let (mut protector, mut verifier) = session.protection(79231);
        for length in 0..40 {
            let request = common::request(length);
            for fragment in Fragments::new(&request, 4280, TRAILER_LEN).unwrap() {
                peer.say("verify", &protector.protect(fragment).unwrap());
                assert_eq!(peer.bytes("stub"), request[40..]);
            }
            let stub = &request[40..];
            peer.say("protect", stub);
            let mut pdu = peer.bytes("pdu");
            verifier.verify(&mut pdu).unwrap();
            let whole = Reassembler::new(Limits::default()).push(&pdu).unwrap().unwrap().into_owned();
            assert_eq!(pdu::parse_response(&whole).unwrap().stub, stub);
        }
        // It does verify.
        let request = common::request(9);
        let fragment = Fragments::new(&request, 4280, TRAILER_LEN).unwrap().next().unwrap();
        let mut fragment = protector.protect(fragment).unwrap();
        fragment[20] ^= 1;
        peer.say("verify", &fragment);
        assert_eq!(peer.line(), "refused signature");
    }
}

#[test]
fn its_server_refuses_a_wrong_password() {
    let _limit = limit();
    let wrong = identity("ada", "LAB", "wrong");
    let Some((_, _, outcome)) = initiate(Level::Privacy, &wrong) else { return };
    assert_eq!(outcome, "refused password");
}
