//! All that is generated, and in which order.

use std::path::{Path, PathBuf};

use crate::error::{Error, read, read_bytes, write};
use crate::folder::Temporary;
use crate::rdl::{self, Description};
use crate::rust;

/// The abi crate's bindings, from the root.
const ABI: &str = "crates/abi/src/bindings.rs";

/// The descriptions, those first that others use. Each `x.rdl` is compiled to `x.winmd` beside it.
const DESCRIPTIONS: &[Description] = &[
    Description { rdl: "metadata/oxcom.rdl", references: &[], bindings: None },
    Description { rdl: "metadata/system.rdl", references: &["metadata/oxcom.winmd"], bindings: None },
    Description {
        rdl: "metadata/test.rdl",
        references: &["metadata/oxcom.winmd"],
        bindings: Some("OxcomTest"),
    },
    Description {
        rdl: "samples/image-source/image_source.rdl",
        references: &["metadata/oxcom.winmd"],
        bindings: Some("ImageSource"),
    },
];

/// Brings everything generated up to date; says how many files changed. The others are not touched, so that nothing is
/// built again because of them, and no file is ever half-written.
pub(crate) fn update(root: &Path) -> Result<usize, Error> {
    let fresh = Temporary::new()?;
    let mut changed = 0;
    for file in generate(root, fresh.path())? {
        let new = read_bytes(&fresh.path().join(&file))?;
        if read_bytes(&root.join(&file)).ok().as_ref() != Some(&new) {
            write(&root.join(&file), new)?;
            changed += 1;
        }
    }
    Ok(changed)
}

/// Writes everything generated from the sources under `root` to the same places under `output`, and names the places.
pub(crate) fn generate(root: &Path, output: &Path) -> Result<Vec<PathBuf>, Error> {
    let abi = output.join(ABI);
    let list = read(&root.join("crates/abi/bindings.txt"))?;
    write_abi(&list, &abi)?;
    let supplied = rust::Supplied::read(names(&list), &read(&abi)?);
    let mut made = vec![PathBuf::from(ABI)];
    for description in DESCRIPTIONS {
        rdl::compile(description, root, output)?;
        made.push(description.winmd());
        if let Some(namespace) = description.bindings {
            rust::write_bindings(description, namespace, &supplied, root, output)?;
            made.push(description.rust());
        }
    }
    Ok(made)
}

fn names(list: &str) -> impl Iterator<Item = &str> {
    list.lines().filter(|line| !line.starts_with("//")).flat_map(str::split_whitespace)
}

fn write_abi(list: &str, output: &Path) -> Result<(), Error> {
    write(output, "")?; // makes the folders above it
    let mut builder = windows_bindgen::builder();
    builder.input_bytes(windows_default::WIN32).flat().output(output);
    for name in names(list) {
        builder.filter(name);
    }
    builder.write();
    // The generated code says `windows_core::BSTR`, which the abi crate supplies.
    let code = read(output)?;
    let head = "// Made by `cargo xtask bindings`; changes belong into bindings.txt.\nuse crate::com_core as windows_core;\n";
    write(output, format!("{head}{code}"))
}
