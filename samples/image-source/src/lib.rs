//! The image source: decodes the photographs of a folder into shared memory once, and hands out the next one each time it is
//! asked. Clients that can map the memory read the pixels there.
//!
//! [`handle_mgr`] is what clients ask, [`image_handle`] what they get, and how it goes to them. [`catalog`] is for scripts.

mod catalog;
mod error;
mod handle_mgr;
mod image_handle;
mod picture;
mod proxy_class;
mod source;

use std::path::Path;
use std::sync::Arc;

use image_source_interfaces::CLSID_HANDLE_MGR;
use oxcom::{Apartment, Factory, GUID, IUnknown, Server};
use oxcom_host as _;

pub use error::Error;
pub use handle_mgr::HandleMgr;
pub use image_handle::ImageHandle;
pub use picture::{Picture, SharedPicture, picture_files};
pub use source::ImageSource;

/// Serves the photographs of a folder as the class HandleMgr, until the last client has gone.
///
/// # Errors
/// See [`Error`].
pub fn serve(pictures: &Path) -> Result<(), Error> {
    serve_as(CLSID_HANDLE_MGR, pictures)
}

/// As [`serve`], under a class id of the caller's choice.
///
/// # Errors
/// See [`Error`].
pub fn serve_as(clsid: GUID, pictures: &Path) -> Result<(), Error> {
    let _apartment = Apartment::multithreaded()?;
    let source = Arc::new(ImageSource::load(pictures)?);
    eprintln!("image source: process {}, {} pictures", std::process::id(), source.pictures().len());
    let make = move || Ok(IUnknown::from(HandleMgr::new(source.clone())));
    Ok(Server::new().class(clsid, Factory::new(make)).run()?)
}
