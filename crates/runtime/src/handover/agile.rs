//! Agile references: an interface pointer that any thread may keep, and resolve in its own apartment.

use std::ffi::c_void;

use oxcom_abi::{
    AGILEREFERENCE_DEFAULT, AGILEREFERENCE_DELAYEDMARSHAL, AgileReferenceOptions, CO_E_NOT_SUPPORTED,
    E_INVALIDARG, IAgileReference, IAgileReference_Impl, INoMarshal,
};
use windows_core::{GUID, HRESULT, IUnknown, Interface, Ref, Result as ComResult, implement};

use super::shared::Shared;
use crate::error::{Error, Result, answer};

/// Makes an agile reference of an object's interface `iid`.
///
/// The object is marshaled at once, also with AGILEREFERENCE_DELAYEDMARSHAL, which only says that it need not be.
///
/// # Errors
/// E_INVALIDARG: a null pointer, or unknown options. E_NOINTERFACE. CO_E_NOT_SUPPORTED: the object says that it must not
/// be marshaled (INoMarshal). CO_E_NOTINITIALIZED. As for CoMarshalInterface.
///
/// # Safety
/// The pointers are null or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn RoGetAgileReference(
    options: AgileReferenceOptions,
    iid: *const GUID,
    object: Ref<'_, IUnknown>,
    out: *mut *mut c_void,
) -> HRESULT {
    if iid.is_null() || out.is_null() {
        return answer(Err(Error::InvalidArgument("RoGetAgileReference: null pointer")));
    }
    // SAFETY: neither is null.
    answer(unsafe {
        out.write(std::ptr::null_mut());
        make(options, &*iid, object.as_ref()).map(|made| out.write(made.into_raw()))
    })
}

fn make(options: AgileReferenceOptions, iid: &GUID, object: Option<&IUnknown>) -> Result<IAgileReference> {
    let object = object.ok_or(Error::InvalidArgument("RoGetAgileReference: null object"))?;
    if !matches!(options, AGILEREFERENCE_DEFAULT | AGILEREFERENCE_DELAYEDMARSHAL) {
        return Err(Error::InvalidArgument("RoGetAgileReference: AGILEREFERENCE_*"));
    }
    if object.cast::<INoMarshal>().is_ok() {
        return Err(Error::Answered(CO_E_NOT_SUPPORTED));
    }
    Ok(AgileReference { shared: Shared::new(iid, object)? }.into())
}

#[implement(IAgileReference)]
struct AgileReference {
    shared: Shared,
}

impl IAgileReference_Impl for AgileReference_Impl {
    fn Resolve(&self, iid: *const GUID, out: *mut *mut c_void) -> ComResult<()> {
        if iid.is_null() || out.is_null() {
            return Err(E_INVALIDARG.into());
        }
        // SAFETY: neither is null.
        answer(unsafe {
            out.write(std::ptr::null_mut());
            self.shared.get(&*iid).map(|interface| out.write(interface))
        })
        .ok()
    }
}
