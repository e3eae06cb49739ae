//! What CoMarshalInterface writes, byte by byte, against [MS-DCOM] 2.2.18.

mod common;

use common::{Calc, ICalc, set_up};
use oxcom::abi::{self, IStream};
use oxcom::{Apartment, GUID, Interface};

/// Reads little-endian fields one after the other.
struct Fields<'a>(&'a [u8]);

impl Fields<'_> {
    fn take<const N: usize>(&mut self) -> [u8; N] {
        let (field, rest) = self.0.split_first_chunk().expect("the OBJREF is long enough");
        self.0 = rest;
        *field
    }

    fn u16(&mut self) -> u16 {
        u16::from_le_bytes(self.take())
    }

    fn u32(&mut self) -> u32 {
        u32::from_le_bytes(self.take())
    }

    fn u64(&mut self) -> u64 {
        u64::from_le_bytes(self.take())
    }

    fn guid(&mut self) -> GUID {
        GUID { data1: self.u32(), data2: self.u16(), data3: self.u16(), data4: self.take() }
    }

    /// UTF-16 text up to its NUL.
    fn text(&mut self) -> String {
        let units: Vec<u16> = std::iter::from_fn(|| Some(self.u16()).filter(|unit| *unit != 0)).collect();
        String::from_utf16(&units).unwrap()
    }
}

fn marshaled(object: &ICalc, flags: i32) -> Vec<u8> {
    // SAFETY: arguments of their types.
    unsafe {
        let stream: IStream = abi::CreateStreamOnHGlobal(Default::default(), true).unwrap();
        abi::CoMarshalInterface(&stream, &ICalc::IID, object, abi::MSHCTX_LOCAL as u32, None, flags as u32)
            .unwrap();
        stream.Seek(0, 0, None).unwrap();
        let mut bytes = vec![0; 4096];
        let mut read = 0;
        stream.Read(bytes.as_mut_ptr().cast(), 4096, Some(&mut read)).unwrap();
        bytes.truncate(read as usize);
        bytes
    }
}

#[test]
fn an_objref_standard_has_the_published_layout() {
    set_up();
    let _apartment = Apartment::multithreaded().unwrap();
    let calc: ICalc = Calc::new().into();
    let bytes = marshaled(&calc, abi::MSHLFLAGS_NORMAL);
    let mut fields = Fields(&bytes);

    // OBJREF (2.2.18)
    assert_eq!(fields.take(), *b"MEOW", "signature");
    assert_eq!(fields.u32(), 1, "flags: OBJREF_STANDARD");
    assert_eq!(fields.guid(), ICalc::IID, "iid");

    // STDOBJREF (2.2.18.2)
    assert_eq!(fields.u32(), 0, "flags");
    assert_eq!(fields.u32(), 5, "cPublicRefs");
    let (oxid, oid) = (fields.u64(), fields.u64());
    assert_ne!(oxid, 0);
    assert_ne!(oid, 0);
    assert_ne!(fields.guid(), GUID::zeroed(), "ipid");

    // DUALSTRINGARRAY (2.2.19.1): where the exporter listens
    let (entries, security) = (fields.u16(), fields.u16());
    assert_eq!(fields.0.len(), 2 * usize::from(entries), "wNumEntries counts the 16-bit units that follow");
    assert_eq!(fields.u16(), 0x20, "tower: Unix domain socket");
    let address = fields.text();
    assert!(std::path::Path::new(&address).exists(), "{address} is the exporter's socket");
    assert_eq!(fields.u16(), 0, "end of the string bindings");
    assert_eq!(2 * usize::from(security), 2 * usize::from(entries) - fields.0.len(), "wSecurityOffset");
    assert_eq!(
        (fields.u16(), fields.u16()),
        (0, 0),
        "no security bindings: a list without entries is two nulls"
    );
    assert!(fields.0.is_empty());
}

#[test]
fn the_same_object_has_the_same_names_each_time() {
    set_up();
    let _apartment = Apartment::multithreaded().unwrap();
    let calc: ICalc = Calc::new().into();
    let (first, second) = (marshaled(&calc, abi::MSHLFLAGS_NORMAL), marshaled(&calc, abi::MSHLFLAGS_NORMAL));
    assert_eq!(first, second);
}

#[test]
fn tables_and_unpinged_pointers_say_so() {
    set_up();
    let _apartment = Apartment::multithreaded().unwrap();
    let calc: ICalc = Calc::new().into();
    let head = |flags| {
        let bytes = marshaled(&calc, flags);
        let mut fields = Fields(&bytes[24..]);
        (fields.u32(), fields.u32())
    };
    assert_eq!(head(abi::MSHLFLAGS_TABLESTRONG), (0, 0), "a table carries no references");
    assert_eq!(head(abi::MSHLFLAGS_NORMAL | abi::MSHLFLAGS_NOPING), (0x1000, 5), "SORF_NOPING");
}
