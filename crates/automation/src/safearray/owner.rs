//! Arrays over memory that belongs to someone else, and is given back when the array ends.
//!
//! ```text
//!   SAFEARRAY ── pvData ──▶ elements in a mapping, a camera's buffer, …
//!       ┆                                     ▲
//!   registry ── owner (DataOwner) ── keeps ───┘      SafeArrayDestroy drops the owner, and frees nothing
//! ```
//!
//! Such an array has FADF_AUTO, so that code which looks at the features leaves the data alone; it is otherwise like any
//! other. Redim and SafeArrayCopy give memory of the array's own.

use core::any::Any;
use core::ffi::c_void;
use std::sync::Arc;

use oxcom_abi::{FADF_AUTO, SAFEARRAY, SAFEARRAYBOUND, VARTYPE};

use super::descriptor::Descriptor;
use super::registry::{self, Entry};
use super::{create, header};
use crate::variant::types;
use crate::{Error, Result};

/// Keeps the data of an array valid. Dropping the last clone of its `Arc` gives the data back.
///
/// The runtime finds its own owners again by [`owner_of`] and `downcast_ref` (`&dyn DataOwner` becomes `&dyn Any`).
pub trait DataOwner: Any + Send + Sync {
    /// Whether the data may only be read: then SafeArrayPutElement and SafeArrayCopyData refuse with E_ACCESSDENIED. (Who
    /// takes a pointer with SafeArrayAccessData is on his own.)
    fn is_read_only(&self) -> bool {
        false
    }
}

/// Makes an array over `data` with these bounds, the first dimension first. The owner is dropped with the array, or at once
/// after an error.
///
/// Errors: E_INVALIDARG (`vartype` is not a scalar's, no data, no dimension or more than 65,535), E_OUTOFMEMORY.
///
/// # Safety
/// `data` holds as many elements, is aligned for them, and stays as long as the owner lives. If it is not read-only, nobody
/// else writes to it meanwhile.
pub unsafe fn create_over(
    vartype: VARTYPE,
    data: *mut c_void,
    bounds: &[SAFEARRAYBOUND],
    owner: Arc<dyn DataOwner>,
) -> Result<*mut SAFEARRAY> {
    // SAFETY: as the caller says.
    let array = unsafe { create_within(vartype, data, bounds, owner)? };
    // SAFETY: it was just made.
    let array = unsafe { Descriptor::new(array)? };
    array.set_features(array.features() | FADF_AUTO as u16);
    Ok(array.as_ptr())
}

/// [`create_over`] without FADF_AUTO: an array like any other to its user, as those are whose data an
/// [`ArrayAllocator`](super::ArrayAllocator) brought.
///
/// Errors: those of [`create_over`].
///
/// # Safety
/// As for [`create_over`].
pub unsafe fn create_within(
    vartype: VARTYPE,
    data: *mut c_void,
    bounds: &[SAFEARRAYBOUND],
    owner: Arc<dyn DataOwner>,
) -> Result<*mut SAFEARRAY> {
    if !types::is_scalar(vartype.0) || data.is_null() {
        return Err(Error::InvalidArgument);
    }
    let array = header::allocate_typed_as(vartype.0, bounds.len(), Entry::lent(data.addr(), owner))?;
    create::set_bounds(array, bounds);
    if let Err(error) = array.bytes() {
        header::free(array)?;
        return Err(error);
    }
    array.set_data(data);
    Ok(array.as_ptr())
}

/// Makes another array like one of scalars, over the same data.
///
/// Errors: E_INVALIDARG (null, no data, or no array of scalars), E_OUTOFMEMORY.
///
/// # Safety
/// `psa` is null or a descriptor; its data stays as long as the owner lives, and if it is not read-only, nobody writes to it.
pub unsafe fn create_alike(psa: *const SAFEARRAY, owner: Arc<dyn DataOwner>) -> Result<*mut SAFEARRAY> {
    // SAFETY: as the caller says.
    let source = unsafe { Descriptor::new(psa) }?;
    if !source.is_scalar() || source.data().is_null() {
        return Err(Error::InvalidArgument);
    }
    let array = create::same_shape(source, Entry::lent(source.data().addr(), owner))?;
    array.set_data(source.data());
    Ok(array.as_ptr())
}

