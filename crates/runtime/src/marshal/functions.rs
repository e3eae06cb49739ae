//! CoMarshalInterface and its kin.

use std::ffi::c_void;

use oxcom_abi::{
    CO_E_OBJNOTREG, E_POINTER, IMarshal, IStream, MSHLFLAGS_NOPING, MSHLFLAGS_TABLESTRONG,
    MSHLFLAGS_TABLEWEAK, STG_E_INVALIDPOINTER,
};
use oxcom_wire::objref::{CUSTOM_HEADER_LEN, HEADER_LEN, STD_LEN};
use windows_core::{GUID, HRESULT, IUnknown, Interface, Ref};

use super::aggregate::Target;
use super::{Destination, context_shares_memory, marshal, marshal_standard, stream, unmarshal};
use crate::apartment;
use crate::call::carried;
use crate::error::{Error, Result, answer};

/// How much an OBJREF_STANDARD may take: its fixed parts and the longest address of a socket.
const STANDARD_SIZE_MAX: u32 = (HEADER_LEN + STD_LEN + 4 + 2 * (128 + 4)) as u32;

/// Writes what another apartment needs to get a pointer to the object's interface `iid`.
///
/// `context` is an MSHCTX_*, `flags` an MSHLFLAGS_*. The object's IMarshal is asked first.
///
/// # Errors
/// E_INVALIDARG: a null pointer, or unknown flags. CO_E_NOTINITIALIZED. E_NOINTERFACE: the object lacks the interface, or
/// nothing describes it. What the stream or the object's IMarshal answers.
///
/// # Safety
/// The pointers are null or what their types say; `context_data` is what the object's marshaler expects.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoMarshalInterface(
    into: Ref<'_, IStream>,
    iid: *const GUID,
    object: *mut c_void,
    context: u32,
    context_data: *const c_void,
    flags: u32,
) -> HRESULT {
    // SAFETY: by contract.
    answer(unsafe {
        stream::required(&into)
            .and_then(|into| marshal_to(into, iid, object, Target { context, context_data, flags }, false))
    })
}

/// Marshals to a stream; `standard` passes the object's IMarshal over.
///
/// # Safety
/// As for [`CoMarshalInterface`].
pub(super) unsafe fn marshal_to(
    into: &IStream,
    iid: *const GUID,
    object: *mut c_void,
    target: Target,
    standard: bool,
) -> Result<()> {
    apartment::current()?;
    let Target { context, context_data, flags } = target;
    if iid.is_null() || object.is_null() {
        return Err(Error::InvalidArgument("CoMarshalInterface: null object or interface id"));
    }
    check_flags(flags)?;
    let carried = carried(into.as_raw());
    let destination = match &carried {
        Some(carried) => Destination::Message {
            link: &carried.link,
            direction: carried.direction,
            shares_memory: carried.shares_memory && context_shares_memory(context),
        },
        None => Destination::Stream { context, context_data, flags },
    };
    // SAFETY: by contract; neither is null.
    let objref = unsafe {
        if standard {
            marshal_standard(&*iid, object, destination)
        } else {
            marshal(&*iid, object, destination)
        }
    }?;
    stream::write_all(into, &objref).inspect_err(|_| {
        let _ = match &carried {
            Some(carried) => super::unsend(&objref, &carried.link),
            None => super::discard(&objref, None),
        };
    })
}

/// MSHLFLAGS_*: at most one kind of table, with or without NOPING.
pub(super) fn check_flags(flags: u32) -> Result<()> {
    let tables = (MSHLFLAGS_TABLESTRONG | MSHLFLAGS_TABLEWEAK) as u32;
    if flags & !(tables | MSHLFLAGS_NOPING as u32) != 0 || flags & tables == tables {
        return Err(Error::InvalidArgument("MSHLFLAGS_*: NORMAL, TABLESTRONG or TABLEWEAK, and NOPING"));
    }
    Ok(())
}

/// Reads what CoMarshalInterface wrote, and gives a pointer to the object's interface `iid`: the object itself in its own
/// apartment, else a proxy or what the object's unmarshal class made.
///
/// # Errors
/// E_INVALIDARG: a null pointer. CO_E_NOTINITIALIZED. STG_E_READFAULT: the stream is too short. RPC_E_INVALID_OBJREF: it
/// holds something else. CO_E_OBJNOTCONNECTED: the pointer has been unmarshaled before, was released, or the object is gone or
/// disconnected; for a pointer of MSHLFLAGS_TABLEWEAK, CO_E_OBJNOTREG.
/// HRESULT_FROM_WIN32(RPC_S_SERVER_UNAVAILABLE): its process is gone. REGDB_E_CLASSNOTREG, E_ACCESSDENIED: its unmarshal
/// class is not registered, or not as a marshaler.
///
/// # Safety
/// The pointers are null or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoUnmarshalInterface(
    from: Ref<'_, IStream>,
    iid: *const GUID,
    out: *mut *mut c_void,
) -> HRESULT {
    if out.is_null() {
        return answer(Err(Error::InvalidArgument("CoUnmarshalInterface: null result")));
    }
    // SAFETY: by contract; `out` is not null.
    answer(unsafe {
        out.write(std::ptr::null_mut());
        stream::required(&from)
            .and_then(|from| unmarshal_from(from, iid))
            .map(|interface| out.write(interface))
    })
}

