//! NDR to memory. Every byte read is hostile.

use super::full::{self, Received, Target};
use super::journal::{Journal, Owned};
use super::waiting::{Turn, Waiting};
use super::{MAX_NESTING, MAX_ROOM};
use crate::error::{Fault, Side};
use crate::lower::{Args, Count, Kind, Many, Number, Parameter, Referent, Shape, Union, What};
use crate::memory::{bstr_of_bytes, load, store, task_zeroed};
use crate::pointers::{NO_DESCRIPTOR, Pointers};
use crate::quick;
use crate::variant::RawVariant;
use oxcom_typeinfo::plan::{Direction, Scalar};
use oxcom_wire::ndr::Reader;
use std::collections::BTreeMap;
use std::ffi::c_void;
use std::os::fd::IntoRawFd;
use windows_core::GUID;

/// Reads the values of one message into memory, and notes in a [`Journal`] what it makes.
pub(crate) struct Decoder<'a, 'r> {
    pub(crate) reader: &'a mut Reader<'r>,
    pub(crate) pointers: &'a mut dyn Pointers,
    pub(crate) journal: Journal,
    pub(crate) side: Side,
    params: &'a [Parameter],
    pub(super) args: Args,
    /// The parameter being read.
    current: usize,
    /// What is read now will be somebody else's if all goes well.
    giving: bool,
    /// Announcements that can be checked only when all arguments are there.
    checks: Vec<Announcement>,
    /// The full pointers of the message.
    pub(crate) full: Received,
    /// The values that unions were switched by. A union in another may have the same address.
    tags: BTreeMap<(*const u8, *const Union), Tag>,
    nesting: u32,
    waiting: Waiting,
    /// How many elements the array has, or has room for, in which the struct ends that is read.
    pub(crate) maximum: u32,
    /// Where the value that is being replaced lies, while an [in, out] argument is read into other memory.
    replaced: Option<Replaced>,
}

/// Another parameter has to announce this count.
struct Announcement {
    count: Count,
    found: u32,
}

/// What a message says that a union holds. What switches the union may be read later.
struct Tag {
    value: i64,
    switch: Count,
    base: *const u8,
}

/// New values at `new .. new + size` will replace those at `old .. old + size`.
#[derive(Clone, Copy)]
pub(crate) struct Replaced {
    pub(crate) new: *mut u8,
    pub(crate) old: *mut u8,
    pub(crate) size: usize,
}

impl<'a, 'r> Decoder<'a, 'r> {
    /// `args` are those of the method that has these parameters.
    pub(crate) fn new(
        reader: &'a mut Reader<'r>,
        pointers: &'a mut dyn Pointers,
        side: Side,
        params: &'a [Parameter],
        args: Args,
    ) -> Self {
        Self {
            reader,
            pointers,
            journal: Journal::default(),
            side,
            params,
            args,
            current: 0,
            giving: false,
            checks: Vec::new(),
            full: Received::new(),
            tags: BTreeMap::new(),
            nesting: 0,
            waiting: Waiting::default(),
            maximum: 0,
            replaced: None,
        }
    }

    /// Turns to the next parameter.
    pub(crate) fn begin(&mut self, param: usize) {
        self.current = param;
        self.giving = self.side == Side::Proxy || self.params[param].direction == Direction::InOut;
        self.replaced = None;
    }

    /// Says what the value that is read next will replace.
    pub(crate) fn replaces(&mut self, replaced: Replaced) {
        self.replaced = Some(replaced);
    }

    /// Compares the counts, and what unions hold, with what other parameters and fields announce, once all of them are read.
    ///
    /// # Safety
    /// All arguments have their values.
    pub(crate) unsafe fn finish(&mut self) -> Result<(), Fault> {
        for Announcement { count, found } in self.checks.drain(..) {
            // SAFETY: the caller's promise; counts that name fields were compared at once.
            if unsafe { count.value(self.args, std::ptr::null()) }? != found {
                return Err(Fault::Bound);
            }
        }
        if self.tags.is_empty() {
            return Ok(());
        }
        for Tag { value, switch, base } in std::mem::take(&mut self.tags).into_values() {
            // SAFETY: as above; the struct that a field switches was read, and is there until the journal is released.
            if unsafe { switch.switch(self.args, base) }? != value {
                return Err(Fault::Inconsistent("what a union holds"));
            }
        }
        Ok(())
    }

