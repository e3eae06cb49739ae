//! What went wrong, in words.

use oxcom_abi::{BSTR, GetErrorInfo};

use crate::Error;

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
