//! Plans by hand, short enough to read: `method("Add", [r#in("a", I32), out("sum", I32)])`.

use oxcom_typeinfo::plan::*;
use std::sync::Arc;
use windows_core::GUID;

pub use oxcom_typeinfo::plan::Scalar::*;

/// An interface whose methods begin in slot 3.
pub fn interface(iid: GUID, name: &str, methods: impl IntoIterator<Item = Method>) -> Arc<Interface> {
    let numbered =
        methods.into_iter().zip(3..).map(|(method, slot)| Method { slot, declared_by: iid, ..method });
    Arc::new(Interface { iid, name: name.into(), methods: numbered.collect() })
}

pub fn method(name: &str, params: impl IntoIterator<Item = Param>) -> Method {
    Method {
        name: name.into(),
        slot: 0,
        params: params.into_iter().collect(),
        result: MethodResult::Hresult,
        one_way: false,
        call_as: false,
        declared_by: GUID::zeroed(),
    }
}

/// An argument by value (or a pointer, where the type is one).
pub fn arg(name: &str, ty: impl Into<Shape>) -> Param {
    Param { name: name.into(), direction: Direction::In, ty: ty.into().0, retval: false }
}

/// A pointer to what the method hands out.
pub fn out(name: &str, ty: impl Into<Shape>) -> Param {
    Param { direction: Direction::Out, ..arg(name, reference(ty)) }
}

/// A pointer to what the method changes.
pub fn inout(name: &str, ty: impl Into<Shape>) -> Param {
    Param { direction: Direction::InOut, ..arg(name, reference(ty)) }
}

/// A type, or what makes one.
pub struct Shape(pub Type);

impl From<Type> for Shape {
    fn from(ty: Type) -> Self {
        Shape(ty)
    }
}

impl From<Scalar> for Shape {
    fn from(scalar: Scalar) -> Self {
        Shape(Type::Scalar(scalar))
    }
}

impl From<&Arc<Struct>> for Shape {
    fn from(description: &Arc<Struct>) -> Self {
        Shape(Type::Struct(description.clone()))
    }
}

/// A pointer that is never null.
pub fn reference(ty: impl Into<Shape>) -> Type {
    Type::Pointer { kind: PointerKind::Ref, target: Box::new(ty.into().0) }
}

/// A pointer that may be null.
pub fn optional(ty: impl Into<Shape>) -> Type {
    Type::Pointer { kind: PointerKind::Unique, target: Box::new(ty.into().0) }
}

/// An array of as many as a parameter says.
pub fn array(ty: impl Into<Shape>, size: Count) -> Type {
    Type::Array { kind: PointerKind::Ref, element: Box::new(ty.into().0), size, length: None }
}

/// An array that may be null.
pub fn optional_array(ty: impl Into<Shape>, size: Count) -> Type {
    Type::Array { kind: PointerKind::Unique, element: Box::new(ty.into().0), size, length: None }
}

/// An array of which not all is sent.
pub fn part_of_array(ty: impl Into<Shape>, size: Count, length: Count) -> Type {
    Type::Array { kind: PointerKind::Ref, element: Box::new(ty.into().0), size, length: Some(length) }
}

pub fn fixed(ty: impl Into<Shape>, count: u32) -> Type {
    Type::FixedArray { element: Box::new(ty.into().0), count }
}

pub const WIDE: Type = Type::Text { kind: PointerKind::Ref, unit: 2 };
pub const NARROW: Type = Type::Text { kind: PointerKind::Ref, unit: 1 };
pub const OPTIONAL_NARROW: Type = Type::Text { kind: PointerKind::Unique, unit: 1 };
pub const OPTIONAL_WIDE: Type = Type::Text { kind: PointerKind::Unique, unit: 2 };

/// A struct in C's layout.
pub fn describe<T>(
    name: &str,
    fields: impl IntoIterator<Item = (&'static str, usize, Shape)>,
) -> Arc<Struct> {
    let field = |(name, offset, shape): (&str, usize, Shape)| Field {
        name: name.into(),
        offset: offset as u32,
        ty: shape.0,
    };
    Arc::new(Struct {
        name: name.into(),
        size: size_of::<T>() as u32,
        align: align_of::<T>() as u32,
        fields: fields.into_iter().map(field).collect(),
    })
}

/// `structure!(Point { x: I32, y: I32 })`: offsets are those that Rust gives the fields.
macro_rules! structure {
    ($name:ident { $($field:ident: $ty:expr),* $(,)? }) => {
        $crate::samples::plans::describe::<$name>(
            stringify!($name),
            [$((stringify!($field), std::mem::offset_of!($name, $field), $crate::samples::plans::Shape::from($ty))),*],
        )
    };
}
