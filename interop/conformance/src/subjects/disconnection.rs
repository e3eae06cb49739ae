//! Cutting an object off from its clients, holding it without one, and the end of its apartment.

use oxcom_abi as abi;
use oxcom_abi::com_core::{Interface, Result};

use crate::apartment::Apartment;
use crate::marshaling::{marshal, release, unmarshal};
use crate::objects::{ICalculator, IName, add, connected};
use crate::operation::{Seen, operation, or_code, seen};
use crate::world::{STA_TO_MTA, World};

pub fn perform() {
    disconnection();
    external_lock();
    external_connection();
    apartments_end();
}

fn disconnect(world: &World) -> windows_core::HRESULT {
    world.object().with(|object| unsafe { abi::CoDisconnectObject(object, 0) })
}

fn disconnection() {
    let disconnected = |name: &str, look: fn(&ICalculator) -> Seen| {
        operation(name, move || {
            let world = World::new(STA_TO_MTA);
            let proxy = world.proxy()?;
            disconnect(&world).ok()?;
            Ok(proxy.with(look))
        });
    };
    operation("CoDisconnectObject", || {
        let world = World::new(STA_TO_MTA);
        let _proxy = world.proxy()?;
        Ok(seen(disconnect(&world)))
    });
    operation("CoDisconnectObject of an object that was never marshaled", || {
        Ok(seen(disconnect(&World::new(STA_TO_MTA))))
    });
    operation("CoDisconnectObject twice", || {
        let world = World::new(STA_TO_MTA);
        let _proxy = world.proxy()?;
        Ok(seen(disconnect(&world)).then("again", disconnect(&world)))
    });
    disconnected("a call after CoDisconnectObject", |proxy| seen(add(proxy, 1, 1)));
    disconnected("QueryInterface for a new interface after CoDisconnectObject", |proxy| {
        seen(proxy.cast::<IName>())
    });
    disconnected("QueryInterface for IUnknown after CoDisconnectObject", |proxy| {
        seen(proxy.cast::<windows_core::IUnknown>())
    });
    disconnected("CoIsHandlerConnected after CoDisconnectObject", |proxy| {
        seen(abi::S_OK).and("connected", unsafe { abi::CoIsHandlerConnected(proxy) }.0)
    });
    operation("CoMarshalInterface after CoDisconnectObject", || {
        let world = World::new(STA_TO_MTA);
        let _proxy = world.proxy()?;
        disconnect(&world).ok()?;
        let again = world.packed();
        let sum = world.unpack(again.as_ref().map_or(&[], |bytes| bytes));
        let sum = sum.and_then(|proxy| proxy.with(|proxy| add(proxy, 1, 2)));
        Ok(seen(again).and("call", or_code(sum)))
    });
    operation("the object after CoDisconnectObject", || {
        let mut world = World::new(STA_TO_MTA);
        let proxy = world.proxy()?;
        disconnect(&world).ok()?;
        world.let_go();
        let alive = world.life.stays();
        proxy.release();
        Ok(seen(abi::S_OK).and("alive", alive).and("then", world.life.stays()))
    });
    operation("CoDisconnectObject before CoUnmarshalInterface", || {
        let mut world = World::new(STA_TO_MTA);
        let bytes = world.packed()?;
        let answer = disconnect(&world);
        world.let_go();
        Ok(seen(answer).and("alive", world.life.stays()).then("CoUnmarshalInterface", world.unpack(&bytes)))
    });
    operation("CoReleaseMarshalData after CoDisconnectObject", || {
        let world = World::new(STA_TO_MTA);
        let bytes = world.packed()?;
        disconnect(&world).ok()?;
        Ok(seen(world.home.run(|| release(&bytes))))
    });
    operation("CoDisconnectObject of a proxy", || {
        let world = World::new(STA_TO_MTA);
        let proxy = world.proxy()?;
        let answer = proxy.with(|proxy| unsafe { abi::CoDisconnectObject(proxy, 0) });
        Ok(seen(answer).then("call", proxy.with(|proxy| add(proxy, 1, 1))))
    });
}

