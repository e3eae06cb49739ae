//! Components that a process registers for itself.

use std::ffi::{CStr, OsStr, c_char};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use oxcom_activation::Component;
use windows_core::HRESULT;

use crate::error::{Error, Result, answer};
use crate::process;

/// Registers the components that a registration text (the TOML of a registration file, UTF-8) describes, for this process
/// alone. Relative paths in it are relative to `folder`.
///
/// # Errors
/// E_INVALIDARG: a null pointer. REGDB_E_INVALIDVALUE: the text is not as the format demands; GetErrorInfo says where.
///
/// # Safety
/// The pointers are null or NUL-terminated.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn OxcomRegisterComponent(text: *const c_char, folder: *const c_char) -> HRESULT {
    if text.is_null() || folder.is_null() {
        return answer(Err(Error::InvalidArgument("OxcomRegisterComponent: null pointer")));
    }
    // SAFETY: neither is null, so both end with a NUL by contract.
    answer(unsafe { register(CStr::from_ptr(text), CStr::from_ptr(folder)) })
}

fn register(text: &CStr, folder: &CStr) -> Result<()> {
    let text = text.to_str().map_err(|_| Error::InvalidArgument("a registration is UTF-8"))?;
    let folder = Path::new(OsStr::from_bytes(folder.to_bytes()));
    process::registry().register_in_process(Component::parse(text, folder)?);
    Ok(())
}
