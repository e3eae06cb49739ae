//! `oxcom typelib`.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use oxcom_typeinfo::typelib::TypeLibrary;
use oxcom_typeinfo::{print, read_type_library};

use crate::error::{Error, Result};

/// Prints a type library (.winmd, .tlb, or a program with one inside) as text that compiles again, or makes a .winmd of it.
#[derive(Args)]
pub(crate) struct Typelib {
    /// The library. `FILE\2` means the second one of a program that has several.
    file: PathBuf,
    /// The language to print it in.
    #[arg(long, value_enum, default_value_t = Format::Idl)]
    format: Format,
    /// Makes this .winmd file of it instead of printing it.
    #[arg(long, value_name = "OUT")]
    winmd: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// IDL, for widl and MIDL.
    Idl,
    /// RDL, for windows-rdl.
    Rdl,
}

impl Typelib {
    pub(crate) fn run(self) -> Result<()> {
        let library = load(&self.file)?;
        match (&self.winmd, self.format) {
            (Some(output), _) => compile(&library, output),
            (None, Format::Idl) => show(&print::idl(&library)),
            (None, Format::Rdl) => show(&print::rdl(&library)),
        }
    }
}

/// Prints; a reader that has seen enough is no fault.
fn show(text: &str) -> Result<()> {
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(source) if source.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Error::File { path: "standard output".into(), source })
        }
        _ => Ok(()),
    }
}

/// Reads a library; a number after a backslash counts those of a program.
fn load(given: &Path) -> Result<TypeLibrary> {
    let text = given.to_string_lossy();
    let (path, number) = match text.rsplit_once('\\') {
        Some((path, number)) if !given.exists() => (PathBuf::from(path), number.parse().unwrap_or(0)),
        _ => (given.to_owned(), 1),
    };
    let bytes = std::fs::read(&path).map_err(|source| Error::File { path: path.clone(), source })?;
    read_type_library(&bytes, number).map_err(|damage| Error::TypeLibrary { path, why: damage.to_string() })
}

/// The attributes that descriptions say what RDL has no word for.
static ATTRIBUTES: &[u8] = include_bytes!("../../../metadata/oxcom.winmd");

fn compile(library: &TypeLibrary, output: &Path) -> Result<()> {
    let mut reader = windows_rdl::reader();
    reader.input_text(&print::rdl(library)).output(output);
    reader.reference_bytes(windows_default::WIN32).reference_bytes(ATTRIBUTES);
    reader.write().map_err(|error| Error::TypeLibrary {
        path: output.to_owned(),
        why: format!(
            "it cannot be compiled ({error}); print it with --format rdl, complete it and compile that"
        ),
    })
}
