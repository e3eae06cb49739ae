//! A dual interface that a Rust object implements gets its IDispatch by one line.
#![allow(missing_docs, non_snake_case, clippy::undocumented_unsafe_blocks)]

use std::sync::Mutex;

use oxcom::abi::{self, DISPID, DISPPARAMS, EXCEPINFO, IDispatch, LCID, VARIANT};
use oxcom::{GUID, HRESULT, Interface, Result, implement};
use oxcom_automation as _;
use oxcom_typelib as _;
use windows_core::{ComObject, PCWSTR};

#[path = "../../../metadata/test.rs"]
mod test;
use test::{ICounter, ICounter_Impl};

#[implement(ICounter)]
struct Counter(Mutex<i32>);

oxcom::dispatch!(Counter_Impl: ICounter);

impl ICounter_Impl for Counter_Impl {
    fn Value(&self) -> Result<i32> {
        Ok(*self.0.lock().unwrap())
    }
    fn SetValue(&self, value: i32) -> Result<()> {
        *self.0.lock().unwrap() = value;
        Ok(())
    }
    fn Increment(&self, by: &VARIANT) -> Result<()> {
        let by: *const VARIANT = by;
        let (vt, number) = unsafe { (by.cast::<u16>().read(), by.cast::<i32>().add(2).read()) };
        *self.0.lock().unwrap() += if vt == 3 { number } else { 1 };
        Ok(())
    }
}

fn counter() -> IDispatch {
    oxcom::register_type_library(include_bytes!("../../../metadata/test.winmd")).unwrap();
    let counter: ICounter = ComObject::new(Counter(Mutex::new(5))).into_interface();
    counter.cast().unwrap()
}

fn ids(object: &IDispatch, names: &[&str]) -> (HRESULT, Vec<i32>) {
    let texts: Vec<Vec<u16>> = names.iter().map(|name| name.encode_utf16().chain([0]).collect()).collect();
    let pointers: Vec<_> = texts.iter().map(|text| PCWSTR(text.as_ptr())).collect();
    let mut ids = vec![DISPID(0); names.len()];
    let ask = object.vtable().GetIDsOfNames;
    let count = names.len() as u32;
    let code =
        unsafe { ask(object.as_raw(), &GUID::zeroed(), pointers.as_ptr(), count, LCID(0), ids.as_mut_ptr()) };
    (code, ids.iter().map(|id| id.0).collect())
}

fn call(object: &IDispatch, id: i32, flags: u16, values: &mut [[u64; 3]], names: &mut [DISPID]) -> [u64; 3] {
    let params = DISPPARAMS {
        rgvarg: values.as_mut_ptr().cast(),
        rgdispidNamedArgs: names.as_mut_ptr(),
        cArgs: values.len() as u32,
        cNamedArgs: names.len() as u32,
    };
    let mut result = [0_u64; 3];
    let mut exception = EXCEPINFO::default();
    let into: *mut VARIANT = (&raw mut result).cast();
    unsafe {
        object
            .Invoke(
                DISPID(id),
                &GUID::zeroed(),
                LCID(0),
                flags,
                &params,
                Some(into),
                Some(&mut exception),
                None,
            )
            .unwrap();
    }
    result
}

#[test]
fn the_methods_of_a_dual_interface_are_called_by_name() {
    let object = counter();
    assert_eq!(ids(&object, &["Increment", "by"]), (abi::S_OK, vec![2, 0]));
    assert_eq!(ids(&object, &["Decrement"]).0, abi::DISP_E_UNKNOWNNAME);
    assert_eq!(call(&object, 1, 2, &mut [], &mut [])[..2], [3, 5]);
    call(&object, 2, 1, &mut [[3, 10, 0]], &mut []);
    call(&object, 2, 1, &mut [], &mut []);
    assert_eq!(call(&object, 1, 2, &mut [], &mut [])[1], 16);
    call(&object, 1, 4, &mut [[3, 40, 0]], &mut [DISPID(abi::DISPID_PROPERTYPUT)]);
    assert_eq!(call(&object, 1, 2, &mut [], &mut [])[1], 40);
}

#[test]
fn the_object_has_type_information() {
    let object = counter();
    unsafe {
        assert_eq!(object.GetTypeInfoCount().unwrap(), 1);
        let info = object.GetTypeInfo(0, LCID(0)).unwrap();
        let attr = info.GetTypeAttr().unwrap();
        assert_eq!(((*attr).guid, (*attr).typekind, (*attr).cFuncs), (ICounter::IID, abi::TKIND_DISPATCH, 3));
        info.ReleaseTypeAttr(attr);
    }
}
