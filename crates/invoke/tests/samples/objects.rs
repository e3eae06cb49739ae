//! Interface pointers and descriptors.

use super::calc::{Calc, ICalc};
use super::harness::proxy;
use super::plans::*;
use oxcom_abi::S_OK;
use oxcom_typeinfo::plan::{Count, Interface as Plan, InterfaceId, Type};
use std::ffi::c_void;
use std::io::{Seek, Write};
use std::os::fd::{FromRawFd, IntoRawFd};
use std::sync::Arc;
use windows_core::{GUID, HRESULT, IUnknown, Interface, implement, interface};

#[interface("5E0A7C12-0004-4C0D-9A5E-0A1B2C3D4E5F")]
pub unsafe trait IObjects: IUnknown {
    pub unsafe fn CalcIn(&self, calc: *mut c_void, sum: *mut i32) -> HRESULT;
    pub unsafe fn CalcOut(&self, calc: *mut Option<ICalc>) -> HRESULT;
    pub unsafe fn CalcInOut(&self, calc: *mut Option<ICalc>) -> HRESULT;
    pub unsafe fn ObjectOut(&self, riid: *const GUID, object: *mut *mut c_void) -> HRESULT;
    pub unsafe fn ObjectIn(&self, riid: *const GUID, object: *mut c_void, present: *mut i32) -> HRESULT;
    pub unsafe fn CalcsIn(&self, calcs: *const Option<ICalc>, count: u32, sum: *mut i32) -> HRESULT;
    pub unsafe fn DescriptorIn(&self, file: i32, size: *mut u64) -> HRESULT;
    pub unsafe fn DescriptorOut(&self, file: *mut i32) -> HRESULT;
    pub unsafe fn Wrong(&self, calc: *mut c_void, text: *const u16) -> HRESULT;
}

#[implement(IObjects)]
pub struct Objects;

impl IObjects_Impl for Objects_Impl {
    unsafe fn CalcIn(&self, calc: *mut c_void, sum: *mut i32) -> HRESULT {
        match unsafe { ICalc::from_raw_borrowed(&calc) } {
            Some(calc) => unsafe { calc.Add(40, 2, sum) },
            None => S_OK,
        }
    }
    unsafe fn CalcOut(&self, calc: *mut Option<ICalc>) -> HRESULT {
        unsafe { calc.write(Some(Calc.into())) };
        S_OK
    }
    unsafe fn CalcInOut(&self, calc: *mut Option<ICalc>) -> HRESULT {
        unsafe { *calc = if (*calc).is_some() { None } else { Some(Calc.into()) } };
        S_OK
    }
    unsafe fn ObjectOut(&self, riid: *const GUID, object: *mut *mut c_void) -> HRESULT {
        unsafe { IUnknown::from(Objects).query(riid, object) }
    }
    unsafe fn ObjectIn(&self, riid: *const GUID, object: *mut c_void, present: *mut i32) -> HRESULT {
        unsafe { *present = (!object.is_null() && *riid == ICalc::IID).into() };
        S_OK
    }
    unsafe fn CalcsIn(&self, calcs: *const Option<ICalc>, count: u32, sum: *mut i32) -> HRESULT {
        let calcs = unsafe { std::slice::from_raw_parts(calcs, count as usize) };
        for calc in calcs.iter().flatten() {
            let before = unsafe { *sum };
            assert_eq!(unsafe { calc.Add(before, 1, sum) }, S_OK);
        }
        S_OK
    }
    unsafe fn DescriptorIn(&self, file: i32, size: *mut u64) -> HRESULT {
        if file >= 0 {
            let file = std::mem::ManuallyDrop::new(unsafe { std::fs::File::from_raw_fd(file) });
            unsafe { *size = file.metadata().map_or(0, |metadata| metadata.len()) };
        }
        S_OK
    }
    unsafe fn DescriptorOut(&self, file: *mut i32) -> HRESULT {
        let mut made = tempfile();
        made.write_all(b"made by the method").unwrap();
        made.rewind().unwrap();
        unsafe { *file = made.into_raw_fd() };
        S_OK
    }
    unsafe fn Wrong(&self, _: *mut c_void, _: *const u16) -> HRESULT {
        S_OK
    }
}

pub fn tempfile() -> std::fs::File {
    let path = std::env::temp_dir().join(format!(
        "oxcom-invoke-{}-{:?}",
        std::process::id(),
        std::thread::current().id()
    ));
    let file =
        std::fs::File::options().read(true).write(true).create(true).truncate(true).open(&path).unwrap();
    std::fs::remove_file(path).unwrap();
    file
}

pub fn objects() -> IObjects {
    proxy(&plan(), IObjects::from(Objects))
}

pub fn plan() -> Arc<Plan> {
    let calc = || Type::Interface(InterfaceId::Known(ICalc::IID));
    let any = || Type::Interface(InterfaceId::Param(0));
    interface(
        IObjects::IID,
        "IObjects",
        [
            method("CalcIn", [arg("calc", calc()), out("sum", I32)]),
            method("CalcOut", [out("calc", calc())]),
            method("CalcInOut", [inout("calc", calc())]),
            method("ObjectOut", [arg("riid", reference(Type::Guid)), out("object", any())]),
            method(
                "ObjectIn",
                [arg("riid", reference(Type::Guid)), arg("object", any()), out("present", I32)],
            ),
            method(
                "CalcsIn",
                [arg("calcs", array(calc(), Count::Param(1))), arg("count", U32), out("sum", I32)],
            ),
            method("DescriptorIn", [arg("file", Type::Descriptor), out("size", U64)]),
            method("DescriptorOut", [out("file", Type::Descriptor)]),
            method("Wrong", [arg("calc", calc()), arg("text", WIDE)]),
        ],
    )
}

/// How many references an object has.
pub fn references(object: &IUnknown) -> u32 {
    let vtable = object.vtable();
    unsafe {
        (vtable.AddRef)(object.as_raw());
        (vtable.Release)(object.as_raw())
    }
}
