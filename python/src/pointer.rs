//! `oxcom._oxcom.Unknown`: what every interface class derives from. An instance is either a pointer to an object, or an
//! object that Python implements.

use std::collections::{HashMap, HashSet};
use std::ffi::c_void;
use std::ptr::null_mut;
use std::sync::atomic::{AtomicPtr, AtomicU64, Ordering};
use std::sync::{LazyLock, Mutex, PoisonError};

use oxcom::abi::E_NOINTERFACE;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple, PyType};
use windows_core::{GUID, HRESULT, IUnknown, IUnknown_Vtbl, Interface};

use crate::apartment::{self, check_home, ensure};
use crate::error::{check, failure};
use crate::guid::{PyGuid, guid_of};
use crate::object::{self, Object};

/// A pointer to an object, or an object that Python implements.
#[pyclass(name = "Unknown", module = "oxcom._oxcom", subclass, weakref, frozen)]
pub(crate) struct Unknown {
    /// Null: released, or an object of Python's own. Changed under the GIL only.
    pointer: AtomicPtr<c_void>,
    /// The apartment that the pointer belongs to: written once, before anybody else sees the instance.
    home: AtomicU64,
    /// For an object of Python's own, what COM sees of it, while COM has references; changed under the GIL only.
    pub(crate) object: AtomicPtr<Object>,
    /// Written once, before anybody else sees the instance: it stands for a pointer.
    is_pointer: AtomicU64,
}

/// Instances that hold a pointer, by their address: to be released before the interpreter ends. Guarded by its lock.
static LIVE: LazyLock<Mutex<HashSet<usize>>> = LazyLock::new(Mutex::default);

/// The Python class of each interface that was met. Guarded by its lock.
static CLASSES: LazyLock<Mutex<HashMap<GUID, Py<PyType>>>> = LazyLock::new(Mutex::default);

#[pymethods]
impl Unknown {
    #[new]
    #[pyo3(signature = (*_args, **_kwargs))]
    fn new(_args: &Bound<'_, PyTuple>, _kwargs: Option<&Bound<'_, PyDict>>) -> Self {
        Self {
            pointer: AtomicPtr::new(null_mut()),
            home: AtomicU64::new(0),
            object: AtomicPtr::new(null_mut()),
            is_pointer: AtomicU64::new(0),
        }
    }

    /// Asks the object for another of its interfaces: a class, or the id or its text.
    ///
    /// Raises COMError (E_NOINTERFACE) if it has none such.
    fn query<'py>(slf: &Bound<'py, Self>, interface: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let py = slf.py();
        let iid = guid_of(interface)?;
        let owned = pointer_for(slf, &iid)?;
        let class = match interface.cast::<PyType>() {
            Ok(class) => class.clone(),
            Err(_) => class_of(py, &iid)?,
        };
        // SAFETY: an owned pointer to the interface.
        unsafe { wrap_as(py, &class, owned) }
    }

    /// Gives the pointer up now, instead of when the last reference to this instance goes. Later calls raise COMError.
    fn release(slf: &Bound<'_, Self>) {
        slf.get().let_go(slf.py());
    }

    /// Whether this instance stands for an object, and has not been released.
    #[getter]
    fn _is_live(&self) -> bool {
        !self.pointer.load(Ordering::Relaxed).is_null()
    }

    /// The pointer's value, for other libraries; 0 if there is none. No reference comes with it.
    #[getter]
    fn _pointer(&self) -> usize {
        self.pointer.load(Ordering::Relaxed).expose_provenance()
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<bool> {
        if slf.is(other) {
            return Ok(true);
        }
        let Ok(other) = other.cast::<Self>() else { return Ok(false) };
        let (a, b) = (slf.get(), other.get());
        if a.pointer.load(Ordering::Relaxed).is_null() || b.pointer.load(Ordering::Relaxed).is_null() {
            return Ok(false);
        }
        Ok(identity(slf)? == identity(other)?)
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<usize> {
        if slf.get().pointer.load(Ordering::Relaxed).is_null() {
            return Ok(slf.as_ptr().addr() >> 4);
        }
        identity(slf)
    }
}

impl Drop for Unknown {
    fn drop(&mut self) {
        if !self.pointer.get_mut().is_null() {
            Python::attach(|py| self.let_go(py));
        }
    }
}

impl Unknown {
    fn let_go(&self, py: Python<'_>) {
        let pointer = self.pointer.swap(null_mut(), Ordering::Relaxed);
        if pointer.is_null() {
            return;
        }
        LIVE.lock().unwrap_or_else(PoisonError::into_inner).remove(&std::ptr::from_ref(self).addr());
        if apartment::is_closed() {
            return; // the process ends, and with it its links: others see that
        }
        let (home, pointer) = (self.home.load(Ordering::Relaxed), Address(pointer));
        // SAFETY: the instance owned this reference.
        py.detach(move || unsafe { apartment::release_in(home, { pointer }.0) });
    }

    /// Whether it stands for a pointer, released or not, and not for an object of Python's own.
    pub(crate) fn is_pointer(&self) -> bool {
        self.is_pointer.load(Ordering::Relaxed) != 0
    }

    /// The pointer for a call by this thread, with a reference.
    ///
    /// # Errors
    /// COMError: it was released, or is another apartment's.
    pub(crate) fn hold<'py>(&self, py: Python<'py>) -> PyResult<Held<'py>> {
        let pointer = self.usable(py)?;
        // SAFETY: the instance has a reference, and the GIL keeps others from giving it up.
        unsafe { add_ref(pointer) };
        Ok(Held { py, home: self.home.load(Ordering::Relaxed), pointer: Address(pointer) })
    }

    fn usable(&self, py: Python<'_>) -> PyResult<*mut c_void> {
        let here = ensure(py)?;
        let pointer = self.pointer.load(Ordering::Relaxed);
        if pointer.is_null() {
            return Err(failure(py, oxcom::abi::E_POINTER, "the pointer has been released"));
        }
        check_home(py, self.home.load(Ordering::Relaxed), here)?;
        Ok(pointer)
    }
}

