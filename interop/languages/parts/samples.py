"""Every sample, by the command that the README names."""
import os
import subprocess

from .images import FIGURES
from .place import PATIENCE, ROOT, TARGET, Place

CLIENTS = ["client-rust", "client-cpp", "client-c", "client-csharp", "client-python", "server-cpp", "server-csharp", "server-python"]


def samples(results, release, frames):
    results.table(f"Every sample by its command ({frames} frames)", ["command", "runs"])
    for name in CLIENTS:
        status, said, errors = run(name, release, str(frames))
        found = FIGURES.search(said)
        good = status == 0 and found is not None and (found[1], found[5], found[6]) == (str(frames), "0", "0")
        results.row(f"`samples/run {name}`", results.cell(name, good, "" if good else said + errors))
    picture = TARGET / "samples/frame.png"
    picture.unlink(missing_ok=True)
    status, said, errors = run("png", release)
    good = status == 0 and picture.exists() and picture.read_bytes().startswith(b"\x89PNG")
    results.row("`samples/run png`", results.cell("png", good, "" if good else said + errors))


def run(name, release, *frames):
    command = [str(ROOT / "samples/run"), *([] if release else ["--debug"]), name, *frames]
    with Place() as place:
        # The builds need the user's own settings.
        environment = os.environ | {"XDG_RUNTIME_DIR": place.environment()["XDG_RUNTIME_DIR"], "CARGO_TARGET_DIR": str(TARGET)}
        done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              text=True, timeout=20 * PATIENCE)
    return done.returncode, done.stdout, done.stderr
