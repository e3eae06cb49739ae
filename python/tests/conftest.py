"""A machine of its own for every test: a runtime directory, and registrations that nobody else sees.

The environment is made before `oxcom` is imported: the runtime reads it once.
"""

import faulthandler
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib

import pytest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TARGET = pathlib.Path(os.environ.get("OXCOM_TEST_TARGET") or ROOT / "target" / "debug")
PLACE = pathlib.Path(os.environ.get("OXCOM_TEST_PLACE") or tempfile.mkdtemp(prefix="oxcom-python-"))

SERVER = """
name = "Python peer"
type_libraries = ["{root}/metadata/test.winmd"]

[[interface]]
iid = "5E0A7C11-2F43-4C0D-9A5E-0A1B2C3D4E5F"
name = "ICalc"

[[interface]]
iid = "5E0A7C12-2F43-4C0D-9A5E-0A1B2C3D4E5F"
name = "ITypes"

[[interface]]
iid = "5E0A7C13-2F43-4C0D-9A5E-0A1B2C3D4E5F"
name = "ICounter"

[[interface]]
iid = "5E0A7C14-2F43-4C0D-9A5E-0A1B2C3D4E5F"
name = "IRemoting"

[[interface]]
iid = "3CBD54F2-C9A5-4E64-A582-B7D6AD14CE3D"
name = "IImageHandle"
type_library = "{root}/samples/image-source/image_source.winmd"

[[interface]]
iid = "5E0A7C23-2F43-4C0D-9A5E-0A1B2C3D4E5F"
name = "IShapes"
type_library = "{root}/crates/typeinfo/tests/data/automation.tlb"

[[class]]
clsid = "2B6C1F70-3E0B-4C55-8B39-6F4D51C0A003"
progid = "OxcomPython.Shapes"
server.command = ["{python}", "{here}/server.py"]
server.log = "{place}/server.log"

[[class]]
clsid = "2B6C1F70-3E0B-4C55-8B39-6F4D51C0A001"
progid = "OxcomPython.Peer.1"
version_independent_progid = "OxcomPython.Peer"
server.command = ["{python}", "{here}/server.py"]
server.log = "{place}/server.log"

[[class]]
clsid = "2B6C1F70-3E0B-4C55-8B39-6F4D51C0A002"
progid = "OxcomPython.Counter"
server.command = ["{python}", "{here}/server.py"]
server.log = "{place}/server.log"
"""


def pytest_configure(config):
    faulthandler.dump_traceback_later(int(os.environ.get("OXCOM_TEST_WATCHDOG", "900")), exit=True)
    if "OXCOM_TEST_PLACE" in os.environ:
        return  # made by the test that started this one
    (PLACE / "run").mkdir(mode=0o700)
    (PLACE / "registrations").mkdir(mode=0o700)
    text = SERVER.format(root=ROOT, here=HERE, place=PLACE, python=sys.executable)
    (PLACE / "registrations" / "peer.toml").write_text(text)
    images = (ROOT / "samples" / "image-source" / "image-source.toml").read_text()
    images = images.replace('name = "Image source"', f'name = "Image source"\nfolder = "{TARGET}"', 1)
    images = images.replace('"image_source.winmd"', f'"{ROOT}/samples/image-source/image_source.winmd"')
    images = images.replace('["image-source"]', f'["image-source", "{PLACE}/pictures"]')
    (PLACE / "registrations" / "image-source.toml").write_text(images)
    (PLACE / "pictures").mkdir()
    write_png(PLACE / "pictures" / "large.png", 4096, 2112)  # 33 MB
    write_png(PLACE / "pictures" / "small.png", 512, 512)
    os.environ.update(
        XDG_RUNTIME_DIR=str(PLACE / "run"),
        XDG_DATA_HOME=str(PLACE),
        XDG_DATA_DIRS=str(PLACE),
        OXCOM_PATH=str(PLACE / "registrations"),
        OXCOM_TEST_PLACE=str(PLACE),
        OXCOM_LAUNCH_TIMEOUT="60",
    )


def write_png(path, width, height):
    """A picture of one colour, red 1, green 2, blue 3."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\0" + b"\1\2\3" * width) * height
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + body)


REPORT = []


@pytest.fixture
def report():
    """Takes lines for the end of the run: figures."""
    return REPORT.append


def pytest_terminal_summary(terminalreporter):
    for line in REPORT:
        terminalreporter.write_line(f"figure: {line}")


def pytest_unconfigure(config):
    faulthandler.cancel_dump_traceback_later()
    log = PLACE / "server.log"
    if log.exists() and log.read_text().strip():
        print("\nThe servers' log:\n" + log.read_text()[-4000:])
    if os.environ.get("OXCOM_TEST_KEEP") is None:
        shutil.rmtree(PLACE, ignore_errors=True)


@pytest.fixture(scope="session")
def test():
    """The module of the conformance tests' interfaces."""
    import oxcom

    return oxcom.get_module(ROOT / "metadata" / "test.winmd")


@pytest.fixture
def peer(test):
    """An object of another process, implemented in Python."""
    import oxcom

    return oxcom.create_object("OxcomPython.Peer", interface=test.ITypes)


@pytest.fixture
def remoting(test):
    """The same through another interface."""
    import oxcom

    return oxcom.create_object("OxcomPython.Peer", interface=test.IRemoting)


@pytest.fixture
def calc(test):
    """The same through a third one."""
    import oxcom

    return oxcom.create_object("OxcomPython.Peer", interface=test.ICalc)


@pytest.fixture
def images():
    """The sample's image source: a server in Rust, and custom marshaling."""
    import oxcom

    if not (TARGET / "image-source").exists():
        pytest.fail(f"{TARGET}/image-source is not built: python/run-tests builds it")
    return oxcom.create_object("ImageSource.HandleMgr", interface="IHandleMgr")


@pytest.fixture
def frames(images):
    """Gives an image handle whose pixels have so many bytes."""

    def of_size(size):
        for _ in range(4):
            handle = images.GetImageHandle()
            if handle.GetData().data.nbytes == size:
                return handle
        pytest.fail(f"the image source has no picture of {size} bytes")

    return of_size


def run_python(text, **options):
    """Runs a program in a process of its own; gives its exit status and output."""
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", text],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
        **options,
    )
    return done.returncode, done.stdout