/// A reference for the time of a call: another thread may release the instance meanwhile.
pub(crate) struct Held<'py> {
    py: Python<'py>,
    home: u64,
    pointer: Address,
}

impl Held<'_> {
    pub(crate) fn address(&self) -> Address {
        self.pointer
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        let (home, pointer) = (self.home, self.pointer);
        // SAFETY: the reference that `hold` took.
        self.py.detach(move || unsafe { apartment::release_in(home, { pointer }.0) });
    }
}

/// A pointer on its way past the GIL.
#[derive(Clone, Copy)]
pub(crate) struct Address(pub(crate) *mut c_void);
// SAFETY: an address; who uses it keeps to the rules of apartments.
unsafe impl Send for Address {}

/// # Safety
/// `pointer` is a reference that the caller owns and gives up.
pub(crate) unsafe fn release(pointer: *mut c_void) {
    // SAFETY: by contract; dropping releases.
    drop(unsafe { IUnknown::from_raw(pointer) });
}

/// # Safety
/// `pointer` is an interface pointer.
pub(crate) unsafe fn add_ref(pointer: *mut c_void) {
    // SAFETY: by contract; the new reference is not dropped.
    unsafe { std::mem::forget(IUnknown::from_raw_borrowed(&pointer).cloned()) };
}

/// # Safety
/// `pointer` is an interface pointer.
pub(crate) unsafe fn query(pointer: *mut c_void, iid: &GUID) -> Result<*mut c_void, HRESULT> {
    let mut found = null_mut();
    // SAFETY: by contract; every vtable begins with IUnknown's.
    let code = unsafe {
        let vtable = *pointer.cast::<*const IUnknown_Vtbl>();
        ((*vtable).QueryInterface)(pointer, iid, &mut found)
    };
    if code.is_ok() && !found.is_null() {
        Ok(found)
    } else {
        Err(if code.is_ok() { E_NOINTERFACE } else { code })
    }
}

/// An owned pointer to an interface of what an instance stands for.
///
/// # Errors
/// COMError: E_NOINTERFACE, and those of [`Unknown::usable`].
pub(crate) fn pointer_for(value: &Bound<'_, Unknown>, iid: &GUID) -> PyResult<*mut c_void> {
    let py = value.py();
    if !value.get().is_pointer() {
        ensure(py)?;
        return object::pointer_to(value, iid);
    }
    let held = value.get().hold(py)?;
    let (pointer, wanted) = (held.address(), *iid);
    // SAFETY: a live pointer.
    let found = py.detach(move || unsafe { query({ pointer }.0, &wanted) }.map(Address));
    match found {
        Ok(found) => Ok(found.0),
        Err(code) => {
            check(py, code)?;
            unreachable!("an error is an error")
        }
    }
}

