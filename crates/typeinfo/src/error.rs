use std::io;
use std::path::PathBuf;

use crate::plan::PlanError;
use crate::winmd::Damage;
use windows_core::GUID;

/// Why nothing can be said of an interface.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No description of the interface is registered, and it is not one of COM's own. The fault of whoever installed the
    /// component, or of the caller who asks for it.
    #[error("no description of the interface {0:?} is registered")]
    NotRegistered(GUID),
    /// The registered file cannot be read. The installation's fault.
    #[error("{}: {error}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        #[source]
        error: io::Error,
    },
    /// The registered file is not a proper description. The file's fault.
    #[error("{}: {damage}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        #[source]
        damage: Damage,
    },
    /// The interface cannot be marshaled as it is described. The fault of the description's author.
    #[error(transparent)]
    Refused(#[from] PlanError),
}
