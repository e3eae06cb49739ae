//! Made of image_source.rdl by `cargo xtask bindings`; changes belong there.
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
use oxcom_abi::{IDispatch, IDispatch_Impl, IDispatch_Vtbl, SAFEARRAY, VARIANT};
windows_core::imp::define_interface!(IHandleMgr, IHandleMgr_Vtbl, 0x7d278258_3b05_45d3_ad60_cf65497b56b6);
windows_core::imp::interface_hierarchy!(IHandleMgr, windows_core::IUnknown);
impl IHandleMgr {
    pub unsafe fn GetImageHandle(&self) -> windows_core::Result<IImageHandle> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetImageHandle)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
}
#[repr(C)]
pub struct IHandleMgr_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub GetImageHandle: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
}
pub trait IHandleMgr_Impl: windows_core::IUnknownImpl {
    fn GetImageHandle(&self) -> windows_core::Result<IImageHandle>;
}
impl IHandleMgr_Vtbl {
    pub const fn new<Identity: IHandleMgr_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn GetImageHandle<Identity: IHandleMgr_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            handle: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IHandleMgr_Impl::GetImageHandle(this) {
                    Ok(ok__) => {
                        handle.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            GetImageHandle: GetImageHandle::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IHandleMgr as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IHandleMgr {}
windows_core::imp::define_interface!(
    IImageCatalog,
    IImageCatalog_Vtbl,
    0x3a5e1c70_94d8_4b1b_8e0c_5d2a7f60b914
);
impl core::ops::Deref for IImageCatalog {
    type Target = IDispatch;
    fn deref(&self) -> &Self::Target {
        unsafe { core::mem::transmute(self) }
    }
}
windows_core::imp::interface_hierarchy!(IImageCatalog, windows_core::IUnknown, IDispatch);
impl IImageCatalog {
    pub unsafe fn Count(&self) -> windows_core::Result<i32> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Count)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn Name(&self, photograph: i32) -> windows_core::Result<windows_core::BSTR> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Name)(
                windows_core::Interface::as_raw(self),
                photograph,
                &mut result__,
            )
            .map(|| core::mem::transmute(result__))
        }
    }
    pub unsafe fn Colour(
        &self,
        photograph: i32,
        column: i32,
        row: &VARIANT,
    ) -> windows_core::Result<windows_core::BSTR> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Colour)(
                windows_core::Interface::as_raw(self),
                photograph,
                column,
                core::mem::transmute_copy(row),
                &mut result__,
            )
            .map(|| core::mem::transmute(result__))
        }
    }
}
#[repr(C)]
pub struct IImageCatalog_Vtbl {
    pub base__: IDispatch_Vtbl,
    pub Count: unsafe extern "system" fn(*mut core::ffi::c_void, *mut i32) -> windows_core::HRESULT,
    pub Name: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        i32,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub Colour: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        i32,
        i32,
        VARIANT,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
}
pub trait IImageCatalog_Impl: IDispatch_Impl {
    fn Count(&self) -> windows_core::Result<i32>;
    fn Name(&self, photograph: i32) -> windows_core::Result<windows_core::BSTR>;
    fn Colour(&self, photograph: i32, column: i32, row: &VARIANT)
    -> windows_core::Result<windows_core::BSTR>;
}
impl IImageCatalog_Vtbl {
    pub const fn new<Identity: IImageCatalog_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn Count<Identity: IImageCatalog_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            count: *mut i32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IImageCatalog_Impl::Count(this) {
                    Ok(ok__) => {
                        count.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Name<Identity: IImageCatalog_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            photograph: i32,
            name: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IImageCatalog_Impl::Name(this, core::mem::transmute_copy(&photograph)) {
                    Ok(ok__) => {
                        name.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Colour<Identity: IImageCatalog_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            photograph: i32,
            column: i32,
            row: VARIANT,
            colour: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IImageCatalog_Impl::Colour(
                    this,
                    core::mem::transmute_copy(&photograph),
                    core::mem::transmute_copy(&column),
                    core::mem::transmute(&row),
                ) {
                    Ok(ok__) => {
                        colour.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: IDispatch_Vtbl::new::<Identity, OFFSET>(),
            Count: Count::<Identity, OFFSET>,
            Name: Name::<Identity, OFFSET>,
            Colour: Colour::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IImageCatalog as windows_core::Interface>::IID
            || iid == &<IDispatch as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IImageCatalog {}
windows_core::imp::define_interface!(IImageHandle, IImageHandle_Vtbl, 0x3cbd54f2_c9a5_4e64_a582_b7d6ad14ce3d);
windows_core::imp::interface_hierarchy!(IImageHandle, windows_core::IUnknown);
impl IImageHandle {
    pub unsafe fn GetData(&self) -> windows_core::Result<Image2d> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetData)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| result__)
        }
    }
}
#[repr(C)]
pub struct IImageHandle_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub GetData: unsafe extern "system" fn(*mut core::ffi::c_void, *mut Image2d) -> windows_core::HRESULT,
}
pub trait IImageHandle_Impl: windows_core::IUnknownImpl {
    fn GetData(&self) -> windows_core::Result<Image2d>;
}
impl IImageHandle_Vtbl {
    pub const fn new<Identity: IImageHandle_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn GetData<Identity: IImageHandle_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            data: *mut Image2d,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IImageHandle_Impl::GetData(this) {
                    Ok(ok__) => {
                        data.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            GetData: GetData::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IImageHandle as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IImageHandle {}
windows_core::imp::define_interface!(
    IImageStatistics,
    IImageStatistics_Vtbl,
    0x9c07a9ff_2943_4bb8_b432_de0620c21228
);
windows_core::imp::interface_hierarchy!(IImageStatistics, windows_core::IUnknown);
impl IImageStatistics {
    pub unsafe fn LiveObjects(&self) -> windows_core::Result<u32> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).LiveObjects)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn PixelBytesCopied(&self) -> windows_core::Result<u64> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).PixelBytesCopied)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| result__)
        }
    }
}
#[repr(C)]
pub struct IImageStatistics_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub LiveObjects: unsafe extern "system" fn(*mut core::ffi::c_void, *mut u32) -> windows_core::HRESULT,
    pub PixelBytesCopied:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut u64) -> windows_core::HRESULT,
}
pub trait IImageStatistics_Impl: windows_core::IUnknownImpl {
    fn LiveObjects(&self) -> windows_core::Result<u32>;
    fn PixelBytesCopied(&self) -> windows_core::Result<u64>;
}
impl IImageStatistics_Vtbl {
    pub const fn new<Identity: IImageStatistics_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn LiveObjects<Identity: IImageStatistics_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            count: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IImageStatistics_Impl::LiveObjects(this) {
                    Ok(ok__) => {
                        count.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn PixelBytesCopied<Identity: IImageStatistics_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            bytes: *mut u64,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IImageStatistics_Impl::PixelBytesCopied(this) {
                    Ok(ok__) => {
                        bytes.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            LiveObjects: LiveObjects::<Identity, OFFSET>,
            PixelBytesCopied: PixelBytesCopied::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IImageStatistics as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IImageStatistics {}
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Image2d {
    pub time: f64,
    pub format: u32,
    pub dims: [u16; 2],
    pub data: *mut SAFEARRAY,
}
impl Default for Image2d {
    fn default() -> Self {
        unsafe { core::mem::zeroed() }
    }
}
