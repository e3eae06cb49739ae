//! What several test files need: bytes from hex, and messages worth damaging.
#![allow(dead_code, reason = "no test file uses all of it")]

use oxcom_wire::ndr::Writer;
use oxcom_wire::objref::{
    AUTHZ_NONE, DataElement, DualStringArray, ObjRef, ObjRefBody, SecurityBinding, StdObjRef, StringBinding,
    TOWER_NCACN_IP_TCP, write_interface_pointer,
};
use oxcom_wire::orpc::{self, Extension};
use oxcom_wire::pdu::{
    self, Bind, BindAck, BindNak, ContextResult, PresentationContext, SecurityTrailer, SyntaxId,
};
use oxcom_wire::rem_unknown::{
    InterfaceRef, RemAddRefResults, RemQi2Result, RemQiResult, RemQueryInterface, RemQueryInterface2,
    RemQueryInterface2Results, RemQueryInterfaceResults, write_interface_refs,
};
use windows_core::{GUID, HRESULT};

pub(crate) const IID_IDISPATCH: GUID = GUID::from_u128(0x00020400_0000_0000_c000_000000000046);
pub(crate) const IPID: GUID = GUID::from_u128(0x00112233_4455_6677_8899_aabbccddeeff);
pub(crate) const CAUSALITY: GUID = GUID::from_u128(0x11223344_5566_7788_99aa_bbccddeeff00);

/// Bytes from hex digits; white space does not matter.
pub(crate) fn hex(digits: &str) -> Vec<u8> {
    let digits: Vec<_> = digits.chars().filter_map(|digit| digit.to_digit(16)).collect();
    digits.chunks(2).map(|pair| (pair[0] << 4 | pair[1]) as u8).collect()
}

/// What `write` writes.
pub(crate) fn written(write: impl FnOnce(&mut Writer<'_>) -> oxcom_wire::Result<()>) -> Vec<u8> {
    let mut writer = Writer::new();
    write(&mut writer).unwrap();
    writer.into_vec()
}

/// A small generator of repeatable numbers (xorshift64*).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 16) as usize % limit.max(1)
    }
}

pub(crate) fn std_objref() -> StdObjRef {
    StdObjRef {
        flags: 0,
        public_refs: 5,
        oxid: 0x1122_3344_5566_7788,
        oid: 0xaabb_ccdd_eeff_0011,
        ipid: IPID,
    }
}

pub(crate) fn tcp_resolver() -> DualStringArray {
    let strings = vec![StringBinding { tower_id: TOWER_NCACN_IP_TCP, address: "127.0.0.1[135]".into() }];
    let security = SecurityBinding {
        authentication_service: 10,
        authorization_service: AUTHZ_NONE,
        principal: String::new(),
    };
    DualStringArray::new(strings, vec![security]).unwrap()
}

pub(crate) fn unix_resolver() -> DualStringArray {
    DualStringArray::new(vec![StringBinding::unix("/run/user/1000/oxcom/exporter-äöü-𝄞")], vec![]).unwrap()
}

/// An OBJREF of each form.
pub(crate) fn objrefs() -> Vec<ObjRef> {
    let std = std_objref();
    let clsid = GUID::from_u128(0x0000033a_0000_0000_c000_000000000046);
    let element = DataElement::new(GUID::from_u128(77), b"a context".to_vec()).unwrap();
    [
        ObjRefBody::Standard { std, resolver: tcp_resolver() },
        ObjRefBody::Standard { std, resolver: DualStringArray::default() },
        ObjRefBody::Handler { std, clsid, resolver: unix_resolver() },
        ObjRefBody::Custom { clsid, data: (0..28).collect() },
        ObjRefBody::Extended { std, resolver: tcp_resolver(), element },
    ]
    .map(|body| ObjRef { iid: IID_IDISPATCH, body })
    .into()
}

/// A request with an extension and an interface pointer among its arguments.
pub(crate) fn request() -> Vec<u8> {
    written(|writer| {
        let request = pdu::write_request(writer, 7, 3, &IPID);
        orpc::write_this(writer, &CAUSALITY, &extensions())?;
        writer.u16(1);
        write_interface_pointer(writer, Some(&objrefs()[0].write()))?;
        write_interface_pointer(writer, None)?;
        request.finish(writer)
    })
}

/// A response with extensions.
pub(crate) fn response() -> Vec<u8> {
    written(|writer| {
        let response = pdu::write_response(writer, 7);
        orpc::write_that(writer, &extensions())?;
        writer.bytes(b"results");
        writer.i32(0);
        response.finish(writer)
    })
}

pub(crate) fn extensions() -> [Extension<'static>; 3] {
    [
        Extension { id: orpc::ERROR_INFO_EXTENSION, data: b"MEOW" },
        Extension { id: GUID::from_u128(1), data: b"" },
        Extension { id: GUID::from_u128(2), data: b"sixteen bytes 16" },
    ]
}

