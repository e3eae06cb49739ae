#!/usr/bin/env python3
"""A client of the image source in Python: gets images as COM objects; their pixels are NumPy arrays over its memory.

    image_client.py [FRAMES]      20,000 frames; prints the first ones, every 1000th, and what a frame costs
"""
import array
import sys
import time

import oxcom


def main():
    frames = max(1, int(sys.argv[1])) if len(sys.argv) > 1 else 20_000
    manager = oxcom.create_object("ImageSource.HandleMgr", interface="IHandleMgr", context=oxcom.CLSCTX_LOCAL_SERVER)
    microseconds = array.array("d", [-1.0]) * frames  # all of the memory now: the loop needs no more
    started = time.perf_counter()
    for frame in range(frames):
        began = time.perf_counter()
        handle = manager.GetImageHandle()
        image = handle.GetData()
        if frame < 4 or frame % 1000 == 0:
            show(frame, image)
        del handle, image
        microseconds[frame] = (time.perf_counter() - began) * 1e6
    passed = time.perf_counter() - started
    statistics = manager.query(oxcom.get_module("ImageSource.HandleMgr").IImageStatistics)
    microseconds = sorted(microseconds)
    print(f"{frames} frames in {passed:.3f} s: p50 {microseconds[frames // 2]:.1f} us, "
          f"p99 {microseconds[frames * 99 // 100]:.1f} us; "
          f"the server copied {statistics.PixelBytesCopied()} bytes and holds {statistics.LiveObjects()} images")


def show(frame, image):
    columns, rows = image.dims
    pixel_format = image.format.to_bytes(4, "little").decode("ascii")
    first = ", ".join(f"{byte:02x}" for byte in image.data[:8])
    print(f"frame {frame}: {image.time:.6f} s, {pixel_format}, {columns} x {rows}, {image.data.nbytes} bytes, [{first}] ...",
          flush=True)


if __name__ == "__main__":
    try:
        main()
    except oxcom.COMError as error:
        sys.exit(f"image_client.py: {error}")
