//! SAFEARRAY to NDR.

use super::{
    BY_REFERENCE, Elements, SENT_FEATURES, SF_HAVEIID, agree, default_iid, tag, tag_of_width,
    vartype_of_features,
};
use crate::error::Fault;
use crate::marshal::write::Encoder;
use crate::memory::load;
use crate::pointers::LEAST_LENT;
use crate::variant::vt::*;
use oxcom_abi::{
    FADF_HAVEIID, FADF_HAVEVARTYPE, SAFEARRAY, SAFEARRAYBOUND, SafeArrayGetIID, SafeArrayGetRecordInfo,
    SafeArrayGetVartype,
};
use std::ffi::c_void;
use windows_core::{GUID, Interface};

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
        // SAFETY: the caller's promise.
        let description = unsafe { Description::of(array, declared)? };
        // SAFETY: as above.
        let lent = if description.is_large() { unsafe { self.lend(array) }? } else { None };
        self.descriptor(&description, lent.is_some());
        if let Some(reference) = &lent {
            self.reference(reference);
            return Ok(());
        }
        let Description { elements, data, count, iid, .. } = description;
        self.writer.count(elements.on_the_wire(count as usize).ok_or(Fault::Bound)?);
        if count > 0 && data.is_null() {
            return Err(Fault::NullReference);
        }
        // What lies in a locked array stays with its owner, who cannot destroy it.
        let kept = self.kept;
        // SAFETY: the caller's promise.
        self.kept |= unsafe { (*array).cLocks } > 0;
        // SAFETY: the data has as many elements as the bounds say.
        let written = unsafe {
            match elements.size() {
                Some(size) => self.data(elements, size, data, count as usize, &iid),
                None => self.record_data(array, data, count as usize),
            }
        };
        self.kept = kept;
        written
    }

    unsafe fn record_data(
        &mut self,
        array: *const SAFEARRAY,
        data: *const u8,
        count: usize,
    ) -> Result<(), Fault> {
        self.referent_id(true);
        // SAFETY: a SAFEARRAY of records, which have the size that it says.
        unsafe {
            let info = SafeArrayGetRecordInfo(array).map_err(|error| Fault::Pointer(error.code()))?;
            self.records(info.as_raw(), data, count, (*array).cbElements as usize)
        }
    }

    fn descriptor(&mut self, description: &Description<'_>, by_reference: bool) {
        let writer = &mut *self.writer;
        let pair = |low: u16, high: u16| u32::from(low) | u32::from(high) << 16;
        let dimensions = description.bounds.len();
        let features = description.features | if by_reference { BY_REFERENCE } else { 0 };
        writer.u32s([
            dimensions as u32,
            pair(dimensions as u16, features),
            description.elements.size_on_the_wire().unwrap_or(description.size) as u32,
            pair(0, description.vartype), // locks are the sender's own business
            description.tag,
            description.elements.on_the_wire(description.count as usize).unwrap_or(0),
        ]);
        writer.referent();
        if description.tag == SF_HAVEIID {
            writer.guid(&description.iid);
        }
        for bound in description.bounds.iter().rev() {
            writer.u32s([bound.cElements, bound.lLbound as u32]);
        }
    }

    unsafe fn data(
        &mut self,
        elements: Elements,
        size: usize,
        data: *const u8,
        count: usize,
        iid: &GUID,
    ) -> Result<(), Fault> {
        if count == 0 {
            return Ok(());
        }
        let all = (0..count).map(|index| data.wrapping_add(index * size));
        // SAFETY: `data` points to so many elements.
        unsafe {
            match elements {
                Elements::Plain(width) => {
                    self.writer.align(width.min(8));
                    self.plain(data, count * width);
                }
                Elements::Record => {}
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

/// What is said of an array before its data.
struct Description<'a> {
    vartype: u16,
    elements: Elements,
    /// Bytes of an element in memory.
    size: usize,
    features: u16,
    tag: u32,
    /// The id of the elements' interface, if they are pointers.
    iid: GUID,
    /// As they lie in memory, the rightmost dimension first.
    bounds: &'a [SAFEARRAYBOUND],
    /// How many elements there are.
    count: u32,
    data: *const u8,
}

impl Description<'_> {
    /// # Safety
    /// `array` is a SAFEARRAY that lives as long as the result.
    unsafe fn of(array: *const SAFEARRAY, declared: Option<u16>) -> Result<Self, Fault> {
        // SAFETY: a SAFEARRAY has as many bounds after its fields as it has dimensions.
        let (header, bounds) = unsafe {
            let dimensions = (*array).cDims;
            let first = (&raw const (*array).rgsabound).cast::<SAFEARRAYBOUND>();
            (&*array, std::slice::from_raw_parts(first, dimensions.into()))
        };
        // SAFETY: as above.
        let vartype = unsafe { vartype(array, header) };
        let has_iid = i32::from(header.fFeatures) & FADF_HAVEIID != 0;
        let elements = Elements::of(vartype).filter(|_| agree(declared, vartype) && !bounds.is_empty());
        let size = header.cbElements as usize;
        let elements = elements.filter(|elements| elements.size().is_none_or(|fixed| fixed == size));
        let (elements, tag) = elements.zip(tag(vartype, has_iid)).ok_or(Fault::VariantType(vartype))?;
        let mut iid = default_iid(vartype);
        if tag == SF_HAVEIID {
            // SAFETY: as above; the array says that it has one.
            iid = unsafe { SafeArrayGetIID(array) }.map_err(|error| Fault::Pointer(error.code()))?;
        }
        let count = bounds.iter().try_fold(1_u32, |count, bound| count.checked_mul(bound.cElements));
        let (count, features) = (count.ok_or(Fault::Bound)?, header.fFeatures & SENT_FEATURES);
        Ok(Description {
            vartype,
            elements,
            size,
            features,
            tag,
            iid,
            bounds,
            count,
            data: header.pvData.cast(),
        })
    }

    /// Whether it may be worth to send only where the data lies.
    fn is_large(&self) -> bool {
        matches!(self.elements, Elements::Plain(width) if self.count as usize * width >= LEAST_LENT)
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
        width @ (1 | 2 | 4 | 8) => tag_of_width(width as usize),
        _ => VT_EMPTY,
    }
}
