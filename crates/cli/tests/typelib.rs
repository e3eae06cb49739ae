//! `oxcom typelib`, run as users run it.
#![allow(missing_docs)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn data(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../typeinfo/tests/data").join(file)
}

fn typelib(arguments: &[&std::ffi::OsStr]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_oxcom")).arg("typelib").args(arguments).output().expect("it runs")
}

fn text(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("it is text")
}

#[test]
fn a_library_is_printed_as_idl_and_as_rdl() {
    let file = data("automation.tlb");
    let idl = text(&typelib(&[file.as_ref()]));
    assert!(idl.contains("coclass Shape") && idl.contains("defaultvalue(5)] long dy"), "{idl}");
    let rdl = text(&typelib(&[file.as_ref(), "--format".as_ref(), "rdl".as_ref()]));
    assert!(rdl.contains("fn Move(&self, #[in] dx") || rdl.contains("fn Move(&self, dx: i32"), "{rdl}");
}

#[test]
fn a_winmd_made_of_a_library_says_the_same() {
    let output = std::env::temp_dir().join(format!("oxcom-typelib-{}.winmd", std::process::id()));
    text(&typelib(&[data("automation.tlb").as_ref(), "--winmd".as_ref(), output.as_ref()]));
    let idl = text(&typelib(&[output.as_ref()]));
    std::fs::remove_file(output).expect("it was written");
    assert!(idl.contains("HRESULT Move([in] long dx, [in, optional] long dy, "), "{idl}");
}

#[test]
fn what_is_no_library_is_refused_with_the_reason() {
    let output = typelib(&[Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml").as_ref()]);
    assert!(!output.status.success());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("Cargo.toml: not a type description"), "{said}");
}
