//! What all objects of a server share: the pictures, and what is counted.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::time::Instant;

use crate::proxy_class::ProxyClass;
use crate::{Error, Picture, SharedPicture, picture_files};

/// The pictures of a server and what happened to them.
pub struct ImageSource {
    /// Never empty. immutable
    pictures: Vec<Arc<SharedPicture>>,
    began: Instant,
    pub(crate) proxy_class: ProxyClass,
    /// atomic: a count that orders nothing
    live: AtomicU32,
    /// atomic: a count that orders nothing
    copied: AtomicU64,
}

impl ImageSource {
    /// Decodes the photographs of a folder.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn load(folder: &Path) -> Result<Self, Error> {
        let decode = |file| Ok(Arc::new(Picture::decode(file)?.share()?));
        let pictures =
            picture_files(folder)?.iter().map(|file| decode(file)).collect::<Result<_, Error>>()?;
        Ok(Self {
            pictures,
            began: Instant::now(),
            proxy_class: ProxyClass::default(),
            live: AtomicU32::new(0),
            copied: AtomicU64::new(0),
        })
    }

    /// The pictures, at least one.
    pub fn pictures(&self) -> &[Arc<SharedPicture>] {
        &self.pictures
    }

    /// Seconds since the server began.
    pub fn now(&self) -> f64 {
        self.began.elapsed().as_secs_f64()
    }

    /// Images handed out and not yet given back.
    pub fn live_objects(&self) -> u32 {
        self.live.load(Ordering::Relaxed)
    }

    /// Bytes of pixels copied.
    pub fn pixel_bytes_copied(&self) -> u64 {
        self.copied.load(Ordering::Relaxed)
    }

    pub(crate) fn count_copied(&self, bytes: usize) {
        self.copied.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    pub(crate) fn count_object(&self) {
        self.live.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn uncount_object(&self) {
        self.live.fetch_sub(1, Ordering::Relaxed);
    }
}
