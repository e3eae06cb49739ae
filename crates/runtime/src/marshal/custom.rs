//! Custom marshaling: the object writes what it likes, and a class of its choice reads it in the client.

use std::cell::Cell;
use std::ffi::c_void;
use std::sync::{Arc, Mutex, PoisonError};

use oxcom_abi::{CLSCTX_INPROC_SERVER, IMarshal, IStream};
use oxcom_link::Link;
use oxcom_wire::objref::{CUSTOM_HEADER_LEN, MAX_LEN, ObjRef, ObjRefBody};
use windows_core::{GUID, Interface};

use super::free_threaded::{self, CLSID_IN_PROC_FREE_MARSHALER};
use super::{CLSID_STD_MARSHAL, Destination, Direction, stream};
use crate::activation;
use crate::call::Carried;
use crate::error::{Error, Result};

/// Marshals by the object's own IMarshal, which is asked for each interface anew: it may choose the standard marshaler for
/// some.
///
/// # Safety
/// `object` is an interface pointer that this thread may use, and `marshaler` is of the same object.
pub(super) unsafe fn marshal(
    marshaler: &IMarshal,
    iid: &GUID,
    object: *mut c_void,
    destination: Destination<'_>,
) -> Result<Vec<u8>> {
    let (context, data, flags) = (destination.context(), destination.context_data(), destination.flags());
    let object = Some(object.cast_const());
    // SAFETY: the arguments are of their types and live during the call.
    let clsid = unsafe { marshaler.GetUnmarshalClass(iid, object, context, Some(data), flags) }?;
    let written = stream::memory()?;
    let carried = match destination {
        Destination::Message { link, direction, shares_memory } => {
            Some(Carried { stream: written.as_raw(), link: link.clone(), direction, shares_memory })
        }
        Destination::Stream { .. } => None,
    };
    within(carried, || {
        // SAFETY: as above.
        Ok(unsafe { marshaler.MarshalInterface(&written, iid, object, context, Some(data), flags) }.ok()?)
    })?;
    stream::rewind(&written)?;
    let data = stream::read_to_end(&written, MAX_LEN - CUSTOM_HEADER_LEN)?;
    if clsid == CLSID_STD_MARSHAL {
        return Ok(data); // it handed on to the standard marshaler, which has written a whole OBJREF
    }
    Ok(ObjRef { iid: *iid, body: ObjRefBody::Custom { clsid, data } }.write())
}

thread_local! {
    /// Whether pointers that this thread reads may name classes of their own: not while it activates an object with
    /// CLSCTX_NO_CUSTOM_MARSHAL.
    static REFUSED: Cell<bool> = const { Cell::new(false) };
}

/// Runs `body`, during which pointers that this thread reads may name classes of their own, or may not.
pub(crate) fn custom_refused<R>(refused: bool, body: impl FnOnce() -> R) -> R {
    struct Restore(bool);
    impl Drop for Restore {
        fn drop(&mut self) {
            REFUSED.set(self.0);
        }
    }
    let _restore = Restore(REFUSED.replace(refused));
    body()
}

/// Creates the unmarshal class in this process and lets it read.
pub(super) fn unmarshal(
    iid: &GUID,
    clsid: &GUID,
    data: &[u8],
    sender: Option<&Arc<dyn Link>>,
) -> Result<*mut c_void> {
    let (marshaler, stream) = (unmarshaler(clsid)?, stream::over(data)?);
    within(sender.map(|sender| brought(&stream, sender)), || {
        let mut interface = std::ptr::null_mut();
        // SAFETY: the arguments are of their types and live during the call.
        unsafe {
            (marshaler.vtable().UnmarshalInterface)(marshaler.as_raw(), stream.as_raw(), iid, &mut interface)
        }
        .ok()?;
        if interface.is_null() {
            return Err(Error::InvalidObjref("its unmarshal class made nothing of it".into()));
        }
        Ok(interface)
    })
}

/// Lets the unmarshal class give up what the data refers to.
pub(super) fn discard(clsid: &GUID, data: &[u8], sender: Option<&Arc<dyn Link>>) -> Result<()> {
    let (marshaler, stream) = (unmarshaler(clsid)?, stream::over(data)?);
    within(sender.map(|sender| brought(&stream, sender)), || {
        // SAFETY: the argument is of its type and lives during the call.
        Ok(unsafe { marshaler.ReleaseMarshalData(&stream) }.ok()?)
    })
}

/// Unmarshal classes of other parts of the runtime. Guarded by its lock.
static BROUGHT: Mutex<Vec<(GUID, Create)>> = Mutex::new(Vec::new());

/// Makes an unmarshaler.
type Create = fn() -> IMarshal;

/// Brings an unmarshal class that belongs to the runtime, though another crate has it. Like the runtime's own it needs no
/// registration, and it may be named where others are refused.
pub fn bring_unmarshaler(clsid: GUID, create: Create) {
    BROUGHT.lock().unwrap_or_else(PoisonError::into_inner).push((clsid, create));
}

fn brought_unmarshaler(clsid: &GUID) -> Option<Create> {
    let brought = BROUGHT.lock().unwrap_or_else(PoisonError::into_inner);
    brought.iter().find(|(known, _)| known == clsid).map(|(_, create)| *create)
}

/// The unmarshal class in this process. A peer must not make us create just any class: it must be registered as a
/// marshaler.
fn unmarshaler(clsid: &GUID) -> Result<IMarshal> {
    if *clsid == CLSID_IN_PROC_FREE_MARSHALER {
        return Ok(free_threaded::unmarshaler());
    }
    if let Some(create) = brought_unmarshaler(clsid) {
        return Ok(create());
    }
    check_class(clsid)?;
    let instance = activation::create_instance(clsid, CLSCTX_INPROC_SERVER, &IMarshal::IID)?;
    // SAFETY: an owned pointer to the interface that was asked for.
    Ok(unsafe { IMarshal::from_raw(instance) })
}

/// Whether a marshaled pointer may name a class, to be created here.
///
/// # Errors
/// E_ACCESSDENIED: it may not, or this thread refuses. REGDB_E_CLASSNOTREG.
pub(super) fn check_class(clsid: &GUID) -> Result<()> {
    if REFUSED.get() {
        return Err(Error::CustomRefused(*clsid));
    }
    if !activation::is_marshaler(clsid) {
        return Err(if activation::is_registered(clsid) {
            Error::NotAMarshaler(*clsid)
        } else {
            Error::ClassNotRegistered(*clsid)
        });
    }
    Ok(())
}

/// A stream over what a message has brought.
fn brought(stream: &IStream, sender: &Arc<dyn Link>) -> Carried {
    let link = sender.clone();
    Carried { stream: stream.as_raw(), link, direction: Direction::Answer, shares_memory: true }
}

/// Runs a marshaler on a stream, which may be part of a message.
fn within<R>(message: Option<Carried>, body: impl FnOnce() -> Result<R>) -> Result<R> {
    match message {
        Some(carried) => carried.run(body),
        None => body(),
    }
}
