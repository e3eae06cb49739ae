//! The receiver's views by exporter and id, so that each segment is asked for and mapped once.

use std::collections::HashMap;
use std::os::fd::OwnedFd;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::{MemoryError, SegmentId, View};

/// Views of segments that other processes own, kept mapped so that a steady stream of them costs no system call.
///
/// Unused ones go, the longest unused first, when all together take more address space than the limit; those in use stay.
#[derive(Debug)]
pub struct Views<V> {
    limit: usize,
    table: Mutex<Table<V>>,
}

/// guarded by: [`Views::table`]
#[derive(Debug)]
struct Table<V> {
    views: HashMap<(u64, SegmentId), Kept<V>>,
    /// Bytes of all views.
    bytes: usize,
    /// Counts uses.
    clock: u64,
}

#[derive(Debug)]
struct Kept<V> {
    view: Arc<V>,
    used: u64,
}

impl<V: View> Views<V> {
    /// None yet; `limit` bytes at most, as long as not more are in use.
    pub fn new(limit: usize) -> Views<V> {
        Views { limit, table: Mutex::new(Table { views: HashMap::new(), bytes: 0, clock: 0 }) }
    }

    /// The view of a segment, of which `length` bytes are wanted. When there is none, `fetch` is to ask the exporter for the
    /// descriptor; it may take its time and use this table.
    ///
    /// # Errors
    /// What `fetch` returns, or what [`View::map`] says of the descriptor.
    pub fn get<E: From<MemoryError>>(
        &self,
        exporter: u64,
        id: SegmentId,
        length: usize,
        fetch: impl FnOnce() -> Result<OwnedFd, E>,
    ) -> Result<Arc<V>, E> {
        if let Some(view) = self.lock().find(exporter, id, length) {
            return Ok(view);
        }
        let view = Arc::new(V::map(fetch()?, length)?);
        let (kept, dropped) = {
            let mut table = self.lock();
            match table.find(exporter, id, length) {
                // Another thread was faster.
                Some(other) => (other, vec![view]),
                None => {
                    let mut dropped = table.insert(exporter, id, view.clone());
                    dropped.append(&mut table.make_room(self.limit));
                    (view, dropped)
                }
            }
        };
        // Unmapping takes time: not under the lock.
        drop(dropped);
        Ok(kept)
    }

    /// Forgets what an exporter has given: its link is closed. Views in use live on with their users.
    pub fn forget(&self, exporter: u64) {
        let mut table = self.lock();
        let forgotten: Vec<_> = table.views.extract_if(|key, _| key.0 == exporter).collect();
        table.bytes -= forgotten.iter().map(|(_, kept)| kept.view.length()).sum::<usize>();
        drop(table);
        drop(forgotten);
    }

    /// Views there are, in use or not.
    pub fn count(&self) -> usize {
        self.lock().views.len()
    }

    fn lock(&self) -> MutexGuard<'_, Table<V>> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<V: View> Table<V> {
    /// A view that is long enough: an earlier one may be of a part only.
    fn find(&mut self, exporter: u64, id: SegmentId, length: usize) -> Option<Arc<V>> {
        self.clock += 1;
        let kept = self.views.get_mut(&(exporter, id)).filter(|kept| kept.view.length() >= length)?;
        kept.used = self.clock;
        Some(Arc::clone(&kept.view))
    }

    /// What had its place is returned.
    fn insert(&mut self, exporter: u64, id: SegmentId, view: Arc<V>) -> Vec<Arc<V>> {
        self.bytes += view.length();
        let replaced = self.views.insert((exporter, id), Kept { view, used: self.clock });
        replaced.into_iter().map(|kept| self.without(kept)).collect()
    }

    fn make_room(&mut self, limit: usize) -> Vec<Arc<V>> {
        let mut dropped = Vec::new();
        while self.bytes > limit {
            let unused = self.views.iter().filter(|(_, kept)| Arc::strong_count(&kept.view) == 1);
            let Some((&oldest, _)) = unused.min_by_key(|(_, kept)| kept.used) else { break };
            let kept = self.views.remove(&oldest).expect("it has just been found");
            dropped.push(self.without(kept));
        }
        dropped
    }

    fn without(&mut self, kept: Kept<V>) -> Arc<V> {
        self.bytes -= kept.view.length();
        kept.view
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ReadView, Segment};

    fn give(segment: &Segment) -> Result<OwnedFd, MemoryError> {
        Ok(segment.descriptor().try_clone_to_owned().unwrap())
    }

    fn never() -> Result<OwnedFd, MemoryError> {
        panic!("the descriptor is asked for once")
    }

    #[test]
    fn a_segment_is_fetched_and_mapped_once() {
        let (views, segment) = (Views::<ReadView>::new(1 << 20), Segment::create(5000).unwrap());
        let view = views.get(7, segment.id(), 5000, || give(&segment)).unwrap();
        let again = views.get(7, segment.id(), 100, never).unwrap();
        assert!(Arc::ptr_eq(&view, &again));
        let of_another = views.get(8, segment.id(), 5000, || give(&segment)).unwrap();
        assert!(!Arc::ptr_eq(&view, &of_another), "exporters do not vouch for each other");
    }

    #[test]
    fn a_longer_part_replaces_a_shorter_one() {
        let (views, segment) = (Views::<ReadView>::new(1 << 20), Segment::create(5000).unwrap());
        let short = views.get(7, segment.id(), 10, || give(&segment)).unwrap();
        let long = views.get(7, segment.id(), 5000, || give(&segment)).unwrap();
        assert_eq!((short.length(), long.length(), views.count()), (10, 5000, 1));
        assert_eq!(views.lock().bytes, 5000);
    }

    #[test]
    fn the_unused_go_when_there_are_too_many() {
        let views = Views::<ReadView>::new(30_000);
        let segments: Vec<_> = (0..10).map(|_| Segment::create(10_000).unwrap()).collect();
        let held = views.get(7, segments[0].id(), 10_000, || give(&segments[0])).unwrap();
        for segment in &segments {
            views.get(7, segment.id(), 10_000, || give(segment)).unwrap();
        }
        assert_eq!((views.count(), views.lock().bytes), (3, 30_000));
        for kept in [&segments[0], &segments[8], &segments[9]] {
            views.get(7, kept.id(), 10_000, never).unwrap();
        }
        views.forget(7);
        assert_eq!((views.count(), views.lock().bytes), (0, 0));
        held.read(0, &mut [0; 10]).unwrap();
    }

    #[test]
    fn what_the_exporter_does_not_give_is_not_kept() {
        let views = Views::<ReadView>::new(1 << 20);
        let id = SegmentId::random().unwrap();
        let refused = views.get(7, id, 10, || Err(MemoryError::NotMemory));
        assert!(matches!(refused, Err(MemoryError::NotMemory)));
        assert_eq!(views.count(), 0);
    }
}
