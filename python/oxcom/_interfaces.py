"""Interface classes, made of type information when they are first met.

A class of an interface is three things: the type of pointers to objects that have it, the base of Python classes that
implement it, and the id of the interface wherever one is wanted.
"""

from __future__ import annotations

import keyword
import threading
import typing

from . import _oxcom
from ._oxcom import GUID, InterfaceInfo, Method, Unknown

_IUNKNOWN = GUID("{00000000-0000-0000-C000-000000000046}")
_IDISPATCH = GUID("{00020400-0000-0000-C000-000000000046}")

_classes: "dict[GUID, type]" = {}
_lock = threading.RLock()


class IUnknown(Unknown):
    """An object of COM.

    ``Interface(object)`` asks an object for an interface, as ``object.query(Interface)`` does. The reference is given up when
    Python has no more use for the instance, or by ``release()``.
    """

    _iid_ = _IUNKNOWN

    def __new__(cls, *args: typing.Any, **kwargs: typing.Any) -> typing.Any:
        if "_iid_" in cls.__dict__:
            if len(args) == 1 and not kwargs and isinstance(args[0], Unknown):
                return args[0].query(cls)
            raise TypeError(f"{cls.__name__} is an interface: {cls.__name__}(object) asks an object for it; to implement it, derive a class")
        return super().__new__(cls)

    def QueryInterface(self, interface: typing.Any) -> typing.Any:
        """Asks the object for another of its interfaces. The same as ``query``."""
        return self.query(interface)

    def supports(self, interface: typing.Any) -> bool:
        """Whether the object has an interface."""
        from ._errors import COMError

        try:
            self.query(interface).release()
        except COMError as error:
            if error.code == 0x80004002:
                return False
            raise
        return True

    def __repr__(self) -> str:
        kind = type(self).__name__
        if self._is_live:
            return f"<{kind} pointer {self._pointer:#x}>"
        if "_iid_" in type(self).__dict__:
            return f"<{kind} pointer, released>"
        return f"<{kind} object>"


def class_of(iid: typing.Any) -> type:
    """The class of an interface, by its id. Of one that nothing describes, a class with IUnknown's methods alone."""
    iid = iid if isinstance(iid, GUID) else GUID(str(iid))
    with _lock:
        if iid not in _classes:
            _classes[iid] = _make(iid)
        return _classes[iid]


def _make(iid: GUID) -> type:
    if iid == _IUNKNOWN:
        return IUnknown
    info = _oxcom.describe_interface(iid)
    if info is None:
        text = f"The interface {iid}, which nothing describes."
        return type(f"Interface_{str(iid)[1:9]}", (IUnknown,), {"_iid_": iid, "__doc__": text, "__module__": "oxcom.gen"})
    if iid == _IDISPATCH:
        from ._dispatch import Dispatch

        return Dispatch
    base = class_of(info.base) if info.base is not None else IUnknown
    body: "dict[str, typing.Any]" = {
        "_iid_": iid,
        "__module__": f"oxcom.gen.{info.namespace}" if info.namespace else "oxcom.gen",
        "__doc__": _interface_doc(info),
    }
    body.update(_members(info))
    return type(info.name, (base,), body)


def _interface_doc(info: InterfaceInfo) -> str:
    methods = "\n".join(f"    {method.text};" for method in info.methods if not method.is_local)
    return f"interface {info.name} {info.iid}\n\n{methods}"


def _members(info: InterfaceInfo) -> "dict[str, typing.Any]":
    members: "dict[str, typing.Any]" = {}
    properties: "dict[str, dict[str, Method]]" = {}
    for method in info.methods:
        if method.is_local:
            continue
        plain = len(method.params) == (1 if method.kind == "put" else 0)
        if method.kind != "method" and plain:
            properties.setdefault(method.property, {}).setdefault(method.kind, method)
        if method.kind == "method" or not plain or method.name != method.property:
            members[_name(method.name)] = _function(info, method)
    for name, methods in properties.items():
        members[_name(name)] = _property(info, name, methods)
    return members


def _name(name: str) -> str:
    return name + "_" if keyword.iskeyword(name) else name


def _function(info: InterfaceInfo, method: Method) -> typing.Callable[..., typing.Any]:
    names: "list[str]" = []
    params = method.params
    optional_from = len(params)
    while optional_from and params[optional_from - 1][2]:
        optional_from -= 1
    text = ["self"]
    for index, (name, kind, _) in enumerate(params):
        name = _name(name)
        while name in names or name in ("self", "_method"):
            name += "_"
        names.append(name)
        text.append(f"{name}: {kind!r}" + (" = None" if index >= optional_from else ""))
    source = (
        f"def {_name(method.name)}({', '.join(text)}) -> {method.returns!r}:\n"
        f"    return _method(self{''.join(', ' + name for name in names)})\n"
    )
    scope: "dict[str, typing.Any]" = {"_method": method}
    exec(compile(source, f"<{info.name}>", "exec", dont_inherit=True), scope)
    function = scope[_name(method.name)]
    function.__doc__ = method.text
    function.__qualname__ = f"{info.name}.{method.name}"
    function.__module__ = f"oxcom.gen.{info.namespace}" if info.namespace else "oxcom.gen"
    function._method = method
    return function


def _property(info: InterfaceInfo, name: str, methods: "dict[str, Method]") -> property:
    read, write = methods.get("get"), methods.get("put")

    def getter(self: typing.Any) -> typing.Any:
        if name in self.__dict__:  # an object that Python implements keeps it as an attribute
            return self.__dict__[name]
        return read(self)  # type: ignore[misc]

    def setter(self: typing.Any, value: typing.Any) -> None:
        if not self._is_live and "_iid_" not in type(self).__dict__:
            self.__dict__[name] = value
        else:
            write(self, value)  # type: ignore[misc]

    doc = "\n".join(method.text for method in (read, write) if method is not None)
    return property(getter if read else None, setter if write else None, None, doc)
