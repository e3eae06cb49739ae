//! Classes by name: ProgIDs.

use oxcom_abi::{
    CO_E_CLASSSTRING, CoTaskMemAlloc, E_INVALIDARG, E_OUTOFMEMORY, REGDB_E_CLASSNOTREG, S_OK, units_at,
};
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
        let found = class_named(units_at(name.0));
        clsid.write(found.unwrap_or(GUID::zeroed()));
        if found.is_ok() { S_OK } else { CO_E_CLASSSTRING }
    }
}

/// The class of a program id.
fn class_named(name: &[u16]) -> Result<GUID, HRESULT> {
    let name = String::from_utf16(name).map_err(|_| CO_E_CLASSSTRING)?;
    process::registry().class_by_progid(&name).map(|class| class.clsid).ok_or(CO_E_CLASSSTRING)
}

/// Lets CLSIDFromString find program ids too.
pub(crate) fn install_lookup() {
    oxcom_automation::names::set_program_id_lookup(class_named);
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
