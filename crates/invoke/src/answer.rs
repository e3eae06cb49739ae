//! Reading an answer into the caller's variables.
//!
//! ```text
//!  [out]      straight into the caller's variable, which holds nothing yet
//!  [in, out]  into other memory; when all is read, the old value is released and the new one takes its place
//! ```

use crate::error::{Fault, Side};
use crate::lower::{Args, Kind, Parameter, Quick, Ready, Referent, Shape};
use crate::marshal::full::{self, Target};
use crate::marshal::journal::Journal;
use crate::marshal::read::{Decoder, Replaced};
use crate::marshal::release::Release;
use crate::pointers::Pointers;
use crate::quick;
use oxcom_typeinfo::plan::{Direction, MethodResult, Scalar};
use oxcom_wire::ndr::Reader;
use std::ffi::c_void;
use std::ptr::null;

/// A fault, and the index of the parameter that has it.
pub(crate) type Misread = (Option<usize>, Fault);

/// Reads an answer; returns the result as it fills a register. On failure only [out] variables have been written to, and
/// what lies there owns nothing.
///
/// # Safety
/// `args` are the arguments of a call of this method.
pub(crate) unsafe fn read(
    ready: &Ready,
    args: Args,
    reader: &mut Reader<'_>,
    pointers: &mut dyn Pointers,
) -> Result<u64, Misread> {
    // SAFETY: the caller's promise.
    unsafe {
        if ready.is_quick {
            return read_numbers(ready, args, reader);
        }
        if ready.has_in_out || lacks_variable(ready, args) {
            let staging = Staging::new(ready, args)?;
            let new = Args::new(staging.table.as_ptr());
            let decoder = Decoder::new(reader, pointers, Side::Proxy, &ready.params, new);
            return read_into(ready, args, new, decoder, Some(staging));
        }
        read_into(ready, args, args, Decoder::new(reader, pointers, Side::Proxy, &ready.params, args), None)
    }
}

/// The same for a method that gives nothing but numbers.
unsafe fn read_numbers(ready: &Ready, args: Args, reader: &mut Reader<'_>) -> Result<u64, Misread> {
    for step in &ready.answer {
        // SAFETY: what comes back is a pointer to a number.
        let read = unsafe { quick::read(reader, args.pointer(step.param.into()), step.quick.width()) };
        read.map_err(|error| (Some(step.param.into()), error.into()))?;
    }
    result(&ready.result, reader).map_err(|error| (None, error.into()))
}

/// Whether the caller does not want to have something that will come.
unsafe fn lacks_variable(ready: &Ready, args: Args) -> bool {
    ready.answer.iter().any(|step| {
        // SAFETY: what comes back is a pointer.
        step.quick == Quick::No && unsafe { args.pointer(step.param.into()).is_null() }
    })
}

unsafe fn read_into(
    ready: &Ready,
    old: Args,
    new: Args,
    mut decoder: Decoder<'_, '_>,
    mut staging: Option<Staging>,
) -> Result<u64, Misread> {
    // SAFETY: `new` are the arguments with other memory for what must not be overwritten yet.
    unsafe {
        let result = read_all(ready, old, new, &mut decoder);
        let mut journal = std::mem::take(&mut decoder.journal);
        if result.is_ok() {
            if let Some(staging) = &mut staging {
                staging.commit(ready, old, new);
            }
            journal.update_variables();
            journal.update_records();
            journal.give();
        }
        journal.release();
        result
    }
}

unsafe fn read_all(
    ready: &Ready,
    old: Args,
    new: Args,
    decoder: &mut Decoder<'_, '_>,
) -> Result<u64, Misread> {
    for step in &ready.answer {
        let index = usize::from(step.param);
        // SAFETY: what comes back is a pointer to a variable of its shape.
        unsafe {
            let read = match step.quick {
                Quick::Target(width) => {
                    quick::read(decoder.reader, new.pointer(index), width).map_err(Fault::from)
                }
                _ => {
                    decoder.begin(index);
                    param(&ready.params[index], index, old, new, decoder)
                }
            };
            read.map_err(|fault| (Some(index), fault))?;
        }
    }
    // SAFETY: all arguments have their values.
    unsafe { decoder.finish() }.map_err(|fault| (None, fault))?;
    result(&ready.result, decoder.reader).map_err(|fault| (None, fault.into()))
}

