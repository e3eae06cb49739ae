//! Made of ipc_client_server.rdl by `cargo xtask bindings`; changes belong there.
#![allow(
    missing_docs,
    unreachable_pub,
    rust_2018_idioms,
    non_snake_case,
    non_upper_case_globals,
    non_camel_case_types,
    dead_code,
    clippy::all,
    clippy::undocumented_unsafe_blocks,
    clippy::missing_safety_doc,
    rustdoc::all
)]
use oxcom_abi::com_core as windows_core;
use oxcom_abi::{IDispatch, IDispatch_Impl, IDispatch_Vtbl};
windows_core::imp::define_interface!(
    IIpcClientServer,
    IIpcClientServer_Vtbl,
    0xd6f88e95_8a27_4ae6_b6de_0542a0fc7039
);
impl core::ops::Deref for IIpcClientServer {
    type Target = IDispatch;
    fn deref(&self) -> &Self::Target {
        unsafe { core::mem::transmute(self) }
    }
}
windows_core::imp::interface_hierarchy!(IIpcClientServer, windows_core::IUnknown, IDispatch);
impl IIpcClientServer {
    pub unsafe fn Send(&self, text: &windows_core::BSTR) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Send)(
                windows_core::Interface::as_raw(self),
                core::mem::transmute_copy(text),
            )
        }
    }
}
#[repr(C)]
pub struct IIpcClientServer_Vtbl {
    pub base__: IDispatch_Vtbl,
    pub Send:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut core::ffi::c_void) -> windows_core::HRESULT,
}
pub trait IIpcClientServer_Impl: IDispatch_Impl {
    fn Send(&self, text: &windows_core::BSTR) -> windows_core::Result<()>;
}
impl IIpcClientServer_Vtbl {
    pub const fn new<Identity: IIpcClientServer_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn Send<Identity: IIpcClientServer_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            text: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IIpcClientServer_Impl::Send(this, core::mem::transmute(&text)).into()
            }
        }
        Self { base__: IDispatch_Vtbl::new::<Identity, OFFSET>(), Send: Send::<Identity, OFFSET> }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IIpcClientServer as windows_core::Interface>::IID
            || iid == &<IDispatch as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IIpcClientServer {}
