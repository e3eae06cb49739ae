//! What of the values on their way is still to be walked: what pointers lead to waits here for its turn, and not on the stack, so
//! that a list or a tree may be as deep as memory has room for.
//!
//! ```text
//!  node ─▶ in place ─▶ its pointers wait, the first on top ─▶ the top one: in place ─▶ its pointers wait …
//! ```

use super::MAX_LINKS;
use crate::error::Fault;
use crate::lower::Shape;

/// The values of a walk that wait. The shapes are parts of a plan that outlives the walk.
#[derive(Default)]
pub(crate) struct Waiting {
    /// The next one last.
    values: Vec<Later>,
    /// How many pointers lead to what is being walked.
    links: u32,
}

/// So many values of a shape, one after the other, of which what is in place was walked.
struct Later {
    shape: *const Shape,
    at: *mut u8,
    count: usize,
    /// The struct whose fields its counts name, if they name any.
    base: *const u8,
    links: u32,
}

/// A value whose turn it is: what of it follows the construct that it stands in.
pub(crate) struct Turn<'s> {
    pub(crate) shape: &'s Shape,
    pub(crate) at: *mut u8,
    pub(crate) base: *const u8,
}

impl Waiting {
    /// How many there are: a walk inside of another leaves as many.
    pub(crate) fn len(&self) -> usize {
        self.values.len()
    }

    /// Gives up all but so many.
    pub(crate) fn truncate(&mut self, len: usize) {
        self.values.truncate(len);
    }

    /// Lets a part of the value that is being walked wait. The next turn is that of the last.
    pub(crate) fn part(&mut self, shape: &Shape, at: *mut u8, count: usize, base: *const u8) {
        if count > 0 && shape.deferred {
            self.values.push(Later { shape, at, count, base, links: self.links });
        }
    }

    /// Lets that wait which a pointer in the value that is being walked leads to.
    pub(crate) fn target(
        &mut self,
        shape: &Shape,
        at: *mut u8,
        count: usize,
        base: *const u8,
    ) -> Result<(), Fault> {
        if self.links >= MAX_LINKS {
            return Err(Fault::TooDeep);
        }
        self.links += 1;
        self.part(shape, at, count, base);
        self.links -= 1;
        Ok(())
    }

    /// The next value, if there are more than `floor`.
    ///
    /// # Safety
    /// The shapes and values that were given are there.
    pub(crate) unsafe fn next<'s>(&mut self, floor: usize) -> Option<Turn<'s>> {
        if self.values.len() <= floor {
            return None;
        }
        let last = self.values.last_mut()?;
        // SAFETY: the caller's promise.
        let turn = Turn { shape: unsafe { &*last.shape }, at: last.at, base: last.base };
        self.links = last.links;
        last.count -= 1;
        if last.count == 0 {
            self.values.pop();
        } else {
            last.at = last.at.wrapping_add(turn.shape.size);
        }
        Some(turn)
    }
}
