//! What can go wrong, and whose fault it is.

use std::io;
use std::path::PathBuf;

/// The result of the commands.
pub(crate) type Result<T> = std::result::Result<T, Error>;

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// A registration, or whoever wrote it.
    #[error(transparent)]
    Registration(#[from] oxcom_activation::Error),
    /// The pictures, or their folder.
    #[error(transparent)]
    Pictures(#[from] image_source::Error),
    /// The benchmark.
    #[error(transparent)]
    Bench(#[from] oxcom_bench::Error),
    /// Messaging.
    #[error(transparent)]
    Messaging(#[from] oxcom_messaging::Error),
    /// The user: words that do not go together.
    #[error("{0}")]
    Usage(&'static str),
    /// COM, in the words of the callee or the runtime.
    #[error("cannot {doing}: {message}")]
    Com {
        /// What was being done.
        doing: &'static str,
        /// What was said.
        message: String,
    },
    /// The installation: the demo's library does not lie beside the command.
    #[error("{} is missing: `cargo build -p image-source-proxy` makes it", .0.display())]
    NoProxyLibrary(PathBuf),
    /// The user's file cannot be written or found.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The user's picture cannot be written.
    #[error("{}: {source}", path.display())]
    Picture {
        /// The file.
        path: PathBuf,
        /// What the encoder said.
        source: image::ImageError,
    },
    /// The user: a process that is not there.
    #[error("no process {0} carries a runtime; `oxcom processes` lists those that do")]
    NoProcess(String),
    /// The user: a class that nobody serves.
    #[error("no process serves {0} now; `oxcom processes` lists what is served")]
    NotServed(String),
    /// A process that cannot be looked into.
    #[error("{process}: {why}")]
    Silent {
        /// Which.
        process: String,
        /// What it answered, or that it did not.
        why: String,
    },
    /// A type library is not one, or cannot be made into what was asked.
    #[error("{}: {why}", path.display())]
    TypeLibrary {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        why: String,
    },
    /// A description is none, or cannot be written in the language.
    #[error("{}: {why}", path.display())]
    Description {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        why: String,
    },
    /// Oxcom itself: the demo did not show what it promises.
    #[error("{0}")]
    Broken(&'static str),
}

/// Makes COM's error one of ours. To be called before anything else of COM: the message is the thread's last one.
pub(crate) fn com(doing: &'static str) -> impl FnOnce(oxcom::Error) -> Error {
    move |error| Error::Com { doing, message: oxcom::message_of(&error) }
}
