//! What a component library offers: class factories, and the two functions by which it is found.

use std::ffi::c_void;
use std::sync::atomic::{AtomicU32, Ordering};

use oxcom_abi::{
    CLASS_E_CLASSNOTAVAILABLE, CLASS_E_NOAGGREGATION, E_POINTER, IClassFactory, IClassFactory_Impl, S_FALSE,
    S_OK,
};
use windows_core::{BOOL, Ref, implement};

use crate::server;
use crate::{GUID, HRESULT, IUnknown, Interface, Result};

/// Locks and factories of this component. Relaxed: a count that orders nothing.
static IN_USE: AtomicU32 = AtomicU32::new(0);

/// A class factory that makes its objects by a function.
///
/// IClassFactory::LockServer keeps the server process up; a component library stays loaded while there is a lock.
#[implement(IClassFactory)]
pub struct Factory {
    make: Box<dyn Fn() -> Result<IUnknown> + Send + Sync>,
}

impl Factory {
    /// A factory of what `make` makes.
    pub fn new(make: impl Fn() -> Result<IUnknown> + Send + Sync + 'static) -> Self {
        IN_USE.fetch_add(1, Ordering::Relaxed);
        Self { make: Box::new(make) }
    }
}

impl Drop for Factory {
    fn drop(&mut self) {
        IN_USE.fetch_sub(1, Ordering::Relaxed);
    }
}

impl IClassFactory_Impl for Factory_Impl {
    fn CreateInstance(
        &self,
        outer: Ref<'_, IUnknown>,
        iid: *const GUID,
        object: *mut *mut c_void,
    ) -> Result<()> {
        if iid.is_null() || object.is_null() {
            return Err(E_POINTER.into());
        }
        // SAFETY: not null, so writable by the contract of CreateInstance.
        unsafe { object.write(std::ptr::null_mut()) };
        if !outer.is_null() {
            return Err(CLASS_E_NOAGGREGATION.into());
        }
        let made = (self.make)()?;
        // SAFETY: neither is null.
        unsafe { made.query(iid, object) }.ok()
    }

    fn LockServer(&self, lock: BOOL) -> Result<()> {
        if lock.as_bool() {
            IN_USE.fetch_add(1, Ordering::Relaxed);
            server::acquire();
        } else {
            IN_USE.fetch_sub(1, Ordering::Relaxed);
            server::release();
        }
        Ok(())
    }
}

/// A class of a component library, and how its class object is made.
pub type ComponentClass = (GUID, fn() -> Factory);

/// The body of `DllGetClassObject`: looks `clsid` up among the component's classes.
///
/// ```no_run
/// # use oxcom::{Factory, GUID, HRESULT, IUnknown, Result};
/// # const CLSID: GUID = GUID::zeroed();
/// # fn make() -> Result<IUnknown> { Err(oxcom::abi::E_NOTIMPL.into()) }
/// #[unsafe(no_mangle)]
/// unsafe extern "system" fn DllGetClassObject(
///     clsid: *const GUID,
///     iid: *const GUID,
///     object: *mut *mut std::ffi::c_void,
/// ) -> HRESULT {
///     // SAFETY: the arguments of DllGetClassObject.
///     unsafe { oxcom::get_class_object(clsid, iid, object, &[(CLSID, || Factory::new(make))]) }
/// }
/// ```
///
/// # Safety
/// The pointers are null, or point to ids and to writable memory.
pub unsafe fn get_class_object(
    clsid: *const GUID,
    iid: *const GUID,
    object: *mut *mut c_void,
    classes: &[ComponentClass],
) -> HRESULT {
    if clsid.is_null() || iid.is_null() || object.is_null() {
        return E_POINTER;
    }
    // SAFETY: none of them is null.
    unsafe {
        object.write(std::ptr::null_mut());
        match classes.iter().find(|(known, _)| *known == *clsid) {
            Some((_, factory)) => IUnknown::from(factory()).query(iid, object),
            None => CLASS_E_CLASSNOTAVAILABLE,
        }
    }
}

/// The body of `DllCanUnloadNow`, for a component whose objects hold a [`ComponentLock`](crate::ServerLock) or are
/// counted by `objects`.
pub fn can_unload_now(objects: u32) -> HRESULT {
    if objects == 0 && IN_USE.load(Ordering::Relaxed) == 0 { S_OK } else { S_FALSE }
}
