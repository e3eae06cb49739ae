//! Structs that contain themselves, behind pointers: a shape that leads back to itself.
//!
//! ```text
//!  Recursive(Whole) ──▶ Struct { value, next ──▶ Recursive(Again) }
//!                  ▲                                   │
//!                  └───────────────────────────────────┘ weak: the whole owns the rest
//! ```

use super::shape::Shape;
use std::sync::{Arc, OnceLock, Weak};

/// The place of the shape of such a struct: empty until all of it is known.
type Place = OnceLock<Shape>;

/// A struct that contains itself.
#[derive(Debug)]
pub(crate) enum Knot {
    /// Where it is met first.
    Whole(Arc<Place>),
    /// Inside of itself.
    Again(Weak<Place>),
}

impl Knot {
    /// One that is not known yet.
    pub(super) fn open() -> Arc<Place> {
        Arc::default()
    }

    /// The struct itself.
    pub(crate) fn shape(&self) -> &Shape {
        let place = match self {
            Knot::Whole(place) => place,
            // SAFETY: this is a part of the shape in that place, which nobody takes apart: borrowing it borrows the whole.
            Knot::Again(place) => unsafe { &*place.as_ptr() },
        };
        place.get().expect("shapes are walked when all of them is known")
    }
}
