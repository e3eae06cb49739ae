//! An interface pointer that others may carry about, but that is used and released in its apartment only.

use std::sync::Arc;

use windows_core::{IUnknown, Interface};

use crate::apartment::Apartment;

/// A reference to an object, released where the object lives.
pub(crate) struct Held<T: Interface = IUnknown> {
    /// None only while it is dropped.
    object: Option<T>,
    apartment: Arc<Apartment>,
}

// SAFETY: whoever gets at the object is in its apartment (see `get`), and it is released there.
unsafe impl<T: Interface> Send for Held<T> {}
// SAFETY: as above: a shared Held only gives the pointer away for that.
unsafe impl<T: Interface> Sync for Held<T> {}

impl<T: Interface> Held<T> {
    pub(crate) fn new(object: T, apartment: &Arc<Apartment>) -> Self {
        Self { object: Some(object), apartment: apartment.clone() }
    }

    /// The pointer, for a thread of the apartment.
    pub(crate) fn get(&self) -> T {
        self.object.as_ref().expect("an object is taken out by the drop only").clone()
    }
}

impl<T: Interface> Drop for Held<T> {
    fn drop(&mut self) {
        let Some(object) = self.object.take() else { return };
        struct Pointer<T>(T);
        // SAFETY: moved to the apartment's thread, where it is released.
        unsafe impl<T> Send for Pointer<T> {}
        // SAFETY: every interface begins with the functions of IUnknown; the reference goes over to the new pointer.
        let pointer = Pointer(unsafe { IUnknown::from_raw(object.into_raw()) });
        // An apartment that has closed has no thread left to release on: the object is let go right here.
        self.apartment.run(move || drop({ pointer }.0));
    }
}
