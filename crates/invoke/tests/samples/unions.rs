//! Unions, switched by a parameter, by a field, and one with the struct that switches them.

use super::harness::proxy;
use super::plans::*;
use oxcom_abi::{BSTR, S_OK};
use oxcom_typeinfo::plan::{Arm, Count, Interface as Plan, Scalar, Struct, Switch, Type, Union};
use std::sync::Arc;
use windows_core::{HRESULT, IUnknown, Interface, implement, interface};

/// 1: a number, 2: a wide one, 3: text, 4: nothing.
#[repr(C)]
#[derive(Clone, Copy)]
pub union Choice {
    pub number: i32,
    pub wide: f64,
    pub text: *const u16,
}

/// A switch, its union, and something that lies elsewhere on the wire, depending on the arm.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Tagged {
    pub mark: u8,
    pub kind: i16,
    pub choice: Choice,
    pub tail: u16,
    pub last: u64,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Either {
    pub kind: i32,
    pub choice: Choice,
}

#[interface("5E0A7C12-0009-4C0D-9A5E-0A1B2C3D4E5F")]
pub unsafe trait IUnions: IUnknown {
    pub unsafe fn Echo(&self, value: *const Choice, kind: i32, same: *mut Choice) -> HRESULT;
    pub unsafe fn Change(&self, tagged: *mut Tagged) -> HRESULT;
    pub unsafe fn Encapsulated(&self, either: *const Either, same: *mut Either) -> HRESULT;
    /// Makes something of a kind.
    pub unsafe fn Make(&self, wanted: i32, kind: *mut i32, choice: *mut Choice) -> HRESULT;
}

#[implement(IUnions)]
struct Unions;

unsafe fn copy(kind: i32, choice: &Choice) -> Choice {
    if kind != 3 {
        return *choice;
    }
    let text = std::mem::ManuallyDrop::new(unsafe { BSTR::from_raw(choice.text) });
    Choice { text: BSTR::clone(&text).into_raw() }
}

impl IUnions_Impl for Unions_Impl {
    unsafe fn Echo(&self, value: *const Choice, kind: i32, same: *mut Choice) -> HRESULT {
        unsafe { *same = copy(kind, &*value) };
        S_OK
    }

    /// A number becomes text.
    unsafe fn Change(&self, tagged: *mut Tagged) -> HRESULT {
        let tagged = unsafe { &mut *tagged };
        if tagged.kind == 1 {
            let text = BSTR::from(unsafe { tagged.choice.number }.to_string());
            (tagged.kind, tagged.choice) = (3, Choice { text: text.into_raw() });
        }
        tagged.last += 1;
        S_OK
    }

    unsafe fn Encapsulated(&self, either: *const Either, same: *mut Either) -> HRESULT {
        unsafe { *same = Either { kind: (*either).kind, choice: copy((*either).kind, &(*either).choice) } };
        S_OK
    }

    unsafe fn Make(&self, wanted: i32, kind: *mut i32, choice: *mut Choice) -> HRESULT {
        unsafe { (*kind, *choice) = (wanted, Choice { number: 42 }) };
        S_OK
    }
}

pub fn unions() -> IUnions {
    proxy(&plan(), IUnions::from(Unions))
}

/// The union, switched by a number of this type there.
pub fn choice(by: Count, scalar: Scalar, sent: bool) -> Type {
    let arm = |name: &str, case, ty: Option<Shape>| Arm {
        name: name.into(),
        cases: vec![case],
        ty: ty.map(|ty| ty.0),
    };
    let arms = vec![
        arm("number", 1, Some(I32.into())),
        arm("wide", 2, Some(F64.into())),
        arm("text", 3, Some(Type::Bstr.into())),
        arm("", 4, None),
    ];
    let union = Arc::new(Union { name: "Choice".into(), size: 8, align: 8, arms, default: None });
    Type::Union { union, switch: Switch { by, scalar, sent } }
}

pub fn tagged() -> Arc<Struct> {
    structure!(Tagged {
        mark: U8,
        kind: I16,
        choice: choice(Count::Field(1), I16, true),
        tail: U16,
        last: U64
    })
}

fn either() -> Arc<Struct> {
    structure!(Either { kind: I32, choice: choice(Count::Field(0), I32, false) })
}

pub fn plan() -> Arc<Plan> {
    let by = |index| choice(Count::Param(index), I32, true);
    interface(
        IUnions::IID,
        "IUnions",
        [
            method("Echo", [arg("value", reference(by(1))), arg("kind", I32), out("same", by(1))]),
            method("Change", [inout("tagged", &tagged())]),
            method("Encapsulated", [arg("either", reference(&either())), out("same", &either())]),
            method("Make", [arg("wanted", I32), out("kind", I32), out("choice", by(1))]),
        ],
    )
}
