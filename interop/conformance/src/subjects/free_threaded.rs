//! The free-threaded marshaler.

use oxcom_abi as abi;
use oxcom_abi::IMarshal;
use oxcom_abi::com_core::{GUID, IUnknown, Interface, Result};

use crate::apartment::Apartment;
use crate::marshaling::{describe, marshal, release, unmarshal};
use crate::objects::{Free, ICalculator, calculator};
use crate::operation::{operation, or_code, seen};

/// CLSID_InProcFreeMarshaler.
const CLASS: GUID = GUID::from_u128(0x0000033a_0000_0000_c000_000000000046);

fn alone() -> Result<IUnknown> {
    unsafe { abi::CoCreateFreeThreadedMarshaler(None::<&IUnknown>) }
}

pub fn perform() {
    operation("CoCreateFreeThreadedMarshaler alone", || {
        Ok(seen(alone().and_then(|marshaler| marshaler.cast::<IMarshal>())))
    });
    operation("CoCreateFreeThreadedMarshaler for an object", || {
        let outer: IUnknown = calculator().0.cast()?;
        let part = unsafe { abi::CoCreateFreeThreadedMarshaler(&outer) };
        let marshaler = part.as_ref().map_err(Clone::clone).and_then(Interface::cast::<IMarshal>);
        let outers = marshaler
            .as_ref()
            .map_err(Clone::clone)
            .and_then(Interface::cast::<IUnknown>)
            .map(|u| u == outer);
        Ok(seen(&part).then("QueryInterface", marshaler).and("outer's", or_code(outers)))
    });
    for (name, context) in [
        ("MSHCTX_INPROC", abi::MSHCTX_INPROC),
        ("MSHCTX_CROSSCTX", abi::MSHCTX_CROSSCTX),
        ("MSHCTX_LOCAL", abi::MSHCTX_LOCAL),
        ("MSHCTX_NOSHAREDMEM", abi::MSHCTX_NOSHAREDMEM),
        ("MSHCTX_DIFFERENTMACHINE", abi::MSHCTX_DIFFERENTMACHINE),
    ] {
        operation(&format!("free-threaded: GetUnmarshalClass for {name}"), move || {
            Apartment::sta().run(|| {
                let (object, marshaler) = (calculator().0, alone()?.cast::<IMarshal>()?);
                let class = unsafe {
                    marshaler.GetUnmarshalClass(
                        &ICalculator::IID,
                        Some(object.as_raw()),
                        context as u32,
                        None,
                        0,
                    )
                };
                let free = class.clone().map(|class| class == CLASS);
                Ok(seen(class).and("CLSID_InProcFreeMarshaler", or_code(free)))
            })
        });
        operation(&format!("free-threaded: CoMarshalInterface for {name}"), move || {
            Apartment::sta().run(|| {
                let (object, _life) = Free::object()?;
                let bytes = marshal(&object, context, 0);
                let objref = bytes.as_ref().map_or(String::new(), |bytes| describe(bytes));
                let objref = objref.split(',').next().unwrap_or_default().to_owned();
                if let Ok(bytes) = &bytes {
                    release(bytes).ok()?;
                }
                Ok(seen(bytes).and("objref", objref))
            })
        });
    }
    operation("free-threaded: CoMarshalInterface's length", || {
        Apartment::sta().run(|| {
            let (object, _life) = Free::object()?;
            let bytes = marshal(&object, abi::MSHCTX_INPROC, 0)?;
            release(&bytes).ok()?;
            Ok(seen(abi::S_OK).and("length", bytes.len()).and("objref", describe(&bytes)))
        })
    });
    operation("free-threaded: CoUnmarshalInterface in another apartment", || {
        let home = Apartment::sta();
        let (bytes, object) = home.run(|| -> Result<_> {
            let (object, _life) = Free::object()?;
            Ok((marshal(&object, abi::MSHCTX_INPROC, 0)?, object.as_raw() as usize))
        })?;
        let same = Apartment::mta()
            .run(|| unmarshal::<ICalculator>(&bytes).map(|there| there.as_raw() as usize == object));
        Ok(seen(same.clone()).and("same", or_code(same)))
    });
    operation("free-threaded: the object between marshal and unmarshal", || {
        let home = Apartment::sta();
        let (bytes, life) = home.run(|| -> Result<_> {
            let (object, life) = Free::object()?;
            Ok((marshal(&object, abi::MSHCTX_INPROC, 0)?, life))
        })?;
        let alive = life.alive();
        let answer = Apartment::mta().run(|| unmarshal::<ICalculator>(&bytes).map(drop));
        Ok(seen(answer).and("alive", alive).and("then", life.stays()))
    });
    operation("free-threaded: CoReleaseMarshalData", || {
        let home = Apartment::sta();
        let (bytes, life) = home.run(|| -> Result<_> {
            let (object, life) = Free::object()?;
            Ok((marshal(&object, abi::MSHCTX_INPROC, 0)?, life))
        })?;
        Ok(seen(home.run(|| release(&bytes))).and("alive", life.stays()))
    });
    operation("free-threaded: strong, CoUnmarshalInterface twice, CoReleaseMarshalData", || {
        let home = Apartment::sta();
        let (bytes, life) = home.run(|| -> Result<_> {
            let (object, life) = Free::object()?;
            Ok((marshal(&object, abi::MSHCTX_INPROC, abi::MSHLFLAGS_TABLESTRONG)?, life))
        })?;
        let fetch = || Apartment::mta().run(|| unmarshal::<ICalculator>(&bytes).map(drop));
        let seen = seen(fetch()).then("again", fetch()).and("alive", life.alive());
        Ok(seen.then("released", home.run(|| release(&bytes))).and("then", life.stays()))
    });
    operation("free-threaded: GetMarshalSizeMax", || {
        Apartment::sta().run(|| {
            let (object, marshaler) = (calculator().0, alone()?.cast::<IMarshal>()?);
            let size =
                unsafe { marshaler.GetMarshalSizeMax(&ICalculator::IID, Some(object.as_raw()), 3, None, 0) };
            Ok(seen(size.clone()).and("size", or_code(size)))
        })
    });
    operation("free-threaded: DisconnectObject", || {
        Apartment::sta().run(|| Ok(seen(unsafe { alone()?.cast::<IMarshal>()?.DisconnectObject(0) })))
    });
}