/// Moves an array of scalars to other memory: its elements are copied to `data`, and what they lay in is given up.
///
/// Errors, with the array as it was: E_INVALIDARG (null, no data, no array of scalars, or its descriptor was not made here),
/// DISP_E_ARRAYISLOCKED.
///
/// # Safety
/// `psa` is null or a descriptor, and nobody uses its data under an old address afterwards; `data` and `owner` as for
/// [`create_over`].
pub unsafe fn move_into(psa: *const SAFEARRAY, data: *mut c_void, owner: Arc<dyn DataOwner>) -> Result<()> {
    // SAFETY: as the caller says.
    let array = unsafe { Descriptor::new(psa) }?;
    array.check_unlocked()?;
    let is_known = registry::with(psa.addr(), |_| ()).is_some();
    if !is_known || !array.is_scalar() || array.data().is_null() || data.is_null() {
        return Err(Error::InvalidArgument);
    }
    let bytes = array.bytes()?;
    // SAFETY: both hold as many bytes.
    unsafe { super::data::relocate(array, data, bytes, owner) };
    Ok(())
}

/// Shows an array's elements at another address: nothing is copied, and what owned the data before is dropped.
///
/// Errors, with the array as it was: as for [`move_into`].
///
/// # Safety
/// As for [`move_into`]; and the same elements are at `data`.
pub unsafe fn show_at(psa: *const SAFEARRAY, data: *mut c_void, owner: Arc<dyn DataOwner>) -> Result<()> {
    // SAFETY: as the caller says.
    let array = unsafe { Descriptor::new(psa) }?;
    array.check_unlocked()?;
    if !array.is_scalar() || data.is_null() {
        return Err(Error::InvalidArgument);
    }
    let before = registry::detach(psa.addr(), array.data().addr()).ok_or(Error::InvalidArgument)?;
    array.set_data(data);
    let attached = registry::attach(psa.addr(), data.addr(), owner);
    debug_assert!(attached.is_ok(), "it had an owner");
    drop(before);
    Ok(())
}

/// The owner of an array's data: `None` when the data is the array's own, or when the descriptor was not made here.
///
/// # Safety
/// `psa` is null or points to a descriptor.
pub unsafe fn owner_of(psa: *const SAFEARRAY) -> Option<Arc<dyn DataOwner>> {
    // SAFETY: as the caller says.
    let array = unsafe { Descriptor::new(psa) }.ok()?;
    registry::owner(psa.addr(), array.data().addr())
}

/// Gives back data that [`OxcomSafeArrayCreateOver`] lent; it may be called on any thread.
pub type ReleaseFunction = unsafe extern "system" fn(context: *mut c_void);

/// [`create_over`] for component libraries, which only declare functions:
///
/// ```c
/// SAFEARRAY *OxcomSafeArrayCreateOver(VARTYPE vt, void *data, UINT cDims, const SAFEARRAYBOUND *bounds,
///                                     void *owner_context, void (*release_fn)(void *owner_context));
/// ```
///
/// `release_fn(owner_context)` is called once, when the array is destroyed or moves to memory of its own; null if there is
/// nothing to do. The answer is null when the array cannot be made (a type that is no scalar's, a null pointer, no
/// dimension, no memory): then `release_fn` is not called, and the data is still the caller's.
///
/// # Safety
/// `bounds` is null or points to `cDims` bounds, the first dimension first; `data` as for [`create_over`], until
/// `release_fn` is called. `release_fn` may be called on any thread.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn OxcomSafeArrayCreateOver(
    vt: VARTYPE,
    data: *mut c_void,
    cDims: u32,
    bounds: *const SAFEARRAYBOUND,
    owner_context: *mut c_void,
    release_fn: Option<ReleaseFunction>,
) -> *mut SAFEARRAY {
    let owner = Arc::new(ForeignOwner { context: owner_context, release: release_fn });
    // SAFETY: as the caller says.
    let made = unsafe {
        create::bounds_at(bounds, cDims).and_then(|bounds| create_over(vt, data, bounds, owner.clone()))
    };
    match made {
        Ok(array) => array,
        Err(_) => {
            // It was not taken over, so it is not released either.
            if let Some(mut owner) = Arc::into_inner(owner) {
                owner.release = None;
            }
            core::ptr::null_mut()
        }
    }
}

struct ForeignOwner {
    context: *mut c_void,
    release: Option<ReleaseFunction>,
}

// SAFETY: whoever lent the data says that it may be given back on any thread; the context is only passed on.
unsafe impl Send for ForeignOwner {}
// SAFETY: as above.
unsafe impl Sync for ForeignOwner {}

impl DataOwner for ForeignOwner {}

impl Drop for ForeignOwner {
    fn drop(&mut self) {
        if let Some(release) = self.release {
            // SAFETY: the array has ended; this is the one call that was agreed.
            unsafe { release(self.context) };
        }
    }
}

