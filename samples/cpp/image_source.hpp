/* Made of image_source.winmd by `oxcom bindings`; changes belong there. */
#pragma once

#include <oxcom.h>

typedef struct IHandleMgr IHandleMgr;
typedef struct IImageCatalog IImageCatalog;
typedef struct IImageHandle IImageHandle;
typedef struct IImageStatistics IImageStatistics;
typedef struct Image2d Image2d;

DEFINE_GUID(IID_IHandleMgr, 0x7d278258, 0x3b05, 0x45d3, 0xad, 0x60, 0xcf, 0x65, 0x49, 0x7b, 0x56, 0xb6);
struct IHandleMgr : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE GetImageHandle(IImageHandle **handle) = 0;
};
OXCOM_UUID(IHandleMgr, 0x7d278258, 0x3b05, 0x45d3, 0xad, 0x60, 0xcf, 0x65, 0x49, 0x7b, 0x56, 0xb6)

DEFINE_GUID(IID_IImageCatalog, 0x3a5e1c70, 0x94d8, 0x4b1b, 0x8e, 0x0c, 0x5d, 0x2a, 0x7f, 0x60, 0xb9, 0x14);
struct IImageCatalog : public IDispatch
{
    virtual HRESULT STDMETHODCALLTYPE Count(int32_t *count) = 0;
    virtual HRESULT STDMETHODCALLTYPE Name(int32_t photograph, BSTR *name) = 0;
    virtual HRESULT STDMETHODCALLTYPE Colour(int32_t photograph, int32_t column, VARIANT row, BSTR *colour) = 0;
};
OXCOM_UUID(IImageCatalog, 0x3a5e1c70, 0x94d8, 0x4b1b, 0x8e, 0x0c, 0x5d, 0x2a, 0x7f, 0x60, 0xb9, 0x14)
OXCOM_BASE(IImageCatalog, IDispatch)

DEFINE_GUID(IID_IImageHandle, 0x3cbd54f2, 0xc9a5, 0x4e64, 0xa5, 0x82, 0xb7, 0xd6, 0xad, 0x14, 0xce, 0x3d);
struct IImageHandle : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE GetData(Image2d *data) = 0;
};
OXCOM_UUID(IImageHandle, 0x3cbd54f2, 0xc9a5, 0x4e64, 0xa5, 0x82, 0xb7, 0xd6, 0xad, 0x14, 0xce, 0x3d)

DEFINE_GUID(IID_IImageStatistics, 0x9c07a9ff, 0x2943, 0x4bb8, 0xb4, 0x32, 0xde, 0x06, 0x20, 0xc2, 0x12, 0x28);
struct IImageStatistics : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE LiveObjects(uint32_t *count) = 0;
    virtual HRESULT STDMETHODCALLTYPE PixelBytesCopied(uint64_t *bytes) = 0;
};
OXCOM_UUID(IImageStatistics, 0x9c07a9ff, 0x2943, 0x4bb8, 0xb4, 0x32, 0xde, 0x06, 0x20, 0xc2, 0x12, 0x28)

struct Image2d
{
    double time;
    uint32_t format;
    uint16_t dims[2];
    SAFEARRAY *data;
};
