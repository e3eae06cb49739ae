"""Events: an object calls those who connected to it."""

import pytest

import oxcom


def test_a_sink_gets_events_until_it_is_disconnected(peer, test):
    class Sink(test.ICalc):
        seen = []

        def Add(self, a, b):
            self.seen.append(a)
            return 0

    with oxcom.connect(peer, Sink()) as connection:
        peer.Nothing(5)
        peer.Nothing(6)
    peer.Nothing(7)
    assert Sink.seen == [5, 6]
    connection.close()


def test_events_that_an_object_does_not_have(peer, test):
    class Sink(test.ICounter):
        pass

    with pytest.raises(oxcom.COMError) as caught:
        oxcom.connect(peer, Sink())
    assert caught.value.code == 0x80040200
    with pytest.raises(oxcom.COMError) as caught:
        oxcom.connect(peer.CalcOut(), Sink())
    assert caught.value.name == "E_NOINTERFACE"
    with pytest.raises(TypeError):
        oxcom.connect(peer, object())
