//! Damaged bytes: every truncation of valid messages, and 100,000 random mutations of each. Whatever comes of
//! it, nothing panics, and nothing is allocated that is out of proportion to what was received.

mod common;

use common::{Random, RemUnknownBody, objrefs, other_pdus, rem_unknown_stubs, request, response};
use oxcom_wire::Result;
use oxcom_wire::ndr::Reader;
use oxcom_wire::objref::{self, MAX_LEN, ObjRef, read_interface_pointer};
use oxcom_wire::orpc::{OrpcThat, OrpcThis};
use oxcom_wire::pdu::{
    Answer, Limits, Pdu, Reassembler, SecurityTrailer, frame_length, parse_answer, parse_request,
};
use oxcom_wire::rem_unknown::{
    RemAddRefResults, RemQueryInterface, RemQueryInterface2, RemQueryInterface2Results,
    RemQueryInterfaceResults, read_interface_refs,
};
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

const MUTATIONS: usize = 100_000;

/// The largest single allocation that reading `length` bytes may make. A list of string bindings is the
/// worst: four bytes may become a binding of 32, and a growing vector may have twice the room that it needs.
fn allocation_bound(length: usize) -> usize {
    16 * length + 256
}

/// Notes the largest allocation of each thread.
struct Noting;

thread_local! {
    static LARGEST: Cell<usize> = const { Cell::new(0) };
}

fn note(size: usize) {
    LARGEST.with(|largest| largest.set(largest.get().max(size)));
}

// SAFETY: all is left to `System`; noting a size allocates nothing.
unsafe impl GlobalAlloc for Noting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        note(layout.size());
        // SAFETY: the caller's promises are those that `System` wants.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller's promises are those that `System` wants.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        note(size);
        // SAFETY: the caller's promises are those that `System` wants.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Noting = Noting;

/// Runs `read` on `bytes` and checks what it allocated.
fn bounded<T>(bytes: &[u8], read: impl FnOnce(&[u8]) -> Result<T>) -> Result<T> {
    LARGEST.set(0);
    let result = read(bytes);
    let largest = LARGEST.get();
    assert!(largest <= allocation_bound(bytes.len()), "{largest} bytes allocated for {bytes:02x?}");
    result
}

/// `message` with one to four changes: bits, bytes, extreme numbers, and now and then another length.
fn mutate(message: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = message.to_vec();
    for _ in 0..=random.below(4) {
        let place = random.below(bytes.len());
        let Some(byte) = bytes.get_mut(place) else { return bytes };
        match random.below(8) {
            0 | 1 => *byte ^= 1 << random.below(8),
            2 | 3 => *byte = random.next() as u8,
            4 => *byte = [0, 1, 0x7f, 0x80, 0xff][random.below(5)],
            5 => {
                let extreme =
                    [0_u32, 1, 0x7fff_ffff, 0x8000_0000, u32::MAX, u32::MAX - 7, 0xffff][random.below(7)];
                let end = bytes.len().min(place + 4);
                bytes[place..end].copy_from_slice(&extreme.to_le_bytes()[..end - place]);
            }
            6 => bytes.truncate(place),
            _ => bytes.extend((0..random.below(64)).map(|n| n as u8)),
        }
    }
    bytes
}

/// Reads mutations of `message`, and checks that some are refused: otherwise nothing was tested.
fn survive<T>(message: &[u8], seed: u64, read: impl Fn(&[u8]) -> Result<T>) {
    let mut random = Random(seed);
    let mut refused = 0;
    for _ in 0..MUTATIONS {
        let bytes = mutate(message, &mut random);
        refused += usize::from(bounded(&bytes, &read).is_err());
    }
    assert!(refused > MUTATIONS / 100, "only {refused} of {MUTATIONS} were refused");
}

/// Sets frag_length to the length, so that damage behind the header is reached.
fn with_true_length(mut pdu: Vec<u8>) -> Vec<u8> {
    let length = (pdu.len() as u16).to_le_bytes();
    if let Some(field) = pdu.get_mut(8..10) {
        field.copy_from_slice(&length);
    }
    pdu
}

fn read_objref(bytes: &[u8]) -> Result<()> {
    let (_, length) = ObjRef::read(bytes)?;
    assert!(length <= bytes.len());
    Ok(())
}

fn read_request(bytes: &[u8]) -> Result<()> {
    let request = parse_request(bytes)?;
    let mut arguments = Reader::new(request.stub);
    let this = OrpcThis::read(&mut arguments)?;
    let total: usize = this.extensions.iter().map(|extension| extension.data.len()).sum();
    assert!(total <= bytes.len());
    arguments.u16()?;
    if let Some(objref) = read_interface_pointer(&mut arguments)? {
        read_objref(objref)?;
    }
    read_interface_pointer(&mut arguments).map(drop)
}

fn read_response(bytes: &[u8]) -> Result<()> {
    let Answer::Response(response) = parse_answer(bytes)? else { return Ok(()) };
    let mut results = Reader::new(response.stub);
    let that = OrpcThat::read(&mut results)?;
    let total: usize = that.extensions.iter().map(|extension| extension.data.len()).sum();
    assert!(total <= bytes.len());
    results.bytes(7)?;
    results.i32().map(drop)
}

fn read_pdu(bytes: &[u8]) -> Result<()> {
    let _ = frame_length(bytes)?;
    match Pdu::parse(bytes)? {
        Pdu::Auth3 { auth, .. } => SecurityTrailer::read(auth).map(drop),
        Pdu::Bind(bind) if !bind.auth.is_empty() => SecurityTrailer::read(&bind.auth).map(drop),
        _ => Ok(()),
    }
}

