"""Everything that can cross, from each language to each, by standard marshaling; and a death of either side."""
import os
import re
import signal
import subprocess
import time

from .place import HERE, MONO, OUT, PATIENCE, PYTHON, Place, words

LANGUAGES = ["Rust", "C++", "C#", "Python"]
CHECKS = ["scalars", "strings", "array-out", "array-in", "structs", "callbacks", "errors", "messages"]

PEER = """
name = "Peer"
type_libraries = ["{interfaces}"]

[[interface]]
iid = "8A3B1D01-6E5F-4B0A-9C77-51D2E0C4F101"
name = "IProgress"

[[interface]]
iid = "8A3B1D02-6E5F-4B0A-9C77-51D2E0C4F102"
name = "IPeer"

[[class]]
clsid = "8A3B1D00-6E5F-4B0A-9C77-51D2E0C4F100"
name = "Peer"
progid = "Oxcom.Peer"
server.command = {command}
server.log = "{log}"
"""


def peer(language):
    return {"Rust": [str(OUT / "language-peer")], "C++": [str(OUT / "language-peer-cpp")],
            "C#": [*MONO, str(OUT / "language-peer.exe")],
            "Python": [str(PYTHON), str(HERE / "python/peer.py")]}[language]


def peers(results):
    """Everything that can cross, from each language to each, by standard marshaling."""
    results.table("Each language calls each (standard marshaling)",
                  ["client → server", *CHECKS, "client killed", "server killed"])
    for client in LANGUAGES:
        for server in LANGUAGES:
            name = f"{client} → {server}"
            with Place() as place:
                place.register(PEER, interfaces=HERE / "peer.winmd", command=words([*peer(server), "serve"]))
                _, said, errors = place.run([*peer(client), "check"])
                cells = []
                for check in CHECKS:
                    line = re.search(rf"^(ok|FAILED) {check}\b:? ?(.*)$", said, re.M)
                    good = line is not None and line[1] == "ok"
                    why = line[2] if line else (errors.strip() or place.said().strip())[-300:]
                    cells.append(results.cell(f"{name}, {check}", good, why))
            cells.append(client_killed(results, client, server))
            cells.append(server_killed(results, client, server))
            results.row(name, *cells)


def held(place, client, mode):
    """A client that holds an object, and its server's process."""
    process = place.start([*peer(client), mode])
    line = process.stdout.readline()
    found = re.match(r"holding (\d+)", line)
    if not found:
        process.kill()
        raise RuntimeError(f"{mode}: {line}{process.communicate()[1]}")
    return process, int(found[1])


def wait_until(condition):
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.005)
    return False


def lives(pid):
    try:
        return open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def client_killed(results, client, server):
    """kill -9 of the only client: its references go with it, and the server ends."""
    name = f"{client} → {server}, client killed"
    with Place() as place:
        place.register(PEER, interfaces=HERE / "peer.winmd", command=words([*peer(server), "serve"]))
        try:
            process, pid = held(place, client, "hold")
        except RuntimeError as error:
            return results.cell(name, False, str(error))
        began = time.monotonic()
        process.kill()
        process.communicate()
        good = wait_until(lambda: not lives(pid))
        milliseconds = 1000 * (time.monotonic() - began)
        if not good:
            os.kill(pid, signal.SIGKILL)
        return results.cell(name, good, f"{milliseconds:.0f} ms" if good else "the server stays")


def server_killed(results, client, server):
    """kill -9 of the server: the next call fails, and nothing hangs."""
    name = f"{client} → {server}, server killed"
    with Place() as place:
        place.register(PEER, interfaces=HERE / "peer.winmd", command=words([*peer(server), "serve"]))
        try:
            process, pid = held(place, client, "bereaved")
        except RuntimeError as error:
            return results.cell(name, False, str(error))
        os.kill(pid, signal.SIGKILL)
        try:
            said, errors = process.communicate("\n", timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            return results.cell(name, False, "the call hangs")
        good = process.returncode == 0 and "ok kill-server" in said
        return results.cell(name, good, "" if good else said + errors)
