//! A proxy and a stub joined by nothing but the bytes: every call goes out through a vtable made at run time, becomes a request,
//! and comes back through a stub.

use oxcom_abi::*;
use oxcom_invoke::*;
use oxcom_typeinfo::plan;
use oxcom_wire::ndr::{Reader, Writer};
use std::cell::{Cell, RefCell};
use std::ffi::c_void;
use std::os::fd::{AsRawFd, BorrowedFd, OwnedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use windows_core::*;

/// A proxy for one interface of one object.
#[repr(C)]
struct Proxy {
    vtable: *const *const c_void,
    /// Atomic; the last release pairs with all others by AcqRel.
    references: AtomicU32,
    plan: &'static ProxyVtable,
    stub: Arc<StubPlan>,
    object: IUnknown,
}

/// Makes a proxy that calls `object` through the interface's plan.
pub fn proxy<I: Interface>(interface: &Arc<plan::Interface>, object: I) -> I {
    assert_eq!(I::IID, interface.iid);
    let plan = ProxyVtable::new(interface.clone(), UNKNOWN, call).expect("the plan can be walked");
    let stub = Arc::new(StubPlan::new(interface.clone()).expect("the plan can be walked"));
    let object: IUnknown = unsafe { std::mem::transmute_copy(&std::mem::ManuallyDrop::new(object)) };
    let proxy = Proxy { vtable: plan.as_ptr(), references: AtomicU32::new(1), plan, stub, object };
    unsafe { I::from_raw(Box::into_raw(Box::new(proxy)).cast()) }
}

/// The functions of IUnknown that all proxies have here.
pub const UNKNOWN: [*const c_void; 3] =
    [query_interface as *const c_void, add_ref as *const c_void, release as *const c_void];

unsafe extern "system" fn query_interface(
    this: *mut c_void,
    iid: *const GUID,
    object: *mut *mut c_void,
) -> HRESULT {
    unsafe {
        let proxy = &*this.cast::<Proxy>();
        if *iid == proxy.plan.interface().iid || *iid == IUnknown::IID {
            add_ref(this);
            *object = this;
            return S_OK;
        }
        *object = std::ptr::null_mut();
        E_NOINTERFACE
    }
}

unsafe extern "system" fn add_ref(this: *mut c_void) -> u32 {
    unsafe { &*this.cast::<Proxy>() }.references.fetch_add(1, Ordering::Relaxed) + 1
}

unsafe extern "system" fn release(this: *mut c_void) -> u32 {
    let left = unsafe { &*this.cast::<Proxy>() }.references.fetch_sub(1, Ordering::AcqRel) - 1;
    if left == 0 {
        drop(unsafe { Box::from_raw(this.cast::<Proxy>()) });
    }
    left
}

/// The bytes of the last call on this thread.
#[derive(Default, Clone, Debug)]
pub struct Traffic {
    pub request: Vec<u8>,
    pub answer: Vec<u8>,
    /// What the proxy's or the stub's side said when it could not go on.
    pub error: Option<String>,
}

thread_local! {
    static TRAFFIC: RefCell<Traffic> = RefCell::default();
}

pub fn traffic() -> Traffic {
    TRAFFIC.take()
}

/// What happens to the bytes on their way.
#[derive(Default)]
pub enum Tampering {
    #[default]
    Nothing,
    /// The stub reads this instead of what the proxy wrote.
    Request(Vec<u8>),
    /// The proxy reads this instead of what the stub wrote.
    Answer(Vec<u8>),
}

thread_local! {
    static TAMPERING: RefCell<Tampering> = RefCell::default();
}

/// Changes what happens to all calls of this thread from now on.
pub fn set_tampering(tampering: Tampering) {
    TAMPERING.set(tampering);
}

unsafe fn call(this: *mut c_void, call: &Call<'_>) -> HRESULT {
    let proxy = unsafe { &*this.cast::<Proxy>() };
    let mut traffic = Traffic::default();
    let result = unsafe { carry(proxy, call, &mut traffic) };
    let code = result.unwrap_or_else(|error| {
        traffic.error = Some(error.to_string());
        error.code()
    });
    TRAFFIC.set(traffic);
    code
}

unsafe fn carry(
    proxy: &Proxy,
    call: &Call<'_>,
    traffic: &mut Traffic,
) -> std::result::Result<HRESULT, InvokeError> {
    unsafe {
        let pointers = &mut Table;
        let mut request = Writer::new();
        if let Err(error) = call.write_request(&mut request, pointers) {
            call.fail();
            return Err(error);
        }
        traffic.request = request.into_vec();
        let is_genuine = tamper(traffic);
        let mut answer = Writer::new();
        let slot = call.method().slot;
        let request = &mut Reader::new(&traffic.request);
        if let Err(error) = proxy.stub.invoke(proxy.object.as_raw(), slot, request, &mut answer, pointers) {
            call.fail();
            return Err(error);
        }
        assert!(!is_genuine || request.remaining() == 0, "the stub reads all that the proxy writes");
        traffic.answer = answer.into_vec();
        let is_genuine = tamper_answer(traffic);
        let answer = &mut Reader::new(&traffic.answer);
        let code = call.read_answer(answer, pointers)?;
        assert!(!is_genuine || answer.remaining() == 0, "the proxy reads all that the stub writes");
        Ok(code)
    }
}

/// Puts other bytes in the place of the request; says whether it is the proxy's own.
fn tamper(traffic: &mut Traffic) -> bool {
    TAMPERING.with_borrow(|tampering| match tampering {
        Tampering::Request(other) => {
            discard_all();
            traffic.request.clone_from(other);
            false
        }
        _ => true,
    })
}

fn tamper_answer(traffic: &mut Traffic) -> bool {
    TAMPERING.with_borrow(|tampering| match tampering {
        Tampering::Answer(other) => {
            traffic.answer.clone_from(other);
            false
        }
        _ => true,
    })
}

/// Interface pointers and descriptors on their way: an OBJREF here is "MEOW", the IID, and a number.
pub struct Table;

thread_local! {
    static IN_FLIGHT: RefCell<Vec<Option<IUnknown>>> = RefCell::default();
    static DESCRIPTORS: RefCell<Vec<Option<OwnedFd>>> = RefCell::default();
}

thread_local! {
    /// Arrays are lent: the message says which of the loans they are.
    pub static LENDING: Cell<bool> = const { Cell::new(false) };
    static LOANS: RefCell<Vec<Option<Vec<u8>>>> = RefCell::default();
}

/// How many arrays were lent, and how many of them are neither borrowed nor discarded.
pub fn loans() -> (usize, usize) {
    LOANS.with_borrow(|loans| (loans.len(), loans.iter().flatten().count()))
}

/// How many pointers were marshaled and neither unmarshaled nor discarded.
pub fn in_flight() -> usize {
    IN_FLIGHT.with_borrow(|table| table.iter().flatten().count())
}

/// Gives up everything that is on its way.
pub fn discard_all() {
    drop(IN_FLIGHT.take());
    drop(DESCRIPTORS.take());
}

impl Table {
    fn take(objref: &[u8], iid: Option<&GUID>) -> Option<IUnknown> {
        let rest = objref.strip_prefix(b"MEOW")?;
        let (found, number) = rest.split_at_checked(16)?;
        if iid.is_some_and(|iid| found != iid.to_u128().to_le_bytes()) {
            return None;
        }
        let number = u32::from_le_bytes(number.try_into().ok()?) as usize;
        IN_FLIGHT.with_borrow_mut(|table| table.get_mut(number)?.take())
    }
}

impl Pointers for Table {
    unsafe fn marshal(
        &mut self,
        iid: &GUID,
        object: *mut c_void,
        objref: &mut Vec<u8>,
    ) -> std::result::Result<(), HRESULT> {
        let object = unsafe { IUnknown::from_raw_borrowed(&object) }.expect("not null").clone();
        let number = IN_FLIGHT.with_borrow_mut(|table| {
            table.push(Some(object));
            table.len() as u32 - 1
        });
        objref.extend_from_slice(b"MEOW");
        objref.extend_from_slice(&iid.to_u128().to_le_bytes());
        objref.extend_from_slice(&number.to_le_bytes());
        Ok(())
    }

    unsafe fn unmarshal(&mut self, iid: &GUID, objref: &[u8]) -> std::result::Result<*mut c_void, HRESULT> {
        let object = Self::take(objref, Some(iid)).ok_or(RPC_E_INVALID_OBJREF)?;
        let mut pointer = std::ptr::null_mut();
        unsafe { object.query(iid, &mut pointer) }.ok().map_err(|error| error.code())?;
        Ok(pointer)
    }

    fn discard(&mut self, objref: &[u8]) {
        Self::take(objref, None).expect("only what was marshaled is discarded");
    }

    unsafe fn lend_array(
        &mut self,
        array: *const SAFEARRAY,
        _kept: bool,
    ) -> std::result::Result<Option<ArrayReference>, HRESULT> {
        if !LENDING.get() {
            return Ok(None);
        }
        let header = unsafe { &*array };
        let bytes = header.rgsabound[0].cElements as usize * header.cbElements as usize;
        assert!(bytes >= LEAST_LENT);
        let data = unsafe { std::slice::from_raw_parts(header.pvData.cast::<u8>(), bytes) };
        let mut reference = ArrayReference::default();
        LOANS.with_borrow_mut(|loans| {
            reference[..8].copy_from_slice(&loans.len().to_le_bytes());
            loans.push(Some(data.to_vec()));
        });
        Ok(Some(reference))
    }

    fn borrow_array(
        &mut self,
        vartype: VARTYPE,
        bounds: &[SAFEARRAYBOUND],
        reference: &[u8],
    ) -> std::result::Result<*mut SAFEARRAY, HRESULT> {
        let number = number_of(reference.try_into().map_err(|_| E_INVALIDARG)?);
        let loan = LOANS.with_borrow_mut(|loans| loans.get_mut(number).and_then(Option::take));
        let data = loan.ok_or(E_HANDLE)?;
        unsafe {
            let array = SafeArrayCreate(vartype, bounds.len() as u32, bounds.as_ptr());
            assert_eq!(bounds[0].cElements as usize * (*array).cbElements as usize, data.len());
            std::ptr::copy_nonoverlapping(data.as_ptr(), (*array).pvData.cast(), data.len());
            Ok(array)
        }
    }

    fn discard_array(&mut self, reference: &ArrayReference) {
        let number = number_of(reference);
        LOANS.with_borrow_mut(|loans| loans[number] = None);
    }

    fn send_descriptor(&mut self, descriptor: BorrowedFd<'_>) -> std::result::Result<u32, HRESULT> {
        assert!(descriptor.as_raw_fd() >= 0);
        let duplicate = descriptor.try_clone_to_owned().map_err(|_| E_FAIL)?;
        DESCRIPTORS.with_borrow_mut(|table| {
            table.push(Some(duplicate));
            Ok(table.len() as u32 - 1)
        })
    }

    fn receive_descriptor(&mut self, number: u32) -> std::result::Result<OwnedFd, HRESULT> {
        DESCRIPTORS
            .with_borrow_mut(|table| table.get_mut(number as usize).and_then(Option::take))
            .ok_or(E_HANDLE)
    }
}

/// Which loan it is.
fn number_of(reference: &ArrayReference) -> usize {
    usize::from_le_bytes(reference[..8].try_into().expect("eight bytes"))
}
