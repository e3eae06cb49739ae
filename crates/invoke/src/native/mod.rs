//! Native calls: what libffi needs to know of a function, calls of functions and closures that are called.

mod registers;

use crate::lower::width;
use libffi::low::{CodePtr, ffi_abi_FFI_DEFAULT_ABI, ffi_cif, ffi_type, type_tag, types};
use libffi::raw;
use oxcom_typeinfo::plan::{MethodResult, Scalar, Type};
use registers::Registers;
use std::ffi::c_void;
use std::ptr::{addr_of_mut, null_mut};

/// How many numbers a struct that is passed by value may be made of.
const MAX_ELEMENTS: usize = 1024;

/// A type as the calling convention sees it.
#[derive(Debug, Clone, PartialEq)]
pub enum Native {
    /// Nothing: the result of some methods.
    Void,
    /// A number.
    Scalar(Scalar),
    /// A pointer of any kind.
    Pointer,
    /// By value.
    Struct {
        /// The numbers that it is made of.
        elements: Vec<Native>,
        /// Its size in memory, in bytes.
        size: usize,
    },
}

impl Native {
    /// How an argument of this type is passed; an error says why it cannot be.
    ///
    /// # Errors
    /// A struct of too many fields.
    pub fn of(ty: &Type) -> Result<Native, &'static str> {
        Ok(match ty {
            Type::Scalar(scalar) => Native::Scalar(*scalar),
            Type::Descriptor => Native::Scalar(Scalar::I32),
            Type::Guid | Type::Variant | Type::Decimal | Type::Struct(_) | Type::FixedArray { .. } => {
                let mut elements = Vec::new();
                let size = flatten(ty, &mut elements)?;
                Native::Struct { elements, size }
            }
            Type::Conformant { .. } => {
                return Err("a struct that ends in an array of variable length has to be pointed to");
            }
            Type::Enclosing(_) => return Err("a struct contains itself in place"),
            Type::Union { .. } => return Err("a union cannot be passed by value; pass a pointer to it"),
            Type::Bstr
            | Type::SafeArray(_)
            | Type::Interface(_)
            | Type::Pointer { .. }
            | Type::Array { .. }
            | Type::Text { .. } => Native::Pointer,
        })
    }

    /// How a result is returned.
    pub(crate) fn of_result(result: &MethodResult) -> Native {
        match result {
            MethodResult::Hresult => Native::Scalar(Scalar::I32),
            MethodResult::Void => Native::Void,
            MethodResult::Scalar(scalar) => Native::Scalar(*scalar),
        }
    }

    /// Bytes that an argument takes.
    pub(crate) fn size(&self) -> usize {
        match self {
            Native::Void => 0,
            Native::Scalar(scalar) => width(*scalar),
            Native::Pointer => 8,
            Native::Struct { size, .. } => *size,
        }
    }
}

/// Adds the numbers that a value is made of, and returns its size.
fn flatten(ty: &Type, elements: &mut Vec<Native>) -> Result<usize, &'static str> {
    let mut add = |scalars: &[Scalar]| elements.extend(scalars.iter().copied().map(Native::Scalar));
    let size = match ty {
        Type::Guid => {
            add(&[Scalar::U32, Scalar::U16, Scalar::U16]);
            add(&[Scalar::U8; 8]);
            16
        }
        Type::Variant => {
            add(&[Scalar::U16; 4]);
            add(&[Scalar::U64; 2]);
            24
        }
        Type::Decimal => {
            add(&[Scalar::U16, Scalar::U8, Scalar::U8, Scalar::U32, Scalar::U64]);
            16
        }
        Type::Struct(description) => {
            for field in &description.fields {
                flatten(&field.ty, elements)?;
            }
            description.size as usize
        }
        Type::FixedArray { element, count } => {
            let mut size = 0;
            for _ in 0..*count {
                size += flatten(element, elements)?;
            }
            size
        }
        other => {
            let native = Native::of(other)?;
            let size = native.size();
            elements.push(native);
            size
        }
    };
    if elements.len() > MAX_ELEMENTS {
        return Err("a struct passed by value has too many fields");
    }
    Ok(size)
}

/// A function's calling convention, prepared.
pub struct Signature {
    cif: Box<ffi_cif>,
    /// The shorter way, where there is one.
    registers: Option<Registers>,
    /// How many parameters there are, if they and the result are integers or pointers.
    words: Option<usize>,
    // What `cif` points to; never touched again.
    _arguments: Box<[*mut ffi_type]>,
    _structs: Vec<StructType>,
}

struct StructType {
    ty: Box<ffi_type>,
    _elements: Box<[*mut ffi_type]>,
}

// SAFETY: everything behind the pointers is owned by the signature and not changed after it is made.
unsafe impl Send for Signature {}
// SAFETY: as above.
unsafe impl Sync for Signature {}

