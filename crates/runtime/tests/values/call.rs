//! One call: its arguments made of values, and the values that came back.

use std::ffi::c_void;

use libffi::low::CodePtr;
use libffi::middle::Cif;
use oxcom::HRESULT;
use oxcom_typeinfo::plan::{Direction, Method, Type};

use crate::automation;
use crate::memory::{self, Scope, Subject, allocate, load, make, read, release, size, store, subject};
use crate::native::convention;
use crate::value::Value;

/// A method that can be called again and again.
pub struct Caller<'a> {
    method: &'a Method,
    convention: Cif,
}

/// What came back: the result, and the values of all parameters.
pub struct Outcome {
    pub result: HRESULT,
    pub values: Vec<Value>,
}

impl<'a> Caller<'a> {
    pub fn new(method: &'a Method) -> Self {
        Self { method, convention: convention(method) }
    }

    /// Calls the method of an object with these values; those of parameters that come out only are not used.
    pub unsafe fn call(&self, object: *mut c_void, values: &[Value]) -> Outcome {
        let mut slots: Vec<Vec<u64>> = Vec::new();
        for param in &self.method.params {
            slots.push(vec![0_u64; size(&param.ty).div_ceil(8)]);
        }
        let mut table: Vec<*mut c_void> = slots.iter_mut().map(|slot| slot.as_mut_ptr().cast()).collect();
        unsafe {
            let scope = Scope::new(self.method, table.as_ptr());
            for ((param, value), slot) in self.method.params.iter().zip(values).zip(&table) {
                let slot: *mut u8 = slot.cast();
                match (subject(param), param.direction) {
                    (Subject::Target(ty), direction) => {
                        let target = allocate(size(ty));
                        store(slot, target);
                        if direction != Direction::Out {
                            make(ty, value, target, scope);
                        }
                    }
                    (Subject::Itself(ty), Direction::Out) => store(slot, allocate(memory::room(ty, scope))),
                    (Subject::Itself(ty), _) => make(ty, value, slot, scope),
                }
            }
            let result = self.enter(object, &table);
            let values = self.method.params.iter().zip(&table).map(|(param, slot)| match subject(param) {
                Subject::Itself(ty) => read(ty, slot.cast(), scope),
                Subject::Target(ty) => read(ty, load(slot.cast()), scope),
            });
            let values = if result.is_ok() { values.collect() } else { Vec::new() };
            self.give_back(scope, &table, result);
            table.clear();
            Outcome { result, values }
        }
    }

    unsafe fn enter(&self, object: *mut c_void, table: &[*mut c_void]) -> HRESULT {
        let mut this = object;
        let mut args: Vec<*mut c_void> = vec![(&raw mut this).cast()];
        args.extend(table);
        unsafe {
            let function = *(*object.cast::<*const *const c_void>()).add(self.method.slot.into());
            let code = libffi::low::call::<i32>(
                self.convention.as_raw_ptr(),
                CodePtr::from_ptr(function),
                args.as_mut_ptr(),
            );
            HRESULT(code as _)
        }
    }

    /// Releases the values, the latest first: others count elements of theirs.
    unsafe fn give_back(&self, scope: Scope<'_>, table: &[*mut c_void], result: HRESULT) {
        for (param, slot) in self.method.params.iter().zip(table).rev() {
            let owns = result.is_ok() || param.direction != Direction::Out;
            let slot: *mut u8 = slot.cast();
            unsafe {
                match subject(param) {
                    Subject::Target(ty) => {
                        if owns {
                            release(ty, load(slot), scope);
                        }
                        oxcom::abi::CoTaskMemFree(load(slot));
                    }
                    Subject::Itself(Type::Array { .. }) if !owns => oxcom::abi::CoTaskMemFree(load(slot)),
                    Subject::Itself(ty) => release(ty, slot, scope),
                }
            }
        }
        unsafe { automation::release_referred() };
    }
}
