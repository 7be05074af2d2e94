"""Frozen dataclasses as JSON and back: for what is kept as a whole, such as each version of an agreement."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Value = TypeVar("Value")


def to_json(value: Any) -> Any:
    """Return a value as JSON can hold it: dataclasses as objects, tuples as lists, dates and enums as texts."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return [to_json(item) for item in value] if isinstance(value, tuple) else value


def from_json(kind: type[Value], data: Any) -> Value:
    """Return the value of a dataclass that `to_json` gave; fields that are not there get their defaults.

    Raises: TypeError, ValueError for what it never gave.
    """
    made: Value = _read(kind, data)
    return made


def _read(kind: Any, data: Any) -> Any:
    if data is None:
        return None
    origin = get_origin(kind)
    if origin is UnionType:
        return _read(next(one for one in get_args(kind) if one is not type(None)), data)
    if origin is tuple:
        inner = get_args(kind)[0]
        return tuple(_read(inner, item) for item in data)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: _read(hints[name], item) for name, item in data.items() if name in hints})
    if kind is date:
        return date.fromisoformat(data)
    return kind(data) if isinstance(kind, type) and issubclass(kind, StrEnum) else data


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
