//! The standard marshaler as an object: alone, and as a part of another one.

use oxcom_abi as abi;
use oxcom_abi::IMarshal;
use oxcom_abi::com_core::{GUID, IUnknown, Interface};

use crate::apartment::Apartment;
use crate::marshaling::{describe, stream_over, written};
use crate::objects::{ICalculator, UNKNOWN_INTERFACE, calculator};
use crate::operation::{Seen, operation, or_code, seen};
use crate::world::{STA_TO_MTA, World};

/// CLSID_StdMarshal.
const STANDARD: GUID = GUID::from_u128(0x00000017_0000_0000_c000_000000000046);

fn in_sta(name: &str, perform: fn() -> windows_core::Result<Seen>) {
    operation(name, move || Apartment::sta().run(perform));
}

fn standard(object: &ICalculator, context: i32, flags: i32) -> windows_core::Result<IMarshal> {
    unsafe { abi::CoGetStandardMarshal(&ICalculator::IID, object, context as u32, None, flags as u32) }
}

pub fn perform() {
    of_objects();
    aggregated();
}

fn of_objects() {
    for (name, context) in [
        ("MSHCTX_LOCAL", abi::MSHCTX_LOCAL),
        ("MSHCTX_NOSHAREDMEM", abi::MSHCTX_NOSHAREDMEM),
        ("MSHCTX_DIFFERENTMACHINE", abi::MSHCTX_DIFFERENTMACHINE),
        ("MSHCTX_INPROC", abi::MSHCTX_INPROC),
        ("MSHCTX_CROSSCTX", abi::MSHCTX_CROSSCTX),
    ] {
        operation(&format!("CoGetStandardMarshal for {name}"), move || {
            Apartment::sta().run(|| {
                let object = calculator().0;
                let marshaler = standard(&object, context, 0);
                let class = marshaler.clone().and_then(|marshaler| unsafe {
                    marshaler.GetUnmarshalClass(
                        &ICalculator::IID,
                        Some(object.as_raw()),
                        context as u32,
                        None,
                        0,
                    )
                });
                Ok(seen(marshaler).and("class", or_code(class.map(|class| class == STANDARD))))
            })
        });
    }
    in_sta("CoGetStandardMarshal of nothing", || {
        Ok(seen(unsafe { abi::CoGetStandardMarshal(&ICalculator::IID, None::<&IUnknown>, 3, None, 0) }))
    });
    in_sta("CoGetStandardMarshal for an interface that the object has not", || {
        let object = calculator().0;
        Ok(seen(unsafe { abi::CoGetStandardMarshal(&UNKNOWN_INTERFACE, &object, 3, None, 0) }))
    });
    in_sta("CoGetStandardMarshal twice", || {
        let object = calculator().0;
        Ok(seen(abi::S_OK).and("same", standard(&object, 3, 0)? == standard(&object, 3, 0)?))
    });
    in_sta("CoGetStandardMarshal is no part of the object", || {
        let object = calculator().0;
        let (of_marshaler, of_object): (IUnknown, IUnknown) =
            (standard(&object, 3, 0)?.cast()?, object.cast()?);
        Ok(seen(abi::S_OK)
            .and("identity", of_marshaler == of_object)
            .then("QueryInterface", of_marshaler.cast::<ICalculator>()))
    });
    operation("the standard marshaler's MarshalInterface", || {
        let world = World::new(STA_TO_MTA);
        let bytes = world.object().with(|object| {
            let stream = stream_over(&[])?;
            let marshaler = standard(object, abi::MSHCTX_INPROC, 0)?;
            unsafe {
                marshaler.MarshalInterface(&stream, &ICalculator::IID, Some(object.as_raw()), 3, None, 0)
            }
            .ok()?;
            written(&stream)
        });
        let objref = bytes.as_ref().map(|bytes| describe(bytes)).unwrap_or_default();
        let sum = world
            .unpack(bytes.as_ref().map_or(&[], |bytes| bytes))
            .map(|proxy| proxy.with(|p| crate::objects::add(p, 2, 3)));
        let sum = or_code(sum.unwrap_or_else(Err));
        Ok(seen(bytes).and("objref", objref).and("sum", sum))
    });
    in_sta("the standard marshaler's GetMarshalSizeMax", || {
        let object = calculator().0;
        let marshaler = standard(&object, 3, 0)?;
        let size =
            unsafe { marshaler.GetMarshalSizeMax(&ICalculator::IID, Some(object.as_raw()), 3, None, 0) };
        let length = crate::marshaling::marshal(&object, abi::MSHCTX_INPROC, 0)?.len();
        Ok(seen(size.clone()).and("enough", size? as usize >= length))
    });
    operation("the standard marshaler's ReleaseMarshalData", || {
        let mut world = World::new(STA_TO_MTA);
        let bytes = world.packed()?;
        let answer = world
            .object()
            .with(|object| unsafe { standard(object, 3, 0)?.ReleaseMarshalData(&stream_over(&bytes)?) }.ok());
        world.let_go();
        Ok(seen(answer).and("alive", world.life.stays()))
    });
    operation("the standard marshaler's DisconnectObject", || {
        let world = World::new(STA_TO_MTA);
        let proxy = world.proxy()?;
        let answer =
            world.object().with(|object| unsafe { standard(object, 3, 0)?.DisconnectObject(0) }.ok());
        Ok(seen(answer).then("call", proxy.with(|proxy| crate::objects::add(proxy, 1, 1))))
    });
    in_sta("the standard marshaler's UnmarshalInterface", || {
        let object = calculator().0;
        let bytes = crate::marshaling::marshal(&object, abi::MSHCTX_INPROC, 0)?;
        let back: windows_core::Result<ICalculator> =
            unsafe { standard(&object, 3, 0)?.UnmarshalInterface(&stream_over(&bytes)?) };
        Ok(seen(back.clone()).and("same", back.is_ok_and(|back| back == object)))
    });
}

fn aggregated() {
    for (name, flags) in [("SMEXF_SERVER", abi::SMEXF_SERVER), ("SMEXF_HANDLER", abi::SMEXF_HANDLER)] {
        operation(&format!("CoGetStdMarshalEx {name}"), move || {
            Apartment::sta().run(|| {
                let outer: IUnknown = calculator().0.cast()?;
                let part = unsafe { abi::CoGetStdMarshalEx(&outer, flags as u32) };
                let marshaler = part.as_ref().map_err(Clone::clone).and_then(Interface::cast::<IMarshal>);
                Ok(seen(&part).then("QueryInterface for IMarshal", marshaler)) // the part goes last: it carries its IMarshal
            })
        });
    }
    in_sta("CoGetStdMarshalEx of nothing", || {
        Ok(seen(unsafe { abi::CoGetStdMarshalEx(None::<&IUnknown>, abi::SMEXF_SERVER as u32) }))
    });
    in_sta("CoGetStdMarshalEx with an unknown flag", || {
        let outer: IUnknown = calculator().0.cast()?;
        Ok(seen(unsafe { abi::CoGetStdMarshalEx(&outer, 17) }))
    });
    in_sta("CoGetStdMarshalEx SMEXF_SERVER: its IMarshal is the outer object's", || {
        let outer: IUnknown = calculator().0.cast()?;
        let part = unsafe { abi::CoGetStdMarshalEx(&outer, abi::SMEXF_SERVER as u32) }?;
        let of_marshaler: IUnknown = part.cast::<IMarshal>()?.cast()?;
        Ok(seen(abi::S_OK).and("outer's", of_marshaler == outer).and("part's", of_marshaler == part))
    });
}
