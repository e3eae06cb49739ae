//! Methods whose vtable form differs from their remote form (`[local]` and `[call_as]`): one file each.
//!
//! ```text
//!  client ─▶ vtable (local form) ─▶ Adapter::client ─▶ remote form ─▶ wire
//!  wire ─▶ remote form ─▶ Adapter::server ─▶ object's vtable (local form)
//! ```

mod class_factory;

use crate::native::Native;
use oxcom_typeinfo::plan::Method;
use std::ffi::c_void;
use windows_core::{GUID, HRESULT};

/// Maps one method's local form to its remote form, which its plan describes.
pub(crate) struct Adapter {
    /// The interface that declares the method.
    pub(crate) iid: GUID,
    pub(crate) slot: u16,
    /// How many parameters the remote form has that this was written for.
    pub(crate) remote: usize,
    /// The parameters in the vtable, without `this`.
    pub(crate) local: &'static [Native],
    /// Calls `send` with pointers to remote arguments made of the local ones, unless it can answer at once.
    pub(crate) client: unsafe fn(args: *const *mut c_void, send: Send<'_>) -> HRESULT,
    /// Calls the function of the object with local arguments made of the remote ones.
    pub(crate) server:
        unsafe fn(object: *mut c_void, function: *const c_void, args: *const *mut c_void) -> HRESULT,
}

/// Sends the call with the remote arguments that the table points to.
pub(crate) type Send<'a> = &'a mut dyn FnMut(*const *mut c_void) -> HRESULT;

static ADAPTERS: [&Adapter; 1] = [&class_factory::CREATE_INSTANCE];

/// The adapter of a method that needs one.
pub(crate) fn find(method: &Method) -> Option<&'static Adapter> {
    let fits = |adapter: &&&Adapter| {
        adapter.iid == method.declared_by
            && adapter.slot == method.slot
            && adapter.remote == method.params.len()
    };
    ADAPTERS.iter().find(fits).filter(|_| method.call_as).copied()
}