fn external_lock() {
    let lock = |world: &World, lock, last| {
        world.object().with(|object| unsafe { abi::CoLockObjectExternal(object, lock, last) })
    };
    operation("CoLockObjectExternal locks", move || {
        let mut world = World::new(STA_TO_MTA);
        let answer = lock(&world, true, false);
        let object = world.object().with(|object| object.as_raw() as usize);
        world.let_go();
        let alive = world.life.alive();
        unlock(&world, object, true).ok()?;
        Ok(seen(answer).and("alive", alive))
    });
    operation("CoLockObjectExternal unlocks, the last unlock releases", move || {
        let mut world = World::new(STA_TO_MTA);
        lock(&world, true, false).ok()?;
        let object = world.object().with(|object| object.as_raw() as usize);
        world.let_go();
        let answer = unlock(&world, object, true);
        Ok(seen(answer).and("alive", world.life.stays()))
    });
    operation("CoLockObjectExternal unlocks one of two locks", move || {
        let mut world = World::new(STA_TO_MTA);
        lock(&world, true, false).ok()?;
        lock(&world, true, false).ok()?;
        let object = world.object().with(|object| object.as_raw() as usize);
        world.let_go();
        unlock(&world, object, true).ok()?;
        let alive = world.life.alive();
        let answer = unlock(&world, object, true);
        Ok(seen(answer).and("alive", alive).and("then", world.life.stays()))
    });
    operation("CoLockObjectExternal unlocks what is not locked", move || {
        Ok(seen(lock(&World::new(STA_TO_MTA), false, true)))
    });
    operation("CoLockObjectExternal, then CoDisconnectObject", move || {
        let mut world = World::new(STA_TO_MTA);
        lock(&world, true, false).ok()?;
        let answer = disconnect(&world);
        world.let_go();
        Ok(seen(answer).and("alive", world.life.stays()))
    });
}

/// Unlocks an object that only its lock holds.
fn unlock(world: &World, object: usize, last: bool) -> windows_core::HRESULT {
    world.home.run(|| {
        let object = object as *mut std::ffi::c_void;
        let object = unsafe { windows_core::IUnknown::from_raw_borrowed(&object) };
        unsafe { abi::CoLockObjectExternal(object, false, last) }
    })
}

fn external_connection() {
    let connecting = |name: &str, flags: i32, perform: fn(&IName, &[u8]) -> Result<()>| {
        operation(name, move || {
            Apartment::sta().run(|| {
                let (object, log, life) = connected();
                let bytes = marshal(&object, abi::MSHCTX_INPROC, flags)?;
                let at_marshal = log.take();
                perform(&object, &bytes)?;
                drop(object);
                Ok(seen(abi::S_OK)
                    .and("at marshal", at_marshal)
                    .and("then", log.take())
                    .and("alive", life.stays()))
            })
        });
    };
    connecting("IExternalConnection, CoUnmarshalInterface at home", abi::MSHLFLAGS_NORMAL, |_, bytes| {
        unmarshal::<IName>(bytes).map(drop)
    });
    connecting("IExternalConnection, CoReleaseMarshalData", abi::MSHLFLAGS_NORMAL, |_, bytes| {
        release(bytes).ok()
    });
    connecting(
        "IExternalConnection, strong, CoReleaseMarshalData",
        abi::MSHLFLAGS_TABLESTRONG,
        |_, bytes| release(bytes).ok(),
    );
    connecting("IExternalConnection, weak, CoReleaseMarshalData", abi::MSHLFLAGS_TABLEWEAK, |_, bytes| {
        release(bytes).ok()
    });
    connecting("IExternalConnection, CoDisconnectObject", abi::MSHLFLAGS_NORMAL, |object, _| {
        unsafe { abi::CoDisconnectObject(object, 0) }.ok()
    });
    operation("IExternalConnection, a proxy", || {
        let (home, away) = (Apartment::sta(), Apartment::mta());
        let kept = home.keep(connected);
        let (bytes, at_marshal) =
            kept.with(|(object, log, _)| (marshal(object, abi::MSHCTX_INPROC, 0), log.take()));
        let proxy = away.try_keep(|| unmarshal::<IName>(&bytes?))?;
        let at_unmarshal = kept.with(|(_, log, _)| log.take());
        proxy.release();
        let at_release = kept.with(|(_, log, _)| log.clone()).await_note();
        Ok(seen(abi::S_OK)
            .and("at marshal", at_marshal)
            .and("at unmarshal", at_unmarshal)
            .and("at release", at_release))
    });
    operation("IExternalConnection, two proxies", || {
        let (home, away) = (Apartment::sta(), Apartment::mta());
        let kept = home.keep(connected);
        let proxy = || {
            let bytes = kept.with(|(object, ..)| marshal(object, abi::MSHCTX_INPROC, 0))?;
            away.try_keep(|| unmarshal::<IName>(&bytes))
        };
        let (first, second) = (proxy()?, proxy()?);
        first.release();
        second.release();
        Ok(seen(abi::S_OK).and("connections", kept.with(|(_, log, _)| log.clone()).balance()))
    });
    operation("IExternalConnection, CoLockObjectExternal", || {
        Apartment::sta().run(|| {
            let (object, log, life) = connected();
            unsafe { abi::CoLockObjectExternal(&object, true, false) }.ok()?;
            let at_lock = log.take();
            unsafe { abi::CoLockObjectExternal(&object, false, true) }.ok()?;
            let at_unlock = log.take();
            drop(object);
            Ok(seen(abi::S_OK).and("at lock", at_lock).and("at unlock", at_unlock).and("alive", life.stays()))
        })
    });
    operation("IExternalConnection, the end of the apartment", || {
        let home = Apartment::sta();
        let (log, life) = home.run(|| {
            let (object, log, life) = connected();
            marshal(&object, abi::MSHCTX_INPROC, abi::MSHLFLAGS_TABLESTRONG).map(|_| (log, life))
        })?;
        log.take();
        drop(home);
        Ok(seen(abi::S_OK).and("at the end", log.take()).and("alive", life.stays()))
    });
}

