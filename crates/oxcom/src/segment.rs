//! Memory shared with other processes.

use std::ffi::c_void;
use std::ops::Range;
use std::ptr::NonNull;

use oxcom_abi::extension::{ISharedSegment, OxcomCreateSegment, OxcomOpenSegment};
use oxcom_abi::{SAFEARRAY, SAFEARRAYBOUND};

pub use oxcom_abi::extension::SegmentReference;

use crate::{Interface, Result, Scalar};

/// Memory that this process shares, or that another one shares with it.
#[derive(Clone)]
pub struct SharedSegment {
    segment: ISharedSegment,
    data: NonNull<u8>,
    length: usize,
}

// SAFETY: a segment belongs to no apartment, and its memory is reached by raw pointers only.
unsafe impl Send for SharedSegment {}
// SAFETY: as above.
unsafe impl Sync for SharedSegment {}

impl SharedSegment {
    /// Shares a copy of `bytes`.
    ///
    /// # Errors
    /// E_INVALIDARG: no bytes. E_OUTOFMEMORY.
    pub fn with(bytes: &[u8]) -> Result<Self> {
        let made = Self::take(|segment| {
            // SAFETY: writable.
            unsafe { OxcomCreateSegment(bytes.len() as u64, segment) }
        })?;
        // SAFETY: the memory is new, writable, and as long as was asked for.
        unsafe { made.data.as_ptr().copy_from_nonoverlapping(bytes.as_ptr(), bytes.len()) };
        Ok(made)
    }

    /// Opens what another process shares.
    ///
    /// # Errors
    /// See `OxcomOpenSegment`.
    pub fn open(reference: &SegmentReference) -> Result<Self> {
        // SAFETY: pointers of their types.
        Self::take(|segment| unsafe { OxcomOpenSegment(reference, segment) })
    }

    fn take(make: impl FnOnce(*mut *mut c_void) -> windows_core::HRESULT) -> Result<Self> {
        let (mut raw, mut data, mut length) = (std::ptr::null_mut(), std::ptr::null_mut(), 0);
        make(&mut raw).ok()?;
        // SAFETY: with success an owned pointer to an ISharedSegment.
        let segment = unsafe { ISharedSegment::from_raw(raw) };
        // SAFETY: pointers of their types.
        unsafe { segment.GetMemory(&mut data, &mut length) }.ok()?;
        let data = NonNull::new(data.cast()).ok_or(oxcom_abi::E_UNEXPECTED)?;
        Ok(Self { segment, data, length: length as usize })
    }

    /// Where the memory begins. Other processes may read and, where they created it, write it at any time.
    pub fn as_ptr(&self) -> *mut u8 {
        self.data.as_ptr()
    }

    /// Its length in bytes.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Never: a segment has at least one byte.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// What others need to open a part of it.
    ///
    /// # Errors
    /// E_BOUNDS: not within the segment. E_ACCESSDENIED: it is another process's. CO_E_NOTINITIALIZED.
    pub fn reference(&self, part: Range<usize>) -> Result<SegmentReference> {
        let mut reference = SegmentReference::default();
        let length = part.end.saturating_sub(part.start) as u64;
        // SAFETY: pointers of their types.
        unsafe { self.segment.GetReference(part.start as u64, length, &mut reference) }.ok()?;
        Ok(reference)
    }

    /// A one-dimensional SAFEARRAY over `count` numbers at `offset`, without a copy: the caller destroys it. It keeps the
    /// memory until then.
    ///
    /// # Errors
    /// E_BOUNDS: not within the segment. E_OUTOFMEMORY.
    pub fn array<T: Scalar>(&self, offset: usize, count: usize) -> Result<*mut SAFEARRAY> {
        let elements = u32::try_from(count).map_err(|_| oxcom_abi::E_BOUNDS)?;
        let bounds = SAFEARRAYBOUND { cElements: elements, lLbound: 0 };
        let mut array = std::ptr::null_mut();
        // SAFETY: pointers of their types; one bound for one dimension.
        unsafe { self.segment.CreateArray(T::VARTYPE, offset as u64, 1, &bounds, &mut array) }.ok()?;
        Ok(array)
    }
}
