//! VARIANT and SAFEARRAY: every kind comes home equal, by reference too.

use crate::samples::automation::*;
use crate::samples::calc::*;
use crate::samples::harness::*;
use oxcom_abi::*;
use std::ptr::null_mut;
use windows_core::{HRESULT, IUnknown, Interface};

/// Sends a VARIANT there and back, clears both, and returns the bytes.
fn echo(mut value: Raw) -> Traffic {
    let mut same = Raw::default();
    assert_eq!(unsafe { automation().EchoVariant(value, &mut same) }, S_OK, "{:?}", traffic().error);
    let bytes = traffic();
    assert_eq!(describe(&value), describe(&same));
    clear(&mut value);
    clear(&mut same);
    assert_eq!(in_flight(), 0);
    bytes
}

#[test]
fn numbers_of_all_types_come_home() {
    let types = [
        VT_I1, VT_UI1, VT_I2, VT_UI2, VT_I4, VT_UI4, VT_INT, VT_UINT, VT_I8, VT_UI8, VT_R4, VT_R8, VT_BOOL,
        VT_ERROR, VT_CY, VT_DATE,
    ];
    for vt in types {
        echo(variant(vt, 0x8182_8384_8586_8788));
    }
    echo(variant(VT_EMPTY, 0));
    echo(variant(VT_NULL, 0));
    echo(Raw { vt: VT_DECIMAL as u16, reserved: [0x8003, 2, 1], value: 1 << 60, second: 0 });
}

#[test]
fn text_objects_and_arrays_come_home() {
    echo(variant(VT_BSTR, text("text")));
    echo(variant(VT_BSTR, 0));
    let object: IUnknown = ICalc::from(Calc).cast().unwrap(); // its identity
    echo(variant(VT_UNKNOWN, object.clone().into_raw() as u64));
    echo(variant(VT_UNKNOWN, 0));
    echo(variant(VT_DISPATCH, 0));
    echo(variant(VT_ARRAY | VT_I4, numbers(-3, &[1, 2, 3]) as u64));
    unsafe {
        let nested = SafeArrayCreateVector(VARTYPE(VT_VARIANT as u16), 0, 3);
        let elements = (*nested).pvData.cast::<Raw>();
        elements.write(variant(VT_ARRAY | VT_I4, numbers(0, &[4]) as u64));
        elements.add(1).write(variant(VT_BSTR, text("nested")));
        elements.add(2).write(variant(VT_UNKNOWN, object.clone().into_raw() as u64));
        echo(variant(VT_ARRAY | VT_VARIANT, nested as u64));
    }
}

#[test]
fn what_is_referred_to_is_changed_in_the_callers_variable() {
    let automation = automation();
    let (mut number, mut float) = (41_i32, 1.5_f64);
    let mut string = text("hi");
    let mut inner = variant(VT_BSTR, text("inner"));
    let mut innermost = variant(VT_BYREF | VT_I4, &raw mut number as u64);
    let cases = [
        variant(VT_BYREF | VT_I4, &raw mut number as u64),
        variant(VT_BYREF | VT_R8, &raw mut float as u64),
        variant(VT_BYREF | VT_BSTR, &raw mut string as u64),
        variant(VT_BYREF | VT_VARIANT, &raw mut inner as u64),
        variant(VT_BYREF | VT_VARIANT, &raw mut innermost as u64),
    ];
    for case in cases {
        let mut value = case;
        assert_eq!(unsafe { automation.ChangeVariant(&mut value) }, S_OK, "{:?}", traffic().error);
        assert_eq!((value.vt, value.value), (case.vt, case.value), "it still refers to the same variable");
    }
    assert_eq!((number, float), (43, 2.5));
    assert_eq!(describe(&variant(VT_BSTR, string)), describe(&variant(VT_BSTR, text("hi!"))));
    assert_eq!(describe(&inner), describe(&variant(VT_BSTR, text("inner!"))));
    clear(&mut inner);
    clear(&mut variant(VT_BSTR, string));
    unsafe {
        assert_eq!(automation.ChangeVariant(&mut variant(VT_BYREF | VT_I4, 0)), S_FALSE, "null stays null");
        let mut both = [variant(VT_BYREF | VT_I4, &raw mut number as u64), variant(VT_I4, 1)];
        assert_eq!(automation.Many(both.as_mut_ptr(), 2), S_OK);
        assert_eq!((number, both[1].value), (44, 2));
    }
}

