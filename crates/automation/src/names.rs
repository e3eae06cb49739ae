//! Names of classes and interfaces: GUIDs, as text and as bytes, and new ones.
//!
//! The text is `{00020400-0000-0000-C000-000000000046}`: braces, 32 digits in groups of 8, 4, 4, 4 and 12. Program
//! identifiers (`Oxcom.ImageSource.1`) are the runtime's affair: it says with [`set_program_id_lookup`] how they are found.

use std::sync::OnceLock;

use oxcom_abi::{CO_E_CLASSSTRING, CO_E_IIDSTRING, E_FAIL, E_INVALIDARG, E_OUTOFMEMORY, S_OK};
use windows_core::{GUID, HRESULT, RPC_STATUS};

use crate::bstr::text_at;
use crate::memory::task::CoTaskMemAlloc;

/// Finds the class of a program identifier (UTF-16, without the NUL), or says why not: CO_E_CLASSSTRING, or one of the
/// REGDB_E_* codes.
pub type ProgramIdLookup = fn(&[u16]) -> Result<GUID, HRESULT>;

static PROGRAM_IDS: OnceLock<ProgramIdLookup> = OnceLock::new(); // immutable once set

/// Says how `CLSIDFromString` finds program identifiers. The first call of a process counts: false when it was not this.
pub fn set_program_id_lookup(lookup: ProgramIdLookup) -> bool {
    PROGRAM_IDS.set(lookup).is_ok()
}

/// The class named by GUID text in braces, or by a program identifier. Null text is GUID_NULL.
///
/// Errors: E_INVALIDARG (no place for the answer), CO_E_CLASSSTRING (neither), what the lookup of program identifiers
/// answers.
///
/// # Safety
/// `lpsz` is null or points to units of which one is 0; `pclsid` is null or points to writable memory for a GUID.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CLSIDFromString(lpsz: *const u16, pclsid: *mut GUID) -> HRESULT {
    // SAFETY: as the caller says.
    unsafe {
        parse_into(lpsz, pclsid, |text| match PROGRAM_IDS.get() {
            Some(lookup) if text.first() != Some(&u16::from(b'{')) => lookup(text),
            _ => Err(CO_E_CLASSSTRING),
        })
    }
}

/// The interface named by GUID text in braces. Null text is GUID_NULL.
///
/// Errors: E_INVALIDARG (no place for the answer, or text of another length), CO_E_IIDSTRING (no such text).
///
/// # Safety
/// As for [`CLSIDFromString`].
#[unsafe(no_mangle)]
pub unsafe extern "system" fn IIDFromString(lpsz: *const u16, lpiid: *mut GUID) -> HRESULT {
    // SAFETY: as the caller says.
    unsafe {
        parse_into(lpsz, lpiid, |text| {
            Err(if text.len() == SHAPE.len() { CO_E_IIDSTRING } else { E_INVALIDARG })
        })
    }
}

/// The text of a class identifier, in task memory.
///
/// Errors: E_INVALIDARG (a null pointer), E_OUTOFMEMORY.
///
/// # Safety
/// `rclsid` is null or points to a GUID; `lplpsz` is null or points to writable memory for a pointer.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn StringFromCLSID(rclsid: *const GUID, lplpsz: *mut *mut u16) -> HRESULT {
    if rclsid.is_null() || lplpsz.is_null() {
        return E_INVALIDARG;
    }
    let text = CoTaskMemAlloc(UNITS * size_of::<u16>()).cast::<u16>();
    // SAFETY: neither is null; the text, if there is memory for it, has room for as many units.
    unsafe {
        *lplpsz = text;
        if text.is_null() {
            return E_OUTOFMEMORY;
        }
        text.copy_from_nonoverlapping(format(&*rclsid).as_ptr(), UNITS);
    }
    S_OK
}

/// The text of an interface identifier, in task memory: as [`StringFromCLSID`].
///
/// # Safety
/// As for [`StringFromCLSID`].
#[unsafe(no_mangle)]
pub unsafe extern "system" fn StringFromIID(rclsid: *const GUID, lplpsz: *mut *mut u16) -> HRESULT {
    // SAFETY: as the caller says.
    unsafe { StringFromCLSID(rclsid, lplpsz) }
}

