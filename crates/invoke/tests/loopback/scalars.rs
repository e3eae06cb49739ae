//! Numbers of every kind, by value, out, and both ways; results that are no HRESULT.

use crate::samples::harness::*;
use crate::samples::scalars::*;
use oxcom_abi::{DECIMAL, DECIMAL_0, DECIMAL_1, S_OK};
use windows_core::{GUID, HRESULT};

#[test]
fn all_kinds_of_numbers_go_in() {
    let mut sum = 0.0;
    let code = unsafe {
        scalars().In(-1, 255, -300, 60_000, -70_000, 4_000_000_000, -5, 6, 0.25, 0.5, -7, 8, &mut sum)
    };
    assert_eq!(code, S_OK);
    assert_eq!(
        sum,
        -1.0 + 255.0 - 300.0 + 60_000.0 - 70_000.0 + 4_000_000_000.0 - 5.0 + 6.0 + 0.75 - 7.0 + 8.0
    );
}

#[test]
fn more_floats_than_registers_keep_their_order() {
    let mut sum = 0.0;
    let code = unsafe { scalars().ManyFloats(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, &mut sum) };
    assert_eq!(code, S_OK);
    let expected: f64 =
        [1.0, 3.0, 5.0, 7.0, 9.0, 2.0, 4.0, 6.0, 8.0, 10.0].iter().zip(1..).map(|(v, w)| v * w as f64).sum();
    assert_eq!(sum, expected);
}

#[test]
fn all_kinds_of_numbers_come_out() {
    let (mut a, mut b, mut c, mut d, mut e, mut f) = (0, 0, 0.0, 0.0, 0, 0);
    assert_eq!(unsafe { scalars().Out(&mut a, &mut b, &mut c, &mut d, &mut e, &mut f) }, S_OK);
    assert_eq!((a, b, c, d, e, f), (-8, 60_000, 1.25, -0.5, i64::MIN, usize::MAX));
}

#[test]
fn numbers_are_changed_in_place() {
    let (mut a, mut b, mut c, mut d, mut e) = (5, 65_000, 1.5, 3.0, 1 << 40);
    assert_eq!(unsafe { scalars().InOut(&mut a, &mut b, &mut c, &mut d, &mut e) }, S_OK);
    assert_eq!((a, b, c, d, e), (-5, 65_001, 3.0, 1.5, (1 << 40) - 1));
}

#[test]
fn results_need_not_be_hresults() {
    let scalars = scalars();
    unsafe {
        scalars.Nothing(3);
        scalars.Nothing(4);
        assert_eq!(scalars.Count(), 7);
        assert_eq!(scalars.Half(5.0), 2.5);
        assert_eq!(scalars.Tenth(5.0), 0.5);
        assert_eq!(scalars.Negative(1234), -1234);
    }
}

#[test]
fn numbers_that_are_narrower_on_the_wire_are_checked() {
    let scalars = scalars();
    let (mut day, mut size) = (0, 0);
    unsafe {
        assert_eq!(scalars.Kinds(0x7fff, 0xffff_ffff, &mut day, &mut size), S_OK);
        assert_eq!((day, size), (0x7fff, 0xffff_ffff));
        assert_eq!(traffic().request, [0xff, 0x7f, 0, 0, 0xff, 0xff, 0xff, 0xff]);
        assert_eq!(scalars.Kinds(0x8000, 0, &mut day, &mut size), HRESULT(0x8007_06f5_u32 as _));
        assert_eq!(scalars.Kinds(-1, 0, &mut day, &mut size), HRESULT(0x8007_06f5_u32 as _));
        assert_eq!(scalars.Kinds(0, 1 << 32, &mut day, &mut size), HRESULT(0x8007_06c6_u32 as _));
    }
}

#[test]
fn identifiers_and_decimals_come_home_equal() {
    let scalars = scalars();
    let id = GUID::from_u128(0x5E0A7C12_0001_4C0D_9A5E_0A1B2C3D4E5F);
    let mut same = GUID::zeroed();
    let rate = DECIMAL {
        wReserved: 0,
        Anonymous: DECIMAL_0 { signscale: 0x8003 },
        Hi32: 9,
        Anonymous2: DECIMAL_1 { Lo64: 1 << 60 },
    };
    let mut rate_out = DECIMAL::default();
    unsafe {
        assert_eq!(scalars.Guids(&id, id, &mut same), S_OK);
        assert_eq!(same, id);
        assert_eq!(scalars.Money(&rate, &mut rate_out), S_OK);
        assert_eq!(
            (rate_out.Anonymous.signscale, rate_out.Hi32, rate_out.Anonymous2.Lo64),
            (0x8003, 9, 1 << 60)
        );
    }
}

#[test]
fn an_optional_argument_may_be_null() {
    let scalars = scalars();
    let mut was_there = 0;
    unsafe {
        assert_eq!(scalars.Optional(&42, &mut was_there), S_OK);
        assert_eq!(was_there, 42);
        assert_eq!(traffic().request, [0, 0, 2, 0, 42, 0, 0, 0]);
        assert_eq!(scalars.Optional(std::ptr::null(), &mut was_there), S_OK);
        assert_eq!(was_there, -1);
    }
}
