//! EOAC_NO_CUSTOM_MARSHAL: a process that creates for marshaled pointers what is registered as a marshaler, and nothing else. It is
//! said once for a process, so this test has one of its own.

mod common;

use std::ffi::c_void;

use common::{ICalc, bytes, set_up};
use oxcom::abi::{self, IClassFactory, IClassFactory_Impl};
use oxcom::{Apartment, GUID, HRESULT, IUnknown, Interface, Ref, Result, implement};
use oxcom_wire::objref::{ObjRef, ObjRefBody};

/// Registered by this process alone.
const CLSID_OWN: GUID = GUID::from_u128(0x5E0A7CCA_2F43_4C0D_9A5E_0A1B2C3D4E5F);
/// Registered as a marshaler, too.
const CLSID_MARSHALER: GUID = GUID::from_u128(0x5E0A7CCB_2F43_4C0D_9A5E_0A1B2C3D4E5F);

/// Creates nothing, and says that it was asked.
#[implement(IClassFactory)]
struct Asked;

impl IClassFactory_Impl for Asked_Impl {
    fn CreateInstance(&self, _: Ref<'_, IUnknown>, _: *const GUID, _: *mut *mut c_void) -> Result<()> {
        Err(abi::E_ABORT.into())
    }

    fn LockServer(&self, _: oxcom::com_core::BOOL) -> Result<()> {
        Ok(())
    }
}

/// What comes of a pointer that names an unmarshal class.
fn unmarshal(clsid: GUID) -> HRESULT {
    let body = ObjRefBody::Custom { clsid, data: b"anything".to_vec() };
    let bytes = ObjRef { iid: ICalc::IID, body }.write();
    bytes::unmarshal::<ICalc>(&bytes).unwrap_err().code()
}

fn initialize_security(capabilities: i32) -> HRESULT {
    let (level, impersonation) =
        (abi::RPC_C_AUTHN_LEVEL_DEFAULT as u32, abi::RPC_C_IMP_LEVEL_IDENTIFY as u32);
    // SAFETY: arguments of their types.
    unsafe {
        abi::CoInitializeSecurity(None, -1, None, None, level, impersonation, None, capabilities as u32, None)
    }
}

#[test]
fn only_registered_marshalers_are_created_for_pointers() {
    set_up();
    let marshaler = format!(
        "name = 'A marshaler'\n[[class]]\nclsid = '{{{CLSID_MARSHALER:?}}}'\nthreading = 'Both'\nmarshaler = true\n"
    );
    oxcom::register_component(&marshaler, "/".as_ref()).unwrap();
    let _apartment = Apartment::multithreaded().unwrap();
    let factory: IClassFactory = Asked.into();
    let cookies = [CLSID_OWN, CLSID_MARSHALER].map(|clsid| {
        let (context, flags) = (abi::CLSCTX_INPROC_SERVER, abi::REGCLS_MULTIPLEUSE);
        // SAFETY: arguments of their types.
        unsafe { abi::CoRegisterClassObject(&clsid, &factory, context, flags) }.unwrap()
    });
    assert_eq!([unmarshal(CLSID_OWN), unmarshal(CLSID_MARSHALER)], [abi::E_ABORT; 2]);
    assert_eq!(initialize_security(abi::EOAC_NO_CUSTOM_MARSHAL), abi::S_OK);
    assert_eq!(unmarshal(CLSID_OWN), abi::E_ACCESSDENIED);
    assert_eq!(unmarshal(CLSID_MARSHALER), abi::E_ABORT);
    assert_eq!(initialize_security(0), abi::RPC_E_TOO_LATE);
    for cookie in cookies {
        // SAFETY: of this apartment.
        unsafe { abi::CoRevokeClassObject(cookie) }.unwrap();
    }
}
