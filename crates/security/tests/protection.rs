//! Protecting fragments: what arrives is what was sent, or nothing.

mod common;

use common::{LEVELS, request, sessions};
use oxcom_security::{Error, Level, Protector, TRAILER_LEN, Verifier};
use oxcom_wire::ndr::Writer;
use oxcom_wire::pdu::{self, FaultHead, Fragments, Limits, Reassembler, SecurityTrailer};

/// The client's protector and the server's verifier.
fn to_server(level: Level, context_id: u32) -> (Protector, Verifier) {
    let (client, server) = sessions(level);
    (client.protection(context_id).0, server.protection(context_id).1)
}

/// The fragments of a message, protected, as they go on the wire.
fn protected(protector: &mut Protector, message: &[u8], max_fragment: u16) -> Vec<Vec<u8>> {
    let fragments = Fragments::new(message, max_fragment, TRAILER_LEN).unwrap();
    fragments.map(|fragment| protector.protect(fragment).unwrap()).collect()
}

#[test]
fn messages_of_every_length_arrive() {
    for level in LEVELS {
        let (client, server) = sessions(level);
        let (mut client, mut server) = (client.protection(1), server.protection(1));
        let mut reassembler = (Reassembler::new(Limits::default()), Reassembler::new(Limits::default()));
        for length in (0..200).chain([4000, 10_000]) {
            for there in [true, false] {
                let message = if there { request(length) } else { response(length) };
                let (from, to, reassembler) = match there {
                    true => (&mut client.0, &mut server.1, &mut reassembler.0),
                    false => (&mut server.0, &mut client.1, &mut reassembler.1),
                };
                let mut arrived = Vec::new();
                for mut pdu in protected(from, &message, 300) {
                    assert!(pdu.len() <= 300);
                    to.verify(&mut pdu).unwrap();
                    arrived.extend(reassembler.push(&pdu).unwrap().map(|whole| whole.into_owned()));
                }
                assert_eq!(arrived, [message]);
            }
        }
    }
}

fn response(stub: usize) -> Vec<u8> {
    let mut writer = Writer::new();
    let open = pdu::write_response(&mut writer, 7);
    writer.bytes(&vec![0x5a; stub]);
    open.finish(&mut writer).unwrap();
    writer.into_vec()
}

#[test]
fn the_trailer_is_aligned_and_privacy_hides_stub_data_only() {
    for level in LEVELS {
        let (mut protector, _) = to_server(level, 79231);
        let message = request(20);
        let pdu = protected(&mut protector, &message, 4280).remove(0);
        assert_eq!(pdu.len(), 40 + 32 + 8 + 16);
        let trailer = SecurityTrailer::read(&pdu[72..]).unwrap();
        assert_eq!((trailer.auth_type, trailer.auth_level), (10, level as u8));
        assert_eq!((trailer.pad_length, trailer.context_id), (12, 79231));
        assert_eq!((trailer.value[..4].to_vec(), &trailer.value[12..]), (vec![1, 0, 0, 0], &[0; 4][..]));
        assert_eq!(pdu[12..40], message[12..40], "what follows the lengths in the head");
        assert_eq!(pdu[40..60] == message[40..60], level == Level::Integrity);
    }
}

#[test]
fn faults_and_stub_data_without_length_are_protected_too() {
    for level in LEVELS {
        let (client, server) = sessions(level);
        let ((_, mut verifier), (mut protector, _)) = (client.protection(0), server.protection(0));
        let mut writer = Writer::new();
        let head = FaultHead { call_id: 7, context_id: 1, status: 5, did_not_execute: true };
        pdu::write_fault_with(&mut writer, &head);
        let mut pdu = protected(&mut protector, writer.as_slice(), 4280).remove(0);
        assert_eq!(pdu[24..28], 5_u32.to_le_bytes(), "readable by who cannot unseal it");
        verifier.verify(&mut pdu).unwrap();
        let whole = Reassembler::new(Limits::default()).push(&pdu).unwrap().unwrap().into_owned();
        assert_eq!(pdu::parse_fault(&whole).unwrap().status, 5);
    }
}

