//! IClassFactory::CreateInstance(punkOuter, riid, ppvObject) as RemoteCreateInstance(riid, ppvObject): an object in another
//! process cannot be aggregated.

use super::{Adapter, Send, argument};
use crate::native::Native;
use oxcom_abi::{CLASS_E_NOAGGREGATION, E_POINTER, IClassFactory};
use std::ffi::c_void;
use std::mem::transmute;
use windows_core::{GUID, HRESULT, Interface};

pub(super) static ADAPTERS: [Adapter; 1] = [Adapter {
    iid: IClassFactory::IID,
    slot: 3,
    remote: 2,
    local: &[Native::Pointer, Native::Pointer, Native::Pointer],
    client,
    server,
}];

unsafe fn client(args: *const *mut c_void, send: Send<'_>) -> HRESULT {
    // SAFETY: the table points to the three local arguments.
    unsafe {
        let outer: *mut c_void = argument(args, 0);
        let object: *mut *mut c_void = argument(args, 2);
        if object.is_null() {
            return E_POINTER;
        }
        if !outer.is_null() {
            *object = std::ptr::null_mut();
            return CLASS_E_NOAGGREGATION;
        }
        send(args.add(1))
    }
}

type CreateInstance =
    unsafe extern "system" fn(*mut c_void, *mut c_void, *const GUID, *mut *mut c_void) -> HRESULT;

unsafe fn server(object: *mut c_void, function: *const c_void, args: *const *mut c_void) -> HRESULT {
    // SAFETY: the function is the one in the slot of CreateInstance; the table points to the two remote arguments.
    unsafe {
        let create = transmute::<*const c_void, CreateInstance>(function);
        create(object, std::ptr::null_mut(), argument(args, 0), argument(args, 1))
    }
}
