// VARIANT: a value that says of what type it is.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>

#include "bstr.hpp"
#include "com_ptr.hpp"
#include "safe_array.hpp"

namespace oxcom
{
// Owns a VARIANT and what it holds.
class variant
{
public:
    variant() { VariantInit(&value_); }
    variant(bool value) : variant(of_type{VT_BOOL}) { value_.boolVal = value ? VARIANT_TRUE : VARIANT_FALSE; }
    variant(std::int16_t value) : variant(of_type{VT_I2}) { value_.iVal = value; }
    variant(std::int32_t value) : variant(of_type{VT_I4}) { value_.lVal = value; }
    variant(std::int64_t value) : variant(of_type{VT_I8}) { value_.llVal = value; }
    variant(std::uint8_t value) : variant(of_type{VT_UI1}) { value_.bVal = value; }
    variant(std::uint32_t value) : variant(of_type{VT_UI4}) { value_.ulVal = value; }
    variant(float value) : variant(of_type{VT_R4}) { value_.fltVal = value; }
    variant(double value) : variant(of_type{VT_R8}) { value_.dblVal = value; }
    variant(bstr value) : variant(of_type{VT_BSTR}) { value_.bstrVal = value.detach(); }
    variant(std::u16string_view value) : variant(bstr(value)) {}
    variant(const char16_t *value) : variant(bstr(value)) {}
    variant(com_ptr<IUnknown> value) : variant(of_type{VT_UNKNOWN}) { value_.punkVal = value.detach(); }
    variant(com_ptr<IDispatch> value) : variant(of_type{VT_DISPATCH}) { value_.pdispVal = value.detach(); }
    template <class T> variant(safe_array<T> value) : variant(of_type{static_cast<VARTYPE>(VT_ARRAY | vartype_of<T>)})
    {
        value_.parray = value.detach();
    }
    // Pointers are no truth values.
    template <class T> variant(T *) = delete;
    variant(const variant &other) : variant() { check(VariantCopy(&value_, &other.value_)); }
    variant(variant &&other) noexcept : value_(other.detach()) {}
    ~variant() { VariantClear(&value_); }

    variant &operator=(variant other) noexcept
    {
        std::swap(value_, other.value_);
        return *this;
    }

    VARTYPE type() const { return value_.vt; }
    const VARIANT &get() const { return value_; }
    VARIANT &get() { return value_; }
    // The place for a VARIANT that a function hands out.
    VARIANT *put()
    {
        VariantClear(&value_);
        return &value_;
    }
    [[nodiscard]] VARIANT detach()
    {
        VARIANT value = value_;
        VariantInit(&value_);
        return value;
    }

    // The value as another type, by Automation's rules: text to numbers, numbers to text and so on.
    [[nodiscard]] HRESULT try_change(VARTYPE type, variant &target) const
    {
        return VariantChangeType(target.put(), &value_, 0, type);
    }
    variant change(VARTYPE type) const
    {
        variant changed;
        check(try_change(type, changed));
        return changed;
    }
    std::int32_t to_int32() const { return change(VT_I4).value_.lVal; }
    std::int64_t to_int64() const { return change(VT_I8).value_.llVal; }
    double to_double() const { return change(VT_R8).value_.dblVal; }
    bool to_bool() const { return change(VT_BOOL).value_.boolVal != VARIANT_FALSE; }
    bstr to_bstr() const
    {
        variant changed = change(VT_BSTR);
        bstr text;
        text.attach(changed.detach().bstrVal);
        return text;
    }

private:
    struct of_type
    {
        VARTYPE type;
    };
    explicit variant(of_type type) : variant() { value_.vt = type.type; }

    // VariantInit sets the type alone.
    VARIANT value_{};
};
} // namespace oxcom
