//! The table that finds a stub by its IPID, in the same time whether there is one or a million.
//!
//! An IPID names its place in the table in its first 32 bits; the other 96 are random, so that a peer cannot guess the
//! IPID of what it was not given, and an old IPID does not fit what has its place now.

use std::cell::Cell;
use std::ops::Deref;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use windows_core::GUID;

use super::Stub;

/// Guarded by its lock, never held while calling out.
static TABLE: RwLock<Table> = RwLock::new(Table { places: Vec::new(), free: Vec::new() });

struct Table {
    places: Vec<Option<Arc<Stub>>>,
    free: Vec<u32>,
}

/// How many stubs have been removed. SYNC POINT: counted with Release under the lock, before the stub is disconnected; read
/// with Acquire by who would go on with a stub that it found before.
static REMOVED: AtomicU64 = AtomicU64::new(0);

/// The stub that has this IPID.
pub(crate) fn find(ipid: &GUID) -> Option<Arc<Stub>> {
    let table = TABLE.read().unwrap_or_else(PoisonError::into_inner);
    let Some(place) = table.places.get(ipid.data1 as usize) else {
        drop(table);
        return crate::inspection::stub(ipid);
    };
    place.as_ref().filter(|stub| stub.ipid() == *ipid).cloned()
}

/// A stub that was found to be called.
///
/// A thread keeps the one that it called last: as long as none is removed, it finds that again without lock or reference.
pub(crate) struct Called {
    /// None only while it is dropped.
    stub: Option<Arc<Stub>>,
    removed: u64,
}

thread_local! {
    /// The stub that this thread called last, and what [`REMOVED`] was then.
    static LAST: Cell<Option<(Arc<Stub>, u64)>> = const { Cell::new(None) };
}

/// The same, for a call.
pub(crate) fn find_to_call(ipid: &GUID) -> Option<Called> {
    let removed = REMOVED.load(Ordering::Acquire);
    let last = LAST.try_with(Cell::take).ok().flatten();
    if let Some((stub, then)) = last
        && then == removed
        // As numbers: the IPID has just been read piecemeal, and who loads it as a whole waits for that.
        && stub.ipid().to_u128() == ipid.to_u128()
    {
        return Some(Called { stub: Some(stub), removed });
    }
    find(ipid).map(|stub| Called { stub: Some(stub), removed })
}

impl Deref for Called {
    type Target = Arc<Stub>;

    fn deref(&self) -> &Arc<Stub> {
        self.stub.as_ref().expect("it is taken by the drop only")
    }
}

impl Drop for Called {
    fn drop(&mut self) {
        if self.removed == REMOVED.load(Ordering::Acquire)
            && let Some(stub) = self.stub.take()
        {
            let before = LAST.try_with(|last| last.replace(Some((stub, self.removed))));
            drop(before); // last: it may release an object
        }
    }
}

/// Makes a stub with an IPID of its own.
pub(super) fn insert(make: impl FnOnce(GUID) -> Arc<Stub>) -> Arc<Stub> {
    let random = crate::random::twelve();
    let mut table = TABLE.write().unwrap_or_else(PoisonError::into_inner);
    let place = table.free.pop().unwrap_or_else(|| {
        table.places.push(None);
        (table.places.len() - 1) as u32
    });
    let stub = make(ipid(place, random));
    table.places[place as usize] = Some(stub.clone());
    stub
}

/// Frees the place of a stub.
pub(super) fn remove(ipid: &GUID) {
    let stub = {
        let mut table = TABLE.write().unwrap_or_else(PoisonError::into_inner);
        let Some(place) = table.places.get_mut(ipid.data1 as usize) else { return };
        if place.as_ref().is_none_or(|stub| stub.ipid() != *ipid) {
            return;
        }
        let stub = place.take();
        table.free.push(ipid.data1);
        REMOVED.fetch_add(1, Ordering::Release);
        stub
    };
    drop(stub); // outside the lock: it may release an object
}

/// How many interfaces are marshaled now.
pub(super) fn len() -> usize {
    let table = TABLE.read().unwrap_or_else(PoisonError::into_inner);
    table.places.len() - table.free.len()
}

fn ipid(place: u32, random: [u8; 12]) -> GUID {
    let [a, b, c, d, rest @ ..] = random;
    GUID { data1: place, data2: u16::from_ne_bytes([a, b]), data3: u16::from_ne_bytes([c, d]), data4: rest }
}
