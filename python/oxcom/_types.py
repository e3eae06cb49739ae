"""What Automation's types are in Python: structs, enumerations, dates, currencies, decimals."""

from __future__ import annotations

import datetime
import decimal
import enum
import keyword
import typing

_EPOCH = datetime.datetime(1899, 12, 30)


class _MissingType:
    """The type of :data:`Missing`."""

    def __repr__(self) -> str:
        return "oxcom.Missing"

    def __bool__(self) -> bool:
        return False


Missing = _MissingType()
"""Stands for an optional argument that was left out."""


class Structure:
    """Base of the classes of COM's structs: one attribute for each field.

    Fields that are not given are zeros. With exactly one array among the fields, NumPy takes the struct for it:
    ``numpy.asarray(frame)`` is the frame's pixels, not copied.
    """

    _fields_: "tuple[tuple[str, str], ...]" = ()
    _description_: typing.Any = None
    _name_: str = ""

    def __init__(self, *args: typing.Any, **kwargs: typing.Any) -> None:
        names = [name for name, _ in self._fields_]
        if len(args) > len(names):
            raise TypeError(f"{type(self).__name__} has {len(names)} fields, {len(args)} values were given")
        given = dict(zip(names, args))
        for name, value in kwargs.items():
            if name not in names:
                raise TypeError(f"{type(self).__name__} has no field {name}")
            if name in given:
                raise TypeError(f"{name} was given twice")
            given[name] = value
        if len(given) < len(names):
            given = {**dict(zip(names, self._description_.zeros())), **given}
        self.__dict__.update(given)

    def __repr__(self) -> str:
        def show(value: typing.Any) -> str:
            if hasattr(value, "dtype") and getattr(value, "ndim", 0):
                return f"<{value.dtype} array {value.shape}>"
            return repr(value)

        fields = ", ".join(f"{name}={show(getattr(self, name))}" for name, _ in self._fields_)
        return f"{type(self).__name__}({fields})"

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented

        def same(a: typing.Any, b: typing.Any) -> bool:
            if hasattr(a, "dtype") or hasattr(b, "dtype"):
                import numpy

                return bool(numpy.array_equal(a, b))
            return a == b

        return all(same(getattr(self, name), getattr(other, name)) for name, _ in self._fields_)

    __hash__ = None  # type: ignore[assignment]


def _only_array(self: Structure, dtype: typing.Any = None, copy: "bool | None" = None) -> typing.Any:
    import numpy

    (name,) = self._description_.arrays()
    array = getattr(self, name)
    if copy:
        return numpy.array(array, dtype=dtype)
    return array if dtype is None or array.dtype == dtype else array.astype(dtype)


def struct_class(name: str, fields: "list[tuple[str, str]]", description: typing.Any) -> type:
    """Makes, or finds, the class of a struct."""
    if name in STRUCTS:
        return STRUCTS[name]
    short = name.rpartition(".")[2]
    lines = "\n".join(f"    {field}: {kind}" for field, kind in fields)
    body: "dict[str, typing.Any]" = {
        "__doc__": f"struct {name}\n\nAttributes:\n{lines}",
        "__module__": f"oxcom.gen.{name.rpartition('.')[0] or 'types'}",
        "_fields_": tuple(fields),
        "_description_": description,
        "_name_": name,
    }
    if len(description.arrays()) == 1:
        body["__array__"] = _only_array
    made = type(short, (Structure,), body)
    STRUCTS[name] = made
    return made


def enum_class(name: str, values: "list[tuple[str, int]]") -> type:
    """Makes, or finds, the class of an enumeration."""
    if name not in ENUMS:
        short = name.rpartition(".")[2]
        members = [(member + "_" if keyword.iskeyword(member) else member, value) for member, value in values]
        made = enum.IntEnum(short, members, module=f"oxcom.gen.{name.rpartition('.')[0] or 'types'}")  # type: ignore[misc]
        made.__doc__ = f"enum {name}"
        ENUMS[name] = made
    return ENUMS[name]


STRUCTS: "dict[str, type]" = {}
ENUMS: "dict[str, type]" = {}


def date(days: float) -> datetime.datetime:
    """A DATE: days since the end of 1899; the fraction counts forward in negative ones, too."""
    whole = int(days)
    try:
        return _EPOCH + datetime.timedelta(days=whole) + datetime.timedelta(days=abs(days - whole))
    except OverflowError:
        raise ValueError(f"{days} days from 1899-12-30 are beyond Python's dates") from None


def days(value: typing.Any) -> float:
    """The DATE of a date, or a number of days."""
    if isinstance(value, (int, float)):
        return float(value)
    if isinstance(value, datetime.datetime):
        if value.tzinfo is not None:
            raise TypeError("a DATE has no time zone: give a datetime without one")
        moment = value
    elif isinstance(value, datetime.date):
        moment = datetime.datetime(value.year, value.month, value.day)
    else:
        raise TypeError(f"a date is wanted, not {type(value).__name__}")
    distance = moment - _EPOCH
    fraction = (distance.seconds + distance.microseconds / 1e6) / 86400
    return distance.days - fraction if distance.days < 0 else distance.days + fraction


def currency(units: int) -> decimal.Decimal:
    """A CY: ten-thousandths."""
    return decimal.Decimal(units).scaleb(-4)


def currency_units(value: typing.Any) -> int:
    """The ten-thousandths of an amount."""
    if isinstance(value, float):
        value = repr(value)
    with decimal.localcontext() as context:
        context.prec = 60
        units = int(decimal.Decimal(value).scaleb(4).to_integral_value(decimal.ROUND_HALF_EVEN))
    if not -(1 << 63) <= units < 1 << 63:
        raise OverflowError("no currency is that large")
    return units


def decimal_of(digits: int, scale: int, negative: bool) -> decimal.Decimal:
    """A DECIMAL: 96 bits, and where the point is."""
    return decimal.Decimal((int(negative), tuple(int(digit) for digit in str(digits)), -scale))


def decimal_parts(value: typing.Any) -> "tuple[int, int, bool]":
    """The 96 bits, the scale and the sign of a number."""
    number = decimal.Decimal(repr(value) if isinstance(value, float) else value)
    sign, digits, exponent = number.as_tuple()
    if not isinstance(exponent, int):
        raise ValueError(f"no DECIMAL is {number}")
    units = int("".join(map(str, digits)))
    if exponent > 0:
        units, exponent = units * 10**exponent, 0
    while exponent < -28 or (units >> 96 and exponent < 0):
        units, exponent = (units + 5) // 10, exponent + 1
    if units >> 96:
        raise OverflowError("no DECIMAL is that large")
    return units, -exponent, bool(sign)
