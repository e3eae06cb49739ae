//! Unions (C706 14.3.8): their bytes, and switches that no arm is for.

use crate::samples::harness::*;
use crate::samples::unions::*;
use oxcom_abi::{BSTR, RPC_S_INVALID_TAG, RPC_X_BAD_STUB_DATA, S_OK};
use windows_core::HRESULT;

fn from_win32(code: i32) -> HRESULT {
    HRESULT(code | 0x8007_0000_u32 as i32)
}

fn text(of: &str) -> *const u16 {
    BSTR::from(of).into_raw()
}

/// The text, which is given back.
unsafe fn taken(text: *const u16) -> String {
    unsafe { BSTR::from_raw(text) }.to_string()
}

const NOTHING: Choice = Choice { wide: 0.0 };

#[test]
fn the_switch_is_sent_twice_and_then_the_arm_alone() {
    let (unions, mut same) = (unions(), NOTHING);
    unsafe {
        assert_eq!(unions.Echo(&Choice { wide: 1.5 }, 2, &mut same), S_OK);
        assert_eq!(same.wide, 1.5);
        let sent = traffic();
        let arm = 1.5_f64.to_le_bytes();
        assert_eq!(
            sent.request,
            [&[2, 0, 0, 0, 0, 0, 0, 0][..], &arm, &[2, 0, 0, 0]].concat(),
            "aligned to 8"
        );
        assert_eq!(sent.answer, [&[2, 0, 0, 0, 0, 0, 0, 0][..], &arm, &[0; 4]].concat());

        assert_eq!(unions.Echo(&Choice { number: -7 }, 1, &mut same), S_OK);
        assert_eq!(same.number, -7);
        assert_eq!(
            traffic().request,
            [1, 0, 0, 0, 0xf9, 0xff, 0xff, 0xff, 1, 0, 0, 0],
            "no larger than it is"
        );

        assert_eq!(unions.Echo(&NOTHING, 4, &mut same), S_OK);
        assert_eq!(traffic().request, [4, 0, 0, 0, 4, 0, 0, 0], "nothing");
    }
}

#[test]
fn what_an_arm_points_to_follows() {
    let (unions, mut same) = (unions(), NOTHING);
    let sent = text("ab");
    unsafe {
        assert_eq!(unions.Echo(&Choice { text: sent }, 3, &mut same), S_OK);
        assert_eq!((taken(sent), taken(same.text)), ("ab".into(), "ab".into()));
        let request = traffic().request;
        assert_eq!(request[..4], [3, 0, 0, 0]);
        assert_eq!(request[8..], *b"\x02\0\0\0\x04\0\0\0\x02\0\0\0a\0b\0\x03\0\0\0");
    }
}

#[test]
fn an_arm_changes_and_the_old_one_is_released() {
    let unions = unions();
    let mut tagged = Tagged { mark: 0xaa, kind: 1, choice: Choice { number: 12 }, tail: 0xbbbb, last: 0xc0 };
    unsafe {
        assert_eq!(unions.Change(&mut tagged), S_OK);
        // The struct is aligned to 8, as its widest arm; the tail follows the arm that is there.
        let request = [
            &[0xaa, 0, 1, 0, 1, 0, 0, 0][..],
            &[12, 0, 0, 0, 0xbb, 0xbb, 0, 0],
            &[0xc0, 0, 0, 0, 0, 0, 0, 0],
        ];
        assert_eq!(traffic().request, request.concat());
        assert_eq!((tagged.kind, tagged.tail, tagged.last), (3, 0xbbbb, 0xc1));
        assert_eq!(unions.Change(&mut tagged), S_OK, "text goes and comes");
        assert_eq!((taken(tagged.choice.text), tagged.last), ("12".into(), 0xc2));
    }
}

#[test]
fn an_encapsulated_switch_is_sent_once() {
    let (unions, mut same) = (unions(), Either { kind: 0, choice: NOTHING });
    unsafe {
        assert_eq!(unions.Encapsulated(&Either { kind: 1, choice: Choice { number: 5 } }, &mut same), S_OK);
        assert_eq!((same.kind, same.choice.number), (1, 5));
        assert_eq!(traffic().request, [1, 0, 0, 0, 5, 0, 0, 0]);
        assert_eq!(unions.Encapsulated(&Either { kind: 2, choice: Choice { wide: 5.0 } }, &mut same), S_OK);
        assert_eq!(traffic().request, [&[2, 0, 0, 0, 0, 0, 0, 0][..], &5.0_f64.to_le_bytes()].concat());
    }
}

#[test]
fn a_switch_that_no_arm_is_for_is_an_invalid_tag() {
    let (unions, mut same, mut kind) = (unions(), NOTHING, 0);
    unsafe {
        assert_eq!(unions.Echo(&NOTHING, 5, &mut same), from_win32(RPC_S_INVALID_TAG), "the caller's");
        let error = traffic().error.unwrap();
        assert_eq!(error, "IUnions::Echo(value): no arm of the union is for the value 5 of its switch");
        // the server's: an answer that cannot be sent
        set_tampering(Tampering::Request(vec![9, 0, 0, 0, 9, 0, 0, 0]));
        assert_eq!(unions.Echo(&NOTHING, 4, &mut same), from_win32(RPC_S_INVALID_TAG), "a peer's");
        set_tampering(Tampering::Nothing);
        assert_eq!(unions.Make(1, &mut kind, &mut same), S_OK);
        assert_eq!((kind, same.number), (1, 42));
        let _ = traffic();
    }
}

#[test]
fn a_switch_that_is_not_the_one_sent_with_the_union_is_bad_data() {
    let (unions, mut same) = (unions(), NOTHING);
    // The union says 1, the parameter after it 2.
    set_tampering(Tampering::Request(vec![1, 0, 0, 0, 7, 0, 0, 0, 2, 0, 0, 0]));
    assert_eq!(unsafe { unions.Echo(&NOTHING, 4, &mut same) }, from_win32(RPC_X_BAD_STUB_DATA));
    assert!(traffic().error.unwrap().contains("what a union holds contradicts"));
    set_tampering(Tampering::Nothing);
    let mut tagged = Tagged { mark: 0, kind: 4, choice: NOTHING, tail: 0, last: 0 };
    set_tampering(Tampering::Answer([&[0, 0, 4, 0, 1, 0, 0, 0][..], &[0; 24]].concat()));
    assert_eq!(unsafe { unions.Change(&mut tagged) }, from_win32(RPC_X_BAD_STUB_DATA));
    assert_eq!(tagged.kind, 4, "as it was");
    set_tampering(Tampering::Nothing);
}
