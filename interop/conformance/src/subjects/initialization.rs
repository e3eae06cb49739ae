//! Entering and leaving apartments, and what can be had without one.

use oxcom_abi as abi;
use oxcom_abi::IGlobalInterfaceTable;
use oxcom_abi::com_core::{IUnknown, Interface, Result};

use crate::apartment::{Apartment, initialize, uninitialize};
use crate::marshaling::{stream_over, unmarshal};
use crate::objects::{CLASS, ICalculator, UNKNOWN_CLASS, calculator, plain_factory};
use crate::operation::{Seen, no_code, operation, seen};
use crate::platform::wait;

/// CLSID_StdGlobalInterfaceTable.
const TABLE: windows_core::GUID = windows_core::GUID::from_u128(0x00000323_0000_0000_c000_000000000046);

const STA: i32 = abi::COINIT_APARTMENTTHREADED;
const MTA: i32 = abi::COINIT_MULTITHREADED;

pub fn perform() {
    without_apartment();
    initialization();
    multithreaded();
}

/// The calling thread's apartment.
fn apartment_type() -> Seen {
    let (mut kind, mut qualifier) = (-1, -1);
    let answer = unsafe { abi::CoGetApartmentType(&mut kind, &mut qualifier) };
    let seen = seen(answer);
    if answer.is_ok() { seen.and("type", kind).and("qualifier", qualifier) } else { seen }
}

fn without_apartment() {
    operation("without an apartment CoGetApartmentType", || Ok(apartment_type()));
    operation("without an apartment CoGetObjectContext", || {
        Ok(seen(unsafe { abi::CoGetObjectContext::<IUnknown>() }))
    });
    operation("without an apartment CoGetContextToken", || Ok(seen(unsafe { abi::CoGetContextToken() })));
    operation("without an apartment CoGetCurrentLogicalThreadId", || {
        Ok(seen(unsafe { abi::CoGetCurrentLogicalThreadId() }))
    });
    operation("without an apartment CoGetCurrentProcess", || {
        Ok(no_code().and("zero", unsafe { abi::CoGetCurrentProcess() } == 0))
    });
    operation("without an apartment CoMarshalInterface", || {
        let (object, stream) = (calculator().0, stream_over(&[])?);
        Ok(seen(unsafe { abi::CoMarshalInterface(&stream, &ICalculator::IID, &object, 3, None, 0) }))
    });
    operation("without an apartment CoUnmarshalInterface of an empty stream", || {
        Ok(seen(unmarshal::<ICalculator>(&[])))
    });
    operation("without an apartment CoUnmarshalInterface", || {
        let home = Apartment::sta();
        let object = home.keep(|| calculator().0);
        let bytes = object.with(|object| crate::marshaling::marshal(object, abi::MSHCTX_INPROC, 0))?;
        object.release();
        drop(home);
        Ok(seen(unmarshal::<ICalculator>(&bytes)))
    });
    operation("without an apartment CoCreateInstance of an unknown class", || {
        Ok(seen(unsafe {
            abi::CoCreateInstance::<_, IUnknown>(&UNKNOWN_CLASS, None::<&IUnknown>, abi::CLSCTX_INPROC_SERVER)
        }))
    });
    operation("without an apartment CoCreateInstance of the global interface table", || {
        Ok(seen(global_table()))
    });
    operation("without an apartment CoGetClassObject", || {
        Ok(seen(unsafe {
            abi::CoGetClassObject::<IUnknown>(&UNKNOWN_CLASS, abi::CLSCTX_INPROC_SERVER, None)
        }))
    });
    operation("without an apartment CoRegisterClassObject", || {
        Ok(seen(unsafe {
            abi::CoRegisterClassObject(
                &CLASS,
                &plain_factory(),
                abi::CLSCTX_INPROC_SERVER,
                abi::REGCLS_MULTIPLEUSE,
            )
        }))
    });
    operation("without an apartment CoRegisterMessageFilter", || {
        Ok(seen(unsafe { abi::CoRegisterMessageFilter(None::<&abi::IMessageFilter>) }))
    });
    operation("without an apartment CoCreateFreeThreadedMarshaler", || {
        Ok(seen(unsafe { abi::CoCreateFreeThreadedMarshaler(None::<&IUnknown>) }))
    });
    operation("without an apartment CoDisconnectObject", || {
        Ok(seen(unsafe { abi::CoDisconnectObject(&calculator().0, 0) }))
    });
    operation("without an apartment CoLockObjectExternal", || {
        Ok(seen(unsafe { abi::CoLockObjectExternal(&calculator().0, true, true) }))
    });
    operation("without an apartment CoGetStandardMarshal", || {
        let object = calculator().0;
        Ok(seen(unsafe { abi::CoGetStandardMarshal(&ICalculator::IID, &object, 3, None, 0) }))
    });
    operation("without an apartment CoWaitForMultipleHandles for nothing", || Ok(seen(wait(&[], 0, 0).0)));
    operation("without an apartment CoUninitialize", || {
        uninitialize();
        Ok(apartment_type())
    });
}

fn global_table() -> Result<IGlobalInterfaceTable> {
    unsafe { abi::CoCreateInstance(&TABLE, None::<&IUnknown>, abi::CLSCTX_INPROC_SERVER) }
}

