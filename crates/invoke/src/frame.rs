//! The arguments of one call on the object's side: read, handed to the method, written back, released.
//!
//! ```text
//!  │ table: &this, &arg, &arg … │ this │ arg │ arg … │ what args point to │      on the stack if it fits
//!      ▲ what libffi takes                    └────────────▲
//! ```

use crate::error::{Fault, Side};
use crate::lower::{Args, Kind, Parameter, Quick, Ready, Referent, Shape, Step};
use crate::marshal::full::{self, Received, Sent, Target};
use crate::marshal::journal::Journal;
use crate::marshal::read::Decoder;
use crate::marshal::release::Release;
use crate::marshal::write::Encoder;
use crate::marshal::{MAX_ROOM, absent};
use crate::memory::{load, store};
use crate::native::result_register;
use crate::pointers::Pointers;
use crate::quick;
use oxcom_typeinfo::plan::{Direction, MethodResult, Scalar};
use oxcom_wire::ndr::{Reader, Writer};
use std::ffi::c_void;
use std::ptr::null;
use windows_core::HRESULT;

/// What went wrong, and with which parameter.
pub(crate) enum Trouble {
    Read(Option<usize>, Fault),
    Write(Option<usize>, Fault),
}

/// The arguments of one call, and what they point to.
pub(crate) struct Frame<'a> {
    ready: &'a Ready,
    memory: *mut u8,
    args: Args,
}

impl<'a> Frame<'a> {
    /// Lays out the table of arguments.
    ///
    /// # Safety
    /// `memory` has the frame's size and is aligned to 16; it outlives the frame.
    pub(crate) unsafe fn new(ready: &'a Ready, memory: *mut u8, object: *mut c_void) -> Self {
        // SAFETY: lowering reserved these places in the frame.
        unsafe {
            let table: *mut *mut c_void = memory.cast();
            let this = memory.add(8 * (ready.slots.len() + 1));
            store(this, object);
            *table = this.cast();
            for (index, slot) in ready.slots.iter().enumerate() {
                *table.add(index + 1) = memory.add(*slot as usize).cast();
            }
            Self { ready, memory, args: Args::new(table.add(1)) }
        }
    }

    /// Reads the request, calls the method in `slot`, writes the answer, and releases all that was made.
    ///
    /// # Safety
    /// The frame was made for the method in this slot, and for an object that has the interface.
    pub(crate) unsafe fn run(
        &mut self,
        slot: u16,
        request: &mut Reader<'_>,
        answer: &mut Writer<'_>,
        pointers: &mut dyn Pointers,
    ) -> Result<(), Trouble> {
        // SAFETY: the frame was laid out for this method; the object has the interface, the caller's promise.
        unsafe {
            if self.ready.is_quick {
                return self.run_quickly(slot, request, answer);
            }
            let start = 8 * (self.ready.slots.len() + 2); // after the table and `this`
            self.memory.add(start).write_bytes(0, self.ready.frame - start);
            let mut decoder = Decoder::new(request, pointers, Side::Stub, &self.ready.params, self.args);
            let read = self.read_request(&mut decoder);
            let Decoder { mut journal, full, .. } = decoder;
            let outcome = match read {
                Err((param, fault)) => Err(Trouble::Read(param, fault)),
                Ok(()) => {
                    journal.give();
                    let result = self.call(slot);
                    if self.ready.answer.is_empty() {
                        self.write_result(result, answer)
                    } else {
                        let outcome = self.write_answer(result, answer, pointers, &full);
                        self.release_results(&full);
                        outcome
                    }
                }
            };
            journal.release();
            outcome
        }
    }

    /// Reads a request and gives up what it holds.
    ///
    /// # Safety
    /// The frame was made for the method in this slot; no object is needed.
    pub(crate) unsafe fn discard(
        &mut self,
        request: &mut Reader<'_>,
        pointers: &mut dyn Pointers,
    ) -> Result<(), Trouble> {
        // SAFETY: the frame was laid out for this method.
        unsafe {
            let start = 8 * (self.ready.slots.len() + 2); // after the table and `this`
            self.memory.add(start).write_bytes(0, self.ready.frame - start);
            let mut decoder = Decoder::new(request, pointers, Side::Stub, &self.ready.params, self.args);
            let read = self.read_request(&mut decoder);
            std::mem::take(&mut decoder.journal).release();
            read.map_err(|(param, fault)| Trouble::Read(param, fault))
        }
    }

