//! Which class makes an interface's proxies and stubs, and where its description comes from.

use std::path::Path;

use oxcom_abi as abi;
use oxcom_abi::com_core::{GUID, Interface};

use crate::apartment::Apartment;
use crate::marshaling::{marshal_as, unmarshal};
use crate::objects::{ICalculator, IName, IUndescribed, UNKNOWN_CLASS, UNKNOWN_INTERFACE, calculator};
use crate::operation::{Seen, operation, seen};
use crate::platform::{Place, wide};

/// PSOAInterface: the universal marshaler, which type libraries name.
const UNIVERSAL: GUID = GUID::from_u128(0x00020424_0000_0000_c000_000000000046);
/// PSDispatch.
const DISPATCH: GUID = GUID::from_u128(0x00020420_0000_0000_c000_000000000046);

/// Registers the type library of the interfaces that the operations marshal.
pub fn register(place: &Place) {
    let file = place.file("conformance.tlb");
    std::fs::write(&file, include_bytes!("../../conformance.tlb")).expect("a file of the program's own");
    register_file(&file).expect("a valid type library");
}

fn register_file(file: &Path) -> windows_core::Result<()> {
    let path = wide(file.to_str().expect("the place's name is text"));
    unsafe { abi::LoadTypeLibEx(path.pointer(), abi::REGKIND_REGISTER) }.map(drop)
}

fn in_sta(name: &str, perform: fn() -> windows_core::Result<Seen>) {
    operation(name, move || Apartment::sta().run(perform));
}

pub fn perform() {
    in_sta("CoGetPSClsid of an unknown interface", || {
        Ok(seen(unsafe { abi::CoGetPSClsid(&UNKNOWN_INTERFACE) }))
    });
    in_sta("CoGetPSClsid of a type library's interface", || {
        let class = unsafe { abi::CoGetPSClsid(&ICalculator::IID) };
        Ok(seen(class.clone()).and("universal", class? == UNIVERSAL))
    });
    in_sta("CoGetPSClsid of a type library's second interface", || {
        let class = unsafe { abi::CoGetPSClsid(&IName::IID) };
        Ok(seen(class.clone()).and("universal", class? == UNIVERSAL))
    });
    in_sta("CoGetPSClsid of IDispatch", || {
        let class = unsafe { abi::CoGetPSClsid(&abi::IDispatch::IID) };
        Ok(seen(class.clone()).and("PSDispatch", class? == DISPATCH))
    });
    in_sta("CoRegisterPSClsid", || {
        let iid = GUID::from_u128(0x2f1c9d50_7a4e_4b52_9f0d_6b1e53c7a840);
        let answer = unsafe { abi::CoRegisterPSClsid(&iid, &UNKNOWN_CLASS) };
        let class = unsafe { abi::CoGetPSClsid(&iid) };
        Ok(seen(answer)
            .then("CoGetPSClsid", class.clone())
            .and("same", class.is_ok_and(|class| class == UNKNOWN_CLASS)))
    });
    in_sta("CoRegisterPSClsid a second time", || {
        let iid = GUID::from_u128(0x2f1c9d51_7a4e_4b52_9f0d_6b1e53c7a840);
        unsafe { abi::CoRegisterPSClsid(&iid, &UNIVERSAL) }.ok()?;
        let answer = unsafe { abi::CoRegisterPSClsid(&iid, &UNKNOWN_CLASS) };
        let class = unsafe { abi::CoGetPSClsid(&iid) }?;
        Ok(seen(answer).and("the second", class == UNKNOWN_CLASS))
    });
    operation("CoGetPSClsid in another apartment than CoRegisterPSClsid's", || {
        let iid = GUID::from_u128(0x2f1c9d52_7a4e_4b52_9f0d_6b1e53c7a840);
        let home = Apartment::sta();
        home.run(|| unsafe { abi::CoRegisterPSClsid(&iid, &UNKNOWN_CLASS) }).ok()?;
        Ok(seen(Apartment::mta().run(|| unsafe { abi::CoGetPSClsid(&iid) })))
    });
    operation("without an apartment CoGetPSClsid", || {
        Ok(seen(unsafe { abi::CoGetPSClsid(&ICalculator::IID) }))
    });
    operation("without an apartment CoRegisterPSClsid", || {
        Ok(seen(unsafe { abi::CoRegisterPSClsid(&UNKNOWN_INTERFACE, &UNKNOWN_CLASS) }))
    });
    in_sta("CoMarshalInterface for an interface whose proxy/stub class is missing", || {
        unsafe { abi::CoRegisterPSClsid(&IUndescribed::IID, &UNKNOWN_CLASS) }.ok()?;
        Ok(seen(marshal_as(&calculator().0, &IUndescribed::IID, abi::MSHCTX_INPROC, 0)))
    });
    in_sta("the system's interfaces have proxies", || {
        let object = crate::objects::plain_factory();
        let bytes = marshal_as(&object, &abi::IClassFactory::IID, abi::MSHCTX_INPROC, 0);
        Ok(seen(bytes.clone()).then("CoUnmarshalInterface", unmarshal::<abi::IClassFactory>(&bytes?)))
    });
}
