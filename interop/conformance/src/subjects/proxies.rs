//! Pointers from each kind of apartment to each: marshaled once, called, asked, marshaled on, let go.

use std::sync::{Arc, Mutex};
use std::thread::{self, ThreadId};

use oxcom_abi as abi;
use oxcom_abi::com_core::{HRESULT, IUnknown, Interface, PWSTR};
use oxcom_abi::{ITypeInfo, VARIANT};

use crate::apartment::Apartment;
use crate::marshaling::{describe, interface_of, marshal, release, unmarshal};
use crate::objects::{ICalculator, IName, IUndescribed, add, calculator};
use crate::operation::{operation, or_code, seen};
use crate::world::{PAIRS, Pair, World};

pub fn perform() {
    for pair in PAIRS {
        unmarshaling(pair);
        calling(pair);
        asking(pair);
        marshaling_on(pair);
        letting_go(pair);
    }
}

fn unmarshaling(pair: Pair) {
    let name = pair.name;
    operation(&format!("{name}: CoMarshalInterface"), move || {
        let bytes = World::new(pair).packed();
        let marshaled = bytes.clone()?;
        Ok(seen(bytes)
            .and("objref", describe(&marshaled))
            .and("interface", interface_of(&marshaled) == ICalculator::IID))
    });
    operation(&format!("{name}: CoUnmarshalInterface"), move || {
        let world = World::new(pair);
        let object = world.object().with(|object| object.as_raw() as usize);
        let proxy = world.proxy();
        let pointer = proxy.as_ref().ok().map(|proxy| proxy.with(|proxy| proxy.as_raw() as usize));
        Ok(seen(proxy).and("same", pointer == Some(object)))
    });
    operation(&format!("{name}: CoUnmarshalInterface a second time, the first proxy kept"), move || {
        let world = World::new(pair);
        let bytes = world.packed()?;
        let _first = world.unpack(&bytes)?;
        Ok(seen(world.unpack(&bytes)))
    });
    operation(&format!("{name}: CoUnmarshalInterface a second time, the first proxy released"), move || {
        let world = World::new(pair);
        let bytes = world.packed()?;
        world.unpack(&bytes)?.release();
        Ok(seen(world.unpack(&bytes)))
    });
    operation(&format!("{name}: CoUnmarshalInterface of two marshals"), move || {
        let world = World::new(pair);
        let (first, second) = (world.packed()?, world.packed()?);
        let same = world.away.run(|| -> windows_core::Result<_> {
            Ok(unmarshal::<ICalculator>(&first)? == unmarshal::<ICalculator>(&second)?)
        });
        Ok(seen(same.clone()).and("same proxy", same?))
    });
    operation(&format!("{name}: CoUnmarshalInterface for another interface"), move || {
        let world = World::new(pair);
        let bytes = world.packed()?;
        let other = world.away.try_keep(|| unmarshal::<IName>(&bytes));
        let text = other
            .as_ref()
            .map(|other| other.with(|other| unsafe { other.Name() }.map(|text| text.to_string())));
        let text = or_code(text.unwrap_or_else(|error| Err(error.clone())));
        Ok(seen(other).and("name", text))
    });
    operation(&format!("{name}: CoUnmarshalInterface for an interface that the object has not"), move || {
        let world = World::new(pair);
        let bytes = world.packed()?;
        Ok(seen(world.away.try_keep(|| unmarshal::<ITypeInfo>(&bytes))))
    });
    operation(&format!("{name}: CoReleaseMarshalData after CoUnmarshalInterface"), move || {
        let world = World::new(pair);
        let bytes = world.packed()?;
        let proxy = world.unpack(&bytes)?;
        let answer = world.away.run(|| release(&bytes));
        // What the call answers otherwise, depends on who was faster.
        Ok(seen(answer).and("calls work", proxy.with(|proxy| add(proxy, 1, 1)).is_ok()))
    });
}

