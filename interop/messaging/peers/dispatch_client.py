#!/usr/bin/env python3
"""A late-bound client, as script languages are: it knows a program id and a method's name, and IDispatch. No type library.

    dispatch_client.py LIBRARY PROGID METHOD TEXT…      calls the method once with each text
"""
import ctypes as c
import sys
import uuid

LOCAL_SERVER, METHOD, VT_BSTR = 4, 1, 8
RELEASE, GET_IDS_OF_NAMES, INVOKE = 2, 5, 6  # places in the vtable


class GUID(c.Structure):
    _fields_ = [("bytes", c.c_ubyte * 16)]


class Variant(c.Structure):
    _fields_ = [("type", c.c_uint16), ("reserved", c.c_uint16 * 3), ("value", c.c_void_p), ("more", c.c_void_p)]


class Parameters(c.Structure):
    _fields_ = [("arguments", c.POINTER(Variant)), ("names", c.POINTER(c.c_int32)), ("count", c.c_uint32),
                ("named", c.c_uint32)]


IDISPATCH = GUID((c.c_ubyte * 16)(*uuid.UUID("00020400-0000-0000-c000-000000000046").bytes_le))
NOBODY = GUID()


def check(what, hr):
    if hr < 0:
        sys.exit(f"{what}: 0x{hr & 0xFFFFFFFF:08x}")


def wide(text):
    """A text as the ABI wants it: UTF-16 with a NUL, whatever wchar_t is here."""
    return c.create_string_buffer((text + "\0").encode("utf-16-le", "surrogatepass"))


def method(pointer, slot, *types):
    table = c.cast(pointer, c.POINTER(c.POINTER(c.c_void_p)))[0]
    return c.CFUNCTYPE(c.c_int32, c.c_void_p, *types)(table[slot])


def create(library, program_id):
    clsid, found = GUID(), c.c_void_p()
    check(program_id, library.CLSIDFromProgID(wide(program_id), c.byref(clsid)))
    made = library.CoCreateInstance(c.byref(clsid), None, LOCAL_SERVER, c.byref(IDISPATCH), c.byref(found))
    check("CoCreateInstance", made)
    return found


def identifier(dispatch, name):
    spelled, number = wide(name), c.c_int32()
    names = (c.c_void_p * 1)(c.addressof(spelled))
    ask = method(dispatch, GET_IDS_OF_NAMES, c.c_void_p, c.c_void_p, c.c_uint32, c.c_uint32, c.c_void_p)
    check(f"GetIDsOfNames({name})", ask(dispatch, c.byref(NOBODY), names, 1, 0, c.byref(number)))
    return number.value


def invoke(library, dispatch, number, text):
    encoded = text.encode("utf-16-le", "surrogatepass")
    argument = Variant(type=VT_BSTR, value=library.SysAllocStringByteLen(encoded, len(encoded)))
    parameters = Parameters(c.pointer(argument), None, 1, 0)
    call = method(dispatch, INVOKE, c.c_int32, c.c_void_p, c.c_uint32, c.c_uint16, c.c_void_p, c.c_void_p, c.c_void_p, c.c_void_p)
    done = call(dispatch, number, c.byref(NOBODY), 0, METHOD, c.byref(parameters), None, None, None)
    library.VariantClear(c.byref(argument))
    check("Invoke", done)


def main():
    path, program_id, name, *texts = sys.argv[1:]
    library = c.CDLL(path)
    library.SysAllocStringByteLen.restype = c.c_void_p
    library.SysAllocStringByteLen.argtypes = [c.c_char_p, c.c_uint32]
    check("CoInitializeEx", library.CoInitializeEx(None, 0))
    dispatch = create(library, program_id)
    number = identifier(dispatch, name)
    for text in texts:
        invoke(library, dispatch, number, text)
    method(dispatch, RELEASE)(dispatch)
    library.CoUninitialize()


if __name__ == "__main__":
    main()
