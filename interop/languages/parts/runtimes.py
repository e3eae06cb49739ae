"""One runtime in a process, whoever hosts it: programs in each language load the same component library."""
import re
import subprocess
import sys

from .images import CLIENTS, PROXIES, client_command, place_with
from .place import HERE, OUT, PREFIX, ROOT

# A Python program that loads the library for itself alone, without the package.
HOSTS = [*CLIENTS, "Python (ctypes)"]


def host_command(host, frames):
    if host == "Python (ctypes)":
        return [sys.executable, str(HERE / "python/image_client.py"), str(PREFIX / "lib/liboxcom.so"), str(frames)]
    return client_command(host, frames)


def runtimes(results):
    results.table("One runtime in a process",
                  ["host", "the component library", "runtimes in the process", "a library that brings its own"])
    carrier = carries_runtime()
    for host in HOSTS:
        library, found = loaded_by(host)
        one = results.cell(f"{host} host, runtimes", len(found) == 1, ", ".join(found))
        results.row(host, results.cell(f"{host} host, library", library, "loaded" if library else "not loaded"), one,
                    refused(results, host, carrier))


def loaded_by(host):
    """Whether a host that reads frames has the component library, and which of its files define the runtime."""
    with place_with("Rust", PROXIES["Rust"]) as place:
        process = subprocess.Popen(host_command(host, 100_000), env=place.environment(), stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        try:
            # Frames are there: so is the library that reads them.
            if not any(line.startswith("frame 1:") for line in process.stdout):
                return False, [place.said()]
            with open(f"/proc/{process.pid}/maps") as maps:
                files = {line.split()[-1] for line in maps if " r-xp " in line and "/" in line}
        finally:
            process.kill()
            process.wait()
    return str(PROXIES["Rust"]) in files, sorted(file.rpartition("/")[2] for file in files if defines_runtime(file))


def defines_runtime(file):
    symbols = subprocess.run(["nm", "--dynamic", "--defined-only", file], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                             text=True).stdout
    return re.search(r" T CoCreateInstance$", symbols, re.M) is not None


def carries_runtime():
    """A proxy library that is linked to a runtime of its own: the same one under another name, for the loader another one."""
    library, runtime = OUT / "libcarries_runtime.so", OUT / "libother.so.0"
    bytes_of = (PREFIX / "lib/liboxcom.so.0").read_bytes()
    runtime.write_bytes(bytes_of.replace(b"\0liboxcom.so.0\0", b"\0libother.so.0\0"))
    subprocess.run(["g++", "-std=c++20", f"-I{PREFIX / 'include'}", "-shared", "-fPIC", "-fvisibility=hidden",
                    str(ROOT / "samples/cpp/proxy.cpp"), str(runtime), f"-Wl,-rpath,{OUT}", "-o", str(library)], check=True)
    return library


def refused(results, host, library):
    """Each host refuses such a library with CO_E_ERRORINDLL, by its code or in words."""
    with place_with("Rust", library) as place:
        status, said, errors = place.run(host_command(host, 4))
        text = (said + errors).lower()
        good = status != 0 and any(said in text for said in ("800401f9", "co_e_errorindll", "runtime of its own"))
        return results.cell(f"{host} host, refusal", good, "refused" if good else said + errors)
