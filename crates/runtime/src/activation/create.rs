//! CoGetClassObject and CoCreateInstance.

use std::ffi::c_void;

use oxcom_abi::{
    CLSCTX_NO_CUSTOM_MARSHAL, CO_S_NOTALLINTERFACES, COSERVERINFO, E_INVALIDARG, E_NOINTERFACE,
    IClassFactory, MULTI_QI, RPC_E_DISCONNECTED, S_OK,
};
use windows_core::{GUID, HRESULT, IUnknown, Interface, Ref};

use super::class_object;
use super::remote::Server;
use crate::apartment;
use crate::error::{Error, Result, answer};

/// Gives the interface `iid` of a class object, from the first of the contexts that has one: this process's own, a
/// component library, a server that runs or is started.
///
/// # Errors
/// E_INVALIDARG: a null pointer. CO_E_NOTINITIALIZED. REGDB_E_CLASSNOTREG: not registered for these contexts.
/// CO_E_DLLNOTFOUND, CO_E_ERRORINDLL: the component library. CO_E_SERVER_EXEC_FAILURE: the server died, or did not
/// register its class object in time; GetErrorInfo has its last words. E_NOTIMPL: another machine, which nothing allows
/// (`OXCOM_DCOM`). E_ACCESSDENIED: custom marshaling, which CLSCTX_NO_CUSTOM_MARSHAL refuses, or another machine refuses.
///
/// # Safety
/// The pointers are null or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoGetClassObject(
    clsid: *const GUID,
    context: u32,
    server: *const COSERVERINFO,
    iid: *const GUID,
    out: *mut *mut c_void,
) -> HRESULT {
    if clsid.is_null() || iid.is_null() || out.is_null() {
        return answer(Err(Error::InvalidArgument("CoGetClassObject: null pointer")));
    }
    // SAFETY: none of them is null, so they are what their types say.
    answer(unsafe {
        out.write(std::ptr::null_mut());
        let found = Server::of(server).and_then(|server| match server {
            Some(server) => restricted(context, || server.class_object(&*clsid, context, &*iid)),
            None => restricted(context, || class_object(&*clsid, context, &*iid)),
        });
        found.map(|interface| out.write(interface))
    })
}

/// Creates one object of a class.
///
/// # Errors
/// As for [`CoGetClassObject`]; CLASS_E_NOAGGREGATION: an outer object that is in another apartment or asks for more than
/// IUnknown; what the class object answers.
///
/// # Safety
/// The pointers are null or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoCreateInstance(
    clsid: *const GUID,
    outer: Ref<'_, IUnknown>,
    context: u32,
    iid: *const GUID,
    out: *mut *mut c_void,
) -> HRESULT {
    if clsid.is_null() || iid.is_null() || out.is_null() {
        return answer(Err(Error::InvalidArgument("CoCreateInstance: null pointer")));
    }
    // SAFETY: none of them is null, so they are what their types say.
    answer(unsafe {
        out.write(std::ptr::null_mut());
        create(&*clsid, outer.as_ref(), context, &*iid).map(|interface| out.write(interface))
    })
}

/// As CoCreateInstance, for several interfaces at once.
///
/// # Errors
/// As for [`CoCreateInstance`]; CO_S_NOTALLINTERFACES: some of the interfaces are not there; E_NOINTERFACE: none is.
///
/// # Safety
/// The pointers are null or what their types say; `results` has `count` entries.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoCreateInstanceEx(
    clsid: *const GUID,
    outer: Ref<'_, IUnknown>,
    context: u32,
    server: *const COSERVERINFO,
    count: u32,
    results: *mut MULTI_QI,
) -> HRESULT {
    if clsid.is_null() || results.is_null() || count == 0 {
        return answer(Err(Error::InvalidArgument(
            "CoCreateInstanceEx: null pointer, or nothing to ask for",
        )));
    }
    // SAFETY: not null, and of `count` entries, by contract.
    let results = unsafe { std::slice::from_raw_parts_mut(results, count as usize) };
    // SAFETY: by contract.
    let created = match unsafe { Server::of(server) } {
        Ok(Some(server)) => {
            // SAFETY: not null; the entries are as by contract.
            return unsafe { create_there(&server, &*clsid, outer.as_ref(), context, results) };
        }
        // SAFETY: not null.
        Ok(None) => unsafe { create(&*clsid, outer.as_ref(), context, &IUnknown::IID) },
        Err(error) => Err(error),
    };
    match created {
        // SAFETY: an owned pointer to IUnknown; the entries are as by contract.
        Ok(object) => unsafe { query_all(&IUnknown::from_raw(object), results) },
        Err(error) => {
            let hresult = error.hresult();
            results.iter_mut().for_each(|result| result.hr = hresult);
            answer(Err(error))
        }
    }
}

