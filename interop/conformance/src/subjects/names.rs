//! Ids of classes and interfaces as text, and names of classes.

use oxcom_abi as abi;
use oxcom_abi::com_core::{GUID, PCWSTR, PWSTR, Result};

use crate::objects::UNKNOWN_CLASS;
use crate::operation::{Seen, no_code, operation, or_code, seen};
use crate::platform::{take_text, wide};

const SPELLED: &str = "{2F1C9D3F-7A4E-4B52-9F0D-6B1E53C7A840}";

fn id(result: Result<GUID>) -> Seen {
    let same = result.clone().is_ok_and(|id| id == UNKNOWN_CLASS);
    seen(result).and("same", same)
}

pub fn perform() {
    for (what, text) in [
        ("in braces", SPELLED),
        ("in small letters", "{2f1c9d3f-7a4e-4b52-9f0d-6b1e53c7a840}"),
        ("without braces", "2F1C9D3F-7A4E-4B52-9F0D-6B1E53C7A840"),
        ("without its end", "{2F1C9D3F-7A4E-4B52-9F0D-6B1E53C7A84"),
        ("with one digit too many", "{2F1C9D3F-7A4E-4B52-9F0D-6B1E53C7A8400}"),
        ("with a wrong digit", "{2F1C9D3G-7A4E-4B52-9F0D-6B1E53C7A840}"),
        ("with dashes elsewhere", "{2F1C9D3F7-A4E-4B52-9F0D-6B1E53C7A840}"),
        ("of nothing but braces", "{}"),
        ("of no text", ""),
        ("of a name that is not registered", "Conformance.NotRegistered"),
    ] {
        operation(&format!("CLSIDFromString {what}"), move || {
            Ok(id(unsafe { abi::CLSIDFromString(wide(text).pointer()) }))
        });
        operation(&format!("IIDFromString {what}"), move || {
            Ok(id(unsafe { abi::IIDFromString(wide(text).pointer()) }))
        });
    }
    operation("CLSIDFromString of null", || Ok(id(unsafe { abi::CLSIDFromString(PCWSTR::null()) })));
    operation("IIDFromString of null", || Ok(id(unsafe { abi::IIDFromString(PCWSTR::null()) })));
    operation("StringFromCLSID", || Ok(text(unsafe { abi::StringFromCLSID(&UNKNOWN_CLASS) })));
    operation("StringFromIID", || Ok(text(unsafe { abi::StringFromIID(&UNKNOWN_CLASS) })));
    for room in [39, 40, 38, 0] {
        operation(&format!("StringFromGUID2 into {room} units"), move || {
            let mut units = [0u16; 64];
            let written = unsafe { abi::StringFromGUID2(&UNKNOWN_CLASS, PWSTR(units.as_mut_ptr()), room) };
            let text = String::from_utf16_lossy(unsafe { abi::units_at(units.as_ptr()) });
            Ok(no_code().and("written", written).and("right", text == SPELLED))
        });
    }
    operation("CoCreateGuid twice", || {
        let ids = unsafe { [abi::CoCreateGuid()?, abi::CoCreateGuid()?] };
        let version = ids.map(|id| id.data3 >> 12 == 4 && id.data4[0] >> 6 == 2);
        Ok(seen(abi::S_OK).and("same", ids[0] == ids[1]).and("random", version == [true; 2]))
    });
    operation("CLSIDFromProgID of a name that is not registered", || {
        Ok(seen(unsafe { abi::CLSIDFromProgID(wide("Conformance.NotRegistered").pointer()) }))
    });
    operation("CLSIDFromProgID of no text", || Ok(seen(unsafe { abi::CLSIDFromProgID(wide("").pointer()) })));
    operation("CLSIDFromProgID of null", || Ok(seen(unsafe { abi::CLSIDFromProgID(PCWSTR::null()) })));
    operation("CLSIDFromProgIDEx of a name that is not registered", || {
        Ok(seen(unsafe { abi::CLSIDFromProgIDEx(wide("Conformance.NotRegistered").pointer()) }))
    });
    operation("ProgIDFromCLSID of a class that is not registered", || {
        Ok(seen(unsafe { abi::ProgIDFromCLSID(&UNKNOWN_CLASS) }))
    });
}

fn text(result: Result<PWSTR>) -> Seen {
    seen(&result).and("text", or_code(result.map(take_text)))
}