    /// The same for a method that takes and gives nothing but numbers, which leave nothing to release.
    unsafe fn run_quickly(
        &mut self,
        slot: u16,
        request: &mut Reader<'_>,
        answer: &mut Writer<'_>,
    ) -> Result<(), Trouble> {
        // SAFETY: as for `run`; a target has room for eight bytes.
        unsafe {
            for step in &self.ready.request {
                let (place, width) = self.place_of(step);
                let read = quick::read(request, place, width);
                read.map_err(|error| Trouble::Read(Some(step.param.into()), error.into()))?;
            }
            for step in &self.ready.answer {
                store(self.place_of(step).0, 0_u64);
            }
            let result = self.call(slot);
            for step in &self.ready.answer {
                quick::write(answer, self.memory.add(step.target as usize), step.quick.width());
            }
            self.write_result(result, answer)
        }
    }

    /// Where a number goes, which is in the argument or in what it points to, and its width.
    #[inline]
    unsafe fn place_of(&mut self, step: &Step) -> (*mut u8, u8) {
        // SAFETY: lowering reserved these places in the frame.
        unsafe {
            let slot = self.memory.add(step.slot as usize);
            if let Quick::Target(width) = step.quick {
                let target = self.memory.add(step.target as usize);
                store(slot, target);
                (target, width)
            } else {
                (slot, step.quick.width())
            }
        }
    }

    unsafe fn read_request(&mut self, decoder: &mut Decoder<'_, '_>) -> Result<(), (Option<usize>, Fault)> {
        // SAFETY: the frame has room for the arguments, and for the targets of those that are pointers.
        unsafe {
            for step in &self.ready.request {
                let index = usize::from(step.param);
                let param = &self.ready.params[index];
                let read = if step.quick == Quick::No {
                    decoder.begin(index);
                    self.read_argument(param, decoder)
                } else {
                    let (place, width) = self.place_of(step);
                    quick::read(decoder.reader, place, width).map_err(Fault::from)
                };
                read.map_err(|fault| (Some(index), fault))?;
            }
            decoder.finish().map_err(|fault| (None, fault))?;
            for (index, param) in self.ready.params.iter().enumerate() {
                if param.direction == Direction::Out {
                    self.make_room(param, &mut decoder.journal).map_err(|fault| (Some(index), fault))?;
                }
            }
        }
        Ok(())
    }

    /// Reads an argument; what a pointer points to goes into the frame, what an array points to into a block.
    unsafe fn read_argument(
        &mut self,
        param: &Parameter,
        decoder: &mut Decoder<'_, '_>,
    ) -> Result<(), Fault> {
        // SAFETY: as for `read_request`.
        unsafe {
            let slot = self.memory.add(param.slot);
            let Kind::Referent {
                may_be_null,
                full,
                referent: referent @ (Referent::One(_) | Referent::Many(_)),
            } = &param.shape.kind
            else {
                return decoder.whole(&param.shape, slot, null());
            };
            let id = if *may_be_null { decoder.reader.u32()? } else { 1 };
            if id == 0 {
                return Ok(());
            }
            let target = self.memory.add(param.target);
            if let Some(ty) = *full {
                if let Some(known) = full::find(&decoder.full, id, ty)? {
                    store(slot, known.at);
                    if has_room(referent) {
                        store(target, known.room);
                    }
                    return Ok(());
                }
                // Known before its pointers are followed, which may lead back to it.
                let begun = self.begin_target(param, referent, decoder);
                let room = if has_room(referent) { load(target) } else { 0 };
                decoder.full.insert(id, Target { at: load(slot), ty, room, kept: true });
                return decoder.follow(0, begun);
            }
            let begun = self.begin_target(param, referent, decoder);
            decoder.follow(0, begun)
        }
    }

