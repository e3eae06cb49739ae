//! Arguments and streams that are wrong.

use oxcom_abi as abi;
use oxcom_abi::com_core::{IUnknown, Interface};
use oxcom_abi::{IStream, ITypeInfo};

use crate::apartment::Apartment;
use crate::marshaling::{marshal, marshal_as, release, stream_over, unmarshal};
use crate::objects::{ICalculator, IUndescribed, UNKNOWN_INTERFACE, calculator};
use crate::operation::{Seen, operation, seen};
use crate::world::{STA_TO_MTA, World};

const INPROC: i32 = abi::MSHCTX_INPROC;

/// An operation in an STA.
fn in_sta(name: &str, perform: fn() -> windows_core::Result<Seen>) {
    operation(name, move || Apartment::sta().run(perform));
}

pub fn perform() {
    arguments();
    streams();
    results();
}

fn arguments() {
    in_sta("CoMarshalInterface into no stream", || {
        let object = calculator().0;
        Ok(seen(unsafe { abi::CoMarshalInterface(None::<&IStream>, &ICalculator::IID, &object, 3, None, 0) }))
    });
    in_sta("CoMarshalInterface of no object", || {
        let stream = stream_over(&[])?;
        Ok(seen(unsafe {
            abi::CoMarshalInterface(&stream, &ICalculator::IID, None::<&IUnknown>, 3, None, 0)
        }))
    });
    in_sta("CoMarshalInterface for an interface that the object has not", || {
        Ok(seen(marshal_as(&calculator().0, &ITypeInfo::IID, INPROC, 0)))
    });
    in_sta("CoMarshalInterface for an interface that nothing has", || {
        Ok(seen(marshal_as(&calculator().0, &UNKNOWN_INTERFACE, INPROC, 0)))
    });
    in_sta("CoMarshalInterface for an interface that nothing describes", || {
        Ok(seen(marshal_as(&calculator().0, &IUndescribed::IID, INPROC, 0)))
    });
    in_sta("CoUnmarshalInterface from no stream", || {
        Ok(seen(unsafe { abi::CoUnmarshalInterface::<_, ICalculator>(None::<&IStream>) }))
    });
    in_sta("CoGetMarshalSizeMax for an interface that the object has not", || {
        let (object, mut size) = (calculator().0, 0);
        Ok(seen(unsafe { abi::CoGetMarshalSizeMax(&mut size, &ITypeInfo::IID, &object, 3, None, 0) }))
    });
    in_sta("CoGetMarshalSizeMax of no object", || {
        let mut size = 0;
        Ok(seen(unsafe {
            abi::CoGetMarshalSizeMax(&mut size, &ICalculator::IID, None::<&IUnknown>, 3, None, 0)
        }))
    });
    in_sta("CoDisconnectObject of nothing", || {
        Ok(seen(unsafe { abi::CoDisconnectObject(None::<&IUnknown>, 0) }))
    });
    in_sta("CoLockObjectExternal of nothing", || {
        Ok(seen(unsafe { abi::CoLockObjectExternal(None::<&IUnknown>, true, false) }))
    });
    in_sta("CoIsHandlerConnected of an object", || {
        let object = calculator().0;
        Ok(seen(abi::S_OK).and("connected", unsafe { abi::CoIsHandlerConnected(&object) }.0))
    });
    in_sta("CoQueryProxyBlanket of an object", || {
        let (object, mut principal) = (calculator().0, windows_core::PWSTR::null());
        Ok(seen(unsafe {
            abi::CoQueryProxyBlanket(&object, None, None, &mut principal, None, None, None, None)
        }))
    });
    in_sta("CoCopyProxy of an object", || {
        let object = calculator().0;
        Ok(seen(unsafe { abi::CoCopyProxy(&object) }))
    });
}

