//! Making, clearing and copying variants.

use core::ffi::c_void;

use oxcom_abi::{SAFEARRAY, VARIANT, VARTYPE};
use windows_core::{HRESULT, IUnknown, Interface};

use super::record;
use super::types::{
    self, ARRAY, BSTR, BYREF, DECIMAL, DISPATCH, RECORD, TYPEMASK, UNKNOWN, VARIANT_, parts, size_of_value,
};
use crate::error::code;
use crate::{Error, Result, bstr, safearray};

/// Makes a variant of memory: VT_EMPTY, whatever was there before. Null is passed over.
///
/// # Safety
/// `pvarg` is null or points to writable memory for a variant.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn VariantInit(pvarg: *mut VARIANT) {
    if !pvarg.is_null() {
        // SAFETY: not null; the caller says that it is writable.
        unsafe { pvarg.write(VARIANT::default()) };
    }
}

/// Gives up what the variant owns and makes it VT_EMPTY. With VT_BYREF nothing is given up.
///
/// Errors, with the variant as it was: E_INVALIDARG (null), DISP_E_BADVARTYPE, DISP_E_ARRAYISLOCKED.
///
/// # Safety
/// `pvarg` is null or points to a variant.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn VariantClear(pvarg: *mut VARIANT) -> HRESULT {
    // SAFETY: as the caller says.
    code(unsafe { clear(pvarg) })
}

/// Clears `pvargdest` and makes it a copy of `pvargsrc` that owns its own text, array or record, or its own reference. A
/// value by reference stays one, to the same place.
///
/// Errors: those of [`VariantClear`]; E_OUTOFMEMORY, and what a record's description answers: then the target is empty.
///
/// # Safety
/// Each is null or points to a variant.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn VariantCopy(pvargdest: *mut VARIANT, pvargsrc: *const VARIANT) -> HRESULT {
    // SAFETY: as the caller says.
    code(unsafe { replace(pvargdest, pvargsrc, copy_to) })
}

/// As [`VariantCopy`], but a value by reference is read: the target owns a copy of what the source points to. The two may be
/// the same variant.
///
/// Errors: those of [`VariantCopy`]; E_INVALIDARG also for a reference to null, or to a variant that is a reference to a
/// variant.
///
/// # Safety
/// Each is null or points to a variant, whose reference, if it is one, is valid.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn VariantCopyInd(pvardest: *mut VARIANT, pvargsrc: *const VARIANT) -> HRESULT {
    // SAFETY: as the caller says.
    code(unsafe { replace(pvardest, pvargsrc, copy_value_to) })
}

/// # Safety
/// As for [`VariantClear`].
pub(crate) unsafe fn clear(variant: *mut VARIANT) -> Result<()> {
    if variant.is_null() {
        return Err(Error::InvalidArgument);
    }
    // SAFETY: the caller passes a variant. It is empty before anything of it is given up, which may call back.
    unsafe {
        let vt = parts(variant).vt.0;
        types::check(vt)?;
        let value = parts(variant).Anonymous.byref;
        let (record, info) = record_of(variant);
        if vt & (ARRAY | BYREF) == ARRAY {
            safearray::destroy(value.cast())?;
        }
        variant.write(VARIANT::default());
        match vt {
            BSTR => bstr::SysFreeString(value.cast()),
            UNKNOWN | DISPATCH if !value.is_null() => drop(IUnknown::from_raw(value)),
            RECORD => record::destroy(record, info)?,
            _ => {}
        }
    }
    Ok(())
}

/// Makes a variant of the memory at `target`, whatever was there before: a copy that owns its own. Empty after an error.
///
/// # Safety
/// `target` is writable memory for a variant; `source` points to another variant.
pub(crate) unsafe fn copy_to(target: *mut VARIANT, source: *const VARIANT) -> Result<()> {
    // SAFETY: as the caller says: the bits are copied first, then what they own is replaced by a copy.
    unsafe {
        target.write(VARIANT::default());
        let vt = parts(source.cast_mut()).vt.0;
        types::check(vt)?;
        let mut copy = (*source).clone();
        if vt & BYREF == 0 {
            own(&mut copy, vt)?;
        }
        target.write(copy);
    }
    Ok(())
}

