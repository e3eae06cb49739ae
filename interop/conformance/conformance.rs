//! Made of conformance.rdl by `cargo xtask bindings`; changes belong there.
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
use oxcom_abi::{SAFEARRAY, VARIANT};
windows_core::imp::define_interface!(ICalculator, ICalculator_Vtbl, 0x2f1c9d31_7a4e_4b52_9f0d_6b1e53c7a840);
windows_core::imp::interface_hierarchy!(ICalculator, windows_core::IUnknown);
impl ICalculator {
    pub unsafe fn Add(&self, a: i32, b: i32) -> windows_core::Result<i32> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Add)(
                windows_core::Interface::as_raw(self),
                a,
                b,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn Fail(&self, code: i32) -> windows_core::HRESULT {
        unsafe { (windows_core::Interface::vtable(self).Fail)(windows_core::Interface::as_raw(self), code) }
    }
    pub unsafe fn Observe(&self) -> windows_core::Result<windows_core::BSTR> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Observe)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| core::mem::transmute(result__))
        }
    }
    pub unsafe fn Echo(&self, text: &windows_core::BSTR) -> windows_core::Result<windows_core::BSTR> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Echo)(
                windows_core::Interface::as_raw(self),
                core::mem::transmute_copy(text),
                &mut result__,
            )
            .map(|| core::mem::transmute(result__))
        }
    }
    pub unsafe fn EchoVariant(&self, value: &VARIANT) -> windows_core::Result<VARIANT> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).EchoVariant)(
                windows_core::Interface::as_raw(self),
                core::mem::transmute_copy(value),
                &mut result__,
            )
            .map(|| core::mem::transmute(result__))
        }
    }
    pub unsafe fn Total(&self, numbers: *const SAFEARRAY) -> windows_core::Result<f64> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Total)(
                windows_core::Interface::as_raw(self),
                numbers,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn AddBy<P0>(&self, other: P0, a: i32, b: i32) -> windows_core::Result<i32>
    where
        P0: windows_core::Param<Self>,
    {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).AddBy)(
                windows_core::Interface::as_raw(self),
                other.param().abi(),
                a,
                b,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn Same<P0>(&self, object: P0) -> windows_core::Result<windows_core::IUnknown>
    where
        P0: windows_core::Param<windows_core::IUnknown>,
    {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Same)(
                windows_core::Interface::as_raw(self),
                object.param().abi(),
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn Nest<P0>(&self, other: P0, depth: i32) -> windows_core::Result<i32>
    where
        P0: windows_core::Param<Self>,
    {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Nest)(
                windows_core::Interface::as_raw(self),
                other.param().abi(),
                depth,
                &mut result__,
            )
            .map(|| result__)
        }
    }
}
#[repr(C)]
pub struct ICalculator_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub Add: unsafe extern "system" fn(*mut core::ffi::c_void, i32, i32, *mut i32) -> windows_core::HRESULT,
    pub Fail: unsafe extern "system" fn(*mut core::ffi::c_void, i32) -> windows_core::HRESULT,
    pub Observe: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub Echo: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub EchoVariant:
        unsafe extern "system" fn(*mut core::ffi::c_void, VARIANT, *mut VARIANT) -> windows_core::HRESULT,
    pub Total: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const SAFEARRAY,
        *mut f64,
    ) -> windows_core::HRESULT,
    pub AddBy: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        i32,
        i32,
        *mut i32,
    ) -> windows_core::HRESULT,
    pub Same: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub Nest: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        i32,
        *mut i32,
    ) -> windows_core::HRESULT,
}
pub trait ICalculator_Impl: windows_core::IUnknownImpl {
    fn Add(&self, a: i32, b: i32) -> windows_core::Result<i32>;
    fn Fail(&self, code: i32) -> windows_core::Result<()>;
    fn Observe(&self) -> windows_core::Result<windows_core::BSTR>;
    fn Echo(&self, text: &windows_core::BSTR) -> windows_core::Result<windows_core::BSTR>;
    fn EchoVariant(&self, value: &VARIANT) -> windows_core::Result<VARIANT>;
    fn Total(&self, numbers: *const SAFEARRAY) -> windows_core::Result<f64>;
    fn AddBy(&self, other: windows_core::Ref<ICalculator>, a: i32, b: i32) -> windows_core::Result<i32>;
    fn Same(
        &self,
        object: windows_core::Ref<windows_core::IUnknown>,
    ) -> windows_core::Result<windows_core::IUnknown>;
    fn Nest(&self, other: windows_core::Ref<ICalculator>, depth: i32) -> windows_core::Result<i32>;
}
impl ICalculator_Vtbl {
    pub const fn new<Identity: ICalculator_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn Add<Identity: ICalculator_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            a: i32,
            b: i32,
            sum: *mut i32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ICalculator_Impl::Add(
                    this,
                    core::mem::transmute_copy(&a),
                    core::mem::transmute_copy(&b),
                ) {
                    Ok(ok__) => {
                        sum.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Fail<Identity: ICalculator_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            code: i32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ICalculator_Impl::Fail(this, core::mem::transmute_copy(&code)).into()
            }
        }
        unsafe extern "system" fn Observe<Identity: ICalculator_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            seen: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ICalculator_Impl::Observe(this) {
                    Ok(ok__) => {
                        seen.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Echo<Identity: ICalculator_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            text: *mut core::ffi::c_void,
            same: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ICalculator_Impl::Echo(this, core::mem::transmute(&text)) {
                    Ok(ok__) => {
                        same.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn EchoVariant<Identity: ICalculator_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            value: VARIANT,
            same: *mut VARIANT,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ICalculator_Impl::EchoVariant(this, core::mem::transmute(&value)) {
                    Ok(ok__) => {
                        same.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Total<Identity: ICalculator_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            numbers: *const SAFEARRAY,
            total: *mut f64,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ICalculator_Impl::Total(this, core::mem::transmute_copy(&numbers)) {
                    Ok(ok__) => {
                        total.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn AddBy<Identity: ICalculator_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            other: *mut core::ffi::c_void,
            a: i32,
            b: i32,
            sum: *mut i32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ICalculator_Impl::AddBy(
                    this,
                    core::mem::transmute_copy(&other),
                    core::mem::transmute_copy(&a),
                    core::mem::transmute_copy(&b),
                ) {
                    Ok(ok__) => {
                        sum.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Same<Identity: ICalculator_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            object: *mut core::ffi::c_void,
            same: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ICalculator_Impl::Same(this, core::mem::transmute_copy(&object)) {
                    Ok(ok__) => {
                        same.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Nest<Identity: ICalculator_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            other: *mut core::ffi::c_void,
            depth: i32,
            reached: *mut i32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ICalculator_Impl::Nest(
                    this,
                    core::mem::transmute_copy(&other),
                    core::mem::transmute_copy(&depth),
                ) {
                    Ok(ok__) => {
                        reached.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            Add: Add::<Identity, OFFSET>,
            Fail: Fail::<Identity, OFFSET>,
            Observe: Observe::<Identity, OFFSET>,
            Echo: Echo::<Identity, OFFSET>,
            EchoVariant: EchoVariant::<Identity, OFFSET>,
            Total: Total::<Identity, OFFSET>,
            AddBy: AddBy::<Identity, OFFSET>,
            Same: Same::<Identity, OFFSET>,
            Nest: Nest::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<ICalculator as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for ICalculator {}
windows_core::imp::define_interface!(IName, IName_Vtbl, 0x2f1c9d32_7a4e_4b52_9f0d_6b1e53c7a840);
windows_core::imp::interface_hierarchy!(IName, windows_core::IUnknown);
impl IName {
    pub unsafe fn Name(&self) -> windows_core::Result<windows_core::BSTR> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Name)(windows_core::Interface::as_raw(self), &mut result__)
                .map(|| core::mem::transmute(result__))
        }
    }
}
#[repr(C)]
pub struct IName_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub Name: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
}
pub trait IName_Impl: windows_core::IUnknownImpl {
    fn Name(&self) -> windows_core::Result<windows_core::BSTR>;
}
impl IName_Vtbl {
    pub const fn new<Identity: IName_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn Name<Identity: IName_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            text: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IName_Impl::Name(this) {
                    Ok(ok__) => {
                        text.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            Name: Name::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IName as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IName {}
windows_core::imp::define_interface!(IUndescribed, IUndescribed_Vtbl, 0x2f1c9d33_7a4e_4b52_9f0d_6b1e53c7a840);
windows_core::imp::interface_hierarchy!(IUndescribed, windows_core::IUnknown);
impl IUndescribed {
    pub unsafe fn Do(&self) -> windows_core::HRESULT {
        unsafe { (windows_core::Interface::vtable(self).Do)(windows_core::Interface::as_raw(self)) }
    }
}
#[repr(C)]
pub struct IUndescribed_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub Do: unsafe extern "system" fn(*mut core::ffi::c_void) -> windows_core::HRESULT,
}
pub trait IUndescribed_Impl: windows_core::IUnknownImpl {
    fn Do(&self) -> windows_core::Result<()>;
}
impl IUndescribed_Vtbl {
    pub const fn new<Identity: IUndescribed_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn Do<Identity: IUndescribed_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IUndescribed_Impl::Do(this).into()
            }
        }
        Self { base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(), Do: Do::<Identity, OFFSET> }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IUndescribed as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IUndescribed {}
