//! Classes: found, created, served.

use std::collections::HashMap;
use std::ffi::c_void;
use std::path::{Path, PathBuf};
use std::ptr::null_mut;
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::Duration;

use oxcom::abi::{CO_E_CLASSSTRING, E_INVALIDARG, IAgileReference, IClassFactory, RoGetAgileReference};
use oxcom::{Factory, IUnknown, Server, ServerLock};
use oxcom_activation::{Component, parse_guid};
use oxcom_typeinfo::model::Definition;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use windows_core::{GUID, HRESULT, Interface};

use crate::apartment::ensure;
use crate::describe::{self, REGISTRY};
use crate::error::{check, code_of, failure, from_windows};
use crate::guid::{PyGuid, guid_of};
use crate::pointer::{self, Address, Unknown};

unsafe extern "system" {
    #[link_name = "CoCreateInstance"]
    fn create_instance(
        class: *const GUID,
        outer: *mut c_void,
        context: u32,
        iid: *const GUID,
        object: *mut *mut c_void,
    ) -> HRESULT;
    #[link_name = "CoGetClassObject"]
    fn class_object(
        class: *const GUID,
        context: u32,
        server: *const c_void,
        iid: *const GUID,
        object: *mut *mut c_void,
    ) -> HRESULT;
    #[link_name = "OxcomRegisterTypeLibrary"]
    fn register_library(bytes: *const u8, length: usize) -> HRESULT;
}

/// The class id of a program id, of a class id's text, or of a GUID.
#[pyfunction]
pub(crate) fn class_id(py: Python<'_>, name: &Bound<'_, PyAny>) -> PyResult<PyGuid> {
    if let Ok(clsid) = name.getattr("_clsid_") {
        return Ok(PyGuid(guid_of(&clsid)?));
    }
    let Ok(text) = name.extract::<String>() else { return guid_of(name).map(PyGuid) };
    if let Some(clsid) = parse_guid(&text) {
        return Ok(PyGuid(clsid));
    }
    ensure(py)?;
    match py.detach(|| oxcom::class_named(&text)) {
        Ok(clsid) => Ok(PyGuid(clsid)),
        Err(_) => Err(failure(py, CO_E_CLASSSTRING, format!("nothing is registered as {text}"))),
    }
}

/// A new object of a class, or with `factory` the class object itself, as a pointer to an interface.
#[pyfunction]
pub(crate) fn create<'py>(
    py: Python<'py>,
    class: PyGuid,
    context: u32,
    interface: &Bound<'py, PyAny>,
    factory: bool,
) -> PyResult<Bound<'py, PyAny>> {
    ensure(py)?;
    let iid = guid_of(interface)?;
    let made = py.detach(|| {
        let mut object = null_mut();
        // SAFETY: pointers of their types.
        let code = unsafe {
            match factory {
                false => create_instance(&class.0, null_mut(), context, &iid, &mut object),
                true => class_object(&class.0, context, std::ptr::null(), &iid, &mut object),
            }
        };
        (code, Address(object))
    });
    check(py, made.0)?;
    // SAFETY: with success an owned pointer to the interface.
    unsafe { pointer::wrap(py, &iid, made.1.0) }
}

/// The files that describe a class: those that its registration names.
#[pyfunction]
pub(crate) fn libraries_of(class: PyGuid) -> Vec<PathBuf> {
    REGISTRY.class(&class.0).map_or_else(Vec::new, |found| found.type_libraries.clone())
}

