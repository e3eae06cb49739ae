//! Records (VT_RECORD) in VARIANTs and SAFEARRAYs ([MS-OAUT] 2.2.28.2).
//!
//! ```text
//!  _wireBRECORD:  fFlags    u32   1; without records 0
//!                 clSize    u32   bytes of pRecord; without records 0
//!                 pRecInfo        a referent id: the IRecordInfo, an interface pointer that marshals itself
//!                 pRecord         a referent id, or 0
//!  then the interface pointer, then pRecord:
//!                 clSize    u32   as the array's conformance
//!                 clSize    u32   once more, as its first element; alignment is counted from here on
//!                 the records, what they point to after them
//! ```
//!
//! How a record lies in memory, its IRecordInfo knows: one that was made of a type library has [`IRecordPlan`].

#![allow(non_snake_case, missing_docs, reason = "an interface, which is described where it is declared")]

use crate::error::Fault;
use crate::lower::{Args, Kind, Referent, Shape};
use crate::marshal::read::Decoder;
use crate::marshal::release::Release;
use crate::marshal::write::Encoder;
use crate::variant::vt::VT_RECORD;
use oxcom_abi::IRecordInfo;
use oxcom_typeinfo::plan::Struct;
use oxcom_wire::ndr::Reader;
use std::ffi::c_void;
use std::ptr::null;
use windows_core::{IUnknown, Interface, interface};

/// What the engine asks an IRecordInfo for.
///
/// # Safety
/// Whoever implements it lays its records out as the plan says.
#[interface("5E0A7CF1-2F43-4C0D-9A5E-0A1B2C3D4E5F")]
pub unsafe trait IRecordPlan: IUnknown {
    /// The plan of its records, which lives as long as the object.
    pub unsafe fn Plan(&self) -> *const RecordPlan;
}

/// A record that can be sent.
#[derive(Debug)]
pub struct RecordPlan {
    shape: Shape,
}

impl RecordPlan {
    /// Makes a struct ready to be sent as a record.
    ///
    /// # Errors
    /// What of it cannot be in a record, in words: pointers to anything but objects, and unions.
    pub fn new(description: &Struct) -> Result<Self, &'static str> {
        let shape = crate::lower::record(description)?;
        if !is_owned_alone(&shape) {
            return Err(
                "a record holds no pointers but BSTRs, interfaces and SAFEARRAYs, no unions and no arrays of variable length",
            );
        }
        Ok(Self { shape })
    }

    /// Bytes in memory.
    pub fn size(&self) -> usize {
        self.shape.size
    }

    /// Gives back what a record owns, and leaves null in its place.
    ///
    /// # Safety
    /// `record` points to such a record, of which nobody else owns anything.
    pub unsafe fn release(&self, record: *mut c_void) {
        // SAFETY: no part of a record refers to arguments; the rest is the caller's promise.
        unsafe { Release::new(no_arguments()).contents(&self.shape, record.cast(), null()) };
    }
}

/// What nothing in a record refers to.
fn no_arguments() -> Args {
    // SAFETY: there are none, so none is looked for.
    unsafe { Args::new(null()) }
}

/// Whether all that a value points to is its own, by functions of Automation.
fn is_owned_alone(shape: &Shape) -> bool {
    match &shape.kind {
        Kind::Plain | Kind::Enum16 | Kind::Int3264 => true,
        Kind::Struct(layout) => layout.fields.iter().all(|field| is_owned_alone(&field.shape)),
        Kind::Fixed { element, .. } => is_owned_alone(element),
        Kind::Referent { referent, .. } => matches!(
            referent,
            Referent::Bstr | Referent::Variant | Referent::SafeArray(_) | Referent::Interface(_)
        ),
        Kind::Descriptor | Kind::Union(_) | Kind::Recursive(_) | Kind::Conformant(_) => false,
    }
}

/// The plan of the records that an IRecordInfo describes, and what keeps it.
struct Held(IRecordPlan);

impl Held {
    fn of(info: &impl Interface) -> Result<Self, Fault> {
        info.cast().map(Held).map_err(|_| Fault::VariantType(VT_RECORD))
    }

    fn plan(&self) -> &RecordPlan {
        // SAFETY: it lives as long as the object, which this holds.
        unsafe { &*self.0.Plan() }
    }
}

