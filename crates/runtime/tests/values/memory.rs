//! Values in memory, as a type lays them out: made, read and given back.
//!
//! This is written without a look at the engine that it tests: by the rules for callers and methods.

use std::ffi::c_void;

use oxcom::abi::{BSTR, CoTaskMemAlloc, CoTaskMemFree};
use oxcom::{GUID, IUnknown, Interface};
use oxcom_typeinfo::plan::{
    Arm, Count, Direction, Field, InterfaceId, Method, Param, PointerKind, Struct, Switch, Type, Union,
};

use crate::automation;
use crate::value::Value;

/// What of a parameter is sent.
pub enum Subject<'a> {
    /// The argument.
    Itself(&'a Type),
    /// What it points to.
    Target(&'a Type),
}

pub fn subject(param: &Param) -> Subject<'_> {
    match (&param.ty, param.direction) {
        (Type::Pointer { kind: PointerKind::Ref, target }, Direction::In) => Subject::Target(target),
        (ty, Direction::In) => Subject::Itself(ty),
        (Type::Pointer { target, .. }, _) => Subject::Target(target),
        (ty, _) => Subject::Itself(ty),
    }
}

/// The arguments of a call, and the struct whose fields are looked at: what counts refer to.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    pub method: &'a Method,
    /// Where the arguments lie.
    pub args: *const *mut c_void,
    pub inside: Option<(&'a Struct, *const u8)>,
}

impl<'a> Scope<'a> {
    pub fn new(method: &'a Method, args: *const *mut c_void) -> Self {
        Self { method, args, inside: None }
    }

    pub unsafe fn argument(self, index: u16) -> *mut u8 {
        unsafe { (*self.args.add(index.into())).cast() }
    }

    unsafe fn number(self, count: Count) -> usize {
        match count {
            Count::Constant(count) => count as usize,
            count => unsafe { self.value(count) }.number(),
        }
    }

    unsafe fn arm<'u>(self, union: &'u Union, switch: &Switch) -> &'u Arm {
        unsafe { self.value(switch.by) }.arm(union)
    }

    /// The value of a parameter or field that others refer to.
    unsafe fn value(self, count: Count) -> Value {
        unsafe {
            match count {
                Count::Constant(count) => panic!("{count}"),
                Count::Field(index) => {
                    let (structure, at) = self.inside.unwrap();
                    let field = &structure.fields[usize::from(index)];
                    read(&field.ty, at.add(field.offset as usize).cast_mut(), self)
                }
                Count::Param(index) | Count::ParamBytes(index) => {
                    let at = self.argument(index);
                    match subject(&self.method.params[usize::from(index)]) {
                        Subject::Itself(ty) => read(ty, at, self),
                        Subject::Target(ty) => read(ty, load(at), self),
                    }
                }
            }
        }
    }

    unsafe fn iid(self, id: InterfaceId) -> GUID {
        match id {
            InterfaceId::Known(iid) => iid,
            InterfaceId::Param(index) => unsafe { load(load::<*mut u8>(self.argument(index))) },
        }
    }

    fn within(self, structure: &'a Struct, at: *const u8) -> Self {
        Self { inside: Some((structure, at)), ..self }
    }
}

pub unsafe fn load<T: Copy>(at: *const u8) -> T {
    unsafe { at.cast::<T>().read_unaligned() }
}

pub unsafe fn store<T: Copy>(at: *mut u8, value: T) {
    unsafe { at.cast::<T>().write_unaligned(value) };
}

pub fn size(ty: &Type) -> usize {
    ty.layout().unwrap().size as usize
}

/// Task memory, filled with bytes that mean nothing.
pub fn allocate(size: usize) -> *mut u8 {
    unsafe {
        let memory: *mut u8 = CoTaskMemAlloc(size.max(1)).cast();
        assert!(!memory.is_null());
        memory.write_bytes(0xaa, size);
        memory
    }
}

