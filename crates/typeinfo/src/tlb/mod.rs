//! Reads type libraries in the MSFT format: `.tlb` files, and the TYPELIB resources of portable executables.
//!
//! ```text
//!  file ──resource──► MSFT: header │ where types begin │ segments
//!                                                        ├ types ─► functions, variables, parameters (anywhere in the file)
//!                                                        ├ names, texts, ids, type descriptions, constants
//!                                                        └ references to other libraries
//! ```
//!
//! A file may come from anywhere, so nothing in it is believed: every offset and length is checked where it is used,
//! recursion has a limit, and what is built is at most a fixed multiple of the file's size. A file is read whole or refused
//! with [`Damage`]; nothing here panics.
//!
//! ```no_run
//! let library = oxcom_typeinfo::tlb::read(&std::fs::read("calc.tlb")?, 1)?;
//! for info in &library.types {
//!     println!("{}: {} functions", info.name, info.functions.len());
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod convert;
mod resource;
mod segments;

use crate::typelib::TypeLibrary;
pub use crate::winmd::Damage;

/// Reads a type library. `resource` tells which TYPELIB resource of an executable is meant; the first one is 1.
///
/// # Errors
///
/// [`Damage`], if the file has no type library, or one in the older SLTG format, or one that contradicts itself.
pub fn read(file: &[u8], resource: u16) -> Result<TypeLibrary, Damage> {
    let bytes = if file.starts_with(b"MZ") { resource::find(file, resource)? } else { file };
    if bytes.starts_with(b"SLTG") {
        return Err(Damage::NotMetadata(
            "it is a type library in the SLTG format of the 1990s, which is not read; compile its IDL with widl or MIDL",
        ));
    }
    convert::library(&segments::Segments::open(bytes)?)
}

/// Whether a file is one that [`read`] may read, by its first bytes.
pub fn is_type_library(file: &[u8]) -> bool {
    file.starts_with(b"MSFT") || file.starts_with(b"SLTG")
}
