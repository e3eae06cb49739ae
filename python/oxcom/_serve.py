"""Serving: classes of Python objects for other processes."""

from __future__ import annotations

import sys
import typing

from . import _oxcom
from ._oxcom import GUID


class _Registration:
    """A class object's registration; ``revoke()``, or the end of a ``with`` block, ends it."""

    def __init__(self, cookie: int) -> None:
        self._cookie: "int | None" = cookie

    def revoke(self) -> None:
        """Ends it. A second time does nothing."""
        cookie, self._cookie = self._cookie, None
        if cookie is not None:
            _oxcom.revoke_class_object(cookie)

    def __enter__(self) -> "_Registration":
        return self

    def __exit__(self, *_: typing.Any) -> None:
        self.revoke()


def _counted(make: typing.Callable[[], typing.Any]) -> typing.Callable[[], typing.Any]:
    """Objects that keep the server up as long as somebody uses them."""

    def made() -> typing.Any:
        instance = make()
        if "_server_lock_" not in instance.__dict__:
            instance.__dict__["_server_lock_"] = _oxcom.server_lock()
        return instance

    return made


def _pairs(classes: typing.Any) -> "list[tuple[GUID, typing.Callable[[], typing.Any]]]":
    if isinstance(classes, dict):
        return [(_oxcom.class_id(clsid), make) for clsid, make in classes.items()]
    classes = classes if isinstance(classes, (list, tuple)) else [classes]
    pairs = []
    for one in classes:
        clsid = getattr(one, "_clsid_", None)
        if clsid is None:
            raise TypeError(f"{one!r} has no _clsid_: say which class it is")
        pairs.append((_oxcom.class_id(clsid if isinstance(clsid, GUID) else str(clsid)), one))
    return pairs


def serve(classes: typing.Any, patience: float = 60.0) -> None:
    """Serves classes to other processes, until the last client has gone.

    This is what a server program does when COM starts it, with ``-Embedding`` added to its arguments (which this takes out of
    ``sys.argv``). Its registration file says ``server.command = ["python3", "server.py"]`` or the like.

    Args:
        classes: a Python class that has ``_clsid_``, several of them, or a dict of class ids and callables that make objects.
        patience: seconds to wait for the first client.

    Raises:
        COMError: see CoRegisterClassObject.

        class Calculator(calc.ICalc):
            _clsid_ = "{...}"
            def Add(self, a, b):
                return a + b

        oxcom.serve(Calculator)
    """
    sys.argv[1:] = [argument for argument in sys.argv[1:] if argument.lower() not in ("-embedding", "/embedding")]
    _oxcom.serve([(clsid, _counted(make)) for clsid, make in _pairs(classes)], patience)


def register_class_object(
    what: typing.Any, make: typing.Callable[[], typing.Any], context: int = 0x5, flags: int = 1
) -> _Registration:
    """Registers a class of this process's: for itself, and with CLSCTX_LOCAL_SERVER in the context for others.

    Args:
        what: the class id, its text, or a registered program id.
        make: makes an object: a Python class that derives from an interface, or a function.
        context: where clients may be: CLSCTX_*.
        flags: REGCLS_*: by default any number of clients.
    """
    return _Registration(_oxcom.register_class_object(_oxcom.class_id(what), make, context, flags))


def server_lock() -> typing.Any:
    """Keeps :func:`serve` from ending, as long as what it returns is there."""
    return _oxcom.server_lock()
