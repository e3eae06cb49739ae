//! Global memory (HGLOBAL): blocks that are named by a handle, may move while nobody has them locked, and know their size.
//!
//! ```text
//!   handle ──GlobalLock──▶ pointer        GMEM_FIXED: the handle is the pointer itself
//!                                         GMEM_MOVEABLE: the handle is a number that is never used again
//! ```
//!
//! Every handle is looked up in the process's table, so a wrong one is refused, never followed.

use core::ffi::c_void;
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use oxcom_abi::{
    GMEM_INVALID_HANDLE, GMEM_LOCKCOUNT, GMEM_MODIFY, GMEM_MOVEABLE, GMEM_ZEROINIT, HANDLE, HGLOBAL,
};
use windows_core::BOOL;

/// Allocates a block of `dwbytes`: GMEM_FIXED (0), or GMEM_MOVEABLE, each perhaps with GMEM_ZEROINIT. A moveable block of
/// no bytes has a handle but no memory yet. Null when there is no memory.
#[unsafe(no_mangle)]
pub extern "system" fn GlobalAlloc(uflags: u32, dwbytes: usize) -> HGLOBAL {
    let moveable = uflags & GMEM_MOVEABLE as u32 != 0;
    let Some(block) = Block::new(dwbytes, moveable, uflags & GMEM_ZEROINIT as u32 != 0) else {
        return INVALID;
    };
    table().insert(block)
}

/// Changes the size of a block: the answer is its handle from now on, or null, and then it is as it was.
///
/// Bytes beyond the old size are zero with GMEM_ZEROINIT, else not initialised. A fixed or locked block changes its place
/// only with GMEM_MOVEABLE. With GMEM_MODIFY the size stays; GMEM_MOVEABLE then makes a fixed block moveable.
///
/// # Safety
/// Nobody uses the block under an old address after it moved.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn GlobalReAlloc(hmem: HGLOBAL, dwbytes: usize, uflags: u32) -> HGLOBAL {
    let mut table = table();
    let Some(mut block) = table.blocks.remove(&key(hmem)) else { return INVALID };
    let may_move = uflags & GMEM_MOVEABLE as u32 != 0;
    if uflags & GMEM_MODIFY as u32 != 0 {
        if may_move && !block.moveable {
            block.moveable = true;
            return table.insert(block);
        }
        table.blocks.insert(key(hmem), block);
        return hmem;
    }
    let in_place = !may_move && (!block.moveable || block.locks > 0);
    let done = block.resize(dwbytes, in_place, uflags & GMEM_ZEROINIT as u32 != 0);
    let handle = if block.moveable { hmem } else { HANDLE(block.memory) };
    table.blocks.insert(key(handle), block);
    if done { handle } else { INVALID }
}

/// Frees a block, locked or not: null when done, the handle when it names no block.
///
/// # Safety
/// Nobody uses the block's memory afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn GlobalFree(hmem: HGLOBAL) -> HGLOBAL {
    if hmem == INVALID {
        return INVALID;
    }
    let Some(block) = table().blocks.remove(&key(hmem)) else { return hmem };
    // SAFETY: the block is gone from the table; it owned this memory.
    unsafe { libc::free(block.memory) };
    INVALID
}

/// Holds the block in its place and answers its address: null when the handle names no block, or one without memory.
#[unsafe(no_mangle)]
pub extern "system" fn GlobalLock(hmem: HGLOBAL) -> *mut c_void {
    let mut table = table();
    let Some(block) = table.blocks.get_mut(&key(hmem)) else { return core::ptr::null_mut() };
    if block.moveable && !block.memory.is_null() {
        block.locks = block.locks.saturating_add(1);
    }
    block.memory
}

/// Undoes one GlobalLock: true when the block is still locked. A fixed block counts as always locked.
#[unsafe(no_mangle)]
pub extern "system" fn GlobalUnlock(hmem: HGLOBAL) -> BOOL {
    let mut table = table();
    let Some(block) = table.blocks.get_mut(&key(hmem)) else { return false.into() };
    block.locks = block.locks.saturating_sub(1);
    (!block.moveable || block.locks > 0).into()
}

