#!/usr/bin/env python3
"""A Python program that loads the runtime for itself alone (ctypes, RTLD_LOCAL) and gets images through their proxy library.

    image_client.py LIBOXCOM [FRAMES]

Nothing but the C functions and vtables: the proof that a library which the runtime loads finds the runtime even so.
"""
import ctypes as c
import os
import sys
import uuid


class GUID(c.Structure):
    _fields_ = [("bytes", c.c_ubyte * 16)]

    def __init__(self, text):
        super().__init__((c.c_ubyte * 16)(*uuid.UUID(text).bytes_le))


class SafeArray(c.Structure):
    _fields_ = [("dims", c.c_uint16), ("features", c.c_uint16), ("element", c.c_uint32), ("locks", c.c_uint32),
                ("data", c.c_void_p), ("count", c.c_uint32), ("lower", c.c_int32)]


class Image2d(c.Structure):
    _fields_ = [("time", c.c_double), ("format", c.c_char * 4), ("dims", c.c_uint16 * 2), ("data", c.POINTER(SafeArray))]


HANDLE_MGR = GUID("c8767698-8297-4be1-904e-fc25034851d2")
IID_HANDLE_MGR = GUID("7d278258-3b05-45d3-ad60-cf65497b56b6")
LOCAL_SERVER = 4


def fail(library, what, hr):
    """Ends the program with the runtime's own words."""
    info, text = c.c_void_p(), c.c_void_p()
    message = ""
    if library.GetErrorInfo(0, c.byref(info)) == 0 and info and method(info, 5, c.POINTER(c.c_void_p))(info, c.byref(text)) >= 0:
        message = c.string_at(text, library.SysStringByteLen(text)).decode("utf-16-le", "replace")
    sys.exit(f"image_client.py: {what}: {message} (0x{hr & 0xFFFFFFFF:08x})")


def method(pointer, slot, *arguments):
    """A method of an interface by its place in the vtable."""
    table = c.cast(pointer, c.POINTER(c.POINTER(c.c_void_p)))[0]
    return c.CFUNCTYPE(c.c_int32, c.c_void_p, *arguments)(table[slot])


def release(pointer):
    method(pointer, 2)(pointer)


def main():
    library = c.CDLL(sys.argv[1], mode=os.RTLD_LOCAL | os.RTLD_NOW)
    library.SysStringByteLen.argtypes = [c.c_void_p]
    frames = int(sys.argv[2]) if len(sys.argv) > 2 else 4
    check = lambda what, hr: fail(library, what, hr) if hr < 0 else None
    check("CoInitializeEx", library.CoInitializeEx(None, 0))
    manager = c.c_void_p()
    check("CoCreateInstance", library.CoCreateInstance(
        c.byref(HANDLE_MGR), None, LOCAL_SERVER, c.byref(IID_HANDLE_MGR), c.byref(manager)))
    for frame in range(frames):
        handle, image = c.c_void_p(), Image2d()
        check("GetImageHandle", method(manager, 3, c.POINTER(c.c_void_p))(manager, c.byref(handle)))
        check("GetData", method(handle, 3, c.POINTER(Image2d))(handle, c.byref(image)))
        array = image.data.contents
        pixels = (c.c_ubyte * array.count).from_address(array.data)  # the memory itself
        print(f"frame {frame}: {image.time:.6f} s, {image.format.decode()}, {image.dims[0]} x {image.dims[1]}, "
              f"{array.count} bytes, {[f'{byte:02x}' for byte in pixels[:8]]} ...")
        del pixels
        check("SafeArrayDestroy", library.SafeArrayDestroy(image.data))
        release(handle)
    release(manager)
    library.CoUninitialize()


if __name__ == "__main__":
    main()
