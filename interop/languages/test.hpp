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
struct ICalc : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE Add(int32_t a, int32_t b, int32_t *sum) = 0;
    virtual HRESULT STDMETHODCALLTYPE Echo(BSTR text, BSTR *same) = 0;
    virtual HRESULT STDMETHODCALLTYPE Sum(SAFEARRAY *values, double *sum) = 0;
};
OXCOM_UUID(ICalc, 0x5e0a7c11, 0x2f43, 0x4c0d, 0x9a, 0x5e, 0x0a, 0x1b, 0x2c, 0x3d, 0x4e, 0x5f)

DEFINE_GUID(IID_ICounter, 0x5e0a7c13, 0x2f43, 0x4c0d, 0x9a, 0x5e, 0x0a, 0x1b, 0x2c, 0x3d, 0x4e, 0x5f);
struct ICounter : public IDispatch
{
    virtual HRESULT STDMETHODCALLTYPE Value(int32_t *value) = 0;
    virtual HRESULT STDMETHODCALLTYPE SetValue(int32_t value) = 0;
    virtual HRESULT STDMETHODCALLTYPE Increment(VARIANT by) = 0;
};
OXCOM_UUID(ICounter, 0x5e0a7c13, 0x2f43, 0x4c0d, 0x9a, 0x5e, 0x0a, 0x1b, 0x2c, 0x3d, 0x4e, 0x5f)
OXCOM_BASE(ICounter, IDispatch)

DEFINE_GUID(IID_IHandOver, 0x5e0a7c15, 0x2f43, 0x4c0d, 0x9a, 0x5e, 0x0a, 0x1b, 0x2c, 0x3d, 0x4e, 0x5f);
struct IHandOver : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE KeepNew(uint32_t kind) = 0;
    virtual HRESULT STDMETHODCALLTYPE Marshal(uint32_t context, uint32_t flags, SAFEARRAY **bytes) = 0;
    virtual HRESULT STDMETHODCALLTYPE Unmarshal(SAFEARRAY *bytes) = 0;
    virtual HRESULT STDMETHODCALLTYPE Discard(SAFEARRAY *bytes) = 0;
    virtual HRESULT STDMETHODCALLTYPE Disconnect() = 0;
    virtual HRESULT STDMETHODCALLTYPE Lock(int32_t lock, int32_t last_unlock_releases) = 0;
    virtual HRESULT STDMETHODCALLTYPE Connections(BSTR *calls) = 0;
};
OXCOM_UUID(IHandOver, 0x5e0a7c15, 0x2f43, 0x4c0d, 0x9a, 0x5e, 0x0a, 0x1b, 0x2c, 0x3d, 0x4e, 0x5f)

DEFINE_GUID(IID_IRemoting, 0x5e0a7c14, 0x2f43, 0x4c0d, 0x9a, 0x5e, 0x0a, 0x1b, 0x2c, 0x3d, 0x4e, 0x5f);
struct IRemoting : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE CallBack(ICalc *calc, int32_t a, int32_t b, int32_t *sum) = 0;
    virtual HRESULT STDMETHODCALLTYPE Descend(IRemoting *other, uint32_t depth, uint32_t *calls) = 0;
    virtual HRESULT STDMETHODCALLTYPE Create(ICalc **calc) = 0;
    virtual HRESULT STDMETHODCALLTYPE Keep(ICalc *calc) = 0;
    virtual HRESULT STDMETHODCALLTYPE Kept(ICalc **calc) = 0;
    virtual HRESULT STDMETHODCALLTYPE QueryIt(IUnknown *object, REFGUID riid, void **interface) = 0;
    virtual HRESULT STDMETHODCALLTYPE Thread(uint64_t *id) = 0;
    virtual HRESULT STDMETHODCALLTYPE Process(uint32_t *id, uint32_t *objects) = 0;
    virtual HRESULT STDMETHODCALLTYPE Sleep(uint32_t milliseconds) = 0;
    virtual HRESULT STDMETHODCALLTYPE Die() = 0;
};
OXCOM_UUID(IRemoting, 0x5e0a7c14, 0x2f43, 0x4c0d, 0x9a, 0x5e, 0x0a, 0x1b, 0x2c, 0x3d, 0x4e, 0x5f)

typedef int32_t Weekday;
enum
{
    Monday = 1,
    Sunday = 7,
};

