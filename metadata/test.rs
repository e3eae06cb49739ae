//! Made of test.rdl by `cargo xtask bindings`; changes belong there.
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
use oxcom_abi::{CY, DECIMAL, IDispatch, IDispatch_Impl, IDispatch_Vtbl, SAFEARRAY, VARIANT, VARIANT_BOOL};
pub const Blue: Color = 7;
pub type Color = i32;
#[repr(C)]
pub struct Frame {
    pub mark: u8,
    pub time: f64,
    pub color: Color,
    pub id: windows_core::GUID,
    pub origin: Point,
    pub dims: [u16; 3],
    pub corners: [Point; 2],
    pub visible: VARIANT_BOOL,
    pub ticks: Ticks,
    pub name: core::mem::ManuallyDrop<windows_core::BSTR>,
    pub data: *mut SAFEARRAY,
    pub value: VARIANT,
    pub price: CY,
    pub last: u8,
}
impl Clone for Frame {
    fn clone(&self) -> Self {
        unsafe { core::mem::transmute_copy(self) }
    }
}
impl Default for Frame {
    fn default() -> Self {
        unsafe { core::mem::zeroed() }
    }
}
pub const Green: Color = 1;
windows_core::imp::define_interface!(IArrays, IArrays_Vtbl, 0x5e0a7c16_2f43_4c0d_9a5e_0a1b2c3d4e5f);
windows_core::imp::interface_hierarchy!(IArrays, windows_core::IUnknown);
impl IArrays {
    pub unsafe fn Echo(&self, array: *const SAFEARRAY) -> windows_core::Result<*mut SAFEARRAY> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Echo)(
                windows_core::Interface::as_raw(self),
                array,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn Spoil(&self, array: *const SAFEARRAY) -> windows_core::Result<u64> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Spoil)(
                windows_core::Interface::as_raw(self),
                array,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn Update(&self, array: *mut *mut SAFEARRAY) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Update)(windows_core::Interface::as_raw(self), array as _)
        }
    }
    pub unsafe fn Fill(&self, count: u32, value: u8) -> windows_core::Result<*mut SAFEARRAY> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Fill)(
                windows_core::Interface::as_raw(self),
                count,
                value,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn Share(&self, count: u32, value: u8) -> windows_core::Result<*mut SAFEARRAY> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Share)(
                windows_core::Interface::as_raw(self),
                count,
                value,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn Keep(&self, count: u32, value: u8) -> windows_core::Result<*mut SAFEARRAY> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Keep)(
                windows_core::Interface::as_raw(self),
                count,
                value,
                &mut result__,
            )
            .map(|| result__)
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
    pub unsafe fn EchoScan(&self, scan: *const Scan) -> windows_core::Result<Scan> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).EchoScan)(
                windows_core::Interface::as_raw(self),
                scan,
                &mut result__,
            )
            .map(|| core::mem::transmute(result__))
        }
    }
    pub unsafe fn Post(&self, array: *const SAFEARRAY) -> windows_core::HRESULT {
        unsafe { (windows_core::Interface::vtable(self).Post)(windows_core::Interface::as_raw(self), array) }
    }
    pub unsafe fn Posted(&self) -> windows_core::Result<u64> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Posted)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn Usage(&self, blocks: *mut u64, held: *mut u64, lent: *mut u64) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Usage)(
                windows_core::Interface::as_raw(self),
                blocks as _,
                held as _,
                lent as _,
            )
        }
    }
}
#[repr(C)]
pub struct IArrays_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub Echo: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const SAFEARRAY,
        *mut *mut SAFEARRAY,
    ) -> windows_core::HRESULT,
    pub Spoil: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const SAFEARRAY,
        *mut u64,
    ) -> windows_core::HRESULT,
    pub Update:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut *mut SAFEARRAY) -> windows_core::HRESULT,
    pub Fill: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        u32,
        u8,
        *mut *mut SAFEARRAY,
    ) -> windows_core::HRESULT,
    pub Share: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        u32,
        u8,
        *mut *mut SAFEARRAY,
    ) -> windows_core::HRESULT,
    pub Keep: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        u32,
        u8,
        *mut *mut SAFEARRAY,
    ) -> windows_core::HRESULT,
    pub EchoVariant:
        unsafe extern "system" fn(*mut core::ffi::c_void, VARIANT, *mut VARIANT) -> windows_core::HRESULT,
    pub EchoScan:
        unsafe extern "system" fn(*mut core::ffi::c_void, *const Scan, *mut Scan) -> windows_core::HRESULT,
    pub Post: unsafe extern "system" fn(*mut core::ffi::c_void, *const SAFEARRAY) -> windows_core::HRESULT,
    pub Posted: unsafe extern "system" fn(*mut core::ffi::c_void, *mut u64) -> windows_core::HRESULT,
    pub Usage: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut u64,
        *mut u64,
        *mut u64,
    ) -> windows_core::HRESULT,
}
pub trait IArrays_Impl: windows_core::IUnknownImpl {
    fn Echo(&self, array: *const SAFEARRAY) -> windows_core::Result<*mut SAFEARRAY>;
    fn Spoil(&self, array: *const SAFEARRAY) -> windows_core::Result<u64>;
    fn Update(&self, array: *mut *mut SAFEARRAY) -> windows_core::Result<()>;
    fn Fill(&self, count: u32, value: u8) -> windows_core::Result<*mut SAFEARRAY>;
    fn Share(&self, count: u32, value: u8) -> windows_core::Result<*mut SAFEARRAY>;
    fn Keep(&self, count: u32, value: u8) -> windows_core::Result<*mut SAFEARRAY>;
    fn EchoVariant(&self, value: &VARIANT) -> windows_core::Result<VARIANT>;
    fn EchoScan(&self, scan: *const Scan) -> windows_core::Result<Scan>;
    fn Post(&self, array: *const SAFEARRAY) -> windows_core::Result<()>;
    fn Posted(&self) -> windows_core::Result<u64>;
    fn Usage(&self, blocks: *mut u64, held: *mut u64, lent: *mut u64) -> windows_core::Result<()>;
}
impl IArrays_Vtbl {
    pub const fn new<Identity: IArrays_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn Echo<Identity: IArrays_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            array: *const SAFEARRAY,
            same: *mut *mut SAFEARRAY,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IArrays_Impl::Echo(this, core::mem::transmute_copy(&array)) {
                    Ok(ok__) => {
                        same.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Spoil<Identity: IArrays_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            array: *const SAFEARRAY,
            sum: *mut u64,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IArrays_Impl::Spoil(this, core::mem::transmute_copy(&array)) {
                    Ok(ok__) => {
                        sum.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Update<Identity: IArrays_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            array: *mut *mut SAFEARRAY,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IArrays_Impl::Update(this, core::mem::transmute_copy(&array)).into()
            }
        }
        unsafe extern "system" fn Fill<Identity: IArrays_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            count: u32,
            value: u8,
            array: *mut *mut SAFEARRAY,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IArrays_Impl::Fill(
                    this,
                    core::mem::transmute_copy(&count),
                    core::mem::transmute_copy(&value),
                ) {
                    Ok(ok__) => {
                        array.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Share<Identity: IArrays_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            count: u32,
            value: u8,
            array: *mut *mut SAFEARRAY,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IArrays_Impl::Share(
                    this,
                    core::mem::transmute_copy(&count),
                    core::mem::transmute_copy(&value),
                ) {
                    Ok(ok__) => {
                        array.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Keep<Identity: IArrays_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            count: u32,
            value: u8,
            array: *mut *mut SAFEARRAY,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IArrays_Impl::Keep(
                    this,
                    core::mem::transmute_copy(&count),
                    core::mem::transmute_copy(&value),
                ) {
                    Ok(ok__) => {
                        array.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn EchoVariant<Identity: IArrays_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            value: VARIANT,
            same: *mut VARIANT,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IArrays_Impl::EchoVariant(this, core::mem::transmute(&value)) {
                    Ok(ok__) => {
                        same.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn EchoScan<Identity: IArrays_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            scan: *const Scan,
            same: *mut Scan,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IArrays_Impl::EchoScan(this, core::mem::transmute_copy(&scan)) {
                    Ok(ok__) => {
                        same.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Post<Identity: IArrays_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            array: *const SAFEARRAY,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IArrays_Impl::Post(this, core::mem::transmute_copy(&array)).into()
            }
        }
        unsafe extern "system" fn Posted<Identity: IArrays_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            sum: *mut u64,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IArrays_Impl::Posted(this) {
                    Ok(ok__) => {
                        sum.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Usage<Identity: IArrays_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            blocks: *mut u64,
            held: *mut u64,
            lent: *mut u64,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IArrays_Impl::Usage(
                    this,
                    core::mem::transmute_copy(&blocks),
                    core::mem::transmute_copy(&held),
                    core::mem::transmute_copy(&lent),
                )
                .into()
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            Echo: Echo::<Identity, OFFSET>,
            Spoil: Spoil::<Identity, OFFSET>,
            Update: Update::<Identity, OFFSET>,
            Fill: Fill::<Identity, OFFSET>,
            Share: Share::<Identity, OFFSET>,
            Keep: Keep::<Identity, OFFSET>,
            EchoVariant: EchoVariant::<Identity, OFFSET>,
            EchoScan: EchoScan::<Identity, OFFSET>,
            Post: Post::<Identity, OFFSET>,
            Posted: Posted::<Identity, OFFSET>,
            Usage: Usage::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IArrays as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IArrays {}
windows_core::imp::define_interface!(ICalc, ICalc_Vtbl, 0x5e0a7c11_2f43_4c0d_9a5e_0a1b2c3d4e5f);
windows_core::imp::interface_hierarchy!(ICalc, windows_core::IUnknown);
impl ICalc {
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
    pub unsafe fn Sum(&self, values: *const SAFEARRAY) -> windows_core::Result<f64> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Sum)(
                windows_core::Interface::as_raw(self),
                values,
                &mut result__,
            )
            .map(|| result__)
        }
    }
}
#[repr(C)]
pub struct ICalc_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub Add: unsafe extern "system" fn(*mut core::ffi::c_void, i32, i32, *mut i32) -> windows_core::HRESULT,
    pub Echo: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub Sum: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const SAFEARRAY,
        *mut f64,
    ) -> windows_core::HRESULT,
}
pub trait ICalc_Impl: windows_core::IUnknownImpl {
    fn Add(&self, a: i32, b: i32) -> windows_core::Result<i32>;
    fn Echo(&self, text: &windows_core::BSTR) -> windows_core::Result<windows_core::BSTR>;
    fn Sum(&self, values: *const SAFEARRAY) -> windows_core::Result<f64>;
}
impl ICalc_Vtbl {
    pub const fn new<Identity: ICalc_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn Add<Identity: ICalc_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            a: i32,
            b: i32,
            sum: *mut i32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ICalc_Impl::Add(this, core::mem::transmute_copy(&a), core::mem::transmute_copy(&b)) {
                    Ok(ok__) => {
                        sum.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Echo<Identity: ICalc_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            text: *mut core::ffi::c_void,
            same: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ICalc_Impl::Echo(this, core::mem::transmute(&text)) {
                    Ok(ok__) => {
                        same.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Sum<Identity: ICalc_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            values: *const SAFEARRAY,
            sum: *mut f64,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ICalc_Impl::Sum(this, core::mem::transmute_copy(&values)) {
                    Ok(ok__) => {
                        sum.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            Add: Add::<Identity, OFFSET>,
            Echo: Echo::<Identity, OFFSET>,
            Sum: Sum::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<ICalc as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for ICalc {}
windows_core::imp::define_interface!(ICalls, ICalls_Vtbl, 0x5e0a7c17_2f43_4c0d_9a5e_0a1b2c3d4e5f);
windows_core::imp::interface_hierarchy!(ICalls, windows_core::IUnknown);
impl ICalls {
    pub unsafe fn Who(
        &self,
        process: *mut u32,
        user: *mut u32,
        thread: *mut u32,
        logical: *mut windows_core::GUID,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Who)(
                windows_core::Interface::as_raw(self),
                process as _,
                user as _,
                thread as _,
                logical as _,
            )
        }
    }
    pub unsafe fn Blanket(&self, level: *mut u32, name: *mut windows_core::BSTR) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Blanket)(
                windows_core::Interface::as_raw(self),
                level as _,
                core::mem::transmute(name),
            )
        }
    }
    pub unsafe fn Linger<P0>(&self, started: P0, milliseconds: u32) -> windows_core::Result<ICalc>
    where
        P0: windows_core::Param<ICalc>,
    {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Linger)(
                windows_core::Interface::as_raw(self),
                started.param().abi(),
                milliseconds,
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn GivenUp(&self) -> windows_core::Result<u32> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GivenUp)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn Fail(
        &self,
        code: windows_core::HRESULT,
        message: &windows_core::BSTR,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Fail)(
                windows_core::Interface::as_raw(self),
                code,
                core::mem::transmute_copy(message),
            )
        }
    }
}
#[repr(C)]
pub struct ICalls_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub Who: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut u32,
        *mut u32,
        *mut u32,
        *mut windows_core::GUID,
    ) -> windows_core::HRESULT,
    pub Blanket: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut u32,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub Linger: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        u32,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub GivenUp: unsafe extern "system" fn(*mut core::ffi::c_void, *mut u32) -> windows_core::HRESULT,
    pub Fail: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        windows_core::HRESULT,
        *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
}
pub trait ICalls_Impl: windows_core::IUnknownImpl {
    fn Who(
        &self,
        process: *mut u32,
        user: *mut u32,
        thread: *mut u32,
        logical: *mut windows_core::GUID,
    ) -> windows_core::Result<()>;
    fn Blanket(&self, level: *mut u32, name: *mut windows_core::BSTR) -> windows_core::Result<()>;
    fn Linger(&self, started: windows_core::Ref<ICalc>, milliseconds: u32) -> windows_core::Result<ICalc>;
    fn GivenUp(&self) -> windows_core::Result<u32>;
    fn Fail(&self, code: windows_core::HRESULT, message: &windows_core::BSTR) -> windows_core::Result<()>;
}
impl ICalls_Vtbl {
    pub const fn new<Identity: ICalls_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn Who<Identity: ICalls_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            process: *mut u32,
            user: *mut u32,
            thread: *mut u32,
            logical: *mut windows_core::GUID,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ICalls_Impl::Who(
                    this,
                    core::mem::transmute_copy(&process),
                    core::mem::transmute_copy(&user),
                    core::mem::transmute_copy(&thread),
                    core::mem::transmute_copy(&logical),
                )
                .into()
            }
        }
        unsafe extern "system" fn Blanket<Identity: ICalls_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            level: *mut u32,
            name: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ICalls_Impl::Blanket(
                    this,
                    core::mem::transmute_copy(&level),
                    core::mem::transmute_copy(&name),
                )
                .into()
            }
        }
        unsafe extern "system" fn Linger<Identity: ICalls_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            started: *mut core::ffi::c_void,
            milliseconds: u32,
            calc: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ICalls_Impl::Linger(
                    this,
                    core::mem::transmute_copy(&started),
                    core::mem::transmute_copy(&milliseconds),
                ) {
                    Ok(ok__) => {
                        calc.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GivenUp<Identity: ICalls_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            times: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ICalls_Impl::GivenUp(this) {
                    Ok(ok__) => {
                        times.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Fail<Identity: ICalls_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            code: windows_core::HRESULT,
            message: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ICalls_Impl::Fail(this, core::mem::transmute_copy(&code), core::mem::transmute(&message))
                    .into()
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            Who: Who::<Identity, OFFSET>,
            Blanket: Blanket::<Identity, OFFSET>,
            Linger: Linger::<Identity, OFFSET>,
            GivenUp: GivenUp::<Identity, OFFSET>,
            Fail: Fail::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<ICalls as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for ICalls {}
windows_core::imp::define_interface!(ICounter, ICounter_Vtbl, 0x5e0a7c13_2f43_4c0d_9a5e_0a1b2c3d4e5f);
impl core::ops::Deref for ICounter {
    type Target = IDispatch;
    fn deref(&self) -> &Self::Target {
        unsafe { core::mem::transmute(self) }
    }
}
windows_core::imp::interface_hierarchy!(ICounter, windows_core::IUnknown, IDispatch);
impl ICounter {
    pub unsafe fn Value(&self) -> windows_core::Result<i32> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Value)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn SetValue(&self, value: i32) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).SetValue)(windows_core::Interface::as_raw(self), value)
        }
    }
    pub unsafe fn Increment(&self, by: &VARIANT) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Increment)(
                windows_core::Interface::as_raw(self),
                core::mem::transmute_copy(by),
            )
        }
    }
}
#[repr(C)]
pub struct ICounter_Vtbl {
    pub base__: IDispatch_Vtbl,
    pub Value: unsafe extern "system" fn(*mut core::ffi::c_void, *mut i32) -> windows_core::HRESULT,
    pub SetValue: unsafe extern "system" fn(*mut core::ffi::c_void, i32) -> windows_core::HRESULT,
    pub Increment: unsafe extern "system" fn(*mut core::ffi::c_void, VARIANT) -> windows_core::HRESULT,
}
pub trait ICounter_Impl: IDispatch_Impl {
    fn Value(&self) -> windows_core::Result<i32>;
    fn SetValue(&self, value: i32) -> windows_core::Result<()>;
    fn Increment(&self, by: &VARIANT) -> windows_core::Result<()>;
}
impl ICounter_Vtbl {
    pub const fn new<Identity: ICounter_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn Value<Identity: ICounter_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            value: *mut i32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ICounter_Impl::Value(this) {
                    Ok(ok__) => {
                        value.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn SetValue<Identity: ICounter_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            value: i32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ICounter_Impl::SetValue(this, core::mem::transmute_copy(&value)).into()
            }
        }
        unsafe extern "system" fn Increment<Identity: ICounter_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            by: VARIANT,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ICounter_Impl::Increment(this, core::mem::transmute(&by)).into()
            }
        }
        Self {
            base__: IDispatch_Vtbl::new::<Identity, OFFSET>(),
            Value: Value::<Identity, OFFSET>,
            SetValue: SetValue::<Identity, OFFSET>,
            Increment: Increment::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<ICounter as windows_core::Interface>::IID
            || iid == &<IDispatch as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for ICounter {}
windows_core::imp::define_interface!(IDescriptors, IDescriptors_Vtbl, 0x5e0a7c50_2f43_4c0d_9a5e_0a1b2c3d4e5f);
windows_core::imp::interface_hierarchy!(IDescriptors, windows_core::IUnknown);
impl IDescriptors {
    pub unsafe fn Size(&self, file: i32) -> windows_core::Result<u64> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Size)(
                windows_core::Interface::as_raw(self),
                file,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn Create(&self, size: u64) -> windows_core::Result<i32> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Create)(
                windows_core::Interface::as_raw(self),
                size,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn Exchange(&self, file: *mut i32) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Exchange)(windows_core::Interface::as_raw(self), file as _)
        }
    }
    pub unsafe fn Swap(&self, a: i32, b: i32, first: *mut i32, second: *mut i32) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Swap)(
                windows_core::Interface::as_raw(self),
                a,
                b,
                first as _,
                second as _,
            )
        }
    }
    pub unsafe fn Fail(&self) -> windows_core::Result<i32> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Fail)(windows_core::Interface::as_raw(self), &mut result__)
                .map(|| result__)
        }
    }
    pub unsafe fn Append(&self, file: i32) -> windows_core::HRESULT {
        unsafe { (windows_core::Interface::vtable(self).Append)(windows_core::Interface::as_raw(self), file) }
    }
    pub unsafe fn Open(&self) -> windows_core::Result<u32> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Open)(windows_core::Interface::as_raw(self), &mut result__)
                .map(|| result__)
        }
    }
}
#[repr(C)]
pub struct IDescriptors_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub Size: unsafe extern "system" fn(*mut core::ffi::c_void, i32, *mut u64) -> windows_core::HRESULT,
    pub Create: unsafe extern "system" fn(*mut core::ffi::c_void, u64, *mut i32) -> windows_core::HRESULT,
    pub Exchange: unsafe extern "system" fn(*mut core::ffi::c_void, *mut i32) -> windows_core::HRESULT,
    pub Swap: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        i32,
        i32,
        *mut i32,
        *mut i32,
    ) -> windows_core::HRESULT,
    pub Fail: unsafe extern "system" fn(*mut core::ffi::c_void, *mut i32) -> windows_core::HRESULT,
    pub Append: unsafe extern "system" fn(*mut core::ffi::c_void, i32) -> windows_core::HRESULT,
    pub Open: unsafe extern "system" fn(*mut core::ffi::c_void, *mut u32) -> windows_core::HRESULT,
}
pub trait IDescriptors_Impl: windows_core::IUnknownImpl {
    fn Size(&self, file: i32) -> windows_core::Result<u64>;
    fn Create(&self, size: u64) -> windows_core::Result<i32>;
    fn Exchange(&self, file: *mut i32) -> windows_core::Result<()>;
    fn Swap(&self, a: i32, b: i32, first: *mut i32, second: *mut i32) -> windows_core::Result<()>;
    fn Fail(&self) -> windows_core::Result<i32>;
    fn Append(&self, file: i32) -> windows_core::Result<()>;
    fn Open(&self) -> windows_core::Result<u32>;
}
impl IDescriptors_Vtbl {
    pub const fn new<Identity: IDescriptors_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn Size<Identity: IDescriptors_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            file: i32,
            size: *mut u64,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IDescriptors_Impl::Size(this, core::mem::transmute_copy(&file)) {
                    Ok(ok__) => {
                        size.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Create<Identity: IDescriptors_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            size: u64,
            file: *mut i32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IDescriptors_Impl::Create(this, core::mem::transmute_copy(&size)) {
                    Ok(ok__) => {
                        file.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Exchange<Identity: IDescriptors_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            file: *mut i32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IDescriptors_Impl::Exchange(this, core::mem::transmute_copy(&file)).into()
            }
        }
        unsafe extern "system" fn Swap<Identity: IDescriptors_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            a: i32,
            b: i32,
            first: *mut i32,
            second: *mut i32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IDescriptors_Impl::Swap(
                    this,
                    core::mem::transmute_copy(&a),
                    core::mem::transmute_copy(&b),
                    core::mem::transmute_copy(&first),
                    core::mem::transmute_copy(&second),
                )
                .into()
            }
        }
        unsafe extern "system" fn Fail<Identity: IDescriptors_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            file: *mut i32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IDescriptors_Impl::Fail(this) {
                    Ok(ok__) => {
                        file.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Append<Identity: IDescriptors_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            file: i32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IDescriptors_Impl::Append(this, core::mem::transmute_copy(&file)).into()
            }
        }
        unsafe extern "system" fn Open<Identity: IDescriptors_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            count: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IDescriptors_Impl::Open(this) {
                    Ok(ok__) => {
                        count.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            Size: Size::<Identity, OFFSET>,
            Create: Create::<Identity, OFFSET>,
            Exchange: Exchange::<Identity, OFFSET>,
            Swap: Swap::<Identity, OFFSET>,
            Fail: Fail::<Identity, OFFSET>,
            Append: Append::<Identity, OFFSET>,
            Open: Open::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IDescriptors as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IDescriptors {}
windows_core::imp::define_interface!(IHandOver, IHandOver_Vtbl, 0x5e0a7c15_2f43_4c0d_9a5e_0a1b2c3d4e5f);
windows_core::imp::interface_hierarchy!(IHandOver, windows_core::IUnknown);
impl IHandOver {
    pub unsafe fn KeepNew(&self, kind: u32) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).KeepNew)(windows_core::Interface::as_raw(self), kind)
        }
    }
    pub unsafe fn Marshal(&self, context: u32, flags: u32) -> windows_core::Result<*mut SAFEARRAY> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Marshal)(
                windows_core::Interface::as_raw(self),
                context,
                flags,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn Unmarshal(&self, bytes: *const SAFEARRAY) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Unmarshal)(windows_core::Interface::as_raw(self), bytes)
        }
    }
    pub unsafe fn Discard(&self, bytes: *const SAFEARRAY) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Discard)(windows_core::Interface::as_raw(self), bytes)
        }
    }
    pub unsafe fn Disconnect(&self) -> windows_core::HRESULT {
        unsafe { (windows_core::Interface::vtable(self).Disconnect)(windows_core::Interface::as_raw(self)) }
    }
    pub unsafe fn Lock(&self, lock: bool, last_unlock_releases: bool) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Lock)(
                windows_core::Interface::as_raw(self),
                lock.into(),
                last_unlock_releases.into(),
            )
        }
    }
    pub unsafe fn Connections(&self) -> windows_core::Result<windows_core::BSTR> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Connections)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| core::mem::transmute(result__))
        }
    }
}
#[repr(C)]
pub struct IHandOver_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub KeepNew: unsafe extern "system" fn(*mut core::ffi::c_void, u32) -> windows_core::HRESULT,
    pub Marshal: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        u32,
        u32,
        *mut *mut SAFEARRAY,
    ) -> windows_core::HRESULT,
    pub Unmarshal:
        unsafe extern "system" fn(*mut core::ffi::c_void, *const SAFEARRAY) -> windows_core::HRESULT,
    pub Discard: unsafe extern "system" fn(*mut core::ffi::c_void, *const SAFEARRAY) -> windows_core::HRESULT,
    pub Disconnect: unsafe extern "system" fn(*mut core::ffi::c_void) -> windows_core::HRESULT,
    pub Lock: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        windows_core::BOOL,
        windows_core::BOOL,
    ) -> windows_core::HRESULT,
    pub Connections: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
}
pub trait IHandOver_Impl: windows_core::IUnknownImpl {
    fn KeepNew(&self, kind: u32) -> windows_core::Result<()>;
    fn Marshal(&self, context: u32, flags: u32) -> windows_core::Result<*mut SAFEARRAY>;
    fn Unmarshal(&self, bytes: *const SAFEARRAY) -> windows_core::Result<()>;
    fn Discard(&self, bytes: *const SAFEARRAY) -> windows_core::Result<()>;
    fn Disconnect(&self) -> windows_core::Result<()>;
    fn Lock(
        &self,
        lock: windows_core::BOOL,
        last_unlock_releases: windows_core::BOOL,
    ) -> windows_core::Result<()>;
    fn Connections(&self) -> windows_core::Result<windows_core::BSTR>;
}
impl IHandOver_Vtbl {
    pub const fn new<Identity: IHandOver_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn KeepNew<Identity: IHandOver_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            kind: u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IHandOver_Impl::KeepNew(this, core::mem::transmute_copy(&kind)).into()
            }
        }
        unsafe extern "system" fn Marshal<Identity: IHandOver_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            context: u32,
            flags: u32,
            bytes: *mut *mut SAFEARRAY,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IHandOver_Impl::Marshal(
                    this,
                    core::mem::transmute_copy(&context),
                    core::mem::transmute_copy(&flags),
                ) {
                    Ok(ok__) => {
                        bytes.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Unmarshal<Identity: IHandOver_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            bytes: *const SAFEARRAY,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IHandOver_Impl::Unmarshal(this, core::mem::transmute_copy(&bytes)).into()
            }
        }
        unsafe extern "system" fn Discard<Identity: IHandOver_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            bytes: *const SAFEARRAY,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IHandOver_Impl::Discard(this, core::mem::transmute_copy(&bytes)).into()
            }
        }
        unsafe extern "system" fn Disconnect<Identity: IHandOver_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IHandOver_Impl::Disconnect(this).into()
            }
        }
        unsafe extern "system" fn Lock<Identity: IHandOver_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            lock: windows_core::BOOL,
            last_unlock_releases: windows_core::BOOL,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IHandOver_Impl::Lock(
                    this,
                    core::mem::transmute_copy(&lock),
                    core::mem::transmute_copy(&last_unlock_releases),
                )
                .into()
            }
        }
        unsafe extern "system" fn Connections<Identity: IHandOver_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            calls: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IHandOver_Impl::Connections(this) {
                    Ok(ok__) => {
                        calls.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            KeepNew: KeepNew::<Identity, OFFSET>,
            Marshal: Marshal::<Identity, OFFSET>,
            Unmarshal: Unmarshal::<Identity, OFFSET>,
            Discard: Discard::<Identity, OFFSET>,
            Disconnect: Disconnect::<Identity, OFFSET>,
            Lock: Lock::<Identity, OFFSET>,
            Connections: Connections::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IHandOver as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IHandOver {}
windows_core::imp::define_interface!(IRemoting, IRemoting_Vtbl, 0x5e0a7c14_2f43_4c0d_9a5e_0a1b2c3d4e5f);
windows_core::imp::interface_hierarchy!(IRemoting, windows_core::IUnknown);
impl IRemoting {
    pub unsafe fn CallBack<P0>(&self, calc: P0, a: i32, b: i32) -> windows_core::Result<i32>
    where
        P0: windows_core::Param<ICalc>,
    {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).CallBack)(
                windows_core::Interface::as_raw(self),
                calc.param().abi(),
                a,
                b,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn Descend<P0>(&self, other: P0, depth: u32) -> windows_core::Result<u32>
    where
        P0: windows_core::Param<Self>,
    {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Descend)(
                windows_core::Interface::as_raw(self),
                other.param().abi(),
                depth,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn Create(&self) -> windows_core::Result<ICalc> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Create)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn Keep<P0>(&self, calc: P0) -> windows_core::HRESULT
    where
        P0: windows_core::Param<ICalc>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).Keep)(
                windows_core::Interface::as_raw(self),
                calc.param().abi(),
            )
        }
    }
    pub unsafe fn Kept(&self) -> windows_core::Result<ICalc> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Kept)(windows_core::Interface::as_raw(self), &mut result__)
                .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn QueryIt<P0, T>(&self, object: P0) -> windows_core::Result<T>
    where
        P0: windows_core::Param<windows_core::IUnknown>,
        T: windows_core::Interface,
    {
        let mut result__ = core::ptr::null_mut();
        unsafe {
            (windows_core::Interface::vtable(self).QueryIt)(
                windows_core::Interface::as_raw(self),
                object.param().abi(),
                &T::IID,
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn Thread(&self) -> windows_core::Result<u64> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Thread)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn Process(&self, id: *mut u32, objects: *mut u32) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Process)(
                windows_core::Interface::as_raw(self),
                id as _,
                objects as _,
            )
        }
    }
    pub unsafe fn Sleep(&self, milliseconds: u32) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Sleep)(windows_core::Interface::as_raw(self), milliseconds)
        }
    }
    pub unsafe fn Die(&self) -> windows_core::HRESULT {
        unsafe { (windows_core::Interface::vtable(self).Die)(windows_core::Interface::as_raw(self)) }
    }
}
#[repr(C)]
pub struct IRemoting_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub CallBack: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        i32,
        i32,
        *mut i32,
    ) -> windows_core::HRESULT,
    pub Descend: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        u32,
        *mut u32,
    ) -> windows_core::HRESULT,
    pub Create: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub Keep:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut core::ffi::c_void) -> windows_core::HRESULT,
    pub Kept: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub QueryIt: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        *const windows_core::GUID,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub Thread: unsafe extern "system" fn(*mut core::ffi::c_void, *mut u64) -> windows_core::HRESULT,
    pub Process:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut u32, *mut u32) -> windows_core::HRESULT,
    pub Sleep: unsafe extern "system" fn(*mut core::ffi::c_void, u32) -> windows_core::HRESULT,
    pub Die: unsafe extern "system" fn(*mut core::ffi::c_void) -> windows_core::HRESULT,
}
pub trait IRemoting_Impl: windows_core::IUnknownImpl {
    fn CallBack(&self, calc: windows_core::Ref<ICalc>, a: i32, b: i32) -> windows_core::Result<i32>;
    fn Descend(&self, other: windows_core::Ref<IRemoting>, depth: u32) -> windows_core::Result<u32>;
    fn Create(&self) -> windows_core::Result<ICalc>;
    fn Keep(&self, calc: windows_core::Ref<ICalc>) -> windows_core::Result<()>;
    fn Kept(&self) -> windows_core::Result<ICalc>;
    fn QueryIt(
        &self,
        object: windows_core::Ref<windows_core::IUnknown>,
        riid: *const windows_core::GUID,
        interface: *mut *mut core::ffi::c_void,
    ) -> windows_core::Result<()>;
    fn Thread(&self) -> windows_core::Result<u64>;
    fn Process(&self, id: *mut u32, objects: *mut u32) -> windows_core::Result<()>;
    fn Sleep(&self, milliseconds: u32) -> windows_core::Result<()>;
    fn Die(&self) -> windows_core::Result<()>;
}
impl IRemoting_Vtbl {
    pub const fn new<Identity: IRemoting_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn CallBack<Identity: IRemoting_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            calc: *mut core::ffi::c_void,
            a: i32,
            b: i32,
            sum: *mut i32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IRemoting_Impl::CallBack(
                    this,
                    core::mem::transmute_copy(&calc),
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
        unsafe extern "system" fn Descend<Identity: IRemoting_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            other: *mut core::ffi::c_void,
            depth: u32,
            calls: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IRemoting_Impl::Descend(
                    this,
                    core::mem::transmute_copy(&other),
                    core::mem::transmute_copy(&depth),
                ) {
                    Ok(ok__) => {
                        calls.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Create<Identity: IRemoting_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            calc: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IRemoting_Impl::Create(this) {
                    Ok(ok__) => {
                        calc.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Keep<Identity: IRemoting_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            calc: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRemoting_Impl::Keep(this, core::mem::transmute_copy(&calc)).into()
            }
        }
        unsafe extern "system" fn Kept<Identity: IRemoting_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            calc: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IRemoting_Impl::Kept(this) {
                    Ok(ok__) => {
                        calc.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn QueryIt<Identity: IRemoting_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            object: *mut core::ffi::c_void,
            riid: *const windows_core::GUID,
            interface: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRemoting_Impl::QueryIt(
                    this,
                    core::mem::transmute_copy(&object),
                    core::mem::transmute_copy(&riid),
                    core::mem::transmute_copy(&interface),
                )
                .into()
            }
        }
        unsafe extern "system" fn Thread<Identity: IRemoting_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            id: *mut u64,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IRemoting_Impl::Thread(this) {
                    Ok(ok__) => {
                        id.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Process<Identity: IRemoting_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            id: *mut u32,
            objects: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRemoting_Impl::Process(
                    this,
                    core::mem::transmute_copy(&id),
                    core::mem::transmute_copy(&objects),
                )
                .into()
            }
        }
        unsafe extern "system" fn Sleep<Identity: IRemoting_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            milliseconds: u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRemoting_Impl::Sleep(this, core::mem::transmute_copy(&milliseconds)).into()
            }
        }
        unsafe extern "system" fn Die<Identity: IRemoting_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRemoting_Impl::Die(this).into()
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            CallBack: CallBack::<Identity, OFFSET>,
            Descend: Descend::<Identity, OFFSET>,
            Create: Create::<Identity, OFFSET>,
            Keep: Keep::<Identity, OFFSET>,
            Kept: Kept::<Identity, OFFSET>,
            QueryIt: QueryIt::<Identity, OFFSET>,
            Thread: Thread::<Identity, OFFSET>,
            Process: Process::<Identity, OFFSET>,
            Sleep: Sleep::<Identity, OFFSET>,
            Die: Die::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IRemoting as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IRemoting {}
windows_core::imp::define_interface!(ITypes, ITypes_Vtbl, 0x5e0a7c12_2f43_4c0d_9a5e_0a1b2c3d4e5f);
windows_core::imp::interface_hierarchy!(ITypes, windows_core::IUnknown);
impl ITypes {
    pub unsafe fn ScalarsIn(
        &self,
        a: i8,
        b: u8,
        c: i16,
        d: u16,
        e: i32,
        f: u32,
        g: i64,
        h: u64,
        i: f32,
        j: f64,
        k: isize,
        l: usize,
    ) -> windows_core::Result<f64> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).ScalarsIn)(
                windows_core::Interface::as_raw(self),
                a,
                b,
                c,
                d,
                e,
                f,
                g,
                h,
                i,
                j,
                k,
                l,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn ScalarsOut(
        &self,
        a: *mut i8,
        b: *mut u8,
        c: *mut i16,
        d: *mut u16,
        e: *mut i32,
        f: *mut u32,
        g: *mut i64,
        h: *mut u64,
        i: *mut f32,
        j: *mut f64,
        k: *mut isize,
        l: *mut usize,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).ScalarsOut)(
                windows_core::Interface::as_raw(self),
                a as _,
                b as _,
                c as _,
                d as _,
                e as _,
                f as _,
                g as _,
                h as _,
                i as _,
                j as _,
                k as _,
                l as _,
            )
        }
    }
    pub unsafe fn ScalarsInOut(
        &self,
        a: *mut i8,
        b: *mut u8,
        c: *mut i16,
        d: *mut u16,
        e: *mut i32,
        f: *mut u32,
        g: *mut i64,
        h: *mut u64,
        i: *mut f32,
        j: *mut f64,
        k: *mut isize,
        l: *mut usize,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).ScalarsInOut)(
                windows_core::Interface::as_raw(self),
                a as _,
                b as _,
                c as _,
                d as _,
                e as _,
                f as _,
                g as _,
                h as _,
                i as _,
                j as _,
                k as _,
                l as _,
            )
        }
    }
    pub unsafe fn Flags(
        &self,
        yes: bool,
        no: VARIANT_BOOL,
        yes_out: *mut windows_core::BOOL,
        no_out: *mut VARIANT_BOOL,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Flags)(
                windows_core::Interface::as_raw(self),
                yes.into(),
                no,
                yes_out as _,
                no_out as _,
            )
        }
    }
    pub unsafe fn Enumerations(
        &self,
        color: Color,
        day: Weekday,
        color_out: *mut Color,
        day_out: *mut Weekday,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Enumerations)(
                windows_core::Interface::as_raw(self),
                color,
                day,
                color_out as _,
                day_out as _,
            )
        }
    }
    pub unsafe fn Aliases(&self, ticks: Ticks) -> windows_core::Result<Ticks> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Aliases)(
                windows_core::Interface::as_raw(self),
                ticks,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn Guids(&self, id: *const windows_core::GUID) -> windows_core::Result<windows_core::GUID> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Guids)(
                windows_core::Interface::as_raw(self),
                id,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn Result(&self, code: windows_core::HRESULT) -> windows_core::HRESULT {
        unsafe { (windows_core::Interface::vtable(self).Result)(windows_core::Interface::as_raw(self), code) }
    }
    pub unsafe fn Nothing(&self, value: i32) {
        unsafe {
            (windows_core::Interface::vtable(self).Nothing)(windows_core::Interface::as_raw(self), value);
        }
    }
    pub unsafe fn Count(&self) -> u32 {
        unsafe { (windows_core::Interface::vtable(self).Count)(windows_core::Interface::as_raw(self)) }
    }
    pub unsafe fn Money(
        &self,
        price: CY,
        rate: *const DECIMAL,
        day: f64,
        price_out: *mut CY,
        rate_out: *mut DECIMAL,
        day_out: *mut f64,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Money)(
                windows_core::Interface::as_raw(self),
                price,
                rate,
                day,
                price_out as _,
                rate_out as _,
                day_out as _,
            )
        }
    }
    pub unsafe fn Wide<P0>(&self, text: P0) -> windows_core::Result<windows_core::PWSTR>
    where
        P0: windows_core::Param<windows_core::PCWSTR>,
    {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Wide)(
                windows_core::Interface::as_raw(self),
                text.param().abi(),
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn Narrow<P0>(&self, text: P0) -> windows_core::Result<windows_core::PSTR>
    where
        P0: windows_core::Param<windows_core::PCSTR>,
    {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Narrow)(
                windows_core::Interface::as_raw(self),
                text.param().abi(),
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn Marked<P1>(&self, text: *const u16, maybe: P1) -> windows_core::Result<u32>
    where
        P1: windows_core::Param<windows_core::PCWSTR>,
    {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Marked)(
                windows_core::Interface::as_raw(self),
                text,
                maybe.param().abi(),
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn Bstrs(
        &self,
        text: &windows_core::BSTR,
        both: *mut windows_core::BSTR,
        same: *mut windows_core::BSTR,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Bstrs)(
                windows_core::Interface::as_raw(self),
                core::mem::transmute_copy(text),
                core::mem::transmute(both),
                core::mem::transmute(same),
            )
        }
    }
    pub unsafe fn Optional(&self, value: Option<*const i32>) -> windows_core::Result<windows_core::BOOL> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Optional)(
                windows_core::Interface::as_raw(self),
                value.unwrap_or(core::mem::zeroed()) as _,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn Fixed(&self, input: *const [u16; 3]) -> windows_core::Result<[u16; 3]> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Fixed)(
                windows_core::Interface::as_raw(self),
                input,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn SumCounted(&self, values: &[i32]) -> windows_core::Result<i64> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).SumCounted)(
                windows_core::Interface::as_raw(self),
                values.as_ptr(),
                values.len().try_into().unwrap(),
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn SumSized(&self, values: *const i32, bytes: u32) -> windows_core::Result<i64> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).SumSized)(
                windows_core::Interface::as_raw(self),
                values,
                bytes,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn FillCounted(&self, first: i32, values: *mut i32, count: u32) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).FillCounted)(
                windows_core::Interface::as_raw(self),
                first,
                values as _,
                count,
            )
        }
    }
    pub unsafe fn FillSized(
        &self,
        first: u8,
        bytes: *mut core::ffi::c_void,
        size: u32,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).FillSized)(
                windows_core::Interface::as_raw(self),
                first,
                bytes as _,
                size,
            )
        }
    }
    pub unsafe fn FillPart(&self, values: *mut i32, room: u32, used: *mut u32) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).FillPart)(
                windows_core::Interface::as_raw(self),
                values as _,
                room,
                used as _,
            )
        }
    }
    pub unsafe fn Double(&self, values: &mut [i32]) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Double)(
                windows_core::Interface::as_raw(self),
                values.as_mut_ptr(),
                values.len().try_into().unwrap(),
            )
        }
    }
    pub unsafe fn Allocate(&self, values: *mut *mut i32, count: *mut u32) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Allocate)(
                windows_core::Interface::as_raw(self),
                values as _,
                count as _,
            )
        }
    }
    pub unsafe fn Join(&self, names: &[windows_core::PCWSTR]) -> windows_core::Result<windows_core::BSTR> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Join)(
                windows_core::Interface::as_raw(self),
                names.as_ptr(),
                names.len().try_into().unwrap(),
                &mut result__,
            )
            .map(|| core::mem::transmute(result__))
        }
    }
    pub unsafe fn PointByValue(&self, point: Point) -> windows_core::Result<Point> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).PointByValue)(
                windows_core::Interface::as_raw(self),
                point,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn FrameIn(&self, frame: *const Frame) -> windows_core::Result<f64> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).FrameIn)(
                windows_core::Interface::as_raw(self),
                frame,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn FrameOut(&self) -> windows_core::Result<Frame> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).FrameOut)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| core::mem::transmute(result__))
        }
    }
    pub unsafe fn FrameInOut(&self, frame: *mut Frame) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).FrameInOut)(windows_core::Interface::as_raw(self), frame)
        }
    }
    pub unsafe fn PolygonIn(&self, polygon: *const Polygon) -> windows_core::Result<u32> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).PolygonIn)(
                windows_core::Interface::as_raw(self),
                polygon,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn PolygonOut(&self) -> windows_core::Result<Polygon> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).PolygonOut)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| core::mem::transmute(result__))
        }
    }
    pub unsafe fn PackedIn(&self, packed: *const Packed) -> windows_core::Result<u32> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).PackedIn)(
                windows_core::Interface::as_raw(self),
                packed,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn MaybePoint(&self, present: bool) -> windows_core::Result<*mut Point> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).MaybePoint)(
                windows_core::Interface::as_raw(self),
                present.into(),
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn CalcIn<P0>(&self, calc: P0) -> windows_core::Result<i32>
    where
        P0: windows_core::Param<ICalc>,
    {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).CalcIn)(
                windows_core::Interface::as_raw(self),
                calc.param().abi(),
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn CalcOut(&self) -> windows_core::Result<ICalc> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).CalcOut)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn CalcInOut(&self, calc: *mut Option<ICalc>) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).CalcInOut)(
                windows_core::Interface::as_raw(self),
                core::mem::transmute(calc),
            )
        }
    }
    pub unsafe fn ObjectOut<T>(&self) -> windows_core::Result<T>
    where
        T: windows_core::Interface,
    {
        let mut result__ = core::ptr::null_mut();
        unsafe {
            (windows_core::Interface::vtable(self).ObjectOut)(
                windows_core::Interface::as_raw(self),
                &T::IID,
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn ObjectIn<P1>(
        &self,
        riid: *const windows_core::GUID,
        object: P1,
    ) -> windows_core::Result<windows_core::BOOL>
    where
        P1: windows_core::Param<windows_core::IUnknown>,
    {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).ObjectIn)(
                windows_core::Interface::as_raw(self),
                riid,
                object.param().abi(),
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn CalcsIn(&self, calcs: &[Option<ICalc>]) -> windows_core::Result<i32> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).CalcsIn)(
                windows_core::Interface::as_raw(self),
                core::mem::transmute(calcs.as_ptr()),
                calcs.len().try_into().unwrap(),
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn Itself(&self) -> windows_core::Result<Self> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Itself)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn VariantIn(&self, value: &VARIANT, pointer: *const VARIANT) -> windows_core::Result<u16> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).VariantIn)(
                windows_core::Interface::as_raw(self),
                core::mem::transmute_copy(value),
                pointer,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn VariantOut(&self, kind: u16) -> windows_core::Result<VARIANT> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).VariantOut)(
                windows_core::Interface::as_raw(self),
                kind,
                &mut result__,
            )
            .map(|| core::mem::transmute(result__))
        }
    }
    pub unsafe fn VariantInOut(&self, value: *mut VARIANT) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).VariantInOut)(windows_core::Interface::as_raw(self), value)
        }
    }
    pub unsafe fn ArrayOut(&self) -> windows_core::Result<*mut SAFEARRAY> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).ArrayOut)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn ArrayInOut(&self, values: *mut *mut SAFEARRAY) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).ArrayInOut)(
                windows_core::Interface::as_raw(self),
                values as _,
            )
        }
    }
    pub unsafe fn Notify(&self, value: i32) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Notify)(windows_core::Interface::as_raw(self), value)
        }
    }
    pub unsafe fn DescriptorIn(&self, file: i32) -> windows_core::Result<u64> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).DescriptorIn)(
                windows_core::Interface::as_raw(self),
                file,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn DescriptorOut(&self) -> windows_core::Result<i32> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).DescriptorOut)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| result__)
        }
    }
}
#[repr(C)]
pub struct ITypes_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub ScalarsIn: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        i8,
        u8,
        i16,
        u16,
        i32,
        u32,
        i64,
        u64,
        f32,
        f64,
        isize,
        usize,
        *mut f64,
    ) -> windows_core::HRESULT,
    pub ScalarsOut: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut i8,
        *mut u8,
        *mut i16,
        *mut u16,
        *mut i32,
        *mut u32,
        *mut i64,
        *mut u64,
        *mut f32,
        *mut f64,
        *mut isize,
        *mut usize,
    ) -> windows_core::HRESULT,
    pub ScalarsInOut: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut i8,
        *mut u8,
        *mut i16,
        *mut u16,
        *mut i32,
        *mut u32,
        *mut i64,
        *mut u64,
        *mut f32,
        *mut f64,
        *mut isize,
        *mut usize,
    ) -> windows_core::HRESULT,
    pub Flags: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        windows_core::BOOL,
        VARIANT_BOOL,
        *mut windows_core::BOOL,
        *mut VARIANT_BOOL,
    ) -> windows_core::HRESULT,
    pub Enumerations: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        Color,
        Weekday,
        *mut Color,
        *mut Weekday,
    ) -> windows_core::HRESULT,
    pub Aliases:
        unsafe extern "system" fn(*mut core::ffi::c_void, Ticks, *mut Ticks) -> windows_core::HRESULT,
    pub Guids: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const windows_core::GUID,
        *mut windows_core::GUID,
    ) -> windows_core::HRESULT,
    pub Result:
        unsafe extern "system" fn(*mut core::ffi::c_void, windows_core::HRESULT) -> windows_core::HRESULT,
    pub Nothing: unsafe extern "system" fn(*mut core::ffi::c_void, i32),
    pub Count: unsafe extern "system" fn(*mut core::ffi::c_void) -> u32,
    pub Money: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        CY,
        *const DECIMAL,
        f64,
        *mut CY,
        *mut DECIMAL,
        *mut f64,
    ) -> windows_core::HRESULT,
    pub Wide: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        windows_core::PCWSTR,
        *mut windows_core::PWSTR,
    ) -> windows_core::HRESULT,
    pub Narrow: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        windows_core::PCSTR,
        *mut windows_core::PSTR,
    ) -> windows_core::HRESULT,
    pub Marked: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const u16,
        windows_core::PCWSTR,
        *mut u32,
    ) -> windows_core::HRESULT,
    pub Bstrs: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub Optional: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const i32,
        *mut windows_core::BOOL,
    ) -> windows_core::HRESULT,
    pub Fixed: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const [u16; 3],
        *mut [u16; 3],
    ) -> windows_core::HRESULT,
    pub SumCounted:
        unsafe extern "system" fn(*mut core::ffi::c_void, *const i32, u32, *mut i64) -> windows_core::HRESULT,
    pub SumSized:
        unsafe extern "system" fn(*mut core::ffi::c_void, *const i32, u32, *mut i64) -> windows_core::HRESULT,
    pub FillCounted:
        unsafe extern "system" fn(*mut core::ffi::c_void, i32, *mut i32, u32) -> windows_core::HRESULT,
    pub FillSized: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        u8,
        *mut core::ffi::c_void,
        u32,
    ) -> windows_core::HRESULT,
    pub FillPart:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut i32, u32, *mut u32) -> windows_core::HRESULT,
    pub Double: unsafe extern "system" fn(*mut core::ffi::c_void, *mut i32, u32) -> windows_core::HRESULT,
    pub Allocate:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut *mut i32, *mut u32) -> windows_core::HRESULT,
    pub Join: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const windows_core::PCWSTR,
        u32,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub PointByValue:
        unsafe extern "system" fn(*mut core::ffi::c_void, Point, *mut Point) -> windows_core::HRESULT,
    pub FrameIn:
        unsafe extern "system" fn(*mut core::ffi::c_void, *const Frame, *mut f64) -> windows_core::HRESULT,
    pub FrameOut: unsafe extern "system" fn(*mut core::ffi::c_void, *mut Frame) -> windows_core::HRESULT,
    pub FrameInOut: unsafe extern "system" fn(*mut core::ffi::c_void, *mut Frame) -> windows_core::HRESULT,
    pub PolygonIn:
        unsafe extern "system" fn(*mut core::ffi::c_void, *const Polygon, *mut u32) -> windows_core::HRESULT,
    pub PolygonOut: unsafe extern "system" fn(*mut core::ffi::c_void, *mut Polygon) -> windows_core::HRESULT,
    pub PackedIn:
        unsafe extern "system" fn(*mut core::ffi::c_void, *const Packed, *mut u32) -> windows_core::HRESULT,
    pub MaybePoint: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        windows_core::BOOL,
        *mut *mut Point,
    ) -> windows_core::HRESULT,
    pub CalcIn: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        *mut i32,
    ) -> windows_core::HRESULT,
    pub CalcOut: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub CalcInOut: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub ObjectOut: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const windows_core::GUID,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub ObjectIn: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const windows_core::GUID,
        *mut core::ffi::c_void,
        *mut windows_core::BOOL,
    ) -> windows_core::HRESULT,
    pub CalcsIn: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const *mut core::ffi::c_void,
        u32,
        *mut i32,
    ) -> windows_core::HRESULT,
    pub Itself: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub VariantIn: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        VARIANT,
        *const VARIANT,
        *mut u16,
    ) -> windows_core::HRESULT,
    pub VariantOut:
        unsafe extern "system" fn(*mut core::ffi::c_void, u16, *mut VARIANT) -> windows_core::HRESULT,
    pub VariantInOut:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut VARIANT) -> windows_core::HRESULT,
    pub ArrayOut:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut *mut SAFEARRAY) -> windows_core::HRESULT,
    pub ArrayInOut:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut *mut SAFEARRAY) -> windows_core::HRESULT,
    pub Notify: unsafe extern "system" fn(*mut core::ffi::c_void, i32) -> windows_core::HRESULT,
    pub DescriptorIn:
        unsafe extern "system" fn(*mut core::ffi::c_void, i32, *mut u64) -> windows_core::HRESULT,
    pub DescriptorOut: unsafe extern "system" fn(*mut core::ffi::c_void, *mut i32) -> windows_core::HRESULT,
}
pub trait ITypes_Impl: windows_core::IUnknownImpl {
    fn ScalarsIn(
        &self,
        a: i8,
        b: u8,
        c: i16,
        d: u16,
        e: i32,
        f: u32,
        g: i64,
        h: u64,
        i: f32,
        j: f64,
        k: isize,
        l: usize,
    ) -> windows_core::Result<f64>;
    fn ScalarsOut(
        &self,
        a: *mut i8,
        b: *mut u8,
        c: *mut i16,
        d: *mut u16,
        e: *mut i32,
        f: *mut u32,
        g: *mut i64,
        h: *mut u64,
        i: *mut f32,
        j: *mut f64,
        k: *mut isize,
        l: *mut usize,
    ) -> windows_core::Result<()>;
    fn ScalarsInOut(
        &self,
        a: *mut i8,
        b: *mut u8,
        c: *mut i16,
        d: *mut u16,
        e: *mut i32,
        f: *mut u32,
        g: *mut i64,
        h: *mut u64,
        i: *mut f32,
        j: *mut f64,
        k: *mut isize,
        l: *mut usize,
    ) -> windows_core::Result<()>;
    fn Flags(
        &self,
        yes: windows_core::BOOL,
        no: VARIANT_BOOL,
        yes_out: *mut windows_core::BOOL,
        no_out: *mut VARIANT_BOOL,
    ) -> windows_core::Result<()>;
    fn Enumerations(
        &self,
        color: Color,
        day: Weekday,
        color_out: *mut Color,
        day_out: *mut Weekday,
    ) -> windows_core::Result<()>;
    fn Aliases(&self, ticks: Ticks) -> windows_core::Result<Ticks>;
    fn Guids(&self, id: *const windows_core::GUID) -> windows_core::Result<windows_core::GUID>;
    fn Result(&self, code: windows_core::HRESULT) -> windows_core::Result<()>;
    fn Nothing(&self, value: i32);
    fn Count(&self) -> u32;
    fn Money(
        &self,
        price: &CY,
        rate: *const DECIMAL,
        day: f64,
        price_out: *mut CY,
        rate_out: *mut DECIMAL,
        day_out: *mut f64,
    ) -> windows_core::Result<()>;
    fn Wide(&self, text: &windows_core::PCWSTR) -> windows_core::Result<windows_core::PWSTR>;
    fn Narrow(&self, text: &windows_core::PCSTR) -> windows_core::Result<windows_core::PSTR>;
    fn Marked(&self, text: *const u16, maybe: &windows_core::PCWSTR) -> windows_core::Result<u32>;
    fn Bstrs(
        &self,
        text: &windows_core::BSTR,
        both: *mut windows_core::BSTR,
        same: *mut windows_core::BSTR,
    ) -> windows_core::Result<()>;
    fn Optional(&self, value: *const i32) -> windows_core::Result<windows_core::BOOL>;
    fn Fixed(&self, input: *const [u16; 3]) -> windows_core::Result<[u16; 3]>;
    fn SumCounted(&self, values: *const i32, count: u32) -> windows_core::Result<i64>;
    fn SumSized(&self, values: *const i32, bytes: u32) -> windows_core::Result<i64>;
    fn FillCounted(&self, first: i32, values: *mut i32, count: u32) -> windows_core::Result<()>;
    fn FillSized(&self, first: u8, bytes: *mut core::ffi::c_void, size: u32) -> windows_core::Result<()>;
    fn FillPart(&self, values: *mut i32, room: u32, used: *mut u32) -> windows_core::Result<()>;
    fn Double(&self, values: *mut i32, count: u32) -> windows_core::Result<()>;
    fn Allocate(&self, values: *mut *mut i32, count: *mut u32) -> windows_core::Result<()>;
    fn Join(
        &self,
        names: *const windows_core::PCWSTR,
        count: u32,
    ) -> windows_core::Result<windows_core::BSTR>;
    fn PointByValue(&self, point: &Point) -> windows_core::Result<Point>;
    fn FrameIn(&self, frame: *const Frame) -> windows_core::Result<f64>;
    fn FrameOut(&self) -> windows_core::Result<Frame>;
    fn FrameInOut(&self, frame: *mut Frame) -> windows_core::Result<()>;
    fn PolygonIn(&self, polygon: *const Polygon) -> windows_core::Result<u32>;
    fn PolygonOut(&self) -> windows_core::Result<Polygon>;
    fn PackedIn(&self, packed: *const Packed) -> windows_core::Result<u32>;
    fn MaybePoint(&self, present: windows_core::BOOL) -> windows_core::Result<*mut Point>;
    fn CalcIn(&self, calc: windows_core::Ref<ICalc>) -> windows_core::Result<i32>;
    fn CalcOut(&self) -> windows_core::Result<ICalc>;
    fn CalcInOut(&self, calc: windows_core::OutRef<ICalc>) -> windows_core::Result<()>;
    fn ObjectOut(
        &self,
        riid: *const windows_core::GUID,
        object: *mut *mut core::ffi::c_void,
    ) -> windows_core::Result<()>;
    fn ObjectIn(
        &self,
        riid: *const windows_core::GUID,
        object: windows_core::Ref<windows_core::IUnknown>,
    ) -> windows_core::Result<windows_core::BOOL>;
    fn CalcsIn(&self, calcs: *const Option<ICalc>, count: u32) -> windows_core::Result<i32>;
    fn Itself(&self) -> windows_core::Result<ITypes>;
    fn VariantIn(&self, value: &VARIANT, pointer: *const VARIANT) -> windows_core::Result<u16>;
    fn VariantOut(&self, kind: u16) -> windows_core::Result<VARIANT>;
    fn VariantInOut(&self, value: *mut VARIANT) -> windows_core::Result<()>;
    fn ArrayOut(&self) -> windows_core::Result<*mut SAFEARRAY>;
    fn ArrayInOut(&self, values: *mut *mut SAFEARRAY) -> windows_core::Result<()>;
    fn Notify(&self, value: i32) -> windows_core::Result<()>;
    fn DescriptorIn(&self, file: i32) -> windows_core::Result<u64>;
    fn DescriptorOut(&self) -> windows_core::Result<i32>;
}
impl ITypes_Vtbl {
    pub const fn new<Identity: ITypes_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn ScalarsIn<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            a: i8,
            b: u8,
            c: i16,
            d: u16,
            e: i32,
            f: u32,
            g: i64,
            h: u64,
            i: f32,
            j: f64,
            k: isize,
            l: usize,
            sum: *mut f64,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypes_Impl::ScalarsIn(
                    this,
                    core::mem::transmute_copy(&a),
                    core::mem::transmute_copy(&b),
                    core::mem::transmute_copy(&c),
                    core::mem::transmute_copy(&d),
                    core::mem::transmute_copy(&e),
                    core::mem::transmute_copy(&f),
                    core::mem::transmute_copy(&g),
                    core::mem::transmute_copy(&h),
                    core::mem::transmute_copy(&i),
                    core::mem::transmute_copy(&j),
                    core::mem::transmute_copy(&k),
                    core::mem::transmute_copy(&l),
                ) {
                    Ok(ok__) => {
                        sum.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn ScalarsOut<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            a: *mut i8,
            b: *mut u8,
            c: *mut i16,
            d: *mut u16,
            e: *mut i32,
            f: *mut u32,
            g: *mut i64,
            h: *mut u64,
            i: *mut f32,
            j: *mut f64,
            k: *mut isize,
            l: *mut usize,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypes_Impl::ScalarsOut(
                    this,
                    core::mem::transmute_copy(&a),
                    core::mem::transmute_copy(&b),
                    core::mem::transmute_copy(&c),
                    core::mem::transmute_copy(&d),
                    core::mem::transmute_copy(&e),
                    core::mem::transmute_copy(&f),
                    core::mem::transmute_copy(&g),
                    core::mem::transmute_copy(&h),
                    core::mem::transmute_copy(&i),
                    core::mem::transmute_copy(&j),
                    core::mem::transmute_copy(&k),
                    core::mem::transmute_copy(&l),
                )
                .into()
            }
        }
        unsafe extern "system" fn ScalarsInOut<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            a: *mut i8,
            b: *mut u8,
            c: *mut i16,
            d: *mut u16,
            e: *mut i32,
            f: *mut u32,
            g: *mut i64,
            h: *mut u64,
            i: *mut f32,
            j: *mut f64,
            k: *mut isize,
            l: *mut usize,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypes_Impl::ScalarsInOut(
                    this,
                    core::mem::transmute_copy(&a),
                    core::mem::transmute_copy(&b),
                    core::mem::transmute_copy(&c),
                    core::mem::transmute_copy(&d),
                    core::mem::transmute_copy(&e),
                    core::mem::transmute_copy(&f),
                    core::mem::transmute_copy(&g),
                    core::mem::transmute_copy(&h),
                    core::mem::transmute_copy(&i),
                    core::mem::transmute_copy(&j),
                    core::mem::transmute_copy(&k),
                    core::mem::transmute_copy(&l),
                )
                .into()
            }
        }
        unsafe extern "system" fn Flags<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            yes: windows_core::BOOL,
            no: VARIANT_BOOL,
            yes_out: *mut windows_core::BOOL,
            no_out: *mut VARIANT_BOOL,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypes_Impl::Flags(
                    this,
                    core::mem::transmute_copy(&yes),
                    core::mem::transmute_copy(&no),
                    core::mem::transmute_copy(&yes_out),
                    core::mem::transmute_copy(&no_out),
                )
                .into()
            }
        }
        unsafe extern "system" fn Enumerations<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            color: Color,
            day: Weekday,
            color_out: *mut Color,
            day_out: *mut Weekday,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypes_Impl::Enumerations(
                    this,
                    core::mem::transmute_copy(&color),
                    core::mem::transmute_copy(&day),
                    core::mem::transmute_copy(&color_out),
                    core::mem::transmute_copy(&day_out),
                )
                .into()
            }
        }
        unsafe extern "system" fn Aliases<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            ticks: Ticks,
            next: *mut Ticks,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypes_Impl::Aliases(this, core::mem::transmute_copy(&ticks)) {
                    Ok(ok__) => {
                        next.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Guids<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            id: *const windows_core::GUID,
            same: *mut windows_core::GUID,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypes_Impl::Guids(this, core::mem::transmute_copy(&id)) {
                    Ok(ok__) => {
                        same.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Result<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            code: windows_core::HRESULT,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypes_Impl::Result(this, core::mem::transmute_copy(&code)).into()
            }
        }
        unsafe extern "system" fn Nothing<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            value: i32,
        ) {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypes_Impl::Nothing(this, core::mem::transmute_copy(&value));
            }
        }
        unsafe extern "system" fn Count<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
        ) -> u32 {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypes_Impl::Count(this)
            }
        }
        unsafe extern "system" fn Money<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            price: CY,
            rate: *const DECIMAL,
            day: f64,
            price_out: *mut CY,
            rate_out: *mut DECIMAL,
            day_out: *mut f64,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypes_Impl::Money(
                    this,
                    core::mem::transmute(&price),
                    core::mem::transmute_copy(&rate),
                    core::mem::transmute_copy(&day),
                    core::mem::transmute_copy(&price_out),
                    core::mem::transmute_copy(&rate_out),
                    core::mem::transmute_copy(&day_out),
                )
                .into()
            }
        }
        unsafe extern "system" fn Wide<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            text: windows_core::PCWSTR,
            same: *mut windows_core::PWSTR,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypes_Impl::Wide(this, core::mem::transmute(&text)) {
                    Ok(ok__) => {
                        same.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Narrow<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            text: windows_core::PCSTR,
            same: *mut windows_core::PSTR,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypes_Impl::Narrow(this, core::mem::transmute(&text)) {
                    Ok(ok__) => {
                        same.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Marked<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            text: *const u16,
            maybe: windows_core::PCWSTR,
            units: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypes_Impl::Marked(
                    this,
                    core::mem::transmute_copy(&text),
                    core::mem::transmute(&maybe),
                ) {
                    Ok(ok__) => {
                        units.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Bstrs<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            text: *mut core::ffi::c_void,
            both: *mut *mut core::ffi::c_void,
            same: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypes_Impl::Bstrs(
                    this,
                    core::mem::transmute(&text),
                    core::mem::transmute_copy(&both),
                    core::mem::transmute_copy(&same),
                )
                .into()
            }
        }
        unsafe extern "system" fn Optional<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            value: *const i32,
            present: *mut windows_core::BOOL,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypes_Impl::Optional(this, core::mem::transmute_copy(&value)) {
                    Ok(ok__) => {
                        present.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Fixed<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            input: *const [u16; 3],
            output: *mut [u16; 3],
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypes_Impl::Fixed(this, core::mem::transmute_copy(&input)) {
                    Ok(ok__) => {
                        output.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn SumCounted<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            values: *const i32,
            count: u32,
            sum: *mut i64,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypes_Impl::SumCounted(
                    this,
                    core::mem::transmute_copy(&values),
                    core::mem::transmute_copy(&count),
                ) {
                    Ok(ok__) => {
                        sum.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn SumSized<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            values: *const i32,
            bytes: u32,
            sum: *mut i64,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypes_Impl::SumSized(
                    this,
                    core::mem::transmute_copy(&values),
                    core::mem::transmute_copy(&bytes),
                ) {
                    Ok(ok__) => {
                        sum.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn FillCounted<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            first: i32,
            values: *mut i32,
            count: u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypes_Impl::FillCounted(
                    this,
                    core::mem::transmute_copy(&first),
                    core::mem::transmute_copy(&values),
                    core::mem::transmute_copy(&count),
                )
                .into()
            }
        }
        unsafe extern "system" fn FillSized<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            first: u8,
            bytes: *mut core::ffi::c_void,
            size: u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypes_Impl::FillSized(
                    this,
                    core::mem::transmute_copy(&first),
                    core::mem::transmute_copy(&bytes),
                    core::mem::transmute_copy(&size),
                )
                .into()
            }
        }
        unsafe extern "system" fn FillPart<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            values: *mut i32,
            room: u32,
            used: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypes_Impl::FillPart(
                    this,
                    core::mem::transmute_copy(&values),
                    core::mem::transmute_copy(&room),
                    core::mem::transmute_copy(&used),
                )
                .into()
            }
        }
        unsafe extern "system" fn Double<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            values: *mut i32,
            count: u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypes_Impl::Double(
                    this,
                    core::mem::transmute_copy(&values),
                    core::mem::transmute_copy(&count),
                )
                .into()
            }
        }
        unsafe extern "system" fn Allocate<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            values: *mut *mut i32,
            count: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypes_Impl::Allocate(
                    this,
                    core::mem::transmute_copy(&values),
                    core::mem::transmute_copy(&count),
                )
                .into()
            }
        }
        unsafe extern "system" fn Join<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            names: *const windows_core::PCWSTR,
            count: u32,
            joined: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypes_Impl::Join(
                    this,
                    core::mem::transmute_copy(&names),
                    core::mem::transmute_copy(&count),
                ) {
                    Ok(ok__) => {
                        joined.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn PointByValue<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            point: Point,
            same: *mut Point,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypes_Impl::PointByValue(this, core::mem::transmute(&point)) {
                    Ok(ok__) => {
                        same.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn FrameIn<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            frame: *const Frame,
            total: *mut f64,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypes_Impl::FrameIn(this, core::mem::transmute_copy(&frame)) {
                    Ok(ok__) => {
                        total.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn FrameOut<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            frame: *mut Frame,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypes_Impl::FrameOut(this) {
                    Ok(ok__) => {
                        frame.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn FrameInOut<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            frame: *mut Frame,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypes_Impl::FrameInOut(this, core::mem::transmute_copy(&frame)).into()
            }
        }
        unsafe extern "system" fn PolygonIn<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            polygon: *const Polygon,
            corners: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypes_Impl::PolygonIn(this, core::mem::transmute_copy(&polygon)) {
                    Ok(ok__) => {
                        corners.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn PolygonOut<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            polygon: *mut Polygon,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypes_Impl::PolygonOut(this) {
                    Ok(ok__) => {
                        polygon.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn PackedIn<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            packed: *const Packed,
            sum: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypes_Impl::PackedIn(this, core::mem::transmute_copy(&packed)) {
                    Ok(ok__) => {
                        sum.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn MaybePoint<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            present: windows_core::BOOL,
            point: *mut *mut Point,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypes_Impl::MaybePoint(this, core::mem::transmute_copy(&present)) {
                    Ok(ok__) => {
                        point.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn CalcIn<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            calc: *mut core::ffi::c_void,
            sum: *mut i32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypes_Impl::CalcIn(this, core::mem::transmute_copy(&calc)) {
                    Ok(ok__) => {
                        sum.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn CalcOut<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            calc: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypes_Impl::CalcOut(this) {
                    Ok(ok__) => {
                        calc.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn CalcInOut<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            calc: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypes_Impl::CalcInOut(this, core::mem::transmute_copy(&calc)).into()
            }
        }
        unsafe extern "system" fn ObjectOut<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            riid: *const windows_core::GUID,
            object: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypes_Impl::ObjectOut(
                    this,
                    core::mem::transmute_copy(&riid),
                    core::mem::transmute_copy(&object),
                )
                .into()
            }
        }
        unsafe extern "system" fn ObjectIn<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            riid: *const windows_core::GUID,
            object: *mut core::ffi::c_void,
            present: *mut windows_core::BOOL,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypes_Impl::ObjectIn(
                    this,
                    core::mem::transmute_copy(&riid),
                    core::mem::transmute_copy(&object),
                ) {
                    Ok(ok__) => {
                        present.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn CalcsIn<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            calcs: *const *mut core::ffi::c_void,
            count: u32,
            sum: *mut i32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypes_Impl::CalcsIn(
                    this,
                    core::mem::transmute_copy(&calcs),
                    core::mem::transmute_copy(&count),
                ) {
                    Ok(ok__) => {
                        sum.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Itself<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            same: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypes_Impl::Itself(this) {
                    Ok(ok__) => {
                        same.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn VariantIn<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            value: VARIANT,
            pointer: *const VARIANT,
            kind: *mut u16,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypes_Impl::VariantIn(
                    this,
                    core::mem::transmute(&value),
                    core::mem::transmute_copy(&pointer),
                ) {
                    Ok(ok__) => {
                        kind.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn VariantOut<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            kind: u16,
            value: *mut VARIANT,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypes_Impl::VariantOut(this, core::mem::transmute_copy(&kind)) {
                    Ok(ok__) => {
                        value.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn VariantInOut<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            value: *mut VARIANT,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypes_Impl::VariantInOut(this, core::mem::transmute_copy(&value)).into()
            }
        }
        unsafe extern "system" fn ArrayOut<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            names: *mut *mut SAFEARRAY,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypes_Impl::ArrayOut(this) {
                    Ok(ok__) => {
                        names.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn ArrayInOut<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            values: *mut *mut SAFEARRAY,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypes_Impl::ArrayInOut(this, core::mem::transmute_copy(&values)).into()
            }
        }
        unsafe extern "system" fn Notify<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            value: i32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypes_Impl::Notify(this, core::mem::transmute_copy(&value)).into()
            }
        }
        unsafe extern "system" fn DescriptorIn<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            file: i32,
            size: *mut u64,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypes_Impl::DescriptorIn(this, core::mem::transmute_copy(&file)) {
                    Ok(ok__) => {
                        size.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn DescriptorOut<Identity: ITypes_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            file: *mut i32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypes_Impl::DescriptorOut(this) {
                    Ok(ok__) => {
                        file.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            ScalarsIn: ScalarsIn::<Identity, OFFSET>,
            ScalarsOut: ScalarsOut::<Identity, OFFSET>,
            ScalarsInOut: ScalarsInOut::<Identity, OFFSET>,
            Flags: Flags::<Identity, OFFSET>,
            Enumerations: Enumerations::<Identity, OFFSET>,
            Aliases: Aliases::<Identity, OFFSET>,
            Guids: Guids::<Identity, OFFSET>,
            Result: Result::<Identity, OFFSET>,
            Nothing: Nothing::<Identity, OFFSET>,
            Count: Count::<Identity, OFFSET>,
            Money: Money::<Identity, OFFSET>,
            Wide: Wide::<Identity, OFFSET>,
            Narrow: Narrow::<Identity, OFFSET>,
            Marked: Marked::<Identity, OFFSET>,
            Bstrs: Bstrs::<Identity, OFFSET>,
            Optional: Optional::<Identity, OFFSET>,
            Fixed: Fixed::<Identity, OFFSET>,
            SumCounted: SumCounted::<Identity, OFFSET>,
            SumSized: SumSized::<Identity, OFFSET>,
            FillCounted: FillCounted::<Identity, OFFSET>,
            FillSized: FillSized::<Identity, OFFSET>,
            FillPart: FillPart::<Identity, OFFSET>,
            Double: Double::<Identity, OFFSET>,
            Allocate: Allocate::<Identity, OFFSET>,
            Join: Join::<Identity, OFFSET>,
            PointByValue: PointByValue::<Identity, OFFSET>,
            FrameIn: FrameIn::<Identity, OFFSET>,
            FrameOut: FrameOut::<Identity, OFFSET>,
            FrameInOut: FrameInOut::<Identity, OFFSET>,
            PolygonIn: PolygonIn::<Identity, OFFSET>,
            PolygonOut: PolygonOut::<Identity, OFFSET>,
            PackedIn: PackedIn::<Identity, OFFSET>,
            MaybePoint: MaybePoint::<Identity, OFFSET>,
            CalcIn: CalcIn::<Identity, OFFSET>,
            CalcOut: CalcOut::<Identity, OFFSET>,
            CalcInOut: CalcInOut::<Identity, OFFSET>,
            ObjectOut: ObjectOut::<Identity, OFFSET>,
            ObjectIn: ObjectIn::<Identity, OFFSET>,
            CalcsIn: CalcsIn::<Identity, OFFSET>,
            Itself: Itself::<Identity, OFFSET>,
            VariantIn: VariantIn::<Identity, OFFSET>,
            VariantOut: VariantOut::<Identity, OFFSET>,
            VariantInOut: VariantInOut::<Identity, OFFSET>,
            ArrayOut: ArrayOut::<Identity, OFFSET>,
            ArrayInOut: ArrayInOut::<Identity, OFFSET>,
            Notify: Notify::<Identity, OFFSET>,
            DescriptorIn: DescriptorIn::<Identity, OFFSET>,
            DescriptorOut: DescriptorOut::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<ITypes as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for ITypes {}
pub const Infrared: Color = -1;
pub const Monday: Weekday = 1;
#[repr(C, packed(1))]
#[derive(Clone, Copy, Default)]
pub struct Packed {
    pub tag: u8,
    pub value: u32,
    pub tail: u16,
}
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Point {
    pub x: i32,
    pub y: i32,
}
#[repr(C)]
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Polygon {
    pub count: u32,
    pub points: *mut Point,
    pub label: windows_core::PWSTR,
    pub center: *mut Point,
    pub owner: core::mem::ManuallyDrop<Option<ICalc>>,
}
pub const Red: Color = 0;
#[repr(C)]
pub struct Scan {
    pub id: u32,
    pub ranges: *mut SAFEARRAY,
    pub value: VARIANT,
}
impl Clone for Scan {
    fn clone(&self) -> Self {
        unsafe { core::mem::transmute_copy(self) }
    }
}
impl Default for Scan {
    fn default() -> Self {
        unsafe { core::mem::zeroed() }
    }
}
pub const Sunday: Weekday = 7;
#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Ticks(pub u64);
pub type Weekday = i32;
