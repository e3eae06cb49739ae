//! Collections: IEnumVARIANT for those who have one (`_NewEnum`), Rust iterators for those who read one.

use std::sync::{Mutex, PoisonError};

use oxcom_abi::{E_POINTER, IEnumVARIANT, IEnumVARIANT_Impl, VARIANT, VariantClear, VariantCopy};
use windows_core::implement;

use crate::Result;
use crate::events::advance;

/// A VARIANT that is cleared when it is dropped.
#[derive(Default)]
pub struct OwnedVariant(VARIANT);

impl OwnedVariant {
    /// Takes over what a variant owns.
    pub fn from_raw(variant: VARIANT) -> Self {
        Self(variant)
    }

    /// The variant.
    pub fn as_raw(&self) -> &VARIANT {
        &self.0
    }

    /// A copy of somebody's variant.
    ///
    /// # Errors
    /// See `VariantCopy`.
    ///
    /// # Safety
    /// The pointer is to a proper variant.
    pub unsafe fn copy_of(variant: *const VARIANT) -> Result<Self> {
        let mut copy = Self::default();
        // SAFETY: both are proper variants.
        unsafe { VariantCopy(&mut copy.0, variant) }.ok()?;
        Ok(copy)
    }
}

impl Drop for OwnedVariant {
    fn drop(&mut self) {
        // SAFETY: a proper variant of our own.
        let _ = unsafe { VariantClear(&mut self.0) };
    }
}

/// An enumerator of variants: what a collection's `_NewEnum` (DISPID_NEWENUM) returns.
pub fn enumerator(items: Vec<OwnedVariant>) -> IEnumVARIANT {
    Enumerator { items, next: Mutex::new(0) }.into()
}

// Not agile: what the variants refer to may belong to an apartment.
#[implement(IEnumVARIANT, Agile = false)]
struct Enumerator {
    items: Vec<OwnedVariant>,
    /// Guarded by its lock.
    next: Mutex<usize>,
}

impl IEnumVARIANT_Impl for Enumerator_Impl {
    fn Next(&self, count: u32, places: *mut VARIANT, fetched: *mut u32) -> Result<()> {
        if places.is_null() && count > 0 {
            return Err(E_POINTER.into());
        }
        advance(&self.next, self.items.len(), count, fetched, |place, index| {
            // SAFETY: the caller's array has as many places as are asked for; nothing is in them yet.
            unsafe {
                let place = places.add(place);
                place.write(VARIANT::default());
                // Without memory an element is empty.
                let _ = VariantCopy(place, self.items[index].as_raw());
            }
        })
    }

    fn Skip(&self, count: u32) -> Result<()> {
        advance(&self.next, self.items.len(), count, std::ptr::null_mut(), |_, _| ())
    }

    fn Reset(&self) -> Result<()> {
        *self.next.lock().unwrap_or_else(PoisonError::into_inner) = 0;
        Ok(())
    }

    fn Clone(&self) -> Result<IEnumVARIANT> {
        let next = *self.next.lock().unwrap_or_else(PoisonError::into_inner);
        // SAFETY: proper variants of our own.
        let copies = self.items.iter().map(|item| unsafe { OwnedVariant::copy_of(item.as_raw()) });
        Ok(Enumerator { items: copies.collect::<Result<_>>()?, next: Mutex::new(next) }.into())
    }
}

/// Reads an enumerator to its end, some elements in each call.
pub struct Elements {
    enumerator: IEnumVARIANT,
    ready: std::vec::IntoIter<OwnedVariant>,
    ended: bool,
}

/// The elements that an enumerator has left.
pub fn elements(enumerator: IEnumVARIANT) -> Elements {
    Elements { enumerator, ready: Vec::new().into_iter(), ended: false }
}

/// How many elements are asked for at once.
const AT_ONCE: usize = 32;

impl Iterator for Elements {
    type Item = Result<OwnedVariant>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(element) = self.ready.next() {
            return Some(Ok(element));
        }
        if self.ended {
            return None;
        }
        let mut places: Vec<VARIANT> = (0..AT_ONCE).map(|_| VARIANT::default()).collect();
        let mut fetched = 0;
        // SAFETY: as many places as the count says.
        let code = unsafe {
            let next = windows_core::Interface::vtable(&self.enumerator).Next;
            let this = windows_core::Interface::as_raw(&self.enumerator);
            next(this, AT_ONCE as u32, places.as_mut_ptr(), &mut fetched)
        };
        if code.is_err() {
            self.ended = true;
            return Some(Err(code.into()));
        }
        let fetched = usize::try_from(fetched).unwrap_or(0).min(AT_ONCE);
        self.ended = code != oxcom_abi::S_OK || fetched == 0;
        places.truncate(fetched);
        self.ready = places.into_iter().map(OwnedVariant).collect::<Vec<_>>().into_iter();
        self.ready.next().map(Ok)
    }
}
