//! Full pointers: arguments and fields that may point to the same.

use super::harness::proxy;
use super::plans::*;
use super::structs::Point;
use oxcom_abi::{CoTaskMemAlloc, CoTaskMemFree, E_FAIL, S_FALSE, S_OK};
use oxcom_typeinfo::plan::{Direction, Interface as Plan, Param, PointerKind, Struct, Type};
use std::sync::Arc;
use windows_core::{HRESULT, IUnknown, Interface, implement, interface};

/// Two pointers that may be equal, and one that may be equal to an argument.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Pair {
    pub first: *mut Point,
    pub second: *mut Point,
    pub number: *mut i32,
}

#[interface("5E0A7C12-000A-4C0D-9A5E-0A1B2C3D4E5F")]
pub unsafe trait IFull: IUnknown {
    /// S_OK if both point to the same.
    pub unsafe fn Same(&self, a: *const Point, b: *const Point) -> HRESULT;
    /// Adds one to `a`, then ten to `b`.
    pub unsafe fn Add(&self, a: *mut i32, b: *mut i32) -> HRESULT;
    /// Lets the second pointer point to what the first does, if it does not; else to a copy.
    pub unsafe fn Join(&self, pair: *mut Pair, number: *const i32) -> HRESULT;
    /// The pair points to what comes in before it.
    pub unsafe fn Borrow(&self, number: *const i32, pair: *mut Pair) -> HRESULT;
}

#[implement(IFull)]
struct Full;

impl IFull_Impl for Full_Impl {
    unsafe fn Same(&self, a: *const Point, b: *const Point) -> HRESULT {
        if a == b { S_OK } else { S_FALSE }
    }

    unsafe fn Add(&self, a: *mut i32, b: *mut i32) -> HRESULT {
        unsafe {
            *a += 1;
            *b += 10;
        }
        S_OK
    }

    unsafe fn Borrow(&self, _: *const i32, _: *mut Pair) -> HRESULT {
        S_OK
    }

    unsafe fn Join(&self, pair: *mut Pair, number: *const i32) -> HRESULT {
        unsafe {
            let Pair { first, second, number: own } = *pair;
            if own.cast_const() != number {
                return E_FAIL;
            }
            (*first).x += 1;
            (*pair).second = match first == second {
                true => task(*first),
                false => {
                    CoTaskMemFree(second.cast());
                    first
                }
            };
        }
        S_OK
    }
}

/// Task memory with this in it.
pub unsafe fn task<T>(value: T) -> *mut T {
    unsafe {
        let memory: *mut T = CoTaskMemAlloc(size_of::<T>()).cast();
        memory.write(value);
        memory
    }
}

fn full(ty: impl Into<Shape>) -> Type {
    Type::Pointer { kind: PointerKind::Full, target: Box::new(ty.into().0) }
}

pub fn plan() -> Arc<Plan> {
    let point: &Arc<Struct> = &structure!(Point { x: I32, y: I32 });
    let pair = structure!(Pair { first: full(point), second: full(point), number: full(I32) });
    let both = |name: &str| Param { direction: Direction::InOut, ..arg(name, full(I32)) };
    interface(
        IFull::IID,
        "IFull",
        [
            method("Same", [arg("a", full(point)), arg("b", full(point))]),
            method("Add", [both("a"), both("b")]),
            method("Join", [inout("pair", &pair), arg("number", full(I32))]),
            method("Borrow", [arg("number", full(I32)), inout("pair", &pair)]),
        ],
    )
}

pub fn full_pointers() -> IFull {
    proxy(&plan(), IFull::from(Full))
}
