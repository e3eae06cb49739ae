//! Class objects and what is created by them; the server's count of its clients.

use oxcom_abi as abi;
use oxcom_abi::IClassFactory;
use oxcom_abi::com_core::{IUnknown, Interface, Result};

use crate::apartment::Apartment;
use crate::objects::{CLASS, ICalculator, UNKNOWN_CLASS, UNKNOWN_INTERFACE, add, calculator, plain_factory};
use crate::operation::{Seen, no_code, operation, or_code, seen};

const INPROC: u32 = abi::CLSCTX_INPROC_SERVER;
const LOCAL: u32 = abi::CLSCTX_LOCAL_SERVER;

fn in_sta(name: &str, perform: fn() -> Result<Seen>) {
    operation(name, move || Apartment::sta().run(perform));
}

fn register(contexts: u32, flags: u32) -> Result<u32> {
    unsafe { abi::CoRegisterClassObject(&CLASS, &plain_factory(), contexts, flags) }
}

fn revoke(cookie: u32) -> windows_core::HRESULT {
    unsafe { abi::CoRevokeClassObject(cookie) }
}

fn class_object(context: u32) -> Result<IClassFactory> {
    unsafe { abi::CoGetClassObject(&CLASS, context, None) }
}

fn create(context: u32) -> Result<ICalculator> {
    unsafe { abi::CoCreateInstance(&CLASS, None::<&IUnknown>, context) }
}

/// An operation in an STA that has registered the class; afterwards it is revoked.
fn registered(name: &str, contexts: u32, flags: u32, perform: fn(u32) -> Result<Seen>) {
    operation(name, move || {
        Apartment::sta().run(|| {
            let cookie = register(contexts, flags)?;
            let seen = perform(cookie);
            let _ = revoke(cookie); // it may be revoked already
            seen
        })
    });
}

pub fn perform() {
    unregistered();
    class_objects();
    uses();
    instances();
    count();
}

fn unregistered() {
    for (name, context) in [
        ("CLSCTX_INPROC_SERVER", INPROC),
        ("CLSCTX_INPROC_HANDLER", abi::CLSCTX_INPROC_HANDLER),
        ("CLSCTX_LOCAL_SERVER", LOCAL),
        ("every context", INPROC | LOCAL | abi::CLSCTX_INPROC_HANDLER),
        ("no context", 0),
    ] {
        operation(&format!("CoCreateInstance of an unknown class, {name}"), move || {
            Apartment::sta().run(|| {
                Ok(seen(unsafe {
                    abi::CoCreateInstance::<_, IUnknown>(&UNKNOWN_CLASS, None::<&IUnknown>, context)
                }))
            })
        });
        operation(&format!("CoGetClassObject of an unknown class, {name}"), move || {
            Apartment::sta()
                .run(|| Ok(seen(unsafe { abi::CoGetClassObject::<IUnknown>(&UNKNOWN_CLASS, context, None) })))
        });
    }
    in_sta("CoRevokeClassObject of an unknown cookie", || Ok(seen(revoke(0x1234_5678))));
    in_sta("CoRevokeClassObject of cookie 0", || Ok(seen(revoke(0))));
    in_sta("CoRegisterClassObject of nothing", || {
        Ok(seen(unsafe {
            abi::CoRegisterClassObject(&CLASS, None::<&IUnknown>, INPROC, abi::REGCLS_MULTIPLEUSE)
        }))
    });
}

