//! Interface pointers that threads may pass to each other.

use std::marker::PhantomData;

use oxcom_abi::{AGILEREFERENCE_DEFAULT, IAgileReference, RoGetAgileReference};

use crate::{IUnknown, Interface, Result};

/// A reference to an object that any thread may keep, and that each resolves to a pointer of its own apartment: the object
/// itself where that may be used, else a proxy.
///
/// Unlike `windows_core::AgileReference`, it keeps to the rules of apartments on Linux too.
///
/// ```no_run
/// # use oxcom::{AgileReference, Apartment, abi::IStream};
/// # fn show(object: &IStream) -> oxcom::Result<()> {
/// let shared = AgileReference::new(object)?;
/// std::thread::spawn(move || -> oxcom::Result<()> {
///     let _apartment = Apartment::multithreaded()?;
///     let here: IStream = shared.resolve()?;
///     // ...
///     # drop(here);
///     Ok(())
/// });
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct AgileReference<T> {
    reference: IAgileReference,
    interface: PhantomData<fn() -> T>,
}

// SAFETY: an agile reference belongs to no apartment; resolving it keeps to the rules.
unsafe impl<T> Send for AgileReference<T> {}
// SAFETY: as above.
unsafe impl<T> Sync for AgileReference<T> {}

impl<T: Interface> AgileReference<T> {
    /// Makes a reference of a pointer that the calling thread may use.
    ///
    /// # Errors
    /// CO_E_NOT_SUPPORTED: the object must not be marshaled. E_NOINTERFACE: nothing describes the interface.
    /// CO_E_NOTINITIALIZED.
    pub fn new(object: &T) -> Result<Self> {
        let object: IUnknown = object.cast()?;
        // SAFETY: arguments of their types.
        let reference = unsafe { RoGetAgileReference(AGILEREFERENCE_DEFAULT, &T::IID, &object) }?;
        Ok(Self { reference, interface: PhantomData })
    }

    /// A pointer for the calling thread's apartment.
    ///
    /// # Errors
    /// CO_E_NOTINITIALIZED. RPC_E_DISCONNECTED: the apartment that made the reference is gone. CO_E_OBJNOTREG: the object
    /// has been disconnected.
    pub fn resolve(&self) -> Result<T> {
        // SAFETY: a call with arguments of its types.
        unsafe { self.reference.Resolve() }
    }
}

impl<T> std::fmt::Debug for AgileReference<T> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("AgileReference").finish_non_exhaustive()
    }
}
