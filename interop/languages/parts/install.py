"""What `cargo xtask install --prefix DIR` puts in place."""
import os
import re
import subprocess
import tempfile
from pathlib import Path

from .place import PREFIX, ROOT, Place

PROGRAM = """
#include <oxcom.h>
int main(void)
{
    return CoInitializeEx(0, COINIT_MULTITHREADED) == S_OK ? 0 : 1;
}
"""


def install(results):
    results.table("What is installed", ["what", "as it should be"])
    for name, check in {"the library and its names": library, "its exported functions": exports,
                        "pkg-config, headers: a C program": program, "type libraries": type_libraries,
                        "the command": command}.items():
        try:
            seen = check()
            results.row(name, results.cell(name, True, seen))
        except (AssertionError, OSError, subprocess.CalledProcessError) as error:
            results.row(name, results.cell(name, False, f"{error!r} {getattr(error, 'stderr', '') or ''}"))


def output(*words, **options):
    return subprocess.run([str(word) for word in words], check=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          **options).stdout


def library():
    """One file: a copy would be a second runtime."""
    names = ["liboxcom.so", "libole32.so", "liboleaut32.so"]
    for name in names:
        assert os.readlink(PREFIX / "lib" / name) == "liboxcom.so.0", name
    soname = re.search(r"SONAME.*\[(.*)\]", output("readelf", "-d", PREFIX / "lib/liboxcom.so.0"))[1]
    assert soname == "liboxcom.so.0", soname
    return f"{soname}; symlinks {', '.join(names)}"


def exports():
    lines = output("nm", "--dynamic", "--defined-only", PREFIX / "lib/liboxcom.so.0").splitlines()
    found = sorted(line.split()[-1] for line in lines)
    text = (ROOT / "crates/liboxcom/exports.txt").read_text().splitlines()
    listed = sorted(line.strip() for line in text if line.strip() and not line.startswith("#"))
    assert found == listed, set(found) ^ set(listed)
    return f"{len(found)}, those of the list"


def program():
    """Compiled and run with what pkg-config says, and nothing else."""
    environment = dict(os.environ, PKG_CONFIG_PATH=str(PREFIX / "lib/pkgconfig"))
    flags = output("pkg-config", "--cflags", "--libs", "oxcom", env=environment).split()
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder, "program.c"), Path(folder, "program")
        source.write_text(PROGRAM)
        output("gcc", "-Wall", "-Werror", source, *flags, "-o", made)
        output(made, env=dict(os.environ, LD_LIBRARY_PATH=str(PREFIX / "lib")))
    return ""


def type_libraries():
    files = sorted(file.name for file in (PREFIX / "share/oxcom").iterdir())
    assert files == ["oxcom.winmd", "system.winmd"], files
    header = output(PREFIX / "bin/oxcom", "bindings", "--lang", "c", PREFIX / "share/oxcom/system.winmd")
    assert "IClassFactory" in header
    return ", ".join(files)


def command():
    with Place() as place:
        output(PREFIX / "bin/oxcom", "list", env=place.environment())
    return ""