unsafe fn param(
    param: &Parameter,
    index: usize,
    old: Args,
    new: Args,
    decoder: &mut Decoder<'_, '_>,
) -> Result<(), Fault> {
    let Kind::Referent { may_be_null, full, referent } = &param.shape.kind else { return Ok(()) };
    // SAFETY: what comes back is a pointer to a variable of its shape.
    unsafe {
        let (variable, target) = (old.pointer(index), new.pointer(index));
        if *may_be_null {
            let id = decoder.reader.u32()?;
            let expected = !variable.is_null() || param.direction == Direction::Out;
            if (id != 0) != expected {
                return Err(Fault::Inconsistent("an optional argument"));
            }
            if id == 0 || is_known(*full, id, variable, decoder)? {
                return Ok(());
            }
        }
        if param.direction == Direction::InOut {
            let size = room(&param.shape, old, variable)?;
            decoder.replaces(Replaced { new: target, old: variable, size });
        }
        match referent {
            Referent::One(shape) => {
                decoder.size(shape)?;
                if let Some(tail) = shape.tail()
                    && decoder.maximum > tail.count(old, variable)?
                {
                    return Err(Fault::Bound);
                }
                decoder.whole(shape, target, null())
            }
            Referent::Many(many) => {
                let room = many.size.value(old, null())?;
                let (size, count) = decoder.counts(many, null())?;
                if size > room {
                    return Err(Fault::Bound);
                }
                decoder.elements(&many.element, target, count, null())
            }
            _ => Ok(()),
        }
    }
}

/// Whether an argument is a full pointer to what was read already. Notes what it points to, which is the same for both
/// sides: arguments that are equal here are equal there.
fn is_known(full: Option<u32>, id: u32, at: *mut u8, decoder: &mut Decoder<'_, '_>) -> Result<bool, Fault> {
    let Some(ty) = full else { return Ok(false) };
    let known = full::find(&decoder.full, id, ty)?;
    if known.is_some_and(|known| known.at != at)
        || (known.is_none() && decoder.full.values().any(|target| target.at == at))
    {
        return Err(Fault::Inconsistent("a full pointer"));
    }
    decoder.full.insert(id, Target { at, ty, room: 0, kept: true });
    Ok(known.is_some())
}

/// Reads a result as it fills a register.
fn result(result: &MethodResult, reader: &mut Reader<'_>) -> oxcom_wire::Result<u64> {
    let scalar = match result {
        MethodResult::Void => return Ok(0),
        MethodResult::Hresult => Scalar::I32,
        MethodResult::Scalar(scalar) => *scalar,
    };
    Ok(match scalar {
        Scalar::I8 => i64::from(reader.i8()?) as u64,
        Scalar::U8 => reader.u8()?.into(),
        Scalar::I16 => i64::from(reader.i16()?) as u64,
        Scalar::U16 | Scalar::Enum16 => reader.u16()?.into(),
        Scalar::I32 => i64::from(reader.i32()?) as u64,
        Scalar::U32 | Scalar::F32 | Scalar::Int3264 => reader.u32()?.into(),
        Scalar::I64 | Scalar::U64 | Scalar::F64 | Scalar::ISize | Scalar::USize => reader.u64()?,
    })
}

/// Bytes of what an argument points to.
///
/// # Safety
/// The arguments that the shape's counts name have their values.
pub(crate) unsafe fn target_size(shape: &Shape, args: Args) -> Result<usize, Fault> {
    match &shape.kind {
        Kind::Referent { referent: Referent::One(target), .. } => Ok(target.size),
        Kind::Referent { referent: Referent::Many(many), .. } => {
            // SAFETY: the caller's promise.
            let size = unsafe { many.size.value(args, null()) }?;
            (size as usize).checked_mul(many.element.size).ok_or(Fault::Bound)
        }
        _ => Ok(0),
    }
}

/// Bytes of what an argument points to, with those of the array in which a struct ends.
///
/// # Safety
/// As for [`target_size`]; the variable is null or has its value.
unsafe fn room(shape: &Shape, args: Args, variable: *const u8) -> Result<usize, Fault> {
    match &shape.kind {
        Kind::Referent { referent: Referent::One(target), .. } if target.open && !variable.is_null() => {
            let tail = target.tail().ok_or(Fault::Bound)?;
            // SAFETY: the caller's promise.
            tail.room(unsafe { tail.count(args, variable) }?).ok_or(Fault::Bound)
        }
        // SAFETY: as above.
        _ => unsafe { target_size(shape, args) },
    }
}

