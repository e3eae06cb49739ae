/* Made of test.winmd by `oxcom bindings`; changes belong there. */
#pragma once

#include <oxcom.h>

typedef struct Frame Frame;
typedef struct ICalc ICalc;
typedef struct ICounter ICounter;
typedef struct IHandOver IHandOver;
typedef struct IRemoting IRemoting;
typedef struct ITypes ITypes;
typedef struct IUnknown IUnknown;
typedef struct Packed Packed;
typedef struct Point Point;
typedef struct Polygon Polygon;

typedef int32_t Color;
enum
{
    Red = 0,
    Green = 1,
    Blue = 7,
    Infrared = -1,
};

struct Point
{
    int32_t x;
    int32_t y;
};

typedef uint64_t Ticks;

struct Frame
{
    uint8_t mark;
    double time;
    Color color;
    GUID id;
    Point origin;
    uint16_t dims[3];
    Point corners[2];
    VARIANT_BOOL visible;
    Ticks ticks;
    BSTR name;
    SAFEARRAY *data;
    VARIANT value;
    CY price;
    uint8_t last;
};

DEFINE_GUID(IID_ICalc, 0x5e0a7c11, 0x2f43, 0x4c0d, 0x9a, 0x5e, 0x0a, 0x1b, 0x2c, 0x3d, 0x4e, 0x5f);
#define ICalc_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *Add)(T *This, int32_t a, int32_t b, int32_t *sum); \
    HRESULT (STDMETHODCALLTYPE *Echo)(T *This, BSTR text, BSTR *same); \
    HRESULT (STDMETHODCALLTYPE *Sum)(T *This, SAFEARRAY *values, double *sum);
typedef struct ICalcVtbl
{
    ICalc_METHODS(ICalc)
} ICalcVtbl;
struct ICalc
{
    const ICalcVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define ICalc_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define ICalc_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define ICalc_Release(This) ((This)->lpVtbl->Release(This))
#define ICalc_Add(This, a0, a1, a2) ((This)->lpVtbl->Add(This, a0, a1, a2))
#define ICalc_Echo(This, a0, a1) ((This)->lpVtbl->Echo(This, a0, a1))
#define ICalc_Sum(This, a0, a1) ((This)->lpVtbl->Sum(This, a0, a1))
#endif

DEFINE_GUID(IID_ICounter, 0x5e0a7c13, 0x2f43, 0x4c0d, 0x9a, 0x5e, 0x0a, 0x1b, 0x2c, 0x3d, 0x4e, 0x5f);
#define ICounter_METHODS(T) \
    IDispatch_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *Value)(T *This, int32_t *value); \
    HRESULT (STDMETHODCALLTYPE *SetValue)(T *This, int32_t value); \
    HRESULT (STDMETHODCALLTYPE *Increment)(T *This, VARIANT by);