#[test]
fn no_bit_can_be_changed() {
    for level in LEVELS {
        let (mut protector, _) = to_server(level, 0);
        let pdu = protected(&mut protector, &request(21), 4280).remove(0);
        for bit in 0..8 * pdu.len() {
            let (_, mut verifier) = to_server(level, 0);
            let mut changed = pdu.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            let error = verifier.verify(&mut changed).unwrap_err();
            assert!(matches!(error, Error::Altered | Error::Pdu(_)), "{bit}: {error:?}");
            // Not even the right one is taken after that.
            assert_eq!(verifier.verify(&mut pdu.clone()), Err(Error::Altered));
        }
        let (_, mut verifier) = to_server(level, 0);
        verifier.verify(&mut pdu.clone()).unwrap();
    }
}

#[test]
fn fragments_are_neither_repeated_left_out_nor_swapped() {
    for level in LEVELS {
        let fresh = || {
            let (mut protector, verifier) = to_server(level, 0);
            (protected(&mut protector, &request(900), 300), verifier)
        };
        for order in [&[0, 0][..], &[1], &[0, 2], &[1, 0]] {
            let (pdus, mut verifier) = fresh();
            let results = order.iter().map(|&which| verifier.verify(&mut pdus[which].clone()));
            assert_eq!(results.last(), Some(Err(Error::Altered)), "{order:?}");
        }
        let (mut pdus, mut verifier) = fresh();
        assert!(pdus.iter_mut().all(|pdu| verifier.verify(pdu).is_ok()));
    }
}

#[test]
fn a_message_does_not_come_back_to_who_sent_it() {
    for level in LEVELS {
        let (client, _) = sessions(level);
        let (mut protector, mut verifier) = client.protection(0);
        let mut pdu = protected(&mut protector, &request(8), 4280).remove(0);
        assert_eq!(verifier.verify(&mut pdu), Err(Error::Altered));
    }
}

#[test]
fn each_context_counts_for_itself_and_takes_no_others() {
    let (mut first, mut first_verifier) = to_server(Level::Privacy, 1);
    let (mut second, mut second_verifier) = to_server(Level::Integrity, 2);
    for _ in 0..3 {
        first_verifier.verify(&mut protected(&mut first, &request(8), 4280)[0]).unwrap();
    }
    for _ in 0..2 {
        second_verifier.verify(&mut protected(&mut second, &request(8), 4280)[0]).unwrap();
    }
    let mut of_first = protected(&mut first, &request(8), 4280).remove(0);
    assert_eq!(second_verifier.verify(&mut of_first), Err(Error::Altered));

    let (mut third, _) = to_server(Level::Privacy, 3); // same keys as the first, another number
    let (_, mut verifier) = to_server(Level::Privacy, 1);
    assert_eq!(verifier.verify(&mut protected(&mut third, &request(8), 4280)[0]), Err(Error::Altered));
}

#[test]
fn a_level_is_not_lowered_after_the_bind() {
    let (mut signing, _) = to_server(Level::Integrity, 0); // same keys
    let (_, mut verifier) = to_server(Level::Privacy, 0);
    assert_eq!(verifier.verify(&mut protected(&mut signing, &request(8), 4280)[0]), Err(Error::Altered));
}

#[test]
fn what_is_not_protected_is_refused() {
    let (_, mut verifier) = to_server(Level::Integrity, 0);
    assert!(matches!(verifier.verify(&mut request(8)), Err(Error::Pdu(_))), "no trailer");
    let (_, mut verifier) = to_server(Level::Integrity, 0);
    let mut writer = Writer::new();
    pdu::write_auth3(&mut writer, 1, b"\x0a\x05\0\0\0\0\0\x000123456789abcdef").unwrap();
    let error = verifier.verify(&mut writer.into_vec()).unwrap_err();
    assert!(matches!(error, Error::Pdu(_)), "no fragment: {error:?}");
}