fn initialization() {
    operation("CoInitialize", || {
        let first = unsafe { abi::CoInitialize(None) };
        let kind = apartment_type();
        uninitialize();
        let _ = first;
        Ok(kind)
    });
    operation("CoInitializeEx with a reserved argument", || {
        let reserved = 1u32;
        let answer = unsafe { abi::CoInitializeEx(Some((&raw const reserved).cast()), STA as u32) };
        if answer.is_ok() {
            uninitialize();
        }
        Ok(seen(answer))
    });
    for (name, model) in [
        ("COINIT_APARTMENTTHREADED", STA),
        ("COINIT_MULTITHREADED", MTA),
        ("COINIT_APARTMENTTHREADED with DISABLE_OLE1DDE", STA | abi::COINIT_DISABLE_OLE1DDE),
        ("COINIT_MULTITHREADED with SPEED_OVER_MEMORY", MTA | abi::COINIT_SPEED_OVER_MEMORY),
    ] {
        operation(&format!("CoInitializeEx {name}"), move || {
            let answer = seen(initialize(model));
            uninitialize();
            Ok(answer)
        });
        operation(&format!("CoInitializeEx {name} twice"), move || {
            let first = seen(initialize(model)).then("second", initialize(model));
            uninitialize();
            uninitialize();
            Ok(first)
        });
    }
    operation("CoInitializeEx multithreaded in a single-threaded apartment", || {
        initialize(STA).ok()?;
        let answer = initialize(MTA);
        uninitialize();
        Ok(seen(answer))
    });
    operation("CoInitializeEx single-threaded in the multithreaded apartment", || {
        initialize(MTA).ok()?;
        let answer = initialize(STA);
        uninitialize();
        Ok(seen(answer))
    });
    operation("CoGetApartmentType of the first STA", || Ok(Apartment::sta().run(apartment_type)));
    operation("CoGetApartmentType of the second STA", || {
        let _first = Apartment::sta();
        Ok(Apartment::sta().run(apartment_type))
    });
    operation("CoGetApartmentType of an STA once the first one has gone", || {
        let first = Apartment::sta();
        let second = Apartment::sta();
        drop(first);
        let seen = second.run(apartment_type);
        drop(second);
        Ok(seen)
    });
    operation("CoGetApartmentType of the MTA", || Ok(Apartment::mta().run(apartment_type)));
    operation("CoGetApartmentType after one of two CoUninitialize", || {
        initialize(STA).ok()?;
        initialize(STA).ok()?;
        uninitialize();
        let seen = apartment_type();
        uninitialize();
        Ok(seen)
    });
    operation("CoGetApartmentType after the last CoUninitialize", || {
        initialize(STA).ok()?;
        initialize(STA).ok()?;
        uninitialize();
        uninitialize();
        Ok(apartment_type())
    });
    operation("CoGetApartmentType after a superfluous CoUninitialize", || {
        initialize(STA).ok()?;
        uninitialize();
        uninitialize();
        Ok(apartment_type())
    });
    operation("CoInitializeEx after a superfluous CoUninitialize", || {
        initialize(STA).ok()?;
        uninitialize();
        uninitialize();
        let answer = seen(initialize(MTA));
        uninitialize();
        Ok(answer)
    });
    operation("CoInitializeEx of the other kind after CoUninitialize", || {
        initialize(STA).ok()?;
        uninitialize();
        initialize(MTA).ok()?;
        let seen = apartment_type();
        uninitialize();
        Ok(seen)
    });
}

fn multithreaded() {
    operation("CoGetApartmentType in the implicit MTA", || {
        let _multithreaded = Apartment::mta();
        Ok(apartment_type())
    });
    operation("CoGetContextToken in the implicit MTA", || {
        let _multithreaded = Apartment::mta();
        Ok(seen(unsafe { abi::CoGetContextToken() }))
    });
    operation("CoCreateInstance of the global interface table in the implicit MTA", || {
        let _multithreaded = Apartment::mta();
        Ok(seen(global_table()))
    });
    operation("CoGetApartmentType in the implicit MTA after its last thread", || {
        drop(Apartment::mta());
        Ok(apartment_type())
    });
    operation("CoIncrementMTAUsage", || {
        let cookie = unsafe { abi::CoIncrementMTAUsage() };
        let kind = apartment_type();
        unsafe { abi::CoDecrementMTAUsage(cookie?) }.ok()?;
        Ok(kind)
    });
    operation("CoDecrementMTAUsage", || {
        let cookie = unsafe { abi::CoIncrementMTAUsage() }?;
        Ok(seen(unsafe { abi::CoDecrementMTAUsage(cookie) }))
    });
    operation("CoGetApartmentType after CoDecrementMTAUsage", || {
        let cookie = unsafe { abi::CoIncrementMTAUsage() }?;
        unsafe { abi::CoDecrementMTAUsage(cookie) }.ok()?;
        Ok(apartment_type())
    });
    operation("CoGetApartmentType after one of two CoDecrementMTAUsage", || {
        let cookies = unsafe { [abi::CoIncrementMTAUsage()?, abi::CoIncrementMTAUsage()?] };
        unsafe { abi::CoDecrementMTAUsage(cookies[0]) }.ok()?;
        let seen = apartment_type();
        unsafe { abi::CoDecrementMTAUsage(cookies[1]) }.ok()?;
        Ok(seen)
    });
    operation("CoInitializeEx single-threaded in the implicit MTA", || {
        let _multithreaded = Apartment::mta();
        initialize(STA).ok()?;
        let seen = apartment_type();
        uninitialize();
        Ok(seen)
    });
}
