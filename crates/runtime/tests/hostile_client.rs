//! A client made by hand that lies to an exporter: it releases what it does not own, claims what was never given, gives up
//! calls of others, and says all of it in damaged ways. It harms nobody but itself.

mod common;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use common::{ALIVE, Calc, ICalc, bytes, set_up};
use oxcom::abi;
use oxcom::{Apartment, GUID, Interface};
use oxcom_link::{Hub, Incoming, Link, Options, Outgoing, Reply, Service, Uninterrupted};
use oxcom_wire::ndr::{Reader, Writer};
use oxcom_wire::objref::{ObjRef, ObjRefBody, StdObjRef};
use oxcom_wire::orpc::{self, OrpcThat};
use oxcom_wire::pdu;
use oxcom_wire::rem_unknown::{
    InterfaceRef, REM_ADD_REF, REM_QUERY_INTERFACE, REM_RELEASE, RemAddRefResults, RemQueryInterface,
    write_interface_refs,
};

/// The methods behind the last one of IRemUnknown2: claim, launch, withdraw, segment, words, block, cancel, taken, give up,
/// abroad, heard.
const CLAIM: u16 = 7;
const LAUNCH: u16 = 8;
const WITHDRAW: u16 = 9;
const CANCEL: u16 = 13;
const TAKEN: u16 = 14;
const GIVE_UP: u16 = 15;
const ABROAD: u16 = 16;
const HEARD: u16 = 17;

/// Does nothing for those who call it.
struct Deaf;

impl Service for Deaf {
    fn opened(&self, _: &Arc<dyn Link>) {}
    fn closed(&self, _: &Arc<dyn Link>) {}
    fn request(&self, _: &Arc<dyn Link>, _: &mut Incoming, reply: Reply) {
        let _ = reply.send(Outgoing::bytes(b"no"));
    }
}

/// A client that writes its requests itself.
struct Client {
    hub: Arc<Hub>,
    link: Arc<dyn Link>,
    /// IRemUnknown2 of the object's exporter.
    exporter: GUID,
}

impl Client {
    fn new(process: u64, object: &Object) -> Self {
        let hub = Hub::new(process, Arc::new(Deaf), Options::default()).unwrap();
        let link = hub.connect(&object.address).unwrap();
        let data4 = object.std.oxid.to_le_bytes();
        Self { hub, link, exporter: GUID { data1: u32::MAX, data2: 0, data3: 0, data4 } }
    }

    /// Sends bytes and gives the answer's stub data, without ORPCTHAT; none: a fault.
    fn send(&self, request: &[u8]) -> Option<Vec<u8>> {
        let mut answer = Incoming::new();
        self.link.call(Outgoing::bytes(request), &mut answer, &mut Uninterrupted).expect("it answers");
        let response = pdu::parse_response(&answer.bytes).ok()?;
        let mut reader = Reader::new(response.stub);
        OrpcThat::read(&mut reader).unwrap();
        Some(reader.rest().to_vec())
    }

