//! The plan of an interface: all that marshaling needs to know of its methods, worked out once.
//!
//! A [`Type`] says two things at once: how a value lies in memory (the x86-64 and AArch64 C layouts, which agree for the
//! types of COM) and, with it, how NDR puts it on the wire. An argument is described by the type of the argument itself:
//! an `[out] BSTR*` is a [`Type::Pointer`] to a [`Type::Bstr`].

mod compile;
mod enclosing;
mod error;
mod layout;
mod param;
mod scope;
mod show;
mod values;

pub use compile::{compile, record};
pub use enclosing::Enclosing;
pub use error::{Place, PlanError, Reason};
pub use layout::Layout;
pub use scope::Scope;

use std::sync::Arc;
use windows_core::GUID;

/// An interface, its inherited methods included.
#[derive(Debug)]
pub struct Interface {
    /// The interface's id.
    pub iid: GUID,
    /// Its name without a namespace, for messages.
    pub name: String,
    /// The methods from vtable slot 3 on: those of the base interfaces come first.
    pub methods: Vec<Method>,
}

/// One method.
#[derive(Debug)]
pub struct Method {
    /// Its name, for messages.
    pub name: String,
    /// Its slot in the vtable, which is its operation number on the wire; 3 is the first after IUnknown's.
    pub slot: u16,
    /// The parameters in order, without `this` and without the result.
    pub params: Vec<Param>,
    /// What the method returns.
    pub result: MethodResult,
    /// The caller does not wait for an answer.
    pub one_way: bool,
    /// The parameters are those of the method's remote form: the vtable's method takes others (`[local]` with
    /// `[call_as]`), so that a call must pass through an adapter written for this interface and slot. A method without a
    /// remote form has no parameters here. Never to be called through the plan alone.
    pub call_as: bool,
    /// The interface that declares the method: for an inherited one, the base. Together with the slot it names an adapter,
    /// whatever interface derives from it.
    pub declared_by: GUID,
}

/// What a method returns.
#[derive(Debug, Clone, PartialEq)]
pub enum MethodResult {
    /// An HRESULT, which also carries failures of the call itself.
    Hresult,
    /// Nothing.
    Void,
    /// A plain value, such as the count that `IUnknown::AddRef` gives.
    Scalar(Scalar),
}

/// One parameter.
#[derive(Debug)]
pub struct Param {
    /// Its name, for messages.
    pub name: String,
    /// Which way the value goes.
    pub direction: Direction,
    /// What the argument is; for `Out` and `InOut` always a [`Type::Pointer`] or [`Type::Array`] in pointer form.
    pub ty: Type,
    /// It is the method's result in languages that have one.
    pub retval: bool,
}

/// Which way a parameter's value goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From the caller to the method.
    In,
    /// From the method to the caller.
    Out,
    /// Both ways.
    InOut,
}

/// A type in memory and on the wire.
#[derive(Debug, Clone)]
pub enum Type {
    /// A number, an enumeration, an HRESULT.
    Scalar(Scalar),
    /// A GUID: 16 bytes, aligned to 4.
    Guid,
    /// A BSTR ([MS-OAUT] 2.2.23).
    Bstr,
    /// A VARIANT ([MS-OAUT] 2.2.29): 24 bytes in memory.
    Variant,
    /// A DECIMAL ([MS-OAUT] 2.2.26): 16 bytes in memory.
    Decimal,
    /// A pointer to a SAFEARRAY ([MS-OAUT] 2.2.30); the element's VARTYPE where the description tells it.
    SafeArray(Option<u16>),
    /// An interface pointer.
    Interface(InterfaceId),
    /// A struct by value.
    Struct(Arc<Struct>),
    /// A struct inside itself: only ever what a pointer points to, or an element of an array elsewhere.
    Enclosing(Enclosing),
    /// A union by value.
    Union {
        /// What may be in it.
        union: Arc<Union>,
        /// What tells which of it is.
        switch: Switch,
    },
    /// An array of fixed length that lies in place: `[T; count]`.
    FixedArray {
        /// The element.
        element: Box<Type>,
        /// How many.
        count: u32,
    },
    /// An array in place that is as long as fields of the struct say whose last field it is (C706 14.3.7.1, 14.3.7.2).
    Conformant {
        /// The element.
        element: Box<Type>,
        /// How many there are, or is room for: [`Count::Field`].
        size: Count,
        /// How many of them are sent, when not all.
        length: Option<Count>,
        /// How many C declares, which is no more than a word: `T last[1]`.
        declared: u32,
    },
    /// A pointer to one value.
    Pointer {
        /// Whether it may be null, and whether another pointer may point to the same.
        kind: PointerKind,
        /// What it points to.
        target: Box<Type>,
    },
    /// A pointer to as many values as another parameter (or field) says.
    Array {
        /// Whether it may be null.
        kind: PointerKind,
        /// The element.
        element: Box<Type>,
        /// How many there is room for (`size_is`).
        size: Count,
        /// How many of them are sent (`length_is`), when not all.
        length: Option<Count>,
    },
    /// A pointer to text that ends with a NUL (`[string]`).
    Text {
        /// Whether it may be null.
        kind: PointerKind,
        /// 1 for char, 2 for char16_t.
        unit: u8,
    },
    /// A file descriptor that is duplicated into the receiver (`[system_handle]`); 4 bytes in memory.
    Descriptor,
}

