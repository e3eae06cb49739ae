//! What a type library says, whichever kind of file said it.
//!
//! A [`Library`] holds definitions, found by name or, for interfaces, by id. Types refer to each other by [`Name`]; what
//! the name stands for may be in another library. Nothing here is checked for sense: [`plan`](crate::plan) does that for
//! the interfaces that are used.

mod library;
mod name;

pub use library::Library;
pub use name::Name;

pub use crate::plan::PointerKind;
use windows_core::GUID;

/// Something that a library defines.
#[derive(Debug, Clone, PartialEq)]
pub enum Definition {
    /// An interface.
    Interface(Interface),
    /// A struct.
    Struct(Record),
    /// A union.
    Union(Record),
    /// An enumeration.
    Enum(Enum),
    /// Another name for a type.
    Alias(Alias),
    /// A class of objects that clients can create.
    Coclass(Coclass),
    /// A pointer to a function, or anything else that cannot be passed to another process.
    Other(Name),
}

impl Definition {
    /// The name it is defined under.
    pub fn name(&self) -> &Name {
        match self {
            Self::Interface(interface) => &interface.name,
            Self::Struct(record) | Self::Union(record) => &record.name,
            Self::Enum(enumeration) => &enumeration.name,
            Self::Alias(alias) => &alias.name,
            Self::Coclass(class) => &class.name,
            Self::Other(name) => name,
        }
    }
}

/// An interface.
#[derive(Debug, Clone, PartialEq)]
pub struct Interface {
    /// Its name.
    pub name: Name,
    /// Its id.
    pub iid: Option<GUID>,
    /// The interface it derives from.
    pub base: Option<Name>,
    /// Its own methods, without those of its bases, in the order of the vtable.
    pub methods: Vec<Method>,
    /// Callable through its vtable and through IDispatch.
    pub dual: bool,
    /// Uses the types of Automation only.
    pub oleautomation: bool,
    /// Known by name and id only: its methods are not described.
    pub opaque: bool,
}

/// A method.
#[derive(Debug, Clone, PartialEq)]
pub struct Method {
    /// Its name.
    pub name: String,
    /// What it is to IDispatch's callers.
    pub kind: MethodKind,
    /// Its number for IDispatch.
    pub dispid: Option<i32>,
    /// The parameters, without `this`.
    pub params: Vec<Param>,
    /// What it returns.
    pub result: Type,
    /// The caller does not wait.
    pub one_way: bool,
    /// Whether what stands here is what the vtable's method takes.
    pub form: Form,
    /// An attribute that this version does not know, and that may change what the method means.
    pub unknown: Option<String>,
}

/// What a method is to IDispatch's callers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MethodKind {
    /// A method.
    #[default]
    Method,
    /// Reads a property.
    PropertyGet,
    /// Writes a property.
    PropertyPut,
    /// Writes a property that holds an object.
    PropertyPutRef,
}

/// How a method's description relates to the method in the vtable.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Form {
    /// It describes it.
    #[default]
    Same,
    /// It describes the remote form of the method of this name: `[call_as]`.
    RemoteFormOf(String),
    /// The method has no remote form: `[local]`.
    LocalOnly,
}

/// A parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct Param {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: Type,
    /// The value goes to the method.
    pub is_in: bool,
    /// The value comes from the method.
    pub is_out: bool,
    /// May be left out.
    pub optional: bool,
    /// It is the method's result in languages that have one.
    pub retval: bool,
    /// What the type does not say.
    pub notes: Notes,
}

/// A struct or union.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Its name.
    pub name: Name,
    /// Its id: with one it is a record that VARIANTs and SAFEARRAYs can hold (VT_RECORD).
    pub guid: Option<GUID>,
    /// The fields in order.
    pub fields: Vec<Field>,
    /// No field is aligned to more than this many bytes (`#pragma pack`).
    pub pack: Option<u16>,
    /// The whole is aligned to at least this many bytes.
    pub align: Option<u16>,
    /// What is said of unions.
    pub arms: Arms,
}

/// What is said of a union besides its fields, which are its arms, or of a struct with one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Arms {
    /// Values of the switch for which a union has nothing in it: `[case] ;`.
    pub empty_cases: Vec<i64>,
    /// A union has nothing in it where no other arm fits: `[default] ;`.
    pub empty_default: bool,
    /// A struct is a number and the union that it switches, which are one on the wire.
    pub encapsulated: bool,
}

