//! The two great moments of a link, each told once, in order.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// Keeps [`Service::opened`](crate::Service::opened) before [`Service::closed`](crate::Service::closed), and both single.
#[derive(Default)]
pub(crate) struct Life {
    /// SYNC POINT: stored with Release before `closed` is told, loaded with Acquire by whoever keeps books.
    over: AtomicBool,
    told: Mutex<Told>,
}

/// guarded by: [`Life::told`]
#[derive(Default)]
struct Told {
    opened: bool,
    over: bool,
}

impl Life {
    pub(crate) fn is_over(&self) -> bool {
        self.over.load(Ordering::Acquire)
    }

    /// The service has been told of the opening. True when it must be told of the end right away.
    #[must_use]
    pub(crate) fn opened(&self) -> bool {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        told.opened = true;
        told.over
    }

    /// The link is over. None when it was before; true when the service must be told now.
    pub(crate) fn end(&self) -> Option<bool> {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if told.over {
            return None;
        }
        told.over = true;
        self.over.store(true, Ordering::Release);
        Some(told.opened)
    }
}

#[cfg(test)]
mod tests {
    use super::Life;

    #[test]
    fn the_end_is_told_once_and_after_the_opening() {
        let early = Life::default();
        assert_eq!(early.end(), Some(false));
        assert!(early.opened(), "the end waited for the opening");
        assert_eq!(early.end(), None);

        let usual = Life::default();
        assert!(!usual.opened());
        assert_eq!((usual.end(), usual.end()), (Some(true), None));
        assert!(usual.is_over());
    }
}
