// The thread's apartment, for as long as a guard lives.
#pragma once

#include "error.hpp"

namespace oxcom
{
// Enters an apartment, and leaves it when it goes. Objects of the apartment go before it: declare it first.
class co_init
{
public:
    // COINIT_MULTITHREADED or COINIT_APARTMENTTHREADED. Throws RPC_E_CHANGED_MODE if the thread is in another one.
    explicit co_init(uint32_t mode = COINIT_MULTITHREADED) : result_(CoInitializeEx(nullptr, mode)) { check(result_); }
    // Without exceptions: result() says whether the thread is in the apartment.
    co_init(uint32_t mode, std::nothrow_t) : result_(CoInitializeEx(nullptr, mode)) {}
    co_init(const co_init &) = delete;
    co_init &operator=(const co_init &) = delete;
    ~co_init()
    {
        if (SUCCEEDED(result_))
            CoUninitialize();
    }

    HRESULT result() const { return result_; }

private:
    HRESULT result_;
};
} // namespace oxcom
