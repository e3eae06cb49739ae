//! A record, and its description by hand.

use super::plans::*;
use oxcom_abi::{
    BSTR, CoTaskMemAlloc, CoTaskMemFree, E_NOTIMPL, IRecordInfo, IRecordInfo_Impl, ITypeInfo, SAFEARRAY,
    SAFEARRAYBOUND, SafeArrayCreateEx, VARIANT, VARTYPE, VT_RECORD,
};
use oxcom_invoke::{IRecordPlan, IRecordPlan_Impl, RecordPlan};
use oxcom_typeinfo::plan::Type;
use std::ffi::c_void;
use windows_core::{BOOL, GUID, Interface, PCWSTR, Ref, Result, implement};

#[repr(C)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Landmark {
    pub name: BSTR,
    pub height: i32,
    pub country: BSTR,
}

impl Landmark {
    pub fn new(name: &str, height: i32) -> Self {
        Self { name: name.into(), height, country: "CH".into() }
    }
}

/// Its IRecordInfo.
pub fn landmark_info() -> IRecordInfo {
    let description = structure!(Landmark { name: Type::Bstr, height: I32, country: Type::Bstr });
    LandmarkInfo { plan: RecordPlan::new(&description).unwrap() }.into()
}

/// A VARIANT's two words of a record: itself, in task memory, and its description.
pub fn allocate(landmark: Landmark) -> (u64, u64) {
    let memory = unsafe { CoTaskMemAlloc(size_of::<Landmark>()) };
    unsafe { memory.cast::<Landmark>().write(landmark) };
    (memory as u64, landmark_info().into_raw() as u64)
}

/// An array of records.
pub fn landmarks(names: &[&str]) -> *mut SAFEARRAY {
    let bound = SAFEARRAYBOUND { cElements: names.len() as u32, lLbound: 0 };
    unsafe {
        let array = SafeArrayCreateEx(VARTYPE(VT_RECORD as u16), 1, &bound, landmark_info().as_raw());
        for (index, name) in names.iter().enumerate() {
            *(*array).pvData.cast::<Landmark>().add(index) = Landmark::new(name, index as i32);
        }
        array
    }
}

#[implement(IRecordInfo, IRecordPlan)]
struct LandmarkInfo {
    plan: RecordPlan,
}

impl IRecordPlan_Impl for LandmarkInfo_Impl {
    unsafe fn Plan(&self) -> *const RecordPlan {
        &raw const self.plan
    }
}

impl IRecordInfo_Impl for LandmarkInfo_Impl {
    fn RecordInit(&self, pvnew: *mut c_void) -> Result<()> {
        unsafe { pvnew.cast::<Landmark>().write(Landmark::default()) };
        Ok(())
    }
    fn RecordClear(&self, pvexisting: *const c_void) -> Result<()> {
        unsafe { self.plan.release(pvexisting.cast_mut()) };
        Ok(())
    }
    fn RecordCopy(&self, pvexisting: *const c_void, pvnew: *mut c_void) -> Result<()> {
        unsafe {
            let copy = Landmark {
                name: (*pvexisting.cast::<Landmark>()).name.clone(),
                height: (*pvexisting.cast::<Landmark>()).height,
                country: (*pvexisting.cast::<Landmark>()).country.clone(),
            };
            self.plan.release(pvnew);
            pvnew.cast::<Landmark>().write(copy);
        }
        Ok(())
    }
    fn GetGuid(&self) -> Result<GUID> {
        Ok(GUID::from_u128(1))
    }
    fn GetName(&self) -> Result<BSTR> {
        Ok("Landmark".into())
    }
    fn GetSize(&self) -> Result<u32> {
        Ok(size_of::<Landmark>() as u32)
    }
    fn GetTypeInfo(&self) -> Result<ITypeInfo> {
        Err(E_NOTIMPL.into())
    }
    fn GetField(&self, _: *const c_void, _: &PCWSTR) -> Result<VARIANT> {
        Err(E_NOTIMPL.into())
    }
    fn GetFieldNoCopy(
        &self,
        _: *const c_void,
        _: &PCWSTR,
        _: *mut VARIANT,
        _: *mut *mut c_void,
    ) -> Result<()> {
        Err(E_NOTIMPL.into())
    }
    fn PutField(&self, _: u32, _: *mut c_void, _: &PCWSTR, _: *const VARIANT) -> Result<()> {
        Err(E_NOTIMPL.into())
    }
    fn PutFieldNoCopy(&self, _: u32, _: *mut c_void, _: &PCWSTR, _: *const VARIANT) -> Result<()> {
        Err(E_NOTIMPL.into())
    }
    fn GetFieldNames(&self, _: *mut u32, _: *mut BSTR) -> Result<()> {
        Err(E_NOTIMPL.into())
    }
    fn IsMatchingType(&self, other: Ref<'_, IRecordInfo>) -> BOOL {
        other.as_ref().is_some_and(|other| unsafe { other.GetGuid() } == Ok(GUID::from_u128(1))).into()
    }
    fn RecordCreate(&self) -> *mut c_void {
        let memory = unsafe { CoTaskMemAlloc(size_of::<Landmark>()) };
        unsafe { memory.cast::<Landmark>().write(Landmark::default()) };
        memory
    }
    fn RecordCreateCopy(&self, pvsource: *const c_void, ppvdest: *mut *mut c_void) -> Result<()> {
        unsafe {
            ppvdest.write(self.RecordCreate());
            self.RecordCopy(pvsource, *ppvdest)
        }
    }
    fn RecordDestroy(&self, pvrecord: *const c_void) -> Result<()> {
        unsafe {
            self.plan.release(pvrecord.cast_mut());
            CoTaskMemFree(pvrecord.cast_mut());
        }
        Ok(())
    }
}
