//! Methods whose vtable form differs from their remote form (`[local]` and `[call_as]`): one file for each kind.
//!
//! ```text
//!  client ─▶ vtable (local form) ─▶ Adapter::client ─▶ remote form ─▶ wire
//!  wire ─▶ remote form ─▶ Adapter::server ─▶ object's vtable (local form)
//! ```

mod class_factory;
mod dispatch;
mod enumerator;
mod property_bag;
mod stream;

use crate::memory::load;
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

static ADAPTERS: [&[Adapter]; 5] = [
    &class_factory::ADAPTERS,
    &dispatch::ADAPTERS,
    &enumerator::ADAPTERS,
    &property_bag::ADAPTERS,
    &stream::ADAPTERS,
];

/// The adapter of a method that needs one.
pub(crate) fn find(method: &Method) -> Option<&'static Adapter> {
    let fits = |adapter: &&Adapter| {
        adapter.iid == method.declared_by
            && adapter.slot == method.slot
            && adapter.remote == method.params.len()
    };
    ADAPTERS.iter().flat_map(|adapters| adapters.iter()).find(fits).filter(|_| method.call_as)
}

/// The argument with this index.
///
/// # Safety
/// The table has it, and it is of this type.
unsafe fn argument<T: Copy>(args: *const *mut c_void, index: usize) -> T {
    // SAFETY: the caller's promise.
    unsafe { load((*args.add(index)).cast()) }
}

/// Sends a call whose remote form has the same parameters, but may not have null where the local form may: the last
/// `NULLABLE` arguments then point to numbers that are forgotten.
///
/// # Safety
/// The table has `ALL` arguments; the last ones are pointers to numbers of at most eight bytes.
unsafe fn send_with_numbers<const ALL: usize, const NULLABLE: usize>(
    args: *const *mut c_void,
    send: Send<'_>,
) -> HRESULT {
    let mut numbers = [0_u64; NULLABLE];
    let mut pointers: [*mut u64; NULLABLE] = std::array::from_fn(|index| &raw mut numbers[index]);
    // SAFETY: the caller's promise.
    let mut table: [*mut c_void; ALL] = std::array::from_fn(|index| unsafe { *args.add(index) });
    for (index, pointer) in (ALL - NULLABLE..ALL).zip(&mut pointers) {
        // SAFETY: as above: the argument is a pointer.
        if unsafe { argument::<*const u8>(args, index) }.is_null() {
            table[index] = std::ptr::from_mut(pointer).cast();
        }
    }
    send(table.as_ptr())
}
