//! VARIANT to NDR.

use super::vt::*;
use super::{RawVariant, scalar_width, tag};
use crate::error::Fault;
use crate::marshal::write::Encoder;
use crate::memory::load;
use oxcom_abi::IDispatch;
use std::ffi::c_void;
use windows_core::{IUnknown, Interface};

impl Encoder<'_, '_> {
    /// Writes a wireVARIANT.
    ///
    /// # Safety
    /// `at` points to a VARIANT.
    pub(crate) unsafe fn variant(&mut self, at: *const u8) -> Result<(), Fault> {
        // SAFETY: the caller's promise.
        let value: RawVariant = unsafe { load(at) };
        let tag = tag(value.vt).ok_or(Fault::VariantType(value.vt))?;
        self.nest(|this| {
            this.writer.align(8);
            let start = this.writer.len();
            let units = this.writer.reserve_u32();
            this.writer.u32(0);
            this.writer.u64(value.vt.into());
            this.writer.u32(tag);
            // SAFETY: a DECIMAL begins where the VARIANT does, other values after its first eight bytes.
            unsafe {
                let arm = if value.vt == VT_DECIMAL { at } else { at.add(8) };
                if value.vt & !VT_BYREF == VT_RECORD {
                    this.record(value)?;
                } else if value.vt & VT_BYREF == 0 {
                    this.variant_value(value.vt, arm)?;
                } else {
                    let target = load::<*const u8>(arm);
                    this.referent_id(!target.is_null());
                    if !target.is_null() {
                        let kept = std::mem::replace(&mut this.kept, true);
                        let written = this.variant_value(value.vt & !VT_BYREF, target);
                        this.kept = kept;
                        written?;
                    }
                }
            }
            let length = (this.writer.len() - start).div_ceil(8);
            this.writer.patch_u32(units, u32::try_from(length).map_err(|_| Fault::Bound)?);
            Ok(())
        })
    }

    /// Writes a record: a pointer to it, and its IRecordInfo.
    unsafe fn record(&mut self, value: RawVariant) -> Result<(), Fault> {
        let [record, info] = value.value;
        self.referent_id(info != 0);
        if info == 0 {
            return Ok(());
        }
        // SAFETY: the caller's promise.
        unsafe { self.records(info as *mut c_void, record as *const u8, 1, 0) }
    }

    /// Writes what a VARIANT holds, or points to.
    unsafe fn variant_value(&mut self, vartype: u16, at: *const u8) -> Result<(), Fault> {
        // SAFETY: the value at `at` has this VARTYPE.
        unsafe {
            if let Some(width) = scalar_width(vartype) {
                self.writer.align(width);
                self.plain(at, width);
                return Ok(());
            }
            match vartype {
                VT_EMPTY | VT_NULL => Ok(()),
                VT_DECIMAL => {
                    self.writer.align(8);
                    self.writer.u16(0); // reserved; a VARIANT's own VARTYPE lies there
                    self.plain(at.add(2), 14);
                    Ok(())
                }
                VT_BSTR => {
                    self.referent_id(true);
                    self.bstr(load(at))
                }
                VT_VARIANT => {
                    self.referent_id(true);
                    self.variant(at)
                }
                VT_UNKNOWN | VT_DISPATCH => {
                    let object: *mut c_void = load(at);
                    self.referent_id(!object.is_null());
                    let iid = if vartype == VT_UNKNOWN { IUnknown::IID } else { IDispatch::IID };
                    if object.is_null() { Ok(()) } else { self.object(&iid, object) }
                }
                array => {
                    self.referent_id(true);
                    self.safearray(load(at), Some(array & !VT_ARRAY))
                }
            }
        }
    }
}
