//! Text of 16-bit units that ends with a NUL.
//!
//! `PCWSTR` and `PWSTR` measure such text with the C library's `wcslen`, which off Windows counts units of 32 bits: their
//! `len`, `as_wide` and `to_string` are of no use here.

/// The units of a text, without the NUL that ends it. Null has none.
///
/// ```
/// let text: Vec<u16> = "photo\0".encode_utf16().collect();
/// // SAFETY: the text ends with a NUL and outlives the result.
/// assert_eq!(unsafe { oxcom_abi::units_at(text.as_ptr()) }.len(), 5);
/// ```
///
/// # Safety
/// `text` is null, or points to units of which one is 0 and which stay unchanged as long as the result is used.
pub const unsafe fn units_at<'a>(text: *const u16) -> &'a [u16] {
    if text.is_null() {
        return &[];
    }
    let mut length = 0;
    // SAFETY: by contract no unit before the NUL is out of bounds, and neither is the NUL.
    unsafe {
        while *text.add(length) != 0 {
            length += 1;
        }
        core::slice::from_raw_parts(text, length)
    }
}
