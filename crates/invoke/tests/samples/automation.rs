//! VARIANT and SAFEARRAY: an object that gives back what it gets, and ways to make, compare and print such values.

use super::harness::proxy;
use super::plans::*;
use oxcom_abi::*;
use oxcom_typeinfo::plan::{Direction, Interface as Plan, Param, Type};
use std::ffi::c_void;
use std::fmt::Write;
use std::mem::ManuallyDrop;
use std::sync::Arc;
use windows_core::{GUID, HRESULT, IUnknown, Interface, implement, interface};

#[interface("5E0A7C12-0005-4C0D-9A5E-0A1B2C3D4E5F")]
pub unsafe trait IAutomation: IUnknown {
    pub unsafe fn EchoVariant(&self, value: Raw, same: *mut Raw) -> HRESULT;
    pub unsafe fn ChangeVariant(&self, value: *mut Raw) -> HRESULT;
    pub unsafe fn EchoArray(&self, array: *const SAFEARRAY, same: *mut *mut SAFEARRAY) -> HRESULT;
    pub unsafe fn ChangeArray(&self, array: *mut *mut SAFEARRAY) -> HRESULT;
    pub unsafe fn Many(&self, values: *mut Raw, count: u32) -> HRESULT;
    pub unsafe fn Refer(&self, value: *mut Raw) -> HRESULT;
}

/// A VARIANT as the tests write it: its type, and its first eight bytes.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub struct Raw {
    pub vt: u16,
    pub reserved: [u16; 3],
    pub value: u64,
    pub second: u64,
}

#[implement(IAutomation)]
struct Automation;

impl IAutomation_Impl for Automation_Impl {
    unsafe fn EchoVariant(&self, value: Raw, same: *mut Raw) -> HRESULT {
        unsafe { VariantCopy(same.cast(), (&raw const value).cast()) }
    }

    /// Adds an exclamation mark to text, one to numbers, by reference too.
    unsafe fn ChangeVariant(&self, value: *mut Raw) -> HRESULT {
        unsafe {
            let Raw { vt, value: content, .. } = *value;
            let by_reference = i32::from(vt) & VT_BYREF != 0;
            let at = if by_reference { content as *mut u8 } else { (&raw mut (*value).value).cast() };
            if at.is_null() {
                return S_FALSE;
            }
            match i32::from(vt) & !VT_BYREF {
                VT_I4 => *at.cast::<i32>() += 1,
                VT_R8 => *at.cast::<f64>() += 1.0,
                VT_BSTR => {
                    let text = BSTR::from_raw(at.cast::<*const u16>().read());
                    at.cast::<*const u16>().write(BSTR::from(format!("{text}!")).into_raw());
                }
                VT_VARIANT => return self.ChangeVariant(at.cast()),
                VT_RECORD if by_reference => (*at.cast::<super::records::Landmark>()).height += 1,
                _ => return S_FALSE,
            }
        }
        S_OK
    }

    unsafe fn EchoArray(&self, array: *const SAFEARRAY, same: *mut *mut SAFEARRAY) -> HRESULT {
        if array.is_null() {
            return S_FALSE;
        }
        match unsafe { SafeArrayCopy(array) } {
            Ok(copy) => unsafe { *same = copy },
            Err(error) => return error.code(),
        }
        S_OK
    }

    /// Replaces an array by one with a more element.
    unsafe fn ChangeArray(&self, array: *mut *mut SAFEARRAY) -> HRESULT {
        unsafe {
            let count = if (*array).is_null() { 0 } else { (**array).rgsabound[0].cElements };
            if !(*array).is_null() && SafeArrayDestroy(*array) != S_OK {
                return E_FAIL;
            }
            *array = numbers(0, &vec![7_i32; count as usize + 1]);
        }
        S_OK
    }

    unsafe fn Many(&self, values: *mut Raw, count: u32) -> HRESULT {
        (0..count as usize).for_each(|index| unsafe {
            let _ = self.ChangeVariant(values.add(index));
        });
        S_OK
    }

    /// Hands out a reference to memory of its own, which nobody may free.
    unsafe fn Refer(&self, value: *mut Raw) -> HRESULT {
        static NUMBER: i32 = 4711;
        unsafe {
            *value = Raw { vt: (VT_BYREF | VT_I4) as u16, value: &raw const NUMBER as u64, ..Raw::default() }
        };
        S_OK
    }
}

pub fn automation() -> IAutomation {
    proxy(&plan(), IAutomation::from(Automation))
}

