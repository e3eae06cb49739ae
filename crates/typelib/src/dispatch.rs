//! `IDispatch` over type information.

use std::ffi::c_void;
use std::sync::atomic::{AtomicU32, Ordering, fence};

use oxcom_abi::{
    DISP_E_PARAMNOTFOUND, DISP_E_TYPEMISMATCH, DISPPARAMS, E_INVALIDARG, E_NOINTERFACE, E_POINTER, EXCEPINFO,
    IDispatch, IDispatch_Vtbl, INTERFACEDATA, ITypeInfo, LCID, METHODDATA, PARAMDATA, S_OK, VARIANT,
};
use oxcom_typeinfo::typelib::{Function, Help, Parameter, TypeDesc, TypeInfo, TypeKind, TypeLibrary};
use windows_core::{GUID, HRESULT, IUnknown, IUnknown_Vtbl, Interface, PCWSTR};

use crate::load;
use crate::raw::name;
use crate::value::Value;

/// Gives the numbers of a method and of its parameters: `ITypeInfo::GetIDsOfNames`.
///
/// # Errors
/// E_INVALIDARG: a null pointer. DISP_E_UNKNOWNNAME: some number is DISPID_UNKNOWN.
///
/// # Safety
/// The pointers are null, or what their types and `cnames` say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn DispGetIDsOfNames(
    ptinfo: *mut c_void,
    rgsznames: *const PCWSTR,
    cnames: u32,
    rgdispid: *mut oxcom_abi::DISPID,
) -> HRESULT {
    // SAFETY: null, or an ITypeInfo; the arrays go on as they came.
    unsafe {
        match ITypeInfo::from_raw_borrowed(&ptinfo) {
            Some(info) => (info.vtable().GetIDsOfNames)(info.as_raw(), rgsznames, cnames, rgdispid),
            None => E_INVALIDARG,
        }
    }
}

/// Calls a method of an object by its number: `ITypeInfo::Invoke`.
///
/// # Errors
/// E_INVALIDARG: a null pointer. DISP_E_MEMBERNOTFOUND, DISP_E_BADPARAMCOUNT, DISP_E_TYPEMISMATCH, DISP_E_OVERFLOW,
/// DISP_E_PARAMNOTFOUND, DISP_E_PARAMNOTOPTIONAL. DISP_E_EXCEPTION: the method failed, `pexcepinfo` says how.
///
/// # Safety
/// The object has the interface that `ptinfo` describes; the other pointers are null, or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn DispInvoke(
    this: *mut c_void,
    ptinfo: *mut c_void,
    dispidmember: oxcom_abi::DISPID,
    wflags: u16,
    pparams: *mut DISPPARAMS,
    pvarresult: *mut VARIANT,
    pexcepinfo: *mut EXCEPINFO,
    puargerr: *mut u32,
) -> HRESULT {
    // SAFETY: null, or an ITypeInfo; the others go on as they came.
    unsafe {
        match ITypeInfo::from_raw_borrowed(&ptinfo) {
            Some(info) => (info.vtable().Invoke)(
                info.as_raw(),
                this,
                dispidmember,
                wflags,
                pparams,
                pvarresult,
                pexcepinfo,
                puargerr,
            ),
            None => E_INVALIDARG,
        }
    }
}

/// Gives one argument of a call as another type. `position` counts from the left, or is the number of a named argument.
///
/// # Errors
/// E_INVALIDARG: a null pointer. DISP_E_PARAMNOTFOUND. DISP_E_TYPEMISMATCH, DISP_E_OVERFLOW …: `puargerr` gets the argument's
/// index in `rgvarg`.
///
/// # Safety
/// The pointers are null, or what their types say; the result holds no value yet.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn DispGetParam(
    pdispparams: *const DISPPARAMS,
    position: u32,
    vttarg: u16,
    pvarresult: *mut VARIANT,
    puargerr: *mut u32,
) -> HRESULT {
    // SAFETY: null, or as the type says.
    let (Some(params), false) = (unsafe { pdispparams.as_ref() }, pvarresult.is_null()) else {
        return E_INVALIDARG;
    };
    // SAFETY: as the caller says.
    let Some(index) = (unsafe { place_of(params, position) }) else { return DISP_E_PARAMNOTFOUND };
    // SAFETY: within the array of arguments; the result is writable.
    let code = unsafe {
        match Value::changed(params.rgvarg.add(index as usize), vttarg) {
            Ok(value) => {
                pvarresult.write(value.into_raw());
                return S_OK;
            }
            Err(error) => error.code(),
        }
    };
    // SAFETY: null or writable.
    unsafe { crate::raw::put(puargerr, index) };
    if code == oxcom_abi::DISP_E_BADVARTYPE { DISP_E_TYPEMISMATCH } else { code }
}

