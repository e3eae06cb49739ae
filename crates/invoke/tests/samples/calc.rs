//! The first interface that anybody calls.

use super::plans::*;
use oxcom_abi::{BSTR, DISP_E_OVERFLOW, S_OK, SAFEARRAY, VT_R8};
use oxcom_typeinfo::plan::{Interface as Plan, Type};
use std::sync::Arc;
use windows_core::{HRESULT, IUnknown, Interface, implement, interface};

#[interface("5E0A7C11-2F43-4C0D-9A5E-0A1B2C3D4E5F")]
pub unsafe trait ICalc: IUnknown {
    pub unsafe fn Add(&self, a: i32, b: i32, sum: *mut i32) -> HRESULT;
    pub unsafe fn Echo(&self, text: *const u16, same: *mut BSTR) -> HRESULT;
    pub unsafe fn Sum(&self, values: *const SAFEARRAY, sum: *mut f64) -> HRESULT;
}

#[implement(ICalc)]
pub struct Calc;

impl ICalc_Impl for Calc_Impl {
    unsafe fn Add(&self, a: i32, b: i32, sum: *mut i32) -> HRESULT {
        let Some(total) = a.checked_add(b) else { return DISP_E_OVERFLOW };
        unsafe { *sum = total };
        S_OK
    }

    unsafe fn Echo(&self, text: *const u16, same: *mut BSTR) -> HRESULT {
        let text = std::mem::ManuallyDrop::new(unsafe { BSTR::from_raw(text) });
        unsafe { same.write((*text).clone()) };
        S_OK
    }

    unsafe fn Sum(&self, values: *const SAFEARRAY, sum: *mut f64) -> HRESULT {
        unsafe {
            let count = (*values).rgsabound[0].cElements as usize;
            *sum = std::slice::from_raw_parts((*values).pvData.cast::<f64>(), count).iter().sum();
        }
        S_OK
    }
}

pub fn plan() -> Arc<Plan> {
    interface(
        ICalc::IID,
        "ICalc",
        [
            method("Add", [arg("a", I32), arg("b", I32), out("sum", I32)]),
            method("Echo", [arg("text", Type::Bstr), out("same", Type::Bstr)]),
            method("Sum", [arg("values", Type::SafeArray(Some(VT_R8 as u16))), out("sum", F64)]),
        ],
    )
}
