//! Giving back what a value owns: COM's memory rules for `[out]` and `[in, out]` values. What pointers lead to waits for its turn in
//! a list and not on the stack, as a list of nodes may be long.

use crate::lower::{Args, Count, Kind, Many, Referent, Shape};
use crate::memory::{bstr_free, load, release, store, task_free};
use crate::variant;
use oxcom_abi::{SAFEARRAY, SafeArrayDestroy};
use std::collections::BTreeSet;
use std::os::fd::{FromRawFd, OwnedFd};

/// Gives back what the values of one call own.
pub(crate) struct Release {
    args: Args,
    /// What full pointers point to and was given back, or is not to be: another may point to it too.
    full: BTreeSet<*mut u8>,
    /// What arguments that are full pointers point to.
    arguments: BTreeSet<*mut u8>,
    /// What is still to be given back, the next one last.
    waiting: Vec<Later>,
}

/// The shapes are parts of a plan that outlives the release.
enum Later {
    /// What so many values own, one after the other; the struct whose fields their counts name.
    Contents { shape: *const Shape, at: *mut u8, count: usize, base: *const u8 },
    /// Memory, when what lies in it is given back.
    Memory(*mut u8),
}

impl Release {
    /// `args` say how long arrays are, and what is in unions.
    pub(crate) fn new(args: Args) -> Self {
        Self { args, full: BTreeSet::new(), arguments: BTreeSet::new(), waiting: Vec::new() }
    }

    /// Says what full pointers may point to that is somebody else's.
    pub(crate) fn keep(&mut self, pointers: impl Iterator<Item = *mut u8>) {
        self.full.extend(pointers);
    }

    /// Whether what an argument points to, an argument that is perhaps a full pointer, is still to be given back.
    pub(crate) fn is_first(&mut self, shape: &Shape, pointer: *mut u8) -> bool {
        !matches!(shape.kind, Kind::Referent { full: Some(_), .. }) || self.arguments.insert(pointer)
    }

    /// Releases everything that a value owns, and leaves it null. A count that cannot be read counts as 0.
    ///
    /// # Safety
    /// `at` points to a value of this shape that nobody else owns; the arguments and `base` say how long its arrays are.
    pub(crate) unsafe fn contents(&mut self, shape: &Shape, at: *mut u8, base: *const u8) {
        // SAFETY: one value is there: the caller's promise.
        unsafe { self.elements(shape, at, 1, base) };
    }

    /// Releases elements that lie one after the other, but not the memory that they lie in.
    ///
    /// # Safety
    /// As for [`contents`](Self::contents).
    pub(crate) unsafe fn elements(&mut self, element: &Shape, at: *mut u8, count: usize, base: *const u8) {
        self.part(element, at, count, base);
        while let Some(later) = self.waiting.pop() {
            // SAFETY: what waits are parts of the values, and shapes of the plan; memory comes after what lies in it.
            unsafe {
                match later {
                    Later::Memory(memory) => task_free(memory),
                    Later::Contents { shape, at, count, base } => {
                        let shape = &*shape;
                        self.part(shape, at.wrapping_add(shape.size), count - 1, base);
                        self.release(shape, at, base);
                    }
                }
            }
        }
    }

    /// Lets values wait that own something.
    fn part(&mut self, shape: &Shape, at: *mut u8, count: usize, base: *const u8) {
        if shape.owned && count > 0 {
            self.waiting.push(Later::Contents { shape, at, count, base });
        }
    }

    /// Releases what a value owns, or lets it wait.
    unsafe fn release(&mut self, shape: &Shape, at: *mut u8, base: *const u8) {
        // SAFETY: the value has this shape, so its parts lie where lowering put them, and owns what it points to.
        unsafe {
            match &shape.kind {
                Kind::Plain | Kind::Enum16 | Kind::Int3264 => {}
                Kind::Descriptor => {
                    let descriptor = load::<i32>(at);
                    if descriptor > -1 {
                        drop(OwnedFd::from_raw_fd(descriptor));
                    }
                    store(at, -1);
                }
                Kind::Struct(layout) => {
                    for field in &layout.fields {
                        self.part(&field.shape, at.add(field.at), 1, at);
                    }
                }
                Kind::Recursive(knot) => self.part(knot.shape(), at, 1, base),
                Kind::Union(union) => {
                    let arm = union.switch.switch(self.args, base).and_then(|value| union.arm(value));
                    if let Ok(Some(arm)) = arm {
                        self.part(arm, at, 1, base);
                    }
                }
                Kind::Conformant(many) => self.part(&many.element, at, self.length(many, base), base),
                Kind::Fixed { element, count } => self.part(element, at, *count, base),
                Kind::Referent { referent: Referent::Variant, .. } => variant::clear(at.cast()),
                Kind::Referent { full, referent, .. } => {
                    let pointer = load::<*mut u8>(at);
                    store(at, std::ptr::null::<u8>());
                    let may_be_met_again = full.is_some() || leads_back(referent);
                    if !pointer.is_null() && (!may_be_met_again || self.full.insert(pointer)) {
                        self.pointed_to(referent, pointer, base);
                    }
                }
            }
        }
    }

    /// How many elements of an array hold values.
    ///
    /// # Safety
    /// As for [`contents`](Self::contents).
    pub(crate) unsafe fn length(&self, many: &Many, base: *const u8) -> usize {
        // SAFETY: the caller's promise.
        let value = |count: Count| unsafe { count.value(self.args, base) }.unwrap_or(0);
        let size = value(many.size);
        many.length.map_or(size, |length| value(length).min(size)) as usize
    }

    unsafe fn pointed_to(&mut self, referent: &Referent, pointer: *mut u8, base: *const u8) {
        // SAFETY: the pointer is what the referent says, and owned.
        unsafe {
            match referent {
                Referent::Bstr => bstr_free(pointer.cast()),
                Referent::SafeArray(_) => {
                    let _ = SafeArrayDestroy(pointer.cast::<SAFEARRAY>());
                }
                Referent::Interface(_) => release(pointer.cast()),
                Referent::Text(_) => task_free(pointer),
                Referent::One(target) => {
                    self.waiting.push(Later::Memory(pointer));
                    self.part(target, pointer, 1, base);
                }
                Referent::Many(many) => {
                    self.waiting.push(Later::Memory(pointer));
                    self.part(&many.element, pointer, self.length(many, base), base);
                }
                Referent::Variant => {}
            }
        }
    }
}

/// Whether a pointer is to a struct that contains itself: then it may lead back to where it came from, by whoever's mistake.
fn leads_back(referent: &Referent) -> bool {
    match referent {
        Referent::One(target) => matches!(target.kind, Kind::Recursive(_)),
        Referent::Many(many) => matches!(many.element.kind, Kind::Recursive(_)),
        _ => false,
    }
}