/// What a file describes: interfaces, structs, enumerations and classes by name.
#[pyfunction]
pub(crate) fn read_library<'py>(py: Python<'py>, path: PathBuf) -> PyResult<Bound<'py, PyDict>> {
    let path = std::fs::canonicalize(&path).unwrap_or(path);
    let library = describe::load(py, &path)?;
    let (interfaces, structs, enums, classes) =
        (PyDict::new(py), PyDict::new(py), PyDict::new(py), PyDict::new(py));
    for definition in library.definitions() {
        let name = definition.name().full();
        match definition {
            Definition::Interface(interface) => {
                if let Some(iid) = interface.iid {
                    interfaces.set_item(name, PyGuid(iid))?;
                }
            }
            Definition::Struct(_) => structs.set_item(name, py.None())?,
            Definition::Enum(found) => enums.set_item(name, found.values.clone())?,
            Definition::Coclass(class) => {
                let all = class.interfaces.iter().map(|one| (one.interface.full(), one.default, one.source));
                let all: Vec<(&str, bool, bool)> = all.collect();
                classes.set_item(name, (class.clsid.map(PyGuid), all))?;
            }
            _ => (),
        }
    }
    let all = PyDict::new(py);
    all.set_item("path", path)?;
    all.set_item("interfaces", interfaces)?;
    all.set_item("structs", structs)?;
    all.set_item("enums", enums)?;
    all.set_item("classes", classes)?;
    Ok(all)
}

/// Makes the class of a struct of a file, if a method of an interface there has it.
#[pyfunction]
pub(crate) fn meet_struct(py: Python<'_>, path: PathBuf, name: &str) -> PyResult<()> {
    let library = describe::load(py, &path)?;
    for iid in library.interfaces().filter_map(|interface| interface.iid) {
        // One that cannot be described keeps nobody from the others.
        let Ok(Some(interface)) = describe::interface(py, &iid) else { continue };
        for param in interface.methods.iter().flat_map(|method| &method.params) {
            if let Some(found) = param.shape.find_struct(name) {
                found.class(py)?;
                return Ok(());
            }
        }
    }
    Ok(())
}

/// Registers what a registration text describes, for this process alone.
#[pyfunction]
pub(crate) fn register_component(py: Python<'_>, text: &str, folder: PathBuf) -> PyResult<()> {
    py.detach(|| oxcom::register_component(text, &folder)).map_err(from_windows)?;
    // The runtime keeps what it knows to itself: this module looks for descriptions too.
    let component =
        Component::parse(text, &folder).map_err(|error| failure(py, E_INVALIDARG, error.to_string()))?;
    REGISTRY.register_in_process(component);
    Ok(())
}

/// Files that were registered, so that each is kept once. Guarded by its lock.
static REGISTERED: LazyLock<Mutex<HashMap<PathBuf, ()>>> = LazyLock::new(Mutex::default);

/// Registers the interfaces that a file describes, for this process alone: so that they can be marshaled.
#[pyfunction]
pub(crate) fn register_type_library(py: Python<'_>, path: PathBuf) -> PyResult<()> {
    let path = std::fs::canonicalize(&path)?;
    describe::load(py, &path)?;
    if REGISTERED.lock().unwrap_or_else(PoisonError::into_inner).insert(path.clone(), ()).is_some() {
        return Ok(());
    }
    let bytes: &'static [u8] = Box::leak(std::fs::read(Path::new(&path))?.into_boxed_slice());
    // SAFETY: the bytes are there for ever.
    check(py, unsafe { register_library(bytes.as_ptr(), bytes.len()) })
}

