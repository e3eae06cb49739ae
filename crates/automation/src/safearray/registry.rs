//! The registry of the descriptors made here: which there are, and who owns data that is not the array's own.
//!
//! What a descriptor says of itself is the caller's to change; what is freed, and by whom, is decided here.

use core::hash::{BuildHasherDefault, Hasher};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::owner::DataOwner;

/// What is known of one descriptor.
#[derive(Default)]
pub(super) struct Entry {
    lent: Option<Lent>,
    /// How often SafeArrayAddRef pinned it.
    pub(super) pins: u32,
    /// It was destroyed while pinned: the last unpinning frees it.
    pub(super) condemned: bool,
}

struct Lent {
    data: usize,
    owner: Arc<dyn DataOwner>,
}

/// How many descriptors made here have not been freed yet: for tests, and for those who look for a leak.
pub fn live() -> usize {
    SHARDS.iter().map(|shard| lock(shard).len()).sum()
}

pub(super) fn insert(descriptor: usize) {
    lock(shard(descriptor)).insert(descriptor, Entry::default());
}

pub(super) fn remove(descriptor: usize) -> Option<Entry> {
    lock(shard(descriptor)).remove(&descriptor)
}

/// Runs `work` with what is known of a descriptor, if it was made here.
pub(super) fn with<T>(descriptor: usize, work: impl FnOnce(&mut Entry) -> T) -> Option<T> {
    lock(shard(descriptor)).get_mut(&descriptor).map(work)
}

/// Says who owns a descriptor's data. The owner comes back if the descriptor was not made here.
pub(super) fn attach(
    descriptor: usize,
    data: usize,
    owner: Arc<dyn DataOwner>,
) -> Result<(), Arc<dyn DataOwner>> {
    match lock(shard(descriptor)).get_mut(&descriptor) {
        Some(entry) => {
            entry.lent = Some(Lent { data, owner });
            Ok(())
        }
        None => Err(owner),
    }
}

/// Takes the owner of a descriptor's data, if the data is still the owner's.
pub(super) fn detach(descriptor: usize, data: usize) -> Option<Arc<dyn DataOwner>> {
    with(descriptor, |entry| entry.lent.take_if(|lent| lent.data == data))?.map(|lent| lent.owner)
}

pub(super) fn owner(descriptor: usize, data: usize) -> Option<Arc<dyn DataOwner>> {
    with(descriptor, |entry| {
        entry.lent.as_ref().filter(|lent| lent.data == data).map(|lent| lent.owner.clone())
    })?
}

type Shard = Mutex<HashMap<usize, Entry, BuildHasherDefault<AddressHasher>>>;

/// Each guards the entries of the descriptors whose addresses fall to it: several, so that threads seldom meet.
static SHARDS: [Shard; 16] = [const { Mutex::new(HashMap::with_hasher(BuildHasherDefault::new())) }; 16];

fn shard(descriptor: usize) -> &'static Shard {
    &SHARDS[(descriptor >> 5 ^ descriptor >> 12) % SHARDS.len()]
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Addresses come from the allocator, not from a peer: mixing their bits is enough.
#[derive(Default)]
struct AddressHasher(u64);

impl Hasher for AddressHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_usize(usize::from(*byte)));
    }

    fn write_usize(&mut self, value: usize) {
        self.0 = (self.0 ^ value as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(26);
    }
}
