//! The standard marshaler as an object: what CoGetStandardMarshal gives.

use std::ffi::c_void;

use oxcom_abi::{IMarshal, IMarshal_Impl, IStream};
use windows_core::{GUID, IUnknown, Interface, Ref, Result, implement};

use super::CLSID_STD_MARSHAL;
use super::functions::{marshal_to, release_from, standard_size_max, unmarshal_from};
use crate::{apartment, error, export};

/// Marshals an object by proxy and stub, whatever the object itself would choose.
#[implement(IMarshal, Agile = false)]
pub(super) struct StandardMarshaler {
    object: Option<IUnknown>,
}

impl StandardMarshaler {
    pub(super) fn new(object: Option<IUnknown>) -> Self {
        Self { object }
    }

    fn object(&self, given: *const c_void) -> *mut c_void {
        match &self.object {
            _ if !given.is_null() => given.cast_mut(),
            Some(object) => object.as_raw(),
            None => std::ptr::null_mut(),
        }
    }
}

impl IMarshal_Impl for StandardMarshaler_Impl {
    fn GetUnmarshalClass(
        &self,
        _iid: *const GUID,
        _object: *const c_void,
        _context: u32,
        _context_data: *const c_void,
        _flags: u32,
    ) -> Result<GUID> {
        Ok(CLSID_STD_MARSHAL)
    }

    fn GetMarshalSizeMax(
        &self,
        _iid: *const GUID,
        _object: *const c_void,
        _context: u32,
        _context_data: *const c_void,
        _flags: u32,
    ) -> Result<u32> {
        Ok(standard_size_max())
    }

    fn MarshalInterface(
        &self,
        into: Ref<'_, IStream>,
        iid: *const GUID,
        object: *const c_void,
        context: u32,
        context_data: *const c_void,
        flags: u32,
    ) -> Result<()> {
        // SAFETY: the arguments of IMarshal::MarshalInterface are those of CoMarshalInterface.
        let done = unsafe { marshal_to(&into, iid, self.object(object), context, context_data, flags, true) };
        error::answer(done).ok()
    }

    fn UnmarshalInterface(
        &self,
        from: Ref<'_, IStream>,
        iid: *const GUID,
        out: *mut *mut c_void,
    ) -> Result<()> {
        if out.is_null() {
            return Err(oxcom_abi::E_POINTER.into());
        }
        // SAFETY: the arguments of IMarshal::UnmarshalInterface are those of CoUnmarshalInterface; `out` is not null.
        error::answer(unsafe {
            out.write(std::ptr::null_mut());
            unmarshal_from(&from, iid).map(|interface| out.write(interface))
        })
        .ok()
    }

    fn ReleaseMarshalData(&self, from: Ref<'_, IStream>) -> Result<()> {
        error::answer(release_from(&from)).ok()
    }

    fn DisconnectObject(&self, _reserved: u32) -> Result<()> {
        if let Some(object) = &self.object
            && let Ok(identity) = object.cast::<IUnknown>()
            && let Ok(apartment) = apartment::current()
            && let Some(manager) = export::marshaled(&apartment, &identity)
        {
            manager.disconnect();
        }
        Ok(())
    }
}