/// Writes the text of a GUID and a NUL: the answer is 39, or 0 when the room is less.
///
/// # Safety
/// `rguid` is null or points to a GUID; `lpsz` is null or has room for `cchmax` units.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn StringFromGUID2(rguid: *const GUID, lpsz: *mut u16, cchmax: i32) -> i32 {
    if rguid.is_null() || lpsz.is_null() || cchmax < UNITS as i32 {
        return 0;
    }
    // SAFETY: there is room for as many units.
    unsafe { lpsz.copy_from_nonoverlapping(format(&*rguid).as_ptr(), UNITS) };
    UNITS as i32
}

/// A new GUID, random (RFC 9562, version 4).
///
/// Errors: E_INVALIDARG (no place for the answer), E_FAIL (the system gives no random numbers).
///
/// # Safety
/// `pguid` is null or points to writable memory for a GUID.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoCreateGuid(pguid: *mut GUID) -> HRESULT {
    if pguid.is_null() {
        return E_INVALIDARG;
    }
    let Some(guid) = random() else { return E_FAIL };
    // SAFETY: not null; the caller says that it is writable.
    unsafe { pguid.write(guid) };
    S_OK
}

/// A new GUID, as [`CoCreateGuid`] makes them: RPC_S_OK (0), RPC_S_INVALID_ARG (87) or RPC_S_UUID_NO_ADDRESS (1739).
///
/// # Safety
/// `uuid` is null or points to writable memory for a GUID.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn UuidCreate(uuid: *mut GUID) -> RPC_STATUS {
    // SAFETY: as the caller says.
    match unsafe { CoCreateGuid(uuid) } {
        S_OK => RPC_STATUS(0),
        E_INVALIDARG => RPC_STATUS(87),
        _ => RPC_STATUS(1739),
    }
}

/// The length of a GUID's text with the NUL.
const UNITS: usize = 39;

/// Where the digits of a GUID's text are, from the most significant on; the other places hold the punctuation.
const SHAPE: &[u8; UNITS - 1] = b"{XXXXXXXX-XXXX-XXXX-XXXX-XXXXXXXXXXXX}";

/// # Safety
/// As for [`CLSIDFromString`].
unsafe fn parse_into(
    text: *const u16,
    guid: *mut GUID,
    otherwise: impl FnOnce(&[u16]) -> Result<GUID, HRESULT>,
) -> HRESULT {
    if guid.is_null() {
        return E_INVALIDARG;
    }
    let parsed = if text.is_null() {
        Ok(GUID::zeroed())
    } else {
        // SAFETY: the caller says that the text ends.
        let text = unsafe { text_at(text) };
        parse(text).map_or_else(|| otherwise(text), Ok)
    };
    // SAFETY: not null; the caller says that it is writable.
    unsafe { guid.write(parsed.unwrap_or(GUID::zeroed())) };
    parsed.err().unwrap_or(S_OK)
}

fn parse(text: &[u16]) -> Option<GUID> {
    if text.len() != SHAPE.len() {
        return None;
    }
    let mut value = 0_u128;
    for (unit, shape) in text.iter().zip(SHAPE) {
        let character = char::from(u8::try_from(*unit).ok()?);
        if *shape == b'X' {
            value = value << 4 | u128::from(character.to_digit(16)?);
        } else if character != char::from(*shape) {
            return None;
        }
    }
    Some(GUID::from_u128(value))
}

fn format(guid: &GUID) -> [u16; UNITS] {
    let (mut text, mut value) = ([0; UNITS], guid.to_u128());
    for (unit, shape) in text.iter_mut().zip(SHAPE).rev() {
        *unit = u16::from(*shape);
        if *shape == b'X' {
            *unit = u16::from(b"0123456789ABCDEF"[(value & 15) as usize]);
            value >>= 4;
        }
    }
    text
}

