"""Objects: pointers both ways, callbacks, lifetimes, errors, wrong use."""

import gc
import os
import signal
import subprocess
import sys
import threading
import weakref

import pytest

import oxcom
from conftest import run_python


def callback(test):
    class Mine(test.ICalc):
        threads = []

        def Add(self, a, b):
            self.threads.append(threading.get_ident())
            return 1000 * a + b

    return Mine()


def test_a_server_calls_back(peer, remoting, test):
    mine = callback(test)
    assert remoting.CallBack(mine, 2, 3) == 2003
    assert peer.CalcIn(mine) == 1002 and peer.CalcIn(None) == 0
    assert peer.CalcsIn([mine, mine]) == 2002
    assert peer.CalcInOut(mine) is mine


def test_the_same_object_comes_home(remoting, test):
    mine = callback(test)
    remoting.Keep(mine)
    assert remoting.Kept() is mine
    remoting.Keep(None)
    assert remoting.Kept() is None


def test_calls_go_back_and_forth(remoting, test):
    class Mine(test.IRemoting):
        def Descend(self, other, depth):
            return 1 + (other.Descend(self, depth - 1) if depth else 0)

    assert remoting.Descend(Mine(), 7) == 8


def test_an_object_lives_as_long_as_others_use_it(remoting, test):
    mine = callback(test)
    alive = weakref.ref(mine)
    remoting.Keep(mine)
    del mine
    gc.collect()
    assert alive() is not None
    remoting.Keep(None)
    gone = threading.Event()
    weakref.finalize(alive(), gone.set) if alive() is not None else gone.set()
    assert gone.wait(30)


def test_pointers_to_one_object_are_equal(peer, test):
    again = peer.Itself()
    assert again == peer and hash(again) == hash(peer) and len({again, peer}) == 1
    assert peer.query(test.ICalc) == peer and peer != peer.CalcOut()
    assert peer.supports(test.ICalc) and not peer.supports(test.ICounter)
    assert isinstance(peer.ObjectOut(test.ICalc), test.ICalc)
    assert peer.ObjectIn(oxcom.IUnknown, peer) == 1


def test_an_error_brings_its_code_and_words(peer):
    with pytest.raises(oxcom.COMError) as caught:
        peer.Result(0x80040123)
    assert caught.value.code == 0x80040123 and caught.value.hresult < 0
    assert caught.value.text == "the code was 0x80040123"
    assert "0x80040123" in str(caught.value)


def test_an_exception_of_the_server_is_an_error_here(peer, remoting, test):
    with pytest.raises(oxcom.COMError, match="KeyError: 99"):
        peer.VariantOut(99)
    with pytest.raises(oxcom.COMError) as caught:
        remoting.Sleep(1)
    assert caught.value.name == "E_NOTIMPL"


def test_an_exception_in_a_callback_goes_through_both(remoting, test):
    class Failing(test.ICalc):
        def Add(self, a, b):
            raise oxcom.COMError(0x80040200, "no \N{GRINNING FACE}")

    with pytest.raises(oxcom.COMError) as caught:
        remoting.CallBack(Failing(), 1, 2)
    assert caught.value.code == 0x80040200 and caught.value.text == "no \N{GRINNING FACE}"


def test_what_python_does_not_implement_is_not_implemented(remoting, test):
    class Empty(test.ICalc):
        pass

    with pytest.raises(NotImplementedError):
        Empty().Add(1, 2)
    with pytest.raises(oxcom.COMError) as caught:
        remoting.CallBack(Empty(), 1, 2)
    assert caught.value.name == "E_NOTIMPL"


def test_a_wrong_answer_is_an_error(remoting, test):
    class Wrong(test.ICalc):
        def Add(self, a, b):
            return "three"

    with pytest.raises(oxcom.COMError) as caught:
        remoting.CallBack(Wrong(), 1, 2)
    assert caught.value.name == "E_INVALIDARG" and "TypeError" in caught.value.text