DEFINE_GUID(IID_ITypes, 0x5e0a7c12, 0x2f43, 0x4c0d, 0x9a, 0x5e, 0x0a, 0x1b, 0x2c, 0x3d, 0x4e, 0x5f);
struct ITypes : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE ScalarsIn(int8_t a, uint8_t b, int16_t c, uint16_t d, int32_t e, uint32_t f, int64_t g, uint64_t h, float i, double j, intptr_t k, uintptr_t l, double *sum) = 0;
    virtual HRESULT STDMETHODCALLTYPE ScalarsOut(int8_t *a, uint8_t *b, int16_t *c, uint16_t *d, int32_t *e, uint32_t *f, int64_t *g, uint64_t *h, float *i, double *j, intptr_t *k, uintptr_t *l) = 0;
    virtual HRESULT STDMETHODCALLTYPE ScalarsInOut(int8_t *a, uint8_t *b, int16_t *c, uint16_t *d, int32_t *e, uint32_t *f, int64_t *g, uint64_t *h, float *i, double *j, intptr_t *k, uintptr_t *l) = 0;
    virtual HRESULT STDMETHODCALLTYPE Flags(int32_t yes, VARIANT_BOOL no, int32_t *yes_out, VARIANT_BOOL *no_out) = 0;
    virtual HRESULT STDMETHODCALLTYPE Enumerations(Color color, Weekday day, Color *color_out, Weekday *day_out) = 0;
    virtual HRESULT STDMETHODCALLTYPE Aliases(Ticks ticks, Ticks *next) = 0;
    virtual HRESULT STDMETHODCALLTYPE Guids(REFGUID id, GUID *same) = 0;
    virtual HRESULT STDMETHODCALLTYPE Result(HRESULT code) = 0;
    virtual void STDMETHODCALLTYPE Nothing(int32_t value) = 0;
    virtual uint32_t STDMETHODCALLTYPE Count() = 0;
    virtual HRESULT STDMETHODCALLTYPE Money(CY price, const DECIMAL *rate, double day, CY *price_out, DECIMAL *rate_out, double *day_out) = 0;
    virtual HRESULT STDMETHODCALLTYPE Wide(const OLECHAR *text, OLECHAR **same) = 0;
    virtual HRESULT STDMETHODCALLTYPE Narrow(const char *text, char **same) = 0;
    virtual HRESULT STDMETHODCALLTYPE Marked(const uint16_t *text, const OLECHAR *maybe, uint32_t *units) = 0;
    virtual HRESULT STDMETHODCALLTYPE Bstrs(BSTR text, BSTR *both, BSTR *same) = 0;
    virtual HRESULT STDMETHODCALLTYPE Optional(const int32_t *value, int32_t *present) = 0;
    virtual HRESULT STDMETHODCALLTYPE Fixed(const uint16_t (*input)[3], uint16_t (*output)[3]) = 0;
    virtual HRESULT STDMETHODCALLTYPE SumCounted(const int32_t *values, uint32_t count, int64_t *sum) = 0;
    virtual HRESULT STDMETHODCALLTYPE SumSized(const int32_t *values, uint32_t bytes, int64_t *sum) = 0;
    virtual HRESULT STDMETHODCALLTYPE FillCounted(int32_t first, int32_t *values, uint32_t count) = 0;
    virtual HRESULT STDMETHODCALLTYPE FillSized(uint8_t first, void *bytes, uint32_t size) = 0;
    virtual HRESULT STDMETHODCALLTYPE FillPart(int32_t *values, uint32_t room, uint32_t *used) = 0;
    virtual HRESULT STDMETHODCALLTYPE Double(int32_t *values, uint32_t count) = 0;
    virtual HRESULT STDMETHODCALLTYPE Allocate(int32_t **values, uint32_t *count) = 0;
    virtual HRESULT STDMETHODCALLTYPE Join(OLECHAR **names, uint32_t count, BSTR *joined) = 0;
    virtual HRESULT STDMETHODCALLTYPE PointByValue(Point point, Point *same) = 0;
    virtual HRESULT STDMETHODCALLTYPE FrameIn(const Frame *frame, double *total) = 0;
    virtual HRESULT STDMETHODCALLTYPE FrameOut(Frame *frame) = 0;
    virtual HRESULT STDMETHODCALLTYPE FrameInOut(Frame *frame) = 0;
    virtual HRESULT STDMETHODCALLTYPE PolygonIn(const Polygon *polygon, uint32_t *corners) = 0;
    virtual HRESULT STDMETHODCALLTYPE PolygonOut(Polygon *polygon) = 0;
    virtual HRESULT STDMETHODCALLTYPE PackedIn(const Packed *packed, uint32_t *sum) = 0;
    virtual HRESULT STDMETHODCALLTYPE MaybePoint(int32_t present, Point **point) = 0;
    virtual HRESULT STDMETHODCALLTYPE CalcIn(ICalc *calc, int32_t *sum) = 0;
    virtual HRESULT STDMETHODCALLTYPE CalcOut(ICalc **calc) = 0;
    virtual HRESULT STDMETHODCALLTYPE CalcInOut(ICalc **calc) = 0;
    virtual HRESULT STDMETHODCALLTYPE ObjectOut(REFGUID riid, void **object) = 0;
    virtual HRESULT STDMETHODCALLTYPE ObjectIn(REFGUID riid, IUnknown *object, int32_t *present) = 0;
    virtual HRESULT STDMETHODCALLTYPE CalcsIn(ICalc **calcs, uint32_t count, int32_t *sum) = 0;
    virtual HRESULT STDMETHODCALLTYPE Itself(ITypes **same) = 0;
    virtual HRESULT STDMETHODCALLTYPE VariantIn(VARIANT value, const VARIANT *pointer, uint16_t *kind) = 0;
    virtual HRESULT STDMETHODCALLTYPE VariantOut(uint16_t kind, VARIANT *value) = 0;
    virtual HRESULT STDMETHODCALLTYPE VariantInOut(VARIANT *value) = 0;
    virtual HRESULT STDMETHODCALLTYPE ArrayOut(SAFEARRAY **names) = 0;
    virtual HRESULT STDMETHODCALLTYPE ArrayInOut(SAFEARRAY **values) = 0;
    virtual HRESULT STDMETHODCALLTYPE Notify(int32_t value) = 0;
    virtual HRESULT STDMETHODCALLTYPE DescriptorIn(int32_t file, uint64_t *size) = 0;
    virtual HRESULT STDMETHODCALLTYPE DescriptorOut(int32_t *file) = 0;
};
OXCOM_UUID(ITypes, 0x5e0a7c12, 0x2f43, 0x4c0d, 0x9a, 0x5e, 0x0a, 0x1b, 0x2c, 0x3d, 0x4e, 0x5f)

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
