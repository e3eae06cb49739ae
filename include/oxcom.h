/* COM for C and C++: interfaces, structs, functions and constants under their published names.
 *
 * Made of the official metadata by `cargo xtask bindings`: the types that crates/abi/bindings.txt lists, the functions that
 * crates/liboxcom/exports.txt lists. Link with -loxcom (a program) or with nothing (a component library).
 */
#pragma once
#pragma GCC system_header

#include "oxcom/base.h"

typedef struct ARRAYDESC ARRAYDESC;
typedef struct BIND_OPTS BIND_OPTS;
typedef struct CATEGORYINFO CATEGORYINFO;
typedef struct COAUTHIDENTITY COAUTHIDENTITY;
typedef struct COAUTHINFO COAUTHINFO;
typedef struct CONNECTDATA CONNECTDATA;
typedef struct COSERVERINFO COSERVERINFO;
typedef struct CUSTDATA CUSTDATA;
typedef struct CUSTDATAITEM CUSTDATAITEM;
typedef struct DECIMAL DECIMAL;
typedef struct DISPPARAMS DISPPARAMS;
typedef struct ELEMDESC ELEMDESC;
typedef struct EXCEPINFO EXCEPINFO;
typedef struct FILETIME FILETIME;
typedef struct FUNCDESC FUNCDESC;
typedef struct IAgileObject IAgileObject;
typedef struct IAgileReference IAgileReference;
typedef struct IAsyncManager IAsyncManager;
typedef struct IBindCtx IBindCtx;
typedef struct ICallFactory ICallFactory;
typedef struct ICancelMethodCalls ICancelMethodCalls;
typedef struct ICatInformation ICatInformation;
typedef struct ICatRegister ICatRegister;
typedef struct IClassFactory IClassFactory;
typedef struct IClientSecurity IClientSecurity;
typedef struct IComThreadingInfo IComThreadingInfo;
typedef struct IConnectionPoint IConnectionPoint;
typedef struct IConnectionPointContainer IConnectionPointContainer;
typedef struct ICreateErrorInfo ICreateErrorInfo;
typedef struct ICreateTypeInfo ICreateTypeInfo;
typedef struct ICreateTypeLib ICreateTypeLib;
typedef struct IDLDESC IDLDESC;
typedef struct IDispatch IDispatch;
typedef struct IDispatchEx IDispatchEx;
typedef struct IEnumCATEGORYINFO IEnumCATEGORYINFO;
typedef struct IEnumConnectionPoints IEnumConnectionPoints;
typedef struct IEnumConnections IEnumConnections;
typedef struct IEnumGUID IEnumGUID;
typedef struct IEnumMoniker IEnumMoniker;
typedef struct IEnumString IEnumString;
typedef struct IEnumUnknown IEnumUnknown;
typedef struct IEnumVARIANT IEnumVARIANT;
typedef struct IErrorInfo IErrorInfo;
typedef struct IErrorLog IErrorLog;
typedef struct IExternalConnection IExternalConnection;
typedef struct IGlobalInterfaceTable IGlobalInterfaceTable;
typedef struct IInitializeSpy IInitializeSpy;
typedef struct IMalloc IMalloc;
typedef struct IMallocSpy IMallocSpy;
typedef struct IMarshal IMarshal;
typedef struct IMarshal2 IMarshal2;
typedef struct IMessageFilter IMessageFilter;
typedef struct IMoniker IMoniker;
typedef struct IMultiQI IMultiQI;
typedef struct INTERFACEDATA INTERFACEDATA;
typedef struct INTERFACEINFO INTERFACEINFO;
typedef struct INoMarshal INoMarshal;
typedef struct IObjContext IObjContext;
typedef struct IOleContainer IOleContainer;
typedef struct IOleItemContainer IOleItemContainer;
typedef struct IPSFactoryBuffer IPSFactoryBuffer;
typedef struct IParseDisplayName IParseDisplayName;
typedef struct IPersist IPersist;
typedef struct IPersistFile IPersistFile;
typedef struct IPersistStream IPersistStream;
typedef struct IPersistStreamInit IPersistStreamInit;
typedef struct IPropertyBag IPropertyBag;
typedef struct IProvideClassInfo IProvideClassInfo;
typedef struct IProvideClassInfo2 IProvideClassInfo2;
typedef struct IRecordInfo IRecordInfo;
typedef struct IRpcChannelBuffer IRpcChannelBuffer;
typedef struct IRpcChannelBuffer2 IRpcChannelBuffer2;
typedef struct IRpcChannelBuffer3 IRpcChannelBuffer3;
typedef struct IRpcHelper IRpcHelper;
typedef struct IRpcOptions IRpcOptions;
typedef struct IRpcProxyBuffer IRpcProxyBuffer;
typedef struct IRpcStubBuffer IRpcStubBuffer;
typedef struct IRunningObjectTable IRunningObjectTable;
typedef struct ISequentialStream ISequentialStream;
typedef struct IServerSecurity IServerSecurity;
typedef struct IServiceProvider IServiceProvider;
typedef struct IStdMarshalInfo IStdMarshalInfo;
typedef struct IStream IStream;
typedef struct ISupportErrorInfo ISupportErrorInfo;
typedef struct ISynchronize ISynchronize;
typedef struct ITypeComp ITypeComp;
typedef struct ITypeInfo ITypeInfo;
typedef struct ITypeInfo2 ITypeInfo2;
typedef struct ITypeLib ITypeLib;
typedef struct ITypeLib2 ITypeLib2;
typedef struct IUnknown IUnknown;
typedef struct IWeakReference IWeakReference;
typedef struct IWeakReferenceSource IWeakReferenceSource;
typedef struct METHODDATA METHODDATA;
typedef struct MULTI_QI MULTI_QI;
typedef struct PARAMDATA PARAMDATA;
typedef struct PARAMDESC PARAMDESC;
typedef struct PARAMDESCEX PARAMDESCEX;
typedef struct RPCOLEMESSAGE RPCOLEMESSAGE;
typedef struct SAFEARRAY SAFEARRAY;
typedef struct SAFEARRAYBOUND SAFEARRAYBOUND;
typedef struct SOLE_AUTHENTICATION_SERVICE SOLE_AUTHENTICATION_SERVICE;
typedef struct STATSTG STATSTG;
typedef struct SYSTEMTIME SYSTEMTIME;
typedef struct TLIBATTR TLIBATTR;
typedef struct TYPEATTR TYPEATTR;
typedef struct TYPEDESC TYPEDESC;
typedef struct VARDESC VARDESC;
typedef struct VARIANT VARIANT;
typedef union BINDPTR BINDPTR;
typedef union CY CY;

typedef int32_t APTTYPE;
enum
{
    APTTYPE_CURRENT = -1,
    APTTYPE_STA = 0,
    APTTYPE_MTA = 1,
    APTTYPE_NA = 2,
    APTTYPE_MAINSTA = 3,
};

typedef int32_t APTTYPEQUALIFIER;
enum
{
    APTTYPEQUALIFIER_NONE = 0,
    APTTYPEQUALIFIER_IMPLICIT_MTA = 1,
    APTTYPEQUALIFIER_NA_ON_MTA = 2,
    APTTYPEQUALIFIER_NA_ON_STA = 3,
    APTTYPEQUALIFIER_NA_ON_IMPLICIT_MTA = 4,
    APTTYPEQUALIFIER_NA_ON_MAINSTA = 5,
    APTTYPEQUALIFIER_APPLICATION_STA = 6,
    APTTYPEQUALIFIER_RESERVED_1 = 7,
};

struct TYPEDESC
{
    __extension__ union
    {
        TYPEDESC *lptdesc;
        ARRAYDESC *lpadesc;
        uint32_t hreftype;
    };
    uint16_t vt;
};

struct SAFEARRAYBOUND
{
    uint32_t cElements;
    int32_t lLbound;
};

struct ARRAYDESC
{
    TYPEDESC tdescElem;
    uint16_t cDims;
    SAFEARRAYBOUND rgbounds[1];
};

typedef int32_t AgileReferenceOptions;
enum
{
    AGILEREFERENCE_DEFAULT = 0,
    AGILEREFERENCE_DELAYEDMARSHAL = 1,
};

union BINDPTR
{
    FUNCDESC *lpfuncdesc;
    VARDESC *lpvardesc;
    ITypeComp *lptcomp;
};

struct BIND_OPTS
{
    uint32_t cbStruct;
    uint32_t grfFlags;
    uint32_t grfMode;
    uint32_t dwTickCountDeadline;
};

typedef int32_t CALLCONV;
enum
{
    CC_FASTCALL = 0,
    CC_CDECL = 1,
    CC_MSCPASCAL = 2,
    CC_PASCAL = 2,
    CC_MACPASCAL = 3,
    CC_STDCALL = 4,
    CC_FPFASTCALL = 5,
    CC_SYSCALL = 6,
    CC_MPWCDECL = 7,
    CC_MPWPASCAL = 8,
    CC_MAX = 9,
};

typedef int32_t CALLTYPE;
enum
{
    CALLTYPE_TOPLEVEL = 1,
    CALLTYPE_NESTED = 2,
    CALLTYPE_ASYNC = 3,
    CALLTYPE_TOPLEVEL_CALLPENDING = 4,
    CALLTYPE_ASYNC_CALLPENDING = 5,
};

typedef GUID CATID;

struct CATEGORYINFO
{
    CATID catid;
    uint32_t lcid;
    uint16_t szDescription[128];
};

typedef uint32_t CLSCTX;
enum
{
    CLSCTX_INPROC_SERVER = 1,
    CLSCTX_INPROC_HANDLER = 2,
    CLSCTX_LOCAL_SERVER = 4,
    CLSCTX_INPROC_SERVER16 = 8,
    CLSCTX_REMOTE_SERVER = 16,
    CLSCTX_INPROC_HANDLER16 = 32,
    CLSCTX_RESERVED1 = 64,
    CLSCTX_RESERVED2 = 128,
    CLSCTX_RESERVED3 = 256,
    CLSCTX_RESERVED4 = 512,
    CLSCTX_NO_CODE_DOWNLOAD = 1024,
    CLSCTX_RESERVED5 = 2048,
    CLSCTX_NO_CUSTOM_MARSHAL = 4096,
    CLSCTX_ENABLE_CODE_DOWNLOAD = 8192,
    CLSCTX_NO_FAILURE_LOG = 16384,
    CLSCTX_DISABLE_AAA = 32768,
    CLSCTX_ENABLE_AAA = 65536,
    CLSCTX_FROM_DEFAULT_CONTEXT = 131072,
    CLSCTX_ACTIVATE_X86_SERVER = 262144,
    CLSCTX_ACTIVATE_32_BIT_SERVER = 262144,
    CLSCTX_ACTIVATE_64_BIT_SERVER = 524288,
    CLSCTX_ENABLE_CLOAKING = 1048576,
    CLSCTX_APPCONTAINER = 4194304,
    CLSCTX_ACTIVATE_AAA_AS_IU = 8388608,
    CLSCTX_RESERVED6 = 16777216,
    CLSCTX_ACTIVATE_ARM32_SERVER = 33554432,
    CLSCTX_ALLOW_LOWER_TRUST_REGISTRATION = 67108864,
    CLSCTX_SERVER_MUST_BE_EQUAL_OR_GREATER_PRIVILEGE = 134217728,
    CLSCTX_DO_NOT_ELEVATE_SERVER = 268435456,
    CLSCTX_PS_DLL = 0x80000000,
};

struct COAUTHIDENTITY
{
    uint16_t *User;
    uint32_t UserLength;
    uint16_t *Domain;
    uint32_t DomainLength;
    uint16_t *Password;
    uint32_t PasswordLength;
    uint32_t Flags;
};

struct COAUTHINFO
{
    uint32_t dwAuthnSvc;
    uint32_t dwAuthzSvc;
    OLECHAR *pwszServerPrincName;
    uint32_t dwAuthnLevel;
    uint32_t dwImpersonationLevel;
    COAUTHIDENTITY *pAuthIdentityData;
    uint32_t dwCapabilities;
};

typedef int32_t COINIT;
enum
{
    COINIT_APARTMENTTHREADED = 2,
    COINIT_MULTITHREADED = 0,
    COINIT_DISABLE_OLE1DDE = 4,
    COINIT_SPEED_OVER_MEMORY = 8,
};

struct CONNECTDATA
{
    IUnknown *pUnk;
    uint32_t dwCookie;
};

struct COSERVERINFO
{
    uint32_t dwReserved1;
    OLECHAR *pwszName;
    COAUTHINFO *pAuthInfo;
    uint32_t dwReserved2;
};

typedef uint32_t COWAIT_FLAGS;
enum
{
    COWAIT_DEFAULT = 0,
    COWAIT_WAITALL = 1,
    COWAIT_ALERTABLE = 2,
    COWAIT_INPUTAVAILABLE = 4,
    COWAIT_DISPATCH_CALLS = 8,
    COWAIT_DISPATCH_WINDOW_MESSAGES = 16,
};

typedef void *CO_MTA_USAGE_COOKIE;

typedef CUSTDATAITEM *LPCUSTDATAITEM;

struct CUSTDATA
{
    uint32_t cCustData;
    LPCUSTDATAITEM prgCustData;
};

union CY
{
    __extension__ struct
    {
        uint32_t Lo;
        int32_t Hi;
    };
    int64_t int64;
};

struct DECIMAL
{
    uint16_t wReserved;
    __extension__ union
    {
        __extension__ struct
        {
            uint8_t scale;
            uint8_t sign;
        };
        uint16_t signscale;
    };
    uint32_t Hi32;
    __extension__ union
    {
        __extension__ struct
        {
            uint32_t Lo32;
            uint32_t Mid32;
        };
        uint64_t Lo64;
    };
};

struct VARIANT
{
    __extension__ union
    {
        __extension__ struct
        {
            uint16_t vt;
            uint16_t wReserved1;
            uint16_t wReserved2;
            uint16_t wReserved3;
            __extension__ union
            {
                int64_t llVal;
                int32_t lVal;
                uint8_t bVal;
                int16_t iVal;
                float fltVal;
                double dblVal;
                VARIANT_BOOL boolVal;
                VARIANT_BOOL __OBSOLETE__VARIANT_BOOL;
                int32_t scode;
                CY cyVal;
                double date;
                BSTR bstrVal;
                IUnknown *punkVal;
                IDispatch *pdispVal;
                SAFEARRAY *parray;
                uint8_t *pbVal;
                int16_t *piVal;
                int32_t *plVal;
                int64_t *pllVal;
                float *pfltVal;
                double *pdblVal;
                VARIANT_BOOL *pboolVal;
                VARIANT_BOOL *__OBSOLETE__VARIANT_PBOOL;
                int32_t *pscode;
                CY *pcyVal;
                double *pdate;
                BSTR *pbstrVal;
                IUnknown **ppunkVal;
                IDispatch **ppdispVal;
                SAFEARRAY **pparray;
                VARIANT *pvarVal;
                void *byref;
                int8_t cVal;
                uint16_t uiVal;
                uint32_t ulVal;
                uint64_t ullVal;
                int32_t intVal;
                uint32_t uintVal;
                DECIMAL *pdecVal;
                int8_t *pcVal;
                uint16_t *puiVal;
                uint32_t *pulVal;
                uint64_t *pullVal;
                int32_t *pintVal;
                uint32_t *puintVal;
                __extension__ struct
                {
                    void *pvRecord;
                    IRecordInfo *pRecInfo;
                };
            };
        };
        DECIMAL decVal;
    };
};

struct CUSTDATAITEM
{
    GUID guid;
    VARIANT varValue;
};

typedef int32_t DESCKIND;
enum
{
    DESCKIND_NONE = 0,
    DESCKIND_FUNCDESC = 1,
    DESCKIND_VARDESC = 2,
    DESCKIND_TYPECOMP = 3,
    DESCKIND_IMPLICITAPPOBJ = 4,
    DESCKIND_MAX = 5,
};

struct DISPPARAMS
{
    VARIANT *rgvarg;
    int32_t *rgdispidNamedArgs;
    uint32_t cArgs;
    uint32_t cNamedArgs;
};

struct IDLDESC
{
    uintptr_t dwReserved;
    uint16_t wIDLFlags;
};

typedef PARAMDESCEX *LPPARAMDESCEX;

struct PARAMDESC
{
    LPPARAMDESCEX pparamdescex;
    uint16_t wParamFlags;
};

struct ELEMDESC
{
    TYPEDESC tdesc;
    __extension__ union
    {
        IDLDESC idldesc;
        PARAMDESC paramdesc;
    };
};

typedef int32_t EOLE_AUTHENTICATION_CAPABILITIES;
enum
{
    EOAC_NONE = 0,
    EOAC_MUTUAL_AUTH = 1,
    EOAC_STATIC_CLOAKING = 32,
    EOAC_DYNAMIC_CLOAKING = 64,
    EOAC_ANY_AUTHORITY = 128,
    EOAC_MAKE_FULLSIC = 256,
    EOAC_DEFAULT = 2048,
    EOAC_SECURE_REFS = 2,
    EOAC_ACCESS_CONTROL = 4,
    EOAC_APPID = 8,
    EOAC_DYNAMIC = 16,
    EOAC_REQUIRE_FULLSIC = 512,
    EOAC_AUTO_IMPERSONATE = 1024,
    EOAC_DISABLE_AAA = 4096,
    EOAC_NO_CUSTOM_MARSHAL = 8192,
    EOAC_RESERVED1 = 16384,
};

struct EXCEPINFO
{
    uint16_t wCode;
    uint16_t wReserved;
    BSTR bstrSource;
    BSTR bstrDescription;
    BSTR bstrHelpFile;
    uint32_t dwHelpContext;
    void *pvReserved;
    uint8_t *pfnDeferredFillIn;
    int32_t scode;
};

typedef int32_t EXTCONN;
enum
{
    EXTCONN_STRONG = 1,
    EXTCONN_WEAK = 2,
    EXTCONN_CALLABLE = 4,
};

struct FILETIME
{
    uint32_t dwLowDateTime;
    uint32_t dwHighDateTime;
};

typedef int32_t FUNCKIND;
enum
{
    FUNC_VIRTUAL = 0,
    FUNC_PUREVIRTUAL = 1,
    FUNC_NONVIRTUAL = 2,
    FUNC_STATIC = 3,
    FUNC_DISPATCH = 4,
};

typedef int32_t INVOKEKIND;
enum
{
    INVOKE_FUNC = 1,
    INVOKE_PROPERTYGET = 2,
    INVOKE_PROPERTYPUT = 4,
    INVOKE_PROPERTYPUTREF = 8,
};

struct FUNCDESC
{
    int32_t memid;
    int32_t *lprgscode;
    ELEMDESC *lprgelemdescParam;
    FUNCKIND funckind;
    INVOKEKIND invkind;
    CALLCONV callconv;
    int16_t cParams;
    int16_t cParamsOpt;
    int16_t oVft;
    int16_t cScodes;
    ELEMDESC elemdescFunc;
    uint16_t wFuncFlags;
};

typedef int32_t FUNCFLAGS;
enum
{
    FUNCFLAG_FRESTRICTED = 1,
    FUNCFLAG_FSOURCE = 2,
    FUNCFLAG_FBINDABLE = 4,
    FUNCFLAG_FREQUESTEDIT = 8,
    FUNCFLAG_FDISPLAYBIND = 16,
    FUNCFLAG_FDEFAULTBIND = 32,
    FUNCFLAG_FHIDDEN = 64,
    FUNCFLAG_FUSESGETLASTERROR = 128,
    FUNCFLAG_FDEFAULTCOLLELEM = 256,
    FUNCFLAG_FUIDEFAULT = 512,
    FUNCFLAG_FNONBROWSABLE = 1024,
    FUNCFLAG_FREPLACEABLE = 2048,
    FUNCFLAG_FIMMEDIATEBIND = 4096,
};

typedef void *HANDLE;

typedef void *HTASK;