/// # Safety
/// As for [`CoUnmarshalInterface`].
pub(crate) unsafe fn unmarshal_from(from: &IStream, iid: *const GUID) -> Result<*mut c_void> {
    apartment::current()?;
    let objref = stream::read_objref(from)?;
    let carried = carried(from.as_raw());
    let marshaled = objref_iid(&objref);
    // SAFETY: by contract.
    let iid = unsafe { iid.as_ref() }.copied().filter(|iid| *iid != GUID::zeroed()).unwrap_or(marshaled);
    unmarshal(&iid, &objref, carried.as_ref().map(|carried| &carried.link)).map_err(|error| {
        if is_unknown(&error) && !super::is_weak(&objref) { Error::NotConnected } else { error }
    })
}

fn objref_iid(objref: &[u8]) -> GUID {
    super::read(objref).map_or_else(|_| GUID::zeroed(), |(objref, _)| objref.iid)
}

/// Whether the exporter, here or elsewhere, does not know what a pointer refers to.
fn is_unknown(error: &Error) -> bool {
    match error {
        Error::ObjectNotRegistered => true,
        Error::Answered(hresult) => *hresult == CO_E_OBJNOTREG,
        _ => false,
    }
}

/// Gives up what CoMarshalInterface wrote and nobody is going to unmarshal.
///
/// # Errors
/// As for [`CoUnmarshalInterface`]; but RPC_E_INVALID_OBJREF for a pointer that has been unmarshaled or released, or whose object
/// is gone.
///
/// # Safety
/// The pointer is null or a stream.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoReleaseMarshalData(from: Ref<'_, IStream>) -> HRESULT {
    answer(stream::required(&from).and_then(release_from))
}

pub(super) fn release_from(from: &IStream) -> Result<()> {
    apartment::current()?;
    let objref = stream::read_objref(from)?;
    super::discard(&objref, carried(from.as_raw()).as_ref().map(|carried| &carried.link)).map_err(|error| {
        if is_unknown(&error) { Error::InvalidObjref("nothing is left to release".into()) } else { error }
    })
}

/// Tells how many bytes CoMarshalInterface will write at most.
///
/// # Errors
/// E_POINTER: a null pointer. CO_E_NOTINITIALIZED. What the object's IMarshal answers.
///
/// # Safety
/// As for [`CoMarshalInterface`].
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoGetMarshalSizeMax(
    size: *mut u32,
    iid: *const GUID,
    object: *mut c_void,
    context: u32,
    context_data: *const c_void,
    flags: u32,
) -> HRESULT {
    if size.is_null() || iid.is_null() {
        return E_POINTER;
    }
    // SAFETY: by contract; neither is null.
    answer(unsafe { size_max(&*iid, object, context, context_data, flags).map(|bytes| size.write(bytes)) })
}

unsafe fn size_max(
    iid: &GUID,
    object: *mut c_void,
    context: u32,
    context_data: *const c_void,
    flags: u32,
) -> Result<u32> {
    apartment::current()?;
    check_flags(flags)?;
    // SAFETY: by contract.
    let unknown = unsafe { IUnknown::from_raw_borrowed(&object) }.ok_or(Error::Answered(E_POINTER))?;
    let Ok(marshaler) = unknown.cast::<IMarshal>() else { return Ok(STANDARD_SIZE_MAX) };
    let (object, data) = (Some(object.cast_const()), Some(context_data));
    // SAFETY: the arguments are of their types and live during the call.
    let size = unsafe { marshaler.GetMarshalSizeMax(iid, object, context, data, flags) }?;
    Ok(size.saturating_add(CUSTOM_HEADER_LEN as u32)) // without it, if the object hands on to the standard marshaler
}

/// What the standard marshaler writes at most.
pub(super) fn standard_size_max() -> u32 {
    STANDARD_SIZE_MAX
}

/// Writes an HRESULT to a stream, as 4 bytes in little-endian order.
///
/// # Errors
/// STG_E_INVALIDPOINTER: a null stream. What the stream answers.
///
/// # Safety
/// The pointer is null or a stream.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoMarshalHresult(into: Ref<'_, IStream>, hresult: HRESULT) -> HRESULT {
    answer(given(&into).and_then(|into| stream::write_all(into, &hresult.0.to_le_bytes())))
}

/// Reads what CoMarshalHresult wrote.
///
/// # Errors
/// E_INVALIDARG: a null result. STG_E_INVALIDPOINTER: a null stream. STG_E_READFAULT: the stream ends before. What the stream
/// answers.
///
/// # Safety
/// The pointers are null or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoUnmarshalHresult(from: Ref<'_, IStream>, hresult: *mut HRESULT) -> HRESULT {
    if hresult.is_null() {
        return answer(Err(Error::InvalidArgument("CoUnmarshalHresult: null result")));
    }
    let mut bytes = [0; 4];
    let read = given(&from).and_then(|from| stream::read_exact(from, &mut bytes));
    // SAFETY: not null, so writable by contract.
    answer(read.map(|()| unsafe { hresult.write(HRESULT(i32::from_le_bytes(bytes))) }))
}

/// The stream of an HRESULT.
fn given<'a>(stream: &'a Ref<'_, IStream>) -> Result<&'a IStream> {
    stream.as_ref().ok_or(Error::Answered(STG_E_INVALIDPOINTER))
}
