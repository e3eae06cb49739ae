//! What a thread is doing: the causality of its calls, and the message whose pointers it is reading or writing.

use std::cell::{Cell, RefCell};
use std::ffi::c_void;
use std::sync::Arc;

use oxcom_link::Link;
use windows_core::GUID;

use super::Direction;

/// While a custom marshaler writes to or reads from a stream that is part of a message: which stream, which link.
///
/// What is marshaled to that very stream is credited to the link at once, as the other pointers of the message are.
#[derive(Clone)]
pub(crate) struct Carried {
    pub(crate) stream: *mut c_void,
    pub(crate) link: Arc<dyn Link>,
    /// Which message, when one is being written.
    pub(crate) direction: Direction,
    /// Whether the peer may be lent memory.
    pub(crate) shares_memory: bool,
}

thread_local! {
    /// The causality id of the call that this thread runs, or of the last it made ([MS-DCOM] 3.1.1.2).
    static CAUSALITY: Cell<Option<GUID>> = const { Cell::new(None) };
    static CARRIED: RefCell<Option<Carried>> = const { RefCell::new(None) };
}

/// Names the chain of calls to which a call of this thread belongs: the one it runs, or a new one.
pub(crate) fn causality() -> GUID {
    CAUSALITY.with(|cell| {
        cell.get().unwrap_or_else(|| {
            // One id serves all outermost calls of a thread: they never overlap.
            let [a, b, c, d, rest @ ..] = crate::random::twelve();
            let id = GUID {
                data1: crate::random::nonzero() as u32,
                data2: u16::from_ne_bytes([a, b]),
                data3: u16::from_ne_bytes([c, d]),
                data4: rest,
            };
            cell.set(Some(id));
            id
        })
    })
}

/// Makes the calling thread's calls part of another chain.
pub(crate) fn set_causality(id: GUID) {
    CAUSALITY.set(Some(id));
}

/// Runs `body` as part of the chain of calls `causality`.
pub(super) fn within<R>(causality: GUID, body: impl FnOnce() -> R) -> R {
    struct Restore(Option<GUID>);
    impl Drop for Restore {
        fn drop(&mut self) {
            CAUSALITY.set(self.0);
        }
    }
    let _restore = Restore(CAUSALITY.replace(Some(causality)));
    body()
}

/// The message that `stream` is part of.
pub(crate) fn carried(stream: *mut c_void) -> Option<Carried> {
    CARRIED.with_borrow(|carried| carried.as_ref().filter(|carried| carried.stream == stream).cloned())
}

impl Carried {
    /// Runs a custom marshaler.
    pub(crate) fn run<R>(self, body: impl FnOnce() -> R) -> R {
        struct Restore(Option<Carried>);
        impl Drop for Restore {
            fn drop(&mut self) {
                CARRIED.set(self.0.take());
            }
        }
        let _restore = Restore(CARRIED.replace(Some(self)));
        body()
    }
}
