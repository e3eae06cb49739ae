//! Finds what has drifted apart: generated files from their sources, links from their targets.

use std::path::Path;

use crate::error::{Error, read_bytes};
use crate::folder::Temporary;
use crate::{bindings, links};

/// Checks everything.
pub(crate) fn run(root: &Path) -> Result<(), Error> {
    let mut faults = drift(root)?;
    faults.extend(links::dead(root)?);
    if faults.is_empty() { Ok(()) } else { Err(Error::Differs(faults)) }
}

/// Generated files that differ from what their sources give today.
fn drift(root: &Path) -> Result<Vec<String>, Error> {
    let fresh = Temporary::new()?;
    let mut faults = Vec::new();
    for file in bindings::generate(root, fresh.path())? {
        if read_bytes(&fresh.path().join(&file))? != read_bytes(&root.join(&file))? {
            faults
                .push(format!("{} is not what its source gives; run `cargo xtask bindings`", file.display()));
        }
    }
    Ok(faults)
}
