//! Plans as text, for people: `oxcom` shows them, tests compare them.
//!
//! One line a method, then the structs. `*T` is a pointer that is never null, `?T` one that may be, `??T` one that may also
//! be an alias; `[T; …]` lies in place, `*[T; …]` elsewhere. Parameters that count or identify are named by their index.

use std::fmt::{self, Display, Formatter};
use std::sync::Arc;

use super::{
    Count, Direction, Interface, InterfaceId, Method, MethodResult, Param, PointerKind, Scalar, Struct,
    Switch, Type, Union,
};

impl Display for Interface {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} {{{:?}}}", self.name, self.iid)?;
        for method in &self.methods {
            writeln!(f, "  {method}")?;
        }
        let mut parts = Vec::new();
        self.methods
            .iter()
            .flat_map(|method| &method.params)
            .for_each(|param| collect(&param.ty, &mut parts));
        parts.iter().try_for_each(|part| write!(f, "{part}"))
    }
}

impl Display for Method {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}(", self.slot, self.name)?;
        for (index, param) in self.params.iter().enumerate() {
            write!(f, "{}{param}", if index == 0 { "" } else { ", " })?;
        }
        match &self.result {
            MethodResult::Hresult => write!(f, ") -> HRESULT")?,
            MethodResult::Void => write!(f, ")")?,
            MethodResult::Scalar(scalar) => write!(f, ") -> {scalar}")?,
        }
        write!(
            f,
            "{}{}",
            if self.one_way { ", one-way" } else { "" },
            if self.call_as { ", remote form" } else { "" }
        )
    }
}

impl Display for Param {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let direction = match self.direction {
            Direction::In => "",
            Direction::Out if self.retval => "retval ",
            Direction::Out => "out ",
            Direction::InOut => "inout ",
        };
        write!(f, "{direction}{}: {}", self.name, self.ty)
    }
}

impl Display for Struct {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "  struct {}, {} bytes, aligned to {}", self.name, self.size, self.align)?;
        self.fields
            .iter()
            .try_for_each(|field| writeln!(f, "    {}: {} at {}", field.name, field.ty, field.offset))
    }
}

impl Display for Type {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scalar(scalar) => write!(f, "{scalar}"),
            Self::Guid => f.write_str("GUID"),
            Self::Bstr => f.write_str("BSTR"),
            Self::Variant => f.write_str("VARIANT"),
            Self::Decimal => f.write_str("DECIMAL"),
            Self::SafeArray(None) => f.write_str("SAFEARRAY"),
            Self::SafeArray(Some(vartype)) => write!(f, "SAFEARRAY(VT {vartype})"),
            Self::Interface(InterfaceId::Known(iid)) => write!(f, "interface {{{iid:?}}}"),
            Self::Interface(InterfaceId::Param(index)) => write!(f, "interface by {index}"),
            Self::Struct(structure) => f.write_str(&structure.name),
            Self::Enclosing(enclosing) => f.write_str(enclosing.name()),
            Self::Union { union, switch } => write!(f, "{} {switch}", union.name),
            Self::FixedArray { element, count } => write!(f, "[{element}; {count}]"),
            Self::Conformant { element, size, length, .. } => {
                write!(f, "[{element}; {size}")?;
                length.iter().try_for_each(|length| write!(f, ", sent {length}"))?;
                f.write_str("]")
            }
            Self::Pointer { kind, target } => write!(f, "{kind}{target}"),
            Self::Array { kind, element, size, length } => {
                write!(f, "{kind}[{element}; {size}")?;
                length.iter().try_for_each(|length| write!(f, ", sent {length}"))?;
                f.write_str("]")
            }
            Self::Text { kind, unit } => write!(f, "{kind}text of {} bits", 8 * unit),
            Self::Descriptor => f.write_str("descriptor"),
        }
    }
}

impl Display for PointerKind {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ref => "*",
            Self::Unique => "?",
            Self::Full => "??",
        })
    }
}

impl Display for Count {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Constant(count) => write!(f, "{count}"),
            Self::Param(index) => write!(f, "as {index} says"),
            Self::ParamBytes(index) => write!(f, "bytes as {index} says"),
            Self::Field(index) => write!(f, "as field {index} says"),
        }
    }
}

impl Display for Switch {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.by, self.scalar)?;
        if self.sent { Ok(()) } else { f.write_str(", once") }
    }
}

impl Display for Union {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "  union {}, {} bytes, aligned to {}", self.name, self.size, self.align)?;
        for (index, arm) in self.arms.iter().enumerate() {
            let cases: Vec<_> = arm.cases.iter().map(i64::to_string).collect();
            let default = self.default.is_some_and(|default| usize::from(default) == index);
            write!(f, "    {}{}: ", cases.join(", "), if default { " default" } else { "" })?;
            match &arm.ty {
                Some(ty) => writeln!(f, "{} {ty}", arm.name)?,
                None => writeln!(f, "nothing")?,
            }
        }
        Ok(())
    }
}

impl Display for Scalar {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::I8 => "i8",
            Self::U8 => "u8",
            Self::I16 => "i16",
            Self::U16 => "u16",
            Self::I32 => "i32",
            Self::U32 => "u32",
            Self::I64 => "i64",
            Self::U64 => "u64",
            Self::F32 => "f32",
            Self::F64 => "f64",
            Self::ISize => "isize",
            Self::USize => "usize",
            Self::Enum16 => "enum of 16 bits",
            Self::Int3264 => "usize of 32 bits",
        })
    }
}

/// A type with parts.
enum Part<'a> {
    Struct(&'a Arc<Struct>),
    Union(&'a Arc<Union>),
}

impl Display for Part<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Struct(structure) => structure.fmt(f),
            Self::Union(union) => union.fmt(f),
        }
    }
}

impl Part<'_> {
    fn is(&self, other: &Type) -> bool {
        match (self, other) {
            (Self::Struct(known), Type::Struct(other)) => Arc::ptr_eq(known, other),
            (Self::Union(known), Type::Union { union, .. }) => Arc::ptr_eq(known, union),
            _ => false,
        }
    }
}

/// The structs and unions in a type, each once, outer ones after those inside of them.
fn collect<'a>(ty: &'a Type, found: &mut Vec<Part<'a>>) {
    match ty {
        ty if found.iter().any(|known| known.is(ty)) => (),
        Type::Struct(structure) => {
            structure.fields.iter().for_each(|field| collect(&field.ty, found));
            found.push(Part::Struct(structure));
        }
        Type::Union { union, .. } => {
            union.arms.iter().filter_map(|arm| arm.ty.as_ref()).for_each(|ty| collect(ty, found));
            found.push(Part::Union(union));
        }
        Type::Pointer { target: inner, .. }
        | Type::Array { element: inner, .. }
        | Type::Conformant { element: inner, .. }
        | Type::FixedArray { element: inner, .. } => collect(inner, found),
        _ => (),
    }
}
