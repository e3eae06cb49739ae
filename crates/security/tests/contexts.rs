//! The security contexts of a connection: who may say what, and when.

mod common;

use common::{NOW, SERVER_CHALLENGE, TARGET, accounts, ada, identity, request, secrets, server};
use oxcom_security::{
    Client, Contexts, Error, Identity, Initiator, Level, Progress, Protector, TRAILER_LEN, Token,
};
use oxcom_wire::pdu::Fragments;

fn take(contexts: &mut Contexts, level: Level, context_id: u32, bytes: &[u8]) -> Result<Progress, Error> {
    let auth = Token { level, context_id, bytes }.to_vec();
    contexts.take(&auth, &server(), SERVER_CHALLENGE, NOW, &accounts)
}

/// Sends the first token, takes the challenge, and gives the last token and the client's protector.
fn begin(contexts: &mut Contexts, who: &Identity, level: Level, context_id: u32) -> (Vec<u8>, Protector) {
    let (initiator, negotiate) = Initiator::begin(who, level, TARGET).unwrap();
    let Ok(Progress::Challenge(auth)) = take(contexts, level, context_id, &negotiate) else { panic!() };
    let answer = Token::read(&auth).unwrap();
    assert_eq!((answer.level, answer.context_id), (level, context_id));
    let (session, authenticate) = initiator.finish(answer.bytes, secrets(), 0).unwrap();
    (authenticate, session.protection(context_id).0)
}

/// Ada is logged on.
fn establish(contexts: &mut Contexts, level: Level, context_id: u32) -> (Client, Protector) {
    let (authenticate, protector) = begin(contexts, &ada(), level, context_id);
    match take(contexts, level, context_id, &authenticate) {
        Ok(Progress::Established { context_id: found, client, .. }) if found == context_id => {
            (client, protector)
        }
        other => panic!("{other:?}"),
    }
}

/// The fragments of one call, the same for every protector.
fn call(protector: &mut Protector) -> Vec<Vec<u8>> {
    let message = request(300);
    let fragments = Fragments::new(&message, 200, TRAILER_LEN).unwrap();
    fragments.map(|fragment| protector.protect(fragment).unwrap()).collect()
}

/// The same without protection.
fn plain() -> Vec<Vec<u8>> {
    let message = request(300);
    Fragments::new(&message, 200, TRAILER_LEN).unwrap().map(|fragment| fragment.to_vec()).collect()
}

#[test]
fn a_connection_has_several_contexts_each_with_its_own_numbers() {
    let mut contexts = Contexts::new();
    let (client, mut first) = establish(&mut contexts, Level::Privacy, 79231);
    let (_, mut second) = establish(&mut contexts, Level::Integrity, 0);
    assert_eq!((client.user.as_str(), client.domain.as_str(), client.level), ("Ada", "LAB", Level::Privacy));
    for _ in 0..2 {
        for mut pdu in call(&mut first) {
            assert_eq!(contexts.admit(&mut pdu), Ok(Some(79231)));
        }
        for mut pdu in call(&mut second) {
            assert_eq!(contexts.admit(&mut pdu), Ok(Some(0)));
        }
    }
    assert_eq!(contexts.admit(&mut request(8)), Ok(None), "nobody vouches for it");
}

#[test]
fn a_refused_client_is_told_so_by_every_call() {
    let mut contexts = Contexts::new();
    let (authenticate, mut protector) =
        begin(&mut contexts, &identity("Ada", "LAB", "wrong"), Level::Privacy, 1);
    assert_eq!(take(&mut contexts, Level::Privacy, 1, &authenticate).unwrap_err(), Error::LogonDenied);
    for mut pdu in call(&mut protector) {
        assert_eq!(contexts.admit(&mut pdu), Err(Error::LogonDenied));
    }
    // Nor does it get a second guess.
    let again = take(&mut contexts, Level::Privacy, 1, &authenticate).unwrap_err();
    assert!(matches!(again, Error::Malformed { .. }), "{again:?}");
}

#[test]
fn no_call_comes_before_the_logon() {
    let mut contexts = Contexts::new();
    let (_, mut protector) = begin(&mut contexts, &ada(), Level::Privacy, 1);
    assert_eq!(contexts.admit(&mut call(&mut protector)[0]), Err(Error::Altered));
    assert_eq!(Contexts::new().admit(&mut call(&mut protector)[0]), Err(Error::Altered), "of no context");
}

#[test]
fn the_level_stays_what_the_first_token_said() {
    let mut contexts = Contexts::new();
    let (authenticate, _) = begin(&mut contexts, &ada(), Level::Privacy, 1);
    let error = take(&mut contexts, Level::Integrity, 1, &authenticate).unwrap_err();
    assert!(matches!(error, Error::Malformed { .. }), "{error:?}");
}

#[test]
fn an_established_context_is_not_begun_anew() {
    let mut contexts = Contexts::new();
    establish(&mut contexts, Level::Privacy, 1);
    let (_, negotiate) = Initiator::begin(&ada(), Level::Privacy, TARGET).unwrap();
    assert!(matches!(take(&mut contexts, Level::Privacy, 1, &negotiate), Err(Error::Malformed { .. })));
}

#[test]
fn nobody_adds_to_anothers_call() {
    // Another's fragment, with the right number; the whole call anew; and fragments that nobody vouches for.
    let intrusions: [fn(&mut Protector, &mut Protector) -> Vec<u8>; 3] =
        [|_, other| call(other).remove(0), |same, _| call(same).remove(0), |_, _| plain().remove(1)];
    for intrusion in intrusions {
        let mut contexts = Contexts::new();
        let (_, mut first) = establish(&mut contexts, Level::Privacy, 1);
        let (_, mut second) = establish(&mut contexts, Level::Privacy, 2);
        let mut begun = call(&mut first);
        assert_eq!(contexts.admit(&mut begun[0]), Ok(Some(1)));
        assert_eq!(contexts.admit(&mut intrusion(&mut first, &mut second)), Err(Error::Altered));
    }
    let mut contexts = Contexts::new();
    let (_, mut first) = establish(&mut contexts, Level::Privacy, 1);
    let mut protected = call(&mut first);
    assert_eq!(contexts.admit(&mut protected[0]), Ok(Some(1)));
    contexts.forget(7);
    assert_eq!(contexts.admit(&mut plain()[0]), Ok(None));
    assert_eq!(contexts.admit(&mut protected[1]), Err(Error::Altered), "to a call of nobody's");
}

#[test]
fn a_connection_holds_only_so_much() {
    let mut contexts = Contexts::new();
    let (_, negotiate) = Initiator::begin(&ada(), Level::Privacy, TARGET).unwrap();
    let begun = (0..100).map(|id| take(&mut contexts, Level::Privacy, id, &negotiate));
    let outcomes: Vec<bool> = begun.map(|result| result.is_ok()).collect();
    assert_eq!(outcomes, (0..100).map(|id| id < 64).collect::<Vec<_>>());

    let mut fragment = request(8);
    fragment[3] &= !2; // more is to come
    let mut admit = |call_id: u32| {
        fragment[12..16].copy_from_slice(&call_id.to_le_bytes());
        contexts.admit(&mut fragment)
    };
    assert!((0..1024).all(|call_id| admit(call_id) == Ok(None)));
    assert_eq!(admit(1024), Err(Error::TooMany { what: "unfinished calls" }));
    contexts.forget(7);
    fragment[12..16].copy_from_slice(&1025_u32.to_le_bytes());
    assert_eq!(contexts.admit(&mut fragment), Ok(None));
}
