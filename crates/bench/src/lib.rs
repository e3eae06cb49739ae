//! What a call and a buffer cost, on the terms by which other ways to call a process are measured.
//!
//! Server and client are processes of their own, placed on one processor, on two, or wherever the scheduler likes:
//!
//! - **null**: `Add(i32, i32)`, timed from the client's side. Calls too short for the clock are timed 16 at once.
//! - **pull N**: the server returns a `SAFEARRAY` of N bytes; the client reads a byte of each page and destroys the array. Four
//!   rows: frames that are handed out again and again, the same as arrays that cannot be written to, frames made for each call,
//!   frames that the client writes into. Beside them what the frames made for each call cost in one process, without a call.
//! - **one-way**: messages of 64 bytes, as fast as the client can; the clock stops when the server says that all have come.
//!
//! Beside these: what else a call can be (`more`), how it scales, and what one thing costs that is done for long (`steady`).

mod chart;
mod client;
mod error;
mod frames;
#[path = "../bench.rs"]
mod interfaces;
mod machine;
mod measure;
mod more;
mod object;
mod report;
mod run;
mod steady;

pub use client::{Job, client};
pub use error::{Error, Result};
pub use object::serve;
pub use report::Report;
pub use run::{Options, bench};
pub use steady::{Cost, Steady, steady};

use oxcom::GUID;

/// The class that is measured.
pub const CLSID_BENCH: GUID = GUID::from_u128(0x3B1F6A5F_88E1_4D0C_8A44_6E0D9C1B7A10);

/// Where the two processes run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement {
    /// Wherever the scheduler puts them.
    Free,
    /// Both on the same processor.
    Same,
    /// One processor each.
    Cross,
}

impl Placement {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Free, Self::Same, Self::Cross];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::Same => "same",
            Self::Cross => "cross",
        }
    }

    /// The placement of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|placement| placement.name() == name)
    }
}
