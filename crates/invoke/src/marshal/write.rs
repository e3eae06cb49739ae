//! Memory to NDR.

use super::MAX_NESTING;
use super::full::Sent;
use super::waiting::{Turn, Waiting};
use crate::error::Fault;
use crate::lower::{Args, Kind, Many, Number, Referent, Shape, What};
use crate::memory::{bstr_bytes, load};
use crate::pointers::{ArrayReference, NO_DESCRIPTOR, Pointers};
use crate::quick;
use oxcom_abi::SAFEARRAY;
use oxcom_typeinfo::plan::Scalar;
use oxcom_wire::ndr::Writer;
use smallvec::SmallVec;
use std::ffi::c_void;
use std::os::fd::BorrowedFd;
use windows_core::GUID;

/// Writes the values of one message.
pub(crate) struct Encoder<'a, 'w> {
    pub(crate) writer: &'a mut Writer<'w>,
    pointers: &'a mut dyn Pointers,
    pub(super) args: Args,
    /// The OBJREFs written so far, one after the other.
    written: Vec<u8>,
    /// What has to be given up if the message is not sent.
    marks: SmallVec<[Mark; 1]>,
    nesting: u32,
    waiting: Waiting,
    /// The full pointers of the message.
    pub(crate) full: Sent,
    /// What is written now is not released after the message, whatever the memory rules say of its argument.
    pub(crate) kept: bool,
}

/// Something that is more than bytes.
enum Mark {
    /// The OBJREF that ends there.
    Object(usize),
    Array(ArrayReference),
}

impl<'a, 'w> Encoder<'a, 'w> {
    /// `args` are those of the method whose shapes will be written.
    pub(crate) fn new(writer: &'a mut Writer<'w>, pointers: &'a mut dyn Pointers, args: Args) -> Self {
        Self {
            writer,
            pointers,
            args,
            written: Vec::new(),
            marks: SmallVec::new(),
            nesting: 0,
            waiting: Waiting::default(),
            full: Sent::default(),
            kept: false,
        }
    }

    /// Takes back what was marshaled for a message that will not be sent.
    pub(crate) fn discard(&mut self) {
        let mut start = 0;
        for mark in std::mem::take(&mut self.marks) {
            match mark {
                Mark::Object(end) => {
                    self.pointers.discard(&self.written[start..end]);
                    start = end;
                }
                Mark::Array(reference) => self.pointers.discard_array(&reference),
            }
        }
    }

    /// Writes a value that stands on its own: an argument, or what a pointer points to.
    ///
    /// # Safety
    /// `at` points to a value of this shape; `base` to the struct whose fields its counts name, if they name any.
    pub(crate) unsafe fn whole(
        &mut self,
        shape: &Shape,
        at: *const u8,
        base: *const u8,
    ) -> Result<(), Fault> {
        let floor = self.waiting.len();
        // SAFETY: the caller's promise, handed on.
        unsafe {
            let begun = self.begin(shape, at, base);
            self.follow(floor, begun)
        }
    }

    /// Writes a value that stands on its own up to where pointers in it are followed.
    unsafe fn begin(&mut self, shape: &Shape, at: *const u8, base: *const u8) -> Result<(), Fault> {
        // SAFETY: as for `whole`.
        unsafe {
            match &shape.kind {
                Kind::Referent { may_be_null, full, referent } => {
                    let present = self.check_null(*may_be_null, referent, at, base)?;
                    if *may_be_null {
                        self.pointer_id(present, *full, at)?;
                    }
                    if present && self.is_first(*full, at) {
                        self.referent(referent, at, base)
                    } else {
                        Ok(())
                    }
                }
                _ => {
                    if shape.open {
                        self.maximum(shape, at)?;
                    }
                    self.in_place(shape, at, base)?;
                    self.waiting.target(shape, at.cast_mut(), 1, base)
                }
            }
        }
    }

    /// Follows the pointers in what was begun while so many values waited.
    unsafe fn follow(&mut self, floor: usize, begun: Result<(), Fault>) -> Result<(), Fault> {
        let mut written = begun;
        while written.is_ok() {
            // SAFETY: what waits are parts of the value that is written, and the plan's shapes.
            let Some(turn) = (unsafe { self.waiting.next(floor) }) else { break };
            // SAFETY: as above.
            written = unsafe { self.deferred(&turn) };
        }
        self.waiting.truncate(floor);
        written
    }

