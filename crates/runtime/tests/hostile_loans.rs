//! A peer that lends what it has not, or what it could take away: the call fails, and the next honest one works.

mod common;

use std::os::fd::{AsFd, OwnedFd};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use common::{Calc, ICalc, set_up};
use oxcom::abi::{self, IStream};
use oxcom::{Apartment, GUID, Interface};
use oxcom_link::{Hub, Incoming, Link, Options, Outgoing, Reply, Service, Uninterrupted};
use oxcom_memory::{Loan, Segment, SharedWords};
use oxcom_wire::ndr::Writer;
use oxcom_wire::{orpc, pdu};

/// Elements of the array that is lent: 8 bytes each.
const COUNT: u32 = 10_000;
const BYTES: usize = COUNT as usize * 8;

/// What the peer gives to who asks for the words (method 11) and for a block (method 12).
#[derive(Default)]
struct Lender {
    words: Mutex<Option<OwnedFd>>,
    block: Mutex<Option<OwnedFd>>,
}

impl Service for Lender {
    fn opened(&self, _: &Arc<dyn Link>) {}
    fn closed(&self, _: &Arc<dyn Link>) {}
    fn request(&self, _: &Arc<dyn Link>, request: &mut Incoming, reply: Reply) {
        let asked = pdu::parse_request(&request.bytes).unwrap().opnum;
        let given = if asked == 11 { &self.words } else { &self.block }.lock().unwrap();
        let descriptors: Vec<_> = given.iter().map(AsFd::as_fd).collect();
        let mut writer = Writer::new();
        let open = pdu::write_response(&mut writer, 0);
        orpc::write_that(&mut writer, &[]).unwrap();
        writer.i32(0);
        open.finish(&mut writer).unwrap();
        let _ = reply.send(Outgoing { bytes: writer.as_slice(), descriptors: &descriptors });
    }
}

/// The exporter's address and the IPID of an object of this process.
fn marshaled(object: &ICalc) -> (PathBuf, GUID) {
    // SAFETY: arguments of their types.
    unsafe {
        let stream: IStream = abi::CreateStreamOnHGlobal(Default::default(), true).unwrap();
        abi::CoMarshalInterface(&stream, &ICalc::IID, object, 0, None, abi::MSHLFLAGS_TABLESTRONG as u32)
            .unwrap();
        stream.Seek(0, 0, None).unwrap();
        let (mut bytes, mut read) = ([0_u8; 4096], 0);
        stream.Read(bytes.as_mut_ptr().cast(), 4096, Some(&mut read)).unwrap();
        let units: Vec<u16> = bytes[24 + 40 + 4 + 2..read as usize]
            .chunks_exact(2)
            .map(|unit| u16::from_le_bytes([unit[0], unit[1]]))
            .take_while(|unit| *unit != 0)
            .collect();
        let ipid = bytes.as_ptr().add(48).cast::<GUID>().read_unaligned();
        (String::from_utf16(&units).unwrap().into(), ipid)
    }
}

/// ICalc::Sum of an array of VT_R8 that lies where `reference` says.
fn sum_of(ipid: &GUID, reference: &[u8]) -> Vec<u8> {
    let mut writer = Writer::new();
    let open = pdu::write_request(&mut writer, 0, 5, ipid);
    orpc::write_this(&mut writer, &GUID::from_u128(7), &[]).unwrap();
    writer.referent();
    writer.referent();
    writer.count(1);
    writer.u16(1); // dimensions
    writer.u16(abi::FADF_HAVEVARTYPE as u16 | 0x4000); // the data lies elsewhere
    writer.u32(8);
    writer.u16(0);
    writer.u16(abi::VT_R8 as u16);
    writer.u32(abi::VT_I8 as u32); // SF_I8: numbers of eight bytes
    writer.u32(COUNT);
    writer.referent();
    writer.u32(COUNT);
    writer.i32(0);
    writer.count(reference.len() as u32);
    writer.bytes(reference);
    open.finish(&mut writer).unwrap();
    writer.as_slice().to_vec()
}

fn unsealed(length: u64) -> OwnedFd {
    let made = rustix::fs::memfd_create("unsealed", rustix::fs::MemfdFlags::ALLOW_SEALING).unwrap();
    rustix::fs::ftruncate(&made, length).unwrap();
    made
}

fn duplicate(descriptor: impl AsFd) -> OwnedFd {
    descriptor.as_fd().try_clone_to_owned().unwrap()
}

#[test]
fn what_is_lent_is_looked_at_before_it_is_used() {
    set_up();
    let _apartment = Apartment::multithreaded().unwrap();
    let calc: ICalc = Calc::new().into();
    let (address, ipid) = marshaled(&calc);
    let lender = Arc::new(Lender::default());
    let hub = Hub::new(7, lender.clone(), Options::default()).unwrap();
    let link = hub.connect(&address).unwrap();
    let mut answer = Incoming::new();
    // The type of the answer: 2 is a response, 3 a fault.
    let mut ask = |reference: &[u8]| {
        let request = sum_of(&ipid, reference);
        link.call(Outgoing::bytes(&request), &mut answer, &mut Uninterrupted).unwrap();
        answer.bytes[2]
    };
    let loan = |slot| Loan { block: 1, generation: 0, slot, serial: 9 }.to_bytes();

    for reference in [&[][..], &[1; 23], &[1; 25], &loan(0)] {
        assert_eq!(ask(reference), 3, "no loan, or nobody who gives its words");
    }
    for bad in [unsealed(1 << 20), duplicate(SharedWords::create(10).unwrap().descriptor())] {
        *lender.words.lock().unwrap() = Some(bad);
        assert_eq!(ask(&loan(0)), 3, "words that could go away");
    }
    let words = SharedWords::create(4097).unwrap();
    *lender.words.lock().unwrap() = Some(duplicate(words.descriptor()));
    assert_eq!(ask(&loan(3)), 3, "nobody who gives the block");
    assert_eq!(words.load(3), Some(9), "it is given back all the same");
    let (reader, _writer) = std::io::pipe().unwrap();
    let short = Segment::create(BYTES - 4096).unwrap();
    for bad in [unsealed(1 << 20), duplicate(short.descriptor()), reader.into()] {
        *lender.block.lock().unwrap() = Some(bad);
        assert_eq!(ask(&loan(0)), 3, "a block that could change under the reader, or end");
    }
    let good = Segment::create(BYTES).unwrap();
    *lender.block.lock().unwrap() = Some(duplicate(good.descriptor()));
    for slot in [0, 4095, 4096, u32::MAX] {
        assert_eq!(ask(&loan(slot)), 2, "the method was called");
    }
    assert_eq!((words.load(4095), words.load(4096)), (Some(9), Some(0)), "only words of loans are written");
    hub.close();
}
