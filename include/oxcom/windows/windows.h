/* What headers that `widl -h` (or midl) makes of an IDL file expect of Windows' headers: COM by oxcom.h, and the words in which
 * they are written. `pkg-config --cflags oxcom-windows` finds it under all its names.
 *
 * In IDL write WCHAR or OLECHAR for a unit of text: `wchar_t` is a compiler's, 32 bits on Linux.
 */
#pragma once
#pragma GCC system_header

#include "../../oxcom.h"
#include "../extension.h"

/* How interfaces are declared. */
#define interface struct
#define DECLSPEC_UUID(id)
#define DECLSPEC_NOVTABLE
#define DECLSPEC_SELECTANY __attribute__((weak))
#define MIDL_INTERFACE(id) struct
#define BEGIN_INTERFACE
#define END_INTERFACE
#define CONST_VTBL const
#define DECLARE_INTERFACE(name) struct name
#define DECLARE_INTERFACE_(name, base) struct name : public base
#define STDMETHOD(name) virtual HRESULT STDMETHODCALLTYPE name
#define STDMETHOD_(type, name) virtual type STDMETHODCALLTYPE name
#ifdef __cplusplus
#define PURE = 0
#define THIS_
#define THIS void
/* In generated headers it stands in extern "C", where templates may not. */
#define __CRT_UUID_DECL(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8)                                           \
    extern "C++"                                                                                                   \
    {                                                                                                              \
        OXCOM_UUID(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8)                                                \
    }
#endif

/* How remote procedure calls are declared: proxies and stubs are made at run time, and nothing here calls these. */
#define __RPC_USER
#define __RPC_STUB
#define __RPC_FAR
#define __RPC_API
#define RPC_ENTRY
#define WINAPI
#define CALLBACK
#define CONST const
#define VOID void
#define FAR
#define WINOLEAPI EXTERN_C HRESULT STDAPICALLTYPE
#define WINOLEAPI_(type) EXTERN_C type STDAPICALLTYPE
typedef RPCOLEMESSAGE *PRPC_MESSAGE;
typedef void *RPC_IF_HANDLE, *RPC_BINDING_HANDLE, *handle_t;

/* IDL's own types. */
typedef unsigned char byte, boolean;
typedef signed char small;
typedef int64_t hyper;
typedef uint64_t MIDL_uhyper;

/* Names of plain types that Windows has beside those of oxcom.h. */
typedef char CHAR, *PCHAR;
typedef signed char INT8;
typedef unsigned char UCHAR, BOOLEAN, UINT8;
typedef int16_t INT16;
typedef uint16_t UINT16;
typedef int32_t INT32, LONG32;
typedef uint32_t UINT32, ULONG32, DWORD32, COLORREF, OLE_COLOR;
typedef int64_t INT64, LONG64;
typedef uint64_t UINT64, ULONG64, DWORD64;
typedef intptr_t INT_PTR, SSIZE_T;
typedef uintptr_t UINT_PTR, DWORD_PTR;
typedef WORD *LPWORD;
typedef DWORD *LPDWORD;
typedef BYTE *LPBYTE;
typedef BOOL *LPBOOL;
typedef LONG *LPLONG;
typedef char16_t TCHAR, *LPTSTR;
typedef const char16_t *LPCTSTR;
typedef CY CURRENCY;
typedef LONG NTSTATUS;
typedef LONG RPC_STATUS;
typedef FILETIME *LPFILETIME, *PFILETIME;

/* Handles of windows are numbers here: nobody has a use for them. */
#define OXCOM_HANDLE(name)                                                                                         \
    typedef struct name##__                                                                                        \
    {                                                                                                              \
        int unused;                                                                                                \
    } *name
OXCOM_HANDLE(HWND);
OXCOM_HANDLE(HDC);
OXCOM_HANDLE(HMENU);
OXCOM_HANDLE(HICON);
OXCOM_HANDLE(HBITMAP);
OXCOM_HANDLE(HPALETTE);
OXCOM_HANDLE(HINSTANCE);
typedef HINSTANCE HMODULE;
#undef OXCOM_HANDLE

typedef struct POINT
{
    LONG x, y;
} POINT, POINTL;
typedef struct SIZE
{
    LONG cx, cy;
} SIZE, SIZEL;
typedef struct RECT
{
    LONG left, top, right, bottom;
} RECT, RECTL;

/* oxcom.h has int64_t where the system's own interfaces have these: in memory and as arguments they are the same. */
typedef union LARGE_INTEGER
{
    struct
    {
        DWORD LowPart;
        LONG HighPart;
    };
    LONGLONG QuadPart;
} LARGE_INTEGER;
typedef union ULARGE_INTEGER
{
    struct
    {
        DWORD LowPart, HighPart;
    };
    ULONGLONG QuadPart;
} ULARGE_INTEGER;
