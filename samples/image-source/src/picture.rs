//! Photographs: as files, decoded, and in memory that other processes can map.

use std::path::{Path, PathBuf};

use oxcom::{Result, SegmentReference, SharedSegment};

use crate::Error;

/// The PNG and JPEG files of a folder, in the order of their names.
///
/// # Errors
/// [`Error::Folder`], [`Error::NoPicture`].
pub fn picture_files(folder: &Path) -> std::result::Result<Vec<PathBuf>, Error> {
    let unreadable = |source| Error::Folder { folder: folder.to_path_buf(), source };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let file = entry.map_err(unreadable)?.path();
        let extension = file.extension().unwrap_or_default().to_ascii_lowercase();
        if extension == "png" || extension == "jpg" || extension == "jpeg" {
            files.push(file);
        }
    }
    files.sort();
    if files.is_empty() { Err(Error::NoPicture(folder.to_path_buf())) } else { Ok(files) }
}

/// A decoded photograph.
pub struct Picture {
    /// The file's name.
    pub name: String,
    /// Columns and rows.
    pub dims: [u16; 2],
    /// Four bytes for each pixel: red, green, blue, alpha; row by row.
    pub pixels: Vec<u8>,
}

impl Picture {
    /// Decodes a file.
    ///
    /// # Errors
    /// [`Error::Undecodable`], [`Error::Dimensions`].
    pub fn decode(file: &Path) -> std::result::Result<Self, Error> {
        let undecodable = |source| Error::Undecodable { file: file.to_path_buf(), source };
        let decoded = image::open(file).map_err(undecodable)?.into_rgba8();
        let (columns, rows) = decoded.dimensions();
        match (u16::try_from(columns), u16::try_from(rows)) {
            (Ok(width @ 1..), Ok(height @ 1..)) => {
                let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
                Ok(Self { name, dims: [width, height], pixels: decoded.into_raw() })
            }
            _ => Err(Error::Dimensions { file: file.to_path_buf(), columns, rows }),
        }
    }

    /// Puts the pixels into memory of their own, which other processes can map.
    ///
    /// # Errors
    /// E_OUTOFMEMORY.
    pub fn share(&self) -> Result<SharedPicture> {
        let segment = SharedSegment::with(&self.pixels)?;
        Ok(SharedPicture { name: self.name.clone(), dims: self.dims, segment })
    }
}

/// A photograph whose pixels other processes can map.
pub struct SharedPicture {
    name: String,
    dims: [u16; 2],
    segment: SharedSegment,
}

impl SharedPicture {
    /// The name of the file that it was.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Columns and rows.
    pub fn dims(&self) -> [u16; 2] {
        self.dims
    }

    /// The memory that holds the pixels and nothing else.
    pub fn segment(&self) -> &SharedSegment {
        &self.segment
    }

    /// By what others find the pixels.
    ///
    /// # Errors
    /// CO_E_NOTINITIALIZED.
    pub fn reference(&self) -> Result<SegmentReference> {
        self.segment.reference(0..self.segment.len())
    }

    /// The pixels here.
    pub fn pixels(&self) -> &[u8] {
        // SAFETY: the memory is as long as the segment says and lives as long as it; nobody writes to a picture.
        unsafe { std::slice::from_raw_parts(self.segment.as_ptr(), self.segment.len()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PICTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../pictures");

    #[test]
    fn photographs_are_decoded_in_the_order_of_their_names() {
        let files = picture_files(PICTURES.as_ref()).unwrap();
        let names: Vec<_> = files.iter().map(|file| file.file_name().unwrap().to_str().unwrap()).collect();
        assert_eq!(names, ["astronaut.png", "chelsea.png", "coffee.png", "hubble_deep_field.jpg"]);
        let astronaut = Picture::decode(&files[0]).unwrap();
        assert_eq!((astronaut.dims, astronaut.pixels.len()), ([512, 512], 4 * 512 * 512));
        assert!(astronaut.pixels.chunks(4).all(|pixel| pixel[3] == 255), "photographs are opaque");
    }

    #[test]
    fn a_folder_without_pictures_is_refused() {
        let sources = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
        assert!(matches!(picture_files(sources.as_ref()), Err(Error::NoPicture(_))));
        assert!(matches!(picture_files("/nowhere".as_ref()), Err(Error::Folder { .. })));
        assert!(matches!(Picture::decode(file!().as_ref()), Err(Error::Undecodable { .. })));
    }
}
