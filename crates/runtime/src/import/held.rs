//! Proxies that this process keeps for something else than a client's pointer: a marshaled table, an external lock.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use windows_core::GUID;

use super::OwnedManager;
use crate::apartment::Apartment;

/// What a proxy is kept for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// A pointer marshaled with MSHLFLAGS_TABLESTRONG, by its IPID, until CoReleaseMarshalData.
    Table(GUID),
    /// CoLockObjectExternal with TRUE, until FALSE.
    Lock { oid: u64 },
}

/// Guarded by its lock, never held while calling out.
static KEPT: Mutex<Vec<(Purpose, OwnedManager)>> = Mutex::new(Vec::new());

fn kept() -> MutexGuard<'static, Vec<(Purpose, OwnedManager)>> {
    KEPT.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Keeps a proxy.
pub(crate) fn keep(purpose: Purpose, manager: OwnedManager) {
    kept().push((purpose, manager));
}

/// Lets go of one proxy that was kept for this purpose; false when there is none.
pub(crate) fn let_go(purpose: Purpose) -> bool {
    let found = {
        let mut kept = kept();
        let place = kept.iter().position(|(known, _)| *known == purpose);
        place.map(|place| kept.swap_remove(place))
    };
    found.is_some()
}

/// Lets go of all that an apartment whose last thread leaves has kept.
pub(super) fn apartment_closed(apartment: &Arc<Apartment>) {
    let gone: Vec<_> = kept().extract_if(.., |(_, manager)| manager.lives_in(apartment)).collect();
    drop(gone);
}
