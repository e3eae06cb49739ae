//! SAFEARRAY.

use std::ffi::c_void;
use std::ptr::from_ref;

use oxcom_abi as abi;
use oxcom_abi::com_core::BSTR;
use oxcom_abi::{SAFEARRAY, SAFEARRAYBOUND, VARTYPE};
use windows_core::HRESULT;

use crate::operation::{Seen, no_code, operation, or_code, seen};

const fn vt(kind: i32) -> VARTYPE {
    VARTYPE(kind as u16)
}

/// An operation on an array of 3 (from 0) times 4 (from 10) numbers.
fn on_numbers(name: &str, perform: fn(*mut SAFEARRAY) -> Seen) {
    operation(name, move || {
        let bounds =
            [SAFEARRAYBOUND { cElements: 3, lLbound: 0 }, SAFEARRAYBOUND { cElements: 4, lLbound: 10 }];
        let array = unsafe { abi::SafeArrayCreate(vt(abi::VT_I4), 2, bounds.as_ptr()) };
        let seen = perform(array);
        let _ = unsafe { abi::SafeArrayDestroy(array) }; // it may be destroyed already
        Ok(seen)
    });
}

/// The same on a vector of texts.
fn on_texts(name: &str, perform: fn(*mut SAFEARRAY) -> Seen) {
    operation(name, move || {
        let array = unsafe { abi::SafeArrayCreateVector(vt(abi::VT_BSTR), 0, 3) };
        for index in 0..3 {
            let text = BSTR::from(format!("text {index}").as_str());
            put(array, &[index], text.as_ptr().cast()).ok()?;
        }
        let seen = perform(array);
        unsafe { abi::SafeArrayDestroy(array) }.ok()?;
        Ok(seen)
    });
}

fn put(array: *const SAFEARRAY, index: &[i32], element: *const c_void) -> HRESULT {
    unsafe { abi::SafeArrayPutElement(array, index.as_ptr(), element) }
}

fn number(array: *const SAFEARRAY, index: &[i32]) -> windows_core::Result<i32> {
    let mut number = -1;
    unsafe { abi::SafeArrayGetElement(array, index.as_ptr(), (&raw mut number).cast()) }.map(|| number)
}

pub fn perform() {
    creation();
    elements();
    locks();
    copies();
}

fn creation() {
    for (name, kind) in [
        ("VT_I2", abi::VT_I2),
        ("VT_I4", abi::VT_I4),
        ("VT_I8", abi::VT_I8),
        ("VT_UI1", abi::VT_UI1),
        ("VT_R8", abi::VT_R8),
        ("VT_BSTR", abi::VT_BSTR),
        ("VT_VARIANT", abi::VT_VARIANT),
        ("VT_UNKNOWN", abi::VT_UNKNOWN),
        ("VT_DISPATCH", abi::VT_DISPATCH),
        ("VT_DECIMAL", abi::VT_DECIMAL),
        ("VT_CY", abi::VT_CY),
        ("VT_BOOL", abi::VT_BOOL),
        ("VT_ERROR", abi::VT_ERROR),
        ("VT_EMPTY", abi::VT_EMPTY),
        ("an unknown type", 77),
    ] {
        operation(&format!("SafeArrayCreateVector of {name}"), move || {
            let array = unsafe { abi::SafeArrayCreateVector(vt(kind), 2, 5) };
            Ok(description(array))
        });
        operation(&format!("SafeArrayAllocDescriptorEx of {name}"), move || {
            let array = unsafe { abi::SafeArrayAllocDescriptorEx(vt(kind), 1) };
            let features = array.as_ref().map_or(0, |array| unsafe { (**array).fFeatures });
            let seen = seen(&array).and("features", format!("{features:#x}"));
            if let Ok(array) = array {
                unsafe { abi::SafeArrayDestroyDescriptor(array) }.ok()?;
            }
            Ok(seen)
        });
    }
    operation("SafeArrayCreate of no dimensions", || {
        Ok(description(unsafe { abi::SafeArrayCreate(vt(abi::VT_I4), 0, std::ptr::null()) }))
    });
    operation("SafeArrayCreate without bounds", || {
        Ok(description(unsafe { abi::SafeArrayCreate(vt(abi::VT_I4), 1, std::ptr::null()) }))
    });
    operation("SafeArrayCreate of no elements", || {
        let bound = SAFEARRAYBOUND { cElements: 0, lLbound: 0 };
        Ok(description(unsafe { abi::SafeArrayCreate(vt(abi::VT_I4), 1, &bound) }))
    });
    operation("SafeArrayAllocDescriptor of no dimensions", || {
        Ok(seen(unsafe { abi::SafeArrayAllocDescriptor(0) }))
    });
    operation("SafeArrayDestroy of null", || Ok(seen(unsafe { abi::SafeArrayDestroy(std::ptr::null()) })));
    operation("SafeArrayGetDim of null", || {
        Ok(no_code().and("dimensions", unsafe { abi::SafeArrayGetDim(std::ptr::null()) }))
    });
}

