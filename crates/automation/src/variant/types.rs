//! The types a variant, or an element of an array, can have.

use oxcom_abi::{VARIANT, VARIANT_0_0};

use crate::{Error, Result};

macro_rules! types {
    ($($name:ident = $published:ident),+ $(,)?) => {
        $(pub(crate) const $name: u16 = oxcom_abi::$published as u16;)+
    };
}

types! {
    EMPTY = VT_EMPTY, NULL = VT_NULL, I2 = VT_I2, I4 = VT_I4, R4 = VT_R4, R8 = VT_R8, CY = VT_CY, DATE = VT_DATE,
    BSTR = VT_BSTR, DISPATCH = VT_DISPATCH, ERROR = VT_ERROR, BOOL = VT_BOOL, VARIANT_ = VT_VARIANT,
    UNKNOWN = VT_UNKNOWN, DECIMAL = VT_DECIMAL, I1 = VT_I1, UI1 = VT_UI1, UI2 = VT_UI2, UI4 = VT_UI4, I8 = VT_I8,
    UI8 = VT_UI8, INT = VT_INT, UINT = VT_UINT, RECORD = VT_RECORD, ARRAY = VT_ARRAY, BYREF = VT_BYREF,
    TYPEMASK = VT_TYPEMASK,
}

/// The size in bytes of a value whose type says all of it; no size for VT_RECORD and for what is no value.
pub(crate) const fn size_of_value(vartype: u16) -> Option<usize> {
    Some(match vartype {
        I1 | UI1 => 1,
        I2 | UI2 | BOOL => 2,
        I4 | UI4 | R4 | INT | UINT | ERROR => 4,
        I8 | UI8 | R8 | CY | DATE => 8,
        BSTR | UNKNOWN | DISPATCH => size_of::<*const u8>(),
        DECIMAL => 16,
        VARIANT_ => size_of::<VARIANT>(),
        _ => return None,
    })
}

/// Whether a value is its bytes and nothing more: it owns nothing and points nowhere.
pub(crate) const fn is_scalar(vartype: u16) -> bool {
    size_of_value(vartype).is_some() && !matches!(vartype, BSTR | UNKNOWN | DISPATCH | VARIANT_)
}

/// Refuses a type that no variant can have (DISP_E_BADVARTYPE).
pub(crate) const fn check(vt: u16) -> Result<()> {
    let base = vt & TYPEMASK;
    let named = size_of_value(base).is_some() || base == RECORD;
    let allowed = match vt & !TYPEMASK {
        0 => (named && base != VARIANT_) || base == EMPTY || base == NULL,
        BYREF | ARRAY => named,
        both => named && both == ARRAY | BYREF,
    };
    if allowed { Ok(()) } else { Err(Error::BadVartype) }
}

/// A variant's type and value.
///
/// # Safety
/// `variant` points to a variant, which stays for `'a` and changes only through the answer.
pub(crate) unsafe fn parts<'a>(variant: *mut VARIANT) -> &'a mut VARIANT_0_0 {
    // SAFETY: type and value are a view of every variant.
    unsafe { &mut *(&raw mut (*variant).Anonymous.Anonymous).cast() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variant_has_a_type_that_is_published_for_it() {
        for vt in [EMPTY, NULL, I4, DECIMAL, RECORD, BYREF | VARIANT_, ARRAY | VARIANT_, ARRAY | BYREF | UI1]
        {
            assert_eq!(check(vt), Ok(()), "{vt:#x}");
        }
        for vt in [
            15,
            24,
            VARIANT_,
            BYREF,
            BYREF | NULL,
            ARRAY,
            ARRAY | EMPTY,
            0x1000 | I4,
            0x8000 | I4,
            37,
            64,
            0xFFFF,
        ] {
            assert_eq!(check(vt), Err(Error::BadVartype), "{vt:#x}");
        }
    }

    #[test]
    fn a_variant_is_24_bytes() {
        assert_eq!(size_of_value(VARIANT_), Some(24));
        assert!(is_scalar(UI1) && is_scalar(DECIMAL) && !is_scalar(BSTR) && !is_scalar(RECORD));
    }
}
