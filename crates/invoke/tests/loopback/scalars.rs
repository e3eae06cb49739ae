//! Numbers of every kind, by value, out, and both ways; results that are no HRESULT.

use crate::harness::proxy;
use crate::plans::*;
use oxcom_abi::{DECIMAL, DECIMAL_0, DECIMAL_1, S_OK};
use oxcom_typeinfo::plan::{Method, MethodResult, Type};
use windows_core::{GUID, HRESULT, IUnknown, Interface, implement, interface};

#[interface("5E0A7C12-0001-4C0D-9A5E-0A1B2C3D4E5F")]
pub unsafe trait IScalars: IUnknown {
    unsafe fn In(
        &self,
        a: i8,
        b: u8,
        c: i16,
        d: u16,
        e: i32,
        f: u32,
        g: i64,
        h: u64,
        i: f32,
        j: f64,
        k: isize,
        l: usize,
        sum: *mut f64,
    ) -> HRESULT;
    unsafe fn Out(
        &self,
        a: *mut i8,
        b: *mut u16,
        c: *mut f32,
        d: *mut f64,
        e: *mut i64,
        f: *mut usize,
    ) -> HRESULT;
    unsafe fn InOut(&self, a: *mut i8, b: *mut u16, c: *mut f32, d: *mut f64, e: *mut i64) -> HRESULT;
    unsafe fn ManyFloats(
        &self,
        a: f32,
        b: f64,
        c: f32,
        d: f64,
        e: f32,
        f: f64,
        g: f32,
        h: f64,
        i: f32,
        j: f64,
        sum: *mut f64,
    ) -> HRESULT;
    unsafe fn Nothing(&self, value: i32);
    unsafe fn Count(&self) -> u32;
    unsafe fn Half(&self, value: f64) -> f64;
    unsafe fn Tenth(&self, value: f32) -> f32;
    unsafe fn Negative(&self, value: i16) -> i16;
    unsafe fn Kinds(&self, day: i32, size: usize, day_out: *mut i32, size_out: *mut usize) -> HRESULT;
    unsafe fn Guids(&self, by_reference: *const GUID, by_value: GUID, same: *mut GUID) -> HRESULT;
    unsafe fn Money(&self, rate: *const DECIMAL, same: *mut DECIMAL) -> HRESULT;
    unsafe fn Optional(&self, value: *const i32, was_there: *mut i32) -> HRESULT;
}

#[implement(IScalars)]
struct Scalars(std::cell::Cell<u32>);

