//! BSTR, VARIANT and SAFEARRAY as values, by Automation's own functions.

use std::cell::RefCell;
use std::ffi::c_void;
use std::ptr::null_mut;
use std::sync::LazyLock;

use oxcom::abi::{
    BSTR, CoTaskMemFree, SAFEARRAY, SAFEARRAYBOUND, SafeArrayCreateEx, SafeArrayDestroy, SafeArrayGetIID,
    SafeArrayGetVartype, SysAllocStringByteLen, SysStringByteLen, VARTYPE, VT_ARRAY, VT_BOOL, VT_BSTR,
    VT_BYREF, VT_CY, VT_DATE, VT_DECIMAL, VT_DISPATCH, VT_EMPTY, VT_ERROR, VT_I1, VT_I2, VT_I4, VT_I8,
    VT_INT, VT_NULL, VT_R4, VT_R8, VT_UI1, VT_UI2, VT_UI4, VT_UI8, VT_UINT, VT_UNKNOWN, VT_VARIANT,
    VariantClear,
};
use oxcom::abi::{IRecordInfo, VT_RECORD};
use oxcom::com_core::PCSTR;
use oxcom::{GUID, Interface};
use oxcom_typeinfo::plan::{Method, MethodResult, Type};

use crate::memory::{
    Scope, allocate, load, make, make_object, plain, read, read_object, release_object, store,
};
use crate::value::Value;
use crate::{LANDMARK, RECORD};

/// The bytes of the VARTYPEs that are numbers.
pub fn width(vartype: u16) -> Option<usize> {
    match vartype.into() {
        VT_I1 | VT_UI1 => Some(1),
        VT_I2 | VT_UI2 | VT_BOOL => Some(2),
        VT_I4 | VT_UI4 | VT_INT | VT_UINT | VT_R4 | VT_ERROR => Some(4),
        VT_I8 | VT_UI8 | VT_R8 | VT_CY | VT_DATE => Some(8),
        _ => None,
    }
}

pub unsafe fn read_bstr(at: *const u8) -> Value {
    let text: *const u16 = unsafe { load(at) };
    if text.is_null() {
        return Value::Null;
    }
    unsafe {
        let borrowed = std::mem::ManuallyDrop::new(BSTR::from_raw(text));
        Value::Bstr(std::slice::from_raw_parts(text.cast(), SysStringByteLen(&borrowed) as usize).into())
    }
}

pub unsafe fn make_bstr(value: &Value, at: *mut u8) {
    let text = match value {
        Value::Bstr(bytes) => {
            unsafe { SysAllocStringByteLen(PCSTR(bytes.as_ptr()), bytes.len() as u32) }.into_raw()
        }
        _ => std::ptr::null(),
    };
    unsafe { store(at, text) };
}

const BYREF: u16 = VT_BYREF as u16;

/// Where a VARIANT keeps a value of this type: a DECIMAL lies over all of it.
fn arm(vartype: u16, variant: *mut u8) -> *mut u8 {
    variant.wrapping_add(if vartype == VT_DECIMAL as u16 { 0 } else { 8 })
}

pub unsafe fn read_variant(at: *mut u8) -> Value {
    unsafe {
        let vt: u16 = load(at);
        let held = match vt & BYREF {
            0 => read_held(vt, arm(vt, at)),
            _ if i32::from(vt) == VT_RECORD | VT_BYREF => match read_held(VT_RECORD as u16, at.add(8)) {
                Value::Null => Value::Null,
                record => Value::Pointer(Box::new(record)),
            },
            _ if load::<*mut u8>(at.add(8)).is_null() => Value::Null,
            _ => Value::Pointer(Box::new(read_held(vt & !BYREF, load(at.add(8))))),
        };
        Value::Variant(vt, Box::new(held))
    }
}

