//! The project's own chores. `cargo xtask help` lists them.
mod bindings;

fn main() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask lies in the project's folder");
    bindings::generate(root, &root.join("crates/abi/src/bindings.rs"));
}
