//! Which type libraries describe which interface: those that registration files name, and those that the program has with
//! it.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, PoisonError, RwLock};

use oxcom_typeinfo::Source;
use windows_core::{GUID, HRESULT};

use crate::error::{Error, Result, answer};
use crate::process;

/// Libraries of the program's own, by names that no file has; the interfaces by the library that describes them.
#[derive(Default)]
struct Own {
    libraries: HashMap<PathBuf, &'static [u8]>,
    interfaces: HashMap<GUID, PathBuf>,
}

/// Guarded by its lock, never held while reading a library.
static OWN: LazyLock<RwLock<Own>> = LazyLock::new(RwLock::default);

/// What the catalog of interfaces asks.
pub(crate) struct Registered;

impl Source for Registered {
    fn files_of(&self, iid: &GUID) -> Vec<PathBuf> {
        let own = OWN.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(library) = own.interfaces.get(iid) {
            return vec![library.clone()];
        }
        drop(own);
        process::registry().interface(iid).map_or_else(Vec::new, |found| found.type_libraries.clone())
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let own = OWN.read().unwrap_or_else(PoisonError::into_inner);
        match own.libraries.get(path) {
            Some(bytes) => Ok(bytes.to_vec()),
            None => {
                drop(own);
                (|_: &GUID| Vec::new()).read(path) // as any source reads a file: bounded
            }
        }
    }
}

/// The type libraries that describe an interface, its own first: paths, or names that [`read_type_library`] knows.
pub fn type_libraries_of(iid: &GUID) -> Vec<PathBuf> {
    Registered.files_of(iid)
}

/// Reads a type library: a file, or one that the program has with it.
///
/// # Errors
/// What the system says, or that the file is larger than any description.
pub fn read_type_library(path: &Path) -> io::Result<Vec<u8>> {
    Registered.read(path)
}

/// Registers the interfaces that a type library (the bytes of a `.winmd` or `.tlb` file) describes, for this process alone.
///
/// # Errors
/// E_INVALIDARG: a null pointer. TYPE_E_INVDATAREAD: the bytes are no type library; GetErrorInfo says where.
///
/// # Safety
/// The pointer is null, or points to as many bytes, for ever.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn OxcomRegisterTypeLibrary(bytes: *const u8, length: usize) -> HRESULT {
    if bytes.is_null() {
        return answer(Err(Error::InvalidArgument("OxcomRegisterTypeLibrary: null pointer")));
    }
    // SAFETY: not null, so as the caller promises.
    answer(register(unsafe { std::slice::from_raw_parts(bytes, length) }))
}

/// The same for the runtime.
///
/// # Errors
/// TYPE_E_INVDATAREAD: the bytes are no type library.
pub(crate) fn register(bytes: &'static [u8]) -> Result<()> {
    let library = oxcom_typeinfo::read(bytes).map_err(|damage| Error::TypeLibrary(damage.to_string()))?;
    let name = PathBuf::from(format!("\0type library at {:p}", bytes.as_ptr()));
    let mut own = OWN.write().unwrap_or_else(PoisonError::into_inner);
    own.interfaces.extend(library.interfaces().filter_map(|interface| Some((interface.iid?, name.clone()))));
    own.libraries.insert(name, bytes);
    Ok(())
}