/// Creates an object on another machine.
///
/// # Safety
/// The entries' interface ids are null or point to ids.
unsafe fn create_there(
    server: &Server,
    clsid: &GUID,
    outer: Option<&IUnknown>,
    context: u32,
    results: &mut [MULTI_QI],
) -> HRESULT {
    if outer.is_some() {
        return answer(Err(Error::NoAggregation));
    }
    // SAFETY: by contract.
    match restricted(context, || unsafe { server.create(clsid, context, results) }) {
        Ok(()) => summary(results),
        Err(error) => {
            let hresult = error.hresult();
            results.iter_mut().for_each(|result| result.hr = hresult);
            answer(Err(error))
        }
    }
}

/// Asks an object for several interfaces.
///
/// # Safety
/// The entries' interface ids are null or point to ids.
pub(super) unsafe fn query_all(object: &IUnknown, results: &mut [MULTI_QI]) -> HRESULT {
    for result in results.iter_mut() {
        let mut interface = std::ptr::null_mut();
        result.hr = if result.pIID.is_null() {
            E_INVALIDARG
        } else {
            // SAFETY: an id by contract, and a writable out pointer.
            unsafe { object.query(result.pIID, &mut interface) }
        };
        // SAFETY: null, or an owned pointer that as such begins with the functions of IUnknown.
        let interface = (!interface.is_null()).then(|| unsafe { IUnknown::from_raw(interface) });
        result.pItf = std::mem::ManuallyDrop::new(interface);
    }
    summary(results)
}

/// What is said of all interfaces together.
fn summary(results: &[MULTI_QI]) -> HRESULT {
    match results.iter().filter(|result| result.hr.is_err()).count() {
        0 => S_OK,
        all if all == results.len() => E_NOINTERFACE,
        _ => CO_S_NOTALLINTERFACES,
    }
}

/// An owned pointer to the interface `iid` of a new object of a class.
pub(crate) fn create_instance(clsid: &GUID, context: u32, iid: &GUID) -> Result<*mut c_void> {
    create(clsid, None, context, iid)
}

fn create(clsid: &GUID, outer: Option<&IUnknown>, context: u32, iid: &GUID) -> Result<*mut c_void> {
    apartment::current()?;
    if outer.is_some() && *iid != IUnknown::IID {
        return Err(Error::NoAggregation);
    }
    let create = || restricted(context, || create_by_factory(clsid, outer, context, iid));
    let mut last = create();
    for _ in 0..TRIES {
        match last {
            // The server was about to end: the next try finds or starts another.
            Err(Error::Answered(hresult)) if hresult == RPC_E_DISCONNECTED || hresult == SERVER_ENDED => {}
            answered => return answered,
        }
        last = create();
    }
    last
}

/// Runs an activation: CLSCTX_NO_CUSTOM_MARSHAL refuses what it would bring here by custom marshaling.
fn restricted<R>(context: u32, activate: impl FnOnce() -> R) -> R {
    crate::marshal::custom_refused(context & CLSCTX_NO_CUSTOM_MARSHAL != 0, activate)
}

/// How many servers may turn out to be ending before one is given up.
const TRIES: usize = 3;
/// What a call answers whose server ends.
const SERVER_ENDED: HRESULT = crate::error::from_win32(oxcom_abi::RPC_S_CALL_FAILED);

fn create_by_factory(
    clsid: &GUID,
    outer: Option<&IUnknown>,
    context: u32,
    iid: &GUID,
) -> Result<*mut c_void> {
    let factory = class_object(clsid, context, &IClassFactory::IID)?;
    // SAFETY: an owned pointer to the interface that was asked for.
    let factory = unsafe { IClassFactory::from_raw(factory) };
    let outer = outer.map_or(std::ptr::null_mut(), Interface::as_raw);
    let mut instance = std::ptr::null_mut();
    // SAFETY: a call with pointers of its types, `instance` writable.
    unsafe { (factory.vtable().CreateInstance)(factory.as_raw(), outer, iid, &mut instance) }.ok()?;
    if instance.is_null() {
        return Err(Error::Answered(oxcom_abi::E_UNEXPECTED));
    }
    Ok(instance)
}
