// The C++ layer, used as its users use it. Built with gcc and clang, with sanitizers, with and without exceptions.
#include <oxcom/com.hpp>

#include <string>
#include <thread>
#include <vector>

#include "check.hpp"

struct ICalc : public IUnknown
{
    virtual HRESULT STDMETHODCALLTYPE Add(int32_t a, int32_t b, int32_t *sum) = 0;
    virtual HRESULT STDMETHODCALLTYPE Echo(BSTR text, BSTR *same) = 0;
    virtual HRESULT STDMETHODCALLTYPE Sum(SAFEARRAY *values, double *sum) = 0;
};
DEFINE_GUID(IID_ICalc, 0x5e0a7c11, 0x2f43, 0x4c0d, 0x9a, 0x5e, 0x0a, 0x1b, 0x2c, 0x3d, 0x4e, 0x5f);
OXCOM_UUID(ICalc, 0x5e0a7c11, 0x2f43, 0x4c0d, 0x9a, 0x5e, 0x0a, 0x1b, 0x2c, 0x3d, 0x4e, 0x5f)

namespace
{
DEFINE_GUID(CLSID_Calc, 0x5e0a7cff, 0x2f43, 0x4c0d, 0x9a, 0x5e, 0x0a, 0x1b, 0x2c, 0x3d, 0x4e, 0x5f);

long calcs = 0;

class Calc : public oxcom::implements<ICalc, IPersistStream, IAgileObject>
{
public:
    explicit Calc(int bias = 0) : bias_(bias) { ++calcs; }
    ~Calc() override { --calcs; }

    STDMETHODIMP Add(int32_t a, int32_t b, int32_t *sum) override
    {
        int32_t result;
        if (__builtin_add_overflow(a, b, &result))
            return oxcom::fail(DISP_E_OVERFLOW, u"the sum is too large \U0001F600");
        *sum = result + bias_;
        return S_OK;
    }
    STDMETHODIMP Echo(BSTR text, BSTR *same) override
    {
        oxcom::bstr copy;
        const HRESULT hr = copy.try_assign({text, SysStringLen(text)});
        *same = copy.detach();
        return hr;
    }
    STDMETHODIMP Sum(SAFEARRAY *values, double *sum) override
    {
        oxcom::safe_array<double> borrowed;
        if (const HRESULT hr = borrowed.try_attach(values); FAILED(hr))
            return hr;
        *sum = 0;
        for (double value : borrowed.view())
            *sum += value;
        (void)borrowed.detach(); // an [in] array stays the caller's
        return S_OK;
    }

