//! The Rust bindings of the abi crate, made from the official metadata.

use std::path::Path;

/// Writes `crates/abi/src/bindings.rs` (or another path, to compare with it).
pub(crate) fn generate(root: &Path, output: &Path) {
    let list = root.join("crates/abi/bindings.txt");
    let text = std::fs::read_to_string(&list).expect("crates/abi/bindings.txt is part of the project");
    let names = text.lines().filter(|line| !line.starts_with("//")).flat_map(str::split_whitespace);
    let mut builder = windows_bindgen::builder();
    builder.input_bytes(windows_default::WIN32).flat().output(output);
    for name in names {
        builder.filter(name);
    }
    builder.write();
    // The generated code says `windows_core::BSTR`, which the abi crate supplies.
    let code = std::fs::read_to_string(output).expect("the bindings were just written");
    let head = "// Made by `cargo xtask bindings`; changes belong into bindings.txt.\nuse crate::core as windows_core;\n";
    std::fs::write(output, format!("{head}{code}")).expect("the bindings can be written");
}
