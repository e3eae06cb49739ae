//! Types as C and C++ declare them: `uint16_t dims[2]`, `const Point *corners`, `REFIID riid`.

use oxcom_typeinfo::model::{Param, Type};

use crate::description::Description;
use crate::{Error, Result};

/// Declares something of a type by a name; without one, just the type.
pub(crate) fn declare(description: &Description<'_>, place: &str, ty: &Type, name: &str) -> Result<String> {
    let named = |base: &str| match name {
        "" => base.to_owned(),
        name => format!("{base} {name}"),
    };
    Ok(match ty {
        Type::Array { element, count } => declare(description, place, element, &format!("{name}[{count}]"))?,
        Type::Pointer { target } => match &**target {
            Type::Array { .. } => declare(description, place, target, &format!("(*{name})"))?,
            target => declare(description, place, target, &format!("*{name}"))?,
        },
        Type::Text { unit: 1 } => named_pointer("char", name),
        Type::Text { .. } => named_pointer("OLECHAR", name),
        Type::SafeArray => named_pointer("SAFEARRAY", name),
        Type::Named(ty) if description.is_interface(ty) => named_pointer(ty.short(), name),
        Type::Named(ty) => named(ty.short()),
        Type::Foreign(what) => return Err(Error::Foreign { place: place.to_owned(), what }),
        simple => named(simple_type(simple)),
    })
}

fn named_pointer(base: &str, name: &str) -> String {
    format!("{base} *{name}")
}

/// A type that is a word.
fn simple_type(ty: &Type) -> &'static str {
    match ty {
        Type::Bool => "bool",
        Type::I8 => "int8_t",
        Type::U8 => "uint8_t",
        Type::I16 => "int16_t",
        Type::U16 => "uint16_t",
        Type::I32 => "int32_t",
        Type::U32 => "uint32_t",
        Type::I64 => "int64_t",
        Type::U64 => "uint64_t",
        Type::F32 => "float",
        Type::F64 => "double",
        Type::ISize => "intptr_t",
        Type::USize => "uintptr_t",
        Type::VariantBool => "VARIANT_BOOL",
        Type::Currency => "CY",
        Type::Date => "DATE",
        Type::Hresult => "HRESULT",
        Type::Guid => "GUID",
        Type::Bstr => "BSTR",
        Type::Variant => "VARIANT",
        Type::Decimal => "DECIMAL",
        _ => "void",
    }
}

/// A parameter. A pointer is to `const` if the description says so.
pub(crate) fn parameter(
    description: &Description<'_>,
    place: &str,
    param: &Param,
    is_const: bool,
) -> Result<String> {
    let name = identifier(&param.name);
    match &param.ty {
        Type::Pointer { target }
            if is_const && **target == Type::Guid && !param.optional && param.notes.count.is_none() =>
        {
            Ok(format!("REFGUID {name}"))
        }
        ty => {
            let declared = declare(description, place, ty, &name)?;
            let constant = is_const && points_to_values(description, ty);
            Ok(if constant { format!("const {declared}") } else { declared })
        }
    }
}

/// Whether a type is a pointer to something that is no pointer itself.
fn points_to_values(description: &Description<'_>, ty: &Type) -> bool {
    match ty {
        Type::Text { .. } => true,
        Type::Pointer { target } => match &**target {
            Type::Pointer { .. } | Type::Text { .. } | Type::SafeArray | Type::Bstr => false,
            Type::Named(name) => !description.is_interface(name),
            _ => true,
        },
        _ => false,
    }
}

/// Whether a parameter that only goes in is a pointer to const. `void *` without a size is a pointer to something that the
/// description does not know.
pub(crate) fn is_const_by_direction(param: &Param) -> bool {
    let opaque = matches!(&param.ty, Type::Pointer { target } if **target == Type::Void);
    param.is_in && !param.is_out && (!opaque || param.notes.count.is_some())
}

/// A name that is no keyword of C or C++.
pub(crate) fn identifier(name: &str) -> String {
    const KEYWORDS: &[&str] = &[
        "alignas",
        "alignof",
        "and",
        "asm",
        "auto",
        "bool",
        "break",
        "case",
        "catch",
        "char",
        "class",
        "concept",
        "const",
        "constexpr",
        "continue",
        "default",
        "delete",
        "do",
        "double",
        "else",
        "enum",
        "explicit",
        "export",
        "extern",
        "false",
        "float",
        "for",
        "friend",
        "goto",
        "if",
        "inline",
        "int",
        "long",
        "mutable",
        "namespace",
        "new",
        "noexcept",
        "not",
        "nullptr",
        "operator",
        "or",
        "private",
        "protected",
        "public",
        "register",
        "requires",
        "restrict",
        "return",
        "short",
        "signed",
        "sizeof",
        "static",
        "struct",
        "switch",
        "template",
        "this",
        "throw",
        "true",
        "try",
        "typedef",
        "typeid",
        "typename",
        "union",
        "unsigned",
        "using",
        "virtual",
        "void",
        "volatile",
        "while",
        "xor",
        "This",
    ];
    if KEYWORDS.contains(&name) { format!("{name}_") } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use oxcom_typeinfo::model::{Library, Name};

    use super::*;

    fn of(ty: &Type, name: &str) -> String {
        let library = Library::new();
        declare(&Description::new(&library), "test", ty, name).unwrap()
    }

    fn pointer(target: Type) -> Type {
        Type::Pointer { target: Box::new(target) }
    }

    #[test]
    fn declarations_read_inside_out() {
        let dims = Type::Array { element: Box::new(Type::U16), count: 2 };
        assert_eq!(of(&dims, "dims"), "uint16_t dims[2]");
        assert_eq!(of(&pointer(dims), "dims"), "uint16_t (*dims)[2]");
        assert_eq!(of(&pointer(pointer(Type::Void)), "object"), "void **object");
        let unknown = Type::Named(Name::new("Windows.Win32.IUnknown"));
        assert_eq!(of(&pointer(unknown), "object"), "IUnknown **object");
        assert_eq!(of(&pointer(Type::Text { unit: 2 }), "text"), "OLECHAR **text");
    }

    #[test]
    fn keywords_are_no_names() {
        assert_eq!(identifier("class"), "class_");
        assert_eq!(identifier("classes"), "classes");
    }
}
