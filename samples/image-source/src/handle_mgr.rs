//! The object that clients ask for images.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use image_source_interfaces::{
    IHandleMgr, IHandleMgr_Impl, IImageCatalog, IImageHandle, IImageStatistics, IImageStatistics_Impl,
};
use oxcom::{Result, ServerLock, implement};

use crate::{ImageHandle, ImageSource};

/// Hands out the source's pictures, one after the other and from the first one again. It keeps the server up.
#[implement(IHandleMgr, IImageStatistics, IImageCatalog)]
pub struct HandleMgr {
    pub(crate) source: Arc<ImageSource>,
    /// How many were handed out. atomic: a count that orders nothing
    handed_out: AtomicUsize,
    _lock: ServerLock,
}

impl HandleMgr {
    /// A client's view of a source.
    pub fn new(source: Arc<ImageSource>) -> Self {
        Self { source, handed_out: AtomicUsize::new(0), _lock: ServerLock::new() }
    }
}

impl IHandleMgr_Impl for HandleMgr_Impl {
    fn GetImageHandle(&self) -> Result<IImageHandle> {
        let pictures = self.source.pictures();
        let next = self.handed_out.fetch_add(1, Ordering::Relaxed) % pictures.len();
        Ok(ImageHandle::new(self.source.clone(), pictures[next].clone()).into())
    }
}

impl IImageStatistics_Impl for HandleMgr_Impl {
    fn LiveObjects(&self) -> Result<u32> {
        Ok(self.source.live_objects())
    }

    fn PixelBytesCopied(&self) -> Result<u64> {
        Ok(self.source.pixel_bytes_copied())
    }
}
