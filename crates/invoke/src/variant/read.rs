//! NDR to VARIANT.

use super::vt::*;
use super::{RawVariant, scalar_width, tag, value_size};
use crate::error::{Fault, Side};
use crate::marshal::journal::{ByReference, Owned};
use crate::marshal::read::Decoder;
use crate::memory::{load, store, task_zeroed};
use oxcom_abi::{IDispatch, IRecordInfo};
use std::ffi::c_void;
use windows_core::{IUnknown, Interface};

impl Decoder<'_, '_> {
    /// Reads a wireVARIANT: an owned VARIANT, not in the journal; what it has by reference is.
    ///
    /// On the stub's side a value by reference gets storage until the call is over. On the proxy's side it goes into the
    /// variable that the VARIANT being replaced (`old`) refers to, if that is of the same type; otherwise it becomes a value, as
    /// nobody would free the storage.
    ///
    /// # Safety
    /// `old` is `None` or points to a VARIANT of the caller's.
    pub(crate) unsafe fn variant(&mut self, old: Option<*const RawVariant>) -> Result<RawVariant, Fault> {
        self.nest(|this| {
            this.reader.align(8)?;
            let units = this.reader.u32()?;
            this.reader.u32()?;
            let vt = this.reader.u16()?;
            this.reader.bytes(6)?;
            let found = this.reader.u32()?;
            if tag(vt).ok_or(Fault::VariantType(vt))? != found {
                return Err(Fault::Inconsistent("the tag of a VARIANT"));
            }
            // SAFETY: the value has the VARTYPE of the VARIANT; `old` is the caller's promise.
            unsafe {
                match vt & VT_BYREF {
                    _ if vt == VT_RECORD | VT_BYREF => this.record_by_reference(old),
                    0 => this.variant_by_value(vt, units),
                    _ => this.variant_by_reference(vt, old),
                }
            }
        })
    }

    unsafe fn variant_by_value(&mut self, vt: u16, units: u32) -> Result<RawVariant, Fault> {
        let mut variant = RawVariant::default();
        let start: *mut u8 = (&raw mut variant).cast();
        // SAFETY: a DECIMAL begins where the VARIANT does, other values after its first eight bytes; there is room for both.
        unsafe {
            let arm = if vt == VT_DECIMAL { start } else { start.add(8) };
            self.variant_value(vt, arm, None, units)?;
        }
        variant.vt = vt;
        Ok(variant)
    }

    /// Reads a record by reference. On the stub's side it is the stub's. On the proxy's side it is copied into the caller's
    /// record, if that is of the same type.
    unsafe fn record_by_reference(&mut self, old: Option<*const RawVariant>) -> Result<RawVariant, Fault> {
        // SAFETY: `old` is the caller's promise; a record owns what it was given.
        unsafe {
            let record = self.variant_by_value(VT_RECORD, u32::MAX)?;
            let by_reference = RawVariant { vt: VT_RECORD | VT_BYREF, ..record };
            if self.side == Side::Stub {
                self.journal.kept.push(Owned::Variant(record));
                return Ok(by_reference);
            }
            let old = old.map(|old| load::<RawVariant>(old.cast()));
            let Some(old) = old.filter(|old| old.vt == by_reference.vt && old.value[0] != 0) else {
                return Ok(record);
            };
            let described = |info: u64| info as *mut c_void;
            let infos = (described(record.value[1]), described(old.value[1]));
            let new = IRecordInfo::from_raw_borrowed(&infos.0);
            let fits = new.zip(IRecordInfo::from_raw_borrowed(&infos.1));
            let fits =
                fits.is_some_and(|(new, old)| old.IsMatchingType(new).as_bool()) && record.value[0] != 0;
            self.journal.records.push((record, old.value[0] as *mut c_void));
            if fits { Ok(old) } else { Err(Fault::Inconsistent("a record by reference")) }
        }
    }

    /// Reads a record and its IRecordInfo, which are the reader's.
    unsafe fn record(&mut self, at: *mut u8) -> Result<(), Fault> {
        if self.reader.referent()?.is_none() {
            return Ok(());
        }
        let mut received = self.record_header()?;
        let mut record = std::ptr::null_mut();
        if !received.is_null() {
            if !received.has(1) {
                return Err(Fault::Inconsistent("a record"));
            }
            // SAFETY: the description makes records of the size of its plan, which own nothing; one is destroyed after a
            // failure.
            unsafe {
                record = received.info.RecordCreate();
                if record.is_null() {
                    return Err(Fault::Memory);
                }
                if let Err(fault) = self.records(&mut received, record.cast(), 1) {
                    let _ = received.info.RecordDestroy(record);
                    return Err(fault);
                }
            }
        }
        // SAFETY: there is room for two pointers.
        unsafe {
            store(at, record);
            store(at.add(8), received.info.into_raw());
        }
        Ok(())
    }