/// Replaces what the bits of a variant share with another by copies.
///
/// # Safety
/// The variant is a copy of another's bits, with this type and not by reference.
unsafe fn own(copy: &mut VARIANT, vt: u16) -> Result<()> {
    // SAFETY: the type says which of the values is meant; the other variant keeps it valid.
    unsafe {
        let value = &mut parts(copy).Anonymous;
        let pointer = value.byref;
        match vt {
            _ if vt & ARRAY != 0 => value.parray = safearray::copy(pointer.cast())?,
            BSTR => {
                value.byref = bstr::copy(pointer.cast()).cast();
                if value.byref.is_null() && !pointer.is_null() {
                    return Err(Error::OutOfMemory);
                }
            }
            UNKNOWN | DISPATCH => value.byref = add_ref(pointer),
            RECORD => {
                let record = &mut *value.Anonymous;
                let Some(info) = (*record.pRecInfo).clone() else { return Ok(()) };
                if !record.pvRecord.is_null() {
                    record.pvRecord = record::duplicate(&info, record.pvRecord)?;
                }
                core::mem::forget(info); // it is the copy's reference now
            }
            _ => {}
        }
    }
    Ok(())
}

/// As [`copy_to`], reading a value by reference.
///
/// # Safety
/// As for [`copy_to`]; a reference is valid.
pub(super) unsafe fn copy_value_to(target: *mut VARIANT, source: *const VARIANT) -> Result<()> {
    // SAFETY: as the caller says.
    unsafe {
        let vt = parts(source.cast_mut()).vt.0;
        types::check(vt)?;
        if vt & BYREF == 0 {
            return copy_to(target, source);
        }
        let place = parts(source.cast_mut()).Anonymous.byref;
        if place.is_null() {
            return Err(Error::InvalidArgument);
        }
        if vt == BYREF | VARIANT_ {
            let inner = place.cast::<VARIANT>();
            if parts(inner).vt.0 == BYREF | VARIANT_ {
                return Err(Error::InvalidArgument);
            }
            return copy_value_to(target, inner);
        }
        let viewed = view(source, place, vt & !BYREF);
        copy_to(target, &viewed)
    }
}

/// A variant with the bits of what a reference points to. It owns nothing, and must not be cleared.
///
/// # Safety
/// `place` holds a value of the type `vt`; `source` is the variant that refers to it.
pub(crate) unsafe fn view(source: *const VARIANT, place: *const c_void, vt: u16) -> VARIANT {
    let mut viewed = VARIANT::default();
    // SAFETY: each type is read from the place as what it is; a decimal lies over the whole variant, so its type comes last.
    unsafe {
        let value = &raw mut parts(&mut viewed).Anonymous;
        match vt {
            RECORD => *value = parts(source.cast_mut()).Anonymous.clone(),
            DECIMAL => viewed.Anonymous.decVal = place.cast::<oxcom_abi::DECIMAL>().read_unaligned(),
            _ if vt & ARRAY != 0 => (*value).parray = place.cast::<*mut SAFEARRAY>().read_unaligned(),
            _ => {
                let size = size_of_value(vt & TYPEMASK).unwrap_or(0);
                value.cast::<u8>().copy_from_nonoverlapping(place.cast(), size);
            }
        }
        parts(&mut viewed).vt = VARTYPE(vt);
    }
    viewed
}

/// # Safety
/// As for [`VariantCopy`]; `copy` is [`copy_to`] or [`copy_value_to`].
unsafe fn replace(
    target: *mut VARIANT,
    source: *const VARIANT,
    copy: unsafe fn(*mut VARIANT, *const VARIANT) -> Result<()>,
) -> Result<()> {
    if target.is_null() || source.is_null() {
        return Err(Error::InvalidArgument);
    }
    // SAFETY: as the caller says. The copy is made first: what the target owns may be what the source points into.
    unsafe {
        if target.cast_const() == source && parts(target).vt.0 & BYREF == 0 {
            return types::check(parts(target).vt.0);
        }
        let mut made = VARIANT::default();
        let result = copy(&mut made, source);
        if let Err(refused) = clear(target) {
            clear(&mut made)?;
            return Err(refused);
        }
        if result.is_ok() {
            target.write(made);
        }
        result
    }
}

/// The value read as a record and its description, which it is if the type says so.
///
/// # Safety
/// `variant` points to a variant.
unsafe fn record_of(variant: *mut VARIANT) -> (*mut c_void, *mut c_void) {
    // SAFETY: the value of every variant has room for two pointers.
    let [record, info] = unsafe { (&raw const parts(variant).Anonymous).cast::<[*mut c_void; 2]>().read() };
    (record, info)
}

/// # Safety
/// `pointer` is null or an interface.
pub(crate) unsafe fn add_ref(pointer: *mut c_void) -> *mut c_void {
    // SAFETY: as the caller says.
    unsafe { IUnknown::from_raw_borrowed(&pointer) }
        .map_or(core::ptr::null_mut(), |object| object.clone().into_raw())
}

#[cfg(test)]
mod tests {
    use core::mem::ManuallyDrop;
    use core::sync::atomic::Ordering;