fn calling(pair: Pair) {
    let name = pair.name;
    operation(&format!("{name}: a call"), move || {
        let sum = World::new(pair).proxy()?.with(|proxy| add(proxy, 2, 3));
        Ok(seen(sum.clone()).and("sum", or_code(sum)))
    });
    operation(&format!("{name}: the thread of a call"), move || {
        let ran: Arc<Mutex<Option<ThreadId>>> = Arc::default();
        let noted = ran.clone();
        let world = World::observing(pair, move || {
            *noted.lock().expect("nobody panics") = Some(thread::current().id());
            "noted".into()
        });
        let (home, away) =
            (world.home.run(|| thread::current().id()), world.away.run(|| thread::current().id()));
        let answer = world.proxy()?.with(crate::objects::observed);
        let ran = *ran.lock().expect("nobody panics");
        Ok(seen(answer).and("object's", ran == Some(home)).and("caller's", ran == Some(away)))
    });
    for (what, code) in
        [("an error", abi::CO_E_OBJNOTREG), ("S_FALSE", abi::S_FALSE), ("E_NOTIMPL", abi::E_NOTIMPL)]
    {
        operation(&format!("{name}: a call that answers {what}"), move || {
            Ok(seen(World::new(pair).proxy()?.with(|proxy| unsafe { proxy.Fail(code.0) })))
        });
    }
    operation(&format!("{name}: a call with text"), move || {
        let same = World::new(pair).proxy()?.with(|proxy| {
            unsafe { proxy.Echo(&abi::BSTR::from("grün\0blau")) }.map(|text| text == "grün\0blau")
        });
        Ok(seen(same.clone()).and("same", or_code(same)))
    });
    operation(&format!("{name}: a call with a VARIANT"), move || {
        let kind = World::new(pair).proxy()?.with(|proxy| {
            let mut value = VARIANT::default();
            unsafe {
                let inner = &mut *value.Anonymous.Anonymous;
                inner.vt = abi::VARTYPE(abi::VT_I4 as u16);
                inner.Anonymous.lVal = 77;
                let same = proxy.EchoVariant(&value)?;
                let inner = &*same.Anonymous.Anonymous;
                windows_core::Result::Ok(format!("{}:{}", inner.vt.0, inner.Anonymous.lVal))
            }
        });
        Ok(seen(kind.clone()).and("value", or_code(kind)))
    });
    operation(&format!("{name}: a call with an array"), move || {
        let total = World::new(pair).proxy()?.with(|proxy| unsafe {
            let array = abi::SafeArrayCreateVector(abi::VARTYPE(abi::VT_R8 as u16), 0, 1000);
            for index in 0..1000 {
                let number = f64::from(index);
                abi::SafeArrayPutElement(array, &index, (&raw const number).cast()).ok()?;
            }
            let total = proxy.Total(array);
            abi::SafeArrayDestroy(array).ok()?;
            total
        });
        Ok(seen(total.clone()).and("total", or_code(total)))
    });
    operation(&format!("{name}: a call with a pointer to the caller's object"), move || {
        let sum = World::new(pair).proxy()?.with(|proxy| unsafe { proxy.AddBy(&calculator().0, 4, 5) });
        Ok(seen(sum.clone()).and("sum", or_code(sum)))
    });
    operation(&format!("{name}: a call that gives the caller's object back"), move || {
        let same = World::new(pair).proxy()?.with(|proxy| {
            let mine: IUnknown = calculator().0.cast()?;
            unsafe { proxy.Same(&mine) }.map(|same| same == mine)
        });
        Ok(seen(same.clone()).and("same", or_code(same)))
    });
    operation(&format!("{name}: a call that gives the proxy back"), move || {
        let same = World::new(pair).proxy()?.with(|proxy| {
            let proxied: IUnknown = proxy.cast()?;
            unsafe { proxy.Same(&proxied) }.map(|same| same == proxied)
        });
        Ok(seen(same.clone()).and("same", or_code(same)))
    });
    operation(&format!("{name}: calls back and forth, ten deep"), move || {
        let reached = World::new(pair).proxy()?.with(|proxy| unsafe { proxy.Nest(&calculator().0, 10) });
        Ok(seen(reached.clone()).and("depth", or_code(reached)))
    });
}

fn asking(pair: Pair) {
    let name = pair.name;
    let query = move |what: &str, ask: fn(&ICalculator) -> HRESULT| {
        operation(&format!("{name}: a proxy's QueryInterface for {what}"), move || {
            Ok(seen(World::new(pair).proxy()?.with(ask)))
        });
    };
    fn has<T: Interface>(proxy: &ICalculator) -> HRESULT {
        proxy.cast::<T>().map_or_else(|error| error.code(), |_| abi::S_OK)
    }
    query("another interface of the object", has::<IName>);
    query("an interface that the object has not", has::<ITypeInfo>);
    query("an interface that nothing describes", has::<IUndescribed>);
    query("IMarshal", has::<abi::IMarshal>);
    query("IMultiQI", has::<abi::IMultiQI>);
    query("IClientSecurity", has::<abi::IClientSecurity>);
    query("ICallFactory", has::<abi::ICallFactory>);
    query("IAgileObject", has::<abi::IAgileObject>);
    query("IRpcOptions", has::<abi::IRpcOptions>);
    query("IProvideClassInfo", has::<abi::IProvideClassInfo>);
    operation(&format!("{name}: a proxy's identity"), move || {
        let same = World::new(pair).proxy()?.with(|proxy| -> windows_core::Result<bool> {
            let (first, second): (IUnknown, IUnknown) = (proxy.cast()?, proxy.cast::<IName>()?.cast()?);
            Ok(first == second)
        });
        Ok(seen(same.clone()).and("same", or_code(same)))
    });
    operation(&format!("{name}: CoIsHandlerConnected of a proxy"), move || {
        Ok(seen(abi::S_OK).and(
            "connected",
            World::new(pair).proxy()?.with(|proxy| unsafe { abi::CoIsHandlerConnected(proxy) }.0),
        ))
    });
    operation(&format!("{name}: CoQueryProxyBlanket of a proxy"), move || {
        Ok(seen(World::new(pair).proxy()?.with(|proxy| {
            let mut principal = PWSTR::null();
            unsafe { abi::CoQueryProxyBlanket(proxy, None, None, &mut principal, None, None, None, None) }
        })))
    });
    operation(&format!("{name}: CoCopyProxy"), move || {
        Ok(seen(World::new(pair).proxy()?.with(|proxy| unsafe { abi::CoCopyProxy(proxy) }.map(drop))))
    });
    operation(&format!("{name}: a call by a thread of another apartment"), move || {
        let world = World::new(pair);
        let proxy = world.proxy()?;
        Ok(seen(proxy.abuse(&Apartment::sta(), |proxy| add(proxy, 1, 1))))
    });
    operation(&format!("{name}: QueryInterface by a thread of another apartment"), move || {
        let world = World::new(pair);
        let proxy = world.proxy()?;
        Ok(seen(proxy.abuse(&Apartment::sta(), has::<IName>)))
    });
}

