//! All functions that this crate defines, so that a host can keep them in its program.

use std::ffi::c_void;

/// The address of a function.
#[repr(transparent)]
pub struct Function(#[allow(dead_code)] *const c_void);

// SAFETY: the address of a function is a constant that nobody reads through.
unsafe impl Sync for Function {}

macro_rules! functions {
    ($($path:path),* $(,)?) => {
        /// The functions of the runtime, by address.
        pub static FUNCTIONS: &[Function] = &[$(Function($path as *const c_void)),*];
    };
}

use crate::activation::exported as activation;
use crate::apartment::functions as apartment;
use crate::arrays::functions as arrays;
use crate::call::exported as call;
use crate::export::functions as export;
use crate::handover::{agile, stream};
use crate::marshal::functions as marshal;
use crate::marshal::{free_threaded, standard_object};
use crate::moniker::exported as moniker;
use crate::proxy_stub::registered;
use crate::{inspection, segment, type_libraries};

functions![
    activation::CLSIDFromProgID,
    activation::CLSIDFromProgIDEx,
    activation::CoAddRefServerProcess,
    activation::CoCreateInstance,
    activation::CoCreateInstanceEx,
    activation::CoFreeUnusedLibraries,
    activation::CoFreeUnusedLibrariesEx,
    activation::CoGetClassObject,
    activation::CoRegisterClassObject,
    activation::CoReleaseServerProcess,
    activation::CoResumeClassObjects,
    activation::CoRevokeClassObject,
    activation::CoSuspendClassObjects,
    activation::OxcomRegisterComponent,
    activation::ProgIDFromCLSID,
    apartment::CoGetApartmentType,
    apartment::CoInitialize,
    apartment::CoInitializeEx,
    apartment::CoUninitialize,
    apartment::CoDecrementMTAUsage,
    apartment::CoGetContextToken,
    apartment::CoGetCurrentProcess,
    apartment::CoGetObjectContext,
    apartment::CoIncrementMTAUsage,
    apartment::CoRegisterInitializeSpy,
    apartment::CoRegisterMessageFilter,
    apartment::CoRevokeInitializeSpy,
    apartment::CoWaitForMultipleHandles,
    apartment::OxcomApartmentDescriptor,
    apartment::OxcomDispatch,
    apartment::OxcomSetMessageDescriptor,
    arrays::OxcomArrayUsage,
    arrays::OxcomFreezeArray,
    arrays::OxcomReadOnlyArrays,
    call::OxcomSetErrorMessage,
    arrays::OxcomShareArray,
    call::CoCancelCall,
    call::CoCopyProxy,
    call::CoDisableCallCancellation,
    call::CoEnableCallCancellation,
    call::CoGetCallContext,
    call::CoGetCallerTID,
    call::CoGetCancelObject,
    call::CoGetCurrentLogicalThreadId,
    call::CoImpersonateClient,
    call::CoInitializeSecurity,
    call::CoQueryClientBlanket,
    call::CoQueryProxyBlanket,
    call::CoRevertToSelf,
    call::CoSetCancelObject,
    call::CoSetProxyBlanket,
    call::CoSwitchCallContext,
    call::CoTestCancel,
    call::OxcomCallerCredentials,
    export::CoDisconnectObject,
    export::CoIsHandlerConnected,
    export::CoLockObjectExternal,
    export::OxcomMarshaledInterfaces,
    marshal::CoGetMarshalSizeMax,
    marshal::CoMarshalHresult,
    marshal::CoMarshalInterface,
    marshal::CoReleaseMarshalData,
    marshal::CoUnmarshalHresult,
    marshal::CoUnmarshalInterface,
    agile::RoGetAgileReference,
    registered::CoGetPSClsid,
    registered::CoRegisterPSClsid,
    free_threaded::CoCreateFreeThreadedMarshaler,
    standard_object::CoGetStandardMarshal,
    standard_object::CoGetStdMarshalEx,
    stream::CoGetInterfaceAndReleaseStream,
    stream::CoMarshalInterThreadInterfaceInStream,
    moniker::BindMoniker,
    moniker::CoGetObject,
    moniker::CreateBindCtx,
    moniker::CreateAntiMoniker,
    moniker::CreateClassMoniker,
    moniker::CreateFileMoniker,
    moniker::CreateGenericComposite,
    moniker::CreateItemMoniker,
    moniker::CreateObjrefMoniker,
    moniker::CreatePointerMoniker,
    moniker::GetActiveObject,
    moniker::GetRunningObjectTable,
    moniker::MkParseDisplayName,
    moniker::RegisterActiveObject,
    moniker::RevokeActiveObject,
    inspection::OxcomInspectProcess,
    segment::OxcomCreateSegment,
    segment::OxcomOpenSegment,
    type_libraries::OxcomRegisterTypeLibrary,
];
