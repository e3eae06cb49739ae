//! An object that travels by custom marshaling: it writes four bytes, and a class of its own reads them.

use std::ffi::c_void;

use oxcom_abi::com_core::{BSTR, Ref, Result, implement};
use oxcom_abi::{self as abi, IMarshal, IMarshal_Impl, IStream};
use windows_core::{GUID, Interface};

use super::log::Log;
use super::{IName, IName_Impl, UNPACKER};

/// What the object writes.
const CARGO: u32 = 0x1122_3344;

#[implement(IName, IMarshal, Agile = false)]
struct Traveller(Log);

/// Makes a travelling object, and the log of what its marshaler is asked.
pub fn traveller() -> (IName, Log) {
    let log = Log::default();
    (Traveller(log.clone()).into(), log)
}

#[implement(IName, IMarshal, Agile = false)]
struct Unpacker(Log);

/// Makes what reads a travelling object, and is it then.
pub fn unpacker(log: &Log) -> IMarshal {
    Unpacker(log.clone()).into()
}

impl IName_Impl for Traveller_Impl {
    fn Name(&self) -> Result<BSTR> {
        Ok(BSTR::from("traveller"))
    }
}

impl IName_Impl for Unpacker_Impl {
    fn Name(&self) -> Result<BSTR> {
        Ok(BSTR::from("unpacked"))
    }
}

impl IMarshal_Impl for Traveller_Impl {
    fn GetUnmarshalClass(
        &self,
        iid: *const GUID,
        _object: *const c_void,
        context: u32,
        _data: *const c_void,
        flags: u32,
    ) -> Result<GUID> {
        let named = unsafe { *iid == IName::IID };
        self.0.note(format!("GetUnmarshalClass(iid={named},context={context},flags={flags})"));
        Ok(UNPACKER)
    }

    fn GetMarshalSizeMax(
        &self,
        _iid: *const GUID,
        _object: *const c_void,
        context: u32,
        _data: *const c_void,
        flags: u32,
    ) -> Result<u32> {
        self.0.note(format!("GetMarshalSizeMax(context={context},flags={flags})"));
        Ok(4)
    }

    fn MarshalInterface(
        &self,
        stream: Ref<'_, IStream>,
        _iid: *const GUID,
        _object: *const c_void,
        context: u32,
        _data: *const c_void,
        flags: u32,
    ) -> Result<()> {
        self.0.note(format!("MarshalInterface(context={context},flags={flags})"));
        let cargo = CARGO.to_le_bytes();
        unsafe { stream.ok()?.Write(cargo.as_ptr().cast(), 4, None) }.ok()
    }

    fn UnmarshalInterface(&self, _: Ref<'_, IStream>, _: *const GUID, _: *mut *mut c_void) -> Result<()> {
        Err(abi::E_UNEXPECTED.into())
    }

    fn ReleaseMarshalData(&self, _: Ref<'_, IStream>) -> Result<()> {
        Err(abi::E_UNEXPECTED.into())
    }

    fn DisconnectObject(&self, reserved: u32) -> Result<()> {
        self.0.note(format!("DisconnectObject({reserved})"));
        Ok(())
    }
}

impl IMarshal_Impl for Unpacker_Impl {
    fn GetUnmarshalClass(
        &self,
        _: *const GUID,
        _: *const c_void,
        _: u32,
        _: *const c_void,
        _: u32,
    ) -> Result<GUID> {
        Err(abi::E_UNEXPECTED.into())
    }

    fn GetMarshalSizeMax(
        &self,
        _: *const GUID,
        _: *const c_void,
        _: u32,
        _: *const c_void,
        _: u32,
    ) -> Result<u32> {
        Err(abi::E_UNEXPECTED.into())
    }

    fn MarshalInterface(
        &self,
        _: Ref<'_, IStream>,
        _: *const GUID,
        _: *const c_void,
        _: u32,
        _: *const c_void,
        _: u32,
    ) -> Result<()> {
        Err(abi::E_UNEXPECTED.into())
    }

    fn UnmarshalInterface(
        &self,
        stream: Ref<'_, IStream>,
        iid: *const GUID,
        object: *mut *mut c_void,
    ) -> Result<()> {
        self.0.note(format!("UnmarshalInterface({:x})", cargo(stream.ok()?)?));
        let this: IName = windows_core::IUnknownImpl::to_interface(self);
        unsafe { this.query(iid, object) }.ok()
    }

    fn ReleaseMarshalData(&self, stream: Ref<'_, IStream>) -> Result<()> {
        self.0.note(format!("ReleaseMarshalData({:x})", cargo(stream.ok()?)?));
        Ok(())
    }

    fn DisconnectObject(&self, _reserved: u32) -> Result<()> {
        Err(abi::E_UNEXPECTED.into())
    }
}

fn cargo(stream: &IStream) -> Result<u32> {
    let mut cargo = [0; 4];
    unsafe { stream.Read(cargo.as_mut_ptr().cast(), 4, None) }.ok()?;
    Ok(u32::from_le_bytes(cargo))
}
