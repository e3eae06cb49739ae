//! COM for Rust, declared: interfaces, structs, constants and functions under their published names.
//!
//! [`bindings`](self) are generated from the official metadata by `cargo xtask bindings`; `bindings.txt` lists what they
//! hold. Nothing here is defined: the functions (`CoCreateInstance`, `SysAllocString`, …) are looked up when the program is
//! linked or the component is loaded, so that a process has one runtime whatever it loads. A program gets the runtime
//! from `oxcom-host`, or from `liboxcom.so`.
//!
//! Code generated from other type descriptions names `windows_core::BSTR`, which exists on Windows only. A module that says
//! `use oxcom_abi::com_core as windows_core;` compiles such code unchanged.

extern crate self as oxcom_abi; // so that generated code finds what it names, here too

mod bstr;
pub mod extension;
#[path = "../../../metadata/inspection.rs"]
pub mod inspection;
mod text;

pub use bstr::BSTR;
pub use text::units_at;

/// `windows-core`, completed by [`BSTR`], under the name by which generated code asks for it.
pub mod com_core {
    pub use crate::BSTR;
    pub use windows_core::*;
}

#[allow(
    missing_docs,
    unreachable_pub,
    rust_2018_idioms,
    non_snake_case,
    non_upper_case_globals,
    non_camel_case_types,
    dead_code,
    clippy::all,
    clippy::undocumented_unsafe_blocks,
    clippy::missing_safety_doc,
    rustdoc::all
)]
#[rustfmt::skip]
mod bindings;
pub use bindings::*;
