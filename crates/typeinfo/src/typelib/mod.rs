//! What Automation knows of a type library: all that `ITypeLib` and `ITypeInfo` tell, whichever kind of file said it.
//!
//! ```text
//!  .tlb ──tlb::read──► TypeLibrary ──neutral──► model::Library ──► plans (marshaling)
//!                          ▲   │
//!  .winmd ─► model ─described┘   └──► ITypeInfo, IDL
//! ```
//!
//! The neutral [`model`](crate::model) says how calls are marshaled. This one keeps what marshaling has no use for: dispatch ids,
//! help, constants, default values, properties without methods, and the order of things.

mod described;
mod neutral;

pub use described::describe;
pub use neutral::neutral;

use windows_core::GUID;

/// A type library.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TypeLibrary {
    /// Its name.
    pub name: String,
    /// Its id (LIBID).
    pub guid: GUID,
    /// Major and minor version.
    pub version: (u16, u16),
    /// The language of its names and help.
    pub lcid: u32,
    /// The system that it was made for: a SYSKIND.
    pub system: u32,
    /// LIBFLAGS.
    pub flags: u16,
    /// Help on the library as a whole.
    pub help: Help,
    /// The file that help contexts are numbers in.
    pub help_file: Option<String>,
    /// The libraries that it refers to.
    pub imports: Vec<Import>,
    /// The types in order.
    pub types: Vec<TypeInfo>,
}

/// What a library says about something for people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Help {
    /// `[helpstring]`.
    pub text: Option<String>,
    /// `[helpcontext]`.
    pub context: u32,
}

/// Another library that this one refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Its id.
    pub guid: GUID,
    /// Major and minor version.
    pub version: (u16, u16),
    /// Its language.
    pub lcid: u32,
    /// The name of its file, as the compiler was told.
    pub file: String,
}

/// What a type is: a TYPEKIND.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TypeKind {
    /// TKIND_ENUM
    Enum = 0,
    /// TKIND_RECORD
    Record = 1,
    /// TKIND_MODULE
    Module = 2,
    /// TKIND_INTERFACE
    Interface = 3,
    /// TKIND_DISPATCH: a dispinterface, or a dual interface as its `IDispatch` callers see it.
    Dispatch = 4,
    /// TKIND_COCLASS
    Coclass = 5,
    /// TKIND_ALIAS
    Alias = 6,
    /// TKIND_UNION
    Union = 7,
}

/// A type of a library.
#[derive(Debug, Clone, PartialEq)]
pub struct TypeInfo {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: TypeKind,
    /// Its id; zero, if it has none.
    pub guid: GUID,
    /// TYPEFLAGS.
    pub flags: u16,
    /// Major and minor version.
    pub version: (u16, u16),
    /// Help on it.
    pub help: Help,
    /// The alignment of its values in bytes.
    pub alignment: u16,
    /// The size of its values in bytes.
    pub size: u32,
    /// Its functions: of an interface the own ones, in vtable order, whatever order the file has.
    pub functions: Vec<Function>,
    /// Fields, enumerators, constants, properties.
    pub variables: Vec<Variable>,
    /// The base of an interface; the interfaces of a coclass; what a dispinterface is made of.
    pub implemented: Vec<Implemented>,
    /// What an alias stands for.
    pub alias: Option<TypeDesc>,
    /// The library that a module's functions are in.
    pub dll: Option<String>,
}

impl TypeKind {
    /// The kind of this number.
    pub fn from_number(number: u32) -> Option<Self> {
        use TypeKind::{Alias, Coclass, Dispatch, Enum, Interface, Module, Record, Union};
        let kinds = [Enum, Record, Module, Interface, Dispatch, Coclass, Alias, Union];
        kinds.get(usize::try_from(number).ok()?).copied()
    }

    /// A pointer to such a type is a pointer to an object.
    pub fn is_object(self) -> bool {
        matches!(self, Self::Interface | Self::Dispatch | Self::Coclass)
    }
}