fn description(array: *mut SAFEARRAY) -> Seen {
    if array.is_null() {
        return no_code().and("null", true);
    }
    // The reserved bits are nobody's business.
    let features = unsafe { (*array).fFeatures } & !(abi::FADF_RESERVED as u16);
    let kind = unsafe { abi::SafeArrayGetVartype(array) };
    let seen = no_code()
        .and("element", unsafe { abi::SafeArrayGetElemsize(array) })
        .and("features", format!("{features:#x}"))
        .and("type", or_code(kind.map(|kind| kind.0)))
        .and("lower", or_code(unsafe { abi::SafeArrayGetLBound(array, 1) }))
        .and("upper", or_code(unsafe { abi::SafeArrayGetUBound(array, 1) }));
    seen.then("destroyed", unsafe { abi::SafeArrayDestroy(array) })
}

fn elements() {
    on_numbers("SafeArrayGetDim", |array| {
        no_code().and("dimensions", unsafe { abi::SafeArrayGetDim(array) })
    });
    on_numbers("SafeArrayGetLBound of the second dimension", |array| {
        let bound = unsafe { abi::SafeArrayGetLBound(array, 2) };
        seen(&bound).and("bound", or_code(bound))
    });
    on_numbers("SafeArrayGetUBound of the second dimension", |array| {
        let bound = unsafe { abi::SafeArrayGetUBound(array, 2) };
        seen(&bound).and("bound", or_code(bound))
    });
    on_numbers("SafeArrayGetUBound of dimension 0", |array| {
        seen(unsafe { abi::SafeArrayGetUBound(array, 0) })
    });
    on_numbers("SafeArrayGetUBound of dimension 3", |array| {
        seen(unsafe { abi::SafeArrayGetUBound(array, 3) })
    });
    on_numbers("SafeArrayPutElement and SafeArrayGetElement", |array| {
        let answer = put(array, &[2, 13], from_ref(&77i32).cast());
        seen(answer).and("number", or_code(number(array, &[2, 13])))
    });
    on_numbers("the first index runs fastest", |array| {
        let _ = put(array, &[1, 10], from_ref(&77i32).cast());
        let second = unsafe { (*array).pvData.cast::<i32>().add(1).read() };
        no_code().and("second element", second)
    });
    on_numbers("SafeArrayGetElement below the bounds", |array| seen(number(array, &[0, 9])));
    on_numbers("SafeArrayGetElement above the bounds", |array| seen(number(array, &[3, 10])));
    on_numbers("SafeArrayPutElement above the bounds", |array| {
        seen(put(array, &[0, 14], from_ref(&1i32).cast()))
    });
    on_numbers("SafeArrayPtrOfIndex", |array| {
        let mut pointer = std::ptr::null_mut();
        let answer = unsafe { abi::SafeArrayPtrOfIndex(array, [1, 11].as_ptr(), &mut pointer) };
        let offset = pointer as usize - unsafe { (*array).pvData } as usize;
        seen(answer).and("offset", offset)
    });
    on_numbers("SafeArrayPtrOfIndex above the bounds", |array| {
        let mut pointer = std::ptr::null_mut();
        seen(unsafe { abi::SafeArrayPtrOfIndex(array, [9, 11].as_ptr(), &mut pointer) })
    });
    on_texts("SafeArrayGetElement gives a copy of a text", |array| {
        let mut text = BSTR::new();
        let answer = unsafe { abi::SafeArrayGetElement(array, &0, (&raw mut text).cast()) };
        let same = unsafe { *(*array).pvData.cast::<*const u16>() } == text.as_ptr();
        seen(answer).and("text", &text).and("same pointer", same)
    });
    operation("SafeArrayGetElement of null", || Ok(seen(number(std::ptr::null(), &[0]))));
}

