//! An image of another process.

use std::ffi::c_void;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use image_source_interfaces::{
    CLSID_IMAGE_HANDLE_PROXY, Destination, IImageHandle, IImageHandle_Impl, Image2d, ImageRecord, read_image,
    write_image,
};
use oxcom::abi::{
    CO_E_ALREADYINITIALIZED, CoReleaseMarshalData, CoUnmarshalInterface, E_POINTER, E_UNEXPECTED, IMarshal,
    IMarshal_Impl, IStream,
};
use oxcom::com_core::IUnknownImpl;
use oxcom::{GUID, IUnknown, Ref, Result, SharedSegment, implement};

/// How many proxies there are. atomic: a count that orders nothing
static OBJECTS: AtomicU32 = AtomicU32::new(0);

/// How many proxies there are: the library is in use as long as there is one.
pub(crate) fn count() -> u32 {
    OBJECTS.load(Ordering::Relaxed)
}

/// An image of another process, whose pixels are mapped into this one.
#[implement(IImageHandle, IMarshal, Agile = false)]
pub(crate) struct ImageHandleProxy {
    /// What was unmarshaled; nothing before.
    image: OnceLock<Image>,
}

struct Image {
    record: ImageRecord,
    /// The pixels, read-only.
    pixels: SharedSegment,
    /// Keeps the image alive in its server.
    owner: IUnknown,
}

impl ImageHandleProxy {
    pub(crate) fn new() -> Self {
        OBJECTS.fetch_add(1, Ordering::Relaxed);
        Self { image: OnceLock::new() }
    }

    fn image(&self) -> Result<&Image> {
        self.image.get().ok_or_else(|| E_UNEXPECTED.into())
    }
}

impl Drop for ImageHandleProxy {
    fn drop(&mut self) {
        OBJECTS.fetch_sub(1, Ordering::Relaxed);
    }
}

impl IImageHandle_Impl for ImageHandleProxy_Impl {
    /// An array over the mapping: nothing is copied, and a write to it is a segmentation fault. It may outlive the image.
    fn GetData(&self) -> Result<Image2d> {
        let image = self.image()?;
        let data = image.pixels.array::<u8>(0, image.record.pixel_bytes())?;
        Ok(Image2d { time: image.record.time, format: image.record.format, dims: image.record.dims, data })
    }
}

/// The proxy reads what the image wrote, and writes the same when it is itself handed to a third process: that one maps the
/// server's memory as this one does.
impl IMarshal_Impl for ImageHandleProxy_Impl {
    fn GetUnmarshalClass(
        &self,
        iid: *const GUID,
        object: *const c_void,
        context: u32,
        context_data: *const c_void,
        flags: u32,
    ) -> Result<GUID> {
        let to = Destination { context, context_data, flags };
        if to.shares_memory() {
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
        Ok(most + if to.shares_memory() { ImageRecord::LENGTH as u32 } else { 0 })
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
        if to.shares_memory() {
            let image = self.image()?;
            return write_image(stream, &image.record, &image.owner, to);
        }
        let standard = self.standard_marshaler(iid, to)?;
        // SAFETY: the arguments of the same method.
        unsafe { standard.MarshalInterface(stream, iid, Some(object), context, Some(context_data), flags) }
            .ok()
    }

    /// The owner comes first: it makes its exporter known here, which is then asked for the memory.
    fn UnmarshalInterface(
        &self,
        from: Ref<'_, IStream>,
        iid: *const GUID,
        out: *mut *mut c_void,
    ) -> Result<()> {
        if iid.is_null() || out.is_null() {
            return Err(E_POINTER.into());
        }
        let stream = from.ok()?;
        let record = read_image(stream)?;
        // SAFETY: an argument of its type.
        let owner: IUnknown = unsafe { CoUnmarshalInterface(stream) }?;
        let pixels = SharedSegment::open(&record.pixels)?;
        let image = Image { record, pixels, owner };
        self.image.set(image).map_err(|_| CO_E_ALREADYINITIALIZED)?;
        // SAFETY: neither is null.
        unsafe { self.QueryInterface(iid, out) }.ok()
    }

    fn ReleaseMarshalData(&self, from: Ref<'_, IStream>) -> Result<()> {
        let stream = from.ok()?;
        read_image(stream)?;
        // SAFETY: an argument of its type.
        unsafe { CoReleaseMarshalData(stream) }.ok()
    }

    /// Nobody is connected to a proxy: a third process is connected to the owner.
    fn DisconnectObject(&self, _reserved: u32) -> Result<()> {
        Ok(())
    }
}

impl ImageHandleProxy_Impl {
    fn standard_marshaler(&self, iid: *const GUID, to: Destination) -> Result<IMarshal> {
        // SAFETY: IMarshal's methods are called with null or the id of an interface.
        let iid = unsafe { iid.as_ref() }.ok_or(E_POINTER)?;
        to.standard_marshaler(iid, &self.to_interface::<IUnknown>())
    }
}