fn class_objects() {
    registered("CoRegisterClassObject", INPROC, abi::REGCLS_MULTIPLEUSE, |cookie| {
        Ok(seen(abi::S_OK).and("cookie is 0", cookie == 0))
    });
    registered("CoRegisterClassObject twice", INPROC, abi::REGCLS_MULTIPLEUSE, |_| {
        let second = register(INPROC, abi::REGCLS_MULTIPLEUSE);
        let revoked = second.clone().map_or(abi::S_FALSE, revoke);
        Ok(seen(second).then("CoRevokeClassObject", revoked))
    });
    registered("CoGetClassObject in its apartment", INPROC, abi::REGCLS_MULTIPLEUSE, |_| {
        Ok(seen(class_object(INPROC)))
    });
    registered("CoGetClassObject in another STA", INPROC, abi::REGCLS_MULTIPLEUSE, |_| {
        Ok(seen(Apartment::sta().run(|| class_object(INPROC).map(drop))))
    });
    registered("CoGetClassObject in the MTA", INPROC, abi::REGCLS_MULTIPLEUSE, |_| {
        Ok(seen(Apartment::mta().run(|| class_object(INPROC).map(drop))))
    });
    operation("CoGetClassObject in another thread of the MTA", || {
        let home = Apartment::mta();
        let cookie = home.run(|| register(INPROC, abi::REGCLS_MULTIPLEUSE))?;
        let answer = Apartment::mta().run(|| class_object(INPROC).map(drop));
        home.run(|| revoke(cookie)).ok()?;
        Ok(seen(answer))
    });
    registered(
        "CoGetClassObject with CLSCTX_LOCAL_SERVER of an in-process registration",
        INPROC,
        abi::REGCLS_MULTIPLEUSE,
        |_| Ok(seen(class_object(LOCAL))),
    );
    registered("CoGetClassObject for an interface that it has not", INPROC, abi::REGCLS_MULTIPLEUSE, |_| {
        Ok(seen(unsafe { abi::CoGetClassObject::<abi::ITypeInfo>(&CLASS, INPROC, None) }))
    });
    registered("CoRevokeClassObject", INPROC, abi::REGCLS_MULTIPLEUSE, |cookie| Ok(seen(revoke(cookie))));
    registered("CoRevokeClassObject twice", INPROC, abi::REGCLS_MULTIPLEUSE, |cookie| {
        Ok(seen(revoke(cookie)).then("again", revoke(cookie)))
    });
    registered("CoRevokeClassObject in another apartment", INPROC, abi::REGCLS_MULTIPLEUSE, |cookie| {
        Ok(seen(Apartment::sta().run(|| revoke(cookie))))
    });
    registered("CoGetClassObject after CoRevokeClassObject", INPROC, abi::REGCLS_MULTIPLEUSE, |cookie| {
        revoke(cookie).ok()?;
        Ok(seen(class_object(INPROC)))
    });
    operation("CoGetClassObject after the end of the registration's apartment", || {
        let home = Apartment::sta();
        home.run(|| register(INPROC, abi::REGCLS_MULTIPLEUSE))?;
        drop(home);
        Ok(seen(Apartment::sta().run(|| class_object(INPROC).map(drop))))
    });
}

fn uses() {
    registered("REGCLS_SINGLEUSE in process: CoGetClassObject", INPROC, abi::REGCLS_SINGLEUSE, |_| {
        Ok(seen(class_object(INPROC)).then("again", class_object(INPROC)))
    });
    registered("REGCLS_SINGLEUSE: CoRevokeClassObject", INPROC, abi::REGCLS_SINGLEUSE, |cookie| {
        Ok(seen(revoke(cookie)))
    });
    registered(
        "REGCLS_MULTIPLEUSE for CLSCTX_LOCAL_SERVER: CoGetClassObject in process",
        LOCAL,
        abi::REGCLS_MULTIPLEUSE,
        |_| Ok(seen(class_object(INPROC))),
    );
    registered(
        "REGCLS_MULTI_SEPARATE for CLSCTX_LOCAL_SERVER: CoGetClassObject in process",
        LOCAL,
        abi::REGCLS_MULTI_SEPARATE,
        |_| Ok(seen(class_object(INPROC))),
    );
    registered(
        "REGCLS_MULTIPLEUSE for both contexts: CoGetClassObject in process",
        INPROC | LOCAL,
        abi::REGCLS_MULTIPLEUSE,
        |_| Ok(seen(class_object(INPROC))),
    );
    let suspended = abi::REGCLS_MULTIPLEUSE | abi::REGCLS_SUSPENDED;
    registered("REGCLS_SUSPENDED: CoRegisterClassObject", LOCAL, suspended, |_| Ok(seen(abi::S_OK)));
    registered("REGCLS_SUSPENDED: CoGetClassObject", LOCAL, suspended, |_| Ok(seen(class_object(INPROC))));
    registered("REGCLS_SUSPENDED: CoResumeClassObjects", LOCAL, suspended, |_| {
        Ok(seen(unsafe { abi::CoResumeClassObjects() }))
    });
    registered("REGCLS_SUSPENDED: CoGetClassObject after CoResumeClassObjects", LOCAL, suspended, |_| {
        unsafe { abi::CoResumeClassObjects() }.ok()?;
        Ok(seen(class_object(INPROC)))
    });
    registered(
        "CoGetClassObject with CLSCTX_LOCAL_SERVER of a local registration",
        LOCAL,
        abi::REGCLS_MULTIPLEUSE,
        |_| Ok(seen(class_object(LOCAL))),
    );
    registered(
        "CoGetClassObject with CLSCTX_LOCAL_SERVER after CoResumeClassObjects",
        LOCAL,
        suspended,
        |_| {
            unsafe { abi::CoResumeClassObjects() }.ok()?;
            Ok(seen(class_object(LOCAL)))
        },
    );
    in_sta("CoSuspendClassObjects without class objects", || {
        Ok(seen(unsafe { abi::CoSuspendClassObjects() }))
    });
    in_sta("CoResumeClassObjects without class objects", || Ok(seen(unsafe { abi::CoResumeClassObjects() })));
}

