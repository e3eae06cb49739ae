//! IEnumMoniker over a list.

use std::sync::Mutex;
use std::sync::PoisonError;

use oxcom_abi::{E_INVALIDARG, E_POINTER, IEnumMoniker, IEnumMoniker_Impl, IMoniker, S_FALSE};
use windows_core::{Result, implement};

#[implement(IEnumMoniker, Agile = false)]
struct Enumerator {
    monikers: Vec<IMoniker>,
    /// How many have been given. Guarded by its lock.
    place: Mutex<usize>,
}

/// An enumerator that gives these.
pub(super) fn new(monikers: Vec<IMoniker>) -> IEnumMoniker {
    Enumerator { monikers, place: Mutex::new(0) }.into()
}

impl Enumerator {
    /// Moves on by at most `count`; gives what was passed.
    fn advance(&self, count: u32) -> &[IMoniker] {
        let mut place = self.place.lock().unwrap_or_else(PoisonError::into_inner);
        let start = *place;
        *place = start.saturating_add(count as usize).min(self.monikers.len());
        &self.monikers[start..*place]
    }
}

impl IEnumMoniker_Impl for Enumerator_Impl {
    fn Next(&self, count: u32, into: *mut Option<IMoniker>, fetched: *mut u32) -> Result<()> {
        if into.is_null() {
            return Err(E_POINTER.into());
        }
        if fetched.is_null() && count != 1 {
            return Err(E_INVALIDARG.into());
        }
        let passed = self.advance(count);
        // SAFETY: room for `count` pointers, whose old content is of no meaning; `fetched` is null or writable.
        unsafe {
            passed.iter().enumerate().for_each(|(at, moniker)| into.add(at).write(Some(moniker.clone())));
            if !fetched.is_null() {
                fetched.write(passed.len() as u32);
            }
        }
        if passed.len() == count as usize { Ok(()) } else { Err(S_FALSE.into()) }
    }

    fn Skip(&self, count: u32) -> Result<()> {
        if self.advance(count).len() == count as usize { Ok(()) } else { Err(S_FALSE.into()) }
    }

    fn Reset(&self) -> Result<()> {
        *self.place.lock().unwrap_or_else(PoisonError::into_inner) = 0;
        Ok(())
    }

    fn Clone(&self) -> Result<IEnumMoniker> {
        let place = *self.place.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(Enumerator { monikers: self.monikers.clone(), place: Mutex::new(place) }.into())
    }
}
