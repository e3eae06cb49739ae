// Interface pointers that count their references.
#pragma once

#include <concepts>
#include <cstddef>
#include <utility>

#include "error.hpp"

namespace oxcom
{
// Owns one reference to an object, or none. To use it when it has none is E_POINTER: thrown, or the end of a program without
// exceptions.
template <class Interface> class com_ptr
{
public:
    com_ptr() = default;
    com_ptr(std::nullptr_t) {}
    // Adds a reference of its own.
    com_ptr(Interface *pointer) : pointer_(pointer) { add_ref(); }
    com_ptr(const com_ptr &other) : com_ptr(other.pointer_) {}
    com_ptr(com_ptr &&other) noexcept : pointer_(other.detach()) {}
    // From a derived interface or class.
    template <class Derived>
        requires std::convertible_to<Derived *, Interface *>
    com_ptr(const com_ptr<Derived> &other) : com_ptr(static_cast<Interface *>(other.get()))
    {
    }
    ~com_ptr() { reset(); }

    com_ptr &operator=(com_ptr other) noexcept
    {
        std::swap(pointer_, other.pointer_);
        return *this;
    }

    Interface *get() const { return pointer_; }
    Interface *operator->() const
    {
        if (pointer_ == nullptr)
            detail::raise(E_POINTER);
        return pointer_;
    }
    Interface &operator*() const { return *operator->(); }
    explicit operator bool() const { return pointer_ != nullptr; }
    friend bool operator==(const com_ptr &, const com_ptr &) = default;

    // Lets go of what it has, and gives the place for a new pointer: `make(p.put())`.
    Interface **put()
    {
        reset();
        return &pointer_;
    }
    // The same for functions that take `void **` behind an id.
    void **put_void() { return reinterpret_cast<void **>(put()); }

    // Takes over a reference that the caller has.
    void attach(Interface *pointer)
    {
        reset();
        pointer_ = pointer;
    }
    // Gives its reference away.
    [[nodiscard]] Interface *detach() { return std::exchange(pointer_, nullptr); }
    // Hands out a reference of the receiver's own: for [out] parameters.
    HRESULT copy_to(Interface **target) const
    {
        if (target == nullptr)
            return E_POINTER;
        if (pointer_ != nullptr)
            pointer_->AddRef();
        *target = pointer_;
        return S_OK;
    }
    void reset()
    {
        if (Interface *old = std::exchange(pointer_, nullptr))
            old->Release();
    }

    // Another interface of the object: an HRESULT and a pointer, a pointer or null, a pointer or an exception.
    template <class Other> HRESULT query_to(Other **target) const
    {
        *target = nullptr;
        return pointer_ ? pointer_->QueryInterface(uuid_of<Other>, reinterpret_cast<void **>(target)) : E_POINTER;
    }
    template <class Other> com_ptr<Other> try_query() const
    {
        com_ptr<Other> other;
        // The answer is the pointer: null when the object has no such interface.
        (void)query_to(other.put());
        return other;
    }
    template <class Other> com_ptr<Other> query() const
    {
        com_ptr<Other> other;
        check(query_to(other.put()));
        return other;
    }

private:
    void add_ref() const
    {
        if (pointer_ != nullptr)
            pointer_->AddRef();
    }

    Interface *pointer_ = nullptr;
};

// The class object's new object. CLSCTX_* says where it may live.
template <class Interface> HRESULT try_create(const GUID &clsid, uint32_t context, Interface **target)
{
    return CoCreateInstance(clsid, nullptr, context, uuid_of<Interface>, reinterpret_cast<void **>(target));
}
template <class Interface> com_ptr<Interface> create(const GUID &clsid, uint32_t context = CLSCTX_ALL)
{
    com_ptr<Interface> object;
    check(try_create(clsid, context, object.put()));
    return object;
}
} // namespace oxcom
