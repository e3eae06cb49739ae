//! A type as the engine walks it: sizes, alignments and offsets worked out, plain bytes merged into runs.

use super::knot::Knot;
use crate::error::Fault;
use crate::memory::load;
use oxcom_typeinfo::plan::Scalar;
use std::ffi::c_void;
use windows_core::GUID;

/// A type in memory and on the wire.
#[derive(Debug)]
pub(crate) struct Shape {
    pub(crate) kind: Kind,
    /// Bytes in memory; also the distance of array elements.
    pub(crate) size: usize,
    /// Alignment in memory.
    pub(crate) align: usize,
    /// Bytes on the wire of the part in place, without padding before it.
    pub(crate) wire_size: usize,
    /// Alignment on the wire: 1, 2, 4 or 8.
    pub(crate) wire_align: usize,
    /// What it adds to the alignment of a struct that it is in: for unions the arms count too.
    pub(crate) inner_align: usize,
    /// What stands in place has no fixed size on the wire; [`wire_size`](Self::wire_size) is the least.
    pub(crate) varies: bool,
    /// Something of it follows after the construct it stands in.
    pub(crate) deferred: bool,
    /// It owns memory or references.
    pub(crate) owned: bool,
    /// A struct that ends in an array of variable length: its sizes are the least.
    pub(crate) open: bool,
}

/// What kind of a value it is.
#[derive(Debug)]
pub(crate) enum Kind {
    /// The same bytes in memory and on the wire, all of them.
    Plain,
    /// 32 bits in memory, 16 on the wire.
    Enum16,
    /// 64 bits in memory, 32 on the wire, unsigned.
    Int3264,
    /// A file descriptor.
    Descriptor,
    /// A struct with padding or with fields that are not plain.
    Struct(Layout),
    /// A struct that contains itself, through pointers.
    Recursive(Knot),
    /// One of several shapes.
    Union(Union),
    /// The array of variable length in which a struct ends.
    Conformant(Many),
    /// An array in place whose elements are not plain.
    Fixed { element: Box<Shape>, count: usize },
    /// A pointer in memory (a VARIANT too); a referent id on the wire, and the referent elsewhere.
    Referent {
        may_be_null: bool,
        /// It may be equal to other such pointers of the message: a number for what it points to. Pointers to different
        /// types are never equal.
        full: Option<u32>,
        referent: Referent,
    },
}

/// A union (C706 14.3.8): what switches it, and the shapes that it may have.
#[derive(Debug)]
pub(crate) struct Union {
    pub(crate) switch: Count,
    /// How many bytes of the switch are sent before the arm; none where the switch is the field before.
    pub(crate) sent: Option<Number>,
    pub(crate) arms: Box<[Option<Shape>]>,
    /// The arms of the values that have one of their own, in order of the values.
    pub(crate) cases: Box<[(i64, usize)]>,
    /// The arm of all other values.
    pub(crate) default: Option<usize>,
}

/// What a referent id stands for.
#[derive(Debug)]
pub(crate) enum Referent {
    Bstr,
    Variant,
    /// The VARTYPE that the elements must have.
    SafeArray(Option<u16>),
    Interface(Iid),
    One(Box<Shape>),
    Many(Many),
    /// Units of 1 or 2 bytes, with a NUL at the end.
    Text(usize),
}

/// An array whose length is told elsewhere.
#[derive(Debug)]
pub(crate) struct Many {
    pub(crate) element: Box<Shape>,
    /// How many there is room for.
    pub(crate) size: Count,
    /// How many are sent, when not all.
    pub(crate) length: Option<Count>,
}

/// A struct: plain neighbours, plain nested structs among them, are one move.
#[derive(Debug)]
pub(crate) struct Layout {
    pub(crate) moves: Box<[Move]>,
    /// The fields that are not plain.
    pub(crate) fields: Box<[Field]>,
}

