//! A plan made ready to be walked: once per method, when a vtable or a stub plan is made.
//!
//! ```text
//!  plan::Type ── types ──▶ Shape        sizes, offsets, plain bytes merged       (shape; knot: those that lead back to themselves)
//!  plan::Method ─ method ─▶ Ready       what to read and write, in order; where
//!                                        the arguments lie in a frame; libffi's call interface
//! ```

mod builder;
mod knot;
mod method;
mod shape;
mod types;

pub(crate) use method::{Parameter, Quick, Ready, Step, place};
pub(crate) use shape::{Args, Count, Kind, Many, Number, Referent, Shape, Union, What};
pub(crate) use types::{record, width};
