//! CoDisconnectObject, and a look at how much is exported.

use oxcom_abi::IMarshal;
use windows_core::{HRESULT, IUnknown, Interface, Ref};

use super::{marshaled, table};
use crate::apartment;
use crate::error::{Error, Result, answer};

/// Cuts all remote clients of an object off: their calls answer RPC_E_DISCONNECTED from now on. An object with an IMarshal
/// of its own is told by IMarshal::DisconnectObject.
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
    if let Ok(marshaler) = object.cast::<IMarshal>() {
        // SAFETY: a call with arguments of its types.
        unsafe { marshaler.DisconnectObject(0) }.ok()?;
    }
    if let Some(manager) = marshaled(&apartment, &object.cast()?) {
        manager.disconnect();
    }
    Ok(())
}

/// How many interfaces of this process's objects are marshaled now.
#[unsafe(no_mangle)]
pub extern "system" fn OxcomMarshaledInterfaces() -> u64 {
    table::len() as u64
}
