//! Task memory: what a method hands out and its caller frees, whatever language either is written in.
//!
//! It is the C library's heap (`malloc`), so that a peer which frees with `free` is right as well.

use core::ffi::c_void;
use std::sync::OnceLock;

use oxcom_abi::{E_INVALIDARG, IMalloc, IMalloc_Impl, S_OK};
use windows_core::{ComObject, HRESULT, Interface, implement};

/// Allocates `cb` bytes, not initialised; null when there is no memory. Zero bytes give a pointer that may be freed.
#[unsafe(no_mangle)]
pub extern "system" fn CoTaskMemAlloc(cb: usize) -> *mut c_void {
    // SAFETY: malloc takes any size.
    unsafe { libc::malloc(cb) }
}

/// Changes the size of task memory, which may move. Null `pv` allocates; `cb` 0 frees and answers null; null with `cb` > 0
/// means that there is no memory, and then `pv` is still allocated.
///
/// # Safety
/// `pv` is null or task memory, which nobody uses under its old address afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoTaskMemRealloc(pv: *mut c_void, cb: usize) -> *mut c_void {
    if cb == 0 && !pv.is_null() {
        // SAFETY: the caller gives the memory up.
        unsafe { libc::free(pv) };
        return core::ptr::null_mut();
    }
    // SAFETY: null or task memory; the caller answers for it.
    unsafe { libc::realloc(pv, cb) }
}

/// Frees task memory; null is nothing to free.
///
/// # Safety
/// `pv` is null or task memory that nobody uses afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoTaskMemFree(pv: *mut c_void) {
    // SAFETY: null or task memory; the caller answers for it.
    unsafe { libc::free(pv) }
}

/// The task allocator as an object, the same for every caller. `dwmemcontext` must be 1 (MEMCTX_TASK), else E_INVALIDARG.
///
/// # Safety
/// `ppmalloc` is null or points to writable memory for a pointer.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoGetMalloc(dwmemcontext: u32, ppmalloc: *mut *mut c_void) -> HRESULT {
    if ppmalloc.is_null() {
        return E_INVALIDARG;
    }
    let allocator = if dwmemcontext == MEMCTX_TASK { shared().into_raw() } else { core::ptr::null_mut() };
    // SAFETY: not null; the caller says that it is writable.
    unsafe { *ppmalloc = allocator };
    if allocator.is_null() { E_INVALIDARG } else { S_OK }
}

const MEMCTX_TASK: u32 = 1;

#[implement(IMalloc)]
struct TaskAllocator;

/// The process's one allocator object.
struct Shared(IMalloc);

// SAFETY: TaskAllocator has no state, and counts its references atomically.
unsafe impl Send for Shared {}
// SAFETY: as above.
unsafe impl Sync for Shared {}

fn shared() -> IMalloc {
    static SHARED: OnceLock<Shared> = OnceLock::new(); // immutable once made
    SHARED.get_or_init(|| Shared(ComObject::new(TaskAllocator).into_interface())).0.clone()
}

impl IMalloc_Impl for TaskAllocator_Impl {
    fn Alloc(&self, cb: usize) -> *mut c_void {
        CoTaskMemAlloc(cb)
    }

    fn Realloc(&self, pv: *const c_void, cb: usize) -> *mut c_void {
        // SAFETY: the caller of IMalloc::Realloc owes the same.
        unsafe { CoTaskMemRealloc(pv.cast_mut(), cb) }
    }

    fn Free(&self, pv: *const c_void) {
        // SAFETY: the caller of IMalloc::Free owes the same.
        unsafe { CoTaskMemFree(pv.cast_mut()) }
    }

    /// At least as many bytes as were asked for; (SIZE_T)-1 for null.
    fn GetSize(&self, pv: *const c_void) -> usize {
        if pv.is_null() {
            return usize::MAX;
        }
        // SAFETY: the caller passes memory of this allocator.
        unsafe { libc::malloc_usable_size(pv.cast_mut()) }
    }

    /// -1: the C library does not tell whose memory it is.
    fn DidAlloc(&self, _pv: *const c_void) -> i32 {
        -1
    }

    fn HeapMinimize(&self) {
        #[cfg(target_env = "gnu")]
        // SAFETY: gives unused pages back to the system.
        unsafe {
            libc::malloc_trim(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_moves_with_its_content() {
        let memory = CoTaskMemAlloc(4).cast::<u32>();
        // SAFETY: four bytes were allocated, and are freed once.
        unsafe {
            memory.write(0xC0FFEE);
            let larger = CoTaskMemRealloc(memory.cast(), 1 << 20).cast::<u32>();
            assert_eq!(larger.read(), 0xC0FFEE);
            assert!(CoTaskMemRealloc(larger.cast(), 0).is_null(), "size 0 frees");
            CoTaskMemFree(core::ptr::null_mut());
        }
    }

    #[test]
    fn more_than_there_is_gives_null() {
        assert!(CoTaskMemAlloc(usize::MAX).is_null());
    }

    #[test]
    fn the_allocator_is_one_object() {
        // SAFETY: plain calls; the memory is freed once.
        unsafe {
            let allocator = oxcom_abi::CoGetMalloc(MEMCTX_TASK).unwrap();
            assert_eq!(allocator, oxcom_abi::CoGetMalloc(MEMCTX_TASK).unwrap());
            let memory = allocator.Alloc(100);
            assert!(allocator.GetSize(Some(memory)) >= 100);
            assert_eq!(allocator.GetSize(None), usize::MAX);
            assert_eq!(allocator.DidAlloc(Some(memory)), -1);
            allocator.Free(Some(memory));
            allocator.HeapMinimize();
            assert_eq!(oxcom_abi::CoGetMalloc(2).unwrap_err().code(), E_INVALIDARG);
            assert_eq!(CoGetMalloc(1, core::ptr::null_mut()), E_INVALIDARG);
        }
    }
}
