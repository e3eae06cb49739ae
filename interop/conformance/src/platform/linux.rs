//! Linux: an event is an eventfd; a program's registrations go into a folder of its own.

use std::os::fd::{AsRawFd, OwnedFd};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use oxcom_abi as abi;
use oxcom_host as _;
use rustix::event::{EventfdFlags, eventfd};

pub struct Event(OwnedFd);

impl Event {
    pub fn new() -> Self {
        Self(eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK).expect("an eventfd"))
    }

    pub fn set(&self) {
        rustix::io::write(&self.0, &1u64.to_ne_bytes()).expect("room in the counter");
    }

    pub fn reset(&self) {
        let _ = rustix::io::read(&self.0, &mut [0u8; 8]); // it may be reset already
    }

    pub fn handle(&self) -> abi::HANDLE {
        abi::HANDLE(self.0.as_raw_fd() as isize as *mut _)
    }
}

/// A place that this process's registrations and announcements go into, so that it meets no other's. It goes with the value.
pub struct Place(tempfile::TempDir);

impl Place {
    /// Must be called before anything else: it changes the environment.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let private = std::fs::Permissions::from_mode(0o700);
        for (variable, name) in [
            ("XDG_RUNTIME_DIR", "run"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_DATA_DIRS", "data"),
            ("OXCOM_PATH", "registrations"),
        ] {
            let path = folder.path().join(name);
            std::fs::create_dir_all(&path).expect("a folder in a new one");
            std::fs::set_permissions(&path, private.clone()).expect("a folder of the program's own");
            // SAFETY: no other thread reads the environment yet.
            unsafe { std::env::set_var(variable, path) };
        }
        Self(folder)
    }

    /// A file of the place.
    pub fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}
