//! IPropertyBag::Read(pszPropName, pVar, pErrorLog) as RemoteRead: the wanted type, which is in `*pVar` when Read is called, has a
//! parameter of its own.

use super::{Adapter, Send, argument};
use crate::memory::release;
use crate::native::Native;
use crate::variant::vt::{VT_BYREF, VT_DISPATCH, VT_EMPTY, VT_UNKNOWN};
use crate::variant::{RawVariant, is_supported};
use oxcom_abi::{E_POINTER, IPropertyBag};
use std::ffi::c_void;
use std::mem::transmute;
use windows_core::{HRESULT, Interface};

pub(super) static ADAPTERS: [Adapter; 1] = [Adapter {
    iid: IPropertyBag::IID,
    slot: 3,
    remote: 5,
    local: &[Native::Pointer, Native::Pointer, Native::Pointer],
    client,
    server,
}];

unsafe fn client(args: *const *mut c_void, send: Send<'_>) -> HRESULT {
    // SAFETY: the table points to the three local arguments; `*pVar` is initialised with the type that is wanted.
    unsafe {
        let variable: *mut RawVariant = argument(args, 1);
        if variable.is_null() {
            return E_POINTER;
        }
        // An object that is to be filled in goes along.
        let RawVariant { vt, value, .. } = variable.read_unaligned();
        let mut object = if matches!(vt, VT_UNKNOWN | VT_DISPATCH) { value[0] } else { 0 };
        let mut wanted = u32::from(vt);
        variable.write_unaligned(RawVariant::default());
        let table: [*mut c_void; 5] =
            [*args, *args.add(1), *args.add(2), (&raw mut wanted).cast(), (&raw mut object).cast()];
        let code = send(table.as_ptr());
        release(object as *mut c_void);
        code
    }
}

type Read = unsafe extern "system" fn(*mut c_void, *const u16, *mut RawVariant, *mut c_void) -> HRESULT;

unsafe fn server(object: *mut c_void, function: *const c_void, args: *const *mut c_void) -> HRESULT {
    // SAFETY: the function is the one in the slot of Read; the table points to the five remote arguments.
    unsafe {
        let read = transmute::<*const c_void, Read>(function);
        let (variable, wanted, given): (*mut RawVariant, u32, *mut c_void) =
            (argument(args, 1), argument(args, 3), argument(args, 4));
        let vt = u16::try_from(wanted).unwrap_or(VT_EMPTY);
        let is_object = matches!(vt, VT_UNKNOWN | VT_DISPATCH);
        if is_object && !given.is_null() {
            // The VARIANT owns what it holds; the argument stays the stub's.
            let vtable = *given.cast::<*const [*const c_void; 3]>();
            let add_ref: unsafe extern "system" fn(*mut c_void) -> u32 = transmute((*vtable)[1]);
            add_ref(given);
            *variable = RawVariant { vt, reserved: [0; 3], value: [given as u64, 0] };
        } else if vt & VT_BYREF == 0 && is_supported(vt) {
            *variable = RawVariant { vt, ..RawVariant::default() };
        }
        read(object, argument(args, 0), variable, argument(args, 2))
    }
}
