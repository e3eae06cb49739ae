//! BSTR: UTF-16 text, or any bytes, with the length in front.
//!
//! ```text
//!   malloc ──▶ ┌───────────────┬──────────────────────┬────────┐
//!              │ length: u32   │ text, `length` bytes │ 0: u16 │
//!              └───────────────┴──────────────────────┴────────┘
//!                       BSTR ──▶ (exactly 4 bytes after the allocation)
//! ```
//!
//! The layout is [MS-DTYP] 2.2.5; that the allocation is the C library's and begins 4 bytes before the text is what peers
//! rely on which free a BSTR themselves. Null stands for empty text everywhere.

use core::ffi::c_void;
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use oxcom_abi::{E_INVALIDARG, S_OK};
use windows_core::HRESULT;

/// Copies text that ends with NUL. Null when `psz` is null or there is no memory.
///
/// # Safety
/// `psz` is null or points to units of which one is 0.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SysAllocString(psz: *const u16) -> *mut u16 {
    if psz.is_null() {
        return core::ptr::null_mut();
    }
    // SAFETY: the caller says that the text ends.
    unsafe { allocate(psz.cast(), bytes_of(text_at(psz).len())) }
}

/// Copies `ui` units, NULs included. A null `strin` gives text of that length, of zeros. Null when there is no memory or
/// the text would be longer than 2^31 - 4 units.
///
/// # Safety
/// `strin` is null or points to `ui` units.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SysAllocStringLen(strin: *const u16, ui: u32) -> *mut u16 {
    // SAFETY: as the caller says.
    unsafe { allocate(strin.cast(), bytes_of(ui as usize)) }
}

/// Copies `len` bytes, which need not be text. A null `psz` gives zeros. Null when there is no memory.
///
/// # Safety
/// `psz` is null or points to `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SysAllocStringByteLen(psz: *const u8, len: u32) -> *mut u16 {
    // SAFETY: as the caller says.
    unsafe { allocate(psz, Some(len)) }
}

/// Replaces the BSTR in `*pbstr` by a copy of text that ends with NUL (null text: by null). 0, and nothing changed, when
/// there is no memory.
///
/// # Safety
/// `pbstr` is null or points to null or a BSTR; `psz` as for [`SysAllocString`]. It may be part of the old BSTR.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SysReAllocString(pbstr: *mut *mut u16, psz: *const u16) -> i32 {
    // SAFETY: as the caller says.
    unsafe {
        let text = SysAllocString(psz);
        replace(pbstr, text, text.is_null() && !psz.is_null())
    }
}

/// Replaces the BSTR in `*pbstr` by a copy of `len` units. A null `psz` keeps the units that there are and adds zeros. 0,
/// and nothing changed, when there is no memory.
///
/// # Safety
/// `pbstr` is null or points to null or a BSTR; `psz` as for [`SysAllocStringLen`]. It may be part of the old BSTR.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SysReAllocStringLen(pbstr: *mut *mut u16, psz: *const u16, len: u32) -> i32 {
    // SAFETY: as the caller says; the units kept are in the old and in the new text.
    unsafe {
        let text = SysAllocStringLen(psz, len);
        if psz.is_null() && !text.is_null() && !pbstr.is_null() && !(*pbstr).is_null() {
            let kept = SysStringLen(*pbstr).min(len);
            text.copy_from_nonoverlapping(*pbstr, kept as usize);
        }
        replace(pbstr, text, text.is_null())
    }
}

/// Frees a BSTR; null is nothing to free. Pinned text stays until the last [`SysReleaseString`].
///
/// # Safety
/// `bstr` is null or a BSTR that nobody uses afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SysFreeString(bstr: *mut u16) {
    if bstr.is_null() || (PINNED.load(Ordering::Acquire) > 0 && free_later(bstr)) {
        return;
    }
    // SAFETY: every BSTR's allocation begins here, and the caller gives it up.
    unsafe { libc::free(bstr.byte_sub(PREFIX).cast()) }
}

/// The length in units, without the NUL at the end; 0 for null.
///
/// # Safety
/// `bstr` is null or a BSTR.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SysStringLen(bstr: *const u16) -> u32 {
    // SAFETY: as the caller says.
    unsafe { SysStringByteLen(bstr) / UNIT as u32 }
}

/// The length in bytes, without the NUL at the end; 0 for null.
///
/// # Safety
/// `bstr` is null or a BSTR.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SysStringByteLen(bstr: *const u16) -> u32 {
    if bstr.is_null() {
        return 0;
    }
    // SAFETY: the length is in front of every BSTR.
    unsafe { bstr.byte_sub(PREFIX).cast::<u32>().read_unaligned() }
}

