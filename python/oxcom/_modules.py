"""Type libraries as Python modules: ``oxcom.gen.ImageSource`` and the like."""

from __future__ import annotations

import os
import sys
import threading
import types
import typing

from . import _interfaces, _oxcom, _types
from ._errors import COMError
from ._oxcom import GUID

_modules: "dict[str, types.ModuleType]" = {}
_lock = threading.RLock()


class Coclass:
    """A class of objects that clients can create: ``oxcom.create_object(HandleMgr)``."""

    _clsid_: GUID
    _interfaces_: "tuple[type, ...]" = ()
    _events_: "tuple[type, ...]" = ()


def get_module(what: typing.Any) -> types.ModuleType:
    """The module of a type library: its interfaces, structs, enumerations and classes by name.

    Args:
        what: the path of a ``.winmd`` file; or a class whose registration names one, by program id, class id or GUID.

    Raises:
        COMError: nothing is registered under the name, or the file is damaged.
        FileNotFoundError: there is no such file.

    The module is made when it is first asked for, and is in ``sys.modules`` as ``oxcom.gen.<namespace>``.
    """
    if isinstance(what, os.PathLike) or (isinstance(what, str) and (os.sep in what or what.endswith((".winmd", ".tlb")))):
        path = os.path.abspath(os.fspath(what))
        if not os.path.exists(path):
            raise FileNotFoundError(path)
        return _module(path)
    paths = libraries_of(_oxcom.class_id(what))
    if not paths:
        raise COMError(0x80029C4A, f"the registration of {what} names no type library")
    return _module(paths[0])


def libraries_of(clsid: GUID) -> "list[str]":
    """The files that describe a class."""
    return [os.fspath(path) for path in _oxcom.libraries_of(clsid)]


def interface_named(clsid: GUID, name: str) -> type:
    """An interface of a class by its name, or by its id's text."""
    if name.startswith("{"):
        return _interfaces.class_of(GUID(name))
    for path in libraries_of(clsid):
        found = getattr(_module(path), name, None)
        if isinstance(found, type) and "_iid_" in found.__dict__:
            return found
    raise COMError(0x80004002, f"no type library of the class describes an interface {name}")


def default_interface(clsid: GUID) -> "type | None":
    """The interface that a class's objects have first of all, where a type library says so."""
    for path in libraries_of(clsid):
        for found in vars(_module(path)).values():
            if isinstance(found, type) and issubclass(found, Coclass) and found._clsid_ == clsid and found._interfaces_:
                return found._interfaces_[0]
    return None


def _module(path: str) -> types.ModuleType:
    with _lock:
        if path not in _modules:
            _modules[path] = _make(path)
        return _modules[path]


class _Lazy(types.ModuleType):
    """A module whose interfaces are made when they are first asked for."""

    def __getattr__(self, name: str) -> typing.Any:
        pending = self.__dict__.get("_pending_", {})
        if name not in pending:
            raise AttributeError(f"{self.__name__} describes no {name}")
        with _lock:
            if name in pending:
                setattr(self, name, pending[name]())
                pending.pop(name, None)
        return self.__dict__[name]

    def __dir__(self) -> "list[str]":
        return sorted([name for name in self.__dict__ if not name.startswith("_")] + list(self._pending_))


def _make(path: str) -> types.ModuleType:
    library = _oxcom.read_library(path)
    names = [*library["interfaces"], *library["structs"], *library["enums"], *library["classes"]]
    namespace = next((name.rpartition(".")[0] for name in names if "." in name), os.path.basename(path).partition(".")[0])
    module = _Lazy(f"oxcom.gen.{namespace}", f"The type library {path}.")
    module.__file__ = path
    pending: "dict[str, typing.Callable[[], typing.Any]]" = {}
    module.__dict__["_pending_"] = pending
    short = lambda name: name.rpartition(".")[2]  # noqa: E731
    for name, iid in library["interfaces"].items():
        pending[short(name)] = lambda iid=iid: _interfaces.class_of(iid)
    for name, values in library["enums"].items():
        pending[short(name)] = lambda name=name, values=values: _types.enum_class(name, values)
    for name in library["structs"]:
        pending[short(name)] = lambda name=name: _struct(path, name)
    for name, (clsid, interfaces) in library["classes"].items():
        if clsid is not None:
            pending[short(name)] = lambda *args, all=(name, clsid, interfaces): _coclass(module, *all)
    sys.modules.setdefault(module.__name__, module)
    return module


def _struct(path: str, name: str) -> type:
    if name not in _types.STRUCTS:
        _oxcom.meet_struct(path, name)
    if name not in _types.STRUCTS:
        raise AttributeError(f"no interface of {path} has a method with the struct {name}")
    return _types.STRUCTS[name]


def _coclass(module: types.ModuleType, name: str, clsid: GUID, interfaces: "list[tuple[str, bool, bool]]") -> type:
    ordered = sorted(interfaces, key=lambda one: not one[1])
    found = [(getattr(module, one[0].rpartition(".")[2], None), one[2]) for one in ordered]
    body = {
        "_clsid_": clsid,
        "_interfaces_": tuple(one for one, source in found if one is not None and not source),
        "_events_": tuple(one for one, source in found if one is not None and source),
        "__doc__": f"class {name} {clsid}",
        "__module__": module.__name__,
    }
    return type(name.rpartition(".")[2], (Coclass,), body)
