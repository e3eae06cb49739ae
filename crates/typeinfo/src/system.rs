//! The system library: COM's own interfaces as they are called from another process.
//!
//! The official metadata describes the interfaces as C programs see them. It lacks the sizes of arrays, and what
//! `[local]` methods become on the wire. `metadata/system.rdl` says both; its compiled form is part of this crate.

use std::sync::{Arc, LazyLock};

use crate::catalog::Kept;
use crate::model::Library;
use crate::plan::{self, Interface, PlanError, Scope};
use crate::winmd;
use windows_core::GUID;

/// The compiled form of `metadata/system.rdl`.
static FILE: &[u8] = include_bytes!("../../../metadata/system.winmd");

/// The system library, read when it is first asked for.
pub fn library() -> &'static Library {
    // The file is part of the program: a test proves that it is readable, and without one nothing could be said at all.
    static LIBRARY: LazyLock<Library> = LazyLock::new(|| winmd::read(FILE).unwrap_or_default());
    &LIBRARY
}

/// The plan of one of COM's own interfaces; `None`, if the system library does not describe its methods.
///
/// # Errors
///
/// None in a build that passed its tests, which compile every interface.
pub fn plan_of(iid: &GUID) -> Result<Option<Arc<Interface>>, PlanError> {
    static PLANS: LazyLock<Kept<GUID, Interface>> = LazyLock::new(Kept::default);
    if let Some(plan) = PLANS.find(iid) {
        return Ok(Some(plan));
    }
    match library().interface(iid) {
        Some(interface) if !interface.opaque => {
            Ok(Some(PLANS.keep(*iid, plan::compile(Scope(&[library()]), iid)?)))
        }
        _ => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_readable_and_every_interface_has_a_plan() {
        let library = winmd::read(FILE).expect("the file is a description");
        let described = library.interfaces().filter(|interface| !interface.opaque);
        let plans = described.map(|interface| {
            let iid = interface.iid.expect("an interface of COM has an id");
            plan_of(&iid).expect("it can be marshaled").expect("it is described")
        });
        assert!(plans.count() > 30);
    }
}