/// A PDU of each other type.
pub(crate) fn other_pdus() -> Vec<Vec<u8>> {
    let auth = SecurityTrailer {
        auth_type: 10,
        auth_level: 6,
        pad_length: 0,
        context_id: 79231,
        value: b"NTLMSSP\0",
    };
    let auth = auth.to_vec();
    vec![
        written(|writer| bind(auth.clone()).write(writer)),
        written(|writer| bind(vec![]).write_alter_context(writer)),
        written(|writer| bind_ack(auth.clone()).write(writer)),
        written(|writer| bind_ack(vec![]).write_alter_context_response(writer)),
        written(|writer| BindNak { call_id: 1, reason: 4, versions: vec![(5, 0), (5, 1)] }.write(writer)),
        written(|writer| pdu::write_auth3(writer, 1, &auth)),
        written(|writer| {
            pdu::write_fault(writer, 1, 0x1c01_0003);
            Ok(())
        }),
        written(|writer| {
            pdu::write_co_cancel(writer, 1);
            Ok(())
        }),
        written(|writer| {
            pdu::write_orphaned(writer, 1);
            Ok(())
        }),
        written(|writer| {
            pdu::write_shutdown(writer);
            Ok(())
        }),
    ]
}

pub(crate) fn bind(auth: Vec<u8>) -> Bind {
    let interface = SyntaxId { id: oxcom_wire::rem_unknown::IID_IREMUNKNOWN2, version: 0 };
    let context =
        PresentationContext { id: 1, abstract_syntax: interface, transfer_syntaxes: vec![pdu::NDR_SYNTAX] };
    Bind {
        flags: pdu::FIRST_FRAGMENT | pdu::LAST_FRAGMENT,
        call_id: 3,
        max_transmit_fragment: 4280,
        max_receive_fragment: 4280,
        association_group: 0,
        contexts: vec![context],
        auth,
    }
}

pub(crate) fn bind_ack(auth: Vec<u8>) -> BindAck {
    BindAck {
        flags: pdu::FIRST_FRAGMENT | pdu::LAST_FRAGMENT | pdu::SUPPORT_HEADER_SIGN,
        call_id: 3,
        max_transmit_fragment: 4280,
        max_receive_fragment: 4280,
        association_group: 0x1234,
        secondary_address: b"49152\0".to_vec(),
        results: vec![
            ContextResult { result: 0, reason: 0, transfer_syntax: pdu::NDR_SYNTAX },
            ContextResult { result: 3, reason: 3, transfer_syntax: SyntaxId::default() },
        ],
        auth,
    }
}

/// The stub data of a request (with ORPCTHIS) or response (with ORPCTHAT) of each method of IRemUnknown2.
pub(crate) fn rem_unknown_stubs() -> Vec<(RemUnknownBody, Vec<u8>)> {
    let iids = vec![IID_IDISPATCH, IPID];
    let refs = [1, 2].map(|n| InterfaceRef { ipid: IPID, public_refs: n, private_refs: 0 });
    let failed = HRESULT(0x8000_4002_u32 as i32);
    let found = RemQiResult { hresult: HRESULT(0), std: std_objref() };
    let missing = RemQiResult { hresult: failed, std: StdObjRef::default() };
    let objref = objrefs()[0].write();
    let request = |write: &dyn Fn(&mut Writer<'_>) -> oxcom_wire::Result<()>| {
        written(|writer| {
            orpc::write_this(writer, &CAUSALITY, &[])?;
            write(writer)
        })
    };
    let response = |write: &dyn Fn(&mut Writer<'_>) -> oxcom_wire::Result<()>| {
        written(|writer| {
            orpc::write_that(writer, &[])?;
            write(writer)
        })
    };
    let query = RemQueryInterface { ipid: IPID, public_refs: 5, iids: iids.clone() };
    let query2 = RemQueryInterface2 { ipid: IPID, iids };
    let results = RemQueryInterfaceResults { results: vec![found, missing], hresult: HRESULT(1) };
    let add_ref = RemAddRefResults { results: vec![HRESULT(0), failed], hresult: HRESULT(0) };
    let results2 = RemQueryInterface2Results {
        results: vec![
            RemQi2Result { hresult: HRESULT(0), objref: Some(&objref) },
            RemQi2Result { hresult: failed, objref: None },
        ],
        hresult: HRESULT(1),
    };
    vec![
        (RemUnknownBody::Query, request(&|writer| query.write(writer))),
        (RemUnknownBody::Refs, request(&|writer| write_interface_refs(writer, &refs))),
        (RemUnknownBody::Query2, request(&|writer| query2.write(writer))),
        (RemUnknownBody::QueryResults, response(&|writer| results.write(writer))),
        (RemUnknownBody::AddRefResults, response(&|writer| add_ref.write(writer))),
        (RemUnknownBody::Query2Results, response(&|writer| results2.write(writer))),
    ]
}

/// Which body a stub of [`rem_unknown_stubs`] has.
#[derive(Debug, Clone, Copy)]
pub(crate) enum RemUnknownBody {
    Query,
    Refs,
    Query2,
    QueryResults,
    AddRefResults,
    Query2Results,
}
