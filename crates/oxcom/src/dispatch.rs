//! Calls by name: `IDispatch` for dual interfaces, and for callers.

use std::collections::HashMap;
use std::ffi::c_void;
use std::sync::{LazyLock, Mutex, PoisonError};

use oxcom_abi as abi;
use oxcom_abi::{DISPID, DISPPARAMS, EXCEPINFO, ITypeInfo, VARIANT};

use crate::com_core::PCWSTR;
use crate::{GUID, HRESULT, Interface, Result};

/// Gives an object with a dual interface its `IDispatch`: calls by name become calls of the interface's methods, as its type
/// library says. The library is registered, or brought along by [`register_type_library`](crate::register_type_library).
///
/// ```text
/// #[implement(ICounter)]
/// struct Counter;
///
/// oxcom::dispatch!(Counter_Impl: ICounter);
///
/// impl ICounter_Impl for Counter_Impl { … }
/// ```
#[macro_export]
macro_rules! dispatch {
    ($object:ty: $interface:ty) => {
        impl $crate::abi::IDispatch_Impl for $object {
            fn GetTypeInfoCount(&self) -> $crate::Result<u32> {
                Ok(1)
            }

            fn GetTypeInfo(
                &self,
                index: u32,
                _: $crate::abi::LCID,
            ) -> $crate::Result<$crate::abi::ITypeInfo> {
                if index != 0 {
                    return Err($crate::abi::DISP_E_BADINDEX.into());
                }
                $crate::type_info_of(&<$interface as $crate::Interface>::IID)
            }

            fn GetIDsOfNames(
                &self,
                _: *const $crate::GUID,
                _: *const $crate::com_core::PCWSTR,
                _: u32,
                _: $crate::abi::LCID,
            ) -> $crate::Result<$crate::abi::DISPID> {
                Err($crate::abi::E_NOTIMPL.into()) // the next method answers
            }

            unsafe fn GetAllIDsOfNames(
                &self,
                _: *const $crate::GUID,
                names: *const $crate::com_core::PCWSTR,
                count: u32,
                _: $crate::abi::LCID,
                ids: *mut $crate::abi::DISPID,
            ) -> $crate::HRESULT {
                let iid = &<$interface as $crate::Interface>::IID;
                // SAFETY: the arguments of IDispatch::GetIDsOfNames.
                unsafe { $crate::dispatch_ids_of_names(iid, names, count, ids) }
            }

            fn Invoke(
                &self,
                id: $crate::abi::DISPID,
                _: *const $crate::GUID,
                _: $crate::abi::LCID,
                flags: u16,
                params: *const $crate::abi::DISPPARAMS,
                result: *mut $crate::abi::VARIANT,
                exception: *mut $crate::abi::EXCEPINFO,
                argument: *mut u32,
            ) -> $crate::Result<()> {
                let object: $interface = $crate::IUnknownImpl::to_interface(self);
                // SAFETY: the arguments of IDispatch::Invoke.
                unsafe {
                    $crate::dispatch_invoke(&object, id, flags, params, result, exception, argument).ok()
                }
            }
        }
    };
}

/// Type information that this process has asked for.
struct Known(HashMap<GUID, ITypeInfo>);

// SAFETY: these objects may be used from any thread.
unsafe impl Send for Known {}

/// Guarded by its lock, never held while asking.
static KNOWN: LazyLock<Mutex<Known>> = LazyLock::new(|| Mutex::new(Known(HashMap::new())));

/// The type information of an interface: from its registration, or from a library that the program has with it.
///
/// # Errors
/// REGDB_E_IIDNOTREG: nothing describes it. TYPE_E_INVDATAREAD: its library is damaged.
pub fn type_info_of(iid: &GUID) -> Result<ITypeInfo> {
    let known = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(info) = known().0.get(iid) {
        return Ok(info.clone());
    }
    let mut info: *mut c_void = std::ptr::null_mut();
    // SAFETY: pointers of their types; with success an owned ITypeInfo.
    let info = unsafe {
        abi::extension::OxcomTypeInfoOf(iid, &mut info).ok()?;
        ITypeInfo::from_raw(info)
    };
    Ok(known().0.entry(*iid).or_insert(info).clone())
}

/// `IDispatch::GetIDsOfNames` of an object that [`dispatch!`] serves.
///
/// # Safety
/// The pointers are null, or arrays of `count`.
#[doc(hidden)]
pub unsafe fn dispatch_ids_of_names(
    iid: &GUID,
    names: *const PCWSTR,
    count: u32,
    ids: *mut DISPID,
) -> HRESULT {
    match type_info_of(iid) {
        // SAFETY: the caller's promise.
        Ok(info) => unsafe { abi::DispGetIDsOfNames(&info, names, count, ids) },
        Err(error) => error.code(),
    }
}

/// `IDispatch::Invoke` of an object that [`dispatch!`] serves.
///
/// # Safety
/// The pointers are null, or what `IDispatch::Invoke` demands.
#[doc(hidden)]
pub unsafe fn dispatch_invoke<T: Interface>(
    object: &T,
    id: DISPID,
    flags: u16,
    params: *const DISPPARAMS,
    result: *mut VARIANT,
    exception: *mut EXCEPINFO,
    argument: *mut u32,
) -> HRESULT {
    match type_info_of(&T::IID) {
        // SAFETY: the object has the interface; the rest is the caller's promise.
        Ok(info) => unsafe {
            invoke(object.as_raw(), info.as_raw(), id, flags, params, result, exception, argument)
        },
        Err(error) => error.code(),
    }
}

unsafe extern "system" {
    #[link_name = "DispInvoke"]
    fn invoke(
        this: *mut c_void,
        info: *mut c_void,
        id: DISPID,
        flags: u16,
        params: *const DISPPARAMS,
        result: *mut VARIANT,
        exception: *mut EXCEPINFO,
        argument: *mut u32,
    ) -> HRESULT;
}
