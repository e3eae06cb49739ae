//! CoInitializeEx and its kin.

use std::ffi::c_void;
use std::os::fd::{AsFd, AsRawFd};

use oxcom_abi::{
    APTTYPE, APTTYPE_MAINSTA, APTTYPE_MTA, APTTYPE_NA, APTTYPE_STA, APTTYPEQUALIFIER,
    APTTYPEQUALIFIER_IMPLICIT_MTA, APTTYPEQUALIFIER_NONE, COINIT_APARTMENTTHREADED, S_FALSE, S_OK,
};
use windows_core::HRESULT;

pub(crate) use super::message_filter::{CoRegisterMessageFilter, OxcomSetMessageDescriptor};
pub(crate) use super::object_context::{CoGetContextToken, CoGetCurrentProcess, CoGetObjectContext};
pub(crate) use super::spy::{CoRegisterInitializeSpy, CoRevokeInitializeSpy};
pub(crate) use super::usage::{CoDecrementMTAUsage, CoIncrementMTAUsage};
pub(crate) use super::wait::CoWaitForMultipleHandles;
use super::{Apartment, Queue, current, enter, explicit, leave, neutral, spy};
use crate::error::{Error, answer};

/// Enters an apartment: a new single-threaded one (COINIT_APARTMENTTHREADED) or the multithreaded one (0).
///
/// Each success, S_FALSE included, is undone by one CoUninitialize.
///
/// # Errors
/// RPC_E_CHANGED_MODE: the thread is in an apartment of the other kind. E_INVALIDARG: `reserved` is not null, or `flags`
/// has unknown bits.
#[unsafe(no_mangle)]
pub extern "system" fn CoInitializeEx(reserved: *const c_void, flags: u32) -> HRESULT {
    const KNOWN: u32 = 0x2 | 0x4 | 0x8; // apartment threaded, no OLE1 DDE, speed over memory
    if !reserved.is_null() || flags & !KNOWN != 0 {
        return answer(Err(Error::InvalidArgument(
            "CoInitializeEx: the reserved pointer is null, the flags COINIT_*",
        )));
    }
    spy::initialize(flags, || match enter(flags & COINIT_APARTMENTTHREADED as u32 != 0) {
        Ok(true) => S_OK,
        Ok(false) => S_FALSE,
        Err(error) => answer(Err(error)),
    })
}

/// Enters a single-threaded apartment: `CoInitializeEx(reserved, COINIT_APARTMENTTHREADED)`.
///
/// # Errors
/// As for [`CoInitializeEx`].
#[unsafe(no_mangle)]
pub extern "system" fn CoInitialize(reserved: *const c_void) -> HRESULT {
    CoInitializeEx(reserved, COINIT_APARTMENTTHREADED as u32)
}

/// Undoes one successful CoInitializeEx. The last one of an apartment disconnects its objects and proxies; the last one
/// of the process closes its links. One too many does nothing.
#[unsafe(no_mangle)]
pub extern "system" fn CoUninitialize() {
    spy::uninitialize(leave);
}

/// Tells which kind of apartment the calling thread is in.
///
/// # Errors
/// CO_E_NOTINITIALIZED: in none. E_INVALIDARG: a null pointer.
///
/// # Safety
/// The pointers are null or point to writable memory.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoGetApartmentType(
    kind: *mut APTTYPE,
    qualifier: *mut APTTYPEQUALIFIER,
) -> HRESULT {
    if kind.is_null() || qualifier.is_null() {
        return answer(Err(Error::InvalidArgument("CoGetApartmentType: null pointer")));
    }
    let apartment = match current() {
        Ok(apartment) => apartment,
        Err(error) => return answer(Err(error)),
    };
    let (of_kind, of_qualifier) = kind_of(&apartment);
    // SAFETY: neither is null, so both are writable by contract.
    unsafe {
        kind.write(of_kind);
        qualifier.write(of_qualifier);
    }
    S_OK
}

/// APTTYPE_* of the calling thread's apartment, and how it came to be in it.
pub(super) fn kind_of(apartment: &Apartment) -> (APTTYPE, APTTYPEQUALIFIER) {
    match apartment.queue() {
        None if apartment.is_neutral() => (APTTYPE_NA, neutral::qualifier()),
        Some(_) if apartment.is_main() => (APTTYPE_MAINSTA, APTTYPEQUALIFIER_NONE),
        Some(_) => (APTTYPE_STA, APTTYPEQUALIFIER_NONE),
        None if explicit().is_some() => (APTTYPE_MTA, APTTYPEQUALIFIER_NONE),
        None => (APTTYPE_MTA, APTTYPEQUALIFIER_IMPLICIT_MTA),
    }
}

/// Gives the descriptor that is readable while calls wait for the calling thread's single-threaded apartment: for event
/// loops. It belongs to the apartment.
///
/// # Errors
/// E_INVALIDARG: a null pointer. CO_E_NOTINITIALIZED. RPC_E_WRONG_THREAD: the thread is in the multithreaded apartment.
///
/// # Safety
/// The pointer is null or writable.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn OxcomApartmentDescriptor(descriptor: *mut i32) -> HRESULT {
    if descriptor.is_null() {
        return answer(Err(Error::InvalidArgument("OxcomApartmentDescriptor: null pointer")));
    }
    let found = current().and_then(|apartment| {
        apartment.queue().map(|queue| queue.as_fd().as_raw_fd()).ok_or(Error::WrongThread)
    });
    // SAFETY: not null, so writable by contract.
    answer(found.map(|number| unsafe { descriptor.write(number) }))
}

/// Runs the calls that wait for the calling thread's single-threaded apartment. S_FALSE: there were none.
///
/// # Errors
/// As for [`OxcomApartmentDescriptor`].
#[unsafe(no_mangle)]
pub extern "system" fn OxcomDispatch() -> HRESULT {
    match current().and_then(|apartment| apartment.queue().map(Queue::run_pending).ok_or(Error::WrongThread))
    {
        Ok(true) => S_OK,
        Ok(false) => S_FALSE,
        Err(error) => answer(Err(error)),
    }
}
