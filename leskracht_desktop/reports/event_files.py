"""All usage events of a person in full, as JSON Lines and CSV, written batch by batch and never whole in memory."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from leskracht_desktop.domain.dossier import DossierSnapshot, EventLines
from leskracht_desktop.domain.inventory import Category
from leskracht_desktop.domain.masking import Masker
from leskracht_desktop.domain.text_safety import formula_safe, visible

_FILE_NAMES = {"usage_log": "gebruik", "location": "plaats", "analytics": "tellingen"}
_LEVEL = 6
_FORMULA_STARTS = frozenset("=+-@'\t\r\n \u00a0\uff1d\uff0b\uff0d\uff20")

Step = Callable[[], None]
"""Called after each batch: progress, and the moment to stop."""


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file that is kept compressed (zlib); `size`, `md5` and `sha256` are of what comes out."""

    name: str
    mime: str
    description: str
    deflated: bytes
    size: int
    md5: bytes
    sha256: str
    lines: int


class _Packer:
    """Compresses what it is given and reckons the checksums of it."""

    def __init__(self) -> None:
        self._zlib = zlib.compressobj(_LEVEL)
        self._sha256, self._md5 = hashlib.sha256(), hashlib.md5(usedforsecurity=False)
        self._parts: list[bytes] = []
        self._size = 0

    def write(self, data: bytes) -> None:
        self._size += len(data)
        self._sha256.update(data)
        self._md5.update(data)
        self._parts.append(self._zlib.compress(data))

    def file(self, name: str, mime: str, description: str, lines: int) -> PackedFile:
        self._parts.append(self._zlib.flush())
        digests = self._md5.digest(), self._sha256.hexdigest()
        return PackedFile(name, mime, description, b"".join(self._parts), self._size, *digests, lines)


def event_files(snapshot: DossierSnapshot, masker: Masker, step: Step) -> tuple[PackedFile, ...]:
    """Return two files for every category of events: the events as stored, and a table of them.

    A name that is masked is gone from both. Memory holds one batch and the compressed result.
    """
    facts = {(section.facts.code, section.facts.compartment.value): section.facts for section in snapshot.sections}
    files: list[PackedFile] = []
    names: set[str] = set()
    for events in snapshot.event_lines:
        category = facts.get((events.category, events.compartment))
        if category is not None:
            files.extend(_files_of(events, category, _base_name(events, names), masker, step))
    return tuple(files)


def _base_name(events: EventLines, taken: set[str]) -> str:
    name = _FILE_NAMES.get(events.category, "logboek")
    while name in taken:
        name += "-leskracht"
    taken.add(name)
    return name


def _files_of(events: EventLines, category: Category, name: str, masker: Masker, step: Step) -> Iterator[PackedFile]:
    lines_file, table_file = _Packer(), _Packer()
    table = _Table(category)
    table_file.write(b"\xef\xbb\xbf" + table.header())
    count = 0
    for batch in events.batches:
        lines = _lines(batch, masker)
        count += len(lines)
        lines_file.write(("\n".join(lines) + "\n").encode("utf-8", "backslashreplace") if lines else b"")
        table_file.write(table.rows(lines))
        step()
    label = category.label.lower()
    yield lines_file.file(f"{name}.jsonl", "application/jsonl", f"Alle regels: {label}, voor een computer", count)
    yield table_file.file(f"{name}.csv", "text/csv", f"Alle regels: {label}, als tabel", count)


def _lines(batch: bytes, masker: Masker) -> list[str]:
    text = zlib.decompress(batch).decode()
    if masker.active:
        text = masker.prose(text)
    return [line for line in text.split("\n") if line]


class _Table:
    """Writes events as rows of a table with the inventory's labels above its columns."""

    def __init__(self, category: Category) -> None:
        self._labels = [field.label for field in category.fields]
        self._columns = {field.code: at for at, field in enumerate(category.fields)}
        self._choices = {at: dict(field.choices) for at, field in enumerate(category.fields) if field.choices}
        self._width = len(self._labels) + 1

    def header(self) -> bytes:
        return self._written([[*self._labels, "Verder"]])

    def rows(self, lines: list[str]) -> bytes:
        """Return lines of JSON as lines of CSV; what the inventory has no column for comes in the last one."""
        return self._written([self._row(json.loads(line)) for line in lines])

    def _row(self, event: dict[str, Any]) -> list[str]:
        row = [""] * self._width
        others = []
        for code, value in event.items():
            at = self._columns.get(code)
            text = value if isinstance(value, str) else "" if value is None else str(value)
            if at is None:
                others.append(f"{code}: {text}")
            elif at in self._choices:
                row[at] = _cell(self._choices[at].get(text, text))
            else:
                row[at] = text if text.isalnum() else _cell(text)
        if others:
            row[-1] = _cell("; ".join(others))
        return row

    @staticmethod
    def _written(rows: list[list[str]]) -> bytes:
        text = io.StringIO()
        csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)
        return text.getvalue().encode("utf-8", "replace")


def _cell(text: str) -> str:
    if not text.isascii() or not text.isprintable():
        text = visible(text, keep_lines=True)
    return formula_safe(text) if text[:1] in _FORMULA_STARTS else text
