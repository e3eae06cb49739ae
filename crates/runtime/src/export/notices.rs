//! What an object is told about its outside connections, in order, in its apartment.

use std::collections::VecDeque;

use oxcom_abi::{EXTCONN_STRONG, IClassFactory, IExternalConnection};
use windows_core::{IUnknown, Interface};

use super::held::Held;

/// One call that is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notice {
    /// IClassFactory::LockServer: the first link got a reference to a class object, or the last one gave its last up.
    LockServer(bool),
    /// IExternalConnection::AddConnection.
    Connected,
    /// IExternalConnection::ReleaseConnection.
    Disconnected { last_release_closes: bool },
}

/// Calls that wait. Each holds the object until it is made.
#[derive(Default)]
pub(super) struct Notices {
    waiting: VecDeque<(Notice, Held)>,
    /// A thread is making them: another one must not overtake it.
    delivering: bool,
}

impl Notices {
    pub(super) fn push(&mut self, notice: Notice, object: Held) {
        self.waiting.push_back((notice, object));
    }

    /// Whether somebody has to be sent to make calls; who is told so makes all there are.
    pub(super) fn start(&mut self) -> bool {
        let due = !self.waiting.is_empty() && !self.delivering;
        self.delivering |= due;
        due
    }

    /// The next one, for the thread that makes them.
    pub(super) fn next(&mut self) -> Option<(Notice, Held)> {
        let next = self.waiting.pop_front();
        self.delivering = next.is_some();
        next
    }
}

impl Notice {
    /// Makes the call, in the object's apartment.
    pub(super) fn deliver(self, object: &IUnknown) {
        match self {
            Self::LockServer(lock) => {
                if let Ok(factory) = object.cast::<IClassFactory>() {
                    // SAFETY: a call of a live object in its apartment.
                    let _ = unsafe { factory.LockServer(lock) };
                }
            }
            Self::Connected => with(object, |external| {
                // SAFETY: as above.
                unsafe { external.AddConnection(EXTCONN_STRONG as u32, 0) };
            }),
            Self::Disconnected { last_release_closes } => with(object, |external| {
                // SAFETY: as above.
                unsafe { external.ReleaseConnection(EXTCONN_STRONG as u32, 0, last_release_closes) };
            }),
        }
    }
}

fn with(object: &IUnknown, body: impl FnOnce(&IExternalConnection)) {
    if let Ok(external) = object.cast::<IExternalConnection>() {
        body(&external);
    }
}
