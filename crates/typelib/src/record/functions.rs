//! The functions of the published headers.

use std::collections::HashMap;
use std::ffi::c_void;
use std::sync::{LazyLock, Mutex, PoisonError};

use oxcom_abi::{E_INVALIDARG, IRecordInfo};
use windows_core::{GUID, HRESULT, IUnknown, Interface};

use super::record_info;
use crate::error::{Result, answer};
use crate::library::object;
use crate::load;
use crate::raw::{IRecordSource, Object};

/// Library, version and type.
type Key = (GUID, (u16, u16), GUID);

/// An IRecordInfo of our own.
struct Known(IRecordInfo);
// SAFETY: its object is immutable, and counts its references atomically.
unsafe impl Send for Known {}

/// Those that were asked for by name. Guarded by its lock, never held while reading a library.
static KNOWN: LazyLock<Mutex<HashMap<Key, Known>>> = LazyLock::new(Mutex::default);

/// Gives the description of a record by the ids of its library and of its type. A library without an id, as `.winmd` files
/// have none, is named by zeros: then the type's id is enough.
///
/// # Errors
/// E_INVALIDARG: a null pointer. TYPE_E_LIBNOTREGISTERED. TYPE_E_ELEMENTNOTFOUND: the library has no such type.
/// TYPE_E_BADMODULEKIND: it is no struct. TYPE_E_UNSUPFORMAT: one that no VARIANT can hold.
///
/// # Safety
/// The pointers are null, or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn GetRecordInfoFromGuids(
    rguidtypelib: *const GUID,
    uvermajor: u32,
    uverminor: u32,
    lcid: u32,
    rguidtypeinfo: *const GUID,
    pprecinfo: *mut Object,
) -> HRESULT {
    // SAFETY: null, or GUIDs.
    let (library, ty) = unsafe { (rguidtypelib.as_ref(), rguidtypeinfo.as_ref()) };
    let (Some(library), Some(ty), false) = (library, ty, pprecinfo.is_null()) else { return E_INVALIDARG };
    let version = (uvermajor as u16, uverminor as u16);
    // SAFETY: writable.
    answer(unsafe { object(pprecinfo, || Ok(by_guids(library, version, lcid, ty)?.into_raw())) })
}

/// Gives the description of a record by its type information.
///
/// # Errors
/// E_INVALIDARG: a null pointer, or type information of somebody else's. TYPE_E_BADMODULEKIND, TYPE_E_UNSUPFORMAT.
///
/// # Safety
/// The pointers are null, or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn GetRecordInfoFromTypeInfo(
    ptypeinfo: *mut c_void,
    pprecinfo: *mut Object,
) -> HRESULT {
    // SAFETY: null, or an interface.
    let source = unsafe { IUnknown::from_raw_borrowed(&ptypeinfo) };
    let source = source.and_then(|info| info.cast::<IRecordSource>().ok());
    let (Some(source), false) = (source, pprecinfo.is_null()) else { return E_INVALIDARG };
    // SAFETY: writable.
    unsafe { source.Record(pprecinfo) }
}

pub(super) fn by_guids(library: &GUID, version: (u16, u16), lcid: u32, ty: &GUID) -> Result<IRecordInfo> {
    let key = (*library, version, *ty);
    if let Some(known) = lock().get(&key) {
        return Ok(known.0.clone());
    }
    let (loaded, index) = load::registered_type(library, version, lcid, ty)?;
    let info = record_info(loaded, index)?;
    Ok(lock().entry(key).or_insert(Known(info)).0.clone())
}

fn lock() -> std::sync::MutexGuard<'static, HashMap<Key, Known>> {
    KNOWN.lock().unwrap_or_else(PoisonError::into_inner)
}
