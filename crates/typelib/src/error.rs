//! What can go wrong, and whose fault it is; [`Error::code`] is the table of the HRESULTs that callers see.

use oxcom_abi as abi;
use windows_core::HRESULT;

/// Why a function of this crate refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The caller passed no place for the answer, or null where something must be.
    #[error("the caller passed a null pointer")]
    NullPointer,
    /// The caller's argument has no meaning.
    #[error("the caller's argument is not valid: {0}")]
    InvalidArgument(&'static str),
    /// The caller's file cannot be opened.
    #[error("{0}")]
    CannotLoad(String),
    /// The caller's file is no type library that can be read.
    #[error("{0}")]
    Damaged(String),
    /// No such library, or version of it, is registered.
    #[error("the type library is not registered")]
    NotRegistered,
    /// The registration cannot be written.
    #[error("{0}")]
    Registration(String),
    /// The caller's index or name leads to nothing.
    #[error("there is no such element")]
    NoElement,
    /// The operation makes no sense for this kind of type.
    #[error("the type is of another kind")]
    WrongKind,
    /// The type refers to one that no loaded library describes.
    #[error("the type refers to an unknown library")]
    UndefinedType,
    /// A name that the type does not have.
    #[error("the type has no member of this name")]
    UnknownName,
    /// A number, or a use of it, that the type does not have.
    #[error("the type has no such member")]
    MemberNotFound,
    /// Too many arguments, or too few.
    #[error("the number of arguments is wrong")]
    BadCount,
    /// An argument that must be given is missing.
    #[error("an argument that must be given is missing")]
    NotOptional,
    /// An argument is named that the method does not have.
    #[error("the method has no parameter {0} of this number")]
    NoParameter(u32),
    /// An argument of a type that does not become the parameter's; its place in DISPPARAMS.
    #[error("argument {0}: {1}")]
    Argument(u32, HRESULT),
    /// The method failed; what it said is in EXCEPINFO.
    #[error("the method failed")]
    Exception,
    /// The method cannot be called through its description.
    #[error("the method cannot be called: {0}")]
    NotCallable(&'static str),
    /// The type is no record that VARIANTs can hold.
    #[error("it cannot be a record: {0}")]
    NoRecord(String),
    /// An object answered with this.
    #[error("{0}")]
    Object(HRESULT),
}

/// The result of a function that fails with [`Error`].
pub type Result<T> = core::result::Result<T, Error>;

impl Error {
    /// The HRESULT that the caller sees.
    pub fn code(&self) -> HRESULT {
        match self {
            Self::NullPointer => abi::E_POINTER,
            Self::InvalidArgument(_) => abi::E_INVALIDARG,
            Self::CannotLoad(_) => abi::TYPE_E_CANTLOADLIBRARY,
            Self::Damaged(_) => abi::TYPE_E_INVDATAREAD,
            Self::NotRegistered => abi::TYPE_E_LIBNOTREGISTERED,
            Self::Registration(_) => abi::TYPE_E_REGISTRYACCESS,
            Self::NoElement => abi::TYPE_E_ELEMENTNOTFOUND,
            Self::WrongKind => abi::TYPE_E_BADMODULEKIND,
            Self::UndefinedType => abi::TYPE_E_UNDEFINEDTYPE,
            Self::UnknownName => abi::DISP_E_UNKNOWNNAME,
            Self::MemberNotFound => abi::DISP_E_MEMBERNOTFOUND,
            Self::BadCount => abi::DISP_E_BADPARAMCOUNT,
            Self::NotOptional => abi::DISP_E_PARAMNOTOPTIONAL,
            Self::NoParameter(_) => abi::DISP_E_PARAMNOTFOUND,
            Self::Argument(_, code) | Self::Object(code) => *code,
            Self::Exception => abi::DISP_E_EXCEPTION,
            Self::NoRecord(_) => abi::TYPE_E_UNSUPFORMAT,
            Self::NotCallable(_) => abi::DISP_E_BADCALLEE,
        }
    }
}

/// The HRESULT of a call: S_OK, or the error's.
pub(crate) fn answer(result: Result<()>) -> HRESULT {
    result.map_or_else(|error| error.code(), |()| abi::S_OK)
}
