//! A library's proxy for one interface.

use std::ffi::c_void;

use oxcom_abi::{E_UNEXPECTED, IRpcChannelBuffer, IRpcProxyBuffer};
use windows_core::{GUID, IUnknown, Interface};

use super::channel::ClientChannel;
use crate::error::{Error, Result};
use crate::import::Standing;

/// A proxy that is part of a proxy manager (COM aggregation). It ends with this.
pub(crate) struct LibraryProxy {
    buffer: IRpcProxyBuffer,
    /// What the client calls. Not counted: its references are the manager's.
    interface: *mut c_void,
}

impl LibraryProxy {
    /// Makes a proxy that is part of `outer` and calls through `channel`.
    ///
    /// # Errors
    /// What the library answers. E_NOINTERFACE: there is no such library.
    pub(crate) fn new(
        iid: &GUID,
        class: &GUID,
        outer: *mut c_void,
        channel: impl FnOnce() -> Channel,
    ) -> Result<Self> {
        let factory = super::factory(iid, class)?;
        let (mut buffer, mut interface) = (std::ptr::null_mut(), std::ptr::null_mut());
        // SAFETY: arguments of their types; the manager `outer` is held by the caller.
        unsafe {
            (factory.vtable().CreateProxy)(factory.as_raw(), outer, iid, &mut buffer, &mut interface).ok()?;
        }
        if buffer.is_null() || interface.is_null() {
            return Err(Error::Answered(E_UNEXPECTED));
        }
        // SAFETY: success gives owned pointers. The one to the interface counts on the manager, which must not hold
        // itself: it is released, and lives as long as the buffer.
        let proxy = unsafe {
            drop(IUnknown::from_raw(interface));
            Self { buffer: IRpcProxyBuffer::from_raw(buffer), interface }
        };
        let channel: IRpcChannelBuffer = channel().0.into();
        // SAFETY: arguments of their types.
        unsafe { proxy.buffer.Connect(&channel) }.ok()?;
        Ok(proxy)
    }

    pub(crate) fn interface(&self) -> *mut c_void {
        self.interface
    }
}

impl Drop for LibraryProxy {
    fn drop(&mut self) {
        // SAFETY: a call without arguments. The channel is of no use any more.
        unsafe { self.buffer.Disconnect() };
    }
}

/// What a proxy calls through.
pub(crate) struct Channel(ClientChannel);

impl Channel {
    pub(crate) fn new(
        apartment: std::sync::Arc<crate::apartment::Apartment>,
        exporter: std::sync::Arc<crate::import::RemoteExporter>,
        (context, ipid): (u16, GUID),
        standing: std::sync::Arc<Standing>,
    ) -> Self {
        Self(ClientChannel { apartment, exporter, ipid, context, standing })
    }
}