fn locks() {
    on_numbers("SafeArrayLock counts", |array| unsafe {
        let answers = [abi::SafeArrayLock(array), abi::SafeArrayLock(array)];
        let locks = (*array).cLocks;
        let unlocked = [abi::SafeArrayUnlock(array), abi::SafeArrayUnlock(array)];
        seen(answers[1]).and("locks", locks).then("unlocked", unlocked[1])
    });
    on_numbers("SafeArrayUnlock without a lock", |array| seen(unsafe { abi::SafeArrayUnlock(array) }));
    on_numbers("SafeArrayDestroy of a locked array", |array| unsafe {
        let _ = abi::SafeArrayLock(array);
        let answer = abi::SafeArrayDestroy(array);
        seen(answer).then("unlocked", abi::SafeArrayUnlock(array))
    });
    on_numbers("SafeArrayDestroyData of a locked array", |array| unsafe {
        let _ = abi::SafeArrayLock(array);
        let answer = abi::SafeArrayDestroyData(array);
        seen(answer).then("unlocked", abi::SafeArrayUnlock(array))
    });
    on_numbers("SafeArrayRedim of a locked array", |array| unsafe {
        let _ = abi::SafeArrayLock(array);
        let answer = abi::SafeArrayRedim(array, &SAFEARRAYBOUND { cElements: 1, lLbound: 10 });
        seen(answer).then("unlocked", abi::SafeArrayUnlock(array))
    });
    on_numbers("SafeArrayAccessData locks", |array| unsafe {
        let mut data = std::ptr::null_mut();
        let answer = abi::SafeArrayAccessData(array, &mut data);
        let seen = seen(answer).and("data", data == (*array).pvData).and("locks", (*array).cLocks);
        seen.then("unaccessed", abi::SafeArrayUnaccessData(array))
    });
    operation("SafeArrayLock of null", || Ok(seen(unsafe { abi::SafeArrayLock(std::ptr::null()) })));
}

fn copies() {
    on_numbers("SafeArrayRedim to more", |array| {
        let _ = put(array, &[2, 13], from_ref(&77i32).cast());
        let answer = unsafe { abi::SafeArrayRedim(array, &SAFEARRAYBOUND { cElements: 6, lLbound: 10 }) };
        seen(answer)
            .and("kept", or_code(number(array, &[2, 13])))
            .and("new", or_code(number(array, &[2, 15])))
    });
    on_numbers("SafeArrayRedim to less", |array| {
        let answer = unsafe { abi::SafeArrayRedim(array, &SAFEARRAYBOUND { cElements: 2, lLbound: 10 }) };
        seen(answer).and("gone", or_code(number(array, &[2, 13])))
    });
    on_numbers("SafeArrayRedim to none", |array| {
        seen(unsafe { abi::SafeArrayRedim(array, &SAFEARRAYBOUND { cElements: 0, lLbound: 10 }) })
    });
    on_texts("SafeArrayCopy of texts", |array| {
        let copy = unsafe { abi::SafeArrayCopy(array) };
        let Ok(copied) = copy else { return seen(copy) };
        let texts =
            unsafe { [*(*array).pvData.cast::<*const u16>(), *(*copied).pvData.cast::<*const u16>()] };
        seen(copy)
            .and("same text", texts[0] == texts[1])
            .then("destroyed", unsafe { abi::SafeArrayDestroy(copied) })
    });
    operation("SafeArrayCopy of null", || Ok(seen(unsafe { abi::SafeArrayCopy(std::ptr::null()) })));
    on_numbers("SafeArrayCopyData into an array of another size", |array| unsafe {
        let other = abi::SafeArrayCreateVector(vt(abi::VT_I4), 0, 3);
        let answer = abi::SafeArrayCopyData(array, other);
        seen(answer).then("destroyed", abi::SafeArrayDestroy(other))
    });
    on_numbers("SafeArrayCopyData", |array| unsafe {
        let _ = put(array, &[0, 10], from_ref(&77i32).cast());
        let Ok(other) = abi::SafeArrayCopy(array) else { return no_code() };
        let _ = put(array, &[0, 10], from_ref(&78i32).cast());
        let answer = abi::SafeArrayCopyData(array, other);
        let copied = or_code(number(other, &[0, 10]));
        seen(answer).and("number", copied).then("destroyed", abi::SafeArrayDestroy(other))
    });
    operation("SafeArrayGetIID of an array of interfaces", || unsafe {
        let array = abi::SafeArrayCreateVector(vt(abi::VT_UNKNOWN), 0, 1);
        let iid = abi::SafeArrayGetIID(array);
        let unknown =
            iid.clone().is_ok_and(|iid| iid == <windows_core::IUnknown as windows_core::Interface>::IID);
        Ok(seen(iid).and("IUnknown", unknown).then("destroyed", abi::SafeArrayDestroy(array)))
    });
    on_numbers("SafeArrayGetIID of an array of numbers", |array| {
        seen(unsafe { abi::SafeArrayGetIID(array) })
    });
    on_numbers("SafeArrayGetRecordInfo of an array of numbers", |array| {
        seen(unsafe { abi::SafeArrayGetRecordInfo(array) })
    });
    on_numbers("SafeArraySetIID of an array of numbers", |array| {
        seen(unsafe { abi::SafeArraySetIID(array, &windows_core::GUID::zeroed()) })
    });
}
