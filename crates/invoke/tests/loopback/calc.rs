//! The first interface that anybody calls.

use crate::harness::{proxy, traffic};
use crate::plans::*;
use oxcom_abi::{
    BSTR, DISP_E_OVERFLOW, S_OK, SAFEARRAY, SafeArrayCreateVector, SafeArrayDestroy, VARTYPE, VT_R8,
};
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

#[test]
fn numbers_go_there_and_back() {
    let calc = proxy(&plan(), ICalc::from(Calc));
    let mut sum = 0;
    assert_eq!(unsafe { calc.Add(0x1122_3344, 1, &mut sum) }, S_OK);
    assert_eq!(sum, 0x1122_3345);
    let bytes = traffic();
    assert_eq!(bytes.request, [0x44, 0x33, 0x22, 0x11, 1, 0, 0, 0]);
    assert_eq!(bytes.answer, [0x45, 0x33, 0x22, 0x11, 0, 0, 0, 0]);
}

#[test]
fn a_failure_comes_home_with_zeros() {
    let calc = proxy(&plan(), ICalc::from(Calc));
    let mut sum = 7;
    assert_eq!(unsafe { calc.Add(i32::MAX, 1, &mut sum) }, DISP_E_OVERFLOW);
    assert_eq!(sum, 0);
}

#[test]
fn text_comes_home_equal() {
    let calc = proxy(&plan(), ICalc::from(Calc));
    for text in [BSTR::from("abc"), BSTR::from("ok\0ay"), BSTR::from_wide(&[])] {
        let mut same = BSTR::new();
        assert_eq!(unsafe { calc.Echo(text.as_raw(), &mut same) }, S_OK);
        assert_eq!(text, same);
        assert!(!same.as_raw().is_null(), "empty is not null");
    }
    let mut same = BSTR::new();
    assert_eq!(unsafe { calc.Echo(std::ptr::null(), &mut same) }, S_OK);
    assert!(same.as_raw().is_null());
}

#[test]
fn an_array_is_summed_elsewhere() {
    let calc = proxy(&plan(), ICalc::from(Calc));
    unsafe {
        let values = SafeArrayCreateVector(VARTYPE(VT_R8 as u16), 0, 2);
        (*values).pvData.cast::<[f64; 2]>().write([1.5, 2.5]);
        let mut sum = 0.0;
        assert_eq!(calc.Sum(values, &mut sum), S_OK);
        assert_eq!(sum, 4.0);
        assert_eq!(SafeArrayDestroy(values), S_OK);
    }
}

#[test]
fn a_null_pointer_for_the_answer_is_refused_before_the_call() {
    let calc = proxy(&plan(), ICalc::from(Calc));
    assert_eq!(unsafe { calc.Add(1, 2, std::ptr::null_mut()) }, HRESULT(0x8007_06f4_u32 as _));
    assert_eq!(traffic().error.as_deref(), Some("ICalc::Add(sum): a pointer that may not be null is null"));
}