fn streams() {
    in_sta("CoUnmarshalInterface of an empty stream", || Ok(seen(unmarshal::<ICalculator>(&[]))));
    in_sta("CoUnmarshalInterface of four bytes", || Ok(seen(unmarshal::<ICalculator>(b"MEOW"))));
    in_sta("CoUnmarshalInterface of garbage", || Ok(seen(unmarshal::<ICalculator>(&[0xa5; 256]))));
    in_sta("CoUnmarshalInterface of zeros", || Ok(seen(unmarshal::<ICalculator>(&[0; 256]))));
    in_sta("CoReleaseMarshalData of an empty stream", || Ok(seen(release(&[]))));
    in_sta("CoReleaseMarshalData of garbage", || Ok(seen(release(&[0xa5; 256]))));
    operation("CoUnmarshalInterface of an OBJREF cut off", || {
        let world = World::new(STA_TO_MTA);
        let mut bytes = world.packed()?;
        bytes.truncate(40);
        Ok(seen(world.unpack(&bytes)))
    });
    operation("CoUnmarshalInterface of an OBJREF of an unknown object", || {
        let world = World::new(STA_TO_MTA);
        let mut bytes = world.packed()?;
        bytes[40..64].fill(0x5a); // OID and IPID
        Ok(seen(world.unpack(&bytes)))
    });
    in_sta("CoMarshalInterface leaves the stream at the end", || {
        let (object, stream) = (calculator().0, stream_over(&[])?);
        let answer = unsafe { abi::CoMarshalInterface(&stream, &ICalculator::IID, &object, 3, None, 0) };
        let end = crate::marshaling::position(&stream)?;
        crate::marshaling::rewind(&stream)?;
        let unmarshaled = unsafe { abi::CoUnmarshalInterface::<_, ICalculator>(&stream) };
        let read = crate::marshaling::position(&stream)?;
        Ok(seen(answer).then("unmarshaled", unmarshaled).and("read up to there", end == read))
    });
    in_sta("CoMarshalInterface twice into one stream", || {
        let (object, stream) = (calculator().0, stream_over(&[])?);
        for iid in [ICalculator::IID, crate::objects::IName::IID] {
            unsafe { abi::CoMarshalInterface(&stream, &iid, &object, 3, None, 0) }.ok()?;
        }
        crate::marshaling::rewind(&stream)?;
        let first = unsafe { abi::CoUnmarshalInterface::<_, ICalculator>(&stream) };
        let second = unsafe { abi::CoUnmarshalInterface::<_, crate::objects::IName>(&stream) };
        Ok(seen(first).then("second", second))
    });
    in_sta("CoMarshalInterface in the middle of a stream", || {
        let (object, stream) = (calculator().0, stream_over(&[7; 100])?);
        unsafe { stream.Seek(100, abi::STREAM_SEEK_SET as u32, None) }.ok()?;
        unsafe { abi::CoMarshalInterface(&stream, &ICalculator::IID, &object, 3, None, 0) }.ok()?;
        unsafe { stream.Seek(100, abi::STREAM_SEEK_SET as u32, None) }.ok()?;
        Ok(seen(unsafe { abi::CoUnmarshalInterface::<_, ICalculator>(&stream) }))
    });
    in_sta("CoMarshalInterface names the interface", || {
        let bytes = marshal(&calculator().0, INPROC, 0)?;
        Ok(seen(abi::S_OK).and("named", crate::marshaling::interface_of(&bytes) == ICalculator::IID))
    });
}

fn results() {
    in_sta("CoMarshalHresult", || {
        Ok(seen(unsafe { abi::CoMarshalHresult(&stream_over(&[])?, abi::CO_E_OBJNOTREG) }))
    });
    in_sta("CoUnmarshalHresult", || {
        let stream = stream_over(&[])?;
        unsafe { abi::CoMarshalHresult(&stream, abi::CO_E_OBJNOTREG) }.ok()?;
        let length = crate::marshaling::position(&stream)?;
        crate::marshaling::rewind(&stream)?;
        let read = unsafe { abi::CoUnmarshalHresult(&stream) };
        let value = read.clone().map_or(0, |code| code.0);
        Ok(seen(read).and("value", format!("{value:08x}")).and("length", length))
    });
    in_sta("CoUnmarshalHresult of an empty stream", || {
        Ok(seen(unsafe { abi::CoUnmarshalHresult(&stream_over(&[])?) }))
    });
    in_sta("CoMarshalHresult into no stream", || {
        Ok(seen(unsafe { abi::CoMarshalHresult(None::<&IStream>, abi::S_OK) }))
    });
    in_sta("CoUnmarshalHresult from no stream", || {
        Ok(seen(unsafe { abi::CoUnmarshalHresult(None::<&IStream>) }))
    });
}
