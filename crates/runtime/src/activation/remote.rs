//! Class objects and objects of another machine: COSERVERINFO.

use std::ffi::c_void;

use oxcom_abi::{
    COAUTHIDENTITY, COAUTHINFO, COSERVERINFO, MULTI_QI, RPC_C_AUTHN_DEFAULT, RPC_C_AUTHN_LEVEL_PKT_PRIVACY,
    RPC_C_AUTHN_WINNT, units_at,
};
use windows_core::{GUID, HRESULT, IUnknown, Interface};

use crate::dcom::{self, Identity};
use crate::error::{Error, Result};
use crate::{apartment, marshal};

/// Another machine, and as whom it is to be asked.
pub(super) struct Server {
    name: String,
    identity: Option<Identity>,
}

impl Server {
    /// What a COSERVERINFO says; `None` for this machine.
    ///
    /// # Errors
    /// E_INVALIDARG: an authentication service other than NTLM, or a level below RPC_C_AUTHN_LEVEL_PKT_INTEGRITY, which is
    /// refused as too weak.
    ///
    /// # Safety
    /// Null, or a COSERVERINFO whose pointers are null or what their types say.
    pub(super) unsafe fn of(info: *const COSERVERINFO) -> Result<Option<Self>> {
        // SAFETY: by contract.
        unsafe {
            let Some(info) = info.as_ref().filter(|info| !info.pwszName.is_null()) else { return Ok(None) };
            let name = String::from_utf16_lossy(units_at(info.pwszName.0));
            let identity = info.pAuthInfo.as_ref().map(|info| identity_of(info)).transpose()?;
            Ok(Some(Self { name, identity: identity.flatten() }))
        }
    }

    /// An owned pointer to the interface `iid` of a class object.
    pub(super) fn class_object(&self, clsid: &GUID, context: u32, iid: &GUID) -> Result<*mut c_void> {
        let found = self.activate(clsid, context, &[*iid], true)?.remove(0);
        marshal::unmarshal(iid, &found.map_err(Error::Answered)?, None)
    }

    /// Fills in the interfaces of a new object; what failed has its HRESULT.
    ///
    /// # Safety
    /// The entries' interface ids are null or point to ids.
    pub(super) unsafe fn create(&self, clsid: &GUID, context: u32, results: &mut [MULTI_QI]) -> Result<()> {
        // SAFETY: by contract.
        let iids = results.iter().map(|result| unsafe { result.pIID.as_ref() }.copied());
        let iids = iids.collect::<Option<Vec<_>>>().ok_or(Error::InvalidArgument("null interface id"))?;
        let found = self.activate(clsid, context, &iids, false)?;
        for ((result, iid), found) in results.iter_mut().zip(&iids).zip(found) {
            let interface =
                found.map_err(Error::Answered).and_then(|objref| marshal::unmarshal(iid, &objref, None));
            result.hr = interface.as_ref().err().map_or(oxcom_abi::S_OK, Error::hresult);
            // SAFETY: an owned pointer to an interface, which as such begins with the functions of IUnknown.
            let interface = interface.ok().map(|interface| unsafe { IUnknown::from_raw(interface) });
            result.pItf = std::mem::ManuallyDrop::new(interface);
        }
        Ok(())
    }

    fn activate(
        &self,
        clsid: &GUID,
        context: u32,
        iids: &[GUID],
        class_object: bool,
    ) -> Result<Vec<std::result::Result<Vec<u8>, HRESULT>>> {
        apartment::current()?;
        dcom::activate((&self.name, self.identity.as_ref()), clsid, context, iids, class_object)
    }
}

/// As whom a COAUTHINFO wants to call; `None` for whom the process is anyway.
///
/// # Safety
/// The pointers in it are null or what their types say.
unsafe fn identity_of(info: &COAUTHINFO) -> Result<Option<Identity>> {
    let services = [RPC_C_AUTHN_WINNT as u32, RPC_C_AUTHN_DEFAULT];
    if !services.contains(&info.dwAuthnSvc) {
        return Err(Error::InvalidArgument("COAUTHINFO: NTLM (RPC_C_AUTHN_WINNT) is the only service"));
    }
    let private = match info.dwAuthnLevel {
        0 => true, // the default
        level if level == RPC_C_AUTHN_LEVEL_PKT_PRIVACY as u32 => true,
        level if level + 1 == RPC_C_AUTHN_LEVEL_PKT_PRIVACY as u32 => false,
        _ => return Err(Error::InvalidArgument("COAUTHINFO: a level below RPC_C_AUTHN_LEVEL_PKT_INTEGRITY")),
    };
    // SAFETY: by contract.
    let Some(identity) = (unsafe { info.pAuthIdentityData.as_ref() }) else { return Ok(None) };
    // SAFETY: by contract.
    let text = |text, length| unsafe { text_of(identity, text, length) };
    let user = text(identity.User, identity.UserLength);
    let domain = text(identity.Domain, identity.DomainLength);
    let password = text(identity.Password, identity.PasswordLength);
    Ok(Some(Identity::with_password(user, domain, &password, private)))
}

/// A text of a COAUTHIDENTITY, which says by a flag of which kind.
///
/// # Safety
/// Null, or so many characters.
unsafe fn text_of(identity: &COAUTHIDENTITY, text: *mut u16, length: u32) -> String {
    /// SEC_WINNT_AUTH_IDENTITY_ANSI
    const ANSI: u32 = 1;
    if text.is_null() {
        return String::new();
    }
    // SAFETY: by contract.
    unsafe {
        if identity.Flags & ANSI != 0 {
            String::from_utf8_lossy(std::slice::from_raw_parts(text.cast(), length as usize)).into_owned()
        } else {
            String::from_utf16_lossy(std::slice::from_raw_parts(text, length as usize))
        }
    }
}
