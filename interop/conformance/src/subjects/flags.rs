//! What the flags and contexts of CoMarshalInterface do to the object's life. It lives in an STA; the other side is the MTA.

use oxcom_abi as abi;
use oxcom_abi::com_core::{Interface, Result};

use crate::marshaling::{describe, marshal_as, release};
use crate::objects::{ICalculator, add};
use crate::operation::{Seen, operation, or_code, seen};
use crate::world::{STA_TO_MTA, World};

const NORMAL: i32 = abi::MSHLFLAGS_NORMAL;
const STRONG: i32 = abi::MSHLFLAGS_TABLESTRONG;
const WEAK: i32 = abi::MSHLFLAGS_TABLEWEAK;

pub fn perform() {
    normal();
    table_strong();
    table_weak();
    flags_and_contexts();
}

/// An operation on an object that has been marshaled with the flags.
fn marshaled(name: &str, flags: i32, perform: fn(World, Vec<u8>) -> Result<Seen>) {
    operation(name, move || {
        let world = World::new(STA_TO_MTA);
        let bytes = world.marshal(abi::MSHCTX_INPROC, flags)?;
        perform(world, bytes)
    });
}

/// CoReleaseMarshalData at home.
fn released(world: &World, bytes: &[u8]) -> windows_core::HRESULT {
    world.home.run(|| release(bytes))
}

/// CoUnmarshalInterface away, and a call.
fn used(world: &World, bytes: &[u8]) -> Seen {
    match world.unpack(bytes) {
        Ok(proxy) => seen(abi::S_OK).and("call", or_code(proxy.with(|proxy| add(proxy, 1, 2)))),
        Err(error) => seen(error.code()),
    }
}

fn normal() {
    marshaled("normal: the object between marshal and unmarshal", NORMAL, |mut world, _bytes| {
        world.let_go();
        Ok(seen(abi::S_OK).and("alive", world.life.alive()))
    });
    marshaled("normal: CoReleaseMarshalData", NORMAL, |mut world, bytes| {
        world.let_go();
        Ok(seen(released(&world, &bytes)).and("alive", world.life.stays()))
    });
    marshaled("normal: CoReleaseMarshalData in another apartment", NORMAL, |mut world, bytes| {
        world.let_go();
        Ok(seen(world.away.run(|| release(&bytes))).and("alive", world.life.stays()))
    });
    marshaled("normal: CoReleaseMarshalData twice", NORMAL, |world, bytes| {
        Ok(seen(released(&world, &bytes)).then("again", released(&world, &bytes)))
    });
    marshaled("normal: CoReleaseMarshalData twice, the object gone", NORMAL, |mut world, bytes| {
        world.let_go();
        Ok(seen(released(&world, &bytes)).then("again", released(&world, &bytes)))
    });
    marshaled("normal: CoUnmarshalInterface after CoReleaseMarshalData", NORMAL, |world, bytes| {
        released(&world, &bytes).ok()?;
        Ok(used(&world, &bytes))
    });
    marshaled(
        "normal: CoUnmarshalInterface after CoReleaseMarshalData, the object gone",
        NORMAL,
        |mut world, bytes| {
            world.let_go();
            released(&world, &bytes).ok()?;
            Ok(used(&world, &bytes))
        },
    );
    marshaled("normal: CoUnmarshalInterface at home", NORMAL, |mut world, bytes| {
        let same = world.object().with(|object| {
            crate::marshaling::unmarshal::<ICalculator>(&bytes).map(|unmarshaled| unmarshaled == *object)
        });
        world.let_go();
        Ok(seen(same.clone()).and("same", or_code(same)).and("alive", world.life.stays()))
    });
    marshaled("normal: CoUnmarshalInterface at home twice", NORMAL, |world, bytes| {
        let at_home = || world.home.run(|| crate::marshaling::unmarshal::<ICalculator>(&bytes).map(drop));
        Ok(seen(at_home()).then("again", at_home()))
    });
    marshaled(
        "normal: the marshaler's apartment ends",
        NORMAL,
        |World { home, away, object, life }, bytes| {
            drop(object);
            drop(home);
            let alive = life.stays();
            Ok(seen(away.run(|| crate::marshaling::unmarshal::<ICalculator>(&bytes).map(drop)))
                .and("alive", alive))
        },
    );
}