/// Keeps the server process up until it is dropped.
#[pyclass(module = "oxcom._oxcom", frozen)]
pub(crate) struct Lock(#[allow(dead_code, reason = "it counts as long as it is there")] ServerLock);

/// One user of the server more.
#[pyfunction]
pub(crate) fn server_lock(py: Python<'_>) -> PyResult<Lock> {
    ensure(py)?;
    Ok(Lock(ServerLock::new()))
}

/// A class factory that makes its objects by a Python callable.
fn factory(make: Py<PyAny>) -> Factory {
    Factory::new(move || {
        let made = Python::try_attach(|py| -> windows_core::Result<IUnknown> {
            let made = || -> PyResult<Address> {
                let object = make.bind(py).call0()?;
                let object = object.cast::<Unknown>()?;
                pointer::pointer_for(object, &IUnknown::IID).map(Address)
            };
            match made() {
                // SAFETY: an owned pointer to IUnknown.
                Ok(pointer) => Ok(unsafe { IUnknown::from_raw(pointer.0) }),
                Err(error) => {
                    let (code, _) = code_of(py, &error);
                    let _ = crate::error::answer(py, &error);
                    error.print(py); // the server's log tells the whole of it
                    Err(code.into())
                }
            }
        });
        made.unwrap_or_else(|| Err(oxcom::abi::RPC_E_DISCONNECTED.into()))
    })
}

/// Serves classes, given as pairs of class id and callable, until the last client has gone, or none came for `patience` seconds.
#[pyfunction]
pub(crate) fn serve(py: Python<'_>, classes: Vec<(PyGuid, Py<PyAny>)>, patience: f64) -> PyResult<()> {
    ensure(py)?;
    let patience = Duration::try_from_secs_f64(patience).unwrap_or(Duration::MAX);
    py.detach(|| {
        let server = classes.into_iter().fold(Server::new().patience(patience), |server, (clsid, make)| {
            server.class(clsid.0, factory(make))
        });
        server.run()
    })
    .map_err(from_windows)
}

/// Registers a class object for as long as the process lives or until it is revoked; gives its number.
#[pyfunction]
pub(crate) fn register_class_object(
    py: Python<'_>,
    class: PyGuid,
    make: Py<PyAny>,
    context: u32,
    flags: u32,
) -> PyResult<u32> {
    ensure(py)?;
    py.detach(|| {
        let factory: IClassFactory = factory(make).into();
        // SAFETY: arguments of their types.
        unsafe { oxcom::abi::CoRegisterClassObject(&class.0, &factory, context as _, flags as _) }
    })
    .map_err(from_windows)
}

/// Undoes `register_class_object`.
#[pyfunction]
pub(crate) fn revoke_class_object(py: Python<'_>, cookie: u32) -> PyResult<()> {
    // SAFETY: a call without preconditions.
    check(py, py.detach(|| unsafe { oxcom::abi::CoRevokeClassObject(cookie) }))
}

/// A reference to an object that any thread may keep; `resolve` gives each a pointer of its own apartment.
#[pyclass(module = "oxcom", frozen)]
pub(crate) struct AgileReference {
    reference: IAgileReference,
    iid: GUID,
}

// SAFETY: an agile reference belongs to no apartment.
unsafe impl Send for AgileReference {}
// SAFETY: as above.
unsafe impl Sync for AgileReference {}

#[pymethods]
impl AgileReference {
    #[new]
    fn new(object: &Bound<'_, Unknown>) -> PyResult<Self> {
        let py = object.py();
        let iid = object.get_type().getattr("_iid_").map_or(Ok(IUnknown::IID), |iid| guid_of(&iid))?;
        let pointer = Address(pointer::pointer_for(object, &iid)?);
        py.detach(move || {
            let pointer = { pointer }.0;
            // SAFETY: an owned pointer, which is dropped here.
            let object = unsafe { IUnknown::from_raw(pointer) };
            // SAFETY: arguments of their types.
            let reference = unsafe { RoGetAgileReference(oxcom::abi::AGILEREFERENCE_DEFAULT, &iid, &object) };
            reference.map(|reference| Self { reference, iid })
        })
        .map_err(from_windows)
    }

    /// A pointer for the calling thread's apartment.
    fn resolve<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        ensure(py)?;
        let made = py.detach(|| {
            let mut object = null_mut();
            // SAFETY: arguments of their types; the id is of the interface that is asked for.
            let code = unsafe {
                (Interface::vtable(&self.reference).Resolve)(self.reference.as_raw(), &self.iid, &mut object)
            };
            (code, Address(object))
        });
        check(py, made.0)?;
        // SAFETY: with success an owned pointer to the interface.
        unsafe { pointer::wrap(py, &self.iid, made.1.0) }
    }
}

/// Counts of what is alive, for tests.
#[pyfunction]
pub(crate) fn marshaled_interfaces() -> u64 {
    // SAFETY: a call without preconditions.
    unsafe { oxcom::abi::extension::OxcomMarshaledInterfaces() }
}
