//! The IMarshal of every proxy: the standard marshaler, as an interface of the proxy manager.

use std::ffi::c_void;

use oxcom_abi::{E_POINTER, IMarshal_Vtbl, IStream, S_OK};
use windows_core::{GUID, HRESULT, IUnknown_Vtbl, Interface};

use super::CLSID_STD_MARSHAL;
use super::aggregate::Target;
use super::functions::{marshal_to, release_from, standard_size_max, unmarshal_from};
use crate::error::{Error, Result, answer};
use crate::import::ProxyManager;

/// The functions behind the second vtable of a proxy manager.
pub(crate) fn vtable() -> &'static IMarshal_Vtbl {
    static VTABLE: IMarshal_Vtbl = IMarshal_Vtbl {
        base__: IUnknown_Vtbl { QueryInterface: query_interface, AddRef: add_ref, Release: release },
        GetUnmarshalClass: unmarshal_class,
        GetMarshalSizeMax: size_max,
        MarshalInterface: marshal,
        UnmarshalInterface: unmarshal,
        ReleaseMarshalData: release_data,
        DisconnectObject: disconnect,
    };
    &VTABLE
}

/// The object's IUnknown.
fn unknown(this: *mut c_void) -> *mut c_void {
    ProxyManager::of_marshal(this).cast_mut().cast()
}

unsafe extern "system" fn query_interface(
    this: *mut c_void,
    iid: *const GUID,
    out: *mut *mut c_void,
) -> HRESULT {
    let this = unknown(this);
    // SAFETY: called through the vtable of a live manager, which begins with the vtable of IUnknown.
    unsafe { ((**this.cast::<*const IUnknown_Vtbl>()).QueryInterface)(this, iid, out) }
}

unsafe extern "system" fn add_ref(this: *mut c_void) -> u32 {
    let this = unknown(this);
    // SAFETY: as above.
    unsafe { ((**this.cast::<*const IUnknown_Vtbl>()).AddRef)(this) }
}

unsafe extern "system" fn release(this: *mut c_void) -> u32 {
    let this = unknown(this);
    // SAFETY: as above.
    unsafe { ((**this.cast::<*const IUnknown_Vtbl>()).Release)(this) }
}

unsafe extern "system" fn unmarshal_class(
    _this: *mut c_void,
    _iid: *const GUID,
    _object: *const c_void,
    _context: u32,
    _context_data: *const c_void,
    _flags: u32,
    out: *mut GUID,
) -> HRESULT {
    if out.is_null() {
        return E_POINTER;
    }
    // SAFETY: not null, so writable by the contract of GetUnmarshalClass.
    unsafe { out.write(CLSID_STD_MARSHAL) };
    S_OK
}

unsafe extern "system" fn size_max(
    _this: *mut c_void,
    _iid: *const GUID,
    _object: *const c_void,
    _context: u32,
    _context_data: *const c_void,
    _flags: u32,
    out: *mut u32,
) -> HRESULT {
    if out.is_null() {
        return E_POINTER;
    }
    // SAFETY: not null, so writable by the contract of GetMarshalSizeMax.
    unsafe { out.write(standard_size_max()) };
    S_OK
}

unsafe extern "system" fn marshal(
    this: *mut c_void,
    into: *mut c_void,
    iid: *const GUID,
    _object: *const c_void,
    context: u32,
    context_data: *const c_void,
    flags: u32,
) -> HRESULT {
    let target = Target { context, context_data, flags };
    // SAFETY: called through the vtable of a live manager with the arguments of MarshalInterface.
    answer(unsafe { borrow(&into).and_then(|into| marshal_to(into, iid, unknown(this), target, true)) })
}

unsafe extern "system" fn unmarshal(
    _this: *mut c_void,
    from: *mut c_void,
    iid: *const GUID,
    out: *mut *mut c_void,
) -> HRESULT {
    if out.is_null() {
        return E_POINTER;
    }
    // SAFETY: called with the arguments of UnmarshalInterface; `out` is not null.
    answer(unsafe {
        out.write(std::ptr::null_mut());
        borrow(&from).and_then(|from| unmarshal_from(from, iid)).map(|interface| out.write(interface))
    })
}

unsafe extern "system" fn release_data(_this: *mut c_void, from: *mut c_void) -> HRESULT {
    // SAFETY: called with the arguments of ReleaseMarshalData.
    answer(unsafe { borrow(&from) }.and_then(release_from))
}

unsafe extern "system" fn disconnect(this: *mut c_void, _reserved: u32) -> HRESULT {
    // SAFETY: called through the vtable of a live manager.
    unsafe { &*ProxyManager::of_marshal(this) }.disconnect();
    S_OK
}

/// # Safety
/// Null, or a live stream.
unsafe fn borrow(stream: &*mut c_void) -> Result<&IStream> {
    // SAFETY: by contract.
    unsafe { IStream::from_raw_borrowed(stream) }.ok_or(Error::InvalidArgument("null stream"))
}
