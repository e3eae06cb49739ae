//! SAFEARRAY to NDR.

use super::{
    BY_REFERENCE, Elements, SENT_FEATURES, agree, default_iid, tag, tag_of_width, vartype_of_features,
};
use crate::error::Fault;
use crate::marshal::write::Encoder;
use crate::memory::load;
use crate::pointers::LEAST_LENT;
use crate::variant::vt::*;
use oxcom_abi::{
    FADF_HAVEIID, FADF_HAVEVARTYPE, FADF_RECORD, SAFEARRAY, SAFEARRAYBOUND, SafeArrayGetIID,
    SafeArrayGetVartype,
};
use std::ffi::c_void;
use windows_core::GUID;

impl Encoder<'_, '_> {
    /// Writes what follows a SAFEARRAY's first referent id: the second one and the array.
    ///
    /// # Safety
    /// `array` is null or a SAFEARRAY.
    pub(crate) unsafe fn safearray(
        &mut self,
        array: *const SAFEARRAY,
        declared: Option<u16>,
    ) -> Result<(), Fault> {
        self.referent_id(!array.is_null());
        if array.is_null() {
            return Ok(());
        }
        // SAFETY: the caller's promise, and it is not null.
        self.nest(|this| unsafe { this.descriptor_and_data(array, declared) })
    }

    unsafe fn descriptor_and_data(
        &mut self,
        array: *const SAFEARRAY,
        declared: Option<u16>,
    ) -> Result<(), Fault> {
        // SAFETY: a SAFEARRAY has as many bounds after its fields as it has dimensions.
        let (header, bounds) = unsafe {
            let dimensions = (*array).cDims;
            let first = (&raw const (*array).rgsabound).cast::<SAFEARRAYBOUND>();
            (&*array, std::slice::from_raw_parts(first, dimensions.into()))
        };
        let mut features = header.fFeatures & SENT_FEATURES;
        // SAFETY: as above.
        let vartype = unsafe { vartype(array, header) };
        let elements = Elements::of(vartype).filter(|_| agree(declared, vartype) && !bounds.is_empty());
        let elements = elements.filter(|elements| elements.size() == header.cbElements as usize);
        let elements = elements.ok_or(Fault::VariantType(vartype))?;
        let has_iid = i32::from(features) & FADF_HAVEIID != 0;
        let count = bounds.iter().try_fold(1_u32, |count, bound| count.checked_mul(bound.cElements));
        let count = count.ok_or(Fault::Bound)?;
        let is_large = matches!(elements, Elements::Plain(width) if count as usize * width >= LEAST_LENT);
        // SAFETY: the caller's promise.
        let lent = if is_large { unsafe { self.lend(array) }? } else { None };
        if lent.is_some() {
            features |= BY_REFERENCE;
        }

        let writer = &mut *self.writer;
        writer.count(bounds.len() as u32);
        writer.u16(header.cDims);
        writer.u16(features);
        writer.u32(elements.size_on_the_wire() as u32);
        writer.u16(0); // locks are the sender's own business
        writer.u16(vartype);
        writer.u32(tag(vartype, has_iid).ok_or(Fault::VariantType(vartype))?);
        writer.u32(count);
        writer.referent();
        let mut iid = default_iid(vartype);
        if has_iid && elements == Elements::Interface {
            // SAFETY: as above; the array says that it has one.
            iid = unsafe { SafeArrayGetIID(array) }.map_err(|error| Fault::Pointer(error.code()))?;
            self.writer.guid(&iid);
        }
        for bound in bounds.iter().rev() {
            self.writer.u32(bound.cElements);
            self.writer.i32(bound.lLbound);
        }
        if let Some(start) = lent {
            return self.reference(start);
        }
        self.writer.count(count);
        if count > 0 && header.pvData.is_null() {
            return Err(Fault::NullReference);
        }
        // SAFETY: the data has as many elements as the bounds say.
        unsafe { self.data(elements, header.pvData.cast(), count as usize, &iid) }
    }

    unsafe fn data(
        &mut self,
        elements: Elements,
        data: *const u8,
        count: usize,
        iid: &GUID,
    ) -> Result<(), Fault> {
        if count == 0 {
            return Ok(());
        }
        let all = (0..count).map(|index| data.wrapping_add(index * elements.size()));
        // SAFETY: `data` points to so many elements.
        unsafe {
            match elements {
                Elements::Plain(width) => {
                    self.writer.align(width);
                    self.plain(data, count * width);
                }
                Elements::Bstr => {
                    all.clone().for_each(|_| self.referent_id(true));
                    for at in all {
                        self.bstr(load(at))?;
                    }
                }
                Elements::Variant => {
                    all.clone().for_each(|_| self.referent_id(true));
                    for at in all {
                        self.variant(at)?;
                    }
                }
                Elements::Interface => {
                    all.clone().for_each(|at| self.referent_id(!load::<*const c_void>(at).is_null()));
                    for object in all.map(|at| load::<*mut c_void>(at)).filter(|object| !object.is_null()) {
                        self.object(iid, object)?;
                    }
                }
            }
        }
        Ok(())
    }
}

/// The VARTYPE of the elements, guessed from the features and the size where the array does not say it.
unsafe fn vartype(array: *const SAFEARRAY, header: &SAFEARRAY) -> u16 {
    let has = |feature: i32| i32::from(header.fFeatures) & feature != 0;
    if has(FADF_HAVEVARTYPE) {
        // SAFETY: a SAFEARRAY, the caller's promise.
        if let Ok(vartype) = unsafe { SafeArrayGetVartype(array) } {
            return vartype.0;
        }
    }
    if let Some(vartype) = vartype_of_features(header.fFeatures) {
        return vartype;
    }
    match header.cbElements {
        _ if has(FADF_RECORD) => VT_EMPTY,
        width @ (1 | 2 | 4 | 8) => tag_of_width(width as usize),
        _ => VT_EMPTY,
    }
}
