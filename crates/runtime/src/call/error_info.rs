//! Error objects on their way from the server to the client: the error information extension of an answer
//! (\[MS-DCOM\] 2.2.21.1 to 2.2.21.3), which is an OBJREF_CUSTOM that holds what IErrorInfo says.
//!
//! What a method of an object leaves with its thread may be another's: an object says by ISupportErrorInfo that it is its
//! own, else it does not travel. What was said by [`OxcomSetErrorMessage`], and what this runtime says of its own failures, is
//! for the caller in any case. The runtime's reason for not making a call at all goes with the fault.

use std::cell::{Cell, RefCell};

use oxcom_abi::{
    BSTR, CreateErrorInfo, E_POINTER, GetErrorInfo, ICreateErrorInfo, IErrorInfo, ISupportErrorInfo, S_OK,
    SetErrorInfo,
};
use oxcom_wire::ndr::{Reader, Writer};
use oxcom_wire::objref::{ObjRef, ObjRefBody};
use oxcom_wire::orpc::{self, Extension, OrpcThat};
use windows_core::{GUID, HRESULT, IUnknown, Interface, PCWSTR, Result};

use crate::error::Error;

/// CLSID_ErrorObject: [MS-DCOM] 1.9.
const CLSID_ERROR_OBJECT: GUID = GUID::from_u128(0x0000031b_0000_0000_c000_000000000046);
/// A text is there.
const PRESENT: u32 = u32::MAX;
/// No text that comes in is longer, in UTF-16 units.
const LONGEST: usize = 1 << 15;

thread_local! {
    /// What came with the answer that this thread has read last.
    static RECEIVED: RefCell<Option<IErrorInfo>> = const { RefCell::new(None) };
    /// The address of the error object that `describe` has given the thread last: only compared.
    static DESCRIBED: Cell<usize> = const { Cell::new(0) };
}

/// Makes a message the calling thread's error information, which its caller gets if the method that runs fails, whether or not
/// its object has ISupportErrorInfo.
///
/// # Errors
/// E_POINTER. E_OUTOFMEMORY.
///
/// # Safety
/// `message` is null or UTF-16 text with a NUL at its end.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn OxcomSetErrorMessage(message: PCWSTR) -> HRESULT {
    if message.is_null() {
        return E_POINTER;
    }
    // SAFETY: not null, so a text by contract.
    unsafe { give_thread(message) }.map_or_else(|error| error.code(), |()| S_OK)
}

/// The same for the runtime's own messages.
pub(crate) fn describe(text: &str) {
    let text: Vec<u16> = text.encode_utf16().chain([0]).collect();
    // SAFETY: a text with a NUL. Without memory for it the HRESULT has to do.
    let _ = unsafe { give_thread(PCWSTR(text.as_ptr())) };
}

/// # Safety
/// A text with a NUL.
unsafe fn give_thread(text: PCWSTR) -> Result<()> {
    // SAFETY: calls with arguments of their types.
    let made: IErrorInfo = unsafe {
        let made = CreateErrorInfo()?;
        made.SetDescription(text).ok()?;
        made.cast()?
    };
    set(Some(&made));
    DESCRIBED.set(made.as_raw() as usize);
    Ok(())
}

/// Whether what a failed method of an object's interface has left is for the caller.
pub(super) fn is_for_caller(info: &IErrorInfo, object: &IUnknown, iid: &GUID) -> bool {
    if DESCRIBED.get() == info.as_raw() as usize {
        return true;
    }
    let supports = |support: ISupportErrorInfo| {
        // SAFETY: a call with an argument of its type, in the object's apartment.
        unsafe { support.InterfaceSupportsErrorInfo(iid) == S_OK }
    };
    object.cast().is_ok_and(supports)
}

/// The stub data of a fault that says why: ORPCTHAT with an error object.
pub(super) fn explain(error: &Error) -> std::result::Result<Vec<u8>, Error> {
    let words: Vec<u16> = error.to_string().encode_utf16().chain([0]).collect();
    let info = encode(&make(0, &GUID::zeroed(), &[Vec::new(), words, Vec::new()])?);
    let mut writer = Writer::new();
    orpc::write_that(&mut writer, &[Extension { id: orpc::ERROR_INFO_EXTENSION, data: &info }])?;
    Ok(writer.into_vec())
}

/// Notes what came with a fault.
pub(super) fn received_with_fault(stub: &[u8]) {
    let that = OrpcThat::read(&mut Reader::new(stub)).ok();
    received(that.as_ref().and_then(|that| that.extensions.find(&orpc::ERROR_INFO_EXTENSION)));
}

/// Runs a method of an object with no error information set; gives what it has left. What the thread had before is its
/// again.
pub(super) fn of_method<R>(method: impl FnOnce() -> R) -> (R, Option<IErrorInfo>) {
    let before = take();
    let result = method();
    let left = take();
    if before.is_some() {
        set(before.as_ref());
    }
    (result, left)
}

fn take() -> Option<IErrorInfo> {
    // SAFETY: a call with an argument of its type.
    unsafe { GetErrorInfo(0) }.ok()
}

