//! How things stand with a remote object, for whoever calls it: its proxies, and the channels of those that a library made.

use std::sync::atomic::{AtomicBool, Ordering};

/// Two flags that are set once. Relaxed: whoever reads one needs no other memory with it.
#[derive(Default)]
pub(crate) struct Standing {
    /// The apartment has closed, or CoDisconnectObject was called.
    disconnected: AtomicBool,
    /// A pointer to the object was marshaled for where memory is not shared (MSHCTX_NOSHAREDMEM, MSHCTX_DIFFERENTMACHINE).
    unshared: AtomicBool,
}

impl Standing {
    pub(crate) fn is_disconnected(&self) -> bool {
        self.disconnected.load(Ordering::Relaxed)
    }

    /// Tells whether it was connected until now.
    pub(super) fn disconnect(&self) -> bool {
        !self.disconnected.swap(true, Ordering::Relaxed)
    }

    /// Whether calls to the object may lend memory, either way.
    pub(crate) fn shares_memory(&self) -> bool {
        !self.unshared.load(Ordering::Relaxed)
    }

    pub(super) fn share_no_memory(&self) {
        self.unshared.store(true, Ordering::Relaxed);
    }
}
