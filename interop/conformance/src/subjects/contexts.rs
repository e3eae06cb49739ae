//! What a thread can learn of its apartment, its call and its causality.

use oxcom_abi as abi;
use oxcom_abi::IComThreadingInfo;
use oxcom_abi::com_core::{GUID, IUnknown, Interface};

use crate::apartment::Apartment;
use crate::objects::{ICalculator, observed};
use crate::operation::{Seen, operation, or_code, seen};
use crate::world::{PAIRS, World};

/// IObjContext.
const OBJECT_CONTEXT: GUID = GUID::from_u128(0x000001c6_0000_0000_c000_000000000046);

pub fn perform() {
    object_context();
    call_context();
}

fn object_context() {
    type Enter = fn() -> Apartment;
    let apartments: [(&str, Enter); 2] = [("STA", Apartment::sta), ("MTA", Apartment::mta)];
    for (name, enter) in apartments {
        let in_it = move |what: &str, look: fn() -> windows_core::Result<Seen>| {
            operation(&format!("{what} in an {name}"), move || enter().run(look));
        };
        in_it("CoGetObjectContext for IComThreadingInfo", || {
            let info = unsafe { abi::CoGetObjectContext::<IComThreadingInfo>() }?;
            Ok(seen(abi::S_OK)
                .and("apartment", or_code(unsafe { info.GetCurrentApartmentType() }))
                .and("thread", or_code(unsafe { info.GetCurrentThreadType() })))
        });
        in_it("IComThreadingInfo::GetCurrentLogicalThreadId", || {
            let info = unsafe { abi::CoGetObjectContext::<IComThreadingInfo>() }?;
            let id = unsafe { info.GetCurrentLogicalThreadId() };
            let same = unsafe { abi::CoGetCurrentLogicalThreadId() }? == id.clone()?;
            Ok(seen(id).and("same", same))
        });
        in_it("CoGetObjectContext for IObjContext", || {
            let (context, mut found) =
                (unsafe { abi::CoGetObjectContext::<IUnknown>() }?, std::ptr::null_mut());
            let answer = unsafe { context.query(&OBJECT_CONTEXT, &mut found) };
            drop(
                unsafe { IUnknown::from_raw_borrowed(&found) }.map(|_| unsafe { IUnknown::from_raw(found) }),
            );
            Ok(seen(answer))
        });
        in_it("CoGetObjectContext for an interface that it has not", || {
            Ok(seen(unsafe { abi::CoGetObjectContext::<ICalculator>() }))
        });
        in_it("CoGetObjectContext twice", || {
            let contexts =
                unsafe { [abi::CoGetObjectContext::<IUnknown>()?, abi::CoGetObjectContext::<IUnknown>()?] };
            Ok(seen(abi::S_OK).and("same", contexts[0] == contexts[1]))
        });
        in_it("CoGetContextToken twice", || {
            let tokens = unsafe { [abi::CoGetContextToken()?, abi::CoGetContextToken()?] };
            Ok(seen(abi::S_OK).and("same", tokens[0] == tokens[1]))
        });
        in_it("CoGetContextToken against CoGetObjectContext for IUnknown", || {
            let context = unsafe { abi::CoGetObjectContext::<IUnknown>() }?;
            let token = unsafe { abi::CoGetContextToken() };
            let same = token.clone()? == context.as_raw() as usize;
            Ok(seen(token).and("same", same))
        });
        in_it("CoGetCallContext outside a call", || Ok(seen(unsafe { abi::CoGetCallContext::<IUnknown>() })));
        in_it("CoSwitchCallContext to none", || {
            Ok(seen(unsafe { abi::CoSwitchCallContext(None::<&IUnknown>) }))
        });
        in_it("CoGetCallerTID outside a call", || Ok(seen(unsafe { abi::CoGetCallerTID() })));
        in_it("CoTestCancel outside a call", || Ok(seen(unsafe { abi::CoTestCancel() })));
    }
    operation("CoGetContextToken of two STAs", || {
        let (first, second) = (Apartment::sta(), Apartment::sta());
        let token = || unsafe { abi::CoGetContextToken() };
        let tokens = [first.run(token)?, second.run(token)?];
        Ok(seen(abi::S_OK).and("same", tokens[0] == tokens[1]))
    });
    operation("CoGetContextToken of two threads of the MTA", || {
        let (first, second) = (Apartment::mta(), Apartment::mta());
        let token = || unsafe { abi::CoGetContextToken() };
        let tokens = [first.run(token)?, second.run(token)?];
        Ok(seen(abi::S_OK).and("same", tokens[0] == tokens[1]))
    });
    operation("CoGetCurrentProcess of two threads", || {
        let process = || unsafe { abi::CoGetCurrentProcess() };
        let processes = [Apartment::sta().run(process), Apartment::sta().run(process)];
        Ok(seen(abi::S_OK).and("same", processes[0] == processes[1]))
    });
}

fn call_context() {
    operation("CoGetCurrentLogicalThreadId twice", || {
        let ids = unsafe { [abi::CoGetCurrentLogicalThreadId()?, abi::CoGetCurrentLogicalThreadId()?] };
        Ok(seen(abi::S_OK).and("same", ids[0] == ids[1]).and("zero", ids[0] == GUID::zeroed()))
    });
    operation("CoGetCurrentLogicalThreadId of two threads", || {
        let id = || unsafe { abi::CoGetCurrentLogicalThreadId() };
        let ids = [Apartment::sta().run(id)?, Apartment::sta().run(id)?];
        Ok(seen(abi::S_OK).and("same", ids[0] == ids[1]))
    });
    for pair in PAIRS {
        let called = move |what: &str, look: fn() -> String| {
            operation(&format!("{}, during a call: {what}", pair.name), move || {
                let world = World::observing(pair, look);
                let answer = world.proxy()?.with(observed);
                Ok(seen(answer.clone()).and("the object sees", answer?))
            });
        };
        operation(&format!("{}, during a call: CoGetCurrentLogicalThreadId", pair.name), move || {
            let id = || or_code(unsafe { abi::CoGetCurrentLogicalThreadId() }.map(|id| format!("{id:?}")));
            let world = World::observing(pair, id);
            let (callers, objects) = world.proxy()?.with(|proxy| (id(), observed(proxy)));
            Ok(seen(objects.clone()).and("same", callers == objects?))
        });
        called("CoGetCallContext for IServerSecurity", || {
            or_code(unsafe { abi::CoGetCallContext::<abi::IServerSecurity>() }.map(|_| "there"))
        });
        called("CoGetCallContext for ICancelMethodCalls", || {
            or_code(unsafe { abi::CoGetCallContext::<abi::ICancelMethodCalls>() }.map(|_| "there"))
        });
        called("CoTestCancel", || format!("{:08x}", unsafe { abi::CoTestCancel() }.0));
        called("CoGetApartmentType", || {
            let (mut kind, mut qualifier) = (-1, -1);
            let answer = unsafe { abi::CoGetApartmentType(&mut kind, &mut qualifier) };
            format!("{:08x} {kind} {qualifier}", answer.0)
        });
    }
}