/// The address of an object's IUnknown, which tells objects apart.
fn identity(value: &Bound<'_, Unknown>) -> PyResult<usize> {
    let pointer = pointer_for(value, &IUnknown::IID)?;
    let address = pointer.addr();
    // SAFETY: an owned reference; the instance has another one.
    unsafe { release(pointer) };
    Ok(address)
}

/// The class of an interface's pointers.
pub(crate) fn class_of<'py>(py: Python<'py>, iid: &GUID) -> PyResult<Bound<'py, PyType>> {
    if let Some(class) = CLASSES.lock().unwrap_or_else(PoisonError::into_inner).get(iid) {
        return Ok(class.bind(py).clone());
    }
    let class = py.import("oxcom._interfaces")?.call_method1("class_of", (PyGuid(*iid),))?;
    let class = class.cast_into::<PyType>().map_err(|_| PyTypeError::new_err("class_of gives a class"))?;
    CLASSES.lock().unwrap_or_else(PoisonError::into_inner).insert(*iid, class.clone().unbind());
    Ok(class)
}

/// An instance for a pointer to the interface `iid`: None for null, the Python object itself if Python implements it here.
///
/// # Safety
/// `pointer` is null or an owned pointer to that interface; it is given up.
pub(crate) unsafe fn wrap<'py>(
    py: Python<'py>,
    iid: &GUID,
    pointer: *mut c_void,
) -> PyResult<Bound<'py, PyAny>> {
    if pointer.is_null() {
        return Ok(py.None().into_bound(py));
    }
    // SAFETY: a live pointer.
    if let Some(own) = unsafe { object::python_of(py, pointer) } {
        let pointer = Address(pointer);
        // SAFETY: an owned reference.
        py.detach(move || unsafe { release({ pointer }.0) });
        return Ok(own);
    }
    let class = match class_of(py, iid) {
        Ok(class) => class,
        Err(error) => {
            // SAFETY: an owned reference.
            unsafe { release(pointer) };
            return Err(error);
        }
    };
    // SAFETY: as the caller says.
    unsafe { wrap_as(py, &class, pointer) }
}

/// An instance of a class for a pointer to the class's interface.
///
/// # Safety
/// `pointer` is an owned pointer to that interface; it is given up.
pub(crate) unsafe fn wrap_as<'py>(
    py: Python<'py>,
    class: &Bound<'py, PyType>,
    pointer: *mut c_void,
) -> PyResult<Bound<'py, PyAny>> {
    let made = py
        .get_type::<Unknown>()
        .call_method1("__new__", (class,))
        .and_then(|made| Ok(made.cast_into::<Unknown>()?));
    let made = match made {
        Ok(made) => made,
        Err(error) => {
            // SAFETY: an owned reference.
            unsafe { release(pointer) };
            return Err(error);
        }
    };
    let state = made.get();
    state.home.store(apartment::current(), Ordering::Relaxed);
    state.is_pointer.store(1, Ordering::Relaxed);
    state.pointer.store(pointer, Ordering::Relaxed);
    LIVE.lock().unwrap_or_else(PoisonError::into_inner).insert(std::ptr::from_ref(state).expose_provenance());
    Ok(made.into_any())
}

/// A pointer to an object that Python implements here: calls go through its vtable, as a caller's in another language do.
#[pyfunction]
pub(crate) fn through_vtable<'py>(
    object: &Bound<'py, Unknown>,
    class: &Bound<'py, PyType>,
) -> PyResult<Bound<'py, PyAny>> {
    let pointer = pointer_for(object, &guid_of(class)?)?;
    // SAFETY: an owned pointer to the class's interface.
    unsafe { wrap_as(object.py(), class, pointer) }
}

/// Releases what all instances hold.
pub(crate) fn release_all(py: Python<'_>) {
    let live: Vec<usize> = LIVE.lock().unwrap_or_else(PoisonError::into_inner).drain().collect();
    // An instance leaves the set before it goes, and both need the GIL, which is held until all pointers are taken.
    let taken = live.into_iter().map(|address| {
        // SAFETY: so the instance is still there.
        let state = unsafe { &*std::ptr::with_exposed_provenance::<Unknown>(address) };
        (state.home.load(Ordering::Relaxed), Address(state.pointer.swap(null_mut(), Ordering::Relaxed)))
    });
    let taken: Vec<(u64, Address)> = taken.filter(|(_, pointer)| !pointer.0.is_null()).collect();
    py.detach(move || {
        for (home, pointer) in taken {
            // SAFETY: the instance owned this reference.
            unsafe { apartment::release_in(home, pointer.0) };
        }
    });
}
