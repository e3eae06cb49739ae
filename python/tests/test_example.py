"""The example, as a user runs it."""

import pathlib
import subprocess
import sys

import pytest

EXAMPLE = pathlib.Path(__file__).resolve().parent.parent / "examples" / "frame_to_png.py"


def test_frame_to_png(images, tmp_path):
    pytest.importorskip("matplotlib")
    file = tmp_path / "frame.png"
    done = subprocess.run([sys.executable, EXAMPLE, file], stdout=subprocess.PIPE, text=True, timeout=120, check=True)
    assert "pixels at 0x" in done.stdout
    assert file.read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
