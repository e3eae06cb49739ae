//! Calls by the C convention, worked out from shapes at run time.

use std::ffi::c_void;

use libffi::low::ffi_cif;
use libffi::middle::{Arg, Cif, Closure, Type};
use oxcom_typeinfo::plan::{MethodResult, Scalar};

use crate::shape::Shape;

/// How a method is called: `this`, the parameters, the result.
pub(crate) struct Signature {
    cif: Cif,
    result: MethodResult,
}

// SAFETY: a prepared signature is never written to again.
unsafe impl Send for Signature {}
// SAFETY: as above.
unsafe impl Sync for Signature {}

/// What every function made here calls: the result's place (a register wide), `this` and the arguments, and its data.
pub(crate) type Entry<T> = unsafe extern "C" fn(&ffi_cif, &mut u64, *const *const c_void, &T);

impl Signature {
    pub(crate) fn new<'a>(params: impl Iterator<Item = &'a Shape>, result: MethodResult) -> Self {
        let types: Vec<Type> = std::iter::once(Type::pointer()).chain(params.map(type_of)).collect();
        let returned = match &result {
            MethodResult::Hresult => Type::i32(),
            MethodResult::Void => Type::void(),
            MethodResult::Scalar(scalar) => scalar_type(*scalar),
        };
        Self { cif: Cif::new(types, returned), result }
    }

    /// Calls a function with arguments in memory and gives its result as it fills a register.
    ///
    /// # Safety
    /// `function` has this signature, and `args` are pointers to `this` and to its arguments.
    pub(crate) unsafe fn call(&self, function: *const c_void, args: &[*mut c_void]) -> u64 {
        // SAFETY: `Arg` is a pointer to the argument; the rest is the caller's promise. The result's type decides in which
        // register it comes.
        unsafe {
            let code = libffi::middle::CodePtr::from_ptr(function);
            // An `Arg` is made of a reference to the argument, of which only the address counts.
            let args: Vec<Arg<'_>> = args.iter().map(|&arg| Arg::new(&*arg.cast::<u8>())).collect();
            match &self.result {
                MethodResult::Void => {
                    self.cif.call::<()>(code, &args);
                    0
                }
                MethodResult::Scalar(Scalar::F32) => self.cif.call::<f32>(code, &args).to_bits().into(),
                MethodResult::Scalar(Scalar::F64) => self.cif.call::<f64>(code, &args).to_bits(),
                _ => self.cif.call::<u64>(code, &args),
            }
        }
    }

    /// Makes a function with this signature that calls `entry` with `data`. It is never freed.
    pub(crate) fn make_function<T>(&self, entry: Entry<T>, data: &'static T) -> *const c_void {
        let closure = Box::leak(Box::new(Closure::new(self.cif.clone(), entry, data)));
        *closure.code_ptr() as *const c_void
    }
}

fn type_of(shape: &Shape) -> Type {
    match shape {
        Shape::Scalar(scalar, _) => scalar_type(*scalar),
        Shape::Descriptor => Type::i32(),
        Shape::Guid => Type::structure([Type::u32(), Type::u32(), Type::u32(), Type::u32()]),
        Shape::Variant => Type::structure([Type::u64(), Type::u64(), Type::u64()]),
        Shape::Decimal => Type::structure([Type::u64(), Type::u64()]),
        Shape::Struct(_) | Shape::Fixed { .. } => {
            let mut fields = Vec::new();
            flatten(shape, &mut fields);
            Type::structure(fields)
        }
        _ => Type::pointer(),
    }
}

/// Adds the numbers that a value is made of.
fn flatten(shape: &Shape, fields: &mut Vec<Type>) {
    match shape {
        Shape::Struct(layout) => layout.fields.iter().for_each(|field| flatten(&field.shape, fields)),
        Shape::Fixed { element, count } => (0..*count).for_each(|_| flatten(element, fields)),
        other => fields.push(type_of(other)),
    }
}

fn scalar_type(scalar: Scalar) -> Type {
    match scalar {
        Scalar::I8 => Type::i8(),
        Scalar::U8 => Type::u8(),
        Scalar::I16 => Type::i16(),
        Scalar::U16 => Type::u16(),
        Scalar::I32 | Scalar::Enum16 => Type::i32(),
        Scalar::U32 => Type::u32(),
        Scalar::I64 | Scalar::ISize => Type::i64(),
        Scalar::U64 | Scalar::USize | Scalar::Int3264 => Type::u64(),
        Scalar::F32 => Type::f32(),
        Scalar::F64 => Type::f64(),
    }
}
