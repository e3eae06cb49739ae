//! What a call costs between its vtable and its bytes: `cargo run --release -p oxcom-invoke --example null_call`.
//!
//! Nothing is sent: the handler of the proxy hands its bytes to the stub, as a link would. Prints nanoseconds a call.

use oxcom_automation as _; // defines CoTaskMemAlloc, …
use oxcom_invoke::{Call, Pointers, ProxyVtable, StubPlan};
use oxcom_typeinfo::plan::{Direction, Interface, Method, MethodResult, Param, PointerKind, Scalar, Type};
use oxcom_wire::ndr::{Reader, Writer};
use std::cell::RefCell;
use std::ffi::c_void;
use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;
use windows_core::{GUID, HRESULT};

const ROUNDS: u32 = 200_000;

type Add = unsafe extern "system" fn(*mut c_void, i32, i32, *mut i32) -> HRESULT;

/// A proxy, and all that its calls need.
#[repr(C)]
struct Proxy {
    vtable: *const *const c_void,
    stub: StubPlan,
    object: Object,
    /// What goes to the stub, and what comes back.
    bytes: RefCell<[Vec<u8>; 2]>,
}

#[repr(C)]
struct Object {
    vtable: *const [*const c_void; 4],
}

unsafe extern "system" fn add(_: *mut c_void, a: i32, b: i32, sum: *mut i32) -> HRESULT {
    // SAFETY: the caller points to a number.
    unsafe { *sum = a.wrapping_add(b) };
    HRESULT(0)
}

/// There are no interface pointers.
struct None;

impl Pointers for None {
    unsafe fn marshal(&mut self, _: &GUID, _: *mut c_void, _: &mut Vec<u8>) -> Result<(), HRESULT> {
        Err(HRESULT(-1))
    }
    unsafe fn unmarshal(&mut self, _: &GUID, _: &[u8]) -> Result<*mut c_void, HRESULT> {
        Err(HRESULT(-1))
    }
    fn discard(&mut self, _: &[u8]) {}
}

/// Proxy to stub and back, by two vectors that are used again.
unsafe fn carry(this: *mut c_void, call: &Call<'_>) -> HRESULT {
    // SAFETY: `this` is the proxy below, and everything is alive during the call.
    unsafe {
        let proxy = &*this.cast::<Proxy>();
        let [request, answer] = &mut *proxy.bytes.borrow_mut();
        if let Err(error) = call.write_request(&mut Writer::on(request), &mut None) {
            return error.code();
        }
        let object = (&raw const proxy.object).cast_mut().cast();
        let (reader, writer) = (&mut Reader::new(request), &mut Writer::on(answer));
        if let Err(error) = proxy.stub.invoke(object, call.method().slot, reader, writer, &mut None) {
            return error.code();
        }
        call.read_answer(&mut Reader::new(answer), &mut None).unwrap_or_else(|error| error.code())
    }
}

/// Only the vtable.
unsafe fn answer_at_once(_: *mut c_void, call: &Call<'_>) -> HRESULT {
    black_box(call.method().slot);
    HRESULT(0)
}

fn plan() -> Arc<Interface> {
    let number = || Type::Scalar(Scalar::I32);
    let param = |name: &str, direction, ty| Param { name: name.into(), direction, ty, retval: false };
    let sum = Type::Pointer { kind: PointerKind::Ref, target: Box::new(number()) };
    let add = Method {
        name: "Add".into(),
        slot: 3,
        params: vec![
            param("a", Direction::In, number()),
            param("b", Direction::In, number()),
            param("sum", Direction::Out, sum),
        ],
        result: MethodResult::Hresult,
        one_way: false,
        call_as: false,
        declared_by: GUID::from_u128(1),
    };
    Arc::new(Interface { iid: GUID::from_u128(1), name: "ICalc".into(), methods: vec![add] })
}

fn measure(what: &str, this: *mut c_void) {
    // SAFETY: what `this` points to begins with a vtable that has Add in slot 3.
    let add: Add = unsafe { std::mem::transmute(*(*this.cast::<*const *const c_void>()).add(3)) };
    let best = (0..100).map(|_| {
        let start = Instant::now();
        for round in 0..ROUNDS {
            let mut sum = 0;
            // SAFETY: as above.
            let code = unsafe { add(black_box(this), black_box(round as i32), 1, &mut sum) };
            let _ = black_box((code, sum));
        }
        start.elapsed().as_nanos() as f64 / f64::from(ROUNDS)
    });
    println!("{:7.1} ns  {what}", best.fold(f64::INFINITY, f64::min));
}

fn main() -> Result<(), oxcom_invoke::InvokeError> {
    let unused = [std::ptr::null(); 3];
    let functions = [std::ptr::null(), std::ptr::null(), std::ptr::null(), add as *const c_void];
    let vtable = ProxyVtable::new(plan(), unused, carry)?;
    let at_once = ProxyVtable::new(plan(), unused, answer_at_once)?;
    let object = || Object { vtable: &functions };
    let proxy = |vtable: &ProxyVtable| -> Result<Proxy, oxcom_invoke::InvokeError> {
        let (vtable, stub) = (vtable.as_ptr(), StubPlan::new(plan())?);
        Ok(Proxy { vtable, stub, object: object(), bytes: RefCell::default() })
    };
    let (mut proxy, mut bare) = (proxy(vtable)?, proxy(at_once)?);
    measure("the object itself", (&raw mut proxy.object).cast());
    measure("a proxy whose handler answers at once", (&raw mut bare).cast());
    measure("a proxy, its bytes, a stub, the object, and back", (&raw mut proxy).cast());
    Ok(())
}
