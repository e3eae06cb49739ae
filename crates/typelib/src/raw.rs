//! The interfaces of type libraries as their callers see them: every pointer as it comes. The bindings' traits leave out the
//! arrays that `GetIDsOfNames` and others fill.

#![allow(
    missing_docs,
    clippy::missing_safety_doc,
    clippy::too_many_arguments,
    reason = "published interfaces under their published names"
)]

use std::ffi::c_void;

use oxcom_abi::{BINDPTR, CUSTDATA, DISPPARAMS, EXCEPINFO, FUNCDESC, TLIBATTR, TYPEATTR, VARDESC, VARIANT};
use windows_core::{GUID, HRESULT, IUnknown, interface};

/// A BSTR that is handed out.
pub(crate) type Text = *const u16;
/// An interface pointer that is handed out.
pub(crate) type Object = *mut c_void;

#[interface("00020401-0000-0000-C000-000000000046")]
pub(crate) unsafe trait ITypeInfoRaw: IUnknown {
    unsafe fn GetTypeAttr(&self, attr: *mut *mut TYPEATTR) -> HRESULT;
    unsafe fn GetTypeComp(&self, comp: *mut Object) -> HRESULT;
    unsafe fn GetFuncDesc(&self, index: u32, desc: *mut *mut FUNCDESC) -> HRESULT;
    unsafe fn GetVarDesc(&self, index: u32, desc: *mut *mut VARDESC) -> HRESULT;
    unsafe fn GetNames(&self, memid: i32, names: *mut Text, max: u32, count: *mut u32) -> HRESULT;
    unsafe fn GetRefTypeOfImplType(&self, index: u32, reference: *mut u32) -> HRESULT;
    unsafe fn GetImplTypeFlags(&self, index: u32, flags: *mut i32) -> HRESULT;
    unsafe fn GetIDsOfNames(&self, names: *const *const u16, count: u32, ids: *mut i32) -> HRESULT;
    unsafe fn Invoke(
        &self,
        instance: *mut c_void,
        memid: i32,
        flags: u16,
        params: *mut DISPPARAMS,
        result: *mut VARIANT,
        exception: *mut EXCEPINFO,
        argument: *mut u32,
    ) -> HRESULT;
    unsafe fn GetDocumentation(
        &self,
        memid: i32,
        name: *mut Text,
        text: *mut Text,
        context: *mut u32,
        file: *mut Text,
    ) -> HRESULT;
    unsafe fn GetDllEntry(
        &self,
        memid: i32,
        kind: i32,
        dll: *mut Text,
        name: *mut Text,
        ordinal: *mut u16,
    ) -> HRESULT;
    unsafe fn GetRefTypeInfo(&self, reference: u32, info: *mut Object) -> HRESULT;
    unsafe fn AddressOfMember(&self, memid: i32, kind: i32, address: *mut *mut c_void) -> HRESULT;
    unsafe fn CreateInstance(&self, outer: Object, iid: *const GUID, object: *mut Object) -> HRESULT;
    unsafe fn GetMops(&self, memid: i32, text: *mut Text) -> HRESULT;
    unsafe fn GetContainingTypeLib(&self, library: *mut Object, index: *mut u32) -> HRESULT;
    unsafe fn ReleaseTypeAttr(&self, attr: *mut TYPEATTR);
    unsafe fn ReleaseFuncDesc(&self, desc: *mut FUNCDESC);
    unsafe fn ReleaseVarDesc(&self, desc: *mut VARDESC);
}

/// What the type information of our own has besides.
#[interface("5E0A7CF2-2F43-4C0D-9A5E-0A1B2C3D4E5F")]
pub(crate) unsafe trait IRecordSource: IUnknown {
    /// The IRecordInfo of the type.
    pub(crate) unsafe fn Record(&self, info: *mut Object) -> HRESULT;
}