fn instances() {
    registered("CoCreateInstance", INPROC, abi::REGCLS_MULTIPLEUSE, |_| {
        let sum = create(INPROC).and_then(|object| add(&object, 2, 3));
        Ok(seen(sum.clone()).and("sum", or_code(sum)))
    });
    registered(
        "CoCreateInstance for an interface that the instance has not",
        INPROC,
        abi::REGCLS_MULTIPLEUSE,
        |_| {
            Ok(seen(unsafe { abi::CoCreateInstance::<_, abi::ITypeInfo>(&CLASS, None::<&IUnknown>, INPROC) }))
        },
    );
    registered(
        "CoCreateInstance aggregated, for another interface than IUnknown",
        INPROC,
        abi::REGCLS_MULTIPLEUSE,
        |_| {
            let outer: IUnknown = calculator().0.cast()?;
            Ok(seen(unsafe { abi::CoCreateInstance::<_, ICalculator>(&CLASS, &outer, INPROC) }))
        },
    );
    registered("CoCreateInstance aggregated, for IUnknown", INPROC, abi::REGCLS_MULTIPLEUSE, |_| {
        let outer: IUnknown = calculator().0.cast()?;
        Ok(seen(unsafe { abi::CoCreateInstance::<_, IUnknown>(&CLASS, &outer, INPROC) }))
    });
    registered(
        "CoCreateInstanceEx for three interfaces, of which the instance has two",
        INPROC,
        abi::REGCLS_MULTIPLEUSE,
        |_| several(&[ICalculator::IID, UNKNOWN_INTERFACE, crate::objects::IName::IID]),
    );
    registered("CoCreateInstanceEx for two interfaces", INPROC, abi::REGCLS_MULTIPLEUSE, |_| {
        several(&[ICalculator::IID, crate::objects::IName::IID])
    });
    registered(
        "CoCreateInstanceEx for interfaces of which the instance has none",
        INPROC,
        abi::REGCLS_MULTIPLEUSE,
        |_| several(&[UNKNOWN_INTERFACE]),
    );
    registered("CoCreateInstanceEx for no interface", INPROC, abi::REGCLS_MULTIPLEUSE, |_| several(&[]));
    registered("IClassFactory::LockServer", INPROC, abi::REGCLS_MULTIPLEUSE, |_| {
        let factory = class_object(INPROC)?;
        Ok(seen(unsafe { factory.LockServer(true) }).then("unlocked", unsafe { factory.LockServer(false) }))
    });
}

/// CoCreateInstanceEx for the interfaces.
fn several(interfaces: &[windows_core::GUID]) -> Result<Seen> {
    let mut asked: Vec<_> = interfaces
        .iter()
        .map(|iid| abi::MULTI_QI { pIID: iid, pItf: std::mem::ManuallyDrop::new(None), hr: abi::S_OK })
        .collect();
    let answer = unsafe { abi::CoCreateInstanceEx(&CLASS, None::<&IUnknown>, INPROC, None, &mut asked) };
    let mut seen = seen(answer);
    for (index, one) in asked.iter_mut().enumerate() {
        seen = seen.then(&format!("[{index}]"), one.hr).and("there", one.pItf.is_some());
        unsafe { std::mem::ManuallyDrop::drop(&mut one.pItf) };
    }
    Ok(seen)
}

fn count() {
    operation("CoAddRefServerProcess and CoReleaseServerProcess", || {
        let counts = unsafe {
            [
                abi::CoAddRefServerProcess(),
                abi::CoAddRefServerProcess(),
                abi::CoReleaseServerProcess(),
                abi::CoReleaseServerProcess(),
            ]
        };
        Ok(no_code().and("counts", format!("{counts:?}")))
    });
    registered("CoReleaseServerProcess to 0 suspends class objects", LOCAL, abi::REGCLS_MULTIPLEUSE, |_| {
        let before = class_object(INPROC).map(drop);
        unsafe { abi::CoAddRefServerProcess() };
        let left = unsafe { abi::CoReleaseServerProcess() };
        let after = class_object(INPROC).map(drop);
        unsafe { abi::CoResumeClassObjects() }.ok()?;
        Ok(seen(before).and("left", left).then("then", after).then("resumed", class_object(INPROC)))
    });
}
