"""The one exception that COM has."""

from __future__ import annotations

_NAMES = {
    0x80004001: "E_NOTIMPL",
    0x80004002: "E_NOINTERFACE",
    0x80004003: "E_POINTER",
    0x80004004: "E_ABORT",
    0x80004005: "E_FAIL",
    0x8000FFFF: "E_UNEXPECTED",
    0x80070005: "E_ACCESSDENIED",
    0x80070006: "E_HANDLE",
    0x8007000E: "E_OUTOFMEMORY",
    0x80070057: "E_INVALIDARG",
    0x800401F0: "CO_E_NOTINITIALIZED",
    0x800401F3: "CO_E_CLASSSTRING",
    0x80040154: "REGDB_E_CLASSNOTREG",
    0x80040110: "CLASS_E_NOAGGREGATION",
    0x80010106: "RPC_E_CHANGED_MODE",
    0x80010108: "RPC_E_DISCONNECTED",
    0x8001010E: "RPC_E_WRONG_THREAD",
    0x800706BA: "RPC_S_SERVER_UNAVAILABLE",
    0x800706BE: "RPC_S_CALL_FAILED",
    0x80080005: "CO_E_SERVER_EXEC_FAILURE",
    0x80020003: "DISP_E_MEMBERNOTFOUND",
    0x80020004: "DISP_E_PARAMNOTFOUND",
    0x80020005: "DISP_E_TYPEMISMATCH",
    0x80020006: "DISP_E_UNKNOWNNAME",
    0x80020008: "DISP_E_BADVARTYPE",
    0x80020009: "DISP_E_EXCEPTION",
    0x8002000A: "DISP_E_OVERFLOW",
    0x8002000E: "DISP_E_BADPARAMCOUNT",
}


class COMError(Exception):
    """A call failed, or an object said no.

    Raised by a method of an object that Python implements, it is what the caller gets: the HRESULT and the text.

    Attributes:
        hresult: the HRESULT, negative as comtypes and ctypes have it; ``error.code`` is the same without a sign.
        text: the object's own words, the runtime's, or None.
        details: source, interface id, help file and help context, as the object's IErrorInfo says.
    """

    hresult: int
    text: "str | None"
    details: tuple

    def __init__(self, hresult: int, text: "str | None" = None, details: tuple = ()) -> None:
        hresult &= 0xFFFFFFFF
        hresult = hresult - (1 << 32) if hresult & 0x80000000 else hresult
        super().__init__(hresult, text, details)
        self.hresult, self.text, self.details = hresult, text, details

    @property
    def code(self) -> int:
        """The HRESULT without a sign, as documents write it: 0x80004005."""
        return self.hresult & 0xFFFFFFFF

    @property
    def name(self) -> "str | None":
        """The HRESULT's name, where it is a well-known one."""
        return _NAMES.get(self.code)

    def __str__(self) -> str:
        name = f"{self.name} ({self.code:#010x})" if self.name else f"{self.code:#010x}"
        return f"{self.text} [{name}]" if self.text else name

