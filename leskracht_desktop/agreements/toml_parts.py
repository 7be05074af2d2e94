"""Read tables of a shipped TOML file strictly, naming the part that is wrong."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from leskracht_desktop.errors import FileRefused, FileUnreadable

Code = TypeVar("Code", bound=StrEnum)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Part:
    """One table of the file; `where` is its place, such as `categories.messages.fields[2]`."""

    path: Path
    where: str
    table: Mapping[str, object]

    def refuse(self, reason: str, key: str = "", detail: str = "") -> FileRefused:
        """Return the error that names this part, or one key of it."""
        where = f"{self.where}.{key}".strip(".")
        return FileRefused(self.path, reason, where, detail)

    def only(self, *keys: str) -> None:
        """Check that the table holds no keys but these.

        Raises: FileRefused.
        """
        for key in self.table:
            if key not in keys:
                raise self.refuse("unknown_part", key)

    def text(self, key: str) -> str:
        """Return a text that is there and not blank.

        Raises: FileRefused.
        """
        value = self._value(key)
        if not isinstance(value, str):
            raise self.refuse("wrong_kind", key, "text")
        if not value.strip():
            raise self.refuse("missing_part", key)
        return value

    def optional_text(self, key: str) -> str | None:
        """Return a text, or None if the key is absent.

        Raises: FileRefused.
        """
        return self.text(key) if key in self.table else None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts.

        Raises: FileRefused.
        """
        values = self.items(key)
        texts: list[str] = []
        for index, value in enumerate(values):
            if not isinstance(value, str) or not value.strip():
                raise self.refuse("wrong_kind", f"{key}[{index}]", "text")
            texts.append(value)
        return tuple(texts)

    def flag(self, key: str) -> bool:
        """Return true or false.

        Raises: FileRefused.
        """
        value = self._value(key)
        if not isinstance(value, bool):
            raise self.refuse("wrong_kind", key, "true or false")
        return value

    def number(self, key: str) -> int:
        """Return a whole number of at least 0.

        Raises: FileRefused.
        """
        value = self._value(key)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.refuse("wrong_kind", key, "number")
        return value

    def day(self, key: str) -> date:
        """Return a date without a time.

        Raises: FileRefused.
        """
        value = self._value(key)
        if type(value) is not date:  # a datetime is a date too
            raise self.refuse("wrong_kind", key, "date")
        return value

    def choice(self, key: str, kind: type[Code]) -> Code:
        """Return a member of a closed list of codes.

        Raises: FileRefused.
        """
        value = self.text(key)
        try:
            return kind(value)
        except ValueError:
            raise self.refuse("unknown_reference", key, value) from None

    def reference(self, key: str, known: Mapping[str, Value]) -> Value:
        """Return what another part of the file defines under this code.

        Raises: FileRefused.
        """
        code = self.text(key)
        if code not in known:
            raise self.refuse("unknown_reference", key, code)
        return known[code]

    def references(self, key: str, known: Mapping[str, Value]) -> tuple[Value, ...]:
        """Return what other parts of the file define under these codes; at least one.

        Raises: FileRefused.
        """
        codes = self.texts(key)
        if not codes:
            raise self.refuse("missing_part", key)
        for index, code in enumerate(codes):
            if code not in known:
                raise self.refuse("unknown_reference", f"{key}[{index}]", code)
            if code in codes[:index]:
                raise self.refuse("duplicate_code", f"{key}[{index}]", code)
        return tuple(known[code] for code in codes)

    def part(self, key: str) -> Part:
        """Return the table under a key.

        Raises: FileRefused.
        """
        return self.as_part(key, self._value(key))

    def parts(self, key: str) -> Iterator[Part]:
        """Yield the tables of a list; one with a code is named by it, the others by their number.

        Raises: FileRefused.
        """
        for index, value in enumerate(self.items(key)):
            code = value.get("code") if isinstance(value, dict) else None
            name = f"{key}.{code}" if isinstance(code, str) and code else f"{key}[{index}]"
            yield self.as_part(name, value)

    def named_parts(self, key: str) -> Iterator[tuple[str, Part]]:
        """Yield the tables within a table, with their names.

        Raises: FileRefused.
        """
        inner = self.part(key)
        for name in inner.table:
            yield name, inner.part(name)

    def items(self, key: str) -> Sequence[object]:
        """Return a list as it stands, its items unchecked.

        Raises: FileRefused.
        """
        value = self._value(key)
        if not isinstance(value, list):
            raise self.refuse("wrong_kind", key, "list")
        return value

    def as_part(self, key: str, value: object) -> Part:
        """Return an item of a list as the table it must be; `key` names it.

        Raises: FileRefused.
        """
        if not isinstance(value, dict):
            raise self.refuse("wrong_kind", key, "table")
        return Part(self.path, f"{self.where}.{key}".strip("."), value)

    def _value(self, key: str) -> object:
        if key not in self.table:
            raise self.refuse("missing_part", key)
        return self.table[key]


def read_toml(path: Path) -> Part:
    """Return the whole file as one part.

    Raises: FileUnreadable if it can't be read, FileRefused (`not_toml`, `where` the line) if it is no TOML.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FileUnreadable(path, type(error).__name__) from error
    return parse_toml(content, path)


def parse_toml(content: bytes, path: Path) -> Part:
    """Return the bytes of a file as one part; `path` only names it.

    Raises: FileRefused (`not_toml`, `where` the line; `too_deep`).
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise FileRefused(path, "not_toml", f"line {line}", "not UTF-8") from error
    try:
        return Part(path, "", tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        message, _, place = str(error).partition(" (at ")
        raise FileRefused(path, "not_toml", place.rstrip(")"), message) from error
    except RecursionError as error:
        raise FileRefused(path, "too_deep") from error
    except ValueError as error:  # a number of thousands of digits
        raise FileRefused(path, "not_toml", "", type(error).__name__) from error
