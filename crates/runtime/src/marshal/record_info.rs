//! An IRecordInfo that comes from another process: the names of a type library and of a type in it ([MS-OAUT] 2.2.31), which
//! are looked up here.
//!
//! Type libraries are a crate above this one: a program that has it lends its function, by a weak symbol.

use std::ffi::c_void;

use windows_core::{GUID, HRESULT, IUnknown, Interface};

use crate::error::{Error, Result};

/// CLSID_RecordInfo ([MS-OAUT] 1.9): the class that an OBJREF names which holds a RecordInfoData.
pub(super) const CLSID_RECORD_INFO: GUID = GUID::from_u128(0x0000002f_0000_0000_c000_000000000046);

type GetRecordInfo = unsafe extern "system" fn(
    library: *const GUID,
    major: u32,
    minor: u32,
    lcid: u32,
    ty: *const GUID,
    info: *mut *mut c_void,
) -> HRESULT;

std::arch::global_asm!(
    ".weak GetRecordInfoFromGuids",
    ".pushsection .data.rel.ro.oxcom_get_record_info, \"aw\"",
    ".balign 8",
    ".globl oxcom_get_record_info",
    ".hidden oxcom_get_record_info",
    "oxcom_get_record_info: .quad GetRecordInfoFromGuids",
    ".popsection",
);

unsafe extern "C" {
    /// Null in a program without type libraries.
    #[link_name = "oxcom_get_record_info"]
    safe static GET_RECORD_INFO: Option<GetRecordInfo>;
}

/// Finds the description of a record. The type library must be registered here.
pub(super) fn unmarshal(iid: &GUID, data: &[u8]) -> Result<*mut c_void> {
    let data: &[u8; 44] = data.try_into().map_err(|_| Error::InvalidObjref("no RecordInfoData".into()))?;
    let number = |at: usize| u32::from_le_bytes([data[at], data[at + 1], data[at + 2], data[at + 3]]);
    let [library, ty] = [0, 20].map(|at| guid(&data[at..]));
    let (major, minor, lcid) = (number(16), number(36), number(40));
    let get = GET_RECORD_INFO.ok_or(Error::NotSupported("records, in a program without type libraries"))?;
    let (mut info, mut interface) = (std::ptr::null_mut(), std::ptr::null_mut());
    // SAFETY: arguments of their types; what is returned is an owned interface pointer.
    unsafe {
        get(&library, major, minor, lcid, &ty, &mut info).ok()?;
        IUnknown::from_raw(info).query(iid, &mut interface).ok()?;
    }
    Ok(interface)
}

/// The first sixteen bytes.
fn guid(bytes: &[u8]) -> GUID {
    let mut data4 = [0; 8];
    data4.copy_from_slice(&bytes[8..16]);
    GUID {
        data1: u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]),
        data2: u16::from_le_bytes([bytes[4], bytes[5]]),
        data3: u16::from_le_bytes([bytes[6], bytes[7]]),
        data4,
    }
}
