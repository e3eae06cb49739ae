//! IEnumX::Next(celt, rgelt, pceltFetched) as RemoteNext: a caller that asks for one element need not ask how many came, but
//! the wire has to say it.

use super::{Adapter, Send, argument, send_with_numbers};
use crate::native::Native;
use oxcom_abi::{E_INVALIDARG, S_OK};
use oxcom_abi::{
    IEnumConnectionPoints, IEnumConnections, IEnumMoniker, IEnumString, IEnumUnknown, IEnumVARIANT,
};
use oxcom_typeinfo::plan::Scalar;
use std::ffi::c_void;
use std::mem::transmute;
use windows_core::{GUID, HRESULT, Interface};

pub(super) static ADAPTERS: [Adapter; 6] = [
    next(IEnumVARIANT::IID),
    next(IEnumUnknown::IID),
    next(IEnumString::IID),
    next(IEnumMoniker::IID),
    next(IEnumConnections::IID),
    next(IEnumConnectionPoints::IID),
];

const fn next(iid: GUID) -> Adapter {
    let local = &[Native::Scalar(Scalar::U32), Native::Pointer, Native::Pointer];
    Adapter { iid, slot: 3, remote: 3, local, client, server }
}

unsafe fn client(args: *const *mut c_void, send: Send<'_>) -> HRESULT {
    // SAFETY: the table points to the three local arguments, the last of them a pointer to a number.
    unsafe {
        let (count, fetched): (u32, *mut u32) = (argument(args, 0), argument(args, 2));
        if count != 1 && fetched.is_null() {
            return E_INVALIDARG;
        }
        send_with_numbers::<3, 1>(args, send)
    }
}

type Next = unsafe extern "system" fn(*mut c_void, u32, *mut c_void, *mut u32) -> HRESULT;

unsafe fn server(object: *mut c_void, function: *const c_void, args: *const *mut c_void) -> HRESULT {
    // SAFETY: the function is the one in the slot of Next; the table points to the three remote arguments.
    unsafe {
        let next = transmute::<*const c_void, Next>(function);
        let (count, fetched): (u32, *mut u32) = (argument(args, 0), argument(args, 2));
        let code = next(object, count, argument(args, 1), fetched);
        if code == S_OK {
            *fetched = count; // some enumerators do not say it when it is all that was asked for
        }
        code
    }
}
