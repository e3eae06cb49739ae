//! The functions that make and bind monikers.

use std::ffi::c_void;

use oxcom_abi::{
    ACTIVEOBJECT_WEAK, BIND_OPTS, E_INVALIDARG, IMoniker, MSHCTX_LOCAL, MSHLFLAGS_TABLESTRONG,
    ROTFLAGS_REGISTRATIONKEEPSALIVE, S_OK,
};
use windows_core::{GUID, HRESULT, IUnknown, Interface, PCWSTR, Ref, Result};

use super::one::{self, Objref, What};
use super::{Name, bind_context, parse, relation, running, text};
use crate::apartment;
use crate::error::answer;
use crate::marshal::{self, Destination};

/// Gives a moniker away, or says why there is none.
///
/// # Safety
/// `out` is null or writable.
unsafe fn give<M: Into<Option<IMoniker>>>(
    out: *mut *mut c_void,
    made: impl FnOnce() -> Result<M>,
) -> HRESULT {
    if out.is_null() {
        return E_INVALIDARG;
    }
    // SAFETY: not null, so writable by contract.
    unsafe {
        out.write(std::ptr::null_mut());
        match made() {
            Ok(moniker) => {
                out.write(moniker.into().map_or(std::ptr::null_mut(), Interface::into_raw));
                S_OK
            }
            Err(error) => error.code(),
        }
    }
}

/// Makes the inverse of a file, item, class, objref or pointer moniker: composed to its right, the two come to nothing.
///
/// # Errors
/// E_INVALIDARG: a null pointer.
///
/// # Safety
/// The pointer is null or writable.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CreateAntiMoniker(out: *mut *mut c_void) -> HRESULT {
    // SAFETY: by contract.
    unsafe { give(out, || Ok(one::new(What::Anti))) }
}

/// Makes a moniker of an object itself, which binds to it. It has no display name.
///
/// # Errors
/// E_INVALIDARG: a null pointer.
///
/// # Safety
/// The pointers are null or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CreatePointerMoniker(
    object: Ref<'_, IUnknown>,
    out: *mut *mut c_void,
) -> HRESULT {
    // SAFETY: by contract.
    unsafe { give(out, || Ok(one::new(What::Pointer(object.as_ref().ok_or(E_INVALIDARG)?.clone())))) }
}

/// Makes an item moniker: the name of an object within a container, or any name at all. A null delimiter is none.
///
/// # Errors
/// E_INVALIDARG: a null pointer.
///
/// # Safety
/// The pointers are null or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CreateItemMoniker(
    delimiter: PCWSTR,
    item: PCWSTR,
    out: *mut *mut c_void,
) -> HRESULT {
    // SAFETY: by contract.
    unsafe {
        give(out, || {
            let delimiter = if delimiter.is_null() { String::new() } else { text(delimiter)? };
            Ok(one::new(What::Item { delimiter, name: text(item)? }))
        })
    }
}

/// Makes a class moniker, which binds to the class object.
///
/// # Errors
/// E_INVALIDARG: a null pointer.
///
/// # Safety
/// The pointers are null or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CreateClassMoniker(clsid: *const GUID, out: *mut *mut c_void) -> HRESULT {
    // SAFETY: by contract.
    unsafe { give(out, || Ok(one::new(What::Class(*clsid.as_ref().ok_or(E_INVALIDARG)?)))) }
}

/// Makes a file moniker, which binds to whoever has registered the file's name.
///
/// # Errors
/// E_INVALIDARG: a null pointer.
///
/// # Safety
/// The pointers are null or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CreateFileMoniker(path: PCWSTR, out: *mut *mut c_void) -> HRESULT {
    // SAFETY: by contract.
    unsafe { give(out, || Ok(one::new(What::File(text(path)?)))) }
}

/// Makes an objref moniker, whose display name leads whoever reads it to this very object, as long as the moniker is there.
///
/// # Errors
/// E_INVALIDARG: a null pointer. CO_E_NOTINITIALIZED. What CoMarshalInterface answers.
///
/// # Safety
/// The pointers are null or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CreateObjrefMoniker(
    object: Ref<'_, IUnknown>,
    out: *mut *mut c_void,
) -> HRESULT {
    // SAFETY: by contract.
    unsafe {
        give(out, || {
            let object = object.as_ref().ok_or(E_INVALIDARG)?;
            let destination = Destination::Stream {
                context: MSHCTX_LOCAL as u32,
                context_data: std::ptr::null(),
                flags: MSHLFLAGS_TABLESTRONG as u32,
            };
            let marshaled = marshal::marshal(&IUnknown::IID, object.as_raw(), destination);
            let bytes = marshaled.map_err(one::failure)?;
            Ok(one::new(What::Objref(Objref { bytes, owned: true })))
        })
    }
}