    /// Writes what of a value stands in its place.
    unsafe fn in_place(&mut self, shape: &Shape, at: *const u8, base: *const u8) -> Result<(), Fault> {
        // SAFETY: `at` points to a value of this shape, so its parts lie where lowering put them.
        unsafe {
            match &shape.kind {
                Kind::Plain => {
                    self.writer.align(shape.wire_align);
                    self.plain(at, shape.size);
                }
                Kind::Enum16 => match u16::try_from(load::<i32>(at)) {
                    Ok(value) if value < 0x8000 => self.writer.u16(value),
                    _ => return Err(Fault::EnumRange),
                },
                Kind::Int3264 => {
                    let value = u32::try_from(load::<u64>(at)).map_err(|_| Fault::NumberRange)?;
                    self.writer.u32(value);
                }
                Kind::Descriptor => self.file(load(at))?,
                Kind::Struct(layout) => {
                    self.writer.align(shape.wire_align);
                    for step in &layout.moves {
                        if step.gap != 0 {
                            self.writer.zeros(step.gap);
                        }
                        match step.what {
                            What::Bytes { at: offset, len } => self.plain(at.add(offset), len),
                            What::Align(align) => self.writer.align(align),
                            What::Field(index) => {
                                let field = &layout.fields[index];
                                self.in_place(&field.shape, at.add(field.at), at)?;
                            }
                        }
                    }
                }
                Kind::Recursive(knot) => self.in_place(knot.shape(), at, base)?,
                Kind::Union(union) => {
                    let value = union.switch.switch(self.args, base)?;
                    let arm = union.arm(value)?;
                    if let Some(number) = union.sent {
                        self.tag(number, value)?;
                    }
                    if let Some(arm) = arm {
                        self.in_place(arm, at, base)?;
                    }
                }
                Kind::Conformant(many) => self.conformant(many, at, base)?,
                Kind::Fixed { element, count } => {
                    for index in 0..*count {
                        self.in_place(element, at.add(index * element.size), base)?;
                    }
                }
                Kind::Referent { may_be_null, full, referent } => {
                    let present = self.check_null(*may_be_null, referent, at, base)?;
                    self.pointer_id(present || !*may_be_null, *full, at)?;
                }
            }
        }
        Ok(())
    }

    /// Writes what of a value follows the construct that it stands in.
    unsafe fn deferred(&mut self, turn: &Turn<'_>) -> Result<(), Fault> {
        let &Turn { shape, at, base } = turn;
        // SAFETY: as for `in_place`.
        unsafe {
            match &shape.kind {
                Kind::Struct(layout) => {
                    for field in layout.fields.iter().rev() {
                        self.waiting.part(&field.shape, at.add(field.at), 1, at);
                    }
                }
                Kind::Recursive(knot) => self.waiting.part(knot.shape(), at, 1, base),
                Kind::Union(union) => {
                    if let Some(arm) = union.arm(union.switch.switch(self.args, base)?)? {
                        self.waiting.part(arm, at, 1, base);
                    }
                }
                Kind::Conformant(many) => {
                    let count = many.length.unwrap_or(many.size).value(self.args, base)?;
                    self.waiting.part(&many.element, at, count as usize, base);
                }
                Kind::Fixed { element, count } => self.waiting.part(element, at, *count, base),
                Kind::Referent { may_be_null, full, referent } => {
                    if self.check_null(*may_be_null, referent, at, base)? && self.is_first(*full, at) {
                        self.referent(referent, at, base)?;
                    }
                }
                Kind::Plain | Kind::Enum16 | Kind::Int3264 | Kind::Descriptor => {}
            }
        }
        Ok(())
    }

    /// Writes the value of a union's switch.
    fn tag(&mut self, number: Number, value: i64) -> Result<(), Fault> {
        let width = match number.scalar {
            Scalar::Enum16 => u16::try_from(value).map(|_| 2).map_err(|_| Fault::EnumRange)?,
            Scalar::Int3264 => u32::try_from(value).map(|_| 4).map_err(|_| Fault::NumberRange)?,
            scalar => crate::lower::width(scalar) as u8,
        };
        // SAFETY: the lowest bytes of the value, which come first.
        unsafe { quick::write(self.writer, (&raw const value).cast(), width) };
        Ok(())
    }

