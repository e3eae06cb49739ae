//! Compiles descriptions: `x.rdl` to `x.winmd`.

use std::path::{Path, PathBuf};

use crate::error::{Error, write};

/// One description and what is made of it.
pub(crate) struct Description {
    /// The source, from the root.
    pub(crate) rdl: &'static str,
    /// The compiled descriptions it uses, from the root; the official metadata is always one of them.
    pub(crate) references: &'static [&'static str],
    /// The namespace of which Rust bindings are made, if they are.
    pub(crate) bindings: Option<&'static str>,
}

impl Description {
    /// The compiled form, from the root.
    pub(crate) fn winmd(&self) -> PathBuf {
        Path::new(self.rdl).with_extension("winmd")
    }

    /// The Rust bindings, from the root.
    pub(crate) fn rust(&self) -> PathBuf {
        Path::new(self.rdl).with_extension("rs")
    }
}

/// Compiles a description under `root` into a file under `output`, where those it uses have been made before.
pub(crate) fn compile(description: &Description, root: &Path, output: &Path) -> Result<(), Error> {
    let target = output.join(description.winmd());
    write(&target, "")?; // makes the folders above it
    let mut reader = windows_rdl::reader();
    reader.input(root.join(description.rdl)).output(&target).reference_bytes(windows_default::WIN32);
    for reference in description.references {
        reader.reference(output.join(reference));
    }
    Ok(reader.write()?)
}
