//! Names the library for its users, and keeps it in the process once it is there.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    // Programs record this name, and find the library of this version of the interface by it.
    println!("cargo:rustc-cdylib-link-arg=-Wl,-soname,liboxcom.so.0");
    // Threads of the runtime run its code as long as the process lives: dlclose must not unmap it.
    println!("cargo:rustc-cdylib-link-arg=-Wl,-z,nodelete");
}
