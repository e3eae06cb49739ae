// Objects: a class says which interfaces it has, and gets IUnknown for them.
//
//     class Calc : public oxcom::implements<ICalc>
//     {
//         STDMETHODIMP Add(int32_t a, int32_t b, int32_t *sum) override { return *sum = a + b, S_OK; }
//     };
//     oxcom::com_ptr<ICalc> calc = oxcom::make<Calc>();
#pragma once

#include <atomic>
#include <tuple>
#include <type_traits>
#include <utility>

#include "com_ptr.hpp"

namespace oxcom
{
namespace detail
{
// How many objects this program or library has made and not destroyed: of its own, hence hidden from others.
__attribute__((visibility("hidden"))) inline std::atomic<long> objects = 0;

// An interface of an object under the ids of the interface and of its bases.
template <class Interface> void *find(Interface *pointer, const GUID &iid)
{
    if (iid == uuid_of<Interface>)
        return pointer;
    if constexpr (!std::is_void_v<typename base_of<Interface>::type>)
        return find<typename base_of<Interface>::type>(pointer, iid);
    return nullptr;
}
} // namespace detail

// An object with these interfaces, counted references, and ISupportErrorInfo for all of them. The first interface is the
// object's identity. Any thread may call AddRef, Release and QueryInterface. List IAgileObject if any thread may call the
// methods, too.
template <class... Interfaces> class implements : public Interfaces..., public ISupportErrorInfo
{
    using first = std::tuple_element_t<0, std::tuple<Interfaces..., ISupportErrorInfo>>;

public:
    implements(const implements &) = delete;
    implements &operator=(const implements &) = delete;

    STDMETHODIMP QueryInterface(REFIID iid, void **object) override
    {
        if (object == nullptr)
            return E_POINTER;
        void *found = iid == IID_IUnknown ? static_cast<first *>(this) : nullptr;
        ((found = found ? found : detail::find<Interfaces>(this, iid)), ...);
        if (found == nullptr)
            found = detail::find<ISupportErrorInfo>(this, iid);
        *object = found;
        if (found == nullptr)
            return E_NOINTERFACE;
        AddRef();
        return S_OK;
    }
    STDMETHODIMP_(uint32_t) AddRef() override { return references_.fetch_add(1, std::memory_order_relaxed) + 1; }
    STDMETHODIMP_(uint32_t) Release() override
    {
        // The last one sees what all others did to the object before they let go.
        const uint32_t left = references_.fetch_sub(1, std::memory_order_acq_rel) - 1;
        if (left == 0)
            delete this;
        return left;
    }
    STDMETHODIMP InterfaceSupportsErrorInfo(REFIID) override { return S_OK; }

    // The object's identity: a class may have several bases that are IUnknown.
    com_ptr<IUnknown> unknown() { return static_cast<first *>(this); }

protected:
    implements() { detail::objects.fetch_add(1, std::memory_order_relaxed); }
    virtual ~implements() { detail::objects.fetch_sub(1, std::memory_order_relaxed); }

private:
    std::atomic<uint32_t> references_ = 1;
};

// A new object of a class.
template <class Class, class... Args> com_ptr<Class> make(Args &&...args)
{
    com_ptr<Class> object;
    object.attach(new Class(std::forward<Args>(args)...));
    return object;
}
} // namespace oxcom
