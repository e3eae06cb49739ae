//! From a vtable call to bytes and back.
//!
//! A [`ProxyVtable`] is made at run time of an interface's plan; a call through it becomes a [`Call`], which writes its `[in]`
//! arguments as NDR and reads the answer. A [`StubPlan`] reads the arguments, calls the object, and writes the answer:
//!
//! ```text
//!  client ─▶ vtable ─▶ closure ─▶ Call::write_request ─▶ bytes ─▶ StubPlan::invoke ─▶ libffi ─▶ object's vtable
//!         ◀─────────────────────  Call::read_answer   ◀─ bytes ◀─                  ◀─────────
//! ```
//!
//! Both walk the same lowered plan (`lower`) over live memory (`marshal`, `variant`, `safearray`). The crate knows no
//! apartments, no links and no OXIDs; what is more than bytes it asks of whoever owns the call, through [`Pointers`].
//!
//! What comes in is hostile: every length is checked before memory is allocated for it, the stack used is bounded, and a
//! message that cannot be read leaves nothing behind. What a process's own caller or object hands over is trusted, as in any
//! call through a vtable.

#[cfg(not(all(target_pointer_width = "64", target_endian = "little")))]
compile_error!(
    "values are copied between memory and the wire: both must be little-endian, with pointers of 64 bits"
);

mod adapters;
mod answer;
mod error;
mod frame;
mod lower;
mod marshal;
mod memory;
mod native;
mod pointers;
mod proxy;
mod quick;
mod safearray;
mod stub;
mod variant;

pub use error::{Fault, InvokeError, Place, Side};
pub use pointers::{LEAST_LENT, NO_DESCRIPTOR, Pointers};
pub use proxy::{Call, CallHandler, ProxyVtable};
pub use stub::StubPlan;

use oxcom_typeinfo::plan::Interface;

/// Makes the methods of an interface ready, `None` for those without a remote form.
fn ready_methods(interface: &Interface) -> Result<Vec<Option<lower::Ready>>, InvokeError> {
    let methods = interface.methods.iter().enumerate().map(|(index, method)| {
        if usize::from(method.slot) != index + 3 {
            let place = Box::new(lower::place(interface, method, None));
            return Err(InvokeError::Plan {
                place,
                reason: "the methods are not in the order of the vtable",
            });
        }
        lower::Ready::new(interface, method)
    });
    methods.collect()
}
