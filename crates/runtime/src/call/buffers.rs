//! Messages' memory, kept by each thread, so that a call allocates nothing.

use std::cell::RefCell;

use oxcom_link::Incoming;

/// Buffers larger than this are given back to the allocator.
const KEEP: usize = 1 << 20;

thread_local! {
    static BYTES: RefCell<Vec<Vec<u8>>> = const { RefCell::new(Vec::new()) };
    static MESSAGES: RefCell<Vec<Incoming>> = const { RefCell::new(Vec::new()) };
}

/// Runs `body` with an empty buffer, which it gives back. Calls nest: each level has buffers of its own.
pub(super) fn with_bytes<R>(body: impl FnOnce(Vec<u8>) -> (Vec<u8>, R)) -> R {
    let mut buffer = BYTES.try_with(|kept| kept.borrow_mut().pop()).ok().flatten().unwrap_or_default();
    buffer.clear();
    let (buffer, result) = body(buffer);
    if buffer.capacity() <= KEEP {
        let _ = BYTES.try_with(|kept| kept.borrow_mut().push(buffer));
    }
    result
}

/// Runs `body` with an empty message to receive into.
pub(super) fn with_message<R>(body: impl FnOnce(&mut Incoming) -> R) -> R {
    let mut message = MESSAGES.try_with(|kept| kept.borrow_mut().pop()).ok().flatten().unwrap_or_default();
    let result = body(&mut message);
    message.clear();
    if message.bytes.capacity() <= KEEP {
        let _ = MESSAGES.try_with(|kept| kept.borrow_mut().push(message));
    }
    result
}
