//! Custom marshaling: an object that travels by value for one interface, and stays where it is for the next.

mod common;

use std::ffi::c_void;
use std::sync::atomic::Ordering;
use std::sync::{Mutex, PoisonError};

use common::apartment_thread::ApartmentThread;
use common::bytes;
use common::{ALIVE, Calc, ICalc, ICalc_Impl, IRemoting, set_up};
use oxcom::abi::{
    self, IClassFactory, IMarshal, IMarshal_Impl, IMultiQI, IPersist, IPersist_Impl, IStream, MULTI_QI,
    SAFEARRAY,
};
use oxcom::{
    Apartment, BSTR, Factory, GUID, HRESULT, IUnknown, IUnknownImpl, Interface, Ref, Result, implement,
};

/// Reads what [`Balance`] writes.
const CLSID_BALANCE_UNMARSHALER: GUID = GUID::from_u128(0x5E0A7CC2_2F43_4C0D_9A5E_0A1B2C3D4E5F);
/// The class of [`Balance`].
const CLSID_BALANCE: GUID = GUID::from_u128(0x5E0A7CC3_2F43_4C0D_9A5E_0A1B2C3D4E5F);

/// Should read what a [`Balance`] of [`UNREADABLE`] writes, but its library is none of COM's.
const CLSID_UNREADABLE: GUID = GUID::from_u128(0x5E0A7CC7_2F43_4C0D_9A5E_0A1B2C3D4E5F);
const UNREADABLE: i32 = i32::MIN;

/// A calculator that adds an amount of its own. ICalc is marshaled by value: the receiver gets a copy that calculates where
/// it is. IPersist is marshaled by the standard marshaler: the receiver gets a proxy.
#[implement(ICalc, IPersist, IMarshal, Agile = false)]
struct Balance {
    amount: i32,
    _counted: Calc,
}

impl Balance {
    fn new(amount: i32) -> Self {
        Self { amount, _counted: Calc::new() }
    }
}

impl ICalc_Impl for Balance_Impl {
    fn Add(&self, a: i32, b: i32) -> Result<i32> {
        Ok(self.amount + a + b)
    }

    fn Echo(&self, text: &BSTR) -> Result<BSTR> {
        Ok(text.clone())
    }

    fn Sum(&self, _values: *const SAFEARRAY) -> Result<f64> {
        Err(abi::E_NOTIMPL.into())
    }
}

impl IPersist_Impl for Balance_Impl {
    fn GetClassID(&self) -> Result<GUID> {
        Ok(CLSID_BALANCE)
    }
}

impl Balance_Impl {
    /// The standard marshaler, for what does not travel by value.
    fn standard(&self, context: u32, flags: u32) -> Result<IMarshal> {
        let this: IUnknown = self.to_interface();
        // SAFETY: arguments of their types.
        unsafe { abi::CoGetStandardMarshal(&IUnknown::IID, &this, context, None, flags) }
    }
}

/// What [`Balance`] was asked, and with which context and flags.
static ASKED: Mutex<Vec<(&str, u32, u32)>> = Mutex::new(Vec::new());

fn by_value(iid: *const GUID) -> bool {
    // SAFETY: the methods of IMarshal get an id.
    unsafe { *iid == ICalc::IID }
}

impl IMarshal_Impl for Balance_Impl {
    fn GetUnmarshalClass(
        &self,
        iid: *const GUID,
        object: *const c_void,
        context: u32,
        context_data: *const c_void,
        flags: u32,
    ) -> Result<GUID> {
        ASKED.lock().unwrap().push(("class", context, flags));
        if by_value(iid) {
            let unreadable = self.amount == UNREADABLE;
            return Ok(if unreadable { CLSID_UNREADABLE } else { CLSID_BALANCE_UNMARSHALER });
        }
        let standard = self.standard(context, flags)?;
        // SAFETY: the arguments that this method got.
        unsafe { standard.GetUnmarshalClass(iid, Some(object), context, Some(context_data), flags) }
    }