#[test]
fn a_value_replaces_the_old_one() {
    let automation = automation();
    let mut value = variant(VT_BSTR, text("old"));
    assert_eq!(unsafe { automation.ChangeVariant(&mut value) }, S_OK);
    let mut expected = variant(VT_BSTR, text("old!"));
    assert_eq!(describe(&value), describe(&expected));
    clear(&mut value);
    clear(&mut expected);
}

#[test]
fn a_reference_that_comes_out_becomes_a_value() {
    let mut value = variant(VT_R8, 0);
    assert_eq!(unsafe { automation().Refer(&mut value) }, S_OK);
    assert_eq!((i32::from(value.vt), value.value), (VT_I4, 4711));
}

/// Sends an array there and back and destroys both.
fn echo_array(array: *mut SAFEARRAY) -> Traffic {
    let mut same = null_mut();
    unsafe {
        let code = automation().EchoArray(array, &mut same);
        let bytes = traffic();
        assert_eq!(code, if array.is_null() { S_FALSE } else { S_OK }, "{:?}", bytes.error);
        assert_eq!(describe_array(array), describe_array(same));
        for array in [array, same] {
            assert!(array.is_null() || SafeArrayDestroy(array) == S_OK);
        }
        bytes
    }
}

#[test]
fn arrays_of_all_shapes_come_home() {
    echo_array(null_mut());
    echo_array(numbers(5, &[]));
    echo_array(numbers(i32::MIN, &[1, -2, i32::MAX]));
    let bound = |count, lower| SAFEARRAYBOUND { cElements: count, lLbound: lower };
    let bounds = [bound(2, 0), bound(3, 10), bound(1, -1)];
    let kinds = [
        VT_UI1,
        VT_I2,
        VT_R4,
        VT_R8,
        VT_CY,
        VT_DATE,
        VT_ERROR,
        VT_BOOL,
        VT_I8,
        VT_UINT,
        VT_BSTR,
        VT_VARIANT,
        VT_UNKNOWN,
        VT_DISPATCH,
    ];
    for vt in kinds {
        for dimensions in 1..=3 {
            let array = unsafe { SafeArrayCreate(VARTYPE(vt as u16), dimensions, bounds.as_ptr()) };
            assert!(!array.is_null());
            if vt <= VT_DATE || vt == VT_UI1 {
                let size = unsafe { (*array).cbElements } as usize * 2;
                (0..size).for_each(|at| unsafe { (*array).pvData.cast::<u8>().add(at).write(at as u8 + 1) });
            }
            echo_array(array);
        }
    }
}

#[test]
fn elements_own_what_they_hold() {
    unsafe {
        let names = SafeArrayCreateVector(VARTYPE(VT_BSTR as u16), 0, 3);
        (*names).pvData.cast::<[u64; 3]>().write([text("hi"), 0, text("yo!")]);
        echo_array(names);

        let iid = ICalc::IID;
        let objects = SafeArrayCreateVectorEx(VARTYPE(VT_UNKNOWN as u16), 0, 2, (&raw const iid).cast());
        let pointer = ICalc::from(Calc).into_raw() as u64;
        (*objects).pvData.cast::<[u64; 2]>().write([pointer, 0]);
        echo_array(objects);
    }
}

#[test]
fn an_array_is_replaced() {
    let automation = automation();
    let mut array = null_mut();
    unsafe {
        assert_eq!(automation.ChangeArray(&mut array), S_OK);
        assert_eq!(automation.ChangeArray(&mut array), S_OK);
        assert_eq!((*array).rgsabound[0].cElements, 2);
        assert_eq!(SafeArrayDestroy(array), S_OK);

        let mut floats = SafeArrayCreateVector(VARTYPE(VT_R8 as u16), 0, 1);
        assert_eq!(automation.ChangeArray(&mut floats), DISP_E_BADVARTYPE);
        assert_eq!(
            traffic().error.as_deref(),
            Some("IAutomation::ChangeArray(array): VARTYPE 0x0005 cannot be sent here")
        );
        assert_eq!(SafeArrayDestroy(floats), S_OK);
    }
}

