//! The bytes of Automation values, compared with those that others write.

use crate::samples::automation::*;
use crate::samples::calc::*;
use crate::samples::harness::*;
use oxcom_abi::*;
use std::collections::BTreeMap;
use std::ptr::null_mut;
use windows_core::{GUID, Interface};

static VECTORS: &str = include_str!("../data/automation.txt");

/// Bytes with places where anything may stand.
#[derive(Debug, Clone)]
enum Piece {
    Byte(u8),
    Id,
    Padding,
}

fn vectors() -> BTreeMap<&'static str, Vec<Piece>> {
    let lines = VECTORS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(':'));
    lines.map(|(name, bytes)| (name, bytes.split_whitespace().flat_map(pieces).collect())).collect()
}

fn pieces(word: &str) -> Vec<Piece> {
    match word {
        "R" => vec![Piece::Id],
        "~" => vec![Piece::Padding],
        hex => hex
            .as_bytes()
            .chunks(2)
            .map(|pair| Piece::Byte(u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()))
            .collect(),
    }
}

/// The bytes with ids and padding of one's own.
fn concrete(pieces: &[Piece]) -> Vec<u8> {
    let mut id = 0x00de_3400_u32;
    let byte = |piece: &Piece| match piece {
        Piece::Byte(byte) => vec![*byte],
        Piece::Padding => vec![0xee; 4],
        Piece::Id => {
            id += 8;
            id.to_le_bytes().to_vec()
        }
    };
    pieces.iter().flat_map(byte).collect()
}

fn assert_bytes(name: &str, found: &[u8], expected: &[Piece]) {
    let mut rest = found;
    for piece in expected {
        let count = if matches!(piece, Piece::Byte(_)) { 1 } else { 4 };
        let (head, tail) =
            rest.split_at_checked(count).unwrap_or_else(|| panic!("{name}: too short: {found:x?}"));
        let fits = match piece {
            Piece::Byte(byte) => head == [*byte],
            Piece::Id => head != [0; 4],
            Piece::Padding => true,
        };
        assert!(fits, "{name}: {piece:x?} at {} of {found:x?}", found.len() - rest.len());
        rest = tail;
    }
    assert!(rest.is_empty(), "{name}: too long: {found:x?}");
}

fn bytes_array(bounds: &[SAFEARRAYBOUND]) -> *mut SAFEARRAY {
    unsafe {
        let array = SafeArrayCreate(VARTYPE(VT_UI1 as u16), bounds.len() as u32, bounds.as_ptr());
        let count: usize = bounds.iter().map(|bound| bound.cElements as usize).product();
        (0..count).for_each(|index| (*array).pvData.cast::<u8>().add(index).write(index as u8 + 1));
        array
    }
}

fn bound(count: u32, lower: i32) -> SAFEARRAYBOUND {
    SAFEARRAYBOUND { cElements: count, lLbound: lower }
}

fn vector_of<T: Copy, const N: usize>(vt: i32, elements: [T; N]) -> *mut SAFEARRAY {
    unsafe {
        let array = SafeArrayCreateVector(VARTYPE(vt as u16), 0, N as u32);
        (*array).pvData.cast::<[T; N]>().write(elements);
        array
    }
}

/// Everything that the file has bytes of. None of it is freed.
fn values() -> Vec<(&'static str, Value)> {
    let leak = |value: u64| Box::leak(Box::new(value)) as *mut u64 as u64;
    let variants = [
        ("VARIANT EMPTY", variant(VT_EMPTY, 0)),
        ("VARIANT I4 5", variant(VT_I4, 5)),
        ("VARIANT I2 5", variant(VT_I2, 5)),
        ("VARIANT BOOL TRUE", variant(VT_BOOL, 0xffff)),
        ("VARIANT R8 1.5", variant(VT_R8, 1.5_f64.to_bits())),
        ("VARIANT I8 5", variant(VT_I8, 5)),
        ("VARIANT BSTR hi", variant(VT_BSTR, text("hi"))),
        ("VARIANT BSTR null", variant(VT_BSTR, 0)),
        ("VARIANT BYREF I4 7", variant(VT_BYREF | VT_I4, leak(7))),
        ("VARIANT BYREF BSTR hi", variant(VT_BYREF | VT_BSTR, leak(text("hi")))),
        (
            "VARIANT BYREF VARIANT",
            variant(VT_BYREF | VT_VARIANT, Box::leak(Box::new(variant(VT_I4, 5))) as *mut Raw as u64),
        ),
        ("VARIANT ARRAY UI1", variant(VT_ARRAY | VT_UI1, bytes_array(&[bound(3, 0)]) as u64)),
    ];
    let arrays = [
        ("SAFEARRAY null", null_mut()),
        ("SAFEARRAY UI1", bytes_array(&[bound(3, 0)])),
        ("SAFEARRAY UI1 2 by 3", bytes_array(&[bound(2, 0), bound(3, 10)])),
        ("SAFEARRAY I4", vector_of(VT_I4, [1, 2])),
        ("SAFEARRAY R8", vector_of(VT_R8, [1.5, 2.5])),
        ("SAFEARRAY BSTR", vector_of(VT_BSTR, [text("hi"), text("yo!")])),
        ("SAFEARRAY VARIANT", vector_of(VT_VARIANT, [variant(VT_I4, 5)])),
    ];
    let texts =
        [("BSTR hi", text("hi")), ("BSTR null", 0), ("BSTR empty", BSTR::from_wide(&[]).into_raw() as u64)];
    let texts = texts.map(|(name, text)| (name, Value::Text(text)));
    let variants = variants.map(|(name, value)| (name, Value::Variant(value)));
    let arrays = arrays.map(|(name, array)| (name, Value::Array(array)));
    texts.into_iter().chain(variants).chain(arrays).collect()
}

