//! What a value is that nobody has set: zero, but for descriptors, of which 0 is one.

use crate::lower::{Kind, Referent, Shape};
use crate::memory::store;

/// Makes zeroed memory what an `[out]` argument of this shape, a pointer, may point to before it is set.
///
/// # Safety
/// `target` points to `size` zeros: one value, or as many elements as there is room for.
pub(crate) unsafe fn target(shape: &Shape, target: *mut u8, size: usize) {
    // SAFETY: the caller's promise.
    unsafe {
        match &shape.kind {
            Kind::Referent { referent: Referent::One(value), .. } => no_descriptors(value, target),
            Kind::Referent { referent: Referent::Many(many), .. } if many.element.owned => {
                for at in (0..size).step_by(many.element.size) {
                    no_descriptors(&many.element, target.add(at));
                }
            }
            _ => {}
        }
    }
}

/// Makes zeroed memory a value without descriptors: each is -1.
///
/// # Safety
/// `at` points to zeros that have room for a value of this shape.
unsafe fn no_descriptors(shape: &Shape, at: *mut u8) {
    if !shape.owned {
        return;
    }
    // SAFETY: the parts lie where lowering put them.
    unsafe {
        match &shape.kind {
            Kind::Descriptor => store(at, -1),
            Kind::Struct(layout) => {
                for field in &layout.fields {
                    no_descriptors(&field.shape, at.add(field.at));
                }
            }
            Kind::Recursive(knot) => no_descriptors(knot.shape(), at),
            Kind::Fixed { element, count } => {
                for index in 0..*count {
                    no_descriptors(element, at.add(index * element.size));
                }
            }
            Kind::Plain
            | Kind::Enum16
            | Kind::Int3264
            | Kind::Union(_)
            | Kind::Conformant(_)
            | Kind::Referent { .. } => {}
        }
    }
}
