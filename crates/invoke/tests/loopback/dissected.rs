//! Calls as tshark's DCOM dissectors see them: each type of VARIANT goes through IDispatch::Invoke, and nothing of it is
//! malformed to them. Left out, loudly, where there is no tshark.
//!
//! ```text
//!  request, answer ─▶ ORPC ─▶ DCE/RPC PDUs ─▶ TCP segments in a file ─▶ tshark -V
//! ```

use crate::samples::automation::*;
use crate::samples::harness::*;
use oxcom_abi::*;
use oxcom_wire::ndr::Writer;
use oxcom_wire::orpc;
use oxcom_wire::pdu::{self, Bind, BindAck, ContextResult, PresentationContext, RequestHead, SyntaxId};
use std::process::Command;
use windows_core::{GUID, Interface, PCWSTR, Result, implement};

/// NDR 2.0.
const NDR: SyntaxId = SyntaxId { id: GUID::from_u128(0x8a885d04_1ceb_11c9_9fe8_08002b104860), version: 2 };
const IPID: GUID = GUID::from_u128(0x5E0A7C00_0001_0002_0003_040506070809);
const CLIENT: u16 = 40_000;
const SERVER: u16 = 50_000;
const INVOKE: u16 = 6;

/// A connection, as a file of the packets that it would consist of (pcap, raw IPv4).
struct Capture {
    file: Vec<u8>,
    /// The bytes that each side has sent: the client, the server.
    sent: [u32; 2],
}

impl Capture {
    fn new() -> Self {
        let (snap_length, raw_ip) = (0x4_0000_u32, 101_u32);
        let mut file = [0xa1b2_c3d4_u32.to_le_bytes(), [2, 0, 4, 0], [0; 4], [0; 4]].concat();
        file.extend([snap_length.to_le_bytes(), raw_ip.to_le_bytes()].concat());
        Self { file, sent: [1, 1] }
    }

    /// Adds what one side sends.
    fn send(&mut self, from_server: bool, payload: &[u8]) {
        let (from, to) = if from_server { (SERVER, CLIENT) } else { (CLIENT, SERVER) };
        let own = usize::from(from_server);
        let length = 40 + payload.len() as u16;
        let mut packet = vec![0x45, 0];
        packet.extend(length.to_be_bytes());
        packet.extend([0, 0, 0x40, 0, 64, 6, 0, 0, 127, 0, 0, 1, 127, 0, 0, 1]);
        packet.extend([from.to_be_bytes(), to.to_be_bytes()].concat());
        packet.extend([self.sent[own].to_be_bytes(), self.sent[1 - own].to_be_bytes()].concat());
        packet.extend([0x50, 0x18, 0xff, 0xff, 0, 0, 0, 0]);
        packet.extend(payload);
        self.sent[own] += payload.len() as u32;
        let length = u32::from(length).to_le_bytes();
        self.file.extend([[0; 4], [0; 4], length, length].concat());
        self.file.extend(packet);
    }

    fn bind(&mut self) {
        let interface = SyntaxId { id: IDispatch::IID, version: 0 };
        let context = PresentationContext { id: 0, abstract_syntax: interface, transfer_syntaxes: vec![NDR] };
        let bind = Bind {
            flags: 0,
            call_id: 1,
            max_transmit_fragment: 5840,
            max_receive_fragment: 5840,
            association_group: 0,
            contexts: vec![context],
            auth: Vec::new(),
        };
        let accepted = ContextResult { result: 0, reason: 0, transfer_syntax: NDR };
        let ack = BindAck {
            flags: 0,
            call_id: 1,
            max_transmit_fragment: 5840,
            max_receive_fragment: 5840,
            association_group: 1,
            secondary_address: b"50000\0".to_vec(),
            results: vec![accepted],
            auth: Vec::new(),
        };
        self.send(false, &written(|writer| bind.write(writer)));
        self.send(true, &written(|writer| ack.write(writer)));
    }

    fn call(&mut self, call_id: u32, traffic: &Traffic) {
        let request = written(|writer| {
            let head = RequestHead { flags: 0, call_id, context_id: 0, opnum: INVOKE, object: Some(IPID) };
            let request = pdu::write_request_with(writer, &head);
            orpc::write_this(writer, &GUID::from_u128(7), &[])?;
            writer.bytes(&traffic.request);
            request.finish(writer)
        });
        let response = written(|writer| {
            let response = pdu::write_response_with(writer, call_id, 0);
            orpc::write_that(writer, &[])?;
            writer.bytes(&traffic.answer);
            response.finish(writer)
        });
        self.send(false, &request);
        self.send(true, &response);
    }
}

