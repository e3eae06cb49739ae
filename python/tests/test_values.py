"""Every kind of value, both ways, to a server in another process that is written in Python."""

import datetime
import decimal
import os

import numpy
import pytest

import oxcom

TEXTS = ["", "plain", "\N{GRINNING FACE} smiles", "a\0NUL\0", "\ud83d", "ä" * 100_000]


def test_scalars_go_in_out_and_both_ways(peer):
    values = (-128, 255, -32768, 65535, -(2**31), 2**32 - 1, -(2**63), 2**64 - 1, 1.5, -2.25, -1, 1)
    assert peer.ScalarsIn(*values) == float(sum(values))
    assert peer.ScalarsOut() == (-1, 2, -3, 4, -5, 6, -7, 8, 9.5, -10.25, -11, 12)
    assert peer.ScalarsInOut(*range(12)) == tuple(range(1, 13))
    assert peer.ScalarsIn(a=1, b=2, c=3, d=4, e=5, f=6, g=7, h=8, i=9, j=10, k=11, l=12) == 78


def test_numbers_that_do_not_fit_are_refused_here(peer):
    with pytest.raises(OverflowError, match="ScalarsIn: a"):
        peer.ScalarsIn(128, *range(11))
    with pytest.raises(TypeError, match="ScalarsIn: b"):
        peer.ScalarsIn(1, "2", *range(10))
    with pytest.raises(TypeError):
        peer.ScalarsIn(1)


def test_booleans_enumerations_aliases_and_ids(peer, test):
    assert peer.Flags(True, False) == (0, True)
    color, day = peer.Enumerations(test.Color.Infrared, test.Weekday.Sunday)
    assert color is test.Color.Infrared and day is test.Weekday.Sunday
    assert peer.Aliases(2**40) == 2**40 + 1
    assert peer.Guids("{5E0A7C12-2F43-4C0D-9A5E-0A1B2C3D4E5F}") == test.ITypes._iid_


def test_money_and_dates(peer):
    day = datetime.datetime(2026, 11, 20, 12, 30)
    price, rate, days = peer.Money(decimal.Decimal("922337203685477.5807"), decimal.Decimal("-1.25e-5"), 46346.5)
    assert price == decimal.Decimal("922337203685477.5807")
    assert rate == decimal.Decimal("-0.0000125")
    assert days == 46346.5
    assert peer.VariantInOut(day) == day


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_text_with_emoji_nul_and_half_a_pair(peer, calc, text):
    assert calc.Echo(text) == text
    assert peer.Bstrs(text, "both ") == ("both " + text, text)


def test_text_that_ends_with_a_nul(peer):
    assert peer.Wide("wide \N{GRINNING FACE}") == "wide \N{GRINNING FACE}"
    assert peer.Narrow("narrow ä") == "narrow ä"
    assert peer.Marked("five!") == 5
    assert peer.Marked("five!", maybe="six!!!") == 11
    with pytest.raises(ValueError, match="NUL"):
        peer.Wide("a\0b")
    with pytest.raises(TypeError):
        peer.Wide(7)


def test_arrays_with_counts(peer):
    assert peer.Optional(None) == 0 and peer.Optional(5) == 1
    assert peer.Fixed((1, 2, 3)) == (3, 2, 1)
    assert peer.SumCounted([1, 2, 3]) == 6
    assert peer.SumCounted([1, 2, 3], 3) == 6
    assert peer.SumSized([1, 2, 3]) == 6
    assert peer.FillCounted(5, 3) == [5, 6, 7]
    assert peer.FillSized(254, 3) == b"\xfe\xff\x00"
    assert peer.FillPart(10) == ([0, 1, 2, 3, 4], 5)
    assert peer.Double([1, 2, 3]) == [2, 4, 6]
    assert peer.Allocate() == ([1, 2, 3], 3)
    assert peer.Join(["one", "two"]) == "one+two"
    with pytest.raises(ValueError, match="count"):
        peer.SumCounted([1, 2, 3], 2)
    with pytest.raises(ValueError, match="3 values are wanted"):
        peer.Fixed((1, 2))


