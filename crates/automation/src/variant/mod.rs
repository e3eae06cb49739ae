//! VARIANT: one value of any Automation type, with its type in front.
//!
//! ```text
//!   ┌────────┬──────────────┬───────────────────────────────────────┐
//!   │ vt: u16│ reserved: 6  │ 16 bytes: the value, or a pointer     │   VT_DECIMAL: all 24 bytes, less the type
//!   └────────┴──────────────┴───────────────────────────────────────┘
//!     VT_BYREF: the value is someone else's, and only pointed to      VT_ARRAY: the value is a SAFEARRAY
//! ```
//!
//! A variant owns its text, array, record or reference, except with VT_BYREF. [`VariantClear`] gives them up;
//! [`VariantCopy`] makes both variants own their own. Types and their layout: [MS-OAUT] 2.2.29.

mod copy;
mod record;
pub(crate) mod types;

pub use copy::{VariantClear, VariantCopy, VariantCopyInd, VariantInit};
pub(crate) use copy::{add_ref, clear, copy_to};