unsafe fn read_held(vartype: u16, at: *mut u8) -> Value {
    unsafe {
        match vartype.into() {
            VT_EMPTY | VT_NULL => Value::Null,
            VT_BSTR => read_bstr(at),
            VT_UNKNOWN | VT_DISPATCH => read_object(at),
            VT_DECIMAL => plain(at.add(2), 14),
            VT_VARIANT => read_variant(at),
            VT_RECORD if load::<*mut u8>(at).is_null() => Value::Null,
            VT_RECORD => read_element(vartype, load(at)),
            array if array & VT_ARRAY != 0 => read_array(load(at)),
            _ => plain(at, width(vartype).unwrap_or_else(|| panic!("VARTYPE {vartype:#x}"))),
        }
    }
}

thread_local! {
    /// What VARIANTs by reference point to, and its type: nobody owns it but who made it.
    static REFERRED: RefCell<Vec<(u16, *mut u8)>> = RefCell::default();
}

/// Gives back what VARIANTs that this thread made refer to.
pub unsafe fn release_referred() {
    for (vartype, storage) in REFERRED.take() {
        unsafe {
            release_held(vartype, storage);
            CoTaskMemFree(storage.cast());
        }
    }
}

pub unsafe fn make_variant(value: &Value, at: *mut u8) {
    let Value::Variant(vt, held) = value else { panic!("{value:?} is no VARIANT") };
    unsafe {
        at.write_bytes(0, 24);
        match (vt & BYREF, &**held) {
            (BYREF, Value::Pointer(held)) => {
                let storage = allocate(24);
                make_held(vt & !BYREF, held, storage);
                if i32::from(*vt) == VT_RECORD | VT_BYREF {
                    at.add(8).copy_from_nonoverlapping(storage, 16);
                }
                REFERRED.with_borrow_mut(|referred| referred.push((vt & !BYREF, storage)));
                if i32::from(*vt) != VT_RECORD | VT_BYREF {
                    store(at.add(8), storage);
                }
            }
            (_, held) => make_held(*vt, held, arm(*vt, at)),
        }
        store(at, *vt);
    }
}

unsafe fn make_held(vartype: u16, value: &Value, at: *mut u8) {
    unsafe {
        match (vartype.into(), value) {
            (VT_EMPTY | VT_NULL, _) => {}
            (VT_BSTR, value) => make_bstr(value, at),
            (VT_UNKNOWN, value) => make_object(value, &<oxcom::IUnknown as oxcom::Interface>::IID, at),
            (VT_DISPATCH, value) => make_object(value, &<oxcom::abi::IDispatch as oxcom::Interface>::IID, at),
            (VT_VARIANT, value) => make_variant(value, at),
            (VT_RECORD, value) => {
                let info = record_info();
                let record = if *value == Value::Null { null_mut() } else { info.RecordCreate() };
                if !record.is_null() {
                    make_element(vartype, value, record.cast());
                }
                store(at, record);
                store(at.add(8), info.into_raw());
            }
            (VT_DECIMAL, Value::Plain(bytes)) => at.add(2).copy_from_nonoverlapping(bytes.as_ptr(), 14),
            (_, Value::Plain(bytes)) => at.copy_from_nonoverlapping(bytes.as_ptr(), bytes.len()),
            (_, value) => store(at, make_array(value)),
        }
    }
}

pub unsafe fn release_variant(at: *mut u8) {
    assert!(unsafe { VariantClear(at.cast()) }.is_ok());
}

unsafe fn release_held(vartype: u16, at: *mut u8) {
    unsafe {
        match vartype.into() {
            VT_BSTR => drop(BSTR::from_raw(load(at))),
            VT_UNKNOWN | VT_DISPATCH => release_object(at),
            VT_VARIANT => release_variant(at),
            VT_RECORD => {
                let (record, info): (*mut c_void, *mut c_void) = (load(at), load(at.add(8)));
                let info = IRecordInfo::from_raw(info);
                if !record.is_null() {
                    info.RecordDestroy(record).unwrap();
                }
            }
            array if array & VT_ARRAY != 0 => release_array(load(at)),
            _ => {}
        }
    }
}

