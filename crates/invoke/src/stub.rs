//! The object's end: from a request to a native call, and to the answer.
//!
//! ```text
//!  frame:  │ table: &this, &arg, &arg … │ this │ arg │ arg … │ what args point to │      one per call, on the stack if it fits
//!             ▲ what libffi takes                    └────────────▲
//! ```

use crate::error::{Fault, InvokeError, Side};
use crate::lower::{Args, Kind, Parameter, Quick, Ready, Referent, place};
use crate::marshal::MAX_ROOM;
use crate::marshal::journal::Journal;
use crate::marshal::read::Decoder;
use crate::marshal::release;
use crate::marshal::write::Encoder;
use crate::memory::{load, store};
use crate::native::result_register;
use crate::pointers::Pointers;
use oxcom_typeinfo::plan::{Direction, Interface, MethodResult, Scalar};
use oxcom_wire::ndr::{Reader, Writer};
use std::ffi::c_void;
use std::mem::MaybeUninit;
use std::ptr::null;
use std::sync::Arc;

/// What a stub needs to know to call objects of an interface. Made once per interface.
pub struct StubPlan {
    interface: Arc<Interface>,
    methods: Box<[Option<Ready>]>,
}

impl StubPlan {
    /// Makes the methods of an interface ready to be called.
    ///
    /// # Errors
    /// [`InvokeError::Plan`] when the engine cannot walk the plan of a method.
    pub fn new(interface: Arc<Interface>) -> Result<StubPlan, InvokeError> {
        let methods = crate::ready_methods(&interface)?.into();
        Ok(StubPlan { interface, methods })
    }

    /// The interface.
    pub fn interface(&self) -> &Arc<Interface> {
        &self.interface
    }

    /// Reads the arguments, calls the method in `slot` of `object`, writes the `[out]` arguments and the result, and frees all
    /// that it made and all that the method handed out.
    ///
    /// # Safety
    /// `object` is a non-null pointer to this interface, to be called on this thread. Nothing is asked of the request.
    ///
    /// # Errors
    /// [`InvokeError::NoMethod`], [`InvokeError::Read`]: the method was not called; [`InvokeError::Write`]: it was, but its
    /// answer cannot be sent. What is in `answer` then is of no use.
    pub unsafe fn invoke(
        &self,
        object: *mut c_void,
        slot: u16,
        request: &mut Reader<'_>,
        answer: &mut Writer<'_>,
        pointers: &mut dyn Pointers,
    ) -> Result<(), InvokeError> {
        let index = usize::from(slot).checked_sub(3);
        let method = index.and_then(|index| self.methods.get(index)?.as_ref().map(|ready| (index, ready)));
        let (index, ready) = method.ok_or(InvokeError::NoMethod { interface: self.interface.iid, slot })?;
        let mut inline = MaybeUninit::<Inline>::uninit();
        let mut heap = Vec::<u128>::new();
        let memory: *mut u8 = if ready.frame <= size_of::<Inline>() {
            inline.as_mut_ptr().cast()
        } else {
            heap.resize(ready.frame / size_of::<u128>(), 0);
            heap.as_mut_ptr().cast()
        };
        // SAFETY: the memory has the frame's size and outlives it; the object is the caller's promise.
        let outcome = unsafe {
            let mut frame = Frame::new(ready, memory, object);
            frame.run(slot, request, answer, pointers)
        };
        outcome.map_err(|trouble| {
            let named = |param| Box::new(place(&self.interface, &self.interface.methods[index], param));
            match trouble {
                Trouble::Read(param, fault) => {
                    InvokeError::Read { place: named(param), side: Side::Stub, fault }
                }
                Trouble::Write(param, fault) => {
                    InvokeError::Write { place: named(Some(param)), side: Side::Stub, fault }
                }
            }
        })
    }
}

/// Room for the frames of nearly all methods.
type Inline = [u128; 32];

/// What went wrong, and with which parameter.
enum Trouble {
    Read(Option<usize>, Fault),
    Write(usize, Fault),
}

/// The arguments of one call, and what they point to.
struct Frame<'a> {
    ready: &'a Ready,
    memory: *mut u8,
    args: Args,
}

impl<'a> Frame<'a> {
    /// Lays out the table of arguments; the arguments are zero.
    ///
    /// # Safety
    /// `memory` has the frame's size and is aligned to 16; it outlives the frame.
    unsafe fn new(ready: &'a Ready, memory: *mut u8, object: *mut c_void) -> Self {
        // SAFETY: lowering reserved these places in the frame.
        unsafe {
            memory.write_bytes(0, ready.frame);
            let table: *mut *mut c_void = memory.cast();
            let this = memory.add(8 * (ready.params.len() + 1));
            store(this, object);
            *table = this.cast();
            for (index, param) in ready.params.iter().enumerate() {
                *table.add(index + 1) = memory.add(param.slot).cast();
            }
            Self { ready, memory, args: Args::new(table.add(1)) }
        }
    }