impl TypeInfo {
    /// TYPEFLAG_FDUAL
    pub const DUAL: u16 = 0x40;
    /// TYPEFLAG_FOLEAUTOMATION
    pub const OLEAUTOMATION: u16 = 0x100;

    /// One of a name and kind, with nothing in it.
    pub fn new(name: impl Into<String>, kind: TypeKind) -> Self {
        Self {
            name: name.into(),
            kind,
            guid: GUID::zeroed(),
            flags: 0,
            version: (0, 0),
            help: Help::default(),
            alignment: 8,
            size: 8,
            functions: Vec::new(),
            variables: Vec::new(),
            implemented: Vec::new(),
            alias: None,
            dll: None,
        }
    }

    /// Callable through its vtable and through IDispatch.
    pub fn is_dual(&self) -> bool {
        self.flags & Self::DUAL != 0
    }

    /// Has a vtable of its own beyond IDispatch's.
    pub fn has_vtable(&self) -> bool {
        self.kind == TypeKind::Interface || (self.kind == TypeKind::Dispatch && self.is_dual())
    }
}

/// An interface that a type implements, derives from, or calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Implemented {
    /// Which.
    pub reference: TypeRef,
    /// IMPLTYPEFLAGS.
    pub flags: u32,
}

impl Implemented {
    /// IMPLTYPEFLAG_FDEFAULT
    pub const DEFAULT: u32 = 1;
    /// IMPLTYPEFLAG_FSOURCE
    pub const SOURCE: u32 = 2;
}

/// A function of an interface or module.
#[derive(Debug, Clone, PartialEq)]
pub struct Function {
    /// Its name.
    pub name: String,
    /// Its number for `IDispatch`.
    pub memid: i32,
    /// FUNCKIND: 1 is pure virtual, 3 static, 4 dispatch.
    pub kind: u16,
    /// INVOKEKIND: 1 function, 2 property get, 4 put, 8 put by reference.
    pub invoke: u16,
    /// CALLCONV; 4 is stdcall.
    pub convention: u16,
    /// Its slot in the vtable, counted from 0.
    pub slot: u16,
    /// FUNCFLAGS.
    pub flags: u16,
    /// How many of the last parameters may be left out; -1: the last one takes all that are left (`[vararg]`).
    pub optional: i16,
    /// What it returns.
    pub result: TypeDesc,
    /// Its parameters.
    pub params: Vec<Parameter>,
    /// Help on it.
    pub help: Help,
    /// Where a module's library has it.
    pub entry: Option<Entry>,
}

/// Where a library has a function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// Under a name.
    Name(String),
    /// Under a number.
    Ordinal(u16),
}

/// A parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Its name; empty, if it has none.
    pub name: String,
    /// Its type.
    pub ty: TypeDesc,
    /// PARAMFLAGS.
    pub flags: u16,
    /// What stands for it when it is left out.
    pub default: Option<Constant>,
}

impl Parameter {
    /// PARAMFLAG_FIN
    pub const IN: u16 = 1;
    /// PARAMFLAG_FOUT
    pub const OUT: u16 = 2;
    /// PARAMFLAG_FLCID
    pub const LCID: u16 = 4;
    /// PARAMFLAG_FRETVAL
    pub const RETVAL: u16 = 8;
    /// PARAMFLAG_FOPT
    pub const OPTIONAL: u16 = 16;
    /// PARAMFLAG_FHASDEFAULT
    pub const HAS_DEFAULT: u16 = 32;

    /// Whether it has one of these flags.
    pub fn is(&self, flags: u16) -> bool {
        self.flags & flags != 0
    }
}

/// A field, an enumerator, a constant or a property.
#[derive(Debug, Clone, PartialEq)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// Its number for `IDispatch`.
    pub memid: i32,
    /// What it is.
    pub kind: VariableKind,
    /// Its type.
    pub ty: TypeDesc,
    /// VARFLAGS.
    pub flags: u16,
    /// Help on it.
    pub help: Help,
}

/// What a variable is.
#[derive(Debug, Clone, PartialEq)]
pub enum VariableKind {
    /// A field, so many bytes from the start of its record.
    Field(u32),
    /// A constant.
    Constant(Constant),
    /// A property that `IDispatch` alone knows.
    Property,
}

