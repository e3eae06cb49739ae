//! The image source as a server program: `image-source [FOLDER]`, started by whoever first asks for the class HandleMgr.

use std::path::PathBuf;
use std::process::ExitCode;

/// The sample's photographs.
const PICTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../pictures");

fn main() -> ExitCode {
    // COM adds `-Embedding` to the command of a server that it starts.
    let folder = std::env::args_os().skip(1).find(|argument| argument != "-Embedding");
    match image_source::serve(&folder.map_or_else(|| PICTURES.into(), PathBuf::from)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("image-source: {error}");
            ExitCode::FAILURE
        }
    }
}
