//! Giving back what a value owns: COM's memory rules for `[out]` and `[in, out]` values.

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
}

impl Release {
    /// `args` say how long arrays are, and what is in unions.
    pub(crate) fn new(args: Args) -> Self {
        Self { args, full: BTreeSet::new(), arguments: BTreeSet::new() }
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
        if !shape.owned {
            return;
        }
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
                    for field in layout.fields.iter().rev() {
                        self.contents(&field.shape, at.add(field.at), at);
                    }
                }
                Kind::Union(union) => {
                    let arm = union.switch.switch(self.args, base).and_then(|value| union.arm(value));
                    if let Ok(Some(arm)) = arm {
                        self.contents(arm, at, base);
                    }
                }
                Kind::Fixed { element, count } => self.elements(element, at, *count, base),
                Kind::Referent { referent: Referent::Variant, .. } => variant::clear(at.cast()),
                Kind::Referent { full, referent, .. } => {
                    let pointer = load::<*mut u8>(at);
                    store(at, std::ptr::null::<u8>());
                    if !pointer.is_null() && (full.is_none() || self.full.insert(pointer)) {
                        self.pointed_to(referent, pointer, base);
                    }
                }
            }
        }
    }

    /// Releases elements that lie one after the other, but not the memory that they lie in.
    ///
    /// # Safety
    /// As for [`contents`](Self::contents).
    pub(crate) unsafe fn elements(&mut self, element: &Shape, at: *mut u8, count: usize, base: *const u8) {
        if element.owned {
            for index in 0..count {
                // SAFETY: the caller's promise.
                unsafe { self.contents(element, at.add(index * element.size), base) };
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
                    self.contents(target, pointer, base);
                    task_free(pointer);
                }
                Referent::Many(many) => {
                    self.elements(&many.element, pointer, self.length(many, base), base);
                    task_free(pointer);
                }
                Referent::Variant => {}
            }
        }
    }
}
