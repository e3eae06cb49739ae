//! CoDisconnectObject, CoLockObjectExternal, CoIsHandlerConnected, and a look at how much is exported.

use oxcom_abi::IMarshal;
use windows_core::{BOOL, HRESULT, IUnknown, Interface, Ref};

use super::{marshaled, table};
use crate::apartment;
use crate::error::{Error, Result, answer};
use crate::import::{self, OwnedManager, Purpose};

/// Cuts all remote clients of an object off: their calls answer RPC_E_DISCONNECTED from now on. An object with an IMarshal
/// of its own is told by IMarshal::DisconnectObject. A proxy has no clients and stays as it is: who is done with it, releases it.
///
/// # Errors
/// E_INVALIDARG: a null pointer, or `reserved` is not 0. CO_E_NOTINITIALIZED.
#[unsafe(no_mangle)]
pub extern "system" fn CoDisconnectObject(object: Ref<'_, IUnknown>, reserved: u32) -> HRESULT {
    answer(disconnect(&object, reserved))
}

fn disconnect(object: &Ref<'_, IUnknown>, reserved: u32) -> Result<()> {
    let apartment = apartment::current()?;
    let object = object.as_ref().ok_or(Error::InvalidArgument("null object"))?;
    if reserved != 0 {
        return Err(Error::InvalidArgument("CoDisconnectObject: the reserved argument is 0"));
    }
    // SAFETY: a live interface pointer.
    if unsafe { OwnedManager::of(object.as_raw()) }.is_some() {
        return Ok(());
    }
    if let Ok(marshaler) = object.cast::<IMarshal>() {
        // SAFETY: a call with arguments of its types.
        unsafe { marshaler.DisconnectObject(0) }.ok()?;
    }
    if let Some(manager) = marshaled(&apartment, &object.cast()?) {
        manager.disconnect();
    }
    Ok(())
}

/// Holds an object for its outside connections (`lock` TRUE), or gives such a hold up (FALSE): as a connection of its own
/// that no client owns. Of a proxy, this process's hold on the remote object.
///
/// With `last_unlock_releases` TRUE the end of the last hold ends the weak connections too: those of an object that has
/// weak references (IWeakReferenceSource) excepted, which end with the object.
///
/// # Errors
/// E_INVALIDARG: a null pointer. CO_E_NOTINITIALIZED. A FALSE without TRUE before does nothing.
#[unsafe(no_mangle)]
pub extern "system" fn CoLockObjectExternal(
    object: Ref<'_, IUnknown>,
    lock: BOOL,
    last_unlock_releases: BOOL,
) -> HRESULT {
    answer(lock_external(&object, lock.as_bool(), last_unlock_releases.as_bool()))
}

fn lock_external(object: &Ref<'_, IUnknown>, lock: bool, last_unlock_releases: bool) -> Result<()> {
    let apartment = apartment::current()?;
    let object = object.as_ref().ok_or(Error::InvalidArgument("null object"))?;
    // SAFETY: a live interface pointer.
    if let Some(manager) = unsafe { OwnedManager::of(object.as_raw()) } {
        let purpose = Purpose::Lock { oid: manager.oid() };
        if lock {
            import::keep(purpose, manager);
        } else {
            import::let_go(purpose);
        }
        return Ok(());
    }
    if lock {
        return super::lock_external(&apartment, object);
    }
    if let Some(manager) = marshaled(&apartment, &object.cast()?) {
        manager.unlock_external(last_unlock_releases);
    }
    Ok(())
}

/// Tells whether calls can reach an object: TRUE for an object that is here; for a proxy, while its server lives and
/// neither side has disconnected it as far as is known here.
///
/// # Safety
/// The pointer is null or a live interface pointer.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoIsHandlerConnected(object: Ref<'_, IUnknown>) -> BOOL {
    let Some(object) = object.as_ref() else { return false.into() };
    // SAFETY: a live interface pointer.
    unsafe { OwnedManager::of(object.as_raw()) }.is_none_or(|manager| manager.is_connected()).into()
}

/// How many interfaces of this process's objects are marshaled now.
#[unsafe(no_mangle)]
pub extern "system" fn OxcomMarshaledInterfaces() -> u64 {
    table::len() as u64
}
