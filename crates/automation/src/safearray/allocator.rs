//! Where the data of an array comes from: task memory, or an allocator that the runtime brings.

use core::ffi::c_void;
use core::ptr::NonNull;
use std::sync::{Arc, OnceLock};

use oxcom_abi::VARTYPE;

use super::descriptor::Descriptor;
use super::owner::DataOwner;
use super::registry;
use crate::{Error, Result};

/// Memory for the data of large arrays of scalars, such as blocks that can be shared with other processes.
pub trait ArrayAllocator: Send + Sync {
    /// The least number of bytes that is worth asking for; below, task memory is used without asking.
    fn threshold(&self) -> usize;

    /// `bytes` bytes, zero, aligned to 16, and the owner that is dropped when the array gives them up. `None`: not now;
    /// task memory is used instead.
    fn allocate(&self, vartype: VARTYPE, bytes: usize) -> Option<(NonNull<c_void>, Arc<dyn DataOwner>)>;
}

static ALLOCATOR: OnceLock<&'static dyn ArrayAllocator> = OnceLock::new(); // immutable once set

/// Says where the data of large arrays comes from. The first call of a process counts: false when it was not this.
pub fn set_array_allocator(allocator: &'static dyn ArrayAllocator) -> bool {
    ALLOCATOR.set(allocator).is_ok()
}

/// Data that an array holds.
pub(super) enum Storage {
    /// Task memory, the array's own.
    Own(*mut c_void),
    /// An owner's.
    Lent(*mut c_void, Arc<dyn DataOwner>),
}

// SAFETY: whoever holds the storage owns its memory.
unsafe impl Send for Storage {}

impl Storage {
    pub(super) fn data(&self) -> *mut c_void {
        match self {
            Self::Own(data) | Self::Lent(data, _) => *data,
        }
    }

    pub(super) fn free(self) {
        match self {
            // SAFETY: the array owned it, and gave it up.
            Self::Own(data) => unsafe { libc::free(data) },
            Self::Lent(_, owner) => drop(owner),
        }
    }

    /// Makes it the array's data. The descriptor has none.
    pub(super) fn install(self, array: Descriptor) {
        array.set_data(self.data());
        if let Self::Lent(data, owner) = self {
            let attached = registry::attach(array.as_ptr().addr(), data.addr(), owner);
            debug_assert!(attached.is_ok(), "only descriptors made here ask for it");
        }
    }
}

/// `bytes` bytes, zero, for the data of this array.
pub(super) fn allocate(array: Descriptor, bytes: usize) -> Result<Storage> {
    allocate_unless(array, bytes, || false)?.ok_or(Error::OutOfMemory)
}

/// As [`allocate`]; but where it would be task memory, the caller may prefer to do without.
pub(super) fn allocate_unless(
    array: Descriptor,
    bytes: usize,
    without: impl FnOnce() -> bool,
) -> Result<Option<Storage>> {
    if let Some(storage) = ask(array, bytes) {
        return Ok(Some(storage));
    }
    if without() {
        return Ok(None);
    }
    // SAFETY: calloc takes any size.
    let data = unsafe { libc::calloc(1, bytes.max(1)) };
    if data.is_null() { Err(Error::OutOfMemory) } else { Ok(Some(Storage::Own(data))) }
}

/// Asks the runtime's allocator, for a large array of scalars whose descriptor was made here.
fn ask(array: Descriptor, bytes: usize) -> Option<Storage> {
    let allocator = ALLOCATOR.get().filter(|allocator| bytes >= allocator.threshold())?;
    let vartype = array.vartype().filter(|_| array.is_scalar())?;
    registry::with(array.as_ptr().addr(), |_| ())?;
    let (data, owner) = allocator.allocate(VARTYPE(vartype), bytes)?;
    Some(Storage::Lent(data.as_ptr(), owner))
}