    /// Reads a value that stands on its own: an argument, or what a pointer points to, whose [`size`](Self::size) was read.
    ///
    /// # Safety
    /// `at` has room for a value of this shape; `base` is the struct whose fields its counts name, if they name any. The
    /// parameters before the current one have their values, and on the proxy's side all [in] parameters.
    pub(crate) unsafe fn whole(&mut self, shape: &Shape, at: *mut u8, base: *const u8) -> Result<(), Fault> {
        let floor = self.waiting.len();
        // SAFETY: the caller's promise, handed on.
        unsafe {
            let begun = self.begin_value(shape, at, base);
            self.follow(floor, begun)
        }
    }

    /// The same up to where pointers in it are followed, which [`follow`](Self::follow) does.
    ///
    /// # Safety
    /// As for [`whole`](Self::whole).
    pub(crate) unsafe fn begin_value(
        &mut self,
        shape: &Shape,
        at: *mut u8,
        base: *const u8,
    ) -> Result<(), Fault> {
        // SAFETY: the caller's promise, handed on.
        unsafe {
            match &shape.kind {
                Kind::Referent { may_be_null, full, referent } => {
                    let id = if *may_be_null { self.reader.u32()? } else { 1 };
                    self.pointer(id, *full, referent, at, base)
                }
                _ => {
                    self.in_place(shape, at, base)?;
                    self.waiting.target(shape, at, 1, base)
                }
            }
        }
    }

    /// Follows the pointers in what was begun while so many values waited (0 for an argument).
    ///
    /// # Safety
    /// As for [`whole`](Self::whole).
    pub(crate) unsafe fn follow(&mut self, floor: usize, begun: Result<(), Fault>) -> Result<(), Fault> {
        let mut read = begun;
        while read.is_ok() {
            // SAFETY: what waits are parts of the value that is read, whose memory is there, and the plan's shapes.
            let Some(turn) = (unsafe { self.waiting.next(floor) }) else { break };
            // SAFETY: as above.
            read = unsafe { self.deferred(&turn) };
        }
        self.waiting.truncate(floor);
        read
    }

    /// Reads what of a value stands in its place. Where something is referred to, its referent id is left in memory until
    /// [`deferred`](Self::deferred) comes by.
    unsafe fn in_place(&mut self, shape: &Shape, at: *mut u8, base: *const u8) -> Result<(), Fault> {
        // SAFETY: `at` has room for a value of this shape, so its parts lie where lowering put them.
        unsafe {
            match &shape.kind {
                Kind::Plain => {
                    self.reader.align(shape.wire_align)?;
                    self.plain(at, shape.size)?;
                }
                Kind::Enum16 => match self.reader.u16()? {
                    value if value < 0x8000 => store::<i32>(at, value.into()),
                    _ => return Err(Fault::EnumRange),
                },
                Kind::Int3264 => store(at, u64::from(self.reader.u32()?)),
                Kind::Descriptor => self.descriptor(at)?,
                Kind::Struct(layout) => {
                    self.reader.align(shape.wire_align)?;
                    for step in &layout.moves {
                        self.reader.bytes(step.gap)?;
                        match step.what {
                            What::Bytes { at: offset, len } => self.plain(at.add(offset), len)?,
                            What::Align(align) => self.reader.align(align)?,
                            What::Field(index) => {
                                let field = &layout.fields[index];
                                self.in_place(&field.shape, at.add(field.at), at)?;
                            }
                        }
                    }
                }
                Kind::Recursive(knot) => self.in_place(knot.shape(), at, base)?,
                Kind::Union(union) => {
                    let value = match union.sent {
                        Some(number) => self.tag(number)?,
                        None => union.switch.switch(self.args, base)?, // the field before
                    };
                    self.tags.insert((at.cast_const(), union), Tag { value, switch: union.switch, base });
                    if let Some(arm) = union.arm(value)? {
                        self.in_place(arm, at, base)?;
                    }
                }
                Kind::Conformant(many) => self.conformant(many, at, base)?,
                Kind::Fixed { element, count } => {
                    for index in 0..*count {
                        self.in_place(element, at.add(index * element.size), base)?;
                    }
                }
                Kind::Referent { may_be_null, .. } => {
                    let id = self.reader.u32()?;
                    store::<u64>(at, if *may_be_null { id.into() } else { 1 });
                }
            }
        }
        Ok(())
    }

