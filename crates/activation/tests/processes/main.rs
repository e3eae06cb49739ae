//! Activation with real processes: servers and clients are this program, started again in a [role].

mod common;
mod directory;
mod launch;
mod library;
mod roles;

/// Not a test but what the processes do that the tests start.
#[test]
fn role() {
    roles::play();
}
