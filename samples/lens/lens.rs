//! Made of lens.rdl by `cargo xtask bindings`; changes belong there.
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
windows_core::imp::define_interface!(ICalibration, ICalibration_Vtbl, 0x0f5b6e0a_7f1d_4e0c_9c3b_6a0e5d1b7a21);
windows_core::imp::interface_hierarchy!(ICalibration, windows_core::IUnknown);
impl ICalibration {
    pub unsafe fn Distortion(&self, radius: f64) -> windows_core::Result<f64> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Distortion)(
                windows_core::Interface::as_raw(self),
                radius,
                &mut result__,
            )
            .map(|| result__)
        }
    }
}
#[repr(C)]
pub struct ICalibration_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub Distortion: unsafe extern "system" fn(*mut core::ffi::c_void, f64, *mut f64) -> windows_core::HRESULT,
}
pub trait ICalibration_Impl: windows_core::IUnknownImpl {
    fn Distortion(&self, radius: f64) -> windows_core::Result<f64>;
}
impl ICalibration_Vtbl {
    pub const fn new<Identity: ICalibration_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn Distortion<Identity: ICalibration_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            radius: f64,
            offset: *mut f64,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ICalibration_Impl::Distortion(this, core::mem::transmute_copy(&radius)) {
                    Ok(ok__) => {
                        offset.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            Distortion: Distortion::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<ICalibration as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for ICalibration {}
windows_core::imp::define_interface!(IFocus, IFocus_Vtbl, 0x0f5b6e0b_7f1d_4e0c_9c3b_6a0e5d1b7a21);
windows_core::imp::interface_hierarchy!(IFocus, windows_core::IUnknown);
impl IFocus {
    pub unsafe fn MoveTo(&self, distance: f64) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).MoveTo)(windows_core::Interface::as_raw(self), distance)
        }
    }
    pub unsafe fn Distance(&self) -> windows_core::Result<f64> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Distance)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| result__)
        }
    }
}
#[repr(C)]
pub struct IFocus_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub MoveTo: unsafe extern "system" fn(*mut core::ffi::c_void, f64) -> windows_core::HRESULT,
    pub Distance: unsafe extern "system" fn(*mut core::ffi::c_void, *mut f64) -> windows_core::HRESULT,
}
pub trait IFocus_Impl: windows_core::IUnknownImpl {
    fn MoveTo(&self, distance: f64) -> windows_core::Result<()>;
    fn Distance(&self) -> windows_core::Result<f64>;
}
impl IFocus_Vtbl {
    pub const fn new<Identity: IFocus_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn MoveTo<Identity: IFocus_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            distance: f64,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IFocus_Impl::MoveTo(this, core::mem::transmute_copy(&distance)).into()
            }
        }
        unsafe extern "system" fn Distance<Identity: IFocus_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            distance: *mut f64,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IFocus_Impl::Distance(this) {
                    Ok(ok__) => {
                        distance.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            MoveTo: MoveTo::<Identity, OFFSET>,
            Distance: Distance::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IFocus as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IFocus {}
