/* What all of COM's declarations rest on: names of plain types, GUIDs, HRESULTs, calling conventions.
 *
 * Text is UTF-16: OLECHAR is char16_t, and literals are u"...". All of it works in C11 and C++20.
 */
#pragma once
#pragma GCC system_header

#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
#include <type_traits>
#else
#include <stdbool.h>
#include <uchar.h>
#endif

/* One calling convention: the platform's. */
#define STDMETHODCALLTYPE
#define STDAPICALLTYPE
#ifdef __cplusplus
#define EXTERN_C extern "C"
#else
#define EXTERN_C extern
#endif
#define STDAPI EXTERN_C __attribute__((visibility("default"))) HRESULT STDAPICALLTYPE
#define STDMETHODIMP HRESULT STDMETHODCALLTYPE
#define STDMETHODIMP_(type) type STDMETHODCALLTYPE

typedef int32_t BOOL, INT, LONG, SCODE, DISPID, MEMBERID;
typedef uint32_t DWORD, UINT, ULONG, LCID, HREFTYPE;
typedef int16_t SHORT, VARIANT_BOOL;
typedef uint16_t WORD, USHORT, VARTYPE;
typedef uint8_t BYTE;
typedef int64_t LONGLONG;
typedef uint64_t ULONGLONG, DWORDLONG;
typedef float FLOAT;
typedef double DOUBLE, DATE;
typedef uintptr_t ULONG_PTR, SIZE_T;
typedef intptr_t LONG_PTR;
typedef void *LPVOID, *HGLOBAL;
typedef const void *LPCVOID;

typedef char16_t OLECHAR, WCHAR;
typedef OLECHAR *BSTR, *LPOLESTR, *LPWSTR, *PWSTR;
typedef const OLECHAR *LPCOLESTR, *LPCWSTR, *PCWSTR;
typedef char *LPSTR, *PSTR;
typedef const char *LPCSTR, *PCSTR;

#ifndef TRUE
#define TRUE 1
#define FALSE 0
#endif

/* Results: negative is failure. */
typedef int32_t HRESULT;
#define SUCCEEDED(hr) ((HRESULT)(hr) >= 0)
#define FAILED(hr) ((HRESULT)(hr) < 0)
#define HRESULT_CODE(hr) ((hr) & 0xFFFF)
#define HRESULT_FACILITY(hr) (((hr) >> 16) & 0x1FFF)
#define MAKE_HRESULT(severity, facility, code)                                                                     \
    ((HRESULT)(((uint32_t)(severity) << 31) | ((uint32_t)(facility) << 16) | (uint32_t)(code)))
#define HRESULT_FROM_WIN32(code)                                                                                   \
    ((HRESULT)(code) <= 0 ? (HRESULT)(code) : (HRESULT)(((code) & 0xFFFF) | 0x80070000u))

/* Ids of interfaces and classes. */
typedef struct GUID
{
    uint32_t Data1;
    uint16_t Data2;
    uint16_t Data3;
    uint8_t Data4[8];
#ifdef __cplusplus
    friend constexpr bool operator==(const GUID &, const GUID &) = default;
#endif
} GUID;
typedef GUID IID, CLSID, FMTID, UUID;
typedef GUID *LPGUID, *LPIID, *LPCLSID;

#ifdef __cplusplus
typedef const GUID &REFGUID, &REFIID, &REFCLSID, &REFFMTID;
#define IsEqualGUID(a, b) ((a) == (b))
#else
typedef const GUID *REFGUID, *REFIID, *REFCLSID, *REFFMTID;
#define IsEqualGUID(a, b) (!__builtin_memcmp((a), (b), sizeof(GUID)))
#endif
#define IsEqualIID(a, b) IsEqualGUID(a, b)
#define IsEqualCLSID(a, b) IsEqualGUID(a, b)

/* In C++ an id is a constant. In C it is declared, and defined where INITGUID was defined before the include. */
#ifdef __cplusplus
#define DEFINE_GUID(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8)                                               \
    inline constexpr GUID name = {l, w1, w2, {b1, b2, b3, b4, b5, b6, b7, b8}}
#elif defined(INITGUID)
#define DEFINE_GUID(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8)                                               \
    __attribute__((weak)) const GUID name = {l, w1, w2, {b1, b2, b3, b4, b5, b6, b7, b8}}
#else
#define DEFINE_GUID(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8) extern const GUID name
#endif
DEFINE_GUID(GUID_NULL, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
#define IID_NULL GUID_NULL
#define CLSID_NULL GUID_NULL

#ifdef __cplusplus
/* The id that belongs to an interface: oxcom::uuid_of<IFoo>, or __uuidof(IFoo) and __uuidof(pointer). */
namespace oxcom
{
template <class Interface> struct uuid;
/* The interface that an interface derives from; void for IUnknown's own. */
template <class Interface> struct base_of
{
    using type = void;
};
template <class Interface>
inline constexpr const GUID &uuid_of = uuid<std::remove_cv_t<
    std::remove_pointer_t<std::remove_cv_t<std::remove_reference_t<Interface>>>>>::value;
} // namespace oxcom
#define OXCOM_UUID(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8)                                                \
    template <> struct oxcom::uuid<name>                                                                           \
    {                                                                                                              \
        static constexpr GUID value = {l, w1, w2, {b1, b2, b3, b4, b5, b6, b7, b8}};                               \
    };
#define OXCOM_BASE(name, base)                                                                                     \
    template <> struct oxcom::base_of<name>                                                                        \
    {                                                                                                              \
        using type = base;                                                                                         \
    };
#ifndef __uuidof
#define __uuidof(what) (::oxcom::uuid_of<__typeof__(what)>)
#endif
#define IID_PPV_ARGS(pointer) __uuidof(**(pointer)), reinterpret_cast<void **>(pointer)
#endif
