//! The table that finds a stub by its IPID, in the same time whether there is one or a million.
//!
//! An IPID names its place in the table in its first 32 bits; the other 96 are random, so that a peer cannot guess the
//! IPID of what it was not given, and an old IPID does not fit what has its place now.

use std::sync::{Arc, PoisonError, RwLock};

use windows_core::GUID;

use super::Stub;

/// Guarded by its lock, never held while calling out.
static TABLE: RwLock<Table> = RwLock::new(Table { places: Vec::new(), free: Vec::new() });

struct Table {
    places: Vec<Option<Arc<Stub>>>,
    free: Vec<u32>,
}

/// The stub that has this IPID.
pub(crate) fn find(ipid: &GUID) -> Option<Arc<Stub>> {
    let table = TABLE.read().unwrap_or_else(PoisonError::into_inner);
    let stub = table.places.get(ipid.data1 as usize)?.as_ref()?;
    (stub.ipid() == *ipid).then(|| stub.clone())
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