    /// Whether there is anything to refer to. Refuses null where it may not be, except for an array without elements.
    unsafe fn check_null(
        &self,
        may_be_null: bool,
        referent: &Referent,
        at: *const u8,
        base: *const u8,
    ) -> Result<bool, Fault> {
        if matches!(referent, Referent::Bstr | Referent::Variant | Referent::SafeArray(_)) {
            return Ok(true); // these have a form of their own for null
        }
        // SAFETY: all other referents are pointers in memory; counts are the caller's promise.
        unsafe {
            if !load::<*const u8>(at).is_null() {
                return Ok(true);
            }
            match referent {
                _ if may_be_null => Ok(false),
                Referent::Many(many) if many.size.value(self.args, base)? == 0 => Ok(true),
                _ => Err(Fault::NullReference),
            }
        }
    }

    /// Writes the id of the pointer at `at`.
    unsafe fn pointer_id(&mut self, present: bool, full: Option<u32>, at: *const u8) -> Result<(), Fault> {
        match full {
            Some(ty) if present => {
                // SAFETY: a pointer lies there.
                let id = self.full.id(unsafe { load(at) }, ty)?;
                self.writer.u32(id);
            }
            _ => self.referent_id(present),
        }
        Ok(())
    }

    /// Whether what the pointer at `at` points to has to follow.
    unsafe fn is_first(&mut self, full: Option<u32>, at: *const u8) -> bool {
        // SAFETY: a pointer lies there.
        full.is_none_or(|ty| self.full.is_first(unsafe { load(at) }, ty))
    }

    pub(crate) fn referent_id(&mut self, present: bool) {
        if present {
            self.writer.referent();
        } else {
            self.writer.null_referent();
        }
    }

    /// Writes what a referent id stands for; `at` is the pointer in memory (or the VARIANT).
    unsafe fn referent(&mut self, referent: &Referent, at: *const u8, base: *const u8) -> Result<(), Fault> {
        // SAFETY: `at` holds what the referent says; pointers were checked for null.
        unsafe {
            match referent {
                Referent::Bstr => self.bstr(load(at)),
                Referent::Variant => self.variant(at),
                Referent::SafeArray(vartype) => self.safearray(load(at), *vartype),
                Referent::Interface(iid) => {
                    let iid = iid.value(self.args)?;
                    self.object(&iid, load(at))
                }
                Referent::One(target) => self.begin(target, load(at), base),
                Referent::Many(many) => self.many(many, load(at), base),
                Referent::Text(unit) => self.text(load(at), *unit),
            }
        }
    }

    /// Writes an array with the counts before it.
    unsafe fn many(&mut self, many: &Many, at: *const u8, base: *const u8) -> Result<(), Fault> {
        // SAFETY: the counts' promise is the caller's; `at` points to as many elements as they say.
        unsafe {
            let size = many.size.value(self.args, base)?;
            let Some(length) = many.length else {
                self.writer.count(size);
                return self.begin_elements(&many.element, at, size as usize, base);
            };
            let length = length.value(self.args, base)?;
            if length > size {
                return Err(Fault::Bound);
            }
            self.writer.conformant_varying(size, length);
            self.begin_elements(&many.element, at, length as usize, base)
        }
    }

    /// Writes elements that lie one after the other.
    ///
    /// # Safety
    /// As for [`whole`](Self::whole), with so many of them.
    pub(crate) unsafe fn elements(
        &mut self,
        element: &Shape,
        at: *const u8,
        count: usize,
        base: *const u8,
    ) -> Result<(), Fault> {
        let floor = self.waiting.len();
        // SAFETY: the caller's promise.
        unsafe {
            let begun = self.begin_elements(element, at, count, base);
            self.follow(floor, begun)
        }
    }

    /// The same up to where pointers in them are followed.
    unsafe fn begin_elements(
        &mut self,
        element: &Shape,
        at: *const u8,
        count: usize,
        base: *const u8,
    ) -> Result<(), Fault> {
        if count == 0 {
            return Ok(());
        }
        // SAFETY: the caller's promise.
        unsafe { self.elements_in_place(element, at, count, base) }?;
        self.waiting.target(element, at.cast_mut(), count, base)
    }

    /// The same, of what stands in their places.
    pub(super) unsafe fn elements_in_place(
        &mut self,
        element: &Shape,
        at: *const u8,
        count: usize,
        base: *const u8,
    ) -> Result<(), Fault> {
        // SAFETY: the caller's promise: so many elements lie there.
        unsafe {
            if matches!(element.kind, Kind::Plain) {
                self.writer.align(element.wire_align);
                self.plain(at, count * element.size);
                return Ok(());
            }
            for index in 0..count {
                self.in_place(element, at.add(index * element.size), base)?;
            }
        }
        Ok(())
    }

