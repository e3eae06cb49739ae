//! Which class makes the proxies and stubs of an interface.

use std::collections::HashMap;
use std::sync::{LazyLock, PoisonError, RwLock};

use oxcom_abi::{IDispatch, REGDB_E_IIDNOTREG, S_OK};
use windows_core::{GUID, HRESULT, Interface};

use crate::error::{Error, Result, answer};
use crate::{apartment, interfaces, process};

/// Makes proxies and stubs of type libraries: what the interfaces of components have that bring none of their own.
const CLSID_PS_OA_INTERFACE: GUID = GUID::from_u128(0x00020424_0000_0000_C000_000000000046);
/// The same for dispinterfaces, and for IDispatch itself.
const CLSID_PS_DISPATCH: GUID = GUID::from_u128(0x00020420_0000_0000_C000_000000000046);
/// Makes proxies and stubs of COM's own interfaces.
const CLSID_PS_FACTORY_BUFFER: GUID = GUID::from_u128(0x00000320_0000_0000_C000_000000000046);

/// What CoRegisterPSClsid was told. Guarded by its lock, never held while calling out.
static REGISTERED: LazyLock<RwLock<HashMap<GUID, GUID>>> = LazyLock::new(RwLock::default);

/// The class of a component's own that makes the proxies and stubs of an interface; none: they are made here.
pub(crate) fn class_of(iid: &GUID) -> Option<GUID> {
    let own =
        |class: &GUID| !matches!(*class, CLSID_PS_OA_INTERFACE | CLSID_PS_DISPATCH | CLSID_PS_FACTORY_BUFFER);
    named(iid).filter(own)
}

fn named(iid: &GUID) -> Option<GUID> {
    let registered = REGISTERED.read().unwrap_or_else(PoisonError::into_inner).get(iid).copied();
    registered.or_else(|| process::registry().interface(iid)?.proxy_stub)
}

fn find(iid: &GUID) -> Result<GUID> {
    if let Some(class) = named(iid) {
        return Ok(class);
    }
    if *iid == IDispatch::IID {
        return Ok(CLSID_PS_DISPATCH);
    }
    interfaces::plan(iid).map_err(|_| Error::Answered(REGDB_E_IIDNOTREG))?;
    let component = process::registry().interface(iid).is_some();
    Ok(if component { CLSID_PS_OA_INTERFACE } else { CLSID_PS_FACTORY_BUFFER })
}

/// Tells which class makes the proxies and stubs of an interface: a component's own, or the one of the system that makes
/// them of descriptions.
///
/// # Errors
/// E_INVALIDARG: a null pointer. CO_E_NOTINITIALIZED. REGDB_E_IIDNOTREG: nothing is known of the interface.
///
/// # Safety
/// The pointers are null or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoGetPSClsid(iid: *const GUID, class: *mut GUID) -> HRESULT {
    if iid.is_null() || class.is_null() {
        return answer(Err(Error::InvalidArgument("CoGetPSClsid: null pointer")));
    }
    // SAFETY: neither is null.
    answer(unsafe { apartment::current().and_then(|_| find(&*iid)).map(|found| class.write(found)) })
}

/// Says for this process which class makes the proxies and stubs of an interface. The class is registered as an in-process
/// one, or by CoRegisterClassObject in each apartment that marshals the interface. Stubs and proxies that exist stay as
/// they are.
///
/// # Errors
/// E_INVALIDARG: a null pointer. CO_E_NOTINITIALIZED.
///
/// # Safety
/// The pointers are null or point to ids.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoRegisterPSClsid(iid: *const GUID, class: *const GUID) -> HRESULT {
    if iid.is_null() || class.is_null() {
        return answer(Err(Error::InvalidArgument("CoRegisterPSClsid: null pointer")));
    }
    if let Err(error) = apartment::current() {
        return answer(Err(error));
    }
    // SAFETY: neither is null.
    let (iid, class) = unsafe { (*iid, *class) };
    REGISTERED.write().unwrap_or_else(PoisonError::into_inner).insert(iid, class);
    interfaces::forget(&iid);
    S_OK
}
