//! Links the module to `liboxcom.so.0` beside it: the runtime is loaded, never part of the module.

use std::path::PathBuf;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-env-changed=OXCOM_LIB_DIR");
    let here = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    // Where `run-tests` and `build-wheel` put the library, so that the wheel takes it along.
    let folder = std::env::var_os("OXCOM_LIB_DIR").map_or_else(|| here.join("oxcom"), PathBuf::from);
    println!("cargo:rustc-link-search=native={}", folder.display());
    println!("cargo:rustc-cdylib-link-arg=-Wl,--no-as-needed");
    println!("cargo:rustc-cdylib-link-arg=-l:liboxcom.so.0");
    println!("cargo:rustc-cdylib-link-arg=-Wl,--enable-new-dtags,-rpath,$ORIGIN");
}
