//! Plans that the engine cannot walk are refused when the vtable is made, with the place that is at fault.

use crate::samples::calc::ICalc;
use crate::samples::harness::UNKNOWN;
use crate::samples::plans::*;
use oxcom_abi::{E_FAIL, RPC_E_UNEXPECTED, VT_NULL};
use oxcom_invoke::{Call, InvokeError, ProxyVtable, StubPlan};
use oxcom_typeinfo::plan::{
    Count, Direction, Enclosing, Field, InterfaceId, Method, Param, PointerKind, Struct, Type,
};
use std::ffi::c_void;
use std::sync::Arc;
use windows_core::{HRESULT, Interface};

unsafe fn never(_: *mut c_void, _: &Call<'_>) -> HRESULT {
    E_FAIL
}

/// What is said of an interface with this method; both sides say the same.
fn refusal(method: Method) -> String {
    let plan = interface(ICalc::IID, "ICalc", [method]);
    let error = ProxyVtable::new(plan.clone(), UNKNOWN, never).err().expect("it is refused");
    assert!(matches!(error, InvokeError::Plan { .. }));
    assert_eq!(error.code(), RPC_E_UNEXPECTED);
    assert_eq!(StubPlan::new(plan).err().map(|error| error.to_string()), Some(error.to_string()));
    error.to_string()
}

/// What is said of a method with one parameter of this type.
fn refused(ty: impl Into<Shape>) -> String {
    let message = refusal(method("M", [arg("p", ty)]));
    message.strip_prefix("ICalc::M(p): ").expect("it names the place").to_owned()
}

fn out_as_it_is(ty: Type) -> Param {
    Param { direction: Direction::Out, ..arg("p", ty) }
}

#[test]
fn types_that_have_no_form() {
    assert_eq!(refused(fixed(I32, 3)), "an array cannot be passed by value");
    assert_eq!(refused(reference(fixed(I32, 0))), "an array without elements");
    assert_eq!(refused(reference(fixed(U64, u32::MAX))), "an array too large");
    assert_eq!(
        refused(Type::SafeArray(Some(VT_NULL as u16))),
        "a SAFEARRAY of these elements has no form on the wire"
    );
    assert_eq!(refused(Type::Text { kind: PointerKind::Ref, unit: 4 }), "text of this unit");
}

#[test]
fn counts_that_say_nothing() {
    assert_eq!(refused(array(I32, Count::Param(7))), "a count names no parameter");
    assert_eq!(refused(array(I32, Count::Field(0))), "a count names a field, outside a struct");
    let count =
        |ty: Shape| refusal(method("M", [arg("values", array(I32, Count::Param(1))), arg("count", ty)]));
    assert_eq!(count(F64.into()), "ICalc::M(values): a count is a floating-point number");
    assert_eq!(count(Type::Bstr.into()), "ICalc::M(values): a count is not a number");
    assert_eq!(
        count(reference(Type::Guid).into()),
        "ICalc::M(values): a count is a pointer to something else than a number"
    );
    let late = "a count that is needed before the call is an [out] parameter";
    let size = array(I32, Count::Param(1));
    for param in [arg("p", size.clone()), out_as_it_is(size)] {
        assert_eq!(refusal(method("M", [param, out("count", U32)])), format!("ICalc::M(p): {late}"));
    }
}

#[test]
fn directions_that_cannot_be() {
    let message = refusal(method("M", [out_as_it_is(Type::Bstr)]));
    assert_eq!(message, "ICalc::M(p): an [out] parameter must be a pointer");
    let one_way = Method { one_way: true, ..method("M", [out("p", I32)]) };
    assert_eq!(refusal(one_way), "ICalc::M(p): the method is one-way, nothing can come back");
    let object = || Type::Interface(InterfaceId::Param(1));
    let message = refusal(method("M", [arg("p", object()), arg("riid", reference(Type::Guid))]));
    assert_eq!(message, "ICalc::M(p): iid_is names a parameter that comes later");
    let message = refusal(method("M", [arg("p", object()), arg("riid", U32)]));
    assert_eq!(message, "ICalc::M(p): iid_is names a parameter that is no GUID");
}

#[repr(C, packed)]
struct Packed {
    tag: u8,
    value: u32,
}

#[test]
fn structs_that_cannot_be() {
    let packed = structure!(Packed { tag: U8, value: U32 });
    let message = refusal(method("M", [arg("p", &packed)]));
    assert_eq!(message, "ICalc::M: a packed struct cannot be passed by value");
    let empty = || Struct { name: "Empty".into(), size: 4, align: 4, fields: vec![] };
    assert_eq!(refused(&Arc::new(empty())), "an empty struct");
    let short = Arc::new(Struct { size: 2, align: 2, ..describe_one(Type::Guid) });
    assert_eq!(refused(&short), "the layout of a struct is impossible");
}

/// A struct with one field.
fn describe_one(ty: Type) -> Struct {
    let described = describe::<[u64; 4]>("One", [("field", 0, Shape(ty))]);
    Arc::try_unwrap(described).expect("nobody else has it")
}

#[test]
fn structs_that_end_in_an_array_and_are_not_pointed_to() {
    let blob = crate::samples::open::blob();
    let message = "a struct that ends in an array of variable length has to be pointed to";
    assert_eq!(refused(&blob), message);
    assert_eq!(refused(reference(fixed(&blob, 2))), message);
    let many = method("M", [arg("p", array(&blob, Count::Param(1))), arg("count", U32)]);
    assert_eq!(refusal(many), format!("ICalc::M(p): {message}"));
    assert_eq!(
        refusal(method("M", [out("p", &blob)])),
        "ICalc::M(p): the room for an [out] struct that ends in an array is not known before the call"
    );
    let array = crate::samples::open::conformant(I32, 0, None);
    let fields = [("count", 0, Shape::from(U32)), ("array", 4, Shape(array)), ("last", 8, Shape::from(I32))];
    let message = refused(reference(&describe::<[u64; 4]>("Middle", fields)));
    assert_eq!(message, "an array of variable length in place is the last field of a struct");
    let itself = Enclosing::new("Itself");
    let field = Field { name: "itself".into(), offset: 0, ty: Type::Enclosing(itself.clone()) };
    let struct_in_itself =
        itself.close(Struct { name: "Itself".into(), size: 8, align: 8, fields: vec![field] });
    assert_eq!(refused(reference(&struct_in_itself)), "a struct contains itself in place");
}

#[test]
fn types_are_bounded() {
    let deep = (0..40).fold(Type::Guid, |inner, _| reference(inner));
    assert_eq!(refused(deep), "the type is nested too deep");
    // Each struct has the former one twice: few descriptions, many types.
    let doubled = (0..20).fold(Type::Guid, |inner, _| {
        let fields = [("a", 0, Shape(inner.clone())), ("b", 0, Shape(inner))];
        Type::Struct(describe::<[u64; 4]>("Twice", fields))
    });
    assert_eq!(refused(reference(doubled)), "the method is made of too many types");
    let many = refusal(method("M", (0..200).map(|_| arg("p", I32))));
    assert_eq!(many, "ICalc::M: too many parameters");
}

#[test]
fn methods_stand_in_their_slots() {
    let mut plan =
        Arc::into_inner(interface(ICalc::IID, "ICalc", [method("M", [])])).expect("nobody else has it");
    plan.methods[0].slot = 4;
    let error = StubPlan::new(Arc::new(plan)).err().map(|error| error.to_string());
    assert_eq!(error.as_deref(), Some("ICalc::M: the methods are not in the order of the vtable"));
}
