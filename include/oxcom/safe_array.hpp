// SAFEARRAYs of numbers: arrays that know their bounds, as std::span over their memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <utility>

#include "error.hpp"

namespace oxcom
{
// The VARTYPE of a number.
template <class T> inline constexpr VARTYPE vartype_of = VT_EMPTY;
template <> inline constexpr VARTYPE vartype_of<std::int8_t> = VT_I1;
template <> inline constexpr VARTYPE vartype_of<std::uint8_t> = VT_UI1;
template <> inline constexpr VARTYPE vartype_of<std::byte> = VT_UI1;
template <> inline constexpr VARTYPE vartype_of<std::int16_t> = VT_I2;
template <> inline constexpr VARTYPE vartype_of<std::uint16_t> = VT_UI2;
template <> inline constexpr VARTYPE vartype_of<std::int32_t> = VT_I4;
template <> inline constexpr VARTYPE vartype_of<std::uint32_t> = VT_UI4;
template <> inline constexpr VARTYPE vartype_of<std::int64_t> = VT_I8;
template <> inline constexpr VARTYPE vartype_of<std::uint64_t> = VT_UI8;
template <> inline constexpr VARTYPE vartype_of<float> = VT_R4;
template <> inline constexpr VARTYPE vartype_of<double> = VT_R8;

// Owns a SAFEARRAY of numbers, or none. Its spans are valid as long as it is, and as the array is not redimensioned.
template <class T>
    requires(vartype_of<T> != VT_EMPTY)
class safe_array
{
public:
    safe_array() = default;
    // `count` zeros. Throws E_OUTOFMEMORY.
    explicit safe_array(std::size_t count)
    {
        array_ = count <= UINT32_MAX ? SafeArrayCreateVector(vartype_of<T>, 0, static_cast<ULONG>(count)) : nullptr;
        if (array_ == nullptr)
            detail::raise(E_OUTOFMEMORY);
    }
    // A copy of a span. Throws E_OUTOFMEMORY.
    explicit safe_array(std::span<const T> values) : safe_array(values.size())
    {
        if (!values.empty())
            std::memcpy(array_->pvData, values.data(), values.size_bytes());
    }
    safe_array(safe_array &&other) noexcept : array_(other.detach()) {}
    safe_array(const safe_array &) = delete;
    ~safe_array() { reset(); }

    safe_array &operator=(safe_array &&other) noexcept
    {
        std::swap(array_, other.array_);
        return *this;
    }

    // Takes over an array if it has elements of this type. DISP_E_TYPEMISMATCH: it has not, and is still the caller's.
    [[nodiscard]] HRESULT try_attach(SAFEARRAY *array)
    {
        VARTYPE vartype = VT_EMPTY;
        if (array != nullptr) {
            if (HRESULT hr = SafeArrayGetVartype(array, &vartype); FAILED(hr))
                return hr;
            if (vartype != vartype_of<T> || SafeArrayGetElemsize(array) != sizeof(T))
                return DISP_E_TYPEMISMATCH;
        }
        reset();
        array_ = array;
        return S_OK;
    }
    // Takes over an array in any case: one of other elements is destroyed, and DISP_E_TYPEMISMATCH thrown.
    static safe_array attach(SAFEARRAY *array)
    {
        safe_array owner;
        HRESULT hr = owner.try_attach(array);
        if (FAILED(hr)) {
            SafeArrayDestroy(array);
            detail::raise(hr);
        }
        return owner;
    }

    SAFEARRAY *get() const { return array_; }
    [[nodiscard]] SAFEARRAY *detach() { return std::exchange(array_, nullptr); }
    void reset()
    {
        if (SAFEARRAY *old = std::exchange(array_, nullptr))
            SafeArrayDestroy(old);
    }

    // All elements, the first index fastest.
    std::span<const T> view() const { return {data(), size()}; }
    // The same to write to. An array over another process's memory is read-only: a write is a segmentation fault.
    std::span<T> span() { return {data(), size()}; }
    std::size_t size() const
    {
        if (array_ == nullptr)
            return 0;
        std::size_t count = 1;
        for (USHORT dimension = 0; dimension < array_->cDims; ++dimension)
            count *= array_->rgsabound[dimension].cElements;
        return count;
    }

private:
    T *data() const { return array_ ? static_cast<T *>(array_->pvData) : nullptr; }

    SAFEARRAY *array_ = nullptr;
};
} // namespace oxcom
