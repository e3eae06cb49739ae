//! OBJREF: bytes that other implementations made, and what becomes of them.

mod common;

use common::{IID_IDISPATCH, IPID, hex, objrefs, std_objref, tcp_resolver, written};
use oxcom_wire::Error;
use oxcom_wire::ndr::Reader;
use oxcom_wire::objref::{
    self, CUSTOM_HEADER_LEN, CustomHeader, DualStringArray, HEADER_LEN, MAX_LEN, ObjRef, ObjRefBody,
    SecurityBinding, StdObjRef, StringBinding,
};
use windows_core::GUID;

/// An OBJREF_STANDARD of IDispatch as independent DCOM clients send and understand it.
fn published() -> Vec<u8> {
    hex("4d454f57 01000000 0004020000000000c000000000000046
         00000000 05000000 8877665544332211 1100ffeeddccbbaa 33221100554477668899aabbccddeeff
         1500 1100
         0700 3100320037002e0030002e0030002e0031005b003100330035005d00 0000 0000
         0a00 ffff 0000 0000")
}

#[test]
fn the_published_standard_reference_is_read_and_written_alike() {
    let bytes = published();
    assert_eq!(bytes.len(), 110);
    let (reference, length) = ObjRef::read(&bytes).unwrap();
    assert_eq!(length, 110);
    assert_eq!(reference.iid, IID_IDISPATCH);
    assert_eq!(reference.std(), Some(&std_objref()));
    let resolver = reference.resolver().unwrap();
    assert_eq!(resolver.strings(), [StringBinding { tower_id: 7, address: "127.0.0.1[135]".into() }]);
    assert_eq!(
        resolver.security(),
        [SecurityBinding { authentication_service: 10, authorization_service: 0xffff, principal: "".into() }]
    );
    assert_eq!(resolver.unix_path(), None);
    assert_eq!(reference.write(), bytes);
    assert_eq!(reference.body, ObjRefBody::Standard { std: std_objref(), resolver: tcp_resolver() });
}

#[test]
fn an_interface_pointer_is_the_reference_with_its_length_twice() {
    let bytes = published();
    let pointer = written(|writer| objref::write_interface_pointer(writer, Some(&bytes)));
    assert_eq!(pointer[..12], hex("00000200 6e000000 6e000000"));
    assert_eq!(pointer[12..], bytes);
    assert_eq!(objref::read_interface_pointer(&mut Reader::new(&pointer)).unwrap(), Some(&bytes[..]));

    let null = written(|writer| objref::write_interface_pointer(writer, None));
    assert_eq!(objref::read_interface_pointer(&mut Reader::new(&null)).unwrap(), None);

    let mut torn = pointer;
    torn[8] = 0x6d;
    let error = objref::read_interface_pointer(&mut Reader::new(&torn)).unwrap_err();
    assert_eq!(error, Error::Inconsistent { what: "ulCntData of an MInterfacePointer", offset: 8 });
}

/// Captured from Wine 8.0, whose DUALSTRINGARRAY has no entry at all.
#[test]
fn a_reference_without_any_binding_is_read() {
    let bytes = hex("4d454f57 01000000 117c0a5e432f0d4c9a5e0a1b2c3d4e5f 00000000 05000000
                     9801000094010000 0200000000000000 01000000980194 01929f3b29f50a77e1 0000 0000");
    let (reference, length) = ObjRef::read(&bytes).unwrap();
    assert_eq!(length, 68);
    assert_eq!(reference.iid, GUID::from_u128(0x5E0A7C11_2F43_4C0D_9A5E_0A1B2C3D4E5F));
    let ipid = GUID::from_u128(0x00000001_0198_0194_929F_3B29F50A77E1);
    let std = StdObjRef { flags: 0, public_refs: 5, oxid: 0x0000_0194_0000_0198, oid: 2, ipid };
    assert_eq!(reference.body, ObjRefBody::Standard { std, resolver: DualStringArray::default() });
    // Written again, it has the smallest array that the specification allows.
    assert_eq!(reference.write()[64..], hex("0400 0200 0000 0000 0000 0000"));
}

/// The free-threaded marshaler's, captured from Wine 8.0.
#[test]
fn a_custom_reference_is_read_and_written_alike() {
    let bytes = hex("4d454f57 04000000 117c0a5e432f0d4c9a5e0a1b2c3d4e5f
                     3a03000000000000c000000000000046 00000000 1c000000
                     00000000d0d5340000000000000000000000000000000000 00000000");
    let (reference, length) = ObjRef::read(&bytes).unwrap();
    assert_eq!(length, bytes.len());
    let clsid = GUID::from_u128(0x0000033A_0000_0000_C000_000000000046);
    assert_eq!(reference.body, ObjRefBody::Custom { clsid, data: bytes[48..].to_vec() });
    assert_eq!(reference.write(), bytes);
    let header = objref::custom_header(&bytes[..CUSTOM_HEADER_LEN]).unwrap();
    assert_eq!(header, Some(CustomHeader { iid: reference.iid, clsid, data_len: 28 }));
    assert_eq!(objref::custom_header(&published()), Ok(None));
}

#[test]
fn handler_and_extended_references_have_the_specified_layout() {
    let [_, _, handler, _, extended] = &objrefs()[..] else { unreachable!() };
    let bytes = handler.write();
    assert_eq!(bytes[4..8], [2, 0, 0, 0]);
    assert_eq!(bytes[24..64], std_objref().to_bytes());
    assert_eq!(bytes[64..80], hex("3a03000000000000c000000000000046"));

    let bytes = extended.write();
    let resolver_len = 4 + 21 * 2;
    assert_eq!(bytes[4..8], [8, 0, 0, 0]);
    assert_eq!(bytes[64..68], *b"VYSN");
    let after = &bytes[68 + resolver_len..];
    assert_eq!(after[..8], *b"\x01\0\0\0VYSN");
    assert_eq!(after[24..32], [9, 0, 0, 0, 16, 0, 0, 0]);
    assert_eq!(after[32..], *b"a context\0\0\0\0\0\0\0");
}

#[test]
fn every_form_comes_back_from_the_middle_of_a_stream() {
    for reference in objrefs() {
        let bytes = reference.write();
        let stream = [&bytes[..], b"what follows"].concat();
        let mut have = 0;
        let mut reads = 0;
        while let more @ 1.. = objref::further_bytes(&stream[..have]).unwrap() {
            if have == 0 {
                assert_eq!(more, HEADER_LEN);
            }
            have += more;
            reads += 1;
        }
        assert_eq!(have, bytes.len(), "not a byte too many");
        assert!(reads <= 5);
        assert_eq!(ObjRef::read(&stream[..have]), Ok((reference, have)));
    }
}

#[test]
fn a_stream_may_give_less_than_was_asked_for() {
    for reference in objrefs() {
        let bytes = reference.write();
        for have in 0..bytes.len() {
            let more = objref::further_bytes(&bytes[..have]).unwrap();
            assert!(more > 0 && have + more <= bytes.len(), "{more} more than {have} of {}", bytes.len());
        }
    }
}

#[test]
fn a_stream_is_refused_as_soon_as_it_shows_that_it_is_none_of_ours() {
    assert_eq!(objref::further_bytes(b"MEO"), Ok(HEADER_LEN - 3));
    assert_eq!(objref::further_bytes(b"MEOW"), Ok(HEADER_LEN - 4));
    assert!(matches!(objref::further_bytes(b"WOEM"), Err(Error::Invalid { offset: 0, .. })));
    assert!(matches!(
        objref::further_bytes(b"MEOW\x03\0\0\0"),
        Err(Error::Invalid { offset: 4, found: 3, .. })
    ));

    let custom = objrefs()[3].write();
    for length in [(MAX_LEN - CUSTOM_HEADER_LEN + 1) as u32, u32::MAX] {
        let mut huge = custom[..CUSTOM_HEADER_LEN].to_vec();
        huge[44..48].copy_from_slice(&length.to_le_bytes());
        assert!(matches!(objref::further_bytes(&huge), Err(Error::LimitExceeded { limit: MAX_LEN, .. })));
    }
}

#[test]
fn what_has_no_form_on_the_wire_is_refused_when_it_is_made() {
    let new = |tower_id, address: &str, authentication_service, principal: &str| {
        DualStringArray::new(
            vec![StringBinding { tower_id, address: address.into() }],
            vec![SecurityBinding {
                authentication_service,
                authorization_service: 0,
                principal: principal.into(),
            }],
        )
    };
    assert!(new(7, "host", 10, "server").is_ok());
    assert!(matches!(new(0, "host", 10, ""), Err(Error::Unrepresentable { .. })));
    assert!(matches!(new(7, "ho\0st", 10, ""), Err(Error::Unrepresentable { .. })));
    assert!(matches!(new(7, "host", 0, ""), Err(Error::Unrepresentable { .. })));
    assert!(matches!(new(7, "host", 10, "a\0"), Err(Error::Unrepresentable { .. })));

    // Tower, null, end of list and four units of the security list come on top of the address.
    assert!(new(7, &"x".repeat(65_535 - 7), 10, "").is_ok());
    let error = new(7, &"x".repeat(65_535 - 6), 10, "").unwrap_err();
    assert!(matches!(error, Error::TooLong { length: 65_536, limit: 65_535, .. }));
    assert!(!error.is_peers_fault());
}

#[test]
fn the_longest_array_of_bindings_comes_back() {
    let long = DualStringArray::new(vec![StringBinding::unix("x".repeat(65_535 - 5))], vec![]).unwrap();
    let reference = ObjRef { iid: IPID, body: ObjRefBody::Standard { std: std_objref(), resolver: long } };
    let bytes = reference.write();
    assert_eq!(bytes[64..66], [0xff, 0xff]);
    assert_eq!(ObjRef::read(&bytes), Ok((reference, bytes.len())));
}

/// Wine's form of a list without entries is shorter than the one that is written.
#[test]
fn an_array_that_could_not_be_written_again_is_refused() {
    let read = |entries: u16| {
        let mut bytes = [entries.to_le_bytes(), [0, 0], [10, 0], [0xff, 0xff]].concat();
        let name = usize::from(entries) - 4;
        bytes.extend([b'x', 0].repeat(name));
        bytes.extend([0; 4]);
        DualStringArray::read(&bytes)
    };
    assert_eq!(read(65_533).unwrap().1, 4 + 2 * 65_533);
    assert_eq!(read(65_534), Err(Error::Inconsistent { what: "wNumEntries", offset: 0 }));
}

#[test]
fn damaged_bindings_are_refused() {
    let read = |digits| DualStringArray::read(&hex(digits)).map(|(array, _)| array);
    // The security list would begin behind the end.
    assert_eq!(read("0200 0300 0000 0000"), Err(Error::Inconsistent { what: "wSecurityOffset", offset: 2 }));
    // An address that runs into the security list.
    assert_eq!(read("0400 0200 0700 4100 0000 0000"), Err(Error::BadString { offset: 6 }));
    // Half of a surrogate pair.
    assert_eq!(read("0600 0400 0700 00d8 0000 0000 0000 0000"), Err(Error::BadString { offset: 6 }));
    // A list that does not end.
    assert!(matches!(read("0500 0300 0700 4100 0000 0000 0000"), Err(Error::Truncated { .. })));
    // Less than announced.
    assert!(matches!(read("0600 0400 0700"), Err(Error::Truncated { .. })));
}
