//! Changing a variant's type.
//!
//! | from ╲ to   | integer | real, currency, decimal | boolean   | date        | text               | object |
//! |-------------|---------|--------------------------|-----------|-------------|--------------------|--------|
//! | empty       | 0       | 0                        | false     | 0           | ""                 | –      |
//! | number      | rounded | nearest                  | is not 0  | as days     | digits             | –      |
//! | boolean     | all bits| -1, 0                    |           | -1, 0       | -1, 0; True, False | –      |
//! | date        | days    | days                     | is not 0  |             | MM/dd/yyyy …       | –      |
//! | text        | parsed  | parsed                   | parsed    | parsed      |                    | –      |
//! | object      | through its default property, unless VARIANT_NOVALUEPROP | | |              | other interface    | yes    |
//!
//! Null, error codes, arrays and records change into themselves only. Where a value does not fit: DISP_E_OVERFLOW; where it
//! has no meaning: DISP_E_TYPEMISMATCH. Text is read and written the same in every locale: a decimal point, commas between
//! thousands, English names of months ([`number`], [`date_text`]); `lcid` is passed on to default properties only. Rounding is
//! to the nearest, half way to the even number.

mod date;
mod date_text;
mod decimal;
mod number;
mod value;

use oxcom_abi::{DISPATCH_PROPERTYGET, DISPID, DISPID_VALUE, DISPPARAMS, IDispatch, LCID, VARIANT, VARTYPE};
use windows_core::{GUID, HRESULT, IUnknown, Interface};

pub use date::{SystemTimeToVariantTime, VariantTimeToSystemTime};
use value::BooleanText;

use super::copy::{clear, copy_value_to};
use super::types::{self, BYREF, DISPATCH, UNKNOWN, parts};
use crate::error::code;
use crate::{Error, Result};

/// An object is not asked for its default property.
pub const VARIANT_NOVALUEPROP: u16 = 1;
/// A truth value becomes the text `True` or `False`, not `-1` or `0`.
pub const VARIANT_ALPHABOOL: u16 = 2;
/// As VARIANT_ALPHABOOL, in the words of the locale; here those are the same.
pub const VARIANT_LOCALBOOL: u16 = 16;

/// [`VariantChangeTypeEx`] without a locale.
///
/// # Safety
/// As for [`VariantChangeTypeEx`].
#[unsafe(no_mangle)]
pub unsafe extern "system" fn VariantChangeType(
    pvargdest: *mut VARIANT,
    pvarsrc: *const VARIANT,
    wflags: u16,
    vt: VARTYPE,
) -> HRESULT {
    // SAFETY: as the caller says.
    unsafe { VariantChangeTypeEx(pvargdest, pvarsrc, LCID(0), wflags, vt) }
}

/// Makes `pvargdest` what `pvarsrc` is as a `vt`; the two may be the same variant. A value by reference is read. The flags
/// are VARIANT_NOVALUEPROP, VARIANT_ALPHABOOL and VARIANT_LOCALBOOL; others are passed over.
///
/// Errors, with the target as it was: E_INVALIDARG (null), DISP_E_BADVARTYPE (either type is none, or `vt` is by reference),
/// DISP_E_TYPEMISMATCH, DISP_E_OVERFLOW, DISP_E_ARRAYISLOCKED (in the target), E_OUTOFMEMORY.
///
/// # Safety
/// Each is null or points to a variant; a reference in it is valid.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn VariantChangeTypeEx(
    pvargdest: *mut VARIANT,
    pvarsrc: *const VARIANT,
    lcid: LCID,
    wflags: u16,
    vt: VARTYPE,
) -> HRESULT {
    // SAFETY: as the caller says.
    code(unsafe { change(pvargdest, pvarsrc, Manner { lcid, flags: wflags }, vt.0) })
}

/// How to change.
#[derive(Clone, Copy)]
struct Manner {
    lcid: LCID,
    flags: u16,
}

