// HRESULTs as exceptions, and exceptions as HRESULTs; the message of an error travels in IErrorInfo.
//
// A client says `check(hr)`; a method says `return result_of([&] { ... });`. In programs without exceptions check() ends the
// program on failure: they look at the HRESULT, and take the message with error_message().
#pragma once

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <new>
#include <string>
#include <string_view>

#include "../oxcom.h"
#include "text.hpp"

#if defined(__cpp_exceptions)
#define OXCOM_EXCEPTIONS 1
#else
#define OXCOM_EXCEPTIONS 0
#endif

namespace oxcom
{
// `HRESULT 0x80004005`.
inline std::string code_text(HRESULT hr)
{
    char text[32];
    std::snprintf(text, sizeof text, "HRESULT 0x%08x", static_cast<unsigned>(hr));
    return text;
}

// The message that belongs to the error which the last call on this thread gave: the callee's own, or the runtime's, or the
// HRESULT in digits. Taking it clears it.
inline std::string error_message(HRESULT hr)
{
    IErrorInfo *info = nullptr;
    if (GetErrorInfo(0, &info) != S_OK || info == nullptr)
        return code_text(hr);
    BSTR description = nullptr;
    std::string message;
    if (SUCCEEDED(info->GetDescription(&description)) && SysStringLen(description) > 0)
        message = to_utf8({description, SysStringLen(description)});
    SysFreeString(description);
    info->Release();
    return message.empty() ? code_text(hr) : message;
}

// Says what went wrong to whoever called; `hr` is given back for `return fail(E_FAIL, u"...")`.
inline HRESULT fail(HRESULT hr, std::u16string_view message, std::u16string_view source = {})
{
    ICreateErrorInfo *made = nullptr;
    if (FAILED(CreateErrorInfo(&made)))
        return hr;
    // IErrorInfo copies the text; the interface just does not say const.
    made->SetDescription(std::u16string(message).data());
    made->SetSource(std::u16string(source).data());
    IErrorInfo *info = nullptr;
    if (SUCCEEDED(made->QueryInterface(IID_IErrorInfo, reinterpret_cast<void **>(&info)))) {
        SetErrorInfo(0, info);
        info->Release();
    }
    made->Release();
    return hr;
}

// A failed call: its HRESULT, and what() is its message in UTF-8.
class error : public std::exception
{
public:
    explicit error(HRESULT hr) : code_(hr), message_(error_message(hr)) {}
    error(HRESULT hr, std::string message) : code_(hr), message_(std::move(message)) {}

    HRESULT code() const noexcept { return code_; }
    const char *what() const noexcept override { return message_.c_str(); }

private:
    HRESULT code_;
    std::string message_;
};

namespace detail
{
[[noreturn]] inline void raise(HRESULT hr)
{
#if OXCOM_EXCEPTIONS
    throw error(hr);
#else
    std::fprintf(stderr, "oxcom: %s\n", error_message(hr).c_str());
    std::abort();
#endif
}
} // namespace detail

// Throws an `error` if a call failed.
inline HRESULT check(HRESULT hr)
{
    if (FAILED(hr))
        detail::raise(hr);
    return hr;
}

#if OXCOM_EXCEPTIONS
// Runs a method's body; what it throws becomes the method's HRESULT and message. The body returns nothing or an HRESULT.
template <class Body> HRESULT result_of(Body &&body) noexcept
{
    try {
        if constexpr (std::is_void_v<decltype(body())>) {
            body();
            return S_OK;
        } else {
            return body();
        }
    } catch (const error &failed) {
        return fail(failed.code(), to_utf16(failed.what()));
    } catch (const std::bad_alloc &) {
        return E_OUTOFMEMORY;
    } catch (const std::exception &failed) {
        return fail(E_FAIL, to_utf16(failed.what()));
    } catch (...) {
        return E_UNEXPECTED;
    }
}
#endif
} // namespace oxcom
