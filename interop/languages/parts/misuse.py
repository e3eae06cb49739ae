"""Wrong use in each language ends in that language's own error."""
import re

from .peers import PEER, peer
from .place import HERE, OUT, Place, words

CHECKS = ["released", "interface", "uninitialised", "thread", "argument"]
PROGRAMS = {"Rust": [*peer("Rust"), "misuse"], "C++": [str(OUT / "misuse-cpp")], "C": [str(OUT / "misuse-c")],
            "C#": [*peer("C#"), "misuse"], "Python": [*peer("Python"), "misuse"]}


def misuse(results):
    results.table("Wrong use, and the error in which it ends",
                  ["language", "released pointer", "wrong interface", "uninitialised apartment", "wrong thread", "wrong argument"])
    for language, program in PROGRAMS.items():
        with Place() as place:
            place.register(PEER, interfaces=HERE / "peer.winmd", command=words([*peer("Rust"), "serve"]))
            status, said, errors = place.run(program)
        cells = []
        for check in CHECKS:
            line = re.search(rf"^(ok|FAILED|impossible) {check}: (.*)$", said, re.M)
            if line and line[1] == "impossible":
                cells.append(f"– ({line[2]})")
            else:
                good = status == 0 and line is not None and line[1] == "ok"
                seen = line[2] if line else f"status {status}: {errors.strip()[-300:]}"
                cells.append(results.cell(f"{language}, {check}", good, seen[:80] if good else seen))
        results.row(language, *cells)
