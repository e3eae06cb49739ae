//! Methods whose success has several codes, or no object. `#[implement]` knows S_OK and an object only, so the objects of this
//! folder that have such methods get a vtable in which these functions stand in the place of its own.

use std::ffi::c_void;
use std::sync::OnceLock;

use oxcom_abi::{
    E_INVALIDARG, E_POINTER, IMoniker, IMoniker_Vtbl, IRunningObjectTable, IRunningObjectTable_Vtbl, S_OK,
};
use windows_core::{BOOL, HRESULT, IUnknown, Interface};

use super::relation::{self, Found};
use super::{Name, one, running};
use crate::error::answer;

/// Gives a new object a vtable that is its own but for what `change` changes.
///
/// # Safety
/// `vtable` belongs to objects of the same class only, `V` is the vtable of T, and the functions are of T's methods.
unsafe fn replace<T: Interface, V>(object: T, vtable: &'static OnceLock<V>, change: fn(&mut V)) -> T {
    let place = object.as_raw().cast::<*const V>();
    let changed = vtable.get_or_init(|| {
        // SAFETY: a vtable is a list of addresses, which may be copied.
        let mut copy = unsafe { place.read().read() };
        change(&mut copy);
        copy
    });
    // SAFETY: an object begins with the pointer to its vtable, and nobody else knows this one yet.
    unsafe { place.write(changed) };
    object
}

/// A moniker of this folder, with all its successes.
pub(super) fn moniker(made: IMoniker) -> IMoniker {
    static VTABLE: OnceLock<IMoniker_Vtbl> = OnceLock::new();
    // SAFETY: all these monikers are of one class.
    unsafe {
        replace(made, &VTABLE, |vtable| {
            vtable.ComposeWith = compose_with;
            vtable.Enum = enumerate;
            vtable.CommonPrefixWith = common_prefix_with;
            vtable.RelativePathTo = relative_path_to;
        })
    }
}

/// The running object table, with all its successes.
pub(super) fn table(made: IRunningObjectTable) -> IRunningObjectTable {
    static VTABLE: OnceLock<IRunningObjectTable_Vtbl> = OnceLock::new();
    // SAFETY: all tables are of one class.
    unsafe { replace(made, &VTABLE, |vtable| vtable.Register = register) }
}

/// Runs a method that gives a moniker.
///
/// # Safety
/// `other` is null or a moniker, `out` null or writable.
unsafe fn give(
    other: *mut c_void,
    out: *mut *mut c_void,
    method: impl FnOnce(&IMoniker) -> Found,
) -> HRESULT {
    if out.is_null() {
        return E_POINTER;
    }
    // SAFETY: by contract; `out` is not null.
    unsafe {
        out.write(std::ptr::null_mut());
        let Some(other) = IMoniker::from_raw_borrowed(&other) else { return E_INVALIDARG };
        match method(other) {
            Ok((found, success)) => {
                out.write(found.map_or(std::ptr::null_mut(), Interface::into_raw));
                success
            }
            Err(error) => error.code(),
        }
    }
}

unsafe extern "system" fn compose_with(
    this: *mut c_void,
    right: *mut c_void,
    only_if_not_generic: BOOL,
    out: *mut *mut c_void,
) -> HRESULT {
    // SAFETY: called through the vtable of a moniker of this folder, with the arguments of ComposeWith.
    unsafe { give(right, out, |right| one::compose(one::of(&this), right, only_if_not_generic.as_bool())) }
}

unsafe extern "system" fn common_prefix_with(
    this: *mut c_void,
    other: *mut c_void,
    out: *mut *mut c_void,
) -> HRESULT {
    // SAFETY: called through the vtable of a moniker of this folder, with the arguments of CommonPrefixWith.
    unsafe {
        give(other, out, |other| relation::common_prefix(&one::parts(one::of(&this).0)?, &one::parts(other)?))
    }
}

unsafe extern "system" fn relative_path_to(
    this: *mut c_void,
    other: *mut c_void,
    out: *mut *mut c_void,
) -> HRESULT {
    // SAFETY: called through the vtable of a moniker of this folder, with the arguments of RelativePathTo.
    unsafe {
        give(other, out, |other| {
            let (own, what) = one::of(&this);
            relation::relative_path(what, &one::parts(own)?, &one::parts(other)?)
        })
    }
}

/// S_OK and null: the moniker has no parts.
unsafe extern "system" fn enumerate(this: *mut c_void, forward: BOOL, out: *mut *mut c_void) -> HRESULT {
    if out.is_null() {
        return E_POINTER;
    }
    // SAFETY: called through the vtable of a moniker of this folder; `out` is not null, so writable.
    unsafe {
        let parts = one::enumerate(one::of(&this).1, forward.as_bool());
        out.write(parts.map_or(std::ptr::null_mut(), Interface::into_raw));
    }
    S_OK
}

/// S_OK, or MK_S_MONIKERALREADYREGISTERED.
unsafe extern "system" fn register(
    _this: *mut c_void,
    flags: u32,
    object: *mut c_void,
    name: *mut c_void,
    out: *mut u32,
) -> HRESULT {
    // SAFETY: called through the vtable of the table, with the arguments of Register.
    unsafe {
        let object = IUnknown::from_raw_borrowed(&object);
        let (Some(object), Some(name), false) = (object, IMoniker::from_raw_borrowed(&name), out.is_null())
        else {
            return E_INVALIDARG;
        };
        out.write(0);
        let name = match Name::of(name) {
            Ok(name) => name,
            Err(error) => return error.code(),
        };
        match running::register(flags, object, name) {
            Ok((cookie, success)) => {
                out.write(cookie);
                success
            }
            Err(error) => answer(Err(error)),
        }
    }
}
