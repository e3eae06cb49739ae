/* What Oxcom has beyond COM: memory that processes share, apartments in event loops, registrations of one process. */
#pragma once
#pragma GCC system_header

#include "base.h"

/* Other names of COM's own types. */
typedef VARIANT VARIANTARG;
typedef SAFEARRAY *LPSAFEARRAY;
typedef IUnknown *LPUNKNOWN;
typedef IDispatch *LPDISPATCH;
typedef IStream *LPSTREAM;
typedef IClassFactory *LPCLASSFACTORY;

/* Combinations of flags. */
#define CLSCTX_INPROC (CLSCTX_INPROC_SERVER | CLSCTX_INPROC_HANDLER)
#define CLSCTX_SERVER (CLSCTX_INPROC_SERVER | CLSCTX_LOCAL_SERVER | CLSCTX_REMOTE_SERVER)
#define CLSCTX_ALL (CLSCTX_INPROC_HANDLER | CLSCTX_SERVER)

/* Where memory that one process has shared is found by others. It can be written to any stream. */
typedef struct OxcomSegmentReference
{
    uint64_t exporter; /* the exporter (OXID) to be asked for the memory */
    uint8_t id[16];    /* which memory: a random id */
    uint64_t offset;   /* the first byte meant, from the segment's start */
    uint64_t length;   /* how many bytes are meant */
} OxcomSegmentReference;

/* Memory that this process shares, or that another one shares with it. An object of no apartment: any thread may use it.
 *
 * GetMemory     where it begins here, and its length in bytes: writable where it was created, read-only where it was opened.
 * GetReference  by what others open `length` bytes at `offset`. E_BOUNDS; E_ACCESSDENIED: it was opened here.
 * CreateArray   an array over the memory, without a copy; it holds the segment until SafeArrayDestroy. E_BOUNDS;
 *               DISP_E_BADVARTYPE: not a plain number. Over opened memory a write is a segmentation fault. */
typedef struct ISharedSegment ISharedSegment;
DEFINE_GUID(IID_ISharedSegment, 0x6d3c1f0a, 0x5d0e, 0x4a5b, 0x9a, 0x3d, 0x2b, 0x8f, 0x7c, 0x4e, 0x1d, 0x90);
#ifdef __cplusplus
struct ISharedSegment : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE GetMemory(void **data, uint64_t *length) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetReference(uint64_t offset, uint64_t length, OxcomSegmentReference *reference) = 0;
    virtual HRESULT STDMETHODCALLTYPE CreateArray(VARTYPE vartype, uint64_t offset, uint32_t dimensions,
                                                  const SAFEARRAYBOUND *bounds, SAFEARRAY **array) = 0;
};
OXCOM_UUID(ISharedSegment, 0x6d3c1f0a, 0x5d0e, 0x4a5b, 0x9a, 0x3d, 0x2b, 0x8f, 0x7c, 0x4e, 0x1d, 0x90)
#else
typedef struct ISharedSegmentVtbl
{
    IUnknown_METHODS(ISharedSegment)
    HRESULT (STDMETHODCALLTYPE *GetMemory)(ISharedSegment *This, void **data, uint64_t *length);
    HRESULT (STDMETHODCALLTYPE *GetReference)(ISharedSegment *This, uint64_t offset, uint64_t length,
                                              OxcomSegmentReference *reference);
    HRESULT (STDMETHODCALLTYPE *CreateArray)(ISharedSegment *This, VARTYPE vartype, uint64_t offset, uint32_t dimensions,
                                             const SAFEARRAYBOUND *bounds, SAFEARRAY **array);
} ISharedSegmentVtbl;
struct ISharedSegment
{
    const ISharedSegmentVtbl *lpVtbl;
};
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* Creates `length` bytes of memory, zeros, that can be shared. E_INVALIDARG: no bytes; E_OUTOFMEMORY. */
HRESULT OxcomCreateSegment(uint64_t length, ISharedSegment **segment);
/* Opens memory that another process shares: just what the reference means. HRESULT_FROM_WIN32(OR_INVALID_OXID): no pointer
 * of this exporter has been unmarshaled here; CO_E_OBJNOTREG: not shared any more; E_BOUNDS. */