/// One step through a struct.
#[derive(Debug)]
pub(crate) struct Move {
    /// Padding on the wire before it; the struct itself is aligned.
    pub(crate) gap: usize,
    pub(crate) what: What,
}

#[derive(Debug)]
pub(crate) enum What {
    /// So many plain bytes, from this offset in memory.
    Bytes { at: usize, len: usize },
    /// Padding where what comes before has no fixed size.
    Align(usize),
    /// The field with this index in [`Layout::fields`].
    Field(usize),
}

/// A field that is not plain.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) at: usize,
    pub(crate) shape: Shape,
}

/// Which interface a pointer is of.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Iid {
    Known(GUID),
    /// The value of a parameter, which is a GUID or (`indirect`) a pointer to one.
    Param {
        index: usize,
        indirect: bool,
    },
}

/// Where an array's length comes from.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Count {
    Constant(u32),
    /// A parameter's number, divided.
    Param {
        index: usize,
        number: Number,
        divisor: u32,
    },
    /// A number at an offset in the struct.
    Field {
        at: usize,
        number: Number,
    },
}

/// A number that counts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Number {
    pub(crate) scalar: Scalar,
    /// It is a pointer to the number.
    pub(crate) indirect: bool,
}

/// The arguments of a call: an array of pointers to them, `this` left out.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Args(*const *mut c_void);

impl Args {
    /// # Safety
    /// `table` points to as many pointers to arguments as the method has parameters, for as long as the result is used.
    pub(crate) unsafe fn new(table: *const *mut c_void) -> Self {
        Self(table)
    }

    /// Where the argument lies.
    ///
    /// # Safety
    /// The method has a parameter with this index.
    pub(crate) unsafe fn at(self, index: usize) -> *mut u8 {
        // SAFETY: the caller's promise.
        unsafe { (*self.0.add(index)).cast() }
    }

    /// The argument, which is a pointer.
    ///
    /// # Safety
    /// As [`at`](Self::at), and the parameter is a pointer.
    pub(crate) unsafe fn pointer(self, index: usize) -> *mut u8 {
        // SAFETY: the caller's promise.
        unsafe { load(self.at(index)) }
    }
}

/// The array of variable length in which a struct ends.
pub(crate) struct Tail<'s> {
    /// Where the struct is whose last field it is, from the start of the outermost one.
    owner: usize,
    /// Where it is itself.
    at: usize,
    pub(crate) many: &'s Many,
    whole: &'s Shape,
}

impl Tail<'_> {
    /// How many elements there are, or is room for.
    ///
    /// # Safety
    /// `at` points to the outermost struct, whose fields have their values; `args` are those of its method.
    pub(crate) unsafe fn count(&self, args: Args, at: *const u8) -> Result<u32, Fault> {
        // SAFETY: the caller's promise.
        unsafe { self.many.size.value(args, at.wrapping_add(self.owner)) }
    }

    /// Bytes up to the end of so many elements: all that a struct of C's has for certain.
    pub(crate) fn end(&self, count: u32) -> Option<usize> {
        (count as usize).checked_mul(self.many.element.size)?.checked_add(self.at)
    }

    /// Bytes for the struct with so many elements.
    pub(crate) fn room(&self, count: u32) -> Option<usize> {
        self.end(count)?.max(self.whole.size).checked_next_multiple_of(self.whole.align)
    }
}

impl Shape {
    /// The array in which it ends; only an open one does.
    pub(crate) fn tail(&self) -> Option<Tail<'_>> {
        let (mut owner, mut shape) = (0, self.known());
        while let Kind::Struct(layout) = &shape.kind {
            let last = layout.fields.last().filter(|_| shape.open)?;
            if let Kind::Conformant(many) = &last.shape.kind {
                return Some(Tail { owner, at: owner + last.at, many, whole: self });
            }
            (owner, shape) = (owner + last.at, last.shape.known());
        }
        None
    }

    /// The shape itself, where this stands for one that it is inside of.
    pub(crate) fn known(&self) -> &Shape {
        match &self.kind {
            Kind::Recursive(knot) => knot.shape(),
            _ => self,
        }
    }
}