    unsafe fn variant_by_reference(
        &mut self,
        vt: u16,
        old: Option<*const RawVariant>,
    ) -> Result<RawVariant, Fault> {
        let base = vt & !VT_BYREF;
        // SAFETY: the caller's promise.
        let old = old.map(|old| unsafe { load::<RawVariant>(old.cast()) }).filter(|old| old.vt == vt);
        let present = self.reader.referent()?.is_some();
        if !present {
            let known = self.side == Side::Stub || old.is_some_and(|old| old.value[0] == 0);
            let null = RawVariant { vt, ..RawVariant::default() };
            return if known { Ok(null) } else { Err(Fault::Inconsistent("a VARIANT by reference")) };
        }
        let variable = old.map(|old| old.value[0] as *mut u8).filter(|variable| !variable.is_null());
        if self.side == Side::Proxy && variable.is_none() {
            // SAFETY: nothing more is asked of the caller.
            return unsafe { self.dereferenced(base) };
        }
        let storage = task_zeroed(value_size(base));
        if storage.is_null() {
            return Err(Fault::Memory);
        }
        self.journal.byrefs.push(ByReference { storage, vartype: base, variable });
        // SAFETY: the storage has the value's size; a variable that holds a VARIANT is one of the caller's.
        unsafe { self.variant_value(base, storage, variable, u32::MAX)? };
        let target = variable.unwrap_or(storage);
        Ok(RawVariant { vt, reserved: [0; 3], value: [target as u64, 0] })
    }

    /// Reads what a VARIANT refers to as a VARIANT that holds it.
    unsafe fn dereferenced(&mut self, base: u16) -> Result<RawVariant, Fault> {
        if base != VT_VARIANT {
            // SAFETY: nothing more is asked of the caller.
            return unsafe { self.variant_by_value(base, u32::MAX) };
        }
        self.reader.referent()?;
        // SAFETY: there is no old VARIANT.
        unsafe { self.variant(None) }
    }

    /// Reads what a VARIANT holds, or points to; `variable` is what it will replace. `units` is the size that the VARIANT
    /// says it has.
    unsafe fn variant_value(
        &mut self,
        vartype: u16,
        at: *mut u8,
        variable: Option<*mut u8>,
        units: u32,
    ) -> Result<(), Fault> {
        // SAFETY: there is room at `at` for a value of this VARTYPE.
        unsafe {
            if let Some(width) = scalar_width(vartype) {
                self.reader.align(width)?;
                return self.plain(at, width);
            }
            match vartype {
                VT_EMPTY | VT_NULL => {}
                VT_RECORD => self.record(at)?,
                VT_DECIMAL => {
                    self.reader.align(8)?;
                    self.reader.u16()?;
                    self.plain(at.add(2), 14)?;
                }
                VT_BSTR => {
                    let present = self.reader.referent()?.is_some();
                    // Some write the blob of a null BSTR after a null id; the size tells.
                    let has_blob = present || (units >= NULL_BSTR_UNITS && units != u32::MAX);
                    store(at, if has_blob { self.bstr()? } else { std::ptr::null() });
                }
                VT_VARIANT => {
                    self.reader.referent()?;
                    let inner = self.variant(variable.map(|variable| variable.cast_const().cast()))?;
                    store(at, inner);
                }
                VT_UNKNOWN | VT_DISPATCH => {
                    let iid = if vartype == VT_UNKNOWN { IUnknown::IID } else { IDispatch::IID };
                    let present = self.reader.referent()?.is_some();
                    store(at, if present { self.object(&iid)? } else { std::ptr::null_mut() });
                }
                array => {
                    let present = self.reader.referent()?.is_some();
                    let element = Some(array & !VT_ARRAY);
                    store(at, if present { self.safearray(element)? } else { std::ptr::null_mut() });
                }
            }
        }
        Ok(())
    }
}

/// The size of a VARIANT that holds a null BSTR, blob included: 36 bytes.
const NULL_BSTR_UNITS: u32 = 5;
