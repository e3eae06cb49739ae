/* Made of peer.winmd by `oxcom bindings`; changes belong there. */
#pragma once

#include <oxcom.h>

typedef struct IPeer IPeer;
typedef struct IProgress IProgress;
typedef struct Sample Sample;

DEFINE_GUID(IID_IPeer, 0x8a3b1d02, 0x6e5f, 0x4b0a, 0x9c, 0x77, 0x51, 0xd2, 0xe0, 0xc4, 0xf1, 0x02);
struct IPeer : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE Scalars(int8_t a, uint16_t b, int32_t c, uint64_t d, float e, double f, double *sum) = 0;
    virtual HRESULT STDMETHODCALLTYPE Echo(BSTR text, BSTR *same) = 0;
    virtual HRESULT STDMETHODCALLTYPE Fill(uint32_t count, uint8_t seed, SAFEARRAY **bytes) = 0;
    virtual HRESULT STDMETHODCALLTYPE Total(SAFEARRAY *bytes, uint64_t *total) = 0;
    virtual HRESULT STDMETHODCALLTYPE Advance(const Sample *sample, Sample *next) = 0;
    virtual HRESULT STDMETHODCALLTYPE Run(IProgress *progress, int32_t steps, int32_t *done) = 0;
    virtual HRESULT STDMETHODCALLTYPE Fail(HRESULT code, BSTR message) = 0;
    virtual HRESULT STDMETHODCALLTYPE Process(uint32_t *id) = 0;
};
OXCOM_UUID(IPeer, 0x8a3b1d02, 0x6e5f, 0x4b0a, 0x9c, 0x77, 0x51, 0xd2, 0xe0, 0xc4, 0xf1, 0x02)

DEFINE_GUID(IID_IProgress, 0x8a3b1d01, 0x6e5f, 0x4b0a, 0x9c, 0x77, 0x51, 0xd2, 0xe0, 0xc4, 0xf1, 0x01);
struct IProgress : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE Report(int32_t step, BSTR text, VARIANT_BOOL *go_on) = 0;
};
OXCOM_UUID(IProgress, 0x8a3b1d01, 0x6e5f, 0x4b0a, 0x9c, 0x77, 0x51, 0xd2, 0xe0, 0xc4, 0xf1, 0x01)

struct Sample
{
    double time;
    GUID id;
    uint16_t dims[2];
    VARIANT_BOOL valid;
    int32_t count;
};
