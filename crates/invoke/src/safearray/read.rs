//! NDR to SAFEARRAY.

use super::{BY_REFERENCE, Elements, SF_HAVEIID, agree, default_iid, tag, vartype_of_features};
use crate::error::Fault;
use crate::marshal::read::Decoder;
use crate::memory::store;
use crate::variant::vt::*;
use oxcom_abi::{FADF_HAVEVARTYPE, SAFEARRAY, SAFEARRAYBOUND, SafeArrayCreateEx, SafeArrayDestroy, VARTYPE};
use smallvec::SmallVec;
use windows_core::{GUID, Interface};

/// More dimensions than any array has.
const MAX_DIMENSIONS: usize = 64;

/// A SAFEARRAY's description on the wire.
struct Header {
    vartype: u16,
    elements: Elements,
    iid: Option<GUID>,
    bounds: SmallVec<[SAFEARRAYBOUND; 4]>,
    count: usize,
    by_reference: bool,
}

impl Decoder<'_, '_> {
    /// Reads what follows a SAFEARRAY's first referent id: an owned SAFEARRAY or null, not in the journal.
    pub(crate) fn safearray(&mut self, declared: Option<u16>) -> Result<*mut SAFEARRAY, Fault> {
        if self.reader.referent()?.is_none() {
            return Ok(std::ptr::null_mut());
        }
        self.nest(|this| {
            let header = this.header()?;
            if !agree(declared, header.vartype) {
                return Err(Fault::VariantType(header.vartype));
            }
            if header.by_reference {
                return this.borrow(&header);
            }
            let found = this.reader.count(header.elements.wire_size())?;
            if u32::try_from(found).ok() != header.elements.on_the_wire(header.count) {
                return Err(Fault::Inconsistent("the number of elements in a SAFEARRAY"));
            }
            let Some(size) = header.elements.size() else { return this.record_array(&header) };
            let array = header.create(size)?;
            // SAFETY: the array was just made with so many elements, all of them zero, so it can be destroyed at any time.
            unsafe {
                if let Err(fault) = this.data(&header, size, (*array).pvData.cast()) {
                    let _ = SafeArrayDestroy(array);
                    return Err(fault);
                }
            }
            Ok(array)
        })
    }

    fn header(&mut self) -> Result<Header, Fault> {
        let dimensions = self.reader.count(8)?;
        let reader = &mut *self.reader;
        if usize::from(reader.u16()?) != dimensions || dimensions == 0 || dimensions > MAX_DIMENSIONS {
            return Err(Fault::Inconsistent("the number of dimensions of a SAFEARRAY"));
        }
        let features = reader.u16()?;
        reader.u32()?; // cbElements follows from the type
        reader.u16()?; // cLocks
        let vartype = reader.u16()?;
        let found = reader.u32()?;
        let count = reader.u32()?;
        let vartype = match i32::from(features) & FADF_HAVEVARTYPE {
            0 => vartype_of_features(features).unwrap_or_else(|| vartype_of_tag(found)),
            _ => vartype,
        };
        let elements = Elements::of(vartype).ok_or(Fault::VariantType(vartype))?;
        if tag(vartype, found == SF_HAVEIID) != Some(found) {
            return Err(Fault::Inconsistent("the type of a SAFEARRAY"));
        }
        reader.referent()?;
        let iid = if found == SF_HAVEIID { Some(reader.guid()?) } else { None };
        let mut bounds = SmallVec::<[SAFEARRAYBOUND; 4]>::with_capacity(dimensions);
        for _ in 0..dimensions {
            bounds.push(SAFEARRAYBOUND { cElements: reader.u32()?, lLbound: reader.i32()? });
        }
        let product =
            bounds.iter().try_fold(1_usize, |count, bound| count.checked_mul(bound.cElements as usize));
        let product = product.filter(|product| elements.on_the_wire(*product) == Some(count));
        let count = product.ok_or(Fault::Inconsistent("the bounds of a SAFEARRAY"))?;
        let by_reference = features & BY_REFERENCE != 0;
        Ok(Header { vartype, elements, iid, bounds, count, by_reference })
    }

