//! What can go wrong, and whose fault it is; [`Error::code`] is the table of the HRESULTs that callers see.

use oxcom_abi::{
    DISP_E_ARRAYISLOCKED, DISP_E_BADINDEX, DISP_E_BADVARTYPE, DISP_E_OVERFLOW, DISP_E_TYPEMISMATCH,
    E_ACCESSDENIED, E_INVALIDARG, E_OUTOFMEMORY, E_POINTER, E_UNEXPECTED, S_OK,
};
use windows_core::HRESULT;

/// Why a function of this crate refused.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Error {
    /// The caller passed an argument that the function does not take (E_INVALIDARG).
    #[error("the caller passed an argument that is not valid")]
    InvalidArgument,
    /// The caller passed null for an answer (E_POINTER).
    #[error("the caller passed no place for the answer")]
    NullPointer,
    /// The caller named an element or a dimension that the array does not have (DISP_E_BADINDEX).
    #[error("the caller named an element that the array does not have")]
    BadIndex,
    /// The caller changes or frees an array that is locked (DISP_E_ARRAYISLOCKED).
    #[error("the caller changes an array that is locked")]
    ArrayIsLocked,
    /// The caller unlocks what is not locked, or locks too often (E_UNEXPECTED).
    #[error("the caller's locks and unlocks do not match")]
    LockCount,
    /// The caller writes to data that is only lent for reading (E_ACCESSDENIED).
    #[error("the caller writes to data that is lent for reading")]
    ReadOnly,
    /// The caller's variant has a type that no variant can have (DISP_E_BADVARTYPE).
    #[error("the caller's variant has a type that no variant can have")]
    BadVartype,
    /// The caller's value has no meaning in the type asked for (DISP_E_TYPEMISMATCH).
    #[error("the caller's value has no meaning in the type asked for")]
    TypeMismatch,
    /// The caller's value does not fit the type asked for (DISP_E_OVERFLOW).
    #[error("the caller's value does not fit the type asked for")]
    Overflow,
    /// The system has no more memory (E_OUTOFMEMORY).
    #[error("the system has no memory left")]
    OutOfMemory,
    /// An object that the caller supplied (a record description, a default property) refused with this HRESULT.
    #[error("an object that the caller supplied refused: {0}")]
    Object(HRESULT),
}

/// The result of a function that fails with [`Error`].
pub type Result<T> = core::result::Result<T, Error>;

impl Error {
    /// The HRESULT that the caller sees.
    pub const fn code(self) -> HRESULT {
        match self {
            Self::InvalidArgument => E_INVALIDARG,
            Self::NullPointer => E_POINTER,
            Self::BadIndex => DISP_E_BADINDEX,
            Self::ArrayIsLocked => DISP_E_ARRAYISLOCKED,
            Self::LockCount => E_UNEXPECTED,
            Self::ReadOnly => E_ACCESSDENIED,
            Self::BadVartype => DISP_E_BADVARTYPE,
            Self::TypeMismatch => DISP_E_TYPEMISMATCH,
            Self::Overflow => DISP_E_OVERFLOW,
            Self::OutOfMemory => E_OUTOFMEMORY,
            Self::Object(code) => code,
        }
    }
}

impl From<Error> for windows_core::Error {
    fn from(error: Error) -> Self {
        error.code().into()
    }
}

/// The HRESULT of a call: S_OK, or the error's.
pub(crate) fn code(result: Result<()>) -> HRESULT {
    result.map_or_else(Error::code, |()| S_OK)
}

/// The answer of an object that the caller supplied.
pub(crate) fn answered(code: HRESULT) -> Result<()> {
    if code.is_ok() { Ok(()) } else { Err(Error::Object(code)) }
}