#[interface("00020412-0000-0000-C000-000000000046")]
pub(crate) unsafe trait ITypeInfo2Raw: ITypeInfoRaw {
    unsafe fn GetTypeKind(&self, kind: *mut i32) -> HRESULT;
    unsafe fn GetTypeFlags(&self, flags: *mut u32) -> HRESULT;
    unsafe fn GetFuncIndexOfMemId(&self, memid: i32, kind: i32, index: *mut u32) -> HRESULT;
    unsafe fn GetVarIndexOfMemId(&self, memid: i32, index: *mut u32) -> HRESULT;
    unsafe fn GetCustData(&self, id: *const GUID, value: *mut VARIANT) -> HRESULT;
    unsafe fn GetFuncCustData(&self, index: u32, id: *const GUID, value: *mut VARIANT) -> HRESULT;
    unsafe fn GetParamCustData(&self, f: u32, p: u32, id: *const GUID, value: *mut VARIANT) -> HRESULT;
    unsafe fn GetVarCustData(&self, index: u32, id: *const GUID, value: *mut VARIANT) -> HRESULT;
    unsafe fn GetImplTypeCustData(&self, index: u32, id: *const GUID, value: *mut VARIANT) -> HRESULT;
    unsafe fn GetDocumentation2(
        &self,
        memid: i32,
        lcid: u32,
        text: *mut Text,
        context: *mut u32,
        dll: *mut Text,
    ) -> HRESULT;
    unsafe fn GetAllCustData(&self, data: *mut CUSTDATA) -> HRESULT;
    unsafe fn GetAllFuncCustData(&self, index: u32, data: *mut CUSTDATA) -> HRESULT;
    unsafe fn GetAllParamCustData(&self, f: u32, p: u32, data: *mut CUSTDATA) -> HRESULT;
    unsafe fn GetAllVarCustData(&self, index: u32, data: *mut CUSTDATA) -> HRESULT;
    unsafe fn GetAllImplTypeCustData(&self, index: u32, data: *mut CUSTDATA) -> HRESULT;
}

#[interface("00020402-0000-0000-C000-000000000046")]
pub(crate) unsafe trait ITypeLibRaw: IUnknown {
    unsafe fn GetTypeInfoCount(&self) -> u32;
    unsafe fn GetTypeInfo(&self, index: u32, info: *mut Object) -> HRESULT;
    unsafe fn GetTypeInfoType(&self, index: u32, kind: *mut i32) -> HRESULT;
    unsafe fn GetTypeInfoOfGuid(&self, id: *const GUID, info: *mut Object) -> HRESULT;
    unsafe fn GetLibAttr(&self, attr: *mut *mut TLIBATTR) -> HRESULT;
    unsafe fn GetTypeComp(&self, comp: *mut Object) -> HRESULT;
    unsafe fn GetDocumentation(
        &self,
        index: i32,
        name: *mut Text,
        text: *mut Text,
        context: *mut u32,
        file: *mut Text,
    ) -> HRESULT;
    unsafe fn IsName(&self, name: *mut u16, hash: u32, is: *mut i32) -> HRESULT;
    unsafe fn FindName(
        &self,
        name: *mut u16,
        hash: u32,
        infos: *mut Object,
        memids: *mut i32,
        found: *mut u16,
    ) -> HRESULT;
    unsafe fn ReleaseTLibAttr(&self, attr: *mut TLIBATTR);
}

#[interface("00020411-0000-0000-C000-000000000046")]
pub(crate) unsafe trait ITypeLib2Raw: ITypeLibRaw {
    unsafe fn GetCustData(&self, id: *const GUID, value: *mut VARIANT) -> HRESULT;
    unsafe fn GetLibStatistics(&self, names: *mut u32, characters: *mut u32) -> HRESULT;
    unsafe fn GetDocumentation2(
        &self,
        index: i32,
        lcid: u32,
        text: *mut Text,
        context: *mut u32,
        dll: *mut Text,
    ) -> HRESULT;
    unsafe fn GetAllCustData(&self, data: *mut CUSTDATA) -> HRESULT;
}

#[interface("00020403-0000-0000-C000-000000000046")]
pub(crate) unsafe trait ITypeCompRaw: IUnknown {
    unsafe fn Bind(
        &self,
        name: *const u16,
        hash: u32,
        flags: u16,
        info: *mut Object,
        kind: *mut i32,
        bound: *mut BINDPTR,
    ) -> HRESULT;
    unsafe fn BindType(&self, name: *const u16, hash: u32, info: *mut Object, comp: *mut Object) -> HRESULT;
}

/// Writes to an answer's place, if there is one.
///
/// # Safety
/// The place is null or writable.
pub(crate) unsafe fn put<T>(place: *mut T, value: T) {
    if !place.is_null() {
        // SAFETY: not null, so writable as the caller says.
        unsafe { place.write(value) };
    }
}

/// A text for an answer's place; nothing is null.
pub(crate) fn text(text: Option<&str>) -> Text {
    text.map_or(std::ptr::null(), |text| oxcom_abi::BSTR::from(text).into_raw())
}

/// A name of the caller's, ending with a NUL.
///
/// # Safety
/// The pointer is null or to text that ends with a NUL.
pub(crate) unsafe fn name(name: *const u16) -> Option<String> {
    if name.is_null() {
        return None;
    }
    // SAFETY: not null, so as the caller says.
    Some(String::from_utf16_lossy(unsafe { oxcom_abi::units_at(name) }))
}
