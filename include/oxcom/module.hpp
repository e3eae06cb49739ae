// Programs and libraries that serve classes: class objects, DllGetClassObject, and a server that ends when nobody uses it.
//
//     // a component library                                         // a server program
//     STDAPI DllGetClassObject(REFCLSID c, REFIID i, void **out)      oxcom::co_init apartment;
//     {                                                               oxcom::server server;
//         return oxcom::class_object(c, i, out, classes);             server.add(CLSID_Calc, make_calc);
//     }                                                               server.run();
//     STDAPI DllCanUnloadNow() { return oxcom::can_unload_now(); }
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <span>
#include <vector>

#include "implements.hpp"

namespace oxcom
{
// Makes an object of a class. What it throws is the client's HRESULT and message.
using maker = std::function<com_ptr<IUnknown>()>;

// A class and how its objects are made.
struct class_entry
{
    GUID clsid;
    maker make;
};

namespace detail
{
// Told whenever the server's count of users has fallen to 0.
struct server_state
{
    std::mutex lock;
    std::condition_variable notice;
    unsigned long unused = 0; // guarded by: lock
};
__attribute__((visibility("hidden"))) inline server_state state;

inline void release_server()
{
    if (CoReleaseServerProcess() == 0) {
        std::lock_guard guard(state.lock);
        ++state.unused;
        state.notice.notify_all();
    }
}
} // namespace detail

// Keeps the server program up: a member of objects that do, held by clients with IClassFactory::LockServer.
class server_lock
{
public:
    server_lock() { CoAddRefServerProcess(); }
    server_lock(const server_lock &) = delete;
    server_lock &operator=(const server_lock &) = delete;
    ~server_lock() { detail::release_server(); }
};

// A class object.
class class_factory final : public implements<IClassFactory>
{
public:
    explicit class_factory(maker make) : make_(std::move(make)) {}

    STDMETHODIMP CreateInstance(IUnknown *outer, REFIID iid, void **object) override
    {
        if (object == nullptr)
            return E_POINTER;
        *object = nullptr;
        if (outer != nullptr)
            return CLASS_E_NOAGGREGATION;
#if OXCOM_EXCEPTIONS
        return result_of([&] { return make_()->QueryInterface(iid, object); });
#else
        com_ptr<IUnknown> made = make_();
        return made ? made->QueryInterface(iid, object) : E_OUTOFMEMORY;
#endif
    }
    STDMETHODIMP LockServer(BOOL lock) override
    {
        if (lock)
            CoAddRefServerProcess();
        else
            detail::release_server();
        return S_OK;
    }

private:
    maker make_;
};

// What DllGetClassObject answers. CLASS_E_CLASSNOTAVAILABLE: the library has no such class.
inline HRESULT class_object(REFCLSID clsid, REFIID iid, void **object, std::span<const class_entry> classes)
{
    if (object == nullptr)
        return E_POINTER;
    *object = nullptr;
    for (const class_entry &entry : classes) {
        if (entry.clsid == clsid)
            return make<class_factory>(entry.make)->QueryInterface(iid, object);
    }
    return CLASS_E_CLASSNOTAVAILABLE;
}

// What DllCanUnloadNow answers.
inline HRESULT can_unload_now() { return detail::objects.load(std::memory_order_relaxed) == 0 ? S_OK : S_FALSE; }

// The classes of a server program.
class server
{
public:
    void add(const GUID &clsid, maker make) { classes_.push_back({clsid, std::move(make)}); }

    // Serves until the last client has gone, or none came within the patience: whoever started it may have died. The thread
    // is in the multithreaded apartment. Gives the HRESULT of CoRegisterClassObject or CoResumeClassObjects.
    HRESULT run(std::chrono::milliseconds patience = std::chrono::minutes(1))
    {
        unsigned long before;
        {
            std::lock_guard guard(detail::state.lock);
            before = detail::state.unused;
        }
        std::vector<uint32_t> cookies;
        HRESULT hr = register_all(cookies);
        if (SUCCEEDED(hr))
            hr = CoResumeClassObjects(); // now all classes are there, clients may come
        if (SUCCEEDED(hr))
            wait_until_unused(before, patience);
        for (uint32_t cookie : cookies)
            CoRevokeClassObject(cookie);
        return hr;
    }

private:
    HRESULT register_all(std::vector<uint32_t> &cookies)
    {
        for (const class_entry &entry : classes_) {
            com_ptr<IUnknown> factory = make<class_factory>(entry.make)->unknown();
            uint32_t cookie = 0;
            const uint32_t flags = REGCLS_MULTIPLEUSE | REGCLS_SUSPENDED;
            HRESULT hr = CoRegisterClassObject(entry.clsid, factory.get(), CLSCTX_LOCAL_SERVER, flags, &cookie);
            if (FAILED(hr))
                return hr;
            cookies.push_back(cookie);
        }
        return S_OK;
    }

    static void wait_until_unused(unsigned long before, std::chrono::milliseconds patience)
    {
        std::unique_lock guard(detail::state.lock);
        auto is_unused = [&] { return detail::state.unused != before; };
        if (detail::state.notice.wait_for(guard, patience, is_unused))
            return;
        guard.unlock();
        // Counted up and down, which also suspends the class objects when nobody uses the server.
        CoAddRefServerProcess();
        const bool has_users = CoReleaseServerProcess() > 0;
        guard.lock();
        if (has_users)
            detail::state.notice.wait(guard, is_unused);
    }

    std::vector<class_entry> classes_;
};
} // namespace oxcom