    use super::*;
    use crate::safearray::{SafeArrayCreateVector, SafeArrayLock, SafeArrayUnlock};
    use crate::samples::{Landmark, Witness};
    use crate::variant::types::{EMPTY, I4, NULL, UI1};
    use oxcom_abi::{BSTR as Text, CY, DISP_E_ARRAYISLOCKED, DISP_E_BADVARTYPE, E_INVALIDARG, S_OK};

    /// A variant of a type, whose value is written by `fill`.
    fn variant(vt: u16, fill: impl FnOnce(&mut oxcom_abi::VARIANT_0_0_0)) -> VARIANT {
        let mut variant = VARIANT::default();
        // SAFETY: a variant.
        let parts = unsafe { parts(&mut variant) };
        fill(&mut parts.Anonymous);
        parts.vt = VARTYPE(vt);
        variant
    }

    fn text(text: &str) -> VARIANT {
        variant(BSTR, |value| value.bstrVal = ManuallyDrop::new(text.into()))
    }

    /// A copy, made over a variant that owns something itself.
    fn copied(
        source: &VARIANT,
        with: unsafe extern "system" fn(*mut VARIANT, *const VARIANT) -> HRESULT,
    ) -> VARIANT {
        let mut copy = text("to be given up");
        // SAFETY: variants both.
        assert_eq!(unsafe { with(&mut copy, source) }, S_OK);
        copy
    }

    fn vt(variant: &VARIANT) -> u16 {
        // SAFETY: every variant has a type.
        unsafe { variant.Anonymous.Anonymous.vt.0 }
    }

    #[test]
    fn text_is_copied() {
        let mut source = text("text");
        let mut copy = copied(&source, VariantCopy);
        // SAFETY: variants with text, until they are cleared.
        unsafe {
            assert_eq!(VariantClear(&mut source), S_OK);
            assert_eq!(*parts(&mut copy).Anonymous.bstrVal, "text");
            let itself = &raw mut copy;
            assert_eq!(VariantCopy(itself, itself), S_OK, "a copy of itself is itself");
            assert_eq!(VariantClear(&mut copy), S_OK);
        }
        assert_eq!((vt(&source), vt(&copy)), (EMPTY, EMPTY));
    }

    #[test]
    fn references_are_counted() {
        let (object, alive) = Witness::call();
        let mut source = variant(UNKNOWN, |value| value.punkVal = ManuallyDrop::new(Some(object)));
        let mut copy = copied(&source, VariantCopy);
        // SAFETY: variants.
        unsafe {
            assert_eq!(VariantClear(&mut source), S_OK);
            assert_eq!(alive.load(Ordering::Relaxed), 1);
            assert_eq!(VariantClear(&mut copy), S_OK);
            assert_eq!(alive.load(Ordering::Relaxed), 0);
            assert_eq!(
                VariantClear(&mut variant(DISPATCH, |value| value.byref = core::ptr::null_mut())),
                S_OK
            );
        }
    }

    #[test]
    fn arrays_are_copied_and_stay_while_they_are_locked() {
        let array = SafeArrayCreateVector(VARTYPE(UI1), 0, 4);
        let mut source = variant(ARRAY | UI1, |value| value.parray = array);
        let mut copy = copied(&source, VariantCopy);
        // SAFETY: variants with arrays, until they are cleared.
        unsafe {
            assert_ne!(parts(&mut copy).Anonymous.parray, array);
            SafeArrayLock(array).unwrap();
            assert_eq!(VariantClear(&mut source), DISP_E_ARRAYISLOCKED);
            assert_eq!((vt(&source), parts(&mut source).Anonymous.parray), (ARRAY | UI1, array), "as it was");
            assert_eq!(VariantCopy(&mut source, &copy), DISP_E_ARRAYISLOCKED);
            SafeArrayUnlock(array).unwrap();
            assert_eq!((VariantClear(&mut source), VariantClear(&mut copy)), (S_OK, S_OK));
        }
    }

    #[test]
    fn records_are_copied_by_their_description() {
        let mut source = variant(RECORD, |value| {
            let made = record(Landmark::new("mount", 4810));
            value.Anonymous = ManuallyDrop::new(made);
        });
        let mut copy = copied(&source, VariantCopy);
        let by_reference = variant(RECORD | BYREF, |value| {
            // SAFETY: the record of the source, which outlives the reference.
            unsafe { *value = parts(&mut source).Anonymous.clone() };
        });
        let mut read = copied(&by_reference, VariantCopyInd);
        // SAFETY: variants with records, until they are cleared.
        unsafe {
            assert_eq!(VariantClear(&mut source), S_OK);
            for copy in [&mut copy, &mut read] {
                let record = parts(copy).Anonymous.Anonymous.pvRecord;
                assert_eq!(*record.cast::<Landmark>(), Landmark::new("mount", 4810));
                assert_eq!(VariantClear(copy), S_OK);
            }
        }
    }

