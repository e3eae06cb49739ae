//! Full pointers (C706 14.3.10): those that may be equal to one another.
//!
//! ```text
//!  memory                       wire
//!  a ──▶ Point ◀── b            a: id 4, the point   b: id 4, nothing more
//! ```
//!
//! What is pointed to is sent with the first of them, in the order in which pointers are followed, once in the request and once
//! in the answer. Whoever answers keeps the ids that the request has given to what it sends back. Pointers may go in circles: what
//! was met before is not followed again. Only full pointers know it: what an argument points to that is none is sent once more
//! where full pointers lead back to it.
//!
//! Equal pointers are one value with one owner. What an `[in, out]` value points to is the method's to free, what came in only
//! is not: that one points to the other is refused.

use crate::error::Fault;
use std::collections::BTreeMap;

/// What full pointers of a message that is read point to, by their ids.
pub(crate) type Received = BTreeMap<u32, Target>;

/// What a full pointer points to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Target {
    pub(crate) at: *mut u8,
    /// The number of the type in the method.
    pub(crate) ty: u32,
    /// For an argument that is an array: how many elements there is room for.
    pub(crate) room: u32,
    /// It is not task memory that the method may free: an argument points to it, or what came in only.
    pub(crate) kept: bool,
}

/// Finds what a full pointer points to whose id was met before.
pub(crate) fn find(received: &Received, id: u32, ty: u32) -> Result<Option<Target>, Fault> {
    match received.get(&id) {
        Some(target) if target.ty != ty => Err(Fault::Inconsistent("a full pointer")),
        found => Ok(found.copied()),
    }
}

/// The ids of the full pointers of a message that is written.
#[derive(Default)]
pub(crate) struct Sent {
    /// By what they point to, and its type.
    ids: BTreeMap<(*const u8, u32), Id>,
    last: u32,
}

#[derive(Clone, Copy)]
struct Id {
    id: u32,
    /// What it points to is in the message.
    written: bool,
}

impl Sent {
    /// For the answer to a message: what came with it keeps its ids.
    pub(crate) fn answering(received: &Received) -> Self {
        if received.is_empty() {
            return Self::default();
        }
        let id =
            |(&id, target): (&u32, &Target)| ((target.at.cast_const(), target.ty), Id { id, written: false });
        Self { ids: received.iter().map(id).collect(), last: received.keys().last().copied().unwrap_or(0) }
    }

    /// The id of a pointer that is not null; a new one, where it is the first to point there.
    pub(crate) fn id(&mut self, at: *const u8, ty: u32) -> Result<u32, Fault> {
        if let Some(known) = self.ids.get(&(at, ty)) {
            return Ok(known.id);
        }
        self.last = self.last.checked_add(4).ok_or(Fault::Bound)?;
        self.ids.insert((at, ty), Id { id: self.last, written: false });
        Ok(self.last)
    }

    /// Whether what a pointer with an id points to has to be written now: whoever asks writes it.
    pub(crate) fn is_first(&mut self, at: *const u8, ty: u32) -> bool {
        self.ids.get_mut(&(at, ty)).is_none_or(|id| !std::mem::replace(&mut id.written, true))
    }
}
