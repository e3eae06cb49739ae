//! The object: each method gives back what it gets, whatever the type.

use std::ffi::c_void;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

use libffi::low::ffi_cif;
use libffi::middle::Closure;
use oxcom::abi::{E_NOINTERFACE, S_OK};
use oxcom::{GUID, HRESULT, IUnknown, Interface, ServerLock};
use oxcom_typeinfo::plan::{Method, Type};

use crate::memory::{
    self, Scope, Subject, load, make, make_elements, read, release, release_elements, subject,
};
use crate::native::convention;
use crate::value::Value;
use crate::{DESCRIPTION, IValues};

/// An object whose vtable is made of a description.
#[repr(C)]
struct Echo {
    vtable: *const *const c_void,
    /// Atomic; the last release pairs with all others by AcqRel.
    references: AtomicU32,
    _lock: ServerLock,
}

/// The vtable, and what its functions are made of.
struct Table {
    functions: Vec<*const c_void>,
    _closures: Vec<Closure<'static>>,
}
// SAFETY: nothing of it is changed after it is made.
unsafe impl Send for Table {}
// SAFETY: as above.
unsafe impl Sync for Table {}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let methods: &'static [Method] = &LazyLock::force(&DESCRIPTION).methods;
    let closures: Vec<_> =
        methods.iter().map(|method| Closure::new(convention(method), call, method)).collect();
    let mut functions: Vec<*const c_void> = vec![query as _, add_ref as _, drop_ref as _];
    functions.extend(closures.iter().map(|closure| *closure.code_ptr() as *const c_void));
    Table { functions, _closures: closures }
});

/// A new object.
pub fn echo() -> IUnknown {
    let vtable = TABLE.functions.as_ptr();
    let echo = Echo { vtable, references: AtomicU32::new(1), _lock: ServerLock::new() };
    unsafe { IUnknown::from_raw(Box::into_raw(Box::new(echo)).cast()) }
}

/// What every method does: `b` gets the value of `c`, and `c` that of `a`.
unsafe extern "C" fn call(_: &ffi_cif, result: &mut u64, args: *const *const c_void, method: &Method) {
    let [.., a, b, c] = &method.params[..] else { panic!("{} has no a, b, c", method.name) };
    unsafe {
        let args: *const *mut c_void = args.add(1).cast();
        let scope = Scope::new(method, args);
        let last = (method.params.len() - 1) as u16;
        let (a_at, b_at, c_at) = (scope.argument(last - 2), scope.argument(last - 1), scope.argument(last));
        let (from_a, from_c) = (value(subject(a), a_at, scope), value(subject(c), c_at, scope));
        put(subject(b), &from_c.settled(), b_at, scope);
        match subject(c) {
            Subject::Itself(ty @ Type::Array { element, .. }) => {
                release_elements(element, memory::length(ty, scope), load(c_at), scope);
            }
            Subject::Itself(ty) | Subject::Target(ty) => release(ty, load(c_at), scope),
        }
        put(subject(c), &from_a.settled(), c_at, scope);
    }
    *result = 0;
}

unsafe fn value(subject: Subject<'_>, argument: *mut u8, scope: Scope<'_>) -> Value {
    match subject {
        Subject::Itself(ty) => unsafe { read(ty, argument, scope) },
        Subject::Target(ty) => unsafe { read(ty, load(argument), scope) },
    }
}

/// Puts a value where an argument that comes out points to.
unsafe fn put(subject: Subject<'_>, value: &Value, argument: *mut u8, scope: Scope<'_>) {
    match (subject, value) {
        (Subject::Itself(Type::Array { element, .. }), Value::Pointer(values)) => match &**values {
            Value::Sequence(values) => unsafe { make_elements(element, values, load(argument), scope) },
            other => panic!("{other:?} is no array"),
        },
        (Subject::Itself(ty), value) => panic!("{value:?} cannot come out as {ty}"),
        (Subject::Target(ty), value) => unsafe { make(ty, value, load(argument), scope) },
    }
}

unsafe extern "system" fn query(this: *mut c_void, iid: *const GUID, object: *mut *mut c_void) -> HRESULT {
    unsafe {
        if *iid == IUnknown::IID || *iid == IValues::IID {
            add_ref(this);
            *object = this;
            return S_OK;
        }
        *object = std::ptr::null_mut();
        E_NOINTERFACE
    }
}

unsafe extern "system" fn add_ref(this: *mut c_void) -> u32 {
    unsafe { &*this.cast::<Echo>() }.references.fetch_add(1, Ordering::Relaxed) + 1
}

unsafe extern "system" fn drop_ref(this: *mut c_void) -> u32 {
    let left = unsafe { &*this.cast::<Echo>() }.references.fetch_sub(1, Ordering::AcqRel) - 1;
    if left == 0 {
        drop(unsafe { Box::from_raw(this.cast::<Echo>()) });
    }
    left
}