fn table_strong() {
    marshaled("strong: the object between marshal and unmarshal", STRONG, |mut world, bytes| {
        world.let_go();
        let alive = world.life.alive();
        released(&world, &bytes).ok()?;
        Ok(seen(abi::S_OK).and("alive", alive))
    });
    marshaled("strong: CoUnmarshalInterface", STRONG, |mut world, bytes| {
        world.let_go();
        let first = used(&world, &bytes);
        let alive = world.life.alive();
        released(&world, &bytes).ok()?;
        Ok(first.and("alive", alive))
    });
    marshaled("strong: CoUnmarshalInterface a second time", STRONG, |mut world, bytes| {
        world.let_go();
        used(&world, &bytes);
        let second = used(&world, &bytes);
        let alive = world.life.alive();
        released(&world, &bytes).ok()?;
        Ok(second.and("alive", alive))
    });
    marshaled("strong: CoReleaseMarshalData", STRONG, |mut world, bytes| {
        world.let_go();
        Ok(seen(released(&world, &bytes)).and("alive", world.life.stays()))
    });
    marshaled("strong: CoReleaseMarshalData while a proxy is held", STRONG, |mut world, bytes| {
        let proxy = world.unpack(&bytes)?;
        world.let_go();
        let answer = released(&world, &bytes);
        let alive = world.life.alive();
        let call = proxy.with(|proxy| add(proxy, 1, 2));
        proxy.release();
        Ok(seen(answer).and("alive", alive).and("call", or_code(call)).and("then", world.life.stays()))
    });
    marshaled("strong: CoReleaseMarshalData twice", STRONG, |world, bytes| {
        Ok(seen(released(&world, &bytes)).then("again", released(&world, &bytes)))
    });
    marshaled("strong: CoUnmarshalInterface after CoReleaseMarshalData", STRONG, |mut world, bytes| {
        world.let_go();
        released(&world, &bytes).ok()?;
        Ok(used(&world, &bytes))
    });
    marshaled(
        "strong: the object at the end of its apartment",
        STRONG,
        |World { home, object, life, .. }, _| {
            drop(object);
            drop(home);
            Ok(seen(abi::S_OK).and("alive", life.stays()))
        },
    );
}

fn table_weak() {
    marshaled("weak: the object between marshal and unmarshal", WEAK, |mut world, _bytes| {
        world.let_go();
        Ok(seen(abi::S_OK).and("alive", world.life.stays()))
    });
    marshaled("weak: CoUnmarshalInterface", WEAK, |world, bytes| {
        Ok(used(&world, &bytes).and("alive", world.life.alive()))
    });
    marshaled("weak: CoUnmarshalInterface a second time", WEAK, |world, bytes| {
        let _first = world.unpack(&bytes)?;
        Ok(used(&world, &bytes))
    });
    marshaled("weak: CoUnmarshalInterface after the last proxy's release", WEAK, |world, bytes| {
        used(&world, &bytes);
        Ok(used(&world, &bytes))
    });
    marshaled("weak: the object while a proxy is held", WEAK, |mut world, bytes| {
        let proxy = world.unpack(&bytes)?;
        world.let_go();
        let alive = world.life.alive();
        proxy.release();
        Ok(seen(abi::S_OK).and("alive", alive).and("then", world.life.stays()))
    });
    marshaled("weak: CoUnmarshalInterface of a dead object", WEAK, |mut world, bytes| {
        used(&world, &bytes);
        world.let_go();
        Ok(used(&world, &bytes).and("alive", world.life.stays()))
    });
    marshaled("weak: CoReleaseMarshalData", WEAK, |world, bytes| Ok(seen(released(&world, &bytes))));
    marshaled("weak: CoUnmarshalInterface after CoReleaseMarshalData", WEAK, |world, bytes| {
        released(&world, &bytes).ok()?;
        Ok(used(&world, &bytes))
    });
    marshaled("weak: CoReleaseMarshalData of a dead object", WEAK, |mut world, bytes| {
        used(&world, &bytes);
        world.let_go();
        Ok(seen(released(&world, &bytes)))
    });
}

