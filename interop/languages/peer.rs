//! Made of peer.rdl by `cargo xtask bindings`; changes belong there.
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
use oxcom_abi::{SAFEARRAY, VARIANT_BOOL};
windows_core::imp::define_interface!(IPeer, IPeer_Vtbl, 0x8a3b1d02_6e5f_4b0a_9c77_51d2e0c4f102);
windows_core::imp::interface_hierarchy!(IPeer, windows_core::IUnknown);
impl IPeer {
    pub unsafe fn Scalars(&self, a: i8, b: u16, c: i32, d: u64, e: f32, f: f64) -> windows_core::Result<f64> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Scalars)(
                windows_core::Interface::as_raw(self),
                a,
                b,
                c,
                d,
                e,
                f,
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
    pub unsafe fn Fill(&self, count: u32, seed: u8) -> windows_core::Result<*mut SAFEARRAY> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Fill)(
                windows_core::Interface::as_raw(self),
                count,
                seed,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn Total(&self, bytes: *const SAFEARRAY) -> windows_core::Result<u64> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Total)(
                windows_core::Interface::as_raw(self),
                bytes,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn Advance(&self, sample: *const Sample) -> windows_core::Result<Sample> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Advance)(
                windows_core::Interface::as_raw(self),
                sample,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn Run<P0>(&self, progress: P0, steps: i32) -> windows_core::Result<i32>
    where
        P0: windows_core::Param<IProgress>,
    {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Run)(
                windows_core::Interface::as_raw(self),
                progress.param().abi(),
                steps,
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
    pub unsafe fn Process(&self) -> windows_core::Result<u32> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Process)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| result__)
        }
    }
}
#[repr(C)]
pub struct IPeer_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub Scalars: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        i8,
        u16,
        i32,
        u64,
        f32,
        f64,
        *mut f64,
    ) -> windows_core::HRESULT,
    pub Echo: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub Fill: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        u32,
        u8,
        *mut *mut SAFEARRAY,
    ) -> windows_core::HRESULT,
    pub Total: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const SAFEARRAY,
        *mut u64,
    ) -> windows_core::HRESULT,
    pub Advance: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const Sample,
        *mut Sample,
    ) -> windows_core::HRESULT,
    pub Run: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        i32,
        *mut i32,
    ) -> windows_core::HRESULT,
    pub Fail: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        windows_core::HRESULT,
        *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub Process: unsafe extern "system" fn(*mut core::ffi::c_void, *mut u32) -> windows_core::HRESULT,
}
pub trait IPeer_Impl: windows_core::IUnknownImpl {
    fn Scalars(&self, a: i8, b: u16, c: i32, d: u64, e: f32, f: f64) -> windows_core::Result<f64>;
    fn Echo(&self, text: &windows_core::BSTR) -> windows_core::Result<windows_core::BSTR>;
    fn Fill(&self, count: u32, seed: u8) -> windows_core::Result<*mut SAFEARRAY>;
    fn Total(&self, bytes: *const SAFEARRAY) -> windows_core::Result<u64>;
    fn Advance(&self, sample: *const Sample) -> windows_core::Result<Sample>;
    fn Run(&self, progress: windows_core::Ref<IProgress>, steps: i32) -> windows_core::Result<i32>;
    fn Fail(&self, code: windows_core::HRESULT, message: &windows_core::BSTR) -> windows_core::Result<()>;
    fn Process(&self) -> windows_core::Result<u32>;
}
impl IPeer_Vtbl {
    pub const fn new<Identity: IPeer_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn Scalars<Identity: IPeer_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            a: i8,
            b: u16,
            c: i32,
            d: u64,
            e: f32,
            f: f64,
            sum: *mut f64,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IPeer_Impl::Scalars(
                    this,
                    core::mem::transmute_copy(&a),
                    core::mem::transmute_copy(&b),
                    core::mem::transmute_copy(&c),
                    core::mem::transmute_copy(&d),
                    core::mem::transmute_copy(&e),
                    core::mem::transmute_copy(&f),
                ) {
                    Ok(ok__) => {
                        sum.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Echo<Identity: IPeer_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            text: *mut core::ffi::c_void,
            same: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IPeer_Impl::Echo(this, core::mem::transmute(&text)) {
                    Ok(ok__) => {
                        same.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Fill<Identity: IPeer_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            count: u32,
            seed: u8,
            bytes: *mut *mut SAFEARRAY,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IPeer_Impl::Fill(
                    this,
                    core::mem::transmute_copy(&count),
                    core::mem::transmute_copy(&seed),
                ) {
                    Ok(ok__) => {
                        bytes.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Total<Identity: IPeer_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            bytes: *const SAFEARRAY,
            total: *mut u64,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IPeer_Impl::Total(this, core::mem::transmute_copy(&bytes)) {
                    Ok(ok__) => {
                        total.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Advance<Identity: IPeer_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            sample: *const Sample,
            next: *mut Sample,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IPeer_Impl::Advance(this, core::mem::transmute_copy(&sample)) {
                    Ok(ok__) => {
                        next.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Run<Identity: IPeer_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            progress: *mut core::ffi::c_void,
            steps: i32,
            done: *mut i32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IPeer_Impl::Run(
                    this,
                    core::mem::transmute_copy(&progress),
                    core::mem::transmute_copy(&steps),
                ) {
                    Ok(ok__) => {
                        done.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Fail<Identity: IPeer_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            code: windows_core::HRESULT,
            message: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IPeer_Impl::Fail(this, core::mem::transmute_copy(&code), core::mem::transmute(&message))
                    .into()
            }
        }
        unsafe extern "system" fn Process<Identity: IPeer_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            id: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IPeer_Impl::Process(this) {
                    Ok(ok__) => {
                        id.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            Scalars: Scalars::<Identity, OFFSET>,
            Echo: Echo::<Identity, OFFSET>,
            Fill: Fill::<Identity, OFFSET>,
            Total: Total::<Identity, OFFSET>,
            Advance: Advance::<Identity, OFFSET>,
            Run: Run::<Identity, OFFSET>,
            Fail: Fail::<Identity, OFFSET>,
            Process: Process::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IPeer as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IPeer {}
windows_core::imp::define_interface!(IProgress, IProgress_Vtbl, 0x8a3b1d01_6e5f_4b0a_9c77_51d2e0c4f101);
windows_core::imp::interface_hierarchy!(IProgress, windows_core::IUnknown);
impl IProgress {
    pub unsafe fn Report(&self, step: i32, text: &windows_core::BSTR) -> windows_core::Result<VARIANT_BOOL> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Report)(
                windows_core::Interface::as_raw(self),
                step,
                core::mem::transmute_copy(text),
                &mut result__,
            )
            .map(|| result__)
        }
    }
}
#[repr(C)]
pub struct IProgress_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub Report: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        i32,
        *mut core::ffi::c_void,
        *mut VARIANT_BOOL,
    ) -> windows_core::HRESULT,
}
pub trait IProgress_Impl: windows_core::IUnknownImpl {
    fn Report(&self, step: i32, text: &windows_core::BSTR) -> windows_core::Result<VARIANT_BOOL>;
}
impl IProgress_Vtbl {
    pub const fn new<Identity: IProgress_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn Report<Identity: IProgress_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            step: i32,
            text: *mut core::ffi::c_void,
            go_on: *mut VARIANT_BOOL,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IProgress_Impl::Report(
                    this,
                    core::mem::transmute_copy(&step),
                    core::mem::transmute(&text),
                ) {
                    Ok(ok__) => {
                        go_on.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            Report: Report::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IProgress as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IProgress {}
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    pub time: f64,
    pub id: windows_core::GUID,
    pub dims: [u16; 2],
    pub valid: VARIANT_BOOL,
    pub count: i32,
}
impl Default for Sample {
    fn default() -> Self {
        unsafe { core::mem::zeroed() }
    }
}
