//! An image, and how it goes to another process.
//!
//! To a process that can map its memory, where a class is registered that does so, it goes by a reference: custom
//! marshaling. In all other cases the standard marshaler makes a proxy that asks for the pixels, and they are copied.

use std::ffi::c_void;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use image_source_interfaces::{
    CLSID_IMAGE_HANDLE_PROXY, Destination, IImageHandle, IImageHandle_Impl, Image2d, ImageRecord, RGBA,
    write_image,
};
use oxcom::abi::{E_POINTER, E_UNEXPECTED, IMarshal, IMarshal_Impl, IStream, MSHCTX_LOCAL, MSHLFLAGS_NORMAL};
use oxcom::com_core::{ComObject, IUnknownImpl};
use oxcom::{GUID, IUnknown, Interface, Ref, Result, ServerLock, array_of, implement};

use crate::{ImageSource, SharedPicture};

/// One image that was handed out. It keeps its pixels and the server up.
#[implement(IImageHandle, IMarshal, Agile = false)]
pub struct ImageHandle {
    source: Arc<ImageSource>,
    picture: Arc<SharedPicture>,
    time: f64,
    /// Whether a proxy elsewhere may ask for the pixels. atomic: a flag that orders nothing
    is_remote: AtomicBool,
    _lock: ServerLock,
}

impl ImageHandle {
    /// An image taken now.
    pub fn new(source: Arc<ImageSource>, picture: Arc<SharedPicture>) -> Self {
        source.count_object();
        let time = source.now();
        Self { source, picture, time, is_remote: AtomicBool::new(false), _lock: ServerLock::new() }
    }

    fn goes_by_reference(&self, to: Destination) -> bool {
        to.shares_memory() && self.source.proxy_class.is_registered()
    }

    fn record(&self) -> Result<ImageRecord> {
        let (dims, pixels) = (self.picture.dims(), self.picture.reference()?);
        Ok(ImageRecord { time: self.time, format: RGBA, dims, pixels })
    }
}

impl Drop for ImageHandle {
    fn drop(&mut self) {
        self.source.uncount_object();
    }
}

impl IImageHandle_Impl for ImageHandle_Impl {
    /// In the process itself, an array over the shared memory. For a proxy elsewhere a copy: the array is the caller's, who
    /// may write to it.
    fn GetData(&self) -> Result<Image2d> {
        let pixels = self.picture.pixels();
        let data = if self.is_remote.load(Ordering::Relaxed) {
            self.source.count_copied(pixels.len());
            array_of(pixels)?
        } else {
            self.picture.segment().array::<u8>(0, pixels.len())?
        };
        Ok(Image2d { time: self.time, format: RGBA, dims: self.picture.dims(), data })
    }
}

impl IMarshal_Impl for ImageHandle_Impl {
    fn GetUnmarshalClass(
        &self,
        iid: *const GUID,
        object: *const c_void,
        context: u32,
        context_data: *const c_void,
        flags: u32,
    ) -> Result<GUID> {
        let to = Destination { context, context_data, flags };
        if self.goes_by_reference(to) {
            return Ok(CLSID_IMAGE_HANDLE_PROXY);
        }
        let standard = self.standard_marshaler(iid, to)?;
        // SAFETY: the arguments of the same method.
        unsafe { standard.GetUnmarshalClass(iid, Some(object), context, Some(context_data), flags) }
    }

    fn GetMarshalSizeMax(
        &self,
        iid: *const GUID,
        object: *const c_void,
        context: u32,
        context_data: *const c_void,
        flags: u32,
    ) -> Result<u32> {
        let to = Destination { context, context_data, flags };
        let standard = self.standard_marshaler(iid, to)?;
        // SAFETY: the arguments of the same method.
        let most =
            unsafe { standard.GetMarshalSizeMax(iid, Some(object), context, Some(context_data), flags) }?;
        // The owner, too, goes by standard marshaling.
        let record = if self.goes_by_reference(to) { ImageRecord::LENGTH as u32 } else { 0 };
        Ok(most + record)
    }

    fn MarshalInterface(
        &self,
        into: Ref<'_, IStream>,
        iid: *const GUID,
        object: *const c_void,
        context: u32,
        context_data: *const c_void,
        flags: u32,
    ) -> Result<()> {
        let (stream, to) = (into.ok()?, Destination { context, context_data, flags });
        if self.goes_by_reference(to) {
            let owner = IUnknown::from(RefOwner { _image: self.to_object() });
            return write_image(stream, &self.record()?, &owner, to);
        }
        self.is_remote.store(true, Ordering::Relaxed);
        let standard = self.standard_marshaler(iid, to)?;
        // SAFETY: the arguments of the same method.
        unsafe { standard.MarshalInterface(stream, iid, Some(object), context, Some(context_data), flags) }
            .ok()
    }

    /// The image itself never reads what was written: the proxy class does, or the standard marshaler.
    fn UnmarshalInterface(&self, _: Ref<'_, IStream>, _: *const GUID, _: *mut *mut c_void) -> Result<()> {
        Err(E_UNEXPECTED.into())
    }

    /// As for `UnmarshalInterface`.
    fn ReleaseMarshalData(&self, _: Ref<'_, IStream>) -> Result<()> {
        Err(E_UNEXPECTED.into())
    }

    fn DisconnectObject(&self, reserved: u32) -> Result<()> {
        let to = Destination {
            context: MSHCTX_LOCAL as u32,
            context_data: std::ptr::null(),
            flags: MSHLFLAGS_NORMAL as u32,
        };
        let standard = self.standard_marshaler(&IImageHandle::IID, to)?;
        // SAFETY: the argument of the same method.
        unsafe { standard.DisconnectObject(reserved) }.ok()
    }
}

impl ImageHandle_Impl {
    fn standard_marshaler(&self, iid: *const GUID, to: Destination) -> Result<IMarshal> {
        // SAFETY: IMarshal's methods are called with null or the id of an interface.
        let iid = unsafe { iid.as_ref() }.ok_or(E_POINTER)?;
        to.standard_marshaler(iid, &self.to_interface::<IUnknown>())
    }
}

/// What a client's proxy holds, so that the image lives as long as the proxy. It has no methods of its own.
#[implement()]
struct RefOwner {
    _image: ComObject<ImageHandle>,
}
