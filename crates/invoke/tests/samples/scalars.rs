//! Numbers of every kind, by value, out, and both ways; results that are no HRESULT.

use super::harness::proxy;
use super::plans::*;
use oxcom_abi::{DECIMAL, S_OK};
use oxcom_typeinfo::plan::{Interface as Plan, Method, MethodResult, Type};
use std::sync::Arc;
use windows_core::{GUID, HRESULT, IUnknown, Interface, implement, interface};

#[interface("5E0A7C12-0001-4C0D-9A5E-0A1B2C3D4E5F")]
pub unsafe trait IScalars: IUnknown {
    pub unsafe fn In(
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
    pub unsafe fn Out(
        &self,
        a: *mut i8,
        b: *mut u16,
        c: *mut f32,
        d: *mut f64,
        e: *mut i64,
        f: *mut usize,
    ) -> HRESULT;
    pub unsafe fn InOut(&self, a: *mut i8, b: *mut u16, c: *mut f32, d: *mut f64, e: *mut i64) -> HRESULT;
    pub unsafe fn ManyFloats(
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
    pub unsafe fn Nothing(&self, value: i32);
    pub unsafe fn Count(&self) -> u32;
    pub unsafe fn Half(&self, value: f64) -> f64;
    pub unsafe fn Tenth(&self, value: f32) -> f32;
    pub unsafe fn Negative(&self, value: i16) -> i16;
    pub unsafe fn Kinds(&self, day: i32, size: usize, day_out: *mut i32, size_out: *mut usize) -> HRESULT;
    pub unsafe fn Guids(&self, by_reference: *const GUID, by_value: GUID, same: *mut GUID) -> HRESULT;
    pub unsafe fn Money(&self, rate: *const DECIMAL, same: *mut DECIMAL) -> HRESULT;
    pub unsafe fn Optional(&self, value: *const i32, was_there: *mut i32) -> HRESULT;
}

#[implement(IScalars)]
pub struct Scalars(std::cell::Cell<u32>);

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

pub fn scalars() -> IScalars {
    proxy(&plan(), IScalars::from(Scalars(0.into())))
}

pub fn plan() -> Arc<Plan> {
    let named = |result: MethodResult, method: Method| Method { result, ..method };
    let kinds = [I8, U8, I16, U16, I32, U32, I64, U64, F32, F64, ISize, USize];
    let all = kinds.map(|kind| arg("n", kind)).into_iter().chain([out("sum", F64)]);
    let floats = (0..10).map(|i| arg("n", if i % 2 == 0 { F32 } else { F64 })).chain([out("sum", F64)]);
    interface(
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
    )
}
