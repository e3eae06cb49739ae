"""SAFEARRAYs and NumPy arrays: the same memory where it can be."""

import gc
import os
import threading
import time

import numpy
import pytest

import oxcom

SIZE = 33 << 20
FRAMES = int(os.environ.get("OXCOM_TEST_FRAMES", "2000"))


def mapping_of(array):
    """The line of /proc/self/maps in which an array's memory lies."""
    address = array.ctypes.data
    with open("/proc/self/maps") as maps:
        for line in maps:
            start, end = (int(part, 16) for part in line.split()[0].split("-"))
            if start <= address < end:
                assert address + array.nbytes <= end
                return line
    raise AssertionError("the array lies nowhere")


def test_a_frame_of_33_mb_is_not_copied(frames, report):
    """The image source is a server in Rust; custom marshaling maps its memory here."""
    handle = frames(SIZE)
    image = handle.GetData()
    array = numpy.asarray(image)
    assert array.nbytes == SIZE and array is numpy.asarray(image.data)
    line = mapping_of(array)
    assert " r--s " in line and "memfd:" in line, line
    before = time.perf_counter_ns()
    for _ in range(1000):
        numpy.asarray(image)
    each = (time.perf_counter_ns() - before) / 1000
    report(f"numpy.asarray(frame), 33 MB: {each / 1000:.2f} us, address {array.ctypes.data:#x} in {line.split()[-2]}")
    before = time.perf_counter_ns()
    for _ in range(100):
        numpy.asarray(handle.GetData())
    each = (time.perf_counter_ns() - before) / 100
    report(f"numpy.asarray(handle.GetData()), 33 MB: {each / 1000:.1f} us")


def test_a_frame_is_read_only(images):
    array = images.GetImageHandle().GetData().data
    assert not array.flags.writeable
    with pytest.raises(ValueError):
        array[0] = 1
    with pytest.raises(ValueError):
        array.flags.writeable = True


def test_an_array_keeps_its_memory(images):
    array = images.GetImageHandle().GetData().data
    first = bytes(array[:1000])
    gc.collect()
    others = [images.GetImageHandle().GetData().data for _ in range(20)]
    assert bytes(array[:1000]) == first
    view = array[500:1000]
    del array, others
    gc.collect()
    assert bytes(view) == first[500:]


