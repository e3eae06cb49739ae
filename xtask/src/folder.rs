use std::path::{Path, PathBuf};

use crate::error::Error;

/// A folder of this run, which goes when it is done with.
pub(crate) struct Temporary(PathBuf);

impl Temporary {
    pub(crate) fn new() -> Result<Self, Error> {
        let path = std::env::temp_dir().join(format!("xtask-{}", std::process::id()));
        std::fs::create_dir_all(&path).map_err(|error| Error::File(path.clone(), error))?;
        Ok(Self(path))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // It is in the temporary folder: what stays behind does no harm.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
