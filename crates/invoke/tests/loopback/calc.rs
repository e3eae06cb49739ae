//! The first interface that anybody calls.

use crate::samples::calc::*;
use crate::samples::harness::*;
use oxcom_abi::{BSTR, DISP_E_OVERFLOW, S_OK, SafeArrayCreateVector, SafeArrayDestroy, VARTYPE, VT_R8};
use windows_core::HRESULT;

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
