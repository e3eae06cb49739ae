//! The process's environment, as far as it may be believed.

use std::ffi::OsString;

/// The variable's value; `None` in a program with more rights than its user (set-user-id), who chose the value.
pub(crate) fn variable(name: &str) -> Option<OsString> {
    // SAFETY: reads a value that the kernel gave the process at its start.
    let has_more_rights = unsafe { libc::getauxval(libc::AT_SECURE) } != 0;
    if has_more_rights { None } else { std::env::var_os(name) }
}
