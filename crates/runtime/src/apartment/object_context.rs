//! The object context: what an object can ask of the place where it lives. There is one for each apartment.

#![allow(non_snake_case)] // COM's own names

use std::ffi::c_void;
use std::sync::{Arc, OnceLock, Weak};

use oxcom_abi::{
    APTTYPE, E_NOTIMPL, IComThreadingInfo, IComThreadingInfo_Impl, THDTYPE, THDTYPE_BLOCKMESSAGES,
    THDTYPE_PROCESSMESSAGES,
};
use windows_core::{GUID, HRESULT, IUnknown, Interface, Result, implement, interface};

use super::{Apartment, Host, current, functions::kind_of, wait};
use crate::call;
use crate::error::{Error, answer};

/// The properties of a context, which belong to the system (objidl.h).
#[interface("000001c0-0000-0000-c000-000000000046")]
unsafe trait IContext: IUnknown {
    unsafe fn SetProperty(&self, policy: *const GUID, flags: u32, object: *mut c_void) -> HRESULT;
    unsafe fn RemoveProperty(&self, policy: *const GUID) -> HRESULT;
    unsafe fn GetProperty(&self, policy: *const GUID, flags: *mut u32, object: *mut *mut c_void) -> HRESULT;
    unsafe fn EnumContextProps(&self, properties: *mut *mut c_void) -> HRESULT;
}

/// A context whose further methods are reserved (objidl.h).
#[interface("000001c6-0000-0000-c000-000000000046")]
unsafe trait IObjContext: IContext {
    unsafe fn Reserved1(&self);
    unsafe fn Reserved2(&self);
    unsafe fn Reserved3(&self);
    unsafe fn Reserved4(&self);
    unsafe fn Reserved5(&self);
    unsafe fn Reserved6(&self);
    unsafe fn Reserved7(&self);
}

type Callback = unsafe extern "system" fn(data: *mut c_void) -> HRESULT;

/// Runs a function in a context (ctxtcall.h).
#[interface("000001da-0000-0000-c000-000000000046")]
unsafe trait IContextCallback: IUnknown {
    unsafe fn ContextCallback(
        &self,
        callback: Option<Callback>,
        data: *mut c_void,
        iid: *const GUID,
        method: i32,
        object: *mut c_void,
    ) -> HRESULT;
}

#[implement(IObjContext, IComThreadingInfo, IContextCallback, Agile = false)]
struct ObjectContext {
    apartment: Weak<Apartment>,
}

impl IContext_Impl for ObjectContext_Impl {
    unsafe fn SetProperty(&self, _: *const GUID, _: u32, _: *mut c_void) -> HRESULT {
        E_NOTIMPL
    }
    unsafe fn RemoveProperty(&self, _: *const GUID) -> HRESULT {
        E_NOTIMPL
    }
    unsafe fn GetProperty(&self, _: *const GUID, _: *mut u32, _: *mut *mut c_void) -> HRESULT {
        E_NOTIMPL
    }
    unsafe fn EnumContextProps(&self, _: *mut *mut c_void) -> HRESULT {
        E_NOTIMPL
    }
}

impl IObjContext_Impl for ObjectContext_Impl {
    unsafe fn Reserved1(&self) {}
    unsafe fn Reserved2(&self) {}
    unsafe fn Reserved3(&self) {}
    unsafe fn Reserved4(&self) {}
    unsafe fn Reserved5(&self) {}
    unsafe fn Reserved6(&self) {}
    unsafe fn Reserved7(&self) {}
}

impl IComThreadingInfo_Impl for ObjectContext_Impl {
    fn GetCurrentApartmentType(&self) -> Result<APTTYPE> {
        Ok(kind_of(&*current().map_err(|error| error.hresult())?).0)
    }

    fn GetCurrentThreadType(&self) -> Result<THDTYPE> {
        current().map_err(|error| error.hresult())?;
        let single = wait::single_threaded().is_some();
        Ok(if single { THDTYPE_PROCESSMESSAGES } else { THDTYPE_BLOCKMESSAGES })
    }

