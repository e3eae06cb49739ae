//! The published example of \[MS-NLMP\] 4.2.4, "NTLMv2 Authentication", byte for byte. Its common values, of
//! 4.2.1: "User" of "Domain" with "Password" at "COMPUTER" calls "Server" at time 0.

use crate::crypto::{Key, NtHash, ResponseKey, exchange};
use crate::message::{Authenticate, AvPairs, Challenge, NtResponse, av};
use crate::session::{Session, Side};
use crate::{Acceptor, Error, Level};

const SERVER_CHALLENGE: [u8; 8] = [0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef];
const CLIENT_CHALLENGE: [u8; 8] = [0xaa; 8];
const SESSION_KEY: [u8; 16] = [0x55; 16];
/// Of Windows XP, as both messages of the example have them.
const SERVER_VERSION: [u8; 8] = [6, 0, 0x70, 0x17, 0, 0, 0, 15];
const CLIENT_VERSION: [u8; 8] = [5, 1, 0x28, 0x0a, 0, 0, 0, 15];

const CHALLENGE: &str = "
    4e544c4d53535000 02000000 0c000c0038000000 33828ae2 0123456789abcdef 0000000000000000
    2400240044000000 060070170000000f 530065007200760065007200
    02000c00 44006f006d00610069006e00 01000c00 530065007200760065007200 00000000";

const AUTHENTICATE: &str = "
    4e544c4d53535000 03000000 180018006c000000 5400540084000000 0c000c0048000000 0800080054000000
    100010005c000000 10001000d8000000 358288e2 0501280a0000000f
    44006f006d00610069006e00 5500730065007200 43004f004d0050005500540045005200
    86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa
    68cd0ab851e51c96aabc927bebef6a1c 0101000000000000 0000000000000000 aaaaaaaaaaaaaaaa 00000000
    02000c00 44006f006d00610069006e00 01000c00 530065007200760065007200 00000000 00000000
    c5dad2544fc9799094ce1ce90bc9d03e";

fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<_> = text.chars().filter_map(|digit| digit.to_digit(16)).collect();
    digits.chunks(2).map(|pair| (pair[0] << 4 | pair[1]) as u8).collect()
}

fn response_key() -> ResponseKey {
    ResponseKey::new(&NtHash::of_password("Password"), "User", "Domain")
}

fn attributes() -> Vec<u8> {
    let challenge = hex(CHALLENGE);
    Challenge::read(&challenge).unwrap().target_info.unwrap().as_bytes().to_vec()
}

#[test]
fn keys_follow_from_the_password() {
    let temp = NtResponse::client_challenge([0; 8], CLIENT_CHALLENGE, &attributes());
    let proof = response_key().proof(&SERVER_CHALLENGE, &temp);
    assert_eq!(proof[..], hex("68cd0ab851e51c96aabc927bebef6a1c"), "4.2.4.2.2 NTProofStr");
    let base = response_key().session_base_key(&proof);
    assert_eq!(base[..], hex("8de40ccadbc14a82f15cb0ad0de95ca3"), "4.2.4.1.2 session base key");
    let encrypted = exchange(&base, &SESSION_KEY);
    assert_eq!(encrypted[..], hex("c5dad2544fc9799094ce1ce90bc9d03e"), "4.2.4.2.3 encrypted session key");
    let lm = [&response_key().proof(&SERVER_CHALLENGE, &CLIENT_CHALLENGE)[..], &CLIENT_CHALLENGE].concat();
    assert_eq!(lm, hex("86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa"), "4.2.4.2.1 LMv2 response");
    assert_eq!(response_key().bytes()[..], hex("0c868a403bfd7a93a3001ef22ef02e3f"), "4.2.4.1.1 NTOWFv2");
}

