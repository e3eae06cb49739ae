//! Who speaks with whom, in COM's terms. Between processes of one machine the kernel vouches for the peer, nobody else
//! can read or change what is said, and the server learns who calls but gets no rights of the caller's:
//! RPC_C_AUTHN_LEVEL_PKT_PRIVACY and RPC_C_IMP_LEVEL_IDENTIFY, whatever is asked for.

use std::collections::HashMap;
use std::ffi::{CStr, c_void};
use std::sync::{LazyLock, Mutex, PoisonError};

use oxcom_abi::{
    CoTaskMemAlloc, IClientSecurity, OLECHAR, RPC_AUTH_IDENTITY_HANDLE, RPC_AUTHZ_HANDLE,
    RPC_C_AUTHN_DEFAULT, RPC_C_AUTHN_LEVEL_PKT_PRIVACY, RPC_C_AUTHN_NONE, RPC_C_AUTHN_WINNT,
    RPC_C_AUTHZ_NONE, RPC_C_IMP_LEVEL_DELEGATE, RPC_C_IMP_LEVEL_IDENTIFY, RPC_E_TOO_LATE, S_OK,
};
use oxcom_link::Peer;
use windows_core::{HRESULT, IUnknown, Interface, PWSTR, Ref, Result};

use super::incoming::server_security;
use crate::apartment;
use crate::error::{Error, answer};

/// What two parties have agreed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Blanket {
    authentication: u32,
    level: u32,
    impersonation: u32,
    capabilities: u32,
}

impl Default for Blanket {
    fn default() -> Self {
        Self {
            authentication: RPC_C_AUTHN_WINNT as u32,
            level: RPC_C_AUTHN_LEVEL_PKT_PRIVACY as u32,
            impersonation: RPC_C_IMP_LEVEL_IDENTIFY as u32,
            capabilities: 0,
        }
    }
}

impl Blanket {
    /// What holds of calls by a peer.
    pub(super) fn of(peer: &Peer) -> Self {
        match &peer.remote {
            None => Self::default(),
            Some(remote) if remote.principal.is_none() => {
                Self { authentication: RPC_C_AUTHN_NONE as u32, level: 1, ..Self::default() }
            }
            Some(remote) => Self { level: remote.level.into(), ..Self::default() },
        }
    }

    /// What a client asks for, of which only the names are kept.
    ///
    /// # Errors
    /// E_INVALIDARG: no such service or level.
    pub(super) fn asked(
        authentication: u32,
        level: u32,
        impersonation: u32,
        capabilities: u32,
    ) -> Result<Self> {
        const LAST_LEVEL: u32 = RPC_C_AUTHN_LEVEL_PKT_PRIVACY as u32;
        let known = [RPC_C_AUTHN_NONE as u32, RPC_C_AUTHN_WINNT as u32, RPC_C_AUTHN_DEFAULT];
        if !known.contains(&authentication)
            || level > LAST_LEVEL
            || impersonation > RPC_C_IMP_LEVEL_DELEGATE as u32
        {
            return Err(oxcom_abi::E_INVALIDARG.into());
        }
        let or = |asked: u32, default: u32| if asked == 0 { default } else { asked };
        let default = Self::default();
        Ok(Self {
            authentication: if authentication == RPC_C_AUTHN_DEFAULT {
                default.authentication
            } else {
                authentication
            },
            level: default.level, // never less than what the machine gives anyway
            impersonation: or(impersonation, default.impersonation),
            capabilities,
        })
    }

    /// # Safety
    /// The pointers are null or writable.
    pub(super) unsafe fn write(
        &self,
        authentication: *mut u32,
        authorization: *mut u32,
        principal: *mut *mut OLECHAR,
        level: *mut u32,
        impersonation: *mut u32,
        capabilities: *mut u32,
    ) -> Result<()> {
        let numbers = [
            (authentication, self.authentication),
            (authorization, RPC_C_AUTHZ_NONE as u32),
            (level, self.level),
            (impersonation, self.impersonation),
            (capabilities, self.capabilities),
        ];
        for (wanted, number) in numbers {
            if !wanted.is_null() {
                // SAFETY: not null, so writable by contract.
                unsafe { wanted.write(number) };
            }
        }
        if !principal.is_null() {
            let name = text_of(rustix::process::geteuid().as_raw());
            // SAFETY: not null, so writable by contract; the memory has room for the text.
            unsafe {
                let memory = CoTaskMemAlloc(2 * name.len()).cast::<u16>();
                if memory.is_null() {
                    return Err(oxcom_abi::E_OUTOFMEMORY.into());
                }
                memory.copy_from_nonoverlapping(name.as_ptr(), name.len());
                principal.write(memory.cast());
            }
        }
        Ok(())
    }
}

