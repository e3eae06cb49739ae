//! The global interface table.

use oxcom_abi as abi;
use oxcom_abi::IGlobalInterfaceTable;
use oxcom_abi::com_core::{GUID, IUnknown, Interface, Result};

use crate::apartment::Apartment;
use crate::objects::{ICalculator, IName, UNKNOWN_INTERFACE, add, calculator};
use crate::operation::{Seen, no_code, operation, or_code, seen};
use crate::world::{STA_TO_MTA, World};

/// CLSID_StdGlobalInterfaceTable.
const CLASS: GUID = GUID::from_u128(0x00000323_0000_0000_c000_000000000046);

fn table() -> Result<IGlobalInterfaceTable> {
    unsafe { abi::CoCreateInstance(&CLASS, None::<&IUnknown>, abi::CLSCTX_INPROC_SERVER) }
}

fn register(world: &World) -> Result<u32> {
    world.object().with(|object| unsafe { table()?.RegisterInterfaceInGlobal(object, &ICalculator::IID) })
}

fn fetch<T: Interface>(cookie: u32) -> Result<T> {
    unsafe { table()?.GetInterfaceFromGlobal(cookie) }
}

fn revoke(cookie: u32) -> Result<()> {
    unsafe { table()?.RevokeInterfaceFromGlobal(cookie) }.ok()
}

/// An operation on an object of an STA that has been registered; what is still registered then is revoked.
fn registered(name: &str, perform: fn(&mut World, u32) -> Result<Seen>) {
    operation(name, move || {
        let mut world = World::new(STA_TO_MTA);
        let cookie = register(&world)?;
        let seen = perform(&mut world, cookie);
        let _ = world.home.run(|| revoke(cookie)); // it may be revoked already
        seen
    });
}

