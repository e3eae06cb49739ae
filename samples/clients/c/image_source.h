/* Made of image_source.winmd by `oxcom bindings`; changes belong there. */
#pragma once

#include <oxcom.h>

typedef struct IHandleMgr IHandleMgr;
typedef struct IImageCatalog IImageCatalog;
typedef struct IImageHandle IImageHandle;
typedef struct IImageStatistics IImageStatistics;
typedef struct Image2d Image2d;

DEFINE_GUID(IID_IHandleMgr, 0x7d278258, 0x3b05, 0x45d3, 0xad, 0x60, 0xcf, 0x65, 0x49, 0x7b, 0x56, 0xb6);
#define IHandleMgr_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *GetImageHandle)(T *This, IImageHandle **handle);
typedef struct IHandleMgrVtbl
{
    IHandleMgr_METHODS(IHandleMgr)
} IHandleMgrVtbl;
struct IHandleMgr
{
    const IHandleMgrVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IHandleMgr_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IHandleMgr_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IHandleMgr_Release(This) ((This)->lpVtbl->Release(This))
#define IHandleMgr_GetImageHandle(This, a0) ((This)->lpVtbl->GetImageHandle(This, a0))
#endif

DEFINE_GUID(IID_IImageCatalog, 0x3a5e1c70, 0x94d8, 0x4b1b, 0x8e, 0x0c, 0x5d, 0x2a, 0x7f, 0x60, 0xb9, 0x14);
#define IImageCatalog_METHODS(T) \
    IDispatch_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *Count)(T *This, int32_t *count); \
    HRESULT (STDMETHODCALLTYPE *Name)(T *This, int32_t photograph, BSTR *name); \
    HRESULT (STDMETHODCALLTYPE *Colour)(T *This, int32_t photograph, int32_t column, VARIANT row, BSTR *colour);
typedef struct IImageCatalogVtbl
{
    IImageCatalog_METHODS(IImageCatalog)
} IImageCatalogVtbl;
struct IImageCatalog
{
    const IImageCatalogVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IImageCatalog_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IImageCatalog_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IImageCatalog_Release(This) ((This)->lpVtbl->Release(This))
#define IImageCatalog_GetTypeInfoCount(This, a0) ((This)->lpVtbl->GetTypeInfoCount(This, a0))
#define IImageCatalog_GetTypeInfo(This, a0, a1, a2) ((This)->lpVtbl->GetTypeInfo(This, a0, a1, a2))
#define IImageCatalog_GetIDsOfNames(This, a0, a1, a2, a3, a4) ((This)->lpVtbl->GetIDsOfNames(This, a0, a1, a2, a3, a4))
#define IImageCatalog_Invoke(This, a0, a1, a2, a3, a4, a5, a6, a7) ((This)->lpVtbl->Invoke(This, a0, a1, a2, a3, a4, a5, a6, a7))
#define IImageCatalog_Count(This, a0) ((This)->lpVtbl->Count(This, a0))
#define IImageCatalog_Name(This, a0, a1) ((This)->lpVtbl->Name(This, a0, a1))
#define IImageCatalog_Colour(This, a0, a1, a2, a3) ((This)->lpVtbl->Colour(This, a0, a1, a2, a3))
#endif

DEFINE_GUID(IID_IImageHandle, 0x3cbd54f2, 0xc9a5, 0x4e64, 0xa5, 0x82, 0xb7, 0xd6, 0xad, 0x14, 0xce, 0x3d);
#define IImageHandle_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *GetData)(T *This, Image2d *data);
typedef struct IImageHandleVtbl
{
    IImageHandle_METHODS(IImageHandle)
} IImageHandleVtbl;
struct IImageHandle
{
    const IImageHandleVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IImageHandle_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IImageHandle_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IImageHandle_Release(This) ((This)->lpVtbl->Release(This))
#define IImageHandle_GetData(This, a0) ((This)->lpVtbl->GetData(This, a0))
#endif

DEFINE_GUID(IID_IImageStatistics, 0x9c07a9ff, 0x2943, 0x4bb8, 0xb4, 0x32, 0xde, 0x06, 0x20, 0xc2, 0x12, 0x28);
#define IImageStatistics_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *LiveObjects)(T *This, uint32_t *count); \
    HRESULT (STDMETHODCALLTYPE *PixelBytesCopied)(T *This, uint64_t *bytes);
typedef struct IImageStatisticsVtbl
{
    IImageStatistics_METHODS(IImageStatistics)
} IImageStatisticsVtbl;
struct IImageStatistics
{
    const IImageStatisticsVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IImageStatistics_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IImageStatistics_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IImageStatistics_Release(This) ((This)->lpVtbl->Release(This))
#define IImageStatistics_LiveObjects(This, a0) ((This)->lpVtbl->LiveObjects(This, a0))
#define IImageStatistics_PixelBytesCopied(This, a0) ((This)->lpVtbl->PixelBytesCopied(This, a0))
#endif

struct Image2d
{
    double time;
    uint32_t format;
    uint16_t dims[2];
    SAFEARRAY *data;
};
