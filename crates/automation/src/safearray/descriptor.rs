//! The descriptor as Rust reads it: every access to one goes through [`Descriptor`].

use core::ffi::c_void;
use core::ptr::NonNull;
use core::sync::atomic::AtomicU32;

use oxcom_abi::{
    FADF_AUTO, FADF_BSTR, FADF_DISPATCH, FADF_EMBEDDED, FADF_HAVEIID, FADF_HAVEVARTYPE, FADF_RECORD,
    FADF_STATIC, FADF_UNKNOWN, FADF_VARIANT, SAFEARRAY, SAFEARRAYBOUND,
};
use windows_core::GUID;

use super::element::Kind;
use crate::variant::types;
use crate::{Error, Result};

/// The features that say what the elements are; a copy of an array has the same.
pub(super) const TYPE_FEATURES: u16 =
    (FADF_RECORD | FADF_HAVEIID | FADF_HAVEVARTYPE | FADF_BSTR | FADF_UNKNOWN | FADF_DISPATCH | FADF_VARIANT)
        as u16;

/// The features that say that the data is not the array's to free.
pub(super) const FOREIGN_DATA: u16 = (FADF_AUTO | FADF_STATIC | FADF_EMBEDDED) as u16;

/// The bytes in front of a descriptor that belong to it.
pub(super) const HIDDEN: usize = 16;

/// A descriptor that somebody keeps alive for as long as this is used.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Descriptor(NonNull<SAFEARRAY>);

impl Descriptor {
    /// E_INVALIDARG for null and for an array without dimensions.
    ///
    /// # Safety
    /// `psa` is null or points to a descriptor with as many bounds as it says, which lives and is changed by nobody else
    /// (except its lock count) while the answer or a copy of it is used. It has hidden bytes if its features say so.
    pub unsafe fn new(psa: *const SAFEARRAY) -> Result<Self> {
        let array = NonNull::new(psa.cast_mut()).map(Self).ok_or(Error::InvalidArgument)?;
        if array.dimensions() == 0 { Err(Error::InvalidArgument) } else { Ok(array) }
    }

    /// The pointer that the published functions take.
    pub fn as_ptr(self) -> *mut SAFEARRAY {
        self.0.as_ptr()
    }

    /// The number of dimensions.
    pub fn dimensions(self) -> usize {
        // SAFETY: the descriptor lives (`new`).
        usize::from(unsafe { (*self.as_ptr()).cDims })
    }

    /// The FADF_* bits.
    pub fn features(self) -> u16 {
        // SAFETY: the descriptor lives (`new`).
        unsafe { (*self.as_ptr()).fFeatures }
    }

    /// Whether any of these FADF_* bits is set.
    pub fn has(self, features: i32) -> bool {
        self.features() & features as u16 != 0
    }

    /// The size of an element in bytes.
    pub fn element_size(self) -> usize {
        // SAFETY: the descriptor lives (`new`).
        unsafe { (*self.as_ptr()).cbElements as usize }
    }

    /// The first element; null before there is data.
    pub fn data(self) -> *mut c_void {
        // SAFETY: the descriptor lives (`new`).
        unsafe { (*self.as_ptr()).pvData }
    }

    /// The bounds, the last dimension first.
    pub fn bounds(&self) -> &[SAFEARRAYBOUND] {
        // SAFETY: the descriptor lives and has as many (`new`).
        unsafe { core::slice::from_raw_parts(self.first_bound(), self.dimensions()) }
    }

    /// The number of elements. E_OUTOFMEMORY when they, or their bytes, are more than an address space holds.
    pub fn count(self) -> Result<usize> {
        let bounds = self.bounds();
        if bounds.iter().any(|bound| bound.cElements == 0) {
            return Ok(0);
        }
        let count =
            bounds.iter().try_fold(1_usize, |count, bound| count.checked_mul(bound.cElements as usize));
        let bytes = count.and_then(|count| count.checked_mul(self.element_size().max(1)));
        bytes.filter(|bytes| *bytes <= isize::MAX as usize).and(count).ok_or(Error::OutOfMemory)
    }

    /// The size of the data in bytes; errors as for [`count`](Self::count).
    pub fn bytes(self) -> Result<usize> {
        Ok(self.count()? * self.element_size())
    }

    /// The type of the elements, as far as the descriptor tells.
    pub fn vartype(self) -> Option<u16> {
        if self.has(FADF_HAVEVARTYPE) {
            // SAFETY: the feature says that the hidden bytes are there (`new`).
            return Some(unsafe { self.hidden().byte_add(HIDDEN - 4).cast::<u32>().read() } as u16);
        }
        Some(match self.kind() {
            Kind::Record => types::RECORD,
            Kind::Interface if self.has(FADF_DISPATCH) => types::DISPATCH,
            Kind::Interface => types::UNKNOWN,
            Kind::Bstr => types::BSTR,
            Kind::Variant => types::VARIANT_,
            Kind::Plain => return None,
        })
    }

    /// Whether the elements are known to be their bytes and nothing more.
    pub fn is_scalar(self) -> bool {
        self.kind() == Kind::Plain && self.vartype().is_some_and(types::is_scalar)
    }

    pub(super) fn kind(self) -> Kind {
        Kind::of(self.features())
    }

    pub(super) fn locks(&self) -> &AtomicU32 {
        // SAFETY: the descriptor lives (`new`), its lock count is aligned and only changed through this.
        unsafe { AtomicU32::from_ptr(&raw mut (*self.as_ptr()).cLocks) }
    }

    /// DISP_E_ARRAYISLOCKED when it is.
    pub(super) fn check_unlocked(self) -> Result<()> {
        // Counts only: whoever locks and whoever frees agree by other means.
        let locks = self.locks().load(core::sync::atomic::Ordering::Relaxed);
        if locks > 0 { Err(Error::ArrayIsLocked) } else { Ok(()) }
    }

    /// The hidden bytes; they may be used only if they are there.
    pub(super) fn hidden(self) -> *mut u8 {
        self.as_ptr().cast::<u8>().wrapping_sub(HIDDEN)
    }

    pub(super) fn iid(self) -> *mut GUID {
        self.hidden().cast()
    }

    pub(super) fn record_info(self) -> *mut *mut c_void {
        self.hidden().wrapping_add(HIDDEN - size_of::<*mut c_void>()).cast()
    }

    pub(super) fn set_vartype(self, vartype: u16) {
        // SAFETY: called for descriptors made here, which have hidden bytes.
        unsafe { self.hidden().byte_add(HIDDEN - 4).cast::<u32>().write(vartype.into()) }
    }

    pub(super) fn set_features(self, features: u16) {
        // SAFETY: the descriptor lives (`new`).
        unsafe { (*self.as_ptr()).fFeatures = features }
    }

    pub(super) fn set_element_size(self, size: u32) {
        // SAFETY: the descriptor lives (`new`).
        unsafe { (*self.as_ptr()).cbElements = size }
    }

    pub(super) fn set_data(self, data: *mut c_void) {
        // SAFETY: the descriptor lives (`new`).
        unsafe { (*self.as_ptr()).pvData = data }
    }

    pub(super) fn set_bound(self, at: usize, bound: SAFEARRAYBOUND) {
        debug_assert!(at < self.dimensions());
        // SAFETY: the descriptor lives and has a bound there (`new`).
        unsafe { self.first_bound().add(at).write(bound) }
    }

    fn first_bound(self) -> *mut SAFEARRAYBOUND {
        // SAFETY: within the descriptor.
        unsafe { (&raw mut (*self.as_ptr()).rgsabound).cast() }
    }
}
