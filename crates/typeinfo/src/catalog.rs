//! Plans on demand: finds an interface's description, reads it, compiles it, and keeps the result.
//!
//! ```text
//!  plan_of(iid) ──► kept? ──► one of COM's own? ──► Source: which files? ──► read ──► plan::compile ──► kept
//! ```
//!
//! ```
//! use oxcom_typeinfo::{Catalog, Error};
//! use windows_core::GUID;
//!
//! // Nothing is registered, so only COM's own interfaces are known.
//! let catalog = Catalog::new(|_: &GUID| Vec::new());
//! let stream = catalog.plan_of(&GUID::from_u128(0x0000000c_0000_0000_c000_000000000046))?;
//! assert_eq!(stream.name, "IStream");
//! assert_eq!(stream.methods[0].name, "Read");
//! assert!(matches!(catalog.plan_of(&GUID::from_u128(1)), Err(Error::NotRegistered(_))));
//! # Ok::<(), Error>(())
//! ```

use std::collections::HashMap;
use std::hash::Hash;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::model::Library;
use crate::plan::{self, Interface, Scope};
use crate::{Error, system};
use windows_core::GUID;

/// No description is larger; the official metadata of all of Windows has 13 MB.
const MAX_FILE: u64 = 64 << 20;

/// Knows which files describe which interface: the runtime's registration.
pub trait Source: Send + Sync {
    /// The `.winmd` or `.tlb` files that describe an interface: its own first, then those it refers to, COM's own excepted. None,
    /// if the interface is not registered.
    fn files_of(&self, iid: &GUID) -> Vec<PathBuf>;

    /// Reads such a file.
    ///
    /// # Errors
    ///
    /// What the system says, or that the file is larger than any description.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let too_large = || io::Error::new(io::ErrorKind::FileTooLarge, "larger than any type description");
        if std::fs::metadata(path)?.len() > MAX_FILE {
            return Err(too_large());
        }
        std::fs::read(path)
    }
}

impl<F: Fn(&GUID) -> Vec<PathBuf> + Send + Sync> Source for F {
    fn files_of(&self, iid: &GUID) -> Vec<PathBuf> {
        self(iid)
    }
}

/// The descriptions of all interfaces that a process meets, each read and compiled once.
pub struct Catalog {
    source: Box<dyn Source>,
    libraries: Kept<PathBuf, Library>,
    plans: Kept<GUID, Interface>,
}

impl Catalog {
    /// One that asks `source` for all interfaces but COM's own.
    pub fn new(source: impl Source + 'static) -> Self {
        Self { source: Box::new(source), libraries: Kept::default(), plans: Kept::default() }
    }

    /// The plan of an interface.
    ///
    /// # Errors
    ///
    /// [`Error`]; it is not kept, so that an interface that is registered later is found.
    pub fn plan_of(&self, iid: &GUID) -> Result<Arc<Interface>, Error> {
        if let Some(plan) = self.plans.find(iid) {
            return Ok(plan);
        }
        if let Some(plan) = system::plan_of(iid)? {
            return Ok(plan);
        }
        let files = self.source.files_of(iid);
        if files.is_empty() {
            return Err(Error::NotRegistered(*iid));
        }
        let libraries = files.iter().map(|file| self.library(file)).collect::<Result<Vec<_>, _>>()?;
        let mut scope = vec![system::library()];
        scope.extend(libraries.iter().map(|library| &**library));
        Ok(self.plans.keep(*iid, plan::compile(Scope(&scope), iid)?))
    }

    /// What a `.winmd` or `.tlb` file says.
    ///
    /// # Errors
    ///
    /// [`Error::Unreadable`], [`Error::Damaged`].
    pub fn library(&self, path: &Path) -> Result<Arc<Library>, Error> {
        if let Some(library) = self.libraries.find(path) {
            return Ok(library);
        }
        let bytes =
            self.source.read(path).map_err(|error| Error::Unreadable { path: path.to_owned(), error })?;
        let library =
            crate::read(&bytes).map_err(|damage| Error::Damaged { path: path.to_owned(), damage })?;
        Ok(self.libraries.keep(path.to_owned(), Arc::new(library)))
    }
}

/// What has been made once. Two threads that make the same at once both do the work; the first one's result stays.
pub(crate) struct Kept<K, V> {
    // guarded by: itself, never while something is made
    made: Mutex<HashMap<K, Arc<V>>>,
}

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self { made: Mutex::default() }
    }
}

impl<K: Hash + Eq, V> Kept<K, V> {
    pub(crate) fn find<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<Arc<V>>
    where
        K: std::borrow::Borrow<Q>,
    {
        self.lock().get(key).cloned()
    }

    pub(crate) fn keep(&self, key: K, value: Arc<V>) -> Arc<V> {
        self.lock().entry(key).or_insert(value).clone()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<K, Arc<V>>> {
        // Nothing that runs under the lock can panic half-way.
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
