//! Nothing stays behind: what the C library's heap holds is counted before and after many rounds of everything. A program of
//! its own with one test, so that nobody else allocates meanwhile.

use std::mem::ManuallyDrop;

use oxcom_abi::{
    BSTR, CoTaskMemFree, CreateErrorInfo, CreateStreamOnHGlobal, GetErrorInfo, HANDLE, IErrorInfo, SAFEARRAY,
    SAFEARRAYBOUND, STATSTG, SafeArrayCopy, SafeArrayCreateVector, SafeArrayDestroy, SafeArrayPutElement,
    SafeArrayRedim, SetErrorInfo, StringFromCLSID, VARIANT, VARTYPE, VT_ARRAY, VT_BSTR, VT_R8, VT_VARIANT,
    VariantChangeType, VariantClear, VariantCopy,
};
use oxcom_automation::safearray;
use windows_core::{GUID, Interface, w};

fn variant(vt: i32, fill: impl FnOnce(&mut oxcom_abi::VARIANT_0_0_0)) -> VARIANT {
    let mut variant = VARIANT::default();
    // SAFETY: an empty variant; the value is one of the type.
    let parts = unsafe { &mut *variant.Anonymous.Anonymous };
    fill(&mut parts.Anonymous);
    parts.vt = VARTYPE(vt as u16);
    variant
}

fn text(text: &str) -> VARIANT {
    variant(VT_BSTR, |value| value.bstrVal = ManuallyDrop::new(text.into()))
}

/// Variants with text, and arrays of such variants, one in the other.
fn nested(depth: i32) -> *mut SAFEARRAY {
    // SAFETY: elements of the array's type, which are copied.
    unsafe {
        let array = SafeArrayCreateVector(VARTYPE(VT_VARIANT as u16), 0, 4);
        let mut word = text("leaf");
        SafeArrayPutElement(array, &0, (&raw const word).cast()).unwrap();
        VariantClear(&mut word).unwrap();
        if depth > 0 {
            let mut inner = variant(VT_ARRAY | VT_VARIANT, |value| value.parray = nested(depth - 1));
            SafeArrayPutElement(array, &1, (&raw const inner).cast()).unwrap();
            SafeArrayPutElement(array, &1, (&raw const inner).cast()).unwrap();
            VariantClear(&mut inner).unwrap();
        }
        array
    }
}

fn use_everything() {
    // SAFETY: each value is given up once.
    unsafe {
        let array = nested(3);
        let copy = SafeArrayCopy(array).unwrap();
        SafeArrayRedim(copy, &SAFEARRAYBOUND { cElements: 1, lLbound: 0 }).unwrap();
        SafeArrayRedim(copy, &SAFEARRAYBOUND { cElements: 9, lLbound: 0 }).unwrap();
        SafeArrayDestroy(copy).unwrap();
        SafeArrayDestroy(array).unwrap();

        let (mut number, mut copy) = (text("12.5"), text("given up"));
        VariantCopy(&mut copy, &number).unwrap();
        let itself = &raw mut number;
        VariantChangeType(itself, itself, 0, VARTYPE(VT_R8 as u16)).unwrap();
        VariantChangeType(itself, itself, 0, VARTYPE(VT_BSTR as u16)).unwrap();
        assert!(VariantChangeType(itself, itself, 0, VARTYPE((VT_ARRAY | VT_R8) as u16)).is_err());
        VariantClear(itself).unwrap();
        VariantClear(&mut copy).unwrap();

        let stream = CreateStreamOnHGlobal(HANDLE::default(), true).unwrap();
        stream.Write([0_u8; 1000].as_ptr().cast(), 1000, None).unwrap();
        stream.Clone().unwrap().Stat(&mut STATSTG::default(), 0).unwrap();

        let error = CreateErrorInfo().unwrap();
        error.SetDescription(w!("the lens cap is on")).unwrap();
        SetErrorInfo(0, &error.cast::<IErrorInfo>().unwrap()).unwrap();
        assert_eq!(GetErrorInfo(0).unwrap().GetDescription().unwrap(), "the lens cap is on");

        CoTaskMemFree(StringFromCLSID(&GUID::zeroed()).unwrap().0.cast());
        drop(BSTR::from("text"));
    }
}

/// The bytes that are allocated now.
fn heap() -> usize {
    // SAFETY: it only counts.
    let counts = unsafe { libc::mallinfo2() };
    counts.uordblks + counts.hblkhd
}

const ROUNDS: usize = 500;
/// The least that an allocation takes: one that is left behind each round is seen.
const LEAST: usize = 24;

#[test]
fn nothing_stays_behind() {
    (0..50).for_each(|_| use_everything()); // tables and caches grow to their size
    let before = heap();
    (0..ROUNDS).for_each(|_| use_everything());
    let grown = heap().saturating_sub(before);
    assert!(grown < ROUNDS * LEAST, "{grown} bytes in {ROUNDS} rounds");
    assert_eq!(safearray::live(), 0);
}
