"""Apartments: which thread an object's calls arrive on."""

from __future__ import annotations

import select
import threading
import time
import typing

from . import _oxcom
from ._errors import COMError


class Apartment:
    """A thread's stay in an apartment.

    Without one, a thread is in the multithreaded apartment as soon as it uses COM. ``Apartment("sta")`` gives the thread an
    apartment of its own: calls to its objects arrive on this thread alone, while it waits in a call of its own or in
    :func:`pump`. A pointer belongs to its apartment; :class:`oxcom.AgileReference` hands it to another.

        with oxcom.Apartment("sta"):
            button = Button()
            ...
            oxcom.pump(timeout=1.0)

    Raises:
        COMError: RPC_E_CHANGED_MODE when the thread is in an apartment of the other kind.
        ValueError: the kind is neither "sta" nor "mta".
    """

    def __init__(self, kind: str = "mta") -> None:
        if kind not in ("sta", "mta"):
            raise ValueError(f'an apartment is "sta" or "mta", not {kind!r}')
        self.kind = kind
        self._thread = 0
        _oxcom.enter_apartment(kind == "sta")
        self._thread = threading.get_ident()

    def leave(self) -> None:
        """Leaves the apartment: its objects are disconnected. A second time does nothing.

        Raises:
            COMError: RPC_E_WRONG_THREAD on another thread than the one that entered.
        """
        if not self._thread:
            return
        if self._thread != threading.get_ident():
            raise COMError(0x8001010E, "an apartment is left by the thread that entered it")
        self._thread = 0
        _oxcom.leave_apartment()

    def __enter__(self) -> "Apartment":
        return self

    def __exit__(self, *_: typing.Any) -> None:
        self.leave()

    @staticmethod
    def current() -> "str | None":
        """``"sta"``, ``"mta"``, or None where the thread has not used COM yet."""
        return _oxcom.apartment_type()

    @staticmethod
    def descriptor() -> int:
        """The file descriptor that is readable while calls wait for this thread, for event loops: then ``pump(0)``.

        Raises:
            COMError: the thread is not in a single-threaded apartment.
        """
        return _oxcom.apartment_descriptor()


def pump(timeout: "float | None" = None, until: "typing.Callable[[], bool] | None" = None) -> int:
    """Runs the calls that arrive for this thread's single-threaded apartment.

    Args:
        timeout: seconds; 0 runs what is waiting, None waits for ever.
        until: ends the wait once it is true; asked after every call.

    Returns:
        how many times calls were run.

    Raises:
        COMError: the thread is not in a single-threaded apartment.
    """
    descriptor = _oxcom.apartment_descriptor()
    end = None if timeout is None else time.monotonic() + timeout
    runs = 0
    while until is None or not until():
        if _oxcom.dispatch_calls():
            runs += 1
            continue
        rest = None if end is None else end - time.monotonic()
        if rest is not None and rest <= 0:
            break
        select.select([descriptor], [], [], rest)
    return runs