/// # Safety
/// As for [`VariantChangeTypeEx`].
unsafe fn change(target: *mut VARIANT, source: *const VARIANT, manner: Manner, vt: u16) -> Result<()> {
    if target.is_null() || source.is_null() {
        return Err(Error::InvalidArgument);
    }
    types::check(vt)?;
    if vt & BYREF != 0 {
        return Err(Error::BadVartype);
    }
    let mut value = VARIANT::default();
    // SAFETY: as the caller says; `value` owns its own from here on, so that the target may be the source.
    unsafe {
        copy_value_to(&mut value, source)?;
        let mut changed = convert(value, manner, vt)?;
        if let Err(refused) = clear(target) {
            clear(&mut changed)?;
            return Err(refused);
        }
        target.write(changed);
    }
    Ok(())
}

/// # Safety
/// The variant is one, not by reference; it is given up.
unsafe fn convert(mut source: VARIANT, manner: Manner, vt: u16) -> Result<VARIANT> {
    // SAFETY: as the caller says.
    unsafe {
        let from = parts(&mut source).vt.0;
        if from == vt {
            return Ok(source);
        }
        let converted = match from {
            DISPATCH | UNKNOWN if matches!(vt, DISPATCH | UNKNOWN) => other_interface(&mut source, vt),
            DISPATCH if manner.flags & VARIANT_NOVALUEPROP == 0 => default_property(&mut source, manner)
                .and_then(|value| {
                    convert(value, Manner { flags: manner.flags | VARIANT_NOVALUEPROP, ..manner }, vt)
                }),
            _ => value::take(&mut source).and_then(|value| value.into_variant(vt, booleans(manner))),
        };
        clear(&mut source)?;
        converted
    }
}

fn booleans(manner: Manner) -> BooleanText {
    if manner.flags & (VARIANT_ALPHABOOL | VARIANT_LOCALBOOL) != 0 {
        BooleanText::Word
    } else {
        BooleanText::Number
    }
}

/// # Safety
/// The variant holds an object, or null.
unsafe fn other_interface(source: &mut VARIANT, vt: u16) -> Result<VARIANT> {
    let mut changed = VARIANT::default();
    // SAFETY: as the caller says.
    unsafe {
        let object = parts(source).Anonymous.byref;
        if let Some(object) = IUnknown::from_raw_borrowed(&object) {
            let iid = if vt == DISPATCH { IDispatch::IID } else { IUnknown::IID };
            object
                .query(&iid, &raw mut parts(&mut changed).Anonymous.byref)
                .ok()
                .map_err(|_| Error::TypeMismatch)?;
        }
        parts(&mut changed).vt = VARTYPE(vt);
    }
    Ok(changed)
}

/// The value of the object's property DISPID_VALUE. DISP_E_TYPEMISMATCH: no object, or none with such a property.
///
/// # Safety
/// The variant holds an IDispatch, or null.
unsafe fn default_property(source: &mut VARIANT, manner: Manner) -> Result<VARIANT> {
    let (mut answer, mut value) = (VARIANT::default(), VARIANT::default());
    let none = DISPPARAMS::default();
    // SAFETY: as the caller says; the property takes no arguments.
    unsafe {
        let object = parts(source).Anonymous.byref;
        let object = IDispatch::from_raw_borrowed(&object).ok_or(Error::TypeMismatch)?;
        let property = DISPID(DISPID_VALUE);
        let flags = DISPATCH_PROPERTYGET as u16;
        let got = object.Invoke(
            property,
            &GUID::zeroed(),
            manner.lcid,
            flags,
            &none,
            Some(&mut answer),
            None,
            None,
        );
        if got.is_err() {
            return Err(Error::TypeMismatch);
        }
        let read = copy_value_to(&mut value, &answer);
        clear(&mut answer)?;
        read?;
    }
    Ok(value)
}