fn written(write: impl FnOnce(&mut Writer<'_>) -> oxcom_wire::Result<()>) -> Vec<u8> {
    let mut writer = Writer::new();
    write(&mut writer).unwrap();
    writer.into_vec()
}

/// An object that returns its argument.
#[implement(IDispatch)]
struct Echo;

impl IDispatch_Impl for Echo_Impl {
    fn GetTypeInfoCount(&self) -> Result<u32> {
        Ok(0)
    }
    fn GetTypeInfo(&self, _: u32, _: LCID) -> Result<ITypeInfo> {
        Err(E_NOTIMPL.into())
    }
    fn GetIDsOfNames(&self, _: *const GUID, _: *const PCWSTR, _: u32, _: LCID) -> Result<DISPID> {
        Err(E_NOTIMPL.into())
    }
    fn Invoke(
        &self,
        _: DISPID,
        _: *const GUID,
        _: LCID,
        _: u16,
        parameters: *const DISPPARAMS,
        result: *mut VARIANT,
        _: *mut EXCEPINFO,
        _: *mut u32,
    ) -> Result<()> {
        unsafe { VariantCopyInd(result, (*parameters).rgvarg) }.ok()
    }
}

/// The request and the answer of a call with one argument.
fn invoke(mut argument: Raw) -> Traffic {
    let parameters = DISPPARAMS { rgvarg: (&raw mut argument).cast(), cArgs: 1, ..Default::default() };
    let (mut result, mut exception, mut wrong) = (Raw::default(), EXCEPINFO::default(), 0);
    let dispatch = proxy(&crate::adapters::plan_of::<IDispatch>(), IDispatch::from(Echo));
    let code = unsafe {
        (dispatch.vtable().Invoke)(
            dispatch.as_raw(),
            DISPID(1),
            &GUID::zeroed(),
            LCID(0x409),
            1,
            &parameters,
            (&raw mut result).cast(),
            &mut exception,
            &mut wrong,
        )
    };
    let traffic = traffic();
    assert_eq!(code, S_OK, "{:?}", traffic.error);
    clear(&mut result);
    traffic
}

/// The values, and how tshark names their types. None of them is freed. Left out is what tshark 4.0 does not know: VT_INT,
/// VT_UINT, VT_DECIMAL; and VT_NULL, after whose tag it wants a value, where [MS-OAUT] 2.2.29.1 has none.
fn values() -> Vec<(Raw, &'static str)> {
    let leak = |value: u64| Box::leak(Box::new(value)) as *mut u64 as u64;
    let array = |vt: i32| unsafe {
        let bounds =
            [SAFEARRAYBOUND { cElements: 2, lLbound: 0 }, SAFEARRAYBOUND { cElements: 3, lLbound: 1 }];
        SafeArrayCreate(VARTYPE(vt as u16), 2, bounds.as_ptr()) as u64
    };
    vec![
        (variant(VT_EMPTY, 0), "VT_EMPTY"),
        (variant(VT_I1, 1), "VT_I1"),
        (variant(VT_UI1, 1), "VT_UI1"),
        (variant(VT_I2, 2), "VT_I2"),
        (variant(VT_UI2, 2), "VT_UI2"),
        (variant(VT_I4, 4), "VT_I4"),
        (variant(VT_UI4, 4), "VT_UI4"),
        (variant(VT_I8, 8), "VT_I8"),
        (variant(VT_R4, 1.5_f32.to_bits().into()), "VT_R4"),
        (variant(VT_R8, 1.5_f64.to_bits()), "VT_R8"),
        (variant(VT_BOOL, 0xffff), "VT_BOOL"),
        (variant(VT_ERROR, 0x8000_4005), "VT_ERROR"),
        (variant(VT_CY, 15_000), "VT_CY"),
        (variant(VT_DATE, 1.5_f64.to_bits()), "VT_DATE"),
        (variant(VT_BSTR, text("a text")), "VT_BSTR"),
        (variant(VT_BYREF | VT_I4, leak(7)), "0x00004003"),
        (variant(VT_BYREF | VT_BSTR, leak(text("hi"))), "VT_BSTR"),
        (variant(VT_ARRAY | VT_UI1, array(VT_UI1)), "VT_UI1"),
        (variant(VT_ARRAY | VT_I4, array(VT_I4)), "VT_I4"),
        (variant(VT_ARRAY | VT_BSTR, array(VT_BSTR)), "VT_BSTR"),
        (variant(VT_UI8, 8), "VT_UI8"),
        (variant(VT_ARRAY | VT_R8, array(VT_R8)), "VT_R8"),
    ]
}

fn tshark(file: &std::path::Path) -> Option<String> {
    let output = Command::new("tshark").arg("-V").arg("-r").arg(file).output();
    match output {
        Ok(output) if output.status.success() => Some(String::from_utf8_lossy(&output.stdout).into_owned()),
        Ok(output) => panic!("tshark: {}", String::from_utf8_lossy(&output.stderr)),
        Err(why) => {
            eprintln!("LEFT OUT: there is no tshark ({why})");
            None
        }
    }
}

#[test]
fn tshark_finds_nothing_malformed() {
    let mut capture = Capture::new();
    capture.bind();
    let values = values();
    for (call_id, (value, _)) in (2..).zip(&values) {
        capture.call(call_id, &invoke(*value));
    }
    let file = std::env::temp_dir().join(format!("oxcom-dissected-{}.pcap", std::process::id()));
    std::fs::write(&file, &capture.file).unwrap();
    let seen = tshark(&file);
    let Some(seen) = seen else { return };
    let frames: Vec<&str> = seen.split("\nFrame ").collect();
    assert_eq!(frames.len(), 2 + 2 * values.len(), "a frame each");
    for (frame, (value, name)) in frames[2..].chunks(2).zip(&values) {
        for complaint in ["Malformed", "(Error/", "(Warning/", "not dissected"] {
            let found = frame.iter().find(|frame| frame.contains(complaint));
            assert_eq!(found, None, "{complaint}: {value:?}");
        }
        assert!(frame[0].contains("Operation: Invoke (6)"), "{}", frame[0]);
        assert!(frame[0].contains(name), "{name}: {}", frame[0]);
    }
    let _ = std::fs::remove_file(file);
}
