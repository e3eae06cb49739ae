//! Getting at classes.

use std::ffi::{CString, c_void};
use std::path::Path;

use oxcom_abi as abi;

use crate::{GUID, HRESULT, Interface, Result};

/// The class of a program id such as `ImageSource.HandleMgr`.
///
/// # Errors
/// CO_E_CLASSSTRING: nothing is registered under this name.
pub fn class_named(program_id: &str) -> Result<GUID> {
    let name: Vec<u16> = program_id.encode_utf16().chain([0]).collect();
    // SAFETY: the name ends with a NUL.
    unsafe { abi::CLSIDFromProgID(crate::com_core::PCWSTR(name.as_ptr())) }
}

/// The program id of a class. Of a class that is not registered on this machine there is none.
///
/// # Errors
/// REGDB_E_CLASSNOTREG: the class is not registered, or without a program id.
pub fn program_id(class: &GUID) -> Result<String> {
    // SAFETY: a call with an argument of its type.
    let text = unsafe { abi::ProgIDFromCLSID(class) }?;
    // SAFETY: with success an owned text that ends with a NUL; nobody uses it after it is freed.
    unsafe {
        let name = String::from_utf16_lossy(abi::units_at(text.0));
        abi::CoTaskMemFree(text.0.cast());
        Ok(name)
    }
}

/// A class object, from the first of the contexts (CLSCTX_*) that has one.
///
/// # Errors
/// See `CoGetClassObject`.
pub fn class_object<T: Interface>(class: &GUID, context: u32) -> Result<T> {
    let mut object: *mut c_void = std::ptr::null_mut();
    // SAFETY: pointers of their types; with success the result is an owned pointer to the interface T.
    unsafe {
        let get: HRESULT = get_class_object(class, context, std::ptr::null(), &T::IID, &mut object);
        get.ok()?;
        Ok(T::from_raw(object))
    }
}

unsafe extern "system" {
    #[link_name = "CoGetClassObject"]
    fn get_class_object(
        class: *const GUID,
        context: u32,
        server: *const c_void,
        iid: *const GUID,
        object: *mut *mut c_void,
    ) -> HRESULT;
}

/// A new object of a class, from the first of the contexts (CLSCTX_*) that has it.
///
/// # Errors
/// See `CoCreateInstance`.
pub fn create_instance<T: Interface>(class: &GUID, context: u32) -> Result<T> {
    let mut object: *mut c_void = std::ptr::null_mut();
    // SAFETY: pointers of their types; with success the result is an owned pointer to the interface T.
    unsafe {
        create(class, std::ptr::null_mut(), context, &T::IID, &mut object).ok()?;
        Ok(T::from_raw(object))
    }
}

unsafe extern "system" {
    #[link_name = "CoCreateInstance"]
    fn create(
        class: *const GUID,
        outer: *mut c_void,
        context: u32,
        iid: *const GUID,
        object: *mut *mut c_void,
    ) -> HRESULT;
}

/// Registers components for this process alone: `text` is what a registration file would say, in which paths are relative
/// to `folder`.
///
/// # Errors
/// E_INVALIDARG: a NUL in either. REGDB_E_INVALIDVALUE: see [`message_of`](crate::message_of) for what is wrong.
pub fn register_component(text: &str, folder: &Path) -> Result<()> {
    let invalid = |_| crate::Error::from(abi::E_INVALIDARG);
    let text = CString::new(text).map_err(invalid)?;
    let folder = CString::new(folder.as_os_str().as_encoded_bytes()).map_err(invalid)?;
    // SAFETY: both end with a NUL.
    unsafe { abi::extension::OxcomRegisterComponent(text.as_ptr(), folder.as_ptr()) }.ok()
}

/// Registers the interfaces that a type library describes (the bytes of a `.winmd` or `.tlb` file), for this process alone.
///
/// # Errors
/// TYPE_E_INVDATAREAD: see [`message_of`](crate::message_of) for what is wrong.
pub fn register_type_library(bytes: &'static [u8]) -> Result<()> {
    // SAFETY: the bytes are there for ever.
    unsafe { abi::extension::OxcomRegisterTypeLibrary(bytes.as_ptr(), bytes.len()) }.ok()
}