DEFINE_GUID(IID_IUnknown, 0x00000000, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE QueryInterface(REFGUID riid, void **ppvObject) = 0;
    virtual uint32_t STDMETHODCALLTYPE AddRef() = 0;
    virtual uint32_t STDMETHODCALLTYPE Release() = 0;
};
OXCOM_UUID(IUnknown, 0x00000000, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
#define IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *QueryInterface)(T *This, REFGUID riid, void **ppvObject); \
    uint32_t (STDMETHODCALLTYPE *AddRef)(T *This); \
    uint32_t (STDMETHODCALLTYPE *Release)(T *This);
typedef struct IUnknownVtbl
{
    IUnknown_METHODS(IUnknown)
} IUnknownVtbl;
struct IUnknown
{
    const IUnknownVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IUnknown_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IUnknown_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IUnknown_Release(This) ((This)->lpVtbl->Release(This))
#endif
#endif

DEFINE_GUID(IID_IAgileObject, 0x94ea2b94, 0xe9cc, 0x49e0, 0xc0, 0xff, 0xee, 0x64, 0xca, 0x8f, 0x5b, 0x90);
#ifdef __cplusplus
struct IAgileObject : public IUnknown
{
};
OXCOM_UUID(IAgileObject, 0x94ea2b94, 0xe9cc, 0x49e0, 0xc0, 0xff, 0xee, 0x64, 0xca, 0x8f, 0x5b, 0x90)
#else
#define IAgileObject_METHODS(T) \
    IUnknown_METHODS(T)
typedef struct IAgileObjectVtbl
{
    IAgileObject_METHODS(IAgileObject)
} IAgileObjectVtbl;
struct IAgileObject
{
    const IAgileObjectVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IAgileObject_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IAgileObject_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IAgileObject_Release(This) ((This)->lpVtbl->Release(This))
#endif
#endif

DEFINE_GUID(IID_IAgileReference, 0xc03f6a43, 0x65a4, 0x9818, 0x98, 0x7e, 0xe0, 0xb8, 0x10, 0xd2, 0xa6, 0xf2);
#ifdef __cplusplus
struct IAgileReference : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE Resolve(REFGUID riid, void **ppvObjectReference) = 0;
};
OXCOM_UUID(IAgileReference, 0xc03f6a43, 0x65a4, 0x9818, 0x98, 0x7e, 0xe0, 0xb8, 0x10, 0xd2, 0xa6, 0xf2)
#else
#define IAgileReference_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *Resolve)(T *This, REFGUID riid, void **ppvObjectReference);
typedef struct IAgileReferenceVtbl
{
    IAgileReference_METHODS(IAgileReference)
} IAgileReferenceVtbl;
struct IAgileReference
{
    const IAgileReferenceVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IAgileReference_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IAgileReference_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IAgileReference_Release(This) ((This)->lpVtbl->Release(This))
#define IAgileReference_Resolve(This, a0, a1) ((This)->lpVtbl->Resolve(This, a0, a1))
#endif
#endif

DEFINE_GUID(IID_IBindCtx, 0x0000000e, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct IBindCtx : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE RegisterObjectBound(IUnknown *punk) = 0;
    virtual HRESULT STDMETHODCALLTYPE RevokeObjectBound(IUnknown *punk) = 0;
    virtual HRESULT STDMETHODCALLTYPE ReleaseBoundObjects() = 0;
    virtual HRESULT STDMETHODCALLTYPE SetBindOptions(BIND_OPTS *pbindopts) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetBindOptions(BIND_OPTS *pbindopts) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetRunningObjectTable(IRunningObjectTable **pprot) = 0;
    virtual HRESULT STDMETHODCALLTYPE RegisterObjectParam(const OLECHAR *pszKey, IUnknown *punk) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetObjectParam(const OLECHAR *pszKey, IUnknown **ppunk) = 0;
    virtual HRESULT STDMETHODCALLTYPE EnumObjectParam(IEnumString **ppenum) = 0;
    virtual HRESULT STDMETHODCALLTYPE RevokeObjectParam(const OLECHAR *pszKey) = 0;
};
OXCOM_UUID(IBindCtx, 0x0000000e, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
#define IBindCtx_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *RegisterObjectBound)(T *This, IUnknown *punk); \
    HRESULT (STDMETHODCALLTYPE *RevokeObjectBound)(T *This, IUnknown *punk); \
    HRESULT (STDMETHODCALLTYPE *ReleaseBoundObjects)(T *This); \
    HRESULT (STDMETHODCALLTYPE *SetBindOptions)(T *This, BIND_OPTS *pbindopts); \
    HRESULT (STDMETHODCALLTYPE *GetBindOptions)(T *This, BIND_OPTS *pbindopts); \
    HRESULT (STDMETHODCALLTYPE *GetRunningObjectTable)(T *This, IRunningObjectTable **pprot); \
    HRESULT (STDMETHODCALLTYPE *RegisterObjectParam)(T *This, const OLECHAR *pszKey, IUnknown *punk); \
    HRESULT (STDMETHODCALLTYPE *GetObjectParam)(T *This, const OLECHAR *pszKey, IUnknown **ppunk); \
    HRESULT (STDMETHODCALLTYPE *EnumObjectParam)(T *This, IEnumString **ppenum); \
    HRESULT (STDMETHODCALLTYPE *RevokeObjectParam)(T *This, const OLECHAR *pszKey);
typedef struct IBindCtxVtbl
{
    IBindCtx_METHODS(IBindCtx)
} IBindCtxVtbl;
struct IBindCtx
{
    const IBindCtxVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IBindCtx_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IBindCtx_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IBindCtx_Release(This) ((This)->lpVtbl->Release(This))
#define IBindCtx_RegisterObjectBound(This, a0) ((This)->lpVtbl->RegisterObjectBound(This, a0))
#define IBindCtx_RevokeObjectBound(This, a0) ((This)->lpVtbl->RevokeObjectBound(This, a0))
#define IBindCtx_ReleaseBoundObjects(This) ((This)->lpVtbl->ReleaseBoundObjects(This))
#define IBindCtx_SetBindOptions(This, a0) ((This)->lpVtbl->SetBindOptions(This, a0))
#define IBindCtx_GetBindOptions(This, a0) ((This)->lpVtbl->GetBindOptions(This, a0))
#define IBindCtx_GetRunningObjectTable(This, a0) ((This)->lpVtbl->GetRunningObjectTable(This, a0))
#define IBindCtx_RegisterObjectParam(This, a0, a1) ((This)->lpVtbl->RegisterObjectParam(This, a0, a1))
#define IBindCtx_GetObjectParam(This, a0, a1) ((This)->lpVtbl->GetObjectParam(This, a0, a1))
#define IBindCtx_EnumObjectParam(This, a0) ((This)->lpVtbl->EnumObjectParam(This, a0))
#define IBindCtx_RevokeObjectParam(This, a0) ((This)->lpVtbl->RevokeObjectParam(This, a0))
#endif
#endif

DEFINE_GUID(IID_ICallFactory, 0x1c733a30, 0x2a1c, 0x11ce, 0xad, 0xe5, 0x00, 0xaa, 0x00, 0x44, 0x77, 0x3d);
#ifdef __cplusplus
struct ICallFactory : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE CreateCall(REFGUID riid, IUnknown *pCtrlUnk, REFGUID riid2, void **ppv) = 0;
};
OXCOM_UUID(ICallFactory, 0x1c733a30, 0x2a1c, 0x11ce, 0xad, 0xe5, 0x00, 0xaa, 0x00, 0x44, 0x77, 0x3d)
#else
#define ICallFactory_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *CreateCall)(T *This, REFGUID riid, IUnknown *pCtrlUnk, REFGUID riid2, void **ppv);
typedef struct ICallFactoryVtbl
{
    ICallFactory_METHODS(ICallFactory)
} ICallFactoryVtbl;
struct ICallFactory
{
    const ICallFactoryVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define ICallFactory_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define ICallFactory_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define ICallFactory_Release(This) ((This)->lpVtbl->Release(This))
#define ICallFactory_CreateCall(This, a0, a1, a2, a3) ((This)->lpVtbl->CreateCall(This, a0, a1, a2, a3))
#endif
#endif

DEFINE_GUID(IID_ICancelMethodCalls, 0x00000029, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct ICancelMethodCalls : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE Cancel(uint32_t ulSeconds) = 0;
    virtual HRESULT STDMETHODCALLTYPE TestCancel() = 0;
};
OXCOM_UUID(ICancelMethodCalls, 0x00000029, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
#define ICancelMethodCalls_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *Cancel)(T *This, uint32_t ulSeconds); \
    HRESULT (STDMETHODCALLTYPE *TestCancel)(T *This);
typedef struct ICancelMethodCallsVtbl
{
    ICancelMethodCalls_METHODS(ICancelMethodCalls)
} ICancelMethodCallsVtbl;
struct ICancelMethodCalls
{
    const ICancelMethodCallsVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define ICancelMethodCalls_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define ICancelMethodCalls_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define ICancelMethodCalls_Release(This) ((This)->lpVtbl->Release(This))
#define ICancelMethodCalls_Cancel(This, a0) ((This)->lpVtbl->Cancel(This, a0))
#define ICancelMethodCalls_TestCancel(This) ((This)->lpVtbl->TestCancel(This))
#endif
#endif

typedef GUID *REFCATID;

DEFINE_GUID(IID_ICatInformation, 0x0002e013, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct ICatInformation : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE EnumCategories(uint32_t lcid, IEnumCATEGORYINFO **ppenumCategoryInfo) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetCategoryDesc(REFCATID rcatid, uint32_t lcid, OLECHAR **pszDesc) = 0;
    virtual HRESULT STDMETHODCALLTYPE EnumClassesOfCategories(uint32_t cImplemented, CATID *rgcatidImpl, uint32_t cRequired, CATID *rgcatidReq, IEnumGUID **ppenumClsid) = 0;
    virtual HRESULT STDMETHODCALLTYPE IsClassOfCategories(REFGUID rclsid, uint32_t cImplemented, CATID *rgcatidImpl, uint32_t cRequired, CATID *rgcatidReq) = 0;
    virtual HRESULT STDMETHODCALLTYPE EnumImplCategoriesOfClass(REFGUID rclsid, IEnumGUID **ppenumCatid) = 0;
    virtual HRESULT STDMETHODCALLTYPE EnumReqCategoriesOfClass(REFGUID rclsid, IEnumGUID **ppenumCatid) = 0;
};
OXCOM_UUID(ICatInformation, 0x0002e013, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
#define ICatInformation_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *EnumCategories)(T *This, uint32_t lcid, IEnumCATEGORYINFO **ppenumCategoryInfo); \
    HRESULT (STDMETHODCALLTYPE *GetCategoryDesc)(T *This, REFCATID rcatid, uint32_t lcid, OLECHAR **pszDesc); \
    HRESULT (STDMETHODCALLTYPE *EnumClassesOfCategories)(T *This, uint32_t cImplemented, CATID *rgcatidImpl, uint32_t cRequired, CATID *rgcatidReq, IEnumGUID **ppenumClsid); \
    HRESULT (STDMETHODCALLTYPE *IsClassOfCategories)(T *This, REFGUID rclsid, uint32_t cImplemented, CATID *rgcatidImpl, uint32_t cRequired, CATID *rgcatidReq); \
    HRESULT (STDMETHODCALLTYPE *EnumImplCategoriesOfClass)(T *This, REFGUID rclsid, IEnumGUID **ppenumCatid); \
    HRESULT (STDMETHODCALLTYPE *EnumReqCategoriesOfClass)(T *This, REFGUID rclsid, IEnumGUID **ppenumCatid);
typedef struct ICatInformationVtbl
{
    ICatInformation_METHODS(ICatInformation)
} ICatInformationVtbl;
struct ICatInformation
{
    const ICatInformationVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define ICatInformation_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define ICatInformation_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define ICatInformation_Release(This) ((This)->lpVtbl->Release(This))
#define ICatInformation_EnumCategories(This, a0, a1) ((This)->lpVtbl->EnumCategories(This, a0, a1))
#define ICatInformation_GetCategoryDesc(This, a0, a1, a2) ((This)->lpVtbl->GetCategoryDesc(This, a0, a1, a2))
#define ICatInformation_EnumClassesOfCategories(This, a0, a1, a2, a3, a4) ((This)->lpVtbl->EnumClassesOfCategories(This, a0, a1, a2, a3, a4))
#define ICatInformation_IsClassOfCategories(This, a0, a1, a2, a3, a4) ((This)->lpVtbl->IsClassOfCategories(This, a0, a1, a2, a3, a4))
#define ICatInformation_EnumImplCategoriesOfClass(This, a0, a1) ((This)->lpVtbl->EnumImplCategoriesOfClass(This, a0, a1))
#define ICatInformation_EnumReqCategoriesOfClass(This, a0, a1) ((This)->lpVtbl->EnumReqCategoriesOfClass(This, a0, a1))
#endif
#endif

DEFINE_GUID(IID_ICatRegister, 0x0002e012, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct ICatRegister : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE RegisterCategories(uint32_t cCategories, CATEGORYINFO *rgCategoryInfo) = 0;
    virtual HRESULT STDMETHODCALLTYPE UnRegisterCategories(uint32_t cCategories, CATID *rgcatid) = 0;
    virtual HRESULT STDMETHODCALLTYPE RegisterClassImplCategories(REFGUID rclsid, uint32_t cCategories, CATID *rgcatid) = 0;
    virtual HRESULT STDMETHODCALLTYPE UnRegisterClassImplCategories(REFGUID rclsid, uint32_t cCategories, CATID *rgcatid) = 0;
    virtual HRESULT STDMETHODCALLTYPE RegisterClassReqCategories(REFGUID rclsid, uint32_t cCategories, CATID *rgcatid) = 0;
    virtual HRESULT STDMETHODCALLTYPE UnRegisterClassReqCategories(REFGUID rclsid, uint32_t cCategories, CATID *rgcatid) = 0;
};
OXCOM_UUID(ICatRegister, 0x0002e012, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
#define ICatRegister_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *RegisterCategories)(T *This, uint32_t cCategories, CATEGORYINFO *rgCategoryInfo); \
    HRESULT (STDMETHODCALLTYPE *UnRegisterCategories)(T *This, uint32_t cCategories, CATID *rgcatid); \
    HRESULT (STDMETHODCALLTYPE *RegisterClassImplCategories)(T *This, REFGUID rclsid, uint32_t cCategories, CATID *rgcatid); \
    HRESULT (STDMETHODCALLTYPE *UnRegisterClassImplCategories)(T *This, REFGUID rclsid, uint32_t cCategories, CATID *rgcatid); \
    HRESULT (STDMETHODCALLTYPE *RegisterClassReqCategories)(T *This, REFGUID rclsid, uint32_t cCategories, CATID *rgcatid); \
    HRESULT (STDMETHODCALLTYPE *UnRegisterClassReqCategories)(T *This, REFGUID rclsid, uint32_t cCategories, CATID *rgcatid);
typedef struct ICatRegisterVtbl
{
    ICatRegister_METHODS(ICatRegister)
} ICatRegisterVtbl;
struct ICatRegister
{
    const ICatRegisterVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define ICatRegister_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define ICatRegister_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define ICatRegister_Release(This) ((This)->lpVtbl->Release(This))
#define ICatRegister_RegisterCategories(This, a0, a1) ((This)->lpVtbl->RegisterCategories(This, a0, a1))
#define ICatRegister_UnRegisterCategories(This, a0, a1) ((This)->lpVtbl->UnRegisterCategories(This, a0, a1))
#define ICatRegister_RegisterClassImplCategories(This, a0, a1, a2) ((This)->lpVtbl->RegisterClassImplCategories(This, a0, a1, a2))
#define ICatRegister_UnRegisterClassImplCategories(This, a0, a1, a2) ((This)->lpVtbl->UnRegisterClassImplCategories(This, a0, a1, a2))
#define ICatRegister_RegisterClassReqCategories(This, a0, a1, a2) ((This)->lpVtbl->RegisterClassReqCategories(This, a0, a1, a2))
#define ICatRegister_UnRegisterClassReqCategories(This, a0, a1, a2) ((This)->lpVtbl->UnRegisterClassReqCategories(This, a0, a1, a2))
#endif
#endif

DEFINE_GUID(IID_IClassFactory, 0x00000001, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct IClassFactory : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE CreateInstance(IUnknown *pUnkOuter, REFGUID riid, void **ppvObject) = 0;
    virtual HRESULT STDMETHODCALLTYPE LockServer(int32_t fLock) = 0;
};
OXCOM_UUID(IClassFactory, 0x00000001, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
#define IClassFactory_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *CreateInstance)(T *This, IUnknown *pUnkOuter, REFGUID riid, void **ppvObject); \
    HRESULT (STDMETHODCALLTYPE *LockServer)(T *This, int32_t fLock);
typedef struct IClassFactoryVtbl
{
    IClassFactory_METHODS(IClassFactory)
} IClassFactoryVtbl;
struct IClassFactory
{
    const IClassFactoryVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IClassFactory_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IClassFactory_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IClassFactory_Release(This) ((This)->lpVtbl->Release(This))
#define IClassFactory_CreateInstance(This, a0, a1, a2) ((This)->lpVtbl->CreateInstance(This, a0, a1, a2))
#define IClassFactory_LockServer(This, a0) ((This)->lpVtbl->LockServer(This, a0))
#endif
#endif

DEFINE_GUID(IID_IClientSecurity, 0x0000013d, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct IClientSecurity : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE QueryBlanket(IUnknown *pProxy, uint32_t *pAuthnSvc, uint32_t *pAuthzSvc, uint16_t **pServerPrincName, uint32_t *pAuthnLevel, uint32_t *pImpLevel, void **pAuthInfo, uint32_t *pCapabilites) = 0;
    virtual HRESULT STDMETHODCALLTYPE SetBlanket(IUnknown *pProxy, uint32_t dwAuthnSvc, uint32_t dwAuthzSvc, uint16_t *pServerPrincName, uint32_t dwAuthnLevel, uint32_t dwImpLevel, void *pAuthInfo, uint32_t dwCapabilities) = 0;
    virtual HRESULT STDMETHODCALLTYPE CopyProxy(IUnknown *pProxy, IUnknown **ppCopy) = 0;
};
OXCOM_UUID(IClientSecurity, 0x0000013d, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
#define IClientSecurity_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *QueryBlanket)(T *This, IUnknown *pProxy, uint32_t *pAuthnSvc, uint32_t *pAuthzSvc, uint16_t **pServerPrincName, uint32_t *pAuthnLevel, uint32_t *pImpLevel, void **pAuthInfo, uint32_t *pCapabilites); \
    HRESULT (STDMETHODCALLTYPE *SetBlanket)(T *This, IUnknown *pProxy, uint32_t dwAuthnSvc, uint32_t dwAuthzSvc, uint16_t *pServerPrincName, uint32_t dwAuthnLevel, uint32_t dwImpLevel, void *pAuthInfo, uint32_t dwCapabilities); \
    HRESULT (STDMETHODCALLTYPE *CopyProxy)(T *This, IUnknown *pProxy, IUnknown **ppCopy);
typedef struct IClientSecurityVtbl
{
    IClientSecurity_METHODS(IClientSecurity)
} IClientSecurityVtbl;
struct IClientSecurity
{
    const IClientSecurityVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IClientSecurity_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IClientSecurity_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IClientSecurity_Release(This) ((This)->lpVtbl->Release(This))
#define IClientSecurity_QueryBlanket(This, a0, a1, a2, a3, a4, a5, a6, a7) ((This)->lpVtbl->QueryBlanket(This, a0, a1, a2, a3, a4, a5, a6, a7))
#define IClientSecurity_SetBlanket(This, a0, a1, a2, a3, a4, a5, a6, a7) ((This)->lpVtbl->SetBlanket(This, a0, a1, a2, a3, a4, a5, a6, a7))
#define IClientSecurity_CopyProxy(This, a0, a1) ((This)->lpVtbl->CopyProxy(This, a0, a1))
#endif
#endif

typedef int32_t THDTYPE;
enum
{
    THDTYPE_BLOCKMESSAGES = 0,
    THDTYPE_PROCESSMESSAGES = 1,
};

DEFINE_GUID(IID_IComThreadingInfo, 0x000001ce, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct IComThreadingInfo : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE GetCurrentApartmentType(APTTYPE *pAptType) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetCurrentThreadType(THDTYPE *pThreadType) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetCurrentLogicalThreadId(GUID *pguidLogicalThreadId) = 0;
    virtual HRESULT STDMETHODCALLTYPE SetCurrentLogicalThreadId(REFGUID rguid) = 0;
};
OXCOM_UUID(IComThreadingInfo, 0x000001ce, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
#define IComThreadingInfo_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *GetCurrentApartmentType)(T *This, APTTYPE *pAptType); \
    HRESULT (STDMETHODCALLTYPE *GetCurrentThreadType)(T *This, THDTYPE *pThreadType); \
    HRESULT (STDMETHODCALLTYPE *GetCurrentLogicalThreadId)(T *This, GUID *pguidLogicalThreadId); \
    HRESULT (STDMETHODCALLTYPE *SetCurrentLogicalThreadId)(T *This, REFGUID rguid);
typedef struct IComThreadingInfoVtbl
{
    IComThreadingInfo_METHODS(IComThreadingInfo)
} IComThreadingInfoVtbl;
struct IComThreadingInfo
{
    const IComThreadingInfoVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IComThreadingInfo_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IComThreadingInfo_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IComThreadingInfo_Release(This) ((This)->lpVtbl->Release(This))
#define IComThreadingInfo_GetCurrentApartmentType(This, a0) ((This)->lpVtbl->GetCurrentApartmentType(This, a0))
#define IComThreadingInfo_GetCurrentThreadType(This, a0) ((This)->lpVtbl->GetCurrentThreadType(This, a0))
#define IComThreadingInfo_GetCurrentLogicalThreadId(This, a0) ((This)->lpVtbl->GetCurrentLogicalThreadId(This, a0))
#define IComThreadingInfo_SetCurrentLogicalThreadId(This, a0) ((This)->lpVtbl->SetCurrentLogicalThreadId(This, a0))
#endif
#endif

DEFINE_GUID(IID_IConnectionPoint, 0xb196b286, 0xbab4, 0x101a, 0xb6, 0x9c, 0x00, 0xaa, 0x00, 0x34, 0x1d, 0x07);
#ifdef __cplusplus
struct IConnectionPoint : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE GetConnectionInterface(GUID *pIID) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetConnectionPointContainer(IConnectionPointContainer **ppCPC) = 0;
    virtual HRESULT STDMETHODCALLTYPE Advise(IUnknown *pUnkSink, uint32_t *pdwCookie) = 0;
    virtual HRESULT STDMETHODCALLTYPE Unadvise(uint32_t dwCookie) = 0;
    virtual HRESULT STDMETHODCALLTYPE EnumConnections(IEnumConnections **ppEnum) = 0;
};
OXCOM_UUID(IConnectionPoint, 0xb196b286, 0xbab4, 0x101a, 0xb6, 0x9c, 0x00, 0xaa, 0x00, 0x34, 0x1d, 0x07)
#else
#define IConnectionPoint_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *GetConnectionInterface)(T *This, GUID *pIID); \
    HRESULT (STDMETHODCALLTYPE *GetConnectionPointContainer)(T *This, IConnectionPointContainer **ppCPC); \
    HRESULT (STDMETHODCALLTYPE *Advise)(T *This, IUnknown *pUnkSink, uint32_t *pdwCookie); \
    HRESULT (STDMETHODCALLTYPE *Unadvise)(T *This, uint32_t dwCookie); \
    HRESULT (STDMETHODCALLTYPE *EnumConnections)(T *This, IEnumConnections **ppEnum);
typedef struct IConnectionPointVtbl
{
    IConnectionPoint_METHODS(IConnectionPoint)
} IConnectionPointVtbl;
struct IConnectionPoint
{
    const IConnectionPointVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IConnectionPoint_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IConnectionPoint_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IConnectionPoint_Release(This) ((This)->lpVtbl->Release(This))
#define IConnectionPoint_GetConnectionInterface(This, a0) ((This)->lpVtbl->GetConnectionInterface(This, a0))
#define IConnectionPoint_GetConnectionPointContainer(This, a0) ((This)->lpVtbl->GetConnectionPointContainer(This, a0))
#define IConnectionPoint_Advise(This, a0, a1) ((This)->lpVtbl->Advise(This, a0, a1))
#define IConnectionPoint_Unadvise(This, a0) ((This)->lpVtbl->Unadvise(This, a0))
#define IConnectionPoint_EnumConnections(This, a0) ((This)->lpVtbl->EnumConnections(This, a0))
#endif
#endif

DEFINE_GUID(IID_IConnectionPointContainer, 0xb196b284, 0xbab4, 0x101a, 0xb6, 0x9c, 0x00, 0xaa, 0x00, 0x34, 0x1d, 0x07);
#ifdef __cplusplus
struct IConnectionPointContainer : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE EnumConnectionPoints(IEnumConnectionPoints **ppEnum) = 0;
    virtual HRESULT STDMETHODCALLTYPE FindConnectionPoint(REFGUID riid, IConnectionPoint **ppCP) = 0;
};
OXCOM_UUID(IConnectionPointContainer, 0xb196b284, 0xbab4, 0x101a, 0xb6, 0x9c, 0x00, 0xaa, 0x00, 0x34, 0x1d, 0x07)
#else
#define IConnectionPointContainer_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *EnumConnectionPoints)(T *This, IEnumConnectionPoints **ppEnum); \
    HRESULT (STDMETHODCALLTYPE *FindConnectionPoint)(T *This, REFGUID riid, IConnectionPoint **ppCP);
typedef struct IConnectionPointContainerVtbl
{
    IConnectionPointContainer_METHODS(IConnectionPointContainer)
} IConnectionPointContainerVtbl;
struct IConnectionPointContainer
{
    const IConnectionPointContainerVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IConnectionPointContainer_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IConnectionPointContainer_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IConnectionPointContainer_Release(This) ((This)->lpVtbl->Release(This))
#define IConnectionPointContainer_EnumConnectionPoints(This, a0) ((This)->lpVtbl->EnumConnectionPoints(This, a0))
#define IConnectionPointContainer_FindConnectionPoint(This, a0, a1) ((This)->lpVtbl->FindConnectionPoint(This, a0, a1))
#endif
#endif

DEFINE_GUID(IID_ICreateErrorInfo, 0x22f03340, 0x547d, 0x101b, 0x8e, 0x65, 0x08, 0x00, 0x2b, 0x2b, 0xd1, 0x19);
#ifdef __cplusplus
struct ICreateErrorInfo : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE SetGUID(REFGUID rguid) = 0;
    virtual HRESULT STDMETHODCALLTYPE SetSource(const OLECHAR *szSource) = 0;
    virtual HRESULT STDMETHODCALLTYPE SetDescription(const OLECHAR *szDescription) = 0;
    virtual HRESULT STDMETHODCALLTYPE SetHelpFile(const OLECHAR *szHelpFile) = 0;
    virtual HRESULT STDMETHODCALLTYPE SetHelpContext(uint32_t dwHelpContext) = 0;
};
OXCOM_UUID(ICreateErrorInfo, 0x22f03340, 0x547d, 0x101b, 0x8e, 0x65, 0x08, 0x00, 0x2b, 0x2b, 0xd1, 0x19)
#else
#define ICreateErrorInfo_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *SetGUID)(T *This, REFGUID rguid); \
    HRESULT (STDMETHODCALLTYPE *SetSource)(T *This, const OLECHAR *szSource); \
    HRESULT (STDMETHODCALLTYPE *SetDescription)(T *This, const OLECHAR *szDescription); \
    HRESULT (STDMETHODCALLTYPE *SetHelpFile)(T *This, const OLECHAR *szHelpFile); \
    HRESULT (STDMETHODCALLTYPE *SetHelpContext)(T *This, uint32_t dwHelpContext);
typedef struct ICreateErrorInfoVtbl
{
    ICreateErrorInfo_METHODS(ICreateErrorInfo)
} ICreateErrorInfoVtbl;
struct ICreateErrorInfo
{
    const ICreateErrorInfoVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define ICreateErrorInfo_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define ICreateErrorInfo_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define ICreateErrorInfo_Release(This) ((This)->lpVtbl->Release(This))
#define ICreateErrorInfo_SetGUID(This, a0) ((This)->lpVtbl->SetGUID(This, a0))
#define ICreateErrorInfo_SetSource(This, a0) ((This)->lpVtbl->SetSource(This, a0))
#define ICreateErrorInfo_SetDescription(This, a0) ((This)->lpVtbl->SetDescription(This, a0))
#define ICreateErrorInfo_SetHelpFile(This, a0) ((This)->lpVtbl->SetHelpFile(This, a0))
#define ICreateErrorInfo_SetHelpContext(This, a0) ((This)->lpVtbl->SetHelpContext(This, a0))
#endif
#endif

typedef int32_t TYPEKIND;
enum
{
    TKIND_ENUM = 0,
    TKIND_RECORD = 1,
    TKIND_MODULE = 2,
    TKIND_INTERFACE = 3,
    TKIND_DISPATCH = 4,
    TKIND_COCLASS = 5,
    TKIND_ALIAS = 6,
    TKIND_UNION = 7,
    TKIND_MAX = 8,
};

DEFINE_GUID(IID_ICreateTypeLib, 0x00020406, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct ICreateTypeLib : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE CreateTypeInfo(const OLECHAR *szName, TYPEKIND tkind, ICreateTypeInfo **ppCTInfo) = 0;
    virtual HRESULT STDMETHODCALLTYPE SetName(const OLECHAR *szName) = 0;
    virtual HRESULT STDMETHODCALLTYPE SetVersion(uint16_t wMajorVerNum, uint16_t wMinorVerNum) = 0;
    virtual HRESULT STDMETHODCALLTYPE SetGuid(REFGUID guid) = 0;
    virtual HRESULT STDMETHODCALLTYPE SetDocString(const OLECHAR *szDoc) = 0;
    virtual HRESULT STDMETHODCALLTYPE SetHelpFileName(const OLECHAR *szHelpFileName) = 0;
    virtual HRESULT STDMETHODCALLTYPE SetHelpContext(uint32_t dwHelpContext) = 0;
    virtual HRESULT STDMETHODCALLTYPE SetLcid(uint32_t lcid) = 0;
    virtual HRESULT STDMETHODCALLTYPE SetLibFlags(uint32_t uLibFlags) = 0;
    virtual HRESULT STDMETHODCALLTYPE SaveAllChanges() = 0;
};
OXCOM_UUID(ICreateTypeLib, 0x00020406, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
#define ICreateTypeLib_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *CreateTypeInfo)(T *This, const OLECHAR *szName, TYPEKIND tkind, ICreateTypeInfo **ppCTInfo); \
    HRESULT (STDMETHODCALLTYPE *SetName)(T *This, const OLECHAR *szName); \
    HRESULT (STDMETHODCALLTYPE *SetVersion)(T *This, uint16_t wMajorVerNum, uint16_t wMinorVerNum); \
    HRESULT (STDMETHODCALLTYPE *SetGuid)(T *This, REFGUID guid); \
    HRESULT (STDMETHODCALLTYPE *SetDocString)(T *This, const OLECHAR *szDoc); \
    HRESULT (STDMETHODCALLTYPE *SetHelpFileName)(T *This, const OLECHAR *szHelpFileName); \
    HRESULT (STDMETHODCALLTYPE *SetHelpContext)(T *This, uint32_t dwHelpContext); \
    HRESULT (STDMETHODCALLTYPE *SetLcid)(T *This, uint32_t lcid); \
    HRESULT (STDMETHODCALLTYPE *SetLibFlags)(T *This, uint32_t uLibFlags); \
    HRESULT (STDMETHODCALLTYPE *SaveAllChanges)(T *This);
typedef struct ICreateTypeLibVtbl
{
    ICreateTypeLib_METHODS(ICreateTypeLib)
} ICreateTypeLibVtbl;
struct ICreateTypeLib
{
    const ICreateTypeLibVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define ICreateTypeLib_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define ICreateTypeLib_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define ICreateTypeLib_Release(This) ((This)->lpVtbl->Release(This))
#define ICreateTypeLib_CreateTypeInfo(This, a0, a1, a2) ((This)->lpVtbl->CreateTypeInfo(This, a0, a1, a2))
#define ICreateTypeLib_SetName(This, a0) ((This)->lpVtbl->SetName(This, a0))
#define ICreateTypeLib_SetVersion(This, a0, a1) ((This)->lpVtbl->SetVersion(This, a0, a1))
#define ICreateTypeLib_SetGuid(This, a0) ((This)->lpVtbl->SetGuid(This, a0))
#define ICreateTypeLib_SetDocString(This, a0) ((This)->lpVtbl->SetDocString(This, a0))
#define ICreateTypeLib_SetHelpFileName(This, a0) ((This)->lpVtbl->SetHelpFileName(This, a0))
#define ICreateTypeLib_SetHelpContext(This, a0) ((This)->lpVtbl->SetHelpContext(This, a0))
#define ICreateTypeLib_SetLcid(This, a0) ((This)->lpVtbl->SetLcid(This, a0))
#define ICreateTypeLib_SetLibFlags(This, a0) ((This)->lpVtbl->SetLibFlags(This, a0))
#define ICreateTypeLib_SaveAllChanges(This) ((This)->lpVtbl->SaveAllChanges(This))
#endif
#endif

DEFINE_GUID(IID_IDispatch, 0x00020400, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct IDispatch : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE GetTypeInfoCount(uint32_t *pctinfo) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetTypeInfo(uint32_t iTInfo, uint32_t lcid, ITypeInfo **ppTInfo) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetIDsOfNames(REFGUID riid, OLECHAR **rgszNames, uint32_t cNames, uint32_t lcid, int32_t *rgDispId) = 0;
    virtual HRESULT STDMETHODCALLTYPE Invoke(int32_t dispIdMember, REFGUID riid, uint32_t lcid, uint16_t wFlags, DISPPARAMS *pDispParams, VARIANT *pVarResult, EXCEPINFO *pExcepInfo, uint32_t *puArgErr) = 0;
};
OXCOM_UUID(IDispatch, 0x00020400, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
#define IDispatch_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *GetTypeInfoCount)(T *This, uint32_t *pctinfo); \
    HRESULT (STDMETHODCALLTYPE *GetTypeInfo)(T *This, uint32_t iTInfo, uint32_t lcid, ITypeInfo **ppTInfo); \
    HRESULT (STDMETHODCALLTYPE *GetIDsOfNames)(T *This, REFGUID riid, OLECHAR **rgszNames, uint32_t cNames, uint32_t lcid, int32_t *rgDispId); \
    HRESULT (STDMETHODCALLTYPE *Invoke)(T *This, int32_t dispIdMember, REFGUID riid, uint32_t lcid, uint16_t wFlags, DISPPARAMS *pDispParams, VARIANT *pVarResult, EXCEPINFO *pExcepInfo, uint32_t *puArgErr);
typedef struct IDispatchVtbl
{
    IDispatch_METHODS(IDispatch)
} IDispatchVtbl;
struct IDispatch
{
    const IDispatchVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IDispatch_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IDispatch_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IDispatch_Release(This) ((This)->lpVtbl->Release(This))
#define IDispatch_GetTypeInfoCount(This, a0) ((This)->lpVtbl->GetTypeInfoCount(This, a0))
#define IDispatch_GetTypeInfo(This, a0, a1, a2) ((This)->lpVtbl->GetTypeInfo(This, a0, a1, a2))
#define IDispatch_GetIDsOfNames(This, a0, a1, a2, a3, a4) ((This)->lpVtbl->GetIDsOfNames(This, a0, a1, a2, a3, a4))
#define IDispatch_Invoke(This, a0, a1, a2, a3, a4, a5, a6, a7) ((This)->lpVtbl->Invoke(This, a0, a1, a2, a3, a4, a5, a6, a7))
#endif
#endif

DEFINE_GUID(IID_IDispatchEx, 0xa6ef9860, 0xc720, 0x11d0, 0x93, 0x37, 0x00, 0xa0, 0xc9, 0x0d, 0xca, 0xa9);
#ifdef __cplusplus
struct IDispatchEx : public IDispatch
{
    virtual HRESULT STDMETHODCALLTYPE GetDispID(BSTR bstrName, uint32_t grfdex, int32_t *pid) = 0;
    virtual HRESULT STDMETHODCALLTYPE InvokeEx(int32_t id, uint32_t lcid, uint16_t wFlags, DISPPARAMS *pdp, VARIANT *pvarRes, EXCEPINFO *pei, IServiceProvider *pspCaller) = 0;
    virtual HRESULT STDMETHODCALLTYPE DeleteMemberByName(BSTR bstrName, uint32_t grfdex) = 0;
    virtual HRESULT STDMETHODCALLTYPE DeleteMemberByDispID(int32_t id) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetMemberProperties(int32_t id, uint32_t grfdexFetch, uint32_t *pgrfdex) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetMemberName(int32_t id, BSTR *pbstrName) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetNextDispID(uint32_t grfdex, int32_t id, int32_t *pid) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetNameSpaceParent(IUnknown **ppunk) = 0;
};
OXCOM_UUID(IDispatchEx, 0xa6ef9860, 0xc720, 0x11d0, 0x93, 0x37, 0x00, 0xa0, 0xc9, 0x0d, 0xca, 0xa9)
OXCOM_BASE(IDispatchEx, IDispatch)
#else
#define IDispatchEx_METHODS(T) \
    IDispatch_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *GetDispID)(T *This, BSTR bstrName, uint32_t grfdex, int32_t *pid); \
    HRESULT (STDMETHODCALLTYPE *InvokeEx)(T *This, int32_t id, uint32_t lcid, uint16_t wFlags, DISPPARAMS *pdp, VARIANT *pvarRes, EXCEPINFO *pei, IServiceProvider *pspCaller); \
    HRESULT (STDMETHODCALLTYPE *DeleteMemberByName)(T *This, BSTR bstrName, uint32_t grfdex); \
    HRESULT (STDMETHODCALLTYPE *DeleteMemberByDispID)(T *This, int32_t id); \
    HRESULT (STDMETHODCALLTYPE *GetMemberProperties)(T *This, int32_t id, uint32_t grfdexFetch, uint32_t *pgrfdex); \
    HRESULT (STDMETHODCALLTYPE *GetMemberName)(T *This, int32_t id, BSTR *pbstrName); \
    HRESULT (STDMETHODCALLTYPE *GetNextDispID)(T *This, uint32_t grfdex, int32_t id, int32_t *pid); \
    HRESULT (STDMETHODCALLTYPE *GetNameSpaceParent)(T *This, IUnknown **ppunk);
typedef struct IDispatchExVtbl
{
    IDispatchEx_METHODS(IDispatchEx)
} IDispatchExVtbl;
struct IDispatchEx
{
    const IDispatchExVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IDispatchEx_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IDispatchEx_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IDispatchEx_Release(This) ((This)->lpVtbl->Release(This))
#define IDispatchEx_GetTypeInfoCount(This, a0) ((This)->lpVtbl->GetTypeInfoCount(This, a0))
#define IDispatchEx_GetTypeInfo(This, a0, a1, a2) ((This)->lpVtbl->GetTypeInfo(This, a0, a1, a2))
#define IDispatchEx_GetIDsOfNames(This, a0, a1, a2, a3, a4) ((This)->lpVtbl->GetIDsOfNames(This, a0, a1, a2, a3, a4))
#define IDispatchEx_Invoke(This, a0, a1, a2, a3, a4, a5, a6, a7) ((This)->lpVtbl->Invoke(This, a0, a1, a2, a3, a4, a5, a6, a7))
#define IDispatchEx_GetDispID(This, a0, a1, a2) ((This)->lpVtbl->GetDispID(This, a0, a1, a2))
#define IDispatchEx_InvokeEx(This, a0, a1, a2, a3, a4, a5, a6) ((This)->lpVtbl->InvokeEx(This, a0, a1, a2, a3, a4, a5, a6))
#define IDispatchEx_DeleteMemberByName(This, a0, a1) ((This)->lpVtbl->DeleteMemberByName(This, a0, a1))
#define IDispatchEx_DeleteMemberByDispID(This, a0) ((This)->lpVtbl->DeleteMemberByDispID(This, a0))
#define IDispatchEx_GetMemberProperties(This, a0, a1, a2) ((This)->lpVtbl->GetMemberProperties(This, a0, a1, a2))
#define IDispatchEx_GetMemberName(This, a0, a1) ((This)->lpVtbl->GetMemberName(This, a0, a1))
#define IDispatchEx_GetNextDispID(This, a0, a1, a2) ((This)->lpVtbl->GetNextDispID(This, a0, a1, a2))
#define IDispatchEx_GetNameSpaceParent(This, a0) ((This)->lpVtbl->GetNameSpaceParent(This, a0))
#endif
#endif

DEFINE_GUID(IID_IEnumConnectionPoints, 0xb196b285, 0xbab4, 0x101a, 0xb6, 0x9c, 0x00, 0xaa, 0x00, 0x34, 0x1d, 0x07);
#ifdef __cplusplus
struct IEnumConnectionPoints : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE Next(uint32_t cConnections, IConnectionPoint **ppCP, uint32_t *pcFetched) = 0;
    virtual HRESULT STDMETHODCALLTYPE Skip(uint32_t cConnections) = 0;
    virtual HRESULT STDMETHODCALLTYPE Reset() = 0;
    virtual HRESULT STDMETHODCALLTYPE Clone(IEnumConnectionPoints **ppEnum) = 0;
};
OXCOM_UUID(IEnumConnectionPoints, 0xb196b285, 0xbab4, 0x101a, 0xb6, 0x9c, 0x00, 0xaa, 0x00, 0x34, 0x1d, 0x07)
#else
#define IEnumConnectionPoints_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *Next)(T *This, uint32_t cConnections, IConnectionPoint **ppCP, uint32_t *pcFetched); \
    HRESULT (STDMETHODCALLTYPE *Skip)(T *This, uint32_t cConnections); \
    HRESULT (STDMETHODCALLTYPE *Reset)(T *This); \
    HRESULT (STDMETHODCALLTYPE *Clone)(T *This, IEnumConnectionPoints **ppEnum);
typedef struct IEnumConnectionPointsVtbl
{
    IEnumConnectionPoints_METHODS(IEnumConnectionPoints)
} IEnumConnectionPointsVtbl;
struct IEnumConnectionPoints
{
    const IEnumConnectionPointsVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IEnumConnectionPoints_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IEnumConnectionPoints_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IEnumConnectionPoints_Release(This) ((This)->lpVtbl->Release(This))
#define IEnumConnectionPoints_Next(This, a0, a1, a2) ((This)->lpVtbl->Next(This, a0, a1, a2))
#define IEnumConnectionPoints_Skip(This, a0) ((This)->lpVtbl->Skip(This, a0))
#define IEnumConnectionPoints_Reset(This) ((This)->lpVtbl->Reset(This))
#define IEnumConnectionPoints_Clone(This, a0) ((This)->lpVtbl->Clone(This, a0))
#endif
#endif

DEFINE_GUID(IID_IEnumConnections, 0xb196b287, 0xbab4, 0x101a, 0xb6, 0x9c, 0x00, 0xaa, 0x00, 0x34, 0x1d, 0x07);
#ifdef __cplusplus
struct IEnumConnections : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE Next(uint32_t cConnections, CONNECTDATA *rgcd, uint32_t *pcFetched) = 0;
    virtual HRESULT STDMETHODCALLTYPE Skip(uint32_t cConnections) = 0;
    virtual HRESULT STDMETHODCALLTYPE Reset() = 0;
    virtual HRESULT STDMETHODCALLTYPE Clone(IEnumConnections **ppEnum) = 0;
};
OXCOM_UUID(IEnumConnections, 0xb196b287, 0xbab4, 0x101a, 0xb6, 0x9c, 0x00, 0xaa, 0x00, 0x34, 0x1d, 0x07)
#else
#define IEnumConnections_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *Next)(T *This, uint32_t cConnections, CONNECTDATA *rgcd, uint32_t *pcFetched); \
    HRESULT (STDMETHODCALLTYPE *Skip)(T *This, uint32_t cConnections); \
    HRESULT (STDMETHODCALLTYPE *Reset)(T *This); \
    HRESULT (STDMETHODCALLTYPE *Clone)(T *This, IEnumConnections **ppEnum);
typedef struct IEnumConnectionsVtbl
{
    IEnumConnections_METHODS(IEnumConnections)
} IEnumConnectionsVtbl;
struct IEnumConnections
{
    const IEnumConnectionsVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IEnumConnections_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IEnumConnections_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IEnumConnections_Release(This) ((This)->lpVtbl->Release(This))
#define IEnumConnections_Next(This, a0, a1, a2) ((This)->lpVtbl->Next(This, a0, a1, a2))
#define IEnumConnections_Skip(This, a0) ((This)->lpVtbl->Skip(This, a0))
#define IEnumConnections_Reset(This) ((This)->lpVtbl->Reset(This))
#define IEnumConnections_Clone(This, a0) ((This)->lpVtbl->Clone(This, a0))
#endif
#endif

DEFINE_GUID(IID_IEnumGUID, 0x0002e000, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct IEnumGUID : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE Next(uint32_t celt, GUID *rgelt, uint32_t *pceltFetched) = 0;
    virtual HRESULT STDMETHODCALLTYPE Skip(uint32_t celt) = 0;
    virtual HRESULT STDMETHODCALLTYPE Reset() = 0;
    virtual HRESULT STDMETHODCALLTYPE Clone(IEnumGUID **ppenum) = 0;
};
OXCOM_UUID(IEnumGUID, 0x0002e000, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
#define IEnumGUID_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *Next)(T *This, uint32_t celt, GUID *rgelt, uint32_t *pceltFetched); \
    HRESULT (STDMETHODCALLTYPE *Skip)(T *This, uint32_t celt); \
    HRESULT (STDMETHODCALLTYPE *Reset)(T *This); \
    HRESULT (STDMETHODCALLTYPE *Clone)(T *This, IEnumGUID **ppenum);
typedef struct IEnumGUIDVtbl
{
    IEnumGUID_METHODS(IEnumGUID)
} IEnumGUIDVtbl;
struct IEnumGUID
{
    const IEnumGUIDVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IEnumGUID_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IEnumGUID_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IEnumGUID_Release(This) ((This)->lpVtbl->Release(This))
#define IEnumGUID_Next(This, a0, a1, a2) ((This)->lpVtbl->Next(This, a0, a1, a2))
#define IEnumGUID_Skip(This, a0) ((This)->lpVtbl->Skip(This, a0))
#define IEnumGUID_Reset(This) ((This)->lpVtbl->Reset(This))
#define IEnumGUID_Clone(This, a0) ((This)->lpVtbl->Clone(This, a0))
#endif
#endif

DEFINE_GUID(IID_IEnumMoniker, 0x00000102, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct IEnumMoniker : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE Next(uint32_t celt, IMoniker **rgelt, uint32_t *pceltFetched) = 0;
    virtual HRESULT STDMETHODCALLTYPE Skip(uint32_t celt) = 0;
    virtual HRESULT STDMETHODCALLTYPE Reset() = 0;
    virtual HRESULT STDMETHODCALLTYPE Clone(IEnumMoniker **ppenum) = 0;
};
OXCOM_UUID(IEnumMoniker, 0x00000102, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
#define IEnumMoniker_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *Next)(T *This, uint32_t celt, IMoniker **rgelt, uint32_t *pceltFetched); \
    HRESULT (STDMETHODCALLTYPE *Skip)(T *This, uint32_t celt); \
    HRESULT (STDMETHODCALLTYPE *Reset)(T *This); \
    HRESULT (STDMETHODCALLTYPE *Clone)(T *This, IEnumMoniker **ppenum);
typedef struct IEnumMonikerVtbl
{
    IEnumMoniker_METHODS(IEnumMoniker)
} IEnumMonikerVtbl;
struct IEnumMoniker
{
    const IEnumMonikerVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IEnumMoniker_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IEnumMoniker_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IEnumMoniker_Release(This) ((This)->lpVtbl->Release(This))
#define IEnumMoniker_Next(This, a0, a1, a2) ((This)->lpVtbl->Next(This, a0, a1, a2))
#define IEnumMoniker_Skip(This, a0) ((This)->lpVtbl->Skip(This, a0))
#define IEnumMoniker_Reset(This) ((This)->lpVtbl->Reset(This))
#define IEnumMoniker_Clone(This, a0) ((This)->lpVtbl->Clone(This, a0))
#endif
#endif

DEFINE_GUID(IID_IEnumString, 0x00000101, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct IEnumString : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE Next(uint32_t celt, OLECHAR **rgelt, uint32_t *pceltFetched) = 0;
    virtual HRESULT STDMETHODCALLTYPE Skip(uint32_t celt) = 0;
    virtual HRESULT STDMETHODCALLTYPE Reset() = 0;
    virtual HRESULT STDMETHODCALLTYPE Clone(IEnumString **ppenum) = 0;
};
OXCOM_UUID(IEnumString, 0x00000101, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
#define IEnumString_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *Next)(T *This, uint32_t celt, OLECHAR **rgelt, uint32_t *pceltFetched); \
    HRESULT (STDMETHODCALLTYPE *Skip)(T *This, uint32_t celt); \
    HRESULT (STDMETHODCALLTYPE *Reset)(T *This); \
    HRESULT (STDMETHODCALLTYPE *Clone)(T *This, IEnumString **ppenum);
typedef struct IEnumStringVtbl
{
    IEnumString_METHODS(IEnumString)
} IEnumStringVtbl;
struct IEnumString
{
    const IEnumStringVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IEnumString_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IEnumString_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IEnumString_Release(This) ((This)->lpVtbl->Release(This))
#define IEnumString_Next(This, a0, a1, a2) ((This)->lpVtbl->Next(This, a0, a1, a2))
#define IEnumString_Skip(This, a0) ((This)->lpVtbl->Skip(This, a0))
#define IEnumString_Reset(This) ((This)->lpVtbl->Reset(This))
#define IEnumString_Clone(This, a0) ((This)->lpVtbl->Clone(This, a0))
#endif
#endif

DEFINE_GUID(IID_IEnumUnknown, 0x00000100, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct IEnumUnknown : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE Next(uint32_t celt, IUnknown **rgelt, uint32_t *pceltFetched) = 0;
    virtual HRESULT STDMETHODCALLTYPE Skip(uint32_t celt) = 0;
    virtual HRESULT STDMETHODCALLTYPE Reset() = 0;
    virtual HRESULT STDMETHODCALLTYPE Clone(IEnumUnknown **ppenum) = 0;
};
OXCOM_UUID(IEnumUnknown, 0x00000100, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
#define IEnumUnknown_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *Next)(T *This, uint32_t celt, IUnknown **rgelt, uint32_t *pceltFetched); \
    HRESULT (STDMETHODCALLTYPE *Skip)(T *This, uint32_t celt); \
    HRESULT (STDMETHODCALLTYPE *Reset)(T *This); \
    HRESULT (STDMETHODCALLTYPE *Clone)(T *This, IEnumUnknown **ppenum);
typedef struct IEnumUnknownVtbl
{
    IEnumUnknown_METHODS(IEnumUnknown)
} IEnumUnknownVtbl;
struct IEnumUnknown
{
    const IEnumUnknownVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IEnumUnknown_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IEnumUnknown_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IEnumUnknown_Release(This) ((This)->lpVtbl->Release(This))
#define IEnumUnknown_Next(This, a0, a1, a2) ((This)->lpVtbl->Next(This, a0, a1, a2))
#define IEnumUnknown_Skip(This, a0) ((This)->lpVtbl->Skip(This, a0))
#define IEnumUnknown_Reset(This) ((This)->lpVtbl->Reset(This))
#define IEnumUnknown_Clone(This, a0) ((This)->lpVtbl->Clone(This, a0))
#endif
#endif

DEFINE_GUID(IID_IEnumVARIANT, 0x00020404, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct IEnumVARIANT : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE Next(uint32_t celt, VARIANT *rgVar, uint32_t *pCeltFetched) = 0;
    virtual HRESULT STDMETHODCALLTYPE Skip(uint32_t celt) = 0;
    virtual HRESULT STDMETHODCALLTYPE Reset() = 0;
    virtual HRESULT STDMETHODCALLTYPE Clone(IEnumVARIANT **ppEnum) = 0;
};
OXCOM_UUID(IEnumVARIANT, 0x00020404, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
#define IEnumVARIANT_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *Next)(T *This, uint32_t celt, VARIANT *rgVar, uint32_t *pCeltFetched); \
    HRESULT (STDMETHODCALLTYPE *Skip)(T *This, uint32_t celt); \
    HRESULT (STDMETHODCALLTYPE *Reset)(T *This); \
    HRESULT (STDMETHODCALLTYPE *Clone)(T *This, IEnumVARIANT **ppEnum);
typedef struct IEnumVARIANTVtbl
{
    IEnumVARIANT_METHODS(IEnumVARIANT)
} IEnumVARIANTVtbl;
struct IEnumVARIANT
{
    const IEnumVARIANTVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IEnumVARIANT_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IEnumVARIANT_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IEnumVARIANT_Release(This) ((This)->lpVtbl->Release(This))
#define IEnumVARIANT_Next(This, a0, a1, a2) ((This)->lpVtbl->Next(This, a0, a1, a2))
#define IEnumVARIANT_Skip(This, a0) ((This)->lpVtbl->Skip(This, a0))
#define IEnumVARIANT_Reset(This) ((This)->lpVtbl->Reset(This))
#define IEnumVARIANT_Clone(This, a0) ((This)->lpVtbl->Clone(This, a0))
#endif
#endif

DEFINE_GUID(IID_IErrorInfo, 0x1cf2b120, 0x547d, 0x101b, 0x8e, 0x65, 0x08, 0x00, 0x2b, 0x2b, 0xd1, 0x19);
#ifdef __cplusplus
struct IErrorInfo : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE GetGUID(GUID *pGUID) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetSource(BSTR *pBstrSource) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetDescription(BSTR *pBstrDescription) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetHelpFile(BSTR *pBstrHelpFile) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetHelpContext(uint32_t *pdwHelpContext) = 0;
};
OXCOM_UUID(IErrorInfo, 0x1cf2b120, 0x547d, 0x101b, 0x8e, 0x65, 0x08, 0x00, 0x2b, 0x2b, 0xd1, 0x19)
#else
#define IErrorInfo_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *GetGUID)(T *This, GUID *pGUID); \
    HRESULT (STDMETHODCALLTYPE *GetSource)(T *This, BSTR *pBstrSource); \
    HRESULT (STDMETHODCALLTYPE *GetDescription)(T *This, BSTR *pBstrDescription); \
    HRESULT (STDMETHODCALLTYPE *GetHelpFile)(T *This, BSTR *pBstrHelpFile); \
    HRESULT (STDMETHODCALLTYPE *GetHelpContext)(T *This, uint32_t *pdwHelpContext);
typedef struct IErrorInfoVtbl
{
    IErrorInfo_METHODS(IErrorInfo)
} IErrorInfoVtbl;
struct IErrorInfo
{
    const IErrorInfoVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IErrorInfo_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IErrorInfo_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IErrorInfo_Release(This) ((This)->lpVtbl->Release(This))
#define IErrorInfo_GetGUID(This, a0) ((This)->lpVtbl->GetGUID(This, a0))
#define IErrorInfo_GetSource(This, a0) ((This)->lpVtbl->GetSource(This, a0))
#define IErrorInfo_GetDescription(This, a0) ((This)->lpVtbl->GetDescription(This, a0))
#define IErrorInfo_GetHelpFile(This, a0) ((This)->lpVtbl->GetHelpFile(This, a0))
#define IErrorInfo_GetHelpContext(This, a0) ((This)->lpVtbl->GetHelpContext(This, a0))
#endif
#endif

DEFINE_GUID(IID_IExternalConnection, 0x00000019, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct IExternalConnection : public IUnknown
{
    virtual uint32_t STDMETHODCALLTYPE AddConnection(uint32_t extconn, uint32_t reserved) = 0;
    virtual uint32_t STDMETHODCALLTYPE ReleaseConnection(uint32_t extconn, uint32_t reserved, int32_t fLastReleaseCloses) = 0;
};
OXCOM_UUID(IExternalConnection, 0x00000019, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
#define IExternalConnection_METHODS(T) \
    IUnknown_METHODS(T) \
    uint32_t (STDMETHODCALLTYPE *AddConnection)(T *This, uint32_t extconn, uint32_t reserved); \
    uint32_t (STDMETHODCALLTYPE *ReleaseConnection)(T *This, uint32_t extconn, uint32_t reserved, int32_t fLastReleaseCloses);
typedef struct IExternalConnectionVtbl
{
    IExternalConnection_METHODS(IExternalConnection)
} IExternalConnectionVtbl;
struct IExternalConnection
{
    const IExternalConnectionVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IExternalConnection_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IExternalConnection_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IExternalConnection_Release(This) ((This)->lpVtbl->Release(This))
#define IExternalConnection_AddConnection(This, a0, a1) ((This)->lpVtbl->AddConnection(This, a0, a1))
#define IExternalConnection_ReleaseConnection(This, a0, a1, a2) ((This)->lpVtbl->ReleaseConnection(This, a0, a1, a2))
#endif
#endif

DEFINE_GUID(IID_IGlobalInterfaceTable, 0x00000146, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct IGlobalInterfaceTable : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE RegisterInterfaceInGlobal(IUnknown *pUnk, REFGUID riid, uint32_t *pdwCookie) = 0;
    virtual HRESULT STDMETHODCALLTYPE RevokeInterfaceFromGlobal(uint32_t dwCookie) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetInterfaceFromGlobal(uint32_t dwCookie, REFGUID riid, void **ppv) = 0;
};
OXCOM_UUID(IGlobalInterfaceTable, 0x00000146, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
#define IGlobalInterfaceTable_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *RegisterInterfaceInGlobal)(T *This, IUnknown *pUnk, REFGUID riid, uint32_t *pdwCookie); \
    HRESULT (STDMETHODCALLTYPE *RevokeInterfaceFromGlobal)(T *This, uint32_t dwCookie); \
    HRESULT (STDMETHODCALLTYPE *GetInterfaceFromGlobal)(T *This, uint32_t dwCookie, REFGUID riid, void **ppv);
typedef struct IGlobalInterfaceTableVtbl
{
    IGlobalInterfaceTable_METHODS(IGlobalInterfaceTable)
} IGlobalInterfaceTableVtbl;
struct IGlobalInterfaceTable
{
    const IGlobalInterfaceTableVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IGlobalInterfaceTable_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IGlobalInterfaceTable_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IGlobalInterfaceTable_Release(This) ((This)->lpVtbl->Release(This))
#define IGlobalInterfaceTable_RegisterInterfaceInGlobal(This, a0, a1, a2) ((This)->lpVtbl->RegisterInterfaceInGlobal(This, a0, a1, a2))
#define IGlobalInterfaceTable_RevokeInterfaceFromGlobal(This, a0) ((This)->lpVtbl->RevokeInterfaceFromGlobal(This, a0))
#define IGlobalInterfaceTable_GetInterfaceFromGlobal(This, a0, a1, a2) ((This)->lpVtbl->GetInterfaceFromGlobal(This, a0, a1, a2))
#endif
#endif

DEFINE_GUID(IID_IInitializeSpy, 0x00000034, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct IInitializeSpy : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE PreInitialize(uint32_t dwCoInit, uint32_t dwCurThreadAptRefs) = 0;
    virtual HRESULT STDMETHODCALLTYPE PostInitialize(HRESULT hrCoInit, uint32_t dwCoInit, uint32_t dwNewThreadAptRefs) = 0;
    virtual HRESULT STDMETHODCALLTYPE PreUninitialize(uint32_t dwCurThreadAptRefs) = 0;
    virtual HRESULT STDMETHODCALLTYPE PostUninitialize(uint32_t dwNewThreadAptRefs) = 0;
};
OXCOM_UUID(IInitializeSpy, 0x00000034, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
#define IInitializeSpy_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *PreInitialize)(T *This, uint32_t dwCoInit, uint32_t dwCurThreadAptRefs); \
    HRESULT (STDMETHODCALLTYPE *PostInitialize)(T *This, HRESULT hrCoInit, uint32_t dwCoInit, uint32_t dwNewThreadAptRefs); \
    HRESULT (STDMETHODCALLTYPE *PreUninitialize)(T *This, uint32_t dwCurThreadAptRefs); \
    HRESULT (STDMETHODCALLTYPE *PostUninitialize)(T *This, uint32_t dwNewThreadAptRefs);
typedef struct IInitializeSpyVtbl
{
    IInitializeSpy_METHODS(IInitializeSpy)
} IInitializeSpyVtbl;
struct IInitializeSpy
{
    const IInitializeSpyVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IInitializeSpy_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IInitializeSpy_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IInitializeSpy_Release(This) ((This)->lpVtbl->Release(This))
#define IInitializeSpy_PreInitialize(This, a0, a1) ((This)->lpVtbl->PreInitialize(This, a0, a1))
#define IInitializeSpy_PostInitialize(This, a0, a1, a2) ((This)->lpVtbl->PostInitialize(This, a0, a1, a2))
#define IInitializeSpy_PreUninitialize(This, a0) ((This)->lpVtbl->PreUninitialize(This, a0))
#define IInitializeSpy_PostUninitialize(This, a0) ((This)->lpVtbl->PostUninitialize(This, a0))
#endif
#endif

DEFINE_GUID(IID_IMalloc, 0x00000002, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct IMalloc : public IUnknown
{
    virtual void * STDMETHODCALLTYPE Alloc(uintptr_t cb) = 0;
    virtual void * STDMETHODCALLTYPE Realloc(void *pv, uintptr_t cb) = 0;
    virtual void STDMETHODCALLTYPE Free(void *pv) = 0;
    virtual uintptr_t STDMETHODCALLTYPE GetSize(void *pv) = 0;
    virtual int32_t STDMETHODCALLTYPE DidAlloc(void *pv) = 0;
    virtual void STDMETHODCALLTYPE HeapMinimize() = 0;
};
OXCOM_UUID(IMalloc, 0x00000002, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
#define IMalloc_METHODS(T) \
    IUnknown_METHODS(T) \
    void * (STDMETHODCALLTYPE *Alloc)(T *This, uintptr_t cb); \
    void * (STDMETHODCALLTYPE *Realloc)(T *This, void *pv, uintptr_t cb); \
    void (STDMETHODCALLTYPE *Free)(T *This, void *pv); \
    uintptr_t (STDMETHODCALLTYPE *GetSize)(T *This, void *pv); \
    int32_t (STDMETHODCALLTYPE *DidAlloc)(T *This, void *pv); \
    void (STDMETHODCALLTYPE *HeapMinimize)(T *This);
typedef struct IMallocVtbl
{
    IMalloc_METHODS(IMalloc)
} IMallocVtbl;
struct IMalloc
{
    const IMallocVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IMalloc_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IMalloc_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IMalloc_Release(This) ((This)->lpVtbl->Release(This))
#define IMalloc_Alloc(This, a0) ((This)->lpVtbl->Alloc(This, a0))
#define IMalloc_Realloc(This, a0, a1) ((This)->lpVtbl->Realloc(This, a0, a1))
#define IMalloc_Free(This, a0) ((This)->lpVtbl->Free(This, a0))
#define IMalloc_GetSize(This, a0) ((This)->lpVtbl->GetSize(This, a0))
#define IMalloc_DidAlloc(This, a0) ((This)->lpVtbl->DidAlloc(This, a0))
#define IMalloc_HeapMinimize(This) ((This)->lpVtbl->HeapMinimize(This))
#endif
#endif

DEFINE_GUID(IID_IMallocSpy, 0x0000001d, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct IMallocSpy : public IUnknown
{
    virtual uintptr_t STDMETHODCALLTYPE PreAlloc(uintptr_t cbRequest) = 0;
    virtual void * STDMETHODCALLTYPE PostAlloc(void *pActual) = 0;
    virtual void * STDMETHODCALLTYPE PreFree(void *pRequest, int32_t fSpyed) = 0;
    virtual void STDMETHODCALLTYPE PostFree(int32_t fSpyed) = 0;
    virtual uintptr_t STDMETHODCALLTYPE PreRealloc(void *pRequest, uintptr_t cbRequest, void **ppNewRequest, int32_t fSpyed) = 0;
    virtual void * STDMETHODCALLTYPE PostRealloc(void *pActual, int32_t fSpyed) = 0;
    virtual void * STDMETHODCALLTYPE PreGetSize(void *pRequest, int32_t fSpyed) = 0;
    virtual uintptr_t STDMETHODCALLTYPE PostGetSize(uintptr_t cbActual, int32_t fSpyed) = 0;
    virtual void * STDMETHODCALLTYPE PreDidAlloc(void *pRequest, int32_t fSpyed) = 0;
    virtual int32_t STDMETHODCALLTYPE PostDidAlloc(void *pRequest, int32_t fSpyed, int32_t fActual) = 0;
    virtual void STDMETHODCALLTYPE PreHeapMinimize() = 0;
    virtual void STDMETHODCALLTYPE PostHeapMinimize() = 0;
};
OXCOM_UUID(IMallocSpy, 0x0000001d, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
#define IMallocSpy_METHODS(T) \
    IUnknown_METHODS(T) \
    uintptr_t (STDMETHODCALLTYPE *PreAlloc)(T *This, uintptr_t cbRequest); \
    void * (STDMETHODCALLTYPE *PostAlloc)(T *This, void *pActual); \
    void * (STDMETHODCALLTYPE *PreFree)(T *This, void *pRequest, int32_t fSpyed); \
    void (STDMETHODCALLTYPE *PostFree)(T *This, int32_t fSpyed); \
    uintptr_t (STDMETHODCALLTYPE *PreRealloc)(T *This, void *pRequest, uintptr_t cbRequest, void **ppNewRequest, int32_t fSpyed); \
    void * (STDMETHODCALLTYPE *PostRealloc)(T *This, void *pActual, int32_t fSpyed); \
    void * (STDMETHODCALLTYPE *PreGetSize)(T *This, void *pRequest, int32_t fSpyed); \
    uintptr_t (STDMETHODCALLTYPE *PostGetSize)(T *This, uintptr_t cbActual, int32_t fSpyed); \
    void * (STDMETHODCALLTYPE *PreDidAlloc)(T *This, void *pRequest, int32_t fSpyed); \
    int32_t (STDMETHODCALLTYPE *PostDidAlloc)(T *This, void *pRequest, int32_t fSpyed, int32_t fActual); \
    void (STDMETHODCALLTYPE *PreHeapMinimize)(T *This); \
    void (STDMETHODCALLTYPE *PostHeapMinimize)(T *This);
typedef struct IMallocSpyVtbl
{
    IMallocSpy_METHODS(IMallocSpy)
} IMallocSpyVtbl;
struct IMallocSpy
{
    const IMallocSpyVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IMallocSpy_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IMallocSpy_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IMallocSpy_Release(This) ((This)->lpVtbl->Release(This))
#define IMallocSpy_PreAlloc(This, a0) ((This)->lpVtbl->PreAlloc(This, a0))
#define IMallocSpy_PostAlloc(This, a0) ((This)->lpVtbl->PostAlloc(This, a0))
#define IMallocSpy_PreFree(This, a0, a1) ((This)->lpVtbl->PreFree(This, a0, a1))
#define IMallocSpy_PostFree(This, a0) ((This)->lpVtbl->PostFree(This, a0))
#define IMallocSpy_PreRealloc(This, a0, a1, a2, a3) ((This)->lpVtbl->PreRealloc(This, a0, a1, a2, a3))
#define IMallocSpy_PostRealloc(This, a0, a1) ((This)->lpVtbl->PostRealloc(This, a0, a1))
#define IMallocSpy_PreGetSize(This, a0, a1) ((This)->lpVtbl->PreGetSize(This, a0, a1))
#define IMallocSpy_PostGetSize(This, a0, a1) ((This)->lpVtbl->PostGetSize(This, a0, a1))
#define IMallocSpy_PreDidAlloc(This, a0, a1) ((This)->lpVtbl->PreDidAlloc(This, a0, a1))
#define IMallocSpy_PostDidAlloc(This, a0, a1, a2) ((This)->lpVtbl->PostDidAlloc(This, a0, a1, a2))
#define IMallocSpy_PreHeapMinimize(This) ((This)->lpVtbl->PreHeapMinimize(This))
#define IMallocSpy_PostHeapMinimize(This) ((This)->lpVtbl->PostHeapMinimize(This))
#endif
#endif

DEFINE_GUID(IID_IMarshal, 0x00000003, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct IMarshal : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE GetUnmarshalClass(REFGUID riid, void *pv, uint32_t dwDestContext, void *pvDestContext, uint32_t mshlflags, GUID *pCid) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetMarshalSizeMax(REFGUID riid, void *pv, uint32_t dwDestContext, void *pvDestContext, uint32_t mshlflags, uint32_t *pSize) = 0;
    virtual HRESULT STDMETHODCALLTYPE MarshalInterface(IStream *pStm, REFGUID riid, void *pv, uint32_t dwDestContext, void *pvDestContext, uint32_t mshlflags) = 0;
    virtual HRESULT STDMETHODCALLTYPE UnmarshalInterface(IStream *pStm, REFGUID riid, void **ppv) = 0;
    virtual HRESULT STDMETHODCALLTYPE ReleaseMarshalData(IStream *pStm) = 0;
    virtual HRESULT STDMETHODCALLTYPE DisconnectObject(uint32_t dwReserved) = 0;
};
OXCOM_UUID(IMarshal, 0x00000003, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
#define IMarshal_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *GetUnmarshalClass)(T *This, REFGUID riid, void *pv, uint32_t dwDestContext, void *pvDestContext, uint32_t mshlflags, GUID *pCid); \
    HRESULT (STDMETHODCALLTYPE *GetMarshalSizeMax)(T *This, REFGUID riid, void *pv, uint32_t dwDestContext, void *pvDestContext, uint32_t mshlflags, uint32_t *pSize); \
    HRESULT (STDMETHODCALLTYPE *MarshalInterface)(T *This, IStream *pStm, REFGUID riid, void *pv, uint32_t dwDestContext, void *pvDestContext, uint32_t mshlflags); \
    HRESULT (STDMETHODCALLTYPE *UnmarshalInterface)(T *This, IStream *pStm, REFGUID riid, void **ppv); \
    HRESULT (STDMETHODCALLTYPE *ReleaseMarshalData)(T *This, IStream *pStm); \
    HRESULT (STDMETHODCALLTYPE *DisconnectObject)(T *This, uint32_t dwReserved);
typedef struct IMarshalVtbl
{
    IMarshal_METHODS(IMarshal)
} IMarshalVtbl;
struct IMarshal
{
    const IMarshalVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IMarshal_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IMarshal_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IMarshal_Release(This) ((This)->lpVtbl->Release(This))
#define IMarshal_GetUnmarshalClass(This, a0, a1, a2, a3, a4, a5) ((This)->lpVtbl->GetUnmarshalClass(This, a0, a1, a2, a3, a4, a5))
#define IMarshal_GetMarshalSizeMax(This, a0, a1, a2, a3, a4, a5) ((This)->lpVtbl->GetMarshalSizeMax(This, a0, a1, a2, a3, a4, a5))
#define IMarshal_MarshalInterface(This, a0, a1, a2, a3, a4, a5) ((This)->lpVtbl->MarshalInterface(This, a0, a1, a2, a3, a4, a5))
#define IMarshal_UnmarshalInterface(This, a0, a1, a2) ((This)->lpVtbl->UnmarshalInterface(This, a0, a1, a2))
#define IMarshal_ReleaseMarshalData(This, a0) ((This)->lpVtbl->ReleaseMarshalData(This, a0))
#define IMarshal_DisconnectObject(This, a0) ((This)->lpVtbl->DisconnectObject(This, a0))
#endif
#endif

DEFINE_GUID(IID_IMarshal2, 0x000001cf, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct IMarshal2 : public IMarshal
{
};
OXCOM_UUID(IMarshal2, 0x000001cf, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
OXCOM_BASE(IMarshal2, IMarshal)
#else
#define IMarshal2_METHODS(T) \
    IMarshal_METHODS(T)
typedef struct IMarshal2Vtbl
{
    IMarshal2_METHODS(IMarshal2)
} IMarshal2Vtbl;
struct IMarshal2
{
    const IMarshal2Vtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IMarshal2_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IMarshal2_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IMarshal2_Release(This) ((This)->lpVtbl->Release(This))
#define IMarshal2_GetUnmarshalClass(This, a0, a1, a2, a3, a4, a5) ((This)->lpVtbl->GetUnmarshalClass(This, a0, a1, a2, a3, a4, a5))
#define IMarshal2_GetMarshalSizeMax(This, a0, a1, a2, a3, a4, a5) ((This)->lpVtbl->GetMarshalSizeMax(This, a0, a1, a2, a3, a4, a5))
#define IMarshal2_MarshalInterface(This, a0, a1, a2, a3, a4, a5) ((This)->lpVtbl->MarshalInterface(This, a0, a1, a2, a3, a4, a5))
#define IMarshal2_UnmarshalInterface(This, a0, a1, a2) ((This)->lpVtbl->UnmarshalInterface(This, a0, a1, a2))
#define IMarshal2_ReleaseMarshalData(This, a0) ((This)->lpVtbl->ReleaseMarshalData(This, a0))
#define IMarshal2_DisconnectObject(This, a0) ((This)->lpVtbl->DisconnectObject(This, a0))
#endif
#endif

DEFINE_GUID(IID_IMessageFilter, 0x00000016, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct IMessageFilter : public IUnknown
{
    virtual uint32_t STDMETHODCALLTYPE HandleInComingCall(uint32_t dwCallType, HTASK htaskCaller, uint32_t dwTickCount, INTERFACEINFO *lpInterfaceInfo) = 0;
    virtual uint32_t STDMETHODCALLTYPE RetryRejectedCall(HTASK htaskCallee, uint32_t dwTickCount, uint32_t dwRejectType) = 0;
    virtual uint32_t STDMETHODCALLTYPE MessagePending(HTASK htaskCallee, uint32_t dwTickCount, uint32_t dwPendingType) = 0;
};
OXCOM_UUID(IMessageFilter, 0x00000016, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
#define IMessageFilter_METHODS(T) \
    IUnknown_METHODS(T) \
    uint32_t (STDMETHODCALLTYPE *HandleInComingCall)(T *This, uint32_t dwCallType, HTASK htaskCaller, uint32_t dwTickCount, INTERFACEINFO *lpInterfaceInfo); \
    uint32_t (STDMETHODCALLTYPE *RetryRejectedCall)(T *This, HTASK htaskCallee, uint32_t dwTickCount, uint32_t dwRejectType); \
    uint32_t (STDMETHODCALLTYPE *MessagePending)(T *This, HTASK htaskCallee, uint32_t dwTickCount, uint32_t dwPendingType);
typedef struct IMessageFilterVtbl
{
    IMessageFilter_METHODS(IMessageFilter)
} IMessageFilterVtbl;
struct IMessageFilter
{
    const IMessageFilterVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IMessageFilter_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IMessageFilter_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IMessageFilter_Release(This) ((This)->lpVtbl->Release(This))
#define IMessageFilter_HandleInComingCall(This, a0, a1, a2, a3) ((This)->lpVtbl->HandleInComingCall(This, a0, a1, a2, a3))
#define IMessageFilter_RetryRejectedCall(This, a0, a1, a2) ((This)->lpVtbl->RetryRejectedCall(This, a0, a1, a2))
#define IMessageFilter_MessagePending(This, a0, a1, a2) ((This)->lpVtbl->MessagePending(This, a0, a1, a2))
#endif
#endif

DEFINE_GUID(IID_IPersist, 0x0000010c, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct IPersist : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE GetClassID(GUID *pClassID) = 0;
};
OXCOM_UUID(IPersist, 0x0000010c, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
#define IPersist_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *GetClassID)(T *This, GUID *pClassID);
typedef struct IPersistVtbl
{
    IPersist_METHODS(IPersist)
} IPersistVtbl;
struct IPersist
{
    const IPersistVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IPersist_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IPersist_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IPersist_Release(This) ((This)->lpVtbl->Release(This))
#define IPersist_GetClassID(This, a0) ((This)->lpVtbl->GetClassID(This, a0))
#endif
#endif

DEFINE_GUID(IID_IPersistStream, 0x00000109, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct IPersistStream : public IPersist
{
    virtual HRESULT STDMETHODCALLTYPE IsDirty() = 0;
    virtual HRESULT STDMETHODCALLTYPE Load(IStream *pStm) = 0;
    virtual HRESULT STDMETHODCALLTYPE Save(IStream *pStm, int32_t fClearDirty) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetSizeMax(uint64_t *pcbSize) = 0;
};
OXCOM_UUID(IPersistStream, 0x00000109, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
OXCOM_BASE(IPersistStream, IPersist)
#else
#define IPersistStream_METHODS(T) \
    IPersist_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *IsDirty)(T *This); \
    HRESULT (STDMETHODCALLTYPE *Load)(T *This, IStream *pStm); \
    HRESULT (STDMETHODCALLTYPE *Save)(T *This, IStream *pStm, int32_t fClearDirty); \
    HRESULT (STDMETHODCALLTYPE *GetSizeMax)(T *This, uint64_t *pcbSize);
typedef struct IPersistStreamVtbl
{
    IPersistStream_METHODS(IPersistStream)
} IPersistStreamVtbl;
struct IPersistStream
{
    const IPersistStreamVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IPersistStream_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IPersistStream_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IPersistStream_Release(This) ((This)->lpVtbl->Release(This))
#define IPersistStream_GetClassID(This, a0) ((This)->lpVtbl->GetClassID(This, a0))
#define IPersistStream_IsDirty(This) ((This)->lpVtbl->IsDirty(This))
#define IPersistStream_Load(This, a0) ((This)->lpVtbl->Load(This, a0))
#define IPersistStream_Save(This, a0, a1) ((This)->lpVtbl->Save(This, a0, a1))
#define IPersistStream_GetSizeMax(This, a0) ((This)->lpVtbl->GetSizeMax(This, a0))
#endif
#endif

DEFINE_GUID(IID_IMoniker, 0x0000000f, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct IMoniker : public IPersistStream
{
    virtual HRESULT STDMETHODCALLTYPE BindToObject(IBindCtx *pbc, IMoniker *pmkToLeft, REFGUID riidResult, void **ppvResult) = 0;
    virtual HRESULT STDMETHODCALLTYPE BindToStorage(IBindCtx *pbc, IMoniker *pmkToLeft, REFGUID riid, void **ppvObj) = 0;
    virtual HRESULT STDMETHODCALLTYPE Reduce(IBindCtx *pbc, uint32_t dwReduceHowFar, IMoniker **ppmkToLeft, IMoniker **ppmkReduced) = 0;
    virtual HRESULT STDMETHODCALLTYPE ComposeWith(IMoniker *pmkRight, int32_t fOnlyIfNotGeneric, IMoniker **ppmkComposite) = 0;
    virtual HRESULT STDMETHODCALLTYPE Enum(int32_t fForward, IEnumMoniker **ppenumMoniker) = 0;
    virtual HRESULT STDMETHODCALLTYPE IsEqual(IMoniker *pmkOtherMoniker) = 0;
    virtual HRESULT STDMETHODCALLTYPE Hash(uint32_t *pdwHash) = 0;
    virtual HRESULT STDMETHODCALLTYPE IsRunning(IBindCtx *pbc, IMoniker *pmkToLeft, IMoniker *pmkNewlyRunning) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetTimeOfLastChange(IBindCtx *pbc, IMoniker *pmkToLeft, FILETIME *pFileTime) = 0;
    virtual HRESULT STDMETHODCALLTYPE Inverse(IMoniker **ppmk) = 0;
    virtual HRESULT STDMETHODCALLTYPE CommonPrefixWith(IMoniker *pmkOther, IMoniker **ppmkPrefix) = 0;
    virtual HRESULT STDMETHODCALLTYPE RelativePathTo(IMoniker *pmkOther, IMoniker **ppmkRelPath) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetDisplayName(IBindCtx *pbc, IMoniker *pmkToLeft, OLECHAR **ppszDisplayName) = 0;
    virtual HRESULT STDMETHODCALLTYPE ParseDisplayName(IBindCtx *pbc, IMoniker *pmkToLeft, const OLECHAR *pszDisplayName, uint32_t *pchEaten, IMoniker **ppmkOut) = 0;
    virtual HRESULT STDMETHODCALLTYPE IsSystemMoniker(uint32_t *pdwMksys) = 0;
};
OXCOM_UUID(IMoniker, 0x0000000f, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
OXCOM_BASE(IMoniker, IPersistStream)
#else
#define IMoniker_METHODS(T) \
    IPersistStream_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *BindToObject)(T *This, IBindCtx *pbc, IMoniker *pmkToLeft, REFGUID riidResult, void **ppvResult); \
    HRESULT (STDMETHODCALLTYPE *BindToStorage)(T *This, IBindCtx *pbc, IMoniker *pmkToLeft, REFGUID riid, void **ppvObj); \
    HRESULT (STDMETHODCALLTYPE *Reduce)(T *This, IBindCtx *pbc, uint32_t dwReduceHowFar, IMoniker **ppmkToLeft, IMoniker **ppmkReduced); \
    HRESULT (STDMETHODCALLTYPE *ComposeWith)(T *This, IMoniker *pmkRight, int32_t fOnlyIfNotGeneric, IMoniker **ppmkComposite); \
    HRESULT (STDMETHODCALLTYPE *Enum)(T *This, int32_t fForward, IEnumMoniker **ppenumMoniker); \
    HRESULT (STDMETHODCALLTYPE *IsEqual)(T *This, IMoniker *pmkOtherMoniker); \
    HRESULT (STDMETHODCALLTYPE *Hash)(T *This, uint32_t *pdwHash); \
    HRESULT (STDMETHODCALLTYPE *IsRunning)(T *This, IBindCtx *pbc, IMoniker *pmkToLeft, IMoniker *pmkNewlyRunning); \
    HRESULT (STDMETHODCALLTYPE *GetTimeOfLastChange)(T *This, IBindCtx *pbc, IMoniker *pmkToLeft, FILETIME *pFileTime); \
    HRESULT (STDMETHODCALLTYPE *Inverse)(T *This, IMoniker **ppmk); \
    HRESULT (STDMETHODCALLTYPE *CommonPrefixWith)(T *This, IMoniker *pmkOther, IMoniker **ppmkPrefix); \
    HRESULT (STDMETHODCALLTYPE *RelativePathTo)(T *This, IMoniker *pmkOther, IMoniker **ppmkRelPath); \
    HRESULT (STDMETHODCALLTYPE *GetDisplayName)(T *This, IBindCtx *pbc, IMoniker *pmkToLeft, OLECHAR **ppszDisplayName); \
    HRESULT (STDMETHODCALLTYPE *ParseDisplayName)(T *This, IBindCtx *pbc, IMoniker *pmkToLeft, const OLECHAR *pszDisplayName, uint32_t *pchEaten, IMoniker **ppmkOut); \
    HRESULT (STDMETHODCALLTYPE *IsSystemMoniker)(T *This, uint32_t *pdwMksys);
typedef struct IMonikerVtbl
{
    IMoniker_METHODS(IMoniker)
} IMonikerVtbl;
struct IMoniker
{
    const IMonikerVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IMoniker_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IMoniker_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IMoniker_Release(This) ((This)->lpVtbl->Release(This))
#define IMoniker_GetClassID(This, a0) ((This)->lpVtbl->GetClassID(This, a0))
#define IMoniker_IsDirty(This) ((This)->lpVtbl->IsDirty(This))
#define IMoniker_Load(This, a0) ((This)->lpVtbl->Load(This, a0))
#define IMoniker_Save(This, a0, a1) ((This)->lpVtbl->Save(This, a0, a1))
#define IMoniker_GetSizeMax(This, a0) ((This)->lpVtbl->GetSizeMax(This, a0))
#define IMoniker_BindToObject(This, a0, a1, a2, a3) ((This)->lpVtbl->BindToObject(This, a0, a1, a2, a3))
#define IMoniker_BindToStorage(This, a0, a1, a2, a3) ((This)->lpVtbl->BindToStorage(This, a0, a1, a2, a3))
#define IMoniker_Reduce(This, a0, a1, a2, a3) ((This)->lpVtbl->Reduce(This, a0, a1, a2, a3))
#define IMoniker_ComposeWith(This, a0, a1, a2) ((This)->lpVtbl->ComposeWith(This, a0, a1, a2))
#define IMoniker_Enum(This, a0, a1) ((This)->lpVtbl->Enum(This, a0, a1))
#define IMoniker_IsEqual(This, a0) ((This)->lpVtbl->IsEqual(This, a0))
#define IMoniker_Hash(This, a0) ((This)->lpVtbl->Hash(This, a0))
#define IMoniker_IsRunning(This, a0, a1, a2) ((This)->lpVtbl->IsRunning(This, a0, a1, a2))
#define IMoniker_GetTimeOfLastChange(This, a0, a1, a2) ((This)->lpVtbl->GetTimeOfLastChange(This, a0, a1, a2))
#define IMoniker_Inverse(This, a0) ((This)->lpVtbl->Inverse(This, a0))
#define IMoniker_CommonPrefixWith(This, a0, a1) ((This)->lpVtbl->CommonPrefixWith(This, a0, a1))
#define IMoniker_RelativePathTo(This, a0, a1) ((This)->lpVtbl->RelativePathTo(This, a0, a1))
#define IMoniker_GetDisplayName(This, a0, a1, a2) ((This)->lpVtbl->GetDisplayName(This, a0, a1, a2))
#define IMoniker_ParseDisplayName(This, a0, a1, a2, a3, a4) ((This)->lpVtbl->ParseDisplayName(This, a0, a1, a2, a3, a4))
#define IMoniker_IsSystemMoniker(This, a0) ((This)->lpVtbl->IsSystemMoniker(This, a0))
#endif
#endif

DEFINE_GUID(IID_IMultiQI, 0x00000020, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct IMultiQI : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE QueryMultipleInterfaces(uint32_t cMQIs, MULTI_QI *pMQIs) = 0;
};
OXCOM_UUID(IMultiQI, 0x00000020, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
#define IMultiQI_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *QueryMultipleInterfaces)(T *This, uint32_t cMQIs, MULTI_QI *pMQIs);
typedef struct IMultiQIVtbl
{
    IMultiQI_METHODS(IMultiQI)
} IMultiQIVtbl;
struct IMultiQI
{
    const IMultiQIVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IMultiQI_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IMultiQI_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IMultiQI_Release(This) ((This)->lpVtbl->Release(This))
#define IMultiQI_QueryMultipleInterfaces(This, a0, a1) ((This)->lpVtbl->QueryMultipleInterfaces(This, a0, a1))
#endif
#endif

struct INTERFACEDATA
{
    METHODDATA *pmethdata;
    uint32_t cMembers;
};

struct INTERFACEINFO
{
    IUnknown *pUnk;
    GUID iid;
    uint16_t wMethod;
};

DEFINE_GUID(IID_INoMarshal, 0xecc8691b, 0xc1db, 0x4dc0, 0x85, 0x5e, 0x65, 0xf6, 0xc5, 0x51, 0xaf, 0x49);
#ifdef __cplusplus
struct INoMarshal : public IUnknown
{
};
OXCOM_UUID(INoMarshal, 0xecc8691b, 0xc1db, 0x4dc0, 0x85, 0x5e, 0x65, 0xf6, 0xc5, 0x51, 0xaf, 0x49)
#else
#define INoMarshal_METHODS(T) \
    IUnknown_METHODS(T)
typedef struct INoMarshalVtbl
{
    INoMarshal_METHODS(INoMarshal)
} INoMarshalVtbl;
struct INoMarshal
{
    const INoMarshalVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define INoMarshal_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define INoMarshal_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define INoMarshal_Release(This) ((This)->lpVtbl->Release(This))
#endif
#endif

struct IObjContext
{
    uint8_t unused;
};

DEFINE_GUID(IID_IParseDisplayName, 0x0000011a, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct IParseDisplayName : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE ParseDisplayName(IBindCtx *pbc, const OLECHAR *pszDisplayName, uint32_t *pchEaten, IMoniker **ppmkOut) = 0;
};
OXCOM_UUID(IParseDisplayName, 0x0000011a, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
#define IParseDisplayName_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *ParseDisplayName)(T *This, IBindCtx *pbc, const OLECHAR *pszDisplayName, uint32_t *pchEaten, IMoniker **ppmkOut);
typedef struct IParseDisplayNameVtbl
{
    IParseDisplayName_METHODS(IParseDisplayName)
} IParseDisplayNameVtbl;
struct IParseDisplayName
{
    const IParseDisplayNameVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IParseDisplayName_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IParseDisplayName_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IParseDisplayName_Release(This) ((This)->lpVtbl->Release(This))
#define IParseDisplayName_ParseDisplayName(This, a0, a1, a2, a3) ((This)->lpVtbl->ParseDisplayName(This, a0, a1, a2, a3))
#endif
#endif

DEFINE_GUID(IID_IOleContainer, 0x0000011b, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct IOleContainer : public IParseDisplayName
{
    virtual HRESULT STDMETHODCALLTYPE EnumObjects(uint32_t grfFlags, IEnumUnknown **ppenum) = 0;
    virtual HRESULT STDMETHODCALLTYPE LockContainer(int32_t fLock) = 0;
};
OXCOM_UUID(IOleContainer, 0x0000011b, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
OXCOM_BASE(IOleContainer, IParseDisplayName)
#else
#define IOleContainer_METHODS(T) \
    IParseDisplayName_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *EnumObjects)(T *This, uint32_t grfFlags, IEnumUnknown **ppenum); \
    HRESULT (STDMETHODCALLTYPE *LockContainer)(T *This, int32_t fLock);
typedef struct IOleContainerVtbl
{
    IOleContainer_METHODS(IOleContainer)
} IOleContainerVtbl;
struct IOleContainer
{
    const IOleContainerVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IOleContainer_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IOleContainer_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IOleContainer_Release(This) ((This)->lpVtbl->Release(This))
#define IOleContainer_ParseDisplayName(This, a0, a1, a2, a3) ((This)->lpVtbl->ParseDisplayName(This, a0, a1, a2, a3))
#define IOleContainer_EnumObjects(This, a0, a1) ((This)->lpVtbl->EnumObjects(This, a0, a1))
#define IOleContainer_LockContainer(This, a0) ((This)->lpVtbl->LockContainer(This, a0))
#endif
#endif

DEFINE_GUID(IID_IOleItemContainer, 0x0000011c, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct IOleItemContainer : public IOleContainer
{
    virtual HRESULT STDMETHODCALLTYPE GetObject(const OLECHAR *pszItem, uint32_t dwSpeedNeeded, IBindCtx *pbc, REFGUID riid, void **ppvObject) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetObjectStorage(const OLECHAR *pszItem, IBindCtx *pbc, REFGUID riid, void **ppvStorage) = 0;
    virtual HRESULT STDMETHODCALLTYPE IsRunning(const OLECHAR *pszItem) = 0;
};
OXCOM_UUID(IOleItemContainer, 0x0000011c, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
OXCOM_BASE(IOleItemContainer, IOleContainer)
#else
#define IOleItemContainer_METHODS(T) \
    IOleContainer_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *GetObject)(T *This, const OLECHAR *pszItem, uint32_t dwSpeedNeeded, IBindCtx *pbc, REFGUID riid, void **ppvObject); \
    HRESULT (STDMETHODCALLTYPE *GetObjectStorage)(T *This, const OLECHAR *pszItem, IBindCtx *pbc, REFGUID riid, void **ppvStorage); \
    HRESULT (STDMETHODCALLTYPE *IsRunning)(T *This, const OLECHAR *pszItem);
typedef struct IOleItemContainerVtbl
{
    IOleItemContainer_METHODS(IOleItemContainer)
} IOleItemContainerVtbl;
struct IOleItemContainer
{
    const IOleItemContainerVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IOleItemContainer_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IOleItemContainer_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IOleItemContainer_Release(This) ((This)->lpVtbl->Release(This))
#define IOleItemContainer_ParseDisplayName(This, a0, a1, a2, a3) ((This)->lpVtbl->ParseDisplayName(This, a0, a1, a2, a3))
#define IOleItemContainer_EnumObjects(This, a0, a1) ((This)->lpVtbl->EnumObjects(This, a0, a1))
#define IOleItemContainer_LockContainer(This, a0) ((This)->lpVtbl->LockContainer(This, a0))
#define IOleItemContainer_GetObject(This, a0, a1, a2, a3, a4) ((This)->lpVtbl->GetObject(This, a0, a1, a2, a3, a4))
#define IOleItemContainer_GetObjectStorage(This, a0, a1, a2, a3) ((This)->lpVtbl->GetObjectStorage(This, a0, a1, a2, a3))
#define IOleItemContainer_IsRunning(This, a0) ((This)->lpVtbl->IsRunning(This, a0))
#endif
#endif

DEFINE_GUID(IID_IPSFactoryBuffer, 0xd5f569d0, 0x593b, 0x101a, 0xb5, 0x69, 0x08, 0x00, 0x2b, 0x2d, 0xbf, 0x7a);
#ifdef __cplusplus
struct IPSFactoryBuffer : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE CreateProxy(IUnknown *pUnkOuter, REFGUID riid, IRpcProxyBuffer **ppProxy, void **ppv) = 0;
    virtual HRESULT STDMETHODCALLTYPE CreateStub(REFGUID riid, IUnknown *pUnkServer, IRpcStubBuffer **ppStub) = 0;
};
OXCOM_UUID(IPSFactoryBuffer, 0xd5f569d0, 0x593b, 0x101a, 0xb5, 0x69, 0x08, 0x00, 0x2b, 0x2d, 0xbf, 0x7a)
#else
#define IPSFactoryBuffer_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *CreateProxy)(T *This, IUnknown *pUnkOuter, REFGUID riid, IRpcProxyBuffer **ppProxy, void **ppv); \
    HRESULT (STDMETHODCALLTYPE *CreateStub)(T *This, REFGUID riid, IUnknown *pUnkServer, IRpcStubBuffer **ppStub);
typedef struct IPSFactoryBufferVtbl
{
    IPSFactoryBuffer_METHODS(IPSFactoryBuffer)
} IPSFactoryBufferVtbl;
struct IPSFactoryBuffer
{
    const IPSFactoryBufferVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IPSFactoryBuffer_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IPSFactoryBuffer_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IPSFactoryBuffer_Release(This) ((This)->lpVtbl->Release(This))
#define IPSFactoryBuffer_CreateProxy(This, a0, a1, a2, a3) ((This)->lpVtbl->CreateProxy(This, a0, a1, a2, a3))
#define IPSFactoryBuffer_CreateStub(This, a0, a1, a2) ((This)->lpVtbl->CreateStub(This, a0, a1, a2))
#endif
#endif

DEFINE_GUID(IID_IPersistFile, 0x0000010b, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct IPersistFile : public IPersist
{
    virtual HRESULT STDMETHODCALLTYPE IsDirty() = 0;
    virtual HRESULT STDMETHODCALLTYPE Load(const OLECHAR *pszFileName, uint32_t dwMode) = 0;
    virtual HRESULT STDMETHODCALLTYPE Save(const OLECHAR *pszFileName, int32_t fRemember) = 0;
    virtual HRESULT STDMETHODCALLTYPE SaveCompleted(const OLECHAR *pszFileName) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetCurFile(OLECHAR **ppszFileName) = 0;
};
OXCOM_UUID(IPersistFile, 0x0000010b, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
OXCOM_BASE(IPersistFile, IPersist)
#else
#define IPersistFile_METHODS(T) \
    IPersist_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *IsDirty)(T *This); \
    HRESULT (STDMETHODCALLTYPE *Load)(T *This, const OLECHAR *pszFileName, uint32_t dwMode); \
    HRESULT (STDMETHODCALLTYPE *Save)(T *This, const OLECHAR *pszFileName, int32_t fRemember); \
    HRESULT (STDMETHODCALLTYPE *SaveCompleted)(T *This, const OLECHAR *pszFileName); \
    HRESULT (STDMETHODCALLTYPE *GetCurFile)(T *This, OLECHAR **ppszFileName);
typedef struct IPersistFileVtbl
{
    IPersistFile_METHODS(IPersistFile)
} IPersistFileVtbl;
struct IPersistFile
{
    const IPersistFileVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IPersistFile_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IPersistFile_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IPersistFile_Release(This) ((This)->lpVtbl->Release(This))
#define IPersistFile_GetClassID(This, a0) ((This)->lpVtbl->GetClassID(This, a0))
#define IPersistFile_IsDirty(This) ((This)->lpVtbl->IsDirty(This))
#define IPersistFile_Load(This, a0, a1) ((This)->lpVtbl->Load(This, a0, a1))
#define IPersistFile_Save(This, a0, a1) ((This)->lpVtbl->Save(This, a0, a1))
#define IPersistFile_SaveCompleted(This, a0) ((This)->lpVtbl->SaveCompleted(This, a0))
#define IPersistFile_GetCurFile(This, a0) ((This)->lpVtbl->GetCurFile(This, a0))
#endif
#endif

DEFINE_GUID(IID_IPersistStreamInit, 0x7fd52380, 0x4e07, 0x101b, 0xae, 0x2d, 0x08, 0x00, 0x2b, 0x2e, 0xc7, 0x13);
#ifdef __cplusplus
struct IPersistStreamInit : public IPersist
{
    virtual HRESULT STDMETHODCALLTYPE IsDirty() = 0;
    virtual HRESULT STDMETHODCALLTYPE Load(IStream *pStm) = 0;
    virtual HRESULT STDMETHODCALLTYPE Save(IStream *pStm, int32_t fClearDirty) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetSizeMax(uint64_t *pCbSize) = 0;
    virtual HRESULT STDMETHODCALLTYPE InitNew() = 0;
};
OXCOM_UUID(IPersistStreamInit, 0x7fd52380, 0x4e07, 0x101b, 0xae, 0x2d, 0x08, 0x00, 0x2b, 0x2e, 0xc7, 0x13)
OXCOM_BASE(IPersistStreamInit, IPersist)
#else
#define IPersistStreamInit_METHODS(T) \
    IPersist_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *IsDirty)(T *This); \
    HRESULT (STDMETHODCALLTYPE *Load)(T *This, IStream *pStm); \
    HRESULT (STDMETHODCALLTYPE *Save)(T *This, IStream *pStm, int32_t fClearDirty); \
    HRESULT (STDMETHODCALLTYPE *GetSizeMax)(T *This, uint64_t *pCbSize); \
    HRESULT (STDMETHODCALLTYPE *InitNew)(T *This);
typedef struct IPersistStreamInitVtbl
{
    IPersistStreamInit_METHODS(IPersistStreamInit)
} IPersistStreamInitVtbl;
struct IPersistStreamInit
{
    const IPersistStreamInitVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IPersistStreamInit_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IPersistStreamInit_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IPersistStreamInit_Release(This) ((This)->lpVtbl->Release(This))
#define IPersistStreamInit_GetClassID(This, a0) ((This)->lpVtbl->GetClassID(This, a0))
#define IPersistStreamInit_IsDirty(This) ((This)->lpVtbl->IsDirty(This))
#define IPersistStreamInit_Load(This, a0) ((This)->lpVtbl->Load(This, a0))
#define IPersistStreamInit_Save(This, a0, a1) ((This)->lpVtbl->Save(This, a0, a1))
#define IPersistStreamInit_GetSizeMax(This, a0) ((This)->lpVtbl->GetSizeMax(This, a0))
#define IPersistStreamInit_InitNew(This) ((This)->lpVtbl->InitNew(This))
#endif
#endif

DEFINE_GUID(IID_IPropertyBag, 0x55272a00, 0x42cb, 0x11ce, 0x81, 0x35, 0x00, 0xaa, 0x00, 0x4b, 0xb8, 0x51);
#ifdef __cplusplus
struct IPropertyBag : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE Read(const OLECHAR *pszPropName, VARIANT *pVar, IErrorLog *pErrorLog) = 0;
    virtual HRESULT STDMETHODCALLTYPE Write(const OLECHAR *pszPropName, VARIANT *pVar) = 0;
};
OXCOM_UUID(IPropertyBag, 0x55272a00, 0x42cb, 0x11ce, 0x81, 0x35, 0x00, 0xaa, 0x00, 0x4b, 0xb8, 0x51)
#else
#define IPropertyBag_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *Read)(T *This, const OLECHAR *pszPropName, VARIANT *pVar, IErrorLog *pErrorLog); \
    HRESULT (STDMETHODCALLTYPE *Write)(T *This, const OLECHAR *pszPropName, VARIANT *pVar);
typedef struct IPropertyBagVtbl
{
    IPropertyBag_METHODS(IPropertyBag)
} IPropertyBagVtbl;
struct IPropertyBag
{
    const IPropertyBagVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IPropertyBag_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IPropertyBag_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IPropertyBag_Release(This) ((This)->lpVtbl->Release(This))
#define IPropertyBag_Read(This, a0, a1, a2) ((This)->lpVtbl->Read(This, a0, a1, a2))
#define IPropertyBag_Write(This, a0, a1) ((This)->lpVtbl->Write(This, a0, a1))
#endif
#endif

DEFINE_GUID(IID_IProvideClassInfo, 0xb196b283, 0xbab4, 0x101a, 0xb6, 0x9c, 0x00, 0xaa, 0x00, 0x34, 0x1d, 0x07);
#ifdef __cplusplus
struct IProvideClassInfo : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE GetClassInfo(ITypeInfo **ppTI) = 0;
};
OXCOM_UUID(IProvideClassInfo, 0xb196b283, 0xbab4, 0x101a, 0xb6, 0x9c, 0x00, 0xaa, 0x00, 0x34, 0x1d, 0x07)
#else
#define IProvideClassInfo_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *GetClassInfo)(T *This, ITypeInfo **ppTI);
typedef struct IProvideClassInfoVtbl
{
    IProvideClassInfo_METHODS(IProvideClassInfo)
} IProvideClassInfoVtbl;
struct IProvideClassInfo
{
    const IProvideClassInfoVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IProvideClassInfo_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IProvideClassInfo_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IProvideClassInfo_Release(This) ((This)->lpVtbl->Release(This))
#define IProvideClassInfo_GetClassInfo(This, a0) ((This)->lpVtbl->GetClassInfo(This, a0))
#endif
#endif

DEFINE_GUID(IID_IProvideClassInfo2, 0xa6bc3ac0, 0xdbaa, 0x11ce, 0x9d, 0xe3, 0x00, 0xaa, 0x00, 0x4b, 0xb8, 0x51);
#ifdef __cplusplus
struct IProvideClassInfo2 : public IProvideClassInfo
{
    virtual HRESULT STDMETHODCALLTYPE GetGUID(uint32_t dwGuidKind, GUID *pGUID) = 0;
};
OXCOM_UUID(IProvideClassInfo2, 0xa6bc3ac0, 0xdbaa, 0x11ce, 0x9d, 0xe3, 0x00, 0xaa, 0x00, 0x4b, 0xb8, 0x51)
OXCOM_BASE(IProvideClassInfo2, IProvideClassInfo)
#else
#define IProvideClassInfo2_METHODS(T) \
    IProvideClassInfo_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *GetGUID)(T *This, uint32_t dwGuidKind, GUID *pGUID);
typedef struct IProvideClassInfo2Vtbl
{
    IProvideClassInfo2_METHODS(IProvideClassInfo2)
} IProvideClassInfo2Vtbl;
struct IProvideClassInfo2
{
    const IProvideClassInfo2Vtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IProvideClassInfo2_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IProvideClassInfo2_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IProvideClassInfo2_Release(This) ((This)->lpVtbl->Release(This))
#define IProvideClassInfo2_GetClassInfo(This, a0) ((This)->lpVtbl->GetClassInfo(This, a0))
#define IProvideClassInfo2_GetGUID(This, a0, a1) ((This)->lpVtbl->GetGUID(This, a0, a1))
#endif
#endif

DEFINE_GUID(IID_IRecordInfo, 0x0000002f, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct IRecordInfo : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE RecordInit(void *pvNew) = 0;
    virtual HRESULT STDMETHODCALLTYPE RecordClear(void *pvExisting) = 0;
    virtual HRESULT STDMETHODCALLTYPE RecordCopy(void *pvExisting, void *pvNew) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetGuid(GUID *pguid) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetName(BSTR *pbstrName) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetSize(uint32_t *pcbSize) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetTypeInfo(ITypeInfo **ppTypeInfo) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetField(void *pvData, const OLECHAR *szFieldName, VARIANT *pvarField) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetFieldNoCopy(void *pvData, const OLECHAR *szFieldName, VARIANT *pvarField, void **ppvDataCArray) = 0;
    virtual HRESULT STDMETHODCALLTYPE PutField(uint32_t wFlags, void *pvData, const OLECHAR *szFieldName, VARIANT *pvarField) = 0;
    virtual HRESULT STDMETHODCALLTYPE PutFieldNoCopy(uint32_t wFlags, void *pvData, const OLECHAR *szFieldName, VARIANT *pvarField) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetFieldNames(uint32_t *pcNames, BSTR *rgBstrNames) = 0;
    virtual int32_t STDMETHODCALLTYPE IsMatchingType(IRecordInfo *pRecordInfo) = 0;
    virtual void * STDMETHODCALLTYPE RecordCreate() = 0;
    virtual HRESULT STDMETHODCALLTYPE RecordCreateCopy(void *pvSource, void **ppvDest) = 0;
    virtual HRESULT STDMETHODCALLTYPE RecordDestroy(void *pvRecord) = 0;
};
OXCOM_UUID(IRecordInfo, 0x0000002f, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
#define IRecordInfo_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *RecordInit)(T *This, void *pvNew); \
    HRESULT (STDMETHODCALLTYPE *RecordClear)(T *This, void *pvExisting); \
    HRESULT (STDMETHODCALLTYPE *RecordCopy)(T *This, void *pvExisting, void *pvNew); \
    HRESULT (STDMETHODCALLTYPE *GetGuid)(T *This, GUID *pguid); \
    HRESULT (STDMETHODCALLTYPE *GetName)(T *This, BSTR *pbstrName); \
    HRESULT (STDMETHODCALLTYPE *GetSize)(T *This, uint32_t *pcbSize); \
    HRESULT (STDMETHODCALLTYPE *GetTypeInfo)(T *This, ITypeInfo **ppTypeInfo); \
    HRESULT (STDMETHODCALLTYPE *GetField)(T *This, void *pvData, const OLECHAR *szFieldName, VARIANT *pvarField); \
    HRESULT (STDMETHODCALLTYPE *GetFieldNoCopy)(T *This, void *pvData, const OLECHAR *szFieldName, VARIANT *pvarField, void **ppvDataCArray); \
    HRESULT (STDMETHODCALLTYPE *PutField)(T *This, uint32_t wFlags, void *pvData, const OLECHAR *szFieldName, VARIANT *pvarField); \
    HRESULT (STDMETHODCALLTYPE *PutFieldNoCopy)(T *This, uint32_t wFlags, void *pvData, const OLECHAR *szFieldName, VARIANT *pvarField); \
    HRESULT (STDMETHODCALLTYPE *GetFieldNames)(T *This, uint32_t *pcNames, BSTR *rgBstrNames); \
    int32_t (STDMETHODCALLTYPE *IsMatchingType)(T *This, IRecordInfo *pRecordInfo); \
    void * (STDMETHODCALLTYPE *RecordCreate)(T *This); \
    HRESULT (STDMETHODCALLTYPE *RecordCreateCopy)(T *This, void *pvSource, void **ppvDest); \
    HRESULT (STDMETHODCALLTYPE *RecordDestroy)(T *This, void *pvRecord);
typedef struct IRecordInfoVtbl
{
    IRecordInfo_METHODS(IRecordInfo)
} IRecordInfoVtbl;
struct IRecordInfo
{
    const IRecordInfoVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IRecordInfo_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IRecordInfo_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IRecordInfo_Release(This) ((This)->lpVtbl->Release(This))
#define IRecordInfo_RecordInit(This, a0) ((This)->lpVtbl->RecordInit(This, a0))
#define IRecordInfo_RecordClear(This, a0) ((This)->lpVtbl->RecordClear(This, a0))
#define IRecordInfo_RecordCopy(This, a0, a1) ((This)->lpVtbl->RecordCopy(This, a0, a1))
#define IRecordInfo_GetGuid(This, a0) ((This)->lpVtbl->GetGuid(This, a0))
#define IRecordInfo_GetName(This, a0) ((This)->lpVtbl->GetName(This, a0))
#define IRecordInfo_GetSize(This, a0) ((This)->lpVtbl->GetSize(This, a0))
#define IRecordInfo_GetTypeInfo(This, a0) ((This)->lpVtbl->GetTypeInfo(This, a0))
#define IRecordInfo_GetField(This, a0, a1, a2) ((This)->lpVtbl->GetField(This, a0, a1, a2))
#define IRecordInfo_GetFieldNoCopy(This, a0, a1, a2, a3) ((This)->lpVtbl->GetFieldNoCopy(This, a0, a1, a2, a3))
#define IRecordInfo_PutField(This, a0, a1, a2, a3) ((This)->lpVtbl->PutField(This, a0, a1, a2, a3))
#define IRecordInfo_PutFieldNoCopy(This, a0, a1, a2, a3) ((This)->lpVtbl->PutFieldNoCopy(This, a0, a1, a2, a3))
#define IRecordInfo_GetFieldNames(This, a0, a1) ((This)->lpVtbl->GetFieldNames(This, a0, a1))
#define IRecordInfo_IsMatchingType(This, a0) ((This)->lpVtbl->IsMatchingType(This, a0))
#define IRecordInfo_RecordCreate(This) ((This)->lpVtbl->RecordCreate(This))
#define IRecordInfo_RecordCreateCopy(This, a0, a1) ((This)->lpVtbl->RecordCreateCopy(This, a0, a1))
#define IRecordInfo_RecordDestroy(This, a0) ((This)->lpVtbl->RecordDestroy(This, a0))
#endif
#endif

DEFINE_GUID(IID_IRpcChannelBuffer, 0xd5f56b60, 0x593b, 0x101a, 0xb5, 0x69, 0x08, 0x00, 0x2b, 0x2d, 0xbf, 0x7a);
#ifdef __cplusplus
struct IRpcChannelBuffer : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE GetBuffer(RPCOLEMESSAGE *pMessage, REFGUID riid) = 0;
    virtual HRESULT STDMETHODCALLTYPE SendReceive(RPCOLEMESSAGE *pMessage, uint32_t *pStatus) = 0;
    virtual HRESULT STDMETHODCALLTYPE FreeBuffer(RPCOLEMESSAGE *pMessage) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetDestCtx(uint32_t *pdwDestContext, void **ppvDestContext) = 0;
    virtual HRESULT STDMETHODCALLTYPE IsConnected() = 0;
};
OXCOM_UUID(IRpcChannelBuffer, 0xd5f56b60, 0x593b, 0x101a, 0xb5, 0x69, 0x08, 0x00, 0x2b, 0x2d, 0xbf, 0x7a)
#else
#define IRpcChannelBuffer_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *GetBuffer)(T *This, RPCOLEMESSAGE *pMessage, REFGUID riid); \
    HRESULT (STDMETHODCALLTYPE *SendReceive)(T *This, RPCOLEMESSAGE *pMessage, uint32_t *pStatus); \
    HRESULT (STDMETHODCALLTYPE *FreeBuffer)(T *This, RPCOLEMESSAGE *pMessage); \
    HRESULT (STDMETHODCALLTYPE *GetDestCtx)(T *This, uint32_t *pdwDestContext, void **ppvDestContext); \
    HRESULT (STDMETHODCALLTYPE *IsConnected)(T *This);
typedef struct IRpcChannelBufferVtbl
{
    IRpcChannelBuffer_METHODS(IRpcChannelBuffer)
} IRpcChannelBufferVtbl;
struct IRpcChannelBuffer
{
    const IRpcChannelBufferVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IRpcChannelBuffer_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IRpcChannelBuffer_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IRpcChannelBuffer_Release(This) ((This)->lpVtbl->Release(This))
#define IRpcChannelBuffer_GetBuffer(This, a0, a1) ((This)->lpVtbl->GetBuffer(This, a0, a1))
#define IRpcChannelBuffer_SendReceive(This, a0, a1) ((This)->lpVtbl->SendReceive(This, a0, a1))
#define IRpcChannelBuffer_FreeBuffer(This, a0) ((This)->lpVtbl->FreeBuffer(This, a0))
#define IRpcChannelBuffer_GetDestCtx(This, a0, a1) ((This)->lpVtbl->GetDestCtx(This, a0, a1))
#define IRpcChannelBuffer_IsConnected(This) ((This)->lpVtbl->IsConnected(This))
#endif
#endif

DEFINE_GUID(IID_IRpcChannelBuffer2, 0x594f31d0, 0x7f19, 0x11d0, 0xb1, 0x94, 0x00, 0xa0, 0xc9, 0x0d, 0xc8, 0xbf);
#ifdef __cplusplus
struct IRpcChannelBuffer2 : public IRpcChannelBuffer
{
    virtual HRESULT STDMETHODCALLTYPE GetProtocolVersion(uint32_t *pdwVersion) = 0;
};
OXCOM_UUID(IRpcChannelBuffer2, 0x594f31d0, 0x7f19, 0x11d0, 0xb1, 0x94, 0x00, 0xa0, 0xc9, 0x0d, 0xc8, 0xbf)
OXCOM_BASE(IRpcChannelBuffer2, IRpcChannelBuffer)
#else
#define IRpcChannelBuffer2_METHODS(T) \
    IRpcChannelBuffer_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *GetProtocolVersion)(T *This, uint32_t *pdwVersion);
typedef struct IRpcChannelBuffer2Vtbl
{
    IRpcChannelBuffer2_METHODS(IRpcChannelBuffer2)
} IRpcChannelBuffer2Vtbl;
struct IRpcChannelBuffer2
{
    const IRpcChannelBuffer2Vtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IRpcChannelBuffer2_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IRpcChannelBuffer2_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IRpcChannelBuffer2_Release(This) ((This)->lpVtbl->Release(This))
#define IRpcChannelBuffer2_GetBuffer(This, a0, a1) ((This)->lpVtbl->GetBuffer(This, a0, a1))
#define IRpcChannelBuffer2_SendReceive(This, a0, a1) ((This)->lpVtbl->SendReceive(This, a0, a1))
#define IRpcChannelBuffer2_FreeBuffer(This, a0) ((This)->lpVtbl->FreeBuffer(This, a0))
#define IRpcChannelBuffer2_GetDestCtx(This, a0, a1) ((This)->lpVtbl->GetDestCtx(This, a0, a1))
#define IRpcChannelBuffer2_IsConnected(This) ((This)->lpVtbl->IsConnected(This))
#define IRpcChannelBuffer2_GetProtocolVersion(This, a0) ((This)->lpVtbl->GetProtocolVersion(This, a0))
#endif
#endif

DEFINE_GUID(IID_IRpcChannelBuffer3, 0x25b15600, 0x0115, 0x11d0, 0xbf, 0x0d, 0x00, 0xaa, 0x00, 0xb8, 0xdf, 0xd2);
#ifdef __cplusplus
struct IRpcChannelBuffer3 : public IRpcChannelBuffer2
{
    virtual HRESULT STDMETHODCALLTYPE Send(RPCOLEMESSAGE *pMsg, uint32_t *pulStatus) = 0;
    virtual HRESULT STDMETHODCALLTYPE Receive(RPCOLEMESSAGE *pMsg, uint32_t ulSize, uint32_t *pulStatus) = 0;
    virtual HRESULT STDMETHODCALLTYPE Cancel(RPCOLEMESSAGE *pMsg) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetCallContext(RPCOLEMESSAGE *pMsg, REFGUID riid, void **pInterface) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetDestCtxEx(RPCOLEMESSAGE *pMsg, uint32_t *pdwDestContext, void **ppvDestContext) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetState(RPCOLEMESSAGE *pMsg, uint32_t *pState) = 0;
    virtual HRESULT STDMETHODCALLTYPE RegisterAsync(RPCOLEMESSAGE *pMsg, IAsyncManager *pAsyncMgr) = 0;
};
OXCOM_UUID(IRpcChannelBuffer3, 0x25b15600, 0x0115, 0x11d0, 0xbf, 0x0d, 0x00, 0xaa, 0x00, 0xb8, 0xdf, 0xd2)
OXCOM_BASE(IRpcChannelBuffer3, IRpcChannelBuffer2)
#else
#define IRpcChannelBuffer3_METHODS(T) \
    IRpcChannelBuffer2_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *Send)(T *This, RPCOLEMESSAGE *pMsg, uint32_t *pulStatus); \
    HRESULT (STDMETHODCALLTYPE *Receive)(T *This, RPCOLEMESSAGE *pMsg, uint32_t ulSize, uint32_t *pulStatus); \
    HRESULT (STDMETHODCALLTYPE *Cancel)(T *This, RPCOLEMESSAGE *pMsg); \
    HRESULT (STDMETHODCALLTYPE *GetCallContext)(T *This, RPCOLEMESSAGE *pMsg, REFGUID riid, void **pInterface); \
    HRESULT (STDMETHODCALLTYPE *GetDestCtxEx)(T *This, RPCOLEMESSAGE *pMsg, uint32_t *pdwDestContext, void **ppvDestContext); \
    HRESULT (STDMETHODCALLTYPE *GetState)(T *This, RPCOLEMESSAGE *pMsg, uint32_t *pState); \
    HRESULT (STDMETHODCALLTYPE *RegisterAsync)(T *This, RPCOLEMESSAGE *pMsg, IAsyncManager *pAsyncMgr);
typedef struct IRpcChannelBuffer3Vtbl
{
    IRpcChannelBuffer3_METHODS(IRpcChannelBuffer3)
} IRpcChannelBuffer3Vtbl;
struct IRpcChannelBuffer3
{
    const IRpcChannelBuffer3Vtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IRpcChannelBuffer3_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IRpcChannelBuffer3_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IRpcChannelBuffer3_Release(This) ((This)->lpVtbl->Release(This))
#define IRpcChannelBuffer3_GetBuffer(This, a0, a1) ((This)->lpVtbl->GetBuffer(This, a0, a1))
#define IRpcChannelBuffer3_SendReceive(This, a0, a1) ((This)->lpVtbl->SendReceive(This, a0, a1))
#define IRpcChannelBuffer3_FreeBuffer(This, a0) ((This)->lpVtbl->FreeBuffer(This, a0))
#define IRpcChannelBuffer3_GetDestCtx(This, a0, a1) ((This)->lpVtbl->GetDestCtx(This, a0, a1))
#define IRpcChannelBuffer3_IsConnected(This) ((This)->lpVtbl->IsConnected(This))
#define IRpcChannelBuffer3_GetProtocolVersion(This, a0) ((This)->lpVtbl->GetProtocolVersion(This, a0))
#define IRpcChannelBuffer3_Send(This, a0, a1) ((This)->lpVtbl->Send(This, a0, a1))
#define IRpcChannelBuffer3_Receive(This, a0, a1, a2) ((This)->lpVtbl->Receive(This, a0, a1, a2))
#define IRpcChannelBuffer3_Cancel(This, a0) ((This)->lpVtbl->Cancel(This, a0))
#define IRpcChannelBuffer3_GetCallContext(This, a0, a1, a2) ((This)->lpVtbl->GetCallContext(This, a0, a1, a2))
#define IRpcChannelBuffer3_GetDestCtxEx(This, a0, a1, a2) ((This)->lpVtbl->GetDestCtxEx(This, a0, a1, a2))
#define IRpcChannelBuffer3_GetState(This, a0, a1) ((This)->lpVtbl->GetState(This, a0, a1))
#define IRpcChannelBuffer3_RegisterAsync(This, a0, a1) ((This)->lpVtbl->RegisterAsync(This, a0, a1))
#endif
#endif

DEFINE_GUID(IID_IRpcHelper, 0x00000149, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct IRpcHelper : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE GetDCOMProtocolVersion(uint32_t *pComVersion) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetIIDFromOBJREF(void *pObjRef, GUID **piid) = 0;
};
OXCOM_UUID(IRpcHelper, 0x00000149, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
#define IRpcHelper_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *GetDCOMProtocolVersion)(T *This, uint32_t *pComVersion); \
    HRESULT (STDMETHODCALLTYPE *GetIIDFromOBJREF)(T *This, void *pObjRef, GUID **piid);
typedef struct IRpcHelperVtbl
{
    IRpcHelper_METHODS(IRpcHelper)
} IRpcHelperVtbl;
struct IRpcHelper
{
    const IRpcHelperVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IRpcHelper_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IRpcHelper_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IRpcHelper_Release(This) ((This)->lpVtbl->Release(This))
#define IRpcHelper_GetDCOMProtocolVersion(This, a0) ((This)->lpVtbl->GetDCOMProtocolVersion(This, a0))
#define IRpcHelper_GetIIDFromOBJREF(This, a0, a1) ((This)->lpVtbl->GetIIDFromOBJREF(This, a0, a1))
#endif
#endif

typedef int32_t RPCOPT_PROPERTIES;
enum
{
    COMBND_RPCTIMEOUT = 1,
    COMBND_SERVER_LOCALITY = 2,
    COMBND_RESERVED1 = 4,
    COMBND_RESERVED2 = 5,
    COMBND_RESERVED3 = 8,
    COMBND_RESERVED4 = 16,
};

DEFINE_GUID(IID_IRpcOptions, 0x00000144, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct IRpcOptions : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE Set(IUnknown *pPrx, RPCOPT_PROPERTIES dwProperty, uintptr_t dwValue) = 0;
    virtual HRESULT STDMETHODCALLTYPE Query(IUnknown *pPrx, RPCOPT_PROPERTIES dwProperty, uintptr_t *pdwValue) = 0;
};
OXCOM_UUID(IRpcOptions, 0x00000144, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
#define IRpcOptions_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *Set)(T *This, IUnknown *pPrx, RPCOPT_PROPERTIES dwProperty, uintptr_t dwValue); \
    HRESULT (STDMETHODCALLTYPE *Query)(T *This, IUnknown *pPrx, RPCOPT_PROPERTIES dwProperty, uintptr_t *pdwValue);
typedef struct IRpcOptionsVtbl
{
    IRpcOptions_METHODS(IRpcOptions)
} IRpcOptionsVtbl;
struct IRpcOptions
{
    const IRpcOptionsVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IRpcOptions_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IRpcOptions_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IRpcOptions_Release(This) ((This)->lpVtbl->Release(This))
#define IRpcOptions_Set(This, a0, a1, a2) ((This)->lpVtbl->Set(This, a0, a1, a2))
#define IRpcOptions_Query(This, a0, a1, a2) ((This)->lpVtbl->Query(This, a0, a1, a2))
#endif
#endif

DEFINE_GUID(IID_IRpcProxyBuffer, 0xd5f56a34, 0x593b, 0x101a, 0xb5, 0x69, 0x08, 0x00, 0x2b, 0x2d, 0xbf, 0x7a);
#ifdef __cplusplus
struct IRpcProxyBuffer : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE Connect(IRpcChannelBuffer *pRpcChannelBuffer) = 0;
    virtual void STDMETHODCALLTYPE Disconnect() = 0;
};
OXCOM_UUID(IRpcProxyBuffer, 0xd5f56a34, 0x593b, 0x101a, 0xb5, 0x69, 0x08, 0x00, 0x2b, 0x2d, 0xbf, 0x7a)
#else
#define IRpcProxyBuffer_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *Connect)(T *This, IRpcChannelBuffer *pRpcChannelBuffer); \
    void (STDMETHODCALLTYPE *Disconnect)(T *This);
typedef struct IRpcProxyBufferVtbl
{
    IRpcProxyBuffer_METHODS(IRpcProxyBuffer)
} IRpcProxyBufferVtbl;
struct IRpcProxyBuffer
{
    const IRpcProxyBufferVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IRpcProxyBuffer_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IRpcProxyBuffer_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IRpcProxyBuffer_Release(This) ((This)->lpVtbl->Release(This))
#define IRpcProxyBuffer_Connect(This, a0) ((This)->lpVtbl->Connect(This, a0))
#define IRpcProxyBuffer_Disconnect(This) ((This)->lpVtbl->Disconnect(This))
#endif
#endif

DEFINE_GUID(IID_IRpcStubBuffer, 0xd5f56afc, 0x593b, 0x101a, 0xb5, 0x69, 0x08, 0x00, 0x2b, 0x2d, 0xbf, 0x7a);
#ifdef __cplusplus
struct IRpcStubBuffer : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE Connect(IUnknown *pUnkServer) = 0;
    virtual void STDMETHODCALLTYPE Disconnect() = 0;
    virtual HRESULT STDMETHODCALLTYPE Invoke(RPCOLEMESSAGE *_prpcmsg, IRpcChannelBuffer *_pRpcChannelBuffer) = 0;
    virtual IRpcStubBuffer * STDMETHODCALLTYPE IsIIDSupported(REFGUID riid) = 0;
    virtual uint32_t STDMETHODCALLTYPE CountRefs() = 0;
    virtual HRESULT STDMETHODCALLTYPE DebugServerQueryInterface(void **ppv) = 0;
    virtual void STDMETHODCALLTYPE DebugServerRelease(void *pv) = 0;
};
OXCOM_UUID(IRpcStubBuffer, 0xd5f56afc, 0x593b, 0x101a, 0xb5, 0x69, 0x08, 0x00, 0x2b, 0x2d, 0xbf, 0x7a)
#else
#define IRpcStubBuffer_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *Connect)(T *This, IUnknown *pUnkServer); \
    void (STDMETHODCALLTYPE *Disconnect)(T *This); \
    HRESULT (STDMETHODCALLTYPE *Invoke)(T *This, RPCOLEMESSAGE *_prpcmsg, IRpcChannelBuffer *_pRpcChannelBuffer); \
    IRpcStubBuffer * (STDMETHODCALLTYPE *IsIIDSupported)(T *This, REFGUID riid); \
    uint32_t (STDMETHODCALLTYPE *CountRefs)(T *This); \
    HRESULT (STDMETHODCALLTYPE *DebugServerQueryInterface)(T *This, void **ppv); \
    void (STDMETHODCALLTYPE *DebugServerRelease)(T *This, void *pv);
typedef struct IRpcStubBufferVtbl
{
    IRpcStubBuffer_METHODS(IRpcStubBuffer)
} IRpcStubBufferVtbl;
struct IRpcStubBuffer
{
    const IRpcStubBufferVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IRpcStubBuffer_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IRpcStubBuffer_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IRpcStubBuffer_Release(This) ((This)->lpVtbl->Release(This))
#define IRpcStubBuffer_Connect(This, a0) ((This)->lpVtbl->Connect(This, a0))
#define IRpcStubBuffer_Disconnect(This) ((This)->lpVtbl->Disconnect(This))
#define IRpcStubBuffer_Invoke(This, a0, a1) ((This)->lpVtbl->Invoke(This, a0, a1))
#define IRpcStubBuffer_IsIIDSupported(This, a0) ((This)->lpVtbl->IsIIDSupported(This, a0))
#define IRpcStubBuffer_CountRefs(This) ((This)->lpVtbl->CountRefs(This))
#define IRpcStubBuffer_DebugServerQueryInterface(This, a0) ((This)->lpVtbl->DebugServerQueryInterface(This, a0))
#define IRpcStubBuffer_DebugServerRelease(This, a0) ((This)->lpVtbl->DebugServerRelease(This, a0))
#endif
#endif

DEFINE_GUID(IID_IRunningObjectTable, 0x00000010, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct IRunningObjectTable : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE Register(uint32_t grfFlags, IUnknown *punkObject, IMoniker *pmkObjectName, uint32_t *pdwRegister) = 0;
    virtual HRESULT STDMETHODCALLTYPE Revoke(uint32_t dwRegister) = 0;
    virtual HRESULT STDMETHODCALLTYPE IsRunning(IMoniker *pmkObjectName) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetObject(IMoniker *pmkObjectName, IUnknown **ppunkObject) = 0;
    virtual HRESULT STDMETHODCALLTYPE NoteChangeTime(uint32_t dwRegister, FILETIME *pfiletime) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetTimeOfLastChange(IMoniker *pmkObjectName, FILETIME *pfiletime) = 0;
    virtual HRESULT STDMETHODCALLTYPE EnumRunning(IEnumMoniker **ppenumMoniker) = 0;
};
OXCOM_UUID(IRunningObjectTable, 0x00000010, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
#define IRunningObjectTable_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *Register)(T *This, uint32_t grfFlags, IUnknown *punkObject, IMoniker *pmkObjectName, uint32_t *pdwRegister); \
    HRESULT (STDMETHODCALLTYPE *Revoke)(T *This, uint32_t dwRegister); \
    HRESULT (STDMETHODCALLTYPE *IsRunning)(T *This, IMoniker *pmkObjectName); \
    HRESULT (STDMETHODCALLTYPE *GetObject)(T *This, IMoniker *pmkObjectName, IUnknown **ppunkObject); \
    HRESULT (STDMETHODCALLTYPE *NoteChangeTime)(T *This, uint32_t dwRegister, FILETIME *pfiletime); \
    HRESULT (STDMETHODCALLTYPE *GetTimeOfLastChange)(T *This, IMoniker *pmkObjectName, FILETIME *pfiletime); \
    HRESULT (STDMETHODCALLTYPE *EnumRunning)(T *This, IEnumMoniker **ppenumMoniker);
typedef struct IRunningObjectTableVtbl
{
    IRunningObjectTable_METHODS(IRunningObjectTable)
} IRunningObjectTableVtbl;
struct IRunningObjectTable
{
    const IRunningObjectTableVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IRunningObjectTable_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IRunningObjectTable_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IRunningObjectTable_Release(This) ((This)->lpVtbl->Release(This))
#define IRunningObjectTable_Register(This, a0, a1, a2, a3) ((This)->lpVtbl->Register(This, a0, a1, a2, a3))
#define IRunningObjectTable_Revoke(This, a0) ((This)->lpVtbl->Revoke(This, a0))
#define IRunningObjectTable_IsRunning(This, a0) ((This)->lpVtbl->IsRunning(This, a0))
#define IRunningObjectTable_GetObject(This, a0, a1) ((This)->lpVtbl->GetObject(This, a0, a1))
#define IRunningObjectTable_NoteChangeTime(This, a0, a1) ((This)->lpVtbl->NoteChangeTime(This, a0, a1))
#define IRunningObjectTable_GetTimeOfLastChange(This, a0, a1) ((This)->lpVtbl->GetTimeOfLastChange(This, a0, a1))
#define IRunningObjectTable_EnumRunning(This, a0) ((This)->lpVtbl->EnumRunning(This, a0))
#endif
#endif

DEFINE_GUID(IID_ISequentialStream, 0x0c733a30, 0x2a1c, 0x11ce, 0xad, 0xe5, 0x00, 0xaa, 0x00, 0x44, 0x77, 0x3d);
#ifdef __cplusplus
struct ISequentialStream : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE Read(void *pv, uint32_t cb, uint32_t *pcbRead) = 0;
    virtual HRESULT STDMETHODCALLTYPE Write(const void *pv, uint32_t cb, uint32_t *pcbWritten) = 0;
};
OXCOM_UUID(ISequentialStream, 0x0c733a30, 0x2a1c, 0x11ce, 0xad, 0xe5, 0x00, 0xaa, 0x00, 0x44, 0x77, 0x3d)
#else
#define ISequentialStream_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *Read)(T *This, void *pv, uint32_t cb, uint32_t *pcbRead); \
    HRESULT (STDMETHODCALLTYPE *Write)(T *This, const void *pv, uint32_t cb, uint32_t *pcbWritten);
typedef struct ISequentialStreamVtbl
{
    ISequentialStream_METHODS(ISequentialStream)
} ISequentialStreamVtbl;
struct ISequentialStream
{
    const ISequentialStreamVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define ISequentialStream_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define ISequentialStream_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define ISequentialStream_Release(This) ((This)->lpVtbl->Release(This))
#define ISequentialStream_Read(This, a0, a1, a2) ((This)->lpVtbl->Read(This, a0, a1, a2))
#define ISequentialStream_Write(This, a0, a1, a2) ((This)->lpVtbl->Write(This, a0, a1, a2))
#endif
#endif

DEFINE_GUID(IID_IServerSecurity, 0x0000013e, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct IServerSecurity : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE QueryBlanket(uint32_t *pAuthnSvc, uint32_t *pAuthzSvc, uint16_t **pServerPrincName, uint32_t *pAuthnLevel, uint32_t *pImpLevel, void **pPrivs, uint32_t *pCapabilities) = 0;
    virtual HRESULT STDMETHODCALLTYPE ImpersonateClient() = 0;
    virtual HRESULT STDMETHODCALLTYPE RevertToSelf() = 0;
    virtual int32_t STDMETHODCALLTYPE IsImpersonating() = 0;
};
OXCOM_UUID(IServerSecurity, 0x0000013e, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
#define IServerSecurity_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *QueryBlanket)(T *This, uint32_t *pAuthnSvc, uint32_t *pAuthzSvc, uint16_t **pServerPrincName, uint32_t *pAuthnLevel, uint32_t *pImpLevel, void **pPrivs, uint32_t *pCapabilities); \
    HRESULT (STDMETHODCALLTYPE *ImpersonateClient)(T *This); \
    HRESULT (STDMETHODCALLTYPE *RevertToSelf)(T *This); \
    int32_t (STDMETHODCALLTYPE *IsImpersonating)(T *This);
typedef struct IServerSecurityVtbl
{
    IServerSecurity_METHODS(IServerSecurity)
} IServerSecurityVtbl;
struct IServerSecurity
{
    const IServerSecurityVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IServerSecurity_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IServerSecurity_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IServerSecurity_Release(This) ((This)->lpVtbl->Release(This))
#define IServerSecurity_QueryBlanket(This, a0, a1, a2, a3, a4, a5, a6) ((This)->lpVtbl->QueryBlanket(This, a0, a1, a2, a3, a4, a5, a6))
#define IServerSecurity_ImpersonateClient(This) ((This)->lpVtbl->ImpersonateClient(This))
#define IServerSecurity_RevertToSelf(This) ((This)->lpVtbl->RevertToSelf(This))
#define IServerSecurity_IsImpersonating(This) ((This)->lpVtbl->IsImpersonating(This))
#endif
#endif

DEFINE_GUID(IID_IServiceProvider, 0x6d5140c1, 0x7436, 0x11ce, 0x80, 0x34, 0x00, 0xaa, 0x00, 0x60, 0x09, 0xfa);
#ifdef __cplusplus
struct IServiceProvider : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE QueryService(REFGUID guidService, REFGUID riid, void **ppvObject) = 0;
};
OXCOM_UUID(IServiceProvider, 0x6d5140c1, 0x7436, 0x11ce, 0x80, 0x34, 0x00, 0xaa, 0x00, 0x60, 0x09, 0xfa)
#else
#define IServiceProvider_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *QueryService)(T *This, REFGUID guidService, REFGUID riid, void **ppvObject);
typedef struct IServiceProviderVtbl
{
    IServiceProvider_METHODS(IServiceProvider)
} IServiceProviderVtbl;
struct IServiceProvider
{
    const IServiceProviderVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IServiceProvider_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IServiceProvider_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IServiceProvider_Release(This) ((This)->lpVtbl->Release(This))
#define IServiceProvider_QueryService(This, a0, a1, a2) ((This)->lpVtbl->QueryService(This, a0, a1, a2))
#endif
#endif

DEFINE_GUID(IID_IStdMarshalInfo, 0x00000018, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct IStdMarshalInfo : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE GetClassForHandler(uint32_t dwDestContext, void *pvDestContext, GUID *pClsid) = 0;
};
OXCOM_UUID(IStdMarshalInfo, 0x00000018, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
#define IStdMarshalInfo_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *GetClassForHandler)(T *This, uint32_t dwDestContext, void *pvDestContext, GUID *pClsid);
typedef struct IStdMarshalInfoVtbl
{
    IStdMarshalInfo_METHODS(IStdMarshalInfo)
} IStdMarshalInfoVtbl;
struct IStdMarshalInfo
{
    const IStdMarshalInfoVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IStdMarshalInfo_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IStdMarshalInfo_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IStdMarshalInfo_Release(This) ((This)->lpVtbl->Release(This))
#define IStdMarshalInfo_GetClassForHandler(This, a0, a1, a2) ((This)->lpVtbl->GetClassForHandler(This, a0, a1, a2))
#endif
#endif

DEFINE_GUID(IID_IStream, 0x0000000c, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct IStream : public ISequentialStream
{
    virtual HRESULT STDMETHODCALLTYPE Seek(int64_t dlibMove, uint32_t dwOrigin, uint64_t *plibNewPosition) = 0;
    virtual HRESULT STDMETHODCALLTYPE SetSize(uint64_t libNewSize) = 0;
    virtual HRESULT STDMETHODCALLTYPE CopyTo(IStream *pstm, uint64_t cb, uint64_t *pcbRead, uint64_t *pcbWritten) = 0;
    virtual HRESULT STDMETHODCALLTYPE Commit(uint32_t grfCommitFlags) = 0;
    virtual HRESULT STDMETHODCALLTYPE Revert() = 0;
    virtual HRESULT STDMETHODCALLTYPE LockRegion(uint64_t libOffset, uint64_t cb, uint32_t dwLockType) = 0;
    virtual HRESULT STDMETHODCALLTYPE UnlockRegion(uint64_t libOffset, uint64_t cb, uint32_t dwLockType) = 0;
    virtual HRESULT STDMETHODCALLTYPE Stat(STATSTG *pstatstg, uint32_t grfStatFlag) = 0;
    virtual HRESULT STDMETHODCALLTYPE Clone(IStream **ppstm) = 0;
};
OXCOM_UUID(IStream, 0x0000000c, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
OXCOM_BASE(IStream, ISequentialStream)
#else
#define IStream_METHODS(T) \
    ISequentialStream_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *Seek)(T *This, int64_t dlibMove, uint32_t dwOrigin, uint64_t *plibNewPosition); \
    HRESULT (STDMETHODCALLTYPE *SetSize)(T *This, uint64_t libNewSize); \
    HRESULT (STDMETHODCALLTYPE *CopyTo)(T *This, IStream *pstm, uint64_t cb, uint64_t *pcbRead, uint64_t *pcbWritten); \
    HRESULT (STDMETHODCALLTYPE *Commit)(T *This, uint32_t grfCommitFlags); \
    HRESULT (STDMETHODCALLTYPE *Revert)(T *This); \
    HRESULT (STDMETHODCALLTYPE *LockRegion)(T *This, uint64_t libOffset, uint64_t cb, uint32_t dwLockType); \
    HRESULT (STDMETHODCALLTYPE *UnlockRegion)(T *This, uint64_t libOffset, uint64_t cb, uint32_t dwLockType); \
    HRESULT (STDMETHODCALLTYPE *Stat)(T *This, STATSTG *pstatstg, uint32_t grfStatFlag); \
    HRESULT (STDMETHODCALLTYPE *Clone)(T *This, IStream **ppstm);
typedef struct IStreamVtbl
{
    IStream_METHODS(IStream)
} IStreamVtbl;
struct IStream
{
    const IStreamVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IStream_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IStream_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IStream_Release(This) ((This)->lpVtbl->Release(This))
#define IStream_Read(This, a0, a1, a2) ((This)->lpVtbl->Read(This, a0, a1, a2))
#define IStream_Write(This, a0, a1, a2) ((This)->lpVtbl->Write(This, a0, a1, a2))
#define IStream_Seek(This, a0, a1, a2) ((This)->lpVtbl->Seek(This, a0, a1, a2))
#define IStream_SetSize(This, a0) ((This)->lpVtbl->SetSize(This, a0))
#define IStream_CopyTo(This, a0, a1, a2, a3) ((This)->lpVtbl->CopyTo(This, a0, a1, a2, a3))
#define IStream_Commit(This, a0) ((This)->lpVtbl->Commit(This, a0))
#define IStream_Revert(This) ((This)->lpVtbl->Revert(This))
#define IStream_LockRegion(This, a0, a1, a2) ((This)->lpVtbl->LockRegion(This, a0, a1, a2))
#define IStream_UnlockRegion(This, a0, a1, a2) ((This)->lpVtbl->UnlockRegion(This, a0, a1, a2))
#define IStream_Stat(This, a0, a1) ((This)->lpVtbl->Stat(This, a0, a1))
#define IStream_Clone(This, a0) ((This)->lpVtbl->Clone(This, a0))
#endif
#endif

DEFINE_GUID(IID_ISupportErrorInfo, 0xdf0b3d60, 0x548f, 0x101b, 0x8e, 0x65, 0x08, 0x00, 0x2b, 0x2b, 0xd1, 0x19);
#ifdef __cplusplus
struct ISupportErrorInfo : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE InterfaceSupportsErrorInfo(REFGUID riid) = 0;
};
OXCOM_UUID(ISupportErrorInfo, 0xdf0b3d60, 0x548f, 0x101b, 0x8e, 0x65, 0x08, 0x00, 0x2b, 0x2b, 0xd1, 0x19)
#else
#define ISupportErrorInfo_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *InterfaceSupportsErrorInfo)(T *This, REFGUID riid);
typedef struct ISupportErrorInfoVtbl
{
    ISupportErrorInfo_METHODS(ISupportErrorInfo)
} ISupportErrorInfoVtbl;
struct ISupportErrorInfo
{
    const ISupportErrorInfoVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define ISupportErrorInfo_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define ISupportErrorInfo_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define ISupportErrorInfo_Release(This) ((This)->lpVtbl->Release(This))
#define ISupportErrorInfo_InterfaceSupportsErrorInfo(This, a0) ((This)->lpVtbl->InterfaceSupportsErrorInfo(This, a0))
#endif
#endif

DEFINE_GUID(IID_ISynchronize, 0x00000030, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct ISynchronize : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE Wait(uint32_t dwFlags, uint32_t dwMilliseconds) = 0;
    virtual HRESULT STDMETHODCALLTYPE Signal() = 0;
    virtual HRESULT STDMETHODCALLTYPE Reset() = 0;
};
OXCOM_UUID(ISynchronize, 0x00000030, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
#define ISynchronize_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *Wait)(T *This, uint32_t dwFlags, uint32_t dwMilliseconds); \
    HRESULT (STDMETHODCALLTYPE *Signal)(T *This); \
    HRESULT (STDMETHODCALLTYPE *Reset)(T *This);
typedef struct ISynchronizeVtbl
{
    ISynchronize_METHODS(ISynchronize)
} ISynchronizeVtbl;
struct ISynchronize
{
    const ISynchronizeVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define ISynchronize_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define ISynchronize_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define ISynchronize_Release(This) ((This)->lpVtbl->Release(This))
#define ISynchronize_Wait(This, a0, a1) ((This)->lpVtbl->Wait(This, a0, a1))
#define ISynchronize_Signal(This) ((This)->lpVtbl->Signal(This))
#define ISynchronize_Reset(This) ((This)->lpVtbl->Reset(This))
#endif
#endif

DEFINE_GUID(IID_ITypeComp, 0x00020403, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct ITypeComp : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE Bind(const OLECHAR *szName, uint32_t lHashVal, uint16_t wFlags, ITypeInfo **ppTInfo, DESCKIND *pDescKind, BINDPTR *pBindPtr) = 0;
    virtual HRESULT STDMETHODCALLTYPE BindType(const OLECHAR *szName, uint32_t lHashVal, ITypeInfo **ppTInfo, ITypeComp **ppTComp) = 0;
};
OXCOM_UUID(ITypeComp, 0x00020403, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
#define ITypeComp_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *Bind)(T *This, const OLECHAR *szName, uint32_t lHashVal, uint16_t wFlags, ITypeInfo **ppTInfo, DESCKIND *pDescKind, BINDPTR *pBindPtr); \
    HRESULT (STDMETHODCALLTYPE *BindType)(T *This, const OLECHAR *szName, uint32_t lHashVal, ITypeInfo **ppTInfo, ITypeComp **ppTComp);
typedef struct ITypeCompVtbl
{
    ITypeComp_METHODS(ITypeComp)
} ITypeCompVtbl;
struct ITypeComp
{
    const ITypeCompVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define ITypeComp_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define ITypeComp_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define ITypeComp_Release(This) ((This)->lpVtbl->Release(This))
#define ITypeComp_Bind(This, a0, a1, a2, a3, a4, a5) ((This)->lpVtbl->Bind(This, a0, a1, a2, a3, a4, a5))
#define ITypeComp_BindType(This, a0, a1, a2, a3) ((This)->lpVtbl->BindType(This, a0, a1, a2, a3))
#endif
#endif

DEFINE_GUID(IID_ITypeInfo, 0x00020401, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct ITypeInfo : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE GetTypeAttr(TYPEATTR **ppTypeAttr) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetTypeComp(ITypeComp **ppTComp) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetFuncDesc(uint32_t index, FUNCDESC **ppFuncDesc) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetVarDesc(uint32_t index, VARDESC **ppVarDesc) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetNames(int32_t memid, BSTR *rgBstrNames, uint32_t cMaxNames, uint32_t *pcNames) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetRefTypeOfImplType(uint32_t index, uint32_t *pRefType) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetImplTypeFlags(uint32_t index, int32_t *pImplTypeFlags) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetIDsOfNames(OLECHAR **rgszNames, uint32_t cNames, int32_t *pMemId) = 0;
    virtual HRESULT STDMETHODCALLTYPE Invoke(void *pvInstance, int32_t memid, uint16_t wFlags, DISPPARAMS *pDispParams, VARIANT *pVarResult, EXCEPINFO *pExcepInfo, uint32_t *puArgErr) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetDocumentation(int32_t memid, BSTR *pBstrName, BSTR *pBstrDocString, uint32_t *pdwHelpContext, BSTR *pBstrHelpFile) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetDllEntry(int32_t memid, INVOKEKIND invKind, BSTR *pBstrDllName, BSTR *pBstrName, uint16_t *pwOrdinal) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetRefTypeInfo(uint32_t hRefType, ITypeInfo **ppTInfo) = 0;
    virtual HRESULT STDMETHODCALLTYPE AddressOfMember(int32_t memid, INVOKEKIND invKind, void **ppv) = 0;
    virtual HRESULT STDMETHODCALLTYPE CreateInstance(IUnknown *pUnkOuter, REFGUID riid, void **ppvObj) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetMops(int32_t memid, BSTR *pBstrMops) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetContainingTypeLib(ITypeLib **ppTLib, uint32_t *pIndex) = 0;
    virtual void STDMETHODCALLTYPE ReleaseTypeAttr(TYPEATTR *pTypeAttr) = 0;
    virtual void STDMETHODCALLTYPE ReleaseFuncDesc(FUNCDESC *pFuncDesc) = 0;
    virtual void STDMETHODCALLTYPE ReleaseVarDesc(VARDESC *pVarDesc) = 0;
};
OXCOM_UUID(ITypeInfo, 0x00020401, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
#define ITypeInfo_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *GetTypeAttr)(T *This, TYPEATTR **ppTypeAttr); \
    HRESULT (STDMETHODCALLTYPE *GetTypeComp)(T *This, ITypeComp **ppTComp); \
    HRESULT (STDMETHODCALLTYPE *GetFuncDesc)(T *This, uint32_t index, FUNCDESC **ppFuncDesc); \
    HRESULT (STDMETHODCALLTYPE *GetVarDesc)(T *This, uint32_t index, VARDESC **ppVarDesc); \
    HRESULT (STDMETHODCALLTYPE *GetNames)(T *This, int32_t memid, BSTR *rgBstrNames, uint32_t cMaxNames, uint32_t *pcNames); \
    HRESULT (STDMETHODCALLTYPE *GetRefTypeOfImplType)(T *This, uint32_t index, uint32_t *pRefType); \
    HRESULT (STDMETHODCALLTYPE *GetImplTypeFlags)(T *This, uint32_t index, int32_t *pImplTypeFlags); \
    HRESULT (STDMETHODCALLTYPE *GetIDsOfNames)(T *This, OLECHAR **rgszNames, uint32_t cNames, int32_t *pMemId); \
    HRESULT (STDMETHODCALLTYPE *Invoke)(T *This, void *pvInstance, int32_t memid, uint16_t wFlags, DISPPARAMS *pDispParams, VARIANT *pVarResult, EXCEPINFO *pExcepInfo, uint32_t *puArgErr); \
    HRESULT (STDMETHODCALLTYPE *GetDocumentation)(T *This, int32_t memid, BSTR *pBstrName, BSTR *pBstrDocString, uint32_t *pdwHelpContext, BSTR *pBstrHelpFile); \
    HRESULT (STDMETHODCALLTYPE *GetDllEntry)(T *This, int32_t memid, INVOKEKIND invKind, BSTR *pBstrDllName, BSTR *pBstrName, uint16_t *pwOrdinal); \
    HRESULT (STDMETHODCALLTYPE *GetRefTypeInfo)(T *This, uint32_t hRefType, ITypeInfo **ppTInfo); \
    HRESULT (STDMETHODCALLTYPE *AddressOfMember)(T *This, int32_t memid, INVOKEKIND invKind, void **ppv); \
    HRESULT (STDMETHODCALLTYPE *CreateInstance)(T *This, IUnknown *pUnkOuter, REFGUID riid, void **ppvObj); \
    HRESULT (STDMETHODCALLTYPE *GetMops)(T *This, int32_t memid, BSTR *pBstrMops); \
    HRESULT (STDMETHODCALLTYPE *GetContainingTypeLib)(T *This, ITypeLib **ppTLib, uint32_t *pIndex); \
    void (STDMETHODCALLTYPE *ReleaseTypeAttr)(T *This, TYPEATTR *pTypeAttr); \
    void (STDMETHODCALLTYPE *ReleaseFuncDesc)(T *This, FUNCDESC *pFuncDesc); \
    void (STDMETHODCALLTYPE *ReleaseVarDesc)(T *This, VARDESC *pVarDesc);
typedef struct ITypeInfoVtbl
{
    ITypeInfo_METHODS(ITypeInfo)
} ITypeInfoVtbl;
struct ITypeInfo
{
    const ITypeInfoVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define ITypeInfo_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define ITypeInfo_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define ITypeInfo_Release(This) ((This)->lpVtbl->Release(This))
#define ITypeInfo_GetTypeAttr(This, a0) ((This)->lpVtbl->GetTypeAttr(This, a0))
#define ITypeInfo_GetTypeComp(This, a0) ((This)->lpVtbl->GetTypeComp(This, a0))
#define ITypeInfo_GetFuncDesc(This, a0, a1) ((This)->lpVtbl->GetFuncDesc(This, a0, a1))
#define ITypeInfo_GetVarDesc(This, a0, a1) ((This)->lpVtbl->GetVarDesc(This, a0, a1))
#define ITypeInfo_GetNames(This, a0, a1, a2, a3) ((This)->lpVtbl->GetNames(This, a0, a1, a2, a3))
#define ITypeInfo_GetRefTypeOfImplType(This, a0, a1) ((This)->lpVtbl->GetRefTypeOfImplType(This, a0, a1))
#define ITypeInfo_GetImplTypeFlags(This, a0, a1) ((This)->lpVtbl->GetImplTypeFlags(This, a0, a1))
#define ITypeInfo_GetIDsOfNames(This, a0, a1, a2) ((This)->lpVtbl->GetIDsOfNames(This, a0, a1, a2))
#define ITypeInfo_Invoke(This, a0, a1, a2, a3, a4, a5, a6) ((This)->lpVtbl->Invoke(This, a0, a1, a2, a3, a4, a5, a6))
#define ITypeInfo_GetDocumentation(This, a0, a1, a2, a3, a4) ((This)->lpVtbl->GetDocumentation(This, a0, a1, a2, a3, a4))
#define ITypeInfo_GetDllEntry(This, a0, a1, a2, a3, a4) ((This)->lpVtbl->GetDllEntry(This, a0, a1, a2, a3, a4))
#define ITypeInfo_GetRefTypeInfo(This, a0, a1) ((This)->lpVtbl->GetRefTypeInfo(This, a0, a1))
#define ITypeInfo_AddressOfMember(This, a0, a1, a2) ((This)->lpVtbl->AddressOfMember(This, a0, a1, a2))
#define ITypeInfo_CreateInstance(This, a0, a1, a2) ((This)->lpVtbl->CreateInstance(This, a0, a1, a2))
#define ITypeInfo_GetMops(This, a0, a1) ((This)->lpVtbl->GetMops(This, a0, a1))
#define ITypeInfo_GetContainingTypeLib(This, a0, a1) ((This)->lpVtbl->GetContainingTypeLib(This, a0, a1))
#define ITypeInfo_ReleaseTypeAttr(This, a0) ((This)->lpVtbl->ReleaseTypeAttr(This, a0))
#define ITypeInfo_ReleaseFuncDesc(This, a0) ((This)->lpVtbl->ReleaseFuncDesc(This, a0))
#define ITypeInfo_ReleaseVarDesc(This, a0) ((This)->lpVtbl->ReleaseVarDesc(This, a0))
#endif
#endif

DEFINE_GUID(IID_ITypeInfo2, 0x00020412, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct ITypeInfo2 : public ITypeInfo
{
    virtual HRESULT STDMETHODCALLTYPE GetTypeKind(TYPEKIND *pTypeKind) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetTypeFlags(uint32_t *pTypeFlags) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetFuncIndexOfMemId(int32_t memid, INVOKEKIND invKind, uint32_t *pFuncIndex) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetVarIndexOfMemId(int32_t memid, uint32_t *pVarIndex) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetCustData(REFGUID guid, VARIANT *pVarVal) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetFuncCustData(uint32_t index, REFGUID guid, VARIANT *pVarVal) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetParamCustData(uint32_t indexFunc, uint32_t indexParam, REFGUID guid, VARIANT *pVarVal) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetVarCustData(uint32_t index, REFGUID guid, VARIANT *pVarVal) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetImplTypeCustData(uint32_t index, REFGUID guid, VARIANT *pVarVal) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetDocumentation2(int32_t memid, uint32_t lcid, BSTR *pbstrHelpString, uint32_t *pdwHelpStringContext, BSTR *pbstrHelpStringDll) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetAllCustData(CUSTDATA *pCustData) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetAllFuncCustData(uint32_t index, CUSTDATA *pCustData) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetAllParamCustData(uint32_t indexFunc, uint32_t indexParam, CUSTDATA *pCustData) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetAllVarCustData(uint32_t index, CUSTDATA *pCustData) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetAllImplTypeCustData(uint32_t index, CUSTDATA *pCustData) = 0;
};
OXCOM_UUID(ITypeInfo2, 0x00020412, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
OXCOM_BASE(ITypeInfo2, ITypeInfo)
#else
#define ITypeInfo2_METHODS(T) \
    ITypeInfo_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *GetTypeKind)(T *This, TYPEKIND *pTypeKind); \
    HRESULT (STDMETHODCALLTYPE *GetTypeFlags)(T *This, uint32_t *pTypeFlags); \
    HRESULT (STDMETHODCALLTYPE *GetFuncIndexOfMemId)(T *This, int32_t memid, INVOKEKIND invKind, uint32_t *pFuncIndex); \
    HRESULT (STDMETHODCALLTYPE *GetVarIndexOfMemId)(T *This, int32_t memid, uint32_t *pVarIndex); \
    HRESULT (STDMETHODCALLTYPE *GetCustData)(T *This, REFGUID guid, VARIANT *pVarVal); \
    HRESULT (STDMETHODCALLTYPE *GetFuncCustData)(T *This, uint32_t index, REFGUID guid, VARIANT *pVarVal); \
    HRESULT (STDMETHODCALLTYPE *GetParamCustData)(T *This, uint32_t indexFunc, uint32_t indexParam, REFGUID guid, VARIANT *pVarVal); \
    HRESULT (STDMETHODCALLTYPE *GetVarCustData)(T *This, uint32_t index, REFGUID guid, VARIANT *pVarVal); \
    HRESULT (STDMETHODCALLTYPE *GetImplTypeCustData)(T *This, uint32_t index, REFGUID guid, VARIANT *pVarVal); \
    HRESULT (STDMETHODCALLTYPE *GetDocumentation2)(T *This, int32_t memid, uint32_t lcid, BSTR *pbstrHelpString, uint32_t *pdwHelpStringContext, BSTR *pbstrHelpStringDll); \
    HRESULT (STDMETHODCALLTYPE *GetAllCustData)(T *This, CUSTDATA *pCustData); \
    HRESULT (STDMETHODCALLTYPE *GetAllFuncCustData)(T *This, uint32_t index, CUSTDATA *pCustData); \
    HRESULT (STDMETHODCALLTYPE *GetAllParamCustData)(T *This, uint32_t indexFunc, uint32_t indexParam, CUSTDATA *pCustData); \
    HRESULT (STDMETHODCALLTYPE *GetAllVarCustData)(T *This, uint32_t index, CUSTDATA *pCustData); \
    HRESULT (STDMETHODCALLTYPE *GetAllImplTypeCustData)(T *This, uint32_t index, CUSTDATA *pCustData);
typedef struct ITypeInfo2Vtbl
{
    ITypeInfo2_METHODS(ITypeInfo2)
} ITypeInfo2Vtbl;
struct ITypeInfo2
{
    const ITypeInfo2Vtbl *lpVtbl;
};
#ifdef COBJMACROS
#define ITypeInfo2_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define ITypeInfo2_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define ITypeInfo2_Release(This) ((This)->lpVtbl->Release(This))
#define ITypeInfo2_GetTypeAttr(This, a0) ((This)->lpVtbl->GetTypeAttr(This, a0))
#define ITypeInfo2_GetTypeComp(This, a0) ((This)->lpVtbl->GetTypeComp(This, a0))
#define ITypeInfo2_GetFuncDesc(This, a0, a1) ((This)->lpVtbl->GetFuncDesc(This, a0, a1))
#define ITypeInfo2_GetVarDesc(This, a0, a1) ((This)->lpVtbl->GetVarDesc(This, a0, a1))
#define ITypeInfo2_GetNames(This, a0, a1, a2, a3) ((This)->lpVtbl->GetNames(This, a0, a1, a2, a3))
#define ITypeInfo2_GetRefTypeOfImplType(This, a0, a1) ((This)->lpVtbl->GetRefTypeOfImplType(This, a0, a1))
#define ITypeInfo2_GetImplTypeFlags(This, a0, a1) ((This)->lpVtbl->GetImplTypeFlags(This, a0, a1))
#define ITypeInfo2_GetIDsOfNames(This, a0, a1, a2) ((This)->lpVtbl->GetIDsOfNames(This, a0, a1, a2))
#define ITypeInfo2_Invoke(This, a0, a1, a2, a3, a4, a5, a6) ((This)->lpVtbl->Invoke(This, a0, a1, a2, a3, a4, a5, a6))
#define ITypeInfo2_GetDocumentation(This, a0, a1, a2, a3, a4) ((This)->lpVtbl->GetDocumentation(This, a0, a1, a2, a3, a4))
#define ITypeInfo2_GetDllEntry(This, a0, a1, a2, a3, a4) ((This)->lpVtbl->GetDllEntry(This, a0, a1, a2, a3, a4))
#define ITypeInfo2_GetRefTypeInfo(This, a0, a1) ((This)->lpVtbl->GetRefTypeInfo(This, a0, a1))
#define ITypeInfo2_AddressOfMember(This, a0, a1, a2) ((This)->lpVtbl->AddressOfMember(This, a0, a1, a2))
#define ITypeInfo2_CreateInstance(This, a0, a1, a2) ((This)->lpVtbl->CreateInstance(This, a0, a1, a2))
#define ITypeInfo2_GetMops(This, a0, a1) ((This)->lpVtbl->GetMops(This, a0, a1))
#define ITypeInfo2_GetContainingTypeLib(This, a0, a1) ((This)->lpVtbl->GetContainingTypeLib(This, a0, a1))
#define ITypeInfo2_ReleaseTypeAttr(This, a0) ((This)->lpVtbl->ReleaseTypeAttr(This, a0))
#define ITypeInfo2_ReleaseFuncDesc(This, a0) ((This)->lpVtbl->ReleaseFuncDesc(This, a0))
#define ITypeInfo2_ReleaseVarDesc(This, a0) ((This)->lpVtbl->ReleaseVarDesc(This, a0))
#define ITypeInfo2_GetTypeKind(This, a0) ((This)->lpVtbl->GetTypeKind(This, a0))
#define ITypeInfo2_GetTypeFlags(This, a0) ((This)->lpVtbl->GetTypeFlags(This, a0))
#define ITypeInfo2_GetFuncIndexOfMemId(This, a0, a1, a2) ((This)->lpVtbl->GetFuncIndexOfMemId(This, a0, a1, a2))
#define ITypeInfo2_GetVarIndexOfMemId(This, a0, a1) ((This)->lpVtbl->GetVarIndexOfMemId(This, a0, a1))
#define ITypeInfo2_GetCustData(This, a0, a1) ((This)->lpVtbl->GetCustData(This, a0, a1))
#define ITypeInfo2_GetFuncCustData(This, a0, a1, a2) ((This)->lpVtbl->GetFuncCustData(This, a0, a1, a2))
#define ITypeInfo2_GetParamCustData(This, a0, a1, a2, a3) ((This)->lpVtbl->GetParamCustData(This, a0, a1, a2, a3))
#define ITypeInfo2_GetVarCustData(This, a0, a1, a2) ((This)->lpVtbl->GetVarCustData(This, a0, a1, a2))
#define ITypeInfo2_GetImplTypeCustData(This, a0, a1, a2) ((This)->lpVtbl->GetImplTypeCustData(This, a0, a1, a2))
#define ITypeInfo2_GetDocumentation2(This, a0, a1, a2, a3, a4) ((This)->lpVtbl->GetDocumentation2(This, a0, a1, a2, a3, a4))
#define ITypeInfo2_GetAllCustData(This, a0) ((This)->lpVtbl->GetAllCustData(This, a0))
#define ITypeInfo2_GetAllFuncCustData(This, a0, a1) ((This)->lpVtbl->GetAllFuncCustData(This, a0, a1))
#define ITypeInfo2_GetAllParamCustData(This, a0, a1, a2) ((This)->lpVtbl->GetAllParamCustData(This, a0, a1, a2))
#define ITypeInfo2_GetAllVarCustData(This, a0, a1) ((This)->lpVtbl->GetAllVarCustData(This, a0, a1))
#define ITypeInfo2_GetAllImplTypeCustData(This, a0, a1) ((This)->lpVtbl->GetAllImplTypeCustData(This, a0, a1))
#endif
#endif

DEFINE_GUID(IID_ITypeLib, 0x00020402, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct ITypeLib : public IUnknown
{
    virtual uint32_t STDMETHODCALLTYPE GetTypeInfoCount() = 0;
    virtual HRESULT STDMETHODCALLTYPE GetTypeInfo(uint32_t index, ITypeInfo **ppTInfo) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetTypeInfoType(uint32_t index, TYPEKIND *pTKind) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetTypeInfoOfGuid(REFGUID guid, ITypeInfo **ppTinfo) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetLibAttr(TLIBATTR **ppTLibAttr) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetTypeComp(ITypeComp **ppTComp) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetDocumentation(int32_t index, BSTR *pBstrName, BSTR *pBstrDocString, uint32_t *pdwHelpContext, BSTR *pBstrHelpFile) = 0;
    virtual HRESULT STDMETHODCALLTYPE IsName(OLECHAR *szNameBuf, uint32_t lHashVal, int32_t *pfName) = 0;
    virtual HRESULT STDMETHODCALLTYPE FindName(OLECHAR *szNameBuf, uint32_t lHashVal, ITypeInfo **ppTInfo, int32_t *rgMemId, uint16_t *pcFound) = 0;
    virtual void STDMETHODCALLTYPE ReleaseTLibAttr(TLIBATTR *pTLibAttr) = 0;
};
OXCOM_UUID(ITypeLib, 0x00020402, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
#define ITypeLib_METHODS(T) \
    IUnknown_METHODS(T) \
    uint32_t (STDMETHODCALLTYPE *GetTypeInfoCount)(T *This); \
    HRESULT (STDMETHODCALLTYPE *GetTypeInfo)(T *This, uint32_t index, ITypeInfo **ppTInfo); \
    HRESULT (STDMETHODCALLTYPE *GetTypeInfoType)(T *This, uint32_t index, TYPEKIND *pTKind); \
    HRESULT (STDMETHODCALLTYPE *GetTypeInfoOfGuid)(T *This, REFGUID guid, ITypeInfo **ppTinfo); \
    HRESULT (STDMETHODCALLTYPE *GetLibAttr)(T *This, TLIBATTR **ppTLibAttr); \
    HRESULT (STDMETHODCALLTYPE *GetTypeComp)(T *This, ITypeComp **ppTComp); \
    HRESULT (STDMETHODCALLTYPE *GetDocumentation)(T *This, int32_t index, BSTR *pBstrName, BSTR *pBstrDocString, uint32_t *pdwHelpContext, BSTR *pBstrHelpFile); \
    HRESULT (STDMETHODCALLTYPE *IsName)(T *This, OLECHAR *szNameBuf, uint32_t lHashVal, int32_t *pfName); \
    HRESULT (STDMETHODCALLTYPE *FindName)(T *This, OLECHAR *szNameBuf, uint32_t lHashVal, ITypeInfo **ppTInfo, int32_t *rgMemId, uint16_t *pcFound); \
    void (STDMETHODCALLTYPE *ReleaseTLibAttr)(T *This, TLIBATTR *pTLibAttr);
typedef struct ITypeLibVtbl
{
    ITypeLib_METHODS(ITypeLib)
} ITypeLibVtbl;
struct ITypeLib
{
    const ITypeLibVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define ITypeLib_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define ITypeLib_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define ITypeLib_Release(This) ((This)->lpVtbl->Release(This))
#define ITypeLib_GetTypeInfoCount(This) ((This)->lpVtbl->GetTypeInfoCount(This))
#define ITypeLib_GetTypeInfo(This, a0, a1) ((This)->lpVtbl->GetTypeInfo(This, a0, a1))
#define ITypeLib_GetTypeInfoType(This, a0, a1) ((This)->lpVtbl->GetTypeInfoType(This, a0, a1))
#define ITypeLib_GetTypeInfoOfGuid(This, a0, a1) ((This)->lpVtbl->GetTypeInfoOfGuid(This, a0, a1))
#define ITypeLib_GetLibAttr(This, a0) ((This)->lpVtbl->GetLibAttr(This, a0))
#define ITypeLib_GetTypeComp(This, a0) ((This)->lpVtbl->GetTypeComp(This, a0))
#define ITypeLib_GetDocumentation(This, a0, a1, a2, a3, a4) ((This)->lpVtbl->GetDocumentation(This, a0, a1, a2, a3, a4))
#define ITypeLib_IsName(This, a0, a1, a2) ((This)->lpVtbl->IsName(This, a0, a1, a2))
#define ITypeLib_FindName(This, a0, a1, a2, a3, a4) ((This)->lpVtbl->FindName(This, a0, a1, a2, a3, a4))
#define ITypeLib_ReleaseTLibAttr(This, a0) ((This)->lpVtbl->ReleaseTLibAttr(This, a0))
#endif
#endif

DEFINE_GUID(IID_ITypeLib2, 0x00020411, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct ITypeLib2 : public ITypeLib
{
    virtual HRESULT STDMETHODCALLTYPE GetCustData(REFGUID guid, VARIANT *pVarVal) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetLibStatistics(uint32_t *pcUniqueNames, uint32_t *pcchUniqueNames) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetDocumentation2(int32_t index, uint32_t lcid, BSTR *pbstrHelpString, uint32_t *pdwHelpStringContext, BSTR *pbstrHelpStringDll) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetAllCustData(CUSTDATA *pCustData) = 0;
};
OXCOM_UUID(ITypeLib2, 0x00020411, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
OXCOM_BASE(ITypeLib2, ITypeLib)
#else
#define ITypeLib2_METHODS(T) \
    ITypeLib_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *GetCustData)(T *This, REFGUID guid, VARIANT *pVarVal); \
    HRESULT (STDMETHODCALLTYPE *GetLibStatistics)(T *This, uint32_t *pcUniqueNames, uint32_t *pcchUniqueNames); \
    HRESULT (STDMETHODCALLTYPE *GetDocumentation2)(T *This, int32_t index, uint32_t lcid, BSTR *pbstrHelpString, uint32_t *pdwHelpStringContext, BSTR *pbstrHelpStringDll); \
    HRESULT (STDMETHODCALLTYPE *GetAllCustData)(T *This, CUSTDATA *pCustData);
typedef struct ITypeLib2Vtbl
{
    ITypeLib2_METHODS(ITypeLib2)
} ITypeLib2Vtbl;
struct ITypeLib2
{
    const ITypeLib2Vtbl *lpVtbl;
};
#ifdef COBJMACROS
#define ITypeLib2_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define ITypeLib2_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define ITypeLib2_Release(This) ((This)->lpVtbl->Release(This))
#define ITypeLib2_GetTypeInfoCount(This) ((This)->lpVtbl->GetTypeInfoCount(This))
#define ITypeLib2_GetTypeInfo(This, a0, a1) ((This)->lpVtbl->GetTypeInfo(This, a0, a1))
#define ITypeLib2_GetTypeInfoType(This, a0, a1) ((This)->lpVtbl->GetTypeInfoType(This, a0, a1))
#define ITypeLib2_GetTypeInfoOfGuid(This, a0, a1) ((This)->lpVtbl->GetTypeInfoOfGuid(This, a0, a1))
#define ITypeLib2_GetLibAttr(This, a0) ((This)->lpVtbl->GetLibAttr(This, a0))
#define ITypeLib2_GetTypeComp(This, a0) ((This)->lpVtbl->GetTypeComp(This, a0))
#define ITypeLib2_GetDocumentation(This, a0, a1, a2, a3, a4) ((This)->lpVtbl->GetDocumentation(This, a0, a1, a2, a3, a4))
#define ITypeLib2_IsName(This, a0, a1, a2) ((This)->lpVtbl->IsName(This, a0, a1, a2))
#define ITypeLib2_FindName(This, a0, a1, a2, a3, a4) ((This)->lpVtbl->FindName(This, a0, a1, a2, a3, a4))
#define ITypeLib2_ReleaseTLibAttr(This, a0) ((This)->lpVtbl->ReleaseTLibAttr(This, a0))
#define ITypeLib2_GetCustData(This, a0, a1) ((This)->lpVtbl->GetCustData(This, a0, a1))
#define ITypeLib2_GetLibStatistics(This, a0, a1) ((This)->lpVtbl->GetLibStatistics(This, a0, a1))
#define ITypeLib2_GetDocumentation2(This, a0, a1, a2, a3, a4) ((This)->lpVtbl->GetDocumentation2(This, a0, a1, a2, a3, a4))
#define ITypeLib2_GetAllCustData(This, a0) ((This)->lpVtbl->GetAllCustData(This, a0))
#endif
#endif

DEFINE_GUID(IID_IWeakReference, 0x00000037, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct IWeakReference : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE Resolve(REFGUID riid, void **objectReference) = 0;
};
OXCOM_UUID(IWeakReference, 0x00000037, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
#define IWeakReference_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *Resolve)(T *This, REFGUID riid, void **objectReference);
typedef struct IWeakReferenceVtbl
{
    IWeakReference_METHODS(IWeakReference)
} IWeakReferenceVtbl;
struct IWeakReference
{
    const IWeakReferenceVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IWeakReference_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IWeakReference_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IWeakReference_Release(This) ((This)->lpVtbl->Release(This))
#define IWeakReference_Resolve(This, a0, a1) ((This)->lpVtbl->Resolve(This, a0, a1))
#endif
#endif

DEFINE_GUID(IID_IWeakReferenceSource, 0x00000038, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);
#ifdef __cplusplus
struct IWeakReferenceSource : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE GetWeakReference(IWeakReference **weakReference) = 0;
};
OXCOM_UUID(IWeakReferenceSource, 0x00000038, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
#define IWeakReferenceSource_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *GetWeakReference)(T *This, IWeakReference **weakReference);
typedef struct IWeakReferenceSourceVtbl
{
    IWeakReferenceSource_METHODS(IWeakReferenceSource)
} IWeakReferenceSourceVtbl;
struct IWeakReferenceSource
{
    const IWeakReferenceSourceVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IWeakReferenceSource_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IWeakReferenceSource_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IWeakReferenceSource_Release(This) ((This)->lpVtbl->Release(This))
#define IWeakReferenceSource_GetWeakReference(This, a0) ((This)->lpVtbl->GetWeakReference(This, a0))
#endif
#endif

typedef int32_t LIBFLAGS;
enum
{
    LIBFLAG_FRESTRICTED = 1,
    LIBFLAG_FCONTROL = 2,
    LIBFLAG_FHIDDEN = 4,
    LIBFLAG_FHASDISKIMAGE = 8,
};

typedef int32_t LOCKTYPE;
enum
{
    LOCK_WRITE = 1,
    LOCK_EXCLUSIVE = 2,
    LOCK_ONLYONCE = 4,
};

struct METHODDATA
{
    uint16_t *szName;
    PARAMDATA *ppdata;
    int32_t dispid;
    uint32_t iMeth;
    CALLCONV cc;
    uint32_t cArgs;
    uint16_t wFlags;
    uint16_t vtReturn;
};

typedef int32_t MKSYS;
enum
{
    MKSYS_NONE = 0,
    MKSYS_GENERICCOMPOSITE = 1,
    MKSYS_FILEMONIKER = 2,
    MKSYS_ANTIMONIKER = 3,
    MKSYS_ITEMMONIKER = 4,
    MKSYS_POINTERMONIKER = 5,
    MKSYS_CLASSMONIKER = 7,
    MKSYS_OBJREFMONIKER = 8,
    MKSYS_SESSIONMONIKER = 9,
    MKSYS_LUAMONIKER = 10,
};

typedef int32_t MSHCTX;
enum
{
    MSHCTX_LOCAL = 0,
    MSHCTX_NOSHAREDMEM = 1,
    MSHCTX_DIFFERENTMACHINE = 2,
    MSHCTX_INPROC = 3,
    MSHCTX_CROSSCTX = 4,
    MSHCTX_CONTAINER = 5,
};

typedef int32_t MSHLFLAGS;
enum
{
    MSHLFLAGS_NORMAL = 0,
    MSHLFLAGS_TABLESTRONG = 1,
    MSHLFLAGS_TABLEWEAK = 2,
    MSHLFLAGS_NOPING = 4,
    MSHLFLAGS_RESERVED1 = 8,
    MSHLFLAGS_RESERVED2 = 16,
    MSHLFLAGS_RESERVED3 = 32,
    MSHLFLAGS_RESERVED4 = 64,
};

struct MULTI_QI
{
    GUID *pIID;
    IUnknown *pItf;
    HRESULT hr;
};

struct PARAMDATA
{
    uint16_t *szName;
    uint16_t vt;
};

struct PARAMDESCEX
{
    uint32_t cBytes;
    VARIANT varDefaultValue;
};

typedef int32_t PENDINGMSG;
enum
{
    PENDINGMSG_CANCELCALL = 0,
    PENDINGMSG_WAITNOPROCESS = 1,
    PENDINGMSG_WAITDEFPROCESS = 2,
};

typedef int32_t PENDINGTYPE;
enum
{
    PENDINGTYPE_TOPLEVEL = 1,
    PENDINGTYPE_NESTED = 2,
};

typedef void *PSECURITY_DESCRIPTOR;

typedef uint32_t REGCLS;
enum
{
    REGCLS_SINGLEUSE = 0,
    REGCLS_MULTIPLEUSE = 1,
    REGCLS_MULTI_SEPARATE = 2,
    REGCLS_SUSPENDED = 4,
    REGCLS_SURROGATE = 8,
    REGCLS_AGILE = 16,
};

typedef int32_t REGKIND;
enum
{
    REGKIND_DEFAULT = 0,
    REGKIND_REGISTER = 1,
    REGKIND_NONE = 2,
};

typedef uint32_t RPCOLEDATAREP;

struct RPCOLEMESSAGE
{
    void *reserved1;
    RPCOLEDATAREP dataRepresentation;
    void *Buffer;
    uint32_t cbBuffer;
    uint32_t iMethod;
    void *reserved2[5];
    uint32_t rpcFlags;
};

typedef int32_t RPCOPT_SERVER_LOCALITY_VALUES;
enum
{
    SERVER_LOCALITY_PROCESS_LOCAL = 0,
    SERVER_LOCALITY_MACHINE_LOCAL = 1,
    SERVER_LOCALITY_REMOTE = 2,
};

typedef void *RPC_AUTHZ_HANDLE;

typedef void *RPC_AUTH_IDENTITY_HANDLE;

typedef int32_t RPC_STATUS;

struct SAFEARRAY
{
    uint16_t cDims;
    uint16_t fFeatures;
    uint32_t cbElements;
    uint32_t cLocks;
    void *pvData;
    SAFEARRAYBOUND rgsabound[1];
};

typedef int32_t SERVERCALL;
enum
{
    SERVERCALL_ISHANDLED = 0,
    SERVERCALL_REJECTED = 1,
    SERVERCALL_RETRYLATER = 2,
};

struct SOLE_AUTHENTICATION_SERVICE
{
    uint32_t dwAuthnSvc;
    uint32_t dwAuthzSvc;
    uint16_t *pPrincipalName;
    HRESULT hr;
};

typedef int32_t STATFLAG;
enum
{
    STATFLAG_DEFAULT = 0,
    STATFLAG_NONAME = 1,
    STATFLAG_NOOPEN = 2,
};

struct STATSTG
{
    OLECHAR *pwcsName;
    uint32_t type;
    uint64_t cbSize;
    FILETIME mtime;
    FILETIME ctime;
    FILETIME atime;
    uint32_t grfMode;
    uint32_t grfLocksSupported;
    GUID clsid;
    uint32_t grfStateBits;
    uint32_t reserved;
};

typedef int32_t STDMSHLFLAGS;
enum
{
    SMEXF_SERVER = 1,
    SMEXF_HANDLER = 2,
};

typedef int32_t STGC;
enum
{
    STGC_DEFAULT = 0,
    STGC_OVERWRITE = 1,
    STGC_ONLYIFCURRENT = 2,
    STGC_DANGEROUSLYCOMMITMERELYTODISKCACHE = 4,
    STGC_CONSOLIDATE = 8,
};

typedef int32_t STGTY;
enum
{
    STGTY_STORAGE = 1,
    STGTY_STREAM = 2,
    STGTY_LOCKBYTES = 3,
    STGTY_PROPERTY = 4,
};

typedef int32_t STREAM_SEEK;
enum
{
    STREAM_SEEK_SET = 0,
    STREAM_SEEK_CUR = 1,
    STREAM_SEEK_END = 2,
};

typedef int32_t SYSKIND;
enum
{
    SYS_WIN16 = 0,
    SYS_WIN32 = 1,
    SYS_MAC = 2,
    SYS_WIN64 = 3,
};

struct SYSTEMTIME
{
    uint16_t wYear;
    uint16_t wMonth;
    uint16_t wDayOfWeek;
    uint16_t wDay;
    uint16_t wHour;
    uint16_t wMinute;
    uint16_t wSecond;
    uint16_t wMilliseconds;
};

struct TLIBATTR
{
    GUID guid;
    uint32_t lcid;
    SYSKIND syskind;
    uint16_t wMajorVerNum;
    uint16_t wMinorVerNum;
    uint16_t wLibFlags;
};

struct TYPEATTR
{
    GUID guid;
    uint32_t lcid;
    uint32_t dwReserved;
    int32_t memidConstructor;
    int32_t memidDestructor;
    OLECHAR *lpstrSchema;
    uint32_t cbSizeInstance;
    TYPEKIND typekind;
    uint16_t cFuncs;
    uint16_t cVars;
    uint16_t cImplTypes;
    uint16_t cbSizeVft;
    uint16_t cbAlignment;
    uint16_t wTypeFlags;
    uint16_t wMajorVerNum;
    uint16_t wMinorVerNum;
    TYPEDESC tdescAlias;
    IDLDESC idldescType;
};

typedef int32_t TYPEFLAGS;
enum
{
    TYPEFLAG_FAPPOBJECT = 1,
    TYPEFLAG_FCANCREATE = 2,
    TYPEFLAG_FLICENSED = 4,
    TYPEFLAG_FPREDECLID = 8,
    TYPEFLAG_FHIDDEN = 16,
    TYPEFLAG_FCONTROL = 32,
    TYPEFLAG_FDUAL = 64,
    TYPEFLAG_FNONEXTENSIBLE = 128,
    TYPEFLAG_FOLEAUTOMATION = 256,
    TYPEFLAG_FRESTRICTED = 512,
    TYPEFLAG_FAGGREGATABLE = 1024,
    TYPEFLAG_FREPLACEABLE = 2048,
    TYPEFLAG_FDISPATCHABLE = 4096,
    TYPEFLAG_FREVERSEBIND = 8192,
    TYPEFLAG_FPROXY = 16384,
};

typedef int32_t VARKIND;
enum
{
    VAR_PERINSTANCE = 0,
    VAR_STATIC = 1,
    VAR_CONST = 2,
    VAR_DISPATCH = 3,
};

struct VARDESC
{
    int32_t memid;
    OLECHAR *lpstrSchema;
    __extension__ union
    {
        uint32_t oInst;
        VARIANT *lpvarValue;
    };
    ELEMDESC elemdescVar;
    uint16_t wVarFlags;
    VARKIND varkind;
};

typedef int32_t VARENUM;
enum
{
    VT_EMPTY = 0,
    VT_NULL = 1,
    VT_I2 = 2,
    VT_I4 = 3,
    VT_R4 = 4,
    VT_R8 = 5,
    VT_CY = 6,
    VT_DATE = 7,
    VT_BSTR = 8,
    VT_DISPATCH = 9,
    VT_ERROR = 10,
    VT_BOOL = 11,
    VT_VARIANT = 12,
    VT_UNKNOWN = 13,
    VT_DECIMAL = 14,
    VT_I1 = 16,
    VT_UI1 = 17,
    VT_UI2 = 18,
    VT_UI4 = 19,
    VT_I8 = 20,
    VT_UI8 = 21,
    VT_INT = 22,
    VT_UINT = 23,
    VT_VOID = 24,
    VT_HRESULT = 25,
    VT_PTR = 26,
    VT_SAFEARRAY = 27,
    VT_CARRAY = 28,
    VT_USERDEFINED = 29,
    VT_LPSTR = 30,
    VT_LPWSTR = 31,
    VT_RECORD = 36,
    VT_INT_PTR = 37,
    VT_UINT_PTR = 38,
    VT_FILETIME = 64,
    VT_BLOB = 65,
    VT_STREAM = 66,
    VT_STORAGE = 67,
    VT_STREAMED_OBJECT = 68,
    VT_STORED_OBJECT = 69,
    VT_BLOB_OBJECT = 70,
    VT_CF = 71,
    VT_CLSID = 72,
    VT_VERSIONED_STREAM = 73,
    VT_BSTR_BLOB = 4095,
    VT_VECTOR = 4096,
    VT_ARRAY = 8192,
    VT_BYREF = 16384,
    VT_RESERVED = 32768,
    VT_ILLEGAL = 65535,
    VT_ILLEGALMASKED = 4095,
    VT_TYPEMASK = 4095,
};

typedef int32_t VARFLAGS;
enum
{
    VARFLAG_FREADONLY = 1,
    VARFLAG_FSOURCE = 2,
    VARFLAG_FBINDABLE = 4,
    VARFLAG_FREQUESTEDIT = 8,
    VARFLAG_FDISPLAYBIND = 16,
    VARFLAG_FDEFAULTBIND = 32,
    VARFLAG_FHIDDEN = 64,
    VARFLAG_FRESTRICTED = 128,
    VARFLAG_FDEFAULTCOLLELEM = 256,
    VARFLAG_FUIDEFAULT = 512,
    VARFLAG_FNONBROWSABLE = 1024,
    VARFLAG_FREPLACEABLE = 2048,
    VARFLAG_FIMMEDIATEBIND = 4096,
};

typedef VARIANT VARIANTARG;

#ifdef __cplusplus
extern "C" {
#endif

HRESULT STDAPICALLTYPE BindMoniker(IMoniker *pmk, uint32_t grfOpt, REFGUID iidResult, void **ppvResult);
HRESULT STDAPICALLTYPE CLSIDFromProgID(const OLECHAR *lpszProgID, GUID *lpclsid);
HRESULT STDAPICALLTYPE CLSIDFromProgIDEx(const OLECHAR *lpszProgID, GUID *lpclsid);
HRESULT STDAPICALLTYPE CLSIDFromString(const OLECHAR *lpsz, GUID *pclsid);
uint32_t STDAPICALLTYPE CoAddRefServerProcess(void);
HRESULT STDAPICALLTYPE CoCancelCall(uint32_t dwThreadId, uint32_t ulTimeout);
HRESULT STDAPICALLTYPE CoCopyProxy(IUnknown *pProxy, IUnknown **ppCopy);
HRESULT STDAPICALLTYPE CoCreateFreeThreadedMarshaler(IUnknown *punkOuter, IUnknown **ppunkMarshal);
HRESULT STDAPICALLTYPE CoCreateGuid(GUID *pguid);
HRESULT STDAPICALLTYPE CoCreateInstance(REFGUID rclsid, IUnknown *pUnkOuter, uint32_t dwClsContext, REFGUID riid, void **ppv);
HRESULT STDAPICALLTYPE CoCreateInstanceEx(REFGUID Clsid, IUnknown *punkOuter, uint32_t dwClsCtx, const COSERVERINFO *pServerInfo, uint32_t dwCount, MULTI_QI *pResults);
HRESULT STDAPICALLTYPE CoDecrementMTAUsage(CO_MTA_USAGE_COOKIE Cookie);
HRESULT STDAPICALLTYPE CoDisableCallCancellation(void *pReserved);
HRESULT STDAPICALLTYPE CoDisconnectObject(IUnknown *pUnk, uint32_t dwReserved);
HRESULT STDAPICALLTYPE CoEnableCallCancellation(void *pReserved);
void STDAPICALLTYPE CoFreeUnusedLibraries(void);
void STDAPICALLTYPE CoFreeUnusedLibrariesEx(uint32_t dwUnloadDelay, uint32_t dwReserved);
HRESULT STDAPICALLTYPE CoGetApartmentType(APTTYPE *pAptType, APTTYPEQUALIFIER *pAptQualifier);
HRESULT STDAPICALLTYPE CoGetCallContext(REFGUID riid, void **ppInterface);
HRESULT STDAPICALLTYPE CoGetCallerTID(uint32_t *lpdwTID);
HRESULT STDAPICALLTYPE CoGetCancelObject(uint32_t dwThreadId, REFGUID iid, void **ppUnk);
HRESULT STDAPICALLTYPE CoGetClassObject(REFGUID rclsid, uint32_t dwClsContext, void *pvReserved, REFGUID riid, void **ppv);
HRESULT STDAPICALLTYPE CoGetContextToken(uintptr_t *pToken);
HRESULT STDAPICALLTYPE CoGetCurrentLogicalThreadId(GUID *pguid);
uint32_t STDAPICALLTYPE CoGetCurrentProcess(void);
HRESULT STDAPICALLTYPE CoGetInterfaceAndReleaseStream(IStream *pStm, REFGUID iid, void **ppv);
HRESULT STDAPICALLTYPE CoGetMalloc(uint32_t dwMemContext, IMalloc **ppMalloc);
HRESULT STDAPICALLTYPE CoGetMarshalSizeMax(uint32_t *pulSize, REFGUID riid, IUnknown *pUnk, uint32_t dwDestContext, void *pvDestContext, uint32_t mshlflags);
HRESULT STDAPICALLTYPE CoGetObject(const OLECHAR *pszName, const BIND_OPTS *pBindOptions, REFGUID riid, void **ppv);
HRESULT STDAPICALLTYPE CoGetObjectContext(REFGUID riid, void **ppv);
HRESULT STDAPICALLTYPE CoGetPSClsid(REFGUID riid, GUID *pClsid);
HRESULT STDAPICALLTYPE CoGetStandardMarshal(REFGUID riid, IUnknown *pUnk, uint32_t dwDestContext, void *pvDestContext, uint32_t mshlflags, IMarshal **ppMarshal);
HRESULT STDAPICALLTYPE CoGetStdMarshalEx(IUnknown *pUnkOuter, uint32_t smexflags, IUnknown **ppUnkInner);
HRESULT STDAPICALLTYPE CoImpersonateClient(void);
HRESULT STDAPICALLTYPE CoIncrementMTAUsage(CO_MTA_USAGE_COOKIE *pCookie);
HRESULT STDAPICALLTYPE CoInitialize(void *pvReserved);
HRESULT STDAPICALLTYPE CoInitializeEx(void *pvReserved, uint32_t dwCoInit);
HRESULT STDAPICALLTYPE CoInitializeSecurity(PSECURITY_DESCRIPTOR pSecDesc, int32_t cAuthSvc, const SOLE_AUTHENTICATION_SERVICE *asAuthSvc, void *pReserved1, uint32_t dwAuthnLevel, uint32_t dwImpLevel, void *pAuthList, uint32_t dwCapabilities, void *pReserved3);
BOOL STDAPICALLTYPE CoIsHandlerConnected(IUnknown *pUnk);
HRESULT STDAPICALLTYPE CoLockObjectExternal(IUnknown *pUnk, BOOL fLock, BOOL fLastUnlockReleases);
HRESULT STDAPICALLTYPE CoMarshalHresult(IStream *pstm, HRESULT hresult);
HRESULT STDAPICALLTYPE CoMarshalInterThreadInterfaceInStream(REFGUID riid, IUnknown *pUnk, IStream **ppStm);
HRESULT STDAPICALLTYPE CoMarshalInterface(IStream *pStm, REFGUID riid, IUnknown *pUnk, uint32_t dwDestContext, void *pvDestContext, uint32_t mshlflags);
HRESULT STDAPICALLTYPE CoQueryClientBlanket(uint32_t *pAuthnSvc, uint32_t *pAuthzSvc, OLECHAR **pServerPrincName, uint32_t *pAuthnLevel, uint32_t *pImpLevel, RPC_AUTHZ_HANDLE *pPrivs, uint32_t *pCapabilities);
HRESULT STDAPICALLTYPE CoQueryProxyBlanket(IUnknown *pProxy, uint32_t *pwAuthnSvc, uint32_t *pAuthzSvc, OLECHAR **pServerPrincName, uint32_t *pAuthnLevel, uint32_t *pImpLevel, RPC_AUTH_IDENTITY_HANDLE *pAuthInfo, uint32_t *pCapabilites);
HRESULT STDAPICALLTYPE CoRegisterClassObject(REFGUID rclsid, IUnknown *pUnk, uint32_t dwClsContext, uint32_t flags, uint32_t *lpdwRegister);
HRESULT STDAPICALLTYPE CoRegisterInitializeSpy(IInitializeSpy *pSpy, uint64_t *puliCookie);
HRESULT STDAPICALLTYPE CoRegisterMessageFilter(IMessageFilter *lpMessageFilter, IMessageFilter **lplpMessageFilter);
HRESULT STDAPICALLTYPE CoRegisterPSClsid(REFGUID riid, REFGUID rclsid);
HRESULT STDAPICALLTYPE CoReleaseMarshalData(IStream *pStm);
uint32_t STDAPICALLTYPE CoReleaseServerProcess(void);
HRESULT STDAPICALLTYPE CoResumeClassObjects(void);
HRESULT STDAPICALLTYPE CoRevertToSelf(void);
HRESULT STDAPICALLTYPE CoRevokeClassObject(uint32_t dwRegister);
HRESULT STDAPICALLTYPE CoRevokeInitializeSpy(uint64_t uliCookie);
HRESULT STDAPICALLTYPE CoSetCancelObject(IUnknown *pUnk);
HRESULT STDAPICALLTYPE CoSetProxyBlanket(IUnknown *pProxy, uint32_t dwAuthnSvc, uint32_t dwAuthzSvc, const OLECHAR *pServerPrincName, uint32_t dwAuthnLevel, uint32_t dwImpLevel, RPC_AUTH_IDENTITY_HANDLE pAuthInfo, uint32_t dwCapabilities);
HRESULT STDAPICALLTYPE CoSuspendClassObjects(void);
HRESULT STDAPICALLTYPE CoSwitchCallContext(IUnknown *pNewObject, IUnknown **ppOldObject);
void * STDAPICALLTYPE CoTaskMemAlloc(uintptr_t cb);
void STDAPICALLTYPE CoTaskMemFree(void *pv);
void * STDAPICALLTYPE CoTaskMemRealloc(void *pv, uintptr_t cb);
HRESULT STDAPICALLTYPE CoTestCancel(void);
void STDAPICALLTYPE CoUninitialize(void);
HRESULT STDAPICALLTYPE CoUnmarshalHresult(IStream *pstm, HRESULT *phresult);
HRESULT STDAPICALLTYPE CoUnmarshalInterface(IStream *pStm, REFGUID riid, void **ppv);
HRESULT STDAPICALLTYPE CoWaitForMultipleHandles(uint32_t dwFlags, uint32_t dwTimeout, uint32_t cHandles, const HANDLE *pHandles, uint32_t *lpdwindex);
HRESULT STDAPICALLTYPE CreateAntiMoniker(IMoniker **ppmk);
HRESULT STDAPICALLTYPE CreateBindCtx(uint32_t reserved, IBindCtx **ppbc);
HRESULT STDAPICALLTYPE CreateClassMoniker(REFGUID rclsid, IMoniker **ppmk);
HRESULT STDAPICALLTYPE CreateDispTypeInfo(INTERFACEDATA *pidata, LCID lcid, ITypeInfo **pptinfo);
HRESULT STDAPICALLTYPE CreateErrorInfo(ICreateErrorInfo **pperrinfo);
HRESULT STDAPICALLTYPE CreateFileMoniker(const OLECHAR *lpszPathName, IMoniker **ppmk);
HRESULT STDAPICALLTYPE CreateGenericComposite(IMoniker *pmkFirst, IMoniker *pmkRest, IMoniker **ppmkComposite);
HRESULT STDAPICALLTYPE CreateItemMoniker(const OLECHAR *lpszDelim, const OLECHAR *lpszItem, IMoniker **ppmk);
HRESULT STDAPICALLTYPE CreateObjrefMoniker(IUnknown *punk, IMoniker **ppmk);
HRESULT STDAPICALLTYPE CreatePointerMoniker(IUnknown *punk, IMoniker **ppmk);
HRESULT STDAPICALLTYPE CreateStdDispatch(IUnknown *punkOuter, void *pvThis, ITypeInfo *ptinfo, IUnknown **ppunkStdDisp);
HRESULT STDAPICALLTYPE CreateStreamOnHGlobal(HGLOBAL hGlobal, BOOL fDeleteOnRelease, IStream **ppstm);
HRESULT STDAPICALLTYPE DispGetIDsOfNames(ITypeInfo *ptinfo, OLECHAR **rgszNames, uint32_t cNames, DISPID *rgdispid);
HRESULT STDAPICALLTYPE DispGetParam(const DISPPARAMS *pdispparams, uint32_t position, VARTYPE vtTarg, VARIANT *pvarResult, uint32_t *puArgErr);
HRESULT STDAPICALLTYPE DispInvoke(void *_this, ITypeInfo *ptinfo, DISPID dispidMember, uint16_t wFlags, DISPPARAMS *pparams, VARIANT *pvarResult, EXCEPINFO *pexcepinfo, uint32_t *puArgErr);
HRESULT STDAPICALLTYPE GetActiveObject(REFGUID rclsid, void *pvReserved, IUnknown **ppunk);
HRESULT STDAPICALLTYPE GetErrorInfo(uint32_t dwReserved, IErrorInfo **pperrinfo);
HRESULT STDAPICALLTYPE GetHGlobalFromStream(IStream *pstm, HGLOBAL *phglobal);
uint32_t STDAPICALLTYPE GetLastError(void);
HRESULT STDAPICALLTYPE GetRecordInfoFromGuids(REFGUID rGuidTypeLib, uint32_t uVerMajor, uint32_t uVerMinor, LCID lcid, REFGUID rGuidTypeInfo, IRecordInfo **ppRecInfo);
HRESULT STDAPICALLTYPE GetRecordInfoFromTypeInfo(ITypeInfo *pTypeInfo, IRecordInfo **ppRecInfo);
HRESULT STDAPICALLTYPE GetRunningObjectTable(uint32_t reserved, IRunningObjectTable **pprot);
HGLOBAL STDAPICALLTYPE GlobalAlloc(uint32_t uFlags, uintptr_t dwBytes);
uint32_t STDAPICALLTYPE GlobalFlags(HGLOBAL hMem);
HGLOBAL STDAPICALLTYPE GlobalFree(HGLOBAL hMem);
HGLOBAL STDAPICALLTYPE GlobalHandle(void *pMem);
void * STDAPICALLTYPE GlobalLock(HGLOBAL hMem);
HGLOBAL STDAPICALLTYPE GlobalReAlloc(HGLOBAL hMem, uintptr_t dwBytes, uint32_t uFlags);
uintptr_t STDAPICALLTYPE GlobalSize(HGLOBAL hMem);
BOOL STDAPICALLTYPE GlobalUnlock(HGLOBAL hMem);
HRESULT STDAPICALLTYPE IIDFromString(const OLECHAR *lpsz, GUID *lpiid);
HRESULT STDAPICALLTYPE LoadRegTypeLib(REFGUID rguid, uint16_t wVerMajor, uint16_t wVerMinor, LCID lcid, ITypeLib **pptlib);
HRESULT STDAPICALLTYPE LoadTypeLib(const OLECHAR *szFile, ITypeLib **pptlib);
HRESULT STDAPICALLTYPE LoadTypeLibEx(const OLECHAR *szFile, REGKIND regkind, ITypeLib **pptlib);
HRESULT STDAPICALLTYPE MkParseDisplayName(IBindCtx *pbc, const OLECHAR *szUserName, uint32_t *pchEaten, IMoniker **ppmk);
HRESULT STDAPICALLTYPE ProgIDFromCLSID(REFGUID clsid, OLECHAR **lplpszProgID);
HRESULT STDAPICALLTYPE QueryPathOfRegTypeLib(REFGUID guid, uint16_t wMaj, uint16_t wMin, LCID lcid, BSTR *lpbstrPathName);
HRESULT STDAPICALLTYPE RegisterActiveObject(IUnknown *punk, REFGUID rclsid, uint32_t dwFlags, uint32_t *pdwRegister);
HRESULT STDAPICALLTYPE RegisterTypeLib(ITypeLib *ptlib, const OLECHAR *szFullPath, const OLECHAR *szHelpDir);
HRESULT STDAPICALLTYPE RevokeActiveObject(uint32_t dwRegister, void *pvReserved);
HRESULT STDAPICALLTYPE RoGetAgileReference(AgileReferenceOptions options, REFGUID riid, IUnknown *pUnk, IAgileReference **ppAgileReference);
HRESULT STDAPICALLTYPE SafeArrayAccessData(SAFEARRAY *psa, void **ppvData);
HRESULT STDAPICALLTYPE SafeArrayAddRef(SAFEARRAY *psa, void **ppDataToRelease);
HRESULT STDAPICALLTYPE SafeArrayAllocData(SAFEARRAY *psa);
HRESULT STDAPICALLTYPE SafeArrayAllocDescriptor(uint32_t cDims, SAFEARRAY **ppsaOut);
HRESULT STDAPICALLTYPE SafeArrayAllocDescriptorEx(VARTYPE vt, uint32_t cDims, SAFEARRAY **ppsaOut);
HRESULT STDAPICALLTYPE SafeArrayCopy(SAFEARRAY *psa, SAFEARRAY **ppsaOut);
HRESULT STDAPICALLTYPE SafeArrayCopyData(SAFEARRAY *psaSource, SAFEARRAY *psaTarget);
SAFEARRAY * STDAPICALLTYPE SafeArrayCreate(VARTYPE vt, uint32_t cDims, const SAFEARRAYBOUND *rgsabound);
SAFEARRAY * STDAPICALLTYPE SafeArrayCreateEx(VARTYPE vt, uint32_t cDims, const SAFEARRAYBOUND *rgsabound, void *pvExtra);
SAFEARRAY * STDAPICALLTYPE SafeArrayCreateVector(VARTYPE vt, int32_t lLbound, uint32_t cElements);
SAFEARRAY * STDAPICALLTYPE SafeArrayCreateVectorEx(VARTYPE vt, int32_t lLbound, uint32_t cElements, void *pvExtra);
HRESULT STDAPICALLTYPE SafeArrayDestroy(SAFEARRAY *psa);
HRESULT STDAPICALLTYPE SafeArrayDestroyData(SAFEARRAY *psa);
HRESULT STDAPICALLTYPE SafeArrayDestroyDescriptor(SAFEARRAY *psa);
uint32_t STDAPICALLTYPE SafeArrayGetDim(SAFEARRAY *psa);
HRESULT STDAPICALLTYPE SafeArrayGetElement(SAFEARRAY *psa, const int32_t *rgIndices, void *pv);
uint32_t STDAPICALLTYPE SafeArrayGetElemsize(SAFEARRAY *psa);
HRESULT STDAPICALLTYPE SafeArrayGetIID(SAFEARRAY *psa, GUID *pguid);
HRESULT STDAPICALLTYPE SafeArrayGetLBound(SAFEARRAY *psa, uint32_t nDim, int32_t *plLbound);
HRESULT STDAPICALLTYPE SafeArrayGetRecordInfo(SAFEARRAY *psa, IRecordInfo **prinfo);
HRESULT STDAPICALLTYPE SafeArrayGetUBound(SAFEARRAY *psa, uint32_t nDim, int32_t *plUbound);
HRESULT STDAPICALLTYPE SafeArrayGetVartype(SAFEARRAY *psa, VARTYPE *pvt);
HRESULT STDAPICALLTYPE SafeArrayLock(SAFEARRAY *psa);
HRESULT STDAPICALLTYPE SafeArrayPtrOfIndex(SAFEARRAY *psa, const int32_t *rgIndices, void **ppvData);
HRESULT STDAPICALLTYPE SafeArrayPutElement(SAFEARRAY *psa, const int32_t *rgIndices, void *pv);
HRESULT STDAPICALLTYPE SafeArrayRedim(SAFEARRAY *psa, const SAFEARRAYBOUND *psaboundNew);
void STDAPICALLTYPE SafeArrayReleaseData(void *pData);
void STDAPICALLTYPE SafeArrayReleaseDescriptor(SAFEARRAY *psa);
HRESULT STDAPICALLTYPE SafeArraySetIID(SAFEARRAY *psa, REFGUID guid);
HRESULT STDAPICALLTYPE SafeArraySetRecordInfo(SAFEARRAY *psa, IRecordInfo *prinfo);
HRESULT STDAPICALLTYPE SafeArrayUnaccessData(SAFEARRAY *psa);
HRESULT STDAPICALLTYPE SafeArrayUnlock(SAFEARRAY *psa);
HRESULT STDAPICALLTYPE SetErrorInfo(uint32_t dwReserved, IErrorInfo *perrinfo);
void STDAPICALLTYPE SetLastError(uint32_t dwErrCode);
HRESULT STDAPICALLTYPE StringFromCLSID(REFGUID rclsid, OLECHAR **lplpsz);
int32_t STDAPICALLTYPE StringFromGUID2(REFGUID rguid, OLECHAR *lpsz, int32_t cchMax);
HRESULT STDAPICALLTYPE StringFromIID(REFGUID rclsid, OLECHAR **lplpsz);
HRESULT STDAPICALLTYPE SysAddRefString(BSTR bstrString);
BSTR STDAPICALLTYPE SysAllocString(const OLECHAR *psz);
BSTR STDAPICALLTYPE SysAllocStringByteLen(const char *psz, uint32_t len);
BSTR STDAPICALLTYPE SysAllocStringLen(const OLECHAR *strIn, uint32_t ui);
void STDAPICALLTYPE SysFreeString(BSTR bstrString);
int32_t STDAPICALLTYPE SysReAllocString(BSTR *pbstr, const OLECHAR *psz);
int32_t STDAPICALLTYPE SysReAllocStringLen(BSTR *pbstr, const OLECHAR *psz, uint32_t len);
void STDAPICALLTYPE SysReleaseString(BSTR bstrString);
uint32_t STDAPICALLTYPE SysStringByteLen(BSTR bstr);
uint32_t STDAPICALLTYPE SysStringLen(BSTR pbstr);
int32_t STDAPICALLTYPE SystemTimeToVariantTime(const SYSTEMTIME *lpSystemTime, double *pvtime);
HRESULT STDAPICALLTYPE UnRegisterTypeLib(REFGUID libID, uint16_t wVerMajor, uint16_t wVerMinor, LCID lcid, SYSKIND syskind);
RPC_STATUS STDAPICALLTYPE UuidCreate(GUID *Uuid);
HRESULT STDAPICALLTYPE VariantChangeType(VARIANTARG *pvargDest, const VARIANTARG *pvarSrc, uint16_t wFlags, VARTYPE vt);
HRESULT STDAPICALLTYPE VariantChangeTypeEx(VARIANTARG *pvargDest, const VARIANTARG *pvarSrc, LCID lcid, uint16_t wFlags, VARTYPE vt);
HRESULT STDAPICALLTYPE VariantClear(VARIANTARG *pvarg);
HRESULT STDAPICALLTYPE VariantCopy(VARIANTARG *pvargDest, const VARIANTARG *pvargSrc);
HRESULT STDAPICALLTYPE VariantCopyInd(VARIANT *pvarDest, const VARIANTARG *pvargSrc);
void STDAPICALLTYPE VariantInit(VARIANTARG *pvarg);
int32_t STDAPICALLTYPE VariantTimeToSystemTime(double vtime, SYSTEMTIME *lpSystemTime);

#ifdef __cplusplus
}
#endif

#define RPC_C_AUTHN_NONE (0)
#define RPC_C_AUTHN_WINNT (10)
#define RPC_C_AUTHN_DEFAULT (0xffffffff)
#define RPC_C_AUTHN_LEVEL_DEFAULT (0)
#define RPC_C_AUTHN_LEVEL_PKT_PRIVACY (6)
#define RPC_C_AUTHZ_NONE (0)
#define RPC_C_AUTHZ_DEFAULT (0xffffffff)
#define RPC_C_IMP_LEVEL_IDENTIFY (2)
#define RPC_C_IMP_LEVEL_IMPERSONATE (3)
#define RPC_C_IMP_LEVEL_DELEGATE (4)
#define RPC_C_CANCEL_INFINITE_TIMEOUT (-1)
#define RPC_C_BINDING_DEFAULT_TIMEOUT (5)
#define RPC_C_BINDING_INFINITE_TIMEOUT (10)
#define RPC_E_TOO_LATE ((HRESULT)0x80010119)
#define ROTFLAGS_REGISTRATIONKEEPSALIVE (1)
#define ACTIVEOBJECT_STRONG (0)
#define ACTIVEOBJECT_WEAK (1)
#define ROTFLAGS_REGISTRATIONKEEPSALIVE (1)
#define ROTFLAGS_ALLOWANYCLIENT (2)
#define GMEM_FIXED (0)
#define GMEM_MOVEABLE (2)
#define GMEM_ZEROINIT (64)
#define GMEM_INVALID_HANDLE (32768)
#define GMEM_LOCKCOUNT (255)
#define GMEM_MODIFY (128)
#define GHND (66)
#define GPTR (64)
#define VARIANT_TRUE (-1)
#define VARIANT_FALSE (0)
#define FADF_AUTO (1)
#define FADF_STATIC (2)
#define FADF_EMBEDDED (4)
#define FADF_FIXEDSIZE (16)
#define FADF_RECORD (32)
#define FADF_HAVEIID (64)
#define FADF_HAVEVARTYPE (128)
#define FADF_BSTR (256)
#define FADF_UNKNOWN (512)
#define FADF_DISPATCH (1024)
#define FADF_VARIANT (2048)
#define FADF_RESERVED (61448)
#define DISPATCH_METHOD (1)
#define DISPATCH_PROPERTYGET (2)
#define DISPATCH_PROPERTYPUT (4)
#define DISPATCH_PROPERTYPUTREF (8)
#define DISPID_PROPERTYPUT (-3)
#define DISPID_VALUE (0)
#define DISPID_NEWENUM (-4)
#define DISPID_UNKNOWN (-1)
#define DISPID_EVALUATE (-5)
#define PARAMFLAG_FIN (1)
#define PARAMFLAG_FOUT (2)
#define PARAMFLAG_FRETVAL (8)
#define PARAMFLAG_FOPT (16)
#define PARAMFLAG_FHASDEFAULT (32)
#define PARAMFLAG_FLCID (4)
#define PARAMFLAG_NONE (0)
#define E_ABORT ((HRESULT)0x80004004)
#define E_ACCESSDENIED ((HRESULT)0x80070005)
#define E_FAIL ((HRESULT)0x80004005)
#define E_HANDLE ((HRESULT)0x80070006)
#define E_INVALIDARG ((HRESULT)0x80070057)
#define E_NOINTERFACE ((HRESULT)0x80004002)
#define E_NOTIMPL ((HRESULT)0x80004001)
#define E_OUTOFMEMORY ((HRESULT)0x8007000e)
#define E_POINTER ((HRESULT)0x80004003)
#define E_UNEXPECTED ((HRESULT)0x8000ffff)
#define E_PENDING ((HRESULT)0x8000000a)
#define E_BOUNDS ((HRESULT)0x8000000b)
#define S_OK ((HRESULT)0x00000000)
#define S_FALSE ((HRESULT)0x00000001)
#define CO_E_NOTINITIALIZED ((HRESULT)0x800401f0)
#define CO_E_ALREADYINITIALIZED ((HRESULT)0x800401f1)
#define CO_E_CLASSSTRING ((HRESULT)0x800401f3)
#define CO_E_IIDSTRING ((HRESULT)0x800401f4)
#define CO_E_APPNOTFOUND ((HRESULT)0x800401f5)
#define CO_E_APPSINGLEUSE ((HRESULT)0x800401f6)
#define CO_E_ERRORINAPP ((HRESULT)0x800401f7)
#define CO_E_DLLNOTFOUND ((HRESULT)0x800401f8)
#define CO_E_ERRORINDLL ((HRESULT)0x800401f9)
#define CO_E_WRONGOSFORAPP ((HRESULT)0x800401fa)
#define CO_E_OBJNOTREG ((HRESULT)0x800401fb)
#define CO_E_OBJISREG ((HRESULT)0x800401fc)
#define CO_E_OBJNOTCONNECTED ((HRESULT)0x800401fd)
#define CO_E_APPDIDNTREG ((HRESULT)0x800401fe)
#define CO_E_RELEASED ((HRESULT)0x800401ff)
#define CO_E_SERVER_EXEC_FAILURE ((HRESULT)0x80080005)
#define CO_E_SERVER_STOPPING ((HRESULT)0x80080008)
#define CO_E_SERVER_START_TIMEOUT ((HRESULT)0x8000401e)
#define CO_E_NOT_SUPPORTED ((HRESULT)0x80004021)
#define CO_E_OBJSRV_RPC_FAILURE ((HRESULT)0x80080006)
#define CO_E_CANCEL_DISABLED ((HRESULT)0x80010140)
#define CO_E_NO_SECCTX_IN_ACTIVATE ((HRESULT)0x8000402b)
#define CO_E_WRONG_SERVER_IDENTITY ((HRESULT)0x80004015)
#define CO_E_RUNAS_CREATEPROCESS_FAILURE ((HRESULT)0x80004019)
#define CO_E_LAUNCH_PERMSSION_DENIED ((HRESULT)0x8000401b)
#define CO_E_MALFORMED_SPN ((HRESULT)0x80004033)
#define CO_E_INIT_TLS ((HRESULT)0x80004006)
#define CO_E_THREADINGMODEL_CHANGED ((HRESULT)0x8004e028)
#define CO_S_NOTALLINTERFACES ((HRESULT)0x00080012)
#define REGDB_E_CLASSNOTREG ((HRESULT)0x80040154)
#define REGDB_E_IIDNOTREG ((HRESULT)0x80040155)
#define REGDB_E_READREGDB ((HRESULT)0x80040150)
#define REGDB_E_WRITEREGDB ((HRESULT)0x80040151)
#define REGDB_E_KEYMISSING ((HRESULT)0x80040152)
#define REGDB_E_INVALIDVALUE ((HRESULT)0x80040153)
#define REGDB_E_BADTHREADINGMODEL ((HRESULT)0x80040156)
#define CLASS_E_CLASSNOTAVAILABLE ((HRESULT)0x80040111)
#define CLASS_E_NOAGGREGATION ((HRESULT)0x80040110)
#define CLASS_E_NOTLICENSED ((HRESULT)0x80040112)
#define RPC_E_CALL_REJECTED ((HRESULT)0x80010001)
#define RPC_E_CALL_CANCELED ((HRESULT)0x80010002)
#define RPC_E_CANTPOST_INSENDCALL ((HRESULT)0x80010003)
#define RPC_E_CANTCALLOUT_INASYNCCALL ((HRESULT)0x80010004)
#define RPC_E_CANTCALLOUT_INEXTERNALCALL ((HRESULT)0x80010005)
#define RPC_E_CONNECTION_TERMINATED ((HRESULT)0x80010006)
#define RPC_E_SERVER_DIED ((HRESULT)0x80010007)
#define RPC_E_CLIENT_DIED ((HRESULT)0x80010008)
#define RPC_E_INVALID_DATAPACKET ((HRESULT)0x80010009)
#define RPC_E_CANTTRANSMIT_CALL ((HRESULT)0x8001000a)
#define RPC_E_CLIENT_CANTMARSHAL_DATA ((HRESULT)0x8001000b)
#define RPC_E_CLIENT_CANTUNMARSHAL_DATA ((HRESULT)0x8001000c)
#define RPC_E_SERVER_CANTMARSHAL_DATA ((HRESULT)0x8001000d)
#define RPC_E_SERVER_CANTUNMARSHAL_DATA ((HRESULT)0x8001000e)
#define RPC_E_INVALID_DATA ((HRESULT)0x8001000f)
#define RPC_E_INVALID_PARAMETER ((HRESULT)0x80010010)
#define RPC_E_CANTCALLOUT_AGAIN ((HRESULT)0x80010011)
#define RPC_E_SERVER_DIED_DNE ((HRESULT)0x80010012)
#define RPC_E_SYS_CALL_FAILED ((HRESULT)0x80010100)
#define RPC_E_OUT_OF_RESOURCES ((HRESULT)0x80010101)
#define RPC_E_ATTEMPTED_MULTITHREAD ((HRESULT)0x80010102)
#define RPC_E_NOT_REGISTERED ((HRESULT)0x80010103)
#define RPC_E_FAULT ((HRESULT)0x80010104)
#define RPC_E_SERVERFAULT ((HRESULT)0x80010105)
#define RPC_E_CHANGED_MODE ((HRESULT)0x80010106)
#define RPC_E_INVALIDMETHOD ((HRESULT)0x80010107)
#define RPC_E_DISCONNECTED ((HRESULT)0x80010108)
#define RPC_E_RETRY ((HRESULT)0x80010109)
#define RPC_E_SERVERCALL_RETRYLATER ((HRESULT)0x8001010a)
#define RPC_E_SERVERCALL_REJECTED ((HRESULT)0x8001010b)
#define RPC_E_INVALID_CALLDATA ((HRESULT)0x8001010c)
#define RPC_E_CANTCALLOUT_ININPUTSYNCCALL ((HRESULT)0x8001010d)
#define RPC_E_WRONG_THREAD ((HRESULT)0x8001010e)
#define RPC_E_THREAD_NOT_INIT ((HRESULT)0x8001010f)
#define RPC_E_VERSION_MISMATCH ((HRESULT)0x80010110)
#define RPC_E_INVALID_HEADER ((HRESULT)0x80010111)
#define RPC_E_INVALID_EXTENSION ((HRESULT)0x80010112)
#define RPC_E_INVALID_IPID ((HRESULT)0x80010113)
#define RPC_E_INVALID_OBJECT ((HRESULT)0x80010114)
#define RPC_S_CALLPENDING ((HRESULT)0x80010115)
#define RPC_E_CALL_COMPLETE ((HRESULT)0x80010117)
#define RPC_E_TIMEOUT ((HRESULT)0x8001011f)
#define RPC_E_NO_GOOD_SECURITY_PACKAGES ((HRESULT)0x8001011a)
#define RPC_E_ACCESS_DENIED ((HRESULT)0x8001011b)
#define RPC_E_REMOTE_DISABLED ((HRESULT)0x8001011c)
#define RPC_E_INVALID_OBJREF ((HRESULT)0x8001011d)
#define RPC_E_NO_CONTEXT ((HRESULT)0x8001011e)
#define RPC_E_NO_SYNC ((HRESULT)0x80010120)
#define RPC_E_UNEXPECTED ((HRESULT)0x8001ffff)
#define RPC_S_SERVER_UNAVAILABLE (1722)
#define RPC_S_CALL_FAILED (1726)
#define RPC_S_CALL_FAILED_DNE (1727)
#define RPC_S_UNKNOWN_IF (1717)
#define RPC_X_BAD_STUB_DATA (1783)
#define RPC_X_NULL_REF_POINTER (1780)
#define RPC_X_ENUM_VALUE_OUT_OF_RANGE (1781)
#define RPC_S_INVALID_TAG (1733)
#define RPC_S_PROCNUM_OUT_OF_RANGE (1745)
#define RPC_S_OBJECT_NOT_FOUND (1710)
#define RPC_X_INVALID_BOUND (1734)
#define RPC_S_INVALID_BOUND (1734)
#define RPC_S_PROTOCOL_ERROR (1728)
#define RPC_S_SERVER_TOO_BUSY (1723)
#define OR_INVALID_OXID (1910)
#define OR_INVALID_OID (1911)
#define OR_INVALID_SET (1912)
#define STG_E_INVALIDFUNCTION ((HRESULT)0x80030001)
#define STG_E_READFAULT ((HRESULT)0x8003001e)
#define STG_E_WRITEFAULT ((HRESULT)0x8003001d)
#define STG_E_INVALIDPOINTER ((HRESULT)0x80030009)
#define STG_E_MEDIUMFULL ((HRESULT)0x80030070)
#define STG_E_SEEKERROR ((HRESULT)0x80030019)
#define STG_E_INVALIDFLAG ((HRESULT)0x800300ff)
#define STG_E_ACCESSDENIED ((HRESULT)0x80030005)
#define STG_E_INSUFFICIENTMEMORY ((HRESULT)0x80030008)
#define STG_E_INVALIDPARAMETER ((HRESULT)0x80030057)
#define STG_E_REVERTED ((HRESULT)0x80030102)
#define MK_E_UNAVAILABLE ((HRESULT)0x800401e3)
#define MK_E_SYNTAX ((HRESULT)0x800401e4)
#define MK_E_NOOBJECT ((HRESULT)0x800401e5)
#define MK_E_CONNECTMANUALLY ((HRESULT)0x800401e0)
#define MK_E_INVALIDEXTENSION ((HRESULT)0x800401e6)
#define MK_E_INTERMEDIATEINTERFACENOTSUPPORTED ((HRESULT)0x800401e7)
#define MK_E_NOTBINDABLE ((HRESULT)0x800401e8)
#define MK_E_NOTBOUND ((HRESULT)0x800401e9)
#define MK_E_NOSTORAGE ((HRESULT)0x800401ed)
#define MK_E_EXCEEDEDDEADLINE ((HRESULT)0x800401e1)
#define MK_E_NEEDGENERIC ((HRESULT)0x800401e2)
#define MK_E_NOINVERSE ((HRESULT)0x800401ec)
#define MK_E_NOPREFIX ((HRESULT)0x800401ee)
#define MK_S_REDUCED_TO_SELF ((HRESULT)0x000401e2)
#define MK_S_MONIKERALREADYREGISTERED ((HRESULT)0x000401e7)
#define MK_S_ME ((HRESULT)0x000401e4)
#define MK_S_HIM ((HRESULT)0x000401e5)
#define MK_S_US ((HRESULT)0x000401e6)
#define DISP_E_UNKNOWNINTERFACE ((HRESULT)0x80020001)
#define DISP_E_MEMBERNOTFOUND ((HRESULT)0x80020003)
#define DISP_E_PARAMNOTFOUND ((HRESULT)0x80020004)
#define DISP_E_TYPEMISMATCH ((HRESULT)0x80020005)
#define DISP_E_UNKNOWNNAME ((HRESULT)0x80020006)
#define DISP_E_NONAMEDARGS ((HRESULT)0x80020007)
#define DISP_E_BADVARTYPE ((HRESULT)0x80020008)
#define DISP_E_EXCEPTION ((HRESULT)0x80020009)
#define DISP_E_OVERFLOW ((HRESULT)0x8002000a)
#define DISP_E_BADINDEX ((HRESULT)0x8002000b)
#define DISP_E_UNKNOWNLCID ((HRESULT)0x8002000c)
#define DISP_E_ARRAYISLOCKED ((HRESULT)0x8002000d)
#define DISP_E_BADPARAMCOUNT ((HRESULT)0x8002000e)
#define DISP_E_PARAMNOTOPTIONAL ((HRESULT)0x8002000f)
#define DISP_E_BADCALLEE ((HRESULT)0x80020010)
#define DISP_E_NOTACOLLECTION ((HRESULT)0x80020011)
#define DISP_E_DIVBYZERO ((HRESULT)0x80020012)
#define DISP_E_BUFFERTOOSMALL ((HRESULT)0x80020013)
#define TYPE_E_BUFFERTOOSMALL ((HRESULT)0x80028016)
#define TYPE_E_FIELDNOTFOUND ((HRESULT)0x80028017)
#define TYPE_E_INVDATAREAD ((HRESULT)0x80028018)
#define TYPE_E_UNSUPFORMAT ((HRESULT)0x80028019)
#define TYPE_E_REGISTRYACCESS ((HRESULT)0x8002801c)
#define TYPE_E_LIBNOTREGISTERED ((HRESULT)0x8002801d)
#define TYPE_E_UNDEFINEDTYPE ((HRESULT)0x80028027)
#define TYPE_E_WRONGTYPEKIND ((HRESULT)0x8002802a)
#define TYPE_E_ELEMENTNOTFOUND ((HRESULT)0x8002802b)
#define TYPE_E_AMBIGUOUSNAME ((HRESULT)0x8002802c)
#define TYPE_E_NAMECONFLICT ((HRESULT)0x8002802d)
#define TYPE_E_BADMODULEKIND ((HRESULT)0x800288bd)
#define TYPE_E_TYPEMISMATCH ((HRESULT)0x80028ca0)
#define TYPE_E_OUTOFBOUNDS ((HRESULT)0x80028ca1)
#define TYPE_E_IOERROR ((HRESULT)0x80028ca2)
#define TYPE_E_CANTLOADLIBRARY ((HRESULT)0x80029c4a)
#define TYPE_E_INCONSISTENTPROPFUNCS ((HRESULT)0x80029c83)
#define TYPE_E_CIRCULARTYPE ((HRESULT)0x80029c84)
#define TYPE_E_DLLFUNCTIONNOTFOUND ((HRESULT)0x8002802f)
#define CONNECT_E_NOCONNECTION ((HRESULT)0x80040200)
#define CONNECT_E_ADVISELIMIT ((HRESULT)0x80040201)
#define CONNECT_E_CANNOTCONNECT ((HRESULT)0x80040202)
#define CONNECT_E_OVERRIDDEN ((HRESULT)0x80040203)
#define CO_E_NOT_SUPPORTED ((HRESULT)0x80004021)
#define CO_E_OBJNOTREG ((HRESULT)0x800401fb)
#define CONTEXT_E_NOCONTEXT ((HRESULT)0x8004e004)

#include "oxcom/extension.h"
