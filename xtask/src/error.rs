use std::path::PathBuf;

/// Why a chore was not done.
#[derive(Debug)]
pub(crate) enum Error {
    /// The command line names no chore.
    Usage(String),
    /// A file cannot be read or written.
    File(PathBuf, std::io::Error),
    /// A description is not valid RDL.
    Rdl(windows_rdl::Error),
    /// The header of COM's own declarations cannot be made.
    Sdk(String),
    /// A compiled description cannot be written in another language.
    Bindings(String, String),
    /// A helper program failed.
    Tool(&'static str, std::process::ExitStatus),
    /// These are not what they should be, each with the reason.
    Differs(Vec<String>),
    /// Continuous integration found a fault.
    Ci(std::process::ExitStatus),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Usage(chore) => write!(f, "there is no chore `{chore}`; `cargo xtask help` lists them"),
            Self::File(path, error) => write!(f, "{}: {error}", path.display()),
            Self::Rdl(error) => write!(f, "{error}"),
            Self::Sdk(why) => write!(f, "oxcom.h: {why}"),
            Self::Bindings(description, why) => write!(f, "{description}: {why}"),
            Self::Tool(tool, status) => write!(f, "{tool}: {status}"),
            Self::Differs(faults) => write!(f, "{} faults:\n  {}", faults.len(), faults.join("\n  ")),
            Self::Ci(status) => write!(f, ".ci/run: {status}"),
        }
    }
}

impl From<windows_rdl::Error> for Error {
    fn from(error: windows_rdl::Error) -> Self {
        Self::Rdl(error)
    }
}

/// Reads a text file.
pub(crate) fn read(path: &std::path::Path) -> Result<String, Error> {
    std::fs::read_to_string(path).map_err(|error| Error::File(path.to_owned(), error))
}

/// Reads any file.
pub(crate) fn read_bytes(path: &std::path::Path) -> Result<Vec<u8>, Error> {
    std::fs::read(path).map_err(|error| Error::File(path.to_owned(), error))
}

/// Writes a file, and makes the folders above it.
pub(crate) fn write(path: &std::path::Path, content: impl AsRef<[u8]>) -> Result<(), Error> {
    let folder = path.parent().unwrap_or(path);
    std::fs::create_dir_all(folder).map_err(|error| Error::File(folder.to_owned(), error))?;
    std::fs::write(path, content).map_err(|error| Error::File(path.to_owned(), error))
}