/// Makes one moniker of two, of which either may be a composite already, or null. Neighbours may merge, or come to nothing
/// where the right one is the inverse of the left: then nothing may be left, and the moniker is null.
///
/// # Errors
/// E_INVALIDARG: a null pointer for the result, or nothing to compose.
///
/// # Safety
/// The pointers are null or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CreateGenericComposite(
    first: Ref<'_, IMoniker>,
    rest: Ref<'_, IMoniker>,
    out: *mut *mut c_void,
) -> HRESULT {
    // SAFETY: by contract.
    unsafe {
        give(out, || {
            let parts = |moniker: Option<&IMoniker>| moniker.map_or(Ok(Vec::new()), one::parts);
            let all = relation::compose(parts(first.as_ref())?, parts(rest.as_ref())?)?;
            Ok((!all.is_empty()).then(|| one::composite(all)))
        })
    }
}

/// Finds what a moniker names, by a bind context with the default options.
///
/// # Errors
/// E_INVALIDARG: a null pointer, or options that are not 0. What IMoniker::BindToObject answers.
///
/// # Safety
/// The pointers are null or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn BindMoniker(
    moniker: Ref<'_, IMoniker>,
    options: u32,
    iid: *const GUID,
    out: *mut *mut c_void,
) -> HRESULT {
    let (Some(moniker), 0, false, false) = (moniker.as_ref(), options, iid.is_null(), out.is_null()) else {
        return E_INVALIDARG;
    };
    // SAFETY: none is null, so they are what their types say.
    unsafe {
        out.write(std::ptr::null_mut());
        answered(one::bind(moniker, &bind_context::new(), &*iid, out))
    }
}

/// Finds what a display name names: MkParseDisplayName, and IMoniker::BindToObject.
///
/// # Errors
/// E_INVALIDARG: a null pointer. CO_E_NOTINITIALIZED. What the two answer.
///
/// # Safety
/// The pointers are null or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoGetObject(
    name: PCWSTR,
    options: *const BIND_OPTS,
    iid: *const GUID,
    out: *mut *mut c_void,
) -> HRESULT {
    if name.is_null() || iid.is_null() || out.is_null() {
        return E_INVALIDARG;
    }
    // SAFETY: none is null, so they are what their types say.
    unsafe {
        out.write(std::ptr::null_mut());
        if let Err(error) = apartment::current() {
            return answer(Err(error));
        }
        answered(text(name).and_then(|name| {
            let context = bind_context::new();
            if !options.is_null() {
                context.SetBindOptions(options).ok()?;
            }
            one::bind(&parse::parse(&name)?, &context, &*iid, out)
        }))
    }
}

fn answered(result: Result<()>) -> HRESULT {
    result.map_or_else(|error| error.code(), |()| S_OK)
}

/// The name under which the active object of a class is registered.
fn active(clsid: &GUID) -> Result<Name> {
    Name::of(&one::new(What::Item { delimiter: "!".into(), name: format!("{{{clsid:?}}}") }))
}

/// Makes an object the active one of its class: others find it by GetActiveObject.
///
/// # Errors
/// E_INVALIDARG: a null pointer. CO_E_NOTINITIALIZED. MK_S_MONIKERALREADYREGISTERED: there is another one, too.
///
/// # Safety
/// The pointers are null or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn RegisterActiveObject(
    object: Ref<'_, IUnknown>,
    clsid: *const GUID,
    flags: u32,
    cookie: *mut u32,
) -> HRESULT {
    let (Some(object), false, false) = (object.as_ref(), clsid.is_null(), cookie.is_null()) else {
        return E_INVALIDARG;
    };
    let weak = flags & ACTIVEOBJECT_WEAK as u32 != 0;
    let flags = if weak { 0 } else { ROTFLAGS_REGISTRATIONKEEPSALIVE as u32 };
    // SAFETY: none is null, so they are what their types say.
    unsafe {
        let name = match active(&*clsid) {
            Ok(name) => name,
            Err(error) => return error.code(),
        };
        match running::register(flags, object, name) {
            Ok((number, hresult)) => {
                cookie.write(number);
                hresult
            }
            Err(error) => answer(Err(error)),
        }
    }
}

/// Undoes RegisterActiveObject.
///
/// # Errors
/// E_INVALIDARG: no such registration, or `reserved` is not null.
#[unsafe(no_mangle)]
pub extern "system" fn RevokeActiveObject(cookie: u32, reserved: *const c_void) -> HRESULT {
    if !reserved.is_null() {
        return E_INVALIDARG;
    }
    answer(running::revoke(cookie))
}

/// Finds the active object of a class.
///
/// # Errors
/// MK_E_UNAVAILABLE: there is none. E_INVALIDARG: a null pointer. CO_E_NOTINITIALIZED.
///
/// # Safety
/// The pointers are null or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn GetActiveObject(
    clsid: *const GUID,
    _reserved: *mut c_void,
    out: *mut *mut c_void,
) -> HRESULT {
    if clsid.is_null() || out.is_null() {
        return E_INVALIDARG;
    }
    // SAFETY: neither is null, so they are what their types say.
    unsafe {
        out.write(std::ptr::null_mut());
        let name = match active(&*clsid) {
            Ok(name) => name,
            Err(error) => return error.code(),
        };
        answer(running::find(&name).map(|object| out.write(object.into_raw())))
    }
}
