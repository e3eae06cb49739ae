//! A thread's stay in an apartment.

use std::marker::PhantomData;

use oxcom_abi::{COINIT_APARTMENTTHREADED, COINIT_MULTITHREADED, CoInitializeEx, CoUninitialize};

use crate::Result;

/// Keeps the calling thread in an apartment until it is dropped. Make it before any interface pointer, so that it goes after
/// them.
#[must_use = "the thread leaves the apartment when this is dropped"]
pub struct Apartment {
    /// It belongs to its thread.
    thread: PhantomData<*const ()>,
}

impl Apartment {
    /// Enters the process's multithreaded apartment.
    ///
    /// # Errors
    /// RPC_E_CHANGED_MODE: the thread is in a single-threaded apartment.
    pub fn multithreaded() -> Result<Self> {
        Self::enter(COINIT_MULTITHREADED)
    }

    /// Enters a single-threaded apartment of the thread's own: calls arrive while the thread waits in an outgoing call, or
    /// dispatches.
    ///
    /// # Errors
    /// RPC_E_CHANGED_MODE: the thread is in the multithreaded apartment.
    pub fn single_threaded() -> Result<Self> {
        Self::enter(COINIT_APARTMENTTHREADED)
    }

    fn enter(kind: i32) -> Result<Self> {
        // SAFETY: a call without preconditions; the drop undoes it.
        unsafe { CoInitializeEx(None, kind as u32) }.ok()?;
        Ok(Self { thread: PhantomData })
    }
}

impl Drop for Apartment {
    fn drop(&mut self) {
        // SAFETY: undoes the one call of `enter`, on the same thread.
        unsafe { CoUninitialize() }
    }
}
