//! Logging on: both halves against each other.

mod common;

use common::{LEVELS, SERVER_CHALLENGE, TARGET, accounts, ada, challenge_of, identity, log_on, secrets};
use oxcom_security::message::{Authenticate, Challenge, Negotiate, NtResponse, av, flags};
use oxcom_security::{Error, Initiator, Level, NtHash, Session, Token};
use oxcom_wire::pdu::SecurityTrailer;

/// Whether what one seals the other can open, both ways.
fn share_keys(one: Session, other: Session) -> bool {
    let ((mut to_other, mut from_other), (mut to_one, mut from_one)) = (one.directions(), other.directions());
    let mut message = *b"a message";
    let there = to_other.wrap(&mut message, 2..9).unwrap();
    let mut back_message = *b"its answer";
    let back = to_one.wrap(&mut back_message, 0..10).unwrap();
    assert_ne!(&message, b"a message");
    from_one.unwrap(&mut message, 2..9, &there).is_ok()
        && from_other.unwrap(&mut back_message, 0..10, &back).is_ok()
        && (&message, &back_message) == (b"a message", b"its answer")
}

/// What the server says to an answer of Ada's that somebody changed on the way.
fn changed(change: impl FnOnce(&mut Authenticate<'_>)) -> Error {
    let (initiator, negotiate) = Initiator::begin(&ada(), Level::Privacy, TARGET).unwrap();
    let (acceptor, challenge) = challenge_of(&negotiate, Level::Privacy).unwrap();
    let (_, bytes) = initiator.finish(&challenge, secrets(), 0).unwrap();
    let mut message = Authenticate::read(&bytes).unwrap();
    change(&mut message);
    acceptor.finish(&message.write().unwrap(), &accounts).unwrap_err()
}

#[test]
fn who_knows_the_password_is_let_in_and_shares_keys() {
    for level in LEVELS {
        let logon = log_on(&ada(), level);
        let accepted = logon.accepted.unwrap();
        let who = (accepted.user.as_str(), accepted.domain.as_str(), accepted.workstation.as_str());
        assert_eq!(who, ("Ada", "LAB", "DESK"));
        assert_eq!(accepted.target_name.as_deref(), Some(TARGET));
        assert_eq!((logon.session.level(), accepted.session.level()), (level, level));
        assert!(share_keys(logon.session, accepted.session));
    }
}

#[test]
fn the_case_of_the_user_does_not_count_and_that_of_the_domain_does() {
    assert_eq!(log_on(&identity("ADA", "LAB", "Zähler 1843"), Level::Privacy).accepted.unwrap().user, "ADA");
    let lower = log_on(&identity("Ada", "lab", "Zähler 1843"), Level::Privacy);
    assert_eq!(lower.accepted.unwrap_err(), Error::LogonDenied);
}

#[test]
fn nobody_learns_which_accounts_there_are() {
    for (user, domain, password) in [
        ("Ada", "LAB", "zähler 1843"),
        ("Ada", "LAB", ""),
        ("Bob", "LAB", "Zähler 1843"),
        ("Bob", "LAB", ""),
        ("Ada", "", "Zähler 1843"),
    ] {
        let logon = log_on(&identity(user, domain, password), Level::Integrity);
        assert_eq!(logon.accepted.unwrap_err(), Error::LogonDenied, "{user} {domain} {password}");
    }
    assert_eq!(changed(|message| message.user = String::new()), Error::LogonDenied, "no user");
    assert_eq!(changed(|message| message.nt_response = &[]), Error::LogonDenied, "an anonymous user");
    assert_eq!(
        Initiator::begin(&identity("", "LAB", ""), Level::Privacy, TARGET).unwrap_err(),
        Error::LogonDenied
    );
}

#[test]
fn an_answer_is_good_for_its_challenge_only() {
    let logon = log_on(&ada(), Level::Privacy);
    let (acceptor, _) = oxcom_security::Acceptor::begin(
        &logon.negotiate,
        &common::server(),
        Level::Privacy,
        SERVER_CHALLENGE.map(|byte| byte ^ 1),
        common::NOW,
    )
    .unwrap();
    assert_eq!(acceptor.finish(&logon.authenticate, &accounts).unwrap_err(), Error::LogonDenied);
}

#[test]
fn what_somebody_changed_on_the_way_is_refused() {
    assert_eq!(changed(|message| message.workstation = "RISK".into()), Error::LogonDenied);
    assert_eq!(changed(|message| message.user = "ADA".into()), Error::LogonDenied);
    assert_eq!(changed(|message| message.flags ^= flags::KEYS_56), Error::LogonDenied);
    assert_eq!(changed(|message| message.session_key = &[0; 16]), Error::LogonDenied);
    assert_eq!(changed(|message| message.lm_response = &[]), Error::LogonDenied);
    assert_eq!(changed(|message| message.mic = Some([0; 16])), Error::LogonDenied);
    assert_eq!(changed(|message| message.mic = None), Error::LogonDenied, "the client says that it sent one");

    let (initiator, negotiate) = Initiator::begin(&ada(), Level::Privacy, TARGET).unwrap();
    let weaker = Negotiate { flags: Negotiate::read(&negotiate).unwrap().flags & !flags::KEYS_56 };
    let (acceptor, challenge) = challenge_of(&weaker.write(), Level::Privacy).unwrap();
    let (_, authenticate) = initiator.finish(&challenge, secrets(), 0).unwrap();
    assert_eq!(acceptor.finish(&authenticate, &accounts).unwrap_err(), Error::LogonDenied);
}

#[test]
fn what_is_weak_is_refused_by_both_sides() {
    let weak = |result: Error| assert!(matches!(result, Error::TooWeak { .. }), "{result:?}");
    let (initiator, negotiate) = Initiator::begin(&ada(), Level::Privacy, TARGET).unwrap();
    let offered = Negotiate::read(&negotiate).unwrap().flags;
    let (_, challenge) = challenge_of(&negotiate, Level::Privacy).unwrap();
    drop(initiator);
    for flag in [
        flags::UNICODE,
        flags::SIGN,
        flags::SEAL,
        flags::NTLM,
        flags::EXTENDED_SESSION_SECURITY,
        flags::KEYS_128,
        flags::KEY_EXCHANGE,
    ] {
        weak(challenge_of(&Negotiate { flags: offered & !flag }.write(), Level::Privacy).unwrap_err());
        weak(changed(|message| message.flags &= !flag));
        let mut granted = Challenge::read(&challenge).unwrap();
        granted.flags &= !flag;
        let (initiator, _) = Initiator::begin(&ada(), Level::Privacy, TARGET).unwrap();
        weak(initiator.finish(&granted.write().unwrap(), secrets(), 0).unwrap_err());
    }
    weak(challenge_of(&Negotiate { flags: offered | flags::DATAGRAM }.write(), Level::Privacy).unwrap_err());
    weak(changed(|message| message.nt_response = &[7; 24]));
    let mut without = Challenge::read(&challenge).unwrap();
    without.target_info = None;
    let (initiator, _) = Initiator::begin(&ada(), Level::Privacy, TARGET).unwrap();
    weak(initiator.finish(&without.write().unwrap(), secrets(), 0).unwrap_err());
}

#[test]
fn encryption_is_asked_for_when_it_is_needed() {
    let (_, negotiate) = Initiator::begin(&ada(), Level::Integrity, TARGET).unwrap();
    assert_eq!(Negotiate::read(&negotiate).unwrap().flags & flags::SEAL, 0);
    assert!(matches!(challenge_of(&negotiate, Level::Privacy), Err(Error::TooWeak { .. })));
}

#[test]
fn the_client_says_whom_it_means_when_and_that_there_is_a_mic() {
    let logon = log_on(&ada(), Level::Privacy);
    let message = Authenticate::read(&logon.authenticate).unwrap();
    let response = NtResponse::read(message.nt_response).unwrap();
    let said = response.attributes;
    assert_eq!(said.name(av::TARGET_NAME).unwrap().as_deref(), Some(TARGET));
    assert_eq!(said.find(av::FLAGS), Some(&av::FLAG_MIC.to_le_bytes()[..]));
    assert_eq!(said.find(av::CHANNEL_BINDINGS), Some(&[0; 16][..]));
    assert_eq!(said.find(av::TIMESTAMP), Some(&common::NOW.to_le_bytes()[..]), "the server's time");
    assert_eq!(response.client_challenge[8..16], common::NOW.to_le_bytes());
    assert_eq!(said.name(av::DNS_COMPUTER_NAME).unwrap().as_deref(), Some("rack.lab.example"));
    assert_eq!(message.lm_response, [0; 24], "nothing that proves the password by LM");
    assert!(message.mic.is_some());
}

#[test]
fn a_machine_without_domain_says_its_name_for_it() {
    let (_, negotiate) = Initiator::begin(&ada(), Level::Privacy, TARGET).unwrap();
    let name = oxcom_security::ServerName { netbios_computer: "RACK".into(), ..Default::default() };
    let (_, bytes) =
        oxcom_security::Acceptor::begin(&negotiate, &name, Level::Privacy, SERVER_CHALLENGE, 0).unwrap();
    let challenge = Challenge::read(&bytes).unwrap();
    assert_eq!(challenge.target_name, "RACK");
    assert_eq!(challenge.flags & (flags::TARGET_TYPE_SERVER | flags::TARGET_TYPE_DOMAIN), 0x2_0000);
    let info = challenge.target_info.unwrap();
    let said = |id| info.name(id).unwrap();
    assert_eq!(said(av::NB_DOMAIN_NAME).as_deref(), Some("RACK"));
    assert_eq!(said(av::DNS_COMPUTER_NAME).as_deref(), Some("RACK"));
    assert_eq!(said(av::DNS_DOMAIN_NAME), None);
}

#[test]
fn tokens_travel_in_trailers() {
    let token = Token { level: Level::Privacy, context_id: 79231, bytes: b"NTLMSSP" };
    let bytes = token.to_vec();
    assert_eq!(bytes, b"\x0a\x06\0\0\x7f\x35\x01\0NTLMSSP");
    assert_eq!(Token::read(&bytes), Ok(token));
    for level in 0..=4 {
        let low =
            SecurityTrailer { auth_type: 10, auth_level: level, pad_length: 0, context_id: 0, value: b"x" };
        assert!(matches!(Token::read(&low.to_vec()), Err(Error::TooWeak { .. })), "{level}");
    }
    for (auth_type, auth_level) in [(9, 6), (16, 6), (10, 7)] {
        let other = SecurityTrailer { auth_type, auth_level, pad_length: 0, context_id: 0, value: b"x" };
        assert!(matches!(Token::read(&other.to_vec()), Err(Error::Malformed { .. })));
    }
    assert!(matches!(Token::read(&bytes[..7]), Err(Error::Pdu(_))));
}

#[test]
fn a_name_that_no_token_holds_is_the_callers_fault() {
    let (_, negotiate) = Initiator::begin(&ada(), Level::Privacy, TARGET).unwrap();
    let (_, challenge) = challenge_of(&negotiate, Level::Privacy).unwrap();
    let long = "x".repeat(40_000);
    let (initiator, _) = Initiator::begin(&identity(&long, "LAB", "x"), Level::Privacy, TARGET).unwrap();
    let error = initiator.finish(&challenge, secrets(), 0).unwrap_err();
    assert_eq!(error, Error::TooLong { what: "the user's name", limit: 65_535 });
    let (initiator, _) = Initiator::begin(&ada(), Level::Privacy, &long).unwrap();
    assert!(matches!(initiator.finish(&challenge, secrets(), 0), Err(Error::TooLong { .. })));
}

#[test]
fn a_first_token_is_short() {
    let (_, negotiate) = Initiator::begin(&ada(), Level::Privacy, TARGET).unwrap();
    let padded = |length| [&negotiate[..], &vec![0; length - negotiate.len()]].concat();
    assert!(challenge_of(&padded(1024), Level::Privacy).is_ok());
    assert!(matches!(challenge_of(&padded(1025), Level::Privacy), Err(Error::Malformed { .. })));
}

#[test]
fn a_password_does_not_show() {
    let hash = NtHash::of_password("Zähler 1843");
    assert_eq!(format!("{hash:?}"), "NtHash(secret)");
    assert!(!format!("{:?}", log_on(&ada(), Level::Privacy).session).contains("key"));
}