/// The same without the padding at the end of a struct that ends in an array: C's programs need not have room for that.
///
/// # Safety
/// As for [`room`].
unsafe fn used(shape: &Shape, args: Args, variable: *const u8) -> Result<usize, Fault> {
    match &shape.kind {
        Kind::Referent { referent: Referent::One(target), .. } if target.open && !variable.is_null() => {
            let tail = target.tail().ok_or(Fault::Bound)?;
            // SAFETY: the caller's promise.
            tail.end(unsafe { tail.count(args, variable) }?).ok_or(Fault::Bound)
        }
        // SAFETY: as above.
        _ => unsafe { target_size(shape, args) },
    }
}

/// Memory for values that replace others, and a table of arguments that points there.
struct Staging {
    table: Box<[*mut c_void]>,
    /// What the table points to: pointers to the memory.
    _slots: Box<[*mut u8]>,
    memory: Journal,
}

impl Staging {
    unsafe fn new(ready: &Ready, args: Args) -> Result<Self, Misread> {
        let count = ready.params.len();
        let mut memory = Journal::default();
        let mut slots = vec![std::ptr::null_mut::<u8>(); count].into_boxed_slice();
        // SAFETY: there are so many arguments.
        let mut table: Box<[*mut c_void]> =
            (0..count).map(|index| unsafe { args.at(index) }.cast()).collect();
        for (index, param) in ready.params.iter().enumerate() {
            if param.direction == Direction::In {
                continue;
            }
            // SAFETY: what comes back is a pointer; its size is known before the call.
            unsafe {
                let variable = args.pointer(index);
                let wanted = match param.direction {
                    Direction::InOut => !variable.is_null(),
                    _ => variable.is_null(),
                };
                if let Some(same) = equal(ready, args, index) {
                    table[index] = table[same];
                } else if wanted {
                    let size = room(&param.shape, args, variable).map_err(|fault| (Some(index), fault))?;
                    slots[index] = memory.block(size, 16);
                    if slots[index].is_null() {
                        memory.release();
                        return Err((Some(index), Fault::Memory));
                    }
                    table[index] = (&raw mut slots[index]).cast();
                }
            }
        }
        Ok(Self { table, _slots: slots, memory })
    }

    /// Puts the new values where the old ones are, and releases those, and the ones that nobody wants.
    unsafe fn commit(&mut self, ready: &Ready, old: Args, new: Args) {
        let staged = |index: usize| std::ptr::eq(self.table[index], (&raw const self._slots[index]).cast());
        let staged = ready.params.iter().enumerate().filter(|(index, _)| staged(*index));
        // SAFETY: all values were read; old ones are released before any is overwritten, as they tell how long others are.
        unsafe {
            let (mut of_old, mut of_new) = (Release::new(old), Release::new(new));
            let is_full =
                |param: &Parameter| matches!(param.shape.kind, Kind::Referent { full: Some(_), .. });
            let all = ready.params.iter().enumerate().filter(|(_, param)| is_full(param));
            of_old.keep(all.map(|(index, _)| old.pointer(index)));
            for (index, param) in staged.clone() {
                let is_replaced = param.direction == Direction::InOut;
                let (args, release) = if is_replaced { (old, &mut of_old) } else { (new, &mut of_new) };
                let Kind::Referent { referent, .. } = &param.shape.kind else { continue };
                let target = args.pointer(index);
                match referent {
                    Referent::One(shape) => release.contents(shape, target, null()),
                    Referent::Many(many) => {
                        let length = release.length(many, null());
                        release.elements(&many.element, target, length, null());
                    }
                    _ => {}
                }
            }
            for (index, param) in staged.filter(|(_, param)| param.direction == Direction::InOut) {
                let size = used(&param.shape, old, new.pointer(index)).unwrap_or(0);
                std::ptr::copy_nonoverlapping(new.pointer(index), old.pointer(index), size);
            }
        }
    }
}

/// The argument before this one that is a full pointer to the same variable, if there is one.
unsafe fn equal(ready: &Ready, args: Args, index: usize) -> Option<usize> {
    let full = |index: usize| match &ready.params[index].shape.kind {
        Kind::Referent { full, .. } if ready.params[index].direction == Direction::InOut => *full,
        _ => None,
    };
    let ty = full(index)?;
    // SAFETY: full pointers are pointers.
    (0..index).find(|&other| unsafe { full(other) == Some(ty) && args.pointer(other) == args.pointer(index) })
}

impl Drop for Staging {
    fn drop(&mut self) {
        // SAFETY: nobody points to the memory any more.
        unsafe { self.memory.release() };
    }
}
