//! The program's symbols are there for component libraries, as for every host of the runtime.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if std::env::var_os("CARGO_CFG_UNIX").is_some() {
        println!("cargo:rustc-link-arg-bins=-rdynamic");
    }
}
