//! From a vtable call to bytes and back.
//!
//! A [`ProxyVtable`] is made at run time of an interface's plan; a call through it becomes a [`Call`], which writes its `[in]`
//! arguments as NDR and reads the answer. A [`StubPlan`] reads the arguments, calls the object, and writes the answer:
//!
//! ```text
//!  client ─▶ vtable ─▶ Call::write_request ─▶ bytes ─▶ StubPlan::invoke ─▶ object's vtable
//!         ◀────────── Call::read_answer   ◀─ bytes ◀─                  ◀─
//! ```
//!
//! Here the bytes go nowhere: the proxy's handler reads the request itself and answers with the sum.
//!
//! ```
//! # use oxcom_automation as _; // defines the functions that a program with the runtime has
//! use oxcom_invoke::{Call, Pointers, ProxyVtable};
//! use oxcom_typeinfo::plan::{Direction, Interface, Method, MethodResult, Param, PointerKind, Scalar, Type};
//! use oxcom_wire::ndr::{Reader, Writer};
//! use std::{ffi::c_void, mem::transmute, ptr::null, sync::Arc};
//! use windows_core::{GUID, HRESULT};
//!
//! /// A link that knows no interface pointers.
//! struct None;
//! impl Pointers for None {
//!     unsafe fn marshal(&mut self, _: &GUID, _: *mut c_void, _: &mut Vec<u8>) -> Result<(), HRESULT> { Err(HRESULT(-1)) }
//!     unsafe fn unmarshal(&mut self, _: &GUID, _: &[u8]) -> Result<*mut c_void, HRESULT> { Err(HRESULT(-1)) }
//!     fn discard(&mut self, _: &[u8]) {}
//! }
//!
//! unsafe fn handler(_this: *mut c_void, call: &Call<'_>) -> HRESULT {
//!     let (mut request, mut answer) = (Writer::new(), Writer::new());
//!     let code = unsafe { call.write_request(&mut request, &mut None) };
//!     if let Err(error) = code {
//!         unsafe { call.fail() };
//!         return error.code();
//!     }
//!     let mut arguments = Reader::new(request.as_slice()); // … and elsewhere:
//!     answer.i32(arguments.i32().unwrap() + arguments.i32().unwrap());
//!     answer.i32(0); // S_OK
//!     unsafe { call.read_answer(&mut Reader::new(answer.as_slice()), &mut None) }.unwrap_or_else(|error| error.code())
//! }
//!
//! # fn main() -> Result<(), oxcom_invoke::InvokeError> {
//! let number = || Type::Scalar(Scalar::I32);
//! let param = |name: &str, direction, ty| Param { name: name.into(), direction, ty, retval: false };
//! let sum = Type::Pointer { kind: PointerKind::Ref, target: Box::new(number()) };
//! let iid = GUID::from_u128(0x5E0A7C11_2F43_4C0D_9A5E_0A1B2C3D4E5F);
//! let add = Method {
//!     name: "Add".into(),
//!     slot: 3,
//!     params: vec![
//!         param("a", Direction::In, number()),
//!         param("b", Direction::In, number()),
//!         param("sum", Direction::Out, sum),
//!     ],
//!     result: MethodResult::Hresult,
//!     one_way: false,
//!     call_as: false,
//!     declared_by: iid,
//! };
//! let plan = Arc::new(Interface { iid, name: "ICalc".into(), methods: vec![add] });
//! let vtable = ProxyVtable::new(plan, [null(); 3], handler)?; // with the proxies' own IUnknown in real life
//!
//! let proxy = vtable.as_ptr(); // an interface pointer points to a pointer to the vtable
//! type Add = unsafe extern "system" fn(*const *const *const c_void, i32, i32, &mut i32) -> HRESULT;
//! let mut sum = 0;
//! let code = unsafe { transmute::<*const c_void, Add>(*proxy.add(3))(&proxy, 20, 22, &mut sum) };
//! assert_eq!((code, sum), (HRESULT(0), 42));
//! # Ok(()) }
//! ```
//!
//! Both walk the same lowered plan (`lower`) over live memory (`marshal`, `variant`, `safearray`). The crate knows no
//! apartments, no links and no OXIDs; what is more than bytes it asks of whoever owns the call, through [`Pointers`].
//!
//! What comes in is hostile: every length is checked before memory is allocated for it, the stack used is bounded, and a
//! message that cannot be read leaves nothing behind. What a process's own caller or object hands over is trusted, as in any
//! call through a vtable.

#[cfg(not(all(target_pointer_width = "64", target_endian = "little")))]
compile_error!(
    "values are copied between memory and the wire: both must be little-endian, with pointers of 64 bits"
);

mod adapters;
mod answer;
mod error;
mod frame;
mod lower;
mod marshal;
mod memory;
mod native;
mod pointers;
mod proxy;
mod quick;
mod record;
mod safearray;
mod stub;
mod thunks;
mod variant;

pub use error::{Fault, InvokeError, Place, Side};
pub use marshal::MAX_ROOM;
pub use native::{Native, Signature};
pub use pointers::{ArrayReference, LEAST_LENT, NO_DESCRIPTOR, Pointers};
pub use proxy::{Call, CallHandler, ProxyVtable};
pub use record::{IRecordPlan, IRecordPlan_Impl, RecordPlan};
pub use stub::StubPlan;

use oxcom_typeinfo::plan::Interface;

/// Makes the methods of an interface ready, `None` for those without a remote form.
fn ready_methods(interface: &Interface) -> Result<Vec<Option<lower::Ready>>, InvokeError> {
    let methods = interface.methods.iter().enumerate().map(|(index, method)| {
        if usize::from(method.slot) != index + 3 {
            let place = Box::new(lower::place(interface, method, None));
            return Err(InvokeError::Plan {
                place,
                reason: "the methods are not in the order of the vtable",
            });
        }
        lower::Ready::new(interface, method)
    });
    methods.collect()
}
