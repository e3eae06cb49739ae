//! Building other packages: `cargo test` builds neither the programs nor the component libraries that a test starts.

use std::collections::HashSet;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Mutex, PoisonError};

/// Builds the programs and libraries of packages of this workspace, in the test's own profile, and gives the folder that
/// they are put into.
///
/// # Panics
/// They do not build.
pub fn build(packages: &[&'static str]) -> PathBuf {
    /// What this process has built. Guarded by its lock, which is held while cargo runs.
    static BUILT: Mutex<Option<HashSet<&str>>> = Mutex::new(None);
    let mut built = BUILT.lock().unwrap_or_else(PoisonError::into_inner);
    let built = built.get_or_insert_default();
    let folder = artifacts();
    if packages.iter().all(|package| built.contains(package)) {
        return folder;
    }
    let profile = match folder.file_name().and_then(|name| name.to_str()) {
        Some("debug") => "dev",
        Some(name) => name,
        None => panic!("{} is not a folder of cargo's", folder.display()),
    };
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(env!("CARGO_MANIFEST_DIR")).args(["build", "--quiet", "--profile", profile]);
    cargo.arg("--target-dir").arg(folder.parent().expect("it has a profile's name"));
    for package in packages {
        cargo.args(["--package", package]);
    }
    let status = cargo.status().expect("cargo starts");
    assert!(status.success(), "cargo could not build {packages:?}");
    built.extend(packages);
    folder
}

/// Where cargo puts programs: the test itself is in `deps` below.
fn artifacts() -> PathBuf {
    let test = std::env::current_exe().expect("a test knows its own file");
    let folder = test.parent().expect("a file lies in a folder");
    if folder.ends_with("deps") {
        folder.parent().expect("deps lies in a folder").into()
    } else {
        folder.into()
    }
}
