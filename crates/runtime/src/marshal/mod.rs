//! One pointer: an interface pointer becomes bytes, and bytes become a pointer.
//!
//! ```text
//!  CoMarshalInterface ─▶ has the object an IMarshal? ─ yes ▶ custom.rs   ─▶ OBJREF_CUSTOM   ─┐
//!                                                    └ no ─▶ standard.rs ─▶ OBJREF_STANDARD ─┤
//!                                                                                         stream
//!  CoUnmarshalInterface ◀─ the object itself, when it has come home ◀─ standard.rs ◀────────┤
//!                       ◀─ a proxy                                  ◀─ standard.rs ◀────────┤
//!                       ◀─ what its unmarshal class makes of it     ◀─ custom.rs   ◀────────┘
//! ```

mod aggregate;
mod custom;
pub(crate) mod free_threaded;
pub(crate) mod functions;
pub(crate) mod proxy_marshaler;
mod standard;
pub(crate) mod standard_object;
pub(crate) mod stream;

use std::ffi::c_void;
use std::sync::Arc;

use oxcom_abi::{
    IMarshal, MSHCTX_DIFFERENTMACHINE, MSHCTX_INPROC, MSHCTX_LOCAL, MSHCTX_NOSHAREDMEM, MSHLFLAGS_NORMAL,
};
use oxcom_link::{Link, Technique};
use oxcom_wire::objref::{ObjRef, ObjRefBody};
use windows_core::{GUID, IUnknown, Interface};

pub(crate) use crate::call::Direction;
pub use custom::bring_unmarshaler;
pub(crate) use custom::custom_refused;
use standard::{Source, unmarshal_standard};
pub(crate) use standard::{marshal_standard, reference_to};

use crate::apartment;
use crate::error::{Error, Result};

/// The standard marshaler's class, which a marshaled pointer never names: OBJREF_STANDARD says it.
pub(crate) const CLSID_STD_MARSHAL: GUID = GUID::from_u128(0x00000017_0000_0000_c000_000000000046);

/// Where a marshaled pointer goes.
#[derive(Clone, Copy)]
pub(crate) enum Destination<'a> {
    /// Into a message of a call, for the peer of a link, which may be lent memory or may not.
    Message { link: &'a Arc<dyn Link>, direction: Direction, shares_memory: bool },
    /// Into a stream, for whoever reads it: MSHCTX_*, its context pointer, MSHLFLAGS_*.
    Stream { context: u32, context_data: *const c_void, flags: u32 },
}

impl<'a> Destination<'a> {
    /// MSHCTX_*.
    pub(crate) fn context(&self) -> u32 {
        match self {
            Self::Message { link, .. } if link.technique() == Technique::Tcp => {
                MSHCTX_DIFFERENTMACHINE as u32
            }
            Self::Message { shares_memory: false, .. } => MSHCTX_NOSHAREDMEM as u32,
            Self::Message { link, .. } if link.technique() == Technique::InProcess => MSHCTX_INPROC as u32,
            Self::Message { .. } => MSHCTX_LOCAL as u32,
            Self::Stream { context, .. } => *context,
        }
    }

    /// Whether it goes to another machine, and this process is one that other machines may call.
    fn is_abroad(&self) -> bool {
        let different = self.context() == MSHCTX_DIFFERENTMACHINE as u32;
        different && (matches!(self, Self::Message { .. }) || crate::dcom::listens())
    }

    /// Whether the reader may be lent memory, now and in calls through what it reads.
    fn shares_memory(&self) -> bool {
        context_shares_memory(self.context())
    }

    pub(crate) fn context_data(&self) -> *const c_void {
        match self {
            Self::Message { .. } => std::ptr::null(),
            Self::Stream { context_data, .. } => *context_data,
        }
    }

    /// MSHLFLAGS_*.
    pub(crate) fn flags(&self) -> u32 {
        match self {
            Self::Message { .. } => MSHLFLAGS_NORMAL as u32,
            Self::Stream { flags, .. } => *flags,
        }
    }
}

