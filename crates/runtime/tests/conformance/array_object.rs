//! The object's side of the tests that pass arrays.

use std::sync::Mutex;

use oxcom::abi::extension::{ArrayUsage, OxcomArrayUsage};
use oxcom::abi::{
    self, E_OUTOFMEMORY, SAFEARRAY, SafeArrayCopy, SafeArrayCreateVector, SafeArrayDestroy, SafeArrayLock,
    SafeArrayUnlock, VARIANT, VARTYPE, VT_UI1, VariantCopy,
};
use oxcom::{FrozenArray, Result};

use crate::common::{IArrays_Impl, Scan};
use crate::objects::Remoting_Impl;

/// The bytes of an array.
///
/// # Safety
/// `array` is an array of plain numbers that lives, and that nobody else uses, as long as the slice is used.
pub unsafe fn bytes_of<'a>(array: *const SAFEARRAY) -> &'a mut [u8] {
    // SAFETY: an array has as many bounds as dimensions, and as many elements as they say.
    unsafe {
        let bounds =
            std::slice::from_raw_parts((&raw const (*array).rgsabound).cast(), usize::from((*array).cDims));
        let count: usize =
            bounds.iter().map(|bound: &abi::SAFEARRAYBOUND| bound.cElements as usize).product();
        std::slice::from_raw_parts_mut((*array).pvData.cast(), count * (*array).cbElements as usize)
    }
}

pub fn sum(bytes: &[u8]) -> u64 {
    bytes.iter().map(|byte| u64::from(*byte)).sum()
}

pub fn increment(bytes: &mut [u8]) {
    bytes.iter_mut().for_each(|byte| *byte = byte.wrapping_add(1));
}

/// An array of bytes of one value.
pub fn filled(count: u32, value: u8) -> Result<*mut SAFEARRAY> {
    // SAFETY: the array is new.
    unsafe {
        let array = SafeArrayCreateVector(VARTYPE(VT_UI1 as u16), 0, count);
        if array.is_null() {
            return Err(E_OUTOFMEMORY.into());
        }
        bytes_of(array).fill(value);
        Ok(array)
    }
}

/// What the object keeps between calls.
static FROZEN: Mutex<Option<(u32, u8, FrozenArray<u8>)>> = Mutex::new(None);
static LOCKED: Mutex<Kept> = Mutex::new(Kept(std::ptr::null_mut()));
static POSTED: Mutex<Option<u64>> = Mutex::new(None);

struct Kept(*mut SAFEARRAY);
// SAFETY: an array of numbers belongs to no thread.
unsafe impl Send for Kept {}

impl IArrays_Impl for Remoting_Impl {
    fn Echo(&self, array: *const SAFEARRAY) -> Result<*mut SAFEARRAY> {
        // SAFETY: the argument of the method.
        unsafe { SafeArrayCopy(array) }
    }

    fn Spoil(&self, array: *const SAFEARRAY) -> Result<u64> {
        // SAFETY: the argument of the method, which is this call's alone.
        let bytes = unsafe { bytes_of(array) };
        let found = sum(bytes);
        increment(bytes);
        Ok(found)
    }

    fn Update(&self, array: *mut *mut SAFEARRAY) -> Result<()> {
        // SAFETY: the argument of the method, which is this call's alone.
        increment(unsafe { bytes_of(*array) });
        Ok(())
    }

    fn Fill(&self, count: u32, value: u8) -> Result<*mut SAFEARRAY> {
        filled(count, value)
    }

    fn Share(&self, count: u32, value: u8) -> Result<*mut SAFEARRAY> {
        let mut frozen = FROZEN.lock().unwrap();
        let found = frozen.take().filter(|found| (found.0, found.1) == (count, value));
        let (.., frame) = frozen.insert(match found {
            Some(found) => found,
            // SAFETY: the array is new.
            None => (count, value, unsafe { FrozenArray::freeze(filled(count, value)?) }?),
        });
        frame.share()
    }

    fn Keep(&self, count: u32, value: u8) -> Result<*mut SAFEARRAY> {
        let mut kept = LOCKED.lock().unwrap();
        // SAFETY: the array is this object's, which it alone unlocks.
        unsafe {
            if kept.0.is_null() || bytes_of(kept.0).len() != count as usize {
                if !kept.0.is_null() {
                    SafeArrayUnlock(kept.0).ok()?;
                    SafeArrayDestroy(kept.0).ok()?;
                }
                kept.0 = filled(count, value)?;
                SafeArrayLock(kept.0).ok()?;
            }
            bytes_of(kept.0).fill(value);
        }
        Ok(kept.0)
    }

    fn EchoVariant(&self, value: &VARIANT) -> Result<VARIANT> {
        let mut same = VARIANT::default();
        // SAFETY: both are VARIANTs.
        unsafe { VariantCopy(&mut same, value) }.ok()?;
        Ok(same)
    }

    fn EchoScan(&self, scan: *const Scan) -> Result<Scan> {
        // SAFETY: the argument of the method.
        unsafe {
            Ok(Scan {
                id: (*scan).id,
                ranges: SafeArrayCopy((*scan).ranges)?,
                value: self.EchoVariant(&(*scan).value)?,
            })
        }
    }

    fn Post(&self, array: *const SAFEARRAY) -> Result<()> {
        // SAFETY: the argument of the method.
        *POSTED.lock().unwrap() = Some(sum(unsafe { bytes_of(array) }));
        Ok(())
    }

    fn Posted(&self) -> Result<u64> {
        POSTED.lock().unwrap().take().ok_or_else(|| abi::E_UNEXPECTED.into())
    }

    fn Usage(&self, blocks: *mut u64, held: *mut u64, lent: *mut u64) -> Result<()> {
        let mut usage = ArrayUsage::default();
        // SAFETY: [out] arguments are writable.
        unsafe {
            OxcomArrayUsage(&mut usage).ok()?;
            blocks.write(usage.blocks);
            held.write(usage.held);
            lent.write(usage.lent);
        }
        Ok(())
    }
}
