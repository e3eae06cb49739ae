//! What a client holds: one proxy per interface, whose vtable is made from the interface's description.

use std::ffi::c_void;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use windows_core::{GUID, HRESULT};

use super::ProxyManager;
use crate::call::Options;
use crate::error::Result;
use crate::interfaces::Plan;
use crate::proxy_stub::LibraryProxy;

/// A proxy for one interface of a remote object. Lives as long as its manager.
#[repr(C)]
pub(crate) struct InterfaceProxy {
    /// First, as in every COM object: what the client calls.
    vtable: *const *const c_void,
    /// The object of which this is an interface.
    manager: *const ProxyManager,
    plan: Arc<Plan>,
    ipid: GUID,
    /// The number by which the link knows the interface.
    context: u16,
    /// References of this IPID that the link owns for us. Relaxed: only sums matter, and the manager's last release is
    /// ordered by its own count.
    references: AtomicU32,
    /// What the client calls instead of this, when a library marshals the interface.
    library: Option<LibraryProxy>,
    options: Options,
}

/// Whether a library has made proxies in this process, which are not told by their vtables. Set once. Relaxed: whoever has a
/// pointer to such a proxy got it after this was set.
static LIBRARY_PROXIES: AtomicBool = AtomicBool::new(false);

/// From now on an interface pointer may be one that a library has made for an object of another apartment.
pub(super) fn note_library_proxies() {
    LIBRARY_PROXIES.store(true, Ordering::Relaxed);
}

/// Whether an interface pointer may be a proxy that a library has made.
pub(super) fn may_be_of_a_library() -> bool {
    LIBRARY_PROXIES.load(Ordering::Relaxed)
}

impl InterfaceProxy {
    /// A proxy as a part of `manager`.
    ///
    /// # Errors
    /// What the library answers that makes it, or is wrong with the interface's description.
    pub(super) fn new(manager: &ProxyManager, plan: Arc<Plan>, ipid: GUID, references: u32) -> Result<Self> {
        let context = manager.context_of(&plan.iid())?;
        let (vtable, library) = match plan.library() {
            None => (plan.vtable()?.as_ptr(), None),
            Some(class) => {
                let outer = std::ptr::from_ref(manager).cast_mut().cast();
                let made = LibraryProxy::new(&plan.iid(), class, outer, || manager.channel(context, ipid))?;
                note_library_proxies();
                (std::ptr::null(), Some(made))
            }
        };
        let references = AtomicU32::new(references);
        Ok(Self { vtable, manager, plan, ipid, context, references, library, options: Options::default() })
    }

    /// # Safety
    /// `this` is a live proxy: what a client calls through a vtable of ours.
    pub(crate) unsafe fn from_raw<'a>(this: *mut c_void) -> &'a Self {
        // SAFETY: by contract.
        unsafe { &*this.cast::<Self>() }
    }

    /// The proxy that an interface pointer is, if it is one of an interface of its own.
    ///
    /// # Safety
    /// `object` is a live interface pointer.
    pub(crate) unsafe fn of<'a>(object: *mut c_void) -> Option<&'a Self> {
        // SAFETY: a COM object begins with its vtable, and a vtable with QueryInterface; only proxies have this one.
        unsafe {
            let query = **object.cast::<*const *const c_void>();
            std::ptr::eq(query, functions()[0]).then(|| Self::from_raw(object))
        }
    }

    /// A proxy for the same interface, with options of its own.
    pub(super) fn copy(&self) -> Result<Self> {
        let copy = Self::new(self.manager(), self.plan.clone(), self.ipid, 0)?;
        Ok(Self { options: self.options.copy(), ..copy })
    }

    /// What its client has set.
    pub(crate) fn options(&self) -> &Options {
        &self.options
    }

    pub(crate) fn manager(&self) -> &ProxyManager {
        // SAFETY: a manager owns its proxies, and goes after them.
        unsafe { &*self.manager }
    }

    pub(crate) fn iid(&self) -> GUID {
        self.plan.iid()
    }

    pub(crate) fn ipid(&self) -> GUID {
        self.ipid
    }

    pub(crate) fn context(&self) -> u16 {
        self.context
    }

    pub(super) fn as_raw(&self) -> *mut c_void {
        match &self.library {
            Some(library) => library.interface(),
            None => std::ptr::from_ref(self).cast_mut().cast(),
        }
    }

    /// Takes one reference out that the proxy itself does not need, for somebody else.
    pub(crate) fn spare_reference(&self) -> bool {
        let spare = |count: u32| (count > 1).then(|| count - 1);
        self.references.fetch_update(Ordering::Relaxed, Ordering::Relaxed, spare).is_ok()
    }

    pub(super) fn references(&self) -> u32 {
        self.references.load(Ordering::Relaxed)
    }

    pub(crate) fn add_references(&self, count: u32) {
        self.references.fetch_add(count, Ordering::Relaxed);
    }

    pub(super) fn take_references(&self) -> u32 {
        self.references.swap(0, Ordering::Relaxed)
    }
}

/// The functions of IUnknown that all proxies share.
pub(crate) fn functions() -> [*const c_void; 3] {
    [query_interface as *const c_void, add_ref as *const c_void, release as *const c_void]
}

unsafe extern "system" fn query_interface(
    this: *mut c_void,
    iid: *const GUID,
    out: *mut *mut c_void,
) -> HRESULT {
    // SAFETY: called through the vtable of a live proxy, with the arguments of QueryInterface.
    unsafe { InterfaceProxy::from_raw(this).manager().query_interface(iid, out) }
}

unsafe extern "system" fn add_ref(this: *mut c_void) -> u32 {
    // SAFETY: called through the vtable of a live proxy.
    unsafe { InterfaceProxy::from_raw(this) }.manager().add_ref()
}

unsafe extern "system" fn release(this: *mut c_void) -> u32 {
    // SAFETY: called through the vtable of a live proxy by an owner of a reference.
    unsafe { ProxyManager::release(InterfaceProxy::from_raw(this).manager) }
}