/// Where in `rgvarg` an argument is.
///
/// # Safety
/// The arrays are as long as the counts say.
unsafe fn place_of(params: &DISPPARAMS, position: u32) -> Option<u32> {
    let positional = params.cArgs.checked_sub(params.cNamedArgs)?;
    if position < positional {
        return Some(params.cArgs - 1 - position);
    }
    // SAFETY: the caller's promise.
    let name = |index: u32| unsafe { (*params.rgdispidNamedArgs.add(index as usize)).0 };
    (0..params.cNamedArgs).find(|index| name(*index).cast_unsigned() == position)
}

/// Makes type information of a table of methods, for [`DispInvoke`].
///
/// # Errors
/// E_INVALIDARG: a null pointer.
///
/// # Safety
/// The pointers are null, or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CreateDispTypeInfo(
    pidata: *mut INTERFACEDATA,
    lcid: u32,
    pptinfo: *mut *mut c_void,
) -> HRESULT {
    // SAFETY: null, or as the type says.
    let (Some(data), false) = (unsafe { pidata.as_ref() }, pptinfo.is_null()) else { return E_INVALIDARG };
    let methods: &[METHODDATA] = match data.pmethdata.is_null() {
        true => &[],
        // SAFETY: not null, so as the caller says.
        false => unsafe { std::slice::from_raw_parts(data.pmethdata, data.cMembers as usize) },
    };
    let mut info = TypeInfo::new("", TypeKind::Dispatch);
    info.flags = TypeInfo::DUAL;
    // SAFETY: as the caller says.
    info.functions = methods.iter().map(|method| unsafe { function(method) }).collect();
    let library = TypeLibrary { lcid, types: vec![info], ..TypeLibrary::default() };
    // SAFETY: not null, so writable.
    unsafe { pptinfo.write(load::made(library)) };
    S_OK
}

/// # Safety
/// The method's pointers are what their types and counts say.
unsafe fn function(method: &METHODDATA) -> Function {
    let params: &[PARAMDATA] = match method.ppdata.is_null() {
        true => &[],
        // SAFETY: not null, so as the caller says.
        false => unsafe { std::slice::from_raw_parts(method.ppdata, method.cArgs as usize) },
    };
    // SAFETY: names end with a NUL.
    let name_of = |text| unsafe { name(text) }.unwrap_or_default();
    let param = |param: &PARAMDATA| {
        let base = TypeDesc::Base(param.vt.0 & 0x0FFF);
        let ty = if param.vt.0 & 0x4000 != 0 { TypeDesc::Pointer(Box::new(base)) } else { base };
        Parameter { name: name_of(param.szName.cast()), ty, flags: Parameter::IN, default: None }
    };
    Function {
        name: name_of(method.szName.cast()),
        memid: method.dispid.0,
        kind: 1,
        invoke: method.wFlags,
        convention: u16::try_from(method.cc).unwrap_or(4),
        slot: u16::try_from(method.iMeth).unwrap_or(u16::MAX),
        flags: 0,
        optional: 0,
        result: TypeDesc::Base(match method.vtReturn.0 {
            0 => oxcom_typeinfo::typelib::vt::VOID,
            vt => vt,
        }),
        params: params.iter().map(param).collect(),
        help: Help::default(),
        entry: None,
    }
}

/// Makes an `IDispatch` for an object that has only a vtable: calls by name become calls of `pvthis`. With an outer object
/// what comes back is the inner IUnknown, whose `IDispatch` belongs to the outer one.
///
/// # Errors
/// E_INVALIDARG: a null pointer.
///
/// # Safety
/// `pvthis` has the interface that `ptinfo` describes for as long as the result lives; the other pointers are null, or what
/// their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CreateStdDispatch(
    punkouter: *mut c_void,
    pvthis: *mut c_void,
    ptinfo: *mut c_void,
    ppunkstddisp: *mut *mut c_void,
) -> HRESULT {
    // SAFETY: null, or an ITypeInfo.
    let info = unsafe { ITypeInfo::from_raw_borrowed(&ptinfo) }.cloned();
    let (Some(info), false, false) = (info, pvthis.is_null(), ppunkstddisp.is_null()) else {
        return E_INVALIDARG;
    };
    let made = Box::into_raw(Box::new(Standard {
        inner: &INNER,
        dispatch: &DISPATCH,
        count: AtomicU32::new(1),
        outer: punkouter,
        this: pvthis,
        info,
    }));
    // SAFETY: just made; the result is writable.
    unsafe {
        if punkouter.is_null() {
            (*made).outer = made.cast();
        }
        ppunkstddisp.write(made.cast());
    }
    S_OK
}

/// The object that CreateStdDispatch makes. Its two interfaces are its first fields.
#[repr(C)]
struct Standard {
    inner: &'static IUnknown_Vtbl,
    dispatch: &'static IDispatch_Vtbl,
    count: AtomicU32,
    /// Whose the `IDispatch` is; not counted: it holds this object. Immutable.
    outer: *mut c_void,
    /// Immutable.
    this: *mut c_void,
    /// Immutable.
    info: ITypeInfo,
}

static INNER: IUnknown_Vtbl = IUnknown_Vtbl { QueryInterface: query, AddRef: add_ref, Release: release };