/// E_ACCESSDENIED when the array's data is lent for reading.
pub(super) fn check_writable(array: Descriptor) -> Result<()> {
    let owner = registry::owner(array.as_ptr().addr(), array.data().addr());
    if owner.is_some_and(|owner| owner.is_read_only()) { Err(Error::ReadOnly) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use core::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::safearray::{
        SafeArrayAllocData, SafeArrayCopy, SafeArrayCopyData, SafeArrayDestroy, SafeArrayDestroyData,
        SafeArrayDestroyDescriptor, SafeArrayPutElement, SafeArrayRedim,
    };
    use oxcom_abi::{E_ACCESSDENIED, E_INVALIDARG, S_OK, VT_BSTR, VT_UI1, VT_UI2};

    /// A buffer such as a mapping, which counts how often it was given back.
    struct Buffer {
        pixels: Box<[u16; 6]>,
        read_only: bool,
        returned: Arc<AtomicUsize>,
    }

    impl DataOwner for Buffer {
        fn is_read_only(&self) -> bool {
            self.read_only
        }
    }

    impl Drop for Buffer {
        fn drop(&mut self) {
            self.returned.fetch_add(1, Ordering::Relaxed);
        }
    }

    const SHAPE: [SAFEARRAYBOUND; 2] =
        [SAFEARRAYBOUND { cElements: 3, lLbound: 0 }, SAFEARRAYBOUND { cElements: 2, lLbound: 0 }];

    fn image(read_only: bool) -> (*mut SAFEARRAY, *mut c_void, Arc<AtomicUsize>) {
        let returned = Arc::new(AtomicUsize::new(0));
        let mut buffer =
            Buffer { pixels: Box::new([1, 2, 3, 4, 5, 6]), read_only, returned: returned.clone() };
        let data = buffer.pixels.as_mut_ptr().cast();
        // SAFETY: the buffer holds as many pixels, and goes with its owner.
        let array = unsafe { create_over(VARTYPE(VT_UI2 as u16), data, &SHAPE, Arc::new(buffer)) };
        (array.unwrap(), data, returned)
    }

    fn returned(count: &AtomicUsize) -> usize {
        count.load(Ordering::Relaxed)
    }

    #[test]
    fn the_data_is_given_back_when_the_array_ends() {
        let (array, data, count) = image(false);
        // SAFETY: indices for two dimensions; destroyed once.
        unsafe {
            assert_eq!((*array).pvData, data, "no copy");
            assert_eq!(SafeArrayPutElement(array, [2, 1].as_ptr(), core::ptr::from_ref(&9_u16).cast()), S_OK);
            assert_eq!(*data.cast::<[u16; 6]>(), [1, 2, 3, 4, 5, 9]);
            let owner = owner_of(array).unwrap();
            let owner: &dyn Any = &*owner;
            assert!(owner.downcast_ref::<Buffer>().is_some());
            assert_eq!(returned(&count), 0);
            assert_eq!(SafeArrayDestroy(array), S_OK);
        }
        assert_eq!(returned(&count), 1);
    }

    #[test]
    fn an_owner_still_in_use_keeps_the_data() {
        let (array, data, count) = image(false);
        // SAFETY: the owner keeps the data; destroyed once.
        unsafe {
            let owner = owner_of(array).unwrap();
            assert_eq!(SafeArrayDestroy(array), S_OK);
            assert_eq!((returned(&count), *data.cast::<u16>()), (0, 1));
            drop(owner);
        }
        assert_eq!(returned(&count), 1);
    }

    #[test]
    fn destroying_the_data_alone_gives_it_back_and_leaves_an_ordinary_array() {
        let (array, _, count) = image(false);
        // SAFETY: destroyed once.
        unsafe {
            assert_eq!(SafeArrayDestroyData(array), S_OK);
            assert_eq!(returned(&count), 1);
            assert!(owner_of(array).is_none());
            assert_eq!(SafeArrayAllocData(array), S_OK);
            assert_eq!(SafeArrayDestroy(array), S_OK);

            let (array, _, count) = image(false);
            assert_eq!(SafeArrayDestroyDescriptor(array), S_OK);
            assert_eq!(returned(&count), 1, "nor does the descriptor alone keep it");
        }
    }

    #[test]
    fn redimensioning_moves_to_own_memory() {
        let (array, data, count) = image(true);
        // SAFETY: the new data holds nine pixels; destroyed once.
        unsafe {
            assert_eq!(SafeArrayRedim(array, &SAFEARRAYBOUND { cElements: 3, lLbound: 0 }), S_OK);
            assert_eq!(returned(&count), 1);
            assert_ne!((*array).pvData, data);
            assert_eq!(*(*array).pvData.cast::<[u16; 9]>(), [1, 2, 3, 4, 5, 6, 0, 0, 0]);
            assert_eq!((*array).fFeatures & FADF_AUTO as u16, 0, "its data is its own now");
            assert_eq!(SafeArrayPutElement(array, [0, 0].as_ptr(), core::ptr::from_ref(&9_u16).cast()), S_OK);
            assert_eq!(SafeArrayDestroy(array), S_OK);
        }
    }

    #[test]
    fn what_is_lent_for_reading_is_not_written() {
        let (array, data, _) = image(true);
        let mut copy = core::ptr::null_mut();
        // SAFETY: each is destroyed once.
        unsafe {
            assert_eq!(
                SafeArrayPutElement(array, [0, 0].as_ptr(), core::ptr::from_ref(&9_u16).cast()),
                E_ACCESSDENIED
            );
            assert_eq!(SafeArrayCopy(array, &mut copy), S_OK);
            assert_eq!(SafeArrayPutElement(copy, [0, 0].as_ptr(), core::ptr::from_ref(&9_u16).cast()), S_OK);
            assert!(owner_of(copy).is_none(), "a copy is an ordinary array");
            assert_eq!(SafeArrayCopyData(copy, array), E_ACCESSDENIED);
            assert_eq!(*data.cast::<u16>(), 1);
            assert_eq!((SafeArrayDestroy(copy), SafeArrayDestroy(array)), (S_OK, S_OK));
        }
    }

    #[test]
    fn a_descriptor_made_elsewhere_has_no_owner() {
        let (array, _, count) = image(false);
        // SAFETY: the copy on the stack lives during the calls.
        unsafe {
            #[repr(C)]
            struct TwoDimensions(SAFEARRAY, SAFEARRAYBOUND);
            let elsewhere = array.cast::<TwoDimensions>().read();
            assert!(owner_of(&elsewhere.0).is_none());
            assert_eq!(SafeArrayDestroy(&elsewhere.0), E_INVALIDARG);
            assert_eq!(returned(&count), 0, "which drops nothing");
            assert_eq!(SafeArrayDestroy(array), S_OK);
            assert!(owner_of(core::ptr::null()).is_none());
        }
        assert_eq!(returned(&count), 1);
    }

    #[test]
    fn only_scalars_can_lie_in_memory_of_others() {
        let refused = |vartype: i32, data: *mut c_void, bounds: &[SAFEARRAYBOUND]| {
            let returned = Arc::new(AtomicUsize::new(0));
            let owner = Buffer { pixels: Box::default(), read_only: false, returned: returned.clone() };
            // SAFETY: refused before the data is looked at.
            let made = unsafe { create_over(VARTYPE(vartype as u16), data, bounds, Arc::new(owner)) };
            assert_eq!(returned.load(Ordering::Relaxed), 1, "the owner is dropped");
            made.unwrap_err()
        };
        let data = core::ptr::dangling_mut();
        assert_eq!(refused(VT_BSTR, data, &SHAPE), Error::InvalidArgument);
        assert_eq!(refused(VT_UI1, core::ptr::null_mut(), &SHAPE), Error::InvalidArgument);
        assert_eq!(refused(VT_UI1, data, &[]), Error::InvalidArgument);
        let endless = [SAFEARRAYBOUND { cElements: u32::MAX, lLbound: 0 }; 3];
        assert_eq!(refused(VT_UI1, data, &endless), Error::OutOfMemory);
    }

    #[test]
    fn components_in_other_languages_lend_with_a_function() {
        unsafe extern "system" fn release(context: *mut c_void) {
            // SAFETY: the context is the counter below, which outlives the array.
            unsafe { &*context.cast::<AtomicUsize>() }.fetch_add(1, Ordering::Relaxed);
        }
        let (mut bytes, count) = ([7_u8; 4], AtomicUsize::new(0));
        let context = (&raw const count).cast_mut().cast();
        let bound = SAFEARRAYBOUND { cElements: 4, lLbound: 1 };
        let over = |vartype: i32| {
            let (vartype, data) = (VARTYPE(vartype as u16), bytes.as_mut_ptr().cast());
            // SAFETY: four bytes and the counter, which outlive the array.
            unsafe { OxcomSafeArrayCreateOver(vartype, data, 1, &bound, context, Some(release)) }
        };
        let mut over = over;
        assert!(over(VT_BSTR).is_null());
        assert_eq!(returned(&count), 0, "not taken over, so not released");
        let array = over(VT_UI1);
        // SAFETY: destroyed once.
        unsafe {
            assert!(owner_of(array).is_some());
            assert_eq!(SafeArrayDestroy(array), S_OK);
        }
        assert_eq!(returned(&count), 1);
    }
}
