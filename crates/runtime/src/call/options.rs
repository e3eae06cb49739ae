//! What a client can set on a proxy: IRpcOptions (deadlines) and IClientSecurity.
//!
//! Both are interfaces of the proxy manager, each a small object that is made when it is asked for. What is set belongs to
//! one interface's proxy.

use std::ffi::c_void;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use oxcom_abi::{
    COMBND_RPCTIMEOUT, COMBND_SERVER_LOCALITY, E_INVALIDARG, E_POINTER, IClientSecurity,
    IClientSecurity_Vtbl, IRpcOptions, IRpcOptions_Vtbl, OLECHAR, RPC_C_BINDING_DEFAULT_TIMEOUT,
    RPC_C_BINDING_INFINITE_TIMEOUT, RPCOPT_PROPERTIES, S_OK, SERVER_LOCALITY_MACHINE_LOCAL,
    SERVER_LOCALITY_PROCESS_LOCAL,
};
use oxcom_link::Technique;
use windows_core::{GUID, HRESULT, IUnknown_Vtbl, Interface};

use super::security::Blanket;
use crate::error::{Error, Result, answer};
use crate::import::{InterfaceProxy, OwnedManager, ProxyManager};

/// What has been set on a proxy.
pub(crate) struct Options {
    /// COMBND_RPCTIMEOUT: one of the binding timeouts (0 to 10), which say nothing about a call, or the longest time that
    /// a call may take, in milliseconds. Relaxed: a number of its own.
    timeout: AtomicU32,
    /// Guarded by its lock.
    blanket: Mutex<Blanket>,
}

impl Default for Options {
    fn default() -> Self {
        let timeout = AtomicU32::new(RPC_C_BINDING_DEFAULT_TIMEOUT as u32);
        Self { timeout, blanket: Mutex::default() }
    }
}

impl Options {
    /// How long a call may take.
    pub(super) fn timeout(&self) -> Option<Duration> {
        let timeout = self.timeout.load(Ordering::Relaxed);
        (timeout > RPC_C_BINDING_INFINITE_TIMEOUT as u32).then(|| Duration::from_millis(timeout.into()))
    }

    /// The same for a copy of the proxy.
    pub(crate) fn copy(&self) -> Self {
        Self { timeout: self.timeout.load(Ordering::Relaxed).into(), blanket: Mutex::new(self.blanket()) }
    }