    /// Reads an array of records.
    fn record_array(&mut self, header: &Header) -> Result<*mut SAFEARRAY, Fault> {
        if self.reader.referent()?.is_none() {
            return Err(Fault::Inconsistent("the records of a SAFEARRAY"));
        }
        let mut received = self.record_header()?;
        if !received.has(header.count) {
            return Err(Fault::Inconsistent("the records of a SAFEARRAY"));
        }
        let (dimensions, bounds) = (header.bounds.len() as u32, header.bounds.as_ptr());
        // SAFETY: the bounds are as many as the dimensions; an array of records takes their IRecordInfo. The array is new, and
        // its elements own nothing when it is destroyed.
        unsafe {
            let array = SafeArrayCreateEx(VARTYPE(VT_RECORD), dimensions, bounds, received.info.as_raw());
            if array.is_null() {
                return Err(Fault::Memory);
            }
            let read = match (*array).cbElements as usize == received.size() {
                true => self.records(&mut received, (*array).pvData.cast(), header.count),
                false => Err(Fault::VariantType(VT_RECORD)),
            };
            if let Err(fault) = read {
                let _ = SafeArrayDestroy(array);
                return Err(fault);
            }
            Ok(array)
        }
    }

    /// Reads a reference to the data.
    fn borrow(&mut self, header: &Header) -> Result<*mut SAFEARRAY, Fault> {
        let length = self.reader.count(1)?;
        let reference = self.reader.bytes(length)?;
        if !matches!(header.elements, Elements::Plain(_)) {
            return Err(Fault::VariantType(header.vartype));
        }
        let vartype = VARTYPE(header.vartype);
        let array = self.pointers.borrow_array(vartype, &header.bounds, reference).map_err(Fault::Pointer)?;
        if array.is_null() { Err(Fault::Memory) } else { Ok(array) }
    }

    /// Reads the elements to where they shall lie.
    unsafe fn data(&mut self, header: &Header, size: usize, data: *mut u8) -> Result<(), Fault> {
        let (elements, count) = (header.elements, header.count);
        if count == 0 {
            return Ok(());
        }
        if let Elements::Plain(width) = elements {
            self.reader.align(width.min(8))?;
            // SAFETY: there is room for so many elements; that they are in the message was seen.
            return unsafe { self.plain(data, count * width) };
        }
        let mut ids = self.reader.sub_reader(count * 4)?;
        let iid = header.iid.unwrap_or_else(|| default_iid(header.vartype));
        for index in 0..count {
            if ids.referent()?.is_none() {
                continue;
            }
            let at = data.wrapping_add(index * size);
            // SAFETY: there is room for so many elements, each of which owns what is stored there.
            unsafe {
                match elements {
                    Elements::Bstr => store(at, self.bstr()?),
                    Elements::Variant => {
                        let value = self.variant(None)?;
                        store(at, value);
                    }
                    Elements::Interface => store(at, self.object(&iid)?),
                    Elements::Plain(_) | Elements::Record => {}
                }
            }
        }
        Ok(())
    }
}

impl Header {
    fn create(&self, size: usize) -> Result<*mut SAFEARRAY, Fault> {
        let vartype = VARTYPE(self.vartype);
        let extra = self.iid.as_ref().map_or(std::ptr::null(), |iid: &GUID| std::ptr::from_ref(iid).cast());
        let (dimensions, bounds) = (self.bounds.len() as u32, self.bounds.as_ptr());
        // SAFETY: the bounds are as many as the dimensions; the extra is null or an IID, as it is for interfaces.
        let array = unsafe { SafeArrayCreateEx(vartype, dimensions, bounds, extra) };
        // SAFETY: not null, so a SAFEARRAY.
        let usable = !array.is_null()
            && unsafe {
                (*array).cbElements as usize == size && (self.count == 0 || !(*array).pvData.is_null())
            };
        if usable { Ok(array) } else { Err(Fault::Memory) }
    }
}

/// The VARTYPE of elements where neither the array nor its features say it: numbers' tags are signed numbers of their width.
fn vartype_of_tag(tag: u32) -> u16 {
    match tag {
        SF_HAVEIID => VT_UNKNOWN,
        other => u16::try_from(other).unwrap_or(VT_EMPTY),
    }
}
