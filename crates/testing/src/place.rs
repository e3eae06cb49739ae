//! A place of a test's own: its processes see no others, and leave nothing elsewhere.

use std::ffi::OsStr;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A runtime directory, a data directory and a folder of registrations, which are removed at the end.
pub struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    /// An empty place.
    ///
    /// # Panics
    /// There is no room in the folder for temporary files.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for name in ["run", "data", "registrations"] {
            std::fs::create_dir(folder.path().join(name)).expect("a folder in a new one");
        }
        let private = std::fs::Permissions::from_mode(0o700);
        std::fs::set_permissions(folder.path().join("run"), private).expect("a folder of ours");
        Self { folder }
    }

    /// The place's folder, for files of the test's own.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// `XDG_RUNTIME_DIR` of the place's processes.
    pub fn runtime_directory(&self) -> PathBuf {
        self.folder().join("run")
    }

    /// Registers a component for the place's processes.
    ///
    /// # Panics
    /// The disk is full.
    pub fn register(&self, name: &str, text: &str) {
        let file = self.folder().join("registrations").join(name).with_extension("toml");
        std::fs::write(file, text).expect("a file in a folder of ours");
    }

    /// A command that runs in this place.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.env("XDG_RUNTIME_DIR", self.runtime_directory());
        command.env("XDG_DATA_HOME", self.folder().join("data"));
        command.env("XDG_DATA_DIRS", self.folder().join("data"));
        command.env("OXCOM_PATH", self.folder().join("registrations"));
        command
    }

    /// What lies in the runtime directory: nothing, when all processes have gone.
    ///
    /// # Panics
    /// It cannot be read.
    pub fn left_behind(&self) -> Vec<PathBuf> {
        let mut left = Vec::new();
        let mut folders = vec![self.runtime_directory()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder).expect("a folder of ours") {
                let path = entry.expect("an entry of a folder of ours").path();
                if path.is_dir() { folders.push(path) } else { left.push(path) }
            }
        }
        left
    }
}

impl Default for Place {
    fn default() -> Self {
        Self::new()
    }
}
