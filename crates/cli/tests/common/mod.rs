//! The counter: a class with a dual interface and events, served by an example of this package.
#![allow(dead_code, reason = "no test uses all of it")]

use std::path::{Path, PathBuf};

use oxcom_testing::Place;

/// An example's program. It lies beside the tests.
pub(crate) fn example(name: &str) -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let program = tests.parent().unwrap().parent().unwrap().join("examples").join(name);
    assert!(program.exists(), "{}: `cargo build -p oxcom-cli --examples` makes it", program.display());
    program
}

/// A place where the counter is registered; with its server.
pub(crate) fn place() -> Place {
    let place = Place::new();
    let server = example("counter-server");
    let library = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../metadata/test.winmd");
    let text = format!(
        "type_libraries = [{:?}]
        [[class]]
        clsid = '{{5E0A7C60-2F43-4C0D-9A5E-0A1B2C3D4E5F}}'
        progid = 'OxcomTest.Counter'
        server.command = [{:?}]
        [[interface]]
        iid = '{{5E0A7C13-2F43-4C0D-9A5E-0A1B2C3D4E5F}}'
        name = 'ICounter'",
        library.canonicalize().unwrap(),
        server
    );
    place.register("counter", &text);
    place
}

/// Makes a place this process's own. Before anything else is done, and in a process with one test.
pub(crate) fn enter(place: &Place) {
    for (name, value) in place.command("").get_envs() {
        // SAFETY: the only test of this process has not begun to do anything else.
        unsafe { std::env::set_var(name, value.unwrap_or_default()) };
    }
}
