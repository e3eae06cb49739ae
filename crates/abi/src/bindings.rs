// Made by `cargo xtask bindings`; changes belong into bindings.txt.
use crate::com_core as windows_core;
#[inline]
pub unsafe fn BindMoniker<P0>(
    pmk: P0,
    grfopt: u32,
    iidresult: *const windows_core::GUID,
    ppvresult: *mut *mut core::ffi::c_void,
) -> windows_core::HRESULT
where
    P0: windows_core::Param<IMoniker>,
{
    windows_core::link!("ole32.dll" "system" fn BindMoniker(pmk : *mut core::ffi::c_void, grfopt : u32, iidresult : *const windows_core::GUID, ppvresult : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe { BindMoniker(pmk.param().abi(), grfopt, iidresult, ppvresult as _) }
}
#[inline]
pub unsafe fn CLSIDFromProgID<P0>(lpszprogid: P0) -> windows_core::Result<windows_core::GUID>
where
    P0: windows_core::Param<windows_core::PCWSTR>,
{
    windows_core::link!("ole32.dll" "system" fn CLSIDFromProgID(lpszprogid : windows_core::PCWSTR, lpclsid : *mut windows_core::GUID) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        CLSIDFromProgID(lpszprogid.param().abi(), &mut result__).map(|| result__)
    }
}
#[inline]
pub unsafe fn CLSIDFromProgIDEx<P0>(lpszprogid: P0) -> windows_core::Result<windows_core::GUID>
where
    P0: windows_core::Param<windows_core::PCWSTR>,
{
    windows_core::link!("ole32.dll" "system" fn CLSIDFromProgIDEx(lpszprogid : windows_core::PCWSTR, lpclsid : *mut windows_core::GUID) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        CLSIDFromProgIDEx(lpszprogid.param().abi(), &mut result__).map(|| result__)
    }
}
#[inline]
pub unsafe fn CLSIDFromString<P0>(lpsz: P0) -> windows_core::Result<windows_core::GUID>
where
    P0: windows_core::Param<windows_core::PCWSTR>,
{
    windows_core::link!("ole32.dll" "system" fn CLSIDFromString(lpsz : windows_core::PCWSTR, pclsid : *mut windows_core::GUID) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        CLSIDFromString(lpsz.param().abi(), &mut result__).map(|| result__)
    }
}
#[inline]
pub unsafe fn CoAddRefServerProcess() -> u32 {
    windows_core::link!("ole32.dll" "system" fn CoAddRefServerProcess() -> u32);
    unsafe { CoAddRefServerProcess() }
}
#[inline]
pub unsafe fn CoCancelCall(dwthreadid: u32, ultimeout: u32) -> windows_core::HRESULT {
    windows_core::link!("ole32.dll" "system" fn CoCancelCall(dwthreadid : u32, ultimeout : u32) -> windows_core::HRESULT);
    unsafe { CoCancelCall(dwthreadid, ultimeout) }
}
#[inline]
pub unsafe fn CoCopyProxy<P0>(pproxy: P0) -> windows_core::Result<windows_core::IUnknown>
where
    P0: windows_core::Param<windows_core::IUnknown>,
{
    windows_core::link!("ole32.dll" "system" fn CoCopyProxy(pproxy : *mut core::ffi::c_void, ppcopy : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        CoCopyProxy(pproxy.param().abi(), &mut result__)
            .and_then(|| windows_core::imp::Type::from_abi(result__))
    }
}
#[inline]
pub unsafe fn CoCreateFreeThreadedMarshaler<P0>(punkouter: P0) -> windows_core::Result<windows_core::IUnknown>
where
    P0: windows_core::Param<windows_core::IUnknown>,
{
    windows_core::link!("ole32.dll" "system" fn CoCreateFreeThreadedMarshaler(punkouter : *mut core::ffi::c_void, ppunkmarshal : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        CoCreateFreeThreadedMarshaler(punkouter.param().abi(), &mut result__)
            .and_then(|| windows_core::imp::Type::from_abi(result__))
    }
}
#[inline]
pub unsafe fn CoCreateGuid() -> windows_core::Result<windows_core::GUID> {
    windows_core::link!("ole32.dll" "system" fn CoCreateGuid(pguid : *mut windows_core::GUID) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        CoCreateGuid(&mut result__).map(|| result__)
    }
}
#[inline]
pub unsafe fn CoCreateInstance<P1, T>(
    rclsid: *const windows_core::GUID,
    punkouter: P1,
    dwclscontext: u32,
) -> windows_core::Result<T>
where
    P1: windows_core::Param<windows_core::IUnknown>,
    T: windows_core::Interface,
{
    windows_core::link!("ole32.dll" "system" fn CoCreateInstance(rclsid : *const windows_core::GUID, punkouter : *mut core::ffi::c_void, dwclscontext : u32, riid : *const windows_core::GUID, ppv : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    let mut result__ = core::ptr::null_mut();
    unsafe {
        CoCreateInstance(rclsid, punkouter.param().abi(), dwclscontext, &T::IID, &mut result__)
            .and_then(|| windows_core::imp::Type::from_abi(result__))
    }
}
#[inline]
pub unsafe fn CoCreateInstanceEx<P1>(
    clsid: *const windows_core::GUID,
    punkouter: P1,
    dwclsctx: u32,
    pserverinfo: Option<*const COSERVERINFO>,
    presults: &mut [MULTI_QI],
) -> windows_core::HRESULT
where
    P1: windows_core::Param<windows_core::IUnknown>,
{
    windows_core::link!("ole32.dll" "system" fn CoCreateInstanceEx(clsid : *const windows_core::GUID, punkouter : *mut core::ffi::c_void, dwclsctx : u32, pserverinfo : *const COSERVERINFO, dwcount : u32, presults : *mut MULTI_QI) -> windows_core::HRESULT);
    unsafe {
        CoCreateInstanceEx(
            clsid,
            punkouter.param().abi(),
            dwclsctx,
            pserverinfo.unwrap_or(core::mem::zeroed()) as _,
            presults.len().try_into().unwrap(),
            presults.as_mut_ptr(),
        )
    }
}
#[inline]
pub unsafe fn CoDecrementMTAUsage(cookie: CO_MTA_USAGE_COOKIE) -> windows_core::HRESULT {
    windows_core::link!("ole32.dll" "system" fn CoDecrementMTAUsage(cookie : CO_MTA_USAGE_COOKIE) -> windows_core::HRESULT);
    unsafe { CoDecrementMTAUsage(cookie) }
}
#[inline]
pub unsafe fn CoDisableCallCancellation(
    preserved: Option<*const core::ffi::c_void>,
) -> windows_core::HRESULT {
    windows_core::link!("ole32.dll" "system" fn CoDisableCallCancellation(preserved : *const core::ffi::c_void) -> windows_core::HRESULT);
    unsafe { CoDisableCallCancellation(preserved.unwrap_or(core::mem::zeroed()) as _) }
}
#[inline]
pub unsafe fn CoDisconnectObject<P0>(punk: P0, dwreserved: u32) -> windows_core::HRESULT
where
    P0: windows_core::Param<windows_core::IUnknown>,
{
    windows_core::link!("ole32.dll" "system" fn CoDisconnectObject(punk : *mut core::ffi::c_void, dwreserved : u32) -> windows_core::HRESULT);
    unsafe { CoDisconnectObject(punk.param().abi(), dwreserved) }
}
#[inline]
pub unsafe fn CoEnableCallCancellation(preserved: Option<*const core::ffi::c_void>) -> windows_core::HRESULT {
    windows_core::link!("ole32.dll" "system" fn CoEnableCallCancellation(preserved : *const core::ffi::c_void) -> windows_core::HRESULT);
    unsafe { CoEnableCallCancellation(preserved.unwrap_or(core::mem::zeroed()) as _) }
}
#[inline]
pub unsafe fn CoFreeAllLibraries() {
    windows_core::link!("ole32.dll" "system" fn CoFreeAllLibraries());
    unsafe { CoFreeAllLibraries() }
}
#[inline]
pub unsafe fn CoFreeLibrary(hinst: HINSTANCE) {
    windows_core::link!("ole32.dll" "system" fn CoFreeLibrary(hinst : HINSTANCE));
    unsafe { CoFreeLibrary(hinst) }
}
#[inline]
pub unsafe fn CoFreeUnusedLibraries() {
    windows_core::link!("ole32.dll" "system" fn CoFreeUnusedLibraries());
    unsafe { CoFreeUnusedLibraries() }
}
#[inline]
pub unsafe fn CoFreeUnusedLibrariesEx(dwunloaddelay: u32, dwreserved: u32) {
    windows_core::link!("ole32.dll" "system" fn CoFreeUnusedLibrariesEx(dwunloaddelay : u32, dwreserved : u32));
    unsafe { CoFreeUnusedLibrariesEx(dwunloaddelay, dwreserved) }
}
#[inline]
pub unsafe fn CoGetApartmentType(
    papttype: *mut APTTYPE,
    paptqualifier: *mut APTTYPEQUALIFIER,
) -> windows_core::HRESULT {
    windows_core::link!("ole32.dll" "system" fn CoGetApartmentType(papttype : *mut APTTYPE, paptqualifier : *mut APTTYPEQUALIFIER) -> windows_core::HRESULT);
    unsafe { CoGetApartmentType(papttype as _, paptqualifier as _) }
}
#[inline]
pub unsafe fn CoGetCallContext<T>() -> windows_core::Result<T>
where
    T: windows_core::Interface,
{
    windows_core::link!("ole32.dll" "system" fn CoGetCallContext(riid : *const windows_core::GUID, ppinterface : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    let mut result__ = core::ptr::null_mut();
    unsafe {
        CoGetCallContext(&T::IID, &mut result__).and_then(|| windows_core::imp::Type::from_abi(result__))
    }
}
#[inline]
pub unsafe fn CoGetCallerTID() -> windows_core::Result<u32> {
    windows_core::link!("ole32.dll" "system" fn CoGetCallerTID(lpdwtid : *mut u32) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        CoGetCallerTID(&mut result__).map(|| result__)
    }
}
#[inline]
pub unsafe fn CoGetCancelObject<T>(dwthreadid: u32) -> windows_core::Result<T>
where
    T: windows_core::Interface,
{
    windows_core::link!("ole32.dll" "system" fn CoGetCancelObject(dwthreadid : u32, iid : *const windows_core::GUID, ppunk : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    let mut result__ = core::ptr::null_mut();
    unsafe {
        CoGetCancelObject(dwthreadid, &T::IID, &mut result__)
            .and_then(|| windows_core::imp::Type::from_abi(result__))
    }
}
#[inline]
pub unsafe fn CoGetClassObject<T>(
    rclsid: *const windows_core::GUID,
    dwclscontext: u32,
    pvreserved: Option<*const core::ffi::c_void>,
) -> windows_core::Result<T>
where
    T: windows_core::Interface,
{
    windows_core::link!("ole32.dll" "system" fn CoGetClassObject(rclsid : *const windows_core::GUID, dwclscontext : u32, pvreserved : *const core::ffi::c_void, riid : *const windows_core::GUID, ppv : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    let mut result__ = core::ptr::null_mut();
    unsafe {
        CoGetClassObject(
            rclsid,
            dwclscontext,
            pvreserved.unwrap_or(core::mem::zeroed()) as _,
            &T::IID,
            &mut result__,
        )
        .and_then(|| windows_core::imp::Type::from_abi(result__))
    }
}
#[inline]
pub unsafe fn CoGetContextToken() -> windows_core::Result<usize> {
    windows_core::link!("ole32.dll" "system" fn CoGetContextToken(ptoken : *mut usize) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        CoGetContextToken(&mut result__).map(|| result__)
    }
}
#[inline]
pub unsafe fn CoGetCurrentLogicalThreadId() -> windows_core::Result<windows_core::GUID> {
    windows_core::link!("ole32.dll" "system" fn CoGetCurrentLogicalThreadId(pguid : *mut windows_core::GUID) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        CoGetCurrentLogicalThreadId(&mut result__).map(|| result__)
    }
}
#[inline]
pub unsafe fn CoGetCurrentProcess() -> u32 {
    windows_core::link!("ole32.dll" "system" fn CoGetCurrentProcess() -> u32);
    unsafe { CoGetCurrentProcess() }
}
#[inline]
pub unsafe fn CoGetInstanceFromFile<P2>(
    pserverinfo: Option<*const COSERVERINFO>,
    pclsid: Option<*const windows_core::GUID>,
    punkouter: P2,
    dwclsctx: u32,
    grfmode: u32,
    pwszname: *const OLECHAR,
    presults: &mut [MULTI_QI],
) -> windows_core::HRESULT
where
    P2: windows_core::Param<windows_core::IUnknown>,
{
    windows_core::link!("ole32.dll" "system" fn CoGetInstanceFromFile(pserverinfo : *const COSERVERINFO, pclsid : *const windows_core::GUID, punkouter : *mut core::ffi::c_void, dwclsctx : u32, grfmode : u32, pwszname : *const OLECHAR, dwcount : u32, presults : *mut MULTI_QI) -> windows_core::HRESULT);
    unsafe {
        CoGetInstanceFromFile(
            pserverinfo.unwrap_or(core::mem::zeroed()) as _,
            pclsid.unwrap_or(core::mem::zeroed()) as _,
            punkouter.param().abi(),
            dwclsctx,
            grfmode,
            pwszname,
            presults.len().try_into().unwrap(),
            presults.as_mut_ptr(),
        )
    }
}
#[inline]
pub unsafe fn CoGetInterfaceAndReleaseStream<P0, T>(pstm: P0) -> windows_core::Result<T>
where
    P0: windows_core::Param<IStream>,
    T: windows_core::Interface,
{
    windows_core::link!("ole32.dll" "system" fn CoGetInterfaceAndReleaseStream(pstm : *mut core::ffi::c_void, iid : *const windows_core::GUID, ppv : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    let mut result__ = core::ptr::null_mut();
    unsafe {
        CoGetInterfaceAndReleaseStream(pstm.param().abi(), &T::IID, &mut result__)
            .and_then(|| windows_core::imp::Type::from_abi(result__))
    }
}
#[inline]
pub unsafe fn CoGetMalloc(dwmemcontext: u32) -> windows_core::Result<IMalloc> {
    windows_core::link!("ole32.dll" "system" fn CoGetMalloc(dwmemcontext : u32, ppmalloc : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        CoGetMalloc(dwmemcontext, &mut result__).and_then(|| windows_core::imp::Type::from_abi(result__))
    }
}
#[inline]
pub unsafe fn CoGetMarshalSizeMax<P2>(
    pulsize: *mut u32,
    riid: *const windows_core::GUID,
    punk: P2,
    dwdestcontext: u32,
    pvdestcontext: Option<*const core::ffi::c_void>,
    mshlflags: u32,
) -> windows_core::HRESULT
where
    P2: windows_core::Param<windows_core::IUnknown>,
{
    windows_core::link!("ole32.dll" "system" fn CoGetMarshalSizeMax(pulsize : *mut u32, riid : *const windows_core::GUID, punk : *mut core::ffi::c_void, dwdestcontext : u32, pvdestcontext : *const core::ffi::c_void, mshlflags : u32) -> windows_core::HRESULT);
    unsafe {
        CoGetMarshalSizeMax(
            pulsize as _,
            riid,
            punk.param().abi(),
            dwdestcontext,
            pvdestcontext.unwrap_or(core::mem::zeroed()) as _,
            mshlflags,
        )
    }
}
#[inline]
pub unsafe fn CoGetObject<P0, T>(
    pszname: P0,
    pbindoptions: Option<*const BIND_OPTS>,
) -> windows_core::Result<T>
where
    P0: windows_core::Param<windows_core::PCWSTR>,
    T: windows_core::Interface,
{
    windows_core::link!("ole32.dll" "system" fn CoGetObject(pszname : windows_core::PCWSTR, pbindoptions : *const BIND_OPTS, riid : *const windows_core::GUID, ppv : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    let mut result__ = core::ptr::null_mut();
    unsafe {
        CoGetObject(
            pszname.param().abi(),
            pbindoptions.unwrap_or(core::mem::zeroed()) as _,
            &T::IID,
            &mut result__,
        )
        .and_then(|| windows_core::imp::Type::from_abi(result__))
    }
}
#[inline]
pub unsafe fn CoGetObjectContext<T>() -> windows_core::Result<T>
where
    T: windows_core::Interface,
{
    windows_core::link!("ole32.dll" "system" fn CoGetObjectContext(riid : *const windows_core::GUID, ppv : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    let mut result__ = core::ptr::null_mut();
    unsafe {
        CoGetObjectContext(&T::IID, &mut result__).and_then(|| windows_core::imp::Type::from_abi(result__))
    }
}
#[inline]
pub unsafe fn CoGetPSClsid(riid: *const windows_core::GUID) -> windows_core::Result<windows_core::GUID> {
    windows_core::link!("ole32.dll" "system" fn CoGetPSClsid(riid : *const windows_core::GUID, pclsid : *mut windows_core::GUID) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        CoGetPSClsid(riid, &mut result__).map(|| result__)
    }
}
#[inline]
pub unsafe fn CoGetStandardMarshal<P1>(
    riid: *const windows_core::GUID,
    punk: P1,
    dwdestcontext: u32,
    pvdestcontext: Option<*const core::ffi::c_void>,
    mshlflags: u32,
) -> windows_core::Result<IMarshal>
where
    P1: windows_core::Param<windows_core::IUnknown>,
{
    windows_core::link!("ole32.dll" "system" fn CoGetStandardMarshal(riid : *const windows_core::GUID, punk : *mut core::ffi::c_void, dwdestcontext : u32, pvdestcontext : *const core::ffi::c_void, mshlflags : u32, ppmarshal : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        CoGetStandardMarshal(
            riid,
            punk.param().abi(),
            dwdestcontext,
            pvdestcontext.unwrap_or(core::mem::zeroed()) as _,
            mshlflags,
            &mut result__,
        )
        .and_then(|| windows_core::imp::Type::from_abi(result__))
    }
}
#[inline]
pub unsafe fn CoGetStdMarshalEx<P0>(
    punkouter: P0,
    smexflags: u32,
) -> windows_core::Result<windows_core::IUnknown>
where
    P0: windows_core::Param<windows_core::IUnknown>,
{
    windows_core::link!("ole32.dll" "system" fn CoGetStdMarshalEx(punkouter : *mut core::ffi::c_void, smexflags : u32, ppunkinner : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        CoGetStdMarshalEx(punkouter.param().abi(), smexflags, &mut result__)
            .and_then(|| windows_core::imp::Type::from_abi(result__))
    }
}
#[inline]
pub unsafe fn CoGetTreatAsClass(
    clsidold: *const windows_core::GUID,
) -> windows_core::Result<windows_core::GUID> {
    windows_core::link!("ole32.dll" "system" fn CoGetTreatAsClass(clsidold : *const windows_core::GUID, pclsidnew : *mut windows_core::GUID) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        CoGetTreatAsClass(clsidold, &mut result__).map(|| result__)
    }
}
#[inline]
pub unsafe fn CoImpersonateClient() -> windows_core::HRESULT {
    windows_core::link!("ole32.dll" "system" fn CoImpersonateClient() -> windows_core::HRESULT);
    unsafe { CoImpersonateClient() }
}
#[inline]
pub unsafe fn CoIncrementMTAUsage() -> windows_core::Result<CO_MTA_USAGE_COOKIE> {
    windows_core::link!("ole32.dll" "system" fn CoIncrementMTAUsage(pcookie : *mut CO_MTA_USAGE_COOKIE) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        CoIncrementMTAUsage(&mut result__).map(|| result__)
    }
}
#[inline]
pub unsafe fn CoInitialize(pvreserved: Option<*const core::ffi::c_void>) -> windows_core::HRESULT {
    windows_core::link!("ole32.dll" "system" fn CoInitialize(pvreserved : *const core::ffi::c_void) -> windows_core::HRESULT);
    unsafe { CoInitialize(pvreserved.unwrap_or(core::mem::zeroed()) as _) }
}
#[inline]
pub unsafe fn CoInitializeEx(
    pvreserved: Option<*const core::ffi::c_void>,
    dwcoinit: u32,
) -> windows_core::HRESULT {
    windows_core::link!("ole32.dll" "system" fn CoInitializeEx(pvreserved : *const core::ffi::c_void, dwcoinit : u32) -> windows_core::HRESULT);
    unsafe { CoInitializeEx(pvreserved.unwrap_or(core::mem::zeroed()) as _, dwcoinit) }
}
#[inline]
pub unsafe fn CoInitializeSecurity(
    psecdesc: Option<PSECURITY_DESCRIPTOR>,
    cauthsvc: i32,
    asauthsvc: Option<*const SOLE_AUTHENTICATION_SERVICE>,
    preserved1: Option<*const core::ffi::c_void>,
    dwauthnlevel: u32,
    dwimplevel: u32,
    pauthlist: Option<*const core::ffi::c_void>,
    dwcapabilities: u32,
    preserved3: Option<*const core::ffi::c_void>,
) -> windows_core::HRESULT {
    windows_core::link!("ole32.dll" "system" fn CoInitializeSecurity(psecdesc : PSECURITY_DESCRIPTOR, cauthsvc : i32, asauthsvc : *const SOLE_AUTHENTICATION_SERVICE, preserved1 : *const core::ffi::c_void, dwauthnlevel : u32, dwimplevel : u32, pauthlist : *const core::ffi::c_void, dwcapabilities : u32, preserved3 : *const core::ffi::c_void) -> windows_core::HRESULT);
    unsafe {
        CoInitializeSecurity(
            psecdesc.unwrap_or(core::mem::zeroed()) as _,
            cauthsvc,
            asauthsvc.unwrap_or(core::mem::zeroed()) as _,
            preserved1.unwrap_or(core::mem::zeroed()) as _,
            dwauthnlevel,
            dwimplevel,
            pauthlist.unwrap_or(core::mem::zeroed()) as _,
            dwcapabilities,
            preserved3.unwrap_or(core::mem::zeroed()) as _,
        )
    }
}
#[inline]
pub unsafe fn CoIsHandlerConnected<P0>(punk: P0) -> windows_core::BOOL
where
    P0: windows_core::Param<windows_core::IUnknown>,
{
    windows_core::link!("ole32.dll" "system" fn CoIsHandlerConnected(punk : *mut core::ffi::c_void) -> windows_core::BOOL);
    unsafe { CoIsHandlerConnected(punk.param().abi()) }
}
#[inline]
pub unsafe fn CoLoadLibrary<P0>(lpszlibname: P0, bautofree: bool) -> HINSTANCE
where
    P0: windows_core::Param<windows_core::PCWSTR>,
{
    windows_core::link!("ole32.dll" "system" fn CoLoadLibrary(lpszlibname : windows_core::PCWSTR, bautofree : windows_core::BOOL) -> HINSTANCE);
    unsafe { CoLoadLibrary(lpszlibname.param().abi(), bautofree.into()) }
}
#[inline]
pub unsafe fn CoLockObjectExternal<P0>(
    punk: P0,
    flock: bool,
    flastunlockreleases: bool,
) -> windows_core::HRESULT
where
    P0: windows_core::Param<windows_core::IUnknown>,
{
    windows_core::link!("ole32.dll" "system" fn CoLockObjectExternal(punk : *mut core::ffi::c_void, flock : windows_core::BOOL, flastunlockreleases : windows_core::BOOL) -> windows_core::HRESULT);
    unsafe { CoLockObjectExternal(punk.param().abi(), flock.into(), flastunlockreleases.into()) }
}
#[inline]
pub unsafe fn CoMarshalHresult<P0>(pstm: P0, hresult: windows_core::HRESULT) -> windows_core::HRESULT
where
    P0: windows_core::Param<IStream>,
{
    windows_core::link!("ole32.dll" "system" fn CoMarshalHresult(pstm : *mut core::ffi::c_void, hresult : windows_core::HRESULT) -> windows_core::HRESULT);
    unsafe { CoMarshalHresult(pstm.param().abi(), hresult) }
}
#[inline]
pub unsafe fn CoMarshalInterThreadInterfaceInStream<P1>(
    riid: *const windows_core::GUID,
    punk: P1,
) -> windows_core::Result<IStream>
where
    P1: windows_core::Param<windows_core::IUnknown>,
{
    windows_core::link!("ole32.dll" "system" fn CoMarshalInterThreadInterfaceInStream(riid : *const windows_core::GUID, punk : *mut core::ffi::c_void, ppstm : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        CoMarshalInterThreadInterfaceInStream(riid, punk.param().abi(), &mut result__)
            .and_then(|| windows_core::imp::Type::from_abi(result__))
    }
}
#[inline]
pub unsafe fn CoMarshalInterface<P0, P2>(
    pstm: P0,
    riid: *const windows_core::GUID,
    punk: P2,
    dwdestcontext: u32,
    pvdestcontext: Option<*const core::ffi::c_void>,
    mshlflags: u32,
) -> windows_core::HRESULT
where
    P0: windows_core::Param<IStream>,
    P2: windows_core::Param<windows_core::IUnknown>,
{
    windows_core::link!("ole32.dll" "system" fn CoMarshalInterface(pstm : *mut core::ffi::c_void, riid : *const windows_core::GUID, punk : *mut core::ffi::c_void, dwdestcontext : u32, pvdestcontext : *const core::ffi::c_void, mshlflags : u32) -> windows_core::HRESULT);
    unsafe {
        CoMarshalInterface(
            pstm.param().abi(),
            riid,
            punk.param().abi(),
            dwdestcontext,
            pvdestcontext.unwrap_or(core::mem::zeroed()) as _,
            mshlflags,
        )
    }
}
#[inline]
pub unsafe fn CoQueryClientBlanket(
    pauthnsvc: Option<*mut u32>,
    pauthzsvc: Option<*mut u32>,
    pserverprincname: *mut windows_core::PWSTR,
    pauthnlevel: Option<*mut u32>,
    pimplevel: Option<*mut u32>,
    pprivs: *mut RPC_AUTHZ_HANDLE,
    pcapabilities: Option<*mut u32>,
) -> windows_core::HRESULT {
    windows_core::link!("ole32.dll" "system" fn CoQueryClientBlanket(pauthnsvc : *mut u32, pauthzsvc : *mut u32, pserverprincname : *mut windows_core::PWSTR, pauthnlevel : *mut u32, pimplevel : *mut u32, pprivs : *mut RPC_AUTHZ_HANDLE, pcapabilities : *mut u32) -> windows_core::HRESULT);
    unsafe {
        CoQueryClientBlanket(
            pauthnsvc.unwrap_or(core::mem::zeroed()) as _,
            pauthzsvc.unwrap_or(core::mem::zeroed()) as _,
            pserverprincname as _,
            pauthnlevel.unwrap_or(core::mem::zeroed()) as _,
            pimplevel.unwrap_or(core::mem::zeroed()) as _,
            pprivs as _,
            pcapabilities.unwrap_or(core::mem::zeroed()) as _,
        )
    }
}
#[inline]
pub unsafe fn CoQueryProxyBlanket<P0>(
    pproxy: P0,
    pwauthnsvc: Option<*mut u32>,
    pauthzsvc: Option<*mut u32>,
    pserverprincname: *mut windows_core::PWSTR,
    pauthnlevel: Option<*mut u32>,
    pimplevel: Option<*mut u32>,
    pauthinfo: Option<*mut RPC_AUTH_IDENTITY_HANDLE>,
    pcapabilites: Option<*mut u32>,
) -> windows_core::HRESULT
where
    P0: windows_core::Param<windows_core::IUnknown>,
{
    windows_core::link!("ole32.dll" "system" fn CoQueryProxyBlanket(pproxy : *mut core::ffi::c_void, pwauthnsvc : *mut u32, pauthzsvc : *mut u32, pserverprincname : *mut windows_core::PWSTR, pauthnlevel : *mut u32, pimplevel : *mut u32, pauthinfo : *mut RPC_AUTH_IDENTITY_HANDLE, pcapabilites : *mut u32) -> windows_core::HRESULT);
    unsafe {
        CoQueryProxyBlanket(
            pproxy.param().abi(),
            pwauthnsvc.unwrap_or(core::mem::zeroed()) as _,
            pauthzsvc.unwrap_or(core::mem::zeroed()) as _,
            pserverprincname as _,
            pauthnlevel.unwrap_or(core::mem::zeroed()) as _,
            pimplevel.unwrap_or(core::mem::zeroed()) as _,
            pauthinfo.unwrap_or(core::mem::zeroed()) as _,
            pcapabilites.unwrap_or(core::mem::zeroed()) as _,
        )
    }
}
#[inline]
pub unsafe fn CoRegisterClassObject<P1>(
    rclsid: *const windows_core::GUID,
    punk: P1,
    dwclscontext: u32,
    flags: u32,
) -> windows_core::Result<u32>
where
    P1: windows_core::Param<windows_core::IUnknown>,
{
    windows_core::link!("ole32.dll" "system" fn CoRegisterClassObject(rclsid : *const windows_core::GUID, punk : *mut core::ffi::c_void, dwclscontext : u32, flags : u32, lpdwregister : *mut u32) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        CoRegisterClassObject(rclsid, punk.param().abi(), dwclscontext, flags, &mut result__).map(|| result__)
    }
}
#[inline]
pub unsafe fn CoRegisterInitializeSpy<P0>(pspy: P0) -> windows_core::Result<u64>
where
    P0: windows_core::Param<IInitializeSpy>,
{
    windows_core::link!("ole32.dll" "system" fn CoRegisterInitializeSpy(pspy : *mut core::ffi::c_void, pulicookie : *mut u64) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        CoRegisterInitializeSpy(pspy.param().abi(), &mut result__).map(|| result__)
    }
}
#[inline]
pub unsafe fn CoRegisterMessageFilter<P0>(lpmessagefilter: P0) -> windows_core::Result<IMessageFilter>
where
    P0: windows_core::Param<IMessageFilter>,
{
    windows_core::link!("ole32.dll" "system" fn CoRegisterMessageFilter(lpmessagefilter : *mut core::ffi::c_void, lplpmessagefilter : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        CoRegisterMessageFilter(lpmessagefilter.param().abi(), &mut result__)
            .and_then(|| windows_core::imp::Type::from_abi(result__))
    }
}
#[inline]
pub unsafe fn CoRegisterPSClsid(
    riid: *const windows_core::GUID,
    rclsid: *const windows_core::GUID,
) -> windows_core::HRESULT {
    windows_core::link!("ole32.dll" "system" fn CoRegisterPSClsid(riid : *const windows_core::GUID, rclsid : *const windows_core::GUID) -> windows_core::HRESULT);
    unsafe { CoRegisterPSClsid(riid, rclsid) }
}
#[inline]
pub unsafe fn CoRegisterSurrogate<P0>(psurrogate: P0) -> windows_core::HRESULT
where
    P0: windows_core::Param<ISurrogate>,
{
    windows_core::link!("ole32.dll" "system" fn CoRegisterSurrogate(psurrogate : *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe { CoRegisterSurrogate(psurrogate.param().abi()) }
}
#[inline]
pub unsafe fn CoReleaseMarshalData<P0>(pstm: P0) -> windows_core::HRESULT
where
    P0: windows_core::Param<IStream>,
{
    windows_core::link!("ole32.dll" "system" fn CoReleaseMarshalData(pstm : *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe { CoReleaseMarshalData(pstm.param().abi()) }
}
#[inline]
pub unsafe fn CoReleaseServerProcess() -> u32 {
    windows_core::link!("ole32.dll" "system" fn CoReleaseServerProcess() -> u32);
    unsafe { CoReleaseServerProcess() }
}
#[inline]
pub unsafe fn CoResumeClassObjects() -> windows_core::HRESULT {
    windows_core::link!("ole32.dll" "system" fn CoResumeClassObjects() -> windows_core::HRESULT);
    unsafe { CoResumeClassObjects() }
}
#[inline]
pub unsafe fn CoRevertToSelf() -> windows_core::HRESULT {
    windows_core::link!("ole32.dll" "system" fn CoRevertToSelf() -> windows_core::HRESULT);
    unsafe { CoRevertToSelf() }
}
#[inline]
pub unsafe fn CoRevokeClassObject(dwregister: u32) -> windows_core::HRESULT {
    windows_core::link!("ole32.dll" "system" fn CoRevokeClassObject(dwregister : u32) -> windows_core::HRESULT);
    unsafe { CoRevokeClassObject(dwregister) }
}
#[inline]
pub unsafe fn CoRevokeInitializeSpy(ulicookie: u64) -> windows_core::HRESULT {
    windows_core::link!("ole32.dll" "system" fn CoRevokeInitializeSpy(ulicookie : u64) -> windows_core::HRESULT);
    unsafe { CoRevokeInitializeSpy(ulicookie) }
}
#[inline]
pub unsafe fn CoSetCancelObject<P0>(punk: P0) -> windows_core::HRESULT
where
    P0: windows_core::Param<windows_core::IUnknown>,
{
    windows_core::link!("ole32.dll" "system" fn CoSetCancelObject(punk : *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe { CoSetCancelObject(punk.param().abi()) }
}
#[inline]
pub unsafe fn CoSetProxyBlanket<P0>(
    pproxy: P0,
    dwauthnsvc: u32,
    dwauthzsvc: u32,
    pserverprincname: Option<*const OLECHAR>,
    dwauthnlevel: u32,
    dwimplevel: u32,
    pauthinfo: Option<RPC_AUTH_IDENTITY_HANDLE>,
    dwcapabilities: u32,
) -> windows_core::HRESULT
where
    P0: windows_core::Param<windows_core::IUnknown>,
{
    windows_core::link!("ole32.dll" "system" fn CoSetProxyBlanket(pproxy : *mut core::ffi::c_void, dwauthnsvc : u32, dwauthzsvc : u32, pserverprincname : *const OLECHAR, dwauthnlevel : u32, dwimplevel : u32, pauthinfo : RPC_AUTH_IDENTITY_HANDLE, dwcapabilities : u32) -> windows_core::HRESULT);
    unsafe {
        CoSetProxyBlanket(
            pproxy.param().abi(),
            dwauthnsvc,
            dwauthzsvc,
            pserverprincname.unwrap_or(core::mem::zeroed()) as _,
            dwauthnlevel,
            dwimplevel,
            pauthinfo.unwrap_or(core::mem::zeroed()) as _,
            dwcapabilities,
        )
    }
}
#[inline]
pub unsafe fn CoSuspendClassObjects() -> windows_core::HRESULT {
    windows_core::link!("ole32.dll" "system" fn CoSuspendClassObjects() -> windows_core::HRESULT);
    unsafe { CoSuspendClassObjects() }
}
#[inline]
pub unsafe fn CoSwitchCallContext<P0>(pnewobject: P0) -> windows_core::Result<windows_core::IUnknown>
where
    P0: windows_core::Param<windows_core::IUnknown>,
{
    windows_core::link!("ole32.dll" "system" fn CoSwitchCallContext(pnewobject : *mut core::ffi::c_void, ppoldobject : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        CoSwitchCallContext(pnewobject.param().abi(), &mut result__)
            .and_then(|| windows_core::imp::Type::from_abi(result__))
    }
}
#[inline]
pub unsafe fn CoTaskMemAlloc(cb: usize) -> *mut core::ffi::c_void {
    windows_core::link!("ole32.dll" "system" fn CoTaskMemAlloc(cb : usize) -> *mut core::ffi::c_void);
    unsafe { CoTaskMemAlloc(cb) }
}
#[inline]
pub unsafe fn CoTaskMemFree(pv: *mut core::ffi::c_void) {
    windows_core::link!("ole32.dll" "system" fn CoTaskMemFree(pv : *mut core::ffi::c_void));
    unsafe { CoTaskMemFree(pv as _) }
}
#[inline]
pub unsafe fn CoTaskMemRealloc(pv: *mut core::ffi::c_void, cb: usize) -> *mut core::ffi::c_void {
    windows_core::link!("ole32.dll" "system" fn CoTaskMemRealloc(pv : *mut core::ffi::c_void, cb : usize) -> *mut core::ffi::c_void);
    unsafe { CoTaskMemRealloc(pv as _, cb) }
}
#[inline]
pub unsafe fn CoTestCancel() -> windows_core::HRESULT {
    windows_core::link!("ole32.dll" "system" fn CoTestCancel() -> windows_core::HRESULT);
    unsafe { CoTestCancel() }
}
#[inline]
pub unsafe fn CoTreatAsClass(
    clsidold: *const windows_core::GUID,
    clsidnew: *const windows_core::GUID,
) -> windows_core::HRESULT {
    windows_core::link!("ole32.dll" "system" fn CoTreatAsClass(clsidold : *const windows_core::GUID, clsidnew : *const windows_core::GUID) -> windows_core::HRESULT);
    unsafe { CoTreatAsClass(clsidold, clsidnew) }
}
#[inline]
pub unsafe fn CoUninitialize() {
    windows_core::link!("ole32.dll" "system" fn CoUninitialize());
    unsafe { CoUninitialize() }
}
#[inline]
pub unsafe fn CoUnmarshalHresult<P0>(pstm: P0) -> windows_core::Result<windows_core::HRESULT>
where
    P0: windows_core::Param<IStream>,
{
    windows_core::link!("ole32.dll" "system" fn CoUnmarshalHresult(pstm : *mut core::ffi::c_void, phresult : *mut windows_core::HRESULT) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        CoUnmarshalHresult(pstm.param().abi(), &mut result__).map(|| result__)
    }
}
#[inline]
pub unsafe fn CoUnmarshalInterface<P0, T>(pstm: P0) -> windows_core::Result<T>
where
    P0: windows_core::Param<IStream>,
    T: windows_core::Interface,
{
    windows_core::link!("ole32.dll" "system" fn CoUnmarshalInterface(pstm : *mut core::ffi::c_void, riid : *const windows_core::GUID, ppv : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    let mut result__ = core::ptr::null_mut();
    unsafe {
        CoUnmarshalInterface(pstm.param().abi(), &T::IID, &mut result__)
            .and_then(|| windows_core::imp::Type::from_abi(result__))
    }
}
#[inline]
pub unsafe fn CoWaitForMultipleHandles(
    dwflags: u32,
    dwtimeout: u32,
    phandles: &[HANDLE],
) -> windows_core::Result<u32> {
    windows_core::link!("ole32.dll" "system" fn CoWaitForMultipleHandles(dwflags : u32, dwtimeout : u32, chandles : u32, phandles : *const HANDLE, lpdwindex : *mut u32) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        CoWaitForMultipleHandles(
            dwflags,
            dwtimeout,
            phandles.len().try_into().unwrap(),
            phandles.as_ptr(),
            &mut result__,
        )
        .map(|| result__)
    }
}
#[inline]
pub unsafe fn CreateAntiMoniker() -> windows_core::Result<IMoniker> {
    windows_core::link!("ole32.dll" "system" fn CreateAntiMoniker(ppmk : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        CreateAntiMoniker(&mut result__).and_then(|| windows_core::imp::Type::from_abi(result__))
    }
}
#[inline]
pub unsafe fn CreateBindCtx(reserved: u32) -> windows_core::Result<IBindCtx> {
    windows_core::link!("ole32.dll" "system" fn CreateBindCtx(reserved : u32, ppbc : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        CreateBindCtx(reserved, &mut result__).and_then(|| windows_core::imp::Type::from_abi(result__))
    }
}
#[inline]
pub unsafe fn CreateClassMoniker(rclsid: *const windows_core::GUID) -> windows_core::Result<IMoniker> {
    windows_core::link!("ole32.dll" "system" fn CreateClassMoniker(rclsid : *const windows_core::GUID, ppmk : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        CreateClassMoniker(rclsid, &mut result__).and_then(|| windows_core::imp::Type::from_abi(result__))
    }
}
#[inline]
pub unsafe fn CreateDispTypeInfo(
    pidata: *mut INTERFACEDATA,
    lcid: LCID,
    pptinfo: *mut Option<ITypeInfo>,
) -> windows_core::HRESULT {
    windows_core::link!("oleaut32.dll" "system" fn CreateDispTypeInfo(pidata : *mut INTERFACEDATA, lcid : LCID, pptinfo : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe { CreateDispTypeInfo(pidata as _, lcid, core::mem::transmute(pptinfo)) }
}
#[inline]
pub unsafe fn CreateErrorInfo() -> windows_core::Result<ICreateErrorInfo> {
    windows_core::link!("oleaut32.dll" "system" fn CreateErrorInfo(pperrinfo : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        CreateErrorInfo(&mut result__).and_then(|| windows_core::imp::Type::from_abi(result__))
    }
}
#[inline]
pub unsafe fn CreateFileMoniker<P0>(lpszpathname: P0) -> windows_core::Result<IMoniker>
where
    P0: windows_core::Param<windows_core::PCWSTR>,
{
    windows_core::link!("ole32.dll" "system" fn CreateFileMoniker(lpszpathname : windows_core::PCWSTR, ppmk : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        CreateFileMoniker(lpszpathname.param().abi(), &mut result__)
            .and_then(|| windows_core::imp::Type::from_abi(result__))
    }
}
#[inline]
pub unsafe fn CreateGenericComposite<P0, P1>(pmkfirst: P0, pmkrest: P1) -> windows_core::Result<IMoniker>
where
    P0: windows_core::Param<IMoniker>,
    P1: windows_core::Param<IMoniker>,
{
    windows_core::link!("ole32.dll" "system" fn CreateGenericComposite(pmkfirst : *mut core::ffi::c_void, pmkrest : *mut core::ffi::c_void, ppmkcomposite : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        CreateGenericComposite(pmkfirst.param().abi(), pmkrest.param().abi(), &mut result__)
            .and_then(|| windows_core::imp::Type::from_abi(result__))
    }
}
#[inline]
pub unsafe fn CreateItemMoniker<P0, P1>(lpszdelim: P0, lpszitem: P1) -> windows_core::Result<IMoniker>
where
    P0: windows_core::Param<windows_core::PCWSTR>,
    P1: windows_core::Param<windows_core::PCWSTR>,
{
    windows_core::link!("ole32.dll" "system" fn CreateItemMoniker(lpszdelim : windows_core::PCWSTR, lpszitem : windows_core::PCWSTR, ppmk : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        CreateItemMoniker(lpszdelim.param().abi(), lpszitem.param().abi(), &mut result__)
            .and_then(|| windows_core::imp::Type::from_abi(result__))
    }
}
#[inline]
pub unsafe fn CreateObjrefMoniker<P0>(punk: P0) -> windows_core::Result<IMoniker>
where
    P0: windows_core::Param<windows_core::IUnknown>,
{
    windows_core::link!("ole32.dll" "system" fn CreateObjrefMoniker(punk : *mut core::ffi::c_void, ppmk : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        CreateObjrefMoniker(punk.param().abi(), &mut result__)
            .and_then(|| windows_core::imp::Type::from_abi(result__))
    }
}
#[inline]
pub unsafe fn CreatePointerMoniker<P0>(punk: P0) -> windows_core::Result<IMoniker>
where
    P0: windows_core::Param<windows_core::IUnknown>,
{
    windows_core::link!("ole32.dll" "system" fn CreatePointerMoniker(punk : *mut core::ffi::c_void, ppmk : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        CreatePointerMoniker(punk.param().abi(), &mut result__)
            .and_then(|| windows_core::imp::Type::from_abi(result__))
    }
}
#[inline]
pub unsafe fn CreateStdDispatch<P0, P2>(
    punkouter: P0,
    pvthis: *mut core::ffi::c_void,
    ptinfo: P2,
    ppunkstddisp: *mut Option<windows_core::IUnknown>,
) -> windows_core::HRESULT
where
    P0: windows_core::Param<windows_core::IUnknown>,
    P2: windows_core::Param<ITypeInfo>,
{
    windows_core::link!("oleaut32.dll" "system" fn CreateStdDispatch(punkouter : *mut core::ffi::c_void, pvthis : *mut core::ffi::c_void, ptinfo : *mut core::ffi::c_void, ppunkstddisp : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe {
        CreateStdDispatch(
            punkouter.param().abi(),
            pvthis as _,
            ptinfo.param().abi(),
            core::mem::transmute(ppunkstddisp),
        )
    }
}
#[inline]
pub unsafe fn CreateStreamOnHGlobal(
    hglobal: HGLOBAL,
    fdeleteonrelease: bool,
) -> windows_core::Result<IStream> {
    windows_core::link!("ole32.dll" "system" fn CreateStreamOnHGlobal(hglobal : HGLOBAL, fdeleteonrelease : windows_core::BOOL, ppstm : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        CreateStreamOnHGlobal(hglobal, fdeleteonrelease.into(), &mut result__)
            .and_then(|| windows_core::imp::Type::from_abi(result__))
    }
}
#[inline]
pub unsafe fn DispGetIDsOfNames<P0>(
    ptinfo: P0,
    rgsznames: *const windows_core::PCWSTR,
    cnames: u32,
    rgdispid: *mut DISPID,
) -> windows_core::HRESULT
where
    P0: windows_core::Param<ITypeInfo>,
{
    windows_core::link!("oleaut32.dll" "system" fn DispGetIDsOfNames(ptinfo : *mut core::ffi::c_void, rgsznames : *const windows_core::PCWSTR, cnames : u32, rgdispid : *mut DISPID) -> windows_core::HRESULT);
    unsafe { DispGetIDsOfNames(ptinfo.param().abi(), rgsznames, cnames, rgdispid as _) }
}
#[inline]
pub unsafe fn DispGetParam(
    pdispparams: *const DISPPARAMS,
    position: u32,
    vttarg: VARTYPE,
    pvarresult: *mut VARIANT,
    puargerr: Option<*mut u32>,
) -> windows_core::HRESULT {
    windows_core::link!("oleaut32.dll" "system" fn DispGetParam(pdispparams : *const DISPPARAMS, position : u32, vttarg : VARTYPE, pvarresult : *mut VARIANT, puargerr : *mut u32) -> windows_core::HRESULT);
    unsafe {
        DispGetParam(pdispparams, position, vttarg, pvarresult, puargerr.unwrap_or(core::mem::zeroed()) as _)
    }
}
#[inline]
pub unsafe fn DispInvoke<P1>(
    _this: *mut core::ffi::c_void,
    ptinfo: P1,
    dispidmember: DISPID,
    wflags: u16,
    pparams: *mut DISPPARAMS,
    pvarresult: *mut VARIANT,
    pexcepinfo: *mut EXCEPINFO,
    puargerr: *mut u32,
) -> windows_core::HRESULT
where
    P1: windows_core::Param<ITypeInfo>,
{
    windows_core::link!("oleaut32.dll" "system" fn DispInvoke(_this : *mut core::ffi::c_void, ptinfo : *mut core::ffi::c_void, dispidmember : DISPID, wflags : u16, pparams : *mut DISPPARAMS, pvarresult : *mut VARIANT, pexcepinfo : *mut EXCEPINFO, puargerr : *mut u32) -> windows_core::HRESULT);
    unsafe {
        DispInvoke(
            _this as _,
            ptinfo.param().abi(),
            dispidmember,
            wflags,
            pparams as _,
            pvarresult,
            pexcepinfo,
            puargerr as _,
        )
    }
}
#[inline]
pub unsafe fn GetActiveObject(
    rclsid: *const windows_core::GUID,
    pvreserved: *mut core::ffi::c_void,
    ppunk: *mut Option<windows_core::IUnknown>,
) -> windows_core::HRESULT {
    windows_core::link!("oleaut32.dll" "system" fn GetActiveObject(rclsid : *const windows_core::GUID, pvreserved : *mut core::ffi::c_void, ppunk : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe { GetActiveObject(rclsid, pvreserved as _, core::mem::transmute(ppunk)) }
}
#[inline]
pub unsafe fn GetErrorInfo(dwreserved: u32) -> windows_core::Result<IErrorInfo> {
    windows_core::link!("oleaut32.dll" "system" fn GetErrorInfo(dwreserved : u32, pperrinfo : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        GetErrorInfo(dwreserved, &mut result__).and_then(|| windows_core::imp::Type::from_abi(result__))
    }
}
#[inline]
pub unsafe fn GetHGlobalFromStream<P0>(pstm: P0) -> windows_core::Result<HGLOBAL>
where
    P0: windows_core::Param<IStream>,
{
    windows_core::link!("ole32.dll" "system" fn GetHGlobalFromStream(pstm : *mut core::ffi::c_void, phglobal : *mut HGLOBAL) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        GetHGlobalFromStream(pstm.param().abi(), &mut result__).map(|| result__)
    }
}
#[inline]
pub unsafe fn GetRecordInfoFromGuids(
    rguidtypelib: *const windows_core::GUID,
    uvermajor: u32,
    uverminor: u32,
    lcid: LCID,
    rguidtypeinfo: *const windows_core::GUID,
) -> windows_core::Result<IRecordInfo> {
    windows_core::link!("oleaut32.dll" "system" fn GetRecordInfoFromGuids(rguidtypelib : *const windows_core::GUID, uvermajor : u32, uverminor : u32, lcid : LCID, rguidtypeinfo : *const windows_core::GUID, pprecinfo : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        GetRecordInfoFromGuids(rguidtypelib, uvermajor, uverminor, lcid, rguidtypeinfo, &mut result__)
            .and_then(|| windows_core::imp::Type::from_abi(result__))
    }
}
#[inline]
pub unsafe fn GetRecordInfoFromTypeInfo<P0>(ptypeinfo: P0) -> windows_core::Result<IRecordInfo>
where
    P0: windows_core::Param<ITypeInfo>,
{
    windows_core::link!("oleaut32.dll" "system" fn GetRecordInfoFromTypeInfo(ptypeinfo : *mut core::ffi::c_void, pprecinfo : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        GetRecordInfoFromTypeInfo(ptypeinfo.param().abi(), &mut result__)
            .and_then(|| windows_core::imp::Type::from_abi(result__))
    }
}
#[inline]
pub unsafe fn GetRunningObjectTable(reserved: u32) -> windows_core::Result<IRunningObjectTable> {
    windows_core::link!("ole32.dll" "system" fn GetRunningObjectTable(reserved : u32, pprot : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        GetRunningObjectTable(reserved, &mut result__)
            .and_then(|| windows_core::imp::Type::from_abi(result__))
    }
}
#[inline]
pub unsafe fn GlobalAlloc(uflags: u32, dwbytes: usize) -> HGLOBAL {
    windows_core::link!("kernel32.dll" "system" fn GlobalAlloc(uflags : u32, dwbytes : usize) -> HGLOBAL);
    unsafe { GlobalAlloc(uflags, dwbytes) }
}
#[inline]
pub unsafe fn GlobalFlags(hmem: HGLOBAL) -> u32 {
    windows_core::link!("kernel32.dll" "system" fn GlobalFlags(hmem : HGLOBAL) -> u32);
    unsafe { GlobalFlags(hmem) }
}
#[inline]
pub unsafe fn GlobalFree(hmem: HGLOBAL) -> HGLOBAL {
    windows_core::link!("kernel32.dll" "system" fn GlobalFree(hmem : HGLOBAL) -> HGLOBAL);
    unsafe { GlobalFree(hmem) }
}
#[inline]
pub unsafe fn GlobalHandle(pmem: *const core::ffi::c_void) -> HGLOBAL {
    windows_core::link!("kernel32.dll" "system" fn GlobalHandle(pmem : *const core::ffi::c_void) -> HGLOBAL);
    unsafe { GlobalHandle(pmem) }
}
#[inline]
pub unsafe fn GlobalLock(hmem: HGLOBAL) -> *mut core::ffi::c_void {
    windows_core::link!("kernel32.dll" "system" fn GlobalLock(hmem : HGLOBAL) -> *mut core::ffi::c_void);
    unsafe { GlobalLock(hmem) }
}
#[inline]
pub unsafe fn GlobalReAlloc(hmem: HGLOBAL, dwbytes: usize, uflags: u32) -> HGLOBAL {
    windows_core::link!("kernel32.dll" "system" fn GlobalReAlloc(hmem : HGLOBAL, dwbytes : usize, uflags : u32) -> HGLOBAL);
    unsafe { GlobalReAlloc(hmem, dwbytes, uflags) }
}
#[inline]
pub unsafe fn GlobalSize(hmem: HGLOBAL) -> usize {
    windows_core::link!("kernel32.dll" "system" fn GlobalSize(hmem : HGLOBAL) -> usize);
    unsafe { GlobalSize(hmem) }
}
#[inline]
pub unsafe fn GlobalUnlock(hmem: HGLOBAL) -> windows_core::BOOL {
    windows_core::link!("kernel32.dll" "system" fn GlobalUnlock(hmem : HGLOBAL) -> windows_core::BOOL);
    unsafe { GlobalUnlock(hmem) }
}
#[inline]
pub unsafe fn IIDFromString<P0>(lpsz: P0) -> windows_core::Result<windows_core::GUID>
where
    P0: windows_core::Param<windows_core::PCWSTR>,
{
    windows_core::link!("ole32.dll" "system" fn IIDFromString(lpsz : windows_core::PCWSTR, lpiid : *mut windows_core::GUID) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        IIDFromString(lpsz.param().abi(), &mut result__).map(|| result__)
    }
}
#[inline]
pub unsafe fn LoadRegTypeLib(
    rguid: *const windows_core::GUID,
    wvermajor: u16,
    wverminor: u16,
    lcid: LCID,
) -> windows_core::Result<ITypeLib> {
    windows_core::link!("oleaut32.dll" "system" fn LoadRegTypeLib(rguid : *const windows_core::GUID, wvermajor : u16, wverminor : u16, lcid : LCID, pptlib : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        LoadRegTypeLib(rguid, wvermajor, wverminor, lcid, &mut result__)
            .and_then(|| windows_core::imp::Type::from_abi(result__))
    }
}
#[inline]
pub unsafe fn LoadTypeLib<P0>(szfile: P0) -> windows_core::Result<ITypeLib>
where
    P0: windows_core::Param<windows_core::PCWSTR>,
{
    windows_core::link!("oleaut32.dll" "system" fn LoadTypeLib(szfile : windows_core::PCWSTR, pptlib : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        LoadTypeLib(szfile.param().abi(), &mut result__)
            .and_then(|| windows_core::imp::Type::from_abi(result__))
    }
}
#[inline]
pub unsafe fn LoadTypeLibEx<P0>(szfile: P0, regkind: REGKIND) -> windows_core::Result<ITypeLib>
where
    P0: windows_core::Param<windows_core::PCWSTR>,
{
    windows_core::link!("oleaut32.dll" "system" fn LoadTypeLibEx(szfile : windows_core::PCWSTR, regkind : REGKIND, pptlib : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        LoadTypeLibEx(szfile.param().abi(), regkind, &mut result__)
            .and_then(|| windows_core::imp::Type::from_abi(result__))
    }
}
#[inline]
pub unsafe fn MkParseDisplayName<P0, P1>(
    pbc: P0,
    szusername: P1,
    pcheaten: *mut u32,
    ppmk: *mut Option<IMoniker>,
) -> windows_core::HRESULT
where
    P0: windows_core::Param<IBindCtx>,
    P1: windows_core::Param<windows_core::PCWSTR>,
{
    windows_core::link!("ole32.dll" "system" fn MkParseDisplayName(pbc : *mut core::ffi::c_void, szusername : windows_core::PCWSTR, pcheaten : *mut u32, ppmk : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe {
        MkParseDisplayName(
            pbc.param().abi(),
            szusername.param().abi(),
            pcheaten as _,
            core::mem::transmute(ppmk),
        )
    }
}
#[inline]
pub unsafe fn ProgIDFromCLSID(clsid: *const windows_core::GUID) -> windows_core::Result<windows_core::PWSTR> {
    windows_core::link!("ole32.dll" "system" fn ProgIDFromCLSID(clsid : *const windows_core::GUID, lplpszprogid : *mut windows_core::PWSTR) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        ProgIDFromCLSID(clsid, &mut result__).map(|| result__)
    }
}
#[inline]
pub unsafe fn QueryPathOfRegTypeLib(
    guid: *const windows_core::GUID,
    wmaj: u16,
    wmin: u16,
    lcid: LCID,
) -> windows_core::Result<windows_core::BSTR> {
    windows_core::link!("oleaut32.dll" "system" fn QueryPathOfRegTypeLib(guid : *const windows_core::GUID, wmaj : u16, wmin : u16, lcid : LCID, lpbstrpathname : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        QueryPathOfRegTypeLib(guid, wmaj, wmin, lcid, &mut result__).map(|| core::mem::transmute(result__))
    }
}
#[inline]
pub unsafe fn RegisterActiveObject<P0>(
    punk: P0,
    rclsid: *const windows_core::GUID,
    dwflags: u32,
) -> windows_core::Result<u32>
where
    P0: windows_core::Param<windows_core::IUnknown>,
{
    windows_core::link!("oleaut32.dll" "system" fn RegisterActiveObject(punk : *mut core::ffi::c_void, rclsid : *const windows_core::GUID, dwflags : u32, pdwregister : *mut u32) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        RegisterActiveObject(punk.param().abi(), rclsid, dwflags, &mut result__).map(|| result__)
    }
}
#[inline]
pub unsafe fn RegisterTypeLib<P0, P1, P2>(ptlib: P0, szfullpath: P1, szhelpdir: P2) -> windows_core::HRESULT
where
    P0: windows_core::Param<ITypeLib>,
    P1: windows_core::Param<windows_core::PCWSTR>,
    P2: windows_core::Param<windows_core::PCWSTR>,
{
    windows_core::link!("oleaut32.dll" "system" fn RegisterTypeLib(ptlib : *mut core::ffi::c_void, szfullpath : windows_core::PCWSTR, szhelpdir : windows_core::PCWSTR) -> windows_core::HRESULT);
    unsafe { RegisterTypeLib(ptlib.param().abi(), szfullpath.param().abi(), szhelpdir.param().abi()) }
}
#[inline]
pub unsafe fn RevokeActiveObject(
    dwregister: u32,
    pvreserved: *mut core::ffi::c_void,
) -> windows_core::HRESULT {
    windows_core::link!("oleaut32.dll" "system" fn RevokeActiveObject(dwregister : u32, pvreserved : *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe { RevokeActiveObject(dwregister, pvreserved as _) }
}
#[inline]
pub unsafe fn RoGetAgileReference<P2>(
    options: AgileReferenceOptions,
    riid: *const windows_core::GUID,
    punk: P2,
) -> windows_core::Result<IAgileReference>
where
    P2: windows_core::Param<windows_core::IUnknown>,
{
    windows_core::link!("ole32.dll" "system" fn RoGetAgileReference(options : AgileReferenceOptions, riid : *const windows_core::GUID, punk : *mut core::ffi::c_void, ppagilereference : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        RoGetAgileReference(options, riid, punk.param().abi(), &mut result__)
            .and_then(|| windows_core::imp::Type::from_abi(result__))
    }
}
#[inline]
pub unsafe fn SafeArrayAccessData(
    psa: *const SAFEARRAY,
    ppvdata: *mut *mut core::ffi::c_void,
) -> windows_core::HRESULT {
    windows_core::link!("oleaut32.dll" "system" fn SafeArrayAccessData(psa : *const SAFEARRAY, ppvdata : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe { SafeArrayAccessData(psa, ppvdata as _) }
}
#[inline]
pub unsafe fn SafeArrayAddRef(
    psa: *const SAFEARRAY,
    ppdatatorelease: *mut *mut core::ffi::c_void,
) -> windows_core::HRESULT {
    windows_core::link!("oleaut32.dll" "system" fn SafeArrayAddRef(psa : *const SAFEARRAY, ppdatatorelease : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe { SafeArrayAddRef(psa, ppdatatorelease as _) }
}
#[inline]
pub unsafe fn SafeArrayAllocData(psa: *const SAFEARRAY) -> windows_core::HRESULT {
    windows_core::link!("oleaut32.dll" "system" fn SafeArrayAllocData(psa : *const SAFEARRAY) -> windows_core::HRESULT);
    unsafe { SafeArrayAllocData(psa) }
}
#[inline]
pub unsafe fn SafeArrayAllocDescriptor(cdims: u32) -> windows_core::Result<*mut SAFEARRAY> {
    windows_core::link!("oleaut32.dll" "system" fn SafeArrayAllocDescriptor(cdims : u32, ppsaout : *mut *mut SAFEARRAY) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        SafeArrayAllocDescriptor(cdims, &mut result__).map(|| result__)
    }
}
#[inline]
pub unsafe fn SafeArrayAllocDescriptorEx(vt: VARTYPE, cdims: u32) -> windows_core::Result<*mut SAFEARRAY> {
    windows_core::link!("oleaut32.dll" "system" fn SafeArrayAllocDescriptorEx(vt : VARTYPE, cdims : u32, ppsaout : *mut *mut SAFEARRAY) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        SafeArrayAllocDescriptorEx(vt, cdims, &mut result__).map(|| result__)
    }
}
#[inline]
pub unsafe fn SafeArrayCopy(psa: *const SAFEARRAY) -> windows_core::Result<*mut SAFEARRAY> {
    windows_core::link!("oleaut32.dll" "system" fn SafeArrayCopy(psa : *const SAFEARRAY, ppsaout : *mut *mut SAFEARRAY) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        SafeArrayCopy(psa, &mut result__).map(|| result__)
    }
}
#[inline]
pub unsafe fn SafeArrayCopyData(
    psasource: *const SAFEARRAY,
    psatarget: *const SAFEARRAY,
) -> windows_core::HRESULT {
    windows_core::link!("oleaut32.dll" "system" fn SafeArrayCopyData(psasource : *const SAFEARRAY, psatarget : *const SAFEARRAY) -> windows_core::HRESULT);
    unsafe { SafeArrayCopyData(psasource, psatarget) }
}
#[inline]
pub unsafe fn SafeArrayCreate(vt: VARTYPE, cdims: u32, rgsabound: *const SAFEARRAYBOUND) -> *mut SAFEARRAY {
    windows_core::link!("oleaut32.dll" "system" fn SafeArrayCreate(vt : VARTYPE, cdims : u32, rgsabound : *const SAFEARRAYBOUND) -> *mut SAFEARRAY);
    unsafe { SafeArrayCreate(vt, cdims, rgsabound) }
}
#[inline]
pub unsafe fn SafeArrayCreateEx(
    vt: VARTYPE,
    cdims: u32,
    rgsabound: *const SAFEARRAYBOUND,
    pvextra: *const core::ffi::c_void,
) -> *mut SAFEARRAY {
    windows_core::link!("oleaut32.dll" "system" fn SafeArrayCreateEx(vt : VARTYPE, cdims : u32, rgsabound : *const SAFEARRAYBOUND, pvextra : *const core::ffi::c_void) -> *mut SAFEARRAY);
    unsafe { SafeArrayCreateEx(vt, cdims, rgsabound, pvextra) }
}
#[inline]
pub unsafe fn SafeArrayCreateVector(vt: VARTYPE, llbound: i32, celements: u32) -> *mut SAFEARRAY {
    windows_core::link!("oleaut32.dll" "system" fn SafeArrayCreateVector(vt : VARTYPE, llbound : i32, celements : u32) -> *mut SAFEARRAY);
    unsafe { SafeArrayCreateVector(vt, llbound, celements) }
}
#[inline]
pub unsafe fn SafeArrayCreateVectorEx(
    vt: VARTYPE,
    llbound: i32,
    celements: u32,
    pvextra: *const core::ffi::c_void,
) -> *mut SAFEARRAY {
    windows_core::link!("oleaut32.dll" "system" fn SafeArrayCreateVectorEx(vt : VARTYPE, llbound : i32, celements : u32, pvextra : *const core::ffi::c_void) -> *mut SAFEARRAY);
    unsafe { SafeArrayCreateVectorEx(vt, llbound, celements, pvextra) }
}
#[inline]
pub unsafe fn SafeArrayDestroy(psa: *const SAFEARRAY) -> windows_core::HRESULT {
    windows_core::link!("oleaut32.dll" "system" fn SafeArrayDestroy(psa : *const SAFEARRAY) -> windows_core::HRESULT);
    unsafe { SafeArrayDestroy(psa) }
}
#[inline]
pub unsafe fn SafeArrayDestroyData(psa: *const SAFEARRAY) -> windows_core::HRESULT {
    windows_core::link!("oleaut32.dll" "system" fn SafeArrayDestroyData(psa : *const SAFEARRAY) -> windows_core::HRESULT);
    unsafe { SafeArrayDestroyData(psa) }
}
#[inline]
pub unsafe fn SafeArrayDestroyDescriptor(psa: *const SAFEARRAY) -> windows_core::HRESULT {
    windows_core::link!("oleaut32.dll" "system" fn SafeArrayDestroyDescriptor(psa : *const SAFEARRAY) -> windows_core::HRESULT);
    unsafe { SafeArrayDestroyDescriptor(psa) }
}
#[inline]
pub unsafe fn SafeArrayGetDim(psa: *const SAFEARRAY) -> u32 {
    windows_core::link!("oleaut32.dll" "system" fn SafeArrayGetDim(psa : *const SAFEARRAY) -> u32);
    unsafe { SafeArrayGetDim(psa) }
}
#[inline]
pub unsafe fn SafeArrayGetElement(
    psa: *const SAFEARRAY,
    rgindices: *const i32,
    pv: *mut core::ffi::c_void,
) -> windows_core::HRESULT {
    windows_core::link!("oleaut32.dll" "system" fn SafeArrayGetElement(psa : *const SAFEARRAY, rgindices : *const i32, pv : *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe { SafeArrayGetElement(psa, rgindices, pv as _) }
}
#[inline]
pub unsafe fn SafeArrayGetElemsize(psa: *const SAFEARRAY) -> u32 {
    windows_core::link!("oleaut32.dll" "system" fn SafeArrayGetElemsize(psa : *const SAFEARRAY) -> u32);
    unsafe { SafeArrayGetElemsize(psa) }
}
#[inline]
pub unsafe fn SafeArrayGetIID(psa: *const SAFEARRAY) -> windows_core::Result<windows_core::GUID> {
    windows_core::link!("oleaut32.dll" "system" fn SafeArrayGetIID(psa : *const SAFEARRAY, pguid : *mut windows_core::GUID) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        SafeArrayGetIID(psa, &mut result__).map(|| result__)
    }
}
#[inline]
pub unsafe fn SafeArrayGetLBound(psa: *const SAFEARRAY, ndim: u32) -> windows_core::Result<i32> {
    windows_core::link!("oleaut32.dll" "system" fn SafeArrayGetLBound(psa : *const SAFEARRAY, ndim : u32, pllbound : *mut i32) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        SafeArrayGetLBound(psa, ndim, &mut result__).map(|| result__)
    }
}
#[inline]
pub unsafe fn SafeArrayGetRecordInfo(psa: *const SAFEARRAY) -> windows_core::Result<IRecordInfo> {
    windows_core::link!("oleaut32.dll" "system" fn SafeArrayGetRecordInfo(psa : *const SAFEARRAY, prinfo : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        SafeArrayGetRecordInfo(psa, &mut result__).and_then(|| windows_core::imp::Type::from_abi(result__))
    }
}
#[inline]
pub unsafe fn SafeArrayGetUBound(psa: *const SAFEARRAY, ndim: u32) -> windows_core::Result<i32> {
    windows_core::link!("oleaut32.dll" "system" fn SafeArrayGetUBound(psa : *const SAFEARRAY, ndim : u32, plubound : *mut i32) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        SafeArrayGetUBound(psa, ndim, &mut result__).map(|| result__)
    }
}
#[inline]
pub unsafe fn SafeArrayGetVartype(psa: *const SAFEARRAY) -> windows_core::Result<VARTYPE> {
    windows_core::link!("oleaut32.dll" "system" fn SafeArrayGetVartype(psa : *const SAFEARRAY, pvt : *mut VARTYPE) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        SafeArrayGetVartype(psa, &mut result__).map(|| result__)
    }
}
#[inline]
pub unsafe fn SafeArrayLock(psa: *const SAFEARRAY) -> windows_core::HRESULT {
    windows_core::link!("oleaut32.dll" "system" fn SafeArrayLock(psa : *const SAFEARRAY) -> windows_core::HRESULT);
    unsafe { SafeArrayLock(psa) }
}
#[inline]
pub unsafe fn SafeArrayPtrOfIndex(
    psa: *const SAFEARRAY,
    rgindices: *const i32,
    ppvdata: *mut *mut core::ffi::c_void,
) -> windows_core::HRESULT {
    windows_core::link!("oleaut32.dll" "system" fn SafeArrayPtrOfIndex(psa : *const SAFEARRAY, rgindices : *const i32, ppvdata : *mut *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe { SafeArrayPtrOfIndex(psa, rgindices, ppvdata as _) }
}
#[inline]
pub unsafe fn SafeArrayPutElement(
    psa: *const SAFEARRAY,
    rgindices: *const i32,
    pv: *const core::ffi::c_void,
) -> windows_core::HRESULT {
    windows_core::link!("oleaut32.dll" "system" fn SafeArrayPutElement(psa : *const SAFEARRAY, rgindices : *const i32, pv : *const core::ffi::c_void) -> windows_core::HRESULT);
    unsafe { SafeArrayPutElement(psa, rgindices, pv) }
}
#[inline]
pub unsafe fn SafeArrayRedim(
    psa: *mut SAFEARRAY,
    psaboundnew: *const SAFEARRAYBOUND,
) -> windows_core::HRESULT {
    windows_core::link!("oleaut32.dll" "system" fn SafeArrayRedim(psa : *mut SAFEARRAY, psaboundnew : *const SAFEARRAYBOUND) -> windows_core::HRESULT);
    unsafe { SafeArrayRedim(psa as _, psaboundnew) }
}
#[inline]
pub unsafe fn SafeArrayReleaseData(pdata: *const core::ffi::c_void) {
    windows_core::link!("oleaut32.dll" "system" fn SafeArrayReleaseData(pdata : *const core::ffi::c_void));
    unsafe { SafeArrayReleaseData(pdata) }
}
#[inline]
pub unsafe fn SafeArrayReleaseDescriptor(psa: *const SAFEARRAY) {
    windows_core::link!("oleaut32.dll" "system" fn SafeArrayReleaseDescriptor(psa : *const SAFEARRAY));
    unsafe { SafeArrayReleaseDescriptor(psa) }
}
#[inline]
pub unsafe fn SafeArraySetIID(
    psa: *const SAFEARRAY,
    guid: *const windows_core::GUID,
) -> windows_core::HRESULT {
    windows_core::link!("oleaut32.dll" "system" fn SafeArraySetIID(psa : *const SAFEARRAY, guid : *const windows_core::GUID) -> windows_core::HRESULT);
    unsafe { SafeArraySetIID(psa, guid) }
}
#[inline]
pub unsafe fn SafeArraySetRecordInfo<P1>(psa: *const SAFEARRAY, prinfo: P1) -> windows_core::HRESULT
where
    P1: windows_core::Param<IRecordInfo>,
{
    windows_core::link!("oleaut32.dll" "system" fn SafeArraySetRecordInfo(psa : *const SAFEARRAY, prinfo : *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe { SafeArraySetRecordInfo(psa, prinfo.param().abi()) }
}
#[inline]
pub unsafe fn SafeArrayUnaccessData(psa: *const SAFEARRAY) -> windows_core::HRESULT {
    windows_core::link!("oleaut32.dll" "system" fn SafeArrayUnaccessData(psa : *const SAFEARRAY) -> windows_core::HRESULT);
    unsafe { SafeArrayUnaccessData(psa) }
}
#[inline]
pub unsafe fn SafeArrayUnlock(psa: *const SAFEARRAY) -> windows_core::HRESULT {
    windows_core::link!("oleaut32.dll" "system" fn SafeArrayUnlock(psa : *const SAFEARRAY) -> windows_core::HRESULT);
    unsafe { SafeArrayUnlock(psa) }
}
#[inline]
pub unsafe fn SetErrorInfo<P1>(dwreserved: u32, perrinfo: P1) -> windows_core::HRESULT
where
    P1: windows_core::Param<IErrorInfo>,
{
    windows_core::link!("oleaut32.dll" "system" fn SetErrorInfo(dwreserved : u32, perrinfo : *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe { SetErrorInfo(dwreserved, perrinfo.param().abi()) }
}
#[inline]
pub unsafe fn StringFromCLSID(
    rclsid: *const windows_core::GUID,
) -> windows_core::Result<windows_core::PWSTR> {
    windows_core::link!("ole32.dll" "system" fn StringFromCLSID(rclsid : *const windows_core::GUID, lplpsz : *mut windows_core::PWSTR) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        StringFromCLSID(rclsid, &mut result__).map(|| result__)
    }
}
#[inline]
pub unsafe fn StringFromGUID2(
    rguid: *const windows_core::GUID,
    lpsz: windows_core::PWSTR,
    cchmax: i32,
) -> i32 {
    windows_core::link!("ole32.dll" "system" fn StringFromGUID2(rguid : *const windows_core::GUID, lpsz : windows_core::PWSTR, cchmax : i32) -> i32);
    unsafe { StringFromGUID2(rguid, lpsz, cchmax) }
}
#[inline]
pub unsafe fn StringFromIID(rclsid: *const windows_core::GUID) -> windows_core::Result<windows_core::PWSTR> {
    windows_core::link!("ole32.dll" "system" fn StringFromIID(rclsid : *const windows_core::GUID, lplpsz : *mut windows_core::PWSTR) -> windows_core::HRESULT);
    unsafe {
        let mut result__ = core::mem::zeroed();
        StringFromIID(rclsid, &mut result__).map(|| result__)
    }
}
#[inline]
pub unsafe fn SysAddRefString(bstrstring: &windows_core::BSTR) -> windows_core::HRESULT {
    windows_core::link!("oleaut32.dll" "system" fn SysAddRefString(bstrstring : *mut core::ffi::c_void) -> windows_core::HRESULT);
    unsafe { SysAddRefString(core::mem::transmute_copy(bstrstring)) }
}
#[inline]
pub unsafe fn SysAllocString(psz: Option<*const OLECHAR>) -> windows_core::BSTR {
    windows_core::link!("oleaut32.dll" "system" fn SysAllocString(psz : *const OLECHAR) -> windows_core::BSTR);
    unsafe { SysAllocString(psz.unwrap_or(core::mem::zeroed()) as _) }
}
#[inline]
pub unsafe fn SysAllocStringByteLen<P0>(psz: P0, len: u32) -> windows_core::BSTR
where
    P0: windows_core::Param<windows_core::PCSTR>,
{
    windows_core::link!("oleaut32.dll" "system" fn SysAllocStringByteLen(psz : windows_core::PCSTR, len : u32) -> windows_core::BSTR);
    unsafe { SysAllocStringByteLen(psz.param().abi(), len) }
}
#[inline]
pub unsafe fn SysAllocStringLen(strin: Option<&[OLECHAR]>) -> windows_core::BSTR {
    windows_core::link!("oleaut32.dll" "system" fn SysAllocStringLen(strin : *const OLECHAR, ui : u32) -> windows_core::BSTR);
    unsafe {
        SysAllocStringLen(
            strin.map_or(core::ptr::null(), |slice| slice.as_ptr()),
            strin.map_or(0, |slice| slice.len().try_into().unwrap()),
        )
    }
}
#[inline]
pub unsafe fn SysFreeString(bstrstring: &windows_core::BSTR) {
    windows_core::link!("oleaut32.dll" "system" fn SysFreeString(bstrstring : *mut core::ffi::c_void));
    unsafe { SysFreeString(core::mem::transmute_copy(bstrstring)) }
}
#[inline]
pub unsafe fn SysReAllocString(pbstr: *mut windows_core::BSTR, psz: Option<*const OLECHAR>) -> i32 {
    windows_core::link!("oleaut32.dll" "system" fn SysReAllocString(pbstr : *mut *mut core::ffi::c_void, psz : *const OLECHAR) -> i32);
    unsafe { SysReAllocString(core::mem::transmute(pbstr), psz.unwrap_or(core::mem::zeroed()) as _) }
}
#[inline]
pub unsafe fn SysReAllocStringLen(
    pbstr: *mut windows_core::BSTR,
    psz: Option<*const OLECHAR>,
    len: u32,
) -> i32 {
    windows_core::link!("oleaut32.dll" "system" fn SysReAllocStringLen(pbstr : *mut *mut core::ffi::c_void, psz : *const OLECHAR, len : u32) -> i32);
    unsafe { SysReAllocStringLen(core::mem::transmute(pbstr), psz.unwrap_or(core::mem::zeroed()) as _, len) }
}
#[inline]
pub unsafe fn SysReleaseString(bstrstring: &windows_core::BSTR) {
    windows_core::link!("oleaut32.dll" "system" fn SysReleaseString(bstrstring : *mut core::ffi::c_void));
    unsafe { SysReleaseString(core::mem::transmute_copy(bstrstring)) }
}
#[inline]
pub unsafe fn SysStringByteLen(bstr: &windows_core::BSTR) -> u32 {
    windows_core::link!("oleaut32.dll" "system" fn SysStringByteLen(bstr : *mut core::ffi::c_void) -> u32);
    unsafe { SysStringByteLen(core::mem::transmute_copy(bstr)) }
}
#[inline]
pub unsafe fn SysStringLen(pbstr: &windows_core::BSTR) -> u32 {
    windows_core::link!("oleaut32.dll" "system" fn SysStringLen(pbstr : *mut core::ffi::c_void) -> u32);
    unsafe { SysStringLen(core::mem::transmute_copy(pbstr)) }
}
#[inline]
pub unsafe fn SystemTimeToVariantTime(lpsystemtime: *const SYSTEMTIME, pvtime: *mut f64) -> i32 {
    windows_core::link!("oleaut32.dll" "system" fn SystemTimeToVariantTime(lpsystemtime : *const SYSTEMTIME, pvtime : *mut f64) -> i32);
    unsafe { SystemTimeToVariantTime(lpsystemtime, pvtime as _) }
}
#[inline]
pub unsafe fn UnRegisterTypeLib(
    libid: *const windows_core::GUID,
    wvermajor: u16,
    wverminor: u16,
    lcid: LCID,
    syskind: SYSKIND,
) -> windows_core::HRESULT {
    windows_core::link!("oleaut32.dll" "system" fn UnRegisterTypeLib(libid : *const windows_core::GUID, wvermajor : u16, wverminor : u16, lcid : LCID, syskind : SYSKIND) -> windows_core::HRESULT);
    unsafe { UnRegisterTypeLib(libid, wvermajor, wverminor, lcid, syskind) }
}
#[inline]
pub unsafe fn UuidCreate(uuid: *mut windows_core::GUID) -> windows_core::RPC_STATUS {
    windows_core::link!("rpcrt4.dll" "system" fn UuidCreate(uuid : *mut windows_core::GUID) -> windows_core::RPC_STATUS);
    unsafe { UuidCreate(uuid as _) }
}
#[inline]
pub unsafe fn VariantChangeType(
    pvargdest: *mut VARIANTARG,
    pvarsrc: *const VARIANTARG,
    wflags: u16,
    vt: VARTYPE,
) -> windows_core::HRESULT {
    windows_core::link!("oleaut32.dll" "system" fn VariantChangeType(pvargdest : *mut VARIANTARG, pvarsrc : *const VARIANTARG, wflags : u16, vt : VARTYPE) -> windows_core::HRESULT);
    unsafe { VariantChangeType(pvargdest, pvarsrc, wflags, vt) }
}
#[inline]
pub unsafe fn VariantChangeTypeEx(
    pvargdest: *mut VARIANTARG,
    pvarsrc: *const VARIANTARG,
    lcid: LCID,
    wflags: u16,
    vt: VARTYPE,
) -> windows_core::HRESULT {
    windows_core::link!("oleaut32.dll" "system" fn VariantChangeTypeEx(pvargdest : *mut VARIANTARG, pvarsrc : *const VARIANTARG, lcid : LCID, wflags : u16, vt : VARTYPE) -> windows_core::HRESULT);
    unsafe { VariantChangeTypeEx(pvargdest, pvarsrc, lcid, wflags, vt) }
}
#[inline]
pub unsafe fn VariantClear(pvarg: *mut VARIANTARG) -> windows_core::HRESULT {
    windows_core::link!("oleaut32.dll" "system" fn VariantClear(pvarg : *mut VARIANTARG) -> windows_core::HRESULT);
    unsafe { VariantClear(pvarg) }
}
#[inline]
pub unsafe fn VariantCopy(pvargdest: *mut VARIANTARG, pvargsrc: *const VARIANTARG) -> windows_core::HRESULT {
    windows_core::link!("oleaut32.dll" "system" fn VariantCopy(pvargdest : *mut VARIANTARG, pvargsrc : *const VARIANTARG) -> windows_core::HRESULT);
    unsafe { VariantCopy(pvargdest, pvargsrc) }
}
#[inline]
pub unsafe fn VariantCopyInd(pvardest: *mut VARIANT, pvargsrc: *const VARIANTARG) -> windows_core::HRESULT {
    windows_core::link!("oleaut32.dll" "system" fn VariantCopyInd(pvardest : *mut VARIANT, pvargsrc : *const VARIANTARG) -> windows_core::HRESULT);
    unsafe { VariantCopyInd(pvardest, pvargsrc) }
}
#[inline]
pub unsafe fn VariantInit() -> VARIANTARG {
    windows_core::link!("oleaut32.dll" "system" fn VariantInit(pvarg : *mut VARIANTARG));
    unsafe {
        let mut result__ = core::mem::zeroed();
        VariantInit(&mut result__);
        core::mem::transmute(result__)
    }
}
#[inline]
pub unsafe fn VariantTimeToSystemTime(vtime: f64, lpsystemtime: *mut SYSTEMTIME) -> i32 {
    windows_core::link!("oleaut32.dll" "system" fn VariantTimeToSystemTime(vtime : f64, lpsystemtime : *mut SYSTEMTIME) -> i32);
    unsafe { VariantTimeToSystemTime(vtime, lpsystemtime as _) }
}
pub const ACTIVEOBJECT_STRONG: i32 = 0;
pub const ACTIVEOBJECT_WEAK: i32 = 1;
pub const AGILEREFERENCE_DEFAULT: AgileReferenceOptions = 0;
pub const AGILEREFERENCE_DELAYEDMARSHAL: AgileReferenceOptions = 1;
pub type APTTYPE = i32;
pub type APTTYPEQUALIFIER = i32;
pub const APTTYPEQUALIFIER_APPLICATION_STA: APTTYPEQUALIFIER = 6;
pub const APTTYPEQUALIFIER_IMPLICIT_MTA: APTTYPEQUALIFIER = 1;
pub const APTTYPEQUALIFIER_NA_ON_IMPLICIT_MTA: APTTYPEQUALIFIER = 4;
pub const APTTYPEQUALIFIER_NA_ON_MAINSTA: APTTYPEQUALIFIER = 5;
pub const APTTYPEQUALIFIER_NA_ON_MTA: APTTYPEQUALIFIER = 2;
pub const APTTYPEQUALIFIER_NA_ON_STA: APTTYPEQUALIFIER = 3;
pub const APTTYPEQUALIFIER_NONE: APTTYPEQUALIFIER = 0;
pub const APTTYPEQUALIFIER_RESERVED_1: APTTYPEQUALIFIER = 7;
pub const APTTYPE_CURRENT: APTTYPE = -1;
pub const APTTYPE_MAINSTA: APTTYPE = 3;
pub const APTTYPE_MTA: APTTYPE = 1;
pub const APTTYPE_NA: APTTYPE = 2;
pub const APTTYPE_STA: APTTYPE = 0;
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ARRAYDESC {
    pub tdescElem: TYPEDESC,
    pub cDims: u16,
    pub rgbounds: [SAFEARRAYBOUND; 1],
}
impl Default for ARRAYDESC {
    fn default() -> Self {
        unsafe { core::mem::zeroed() }
    }
}
pub type AgileReferenceOptions = i32;
#[repr(C)]
pub union BINDPTR {
    pub lpfuncdesc: *mut FUNCDESC,
    pub lpvardesc: *mut VARDESC,
    pub lptcomp: core::mem::ManuallyDrop<Option<ITypeComp>>,
}
impl Clone for BINDPTR {
    fn clone(&self) -> Self {
        unsafe { core::mem::transmute_copy(self) }
    }
}
impl Default for BINDPTR {
    fn default() -> Self {
        unsafe { core::mem::zeroed() }
    }
}
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct BIND_OPTS {
    pub cbStruct: u32,
    pub grfFlags: u32,
    pub grfMode: u32,
    pub dwTickCountDeadline: u32,
}
pub type CALLCONV = i32;
pub type CALLTYPE = i32;
pub const CALLTYPE_ASYNC: CALLTYPE = 3;
pub const CALLTYPE_ASYNC_CALLPENDING: CALLTYPE = 5;
pub const CALLTYPE_NESTED: CALLTYPE = 2;
pub const CALLTYPE_TOPLEVEL: CALLTYPE = 1;
pub const CALLTYPE_TOPLEVEL_CALLPENDING: CALLTYPE = 4;
#[repr(C)]
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct CATEGORYINFO {
    pub catid: CATID,
    pub lcid: LCID,
    pub szDescription: [OLECHAR; 128],
}
impl Default for CATEGORYINFO {
    fn default() -> Self {
        unsafe { core::mem::zeroed() }
    }
}
pub type CATID = windows_core::GUID;
pub const CC_CDECL: CALLCONV = 1;
pub const CC_FASTCALL: CALLCONV = 0;
pub const CC_FPFASTCALL: CALLCONV = 5;
pub const CC_MACPASCAL: CALLCONV = 3;
pub const CC_MAX: CALLCONV = 9;
pub const CC_MPWCDECL: CALLCONV = 7;
pub const CC_MPWPASCAL: CALLCONV = 8;
pub const CC_MSCPASCAL: CALLCONV = 2;
pub const CC_PASCAL: CALLCONV = 2;
pub const CC_STDCALL: CALLCONV = 4;
pub const CC_SYSCALL: CALLCONV = 6;
pub const CLASS_E_CLASSNOTAVAILABLE: windows_core::HRESULT = windows_core::HRESULT(0x80040111_u32 as _);
pub const CLASS_E_NOAGGREGATION: windows_core::HRESULT = windows_core::HRESULT(0x80040110_u32 as _);
pub const CLASS_E_NOTLICENSED: windows_core::HRESULT = windows_core::HRESULT(0x80040112_u32 as _);
pub type CLSCTX = u32;
pub const CLSCTX_ACTIVATE_32_BIT_SERVER: CLSCTX = 262144;
pub const CLSCTX_ACTIVATE_64_BIT_SERVER: CLSCTX = 524288;
pub const CLSCTX_ACTIVATE_AAA_AS_IU: CLSCTX = 8388608;
pub const CLSCTX_ACTIVATE_ARM32_SERVER: CLSCTX = 33554432;
pub const CLSCTX_ACTIVATE_X86_SERVER: CLSCTX = 262144;
pub const CLSCTX_ALLOW_LOWER_TRUST_REGISTRATION: CLSCTX = 67108864;
pub const CLSCTX_APPCONTAINER: CLSCTX = 4194304;
pub const CLSCTX_DISABLE_AAA: CLSCTX = 32768;
pub const CLSCTX_DO_NOT_ELEVATE_SERVER: CLSCTX = 268435456;
pub const CLSCTX_ENABLE_AAA: CLSCTX = 65536;
pub const CLSCTX_ENABLE_CLOAKING: CLSCTX = 1048576;
pub const CLSCTX_ENABLE_CODE_DOWNLOAD: CLSCTX = 8192;
pub const CLSCTX_FROM_DEFAULT_CONTEXT: CLSCTX = 131072;
pub const CLSCTX_INPROC_HANDLER: CLSCTX = 2;
pub const CLSCTX_INPROC_HANDLER16: CLSCTX = 32;
pub const CLSCTX_INPROC_SERVER: CLSCTX = 1;
pub const CLSCTX_INPROC_SERVER16: CLSCTX = 8;
pub const CLSCTX_LOCAL_SERVER: CLSCTX = 4;
pub const CLSCTX_NO_CODE_DOWNLOAD: CLSCTX = 1024;
pub const CLSCTX_NO_CUSTOM_MARSHAL: CLSCTX = 4096;
pub const CLSCTX_NO_FAILURE_LOG: CLSCTX = 16384;
pub const CLSCTX_PS_DLL: CLSCTX = 2147483648;
pub const CLSCTX_REMOTE_SERVER: CLSCTX = 16;
pub const CLSCTX_RESERVED1: CLSCTX = 64;
pub const CLSCTX_RESERVED2: CLSCTX = 128;
pub const CLSCTX_RESERVED3: CLSCTX = 256;
pub const CLSCTX_RESERVED4: CLSCTX = 512;
pub const CLSCTX_RESERVED5: CLSCTX = 2048;
pub const CLSCTX_RESERVED6: CLSCTX = 16777216;
pub const CLSCTX_SERVER_MUST_BE_EQUAL_OR_GREATER_PRIVILEGE: CLSCTX = 134217728;
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct COAUTHIDENTITY {
    pub User: *mut u16,
    pub UserLength: u32,
    pub Domain: *mut u16,
    pub DomainLength: u32,
    pub Password: *mut u16,
    pub PasswordLength: u32,
    pub Flags: u32,
}
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct COAUTHINFO {
    pub dwAuthnSvc: u32,
    pub dwAuthzSvc: u32,
    pub pwszServerPrincName: windows_core::PWSTR,
    pub dwAuthnLevel: u32,
    pub dwImpersonationLevel: u32,
    pub pAuthIdentityData: *mut COAUTHIDENTITY,
    pub dwCapabilities: u32,
}
pub type COINIT = i32;
pub const COINIT_APARTMENTTHREADED: COINIT = 2;
pub const COINIT_DISABLE_OLE1DDE: COINIT = 4;
pub const COINIT_MULTITHREADED: COINIT = 0;
pub const COINIT_SPEED_OVER_MEMORY: COINIT = 8;
pub const COMBND_RESERVED1: RPCOPT_PROPERTIES = 4;
pub const COMBND_RESERVED2: RPCOPT_PROPERTIES = 5;
pub const COMBND_RESERVED3: RPCOPT_PROPERTIES = 8;
pub const COMBND_RESERVED4: RPCOPT_PROPERTIES = 16;
pub const COMBND_RPCTIMEOUT: RPCOPT_PROPERTIES = 1;
pub const COMBND_SERVER_LOCALITY: RPCOPT_PROPERTIES = 2;
#[repr(C)]
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct CONNECTDATA {
    pub pUnk: core::mem::ManuallyDrop<Option<windows_core::IUnknown>>,
    pub dwCookie: u32,
}
pub const CONNECT_E_ADVISELIMIT: i32 = -2147220991;
pub const CONNECT_E_CANNOTCONNECT: i32 = -2147220990;
pub const CONNECT_E_NOCONNECTION: i32 = -2147220992;
pub const CONNECT_E_OVERRIDDEN: i32 = -2147220989;
pub const CONTEXT_E_NOCONTEXT: windows_core::HRESULT = windows_core::HRESULT(0x8004E004_u32 as _);
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct COSERVERINFO {
    pub dwReserved1: u32,
    pub pwszName: windows_core::PWSTR,
    pub pAuthInfo: *mut COAUTHINFO,
    pub dwReserved2: u32,
}
pub const COWAIT_ALERTABLE: COWAIT_FLAGS = 2;
pub const COWAIT_DEFAULT: COWAIT_FLAGS = 0;
pub const COWAIT_DISPATCH_CALLS: COWAIT_FLAGS = 8;
pub const COWAIT_DISPATCH_WINDOW_MESSAGES: COWAIT_FLAGS = 16;
pub type COWAIT_FLAGS = u32;
pub const COWAIT_INPUTAVAILABLE: COWAIT_FLAGS = 4;
pub const COWAIT_WAITALL: COWAIT_FLAGS = 1;
pub const CO_E_ALREADYINITIALIZED: windows_core::HRESULT = windows_core::HRESULT(0x800401F1_u32 as _);
pub const CO_E_APPDIDNTREG: windows_core::HRESULT = windows_core::HRESULT(0x800401FE_u32 as _);
pub const CO_E_APPNOTFOUND: windows_core::HRESULT = windows_core::HRESULT(0x800401F5_u32 as _);
pub const CO_E_APPSINGLEUSE: windows_core::HRESULT = windows_core::HRESULT(0x800401F6_u32 as _);
pub const CO_E_CANCEL_DISABLED: windows_core::HRESULT = windows_core::HRESULT(0x80010140_u32 as _);
pub const CO_E_CLASSSTRING: windows_core::HRESULT = windows_core::HRESULT(0x800401F3_u32 as _);
pub const CO_E_DLLNOTFOUND: windows_core::HRESULT = windows_core::HRESULT(0x800401F8_u32 as _);
pub const CO_E_ERRORINAPP: windows_core::HRESULT = windows_core::HRESULT(0x800401F7_u32 as _);
pub const CO_E_ERRORINDLL: windows_core::HRESULT = windows_core::HRESULT(0x800401F9_u32 as _);
pub const CO_E_IIDSTRING: windows_core::HRESULT = windows_core::HRESULT(0x800401F4_u32 as _);
pub const CO_E_INIT_TLS: windows_core::HRESULT = windows_core::HRESULT(0x80004006_u32 as _);
pub const CO_E_LAUNCH_PERMSSION_DENIED: windows_core::HRESULT = windows_core::HRESULT(0x8000401B_u32 as _);
pub const CO_E_MALFORMED_SPN: windows_core::HRESULT = windows_core::HRESULT(0x80004033_u32 as _);
pub const CO_E_NOTINITIALIZED: windows_core::HRESULT = windows_core::HRESULT(0x800401F0_u32 as _);
pub const CO_E_NOT_SUPPORTED: windows_core::HRESULT = windows_core::HRESULT(0x80004021_u32 as _);
pub const CO_E_NO_SECCTX_IN_ACTIVATE: windows_core::HRESULT = windows_core::HRESULT(0x8000402B_u32 as _);
pub const CO_E_OBJISREG: windows_core::HRESULT = windows_core::HRESULT(0x800401FC_u32 as _);
pub const CO_E_OBJNOTCONNECTED: windows_core::HRESULT = windows_core::HRESULT(0x800401FD_u32 as _);
pub const CO_E_OBJNOTREG: windows_core::HRESULT = windows_core::HRESULT(0x800401FB_u32 as _);
pub const CO_E_OBJSRV_RPC_FAILURE: windows_core::HRESULT = windows_core::HRESULT(0x80080006_u32 as _);
pub const CO_E_RELEASED: windows_core::HRESULT = windows_core::HRESULT(0x800401FF_u32 as _);
pub const CO_E_RUNAS_CREATEPROCESS_FAILURE: windows_core::HRESULT =
    windows_core::HRESULT(0x80004019_u32 as _);
pub const CO_E_SERVER_EXEC_FAILURE: windows_core::HRESULT = windows_core::HRESULT(0x80080005_u32 as _);
pub const CO_E_SERVER_START_TIMEOUT: windows_core::HRESULT = windows_core::HRESULT(0x8000401E_u32 as _);
pub const CO_E_SERVER_STOPPING: windows_core::HRESULT = windows_core::HRESULT(0x80080008_u32 as _);
pub const CO_E_THREADINGMODEL_CHANGED: windows_core::HRESULT = windows_core::HRESULT(0x8004E028_u32 as _);
pub const CO_E_WRONGOSFORAPP: windows_core::HRESULT = windows_core::HRESULT(0x800401FA_u32 as _);
pub const CO_E_WRONG_SERVER_IDENTITY: windows_core::HRESULT = windows_core::HRESULT(0x80004015_u32 as _);
#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct CO_MTA_USAGE_COOKIE(pub *mut core::ffi::c_void);
pub const CO_S_NOTALLINTERFACES: windows_core::HRESULT = windows_core::HRESULT(0x80012_u32 as _);
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct CUSTDATA {
    pub cCustData: u32,
    pub prgCustData: LPCUSTDATAITEM,
}
#[repr(C)]
pub struct CUSTDATAITEM {
    pub guid: windows_core::GUID,
    pub varValue: VARIANTARG,
}
impl Clone for CUSTDATAITEM {
    fn clone(&self) -> Self {
        unsafe { core::mem::transmute_copy(self) }
    }
}
impl Default for CUSTDATAITEM {
    fn default() -> Self {
        unsafe { core::mem::zeroed() }
    }
}
#[repr(C)]
#[derive(Clone, Copy)]
pub union CY {
    pub Anonymous: CY_0,
    pub int64: i64,
}
impl Default for CY {
    fn default() -> Self {
        unsafe { core::mem::zeroed() }
    }
}
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct CY_0 {
    pub Lo: u32,
    pub Hi: i32,
}
#[repr(C)]
#[derive(Clone, Copy)]
pub struct DECIMAL {
    pub wReserved: u16,
    pub Anonymous: DECIMAL_0,
    pub Hi32: u32,
    pub Anonymous2: DECIMAL_1,
}
impl Default for DECIMAL {
    fn default() -> Self {
        unsafe { core::mem::zeroed() }
    }
}
#[repr(C)]
#[derive(Clone, Copy)]
pub union DECIMAL_0 {
    pub Anonymous: DECIMAL_0_0,
    pub signscale: u16,
}
impl Default for DECIMAL_0 {
    fn default() -> Self {
        unsafe { core::mem::zeroed() }
    }
}
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct DECIMAL_0_0 {
    pub scale: u8,
    pub sign: u8,
}
#[repr(C)]
#[derive(Clone, Copy)]
pub union DECIMAL_1 {
    pub Anonymous: DECIMAL_1_0,
    pub Lo64: u64,
}
impl Default for DECIMAL_1 {
    fn default() -> Self {
        unsafe { core::mem::zeroed() }
    }
}
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct DECIMAL_1_0 {
    pub Lo32: u32,
    pub Mid32: u32,
}
pub type DESCKIND = i32;
pub const DESCKIND_FUNCDESC: DESCKIND = 1;
pub const DESCKIND_IMPLICITAPPOBJ: DESCKIND = 4;
pub const DESCKIND_MAX: DESCKIND = 5;
pub const DESCKIND_NONE: DESCKIND = 0;
pub const DESCKIND_TYPECOMP: DESCKIND = 3;
pub const DESCKIND_VARDESC: DESCKIND = 2;
pub const DISPATCH_METHOD: i32 = 1;
pub const DISPATCH_PROPERTYGET: i32 = 2;
pub const DISPATCH_PROPERTYPUT: i32 = 4;
pub const DISPATCH_PROPERTYPUTREF: i32 = 8;
#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct DISPID(pub i32);
pub const DISPID_EVALUATE: i32 = -5;
pub const DISPID_NEWENUM: i32 = -4;
pub const DISPID_PROPERTYPUT: i32 = -3;
pub const DISPID_UNKNOWN: i32 = -1;
pub const DISPID_VALUE: i32 = 0;
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct DISPPARAMS {
    pub rgvarg: *mut VARIANTARG,
    pub rgdispidNamedArgs: *mut DISPID,
    pub cArgs: u32,
    pub cNamedArgs: u32,
}
pub const DISP_E_ARRAYISLOCKED: windows_core::HRESULT = windows_core::HRESULT(0x8002000D_u32 as _);
pub const DISP_E_BADCALLEE: windows_core::HRESULT = windows_core::HRESULT(0x80020010_u32 as _);
pub const DISP_E_BADINDEX: windows_core::HRESULT = windows_core::HRESULT(0x8002000B_u32 as _);
pub const DISP_E_BADPARAMCOUNT: windows_core::HRESULT = windows_core::HRESULT(0x8002000E_u32 as _);
pub const DISP_E_BADVARTYPE: windows_core::HRESULT = windows_core::HRESULT(0x80020008_u32 as _);
pub const DISP_E_BUFFERTOOSMALL: windows_core::HRESULT = windows_core::HRESULT(0x80020013_u32 as _);
pub const DISP_E_DIVBYZERO: windows_core::HRESULT = windows_core::HRESULT(0x80020012_u32 as _);
pub const DISP_E_EXCEPTION: windows_core::HRESULT = windows_core::HRESULT(0x80020009_u32 as _);
pub const DISP_E_MEMBERNOTFOUND: windows_core::HRESULT = windows_core::HRESULT(0x80020003_u32 as _);
pub const DISP_E_NONAMEDARGS: windows_core::HRESULT = windows_core::HRESULT(0x80020007_u32 as _);
pub const DISP_E_NOTACOLLECTION: windows_core::HRESULT = windows_core::HRESULT(0x80020011_u32 as _);
pub const DISP_E_OVERFLOW: windows_core::HRESULT = windows_core::HRESULT(0x8002000A_u32 as _);
pub const DISP_E_PARAMNOTFOUND: windows_core::HRESULT = windows_core::HRESULT(0x80020004_u32 as _);
pub const DISP_E_PARAMNOTOPTIONAL: windows_core::HRESULT = windows_core::HRESULT(0x8002000F_u32 as _);
pub const DISP_E_TYPEMISMATCH: windows_core::HRESULT = windows_core::HRESULT(0x80020005_u32 as _);
pub const DISP_E_UNKNOWNINTERFACE: windows_core::HRESULT = windows_core::HRESULT(0x80020001_u32 as _);
pub const DISP_E_UNKNOWNLCID: windows_core::HRESULT = windows_core::HRESULT(0x8002000C_u32 as _);
pub const DISP_E_UNKNOWNNAME: windows_core::HRESULT = windows_core::HRESULT(0x80020006_u32 as _);
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ELEMDESC {
    pub tdesc: TYPEDESC,
    pub Anonymous: ELEMDESC_0,
}
impl Default for ELEMDESC {
    fn default() -> Self {
        unsafe { core::mem::zeroed() }
    }
}
#[repr(C)]
#[derive(Clone, Copy)]
pub union ELEMDESC_0 {
    pub idldesc: IDLDESC,
    pub paramdesc: PARAMDESC,
}
impl Default for ELEMDESC_0 {
    fn default() -> Self {
        unsafe { core::mem::zeroed() }
    }
}
pub const EOAC_ACCESS_CONTROL: EOLE_AUTHENTICATION_CAPABILITIES = 4;
pub const EOAC_ANY_AUTHORITY: EOLE_AUTHENTICATION_CAPABILITIES = 128;
pub const EOAC_APPID: EOLE_AUTHENTICATION_CAPABILITIES = 8;
pub const EOAC_AUTO_IMPERSONATE: EOLE_AUTHENTICATION_CAPABILITIES = 1024;
pub const EOAC_DEFAULT: EOLE_AUTHENTICATION_CAPABILITIES = 2048;
pub const EOAC_DISABLE_AAA: EOLE_AUTHENTICATION_CAPABILITIES = 4096;
pub const EOAC_DYNAMIC: EOLE_AUTHENTICATION_CAPABILITIES = 16;
pub const EOAC_DYNAMIC_CLOAKING: EOLE_AUTHENTICATION_CAPABILITIES = 64;
pub const EOAC_MAKE_FULLSIC: EOLE_AUTHENTICATION_CAPABILITIES = 256;
pub const EOAC_MUTUAL_AUTH: EOLE_AUTHENTICATION_CAPABILITIES = 1;
pub const EOAC_NONE: EOLE_AUTHENTICATION_CAPABILITIES = 0;
pub const EOAC_NO_CUSTOM_MARSHAL: EOLE_AUTHENTICATION_CAPABILITIES = 8192;
pub const EOAC_REQUIRE_FULLSIC: EOLE_AUTHENTICATION_CAPABILITIES = 512;
pub const EOAC_RESERVED1: EOLE_AUTHENTICATION_CAPABILITIES = 16384;
pub const EOAC_SECURE_REFS: EOLE_AUTHENTICATION_CAPABILITIES = 2;
pub const EOAC_STATIC_CLOAKING: EOLE_AUTHENTICATION_CAPABILITIES = 32;
pub type EOLE_AUTHENTICATION_CAPABILITIES = i32;
#[repr(C)]
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct EXCEPINFO {
    pub wCode: u16,
    pub wReserved: u16,
    pub bstrSource: core::mem::ManuallyDrop<windows_core::BSTR>,
    pub bstrDescription: core::mem::ManuallyDrop<windows_core::BSTR>,
    pub bstrHelpFile: core::mem::ManuallyDrop<windows_core::BSTR>,
    pub dwHelpContext: u32,
    pub pvReserved: *mut core::ffi::c_void,
    pub pfnDeferredFillIn: *mut u8,
    pub scode: SCODE,
}
pub type EXTCONN = i32;
pub const EXTCONN_CALLABLE: EXTCONN = 4;
pub const EXTCONN_STRONG: EXTCONN = 1;
pub const EXTCONN_WEAK: EXTCONN = 2;
pub const E_ABORT: windows_core::HRESULT = windows_core::HRESULT(0x80004004_u32 as _);
pub const E_ACCESSDENIED: windows_core::HRESULT = windows_core::HRESULT(0x80070005_u32 as _);
pub const E_BOUNDS: windows_core::HRESULT = windows_core::HRESULT(0x8000000B_u32 as _);
pub const E_FAIL: windows_core::HRESULT = windows_core::HRESULT(0x80004005_u32 as _);
pub const E_HANDLE: windows_core::HRESULT = windows_core::HRESULT(0x80070006_u32 as _);
pub const E_INVALIDARG: windows_core::HRESULT = windows_core::HRESULT(0x80070057_u32 as _);
pub const E_NOINTERFACE: windows_core::HRESULT = windows_core::HRESULT(0x80004002_u32 as _);
pub const E_NOTIMPL: windows_core::HRESULT = windows_core::HRESULT(0x80004001_u32 as _);
pub const E_OUTOFMEMORY: windows_core::HRESULT = windows_core::HRESULT(0x8007000E_u32 as _);
pub const E_PENDING: windows_core::HRESULT = windows_core::HRESULT(0x8000000A_u32 as _);
pub const E_POINTER: windows_core::HRESULT = windows_core::HRESULT(0x80004003_u32 as _);
pub const E_UNEXPECTED: windows_core::HRESULT = windows_core::HRESULT(0x8000FFFF_u32 as _);
pub const FADF_AUTO: i32 = 1;
pub const FADF_BSTR: i32 = 256;
pub const FADF_DISPATCH: i32 = 1024;
pub const FADF_EMBEDDED: i32 = 4;
pub const FADF_FIXEDSIZE: i32 = 16;
pub const FADF_HAVEIID: i32 = 64;
pub const FADF_HAVEVARTYPE: i32 = 128;
pub const FADF_RECORD: i32 = 32;
pub const FADF_RESERVED: i32 = 61448;
pub const FADF_STATIC: i32 = 2;
pub const FADF_UNKNOWN: i32 = 512;
pub const FADF_VARIANT: i32 = 2048;
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct FILETIME {
    pub dwLowDateTime: u32,
    pub dwHighDateTime: u32,
}
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FUNCDESC {
    pub memid: MEMBERID,
    pub lprgscode: *mut SCODE,
    pub lprgelemdescParam: *mut ELEMDESC,
    pub funckind: FUNCKIND,
    pub invkind: INVOKEKIND,
    pub callconv: CALLCONV,
    pub cParams: i16,
    pub cParamsOpt: i16,
    pub oVft: i16,
    pub cScodes: i16,
    pub elemdescFunc: ELEMDESC,
    pub wFuncFlags: u16,
}
impl Default for FUNCDESC {
    fn default() -> Self {
        unsafe { core::mem::zeroed() }
    }
}
pub type FUNCFLAGS = i32;
pub const FUNCFLAG_FBINDABLE: FUNCFLAGS = 4;
pub const FUNCFLAG_FDEFAULTBIND: FUNCFLAGS = 32;
pub const FUNCFLAG_FDEFAULTCOLLELEM: FUNCFLAGS = 256;
pub const FUNCFLAG_FDISPLAYBIND: FUNCFLAGS = 16;
pub const FUNCFLAG_FHIDDEN: FUNCFLAGS = 64;
pub const FUNCFLAG_FIMMEDIATEBIND: FUNCFLAGS = 4096;
pub const FUNCFLAG_FNONBROWSABLE: FUNCFLAGS = 1024;
pub const FUNCFLAG_FREPLACEABLE: FUNCFLAGS = 2048;
pub const FUNCFLAG_FREQUESTEDIT: FUNCFLAGS = 8;
pub const FUNCFLAG_FRESTRICTED: FUNCFLAGS = 1;
pub const FUNCFLAG_FSOURCE: FUNCFLAGS = 2;
pub const FUNCFLAG_FUIDEFAULT: FUNCFLAGS = 512;
pub const FUNCFLAG_FUSESGETLASTERROR: FUNCFLAGS = 128;
pub type FUNCKIND = i32;
pub const FUNC_DISPATCH: FUNCKIND = 4;
pub const FUNC_NONVIRTUAL: FUNCKIND = 2;
pub const FUNC_PUREVIRTUAL: FUNCKIND = 1;
pub const FUNC_STATIC: FUNCKIND = 3;
pub const FUNC_VIRTUAL: FUNCKIND = 0;
pub const GHND: i32 = 66;
pub const GMEM_FIXED: i32 = 0;
pub const GMEM_INVALID_HANDLE: i32 = 32768;
pub const GMEM_LOCKCOUNT: i32 = 255;
pub const GMEM_MODIFY: i32 = 128;
pub const GMEM_MOVEABLE: i32 = 2;
pub const GMEM_ZEROINIT: i32 = 64;
pub const GPTR: i32 = 64;
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct GUID_NULL(pub u8);
#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct HANDLE(pub *mut core::ffi::c_void);
pub type HGLOBAL = HANDLE;
#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct HINSTANCE(pub *mut core::ffi::c_void);
#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct HREFTYPE(pub u32);
#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct HTASK(pub *mut core::ffi::c_void);
windows_core::imp::define_interface!(IAgileObject, IAgileObject_Vtbl, 0x94ea2b94_e9cc_49e0_c0ff_ee64ca8f5b90);
windows_core::imp::interface_hierarchy!(IAgileObject, windows_core::IUnknown);
#[repr(C)]
pub struct IAgileObject_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
}
pub trait IAgileObject_Impl: windows_core::IUnknownImpl {}
impl IAgileObject_Vtbl {
    pub const fn new<Identity: IAgileObject_Impl, const OFFSET: isize>() -> Self {
        Self { base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>() }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IAgileObject as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IAgileObject {}
windows_core::imp::define_interface!(
    IAgileReference,
    IAgileReference_Vtbl,
    0xc03f6a43_65a4_9818_987e_e0b810d2a6f2
);
windows_core::imp::interface_hierarchy!(IAgileReference, windows_core::IUnknown);
impl IAgileReference {
    pub unsafe fn Resolve<T>(&self) -> windows_core::Result<T>
    where
        T: windows_core::Interface,
    {
        let mut result__ = core::ptr::null_mut();
        unsafe {
            (windows_core::Interface::vtable(self).Resolve)(
                windows_core::Interface::as_raw(self),
                &T::IID,
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
}
#[repr(C)]
pub struct IAgileReference_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub Resolve: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const windows_core::GUID,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
}
pub trait IAgileReference_Impl: windows_core::IUnknownImpl {
    fn Resolve(
        &self,
        riid: *const windows_core::GUID,
        ppvobjectreference: *mut *mut core::ffi::c_void,
    ) -> windows_core::Result<()>;
}
impl IAgileReference_Vtbl {
    pub const fn new<Identity: IAgileReference_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn Resolve<Identity: IAgileReference_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            riid: *const windows_core::GUID,
            ppvobjectreference: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IAgileReference_Impl::Resolve(
                    this,
                    core::mem::transmute_copy(&riid),
                    core::mem::transmute_copy(&ppvobjectreference),
                )
                .into()
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            Resolve: Resolve::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IAgileReference as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IAgileReference {}
windows_core::imp::define_interface!(
    IAsyncManager,
    IAsyncManager_Vtbl,
    0x0000002a_0000_0000_c000_000000000046
);
windows_core::imp::interface_hierarchy!(IAsyncManager, windows_core::IUnknown);
#[repr(C)]
pub struct IAsyncManager_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    CompleteCall: usize,
    GetCallContext: usize,
    GetState: usize,
}
impl windows_core::RuntimeName for IAsyncManager {}
windows_core::imp::define_interface!(IBindCtx, IBindCtx_Vtbl, 0x0000000e_0000_0000_c000_000000000046);
windows_core::imp::interface_hierarchy!(IBindCtx, windows_core::IUnknown);
impl IBindCtx {
    pub unsafe fn RegisterObjectBound<P0>(&self, punk: P0) -> windows_core::HRESULT
    where
        P0: windows_core::Param<windows_core::IUnknown>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).RegisterObjectBound)(
                windows_core::Interface::as_raw(self),
                punk.param().abi(),
            )
        }
    }
    pub unsafe fn RevokeObjectBound<P0>(&self, punk: P0) -> windows_core::HRESULT
    where
        P0: windows_core::Param<windows_core::IUnknown>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).RevokeObjectBound)(
                windows_core::Interface::as_raw(self),
                punk.param().abi(),
            )
        }
    }
    pub unsafe fn ReleaseBoundObjects(&self) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).ReleaseBoundObjects)(windows_core::Interface::as_raw(self))
        }
    }
    pub unsafe fn SetBindOptions(&self, pbindopts: *const BIND_OPTS) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).SetBindOptions)(
                windows_core::Interface::as_raw(self),
                pbindopts,
            )
        }
    }
    pub unsafe fn GetBindOptions(&self, pbindopts: *mut BIND_OPTS) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).GetBindOptions)(
                windows_core::Interface::as_raw(self),
                pbindopts as _,
            )
        }
    }
    pub unsafe fn GetRunningObjectTable(&self) -> windows_core::Result<IRunningObjectTable> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetRunningObjectTable)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn RegisterObjectParam<P0, P1>(&self, pszkey: P0, punk: P1) -> windows_core::HRESULT
    where
        P0: windows_core::Param<windows_core::PCWSTR>,
        P1: windows_core::Param<windows_core::IUnknown>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).RegisterObjectParam)(
                windows_core::Interface::as_raw(self),
                pszkey.param().abi(),
                punk.param().abi(),
            )
        }
    }
    pub unsafe fn GetObjectParam<P0>(&self, pszkey: P0) -> windows_core::Result<windows_core::IUnknown>
    where
        P0: windows_core::Param<windows_core::PCWSTR>,
    {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetObjectParam)(
                windows_core::Interface::as_raw(self),
                pszkey.param().abi(),
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn EnumObjectParam(&self) -> windows_core::Result<IEnumString> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).EnumObjectParam)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn RevokeObjectParam<P0>(&self, pszkey: P0) -> windows_core::HRESULT
    where
        P0: windows_core::Param<windows_core::PCWSTR>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).RevokeObjectParam)(
                windows_core::Interface::as_raw(self),
                pszkey.param().abi(),
            )
        }
    }
}
#[repr(C)]
pub struct IBindCtx_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub RegisterObjectBound:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut core::ffi::c_void) -> windows_core::HRESULT,
    pub RevokeObjectBound:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut core::ffi::c_void) -> windows_core::HRESULT,
    pub ReleaseBoundObjects: unsafe extern "system" fn(*mut core::ffi::c_void) -> windows_core::HRESULT,
    pub SetBindOptions:
        unsafe extern "system" fn(*mut core::ffi::c_void, *const BIND_OPTS) -> windows_core::HRESULT,
    pub GetBindOptions:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut BIND_OPTS) -> windows_core::HRESULT,
    pub GetRunningObjectTable: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub RegisterObjectParam: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        windows_core::PCWSTR,
        *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub GetObjectParam: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        windows_core::PCWSTR,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub EnumObjectParam: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub RevokeObjectParam:
        unsafe extern "system" fn(*mut core::ffi::c_void, windows_core::PCWSTR) -> windows_core::HRESULT,
}
pub trait IBindCtx_Impl: windows_core::IUnknownImpl {
    fn RegisterObjectBound(
        &self,
        punk: windows_core::Ref<windows_core::IUnknown>,
    ) -> windows_core::Result<()>;
    fn RevokeObjectBound(&self, punk: windows_core::Ref<windows_core::IUnknown>) -> windows_core::Result<()>;
    fn ReleaseBoundObjects(&self) -> windows_core::Result<()>;
    fn SetBindOptions(&self, pbindopts: *const BIND_OPTS) -> windows_core::Result<()>;
    fn GetBindOptions(&self, pbindopts: *mut BIND_OPTS) -> windows_core::Result<()>;
    fn GetRunningObjectTable(&self) -> windows_core::Result<IRunningObjectTable>;
    fn RegisterObjectParam(
        &self,
        pszkey: &windows_core::PCWSTR,
        punk: windows_core::Ref<windows_core::IUnknown>,
    ) -> windows_core::Result<()>;
    fn GetObjectParam(&self, pszkey: &windows_core::PCWSTR) -> windows_core::Result<windows_core::IUnknown>;
    fn EnumObjectParam(&self) -> windows_core::Result<IEnumString>;
    fn RevokeObjectParam(&self, pszkey: &windows_core::PCWSTR) -> windows_core::Result<()>;
}
impl IBindCtx_Vtbl {
    pub const fn new<Identity: IBindCtx_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn RegisterObjectBound<Identity: IBindCtx_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            punk: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IBindCtx_Impl::RegisterObjectBound(this, core::mem::transmute_copy(&punk)).into()
            }
        }
        unsafe extern "system" fn RevokeObjectBound<Identity: IBindCtx_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            punk: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IBindCtx_Impl::RevokeObjectBound(this, core::mem::transmute_copy(&punk)).into()
            }
        }
        unsafe extern "system" fn ReleaseBoundObjects<Identity: IBindCtx_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IBindCtx_Impl::ReleaseBoundObjects(this).into()
            }
        }
        unsafe extern "system" fn SetBindOptions<Identity: IBindCtx_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pbindopts: *const BIND_OPTS,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IBindCtx_Impl::SetBindOptions(this, core::mem::transmute_copy(&pbindopts)).into()
            }
        }
        unsafe extern "system" fn GetBindOptions<Identity: IBindCtx_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pbindopts: *mut BIND_OPTS,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IBindCtx_Impl::GetBindOptions(this, core::mem::transmute_copy(&pbindopts)).into()
            }
        }
        unsafe extern "system" fn GetRunningObjectTable<Identity: IBindCtx_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pprot: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IBindCtx_Impl::GetRunningObjectTable(this) {
                    Ok(ok__) => {
                        pprot.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn RegisterObjectParam<Identity: IBindCtx_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pszkey: windows_core::PCWSTR,
            punk: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IBindCtx_Impl::RegisterObjectParam(
                    this,
                    core::mem::transmute(&pszkey),
                    core::mem::transmute_copy(&punk),
                )
                .into()
            }
        }
        unsafe extern "system" fn GetObjectParam<Identity: IBindCtx_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pszkey: windows_core::PCWSTR,
            ppunk: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IBindCtx_Impl::GetObjectParam(this, core::mem::transmute(&pszkey)) {
                    Ok(ok__) => {
                        ppunk.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn EnumObjectParam<Identity: IBindCtx_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            ppenum: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IBindCtx_Impl::EnumObjectParam(this) {
                    Ok(ok__) => {
                        ppenum.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn RevokeObjectParam<Identity: IBindCtx_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pszkey: windows_core::PCWSTR,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IBindCtx_Impl::RevokeObjectParam(this, core::mem::transmute(&pszkey)).into()
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            RegisterObjectBound: RegisterObjectBound::<Identity, OFFSET>,
            RevokeObjectBound: RevokeObjectBound::<Identity, OFFSET>,
            ReleaseBoundObjects: ReleaseBoundObjects::<Identity, OFFSET>,
            SetBindOptions: SetBindOptions::<Identity, OFFSET>,
            GetBindOptions: GetBindOptions::<Identity, OFFSET>,
            GetRunningObjectTable: GetRunningObjectTable::<Identity, OFFSET>,
            RegisterObjectParam: RegisterObjectParam::<Identity, OFFSET>,
            GetObjectParam: GetObjectParam::<Identity, OFFSET>,
            EnumObjectParam: EnumObjectParam::<Identity, OFFSET>,
            RevokeObjectParam: RevokeObjectParam::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IBindCtx as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IBindCtx {}
windows_core::imp::define_interface!(ICallFactory, ICallFactory_Vtbl, 0x1c733a30_2a1c_11ce_ade5_00aa0044773d);
windows_core::imp::interface_hierarchy!(ICallFactory, windows_core::IUnknown);
impl ICallFactory {
    pub unsafe fn CreateCall<P1, T>(
        &self,
        riid: *const windows_core::GUID,
        pctrlunk: P1,
    ) -> windows_core::Result<T>
    where
        P1: windows_core::Param<windows_core::IUnknown>,
        T: windows_core::Interface,
    {
        let mut result__ = core::ptr::null_mut();
        unsafe {
            (windows_core::Interface::vtable(self).CreateCall)(
                windows_core::Interface::as_raw(self),
                riid,
                pctrlunk.param().abi(),
                &T::IID,
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
}
#[repr(C)]
pub struct ICallFactory_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub CreateCall: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const windows_core::GUID,
        *mut core::ffi::c_void,
        *const windows_core::GUID,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
}
pub trait ICallFactory_Impl: windows_core::IUnknownImpl {
    fn CreateCall(
        &self,
        riid: *const windows_core::GUID,
        pctrlunk: windows_core::Ref<windows_core::IUnknown>,
        riid2: *const windows_core::GUID,
        ppv: *mut *mut core::ffi::c_void,
    ) -> windows_core::Result<()>;
}
impl ICallFactory_Vtbl {
    pub const fn new<Identity: ICallFactory_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn CreateCall<Identity: ICallFactory_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            riid: *const windows_core::GUID,
            pctrlunk: *mut core::ffi::c_void,
            riid2: *const windows_core::GUID,
            ppv: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ICallFactory_Impl::CreateCall(
                    this,
                    core::mem::transmute_copy(&riid),
                    core::mem::transmute_copy(&pctrlunk),
                    core::mem::transmute_copy(&riid2),
                    core::mem::transmute_copy(&ppv),
                )
                .into()
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            CreateCall: CreateCall::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<ICallFactory as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for ICallFactory {}
windows_core::imp::define_interface!(
    ICancelMethodCalls,
    ICancelMethodCalls_Vtbl,
    0x00000029_0000_0000_c000_000000000046
);
windows_core::imp::interface_hierarchy!(ICancelMethodCalls, windows_core::IUnknown);
impl ICancelMethodCalls {
    pub unsafe fn Cancel(&self, ulseconds: u32) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Cancel)(windows_core::Interface::as_raw(self), ulseconds)
        }
    }
    pub unsafe fn TestCancel(&self) -> windows_core::HRESULT {
        unsafe { (windows_core::Interface::vtable(self).TestCancel)(windows_core::Interface::as_raw(self)) }
    }
}
#[repr(C)]
pub struct ICancelMethodCalls_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub Cancel: unsafe extern "system" fn(*mut core::ffi::c_void, u32) -> windows_core::HRESULT,
    pub TestCancel: unsafe extern "system" fn(*mut core::ffi::c_void) -> windows_core::HRESULT,
}
pub trait ICancelMethodCalls_Impl: windows_core::IUnknownImpl {
    fn Cancel(&self, ulseconds: u32) -> windows_core::Result<()>;
    fn TestCancel(&self) -> windows_core::Result<()>;
}
impl ICancelMethodCalls_Vtbl {
    pub const fn new<Identity: ICancelMethodCalls_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn Cancel<Identity: ICancelMethodCalls_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            ulseconds: u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ICancelMethodCalls_Impl::Cancel(this, core::mem::transmute_copy(&ulseconds)).into()
            }
        }
        unsafe extern "system" fn TestCancel<Identity: ICancelMethodCalls_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ICancelMethodCalls_Impl::TestCancel(this).into()
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            Cancel: Cancel::<Identity, OFFSET>,
            TestCancel: TestCancel::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<ICancelMethodCalls as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for ICancelMethodCalls {}
windows_core::imp::define_interface!(
    ICatInformation,
    ICatInformation_Vtbl,
    0x0002e013_0000_0000_c000_000000000046
);
windows_core::imp::interface_hierarchy!(ICatInformation, windows_core::IUnknown);
impl ICatInformation {
    pub unsafe fn EnumCategories(&self, lcid: LCID) -> windows_core::Result<IEnumCATEGORYINFO> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).EnumCategories)(
                windows_core::Interface::as_raw(self),
                lcid,
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn GetCategoryDesc(
        &self,
        rcatid: REFCATID,
        lcid: LCID,
    ) -> windows_core::Result<windows_core::PWSTR> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetCategoryDesc)(
                windows_core::Interface::as_raw(self),
                rcatid,
                lcid,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn EnumClassesOfCategories(
        &self,
        cimplemented: u32,
        rgcatidimpl: *const CATID,
        crequired: u32,
        rgcatidreq: *const CATID,
    ) -> windows_core::Result<IEnumGUID> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).EnumClassesOfCategories)(
                windows_core::Interface::as_raw(self),
                cimplemented,
                rgcatidimpl,
                crequired,
                rgcatidreq,
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn IsClassOfCategories(
        &self,
        rclsid: *const windows_core::GUID,
        cimplemented: u32,
        rgcatidimpl: *const CATID,
        crequired: u32,
        rgcatidreq: *const CATID,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).IsClassOfCategories)(
                windows_core::Interface::as_raw(self),
                rclsid,
                cimplemented,
                rgcatidimpl,
                crequired,
                rgcatidreq,
            )
        }
    }
    pub unsafe fn EnumImplCategoriesOfClass(
        &self,
        rclsid: *const windows_core::GUID,
    ) -> windows_core::Result<IEnumGUID> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).EnumImplCategoriesOfClass)(
                windows_core::Interface::as_raw(self),
                rclsid,
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn EnumReqCategoriesOfClass(
        &self,
        rclsid: *const windows_core::GUID,
    ) -> windows_core::Result<IEnumGUID> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).EnumReqCategoriesOfClass)(
                windows_core::Interface::as_raw(self),
                rclsid,
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
}
#[repr(C)]
pub struct ICatInformation_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub EnumCategories: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        LCID,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub GetCategoryDesc: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        REFCATID,
        LCID,
        *mut windows_core::PWSTR,
    ) -> windows_core::HRESULT,
    pub EnumClassesOfCategories: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        u32,
        *const CATID,
        u32,
        *const CATID,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub IsClassOfCategories: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const windows_core::GUID,
        u32,
        *const CATID,
        u32,
        *const CATID,
    ) -> windows_core::HRESULT,
    pub EnumImplCategoriesOfClass: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const windows_core::GUID,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub EnumReqCategoriesOfClass: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const windows_core::GUID,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
}
pub trait ICatInformation_Impl: windows_core::IUnknownImpl {
    fn EnumCategories(&self, lcid: LCID) -> windows_core::Result<IEnumCATEGORYINFO>;
    fn GetCategoryDesc(&self, rcatid: REFCATID, lcid: LCID) -> windows_core::Result<windows_core::PWSTR>;
    fn EnumClassesOfCategories(
        &self,
        cimplemented: u32,
        rgcatidimpl: *const CATID,
        crequired: u32,
        rgcatidreq: *const CATID,
    ) -> windows_core::Result<IEnumGUID>;
    fn IsClassOfCategories(
        &self,
        rclsid: *const windows_core::GUID,
        cimplemented: u32,
        rgcatidimpl: *const CATID,
        crequired: u32,
        rgcatidreq: *const CATID,
    ) -> windows_core::Result<()>;
    fn EnumImplCategoriesOfClass(&self, rclsid: *const windows_core::GUID)
    -> windows_core::Result<IEnumGUID>;
    fn EnumReqCategoriesOfClass(&self, rclsid: *const windows_core::GUID) -> windows_core::Result<IEnumGUID>;
}
impl ICatInformation_Vtbl {
    pub const fn new<Identity: ICatInformation_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn EnumCategories<Identity: ICatInformation_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            lcid: LCID,
            ppenumcategoryinfo: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ICatInformation_Impl::EnumCategories(this, core::mem::transmute_copy(&lcid)) {
                    Ok(ok__) => {
                        ppenumcategoryinfo.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetCategoryDesc<Identity: ICatInformation_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            rcatid: REFCATID,
            lcid: LCID,
            pszdesc: *mut windows_core::PWSTR,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ICatInformation_Impl::GetCategoryDesc(
                    this,
                    core::mem::transmute_copy(&rcatid),
                    core::mem::transmute_copy(&lcid),
                ) {
                    Ok(ok__) => {
                        pszdesc.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn EnumClassesOfCategories<
            Identity: ICatInformation_Impl,
            const OFFSET: isize,
        >(
            this: *mut core::ffi::c_void,
            cimplemented: u32,
            rgcatidimpl: *const CATID,
            crequired: u32,
            rgcatidreq: *const CATID,
            ppenumclsid: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ICatInformation_Impl::EnumClassesOfCategories(
                    this,
                    core::mem::transmute_copy(&cimplemented),
                    core::mem::transmute_copy(&rgcatidimpl),
                    core::mem::transmute_copy(&crequired),
                    core::mem::transmute_copy(&rgcatidreq),
                ) {
                    Ok(ok__) => {
                        ppenumclsid.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn IsClassOfCategories<Identity: ICatInformation_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            rclsid: *const windows_core::GUID,
            cimplemented: u32,
            rgcatidimpl: *const CATID,
            crequired: u32,
            rgcatidreq: *const CATID,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ICatInformation_Impl::IsClassOfCategories(
                    this,
                    core::mem::transmute_copy(&rclsid),
                    core::mem::transmute_copy(&cimplemented),
                    core::mem::transmute_copy(&rgcatidimpl),
                    core::mem::transmute_copy(&crequired),
                    core::mem::transmute_copy(&rgcatidreq),
                )
                .into()
            }
        }
        unsafe extern "system" fn EnumImplCategoriesOfClass<
            Identity: ICatInformation_Impl,
            const OFFSET: isize,
        >(
            this: *mut core::ffi::c_void,
            rclsid: *const windows_core::GUID,
            ppenumcatid: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ICatInformation_Impl::EnumImplCategoriesOfClass(
                    this,
                    core::mem::transmute_copy(&rclsid),
                ) {
                    Ok(ok__) => {
                        ppenumcatid.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn EnumReqCategoriesOfClass<
            Identity: ICatInformation_Impl,
            const OFFSET: isize,
        >(
            this: *mut core::ffi::c_void,
            rclsid: *const windows_core::GUID,
            ppenumcatid: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ICatInformation_Impl::EnumReqCategoriesOfClass(this, core::mem::transmute_copy(&rclsid))
                {
                    Ok(ok__) => {
                        ppenumcatid.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            EnumCategories: EnumCategories::<Identity, OFFSET>,
            GetCategoryDesc: GetCategoryDesc::<Identity, OFFSET>,
            EnumClassesOfCategories: EnumClassesOfCategories::<Identity, OFFSET>,
            IsClassOfCategories: IsClassOfCategories::<Identity, OFFSET>,
            EnumImplCategoriesOfClass: EnumImplCategoriesOfClass::<Identity, OFFSET>,
            EnumReqCategoriesOfClass: EnumReqCategoriesOfClass::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<ICatInformation as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for ICatInformation {}
windows_core::imp::define_interface!(ICatRegister, ICatRegister_Vtbl, 0x0002e012_0000_0000_c000_000000000046);
windows_core::imp::interface_hierarchy!(ICatRegister, windows_core::IUnknown);
impl ICatRegister {
    pub unsafe fn RegisterCategories(
        &self,
        ccategories: u32,
        rgcategoryinfo: *const CATEGORYINFO,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).RegisterCategories)(
                windows_core::Interface::as_raw(self),
                ccategories,
                rgcategoryinfo,
            )
        }
    }
    pub unsafe fn UnRegisterCategories(
        &self,
        ccategories: u32,
        rgcatid: *const CATID,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).UnRegisterCategories)(
                windows_core::Interface::as_raw(self),
                ccategories,
                rgcatid,
            )
        }
    }
    pub unsafe fn RegisterClassImplCategories(
        &self,
        rclsid: *const windows_core::GUID,
        ccategories: u32,
        rgcatid: *const CATID,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).RegisterClassImplCategories)(
                windows_core::Interface::as_raw(self),
                rclsid,
                ccategories,
                rgcatid,
            )
        }
    }
    pub unsafe fn UnRegisterClassImplCategories(
        &self,
        rclsid: *const windows_core::GUID,
        ccategories: u32,
        rgcatid: *const CATID,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).UnRegisterClassImplCategories)(
                windows_core::Interface::as_raw(self),
                rclsid,
                ccategories,
                rgcatid,
            )
        }
    }
    pub unsafe fn RegisterClassReqCategories(
        &self,
        rclsid: *const windows_core::GUID,
        ccategories: u32,
        rgcatid: *const CATID,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).RegisterClassReqCategories)(
                windows_core::Interface::as_raw(self),
                rclsid,
                ccategories,
                rgcatid,
            )
        }
    }
    pub unsafe fn UnRegisterClassReqCategories(
        &self,
        rclsid: *const windows_core::GUID,
        ccategories: u32,
        rgcatid: *const CATID,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).UnRegisterClassReqCategories)(
                windows_core::Interface::as_raw(self),
                rclsid,
                ccategories,
                rgcatid,
            )
        }
    }
}
#[repr(C)]
pub struct ICatRegister_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub RegisterCategories:
        unsafe extern "system" fn(*mut core::ffi::c_void, u32, *const CATEGORYINFO) -> windows_core::HRESULT,
    pub UnRegisterCategories:
        unsafe extern "system" fn(*mut core::ffi::c_void, u32, *const CATID) -> windows_core::HRESULT,
    pub RegisterClassImplCategories: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const windows_core::GUID,
        u32,
        *const CATID,
    ) -> windows_core::HRESULT,
    pub UnRegisterClassImplCategories: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const windows_core::GUID,
        u32,
        *const CATID,
    ) -> windows_core::HRESULT,
    pub RegisterClassReqCategories: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const windows_core::GUID,
        u32,
        *const CATID,
    ) -> windows_core::HRESULT,
    pub UnRegisterClassReqCategories: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const windows_core::GUID,
        u32,
        *const CATID,
    ) -> windows_core::HRESULT,
}
pub trait ICatRegister_Impl: windows_core::IUnknownImpl {
    fn RegisterCategories(
        &self,
        ccategories: u32,
        rgcategoryinfo: *const CATEGORYINFO,
    ) -> windows_core::Result<()>;
    fn UnRegisterCategories(&self, ccategories: u32, rgcatid: *const CATID) -> windows_core::Result<()>;
    fn RegisterClassImplCategories(
        &self,
        rclsid: *const windows_core::GUID,
        ccategories: u32,
        rgcatid: *const CATID,
    ) -> windows_core::Result<()>;
    fn UnRegisterClassImplCategories(
        &self,
        rclsid: *const windows_core::GUID,
        ccategories: u32,
        rgcatid: *const CATID,
    ) -> windows_core::Result<()>;
    fn RegisterClassReqCategories(
        &self,
        rclsid: *const windows_core::GUID,
        ccategories: u32,
        rgcatid: *const CATID,
    ) -> windows_core::Result<()>;
    fn UnRegisterClassReqCategories(
        &self,
        rclsid: *const windows_core::GUID,
        ccategories: u32,
        rgcatid: *const CATID,
    ) -> windows_core::Result<()>;
}
impl ICatRegister_Vtbl {
    pub const fn new<Identity: ICatRegister_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn RegisterCategories<Identity: ICatRegister_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            ccategories: u32,
            rgcategoryinfo: *const CATEGORYINFO,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ICatRegister_Impl::RegisterCategories(
                    this,
                    core::mem::transmute_copy(&ccategories),
                    core::mem::transmute_copy(&rgcategoryinfo),
                )
                .into()
            }
        }
        unsafe extern "system" fn UnRegisterCategories<Identity: ICatRegister_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            ccategories: u32,
            rgcatid: *const CATID,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ICatRegister_Impl::UnRegisterCategories(
                    this,
                    core::mem::transmute_copy(&ccategories),
                    core::mem::transmute_copy(&rgcatid),
                )
                .into()
            }
        }
        unsafe extern "system" fn RegisterClassImplCategories<
            Identity: ICatRegister_Impl,
            const OFFSET: isize,
        >(
            this: *mut core::ffi::c_void,
            rclsid: *const windows_core::GUID,
            ccategories: u32,
            rgcatid: *const CATID,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ICatRegister_Impl::RegisterClassImplCategories(
                    this,
                    core::mem::transmute_copy(&rclsid),
                    core::mem::transmute_copy(&ccategories),
                    core::mem::transmute_copy(&rgcatid),
                )
                .into()
            }
        }
        unsafe extern "system" fn UnRegisterClassImplCategories<
            Identity: ICatRegister_Impl,
            const OFFSET: isize,
        >(
            this: *mut core::ffi::c_void,
            rclsid: *const windows_core::GUID,
            ccategories: u32,
            rgcatid: *const CATID,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ICatRegister_Impl::UnRegisterClassImplCategories(
                    this,
                    core::mem::transmute_copy(&rclsid),
                    core::mem::transmute_copy(&ccategories),
                    core::mem::transmute_copy(&rgcatid),
                )
                .into()
            }
        }
        unsafe extern "system" fn RegisterClassReqCategories<
            Identity: ICatRegister_Impl,
            const OFFSET: isize,
        >(
            this: *mut core::ffi::c_void,
            rclsid: *const windows_core::GUID,
            ccategories: u32,
            rgcatid: *const CATID,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ICatRegister_Impl::RegisterClassReqCategories(
                    this,
                    core::mem::transmute_copy(&rclsid),
                    core::mem::transmute_copy(&ccategories),
                    core::mem::transmute_copy(&rgcatid),
                )
                .into()
            }
        }
        unsafe extern "system" fn UnRegisterClassReqCategories<
            Identity: ICatRegister_Impl,
            const OFFSET: isize,
        >(
            this: *mut core::ffi::c_void,
            rclsid: *const windows_core::GUID,
            ccategories: u32,
            rgcatid: *const CATID,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ICatRegister_Impl::UnRegisterClassReqCategories(
                    this,
                    core::mem::transmute_copy(&rclsid),
                    core::mem::transmute_copy(&ccategories),
                    core::mem::transmute_copy(&rgcatid),
                )
                .into()
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            RegisterCategories: RegisterCategories::<Identity, OFFSET>,
            UnRegisterCategories: UnRegisterCategories::<Identity, OFFSET>,
            RegisterClassImplCategories: RegisterClassImplCategories::<Identity, OFFSET>,
            UnRegisterClassImplCategories: UnRegisterClassImplCategories::<Identity, OFFSET>,
            RegisterClassReqCategories: RegisterClassReqCategories::<Identity, OFFSET>,
            UnRegisterClassReqCategories: UnRegisterClassReqCategories::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<ICatRegister as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for ICatRegister {}
windows_core::imp::define_interface!(
    IClassFactory,
    IClassFactory_Vtbl,
    0x00000001_0000_0000_c000_000000000046
);
windows_core::imp::interface_hierarchy!(IClassFactory, windows_core::IUnknown);
impl IClassFactory {
    pub unsafe fn CreateInstance<P0, T>(&self, punkouter: P0) -> windows_core::Result<T>
    where
        P0: windows_core::Param<windows_core::IUnknown>,
        T: windows_core::Interface,
    {
        let mut result__ = core::ptr::null_mut();
        unsafe {
            (windows_core::Interface::vtable(self).CreateInstance)(
                windows_core::Interface::as_raw(self),
                punkouter.param().abi(),
                &T::IID,
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn LockServer(&self, flock: bool) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).LockServer)(
                windows_core::Interface::as_raw(self),
                flock.into(),
            )
        }
    }
}
#[repr(C)]
pub struct IClassFactory_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub CreateInstance: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        *const windows_core::GUID,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub LockServer:
        unsafe extern "system" fn(*mut core::ffi::c_void, windows_core::BOOL) -> windows_core::HRESULT,
}
pub trait IClassFactory_Impl: windows_core::IUnknownImpl {
    fn CreateInstance(
        &self,
        punkouter: windows_core::Ref<windows_core::IUnknown>,
        riid: *const windows_core::GUID,
        ppvobject: *mut *mut core::ffi::c_void,
    ) -> windows_core::Result<()>;
    fn LockServer(&self, flock: windows_core::BOOL) -> windows_core::Result<()>;
}
impl IClassFactory_Vtbl {
    pub const fn new<Identity: IClassFactory_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn CreateInstance<Identity: IClassFactory_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            punkouter: *mut core::ffi::c_void,
            riid: *const windows_core::GUID,
            ppvobject: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IClassFactory_Impl::CreateInstance(
                    this,
                    core::mem::transmute_copy(&punkouter),
                    core::mem::transmute_copy(&riid),
                    core::mem::transmute_copy(&ppvobject),
                )
                .into()
            }
        }
        unsafe extern "system" fn LockServer<Identity: IClassFactory_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            flock: windows_core::BOOL,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IClassFactory_Impl::LockServer(this, core::mem::transmute_copy(&flock)).into()
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            CreateInstance: CreateInstance::<Identity, OFFSET>,
            LockServer: LockServer::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IClassFactory as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IClassFactory {}
windows_core::imp::define_interface!(
    IClientSecurity,
    IClientSecurity_Vtbl,
    0x0000013d_0000_0000_c000_000000000046
);
windows_core::imp::interface_hierarchy!(IClientSecurity, windows_core::IUnknown);
impl IClientSecurity {
    pub unsafe fn QueryBlanket<P0>(
        &self,
        pproxy: P0,
        pauthnsvc: *mut u32,
        pauthzsvc: Option<*mut u32>,
        pserverprincname: *mut *mut OLECHAR,
        pauthnlevel: Option<*mut u32>,
        pimplevel: Option<*mut u32>,
        pauthinfo: *mut *mut core::ffi::c_void,
        pcapabilites: Option<*mut u32>,
    ) -> windows_core::HRESULT
    where
        P0: windows_core::Param<windows_core::IUnknown>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).QueryBlanket)(
                windows_core::Interface::as_raw(self),
                pproxy.param().abi(),
                pauthnsvc as _,
                pauthzsvc.unwrap_or(core::mem::zeroed()) as _,
                pserverprincname as _,
                pauthnlevel.unwrap_or(core::mem::zeroed()) as _,
                pimplevel.unwrap_or(core::mem::zeroed()) as _,
                pauthinfo as _,
                pcapabilites.unwrap_or(core::mem::zeroed()) as _,
            )
        }
    }
    pub unsafe fn SetBlanket<P0>(
        &self,
        pproxy: P0,
        dwauthnsvc: u32,
        dwauthzsvc: u32,
        pserverprincname: *const OLECHAR,
        dwauthnlevel: u32,
        dwimplevel: u32,
        pauthinfo: Option<*const core::ffi::c_void>,
        dwcapabilities: u32,
    ) -> windows_core::HRESULT
    where
        P0: windows_core::Param<windows_core::IUnknown>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).SetBlanket)(
                windows_core::Interface::as_raw(self),
                pproxy.param().abi(),
                dwauthnsvc,
                dwauthzsvc,
                pserverprincname,
                dwauthnlevel,
                dwimplevel,
                pauthinfo.unwrap_or(core::mem::zeroed()) as _,
                dwcapabilities,
            )
        }
    }
    pub unsafe fn CopyProxy<P0>(&self, pproxy: P0) -> windows_core::Result<windows_core::IUnknown>
    where
        P0: windows_core::Param<windows_core::IUnknown>,
    {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).CopyProxy)(
                windows_core::Interface::as_raw(self),
                pproxy.param().abi(),
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
}
#[repr(C)]
pub struct IClientSecurity_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub QueryBlanket: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        *mut u32,
        *mut u32,
        *mut *mut OLECHAR,
        *mut u32,
        *mut u32,
        *mut *mut core::ffi::c_void,
        *mut u32,
    ) -> windows_core::HRESULT,
    pub SetBlanket: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        u32,
        u32,
        *const OLECHAR,
        u32,
        u32,
        *const core::ffi::c_void,
        u32,
    ) -> windows_core::HRESULT,
    pub CopyProxy: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
}
pub trait IClientSecurity_Impl: windows_core::IUnknownImpl {
    fn QueryBlanket(
        &self,
        pproxy: windows_core::Ref<windows_core::IUnknown>,
        pauthnsvc: *mut u32,
        pauthzsvc: *mut u32,
        pserverprincname: *mut *mut OLECHAR,
        pauthnlevel: *mut u32,
        pimplevel: *mut u32,
        pauthinfo: *mut *mut core::ffi::c_void,
        pcapabilites: *mut u32,
    ) -> windows_core::Result<()>;
    fn SetBlanket(
        &self,
        pproxy: windows_core::Ref<windows_core::IUnknown>,
        dwauthnsvc: u32,
        dwauthzsvc: u32,
        pserverprincname: *const OLECHAR,
        dwauthnlevel: u32,
        dwimplevel: u32,
        pauthinfo: *const core::ffi::c_void,
        dwcapabilities: u32,
    ) -> windows_core::Result<()>;
    fn CopyProxy(
        &self,
        pproxy: windows_core::Ref<windows_core::IUnknown>,
    ) -> windows_core::Result<windows_core::IUnknown>;
}
impl IClientSecurity_Vtbl {
    pub const fn new<Identity: IClientSecurity_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn QueryBlanket<Identity: IClientSecurity_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pproxy: *mut core::ffi::c_void,
            pauthnsvc: *mut u32,
            pauthzsvc: *mut u32,
            pserverprincname: *mut *mut OLECHAR,
            pauthnlevel: *mut u32,
            pimplevel: *mut u32,
            pauthinfo: *mut *mut core::ffi::c_void,
            pcapabilites: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IClientSecurity_Impl::QueryBlanket(
                    this,
                    core::mem::transmute_copy(&pproxy),
                    core::mem::transmute_copy(&pauthnsvc),
                    core::mem::transmute_copy(&pauthzsvc),
                    core::mem::transmute_copy(&pserverprincname),
                    core::mem::transmute_copy(&pauthnlevel),
                    core::mem::transmute_copy(&pimplevel),
                    core::mem::transmute_copy(&pauthinfo),
                    core::mem::transmute_copy(&pcapabilites),
                )
                .into()
            }
        }
        unsafe extern "system" fn SetBlanket<Identity: IClientSecurity_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pproxy: *mut core::ffi::c_void,
            dwauthnsvc: u32,
            dwauthzsvc: u32,
            pserverprincname: *const OLECHAR,
            dwauthnlevel: u32,
            dwimplevel: u32,
            pauthinfo: *const core::ffi::c_void,
            dwcapabilities: u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IClientSecurity_Impl::SetBlanket(
                    this,
                    core::mem::transmute_copy(&pproxy),
                    core::mem::transmute_copy(&dwauthnsvc),
                    core::mem::transmute_copy(&dwauthzsvc),
                    core::mem::transmute_copy(&pserverprincname),
                    core::mem::transmute_copy(&dwauthnlevel),
                    core::mem::transmute_copy(&dwimplevel),
                    core::mem::transmute_copy(&pauthinfo),
                    core::mem::transmute_copy(&dwcapabilities),
                )
                .into()
            }
        }
        unsafe extern "system" fn CopyProxy<Identity: IClientSecurity_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pproxy: *mut core::ffi::c_void,
            ppcopy: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IClientSecurity_Impl::CopyProxy(this, core::mem::transmute_copy(&pproxy)) {
                    Ok(ok__) => {
                        ppcopy.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            QueryBlanket: QueryBlanket::<Identity, OFFSET>,
            SetBlanket: SetBlanket::<Identity, OFFSET>,
            CopyProxy: CopyProxy::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IClientSecurity as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IClientSecurity {}
windows_core::imp::define_interface!(
    IComThreadingInfo,
    IComThreadingInfo_Vtbl,
    0x000001ce_0000_0000_c000_000000000046
);
windows_core::imp::interface_hierarchy!(IComThreadingInfo, windows_core::IUnknown);
impl IComThreadingInfo {
    pub unsafe fn GetCurrentApartmentType(&self) -> windows_core::Result<APTTYPE> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetCurrentApartmentType)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn GetCurrentThreadType(&self) -> windows_core::Result<THDTYPE> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetCurrentThreadType)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn GetCurrentLogicalThreadId(&self) -> windows_core::Result<windows_core::GUID> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetCurrentLogicalThreadId)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn SetCurrentLogicalThreadId(
        &self,
        rguid: *const windows_core::GUID,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).SetCurrentLogicalThreadId)(
                windows_core::Interface::as_raw(self),
                rguid,
            )
        }
    }
}
#[repr(C)]
pub struct IComThreadingInfo_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub GetCurrentApartmentType:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut APTTYPE) -> windows_core::HRESULT,
    pub GetCurrentThreadType:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut THDTYPE) -> windows_core::HRESULT,
    pub GetCurrentLogicalThreadId:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut windows_core::GUID) -> windows_core::HRESULT,
    pub SetCurrentLogicalThreadId:
        unsafe extern "system" fn(*mut core::ffi::c_void, *const windows_core::GUID) -> windows_core::HRESULT,
}
pub trait IComThreadingInfo_Impl: windows_core::IUnknownImpl {
    fn GetCurrentApartmentType(&self) -> windows_core::Result<APTTYPE>;
    fn GetCurrentThreadType(&self) -> windows_core::Result<THDTYPE>;
    fn GetCurrentLogicalThreadId(&self) -> windows_core::Result<windows_core::GUID>;
    fn SetCurrentLogicalThreadId(&self, rguid: *const windows_core::GUID) -> windows_core::Result<()>;
}
impl IComThreadingInfo_Vtbl {
    pub const fn new<Identity: IComThreadingInfo_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn GetCurrentApartmentType<
            Identity: IComThreadingInfo_Impl,
            const OFFSET: isize,
        >(
            this: *mut core::ffi::c_void,
            papttype: *mut APTTYPE,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IComThreadingInfo_Impl::GetCurrentApartmentType(this) {
                    Ok(ok__) => {
                        papttype.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetCurrentThreadType<
            Identity: IComThreadingInfo_Impl,
            const OFFSET: isize,
        >(
            this: *mut core::ffi::c_void,
            pthreadtype: *mut THDTYPE,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IComThreadingInfo_Impl::GetCurrentThreadType(this) {
                    Ok(ok__) => {
                        pthreadtype.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetCurrentLogicalThreadId<
            Identity: IComThreadingInfo_Impl,
            const OFFSET: isize,
        >(
            this: *mut core::ffi::c_void,
            pguidlogicalthreadid: *mut windows_core::GUID,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IComThreadingInfo_Impl::GetCurrentLogicalThreadId(this) {
                    Ok(ok__) => {
                        pguidlogicalthreadid.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn SetCurrentLogicalThreadId<
            Identity: IComThreadingInfo_Impl,
            const OFFSET: isize,
        >(
            this: *mut core::ffi::c_void,
            rguid: *const windows_core::GUID,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IComThreadingInfo_Impl::SetCurrentLogicalThreadId(this, core::mem::transmute_copy(&rguid))
                    .into()
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            GetCurrentApartmentType: GetCurrentApartmentType::<Identity, OFFSET>,
            GetCurrentThreadType: GetCurrentThreadType::<Identity, OFFSET>,
            GetCurrentLogicalThreadId: GetCurrentLogicalThreadId::<Identity, OFFSET>,
            SetCurrentLogicalThreadId: SetCurrentLogicalThreadId::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IComThreadingInfo as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IComThreadingInfo {}
windows_core::imp::define_interface!(
    IConnectionPoint,
    IConnectionPoint_Vtbl,
    0xb196b286_bab4_101a_b69c_00aa00341d07
);
windows_core::imp::interface_hierarchy!(IConnectionPoint, windows_core::IUnknown);
impl IConnectionPoint {
    pub unsafe fn GetConnectionInterface(&self) -> windows_core::Result<windows_core::GUID> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetConnectionInterface)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn GetConnectionPointContainer(&self) -> windows_core::Result<IConnectionPointContainer> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetConnectionPointContainer)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn Advise<P0>(&self, punksink: P0) -> windows_core::Result<u32>
    where
        P0: windows_core::Param<windows_core::IUnknown>,
    {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Advise)(
                windows_core::Interface::as_raw(self),
                punksink.param().abi(),
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn Unadvise(&self, dwcookie: u32) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Unadvise)(windows_core::Interface::as_raw(self), dwcookie)
        }
    }
    pub unsafe fn EnumConnections(&self) -> windows_core::Result<IEnumConnections> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).EnumConnections)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
}
#[repr(C)]
pub struct IConnectionPoint_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub GetConnectionInterface:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut windows_core::GUID) -> windows_core::HRESULT,
    pub GetConnectionPointContainer: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub Advise: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        *mut u32,
    ) -> windows_core::HRESULT,
    pub Unadvise: unsafe extern "system" fn(*mut core::ffi::c_void, u32) -> windows_core::HRESULT,
    pub EnumConnections: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
}
pub trait IConnectionPoint_Impl: windows_core::IUnknownImpl {
    fn GetConnectionInterface(&self) -> windows_core::Result<windows_core::GUID>;
    fn GetConnectionPointContainer(&self) -> windows_core::Result<IConnectionPointContainer>;
    fn Advise(&self, punksink: windows_core::Ref<windows_core::IUnknown>) -> windows_core::Result<u32>;
    fn Unadvise(&self, dwcookie: u32) -> windows_core::Result<()>;
    fn EnumConnections(&self) -> windows_core::Result<IEnumConnections>;
}
impl IConnectionPoint_Vtbl {
    pub const fn new<Identity: IConnectionPoint_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn GetConnectionInterface<
            Identity: IConnectionPoint_Impl,
            const OFFSET: isize,
        >(
            this: *mut core::ffi::c_void,
            piid: *mut windows_core::GUID,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IConnectionPoint_Impl::GetConnectionInterface(this) {
                    Ok(ok__) => {
                        piid.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetConnectionPointContainer<
            Identity: IConnectionPoint_Impl,
            const OFFSET: isize,
        >(
            this: *mut core::ffi::c_void,
            ppcpc: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IConnectionPoint_Impl::GetConnectionPointContainer(this) {
                    Ok(ok__) => {
                        ppcpc.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Advise<Identity: IConnectionPoint_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            punksink: *mut core::ffi::c_void,
            pdwcookie: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IConnectionPoint_Impl::Advise(this, core::mem::transmute_copy(&punksink)) {
                    Ok(ok__) => {
                        pdwcookie.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Unadvise<Identity: IConnectionPoint_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            dwcookie: u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IConnectionPoint_Impl::Unadvise(this, core::mem::transmute_copy(&dwcookie)).into()
            }
        }
        unsafe extern "system" fn EnumConnections<Identity: IConnectionPoint_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            ppenum: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IConnectionPoint_Impl::EnumConnections(this) {
                    Ok(ok__) => {
                        ppenum.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            GetConnectionInterface: GetConnectionInterface::<Identity, OFFSET>,
            GetConnectionPointContainer: GetConnectionPointContainer::<Identity, OFFSET>,
            Advise: Advise::<Identity, OFFSET>,
            Unadvise: Unadvise::<Identity, OFFSET>,
            EnumConnections: EnumConnections::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IConnectionPoint as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IConnectionPoint {}
windows_core::imp::define_interface!(
    IConnectionPointContainer,
    IConnectionPointContainer_Vtbl,
    0xb196b284_bab4_101a_b69c_00aa00341d07
);
windows_core::imp::interface_hierarchy!(IConnectionPointContainer, windows_core::IUnknown);
impl IConnectionPointContainer {
    pub unsafe fn EnumConnectionPoints(&self) -> windows_core::Result<IEnumConnectionPoints> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).EnumConnectionPoints)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn FindConnectionPoint(
        &self,
        riid: *const windows_core::GUID,
    ) -> windows_core::Result<IConnectionPoint> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).FindConnectionPoint)(
                windows_core::Interface::as_raw(self),
                riid,
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
}
#[repr(C)]
pub struct IConnectionPointContainer_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub EnumConnectionPoints: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub FindConnectionPoint: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const windows_core::GUID,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
}
pub trait IConnectionPointContainer_Impl: windows_core::IUnknownImpl {
    fn EnumConnectionPoints(&self) -> windows_core::Result<IEnumConnectionPoints>;
    fn FindConnectionPoint(&self, riid: *const windows_core::GUID) -> windows_core::Result<IConnectionPoint>;
}
impl IConnectionPointContainer_Vtbl {
    pub const fn new<Identity: IConnectionPointContainer_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn EnumConnectionPoints<
            Identity: IConnectionPointContainer_Impl,
            const OFFSET: isize,
        >(
            this: *mut core::ffi::c_void,
            ppenum: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IConnectionPointContainer_Impl::EnumConnectionPoints(this) {
                    Ok(ok__) => {
                        ppenum.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn FindConnectionPoint<
            Identity: IConnectionPointContainer_Impl,
            const OFFSET: isize,
        >(
            this: *mut core::ffi::c_void,
            riid: *const windows_core::GUID,
            ppcp: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IConnectionPointContainer_Impl::FindConnectionPoint(
                    this,
                    core::mem::transmute_copy(&riid),
                ) {
                    Ok(ok__) => {
                        ppcp.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            EnumConnectionPoints: EnumConnectionPoints::<Identity, OFFSET>,
            FindConnectionPoint: FindConnectionPoint::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IConnectionPointContainer as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IConnectionPointContainer {}
windows_core::imp::define_interface!(
    ICreateErrorInfo,
    ICreateErrorInfo_Vtbl,
    0x22f03340_547d_101b_8e65_08002b2bd119
);
windows_core::imp::interface_hierarchy!(ICreateErrorInfo, windows_core::IUnknown);
impl ICreateErrorInfo {
    pub unsafe fn SetGUID(&self, rguid: *const windows_core::GUID) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).SetGUID)(windows_core::Interface::as_raw(self), rguid)
        }
    }
    pub unsafe fn SetSource<P0>(&self, szsource: P0) -> windows_core::HRESULT
    where
        P0: windows_core::Param<windows_core::PCWSTR>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).SetSource)(
                windows_core::Interface::as_raw(self),
                szsource.param().abi(),
            )
        }
    }
    pub unsafe fn SetDescription<P0>(&self, szdescription: P0) -> windows_core::HRESULT
    where
        P0: windows_core::Param<windows_core::PCWSTR>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).SetDescription)(
                windows_core::Interface::as_raw(self),
                szdescription.param().abi(),
            )
        }
    }
    pub unsafe fn SetHelpFile<P0>(&self, szhelpfile: P0) -> windows_core::HRESULT
    where
        P0: windows_core::Param<windows_core::PCWSTR>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).SetHelpFile)(
                windows_core::Interface::as_raw(self),
                szhelpfile.param().abi(),
            )
        }
    }
    pub unsafe fn SetHelpContext(&self, dwhelpcontext: u32) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).SetHelpContext)(
                windows_core::Interface::as_raw(self),
                dwhelpcontext,
            )
        }
    }
}
#[repr(C)]
pub struct ICreateErrorInfo_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub SetGUID:
        unsafe extern "system" fn(*mut core::ffi::c_void, *const windows_core::GUID) -> windows_core::HRESULT,
    pub SetSource:
        unsafe extern "system" fn(*mut core::ffi::c_void, windows_core::PCWSTR) -> windows_core::HRESULT,
    pub SetDescription:
        unsafe extern "system" fn(*mut core::ffi::c_void, windows_core::PCWSTR) -> windows_core::HRESULT,
    pub SetHelpFile:
        unsafe extern "system" fn(*mut core::ffi::c_void, windows_core::PCWSTR) -> windows_core::HRESULT,
    pub SetHelpContext: unsafe extern "system" fn(*mut core::ffi::c_void, u32) -> windows_core::HRESULT,
}
pub trait ICreateErrorInfo_Impl: windows_core::IUnknownImpl {
    fn SetGUID(&self, rguid: *const windows_core::GUID) -> windows_core::Result<()>;
    fn SetSource(&self, szsource: &windows_core::PCWSTR) -> windows_core::Result<()>;
    fn SetDescription(&self, szdescription: &windows_core::PCWSTR) -> windows_core::Result<()>;
    fn SetHelpFile(&self, szhelpfile: &windows_core::PCWSTR) -> windows_core::Result<()>;
    fn SetHelpContext(&self, dwhelpcontext: u32) -> windows_core::Result<()>;
}
impl ICreateErrorInfo_Vtbl {
    pub const fn new<Identity: ICreateErrorInfo_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn SetGUID<Identity: ICreateErrorInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            rguid: *const windows_core::GUID,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ICreateErrorInfo_Impl::SetGUID(this, core::mem::transmute_copy(&rguid)).into()
            }
        }
        unsafe extern "system" fn SetSource<Identity: ICreateErrorInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            szsource: windows_core::PCWSTR,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ICreateErrorInfo_Impl::SetSource(this, core::mem::transmute(&szsource)).into()
            }
        }
        unsafe extern "system" fn SetDescription<Identity: ICreateErrorInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            szdescription: windows_core::PCWSTR,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ICreateErrorInfo_Impl::SetDescription(this, core::mem::transmute(&szdescription)).into()
            }
        }
        unsafe extern "system" fn SetHelpFile<Identity: ICreateErrorInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            szhelpfile: windows_core::PCWSTR,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ICreateErrorInfo_Impl::SetHelpFile(this, core::mem::transmute(&szhelpfile)).into()
            }
        }
        unsafe extern "system" fn SetHelpContext<Identity: ICreateErrorInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            dwhelpcontext: u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ICreateErrorInfo_Impl::SetHelpContext(this, core::mem::transmute_copy(&dwhelpcontext)).into()
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            SetGUID: SetGUID::<Identity, OFFSET>,
            SetSource: SetSource::<Identity, OFFSET>,
            SetDescription: SetDescription::<Identity, OFFSET>,
            SetHelpFile: SetHelpFile::<Identity, OFFSET>,
            SetHelpContext: SetHelpContext::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<ICreateErrorInfo as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for ICreateErrorInfo {}
windows_core::imp::define_interface!(
    ICreateTypeInfo,
    ICreateTypeInfo_Vtbl,
    0x00020405_0000_0000_c000_000000000046
);
windows_core::imp::interface_hierarchy!(ICreateTypeInfo, windows_core::IUnknown);
#[repr(C)]
pub struct ICreateTypeInfo_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    SetGuid: usize,
    SetTypeFlags: usize,
    SetDocString: usize,
    SetHelpContext: usize,
    SetVersion: usize,
    AddRefTypeInfo: usize,
    AddFuncDesc: usize,
    AddImplType: usize,
    SetImplTypeFlags: usize,
    SetAlignment: usize,
    SetSchema: usize,
    AddVarDesc: usize,
    SetFuncAndParamNames: usize,
    SetVarName: usize,
    SetTypeDescAlias: usize,
    DefineFuncAsDllEntry: usize,
    SetFuncDocString: usize,
    SetVarDocString: usize,
    SetFuncHelpContext: usize,
    SetVarHelpContext: usize,
    SetMops: usize,
    SetTypeIdldesc: usize,
    LayOut: usize,
}
impl windows_core::RuntimeName for ICreateTypeInfo {}
windows_core::imp::define_interface!(
    ICreateTypeLib,
    ICreateTypeLib_Vtbl,
    0x00020406_0000_0000_c000_000000000046
);
windows_core::imp::interface_hierarchy!(ICreateTypeLib, windows_core::IUnknown);
impl ICreateTypeLib {
    pub unsafe fn CreateTypeInfo<P0>(
        &self,
        szname: P0,
        tkind: TYPEKIND,
    ) -> windows_core::Result<ICreateTypeInfo>
    where
        P0: windows_core::Param<windows_core::PCWSTR>,
    {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).CreateTypeInfo)(
                windows_core::Interface::as_raw(self),
                szname.param().abi(),
                tkind,
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn SetName<P0>(&self, szname: P0) -> windows_core::HRESULT
    where
        P0: windows_core::Param<windows_core::PCWSTR>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).SetName)(
                windows_core::Interface::as_raw(self),
                szname.param().abi(),
            )
        }
    }
    pub unsafe fn SetVersion(&self, wmajorvernum: u16, wminorvernum: u16) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).SetVersion)(
                windows_core::Interface::as_raw(self),
                wmajorvernum,
                wminorvernum,
            )
        }
    }
    pub unsafe fn SetGuid(&self, guid: *const windows_core::GUID) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).SetGuid)(windows_core::Interface::as_raw(self), guid)
        }
    }
    pub unsafe fn SetDocString<P0>(&self, szdoc: P0) -> windows_core::HRESULT
    where
        P0: windows_core::Param<windows_core::PCWSTR>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).SetDocString)(
                windows_core::Interface::as_raw(self),
                szdoc.param().abi(),
            )
        }
    }
    pub unsafe fn SetHelpFileName<P0>(&self, szhelpfilename: P0) -> windows_core::HRESULT
    where
        P0: windows_core::Param<windows_core::PCWSTR>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).SetHelpFileName)(
                windows_core::Interface::as_raw(self),
                szhelpfilename.param().abi(),
            )
        }
    }
    pub unsafe fn SetHelpContext(&self, dwhelpcontext: u32) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).SetHelpContext)(
                windows_core::Interface::as_raw(self),
                dwhelpcontext,
            )
        }
    }
    pub unsafe fn SetLcid(&self, lcid: LCID) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).SetLcid)(windows_core::Interface::as_raw(self), lcid)
        }
    }
    pub unsafe fn SetLibFlags(&self, ulibflags: u32) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).SetLibFlags)(
                windows_core::Interface::as_raw(self),
                ulibflags,
            )
        }
    }
    pub unsafe fn SaveAllChanges(&self) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).SaveAllChanges)(windows_core::Interface::as_raw(self))
        }
    }
}
#[repr(C)]
pub struct ICreateTypeLib_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub CreateTypeInfo: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        windows_core::PCWSTR,
        TYPEKIND,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub SetName:
        unsafe extern "system" fn(*mut core::ffi::c_void, windows_core::PCWSTR) -> windows_core::HRESULT,
    pub SetVersion: unsafe extern "system" fn(*mut core::ffi::c_void, u16, u16) -> windows_core::HRESULT,
    pub SetGuid:
        unsafe extern "system" fn(*mut core::ffi::c_void, *const windows_core::GUID) -> windows_core::HRESULT,
    pub SetDocString:
        unsafe extern "system" fn(*mut core::ffi::c_void, windows_core::PCWSTR) -> windows_core::HRESULT,
    pub SetHelpFileName:
        unsafe extern "system" fn(*mut core::ffi::c_void, windows_core::PCWSTR) -> windows_core::HRESULT,
    pub SetHelpContext: unsafe extern "system" fn(*mut core::ffi::c_void, u32) -> windows_core::HRESULT,
    pub SetLcid: unsafe extern "system" fn(*mut core::ffi::c_void, LCID) -> windows_core::HRESULT,
    pub SetLibFlags: unsafe extern "system" fn(*mut core::ffi::c_void, u32) -> windows_core::HRESULT,
    pub SaveAllChanges: unsafe extern "system" fn(*mut core::ffi::c_void) -> windows_core::HRESULT,
}
pub trait ICreateTypeLib_Impl: windows_core::IUnknownImpl {
    fn CreateTypeInfo(
        &self,
        szname: &windows_core::PCWSTR,
        tkind: TYPEKIND,
    ) -> windows_core::Result<ICreateTypeInfo>;
    fn SetName(&self, szname: &windows_core::PCWSTR) -> windows_core::Result<()>;
    fn SetVersion(&self, wmajorvernum: u16, wminorvernum: u16) -> windows_core::Result<()>;
    fn SetGuid(&self, guid: *const windows_core::GUID) -> windows_core::Result<()>;
    fn SetDocString(&self, szdoc: &windows_core::PCWSTR) -> windows_core::Result<()>;
    fn SetHelpFileName(&self, szhelpfilename: &windows_core::PCWSTR) -> windows_core::Result<()>;
    fn SetHelpContext(&self, dwhelpcontext: u32) -> windows_core::Result<()>;
    fn SetLcid(&self, lcid: LCID) -> windows_core::Result<()>;
    fn SetLibFlags(&self, ulibflags: u32) -> windows_core::Result<()>;
    fn SaveAllChanges(&self) -> windows_core::Result<()>;
}
impl ICreateTypeLib_Vtbl {
    pub const fn new<Identity: ICreateTypeLib_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn CreateTypeInfo<Identity: ICreateTypeLib_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            szname: windows_core::PCWSTR,
            tkind: TYPEKIND,
            ppctinfo: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ICreateTypeLib_Impl::CreateTypeInfo(
                    this,
                    core::mem::transmute(&szname),
                    core::mem::transmute_copy(&tkind),
                ) {
                    Ok(ok__) => {
                        ppctinfo.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn SetName<Identity: ICreateTypeLib_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            szname: windows_core::PCWSTR,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ICreateTypeLib_Impl::SetName(this, core::mem::transmute(&szname)).into()
            }
        }
        unsafe extern "system" fn SetVersion<Identity: ICreateTypeLib_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            wmajorvernum: u16,
            wminorvernum: u16,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ICreateTypeLib_Impl::SetVersion(
                    this,
                    core::mem::transmute_copy(&wmajorvernum),
                    core::mem::transmute_copy(&wminorvernum),
                )
                .into()
            }
        }
        unsafe extern "system" fn SetGuid<Identity: ICreateTypeLib_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            guid: *const windows_core::GUID,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ICreateTypeLib_Impl::SetGuid(this, core::mem::transmute_copy(&guid)).into()
            }
        }
        unsafe extern "system" fn SetDocString<Identity: ICreateTypeLib_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            szdoc: windows_core::PCWSTR,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ICreateTypeLib_Impl::SetDocString(this, core::mem::transmute(&szdoc)).into()
            }
        }
        unsafe extern "system" fn SetHelpFileName<Identity: ICreateTypeLib_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            szhelpfilename: windows_core::PCWSTR,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ICreateTypeLib_Impl::SetHelpFileName(this, core::mem::transmute(&szhelpfilename)).into()
            }
        }
        unsafe extern "system" fn SetHelpContext<Identity: ICreateTypeLib_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            dwhelpcontext: u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ICreateTypeLib_Impl::SetHelpContext(this, core::mem::transmute_copy(&dwhelpcontext)).into()
            }
        }
        unsafe extern "system" fn SetLcid<Identity: ICreateTypeLib_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            lcid: LCID,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ICreateTypeLib_Impl::SetLcid(this, core::mem::transmute_copy(&lcid)).into()
            }
        }
        unsafe extern "system" fn SetLibFlags<Identity: ICreateTypeLib_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            ulibflags: u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ICreateTypeLib_Impl::SetLibFlags(this, core::mem::transmute_copy(&ulibflags)).into()
            }
        }
        unsafe extern "system" fn SaveAllChanges<Identity: ICreateTypeLib_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ICreateTypeLib_Impl::SaveAllChanges(this).into()
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            CreateTypeInfo: CreateTypeInfo::<Identity, OFFSET>,
            SetName: SetName::<Identity, OFFSET>,
            SetVersion: SetVersion::<Identity, OFFSET>,
            SetGuid: SetGuid::<Identity, OFFSET>,
            SetDocString: SetDocString::<Identity, OFFSET>,
            SetHelpFileName: SetHelpFileName::<Identity, OFFSET>,
            SetHelpContext: SetHelpContext::<Identity, OFFSET>,
            SetLcid: SetLcid::<Identity, OFFSET>,
            SetLibFlags: SetLibFlags::<Identity, OFFSET>,
            SaveAllChanges: SaveAllChanges::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<ICreateTypeLib as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for ICreateTypeLib {}
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct IDLDESC {
    pub dwReserved: usize,
    pub wIDLFlags: u16,
}
windows_core::imp::define_interface!(IDispatch, IDispatch_Vtbl, 0x00020400_0000_0000_c000_000000000046);
windows_core::imp::interface_hierarchy!(IDispatch, windows_core::IUnknown);
impl IDispatch {
    pub unsafe fn GetTypeInfoCount(&self) -> windows_core::Result<u32> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetTypeInfoCount)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn GetTypeInfo(&self, itinfo: u32, lcid: LCID) -> windows_core::Result<ITypeInfo> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetTypeInfo)(
                windows_core::Interface::as_raw(self),
                itinfo,
                lcid,
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn GetIDsOfNames(
        &self,
        riid: *const windows_core::GUID,
        rgsznames: *const windows_core::PCWSTR,
        cnames: u32,
        lcid: LCID,
    ) -> windows_core::Result<DISPID> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetIDsOfNames)(
                windows_core::Interface::as_raw(self),
                riid,
                rgsznames,
                cnames,
                lcid,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn Invoke(
        &self,
        dispidmember: DISPID,
        riid: *const windows_core::GUID,
        lcid: LCID,
        wflags: u16,
        pdispparams: *const DISPPARAMS,
        pvarresult: Option<*mut VARIANT>,
        pexcepinfo: Option<*mut EXCEPINFO>,
        puargerr: Option<*mut u32>,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Invoke)(
                windows_core::Interface::as_raw(self),
                dispidmember,
                riid,
                lcid,
                wflags,
                pdispparams,
                pvarresult.unwrap_or(core::mem::zeroed()) as _,
                pexcepinfo.unwrap_or(core::mem::zeroed()) as _,
                puargerr.unwrap_or(core::mem::zeroed()) as _,
            )
        }
    }
}
#[repr(C)]
pub struct IDispatch_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub GetTypeInfoCount:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut u32) -> windows_core::HRESULT,
    pub GetTypeInfo: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        u32,
        LCID,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub GetIDsOfNames: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const windows_core::GUID,
        *const windows_core::PCWSTR,
        u32,
        LCID,
        *mut DISPID,
    ) -> windows_core::HRESULT,
    pub Invoke: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        DISPID,
        *const windows_core::GUID,
        LCID,
        u16,
        *const DISPPARAMS,
        *mut VARIANT,
        *mut EXCEPINFO,
        *mut u32,
    ) -> windows_core::HRESULT,
}
pub trait IDispatch_Impl: windows_core::IUnknownImpl {
    fn GetTypeInfoCount(&self) -> windows_core::Result<u32>;
    fn GetTypeInfo(&self, itinfo: u32, lcid: LCID) -> windows_core::Result<ITypeInfo>;
    fn GetIDsOfNames(
        &self,
        riid: *const windows_core::GUID,
        rgsznames: *const windows_core::PCWSTR,
        cnames: u32,
        lcid: LCID,
    ) -> windows_core::Result<DISPID>;
    unsafe fn GetAllIDsOfNames(
        &self,
        riid: *const windows_core::GUID,
        rgsznames: *const windows_core::PCWSTR,
        cnames: u32,
        lcid: LCID,
        rgdispid: *mut DISPID,
    ) -> windows_core::HRESULT {
        match IDispatch_Impl::GetIDsOfNames(self, riid, rgsznames, cnames, lcid) {
            Ok(ok__) => {
                unsafe { rgdispid.write(ok__) };
                windows_core::HRESULT(0)
            }
            Err(err) => err.into(),
        }
    }
    fn Invoke(
        &self,
        dispidmember: DISPID,
        riid: *const windows_core::GUID,
        lcid: LCID,
        wflags: u16,
        pdispparams: *const DISPPARAMS,
        pvarresult: *mut VARIANT,
        pexcepinfo: *mut EXCEPINFO,
        puargerr: *mut u32,
    ) -> windows_core::Result<()>;
}
impl IDispatch_Vtbl {
    pub const fn new<Identity: IDispatch_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn GetTypeInfoCount<Identity: IDispatch_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pctinfo: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IDispatch_Impl::GetTypeInfoCount(this) {
                    Ok(ok__) => {
                        pctinfo.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetTypeInfo<Identity: IDispatch_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            itinfo: u32,
            lcid: LCID,
            pptinfo: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IDispatch_Impl::GetTypeInfo(
                    this,
                    core::mem::transmute_copy(&itinfo),
                    core::mem::transmute_copy(&lcid),
                ) {
                    Ok(ok__) => {
                        pptinfo.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetIDsOfNames<Identity: IDispatch_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            riid: *const windows_core::GUID,
            rgsznames: *const windows_core::PCWSTR,
            cnames: u32,
            lcid: LCID,
            rgdispid: *mut DISPID,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IDispatch_Impl::GetAllIDsOfNames(this, riid, rgsznames, cnames, lcid, rgdispid)
            }
        }
        unsafe extern "system" fn Invoke<Identity: IDispatch_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            dispidmember: DISPID,
            riid: *const windows_core::GUID,
            lcid: LCID,
            wflags: u16,
            pdispparams: *const DISPPARAMS,
            pvarresult: *mut VARIANT,
            pexcepinfo: *mut EXCEPINFO,
            puargerr: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IDispatch_Impl::Invoke(
                    this,
                    core::mem::transmute_copy(&dispidmember),
                    core::mem::transmute_copy(&riid),
                    core::mem::transmute_copy(&lcid),
                    core::mem::transmute_copy(&wflags),
                    core::mem::transmute_copy(&pdispparams),
                    core::mem::transmute_copy(&pvarresult),
                    core::mem::transmute_copy(&pexcepinfo),
                    core::mem::transmute_copy(&puargerr),
                )
                .into()
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            GetTypeInfoCount: GetTypeInfoCount::<Identity, OFFSET>,
            GetTypeInfo: GetTypeInfo::<Identity, OFFSET>,
            GetIDsOfNames: GetIDsOfNames::<Identity, OFFSET>,
            Invoke: Invoke::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IDispatch as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IDispatch {}
windows_core::imp::define_interface!(IDispatchEx, IDispatchEx_Vtbl, 0xa6ef9860_c720_11d0_9337_00a0c90dcaa9);
impl core::ops::Deref for IDispatchEx {
    type Target = IDispatch;
    fn deref(&self) -> &Self::Target {
        unsafe { core::mem::transmute(self) }
    }
}
windows_core::imp::interface_hierarchy!(IDispatchEx, windows_core::IUnknown, IDispatch);
impl IDispatchEx {
    pub unsafe fn GetDispID(
        &self,
        bstrname: &windows_core::BSTR,
        grfdex: u32,
    ) -> windows_core::Result<DISPID> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetDispID)(
                windows_core::Interface::as_raw(self),
                core::mem::transmute_copy(bstrname),
                grfdex,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn InvokeEx<P6>(
        &self,
        id: DISPID,
        lcid: LCID,
        wflags: u16,
        pdp: *const DISPPARAMS,
        pvarres: Option<*mut VARIANT>,
        pei: Option<*mut EXCEPINFO>,
        pspcaller: P6,
    ) -> windows_core::HRESULT
    where
        P6: windows_core::Param<IServiceProvider>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).InvokeEx)(
                windows_core::Interface::as_raw(self),
                id,
                lcid,
                wflags,
                pdp,
                pvarres.unwrap_or(core::mem::zeroed()) as _,
                pei.unwrap_or(core::mem::zeroed()) as _,
                pspcaller.param().abi(),
            )
        }
    }
    pub unsafe fn DeleteMemberByName(
        &self,
        bstrname: &windows_core::BSTR,
        grfdex: u32,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).DeleteMemberByName)(
                windows_core::Interface::as_raw(self),
                core::mem::transmute_copy(bstrname),
                grfdex,
            )
        }
    }
    pub unsafe fn DeleteMemberByDispID(&self, id: DISPID) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).DeleteMemberByDispID)(
                windows_core::Interface::as_raw(self),
                id,
            )
        }
    }
    pub unsafe fn GetMemberProperties(&self, id: DISPID, grfdexfetch: u32) -> windows_core::Result<u32> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetMemberProperties)(
                windows_core::Interface::as_raw(self),
                id,
                grfdexfetch,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn GetMemberName(&self, id: DISPID) -> windows_core::Result<windows_core::BSTR> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetMemberName)(
                windows_core::Interface::as_raw(self),
                id,
                &mut result__,
            )
            .map(|| core::mem::transmute(result__))
        }
    }
    pub unsafe fn GetNextDispID(&self, grfdex: u32, id: DISPID) -> windows_core::Result<DISPID> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetNextDispID)(
                windows_core::Interface::as_raw(self),
                grfdex,
                id,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn GetNameSpaceParent(&self) -> windows_core::Result<windows_core::IUnknown> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetNameSpaceParent)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
}
#[repr(C)]
pub struct IDispatchEx_Vtbl {
    pub base__: IDispatch_Vtbl,
    pub GetDispID: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        u32,
        *mut DISPID,
    ) -> windows_core::HRESULT,
    pub InvokeEx: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        DISPID,
        LCID,
        u16,
        *const DISPPARAMS,
        *mut VARIANT,
        *mut EXCEPINFO,
        *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub DeleteMemberByName: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        u32,
    ) -> windows_core::HRESULT,
    pub DeleteMemberByDispID:
        unsafe extern "system" fn(*mut core::ffi::c_void, DISPID) -> windows_core::HRESULT,
    pub GetMemberProperties:
        unsafe extern "system" fn(*mut core::ffi::c_void, DISPID, u32, *mut u32) -> windows_core::HRESULT,
    pub GetMemberName: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        DISPID,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub GetNextDispID:
        unsafe extern "system" fn(*mut core::ffi::c_void, u32, DISPID, *mut DISPID) -> windows_core::HRESULT,
    pub GetNameSpaceParent: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
}
pub trait IDispatchEx_Impl: IDispatch_Impl {
    fn GetDispID(&self, bstrname: &windows_core::BSTR, grfdex: u32) -> windows_core::Result<DISPID>;
    fn InvokeEx(
        &self,
        id: DISPID,
        lcid: LCID,
        wflags: u16,
        pdp: *const DISPPARAMS,
        pvarres: *mut VARIANT,
        pei: *mut EXCEPINFO,
        pspcaller: windows_core::Ref<IServiceProvider>,
    ) -> windows_core::Result<()>;
    fn DeleteMemberByName(&self, bstrname: &windows_core::BSTR, grfdex: u32) -> windows_core::Result<()>;
    fn DeleteMemberByDispID(&self, id: DISPID) -> windows_core::Result<()>;
    fn GetMemberProperties(&self, id: DISPID, grfdexfetch: u32) -> windows_core::Result<u32>;
    fn GetMemberName(&self, id: DISPID) -> windows_core::Result<windows_core::BSTR>;
    fn GetNextDispID(&self, grfdex: u32, id: DISPID) -> windows_core::Result<DISPID>;
    fn GetNameSpaceParent(&self) -> windows_core::Result<windows_core::IUnknown>;
}
impl IDispatchEx_Vtbl {
    pub const fn new<Identity: IDispatchEx_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn GetDispID<Identity: IDispatchEx_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            bstrname: *mut core::ffi::c_void,
            grfdex: u32,
            pid: *mut DISPID,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IDispatchEx_Impl::GetDispID(
                    this,
                    core::mem::transmute(&bstrname),
                    core::mem::transmute_copy(&grfdex),
                ) {
                    Ok(ok__) => {
                        pid.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn InvokeEx<Identity: IDispatchEx_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            id: DISPID,
            lcid: LCID,
            wflags: u16,
            pdp: *const DISPPARAMS,
            pvarres: *mut VARIANT,
            pei: *mut EXCEPINFO,
            pspcaller: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IDispatchEx_Impl::InvokeEx(
                    this,
                    core::mem::transmute_copy(&id),
                    core::mem::transmute_copy(&lcid),
                    core::mem::transmute_copy(&wflags),
                    core::mem::transmute_copy(&pdp),
                    core::mem::transmute_copy(&pvarres),
                    core::mem::transmute_copy(&pei),
                    core::mem::transmute_copy(&pspcaller),
                )
                .into()
            }
        }
        unsafe extern "system" fn DeleteMemberByName<Identity: IDispatchEx_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            bstrname: *mut core::ffi::c_void,
            grfdex: u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IDispatchEx_Impl::DeleteMemberByName(
                    this,
                    core::mem::transmute(&bstrname),
                    core::mem::transmute_copy(&grfdex),
                )
                .into()
            }
        }
        unsafe extern "system" fn DeleteMemberByDispID<Identity: IDispatchEx_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            id: DISPID,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IDispatchEx_Impl::DeleteMemberByDispID(this, core::mem::transmute_copy(&id)).into()
            }
        }
        unsafe extern "system" fn GetMemberProperties<Identity: IDispatchEx_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            id: DISPID,
            grfdexfetch: u32,
            pgrfdex: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IDispatchEx_Impl::GetMemberProperties(
                    this,
                    core::mem::transmute_copy(&id),
                    core::mem::transmute_copy(&grfdexfetch),
                ) {
                    Ok(ok__) => {
                        pgrfdex.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetMemberName<Identity: IDispatchEx_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            id: DISPID,
            pbstrname: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IDispatchEx_Impl::GetMemberName(this, core::mem::transmute_copy(&id)) {
                    Ok(ok__) => {
                        pbstrname.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetNextDispID<Identity: IDispatchEx_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            grfdex: u32,
            id: DISPID,
            pid: *mut DISPID,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IDispatchEx_Impl::GetNextDispID(
                    this,
                    core::mem::transmute_copy(&grfdex),
                    core::mem::transmute_copy(&id),
                ) {
                    Ok(ok__) => {
                        pid.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetNameSpaceParent<Identity: IDispatchEx_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            ppunk: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IDispatchEx_Impl::GetNameSpaceParent(this) {
                    Ok(ok__) => {
                        ppunk.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: IDispatch_Vtbl::new::<Identity, OFFSET>(),
            GetDispID: GetDispID::<Identity, OFFSET>,
            InvokeEx: InvokeEx::<Identity, OFFSET>,
            DeleteMemberByName: DeleteMemberByName::<Identity, OFFSET>,
            DeleteMemberByDispID: DeleteMemberByDispID::<Identity, OFFSET>,
            GetMemberProperties: GetMemberProperties::<Identity, OFFSET>,
            GetMemberName: GetMemberName::<Identity, OFFSET>,
            GetNextDispID: GetNextDispID::<Identity, OFFSET>,
            GetNameSpaceParent: GetNameSpaceParent::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IDispatchEx as windows_core::Interface>::IID
            || iid == &<IDispatch as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IDispatchEx {}
windows_core::imp::define_interface!(
    IEnumCATEGORYINFO,
    IEnumCATEGORYINFO_Vtbl,
    0x0002e011_0000_0000_c000_000000000046
);
windows_core::imp::interface_hierarchy!(IEnumCATEGORYINFO, windows_core::IUnknown);
#[repr(C)]
pub struct IEnumCATEGORYINFO_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    Next: usize,
    Skip: usize,
    Reset: usize,
    Clone: usize,
}
impl windows_core::RuntimeName for IEnumCATEGORYINFO {}
windows_core::imp::define_interface!(
    IEnumConnectionPoints,
    IEnumConnectionPoints_Vtbl,
    0xb196b285_bab4_101a_b69c_00aa00341d07
);
windows_core::imp::interface_hierarchy!(IEnumConnectionPoints, windows_core::IUnknown);
impl IEnumConnectionPoints {
    pub unsafe fn Next(
        &self,
        cconnections: u32,
        ppcp: *mut Option<IConnectionPoint>,
        pcfetched: *mut u32,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Next)(
                windows_core::Interface::as_raw(self),
                cconnections,
                core::mem::transmute(ppcp),
                pcfetched as _,
            )
        }
    }
    pub unsafe fn Skip(&self, cconnections: u32) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Skip)(windows_core::Interface::as_raw(self), cconnections)
        }
    }
    pub unsafe fn Reset(&self) -> windows_core::HRESULT {
        unsafe { (windows_core::Interface::vtable(self).Reset)(windows_core::Interface::as_raw(self)) }
    }
    pub unsafe fn Clone(&self) -> windows_core::Result<Self> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Clone)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
}
#[repr(C)]
pub struct IEnumConnectionPoints_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub Next: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        u32,
        *mut *mut core::ffi::c_void,
        *mut u32,
    ) -> windows_core::HRESULT,
    pub Skip: unsafe extern "system" fn(*mut core::ffi::c_void, u32) -> windows_core::HRESULT,
    pub Reset: unsafe extern "system" fn(*mut core::ffi::c_void) -> windows_core::HRESULT,
    pub Clone: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
}
pub trait IEnumConnectionPoints_Impl: windows_core::IUnknownImpl {
    fn Next(
        &self,
        cconnections: u32,
        ppcp: windows_core::OutRef<IConnectionPoint>,
        pcfetched: *mut u32,
    ) -> windows_core::Result<()>;
    fn Skip(&self, cconnections: u32) -> windows_core::Result<()>;
    fn Reset(&self) -> windows_core::Result<()>;
    fn Clone(&self) -> windows_core::Result<IEnumConnectionPoints>;
}
impl IEnumConnectionPoints_Vtbl {
    pub const fn new<Identity: IEnumConnectionPoints_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn Next<Identity: IEnumConnectionPoints_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            cconnections: u32,
            ppcp: *mut *mut core::ffi::c_void,
            pcfetched: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IEnumConnectionPoints_Impl::Next(
                    this,
                    core::mem::transmute_copy(&cconnections),
                    core::mem::transmute_copy(&ppcp),
                    core::mem::transmute_copy(&pcfetched),
                )
                .into()
            }
        }
        unsafe extern "system" fn Skip<Identity: IEnumConnectionPoints_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            cconnections: u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IEnumConnectionPoints_Impl::Skip(this, core::mem::transmute_copy(&cconnections)).into()
            }
        }
        unsafe extern "system" fn Reset<Identity: IEnumConnectionPoints_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IEnumConnectionPoints_Impl::Reset(this).into()
            }
        }
        unsafe extern "system" fn Clone<Identity: IEnumConnectionPoints_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            ppenum: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IEnumConnectionPoints_Impl::Clone(this) {
                    Ok(ok__) => {
                        ppenum.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            Next: Next::<Identity, OFFSET>,
            Skip: Skip::<Identity, OFFSET>,
            Reset: Reset::<Identity, OFFSET>,
            Clone: Clone::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IEnumConnectionPoints as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IEnumConnectionPoints {}
windows_core::imp::define_interface!(
    IEnumConnections,
    IEnumConnections_Vtbl,
    0xb196b287_bab4_101a_b69c_00aa00341d07
);
windows_core::imp::interface_hierarchy!(IEnumConnections, windows_core::IUnknown);
impl IEnumConnections {
    pub unsafe fn Next(
        &self,
        cconnections: u32,
        rgcd: *mut CONNECTDATA,
        pcfetched: *mut u32,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Next)(
                windows_core::Interface::as_raw(self),
                cconnections,
                rgcd,
                pcfetched as _,
            )
        }
    }
    pub unsafe fn Skip(&self, cconnections: u32) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Skip)(windows_core::Interface::as_raw(self), cconnections)
        }
    }
    pub unsafe fn Reset(&self) -> windows_core::HRESULT {
        unsafe { (windows_core::Interface::vtable(self).Reset)(windows_core::Interface::as_raw(self)) }
    }
    pub unsafe fn Clone(&self) -> windows_core::Result<Self> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Clone)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
}
#[repr(C)]
pub struct IEnumConnections_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub Next: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        u32,
        *mut CONNECTDATA,
        *mut u32,
    ) -> windows_core::HRESULT,
    pub Skip: unsafe extern "system" fn(*mut core::ffi::c_void, u32) -> windows_core::HRESULT,
    pub Reset: unsafe extern "system" fn(*mut core::ffi::c_void) -> windows_core::HRESULT,
    pub Clone: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
}
pub trait IEnumConnections_Impl: windows_core::IUnknownImpl {
    fn Next(
        &self,
        cconnections: u32,
        rgcd: *mut CONNECTDATA,
        pcfetched: *mut u32,
    ) -> windows_core::Result<()>;
    fn Skip(&self, cconnections: u32) -> windows_core::Result<()>;
    fn Reset(&self) -> windows_core::Result<()>;
    fn Clone(&self) -> windows_core::Result<IEnumConnections>;
}
impl IEnumConnections_Vtbl {
    pub const fn new<Identity: IEnumConnections_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn Next<Identity: IEnumConnections_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            cconnections: u32,
            rgcd: *mut CONNECTDATA,
            pcfetched: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IEnumConnections_Impl::Next(
                    this,
                    core::mem::transmute_copy(&cconnections),
                    core::mem::transmute_copy(&rgcd),
                    core::mem::transmute_copy(&pcfetched),
                )
                .into()
            }
        }
        unsafe extern "system" fn Skip<Identity: IEnumConnections_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            cconnections: u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IEnumConnections_Impl::Skip(this, core::mem::transmute_copy(&cconnections)).into()
            }
        }
        unsafe extern "system" fn Reset<Identity: IEnumConnections_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IEnumConnections_Impl::Reset(this).into()
            }
        }
        unsafe extern "system" fn Clone<Identity: IEnumConnections_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            ppenum: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IEnumConnections_Impl::Clone(this) {
                    Ok(ok__) => {
                        ppenum.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            Next: Next::<Identity, OFFSET>,
            Skip: Skip::<Identity, OFFSET>,
            Reset: Reset::<Identity, OFFSET>,
            Clone: Clone::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IEnumConnections as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IEnumConnections {}
windows_core::imp::define_interface!(IEnumGUID, IEnumGUID_Vtbl, 0x0002e000_0000_0000_c000_000000000046);
windows_core::imp::interface_hierarchy!(IEnumGUID, windows_core::IUnknown);
impl IEnumGUID {
    pub unsafe fn Next(
        &self,
        celt: u32,
        rgelt: *mut windows_core::GUID,
        pceltfetched: Option<*mut u32>,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Next)(
                windows_core::Interface::as_raw(self),
                celt,
                rgelt as _,
                pceltfetched.unwrap_or(core::mem::zeroed()) as _,
            )
        }
    }
    pub unsafe fn Skip(&self, celt: u32) -> windows_core::HRESULT {
        unsafe { (windows_core::Interface::vtable(self).Skip)(windows_core::Interface::as_raw(self), celt) }
    }
    pub unsafe fn Reset(&self) -> windows_core::HRESULT {
        unsafe { (windows_core::Interface::vtable(self).Reset)(windows_core::Interface::as_raw(self)) }
    }
    pub unsafe fn Clone(&self) -> windows_core::Result<Self> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Clone)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
}
#[repr(C)]
pub struct IEnumGUID_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub Next: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        u32,
        *mut windows_core::GUID,
        *mut u32,
    ) -> windows_core::HRESULT,
    pub Skip: unsafe extern "system" fn(*mut core::ffi::c_void, u32) -> windows_core::HRESULT,
    pub Reset: unsafe extern "system" fn(*mut core::ffi::c_void) -> windows_core::HRESULT,
    pub Clone: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
}
pub trait IEnumGUID_Impl: windows_core::IUnknownImpl {
    fn Next(
        &self,
        celt: u32,
        rgelt: *mut windows_core::GUID,
        pceltfetched: *mut u32,
    ) -> windows_core::Result<()>;
    fn Skip(&self, celt: u32) -> windows_core::Result<()>;
    fn Reset(&self) -> windows_core::Result<()>;
    fn Clone(&self) -> windows_core::Result<IEnumGUID>;
}
impl IEnumGUID_Vtbl {
    pub const fn new<Identity: IEnumGUID_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn Next<Identity: IEnumGUID_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            celt: u32,
            rgelt: *mut windows_core::GUID,
            pceltfetched: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IEnumGUID_Impl::Next(
                    this,
                    core::mem::transmute_copy(&celt),
                    core::mem::transmute_copy(&rgelt),
                    core::mem::transmute_copy(&pceltfetched),
                )
                .into()
            }
        }
        unsafe extern "system" fn Skip<Identity: IEnumGUID_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            celt: u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IEnumGUID_Impl::Skip(this, core::mem::transmute_copy(&celt)).into()
            }
        }
        unsafe extern "system" fn Reset<Identity: IEnumGUID_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IEnumGUID_Impl::Reset(this).into()
            }
        }
        unsafe extern "system" fn Clone<Identity: IEnumGUID_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            ppenum: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IEnumGUID_Impl::Clone(this) {
                    Ok(ok__) => {
                        ppenum.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            Next: Next::<Identity, OFFSET>,
            Skip: Skip::<Identity, OFFSET>,
            Reset: Reset::<Identity, OFFSET>,
            Clone: Clone::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IEnumGUID as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IEnumGUID {}
windows_core::imp::define_interface!(IEnumMoniker, IEnumMoniker_Vtbl, 0x00000102_0000_0000_c000_000000000046);
windows_core::imp::interface_hierarchy!(IEnumMoniker, windows_core::IUnknown);
impl IEnumMoniker {
    pub unsafe fn Next(
        &self,
        celt: u32,
        rgelt: *mut Option<IMoniker>,
        pceltfetched: Option<*mut u32>,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Next)(
                windows_core::Interface::as_raw(self),
                celt,
                core::mem::transmute(rgelt),
                pceltfetched.unwrap_or(core::mem::zeroed()) as _,
            )
        }
    }
    pub unsafe fn Skip(&self, celt: u32) -> windows_core::HRESULT {
        unsafe { (windows_core::Interface::vtable(self).Skip)(windows_core::Interface::as_raw(self), celt) }
    }
    pub unsafe fn Reset(&self) -> windows_core::HRESULT {
        unsafe { (windows_core::Interface::vtable(self).Reset)(windows_core::Interface::as_raw(self)) }
    }
    pub unsafe fn Clone(&self) -> windows_core::Result<Self> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Clone)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
}
#[repr(C)]
pub struct IEnumMoniker_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub Next: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        u32,
        *mut *mut core::ffi::c_void,
        *mut u32,
    ) -> windows_core::HRESULT,
    pub Skip: unsafe extern "system" fn(*mut core::ffi::c_void, u32) -> windows_core::HRESULT,
    pub Reset: unsafe extern "system" fn(*mut core::ffi::c_void) -> windows_core::HRESULT,
    pub Clone: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
}
pub trait IEnumMoniker_Impl: windows_core::IUnknownImpl {
    fn Next(
        &self,
        celt: u32,
        rgelt: *mut Option<IMoniker>,
        pceltfetched: *mut u32,
    ) -> windows_core::Result<()>;
    fn Skip(&self, celt: u32) -> windows_core::Result<()>;
    fn Reset(&self) -> windows_core::Result<()>;
    fn Clone(&self) -> windows_core::Result<IEnumMoniker>;
}
impl IEnumMoniker_Vtbl {
    pub const fn new<Identity: IEnumMoniker_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn Next<Identity: IEnumMoniker_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            celt: u32,
            rgelt: *mut *mut core::ffi::c_void,
            pceltfetched: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IEnumMoniker_Impl::Next(
                    this,
                    core::mem::transmute_copy(&celt),
                    core::mem::transmute_copy(&rgelt),
                    core::mem::transmute_copy(&pceltfetched),
                )
                .into()
            }
        }
        unsafe extern "system" fn Skip<Identity: IEnumMoniker_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            celt: u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IEnumMoniker_Impl::Skip(this, core::mem::transmute_copy(&celt)).into()
            }
        }
        unsafe extern "system" fn Reset<Identity: IEnumMoniker_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IEnumMoniker_Impl::Reset(this).into()
            }
        }
        unsafe extern "system" fn Clone<Identity: IEnumMoniker_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            ppenum: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IEnumMoniker_Impl::Clone(this) {
                    Ok(ok__) => {
                        ppenum.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            Next: Next::<Identity, OFFSET>,
            Skip: Skip::<Identity, OFFSET>,
            Reset: Reset::<Identity, OFFSET>,
            Clone: Clone::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IEnumMoniker as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IEnumMoniker {}
windows_core::imp::define_interface!(IEnumString, IEnumString_Vtbl, 0x00000101_0000_0000_c000_000000000046);
windows_core::imp::interface_hierarchy!(IEnumString, windows_core::IUnknown);
impl IEnumString {
    pub unsafe fn Next(
        &self,
        celt: u32,
        rgelt: *mut windows_core::PWSTR,
        pceltfetched: Option<*mut u32>,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Next)(
                windows_core::Interface::as_raw(self),
                celt,
                rgelt as _,
                pceltfetched.unwrap_or(core::mem::zeroed()) as _,
            )
        }
    }
    pub unsafe fn Skip(&self, celt: u32) -> windows_core::HRESULT {
        unsafe { (windows_core::Interface::vtable(self).Skip)(windows_core::Interface::as_raw(self), celt) }
    }
    pub unsafe fn Reset(&self) -> windows_core::HRESULT {
        unsafe { (windows_core::Interface::vtable(self).Reset)(windows_core::Interface::as_raw(self)) }
    }
    pub unsafe fn Clone(&self) -> windows_core::Result<Self> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Clone)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
}
#[repr(C)]
pub struct IEnumString_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub Next: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        u32,
        *mut windows_core::PWSTR,
        *mut u32,
    ) -> windows_core::HRESULT,
    pub Skip: unsafe extern "system" fn(*mut core::ffi::c_void, u32) -> windows_core::HRESULT,
    pub Reset: unsafe extern "system" fn(*mut core::ffi::c_void) -> windows_core::HRESULT,
    pub Clone: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
}
pub trait IEnumString_Impl: windows_core::IUnknownImpl {
    fn Next(
        &self,
        celt: u32,
        rgelt: *mut windows_core::PWSTR,
        pceltfetched: *mut u32,
    ) -> windows_core::Result<()>;
    fn Skip(&self, celt: u32) -> windows_core::Result<()>;
    fn Reset(&self) -> windows_core::Result<()>;
    fn Clone(&self) -> windows_core::Result<IEnumString>;
}
impl IEnumString_Vtbl {
    pub const fn new<Identity: IEnumString_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn Next<Identity: IEnumString_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            celt: u32,
            rgelt: *mut windows_core::PWSTR,
            pceltfetched: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IEnumString_Impl::Next(
                    this,
                    core::mem::transmute_copy(&celt),
                    core::mem::transmute_copy(&rgelt),
                    core::mem::transmute_copy(&pceltfetched),
                )
                .into()
            }
        }
        unsafe extern "system" fn Skip<Identity: IEnumString_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            celt: u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IEnumString_Impl::Skip(this, core::mem::transmute_copy(&celt)).into()
            }
        }
        unsafe extern "system" fn Reset<Identity: IEnumString_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IEnumString_Impl::Reset(this).into()
            }
        }
        unsafe extern "system" fn Clone<Identity: IEnumString_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            ppenum: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IEnumString_Impl::Clone(this) {
                    Ok(ok__) => {
                        ppenum.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            Next: Next::<Identity, OFFSET>,
            Skip: Skip::<Identity, OFFSET>,
            Reset: Reset::<Identity, OFFSET>,
            Clone: Clone::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IEnumString as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IEnumString {}
windows_core::imp::define_interface!(IEnumUnknown, IEnumUnknown_Vtbl, 0x00000100_0000_0000_c000_000000000046);
windows_core::imp::interface_hierarchy!(IEnumUnknown, windows_core::IUnknown);
impl IEnumUnknown {
    pub unsafe fn Next(
        &self,
        celt: u32,
        rgelt: *mut Option<windows_core::IUnknown>,
        pceltfetched: Option<*mut u32>,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Next)(
                windows_core::Interface::as_raw(self),
                celt,
                core::mem::transmute(rgelt),
                pceltfetched.unwrap_or(core::mem::zeroed()) as _,
            )
        }
    }
    pub unsafe fn Skip(&self, celt: u32) -> windows_core::HRESULT {
        unsafe { (windows_core::Interface::vtable(self).Skip)(windows_core::Interface::as_raw(self), celt) }
    }
    pub unsafe fn Reset(&self) -> windows_core::HRESULT {
        unsafe { (windows_core::Interface::vtable(self).Reset)(windows_core::Interface::as_raw(self)) }
    }
    pub unsafe fn Clone(&self) -> windows_core::Result<Self> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Clone)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
}
#[repr(C)]
pub struct IEnumUnknown_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub Next: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        u32,
        *mut *mut core::ffi::c_void,
        *mut u32,
    ) -> windows_core::HRESULT,
    pub Skip: unsafe extern "system" fn(*mut core::ffi::c_void, u32) -> windows_core::HRESULT,
    pub Reset: unsafe extern "system" fn(*mut core::ffi::c_void) -> windows_core::HRESULT,
    pub Clone: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
}
pub trait IEnumUnknown_Impl: windows_core::IUnknownImpl {
    fn Next(
        &self,
        celt: u32,
        rgelt: *mut Option<windows_core::IUnknown>,
        pceltfetched: *mut u32,
    ) -> windows_core::Result<()>;
    fn Skip(&self, celt: u32) -> windows_core::Result<()>;
    fn Reset(&self) -> windows_core::Result<()>;
    fn Clone(&self) -> windows_core::Result<IEnumUnknown>;
}
impl IEnumUnknown_Vtbl {
    pub const fn new<Identity: IEnumUnknown_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn Next<Identity: IEnumUnknown_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            celt: u32,
            rgelt: *mut *mut core::ffi::c_void,
            pceltfetched: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IEnumUnknown_Impl::Next(
                    this,
                    core::mem::transmute_copy(&celt),
                    core::mem::transmute_copy(&rgelt),
                    core::mem::transmute_copy(&pceltfetched),
                )
                .into()
            }
        }
        unsafe extern "system" fn Skip<Identity: IEnumUnknown_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            celt: u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IEnumUnknown_Impl::Skip(this, core::mem::transmute_copy(&celt)).into()
            }
        }
        unsafe extern "system" fn Reset<Identity: IEnumUnknown_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IEnumUnknown_Impl::Reset(this).into()
            }
        }
        unsafe extern "system" fn Clone<Identity: IEnumUnknown_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            ppenum: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IEnumUnknown_Impl::Clone(this) {
                    Ok(ok__) => {
                        ppenum.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            Next: Next::<Identity, OFFSET>,
            Skip: Skip::<Identity, OFFSET>,
            Reset: Reset::<Identity, OFFSET>,
            Clone: Clone::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IEnumUnknown as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IEnumUnknown {}
windows_core::imp::define_interface!(IEnumVARIANT, IEnumVARIANT_Vtbl, 0x00020404_0000_0000_c000_000000000046);
windows_core::imp::interface_hierarchy!(IEnumVARIANT, windows_core::IUnknown);
impl IEnumVARIANT {
    pub unsafe fn Next(
        &self,
        celt: u32,
        rgvar: *mut VARIANT,
        pceltfetched: *mut u32,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Next)(
                windows_core::Interface::as_raw(self),
                celt,
                rgvar,
                pceltfetched as _,
            )
        }
    }
    pub unsafe fn Skip(&self, celt: u32) -> windows_core::HRESULT {
        unsafe { (windows_core::Interface::vtable(self).Skip)(windows_core::Interface::as_raw(self), celt) }
    }
    pub unsafe fn Reset(&self) -> windows_core::HRESULT {
        unsafe { (windows_core::Interface::vtable(self).Reset)(windows_core::Interface::as_raw(self)) }
    }
    pub unsafe fn Clone(&self) -> windows_core::Result<Self> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Clone)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
}
#[repr(C)]
pub struct IEnumVARIANT_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub Next: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        u32,
        *mut VARIANT,
        *mut u32,
    ) -> windows_core::HRESULT,
    pub Skip: unsafe extern "system" fn(*mut core::ffi::c_void, u32) -> windows_core::HRESULT,
    pub Reset: unsafe extern "system" fn(*mut core::ffi::c_void) -> windows_core::HRESULT,
    pub Clone: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
}
pub trait IEnumVARIANT_Impl: windows_core::IUnknownImpl {
    fn Next(&self, celt: u32, rgvar: *mut VARIANT, pceltfetched: *mut u32) -> windows_core::Result<()>;
    fn Skip(&self, celt: u32) -> windows_core::Result<()>;
    fn Reset(&self) -> windows_core::Result<()>;
    fn Clone(&self) -> windows_core::Result<IEnumVARIANT>;
}
impl IEnumVARIANT_Vtbl {
    pub const fn new<Identity: IEnumVARIANT_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn Next<Identity: IEnumVARIANT_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            celt: u32,
            rgvar: *mut VARIANT,
            pceltfetched: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IEnumVARIANT_Impl::Next(
                    this,
                    core::mem::transmute_copy(&celt),
                    core::mem::transmute_copy(&rgvar),
                    core::mem::transmute_copy(&pceltfetched),
                )
                .into()
            }
        }
        unsafe extern "system" fn Skip<Identity: IEnumVARIANT_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            celt: u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IEnumVARIANT_Impl::Skip(this, core::mem::transmute_copy(&celt)).into()
            }
        }
        unsafe extern "system" fn Reset<Identity: IEnumVARIANT_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IEnumVARIANT_Impl::Reset(this).into()
            }
        }
        unsafe extern "system" fn Clone<Identity: IEnumVARIANT_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            ppenum: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IEnumVARIANT_Impl::Clone(this) {
                    Ok(ok__) => {
                        ppenum.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            Next: Next::<Identity, OFFSET>,
            Skip: Skip::<Identity, OFFSET>,
            Reset: Reset::<Identity, OFFSET>,
            Clone: Clone::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IEnumVARIANT as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IEnumVARIANT {}
windows_core::imp::define_interface!(IErrorInfo, IErrorInfo_Vtbl, 0x1cf2b120_547d_101b_8e65_08002b2bd119);
windows_core::imp::interface_hierarchy!(IErrorInfo, windows_core::IUnknown);
impl IErrorInfo {
    pub unsafe fn GetGUID(&self) -> windows_core::Result<windows_core::GUID> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetGUID)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn GetSource(&self) -> windows_core::Result<windows_core::BSTR> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetSource)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| core::mem::transmute(result__))
        }
    }
    pub unsafe fn GetDescription(&self) -> windows_core::Result<windows_core::BSTR> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetDescription)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| core::mem::transmute(result__))
        }
    }
    pub unsafe fn GetHelpFile(&self) -> windows_core::Result<windows_core::BSTR> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetHelpFile)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| core::mem::transmute(result__))
        }
    }
    pub unsafe fn GetHelpContext(&self) -> windows_core::Result<u32> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetHelpContext)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| result__)
        }
    }
}
#[repr(C)]
pub struct IErrorInfo_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub GetGUID:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut windows_core::GUID) -> windows_core::HRESULT,
    pub GetSource: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub GetDescription: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub GetHelpFile: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub GetHelpContext: unsafe extern "system" fn(*mut core::ffi::c_void, *mut u32) -> windows_core::HRESULT,
}
pub trait IErrorInfo_Impl: windows_core::IUnknownImpl {
    fn GetGUID(&self) -> windows_core::Result<windows_core::GUID>;
    fn GetSource(&self) -> windows_core::Result<windows_core::BSTR>;
    fn GetDescription(&self) -> windows_core::Result<windows_core::BSTR>;
    fn GetHelpFile(&self) -> windows_core::Result<windows_core::BSTR>;
    fn GetHelpContext(&self) -> windows_core::Result<u32>;
}
impl IErrorInfo_Vtbl {
    pub const fn new<Identity: IErrorInfo_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn GetGUID<Identity: IErrorInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pguid: *mut windows_core::GUID,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IErrorInfo_Impl::GetGUID(this) {
                    Ok(ok__) => {
                        pguid.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetSource<Identity: IErrorInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pbstrsource: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IErrorInfo_Impl::GetSource(this) {
                    Ok(ok__) => {
                        pbstrsource.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetDescription<Identity: IErrorInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pbstrdescription: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IErrorInfo_Impl::GetDescription(this) {
                    Ok(ok__) => {
                        pbstrdescription.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetHelpFile<Identity: IErrorInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pbstrhelpfile: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IErrorInfo_Impl::GetHelpFile(this) {
                    Ok(ok__) => {
                        pbstrhelpfile.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetHelpContext<Identity: IErrorInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pdwhelpcontext: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IErrorInfo_Impl::GetHelpContext(this) {
                    Ok(ok__) => {
                        pdwhelpcontext.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            GetGUID: GetGUID::<Identity, OFFSET>,
            GetSource: GetSource::<Identity, OFFSET>,
            GetDescription: GetDescription::<Identity, OFFSET>,
            GetHelpFile: GetHelpFile::<Identity, OFFSET>,
            GetHelpContext: GetHelpContext::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IErrorInfo as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IErrorInfo {}
windows_core::imp::define_interface!(IErrorLog, IErrorLog_Vtbl, 0x3127ca40_446e_11ce_8135_00aa004bb851);
windows_core::imp::interface_hierarchy!(IErrorLog, windows_core::IUnknown);
#[repr(C)]
pub struct IErrorLog_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    AddError: usize,
}
impl windows_core::RuntimeName for IErrorLog {}
windows_core::imp::define_interface!(
    IExternalConnection,
    IExternalConnection_Vtbl,
    0x00000019_0000_0000_c000_000000000046
);
windows_core::imp::interface_hierarchy!(IExternalConnection, windows_core::IUnknown);
impl IExternalConnection {
    pub unsafe fn AddConnection(&self, extconn: u32, reserved: u32) -> u32 {
        unsafe {
            (windows_core::Interface::vtable(self).AddConnection)(
                windows_core::Interface::as_raw(self),
                extconn,
                reserved,
            )
        }
    }
    pub unsafe fn ReleaseConnection(&self, extconn: u32, reserved: u32, flastreleasecloses: bool) -> u32 {
        unsafe {
            (windows_core::Interface::vtable(self).ReleaseConnection)(
                windows_core::Interface::as_raw(self),
                extconn,
                reserved,
                flastreleasecloses.into(),
            )
        }
    }
}
#[repr(C)]
pub struct IExternalConnection_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub AddConnection: unsafe extern "system" fn(*mut core::ffi::c_void, u32, u32) -> u32,
    pub ReleaseConnection:
        unsafe extern "system" fn(*mut core::ffi::c_void, u32, u32, windows_core::BOOL) -> u32,
}
pub trait IExternalConnection_Impl: windows_core::IUnknownImpl {
    fn AddConnection(&self, extconn: u32, reserved: u32) -> u32;
    fn ReleaseConnection(&self, extconn: u32, reserved: u32, flastreleasecloses: windows_core::BOOL) -> u32;
}
impl IExternalConnection_Vtbl {
    pub const fn new<Identity: IExternalConnection_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn AddConnection<Identity: IExternalConnection_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            extconn: u32,
            reserved: u32,
        ) -> u32 {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IExternalConnection_Impl::AddConnection(
                    this,
                    core::mem::transmute_copy(&extconn),
                    core::mem::transmute_copy(&reserved),
                )
            }
        }
        unsafe extern "system" fn ReleaseConnection<
            Identity: IExternalConnection_Impl,
            const OFFSET: isize,
        >(
            this: *mut core::ffi::c_void,
            extconn: u32,
            reserved: u32,
            flastreleasecloses: windows_core::BOOL,
        ) -> u32 {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IExternalConnection_Impl::ReleaseConnection(
                    this,
                    core::mem::transmute_copy(&extconn),
                    core::mem::transmute_copy(&reserved),
                    core::mem::transmute_copy(&flastreleasecloses),
                )
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            AddConnection: AddConnection::<Identity, OFFSET>,
            ReleaseConnection: ReleaseConnection::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IExternalConnection as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IExternalConnection {}
windows_core::imp::define_interface!(
    IGlobalInterfaceTable,
    IGlobalInterfaceTable_Vtbl,
    0x00000146_0000_0000_c000_000000000046
);
windows_core::imp::interface_hierarchy!(IGlobalInterfaceTable, windows_core::IUnknown);
impl IGlobalInterfaceTable {
    pub unsafe fn RegisterInterfaceInGlobal<P0>(
        &self,
        punk: P0,
        riid: *const windows_core::GUID,
    ) -> windows_core::Result<u32>
    where
        P0: windows_core::Param<windows_core::IUnknown>,
    {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).RegisterInterfaceInGlobal)(
                windows_core::Interface::as_raw(self),
                punk.param().abi(),
                riid,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn RevokeInterfaceFromGlobal(&self, dwcookie: u32) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).RevokeInterfaceFromGlobal)(
                windows_core::Interface::as_raw(self),
                dwcookie,
            )
        }
    }
    pub unsafe fn GetInterfaceFromGlobal<T>(&self, dwcookie: u32) -> windows_core::Result<T>
    where
        T: windows_core::Interface,
    {
        let mut result__ = core::ptr::null_mut();
        unsafe {
            (windows_core::Interface::vtable(self).GetInterfaceFromGlobal)(
                windows_core::Interface::as_raw(self),
                dwcookie,
                &T::IID,
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
}
#[repr(C)]
pub struct IGlobalInterfaceTable_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub RegisterInterfaceInGlobal: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        *const windows_core::GUID,
        *mut u32,
    ) -> windows_core::HRESULT,
    pub RevokeInterfaceFromGlobal:
        unsafe extern "system" fn(*mut core::ffi::c_void, u32) -> windows_core::HRESULT,
    pub GetInterfaceFromGlobal: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        u32,
        *const windows_core::GUID,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
}
pub trait IGlobalInterfaceTable_Impl: windows_core::IUnknownImpl {
    fn RegisterInterfaceInGlobal(
        &self,
        punk: windows_core::Ref<windows_core::IUnknown>,
        riid: *const windows_core::GUID,
    ) -> windows_core::Result<u32>;
    fn RevokeInterfaceFromGlobal(&self, dwcookie: u32) -> windows_core::Result<()>;
    fn GetInterfaceFromGlobal(
        &self,
        dwcookie: u32,
        riid: *const windows_core::GUID,
        ppv: *mut *mut core::ffi::c_void,
    ) -> windows_core::Result<()>;
}
impl IGlobalInterfaceTable_Vtbl {
    pub const fn new<Identity: IGlobalInterfaceTable_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn RegisterInterfaceInGlobal<
            Identity: IGlobalInterfaceTable_Impl,
            const OFFSET: isize,
        >(
            this: *mut core::ffi::c_void,
            punk: *mut core::ffi::c_void,
            riid: *const windows_core::GUID,
            pdwcookie: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IGlobalInterfaceTable_Impl::RegisterInterfaceInGlobal(
                    this,
                    core::mem::transmute_copy(&punk),
                    core::mem::transmute_copy(&riid),
                ) {
                    Ok(ok__) => {
                        pdwcookie.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn RevokeInterfaceFromGlobal<
            Identity: IGlobalInterfaceTable_Impl,
            const OFFSET: isize,
        >(
            this: *mut core::ffi::c_void,
            dwcookie: u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IGlobalInterfaceTable_Impl::RevokeInterfaceFromGlobal(
                    this,
                    core::mem::transmute_copy(&dwcookie),
                )
                .into()
            }
        }
        unsafe extern "system" fn GetInterfaceFromGlobal<
            Identity: IGlobalInterfaceTable_Impl,
            const OFFSET: isize,
        >(
            this: *mut core::ffi::c_void,
            dwcookie: u32,
            riid: *const windows_core::GUID,
            ppv: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IGlobalInterfaceTable_Impl::GetInterfaceFromGlobal(
                    this,
                    core::mem::transmute_copy(&dwcookie),
                    core::mem::transmute_copy(&riid),
                    core::mem::transmute_copy(&ppv),
                )
                .into()
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            RegisterInterfaceInGlobal: RegisterInterfaceInGlobal::<Identity, OFFSET>,
            RevokeInterfaceFromGlobal: RevokeInterfaceFromGlobal::<Identity, OFFSET>,
            GetInterfaceFromGlobal: GetInterfaceFromGlobal::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IGlobalInterfaceTable as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IGlobalInterfaceTable {}
windows_core::imp::define_interface!(
    IInitializeSpy,
    IInitializeSpy_Vtbl,
    0x00000034_0000_0000_c000_000000000046
);
windows_core::imp::interface_hierarchy!(IInitializeSpy, windows_core::IUnknown);
impl IInitializeSpy {
    pub unsafe fn PreInitialize(&self, dwcoinit: u32, dwcurthreadaptrefs: u32) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).PreInitialize)(
                windows_core::Interface::as_raw(self),
                dwcoinit,
                dwcurthreadaptrefs,
            )
        }
    }
    pub unsafe fn PostInitialize(
        &self,
        hrcoinit: windows_core::HRESULT,
        dwcoinit: u32,
        dwnewthreadaptrefs: u32,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).PostInitialize)(
                windows_core::Interface::as_raw(self),
                hrcoinit,
                dwcoinit,
                dwnewthreadaptrefs,
            )
        }
    }
    pub unsafe fn PreUninitialize(&self, dwcurthreadaptrefs: u32) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).PreUninitialize)(
                windows_core::Interface::as_raw(self),
                dwcurthreadaptrefs,
            )
        }
    }
    pub unsafe fn PostUninitialize(&self, dwnewthreadaptrefs: u32) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).PostUninitialize)(
                windows_core::Interface::as_raw(self),
                dwnewthreadaptrefs,
            )
        }
    }
}
#[repr(C)]
pub struct IInitializeSpy_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub PreInitialize: unsafe extern "system" fn(*mut core::ffi::c_void, u32, u32) -> windows_core::HRESULT,
    pub PostInitialize: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        windows_core::HRESULT,
        u32,
        u32,
    ) -> windows_core::HRESULT,
    pub PreUninitialize: unsafe extern "system" fn(*mut core::ffi::c_void, u32) -> windows_core::HRESULT,
    pub PostUninitialize: unsafe extern "system" fn(*mut core::ffi::c_void, u32) -> windows_core::HRESULT,
}
pub trait IInitializeSpy_Impl: windows_core::IUnknownImpl {
    fn PreInitialize(&self, dwcoinit: u32, dwcurthreadaptrefs: u32) -> windows_core::Result<()>;
    fn PostInitialize(
        &self,
        hrcoinit: windows_core::HRESULT,
        dwcoinit: u32,
        dwnewthreadaptrefs: u32,
    ) -> windows_core::Result<()>;
    fn PreUninitialize(&self, dwcurthreadaptrefs: u32) -> windows_core::Result<()>;
    fn PostUninitialize(&self, dwnewthreadaptrefs: u32) -> windows_core::Result<()>;
}
impl IInitializeSpy_Vtbl {
    pub const fn new<Identity: IInitializeSpy_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn PreInitialize<Identity: IInitializeSpy_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            dwcoinit: u32,
            dwcurthreadaptrefs: u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IInitializeSpy_Impl::PreInitialize(
                    this,
                    core::mem::transmute_copy(&dwcoinit),
                    core::mem::transmute_copy(&dwcurthreadaptrefs),
                )
                .into()
            }
        }
        unsafe extern "system" fn PostInitialize<Identity: IInitializeSpy_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            hrcoinit: windows_core::HRESULT,
            dwcoinit: u32,
            dwnewthreadaptrefs: u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IInitializeSpy_Impl::PostInitialize(
                    this,
                    core::mem::transmute_copy(&hrcoinit),
                    core::mem::transmute_copy(&dwcoinit),
                    core::mem::transmute_copy(&dwnewthreadaptrefs),
                )
                .into()
            }
        }
        unsafe extern "system" fn PreUninitialize<Identity: IInitializeSpy_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            dwcurthreadaptrefs: u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IInitializeSpy_Impl::PreUninitialize(this, core::mem::transmute_copy(&dwcurthreadaptrefs))
                    .into()
            }
        }
        unsafe extern "system" fn PostUninitialize<Identity: IInitializeSpy_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            dwnewthreadaptrefs: u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IInitializeSpy_Impl::PostUninitialize(this, core::mem::transmute_copy(&dwnewthreadaptrefs))
                    .into()
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            PreInitialize: PreInitialize::<Identity, OFFSET>,
            PostInitialize: PostInitialize::<Identity, OFFSET>,
            PreUninitialize: PreUninitialize::<Identity, OFFSET>,
            PostUninitialize: PostUninitialize::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IInitializeSpy as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IInitializeSpy {}
windows_core::imp::define_interface!(IMalloc, IMalloc_Vtbl, 0x00000002_0000_0000_c000_000000000046);
windows_core::imp::interface_hierarchy!(IMalloc, windows_core::IUnknown);
impl IMalloc {
    pub unsafe fn Alloc(&self, cb: usize) -> *mut core::ffi::c_void {
        unsafe { (windows_core::Interface::vtable(self).Alloc)(windows_core::Interface::as_raw(self), cb) }
    }
    pub unsafe fn Realloc(&self, pv: Option<*const core::ffi::c_void>, cb: usize) -> *mut core::ffi::c_void {
        unsafe {
            (windows_core::Interface::vtable(self).Realloc)(
                windows_core::Interface::as_raw(self),
                pv.unwrap_or(core::mem::zeroed()) as _,
                cb,
            )
        }
    }
    pub unsafe fn Free(&self, pv: Option<*const core::ffi::c_void>) {
        unsafe {
            (windows_core::Interface::vtable(self).Free)(
                windows_core::Interface::as_raw(self),
                pv.unwrap_or(core::mem::zeroed()) as _,
            );
        }
    }
    pub unsafe fn GetSize(&self, pv: Option<*const core::ffi::c_void>) -> usize {
        unsafe {
            (windows_core::Interface::vtable(self).GetSize)(
                windows_core::Interface::as_raw(self),
                pv.unwrap_or(core::mem::zeroed()) as _,
            )
        }
    }
    pub unsafe fn DidAlloc(&self, pv: Option<*const core::ffi::c_void>) -> i32 {
        unsafe {
            (windows_core::Interface::vtable(self).DidAlloc)(
                windows_core::Interface::as_raw(self),
                pv.unwrap_or(core::mem::zeroed()) as _,
            )
        }
    }
    pub unsafe fn HeapMinimize(&self) {
        unsafe {
            (windows_core::Interface::vtable(self).HeapMinimize)(windows_core::Interface::as_raw(self));
        }
    }
}
#[repr(C)]
pub struct IMalloc_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub Alloc: unsafe extern "system" fn(*mut core::ffi::c_void, usize) -> *mut core::ffi::c_void,
    pub Realloc: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const core::ffi::c_void,
        usize,
    ) -> *mut core::ffi::c_void,
    pub Free: unsafe extern "system" fn(*mut core::ffi::c_void, *const core::ffi::c_void),
    pub GetSize: unsafe extern "system" fn(*mut core::ffi::c_void, *const core::ffi::c_void) -> usize,
    pub DidAlloc: unsafe extern "system" fn(*mut core::ffi::c_void, *const core::ffi::c_void) -> i32,
    pub HeapMinimize: unsafe extern "system" fn(*mut core::ffi::c_void),
}
pub trait IMalloc_Impl: windows_core::IUnknownImpl {
    fn Alloc(&self, cb: usize) -> *mut core::ffi::c_void;
    fn Realloc(&self, pv: *const core::ffi::c_void, cb: usize) -> *mut core::ffi::c_void;
    fn Free(&self, pv: *const core::ffi::c_void);
    fn GetSize(&self, pv: *const core::ffi::c_void) -> usize;
    fn DidAlloc(&self, pv: *const core::ffi::c_void) -> i32;
    fn HeapMinimize(&self);
}
impl IMalloc_Vtbl {
    pub const fn new<Identity: IMalloc_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn Alloc<Identity: IMalloc_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            cb: usize,
        ) -> *mut core::ffi::c_void {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IMalloc_Impl::Alloc(this, core::mem::transmute_copy(&cb))
            }
        }
        unsafe extern "system" fn Realloc<Identity: IMalloc_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pv: *const core::ffi::c_void,
            cb: usize,
        ) -> *mut core::ffi::c_void {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IMalloc_Impl::Realloc(this, core::mem::transmute_copy(&pv), core::mem::transmute_copy(&cb))
            }
        }
        unsafe extern "system" fn Free<Identity: IMalloc_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pv: *const core::ffi::c_void,
        ) {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IMalloc_Impl::Free(this, core::mem::transmute_copy(&pv));
            }
        }
        unsafe extern "system" fn GetSize<Identity: IMalloc_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pv: *const core::ffi::c_void,
        ) -> usize {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IMalloc_Impl::GetSize(this, core::mem::transmute_copy(&pv))
            }
        }
        unsafe extern "system" fn DidAlloc<Identity: IMalloc_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pv: *const core::ffi::c_void,
        ) -> i32 {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IMalloc_Impl::DidAlloc(this, core::mem::transmute_copy(&pv))
            }
        }
        unsafe extern "system" fn HeapMinimize<Identity: IMalloc_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
        ) {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IMalloc_Impl::HeapMinimize(this);
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            Alloc: Alloc::<Identity, OFFSET>,
            Realloc: Realloc::<Identity, OFFSET>,
            Free: Free::<Identity, OFFSET>,
            GetSize: GetSize::<Identity, OFFSET>,
            DidAlloc: DidAlloc::<Identity, OFFSET>,
            HeapMinimize: HeapMinimize::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IMalloc as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IMalloc {}
windows_core::imp::define_interface!(IMallocSpy, IMallocSpy_Vtbl, 0x0000001d_0000_0000_c000_000000000046);
windows_core::imp::interface_hierarchy!(IMallocSpy, windows_core::IUnknown);
impl IMallocSpy {
    pub unsafe fn PreAlloc(&self, cbrequest: usize) -> usize {
        unsafe {
            (windows_core::Interface::vtable(self).PreAlloc)(windows_core::Interface::as_raw(self), cbrequest)
        }
    }
    pub unsafe fn PostAlloc(&self, pactual: *const core::ffi::c_void) -> *mut core::ffi::c_void {
        unsafe {
            (windows_core::Interface::vtable(self).PostAlloc)(windows_core::Interface::as_raw(self), pactual)
        }
    }
    pub unsafe fn PreFree(&self, prequest: *const core::ffi::c_void, fspyed: bool) -> *mut core::ffi::c_void {
        unsafe {
            (windows_core::Interface::vtable(self).PreFree)(
                windows_core::Interface::as_raw(self),
                prequest,
                fspyed.into(),
            )
        }
    }
    pub unsafe fn PostFree(&self, fspyed: bool) {
        unsafe {
            (windows_core::Interface::vtable(self).PostFree)(
                windows_core::Interface::as_raw(self),
                fspyed.into(),
            );
        }
    }
    pub unsafe fn PreRealloc(
        &self,
        prequest: *const core::ffi::c_void,
        cbrequest: usize,
        ppnewrequest: *mut *mut core::ffi::c_void,
        fspyed: bool,
    ) -> usize {
        unsafe {
            (windows_core::Interface::vtable(self).PreRealloc)(
                windows_core::Interface::as_raw(self),
                prequest,
                cbrequest,
                ppnewrequest as _,
                fspyed.into(),
            )
        }
    }
    pub unsafe fn PostRealloc(
        &self,
        pactual: *const core::ffi::c_void,
        fspyed: bool,
    ) -> *mut core::ffi::c_void {
        unsafe {
            (windows_core::Interface::vtable(self).PostRealloc)(
                windows_core::Interface::as_raw(self),
                pactual,
                fspyed.into(),
            )
        }
    }
    pub unsafe fn PreGetSize(
        &self,
        prequest: *const core::ffi::c_void,
        fspyed: bool,
    ) -> *mut core::ffi::c_void {
        unsafe {
            (windows_core::Interface::vtable(self).PreGetSize)(
                windows_core::Interface::as_raw(self),
                prequest,
                fspyed.into(),
            )
        }
    }
    pub unsafe fn PostGetSize(&self, cbactual: usize, fspyed: bool) -> usize {
        unsafe {
            (windows_core::Interface::vtable(self).PostGetSize)(
                windows_core::Interface::as_raw(self),
                cbactual,
                fspyed.into(),
            )
        }
    }
    pub unsafe fn PreDidAlloc(
        &self,
        prequest: *const core::ffi::c_void,
        fspyed: bool,
    ) -> *mut core::ffi::c_void {
        unsafe {
            (windows_core::Interface::vtable(self).PreDidAlloc)(
                windows_core::Interface::as_raw(self),
                prequest,
                fspyed.into(),
            )
        }
    }
    pub unsafe fn PostDidAlloc(&self, prequest: *const core::ffi::c_void, fspyed: bool, factual: i32) -> i32 {
        unsafe {
            (windows_core::Interface::vtable(self).PostDidAlloc)(
                windows_core::Interface::as_raw(self),
                prequest,
                fspyed.into(),
                factual,
            )
        }
    }
    pub unsafe fn PreHeapMinimize(&self) {
        unsafe {
            (windows_core::Interface::vtable(self).PreHeapMinimize)(windows_core::Interface::as_raw(self));
        }
    }
    pub unsafe fn PostHeapMinimize(&self) {
        unsafe {
            (windows_core::Interface::vtable(self).PostHeapMinimize)(windows_core::Interface::as_raw(self));
        }
    }
}
#[repr(C)]
pub struct IMallocSpy_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub PreAlloc: unsafe extern "system" fn(*mut core::ffi::c_void, usize) -> usize,
    pub PostAlloc:
        unsafe extern "system" fn(*mut core::ffi::c_void, *const core::ffi::c_void) -> *mut core::ffi::c_void,
    pub PreFree: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const core::ffi::c_void,
        windows_core::BOOL,
    ) -> *mut core::ffi::c_void,
    pub PostFree: unsafe extern "system" fn(*mut core::ffi::c_void, windows_core::BOOL),
    pub PreRealloc: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const core::ffi::c_void,
        usize,
        *mut *mut core::ffi::c_void,
        windows_core::BOOL,
    ) -> usize,
    pub PostRealloc: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const core::ffi::c_void,
        windows_core::BOOL,
    ) -> *mut core::ffi::c_void,
    pub PreGetSize: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const core::ffi::c_void,
        windows_core::BOOL,
    ) -> *mut core::ffi::c_void,
    pub PostGetSize: unsafe extern "system" fn(*mut core::ffi::c_void, usize, windows_core::BOOL) -> usize,
    pub PreDidAlloc: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const core::ffi::c_void,
        windows_core::BOOL,
    ) -> *mut core::ffi::c_void,
    pub PostDidAlloc: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const core::ffi::c_void,
        windows_core::BOOL,
        i32,
    ) -> i32,
    pub PreHeapMinimize: unsafe extern "system" fn(*mut core::ffi::c_void),
    pub PostHeapMinimize: unsafe extern "system" fn(*mut core::ffi::c_void),
}
pub trait IMallocSpy_Impl: windows_core::IUnknownImpl {
    fn PreAlloc(&self, cbrequest: usize) -> usize;
    fn PostAlloc(&self, pactual: *const core::ffi::c_void) -> *mut core::ffi::c_void;
    fn PreFree(
        &self,
        prequest: *const core::ffi::c_void,
        fspyed: windows_core::BOOL,
    ) -> *mut core::ffi::c_void;
    fn PostFree(&self, fspyed: windows_core::BOOL);
    fn PreRealloc(
        &self,
        prequest: *const core::ffi::c_void,
        cbrequest: usize,
        ppnewrequest: *mut *mut core::ffi::c_void,
        fspyed: windows_core::BOOL,
    ) -> usize;
    fn PostRealloc(
        &self,
        pactual: *const core::ffi::c_void,
        fspyed: windows_core::BOOL,
    ) -> *mut core::ffi::c_void;
    fn PreGetSize(
        &self,
        prequest: *const core::ffi::c_void,
        fspyed: windows_core::BOOL,
    ) -> *mut core::ffi::c_void;
    fn PostGetSize(&self, cbactual: usize, fspyed: windows_core::BOOL) -> usize;
    fn PreDidAlloc(
        &self,
        prequest: *const core::ffi::c_void,
        fspyed: windows_core::BOOL,
    ) -> *mut core::ffi::c_void;
    fn PostDidAlloc(
        &self,
        prequest: *const core::ffi::c_void,
        fspyed: windows_core::BOOL,
        factual: i32,
    ) -> i32;
    fn PreHeapMinimize(&self);
    fn PostHeapMinimize(&self);
}
impl IMallocSpy_Vtbl {
    pub const fn new<Identity: IMallocSpy_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn PreAlloc<Identity: IMallocSpy_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            cbrequest: usize,
        ) -> usize {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IMallocSpy_Impl::PreAlloc(this, core::mem::transmute_copy(&cbrequest))
            }
        }
        unsafe extern "system" fn PostAlloc<Identity: IMallocSpy_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pactual: *const core::ffi::c_void,
        ) -> *mut core::ffi::c_void {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IMallocSpy_Impl::PostAlloc(this, core::mem::transmute_copy(&pactual))
            }
        }
        unsafe extern "system" fn PreFree<Identity: IMallocSpy_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            prequest: *const core::ffi::c_void,
            fspyed: windows_core::BOOL,
        ) -> *mut core::ffi::c_void {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IMallocSpy_Impl::PreFree(
                    this,
                    core::mem::transmute_copy(&prequest),
                    core::mem::transmute_copy(&fspyed),
                )
            }
        }
        unsafe extern "system" fn PostFree<Identity: IMallocSpy_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            fspyed: windows_core::BOOL,
        ) {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IMallocSpy_Impl::PostFree(this, core::mem::transmute_copy(&fspyed));
            }
        }
        unsafe extern "system" fn PreRealloc<Identity: IMallocSpy_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            prequest: *const core::ffi::c_void,
            cbrequest: usize,
            ppnewrequest: *mut *mut core::ffi::c_void,
            fspyed: windows_core::BOOL,
        ) -> usize {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IMallocSpy_Impl::PreRealloc(
                    this,
                    core::mem::transmute_copy(&prequest),
                    core::mem::transmute_copy(&cbrequest),
                    core::mem::transmute_copy(&ppnewrequest),
                    core::mem::transmute_copy(&fspyed),
                )
            }
        }
        unsafe extern "system" fn PostRealloc<Identity: IMallocSpy_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pactual: *const core::ffi::c_void,
            fspyed: windows_core::BOOL,
        ) -> *mut core::ffi::c_void {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IMallocSpy_Impl::PostRealloc(
                    this,
                    core::mem::transmute_copy(&pactual),
                    core::mem::transmute_copy(&fspyed),
                )
            }
        }
        unsafe extern "system" fn PreGetSize<Identity: IMallocSpy_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            prequest: *const core::ffi::c_void,
            fspyed: windows_core::BOOL,
        ) -> *mut core::ffi::c_void {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IMallocSpy_Impl::PreGetSize(
                    this,
                    core::mem::transmute_copy(&prequest),
                    core::mem::transmute_copy(&fspyed),
                )
            }
        }
        unsafe extern "system" fn PostGetSize<Identity: IMallocSpy_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            cbactual: usize,
            fspyed: windows_core::BOOL,
        ) -> usize {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IMallocSpy_Impl::PostGetSize(
                    this,
                    core::mem::transmute_copy(&cbactual),
                    core::mem::transmute_copy(&fspyed),
                )
            }
        }
        unsafe extern "system" fn PreDidAlloc<Identity: IMallocSpy_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            prequest: *const core::ffi::c_void,
            fspyed: windows_core::BOOL,
        ) -> *mut core::ffi::c_void {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IMallocSpy_Impl::PreDidAlloc(
                    this,
                    core::mem::transmute_copy(&prequest),
                    core::mem::transmute_copy(&fspyed),
                )
            }
        }
        unsafe extern "system" fn PostDidAlloc<Identity: IMallocSpy_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            prequest: *const core::ffi::c_void,
            fspyed: windows_core::BOOL,
            factual: i32,
        ) -> i32 {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IMallocSpy_Impl::PostDidAlloc(
                    this,
                    core::mem::transmute_copy(&prequest),
                    core::mem::transmute_copy(&fspyed),
                    core::mem::transmute_copy(&factual),
                )
            }
        }
        unsafe extern "system" fn PreHeapMinimize<Identity: IMallocSpy_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
        ) {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IMallocSpy_Impl::PreHeapMinimize(this);
            }
        }
        unsafe extern "system" fn PostHeapMinimize<Identity: IMallocSpy_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
        ) {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IMallocSpy_Impl::PostHeapMinimize(this);
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            PreAlloc: PreAlloc::<Identity, OFFSET>,
            PostAlloc: PostAlloc::<Identity, OFFSET>,
            PreFree: PreFree::<Identity, OFFSET>,
            PostFree: PostFree::<Identity, OFFSET>,
            PreRealloc: PreRealloc::<Identity, OFFSET>,
            PostRealloc: PostRealloc::<Identity, OFFSET>,
            PreGetSize: PreGetSize::<Identity, OFFSET>,
            PostGetSize: PostGetSize::<Identity, OFFSET>,
            PreDidAlloc: PreDidAlloc::<Identity, OFFSET>,
            PostDidAlloc: PostDidAlloc::<Identity, OFFSET>,
            PreHeapMinimize: PreHeapMinimize::<Identity, OFFSET>,
            PostHeapMinimize: PostHeapMinimize::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IMallocSpy as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IMallocSpy {}
windows_core::imp::define_interface!(IMarshal, IMarshal_Vtbl, 0x00000003_0000_0000_c000_000000000046);
windows_core::imp::interface_hierarchy!(IMarshal, windows_core::IUnknown);
impl IMarshal {
    pub unsafe fn GetUnmarshalClass(
        &self,
        riid: *const windows_core::GUID,
        pv: Option<*const core::ffi::c_void>,
        dwdestcontext: u32,
        pvdestcontext: Option<*const core::ffi::c_void>,
        mshlflags: u32,
    ) -> windows_core::Result<windows_core::GUID> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetUnmarshalClass)(
                windows_core::Interface::as_raw(self),
                riid,
                pv.unwrap_or(core::mem::zeroed()) as _,
                dwdestcontext,
                pvdestcontext.unwrap_or(core::mem::zeroed()) as _,
                mshlflags,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn GetMarshalSizeMax(
        &self,
        riid: *const windows_core::GUID,
        pv: Option<*const core::ffi::c_void>,
        dwdestcontext: u32,
        pvdestcontext: Option<*const core::ffi::c_void>,
        mshlflags: u32,
    ) -> windows_core::Result<u32> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetMarshalSizeMax)(
                windows_core::Interface::as_raw(self),
                riid,
                pv.unwrap_or(core::mem::zeroed()) as _,
                dwdestcontext,
                pvdestcontext.unwrap_or(core::mem::zeroed()) as _,
                mshlflags,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn MarshalInterface<P0>(
        &self,
        pstm: P0,
        riid: *const windows_core::GUID,
        pv: Option<*const core::ffi::c_void>,
        dwdestcontext: u32,
        pvdestcontext: Option<*const core::ffi::c_void>,
        mshlflags: u32,
    ) -> windows_core::HRESULT
    where
        P0: windows_core::Param<IStream>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).MarshalInterface)(
                windows_core::Interface::as_raw(self),
                pstm.param().abi(),
                riid,
                pv.unwrap_or(core::mem::zeroed()) as _,
                dwdestcontext,
                pvdestcontext.unwrap_or(core::mem::zeroed()) as _,
                mshlflags,
            )
        }
    }
    pub unsafe fn UnmarshalInterface<P0, T>(&self, pstm: P0) -> windows_core::Result<T>
    where
        P0: windows_core::Param<IStream>,
        T: windows_core::Interface,
    {
        let mut result__ = core::ptr::null_mut();
        unsafe {
            (windows_core::Interface::vtable(self).UnmarshalInterface)(
                windows_core::Interface::as_raw(self),
                pstm.param().abi(),
                &T::IID,
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn ReleaseMarshalData<P0>(&self, pstm: P0) -> windows_core::HRESULT
    where
        P0: windows_core::Param<IStream>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).ReleaseMarshalData)(
                windows_core::Interface::as_raw(self),
                pstm.param().abi(),
            )
        }
    }
    pub unsafe fn DisconnectObject(&self, dwreserved: u32) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).DisconnectObject)(
                windows_core::Interface::as_raw(self),
                dwreserved,
            )
        }
    }
}
#[repr(C)]
pub struct IMarshal_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub GetUnmarshalClass: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const windows_core::GUID,
        *const core::ffi::c_void,
        u32,
        *const core::ffi::c_void,
        u32,
        *mut windows_core::GUID,
    ) -> windows_core::HRESULT,
    pub GetMarshalSizeMax: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const windows_core::GUID,
        *const core::ffi::c_void,
        u32,
        *const core::ffi::c_void,
        u32,
        *mut u32,
    ) -> windows_core::HRESULT,
    pub MarshalInterface: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        *const windows_core::GUID,
        *const core::ffi::c_void,
        u32,
        *const core::ffi::c_void,
        u32,
    ) -> windows_core::HRESULT,
    pub UnmarshalInterface: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        *const windows_core::GUID,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub ReleaseMarshalData:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut core::ffi::c_void) -> windows_core::HRESULT,
    pub DisconnectObject: unsafe extern "system" fn(*mut core::ffi::c_void, u32) -> windows_core::HRESULT,
}
pub trait IMarshal_Impl: windows_core::IUnknownImpl {
    fn GetUnmarshalClass(
        &self,
        riid: *const windows_core::GUID,
        pv: *const core::ffi::c_void,
        dwdestcontext: u32,
        pvdestcontext: *const core::ffi::c_void,
        mshlflags: u32,
    ) -> windows_core::Result<windows_core::GUID>;
    fn GetMarshalSizeMax(
        &self,
        riid: *const windows_core::GUID,
        pv: *const core::ffi::c_void,
        dwdestcontext: u32,
        pvdestcontext: *const core::ffi::c_void,
        mshlflags: u32,
    ) -> windows_core::Result<u32>;
    fn MarshalInterface(
        &self,
        pstm: windows_core::Ref<IStream>,
        riid: *const windows_core::GUID,
        pv: *const core::ffi::c_void,
        dwdestcontext: u32,
        pvdestcontext: *const core::ffi::c_void,
        mshlflags: u32,
    ) -> windows_core::Result<()>;
    fn UnmarshalInterface(
        &self,
        pstm: windows_core::Ref<IStream>,
        riid: *const windows_core::GUID,
        ppv: *mut *mut core::ffi::c_void,
    ) -> windows_core::Result<()>;
    fn ReleaseMarshalData(&self, pstm: windows_core::Ref<IStream>) -> windows_core::Result<()>;
    fn DisconnectObject(&self, dwreserved: u32) -> windows_core::Result<()>;
}
impl IMarshal_Vtbl {
    pub const fn new<Identity: IMarshal_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn GetUnmarshalClass<Identity: IMarshal_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            riid: *const windows_core::GUID,
            pv: *const core::ffi::c_void,
            dwdestcontext: u32,
            pvdestcontext: *const core::ffi::c_void,
            mshlflags: u32,
            pcid: *mut windows_core::GUID,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IMarshal_Impl::GetUnmarshalClass(
                    this,
                    core::mem::transmute_copy(&riid),
                    core::mem::transmute_copy(&pv),
                    core::mem::transmute_copy(&dwdestcontext),
                    core::mem::transmute_copy(&pvdestcontext),
                    core::mem::transmute_copy(&mshlflags),
                ) {
                    Ok(ok__) => {
                        pcid.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetMarshalSizeMax<Identity: IMarshal_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            riid: *const windows_core::GUID,
            pv: *const core::ffi::c_void,
            dwdestcontext: u32,
            pvdestcontext: *const core::ffi::c_void,
            mshlflags: u32,
            psize: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IMarshal_Impl::GetMarshalSizeMax(
                    this,
                    core::mem::transmute_copy(&riid),
                    core::mem::transmute_copy(&pv),
                    core::mem::transmute_copy(&dwdestcontext),
                    core::mem::transmute_copy(&pvdestcontext),
                    core::mem::transmute_copy(&mshlflags),
                ) {
                    Ok(ok__) => {
                        psize.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn MarshalInterface<Identity: IMarshal_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pstm: *mut core::ffi::c_void,
            riid: *const windows_core::GUID,
            pv: *const core::ffi::c_void,
            dwdestcontext: u32,
            pvdestcontext: *const core::ffi::c_void,
            mshlflags: u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IMarshal_Impl::MarshalInterface(
                    this,
                    core::mem::transmute_copy(&pstm),
                    core::mem::transmute_copy(&riid),
                    core::mem::transmute_copy(&pv),
                    core::mem::transmute_copy(&dwdestcontext),
                    core::mem::transmute_copy(&pvdestcontext),
                    core::mem::transmute_copy(&mshlflags),
                )
                .into()
            }
        }
        unsafe extern "system" fn UnmarshalInterface<Identity: IMarshal_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pstm: *mut core::ffi::c_void,
            riid: *const windows_core::GUID,
            ppv: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IMarshal_Impl::UnmarshalInterface(
                    this,
                    core::mem::transmute_copy(&pstm),
                    core::mem::transmute_copy(&riid),
                    core::mem::transmute_copy(&ppv),
                )
                .into()
            }
        }
        unsafe extern "system" fn ReleaseMarshalData<Identity: IMarshal_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pstm: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IMarshal_Impl::ReleaseMarshalData(this, core::mem::transmute_copy(&pstm)).into()
            }
        }
        unsafe extern "system" fn DisconnectObject<Identity: IMarshal_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            dwreserved: u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IMarshal_Impl::DisconnectObject(this, core::mem::transmute_copy(&dwreserved)).into()
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            GetUnmarshalClass: GetUnmarshalClass::<Identity, OFFSET>,
            GetMarshalSizeMax: GetMarshalSizeMax::<Identity, OFFSET>,
            MarshalInterface: MarshalInterface::<Identity, OFFSET>,
            UnmarshalInterface: UnmarshalInterface::<Identity, OFFSET>,
            ReleaseMarshalData: ReleaseMarshalData::<Identity, OFFSET>,
            DisconnectObject: DisconnectObject::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IMarshal as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IMarshal {}
windows_core::imp::define_interface!(IMarshal2, IMarshal2_Vtbl, 0x000001cf_0000_0000_c000_000000000046);
impl core::ops::Deref for IMarshal2 {
    type Target = IMarshal;
    fn deref(&self) -> &Self::Target {
        unsafe { core::mem::transmute(self) }
    }
}
windows_core::imp::interface_hierarchy!(IMarshal2, windows_core::IUnknown, IMarshal);
#[repr(C)]
pub struct IMarshal2_Vtbl {
    pub base__: IMarshal_Vtbl,
}
pub trait IMarshal2_Impl: IMarshal_Impl {}
impl IMarshal2_Vtbl {
    pub const fn new<Identity: IMarshal2_Impl, const OFFSET: isize>() -> Self {
        Self { base__: IMarshal_Vtbl::new::<Identity, OFFSET>() }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IMarshal2 as windows_core::Interface>::IID
            || iid == &<IMarshal as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IMarshal2 {}
windows_core::imp::define_interface!(
    IMessageFilter,
    IMessageFilter_Vtbl,
    0x00000016_0000_0000_c000_000000000046
);
windows_core::imp::interface_hierarchy!(IMessageFilter, windows_core::IUnknown);
impl IMessageFilter {
    pub unsafe fn HandleInComingCall(
        &self,
        dwcalltype: u32,
        htaskcaller: HTASK,
        dwtickcount: u32,
        lpinterfaceinfo: Option<*const INTERFACEINFO>,
    ) -> u32 {
        unsafe {
            (windows_core::Interface::vtable(self).HandleInComingCall)(
                windows_core::Interface::as_raw(self),
                dwcalltype,
                htaskcaller,
                dwtickcount,
                lpinterfaceinfo.unwrap_or(core::mem::zeroed()) as _,
            )
        }
    }
    pub unsafe fn RetryRejectedCall(&self, htaskcallee: HTASK, dwtickcount: u32, dwrejecttype: u32) -> u32 {
        unsafe {
            (windows_core::Interface::vtable(self).RetryRejectedCall)(
                windows_core::Interface::as_raw(self),
                htaskcallee,
                dwtickcount,
                dwrejecttype,
            )
        }
    }
    pub unsafe fn MessagePending(&self, htaskcallee: HTASK, dwtickcount: u32, dwpendingtype: u32) -> u32 {
        unsafe {
            (windows_core::Interface::vtable(self).MessagePending)(
                windows_core::Interface::as_raw(self),
                htaskcallee,
                dwtickcount,
                dwpendingtype,
            )
        }
    }
}
#[repr(C)]
pub struct IMessageFilter_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub HandleInComingCall:
        unsafe extern "system" fn(*mut core::ffi::c_void, u32, HTASK, u32, *const INTERFACEINFO) -> u32,
    pub RetryRejectedCall: unsafe extern "system" fn(*mut core::ffi::c_void, HTASK, u32, u32) -> u32,
    pub MessagePending: unsafe extern "system" fn(*mut core::ffi::c_void, HTASK, u32, u32) -> u32,
}
pub trait IMessageFilter_Impl: windows_core::IUnknownImpl {
    fn HandleInComingCall(
        &self,
        dwcalltype: u32,
        htaskcaller: HTASK,
        dwtickcount: u32,
        lpinterfaceinfo: *const INTERFACEINFO,
    ) -> u32;
    fn RetryRejectedCall(&self, htaskcallee: HTASK, dwtickcount: u32, dwrejecttype: u32) -> u32;
    fn MessagePending(&self, htaskcallee: HTASK, dwtickcount: u32, dwpendingtype: u32) -> u32;
}
impl IMessageFilter_Vtbl {
    pub const fn new<Identity: IMessageFilter_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn HandleInComingCall<Identity: IMessageFilter_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            dwcalltype: u32,
            htaskcaller: HTASK,
            dwtickcount: u32,
            lpinterfaceinfo: *const INTERFACEINFO,
        ) -> u32 {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IMessageFilter_Impl::HandleInComingCall(
                    this,
                    core::mem::transmute_copy(&dwcalltype),
                    core::mem::transmute_copy(&htaskcaller),
                    core::mem::transmute_copy(&dwtickcount),
                    core::mem::transmute_copy(&lpinterfaceinfo),
                )
            }
        }
        unsafe extern "system" fn RetryRejectedCall<Identity: IMessageFilter_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            htaskcallee: HTASK,
            dwtickcount: u32,
            dwrejecttype: u32,
        ) -> u32 {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IMessageFilter_Impl::RetryRejectedCall(
                    this,
                    core::mem::transmute_copy(&htaskcallee),
                    core::mem::transmute_copy(&dwtickcount),
                    core::mem::transmute_copy(&dwrejecttype),
                )
            }
        }
        unsafe extern "system" fn MessagePending<Identity: IMessageFilter_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            htaskcallee: HTASK,
            dwtickcount: u32,
            dwpendingtype: u32,
        ) -> u32 {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IMessageFilter_Impl::MessagePending(
                    this,
                    core::mem::transmute_copy(&htaskcallee),
                    core::mem::transmute_copy(&dwtickcount),
                    core::mem::transmute_copy(&dwpendingtype),
                )
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            HandleInComingCall: HandleInComingCall::<Identity, OFFSET>,
            RetryRejectedCall: RetryRejectedCall::<Identity, OFFSET>,
            MessagePending: MessagePending::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IMessageFilter as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IMessageFilter {}
windows_core::imp::define_interface!(IMoniker, IMoniker_Vtbl, 0x0000000f_0000_0000_c000_000000000046);
impl core::ops::Deref for IMoniker {
    type Target = IPersistStream;
    fn deref(&self) -> &Self::Target {
        unsafe { core::mem::transmute(self) }
    }
}
windows_core::imp::interface_hierarchy!(IMoniker, windows_core::IUnknown, IPersist, IPersistStream);
impl IMoniker {
    pub unsafe fn BindToObject<P0, P1, T>(&self, pbc: P0, pmktoleft: P1) -> windows_core::Result<T>
    where
        P0: windows_core::Param<IBindCtx>,
        P1: windows_core::Param<Self>,
        T: windows_core::Interface,
    {
        let mut result__ = core::ptr::null_mut();
        unsafe {
            (windows_core::Interface::vtable(self).BindToObject)(
                windows_core::Interface::as_raw(self),
                pbc.param().abi(),
                pmktoleft.param().abi(),
                &T::IID,
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn BindToStorage<P0, P1, T>(&self, pbc: P0, pmktoleft: P1) -> windows_core::Result<T>
    where
        P0: windows_core::Param<IBindCtx>,
        P1: windows_core::Param<Self>,
        T: windows_core::Interface,
    {
        let mut result__ = core::ptr::null_mut();
        unsafe {
            (windows_core::Interface::vtable(self).BindToStorage)(
                windows_core::Interface::as_raw(self),
                pbc.param().abi(),
                pmktoleft.param().abi(),
                &T::IID,
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn Reduce<P0>(
        &self,
        pbc: P0,
        dwreducehowfar: u32,
        ppmktoleft: *mut Option<Self>,
        ppmkreduced: *mut Option<Self>,
    ) -> windows_core::HRESULT
    where
        P0: windows_core::Param<IBindCtx>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).Reduce)(
                windows_core::Interface::as_raw(self),
                pbc.param().abi(),
                dwreducehowfar,
                core::mem::transmute(ppmktoleft),
                core::mem::transmute(ppmkreduced),
            )
        }
    }
    pub unsafe fn ComposeWith<P0>(&self, pmkright: P0, fonlyifnotgeneric: bool) -> windows_core::Result<Self>
    where
        P0: windows_core::Param<Self>,
    {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).ComposeWith)(
                windows_core::Interface::as_raw(self),
                pmkright.param().abi(),
                fonlyifnotgeneric.into(),
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn Enum(&self, fforward: bool) -> windows_core::Result<IEnumMoniker> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Enum)(
                windows_core::Interface::as_raw(self),
                fforward.into(),
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn IsEqual<P0>(&self, pmkothermoniker: P0) -> windows_core::HRESULT
    where
        P0: windows_core::Param<Self>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).IsEqual)(
                windows_core::Interface::as_raw(self),
                pmkothermoniker.param().abi(),
            )
        }
    }
    pub unsafe fn Hash(&self) -> windows_core::Result<u32> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Hash)(windows_core::Interface::as_raw(self), &mut result__)
                .map(|| result__)
        }
    }
    pub unsafe fn IsRunning<P0, P1, P2>(
        &self,
        pbc: P0,
        pmktoleft: P1,
        pmknewlyrunning: P2,
    ) -> windows_core::HRESULT
    where
        P0: windows_core::Param<IBindCtx>,
        P1: windows_core::Param<Self>,
        P2: windows_core::Param<Self>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).IsRunning)(
                windows_core::Interface::as_raw(self),
                pbc.param().abi(),
                pmktoleft.param().abi(),
                pmknewlyrunning.param().abi(),
            )
        }
    }
    pub unsafe fn GetTimeOfLastChange<P0, P1>(&self, pbc: P0, pmktoleft: P1) -> windows_core::Result<FILETIME>
    where
        P0: windows_core::Param<IBindCtx>,
        P1: windows_core::Param<Self>,
    {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetTimeOfLastChange)(
                windows_core::Interface::as_raw(self),
                pbc.param().abi(),
                pmktoleft.param().abi(),
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn Inverse(&self) -> windows_core::Result<Self> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Inverse)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn CommonPrefixWith<P0>(&self, pmkother: P0) -> windows_core::Result<Self>
    where
        P0: windows_core::Param<Self>,
    {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).CommonPrefixWith)(
                windows_core::Interface::as_raw(self),
                pmkother.param().abi(),
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn RelativePathTo<P0>(&self, pmkother: P0) -> windows_core::Result<Self>
    where
        P0: windows_core::Param<Self>,
    {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).RelativePathTo)(
                windows_core::Interface::as_raw(self),
                pmkother.param().abi(),
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn GetDisplayName<P0, P1>(
        &self,
        pbc: P0,
        pmktoleft: P1,
    ) -> windows_core::Result<windows_core::PWSTR>
    where
        P0: windows_core::Param<IBindCtx>,
        P1: windows_core::Param<Self>,
    {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetDisplayName)(
                windows_core::Interface::as_raw(self),
                pbc.param().abi(),
                pmktoleft.param().abi(),
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn ParseDisplayName<P0, P1, P2>(
        &self,
        pbc: P0,
        pmktoleft: P1,
        pszdisplayname: P2,
        pcheaten: *mut u32,
        ppmkout: *mut Option<Self>,
    ) -> windows_core::HRESULT
    where
        P0: windows_core::Param<IBindCtx>,
        P1: windows_core::Param<Self>,
        P2: windows_core::Param<windows_core::PCWSTR>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).ParseDisplayName)(
                windows_core::Interface::as_raw(self),
                pbc.param().abi(),
                pmktoleft.param().abi(),
                pszdisplayname.param().abi(),
                pcheaten as _,
                core::mem::transmute(ppmkout),
            )
        }
    }
    pub unsafe fn IsSystemMoniker(&self) -> windows_core::Result<u32> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).IsSystemMoniker)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| result__)
        }
    }
}
#[repr(C)]
pub struct IMoniker_Vtbl {
    pub base__: IPersistStream_Vtbl,
    pub BindToObject: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        *const windows_core::GUID,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub BindToStorage: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        *const windows_core::GUID,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub Reduce: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        u32,
        *mut *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub ComposeWith: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        windows_core::BOOL,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub Enum: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        windows_core::BOOL,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub IsEqual:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut core::ffi::c_void) -> windows_core::HRESULT,
    pub Hash: unsafe extern "system" fn(*mut core::ffi::c_void, *mut u32) -> windows_core::HRESULT,
    pub IsRunning: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub GetTimeOfLastChange: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        *mut FILETIME,
    ) -> windows_core::HRESULT,
    pub Inverse: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub CommonPrefixWith: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub RelativePathTo: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub GetDisplayName: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        *mut windows_core::PWSTR,
    ) -> windows_core::HRESULT,
    pub ParseDisplayName: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        windows_core::PCWSTR,
        *mut u32,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub IsSystemMoniker: unsafe extern "system" fn(*mut core::ffi::c_void, *mut u32) -> windows_core::HRESULT,
}
pub trait IMoniker_Impl: IPersistStream_Impl {
    fn BindToObject(
        &self,
        pbc: windows_core::Ref<IBindCtx>,
        pmktoleft: windows_core::Ref<IMoniker>,
        riidresult: *const windows_core::GUID,
        ppvresult: *mut *mut core::ffi::c_void,
    ) -> windows_core::Result<()>;
    fn BindToStorage(
        &self,
        pbc: windows_core::Ref<IBindCtx>,
        pmktoleft: windows_core::Ref<IMoniker>,
        riid: *const windows_core::GUID,
        ppvobj: *mut *mut core::ffi::c_void,
    ) -> windows_core::Result<()>;
    fn Reduce(
        &self,
        pbc: windows_core::Ref<IBindCtx>,
        dwreducehowfar: u32,
        ppmktoleft: windows_core::OutRef<IMoniker>,
        ppmkreduced: windows_core::OutRef<IMoniker>,
    ) -> windows_core::Result<()>;
    fn ComposeWith(
        &self,
        pmkright: windows_core::Ref<IMoniker>,
        fonlyifnotgeneric: windows_core::BOOL,
    ) -> windows_core::Result<IMoniker>;
    fn Enum(&self, fforward: windows_core::BOOL) -> windows_core::Result<IEnumMoniker>;
    fn IsEqual(&self, pmkothermoniker: windows_core::Ref<IMoniker>) -> windows_core::Result<()>;
    fn Hash(&self) -> windows_core::Result<u32>;
    fn IsRunning(
        &self,
        pbc: windows_core::Ref<IBindCtx>,
        pmktoleft: windows_core::Ref<IMoniker>,
        pmknewlyrunning: windows_core::Ref<IMoniker>,
    ) -> windows_core::Result<()>;
    fn GetTimeOfLastChange(
        &self,
        pbc: windows_core::Ref<IBindCtx>,
        pmktoleft: windows_core::Ref<IMoniker>,
    ) -> windows_core::Result<FILETIME>;
    fn Inverse(&self) -> windows_core::Result<IMoniker>;
    fn CommonPrefixWith(&self, pmkother: windows_core::Ref<IMoniker>) -> windows_core::Result<IMoniker>;
    fn RelativePathTo(&self, pmkother: windows_core::Ref<IMoniker>) -> windows_core::Result<IMoniker>;
    fn GetDisplayName(
        &self,
        pbc: windows_core::Ref<IBindCtx>,
        pmktoleft: windows_core::Ref<IMoniker>,
    ) -> windows_core::Result<windows_core::PWSTR>;
    fn ParseDisplayName(
        &self,
        pbc: windows_core::Ref<IBindCtx>,
        pmktoleft: windows_core::Ref<IMoniker>,
        pszdisplayname: &windows_core::PCWSTR,
        pcheaten: *mut u32,
        ppmkout: windows_core::OutRef<IMoniker>,
    ) -> windows_core::Result<()>;
    fn IsSystemMoniker(&self) -> windows_core::Result<u32>;
}
impl IMoniker_Vtbl {
    pub const fn new<Identity: IMoniker_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn BindToObject<Identity: IMoniker_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pbc: *mut core::ffi::c_void,
            pmktoleft: *mut core::ffi::c_void,
            riidresult: *const windows_core::GUID,
            ppvresult: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IMoniker_Impl::BindToObject(
                    this,
                    core::mem::transmute_copy(&pbc),
                    core::mem::transmute_copy(&pmktoleft),
                    core::mem::transmute_copy(&riidresult),
                    core::mem::transmute_copy(&ppvresult),
                )
                .into()
            }
        }
        unsafe extern "system" fn BindToStorage<Identity: IMoniker_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pbc: *mut core::ffi::c_void,
            pmktoleft: *mut core::ffi::c_void,
            riid: *const windows_core::GUID,
            ppvobj: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IMoniker_Impl::BindToStorage(
                    this,
                    core::mem::transmute_copy(&pbc),
                    core::mem::transmute_copy(&pmktoleft),
                    core::mem::transmute_copy(&riid),
                    core::mem::transmute_copy(&ppvobj),
                )
                .into()
            }
        }
        unsafe extern "system" fn Reduce<Identity: IMoniker_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pbc: *mut core::ffi::c_void,
            dwreducehowfar: u32,
            ppmktoleft: *mut *mut core::ffi::c_void,
            ppmkreduced: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IMoniker_Impl::Reduce(
                    this,
                    core::mem::transmute_copy(&pbc),
                    core::mem::transmute_copy(&dwreducehowfar),
                    core::mem::transmute_copy(&ppmktoleft),
                    core::mem::transmute_copy(&ppmkreduced),
                )
                .into()
            }
        }
        unsafe extern "system" fn ComposeWith<Identity: IMoniker_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pmkright: *mut core::ffi::c_void,
            fonlyifnotgeneric: windows_core::BOOL,
            ppmkcomposite: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IMoniker_Impl::ComposeWith(
                    this,
                    core::mem::transmute_copy(&pmkright),
                    core::mem::transmute_copy(&fonlyifnotgeneric),
                ) {
                    Ok(ok__) => {
                        ppmkcomposite.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Enum<Identity: IMoniker_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            fforward: windows_core::BOOL,
            ppenummoniker: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IMoniker_Impl::Enum(this, core::mem::transmute_copy(&fforward)) {
                    Ok(ok__) => {
                        ppenummoniker.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn IsEqual<Identity: IMoniker_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pmkothermoniker: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IMoniker_Impl::IsEqual(this, core::mem::transmute_copy(&pmkothermoniker)).into()
            }
        }
        unsafe extern "system" fn Hash<Identity: IMoniker_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pdwhash: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IMoniker_Impl::Hash(this) {
                    Ok(ok__) => {
                        pdwhash.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn IsRunning<Identity: IMoniker_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pbc: *mut core::ffi::c_void,
            pmktoleft: *mut core::ffi::c_void,
            pmknewlyrunning: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IMoniker_Impl::IsRunning(
                    this,
                    core::mem::transmute_copy(&pbc),
                    core::mem::transmute_copy(&pmktoleft),
                    core::mem::transmute_copy(&pmknewlyrunning),
                )
                .into()
            }
        }
        unsafe extern "system" fn GetTimeOfLastChange<Identity: IMoniker_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pbc: *mut core::ffi::c_void,
            pmktoleft: *mut core::ffi::c_void,
            pfiletime: *mut FILETIME,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IMoniker_Impl::GetTimeOfLastChange(
                    this,
                    core::mem::transmute_copy(&pbc),
                    core::mem::transmute_copy(&pmktoleft),
                ) {
                    Ok(ok__) => {
                        pfiletime.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Inverse<Identity: IMoniker_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            ppmk: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IMoniker_Impl::Inverse(this) {
                    Ok(ok__) => {
                        ppmk.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn CommonPrefixWith<Identity: IMoniker_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pmkother: *mut core::ffi::c_void,
            ppmkprefix: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IMoniker_Impl::CommonPrefixWith(this, core::mem::transmute_copy(&pmkother)) {
                    Ok(ok__) => {
                        ppmkprefix.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn RelativePathTo<Identity: IMoniker_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pmkother: *mut core::ffi::c_void,
            ppmkrelpath: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IMoniker_Impl::RelativePathTo(this, core::mem::transmute_copy(&pmkother)) {
                    Ok(ok__) => {
                        ppmkrelpath.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetDisplayName<Identity: IMoniker_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pbc: *mut core::ffi::c_void,
            pmktoleft: *mut core::ffi::c_void,
            ppszdisplayname: *mut windows_core::PWSTR,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IMoniker_Impl::GetDisplayName(
                    this,
                    core::mem::transmute_copy(&pbc),
                    core::mem::transmute_copy(&pmktoleft),
                ) {
                    Ok(ok__) => {
                        ppszdisplayname.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn ParseDisplayName<Identity: IMoniker_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pbc: *mut core::ffi::c_void,
            pmktoleft: *mut core::ffi::c_void,
            pszdisplayname: windows_core::PCWSTR,
            pcheaten: *mut u32,
            ppmkout: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IMoniker_Impl::ParseDisplayName(
                    this,
                    core::mem::transmute_copy(&pbc),
                    core::mem::transmute_copy(&pmktoleft),
                    core::mem::transmute(&pszdisplayname),
                    core::mem::transmute_copy(&pcheaten),
                    core::mem::transmute_copy(&ppmkout),
                )
                .into()
            }
        }
        unsafe extern "system" fn IsSystemMoniker<Identity: IMoniker_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pdwmksys: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IMoniker_Impl::IsSystemMoniker(this) {
                    Ok(ok__) => {
                        pdwmksys.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: IPersistStream_Vtbl::new::<Identity, OFFSET>(),
            BindToObject: BindToObject::<Identity, OFFSET>,
            BindToStorage: BindToStorage::<Identity, OFFSET>,
            Reduce: Reduce::<Identity, OFFSET>,
            ComposeWith: ComposeWith::<Identity, OFFSET>,
            Enum: Enum::<Identity, OFFSET>,
            IsEqual: IsEqual::<Identity, OFFSET>,
            Hash: Hash::<Identity, OFFSET>,
            IsRunning: IsRunning::<Identity, OFFSET>,
            GetTimeOfLastChange: GetTimeOfLastChange::<Identity, OFFSET>,
            Inverse: Inverse::<Identity, OFFSET>,
            CommonPrefixWith: CommonPrefixWith::<Identity, OFFSET>,
            RelativePathTo: RelativePathTo::<Identity, OFFSET>,
            GetDisplayName: GetDisplayName::<Identity, OFFSET>,
            ParseDisplayName: ParseDisplayName::<Identity, OFFSET>,
            IsSystemMoniker: IsSystemMoniker::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IMoniker as windows_core::Interface>::IID
            || iid == &<IPersist as windows_core::Interface>::IID
            || iid == &<IPersistStream as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IMoniker {}
windows_core::imp::define_interface!(IMultiQI, IMultiQI_Vtbl, 0x00000020_0000_0000_c000_000000000046);
windows_core::imp::interface_hierarchy!(IMultiQI, windows_core::IUnknown);
impl IMultiQI {
    pub unsafe fn QueryMultipleInterfaces(&self, pmqis: &mut [MULTI_QI]) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).QueryMultipleInterfaces)(
                windows_core::Interface::as_raw(self),
                pmqis.len().try_into().unwrap(),
                pmqis.as_mut_ptr(),
            )
        }
    }
}
#[repr(C)]
pub struct IMultiQI_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub QueryMultipleInterfaces:
        unsafe extern "system" fn(*mut core::ffi::c_void, u32, *mut MULTI_QI) -> windows_core::HRESULT,
}
pub trait IMultiQI_Impl: windows_core::IUnknownImpl {
    fn QueryMultipleInterfaces(&self, cmqis: u32, pmqis: *mut MULTI_QI) -> windows_core::Result<()>;
}
impl IMultiQI_Vtbl {
    pub const fn new<Identity: IMultiQI_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn QueryMultipleInterfaces<Identity: IMultiQI_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            cmqis: u32,
            pmqis: *mut MULTI_QI,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IMultiQI_Impl::QueryMultipleInterfaces(
                    this,
                    core::mem::transmute_copy(&cmqis),
                    core::mem::transmute_copy(&pmqis),
                )
                .into()
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            QueryMultipleInterfaces: QueryMultipleInterfaces::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IMultiQI as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IMultiQI {}
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct INTERFACEDATA {
    pub pmethdata: *mut METHODDATA,
    pub cMembers: u32,
}
#[repr(C)]
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct INTERFACEINFO {
    pub pUnk: core::mem::ManuallyDrop<Option<windows_core::IUnknown>>,
    pub iid: windows_core::GUID,
    pub wMethod: u16,
}
pub type INVOKEKIND = i32;
pub const INVOKE_FUNC: INVOKEKIND = 1;
pub const INVOKE_PROPERTYGET: INVOKEKIND = 2;
pub const INVOKE_PROPERTYPUT: INVOKEKIND = 4;
pub const INVOKE_PROPERTYPUTREF: INVOKEKIND = 8;
windows_core::imp::define_interface!(INoMarshal, INoMarshal_Vtbl, 0xecc8691b_c1db_4dc0_855e_65f6c551af49);
windows_core::imp::interface_hierarchy!(INoMarshal, windows_core::IUnknown);
#[repr(C)]
pub struct INoMarshal_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
}
pub trait INoMarshal_Impl: windows_core::IUnknownImpl {}
impl INoMarshal_Vtbl {
    pub const fn new<Identity: INoMarshal_Impl, const OFFSET: isize>() -> Self {
        Self { base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>() }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<INoMarshal as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for INoMarshal {}
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct IObjContext(pub u8);
windows_core::imp::define_interface!(
    IOleContainer,
    IOleContainer_Vtbl,
    0x0000011b_0000_0000_c000_000000000046
);
impl core::ops::Deref for IOleContainer {
    type Target = IParseDisplayName;
    fn deref(&self) -> &Self::Target {
        unsafe { core::mem::transmute(self) }
    }
}
windows_core::imp::interface_hierarchy!(IOleContainer, windows_core::IUnknown, IParseDisplayName);
impl IOleContainer {
    pub unsafe fn EnumObjects(&self, grfflags: u32) -> windows_core::Result<IEnumUnknown> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).EnumObjects)(
                windows_core::Interface::as_raw(self),
                grfflags,
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn LockContainer(&self, flock: bool) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).LockContainer)(
                windows_core::Interface::as_raw(self),
                flock.into(),
            )
        }
    }
}
#[repr(C)]
pub struct IOleContainer_Vtbl {
    pub base__: IParseDisplayName_Vtbl,
    pub EnumObjects: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        u32,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub LockContainer:
        unsafe extern "system" fn(*mut core::ffi::c_void, windows_core::BOOL) -> windows_core::HRESULT,
}
pub trait IOleContainer_Impl: IParseDisplayName_Impl {
    fn EnumObjects(&self, grfflags: u32) -> windows_core::Result<IEnumUnknown>;
    fn LockContainer(&self, flock: windows_core::BOOL) -> windows_core::Result<()>;
}
impl IOleContainer_Vtbl {
    pub const fn new<Identity: IOleContainer_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn EnumObjects<Identity: IOleContainer_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            grfflags: u32,
            ppenum: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IOleContainer_Impl::EnumObjects(this, core::mem::transmute_copy(&grfflags)) {
                    Ok(ok__) => {
                        ppenum.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn LockContainer<Identity: IOleContainer_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            flock: windows_core::BOOL,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IOleContainer_Impl::LockContainer(this, core::mem::transmute_copy(&flock)).into()
            }
        }
        Self {
            base__: IParseDisplayName_Vtbl::new::<Identity, OFFSET>(),
            EnumObjects: EnumObjects::<Identity, OFFSET>,
            LockContainer: LockContainer::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IOleContainer as windows_core::Interface>::IID
            || iid == &<IParseDisplayName as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IOleContainer {}
windows_core::imp::define_interface!(
    IOleItemContainer,
    IOleItemContainer_Vtbl,
    0x0000011c_0000_0000_c000_000000000046
);
impl core::ops::Deref for IOleItemContainer {
    type Target = IOleContainer;
    fn deref(&self) -> &Self::Target {
        unsafe { core::mem::transmute(self) }
    }
}
windows_core::imp::interface_hierarchy!(
    IOleItemContainer,
    windows_core::IUnknown,
    IParseDisplayName,
    IOleContainer
);
impl IOleItemContainer {
    pub unsafe fn GetObject<P0, P2, T>(
        &self,
        pszitem: P0,
        dwspeedneeded: u32,
        pbc: P2,
    ) -> windows_core::Result<T>
    where
        P0: windows_core::Param<windows_core::PCWSTR>,
        P2: windows_core::Param<IBindCtx>,
        T: windows_core::Interface,
    {
        let mut result__ = core::ptr::null_mut();
        unsafe {
            (windows_core::Interface::vtable(self).GetObject)(
                windows_core::Interface::as_raw(self),
                pszitem.param().abi(),
                dwspeedneeded,
                pbc.param().abi(),
                &T::IID,
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn GetObjectStorage<P0, P1, T>(&self, pszitem: P0, pbc: P1) -> windows_core::Result<T>
    where
        P0: windows_core::Param<windows_core::PCWSTR>,
        P1: windows_core::Param<IBindCtx>,
        T: windows_core::Interface,
    {
        let mut result__ = core::ptr::null_mut();
        unsafe {
            (windows_core::Interface::vtable(self).GetObjectStorage)(
                windows_core::Interface::as_raw(self),
                pszitem.param().abi(),
                pbc.param().abi(),
                &T::IID,
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn IsRunning<P0>(&self, pszitem: P0) -> windows_core::HRESULT
    where
        P0: windows_core::Param<windows_core::PCWSTR>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).IsRunning)(
                windows_core::Interface::as_raw(self),
                pszitem.param().abi(),
            )
        }
    }
}
#[repr(C)]
pub struct IOleItemContainer_Vtbl {
    pub base__: IOleContainer_Vtbl,
    pub GetObject: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        windows_core::PCWSTR,
        u32,
        *mut core::ffi::c_void,
        *const windows_core::GUID,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub GetObjectStorage: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        windows_core::PCWSTR,
        *mut core::ffi::c_void,
        *const windows_core::GUID,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub IsRunning:
        unsafe extern "system" fn(*mut core::ffi::c_void, windows_core::PCWSTR) -> windows_core::HRESULT,
}
pub trait IOleItemContainer_Impl: IOleContainer_Impl {
    fn GetObject(
        &self,
        pszitem: &windows_core::PCWSTR,
        dwspeedneeded: u32,
        pbc: windows_core::Ref<IBindCtx>,
        riid: *const windows_core::GUID,
        ppvobject: *mut *mut core::ffi::c_void,
    ) -> windows_core::Result<()>;
    fn GetObjectStorage(
        &self,
        pszitem: &windows_core::PCWSTR,
        pbc: windows_core::Ref<IBindCtx>,
        riid: *const windows_core::GUID,
        ppvstorage: *mut *mut core::ffi::c_void,
    ) -> windows_core::Result<()>;
    fn IsRunning(&self, pszitem: &windows_core::PCWSTR) -> windows_core::Result<()>;
}
impl IOleItemContainer_Vtbl {
    pub const fn new<Identity: IOleItemContainer_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn GetObject<Identity: IOleItemContainer_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pszitem: windows_core::PCWSTR,
            dwspeedneeded: u32,
            pbc: *mut core::ffi::c_void,
            riid: *const windows_core::GUID,
            ppvobject: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IOleItemContainer_Impl::GetObject(
                    this,
                    core::mem::transmute(&pszitem),
                    core::mem::transmute_copy(&dwspeedneeded),
                    core::mem::transmute_copy(&pbc),
                    core::mem::transmute_copy(&riid),
                    core::mem::transmute_copy(&ppvobject),
                )
                .into()
            }
        }
        unsafe extern "system" fn GetObjectStorage<Identity: IOleItemContainer_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pszitem: windows_core::PCWSTR,
            pbc: *mut core::ffi::c_void,
            riid: *const windows_core::GUID,
            ppvstorage: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IOleItemContainer_Impl::GetObjectStorage(
                    this,
                    core::mem::transmute(&pszitem),
                    core::mem::transmute_copy(&pbc),
                    core::mem::transmute_copy(&riid),
                    core::mem::transmute_copy(&ppvstorage),
                )
                .into()
            }
        }
        unsafe extern "system" fn IsRunning<Identity: IOleItemContainer_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pszitem: windows_core::PCWSTR,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IOleItemContainer_Impl::IsRunning(this, core::mem::transmute(&pszitem)).into()
            }
        }
        Self {
            base__: IOleContainer_Vtbl::new::<Identity, OFFSET>(),
            GetObject: GetObject::<Identity, OFFSET>,
            GetObjectStorage: GetObjectStorage::<Identity, OFFSET>,
            IsRunning: IsRunning::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IOleItemContainer as windows_core::Interface>::IID
            || iid == &<IParseDisplayName as windows_core::Interface>::IID
            || iid == &<IOleContainer as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IOleItemContainer {}
windows_core::imp::define_interface!(
    IPSFactoryBuffer,
    IPSFactoryBuffer_Vtbl,
    0xd5f569d0_593b_101a_b569_08002b2dbf7a
);
windows_core::imp::interface_hierarchy!(IPSFactoryBuffer, windows_core::IUnknown);
impl IPSFactoryBuffer {
    pub unsafe fn CreateProxy<P0, T>(
        &self,
        punkouter: P0,
        ppproxy: *mut Option<IRpcProxyBuffer>,
    ) -> windows_core::Result<T>
    where
        P0: windows_core::Param<windows_core::IUnknown>,
        T: windows_core::Interface,
    {
        let mut result__ = core::ptr::null_mut();
        unsafe {
            (windows_core::Interface::vtable(self).CreateProxy)(
                windows_core::Interface::as_raw(self),
                punkouter.param().abi(),
                &T::IID,
                core::mem::transmute(ppproxy),
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn CreateStub<P1>(
        &self,
        riid: *const windows_core::GUID,
        punkserver: P1,
    ) -> windows_core::Result<IRpcStubBuffer>
    where
        P1: windows_core::Param<windows_core::IUnknown>,
    {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).CreateStub)(
                windows_core::Interface::as_raw(self),
                riid,
                punkserver.param().abi(),
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
}
#[repr(C)]
pub struct IPSFactoryBuffer_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub CreateProxy: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        *const windows_core::GUID,
        *mut *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub CreateStub: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const windows_core::GUID,
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
}
pub trait IPSFactoryBuffer_Impl: windows_core::IUnknownImpl {
    fn CreateProxy(
        &self,
        punkouter: windows_core::Ref<windows_core::IUnknown>,
        riid: *const windows_core::GUID,
        ppproxy: windows_core::OutRef<IRpcProxyBuffer>,
        ppv: *mut *mut core::ffi::c_void,
    ) -> windows_core::Result<()>;
    fn CreateStub(
        &self,
        riid: *const windows_core::GUID,
        punkserver: windows_core::Ref<windows_core::IUnknown>,
    ) -> windows_core::Result<IRpcStubBuffer>;
}
impl IPSFactoryBuffer_Vtbl {
    pub const fn new<Identity: IPSFactoryBuffer_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn CreateProxy<Identity: IPSFactoryBuffer_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            punkouter: *mut core::ffi::c_void,
            riid: *const windows_core::GUID,
            ppproxy: *mut *mut core::ffi::c_void,
            ppv: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IPSFactoryBuffer_Impl::CreateProxy(
                    this,
                    core::mem::transmute_copy(&punkouter),
                    core::mem::transmute_copy(&riid),
                    core::mem::transmute_copy(&ppproxy),
                    core::mem::transmute_copy(&ppv),
                )
                .into()
            }
        }
        unsafe extern "system" fn CreateStub<Identity: IPSFactoryBuffer_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            riid: *const windows_core::GUID,
            punkserver: *mut core::ffi::c_void,
            ppstub: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IPSFactoryBuffer_Impl::CreateStub(
                    this,
                    core::mem::transmute_copy(&riid),
                    core::mem::transmute_copy(&punkserver),
                ) {
                    Ok(ok__) => {
                        ppstub.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            CreateProxy: CreateProxy::<Identity, OFFSET>,
            CreateStub: CreateStub::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IPSFactoryBuffer as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IPSFactoryBuffer {}
windows_core::imp::define_interface!(
    IParseDisplayName,
    IParseDisplayName_Vtbl,
    0x0000011a_0000_0000_c000_000000000046
);
windows_core::imp::interface_hierarchy!(IParseDisplayName, windows_core::IUnknown);
impl IParseDisplayName {
    pub unsafe fn ParseDisplayName<P0, P1>(
        &self,
        pbc: P0,
        pszdisplayname: P1,
        pcheaten: *mut u32,
        ppmkout: *mut Option<IMoniker>,
    ) -> windows_core::HRESULT
    where
        P0: windows_core::Param<IBindCtx>,
        P1: windows_core::Param<windows_core::PCWSTR>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).ParseDisplayName)(
                windows_core::Interface::as_raw(self),
                pbc.param().abi(),
                pszdisplayname.param().abi(),
                pcheaten as _,
                core::mem::transmute(ppmkout),
            )
        }
    }
}
#[repr(C)]
pub struct IParseDisplayName_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub ParseDisplayName: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        windows_core::PCWSTR,
        *mut u32,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
}
pub trait IParseDisplayName_Impl: windows_core::IUnknownImpl {
    fn ParseDisplayName(
        &self,
        pbc: windows_core::Ref<IBindCtx>,
        pszdisplayname: &windows_core::PCWSTR,
        pcheaten: *mut u32,
        ppmkout: windows_core::OutRef<IMoniker>,
    ) -> windows_core::Result<()>;
}
impl IParseDisplayName_Vtbl {
    pub const fn new<Identity: IParseDisplayName_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn ParseDisplayName<Identity: IParseDisplayName_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pbc: *mut core::ffi::c_void,
            pszdisplayname: windows_core::PCWSTR,
            pcheaten: *mut u32,
            ppmkout: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IParseDisplayName_Impl::ParseDisplayName(
                    this,
                    core::mem::transmute_copy(&pbc),
                    core::mem::transmute(&pszdisplayname),
                    core::mem::transmute_copy(&pcheaten),
                    core::mem::transmute_copy(&ppmkout),
                )
                .into()
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            ParseDisplayName: ParseDisplayName::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IParseDisplayName as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IParseDisplayName {}
windows_core::imp::define_interface!(IPersist, IPersist_Vtbl, 0x0000010c_0000_0000_c000_000000000046);
windows_core::imp::interface_hierarchy!(IPersist, windows_core::IUnknown);
impl IPersist {
    pub unsafe fn GetClassID(&self) -> windows_core::Result<windows_core::GUID> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetClassID)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| result__)
        }
    }
}
#[repr(C)]
pub struct IPersist_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub GetClassID:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut windows_core::GUID) -> windows_core::HRESULT,
}
pub trait IPersist_Impl: windows_core::IUnknownImpl {
    fn GetClassID(&self) -> windows_core::Result<windows_core::GUID>;
}
impl IPersist_Vtbl {
    pub const fn new<Identity: IPersist_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn GetClassID<Identity: IPersist_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pclassid: *mut windows_core::GUID,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IPersist_Impl::GetClassID(this) {
                    Ok(ok__) => {
                        pclassid.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            GetClassID: GetClassID::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IPersist as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IPersist {}
windows_core::imp::define_interface!(IPersistFile, IPersistFile_Vtbl, 0x0000010b_0000_0000_c000_000000000046);
impl core::ops::Deref for IPersistFile {
    type Target = IPersist;
    fn deref(&self) -> &Self::Target {
        unsafe { core::mem::transmute(self) }
    }
}
windows_core::imp::interface_hierarchy!(IPersistFile, windows_core::IUnknown, IPersist);
impl IPersistFile {
    pub unsafe fn IsDirty(&self) -> windows_core::HRESULT {
        unsafe { (windows_core::Interface::vtable(self).IsDirty)(windows_core::Interface::as_raw(self)) }
    }
    pub unsafe fn Load<P0>(&self, pszfilename: P0, dwmode: u32) -> windows_core::HRESULT
    where
        P0: windows_core::Param<windows_core::PCWSTR>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).Load)(
                windows_core::Interface::as_raw(self),
                pszfilename.param().abi(),
                dwmode,
            )
        }
    }
    pub unsafe fn Save<P0>(&self, pszfilename: P0, fremember: bool) -> windows_core::HRESULT
    where
        P0: windows_core::Param<windows_core::PCWSTR>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).Save)(
                windows_core::Interface::as_raw(self),
                pszfilename.param().abi(),
                fremember.into(),
            )
        }
    }
    pub unsafe fn SaveCompleted<P0>(&self, pszfilename: P0) -> windows_core::HRESULT
    where
        P0: windows_core::Param<windows_core::PCWSTR>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).SaveCompleted)(
                windows_core::Interface::as_raw(self),
                pszfilename.param().abi(),
            )
        }
    }
    pub unsafe fn GetCurFile(&self) -> windows_core::Result<windows_core::PWSTR> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetCurFile)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| result__)
        }
    }
}
#[repr(C)]
pub struct IPersistFile_Vtbl {
    pub base__: IPersist_Vtbl,
    pub IsDirty: unsafe extern "system" fn(*mut core::ffi::c_void) -> windows_core::HRESULT,
    pub Load:
        unsafe extern "system" fn(*mut core::ffi::c_void, windows_core::PCWSTR, u32) -> windows_core::HRESULT,
    pub Save: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        windows_core::PCWSTR,
        windows_core::BOOL,
    ) -> windows_core::HRESULT,
    pub SaveCompleted:
        unsafe extern "system" fn(*mut core::ffi::c_void, windows_core::PCWSTR) -> windows_core::HRESULT,
    pub GetCurFile:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut windows_core::PWSTR) -> windows_core::HRESULT,
}
pub trait IPersistFile_Impl: IPersist_Impl {
    fn IsDirty(&self) -> windows_core::Result<()>;
    fn Load(&self, pszfilename: &windows_core::PCWSTR, dwmode: u32) -> windows_core::Result<()>;
    fn Save(
        &self,
        pszfilename: &windows_core::PCWSTR,
        fremember: windows_core::BOOL,
    ) -> windows_core::Result<()>;
    fn SaveCompleted(&self, pszfilename: &windows_core::PCWSTR) -> windows_core::Result<()>;
    fn GetCurFile(&self) -> windows_core::Result<windows_core::PWSTR>;
}
impl IPersistFile_Vtbl {
    pub const fn new<Identity: IPersistFile_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn IsDirty<Identity: IPersistFile_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IPersistFile_Impl::IsDirty(this).into()
            }
        }
        unsafe extern "system" fn Load<Identity: IPersistFile_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pszfilename: windows_core::PCWSTR,
            dwmode: u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IPersistFile_Impl::Load(
                    this,
                    core::mem::transmute(&pszfilename),
                    core::mem::transmute_copy(&dwmode),
                )
                .into()
            }
        }
        unsafe extern "system" fn Save<Identity: IPersistFile_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pszfilename: windows_core::PCWSTR,
            fremember: windows_core::BOOL,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IPersistFile_Impl::Save(
                    this,
                    core::mem::transmute(&pszfilename),
                    core::mem::transmute_copy(&fremember),
                )
                .into()
            }
        }
        unsafe extern "system" fn SaveCompleted<Identity: IPersistFile_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pszfilename: windows_core::PCWSTR,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IPersistFile_Impl::SaveCompleted(this, core::mem::transmute(&pszfilename)).into()
            }
        }
        unsafe extern "system" fn GetCurFile<Identity: IPersistFile_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            ppszfilename: *mut windows_core::PWSTR,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IPersistFile_Impl::GetCurFile(this) {
                    Ok(ok__) => {
                        ppszfilename.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: IPersist_Vtbl::new::<Identity, OFFSET>(),
            IsDirty: IsDirty::<Identity, OFFSET>,
            Load: Load::<Identity, OFFSET>,
            Save: Save::<Identity, OFFSET>,
            SaveCompleted: SaveCompleted::<Identity, OFFSET>,
            GetCurFile: GetCurFile::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IPersistFile as windows_core::Interface>::IID
            || iid == &<IPersist as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IPersistFile {}
windows_core::imp::define_interface!(
    IPersistStream,
    IPersistStream_Vtbl,
    0x00000109_0000_0000_c000_000000000046
);
impl core::ops::Deref for IPersistStream {
    type Target = IPersist;
    fn deref(&self) -> &Self::Target {
        unsafe { core::mem::transmute(self) }
    }
}
windows_core::imp::interface_hierarchy!(IPersistStream, windows_core::IUnknown, IPersist);
impl IPersistStream {
    pub unsafe fn IsDirty(&self) -> windows_core::HRESULT {
        unsafe { (windows_core::Interface::vtable(self).IsDirty)(windows_core::Interface::as_raw(self)) }
    }
    pub unsafe fn Load<P0>(&self, pstm: P0) -> windows_core::HRESULT
    where
        P0: windows_core::Param<IStream>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).Load)(
                windows_core::Interface::as_raw(self),
                pstm.param().abi(),
            )
        }
    }
    pub unsafe fn Save<P0>(&self, pstm: P0, fcleardirty: bool) -> windows_core::HRESULT
    where
        P0: windows_core::Param<IStream>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).Save)(
                windows_core::Interface::as_raw(self),
                pstm.param().abi(),
                fcleardirty.into(),
            )
        }
    }
    pub unsafe fn GetSizeMax(&self) -> windows_core::Result<u64> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetSizeMax)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| result__)
        }
    }
}
#[repr(C)]
pub struct IPersistStream_Vtbl {
    pub base__: IPersist_Vtbl,
    pub IsDirty: unsafe extern "system" fn(*mut core::ffi::c_void) -> windows_core::HRESULT,
    pub Load:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut core::ffi::c_void) -> windows_core::HRESULT,
    pub Save: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        windows_core::BOOL,
    ) -> windows_core::HRESULT,
    pub GetSizeMax: unsafe extern "system" fn(*mut core::ffi::c_void, *mut u64) -> windows_core::HRESULT,
}
pub trait IPersistStream_Impl: IPersist_Impl {
    fn IsDirty(&self) -> windows_core::Result<()>;
    fn Load(&self, pstm: windows_core::Ref<IStream>) -> windows_core::Result<()>;
    fn Save(
        &self,
        pstm: windows_core::Ref<IStream>,
        fcleardirty: windows_core::BOOL,
    ) -> windows_core::Result<()>;
    fn GetSizeMax(&self) -> windows_core::Result<u64>;
}
impl IPersistStream_Vtbl {
    pub const fn new<Identity: IPersistStream_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn IsDirty<Identity: IPersistStream_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IPersistStream_Impl::IsDirty(this).into()
            }
        }
        unsafe extern "system" fn Load<Identity: IPersistStream_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pstm: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IPersistStream_Impl::Load(this, core::mem::transmute_copy(&pstm)).into()
            }
        }
        unsafe extern "system" fn Save<Identity: IPersistStream_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pstm: *mut core::ffi::c_void,
            fcleardirty: windows_core::BOOL,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IPersistStream_Impl::Save(
                    this,
                    core::mem::transmute_copy(&pstm),
                    core::mem::transmute_copy(&fcleardirty),
                )
                .into()
            }
        }
        unsafe extern "system" fn GetSizeMax<Identity: IPersistStream_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pcbsize: *mut u64,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IPersistStream_Impl::GetSizeMax(this) {
                    Ok(ok__) => {
                        pcbsize.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: IPersist_Vtbl::new::<Identity, OFFSET>(),
            IsDirty: IsDirty::<Identity, OFFSET>,
            Load: Load::<Identity, OFFSET>,
            Save: Save::<Identity, OFFSET>,
            GetSizeMax: GetSizeMax::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IPersistStream as windows_core::Interface>::IID
            || iid == &<IPersist as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IPersistStream {}
windows_core::imp::define_interface!(
    IPersistStreamInit,
    IPersistStreamInit_Vtbl,
    0x7fd52380_4e07_101b_ae2d_08002b2ec713
);
impl core::ops::Deref for IPersistStreamInit {
    type Target = IPersist;
    fn deref(&self) -> &Self::Target {
        unsafe { core::mem::transmute(self) }
    }
}
windows_core::imp::interface_hierarchy!(IPersistStreamInit, windows_core::IUnknown, IPersist);
impl IPersistStreamInit {
    pub unsafe fn IsDirty(&self) -> windows_core::HRESULT {
        unsafe { (windows_core::Interface::vtable(self).IsDirty)(windows_core::Interface::as_raw(self)) }
    }
    pub unsafe fn Load<P0>(&self, pstm: P0) -> windows_core::HRESULT
    where
        P0: windows_core::Param<IStream>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).Load)(
                windows_core::Interface::as_raw(self),
                pstm.param().abi(),
            )
        }
    }
    pub unsafe fn Save<P0>(&self, pstm: P0, fcleardirty: bool) -> windows_core::HRESULT
    where
        P0: windows_core::Param<IStream>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).Save)(
                windows_core::Interface::as_raw(self),
                pstm.param().abi(),
                fcleardirty.into(),
            )
        }
    }
    pub unsafe fn GetSizeMax(&self) -> windows_core::Result<u64> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetSizeMax)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn InitNew(&self) -> windows_core::HRESULT {
        unsafe { (windows_core::Interface::vtable(self).InitNew)(windows_core::Interface::as_raw(self)) }
    }
}
#[repr(C)]
pub struct IPersistStreamInit_Vtbl {
    pub base__: IPersist_Vtbl,
    pub IsDirty: unsafe extern "system" fn(*mut core::ffi::c_void) -> windows_core::HRESULT,
    pub Load:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut core::ffi::c_void) -> windows_core::HRESULT,
    pub Save: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        windows_core::BOOL,
    ) -> windows_core::HRESULT,
    pub GetSizeMax: unsafe extern "system" fn(*mut core::ffi::c_void, *mut u64) -> windows_core::HRESULT,
    pub InitNew: unsafe extern "system" fn(*mut core::ffi::c_void) -> windows_core::HRESULT,
}
pub trait IPersistStreamInit_Impl: IPersist_Impl {
    fn IsDirty(&self) -> windows_core::Result<()>;
    fn Load(&self, pstm: windows_core::Ref<IStream>) -> windows_core::Result<()>;
    fn Save(
        &self,
        pstm: windows_core::Ref<IStream>,
        fcleardirty: windows_core::BOOL,
    ) -> windows_core::Result<()>;
    fn GetSizeMax(&self) -> windows_core::Result<u64>;
    fn InitNew(&self) -> windows_core::Result<()>;
}
impl IPersistStreamInit_Vtbl {
    pub const fn new<Identity: IPersistStreamInit_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn IsDirty<Identity: IPersistStreamInit_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IPersistStreamInit_Impl::IsDirty(this).into()
            }
        }
        unsafe extern "system" fn Load<Identity: IPersistStreamInit_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pstm: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IPersistStreamInit_Impl::Load(this, core::mem::transmute_copy(&pstm)).into()
            }
        }
        unsafe extern "system" fn Save<Identity: IPersistStreamInit_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pstm: *mut core::ffi::c_void,
            fcleardirty: windows_core::BOOL,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IPersistStreamInit_Impl::Save(
                    this,
                    core::mem::transmute_copy(&pstm),
                    core::mem::transmute_copy(&fcleardirty),
                )
                .into()
            }
        }
        unsafe extern "system" fn GetSizeMax<Identity: IPersistStreamInit_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pcbsize: *mut u64,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IPersistStreamInit_Impl::GetSizeMax(this) {
                    Ok(ok__) => {
                        pcbsize.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn InitNew<Identity: IPersistStreamInit_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IPersistStreamInit_Impl::InitNew(this).into()
            }
        }
        Self {
            base__: IPersist_Vtbl::new::<Identity, OFFSET>(),
            IsDirty: IsDirty::<Identity, OFFSET>,
            Load: Load::<Identity, OFFSET>,
            Save: Save::<Identity, OFFSET>,
            GetSizeMax: GetSizeMax::<Identity, OFFSET>,
            InitNew: InitNew::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IPersistStreamInit as windows_core::Interface>::IID
            || iid == &<IPersist as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IPersistStreamInit {}
windows_core::imp::define_interface!(IPropertyBag, IPropertyBag_Vtbl, 0x55272a00_42cb_11ce_8135_00aa004bb851);
windows_core::imp::interface_hierarchy!(IPropertyBag, windows_core::IUnknown);
impl IPropertyBag {
    pub unsafe fn Read<P0, P2>(
        &self,
        pszpropname: P0,
        pvar: *mut VARIANT,
        perrorlog: P2,
    ) -> windows_core::HRESULT
    where
        P0: windows_core::Param<windows_core::PCWSTR>,
        P2: windows_core::Param<IErrorLog>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).Read)(
                windows_core::Interface::as_raw(self),
                pszpropname.param().abi(),
                pvar,
                perrorlog.param().abi(),
            )
        }
    }
    pub unsafe fn Write<P0>(&self, pszpropname: P0, pvar: *const VARIANT) -> windows_core::HRESULT
    where
        P0: windows_core::Param<windows_core::PCWSTR>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).Write)(
                windows_core::Interface::as_raw(self),
                pszpropname.param().abi(),
                pvar,
            )
        }
    }
}
#[repr(C)]
pub struct IPropertyBag_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub Read: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        windows_core::PCWSTR,
        *mut VARIANT,
        *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub Write: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        windows_core::PCWSTR,
        *const VARIANT,
    ) -> windows_core::HRESULT,
}
pub trait IPropertyBag_Impl: windows_core::IUnknownImpl {
    fn Read(
        &self,
        pszpropname: &windows_core::PCWSTR,
        pvar: *mut VARIANT,
        perrorlog: windows_core::Ref<IErrorLog>,
    ) -> windows_core::Result<()>;
    fn Write(&self, pszpropname: &windows_core::PCWSTR, pvar: *const VARIANT) -> windows_core::Result<()>;
}
impl IPropertyBag_Vtbl {
    pub const fn new<Identity: IPropertyBag_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn Read<Identity: IPropertyBag_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pszpropname: windows_core::PCWSTR,
            pvar: *mut VARIANT,
            perrorlog: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IPropertyBag_Impl::Read(
                    this,
                    core::mem::transmute(&pszpropname),
                    core::mem::transmute_copy(&pvar),
                    core::mem::transmute_copy(&perrorlog),
                )
                .into()
            }
        }
        unsafe extern "system" fn Write<Identity: IPropertyBag_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pszpropname: windows_core::PCWSTR,
            pvar: *const VARIANT,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IPropertyBag_Impl::Write(
                    this,
                    core::mem::transmute(&pszpropname),
                    core::mem::transmute_copy(&pvar),
                )
                .into()
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            Read: Read::<Identity, OFFSET>,
            Write: Write::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IPropertyBag as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IPropertyBag {}
windows_core::imp::define_interface!(
    IProvideClassInfo,
    IProvideClassInfo_Vtbl,
    0xb196b283_bab4_101a_b69c_00aa00341d07
);
windows_core::imp::interface_hierarchy!(IProvideClassInfo, windows_core::IUnknown);
impl IProvideClassInfo {
    pub unsafe fn GetClassInfo(&self) -> windows_core::Result<ITypeInfo> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetClassInfo)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
}
#[repr(C)]
pub struct IProvideClassInfo_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub GetClassInfo: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
}
pub trait IProvideClassInfo_Impl: windows_core::IUnknownImpl {
    fn GetClassInfo(&self) -> windows_core::Result<ITypeInfo>;
}
impl IProvideClassInfo_Vtbl {
    pub const fn new<Identity: IProvideClassInfo_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn GetClassInfo<Identity: IProvideClassInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            ppti: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IProvideClassInfo_Impl::GetClassInfo(this) {
                    Ok(ok__) => {
                        ppti.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            GetClassInfo: GetClassInfo::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IProvideClassInfo as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IProvideClassInfo {}
windows_core::imp::define_interface!(
    IProvideClassInfo2,
    IProvideClassInfo2_Vtbl,
    0xa6bc3ac0_dbaa_11ce_9de3_00aa004bb851
);
impl core::ops::Deref for IProvideClassInfo2 {
    type Target = IProvideClassInfo;
    fn deref(&self) -> &Self::Target {
        unsafe { core::mem::transmute(self) }
    }
}
windows_core::imp::interface_hierarchy!(IProvideClassInfo2, windows_core::IUnknown, IProvideClassInfo);
impl IProvideClassInfo2 {
    pub unsafe fn GetGUID(&self, dwguidkind: u32) -> windows_core::Result<windows_core::GUID> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetGUID)(
                windows_core::Interface::as_raw(self),
                dwguidkind,
                &mut result__,
            )
            .map(|| result__)
        }
    }
}
#[repr(C)]
pub struct IProvideClassInfo2_Vtbl {
    pub base__: IProvideClassInfo_Vtbl,
    pub GetGUID: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        u32,
        *mut windows_core::GUID,
    ) -> windows_core::HRESULT,
}
pub trait IProvideClassInfo2_Impl: IProvideClassInfo_Impl {
    fn GetGUID(&self, dwguidkind: u32) -> windows_core::Result<windows_core::GUID>;
}
impl IProvideClassInfo2_Vtbl {
    pub const fn new<Identity: IProvideClassInfo2_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn GetGUID<Identity: IProvideClassInfo2_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            dwguidkind: u32,
            pguid: *mut windows_core::GUID,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IProvideClassInfo2_Impl::GetGUID(this, core::mem::transmute_copy(&dwguidkind)) {
                    Ok(ok__) => {
                        pguid.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: IProvideClassInfo_Vtbl::new::<Identity, OFFSET>(),
            GetGUID: GetGUID::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IProvideClassInfo2 as windows_core::Interface>::IID
            || iid == &<IProvideClassInfo as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IProvideClassInfo2 {}
windows_core::imp::define_interface!(IRecordInfo, IRecordInfo_Vtbl, 0x0000002f_0000_0000_c000_000000000046);
windows_core::imp::interface_hierarchy!(IRecordInfo, windows_core::IUnknown);
impl IRecordInfo {
    pub unsafe fn RecordInit(&self, pvnew: *mut core::ffi::c_void) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).RecordInit)(
                windows_core::Interface::as_raw(self),
                pvnew as _,
            )
        }
    }
    pub unsafe fn RecordClear(&self, pvexisting: *const core::ffi::c_void) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).RecordClear)(
                windows_core::Interface::as_raw(self),
                pvexisting,
            )
        }
    }
    pub unsafe fn RecordCopy(
        &self,
        pvexisting: *const core::ffi::c_void,
        pvnew: *mut core::ffi::c_void,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).RecordCopy)(
                windows_core::Interface::as_raw(self),
                pvexisting,
                pvnew as _,
            )
        }
    }
    pub unsafe fn GetGuid(&self) -> windows_core::Result<windows_core::GUID> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetGuid)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn GetName(&self) -> windows_core::Result<windows_core::BSTR> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetName)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| core::mem::transmute(result__))
        }
    }
    pub unsafe fn GetSize(&self) -> windows_core::Result<u32> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetSize)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn GetTypeInfo(&self) -> windows_core::Result<ITypeInfo> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetTypeInfo)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn GetField<P1>(
        &self,
        pvdata: *const core::ffi::c_void,
        szfieldname: P1,
    ) -> windows_core::Result<VARIANT>
    where
        P1: windows_core::Param<windows_core::PCWSTR>,
    {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetField)(
                windows_core::Interface::as_raw(self),
                pvdata,
                szfieldname.param().abi(),
                &mut result__,
            )
            .map(|| core::mem::transmute(result__))
        }
    }
    pub unsafe fn GetFieldNoCopy<P1>(
        &self,
        pvdata: *const core::ffi::c_void,
        szfieldname: P1,
        pvarfield: *mut VARIANT,
        ppvdatacarray: *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT
    where
        P1: windows_core::Param<windows_core::PCWSTR>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).GetFieldNoCopy)(
                windows_core::Interface::as_raw(self),
                pvdata,
                szfieldname.param().abi(),
                pvarfield,
                ppvdatacarray as _,
            )
        }
    }
    pub unsafe fn PutField<P2>(
        &self,
        wflags: u32,
        pvdata: *mut core::ffi::c_void,
        szfieldname: P2,
        pvarfield: *const VARIANT,
    ) -> windows_core::HRESULT
    where
        P2: windows_core::Param<windows_core::PCWSTR>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).PutField)(
                windows_core::Interface::as_raw(self),
                wflags,
                pvdata as _,
                szfieldname.param().abi(),
                pvarfield,
            )
        }
    }
    pub unsafe fn PutFieldNoCopy<P2>(
        &self,
        wflags: u32,
        pvdata: *mut core::ffi::c_void,
        szfieldname: P2,
        pvarfield: *const VARIANT,
    ) -> windows_core::HRESULT
    where
        P2: windows_core::Param<windows_core::PCWSTR>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).PutFieldNoCopy)(
                windows_core::Interface::as_raw(self),
                wflags,
                pvdata as _,
                szfieldname.param().abi(),
                pvarfield,
            )
        }
    }
    pub unsafe fn GetFieldNames(
        &self,
        pcnames: *mut u32,
        rgbstrnames: *mut windows_core::BSTR,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).GetFieldNames)(
                windows_core::Interface::as_raw(self),
                pcnames as _,
                core::mem::transmute(rgbstrnames),
            )
        }
    }
    pub unsafe fn IsMatchingType<P0>(&self, precordinfo: P0) -> windows_core::BOOL
    where
        P0: windows_core::Param<Self>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).IsMatchingType)(
                windows_core::Interface::as_raw(self),
                precordinfo.param().abi(),
            )
        }
    }
    pub unsafe fn RecordCreate(&self) -> *mut core::ffi::c_void {
        unsafe { (windows_core::Interface::vtable(self).RecordCreate)(windows_core::Interface::as_raw(self)) }
    }
    pub unsafe fn RecordCreateCopy(
        &self,
        pvsource: *const core::ffi::c_void,
        ppvdest: *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).RecordCreateCopy)(
                windows_core::Interface::as_raw(self),
                pvsource,
                ppvdest as _,
            )
        }
    }
    pub unsafe fn RecordDestroy(&self, pvrecord: *const core::ffi::c_void) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).RecordDestroy)(
                windows_core::Interface::as_raw(self),
                pvrecord,
            )
        }
    }
}
#[repr(C)]
pub struct IRecordInfo_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub RecordInit:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut core::ffi::c_void) -> windows_core::HRESULT,
    pub RecordClear:
        unsafe extern "system" fn(*mut core::ffi::c_void, *const core::ffi::c_void) -> windows_core::HRESULT,
    pub RecordCopy: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const core::ffi::c_void,
        *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub GetGuid:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut windows_core::GUID) -> windows_core::HRESULT,
    pub GetName: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub GetSize: unsafe extern "system" fn(*mut core::ffi::c_void, *mut u32) -> windows_core::HRESULT,
    pub GetTypeInfo: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub GetField: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const core::ffi::c_void,
        windows_core::PCWSTR,
        *mut VARIANT,
    ) -> windows_core::HRESULT,
    pub GetFieldNoCopy: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const core::ffi::c_void,
        windows_core::PCWSTR,
        *mut VARIANT,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub PutField: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        u32,
        *mut core::ffi::c_void,
        windows_core::PCWSTR,
        *const VARIANT,
    ) -> windows_core::HRESULT,
    pub PutFieldNoCopy: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        u32,
        *mut core::ffi::c_void,
        windows_core::PCWSTR,
        *const VARIANT,
    ) -> windows_core::HRESULT,
    pub GetFieldNames: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut u32,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub IsMatchingType:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut core::ffi::c_void) -> windows_core::BOOL,
    pub RecordCreate: unsafe extern "system" fn(*mut core::ffi::c_void) -> *mut core::ffi::c_void,
    pub RecordCreateCopy: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub RecordDestroy:
        unsafe extern "system" fn(*mut core::ffi::c_void, *const core::ffi::c_void) -> windows_core::HRESULT,
}
pub trait IRecordInfo_Impl: windows_core::IUnknownImpl {
    fn RecordInit(&self, pvnew: *mut core::ffi::c_void) -> windows_core::Result<()>;
    fn RecordClear(&self, pvexisting: *const core::ffi::c_void) -> windows_core::Result<()>;
    fn RecordCopy(
        &self,
        pvexisting: *const core::ffi::c_void,
        pvnew: *mut core::ffi::c_void,
    ) -> windows_core::Result<()>;
    fn GetGuid(&self) -> windows_core::Result<windows_core::GUID>;
    fn GetName(&self) -> windows_core::Result<windows_core::BSTR>;
    fn GetSize(&self) -> windows_core::Result<u32>;
    fn GetTypeInfo(&self) -> windows_core::Result<ITypeInfo>;
    fn GetField(
        &self,
        pvdata: *const core::ffi::c_void,
        szfieldname: &windows_core::PCWSTR,
    ) -> windows_core::Result<VARIANT>;
    fn GetFieldNoCopy(
        &self,
        pvdata: *const core::ffi::c_void,
        szfieldname: &windows_core::PCWSTR,
        pvarfield: *mut VARIANT,
        ppvdatacarray: *mut *mut core::ffi::c_void,
    ) -> windows_core::Result<()>;
    fn PutField(
        &self,
        wflags: u32,
        pvdata: *mut core::ffi::c_void,
        szfieldname: &windows_core::PCWSTR,
        pvarfield: *const VARIANT,
    ) -> windows_core::Result<()>;
    fn PutFieldNoCopy(
        &self,
        wflags: u32,
        pvdata: *mut core::ffi::c_void,
        szfieldname: &windows_core::PCWSTR,
        pvarfield: *const VARIANT,
    ) -> windows_core::Result<()>;
    fn GetFieldNames(
        &self,
        pcnames: *mut u32,
        rgbstrnames: *mut windows_core::BSTR,
    ) -> windows_core::Result<()>;
    fn IsMatchingType(&self, precordinfo: windows_core::Ref<IRecordInfo>) -> windows_core::BOOL;
    fn RecordCreate(&self) -> *mut core::ffi::c_void;
    fn RecordCreateCopy(
        &self,
        pvsource: *const core::ffi::c_void,
        ppvdest: *mut *mut core::ffi::c_void,
    ) -> windows_core::Result<()>;
    fn RecordDestroy(&self, pvrecord: *const core::ffi::c_void) -> windows_core::Result<()>;
}
impl IRecordInfo_Vtbl {
    pub const fn new<Identity: IRecordInfo_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn RecordInit<Identity: IRecordInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pvnew: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRecordInfo_Impl::RecordInit(this, core::mem::transmute_copy(&pvnew)).into()
            }
        }
        unsafe extern "system" fn RecordClear<Identity: IRecordInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pvexisting: *const core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRecordInfo_Impl::RecordClear(this, core::mem::transmute_copy(&pvexisting)).into()
            }
        }
        unsafe extern "system" fn RecordCopy<Identity: IRecordInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pvexisting: *const core::ffi::c_void,
            pvnew: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRecordInfo_Impl::RecordCopy(
                    this,
                    core::mem::transmute_copy(&pvexisting),
                    core::mem::transmute_copy(&pvnew),
                )
                .into()
            }
        }
        unsafe extern "system" fn GetGuid<Identity: IRecordInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pguid: *mut windows_core::GUID,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IRecordInfo_Impl::GetGuid(this) {
                    Ok(ok__) => {
                        pguid.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetName<Identity: IRecordInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pbstrname: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IRecordInfo_Impl::GetName(this) {
                    Ok(ok__) => {
                        pbstrname.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetSize<Identity: IRecordInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pcbsize: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IRecordInfo_Impl::GetSize(this) {
                    Ok(ok__) => {
                        pcbsize.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetTypeInfo<Identity: IRecordInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pptypeinfo: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IRecordInfo_Impl::GetTypeInfo(this) {
                    Ok(ok__) => {
                        pptypeinfo.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetField<Identity: IRecordInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pvdata: *const core::ffi::c_void,
            szfieldname: windows_core::PCWSTR,
            pvarfield: *mut VARIANT,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IRecordInfo_Impl::GetField(
                    this,
                    core::mem::transmute_copy(&pvdata),
                    core::mem::transmute(&szfieldname),
                ) {
                    Ok(ok__) => {
                        pvarfield.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetFieldNoCopy<Identity: IRecordInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pvdata: *const core::ffi::c_void,
            szfieldname: windows_core::PCWSTR,
            pvarfield: *mut VARIANT,
            ppvdatacarray: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRecordInfo_Impl::GetFieldNoCopy(
                    this,
                    core::mem::transmute_copy(&pvdata),
                    core::mem::transmute(&szfieldname),
                    core::mem::transmute_copy(&pvarfield),
                    core::mem::transmute_copy(&ppvdatacarray),
                )
                .into()
            }
        }
        unsafe extern "system" fn PutField<Identity: IRecordInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            wflags: u32,
            pvdata: *mut core::ffi::c_void,
            szfieldname: windows_core::PCWSTR,
            pvarfield: *const VARIANT,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRecordInfo_Impl::PutField(
                    this,
                    core::mem::transmute_copy(&wflags),
                    core::mem::transmute_copy(&pvdata),
                    core::mem::transmute(&szfieldname),
                    core::mem::transmute_copy(&pvarfield),
                )
                .into()
            }
        }
        unsafe extern "system" fn PutFieldNoCopy<Identity: IRecordInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            wflags: u32,
            pvdata: *mut core::ffi::c_void,
            szfieldname: windows_core::PCWSTR,
            pvarfield: *const VARIANT,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRecordInfo_Impl::PutFieldNoCopy(
                    this,
                    core::mem::transmute_copy(&wflags),
                    core::mem::transmute_copy(&pvdata),
                    core::mem::transmute(&szfieldname),
                    core::mem::transmute_copy(&pvarfield),
                )
                .into()
            }
        }
        unsafe extern "system" fn GetFieldNames<Identity: IRecordInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pcnames: *mut u32,
            rgbstrnames: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRecordInfo_Impl::GetFieldNames(
                    this,
                    core::mem::transmute_copy(&pcnames),
                    core::mem::transmute_copy(&rgbstrnames),
                )
                .into()
            }
        }
        unsafe extern "system" fn IsMatchingType<Identity: IRecordInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            precordinfo: *mut core::ffi::c_void,
        ) -> windows_core::BOOL {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRecordInfo_Impl::IsMatchingType(this, core::mem::transmute_copy(&precordinfo))
            }
        }
        unsafe extern "system" fn RecordCreate<Identity: IRecordInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
        ) -> *mut core::ffi::c_void {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRecordInfo_Impl::RecordCreate(this)
            }
        }
        unsafe extern "system" fn RecordCreateCopy<Identity: IRecordInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pvsource: *const core::ffi::c_void,
            ppvdest: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRecordInfo_Impl::RecordCreateCopy(
                    this,
                    core::mem::transmute_copy(&pvsource),
                    core::mem::transmute_copy(&ppvdest),
                )
                .into()
            }
        }
        unsafe extern "system" fn RecordDestroy<Identity: IRecordInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pvrecord: *const core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRecordInfo_Impl::RecordDestroy(this, core::mem::transmute_copy(&pvrecord)).into()
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            RecordInit: RecordInit::<Identity, OFFSET>,
            RecordClear: RecordClear::<Identity, OFFSET>,
            RecordCopy: RecordCopy::<Identity, OFFSET>,
            GetGuid: GetGuid::<Identity, OFFSET>,
            GetName: GetName::<Identity, OFFSET>,
            GetSize: GetSize::<Identity, OFFSET>,
            GetTypeInfo: GetTypeInfo::<Identity, OFFSET>,
            GetField: GetField::<Identity, OFFSET>,
            GetFieldNoCopy: GetFieldNoCopy::<Identity, OFFSET>,
            PutField: PutField::<Identity, OFFSET>,
            PutFieldNoCopy: PutFieldNoCopy::<Identity, OFFSET>,
            GetFieldNames: GetFieldNames::<Identity, OFFSET>,
            IsMatchingType: IsMatchingType::<Identity, OFFSET>,
            RecordCreate: RecordCreate::<Identity, OFFSET>,
            RecordCreateCopy: RecordCreateCopy::<Identity, OFFSET>,
            RecordDestroy: RecordDestroy::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IRecordInfo as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IRecordInfo {}
windows_core::imp::define_interface!(
    IRpcChannelBuffer,
    IRpcChannelBuffer_Vtbl,
    0xd5f56b60_593b_101a_b569_08002b2dbf7a
);
windows_core::imp::interface_hierarchy!(IRpcChannelBuffer, windows_core::IUnknown);
impl IRpcChannelBuffer {
    pub unsafe fn GetBuffer(
        &self,
        pmessage: *mut RPCOLEMESSAGE,
        riid: *const windows_core::GUID,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).GetBuffer)(
                windows_core::Interface::as_raw(self),
                pmessage as _,
                riid,
            )
        }
    }
    pub unsafe fn SendReceive(
        &self,
        pmessage: *mut RPCOLEMESSAGE,
        pstatus: Option<*mut u32>,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).SendReceive)(
                windows_core::Interface::as_raw(self),
                pmessage as _,
                pstatus.unwrap_or(core::mem::zeroed()) as _,
            )
        }
    }
    pub unsafe fn FreeBuffer(&self, pmessage: *mut RPCOLEMESSAGE) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).FreeBuffer)(
                windows_core::Interface::as_raw(self),
                pmessage as _,
            )
        }
    }
    pub unsafe fn GetDestCtx(
        &self,
        pdwdestcontext: *mut u32,
        ppvdestcontext: *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).GetDestCtx)(
                windows_core::Interface::as_raw(self),
                pdwdestcontext as _,
                ppvdestcontext as _,
            )
        }
    }
    pub unsafe fn IsConnected(&self) -> windows_core::HRESULT {
        unsafe { (windows_core::Interface::vtable(self).IsConnected)(windows_core::Interface::as_raw(self)) }
    }
}
#[repr(C)]
pub struct IRpcChannelBuffer_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub GetBuffer: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut RPCOLEMESSAGE,
        *const windows_core::GUID,
    ) -> windows_core::HRESULT,
    pub SendReceive: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut RPCOLEMESSAGE,
        *mut u32,
    ) -> windows_core::HRESULT,
    pub FreeBuffer:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut RPCOLEMESSAGE) -> windows_core::HRESULT,
    pub GetDestCtx: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut u32,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub IsConnected: unsafe extern "system" fn(*mut core::ffi::c_void) -> windows_core::HRESULT,
}
pub trait IRpcChannelBuffer_Impl: windows_core::IUnknownImpl {
    fn GetBuffer(
        &self,
        pmessage: *mut RPCOLEMESSAGE,
        riid: *const windows_core::GUID,
    ) -> windows_core::Result<()>;
    fn SendReceive(&self, pmessage: *mut RPCOLEMESSAGE, pstatus: *mut u32) -> windows_core::Result<()>;
    fn FreeBuffer(&self, pmessage: *mut RPCOLEMESSAGE) -> windows_core::Result<()>;
    fn GetDestCtx(
        &self,
        pdwdestcontext: *mut u32,
        ppvdestcontext: *mut *mut core::ffi::c_void,
    ) -> windows_core::Result<()>;
    fn IsConnected(&self) -> windows_core::Result<()>;
}
impl IRpcChannelBuffer_Vtbl {
    pub const fn new<Identity: IRpcChannelBuffer_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn GetBuffer<Identity: IRpcChannelBuffer_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pmessage: *mut RPCOLEMESSAGE,
            riid: *const windows_core::GUID,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRpcChannelBuffer_Impl::GetBuffer(
                    this,
                    core::mem::transmute_copy(&pmessage),
                    core::mem::transmute_copy(&riid),
                )
                .into()
            }
        }
        unsafe extern "system" fn SendReceive<Identity: IRpcChannelBuffer_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pmessage: *mut RPCOLEMESSAGE,
            pstatus: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRpcChannelBuffer_Impl::SendReceive(
                    this,
                    core::mem::transmute_copy(&pmessage),
                    core::mem::transmute_copy(&pstatus),
                )
                .into()
            }
        }
        unsafe extern "system" fn FreeBuffer<Identity: IRpcChannelBuffer_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pmessage: *mut RPCOLEMESSAGE,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRpcChannelBuffer_Impl::FreeBuffer(this, core::mem::transmute_copy(&pmessage)).into()
            }
        }
        unsafe extern "system" fn GetDestCtx<Identity: IRpcChannelBuffer_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pdwdestcontext: *mut u32,
            ppvdestcontext: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRpcChannelBuffer_Impl::GetDestCtx(
                    this,
                    core::mem::transmute_copy(&pdwdestcontext),
                    core::mem::transmute_copy(&ppvdestcontext),
                )
                .into()
            }
        }
        unsafe extern "system" fn IsConnected<Identity: IRpcChannelBuffer_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRpcChannelBuffer_Impl::IsConnected(this).into()
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            GetBuffer: GetBuffer::<Identity, OFFSET>,
            SendReceive: SendReceive::<Identity, OFFSET>,
            FreeBuffer: FreeBuffer::<Identity, OFFSET>,
            GetDestCtx: GetDestCtx::<Identity, OFFSET>,
            IsConnected: IsConnected::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IRpcChannelBuffer as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IRpcChannelBuffer {}
windows_core::imp::define_interface!(
    IRpcChannelBuffer2,
    IRpcChannelBuffer2_Vtbl,
    0x594f31d0_7f19_11d0_b194_00a0c90dc8bf
);
impl core::ops::Deref for IRpcChannelBuffer2 {
    type Target = IRpcChannelBuffer;
    fn deref(&self) -> &Self::Target {
        unsafe { core::mem::transmute(self) }
    }
}
windows_core::imp::interface_hierarchy!(IRpcChannelBuffer2, windows_core::IUnknown, IRpcChannelBuffer);
impl IRpcChannelBuffer2 {
    pub unsafe fn GetProtocolVersion(&self) -> windows_core::Result<u32> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetProtocolVersion)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| result__)
        }
    }
}
#[repr(C)]
pub struct IRpcChannelBuffer2_Vtbl {
    pub base__: IRpcChannelBuffer_Vtbl,
    pub GetProtocolVersion:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut u32) -> windows_core::HRESULT,
}
pub trait IRpcChannelBuffer2_Impl: IRpcChannelBuffer_Impl {
    fn GetProtocolVersion(&self) -> windows_core::Result<u32>;
}
impl IRpcChannelBuffer2_Vtbl {
    pub const fn new<Identity: IRpcChannelBuffer2_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn GetProtocolVersion<
            Identity: IRpcChannelBuffer2_Impl,
            const OFFSET: isize,
        >(
            this: *mut core::ffi::c_void,
            pdwversion: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IRpcChannelBuffer2_Impl::GetProtocolVersion(this) {
                    Ok(ok__) => {
                        pdwversion.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: IRpcChannelBuffer_Vtbl::new::<Identity, OFFSET>(),
            GetProtocolVersion: GetProtocolVersion::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IRpcChannelBuffer2 as windows_core::Interface>::IID
            || iid == &<IRpcChannelBuffer as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IRpcChannelBuffer2 {}
windows_core::imp::define_interface!(
    IRpcChannelBuffer3,
    IRpcChannelBuffer3_Vtbl,
    0x25b15600_0115_11d0_bf0d_00aa00b8dfd2
);
impl core::ops::Deref for IRpcChannelBuffer3 {
    type Target = IRpcChannelBuffer2;
    fn deref(&self) -> &Self::Target {
        unsafe { core::mem::transmute(self) }
    }
}
windows_core::imp::interface_hierarchy!(
    IRpcChannelBuffer3,
    windows_core::IUnknown,
    IRpcChannelBuffer,
    IRpcChannelBuffer2
);
impl IRpcChannelBuffer3 {
    pub unsafe fn Send(&self, pmsg: *mut RPCOLEMESSAGE, pulstatus: *mut u32) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Send)(
                windows_core::Interface::as_raw(self),
                pmsg as _,
                pulstatus as _,
            )
        }
    }
    pub unsafe fn Receive(
        &self,
        pmsg: *mut RPCOLEMESSAGE,
        ulsize: u32,
        pulstatus: *mut u32,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Receive)(
                windows_core::Interface::as_raw(self),
                pmsg as _,
                ulsize,
                pulstatus as _,
            )
        }
    }
    pub unsafe fn Cancel(&self, pmsg: *mut RPCOLEMESSAGE) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Cancel)(windows_core::Interface::as_raw(self), pmsg as _)
        }
    }
    pub unsafe fn GetCallContext<T>(&self, pmsg: *const RPCOLEMESSAGE) -> windows_core::Result<T>
    where
        T: windows_core::Interface,
    {
        let mut result__ = core::ptr::null_mut();
        unsafe {
            (windows_core::Interface::vtable(self).GetCallContext)(
                windows_core::Interface::as_raw(self),
                pmsg,
                &T::IID,
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn GetDestCtxEx(
        &self,
        pmsg: *const RPCOLEMESSAGE,
        pdwdestcontext: *mut u32,
        ppvdestcontext: *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).GetDestCtxEx)(
                windows_core::Interface::as_raw(self),
                pmsg,
                pdwdestcontext as _,
                ppvdestcontext as _,
            )
        }
    }
    pub unsafe fn GetState(&self, pmsg: *const RPCOLEMESSAGE) -> windows_core::Result<u32> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetState)(
                windows_core::Interface::as_raw(self),
                pmsg,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn RegisterAsync<P1>(&self, pmsg: *mut RPCOLEMESSAGE, pasyncmgr: P1) -> windows_core::HRESULT
    where
        P1: windows_core::Param<IAsyncManager>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).RegisterAsync)(
                windows_core::Interface::as_raw(self),
                pmsg as _,
                pasyncmgr.param().abi(),
            )
        }
    }
}
#[repr(C)]
pub struct IRpcChannelBuffer3_Vtbl {
    pub base__: IRpcChannelBuffer2_Vtbl,
    pub Send: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut RPCOLEMESSAGE,
        *mut u32,
    ) -> windows_core::HRESULT,
    pub Receive: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut RPCOLEMESSAGE,
        u32,
        *mut u32,
    ) -> windows_core::HRESULT,
    pub Cancel:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut RPCOLEMESSAGE) -> windows_core::HRESULT,
    pub GetCallContext: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const RPCOLEMESSAGE,
        *const windows_core::GUID,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub GetDestCtxEx: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const RPCOLEMESSAGE,
        *mut u32,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub GetState: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const RPCOLEMESSAGE,
        *mut u32,
    ) -> windows_core::HRESULT,
    pub RegisterAsync: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut RPCOLEMESSAGE,
        *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
}
pub trait IRpcChannelBuffer3_Impl: IRpcChannelBuffer2_Impl {
    fn Send(&self, pmsg: *mut RPCOLEMESSAGE, pulstatus: *mut u32) -> windows_core::Result<()>;
    fn Receive(&self, pmsg: *mut RPCOLEMESSAGE, ulsize: u32, pulstatus: *mut u32)
    -> windows_core::Result<()>;
    fn Cancel(&self, pmsg: *mut RPCOLEMESSAGE) -> windows_core::Result<()>;
    fn GetCallContext(
        &self,
        pmsg: *const RPCOLEMESSAGE,
        riid: *const windows_core::GUID,
        pinterface: *mut *mut core::ffi::c_void,
    ) -> windows_core::Result<()>;
    fn GetDestCtxEx(
        &self,
        pmsg: *const RPCOLEMESSAGE,
        pdwdestcontext: *mut u32,
        ppvdestcontext: *mut *mut core::ffi::c_void,
    ) -> windows_core::Result<()>;
    fn GetState(&self, pmsg: *const RPCOLEMESSAGE) -> windows_core::Result<u32>;
    fn RegisterAsync(
        &self,
        pmsg: *mut RPCOLEMESSAGE,
        pasyncmgr: windows_core::Ref<IAsyncManager>,
    ) -> windows_core::Result<()>;
}
impl IRpcChannelBuffer3_Vtbl {
    pub const fn new<Identity: IRpcChannelBuffer3_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn Send<Identity: IRpcChannelBuffer3_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pmsg: *mut RPCOLEMESSAGE,
            pulstatus: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRpcChannelBuffer3_Impl::Send(
                    this,
                    core::mem::transmute_copy(&pmsg),
                    core::mem::transmute_copy(&pulstatus),
                )
                .into()
            }
        }
        unsafe extern "system" fn Receive<Identity: IRpcChannelBuffer3_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pmsg: *mut RPCOLEMESSAGE,
            ulsize: u32,
            pulstatus: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRpcChannelBuffer3_Impl::Receive(
                    this,
                    core::mem::transmute_copy(&pmsg),
                    core::mem::transmute_copy(&ulsize),
                    core::mem::transmute_copy(&pulstatus),
                )
                .into()
            }
        }
        unsafe extern "system" fn Cancel<Identity: IRpcChannelBuffer3_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pmsg: *mut RPCOLEMESSAGE,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRpcChannelBuffer3_Impl::Cancel(this, core::mem::transmute_copy(&pmsg)).into()
            }
        }
        unsafe extern "system" fn GetCallContext<Identity: IRpcChannelBuffer3_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pmsg: *const RPCOLEMESSAGE,
            riid: *const windows_core::GUID,
            pinterface: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRpcChannelBuffer3_Impl::GetCallContext(
                    this,
                    core::mem::transmute_copy(&pmsg),
                    core::mem::transmute_copy(&riid),
                    core::mem::transmute_copy(&pinterface),
                )
                .into()
            }
        }
        unsafe extern "system" fn GetDestCtxEx<Identity: IRpcChannelBuffer3_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pmsg: *const RPCOLEMESSAGE,
            pdwdestcontext: *mut u32,
            ppvdestcontext: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRpcChannelBuffer3_Impl::GetDestCtxEx(
                    this,
                    core::mem::transmute_copy(&pmsg),
                    core::mem::transmute_copy(&pdwdestcontext),
                    core::mem::transmute_copy(&ppvdestcontext),
                )
                .into()
            }
        }
        unsafe extern "system" fn GetState<Identity: IRpcChannelBuffer3_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pmsg: *const RPCOLEMESSAGE,
            pstate: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IRpcChannelBuffer3_Impl::GetState(this, core::mem::transmute_copy(&pmsg)) {
                    Ok(ok__) => {
                        pstate.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn RegisterAsync<Identity: IRpcChannelBuffer3_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pmsg: *mut RPCOLEMESSAGE,
            pasyncmgr: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRpcChannelBuffer3_Impl::RegisterAsync(
                    this,
                    core::mem::transmute_copy(&pmsg),
                    core::mem::transmute_copy(&pasyncmgr),
                )
                .into()
            }
        }
        Self {
            base__: IRpcChannelBuffer2_Vtbl::new::<Identity, OFFSET>(),
            Send: Send::<Identity, OFFSET>,
            Receive: Receive::<Identity, OFFSET>,
            Cancel: Cancel::<Identity, OFFSET>,
            GetCallContext: GetCallContext::<Identity, OFFSET>,
            GetDestCtxEx: GetDestCtxEx::<Identity, OFFSET>,
            GetState: GetState::<Identity, OFFSET>,
            RegisterAsync: RegisterAsync::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IRpcChannelBuffer3 as windows_core::Interface>::IID
            || iid == &<IRpcChannelBuffer as windows_core::Interface>::IID
            || iid == &<IRpcChannelBuffer2 as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IRpcChannelBuffer3 {}
windows_core::imp::define_interface!(IRpcHelper, IRpcHelper_Vtbl, 0x00000149_0000_0000_c000_000000000046);
windows_core::imp::interface_hierarchy!(IRpcHelper, windows_core::IUnknown);
impl IRpcHelper {
    pub unsafe fn GetDCOMProtocolVersion(&self) -> windows_core::Result<u32> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetDCOMProtocolVersion)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn GetIIDFromOBJREF(
        &self,
        pobjref: *const core::ffi::c_void,
    ) -> windows_core::Result<*mut windows_core::GUID> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetIIDFromOBJREF)(
                windows_core::Interface::as_raw(self),
                pobjref,
                &mut result__,
            )
            .map(|| result__)
        }
    }
}
#[repr(C)]
pub struct IRpcHelper_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub GetDCOMProtocolVersion:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut u32) -> windows_core::HRESULT,
    pub GetIIDFromOBJREF: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const core::ffi::c_void,
        *mut *mut windows_core::GUID,
    ) -> windows_core::HRESULT,
}
pub trait IRpcHelper_Impl: windows_core::IUnknownImpl {
    fn GetDCOMProtocolVersion(&self) -> windows_core::Result<u32>;
    fn GetIIDFromOBJREF(
        &self,
        pobjref: *const core::ffi::c_void,
    ) -> windows_core::Result<*mut windows_core::GUID>;
}
impl IRpcHelper_Vtbl {
    pub const fn new<Identity: IRpcHelper_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn GetDCOMProtocolVersion<Identity: IRpcHelper_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pcomversion: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IRpcHelper_Impl::GetDCOMProtocolVersion(this) {
                    Ok(ok__) => {
                        pcomversion.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetIIDFromOBJREF<Identity: IRpcHelper_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pobjref: *const core::ffi::c_void,
            piid: *mut *mut windows_core::GUID,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IRpcHelper_Impl::GetIIDFromOBJREF(this, core::mem::transmute_copy(&pobjref)) {
                    Ok(ok__) => {
                        piid.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            GetDCOMProtocolVersion: GetDCOMProtocolVersion::<Identity, OFFSET>,
            GetIIDFromOBJREF: GetIIDFromOBJREF::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IRpcHelper as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IRpcHelper {}
windows_core::imp::define_interface!(IRpcOptions, IRpcOptions_Vtbl, 0x00000144_0000_0000_c000_000000000046);
windows_core::imp::interface_hierarchy!(IRpcOptions, windows_core::IUnknown);
impl IRpcOptions {
    pub unsafe fn Set<P0>(
        &self,
        pprx: P0,
        dwproperty: RPCOPT_PROPERTIES,
        dwvalue: usize,
    ) -> windows_core::HRESULT
    where
        P0: windows_core::Param<windows_core::IUnknown>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).Set)(
                windows_core::Interface::as_raw(self),
                pprx.param().abi(),
                dwproperty,
                dwvalue,
            )
        }
    }
    pub unsafe fn Query<P0>(&self, pprx: P0, dwproperty: RPCOPT_PROPERTIES) -> windows_core::Result<usize>
    where
        P0: windows_core::Param<windows_core::IUnknown>,
    {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Query)(
                windows_core::Interface::as_raw(self),
                pprx.param().abi(),
                dwproperty,
                &mut result__,
            )
            .map(|| result__)
        }
    }
}
#[repr(C)]
pub struct IRpcOptions_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub Set: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        RPCOPT_PROPERTIES,
        usize,
    ) -> windows_core::HRESULT,
    pub Query: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        RPCOPT_PROPERTIES,
        *mut usize,
    ) -> windows_core::HRESULT,
}
pub trait IRpcOptions_Impl: windows_core::IUnknownImpl {
    fn Set(
        &self,
        pprx: windows_core::Ref<windows_core::IUnknown>,
        dwproperty: RPCOPT_PROPERTIES,
        dwvalue: usize,
    ) -> windows_core::Result<()>;
    fn Query(
        &self,
        pprx: windows_core::Ref<windows_core::IUnknown>,
        dwproperty: RPCOPT_PROPERTIES,
    ) -> windows_core::Result<usize>;
}
impl IRpcOptions_Vtbl {
    pub const fn new<Identity: IRpcOptions_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn Set<Identity: IRpcOptions_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pprx: *mut core::ffi::c_void,
            dwproperty: RPCOPT_PROPERTIES,
            dwvalue: usize,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRpcOptions_Impl::Set(
                    this,
                    core::mem::transmute_copy(&pprx),
                    core::mem::transmute_copy(&dwproperty),
                    core::mem::transmute_copy(&dwvalue),
                )
                .into()
            }
        }
        unsafe extern "system" fn Query<Identity: IRpcOptions_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pprx: *mut core::ffi::c_void,
            dwproperty: RPCOPT_PROPERTIES,
            pdwvalue: *mut usize,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IRpcOptions_Impl::Query(
                    this,
                    core::mem::transmute_copy(&pprx),
                    core::mem::transmute_copy(&dwproperty),
                ) {
                    Ok(ok__) => {
                        pdwvalue.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            Set: Set::<Identity, OFFSET>,
            Query: Query::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IRpcOptions as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IRpcOptions {}
windows_core::imp::define_interface!(
    IRpcProxyBuffer,
    IRpcProxyBuffer_Vtbl,
    0xd5f56a34_593b_101a_b569_08002b2dbf7a
);
windows_core::imp::interface_hierarchy!(IRpcProxyBuffer, windows_core::IUnknown);
impl IRpcProxyBuffer {
    pub unsafe fn Connect<P0>(&self, prpcchannelbuffer: P0) -> windows_core::HRESULT
    where
        P0: windows_core::Param<IRpcChannelBuffer>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).Connect)(
                windows_core::Interface::as_raw(self),
                prpcchannelbuffer.param().abi(),
            )
        }
    }
    pub unsafe fn Disconnect(&self) {
        unsafe {
            (windows_core::Interface::vtable(self).Disconnect)(windows_core::Interface::as_raw(self));
        }
    }
}
#[repr(C)]
pub struct IRpcProxyBuffer_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub Connect:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut core::ffi::c_void) -> windows_core::HRESULT,
    pub Disconnect: unsafe extern "system" fn(*mut core::ffi::c_void),
}
pub trait IRpcProxyBuffer_Impl: windows_core::IUnknownImpl {
    fn Connect(&self, prpcchannelbuffer: windows_core::Ref<IRpcChannelBuffer>) -> windows_core::Result<()>;
    fn Disconnect(&self);
}
impl IRpcProxyBuffer_Vtbl {
    pub const fn new<Identity: IRpcProxyBuffer_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn Connect<Identity: IRpcProxyBuffer_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            prpcchannelbuffer: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRpcProxyBuffer_Impl::Connect(this, core::mem::transmute_copy(&prpcchannelbuffer)).into()
            }
        }
        unsafe extern "system" fn Disconnect<Identity: IRpcProxyBuffer_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
        ) {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRpcProxyBuffer_Impl::Disconnect(this);
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            Connect: Connect::<Identity, OFFSET>,
            Disconnect: Disconnect::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IRpcProxyBuffer as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IRpcProxyBuffer {}
windows_core::imp::define_interface!(
    IRpcStubBuffer,
    IRpcStubBuffer_Vtbl,
    0xd5f56afc_593b_101a_b569_08002b2dbf7a
);
windows_core::imp::interface_hierarchy!(IRpcStubBuffer, windows_core::IUnknown);
impl IRpcStubBuffer {
    pub unsafe fn Connect<P0>(&self, punkserver: P0) -> windows_core::HRESULT
    where
        P0: windows_core::Param<windows_core::IUnknown>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).Connect)(
                windows_core::Interface::as_raw(self),
                punkserver.param().abi(),
            )
        }
    }
    pub unsafe fn Disconnect(&self) {
        unsafe {
            (windows_core::Interface::vtable(self).Disconnect)(windows_core::Interface::as_raw(self));
        }
    }
    pub unsafe fn Invoke<P1>(
        &self,
        _prpcmsg: *mut RPCOLEMESSAGE,
        _prpcchannelbuffer: P1,
    ) -> windows_core::HRESULT
    where
        P1: windows_core::Param<IRpcChannelBuffer>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).Invoke)(
                windows_core::Interface::as_raw(self),
                _prpcmsg as _,
                _prpcchannelbuffer.param().abi(),
            )
        }
    }
    pub unsafe fn IsIIDSupported(&self, riid: *const windows_core::GUID) -> Option<Self> {
        unsafe {
            (windows_core::Interface::vtable(self).IsIIDSupported)(
                windows_core::Interface::as_raw(self),
                riid,
            )
        }
    }
    pub unsafe fn CountRefs(&self) -> u32 {
        unsafe { (windows_core::Interface::vtable(self).CountRefs)(windows_core::Interface::as_raw(self)) }
    }
    pub unsafe fn DebugServerQueryInterface(
        &self,
        ppv: *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).DebugServerQueryInterface)(
                windows_core::Interface::as_raw(self),
                ppv as _,
            )
        }
    }
    pub unsafe fn DebugServerRelease(&self, pv: *const core::ffi::c_void) {
        unsafe {
            (windows_core::Interface::vtable(self).DebugServerRelease)(
                windows_core::Interface::as_raw(self),
                pv,
            );
        }
    }
}
#[repr(C)]
pub struct IRpcStubBuffer_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub Connect:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut core::ffi::c_void) -> windows_core::HRESULT,
    pub Disconnect: unsafe extern "system" fn(*mut core::ffi::c_void),
    pub Invoke: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut RPCOLEMESSAGE,
        *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub IsIIDSupported: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const windows_core::GUID,
    ) -> Option<IRpcStubBuffer>,
    pub CountRefs: unsafe extern "system" fn(*mut core::ffi::c_void) -> u32,
    pub DebugServerQueryInterface: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub DebugServerRelease: unsafe extern "system" fn(*mut core::ffi::c_void, *const core::ffi::c_void),
}
pub trait IRpcStubBuffer_Impl: windows_core::IUnknownImpl {
    fn Connect(&self, punkserver: windows_core::Ref<windows_core::IUnknown>) -> windows_core::Result<()>;
    fn Disconnect(&self);
    fn Invoke(
        &self,
        _prpcmsg: *mut RPCOLEMESSAGE,
        _prpcchannelbuffer: windows_core::Ref<IRpcChannelBuffer>,
    ) -> windows_core::Result<()>;
    fn IsIIDSupported(&self, riid: *const windows_core::GUID) -> Option<IRpcStubBuffer>;
    fn CountRefs(&self) -> u32;
    fn DebugServerQueryInterface(&self, ppv: *mut *mut core::ffi::c_void) -> windows_core::Result<()>;
    fn DebugServerRelease(&self, pv: *const core::ffi::c_void);
}
impl IRpcStubBuffer_Vtbl {
    pub const fn new<Identity: IRpcStubBuffer_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn Connect<Identity: IRpcStubBuffer_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            punkserver: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRpcStubBuffer_Impl::Connect(this, core::mem::transmute_copy(&punkserver)).into()
            }
        }
        unsafe extern "system" fn Disconnect<Identity: IRpcStubBuffer_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
        ) {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRpcStubBuffer_Impl::Disconnect(this);
            }
        }
        unsafe extern "system" fn Invoke<Identity: IRpcStubBuffer_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            _prpcmsg: *mut RPCOLEMESSAGE,
            _prpcchannelbuffer: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRpcStubBuffer_Impl::Invoke(
                    this,
                    core::mem::transmute_copy(&_prpcmsg),
                    core::mem::transmute_copy(&_prpcchannelbuffer),
                )
                .into()
            }
        }
        unsafe extern "system" fn IsIIDSupported<Identity: IRpcStubBuffer_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            riid: *const windows_core::GUID,
        ) -> Option<IRpcStubBuffer> {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRpcStubBuffer_Impl::IsIIDSupported(this, core::mem::transmute_copy(&riid))
            }
        }
        unsafe extern "system" fn CountRefs<Identity: IRpcStubBuffer_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
        ) -> u32 {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRpcStubBuffer_Impl::CountRefs(this)
            }
        }
        unsafe extern "system" fn DebugServerQueryInterface<
            Identity: IRpcStubBuffer_Impl,
            const OFFSET: isize,
        >(
            this: *mut core::ffi::c_void,
            ppv: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRpcStubBuffer_Impl::DebugServerQueryInterface(this, core::mem::transmute_copy(&ppv)).into()
            }
        }
        unsafe extern "system" fn DebugServerRelease<Identity: IRpcStubBuffer_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pv: *const core::ffi::c_void,
        ) {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRpcStubBuffer_Impl::DebugServerRelease(this, core::mem::transmute_copy(&pv));
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            Connect: Connect::<Identity, OFFSET>,
            Disconnect: Disconnect::<Identity, OFFSET>,
            Invoke: Invoke::<Identity, OFFSET>,
            IsIIDSupported: IsIIDSupported::<Identity, OFFSET>,
            CountRefs: CountRefs::<Identity, OFFSET>,
            DebugServerQueryInterface: DebugServerQueryInterface::<Identity, OFFSET>,
            DebugServerRelease: DebugServerRelease::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IRpcStubBuffer as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IRpcStubBuffer {}
windows_core::imp::define_interface!(
    IRunningObjectTable,
    IRunningObjectTable_Vtbl,
    0x00000010_0000_0000_c000_000000000046
);
windows_core::imp::interface_hierarchy!(IRunningObjectTable, windows_core::IUnknown);
impl IRunningObjectTable {
    pub unsafe fn Register<P1, P2>(
        &self,
        grfflags: u32,
        punkobject: P1,
        pmkobjectname: P2,
    ) -> windows_core::Result<u32>
    where
        P1: windows_core::Param<windows_core::IUnknown>,
        P2: windows_core::Param<IMoniker>,
    {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Register)(
                windows_core::Interface::as_raw(self),
                grfflags,
                punkobject.param().abi(),
                pmkobjectname.param().abi(),
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn Revoke(&self, dwregister: u32) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Revoke)(windows_core::Interface::as_raw(self), dwregister)
        }
    }
    pub unsafe fn IsRunning<P0>(&self, pmkobjectname: P0) -> windows_core::HRESULT
    where
        P0: windows_core::Param<IMoniker>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).IsRunning)(
                windows_core::Interface::as_raw(self),
                pmkobjectname.param().abi(),
            )
        }
    }
    pub unsafe fn GetObject<P0>(&self, pmkobjectname: P0) -> windows_core::Result<windows_core::IUnknown>
    where
        P0: windows_core::Param<IMoniker>,
    {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetObject)(
                windows_core::Interface::as_raw(self),
                pmkobjectname.param().abi(),
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn NoteChangeTime(
        &self,
        dwregister: u32,
        pfiletime: *const FILETIME,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).NoteChangeTime)(
                windows_core::Interface::as_raw(self),
                dwregister,
                pfiletime,
            )
        }
    }
    pub unsafe fn GetTimeOfLastChange<P0>(&self, pmkobjectname: P0) -> windows_core::Result<FILETIME>
    where
        P0: windows_core::Param<IMoniker>,
    {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetTimeOfLastChange)(
                windows_core::Interface::as_raw(self),
                pmkobjectname.param().abi(),
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn EnumRunning(&self) -> windows_core::Result<IEnumMoniker> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).EnumRunning)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
}
#[repr(C)]
pub struct IRunningObjectTable_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub Register: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        u32,
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        *mut u32,
    ) -> windows_core::HRESULT,
    pub Revoke: unsafe extern "system" fn(*mut core::ffi::c_void, u32) -> windows_core::HRESULT,
    pub IsRunning:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut core::ffi::c_void) -> windows_core::HRESULT,
    pub GetObject: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub NoteChangeTime:
        unsafe extern "system" fn(*mut core::ffi::c_void, u32, *const FILETIME) -> windows_core::HRESULT,
    pub GetTimeOfLastChange: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        *mut FILETIME,
    ) -> windows_core::HRESULT,
    pub EnumRunning: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
}
pub trait IRunningObjectTable_Impl: windows_core::IUnknownImpl {
    fn Register(
        &self,
        grfflags: u32,
        punkobject: windows_core::Ref<windows_core::IUnknown>,
        pmkobjectname: windows_core::Ref<IMoniker>,
    ) -> windows_core::Result<u32>;
    fn Revoke(&self, dwregister: u32) -> windows_core::Result<()>;
    fn IsRunning(&self, pmkobjectname: windows_core::Ref<IMoniker>) -> windows_core::Result<()>;
    fn GetObject(
        &self,
        pmkobjectname: windows_core::Ref<IMoniker>,
    ) -> windows_core::Result<windows_core::IUnknown>;
    fn NoteChangeTime(&self, dwregister: u32, pfiletime: *const FILETIME) -> windows_core::Result<()>;
    fn GetTimeOfLastChange(
        &self,
        pmkobjectname: windows_core::Ref<IMoniker>,
    ) -> windows_core::Result<FILETIME>;
    fn EnumRunning(&self) -> windows_core::Result<IEnumMoniker>;
}
impl IRunningObjectTable_Vtbl {
    pub const fn new<Identity: IRunningObjectTable_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn Register<Identity: IRunningObjectTable_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            grfflags: u32,
            punkobject: *mut core::ffi::c_void,
            pmkobjectname: *mut core::ffi::c_void,
            pdwregister: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IRunningObjectTable_Impl::Register(
                    this,
                    core::mem::transmute_copy(&grfflags),
                    core::mem::transmute_copy(&punkobject),
                    core::mem::transmute_copy(&pmkobjectname),
                ) {
                    Ok(ok__) => {
                        pdwregister.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Revoke<Identity: IRunningObjectTable_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            dwregister: u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRunningObjectTable_Impl::Revoke(this, core::mem::transmute_copy(&dwregister)).into()
            }
        }
        unsafe extern "system" fn IsRunning<Identity: IRunningObjectTable_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pmkobjectname: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRunningObjectTable_Impl::IsRunning(this, core::mem::transmute_copy(&pmkobjectname)).into()
            }
        }
        unsafe extern "system" fn GetObject<Identity: IRunningObjectTable_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pmkobjectname: *mut core::ffi::c_void,
            ppunkobject: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IRunningObjectTable_Impl::GetObject(this, core::mem::transmute_copy(&pmkobjectname)) {
                    Ok(ok__) => {
                        ppunkobject.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn NoteChangeTime<Identity: IRunningObjectTable_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            dwregister: u32,
            pfiletime: *const FILETIME,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IRunningObjectTable_Impl::NoteChangeTime(
                    this,
                    core::mem::transmute_copy(&dwregister),
                    core::mem::transmute_copy(&pfiletime),
                )
                .into()
            }
        }
        unsafe extern "system" fn GetTimeOfLastChange<
            Identity: IRunningObjectTable_Impl,
            const OFFSET: isize,
        >(
            this: *mut core::ffi::c_void,
            pmkobjectname: *mut core::ffi::c_void,
            pfiletime: *mut FILETIME,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IRunningObjectTable_Impl::GetTimeOfLastChange(
                    this,
                    core::mem::transmute_copy(&pmkobjectname),
                ) {
                    Ok(ok__) => {
                        pfiletime.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn EnumRunning<Identity: IRunningObjectTable_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            ppenummoniker: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IRunningObjectTable_Impl::EnumRunning(this) {
                    Ok(ok__) => {
                        ppenummoniker.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            Register: Register::<Identity, OFFSET>,
            Revoke: Revoke::<Identity, OFFSET>,
            IsRunning: IsRunning::<Identity, OFFSET>,
            GetObject: GetObject::<Identity, OFFSET>,
            NoteChangeTime: NoteChangeTime::<Identity, OFFSET>,
            GetTimeOfLastChange: GetTimeOfLastChange::<Identity, OFFSET>,
            EnumRunning: EnumRunning::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IRunningObjectTable as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IRunningObjectTable {}
windows_core::imp::define_interface!(
    ISequentialStream,
    ISequentialStream_Vtbl,
    0x0c733a30_2a1c_11ce_ade5_00aa0044773d
);
windows_core::imp::interface_hierarchy!(ISequentialStream, windows_core::IUnknown);
impl ISequentialStream {
    pub unsafe fn Read(
        &self,
        pv: *mut core::ffi::c_void,
        cb: u32,
        pcbread: Option<*mut u32>,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Read)(
                windows_core::Interface::as_raw(self),
                pv as _,
                cb,
                pcbread.unwrap_or(core::mem::zeroed()) as _,
            )
        }
    }
    pub unsafe fn Write(
        &self,
        pv: *const core::ffi::c_void,
        cb: u32,
        pcbwritten: Option<*mut u32>,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Write)(
                windows_core::Interface::as_raw(self),
                pv,
                cb,
                pcbwritten.unwrap_or(core::mem::zeroed()) as _,
            )
        }
    }
}
#[repr(C)]
pub struct ISequentialStream_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub Read: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        u32,
        *mut u32,
    ) -> windows_core::HRESULT,
    pub Write: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const core::ffi::c_void,
        u32,
        *mut u32,
    ) -> windows_core::HRESULT,
}
pub trait ISequentialStream_Impl: windows_core::IUnknownImpl {
    fn Read(&self, pv: *mut core::ffi::c_void, cb: u32, pcbread: *mut u32) -> windows_core::Result<()>;
    fn Write(&self, pv: *const core::ffi::c_void, cb: u32, pcbwritten: *mut u32) -> windows_core::Result<()>;
}
impl ISequentialStream_Vtbl {
    pub const fn new<Identity: ISequentialStream_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn Read<Identity: ISequentialStream_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pv: *mut core::ffi::c_void,
            cb: u32,
            pcbread: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ISequentialStream_Impl::Read(
                    this,
                    core::mem::transmute_copy(&pv),
                    core::mem::transmute_copy(&cb),
                    core::mem::transmute_copy(&pcbread),
                )
                .into()
            }
        }
        unsafe extern "system" fn Write<Identity: ISequentialStream_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pv: *const core::ffi::c_void,
            cb: u32,
            pcbwritten: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ISequentialStream_Impl::Write(
                    this,
                    core::mem::transmute_copy(&pv),
                    core::mem::transmute_copy(&cb),
                    core::mem::transmute_copy(&pcbwritten),
                )
                .into()
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            Read: Read::<Identity, OFFSET>,
            Write: Write::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<ISequentialStream as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for ISequentialStream {}
windows_core::imp::define_interface!(
    IServerSecurity,
    IServerSecurity_Vtbl,
    0x0000013e_0000_0000_c000_000000000046
);
windows_core::imp::interface_hierarchy!(IServerSecurity, windows_core::IUnknown);
impl IServerSecurity {
    pub unsafe fn QueryBlanket(
        &self,
        pauthnsvc: Option<*mut u32>,
        pauthzsvc: Option<*mut u32>,
        pserverprincname: *mut *mut OLECHAR,
        pauthnlevel: Option<*mut u32>,
        pimplevel: Option<*mut u32>,
        pprivs: *mut *mut core::ffi::c_void,
        pcapabilities: Option<*mut u32>,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).QueryBlanket)(
                windows_core::Interface::as_raw(self),
                pauthnsvc.unwrap_or(core::mem::zeroed()) as _,
                pauthzsvc.unwrap_or(core::mem::zeroed()) as _,
                pserverprincname as _,
                pauthnlevel.unwrap_or(core::mem::zeroed()) as _,
                pimplevel.unwrap_or(core::mem::zeroed()) as _,
                pprivs as _,
                pcapabilities.unwrap_or(core::mem::zeroed()) as _,
            )
        }
    }
    pub unsafe fn ImpersonateClient(&self) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).ImpersonateClient)(windows_core::Interface::as_raw(self))
        }
    }
    pub unsafe fn RevertToSelf(&self) -> windows_core::HRESULT {
        unsafe { (windows_core::Interface::vtable(self).RevertToSelf)(windows_core::Interface::as_raw(self)) }
    }
    pub unsafe fn IsImpersonating(&self) -> windows_core::BOOL {
        unsafe {
            (windows_core::Interface::vtable(self).IsImpersonating)(windows_core::Interface::as_raw(self))
        }
    }
}
#[repr(C)]
pub struct IServerSecurity_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub QueryBlanket: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut u32,
        *mut u32,
        *mut *mut OLECHAR,
        *mut u32,
        *mut u32,
        *mut *mut core::ffi::c_void,
        *mut u32,
    ) -> windows_core::HRESULT,
    pub ImpersonateClient: unsafe extern "system" fn(*mut core::ffi::c_void) -> windows_core::HRESULT,
    pub RevertToSelf: unsafe extern "system" fn(*mut core::ffi::c_void) -> windows_core::HRESULT,
    pub IsImpersonating: unsafe extern "system" fn(*mut core::ffi::c_void) -> windows_core::BOOL,
}
pub trait IServerSecurity_Impl: windows_core::IUnknownImpl {
    fn QueryBlanket(
        &self,
        pauthnsvc: *mut u32,
        pauthzsvc: *mut u32,
        pserverprincname: *mut *mut OLECHAR,
        pauthnlevel: *mut u32,
        pimplevel: *mut u32,
        pprivs: *mut *mut core::ffi::c_void,
        pcapabilities: *mut u32,
    ) -> windows_core::Result<()>;
    fn ImpersonateClient(&self) -> windows_core::Result<()>;
    fn RevertToSelf(&self) -> windows_core::Result<()>;
    fn IsImpersonating(&self) -> windows_core::BOOL;
}
impl IServerSecurity_Vtbl {
    pub const fn new<Identity: IServerSecurity_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn QueryBlanket<Identity: IServerSecurity_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pauthnsvc: *mut u32,
            pauthzsvc: *mut u32,
            pserverprincname: *mut *mut OLECHAR,
            pauthnlevel: *mut u32,
            pimplevel: *mut u32,
            pprivs: *mut *mut core::ffi::c_void,
            pcapabilities: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IServerSecurity_Impl::QueryBlanket(
                    this,
                    core::mem::transmute_copy(&pauthnsvc),
                    core::mem::transmute_copy(&pauthzsvc),
                    core::mem::transmute_copy(&pserverprincname),
                    core::mem::transmute_copy(&pauthnlevel),
                    core::mem::transmute_copy(&pimplevel),
                    core::mem::transmute_copy(&pprivs),
                    core::mem::transmute_copy(&pcapabilities),
                )
                .into()
            }
        }
        unsafe extern "system" fn ImpersonateClient<Identity: IServerSecurity_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IServerSecurity_Impl::ImpersonateClient(this).into()
            }
        }
        unsafe extern "system" fn RevertToSelf<Identity: IServerSecurity_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IServerSecurity_Impl::RevertToSelf(this).into()
            }
        }
        unsafe extern "system" fn IsImpersonating<Identity: IServerSecurity_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
        ) -> windows_core::BOOL {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IServerSecurity_Impl::IsImpersonating(this)
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            QueryBlanket: QueryBlanket::<Identity, OFFSET>,
            ImpersonateClient: ImpersonateClient::<Identity, OFFSET>,
            RevertToSelf: RevertToSelf::<Identity, OFFSET>,
            IsImpersonating: IsImpersonating::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IServerSecurity as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IServerSecurity {}
windows_core::imp::define_interface!(
    IServiceProvider,
    IServiceProvider_Vtbl,
    0x6d5140c1_7436_11ce_8034_00aa006009fa
);
windows_core::imp::interface_hierarchy!(IServiceProvider, windows_core::IUnknown);
impl IServiceProvider {
    pub unsafe fn QueryService<T>(&self, guidservice: *const windows_core::GUID) -> windows_core::Result<T>
    where
        T: windows_core::Interface,
    {
        let mut result__ = core::ptr::null_mut();
        unsafe {
            (windows_core::Interface::vtable(self).QueryService)(
                windows_core::Interface::as_raw(self),
                guidservice,
                &T::IID,
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
}
#[repr(C)]
pub struct IServiceProvider_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub QueryService: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const windows_core::GUID,
        *const windows_core::GUID,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
}
pub trait IServiceProvider_Impl: windows_core::IUnknownImpl {
    fn QueryService(
        &self,
        guidservice: *const windows_core::GUID,
        riid: *const windows_core::GUID,
        ppvobject: *mut *mut core::ffi::c_void,
    ) -> windows_core::Result<()>;
}
impl IServiceProvider_Vtbl {
    pub const fn new<Identity: IServiceProvider_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn QueryService<Identity: IServiceProvider_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            guidservice: *const windows_core::GUID,
            riid: *const windows_core::GUID,
            ppvobject: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IServiceProvider_Impl::QueryService(
                    this,
                    core::mem::transmute_copy(&guidservice),
                    core::mem::transmute_copy(&riid),
                    core::mem::transmute_copy(&ppvobject),
                )
                .into()
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            QueryService: QueryService::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IServiceProvider as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IServiceProvider {}
windows_core::imp::define_interface!(
    IStdMarshalInfo,
    IStdMarshalInfo_Vtbl,
    0x00000018_0000_0000_c000_000000000046
);
windows_core::imp::interface_hierarchy!(IStdMarshalInfo, windows_core::IUnknown);
impl IStdMarshalInfo {
    pub unsafe fn GetClassForHandler(
        &self,
        dwdestcontext: u32,
        pvdestcontext: Option<*const core::ffi::c_void>,
    ) -> windows_core::Result<windows_core::GUID> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetClassForHandler)(
                windows_core::Interface::as_raw(self),
                dwdestcontext,
                pvdestcontext.unwrap_or(core::mem::zeroed()) as _,
                &mut result__,
            )
            .map(|| result__)
        }
    }
}
#[repr(C)]
pub struct IStdMarshalInfo_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub GetClassForHandler: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        u32,
        *const core::ffi::c_void,
        *mut windows_core::GUID,
    ) -> windows_core::HRESULT,
}
pub trait IStdMarshalInfo_Impl: windows_core::IUnknownImpl {
    fn GetClassForHandler(
        &self,
        dwdestcontext: u32,
        pvdestcontext: *const core::ffi::c_void,
    ) -> windows_core::Result<windows_core::GUID>;
}
impl IStdMarshalInfo_Vtbl {
    pub const fn new<Identity: IStdMarshalInfo_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn GetClassForHandler<Identity: IStdMarshalInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            dwdestcontext: u32,
            pvdestcontext: *const core::ffi::c_void,
            pclsid: *mut windows_core::GUID,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IStdMarshalInfo_Impl::GetClassForHandler(
                    this,
                    core::mem::transmute_copy(&dwdestcontext),
                    core::mem::transmute_copy(&pvdestcontext),
                ) {
                    Ok(ok__) => {
                        pclsid.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            GetClassForHandler: GetClassForHandler::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IStdMarshalInfo as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IStdMarshalInfo {}
windows_core::imp::define_interface!(IStream, IStream_Vtbl, 0x0000000c_0000_0000_c000_000000000046);
impl core::ops::Deref for IStream {
    type Target = ISequentialStream;
    fn deref(&self) -> &Self::Target {
        unsafe { core::mem::transmute(self) }
    }
}
windows_core::imp::interface_hierarchy!(IStream, windows_core::IUnknown, ISequentialStream);
impl IStream {
    pub unsafe fn Seek(
        &self,
        dlibmove: i64,
        dworigin: u32,
        plibnewposition: Option<*mut u64>,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Seek)(
                windows_core::Interface::as_raw(self),
                dlibmove,
                dworigin,
                plibnewposition.unwrap_or(core::mem::zeroed()) as _,
            )
        }
    }
    pub unsafe fn SetSize(&self, libnewsize: u64) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).SetSize)(windows_core::Interface::as_raw(self), libnewsize)
        }
    }
    pub unsafe fn CopyTo<P0>(
        &self,
        pstm: P0,
        cb: u64,
        pcbread: Option<*mut u64>,
        pcbwritten: Option<*mut u64>,
    ) -> windows_core::HRESULT
    where
        P0: windows_core::Param<Self>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).CopyTo)(
                windows_core::Interface::as_raw(self),
                pstm.param().abi(),
                cb,
                pcbread.unwrap_or(core::mem::zeroed()) as _,
                pcbwritten.unwrap_or(core::mem::zeroed()) as _,
            )
        }
    }
    pub unsafe fn Commit(&self, grfcommitflags: u32) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Commit)(
                windows_core::Interface::as_raw(self),
                grfcommitflags,
            )
        }
    }
    pub unsafe fn Revert(&self) -> windows_core::HRESULT {
        unsafe { (windows_core::Interface::vtable(self).Revert)(windows_core::Interface::as_raw(self)) }
    }
    pub unsafe fn LockRegion(&self, liboffset: u64, cb: u64, dwlocktype: u32) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).LockRegion)(
                windows_core::Interface::as_raw(self),
                liboffset,
                cb,
                dwlocktype,
            )
        }
    }
    pub unsafe fn UnlockRegion(&self, liboffset: u64, cb: u64, dwlocktype: u32) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).UnlockRegion)(
                windows_core::Interface::as_raw(self),
                liboffset,
                cb,
                dwlocktype,
            )
        }
    }
    pub unsafe fn Stat(&self, pstatstg: *mut STATSTG, grfstatflag: u32) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Stat)(
                windows_core::Interface::as_raw(self),
                pstatstg as _,
                grfstatflag,
            )
        }
    }
    pub unsafe fn Clone(&self) -> windows_core::Result<Self> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).Clone)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
}
#[repr(C)]
pub struct IStream_Vtbl {
    pub base__: ISequentialStream_Vtbl,
    pub Seek: unsafe extern "system" fn(*mut core::ffi::c_void, i64, u32, *mut u64) -> windows_core::HRESULT,
    pub SetSize: unsafe extern "system" fn(*mut core::ffi::c_void, u64) -> windows_core::HRESULT,
    pub CopyTo: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        u64,
        *mut u64,
        *mut u64,
    ) -> windows_core::HRESULT,
    pub Commit: unsafe extern "system" fn(*mut core::ffi::c_void, u32) -> windows_core::HRESULT,
    pub Revert: unsafe extern "system" fn(*mut core::ffi::c_void) -> windows_core::HRESULT,
    pub LockRegion: unsafe extern "system" fn(*mut core::ffi::c_void, u64, u64, u32) -> windows_core::HRESULT,
    pub UnlockRegion:
        unsafe extern "system" fn(*mut core::ffi::c_void, u64, u64, u32) -> windows_core::HRESULT,
    pub Stat: unsafe extern "system" fn(*mut core::ffi::c_void, *mut STATSTG, u32) -> windows_core::HRESULT,
    pub Clone: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
}
pub trait IStream_Impl: ISequentialStream_Impl {
    fn Seek(&self, dlibmove: i64, dworigin: u32, plibnewposition: *mut u64) -> windows_core::Result<()>;
    fn SetSize(&self, libnewsize: u64) -> windows_core::Result<()>;
    fn CopyTo(
        &self,
        pstm: windows_core::Ref<IStream>,
        cb: u64,
        pcbread: *mut u64,
        pcbwritten: *mut u64,
    ) -> windows_core::Result<()>;
    fn Commit(&self, grfcommitflags: u32) -> windows_core::Result<()>;
    fn Revert(&self) -> windows_core::Result<()>;
    fn LockRegion(&self, liboffset: u64, cb: u64, dwlocktype: u32) -> windows_core::Result<()>;
    fn UnlockRegion(&self, liboffset: u64, cb: u64, dwlocktype: u32) -> windows_core::Result<()>;
    fn Stat(&self, pstatstg: *mut STATSTG, grfstatflag: u32) -> windows_core::Result<()>;
    fn Clone(&self) -> windows_core::Result<IStream>;
}
impl IStream_Vtbl {
    pub const fn new<Identity: IStream_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn Seek<Identity: IStream_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            dlibmove: i64,
            dworigin: u32,
            plibnewposition: *mut u64,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IStream_Impl::Seek(
                    this,
                    core::mem::transmute_copy(&dlibmove),
                    core::mem::transmute_copy(&dworigin),
                    core::mem::transmute_copy(&plibnewposition),
                )
                .into()
            }
        }
        unsafe extern "system" fn SetSize<Identity: IStream_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            libnewsize: u64,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IStream_Impl::SetSize(this, core::mem::transmute_copy(&libnewsize)).into()
            }
        }
        unsafe extern "system" fn CopyTo<Identity: IStream_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pstm: *mut core::ffi::c_void,
            cb: u64,
            pcbread: *mut u64,
            pcbwritten: *mut u64,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IStream_Impl::CopyTo(
                    this,
                    core::mem::transmute_copy(&pstm),
                    core::mem::transmute_copy(&cb),
                    core::mem::transmute_copy(&pcbread),
                    core::mem::transmute_copy(&pcbwritten),
                )
                .into()
            }
        }
        unsafe extern "system" fn Commit<Identity: IStream_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            grfcommitflags: u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IStream_Impl::Commit(this, core::mem::transmute_copy(&grfcommitflags)).into()
            }
        }
        unsafe extern "system" fn Revert<Identity: IStream_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IStream_Impl::Revert(this).into()
            }
        }
        unsafe extern "system" fn LockRegion<Identity: IStream_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            liboffset: u64,
            cb: u64,
            dwlocktype: u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IStream_Impl::LockRegion(
                    this,
                    core::mem::transmute_copy(&liboffset),
                    core::mem::transmute_copy(&cb),
                    core::mem::transmute_copy(&dwlocktype),
                )
                .into()
            }
        }
        unsafe extern "system" fn UnlockRegion<Identity: IStream_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            liboffset: u64,
            cb: u64,
            dwlocktype: u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IStream_Impl::UnlockRegion(
                    this,
                    core::mem::transmute_copy(&liboffset),
                    core::mem::transmute_copy(&cb),
                    core::mem::transmute_copy(&dwlocktype),
                )
                .into()
            }
        }
        unsafe extern "system" fn Stat<Identity: IStream_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pstatstg: *mut STATSTG,
            grfstatflag: u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IStream_Impl::Stat(
                    this,
                    core::mem::transmute_copy(&pstatstg),
                    core::mem::transmute_copy(&grfstatflag),
                )
                .into()
            }
        }
        unsafe extern "system" fn Clone<Identity: IStream_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            ppstm: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IStream_Impl::Clone(this) {
                    Ok(ok__) => {
                        ppstm.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: ISequentialStream_Vtbl::new::<Identity, OFFSET>(),
            Seek: Seek::<Identity, OFFSET>,
            SetSize: SetSize::<Identity, OFFSET>,
            CopyTo: CopyTo::<Identity, OFFSET>,
            Commit: Commit::<Identity, OFFSET>,
            Revert: Revert::<Identity, OFFSET>,
            LockRegion: LockRegion::<Identity, OFFSET>,
            UnlockRegion: UnlockRegion::<Identity, OFFSET>,
            Stat: Stat::<Identity, OFFSET>,
            Clone: Clone::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IStream as windows_core::Interface>::IID
            || iid == &<ISequentialStream as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IStream {}
windows_core::imp::define_interface!(
    ISupportErrorInfo,
    ISupportErrorInfo_Vtbl,
    0xdf0b3d60_548f_101b_8e65_08002b2bd119
);
windows_core::imp::interface_hierarchy!(ISupportErrorInfo, windows_core::IUnknown);
impl ISupportErrorInfo {
    pub unsafe fn InterfaceSupportsErrorInfo(
        &self,
        riid: *const windows_core::GUID,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).InterfaceSupportsErrorInfo)(
                windows_core::Interface::as_raw(self),
                riid,
            )
        }
    }
}
#[repr(C)]
pub struct ISupportErrorInfo_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub InterfaceSupportsErrorInfo:
        unsafe extern "system" fn(*mut core::ffi::c_void, *const windows_core::GUID) -> windows_core::HRESULT,
}
pub trait ISupportErrorInfo_Impl: windows_core::IUnknownImpl {
    fn InterfaceSupportsErrorInfo(&self, riid: *const windows_core::GUID) -> windows_core::Result<()>;
}
impl ISupportErrorInfo_Vtbl {
    pub const fn new<Identity: ISupportErrorInfo_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn InterfaceSupportsErrorInfo<
            Identity: ISupportErrorInfo_Impl,
            const OFFSET: isize,
        >(
            this: *mut core::ffi::c_void,
            riid: *const windows_core::GUID,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ISupportErrorInfo_Impl::InterfaceSupportsErrorInfo(this, core::mem::transmute_copy(&riid))
                    .into()
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            InterfaceSupportsErrorInfo: InterfaceSupportsErrorInfo::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<ISupportErrorInfo as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for ISupportErrorInfo {}
windows_core::imp::define_interface!(ISurrogate, ISurrogate_Vtbl, 0x00000022_0000_0000_c000_000000000046);
windows_core::imp::interface_hierarchy!(ISurrogate, windows_core::IUnknown);
#[repr(C)]
pub struct ISurrogate_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    LoadDllServer: usize,
    FreeSurrogate: usize,
}
impl windows_core::RuntimeName for ISurrogate {}
windows_core::imp::define_interface!(ISynchronize, ISynchronize_Vtbl, 0x00000030_0000_0000_c000_000000000046);
windows_core::imp::interface_hierarchy!(ISynchronize, windows_core::IUnknown);
impl ISynchronize {
    pub unsafe fn Wait(&self, dwflags: u32, dwmilliseconds: u32) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Wait)(
                windows_core::Interface::as_raw(self),
                dwflags,
                dwmilliseconds,
            )
        }
    }
    pub unsafe fn Signal(&self) -> windows_core::HRESULT {
        unsafe { (windows_core::Interface::vtable(self).Signal)(windows_core::Interface::as_raw(self)) }
    }
    pub unsafe fn Reset(&self) -> windows_core::HRESULT {
        unsafe { (windows_core::Interface::vtable(self).Reset)(windows_core::Interface::as_raw(self)) }
    }
}
#[repr(C)]
pub struct ISynchronize_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub Wait: unsafe extern "system" fn(*mut core::ffi::c_void, u32, u32) -> windows_core::HRESULT,
    pub Signal: unsafe extern "system" fn(*mut core::ffi::c_void) -> windows_core::HRESULT,
    pub Reset: unsafe extern "system" fn(*mut core::ffi::c_void) -> windows_core::HRESULT,
}
pub trait ISynchronize_Impl: windows_core::IUnknownImpl {
    fn Wait(&self, dwflags: u32, dwmilliseconds: u32) -> windows_core::Result<()>;
    fn Signal(&self) -> windows_core::Result<()>;
    fn Reset(&self) -> windows_core::Result<()>;
}
impl ISynchronize_Vtbl {
    pub const fn new<Identity: ISynchronize_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn Wait<Identity: ISynchronize_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            dwflags: u32,
            dwmilliseconds: u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ISynchronize_Impl::Wait(
                    this,
                    core::mem::transmute_copy(&dwflags),
                    core::mem::transmute_copy(&dwmilliseconds),
                )
                .into()
            }
        }
        unsafe extern "system" fn Signal<Identity: ISynchronize_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ISynchronize_Impl::Signal(this).into()
            }
        }
        unsafe extern "system" fn Reset<Identity: ISynchronize_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ISynchronize_Impl::Reset(this).into()
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            Wait: Wait::<Identity, OFFSET>,
            Signal: Signal::<Identity, OFFSET>,
            Reset: Reset::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<ISynchronize as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for ISynchronize {}
windows_core::imp::define_interface!(ITypeComp, ITypeComp_Vtbl, 0x00020403_0000_0000_c000_000000000046);
windows_core::imp::interface_hierarchy!(ITypeComp, windows_core::IUnknown);
impl ITypeComp {
    pub unsafe fn Bind<P0>(
        &self,
        szname: P0,
        lhashval: u32,
        wflags: u16,
        pptinfo: *mut Option<ITypeInfo>,
        pdesckind: *mut DESCKIND,
        pbindptr: *mut BINDPTR,
    ) -> windows_core::HRESULT
    where
        P0: windows_core::Param<windows_core::PCWSTR>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).Bind)(
                windows_core::Interface::as_raw(self),
                szname.param().abi(),
                lhashval,
                wflags,
                core::mem::transmute(pptinfo),
                pdesckind as _,
                pbindptr,
            )
        }
    }
    pub unsafe fn BindType<P0>(
        &self,
        szname: P0,
        lhashval: u32,
        pptinfo: *mut Option<ITypeInfo>,
        pptcomp: *mut Option<Self>,
    ) -> windows_core::HRESULT
    where
        P0: windows_core::Param<windows_core::PCWSTR>,
    {
        unsafe {
            (windows_core::Interface::vtable(self).BindType)(
                windows_core::Interface::as_raw(self),
                szname.param().abi(),
                lhashval,
                core::mem::transmute(pptinfo),
                core::mem::transmute(pptcomp),
            )
        }
    }
}
#[repr(C)]
pub struct ITypeComp_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub Bind: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        windows_core::PCWSTR,
        u32,
        u16,
        *mut *mut core::ffi::c_void,
        *mut DESCKIND,
        *mut BINDPTR,
    ) -> windows_core::HRESULT,
    pub BindType: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        windows_core::PCWSTR,
        u32,
        *mut *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
}
pub trait ITypeComp_Impl: windows_core::IUnknownImpl {
    fn Bind(
        &self,
        szname: &windows_core::PCWSTR,
        lhashval: u32,
        wflags: u16,
        pptinfo: windows_core::OutRef<ITypeInfo>,
        pdesckind: *mut DESCKIND,
        pbindptr: *mut BINDPTR,
    ) -> windows_core::Result<()>;
    fn BindType(
        &self,
        szname: &windows_core::PCWSTR,
        lhashval: u32,
        pptinfo: windows_core::OutRef<ITypeInfo>,
        pptcomp: windows_core::OutRef<ITypeComp>,
    ) -> windows_core::Result<()>;
}
impl ITypeComp_Vtbl {
    pub const fn new<Identity: ITypeComp_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn Bind<Identity: ITypeComp_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            szname: windows_core::PCWSTR,
            lhashval: u32,
            wflags: u16,
            pptinfo: *mut *mut core::ffi::c_void,
            pdesckind: *mut DESCKIND,
            pbindptr: *mut BINDPTR,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypeComp_Impl::Bind(
                    this,
                    core::mem::transmute(&szname),
                    core::mem::transmute_copy(&lhashval),
                    core::mem::transmute_copy(&wflags),
                    core::mem::transmute_copy(&pptinfo),
                    core::mem::transmute_copy(&pdesckind),
                    core::mem::transmute_copy(&pbindptr),
                )
                .into()
            }
        }
        unsafe extern "system" fn BindType<Identity: ITypeComp_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            szname: windows_core::PCWSTR,
            lhashval: u32,
            pptinfo: *mut *mut core::ffi::c_void,
            pptcomp: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypeComp_Impl::BindType(
                    this,
                    core::mem::transmute(&szname),
                    core::mem::transmute_copy(&lhashval),
                    core::mem::transmute_copy(&pptinfo),
                    core::mem::transmute_copy(&pptcomp),
                )
                .into()
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            Bind: Bind::<Identity, OFFSET>,
            BindType: BindType::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<ITypeComp as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for ITypeComp {}
windows_core::imp::define_interface!(ITypeInfo, ITypeInfo_Vtbl, 0x00020401_0000_0000_c000_000000000046);
windows_core::imp::interface_hierarchy!(ITypeInfo, windows_core::IUnknown);
impl ITypeInfo {
    pub unsafe fn GetTypeAttr(&self) -> windows_core::Result<*mut TYPEATTR> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetTypeAttr)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn GetTypeComp(&self) -> windows_core::Result<ITypeComp> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetTypeComp)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn GetFuncDesc(&self, index: u32) -> windows_core::Result<*mut FUNCDESC> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetFuncDesc)(
                windows_core::Interface::as_raw(self),
                index,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn GetVarDesc(&self, index: u32) -> windows_core::Result<*mut VARDESC> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetVarDesc)(
                windows_core::Interface::as_raw(self),
                index,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn GetNames(
        &self,
        memid: MEMBERID,
        rgbstrnames: *mut windows_core::BSTR,
        cmaxnames: u32,
        pcnames: *mut u32,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).GetNames)(
                windows_core::Interface::as_raw(self),
                memid,
                core::mem::transmute(rgbstrnames),
                cmaxnames,
                pcnames as _,
            )
        }
    }
    pub unsafe fn GetRefTypeOfImplType(&self, index: u32) -> windows_core::Result<HREFTYPE> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetRefTypeOfImplType)(
                windows_core::Interface::as_raw(self),
                index,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn GetImplTypeFlags(&self, index: u32) -> windows_core::Result<i32> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetImplTypeFlags)(
                windows_core::Interface::as_raw(self),
                index,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn GetIDsOfNames(
        &self,
        rgsznames: *const windows_core::PCWSTR,
        cnames: u32,
    ) -> windows_core::Result<MEMBERID> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetIDsOfNames)(
                windows_core::Interface::as_raw(self),
                rgsznames,
                cnames,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn Invoke(
        &self,
        pvinstance: *const core::ffi::c_void,
        memid: MEMBERID,
        wflags: u16,
        pdispparams: *mut DISPPARAMS,
        pvarresult: *mut VARIANT,
        pexcepinfo: *mut EXCEPINFO,
        puargerr: *mut u32,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).Invoke)(
                windows_core::Interface::as_raw(self),
                pvinstance,
                memid,
                wflags,
                pdispparams as _,
                pvarresult,
                pexcepinfo,
                puargerr as _,
            )
        }
    }
    pub unsafe fn GetDocumentation(
        &self,
        memid: MEMBERID,
        pbstrname: *mut windows_core::BSTR,
        pbstrdocstring: *mut windows_core::BSTR,
        pdwhelpcontext: *mut u32,
        pbstrhelpfile: *mut windows_core::BSTR,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).GetDocumentation)(
                windows_core::Interface::as_raw(self),
                memid,
                core::mem::transmute(pbstrname),
                core::mem::transmute(pbstrdocstring),
                pdwhelpcontext as _,
                core::mem::transmute(pbstrhelpfile),
            )
        }
    }
    pub unsafe fn GetDllEntry(
        &self,
        memid: MEMBERID,
        invkind: INVOKEKIND,
        pbstrdllname: *mut windows_core::BSTR,
        pbstrname: *mut windows_core::BSTR,
        pwordinal: *mut u16,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).GetDllEntry)(
                windows_core::Interface::as_raw(self),
                memid,
                invkind,
                core::mem::transmute(pbstrdllname),
                core::mem::transmute(pbstrname),
                pwordinal as _,
            )
        }
    }
    pub unsafe fn GetRefTypeInfo(&self, hreftype: HREFTYPE) -> windows_core::Result<Self> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetRefTypeInfo)(
                windows_core::Interface::as_raw(self),
                hreftype,
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn AddressOfMember(
        &self,
        memid: MEMBERID,
        invkind: INVOKEKIND,
        ppv: *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).AddressOfMember)(
                windows_core::Interface::as_raw(self),
                memid,
                invkind,
                ppv as _,
            )
        }
    }
    pub unsafe fn CreateInstance<P0, T>(&self, punkouter: P0) -> windows_core::Result<T>
    where
        P0: windows_core::Param<windows_core::IUnknown>,
        T: windows_core::Interface,
    {
        let mut result__ = core::ptr::null_mut();
        unsafe {
            (windows_core::Interface::vtable(self).CreateInstance)(
                windows_core::Interface::as_raw(self),
                punkouter.param().abi(),
                &T::IID,
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn GetMops(&self, memid: MEMBERID) -> windows_core::Result<windows_core::BSTR> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetMops)(
                windows_core::Interface::as_raw(self),
                memid,
                &mut result__,
            )
            .map(|| core::mem::transmute(result__))
        }
    }
    pub unsafe fn GetContainingTypeLib(
        &self,
        pptlib: *mut Option<ITypeLib>,
        pindex: *mut u32,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).GetContainingTypeLib)(
                windows_core::Interface::as_raw(self),
                core::mem::transmute(pptlib),
                pindex as _,
            )
        }
    }
    pub unsafe fn ReleaseTypeAttr(&self, ptypeattr: *const TYPEATTR) {
        unsafe {
            (windows_core::Interface::vtable(self).ReleaseTypeAttr)(
                windows_core::Interface::as_raw(self),
                ptypeattr,
            );
        }
    }
    pub unsafe fn ReleaseFuncDesc(&self, pfuncdesc: *const FUNCDESC) {
        unsafe {
            (windows_core::Interface::vtable(self).ReleaseFuncDesc)(
                windows_core::Interface::as_raw(self),
                pfuncdesc,
            );
        }
    }
    pub unsafe fn ReleaseVarDesc(&self, pvardesc: *const VARDESC) {
        unsafe {
            (windows_core::Interface::vtable(self).ReleaseVarDesc)(
                windows_core::Interface::as_raw(self),
                pvardesc,
            );
        }
    }
}
#[repr(C)]
pub struct ITypeInfo_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub GetTypeAttr:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut *mut TYPEATTR) -> windows_core::HRESULT,
    pub GetTypeComp: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub GetFuncDesc:
        unsafe extern "system" fn(*mut core::ffi::c_void, u32, *mut *mut FUNCDESC) -> windows_core::HRESULT,
    pub GetVarDesc:
        unsafe extern "system" fn(*mut core::ffi::c_void, u32, *mut *mut VARDESC) -> windows_core::HRESULT,
    pub GetNames: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        MEMBERID,
        *mut *mut core::ffi::c_void,
        u32,
        *mut u32,
    ) -> windows_core::HRESULT,
    pub GetRefTypeOfImplType:
        unsafe extern "system" fn(*mut core::ffi::c_void, u32, *mut HREFTYPE) -> windows_core::HRESULT,
    pub GetImplTypeFlags:
        unsafe extern "system" fn(*mut core::ffi::c_void, u32, *mut i32) -> windows_core::HRESULT,
    pub GetIDsOfNames: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const windows_core::PCWSTR,
        u32,
        *mut MEMBERID,
    ) -> windows_core::HRESULT,
    pub Invoke: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const core::ffi::c_void,
        MEMBERID,
        u16,
        *mut DISPPARAMS,
        *mut VARIANT,
        *mut EXCEPINFO,
        *mut u32,
    ) -> windows_core::HRESULT,
    pub GetDocumentation: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        MEMBERID,
        *mut *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
        *mut u32,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub GetDllEntry: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        MEMBERID,
        INVOKEKIND,
        *mut *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
        *mut u16,
    ) -> windows_core::HRESULT,
    pub GetRefTypeInfo: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        HREFTYPE,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub AddressOfMember: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        MEMBERID,
        INVOKEKIND,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub CreateInstance: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut core::ffi::c_void,
        *const windows_core::GUID,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub GetMops: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        MEMBERID,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub GetContainingTypeLib: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
        *mut u32,
    ) -> windows_core::HRESULT,
    pub ReleaseTypeAttr: unsafe extern "system" fn(*mut core::ffi::c_void, *const TYPEATTR),
    pub ReleaseFuncDesc: unsafe extern "system" fn(*mut core::ffi::c_void, *const FUNCDESC),
    pub ReleaseVarDesc: unsafe extern "system" fn(*mut core::ffi::c_void, *const VARDESC),
}
pub trait ITypeInfo_Impl: windows_core::IUnknownImpl {
    fn GetTypeAttr(&self) -> windows_core::Result<*mut TYPEATTR>;
    fn GetTypeComp(&self) -> windows_core::Result<ITypeComp>;
    fn GetFuncDesc(&self, index: u32) -> windows_core::Result<*mut FUNCDESC>;
    fn GetVarDesc(&self, index: u32) -> windows_core::Result<*mut VARDESC>;
    fn GetNames(
        &self,
        memid: MEMBERID,
        rgbstrnames: *mut windows_core::BSTR,
        cmaxnames: u32,
        pcnames: *mut u32,
    ) -> windows_core::Result<()>;
    fn GetRefTypeOfImplType(&self, index: u32) -> windows_core::Result<HREFTYPE>;
    fn GetImplTypeFlags(&self, index: u32) -> windows_core::Result<i32>;
    fn GetIDsOfNames(
        &self,
        rgsznames: *const windows_core::PCWSTR,
        cnames: u32,
    ) -> windows_core::Result<MEMBERID>;
    fn Invoke(
        &self,
        pvinstance: *const core::ffi::c_void,
        memid: MEMBERID,
        wflags: u16,
        pdispparams: *mut DISPPARAMS,
        pvarresult: *mut VARIANT,
        pexcepinfo: *mut EXCEPINFO,
        puargerr: *mut u32,
    ) -> windows_core::Result<()>;
    fn GetDocumentation(
        &self,
        memid: MEMBERID,
        pbstrname: *mut windows_core::BSTR,
        pbstrdocstring: *mut windows_core::BSTR,
        pdwhelpcontext: *mut u32,
        pbstrhelpfile: *mut windows_core::BSTR,
    ) -> windows_core::Result<()>;
    fn GetDllEntry(
        &self,
        memid: MEMBERID,
        invkind: INVOKEKIND,
        pbstrdllname: *mut windows_core::BSTR,
        pbstrname: *mut windows_core::BSTR,
        pwordinal: *mut u16,
    ) -> windows_core::Result<()>;
    fn GetRefTypeInfo(&self, hreftype: HREFTYPE) -> windows_core::Result<ITypeInfo>;
    fn AddressOfMember(
        &self,
        memid: MEMBERID,
        invkind: INVOKEKIND,
        ppv: *mut *mut core::ffi::c_void,
    ) -> windows_core::Result<()>;
    fn CreateInstance(
        &self,
        punkouter: windows_core::Ref<windows_core::IUnknown>,
        riid: *const windows_core::GUID,
        ppvobj: *mut *mut core::ffi::c_void,
    ) -> windows_core::Result<()>;
    fn GetMops(&self, memid: MEMBERID) -> windows_core::Result<windows_core::BSTR>;
    fn GetContainingTypeLib(
        &self,
        pptlib: windows_core::OutRef<ITypeLib>,
        pindex: *mut u32,
    ) -> windows_core::Result<()>;
    fn ReleaseTypeAttr(&self, ptypeattr: *const TYPEATTR);
    fn ReleaseFuncDesc(&self, pfuncdesc: *const FUNCDESC);
    fn ReleaseVarDesc(&self, pvardesc: *const VARDESC);
}
impl ITypeInfo_Vtbl {
    pub const fn new<Identity: ITypeInfo_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn GetTypeAttr<Identity: ITypeInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pptypeattr: *mut *mut TYPEATTR,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypeInfo_Impl::GetTypeAttr(this) {
                    Ok(ok__) => {
                        pptypeattr.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetTypeComp<Identity: ITypeInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pptcomp: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypeInfo_Impl::GetTypeComp(this) {
                    Ok(ok__) => {
                        pptcomp.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetFuncDesc<Identity: ITypeInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            index: u32,
            ppfuncdesc: *mut *mut FUNCDESC,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypeInfo_Impl::GetFuncDesc(this, core::mem::transmute_copy(&index)) {
                    Ok(ok__) => {
                        ppfuncdesc.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetVarDesc<Identity: ITypeInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            index: u32,
            ppvardesc: *mut *mut VARDESC,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypeInfo_Impl::GetVarDesc(this, core::mem::transmute_copy(&index)) {
                    Ok(ok__) => {
                        ppvardesc.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetNames<Identity: ITypeInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            memid: MEMBERID,
            rgbstrnames: *mut *mut core::ffi::c_void,
            cmaxnames: u32,
            pcnames: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypeInfo_Impl::GetNames(
                    this,
                    core::mem::transmute_copy(&memid),
                    core::mem::transmute_copy(&rgbstrnames),
                    core::mem::transmute_copy(&cmaxnames),
                    core::mem::transmute_copy(&pcnames),
                )
                .into()
            }
        }
        unsafe extern "system" fn GetRefTypeOfImplType<Identity: ITypeInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            index: u32,
            preftype: *mut HREFTYPE,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypeInfo_Impl::GetRefTypeOfImplType(this, core::mem::transmute_copy(&index)) {
                    Ok(ok__) => {
                        preftype.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetImplTypeFlags<Identity: ITypeInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            index: u32,
            pimpltypeflags: *mut i32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypeInfo_Impl::GetImplTypeFlags(this, core::mem::transmute_copy(&index)) {
                    Ok(ok__) => {
                        pimpltypeflags.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetIDsOfNames<Identity: ITypeInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            rgsznames: *const windows_core::PCWSTR,
            cnames: u32,
            pmemid: *mut MEMBERID,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypeInfo_Impl::GetIDsOfNames(
                    this,
                    core::mem::transmute_copy(&rgsznames),
                    core::mem::transmute_copy(&cnames),
                ) {
                    Ok(ok__) => {
                        pmemid.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn Invoke<Identity: ITypeInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pvinstance: *const core::ffi::c_void,
            memid: MEMBERID,
            wflags: u16,
            pdispparams: *mut DISPPARAMS,
            pvarresult: *mut VARIANT,
            pexcepinfo: *mut EXCEPINFO,
            puargerr: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypeInfo_Impl::Invoke(
                    this,
                    core::mem::transmute_copy(&pvinstance),
                    core::mem::transmute_copy(&memid),
                    core::mem::transmute_copy(&wflags),
                    core::mem::transmute_copy(&pdispparams),
                    core::mem::transmute_copy(&pvarresult),
                    core::mem::transmute_copy(&pexcepinfo),
                    core::mem::transmute_copy(&puargerr),
                )
                .into()
            }
        }
        unsafe extern "system" fn GetDocumentation<Identity: ITypeInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            memid: MEMBERID,
            pbstrname: *mut *mut core::ffi::c_void,
            pbstrdocstring: *mut *mut core::ffi::c_void,
            pdwhelpcontext: *mut u32,
            pbstrhelpfile: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypeInfo_Impl::GetDocumentation(
                    this,
                    core::mem::transmute_copy(&memid),
                    core::mem::transmute_copy(&pbstrname),
                    core::mem::transmute_copy(&pbstrdocstring),
                    core::mem::transmute_copy(&pdwhelpcontext),
                    core::mem::transmute_copy(&pbstrhelpfile),
                )
                .into()
            }
        }
        unsafe extern "system" fn GetDllEntry<Identity: ITypeInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            memid: MEMBERID,
            invkind: INVOKEKIND,
            pbstrdllname: *mut *mut core::ffi::c_void,
            pbstrname: *mut *mut core::ffi::c_void,
            pwordinal: *mut u16,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypeInfo_Impl::GetDllEntry(
                    this,
                    core::mem::transmute_copy(&memid),
                    core::mem::transmute_copy(&invkind),
                    core::mem::transmute_copy(&pbstrdllname),
                    core::mem::transmute_copy(&pbstrname),
                    core::mem::transmute_copy(&pwordinal),
                )
                .into()
            }
        }
        unsafe extern "system" fn GetRefTypeInfo<Identity: ITypeInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            hreftype: HREFTYPE,
            pptinfo: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypeInfo_Impl::GetRefTypeInfo(this, core::mem::transmute_copy(&hreftype)) {
                    Ok(ok__) => {
                        pptinfo.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn AddressOfMember<Identity: ITypeInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            memid: MEMBERID,
            invkind: INVOKEKIND,
            ppv: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypeInfo_Impl::AddressOfMember(
                    this,
                    core::mem::transmute_copy(&memid),
                    core::mem::transmute_copy(&invkind),
                    core::mem::transmute_copy(&ppv),
                )
                .into()
            }
        }
        unsafe extern "system" fn CreateInstance<Identity: ITypeInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            punkouter: *mut core::ffi::c_void,
            riid: *const windows_core::GUID,
            ppvobj: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypeInfo_Impl::CreateInstance(
                    this,
                    core::mem::transmute_copy(&punkouter),
                    core::mem::transmute_copy(&riid),
                    core::mem::transmute_copy(&ppvobj),
                )
                .into()
            }
        }
        unsafe extern "system" fn GetMops<Identity: ITypeInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            memid: MEMBERID,
            pbstrmops: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypeInfo_Impl::GetMops(this, core::mem::transmute_copy(&memid)) {
                    Ok(ok__) => {
                        pbstrmops.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetContainingTypeLib<Identity: ITypeInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pptlib: *mut *mut core::ffi::c_void,
            pindex: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypeInfo_Impl::GetContainingTypeLib(
                    this,
                    core::mem::transmute_copy(&pptlib),
                    core::mem::transmute_copy(&pindex),
                )
                .into()
            }
        }
        unsafe extern "system" fn ReleaseTypeAttr<Identity: ITypeInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            ptypeattr: *const TYPEATTR,
        ) {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypeInfo_Impl::ReleaseTypeAttr(this, core::mem::transmute_copy(&ptypeattr));
            }
        }
        unsafe extern "system" fn ReleaseFuncDesc<Identity: ITypeInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pfuncdesc: *const FUNCDESC,
        ) {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypeInfo_Impl::ReleaseFuncDesc(this, core::mem::transmute_copy(&pfuncdesc));
            }
        }
        unsafe extern "system" fn ReleaseVarDesc<Identity: ITypeInfo_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pvardesc: *const VARDESC,
        ) {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypeInfo_Impl::ReleaseVarDesc(this, core::mem::transmute_copy(&pvardesc));
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            GetTypeAttr: GetTypeAttr::<Identity, OFFSET>,
            GetTypeComp: GetTypeComp::<Identity, OFFSET>,
            GetFuncDesc: GetFuncDesc::<Identity, OFFSET>,
            GetVarDesc: GetVarDesc::<Identity, OFFSET>,
            GetNames: GetNames::<Identity, OFFSET>,
            GetRefTypeOfImplType: GetRefTypeOfImplType::<Identity, OFFSET>,
            GetImplTypeFlags: GetImplTypeFlags::<Identity, OFFSET>,
            GetIDsOfNames: GetIDsOfNames::<Identity, OFFSET>,
            Invoke: Invoke::<Identity, OFFSET>,
            GetDocumentation: GetDocumentation::<Identity, OFFSET>,
            GetDllEntry: GetDllEntry::<Identity, OFFSET>,
            GetRefTypeInfo: GetRefTypeInfo::<Identity, OFFSET>,
            AddressOfMember: AddressOfMember::<Identity, OFFSET>,
            CreateInstance: CreateInstance::<Identity, OFFSET>,
            GetMops: GetMops::<Identity, OFFSET>,
            GetContainingTypeLib: GetContainingTypeLib::<Identity, OFFSET>,
            ReleaseTypeAttr: ReleaseTypeAttr::<Identity, OFFSET>,
            ReleaseFuncDesc: ReleaseFuncDesc::<Identity, OFFSET>,
            ReleaseVarDesc: ReleaseVarDesc::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<ITypeInfo as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for ITypeInfo {}
windows_core::imp::define_interface!(ITypeInfo2, ITypeInfo2_Vtbl, 0x00020412_0000_0000_c000_000000000046);
impl core::ops::Deref for ITypeInfo2 {
    type Target = ITypeInfo;
    fn deref(&self) -> &Self::Target {
        unsafe { core::mem::transmute(self) }
    }
}
windows_core::imp::interface_hierarchy!(ITypeInfo2, windows_core::IUnknown, ITypeInfo);
impl ITypeInfo2 {
    pub unsafe fn GetTypeKind(&self) -> windows_core::Result<TYPEKIND> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetTypeKind)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn GetTypeFlags(&self) -> windows_core::Result<u32> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetTypeFlags)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn GetFuncIndexOfMemId(
        &self,
        memid: MEMBERID,
        invkind: INVOKEKIND,
    ) -> windows_core::Result<u32> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetFuncIndexOfMemId)(
                windows_core::Interface::as_raw(self),
                memid,
                invkind,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn GetVarIndexOfMemId(&self, memid: MEMBERID) -> windows_core::Result<u32> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetVarIndexOfMemId)(
                windows_core::Interface::as_raw(self),
                memid,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn GetCustData(&self, guid: *const windows_core::GUID) -> windows_core::Result<VARIANT> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetCustData)(
                windows_core::Interface::as_raw(self),
                guid,
                &mut result__,
            )
            .map(|| core::mem::transmute(result__))
        }
    }
    pub unsafe fn GetFuncCustData(
        &self,
        index: u32,
        guid: *const windows_core::GUID,
    ) -> windows_core::Result<VARIANT> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetFuncCustData)(
                windows_core::Interface::as_raw(self),
                index,
                guid,
                &mut result__,
            )
            .map(|| core::mem::transmute(result__))
        }
    }
    pub unsafe fn GetParamCustData(
        &self,
        indexfunc: u32,
        indexparam: u32,
        guid: *const windows_core::GUID,
    ) -> windows_core::Result<VARIANT> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetParamCustData)(
                windows_core::Interface::as_raw(self),
                indexfunc,
                indexparam,
                guid,
                &mut result__,
            )
            .map(|| core::mem::transmute(result__))
        }
    }
    pub unsafe fn GetVarCustData(
        &self,
        index: u32,
        guid: *const windows_core::GUID,
    ) -> windows_core::Result<VARIANT> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetVarCustData)(
                windows_core::Interface::as_raw(self),
                index,
                guid,
                &mut result__,
            )
            .map(|| core::mem::transmute(result__))
        }
    }
    pub unsafe fn GetImplTypeCustData(
        &self,
        index: u32,
        guid: *const windows_core::GUID,
    ) -> windows_core::Result<VARIANT> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetImplTypeCustData)(
                windows_core::Interface::as_raw(self),
                index,
                guid,
                &mut result__,
            )
            .map(|| core::mem::transmute(result__))
        }
    }
    pub unsafe fn GetDocumentation2(
        &self,
        memid: MEMBERID,
        lcid: LCID,
        pbstrhelpstring: *mut windows_core::BSTR,
        pdwhelpstringcontext: *mut u32,
        pbstrhelpstringdll: *mut windows_core::BSTR,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).GetDocumentation2)(
                windows_core::Interface::as_raw(self),
                memid,
                lcid,
                core::mem::transmute(pbstrhelpstring),
                pdwhelpstringcontext as _,
                core::mem::transmute(pbstrhelpstringdll),
            )
        }
    }
    pub unsafe fn GetAllCustData(&self) -> windows_core::Result<CUSTDATA> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetAllCustData)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn GetAllFuncCustData(&self, index: u32) -> windows_core::Result<CUSTDATA> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetAllFuncCustData)(
                windows_core::Interface::as_raw(self),
                index,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn GetAllParamCustData(
        &self,
        indexfunc: u32,
        indexparam: u32,
    ) -> windows_core::Result<CUSTDATA> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetAllParamCustData)(
                windows_core::Interface::as_raw(self),
                indexfunc,
                indexparam,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn GetAllVarCustData(&self, index: u32) -> windows_core::Result<CUSTDATA> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetAllVarCustData)(
                windows_core::Interface::as_raw(self),
                index,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn GetAllImplTypeCustData(&self, index: u32) -> windows_core::Result<CUSTDATA> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetAllImplTypeCustData)(
                windows_core::Interface::as_raw(self),
                index,
                &mut result__,
            )
            .map(|| result__)
        }
    }
}
#[repr(C)]
pub struct ITypeInfo2_Vtbl {
    pub base__: ITypeInfo_Vtbl,
    pub GetTypeKind:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut TYPEKIND) -> windows_core::HRESULT,
    pub GetTypeFlags: unsafe extern "system" fn(*mut core::ffi::c_void, *mut u32) -> windows_core::HRESULT,
    pub GetFuncIndexOfMemId: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        MEMBERID,
        INVOKEKIND,
        *mut u32,
    ) -> windows_core::HRESULT,
    pub GetVarIndexOfMemId:
        unsafe extern "system" fn(*mut core::ffi::c_void, MEMBERID, *mut u32) -> windows_core::HRESULT,
    pub GetCustData: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const windows_core::GUID,
        *mut VARIANT,
    ) -> windows_core::HRESULT,
    pub GetFuncCustData: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        u32,
        *const windows_core::GUID,
        *mut VARIANT,
    ) -> windows_core::HRESULT,
    pub GetParamCustData: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        u32,
        u32,
        *const windows_core::GUID,
        *mut VARIANT,
    ) -> windows_core::HRESULT,
    pub GetVarCustData: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        u32,
        *const windows_core::GUID,
        *mut VARIANT,
    ) -> windows_core::HRESULT,
    pub GetImplTypeCustData: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        u32,
        *const windows_core::GUID,
        *mut VARIANT,
    ) -> windows_core::HRESULT,
    pub GetDocumentation2: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        MEMBERID,
        LCID,
        *mut *mut core::ffi::c_void,
        *mut u32,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub GetAllCustData:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut CUSTDATA) -> windows_core::HRESULT,
    pub GetAllFuncCustData:
        unsafe extern "system" fn(*mut core::ffi::c_void, u32, *mut CUSTDATA) -> windows_core::HRESULT,
    pub GetAllParamCustData:
        unsafe extern "system" fn(*mut core::ffi::c_void, u32, u32, *mut CUSTDATA) -> windows_core::HRESULT,
    pub GetAllVarCustData:
        unsafe extern "system" fn(*mut core::ffi::c_void, u32, *mut CUSTDATA) -> windows_core::HRESULT,
    pub GetAllImplTypeCustData:
        unsafe extern "system" fn(*mut core::ffi::c_void, u32, *mut CUSTDATA) -> windows_core::HRESULT,
}
pub trait ITypeInfo2_Impl: ITypeInfo_Impl {
    fn GetTypeKind(&self) -> windows_core::Result<TYPEKIND>;
    fn GetTypeFlags(&self) -> windows_core::Result<u32>;
    fn GetFuncIndexOfMemId(&self, memid: MEMBERID, invkind: INVOKEKIND) -> windows_core::Result<u32>;
    fn GetVarIndexOfMemId(&self, memid: MEMBERID) -> windows_core::Result<u32>;
    fn GetCustData(&self, guid: *const windows_core::GUID) -> windows_core::Result<VARIANT>;
    fn GetFuncCustData(&self, index: u32, guid: *const windows_core::GUID) -> windows_core::Result<VARIANT>;
    fn GetParamCustData(
        &self,
        indexfunc: u32,
        indexparam: u32,
        guid: *const windows_core::GUID,
    ) -> windows_core::Result<VARIANT>;
    fn GetVarCustData(&self, index: u32, guid: *const windows_core::GUID) -> windows_core::Result<VARIANT>;
    fn GetImplTypeCustData(
        &self,
        index: u32,
        guid: *const windows_core::GUID,
    ) -> windows_core::Result<VARIANT>;
    fn GetDocumentation2(
        &self,
        memid: MEMBERID,
        lcid: LCID,
        pbstrhelpstring: *mut windows_core::BSTR,
        pdwhelpstringcontext: *mut u32,
        pbstrhelpstringdll: *mut windows_core::BSTR,
    ) -> windows_core::Result<()>;
    fn GetAllCustData(&self) -> windows_core::Result<CUSTDATA>;
    fn GetAllFuncCustData(&self, index: u32) -> windows_core::Result<CUSTDATA>;
    fn GetAllParamCustData(&self, indexfunc: u32, indexparam: u32) -> windows_core::Result<CUSTDATA>;
    fn GetAllVarCustData(&self, index: u32) -> windows_core::Result<CUSTDATA>;
    fn GetAllImplTypeCustData(&self, index: u32) -> windows_core::Result<CUSTDATA>;
}
impl ITypeInfo2_Vtbl {
    pub const fn new<Identity: ITypeInfo2_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn GetTypeKind<Identity: ITypeInfo2_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            ptypekind: *mut TYPEKIND,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypeInfo2_Impl::GetTypeKind(this) {
                    Ok(ok__) => {
                        ptypekind.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetTypeFlags<Identity: ITypeInfo2_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            ptypeflags: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypeInfo2_Impl::GetTypeFlags(this) {
                    Ok(ok__) => {
                        ptypeflags.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetFuncIndexOfMemId<Identity: ITypeInfo2_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            memid: MEMBERID,
            invkind: INVOKEKIND,
            pfuncindex: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypeInfo2_Impl::GetFuncIndexOfMemId(
                    this,
                    core::mem::transmute_copy(&memid),
                    core::mem::transmute_copy(&invkind),
                ) {
                    Ok(ok__) => {
                        pfuncindex.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetVarIndexOfMemId<Identity: ITypeInfo2_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            memid: MEMBERID,
            pvarindex: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypeInfo2_Impl::GetVarIndexOfMemId(this, core::mem::transmute_copy(&memid)) {
                    Ok(ok__) => {
                        pvarindex.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetCustData<Identity: ITypeInfo2_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            guid: *const windows_core::GUID,
            pvarval: *mut VARIANT,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypeInfo2_Impl::GetCustData(this, core::mem::transmute_copy(&guid)) {
                    Ok(ok__) => {
                        pvarval.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetFuncCustData<Identity: ITypeInfo2_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            index: u32,
            guid: *const windows_core::GUID,
            pvarval: *mut VARIANT,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypeInfo2_Impl::GetFuncCustData(
                    this,
                    core::mem::transmute_copy(&index),
                    core::mem::transmute_copy(&guid),
                ) {
                    Ok(ok__) => {
                        pvarval.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetParamCustData<Identity: ITypeInfo2_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            indexfunc: u32,
            indexparam: u32,
            guid: *const windows_core::GUID,
            pvarval: *mut VARIANT,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypeInfo2_Impl::GetParamCustData(
                    this,
                    core::mem::transmute_copy(&indexfunc),
                    core::mem::transmute_copy(&indexparam),
                    core::mem::transmute_copy(&guid),
                ) {
                    Ok(ok__) => {
                        pvarval.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetVarCustData<Identity: ITypeInfo2_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            index: u32,
            guid: *const windows_core::GUID,
            pvarval: *mut VARIANT,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypeInfo2_Impl::GetVarCustData(
                    this,
                    core::mem::transmute_copy(&index),
                    core::mem::transmute_copy(&guid),
                ) {
                    Ok(ok__) => {
                        pvarval.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetImplTypeCustData<Identity: ITypeInfo2_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            index: u32,
            guid: *const windows_core::GUID,
            pvarval: *mut VARIANT,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypeInfo2_Impl::GetImplTypeCustData(
                    this,
                    core::mem::transmute_copy(&index),
                    core::mem::transmute_copy(&guid),
                ) {
                    Ok(ok__) => {
                        pvarval.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetDocumentation2<Identity: ITypeInfo2_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            memid: MEMBERID,
            lcid: LCID,
            pbstrhelpstring: *mut *mut core::ffi::c_void,
            pdwhelpstringcontext: *mut u32,
            pbstrhelpstringdll: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypeInfo2_Impl::GetDocumentation2(
                    this,
                    core::mem::transmute_copy(&memid),
                    core::mem::transmute_copy(&lcid),
                    core::mem::transmute_copy(&pbstrhelpstring),
                    core::mem::transmute_copy(&pdwhelpstringcontext),
                    core::mem::transmute_copy(&pbstrhelpstringdll),
                )
                .into()
            }
        }
        unsafe extern "system" fn GetAllCustData<Identity: ITypeInfo2_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pcustdata: *mut CUSTDATA,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypeInfo2_Impl::GetAllCustData(this) {
                    Ok(ok__) => {
                        pcustdata.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetAllFuncCustData<Identity: ITypeInfo2_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            index: u32,
            pcustdata: *mut CUSTDATA,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypeInfo2_Impl::GetAllFuncCustData(this, core::mem::transmute_copy(&index)) {
                    Ok(ok__) => {
                        pcustdata.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetAllParamCustData<Identity: ITypeInfo2_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            indexfunc: u32,
            indexparam: u32,
            pcustdata: *mut CUSTDATA,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypeInfo2_Impl::GetAllParamCustData(
                    this,
                    core::mem::transmute_copy(&indexfunc),
                    core::mem::transmute_copy(&indexparam),
                ) {
                    Ok(ok__) => {
                        pcustdata.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetAllVarCustData<Identity: ITypeInfo2_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            index: u32,
            pcustdata: *mut CUSTDATA,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypeInfo2_Impl::GetAllVarCustData(this, core::mem::transmute_copy(&index)) {
                    Ok(ok__) => {
                        pcustdata.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetAllImplTypeCustData<Identity: ITypeInfo2_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            index: u32,
            pcustdata: *mut CUSTDATA,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypeInfo2_Impl::GetAllImplTypeCustData(this, core::mem::transmute_copy(&index)) {
                    Ok(ok__) => {
                        pcustdata.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: ITypeInfo_Vtbl::new::<Identity, OFFSET>(),
            GetTypeKind: GetTypeKind::<Identity, OFFSET>,
            GetTypeFlags: GetTypeFlags::<Identity, OFFSET>,
            GetFuncIndexOfMemId: GetFuncIndexOfMemId::<Identity, OFFSET>,
            GetVarIndexOfMemId: GetVarIndexOfMemId::<Identity, OFFSET>,
            GetCustData: GetCustData::<Identity, OFFSET>,
            GetFuncCustData: GetFuncCustData::<Identity, OFFSET>,
            GetParamCustData: GetParamCustData::<Identity, OFFSET>,
            GetVarCustData: GetVarCustData::<Identity, OFFSET>,
            GetImplTypeCustData: GetImplTypeCustData::<Identity, OFFSET>,
            GetDocumentation2: GetDocumentation2::<Identity, OFFSET>,
            GetAllCustData: GetAllCustData::<Identity, OFFSET>,
            GetAllFuncCustData: GetAllFuncCustData::<Identity, OFFSET>,
            GetAllParamCustData: GetAllParamCustData::<Identity, OFFSET>,
            GetAllVarCustData: GetAllVarCustData::<Identity, OFFSET>,
            GetAllImplTypeCustData: GetAllImplTypeCustData::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<ITypeInfo2 as windows_core::Interface>::IID
            || iid == &<ITypeInfo as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for ITypeInfo2 {}
windows_core::imp::define_interface!(ITypeLib, ITypeLib_Vtbl, 0x00020402_0000_0000_c000_000000000046);
windows_core::imp::interface_hierarchy!(ITypeLib, windows_core::IUnknown);
impl ITypeLib {
    pub unsafe fn GetTypeInfoCount(&self) -> u32 {
        unsafe {
            (windows_core::Interface::vtable(self).GetTypeInfoCount)(windows_core::Interface::as_raw(self))
        }
    }
    pub unsafe fn GetTypeInfo(&self, index: u32) -> windows_core::Result<ITypeInfo> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetTypeInfo)(
                windows_core::Interface::as_raw(self),
                index,
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn GetTypeInfoType(&self, index: u32) -> windows_core::Result<TYPEKIND> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetTypeInfoType)(
                windows_core::Interface::as_raw(self),
                index,
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn GetTypeInfoOfGuid(
        &self,
        guid: *const windows_core::GUID,
    ) -> windows_core::Result<ITypeInfo> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetTypeInfoOfGuid)(
                windows_core::Interface::as_raw(self),
                guid,
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn GetLibAttr(&self) -> windows_core::Result<*mut TLIBATTR> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetLibAttr)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| result__)
        }
    }
    pub unsafe fn GetTypeComp(&self) -> windows_core::Result<ITypeComp> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetTypeComp)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
    pub unsafe fn GetDocumentation(
        &self,
        index: i32,
        pbstrname: *mut windows_core::BSTR,
        pbstrdocstring: *mut windows_core::BSTR,
        pdwhelpcontext: *mut u32,
        pbstrhelpfile: *mut windows_core::BSTR,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).GetDocumentation)(
                windows_core::Interface::as_raw(self),
                index,
                core::mem::transmute(pbstrname),
                core::mem::transmute(pbstrdocstring),
                pdwhelpcontext as _,
                core::mem::transmute(pbstrhelpfile),
            )
        }
    }
    pub unsafe fn IsName(
        &self,
        sznamebuf: windows_core::PWSTR,
        lhashval: u32,
        pfname: *mut windows_core::BOOL,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).IsName)(
                windows_core::Interface::as_raw(self),
                sznamebuf,
                lhashval,
                pfname as _,
            )
        }
    }
    pub unsafe fn FindName(
        &self,
        sznamebuf: windows_core::PWSTR,
        lhashval: u32,
        pptinfo: *mut Option<ITypeInfo>,
        rgmemid: *mut MEMBERID,
        pcfound: *mut u16,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).FindName)(
                windows_core::Interface::as_raw(self),
                sznamebuf,
                lhashval,
                core::mem::transmute(pptinfo),
                rgmemid as _,
                pcfound as _,
            )
        }
    }
    pub unsafe fn ReleaseTLibAttr(&self, ptlibattr: *const TLIBATTR) {
        unsafe {
            (windows_core::Interface::vtable(self).ReleaseTLibAttr)(
                windows_core::Interface::as_raw(self),
                ptlibattr,
            );
        }
    }
}
#[repr(C)]
pub struct ITypeLib_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub GetTypeInfoCount: unsafe extern "system" fn(*mut core::ffi::c_void) -> u32,
    pub GetTypeInfo: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        u32,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub GetTypeInfoType:
        unsafe extern "system" fn(*mut core::ffi::c_void, u32, *mut TYPEKIND) -> windows_core::HRESULT,
    pub GetTypeInfoOfGuid: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const windows_core::GUID,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub GetLibAttr:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut *mut TLIBATTR) -> windows_core::HRESULT,
    pub GetTypeComp: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub GetDocumentation: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        i32,
        *mut *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
        *mut u32,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub IsName: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        windows_core::PWSTR,
        u32,
        *mut windows_core::BOOL,
    ) -> windows_core::HRESULT,
    pub FindName: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        windows_core::PWSTR,
        u32,
        *mut *mut core::ffi::c_void,
        *mut MEMBERID,
        *mut u16,
    ) -> windows_core::HRESULT,
    pub ReleaseTLibAttr: unsafe extern "system" fn(*mut core::ffi::c_void, *const TLIBATTR),
}
pub trait ITypeLib_Impl: windows_core::IUnknownImpl {
    fn GetTypeInfoCount(&self) -> u32;
    fn GetTypeInfo(&self, index: u32) -> windows_core::Result<ITypeInfo>;
    fn GetTypeInfoType(&self, index: u32) -> windows_core::Result<TYPEKIND>;
    fn GetTypeInfoOfGuid(&self, guid: *const windows_core::GUID) -> windows_core::Result<ITypeInfo>;
    fn GetLibAttr(&self) -> windows_core::Result<*mut TLIBATTR>;
    fn GetTypeComp(&self) -> windows_core::Result<ITypeComp>;
    fn GetDocumentation(
        &self,
        index: i32,
        pbstrname: *mut windows_core::BSTR,
        pbstrdocstring: *mut windows_core::BSTR,
        pdwhelpcontext: *mut u32,
        pbstrhelpfile: *mut windows_core::BSTR,
    ) -> windows_core::Result<()>;
    fn IsName(
        &self,
        sznamebuf: windows_core::PWSTR,
        lhashval: u32,
        pfname: *mut windows_core::BOOL,
    ) -> windows_core::Result<()>;
    fn FindName(
        &self,
        sznamebuf: windows_core::PWSTR,
        lhashval: u32,
        pptinfo: windows_core::OutRef<ITypeInfo>,
        rgmemid: *mut MEMBERID,
        pcfound: *mut u16,
    ) -> windows_core::Result<()>;
    fn ReleaseTLibAttr(&self, ptlibattr: *const TLIBATTR);
}
impl ITypeLib_Vtbl {
    pub const fn new<Identity: ITypeLib_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn GetTypeInfoCount<Identity: ITypeLib_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
        ) -> u32 {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypeLib_Impl::GetTypeInfoCount(this)
            }
        }
        unsafe extern "system" fn GetTypeInfo<Identity: ITypeLib_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            index: u32,
            pptinfo: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypeLib_Impl::GetTypeInfo(this, core::mem::transmute_copy(&index)) {
                    Ok(ok__) => {
                        pptinfo.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetTypeInfoType<Identity: ITypeLib_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            index: u32,
            ptkind: *mut TYPEKIND,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypeLib_Impl::GetTypeInfoType(this, core::mem::transmute_copy(&index)) {
                    Ok(ok__) => {
                        ptkind.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetTypeInfoOfGuid<Identity: ITypeLib_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            guid: *const windows_core::GUID,
            pptinfo: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypeLib_Impl::GetTypeInfoOfGuid(this, core::mem::transmute_copy(&guid)) {
                    Ok(ok__) => {
                        pptinfo.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetLibAttr<Identity: ITypeLib_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pptlibattr: *mut *mut TLIBATTR,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypeLib_Impl::GetLibAttr(this) {
                    Ok(ok__) => {
                        pptlibattr.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetTypeComp<Identity: ITypeLib_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pptcomp: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypeLib_Impl::GetTypeComp(this) {
                    Ok(ok__) => {
                        pptcomp.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetDocumentation<Identity: ITypeLib_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            index: i32,
            pbstrname: *mut *mut core::ffi::c_void,
            pbstrdocstring: *mut *mut core::ffi::c_void,
            pdwhelpcontext: *mut u32,
            pbstrhelpfile: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypeLib_Impl::GetDocumentation(
                    this,
                    core::mem::transmute_copy(&index),
                    core::mem::transmute_copy(&pbstrname),
                    core::mem::transmute_copy(&pbstrdocstring),
                    core::mem::transmute_copy(&pdwhelpcontext),
                    core::mem::transmute_copy(&pbstrhelpfile),
                )
                .into()
            }
        }
        unsafe extern "system" fn IsName<Identity: ITypeLib_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            sznamebuf: windows_core::PWSTR,
            lhashval: u32,
            pfname: *mut windows_core::BOOL,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypeLib_Impl::IsName(
                    this,
                    core::mem::transmute_copy(&sznamebuf),
                    core::mem::transmute_copy(&lhashval),
                    core::mem::transmute_copy(&pfname),
                )
                .into()
            }
        }
        unsafe extern "system" fn FindName<Identity: ITypeLib_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            sznamebuf: windows_core::PWSTR,
            lhashval: u32,
            pptinfo: *mut *mut core::ffi::c_void,
            rgmemid: *mut MEMBERID,
            pcfound: *mut u16,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypeLib_Impl::FindName(
                    this,
                    core::mem::transmute_copy(&sznamebuf),
                    core::mem::transmute_copy(&lhashval),
                    core::mem::transmute_copy(&pptinfo),
                    core::mem::transmute_copy(&rgmemid),
                    core::mem::transmute_copy(&pcfound),
                )
                .into()
            }
        }
        unsafe extern "system" fn ReleaseTLibAttr<Identity: ITypeLib_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            ptlibattr: *const TLIBATTR,
        ) {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypeLib_Impl::ReleaseTLibAttr(this, core::mem::transmute_copy(&ptlibattr));
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            GetTypeInfoCount: GetTypeInfoCount::<Identity, OFFSET>,
            GetTypeInfo: GetTypeInfo::<Identity, OFFSET>,
            GetTypeInfoType: GetTypeInfoType::<Identity, OFFSET>,
            GetTypeInfoOfGuid: GetTypeInfoOfGuid::<Identity, OFFSET>,
            GetLibAttr: GetLibAttr::<Identity, OFFSET>,
            GetTypeComp: GetTypeComp::<Identity, OFFSET>,
            GetDocumentation: GetDocumentation::<Identity, OFFSET>,
            IsName: IsName::<Identity, OFFSET>,
            FindName: FindName::<Identity, OFFSET>,
            ReleaseTLibAttr: ReleaseTLibAttr::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<ITypeLib as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for ITypeLib {}
windows_core::imp::define_interface!(ITypeLib2, ITypeLib2_Vtbl, 0x00020411_0000_0000_c000_000000000046);
impl core::ops::Deref for ITypeLib2 {
    type Target = ITypeLib;
    fn deref(&self) -> &Self::Target {
        unsafe { core::mem::transmute(self) }
    }
}
windows_core::imp::interface_hierarchy!(ITypeLib2, windows_core::IUnknown, ITypeLib);
impl ITypeLib2 {
    pub unsafe fn GetCustData(&self, guid: *const windows_core::GUID) -> windows_core::Result<VARIANT> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetCustData)(
                windows_core::Interface::as_raw(self),
                guid,
                &mut result__,
            )
            .map(|| core::mem::transmute(result__))
        }
    }
    pub unsafe fn GetLibStatistics(
        &self,
        pcuniquenames: *mut u32,
        pcchuniquenames: *mut u32,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).GetLibStatistics)(
                windows_core::Interface::as_raw(self),
                pcuniquenames as _,
                pcchuniquenames as _,
            )
        }
    }
    pub unsafe fn GetDocumentation2(
        &self,
        index: i32,
        lcid: LCID,
        pbstrhelpstring: *mut windows_core::BSTR,
        pdwhelpstringcontext: *mut u32,
        pbstrhelpstringdll: *mut windows_core::BSTR,
    ) -> windows_core::HRESULT {
        unsafe {
            (windows_core::Interface::vtable(self).GetDocumentation2)(
                windows_core::Interface::as_raw(self),
                index,
                lcid,
                core::mem::transmute(pbstrhelpstring),
                pdwhelpstringcontext as _,
                core::mem::transmute(pbstrhelpstringdll),
            )
        }
    }
    pub unsafe fn GetAllCustData(&self) -> windows_core::Result<CUSTDATA> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetAllCustData)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .map(|| result__)
        }
    }
}
#[repr(C)]
pub struct ITypeLib2_Vtbl {
    pub base__: ITypeLib_Vtbl,
    pub GetCustData: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const windows_core::GUID,
        *mut VARIANT,
    ) -> windows_core::HRESULT,
    pub GetLibStatistics:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut u32, *mut u32) -> windows_core::HRESULT,
    pub GetDocumentation2: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        i32,
        LCID,
        *mut *mut core::ffi::c_void,
        *mut u32,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
    pub GetAllCustData:
        unsafe extern "system" fn(*mut core::ffi::c_void, *mut CUSTDATA) -> windows_core::HRESULT,
}
pub trait ITypeLib2_Impl: ITypeLib_Impl {
    fn GetCustData(&self, guid: *const windows_core::GUID) -> windows_core::Result<VARIANT>;
    fn GetLibStatistics(
        &self,
        pcuniquenames: *mut u32,
        pcchuniquenames: *mut u32,
    ) -> windows_core::Result<()>;
    fn GetDocumentation2(
        &self,
        index: i32,
        lcid: LCID,
        pbstrhelpstring: *mut windows_core::BSTR,
        pdwhelpstringcontext: *mut u32,
        pbstrhelpstringdll: *mut windows_core::BSTR,
    ) -> windows_core::Result<()>;
    fn GetAllCustData(&self) -> windows_core::Result<CUSTDATA>;
}
impl ITypeLib2_Vtbl {
    pub const fn new<Identity: ITypeLib2_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn GetCustData<Identity: ITypeLib2_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            guid: *const windows_core::GUID,
            pvarval: *mut VARIANT,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypeLib2_Impl::GetCustData(this, core::mem::transmute_copy(&guid)) {
                    Ok(ok__) => {
                        pvarval.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        unsafe extern "system" fn GetLibStatistics<Identity: ITypeLib2_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pcuniquenames: *mut u32,
            pcchuniquenames: *mut u32,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypeLib2_Impl::GetLibStatistics(
                    this,
                    core::mem::transmute_copy(&pcuniquenames),
                    core::mem::transmute_copy(&pcchuniquenames),
                )
                .into()
            }
        }
        unsafe extern "system" fn GetDocumentation2<Identity: ITypeLib2_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            index: i32,
            lcid: LCID,
            pbstrhelpstring: *mut *mut core::ffi::c_void,
            pdwhelpstringcontext: *mut u32,
            pbstrhelpstringdll: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                ITypeLib2_Impl::GetDocumentation2(
                    this,
                    core::mem::transmute_copy(&index),
                    core::mem::transmute_copy(&lcid),
                    core::mem::transmute_copy(&pbstrhelpstring),
                    core::mem::transmute_copy(&pdwhelpstringcontext),
                    core::mem::transmute_copy(&pbstrhelpstringdll),
                )
                .into()
            }
        }
        unsafe extern "system" fn GetAllCustData<Identity: ITypeLib2_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            pcustdata: *mut CUSTDATA,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match ITypeLib2_Impl::GetAllCustData(this) {
                    Ok(ok__) => {
                        pcustdata.write(ok__);
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: ITypeLib_Vtbl::new::<Identity, OFFSET>(),
            GetCustData: GetCustData::<Identity, OFFSET>,
            GetLibStatistics: GetLibStatistics::<Identity, OFFSET>,
            GetDocumentation2: GetDocumentation2::<Identity, OFFSET>,
            GetAllCustData: GetAllCustData::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<ITypeLib2 as windows_core::Interface>::IID
            || iid == &<ITypeLib as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for ITypeLib2 {}
windows_core::imp::define_interface!(
    IWeakReference,
    IWeakReference_Vtbl,
    0x00000037_0000_0000_c000_000000000046
);
windows_core::imp::interface_hierarchy!(IWeakReference, windows_core::IUnknown);
impl IWeakReference {
    pub unsafe fn Resolve<T>(&self) -> windows_core::Result<T>
    where
        T: windows_core::Interface,
    {
        let mut result__ = core::ptr::null_mut();
        unsafe {
            (windows_core::Interface::vtable(self).Resolve)(
                windows_core::Interface::as_raw(self),
                &T::IID,
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
}
#[repr(C)]
pub struct IWeakReference_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub Resolve: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *const windows_core::GUID,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
}
pub trait IWeakReference_Impl: windows_core::IUnknownImpl {
    fn Resolve(
        &self,
        riid: *const windows_core::GUID,
        objectreference: *mut *mut core::ffi::c_void,
    ) -> windows_core::Result<()>;
}
impl IWeakReference_Vtbl {
    pub const fn new<Identity: IWeakReference_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn Resolve<Identity: IWeakReference_Impl, const OFFSET: isize>(
            this: *mut core::ffi::c_void,
            riid: *const windows_core::GUID,
            objectreference: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                IWeakReference_Impl::Resolve(
                    this,
                    core::mem::transmute_copy(&riid),
                    core::mem::transmute_copy(&objectreference),
                )
                .into()
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            Resolve: Resolve::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IWeakReference as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IWeakReference {}
windows_core::imp::define_interface!(
    IWeakReferenceSource,
    IWeakReferenceSource_Vtbl,
    0x00000038_0000_0000_c000_000000000046
);
windows_core::imp::interface_hierarchy!(IWeakReferenceSource, windows_core::IUnknown);
impl IWeakReferenceSource {
    pub unsafe fn GetWeakReference(&self) -> windows_core::Result<IWeakReference> {
        unsafe {
            let mut result__ = core::mem::zeroed();
            (windows_core::Interface::vtable(self).GetWeakReference)(
                windows_core::Interface::as_raw(self),
                &mut result__,
            )
            .and_then(|| windows_core::imp::Type::from_abi(result__))
        }
    }
}
#[repr(C)]
pub struct IWeakReferenceSource_Vtbl {
    pub base__: windows_core::IUnknown_Vtbl,
    pub GetWeakReference: unsafe extern "system" fn(
        *mut core::ffi::c_void,
        *mut *mut core::ffi::c_void,
    ) -> windows_core::HRESULT,
}
pub trait IWeakReferenceSource_Impl: windows_core::IUnknownImpl {
    fn GetWeakReference(&self) -> windows_core::Result<IWeakReference>;
}
impl IWeakReferenceSource_Vtbl {
    pub const fn new<Identity: IWeakReferenceSource_Impl, const OFFSET: isize>() -> Self {
        unsafe extern "system" fn GetWeakReference<
            Identity: IWeakReferenceSource_Impl,
            const OFFSET: isize,
        >(
            this: *mut core::ffi::c_void,
            weakreference: *mut *mut core::ffi::c_void,
        ) -> windows_core::HRESULT {
            unsafe {
                let this: &Identity = &*((this as *const *const ()).offset(OFFSET) as *const Identity);
                match IWeakReferenceSource_Impl::GetWeakReference(this) {
                    Ok(ok__) => {
                        weakreference.write(core::mem::transmute(ok__));
                        windows_core::HRESULT(0)
                    }
                    Err(err) => err.into(),
                }
            }
        }
        Self {
            base__: windows_core::IUnknown_Vtbl::new::<Identity, OFFSET>(),
            GetWeakReference: GetWeakReference::<Identity, OFFSET>,
        }
    }
    pub fn matches(iid: &windows_core::GUID) -> bool {
        iid == &<IWeakReferenceSource as windows_core::Interface>::IID
    }
}
impl windows_core::RuntimeName for IWeakReferenceSource {}
#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct LCID(pub u32);
pub type LIBFLAGS = i32;
pub const LIBFLAG_FCONTROL: LIBFLAGS = 2;
pub const LIBFLAG_FHASDISKIMAGE: LIBFLAGS = 8;
pub const LIBFLAG_FHIDDEN: LIBFLAGS = 4;
pub const LIBFLAG_FRESTRICTED: LIBFLAGS = 1;
pub type LOCKTYPE = i32;
pub const LOCK_EXCLUSIVE: LOCKTYPE = 2;
pub const LOCK_ONLYONCE: LOCKTYPE = 4;
pub const LOCK_WRITE: LOCKTYPE = 1;
pub type LPCUSTDATAITEM = *mut CUSTDATAITEM;
pub type LPPARAMDESCEX = *mut PARAMDESCEX;
pub type MEMBERID = DISPID;
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct METHODDATA {
    pub szName: *mut OLECHAR,
    pub ppdata: *mut PARAMDATA,
    pub dispid: DISPID,
    pub iMeth: u32,
    pub cc: CALLCONV,
    pub cArgs: u32,
    pub wFlags: u16,
    pub vtReturn: VARTYPE,
}
pub type MKSYS = i32;
pub const MKSYS_ANTIMONIKER: MKSYS = 3;
pub const MKSYS_CLASSMONIKER: MKSYS = 7;
pub const MKSYS_FILEMONIKER: MKSYS = 2;
pub const MKSYS_GENERICCOMPOSITE: MKSYS = 1;
pub const MKSYS_ITEMMONIKER: MKSYS = 4;
pub const MKSYS_LUAMONIKER: MKSYS = 10;
pub const MKSYS_NONE: MKSYS = 0;
pub const MKSYS_OBJREFMONIKER: MKSYS = 8;
pub const MKSYS_POINTERMONIKER: MKSYS = 5;
pub const MKSYS_SESSIONMONIKER: MKSYS = 9;
pub const MK_E_CONNECTMANUALLY: windows_core::HRESULT = windows_core::HRESULT(0x800401E0_u32 as _);
pub const MK_E_EXCEEDEDDEADLINE: windows_core::HRESULT = windows_core::HRESULT(0x800401E1_u32 as _);
pub const MK_E_INTERMEDIATEINTERFACENOTSUPPORTED: windows_core::HRESULT =
    windows_core::HRESULT(0x800401E7_u32 as _);
pub const MK_E_INVALIDEXTENSION: windows_core::HRESULT = windows_core::HRESULT(0x800401E6_u32 as _);
pub const MK_E_NEEDGENERIC: windows_core::HRESULT = windows_core::HRESULT(0x800401E2_u32 as _);
pub const MK_E_NOINVERSE: windows_core::HRESULT = windows_core::HRESULT(0x800401EC_u32 as _);
pub const MK_E_NOOBJECT: windows_core::HRESULT = windows_core::HRESULT(0x800401E5_u32 as _);
pub const MK_E_NOPREFIX: windows_core::HRESULT = windows_core::HRESULT(0x800401EE_u32 as _);
pub const MK_E_NOSTORAGE: windows_core::HRESULT = windows_core::HRESULT(0x800401ED_u32 as _);
pub const MK_E_NOTBINDABLE: windows_core::HRESULT = windows_core::HRESULT(0x800401E8_u32 as _);
pub const MK_E_NOTBOUND: windows_core::HRESULT = windows_core::HRESULT(0x800401E9_u32 as _);
pub const MK_E_SYNTAX: windows_core::HRESULT = windows_core::HRESULT(0x800401E4_u32 as _);
pub const MK_E_UNAVAILABLE: windows_core::HRESULT = windows_core::HRESULT(0x800401E3_u32 as _);
pub const MK_S_HIM: windows_core::HRESULT = windows_core::HRESULT(0x401E5_u32 as _);
pub const MK_S_ME: windows_core::HRESULT = windows_core::HRESULT(0x401E4_u32 as _);
pub const MK_S_MONIKERALREADYREGISTERED: windows_core::HRESULT = windows_core::HRESULT(0x401E7_u32 as _);
pub const MK_S_REDUCED_TO_SELF: windows_core::HRESULT = windows_core::HRESULT(0x401E2_u32 as _);
pub const MK_S_US: windows_core::HRESULT = windows_core::HRESULT(0x401E6_u32 as _);
pub type MSHCTX = i32;
pub const MSHCTX_CONTAINER: MSHCTX = 5;
pub const MSHCTX_CROSSCTX: MSHCTX = 4;
pub const MSHCTX_DIFFERENTMACHINE: MSHCTX = 2;
pub const MSHCTX_INPROC: MSHCTX = 3;
pub const MSHCTX_LOCAL: MSHCTX = 0;
pub const MSHCTX_NOSHAREDMEM: MSHCTX = 1;
pub type MSHLFLAGS = i32;
pub const MSHLFLAGS_NOPING: MSHLFLAGS = 4;
pub const MSHLFLAGS_NORMAL: MSHLFLAGS = 0;
pub const MSHLFLAGS_RESERVED1: MSHLFLAGS = 8;
pub const MSHLFLAGS_RESERVED2: MSHLFLAGS = 16;
pub const MSHLFLAGS_RESERVED3: MSHLFLAGS = 32;
pub const MSHLFLAGS_RESERVED4: MSHLFLAGS = 64;
pub const MSHLFLAGS_TABLESTRONG: MSHLFLAGS = 1;
pub const MSHLFLAGS_TABLEWEAK: MSHLFLAGS = 2;
#[repr(C)]
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct MULTI_QI {
    pub pIID: *const windows_core::GUID,
    pub pItf: core::mem::ManuallyDrop<Option<windows_core::IUnknown>>,
    pub hr: windows_core::HRESULT,
}
#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct OLECHAR(pub u16);
pub const OR_INVALID_OID: i32 = 1911;
pub const OR_INVALID_OXID: i32 = 1910;
pub const OR_INVALID_SET: i32 = 1912;
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct PARAMDATA {
    pub szName: *mut OLECHAR,
    pub vt: VARTYPE,
}
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct PARAMDESC {
    pub pparamdescex: LPPARAMDESCEX,
    pub wParamFlags: u16,
}
#[repr(C)]
pub struct PARAMDESCEX {
    pub cBytes: u32,
    pub varDefaultValue: VARIANTARG,
}
impl Clone for PARAMDESCEX {
    fn clone(&self) -> Self {
        unsafe { core::mem::transmute_copy(self) }
    }
}
impl Default for PARAMDESCEX {
    fn default() -> Self {
        unsafe { core::mem::zeroed() }
    }
}
pub const PARAMFLAG_FHASDEFAULT: i32 = 32;
pub const PARAMFLAG_FIN: i32 = 1;
pub const PARAMFLAG_FLCID: i32 = 4;
pub const PARAMFLAG_FOPT: i32 = 16;
pub const PARAMFLAG_FOUT: i32 = 2;
pub const PARAMFLAG_FRETVAL: i32 = 8;
pub const PARAMFLAG_NONE: i32 = 0;
pub type PENDINGMSG = i32;
pub const PENDINGMSG_CANCELCALL: PENDINGMSG = 0;
pub const PENDINGMSG_WAITDEFPROCESS: PENDINGMSG = 2;
pub const PENDINGMSG_WAITNOPROCESS: PENDINGMSG = 1;
pub type PENDINGTYPE = i32;
pub const PENDINGTYPE_NESTED: PENDINGTYPE = 2;
pub const PENDINGTYPE_TOPLEVEL: PENDINGTYPE = 1;
#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct PSECURITY_DESCRIPTOR(pub *mut core::ffi::c_void);
pub type REFCATID = *const windows_core::GUID;
pub type REGCLS = u32;
pub const REGCLS_AGILE: REGCLS = 16;
pub const REGCLS_MULTIPLEUSE: REGCLS = 1;
pub const REGCLS_MULTI_SEPARATE: REGCLS = 2;
pub const REGCLS_SINGLEUSE: REGCLS = 0;
pub const REGCLS_SURROGATE: REGCLS = 8;
pub const REGCLS_SUSPENDED: REGCLS = 4;
pub const REGDB_E_BADTHREADINGMODEL: windows_core::HRESULT = windows_core::HRESULT(0x80040156_u32 as _);
pub const REGDB_E_CLASSNOTREG: windows_core::HRESULT = windows_core::HRESULT(0x80040154_u32 as _);
pub const REGDB_E_IIDNOTREG: windows_core::HRESULT = windows_core::HRESULT(0x80040155_u32 as _);
pub const REGDB_E_INVALIDVALUE: windows_core::HRESULT = windows_core::HRESULT(0x80040153_u32 as _);
pub const REGDB_E_KEYMISSING: windows_core::HRESULT = windows_core::HRESULT(0x80040152_u32 as _);
pub const REGDB_E_READREGDB: windows_core::HRESULT = windows_core::HRESULT(0x80040150_u32 as _);
pub const REGDB_E_WRITEREGDB: windows_core::HRESULT = windows_core::HRESULT(0x80040151_u32 as _);
pub type REGKIND = i32;
pub const REGKIND_DEFAULT: REGKIND = 0;
pub const REGKIND_NONE: REGKIND = 2;
pub const REGKIND_REGISTER: REGKIND = 1;
pub const ROTFLAGS_ALLOWANYCLIENT: i32 = 2;
pub const ROTFLAGS_REGISTRATIONKEEPSALIVE: i32 = 1;
#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct RPCOLEDATAREP(pub u32);
#[repr(C)]
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct RPCOLEMESSAGE {
    pub reserved1: *mut core::ffi::c_void,
    pub dataRepresentation: RPCOLEDATAREP,
    pub Buffer: *mut core::ffi::c_void,
    pub cbBuffer: u32,
    pub iMethod: u32,
    pub reserved2: [*mut core::ffi::c_void; 5],
    pub rpcFlags: u32,
}
impl Default for RPCOLEMESSAGE {
    fn default() -> Self {
        unsafe { core::mem::zeroed() }
    }
}
pub type RPCOPT_PROPERTIES = i32;
pub type RPCOPT_SERVER_LOCALITY_VALUES = i32;
#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct RPC_AUTHZ_HANDLE(pub *mut core::ffi::c_void);
#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct RPC_AUTH_IDENTITY_HANDLE(pub *mut core::ffi::c_void);
pub const RPC_C_AUTHN_DEFAULT: u32 = 4294967295;
pub const RPC_C_AUTHN_LEVEL_DEFAULT: i32 = 0;
pub const RPC_C_AUTHN_LEVEL_PKT_PRIVACY: i32 = 6;
pub const RPC_C_AUTHN_NONE: i32 = 0;
pub const RPC_C_AUTHN_WINNT: i32 = 10;
pub const RPC_C_AUTHZ_DEFAULT: u32 = 4294967295;
pub const RPC_C_AUTHZ_NONE: i32 = 0;
pub const RPC_C_BINDING_DEFAULT_TIMEOUT: i32 = 5;
pub const RPC_C_BINDING_INFINITE_TIMEOUT: i32 = 10;
pub const RPC_C_CANCEL_INFINITE_TIMEOUT: i32 = -1;
pub const RPC_C_IMP_LEVEL_DELEGATE: i32 = 4;
pub const RPC_C_IMP_LEVEL_IDENTIFY: i32 = 2;
pub const RPC_C_IMP_LEVEL_IMPERSONATE: i32 = 3;
pub const RPC_E_ACCESS_DENIED: windows_core::HRESULT = windows_core::HRESULT(0x8001011B_u32 as _);
pub const RPC_E_ATTEMPTED_MULTITHREAD: windows_core::HRESULT = windows_core::HRESULT(0x80010102_u32 as _);
pub const RPC_E_CALL_CANCELED: windows_core::HRESULT = windows_core::HRESULT(0x80010002_u32 as _);
pub const RPC_E_CALL_COMPLETE: windows_core::HRESULT = windows_core::HRESULT(0x80010117_u32 as _);
pub const RPC_E_CALL_REJECTED: windows_core::HRESULT = windows_core::HRESULT(0x80010001_u32 as _);
pub const RPC_E_CANTCALLOUT_AGAIN: windows_core::HRESULT = windows_core::HRESULT(0x80010011_u32 as _);
pub const RPC_E_CANTCALLOUT_INASYNCCALL: windows_core::HRESULT = windows_core::HRESULT(0x80010004_u32 as _);
pub const RPC_E_CANTCALLOUT_INEXTERNALCALL: windows_core::HRESULT =
    windows_core::HRESULT(0x80010005_u32 as _);
pub const RPC_E_CANTCALLOUT_ININPUTSYNCCALL: windows_core::HRESULT =
    windows_core::HRESULT(0x8001010D_u32 as _);
pub const RPC_E_CANTPOST_INSENDCALL: windows_core::HRESULT = windows_core::HRESULT(0x80010003_u32 as _);
pub const RPC_E_CANTTRANSMIT_CALL: windows_core::HRESULT = windows_core::HRESULT(0x8001000A_u32 as _);
pub const RPC_E_CHANGED_MODE: windows_core::HRESULT = windows_core::HRESULT(0x80010106_u32 as _);
pub const RPC_E_CLIENT_CANTMARSHAL_DATA: windows_core::HRESULT = windows_core::HRESULT(0x8001000B_u32 as _);
pub const RPC_E_CLIENT_CANTUNMARSHAL_DATA: windows_core::HRESULT = windows_core::HRESULT(0x8001000C_u32 as _);
pub const RPC_E_CLIENT_DIED: windows_core::HRESULT = windows_core::HRESULT(0x80010008_u32 as _);
pub const RPC_E_CONNECTION_TERMINATED: windows_core::HRESULT = windows_core::HRESULT(0x80010006_u32 as _);
pub const RPC_E_DISCONNECTED: windows_core::HRESULT = windows_core::HRESULT(0x80010108_u32 as _);
pub const RPC_E_FAULT: windows_core::HRESULT = windows_core::HRESULT(0x80010104_u32 as _);
pub const RPC_E_INVALIDMETHOD: windows_core::HRESULT = windows_core::HRESULT(0x80010107_u32 as _);
pub const RPC_E_INVALID_CALLDATA: windows_core::HRESULT = windows_core::HRESULT(0x8001010C_u32 as _);
pub const RPC_E_INVALID_DATA: windows_core::HRESULT = windows_core::HRESULT(0x8001000F_u32 as _);
pub const RPC_E_INVALID_DATAPACKET: windows_core::HRESULT = windows_core::HRESULT(0x80010009_u32 as _);
pub const RPC_E_INVALID_EXTENSION: windows_core::HRESULT = windows_core::HRESULT(0x80010112_u32 as _);
pub const RPC_E_INVALID_HEADER: windows_core::HRESULT = windows_core::HRESULT(0x80010111_u32 as _);
pub const RPC_E_INVALID_IPID: windows_core::HRESULT = windows_core::HRESULT(0x80010113_u32 as _);
pub const RPC_E_INVALID_OBJECT: windows_core::HRESULT = windows_core::HRESULT(0x80010114_u32 as _);
pub const RPC_E_INVALID_OBJREF: windows_core::HRESULT = windows_core::HRESULT(0x8001011D_u32 as _);
pub const RPC_E_INVALID_PARAMETER: windows_core::HRESULT = windows_core::HRESULT(0x80010010_u32 as _);
pub const RPC_E_NOT_REGISTERED: windows_core::HRESULT = windows_core::HRESULT(0x80010103_u32 as _);
pub const RPC_E_NO_CONTEXT: windows_core::HRESULT = windows_core::HRESULT(0x8001011E_u32 as _);
pub const RPC_E_NO_GOOD_SECURITY_PACKAGES: windows_core::HRESULT = windows_core::HRESULT(0x8001011A_u32 as _);
pub const RPC_E_NO_SYNC: windows_core::HRESULT = windows_core::HRESULT(0x80010120_u32 as _);
pub const RPC_E_OUT_OF_RESOURCES: windows_core::HRESULT = windows_core::HRESULT(0x80010101_u32 as _);
pub const RPC_E_REMOTE_DISABLED: windows_core::HRESULT = windows_core::HRESULT(0x8001011C_u32 as _);
pub const RPC_E_RETRY: windows_core::HRESULT = windows_core::HRESULT(0x80010109_u32 as _);
pub const RPC_E_SERVERCALL_REJECTED: windows_core::HRESULT = windows_core::HRESULT(0x8001010B_u32 as _);
pub const RPC_E_SERVERCALL_RETRYLATER: windows_core::HRESULT = windows_core::HRESULT(0x8001010A_u32 as _);
pub const RPC_E_SERVERFAULT: windows_core::HRESULT = windows_core::HRESULT(0x80010105_u32 as _);
pub const RPC_E_SERVER_CANTMARSHAL_DATA: windows_core::HRESULT = windows_core::HRESULT(0x8001000D_u32 as _);
pub const RPC_E_SERVER_CANTUNMARSHAL_DATA: windows_core::HRESULT = windows_core::HRESULT(0x8001000E_u32 as _);
pub const RPC_E_SERVER_DIED: windows_core::HRESULT = windows_core::HRESULT(0x80010007_u32 as _);
pub const RPC_E_SERVER_DIED_DNE: windows_core::HRESULT = windows_core::HRESULT(0x80010012_u32 as _);
pub const RPC_E_SYS_CALL_FAILED: windows_core::HRESULT = windows_core::HRESULT(0x80010100_u32 as _);
pub const RPC_E_THREAD_NOT_INIT: windows_core::HRESULT = windows_core::HRESULT(0x8001010F_u32 as _);
pub const RPC_E_TIMEOUT: windows_core::HRESULT = windows_core::HRESULT(0x8001011F_u32 as _);
pub const RPC_E_TOO_LATE: windows_core::HRESULT = windows_core::HRESULT(0x80010119_u32 as _);
pub const RPC_E_UNEXPECTED: windows_core::HRESULT = windows_core::HRESULT(0x8001FFFF_u32 as _);
pub const RPC_E_VERSION_MISMATCH: windows_core::HRESULT = windows_core::HRESULT(0x80010110_u32 as _);
pub const RPC_E_WRONG_THREAD: windows_core::HRESULT = windows_core::HRESULT(0x8001010E_u32 as _);
pub const RPC_S_CALLPENDING: windows_core::HRESULT = windows_core::HRESULT(0x80010115_u32 as _);
pub const RPC_S_CALL_FAILED: i32 = 1726;
pub const RPC_S_CALL_FAILED_DNE: i32 = 1727;
pub const RPC_S_INVALID_BOUND: i32 = 1734;
pub const RPC_S_INVALID_TAG: i32 = 1733;
pub const RPC_S_OBJECT_NOT_FOUND: i32 = 1710;
pub const RPC_S_PROCNUM_OUT_OF_RANGE: i32 = 1745;
pub const RPC_S_PROTOCOL_ERROR: i32 = 1728;
pub const RPC_S_SERVER_TOO_BUSY: i32 = 1723;
pub const RPC_S_SERVER_UNAVAILABLE: i32 = 1722;
pub const RPC_S_UNKNOWN_IF: i32 = 1717;
pub const RPC_X_BAD_STUB_DATA: i32 = 1783;
pub const RPC_X_ENUM_VALUE_OUT_OF_RANGE: i32 = 1781;
pub const RPC_X_INVALID_BOUND: i32 = 1734;
pub const RPC_X_NULL_REF_POINTER: i32 = 1780;
#[repr(C)]
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct SAFEARRAY {
    pub cDims: u16,
    pub fFeatures: u16,
    pub cbElements: u32,
    pub cLocks: u32,
    pub pvData: *mut core::ffi::c_void,
    pub rgsabound: [SAFEARRAYBOUND; 1],
}
impl Default for SAFEARRAY {
    fn default() -> Self {
        unsafe { core::mem::zeroed() }
    }
}
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct SAFEARRAYBOUND {
    pub cElements: u32,
    pub lLbound: i32,
}
#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct SCODE(pub i32);
pub type SERVERCALL = i32;
pub const SERVERCALL_ISHANDLED: SERVERCALL = 0;
pub const SERVERCALL_REJECTED: SERVERCALL = 1;
pub const SERVERCALL_RETRYLATER: SERVERCALL = 2;
pub const SERVER_LOCALITY_MACHINE_LOCAL: RPCOPT_SERVER_LOCALITY_VALUES = 1;
pub const SERVER_LOCALITY_PROCESS_LOCAL: RPCOPT_SERVER_LOCALITY_VALUES = 0;
pub const SERVER_LOCALITY_REMOTE: RPCOPT_SERVER_LOCALITY_VALUES = 2;
pub const SMEXF_HANDLER: STDMSHLFLAGS = 2;
pub const SMEXF_SERVER: STDMSHLFLAGS = 1;
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct SOLE_AUTHENTICATION_SERVICE {
    pub dwAuthnSvc: u32,
    pub dwAuthzSvc: u32,
    pub pPrincipalName: *mut OLECHAR,
    pub hr: windows_core::HRESULT,
}
pub type STATFLAG = i32;
pub const STATFLAG_DEFAULT: STATFLAG = 0;
pub const STATFLAG_NONAME: STATFLAG = 1;
pub const STATFLAG_NOOPEN: STATFLAG = 2;
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct STATSTG {
    pub pwcsName: windows_core::PWSTR,
    pub r#type: u32,
    pub cbSize: u64,
    pub mtime: FILETIME,
    pub ctime: FILETIME,
    pub atime: FILETIME,
    pub grfMode: u32,
    pub grfLocksSupported: u32,
    pub clsid: windows_core::GUID,
    pub grfStateBits: u32,
    pub reserved: u32,
}
pub type STDMSHLFLAGS = i32;
pub type STGC = i32;
pub const STGC_CONSOLIDATE: STGC = 8;
pub const STGC_DANGEROUSLYCOMMITMERELYTODISKCACHE: STGC = 4;
pub const STGC_DEFAULT: STGC = 0;
pub const STGC_ONLYIFCURRENT: STGC = 2;
pub const STGC_OVERWRITE: STGC = 1;
pub type STGTY = i32;
pub const STGTY_LOCKBYTES: STGTY = 3;
pub const STGTY_PROPERTY: STGTY = 4;
pub const STGTY_STORAGE: STGTY = 1;
pub const STGTY_STREAM: STGTY = 2;
pub const STG_E_ACCESSDENIED: windows_core::HRESULT = windows_core::HRESULT(0x80030005_u32 as _);
pub const STG_E_INSUFFICIENTMEMORY: windows_core::HRESULT = windows_core::HRESULT(0x80030008_u32 as _);
pub const STG_E_INVALIDFLAG: windows_core::HRESULT = windows_core::HRESULT(0x800300FF_u32 as _);
pub const STG_E_INVALIDFUNCTION: windows_core::HRESULT = windows_core::HRESULT(0x80030001_u32 as _);
pub const STG_E_INVALIDPARAMETER: windows_core::HRESULT = windows_core::HRESULT(0x80030057_u32 as _);
pub const STG_E_INVALIDPOINTER: windows_core::HRESULT = windows_core::HRESULT(0x80030009_u32 as _);
pub const STG_E_MEDIUMFULL: windows_core::HRESULT = windows_core::HRESULT(0x80030070_u32 as _);
pub const STG_E_READFAULT: windows_core::HRESULT = windows_core::HRESULT(0x8003001E_u32 as _);
pub const STG_E_REVERTED: windows_core::HRESULT = windows_core::HRESULT(0x80030102_u32 as _);
pub const STG_E_SEEKERROR: windows_core::HRESULT = windows_core::HRESULT(0x80030019_u32 as _);
pub const STG_E_WRITEFAULT: windows_core::HRESULT = windows_core::HRESULT(0x8003001D_u32 as _);
pub type STREAM_SEEK = i32;
pub const STREAM_SEEK_CUR: STREAM_SEEK = 1;
pub const STREAM_SEEK_END: STREAM_SEEK = 2;
pub const STREAM_SEEK_SET: STREAM_SEEK = 0;
pub type SYSKIND = i32;
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct SYSTEMTIME {
    pub wYear: u16,
    pub wMonth: u16,
    pub wDayOfWeek: u16,
    pub wDay: u16,
    pub wHour: u16,
    pub wMinute: u16,
    pub wSecond: u16,
    pub wMilliseconds: u16,
}
pub const SYS_MAC: SYSKIND = 2;
pub const SYS_WIN16: SYSKIND = 0;
pub const SYS_WIN32: SYSKIND = 1;
pub const SYS_WIN64: SYSKIND = 3;
pub const S_FALSE: windows_core::HRESULT = windows_core::HRESULT(0x1_u32 as _);
pub const S_OK: windows_core::HRESULT = windows_core::HRESULT(0x0_u32 as _);
pub type THDTYPE = i32;
pub const THDTYPE_BLOCKMESSAGES: THDTYPE = 0;
pub const THDTYPE_PROCESSMESSAGES: THDTYPE = 1;
pub const TKIND_ALIAS: TYPEKIND = 6;
pub const TKIND_COCLASS: TYPEKIND = 5;
pub const TKIND_DISPATCH: TYPEKIND = 4;
pub const TKIND_ENUM: TYPEKIND = 0;
pub const TKIND_INTERFACE: TYPEKIND = 3;
pub const TKIND_MAX: TYPEKIND = 8;
pub const TKIND_MODULE: TYPEKIND = 2;
pub const TKIND_RECORD: TYPEKIND = 1;
pub const TKIND_UNION: TYPEKIND = 7;
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct TLIBATTR {
    pub guid: windows_core::GUID,
    pub lcid: LCID,
    pub syskind: SYSKIND,
    pub wMajorVerNum: u16,
    pub wMinorVerNum: u16,
    pub wLibFlags: u16,
}
#[repr(C)]
#[derive(Clone, Copy)]
pub struct TYPEATTR {
    pub guid: windows_core::GUID,
    pub lcid: LCID,
    pub dwReserved: u32,
    pub memidConstructor: MEMBERID,
    pub memidDestructor: MEMBERID,
    pub lpstrSchema: windows_core::PWSTR,
    pub cbSizeInstance: u32,
    pub typekind: TYPEKIND,
    pub cFuncs: u16,
    pub cVars: u16,
    pub cImplTypes: u16,
    pub cbSizeVft: u16,
    pub cbAlignment: u16,
    pub wTypeFlags: u16,
    pub wMajorVerNum: u16,
    pub wMinorVerNum: u16,
    pub tdescAlias: TYPEDESC,
    pub idldescType: IDLDESC,
}
impl Default for TYPEATTR {
    fn default() -> Self {
        unsafe { core::mem::zeroed() }
    }
}
#[repr(C)]
#[derive(Clone, Copy)]
pub struct TYPEDESC {
    pub Anonymous: TYPEDESC_0,
    pub vt: VARTYPE,
}
impl Default for TYPEDESC {
    fn default() -> Self {
        unsafe { core::mem::zeroed() }
    }
}
#[repr(C)]
#[derive(Clone, Copy)]
pub union TYPEDESC_0 {
    pub lptdesc: *mut TYPEDESC,
    pub lpadesc: *mut ARRAYDESC,
    pub hreftype: HREFTYPE,
}
impl Default for TYPEDESC_0 {
    fn default() -> Self {
        unsafe { core::mem::zeroed() }
    }
}
pub type TYPEFLAGS = i32;
pub const TYPEFLAG_FAGGREGATABLE: TYPEFLAGS = 1024;
pub const TYPEFLAG_FAPPOBJECT: TYPEFLAGS = 1;
pub const TYPEFLAG_FCANCREATE: TYPEFLAGS = 2;
pub const TYPEFLAG_FCONTROL: TYPEFLAGS = 32;
pub const TYPEFLAG_FDISPATCHABLE: TYPEFLAGS = 4096;
pub const TYPEFLAG_FDUAL: TYPEFLAGS = 64;
pub const TYPEFLAG_FHIDDEN: TYPEFLAGS = 16;
pub const TYPEFLAG_FLICENSED: TYPEFLAGS = 4;
pub const TYPEFLAG_FNONEXTENSIBLE: TYPEFLAGS = 128;
pub const TYPEFLAG_FOLEAUTOMATION: TYPEFLAGS = 256;
pub const TYPEFLAG_FPREDECLID: TYPEFLAGS = 8;
pub const TYPEFLAG_FPROXY: TYPEFLAGS = 16384;
pub const TYPEFLAG_FREPLACEABLE: TYPEFLAGS = 2048;
pub const TYPEFLAG_FRESTRICTED: TYPEFLAGS = 512;
pub const TYPEFLAG_FREVERSEBIND: TYPEFLAGS = 8192;
pub type TYPEKIND = i32;
pub const TYPE_E_AMBIGUOUSNAME: windows_core::HRESULT = windows_core::HRESULT(0x8002802C_u32 as _);
pub const TYPE_E_BADMODULEKIND: windows_core::HRESULT = windows_core::HRESULT(0x800288BD_u32 as _);
pub const TYPE_E_BUFFERTOOSMALL: windows_core::HRESULT = windows_core::HRESULT(0x80028016_u32 as _);
pub const TYPE_E_CANTLOADLIBRARY: windows_core::HRESULT = windows_core::HRESULT(0x80029C4A_u32 as _);
pub const TYPE_E_CIRCULARTYPE: windows_core::HRESULT = windows_core::HRESULT(0x80029C84_u32 as _);
pub const TYPE_E_DLLFUNCTIONNOTFOUND: windows_core::HRESULT = windows_core::HRESULT(0x8002802F_u32 as _);
pub const TYPE_E_ELEMENTNOTFOUND: windows_core::HRESULT = windows_core::HRESULT(0x8002802B_u32 as _);
pub const TYPE_E_FIELDNOTFOUND: windows_core::HRESULT = windows_core::HRESULT(0x80028017_u32 as _);
pub const TYPE_E_INCONSISTENTPROPFUNCS: windows_core::HRESULT = windows_core::HRESULT(0x80029C83_u32 as _);
pub const TYPE_E_INVDATAREAD: windows_core::HRESULT = windows_core::HRESULT(0x80028018_u32 as _);
pub const TYPE_E_IOERROR: windows_core::HRESULT = windows_core::HRESULT(0x80028CA2_u32 as _);
pub const TYPE_E_LIBNOTREGISTERED: windows_core::HRESULT = windows_core::HRESULT(0x8002801D_u32 as _);
pub const TYPE_E_NAMECONFLICT: windows_core::HRESULT = windows_core::HRESULT(0x8002802D_u32 as _);
pub const TYPE_E_OUTOFBOUNDS: windows_core::HRESULT = windows_core::HRESULT(0x80028CA1_u32 as _);
pub const TYPE_E_REGISTRYACCESS: windows_core::HRESULT = windows_core::HRESULT(0x8002801C_u32 as _);
pub const TYPE_E_TYPEMISMATCH: windows_core::HRESULT = windows_core::HRESULT(0x80028CA0_u32 as _);
pub const TYPE_E_UNDEFINEDTYPE: windows_core::HRESULT = windows_core::HRESULT(0x80028027_u32 as _);
pub const TYPE_E_UNSUPFORMAT: windows_core::HRESULT = windows_core::HRESULT(0x80028019_u32 as _);
pub const TYPE_E_WRONGTYPEKIND: windows_core::HRESULT = windows_core::HRESULT(0x8002802A_u32 as _);
#[repr(C)]
#[derive(Clone, Copy)]
pub struct VARDESC {
    pub memid: MEMBERID,
    pub lpstrSchema: windows_core::PWSTR,
    pub Anonymous: VARDESC_0,
    pub elemdescVar: ELEMDESC,
    pub wVarFlags: u16,
    pub varkind: VARKIND,
}
impl Default for VARDESC {
    fn default() -> Self {
        unsafe { core::mem::zeroed() }
    }
}
#[repr(C)]
#[derive(Clone, Copy)]
pub union VARDESC_0 {
    pub oInst: u32,
    pub lpvarValue: *mut VARIANT,
}
impl Default for VARDESC_0 {
    fn default() -> Self {
        unsafe { core::mem::zeroed() }
    }
}
pub type VARENUM = i32;
pub type VARFLAGS = i32;
pub const VARFLAG_FBINDABLE: VARFLAGS = 4;
pub const VARFLAG_FDEFAULTBIND: VARFLAGS = 32;
pub const VARFLAG_FDEFAULTCOLLELEM: VARFLAGS = 256;
pub const VARFLAG_FDISPLAYBIND: VARFLAGS = 16;
pub const VARFLAG_FHIDDEN: VARFLAGS = 64;
pub const VARFLAG_FIMMEDIATEBIND: VARFLAGS = 4096;
pub const VARFLAG_FNONBROWSABLE: VARFLAGS = 1024;
pub const VARFLAG_FREADONLY: VARFLAGS = 1;
pub const VARFLAG_FREPLACEABLE: VARFLAGS = 2048;
pub const VARFLAG_FREQUESTEDIT: VARFLAGS = 8;
pub const VARFLAG_FRESTRICTED: VARFLAGS = 128;
pub const VARFLAG_FSOURCE: VARFLAGS = 2;
pub const VARFLAG_FUIDEFAULT: VARFLAGS = 512;
#[repr(C)]
pub struct VARIANT {
    pub Anonymous: VARIANT_0,
}
impl Clone for VARIANT {
    fn clone(&self) -> Self {
        unsafe { core::mem::transmute_copy(self) }
    }
}
impl Default for VARIANT {
    fn default() -> Self {
        unsafe { core::mem::zeroed() }
    }
}
#[repr(C)]
pub union VARIANT_0 {
    pub Anonymous: core::mem::ManuallyDrop<VARIANT_0_0>,
    pub decVal: DECIMAL,
}
impl Clone for VARIANT_0 {
    fn clone(&self) -> Self {
        unsafe { core::mem::transmute_copy(self) }
    }
}
impl Default for VARIANT_0 {
    fn default() -> Self {
        unsafe { core::mem::zeroed() }
    }
}
#[repr(C)]
pub struct VARIANT_0_0 {
    pub vt: VARTYPE,
    pub wReserved1: u16,
    pub wReserved2: u16,
    pub wReserved3: u16,
    pub Anonymous: VARIANT_0_0_0,
}
impl Clone for VARIANT_0_0 {
    fn clone(&self) -> Self {
        unsafe { core::mem::transmute_copy(self) }
    }
}
impl Default for VARIANT_0_0 {
    fn default() -> Self {
        unsafe { core::mem::zeroed() }
    }
}
#[repr(C)]
pub union VARIANT_0_0_0 {
    pub llVal: i64,
    pub lVal: i32,
    pub bVal: u8,
    pub iVal: i16,
    pub fltVal: f32,
    pub dblVal: f64,
    pub boolVal: VARIANT_BOOL,
    pub __OBSOLETE__VARIANT_BOOL: VARIANT_BOOL,
    pub scode: SCODE,
    pub cyVal: CY,
    pub date: f64,
    pub bstrVal: core::mem::ManuallyDrop<windows_core::BSTR>,
    pub punkVal: core::mem::ManuallyDrop<Option<windows_core::IUnknown>>,
    pub pdispVal: core::mem::ManuallyDrop<Option<IDispatch>>,
    pub parray: *mut SAFEARRAY,
    pub pbVal: *mut u8,
    pub piVal: *mut i16,
    pub plVal: *mut i32,
    pub pllVal: *mut i64,
    pub pfltVal: *mut f32,
    pub pdblVal: *mut f64,
    pub pboolVal: *mut VARIANT_BOOL,
    pub __OBSOLETE__VARIANT_PBOOL: *mut VARIANT_BOOL,
    pub pscode: *mut SCODE,
    pub pcyVal: *mut CY,
    pub pdate: *mut f64,
    pub pbstrVal: *mut windows_core::BSTR,
    pub ppunkVal: *mut Option<windows_core::IUnknown>,
    pub ppdispVal: *mut Option<IDispatch>,
    pub pparray: *mut *mut SAFEARRAY,
    pub pvarVal: *mut VARIANT,
    pub byref: *mut core::ffi::c_void,
    pub cVal: i8,
    pub uiVal: u16,
    pub ulVal: u32,
    pub ullVal: u64,
    pub intVal: i32,
    pub uintVal: u32,
    pub pdecVal: *mut DECIMAL,
    pub pcVal: *mut i8,
    pub puiVal: *mut u16,
    pub pulVal: *mut u32,
    pub pullVal: *mut u64,
    pub pintVal: *mut i32,
    pub puintVal: *mut u32,
    pub Anonymous: core::mem::ManuallyDrop<VARIANT_0_0_0_0>,
}
impl Clone for VARIANT_0_0_0 {
    fn clone(&self) -> Self {
        unsafe { core::mem::transmute_copy(self) }
    }
}
impl Default for VARIANT_0_0_0 {
    fn default() -> Self {
        unsafe { core::mem::zeroed() }
    }
}
#[repr(C)]
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct VARIANT_0_0_0_0 {
    pub pvRecord: *mut core::ffi::c_void,
    pub pRecInfo: core::mem::ManuallyDrop<Option<IRecordInfo>>,
}
pub type VARIANTARG = VARIANT;
#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct VARIANT_BOOL(pub i16);
pub const VARIANT_FALSE: VARIANT_BOOL = VARIANT_BOOL(0);
pub const VARIANT_TRUE: VARIANT_BOOL = VARIANT_BOOL(-1);
pub type VARKIND = i32;
#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct VARTYPE(pub u16);
pub const VAR_CONST: VARKIND = 2;
pub const VAR_DISPATCH: VARKIND = 3;
pub const VAR_PERINSTANCE: VARKIND = 0;
pub const VAR_STATIC: VARKIND = 1;
pub const VT_ARRAY: VARENUM = 8192;
pub const VT_BLOB: VARENUM = 65;
pub const VT_BLOB_OBJECT: VARENUM = 70;
pub const VT_BOOL: VARENUM = 11;
pub const VT_BSTR: VARENUM = 8;
pub const VT_BSTR_BLOB: VARENUM = 4095;
pub const VT_BYREF: VARENUM = 16384;
pub const VT_CARRAY: VARENUM = 28;
pub const VT_CF: VARENUM = 71;
pub const VT_CLSID: VARENUM = 72;
pub const VT_CY: VARENUM = 6;
pub const VT_DATE: VARENUM = 7;
pub const VT_DECIMAL: VARENUM = 14;
pub const VT_DISPATCH: VARENUM = 9;
pub const VT_EMPTY: VARENUM = 0;
pub const VT_ERROR: VARENUM = 10;
pub const VT_FILETIME: VARENUM = 64;
pub const VT_HRESULT: VARENUM = 25;
pub const VT_I1: VARENUM = 16;
pub const VT_I2: VARENUM = 2;
pub const VT_I4: VARENUM = 3;
pub const VT_I8: VARENUM = 20;
pub const VT_ILLEGAL: VARENUM = 65535;
pub const VT_ILLEGALMASKED: VARENUM = 4095;
pub const VT_INT: VARENUM = 22;
pub const VT_INT_PTR: VARENUM = 37;
pub const VT_LPSTR: VARENUM = 30;
pub const VT_LPWSTR: VARENUM = 31;
pub const VT_NULL: VARENUM = 1;
pub const VT_PTR: VARENUM = 26;
pub const VT_R4: VARENUM = 4;
pub const VT_R8: VARENUM = 5;
pub const VT_RECORD: VARENUM = 36;
pub const VT_RESERVED: VARENUM = 32768;
pub const VT_SAFEARRAY: VARENUM = 27;
pub const VT_STORAGE: VARENUM = 67;
pub const VT_STORED_OBJECT: VARENUM = 69;
pub const VT_STREAM: VARENUM = 66;
pub const VT_STREAMED_OBJECT: VARENUM = 68;
pub const VT_TYPEMASK: VARENUM = 4095;
pub const VT_UI1: VARENUM = 17;
pub const VT_UI2: VARENUM = 18;
pub const VT_UI4: VARENUM = 19;
pub const VT_UI8: VARENUM = 21;
pub const VT_UINT: VARENUM = 23;
pub const VT_UINT_PTR: VARENUM = 38;
pub const VT_UNKNOWN: VARENUM = 13;
pub const VT_USERDEFINED: VARENUM = 29;
pub const VT_VARIANT: VARENUM = 12;
pub const VT_VECTOR: VARENUM = 4096;
pub const VT_VERSIONED_STREAM: VARENUM = 73;
pub const VT_VOID: VARENUM = 24;