/// The value at `at`, which stays there.
pub unsafe fn read(ty: &Type, at: *mut u8, scope: Scope<'_>) -> Value {
    unsafe {
        match ty {
            Type::Scalar(_) | Type::Guid | Type::Decimal => plain(at, size(ty)),
            Type::Bstr => automation::read_bstr(at),
            Type::Variant => automation::read_variant(at),
            Type::SafeArray(_) => automation::read_array(load(at)),
            Type::Interface(_) => read_object(at),
            Type::Enclosing(enclosing) => read(&Type::Struct(enclosing.structure().unwrap()), at, scope),
            Type::Struct(structure) => {
                let scope = scope.within(structure, at);
                let field = |field: &Field| read(&field.ty, at.add(field.offset as usize), scope);
                Value::Sequence(structure.fields.iter().map(field).collect())
            }
            Type::Union { union, switch } => {
                let arm = scope.arm(union, switch).ty.iter();
                Value::Sequence(arm.map(|ty| read(ty, at, scope)).collect())
            }
            Type::FixedArray { element, count } => read_elements(element, *count as usize, at, scope),
            Type::Conformant { element, size, length, .. } => {
                read_elements(element, scope.number(length.unwrap_or(*size)), at, scope)
            }
            _ if load::<*mut u8>(at).is_null() => Value::Null,
            Type::Pointer { target, .. } => Value::Pointer(Box::new(read(target, load(at), scope))),
            Type::Array { element, size, length, .. } => {
                let count = scope.number(length.unwrap_or(*size));
                Value::Pointer(Box::new(read_elements(element, count, load(at), scope)))
            }
            Type::Text { unit, .. } => {
                let (text, unit) = (load::<*const u8>(at), usize::from(*unit));
                let is_end = |index: &usize| (0..unit).all(|byte| *text.add(index * unit + byte) == 0);
                let letters = (0..).find(is_end).unwrap();
                Value::Text(std::slice::from_raw_parts(text, (letters + 1) * unit).into())
            }
            Type::Descriptor => unreachable!(),
        }
    }
}

unsafe fn read_elements(element: &Type, count: usize, at: *mut u8, scope: Scope<'_>) -> Value {
    let one = |index| unsafe { read(element, at.add(index * size(element)), scope) };
    Value::Sequence((0..count).map(one).collect())
}

pub unsafe fn plain(at: *const u8, size: usize) -> Value {
    Value::Plain(unsafe { std::slice::from_raw_parts(at, size) }.into())
}

pub unsafe fn read_object(at: *const u8) -> Value {
    let object: *mut c_void = unsafe { load(at) };
    match unsafe { IUnknown::from_raw_borrowed(&object) } {
        Some(object) => Value::Object(object.cast::<IUnknown>().unwrap().as_raw() as usize),
        None => Value::Null,
    }
}

/// Makes a value at `at`, where there is none.
pub unsafe fn make(ty: &Type, value: &Value, at: *mut u8, scope: Scope<'_>) {
    unsafe {
        match (ty, value) {
            (Type::Bstr, value) => automation::make_bstr(value, at),
            (Type::Variant, value) => automation::make_variant(value, at),
            (Type::SafeArray(_), value) => store(at, automation::make_array(value)),
            (Type::Interface(id), value) => make_object(value, &scope.iid(*id), at),
            (Type::Enclosing(enclosing), value) => {
                make(&Type::Struct(enclosing.structure().unwrap()), value, at, scope)
            }
            (Type::Struct(structure), Value::Sequence(values)) => {
                at.write_bytes(0xaa, structure.size as usize);
                for later in [false, true] {
                    let fields = structure.fields.iter().zip(values);
                    for (field, value) in fields.filter(|(field, _)| depends(&field.ty) == later) {
                        let scope = scope.within(structure, at);
                        make(&field.ty, value, at.add(field.offset as usize), scope);
                    }
                }
            }
            (Type::Union { union, switch }, Value::Sequence(held)) => {
                at.write_bytes(0xaa, union.size as usize);
                let arm = scope.arm(union, switch).ty.iter();
                arm.zip(held).for_each(|(ty, value)| make(ty, value, at, scope));
            }
            (
                Type::FixedArray { element, .. } | Type::Conformant { element, .. },
                Value::Sequence(values),
            ) => make_elements(element, values, at, scope),
            (Type::Pointer { .. } | Type::Array { .. } | Type::Text { .. }, Value::Null) => {
                store(at, 0_usize)
            }
            (Type::Pointer { target, .. }, Value::Pointer(value)) => {
                let memory = allocate(bytes(target, value));
                store(at, memory);
                make(target, value, memory, scope);
            }
            (Type::Array { element, size: room, .. }, Value::Pointer(values)) => {
                let Value::Sequence(values) = &**values else { panic!("{values:?} is no array") };
                let memory = allocate(scope.number(*room) * size(element));
                store(at, memory);
                make_elements(element, values, memory, scope);
            }
            (Type::Text { .. }, Value::Text(bytes)) => {
                let memory = allocate(bytes.len());
                memory.copy_from_nonoverlapping(bytes.as_ptr(), bytes.len());
                store(at, memory);
            }
            (_, Value::Plain(bytes)) => at.copy_from_nonoverlapping(bytes.as_ptr(), bytes.len()),
            (ty, value) => panic!("{value:?} is no {ty}"),
        }
    }
}

