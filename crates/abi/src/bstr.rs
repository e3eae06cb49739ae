//! BSTR: text with its length in front, allocated and freed by the Sys*String functions ([MS-DTYP] 2.2.5).

use core::fmt;
use core::ops::Deref;
use std::string::FromUtf16Error;

unsafe extern "system" {
    #[link_name = "SysAllocStringLen"]
    fn alloc(text: *const u16, units: u32) -> *const u16;
    #[link_name = "SysFreeString"]
    fn free(text: *const u16);
    #[link_name = "SysStringLen"]
    fn units(text: *const u16) -> u32;
    #[link_name = "SysAllocStringByteLen"]
    fn alloc_bytes(text: *const u8, count: u32) -> *const u16;
    #[link_name = "SysStringByteLen"]
    fn bytes(text: *const u16) -> u32;
}

/// An owned BSTR: UTF-16 text that may hold NULs, or null, which means the same as empty text.
///
/// The four bytes before the text hold its length in bytes; a NUL follows the text. Dropping frees it.
///
/// ```no_run
/// let text = oxcom_abi::BSTR::from("photo");
/// assert_eq!(text.len(), 5);
/// assert_eq!(text.to_string(), "photo");
/// ```
#[repr(transparent)]
pub struct BSTR(*const u16);

// SAFETY: a BSTR owns its text, which nothing else points to; reading through `&BSTR` changes nothing.
unsafe impl Send for BSTR {}
// SAFETY: as above: shared references only read.
unsafe impl Sync for BSTR {}

impl BSTR {
    /// A null BSTR: empty text without an allocation.
    pub const fn new() -> Self {
        Self(core::ptr::null())
    }

    /// Copies UTF-16 text. The text is null when there is no memory, or when it is longer than 2^30 units.
    pub fn from_wide(text: &[u16]) -> Self {
        match u32::try_from(text.len()) {
            // SAFETY: the pointer and the length describe `text`.
            Ok(count) => Self(unsafe { alloc(text.as_ptr(), count) }),
            Err(_) => Self::new(),
        }
    }

    /// The text as a `String`.
    ///
    /// # Errors
    /// The text holds half a surrogate pair.
    pub fn to_utf8(&self) -> Result<String, FromUtf16Error> {
        String::from_utf16(self)
    }

    /// Takes over a BSTR that an interface handed out.
    ///
    /// # Safety
    /// `raw` is null or a BSTR that nobody else owns.
    pub const unsafe fn from_raw(raw: *const u16) -> Self {
        Self(raw)
    }

    /// Gives the text away: whoever takes it calls `SysFreeString`.
    pub const fn into_raw(self) -> *const u16 {
        let raw = self.0;
        core::mem::forget(self);
        raw
    }

    /// The pointer itself, null for null text.
    pub const fn as_raw(&self) -> *const u16 {
        self.0
    }
}

impl Deref for BSTR {
    type Target = [u16];

    fn deref(&self) -> &[u16] {
        if self.0.is_null() {
            return &[];
        }
        // SAFETY: a non-null BSTR points to as many units as SysStringLen says.
        unsafe { core::slice::from_raw_parts(self.0, units(self.0) as usize) }
    }
}

impl Drop for BSTR {
    fn drop(&mut self) {
        if !self.0.is_null() {
            // SAFETY: this BSTR owns its text.
            unsafe { free(self.0) }
        }
    }
}

impl Clone for BSTR {
    fn clone(&self) -> Self {
        if self.0.is_null() {
            return Self::new();
        }
        // SAFETY: a non-null BSTR points to as many bytes as SysStringByteLen says, which may be an odd number.
        Self(unsafe { alloc_bytes(self.0.cast(), bytes(self.0)) })
    }
}

impl Default for BSTR {
    fn default() -> Self {
        Self::new()
    }
}

impl From<&str> for BSTR {
    fn from(text: &str) -> Self {
        Self::from_wide(&text.encode_utf16().collect::<Vec<_>>())
    }
}

impl From<String> for BSTR {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl fmt::Display for BSTR {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        char::decode_utf16(self.iter().copied())
            .try_for_each(|unit| fmt::Write::write_char(f, unit.unwrap_or(char::REPLACEMENT_CHARACTER)))
    }
}

impl fmt::Debug for BSTR {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{self}\"")
    }
}

impl PartialEq for BSTR {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for BSTR {}

impl PartialEq<str> for BSTR {
    fn eq(&self, other: &str) -> bool {
        self.iter().copied().eq(other.encode_utf16())
    }
}

impl PartialEq<&str> for BSTR {
    fn eq(&self, other: &&str) -> bool {
        self == *other
    }
}

impl windows_core::imp::TypeKind for BSTR {
    type TypeKind = windows_core::imp::CloneType;
}
