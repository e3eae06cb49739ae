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
//!
//! ```
//! # use oxcom_automation as _;
//! use core::mem::ManuallyDrop;
//! use oxcom_abi::{VARIANT, VARTYPE, VT_BSTR, VT_I4, VariantChangeType, VariantClear};
//! # fn main() -> windows_core::Result<()> { unsafe {
//! let mut answer = VARIANT::default();
//! (*answer.Anonymous.Anonymous).vt = VARTYPE(VT_BSTR as u16);
//! (*answer.Anonymous.Anonymous).Anonymous.bstrVal = ManuallyDrop::new("42".into());
//!
//! let itself = &raw mut answer;
//! VariantChangeType(itself, itself, 0, VARTYPE(VT_I4 as u16)).ok()?;
//! assert_eq!((*answer.Anonymous.Anonymous).Anonymous.lVal, 42);
//! VariantClear(itself).ok()?;
//! # Ok(()) } }
//! ```

mod change;
mod copy;
mod record;
pub(crate) mod types;

pub use change::{
    SystemTimeToVariantTime, VARIANT_ALPHABOOL, VARIANT_LOCALBOOL, VARIANT_NOVALUEPROP, VariantChangeType,
    VariantChangeTypeEx, VariantTimeToSystemTime,
};
pub use copy::{VariantClear, VariantCopy, VariantCopyInd, VariantInit};
pub(crate) use copy::{add_ref, clear, copy_to};