static DISPATCH: IDispatch_Vtbl = IDispatch_Vtbl {
    base__: IUnknown_Vtbl { QueryInterface: outer_query, AddRef: outer_add_ref, Release: outer_release },
    GetTypeInfoCount: type_info_count,
    GetTypeInfo: type_info,
    GetIDsOfNames: ids_of_names,
    Invoke: invoke,
};

unsafe extern "system" fn query(this: *mut c_void, iid: *const GUID, object: *mut *mut c_void) -> HRESULT {
    if iid.is_null() || object.is_null() {
        return E_POINTER;
    }
    // SAFETY: neither is null; `this` is the object's first field.
    unsafe {
        let standard = this.cast::<Standard>();
        object.write(std::ptr::null_mut());
        if *iid == IUnknown::IID {
            add_ref(this);
            object.write(this);
        } else if *iid == IDispatch::IID {
            let dispatch = (&raw mut (*standard).dispatch).cast();
            outer_add_ref(dispatch);
            object.write(dispatch);
        } else {
            return E_NOINTERFACE;
        }
    }
    S_OK
}

unsafe extern "system" fn add_ref(this: *mut c_void) -> u32 {
    // SAFETY: `this` is the object's first field. Relaxed: whoever counts up has a reference already.
    unsafe { (*this.cast::<Standard>()).count.fetch_add(1, Ordering::Relaxed) + 1 }
}

unsafe extern "system" fn release(this: *mut c_void) -> u32 {
    let standard = this.cast::<Standard>();
    // SAFETY: `this` is the object's first field; the last reference frees it. SYNC POINT: each release pairs with the fence.
    unsafe {
        let left = (*standard).count.fetch_sub(1, Ordering::Release) - 1;
        if left == 0 {
            fence(Ordering::Acquire);
            drop(Box::from_raw(standard));
        }
        left
    }
}

/// The object whose `IDispatch` this is.
///
/// # Safety
/// The pointer is to the second field of an object.
unsafe fn standard<'a>(dispatch: *mut c_void) -> &'a Standard {
    // SAFETY: the caller's promise.
    unsafe { &*dispatch.byte_sub(std::mem::offset_of!(Standard, dispatch)).cast::<Standard>() }
}

unsafe extern "system" fn outer_query(
    this: *mut c_void,
    iid: *const GUID,
    object: *mut *mut c_void,
) -> HRESULT {
    // SAFETY: the outer object lives as long as its IDispatch is used.
    unsafe {
        let outer = standard(this).outer;
        ((**outer.cast::<*const IUnknown_Vtbl>()).QueryInterface)(outer, iid, object)
    }
}

unsafe extern "system" fn outer_add_ref(this: *mut c_void) -> u32 {
    // SAFETY: as above.
    unsafe {
        let outer = standard(this).outer;
        ((**outer.cast::<*const IUnknown_Vtbl>()).AddRef)(outer)
    }
}

unsafe extern "system" fn outer_release(this: *mut c_void) -> u32 {
    // SAFETY: as above.
    unsafe {
        let outer = standard(this).outer;
        ((**outer.cast::<*const IUnknown_Vtbl>()).Release)(outer)
    }
}

unsafe extern "system" fn type_info_count(_this: *mut c_void, count: *mut u32) -> HRESULT {
    if count.is_null() {
        return E_POINTER;
    }
    // SAFETY: not null, so writable.
    unsafe { count.write(1) };
    S_OK
}

unsafe extern "system" fn type_info(
    this: *mut c_void,
    index: u32,
    _lcid: LCID,
    info: *mut *mut c_void,
) -> HRESULT {
    if info.is_null() {
        return E_POINTER;
    }
    // SAFETY: not null, so writable.
    unsafe {
        info.write(std::ptr::null_mut());
        if index != 0 {
            return oxcom_abi::DISP_E_BADINDEX;
        }
        info.write(standard(this).info.clone().into_raw());
    }
    S_OK
}

unsafe extern "system" fn ids_of_names(
    this: *mut c_void,
    _riid: *const GUID,
    names: *const PCWSTR,
    count: u32,
    _lcid: LCID,
    ids: *mut oxcom_abi::DISPID,
) -> HRESULT {
    // SAFETY: the arguments of GetIDsOfNames.
    unsafe { DispGetIDsOfNames(standard(this).info.as_raw(), names, count, ids) }
}

unsafe extern "system" fn invoke(
    this: *mut c_void,
    id: oxcom_abi::DISPID,
    _riid: *const GUID,
    _lcid: LCID,
    flags: u16,
    params: *const DISPPARAMS,
    result: *mut VARIANT,
    exception: *mut EXCEPINFO,
    argument: *mut u32,
) -> HRESULT {
    // SAFETY: the arguments of Invoke.
    unsafe {
        let standard = standard(this);
        let info = standard.info.as_raw();
        DispInvoke(standard.this, info, id, flags, params.cast_mut(), result, exception, argument)
    }
}
