//! What several tests need: a record with text in it, and an object that counts its references.

use core::ffi::c_void;
use core::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Arc;

use oxcom_abi::{BSTR, E_NOTIMPL, IRecordInfo, IRecordInfo_Impl, ITypeInfo, VARIANT};
use windows_core::{BOOL, ComObject, GUID, IUnknown, PCWSTR, Ref, Result, implement};

use crate::memory::task::{CoTaskMemAlloc, CoTaskMemFree};

/// A record as a type library would describe it.
#[repr(C)]
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Landmark {
    pub(crate) name: BSTR,
    pub(crate) height: i32,
}

impl Landmark {
    pub(crate) fn new(name: &str, height: i32) -> Self {
        Self { name: name.into(), height }
    }

    pub(crate) fn description() -> IRecordInfo {
        ComObject::new(LandmarkInfo).into_interface()
    }

    /// In task memory, as a variant owns it.
    pub(crate) fn allocate(self) -> *mut c_void {
        let memory = CoTaskMemAlloc(size_of::<Self>());
        // SAFETY: the memory has room for it.
        unsafe { memory.cast::<Self>().write(self) };
        memory
    }
}

#[implement(IRecordInfo)]
struct LandmarkInfo;

impl IRecordInfo_Impl for LandmarkInfo_Impl {
    fn RecordInit(&self, pvnew: *mut c_void) -> Result<()> {
        // SAFETY: memory for a landmark.
        unsafe { pvnew.cast::<Landmark>().write(Landmark::default()) };
        Ok(())
    }

    fn RecordClear(&self, pvexisting: *const c_void) -> Result<()> {
        // SAFETY: a landmark.
        unsafe { *pvexisting.cast_mut().cast::<Landmark>() = Landmark::default() };
        Ok(())
    }

    fn RecordCopy(&self, pvexisting: *const c_void, pvnew: *mut c_void) -> Result<()> {
        // SAFETY: landmarks both.
        unsafe { *pvnew.cast::<Landmark>() = (*pvexisting.cast::<Landmark>()).clone() };
        Ok(())
    }

    fn GetSize(&self) -> Result<u32> {
        Ok(size_of::<Landmark>() as u32)
    }

    fn RecordCreate(&self) -> *mut c_void {
        Landmark::default().allocate()
    }

    fn RecordCreateCopy(&self, pvsource: *const c_void, ppvdest: *mut *mut c_void) -> Result<()> {
        // SAFETY: a landmark, and memory for a pointer.
        unsafe { *ppvdest = (*pvsource.cast::<Landmark>()).clone().allocate() };
        Ok(())
    }

    fn RecordDestroy(&self, pvrecord: *const c_void) -> Result<()> {
        // SAFETY: a landmark in task memory, given up.
        unsafe {
            drop(pvrecord.cast::<Landmark>().read());
            CoTaskMemFree(pvrecord.cast_mut());
        }
        Ok(())
    }

    fn GetGuid(&self) -> Result<GUID> {
        Err(E_NOTIMPL.into())
    }

    fn GetName(&self) -> Result<BSTR> {
        Err(E_NOTIMPL.into())
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

    fn IsMatchingType(&self, _: Ref<'_, IRecordInfo>) -> BOOL {
        false.into()
    }
}

/// An object whose end is seen.
#[implement]
pub(crate) struct Witness(Arc<AtomicUsize>);

impl Witness {
    /// The object, and how many such objects there are.
    pub(crate) fn call() -> (IUnknown, Arc<AtomicUsize>) {
        let alive = Arc::new(AtomicUsize::new(1));
        (ComObject::new(Self(alive.clone())).into_interface(), alive)
    }
}

impl Drop for Witness {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
