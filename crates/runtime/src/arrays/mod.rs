//! Arrays that are never copied: large arrays of plain numbers lie in blocks, and calls within the machine lend the blocks.
//!
//! ```text
//!  sender                                              receiver
//!  SafeArrayCreate ─▶ a block (allocator.rs)
//!  a call: lend.rs ── 24 bytes: block, generation … ─▶ borrow.rs: an array over a private mapping of the block
//!    the first time   ◀── REM_BLOCK, REM_WORDS ─────── asks for the descriptors
//!  the block is free  ◀── a word of shared memory ──── SafeArrayDestroy: its own writes are dropped
//! ```
//!
//! # Values stay values
//!
//! The receiver's array is like any other: what is written to it is seen by nobody else. The sender's is not seen to change:
//!
//! | what is sent | how |
//! |---|---|
//! | an \[in\] argument | as it lies: the caller leaves it alone until the call ends, and what the callee keeps it copies |
//! | what a method returns | as it lies: the stub destroys it when the answer is written |
//! | a one-way call's argument, a locked array, one that a VARIANT refers to | copied into a block that nobody keeps |
//! | an array that was received, or lies in memory that is no block | copied likewise |
//! | a frozen array ([`functions::OxcomFreezeArray`]) | as it lies, always |
//! | in a call by a pointer that was marshaled for MSHCTX_NOSHAREDMEM or MSHCTX_DIFFERENTMACHINE | the bytes are sent |
//!
//! A caller who gives up waiting (a call that is cancelled, or whose link breaks) may change an argument under the callee.
//!
//! # Who is trusted
//!
//! A block belongs to one user: for peers of other users the bytes are copied into blocks of theirs. Processes of one user
//! can read what lies in blocks that they have borrowed once, as they can read each other's memory anyway; they can write to
//! none. Peers to whom nothing can be lent (there is a quota) get the bytes.
//!
//! `OXCOM_SHARED_ARRAYS` says from how many bytes on (65,536 unless set), or `off`.

mod allocator;
mod books;
mod borrow;
pub(crate) mod functions;
mod lend;

use std::sync::{Arc, LazyLock, OnceLock};

use oxcom_automation::safearray::{DataOwner, set_array_allocator};
use oxcom_link::Link;
use oxcom_memory::{Block, Blocks, Limits};

pub(crate) use borrow::{access_of_caller, borrow};
pub(crate) use lend::{block_descriptor, discard, lend, lent_bytes, words_descriptor};

/// Bytes from which on an array lies in a block and is lent.
const THRESHOLD: usize = 64 << 10;

/// Bytes of free blocks that outlast the end of a link.
const KEPT: usize = 64 << 20;

/// The blocks of this process.
static BLOCKS: LazyLock<Arc<Blocks>> = LazyLock::new(|| Blocks::new(Limits::default()));

/// The user that this process acts for, whose blocks its arrays lie in.
fn user() -> u32 {
    static USER: OnceLock<u32> = OnceLock::new();
    *USER.get_or_init(|| rustix::process::geteuid().as_raw())
}

/// Bytes from which on arrays are lent; the most there can be when they are not.
fn threshold() -> usize {
    static BYTES: OnceLock<usize> = OnceLock::new();
    *BYTES.get_or_init(|| std::env::var("OXCOM_SHARED_ARRAYS").map_or(THRESHOLD, |text| parse(&text)))
}

fn parse(text: &str) -> usize {
    match text.trim() {
        "off" => usize::MAX,
        number => number.parse().map_or(THRESHOLD, |bytes: usize| bytes.max(oxcom_invoke::LEAST_LENT)),
    }
}

/// What blocks there are.
pub(crate) fn usage() -> oxcom_memory::Usage {
    BLOCKS.usage()
}

/// The process has opened its runtime: from now on large arrays lie in blocks.
pub(crate) fn open() {
    if threshold() < usize::MAX {
        set_array_allocator(&allocator::ALLOCATOR);
        allocator::ALLOCATOR.open(true);
    }
}

/// The process has closed its links: blocks that no array lies in go back to the system.
pub(crate) fn close() {
    allocator::ALLOCATOR.open(false);
    BLOCKS.trim(0);
}

/// A peer has gone: what it had borrowed comes back, and what it had lent is not asked for again. Fewer arrays are to be
/// expected, so less is kept for them.
pub(crate) fn link_closed(link: &Arc<dyn Link>) {
    lend::link_closed(link);
    borrow::link_closed(link);
    BLOCKS.trim(KEPT);
}

/// An array's data in a block of this process.
struct Own(Block);

impl DataOwner for Own {
    fn is_read_only(&self) -> bool {
        self.0.is_frozen()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_threshold_is_a_number_or_off() {
        assert_eq!(parse("off"), usize::MAX);
        assert_eq!(parse(" 1000000 "), 1_000_000);
        assert_eq!(parse("1"), oxcom_invoke::LEAST_LENT);
        assert_eq!(parse("much"), THRESHOLD);
    }
}
