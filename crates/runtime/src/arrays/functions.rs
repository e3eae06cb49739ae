//! The functions for frames that many read: freeze, share, read-only views, and figures.

use std::any::Any;
use std::sync::Arc;

use oxcom_abi::extension::ArrayUsage;
use oxcom_abi::{E_INVALIDARG, E_POINTER, S_OK, SAFEARRAY};
use oxcom_automation::safearray::{DataOwner, Descriptor, create_alike, move_into, owner_of, show_at};
use windows_core::HRESULT;

use super::{BLOCKS, Own, borrow};
use crate::error::{Error, Result, answer};

/// Makes an array of plain numbers immutable for good: its data is at another address from now on, where a write is a
/// segmentation fault, SafeArrayPutElement refuses, and [`OxcomShareArray`] makes arrays over the same data without a copy.
/// What is not in shared memory yet moves there.
///
/// # Errors
/// E_INVALIDARG: null, not an array of plain numbers, without data, or its descriptor was not made by SafeArrayCreate and its
/// kin. DISP_E_ARRAYISLOCKED. E_OUTOFMEMORY: no shared memory is left.
///
/// # Safety
/// `psa` is null or a SAFEARRAY, to whose data nobody writes afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn OxcomFreezeArray(psa: *mut SAFEARRAY) -> HRESULT {
    // SAFETY: by contract.
    answer(unsafe { freeze(psa) })
}

unsafe fn freeze(psa: *mut SAFEARRAY) -> Result<()> {
    // SAFETY: null or an array by contract.
    unsafe {
        let array = Descriptor::new(psa).map_err(automation)?;
        if !array.is_scalar() || array.data().is_null() {
            return Err(Error::InvalidArgument("only arrays of plain numbers are frozen"));
        }
        if (*psa).cLocks > 0 {
            return Err(Error::Answered(oxcom_abi::DISP_E_ARRAYISLOCKED));
        }
        if own(owner_of(psa).as_ref()).is_none() {
            let bytes = array.bytes().map_err(automation)?.max(1);
            let block = BLOCKS.allocate(bytes, super::user()).map_err(|error| {
                tracing::debug!(%error, "no block to freeze");
                Error::Answered(oxcom_abi::E_OUTOFMEMORY)
            })?;
            let data = block.as_ptr().as_ptr().cast();
            move_into(psa, data, Arc::new(Own(block))).map_err(automation)?;
        }
        let owner = owner_of(psa).ok_or(Error::InvalidArgument("the array does not keep its data"))?;
        let Own(block) =
            own(Some(&owner)).ok_or(Error::InvalidArgument("the array does not keep its data"))?;
        if array.data() != block.as_ptr().as_ptr().cast() {
            return Err(Error::InvalidArgument("only whole arrays are frozen"));
        }
        block.freeze()?;
        let data = block.as_ptr().as_ptr().cast();
        show_at(psa, data, owner.clone()).map_err(automation)
    }
}

/// Makes another array over the data of a frozen one, in no time whatever its size. Each is destroyed on its own, and given
/// away like any other array: sent to another process it costs no copy.
///
/// # Errors
/// E_POINTER. E_INVALIDARG: not a frozen array. E_OUTOFMEMORY.
///
/// # Safety
/// `psa` is null or a SAFEARRAY; `out` is null or writable.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn OxcomShareArray(psa: *const SAFEARRAY, out: *mut *mut SAFEARRAY) -> HRESULT {
    if out.is_null() {
        return E_POINTER;
    }
    // SAFETY: not null, so writable by contract.
    answer(unsafe {
        out.write(std::ptr::null_mut());
        share(psa).map(|array| out.write(array))
    })
}

unsafe fn share(psa: *const SAFEARRAY) -> Result<*mut SAFEARRAY> {
    // SAFETY: null or an array by contract; its data stays as long as the owner, of which the new array has a share.
    unsafe {
        Descriptor::new(psa).map_err(automation)?;
        let owner =
            owner_of(psa).filter(|owner| own(Some(owner)).is_some_and(|Own(block)| block.is_frozen()));
        let owner = owner.ok_or(Error::InvalidArgument("only frozen arrays are shared"))?;
        create_alike(psa, owner).map_err(automation)
    }
}

/// Says whether large arrays that calls of this thread receive from other processes are read-only from now on: then a write
/// is a segmentation fault, and one frame that comes several times is mapped once. Tells what held before.
#[unsafe(no_mangle)]
pub extern "system" fn OxcomReadOnlyArrays(read_only: i32) -> i32 {
    borrow::set_read_only(read_only != 0).into()
}

/// Tells how many blocks the arrays of this process have, and what of them others have borrowed.
///
/// # Errors
/// E_POINTER.
///
/// # Safety
/// `usage` is null or writable.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn OxcomArrayUsage(usage: *mut ArrayUsage) -> HRESULT {
    if usage.is_null() {
        return E_POINTER;
    }
    let found = super::usage();
    let told = ArrayUsage {
        blocks: found.blocks as u64,
        bytes: found.bytes as u64,
        held: found.held as u64,
        lent: found.lent as u64,
        idle_bytes: found.idle as u64,
    };
    // SAFETY: not null, so writable by contract.
    unsafe { usage.write(told) };
    S_OK
}

fn own(owner: Option<&Arc<dyn DataOwner>>) -> Option<&Own> {
    owner.and_then(|owner| (&**owner as &dyn Any).downcast_ref())
}

fn automation(error: oxcom_automation::Error) -> Error {
    match error.code() {
        E_INVALIDARG => Error::InvalidArgument("not an array of plain numbers made by SafeArrayCreate"),
        other => Error::Answered(other),
    }
}
