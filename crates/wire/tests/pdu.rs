//! PDUs: bytes that other implementations made, fragments, and messages longer than 64 KiB.

mod common;

use common::{IPID, Random, bind, bind_ack, extensions, hex, other_pdus, request, response, written};
use oxcom_wire::Error;
use oxcom_wire::ndr::{Reader, Writer};
use oxcom_wire::orpc::{self, OrpcThis};
use oxcom_wire::pdu::{
    self, Answer, BindNak, FaultHead, Fragments, Limits, Pdu, Reassembler, RequestHead, Seams,
    SecurityTrailer, frame_length, parse_answer, parse_fault, parse_request, parse_response,
};
use oxcom_wire::rem_unknown::{REM_RELEASE, read_interface_refs};
use std::borrow::Cow;
use windows_core::GUID;

/// RemRelease of two interfaces, made by impacket 0.13; `cece` is its padding.
fn foreign_request() -> Vec<u8> {
    hex("0500008310000000 8000 0000 09000000 58000000 0100 0500 0100000002000300 0405060708090a0b
         050007000000000000000000 443322116655887799aabbccddeeff00 00000000
         0200 cece 02000000 01000000020003000405060708090a0b 01000000 00000000
                            02000000020003000405060708090a0b 02000000 00000000")
}

#[test]
fn a_foreign_request_is_understood() {
    let bytes = foreign_request();
    let request = parse_request(&bytes).unwrap();
    assert_eq!((request.call_id, request.context_id, request.opnum), (9, 1, REM_RELEASE));
    assert_eq!(request.object, Some(GUID::from_u128(0x00000001_0002_0003_0405_060708090a0b)));
    let mut arguments = Reader::new(request.stub);
    let this = OrpcThis::read(&mut arguments).unwrap();
    assert_eq!(this.causality_id, common::CAUSALITY);
    let counts: Vec<_> =
        read_interface_refs(&mut arguments).unwrap().iter().map(|entry| entry.public_refs).collect();
    assert_eq!(counts, [1, 2]);
}

#[test]
fn our_request_has_the_same_bytes() {
    let foreign = foreign_request();
    let object = GUID::from_u128(0x00000001_0002_0003_0405_060708090a0b);
    let ours = written(|writer| {
        let head = RequestHead { flags: 0, call_id: 9, context_id: 1, opnum: 5, object: Some(object) };
        let request = pdu::write_request_with(writer, &head);
        writer.bytes(&foreign[40..]);
        request.finish(writer)
    });
    assert_eq!(ours, foreign);
}

#[test]
fn binds_have_the_bytes_that_other_clients_send() {
    // Both made by impacket 0.13.
    let plain = hex("05000b0310000000480000000300 0000 b810b810 00000000 01000000
                     0100 0100 4301000000000000c000000000000046 00000000
                     045d888aeb1cc9119fe808002b104860 02000000");
    let signed = hex("05000b0310000000580008000300 0000 b810b810 00000000 01000000
                      0100 0100 4301000000000000c000000000000046 00000000
                      045d888aeb1cc9119fe808002b104860 02000000
                      0a060000 7f350100 4e544c4d53535000");
    let auth = SecurityTrailer {
        auth_type: 10,
        auth_level: 6,
        pad_length: 0,
        context_id: 79231,
        value: b"NTLMSSP\0",
    };
    for (bytes, bind) in [(plain, bind(vec![])), (signed, bind(auth.to_vec()))] {
        assert_eq!(written(|writer| bind.write(writer)), bytes);
        assert_eq!(Pdu::parse(&bytes), Ok(Pdu::Bind(bind)));
    }
}

#[test]
fn binding_pdus_come_back() {
    let auth = SecurityTrailer { auth_type: 9, auth_level: 5, pad_length: 0, context_id: 0, value: b"token" }
        .to_vec();
    for ack in [bind_ack(vec![]), bind_ack(auth.clone())] {
        let bytes = written(|writer| ack.write(writer));
        assert_eq!(Pdu::parse(&bytes), Ok(Pdu::BindAck(ack.clone())));
        let bytes = written(|writer| ack.write_alter_context_response(writer));
        assert_eq!(Pdu::parse(&bytes), Ok(Pdu::AlterContextResponse(ack)));
    }
    let bytes = written(|writer| bind(auth.clone()).write_alter_context(writer));
    assert_eq!(Pdu::parse(&bytes), Ok(Pdu::AlterContext(bind(auth.clone()))));
    let refusal = BindNak { call_id: 3, reason: 4, versions: vec![(5, 0), (5, 1)] };
    assert_eq!(Pdu::parse(&written(|writer| refusal.write(writer))), Ok(Pdu::BindNak(refusal)));
    let bytes = written(|writer| pdu::write_auth3(writer, 3, &auth));
    assert_eq!(Pdu::parse(&bytes), Ok(Pdu::Auth3 { call_id: 3, auth: &auth }));
    assert_eq!(SecurityTrailer::read(&auth).unwrap().value, b"token");
}

#[test]
fn short_pdus_come_back() {
    let mut writer = Writer::new();
    pdu::write_co_cancel(&mut writer, 5);
    assert_eq!(Pdu::parse(writer.as_slice()), Ok(Pdu::CoCancel { call_id: 5 }));
    let mut writer = Writer::new();
    pdu::write_orphaned(&mut writer, 5);
    assert_eq!(Pdu::parse(writer.as_slice()), Ok(Pdu::Orphaned { call_id: 5 }));
    let mut writer = Writer::new();
    pdu::write_shutdown(&mut writer);
    assert_eq!(Pdu::parse(writer.as_slice()), Ok(Pdu::Shutdown));
}

#[test]
fn a_fault_says_what_went_wrong_and_whether_the_call_ran() {
    let head = FaultHead { call_id: 8, context_id: 2, status: 0x8001_0108, did_not_execute: true };
    let mut writer = Writer::new();
    pdu::write_fault_with(&mut writer, &head);
    let bytes = writer.into_vec();
    assert_eq!(bytes, hex("05000323100000002000000008000000 00000000 0200 00 00 08010180 00000000"));
    let fault = parse_fault(&bytes).unwrap();
    assert_eq!((fault.call_id, fault.context_id, fault.status), (8, 2, 0x8001_0108));
    assert!(fault.did_not_execute());
    assert!(matches!(parse_response(&bytes), Err(Error::Invalid { what: "PTYPE", offset: 2, found: 3 })));
    assert_eq!(parse_answer(&bytes), Ok(Answer::Fault(fault)));
    // And what more there is to say.
    let mut writer = Writer::new();
    pdu::write_fault_saying(&mut writer, &head, b"the lamp is off").unwrap();
    let bytes = writer.into_vec();
    let fault = parse_fault(&bytes).unwrap();
    assert_eq!((fault.call_id, fault.context_id, fault.status), (8, 2, 0x8001_0108));
    assert_eq!(fault.stub, b"the lamp is off");
    assert!(fault.did_not_execute());
}

#[test]
fn the_trailer_and_its_padding_are_no_stub_data() {
    let auth =
        SecurityTrailer { auth_type: 10, auth_level: 6, pad_length: 3, context_id: 1, value: b"signature" };
    let mut bytes = written(|writer| {
        let response = pdu::write_response(writer, 1);
        writer.bytes(b"hello\xee\xee\xee");
        writer.bytes(&auth.to_vec());
        response.finish(writer)
    });
    bytes[10] = 9;
    let response = parse_response(&bytes).unwrap();
    assert_eq!((response.stub, response.auth), (&b"hello"[..], &auth.to_vec()[..]));
    assert_eq!(SecurityTrailer::read(response.auth), Ok(auth));
    assert_eq!(parse_answer(&bytes), Ok(Answer::Response(response)));

    bytes[24 + 8 + 2] = 17; // the padding would reach into the header
    assert_eq!(parse_response(&bytes), Err(Error::Inconsistent { what: "auth_pad_length", offset: 34 }));
    bytes[10] = 34; // the trailer would begin in the header
    assert_eq!(parse_response(&bytes), Err(Error::Inconsistent { what: "auth_length", offset: 10 }));
}

#[test]
fn a_fragment_is_cut_at_its_seams() {
    let with_trailer = |message: &[u8], pad_length: u8| {
        let mut fragment = Fragments::new(message, 4280, 64).unwrap().next().unwrap();
        fragment.announce_trailer(0, 16);
        let trailer =
            SecurityTrailer { auth_type: 10, auth_level: 6, pad_length, context_id: 1, value: &[7; 16] };
        [fragment.to_vec(), trailer.to_vec()].concat()
    };
    let seams = |message: &[u8], pad_length| Seams::read(&with_trailer(message, pad_length));
    let request = long_request(&[1; 8]); // to an object
    assert_eq!(seams(&request, 8), Ok(Seams { stub: 40, trailer: 48, value: 56 }));
    assert_eq!(seams(&request, 0), Ok(Seams { stub: 40, trailer: 48, value: 56 }));
    // Padding that is not all behind the head is none.
    assert_eq!(seams(&request, 9), Err(Error::Inconsistent { what: "auth_pad_length", offset: 50 }));
    let mut writer = Writer::new();
    pdu::write_fault(&mut writer, 1, 5);
    assert_eq!(seams(writer.as_slice(), 0), Ok(Seams { stub: 32, trailer: 32, value: 40 }));

    let wrong = |what, offset, found| Err(Error::Invalid { what, offset, found });
    assert_eq!(Seams::read(&request), wrong("auth_length of a protected fragment", 10, 0));
    let bind = written(|writer| bind(Vec::new()).write(writer));
    assert_eq!(Seams::read(&bind), wrong("PTYPE of a protected fragment", 2, 11));
}

#[test]
fn a_local_message_may_be_longer_than_its_length_field() {
    for stub_len in [65_535 - 24, 65_536 - 24, 1 << 20] {
        let mut writer = Writer::new();
        let open = pdu::write_response(&mut writer, 1);
        writer.zeros(stub_len);
        open.finish(&mut writer).unwrap();
        let bytes = writer.into_vec();
        let announced = u16::from_le_bytes([bytes[8], bytes[9]]);
        assert_eq!(announced, if stub_len == 65_535 - 24 { 65_535 } else { 0 });
        let response = parse_response(&bytes).unwrap();
        assert_eq!((response.stub.len(), response.alloc_hint as usize), (stub_len, stub_len));
        assert_eq!(frame_length(&bytes).is_ok(), announced != 0, "a stream has no such long PDUs");
    }
    let mut short = response();
    short[8..10].fill(0);
    assert_eq!(parse_response(&short), Err(Error::Inconsistent { what: "frag_length", offset: 8 }));
}

#[test]
fn a_stream_is_cut_where_the_headers_say() {
    let pdus = [other_pdus(), vec![request(), response()]].concat();
    let stream = pdus.concat();
    let mut rest = &stream[..];
    for pdu in &pdus {
        assert_eq!(frame_length(&rest[..15]), Ok(None));
        let length = frame_length(rest).unwrap().unwrap();
        assert_eq!(&rest[..length], pdu);
        rest = &rest[length..];
    }
    let big_endian = hex("0500000300000000001000000000000001");
    assert!(matches!(frame_length(&big_endian), Err(Error::Invalid { offset: 4, .. })));
    let tiny = hex("05000003100000000f00000000000001");
    assert!(matches!(frame_length(&tiny), Err(Error::Invalid { what: "frag_length", found: 15, .. })));
}

#[test]
fn a_request_may_begin_anywhere_in_a_buffer() {
    for before in 0..20 {
        let mut dirty = vec![0xee; 300];
        let mut writer = Writer::on(&mut dirty);
        writer.zeros(before);
        let open = pdu::write_request(&mut writer, 7, 3, &IPID);
        orpc::write_this(&mut writer, &common::CAUSALITY, &extensions()).unwrap();
        writer.u8(1);
        writer.u64(2);
        open.finish(&mut writer).unwrap();

        let request = parse_request(&writer.as_slice()[before..]).unwrap();
        assert_eq!(request.alloc_hint as usize, request.stub.len());
        let mut reader = Reader::new(request.stub);
        OrpcThis::read(&mut reader).unwrap();
        assert_eq!((reader.u8(), reader.u64()), (Ok(1), Ok(2)));
    }
}

fn long_request(stub: &[u8]) -> Vec<u8> {
    written(|writer| {
        let open = pdu::write_request(writer, 7, 3, &IPID);
        writer.bytes(stub);
        open.finish(writer)
    })
}

#[test]
fn fragments_repeat_the_head_and_carry_multiples_of_eight() {
    let stub: Vec<u8> = (0..100_u8).collect();
    let message = long_request(&stub);
    let fragments: Vec<_> = Fragments::new(&message, 40 + 39, 0).unwrap().collect();
    assert_eq!(fragments.iter().map(|fragment| fragment.stub.len()).collect::<Vec<_>>(), [32, 32, 32, 4]);
    assert_eq!(fragments.iter().map(|fragment| fragment.head()[3] & 3).collect::<Vec<_>>(), [1, 0, 0, 2]);
    for (fragment, hint) in fragments.iter().zip([100, 68, 36, 4]) {
        let bytes = fragment.to_vec();
        let Ok(Pdu::Request(parsed)) = Pdu::parse(&bytes) else { panic!("a fragment is a request") };
        assert_eq!((parsed.object, parsed.opnum, parsed.alloc_hint), (Some(IPID), 3, hint));
        assert_eq!(parsed.auth, b"");
    }
    assert!(matches!(parse_request(&fragments[0].to_vec()), Err(Error::Invalid { offset: 3, .. })));
    assert!(matches!(Fragments::new(&message, 47, 0), Err(Error::Unrepresentable { .. })));
    assert!(matches!(Fragments::new(&fragments[0].to_vec(), 4280, 0), Err(Error::Unrepresentable { .. })));
}

#[test]
fn a_message_without_stub_data_is_one_fragment() {
    let message = long_request(b"");
    let fragments: Vec<_> =
        Fragments::new(&message, 4280, 16).unwrap().map(|fragment| fragment.to_vec()).collect();
    assert_eq!(fragments, [message]);
}

#[test]
fn fragments_with_trailers_come_back_without() {
    let stub = [7; 1000];
    let message = long_request(&stub);
    let mut reassembler = Reassembler::new(Limits::default());
    let mut whole = None;
    for mut fragment in Fragments::new(&message, 200, 8 + 16 + 8).unwrap() {
        assert!(whole.is_none());
        let padding = (fragment.stub.len() as u8).wrapping_neg() & 15;
        fragment.announce_trailer(padding, 16);
        let trailer = SecurityTrailer {
            auth_type: 10,
            auth_level: 6,
            pad_length: padding,
            context_id: 0,
            value: &[0xaa; 16],
        };
        let bytes = [&fragment.to_vec()[..], &vec![0; padding.into()], &trailer.to_vec()].concat();
        assert!(bytes.len() <= 200);
        assert_eq!(frame_length(&bytes), Ok(Some(bytes.len())));
        whole = reassembler.push(&bytes).unwrap().map(Cow::into_owned);
    }
    assert_eq!(whole, Some(message));
    assert_eq!(reassembler.held(), 0);
}

#[test]
fn a_whole_message_is_not_copied() {
    let message = request();
    let mut reassembler = Reassembler::new(Limits::default());
    assert!(matches!(reassembler.push(&message), Ok(Some(Cow::Borrowed(_)))));
}

#[test]
fn interleaved_calls_are_put_together_each_for_itself() {
    let mut random = Random(1);
    let messages: Vec<_> = (0..5_u8)
        .map(|n| {
            let mut message = long_request(&vec![n; 70_000 + 13 * usize::from(n)]);
            message[12] = n;
            message
        })
        .collect();
    let mut queues: Vec<_> =
        messages.iter().map(|message| Fragments::new(message, 4280, 0).unwrap()).collect();
    let mut reassembler = Reassembler::new(Limits::default());
    let mut done = Vec::new();
    while done.len() < messages.len() {
        let Some(fragment) = queues[random.below(5)].next() else { continue };
        done.extend(reassembler.push(&fragment.to_vec()).unwrap().map(Cow::into_owned));
    }
    done.sort_by_key(|message| message[12]);
    assert_eq!(done, messages);
    assert_eq!(reassembler.held(), 0);
}

/// Three fragments of a request.
fn three_fragments() -> Vec<Vec<u8>> {
    let fragments: Vec<_> =
        Fragments::new(&long_request(&[1; 20]), 48, 0).unwrap().map(|fragment| fragment.to_vec()).collect();
    assert_eq!(fragments.len(), 3);
    fragments
}

#[test]
fn fragments_out_of_order_are_refused() {
    let [first, middle, _] = &three_fragments()[..] else { unreachable!() };
    let wrong =
        |result| matches!(result, Err(Error::Invalid { what: "pfc_flags of a fragment", offset: 3, .. }));
    assert!(wrong(Reassembler::new(Limits::default()).push(middle)));
    let mut reassembler = Reassembler::new(Limits::default());
    assert_eq!(reassembler.push(first), Ok(None));
    assert!(wrong(reassembler.push(first)));
    assert!(matches!(reassembler.push(&other_pdus()[0]), Err(Error::Invalid { offset: 2, .. })));
}

#[test]
fn a_fragment_for_another_method_or_object_is_refused() {
    let [first, middle, _] = &three_fragments()[..] else { unreachable!() };
    for byte in [20, 22, 24, 39] {
        let mut reassembler = Reassembler::new(Limits::default());
        reassembler.push(first).unwrap();
        let mut stray = middle.clone();
        stray[byte] ^= 1;
        assert!(matches!(reassembler.push(&stray), Err(Error::Inconsistent { offset: 20, .. })));
    }
}

#[test]
fn a_response_may_break_off_with_a_fault() {
    let message = written(|writer| {
        let open = pdu::write_response(writer, 7);
        writer.zeros(100);
        open.finish(writer)
    });
    let mut reassembler = Reassembler::new(Limits::default());
    let first = Fragments::new(&message, 48, 0).unwrap().next().unwrap().to_vec();
    assert_eq!(reassembler.push(&first), Ok(None));
    let mut writer = Writer::new();
    pdu::write_fault(&mut writer, 7, 5);
    let fault = writer.into_vec();
    let delivered = reassembler.push(&fault).unwrap().unwrap();
    assert_eq!(parse_fault(&delivered).unwrap().status, 5);
    assert_eq!(reassembler.held(), 0);
}

#[test]
fn limits_hold() {
    let fragments = three_fragments(); // heads of 40 bytes, stubs of 8, 8 and 4
    let push_all = |limits: Limits| {
        let mut reassembler = Reassembler::new(limits);
        fragments.iter().try_for_each(|fragment| reassembler.push(fragment).map(drop))
    };
    let enough = Limits { message: 60, calls: 1, total: 60 };
    assert_eq!(push_all(enough), Ok(()));
    let error = push_all(Limits { message: 59, ..enough }).unwrap_err();
    assert_eq!(error, Error::LimitExceeded { what: "length of a message", length: 60, limit: 59 });
    assert!(matches!(push_all(Limits { total: 59, ..enough }), Err(Error::LimitExceeded { length: 60, .. })));
    assert!(matches!(
        push_all(Limits { calls: 0, ..enough }),
        Err(Error::LimitExceeded { length: 1, limit: 0, .. })
    ));

    let mut reassembler = Reassembler::new(enough);
    reassembler.push(&fragments[0]).unwrap();
    assert_eq!(reassembler.held(), 48);
    reassembler.forget(7);
    assert_eq!(reassembler.held(), 0);
    reassembler.push(&fragments[0]).unwrap();
}

#[test]
fn lists_too_long_for_their_count_are_refused() {
    let mut many = bind(vec![]);
    many.contexts = vec![many.contexts[0].clone(); 256];
    assert!(matches!(many.write(&mut Writer::new()), Err(Error::TooLong { length: 256, limit: 255, .. })));
    let mut huge = bind_ack(vec![]);
    huge.secondary_address = vec![b'1'; 65_535];
    assert!(matches!(huge.write(&mut Writer::new()), Err(Error::TooLong { what: "a PDU", .. })));
    let bare = bind(vec![0; 8]);
    assert!(matches!(bare.write(&mut Writer::new()), Err(Error::Unrepresentable { .. })));
}
