//! The types of Win32 that mean something of their own to COM, by the names under which metadata refers to them.
//!
//! A user's description refers to them by name only; their definitions are in the 13 MB of the official metadata, which
//! no program carries around. Other system types (interfaces, STATSTG …) are looked up in the system library.

use crate::model::Type;

/// The meaning of a known name.
pub(super) fn known(name: &str) -> Option<Type> {
    match name {
        "System.Guid" => return Some(Type::Guid),
        "Windows.Foundation.HResult" => return Some(Type::Hresult),
        _ => (),
    }
    Some(match name.strip_prefix("Windows.Win32.")? {
        "BSTR" => Type::Bstr,
        "VARIANT" | "VARIANTARG" => Type::Variant,
        "DECIMAL" => Type::Decimal,
        "CY" | "CURRENCY" => Type::Currency,
        "DATE" => Type::Date,
        "VARIANT_BOOL" => Type::VariantBool,
        "HRESULT" => Type::Hresult,
        "GUID" | "IID" | "CLSID" | "FMTID" => Type::Guid,
        "LPSAFEARRAY" => Type::SafeArray,
        "PWSTR" | "PCWSTR" | "LPWSTR" | "LPCWSTR" | "LPOLESTR" | "LPCOLESTR" => Type::Text { unit: 2 },
        "PSTR" | "PCSTR" | "LPSTR" | "LPCSTR" => Type::Text { unit: 1 },
        "OLECHAR" | "WCHAR" | "VARTYPE" => Type::U16,
        "BOOL" | "SCODE" | "DISPID" | "MEMBERID" => Type::I32,
        "LCID" | "HREFTYPE" | "DWORD" | "ULONG" | "COLORREF" | "OLE_COLOR" => Type::U32,
        _ => return None,
    })
}

/// The descriptor that an Automation array's pointer points to.
pub(super) const SAFEARRAY: &str = "Windows.Win32.SAFEARRAY";
