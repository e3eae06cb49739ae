//! `oxcom.COMError` on its way in and out: HRESULTs with the other side's own words.

use oxcom::abi::{
    BSTR, CreateErrorInfo, E_FAIL, E_INVALIDARG, E_NOTIMPL, E_OUTOFMEMORY, GetErrorInfo, IErrorInfo,
    SetErrorInfo,
};
use pyo3::exceptions::{PyMemoryError, PyNotImplementedError, PyOverflowError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;
use windows_core::{HRESULT, Interface};

static COM_ERROR: PyOnceLock<Py<PyType>> = PyOnceLock::new();

/// What an object said of its failure: description, source, the interface's id, help file and help context.
#[derive(Default)]
pub(crate) struct Details {
    text: Option<String>,
    source: Option<String>,
    guid: Option<crate::guid::PyGuid>,
    help_file: Option<String>,
    help_context: u32,
}

impl Details {
    /// Takes what the last failed call left on this thread.
    pub(crate) fn take() -> Self {
        // SAFETY: calls with arguments of their types.
        unsafe {
            let Ok(info) = GetErrorInfo(0) else { return Self::default() };
            let text = |text: windows_core::Result<BSTR>| {
                text.ok().map(|text| text.to_string()).filter(|text| !text.is_empty())
            };
            Self {
                text: text(info.GetDescription()),
                source: text(info.GetSource()),
                guid: info.GetGUID().ok().map(crate::guid::PyGuid),
                help_file: text(info.GetHelpFile()),
                help_context: info.GetHelpContext().unwrap_or(0),
            }
        }
    }

    pub(crate) fn with_text(text: String) -> Self {
        Self { text: Some(text), ..Self::default() }
    }
}

/// A COMError.
pub(crate) fn com_error(py: Python<'_>, code: HRESULT, details: Details) -> PyErr {
    let make = || -> PyResult<PyErr> {
        let class = COM_ERROR.import(py, "oxcom._errors", "COMError")?;
        let about = (details.source, details.guid, details.help_file, details.help_context);
        Ok(PyErr::from_value(class.call1((code.0, details.text, about))?))
    };
    make().unwrap_or_else(|error| error)
}

/// A COMError with a message of this module's own.
pub(crate) fn failure(py: Python<'_>, code: HRESULT, text: impl Into<String>) -> PyErr {
    com_error(py, code, Details::with_text(text.into()))
}

/// The COMError of what Python has no picture of.
pub(crate) fn not_for_python(py: Python<'_>, what: &str) -> PyErr {
    failure(py, oxcom::abi::E_NOTIMPL, format!("{what} cannot be used from Python"))
}

/// The COMError of a function of the runtime, which said what it has to say on this thread.
pub(crate) fn from_windows(error: windows_core::Error) -> PyErr {
    let details = Details::take();
    Python::attach(|py| com_error(py, error.code(), details))
}

/// Checks an HRESULT.
///
/// # Errors
/// COMError.
pub(crate) fn check(py: Python<'_>, code: HRESULT) -> PyResult<()> {
    if code.is_ok() { Ok(()) } else { Err(com_error(py, code, Details::take())) }
}

/// The HRESULT of an exception and the words to it.
pub(crate) fn code_of(py: Python<'_>, error: &PyErr) -> (HRESULT, String) {
    let value = error.value(py);
    let is_com = COM_ERROR
        .import(py, "oxcom._errors", "COMError")
        .is_ok_and(|class| value.is_instance(class).unwrap_or(false));
    if is_com {
        let code = value.getattr("hresult").and_then(|code| code.extract()).map_or(E_FAIL, HRESULT);
        let text = value.getattr("text").and_then(|text| text.extract::<Option<String>>()).ok().flatten();
        let code = if code.is_ok() { E_FAIL } else { code };
        return (code, text.unwrap_or_default());
    }
    let kinds: [(Bound<'_, PyType>, HRESULT); 5] = [
        (py.get_type::<PyNotImplementedError>(), E_NOTIMPL),
        (py.get_type::<PyMemoryError>(), E_OUTOFMEMORY),
        (py.get_type::<PyTypeError>(), E_INVALIDARG),
        (py.get_type::<PyValueError>(), E_INVALIDARG),
        (py.get_type::<PyOverflowError>(), E_INVALIDARG),
    ];
    let found = kinds.iter().find(|(class, _)| value.is_instance(class).unwrap_or(false));
    let name = value.get_type().name().map_or_else(|_| "exception".into(), |name| name.to_string());
    (found.map_or(E_FAIL, |(_, code)| *code), format!("{name}: {value}"))
}

/// Leaves an exception's words for the caller, and gives its HRESULT.
pub(crate) fn answer(py: Python<'_>, error: &PyErr) -> HRESULT {
    let (code, text) = code_of(py, error);
    // SAFETY: calls with arguments of their types; the text ends with a NUL.
    unsafe {
        if text.is_empty() {
            let _ = SetErrorInfo(0, None::<&IErrorInfo>);
        } else if let Ok(info) = CreateErrorInfo() {
            let units: Vec<u16> = text.encode_utf16().chain([0]).collect();
            let _ = info.SetDescription(windows_core::PCWSTR(units.as_ptr()));
            let info: Option<IErrorInfo> = info.cast().ok();
            let _ = SetErrorInfo(0, info.as_ref());
        }
    }
    code
}