#[allow(clippy::too_many_arguments)]
impl IScalars_Impl for Scalars_Impl {
    unsafe fn In(
        &self,
        a: i8,
        b: u8,
        c: i16,
        d: u16,
        e: i32,
        f: u32,
        g: i64,
        h: u64,
        i: f32,
        j: f64,
        k: isize,
        l: usize,
        sum: *mut f64,
    ) -> HRESULT {
        let integers = a as f64 + b as f64 + c as f64 + d as f64 + e as f64 + f as f64 + g as f64 + h as f64;
        unsafe { *sum = integers + i as f64 + j + k as f64 + l as f64 };
        S_OK
    }
    unsafe fn Out(
        &self,
        a: *mut i8,
        b: *mut u16,
        c: *mut f32,
        d: *mut f64,
        e: *mut i64,
        f: *mut usize,
    ) -> HRESULT {
        unsafe { (*a, *b, *c, *d, *e, *f) = (-8, 60_000, 1.25, -0.5, i64::MIN, usize::MAX) };
        S_OK
    }
    unsafe fn InOut(&self, a: *mut i8, b: *mut u16, c: *mut f32, d: *mut f64, e: *mut i64) -> HRESULT {
        unsafe { (*a, *b, *c, *d, *e) = (-*a, *b + 1, *c * 2.0, *d / 2.0, *e - 1) };
        S_OK
    }
    unsafe fn ManyFloats(
        &self,
        a: f32,
        b: f64,
        c: f32,
        d: f64,
        e: f32,
        f: f64,
        g: f32,
        h: f64,
        i: f32,
        j: f64,
        sum: *mut f64,
    ) -> HRESULT {
        let halves = [a, c, e, g, i].map(f64::from);
        unsafe {
            *sum = halves
                .iter()
                .chain(&[b, d, f, h, j])
                .zip(1..)
                .map(|(value, weight)| value * weight as f64)
                .sum()
        };
        S_OK
    }
    unsafe fn Nothing(&self, value: i32) {
        self.0.set(self.0.get() + value as u32);
    }
    unsafe fn Count(&self) -> u32 {
        self.0.get()
    }
    unsafe fn Half(&self, value: f64) -> f64 {
        value / 2.0
    }
    unsafe fn Tenth(&self, value: f32) -> f32 {
        value / 10.0
    }
    unsafe fn Negative(&self, value: i16) -> i16 {
        -value
    }
    unsafe fn Kinds(&self, day: i32, size: usize, day_out: *mut i32, size_out: *mut usize) -> HRESULT {
        unsafe { (*day_out, *size_out) = (day, size) };
        S_OK
    }
    unsafe fn Guids(&self, by_reference: *const GUID, by_value: GUID, same: *mut GUID) -> HRESULT {
        unsafe { *same = if *by_reference == by_value { by_value } else { GUID::zeroed() } };
        S_OK
    }
    unsafe fn Money(&self, rate: *const DECIMAL, same: *mut DECIMAL) -> HRESULT {
        unsafe { *same = *rate };
        S_OK
    }
    unsafe fn Optional(&self, value: *const i32, was_there: *mut i32) -> HRESULT {
        unsafe { *was_there = if value.is_null() { -1 } else { *value } };
        S_OK
    }
}

fn scalars() -> IScalars {
    let named = |result: MethodResult, method: Method| Method { result, ..method };
    let kinds = [I8, U8, I16, U16, I32, U32, I64, U64, F32, F64, ISize, USize];
    let all = kinds.map(|kind| arg("n", kind)).into_iter().chain([out("sum", F64)]);
    let floats = (0..10).map(|i| arg("n", if i % 2 == 0 { F32 } else { F64 })).chain([out("sum", F64)]);
    let plan = interface(
        IScalars::IID,
        "IScalars",
        [
            method("In", all),
            method("Out", [I8, U16, F32, F64, I64, USize].map(|kind| out("n", kind))),
            method("InOut", [I8, U16, F32, F64, I64].map(|kind| inout("n", kind))),
            method("ManyFloats", floats),
            named(MethodResult::Void, method("Nothing", [arg("value", I32)])),
            named(MethodResult::Scalar(U32), method("Count", [])),
            named(MethodResult::Scalar(F64), method("Half", [arg("value", F64)])),
            named(MethodResult::Scalar(F32), method("Tenth", [arg("value", F32)])),
            named(MethodResult::Scalar(I16), method("Negative", [arg("value", I16)])),
            method(
                "Kinds",
                [arg("day", Enum16), arg("size", Int3264), out("day_out", Enum16), out("size_out", Int3264)],
            ),
            method(
                "Guids",
                [
                    arg("by_reference", reference(Type::Guid)),
                    arg("by_value", Type::Guid),
                    out("same", Type::Guid),
                ],
            ),
            method("Money", [arg("rate", reference(Type::Decimal)), out("same", Type::Decimal)]),
            method("Optional", [arg("value", optional(I32)), out("was_there", I32)]),
        ],
    );
    proxy(&plan, IScalars::from(Scalars(0.into())))
}

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
        assert_eq!(crate::harness::traffic().request, [0xff, 0x7f, 0, 0, 0xff, 0xff, 0xff, 0xff]);
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
        assert_eq!(crate::harness::traffic().request, [0, 0, 2, 0, 42, 0, 0, 0]);
        assert_eq!(scalars.Optional(std::ptr::null(), &mut was_there), S_OK);
        assert_eq!(was_there, -1);
    }
}
