//! Custom marshaling: what an object's own IMarshal and its unmarshal class are asked.

use oxcom_abi as abi;
use oxcom_abi::com_core::{Interface, Result};

use crate::apartment::Apartment;
use crate::marshaling::{describe, marshal, release, unmarshal};
use crate::objects::{IName, Log, UNPACKER, factory, traveller, unpacker};
use crate::operation::{Seen, operation, or_code, seen};

/// An operation in an STA where the class that reads is registered; its log is what that class is asked.
fn with_class(name: &str, perform: fn(&Log) -> Result<Seen>) {
    operation(name, move || {
        Apartment::sta().run(|| {
            let log = Log::default();
            let noted = log.clone();
            let class = factory(move |iid| {
                noted.note(format!("CreateInstance(IMarshal={})", iid == abi::IMarshal::IID));
                unpacker(&noted).cast()
            });
            let cookie = unsafe {
                abi::CoRegisterClassObject(
                    &UNPACKER,
                    &class,
                    abi::CLSCTX_INPROC_SERVER,
                    abi::REGCLS_MULTIPLEUSE,
                )
            }?;
            let seen = perform(&log);
            unsafe { abi::CoRevokeClassObject(cookie) }.ok()?;
            seen
        })
    });
}

pub fn perform() {
    for (name, context) in [
        ("MSHCTX_LOCAL", abi::MSHCTX_LOCAL),
        ("MSHCTX_NOSHAREDMEM", abi::MSHCTX_NOSHAREDMEM),
        ("MSHCTX_DIFFERENTMACHINE", abi::MSHCTX_DIFFERENTMACHINE),
        ("MSHCTX_INPROC", abi::MSHCTX_INPROC),
        ("MSHCTX_CROSSCTX", abi::MSHCTX_CROSSCTX),
    ] {
        marshaled(&format!("custom: CoMarshalInterface for {name}"), context, abi::MSHLFLAGS_NORMAL);
    }
    for (name, flags) in [
        ("MSHLFLAGS_TABLESTRONG", abi::MSHLFLAGS_TABLESTRONG),
        ("MSHLFLAGS_TABLEWEAK", abi::MSHLFLAGS_TABLEWEAK),
        ("MSHLFLAGS_NOPING", abi::MSHLFLAGS_NOPING),
    ] {
        marshaled(&format!("custom: CoMarshalInterface {name}"), abi::MSHCTX_INPROC, flags);
    }
    for (name, flags) in [("normal", abi::MSHLFLAGS_NORMAL), ("strong", abi::MSHLFLAGS_TABLESTRONG)] {
        operation(&format!("custom: CoUnmarshalInterface, {name}, class missing"), move || {
            Apartment::sta().run(|| {
                let bytes = marshal(&traveller().0, abi::MSHCTX_INPROC, flags)?;
                Ok(seen(unmarshal::<IName>(&bytes)))
            })
        });
    }
    with_class("custom: CoUnmarshalInterface, normal", |log| unpacked(log, abi::MSHLFLAGS_NORMAL));
    with_class("custom: CoUnmarshalInterface, strong", |log| unpacked(log, abi::MSHLFLAGS_TABLESTRONG));
    with_class("custom: CoUnmarshalInterface twice", |log| {
        let bytes = marshal(&traveller().0, abi::MSHCTX_INPROC, 0)?;
        let first = unmarshal::<IName>(&bytes).map(drop);
        Ok(seen(first).then("again", unmarshal::<IName>(&bytes)).and("asked", log))
    });
    with_class("custom: CoReleaseMarshalData", |log| {
        let bytes = marshal(&traveller().0, abi::MSHCTX_INPROC, 0)?;
        Ok(seen(release(&bytes)).and("asked", log))
    });
    with_class("custom: CoReleaseMarshalData, strong", |log| {
        let bytes = marshal(&traveller().0, abi::MSHCTX_INPROC, abi::MSHLFLAGS_TABLESTRONG)?;
        Ok(seen(release(&bytes)).and("asked", log))
    });
    operation("custom: CoGetMarshalSizeMax", || {
        Apartment::sta().run(|| {
            let (object, log) = traveller();
            let mut size = 0;
            let answer = unsafe {
                abi::CoGetMarshalSizeMax(&mut size, &IName::IID, &object, abi::MSHCTX_INPROC as u32, None, 0)
            };
            Ok(seen(answer).and("enough", size >= 4 + 48).and("asked", log))
        })
    });
    operation("custom: CoDisconnectObject", || {
        Apartment::sta().run(|| {
            let (object, log) = traveller();
            Ok(seen(unsafe { abi::CoDisconnectObject(&object, 0) }).and("asked", log))
        })
    });
    operation("custom: CoMarshalInterThreadInterfaceInStream", || {
        Apartment::sta().run(|| {
            let (object, log) = traveller();
            let stream = unsafe { abi::CoMarshalInterThreadInterfaceInStream(&IName::IID, &object) };
            Ok(seen(stream).and("asked", log))
        })
    });
    operation("custom: CoGetStandardMarshal of such an object", || {
        Apartment::sta().run(|| {
            let (object, log) = traveller();
            let marshaler = unsafe { abi::CoGetStandardMarshal(&IName::IID, &object, 3, None, 0) };
            Ok(seen(marshaler).and("asked", log))
        })
    });
}

fn marshaled(name: &str, context: i32, flags: i32) {
    operation(name, move || {
        Apartment::sta().run(|| {
            let (object, log) = traveller();
            let bytes = marshal(&object, context, flags);
            let objref = bytes.as_ref().map(|bytes| describe(bytes)).unwrap_or_default();
            Ok(seen(bytes).and("objref", objref).and("asked", log))
        })
    });
}

fn unpacked(log: &Log, flags: i32) -> Result<Seen> {
    let bytes = marshal(&traveller().0, abi::MSHCTX_INPROC, flags)?;
    let name =
        unmarshal::<IName>(&bytes).and_then(|object| unsafe { object.Name() }).map(|name| name.to_string());
    Ok(seen(name.clone()).and("name", or_code(name)).and("asked", log))
}
