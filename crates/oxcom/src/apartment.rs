//! A thread's stay in an apartment.

use std::marker::PhantomData;
use std::os::fd::BorrowedFd;

use oxcom_abi::extension::{OxcomApartmentDescriptor, OxcomDispatch};
use oxcom_abi::{COINIT_APARTMENTTHREADED, COINIT_MULTITHREADED, CoInitializeEx, CoUninitialize, S_OK};

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

    /// What is readable while calls wait for this thread: for event loops. Of a single-threaded apartment only.
    ///
    /// # Errors
    /// RPC_E_WRONG_THREAD: the thread is in the multithreaded apartment, where calls wait for nobody.
    pub fn descriptor(&self) -> Result<BorrowedFd<'_>> {
        let mut number = -1;
        // SAFETY: writable; the descriptor is the apartment's, which is there as long as this is.
        unsafe {
            OxcomApartmentDescriptor(&mut number).ok()?;
            Ok(BorrowedFd::borrow_raw(number))
        }
    }

    /// Runs the calls that wait for this thread; false when there were none.
    ///
    /// # Errors
    /// As for [`descriptor`](Self::descriptor).
    pub fn dispatch(&self) -> Result<bool> {
        // SAFETY: a call without preconditions.
        let hresult = unsafe { OxcomDispatch() };
        hresult.ok().map(|()| hresult == S_OK)
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
