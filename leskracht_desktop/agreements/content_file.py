"""Read the content files of the guides, which a user may bring in too: bounded, cleaned, errors named by line."""

from __future__ import annotations

import re
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
_DEPTH_LIMIT = 12

_STEP = re.compile(r"([A-Za-z0-9_-]+)(?:\[(\d+)\])?")


def parse_content(content: bytes, path: Path) -> Part:
    """Return a content file as one part, its format checked and every text on one line without hidden characters.

    Raises: FileRefused.
    """
    if len(content) > SIZE_LIMIT:
        raise FileRefused(path, "too_large")
    root = parse_toml(content, path)
    table = {key: _cleaned(value, key, path, 0) for key, value in root.table.items()}
    found = Part(path, "", table)
    version = found.number("format")
    if version != FORMAT_VERSION:
        raise found.refuse("newer_format", "format", str(version))
    return found


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
    here = 0
    found: int | None = None
    stop = len(lines)
    for name, index in _STEP.findall(where):
        place = _place(lines, here, stop, name, int(index) if index else None)
        if place is None:
            break
        found = here = place
        stop = _end(lines, place, stop)
    return None if found is None else found + 1


def _place(lines: list[str], start: int, stop: int, name: str, index: int | None) -> int | None:
    """Return the line of a table header, a key or an entry's code between two lines."""
    header = re.compile(rf"\s*\[\[?(?:[\w.-]+\.)?{re.escape(name)}\]\]?\s*(?:#.*)?$")
    headers = [number for number in range(start, stop) if header.match(lines[number])]
    if headers:
        wanted = index or 0
        return headers[wanted] if wanted < len(headers) else None
    key = re.compile(rf"(?:.*[{{,]\s*|\s*){re.escape(name)}\s*=|.*\b(?:code|slug)\s*=\s*\"{re.escape(name)}\"")
    return next((number for number in range(start, stop) if key.match(lines[number])), None)


def _end(lines: list[str], place: int, stop: int) -> int:
    """Return the line after the table or list that begins at `place`."""
    if (opening := re.match(r"\s*\[\[?([\w.-]+)\]", lines[place])) is not None:
        inner = re.compile(rf"\s*\[\[?{re.escape(opening[1])}\.")
        for number in range(place + 1, stop):
            if re.match(r"\s*\[\[?[\w.-]+\]", lines[number]) and not inner.match(lines[number]):
                return number
        return stop
    for number in range(place + 1, stop):
        if re.match(r"(?:\]|\w+\s*=|\[)", lines[number]):
            return number
    return stop


def _cleaned(value: object, where: str, path: Path, depth: int) -> object:
    if depth > _DEPTH_LIMIT:
        raise FileRefused(path, "too_deep", where)
    match value:
        case str():
            try:
                return parse_line(value, TEXT_LIMIT)
            except BadValue as error:
                reason = "record_too_large" if error.code == "too_long" else "control_characters"
                raise FileRefused(path, reason, where) from error
        case list():
            return [_cleaned(item, f"{where}[{index}]", path, depth + 1) for index, item in enumerate(value)]
        case dict():
            return {key: _cleaned(item, f"{where}.{key}", path, depth + 1) for key, item in value.items()}
        case _:
            return value