fn set(info: Option<&IErrorInfo>) {
    // SAFETY: a call with arguments of their types.
    let _ = unsafe { SetErrorInfo(0, info) };
}

/// Notes what came with an answer.
pub(super) fn received(extension: Option<&[u8]>) {
    let info = extension.and_then(|bytes| match decode(bytes) {
        Ok(info) => Some(info),
        Err(error) => {
            tracing::debug!(%error, "error information that cannot be read");
            None
        }
    });
    if info.is_some() || RECEIVED.with_borrow(Option::is_some) {
        RECEIVED.set(info);
    }
}

/// Makes what came with the last answer the thread's: the call failed.
pub(super) fn hand_over() {
    set(RECEIVED.take().as_ref());
}

/// An error object as the data of an extension.
pub(super) fn encode(info: &IErrorInfo) -> Vec<u8> {
    let mut writer = Writer::new();
    // SAFETY: calls with arguments of their types.
    unsafe {
        writer.u32(0);
        writer.u32(info.GetHelpContext().unwrap_or_default());
        writer.guid(&info.GetGUID().unwrap_or_default());
        for text in [info.GetSource(), info.GetDescription(), info.GetHelpFile()] {
            write_text(&mut writer, &text.unwrap_or_default());
        }
    }
    let body = ObjRefBody::Custom { clsid: CLSID_ERROR_OBJECT, data: writer.into_vec() };
    ObjRef { iid: IErrorInfo::IID, body }.write()
}

/// ErrorInfoString: how many units there may be, where they begin, how many there are with the NUL, the units.
fn write_text(writer: &mut Writer<'_>, text: &BSTR) {
    if text.is_empty() {
        return writer.u32(0);
    }
    let units: &[u16] = &text[..text.len().min(LONGEST - 1)];
    writer.u32(PRESENT);
    writer.conformant_varying(units.len() as u32 + 1, units.len() as u32 + 1);
    units.iter().chain(&[0]).for_each(|unit| writer.u16(*unit));
    writer.align(4);
}

fn decode(bytes: &[u8]) -> std::result::Result<IErrorInfo, Error> {
    let (objref, _) = ObjRef::read(bytes)?;
    let ObjRefBody::Custom { clsid: CLSID_ERROR_OBJECT, data } = objref.body else {
        return Err(Error::InvalidObjref("not an error object".into()));
    };
    let mut reader = Reader::new(&data);
    let (_version, help) = (reader.u32()?, reader.u32()?);
    let iid = reader.guid()?;
    let texts = [read_text(&mut reader)?, read_text(&mut reader)?, read_text(&mut reader)?];
    Ok(make(help, &iid, &texts)?)
}

/// A text with its NUL, or none.
fn read_text(reader: &mut Reader<'_>) -> std::result::Result<Vec<u16>, Error> {
    if reader.u32()? != PRESENT {
        return Ok(Vec::new());
    }
    let (most, offset, count) = (reader.u32()?, reader.u32()?, reader.u32()? as usize);
    if offset != 0 || count > most as usize || count > LONGEST {
        return Err(Error::InvalidMessage("a text of an error object".into()));
    }
    let units = reader.bytes(2 * count)?.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
    let mut text: Vec<u16> = units.take_while(|unit| *unit != 0).collect();
    text.push(0);
    reader.align(4)?;
    Ok(text)
}

fn make(help: u32, iid: &GUID, [source, description, file]: &[Vec<u16>; 3]) -> Result<IErrorInfo> {
    let text = |text: &Vec<u16>| PCWSTR(if text.is_empty() { std::ptr::null() } else { text.as_ptr() });
    // SAFETY: the texts end with a NUL.
    unsafe {
        let info: ICreateErrorInfo = CreateErrorInfo()?;
        info.SetGUID(iid).ok()?;
        info.SetHelpContext(help).ok()?;
        info.SetSource(text(source)).ok()?;
        info.SetDescription(text(description)).ok()?;
        info.SetHelpFile(text(file)).ok()?;
        info.cast()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wide(text: &str) -> Vec<u16> {
        text.encode_utf16().chain([0]).collect()
    }

    #[test]
    fn an_error_object_arrives_as_it_was_sent() {
        let iid = GUID::from_u128(7);
        let texts = [wide("odd"), wide("even"), Vec::new()];
        let bytes = encode(&make(42, &iid, &texts).unwrap());
        let info = decode(&bytes).unwrap();
        // SAFETY: calls with arguments of their types.
        unsafe {
            assert_eq!(info.GetGUID(), Ok(iid));
            assert_eq!(info.GetHelpContext(), Ok(42));
            assert_eq!(info.GetSource().unwrap(), "odd");
            assert_eq!(info.GetDescription().unwrap(), "even");
            assert!(info.GetHelpFile().unwrap_or_default().is_empty());
        }
        for length in 0..bytes.len() {
            let _ = decode(&bytes[..length]); // says no, and nothing worse
        }
        assert!(decode(&bytes[..bytes.len() / 2]).is_err());
    }
}
