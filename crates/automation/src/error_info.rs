//! Error information: what a method says beyond its HRESULT.
//!
//! A method that fails leaves an IErrorInfo with its thread ([`SetErrorInfo`]); the caller takes it away
//! ([`GetErrorInfo`]). A call to another apartment or process carries it along; that is the runtime's work.
//!
//! ```
//! # use oxcom_automation as _;
//! use oxcom_abi::{BSTR, CreateErrorInfo, GetErrorInfo, IErrorInfo, SetErrorInfo};
//! use windows_core::{Interface, w};
//! # fn main() -> windows_core::Result<()> { unsafe {
//!
//! let error = CreateErrorInfo()?;
//! error.SetDescription(w!("the lens cap is on")).ok()?;
//! SetErrorInfo(0, &error.cast::<IErrorInfo>()?).ok()?;
//!
//! assert_eq!(GetErrorInfo(0)?.GetDescription()?, "the lens cap is on");
//! # Ok(()) } }
//! ```

use core::cell::Cell;
use core::ffi::c_void;
use std::sync::{Mutex, MutexGuard, PoisonError};

use oxcom_abi::{
    BSTR, E_INVALIDARG, E_OUTOFMEMORY, ICreateErrorInfo, ICreateErrorInfo_Impl, IErrorInfo, IErrorInfo_Impl,
    S_FALSE, S_OK,
};
use windows_core::{ComObject, GUID, HRESULT, Interface, PCWSTR, Result, implement};

thread_local! {
    /// What the thread's last failed method said; owned.
    static CURRENT: Cell<Option<IErrorInfo>> = const { Cell::new(None) };
}

/// Leaves error information with the thread, in place of what it had; null takes it away. `dwreserved` must be 0, else
/// E_INVALIDARG.
///
/// # Safety
/// `perrinfo` is null or an IErrorInfo.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn SetErrorInfo(dwreserved: u32, perrinfo: *mut c_void) -> HRESULT {
    if dwreserved != 0 {
        return E_INVALIDARG;
    }
    // SAFETY: null, or an interface that the caller keeps alive during the call.
    let info = unsafe { IErrorInfo::from_raw_borrowed(&perrinfo) }.cloned();
    // A thread that is ending has nobody left to ask it.
    let before = CURRENT.try_with(|current| current.replace(info));
    drop(before); // last: it may call back
    S_OK
}

/// Takes the thread's error information: S_FALSE and null when there is none. `dwreserved` must be 0, else E_INVALIDARG.
///
/// # Safety
/// `pperrinfo` is null or points to writable memory for a pointer.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn GetErrorInfo(dwreserved: u32, pperrinfo: *mut *mut c_void) -> HRESULT {
    if dwreserved != 0 || pperrinfo.is_null() {
        return E_INVALIDARG;
    }
    let info = CURRENT.try_with(Cell::take).ok().flatten();
    let code = if info.is_some() { S_OK } else { S_FALSE };
    // SAFETY: not null; the caller says that it is writable.
    unsafe { *pperrinfo = info.map_or(core::ptr::null_mut(), Interface::into_raw) };
    code
}

/// A new, empty error object: it has ICreateErrorInfo to fill it and IErrorInfo to read it. E_INVALIDARG: no place for it.
///
/// # Safety
/// `pperrinfo` is null or points to writable memory for a pointer.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CreateErrorInfo(pperrinfo: *mut *mut c_void) -> HRESULT {
    if pperrinfo.is_null() {
        return E_INVALIDARG;
    }
    let error: ICreateErrorInfo = ComObject::new(ErrorInfo::default()).into_interface();
    // SAFETY: not null; the caller says that it is writable.
    unsafe { *pperrinfo = error.into_raw() };
    S_OK
}

#[implement(ICreateErrorInfo, IErrorInfo)]
#[derive(Default)]
struct ErrorInfo {
    /// Guards all that was said.
    said: Mutex<Said>,
}

#[derive(Default)]
struct Said {
    guid: GUID,
    source: BSTR,
    description: BSTR,
    help_file: BSTR,
    help_context: u32,
}

