//! Type libraries are registered for the user, found again, and gone when they are unregistered. A process of its own: it
//! changes the environment.
#![allow(missing_docs, clippy::undocumented_unsafe_blocks)]

use std::path::Path;

use oxcom::abi::{self, IStream, ITypeLib, LCID};
use oxcom::{Apartment, BSTR, GUID, Interface};
use oxcom_automation as _;
use oxcom_typelib as _;
use windows_core::PCWSTR;

const LIBID: GUID = GUID::from_u128(0x5e0a7c40_2f43_4c0d_9a5e_0a1b2c3d4e5f);
const IID_ICALLS: GUID = GUID::from_u128(0x5e0a7c41_2f43_4c0d_9a5e_0a1b2c3d4e5f);

#[test]
fn a_library_is_registered_found_and_unregistered() {
    let home = tempfile::tempdir().unwrap();
    unsafe {
        std::env::set_var("XDG_DATA_HOME", home.path());
        std::env::set_var("XDG_DATA_DIRS", home.path());
        std::env::set_var("OXCOM_PATH", home.path());
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/calls.tlb").canonicalize().unwrap();
    let path: Vec<u16> = file.to_str().unwrap().encode_utf16().chain([0]).collect();
    let load = |major| unsafe { abi::LoadRegTypeLib(&LIBID, major, 0, LCID(0)) };
    let not_registered = |code: windows_core::HRESULT| assert_eq!(code, abi::TYPE_E_LIBNOTREGISTERED);

    not_registered(load(1).unwrap_err().code());
    assert_eq!(oxcom::type_info_of(&IID_ICALLS).unwrap_err().code(), abi::REGDB_E_IIDNOTREG);

    let unregistered = unsafe { abi::LoadTypeLib(PCWSTR(path.as_ptr())) }.unwrap();
    crosses_apartments(&unregistered);
    not_registered(marshaled(&unregistered).unwrap_err().code());
    unsafe {
        let library = abi::LoadTypeLib(PCWSTR(path.as_ptr())).unwrap();
        abi::RegisterTypeLib(&library, PCWSTR(path.as_ptr()), PCWSTR::null()).unwrap();
    }
    assert_eq!(unsafe { load(1).unwrap().GetTypeInfoCount() }, 2);
    not_registered(load(2).unwrap_err().code());
    let found: BSTR = unsafe { abi::QueryPathOfRegTypeLib(&LIBID, 1, 0, LCID(0)) }.unwrap();
    assert_eq!(found.to_string(), file.to_str().unwrap());
    // Its interfaces are registered with it.
    let info = oxcom::type_info_of(&IID_ICALLS).unwrap();
    // Both can be told to another process now.
    assert!(marshaled(&info).is_ok() && marshaled(&unregistered).is_ok());

    unsafe { abi::UnRegisterTypeLib(&LIBID, 1, 0, LCID(0), abi::SYS_WIN64) }.unwrap();
    not_registered(load(1).unwrap_err().code());
    assert_eq!(unsafe { abi::UnRegisterTypeLib(&LIBID, 1, 0, LCID(0), abi::SYS_WIN64) }, abi::E_INVALIDARG);
}

/// Within its process a library goes from apartment to apartment as itself, registered or not.
fn crosses_apartments(library: &ITypeLib) {
    let stream: IStream = unsafe {
        let _apartment = Apartment::multithreaded().unwrap();
        abi::CoMarshalInterThreadInterfaceInStream(&ITypeLib::IID, library).unwrap()
    };
    let carried = Carried(stream, library.as_raw());
    let elsewhere = move || {
        let _apartment = Apartment::single_threaded().unwrap();
        let Carried(stream, pointer) = { carried };
        let here: ITypeLib = unsafe { abi::CoGetInterfaceAndReleaseStream(&stream) }.unwrap();
        std::mem::forget(stream); // the function has released it
        assert_eq!(here.as_raw(), pointer);
        assert_eq!(unsafe { here.GetTypeInfoCount() }, 2);
    };
    std::thread::spawn(elsewhere).join().unwrap();
}

struct Carried(IStream, *mut std::ffi::c_void);
unsafe impl Send for Carried {}

/// What would go to another process, which is read here again.
fn marshaled<T: Interface>(object: &T) -> oxcom::Result<Vec<u8>> {
    let _apartment = Apartment::multithreaded().unwrap();
    unsafe {
        let unknown: oxcom::IUnknown = object.cast()?;
        let stream = abi::CreateStreamOnHGlobal(Default::default(), true)?;
        let (context, flags) = (abi::MSHCTX_LOCAL as u32, abi::MSHLFLAGS_NORMAL as u32);
        abi::CoMarshalInterface(&stream, &T::IID, &unknown, context, None, flags).ok()?;
        stream.Seek(0, 0, None).ok()?;
        let (mut bytes, mut read) = (vec![0; 4096], 0);
        stream.Read(bytes.as_mut_ptr().cast(), 4096, Some(&mut read)).ok()?;
        stream.Seek(0, 0, None).ok()?;
        let again: T = abi::CoUnmarshalInterface(&stream)?;
        assert!(again.as_raw() != object.as_raw(), "another object, of the same library");
        bytes.truncate(read as usize);
        Ok(bytes)
    }
}
