//! The directories where endpoints and queues live.

use std::env;
use std::fs;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};

use crate::{Error, Options, Result};

/// Where .NET puts pipes, sockets of remoting and of diagnostics: `$TMPDIR`, else `/tmp`.
pub(crate) fn temporary() -> PathBuf {
    env::var_os("TMPDIR")
        .filter(|value| !value.is_empty())
        .map_or_else(|| PathBuf::from("/tmp"), PathBuf::from)
}

/// A private directory for what lives as long as the session, with `leaf` below it.
pub(crate) fn runtime(options: &Options, leaf: &str) -> Result<PathBuf> {
    let uid = rustix::process::geteuid().as_raw();
    let base =
        options.directory.clone().or_else(|| absolute("XDG_RUNTIME_DIR").map(|path| path.join("oxcom")));
    let base = base.unwrap_or_else(|| {
        let session = PathBuf::from(format!("/run/user/{uid}"));
        if session.is_dir() { session.join("oxcom") } else { PathBuf::from(format!("/tmp/oxcom-{uid}")) }
    });
    private(&base, leaf)
}

/// A private directory for what outlives the session, with `leaf` below it.
/// Only the queue keeps something that long.
#[cfg(feature = "queue")]
pub(crate) fn state(options: &Options, leaf: &str) -> Result<PathBuf> {
    let base =
        options.directory.clone().or_else(|| absolute("XDG_STATE_HOME").map(|path| path.join("oxcom")));
    match base.or_else(|| absolute("HOME").map(|home| home.join(".local/state/oxcom"))) {
        Some(base) => private(&base, leaf),
        None => runtime(options, leaf),
    }
}

fn absolute(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute())
}

/// Makes `base/leaf` and checks that both are ours alone: others could put links or rings of their own there.
fn private(base: &Path, leaf: &str) -> Result<PathBuf> {
    let path = base.join(leaf);
    let make = || fs::DirBuilder::new().recursive(true).mode(0o700).create(&path);
    make().map_err(|error| Error::io("making a directory", error))?;
    for path in [base, &path] {
        let found = fs::symlink_metadata(path).map_err(|error| Error::io("looking at a directory", error))?;
        let own = found.uid() == rustix::process::geteuid().as_raw();
        if !found.is_dir() || !own || found.mode() & 0o022 != 0 {
            let reason = format!("{} is not a directory that only this user writes to", path.display());
            return Err(Error::PermissionDenied { reason });
        }
    }
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_directory_that_others_write_to_is_refused() {
        let base = env::temp_dir().join(format!("oxcom-place-{}", std::process::id()));
        let options = Options { directory: Some(base.clone()), ..Options::default() };
        let path = runtime(&options, "shm").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o700);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o777)).unwrap();
        assert!(matches!(runtime(&options, "shm"), Err(Error::PermissionDenied { .. })));
        fs::remove_dir_all(base).unwrap();
    }
}
