//! What tests with real processes need: other packages' programs, a place of their own, and an end to waiting.
//!
//! ```no_run
//! use oxcom_testing::{Place, build, limit};
//!
//! let folder = build(&["image-source", "image-client"]);
//! let _limit = limit();
//! let place = Place::new();
//! place.register("image-source", "[[class]] ...");
//! let output = place.command(folder.join("image-client")).output().unwrap();
//! assert!(output.status.success());
//! ```

mod build;
mod place;
mod process;
mod wait;

pub use build::build;
pub use place::Place;
pub use process::{Process, processes};
pub use wait::{Limit, WATCHDOG, limit, until};
