"""Reads the records of a dossier back from its three forms: the pages (through the tag tree), the JSON and the CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any

from leskracht_desktop.domain.text_safety import formula_restored
from leskracht_desktop.reports.facts import FACTS_CAPTION, SHARED_CAPTION
from tests.reports.pdf.expected import flat
from tests.reports.pdf.readback import FinishedFile, _kids, _tidy

Value = tuple[str, str, str]
"""Section title, label, text."""

_COUNT = re.compile(r" \([0-9.]+\)$")
_NO_RECORDS = {FACTS_CAPTION, SHARED_CAPTION, "Niets vastgelegd"}


def from_json(file: FinishedFile) -> list[tuple[str, int, str, str]]:
    """Section title, record number, label and text of every value in the JSON."""
    content = json.loads(file.attachments["dossier.json"])
    return [
        (section["title"], record["number"], value["label"], value["text"])
        for section in content["sections"]
        for record in section["records"]
        for value in record["values"]
    ]


def from_csv(file: FinishedFile) -> list[tuple[str, int, str, str]]:
    """The same from the CSV."""
    text = file.attachments["dossier.csv"].decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    return [(formula_restored(a), int(b), formula_restored(c), formula_restored(d)) for a, b, c, d in rows[1:]]


def from_pages(file: FinishedFile) -> list[Value]:
    """Section title, label and text of every value that stands on the pages, white space made single spaces."""
    found: list[Value] = []
    title, within = "", False
    for element in _blocks(file.catalog.StructTreeRoot.K):
        tag = str(element.S)[1:]
        if tag in {"H1", "H2"}:
            text = _said(file, element)
            if tag == "H1":
                within = bool(re.match(r"[1-4]\. ", text)) and not text.endswith(("krijgt", "opgenomen", "rechten"))
            title = _COUNT.sub("", text)
        elif tag == "Table" and within:
            found.extend((title, label, text) for label, text in _pairs(file, element) if text)
    return found


def as_on_pages(values: list[tuple[str, int, str, str]]) -> list[Value]:
    """The same values as the pages must show them."""
    shown = [(flat(title), flat(label), flat(text)) for title, _, label, text in values]
    return [value for value in shown if value[2]]


def _pairs(file: FinishedFile, table: Any) -> Iterator[tuple[str, str]]:
    header: list[str] | None = None
    for row in _kids(table):
        if row.S == "/Caption":
            if _said(file, row) in _NO_RECORDS:
                return
            continue
        cells = [(str(cell.A.Scope)[1:] if cell.S == "/TH" else "", _said(file, cell)) for cell in _kids(row)]
        if all(scope == "Column" for scope, _ in cells):
            header = [text for _, text in cells]
        elif header is None:
            yield cells[0][1], cells[1][1]
        else:
            yield from zip(header, (text for _, text in cells), strict=True)


def _blocks(element: Any) -> Iterator[Any]:
    if str(element.S)[1:] in {"Document", "Sect", "Div"}:
        for kid in _kids(element):
            yield from _blocks(kid)
    else:
        yield element


def _said(file: FinishedFile, element: Any) -> str:
    return _tidy(file._text(element))