fn random() -> Option<GUID> {
    let mut bytes = [0_u8; 16];
    loop {
        // SAFETY: the buffer takes as many bytes.
        let got = unsafe { libc::getrandom(bytes.as_mut_ptr().cast(), bytes.len(), 0) };
        if got == bytes.len() as isize {
            break;
        }
        if got < 0 && std::io::Error::last_os_error().kind() != std::io::ErrorKind::Interrupted {
            return None;
        }
    }
    let random = u128::from_ne_bytes(bytes);
    let version = 4 << 76;
    let variant = 2 << 62;
    Some(GUID::from_u128(random & !(0xF << 76) & !(3 << 62) | version | variant))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wide(text: &str) -> Vec<u16> {
        text.encode_utf16().chain([0]).collect()
    }

    fn class(text: &str) -> Result<GUID, HRESULT> {
        let mut guid = GUID::from_u128(1);
        // SAFETY: the text ends with NUL.
        let code = unsafe { CLSIDFromString(wide(text).as_ptr(), &mut guid) };
        if code == S_OK {
            Ok(guid)
        } else {
            assert_eq!(guid, GUID::zeroed());
            Err(code)
        }
    }

    const DISPATCH: GUID = GUID::from_u128(0x00020400_0000_0000_C000_000000000046);

    #[test]
    fn text_and_back() {
        assert_eq!(class("{00020400-0000-0000-C000-000000000046}"), Ok(DISPATCH));
        assert_eq!(class("{00020400-0000-0000-c000-000000000046}"), Ok(DISPATCH));
        let mut text = core::ptr::null_mut();
        // SAFETY: the text is freed once.
        unsafe {
            assert_eq!(StringFromIID(&DISPATCH, &mut text), S_OK);
            assert_eq!(*text_at(text), wide("{00020400-0000-0000-C000-000000000046}")[..38]);
            crate::memory::task::CoTaskMemFree(text.cast());
            let mut room = [0; 39];
            assert_eq!(StringFromGUID2(&DISPATCH, room.as_mut_ptr(), 38), 0);
            assert_eq!(StringFromGUID2(&DISPATCH, room.as_mut_ptr(), 39), 39);
            assert_eq!(room[37..], [u16::from(b'}'), 0]);
        }
    }

    #[test]
    fn what_is_no_name_is_refused() {
        for text in
            ["", "{", "00020400-0000-0000-C000-000000000046", "{00020400-0000-0000-C000-00000000004G}"]
        {
            assert_eq!(class(text), Err(CO_E_CLASSSTRING), "{text}");
        }
        let mut guid = GUID::from_u128(1);
        // SAFETY: null is allowed, the text ends with NUL.
        unsafe {
            assert_eq!(IIDFromString(wide("{00020400}").as_ptr(), &mut guid), E_INVALIDARG);
            let damaged = wide("{0002040X-0000-0000-C000-000000000046}");
            assert_eq!(IIDFromString(damaged.as_ptr(), &mut guid), CO_E_IIDSTRING);
            assert_eq!(CLSIDFromString(wide("x").as_ptr(), core::ptr::null_mut()), E_INVALIDARG);
            guid = DISPATCH;
            assert_eq!((CLSIDFromString(core::ptr::null(), &mut guid), guid), (S_OK, GUID::zeroed()));
        }
    }

    #[test]
    fn program_identifiers_go_to_the_lookup() {
        let lookup: ProgramIdLookup = |text| {
            if text == wide("Sample.Scanner").split_last().unwrap().1 {
                Ok(DISPATCH)
            } else {
                Err(CO_E_CLASSSTRING)
            }
        };
        assert!(set_program_id_lookup(lookup));
        assert!(!set_program_id_lookup(lookup), "once only");
        assert_eq!(class("Sample.Scanner"), Ok(DISPATCH));
        assert_eq!(class("Sample.Other"), Err(CO_E_CLASSSTRING));
    }

    #[test]
    fn new_names_are_random_and_say_so() {
        let new = || {
            let mut guid = GUID::zeroed();
            // SAFETY: a plain call.
            assert_eq!(unsafe { UuidCreate(&mut guid) }, RPC_STATUS(0));
            guid
        };
        let (first, second) = (new(), new());
        assert_ne!(first, second);
        assert_eq!((first.data3 >> 12, first.data4[0] >> 6), (4, 2));
        // SAFETY: null is refused.
        assert_eq!(unsafe { UuidCreate(core::ptr::null_mut()) }, RPC_STATUS(87));
    }
}
