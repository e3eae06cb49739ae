//! The sample with real processes, some of them killed.

mod common;
mod crowd;
mod deaths;
mod memory;
mod roles;

/// What the other tests start as a process of its own; a variable names the role. Without one, nothing.
#[test]
fn role() {
    roles::play();
}
