//! What comes from outside may be anything: marshaled pointers, requests and answers that were damaged on the way, or made to
//! do damage. Each gives an error, and the next honest call works.

mod common;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use common::{Calc, ICalc, set_up};
use oxcom::abi::{self, IStream};
use oxcom::{Apartment, BSTR, Interface, Result};
use oxcom_link::{Hub, Incoming, Link, LinkError, Options, Outgoing, Reply, Service, Uninterrupted};

/// Numbers that look random and are the same in every run (xorshift64).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

/// `count` damaged forms of `good`: a few bytes changed each, sometimes to the values that hurt most.
fn mutations(good: &[u8], count: usize) -> impl Iterator<Item = Vec<u8>> {
    const NASTY: [u8; 6] = [0, 1, 0x7F, 0x80, 0xFE, 0xFF];
    let good = good.to_vec();
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    (0..count).map(move |_| {
        let mut bad = good.clone();
        for _ in 0..=random.below(4) {
            let place = random.below(bad.len());
            bad[place] = if random.below(2) == 0 { NASTY[random.below(6)] } else { random.below(256) as u8 };
        }
        bad
    })
}

fn marshaled(object: &ICalc) -> Vec<u8> {
    // SAFETY: arguments of their types.
    unsafe {
        let stream: IStream = abi::CreateStreamOnHGlobal(Default::default(), true).unwrap();
        abi::CoMarshalInterface(&stream, &ICalc::IID, object, 0, None, abi::MSHLFLAGS_TABLESTRONG as u32)
            .unwrap();
        stream.Seek(0, 0, None).unwrap();
        let (mut bytes, mut read) = (vec![0; 4096], 0);
        stream.Read(bytes.as_mut_ptr().cast(), 4096, Some(&mut read)).unwrap();
        bytes.truncate(read as usize);
        bytes
    }
}

fn unmarshal(bytes: &[u8]) -> Result<ICalc> {
    // SAFETY: arguments of their types.
    unsafe {
        let stream: IStream = abi::CreateStreamOnHGlobal(Default::default(), true)?;
        stream.Write(bytes.as_ptr().cast(), bytes.len() as u32, None).ok()?;
        stream.Seek(0, 0, None).ok()?;
        abi::CoUnmarshalInterface(&stream)
    }
}

#[test]
fn a_damaged_objref_is_refused_and_the_whole_one_still_works() {
    set_up();
    let _apartment = Apartment::multithreaded().unwrap();
    let calc: ICalc = Calc::new().into();
    let good = marshaled(&calc);
    for length in 0..good.len() {
        assert!(unmarshal(&good[..length]).is_err(), "cut to {length} bytes");
    }
    for bad in mutations(&good, 100_000) {
        // Damage where nobody looks (the address, when the object is at home) may still give the object.
        if let Ok(found) = unmarshal(&bad) {
            assert_eq!(found.as_raw(), calc.as_raw());
        }
    }
    assert_eq!(unmarshal(&good).unwrap().as_raw(), calc.as_raw());
}

/// A peer that answers whatever it is told to.
struct Peer {
    answer: Vec<u8>,
    mutants: Vec<Vec<u8>>,
    next: AtomicUsize,
}

impl Service for Peer {
    fn opened(&self, _: &Arc<dyn Link>) {}
    fn closed(&self, _: &Arc<dyn Link>) {}
    fn request(&self, _: &Arc<dyn Link>, _: &mut Incoming, reply: Reply) {
        let next = self.next.fetch_add(1, Ordering::Relaxed);
        let answer = self.mutants.get(next).unwrap_or(&self.answer);
        let _ = reply.send(Outgoing::bytes(answer));
    }
}

/// Where this process's exporter listens: the address in a marshaled pointer.
fn own_address(objref: &[u8]) -> PathBuf {
    let units: Vec<u16> = objref[24 + 40 + 4 + 2..]
        .chunks_exact(2)
        .map(|unit| u16::from_le_bytes([unit[0], unit[1]]))
        .take_while(|unit| *unit != 0)
        .collect();
    String::from_utf16(&units).unwrap().into()
}

/// A request as [C706] 12.6.4.9 and [MS-DCOM] 2.2.13.3 have it: `Echo("garbage")`.
fn request(ipid: &[u8]) -> Vec<u8> {
    let mut stub = Vec::new();
    stub.extend([5, 0, 7, 0]); // ORPCTHIS: version
    stub.extend([0; 8]); // flags, reserved
    stub.extend([7; 16]); // causality id
    stub.extend([0; 4]); // no extensions
    stub.extend(0x0002_0000u32.to_le_bytes()); // referent
    for word in [7u32, 14, 7] {
        stub.extend(word.to_le_bytes()); // maximum count, bytes, units
    }
    stub.extend("garbage".encode_utf16().flat_map(u16::to_le_bytes));
    let length = (16 + 8 + 16 + stub.len()) as u16;
    let mut pdu = vec![5, 0, 0, 0x83, 0x10, 0, 0, 0];
    pdu.extend(length.to_le_bytes());
    pdu.extend([0, 0, 1, 0, 0, 0]); // auth length, call id
    pdu.extend((stub.len() as u32).to_le_bytes());
    pdu.extend([0, 0, 4, 0]); // context, operation 4
    pdu.extend(ipid);
    pdu.extend(stub);
    pdu
}