def test_wrong_use_raises(peer, calc, test):
    with pytest.raises(oxcom.COMError) as caught:
        calc.query(test.ICounter)
    assert caught.value.name == "E_NOINTERFACE"
    calc.release()
    calc.release()
    with pytest.raises(oxcom.COMError, match="released"):
        calc.Add(1, 2)
    with pytest.raises(oxcom.COMError, match="released"):
        peer.CalcIn(calc)
    with pytest.raises(TypeError, match="ICalc is wanted, not int"):
        peer.CalcIn(7)
    with pytest.raises(TypeError, match="interface"):
        test.ICalc()
    with pytest.raises(TypeError):
        test.ICalc.Add(object(), 1, 2)
    with pytest.raises(oxcom.COMError) as caught:
        oxcom.create_object("No.Such.Class")
    assert caught.value.name == "CO_E_CLASSSTRING"
    with pytest.raises(oxcom.COMError) as caught:
        oxcom.create_object("{00000000-1111-2222-3333-444444444444}")
    assert caught.value.name == "REGDB_E_CLASSNOTREG"
    with pytest.raises(FileNotFoundError):
        oxcom.get_module("/no/such/file.winmd")
    with pytest.raises(AttributeError):
        test.INothing


def test_a_file_that_describes_nothing(tmp_path):
    bad = tmp_path / "bad.winmd"
    bad.write_bytes(b"MZ" + bytes(1000))
    with pytest.raises(oxcom.COMError):
        oxcom.get_module(bad)


def test_wrong_thread(remoting):
    """A pointer of a single-threaded apartment is refused elsewhere, and released where it belongs."""
    held, done, seen = [], threading.Event(), []

    def owner():
        with oxcom.Apartment("sta"):
            held.append(oxcom.create_object("OxcomPython.Peer", interface="ICalc"))
            agile.append(oxcom.AgileReference(held[0]))
            ready.set()
            while not done.is_set():
                oxcom.pump(timeout=0.05)
            seen.append(oxcom.Apartment.current())

    agile, ready = [], threading.Event()
    thread = threading.Thread(target=owner)
    thread.start()
    assert ready.wait(60)
    with pytest.raises(oxcom.COMError) as caught:
        held[0].Add(1, 2)
    assert caught.value.name == "RPC_E_WRONG_THREAD"
    assert agile[0].resolve().Add(1, 2) == 3
    held.clear()  # not this thread's to release
    done.set()
    thread.join(90)
    assert not thread.is_alive() and seen == ["sta"]


def test_calls_arrive_on_the_apartments_thread(remoting, test):
    result = []

    def work():
        with oxcom.Apartment("sta"):
            mine = callback(test)
            far = oxcom.create_object("OxcomPython.Peer", interface="IRemoting")
            result.append((far.CallBack(mine, 1, 1), set(mine.threads) == {threading.get_ident()}))
            far.release()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(90)
    assert result == [(1001, True)]


def test_apartments_of_two_kinds():
    result = []

    def work():
        with oxcom.Apartment("sta"):
            try:
                oxcom.Apartment("mta")
            except oxcom.COMError as error:
                result.append(error.name)
        try:
            oxcom.pump(0)
        except oxcom.COMError as error:
            result.append(error.name)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(60)
    assert result == ["RPC_E_CHANGED_MODE", "RPC_E_WRONG_THREAD"]
    with pytest.raises(ValueError):
        oxcom.Apartment("nta")


def test_many_threads_call_at_once(calc):
    failures = []

    def work(number):
        for step in range(200):
            if calc.Add(number, step) != number + step:
                failures.append((number, step))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert not failures


