#!/usr/bin/env python3
"""Fetches a frame of the image source and saves it as a PNG: no pixel is copied until matplotlib reads them.

    OXCOM_PATH=… python3 frame_to_png.py [FILE.png]

How to register the image source: samples/README.md.
"""

import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

import oxcom


def main():
    file = sys.argv[1] if len(sys.argv) > 1 else "frame.png"
    source = oxcom.create_object("ImageSource.HandleMgr", interface="IHandleMgr")
    frame = source.GetImageHandle().GetData()
    width, height = frame.dims
    pixels = frame.data.reshape(height, width, 4)  # a view of the other process's memory
    figure, axes = plt.subplots(figsize=(6, 6 * height / width))
    axes.imshow(pixels)
    axes.set_title(f"{width} x {height}, taken at {frame.time:.3f} s")
    axes.axis("off")
    figure.savefig(file, dpi=100, bbox_inches="tight")
    print(f"{file}: {width} x {height} pixels at {pixels.ctypes.data:#x}")


if __name__ == "__main__":
    main()
