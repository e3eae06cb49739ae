//! Structs, unions, enumerations and other names of types: the same in C and C++.

use std::fmt::Write;

use oxcom_typeinfo::model::{Alias, Enum, Field, Record, Type};

use super::types::{declare, identifier};
use crate::Result;
use crate::description::{Description, is_nested};

/// A struct or union with its name.
pub(crate) fn record(description: &Description<'_>, record: &Record, union: bool) -> Result<String> {
    let name = record.name.short();
    let mut text = String::new();
    if let Some(pack) = record.pack {
        let _ = writeln!(text, "#pragma pack(push, {pack})");
    }
    let keyword = keyword(union);
    let align = record.align.map_or(String::new(), |align| format!(" __attribute__((aligned({align})))"));
    let _ = writeln!(text, "{keyword}{align} {name}\n{{");
    fields(description, record, 1, &mut text)?;
    text.push_str("};\n");
    if record.pack.is_some() {
        text.push_str("#pragma pack(pop)\n");
    }
    Ok(text)
}

/// `struct` or `union`.
pub(crate) fn keyword(union: bool) -> &'static str {
    if union { "union" } else { "struct" }
}

fn fields(description: &Description<'_>, record: &Record, depth: usize, text: &mut String) -> Result<()> {
    if record.fields.is_empty() {
        let _ = writeln!(text, "{:1$}uint8_t unused;", "", 4 * depth);
    }
    record.fields.iter().try_for_each(|each| field(description, record, each, depth, text))
}

/// A field. A type inside of this type is written in place; it has no name if the field has none.
fn field(
    description: &Description<'_>,
    record: &Record,
    field: &Field,
    depth: usize,
    text: &mut String,
) -> Result<()> {
    let indent = 4 * depth;
    let nested = match &field.ty {
        Type::Named(name) if is_nested(name) => description.record(name),
        _ => None,
    };
    let place = || format!("{}.{}", record.name, field.name);
    match nested {
        Some((nested, union)) => {
            let _ = writeln!(text, "{:indent$}__extension__ {}\n{:indent$}{{", "", keyword(union), "");
            fields(description, nested, depth + 1, text)?;
            let name = if field.name.starts_with("Anonymous") { "" } else { &field.name };
            let space = if name.is_empty() { "" } else { " " };
            let _ = writeln!(text, "{:indent$}}}{space}{name};", "");
        }
        None => {
            let declared = declare(description, &place(), &field.ty, &identifier(&field.name))?;
            let _ = writeln!(text, "{:indent$}{declared};", "");
        }
    }
    Ok(())
}

/// An enumeration: an integer type and names for values, so that flags can be combined in C++, too.
pub(crate) fn enumeration(description: &Description<'_>, enumeration: &Enum) -> Result<String> {
    let name = enumeration.name.short();
    let place = enumeration.name.to_string();
    let repr = declare(description, &place, &enumeration.repr, name)?;
    let mut text = format!("typedef {repr};\n");
    if !enumeration.values.is_empty() {
        text.push_str("enum\n{\n");
        for (value_name, value) in &enumeration.values {
            let _ = writeln!(text, "    {} = {},", identifier(value_name), integer(*value));
        }
        text.push_str("};\n");
    }
    Ok(text)
}

/// A literal of a value. The smallest numbers have none of their own.
pub(crate) fn integer(value: i64) -> String {
    match i32::try_from(value) {
        Ok(i32::MIN) => "-2147483647 - 1".to_owned(),
        Ok(value) => value.to_string(),
        Err(_) if value > 0 => format!("{value:#x}"),
        Err(_) => format!("(int64_t){value:#x}"),
    }
}

/// Another name for a type.
pub(crate) fn alias(description: &Description<'_>, alias: &Alias) -> Result<String> {
    let declared = declare(description, alias.name.full(), &alias.target, alias.name.short())?;
    Ok(format!("typedef {declared};\n"))
}
