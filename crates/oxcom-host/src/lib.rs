//! Puts the runtime into a Rust program: the one dependency that a program has, and no component may have.
//!
//! COM's functions are declared by `oxcom-abi` for everybody and defined by the runtime once in a process. A program takes
//! the runtime by naming this crate, and hands it on to the component libraries that it loads by exporting its symbols:
//!
//! ```text
//! // main.rs
//! use oxcom_host as _;
//!
//! // build.rs
//! fn main() {
//!     println!("cargo:rustc-link-arg-bins=-rdynamic");
//! }
//! ```
//!
//! A component library names `oxcom` only. One that carries a runtime of its own is refused when it is loaded.

use oxcom_automation as _;
pub use oxcom_runtime::{RemoteService, serve_remote};

/// Keeps the runtime's functions in the program, whichever of them it calls itself: component libraries call the others.
#[used]
static RUNTIME: [&[oxcom_runtime::Function]; 1] = [oxcom_runtime::FUNCTIONS];

/// The same for type libraries and late binding.
#[used]
static TYPE_LIBRARIES: [&[oxcom_typelib::Function]; 1] = [oxcom_typelib::FUNCTIONS];