    /// Reads the value that a union is switched by.
    fn tag(&mut self, number: Number) -> Result<i64, Fault> {
        match number.scalar {
            Scalar::Enum16 => return Ok(self.reader.u16()?.into()),
            Scalar::Int3264 => return Ok(self.reader.u32()?.into()),
            _ => (),
        }
        let mut value = 0_u64;
        let at: *mut u8 = (&raw mut value).cast();
        // SAFETY: there is room for any number.
        unsafe {
            quick::read(self.reader, at, crate::lower::width(number.scalar) as u8)?;
            number.wide(at)
        }
    }

    /// Reads what of a value follows the construct that it stands in.
    unsafe fn deferred(&mut self, turn: &Turn<'_>) -> Result<(), Fault> {
        let &Turn { shape, at, base } = turn;
        // SAFETY: as for `in_place`, which was here before.
        unsafe {
            match &shape.kind {
                Kind::Struct(layout) => {
                    for field in layout.fields.iter().rev() {
                        self.waiting.part(&field.shape, at.add(field.at), 1, at);
                    }
                }
                Kind::Recursive(knot) => self.waiting.part(knot.shape(), at, 1, base),
                Kind::Union(union) => {
                    let tag = self.tags.get(&(at.cast_const(), std::ptr::from_ref(union)));
                    let value = tag.ok_or(Fault::Inconsistent("a union"))?.value;
                    if let Some(arm) = union.arm(value)? {
                        self.waiting.part(arm, at, 1, base);
                    }
                }
                Kind::Conformant(many) => {
                    let count = many.length.unwrap_or(many.size).value(self.args, base)?;
                    self.waiting.part(&many.element, at, count as usize, base);
                }
                Kind::Fixed { element, count } => self.waiting.part(element, at, *count, base),
                Kind::Referent { full, referent, .. } => {
                    let id = crate::memory::load::<u64>(at) as u32;
                    self.pointer(id, *full, referent, at, base)?;
                }
                Kind::Plain | Kind::Enum16 | Kind::Int3264 | Kind::Descriptor => {}
            }
        }
        Ok(())
    }

    /// Leaves a pointer with this id at `at`.
    unsafe fn pointer(
        &mut self,
        id: u32,
        full: Option<u32>,
        referent: &Referent,
        at: *mut u8,
        base: *const u8,
    ) -> Result<(), Fault> {
        // SAFETY: `at` has room for a pointer (or a VARIANT).
        unsafe {
            let size = if let Referent::Variant = referent { size_of::<RawVariant>() } else { 8 };
            at.write_bytes(0, size);
            let Some(ty) = full.filter(|_| id != 0) else {
                return if id == 0 { Ok(()) } else { self.referent(referent, at, base) };
            };
            if let Some(known) = full::find(&self.full, id, ty)? {
                if known.kept && self.giving {
                    return Err(Fault::Inconsistent("a full pointer")); // it would have two owners
                }
                store(at, known.at);
                return Ok(());
            }
            self.referent(referent, at, base)?;
            self.full.insert(id, Target { at: load(at), ty, room: 0, kept: !self.giving });
        }
        Ok(())
    }

    /// Reads what a referent id stands for, and leaves the pointer to it (or the VARIANT) at `at`.
    unsafe fn referent(&mut self, referent: &Referent, at: *mut u8, base: *const u8) -> Result<(), Fault> {
        // SAFETY: `at` has room for a pointer (or a VARIANT); what is stored is in the journal.
        unsafe {
            match referent {
                Referent::Bstr => {
                    let text = self.bstr()?;
                    self.own(Owned::Bstr(text));
                    store(at, text);
                }
                Referent::Variant => {
                    let old = self.replaced_value(at);
                    let value: RawVariant = self.variant(old)?;
                    self.own(Owned::Variant(value));
                    store(at, value);
                }
                Referent::SafeArray(vartype) => {
                    let array = self.safearray(*vartype)?;
                    if !array.is_null() {
                        self.own(Owned::SafeArray(array));
                    }
                    store(at, array);
                }
                Referent::Interface(iid) => {
                    let iid = iid.value(self.args)?;
                    let object = self.object(&iid)?;
                    self.own(Owned::Object(object));
                    store(at, object);
                }
                Referent::One(target) => {
                    let size = self.size(target)?;
                    let memory = self.task(size)?;
                    self.begin_value(target, memory, base)?;
                    store(at, memory);
                }
                Referent::Many(many) => {
                    let (room, length) = self.counts(many, base)?;
                    let memory = self.task(self.room(many, room, length)?)?;
                    self.begin_elements(&many.element, memory, length, base)?;
                    store(at, memory);
                }
                Referent::Text(unit) => self.text(at, *unit)?,
            }
        }
        Ok(())
    }

