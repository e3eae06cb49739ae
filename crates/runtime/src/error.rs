//! What can go wrong, whose fault it is, and the HRESULT that says so: the one table.

use oxcom_abi as abi;
use windows_core::{GUID, HRESULT};

use crate::call::error_info;

/// A failure inside the runtime. [`Error::hresult`] is what crosses the C boundary.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    // The caller's
    #[error("this thread has no apartment: call CoInitializeEx first")]
    NotInitialized,
    #[error(
        "the thread's apartment is of the other kind already: COINIT_MULTITHREADED and COINIT_APARTMENTTHREADED exclude each other"
    )]
    ChangedMode,
    #[error("the interface pointer belongs to another apartment: marshal it to this one first")]
    WrongThread,
    #[error("{0}")]
    InvalidArgument(&'static str),
    #[error("there is nothing to wait for")]
    NoSync,
    #[error("it has not happened within the time given")]
    CallPending,
    #[error("a handle is an open descriptor that can be polled")]
    BadHandle,
    #[error("aggregation works within one apartment only, and asks for IUnknown")]
    NoAggregation,
    #[error("the object has no interface {0:?}")]
    NoInterface(GUID),

    // The installation's
    #[error("class {0:?} is not registered for this context: see `oxcom list`, and `oxcom register`")]
    ClassNotRegistered(GUID),
    #[error("interface {iid:?} cannot be marshaled: {why}")]
    NoProxy { iid: GUID, why: String },
    #[error(
        "class {0:?} is not registered as a marshaler: set `marshaler = true` in its registration if it may be created by a marshaled pointer"
    )]
    NotAMarshaler(GUID),
    #[error(
        "class {0:?} was to read the pointer to the new object, but the activation says CLSCTX_NO_CUSTOM_MARSHAL"
    )]
    CustomRefused(GUID),
    #[error("component library {path}: {why}")]
    Library { path: String, why: String, hresult: HRESULT },
    #[error(transparent)]
    Activation(#[from] oxcom_activation::Error),
    #[error("the type library cannot be read: {0}")]
    TypeLibrary(String),
    #[error("the runtime directory: {0}")]
    Directory(String),

    // The peer's
    #[error("the server is not there: it has ended, or cannot be reached")]
    ServerUnavailable,
    #[error("the server ended during the call, which may have been run")]
    CallFailed,
    #[error("the object is gone: its server has ended, or has disconnected it")]
    Disconnected,
    #[error("the marshaled pointer has been used, released, or its object is gone")]
    ObjectNotRegistered,
    #[error("the marshaled pointer has been used, released, or its object is gone or disconnected")]
    NotConnected,
    #[error("the exporter {0:016x} is not known here: unmarshal an interface pointer of it first")]
    UnknownExporter(u64),
    #[error("the call did not end within its deadline")]
    TimedOut,
    #[error("the call was cancelled")]
    Cancelled,
    #[error("the server's message filter rejects the call")]
    Rejected,
    #[error("the server is busy: its message filter asks to try again later")]
    RetryLater,
    #[error("the call was rejected by the server")]
    CallRejected,
    #[error("the marshaled pointer is damaged: {0}")]
    InvalidObjref(String),
    #[error("the peer's message is damaged: {0}")]
    InvalidMessage(String),
    #[error("the server has all the threads in use that it may have: try again later")]
    Busy,
    #[error("the server does not let this user in: see `access` in its registration")]
    Refused,
    #[error("the message is too large for the link")]
    TooLarge,

    // Somebody's who has said it already
    #[error("HRESULT {0:?}")]
    Answered(HRESULT),
    #[error(transparent)]
    Invoke(#[from] oxcom_invoke::InvokeError),
    /// A pointer or an array among a call's arguments or results, and what was wrong with it.
    #[error("{why}")]
    Argument { hresult: HRESULT, why: String },

    // The system's
    #[error("{what}: {source}")]
    System { what: &'static str, source: std::io::Error },
    #[error("not supported: {0}")]
    NotSupported(&'static str),
}

pub(crate) type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// Whether its words say more than its HRESULT.
    pub(crate) fn says_more(&self) -> bool {
        !matches!(self, Self::Answered(_) | Self::NoInterface(_))
    }

    /// The documented HRESULT of this failure.
    pub(crate) fn hresult(&self) -> HRESULT {
        match self {
            Self::NotInitialized => abi::CO_E_NOTINITIALIZED,
            Self::ChangedMode => abi::RPC_E_CHANGED_MODE,
            Self::WrongThread => abi::RPC_E_WRONG_THREAD,
            Self::InvalidArgument(_) => abi::E_INVALIDARG,
            Self::NoSync => abi::RPC_E_NO_SYNC,
            Self::CallPending => abi::RPC_S_CALLPENDING,
            Self::BadHandle => abi::E_HANDLE,
            Self::NoAggregation => abi::CLASS_E_NOAGGREGATION,
            Self::NoInterface(_) | Self::NoProxy { .. } => abi::E_NOINTERFACE,
            Self::ClassNotRegistered(_) => abi::REGDB_E_CLASSNOTREG,
            Self::NotAMarshaler(_) | Self::CustomRefused(_) => abi::E_ACCESSDENIED,
            Self::Library { hresult, .. } => *hresult,
            Self::Activation(error) => error.hresult(),
            Self::TypeLibrary(_) => abi::TYPE_E_INVDATAREAD,
            Self::Directory(_) => abi::CO_E_SERVER_EXEC_FAILURE,
            Self::ServerUnavailable => from_win32(abi::RPC_S_SERVER_UNAVAILABLE),
            Self::CallFailed => from_win32(abi::RPC_S_CALL_FAILED),
            Self::Disconnected => abi::RPC_E_DISCONNECTED,
            Self::ObjectNotRegistered => abi::CO_E_OBJNOTREG,
            Self::NotConnected => abi::CO_E_OBJNOTCONNECTED,
            Self::UnknownExporter(_) => from_win32(abi::OR_INVALID_OXID),
            Self::TimedOut => abi::RPC_E_TIMEOUT,
            Self::Cancelled => abi::RPC_E_CALL_CANCELED,
            Self::Rejected => abi::RPC_E_SERVERCALL_REJECTED,
            Self::RetryLater => abi::RPC_E_SERVERCALL_RETRYLATER,
            Self::CallRejected => abi::RPC_E_CALL_REJECTED,
            Self::InvalidObjref(_) => abi::RPC_E_INVALID_OBJREF,
            Self::InvalidMessage(_) => from_win32(abi::RPC_X_BAD_STUB_DATA),
            Self::Busy => from_win32(abi::RPC_S_SERVER_TOO_BUSY),
            Self::Refused => abi::E_ACCESSDENIED,
            Self::TooLarge => abi::RPC_E_OUT_OF_RESOURCES,
            Self::Answered(hresult) => *hresult,
            Self::Invoke(error) => error.code(),
            Self::Argument { hresult, .. } => *hresult,
            Self::System { .. } => abi::RPC_E_SYS_CALL_FAILED,
            Self::NotSupported(_) => abi::E_NOTIMPL,
        }
    }
}

impl From<windows_core::Error> for Error {
    fn from(error: windows_core::Error) -> Self {
        Self::Answered(error.code())
    }
}

impl From<oxcom_link::LinkError> for Error {
    fn from(error: oxcom_link::LinkError) -> Self {
        use oxcom_link::LinkError;
        match error {
            LinkError::NotSent => Self::Disconnected,
            LinkError::Closed | LinkError::Unanswered => Self::CallFailed,
            LinkError::TimedOut => Self::TimedOut,
            LinkError::Cancelled => Self::Cancelled,
            LinkError::TooLarge { .. } => Self::TooLarge,
            LinkError::Busy => Self::Busy,
            LinkError::Refused => Self::Refused,
            LinkError::Protocol(why) => Self::InvalidMessage(why.to_string()),
            LinkError::Io { doing, source } => Self::System { what: doing, source },
            other => Self::InvalidMessage(other.to_string()),
        }
    }
}

/// A Win32 error code (winerror.h) as an HRESULT, as HRESULT_FROM_WIN32 makes it.
pub(crate) const fn from_win32(code: i32) -> HRESULT {
    HRESULT((code as u32 & 0xFFFF | 0x8007_0000) as i32)
}

/// The HRESULT of an exported function. The failure's message becomes the thread's error info (GetErrorInfo), so that a
/// caller can read what to do about it.
pub(crate) fn answer(result: Result<()>) -> HRESULT {
    match result {
        Ok(()) => abi::S_OK,
        Err(error) => {
            let hresult = error.hresult();
            if error.says_more() {
                tracing::debug!(%hresult, "{error}");
                error_info::describe(&error.to_string());
            }
            hresult
        }
    }
}