impl Iid {
    /// # Safety
    /// `args` are those of the method that this was made for, and those that it names have their values.
    pub(crate) unsafe fn value(self, args: Args) -> Result<GUID, Fault> {
        match self {
            Iid::Known(iid) => Ok(iid),
            // SAFETY: the caller's promise; lowering has seen the parameter's type.
            Iid::Param { index, indirect } => unsafe {
                let at = if indirect { args.pointer(index) } else { args.at(index) };
                if at.is_null() { Err(Fault::NullReference) } else { Ok(load(at)) }
            },
        }
    }
}

impl Count {
    /// # Safety
    /// `args` are those of the method that this was made for, `base` is the struct that the count belongs to (if it
    /// belongs to one), and the values that it names are there.
    pub(crate) unsafe fn value(self, args: Args, base: *const u8) -> Result<u32, Fault> {
        // SAFETY: the caller's promise; lowering has seen the types.
        unsafe {
            match self {
                Count::Constant(count) => Ok(count),
                Count::Param { index, number, divisor } => Ok(number.value(args.at(index))? / divisor),
                Count::Field { at, number } => number.value(base.add(at)),
            }
        }
    }

    /// The value of what switches a union.
    ///
    /// # Safety
    /// As for [`value`](Self::value).
    pub(crate) unsafe fn switch(self, args: Args, base: *const u8) -> Result<i64, Fault> {
        // SAFETY: the caller's promise; lowering has seen the types.
        unsafe {
            match self {
                Count::Constant(value) => Ok(value.into()),
                Count::Param { index, number, .. } => number.wide(args.at(index)),
                Count::Field { at, number } => number.wide(base.add(at)),
            }
        }
    }
}

impl Union {
    /// What is in the union when the switch has this value.
    pub(crate) fn arm(&self, value: i64) -> Result<Option<&Shape>, Fault> {
        let own = self.cases.binary_search_by_key(&value, |(case, _)| *case);
        let arm = own.map_or(self.default, |index| Some(self.cases[index].1));
        Ok(self.arms[arm.ok_or(Fault::UnionTag(value))?].as_ref())
    }
}

impl Number {
    /// # Safety
    /// As for [`wide`](Self::wide).
    unsafe fn value(self, at: *const u8) -> Result<u32, Fault> {
        // SAFETY: the caller's promise.
        u32::try_from(unsafe { self.wide(at) }?).map_err(|_| Fault::Bound)
    }

    /// The number; one of 64 bits without a sign as if it had one.
    ///
    /// # Safety
    /// `at` points to the number, or to the pointer to it.
    pub(crate) unsafe fn wide(self, at: *const u8) -> Result<i64, Fault> {
        // SAFETY: the caller's promise.
        let at = if self.indirect { unsafe { load::<*const u8>(at) } } else { at };
        if at.is_null() {
            return Err(Fault::NullReference);
        }
        // SAFETY: as above; each arm reads the type that lies there.
        unsafe {
            match self.scalar {
                Scalar::U8 => Ok(load::<u8>(at).into()),
                Scalar::U16 => Ok(load::<u16>(at).into()),
                Scalar::U32 => Ok(load::<u32>(at).into()),
                Scalar::I8 => Ok(load::<i8>(at).into()),
                Scalar::I16 => Ok(load::<i16>(at).into()),
                Scalar::I32 | Scalar::Enum16 => Ok(load::<i32>(at).into()),
                Scalar::I64 | Scalar::ISize | Scalar::U64 | Scalar::USize | Scalar::Int3264 => Ok(load(at)),
                Scalar::F32 | Scalar::F64 => Err(Fault::Bound),
            }
        }
    }
}
