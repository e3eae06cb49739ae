//! What can go wrong, and whose fault it is.

use std::io;
use std::path::PathBuf;
use std::process::ExitStatus;
use std::time::Duration;

use windows_core::HRESULT;

/// The result of this crate's functions.
pub type Result<T> = std::result::Result<T, Error>;

/// Everything that can fail in activation. [`Error::hresult`] says what COM calls it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The component's author: a registration that says something impossible.
    #[error("{}: {message}", file.display())]
    Registration {
        /// The registration file, or the library that carries it.
        file: PathBuf,
        /// What is wrong, with the line where that is known.
        message: String,
    },
    /// The user's data directory: a registration could not be written or removed there.
    #[error("cannot write {}: {source}", path.display())]
    WriteRegistration {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Nobody registered what was asked for.
    #[error("{what} is not registered")]
    NotRegistered {
        /// The class, program id, interface or file that was looked for.
        what: String,
    },
    /// The class is registered, but with no command that starts a server of it.
    #[error("class {class} has no local server: its registration names no `server` command")]
    NoServer {
        /// The class, by name and CLSID.
        class: String,
    },
    /// No server of the class runs, and the caller asked for a running one only.
    #[error("no server of class {class} is running")]
    NotRunning {
        /// The class, by name and CLSID.
        class: String,
    },
    /// The class belongs to another user's directory, where this user can join a server but not start one.
    #[error("class {class} is served by user {owner} only, and no server of it is running")]
    NotYours {
        /// The class, by name and CLSID.
        class: String,
        /// The uid that owns the directory.
        owner: u32,
    },
    /// The system: the runtime directory cannot be used as it is.
    #[error("the runtime directory {} {problem}", path.display())]
    Directory {
        /// The directory.
        path: PathBuf,
        /// What is wrong with it and what to do.
        problem: String,
    },
    /// The system: a call on something in the runtime directory failed.
    #[error("cannot {doing} {}: {source}", path.display())]
    System {
        /// What was being done.
        doing: &'static str,
        /// To what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The caller: a process name that somebody alive has already.
    #[error("process {process:016x} is in the runtime directory already")]
    NameTaken {
        /// The process's name.
        process: u64,
    },
    /// The caller: an object reference longer than [`classes::MAX_OBJECT`](crate::classes::MAX_OBJECT).
    #[error("an object reference of {length} bytes is too long to announce")]
    ObjectTooLong {
        /// Its length in bytes.
        length: usize,
    },
    /// The component or the machine: its command could not be executed.
    #[error("class {class}: cannot start `{command}`: {source}")]
    CannotStart {
        /// The class, by name and CLSID.
        class: String,
        /// The command line.
        command: String,
        /// What the system said.
        source: io::Error,
    },
    /// The component: its server ended before it announced the class.
    #[error(
        "class {class}: `{command}` ended{} before it registered its class object{}",
        how(status),
        quoted(last_words)
    )]
    ServerDied {
        /// The class, by name and CLSID.
        class: String,
        /// The command line.
        command: String,
        /// How it ended, where the kernel tells (it is not the client's child).
        status: Option<ExitStatus>,
        /// The end of what it wrote to its standard output and error.
        last_words: String,
    },
    /// The component: its server did not announce the class in time. It was ended.
    #[error(
        "class {class}: `{command}` did not register its class object within {timeout:?}{}",
        quoted(last_words)
    )]
    ServerSilent {
        /// The class, by name and CLSID.
        class: String,
        /// The command line.
        command: String,
        /// How long it was given.
        timeout: Duration,
        /// The end of what it wrote to its standard output and error.
        last_words: String,
    },
}

impl Error {
    /// The HRESULT that the Co* functions return for this error.
    pub const fn hresult(&self) -> HRESULT {
        match self {
            Error::Registration { .. } => REGDB_E_INVALIDVALUE,
            Error::WriteRegistration { .. } => REGDB_E_WRITEREGDB,
            Error::NotRegistered { .. } | Error::NoServer { .. } => REGDB_E_CLASSNOTREG,
            Error::NotRunning { .. } => MK_E_UNAVAILABLE,
            Error::NotYours { .. } => E_ACCESSDENIED,
            Error::Directory { .. } | Error::System { .. } | Error::NameTaken { .. } => CO_E_SCM_ERROR,
            Error::ObjectTooLong { .. } => E_INVALIDARG,
            Error::CannotStart { .. } | Error::ServerDied { .. } | Error::ServerSilent { .. } => {
                CO_E_SERVER_EXEC_FAILURE
            }
        }
    }

    pub(crate) fn system(
        doing: &'static str,
        path: impl Into<PathBuf>,
        source: impl Into<io::Error>,
    ) -> Self {
        Error::System { doing, path: path.into(), source: source.into() }
    }
}

// winerror.h
const E_INVALIDARG: HRESULT = HRESULT(0x8007_0057_u32 as i32);
const E_ACCESSDENIED: HRESULT = HRESULT(0x8007_0005_u32 as i32);
const REGDB_E_WRITEREGDB: HRESULT = HRESULT(0x8004_0151_u32 as i32);
const REGDB_E_INVALIDVALUE: HRESULT = HRESULT(0x8004_0153_u32 as i32);
const REGDB_E_CLASSNOTREG: HRESULT = HRESULT(0x8004_0154_u32 as i32);
const MK_E_UNAVAILABLE: HRESULT = HRESULT(0x8004_01E3_u32 as i32);
const CO_E_SCM_ERROR: HRESULT = HRESULT(0x8008_0002_u32 as i32);
const CO_E_SERVER_EXEC_FAILURE: HRESULT = HRESULT(0x8008_0005_u32 as i32);

/// How a process ended, in parentheses.
fn how(status: &Option<ExitStatus>) -> String {
    status.map(|status| format!(" ({status})")).unwrap_or_default()
}

/// Last words as the end of a message: indented on lines of their own, or nothing.
fn quoted(words: &str) -> String {
    if words.is_empty() {
        return String::from(" and wrote nothing");
    }
    words.lines().fold(String::from("; its last words:"), |text, line| text + "\n    " + line)
}
