"""Events: objects that call their clients, through connection points."""

from __future__ import annotations

import typing

from . import _interfaces
from ._oxcom import GUID

_CONTAINER = GUID("{B196B284-BAB4-101A-B69C-00AA00341D07}")


class Connection:
    """A sink that is connected to an object's events. ``close()``, or the end of a ``with`` block, disconnects it."""

    def __init__(self, point: typing.Any, cookie: int) -> None:
        self._point, self._cookie = point, cookie

    def close(self) -> None:
        """Disconnects the sink. A second time does nothing.

        Raises:
            COMError: the object is gone.
        """
        point, self._point = self._point, None
        if point is not None:
            point.Unadvise(self._cookie)

    def __enter__(self) -> "Connection":
        return self

    def __exit__(self, *_: typing.Any) -> None:
        self.close()


def connect(source: typing.Any, sink: typing.Any, interface: typing.Any = None) -> Connection:
    """Connects a sink, an object that Python implements, to the events of an object.

    Args:
        source: an object with IConnectionPointContainer.
        sink: gets the events: an instance of a class that derives from the events' interface.
        interface: which events; by default the interface that the sink's class derives from.

    Raises:
        COMError: the object has no such events (CONNECT_E_NOCONNECTION), or no events at all (E_NOINTERFACE).
    """
    if interface is None:
        interface = next(
            (base for base in type(sink).__mro__ if "_iid_" in base.__dict__ and base is not _interfaces.IUnknown), None
        )
        if interface is None:
            raise TypeError(f"{type(sink).__name__} implements no interface")
    container = source.query(_interfaces.class_of(_CONTAINER))
    point = container.FindConnectionPoint(interface)
    return Connection(point, point.Advise(sink))
