"""Frozen dataclasses as JSON and back: for what is kept as a whole, such as each version of an agreement."""

from __future__ import annotations

from collections.abc import Callable
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
    as_key: Any = kind
    made: Value = _reader(as_key)(data)
    return made


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """Return what reads values of a type; types are looked into once, for there may be many values."""
    origin = get_origin(kind)
    if origin is UnionType:
        return _reader(next(one for one in get_args(kind) if one is not type(None)))
    if origin is tuple:
        read_item = _reader(get_args(kind)[0])
        return lambda data: None if data is None else tuple([read_item(item) for item in data])
    if isinstance(kind, type) and is_dataclass(kind):
        return _dataclass_reader(kind)
    if kind is date:
        return lambda data: None if data is None else date.fromisoformat(data)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return lambda data: None if data is None else kind(data)
    return lambda data: data


def _dataclass_reader(kind: type) -> Callable[[Any], Any]:
    readers = {name: _reader(hint) for name, hint in get_type_hints(kind).items()}

    def read(data: Any) -> Any:
        if data is None:
            return None
        return kind(**{name: readers[name](item) for name, item in data.items() if name in readers})

    return read