pub fn plan() -> Arc<Plan> {
    let any_array = || Type::SafeArray(None);
    let count = arg("count", U32);
    interface(
        IAutomation::IID,
        "IAutomation",
        [
            method("EchoVariant", [arg("value", Type::Variant), out("same", Type::Variant)]),
            method("ChangeVariant", [inout("value", Type::Variant)]),
            method("EchoArray", [arg("array", any_array()), out("same", any_array())]),
            method("ChangeArray", [inout("array", Type::SafeArray(Some(VT_I4 as u16)))]),
            method("Many", [many_variants(), count]),
            method("Refer", [out("value", Type::Variant)]),
        ],
    )
}

fn many_variants() -> Param {
    let ty = array(Type::Variant, oxcom_typeinfo::plan::Count::Param(1));
    Param { direction: Direction::InOut, ..arg("values", ty) }
}

/// A VARIANT of this type with these first bytes.
pub fn variant(vt: i32, value: u64) -> Raw {
    Raw { vt: vt as u16, value, ..Raw::default() }
}

pub fn text(of: &str) -> u64 {
    BSTR::from(of).into_raw() as u64
}

pub fn clear(value: &mut Raw) {
    assert_eq!(unsafe { VariantClear((&raw mut *value).cast()) }, S_OK);
}

/// A vector of I4.
pub fn numbers(lower: i32, values: &[i32]) -> *mut SAFEARRAY {
    unsafe {
        let array = SafeArrayCreateVector(VARTYPE(VT_I4 as u16), lower, values.len() as u32);
        std::ptr::copy_nonoverlapping(values.as_ptr(), (*array).pvData.cast(), values.len());
        array
    }
}

/// Says all that a VARIANT holds.
pub fn describe(value: &Raw) -> String {
    let mut all = String::new();
    describe_at(i32::from(value.vt), (&raw const value.value).cast(), value, &mut all);
    all
}

fn describe_at(vt: i32, at: *const u8, whole: &Raw, all: &mut String) {
    unsafe {
        let _ = write!(all, "{vt:x}:");
        let at = if vt & VT_BYREF != 0 { at.cast::<*const u8>().read() } else { at };
        let _ = match vt & !VT_BYREF {
            _ if at.is_null() => write!(all, "null"),
            VT_EMPTY | VT_NULL => Ok(()),
            VT_I1 | VT_UI1 => write!(all, "{:x}", at.read()),
            VT_I2 | VT_UI2 | VT_BOOL => write!(all, "{:x}", at.cast::<u16>().read()),
            VT_I8 | VT_UI8 | VT_R8 | VT_CY | VT_DATE => write!(all, "{:x}", at.cast::<u64>().read()),
            VT_DECIMAL => write!(all, "{:x?} {:x}", whole.reserved, whole.value),
            VT_BSTR => {
                let text = ManuallyDrop::new(BSTR::from_raw(at.cast::<*const u16>().read()));
                let null = text.as_raw().is_null();
                write!(all, "{null} {} {:?}", SysStringByteLen(&text), &**text)
            }
            VT_UNKNOWN | VT_DISPATCH => write!(all, "{:?}", at.cast::<*const c_void>().read()),
            VT_VARIANT => write!(all, "({})", describe(&at.cast::<Raw>().read())),
            vt if vt & VT_ARRAY != 0 => {
                all.push_str(&describe_array(at.cast::<*const SAFEARRAY>().read()));
                Ok(())
            }
            _ => write!(all, "{:x}", at.cast::<u32>().read()),
        };
    }
}

/// Says all that a SAFEARRAY holds.
pub fn describe_array(array: *const SAFEARRAY) -> String {
    if array.is_null() {
        return "null".into();
    }
    unsafe {
        let header = &*array;
        let first = (&raw const (*array).rgsabound).cast::<SAFEARRAYBOUND>();
        let bounds = std::slice::from_raw_parts(first, header.cDims.into());
        let vt = SafeArrayGetVartype(array).map_or(0, |vt| i32::from(vt.0));
        let iid = SafeArrayGetIID(array).unwrap_or(GUID::zeroed());
        let mut all = format!("{:x} {} {iid:?} {bounds:?} [", header.fFeatures, header.cbElements);
        let count: usize = bounds.iter().map(|bound| bound.cElements as usize).product();
        for index in 0..count {
            let at = header.pvData.cast::<u8>().add(index * header.cbElements as usize);
            describe_at(vt, at, &Raw::default(), &mut all);
            all.push(' ');
        }
        all + "]"
    }
}