fn flags_and_contexts() {
    for (name, flags) in [
        ("MSHLFLAGS_NORMAL", NORMAL),
        ("MSHLFLAGS_TABLESTRONG", STRONG),
        ("MSHLFLAGS_TABLEWEAK", WEAK),
        ("MSHLFLAGS_NORMAL with NOPING", NORMAL | abi::MSHLFLAGS_NOPING),
        ("MSHLFLAGS_TABLESTRONG with NOPING", STRONG | abi::MSHLFLAGS_NOPING),
        ("MSHLFLAGS_TABLESTRONG with TABLEWEAK", STRONG | WEAK),
    ] {
        operation(&format!("CoMarshalInterface {name}"), move || {
            let world = World::new(STA_TO_MTA);
            let bytes = world.marshal(abi::MSHCTX_INPROC, flags);
            let objref = bytes.as_ref().map(|bytes| describe(bytes)).unwrap_or_default();
            let released = bytes.as_ref().map_or(abi::S_FALSE, |bytes| released(&world, bytes));
            Ok(seen(bytes).and("objref", objref).then("CoReleaseMarshalData", released))
        });
    }
    for (name, context) in [
        ("MSHCTX_LOCAL", abi::MSHCTX_LOCAL),
        ("MSHCTX_NOSHAREDMEM", abi::MSHCTX_NOSHAREDMEM),
        ("MSHCTX_DIFFERENTMACHINE", abi::MSHCTX_DIFFERENTMACHINE),
        ("MSHCTX_INPROC", abi::MSHCTX_INPROC),
        ("MSHCTX_CROSSCTX", abi::MSHCTX_CROSSCTX),
        ("an unknown context", 17),
    ] {
        operation(&format!("CoMarshalInterface for {name}"), move || {
            let world = World::new(STA_TO_MTA);
            let bytes = world.marshal(context, NORMAL);
            let objref = bytes.as_ref().map(|bytes| describe(bytes)).unwrap_or_default();
            let used = bytes
                .as_ref()
                .map_or(abi::S_FALSE, |bytes| world.unpack(bytes).map_or_else(|e| e.code(), |_| abi::S_OK));
            Ok(seen(bytes).and("objref", objref).then("CoUnmarshalInterface", used))
        });
    }
    operation("CoMarshalInterface for IUnknown", || {
        let world = World::new(STA_TO_MTA);
        let iid = windows_core::IUnknown::IID;
        let bytes = world.object().with(|object| marshal_as(object, &iid, abi::MSHCTX_INPROC, NORMAL))?;
        let unknown = world.away.try_keep(|| crate::marshaling::unmarshal::<windows_core::IUnknown>(&bytes));
        let cast =
            unknown.as_ref().map(|unknown| unknown.with(|unknown| unknown.cast::<ICalculator>().map(drop)));
        let cast = cast.unwrap_or_else(|error| Err(error.clone()));
        Ok(seen(unknown).then("QueryInterface", cast))
    });
    operation("CoGetMarshalSizeMax", || {
        let world = World::new(STA_TO_MTA);
        let written = world.packed()?.len();
        let mut size = 0;
        let answer = world.object().with(|object| unsafe {
            abi::CoGetMarshalSizeMax(
                &mut size,
                &ICalculator::IID,
                object,
                abi::MSHCTX_INPROC as u32,
                None,
                NORMAL as u32,
            )
        });
        Ok(seen(answer).and("enough", size as usize >= written))
    });
}
