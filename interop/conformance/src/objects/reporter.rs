//! An object whose method fails and says why.

use oxcom_abi as abi;
use oxcom_abi::com_core::{BSTR, Result, implement};
use oxcom_abi::{IErrorInfo, ISupportErrorInfo, ISupportErrorInfo_Impl};
use windows_core::{GUID, HRESULT, Interface};

use super::{IName, IName_Impl};
use crate::platform::wide;

#[implement(IName, ISupportErrorInfo, Agile = false)]
struct Reporter {
    supported: HRESULT,
}

/// Makes one, which answers `supported` when it is asked whether it supports error information.
pub fn reporter(supported: HRESULT) -> IName {
    Reporter { supported }.into()
}

/// Error information with a description and a source.
pub fn error_information() -> Result<IErrorInfo> {
    unsafe {
        let info = abi::CreateErrorInfo()?;
        info.SetDescription(wide("what happened").pointer()).ok()?;
        info.SetSource(wide("Conformance").pointer()).ok()?;
        info.SetGUID(&IName::IID).ok()?;
        info.SetHelpFile(wide("help.chm").pointer()).ok()?;
        info.SetHelpContext(42).ok()?;
        info.cast()
    }
}

impl IName_Impl for Reporter_Impl {
    fn Name(&self) -> Result<BSTR> {
        unsafe { abi::SetErrorInfo(0, &error_information()?) }.ok()?;
        Err(abi::DISP_E_OVERFLOW.into())
    }
}

impl ISupportErrorInfo_Impl for Reporter_Impl {
    fn InterfaceSupportsErrorInfo(&self, _iid: *const GUID) -> Result<()> {
        match self.supported {
            abi::S_OK => Ok(()),
            other => Err(other.into()),
        }
    }
}
