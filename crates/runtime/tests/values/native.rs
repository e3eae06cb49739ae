//! The calling convention of a method, for calls whose arguments are known at run time only.

use libffi::middle::{Cif, Type as Native};
use oxcom_typeinfo::plan::{Method, Scalar, Type};

/// How a method is called.
pub fn convention(method: &Method) -> Cif {
    let params = method.params.iter().map(|param| match &param.ty {
        Type::Guid | Type::Decimal | Type::Variant | Type::Struct(_) | Type::FixedArray { .. } => {
            let mut numbers = Vec::new();
            flatten(&param.ty, &mut numbers);
            Native::structure(numbers)
        }
        Type::Scalar(scalar) => number(*scalar),
        _ => Native::pointer(),
    });
    let arguments: Vec<_> = std::iter::once(Native::pointer()).chain(params).collect();
    Cif::new(arguments, Native::i32())
}

/// The numbers that a value consists of.
fn flatten(ty: &Type, numbers: &mut Vec<Native>) {
    match ty {
        Type::Scalar(scalar) => numbers.push(number(*scalar)),
        Type::Guid => numbers.extend([Native::u32(), Native::u32(), Native::u32(), Native::u32()]),
        Type::Decimal => numbers.extend([Native::u64(), Native::u64()]),
        Type::Variant => numbers.extend([Native::u64(), Native::u64(), Native::u64()]),
        Type::Struct(structure) => structure.fields.iter().for_each(|field| flatten(&field.ty, numbers)),
        Type::FixedArray { element, count } => (0..*count).for_each(|_| flatten(element, numbers)),
        _ => numbers.push(Native::pointer()),
    }
}

fn number(scalar: Scalar) -> Native {
    match scalar {
        Scalar::I8 => Native::i8(),
        Scalar::U8 => Native::u8(),
        Scalar::I16 => Native::i16(),
        Scalar::U16 => Native::u16(),
        Scalar::I32 | Scalar::Enum16 => Native::i32(),
        Scalar::U32 => Native::u32(),
        Scalar::I64 | Scalar::ISize => Native::i64(),
        Scalar::U64 | Scalar::USize | Scalar::Int3264 => Native::u64(),
        Scalar::F32 => Native::f32(),
        Scalar::F64 => Native::f64(),
    }
}