    fn GetMarshalSizeMax(
        &self,
        iid: *const GUID,
        object: *const c_void,
        context: u32,
        context_data: *const c_void,
        flags: u32,
    ) -> Result<u32> {
        if by_value(iid) {
            return Ok(4);
        }
        let standard = self.standard(context, flags)?;
        // SAFETY: the arguments that this method got.
        unsafe { standard.GetMarshalSizeMax(iid, Some(object), context, Some(context_data), flags) }
    }

    fn MarshalInterface(
        &self,
        into: Ref<'_, IStream>,
        iid: *const GUID,
        object: *const c_void,
        context: u32,
        context_data: *const c_void,
        flags: u32,
    ) -> Result<()> {
        ASKED.lock().unwrap().push(("marshal", context, flags));
        let into = into.ok()?;
        if by_value(iid) {
            return oxcom::write_all(into, &self.amount.to_le_bytes());
        }
        let standard = self.standard(context, flags)?;
        // SAFETY: the arguments that this method got.
        unsafe { standard.MarshalInterface(into, iid, Some(object), context, Some(context_data), flags) }.ok()
    }

    fn UnmarshalInterface(&self, _: Ref<'_, IStream>, _: *const GUID, _: *mut *mut c_void) -> Result<()> {
        Err(abi::E_UNEXPECTED.into())
    }

    fn ReleaseMarshalData(&self, _from: Ref<'_, IStream>) -> Result<()> {
        Err(abi::E_UNEXPECTED.into())
    }

    fn DisconnectObject(&self, _reserved: u32) -> Result<()> {
        ASKED.lock().unwrap().push(("disconnect", 0, 0));
        Ok(())
    }
}

/// Makes a [`Balance`] of the bytes of another.
#[implement(IMarshal, Agile = false)]
struct Unmarshaler;

impl IMarshal_Impl for Unmarshaler_Impl {
    fn GetUnmarshalClass(
        &self,
        _: *const GUID,
        _: *const c_void,
        _: u32,
        _: *const c_void,
        _: u32,
    ) -> Result<GUID> {
        Err(abi::E_UNEXPECTED.into())
    }

    fn GetMarshalSizeMax(
        &self,
        _: *const GUID,
        _: *const c_void,
        _: u32,
        _: *const c_void,
        _: u32,
    ) -> Result<u32> {
        Err(abi::E_UNEXPECTED.into())
    }

    fn MarshalInterface(
        &self,
        _: Ref<'_, IStream>,
        _: *const GUID,
        _: *const c_void,
        _: u32,
        _: *const c_void,
        _: u32,
    ) -> Result<()> {
        Err(abi::E_UNEXPECTED.into())
    }

    fn UnmarshalInterface(
        &self,
        from: Ref<'_, IStream>,
        iid: *const GUID,
        out: *mut *mut c_void,
    ) -> Result<()> {
        let mut amount = [0; 4];
        oxcom::read_exact(from.ok()?, &mut amount)?;
        let copy: ICalc = Balance::new(i32::from_le_bytes(amount)).into();
        // SAFETY: the arguments of UnmarshalInterface.
        unsafe { copy.query(iid, out) }.ok()
    }

    fn ReleaseMarshalData(&self, from: Ref<'_, IStream>) -> Result<()> {
        RELEASED.fetch_add(1, Ordering::SeqCst);
        oxcom::read_exact(from.ok()?, &mut [0; 4])
    }

    fn DisconnectObject(&self, _reserved: u32) -> Result<()> {
        Ok(())
    }
}

static RELEASED: std::sync::atomic::AtomicI32 = std::sync::atomic::AtomicI32::new(0);

/// Lets this apartment unmarshal balances.
fn register_unmarshaler() -> u32 {
    let factory: IClassFactory = Factory::new(|| Ok(IMarshal::from(Unmarshaler).into())).into();
    // SAFETY: arguments of their types.
    unsafe {
        abi::CoRegisterClassObject(
            &CLSID_BALANCE_UNMARSHALER,
            &factory,
            abi::CLSCTX_INPROC_SERVER,
            abi::REGCLS_MULTIPLEUSE,
        )
        .unwrap()
    }
}

