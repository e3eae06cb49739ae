//! Makes Rust bindings of compiled descriptions.
//!
//! The generator knows no other crate's bindings: it writes out every type that an interface mentions, `SAFEARRAY` and
//! `IDispatch` included. Two crates with such a type each would have two types. So what the abi crate supplies is taken
//! out again, and imported.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use crate::error::{Error, read, write};
use crate::rdl::Description;

/// Writes `x.rs` beside `x.rdl`: a module for any crate that depends on `oxcom-abi`.
pub(crate) fn write_bindings(
    description: &Description,
    namespace: &str,
    supplied: &Supplied,
    root: &Path,
    output: &Path,
) -> Result<(), Error> {
    let own = windows_rdl::item_names(root.join(description.rdl), namespace)?;
    let target = output.join(description.rust());
    let mut builder = windows_bindgen::builder();
    builder
        .input(output.join(description.winmd()))
        .input_bytes(windows_default::WIN32)
        .flat()
        .output(&target);
    for name in &own {
        builder.filter(&format!("{namespace}.{name}"));
    }
    // A trait to implement an interface is made only if its bases, and all that these mention, are made in full.
    for name in &supplied.named {
        builder.filter(&format!("Windows.Win32.{name}"));
    }
    builder.write();

    let code = supplied.replace_in(&read(&target)?, &own.into_iter().collect());
    let source = Path::new(description.rdl).file_name().unwrap_or_default().to_string_lossy().into_owned();
    write(
        &target,
        format!("//! Made of {source} by `cargo xtask bindings`; changes belong there.\n{ALLOW}{code}"),
    )?;
    format(&target, root)
}

/// Generated code follows rules of its own.
const ALLOW: &str = "#![allow(
    missing_docs, unreachable_pub, rust_2018_idioms, non_snake_case, non_upper_case_globals, non_camel_case_types, dead_code,
    clippy::all, clippy::undocumented_unsafe_blocks, clippy::missing_safety_doc, rustdoc::all
)]
";

/// As `cargo fmt` would, so that it finds nothing to do.
fn format(file: &Path, root: &Path) -> Result<(), Error> {
    let mut rustfmt = Command::new("rustfmt");
    rustfmt.args(["--edition", "2024", "--config-path"]).arg(root).arg(file);
    let status = rustfmt.status().map_err(|error| Error::File(file.to_owned(), error))?;
    if status.success() { Ok(()) } else { Err(Error::Tool("rustfmt", status)) }
}

/// The types that the abi crate supplies.
pub(crate) struct Supplied {
    all: BTreeSet<String>,
    /// Those that its list names; the others came with them.
    named: BTreeSet<String>,
}

impl Supplied {
    /// From the list of names and the text of the bindings made of it.
    pub(crate) fn read<'a>(list: impl Iterator<Item = &'a str>, bindings: &str) -> Self {
        let all: BTreeSet<String> =
            items(bindings).into_iter().filter_map(defined).map(str::to_owned).collect();
        let named = list.filter(|name| all.contains(*name)).map(str::to_owned).collect();
        Self { all, named }
    }

    /// Takes out of generated code what is supplied, and imports as much of it as the rest mentions.
    fn replace_in(&self, code: &str, own: &BTreeSet<String>) -> String {
        let foreign =
            |item: &str| subject(item).is_some_and(|name| self.all.contains(name) && !own.contains(name));
        let (taken, kept): (Vec<&str>, Vec<&str>) = items(code).into_iter().partition(|item| foreign(item));
        let mut imports = BTreeSet::new();
        let mentioned = words(&kept);
        for name in taken.iter().filter_map(|item| subject(item)) {
            for form in [name.to_owned(), format!("{name}_Vtbl"), format!("{name}_Impl")] {
                if mentioned.contains(form.as_str()) {
                    imports.insert(form);
                }
            }
        }
        let mut head = String::from("use oxcom_abi::com_core as windows_core;\n");
        if !imports.is_empty() {
            let list: Vec<&str> = imports.iter().map(String::as_str).collect();
            head.push_str(&format!("use oxcom_abi::{{{}}};\n", list.join(", ")));
        }
        head + &kept.concat()
    }
}