/// Pins a BSTR: until [`SysReleaseString`] is called as often, [`SysFreeString`] leaves its text in place. Null is nothing
/// to pin. E_INVALIDARG: it is pinned 2^32 - 1 times already.
///
/// # Safety
/// `bstr` is null or a BSTR.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SysAddRefString(bstr: *mut u16) -> HRESULT {
    if bstr.is_null() {
        return S_OK;
    }
    let mut pins = pins();
    let pin = pins.entry(bstr.addr()).or_default();
    let Some(count) = pin.count.checked_add(1) else { return E_INVALIDARG };
    pin.count = count;
    PINNED.store(pins.len(), Ordering::Release);
    S_OK
}

/// Undoes one [`SysAddRefString`]; the last frees text that [`SysFreeString`] was called for meanwhile.
///
/// # Safety
/// `bstr` is null or a BSTR that [`SysAddRefString`] was called for.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SysReleaseString(bstr: *mut u16) {
    let mut pins = pins();
    let Some(pin) = pins.get_mut(&bstr.addr()) else { return };
    pin.count -= 1;
    if pin.count > 0 {
        return;
    }
    let freed = pin.freed;
    pins.remove(&bstr.addr());
    PINNED.store(pins.len(), Ordering::Release);
    if freed {
        // SAFETY: freed by its owner, and nobody has it pinned any more.
        unsafe { libc::free(bstr.byte_sub(PREFIX).cast()) }
    }
}

/// A copy, byte for byte; null for null and when there is no memory.
///
/// # Safety
/// `bstr` is null or a BSTR.
pub unsafe fn copy(bstr: *const u16) -> *mut u16 {
    if bstr.is_null() {
        return core::ptr::null_mut();
    }
    // SAFETY: the text is as long as its length says.
    unsafe { allocate(bstr.cast(), Some(SysStringByteLen(bstr))) }
}

/// The units before the NUL; none for null. (`PCWSTR::len` of windows-strings counts in the C library's wide characters,
/// which are twice as large here: it must not be used.)
///
/// # Safety
/// `text` is null, or one of the units at it is 0 and they stay as they are for `'a`.
pub unsafe fn text_at<'a>(text: *const u16) -> &'a [u16] {
    if text.is_null() {
        return &[];
    }
    let mut count = 0;
    // SAFETY: all units before the NUL may be read, and the NUL.
    while unsafe { *text.add(count) } != 0 {
        count += 1;
    }
    // SAFETY: as many were just read.
    unsafe { core::slice::from_raw_parts(text, count) }
}

const PREFIX: usize = size_of::<u32>();
const UNIT: usize = size_of::<u16>();

fn bytes_of(units: usize) -> Option<u32> {
    u32::try_from(units.checked_mul(UNIT)?).ok()
}

/// # Safety
/// `content` is null or points to `bytes` bytes.
unsafe fn allocate(content: *const u8, bytes: Option<u32>) -> *mut u16 {
    // The whole allocation is to fit 32 bits as well.
    let Some(bytes) = bytes.filter(|bytes| *bytes <= u32::MAX - (PREFIX + UNIT) as u32) else {
        return core::ptr::null_mut();
    };
    let length = bytes as usize;
    // SAFETY: the size is not 0.
    let memory: *mut c_void = unsafe { libc::calloc(1, PREFIX + length + UNIT) };
    if memory.is_null() {
        return core::ptr::null_mut();
    }
    // SAFETY: the allocation holds the length, the text and the NUL; `content` holds the text.
    unsafe {
        memory.cast::<u32>().write(bytes);
        let text = memory.byte_add(PREFIX);
        if !content.is_null() {
            text.cast::<u8>().copy_from_nonoverlapping(content, length);
        }
        text.cast()
    }
}

/// # Safety
/// `place` is null or points to null or a BSTR; `text` is null or a BSTR of ours.
unsafe fn replace(place: *mut *mut u16, text: *mut u16, failed: bool) -> i32 {
    // SAFETY: the old text is given up by the caller, the new one is ours until it is stored.
    unsafe {
        if failed || place.is_null() {
            SysFreeString(text);
            return 0;
        }
        SysFreeString(core::mem::replace(&mut *place, text));
    }
    1
}

#[derive(Default)]
struct Pin {
    count: u32,
    /// SysFreeString was called meanwhile.
    freed: bool,
}

