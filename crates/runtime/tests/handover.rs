//! Ways to hand a pointer to another apartment of the process: streams, the global interface table, agile references,
//! the free-threaded marshaler.

mod common;

use std::mem::ManuallyDrop;
use std::sync::atomic::Ordering;
use std::sync::{Mutex, PoisonError};
use std::thread::ThreadId;

use common::apartment_thread::ApartmentThread;
use common::bytes;
use common::parted::Parted;
use common::{ALIVE, Calc, ICalc, ICalc_Impl, set_up};
use oxcom::abi::{self, IGlobalInterfaceTable, IMarshal, IStream, SAFEARRAY};
use oxcom::{AgileReference, Apartment, BSTR, GUID, HRESULT, IUnknown, Interface, Result, implement};

const CLSID_STD_GLOBAL_INTERFACE_TABLE: GUID = GUID::from_u128(0x00000323_0000_0000_C000_000000000046);
const CLSID_IN_PROC_FREE_MARSHALER: GUID = GUID::from_u128(0x0000033A_0000_0000_C000_000000000046);

/// A calculator that belongs to its apartment, and adds the number of the thread that runs it.
#[implement(ICalc, Agile = false)]
struct Bound {
    _counted: Calc,
}

static RAN_ON: Mutex<Option<ThreadId>> = Mutex::new(None);

impl ICalc_Impl for Bound_Impl {
    fn Add(&self, a: i32, b: i32) -> Result<i32> {
        *RAN_ON.lock().unwrap() = Some(std::thread::current().id());
        Ok(a + b)
    }

    fn Echo(&self, text: &BSTR) -> Result<BSTR> {
        Ok(text.clone())
    }

    fn Sum(&self, _values: *const SAFEARRAY) -> Result<f64> {
        Err(abi::E_NOTIMPL.into())
    }
}

fn bound() -> ICalc {
    Bound { _counted: Calc::new() }.into()
}

/// Which thread runs an addition.
fn runs_on(calc: &ICalc) -> ThreadId {
    // SAFETY: a call with arguments of its types.
    assert_eq!(unsafe { calc.Add(2, 3) }, Ok(5));
    RAN_ON.lock().unwrap().unwrap()
}

/// What is not of an apartment, whatever its type says.
struct Anywhere<T>(T);
// SAFETY: used for streams on memory and for the global interface table, which belong to no apartment.
unsafe impl<T> Send for Anywhere<T> {}

impl<T> Anywhere<T> {
    fn get(self) -> T {
        self.0
    }
}

/// Objects are counted, so one test at a time.
static ALONE: Mutex<()> = Mutex::new(());

fn test(body: impl FnOnce()) {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    set_up();
    body();
    assert_eq!(alive(), 0);
}