pub unsafe fn read_array(array: *mut SAFEARRAY) -> Value {
    if array.is_null() {
        return Value::Null;
    }
    unsafe {
        let vartype = SafeArrayGetVartype(array).unwrap().0;
        let is_object = matches!(vartype.into(), VT_UNKNOWN | VT_DISPATCH);
        let iid = is_object.then(|| SafeArrayGetIID(array).unwrap().to_u128());
        let dimensions = usize::from((*array).cDims);
        let bounds =
            std::slice::from_raw_parts((&raw const (*array).rgsabound).cast::<SAFEARRAYBOUND>(), dimensions);
        let bounds: Vec<_> = bounds.iter().rev().map(|bound| (bound.cElements, bound.lLbound)).collect();
        let count: usize = bounds.iter().map(|(count, _)| *count as usize).product();
        let element = |index| {
            read_element(vartype, (*array).pvData.cast::<u8>().add(index * (*array).cbElements as usize))
        };
        Value::SafeArray { vartype, iid, bounds, elements: (0..count).map(element).collect() }
    }
}

/// The description of the record.
fn record_info() -> IRecordInfo {
    unsafe { oxcom::abi::GetRecordInfoFromGuids(&GUID::zeroed(), 1, 0, Default::default(), &LANDMARK) }
        .unwrap()
}

/// A record lies in a scope of its own: nothing of it refers to arguments.
fn record() -> (Type, Scope<'static>) {
    static NOTHING: LazyLock<Method> = LazyLock::new(|| Method {
        name: String::new(),
        slot: 0,
        params: Vec::new(),
        result: MethodResult::Void,
        one_way: false,
        call_as: false,
        declared_by: GUID::zeroed(),
    });
    (Type::Struct(RECORD.clone()), Scope::new(&NOTHING, std::ptr::null()))
}

unsafe fn read_element(vartype: u16, at: *mut u8) -> Value {
    let (ty, scope) = record();
    match vartype.into() {
        VT_DECIMAL => unsafe { plain(at, 16) },
        VT_RECORD => unsafe { read(&ty, at, scope) },
        _ => unsafe { read_held(vartype, at) },
    }
}

unsafe fn make_element(vartype: u16, value: &Value, at: *mut u8) {
    let (ty, scope) = record();
    match (vartype.into(), value) {
        (VT_DECIMAL, Value::Plain(bytes)) => unsafe { at.copy_from_nonoverlapping(bytes.as_ptr(), 16) },
        (VT_RECORD, Value::Null) => {} // as it was made
        (VT_RECORD, value) => unsafe { make(&ty, value, at, scope) },
        _ => unsafe { make_held(vartype, value, at) },
    }
}

pub unsafe fn make_array(value: &Value) -> *mut SAFEARRAY {
    let Value::SafeArray { vartype, iid, bounds, elements } = value else { return null_mut() };
    let bounds: Vec<_> =
        bounds.iter().map(|&(cElements, lLbound)| SAFEARRAYBOUND { cElements, lLbound }).collect();
    let iid = iid.map(GUID::from_u128);
    let extra = iid.as_ref().map_or(null_mut::<c_void>(), |iid| std::ptr::from_ref(iid).cast_mut().cast());
    unsafe {
        let info = (i32::from(*vartype) == VT_RECORD).then(record_info);
        let extra = info.as_ref().map_or(extra, |info| info.as_raw());
        let array = SafeArrayCreateEx(VARTYPE(*vartype), bounds.len() as u32, bounds.as_ptr(), extra);
        assert!(!array.is_null());
        for (index, value) in elements.iter().enumerate() {
            let at = (*array).pvData.cast::<u8>().add(index * (*array).cbElements as usize);
            match (iid, value) {
                (Some(iid), value) => make_object(value, &iid, at),
                (None, value) => make_element(*vartype, value, at),
            }
        }
        array
    }
}

pub unsafe fn release_array(array: *mut SAFEARRAY) {
    if !array.is_null() {
        assert!(unsafe { SafeArrayDestroy(array) }.is_ok());
    }
}
