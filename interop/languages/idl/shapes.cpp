// A server of interfaces that somebody wrote in IDL, with the header that widl makes of it.
//
//     shapes-server-COMPILER       started by COM
#include "shapes.h"

#include <oxcom/com.hpp>

// What a header of widl does not say: which interface's methods an interface inherits.
OXCOM_BASE(ITally, IDispatch)

namespace
{
class shape : public oxcom::implements<IShape, ITally, IAgileObject>
{
public:
    STDMETHODIMP Area(Extent *extent, double *area) override
    {
        const double whole = extent->width * extent->height;
        *area = extent->kind == ShapeKind_Round ? 0.7853981633974483 * whole : whole;
        return extent->id == SHAPE_LIMIT ? S_OK : E_INVALIDARG;
    }
    STDMETHODIMP Describe(BSTR prefix, VARIANT value, BSTR *text) override
    {
        return oxcom::result_of([&] {
            oxcom::variant copy;
            oxcom::check(VariantCopy(copy.put(), &value));
            const std::u16string all = std::u16string(prefix, SysStringLen(prefix)) + std::u16string(copy.to_bstr().view());
            *text = oxcom::bstr(std::u16string_view(all)).detach();
        });
    }
    STDMETHODIMP Sum(SAFEARRAY *items, double *sum) override
    {
        oxcom::safe_array<double> borrowed;
        if (const HRESULT hr = borrowed.try_attach(items); FAILED(hr))
            return hr;
        *sum = 0;
        for (double item : borrowed.view())
            *sum += item;
        (void)borrowed.detach(); // an [in] array stays the caller's
        return S_OK;
    }

    STDMETHODIMP get_Value(LONG *value) override { return *value = value_, S_OK; }
    STDMETHODIMP put_Value(LONG value) override { return value_ = value, S_OK; }

    STDMETHODIMP GetTypeInfoCount(uint32_t *) override { return E_NOTIMPL; }
    STDMETHODIMP GetTypeInfo(uint32_t, uint32_t, ITypeInfo **) override { return E_NOTIMPL; }
    STDMETHODIMP GetIDsOfNames(REFGUID, OLECHAR **, uint32_t, uint32_t, int32_t *) override { return E_NOTIMPL; }
    STDMETHODIMP Invoke(int32_t, REFGUID, uint32_t, uint16_t, DISPPARAMS *, VARIANT *, EXCEPINFO *, uint32_t *) override
    {
        return E_NOTIMPL;
    }

private:
    std::atomic<LONG> value_ = 0;
    oxcom::server_lock lock_;
};
} // namespace

int main()
try {
    oxcom::co_init apartment;
    oxcom::server server;
    server.add(__uuidof(Shape), [] { return oxcom::make<shape>()->unknown(); });
    oxcom::check(server.run());
} catch (const std::exception &error) {
    std::fprintf(stderr, "shapes-server: %s\n", error.what());
    return 1;
}
