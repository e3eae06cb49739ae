//! Records (VT_RECORD): structs whose IRecordInfo knows how to copy and free them.

use core::ffi::c_void;

use oxcom_abi::IRecordInfo;
use windows_core::Interface;

use crate::error::answered;
use crate::{Error, Result};

/// A copy of the record, allocated by its description.
pub(crate) fn duplicate(info: &IRecordInfo, record: *const c_void) -> Result<*mut c_void> {
    let mut copy = core::ptr::null_mut();
    // SAFETY: the description takes records of its kind; the caller passes one.
    answered(unsafe { info.RecordCreateCopy(record, &mut copy) })?;
    if copy.is_null() { Err(Error::OutOfMemory) } else { Ok(copy) }
}

/// Clears and frees a record that its description allocated, and gives up the description.
///
/// # Safety
/// The value owns both, and nobody uses either afterwards.
pub(crate) unsafe fn destroy(record: *mut c_void, info: *mut c_void) -> Result<()> {
    if info.is_null() {
        return Ok(());
    }
    // SAFETY: the caller gives up its reference.
    let info = unsafe { IRecordInfo::from_raw(info) };
    if record.is_null() {
        return Ok(());
    }
    // SAFETY: the record is of this description.
    answered(unsafe { info.RecordDestroy(record) })
}