def test_arrays_of_33_mb_both_ways(remoting, peer, calc, images, report):
    """To a server in Python and back: at most one copy each way."""
    handle = remoting.QueryIt(peer, "{3CBD54F2-C9A5-4E64-A582-B7D6AD14CE3D}")
    image = handle.GetData()
    expected = numpy.arange(SIZE, dtype="uint8") % 251
    assert numpy.array_equal(image.data, expected) and image.dims == (8192, 4224)
    before = time.perf_counter()
    image = handle.GetData()
    report(f"33 MB from a server in Python: {(time.perf_counter() - before) * 1000:.2f} ms")
    assert numpy.array_equal(image.data[-1000:], expected[-1000:])
    numbers = oxcom.shared_array(SIZE // 8, "float64")
    numbers[:] = 0.5
    before = time.perf_counter()
    assert calc.Sum(numbers) == SIZE / 16
    report(f"33 MB to a server in Python, shared array: {(time.perf_counter() - before) * 1000:.2f} ms")
    before = time.perf_counter()
    assert calc.Sum(numpy.full(SIZE // 8, 0.25)) == SIZE / 32
    report(f"33 MB to a server in Python, ordinary array: {(time.perf_counter() - before) * 1000:.2f} ms")


def test_a_shared_array_goes_in_without_a_copy(test):
    """Through a vtable of this process: what the method gets is the same memory."""
    seen = []

    class Local(test.ICalc):
        def Sum(self, values):
            seen.append((values.ctypes.data, values.flags.writeable))
            return float(values.sum())

    shared = oxcom.shared_array((100, 200), "float64")
    assert shared.shape == (100, 200) and shared.flags.writeable and shared.flags.c_contiguous
    shared[:] = 1
    assert " rw-s " in mapping_of(shared)
    made = in_process(test, Local())
    assert made.Sum(shared) == 20_000 and made.Sum(shared.reshape(-1)) == 20_000
    assert [address for address, _ in seen] == [shared.ctypes.data] * 2 and not any(flag for _, flag in seen)
    seen.clear()
    assert made.Sum(shared[:50]) == 10_000 and made.Sum(shared.copy()) == 20_000
    assert shared.ctypes.data not in [address for address, _ in seen]


def in_process(test, instance):
    """A pointer to an object that Python implements, used from Python through its vtable."""
    import oxcom._oxcom as native

    return native.through_vtable(instance, test.ICalc)


def test_what_a_method_keeps_stays(test):
    """An [in] array is the caller's; NumPy's view of it keeps its memory for as long as the method likes."""
    kept = []

    class Keeps(test.ICalc):
        def Sum(self, values):
            kept.append(values)
            return 0.0

    made = in_process(test, Keeps())
    made.Sum(numpy.arange(100_000.0))
    gc.collect()
    made.Sum(numpy.zeros(100_000))
    assert kept[0].sum() == numpy.arange(100_000.0).sum()


def test_a_frozen_array_never_changes_and_is_given_out_again_and_again(test, remoting, peer):
    original = numpy.arange(100_000, dtype="i4").reshape(100, 1000)
    frozen = oxcom.frozen_array(original)
    original[:] = 0
    assert not frozen.flags.writeable and frozen.shape == (100, 1000) and frozen[99, 999] == 99_999
    assert " r--s " in mapping_of(frozen)
    first = remoting.QueryIt(peer, "{3CBD54F2-C9A5-4E64-A582-B7D6AD14CE3D}")
    image, again = first.GetData(), first.GetData()
    assert numpy.array_equal(image.data[:1000], again.data[:1000])
    with pytest.raises(TypeError):
        oxcom.frozen_array(["text"])


def test_shared_arrays_of_the_wrong_kind():
    with pytest.raises(TypeError):
        oxcom.shared_array(3, "complex128")
    with pytest.raises(ValueError):
        oxcom.shared_array(0)


def test_arrays_of_several_dimensions(peer):
    table = numpy.arange(6, dtype="i4").reshape(2, 3)
    assert numpy.array_equal(peer.VariantInOut(table), table)
    texts = numpy.array([["a", "b"], ["c", "d"]], dtype=object)
    assert peer.VariantInOut(texts).tolist() == texts.tolist()


def resident():
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def test_no_leak(images, report):
    """OXCOM_TEST_FRAMES frames: as much memory, mappings and descriptors as after the first ones."""

    def fetch(count):
        for _ in range(count):
            array = images.GetImageHandle().GetData().data
            assert array[3] == 255
        gc.collect()

    def held():
        with open("/proc/self/maps") as maps:
            mappings = sum(1 for line in maps if "memfd" in line)
        return mappings, len(os.listdir("/proc/self/fd"))

    fetch(500)
    before, at_first = resident(), held()
    start = time.perf_counter()
    fetch(FRAMES)
    each = (time.perf_counter() - start) / FRAMES
    grown = resident() - before
    report(f"{FRAMES} frames: {each * 1e6:.0f} us each, {grown / 1024:.0f} KiB more resident")
    mappings, files = held()
    assert mappings <= at_first[0] + 4 and files <= at_first[1] + 4
    assert grown < 8 << 20
    statistics = images.query("{9C07A9FF-2943-4BB8-B432-DE0620C21228}")
    assert statistics.LiveObjects() <= 2 and statistics.PixelBytesCopied() == 0


def test_no_leak_through_a_server_in_python(peer, calc):
    """Strings, structs, arrays and callbacks."""

    def work(count):
        for _ in range(count):
            peer.FrameInOut(peer.FrameOut())
            calc.Echo("text" * 100)
            calc.Sum(numpy.zeros(20_000))
            peer.CalcOut().Add(1, 2)
        gc.collect()

    work(100)
    before = resident()
    work(max(100, FRAMES // 20))
    assert resident() - before < 8 << 20


def test_frames_from_many_threads(images):
    failed = []

    def work():
        for _ in range(50):
            if images.GetImageHandle().GetData().data[3] != 255:
                failed.append(1)

    threads = [threading.Thread(target=work) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert not failed
