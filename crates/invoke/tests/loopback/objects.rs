//! Interface pointers and descriptors.

use crate::samples::calc::*;
use crate::samples::harness::*;
use crate::samples::objects::*;
use crate::samples::plans::*;
use oxcom_abi::{E_NOINTERFACE, E_NOTIMPL, S_OK};
use oxcom_typeinfo::plan::{Method, Type};
use std::io::{Read, Write};
use std::os::fd::{AsRawFd, FromRawFd};
use windows_core::{HRESULT, Interface};

#[test]
fn a_pointer_goes_in_and_is_given_back() {
    let (objects, calc, mut sum) = (objects(), ICalc::from(Calc), 0);
    unsafe {
        assert_eq!(objects.CalcIn(calc.as_raw(), &mut sum), S_OK);
        assert_eq!(sum, 42);
        assert_eq!(references(&calc), 1);
        assert_eq!(traffic().request[..12], [0, 0, 2, 0, 24, 0, 0, 0, 24, 0, 0, 0]);
        assert_eq!(objects.CalcIn(std::ptr::null_mut(), &mut sum), S_OK);
        assert_eq!(traffic().request, [0, 0, 0, 0]);
    }
    assert_eq!(in_flight(), 0);
}

#[test]
fn a_pointer_comes_out_owned() {
    let objects = objects();
    let mut calc = None;
    assert_eq!(unsafe { objects.CalcOut(&mut calc) }, S_OK);
    assert_eq!(references(calc.as_ref().unwrap()), 1);
    assert_eq!(unsafe { objects.CalcInOut(&mut calc) }, S_OK);
    assert!(calc.is_none());
    assert_eq!(unsafe { objects.CalcInOut(&mut calc) }, S_OK);
    assert_eq!(references(calc.as_ref().unwrap()), 1);

    let mut mine = Some(ICalc::from(Calc));
    let kept = mine.clone().unwrap();
    assert_eq!(unsafe { objects.CalcInOut(&mut mine) }, S_OK);
    assert_eq!(references(&kept), 1, "the old value was released");
}

#[test]
fn the_interface_asked_for_comes_out() {
    let objects = objects();
    let mut object = std::ptr::null_mut();
    unsafe {
        assert_eq!(objects.ObjectOut(&IObjects::IID, &mut object), S_OK);
        drop(IObjects::from_raw(object));
        assert_eq!(objects.ObjectOut(&ICalc::IID, &mut object), E_NOINTERFACE);
        assert!(object.is_null());
        let (calc, mut present) = (ICalc::from(Calc), 0);
        assert_eq!(objects.ObjectIn(&ICalc::IID, calc.as_raw(), &mut present), S_OK);
        assert_eq!(present, 1);
    }
}

#[test]
fn many_pointers_go_in() {
    let calcs = [Some(ICalc::from(Calc)), None, Some(ICalc::from(Calc))];
    let mut sum = 0;
    assert_eq!(unsafe { objects().CalcsIn(calcs.as_ptr(), 3, &mut sum) }, S_OK);
    assert_eq!(sum, 2);
    calcs.iter().flatten().for_each(|calc| assert_eq!(references(calc), 1));
}

#[test]
fn a_message_that_is_not_sent_gives_its_pointers_back() {
    let calc = ICalc::from(Calc);
    let code = unsafe { objects().Wrong(calc.as_raw(), std::ptr::null()) };
    assert_eq!(code, HRESULT(0x8007_06f4_u32 as _));
    assert_eq!(
        traffic().error.as_deref(),
        Some("IObjects::Wrong(text): a pointer that may not be null is null")
    );
    assert_eq!((in_flight(), references(&calc)), (0, 1));
}

#[test]
fn descriptors_are_duplicated() {
    let objects = objects();
    let mut file = tempfile();
    file.write_all(b"twelve bytes").unwrap();
    let (mut size, mut made) = (0, -1);
    unsafe {
        assert_eq!(objects.DescriptorIn(file.as_raw_fd(), &mut size), S_OK);
        assert_eq!(size, 12);
        assert_eq!(objects.DescriptorIn(-1, &mut size), S_OK);
        assert_eq!(size, 0);
        assert_eq!(objects.DescriptorOut(&mut made), S_OK);
        let mut text = String::new();
        std::fs::File::from_raw_fd(made).read_to_string(&mut text).unwrap();
        assert_eq!(text, "made by the method");
    }
}

#[test]
fn a_method_without_a_remote_form_keeps_its_slot() {
    let local = Method { call_as: true, ..method("Local", []) };
    let short = interface(
        ICalc::IID,
        "ICalc",
        [local, method("Echo", [arg("text", Type::Bstr), out("same", Type::Bstr)])],
    );
    let calc = proxy(&short, ICalc::from(Calc));
    let (mut sum, mut same) = (0, oxcom_abi::BSTR::new());
    unsafe {
        assert_eq!(calc.Add(1, 2, &mut sum), E_NOTIMPL);
        assert_eq!(calc.Echo(oxcom_abi::BSTR::from("x").as_raw(), &mut same), S_OK);
    }
    assert_eq!(same, "x");
}
