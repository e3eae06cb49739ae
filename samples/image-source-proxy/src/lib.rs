//! The component library that reads the image source's pictures in the client, where the server put them.
//!
//! The runtime loads it when a call's answer brings an image: it creates [`proxy::ImageHandleProxy`] and lets it read what
//! the image wrote. The library depends on declarations only; the runtime is the one of the program that loads it.

mod proxy;

use std::ffi::c_void;

use image_source_interfaces::CLSID_IMAGE_HANDLE_PROXY;
use oxcom::{Factory, GUID, HRESULT, IUnknown};

use proxy::ImageHandleProxy;

/// Gives the class object of a class of this library.
///
/// # Safety
/// The pointers are null, or point to ids and to writable memory.
#[unsafe(no_mangle)]
unsafe extern "system" fn DllGetClassObject(
    clsid: *const GUID,
    iid: *const GUID,
    object: *mut *mut c_void,
) -> HRESULT {
    let factory = || Factory::new(|| Ok(IUnknown::from(ImageHandleProxy::new())));
    // SAFETY: the arguments of DllGetClassObject.
    unsafe { oxcom::get_class_object(clsid, iid, object, &[(CLSID_IMAGE_HANDLE_PROXY, factory)]) }
}

/// Tells by S_OK that the library is not in use.
#[unsafe(no_mangle)]
extern "system" fn DllCanUnloadNow() -> HRESULT {
    oxcom::can_unload_now(proxy::count())
}