fn apartments_end() {
    let ended = |name: &str, look: fn(&ICalculator) -> Seen| {
        operation(name, move || {
            let World { home, away, object, .. } = World::new(STA_TO_MTA);
            let object = object.expect("just made");
            let bytes = object.with(|object| marshal(object, abi::MSHCTX_INPROC, 0))?;
            let proxy = away.try_keep(|| unmarshal::<ICalculator>(&bytes))?;
            object.release();
            drop(home);
            Ok(proxy.with(look))
        });
    };
    ended("a call after the end of the object's apartment", |proxy| seen(add(proxy, 1, 1)));
    ended("QueryInterface for a new interface after the end of the object's apartment", |proxy| {
        seen(proxy.cast::<IName>())
    });
    ended("CoIsHandlerConnected after the end of the object's apartment", |proxy| {
        seen(abi::S_OK).and("connected", unsafe { abi::CoIsHandlerConnected(proxy) }.0)
    });
    ended("CoMarshalInterface of a proxy after the end of the object's apartment", |proxy| {
        seen(marshal(proxy, abi::MSHCTX_INPROC, 0))
    });
    operation("the object after the end of its apartment, a proxy is held", || {
        let World { home, away, object, life } = World::new(STA_TO_MTA);
        let object = object.expect("just made");
        let bytes = object.with(|object| marshal(object, abi::MSHCTX_INPROC, 0))?;
        let _proxy = away.try_keep(|| unmarshal::<ICalculator>(&bytes))?;
        object.release();
        drop(home);
        Ok(seen(abi::S_OK).and("alive", life.stays()))
    });
    operation("CoUnmarshalInterface of a strong marshal after the end of its apartment", || {
        let World { home, away, object, .. } = World::new(STA_TO_MTA);
        let object = object.expect("just made");
        let bytes = object.with(|object| marshal(object, abi::MSHCTX_INPROC, abi::MSHLFLAGS_TABLESTRONG))?;
        object.release();
        drop(home);
        Ok(seen(away.run(|| unmarshal::<ICalculator>(&bytes).map(drop))))
    });
    operation("CoReleaseMarshalData after the end of the apartment", || {
        let World { home, away, object, .. } = World::new(STA_TO_MTA);
        let object = object.expect("just made");
        let bytes = object.with(|object| marshal(object, abi::MSHCTX_INPROC, 0))?;
        object.release();
        drop(home);
        Ok(seen(away.run(|| release(&bytes))))
    });
}