    /// Reads what an argument points to, up to where pointers in it are followed.
    unsafe fn begin_target(
        &mut self,
        param: &Parameter,
        referent: &Referent,
        decoder: &mut Decoder<'_, '_>,
    ) -> Result<(), Fault> {
        // SAFETY: as for `read_request`.
        unsafe {
            let (slot, target) = (self.memory.add(param.slot), self.memory.add(param.target));
            match referent {
                Referent::Many(many) => {
                    let (size, count) = decoder.counts(many, null())?;
                    let room = decoder.room(many, size, count)?;
                    let block = decoder.journal.block(room, many.element.align.max(8));
                    if block.is_null() {
                        return Err(Fault::Memory);
                    }
                    store(target, size);
                    store(slot, block);
                    decoder.begin_elements(&many.element, block, count, null())
                }
                Referent::One(shape) if shape.open => {
                    let size = decoder.size(shape)?;
                    let block = decoder.journal.block(size, shape.align.max(8));
                    if block.is_null() {
                        return Err(Fault::Memory);
                    }
                    store(slot, block);
                    decoder.begin_value(shape, block, null())?;
                    store(target, self.count(shape, block)?);
                    Ok(())
                }
                Referent::One(shape) => {
                    store(slot, target);
                    decoder.begin_value(shape, target, null())
                }
                _ => Ok(()),
            }
        }
    }

    /// Gives an [out] argument something to point to.
    unsafe fn make_room(&mut self, param: &Parameter, journal: &mut Journal) -> Result<(), Fault> {
        // SAFETY: as for `read_request`; what counts name before the call has its value.
        unsafe {
            let (slot, target) = (self.memory.add(param.slot), self.memory.add(param.target));
            if let Kind::Referent { referent: Referent::Many(many), .. } = &param.shape.kind {
                let size = many.size.value(self.args, null())?;
                let room = (size as usize).checked_mul(many.element.size).filter(|room| *room <= MAX_ROOM);
                let room = room.ok_or(Fault::Bound)?;
                let block = journal.block(room, many.element.align.max(8));
                if block.is_null() {
                    return Err(Fault::Memory);
                }
                absent::target(&param.shape, block, room);
                store(target, size);
                store(slot, block);
            } else {
                absent::target(&param.shape, target, 0);
                store(slot, target);
            }
        }
        Ok(())
    }

    /// Calls the method.
    unsafe fn call(&mut self, slot: u16) -> u64 {
        // SAFETY: `this` has the interface's vtable; the table holds what the method's signature says.
        unsafe {
            let table: *mut *mut c_void = self.memory.cast();
            let object: *mut c_void = load((*table).cast());
            let vtable = *object.cast::<*const *const c_void>();
            let function = *vtable.add(slot.into());
            match self.ready.adapter {
                Some(adapter) => result_register((adapter.server)(object, function, table.add(1)).0),
                None => {
                    let mut result = 0;
                    self.ready.signature.call(function, table, &mut result);
                    result
                }
            }
        }
    }

    unsafe fn write_answer(
        &mut self,
        result: u64,
        answer: &mut Writer<'_>,
        pointers: &mut dyn Pointers,
        full: &Received,
    ) -> Result<(), Trouble> {
        let mut encoder = Encoder::new(answer, pointers, self.args);
        encoder.full = Sent::answering(full);
        for step in &self.ready.answer {
            let index = usize::from(step.param);
            let param = &self.ready.params[index];
            // SAFETY: the method left values where its arguments point to.
            let written = unsafe {
                match step.quick {
                    Quick::Target(width) => {
                        quick::write(encoder.writer, self.memory.add(param.target), width);
                        Ok(())
                    }
                    _ => self.write_argument(param, &mut encoder),
                }
            };
            if let Err(fault) = written {
                encoder.discard();
                return Err(Trouble::Write(Some(index), self.failure(result).unwrap_or(fault)));
            }
        }
        let written = self.write_result(result, encoder.writer);
        if written.is_err() {
            encoder.discard();
        }
        written
    }

