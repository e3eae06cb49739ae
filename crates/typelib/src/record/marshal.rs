//! An IRecordInfo in another process: the names of library and type.

use std::ffi::c_void;

use oxcom_abi::{E_FAIL, E_POINTER, IMarshal_Impl, IRecordInfo, IStream, RPC_E_INVALID_OBJREF};
use windows_core::{GUID, Interface, Ref, Result};

use super::functions::by_guids;
use super::object::Record_Impl;
use crate::raw::Object;

/// CLSID_RecordInfo ([MS-OAUT] 1.9): the class that an OBJREF names which holds a RecordInfoData.
pub(crate) const CLSID_RECORD_INFO: GUID = GUID::from_u128(0x0000002f_0000_0000_c000_000000000046);

/// Bytes of a RecordInfoData ([MS-OAUT] 2.2.31).
const LENGTH: usize = 44;

impl Record_Impl {
    /// The library's id, its major version, the type's id, the minor version, the language.
    fn data(&self) -> [u8; LENGTH] {
        let library = &self.description.loaded.library;
        let mut data = [0; LENGTH];
        let mut put = |at: usize, bytes: &[u8]| data[at..at + bytes.len()].copy_from_slice(bytes);
        put(0, &bytes_of(&library.guid));
        put(16, &u32::from(library.version.0).to_le_bytes());
        put(20, &bytes_of(&self.description.guid));
        put(36, &u32::from(library.version.1).to_le_bytes());
        put(40, &library.lcid.to_le_bytes());
        data
    }
}

fn bytes_of(guid: &GUID) -> [u8; 16] {
    let mut bytes = [0; 16];
    bytes[..4].copy_from_slice(&guid.data1.to_le_bytes());
    bytes[4..6].copy_from_slice(&guid.data2.to_le_bytes());
    bytes[6..8].copy_from_slice(&guid.data3.to_le_bytes());
    bytes[8..].copy_from_slice(&guid.data4);
    bytes
}

/// The description that has the names which are the whole of an OBJREF's data.
pub(crate) fn unmarshal(from: Ref<'_, IStream>) -> Result<Object> {
    let (mut data, mut count) = ([0; LENGTH + 1], 0);
    // SAFETY: room for so many bytes, and for the count.
    unsafe { from.ok()?.Read(data.as_mut_ptr().cast(), data.len() as u32, Some(&mut count)) }.ok()?;
    match data.first_chunk() {
        Some(data) if count as usize == LENGTH => Ok(named(data)?.into_raw()),
        _ => Err(RPC_E_INVALID_OBJREF.into()),
    }
}

/// The description that [`Record_Impl::data`] names. Its library must be registered here.
fn named(data: &[u8; LENGTH]) -> Result<IRecordInfo> {
    let number = |at: usize| u32::from_le_bytes([data[at], data[at + 1], data[at + 2], data[at + 3]]);
    // SAFETY: a GUID is 16 bytes, in the order in which they are sent.
    let guid = |at: usize| unsafe { data.as_ptr().add(at).cast::<GUID>().read_unaligned() };
    let version = (number(16) as u16, number(36) as u16);
    Ok(by_guids(&guid(0), version, number(40), &guid(20))?)
}

/// Reads what [`Record_Impl::data`] makes.
fn read(stream: Option<&IStream>) -> Result<[u8; LENGTH]> {
    let (stream, mut data, mut count) = (stream.ok_or(E_POINTER)?, [0; LENGTH], 0);
    // SAFETY: room for so many bytes, and for the count.
    unsafe { stream.Read(data.as_mut_ptr().cast(), LENGTH as u32, Some(&mut count)) }.ok()?;
    if count as usize == LENGTH { Ok(data) } else { Err(E_FAIL.into()) }
}

impl IMarshal_Impl for Record_Impl {
    fn GetUnmarshalClass(
        &self,
        _: *const GUID,
        _: *const c_void,
        _: u32,
        _: *const c_void,
        _: u32,
    ) -> Result<GUID> {
        Ok(CLSID_RECORD_INFO)
    }

    fn GetMarshalSizeMax(
        &self,
        _: *const GUID,
        _: *const c_void,
        _: u32,
        _: *const c_void,
        _: u32,
    ) -> Result<u32> {
        Ok(LENGTH as u32)
    }

    fn MarshalInterface(
        &self,
        pstm: Ref<'_, IStream>,
        _: *const GUID,
        _: *const c_void,
        _: u32,
        _: *const c_void,
        _: u32,
    ) -> Result<()> {
        let data = self.data();
        // SAFETY: so many bytes.
        unsafe { pstm.ok()?.Write(data.as_ptr().cast(), LENGTH as u32, None) }.ok()
    }

    fn UnmarshalInterface(
        &self,
        pstm: Ref<'_, IStream>,
        riid: *const GUID,
        ppv: *mut *mut c_void,
    ) -> Result<()> {
        let info = named(&read(pstm.as_ref())?)?;
        // SAFETY: the arguments of QueryInterface: the caller's promise.
        unsafe { info.query(riid, ppv) }.ok()
    }

    fn ReleaseMarshalData(&self, pstm: Ref<'_, IStream>) -> Result<()> {
        read(pstm.as_ref()).map(|_| ())
    }

    fn DisconnectObject(&self, _: u32) -> Result<()> {
        Ok(())
    }
}
