//! SAFEARRAY: an array that knows its type, its bounds and how to free its elements.
//!
//! ```text
//!            16 hidden bytes                 the descriptor
//!   ┌──────────────────────────────┬──────────────────────────────────────────────┐
//!   │ IID, or record info in the   │ cDims, fFeatures, cbElements, cLocks, pvData, │
//!   │ last 8, or VARTYPE in last 4 │ rgsabound: the last dimension comes first     │
//!   └──────────────────────────────┴───────────────────────────────│──────────────┘
//!                                                                   ▼
//!        the elements: the first index varies fastest        [0,0] [1,0] [2,0] [0,1] …
//! ```
//!
//! The layout is [MS-OAUT] 2.2.30 and the published headers'. Which memory belongs to whom:
//!
//! | data                                        | known by                                     | freed by           |
//! |---------------------------------------------|----------------------------------------------|--------------------|
//! | the array's own, task memory                | nothing else applies                         | SafeArrayDestroy   |
//! | someone else's, of a plain descriptor       | FADF_AUTO, FADF_STATIC or FADF_EMBEDDED      | whoever that is    |
//! | an owner's ([`DataOwner`])                  | the registry of descriptors made here        | the owner, dropped |
//!
//! Every descriptor made here is in a registry. One that is not (it lies on a stack, or in a structure) is used like any
//! other, but never freed, and nothing is read from the memory in front of it unless its features say that it is there.
//!
//! ```
//! # use oxcom_automation as _;
//! use oxcom_abi::{SAFEARRAY, SafeArrayCreateVector, SafeArrayDestroy, SafeArrayGetElement, SafeArrayPutElement};
//! use oxcom_abi::{VARTYPE, VT_I4};
//! static RANGE: i32 = 42;
//! # unsafe {
//! let scan: *mut SAFEARRAY = SafeArrayCreateVector(VARTYPE(VT_I4 as u16), 0, 3);
//! SafeArrayPutElement(scan, &1, (&raw const RANGE).cast()).unwrap();
//!
//! let mut range = 0_i32;
//! SafeArrayGetElement(scan, &1, (&raw mut range).cast()).unwrap();
//! assert_eq!(range, 42);
//! SafeArrayDestroy(scan).unwrap();
//! # }
//! ```

mod access;
mod allocator;
mod cells;
mod create;
mod data;
mod descriptor;
mod element;
mod header;
mod owner;
mod pin;
mod registry;

pub use access::*;
pub use allocator::{ArrayAllocator, set_array_allocator};
pub use create::*;
pub use data::*;
pub use descriptor::Descriptor;
pub use header::*;
pub use owner::{
    DataOwner, OxcomSafeArrayCreateOver, ReleaseFunction, create_alike, create_over, create_within,
    move_into, owner_of, show_at,
};
pub use pin::*;
pub use registry::live;

pub(crate) use create::{copy, destroy};
