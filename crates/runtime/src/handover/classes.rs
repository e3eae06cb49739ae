//! The classes that the runtime itself brings.

use std::ffi::c_void;

use oxcom_abi::{CLASS_E_NOAGGREGATION, E_INVALIDARG, IClassFactory, IClassFactory_Impl};
use windows_core::{BOOL, GUID, IUnknown, Interface, Ref, Result, implement};

use super::table;
use crate::marshal::free_threaded::{self, CLSID_IN_PROC_FREE_MARSHALER};

/// The global interface table.
const CLSID_STD_GLOBAL_INTERFACE_TABLE: GUID = GUID::from_u128(0x00000323_0000_0000_C000_000000000046);

/// The class object of a class of the runtime.
pub(crate) fn class_object(clsid: &GUID) -> Option<IUnknown> {
    let create = match *clsid {
        CLSID_STD_GLOBAL_INTERFACE_TABLE => global_interface_table,
        CLSID_IN_PROC_FREE_MARSHALER => free_marshaler,
        _ => return None,
    };
    Some(IClassFactory::from(Factory { create }).into())
}

type Create = fn(Option<&IUnknown>) -> Result<IUnknown>;

#[implement(IClassFactory)]
struct Factory {
    create: Create,
}

fn global_interface_table(outer: Option<&IUnknown>) -> Result<IUnknown> {
    match outer {
        None => Ok(table::table().into()),
        Some(_) => Err(CLASS_E_NOAGGREGATION.into()),
    }
}

fn free_marshaler(outer: Option<&IUnknown>) -> Result<IUnknown> {
    Ok(free_threaded::create(outer))
}

impl IClassFactory_Impl for Factory_Impl {
    fn CreateInstance(
        &self,
        outer: Ref<'_, IUnknown>,
        iid: *const GUID,
        object: *mut *mut c_void,
    ) -> Result<()> {
        if iid.is_null() || object.is_null() {
            return Err(E_INVALIDARG.into());
        }
        // SAFETY: neither is null.
        unsafe {
            object.write(std::ptr::null_mut());
            if !outer.is_null() && *iid != IUnknown::IID {
                return Err(CLASS_E_NOAGGREGATION.into());
            }
            (self.create)(outer.as_ref())?.query(iid, object).ok()
        }
    }

    fn LockServer(&self, _lock: BOOL) -> Result<()> {
        Ok(())
    }
}