def test_the_lock_is_let_go_during_calls(remoting, test):
    """A call waits for another thread of this interpreter: which needs the GIL."""
    entered, go_on = threading.Event(), threading.Event()

    class Waiting(test.ICalc):
        def Add(self, a, b):
            entered.set()
            assert go_on.wait(60)
            return a + b

    result = []
    thread = threading.Thread(target=lambda: result.append(remoting.CallBack(Waiting(), 1, 2)))
    thread.start()
    assert entered.wait(60)
    go_on.set()
    thread.join(60)
    assert result == [3]


def test_a_pointer_that_is_released_during_its_call(test):
    """Another thread gives the pointer up while a call is out on it: the call ends as it should, the next one is refused."""
    entered, go_on = threading.Event(), threading.Event()

    class Waiting(test.ICalc):
        def Add(self, a, b):
            entered.set()
            assert go_on.wait(60)
            return a + b

    far = oxcom.create_object("OxcomPython.Peer", interface=test.IRemoting)
    result = []
    thread = threading.Thread(target=lambda: result.append(far.CallBack(Waiting(), 1, 2)))
    thread.start()
    assert entered.wait(60)
    far.release()
    gc.collect()
    go_on.set()
    thread.join(60)
    assert result == [3]
    with pytest.raises(oxcom.COMError, match="released"):
        far.Process()


def test_late_binding():
    counter = oxcom.create_object("OxcomPython.Counter")
    assert type(counter) is oxcom.Dispatch
    counter.Value = 5
    counter.Increment(2)
    counter.increment()
    assert counter.Value == 8 and counter.invoke("value") == 8
    with pytest.raises(AttributeError):
        counter.Nothing
    with pytest.raises(oxcom.COMError, match="no such step"):
        counter.Increment("fail")


def test_late_binding_with_named_arguments(images):
    """The sample's catalogue: an object in Rust; an optional argument in the middle is left out."""
    catalogue = images.query(oxcom.Dispatch)
    assert catalogue.Count == 2 and catalogue.Name(photograph=1) == catalogue.Name(1)
    by_place = catalogue.Colour(0, 3, 2)
    assert by_place == "#010203"
    assert catalogue.Colour(row=2, column=3, photograph=0) == by_place
    assert catalogue.Colour(0, column=3) == by_place and catalogue.invoke("Colour", 0, column=3) == by_place
    with pytest.raises(TypeError, match="no argument"):
        catalogue.Colour(0, columns=3)
    with pytest.raises(oxcom.COMError, match="there is no column -1"):
        catalogue.Colour(photograph=0, column=-1)


def test_a_collection_is_iterated_over():
    """Its server is written in Python; more elements than are asked for at once."""
    shapes = oxcom.create_object("OxcomPython.Shapes", interface=oxcom.Dispatch)
    assert list(shapes) == [1, "two", 3.5, None, True] * 20
    assert len(shapes) == 100 and shapes.Count == 100
    first = iter(shapes)
    assert [next(first), next(first)] == [1, "two"]
    counter = oxcom.create_object("OxcomPython.Counter")
    assert counter
    with pytest.raises(oxcom.COMError) as caught:
        list(counter)
    assert caught.value.name == "DISP_E_MEMBERNOTFOUND"


def test_a_dual_interface_through_its_vtable(test):
    counter = oxcom.create_object("OxcomPython.Counter", interface=test.ICounter)
    counter.Value = 5
    counter.Increment(2)
    counter.Increment()
    assert counter.Value == 8
    assert "propget" in test.ICounter.Value.__doc__


def test_help_shows_the_interface(test):
    import inspect
    import pydoc

    text = pydoc.plain(pydoc.render_doc(test.ICalc))
    assert "HRESULT Add([in] long a, [in] long b, [out, retval] long* sum)" in text
    assert str(inspect.signature(test.ICalc.Add)) == "(self, a: 'int', b: 'int') -> 'int'"
    assert str(test.ICalc._iid_) in test.ICalc.__doc__


