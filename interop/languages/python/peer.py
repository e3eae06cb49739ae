#!/usr/bin/env python3
"""Client and server of the tests across languages, in Python. What the modes are: ../rust/src/main.rs.

    peer.py serve|check|hold|bereaved|misuse        with the package `oxcom` installed
"""
import os
import pathlib
import sys
import threading
import time

import numpy

import oxcom

PEER = oxcom.get_module(pathlib.Path(__file__).resolve().parent.parent / "peer.winmd")
CLSID_PEER = "{8A3B1D00-6E5F-4B0A-9C77-51D2E0C4F100}"
LARGE = 33_000_000


class Peer(PEER.IPeer):
    """The server's object."""

    _clsid_ = CLSID_PEER

    def Scalars(self, a, b, c, d, e, f):
        return a + b + c + d + e + f

    def Echo(self, text):
        return text

    def Fill(self, count, seed):
        bytes_ = oxcom.shared_array(count)
        bytes_[:] = numpy.resize(numpy.arange(256, dtype="uint8"), count)
        bytes_ += numpy.uint8(seed)
        return bytes_

    def Total(self, bytes):
        return int(bytes.sum(dtype="uint64"))

    def Advance(self, sample):
        return PEER.Sample(sample.time + 1, sample.id, tuple(dim + 1 for dim in sample.dims), not sample.valid, sample.count + 1)

    def Run(self, progress, steps):
        for step in range(1, steps + 1):
            if not progress.Report(step, f"step {step} 🚀"):
                return step
        return steps

    def Fail(self, code, message):
        raise oxcom.COMError(code, message)

    def Process(self):
        return os.getpid()


def scalars(peer):
    total = peer.Scalars(-128, 65535, -(2**31), 1 << 40, 0.5, -0.25)
    assert total == -128 + 65535 - 2**31 + (1 << 40) + 0.25, total


def strings(peer):
    for text in ["", "ä😀\0b 漢字", "🦀" * 100_000]:
        assert peer.Echo(text) == text, len(text)


def array_out(peer):
    began = time.perf_counter()
    got = peer.Fill(LARGE, 7)
    expected = numpy.resize(numpy.arange(256, dtype="uint8"), LARGE) + numpy.uint8(7)
    assert numpy.array_equal(got, expected), got.shape
    return f"{(time.perf_counter() - began) * 1000:.0f} ms"


def array_in(peer):
    given = oxcom.shared_array(LARGE)
    given[:] = 3
    began = time.perf_counter()
    assert peer.Total(given) == 3 * LARGE
    return f"{(time.perf_counter() - began) * 1000:.0f} ms"


def structs(peer):
    identity = oxcom.GUID("{00112233-4455-6677-8899-AABBCCDDEEFF}")
    sample = PEER.Sample(time=1.5, id=identity, dims=(640, 480), valid=True, count=-1)
    expected = PEER.Sample(time=2.5, id=identity, dims=(641, 481), valid=False, count=0)
    following = peer.Advance(sample)
    assert following == expected, following


def callbacks(peer):
    class Progress(PEER.IProgress):
        told = []

        def Report(self, step, text):
            self.told.append(text)
            return step < 3

    done = peer.Run(Progress(), 10)
    assert (done, Progress.told) == (3, ["step 1 🚀", "step 2 🚀", "step 3 🚀"]), (done, Progress.told)


FAILURES = [(0x80070005, "no entry 🚫"), (0x80041234, "own code")]


def failure(peer, code, message):
    try:
        peer.Fail(code, message)
    except oxcom.COMError as error:
        return error
    raise AssertionError("it did not fail")


def errors(peer):
    for code, message in FAILURES:
        error = failure(peer, code, message)
        assert error.code == code, error


def messages(peer):
    for code, message in FAILURES:
        error = failure(peer, code, message)
        assert error.text == message, error


def check():
    peer = oxcom.create_object(CLSID_PEER, interface=PEER.IPeer, context=oxcom.CLSCTX_LOCAL_SERVER)
    good = True
    checks = {"scalars": scalars, "strings": strings, "array-out": array_out, "array-in": array_in, "structs": structs,
              "callbacks": callbacks, "errors": errors, "messages": messages}
    for name, body in checks.items():
        try:
            print("ok", name, body(peer) or "")
        except (oxcom.COMError, AssertionError) as error:
            print(f"FAILED {name}: {error}")
            good = False
    return good


def held():
    peer = oxcom.create_object(CLSID_PEER, interface=PEER.IPeer, context=oxcom.CLSCTX_LOCAL_SERVER)
    print("holding", peer.Process(), flush=True)
    sys.stdin.readline()
    return peer


def bereaved():
    peer = held()
    try:
        print("FAILED kill-server: process", peer.Process(), "answers")
    except oxcom.COMError as error:
        print("ok kill-server", error)
        return True
    return False


def misuse():
    """Wrong use, and the exception in which it ends."""
    print("impossible uninitialised: every thread is in the multithreaded apartment")
    peer = oxcom.create_object(CLSID_PEER, interface=PEER.IPeer, context=oxcom.CLSCTX_LOCAL_SERVER)
    good = told("interface", oxcom.COMError, "E_NOINTERFACE", lambda: peer.query(PEER.IProgress))
    good &= told("thread", oxcom.COMError, "RPC_E_WRONG_THREAD", on_a_wrong_thread)
    good &= told("argument", TypeError, None, lambda: peer.Total("text"))
    peer.release()
    return told("released", oxcom.COMError, None, peer.Process) and good


def told(name, kind, code, wrong):
    try:
        wrong()
    except Exception as error:  # noqa: BLE001: what it is is the question
        good = isinstance(error, kind) and (code is None or error.name == code)
        print("ok" if good else "FAILED", f"{name}: {type(error).__name__}, {error}")
        return good
    print(f"FAILED {name}: no exception")
    return False


def on_a_wrong_thread():
    """Calls an object of another thread's single-threaded apartment."""
    held, made, used = [], threading.Event(), threading.Event()

    def own():
        with oxcom.Apartment("sta"):
            held.append(oxcom.create_object(CLSID_PEER, interface=PEER.IPeer, context=oxcom.CLSCTX_LOCAL_SERVER))
            made.set()
            used.wait()
            held.clear()

    owner = threading.Thread(target=own)
    owner.start()
    made.wait()
    try:
        held[0].Process()
    finally:
        used.set()
        owner.join()


def main():
    mode = sys.argv[1] if len(sys.argv) > 1 else ""
    if mode == "serve":
        oxcom.serve(Peer)
    elif mode == "hold":
        held()
    elif mode in ("check", "bereaved", "misuse"):
        return 0 if {"check": check, "bereaved": bereaved, "misuse": misuse}[mode]() else 1
    else:
        sys.exit("peer.py serve|check|hold|bereaved|misuse")
    return 0


if __name__ == "__main__":
    sys.exit(main())