/// A field.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: Type,
    /// What the type does not say.
    pub notes: Notes,
}

/// What is said of a parameter or field besides its type. Other parameters (for a field: fields) are named by index.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Notes {
    /// How many elements the pointer points to: `[size_is]`.
    pub count: Option<Count>,
    /// How many of them are sent: `[length_is]`.
    pub length: Option<u16>,
    /// How many elements the inner one of two pointers points to: `[size_is(, n)]`.
    pub inner_count: Option<u16>,
    /// The inner one of two pointers points to one value.
    pub single: bool,
    /// Where the id of the interface stands: `[iid_is]`.
    pub iid: Option<Iid>,
    /// The kind of the outermost pointer.
    pub pointer: Option<PointerKind>,
    /// Points to text that ends with a NUL: `[string]`.
    pub text: bool,
    /// The VARTYPE of a SAFEARRAY's elements.
    pub element: Option<u16>,
    /// What tells the valid arm of a union: `[switch_is]`.
    pub switch: Option<u16>,
    /// For which values of the switch a union's arm is valid: `[case]`.
    pub cases: Vec<i64>,
    /// A union's arm is valid where no other is: `[default]`.
    pub default_case: bool,
    /// A file descriptor.
    pub descriptor: bool,
    /// As wide as a pointer in memory, 4 bytes on the wire.
    pub int3264: bool,
    /// An attribute that this version does not know, and that may change what the value means.
    pub unknown: Option<String>,
}

/// Where an array's length comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Count {
    /// A parameter or field, by index, counts the elements.
    Elements(u16),
    /// A parameter or field, by index, counts the bytes.
    Bytes(u16),
    /// A field, by name, counts the elements.
    Named(String),
    /// Always this many.
    Constant(u32),
}

/// Where an interface pointer's id stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Iid {
    /// In the GUID parameter before it.
    Before,
    /// In the parameter with this index.
    Param(u16),
}

/// An enumeration.
#[derive(Debug, Clone, PartialEq)]
pub struct Enum {
    /// Its name.
    pub name: Name,
    /// The integer type that holds it.
    pub repr: Type,
    /// Sent as 16 bits, as MIDL does without `[v1_enum]`.
    pub short: bool,
    /// Its names and values.
    pub values: Vec<(String, i64)>,
}

/// Another name for a type.
#[derive(Debug, Clone, PartialEq)]
pub struct Alias {
    /// The name.
    pub name: Name,
    /// The type.
    pub target: Type,
}

/// A class of objects.
#[derive(Debug, Clone, PartialEq)]
pub struct Coclass {
    /// Its name.
    pub name: Name,
    /// Its id.
    pub clsid: Option<GUID>,
    /// The interfaces its objects have.
    pub interfaces: Vec<Implemented>,
}

/// An interface of a class.
#[derive(Debug, Clone, PartialEq)]
pub struct Implemented {
    /// Its name.
    pub interface: Name,
    /// The one that clients get unless they ask for another.
    pub default: bool,
    /// The object calls it (an event), rather than implementing it.
    pub source: bool,
}

/// A type.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the numbers say it all")]
pub enum Type {
    Void,
    /// One byte, 0 or 1: C++'s and Rust's bool.
    Bool,
    I8,
    U8,
    I16,
    U16,
    I32,
    U32,
    I64,
    U64,
    F32,
    F64,
    /// As wide as a pointer.
    ISize,
    /// As wide as a pointer.
    USize,
    /// 16 bits, 0 or -1.
    VariantBool,
    /// A count of 1/10,000.
    Currency,
    /// Days since the end of 1899.
    Date,
    Hresult,
    Guid,
    Bstr,
    Variant,
    Decimal,
    /// A pointer to a SAFEARRAY.
    SafeArray,
    /// A pointer to characters of so many bytes, NUL at the end.
    Text {
        /// Bytes in a character: 1 or 2.
        unit: u8,
    },
    /// A definition's. An interface by this name is always a pointer to it.
    Named(Name),
    /// A pointer.
    Pointer {
        /// What it points to.
        target: Box<Type>,
    },
    /// So many values in place.
    Array {
        /// One of them.
        element: Box<Type>,
        /// How many.
        count: u32,
    },
    /// What COM cannot pass, in words.
    Foreign(&'static str),
}