/// The size of a block in bytes, 0 when the handle names none.
#[unsafe(no_mangle)]
pub extern "system" fn GlobalSize(hmem: HGLOBAL) -> usize {
    table().blocks.get(&key(hmem)).map_or(0, |block| block.size)
}

/// How often a block is locked (GMEM_LOCKCOUNT), with GMEM_DISCARDED when it has no memory; GMEM_INVALID_HANDLE when the
/// handle names no block.
#[unsafe(no_mangle)]
pub extern "system" fn GlobalFlags(hmem: HGLOBAL) -> u32 {
    let table = table();
    let Some(block) = table.blocks.get(&key(hmem)) else { return GMEM_INVALID_HANDLE as u32 };
    let discarded = if block.memory.is_null() { GMEM_DISCARDED } else { 0 };
    block.locks.min(GMEM_LOCKCOUNT as u32) | discarded
}

/// The handle of the block that begins at `pmem`; null when none does.
#[unsafe(no_mangle)]
pub extern "system" fn GlobalHandle(pmem: *const c_void) -> HGLOBAL {
    if pmem.is_null() {
        return INVALID;
    }
    let table = table();
    let found = table.blocks.iter().find(|(_, block)| block.memory.cast_const() == pmem);
    match found {
        Some((key, block)) if block.moveable => HANDLE(core::ptr::without_provenance_mut(*key)),
        Some((_, block)) => HANDLE(block.memory),
        None => INVALID,
    }
}

const GMEM_DISCARDED: u32 = 0x4000;
const INVALID: HANDLE = HANDLE(core::ptr::null_mut());

/// All blocks of the process; the mutex guards their places, sizes and counts.
static TABLE: LazyLock<Mutex<Table>> = LazyLock::new(Mutex::default);

#[derive(Default)]
struct Table {
    /// By handle.
    blocks: HashMap<usize, Block>,
    /// How many moveable blocks there have been.
    made: usize,
}

struct Block {
    /// Owned; from malloc. Null for a moveable block of no bytes.
    memory: *mut c_void,
    size: usize,
    locks: u32,
    moveable: bool,
}

// SAFETY: the block owns its memory.
unsafe impl Send for Block {}

fn table() -> MutexGuard<'static, Table> {
    TABLE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn key(handle: HGLOBAL) -> usize {
    handle.0.addr()
}

impl Table {
    fn insert(&mut self, block: Block) -> HGLOBAL {
        let handle = if block.moveable {
            self.made += 1;
            // Never an address that malloc gives, so never the handle of a fixed block.
            HANDLE(core::ptr::without_provenance_mut(self.made << 4 | 2))
        } else {
            HANDLE(block.memory)
        };
        self.blocks.insert(key(handle), block);
        handle
    }
}

impl Block {
    fn new(size: usize, moveable: bool, zeroed: bool) -> Option<Self> {
        let memory = match (moveable && size == 0, zeroed) {
            (true, _) => core::ptr::null_mut(),
            // SAFETY: calloc takes any size.
            (false, true) => unsafe { libc::calloc(1, size.max(1)) },
            // SAFETY: malloc takes any size.
            (false, false) => unsafe { libc::malloc(size.max(1)) },
        };
        if memory.is_null() && !(moveable && size == 0) {
            return None;
        }
        Some(Self { memory, size, locks: 0, moveable })
    }