/// How many texts are pinned: lets SysFreeString pass by the table, which is nearly always empty.
// SYNC POINT: stored (Release) under the table's lock, loaded (Acquire) by SysFreeString.
static PINNED: AtomicUsize = AtomicUsize::new(0);

/// Pinned texts by address.
static PINS: LazyLock<Mutex<HashMap<usize, Pin>>> = LazyLock::new(Mutex::default);

fn pins() -> MutexGuard<'static, HashMap<usize, Pin>> {
    PINS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether the text is pinned; then its release frees it.
fn free_later(bstr: *mut u16) -> bool {
    pins().get_mut(&bstr.addr()).map(|pin| pin.freed = true).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxcom_abi::BSTR;

    fn wide(text: &str) -> Vec<u16> {
        text.encode_utf16().chain([0]).collect()
    }

    #[test]
    fn a_bstr_is_its_length_its_text_and_a_nul() {
        // SAFETY: plain calls; the allocation is read where it is, and freed once, as a peer would that has `free` only.
        unsafe {
            let text = SysAllocString(wide("hi").as_ptr());
            let whole = text.byte_sub(4).cast::<[u8; 10]>();
            assert_eq!(*whole, [4, 0, 0, 0, b'h', 0, b'i', 0, 0, 0]);
            assert_eq!((SysStringLen(text), SysStringByteLen(text)), (2, 4));
            libc::free(whole.cast());
        }
    }

    #[test]
    fn the_declared_type_uses_these_functions() {
        let text = BSTR::from("a\0b");
        assert_eq!((text.len(), text.to_string().as_str()), (3, "a\0b"));
        assert_eq!(text.clone(), text);
    }

    #[test]
    fn null_is_empty_text() {
        // SAFETY: null is allowed everywhere.
        unsafe {
            assert!(SysAllocString(core::ptr::null()).is_null());
            assert_eq!(SysStringLen(core::ptr::null()), 0);
            SysFreeString(core::ptr::null_mut());
            assert_eq!(SysAddRefString(core::ptr::null_mut()), S_OK);
            SysReleaseString(core::ptr::null_mut());
            let empty = SysAllocStringLen(core::ptr::null(), 0);
            assert!(!empty.is_null());
            SysFreeString(empty);
        }
    }

    #[test]
    fn bytes_may_be_odd_in_number() {
        // SAFETY: three bytes; freed once.
        unsafe {
            let bytes = SysAllocStringByteLen(c"abc".as_ptr().cast(), 3);
            assert_eq!((SysStringByteLen(bytes), SysStringLen(bytes)), (3, 1));
            SysFreeString(bytes);
        }
    }

    #[test]
    fn text_too_long_for_its_length_is_refused() {
        // SAFETY: without text there is nothing to read.
        unsafe {
            assert!(SysAllocStringLen(core::ptr::null(), 0x8000_0000).is_null());
            assert!(SysAllocStringByteLen(core::ptr::null(), u32::MAX - 5).is_null());
        }
    }

    #[test]
    fn reallocation_takes_part_of_the_old_text() {
        // SAFETY: the source lies within the old text, which is allowed; freed once.
        unsafe {
            let mut text = SysAllocString(wide("photograph").as_ptr());
            assert_eq!(SysReAllocStringLen(&mut text, text.add(5), 5), 1);
            assert_eq!(BSTR::from_raw(copy(text)), "graph");
            assert_eq!(SysReAllocStringLen(&mut text, core::ptr::null(), 3), 1);
            assert_eq!(BSTR::from_raw(copy(text)), "gra");
            assert_eq!(SysReAllocString(&mut text, wide("new").as_ptr()), 1);
            assert_eq!(BSTR::from_raw(copy(text)), "new");
            assert_eq!(SysReAllocStringLen(&mut text, core::ptr::null(), u32::MAX), 0, "no memory for that");
            assert_eq!(BSTR::from_raw(text), "new", "and nothing changed");
        }
    }

    #[test]
    fn pinned_text_outlives_its_owner() {
        // SAFETY: the text is read while it is pinned.
        unsafe {
            let text = SysAllocString(wide("pinned").as_ptr());
            assert_eq!(SysAddRefString(text), S_OK);
            assert_eq!(SysAddRefString(text), S_OK);
            SysFreeString(text);
            SysReleaseString(text);
            assert_eq!(SysStringLen(text), 6);
            SysReleaseString(text);
        }
    }
}
