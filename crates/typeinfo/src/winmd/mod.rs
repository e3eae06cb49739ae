//! Reads compiled type descriptions: ECMA-335 metadata in a portable executable, which is what a `.winmd` file is.
//!
//! ```text
//!  file ── container ──► streams: #~  #Strings  #Blob
//!                                  │ tables: where each table's rows and columns lie
//!                                  │ rows: one row as fields, names as text
//!                                  │ signature, attribute: what blobs hold
//!                                  ▼
//!                               convert ──► model::Library
//! ```
//!
//! A file may come from anywhere, so nothing in it is believed: every index and length is checked where it is used,
//! recursion has a limit, and what is built is at most a fixed multiple of the file's size, however often a damaged or
//! malicious file refers to the same bytes. A file is read whole or refused with [`Damage`]; nothing here panics.
//!
//! ```no_run
//! let bytes = std::fs::read("image_source.winmd")?;
//! let library = oxcom_typeinfo::winmd::read(&bytes)?;
//! for interface in library.interfaces() {
//!     println!("{}: {} methods", interface.name, interface.methods.len());
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod attribute;
pub(crate) mod bytes;
mod container;
mod convert;
mod known;
mod notes;
mod rows;
mod signature;
mod tables;

use crate::model::Library;

/// Reads a `.winmd` file into a library.
///
/// Constants and functions are passed over: they have no part in an interface.
///
/// # Errors
///
/// [`Damage`], if the file is not metadata or contradicts itself.
pub fn read(file: &[u8]) -> Result<Library, Damage> {
    convert::library(&tables::Tables::open(file)?)
}

/// Why a file cannot be read. The fault is the file's, or whoever's that took it for a type description.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// Not a portable executable with ECMA-335 metadata.
    #[error("not a type description: {0}")]
    NotMetadata(&'static str),
    /// The file is shorter than it says, or refers to a place outside itself.
    #[error("{0} lies outside the file")]
    Outside(&'static str),
    /// Something is encoded in no known way.
    #[error("{0} is malformed")]
    Malformed(&'static str),
    /// Types are nested deeper than any real description nests them.
    #[error("{0} is nested too deeply")]
    TooDeep(&'static str),
    /// The description is much larger than its file: it says the same bytes over and over.
    #[error("the description is out of proportion to its file")]
    TooMuch,
}
