//! Made of bench.rdl by `cargo xtask bindings`; changes belong there.
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
use oxcom_abi::SAFEARRAY;
use oxcom_abi::com_core as windows_core;
windows_core::imp::define_interface!(IBench, IBench_Vtbl, 0x3b1f6a50_88e1_4d0c_8a44_6e0d9c1b7a10);
windows_core::imp::interface_hierarchy!(IBench, windows_core::IUnknown);
impl IBench {
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
    pub unsafe fn Frozen(&self, frame: u32) -> windows_core::Result<*mut SAFEARRAY> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Frozen)(
                windows_core::Interface::as_raw(self),
                frame,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn Fresh(&self, frame: u32) -> windows_core::Result<*mut SAFEARRAY> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Fresh)(
                windows_core::Interface::as_raw(self),
                frame,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn Post(&self, message: *const Message) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Post)(windows_core::Interface::as_raw(self), message)
        }
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
    pub unsafe fn Create(&self) -> windows_core::Result<ICounter> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Create)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn CallBack<P0>(&self, counter: P0, times: u32) -> windows_core::HRESULT
    where
        P0: windows_core::Param<ICounter>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).CallBack)(
                windows_core::Interface::as_raw(self),
                counter.param().abi(),
                times,
            )
        }
    }
    pub unsafe fn Take<P0>(&self, counter: P0) -> windows_core::HRESULT
    where
        P0: windows_core::Param<ICounter>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).Take)(
                windows_core::Interface::as_raw(self),
                counter.param().abi(),
            )
        }
    }
    pub unsafe fn Export(&self, objects: u32) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Export)(windows_core::Interface::as_raw(self), objects)
        }
    }
    pub unsafe fn Used(&self, usage: *mut Usage) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Used)(windows_core::Interface::as_raw(self), usage as _)
        }
    }
}
#[repr(C)]
pub struct IBench_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub Add: unsafe extern "system" fn(*mut core::ffi::c_void, i32, i32, *mut i32) -> windows_core::HRESULT,
    pub Frozen:
        unsafe extern "system" fn(*mut core::ffi::c_void, u32, *mut *mut SAFEARRAY) -> windows_core::HRESULT,
    pub Fresh:
        unsafe extern "system" fn(*mut core::ffi::c_void, u32, *mut *mut SAFEARRAY) -> windows_core::HRESULT,
    pub Post: unsafe extern "system" fn(*mut core::ffi::c_void, *const Message) -> windows_core::HRESULT,
    pub Posted: unsafe extern "system" fn(*mut core::ffi::c_void, *mut u64) -> windows_core::HRESULT,
    pub Create: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub CallBack: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        u32,
    ) -> windows_core::HRESULT,
    pub Take:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut core::ffi::c_void) -> windows_core::HRESULT,
    pub Export: unsafe extern "system" fn(*mut core::ffi::c_void, u32) -> windows_core::HRESULT,
    pub Used: unsafe extern "system" fn(*mut core::ffi::c_void, *mut Usage) -> windows_core::HRESULT,
}
pub trait IBench_Impl: windows_core::IUnknownImpl {
    fn Add(&self, a: i32, b: i32) -> windows_core::Result<i32>;
    fn Frozen(&self, frame: u32) -> windows_core::Result<*mut SAFEARRAY>;
    fn Fresh(&self, frame: u32) -> windows_core::Result<*mut SAFEARRAY>;
    fn Post(&self, message: *const Message) -> windows_core::Result<()>;
    fn Posted(&self) -> windows_core::Result<u64>;
    fn Create(&self) -> windows_core::Result<ICounter>;
    fn CallBack(&self, counter: windows_core::Ref<ICounter>, times: u32) -> windows_core::Result<()>;
    fn Take(&self, counter: windows_core::Ref<ICounter>) -> windows_core::Result<()>;
    fn Export(&self, objects: u32) -> windows_core::Result<()>;
    fn Used(&self, usage: *mut Usage) -> windows_core::Result<()>;
}
impl IBench_Vtbl {
    pub const fn new<Identity: IBench_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn Add<Identity: IBench_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            a: i32,
            b: i32,
            sum: *mut i32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IBench_Impl::Add(this, core::mem::transmute_copy(&a), core::mem::transmute_copy(&b)) {
                    Ok(ok__) => {
                        sum.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Frozen<Identity: IBench_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            frame: u32,
            bytes: *mut *mut SAFEARRAY,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IBench_Impl::Frozen(this, core::mem::transmute_copy(&frame)) {
                    Ok(ok__) => {
                        bytes.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Fresh<Identity: IBench_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            frame: u32,
            bytes: *mut *mut SAFEARRAY,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IBench_Impl::Fresh(this, core::mem::transmute_copy(&frame)) {
                    Ok(ok__) => {
                        bytes.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Post<Identity: IBench_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            message: *const Message,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IBench_Impl::Post(this, core::mem::transmute_copy(&message)).into()
            }
        }
        unsafe extern "system" fn Posted<Identity: IBench_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            messages: *mut u64,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IBench_Impl::Posted(this) {
                    Ok(ok__) => {
                        messages.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Create<Identity: IBench_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            object: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IBench_Impl::Create(this) {
                    Ok(ok__) => {
                        object.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn CallBack<Identity: IBench_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            counter: *mut core::ffi::c_void,
            times: u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IBench_Impl::CallBack(
                    this,
                    core::mem::transmute_copy(&counter),
                    core::mem::transmute_copy(&times),
                )
                .into()
            }
        }
        unsafe extern "system" fn Take<Identity: IBench_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            counter: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IBench_Impl::Take(this, core::mem::transmute_copy(&counter)).into()
            }
        }
        unsafe extern "system" fn Export<Identity: IBench_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            objects: u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IBench_Impl::Export(this, core::mem::transmute_copy(&objects)).into()
            }
        }
        unsafe extern "system" fn Used<Identity: IBench_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            usage: *mut Usage,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IBench_Impl::Used(this, core::mem::transmute_copy(&usage)).into()
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            Add: Add::<Identity, OFFSET>,
            Frozen: Frozen::<Identity, OFFSET>,
            Fresh: Fresh::<Identity, OFFSET>,
            Post: Post::<Identity, OFFSET>,
            Posted: Posted::<Identity, OFFSET>,
            Create: Create::<Identity, OFFSET>,
            CallBack: CallBack::<Identity, OFFSET>,
            Take: Take::<Identity, OFFSET>,
            Export: Export::<Identity, OFFSET>,
            Used: Used::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IBench as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IBench {}
windows_core::imp::define_interface!(ICounter, ICounter_Vtbl, 0x3b1f6a52_88e1_4d0c_8a44_6e0d9c1b7a10);
windows_core::imp::interface_hierarchy!(ICounter, windows_core::IUnknown);
impl ICounter {
    pub unsafe fn Count(&self, by: i32) -> windows_core::Result<i32> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Count)(
                windows_core::Interface::as_raw(self),
                by,
                &mut result__,
            )
            .map(|| result__)
        }
    }
}
#[repr(C)]
pub struct ICounter_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub Count: unsafe extern "system" fn(*mut core::ffi::c_void, i32, *mut i32) -> windows_core::HRESULT,
}
pub trait ICounter_Impl: windows_core::IUnknownImpl {
    fn Count(&self, by: i32) -> windows_core::Result<i32>;
}
impl ICounter_Vtbl {
    pub const fn new<Identity: ICounter_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn Count<Identity: ICounter_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            by: i32,
            total: *mut i32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ICounter_Impl::Count(this, core::mem::transmute_copy(&by)) {
                    Ok(ok__) => {
                        total.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            Count: Count::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<ICounter as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for ICounter {}
#[repr(C)]
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Message {
    pub words: [u64; 8],
}
impl Default for Message {
    fn default() -> Self {
        unsafe { core::mem::zeroed() }
    }
}
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Usage {
    pub private: u64,
    pub faults: u64,
    pub switches: u64,
    pub busy: u64,
}