/// The name of a peer's user, which is kept for ever, as few are: of another machine's, the account.
pub(super) fn name_of(peer: &Peer) -> *const u16 {
    /// By user id and account.
    type Names = HashMap<(u32, String), &'static [u16]>;
    static NAMES: LazyLock<Mutex<Names>> = LazyLock::new(Mutex::default);
    let remote = peer.remote.as_ref().map(|remote| remote.principal.clone().unwrap_or_default());
    let key = (peer.uid, remote.clone().unwrap_or_default());
    let text = || match remote {
        Some(account) => account.encode_utf16().chain([0]).collect(),
        None => text_of(peer.uid),
    };
    let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    names.entry(key).or_insert_with(|| text().leak()).as_ptr()
}

/// The name of a user with a NUL, or its number when it has none.
fn text_of(uid: u32) -> Vec<u16> {
    let name = user_name(uid).unwrap_or_else(|| uid.to_string());
    name.encode_utf16().chain([0]).collect()
}

fn user_name(uid: u32) -> Option<String> {
    let mut buffer = vec![0; 4096];
    let mut entry = std::mem::MaybeUninit::<libc::passwd>::zeroed();
    let mut found = std::ptr::null_mut();
    // SAFETY: the buffer has the length that is said; the entry is read when it was found, its name ends with a NUL.
    unsafe {
        libc::getpwuid_r(uid, entry.as_mut_ptr(), buffer.as_mut_ptr(), buffer.len(), &mut found);
        if found.is_null() {
            return None;
        }
        Some(CStr::from_ptr((*found).pw_name).to_string_lossy().into_owned())
    }
}

/// Tells who calls: IServerSecurity::QueryBlanket of the call context. `client` becomes the name of the caller's user, which
/// is not to be freed.
///
/// # Errors
/// RPC_E_CALL_COMPLETE: this thread runs no call.
///
/// # Safety
/// The pointers are null or writable.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoQueryClientBlanket(
    authentication: *mut u32,
    authorization: *mut u32,
    principal: *mut PWSTR,
    level: *mut u32,
    impersonation: *mut u32,
    client: *mut RPC_AUTHZ_HANDLE,
    capabilities: *mut u32,
) -> HRESULT {
    let security = match server_security() {
        Ok(security) => security,
        Err(hresult) => return hresult,
    };
    // SAFETY: by contract; the transparent types stand for their pointers.
    unsafe {
        (security.vtable().QueryBlanket)(
            security.as_raw(),
            authentication,
            authorization,
            principal.cast(),
            level,
            impersonation,
            client.cast(),
            capabilities,
        )
    }
}

/// Lets this thread act as its caller: IServerSecurity::ImpersonateClient of the call context.
///
/// # Errors
/// RPC_E_CALL_COMPLETE: this thread runs no call. E_FAIL: the caller is another user, whose rights cannot be had.
#[unsafe(no_mangle)]
pub extern "system" fn CoImpersonateClient() -> HRESULT {
    // SAFETY: a call without arguments.
    server_security().map_or_else(|hresult| hresult, |security| unsafe { security.ImpersonateClient() })
}

/// Undoes CoImpersonateClient.
///
/// # Errors
/// RPC_E_CALL_COMPLETE: this thread runs no call.
#[unsafe(no_mangle)]
pub extern "system" fn CoRevertToSelf() -> HRESULT {
    // SAFETY: a call without arguments.
    server_security().map_or_else(|hresult| hresult, |security| unsafe { security.RevertToSelf() })
}

fn client_security(proxy: &Ref<'_, IUnknown>) -> std::result::Result<IClientSecurity, HRESULT> {
    proxy.as_ref().ok_or(oxcom_abi::E_INVALIDARG)?.cast().map_err(|error| error.code())
}

