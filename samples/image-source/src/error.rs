//! What can go wrong, and whose fault it is.

use std::io;
use std::path::PathBuf;

/// Why the image source cannot serve.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The caller's folder cannot be read.
    #[error("cannot read the folder {}: {source}", folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The caller's folder has no picture in it.
    #[error("no PNG or JPEG file in {}", .0.display())]
    NoPicture(PathBuf),
    /// A file is damaged, or not what its name says.
    #[error("cannot decode {}: {source}", file.display())]
    Undecodable {
        /// The file.
        file: PathBuf,
        /// What the decoder said.
        source: image::ImageError,
    },
    /// A picture has more than 65,535 columns or rows, or none.
    #[error("{} has {columns} x {rows} pixels; at most 65535 x 65535 can be told", file.display())]
    Dimensions {
        /// The file.
        file: PathBuf,
        /// Its columns.
        columns: u32,
        /// Its rows.
        rows: u32,
    },
    /// COM refused something.
    #[error("{}", oxcom::message_of(.0))]
    Com(#[from] oxcom::Error),
}