    STDMETHODIMP GetClassID(GUID *clsid) override { return *clsid = CLSID_Calc, S_OK; }
    STDMETHODIMP IsDirty() override { return S_FALSE; }
    STDMETHODIMP Load(IStream *) override { return E_NOTIMPL; }
    STDMETHODIMP Save(IStream *, BOOL) override { return E_NOTIMPL; }
    STDMETHODIMP GetSizeMax(uint64_t *) override { return E_NOTIMPL; }

private:
    int bias_;
};

void pointers_count_references()
{
    {
        oxcom::com_ptr<Calc> calc = oxcom::make<Calc>(1);
        oxcom::com_ptr<ICalc> first = calc;
        oxcom::com_ptr<ICalc> second = first;
        CHECK(calcs == 1 && first == second);
        first.reset();
        CHECK(!first && second);
        second = std::move(second);
        int32_t sum = 0;
        CHECK_HR(S_OK, second->Add(1, 2, &sum));
        CHECK(sum == 4);
        ICalc *raw = nullptr;
        CHECK_HR(S_OK, second.copy_to(&raw));
        second.attach(raw);
    }
    CHECK(calcs == 0);
}

void objects_answer_for_their_interfaces_and_bases()
{
    oxcom::com_ptr<Calc> calc = oxcom::make<Calc>();
    oxcom::com_ptr<ICalc> self = calc;
    oxcom::com_ptr<IPersistStream> stream = self.try_query<IPersistStream>();
    oxcom::com_ptr<IPersist> base = self.try_query<IPersist>();
    CHECK(stream && base);
    GUID clsid{};
    CHECK_HR(S_OK, base->GetClassID(&clsid));
    CHECK(clsid == CLSID_Calc);
    CHECK(!self.try_query<IStream>());
    CHECK(self.try_query<ISupportErrorInfo>() && self.try_query<IAgileObject>());
    CHECK(stream.try_query<IUnknown>() == self.try_query<IUnknown>()); // one identity
    IUnknown *nothing = nullptr;
    CHECK_HR(E_POINTER, oxcom::com_ptr<ICalc>().query_to(&nothing));
    CHECK_HR(E_POINTER, self->QueryInterface(IID_IUnknown, nullptr));
}

void text_holds_emoji_and_nuls()
{
    const std::u16string text(u"a\0b \U0001F600", 6);
    oxcom::bstr copy{std::u16string_view(text)};
    CHECK(copy.size() == 6 && copy == std::u16string_view(text));
    CHECK(copy.utf8() == std::string("a\0b \xF0\x9F\x98\x80", 8));
    CHECK(oxcom::bstr(std::string_view(copy.utf8())) == copy);
    CHECK(oxcom::bstr().empty() && oxcom::bstr().get() == nullptr && oxcom::bstr(u"") == oxcom::bstr());
    oxcom::com_ptr<Calc> calc = oxcom::make<Calc>();
    oxcom::bstr same;
    CHECK_HR(S_OK, calc->Echo(copy.get(), same.put()));
    CHECK(same == copy && same.get() != copy.get());
    // What is no text becomes U+FFFD, and nothing is read beyond the end.
    CHECK(oxcom::to_utf8(u"\xD83D") == "\xEF\xBF\xBD");
    CHECK(oxcom::to_utf16("\xC0\x80\xE2\x82") == u"\xFFFD\xFFFD\xFFFD");
    CHECK(oxcom::to_utf16("\xE2\x82\xAC") == u"\u20AC");
}

void arrays_are_spans()
{
    const std::vector<double> values{1.5, 2.5, -1};
    oxcom::safe_array<double> array{std::span(values)};
    CHECK(array.size() == 3 && array.view()[1] == 2.5);
    array.span()[2] = 4;
    oxcom::com_ptr<Calc> calc = oxcom::make<Calc>();
    double sum = 0;
    CHECK_HR(S_OK, calc->Sum(array.get(), &sum));
    CHECK(sum == 8);
    oxcom::safe_array<int32_t> numbers;
    CHECK_HR(DISP_E_TYPEMISMATCH, numbers.try_attach(array.get()));
    CHECK(numbers.view().empty());
    SAFEARRAYBOUND bounds[] = {{4, 0}, {3, 1}};
    CHECK_HR(S_OK, numbers.try_attach(SafeArrayCreate(VT_I4, 2, bounds)));
    CHECK(numbers.size() == 12);
}

void variants_change_types()
{
    oxcom::variant number(42);
    CHECK(number.type() == VT_I4 && number.to_bstr() == u"42");
    oxcom::variant text(u"-1.5");
    CHECK(text.type() == VT_BSTR && text.to_double() == -1.5);
    CHECK(oxcom::variant(true).to_int32() == -1 && oxcom::variant(0).to_bool() == false);
    oxcom::variant copy = text;
    CHECK(copy.get().bstrVal != text.get().bstrVal && copy.to_bstr() == u"-1.5");
    oxcom::variant changed;
    CHECK_HR(DISP_E_TYPEMISMATCH, oxcom::variant(u"seven").try_change(VT_I4, changed));
    oxcom::variant object(oxcom::make<Calc>()->unknown());
    CHECK(object.type() == VT_UNKNOWN && calcs == 1);
    object = oxcom::variant(oxcom::safe_array<uint8_t>(8));
    CHECK(object.type() == (VT_ARRAY | VT_UI1) && calcs == 0);
}

void errors_carry_messages()
{
    oxcom::com_ptr<Calc> calc = oxcom::make<Calc>();
    int32_t sum = 0;
    CHECK_HR(DISP_E_OVERFLOW, calc->Add(INT32_MAX, 1, &sum));
    CHECK(oxcom::error_message(DISP_E_OVERFLOW) == "the sum is too large \xF0\x9F\x98\x80");
    CHECK(oxcom::error_message(DISP_E_OVERFLOW) == "HRESULT 0x8002000a"); // taken
#if OXCOM_EXCEPTIONS
    try {
        oxcom::check(calc->Add(INT32_MAX, 1, &sum));
        CHECK(false);
    } catch (const oxcom::error &error) {
        CHECK(error.code() == DISP_E_OVERFLOW);
        CHECK(std::string(error.what()).starts_with("the sum is too large"));
    }
    CHECK_HR(E_INVALIDARG, oxcom::result_of([] { throw oxcom::error(E_INVALIDARG, "no such thing"); }));
    CHECK(oxcom::error_message(E_INVALIDARG) == "no such thing");
    CHECK_HR(E_OUTOFMEMORY, oxcom::result_of([] { throw std::bad_alloc(); }));
    CHECK_HR(E_FAIL, oxcom::result_of([] { (void)std::string().at(1); }));
    CHECK_HR(E_UNEXPECTED, oxcom::result_of([] { throw 1; }));
    CHECK_HR(S_FALSE, oxcom::result_of([] { return S_FALSE; }));
#endif
}

void apartments_are_entered_and_left()
{
    std::thread([] {
        oxcom::co_init outer(COINIT_MULTITHREADED, std::nothrow);
        CHECK_HR(S_OK, outer.result());
        oxcom::co_init other(COINIT_APARTMENTTHREADED, std::nothrow);
        CHECK_HR(RPC_E_CHANGED_MODE, other.result());
#if OXCOM_EXCEPTIONS
        try {
            oxcom::co_init refused(COINIT_APARTMENTTHREADED);
            CHECK(false);
        } catch (const oxcom::error &error) {
            CHECK(error.code() == RPC_E_CHANGED_MODE);
        }
#endif
    }).join();
}

void classes_make_objects()
{
    const oxcom::class_entry classes[] = {{CLSID_Calc, [] { return oxcom::make<Calc>()->unknown(); }}};
    CHECK_HR(S_OK, oxcom::can_unload_now());
    {
        oxcom::com_ptr<IClassFactory> factory;
        CHECK_HR(CLASS_E_CLASSNOTAVAILABLE,
                 oxcom::class_object(GUID_NULL, IID_IClassFactory, factory.put_void(), classes));
        CHECK_HR(S_OK, oxcom::class_object(CLSID_Calc, IID_IClassFactory, factory.put_void(), classes));
        oxcom::com_ptr<ICalc> calc;
        CHECK_HR(S_OK, factory->CreateInstance(nullptr, IID_ICalc, calc.put_void()));
        CHECK(calc && calcs == 1);
        CHECK_HR(S_FALSE, oxcom::can_unload_now());
        oxcom::com_ptr<IUnknown> inner;
        CHECK_HR(CLASS_E_NOAGGREGATION, factory->CreateInstance(calc.get(), IID_IUnknown, inner.put_void()));
    }
    CHECK_HR(S_OK, oxcom::can_unload_now());
}

void wrong_use_is_told()
{
    oxcom::com_ptr<ICalc> none;
    CHECK_HR(REGDB_E_CLASSNOTREG, oxcom::try_create(CLSID_Calc, CLSCTX_ALL, none.put()));
#if OXCOM_EXCEPTIONS
    try {
        oxcom::make<Calc>().query<IStream>();
        CHECK(false);
    } catch (const oxcom::error &error) {
        CHECK(error.code() == E_NOINTERFACE);
    }
#endif
}
} // namespace

int main()
{
    // Before any thread of the process is in the multithreaded apartment, which all others would belong to.
    oxcom::com_ptr<ICalc> none;
    CHECK_HR(CO_E_NOTINITIALIZED, oxcom::try_create(CLSID_Calc, CLSCTX_LOCAL_SERVER, none.put()));
    oxcom::co_init apartment;
    pointers_count_references();
    objects_answer_for_their_interfaces_and_bases();
    text_holds_emoji_and_nuls();
    arrays_are_spans();
    variants_change_types();
    errors_carry_messages();
    apartments_are_entered_and_left();
    classes_make_objects();
    wrong_use_is_told();
    CHECK(calcs == 0);
    std::puts("layer: all as it should be");
}
