//! Messages' memory, kept by each thread, so that a call allocates nothing.

use std::cell::Cell;

use oxcom_link::Incoming;

/// Buffers larger than this are given back to the allocator.
const KEEP: usize = 1 << 20;

/// The messages of one call.
#[derive(Default)]
pub(super) struct Buffers {
    /// What is written.
    pub(super) written: Vec<u8>,
    /// What comes, if anything does.
    pub(super) received: Incoming,
    /// Those that are kept beneath these.
    next: Option<Box<Buffers>>,
}

thread_local! {
    /// Those that no call uses.
    static KEPT: Cell<Option<Box<Buffers>>> = const { Cell::new(None) };
}

/// Runs `body` with empty buffers. Calls nest: each level has buffers of its own. They stay where they are: to move vectors about
/// costs more than to fill them.
#[inline(always)] // what the body has at hand would be moved about, too
pub(super) fn with<R>(body: impl FnOnce(&mut Buffers) -> R) -> R {
    let mut buffers = KEPT.try_with(Cell::take).ok().flatten().unwrap_or_default();
    let next = buffers.next.take();
    let _ = KEPT.try_with(|kept| kept.set(next));
    let result = body(&mut buffers);
    buffers.written.clear();
    buffers.received.clear();
    if buffers.written.capacity().max(buffers.received.bytes.capacity()) <= KEEP {
        let _ = KEPT.try_with(|kept| {
            buffers.next = kept.take();
            kept.set(Some(buffers));
        });
    }
    result
}
