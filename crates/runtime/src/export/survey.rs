//! What others can call of this process, and who owns how many references: for who looks at the process.
//!
//! No lock is held for longer than one object, or one link, takes.

use std::sync::Arc;

use oxcom_abi::inspection::{InterfaceFigures, ObjectFigures};
use oxcom_link::LinkId;
use windows_core::GUID;

use super::{Stub, StubManager, account, identities, table};

/// Some of the objects.
pub(crate) struct Survey {
    pub(crate) objects: Vec<ObjectFigures>,
    pub(crate) interfaces: Vec<InterfaceFigures>,
    /// How many references of which interface which link owns; None: all other machines together.
    pub(crate) owners: Vec<(GUID, Option<LinkId>, u32)>,
    /// How many objects come after these.
    pub(crate) left: usize,
}

/// How many objects and interfaces others can call.
pub(crate) fn counts() -> (usize, usize) {
    (identities().len(), table::len())
}

/// The objects with the lowest OIDs above `after`.
pub(crate) fn survey(after: u64, most: usize) -> Survey {
    let mut managers: Vec<Arc<StubManager>> =
        identities().values().filter(|manager| manager.oid() > after).cloned().collect();
    let left = managers.len().saturating_sub(most);
    if left > 0 {
        managers.select_nth_unstable_by_key(most, |manager| manager.oid());
        managers.truncate(most);
    }
    managers.sort_unstable_by_key(|manager| manager.oid());
    let (mut objects, mut interfaces) = (Vec::new(), Vec::new());
    for manager in managers {
        let (figures, stubs) = manager.survey();
        interfaces.extend(stubs.iter().map(|stub| interface(figures.oid, stub)));
        objects.push(figures);
    }
    let ipids: Vec<_> = interfaces.iter().map(|interface| interface.ipid).collect();
    Survey { objects, interfaces, owners: account::owners(&ipids), left }
}

fn interface(oid: u64, stub: &Stub) -> InterfaceFigures {
    let streams = stub.on_streams();
    InterfaceFigures {
        oid,
        iid: stub.plan().iid(),
        ipid: stub.ipid(),
        in_streams: streams.own,
        tables: streams.table,
        in_others_streams: streams.launched(),
    }
}