fn marshaling_on(pair: Pair) {
    let name = pair.name;
    for (what, flags) in [
        ("MSHLFLAGS_NORMAL", abi::MSHLFLAGS_NORMAL),
        ("MSHLFLAGS_TABLESTRONG", abi::MSHLFLAGS_TABLESTRONG),
        ("MSHLFLAGS_TABLEWEAK", abi::MSHLFLAGS_TABLEWEAK),
    ] {
        operation(&format!("{name}: a proxy is marshaled on with {what}"), move || {
            let world = World::new(pair);
            let proxy = world.proxy()?;
            let (bytes, released) = proxy.with(|proxy| {
                let bytes = marshal(proxy, abi::MSHCTX_INPROC, flags);
                let released = bytes.as_ref().map_or(abi::S_FALSE, |bytes| release(bytes));
                (bytes, released)
            });
            let kind =
                bytes.as_ref().map(|bytes| describe(bytes).split('(').next().unwrap_or_default().to_owned());
            let kind = kind.unwrap_or_default();
            Ok(seen(bytes).and("objref", kind).then("CoReleaseMarshalData", released))
        });
    }
    operation(&format!("{name}: a proxy comes home"), move || {
        let world = World::new(pair);
        let bytes = world.proxy()?.with(|proxy| marshal(proxy, abi::MSHCTX_INPROC, abi::MSHLFLAGS_NORMAL))?;
        let same = world.object().with(|object| unmarshal::<ICalculator>(&bytes).map(|back| back == *object));
        Ok(seen(same.clone()).and("same", or_code(same)))
    });
    operation(&format!("{name}: a proxy goes to a third apartment, the second one ends"), move || {
        let World { home, away, object, .. } = World::new(pair);
        let object = object.expect("just made");
        let bytes = object.with(|object| marshal(object, abi::MSHCTX_INPROC, abi::MSHLFLAGS_NORMAL))?;
        let proxy = away.try_keep(|| unmarshal::<ICalculator>(&bytes))?;
        let bytes = proxy.with(|proxy| marshal(proxy, abi::MSHCTX_INPROC, abi::MSHLFLAGS_NORMAL))?;
        let third = Apartment::sta().try_keep(|| unmarshal::<ICalculator>(&bytes))?;
        proxy.release();
        drop(away);
        let sum = third.with(|third| add(third, 2, 3));
        third.release();
        object.release();
        drop(home);
        Ok(seen(sum.clone()).and("sum", or_code(sum)))
    });
}

fn letting_go(pair: Pair) {
    let name = pair.name;
    operation(&format!("{name}: the object while a proxy is held"), move || {
        let mut world = World::new(pair);
        let proxy = world.proxy()?;
        world.let_go();
        let alive = world.life.alive();
        let sum = proxy.with(|proxy| add(proxy, 20, 3));
        Ok(seen(sum.clone()).and("alive", alive).and("sum", or_code(sum)))
    });
    operation(&format!("{name}: the object after the proxy's release"), move || {
        let mut world = World::new(pair);
        let proxy = world.proxy()?;
        world.let_go();
        proxy.release();
        Ok(seen(abi::S_OK).and("alive", world.life.stays()))
    });
    operation(&format!("{name}: the object after the end of the proxy's apartment"), move || {
        let World { home, away, object, life } = World::new(pair);
        let object = object.expect("just made");
        let bytes = object.with(|object| marshal(object, abi::MSHCTX_INPROC, abi::MSHLFLAGS_NORMAL))?;
        away.run(|| unmarshal::<ICalculator>(&bytes).map(std::mem::forget))?;
        object.release();
        drop(away);
        let alive = life.stays();
        drop(home);
        Ok(seen(abi::S_OK).and("alive", alive))
    });
}