impl Encoder<'_, '_> {
    /// Writes a _wireBRECORD with so many records, one after the other in memory.
    ///
    /// # Safety
    /// `info` is an IRecordInfo, not null; `records` is null, or points to as many of its records of this size, or of any if it
    /// is 0.
    pub(crate) unsafe fn records(
        &mut self,
        info: *mut c_void,
        records: *const u8,
        count: usize,
        size: usize,
    ) -> Result<(), Fault> {
        // SAFETY: the caller's promise.
        let held = Held::of(unsafe { IUnknown::from_raw_borrowed(&info) }.ok_or(Fault::NullReference)?)?;
        let shape = &held.plan().shape;
        if size != 0 && size != shape.size {
            return Err(Fault::VariantType(VT_RECORD));
        }
        let there = !records.is_null() && count > 0;
        self.writer.u32(there.into());
        let announced = self.writer.reserve_u32();
        self.referent_id(true);
        self.referent_id(there);
        // SAFETY: the caller's promise.
        unsafe { self.object(&IRecordInfo::IID, info)? };
        if !there {
            return Ok(());
        }
        let places = [announced, self.writer.reserve_u32(), self.writer.reserve_u32()];
        let start = self.writer.len();
        let base = self.writer.begin_alignment();
        // SAFETY: the caller's promise; the records are of this shape.
        let written = self.nest(|this| unsafe { this.elements(shape, records, count, null()) });
        self.writer.end_alignment(base);
        written?;
        let length = u32::try_from(self.writer.len() - start + 4).map_err(|_| Fault::Bound)?;
        places.into_iter().for_each(|place| self.writer.patch_u32(place, length));
        Ok(())
    }
}

/// A _wireBRECORD, of which the records are still to be read.
pub(crate) struct Received<'r> {
    pub(crate) info: IRecordInfo,
    held: Held,
    /// Nothing where there are no records.
    bytes: Option<Reader<'r>>,
}

impl Received<'_> {
    /// Whether there may be so many records.
    pub(crate) fn has(&self, count: usize) -> bool {
        let least = count.checked_mul(self.held.plan().shape.wire_size.max(1));
        match &self.bytes {
            Some(bytes) => least.is_some_and(|least| least <= bytes.remaining()),
            None => count == 0,
        }
    }

    pub(crate) fn is_null(&self) -> bool {
        self.bytes.is_none()
    }

    pub(crate) fn size(&self) -> usize {
        self.held.plan().size()
    }
}

impl<'r> Decoder<'_, 'r> {
    /// Reads a _wireBRECORD up to its records.
    pub(crate) fn record_header(&mut self) -> Result<Received<'r>, Fault> {
        let wrong = Fault::Inconsistent("a record");
        let (flags, size) = (self.reader.u32()?, self.reader.u32()? as usize);
        let (info, there) = (self.reader.referent()?, self.reader.referent()?);
        if info.is_none() || (flags == 1) != there.is_some() || (size == 0) != there.is_none() {
            return Err(wrong);
        }
        // SAFETY: the object has the interface that it was asked for; it is owned.
        let info = unsafe { IRecordInfo::from_raw(self.object(&IRecordInfo::IID)?) };
        let held = Held::of(&info)?;
        let mut bytes = None;
        if there.is_some() {
            if self.reader.count(1)? != size || size < 4 || self.reader.u32()? as usize != size {
                return Err(wrong);
            }
            bytes = Some(self.reader.sub_reader(size - 4)?);
        }
        Ok(Received { info, held, bytes })
    }

    /// Reads records; what they own is theirs alone, and not in the journal. On failure nothing is left of them.
    ///
    /// # Safety
    /// There is room at `at` for so many, which hold nothing.
    pub(crate) unsafe fn records(
        &mut self,
        received: &mut Received<'r>,
        at: *mut u8,
        count: usize,
    ) -> Result<(), Fault> {
        let Some(bytes) = received.bytes.take() else { return Ok(()) };
        let shape = &received.held.plan().shape;
        let outer = (std::mem::replace(self.reader, bytes), std::mem::take(&mut self.journal));
        // SAFETY: the caller's promise.
        let read = self.nest(|this| unsafe { this.elements(shape, at, count, null()) });
        *self.reader = outer.0;
        let mut inner = std::mem::replace(&mut self.journal, outer.1);
        self.journal.take_references(&mut inner);
        match read {
            Ok(()) => inner.forget(),
            // SAFETY: the records are not used any more: their memory is zeroed.
            Err(_) => unsafe {
                inner.release();
                at.write_bytes(0, count * shape.size);
            },
        }
        read
    }
}
