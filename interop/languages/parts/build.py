"""Builds everything in every language."""
import subprocess

from .place import OUT, PREFIX, ROOT, TARGET

PACKAGES = ["language-peer", "image-client", "image-source", "image-source-proxy"]
FOLDERS = ["samples/cpp", "samples/csharp", "samples/clients/cpp", "samples/clients/c", "samples/clients/csharp",
           "interop/languages/c", "interop/languages/cpp", "interop/languages/csharp"]


def build(release):
    """Everything, into OUT."""
    profile = ["--release"] if release else []
    OUT.mkdir(parents=True, exist_ok=True)
    step("cargo", "xtask", "install", "--prefix", str(PREFIX), *([] if release else ["--debug"]))
    step("python/run-tests", "--build-only", *profile)
    step("cargo", "build", "--quiet", "--locked", *profile, *[word for package in PACKAGES for word in ("-p", package)])
    built = TARGET / ("release" if release else "debug")
    for name in ["language-peer", "image-client", "image-source", "libimage_source_proxy.so"]:
        # A copy: the folder of programs has no other registrations beside it.
        step("install", str(built / name), str(OUT / name))
    for folder in FOLDERS:
        step("make", "--silent", "-C", folder, f"PREFIX={PREFIX}", f"OUT={OUT}")


def step(*command):
    print("$", *command, flush=True)
    subprocess.run(command, check=True, cwd=ROOT)