/// A number's size and kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scalar {
    /// 1 byte, signed.
    I8,
    /// 1 byte, unsigned.
    U8,
    /// 2 bytes, signed (VARIANT_BOOL too).
    I16,
    /// 2 bytes, unsigned (char16_t too).
    U16,
    /// 4 bytes, signed (enumerations, HRESULT, BOOL).
    I32,
    /// 4 bytes, unsigned.
    U32,
    /// 8 bytes, signed (CY too).
    I64,
    /// 8 bytes, unsigned.
    U64,
    /// IEEE 754 single precision.
    F32,
    /// IEEE 754 double precision (DATE too).
    F64,
    /// As wide as a pointer in memory; 8 bytes on the wire, signed.
    ISize,
    /// As wide as a pointer in memory; 8 bytes on the wire, unsigned.
    USize,
    /// An enumeration that NDR sends as 16 bits while memory holds 32 (no `v1_enum`).
    Enum16,
    /// An unsigned number as wide as a pointer in memory; 4 bytes on the wire, as NDR 2.0 sends `ULONG_PTR` ([MS-RPCE]
    /// 2.2.5.1.2). A larger one cannot be sent.
    Int3264,
}

/// Which interface a pointer is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InterfaceId {
    /// Always this.
    Known(GUID),
    /// The one whose id is the value of a parameter, by its index: `[iid_is]`.
    Param(u16),
}

/// NDR's kinds of pointers (C706 14.3.10).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PointerKind {
    /// Never null; no representation of its own on the wire.
    Ref,
    /// May be null.
    Unique,
    /// May be null, and may be equal to another one in the same call.
    Full,
}

/// Where the length of an array comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// Always this many elements.
    Constant(u32),
    /// The value of a parameter, by its index; its type tells whether it is a number or a pointer to one.
    Param(u16),
    /// As [`Count::Param`], but that number counts bytes.
    ParamBytes(u16),
    /// The value of the struct's field with this index.
    Field(u16),
}

/// A struct's layout.
#[derive(Debug)]
pub struct Struct {
    /// Its name, for messages.
    pub name: String,
    /// Bytes in memory, tail padding included.
    pub size: u32,
    /// Alignment in memory.
    pub align: u32,
    /// The fields in order.
    pub fields: Vec<Field>,
}

/// What a union may hold (C706 14.3.8).
#[derive(Debug)]
pub struct Union {
    /// Its name, for messages.
    pub name: String,
    /// Bytes in memory.
    pub size: u32,
    /// Alignment in memory.
    pub align: u32,
    /// The arms, each of which has its own values of the switch. All of them lie at the union's start.
    pub arms: Vec<Arm>,
    /// The arm for all other values, by its index; without one, no other value is valid.
    pub default: Option<u16>,
}

/// An arm of a union.
#[derive(Debug)]
pub struct Arm {
    /// Its name, for messages; empty for an arm with nothing in it.
    pub name: String,
    /// The values of the switch for which it is valid.
    pub cases: Vec<i64>,
    /// What is in it; `None`: nothing.
    pub ty: Option<Type>,
}

/// What tells which arm of a union is valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Switch {
    /// Where it stands: [`Count::Param`] or [`Count::Field`].
    pub by: Count,
    /// Its type.
    pub scalar: Scalar,
    /// Its value is sent with the union once more. Not so where struct and union are one (an encapsulated union).
    pub sent: bool,
}

/// A field of a struct.
#[derive(Debug)]
pub struct Field {
    /// Its name, for messages.
    pub name: String,
    /// Where it lies in memory, in bytes from the struct's start.
    pub offset: u32,
    /// What it is.
    pub ty: Type,
}