/// Whether memory is shared with where an MSHCTX_* leads.
fn context_shares_memory(context: u32) -> bool {
    ![MSHCTX_NOSHAREDMEM, MSHCTX_DIFFERENTMACHINE].contains(&(context as i32))
}

/// The OBJREF of an interface pointer.
///
/// # Safety
/// `object` is an interface pointer that this thread may use.
pub(crate) unsafe fn marshal(
    iid: &GUID,
    object: *mut c_void,
    destination: Destination<'_>,
) -> Result<Vec<u8>> {
    apartment::current()?;
    // SAFETY: by contract.
    let unknown =
        unsafe { IUnknown::from_raw_borrowed(&object) }.ok_or(Error::InvalidArgument("null object"))?;
    // SAFETY: by contract.
    unsafe {
        if crate::import::OwnedManager::of(object).is_none()
            && let Ok(marshaler) = unknown.cast::<IMarshal>()
        {
            return custom::marshal(&marshaler, iid, object, destination);
        }
        marshal_standard(iid, object, destination)
    }
}

/// The interface `iid` of the object that an OBJREF describes, owned by the caller. `sender` is the link whose message
/// brought it.
pub(crate) fn unmarshal(iid: &GUID, objref: &[u8], sender: Option<&Arc<dyn Link>>) -> Result<*mut c_void> {
    apartment::current()?;
    let (objref, _) = read(objref)?;
    match &objref.body {
        ObjRefBody::Custom { clsid, data } => custom::unmarshal(iid, clsid, data, sender),
        ObjRefBody::Handler { std, resolver, clsid } => {
            let source = Source { std, resolver, handler: Some(*clsid), sender };
            unmarshal_standard(iid, &objref.iid, source)
        }
        ObjRefBody::Standard { std, resolver } | ObjRefBody::Extended { std, resolver, .. } => {
            let source = Source { std, resolver, handler: None, sender };
            unmarshal_standard(iid, &objref.iid, source)
        }
    }
}

/// Gives up an OBJREF that nobody is going to unmarshal (any more): one of a stream, or one that the peer `sender` has sent.
pub(crate) fn discard(objref: &[u8], sender: Option<&Arc<dyn Link>>) -> Result<()> {
    apartment::current()?;
    let (objref, _) = read(objref)?;
    match &objref.body {
        ObjRefBody::Custom { clsid, data } => custom::discard(clsid, data, sender),
        ObjRefBody::Standard { std, resolver }
        | ObjRefBody::Handler { std, resolver, .. }
        | ObjRefBody::Extended { std, resolver, .. } => standard::discard(std, resolver, sender),
    }
}

/// Takes a pointer back that was written into a message for the peer of `link`, which has not read it and will not.
pub(crate) fn unsend(objref: &[u8], link: &Arc<dyn Link>) -> Result<()> {
    apartment::current()?;
    let (objref, _) = read(objref)?;
    match &objref.body {
        ObjRefBody::Custom { clsid, data } => custom::discard(clsid, data, Some(link)),
        ObjRefBody::Standard { std, resolver }
        | ObjRefBody::Handler { std, resolver, .. }
        | ObjRefBody::Extended { std, resolver, .. } => standard::unsend(std, resolver, link),
    }
}

/// Whether an OBJREF is one of a table that does not keep the object.
fn is_weak(objref: &[u8]) -> bool {
    let std = read(objref).ok().and_then(|(objref, _)| match objref.body {
        ObjRefBody::Custom { .. } => None,
        ObjRefBody::Standard { std, .. }
        | ObjRefBody::Handler { std, .. }
        | ObjRefBody::Extended { std, .. } => Some(std),
    });
    std.is_some_and(|std| standard::is_weak(&std))
}

fn read(objref: &[u8]) -> Result<(ObjRef, usize)> {
    ObjRef::read(objref).map_err(|error| Error::InvalidObjref(error.to_string()))
}
