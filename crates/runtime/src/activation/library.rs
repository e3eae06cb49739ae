//! Component libraries: in-process servers, proxies among them, loaded when a class of theirs is first asked for.

use std::collections::HashMap;
use std::ffi::{CStr, CString, c_void};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::ptr::NonNull;
use std::sync::{LazyLock, Mutex, MutexGuard, Once, PoisonError};

use oxcom_abi::{CO_E_DLLNOTFOUND, CO_E_ERRORINDLL, E_UNEXPECTED, S_OK};
use windows_core::{GUID, HRESULT};

use crate::error::{Error, Result};

type GetClassObject = unsafe extern "system" fn(*const GUID, *const GUID, *mut *mut c_void) -> HRESULT;
type CanUnloadNow = unsafe extern "system" fn() -> HRESULT;

/// A loaded component library.
#[derive(Clone, Copy)]
struct Library {
    handle: NonNull<c_void>,
    class_object: GetClassObject,
    can_unload: Option<CanUnloadNow>,
}

// SAFETY: a handle of dlopen and functions may be used from any thread.
unsafe impl Send for Library {}

/// By the path that the registration names. Guarded by its lock, which is held while loading: a library is loaded once.
static LIBRARIES: LazyLock<Mutex<HashMap<PathBuf, Library>>> = LazyLock::new(Mutex::default);

fn libraries() -> MutexGuard<'static, HashMap<PathBuf, Library>> {
    LIBRARIES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// An owned pointer to the interface `iid` of a class object of a library.
pub(super) fn class_object(path: &Path, clsid: &GUID, iid: &GUID) -> Result<*mut c_void> {
    let library = {
        let mut libraries = libraries();
        match libraries.get(path) {
            Some(library) => *library,
            None => *libraries.entry(path.to_path_buf()).or_insert(Library::load(path)?),
        }
    };
    let mut interface = std::ptr::null_mut();
    // SAFETY: DllGetClassObject with pointers of its types, `interface` writable.
    unsafe { (library.class_object)(clsid, iid, &mut interface) }.ok()?;
    if interface.is_null() {
        return Err(Error::Answered(E_UNEXPECTED));
    }
    Ok(interface)
}

impl Library {
    fn load(path: &Path) -> Result<Self> {
        own_symbols_are_global();
        let failure =
            |why: String, hresult| Error::Library { path: path.display().to_string(), why, hresult };
        let name = CString::new(path.as_os_str().as_bytes())
            .map_err(|_| failure("the path has a NUL in it".into(), CO_E_DLLNOTFOUND))?;
        // SAFETY: the name is a C string; the library's constructors are the component's own.
        let handle = unsafe { libc::dlopen(name.as_ptr(), libc::RTLD_NOW | libc::RTLD_LOCAL) };
        let handle = NonNull::new(handle).ok_or_else(|| failure(last_error(), CO_E_DLLNOTFOUND))?;
        Self::check(handle).map_err(|why| {
            // SAFETY: the handle is of dlopen, and nothing of the library is in use.
            unsafe { libc::dlclose(handle.as_ptr()) };
            failure(why, CO_E_ERRORINDLL)
        })
    }

    fn check(handle: NonNull<c_void>) -> std::result::Result<Self, String> {
        let own = crate::apartment::initialize_function() as usize;
        if symbol(handle, c"CoInitializeEx").is_some_and(|found| found.as_ptr() as usize != own) {
            return Err(
                "it carries a COM runtime of its own: a component must depend on the declaring crates \
                        (oxcom, oxcom-abi) only, and never on oxcom-host or another copy of liboxcom.so"
                    .into(),
            );
        }
        let class_object = symbol(handle, c"DllGetClassObject").ok_or("it has no DllGetClassObject")?;
        let can_unload = symbol(handle, c"DllCanUnloadNow");
        // SAFETY: functions of these names have these types, by COM's rules for component libraries.
        unsafe {
            Ok(Self {
                handle,
                class_object: std::mem::transmute::<NonNull<c_void>, GetClassObject>(class_object),
                can_unload: can_unload
                    .map(|found| std::mem::transmute::<NonNull<c_void>, CanUnloadNow>(found)),
            })
        }
    }

    fn is_unused(&self) -> bool {
        // SAFETY: DllCanUnloadNow has no arguments.
        self.can_unload.is_some_and(|function| unsafe { function() } == S_OK)
    }
}

fn symbol(handle: NonNull<c_void>, name: &CStr) -> Option<NonNull<c_void>> {
    // SAFETY: a handle of dlopen and a C string.
    NonNull::new(unsafe { libc::dlsym(handle.as_ptr(), name.as_ptr()) })
}

fn last_error() -> String {
    // SAFETY: dlerror gives null or a C string that lives until the thread's next dl function.
    unsafe {
        let text = libc::dlerror();
        if text.is_null() {
            "unknown error".into()
        } else {
            CStr::from_ptr(text).to_string_lossy().into_owned()
        }
    }
}

/// Lets component libraries find this runtime: a host that opened `liboxcom.so` for itself alone (RTLD_LOCAL, as Python
/// and Mono do) keeps its symbols from the libraries that it loads.
pub(crate) fn own_symbols_are_global() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let address = crate::apartment::initialize_function();
        let mut found = std::mem::MaybeUninit::<libc::Dl_info>::zeroed();
        // SAFETY: `found` is writable; dladdr fills it when it returns non-zero; its name lives as long as the object.
        unsafe {
            if libc::dladdr(address, found.as_mut_ptr()) != 0 && !found.assume_init().dli_fname.is_null() {
                // A program's own name opens nothing: its symbols are global when it was linked with -rdynamic.
                libc::dlopen(
                    found.assume_init().dli_fname,
                    libc::RTLD_NOW | libc::RTLD_NOLOAD | libc::RTLD_GLOBAL,
                );
            }
        }
    });
}

/// Unloads the component libraries that say they are not in use (DllCanUnloadNow).
#[unsafe(no_mangle)]
pub extern "system" fn CoFreeUnusedLibraries() {
    let unused: Vec<_> = libraries().extract_if(|_, library| library.is_unused()).collect();
    for (path, library) in unused {
        tracing::debug!(path = %path.display(), "unloaded");
        // SAFETY: the library says that nothing of it is in use, and we opened it once.
        unsafe { libc::dlclose(library.handle.as_ptr()) };
    }
}

/// As [`CoFreeUnusedLibraries`]; the delay and the reserved argument are of no use here.
#[unsafe(no_mangle)]
pub extern "system" fn CoFreeUnusedLibrariesEx(_delay: u32, _reserved: u32) {
    CoFreeUnusedLibraries();
}