#[test]
fn the_challenge_is_read_and_written() {
    let bytes = hex(CHALLENGE);
    let challenge = Challenge::read(&bytes).unwrap();
    assert_eq!(challenge.flags, 0xe28a_8233);
    assert_eq!(challenge.server_challenge, SERVER_CHALLENGE);
    assert_eq!(challenge.target_name, "Server");
    assert_eq!(challenge.version, SERVER_VERSION);
    let info = challenge.target_info.unwrap();
    assert_eq!(info.name(av::NB_DOMAIN_NAME).unwrap().as_deref(), Some("Domain"));
    assert_eq!(info.name(av::NB_COMPUTER_NAME).unwrap().as_deref(), Some("Server"));
    assert_eq!(challenge.write().unwrap(), bytes);
}

#[test]
fn the_answer_is_read_and_written() {
    let bytes = hex(AUTHENTICATE);
    let temp = NtResponse::client_challenge([0; 8], CLIENT_CHALLENGE, &attributes());
    let proof = response_key().proof(&SERVER_CHALLENGE, &temp);
    let made = Authenticate {
        flags: 0xe288_8235,
        lm_response: &[&response_key().proof(&SERVER_CHALLENGE, &CLIENT_CHALLENGE)[..], &[0xaa; 8]].concat(),
        nt_response: &[&proof[..], &temp].concat(),
        domain: "Domain".into(),
        user: "User".into(),
        workstation: "COMPUTER".into(),
        session_key: &*exchange(&response_key().session_base_key(&proof), &SESSION_KEY),
        version: Some(CLIENT_VERSION),
        mic: None,
    };
    assert_eq!(made.write().unwrap(), bytes);
    assert_eq!(Authenticate::read(&bytes).unwrap(), made);
    let response = NtResponse::read(made.nt_response).unwrap();
    assert_eq!((response.proof, response.client_challenge), (proof, &temp[..]));
    assert_eq!(response.attributes, AvPairs::read(&attributes()).unwrap());
}

#[test]
fn the_answer_is_accepted_for_its_password_and_challenge_only() {
    let accounts = |user: &str, domain: &str| {
        ((user, domain) == ("User", "Domain")).then(|| NtHash::of_password("Password"))
    };
    let accept = |server_challenge, accounts: &dyn crate::Accounts| {
        let acceptor = Acceptor::after(Level::Privacy, server_challenge);
        acceptor.finish(&hex(AUTHENTICATE), accounts)
    };
    let accepted = accept(SERVER_CHALLENGE, &accounts).unwrap();
    let who = (accepted.user.as_str(), accepted.domain.as_str(), accepted.workstation.as_str());
    assert_eq!(who, ("User", "Domain", "COMPUTER"));
    assert_eq!(accepted.session.key()[..], SESSION_KEY);
    assert_eq!(accepted.target_name, None);

    let wrong = |_: &str, _: &str| Some(NtHash::of_password("password"));
    let nobody = |_: &str, _: &str| None;
    assert_eq!(accept(SERVER_CHALLENGE, &wrong).unwrap_err(), Error::LogonDenied);
    assert_eq!(accept(SERVER_CHALLENGE, &nobody).unwrap_err(), Error::LogonDenied);
    assert_eq!(accept([0; 8], &accounts).unwrap_err(), Error::LogonDenied);
}

#[test]
fn plaintext_is_sealed_and_signed() {
    let session = |side| Session::new(Key::new(SESSION_KEY), Level::Privacy, side);
    assert_eq!(
        session(Side::Client).seal_key("client-to-server")[..],
        hex("59f600973cc4960a25480a7c196e4c58")
    );
    assert_eq!(
        session(Side::Client).sign_key("client-to-server")[..],
        hex("4788dc861b4782f35d43fd98fe1a2d39")
    );

    let mut message = hex("50006c00610069006e007400650078007400"); // "Plaintext"
    let plaintext = message.clone();
    let (mut sending, _) = session(Side::Client).directions();
    let signature = sending.wrap(&mut message, 0..18).unwrap();
    assert_eq!(message, hex("54e50165bf1936dc996020c1811b0f06fb5f"), "4.2.4.4 sealed data");
    assert_eq!(signature[..], hex("010000007fb38ec5c55d497600000000"), "4.2.4.4 signature");

    let (_, mut receiving) = session(Side::Server).directions();
    receiving.unwrap(&mut message, 0..18, &signature).unwrap();
    assert_eq!(message, plaintext);
}
