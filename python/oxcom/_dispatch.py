"""Late binding: objects that are called by names, through IDispatch."""

from __future__ import annotations

import typing

from . import _oxcom
from ._errors import COMError
from ._interfaces import _IDISPATCH, IUnknown

_METHOD, _GET, _PUT, _PUTREF = 1, 2, 4, 8
_VALUE, _NEW_ENUM = 0, -4
_IENUMVARIANT = "{00020404-0000-0000-C000-000000000046}"
# What objects answer when a name is a method and no property that could be read.
_NO_PROPERTY = {0x80020003, 0x8002000E, 0x80020004, 0x80020005, 0x8002000F, 0x80070057, 0x80004005}


class Dispatch(IUnknown):
    """An object that is called by names: ``object.Name(arguments)``, ``object.Name``, ``object.Name = value``.

    A collection can be iterated over, indexed, and counted: ``for element in object``, ``object[index]``, ``len(object)``.
    What a name means is asked of the object when it is used. Arguments go as VARIANTs, by place or by name.
    """

    _iid_ = _IDISPATCH

    def _id_of(self, name: str) -> int:
        ids = self.__dict__.setdefault("_ids", {})
        if name not in ids:
            ids[name] = _oxcom.dispatch_ids(self, [name])[0]
        return ids[name]

    def __getattr__(self, name: str) -> typing.Any:
        if name.startswith("_") or type(self) is not Dispatch:
            raise AttributeError(f"{type(self).__name__} has no attribute {name}")
        number = self._member(name)
        if ("method", name) not in self.__dict__:
            try:
                return _oxcom.dispatch_invoke(self, number, _GET, ())
            except COMError as error:
                if error.code not in _NO_PROPERTY:
                    raise
            self.__dict__[("method", name)] = True  # type: ignore[index]
        return _Member(self, name, number)

    def _member(self, name: str) -> int:
        try:
            return self._id_of(name)
        except COMError as error:
            if error.code == 0x80020006:
                raise AttributeError(f"the object has no member {name}") from error
            raise

    def __setattr__(self, name: str, value: typing.Any) -> None:
        if name.startswith("_") or type(self) is not Dispatch:
            super().__setattr__(name, value)
            return
        _oxcom.dispatch_invoke(self, self._member(name), _PUT, (value,))

    def invoke(self, name: str, *args: typing.Any, **named: typing.Any) -> typing.Any:
        """Calls a method by its name."""
        return self._call(name, self._id_of(name), args, named)

    def __iter__(self) -> "typing.Iterator[typing.Any]":
        """The elements of a collection, by its ``_NewEnum``."""
        made = _oxcom.dispatch_invoke(self, _NEW_ENUM, _METHOD | _GET, ())
        elements = made.query(_IENUMVARIANT)
        while some := _oxcom.next_elements(elements):
            yield from some

    def __len__(self) -> int:
        """How many elements a collection has, by its ``Count``."""
        try:
            count = self._member("Count")
        except AttributeError as error:
            raise TypeError("the object counts no elements") from error
        return _oxcom.dispatch_invoke(self, count, _METHOD | _GET, ())

    def __bool__(self) -> bool:
        return True

    def __getitem__(self, index: typing.Any) -> typing.Any:
        """The default member with an index: an element of a collection."""
        args = index if isinstance(index, tuple) else (index,)
        return _oxcom.dispatch_invoke(self, _VALUE, _METHOD | _GET, args)

    def _call(self, name: str, number: int, args: "tuple[typing.Any, ...]", named: "dict[str, typing.Any]") -> typing.Any:
        if not named:
            return _oxcom.dispatch_invoke(self, number, _METHOD | _GET, args)
        try:
            ids = _oxcom.dispatch_ids(self, [name, *named])
        except COMError as error:
            if error.code == 0x80020006:
                raise TypeError(f"{name}() has no argument of these names: {', '.join(named)}") from error
            raise
        return _oxcom.dispatch_invoke(self, number, _METHOD | _GET, args, list(zip(ids[1:], named.values())))


class _Member:
    """A method of a late-bound object."""

    def __init__(self, target: Dispatch, name: str, number: int) -> None:
        self._target, self._name, self._number = target, name, number

    def __call__(self, *args: typing.Any, **named: typing.Any) -> typing.Any:
        return self._target._call(self._name, self._number, args, named)

    def __getitem__(self, index: typing.Any) -> typing.Any:
        args = index if isinstance(index, tuple) else (index,)
        return _oxcom.dispatch_invoke(self._target, self._number, _METHOD | _GET, args)

    def __setitem__(self, index: typing.Any, value: typing.Any) -> None:
        args = index if isinstance(index, tuple) else (index,)
        _oxcom.dispatch_invoke(self._target, self._number, _PUT, (*args, value))

    def __repr__(self) -> str:
        return f"<method {self._name} of {self._target!r}>"
