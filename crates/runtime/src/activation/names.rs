//! Classes by name: ProgIDs.

use oxcom_abi::{CO_E_CLASSSTRING, CoTaskMemAlloc, E_INVALIDARG, E_OUTOFMEMORY, REGDB_E_CLASSNOTREG, S_OK};
use windows_core::{GUID, HRESULT, PCWSTR, PWSTR};

use crate::process;

/// Gives the class of a program id, such as `ImageSource.HandleMgr` (a version at its end may be left out).
///
/// # Errors
/// CO_E_CLASSSTRING: no registration has this name. E_INVALIDARG: a null pointer.
///
/// # Safety
/// The pointers are null, a NUL-terminated text, writable.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CLSIDFromProgID(name: PCWSTR, clsid: *mut GUID) -> HRESULT {
    if name.is_null() || clsid.is_null() {
        return E_INVALIDARG;
    }
    // SAFETY: neither is null; text ends with a NUL by contract.
    unsafe {
        let found = name.to_string().ok().and_then(|name| process::registry().class_by_progid(&name));
        clsid.write(found.as_ref().map_or_else(GUID::zeroed, |class| class.clsid));
        if found.is_some() { S_OK } else { CO_E_CLASSSTRING }
    }
}

/// As [`CLSIDFromProgID`]: there is no other machine from which a class would be installed on demand.
///
/// # Errors
/// As for [`CLSIDFromProgID`].
///
/// # Safety
/// As for [`CLSIDFromProgID`].
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CLSIDFromProgIDEx(name: PCWSTR, clsid: *mut GUID) -> HRESULT {
    // SAFETY: by contract.
    unsafe { CLSIDFromProgID(name, clsid) }
}

/// Gives the program id of a class, in memory that the caller frees with CoTaskMemFree.
///
/// # Errors
/// REGDB_E_CLASSNOTREG: the class is not registered, or has no program id. E_INVALIDARG: a null pointer. E_OUTOFMEMORY.
///
/// # Safety
/// The pointers are null or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn ProgIDFromCLSID(clsid: *const GUID, name: *mut PWSTR) -> HRESULT {
    if clsid.is_null() || name.is_null() {
        return E_INVALIDARG;
    }
    // SAFETY: neither is null; the allocation has room for the text and its NUL.
    unsafe {
        name.write(PWSTR::null());
        let class = process::registry().class(&*clsid);
        let Some(text) = class.and_then(|class| class.progid.clone()) else { return REGDB_E_CLASSNOTREG };
        let units: Vec<u16> = text.encode_utf16().chain([0]).collect();
        let memory = CoTaskMemAlloc(2 * units.len()).cast::<u16>();
        if memory.is_null() {
            return E_OUTOFMEMORY;
        }
        memory.copy_from_nonoverlapping(units.as_ptr(), units.len());
        name.write(PWSTR(memory));
    }
    S_OK
}