    fn ask(&self, opnum: u16, arguments: impl FnOnce(&mut Writer<'_>)) -> Option<Vec<u8>> {
        self.send(&request(&self.exporter, opnum, arguments))
    }

    /// Whether RemAddRef has given references.
    fn add_references(&self, ipid: GUID, count: u32) -> bool {
        let answer = self.ask(REM_ADD_REF, |writer| write_references(writer, ipid, count));
        let results = RemAddRefResults::read(&mut Reader::new(&answer.unwrap()), 1).unwrap();
        results.results[0].is_ok()
    }

    /// What RemRelease has answered.
    fn release(&self, ipid: GUID, count: u32) -> i32 {
        let answer = self.ask(REM_RELEASE, |writer| write_references(writer, ipid, count)).unwrap();
        i32::from_le_bytes(*answer.last_chunk().unwrap())
    }
}

fn request(ipid: &GUID, opnum: u16, arguments: impl FnOnce(&mut Writer<'_>)) -> Vec<u8> {
    let mut writer = Writer::new();
    let open = pdu::write_request(&mut writer, 1, opnum, ipid);
    orpc::write_this(&mut writer, &GUID::from_u128(7), &[]).unwrap();
    arguments(&mut writer);
    open.finish(&mut writer).unwrap();
    writer.into_vec()
}

fn write_references(writer: &mut Writer<'_>, ipid: GUID, count: u32) {
    write_interface_refs(writer, &[InterfaceRef { ipid, public_refs: count, private_refs: 0 }]).unwrap();
}

fn write_reference(writer: &mut Writer<'_>, ipid: GUID, count: u32) {
    writer.guid(&ipid);
    writer.u32(count);
}

/// A calculator of this process, as others know it.
struct Object {
    table: Vec<u8>,
    std: StdObjRef,
    address: PathBuf,
}

impl Object {
    fn new(calc: &ICalc) -> Self {
        let table = bytes::marshal(calc, abi::MSHCTX_LOCAL, abi::MSHLFLAGS_TABLESTRONG).unwrap();
        let (objref, _) = ObjRef::read(&table).unwrap();
        let ObjRefBody::Standard { std, resolver } = objref.body else { panic!("not a standard one") };
        Self { table, std, address: resolver.unix_path().unwrap().into() }
    }
}

/// All requests that an exporter knows, about an object.
fn requests(client: &Client, ipid: GUID) -> Vec<Vec<u8>> {
    let ask = |opnum, arguments: &dyn Fn(&mut Writer<'_>)| request(&client.exporter, opnum, arguments);
    let question = RemQueryInterface { ipid, public_refs: 5, iids: vec![ICalc::IID, GUID::zeroed()] };
    let mut all = vec![ask(REM_QUERY_INTERFACE, &|writer| question.write(writer).unwrap())];
    all.extend(
        [REM_ADD_REF, REM_RELEASE].map(|opnum| ask(opnum, &|writer| write_references(writer, ipid, 5))),
    );
    all.extend([CLAIM, LAUNCH, WITHDRAW].map(|opnum| ask(opnum, &|writer| write_reference(writer, ipid, 5))));
    all.extend([CANCEL, GIVE_UP].map(|opnum| ask(opnum, &|writer| writer.u64(1))));
    all.push(ask(TAKEN, &|writer| writer.u32(1)));
    all.extend((10..13).map(|opnum| ask(opnum, &|writer| writer.u64(1))));
    all
}

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

#[test]
fn a_client_that_lies_harms_only_itself() {
    set_up();
    let _apartment = Apartment::multithreaded().unwrap();
    let calc: ICalc = Calc::new().into();
    let object = Object::new(&calc);
    let ipid = object.std.ipid;
    let (honest, liar) = (Client::new(71, &object), Client::new(72, &object));
    assert!(honest.add_references(ipid, 5));
    // From now on the honest client alone keeps the object.
    bytes::discard(&object.table).unwrap();
    drop(calc);
    assert_eq!(ALIVE.load(Ordering::SeqCst), 1);

    // It releases what it does not own, and more than it owns.
    for count in [1, 5, u32::MAX] {
        assert!(liar.release(ipid, count) < 0);
    }
    assert!(liar.add_references(ipid, 2));
    assert!(liar.release(ipid, 3) < 0);
    assert_eq!(liar.release(ipid, 2), 0);
    assert!(liar.release(ipid, 1) < 0);
    // More than anybody can own; objects that are not there.
    assert!(liar.add_references(ipid, u32::MAX));
    assert!(!liar.add_references(ipid, 1));
    assert!(!liar.add_references(GUID::from_u128(1), 1));
    assert!(liar.release(GUID { data1: u32::MAX - 1, ..ipid }, 1) < 0);
    // Nothing lies in a stream: there is nothing to claim, nor to withdraw.
    for opnum in [CLAIM, WITHDRAW] {
        let answer = liar.ask(opnum, |writer| write_reference(writer, ipid, 1)).unwrap();
        assert!(i32::from_le_bytes(*answer.last_chunk().unwrap()) < 0);
    }
    // It may write a pointer to a stream, but not as if it wrote a million.
    for count in [0, 6, 1 << 31, u32::MAX] {
        let answer = liar.ask(LAUNCH, |writer| write_reference(writer, ipid, count)).unwrap();
        assert!(i32::from_le_bytes(*answer.last_chunk().unwrap()) < 0, "{count} references");
    }
    // Calls that it has not made, passed pointers that it was not given, methods that there are not.
    for number in [0, 1, u64::MAX] {
        liar.ask(GIVE_UP, |writer| writer.u64(number));
        liar.ask(CANCEL, |writer| writer.u64(number));
        liar.ask(TAKEN, |writer| writer.u32(number as u32));
    }
    // This process is not one that other machines can call; nor does one of them use what is said here.
    let answer = liar.ask(ABROAD, |writer| write_reference(writer, ipid, 1)).unwrap();
    assert!(i32::from_le_bytes(*answer.first_chunk().unwrap()) < 0);
    liar.ask(HEARD, |writer| writer.count(0));
    for count in [1, 1 << 20, u32::MAX] {
        assert_eq!(liar.ask(HEARD, |writer| writer.count(count)), None);
    }
    for opnum in (0..3).chain(18..300).chain([u16::MAX]) {
        assert_eq!(liar.ask(opnum, |_| ()), None);
    }

    // The same, damaged.
    let (good, mut random) = (requests(&liar, ipid), Random(0x9E37_79B9_7F4A_7C15));
    for _ in 0..100_000 {
        let mut bad = good[random.below(good.len())].clone();
        for _ in 0..=random.below(4) {
            // The IPID of an object is the right to use it: one byte of it may be hit, never guessed.
            let place = random.below(bad.len());
            bad[place] = [0, 1, 0x7F, 0x80, 0xFF, random.below(256) as u8][random.below(6)];
        }
        bad.truncate(bad.len() - random.below(8) * random.below(2));
        liar.send(&bad);
    }
    liar.hub.close();

    // The honest one has what it had: it calls, and its own release is the last.
    let echo = request(&ipid, 3, |writer| {
        writer.i32(20);
        writer.i32(22);
    });
    let answer = honest.send(&echo).expect("the object is there");
    assert_eq!(answer[..4], 42_i32.to_le_bytes());
    assert_eq!(ALIVE.load(Ordering::SeqCst), 1);
    assert_eq!(honest.release(ipid, 5), 0);
    for _ in 0..10_000 {
        if ALIVE.load(Ordering::SeqCst) == 0 {
            return honest.hub.close();
        }
        std::thread::sleep(std::time::Duration::from_millis(1)); // the liar's link closes on a thread of its own
    }
    panic!("what the liar said keeps the object");
}