    /// False, and nothing changed, when there is no memory or no room in place.
    fn resize(&mut self, size: usize, in_place: bool, zeroed: bool) -> bool {
        if in_place {
            // SAFETY: the block owns its memory; null has no usable bytes.
            if size > unsafe { libc::malloc_usable_size(self.memory) } {
                return false;
            }
        } else if size == 0 && self.moveable {
            // SAFETY: the block owns its memory, and forgets it on the next line.
            unsafe { libc::free(self.memory) };
            self.memory = core::ptr::null_mut();
        } else {
            // SAFETY: the block owns its memory, which the caller lets move.
            let memory = unsafe { libc::realloc(self.memory, size.max(1)) };
            if memory.is_null() {
                return false;
            }
            self.memory = memory;
        }
        if zeroed && size > self.size {
            // SAFETY: the memory holds `size` bytes now.
            unsafe { self.memory.cast::<u8>().add(self.size).write_bytes(0, size - self.size) };
        }
        self.size = size;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxcom_abi::{GHND, GMEM_FIXED, GPTR};

    #[test]
    fn a_moveable_block_is_reached_by_locking_it() {
        let block = GlobalAlloc(GHND as u32, 100);
        let memory = GlobalLock(block);
        assert_ne!(block.0, memory, "the handle is not the address");
        assert_eq!((GlobalSize(block), GlobalFlags(block)), (100, 1));
        assert_eq!(GlobalHandle(memory), block);
        // SAFETY: 100 bytes, zeroed.
        assert_eq!(unsafe { memory.cast::<[u8; 100]>().read() }, [0; 100]);
        // SAFETY: locked, so it stays where it is.
        assert_eq!(unsafe { GlobalReAlloc(block, 1 << 20, 0) }, INVALID);
        assert!(!GlobalUnlock(block).as_bool());
        // SAFETY: nobody uses the old address.
        unsafe {
            memory.cast::<u8>().write(7);
            assert_eq!(GlobalReAlloc(block, 1 << 20, GMEM_ZEROINIT as u32), block);
            assert_eq!(GlobalLock(block).cast::<u8>().read(), 7);
            assert_eq!(GlobalFree(block), INVALID);
            assert_eq!(GlobalFree(block), block, "it is freed already");
        }
        assert_eq!(GlobalFlags(block), GMEM_INVALID_HANDLE as u32);
        assert!(GlobalLock(block).is_null());
    }

    #[test]
    fn a_fixed_block_is_its_own_address() {
        let block = GlobalAlloc(GPTR as u32, 10);
        assert_eq!(GlobalLock(block), block.0);
        assert_eq!(GlobalFlags(block), 0, "fixed blocks count no locks");
        assert!(GlobalUnlock(block).as_bool());
        // SAFETY: nobody uses the old address; each block is freed once.
        unsafe {
            assert_eq!(GlobalReAlloc(block, 1 << 20, GMEM_FIXED as u32), INVALID, "it may not move");
            let moved = GlobalReAlloc(block, 1 << 20, GMEM_MOVEABLE as u32);
            assert_eq!(GlobalLock(moved), moved.0, "it is still fixed");
            let moveable = GlobalReAlloc(moved, 0, (GMEM_MODIFY | GMEM_MOVEABLE) as u32);
            assert_eq!(GlobalLock(moveable), moved.0, "only its handle changed");
            assert_eq!(GlobalFree(moveable), INVALID);
        }
    }

    #[test]
    fn a_block_of_no_bytes_has_a_handle_only() {
        let block = GlobalAlloc(GMEM_MOVEABLE as u32, 0);
        assert_ne!(block, INVALID);
        assert_eq!((GlobalFlags(block), GlobalLock(block)), (GMEM_DISCARDED, core::ptr::null_mut()));
        // SAFETY: nobody uses its memory.
        unsafe {
            assert_eq!(GlobalReAlloc(block, 8, GMEM_MOVEABLE as u32), block);
            assert_eq!((GlobalFlags(block), GlobalSize(block)), (0, 8));
            assert_eq!(GlobalReAlloc(block, 0, GMEM_MOVEABLE as u32), block);
            assert_eq!(GlobalFlags(block), GMEM_DISCARDED);
            GlobalFree(block);
        }
    }

    #[test]
    fn more_than_there_is_gives_null() {
        assert_eq!(GlobalAlloc(GMEM_FIXED as u32, usize::MAX), INVALID);
        assert_eq!(GlobalAlloc(GHND as u32, usize::MAX), INVALID);
    }
}
