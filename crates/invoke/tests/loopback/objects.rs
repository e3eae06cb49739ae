//! Interface pointers and descriptors.

use crate::calc::{Calc, ICalc};
use crate::harness::{in_flight, proxy, traffic};
use crate::plans::*;
use oxcom_abi::{CLASS_E_NOAGGREGATION, E_NOINTERFACE, E_NOTIMPL, IClassFactory, IClassFactory_Impl, S_OK};
use oxcom_typeinfo::plan::{Count, InterfaceId, Method, Type};
use std::ffi::c_void;
use std::io::{Read, Seek, Write};
use std::os::fd::{AsRawFd, FromRawFd, IntoRawFd};
use std::sync::Arc;
use windows_core::{BOOL, GUID, HRESULT, IUnknown, Interface, Ref, implement, interface};

#[interface("5E0A7C12-0004-4C0D-9A5E-0A1B2C3D4E5F")]
unsafe trait IObjects: IUnknown {
    unsafe fn CalcIn(&self, calc: *mut c_void, sum: *mut i32) -> HRESULT;
    unsafe fn CalcOut(&self, calc: *mut Option<ICalc>) -> HRESULT;
    unsafe fn CalcInOut(&self, calc: *mut Option<ICalc>) -> HRESULT;
    unsafe fn ObjectOut(&self, riid: *const GUID, object: *mut *mut c_void) -> HRESULT;
    unsafe fn ObjectIn(&self, riid: *const GUID, object: *mut c_void, present: *mut i32) -> HRESULT;
    unsafe fn CalcsIn(&self, calcs: *const Option<ICalc>, count: u32, sum: *mut i32) -> HRESULT;
    unsafe fn DescriptorIn(&self, file: i32, size: *mut u64) -> HRESULT;
    unsafe fn DescriptorOut(&self, file: *mut i32) -> HRESULT;
    unsafe fn Wrong(&self, calc: *mut c_void, text: *const u16) -> HRESULT;
}

#[implement(IObjects)]
struct Objects;

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

fn tempfile() -> std::fs::File {
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

fn objects() -> IObjects {
    let calc = || Type::Interface(InterfaceId::Known(ICalc::IID));
    let any = || Type::Interface(InterfaceId::Param(0));
    let plan = interface(
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
    );
    proxy(&plan, IObjects::from(Objects))
}

/// How many references an object has.
fn references(object: &IUnknown) -> u32 {
    let vtable = object.vtable();
    unsafe {
        (vtable.AddRef)(object.as_raw());
        (vtable.Release)(object.as_raw())
    }
}

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

#[implement(IClassFactory)]
struct Factory;

impl IClassFactory_Impl for Factory_Impl {
    fn CreateInstance(
        &self,
        outer: Ref<'_, IUnknown>,
        riid: *const GUID,
        object: *mut *mut c_void,
    ) -> windows_core::Result<()> {
        assert!(outer.is_none());
        unsafe { IUnknown::from(ICalc::from(Calc)).query(riid, object) }.ok()
    }
    fn LockServer(&self, lock: BOOL) -> windows_core::Result<()> {
        if lock.as_bool() { Ok(()) } else { Err(E_NOTIMPL.into()) }
    }
}

#[test]
fn a_class_factory_is_called_in_its_remote_form() {
    let local = |method: Method| Method { call_as: true, ..method };
    let created = Type::Interface(InterfaceId::Param(0));
    let plan = interface(
        IClassFactory::IID,
        "IClassFactory",
        [
            local(method(
                "RemoteCreateInstance",
                [arg("riid", reference(Type::Guid)), out("object", created)],
            )),
            method("LockServer", [arg("lock", I32)]),
        ],
    );
    let factory = proxy(&plan, IClassFactory::from(Factory));
    unsafe {
        let calc: ICalc = factory.CreateInstance(None).unwrap();
        assert_eq!(traffic().request.len(), 16, "only the interface's id is sent");
        let mut sum = 0;
        assert_eq!(calc.Add(1, 2, &mut sum), S_OK);
        assert_eq!(sum, 3);
        let aggregated = factory.CreateInstance::<_, ICalc>(&IUnknown::from(calc));
        assert_eq!(aggregated.unwrap_err().code(), CLASS_E_NOAGGREGATION);
        assert_eq!(factory.CreateInstance::<_, IObjects>(None).unwrap_err().code(), E_NOINTERFACE);
        assert!(factory.LockServer(true).is_ok());
        assert_eq!(factory.LockServer(false), E_NOTIMPL);
    }
}

#[test]
fn a_method_without_a_remote_form_keeps_its_slot() {
    let local = Method { call_as: true, ..method("Local", []) };
    let plan = interface(
        ICalc::IID,
        "ICalc",
        [local, method("Echo", [arg("text", Type::Bstr), out("same", Type::Bstr)])],
    );
    let calc = proxy(&Arc::clone(&plan), ICalc::from(Calc));
    let (mut sum, mut same) = (0, oxcom_abi::BSTR::new());
    unsafe {
        assert_eq!(calc.Add(1, 2, &mut sum), E_NOTIMPL);
        assert_eq!(calc.Echo(oxcom_abi::BSTR::from("x").as_raw(), &mut same), S_OK);
    }
    assert_eq!(same, "x");
}