fn alive() -> i32 {
    ALIVE.load(Ordering::SeqCst)
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

fn failure<T>(result: Result<T>) -> HRESULT {
    result.map_or_else(|error| error.code(), |_| abi::S_OK)
}

fn into_stream(calc: &ICalc) -> Result<IStream> {
    let unknown: IUnknown = calc.cast()?;
    // SAFETY: arguments of their types.
    unsafe { abi::CoMarshalInterThreadInterfaceInStream(&ICalc::IID, &unknown) }
}

fn out_of_stream(stream: IStream) -> Result<ICalc> {
    let stream = ManuallyDrop::new(stream); // the function releases it
    // SAFETY: arguments of their types.
    unsafe { abi::CoGetInterfaceAndReleaseStream(&*stream) }
}

#[test]
fn a_stream_hands_a_pointer_to_one_other_thread() {
    test(|| {
        let home = ApartmentThread::single_threaded();
        for other in [ApartmentThread::multithreaded(), ApartmentThread::single_threaded()] {
            let (stream, thread) =
                home.run(|| (Anywhere(into_stream(&bound()).unwrap()), std::thread::current().id()));
            assert_eq!(alive(), 1);
            let ran_on = other.run(move || runs_on(&out_of_stream(stream.get()).unwrap()));
            assert_eq!(ran_on, thread);
            eventually(|| alive() == 0);
        }
    });
}

#[test]
fn a_stream_stands_at_its_start_and_is_released_whatever_comes() {
    test(|| {
        let _apartment = Apartment::multithreaded().unwrap();
        let calc = bound();
        let stream = into_stream(&calc).unwrap();
        let mut position = u64::MAX;
        // SAFETY: arguments of their types.
        unsafe { stream.Seek(0, abi::STREAM_SEEK_CUR as u32, Some(&mut position)) }.unwrap();
        assert_eq!(position, 0);
        let again = stream.clone();
        assert_eq!(out_of_stream(stream).unwrap().as_raw(), calc.as_raw());
        assert_eq!(failure(out_of_stream(again)), abi::STG_E_READFAULT);
        // SAFETY: null is among what the function takes.
        unsafe {
            assert_eq!(failure(abi::CoGetInterfaceAndReleaseStream::<_, ICalc>(None)), abi::E_INVALIDARG);
            assert_eq!(
                failure(abi::CoMarshalInterThreadInterfaceInStream(&ICalc::IID, None)),
                abi::E_INVALIDARG
            );
        }
    });
}

fn table() -> IGlobalInterfaceTable {
    oxcom::create_instance(&CLSID_STD_GLOBAL_INTERFACE_TABLE, abi::CLSCTX_INPROC_SERVER).unwrap()
}

fn register(calc: &ICalc) -> Result<u32> {
    // SAFETY: arguments of their types.
    unsafe { table().RegisterInterfaceInGlobal(calc, &ICalc::IID) }
}

fn pick_up<T: Interface>(cookie: u32) -> Result<T> {
    // SAFETY: arguments of their types.
    unsafe { table().GetInterfaceFromGlobal(cookie) }
}

fn revoke(cookie: u32) -> HRESULT {
    // SAFETY: arguments of their types.
    unsafe { table().RevokeInterfaceFromGlobal(cookie) }
}

#[test]
fn the_global_interface_table_serves_every_apartment_until_it_is_revoked() {
    test(|| {
        let (home, other) = (ApartmentThread::single_threaded(), ApartmentThread::single_threaded());
        let many = ApartmentThread::multithreaded();
        let (cookie, thread) = home.run(|| {
            let calc = bound();
            let cookie = register(&calc).unwrap();
            assert_eq!(pick_up::<ICalc>(cookie).unwrap().as_raw(), calc.as_raw());
            assert_eq!(failure(pick_up::<IStream>(cookie)), abi::E_NOINTERFACE);
            (cookie, std::thread::current().id())
        });
        assert_eq!(alive(), 1);
        for _ in 0..2 {
            assert_eq!(other.run(move || runs_on(&pick_up(cookie).unwrap())), thread);
            assert_eq!(many.run(move || runs_on(&pick_up(cookie).unwrap())), thread);
        }
        // A thread that never asked for an apartment is in the multithreaded one while there is one.
        std::thread::spawn(move || assert_eq!(runs_on(&pick_up(cookie).unwrap()), thread)).join().unwrap();
        assert_eq!(many.run(move || revoke(cookie)), abi::S_OK);
        eventually(|| alive() == 0);
        home.run(move || {
            assert_eq!(failure(pick_up::<ICalc>(cookie)), abi::E_INVALIDARG);
            assert_eq!(revoke(cookie), abi::E_INVALIDARG);
            assert_eq!(revoke(0), abi::E_INVALIDARG);
        });
    });
}

#[test]
fn the_global_interface_table_is_one_and_checks_what_it_gets() {
    test(|| {
        let home = ApartmentThread::single_threaded();
        let _apartment = Apartment::multithreaded().unwrap();
        let there = home.run(|| table().as_raw() as usize);
        assert_eq!(there, table().as_raw() as usize);
        let calc = bound();
        // SAFETY: arguments of their types.
        unsafe {
            let table = table();
            assert_eq!(failure(table.RegisterInterfaceInGlobal(None, &ICalc::IID)), abi::E_INVALIDARG);
            assert_eq!(failure(table.RegisterInterfaceInGlobal(&calc, &IStream::IID)), abi::E_NOINTERFACE);
        }
        std::thread::spawn(|| {
            drop(home); // the multithreaded apartment goes on
        })
        .join()
        .unwrap();
    });
}

#[test]
fn what_a_closed_apartment_registered_is_disconnected() {
    test(|| {
        let many = ApartmentThread::multithreaded();
        let home = ApartmentThread::single_threaded();
        let cookie = home.run(|| register(&bound()).unwrap());
        let agile = home.run(|| AgileReference::new(&bound()).unwrap());
        drop(home);
        assert_eq!(many.run(move || failure(pick_up::<ICalc>(cookie))), abi::RPC_E_DISCONNECTED);
        assert_eq!(many.run(move || failure(agile.resolve())), abi::RPC_E_DISCONNECTED);
        assert_eq!(many.run(move || revoke(cookie)), abi::S_OK);
        eventually(|| alive() == 0);
    });
}

#[test]
fn a_proxy_can_be_registered_and_outlives_its_own_pointer() {
    test(|| {
        let (home, middle) = (ApartmentThread::single_threaded(), ApartmentThread::single_threaded());
        let other = ApartmentThread::multithreaded();
        let stream = home.run(|| Anywhere(into_stream(&bound()).unwrap()));
        let cookie = middle.run(move || register(&out_of_stream(stream.get()).unwrap()).unwrap());
        assert_eq!(alive(), 1);
        other.run(move || runs_on(&pick_up(cookie).unwrap()));
        home.run(move || runs_on(&pick_up(cookie).unwrap())); // at home it is the object
        assert_eq!(alive(), 1);
        assert_eq!(other.run(move || revoke(cookie)), abi::S_OK);
        eventually(|| alive() == 0);
    });
}

#[test]
fn an_agile_reference_resolves_where_it_is_asked() {
    test(|| {
        let (home, other) = (ApartmentThread::single_threaded(), ApartmentThread::multithreaded());
        let (reference, thread) = home.run(|| {
            let calc = bound();
            let reference = AgileReference::new(&calc).unwrap();
            assert_eq!(reference.resolve().unwrap().as_raw(), calc.as_raw());
            (reference, std::thread::current().id())
        });
        let copy = reference.clone();
        assert_eq!(other.run(move || runs_on(&copy.resolve().unwrap())), thread);
        assert_eq!(alive(), 1);
        drop(reference); // on a thread without an apartment of its own
        eventually(|| alive() == 0);
    });
}

#[test]
fn an_agile_object_is_handed_out_as_it_is() {
    test(|| {
        let (home, other) = (ApartmentThread::single_threaded(), ApartmentThread::multithreaded());
        let (address, reference, cookie) = home.run(|| {
            let calc: ICalc = Calc::new().into();
            let cookie = register(&calc).unwrap();
            (calc.as_raw() as usize, AgileReference::new(&calc).unwrap(), cookie)
        });
        other.run(move || {
            assert_eq!(reference.resolve().unwrap().as_raw() as usize, address);
            assert_eq!(pick_up::<ICalc>(cookie).unwrap().as_raw() as usize, address);
            assert_eq!(revoke(cookie), abi::S_OK);
        });
    });
}

#[test]
fn what_must_not_be_marshaled_gives_no_agile_reference() {
    #[implement(ICalc, abi::INoMarshal, Agile = false)]
    struct Stays;

    impl abi::INoMarshal_Impl for Stays_Impl {}

    impl ICalc_Impl for Stays_Impl {
        fn Add(&self, a: i32, b: i32) -> Result<i32> {
            Ok(a + b)
        }

        fn Echo(&self, text: &BSTR) -> Result<BSTR> {
            Ok(text.clone())
        }

        fn Sum(&self, _values: *const SAFEARRAY) -> Result<f64> {
            Err(abi::E_NOTIMPL.into())
        }
    }

    test(|| {
        let _apartment = Apartment::multithreaded().unwrap();
        assert_eq!(failure(AgileReference::new(&ICalc::from(Stays))), abi::CO_E_NOT_SUPPORTED);
        // SAFETY: arguments of their types.
        unsafe {
            let unknown: IUnknown = bound().cast().unwrap();
            assert_eq!(failure(abi::RoGetAgileReference(7, &ICalc::IID, &unknown)), abi::E_INVALIDARG);
            assert_eq!(failure(abi::RoGetAgileReference(0, &ICalc::IID, None)), abi::E_INVALIDARG);
            assert_eq!(failure(abi::RoGetAgileReference(0, &IStream::IID, &unknown)), abi::E_NOINTERFACE);
        }
    });
}

fn free_threaded() -> ICalc {
    // SAFETY: arguments of their types.
    Parted::with(|outer| unsafe { abi::CoCreateFreeThreadedMarshaler(outer) })
}

/// The class that an OBJREF_CUSTOM names ([MS-DCOM] 2.2.18.6), or none: then it is an OBJREF_STANDARD.
fn unmarshal_class(objref: &[u8]) -> Option<GUID> {
    let [a, b, c, d, e, f, g, h, rest @ ..]: [u8; 16] = objref[24..40].try_into().unwrap();
    (objref[4] == 4).then(|| GUID {
        data1: u32::from_le_bytes([a, b, c, d]),
        data2: u16::from_le_bytes([e, f]),
        data3: u16::from_le_bytes([g, h]),
        data4: rest,
    })
}

#[test]
fn the_free_threaded_marshaler_hands_out_the_object_itself_within_the_process() {
    test(|| {
        let (home, other) = (ApartmentThread::single_threaded(), ApartmentThread::multithreaded());
        let (address, bytes) = home.run(|| {
            let calc = free_threaded();
            let bytes = bytes::marshal(&calc, abi::MSHCTX_INPROC, abi::MSHLFLAGS_NORMAL).unwrap();
            (calc.as_raw() as usize, bytes)
        });
        assert_eq!(unmarshal_class(&bytes), Some(CLSID_IN_PROC_FREE_MARSHALER));
        assert_eq!(alive(), 1);
        other.run(move || {
            assert_eq!(bytes::unmarshal::<ICalc>(&bytes).unwrap().as_raw() as usize, address);
            assert_eq!(failure(bytes::unmarshal::<ICalc>(&bytes)), abi::CO_E_OBJNOTCONNECTED); // once
        });
        assert_eq!(alive(), 0);
    });
}

#[test]
fn the_free_threaded_marshaler_keeps_the_rules_of_tables() {
    test(|| {
        let _apartment = Apartment::multithreaded().unwrap();
        let bytes = bytes::marshal(&free_threaded(), abi::MSHCTX_INPROC, abi::MSHLFLAGS_TABLESTRONG).unwrap();
        for _ in 0..2 {
            assert_eq!(failure(bytes::unmarshal::<ICalc>(&bytes)), abi::S_OK);
        }
        assert_eq!(alive(), 1);
        assert_eq!(failure(bytes::discard(&bytes)), abi::S_OK);
        assert_eq!(alive(), 0);
        assert_eq!(failure(bytes::discard(&bytes)), abi::RPC_E_INVALID_OBJREF);
        assert_eq!(failure(bytes::marshal(&free_threaded(), abi::MSHCTX_INPROC, 3)), abi::E_INVALIDARG);
    });
}

#[test]
fn the_free_threaded_marshaler_gives_others_a_proxy() {
    test(|| {
        let (home, other) = (ApartmentThread::single_threaded(), ApartmentThread::multithreaded());
        for context in [abi::MSHCTX_LOCAL, abi::MSHCTX_DIFFERENTMACHINE, abi::MSHCTX_NOSHAREDMEM] {
            let (address, bytes) = home.run(move || {
                let calc = free_threaded();
                (calc.as_raw() as usize, bytes::marshal(&calc, context, 0).unwrap())
            });
            assert_eq!(unmarshal_class(&bytes), None);
            other.run(move || {
                assert_ne!(bytes::unmarshal::<ICalc>(&bytes).unwrap().as_raw() as usize, address)
            });
            eventually(|| alive() == 0);
        }
    });
}

#[test]
fn a_part_shares_the_identity_of_its_object_and_alone_has_its_own() {
    test(|| {
        let _apartment = Apartment::multithreaded().unwrap();
        let calc = free_threaded();
        let marshal: IMarshal = calc.cast().unwrap();
        assert_eq!(marshal.cast::<IUnknown>().unwrap(), calc.cast::<IUnknown>().unwrap());
        assert_eq!(marshal.cast::<ICalc>().unwrap().as_raw(), calc.as_raw());
        // SAFETY: arguments of their types.
        let alone = unsafe { abi::CoCreateFreeThreadedMarshaler(None) }.unwrap();
        let marshal: IMarshal = alone.cast().unwrap();
        assert_eq!(marshal.cast::<IUnknown>().unwrap(), alone);
        assert_eq!(failure(alone.cast::<ICalc>()), abi::E_NOINTERFACE);
        let created: IMarshal =
            oxcom::create_instance(&CLSID_IN_PROC_FREE_MARSHALER, abi::CLSCTX_INPROC_SERVER).unwrap();
        // SAFETY: arguments of their types.
        let class = unsafe {
            created.GetUnmarshalClass(&ICalc::IID, None, abi::MSHCTX_INPROC as u32, None, 0).unwrap()
        };
        assert_eq!(class, CLSID_IN_PROC_FREE_MARSHALER);
    });
}

#[test]
fn the_standard_marshaler_can_be_a_part() {
    test(|| {
        let (home, other) = (ApartmentThread::single_threaded(), ApartmentThread::multithreaded());
        let bytes = home.run(|| {
            // SAFETY: arguments of their types.
            let calc =
                Parted::with(|outer| unsafe { abi::CoGetStdMarshalEx(outer, abi::SMEXF_SERVER as u32) });
            let bytes = bytes::marshal(&calc, abi::MSHCTX_INPROC, 0).unwrap();
            // SAFETY: arguments of their types.
            unsafe {
                let unknown: IUnknown = calc.cast().unwrap();
                assert_eq!(failure(abi::CoGetStdMarshalEx(&unknown, 9)), abi::E_INVALIDARG);
                assert_eq!(failure(abi::CoGetStdMarshalEx(None, 1)), abi::E_INVALIDARG);
            }
            bytes
        });
        assert_eq!(unmarshal_class(&bytes), None);
        other.run(move || {
            let calc: ICalc = bytes::unmarshal(&bytes).unwrap();
            // SAFETY: a call with arguments of its types.
            assert_eq!(unsafe { calc.Add(2, 2) }, Ok(4));
        });
        eventually(|| alive() == 0);
    });
}

#[test]
fn an_hresult_passes_through_a_stream() {
    test(|| {
        let stream = bytes::stream_over(&[]);
        // SAFETY: arguments of their types.
        unsafe {
            assert_eq!(abi::CoMarshalHresult(&stream, abi::DISP_E_OVERFLOW), abi::S_OK);
            stream.Seek(0, abi::STREAM_SEEK_SET as u32, None).unwrap();
            assert_eq!(abi::CoUnmarshalHresult(&stream), Ok(abi::DISP_E_OVERFLOW));
            assert_eq!(failure(abi::CoUnmarshalHresult(&stream)), abi::STG_E_READFAULT);
            assert_eq!(abi::CoMarshalHresult(None, abi::S_OK), abi::STG_E_INVALIDPOINTER);
        }
    });
}