/// A type as a TYPEDESC says it.
#[derive(Debug, Clone, PartialEq)]
pub enum TypeDesc {
    /// A VARTYPE.
    Base(u16),
    /// VT_PTR
    Pointer(Box<TypeDesc>),
    /// VT_SAFEARRAY
    SafeArray(Box<TypeDesc>),
    /// VT_CARRAY: elements in place; for each dimension a count and the lowest index.
    Array(Box<TypeDesc>, Vec<(u32, i32)>),
    /// VT_USERDEFINED
    User(TypeRef),
}

/// Which type is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TypeRef {
    /// A type of this library, by its index.
    Local(u32),
    /// A type of another library (by its index among the imports), by its id; and what it is.
    External(u32, GUID, TypeKind),
    /// A type of another library, by its index there; and what it is.
    ExternalIndex(u32, u32, TypeKind),
}

/// A constant or default value.
#[derive(Debug, Clone, PartialEq)]
pub enum Constant {
    /// A number of this VARTYPE.
    Integer(u16, i64),
    /// VT_R4, VT_R8 or VT_DATE.
    Real(u16, f64),
    /// VT_BSTR
    Text(String),
    /// VT_EMPTY, VT_NULL or an object that is not there (VT_UNKNOWN, VT_DISPATCH).
    Nothing(u16),
}

/// VARTYPEs, as far as type descriptions have them.
#[allow(missing_docs, reason = "the published names")]
pub mod vt {
    pub const EMPTY: u16 = 0;
    pub const NULL: u16 = 1;
    pub const I2: u16 = 2;
    pub const I4: u16 = 3;
    pub const R4: u16 = 4;
    pub const R8: u16 = 5;
    pub const CY: u16 = 6;
    pub const DATE: u16 = 7;
    pub const BSTR: u16 = 8;
    pub const DISPATCH: u16 = 9;
    pub const ERROR: u16 = 10;
    pub const BOOL: u16 = 11;
    pub const VARIANT: u16 = 12;
    pub const UNKNOWN: u16 = 13;
    pub const DECIMAL: u16 = 14;
    pub const I1: u16 = 16;
    pub const UI1: u16 = 17;
    pub const UI2: u16 = 18;
    pub const UI4: u16 = 19;
    pub const I8: u16 = 20;
    pub const UI8: u16 = 21;
    pub const INT: u16 = 22;
    pub const UINT: u16 = 23;
    pub const VOID: u16 = 24;
    pub const HRESULT: u16 = 25;
    pub const PTR: u16 = 26;
    pub const SAFEARRAY: u16 = 27;
    pub const CARRAY: u16 = 28;
    pub const USERDEFINED: u16 = 29;
    pub const LPSTR: u16 = 30;
    pub const LPWSTR: u16 = 31;
    pub const INT_PTR: u16 = 37;
    pub const UINT_PTR: u16 = 38;
    pub const RECORD: u16 = 36;
}

impl TypeLibrary {
    /// The type of this name, letters' case aside.
    pub fn find(&self, name: &str) -> Option<&TypeInfo> {
        self.types.iter().find(|info| info.name.eq_ignore_ascii_case(name))
    }

    /// The type of this id.
    pub fn find_guid(&self, guid: &GUID) -> Option<&TypeInfo> {
        self.types.iter().find(|info| info.guid == *guid && *guid != GUID::zeroed())
    }

    /// What the type is that a reference means; `None` where the reference leads nowhere.
    pub fn kind_of(&self, reference: TypeRef) -> Option<TypeKind> {
        match reference {
            TypeRef::Local(_) => self.local(reference).map(|info| info.kind),
            TypeRef::External(_, _, kind) | TypeRef::ExternalIndex(_, _, kind) => Some(kind),
        }
    }

    /// The type that a reference within this library means.
    pub fn local(&self, reference: TypeRef) -> Option<&TypeInfo> {
        match reference {
            TypeRef::Local(index) => self.types.get(usize::try_from(index).ok()?),
            _ => None,
        }
    }
}
