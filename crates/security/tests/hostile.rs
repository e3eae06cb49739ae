//! Damaged tokens and fragments: every truncation, and 100,000 random mutations of each. Nothing panics, and
//! nobody is let in.

mod common;

use common::{LEVELS, Random, TARGET, accounts, ada, challenge_of, log_on, mutate, request, secrets};
use oxcom_security::message::{Authenticate, Challenge, Negotiate};
use oxcom_security::{Error, Initiator, Level, TRAILER_LEN, Token};
use oxcom_wire::pdu::Fragments;

const MUTATIONS: usize = 100_000;

/// Hands mutations of `message` to `accept`, which says whether one had its way.
fn none_of(message: &[u8], seed: u64, mutations: usize, mut accept: impl FnMut(&[u8]) -> bool) {
    assert!(accept(message), "the message itself is good");
    for length in 0..message.len() {
        assert!(!accept(&message[..length]), "{length} bytes of {}", message.len());
    }
    let mut random = Random(seed);
    let mut tried = 0;
    for _ in 0..mutations {
        let damaged = mutate(message, &mut random);
        if damaged != message {
            assert!(!accept(&damaged), "{damaged:02x?}");
            tried += 1;
        }
    }
    assert!(tried > mutations / 2);
}

#[test]
fn a_damaged_first_token_lets_nobody_in() {
    let (_, negotiate) = Initiator::begin(&ada(), Level::Privacy, TARGET).unwrap();
    none_of(&negotiate, 1, MUTATIONS, |damaged| {
        let Ok((acceptor, challenge)) = challenge_of(damaged, Level::Privacy) else { return false };
        let (initiator, _) = Initiator::begin(&ada(), Level::Privacy, TARGET).unwrap();
        let answer = initiator.finish(&challenge, secrets(), 0);
        answer.is_ok_and(|(_, authenticate)| acceptor.finish(&authenticate, &accounts).is_ok())
    });
}

#[test]
fn a_damaged_challenge_lets_nobody_in() {
    let logon = log_on(&ada(), Level::Privacy);
    none_of(&logon.challenge, 2, MUTATIONS, |damaged| {
        let (initiator, negotiate) = Initiator::begin(&ada(), Level::Privacy, TARGET).unwrap();
        let (acceptor, _) = challenge_of(&negotiate, Level::Privacy).unwrap();
        let answer = initiator.finish(damaged, secrets(), 0);
        answer.is_ok_and(|(_, authenticate)| acceptor.finish(&authenticate, &accounts).is_ok())
    });
}

#[test]
fn a_damaged_answer_lets_nobody_in() {
    let logon = log_on(&ada(), Level::Privacy);
    none_of(&logon.authenticate, 3, MUTATIONS, |damaged| {
        let (acceptor, _) = challenge_of(&logon.negotiate, Level::Privacy).unwrap();
        acceptor.finish(damaged, &accounts).is_ok()
    });
}

#[test]
fn a_damaged_fragment_is_not_taken() {
    for (seed, level) in (4..).zip(LEVELS) {
        let logon = log_on(&ada(), level);
        let (mut protector, _) = logon.session.protection(0);
        let message = request(45);
        let fragment = Fragments::new(&message, 4280, TRAILER_LEN).unwrap().next().unwrap();
        let pdu = protector.protect(fragment).unwrap();
        none_of(&pdu, seed, MUTATIONS / 2, |damaged| {
            let (acceptor, _) = challenge_of(&logon.negotiate, level).unwrap();
            let accepted = acceptor.finish(&logon.authenticate, &accounts).unwrap();
            let (_, mut verifier) = accepted.session.protection(0);
            let mut damaged = damaged.to_vec();
            if damaged.len() % 2 == 0 && damaged.len() != pdu.len() {
                let length = (damaged.len() as u16).to_le_bytes(); // what a wrong length hides is reached
                damaged.get_mut(8..10).into_iter().for_each(|field| field.copy_from_slice(&length));
            }
            verifier.verify(&mut damaged).is_ok()
        });
    }
}

#[test]
fn what_is_understood_of_damaged_messages_is_understood_again() {
    let logon = log_on(&ada(), Level::Privacy);
    let mut random = Random(6);
    let mut understood = 0;
    for _ in 0..MUTATIONS {
        let _ = Negotiate::read(&mutate(&logon.negotiate, &mut random));
        let _ = Token::read(&mutate(&logon.negotiate, &mut random));
        if let Ok(message) = Challenge::read(&mutate(&logon.challenge, &mut random)) {
            assert_eq!(Challenge::read(&message.write().unwrap()), Ok(message));
        }
        if let Ok(message) = Authenticate::read(&mutate(&logon.authenticate, &mut random)) {
            understood += 1;
            let bytes = match message.write() {
                Err(Error::TooLong { .. }) => continue,
                bytes => bytes.unwrap(),
            };
            let again = Authenticate::read(&bytes).unwrap();
            let proof = |message: &Authenticate<'_>| (message.user.clone(), message.nt_response.to_vec());
            assert_eq!(proof(&again), proof(&message));
        }
    }
    assert!(understood > MUTATIONS / 100);
}
