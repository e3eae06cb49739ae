//! A pointer in a stream, for one other apartment.

use std::ffi::c_void;

use oxcom_abi::{IStream, MSHCTX_INPROC, MSHLFLAGS_NORMAL};
use windows_core::{GUID, HRESULT, IUnknown, Interface, Ref};

use crate::error::{Error, Result, answer};
use crate::marshal::{self, Destination, stream};

/// Marshals an object's interface `iid` for one other thread of the process, to a stream that stands at its start.
///
/// # Errors
/// E_INVALIDARG: a null pointer. As for CoMarshalInterface.
///
/// # Safety
/// The pointers are null or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoMarshalInterThreadInterfaceInStream(
    iid: *const GUID,
    object: Ref<'_, IUnknown>,
    out: *mut *mut c_void,
) -> HRESULT {
    if iid.is_null() || out.is_null() {
        return answer(Err(Error::InvalidArgument("CoMarshalInterThreadInterfaceInStream: null pointer")));
    }
    // SAFETY: neither is null.
    answer(unsafe {
        out.write(std::ptr::null_mut());
        marshaled(&*iid, object.as_ref()).map(|stream| out.write(stream.into_raw()))
    })
}

fn marshaled(iid: &GUID, object: Option<&IUnknown>) -> Result<IStream> {
    let object = object.ok_or(Error::InvalidArgument("null object"))?;
    let destination = Destination::Stream {
        context: MSHCTX_INPROC as u32,
        context_data: std::ptr::null(),
        flags: MSHLFLAGS_NORMAL as u32,
    };
    // SAFETY: an interface pointer that the caller may use here.
    let objref = unsafe { marshal::marshal(iid, object.as_raw(), destination) }?;
    stream::over(&objref).inspect_err(|_| drop(marshal::discard(&objref, None)))
}

/// Unmarshals from a stream, and releases the stream whatever comes of it.
///
/// # Errors
/// E_INVALIDARG: a null pointer. As for CoUnmarshalInterface.
///
/// # Safety
/// The pointers are null or what their types say; the caller gives its reference to the stream away.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoGetInterfaceAndReleaseStream(
    stream: *mut c_void,
    iid: *const GUID,
    out: *mut *mut c_void,
) -> HRESULT {
    // SAFETY: null, or an owned stream by contract.
    let stream = (!stream.is_null()).then(|| unsafe { IStream::from_raw(stream) });
    let (Some(stream), false) = (stream, out.is_null()) else {
        return answer(Err(Error::InvalidArgument("CoGetInterfaceAndReleaseStream: null pointer")));
    };
    // SAFETY: `out` is not null; the id is null or an id by contract.
    answer(unsafe {
        out.write(std::ptr::null_mut());
        marshal::functions::unmarshal_from(&stream, iid).map(|interface| out.write(interface))
    })
}