impl Signature {
    /// The signature of a method: `this`, the parameters, the result.
    ///
    /// # Errors
    /// What libffi cannot pass, in words.
    pub fn new(params: &[Native], result: &Native) -> Result<Self, &'static str> {
        let mut structs = Vec::new();
        let mut arguments = vec![addr_of_mut!(types::pointer)];
        for param in params {
            arguments.push(match param {
                Native::Struct { elements, .. } => struct_type(elements, &mut structs),
                simple => simple_type(simple),
            });
        }
        let mut arguments = arguments.into_boxed_slice();
        let mut cif = Box::new(ffi_cif::default());
        let abi = ffi_abi_FFI_DEFAULT_ABI;
        let (count, list) = (arguments.len(), arguments.as_mut_ptr());
        // SAFETY: the argument types live as long as `cif`: both end up in the signature; the result's type is static.
        unsafe { libffi::low::prep_cif(&mut *cif, abi, count, simple_type(result), list) }
            .map_err(|_| "libffi refuses the signature")?;
        for (param, ty) in params.iter().zip(&arguments[1..]) {
            // SAFETY: the type was completed by `prep_cif` and lives in `structs` or is static.
            if unsafe { (**ty).size } != param.size() {
                return Err("a packed struct cannot be passed by value");
            }
        }
        let registers = Registers::of(params, result);
        let words = registers::are_words(params, result).then_some(params.len());
        Ok(Self { cif, registers, words, _arguments: arguments, _structs: structs })
    }

    /// How many parameters there are beside `this`, if they and the result are integers or pointers, which all conventions pass as
    /// words; an integer's upper bits may be anything.
    pub(crate) fn words(&self) -> Option<usize> {
        self.words
    }

    /// Calls a function with arguments in memory; `result` gets a full register.
    ///
    /// # Safety
    /// `function` has this signature; `args` points to pointers to `this` and the arguments, which are what it expects.
    #[inline]
    pub unsafe fn call(&self, function: *const c_void, args: *mut *mut c_void, result: &mut u64) {
        if let Some(registers) = &self.registers {
            // SAFETY: the caller's promise.
            *result = unsafe { registers.call(function, args) };
            return;
        }
        let result: *mut u64 = result;
        // SAFETY: libffi does not write to a prepared `cif`, and at most a register to the result; the rest is the
        // caller's promise. The transmute turns a code address into the type in which libffi wants it.
        unsafe {
            let function = std::mem::transmute::<*const c_void, unsafe extern "C" fn()>(function);
            raw::ffi_call((&raw const *self.cif).cast_mut(), Some(function), result.cast(), args);
        }
    }
}

fn simple_type(native: &Native) -> *mut ffi_type {
    match native {
        Native::Void => addr_of_mut!(types::void),
        Native::Pointer | Native::Struct { .. } => addr_of_mut!(types::pointer),
        Native::Scalar(scalar) => match scalar {
            Scalar::I8 => addr_of_mut!(types::sint8),
            Scalar::U8 => addr_of_mut!(types::uint8),
            Scalar::I16 => addr_of_mut!(types::sint16),
            Scalar::U16 => addr_of_mut!(types::uint16),
            Scalar::I32 | Scalar::Enum16 => addr_of_mut!(types::sint32),
            Scalar::U32 => addr_of_mut!(types::uint32),
            Scalar::I64 | Scalar::ISize => addr_of_mut!(types::sint64),
            Scalar::U64 | Scalar::USize | Scalar::Int3264 => addr_of_mut!(types::uint64),
            Scalar::F32 => addr_of_mut!(types::float),
            Scalar::F64 => addr_of_mut!(types::double),
        },
    }
}

fn struct_type(elements: &[Native], structs: &mut Vec<StructType>) -> *mut ffi_type {
    let list = elements.iter().map(simple_type).chain([null_mut()]);
    let mut elements: Box<[*mut ffi_type]> = list.collect();
    let ty = ffi_type { type_: type_tag::STRUCT, elements: elements.as_mut_ptr(), ..Default::default() };
    let mut entry = StructType { ty: Box::new(ty), _elements: elements };
    let pointer: *mut ffi_type = &mut *entry.ty;
    structs.push(entry);
    pointer
}

/// What a closure calls: the result's place (a register wide), `this` and the arguments, and what it was made with.
pub(crate) type Entry = unsafe extern "C" fn(*mut ffi_cif, *mut c_void, *mut *mut c_void, *mut c_void);

/// Makes a function with this signature that calls `entry`; it is never freed. `None` when there is no memory for it.
pub(crate) fn make_function(
    signature: &'static Signature,
    entry: Entry,
    data: *const c_void,
) -> Option<*const c_void> {
    let (closure, CodePtr(code)) = libffi::low::try_closure_alloc()?;
    let cif = (&raw const *signature.cif).cast_mut();
    // SAFETY: the closure was just allocated, the signature lives for ever, and `entry` has the type that libffi calls.
    let status = unsafe { raw::ffi_prep_closure_loc(closure, cif, Some(entry), data.cast_mut(), code) };
    if status == raw::ffi_status_FFI_OK {
        return Some(code.cast_const());
    }
    // SAFETY: nobody has seen the closure.
    unsafe { libffi::low::closure_free(closure) };
    None
}

/// A result as it fills a register: integers narrower than that are extended by their sign.
pub(crate) fn result_register(value: i32) -> u64 {
    i64::from(value) as u64
}
