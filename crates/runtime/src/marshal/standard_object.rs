//! The standard marshaler as an object: what CoGetStandardMarshal gives, and, as a part of the user's object,
//! CoGetStdMarshalEx.

use std::ffi::c_void;

use oxcom_abi::{IMarshal, IStream, SMEXF_HANDLER, SMEXF_SERVER};
use windows_core::{GUID, HRESULT, IUnknown, Interface, Ref};

use super::CLSID_STD_MARSHAL;
use super::aggregate::{Aggregate, Marshaler, Target};
use super::functions::{marshal_to, release_from, standard_size_max, unmarshal_from};
use crate::error::{Error, Result, answer};
use crate::{apartment, export, import};

/// Marshals an object by proxy and stub, whatever the object itself would choose.
struct Standard {
    /// The object that is marshaled when its IMarshal is not told of one.
    object: Option<Object>,
}

/// What CoGetStandardMarshal was given.
struct Object(IUnknown);

// SAFETY: like any interface pointer it is used where its owner may use it: the marshaler goes with the apartment's rules.
unsafe impl Send for Object {}
// SAFETY: as above.
unsafe impl Sync for Object {}

impl Standard {
    /// The object that a call is about.
    fn object(&self, outer: *mut c_void, given: *mut c_void) -> *mut c_void {
        match &self.object {
            _ if !given.is_null() => given,
            Some(object) => object.0.as_raw(),
            None => outer,
        }
    }
}

impl Marshaler for Standard {
    fn unmarshal_class(&self, _target: Target) -> GUID {
        CLSID_STD_MARSHAL
    }

    fn size_max(&self, _target: Target) -> u32 {
        standard_size_max()
    }

    unsafe fn marshal(
        &self,
        outer: *mut c_void,
        into: &IStream,
        iid: &GUID,
        object: *mut c_void,
        target: Target,
    ) -> Result<()> {
        // SAFETY: by contract.
        unsafe { marshal_to(into, iid, self.object(outer, object), target, true) }
    }

    fn unmarshal(&self, from: &IStream, iid: *const GUID) -> Result<*mut c_void> {
        // SAFETY: null or an id, by the contract of UnmarshalInterface.
        unsafe { unmarshal_from(from, iid) }
    }

    fn release_data(&self, from: &IStream) -> Result<()> {
        release_from(from)
    }

    unsafe fn disconnect(&self, outer: *mut c_void) -> Result<()> {
        let object = self.object(outer, std::ptr::null_mut());
        // SAFETY: null, or a live object by contract.
        if let Some(object) = unsafe { IUnknown::from_raw_borrowed(&object) }
            && let Some(manager) = export::marshaled(&*apartment::current()?, &object.cast()?)
        {
            manager.disconnect();
        }
        Ok(())
    }
}

/// Gives the standard marshaler for an object, so that an IMarshal of the object's own can hand on to it. With a null
/// object it unmarshals.
///
/// # Errors
/// E_INVALIDARG: a null pointer.
///
/// # Safety
/// As for CoMarshalInterface.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoGetStandardMarshal(
    iid: *const GUID,
    object: Ref<'_, IUnknown>,
    _context: u32,
    _context_data: *const c_void,
    _flags: u32,
    out: *mut *mut c_void,
) -> HRESULT {
    if iid.is_null() || out.is_null() {
        return answer(Err(Error::InvalidArgument("CoGetStandardMarshal: null pointer")));
    }
    let marshaler: IMarshal =
        Aggregate::alone(Standard { object: object.as_ref().map(|object| Object(object.clone())) });
    // SAFETY: not null, so writable by contract.
    unsafe { out.write(marshaler.into_raw()) };
    oxcom_abi::S_OK
}

/// Makes the standard marshaler a part of an object: its IUnknown comes back, and the object hands queries for IMarshal on
/// to it, or to an IMarshal of its own that does so for some interfaces and not for others. SMEXF_HANDLER is for a handler that
/// the runtime creates as a part of an object's proxies: through the part it reaches the object by every interface that this
/// has.
///
/// # Errors
/// E_INVALIDARG: a null pointer, or flags that are not SMEXF_*.
///
/// # Safety
/// The pointers are null or what their types say; the outer object outlives the part.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoGetStdMarshalEx(
    outer: Ref<'_, IUnknown>,
    flags: u32,
    out: *mut *mut c_void,
) -> HRESULT {
    if out.is_null() {
        return answer(Err(Error::InvalidArgument("CoGetStdMarshalEx: null result")));
    }
    // SAFETY: not null, so writable by contract.
    answer(unsafe {
        out.write(std::ptr::null_mut());
        part(&outer, flags).map(|part| out.write(part.into_raw()))
    })
}

fn part(outer: &Ref<'_, IUnknown>, flags: u32) -> Result<IUnknown> {
    let outer = outer.as_ref().ok_or(Error::InvalidArgument("CoGetStdMarshalEx: null outer object"))?;
    match flags as i32 {
        SMEXF_SERVER => Ok(Aggregate::create(Standard { object: None }, Some(outer))),
        // SAFETY: a live interface pointer. A handler that was created by itself has no object to reach: its part marshals.
        SMEXF_HANDLER => Ok(unsafe { import::part_of_handler(outer.as_raw()) }
            .unwrap_or_else(|| Aggregate::create(Standard { object: None }, Some(outer)))),
        _ => Err(Error::InvalidArgument("CoGetStdMarshalEx: SMEXF_SERVER or SMEXF_HANDLER")),
    }
}
