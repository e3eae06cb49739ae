//! A calculator whose IMarshal is a part of it (COM aggregation).

use std::ffi::c_void;
use std::sync::atomic::{AtomicU32, Ordering};

use oxcom::abi::{self, IMarshal, SAFEARRAY};
use oxcom::com_core::IUnknown_Vtbl;
use oxcom::{GUID, HRESULT, IUnknown, Interface, Result};

use super::{ALIVE, ICalc, ICalc_Vtbl};

/// The object: its own IUnknown decides about all its interfaces, those of the part included.
#[repr(C)]
pub struct Parted {
    vtable: &'static ICalc_Vtbl,
    count: AtomicU32,
    part: Option<IUnknown>,
}

impl Parted {
    /// Makes an object without a part: one with the least that an object must have, no weak references above all.
    pub fn plain() -> ICalc {
        Self::make(|_| Ok(None))
    }

    /// Makes an object with the part that `part` makes for it.
    pub fn with(part: impl FnOnce(&IUnknown) -> Result<IUnknown>) -> ICalc {
        Self::make(|outer| part(outer).map(Some))
    }

    fn make(part: impl FnOnce(&IUnknown) -> Result<Option<IUnknown>>) -> ICalc {
        static VTABLE: ICalc_Vtbl = ICalc_Vtbl {
            base__: IUnknown_Vtbl { QueryInterface: query, AddRef: add_ref, Release: release },
            Add: add,
            Echo: echo,
            Sum: sum,
        };
        ALIVE.fetch_add(1, Ordering::SeqCst);
        let made = Box::into_raw(Box::new(Self { vtable: &VTABLE, count: AtomicU32::new(1), part: None }));
        // SAFETY: an owned pointer to an object that begins with a vtable of ICalc; nobody else knows it yet.
        unsafe {
            let calc = ICalc::from_raw(made.cast());
            (*made).part = part(&calc.cast().unwrap()).unwrap();
            calc
        }
    }
}

unsafe extern "system" fn query(this: *mut c_void, iid: *const GUID, out: *mut *mut c_void) -> HRESULT {
    // SAFETY: the arguments of QueryInterface.
    unsafe {
        if *iid == ICalc::IID || *iid == IUnknown::IID {
            out.write(this);
            add_ref(this);
            return abi::S_OK;
        }
        out.write(std::ptr::null_mut());
        match &(*this.cast::<Parted>()).part {
            Some(part) if *iid == IMarshal::IID => part.query(iid, out),
            _ => abi::E_NOINTERFACE,
        }
    }
}

unsafe extern "system" fn add_ref(this: *mut c_void) -> u32 {
    // SAFETY: called through the vtable of a live object.
    unsafe { &*this.cast::<Parted>() }.count.fetch_add(1, Ordering::SeqCst) + 1
}

unsafe extern "system" fn release(this: *mut c_void) -> u32 {
    // SAFETY: called through the vtable of a live object by an owner of a reference.
    let left = unsafe { &*this.cast::<Parted>() }.count.fetch_sub(1, Ordering::SeqCst) - 1;
    if left == 0 {
        ALIVE.fetch_sub(1, Ordering::SeqCst);
        // SAFETY: nobody else has a reference.
        drop(unsafe { Box::from_raw(this.cast::<Parted>()) });
    }
    left
}

unsafe extern "system" fn add(_this: *mut c_void, a: i32, b: i32, out: *mut i32) -> HRESULT {
    // SAFETY: writable, as an [out] argument.
    unsafe { out.write(a.wrapping_add(b)) };
    abi::S_OK
}

unsafe extern "system" fn echo(_this: *mut c_void, _: *mut c_void, _: *mut *mut c_void) -> HRESULT {
    abi::E_NOTIMPL
}

unsafe extern "system" fn sum(_this: *mut c_void, _: *const SAFEARRAY, _: *mut f64) -> HRESULT {
    abi::E_NOTIMPL
}
