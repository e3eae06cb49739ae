//! Made of inspection.rdl by `cargo xtask bindings`; changes belong there.
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
pub const APARTMENT_MAIN_STA: ApartmentKind = 1;
pub const APARTMENT_MTA: ApartmentKind = 2;
pub const APARTMENT_NTA: ApartmentKind = 3;
pub const APARTMENT_STA: ApartmentKind = 0;
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct ApartmentFigures {
    pub oxid: u64,
    pub kind: ApartmentKind,
    pub waiting: u32,
}
pub type ApartmentKind = i32;
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct ApartmentThread {
    pub oxid: u64,
    pub thread: u32,
}
windows_core::imp::define_interface!(
    IProcessInspection,
    IProcessInspection_Vtbl,
    0x6cd53db3_7544_4142_9f29_aaebc01de900
);
windows_core::imp::interface_hierarchy!(IProcessInspection, windows_core::IUnknown);
impl IProcessInspection {
    pub unsafe fn Process(
        &self,
        figures: *mut ProcessFigures,
        program: *mut windows_core::BSTR,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Process)(
                windows_core::Interface::as_raw(self),
                figures as _,
                core::mem::transmute(program),
            )
        }
    }
    pub unsafe fn Apartments(
        &self,
        apartments: *mut *mut ApartmentFigures,
        count: *mut u32,
        threads: *mut *mut ApartmentThread,
        thread_count: *mut u32,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Apartments)(
                windows_core::Interface::as_raw(self),
                apartments as _,
                count as _,
                threads as _,
                thread_count as _,
            )
        }
    }
    pub unsafe fn Links(&self, links: *mut *mut LinkFigures, count: *mut u32) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Links)(
                windows_core::Interface::as_raw(self),
                links as _,
                count as _,
            )
        }
    }
    pub unsafe fn Objects(
        &self,
        after: u64,
        most: u32,
        objects: *mut *mut ObjectFigures,
        count: *mut u32,
        interfaces: *mut *mut InterfaceFigures,
        interface_count: *mut u32,
        owners: *mut *mut OwnerFigures,
        owner_count: *mut u32,
        left: *mut u64,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Objects)(
                windows_core::Interface::as_raw(self),
                after,
                most,
                objects as _,
                count as _,
                interfaces as _,
                interface_count as _,
                owners as _,
                owner_count as _,
                left as _,
            )
        }
    }
    pub unsafe fn Proxies(
        &self,
        most: u32,
        proxies: *mut *mut ProxyFigures,
        count: *mut u32,
        left: *mut u64,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Proxies)(
                windows_core::Interface::as_raw(self),
                most,
                proxies as _,
                count as _,
                left as _,
            )
        }
    }
    pub unsafe fn Calls(&self, calls: *mut *mut RunningCall, count: *mut u32) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Calls)(
                windows_core::Interface::as_raw(self),
                calls as _,
                count as _,
            )
        }
    }
    pub unsafe fn Name(
        &self,
        iid: *const windows_core::GUID,
        method: u32,
        interface: *mut windows_core::BSTR,
        name: *mut windows_core::BSTR,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Name)(
                windows_core::Interface::as_raw(self),
                iid,
                method,
                core::mem::transmute(interface),
                core::mem::transmute(name),
            )
        }
    }
    pub unsafe fn StartTrace(&self) -> windows_core::HRESULT {
        unsafe { (windows_core::Interface::vtable(self).StartTrace)(windows_core::Interface::as_raw(self)) }
    }
    pub unsafe fn ReadTrace(
        &self,
        most: u32,
        calls: *mut *mut TracedCall,
        count: *mut u32,
        dropped: *mut u64,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).ReadTrace)(
                windows_core::Interface::as_raw(self),
                most,
                calls as _,
                count as _,
                dropped as _,
            )
        }
    }
    pub unsafe fn StopTrace(&self) -> windows_core::HRESULT {
        unsafe { (windows_core::Interface::vtable(self).StopTrace)(windows_core::Interface::as_raw(self)) }
    }
}
#[repr(C)]
pub struct IProcessInspection_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub Process: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut ProcessFigures,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub Apartments: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut ApartmentFigures,
        *mut u32,
        *mut *mut ApartmentThread,
        *mut u32,
    ) -> windows_core::HRESULT,
    pub Links: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut LinkFigures,
        *mut u32,
    ) -> windows_core::HRESULT,
    pub Objects: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        u64,
        u32,
        *mut *mut ObjectFigures,
        *mut u32,
        *mut *mut InterfaceFigures,
        *mut u32,
        *mut *mut OwnerFigures,
        *mut u32,
        *mut u64,
    ) -> windows_core::HRESULT,
    pub Proxies: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        u32,
        *mut *mut ProxyFigures,
        *mut u32,
        *mut u64,
    ) -> windows_core::HRESULT,
    pub Calls: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut RunningCall,
        *mut u32,
    ) -> windows_core::HRESULT,
    pub Name: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const windows_core::GUID,
        u32,
        *mut *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub StartTrace: unsafe extern "system" fn(*mut core::ffi::c_void) -> windows_core::HRESULT,
    pub ReadTrace: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        u32,
        *mut *mut TracedCall,
        *mut u32,
        *mut u64,
    ) -> windows_core::HRESULT,
    pub StopTrace: unsafe extern "system" fn(*mut core::ffi::c_void) -> windows_core::HRESULT,
}
pub trait IProcessInspection_Impl: windows_core::IUnknownImpl {
    fn Process(
        &self,
        figures: *mut ProcessFigures,
        program: *mut windows_core::BSTR,
    ) -> windows_core::Result<()>;
    fn Apartments(
        &self,
        apartments: *mut *mut ApartmentFigures,
        count: *mut u32,
        threads: *mut *mut ApartmentThread,
        thread_count: *mut u32,
    ) -> windows_core::Result<()>;
    fn Links(&self, links: *mut *mut LinkFigures, count: *mut u32) -> windows_core::Result<()>;
    fn Objects(
        &self,
        after: u64,
        most: u32,
        objects: *mut *mut ObjectFigures,
        count: *mut u32,
        interfaces: *mut *mut InterfaceFigures,
        interface_count: *mut u32,
        owners: *mut *mut OwnerFigures,
        owner_count: *mut u32,
        left: *mut u64,
    ) -> windows_core::Result<()>;
    fn Proxies(
        &self,
        most: u32,
        proxies: *mut *mut ProxyFigures,
        count: *mut u32,
        left: *mut u64,
    ) -> windows_core::Result<()>;
    fn Calls(&self, calls: *mut *mut RunningCall, count: *mut u32) -> windows_core::Result<()>;
    fn Name(
        &self,
        iid: *const windows_core::GUID,
        method: u32,
        interface: *mut windows_core::BSTR,
        name: *mut windows_core::BSTR,
    ) -> windows_core::Result<()>;
    fn StartTrace(&self) -> windows_core::Result<()>;
    fn ReadTrace(
        &self,
        most: u32,
        calls: *mut *mut TracedCall,
        count: *mut u32,
        dropped: *mut u64,
    ) -> windows_core::Result<()>;
    fn StopTrace(&self) -> windows_core::Result<()>;
}
impl IProcessInspection_Vtbl {
    pub const fn new<Identity: IProcessInspection_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn Process<Identity: IProcessInspection_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            figures: *mut ProcessFigures,
            program: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IProcessInspection_Impl::Process(
                    this,
                    core::mem::transmute_copy(&figures),
                    core::mem::transmute_copy(&program),
                )
                .into()
            }
        }
        unsafe extern "system" fn Apartments<Identity: IProcessInspection_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            apartments: *mut *mut ApartmentFigures,
            count: *mut u32,
            threads: *mut *mut ApartmentThread,
            thread_count: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IProcessInspection_Impl::Apartments(
                    this,
                    core::mem::transmute_copy(&apartments),
                    core::mem::transmute_copy(&count),
                    core::mem::transmute_copy(&threads),
                    core::mem::transmute_copy(&thread_count),
                )
                .into()
            }
        }
        unsafe extern "system" fn Links<Identity: IProcessInspection_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            links: *mut *mut LinkFigures,
            count: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IProcessInspection_Impl::Links(
                    this,
                    core::mem::transmute_copy(&links),
                    core::mem::transmute_copy(&count),
                )
                .into()
            }
        }
        unsafe extern "system" fn Objects<Identity: IProcessInspection_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            after: u64,
            most: u32,
            objects: *mut *mut ObjectFigures,
            count: *mut u32,
            interfaces: *mut *mut InterfaceFigures,
            interface_count: *mut u32,
            owners: *mut *mut OwnerFigures,
            owner_count: *mut u32,
            left: *mut u64,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IProcessInspection_Impl::Objects(
                    this,
                    core::mem::transmute_copy(&after),
                    core::mem::transmute_copy(&most),
                    core::mem::transmute_copy(&objects),
                    core::mem::transmute_copy(&count),
                    core::mem::transmute_copy(&interfaces),
                    core::mem::transmute_copy(&interface_count),
                    core::mem::transmute_copy(&owners),
                    core::mem::transmute_copy(&owner_count),
                    core::mem::transmute_copy(&left),
                )
                .into()
            }
        }
        unsafe extern "system" fn Proxies<Identity: IProcessInspection_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            most: u32,
            proxies: *mut *mut ProxyFigures,
            count: *mut u32,
            left: *mut u64,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IProcessInspection_Impl::Proxies(
                    this,
                    core::mem::transmute_copy(&most),
                    core::mem::transmute_copy(&proxies),
                    core::mem::transmute_copy(&count),
                    core::mem::transmute_copy(&left),
                )
                .into()
            }
        }
        unsafe extern "system" fn Calls<Identity: IProcessInspection_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            calls: *mut *mut RunningCall,
            count: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IProcessInspection_Impl::Calls(
                    this,
                    core::mem::transmute_copy(&calls),
                    core::mem::transmute_copy(&count),
                )
                .into()
            }
        }
        unsafe extern "system" fn Name<Identity: IProcessInspection_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            iid: *const windows_core::GUID,
            method: u32,
            interface: *mut *mut core::ffi::c_void,
            name: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IProcessInspection_Impl::Name(
                    this,
                    core::mem::transmute_copy(&iid),
                    core::mem::transmute_copy(&method),
                    core::mem::transmute_copy(&interface),
                    core::mem::transmute_copy(&name),
                )
                .into()
            }
        }
        unsafe extern "system" fn StartTrace<Identity: IProcessInspection_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IProcessInspection_Impl::StartTrace(this).into()
            }
        }
        unsafe extern "system" fn ReadTrace<Identity: IProcessInspection_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            most: u32,
            calls: *mut *mut TracedCall,
            count: *mut u32,
            dropped: *mut u64,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IProcessInspection_Impl::ReadTrace(
                    this,
                    core::mem::transmute_copy(&most),
                    core::mem::transmute_copy(&calls),
                    core::mem::transmute_copy(&count),
                    core::mem::transmute_copy(&dropped),
                )
                .into()
            }
        }
        unsafe extern "system" fn StopTrace<Identity: IProcessInspection_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IProcessInspection_Impl::StopTrace(this).into()
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            Process: Process::<Identity, OFFSET>,
            Apartments: Apartments::<Identity, OFFSET>,
            Links: Links::<Identity, OFFSET>,
            Objects: Objects::<Identity, OFFSET>,
            Proxies: Proxies::<Identity, OFFSET>,
            Calls: Calls::<Identity, OFFSET>,
            Name: Name::<Identity, OFFSET>,
            StartTrace: StartTrace::<Identity, OFFSET>,
            ReadTrace: ReadTrace::<Identity, OFFSET>,
            StopTrace: StopTrace::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IProcessInspection as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IProcessInspection {}
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct InterfaceFigures {
    pub oid: u64,
    pub iid: windows_core::GUID,
    pub ipid: windows_core::GUID,
    pub in_streams: u32,
    pub tables: u32,
    pub in_others_streams: u32,
}
pub const LINK_ITSELF: LinkKind = 0;
pub const LINK_RING: LinkKind = 2;
pub const LINK_SOCKET: LinkKind = 1;
pub const LINK_TCP: LinkKind = 3;
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct LinkFigures {
    pub link: u64,
    pub process_id: u32,
    pub kind: LinkKind,
    pub running: u32,
    pub waiting: u32,
    pub requests: u64,
    pub lent_bytes: u64,
}
pub type LinkKind = i32;
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct ObjectFigures {
    pub oid: u64,
    pub oxid: u64,
    pub references: u64,
    pub by_links: u64,
    pub locks: u32,
    pub weak_tables: u32,
    pub asleep: windows_core::BOOL,
    pub class_object: windows_core::BOOL,
}
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct OwnerFigures {
    pub ipid: windows_core::GUID,
    pub link: u64,
    pub process_id: u32,
    pub references: u32,
}
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct ProcessFigures {
    pub process_id: u32,
    pub objects: u64,
    pub interfaces: u64,
    pub proxies: u64,
    pub blocks: u64,
    pub block_bytes: u64,
    pub held_blocks: u64,
    pub lent_blocks: u64,
    pub tracers: u32,
}
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct ProxyFigures {
    pub oxid: u64,
    pub exporter: u64,
    pub process_id: u32,
    pub oid: u64,
    pub iid: windows_core::GUID,
    pub ipid: windows_core::GUID,
    pub references: u32,
    pub pointers: u32,
    pub connected: windows_core::BOOL,
}
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct RunningCall {
    pub thread: u32,
    pub outer: u32,
    pub milliseconds: u64,
    pub process_id: u32,
    pub oid: u64,
    pub iid: windows_core::GUID,
    pub ipid: windows_core::GUID,
    pub method: u32,
}
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct TracedCall {
    pub time: u64,
    pub nanoseconds: u64,
    pub thread: u32,
    pub process_id: u32,
    pub oid: u64,
    pub iid: windows_core::GUID,
    pub method: u32,
    pub result: i32,
    pub bytes_in: u32,
    pub bytes_out: u32,
    pub arrays_lent: u32,
    pub arrays_copied: u32,
}
