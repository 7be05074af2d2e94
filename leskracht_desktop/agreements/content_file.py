"""Read the content files of the guides, which a user may bring in too: bounded, cleaned, errors named by line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from leskracht_desktop.agreements.toml_parts import Part, parse_toml
from leskracht_desktop.domain.bad_value import BadValue
from leskracht_desktop.domain.text_safety import parse_line
from leskracht_desktop.errors import FileRefused

FORMAT_VERSION = 1
"""The layout of the files that this program reads."""
SIZE_LIMIT = 1_000_000
"""Bytes in one content file; the largest that ships is a tenth of it."""
TEXT_LIMIT = 2_000
"""Characters in one text."""
KEY_LIMIT = 60
"""Characters in the name of a part."""
LIST_LIMIT = 200
"""Entries in one list: comparing takes time by the square of it."""
_DEPTH_LIMIT = 12

_HEADER = re.compile(r"\s*\[\[?([\w.-]+)\]")
_STEP = re.compile(r"([A-Za-z0-9_-]+)(?:\[(\d+)\])?")


def parse_content(content: bytes, path: Path) -> Part:
    """Return a content file as one part, its format checked and every text on one line without hidden characters.

    Raises: FileRefused.
    """
    found = parse_bounded(content, path)
    version = found.number("format")
    if version != FORMAT_VERSION:
        raise refused_at_line(found.refuse("newer_format", "format", str(version)), content)
    return found


def parse_bounded(content: bytes, path: Path) -> Part:
    """Return a file of somebody else's as one part, no larger or deeper than is safe, its texts cleaned.

    Raises: FileRefused.
    """
    if len(content) > SIZE_LIMIT:
        raise FileRefused(path, "too_large")
    return Part(path, "", _cleaned_table(parse_toml(content, path).table, "", path, -1))


def refused_at_line(error: FileRefused, content: bytes) -> FileRefused:
    """Return the error with the line before the part, when it can be told: `line 12: articles[1].title`."""
    line = line_of(error.where, content.decode("utf-8", errors="replace"))
    if line is None or error.where.startswith("line "):
        return error
    return FileRefused(error.path, error.reason, f"line {line}: {error.where}", error.detail)


def line_of(where: str, text: str) -> int | None:
    """Return the number of the line (from 1) where a part begins, or of the table it stands in; None if unknown.

    `where` is a path such as `articles[7].terms.liability.kind`; a step may be a list's index or an entry's code.
    """
    lines = text.splitlines()
    here, stop = 0, len(lines)
    found: int | None = None
    for name, index in _STEP.findall(where):
        place = _place(lines, range(here, stop), name, int(index) if index else None)
        if place is None:
            break
        found, here, stop = place
    return None if found is None else found + 1


def _place(lines: list[str], within: range, name: str, index: int | None) -> tuple[int, int, int] | None:
    """Return the line of one step and the lines it spans: a table's header, a key, or the code of an entry."""
    header = re.compile(rf"\s*\[\[?(?:[\w.-]+\.)?{re.escape(name)}\]")
    headers = [number for number in within if header.match(lines[number])]
    if headers and index is not None:
        return (headers[index], headers[index], _end(lines, headers[index], within)) if index < len(headers) else None
    if headers:
        return headers[0], headers[0], _end(lines, headers[-1], within)
    coded = re.compile(rf"(?:.*[{{,])?\s*(?:code|slug)\s*=\s*\"{re.escape(name)}\"")
    key = re.compile(rf"(?:.*[{{,])?\s*{re.escape(name)}\s*=")
    for number in within:
        if key.match(lines[number]) or coded.match(lines[number]):
            return _spanned(lines, within, number, is_code=not key.match(lines[number]))
    return None


def _spanned(lines: list[str], within: range, number: int, *, is_code: bool) -> tuple[int, int, int]:
    """Return a line with the lines that belong to it: of its table for a code, of its list for a key."""
    if is_code and "{" in lines[number]:
        return number, number, number + 1
    if is_code:
        start = max((above for above in range(within.start, number) if _HEADER.match(lines[above])), default=number)
        return number, start, _end(lines, start, within)
    below = range(number + 1, within.stop)
    return number, number, next((line for line in below if re.match(r"\]|\w+\s*=|\[", lines[line])), within.stop)


def _end(lines: list[str], start: int, within: range) -> int:
    """Return the line after a table and the tables within it."""
    opening = _HEADER.match(lines[start])
    name = opening[1] if opening else ""
    for number in range(start + 1, within.stop):
        following = _HEADER.match(lines[number])
        if following is not None and not following[1].startswith(f"{name}."):
            return number
    return within.stop


def _cleaned(value: object, where: str, path: Path, depth: int) -> object:
    if depth > _DEPTH_LIMIT:
        raise FileRefused(path, "too_deep", where)
    match value:
        case str():
            return _cleaned_text(value, TEXT_LIMIT, where, path)
        case list() if len(value) > LIST_LIMIT:
            raise FileRefused(path, "record_too_large", where)
        case list():
            return [_cleaned(item, f"{where}[{index}]", path, depth + 1) for index, item in enumerate(value)]
        case dict():
            return _cleaned_table(value, where, path, depth)
        case _:
            return value


def _cleaned_table(table: Mapping[str, object], where: str, path: Path, depth: int) -> dict[str, object]:
    cleaned: dict[str, object] = {}
    for key, item in table.items():
        name = _cleaned_text(key, KEY_LIMIT, where, path)
        cleaned[name] = _cleaned(item, f"{where}.{name}".strip("."), path, depth + 1)
    return cleaned


def _cleaned_text(text: str, limit: int, where: str, path: Path) -> str:
    try:
        return parse_line(text, limit)
    except BadValue as error:
        reason = "record_too_large" if error.code == "too_long" else "control_characters"
        raise FileRefused(path, reason, where) from error