enum Value {
    Text(u64),
    Variant(Raw),
    Array(*mut SAFEARRAY),
}

impl Value {
    /// Sends the value there and back, says what came back, and what came back says all that it holds.
    fn echo(&self) -> (Traffic, String) {
        let automation = automation();
        unsafe {
            match *self {
                Value::Text(text) => {
                    let mut same = 0_u64;
                    let calc = proxy(&crate::samples::calc::plan(), ICalc::from(Calc));
                    assert_eq!(calc.Echo(text as *const u16, (&raw mut same).cast()), S_OK);
                    (traffic(), describe(&variant(VT_BSTR, same)))
                }
                Value::Variant(value) => {
                    let mut same = Raw::default();
                    let code = automation.EchoVariant(value, &mut same);
                    (traffic(), format!("{code:?} {}", describe(&same)))
                }
                Value::Array(array) => {
                    let mut same = null_mut();
                    let code = automation.EchoArray(array, &mut same);
                    (traffic(), format!("{code:?} {}", describe_array(same)))
                }
            }
        }
    }
}

#[test]
fn values_are_written_as_others_write_them() {
    let vectors = vectors();
    let values = values();
    assert_eq!(vectors.len(), values.len());
    for (name, value) in values {
        assert_bytes(name, &value.echo().0.request, &vectors[name]);
    }
}

#[test]
fn values_are_read_as_others_write_them() {
    let vectors = vectors();
    for (name, value) in values() {
        let (_, own) = value.echo();
        set_tampering(Tampering::Request(concrete(&vectors[name])));
        let (traffic, theirs) = value.echo();
        set_tampering(Tampering::Nothing);
        assert_eq!(traffic.request, concrete(&vectors[name]));
        assert_eq!(own, theirs, "{name}");
    }
}

#[test]
fn a_null_bstr_may_come_with_a_null_id_and_a_blob() {
    let with_blob = "R ~ 05000000 00000000 0800000000000000 08000000 00000000 00000000 ffffffff 00000000";
    let without = "R ~ 03000000 00000000 0800000000000000 08000000 00000000";
    for bytes in [with_blob, without] {
        set_tampering(Tampering::Request(concrete(
            &bytes.split_whitespace().flat_map(pieces).collect::<Vec<_>>(),
        )));
        let (_, same) = Value::Variant(variant(VT_BSTR, 0)).echo();
        set_tampering(Tampering::Nothing);
        assert!(same.ends_with("8:true 0 []"), "{same}");
    }
}

#[test]
fn a_dispatch_call_is_written_as_others_write_it() {
    // dispid 1, DISPATCH_METHOD, locale 0x409, one argument: I4 5
    let expected = "01000000 00000000000000000000000000000000 09040000 01000000 \
         R 00000000 01000000 00000000 01000000 R ~ 03000000 00000000 0300000000000000 03000000 05000000 \
         00000000 00000000 00000000";
    let expected: Vec<_> = expected.split_whitespace().flat_map(pieces).collect();
    let mut argument = variant(VT_I4, 5);
    let parameters = DISPPARAMS { rgvarg: (&raw mut argument).cast(), cArgs: 1, ..Default::default() };
    let (mut result, mut exception, mut wrong) = (Raw::default(), EXCEPINFO::default(), 0);
    let dispatch = crate::adapters::dispatch();
    unsafe {
        let code = (dispatch.vtable().Invoke)(
            dispatch.as_raw(),
            DISPID(1),
            &GUID::zeroed(),
            LCID(0x409),
            1,
            &parameters,
            (&raw mut result).cast(),
            &mut exception,
            &mut wrong,
        );
        assert_eq!(code, S_OK, "{:?}", traffic().error);
    }
    assert_bytes("Invoke", &traffic().request, &expected);
    assert_eq!(describe(&result), "3:6");
}
