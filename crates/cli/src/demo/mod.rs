//! `oxcom demo`: photographs from another process, not copied.
//!
//! ```text
//!   oxcom demo                                           oxcom demo-server (started by activation)
//!     registers the sample for itself alone
//!     CoGetClassObject(HandleMgr) ─────────────────────▶ decodes the pictures into shared memory
//!     N × GetImageHandle, GetData ─────────────────────▶ hands out the next picture
//!     reads every pixel where the server put it
//! ```
//!
//! The second part is the same client against a server that has no proxy library: the pixels are copied.

mod fetch;
mod figures;
pub(crate) mod server;

use std::path::{Path, PathBuf};

use clap::Args;
use image_source_interfaces::{CLSID_HANDLE_MGR, Registration};
use oxcom::{Apartment, GUID};

use crate::error::{Error, Result, com};
use fetch::Expected;
use figures::{Figures, Report};

/// The class HandleMgr of a server that knows no proxy library, beside the one of a server that does.
const CLSID_COPYING_HANDLE_MGR: GUID = GUID::from_u128(0xF3C442C0_20FB_47AE_9ECC_A9B8FCE9D121);

/// The sample's photographs.
const PICTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/pictures");

/// Gets photographs from another process without copying them, then by standard marshaling, and says what both cost.
#[derive(Args)]
pub(crate) struct Demo {
    /// How many frames to get; a tenth of it by standard marshaling.
    #[arg(long, default_value_t = 20_000, value_parser = clap::value_parser!(u32).range(1..))]
    frames: u32,
    /// The folder with the photographs (PNG, JPEG).
    #[arg(long, value_name = "DIR", default_value = PICTURES)]
    pictures: PathBuf,
    /// Writes the figures to a file.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Writes the first frame of each picture to a folder.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

impl Demo {
    pub(crate) fn run(self) -> Result<()> {
        let _apartment = Apartment::multithreaded().map_err(com("enter an apartment"))?;
        let pictures = canonical(&self.pictures)?;
        register_sample(&pictures)?;
        let expected = Expected::of(&pictures)?;
        let shared = fetch::fetch(&CLSID_HANDLE_MGR, self.frames, &expected, self.out.as_deref())?;
        let frames = (self.frames / 10).max(1);
        let standard = fetch::fetch(&CLSID_COPYING_HANDLE_MGR, frames, &expected, None)?;

        let report = Report { shared, standard };
        print!("{report}");
        if let Some(file) = &self.json {
            report.write(file)?;
        }
        judge(&report.shared)?;
        judge(&report.standard)
    }
}

/// Fails when something came wrong, or did not go.
fn judge(figures: &Figures) -> Result<()> {
    if !figures.checksums_equal {
        return Err(Error::Broken("a frame differs from its file"));
    }
    if figures.objects_left > 0 {
        return Err(Error::Broken("the server still holds images that were given back"));
    }
    Ok(())
}

/// Registers the sample for this process alone: its two servers are this program, started again.
fn register_sample(pictures: &Path) -> Result<()> {
    let program = std::env::current_exe().map_err(|source| Error::File { path: "oxcom".into(), source })?;
    let pictures = pictures.to_string_lossy();
    let arguments = ["demo-server", "--pictures", &pictures];
    let copying = [&arguments[..], &["--copy"]].concat();
    let text = Registration::new()
        .server(&program, &arguments)
        .class(CLSID_COPYING_HANDLE_MGR, "ImageSource.CopyingHandleMgr", &program, &copying)
        .proxy(&proxy_library()?)
        .into_text();
    oxcom::register_component(&text, Path::new("/")).map_err(com("register the sample"))
}

/// The proxy library, which cargo puts beside the command.
fn proxy_library() -> Result<PathBuf> {
    let program = std::env::current_exe().map_err(|source| Error::File { path: "oxcom".into(), source })?;
    let library = program.with_file_name("libimage_source_proxy.so");
    if library.is_file() { Ok(library) } else { Err(Error::NoProxyLibrary(library)) }
}

fn canonical(path: &Path) -> Result<PathBuf> {
    path.canonicalize().map_err(|source| Error::File { path: path.to_path_buf(), source })
}