/// The items of formatted generated code, each with its attributes. An item ends where no bracket is open, at a `;` or `}`.
fn items(code: &str) -> Vec<&str> {
    let (mut items, mut start, mut end, mut open) = (Vec::new(), 0, 0, 0i32);
    for line in code.split_inclusive('\n') {
        end += line.len();
        let count = |set: [char; 3]| line.matches(set).count();
        open += i32::try_from(count(['(', '[', '{'])).unwrap_or(0);
        open -= i32::try_from(count([')', ']', '}'])).unwrap_or(0);
        if open == 0 && line.trim_end().ends_with(['}', ';']) {
            items.push(&code[start..end]);
            start = end;
        }
    }
    items
}

/// What an item defines, if it is a type.
fn defined(item: &str) -> Option<&str> {
    let mut words =
        declaration(item).split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
    match (words.next()?, words.next()?) {
        ("pub", "struct" | "union" | "type") => Some(base_name(words.next()?)),
        ("windows_core", "imp") if words.next()? == "define_interface" => words.next(),
        _ => None,
    }
}

/// The type that an item is about: defines, implements something for, or is a constant of.
fn subject(item: &str) -> Option<&str> {
    let declaration = declaration(item);
    if let Some(rest) = declaration.strip_prefix("impl") {
        let head = rest.split('{').next()?;
        let ty = head.rsplit(" for ").next()?;
        return last_name(ty);
    }
    if let Some(rest) = declaration.strip_prefix("pub const ") {
        return last_name(rest.split(['=']).next()?.split(':').next_back()?);
    }
    if let Some(rest) = declaration.strip_prefix("pub trait ") {
        return last_name(rest.split([':', '{']).next()?);
    }
    if let Some(rest) = declaration.strip_prefix("windows_core::imp::") {
        return last_name(rest.split_once('(')?.1.split([',', ')']).next()?);
    }
    defined(item)
}

/// An item without its attributes.
fn declaration(item: &str) -> &str {
    let mut rest = item.trim_start();
    while rest.starts_with("#[") {
        rest = rest.split_once("]\n").map_or("", |(_, rest)| rest.trim_start());
    }
    rest
}

fn last_name(text: &str) -> Option<&str> {
    let name = text.trim().split('<').next()?.trim();
    let name = name.rsplit("::").next()?.trim();
    (!name.is_empty()).then(|| base_name(name))
}

/// `IFoo_Vtbl` and `IFoo_Impl` belong to `IFoo`.
fn base_name(name: &str) -> &str {
    name.strip_suffix("_Vtbl").or_else(|| name.strip_suffix("_Impl")).unwrap_or(name)
}

fn words<'a>(items: &[&'a str]) -> BTreeSet<&'a str> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    items.iter().flat_map(|item| item.split(move |c| !is_word(c))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: &str = "\
windows_core::imp::define_interface!(
    IMine,
    IMine_Vtbl,
    0x1
);
impl IMine {
    pub unsafe fn Data(&self) -> SAFEARRAY {
        IDispatch_Vtbl::new()
    }
}
#[repr(C)]
#[derive(Clone, Copy)]
pub struct SAFEARRAY {
    pub cDims: u16,
}
impl Default for SAFEARRAY {
    fn default() -> Self {
        unsafe { core::mem::zeroed() }
    }
}
pub type Color = i32;
pub const Red: Color = 0;
pub trait IDispatch_Impl: windows_core::IUnknownImpl {}
impl core::ops::Deref for IDispatch {
    type Target = windows_core::IUnknown;
}
";

    #[test]
    fn items_are_told_apart_by_what_they_are_about() {
        let subjects: Vec<&str> = items(CODE).into_iter().filter_map(subject).collect();
        let expected =
            ["IMine", "IMine", "SAFEARRAY", "SAFEARRAY", "Color", "Color", "IDispatch", "IDispatch"];
        assert_eq!(subjects, expected);
    }

    #[test]
    fn what_the_abi_supplies_is_imported_instead() {
        let all = ["SAFEARRAY", "IDispatch", "Color"].map(str::to_owned).into();
        let supplied = Supplied { all, named: BTreeSet::new() };
        let own = ["IMine", "Color"].map(str::to_owned).into();
        let code = supplied.replace_in(CODE, &own);
        assert!(code.contains("use oxcom_abi::{IDispatch_Vtbl, SAFEARRAY};\n"));
        assert!(!code.contains("pub struct SAFEARRAY"));
        assert!(!code.contains("for IDispatch"));
        // A description's own types stay, whatever the abi crate has under the same name.
        assert!(code.contains("pub const Red: Color"));
    }
}