fn read_rem_unknown(body: RemUnknownBody, stub: &[u8]) -> Result<()> {
    let mut reader = Reader::new(stub);
    match body {
        RemUnknownBody::Query | RemUnknownBody::Refs | RemUnknownBody::Query2 => {
            OrpcThis::read(&mut reader)?;
        }
        _ => _ = OrpcThat::read(&mut reader)?,
    }
    match body {
        RemUnknownBody::Query => RemQueryInterface::read(&mut reader).map(drop),
        RemUnknownBody::Refs => read_interface_refs(&mut reader).map(drop),
        RemUnknownBody::Query2 => RemQueryInterface2::read(&mut reader).map(drop),
        RemUnknownBody::QueryResults => RemQueryInterfaceResults::read(&mut reader, 2).map(drop),
        RemUnknownBody::AddRefResults => RemAddRefResults::read(&mut reader, 2).map(drop),
        RemUnknownBody::Query2Results => {
            let results = RemQueryInterface2Results::read(&mut reader, 2)?;
            results.results.iter().filter_map(|result| result.objref).try_for_each(read_objref)
        }
    }
}

#[test]
fn truncated_objrefs_are_refused() {
    for objref in objrefs() {
        let bytes = objref.write();
        read_objref(&bytes).unwrap();
        // The data of a custom-marshaled one has no length of its own.
        let fixed = if objref.std().is_some() { bytes.len() } else { objref::CUSTOM_HEADER_LEN };
        for length in 0..fixed {
            assert!(bounded(&bytes[..length], read_objref).is_err(), "{length} of {}", bytes.len());
        }
    }
}

#[test]
fn truncated_messages_are_refused() {
    read_request(&request()).unwrap();
    read_response(&response()).unwrap();
    for length in 0..request().len() {
        assert!(bounded(&request()[..length], read_request).is_err());
        assert!(bounded(&with_true_length(request()[..length].to_vec()), read_request).is_err());
    }
    for length in 0..response().len() {
        assert!(bounded(&response()[..length], read_response).is_err());
        assert!(bounded(&with_true_length(response()[..length].to_vec()), read_response).is_err());
    }
    for pdu in other_pdus() {
        read_pdu(&pdu).unwrap();
        for length in 0..pdu.len() {
            assert!(bounded(&pdu[..length], read_pdu).is_err());
            let _ = bounded(&with_true_length(pdu[..length].to_vec()), read_pdu);
        }
    }
    for (body, stub) in rem_unknown_stubs() {
        read_rem_unknown(body, &stub).unwrap();
        for length in 0..stub.len() {
            assert!(
                bounded(&stub[..length], |bytes| read_rem_unknown(body, bytes)).is_err(),
                "{body:?} {length}"
            );
        }
    }
}

#[test]
fn mutated_objrefs_are_survived() {
    for (seed, objref) in (1..).zip(objrefs()) {
        survive(&objref.write(), seed, read_objref);
    }
}

#[test]
fn mutated_objrefs_in_a_stream_are_survived() {
    for (seed, objref) in (10..).zip(objrefs()) {
        survive(&objref.write(), seed, |stream| {
            let mut have = 0;
            while let more @ 1.. = objref::further_bytes(&stream[..have])? {
                assert!(have + more <= MAX_LEN);
                have += more;
                if have > stream.len() {
                    return read_objref(stream); // a stream that ends too early
                }
            }
            read_objref(&stream[..have])
        });
    }
}

#[test]
fn mutated_requests_and_responses_are_survived() {
    survive(&request(), 20, read_request);
    survive(&request(), 21, |bytes| read_request(&with_true_length(bytes.to_vec())));
    survive(&response(), 22, read_response);
    survive(&response(), 23, |bytes| read_response(&with_true_length(bytes.to_vec())));
}

#[test]
fn mutated_pdus_are_survived() {
    for (seed, pdu) in (30..).zip(other_pdus()) {
        survive(&pdu, seed, |bytes| read_pdu(&with_true_length(bytes.to_vec())));
    }
}

#[test]
fn mutated_rem_unknown_bodies_are_survived() {
    for (seed, (body, stub)) in (50..).zip(rem_unknown_stubs()) {
        survive(&stub, seed, |bytes| read_rem_unknown(body, bytes));
    }
}

#[test]
fn a_reassembler_holds_no_more_than_its_limits_whatever_arrives() {
    let limits = Limits { message: 600, calls: 4, total: 1000 };
    let mut random = Random(60);
    let mut reassembler = Reassembler::new(limits);
    let (mut delivered, mut refused) = (0, 0);
    for _ in 0..MUTATIONS {
        let mut fragment = if random.below(2) == 0 { request() } else { response() };
        fragment[3] = fragment[3] & !3 | random.below(4) as u8; // which fragment
        fragment[12] = random.below(6) as u8; // of which call
        if random.below(4) == 0 {
            fragment = with_true_length(mutate(&fragment, &mut random));
        }
        match bounded(&fragment, |bytes| reassembler.push(bytes).map(|message| message.map(|m| m.len()))) {
            Ok(message) => delivered += message.unwrap_or(0).min(1),
            Err(_) => refused += 1,
        }
        assert!(reassembler.held() <= limits.total);
    }
    assert!(delivered > 100 && refused > 100, "{delivered} messages, {refused} refused");
}