    unsafe fn run(
        &mut self,
        slot: u16,
        request: &mut Reader<'_>,
        answer: &mut Writer<'_>,
        pointers: &mut dyn Pointers,
    ) -> Result<(), Trouble> {
        // SAFETY: the frame was laid out for this method; the object has the interface, the caller's promise.
        unsafe {
            let mut decoder = Decoder::new(request, pointers, Side::Stub, &self.ready.params, self.args);
            let read = self.read_request(&mut decoder);
            let mut journal = std::mem::take(&mut decoder.journal);
            let outcome = match read {
                Err((param, fault)) => Err(Trouble::Read(param, fault)),
                Ok(()) => {
                    journal.give();
                    let result = self.call(slot);
                    let outcome = self.write_answer(result, answer, pointers);
                    self.release_results();
                    outcome
                }
            };
            journal.release();
            outcome
        }
    }

    unsafe fn read_request(&mut self, decoder: &mut Decoder<'_, '_>) -> Result<(), (Option<usize>, Fault)> {
        // SAFETY: the frame has room for the arguments, and for the targets of those that are pointers.
        unsafe {
            for step in &self.ready.request {
                let index = usize::from(step.param);
                let param = &self.ready.params[index];
                let read = match step.quick {
                    Quick::Value(width) => decoder.quick(self.memory.add(param.slot), width),
                    Quick::Target(width) => {
                        let target = self.memory.add(param.target);
                        store(self.memory.add(param.slot), target);
                        decoder.quick(target, width)
                    }
                    Quick::No => {
                        decoder.begin(index);
                        self.read_argument(param, decoder)
                    }
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
            let Kind::Referent { may_be_null, referent: referent @ (Referent::One(_) | Referent::Many(_)) } =
                &param.shape.kind
            else {
                return decoder.whole(&param.shape, slot, null());
            };
            if *may_be_null && decoder.reader.referent()?.is_none() {
                return Ok(());
            }
            let target = self.memory.add(param.target);
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
                    decoder.elements(&many.element, block, count, null())
                }
                Referent::One(shape) => {
                    store(slot, target);
                    decoder.whole(shape, target, null())
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
                let block = journal.block(room.ok_or(Fault::Bound)?, many.element.align.max(8));
                if block.is_null() {
                    return Err(Fault::Memory);
                }
                store(target, size);
                store(slot, block);
            } else {
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
    ) -> Result<(), Trouble> {
        let mut encoder = Encoder::new(answer, pointers, self.args);
        for step in &self.ready.answer {
            let index = usize::from(step.param);
            let param = &self.ready.params[index];
            // SAFETY: the method left values where its arguments point to.
            let written = unsafe {
                match step.quick {
                    Quick::Target(width) => {
                        encoder.quick(self.memory.add(param.target), width);
                        Ok(())
                    }
                    _ => self.write_argument(param, &mut encoder),
                }
            };
            if let Err(fault) = written {
                encoder.discard();
                return Err(Trouble::Write(index, fault));
            }
        }
        if let Some(width) = self.ready.result_width {
            // SAFETY: the result fills a register; its lowest bytes come first.
            unsafe { encoder.quick((&raw const result).cast(), width) };
        }
        Ok(())
    }

    unsafe fn write_argument(&self, param: &Parameter, encoder: &mut Encoder<'_, '_>) -> Result<(), Fault> {
        // SAFETY: as for `write_answer`.
        unsafe {
            if let Kind::Referent { referent: Referent::Many(many), .. } = &param.shape.kind
                && !load::<*const u8>(self.memory.add(param.slot)).is_null()
                && many.size.value(self.args, null())? > load::<u32>(self.memory.add(param.target))
            {
                return Err(Fault::Bound);
            }
            encoder.whole(&param.shape, self.memory.add(param.slot), null())
        }
    }

    /// Releases what the method handed out.
    unsafe fn release_results(&mut self) {
        let results = self.ready.answer.iter().filter(|step| step.quick == Quick::No);
        for param in results.map(|step| &self.ready.params[usize::from(step.param)]) {
            // SAFETY: the answer is written, nobody needs the values any more.
            unsafe {
                let pointer: *mut u8 = load(self.memory.add(param.slot));
                match &param.shape.kind {
                    _ if pointer.is_null() => {}
                    Kind::Referent { referent: Referent::One(shape), .. } => {
                        release::contents(shape, pointer, self.args, null());
                    }
                    Kind::Referent { referent: Referent::Many(many), .. } => {
                        let room: u32 = load(self.memory.add(param.target));
                        let length = release::length(many, self.args, null()).min(room as usize);
                        release::elements(&many.element, pointer, length, self.args, null());
                    }
                    _ => {}
                }
            }
        }
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
