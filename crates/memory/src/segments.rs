//! The owner's segments by id, for those who ask for a descriptor.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use crate::{MemoryError, Segment, SegmentId};

/// The segments of this process that others may ask for. It keeps none alive.
#[derive(Debug, Default)]
pub struct Segments {
    table: Mutex<Table>,
}

/// guarded by: [`Segments::table`]
#[derive(Debug, Default)]
struct Table {
    by_id: HashMap<SegmentId, Weak<Segment>>,
    /// How many there may be before the dead are looked for.
    full: usize,
}

/// Fewer are never looked through.
const FEW: usize = 64;

impl Segments {
    /// No segments.
    pub fn new() -> Segments {
        Segments::default()
    }

    /// [Makes](Segment::create) a segment that others may ask for as long as somebody here holds it.
    ///
    /// # Errors
    /// As [`Segment::create`].
    pub fn create(&self, length: usize) -> Result<Arc<Segment>, MemoryError> {
        let segment = Segment::create(length)?;
        self.add(&segment);
        Ok(segment)
    }

    /// Lets others ask for a segment as long as somebody here holds it.
    pub fn add(&self, segment: &Arc<Segment>) {
        let mut table = self.lock();
        if table.by_id.len() >= table.full.max(FEW) {
            table.by_id.retain(|_, segment| segment.strong_count() > 0);
            table.full = 2 * table.by_id.len();
        }
        table.by_id.insert(segment.id(), Arc::downgrade(segment));
    }

    /// The segment of an id that somebody asks for.
    pub fn find(&self, id: SegmentId) -> Option<Arc<Segment>> {
        self.lock().by_id.get(&id).and_then(Weak::upgrade)
    }

    /// Lets nobody ask for it any more.
    pub fn remove(&self, id: SegmentId) {
        self.lock().by_id.remove(&id);
    }

    fn lock(&self) -> MutexGuard<'_, Table> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_is_found_while_it_lives() {
        let segments = Segments::new();
        let segment = segments.create(10).unwrap();
        let id = segment.id();
        assert!(Arc::ptr_eq(&segments.find(id).unwrap(), &segment));
        assert!(segments.find(SegmentId::random().unwrap()).is_none());
        drop(segment);
        assert!(segments.find(id).is_none());
    }

    #[test]
    fn the_dead_take_no_room_for_long() {
        let segments = Segments::new();
        let kept: Vec<_> = (0..10).map(|_| segments.create(10).unwrap()).collect();
        for _ in 0..10 * FEW {
            drop(segments.create(10).unwrap());
        }
        assert!(segments.lock().by_id.len() <= FEW + 1);
        assert!(kept.iter().all(|segment| segments.find(segment.id()).is_some()));
        segments.remove(kept[0].id());
        assert!(segments.find(kept[0].id()).is_none());
    }
}
