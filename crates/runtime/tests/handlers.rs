//! Handlers: an object puts a class of its choice before its proxies (IStdMarshalInfo, OBJREF_HANDLER, CoGetStdMarshalEx).

mod common;

use std::ffi::c_void;
use std::sync::atomic::{AtomicI32, AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use common::apartment_thread::ApartmentThread;
use common::{ALIVE, Calc, ICalc, ICalc_Impl, ICalc_Vtbl, bytes, set_up};
use oxcom::abi::{
    self, IClassFactory, IClassFactory_Impl, IPersist, IPersist_Impl, IStdMarshalInfo, IStdMarshalInfo_Impl,
    SAFEARRAY,
};
use oxcom::com_core::IUnknown_Vtbl;
use oxcom::{BSTR, GUID, HRESULT, IUnknown, Interface, Ref, Result, implement};

const CLSID_HANDLER: GUID = GUID::from_u128(0x5E0A7CC8_2F43_4C0D_9A5E_0A1B2C3D4E5F);
const CLSID_OBJECT: GUID = GUID::from_u128(0x5E0A7CC9_2F43_4C0D_9A5E_0A1B2C3D4E5F);

/// A calculator whose clients shall have a handler.
#[implement(ICalc, IPersist, IStdMarshalInfo, Agile = false)]
struct Handled(Calc);

impl ICalc_Impl for Handled_Impl {
    fn Add(&self, a: i32, b: i32) -> Result<i32> {
        self.0.add(a, b)
    }

    fn Echo(&self, text: &BSTR) -> Result<BSTR> {
        Ok(text.clone())
    }

    fn Sum(&self, _: *const SAFEARRAY) -> Result<f64> {
        Err(abi::E_NOTIMPL.into())
    }
}

impl IPersist_Impl for Handled_Impl {
    fn GetClassID(&self) -> Result<GUID> {
        Ok(CLSID_OBJECT)
    }
}

impl IStdMarshalInfo_Impl for Handled_Impl {
    fn GetClassForHandler(&self, _context: u32, _data: *const c_void) -> Result<GUID> {
        Ok(CLSID_HANDLER)
    }
}

/// How many [`Handler`]s there are.
static HANDLERS: AtomicI32 = AtomicI32::new(0);

/// Answers Echo itself, and Add with the object's help; a part of the object's proxies, or alone.
#[repr(C)]
struct Handler {
    unknown: &'static IUnknown_Vtbl,
    calc: &'static ICalc_Vtbl,
    /// Not counted: it outlives its parts. Itself, when it is no part.
    outer: *mut c_void,
    count: AtomicU32,
    /// The standard marshaler's part.
    marshaler: Option<IUnknown>,
}

static INNER: IUnknown_Vtbl = IUnknown_Vtbl { QueryInterface: query, AddRef: add_ref, Release: release };
static CALC: ICalc_Vtbl = ICalc_Vtbl {
    base__: IUnknown_Vtbl { QueryInterface: query_outer, AddRef: add_ref_outer, Release: release_outer },
    Add: add,
    Echo: echo,
    Sum: sum,
};

impl Handler {
    /// The handler's own IUnknown.
    fn create(outer: *mut c_void) -> IUnknown {
        HANDLERS.fetch_add(1, Ordering::SeqCst);
        let made = Box::into_raw(Box::new(Self {
            unknown: &INNER,
            calc: &CALC,
            outer,
            count: AtomicU32::new(1),
            marshaler: None,
        }));
        // SAFETY: a new object; the outer one lives.
        unsafe {
            if outer.is_null() {
                (*made).outer = made.cast();
            }
            let outer = (*made).outer;
            let outer = IUnknown::from_raw_borrowed(&outer).unwrap();
            let flags = abi::SMEXF_HANDLER as u32;
            (*made).marshaler = Some(abi::CoGetStdMarshalEx(outer, flags).unwrap());
            IUnknown::from_raw(made.cast())
        }
    }

    unsafe fn of_calc<'a>(this: *mut c_void) -> &'a Self {
        // SAFETY: the interface is a field of the object.
        unsafe { &*this.wrapping_byte_sub(std::mem::offset_of!(Self, calc)).cast::<Self>() }
    }
}

unsafe extern "system" fn query(this: *mut c_void, iid: *const GUID, out: *mut *mut c_void) -> HRESULT {
    // SAFETY: the arguments of QueryInterface of a live handler.
    unsafe {
        let handler = &*this.cast::<Handler>();
        if *iid == IUnknown::IID {
            out.write(this);
            add_ref(this);
        } else if *iid == ICalc::IID {
            let calc = (&raw const handler.calc).cast_mut().cast();
            out.write(calc);
            add_ref_outer(calc);
        } else {
            out.write(std::ptr::null_mut());
            return abi::E_NOINTERFACE;
        }
        abi::S_OK
    }
}

unsafe extern "system" fn add_ref(this: *mut c_void) -> u32 {
    // SAFETY: called through the vtable of a live handler.
    unsafe { &*this.cast::<Handler>() }.count.fetch_add(1, Ordering::SeqCst) + 1
}

unsafe extern "system" fn release(this: *mut c_void) -> u32 {
    // SAFETY: called through the vtable of a live handler by an owner of a reference.
    let left = unsafe { &*this.cast::<Handler>() }.count.fetch_sub(1, Ordering::SeqCst) - 1;
    if left == 0 {
        HANDLERS.fetch_sub(1, Ordering::SeqCst);
        // SAFETY: nobody else has a reference.
        drop(unsafe { Box::from_raw(this.cast::<Handler>()) });
    }
    left
}

unsafe extern "system" fn query_outer(this: *mut c_void, iid: *const GUID, out: *mut *mut c_void) -> HRESULT {
    // SAFETY: called through the vtable of a live handler.
    unsafe { IUnknown::from_raw_borrowed(&Handler::of_calc(this).outer).unwrap().query(iid, out) }
}

unsafe extern "system" fn add_ref_outer(this: *mut c_void) -> u32 {
    // SAFETY: as above.
    unsafe {
        let outer = Handler::of_calc(this).outer;
        ((**outer.cast::<*const IUnknown_Vtbl>()).AddRef)(outer)
    }
}

unsafe extern "system" fn release_outer(this: *mut c_void) -> u32 {
    // SAFETY: as above.
    unsafe {
        let outer = Handler::of_calc(this).outer;
        ((**outer.cast::<*const IUnknown_Vtbl>()).Release)(outer)
    }
}

unsafe extern "system" fn add(this: *mut c_void, a: i32, b: i32, out: *mut i32) -> HRESULT {
    // SAFETY: called through the vtable of a live handler with the arguments of Add.
    unsafe {
        let far: Result<ICalc> = Handler::of_calc(this).marshaler.as_ref().unwrap().cast();
        match far.and_then(|far| far.Add(a, b)) {
            Ok(sum) => {
                out.write(sum + 1000);
                abi::S_OK
            }
            Err(error) => error.code(),
        }
    }
}

unsafe extern "system" fn echo(_: *mut c_void, _: *mut c_void, out: *mut *mut c_void) -> HRESULT {
    // SAFETY: an [out] BSTR.
    unsafe { out.cast::<BSTR>().write(BSTR::from("by the handler")) };
    abi::S_OK
}

unsafe extern "system" fn sum(_: *mut c_void, _: *const SAFEARRAY, _: *mut f64) -> HRESULT {
    abi::E_NOTIMPL
}

/// Makes handlers as parts of others.
#[implement(IClassFactory, Agile = false)]
struct Handlers;

impl IClassFactory_Impl for Handlers_Impl {
    fn CreateInstance(
        &self,
        outer: Ref<'_, IUnknown>,
        iid: *const GUID,
        out: *mut *mut c_void,
    ) -> Result<()> {
        let handler = Handler::create(outer.as_ref().map_or(std::ptr::null_mut(), Interface::as_raw));
        // SAFETY: the arguments of CreateInstance.
        unsafe { handler.query(iid, out) }.ok()
    }

    fn LockServer(&self, _: oxcom::com_core::BOOL) -> Result<()> {
        Ok(())
    }
}

fn register() -> u32 {
    let factory: IClassFactory = Handlers.into();
    // SAFETY: arguments of their types.
    unsafe {
        let context = abi::CLSCTX_INPROC_HANDLER;
        abi::CoRegisterClassObject(&CLSID_HANDLER, &factory, context, abi::REGCLS_MULTIPLEUSE).unwrap()
    }
}

fn revoke(class: u32) {
    // SAFETY: of this apartment.
    unsafe { abi::CoRevokeClassObject(class) }.unwrap();
}

fn eventually(condition: impl Fn() -> bool) {
    for _ in 0..10_000 {
        if condition() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    panic!("it never happened");
}

/// Objects are counted, so one test at a time.
static ALONE: Mutex<()> = Mutex::new(());

/// An object in one apartment, and a client in another.
fn test(client: ApartmentThread, body: impl FnOnce(Vec<u8>) + Send + 'static) {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let home = ApartmentThread::single_threaded();
    let bytes = home.run(|| {
        let calc: ICalc = Handled(Calc::new()).into();
        bytes::marshal(&calc, abi::MSHCTX_INPROC, 0).unwrap()
    });
    assert_eq!(bytes[4], 2); // OBJREF_HANDLER
    client.run(move || body(bytes));
    eventually(|| ALIVE.load(Ordering::SeqCst) == 0 && HANDLERS.load(Ordering::SeqCst) == 0);
}

#[test]
fn a_handler_stands_before_the_proxies() {
    set_up();
    for client in [ApartmentThread::multithreaded(), ApartmentThread::single_threaded()] {
        test(client, |bytes| {
            let class = register();
            // SAFETY: calls with arguments of their types.
            unsafe {
                let calc: ICalc = bytes::unmarshal(&bytes).unwrap();
                assert_eq!(HANDLERS.load(Ordering::SeqCst), 1);
                assert_eq!(calc.Add(1, 2), Ok(1003));
                assert_eq!(calc.Echo(&BSTR::from("?")).unwrap(), "by the handler");
                // What the handler has not is the proxies'; all are of one object.
                let persist: IPersist = calc.cast().unwrap();
                assert_eq!(persist.GetClassID(), Ok(CLSID_OBJECT));
                assert_eq!(persist.cast::<ICalc>().unwrap(), calc);
                assert_eq!(persist.cast::<IUnknown>().unwrap(), calc.cast::<IUnknown>().unwrap());
                assert_eq!(calc.cast::<IClassFactory>().unwrap_err().code(), abi::E_NOINTERFACE);
                // Handed on, it has the handler again; here it is the same.
                let again = bytes::marshal(&calc, abi::MSHCTX_LOCAL, 0).unwrap();
                assert_eq!(again[4], 2);
                assert_eq!(bytes::unmarshal::<ICalc>(&again).unwrap(), calc);
                assert!(abi::CoIsHandlerConnected(&calc).as_bool());
            }
            revoke(class);
        });
    }
}

#[test]
fn the_last_pointer_may_go_on_any_thread() {
    set_up();
    test(ApartmentThread::single_threaded(), |bytes| {
        struct Carried(ICalc);
        // SAFETY: it is only released on the other thread.
        unsafe impl Send for Carried {}
        let class = register();
        let calc = Carried(bytes::unmarshal(&bytes).unwrap());
        std::thread::spawn(move || drop({ calc }.0)).join().unwrap();
        assert_eq!(HANDLERS.load(Ordering::SeqCst), 1); // it ends on the apartment's own thread
        revoke(class);
    });
}

#[test]
fn a_handler_is_created_only_if_its_class_is_registered_for_that() {
    set_up();
    test(ApartmentThread::multithreaded(), |bytes| {
        let refused = bytes::unmarshal::<ICalc>(&bytes).unwrap_err();
        assert_eq!(refused.code(), abi::REGDB_E_CLASSNOTREG);
    });
}

#[test]
fn a_handler_by_itself_has_what_is_its_own() {
    set_up();
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    ApartmentThread::multithreaded().run(|| {
        let class = register();
        // SAFETY: calls with arguments of their types.
        unsafe {
            let calc: ICalc =
                abi::CoCreateInstance(&CLSID_HANDLER, None, abi::CLSCTX_INPROC_HANDLER).unwrap();
            assert_eq!(calc.Echo(&BSTR::from("?")).unwrap(), "by the handler");
            assert_eq!(calc.Add(1, 2).unwrap_err().code(), abi::E_NOINTERFACE);
            let other = abi::CoCreateInstance::<_, ICalc>(&CLSID_HANDLER, None, abi::CLSCTX_INPROC_SERVER);
            assert_eq!(other.unwrap_err().code(), abi::REGDB_E_CLASSNOTREG);
        }
        revoke(class);
    });
    assert_eq!(HANDLERS.load(Ordering::SeqCst), 0);
}
