/* Made of peer.winmd by `oxcom bindings`; changes belong there. */
#pragma once

#include <oxcom.h>

typedef struct IPeer IPeer;
typedef struct IProgress IProgress;
typedef struct Sample Sample;

DEFINE_GUID(IID_IPeer, 0x8a3b1d02, 0x6e5f, 0x4b0a, 0x9c, 0x77, 0x51, 0xd2, 0xe0, 0xc4, 0xf1, 0x02);
#define IPeer_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *Scalars)(T *This, int8_t a, uint16_t b, int32_t c, uint64_t d, float e, double f, double *sum); \
    HRESULT (STDMETHODCALLTYPE *Echo)(T *This, BSTR text, BSTR *same); \
    HRESULT (STDMETHODCALLTYPE *Fill)(T *This, uint32_t count, uint8_t seed, SAFEARRAY **bytes); \
    HRESULT (STDMETHODCALLTYPE *Total)(T *This, SAFEARRAY *bytes, uint64_t *total); \
    HRESULT (STDMETHODCALLTYPE *Advance)(T *This, const Sample *sample, Sample *next); \
    HRESULT (STDMETHODCALLTYPE *Run)(T *This, IProgress *progress, int32_t steps, int32_t *done); \
    HRESULT (STDMETHODCALLTYPE *Fail)(T *This, HRESULT code, BSTR message); \
    HRESULT (STDMETHODCALLTYPE *Process)(T *This, uint32_t *id);
typedef struct IPeerVtbl
{
    IPeer_METHODS(IPeer)
} IPeerVtbl;
struct IPeer
{
    const IPeerVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IPeer_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IPeer_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IPeer_Release(This) ((This)->lpVtbl->Release(This))
#define IPeer_Scalars(This, a0, a1, a2, a3, a4, a5, a6) ((This)->lpVtbl->Scalars(This, a0, a1, a2, a3, a4, a5, a6))
#define IPeer_Echo(This, a0, a1) ((This)->lpVtbl->Echo(This, a0, a1))
#define IPeer_Fill(This, a0, a1, a2) ((This)->lpVtbl->Fill(This, a0, a1, a2))
#define IPeer_Total(This, a0, a1) ((This)->lpVtbl->Total(This, a0, a1))
#define IPeer_Advance(This, a0, a1) ((This)->lpVtbl->Advance(This, a0, a1))
#define IPeer_Run(This, a0, a1, a2) ((This)->lpVtbl->Run(This, a0, a1, a2))
#define IPeer_Fail(This, a0, a1) ((This)->lpVtbl->Fail(This, a0, a1))
#define IPeer_Process(This, a0) ((This)->lpVtbl->Process(This, a0))
#endif

DEFINE_GUID(IID_IProgress, 0x8a3b1d01, 0x6e5f, 0x4b0a, 0x9c, 0x77, 0x51, 0xd2, 0xe0, 0xc4, 0xf1, 0x01);
#define IProgress_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *Report)(T *This, int32_t step, BSTR text, VARIANT_BOOL *go_on);
typedef struct IProgressVtbl
{
    IProgress_METHODS(IProgress)
} IProgressVtbl;
struct IProgress
{
    const IProgressVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IProgress_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IProgress_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IProgress_Release(This) ((This)->lpVtbl->Release(This))
#define IProgress_Report(This, a0, a1, a2) ((This)->lpVtbl->Report(This, a0, a1, a2))
#endif

struct Sample
{
    double time;
    GUID id;
    uint16_t dims[2];
    VARIANT_BOOL valid;
    int32_t count;
};
