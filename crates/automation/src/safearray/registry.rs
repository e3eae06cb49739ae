//! The registry of the descriptors made here: which there are, and who owns data that is not the array's own.
//!
//! What a descriptor says of itself is the caller's to change; what is freed, and by whom, is decided here. Most descriptors
//! lie in [cells](super::cells), each beside its entry; those of many dimensions lie in memory of their own.

use core::ptr::NonNull;
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use super::cells::{self, MEMORY};
use super::descriptor::HIDDEN;
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

impl Entry {
    /// Of a descriptor whose data is an owner's.
    pub(super) fn lent(data: usize, owner: Arc<dyn DataOwner>) -> Entry {
        Entry { lent: Some(Lent { data, owner }), ..Entry::default() }
    }
}

/// How many descriptors made here have not been freed yet: for tests, and for those who look for a leak.
pub fn live() -> usize {
    cells::in_use() + large().len()
}

/// Memory for hidden bytes and a descriptor, zero, `size` bytes together; the descriptor is registered. None: there is none.
pub(super) fn allocate(size: usize, entry: Entry) -> Option<NonNull<u8>> {
    if size <= MEMORY
        && let Some(cell) = cells::take_free()
    {
        return Some(cell.fill(entry).memory());
    }
    // SAFETY: the size is not 0.
    let memory = NonNull::new(unsafe { libc::calloc(1, size) })?.cast::<u8>();
    let mut large = large();
    large.insert(memory.addr().get() + HIDDEN, Large { memory, entry });
    LARGE_COUNT.store(large.len(), Ordering::Release);
    Some(memory)
}

/// Frees a descriptor, and gives what was known of it. None: it was not made here, or was freed before.
pub(super) fn remove(descriptor: usize) -> Option<Entry> {
    if let Some(cell) = cells::find(descriptor) {
        return Some(cell.hold()?.free());
    }
    let mut large = large_if_any()?;
    let Large { memory, entry } = large.remove(&descriptor)?;
    LARGE_COUNT.store(large.len(), Ordering::Release);
    drop(large);
    // SAFETY: it was made here, and is in the table no more.
    unsafe { libc::free(memory.as_ptr().cast()) };
    Some(entry)
}

/// Frees the descriptor of an array whose data is an owner's, and gives the owner, if that is all there is to do.
pub(super) fn remove_lent(descriptor: usize, data: usize) -> Option<Arc<dyn DataOwner>> {
    let held = cells::find(descriptor)?.hold()?;
    if held.pins > 0 || held.lent.as_ref().is_none_or(|lent| lent.data != data) {
        return None;
    }
    held.free().lent.map(|lent| lent.owner)
}

/// Runs `work` with what is known of a descriptor, if it was made here.
pub(super) fn with<T>(descriptor: usize, work: impl FnOnce(&mut Entry) -> T) -> Option<T> {
    match cells::find(descriptor) {
        Some(cell) => cell.hold().map(|mut held| work(&mut held)),
        None => large_if_any()?.get_mut(&descriptor).map(|large| work(&mut large.entry)),
    }
}

/// Says who owns a descriptor's data. The owner comes back if the descriptor was not made here.
pub(super) fn attach(
    descriptor: usize,
    data: usize,
    owner: Arc<dyn DataOwner>,
) -> Result<(), Arc<dyn DataOwner>> {
    let mut lent = Some(Lent { data, owner });
    let before = with(descriptor, |entry| std::mem::replace(&mut entry.lent, lent.take()));
    drop(before);
    match lent {
        None => Ok(()),
        Some(lent) => Err(lent.owner),
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

/// A descriptor that no cell has room for.
struct Large {
    memory: NonNull<u8>,
    entry: Entry,
}

// SAFETY: the memory belongs to no thread.
unsafe impl Send for Large {}

/// By the addresses of the descriptors.
static LARGE: LazyLock<Mutex<HashMap<usize, Large>>> = LazyLock::new(Mutex::default);

/// How many entries the table has: most often none, and then nobody takes its lock.
// SYNC POINT: stored (Release) under the table's lock, loaded (Acquire) by `large_if_any`. Who asks for a descriptor that is in
// the table has it from who made it.
static LARGE_COUNT: AtomicUsize = AtomicUsize::new(0);

fn large() -> MutexGuard<'static, HashMap<usize, Large>> {
    LARGE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn large_if_any() -> Option<MutexGuard<'static, HashMap<usize, Large>>> {
    (LARGE_COUNT.load(Ordering::Acquire) > 0).then(large)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Nothing;

    impl DataOwner for Nothing {}

    #[test]
    fn descriptors_are_known_until_they_are_freed_whatever_their_size() {
        for size in [48, MEMORY, MEMORY + 8, 500_000] {
            let memory = allocate(size, Entry::default()).unwrap();
            // SAFETY: as many bytes.
            let bytes = unsafe { core::slice::from_raw_parts(memory.as_ptr(), size) };
            assert!(bytes.iter().all(|byte| *byte == 0));
            let descriptor = memory.addr().get() + HIDDEN;
            assert!(attach(descriptor, 1, Arc::new(Nothing)).is_ok());
            assert!(owner(descriptor, 1).is_some() && owner(descriptor, 2).is_none());
            assert!(with(descriptor + 8, |_| ()).is_none());
            assert!(remove(descriptor).is_some());
            assert!(remove(descriptor).is_none() && attach(descriptor, 1, Arc::new(Nothing)).is_err());
        }
    }

    #[test]
    fn an_array_over_an_owners_data_ends_at_once_unless_it_is_pinned() {
        let memory = allocate(48, Entry::default()).unwrap();
        let descriptor = memory.addr().get() + HIDDEN;
        assert!(remove_lent(descriptor, 1).is_none(), "there is no owner");
        assert!(attach(descriptor, 1, Arc::new(Nothing)).is_ok());
        assert!(remove_lent(descriptor, 2).is_none(), "of other data");
        with(descriptor, |entry| entry.pins = 1);
        assert!(remove_lent(descriptor, 1).is_none());
        with(descriptor, |entry| entry.pins = 0);
        assert!(remove_lent(descriptor, 1).is_some());
        assert!(with(descriptor, |_| ()).is_none());
    }
}