HRESULT OxcomOpenSegment(const OxcomSegmentReference *reference, ISharedSegment **segment);
/* The descriptor that is readable while calls wait for the calling thread, which is in a single-threaded apartment. */
HRESULT OxcomApartmentDescriptor(int32_t *descriptor);
/* Runs the calls that wait for the calling thread. S_FALSE: there were none. */
HRESULT OxcomDispatch(void);
/* Says which descriptor is readable while messages wait for the calling thread's event loop, -1 for none: when it becomes so
 * while the thread waits for the answer of a call, its IMessageFilter is asked by MessagePending whether to go on. */
HRESULT OxcomSetMessageDescriptor(int32_t descriptor);
/* Registers what a registration text (TOML, UTF-8) describes, for this process alone; `folder` is for relative paths. */
HRESULT OxcomRegisterComponent(const char *text, const char *folder);
/* Registers a type library (the bytes of a .winmd or .tlb) for this process alone. TYPE_E_INVDATAREAD: it is none. */
HRESULT OxcomRegisterTypeLibrary(const uint8_t *bytes, size_t length);
/* The description of an interface, for any thread: from the type library that its registration names. REGDB_E_IIDNOTREG. */
HRESULT OxcomTypeInfoOf(REFIID iid, ITypeInfo **info);
/* The kernel's word on who makes the call that this thread runs; what is not wanted is null. RPC_E_CALL_COMPLETE: none. */
HRESULT OxcomCallerCredentials(uint32_t *process, uint32_t *user, uint32_t *group);
/* How many interfaces of this process's objects are marshaled now. */
uint64_t OxcomMarshaledInterfaces(void);

/* Makes an array over memory of the caller's, without a copy; `release(context)` is called once, on any thread, when the
 * array is destroyed or moves to memory of its own. Null, and no call, when the array cannot be made. */
SAFEARRAY *OxcomSafeArrayCreateOver(VARTYPE vt, void *data, uint32_t cDims, const SAFEARRAYBOUND *bounds, void *context,
                                    void (*release)(void *context));

/* Makes an array of plain numbers immutable for good: its data is at another address from now on, where a write is a
 * segmentation fault.
 * E_INVALIDARG: not such an array; DISP_E_ARRAYISLOCKED; E_OUTOFMEMORY. */
HRESULT OxcomFreezeArray(SAFEARRAY *psa);
/* Makes another array over the data of a frozen one, in no time whatever its size; each is destroyed on its own. */
HRESULT OxcomShareArray(const SAFEARRAY *psa, SAFEARRAY **out);
/* Makes a message (UTF-16, with a NUL) the thread's error information, which the caller of the method that runs gets if that
 * fails, whether or not the object has ISupportErrorInfo. E_POINTER; E_OUTOFMEMORY. */
HRESULT OxcomSetErrorMessage(const OLECHAR *message);
/* Says whether the large arrays that calls of this thread receive from other processes are read-only; tells what was. */
int32_t OxcomReadOnlyArrays(int32_t read_only);

/* The shared memory of a process's large arrays; a block is memory for one array at a time. */
typedef struct OxcomArrayFigures
{
    uint64_t blocks;     /* blocks there are */
    uint64_t bytes;      /* their bytes */
    uint64_t held;       /* blocks that an array of this process lies in */
    uint64_t lent;       /* blocks that other processes have borrowed */
    uint64_t idle_bytes; /* bytes of free blocks */
} OxcomArrayFigures;
HRESULT OxcomArrayUsage(OxcomArrayFigures *usage);

/* Gives what a process of this user tells about itself: an IProcessInspection (metadata/inspection.rdl). `process` is its name in
 * the runtime directory, the number before `.lock`.
 * E_POINTER; CO_E_NOTINITIALIZED; HRESULT_FROM_WIN32(RPC_S_SERVER_UNAVAILABLE): it is not there; CO_E_OBJNOTREG: it tells nothing;
 * E_NOINTERFACE. */
HRESULT OxcomInspectProcess(uint64_t process, REFIID iid, void **out);

#ifdef __cplusplus
}
#endif