    /// Copies bytes that mean the same on the wire.
    ///
    /// # Safety
    /// So many initialised bytes lie there.
    pub(crate) unsafe fn plain(&mut self, at: *const u8, len: usize) {
        // SAFETY: the caller's promise.
        self.writer.bytes(unsafe { std::slice::from_raw_parts(at, len) });
    }

    /// Writes a FLAGGED_WORD_BLOB ([MS-OAUT] 2.2.23.1).
    ///
    /// # Safety
    /// `text` is a BSTR.
    pub(crate) unsafe fn bstr(&mut self, text: *const u16) -> Result<(), Fault> {
        if text.is_null() {
            self.writer.count(0);
            self.writer.u32(u32::MAX);
            self.writer.u32(0);
            return Ok(());
        }
        // SAFETY: the caller's promise, and it is not null.
        let bytes = unsafe { bstr_bytes(text) };
        let units = bytes.len().div_ceil(2) as u32;
        self.writer.count(units);
        self.writer.u32(bytes.len() as u32);
        self.writer.u32(units);
        self.writer.bytes(bytes);
        if !bytes.len().is_multiple_of(2) {
            self.writer.u8(0);
        }
        Ok(())
    }

    /// Writes text with its NUL.
    unsafe fn text(&mut self, at: *const u8, unit: usize) -> Result<(), Fault> {
        let mut count = 1;
        // SAFETY: text ends with a NUL, so everything up to there may be read.
        unsafe {
            let is_end = |at: *const u8| if unit == 1 { load::<u8>(at) == 0 } else { load::<u16>(at) == 0 };
            while !is_end(at.add((count - 1) * unit)) {
                count += 1;
            }
            let length = u32::try_from(count).map_err(|_| Fault::Bound)?;
            self.writer.conformant_varying(length, length);
            self.plain(at, count * unit);
        }
        Ok(())
    }

    /// Writes an MInterfacePointer ([MS-DCOM] 2.2.14).
    ///
    /// # Safety
    /// `object` is a non-null pointer to this interface.
    pub(crate) unsafe fn object(&mut self, iid: &GUID, object: *mut c_void) -> Result<(), Fault> {
        let start = self.written.len();
        // SAFETY: the caller's promise.
        unsafe { self.pointers.marshal(iid, object, &mut self.written) }.map_err(Fault::Pointer)?;
        self.marks.push(Mark::Object(self.written.len()));
        let objref = &self.written[start..];
        let length = u32::try_from(objref.len()).map_err(|_| Fault::Bound)?;
        self.writer.count(length);
        self.writer.u32(length);
        self.writer.bytes(objref);
        Ok(())
    }

    /// Asks whether the data of an array need not be sent.
    ///
    /// # Safety
    /// `array` is a SAFEARRAY.
    pub(crate) unsafe fn lend(&mut self, array: *const SAFEARRAY) -> Result<Option<ArrayReference>, Fault> {
        // SAFETY: the caller's promise.
        let lent = unsafe { self.pointers.lend_array(array, self.kept || (*array).cLocks > 0) };
        let lent = lent.map_err(Fault::Pointer)?;
        self.marks.extend(lent.map(Mark::Array));
        Ok(lent)
    }

    /// Writes a reference to an array's data, with its length before it.
    pub(crate) fn reference(&mut self, reference: &ArrayReference) {
        self.writer.count(reference.len() as u32);
        self.writer.bytes(reference);
    }

    fn file(&mut self, descriptor: i32) -> Result<(), Fault> {
        let number = if descriptor == -1 {
            NO_DESCRIPTOR
        } else {
            // SAFETY: the argument is a descriptor of the caller's, open during the call.
            let descriptor = unsafe { BorrowedFd::borrow_raw(descriptor) };
            self.pointers.send_descriptor(descriptor).map_err(Fault::Pointer)?
        };
        self.writer.u32(number);
        Ok(())
    }

    /// Goes one VARIANT or SAFEARRAY deeper.
    pub(crate) fn nest(&mut self, write: impl FnOnce(&mut Self) -> Result<(), Fault>) -> Result<(), Fault> {
        if self.nesting >= MAX_NESTING {
            return Err(Fault::TooDeep);
        }
        self.nesting += 1;
        let result = write(self);
        self.nesting -= 1;
        result
    }
}
