//! `oxcom demo-server`: the demo's other process.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::Args;
use image_source_interfaces::{CLSID_HANDLE_MGR, Registration};

use super::{CLSID_COPYING_HANDLE_MGR, proxy_library};
use crate::error::{Result, com};

/// Serves photographs until the last client has gone.
#[derive(Args)]
pub(crate) struct DemoServer {
    /// The folder with the photographs.
    #[arg(long)]
    pictures: PathBuf,
    /// Knows no proxy library, so that the pixels are copied.
    #[arg(long)]
    copy: bool,
    /// What COM adds to a server's command: `-Embedding`.
    #[arg(allow_hyphen_values = true, trailing_var_arg = true)]
    embedding: Vec<OsString>,
}

impl DemoServer {
    pub(crate) fn run(self) -> Result<()> {
        let registration = Registration::new();
        let (registration, clsid) = match self.copy {
            true => (registration, CLSID_COPYING_HANDLE_MGR),
            false => (registration.proxy(&proxy_library()?), CLSID_HANDLE_MGR),
        };
        oxcom::register_component(&registration.into_text(), Path::new("/"))
            .map_err(com("register the sample"))?;
        Ok(image_source::serve_as(clsid, &self.pictures)?)
    }
}
