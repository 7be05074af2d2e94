"""Excel workbooks: checked as an archive, read row by row as text, and never calculated."""

from __future__ import annotations

import functools
import itertools
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from typing import Any, TypeVar

from leskracht_desktop.domain.intake import ImportKind
from leskracht_desktop.domain.intake_codes import RefusalReason
from leskracht_desktop.importers.archives import Archive, ArchiveBounds
from leskracht_desktop.importers.limits import LIMITS, Limits
from leskracht_desktop.importers.source import SourceFile
from leskracht_desktop.importers.table_rows import Row
from leskracht_desktop.importers.xml_head import BadHead, read_head

Result = TypeVar("Result")

WORKBOOK = "xl/workbook.xml"
_ENTRIES = 2_000
_SHARED_STRINGS = "sharedstrings"
_MOST_EMPTY = 5_000  # rows; a row that says it is the billionth would else make the library invent all before it
_ZEROS = re.compile(r"0+")


class XlsxTable:
    """The first visible sheet of a workbook as a table."""

    kind = ImportKind.XLSX

    def __init__(self, source: SourceFile, limits: Limits = LIMITS) -> None:
        self._source = source
        self._limits = limits
        source.limit(limits.workbook_file)
        bounds = ArchiveBounds(_ENTRIES, limits.workbook_part, limits.workbook_total)
        with Archive(source, bounds, limits) as archive:
            self._check_parts(archive)

    def rows(self) -> Iterator[Row]:
        """Yield the rows that are not empty; a cell with a formula has the formula as its text.

        Raises: FileRefused.
        """
        sheet = self._quietly(self._open_sheet)
        sheet.reset_dimensions()  # what a file says about its own size may be anything
        cells_of_rows = iter(sheet.iter_rows())

        def next_texts() -> tuple[str, ...] | None:
            cells = next(cells_of_rows, None)
            return None if cells is None else tuple(map(_text, cells))

        empty = 0
        for number in itertools.count(1):
            texts = self._quietly(next_texts)
            if texts is None:
                return
            empty = 0 if any(texts) else empty + 1
            if number > self._limits.rows or empty > _MOST_EMPTY:
                raise self._source.refuse(RefusalReason.TOO_MANY_ROWS, str(number))
            if empty:
                continue
            row = Row(number, texts, sheet.title)
            if len(texts) > self._limits.columns:
                raise self._source.refuse(RefusalReason.TOO_MANY_COLUMNS, row.where(), str(len(texts)))
            if max(map(len, texts)) > self._limits.cell_characters:
                raise self._source.refuse(RefusalReason.RECORD_TOO_LARGE, row.where())
            yield row

    def position(self) -> int:
        """Return how many bytes were read."""
        return self._source.handle.tell()

    def _open_sheet(self) -> Any:
        import openpyxl  # slow to load, and seldom needed

        self._source.handle.seek(0)
        workbook = openpyxl.load_workbook(self._source.handle, read_only=True, data_only=False, keep_links=False)
        sheet = next((one for one in workbook.worksheets if one.sheet_state == "visible"), None)
        if sheet is None:
            raise self._source.refuse(RefusalReason.NO_COLUMNS)
        return sheet

    def _quietly(self, step: Callable[[], Result]) -> Result:
        """Do one step of reading; the library's warnings are about styles and extensions, which are not read anyway."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return step()
        except _damage() as error:
            raise self._source.refuse(RefusalReason.ARCHIVE_DAMAGED) from error

    def _check_parts(self, archive: Archive) -> None:
        """Refuse documents that declare entities, before the library's own XML parser sees them."""
        if WORKBOOK not in archive.parts:
            raise self._source.refuse(RefusalReason.UNKNOWN_KIND)
        for name, entry in archive.parts.items():
            if _SHARED_STRINGS in name.lower() and entry.file_size > self._limits.shared_strings:
                raise self._source.refuse(RefusalReason.ARCHIVE_TOO_LARGE, name)
            head = archive.head(name, self._limits.head)
            if not _may_be_xml(head):
                continue
            try:
                read_head(head)
            except BadHead as error:
                raise self._source.refuse(error.reason, name, error.detail) from error


@functools.cache
def _damage() -> tuple[type[Exception], ...]:
    """Return all that a workbook whose parts are broken, or do not fit together, makes the reading library raise."""
    from openpyxl.utils.exceptions import CellCoordinatesException, InvalidFileException

    return (
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        AssertionError,
        ArithmeticError,
        SyntaxError,  # the XML parser's
        NotImplementedError,
        RecursionError,
        EOFError,
        OSError,  # "no valid workbook part"
        struct.error,
        zlib.error,
        zipfile.BadZipFile,
        CellCoordinatesException,
        InvalidFileException,
    )


def _may_be_xml(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<")


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return value if isinstance(value, str) else "="
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, (int, float)):
        return _number(value, str(cell.number_format or ""))
    return _moment(value)


def _number(value: float, form: str) -> str:
    """Return a number as it stands in the cell: no `.0`, and with the leading zeros that its format shows."""
    text = str(int(value)) if value == int(value) and abs(value) < 1e15 else str(value)
    return text.zfill(len(form)) if _ZEROS.fullmatch(form) and text.isdigit() else text


def _moment(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date | time) else str(value)