    /// A method that failed may leave null where nothing may be null; its caller wants to know of the failure.
    fn failure(&self, result: u64) -> Option<Fault> {
        let code = HRESULT(result as i32);
        (self.ready.result == MethodResult::Hresult && code.is_err()).then_some(Fault::Failed(code))
    }

    fn write_result(&self, result: u64, answer: &mut Writer<'_>) -> Result<(), Trouble> {
        let Some(width) = self.ready.result_width else { return Ok(()) };
        if self.ready.result == MethodResult::Scalar(Scalar::Int3264) && u32::try_from(result).is_err() {
            return Err(Trouble::Write(None, Fault::NumberRange));
        }
        // SAFETY: the result fills a register; its lowest bytes come first.
        unsafe { quick::write(answer, (&raw const result).cast(), width) };
        Ok(())
    }

    unsafe fn write_argument(&self, param: &Parameter, encoder: &mut Encoder<'_, '_>) -> Result<(), Fault> {
        // SAFETY: as for `write_answer`.
        unsafe {
            let argument: *const u8 = load(self.memory.add(param.slot));
            let count = match &param.shape.kind {
                _ if argument.is_null() => 0,
                Kind::Referent { referent: Referent::Many(many), .. } => {
                    many.size.value(self.args, null())?
                }
                Kind::Referent { referent: Referent::One(shape), .. } if shape.open => {
                    self.count(shape, argument)?
                }
                _ => 0,
            };
            if count > 0 && count > load::<u32>(self.memory.add(param.target)) {
                return Err(Fault::Bound);
            }
            encoder.whole(&param.shape, self.memory.add(param.slot), null())
        }
    }

    /// How many elements the array has in which a struct ends that an argument points to.
    unsafe fn count(&self, shape: &Shape, at: *const u8) -> Result<u32, Fault> {
        // SAFETY: such a struct is there.
        shape.tail().map_or(Ok(0), |tail| unsafe { tail.count(self.args, at) })
    }

    /// Releases what the method handed out.
    unsafe fn release_results(&mut self, full: &Received) {
        let mut release = Release::new(self.args);
        release.keep(full.values().filter(|target| target.kept).map(|target| target.at));
        let results = self.ready.answer.iter().filter(|step| step.quick == Quick::No);
        for param in results.map(|step| &self.ready.params[usize::from(step.param)]) {
            // SAFETY: the answer is written, nobody needs the values any more.
            unsafe {
                let pointer: *mut u8 = load(self.memory.add(param.slot));
                match &param.shape.kind {
                    _ if pointer.is_null() || !release.is_first(&param.shape, pointer) => {}
                    // More elements than there is room for are no values.
                    Kind::Referent { referent: Referent::One(shape), .. }
                        if shape.open
                            && self.count(shape, pointer).unwrap_or(u32::MAX)
                                > load::<u32>(self.memory.add(param.target)) => {}
                    Kind::Referent { referent: Referent::One(shape), .. } => {
                        release.contents(shape, pointer, null());
                    }
                    Kind::Referent { referent: Referent::Many(many), .. } => {
                        let room: u32 = load(self.memory.add(param.target));
                        let length = release.length(many, null()).min(room as usize);
                        release.elements(&many.element, pointer, length, null());
                    }
                    _ => {}
                }
            }
        }
    }
}

/// Whether it is noted of an argument, where else its target would be, how many elements it has room for.
fn has_room(referent: &Referent) -> bool {
    match referent {
        Referent::Many(_) => true,
        Referent::One(target) => target.open,
        _ => false,
    }
}

/// How a result goes on the wire: so many bytes of its register.
pub(crate) fn result_width(result: &MethodResult) -> Option<u8> {
    match result {
        MethodResult::Void => None,
        MethodResult::Hresult => Some(4),
        MethodResult::Scalar(Scalar::Enum16) => Some(2),
        MethodResult::Scalar(Scalar::Int3264) => Some(4),
        MethodResult::Scalar(scalar) => Some(crate::lower::width(*scalar) as u8),
    }
}