typedef struct ICounterVtbl
{
    ICounter_METHODS(ICounter)
} ICounterVtbl;
struct ICounter
{
    const ICounterVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define ICounter_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define ICounter_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define ICounter_Release(This) ((This)->lpVtbl->Release(This))
#define ICounter_GetTypeInfoCount(This, a0) ((This)->lpVtbl->GetTypeInfoCount(This, a0))
#define ICounter_GetTypeInfo(This, a0, a1, a2) ((This)->lpVtbl->GetTypeInfo(This, a0, a1, a2))
#define ICounter_GetIDsOfNames(This, a0, a1, a2, a3, a4) ((This)->lpVtbl->GetIDsOfNames(This, a0, a1, a2, a3, a4))
#define ICounter_Invoke(This, a0, a1, a2, a3, a4, a5, a6, a7) ((This)->lpVtbl->Invoke(This, a0, a1, a2, a3, a4, a5, a6, a7))
#define ICounter_Value(This, a0) ((This)->lpVtbl->Value(This, a0))
#define ICounter_SetValue(This, a0) ((This)->lpVtbl->SetValue(This, a0))
#define ICounter_Increment(This, a0) ((This)->lpVtbl->Increment(This, a0))
#endif

DEFINE_GUID(IID_IHandOver, 0x5e0a7c15, 0x2f43, 0x4c0d, 0x9a, 0x5e, 0x0a, 0x1b, 0x2c, 0x3d, 0x4e, 0x5f);
#define IHandOver_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *KeepNew)(T *This, uint32_t kind); \
    HRESULT (STDMETHODCALLTYPE *Marshal)(T *This, uint32_t context, uint32_t flags, SAFEARRAY **bytes); \
    HRESULT (STDMETHODCALLTYPE *Unmarshal)(T *This, SAFEARRAY *bytes); \
    HRESULT (STDMETHODCALLTYPE *Discard)(T *This, SAFEARRAY *bytes); \
    HRESULT (STDMETHODCALLTYPE *Disconnect)(T *This); \
    HRESULT (STDMETHODCALLTYPE *Lock)(T *This, int32_t lock, int32_t last_unlock_releases); \
    HRESULT (STDMETHODCALLTYPE *Connections)(T *This, BSTR *calls);
typedef struct IHandOverVtbl
{
    IHandOver_METHODS(IHandOver)
} IHandOverVtbl;
struct IHandOver
{
    const IHandOverVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IHandOver_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IHandOver_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IHandOver_Release(This) ((This)->lpVtbl->Release(This))
#define IHandOver_KeepNew(This, a0) ((This)->lpVtbl->KeepNew(This, a0))
#define IHandOver_Marshal(This, a0, a1, a2) ((This)->lpVtbl->Marshal(This, a0, a1, a2))
#define IHandOver_Unmarshal(This, a0) ((This)->lpVtbl->Unmarshal(This, a0))
#define IHandOver_Discard(This, a0) ((This)->lpVtbl->Discard(This, a0))
#define IHandOver_Disconnect(This) ((This)->lpVtbl->Disconnect(This))
#define IHandOver_Lock(This, a0, a1) ((This)->lpVtbl->Lock(This, a0, a1))
#define IHandOver_Connections(This, a0) ((This)->lpVtbl->Connections(This, a0))
#endif

DEFINE_GUID(IID_IRemoting, 0x5e0a7c14, 0x2f43, 0x4c0d, 0x9a, 0x5e, 0x0a, 0x1b, 0x2c, 0x3d, 0x4e, 0x5f);
#define IRemoting_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *CallBack)(T *This, ICalc *calc, int32_t a, int32_t b, int32_t *sum); \
    HRESULT (STDMETHODCALLTYPE *Descend)(T *This, IRemoting *other, uint32_t depth, uint32_t *calls); \
    HRESULT (STDMETHODCALLTYPE *Create)(T *This, ICalc **calc); \
    HRESULT (STDMETHODCALLTYPE *Keep)(T *This, ICalc *calc); \
    HRESULT (STDMETHODCALLTYPE *Kept)(T *This, ICalc **calc); \
    HRESULT (STDMETHODCALLTYPE *QueryIt)(T *This, IUnknown *object, REFGUID riid, void **interface); \
    HRESULT (STDMETHODCALLTYPE *Thread)(T *This, uint64_t *id); \
    HRESULT (STDMETHODCALLTYPE *Process)(T *This, uint32_t *id, uint32_t *objects); \
    HRESULT (STDMETHODCALLTYPE *Sleep)(T *This, uint32_t milliseconds); \
    HRESULT (STDMETHODCALLTYPE *Die)(T *This);
typedef struct IRemotingVtbl
{
    IRemoting_METHODS(IRemoting)
} IRemotingVtbl;
struct IRemoting
{
    const IRemotingVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define IRemoting_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define IRemoting_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define IRemoting_Release(This) ((This)->lpVtbl->Release(This))
#define IRemoting_CallBack(This, a0, a1, a2, a3) ((This)->lpVtbl->CallBack(This, a0, a1, a2, a3))
#define IRemoting_Descend(This, a0, a1, a2) ((This)->lpVtbl->Descend(This, a0, a1, a2))
#define IRemoting_Create(This, a0) ((This)->lpVtbl->Create(This, a0))
#define IRemoting_Keep(This, a0) ((This)->lpVtbl->Keep(This, a0))
#define IRemoting_Kept(This, a0) ((This)->lpVtbl->Kept(This, a0))
#define IRemoting_QueryIt(This, a0, a1, a2) ((This)->lpVtbl->QueryIt(This, a0, a1, a2))
#define IRemoting_Thread(This, a0) ((This)->lpVtbl->Thread(This, a0))
#define IRemoting_Process(This, a0, a1) ((This)->lpVtbl->Process(This, a0, a1))
#define IRemoting_Sleep(This, a0) ((This)->lpVtbl->Sleep(This, a0))
#define IRemoting_Die(This) ((This)->lpVtbl->Die(This))
#endif

typedef int32_t Weekday;
enum
{
    Monday = 1,
    Sunday = 7,
};

DEFINE_GUID(IID_ITypes, 0x5e0a7c12, 0x2f43, 0x4c0d, 0x9a, 0x5e, 0x0a, 0x1b, 0x2c, 0x3d, 0x4e, 0x5f);
#define ITypes_METHODS(T) \
    IUnknown_METHODS(T) \
    HRESULT (STDMETHODCALLTYPE *ScalarsIn)(T *This, int8_t a, uint8_t b, int16_t c, uint16_t d, int32_t e, uint32_t f, int64_t g, uint64_t h, float i, double j, intptr_t k, uintptr_t l, double *sum); \
    HRESULT (STDMETHODCALLTYPE *ScalarsOut)(T *This, int8_t *a, uint8_t *b, int16_t *c, uint16_t *d, int32_t *e, uint32_t *f, int64_t *g, uint64_t *h, float *i, double *j, intptr_t *k, uintptr_t *l); \
    HRESULT (STDMETHODCALLTYPE *ScalarsInOut)(T *This, int8_t *a, uint8_t *b, int16_t *c, uint16_t *d, int32_t *e, uint32_t *f, int64_t *g, uint64_t *h, float *i, double *j, intptr_t *k, uintptr_t *l); \
    HRESULT (STDMETHODCALLTYPE *Flags)(T *This, int32_t yes, VARIANT_BOOL no, int32_t *yes_out, VARIANT_BOOL *no_out); \
    HRESULT (STDMETHODCALLTYPE *Enumerations)(T *This, Color color, Weekday day, Color *color_out, Weekday *day_out); \
    HRESULT (STDMETHODCALLTYPE *Aliases)(T *This, Ticks ticks, Ticks *next); \
    HRESULT (STDMETHODCALLTYPE *Guids)(T *This, REFGUID id, GUID *same); \
    HRESULT (STDMETHODCALLTYPE *Result)(T *This, HRESULT code); \
    void (STDMETHODCALLTYPE *Nothing)(T *This, int32_t value); \
    uint32_t (STDMETHODCALLTYPE *Count)(T *This); \
    HRESULT (STDMETHODCALLTYPE *Money)(T *This, CY price, const DECIMAL *rate, double day, CY *price_out, DECIMAL *rate_out, double *day_out); \
    HRESULT (STDMETHODCALLTYPE *Wide)(T *This, const OLECHAR *text, OLECHAR **same); \
    HRESULT (STDMETHODCALLTYPE *Narrow)(T *This, const char *text, char **same); \
    HRESULT (STDMETHODCALLTYPE *Marked)(T *This, const uint16_t *text, const OLECHAR *maybe, uint32_t *units); \
    HRESULT (STDMETHODCALLTYPE *Bstrs)(T *This, BSTR text, BSTR *both, BSTR *same); \
    HRESULT (STDMETHODCALLTYPE *Optional)(T *This, const int32_t *value, int32_t *present); \
    HRESULT (STDMETHODCALLTYPE *Fixed)(T *This, const uint16_t (*input)[3], uint16_t (*output)[3]); \
    HRESULT (STDMETHODCALLTYPE *SumCounted)(T *This, const int32_t *values, uint32_t count, int64_t *sum); \
    HRESULT (STDMETHODCALLTYPE *SumSized)(T *This, const int32_t *values, uint32_t bytes, int64_t *sum); \
    HRESULT (STDMETHODCALLTYPE *FillCounted)(T *This, int32_t first, int32_t *values, uint32_t count); \
    HRESULT (STDMETHODCALLTYPE *FillSized)(T *This, uint8_t first, void *bytes, uint32_t size); \
    HRESULT (STDMETHODCALLTYPE *FillPart)(T *This, int32_t *values, uint32_t room, uint32_t *used); \
    HRESULT (STDMETHODCALLTYPE *Double)(T *This, int32_t *values, uint32_t count); \
    HRESULT (STDMETHODCALLTYPE *Allocate)(T *This, int32_t **values, uint32_t *count); \
    HRESULT (STDMETHODCALLTYPE *Join)(T *This, OLECHAR **names, uint32_t count, BSTR *joined); \
    HRESULT (STDMETHODCALLTYPE *PointByValue)(T *This, Point point, Point *same); \
    HRESULT (STDMETHODCALLTYPE *FrameIn)(T *This, const Frame *frame, double *total); \
    HRESULT (STDMETHODCALLTYPE *FrameOut)(T *This, Frame *frame); \
    HRESULT (STDMETHODCALLTYPE *FrameInOut)(T *This, Frame *frame); \
    HRESULT (STDMETHODCALLTYPE *PolygonIn)(T *This, const Polygon *polygon, uint32_t *corners); \
    HRESULT (STDMETHODCALLTYPE *PolygonOut)(T *This, Polygon *polygon); \
    HRESULT (STDMETHODCALLTYPE *PackedIn)(T *This, const Packed *packed, uint32_t *sum); \
    HRESULT (STDMETHODCALLTYPE *MaybePoint)(T *This, int32_t present, Point **point); \
    HRESULT (STDMETHODCALLTYPE *CalcIn)(T *This, ICalc *calc, int32_t *sum); \
    HRESULT (STDMETHODCALLTYPE *CalcOut)(T *This, ICalc **calc); \
    HRESULT (STDMETHODCALLTYPE *CalcInOut)(T *This, ICalc **calc); \
    HRESULT (STDMETHODCALLTYPE *ObjectOut)(T *This, REFGUID riid, void **object); \
    HRESULT (STDMETHODCALLTYPE *ObjectIn)(T *This, REFGUID riid, IUnknown *object, int32_t *present); \
    HRESULT (STDMETHODCALLTYPE *CalcsIn)(T *This, ICalc **calcs, uint32_t count, int32_t *sum); \
    HRESULT (STDMETHODCALLTYPE *Itself)(T *This, ITypes **same); \
    HRESULT (STDMETHODCALLTYPE *VariantIn)(T *This, VARIANT value, const VARIANT *pointer, uint16_t *kind); \
    HRESULT (STDMETHODCALLTYPE *VariantOut)(T *This, uint16_t kind, VARIANT *value); \
    HRESULT (STDMETHODCALLTYPE *VariantInOut)(T *This, VARIANT *value); \
    HRESULT (STDMETHODCALLTYPE *ArrayOut)(T *This, SAFEARRAY **names); \
    HRESULT (STDMETHODCALLTYPE *ArrayInOut)(T *This, SAFEARRAY **values); \
    HRESULT (STDMETHODCALLTYPE *Notify)(T *This, int32_t value); \
    HRESULT (STDMETHODCALLTYPE *DescriptorIn)(T *This, int32_t file, uint64_t *size); \
    HRESULT (STDMETHODCALLTYPE *DescriptorOut)(T *This, int32_t *file);
typedef struct ITypesVtbl
{
    ITypes_METHODS(ITypes)
} ITypesVtbl;
struct ITypes
{
    const ITypesVtbl *lpVtbl;
};
#ifdef COBJMACROS
#define ITypes_QueryInterface(This, a0, a1) ((This)->lpVtbl->QueryInterface(This, a0, a1))
#define ITypes_AddRef(This) ((This)->lpVtbl->AddRef(This))
#define ITypes_Release(This) ((This)->lpVtbl->Release(This))
#define ITypes_ScalarsIn(This, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12) ((This)->lpVtbl->ScalarsIn(This, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12))
#define ITypes_ScalarsOut(This, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11) ((This)->lpVtbl->ScalarsOut(This, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11))
#define ITypes_ScalarsInOut(This, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11) ((This)->lpVtbl->ScalarsInOut(This, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11))
#define ITypes_Flags(This, a0, a1, a2, a3) ((This)->lpVtbl->Flags(This, a0, a1, a2, a3))
#define ITypes_Enumerations(This, a0, a1, a2, a3) ((This)->lpVtbl->Enumerations(This, a0, a1, a2, a3))
#define ITypes_Aliases(This, a0, a1) ((This)->lpVtbl->Aliases(This, a0, a1))
#define ITypes_Guids(This, a0, a1) ((This)->lpVtbl->Guids(This, a0, a1))
#define ITypes_Result(This, a0) ((This)->lpVtbl->Result(This, a0))
#define ITypes_Nothing(This, a0) ((This)->lpVtbl->Nothing(This, a0))
#define ITypes_Count(This) ((This)->lpVtbl->Count(This))
#define ITypes_Money(This, a0, a1, a2, a3, a4, a5) ((This)->lpVtbl->Money(This, a0, a1, a2, a3, a4, a5))
#define ITypes_Wide(This, a0, a1) ((This)->lpVtbl->Wide(This, a0, a1))
#define ITypes_Narrow(This, a0, a1) ((This)->lpVtbl->Narrow(This, a0, a1))
#define ITypes_Marked(This, a0, a1, a2) ((This)->lpVtbl->Marked(This, a0, a1, a2))
#define ITypes_Bstrs(This, a0, a1, a2) ((This)->lpVtbl->Bstrs(This, a0, a1, a2))
#define ITypes_Optional(This, a0, a1) ((This)->lpVtbl->Optional(This, a0, a1))
#define ITypes_Fixed(This, a0, a1) ((This)->lpVtbl->Fixed(This, a0, a1))
#define ITypes_SumCounted(This, a0, a1, a2) ((This)->lpVtbl->SumCounted(This, a0, a1, a2))
#define ITypes_SumSized(This, a0, a1, a2) ((This)->lpVtbl->SumSized(This, a0, a1, a2))
#define ITypes_FillCounted(This, a0, a1, a2) ((This)->lpVtbl->FillCounted(This, a0, a1, a2))
#define ITypes_FillSized(This, a0, a1, a2) ((This)->lpVtbl->FillSized(This, a0, a1, a2))
#define ITypes_FillPart(This, a0, a1, a2) ((This)->lpVtbl->FillPart(This, a0, a1, a2))
#define ITypes_Double(This, a0, a1) ((This)->lpVtbl->Double(This, a0, a1))
#define ITypes_Allocate(This, a0, a1) ((This)->lpVtbl->Allocate(This, a0, a1))
#define ITypes_Join(This, a0, a1, a2) ((This)->lpVtbl->Join(This, a0, a1, a2))
#define ITypes_PointByValue(This, a0, a1) ((This)->lpVtbl->PointByValue(This, a0, a1))
#define ITypes_FrameIn(This, a0, a1) ((This)->lpVtbl->FrameIn(This, a0, a1))
#define ITypes_FrameOut(This, a0) ((This)->lpVtbl->FrameOut(This, a0))
#define ITypes_FrameInOut(This, a0) ((This)->lpVtbl->FrameInOut(This, a0))
#define ITypes_PolygonIn(This, a0, a1) ((This)->lpVtbl->PolygonIn(This, a0, a1))
#define ITypes_PolygonOut(This, a0) ((This)->lpVtbl->PolygonOut(This, a0))
#define ITypes_PackedIn(This, a0, a1) ((This)->lpVtbl->PackedIn(This, a0, a1))
#define ITypes_MaybePoint(This, a0, a1) ((This)->lpVtbl->MaybePoint(This, a0, a1))
#define ITypes_CalcIn(This, a0, a1) ((This)->lpVtbl->CalcIn(This, a0, a1))
#define ITypes_CalcOut(This, a0) ((This)->lpVtbl->CalcOut(This, a0))
#define ITypes_CalcInOut(This, a0) ((This)->lpVtbl->CalcInOut(This, a0))
#define ITypes_ObjectOut(This, a0, a1) ((This)->lpVtbl->ObjectOut(This, a0, a1))
#define ITypes_ObjectIn(This, a0, a1, a2) ((This)->lpVtbl->ObjectIn(This, a0, a1, a2))
#define ITypes_CalcsIn(This, a0, a1, a2) ((This)->lpVtbl->CalcsIn(This, a0, a1, a2))
#define ITypes_Itself(This, a0) ((This)->lpVtbl->Itself(This, a0))
#define ITypes_VariantIn(This, a0, a1, a2) ((This)->lpVtbl->VariantIn(This, a0, a1, a2))
#define ITypes_VariantOut(This, a0, a1) ((This)->lpVtbl->VariantOut(This, a0, a1))
#define ITypes_VariantInOut(This, a0) ((This)->lpVtbl->VariantInOut(This, a0))
#define ITypes_ArrayOut(This, a0) ((This)->lpVtbl->ArrayOut(This, a0))
#define ITypes_ArrayInOut(This, a0) ((This)->lpVtbl->ArrayInOut(This, a0))
#define ITypes_Notify(This, a0) ((This)->lpVtbl->Notify(This, a0))
#define ITypes_DescriptorIn(This, a0, a1) ((This)->lpVtbl->DescriptorIn(This, a0, a1))
#define ITypes_DescriptorOut(This, a0) ((This)->lpVtbl->DescriptorOut(This, a0))
#endif

#pragma pack(push, 1)
struct Packed
{
    uint8_t tag;
    uint32_t value;
    uint16_t tail;
};
#pragma pack(pop)

struct Polygon
{
    uint32_t count;
    Point *points;
    OLECHAR *label;
    Point *center;
    ICalc *owner;
};
