//! The Component Object Model for Linux, as Rust programs and components see it.
//!
//! COM's own functions, interfaces and constants are in [`abi`], under their published names. This crate adds what makes
//! them comfortable and safe to use; it adds no second model. It defines none of COM's functions: a program gets them from
//! `oxcom-host`, a component from the program that loads it.
//!
//! ```no_run
//! use oxcom::{Apartment, create_instance, abi};
//! # fn main() -> oxcom::Result<()> {
//! let _apartment = Apartment::multithreaded()?;
//! let class = oxcom::class_named("ImageSource.HandleMgr")?;
//! let factory: abi::IClassFactory = oxcom::class_object(&class, abi::CLSCTX_LOCAL_SERVER)?;
//! # Ok(())
//! # }
//! ```
//!
//! A pointer that was let go cannot be used, nor one of a single-threaded apartment on another thread: the compiler sees to that.
//!
//! ```compile_fail,E0382
//! # fn example(object: oxcom::IUnknown) {
//! drop(object);
//! let other = object.clone();
//! # }
//! ```
//!
//! ```compile_fail,E0277
//! # fn example(object: oxcom::IUnknown) {
//! std::thread::spawn(move || drop(object));
//! # }
//! ```

mod agile;
mod apartment;
mod array;
mod class;
mod collection;
mod component;
mod dispatch;
mod events;
mod message;
mod segment;
mod server;
mod stream;
mod variant;

pub use oxcom_abi as abi;
pub use oxcom_abi::BSTR;
/// `windows-core` and BSTR, under the name by which generated bindings ask for it: `use oxcom::com_core as windows_core;`.
pub use oxcom_abi::com_core;
pub use windows_core::{
    Error, GUID, HRESULT, IUnknown, IUnknownImpl, Interface, Ref, Result, implement, interface,
};

pub use agile::AgileReference;
pub use apartment::Apartment;
pub use array::{ArrayView, FrozenArray, Scalar, array_of, read_only_arrays};
pub use class::{
    class_named, class_object, create_instance, program_id, register_component, register_type_library,
};
pub use collection::{Elements, OwnedVariant, elements, enumerator};
pub use component::{ComponentClass, Factory, can_unload_now, get_class_object};
pub use dispatch::{dispatch_ids_of_names, dispatch_invoke, type_info_of};
pub use events::{Point, Sinks, connection_points};
pub use message::{error_with_message, message_of};
pub use segment::{SegmentReference, SharedSegment};
pub use server::{Server, ServerLock};
pub use stream::{read_exact, write_all};
pub use variant::{Decimal, OwnedArray, Variant};
