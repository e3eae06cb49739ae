//! Handlers: what stands between the client and the proxies of an object that asked for it (IStdMarshalInfo, OBJREF_HANDLER).
//!
//! ```text
//!   client ─▶ the manager (the object's identity) ─▶ the handler, a part of it ─▶ the handler's own methods
//!                 ▲                                       │ CoGetStdMarshalEx(outer, SMEXF_HANDLER)
//!                 └── proxies ◀── the marshaler's part ◀──┘
//! ```
//!
//! The handler is aggregated: its interfaces are interfaces of the manager. What it has not is the proxies'. It may have an
//! interface in the place of a proxy, and reach the object through the part that CoGetStdMarshalEx gives it.

use std::ffi::c_void;
use std::sync::atomic::{AtomicU32, Ordering, fence};

use oxcom_abi::{CLSCTX_INPROC_HANDLER, CLSCTX_INPROC_SERVER, E_NOINTERFACE, E_POINTER, IClassFactory, S_OK};
use windows_core::{GUID, HRESULT, IUnknown, IUnknown_Vtbl, Interface};

use super::{OwnedManager, ProxyManager};
use crate::activation;
use crate::error::{Error, Result};
use crate::export::Held;

/// A handler that is a part of a manager.
pub(super) struct Handler {
    /// Its class, for those to whom the object is passed on. Immutable.
    pub(super) clsid: GUID,
    /// The handler's own IUnknown, which stays in its apartment.
    inner: Held,
}

impl Handler {
    /// Creates the handler of a class as a part of a manager.
    ///
    /// # Errors
    /// What creates the class answers: CLASS_E_NOAGGREGATION for one that cannot be a part, or lives in another apartment.
    pub(super) fn create(manager: &ProxyManager, clsid: GUID) -> Result<Self> {
        const CONTEXTS: u32 = CLSCTX_INPROC_HANDLER | CLSCTX_INPROC_SERVER;
        let factory = activation::class_object(&clsid, CONTEXTS, &IClassFactory::IID)?;
        let outer = std::ptr::from_ref(manager).cast_mut().cast();
        let mut inner = std::ptr::null_mut();
        // SAFETY: an owned pointer to the interface that was asked for; arguments of their types. With success an owned
        // pointer.
        let inner = unsafe {
            let factory = IClassFactory::from_raw(factory);
            (factory.vtable().CreateInstance)(factory.as_raw(), outer, &IUnknown::IID, &mut inner).ok()?;
            if inner.is_null() {
                return Err(Error::Answered(oxcom_abi::E_UNEXPECTED));
            }
            IUnknown::from_raw(inner)
        };
        Ok(Self { clsid, inner: Held::new(inner, manager.apartment()) })
    }

    /// An interface that the handler itself has; its reference is the manager's.
    pub(super) fn query(&self, iid: &GUID) -> Option<*mut c_void> {
        let mut interface = std::ptr::null_mut();
        // SAFETY: a call with arguments of their types, in the handler's apartment.
        let found = unsafe { self.inner.get().query(iid, &mut interface) };
        (found.is_ok() && !interface.is_null()).then_some(interface)
    }
}

/// The standard marshaler as a part of a handler: its own IUnknown, which gives the proxies' interfaces without asking the
/// handler.
#[repr(C)]
struct Part {
    unknown: &'static IUnknown_Vtbl,
    /// Outlives the handler, and with it this; not counted.
    manager: *const ProxyManager,
    /// SYNC POINT: the last `release` (Release, then an Acquire fence) pairs with all others (Release).
    count: AtomicU32,
}

static PART: IUnknown_Vtbl =
    IUnknown_Vtbl { QueryInterface: query_interface, AddRef: add_ref, Release: release };

/// CoGetStdMarshalEx with SMEXF_HANDLER, for a handler that is a part of a proxy manager; None: `outer` is none.
///
/// # Safety
/// `outer` is a live interface pointer.
pub(crate) unsafe fn part_of(outer: *mut c_void) -> Option<IUnknown> {
    // SAFETY: by contract.
    let manager = unsafe { OwnedManager::of(outer) }?;
    let part = Box::new(Part { unknown: &PART, manager: &raw const *manager, count: AtomicU32::new(1) });
    // SAFETY: an owned pointer to an object that begins with a vtable of IUnknown.
    Some(unsafe { IUnknown::from_raw(Box::into_raw(part).cast()) })
}

unsafe extern "system" fn query_interface(
    this: *mut c_void,
    iid: *const GUID,
    out: *mut *mut c_void,
) -> HRESULT {
    if iid.is_null() || out.is_null() {
        return E_POINTER;
    }
    // SAFETY: called through the vtable of a live part, whose manager lives; neither pointer is null.
    unsafe {
        out.write(std::ptr::null_mut());
        if *iid == IUnknown::IID {
            add_ref(this);
            out.write(this);
            return S_OK;
        }
        match (*(*this.cast::<Part>()).manager).query_behind_handler(&*iid) {
            Ok(interface) => {
                out.write(interface);
                S_OK
            }
            Err(Error::NoInterface(_)) => E_NOINTERFACE,
            Err(error) => crate::error::answer(Err(error)),
        }
    }
}

unsafe extern "system" fn add_ref(this: *mut c_void) -> u32 {
    // SAFETY: called through the vtable of a live part.
    unsafe { &*this.cast::<Part>() }.count.fetch_add(1, Ordering::Relaxed) + 1
}

unsafe extern "system" fn release(this: *mut c_void) -> u32 {
    // SAFETY: called through the vtable of a live part by an owner of a reference.
    let left = unsafe { &*this.cast::<Part>() }.count.fetch_sub(1, Ordering::Release) - 1;
    if left == 0 {
        fence(Ordering::Acquire);
        // SAFETY: nobody else has a reference.
        drop(unsafe { Box::from_raw(this.cast::<Part>()) });
    }
    left
}
