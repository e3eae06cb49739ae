//! Structs that end in an array of variable length (C706 14.3.7.1, 14.3.7.2).
//!
//! ```text
//!  memory   size used name values[0] values[1] …                     as many as `size` says
//!  wire     maximum   size used name   offset 0, count   values …    then what they point to
//!           └ before the outermost struct   └ where not all of them are sent
//! ```

use super::MAX_ROOM;
use super::read::Decoder;
use super::write::Encoder;
use crate::error::Fault;
use crate::lower::{Many, Shape};

impl Encoder<'_, '_> {
    /// Writes how many elements the array has in which a struct ends. That stands before the outermost struct.
    pub(super) unsafe fn maximum(&mut self, shape: &Shape, at: *const u8) -> Result<(), Fault> {
        if let Some(tail) = shape.tail() {
            // SAFETY: such a struct is there.
            self.writer.count(unsafe { tail.count(self.args, at) }?);
        }
        Ok(())
    }

    /// Writes the array in which a struct ends, but for its maximum.
    pub(super) unsafe fn conformant(
        &mut self,
        many: &Many,
        at: *const u8,
        base: *const u8,
    ) -> Result<(), Fault> {
        // SAFETY: the array has as many elements as the struct's fields say.
        unsafe {
            let mut count = many.size.value(self.args, base)?;
            if let Some(length) = many.length {
                let length = length.value(self.args, base)?;
                if length > count {
                    return Err(Fault::Bound);
                }
                self.writer.u32(0); // the offset of those that are sent
                self.writer.u32(length);
                count = length;
            }
            self.writer.align(many.element.known().wire_align);
            self.elements_in_place(&many.element, at, count as usize, base)
        }
    }
}

impl Decoder<'_, '_> {
    /// Reads what stands before a value that stands on its own, if anything does: the maximum of the array in which a struct ends.
    /// Returns the bytes that the value takes, which are no more than the message can hold or [`MAX_ROOM`].
    pub(crate) fn size(&mut self, shape: &Shape) -> Result<usize, Fault> {
        if !shape.open {
            return Ok(shape.size);
        }
        let tail = shape.tail().ok_or(Fault::Bound)?;
        let least = tail.many.element.known().wire_size;
        self.maximum = match tail.many.length {
            None => self.reader.count(least)? as u32,
            Some(_) => self.reader.u32()?,
        };
        let room = tail.room(self.maximum).ok_or(Fault::Bound)?;
        if tail.many.length.is_some() && room > MAX_ROOM { Err(Fault::Bound) } else { Ok(room) }
    }

    /// Reads the array in which a struct ends, whose maximum was read.
    pub(super) unsafe fn conformant(
        &mut self,
        many: &Many,
        at: *mut u8,
        base: *const u8,
    ) -> Result<(), Fault> {
        let (element, mut count) = (&many.element, self.maximum);
        // SAFETY: the struct's other fields are read; there is room for as many elements as its maximum says.
        unsafe {
            if many.size.value(self.args, base)? != count {
                return Err(Fault::Bound);
            }
            if let Some(length) = many.length {
                if self.reader.u32()? != 0 {
                    return Err(Fault::Inconsistent("the offset of an array"));
                }
                let length = length.value(self.args, base)?;
                let found = self.reader.count(element.known().wire_size)? as u32;
                if found > count || found != length {
                    return Err(Fault::Bound);
                }
                count = found;
            }
            self.reader.align(element.known().wire_align)?;
            self.elements_in_place(element, at, count as usize, base)
        }
    }
}
