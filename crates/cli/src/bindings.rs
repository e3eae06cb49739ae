//! `oxcom bindings`.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use oxcom_bindings::{generate_c, generate_cpp, generate_csharp, generate_csharp_server};

use crate::error::{Error, Result};

/// Writes what a type description holds in another language.
#[derive(Args)]
pub(crate) struct Bindings {
    /// The language.
    #[arg(long)]
    lang: Language,
    /// The description: a .winmd or a .tlb.
    file: PathBuf,
    /// The file to write, instead of standard output.
    #[arg(short, long)]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Language {
    /// A header for C.
    C,
    /// A header for C++20.
    Cpp,
    /// A source file for C#, in the `[ComImport]` form.
    Csharp,
    /// The same interfaces for C# servers, as `IFooServer`: methods give their HRESULTs, so that messages reach clients.
    CsharpServer,
}

impl Bindings {
    pub(crate) fn run(self) -> Result<()> {
        let refused = |why: String| Error::Description { path: self.file.clone(), why };
        let unreadable = |source| Error::File { path: self.file.clone(), source };
        let bytes = std::fs::read(&self.file).map_err(unreadable)?;
        let library = oxcom_typeinfo::read(&bytes).map_err(|damage| refused(damage.to_string()))?;
        let generate = match self.lang {
            Language::C => generate_c,
            Language::Cpp => generate_cpp,
            Language::Csharp => generate_csharp,
            Language::CsharpServer => generate_csharp_server,
        };
        let source = self.file.file_name().unwrap_or_default().to_string_lossy();
        let text = generate(&library, &source).map_err(|error| refused(error.to_string()))?;
        match &self.output {
            Some(path) => {
                std::fs::write(path, text).map_err(|source| Error::File { path: path.clone(), source })
            }
            None => {
                let written = std::io::stdout().lock().write_all(text.as_bytes());
                written.map_err(|source| Error::File { path: "standard output".into(), source })
            }
        }
    }
}