    /// Reads the counts before an array: how many elements it has room for, and how many follow, which is no more than can
    /// be there.
    ///
    /// # Safety
    /// As for [`whole`](Self::whole).
    pub(crate) unsafe fn counts(&mut self, many: &Many, base: *const u8) -> Result<(u32, usize), Fault> {
        let element = many.element.known().wire_size;
        // SAFETY: the caller's promise.
        unsafe {
            let (size, count) = match many.length {
                None => {
                    let count = self.reader.count(element)?;
                    (count as u32, count)
                }
                Some(length) => {
                    let varying = self.reader.conformant_varying(element)?;
                    self.announced(length, varying.count as u32, base)?;
                    (varying.max, varying.count)
                }
            };
            self.announced(many.size, size, base)?;
            Ok((size, count))
        }
    }

    /// Bytes for an array with room for `size` elements of which `count` follow.
    pub(crate) fn room(&self, many: &Many, size: u32, count: usize) -> Result<usize, Fault> {
        let bytes = (size as usize).checked_mul(many.element.size).ok_or(Fault::Bound)?;
        if size as usize > count && bytes > MAX_ROOM { Err(Fault::Bound) } else { Ok(bytes) }
    }

    /// Compares a count with the one announced for it, now or when the announcement is read.
    unsafe fn announced(&mut self, count: Count, found: u32, base: *const u8) -> Result<(), Fault> {
        let later = match count {
            Count::Param { index, .. } => {
                let given = self.side == Side::Proxy && self.params[index].direction == Direction::In;
                index >= self.current && !given
            }
            _ => false,
        };
        if later {
            self.checks.push(Announcement { count, found });
            return Ok(());
        }
        // SAFETY: the announcement is there: a field of a struct that is read, or an argument that has its value.
        if unsafe { count.value(self.args, base) }? != found { Err(Fault::Bound) } else { Ok(()) }
    }

