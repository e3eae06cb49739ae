"""The Component Object Model for Linux: objects of other processes, used as if they were one's own.

    >>> import oxcom
    >>> source = oxcom.create_object("ImageSource.HandleMgr", interface="IHandleMgr")
    >>> frame = source.GetImageHandle().GetData()
    >>> frame.data                      # a NumPy array over the other process's memory: nothing is copied

Interfaces are made of type information when they are first used; ``help(type(source))`` shows one. A method's ``[out]`` and
``[retval]`` values are what it returns, several of them as a tuple. Errors are :class:`COMError`.

Nothing needs to be initialised: threads are in the multithreaded apartment, unless they enter one of their own
(:class:`Apartment`). The GIL is let go while a call is out.
"""

from __future__ import annotations

import atexit as _atexit
import typing as _typing

from . import _oxcom
from ._apartment import Apartment, pump
from ._dispatch import Dispatch
from ._errors import COMError
from ._events import Connection, connect
from ._interfaces import IUnknown, class_of as interface_of
from ._modules import Coclass, get_module
from ._modules import default_interface as _default_interface, interface_named as _interface_named
from ._oxcom import GUID, AgileReference, register_component, register_type_library
from ._serve import register_class_object, serve, server_lock
from ._types import Missing, Structure

__all__ = [
    "AgileReference",
    "Apartment",
    "CLSCTX_ALL",
    "CLSCTX_INPROC_SERVER",
    "CLSCTX_LOCAL_SERVER",
    "CLSCTX_SERVER",
    "COMError",
    "Coclass",
    "Connection",
    "Dispatch",
    "GUID",
    "IUnknown",
    "Missing",
    "Structure",
    "class_object",
    "connect",
    "create_object",
    "enumerator",
    "frozen_array",
    "get_module",
    "interface_of",
    "pump",
    "register_class_object",
    "register_component",
    "register_type_library",
    "serve",
    "server_lock",
    "shared_array",
]

CLSCTX_INPROC_SERVER = 0x1
CLSCTX_LOCAL_SERVER = 0x4
CLSCTX_SERVER = 0x15
CLSCTX_ALL = 0x17


def _interface_for(clsid: GUID, interface: _typing.Any) -> _typing.Any:
    if isinstance(interface, str):
        return _interface_named(clsid, interface)
    return interface


def create_object(
    what: _typing.Any, interface: _typing.Any = None, context: int = CLSCTX_SERVER
) -> _typing.Any:
    """Creates an object of a class.

    Args:
        what: the program id, the class id as text or GUID, or a :class:`Coclass`.
        interface: the interface wanted: its class, its name, or its id. Without one: the class's default interface where a
            type library tells it; else late binding where the object has IDispatch; else IUnknown, to be asked by ``query``.
        context: where the object may live (CLSCTX_*); the first of them that has the class is taken.

    Raises:
        COMError: see CoCreateInstance; E_NOINTERFACE when the object has no such interface.

    >>> source = oxcom.create_object("ImageSource.HandleMgr", interface="IHandleMgr")
    """
    clsid = _oxcom.class_id(what)
    wanted = _interface_for(clsid, interface)
    if wanted is not None:
        return _oxcom.create(clsid, context, wanted, False)
    default = what._interfaces_[0] if getattr(what, "_interfaces_", ()) else _default_interface(clsid)
    if default is not None:
        return _oxcom.create(clsid, context, default, False)
    made = _oxcom.create(clsid, context, IUnknown, False)
    if not made._is_live:
        return made  # implemented by this very process, in Python
    try:
        return made.query(Dispatch)
    except COMError as error:
        if error.code != 0x80004002:
            raise
        return made


def class_object(what: _typing.Any, interface: _typing.Any = None, context: int = CLSCTX_SERVER) -> _typing.Any:
    """The class object of a class, by default as IUnknown. Arguments and errors are those of :func:`create_object`."""
    clsid = _oxcom.class_id(what)
    return _oxcom.create(clsid, context, _interface_for(clsid, interface) or IUnknown, True)


def shared_array(shape: _typing.Any, dtype: _typing.Any = "uint8") -> _typing.Any:
    """A new NumPy array of zeros in memory that other processes can map.

    As an ``[in]`` argument it goes to other processes without a copy (from 64 KiB on); so does any view of the whole of it,
    such as ``array.reshape(...)``. To them it is one-dimensional, its elements in C order. Do not write to it while a call has
    it. What a method returns is copied once, since it could be written to afterwards: see :func:`frozen_array`.

    Raises:
        TypeError: dtype is not a plain number's.
    """
    import numpy

    kind = numpy.dtype(dtype)
    if kind.byteorder == ">" or kind.kind not in "iuf":
        raise TypeError(f"shared arrays hold plain numbers, not {kind}")
    sizes = [int(shape)] if isinstance(shape, (int, numpy.integer)) else [int(size) for size in shape]
    return numpy.asarray(_oxcom.shared_memory(kind.kind, kind.itemsize, sizes))


def frozen_array(values: _typing.Any) -> _typing.Any:
    """A copy of an array that can never change: a read-only NumPy array in memory that other processes can map.

    It goes to others without any further copy, however often, also as what a method of a Python object returns: for frames that
    many clients read. Of several dimensions, others see the same, by the same indices.

    Raises:
        TypeError: its elements are not plain numbers.
        COMError: no shared memory is left.
    """
    import numpy

    return numpy.asarray(_oxcom.frozen_memory(numpy.asarray(values)))


def enumerator(values: _typing.Iterable[_typing.Any]) -> _typing.Any:
    """An object that enumerates values: what the property ``_NewEnum`` of a collection gives."""
    return _oxcom.enumerator(list(values))


_atexit.register(_oxcom.close)