def test_structs(peer, test):
    frame = peer.FrameOut()
    assert (frame.mark, frame.time, frame.color, frame.last) == (1, 2.5, test.Color.Blue, 255)
    assert frame.origin == test.Point(3, 4) and frame.corners == (test.Point(1, 2), test.Point(3, 4))
    assert frame.visible is True and frame.ticks == 1 << 60 and frame.dims == (5, 6, 7)
    assert frame.name == "a name \N{GRINNING FACE}" and frame.value == "a value"
    assert frame.price == decimal.Decimal("12.34") and frame.id == test.ITypes._iid_
    assert frame.data.tolist() == [1, 2, 3]
    assert peer.FrameIn(frame) == 2.5 + 3 + 6
    changed = peer.FrameInOut(frame)
    assert changed.name == frame.name + "!" and changed.data.tolist() == [2, 3, 4]
    assert peer.PointByValue((7, 8)) == test.Point(7, 8)
    assert peer.PackedIn({"tag": 1, "value": 70000, "tail": 3}) == 70004
    assert peer.MaybePoint(True) == test.Point(1, 2) and peer.MaybePoint(False) is None


def test_structs_that_point_elsewhere(peer, test):
    polygon = peer.PolygonOut()
    assert [point.y for point in polygon.points] == [0, 1, 4, 9] and polygon.label == "four"
    assert polygon.center is None and polygon.owner.Add(1, 2) == 3
    assert peer.PolygonIn(test.Polygon(points=[(1, 2), (3, 4)])) == 2
    with pytest.raises(TypeError, match="lacks x"):
        peer.PointByValue(object())


def test_a_struct_shows_itself(test):
    assert repr(test.Point(1, 2)) == "Point(x=1, y=2)"
    assert test.Point() == test.Point(0, 0) and test.Point() != test.Point(1)
    with pytest.raises(TypeError):
        test.Point(z=1)


@pytest.mark.parametrize(
    "value",
    [None, True, 7, 2**40, 2**63, 1.5, "text \N{GRINNING FACE}", decimal.Decimal("-7.25"), [1, "two", None]],
    ids=repr,
)
def test_variants(peer, value):
    assert peer.VariantIn(value, value) == len(repr(value))
    given = peer.VariantInOut(value)
    assert given == value and type(given) is type(value)


def test_variants_of_arrays_and_objects(peer, test):
    assert peer.VariantOut(8195).tolist() == [1, 2, 3]
    assert numpy.array_equal(peer.VariantInOut(numpy.arange(6, dtype="f4")), numpy.arange(6, dtype="f4"))
    with pytest.raises(TypeError, match="no VARIANT"):
        peer.VariantIn(object(), None)


def test_safearrays_of_texts_and_numbers(peer, calc):
    assert peer.ArrayOut() == ["one", "two \N{GRINNING FACE}", "with\0NUL", ""]
    assert peer.ArrayInOut([1, 2, 3]).tolist() == [2, 4, 6]
    assert calc.Sum([1.5, 2.5]) == 4.0
    assert calc.Sum(numpy.arange(4.0)[::2]) == 2.0
    with pytest.raises(TypeError):
        calc.Sum(numpy.array([1j]))


def test_other_results_than_hresult(peer):
    assert peer.Count() == 42
    assert peer.Nothing(1) is None
    assert peer.Notify(5) is None


def test_files_go_as_descriptors(peer, tmp_path):
    """Each side has a descriptor of its own; what comes out is the receiver's to close."""
    path = tmp_path / "file"
    path.write_bytes(b"12345")
    before = len(os.listdir("/proc/self/fd"))
    with open(path, "rb") as file:
        assert peer.DescriptorIn(file) == 5 and peer.DescriptorIn(file.fileno()) == 5
        assert file.read() == b"12345"
    assert peer.DescriptorIn(None) == 0
    for _ in range(10):
        with os.fdopen(peer.DescriptorOut(), "rb") as file:
            assert os.pread(file.fileno(), 100, 0) == b"seven b"
    assert len(os.listdir("/proc/self/fd")) == before
    with pytest.raises(oxcom.COMError) as caught:
        peer.DescriptorIn(987654)
    assert caught.value.name == "E_HANDLE"
