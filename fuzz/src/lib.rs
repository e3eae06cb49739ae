//! What the targets of Automation values share: a stub of IArrays (metadata/test.rdl) whose object gives back what it gets.
//!
//! ```text
//!  input ─▶ stub ─▶ the object ─▶ answer ─▶ stub ─▶ the object ─▶ the same answer
//! ```

use std::ffi::c_void;
use std::sync::LazyLock;

use oxcom_abi::{E_NOTIMPL, IDispatch, RPC_E_INVALID_OBJREF, SAFEARRAY, SafeArrayCopy, VARIANT, VariantCopy};
use oxcom_automation as _; // defines VariantCopy and the like
use oxcom_invoke::{Pointers, StubPlan};
use oxcom_typeinfo::plan::{self, Scope};
use oxcom_typeinfo::{system, winmd};
use oxcom_wire::ndr::{Reader, Writer};
use windows_core::{GUID, HRESULT, IUnknown, Interface};

const IARRAYS: &str = "IArrays";

static STUB: LazyLock<StubPlan> = LazyLock::new(|| {
    let library = winmd::read(include_bytes!("../../metadata/test.winmd")).unwrap();
    let interface = library.interfaces().find(|interface| interface.name.short() == IARRAYS).unwrap();
    let plan = plan::compile(Scope(&[system::library(), &library]), &interface.iid.unwrap()).unwrap();
    StubPlan::new(plan).unwrap()
});

/// Sends bytes as the arguments of a method (`Echo`, `Update`, `EchoVariant`). What it understood it must write in such a way
/// that it understands it again, and the same.
pub fn give_back(method: &str, arguments: &[u8]) {
    let Some(answer) = call(method, arguments) else { return };
    let (value, code) = answer.split_at(answer.len() - 4);
    if code == [0; 4] {
        let again = call(method, value).expect("what was written can be read");
        assert_eq!(again, answer);
    }
}

fn call(method: &str, arguments: &[u8]) -> Option<Vec<u8>> {
    let slot = STUB.interface().methods.iter().find(|known| known.name == method).unwrap().slot;
    let object = Object::new(usize::from(slot), method);
    let (mut request, mut answer) = (Reader::new(arguments), Writer::new());
    let this = (&raw const object).cast_mut().cast();
    // SAFETY: the object has the method that is called.
    let done = unsafe { STUB.invoke(this, slot, &mut request, &mut answer, &mut NoLink) };
    done.ok().map(|()| answer.into_vec())
}

/// An object with one method, and others that say no.
#[repr(C)]
struct Object {
    vtable: *const [*const c_void; 32],
    table: Box<[*const c_void; 32]>,
}

impl Object {
    fn new(slot: usize, method: &str) -> Object {
        let mut table = Box::new([not_this as *const c_void; 32]);
        table[..3].copy_from_slice(&[itself as *const c_void, one as *const c_void, one as *const c_void]);
        table[slot] = match method {
            "Echo" => echo as *const c_void,
            "EchoVariant" => echo_variant as *const c_void,
            _ => keep as *const c_void,
        };
        Object { vtable: &raw const *table, table }
    }
}

extern "system" fn not_this() -> HRESULT {
    E_NOTIMPL
}

unsafe extern "system" fn itself(this: *mut c_void, _: *const GUID, object: *mut *mut c_void) -> HRESULT {
    // SAFETY: a place for an answer.
    unsafe { *object = this };
    HRESULT(0)
}

extern "system" fn one(_: *mut c_void) -> u32 {
    1
}

unsafe extern "system" fn echo(
    _: *mut c_void,
    array: *const SAFEARRAY,
    same: *mut *mut SAFEARRAY,
) -> HRESULT {
    if array.is_null() {
        return HRESULT(0);
    }
    // SAFETY: an array of the stub's, and a place for another.
    match unsafe { SafeArrayCopy(array) } {
        Ok(copy) => unsafe { *same = copy },
        Err(error) => return error.code(),
    }
    HRESULT(0)
}

/// A VARIANT by value is passed in memory.
unsafe extern "system" fn echo_variant(_: *mut c_void, value: VARIANT, same: *mut VARIANT) -> HRESULT {
    let value = std::mem::ManuallyDrop::new(value); // the stub's
    // SAFETY: a variant of the stub's, and a place for another.
    unsafe { VariantCopy(same, &*value) }
}

extern "system" fn keep(_: *mut c_void, _: *mut *mut SAFEARRAY) -> HRESULT {
    HRESULT(0)
}

/// Every interface pointer is to one object that does nothing.
struct NoLink;

impl Pointers for NoLink {
    unsafe fn marshal(&mut self, iid: &GUID, _: *mut c_void, objref: &mut Vec<u8>) -> Result<(), HRESULT> {
        objref.extend_from_slice(&iid.to_u128().to_le_bytes());
        Ok(())
    }

    unsafe fn unmarshal(&mut self, iid: &GUID, _: &[u8]) -> Result<*mut c_void, HRESULT> {
        if *iid != IUnknown::IID && *iid != IDispatch::IID {
            return Err(RPC_E_INVALID_OBJREF);
        }
        Ok((&raw const NOBODY.0).cast_mut().cast())
    }

    fn discard(&mut self, _: &[u8]) {}
}

struct Nobody(Object);
// SAFETY: nothing is ever written to it.
unsafe impl Send for Nobody {}
// SAFETY: as above.
unsafe impl Sync for Nobody {}

static NOBODY: LazyLock<Nobody> = LazyLock::new(|| Nobody(Object::new(3, "")));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeds_are_understood() {
        for (method, seed) in [
            ("EchoVariant", &include_bytes!("../seeds/variant/byref-bstr-hi")[..]),
            ("EchoVariant", include_bytes!("../seeds/variant/array-ui1")),
            ("Echo", &include_bytes!("../seeds/safearray/variant")[1..]),
            ("Update", &include_bytes!("../seeds/safearray/bstr")[1..]),
        ] {
            assert!(call(method, seed).is_some_and(|answer| answer.ends_with(&[0; 4])), "{method} {seed:x?}");
            give_back(method, seed);
        }
    }
}
