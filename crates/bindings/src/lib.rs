//! Writes what a type description holds in other languages: headers for C and C++, interfaces for C#.
//!
//! ```text
//!   .winmd ──oxcom_typeinfo::winmd──▶ Library ──┬─ generate_c ──────▶ vtables, ids, call macros
//!                                               ├─ generate_cpp ────▶ abstract classes, uuid traits
//!                                               └─ generate_csharp ─▶ [ComImport] interfaces
//!
//!   official metadata ──▶ Sdk ── generate_sdk ──▶ oxcom.h: the same for COM's own types, in C and C++ at once
//! ```
//!
//! Every header includes `oxcom.h`, which has COM's own types, and needs no other file. The output depends on the input
//! alone: the same description gives the same bytes.
//!
//! ```no_run
//! let bytes = std::fs::read("image_source.winmd")?;
//! let library = oxcom_typeinfo::winmd::read(&bytes)?;
//! std::fs::write("image_source.hpp", oxcom_bindings::generate_cpp(&library, "image_source.winmd")?)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![forbid(unsafe_code)]

mod c;
mod csharp;
mod description;

use oxcom_typeinfo::model::Library;

pub use c::sdk::{Constant, Function, Sdk, generate_sdk};

/// Why a description cannot be written in a language. The fault is the description's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A type that COM cannot pass.
    #[error("{place}: {what} has no form in COM")]
    Foreign {
        /// Where it stands: `IFoo::Bar`.
        place: String,
        /// What it is.
        what: &'static str,
    },
    /// A struct that holds itself.
    #[error("{0} contains itself")]
    Endless(String),
}

/// A result of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// A header for C: structs, vtables, `IID_*`, and call macros for those who define `COBJMACROS`.
///
/// One file of a program defines `INITGUID` before it includes the header: there the ids are defined. `source` names the
/// description in the header's first line.
///
/// # Errors
/// See [`Error`].
pub fn generate_c(library: &Library, source: &str) -> Result<String> {
    c::generate(library, source, c::Language::C)
}

/// A header for C++20: structs, abstract classes with COM's vtables, `IID_*` and `oxcom::uuid_of<>`.
///
/// # Errors
/// See [`Error`].
pub fn generate_cpp(library: &Library, source: &str) -> Result<String> {
    c::generate(library, source, c::Language::Cpp)
}

/// A source file for C#: `[ComImport]` interfaces and structs, in the namespace of the description.
///
/// SAFEARRAY parameters are of the class `Oxcom.SafeArray`, which the helper sources have; in structs they and BSTRs are
/// `IntPtr`, since Mono cannot convert fields.
///
/// # Errors
/// See [`Error`].
pub fn generate_csharp(library: &Library, source: &str) -> Result<String> {
    csharp::generate(library, source, csharp::Side::Client)
}

/// A source file for C# programs that serve objects, beside that of [`generate_csharp`]: the same interfaces, named `IFooServer`,
/// whose methods give their HRESULTs (`[PreserveSig]`).
///
/// # Errors
/// See [`Error`].
pub fn generate_csharp_server(library: &Library, source: &str) -> Result<String> {
    csharp::generate(library, source, csharp::Side::Server)
}
