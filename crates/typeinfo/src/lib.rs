//! What a COM interface looks like: read from type descriptions, compiled into the plan that marshaling walks.
//!
//! ```text
//!  .winmd ──winmd::read──► model::Library ──plan::compile──► plan::Interface
//!                               ▲                                  ▲
//!                        system::library                   Catalog::plan_of: the way for a runtime,
//!                        (COM's own interfaces)            which knows ids and registered files
//! ```
//!
//! Descriptions come from files that others wrote: reading is bounded and never panics, and this crate has no unsafe code.

#![forbid(unsafe_code)]

mod catalog;
mod error;
pub mod model;
pub mod plan;
pub mod system;
pub mod winmd;

pub use catalog::{Catalog, Source};
pub use error::Error;
