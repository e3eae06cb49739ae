//! VARIANT in memory and on the wire ([MS-OAUT] 2.2.29).
//!
//! ```text
//!  wireVARIANT, aligned to 8 after its referent id:
//!    clSize     u32   8-byte units of all this, rounded up
//!    reserved   u32
//!    vt         u16   and three reserved u16
//!    tag        u32   vt, or VT_ARRAY with or without VT_BYREF
//!    the value; for VT_BYREF a referent id and the value; what it points to follows. For VT_RECORD, by reference or not:
//!               a referent id and the record
//! ```

mod read;
mod write;

use crate::memory;
use oxcom_abi::{SAFEARRAY, SafeArrayDestroy, VARIANT, VariantClear};

/// Where a VARTYPE is used as a number of 16 bits.
macro_rules! vartypes {
    ($($name:ident)*) => { $(pub(crate) const $name: u16 = oxcom_abi::$name as u16;)* };
}

/// The VARTYPEs under their published names, 16 bits wide as VARIANT has them.
pub(crate) mod vt {
    vartypes! {
        VT_EMPTY VT_NULL VT_I1 VT_UI1 VT_I2 VT_UI2 VT_I4 VT_UI4 VT_INT VT_UINT VT_I8 VT_UI8 VT_R4 VT_R8 VT_BOOL VT_ERROR VT_CY
        VT_DATE VT_BSTR VT_UNKNOWN VT_DISPATCH VT_VARIANT VT_DECIMAL VT_RECORD VT_ARRAY VT_BYREF
    }
}
use vt::*;

/// A VARIANT's memory. DECIMAL lies over all of the first 16 bytes, its reserved word under `vt`.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct RawVariant {
    pub(crate) vt: u16,
    pub(crate) reserved: [u16; 3],
    pub(crate) value: [u64; 2],
}

const _: () = assert!(size_of::<RawVariant>() == size_of::<VARIANT>());

/// VariantClear.
///
/// # Safety
/// `at` points to a VARIANT that is nobody else's; it may lie unaligned.
pub(crate) unsafe fn clear(at: *mut RawVariant) {
    // SAFETY: the caller's promise; the copy is aligned, and replaces the original.
    unsafe {
        let mut value = at.read_unaligned();
        let _ = VariantClear((&raw mut value).cast());
        at.write_unaligned(RawVariant::default());
    }
}

/// The bytes of a value of this VARTYPE (without VT_BYREF) where a VARIANT by reference points.
pub(crate) fn value_size(vartype: u16) -> usize {
    match vartype {
        VT_VARIANT => 24,
        VT_DECIMAL => 16,
        _ => scalar_width(vartype).unwrap_or(8),
    }
}

/// The width of the VARTYPEs that are plain numbers.
pub(crate) fn scalar_width(vartype: u16) -> Option<usize> {
    match vartype {
        VT_I1 | VT_UI1 => Some(1),
        VT_I2 | VT_UI2 | VT_BOOL => Some(2),
        VT_I4 | VT_UI4 | VT_INT | VT_UINT | VT_R4 | VT_ERROR => Some(4),
        VT_I8 | VT_UI8 | VT_R8 | VT_CY | VT_DATE => Some(8),
        _ => None,
    }
}

/// Releases what lies where a VARIANT by reference points.
///
/// # Safety
/// `at` points to a value of this VARTYPE that is nobody else's.
pub(crate) unsafe fn release_value(vartype: u16, at: *mut u8) {
    // SAFETY: the caller's promise.
    unsafe {
        match vartype {
            VT_BSTR => memory::bstr_free(memory::load(at)),
            VT_UNKNOWN | VT_DISPATCH => memory::release(memory::load(at)),
            VT_VARIANT => clear(at.cast()),
            _ if vartype & VT_ARRAY != 0 => {
                let array: *mut SAFEARRAY = memory::load(at);
                if !array.is_null() {
                    let _ = SafeArrayDestroy(array);
                }
            }
            _ => {}
        }
    }
}

/// Whether a VARIANT of this type has a form on the wire.
pub(crate) fn is_supported(vartype: u16) -> bool {
    tag(vartype).is_some()
}

/// Which arm of the union on the wire a VARTYPE takes, or `None` when it has no form there.
fn tag(vartype: u16) -> Option<u32> {
    let base = vartype & !(VT_ARRAY | VT_BYREF);
    if vartype & VT_ARRAY != 0 {
        let tag = vartype & (VT_ARRAY | VT_BYREF);
        return crate::safearray::is_supported_element(base).then_some(tag.into());
    }
    let by_value = scalar_width(base).is_some()
        || matches!(base, VT_BSTR | VT_UNKNOWN | VT_DISPATCH | VT_DECIMAL | VT_RECORD);
    let known = match vartype & VT_BYREF {
        0 => by_value || matches!(base, VT_EMPTY | VT_NULL),
        _ => by_value || base == VT_VARIANT,
    };
    known.then_some(vartype.into())
}
