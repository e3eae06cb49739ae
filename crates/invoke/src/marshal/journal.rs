//! What reading a message made, so that all of it can be given back.
//!
//! ```text
//!             │ the proxy reads an answer         │ the stub reads a request
//!  given      │ the caller's, if all is well       │ the method's: values of [in, out] parameters
//!  kept       │ (staging memory)                   │ the stub's: values of [in] parameters, buffers
//!  byrefs     │ moved into the caller's variables  │ the stub's: what VARIANTs by reference point to
//!  records    │ copied into the caller's variables │ –
//! ```
//!
//! When reading fails, everything is released, whoever it was for.

use crate::memory;
use crate::variant::{self, RawVariant};
use oxcom_abi::{IRecordInfo, SAFEARRAY, SafeArrayDestroy};
use smallvec::SmallVec;
use std::alloc::Layout;
use std::ffi::c_void;
use std::os::fd::{FromRawFd, OwnedFd, RawFd};
use windows_core::Interface;

/// Something that was made and must be given back once.
#[derive(Debug)]
pub(crate) enum Owned {
    Task(*mut u8),
    Block(*mut u8, Layout),
    Bstr(*const u16),
    SafeArray(*mut SAFEARRAY),
    Object(*mut c_void),
    Variant(RawVariant),
    Descriptor(RawFd),
}

/// What a VARIANT by reference points to.
#[derive(Debug)]
pub(crate) struct ByReference {
    /// Task memory.
    pub(crate) storage: *mut u8,
    /// What lies there.
    pub(crate) vartype: u16,
    /// The caller's variable, which gets the value.
    pub(crate) variable: Option<*mut u8>,
}

/// Everything that reading one message made.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    pub(crate) kept: SmallVec<[Owned; 1]>,
    pub(crate) given: SmallVec<[Owned; 1]>,
    pub(crate) byrefs: Vec<ByReference>,
    /// Records, and the caller's variables that get copies of them.
    pub(crate) records: Vec<(RawVariant, *mut c_void)>,
}

impl Journal {
    /// Zeroed memory for the time of the call; null when there is none.
    pub(crate) fn block(&mut self, size: usize, align: usize) -> *mut u8 {
        let Ok(layout) = Layout::from_size_align(size.max(align), align) else { return std::ptr::null_mut() };
        // SAFETY: the size is not zero.
        let memory = unsafe { std::alloc::alloc_zeroed(layout) };
        if !memory.is_null() {
            self.kept.push(Owned::Block(memory, layout));
        }
        memory
    }

    /// Takes over what VARIANTs by reference refer to.
    pub(crate) fn take_references(&mut self, other: &mut Journal) {
        self.byrefs.append(&mut other.byrefs);
        self.records.append(&mut other.records);
    }

    /// What was made has another owner.
    pub(crate) fn forget(mut self) {
        self.kept.clear();
        self.given.clear();
    }

    /// What was given is no longer this journal's business.
    pub(crate) fn give(&mut self) {
        self.given.clear();
    }

    /// Moves the values of VARIANTs by reference into the variables of the caller that are waiting for them.
    ///
    /// # Safety
    /// The variables are alive and hold values of their type.
    pub(crate) unsafe fn update_variables(&mut self) {
        for byref in &mut self.byrefs {
            if let Some(variable) = byref.variable {
                // SAFETY: both hold a value of this type; the storage's is not released again, as it is zeroed.
                unsafe {
                    variant::release_value(byref.vartype, variable);
                    let size = variant::value_size(byref.vartype);
                    std::ptr::copy_nonoverlapping(byref.storage, variable, size);
                    byref.storage.write_bytes(0, size);
                }
            }
        }
    }

    /// Copies records into the variables of the caller that are waiting for them.
    ///
    /// # Safety
    /// The variables hold records of the same type.
    pub(crate) unsafe fn update_records(&mut self) {
        for (record, variable) in &self.records {
            let info = record.value[1] as *mut c_void;
            // SAFETY: a record and its description; the caller's promise.
            unsafe {
                if let Some(info) = IRecordInfo::from_raw_borrowed(&info) {
                    let _ = info.RecordCopy(record.value[0] as *const c_void, *variable);
                }
            }
        }
    }

    /// Releases everything that is left, the latest first.
    ///
    /// # Safety
    /// What is in the journal is not used any more, and was not released by others.
    pub(crate) unsafe fn release(&mut self) {
        for owned in self.given.drain(..).rev().chain(self.kept.drain(..).rev()) {
            // SAFETY: the journal owns it; the caller's promise.
            unsafe { owned.release() };
        }
        for (mut record, _) in self.records.drain(..) {
            // SAFETY: as above.
            unsafe { variant::clear(&mut record) };
        }
        for byref in self.byrefs.drain(..).rev() {
            // SAFETY: as above.
            unsafe {
                variant::release_value(byref.vartype, byref.storage);
                memory::task_free(byref.storage);
            }
        }
    }
}

impl Owned {
    /// # Safety
    /// Nobody else owns it.
    unsafe fn release(self) {
        // SAFETY: the caller's promise; each was made by the function that fits.
        unsafe {
            match self {
                Owned::Task(memory) => memory::task_free(memory),
                Owned::Block(memory, layout) => std::alloc::dealloc(memory, layout),
                Owned::Bstr(text) => memory::bstr_free(text),
                Owned::SafeArray(array) => {
                    let _ = SafeArrayDestroy(array);
                }
                Owned::Object(object) => memory::release(object),
                Owned::Variant(mut value) => variant::clear(&mut value),
                Owned::Descriptor(descriptor) => drop(OwnedFd::from_raw_fd(descriptor)),
            }
        }
    }
}