#[test]
fn a_large_array_need_not_be_sent() {
    LENDING.set(true);
    let large: Vec<i32> = (0..5_000).collect();
    let bytes = echo_array(numbers(7, &large));
    assert!(bytes.request.len() < 100 && bytes.answer.len() < 100);
    assert_eq!((loans(), &bytes.request[14..16]), ((2, 0), &[0x80, 0x40][..]));
    assert!(echo_array(numbers(0, &large[..1_000])).request.len() > 4_000, "not worth it");
    assert!(echo(variant(VT_ARRAY | VT_I4, numbers(7, &large) as u64)).request.len() < 150);

    // What was lent to a message that is not sent is taken back.
    let mut pair = [variant(VT_ARRAY | VT_I4, numbers(0, &large) as u64), variant(VT_PTR, 0)];
    assert_eq!(unsafe { automation().Many(pair.as_mut_ptr(), 2) }, DISP_E_BADVARTYPE);
    assert_eq!(loans(), (5, 0));
    clear(&mut pair[0]);
    LENDING.set(false);
}

#[test]
fn a_tower_of_variants_is_refused() {
    let (id, padding) = (1_u32.to_le_bytes(), [0; 4]);
    let word = |value: u32| value.to_le_bytes();
    // VT_BYREF | VT_VARIANT, the referent id of the pointer and that of the VARIANT, padding
    let storey = [word(4), padding, word(0x400c), padding, word(0x400c), id, id, padding].concat();
    let top = [word(3), padding, word(3), padding, word(3), word(5)].concat();
    for (height, expected) in [(30, S_OK), (100_000, HRESULT(0x8007_06f7_u32 as _))] {
        let request = [id.as_slice(), &padding, &storey.repeat(height), &top].concat();
        set_tampering(Tampering::Request(request));
        let mut same = Raw::default();
        assert_eq!(unsafe { automation().EchoVariant(Raw::default(), &mut same) }, expected);
        set_tampering(Tampering::Nothing);
        clear(&mut same);
    }
    let error = traffic().error;
    let expected = "IAutomation::EchoVariant(value): values are nested too deep";
    assert_eq!(error.as_deref(), Some(expected));
}

#[test]
fn what_has_no_form_on_the_wire_is_refused() {
    let automation = automation();
    let mut same = Raw::default();
    for vt in [VT_LPSTR, VT_PTR, VT_VARIANT, VT_ARRAY, VT_BYREF, VT_ARRAY | VT_NULL, VT_VECTOR | VT_I4] {
        let code = unsafe { automation.EchoVariant(variant(vt, 0), &mut same) };
        assert_eq!(code, DISP_E_BADVARTYPE, "{vt:#x}");
    }
    // One VARIANT in the other, deeper than anybody would.
    let mut boxes = vec![Raw::default(); 40];
    for index in 1..boxes.len() {
        boxes[index] = variant(VT_BYREF | VT_VARIANT, &raw mut boxes[index - 1] as u64);
    }
    let code = unsafe { automation.EchoVariant(boxes[39], &mut same) };
    assert_eq!(code, RPC_E_CLIENT_CANTMARSHAL_DATA);
    assert_eq!(unsafe { automation.ChangeVariant(&mut boxes[20]) }, S_FALSE);
    assert_eq!(unsafe { automation.ChangeArray(null_mut()) }, HRESULT(0x8007_06f4_u32 as _));
}

#[test]
fn an_array_whose_bounds_multiply_past_all_numbers_is_refused() {
    let word = |number: u32| number.to_le_bytes();
    // Four dimensions of 65,536 elements each: 2^64 of them, which a careless product takes for none. The count says so, too.
    let dimensions = [[word(0x1_0000), word(0)]; 4].as_flattened().concat();
    for (vt, tag, size) in [(VT_UI1, VT_I1, 1), (VT_VARIANT, VT_VARIANT, 16), (VT_RECORD, VT_RECORD, 40)] {
        let features = if vt == VT_RECORD { FADF_RECORD } else { FADF_HAVEVARTYPE } as u32;
        let count = u32::from(vt == VT_RECORD);
        let head = [1, 1, 4, 4 | features << 16, size, (vt as u32) << 16, tag as u32, count, 1].map(word);
        let request = [head.concat(), dimensions.clone(), word(count).into()].concat();
        set_tampering(Tampering::Request(request));
        let mut same = null_mut();
        assert_eq!(unsafe { automation().EchoArray(null_mut(), &mut same) }, HRESULT(0x8007_06f7_u32 as _));
        let error = traffic().error.unwrap();
        assert!(error.ends_with("the bounds of a SAFEARRAY contradicts the rest of the value"), "{error}");
        set_tampering(Tampering::Nothing);
    }
}
