//! Type libraries as objects, and calls by name: the functions that the published headers name, over
//! [`oxcom_typeinfo::typelib`].
//!
//! ```text
//!   LoadTypeLib, LoadRegTypeLib ──► TypeLib object ──► TypeInfo object ──► TYPEATTR, FUNCDESC, VARDESC
//!                                                          │
//!   IDispatch::Invoke ──DispInvoke──► ITypeInfo::Invoke ───┴──► arguments in registers ──► the object's vtable
//! ```
//!
//! | module | what it knows |
//! |---|---|
//! | [`load`] | files, registrations, what was loaded before |
//! | [`library`], [`info`], [`comp`] | the objects |
//! | [`describe`] | the structs that they hand out |
//! | [`marshal`] | how they go to another process |
//! | [`invoke`] | a call by DISPPARAMS through a vtable |
//! | [`dispatch`] | `IDispatch` over type information |
//! | [`record`] | structs that VARIANTs hold |
//!
//! All functions may be called from any thread.
// COM's own names.
#![allow(non_snake_case)]
#![allow(rustdoc::private_intra_doc_links)]

mod comp;
mod describe;
pub mod dispatch;
mod error;
mod functions;
mod info;
mod invoke;
mod library;
pub mod load;
mod marshal;
mod raw;
pub mod record;
mod value;

pub use error::{Error, Result};
pub use functions::{FUNCTIONS, Function};