impl ErrorInfo {
    fn said(&self) -> MutexGuard<'_, Said> {
        self.said.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ICreateErrorInfo_Impl for ErrorInfo_Impl {
    fn SetGUID(&self, rguid: *const GUID) -> Result<()> {
        // SAFETY: null, or a GUID of the caller's.
        let guid = unsafe { rguid.as_ref() }.ok_or(E_INVALIDARG)?;
        self.said().guid = *guid;
        Ok(())
    }

    fn SetSource(&self, szsource: &PCWSTR) -> Result<()> {
        self.said().source = text(*szsource)?;
        Ok(())
    }

    fn SetDescription(&self, szdescription: &PCWSTR) -> Result<()> {
        self.said().description = text(*szdescription)?;
        Ok(())
    }

    fn SetHelpFile(&self, szhelpfile: &PCWSTR) -> Result<()> {
        self.said().help_file = text(*szhelpfile)?;
        Ok(())
    }

    fn SetHelpContext(&self, dwhelpcontext: u32) -> Result<()> {
        self.said().help_context = dwhelpcontext;
        Ok(())
    }
}

impl IErrorInfo_Impl for ErrorInfo_Impl {
    fn GetGUID(&self) -> Result<GUID> {
        Ok(self.said().guid)
    }

    fn GetSource(&self) -> Result<BSTR> {
        Ok(self.said().source.clone())
    }

    fn GetDescription(&self) -> Result<BSTR> {
        Ok(self.said().description.clone())
    }

    fn GetHelpFile(&self) -> Result<BSTR> {
        Ok(self.said().help_file.clone())
    }

    fn GetHelpContext(&self) -> Result<u32> {
        Ok(self.said().help_context)
    }
}

/// Null text stays null.
fn text(text: PCWSTR) -> Result<BSTR> {
    // SAFETY: null, or the caller's text, which ends with NUL.
    let copy = unsafe { BSTR::from_raw(crate::bstr::SysAllocString(text.0)) };
    if copy.as_raw().is_null() && !text.is_null() { Err(E_OUTOFMEMORY.into()) } else { Ok(copy) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use windows_core::w;

    fn error(description: PCWSTR) -> IErrorInfo {
        // SAFETY: the text ends with NUL.
        unsafe {
            let error = oxcom_abi::CreateErrorInfo().unwrap();
            error.SetDescription(description).unwrap();
            error.cast().unwrap()
        }
    }

    #[test]
    fn an_error_is_taken_once() {
        // SAFETY: plain calls.
        unsafe {
            assert_eq!(oxcom_abi::SetErrorInfo(0, &error(w!("first"))), S_OK);
            assert_eq!(oxcom_abi::SetErrorInfo(0, &error(w!("second"))), S_OK);
            assert_eq!(oxcom_abi::GetErrorInfo(0).unwrap().GetDescription().unwrap(), "second");
            let mut none = core::ptr::dangling_mut();
            assert_eq!((GetErrorInfo(0, &mut none), none), (S_FALSE, core::ptr::null_mut()));
        }
    }

    #[test]
    fn each_thread_has_its_own() {
        // SAFETY: plain calls.
        unsafe {
            assert_eq!(oxcom_abi::SetErrorInfo(0, &error(w!("mine"))), S_OK);
            let theirs = std::thread::spawn(|| oxcom_abi::GetErrorInfo(0).is_ok());
            assert!(!theirs.join().unwrap());
            assert_eq!(oxcom_abi::SetErrorInfo(0, None), S_OK, "null takes it away");
            assert!(oxcom_abi::GetErrorInfo(0).is_err());
        }
    }

    #[test]
    fn all_that_is_said_is_read_again() {
        // SAFETY: the texts end with NUL.
        unsafe {
            let error = oxcom_abi::CreateErrorInfo().unwrap();
            let guid = GUID::from_u128(7);
            error.SetGUID(&guid).unwrap();
            error.SetSource(w!("Sample.Scanner")).unwrap();
            error.SetHelpFile(w!("scanner.html")).unwrap();
            error.SetHelpContext(42).unwrap();
            let error: IErrorInfo = error.cast().unwrap();
            assert_eq!(error.GetGUID().unwrap(), guid);
            assert_eq!(error.GetSource().unwrap(), "Sample.Scanner");
            assert_eq!(error.GetHelpFile().unwrap(), "scanner.html");
            assert_eq!(error.GetHelpContext().unwrap(), 42);
            assert!(error.GetDescription().unwrap().as_raw().is_null(), "nothing said");
        }
    }

    #[test]
    fn what_is_wrong_is_refused() {
        // SAFETY: null is refused.
        unsafe {
            assert_eq!(SetErrorInfo(1, core::ptr::null_mut()), E_INVALIDARG);
            assert_eq!(GetErrorInfo(1, &mut core::ptr::null_mut()), E_INVALIDARG);
            assert_eq!(GetErrorInfo(0, core::ptr::null_mut()), E_INVALIDARG);
            assert_eq!(CreateErrorInfo(core::ptr::null_mut()), E_INVALIDARG);
        }
    }
}
