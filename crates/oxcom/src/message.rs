//! What went wrong, in words.

use oxcom_abi::extension::OxcomSetErrorMessage;
use oxcom_abi::{BSTR, GetErrorInfo};

use crate::{Error, HRESULT};

/// The message that belongs to an error which the last call on this thread gave: the callee's own, or the runtime's; else
/// the HRESULT. Taking it clears it.
pub fn message_of(error: &Error) -> String {
    // SAFETY: calls with arguments of their types.
    let described: Option<BSTR> = unsafe { GetErrorInfo(0).and_then(|info| info.GetDescription()) }.ok();
    match described {
        Some(text) if !text.is_empty() => format!("{text} ({:#010x})", error.code().0),
        _ => format!("HRESULT {:#010x}", error.code().0),
    }
}

/// An error with a message, which becomes the thread's error information: what a method that fails returns, so that its
/// caller, wherever it is, reads the message by [`message_of`].
///
/// ```no_run
/// # fn find(_: &str) -> Option<u32> { None }
/// fn open(name: &str) -> oxcom::Result<u32> {
///     find(name).ok_or_else(|| oxcom::error_with_message(oxcom::abi::E_INVALIDARG, &format!("there is no {name}")))
/// }
/// ```
pub fn error_with_message(code: HRESULT, message: &str) -> Error {
    let text: Vec<u16> = message.encode_utf16().chain([0]).collect();
    // SAFETY: the text ends with a NUL. Without memory for it the code has to do.
    let _ = unsafe { OxcomSetErrorMessage(windows_core::PCWSTR(text.as_ptr())) };
    code.into()
}
