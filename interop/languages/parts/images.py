"""The image sample: each client, each server, each proxy library; what a frame costs, and what many leave behind."""
import os
import re
import signal
import statistics
import subprocess

from .place import MONO, OUT, PATIENCE, PYTHON, ROOT, Place, words

CLIENTS = ["Rust", "C++", "C", "C#", "Python"]

IMAGES = """
name = "Image source"
type_libraries = ["{interfaces}"]

[[interface]]
iid = "7D278258-3B05-45D3-AD60-CF65497B56B6"
name = "IHandleMgr"

[[interface]]
iid = "3CBD54F2-C9A5-4E64-A582-B7D6AD14CE3D"
name = "IImageHandle"

[[interface]]
iid = "9C07A9FF-2943-4BB8-B432-DE0620C21228"
name = "IImageStatistics"

[[class]]
clsid = "C8767698-8297-4BE1-904E-FC25034851D2"
name = "HandleMgr"
progid = "ImageSource.HandleMgr.1"
version_independent_progid = "ImageSource.HandleMgr"
server.command = {command}
server.log = "{log}"
"""

PROXY = """
[[class]]
clsid = "9A7D97EB-1491-438E-B88C-234390D727F2"
name = "ImageHandleProxy"
progid = "ImageSource.ImageHandleProxy"
library = "{library}"
threading = "Both"
marshaler = true
"""

SERVERS = {"Rust": [str(OUT / "image-source")], "C++": [str(OUT / "image-source-cpp")],
           "C#": [*MONO, str(OUT / "image-source.exe")],
           "Python": [str(PYTHON), str(ROOT / "samples/python/image_server.py")]}
PROXIES = {"Rust": OUT / "libimage_source_proxy.so", "C++": OUT / "libimage_source_proxy_cpp.so"}
FIGURES = re.compile(r"(\d+) frames in ([\d.]+) s: p50 ([\d.]+) us, p99 ([\d.]+) us; "
                     r"the server copied (\d+) bytes and holds (\d+) images")


def client_command(language, frames):
    command = {"Rust": [str(OUT / "image-client")],
               "C": [str(OUT / "image-client-c")],
               "C++": [str(OUT / "image-client-cpp")],
               "C#": [*MONO, str(OUT / "image-client.exe")],
               "Python": [str(PYTHON), str(ROOT / "samples/clients/python/image_client.py")]}
    return [*command[language], str(frames)]


def place_with(server, proxy):
    """A machine with a server of the sample, and with a proxy library or none."""
    place = Place()
    place.register(IMAGES, interfaces=ROOT / "samples/image-source/image_source.winmd", command=words(SERVERS[server]))
    if proxy:
        place.register(PROXY, library=proxy)
    return place


def images(results, frames):
    """Each client, each server, each proxy library, and no proxy library: then arrays are lent by standard marshaling."""
    results.table(f"The image sample ({frames} frames each)", ["server, proxy library", *CLIENTS])
    for server in SERVERS:
        # Python's objects do not marshal themselves: their arrays are lent as they are.
        for proxy in [None] if server == "Python" else [*PROXIES, None]:
            cells = [image_cell(results, client, server, proxy, frames) for client in CLIENTS]
            results.row(f"{server}, {proxy or 'none: standard marshaling'}", *cells)


def image_cell(results, client, server, proxy, frames):
    with place_with(server, PROXIES.get(proxy)) as place:
        status, said, errors = place.run(client_command(client, frames if proxy else min(frames, 20)))
        figures = FIGURES.search(said)
        good = status == 0 and said.count("frame ") >= min(frames, 4) and "RGBA" in said and figures is not None
        if good and proxy:
            good = figures[5] == "0" and figures[6] == "0"
        detail = f"{float(figures[3]):.0f} µs" if good else errors + place.said() + said[-300:]
        return results.cell(f"{client} client, {server} server, {proxy} proxy", good, detail)


def figures(results, frames, rounds):
    """What a frame costs in each language: the clients take turns, so that all see the same machine."""
    results.table(f"What a frame costs ({frames} frames, the middle of {rounds} rounds; the server and its proxy library in Rust)",
                  ["client", "frames", "seconds", "p50", "p99", "p50 to Rust's"])
    seen = {client: [] for client in CLIENTS}
    for _ in range(rounds):
        for client in CLIENTS:
            with place_with("Rust", PROXIES["Rust"]) as place:
                status, said, errors = place.run(client_command(client, frames))
                found = FIGURES.search(said)
                if status or not found:
                    results.cell(f"{client} client, {frames} frames", False, errors + place.said())
                    return
                seen[client].append([float(found[group]) for group in (2, 3, 4)])
    middle = {client: [statistics.median(column) for column in zip(*runs)] for client, runs in seen.items()}
    for client, (seconds, p50, p99) in middle.items():
        results.row(client, frames, f"{seconds:.2f}", f"{p50:.1f} µs", f"{p99:.1f} µs", f"{p50 / middle['Rust'][1]:.2f}")


def held(pid):
    """What a process holds: resident KiB, descriptors, mappings."""
    with open(f"/proc/{pid}/smaps_rollup") as rollup:
        resident = int(re.search(r"^Rss:\s+(\d+) kB", rollup.read(), re.M)[1])
    with open(f"/proc/{pid}/maps") as maps:
        mappings = sum(1 for _ in maps)
    return resident, len(os.listdir(f"/proc/{pid}/fd")), mappings


def leaks(results, frames):
    """Neither the client nor the server grows: what they hold after 1,000 frames, and in the end."""
    results.table(f"Resident memory and descriptors after 1,000 and after {frames:,} frames",
                  ["client", "memory of the client", "its descriptors", "memory of the server", "its descriptors"])
    for client in CLIENTS:
        # KiB. A garbage collector has garbage between two collections.
        most = (4 if client == "C#" else 1) << 10
        try:
            first, last = first_and_last(client, frames)
        except (AttributeError, RuntimeError, OSError) as error:
            results.row(client, results.cell(f"{client} client, memory", False, repr(error)))
            continue
        cells = []
        for side, name in enumerate(["client", "server"]):
            (before, files, _), (after, files_after, _) = first[side], last[side]
            detail = f"{before / 1024:.1f} → {after / 1024:.1f} MB"
            cells.append(results.cell(f"{client} client, memory of the {name}", after - before < most, detail))
            cells.append(results.cell(f"{client} client, descriptors of the {name}", files_after <= files + 2,
                                      f"{files} → {files_after}"))
        results.row(client, *cells)


def first_and_last(client, frames):
    """What client and server hold after the first thousand frames and at the last thousand's end."""
    with place_with("Rust", PROXIES["Rust"]) as place:
        # More than are looked at: the program is not to end meanwhile.
        environment = place.environment() | {"MONO_GC_PARAMS": "nursery-size=256k"}
        process = subprocess.Popen(client_command(client, frames + 10_000), env=environment, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        try:
            seen = []
            for line in process.stdout:
                number = re.match(r"frame (\d+):", line)
                if number and int(number[1]) in (1000, frames):
                    server = int(re.search(r"process (\d+)", place.said())[1])
                    process.send_signal(signal.SIGSTOP)
                    seen.append((held(process.pid), held(server)))
                    process.send_signal(signal.SIGCONT)
            if process.wait(PATIENCE) or len(seen) != 2:
                raise RuntimeError(f"{client}: {len(seen)} samples: {line} {place.said()}")
            return seen
        finally:
            process.kill()
