// BSTR: UTF-16 text that knows its length and may hold NULs.
#pragma once

#include <string_view>
#include <utility>

#include "error.hpp"

namespace oxcom
{
// Owns a BSTR. Null means the same as empty text.
class bstr
{
public:
    bstr() = default;
    // Throws E_OUTOFMEMORY; see try_assign().
    bstr(std::u16string_view text) { check(try_assign(text)); }
    bstr(const char16_t *text) : bstr(std::u16string_view(text)) {}
    explicit bstr(std::string_view utf8) : bstr(std::u16string_view(to_utf16(utf8))) {}
    bstr(const bstr &other) : bstr(other.view()) {}
    bstr(bstr &&other) noexcept : text_(other.detach()) {}
    ~bstr() { SysFreeString(text_); }

    bstr &operator=(bstr other) noexcept
    {
        std::swap(text_, other.text_);
        return *this;
    }

    [[nodiscard]] HRESULT try_assign(std::u16string_view text)
    {
        BSTR fresh = text.empty() ? nullptr : SysAllocStringLen(text.data(), static_cast<UINT>(text.size()));
        if (fresh == nullptr && !text.empty())
            return E_OUTOFMEMORY;
        SysFreeString(std::exchange(text_, fresh));
        return S_OK;
    }

    BSTR get() const { return text_; }
    // The place for a BSTR that a function hands out.
    BSTR *put()
    {
        SysFreeString(std::exchange(text_, nullptr));
        return &text_;
    }
    [[nodiscard]] BSTR detach() { return std::exchange(text_, nullptr); }
    void attach(BSTR text) { SysFreeString(std::exchange(text_, text)); }

    std::u16string_view view() const { return {text_ ? text_ : u"", SysStringLen(text_)}; }
    operator std::u16string_view() const { return view(); }
    std::size_t size() const { return SysStringLen(text_); }
    bool empty() const { return size() == 0; }
    std::string utf8() const { return to_utf8(view()); }
    friend bool operator==(const bstr &a, const bstr &b) { return a.view() == b.view(); }
    friend bool operator==(const bstr &a, std::u16string_view b) { return a.view() == b; }
    friend bool operator==(const bstr &a, const char16_t *b) { return a.view() == b; }

private:
    BSTR text_ = nullptr;
};
} // namespace oxcom
