"""The records of a dossier as a table that opens in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from leskracht_desktop.domain.text_safety import formula_safe
from leskracht_desktop.reports.records import RecordSection, flat

HEADER = ("Onderdeel", "Nummer", "Gegeven", "Waarde")


def dossier_csv(sections: Iterable[RecordSection]) -> bytes:
    """Return all values, one a line: UTF-8 with a byte-order mark and semicolons, as a Dutch Excel opens it.

    No cell is ever taken for a formula: see `domain.text_safety.formula_safe`.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADER)
    for title, number, label, value in flat(sections):
        writer.writerow((formula_safe(title), number, formula_safe(label), formula_safe(value)))
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace")
