//! VARIANTs, owned: cleared when they are dropped.

use oxcom_abi::{BSTR, VARIANT, VARTYPE, VariantChangeType, VariantClear, VariantCopy, VariantCopyInd};
use oxcom_typeinfo::typelib::{Constant, vt};
use windows_core::HRESULT;

use crate::error::{Error, Result};

/// VT_BYREF and VT_ARRAY
pub(crate) const BYREF: u16 = 0x4000;
pub(crate) const ARRAY: u16 = 0x2000;

/// A VARIANT as its parts lie in memory: type, padding, sixteen bytes of value.
#[repr(C)]
pub(crate) struct Value {
    pub(crate) vt: u16,
    pub(crate) reserved: [u16; 3],
    pub(crate) data: [u64; 2],
}

const _: () =
    assert!(size_of::<Value>() == size_of::<VARIANT>() && align_of::<Value>() == align_of::<VARIANT>());

impl Default for Value {
    fn default() -> Self {
        Self::new(vt::EMPTY, 0)
    }
}

impl Drop for Value {
    fn drop(&mut self) {
        // SAFETY: a variant of our own.
        let _ = unsafe { VariantClear(self.as_raw()) };
    }
}

impl Value {
    /// A value of this type whose bytes are these.
    pub(crate) fn new(vt: u16, data: u64) -> Self {
        Self { vt, reserved: [0; 3], data: [data, 0] }
    }

    pub(crate) fn as_raw(&mut self) -> *mut VARIANT {
        (&raw mut *self).cast()
    }

    /// Gives it up to the caller.
    pub(crate) fn into_raw(self) -> VARIANT {
        let owned = std::mem::ManuallyDrop::new(self);
        // SAFETY: the same bytes under another name; `owned` is not dropped.
        unsafe { (&raw const *owned).cast::<VARIANT>().read() }
    }

    /// The parts of somebody's variant.
    ///
    /// # Safety
    /// The pointer is to a variant that stays as it is for as long as the result is used.
    pub(crate) unsafe fn parts<'a>(variant: *const VARIANT) -> &'a Value {
        // SAFETY: the same layout; the caller's promise.
        unsafe { &*variant.cast::<Value>() }
    }

    /// A copy of somebody's variant; what it refers to is copied as well.
    ///
    /// # Safety
    /// The pointer is to a proper variant.
    pub(crate) unsafe fn copy_of(variant: *const VARIANT) -> Result<Self> {
        let mut copy = Self::default();
        // SAFETY: both are proper variants.
        check(unsafe { VariantCopyInd(copy.as_raw(), variant) })?;
        Ok(copy)
    }

    /// A copy as another type.
    ///
    /// # Safety
    /// The pointer is to a proper variant.
    pub(crate) unsafe fn changed(variant: *const VARIANT, vt: u16) -> Result<Self> {
        if vt == vt::VARIANT {
            // SAFETY: the caller's promise.
            return unsafe { Self::copy_of(variant) };
        }
        let mut copy = Self::default();
        // SAFETY: both are proper variants.
        unsafe {
            if Self::parts(variant).vt == vt {
                check(VariantCopy(copy.as_raw(), variant))?;
            } else {
                check(VariantChangeType(copy.as_raw(), variant, 0, VARTYPE(vt)))?;
            }
        }
        Ok(copy)
    }

    /// Where its value lies: a DECIMAL fills the variant itself.
    pub(crate) fn place(&mut self) -> *mut u8 {
        if self.vt == vt::DECIMAL { (&raw mut *self).cast() } else { self.data.as_mut_ptr().cast() }
    }
}

pub(crate) fn check(code: HRESULT) -> Result<()> {
    if code.is_ok() { Ok(()) } else { Err(Error::Object(code)) }
}

/// A constant of a type library as a variant.
pub(crate) fn of_constant(constant: &Constant) -> Value {
    match constant {
        Constant::Integer(vt, number) => Value::new(*vt, number.cast_unsigned()),
        Constant::Real(vt::R4, number) => Value::new(vt::R4, u64::from((*number as f32).to_bits())),
        Constant::Real(vt, number) => Value::new(*vt, number.to_bits()),
        Constant::Text(text) => Value::new(vt::BSTR, BSTR::from(text.as_str()).into_raw() as u64),
        Constant::Nothing(vt) => Value::new(*vt, 0),
    }
}
