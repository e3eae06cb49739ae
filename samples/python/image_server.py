#!/usr/bin/env python3
"""The image source in Python: a server with the same classes and interfaces as the others. Its pictures are computed.

    image_server.py [-Embedding]        started by COM

Its images go to clients by standard marshaling; the pixels are in memory that is lent, not copied, since the arrays are frozen.
"""
import itertools
import os
import sys
import time
import weakref

import numpy

import oxcom

IMAGES = oxcom.get_module("ImageSource.HandleMgr")
RGBA = int.from_bytes(b"RGBA", "little")
BEGAN = time.monotonic()


def picture(columns, rows, blue):
    pixels = numpy.empty((rows, columns, 4), dtype="uint8")
    pixels[:, :, 0] = numpy.arange(columns) * 255 // columns
    pixels[:, :, 1] = (numpy.arange(rows) * 255 // rows)[:, None]
    pixels[:, :, 2:] = blue, 255
    return (columns, rows), oxcom.frozen_array(pixels.reshape(-1))


PICTURES = [picture(512, 512, 0), picture(451, 300, 85), picture(600, 400, 170), picture(1000, 872, 255)]


class ImageHandle(IMAGES.IImageHandle):
    """One image that was handed out. It keeps the server up."""

    live = weakref.WeakSet()

    def __init__(self, dims, pixels):
        self.image = IMAGES.Image2d(time=time.monotonic() - BEGAN, format=RGBA, dims=dims, data=pixels)
        self.lock = oxcom.server_lock()
        self.live.add(self)

    def GetData(self):
        return self.image


class HandleMgr(IMAGES.IHandleMgr, IMAGES.IImageStatistics):
    """Hands out the pictures, one after the other and from the first one again."""

    _clsid_ = "{C8767698-8297-4BE1-904E-FC25034851D2}"

    def __init__(self):
        self.next = itertools.cycle(PICTURES)

    def GetImageHandle(self):
        return ImageHandle(*next(self.next))

    def LiveObjects(self):
        return len(ImageHandle.live)

    def PixelBytesCopied(self):
        return 0


if __name__ == "__main__":
    print(f"image source (Python): process {os.getpid()}", file=sys.stderr, flush=True)
    oxcom.serve(HandleMgr)
