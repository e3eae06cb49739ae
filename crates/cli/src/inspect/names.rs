//! What processes, classes and interfaces are called.

use std::fs;
use std::sync::LazyLock;

use oxcom::GUID;
use oxcom_activation::{Registry, format_guid};

fn registry() -> &'static Registry {
    static REGISTRY: LazyLock<Registry> = LazyLock::new(Registry::from_environment);
    &REGISTRY
}

/// A process, by its id and the name of its program.
pub(super) fn process(id: u32) -> String {
    match id {
        0 => "a process of another namespace".to_owned(),
        id => program(id).map_or_else(|| id.to_string(), |name| format!("{id} ({name})")),
    }
}

/// The name of a process's program; none when that has ended.
pub(super) fn program(id: u32) -> Option<String> {
    let path = fs::read_link(format!("/proc/{id}/exe")).ok();
    let name =
        path.as_ref().and_then(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned());
    name.or_else(|| Some(fs::read_to_string(format!("/proc/{id}/comm")).ok()?.trim().to_owned()))
}

/// Whether a process is stopped, by a signal or a debugger.
pub(super) fn is_stopped(id: u32) -> bool {
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let state = status.lines().find_map(|line| line.strip_prefix("State:"));
    state.is_some_and(|state| matches!(state.trim().chars().next(), Some('T' | 't')))
}

/// The name by which an interface is registered, or its id.
pub(super) fn interface(iid: &GUID) -> String {
    let registered = registry().interface(iid).and_then(|interface| interface.name.clone());
    registered.unwrap_or_else(|| format_guid(iid))
}

/// The name by which a class is registered.
pub(super) fn class(clsid: &GUID) -> Option<String> {
    let class = registry().class(clsid)?;
    let name = class.version_independent_progid.as_ref().or(class.progid.as_ref()).or(class.name.as_ref());
    name.cloned()
}
