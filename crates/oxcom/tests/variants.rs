//! VARIANTs as enums, and back: nothing is lost, nothing leaks, and what is by reference is read.
#![allow(missing_docs)]

use oxcom::abi::{DISP_E_TYPEMISMATCH, IDispatch, VARIANT, VARTYPE, VT_BYREF, VT_I4, VT_PTR};
use oxcom::{BSTR, Decimal, HRESULT, OwnedArray, OwnedVariant, Variant};
use oxcom_host as _;

/// What comes of a value that goes through a VARIANT, as text.
fn through(value: Variant) -> String {
    format!("{:?}", Variant::try_from(OwnedVariant::from(value)).unwrap())
}

#[test]
fn every_value_comes_back() {
    let decimal = Decimal { negative: true, scale: 3, digits: (1 << 95) + 7 };
    let array = OwnedArray::try_from(&[1.5_f64, 2.5][..]).unwrap();
    for (value, expected) in [
        (Variant::Empty, "Empty"),
        (Variant::Null, "Null"),
        ((-1_i8).into(), "I8(-1)"),
        (200_u8.into(), "U8(200)"),
        ((-300_i16).into(), "I16(-300)"),
        (60_000_u16.into(), "U16(60000)"),
        ((-70_000).into(), "I32(-70000)"),
        (4_000_000_000_u32.into(), "U32(4000000000)"),
        (i64::MIN.into(), "I64(-9223372036854775808)"),
        (u64::MAX.into(), "U64(18446744073709551615)"),
        (0.5_f32.into(), "F32(0.5)"),
        (0.25.into(), "F64(0.25)"),
        (true.into(), "Bool(true)"),
        (Variant::Currency(15_000), "Currency(15000)"),
        (Variant::Date(36_526.5), "Date(36526.5)"),
        (HRESULT(-1).into(), "Error(HRESULT(0xFFFFFFFF))"),
        (
            decimal.into(),
            "Decimal(Decimal { negative: true, scale: 3, digits: 39614081257132168796771975175 })",
        ),
        (BSTR::from_wide(&[0x61, 0, 0x62]).into(), "Text(\"a\0b\")"),
        ("text".into(), "Text(\"text\")"),
        (Variant::Object(None), "Object(None)"),
        (Variant::Dispatch(None::<IDispatch>), "Dispatch(None)"),
        (array.into(), "Array(an array of VARTYPE 5)"),
    ] {
        assert_eq!(through(value), expected);
    }
}

#[test]
fn an_array_becomes_a_slice() {
    let array = OwnedArray::try_from(&[1_u16, 2, 3][..]).unwrap();
    let variant = OwnedVariant::from(Variant::from(array));
    let Variant::Array(array) = Variant::try_from(variant).unwrap() else { panic!("it is an array") };
    assert_eq!(*array.into_view::<u16>().unwrap(), [1, 2, 3]);
}

#[test]
fn a_value_is_what_it_is() {
    assert_eq!(i32::try_from(Variant::from(7)).unwrap(), 7);
    assert_eq!(f64::try_from(Variant::from(7)).unwrap_err().code(), DISP_E_TYPEMISMATCH);
    assert_eq!(BSTR::try_from(Variant::from("x")).unwrap(), "x");
}

/// A variant of this type, whose first word is this.
fn raw(vt: i32, value: u64) -> OwnedVariant {
    let mut variant = VARIANT::default();
    // SAFETY: an empty variant; the tests give types that fit.
    unsafe {
        let parts = &mut *variant.Anonymous.Anonymous;
        parts.vt = VARTYPE(vt as u16);
        parts.Anonymous.ullVal = value;
    }
    OwnedVariant::from_raw(variant)
}

#[test]
fn what_is_by_reference_is_read() {
    let number = 4711;
    let value = Variant::try_from(raw(VT_BYREF | VT_I4, &raw const number as u64)).unwrap();
    assert_eq!(i32::try_from(value).unwrap(), 4711);
}

#[test]
fn what_no_variant_holds_is_refused() {
    let refused = Variant::try_from(raw(VT_PTR, 0)).unwrap_err();
    assert_eq!(refused.code(), DISP_E_TYPEMISMATCH);
}
