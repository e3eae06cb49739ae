//! The tokens of a logon, and protected fragments. The first byte chooses who gets the others: the server its first or its last
//! token, the client its challenge, or the server a fragment or a whole connection. Only what the honest client of this very
//! logon sent is believed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use oxcom_security::message::{Authenticate, Challenge, NtResponse};
use oxcom_security::{
    Acceptor, Contexts, Identity, Initiator, InitiatorSecrets, Level, NtHash, Progress, ServerName, Session,
};
use oxcom_security::{TRAILER_LEN, Token};
use oxcom_wire::ndr::Writer;
use oxcom_wire::pdu::{self, Fragments, Pdu, frame_length};
use std::sync::LazyLock;

/// What an honest client sends: the seeds are these, too.
struct Honest {
    negotiate: Vec<u8>,
    authenticate: Vec<u8>,
    fragment: Vec<u8>,
}

static HONEST: LazyLock<Honest> = LazyLock::new(|| {
    let (initiator, negotiate) = begin();
    let (_, challenge) = challenge_of(&negotiate).unwrap();
    let (session, authenticate) = initiator.finish(&challenge, secrets(), 0).unwrap();
    Honest { negotiate, authenticate, fragment: fragment(session) }
});

fuzz_target!(|input: &[u8]| {
    let Some((choice, bytes)) = input.split_first() else { return };
    match choice % 5 {
        0 => first_token(bytes),
        1 => challenge(bytes),
        2 => last_token(bytes),
        3 => protected(bytes),
        _ => connection(bytes),
    }
});

fn first_token(bytes: &[u8]) {
    let Ok((acceptor, challenge)) = challenge_of(bytes) else { return };
    let message = Challenge::read(&challenge).expect("what was written can be read");
    assert_eq!(message.write().as_ref(), Ok(&challenge));
    // The MIC tells that the client began otherwise.
    let (_, authenticate) = begin().0.finish(&challenge, secrets(), 0).expect("a challenge of our own");
    assert_eq!(acceptor.finish(&authenticate, &accounts).is_ok(), bytes == HONEST.negotiate);
}

fn challenge(bytes: &[u8]) {
    let Ok((_, authenticate)) = begin().0.finish(bytes, secrets(), 0) else { return };
    let message = Authenticate::read(&authenticate).expect("what was written can be read");
    NtResponse::read(message.nt_response).expect("an NTLMv2 response");
    assert_eq!(message.write(), Ok(authenticate));
}

fn last_token(bytes: &[u8]) {
    let (acceptor, _) = challenge_of(&HONEST.negotiate).unwrap();
    let accepted = acceptor.finish(bytes, &accounts);
    assert_eq!(accepted.is_ok(), bytes == HONEST.authenticate);
}

fn protected(bytes: &[u8]) {
    if let Ok(token) = Token::read(bytes) {
        let again = token.to_vec();
        assert_eq!(Token::read(&again), Ok(token));
    }
    let (acceptor, _) = challenge_of(&HONEST.negotiate).unwrap();
    let (_, mut verifier) = acceptor.finish(&HONEST.authenticate, &accounts).unwrap().session.protection(1);
    let mut pdu = bytes.to_vec();
    if bytes != HONEST.fragment {
        let length = (bytes.len() as u16).to_le_bytes(); // what a wrong length hides is reached
        pdu.get_mut(8..10).into_iter().for_each(|field| field.copy_from_slice(&length));
    }
    let believed = pdu == HONEST.fragment;
    assert_eq!(verifier.verify(&mut pdu).is_ok(), believed);
}

/// The input is cut into PDUs as a TCP stream is.
fn connection(stream: &[u8]) {
    let mut contexts = Contexts::new();
    let mut rest = stream;
    while let Ok(Some(length)) = frame_length(rest) {
        let Some((pdu, after)) = rest.split_at_checked(length) else { return };
        rest = after;
        match Pdu::parse(pdu) {
            Ok(Pdu::Bind(bind) | Pdu::AlterContext(bind)) => token(&mut contexts, &bind.auth),
            Ok(Pdu::Auth3 { auth, .. }) => token(&mut contexts, auth),
            _ => {
                let admitted = contexts.admit(&mut pdu.to_vec());
                assert!(!matches!(admitted, Ok(Some(_))) || pdu == HONEST.fragment);
            }
        }
    }
}

fn token(contexts: &mut Contexts, auth: &[u8]) {
    if let Ok(Progress::Established { .. }) = contexts.take(auth, &server(), CHALLENGE, 1, &accounts) {
        assert_eq!(Token::read(auth).unwrap().bytes, HONEST.authenticate);
    }
}

fn begin() -> (Initiator, Vec<u8>) {
    let identity = Identity {
        user: "ada".into(),
        domain: "LAB".into(),
        workstation: "DESK".into(),
        hash: NtHash::of_password("engine"),
    };
    Initiator::begin(&identity, Level::Privacy, "RPCSS/rack").unwrap()
}

const CHALLENGE: [u8; 8] = *b"8 bytes.";

fn server() -> ServerName {
    ServerName { netbios_domain: "LAB".into(), netbios_computer: "RACK".into(), ..Default::default() }
}

fn challenge_of(negotiate: &[u8]) -> oxcom_security::Result<(Acceptor, Vec<u8>)> {
    Acceptor::begin(negotiate, &server(), Level::Privacy, CHALLENGE, 1)
}

fn secrets() -> InitiatorSecrets {
    InitiatorSecrets { client_challenge: *b"8 others", session_key: *b"the session key." }
}

fn accounts(_: &str, _: &str) -> Option<NtHash> {
    Some(NtHash::of_password("engine"))
}

fn fragment(session: Session) -> Vec<u8> {
    let mut writer = Writer::new();
    let request = pdu::write_request(&mut writer, 1, 3, &windows_core::GUID::from_u128(1));
    writer.bytes(b"stub data that is hidden");
    request.finish(&mut writer).unwrap();
    let fragment = Fragments::new(writer.as_slice(), 4280, TRAILER_LEN).unwrap().next().unwrap();
    session.protection(1).0.protect(fragment).unwrap()
}