fn failure<T>(result: Result<T>) -> HRESULT {
    result.map_or_else(|error| error.code(), |_| abi::S_OK)
}

/// Objects are counted, so one test at a time.
static ALONE: Mutex<()> = Mutex::new(());

fn test(body: impl FnOnce()) {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    set_up();
    ASKED.lock().unwrap().clear();
    RELEASED.store(0, Ordering::SeqCst);
    body();
    assert_eq!(ALIVE.load(Ordering::SeqCst), 0);
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

#[test]
fn an_object_chooses_for_each_interface() {
    test(|| {
        let (home, other) = (ApartmentThread::single_threaded(), ApartmentThread::multithreaded());
        let [by_value, by_proxy] = home.run(|| {
            let balance: ICalc = Balance::new(100).into();
            let marshal = |iid| bytes::marshal_as(&balance, iid, abi::MSHCTX_INPROC, 0).unwrap();
            [marshal(&ICalc::IID), marshal(&IPersist::IID)]
        });
        assert_eq!(by_value[4], 4); // OBJREF_CUSTOM
        assert_eq!(by_proxy[4], 1); // OBJREF_STANDARD
        assert_eq!(ALIVE.load(Ordering::SeqCst), 1); // the proxy-to-be keeps it
        other.run(move || {
            let class = register_unmarshaler();
            // SAFETY: calls with arguments of their types.
            unsafe {
                let copy: ICalc = bytes::unmarshal(&by_value).unwrap();
                assert_eq!(ALIVE.load(Ordering::SeqCst), 2);
                assert_eq!(copy.Add(2, 3), Ok(105));
                let proxy: IPersist = bytes::unmarshal(&by_proxy).unwrap();
                assert_eq!(proxy.GetClassID(), Ok(CLSID_BALANCE));
                // Who has a proxy reaches the object itself by every interface: nobody asks its IMarshal for that.
                let far: ICalc = proxy.cast().unwrap();
                assert_eq!(far.Add(2, 3), Ok(105));
                abi::CoRevokeClassObject(class).unwrap();
            }
        });
        eventually(|| ALIVE.load(Ordering::SeqCst) == 0);
    });
}

#[test]
fn contexts_and_flags_reach_the_marshaler_untouched() {
    test(|| {
        let _apartment = Apartment::multithreaded().unwrap();
        let class = register_unmarshaler();
        let balance: ICalc = Balance::new(1).into();
        for context in
            [abi::MSHCTX_LOCAL, abi::MSHCTX_NOSHAREDMEM, abi::MSHCTX_DIFFERENTMACHINE, abi::MSHCTX_INPROC]
        {
            for flags in [0, abi::MSHLFLAGS_TABLESTRONG, abi::MSHLFLAGS_TABLEWEAK, abi::MSHLFLAGS_NOPING] {
                ASKED.lock().unwrap().clear();
                let bytes = bytes::marshal(&balance, context, flags).unwrap();
                let (context, flags) = (context as u32, flags as u32);
                let asked = ASKED.lock().unwrap().clone();
                assert_eq!(asked, [("class", context, flags), ("marshal", context, flags)]);
                bytes::discard(&bytes).unwrap();
            }
        }
        assert_eq!(RELEASED.load(Ordering::SeqCst), 16);
        // SAFETY: arguments of their types.
        unsafe {
            assert_eq!(failure(bytes::marshal(&balance, 0, 8)), abi::E_INVALIDARG);
            let unknown: IUnknown = balance.cast().unwrap();
            assert_eq!(abi::CoDisconnectObject(&unknown, 0), abi::S_OK);
            assert_eq!(ASKED.lock().unwrap().last(), Some(&("disconnect", 0, 0)));
            // 4 bytes of its own, and what an OBJREF_CUSTOM puts before them.
            let mut size = 0;
            let sized = abi::CoGetMarshalSizeMax(&mut size, &ICalc::IID, &unknown, 0, None, 0);
            assert_eq!((sized, size), (abi::S_OK, 52));
            abi::CoRevokeClassObject(class).unwrap();
        }
    });
}

#[test]
fn an_activation_can_refuse_custom_marshaling() {
    test(|| {
        let (home, client) = (ApartmentThread::multithreaded(), ApartmentThread::single_threaded());
        let class = home.run(|| {
            let factory: IClassFactory = Factory::new(|| Ok(ICalc::from(Balance::new(7)).into())).into();
            // SAFETY: arguments of their types.
            unsafe {
                abi::CoAddRefServerProcess(); // it serves on when its first client has gone
                let (context, flags) = (abi::CLSCTX_LOCAL_SERVER, abi::REGCLS_MULTIPLEUSE);
                abi::CoRegisterClassObject(&CLSID_BALANCE, &factory, context, flags).unwrap()
            }
        });
        client.run(|| {
            let unmarshaler = register_unmarshaler();
            let create = |more: i32| {
                oxcom::create_instance::<ICalc>(&CLSID_BALANCE, abi::CLSCTX_LOCAL_SERVER | more as u32)
            };
            assert_eq!(failure(create(abi::CLSCTX_NO_CUSTOM_MARSHAL as i32)), abi::E_ACCESSDENIED);
            // SAFETY: calls with arguments of their types.
            unsafe {
                assert_eq!(create(0).unwrap().Add(0, 0), Ok(7));
                abi::CoRevokeClassObject(unmarshaler).unwrap();
            }
            // A class that is not registered as a marshaler is not created because a pointer names it.
            assert_eq!(failure(create(0)), abi::REGDB_E_CLASSNOTREG);
        });
        home.run(move || {
            // SAFETY: arguments of their types.
            unsafe { abi::CoRevokeClassObject(class) }.unwrap();
            // SAFETY: undoes what was done above.
            unsafe { abi::CoReleaseServerProcess() };
        });
        eventually(|| ALIVE.load(Ordering::SeqCst) == 0);
    });
}

#[test]
fn several_interfaces_are_asked_for_at_once() {
    test(|| {
        let (home, other) = (ApartmentThread::single_threaded(), ApartmentThread::multithreaded());
        let bytes = home.run(|| {
            let balance: ICalc = Balance::new(100).into();
            bytes::marshal_as(&balance, &IPersist::IID, abi::MSHCTX_INPROC, 0).unwrap()
        });
        other.run(move || {
            let persist: IPersist = bytes::unmarshal(&bytes).unwrap();
            let several: IMultiQI = persist.cast().unwrap();
            let entry = |iid: &GUID| MULTI_QI { pIID: iid, ..Default::default() };
            let ask = |iids: &[&GUID]| {
                let mut entries: Vec<_> = iids.iter().map(|iid| entry(iid)).collect();
                // SAFETY: as many entries as are said.
                let all = unsafe { several.QueryMultipleInterfaces(&mut entries) };
                let results: Vec<_> = entries.iter().map(|entry| entry.hr).collect();
                let pointers: Vec<Option<IUnknown>> =
                    entries.iter_mut().map(|entry| entry.pItf.take()).collect();
                (all, results, pointers)
            };
            let (all, results, pointers) = ask(&[&ICalc::IID, &IUnknown::IID, &IMarshal::IID]);
            assert_eq!((all, results), (abi::S_OK, vec![abi::S_OK; 3]));
            let calc: ICalc = pointers[0].as_ref().unwrap().cast().unwrap();
            // SAFETY: a call with arguments of its types.
            assert_eq!(unsafe { calc.Add(1, 1) }, Ok(102));
            let (all, results, _) = ask(&[&abi::IClassFactory::IID, &ICalc::IID]);
            assert_eq!((all, results), (abi::S_FALSE, vec![abi::E_NOINTERFACE, abi::S_OK]));
            let (all, _, _) = ask(&[&abi::IClassFactory::IID, &abi::IPersistFile::IID]);
            assert_eq!(all, abi::E_NOINTERFACE);
            // SAFETY: no entries.
            assert_eq!(unsafe { several.QueryMultipleInterfaces(&mut []) }, abi::S_OK);
            assert_eq!(several.cast::<IUnknown>().unwrap(), persist.cast::<IUnknown>().unwrap());
        });
        eventually(|| ALIVE.load(Ordering::SeqCst) == 0);
    });
}

/// Registers a class whose library lacks DllGetClassObject: the C library.
fn register_unreadable() {
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
    let library = maps.split_whitespace().find(|word| word.contains("/libc.so")).unwrap();
    let text = format!(
        "name = 'Unreadable'\n[[class]]\nclsid = '{{{CLSID_UNREADABLE:?}}}'\nlibrary = '{library}'\n\
         threading = 'Both'\nmarshaler = true\n"
    );
    oxcom::register_component(&text, "/".as_ref()).unwrap();
}

/// An object that passes pointers on.
#[implement(IRemoting)]
struct Passer(Option<i32>);

impl common::IRemoting_Impl for Passer_Impl {
    fn CallBack(&self, _: Ref<'_, ICalc>, _: i32, _: i32) -> Result<i32> {
        Ok(0)
    }

    fn Create(&self) -> Result<ICalc> {
        Ok(Balance::new(self.0.ok_or(abi::E_UNEXPECTED)?).into())
    }

    fn Descend(&self, _: Ref<'_, IRemoting>, _: u32) -> Result<u32> {
        Err(abi::E_NOTIMPL.into())
    }

    /// Fails as what it calls: its caller reads why.
    fn Keep(&self, _: Ref<'_, ICalc>) -> Result<()> {
        oxcom::create_instance::<ICalc>(&CLSID_UNREADABLE, abi::CLSCTX_INPROC_SERVER).map(|_| ())
    }

    fn Kept(&self) -> Result<ICalc> {
        Err(abi::E_NOTIMPL.into())
    }

    fn QueryIt(&self, _: Ref<'_, IUnknown>, _: *const GUID, _: *mut *mut c_void) -> Result<()> {
        Err(abi::E_NOTIMPL.into())
    }

    fn Thread(&self) -> Result<u64> {
        Err(abi::E_NOTIMPL.into())
    }

    fn Process(&self, _: *mut u32, _: *mut u32) -> Result<()> {
        Err(abi::E_NOTIMPL.into())
    }

    fn Sleep(&self, _: u32) -> Result<()> {
        Err(abi::E_NOTIMPL.into())
    }

    fn Die(&self) -> Result<()> {
        Err(abi::E_NOTIMPL.into())
    }
}

#[test]
fn a_library_that_cannot_be_used_says_why_from_inside_a_call() {
    test(|| {
        register_unreadable();
        let (home, other) = (ApartmentThread::single_threaded(), ApartmentThread::multithreaded());
        let bytes = home.run(|| {
            let passer: IRemoting = Passer(Some(UNREADABLE)).into();
            bytes::marshal(&passer, abi::MSHCTX_INPROC, 0).unwrap()
        });
        other.run(move || {
            let passer: IRemoting = bytes::unmarshal(&bytes).unwrap();
            let says_why = |error: oxcom::Error| {
                assert_eq!(error.code(), abi::CO_E_ERRORINDLL);
                let message = oxcom::message_of(&error);
                assert!(message.contains("it has no DllGetClassObject"), "{message}");
            };
            let unreadable: ICalc = Balance::new(UNREADABLE).into();
            // SAFETY: calls with arguments of their types.
            unsafe {
                // What the object cannot read, what the caller cannot read, what the method itself came across.
                says_why(passer.CallBack(&unreadable, 1, 2).unwrap_err());
                says_why(passer.Create().map(|_| ()).unwrap_err());
                says_why(passer.Keep(None).ok().unwrap_err());
            }
        });
        eventually(|| ALIVE.load(Ordering::SeqCst) == 0);
    });
}