    /// Reads elements to where they shall lie one after the other.
    ///
    /// # Safety
    /// As for [`whole`](Self::whole), with room for so many.
    pub(crate) unsafe fn elements(
        &mut self,
        element: &Shape,
        at: *mut u8,
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

    /// The same up to where pointers in them are followed, which [`follow`](Self::follow) does.
    ///
    /// # Safety
    /// As for [`whole`](Self::whole), with room for so many.
    pub(crate) unsafe fn begin_elements(
        &mut self,
        element: &Shape,
        at: *mut u8,
        count: usize,
        base: *const u8,
    ) -> Result<(), Fault> {
        if count == 0 {
            return Ok(());
        }
        // SAFETY: the caller's promise.
        unsafe { self.elements_in_place(element, at, count, base) }?;
        self.waiting.target(element, at, count, base)
    }

    /// The same, of what stands in their places.
    pub(super) unsafe fn elements_in_place(
        &mut self,
        element: &Shape,
        at: *mut u8,
        count: usize,
        base: *const u8,
    ) -> Result<(), Fault> {
        // SAFETY: the caller's promise: there is room for so many elements.
        unsafe {
            if matches!(element.kind, Kind::Plain) {
                self.reader.align(element.wire_align)?;
                let len = count.checked_mul(element.size).ok_or(Fault::Bound)?;
                return self.plain(at, len);
            }
            for index in 0..count {
                self.in_place(element, at.add(index * element.size), base)?;
            }
        }
        Ok(())
    }

    /// Copies bytes that mean the same in memory.
    ///
    /// # Safety
    /// There is room for so many.
    pub(crate) unsafe fn plain(&mut self, at: *mut u8, len: usize) -> Result<(), Fault> {
        let bytes = self.reader.bytes(len)?;
        // SAFETY: the caller's promise; the message and the memory are apart.
        unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), at, len) };
        Ok(())
    }

    /// Reads a FLAGGED_WORD_BLOB ([MS-OAUT] 2.2.23.1): an owned BSTR, not in the journal.
    pub(crate) fn bstr(&mut self) -> Result<*const u16, Fault> {
        let units = self.reader.count(2)?;
        let length = self.reader.u32()?;
        if self.reader.u32()? as usize != units {
            return Err(Fault::Inconsistent("the length of a BSTR"));
        }
        if length == u32::MAX && units == 0 {
            return Ok(std::ptr::null());
        }
        if length.div_ceil(2) as usize != units {
            return Err(Fault::Inconsistent("the length of a BSTR"));
        }
        let bytes = self.reader.bytes(units * 2)?;
        let text = bstr_of_bytes(&bytes[..length as usize]);
        if text.is_null() { Err(Fault::Memory) } else { Ok(text) }
    }

    /// Reads text that has its NUL at the end.
    unsafe fn text(&mut self, at: *mut u8, unit: usize) -> Result<(), Fault> {
        let count = self.reader.conformant_varying(unit)?.count;
        let bytes = self.reader.bytes(count * unit)?;
        if !bytes
            .last_chunk::<2>()
            .map_or(unit == 1 && bytes == [0], |end| end[2 - unit..] == [0; 2][2 - unit..])
        {
            return Err(Fault::Inconsistent("the end of a text"));
        }
        let memory = self.task(bytes.len())?;
        // SAFETY: so much was just allocated; `at` has room for a pointer.
        unsafe {
            std::ptr::copy_nonoverlapping(bytes.as_ptr(), memory, bytes.len());
            store(at, memory);
        }
        Ok(())
    }

    /// Reads an MInterfacePointer ([MS-DCOM] 2.2.14): an owned pointer, not in the journal.
    pub(crate) fn object(&mut self, iid: &GUID) -> Result<*mut c_void, Fault> {
        let length = self.reader.count(1)?;
        if self.reader.u32()? as usize != length {
            return Err(Fault::Inconsistent("the length of an interface pointer"));
        }
        let objref = self.reader.bytes(length)?;
        // SAFETY: the implementer vouches for the pointer.
        let object = unsafe { self.pointers.unmarshal(iid, objref) }.map_err(Fault::Pointer)?;
        if object.is_null() { Err(Fault::NullReference) } else { Ok(object) }
    }

    unsafe fn descriptor(&mut self, at: *mut u8) -> Result<(), Fault> {
        let number = self.reader.u32()?;
        let mut descriptor = -1;
        if number != NO_DESCRIPTOR {
            descriptor = self.pointers.receive_descriptor(number).map_err(Fault::Pointer)?.into_raw_fd();
            self.own(Owned::Descriptor(descriptor));
        }
        // SAFETY: `at` has room for a descriptor.
        unsafe { store(at, descriptor) };
        Ok(())
    }

    /// Zeroed task memory, in the journal.
    fn task(&mut self, size: usize) -> Result<*mut u8, Fault> {
        let memory = task_zeroed(size);
        if memory.is_null() {
            return Err(Fault::Memory);
        }
        self.own(Owned::Task(memory));
        Ok(memory)
    }

    fn own(&mut self, owned: Owned) {
        if self.giving { self.journal.given.push(owned) } else { self.journal.kept.push(owned) }
    }

    /// The value that the one at `at` will replace.
    fn replaced_value(&self, at: *mut u8) -> Option<*const RawVariant> {
        let Replaced { new, old, size } = self.replaced?;
        let offset = (at as usize).checked_sub(new as usize).filter(|offset| *offset < size)?;
        Some(old.wrapping_add(offset).cast_const().cast())
    }

    /// Goes one VARIANT or SAFEARRAY deeper.
    pub(crate) fn nest<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Fault>) -> Result<T, Fault> {
        if self.nesting >= MAX_NESTING {
            return Err(Fault::TooDeep);
        }
        self.nesting += 1;
        let result = read(self);
        self.nesting -= 1;
        result
    }
}