pub fn perform() {
    operation("the global interface table in two apartments", || {
        let pointer = || table().map(|table| table.as_raw() as usize);
        let tables = [Apartment::sta().run(pointer)?, Apartment::mta().run(pointer)?];
        Ok(seen(abi::S_OK).and("same", tables[0] == tables[1]))
    });
    operation("RegisterInterfaceInGlobal of nothing", || {
        Ok(seen(
            Apartment::sta()
                .run(|| unsafe { table()?.RegisterInterfaceInGlobal(None::<&IUnknown>, &ICalculator::IID) }),
        ))
    });
    operation("RegisterInterfaceInGlobal for an interface that the object has not", || {
        Ok(seen(
            Apartment::sta()
                .run(|| unsafe { table()?.RegisterInterfaceInGlobal(&calculator().0, &UNKNOWN_INTERFACE) }),
        ))
    });
    operation("GetInterfaceFromGlobal of cookie 0", || {
        Ok(seen(Apartment::sta().run(|| fetch::<ICalculator>(0).map(drop))))
    });
    operation("RevokeInterfaceFromGlobal of cookie 0", || Ok(seen(Apartment::sta().run(|| revoke(0)))));
    registered("RegisterInterfaceInGlobal", |_, cookie| Ok(seen(abi::S_OK).and("cookie is 0", cookie == 0)));
    registered("RegisterInterfaceInGlobal holds the object", |world, _| {
        world.let_go();
        Ok(seen(abi::S_OK).and("alive", world.life.alive()))
    });
    registered("RegisterInterfaceInGlobal twice", |world, cookie| {
        let second = register(world)?;
        world.home.run(|| revoke(second))?;
        Ok(seen(abi::S_OK).and("same cookie", cookie == second))
    });
    registered("GetInterfaceFromGlobal in its own apartment", |world, cookie| {
        let same =
            world.object().with(|object| fetch::<ICalculator>(cookie).map(|fetched| fetched == *object));
        Ok(seen(same.clone()).and("same", or_code(same)))
    });
    registered("GetInterfaceFromGlobal in the MTA", |world, cookie| {
        let object = world.object().with(|object| object.as_raw() as usize);
        let fetched = world.away.run(|| {
            fetch::<ICalculator>(cookie)
                .and_then(|proxy| Ok((add(&proxy, 1, 1)?, proxy.as_raw() as usize == object)))
        });
        let (sum, same) = fetched.clone().unwrap_or_default();
        Ok(seen(fetched).and("sum", sum).and("same", same))
    });
    registered("GetInterfaceFromGlobal twice", |world, cookie| {
        let fetched = || world.away.run(|| add(&fetch(cookie)?, 1, 1));
        Ok(seen(fetched()).then("again", fetched()))
    });
    registered("GetInterfaceFromGlobal in another STA", |_, cookie| {
        let sum = Apartment::sta().run(|| add(&fetch(cookie)?, 1, 1));
        Ok(seen(sum.clone()).and("sum", or_code(sum)))
    });
    registered("GetInterfaceFromGlobal in the implicit MTA", |_, cookie| {
        Ok(seen(Apartment::none().run(|| fetch::<ICalculator>(cookie).map(drop))))
    });
    registered("GetInterfaceFromGlobal for another interface", |world, cookie| {
        Ok(seen(world.away.run(|| fetch::<IName>(cookie).map(drop))))
    });
    registered("GetInterfaceFromGlobal for an interface that the object has not", |world, cookie| {
        Ok(seen(world.away.run(|| fetch::<abi::ITypeInfo>(cookie).map(drop))))
    });
    registered("RevokeInterfaceFromGlobal", |world, cookie| {
        world.let_go();
        Ok(seen(world.home.run(|| revoke(cookie))).and("alive", world.life.stays()))
    });
    registered("RevokeInterfaceFromGlobal in another apartment", |world, cookie| {
        world.let_go();
        Ok(seen(world.away.run(|| revoke(cookie))).and("alive", world.life.stays()))
    });
    registered("RevokeInterfaceFromGlobal while a proxy is held", |world, cookie| {
        let proxy = world.away.try_keep(|| fetch::<ICalculator>(cookie))?;
        world.let_go();
        let answer = world.home.run(|| revoke(cookie));
        let sum = proxy.with(|proxy| add(proxy, 1, 1));
        let alive = world.life.alive();
        proxy.release();
        Ok(seen(answer).and("call", or_code(sum)).and("alive", alive).and("then", world.life.stays()))
    });
    registered("RevokeInterfaceFromGlobal twice", |world, cookie| {
        let revoked = || world.home.run(|| revoke(cookie));
        Ok(seen(revoked()).then("again", revoked()))
    });
    registered("GetInterfaceFromGlobal after RevokeInterfaceFromGlobal", |world, cookie| {
        world.home.run(|| revoke(cookie))?;
        Ok(seen(world.away.run(|| fetch::<ICalculator>(cookie).map(drop))))
    });
    operation("GetInterfaceFromGlobal after the end of the object's apartment", || {
        let World { home, away, object, .. } = World::new(STA_TO_MTA);
        let object = object.expect("just made");
        let cookie =
            object.with(|object| unsafe { table()?.RegisterInterfaceInGlobal(object, &ICalculator::IID) })?;
        object.release();
        drop(home);
        // Which error it is, depends on who was faster.
        Ok(no_code().and("found", away.run(|| fetch::<ICalculator>(cookie).map(drop)).is_ok()))
    });
    operation("RegisterInterfaceInGlobal of a proxy", || {
        let world = World::new(STA_TO_MTA);
        let proxy = world.proxy()?;
        let cookie =
            proxy.with(|proxy| unsafe { table()?.RegisterInterfaceInGlobal(proxy, &ICalculator::IID) });
        let sum = cookie.clone().and_then(|cookie| Apartment::sta().run(|| add(&fetch(cookie)?, 1, 1)));
        let revoked = cookie.clone().and_then(|cookie| proxy.with(|_| revoke(cookie)));
        Ok(seen(cookie).and("call", or_code(sum)).then("revoked", revoked))
    });
}
