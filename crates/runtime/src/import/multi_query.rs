//! The IMultiQI of every proxy: several interfaces of the object, asked for in one message.

use std::ffi::c_void;

use oxcom_abi::{E_INVALIDARG, E_NOINTERFACE, IMultiQI_Vtbl, MULTI_QI, S_FALSE, S_OK};
use windows_core::{GUID, HRESULT, IUnknown, IUnknown_Vtbl, Interface};

use super::ProxyManager;
use crate::error::answer;

/// The functions behind the third vtable of a proxy manager.
pub(super) fn vtable() -> &'static IMultiQI_Vtbl {
    static VTABLE: IMultiQI_Vtbl = IMultiQI_Vtbl {
        base__: IUnknown_Vtbl { QueryInterface: query_interface, AddRef: add_ref, Release: release },
        QueryMultipleInterfaces: query_multiple_interfaces,
    };
    &VTABLE
}

/// # Safety
/// `this` is the IMultiQI of a live manager.
unsafe fn manager<'a>(this: *mut c_void) -> &'a ProxyManager {
    // SAFETY: by contract.
    unsafe { &*ProxyManager::of_multi_query(this) }
}

unsafe extern "system" fn query_interface(
    this: *mut c_void,
    iid: *const GUID,
    out: *mut *mut c_void,
) -> HRESULT {
    // SAFETY: called through the vtable of a live manager, with the arguments of QueryInterface.
    unsafe { manager(this).query_interface(iid, out) }
}

unsafe extern "system" fn add_ref(this: *mut c_void) -> u32 {
    // SAFETY: called through the vtable of a live manager.
    unsafe { manager(this) }.add_ref()
}

unsafe extern "system" fn release(this: *mut c_void) -> u32 {
    // SAFETY: called through the vtable of a live manager by an owner of a reference.
    unsafe { ProxyManager::release(ProxyManager::of_multi_query(this)) }
}

/// S_OK: all of the interfaces are there. S_FALSE: some. E_NOINTERFACE: none. Each entry says its own.
unsafe extern "system" fn query_multiple_interfaces(
    this: *mut c_void,
    count: u32,
    entries: *mut MULTI_QI,
) -> HRESULT {
    if count == 0 {
        return S_OK; // all there are
    }
    if entries.is_null() || count > u32::from(u16::MAX) {
        return E_INVALIDARG;
    }
    // SAFETY: called through the vtable of a live manager; as many entries as `count` says, by contract.
    let (manager, entries) =
        unsafe { (manager(this), std::slice::from_raw_parts_mut(entries, count as usize)) };
    // SAFETY: null, or an id by contract.
    let wanted: Vec<GUID> =
        entries.iter().filter_map(|entry| unsafe { entry.pIID.as_ref() }).copied().collect();
    // What cannot be had is found out again for each entry below.
    if let Err(error) = manager.fetch(&wanted) {
        tracing::debug!(%error, "the interfaces were not fetched");
    }
    let found = entries.iter_mut().map(|entry| query_one(manager, entry)).filter(|found| *found).count();
    match found {
        0 => E_NOINTERFACE,
        all if all == entries.len() => S_OK,
        _ => S_FALSE,
    }
}

fn query_one(manager: &ProxyManager, entry: &mut MULTI_QI) -> bool {
    // SAFETY: null, or an id by contract.
    let found = match unsafe { entry.pIID.as_ref() } {
        Some(iid) => manager.query_fetched(iid).map_err(|error| answer(Err(error))),
        None => Err(E_INVALIDARG),
    };
    entry.hr = found.err().unwrap_or(S_OK);
    // SAFETY: an owned interface pointer, which begins with the functions of IUnknown.
    entry.pItf = std::mem::ManuallyDrop::new(found.ok().map(|found| unsafe { IUnknown::from_raw(found) }));
    entry.hr.is_ok()
}