#[test]
fn a_damaged_request_is_answered_with_an_error_and_the_next_one_works() {
    set_up();
    let _apartment = Apartment::multithreaded().unwrap();
    let calc: ICalc = Calc::new().into();
    let objref = marshaled(&calc);
    let peer = Peer { answer: Vec::new(), mutants: Vec::new(), next: AtomicUsize::new(0) };
    let hub = Hub::new(7, Arc::new(peer), Options::default()).unwrap();
    let link = hub.connect(&own_address(&objref)).unwrap();
    let good = request(&objref[48..64]);

    let mut answer = Incoming::new();
    let mut ask = |bytes: &[u8]| -> std::result::Result<Vec<u8>, LinkError> {
        link.call(Outgoing::bytes(bytes), &mut answer, &mut Uninterrupted)?;
        Ok(answer.bytes.clone())
    };
    let echoed = ask(&good).unwrap();
    assert_eq!(echoed[2], 2, "a response PDU");
    let text: Vec<u8> = "garbage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(echoed.windows(text.len()).any(|window| window == text), "{echoed:02x?}");

    for length in 0..good.len() {
        assert_eq!(ask(&good[..length]).unwrap()[2], 3, "a fault PDU for a request cut to {length} bytes");
    }
    for bad in mutations(&good, 100_000) {
        let answer = ask(&bad).expect("even garbage is answered");
        assert!(matches!(answer[2], 2 | 3), "a response or a fault");
    }
    assert_eq!(ask(&good).unwrap(), echoed);
    hub.close();
}

#[test]
fn a_damaged_answer_is_an_error_for_the_caller_and_the_next_call_works() {
    set_up();
    let _apartment = Apartment::multithreaded().unwrap();
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("peer");
    let good = answer_to_echo();
    let mut mutants: Vec<_> = (0..good.len()).map(|length| good[..length].to_vec()).collect();
    let truncations = mutants.len();
    mutants.extend(mutations(&good, 100_000));
    let total = mutants.len();
    let peer = Peer { answer: good, mutants, next: AtomicUsize::new(0) };
    let hub = Hub::new(8, Arc::new(peer), Options::default()).unwrap();
    hub.listen(&path).unwrap();

    let calc = unmarshal(&foreign_objref(path.to_str().unwrap()));
    // The claim of the references was the peer's first request: its answer was a damaged one.
    assert!(calc.is_err());
    let calc = loop {
        // One of the damaged answers passes for "claimed" sooner or later.
        if let Ok(calc) = unmarshal(&foreign_objref(path.to_str().unwrap())) {
            break calc;
        }
    };
    // SAFETY: calls with arguments of their types.
    unsafe {
        for call in truncations..total {
            let _ = calc.Echo(&BSTR::from("x")).map(|text| assert!(text.len() < 1 << 20, "call {call}"));
        }
        let text = (0..4).find_map(|_| calc.Echo(&BSTR::from("x")).ok());
        assert_eq!(text.unwrap(), "fine");
    }
    drop(calc);
    hub.close();
}

/// A response PDU with ORPCTHAT, the text "fine" and S_OK.
fn answer_to_echo() -> Vec<u8> {
    let mut stub = vec![0; 8]; // ORPCTHAT: flags, no extensions
    stub.extend(0x0002_0000u32.to_le_bytes());
    for word in [4u32, 8, 4] {
        stub.extend(word.to_le_bytes());
    }
    stub.extend("fine".encode_utf16().flat_map(u16::to_le_bytes));
    stub.extend([0; 4]); // S_OK
    let length = (16 + 8 + stub.len()) as u16;
    let mut pdu = vec![5, 0, 2, 3, 0x10, 0, 0, 0];
    pdu.extend(length.to_le_bytes());
    pdu.extend([0, 0, 0, 0, 0, 0]);
    pdu.extend((stub.len() as u32).to_le_bytes());
    pdu.extend([0; 4]);
    pdu.extend(stub);
    pdu
}

/// A pointer to an object of nobody's, at `address`.
fn foreign_objref(address: &str) -> Vec<u8> {
    let iid = ICalc::IID;
    let mut bytes = b"MEOW\x01\0\0\0".to_vec();
    bytes.extend(iid.data1.to_le_bytes());
    bytes.extend(iid.data2.to_le_bytes());
    bytes.extend(iid.data3.to_le_bytes());
    bytes.extend(iid.data4);
    bytes.extend([0, 0, 0, 0, 5, 0, 0, 0]); // flags, references
    bytes.extend([0x55; 8 + 8 + 16]); // OXID, OID, IPID
    let mut units = vec![0x20u16];
    units.extend(address.encode_utf16());
    units.extend([0, 0]);
    let security = units.len() as u16;
    units.extend([0, 0]);
    bytes.extend((units.len() as u16).to_le_bytes());
    bytes.extend(security.to_le_bytes());
    bytes.extend(units.into_iter().flat_map(u16::to_le_bytes));
    bytes
}