/// Bytes that a value takes: more than its type where it ends in an array of variable length.
fn bytes(ty: &Type, value: &Value) -> usize {
    match (ty, value) {
        (Type::Enclosing(enclosing), value) => bytes(&Type::Struct(enclosing.structure().unwrap()), value),
        (Type::Struct(structure), Value::Sequence(values)) => {
            let (last, held) = (structure.fields.last().unwrap(), values.last().unwrap());
            let end = match &last.ty {
                Type::Conformant { element, size: Count::Field(index), .. } => {
                    values[usize::from(*index)].number() * size(element)
                }
                ty => bytes(ty, held),
            };
            (structure.size as usize).max(last.offset as usize + end)
        }
        (ty, _) => size(ty),
    }
}

/// Whether other fields say what a value of this type is.
fn depends(ty: &Type) -> bool {
    match ty {
        Type::Array { .. } | Type::Conformant { .. } | Type::Union { .. } => true,
        Type::Struct(_) => false, // it says itself what is in it
        Type::Pointer { target: inner, .. } | Type::FixedArray { element: inner, .. } => depends(inner),
        _ => false,
    }
}

/// Makes elements in memory that is there.
pub unsafe fn make_elements(element: &Type, values: &[Value], at: *mut u8, scope: Scope<'_>) {
    for (index, value) in values.iter().enumerate() {
        unsafe { make(element, value, at.add(index * size(element)), scope) };
    }
}

pub unsafe fn make_object(value: &Value, iid: &GUID, at: *mut u8) {
    let mut pointer = std::ptr::null_mut::<c_void>();
    if let Value::Object(address) = value {
        let object = *address as *mut c_void;
        unsafe { IUnknown::from_raw_borrowed(&object).unwrap().query(iid, &mut pointer).unwrap() };
    }
    unsafe { store(at, pointer) };
}

/// Gives back what a value owns.
pub unsafe fn release(ty: &Type, at: *mut u8, scope: Scope<'_>) {
    unsafe {
        match ty {
            Type::Scalar(_) | Type::Guid | Type::Decimal => {}
            Type::Bstr => drop(BSTR::from_raw(load(at))),
            Type::Variant => automation::release_variant(at),
            Type::SafeArray(_) => automation::release_array(load(at)),
            Type::Interface(_) => release_object(at),
            Type::Enclosing(enclosing) => release(&Type::Struct(enclosing.structure().unwrap()), at, scope),
            Type::Struct(structure) => {
                for field in structure.fields.iter().rev() {
                    release(&field.ty, at.add(field.offset as usize), scope.within(structure, at));
                }
            }
            Type::Union { union, switch } => {
                scope.arm(union, switch).ty.iter().for_each(|ty| release(ty, at, scope));
            }
            Type::Conformant { element, size, length, .. } => {
                release_elements(element, scope.number(length.unwrap_or(*size)), at, scope);
            }
            Type::FixedArray { element, count } => release_elements(element, *count as usize, at, scope),
            _ if load::<*mut u8>(at).is_null() => {}
            Type::Pointer { target, .. } => {
                release(target, load(at), scope);
                CoTaskMemFree(load(at));
            }
            Type::Array { element, size, length, .. } => {
                release_elements(element, scope.number(length.unwrap_or(*size)), load(at), scope);
                CoTaskMemFree(load(at));
            }
            Type::Text { .. } => CoTaskMemFree(load(at)),
            Type::Descriptor => unreachable!(),
        }
    }
}

pub unsafe fn release_elements(element: &Type, count: usize, at: *mut u8, scope: Scope<'_>) {
    for index in 0..count {
        unsafe { release(element, at.add(index * size(element)), scope) };
    }
}

pub unsafe fn release_object(at: *mut u8) {
    let object: *mut c_void = unsafe { load(at) };
    if !object.is_null() {
        drop(unsafe { IUnknown::from_raw(object) });
    }
}

/// How many elements of an array hold values.
pub unsafe fn length(ty: &Type, scope: Scope<'_>) -> usize {
    let Type::Array { size, length, .. } = ty else { panic!("{ty} is no array") };
    unsafe { scope.number(length.unwrap_or(*size)) }
}

/// Bytes that an array has room for.
pub unsafe fn room(ty: &Type, scope: Scope<'_>) -> usize {
    let Type::Array { size: count, element, .. } = ty else { panic!("{ty} is no array") };
    unsafe { scope.number(*count) * size(element) }
}
