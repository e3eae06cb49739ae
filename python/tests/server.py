"""A server in Python, for the tests: the conformance interfaces."""

import os
import pathlib
import signal
import sys
import tempfile
import threading

import numpy

import oxcom

ROOT = pathlib.Path(__file__).resolve().parents[2]
test = oxcom.get_module(ROOT / "metadata" / "test.winmd")
image = oxcom.get_module(ROOT / "samples" / "image-source" / "image_source.winmd")


class Calc(test.ICalc):
    """Adds."""

    def Add(self, a, b):
        return a + b

    def Echo(self, text):
        return text

    def Sum(self, values):
        return float(values.sum())


FRAME = None


class Frame(image.IImageHandle):
    """33 MB, the same for everybody."""

    def GetData(self):
        global FRAME
        if FRAME is None:
            FRAME = oxcom.frozen_array(numpy.arange(33 << 20, dtype="uint8") % 251)
        return image.Image2d(time=1.5, format=0x59455247, dims=(8192, 4224), data=FRAME)


Container = oxcom.interface_of("{B196B284-BAB4-101A-B69C-00AA00341D07}")
ConnectionPoint = oxcom.interface_of("{B196B286-BAB4-101A-B69C-00AA00341D07}")


class Point(ConnectionPoint):
    """Where sinks are connected."""

    def __init__(self):
        self.sinks = {}

    def GetConnectionInterface(self):
        return test.ICalc

    def Advise(self, sink):
        cookie = max(self.sinks, default=0) + 1
        self.sinks[cookie] = test.ICalc(sink)
        return cookie

    def Unadvise(self, cookie):
        if self.sinks.pop(cookie, None) is None:
            raise oxcom.COMError(0x80040200)  # CONNECT_E_NOCONNECTION


