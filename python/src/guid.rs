//! `oxcom.GUID`.

use std::hash::{DefaultHasher, Hash, Hasher};

use oxcom_activation::{format_guid, parse_guid};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyString;
use windows_core::GUID;

/// A GUID: the id of a class, an interface, or of anything else.
///
/// >>> GUID("{7D278258-3B05-45D3-AD60-CF65497B56B6}")
#[pyclass(name = "GUID", module = "oxcom", frozen, from_py_object)]
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct PyGuid(pub(crate) GUID);

#[pymethods]
impl PyGuid {
    /// From text, with or without braces; zeros without an argument.
    #[new]
    #[pyo3(signature = (text=None))]
    fn new(text: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        text.map_or(Ok(Self(GUID::zeroed())), |text| guid_of(text).map(Self))
    }

    /// A new, random id.
    #[staticmethod]
    fn create_new() -> PyResult<Self> {
        let mut made = GUID::zeroed();
        // SAFETY: a writable GUID.
        unsafe { create_guid(&mut made) }.ok().map_err(crate::error::from_windows)?;
        Ok(Self(made))
    }

    fn __str__(&self) -> String {
        format_guid(&self.0)
    }

    fn __repr__(&self) -> String {
        format!("GUID(\"{}\")", format_guid(&self.0))
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        guid_of(other).is_ok_and(|other| other == self.0)
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.0.to_u128().hash(&mut hasher);
        hasher.finish()
    }

    fn __bool__(&self) -> bool {
        self.0 != GUID::zeroed()
    }
}

unsafe extern "system" {
    #[link_name = "CoCreateGuid"]
    fn create_guid(guid: *mut GUID) -> windows_core::HRESULT;
}

/// The GUID that a Python value means: a GUID, its text, or an interface class.
///
/// # Errors
/// TypeError, ValueError.
pub(crate) fn guid_of(value: &Bound<'_, PyAny>) -> PyResult<GUID> {
    if let Ok(guid) = value.cast::<PyGuid>() {
        return Ok(guid.get().0);
    }
    if let Ok(text) = value.cast::<PyString>() {
        let text = text.to_cow()?;
        return parse_guid(&text).ok_or_else(|| PyValueError::new_err(format!("not a GUID: {text}")));
    }
    if let Ok(iid) = value.getattr("_iid_") {
        return Ok(iid.cast::<PyGuid>()?.get().0);
    }
    Err(PyTypeError::new_err(format!(
        "a GUID, its text or an interface class is wanted, not {}",
        value.repr()?
    )))
}
