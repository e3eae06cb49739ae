//! Finds what has drifted apart: generated files from their sources, links from their targets.

use std::path::Path;

use crate::error::Error;
use crate::{bindings, links};

/// Checks everything.
pub(crate) fn run(root: &Path) -> Result<(), Error> {
    let mut faults = drift(root)?;
    faults.extend(links::dead(root)?);
    if faults.is_empty() { Ok(()) } else { Err(Error::Differs(faults)) }
}

/// Generated files that differ from what their sources give today.
fn drift(root: &Path) -> Result<Vec<String>, Error> {
    let fresh = Folder(std::env::temp_dir().join(format!("xtask-check-{}", std::process::id())));
    let made = bindings::generate(root, &fresh.0)?;
    let content = |folder: &Path, file: &Path| {
        let path = folder.join(file);
        std::fs::read(&path).map_err(|error| Error::File(path, error))
    };
    let mut faults = Vec::new();
    for file in made {
        if content(&fresh.0, &file)? != content(root, &file)? {
            faults
                .push(format!("{} is not what its source gives; run `cargo xtask bindings`", file.display()));
        }
    }
    Ok(faults)
}

/// A folder that goes when it is done with.
struct Folder(std::path::PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        // It is in the temporary folder: what stays behind does no harm.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