    fn blanket(&self) -> Blanket {
        *self.blanket.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An owned pointer to one of the interfaces of this file.
pub(crate) fn interface(manager: &ProxyManager, iid: &GUID) -> Option<*mut c_void> {
    let vtable = match *iid {
        IRpcOptions::IID => std::ptr::from_ref(&RPC_OPTIONS).cast(),
        IClientSecurity::IID => std::ptr::from_ref(&CLIENT_SECURITY).cast(),
        _ => return None,
    };
    let part = Box::new(Part { vtable, manager: manager.own(), count: AtomicU32::new(1) });
    Some(Box::into_raw(part).cast())
}

/// One of the two interfaces, with a reference to the object that has it.
#[repr(C)]
struct Part {
    /// First, as in every COM object.
    vtable: *const c_void,
    manager: OwnedManager,
    /// SYNC POINT: the last `release` (AcqRel) pairs with all others.
    count: AtomicU32,
}

const UNKNOWN: IUnknown_Vtbl =
    IUnknown_Vtbl { QueryInterface: query_interface, AddRef: add_ref, Release: release };

static RPC_OPTIONS: IRpcOptions_Vtbl = IRpcOptions_Vtbl { base__: UNKNOWN, Set: set, Query: query };

static CLIENT_SECURITY: IClientSecurity_Vtbl = IClientSecurity_Vtbl {
    base__: UNKNOWN,
    QueryBlanket: query_blanket,
    SetBlanket: set_blanket,
    CopyProxy: copy_proxy,
};

unsafe extern "system" fn query_interface(
    this: *mut c_void,
    iid: *const GUID,
    out: *mut *mut c_void,
) -> HRESULT {
    // SAFETY: called through a vtable of this file, with the arguments of QueryInterface.
    unsafe { (*this.cast::<Part>()).manager.query_interface(iid, out) }
}

unsafe extern "system" fn add_ref(this: *mut c_void) -> u32 {
    // SAFETY: called through a vtable of this file.
    unsafe { (*this.cast::<Part>()).count.fetch_add(1, Ordering::Relaxed) + 1 }
}

unsafe extern "system" fn release(this: *mut c_void) -> u32 {
    // SAFETY: called through a vtable of this file by an owner of a reference; the last one frees.
    unsafe {
        let left = (*this.cast::<Part>()).count.fetch_sub(1, Ordering::AcqRel) - 1;
        if left == 0 {
            drop(Box::from_raw(this.cast::<Part>()));
        }
        left
    }
}

/// Runs `body` with the proxy behind an interface pointer, which is to be of the same object.
unsafe fn with_proxy<R>(
    this: *mut c_void,
    proxy: *mut c_void,
    body: impl FnOnce(&OwnedManager, &InterfaceProxy) -> Result<R>,
) -> Result<R> {
    // SAFETY: called through a vtable of this file.
    let part = unsafe { &*this.cast::<Part>() };
    if proxy.is_null() {
        return Err(Error::InvalidArgument("null proxy"));
    }
    // SAFETY: an interface pointer by the methods' contract.
    let manager = unsafe { OwnedManager::of(proxy) };
    let same = manager.filter(|manager| std::ptr::eq(&raw const **manager, &raw const *part.manager));
    if same.is_none() {
        return Err(Error::InvalidArgument("a proxy of another object"));
    }
    // SAFETY: as above.
    let proxy = unsafe { InterfaceProxy::of(proxy) }
        .ok_or(Error::InvalidArgument("IUnknown's proxy has no options of its own"))?;
    body(&part.manager, proxy)
}

unsafe extern "system" fn set(
    this: *mut c_void,
    proxy: *mut c_void,
    property: RPCOPT_PROPERTIES,
    value: usize,
) -> HRESULT {
    // SAFETY: called through the vtable with the arguments of IRpcOptions::Set.
    answer(unsafe {
        with_proxy(this, proxy, |_, proxy| match (property, u32::try_from(value)) {
            (COMBND_RPCTIMEOUT, Ok(value)) => {
                proxy.options().timeout.store(value, Ordering::Relaxed);
                Ok(())
            }
            _ => Err(Error::InvalidArgument("IRpcOptions::Set: COMBND_RPCTIMEOUT and 32 bits")),
        })
    })
}

unsafe extern "system" fn query(
    this: *mut c_void,
    proxy: *mut c_void,
    property: RPCOPT_PROPERTIES,
    value: *mut usize,
) -> HRESULT {
    if value.is_null() {
        return E_POINTER;
    }
    // SAFETY: called through the vtable with the arguments of IRpcOptions::Query; `value` is not null, so writable.
    answer(unsafe {
        with_proxy(this, proxy, |manager, proxy| {
            let found = match property {
                COMBND_RPCTIMEOUT => proxy.options().timeout.load(Ordering::Relaxed) as usize,
                COMBND_SERVER_LOCALITY if manager.technique() == Technique::InProcess => {
                    SERVER_LOCALITY_PROCESS_LOCAL as usize
                }
                COMBND_SERVER_LOCALITY => SERVER_LOCALITY_MACHINE_LOCAL as usize,
                _ => return Err(Error::InvalidArgument("IRpcOptions::Query: no such property")),
            };
            value.write(found);
            Ok(())
        })
    })
}

unsafe extern "system" fn query_blanket(
    this: *mut c_void,
    proxy: *mut c_void,
    authentication: *mut u32,
    authorization: *mut u32,
    principal: *mut *mut OLECHAR,
    level: *mut u32,
    impersonation: *mut u32,
    identity: *mut *mut c_void,
    capabilities: *mut u32,
) -> HRESULT {
    // SAFETY: called through the vtable with the arguments of IClientSecurity::QueryBlanket.
    answer(unsafe {
        with_proxy(this, proxy, |_, proxy| {
            if !identity.is_null() {
                identity.write(std::ptr::null_mut());
            }
            let blanket = proxy.options().blanket();
            Ok(blanket.write(authentication, authorization, principal, level, impersonation, capabilities)?)
        })
    })
}

unsafe extern "system" fn set_blanket(
    this: *mut c_void,
    proxy: *mut c_void,
    authentication: u32,
    _authorization: u32,
    _principal: *const OLECHAR,
    level: u32,
    impersonation: u32,
    _identity: *const c_void,
    capabilities: u32,
) -> HRESULT {
    // SAFETY: called through the vtable with the arguments of IClientSecurity::SetBlanket.
    answer(unsafe {
        with_proxy(this, proxy, |_, proxy| {
            let asked = Blanket::asked(authentication, level, impersonation, capabilities)?;
            *proxy.options().blanket.lock().unwrap_or_else(PoisonError::into_inner) = asked;
            Ok(())
        })
    })
}

unsafe extern "system" fn copy_proxy(
    this: *mut c_void,
    proxy: *mut c_void,
    copy: *mut *mut c_void,
) -> HRESULT {
    if copy.is_null() {
        return E_POINTER;
    }
    // SAFETY: called through the vtable with the arguments of IClientSecurity::CopyProxy; `copy` is not null, so writable.
    unsafe {
        copy.write(std::ptr::null_mut());
        match with_proxy(this, proxy, |manager, proxy| manager.copy_proxy(proxy)) {
            Ok(made) => {
                copy.write(made);
                S_OK
            }
            Err(Error::InvalidArgument(_)) => E_INVALIDARG,
            Err(error) => answer(Err(error)),
        }
    }
}
