//! The free-threaded marshaler: within the process the object itself is handed over, elsewhere a proxy.
//!
//! What lies in the stream is a token that nobody can guess; the pointer stays in a table of this process. A stream that
//! is read twice, or by another process, finds nothing.

use std::collections::HashMap;
use std::ffi::c_void;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use oxcom_abi::{
    IMarshal, IStream, IWeakReference, IWeakReferenceSource, MSHCTX_CROSSCTX, MSHCTX_INPROC,
    MSHLFLAGS_TABLESTRONG, MSHLFLAGS_TABLEWEAK, S_OK,
};
use windows_core::{GUID, HRESULT, IUnknown, Interface, Ref};

use super::aggregate::{Aggregate, Marshaler, Target};
use super::functions::{check_flags, marshal_to, standard_size_max};
use super::{CLSID_STD_MARSHAL, stream};
use crate::error::{Error, Result, answer};
use crate::{apartment, export};

/// The class whose objects read what the free-threaded marshaler writes for this process.
pub(crate) const CLSID_IN_PROC_FREE_MARSHALER: GUID = GUID::from_u128(0x0000033A_0000_0000_C000_000000000046);

/// Names a pointer in a stream: 128 random bits.
type Token = [u8; 16];

/// What a token stands for.
enum Packet {
    /// MSHLFLAGS_NORMAL: for one.
    Once(IUnknown),
    /// MSHLFLAGS_TABLESTRONG: for all until it is released. Also a weak table of an object without weak references.
    Table(IUnknown),
    /// MSHLFLAGS_TABLEWEAK.
    Weak(IWeakReference),
}

// SAFETY: who aggregates the free-threaded marshaler says that its object may be used by every thread of the process.
unsafe impl Send for Packet {}

/// Guarded by its lock, never held while calling out.
static PACKETS: LazyLock<Mutex<HashMap<Token, Packet>>> = LazyLock::new(Mutex::default);

fn packets() -> MutexGuard<'static, HashMap<Token, Packet>> {
    PACKETS.lock().unwrap_or_else(PoisonError::into_inner)
}

struct FreeThreaded;

/// An unmarshaler of the class [`CLSID_IN_PROC_FREE_MARSHALER`].
pub(super) fn unmarshaler() -> IMarshal {
    Aggregate::alone(FreeThreaded)
}

/// An object of the class, for CoCreateInstance: alone or as a part of `outer`.
pub(crate) fn create(outer: Option<&IUnknown>) -> IUnknown {
    Aggregate::create(FreeThreaded, outer)
}

fn stays_here(context: u32) -> bool {
    matches!(context as i32, MSHCTX_INPROC | MSHCTX_CROSSCTX)
}

impl Marshaler for FreeThreaded {
    fn unmarshal_class(&self, target: Target) -> GUID {
        if stays_here(target.context) { CLSID_IN_PROC_FREE_MARSHALER } else { CLSID_STD_MARSHAL }
    }

    fn size_max(&self, target: Target) -> u32 {
        if stays_here(target.context) { size_of::<Token>() as u32 } else { standard_size_max() }
    }

    unsafe fn marshal(
        &self,
        outer: *mut c_void,
        into: &IStream,
        iid: &GUID,
        object: *mut c_void,
        target: Target,
    ) -> Result<()> {
        let object = if object.is_null() { outer } else { object };
        if !stays_here(target.context) {
            // SAFETY: by contract.
            return unsafe { marshal_to(into, iid, object, target, true) };
        }
        check_flags(target.flags)?;
        // SAFETY: null or a live object by contract.
        let object =
            unsafe { IUnknown::from_raw_borrowed(&object) }.ok_or(Error::InvalidArgument("null object"))?;
        let packet = Packet::of(export::query(object, iid)?, target.flags);
        let token = crate::random::sixteen();
        packets().insert(token, packet);
        stream::write_all(into, &token).inspect_err(|_| drop(take(&token)))
    }

    fn unmarshal(&self, from: &IStream, iid: *const GUID) -> Result<*mut c_void> {
        let token = token(from)?;
        let object = {
            let mut packets = packets();
            match packets.get(&token).ok_or(Error::ObjectNotRegistered)? {
                Packet::Once(_) => packets.remove(&token),
                Packet::Table(object) => Some(Packet::Once(object.clone())),
                Packet::Weak(weak) => Some(Packet::Weak(weak.clone())),
            }
        };
        let object = object.and_then(Packet::object).ok_or(Error::ObjectNotRegistered)?;
        let mut interface = std::ptr::null_mut();
        // SAFETY: null or an id, by the contract of UnmarshalInterface; `interface` is writable.
        unsafe { object.query(iid.as_ref().unwrap_or(&IUnknown::IID), &mut interface) }.ok()?;
        Ok(interface)
    }

    fn release_data(&self, from: &IStream) -> Result<()> {
        take(&token(from)?).map(drop).ok_or(Error::ObjectNotRegistered)
    }

    unsafe fn disconnect(&self, outer: *mut c_void) -> Result<()> {
        // SAFETY: null or a live object by contract.
        if let Some(outer) = unsafe { IUnknown::from_raw_borrowed(&outer) }
            && let Ok(apartment) = apartment::current()
            && let Some(manager) = export::marshaled(&apartment, &outer.cast()?)
        {
            manager.disconnect();
        }
        Ok(())
    }
}

fn take(token: &Token) -> Option<Packet> {
    packets().remove(token)
}

fn token(from: &IStream) -> Result<Token> {
    let mut token = Token::default();
    stream::read_exact(from, &mut token)?;
    Ok(token)
}

impl Packet {
    fn of(object: IUnknown, flags: u32) -> Self {
        if flags & MSHLFLAGS_TABLEWEAK as u32 != 0
            && let Ok(source) = object.cast::<IWeakReferenceSource>()
            // SAFETY: a call without arguments.
            && let Ok(weak) = unsafe { source.GetWeakReference() }
        {
            return Self::Weak(weak);
        }
        let table = (MSHLFLAGS_TABLESTRONG | MSHLFLAGS_TABLEWEAK) as u32;
        if flags & table != 0 { Self::Table(object) } else { Self::Once(object) }
    }

    fn object(self) -> Option<IUnknown> {
        match self {
            Self::Once(object) | Self::Table(object) => Some(object),
            // SAFETY: a call with arguments of its types.
            Self::Weak(weak) => unsafe { weak.Resolve() }.ok(),
        }
    }
}

/// Makes the free-threaded marshaler, as a part of `outer` or alone: its IUnknown comes back. Whoever hands queries for
/// IMarshal on to it says that its object may be used by every thread of the process.
///
/// # Errors
/// E_INVALIDARG: a null result.
///
/// # Safety
/// The pointers are null or what their types say; the outer object outlives the part.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoCreateFreeThreadedMarshaler(
    outer: Ref<'_, IUnknown>,
    out: *mut *mut c_void,
) -> HRESULT {
    if out.is_null() {
        return answer(Err(Error::InvalidArgument("CoCreateFreeThreadedMarshaler: null result")));
    }
    // SAFETY: not null, so writable by contract.
    unsafe { out.write(create(outer.as_ref()).into_raw()) };
    S_OK
}
