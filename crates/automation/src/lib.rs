//! COM's values: text (BSTR), task and global memory, memory streams, SAFEARRAY, VARIANT, error information and names of
//! classes, as the functions that the published headers name.
//!
//! ```text
//!   a component ──declares──▶ oxcom-abi ··symbol··▶ SysAllocString, SafeArrayCreate, … ◀──defines── this crate
//! ```
//!
//! A component depends on `oxcom-abi` only; this crate comes into a process once, with the runtime. Beside the published
//! functions it offers the runtime a few seams of its own:
//!
//! - [`safearray::create_over`] makes an array over memory that someone else owns, [`safearray::owner_of`] finds the owner
//!   again, and [`safearray::set_array_allocator`] says where the data of large arrays comes from;
//! - [`names::set_program_id_lookup`] lets `CLSIDFromString` understand program identifiers.
//!
//! All functions may be called from any thread without `CoInitializeEx`. Bad input gives the documented result; nothing
//! here panics.
//!
//! ```
//! use oxcom_automation as _; // a program that links the runtime has this line in oxcom-host
//!
//! let text = oxcom_abi::BSTR::from("depth map");
//! assert_eq!(text.len(), 9);
//! ```
// COM's own names.
#![allow(non_snake_case)]

pub mod bstr;
mod error;
pub mod error_info;
pub mod last_error;
pub mod memory;
pub mod names;
pub mod safearray;
#[cfg(test)]
mod samples;
pub mod stream;
pub mod variant;

pub use error::{Error, Result};
