//! Headers for C and C++.

mod interfaces;
mod records;
pub(crate) mod sdk;
mod types;

use std::collections::BTreeSet;
use std::fmt::Write;

use oxcom_typeinfo::model::{Coclass, Definition, Library, Name, Type};

use crate::Result;
use crate::description::{Description, is_nested};
use interfaces::{Interfaces, IsConst, by_direction, fields_of};

/// For whom a header is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    C,
    Cpp,
    /// One header that both can read.
    Both,
}

/// A header for the users of `oxcom.h`.
pub(crate) fn generate(library: &Library, source: &str, language: Language) -> Result<String> {
    let description = Description::new(library);
    let mut text =
        format!("/* Made of {source} by `oxcom bindings`; changes belong there. */\n#pragma once\n\n");
    text.push_str("#include <oxcom.h>\n\n");
    text.push_str(&definitions(&description, language, &by_direction)?);
    Ok(text)
}

/// Everything that a description defines, each after what it uses.
fn definitions(description: &Description<'_>, language: Language, is_const: &IsConst<'_>) -> Result<String> {
    let mut text = forward(description);
    let interfaces = Interfaces { description, is_const };
    for definition in description.ordered()? {
        text.push('\n');
        match definition {
            Definition::Struct(record) => text.push_str(&records::record(description, record, false)?),
            Definition::Union(record) => text.push_str(&records::record(description, record, true)?),
            Definition::Enum(value) => text.push_str(&records::enumeration(description, value)?),
            Definition::Alias(alias) => text.push_str(&records::alias(description, alias)?),
            Definition::Coclass(class) => text.push_str(&coclass(class)),
            Definition::Other(name) => {
                let _ = writeln!(text, "typedef void (*{})(void);", name.short());
            }
            Definition::Interface(interface) => {
                text.push_str(&Interfaces::id(interface));
                let (c, cpp) = (interfaces.c(interface)?, interfaces.cpp(interface)?);
                match language {
                    Language::C => text.push_str(&c),
                    Language::Cpp => text.push_str(&cpp),
                    Language::Both => {
                        let _ = write!(text, "#ifdef __cplusplus\n{cpp}#else\n{c}#endif\n");
                    }
                }
            }
        }
    }
    Ok(text)
}

/// Declares everything that a pointer may point to.
fn forward(description: &Description<'_>) -> String {
    let mut names = BTreeSet::new();
    for definition in description.library.definitions() {
        match definition {
            Definition::Interface(interface) => {
                names.insert(("struct", interface.name.short()));
                let types = interface.methods.iter().flat_map(|method| &method.params);
                types.for_each(|param| note_interface(description, &param.ty, &mut names));
            }
            Definition::Struct(record) | Definition::Union(record) => {
                let union = matches!(definition, Definition::Union(_));
                if !is_nested(&record.name) {
                    names.insert((records::keyword(union), record.name.short()));
                }
                record.fields.iter().for_each(|field| note_interface(description, &field.ty, &mut names));
            }
            _ => (),
        }
    }
    names.into_iter().map(|(keyword, name)| format!("typedef {keyword} {name} {name};\n")).collect()
}

/// Notes the interface that a type mentions.
fn note_interface<'t>(
    description: &Description<'_>,
    ty: &'t Type,
    names: &mut BTreeSet<(&'static str, &'t str)>,
) {
    match ty {
        Type::Pointer { target } => note_interface(description, target, names),
        Type::Array { element, .. } => note_interface(description, element, names),
        Type::Named(name) if description.is_interface(name) => {
            names.insert(("struct", Name::short(name)));
        }
        _ => (),
    }
}

fn coclass(class: &Coclass) -> String {
    match &class.clsid {
        Some(clsid) => format!("DEFINE_GUID(CLSID_{}, {});\n", class.name.short(), fields_of(clsid)),
        None => String::new(),
    }
}
