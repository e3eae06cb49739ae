//! Where the user's runtime directory is.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use crate::environment::variable;

/// The first of `$XDG_RUNTIME_DIR` and `/run/user/UID` that belongs to this user, else a directory of the user in /tmp.
///
/// A variable that names another user's directory (left over by `sudo` or `su`) is passed over: what a strange user makes in
/// there would be in its owner's way. A program with more rights than its user does not read the variable.
pub(super) fn default_path() -> PathBuf {
    let user = rustix::process::geteuid().as_raw();
    let variable = variable("XDG_RUNTIME_DIR");
    let login = PathBuf::from(format!("/run/user/{user}"));
    let candidates = variable.map(PathBuf::from).into_iter().chain([login]);
    choose(candidates, user).unwrap_or_else(|| PathBuf::from(format!("/tmp/oxcom-{user}")))
}

fn choose(candidates: impl IntoIterator<Item = PathBuf>, user: u32) -> Option<PathBuf> {
    let belongs =
        |path: &Path| std::fs::metadata(path).is_ok_and(|facts| facts.is_dir() && facts.uid() == user);
    candidates.into_iter().find(|path| path.is_absolute() && belongs(path)).map(|path| path.join("oxcom"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_that_belongs_to_the_user() {
        let own = tempfile::tempdir().unwrap();
        let user = rustix::process::geteuid().as_raw();
        let places = |list: &[&str]| list.iter().map(PathBuf::from).collect::<Vec<_>>();
        let text = own.path().to_str().unwrap();
        assert_eq!(choose(places(&["", "relative", "/no/such", text]), user), Some(own.path().join("oxcom")));
        assert_eq!(choose(places(&[text]), user + 1), None);
        assert_eq!(choose(places(&[]), user), None);
    }
}
