"""The C++ layer's own tests, with both compilers, with sanitizers, and without exceptions."""
import subprocess

from .place import HERE, OUT, PREFIX, Place


def layer(results):
    """The C++ layer's own tests, with both compilers, sanitizers, and without exceptions."""
    results.table("The C++ layer", ["compiler", "as it is", "sanitizers", "no exceptions"])
    subprocess.run(["make", "--silent", "-j2", "-C", str(HERE / "layer"), f"PREFIX={PREFIX}", f"OUT={OUT / 'layer'}", "build"],
                   check=True)
    for compiler in ["gcc", "clang"]:
        cells = []
        for variant in ["", "-sanitized", "-no-exceptions"]:
            with Place() as place:
                program = OUT / "layer" / f"layer-{compiler}{variant}"
                status, _, errors = place.run([str(program)])
                cells.append(results.cell(program.name, status == 0, errors.strip()[:400] if status else ""))
        results.row(compiler, *cells)