    fn record(landmark: Landmark) -> oxcom_abi::VARIANT_0_0_0_0 {
        oxcom_abi::VARIANT_0_0_0_0 {
            pvRecord: landmark.allocate(),
            pRecInfo: ManuallyDrop::new(Some(Landmark::description())),
        }
    }

    #[test]
    fn a_value_by_reference_is_read_or_kept() {
        let mut number = 7;
        let source = variant(BYREF | I4, |value| value.plVal = &mut number);
        let mut kept = copied(&source, VariantCopy);
        let mut read = copied(&source, VariantCopyInd);
        // SAFETY: variants with these types.
        unsafe {
            assert_eq!((vt(&kept), parts(&mut kept).Anonymous.plVal), (BYREF | I4, &raw mut number));
            assert_eq!((vt(&read), parts(&mut read).Anonymous.lVal), (I4, 7));
            let itself = &raw mut kept;
            assert_eq!(VariantCopyInd(itself, itself), S_OK);
            assert_eq!((vt(&kept), parts(&mut kept).Anonymous.lVal), (I4, 7), "in place");
        }
    }

    #[test]
    fn every_type_is_read_by_reference() {
        let mut decimal = oxcom_abi::DECIMAL { Hi32: 5, ..Default::default() };
        let mut currency = CY { int64: 12_345 };
        let mut owned = Text::from("text");
        let mut array = SafeArrayCreateVector(VARTYPE(UI1), 0, 4);
        let mut inner = text("inner");
        // SAFETY: each variant refers to a value of its type, which outlives it.
        unsafe {
            let read =
                copied(&variant(BYREF | DECIMAL, |value| value.pdecVal = &mut decimal), VariantCopyInd);
            assert_eq!((vt(&read), read.Anonymous.decVal.Hi32), (DECIMAL, 5));
            let mut read =
                copied(&variant(BYREF | types::CY, |value| value.pcyVal = &mut currency), VariantCopyInd);
            assert_eq!(parts(&mut read).Anonymous.cyVal.int64, 12_345);
            let mut read =
                copied(&variant(BYREF | BSTR, |value| value.pbstrVal = &mut owned), VariantCopyInd);
            assert_eq!(*parts(&mut read).Anonymous.bstrVal, "text");
            assert_eq!(VariantClear(&mut read), S_OK);
            let mut read =
                copied(&variant(BYREF | ARRAY | UI1, |value| value.pparray = &mut array), VariantCopyInd);
            assert_eq!(vt(&read), ARRAY | UI1);
            assert_ne!(parts(&mut read).Anonymous.parray, array);
            assert_eq!(VariantClear(&mut read), S_OK);
            let mut read =
                copied(&variant(BYREF | VARIANT_, |value| value.pvarVal = &mut inner), VariantCopyInd);
            assert_eq!(*parts(&mut read).Anonymous.bstrVal, "inner");
            assert_eq!((VariantClear(&mut read), VariantClear(&mut inner)), (S_OK, S_OK));
            assert_eq!(crate::safearray::SafeArrayDestroy(array), S_OK);
        }
    }

    #[test]
    fn what_is_wrong_is_refused() {
        let mut target = VARIANT::default();
        // SAFETY: null is refused, and so are variants that cannot be.
        unsafe {
            assert_eq!(VariantClear(core::ptr::null_mut()), E_INVALIDARG);
            assert_eq!(VariantCopy(core::ptr::null_mut(), &target.clone()), E_INVALIDARG);
            assert_eq!(VariantCopy(&mut target, core::ptr::null()), E_INVALIDARG);
            for vt in [15, 0x4000, 0x2001, VARIANT_, 0xFFFF] {
                assert_eq!(VariantClear(&mut variant(vt, |_| {})), DISP_E_BADVARTYPE, "{vt}");
                assert_eq!(VariantCopy(&mut target, &variant(vt, |_| {})), DISP_E_BADVARTYPE, "{vt}");
            }
            assert_eq!(VariantCopyInd(&mut target, &variant(BYREF | I4, |_| {})), E_INVALIDARG);
            let mut circle = variant(BYREF | VARIANT_, |_| {});
            parts(&mut circle).Anonymous.pvarVal = &raw mut circle;
            assert_eq!(VariantCopyInd(&mut target, &circle), E_INVALIDARG);
            assert_eq!(VariantCopy(&mut target, &variant(NULL, |_| {})), S_OK);
            VariantInit(core::ptr::null_mut());
            VariantInit(&mut target);
        }
        assert_eq!(vt(&target), EMPTY);
    }
}
