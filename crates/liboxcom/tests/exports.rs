//! The built library, as the linker left it.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;

use object::read::elf::{Dyn, ElfFile64, FileHeader};
use object::{Object, ObjectSymbol, elf};

/// Builds the library; says where it is.
fn library() -> PathBuf {
    let built = Command::new(env!("CARGO")).args(["build", "--quiet", "--locked", "-p", "liboxcom"]).status();
    assert!(built.unwrap().success(), "the library does not build");
    // The test is in target/debug/deps.
    let own = std::env::current_exe().unwrap();
    own.parent().unwrap().parent().unwrap().join("liboxcom.so")
}

#[test]
fn it_exports_what_is_promised_and_nothing_else() {
    let bytes = std::fs::read(library()).unwrap();
    let file: ElfFile64<'_> = ElfFile64::parse(&*bytes).unwrap();
    let defined = file.dynamic_symbols().filter(|symbol| symbol.is_definition());
    let exported: BTreeSet<&str> = defined.map(|symbol| symbol.name().unwrap()).collect();
    let list: Vec<&str> =
        include_str!("../exports.txt").lines().filter(|line| !line.starts_with('#')).collect();
    assert!(list.is_sorted(), "exports.txt is sorted by name");
    let promised = BTreeSet::from_iter(list);
    let missing: Vec<_> = promised.difference(&exported).collect();
    assert!(missing.is_empty(), "promised in exports.txt, but not exported: {missing:?}");
    let surplus: Vec<_> = exported.difference(&promised).collect();
    assert!(surplus.is_empty(), "exported, but not in exports.txt: {surplus:?}");
}

/// Functions that C programs have under these names from elsewhere, or that need no declaration.
const UNDECLARED: [&str; 2] = ["GetLastError", "SetLastError"];

#[test]
fn what_it_exports_is_declared_for_c() {
    let headers =
        [include_str!("../../../include/oxcom.h"), include_str!("../../../include/oxcom/extension.h")];
    let declared = |name: &&str| {
        let call = format!(" {name}(");
        headers.iter().any(|header| header.contains(&call) || header.contains(&call.replace(' ', "*")))
    };
    let names = include_str!("../exports.txt").lines().filter(|line| !line.starts_with('#'));
    let missing: Vec<_> = names.filter(|name| !UNDECLARED.contains(name) && !declared(name)).collect();
    assert!(missing.is_empty(), "exported, but in no header (run `cargo xtask bindings`): {missing:?}");
}

#[test]
fn it_has_a_versioned_name_and_stays_in_the_process() {
    const NODELETE: u64 = 8; // DF_1_NODELETE
    let bytes = std::fs::read(library()).unwrap();
    let header = elf::FileHeader64::<object::Endianness>::parse(&*bytes).unwrap();
    let endian = header.endian().unwrap();
    let sections = header.sections(endian, &*bytes).unwrap();
    let (entries, strings) = sections.dynamic(endian, &*bytes).unwrap().expect("a dynamic section");
    let strings = sections.strings(endian, &*bytes, strings).unwrap();
    let value = |tag| entries.iter().find(|entry| entry.tag(endian) == tag).map(|entry| entry.d_val(endian));
    let name = strings.get(value(elf::DT_SONAME).expect("a soname") as u32).unwrap();
    assert_eq!(name, b"liboxcom.so.0");
    assert_ne!(value(elf::DT_FLAGS_1).unwrap_or(0) & NODELETE, 0, "dlclose would unmap running code");
}