/// Tells how calls through a proxy are secured: IClientSecurity::QueryBlanket.
///
/// # Errors
/// E_INVALIDARG: null. E_NOINTERFACE: not a proxy.
///
/// # Safety
/// The pointers are null or writable.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoQueryProxyBlanket(
    proxy: Ref<'_, IUnknown>,
    authentication: *mut u32,
    authorization: *mut u32,
    principal: *mut PWSTR,
    level: *mut u32,
    impersonation: *mut u32,
    identity: *mut RPC_AUTH_IDENTITY_HANDLE,
    capabilities: *mut u32,
) -> HRESULT {
    let security = match client_security(&proxy) {
        Ok(security) => security,
        Err(hresult) => return hresult,
    };
    // SAFETY: by contract; the transparent types stand for their pointers.
    unsafe {
        (security.vtable().QueryBlanket)(
            security.as_raw(),
            proxy.as_ref().map_or(std::ptr::null_mut(), Interface::as_raw),
            authentication,
            authorization,
            principal.cast(),
            level,
            impersonation,
            identity.cast(),
            capabilities,
        )
    }
}

/// Asks for security of calls through a proxy: IClientSecurity::SetBlanket.
///
/// # Errors
/// E_INVALIDARG: null, or no such service or level. E_NOINTERFACE: not a proxy.
///
/// # Safety
/// The pointers are null or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoSetProxyBlanket(
    proxy: Ref<'_, IUnknown>,
    authentication: u32,
    authorization: u32,
    principal: *const OLECHAR,
    level: u32,
    impersonation: u32,
    identity: RPC_AUTH_IDENTITY_HANDLE,
    capabilities: u32,
) -> HRESULT {
    let security = match client_security(&proxy) {
        Ok(security) => security,
        Err(hresult) => return hresult,
    };
    // SAFETY: by contract.
    unsafe {
        (security.vtable().SetBlanket)(
            security.as_raw(),
            proxy.as_ref().map_or(std::ptr::null_mut(), Interface::as_raw),
            authentication,
            authorization,
            principal,
            level,
            impersonation,
            identity.0,
            capabilities,
        )
    }
}

/// Makes a proxy of one's own for the same interface, whose security and options are its own: IClientSecurity::CopyProxy.
///
/// # Errors
/// E_INVALIDARG: null. E_NOINTERFACE: not a proxy.
///
/// # Safety
/// The pointers are null or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoCopyProxy(proxy: Ref<'_, IUnknown>, copy: *mut *mut c_void) -> HRESULT {
    let security = match client_security(&proxy) {
        Ok(security) => security,
        Err(hresult) => return hresult,
    };
    let proxy = proxy.as_ref().map_or(std::ptr::null_mut(), Interface::as_raw);
    // SAFETY: by contract.
    unsafe { (security.vtable().CopyProxy)(security.as_raw(), proxy, copy) }
}

/// EOAC_* that CoInitializeSecurity has set. Guarded by its lock.
static CAPABILITIES: Mutex<Option<u32>> = Mutex::new(None);

/// Sets the process's security, once. Who may call is said by the registration of a class, so no more than the capabilities
/// (EOAC_*) are kept.
///
/// # Errors
/// CO_E_NOTINITIALIZED. RPC_E_TOO_LATE: it has been set. E_INVALIDARG: a reserved argument, or no such level.
///
/// # Safety
/// The pointers are null or what the function's documentation says.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoInitializeSecurity(
    _descriptor: *const c_void,
    _services: i32,
    _service: *const c_void,
    reserved: *const c_void,
    level: u32,
    impersonation: u32,
    _list: *const c_void,
    capabilities: u32,
    reserved_too: *const c_void,
) -> HRESULT {
    if let Err(error) = apartment::current() {
        return answer(Err(error));
    }
    let known = Blanket::asked(RPC_C_AUTHN_DEFAULT, level, impersonation, capabilities).is_ok();
    if !reserved.is_null() || !reserved_too.is_null() || !known {
        return answer(Err(Error::InvalidArgument(
            "CoInitializeSecurity: a reserved argument, or no such level",
        )));
    }
    let mut set = CAPABILITIES.lock().unwrap_or_else(PoisonError::into_inner);
    if set.is_some() {
        return RPC_E_TOO_LATE;
    }
    *set = Some(capabilities);
    S_OK
}

/// EOAC_* of the process.
pub(crate) fn capabilities() -> u32 {
    CAPABILITIES.lock().unwrap_or_else(PoisonError::into_inner).unwrap_or_default()
}
