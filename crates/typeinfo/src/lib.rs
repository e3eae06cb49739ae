//! What a COM interface looks like: read from type descriptions, compiled into the plan that marshaling walks.
//!
//! ```text
//!  .winmd ──winmd::read──► model::Library ──plan::compile──► plan::Interface
//!                            ▲      ▲                              ▲
//!                 typelib::neutral  system::library        Catalog::plan_of: the way for a runtime,
//!                            │      (COM's own interfaces) which knows ids and registered files
//!  .tlb ─────tlb::read──► typelib::TypeLibrary ──► ITypeInfo, late binding, IDL
//! ```
//!
//! Descriptions come from files that others wrote: reading is bounded and never panics, and this crate has no unsafe code.

#![forbid(unsafe_code)]

mod catalog;
mod error;
pub mod model;
pub mod plan;
pub mod print;
pub mod system;
pub mod tlb;
pub mod typelib;
pub mod winmd;

pub use catalog::{Catalog, Source};
pub use error::Error;

/// Reads a description of either kind: a `.winmd`, a `.tlb`, or an executable with a type library in it.
///
/// # Errors
///
/// [`winmd::Damage`], if it is none of them, or contradicts itself.
pub fn read(file: &[u8]) -> Result<model::Library, winmd::Damage> {
    if tlb::is_type_library(file) {
        return tlb::read(file, 1).map(|library| typelib::neutral(&library));
    }
    match winmd::read(file) {
        Err(winmd::Damage::NotMetadata(why)) if file.starts_with(b"MZ") => match tlb::read(file, 1) {
            Ok(library) => Ok(typelib::neutral(&library)),
            Err(winmd::Damage::NotMetadata(_)) => Err(winmd::Damage::NotMetadata(why)),
            Err(damage) => Err(damage),
        },
        outcome => outcome,
    }
}

/// The same as Automation sees it. `resource` counts the type libraries of an executable, from 1.
///
/// # Errors
///
/// As for [`read`].
pub fn read_type_library(file: &[u8], resource: u16) -> Result<typelib::TypeLibrary, winmd::Damage> {
    if tlb::is_type_library(file) {
        return tlb::read(file, resource);
    }
    match winmd::read(file) {
        Ok(library) => Ok(typelib::describe(&library)),
        Err(winmd::Damage::NotMetadata(_)) if file.starts_with(b"MZ") => tlb::read(file, resource),
        Err(damage) => Err(damage),
    }
}
