"""Interfaces that are written in IDL: what widl makes of them compiles against Oxcom, and works."""
import shutil
import subprocess
import sys

from .place import HERE, OUT, PREFIX, Place, words

MADE = OUT / "idl"
COMPILERS = ["gcc", "clang"]

SHAPES = """
name = "Shapes"
type_libraries = ["{library}"]

[[interface]]
iid = "5E0A7C31-2F43-4C0D-9A5E-0A1B2C3D4E5F"
name = "IShape"

[[interface]]
iid = "5E0A7C32-2F43-4C0D-9A5E-0A1B2C3D4E5F"
name = "ITally"

[[class]]
clsid = "5E0A7C35-2F43-4C0D-9A5E-0A1B2C3D4E5F"
name = "Shape"
server.command = {command}
server.log = "{log}"
"""


def headers(results):
    if shutil.which("widl") is None:
        print("headers: SKIPPED: there is no widl here (Debian: apt-get install wine64-tools libwine-dev)", file=sys.stderr)
        return
    results.table("Interfaces in IDL, by widl: its header, its type library", ["C client → C++ server", "works"])
    subprocess.run(["make", "--silent", "-C", str(HERE / "idl"), f"PREFIX={PREFIX}", f"OUT={OUT}"], check=True)
    for client in COMPILERS:
        for server in COMPILERS:
            with Place() as place:
                place.register(SHAPES, library=MADE / "shapes.tlb", command=words([str(MADE / f"shapes-server-{server}")]))
                status, said, errors = place.run([str(MADE / f"shapes-client-{client}")])
                good = status == 0 and said == "ok\n"
                results.row(f"{client} → {server}",
                            results.cell(f"widl, {client} → {server}", good, "" if good else said + errors + place.said()))
