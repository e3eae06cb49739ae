/* A client of interfaces that somebody wrote in IDL, with the header and the ids that widl makes of it.
 *
 *     shapes-client-COMPILER       calls the server, and says "ok"
 */
#define COBJMACROS
#include "shapes.h"

#include <stdio.h>

#define CHECK(call)                                                                                                \
    do {                                                                                                           \
        const HRESULT hr = (call);                                                                                 \
        if (FAILED(hr)) {                                                                                          \
            fprintf(stderr, "%s: 0x%08x\n", #call, (unsigned)hr);                                                  \
            return 1;                                                                                              \
        }                                                                                                          \
    } while (0)

static int use(IShape *shape)
{
    Extent extent = {3, 4, SHAPE_LIMIT, ShapeKind_Square};
    ITally *tally = NULL;
    BSTR prefix = SysAllocString(u"seven: "), text = NULL;
    SAFEARRAY *items = SafeArrayCreateVector(VT_R8, 0, 2);
    VARIANT seven;
    double area = 0, sum = 0, *numbers = NULL;
    LONG value = 0;
    CHECK(IShape_Area(shape, &extent, &area));
    VariantInit(&seven);
    seven.vt = VT_I4;
    seven.lVal = 7;
    CHECK(IShape_Describe(shape, prefix, seven, &text));
    CHECK(SafeArrayAccessData(items, (void **)&numbers));
    numbers[0] = 0.5;
    numbers[1] = 0.25;
    CHECK(SafeArrayUnaccessData(items));
    CHECK(IShape_Sum(shape, items, &sum));
    CHECK(IShape_QueryInterface(shape, &IID_ITally, (void **)&tally));
    CHECK(ITally_put_Value(tally, -5));
    CHECK(ITally_get_Value(tally, &value));
    const int good = area == 12 && SysStringLen(text) == 8 && text[7] == u'7' && sum == 0.75 && value == -5;
    SafeArrayDestroy(items);
    SysFreeString(text);
    SysFreeString(prefix);
    ITally_Release(tally);
    puts(good ? "ok" : "wrong");
    return !good;
}

int main(void)
{
    IShape *shape = NULL;
    CHECK(CoInitializeEx(NULL, COINIT_MULTITHREADED));
    CHECK(CoCreateInstance(&CLSID_Shape, NULL, CLSCTX_LOCAL_SERVER, &IID_IShape, (void **)&shape));
    const int status = use(shape);
    IShape_Release(shape);
    CoUninitialize();
    return status;
}