def test_a_class_of_this_process(test):
    class Local(test.ICalc):
        def Add(self, a, b):
            return a - b

    clsid = oxcom.GUID.create_new()
    with oxcom.register_class_object(clsid, Local):
        made = oxcom.create_object(clsid, interface=test.ICalc, context=oxcom.CLSCTX_ALL)
        assert made.Add(5, 3) == 2
    with pytest.raises(oxcom.COMError):
        oxcom.create_object(clsid, interface=test.ICalc)


def test_kill_9_of_the_server(test):
    """Its client gets errors, at once and from then on; a new server is started for a new object."""
    remoting = oxcom.create_object("OxcomPython.Peer", interface=test.IRemoting)
    pid, _ = remoting.Process()
    with pytest.raises(oxcom.COMError) as caught:
        remoting.Die()
    assert caught.value.name in ("RPC_S_CALL_FAILED", "RPC_E_DISCONNECTED", "RPC_S_SERVER_UNAVAILABLE")
    with pytest.raises(oxcom.COMError):
        remoting.Process()
    again = oxcom.create_object("OxcomPython.Peer", interface=test.IRemoting)
    assert again.Process()[0] != pid


CLIENT = """
import sys, oxcom
test = oxcom.get_module(sys.argv[1])
class Mine(test.ICalc):
    def Add(self, a, b):
        return a + b
far = oxcom.create_object("OxcomPython.Peer", interface=test.IRemoting)
far.Keep(Mine())
print("kept", flush=True)
sys.stdin.read()
"""


def test_kill_9_of_the_client(test):
    """The server drops what the client held, and ends when nobody else uses it: so its own class object is gone."""
    path = test.__file__
    client = subprocess.Popen([sys.executable, "-c", CLIENT, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert client.stdout.readline() == "kept\n"
    mine = oxcom.create_object("OxcomPython.Peer", interface=test.IRemoting)
    pid, _ = mine.Process()
    handle = os.pidfd_open(pid)
    client.send_signal(signal.SIGKILL)
    client.wait(60)
    assert mine.Create().Add(1, 2) == 3  # the server goes on
    mine.release()
    gc.collect()
    import select

    ended, _, _ = select.select([handle], [], [], 60)
    os.close(handle)
    assert ended, "the server still holds a reference for the dead client"


def test_the_interpreter_ends_with_objects_in_hand():
    """Pointers in globals, a callback that the server keeps, and a thread in a call."""
    code, output = run_python(
        f"""
import sys, threading, oxcom
test = oxcom.get_module({str((__import__('pathlib').Path(__file__).resolve().parents[2] / 'metadata/test.winmd'))!r})
class Mine(test.ICalc):
    def Add(self, a, b):
        entered.set()
        threading.Event().wait(1)
        return a + b
entered = threading.Event()
far = oxcom.create_object("OxcomPython.Peer", interface=test.IRemoting)
mine = Mine()
far.Keep(mine)
frame = far.QueryIt(far, "{{3CBD54F2-C9A5-4E64-A582-B7D6AD14CE3D}}")
def call():
    try:
        far.CallBack(mine, 1, 2)
    except oxcom.COMError:
        pass
threading.Thread(target=call, daemon=True).start()
entered.wait(30)
print("ends")
"""
    )
    assert (code, output) == (0, "ends\n")


def test_no_runtime_is_embedded():
    """One runtime in the process: liboxcom.so.0, loaded once; the module itself defines none of its functions."""
    import oxcom._oxcom as native

    with open("/proc/self/maps") as maps:
        libraries = {line.split()[-1] for line in maps if "liboxcom" in line}
    assert len(libraries) == 1
    symbols = subprocess.run(["nm", "-D", "--defined-only", native.__file__], stdout=subprocess.PIPE, text=True, check=True)
    defined = [line.split()[-1] for line in symbols.stdout.splitlines()]
    assert defined and not [name for name in defined if name.startswith(("Co", "SafeArray", "Sys", "Variant", "Oxcom"))]
