//! The memory that crosses the ABI: task memory, BSTR, references; and unaligned access to it.

use oxcom_abi::{BSTR, CoTaskMemAlloc, CoTaskMemFree, SysAllocStringByteLen, SysStringByteLen};
use std::ffi::c_void;
use std::mem::ManuallyDrop;
use windows_core::PCSTR;

/// Task memory, zeroed; null when there is none.
pub(crate) fn task_zeroed(size: usize) -> *mut u8 {
    // SAFETY: CoTaskMemAlloc takes any size.
    let memory: *mut u8 = unsafe { CoTaskMemAlloc(size.max(1)) }.cast();
    if !memory.is_null() {
        // SAFETY: so much was just allocated.
        unsafe { memory.write_bytes(0, size) };
    }
    memory
}

/// # Safety
/// `memory` is null or task memory that nobody else owns.
pub(crate) unsafe fn task_free(memory: *mut u8) {
    // SAFETY: the caller's promise.
    unsafe { CoTaskMemFree(memory.cast()) };
}

/// A BSTR with these bytes; null when there is no memory.
pub(crate) fn bstr_of_bytes(bytes: &[u8]) -> *const u16 {
    let Ok(length) = u32::try_from(bytes.len()) else { return std::ptr::null() };
    // SAFETY: pointer and length describe `bytes`.
    unsafe { SysAllocStringByteLen(PCSTR(bytes.as_ptr()), length) }.into_raw()
}

/// The bytes of a BSTR.
///
/// # Safety
/// `text` is a BSTR that lives as long as the result; not null.
pub(crate) unsafe fn bstr_bytes<'a>(text: *const u16) -> &'a [u8] {
    // SAFETY: the caller's BSTR, borrowed: it is not dropped.
    let borrowed = ManuallyDrop::new(unsafe { BSTR::from_raw(text) });
    // SAFETY: a BSTR has as many bytes as it says.
    unsafe { std::slice::from_raw_parts(text.cast(), SysStringByteLen(&borrowed) as usize) }
}

/// # Safety
/// `text` is null or a BSTR that nobody else owns.
pub(crate) unsafe fn bstr_free(text: *const u16) {
    // SAFETY: the caller gives it away.
    drop(unsafe { BSTR::from_raw(text) });
}

/// Calls IUnknown::Release.
///
/// # Safety
/// `object` is null or an owned interface pointer.
pub(crate) unsafe fn release(object: *mut c_void) {
    if !object.is_null() {
        // SAFETY: every interface begins with IUnknown's three functions, Release the third of them.
        unsafe {
            let vtable = *object.cast::<*const [*const c_void; 3]>();
            let release: unsafe extern "system" fn(*mut c_void) -> u32 = std::mem::transmute((*vtable)[2]);
            release(object);
        }
    }
}

/// Reads a value that may lie unaligned, as packed structs have it.
///
/// # Safety
/// `at` points to a value of this type.
pub(crate) unsafe fn load<T: Copy>(at: *const u8) -> T {
    // SAFETY: the caller's promise.
    unsafe { at.cast::<T>().read_unaligned() }
}

/// Writes a value that may lie unaligned.
///
/// # Safety
/// `at` may be written for the size of this type.
pub(crate) unsafe fn store<T: Copy>(at: *mut u8, value: T) {
    // SAFETY: the caller's promise.
    unsafe { at.cast::<T>().write_unaligned(value) }
}
