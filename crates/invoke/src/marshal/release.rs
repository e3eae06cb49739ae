//! Giving back what a value owns: COM's memory rules for `[out]` and `[in, out]` values.

use crate::lower::{Args, Kind, Many, Referent, Shape};
use crate::memory::{bstr_free, load, release, store, task_free};
use crate::variant;
use oxcom_abi::{SAFEARRAY, SafeArrayDestroy};
use std::os::fd::{FromRawFd, OwnedFd};

/// Releases everything that a value owns, and leaves it null. A count that cannot be read counts as 0.
///
/// # Safety
/// `at` points to a value of this shape that nobody else owns; `args` and `base` say how long its arrays are.
pub(crate) unsafe fn contents(shape: &Shape, at: *mut u8, args: Args, base: *const u8) {
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
                    contents(&field.shape, at.add(field.at), args, at);
                }
            }
            Kind::Union(union) => {
                let arm = union.switch.switch(args, base).and_then(|value| union.arm(value));
                if let Ok(Some(arm)) = arm {
                    contents(arm, at, args, base);
                }
            }
            Kind::Fixed { element, count } => elements(element, at, *count, args, base),
            Kind::Referent { referent: Referent::Variant, .. } => variant::clear(at.cast()),
            Kind::Referent { referent, .. } => {
                let pointer = load::<*mut u8>(at);
                store(at, std::ptr::null::<u8>());
                if !pointer.is_null() {
                    pointed_to(referent, pointer, args, base);
                }
            }
        }
    }
}

/// Releases elements that lie one after the other, but not the memory that they lie in.
///
/// # Safety
/// As for [`contents`].
pub(crate) unsafe fn elements(element: &Shape, at: *mut u8, count: usize, args: Args, base: *const u8) {
    if element.owned {
        for index in 0..count {
            // SAFETY: the caller's promise.
            unsafe { contents(element, at.add(index * element.size), args, base) };
        }
    }
}

/// How many elements of an array hold values.
///
/// # Safety
/// As for [`contents`].
pub(crate) unsafe fn length(many: &Many, args: Args, base: *const u8) -> usize {
    // SAFETY: the caller's promise.
    let value = |count: crate::lower::Count| unsafe { count.value(args, base) }.unwrap_or(0);
    let size = value(many.size);
    many.length.map_or(size, |length| value(length).min(size)) as usize
}

unsafe fn pointed_to(referent: &Referent, pointer: *mut u8, args: Args, base: *const u8) {
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
                contents(target, pointer, args, base);
                task_free(pointer);
            }
            Referent::Many(many) => {
                elements(&many.element, pointer, length(many, args, base), args, base);
                task_free(pointer);
            }
            Referent::Variant => {}
        }
    }
}
