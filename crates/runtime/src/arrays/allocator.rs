//! Where SafeArrayCreate and its kin find room for large arrays.

use std::ffi::c_void;
use std::ptr::NonNull;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use oxcom_abi::VARTYPE;
use oxcom_automation::safearray::{ArrayAllocator, DataOwner};

use super::{BLOCKS, Own};

/// The allocator of this process.
pub(super) static ALLOCATOR: BlockAllocator = BlockAllocator { open: AtomicBool::new(false) };

pub(super) struct BlockAllocator {
    /// Whether arrays may be lent at all. Relaxed: whoever sees it late uses task memory, which is right too.
    open: AtomicBool,
}

impl BlockAllocator {
    pub(super) fn open(&self, open: bool) {
        self.open.store(open, Ordering::Relaxed);
    }
}

impl ArrayAllocator for BlockAllocator {
    fn threshold(&self) -> usize {
        if self.open.load(Ordering::Relaxed) { super::threshold() } else { usize::MAX }
    }

    fn allocate(&self, _vartype: VARTYPE, bytes: usize) -> Option<(NonNull<c_void>, Arc<dyn DataOwner>)> {
        match BLOCKS.allocate(bytes, super::user()) {
            Ok(block) => Some((block.as_ptr().cast(), Arc::new(Own(block)))),
            Err(error) => {
                tracing::debug!(bytes, %error, "an array in task memory");
                None
            }
        }
    }
}