class Peer(test.ITypes, test.ICalc, test.IRemoting, Container):
    """Gives back what it gets."""

    _clsid_ = "{2B6C1F70-3E0B-4C55-8B39-6F4D51C0A001}"

    def __init__(self):
        self.kept = None
        self.point = Point()

    def FindConnectionPoint(self, riid):
        if riid != test.ICalc._iid_:
            raise oxcom.COMError(0x80040200)
        return self.point

    Add, Echo, Sum = Calc.Add, Calc.Echo, Calc.Sum

    def ScalarsIn(self, *values):
        return float(sum(values))

    def ScalarsOut(self):
        return -1, 2, -3, 4, -5, 6, -7, 8, 9.5, -10.25, -11, 12

    def ScalarsInOut(self, *values):
        return tuple(value + 1 for value in values)

    def Flags(self, yes, no):
        return no, yes

    def Enumerations(self, color, day):
        assert isinstance(color, test.Color)
        return color, day

    def Aliases(self, ticks):
        return ticks + 1

    def Guids(self, id):
        return id

    def Result(self, code):
        raise oxcom.COMError(code, f"the code was {code & 0xFFFFFFFF:#x}")

    def Nothing(self, value):
        for sink in list(self.point.sinks.values()):
            sink.Add(value, 1)

    def Count(self):
        return 42

    def Money(self, price, rate, day):
        return price, rate, day

    def Wide(self, text):
        return text

    def Narrow(self, text):
        return text

    def Marked(self, text, maybe):
        return len(text) + len(maybe or "")

    def Bstrs(self, text, both):
        return both + text, text

    def Optional(self, value):
        return value is not None

    def Fixed(self, input):
        return tuple(reversed(input))

    def SumCounted(self, values, count):
        assert len(values) == count
        return sum(values)

    def SumSized(self, values, bytes):
        assert len(values) * 4 == bytes
        return sum(values)

    def FillCounted(self, first, count):
        return range(first, first + count)

    def FillSized(self, first, size):
        return bytes((first + index) % 256 for index in range(size))

    def FillPart(self, room):
        return list(range(room // 2)), room // 2

    def Double(self, values, count):
        return [2 * value for value in values]

    def Allocate(self):
        return [1, 2, 3], None or 3

    def Join(self, names, count):
        return "+".join(names)

    def PointByValue(self, point):
        return point

    def FrameIn(self, frame):
        return frame.time + frame.origin.x + int(frame.data.sum())

    def FrameOut(self):
        return test.Frame(
            mark=1,
            time=2.5,
            color=test.Color.Blue,
            id="{5E0A7C12-2F43-4C0D-9A5E-0A1B2C3D4E5F}",
            origin=test.Point(3, 4),
            dims=(5, 6, 7),
            corners=(test.Point(1, 2), test.Point(x=3, y=4)),
            visible=True,
            ticks=1 << 60,
            name="a name \N{GRINNING FACE}",
            data=[1, 2, 3],
            value="a value",
            price="12.34",
            last=255,
        )

    def FrameInOut(self, frame):
        frame.name += "!"
        frame.data = frame.data + 1
        return frame

    def PolygonIn(self, polygon):
        assert len(polygon.points) == polygon.count
        return polygon.count

    def PolygonOut(self):
        points = [test.Point(n, n * n) for n in range(4)]
        return test.Polygon(points=points, count=4, label="four", center=None, owner=Calc())

    def PackedIn(self, packed):
        return packed.tag + packed.value + packed.tail

    def MaybePoint(self, present):
        return test.Point(1, 2) if present else None

    def CalcIn(self, calc):
        return calc.Add(1, 2) if calc is not None else 0

    def CalcOut(self):
        return Calc()

    def CalcInOut(self, calc):
        return calc

    def ObjectOut(self, riid):
        return self

    def ObjectIn(self, riid, object):
        return object is not None

    def CalcsIn(self, calcs, count):
        return sum(calc.Add(1, 1) for calc in calcs)

    def Itself(self):
        return self

    def VariantIn(self, value, pointer):
        assert type(value) is type(pointer)
        return len(repr(value))

    def VariantOut(self, kind):
        values = {0: None, 3: 7, 8: "text", 11: True, 5: 1.5, 8195: [1, 2, 3]}
        return values[kind]

    def VariantInOut(self, value):
        return value

    def ArrayOut(self):
        return ["one", "two \N{GRINNING FACE}", "with\0NUL", ""]

    def ArrayInOut(self, values):
        return values * 2

    def Notify(self, value):
        self.nothing = value

    def DescriptorIn(self, file):
        return os.fstat(file).st_size if file >= 0 else 0

    def DescriptorOut(self):
        file = tempfile.TemporaryFile()
        file.write(b"seven b")
        file.flush()
        return file  # whose own descriptor Python closes

    # IRemoting

    def CallBack(self, calc, a, b):
        return calc.Add(a, b)

    def Descend(self, other, depth):
        return 1 + (other.Descend(self, depth - 1) if depth else 0)

    def Create(self):
        return Calc()

    def Keep(self, calc):
        self.kept = calc

    def Kept(self):
        return self.kept

    def QueryIt(self, object, riid):
        return Frame() if str(riid).startswith("{3CBD54F2") else object

    def Thread(self):
        return threading.get_ident()

    def Process(self):
        return os.getpid(), 0

    def Die(self):
        os.kill(os.getpid(), signal.SIGKILL)


class Counter(test.ICounter):
    """A dual interface: through its vtable, and by names."""

    _clsid_ = "{2B6C1F70-3E0B-4C55-8B39-6F4D51C0A002}"

    def __init__(self):
        self.Value = 0

    def Increment(self, by):
        if by == "fail":
            raise ValueError("no such step")
        self.Value += 1 if by is oxcom.Missing else by


shapes = oxcom.get_module(ROOT / "crates" / "typeinfo" / "tests" / "data" / "automation.tlb")


class Shapes(shapes.IShapes):
    """A collection."""

    _clsid_ = "{2B6C1F70-3E0B-4C55-8B39-6F4D51C0A003}"
    values = [1, "two", 3.5, None, True] * 20

    @property
    def Count(self):
        return len(self.values)

    @property
    def _NewEnum(self):
        return oxcom.enumerator(self.values)


if __name__ == "__main__":
    oxcom.serve([Peer, Counter, Shapes])
    sys.exit(0)