    fn GetCurrentLogicalThreadId(&self) -> Result<GUID> {
        Ok(call::causality())
    }

    fn SetCurrentLogicalThreadId(&self, id: *const GUID) -> Result<()> {
        // SAFETY: null, or an id by the method's contract.
        let id = unsafe { id.as_ref() }.ok_or(oxcom_abi::E_POINTER)?;
        call::set_causality(*id);
        Ok(())
    }
}

impl IContextCallback_Impl for ObjectContext_Impl {
    /// Runs the callback on a thread of the context's apartment, waiting as an outgoing call does.
    unsafe fn ContextCallback(
        &self,
        callback: Option<Callback>,
        data: *mut c_void,
        _iid: *const GUID,
        _method: i32,
        _object: *mut c_void,
    ) -> HRESULT {
        struct Data(*mut c_void);
        // SAFETY: the caller hands the data over to that thread for the time of the callback.
        unsafe impl Send for Data {}
        let Some(callback) = callback else { return oxcom_abi::E_POINTER };
        let Some(apartment) = self.apartment.upgrade().filter(|apartment| !apartment.is_closed()) else {
            return answer(Err(Error::Disconnected));
        };
        let data = Data(data);
        let run = move || {
            let data = data;
            // SAFETY: a function with its own data, by the method's contract.
            unsafe { callback(data.0) }
        };
        let done = if apartment.is_current() {
            Ok(run())
        } else if apartment.is_neutral() {
            Host::Neutral.run(move || Ok(run()))
        } else if apartment.queue().is_none() {
            Host::Multi.run(move || Ok(run()))
        } else {
            wait::promise().and_then(|(promise, promised)| {
                apartment.run(move || promise.keep(run()));
                promised.wait()
            })
        };
        done.unwrap_or_else(|error| answer(Err(error)))
    }
}

/// The context of an apartment, made when somebody asks for it.
#[derive(Default)]
pub(super) struct Context(OnceLock<Shared>);

struct Shared(IUnknown);
// SAFETY: the object has only a weak reference that never changes; its methods may be called by any thread.
unsafe impl Send for Shared {}
// SAFETY: as above.
unsafe impl Sync for Shared {}

fn context(apartment: &Arc<Apartment>) -> &IUnknown {
    let make = || Shared(ObjectContext { apartment: Arc::downgrade(apartment) }.into());
    &apartment.context.0.get_or_init(make).0
}

/// Gives the context of the calling thread: IObjContext, IComThreadingInfo, IContextCallback.
///
/// # Errors
/// E_INVALIDARG: a null pointer. CO_E_NOTINITIALIZED. E_NOINTERFACE.
///
/// # Safety
/// The pointers are null or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoGetObjectContext(iid: *const GUID, out: *mut *mut c_void) -> HRESULT {
    if iid.is_null() || out.is_null() {
        return answer(Err(Error::InvalidArgument("CoGetObjectContext: null pointer")));
    }
    // SAFETY: neither is null, so both are what their types say.
    unsafe {
        out.write(std::ptr::null_mut());
        match current() {
            Ok(apartment) => context(&apartment).query(iid, out),
            Err(error) => answer(Err(error)),
        }
    }
}

/// Gives a number that is the same for all threads of a context, and different for each context that is alive: where its
/// object is. It is not counted as a reference.
///
/// # Errors
/// E_POINTER: a null pointer. CO_E_NOTINITIALIZED.
///
/// # Safety
/// The pointer is null or writable.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoGetContextToken(token: *mut usize) -> HRESULT {
    if token.is_null() {
        return oxcom_abi::E_POINTER;
    }
    let found = current().map(|apartment| context(&apartment).as_raw().expose_provenance());
    // SAFETY: not null, so writable by contract.
    answer(found.map(|number| unsafe { token.write(number) }))
}

/// Gives a number that names this process as long as it lives.
#[unsafe(no_mangle)]
pub extern "system" fn CoGetCurrentProcess() -> u32 {
    std::process::id()
}
