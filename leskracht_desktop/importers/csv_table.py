"""CSV files: encoding and delimiter found out from the content, read row by row."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from typing import TextIO

from leskracht_desktop.domain.intake import ImportKind
from leskracht_desktop.domain.intake_codes import RefusalReason
from leskracht_desktop.importers.limits import CHUNK, LIMITS, Limits
from leskracht_desktop.importers.source import SourceFile
from leskracht_desktop.importers.table_rows import Row

_DELIMITERS = ";,\t|"
_NAMED_DELIMITER = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)  # Excel's own first line
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


class CsvTable:
    """An open CSV file as a table."""

    kind = ImportKind.CSV

    def __init__(self, source: SourceFile, limits: Limits = LIMITS) -> None:
        self._source = source
        self._limits = limits
        source.limit(limits.text_file)
        self._bom, self.encoding = self._find_encoding()
        head = source.head(limits.head)[self._bom :].decode(self.encoding, errors="ignore")
        named = _NAMED_DELIMITER.match(head)
        self._skip_first = named is not None
        self.delimiter = named[1] if named else find_delimiter(head)

    def rows(self) -> Iterator[Row]:
        """Yield the rows that are not empty; a row's number is the line on which it begins.

        Raises: FileRefused.
        """
        handle = self._source.handle
        handle.seek(self._bom)
        lent = io.BufferedReader(_Borrowed(self._source), CHUNK)
        text = io.TextIOWrapper(lent, encoding=self.encoding, errors="strict", newline="")
        reader = csv.reader(self._checked(text), delimiter=self.delimiter, strict=True)
        line, count = 1, 0
        try:
            for cells in reader:
                begins, line = line, reader.line_num + 1
                if begins == 1 and self._skip_first:
                    continue
                tidy = tuple(cell.strip() for cell in cells)
                if not any(tidy):
                    continue
                count += 1
                self._check_size(tidy, count, begins)
                yield Row(begins, tidy)
        except csv.Error as error:
            raise self._source.refuse(RefusalReason.OPEN_QUOTE, str(line)) from error
        except UnicodeDecodeError as error:
            raise self._source.refuse(RefusalReason.INVALID_TEXT, str(reader.line_num + 1)) from error

    def position(self) -> int:
        """Return how many bytes were read."""
        return self._source.handle.tell()

    def _checked(self, text: TextIO) -> Iterator[str]:
        """Yield the lines of the file, each of a size that fits in memory."""
        number = 0
        longest = self._limits.cell_characters * 8
        while line := text.readline(longest + 1):
            number += 1
            if len(line) > longest:
                raise self._source.refuse(RefusalReason.RECORD_TOO_LARGE, str(number))
            if _CONTROL.search(line):
                raise self._source.refuse(RefusalReason.CONTROL_CHARACTERS, str(number))
            yield line

    def _check_size(self, cells: tuple[str, ...], count: int, line: int) -> None:
        if len(cells) > self._limits.columns:
            raise self._source.refuse(RefusalReason.TOO_MANY_COLUMNS, str(line), str(len(cells)))
        if count > self._limits.rows:
            raise self._source.refuse(RefusalReason.TOO_MANY_ROWS, str(line))
        if max(map(len, cells)) > self._limits.cell_characters:
            raise self._source.refuse(RefusalReason.RECORD_TOO_LARGE, str(line))

    def _find_encoding(self) -> tuple[int, str]:
        """Return the length of the mark at the beginning and the encoding; the whole file is looked at."""
        head = self._source.head(4096)
        for bom, encoding in _BOMS:
            if head.startswith(bom):
                return len(bom), encoding
        # UTF-16 without a mark: in a Dutch text every other byte is zero.
        if head[1::2].count(0) > len(head) // 4 and not head[::2].count(0):
            return 0, "utf-16-le"
        if head[::2].count(0) > len(head) // 4 and not head[1::2].count(0):
            return 0, "utf-16-be"
        if b"\0" in head:
            raise self._source.refuse(RefusalReason.UNKNOWN_KIND)
        return 0, "utf-8" if self._is_utf8() else "cp1252"

    def _is_utf8(self) -> bool:
        decoder = codecs.getincrementaldecoder("utf-8")()
        handle = self._source.handle
        handle.seek(0)
        try:
            while chunk := handle.read(CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
        return True


class _Borrowed(io.RawIOBase):
    """Lends the open file to a text layer, which reads from it but does not close it."""

    def __init__(self, source: SourceFile) -> None:
        super().__init__()
        self._source = source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # narrower than any buffer
        chunk = self._source.handle.read(len(buffer))
        buffer[: len(chunk)] = chunk
        return len(chunk)


def find_delimiter(head: str) -> str:
    """Return the delimiter that parts the first lines most evenly; a comma when there is none."""
    lines = [line for line in head.splitlines()[:20] if line.strip()]
    if len(lines) > 1 and not head.endswith(("\n", "\r")):
        lines.pop()  # the last line may be cut off

    def evenness(delimiter: str) -> tuple[int, int]:
        counts = [_count_outside_quotes(line, delimiter) for line in lines]
        first = counts[0] if counts else 0
        same = sum(1 for count in counts if count == first and first > 0)
        return same, first

    best = max(_DELIMITERS, key=evenness)
    return best if evenness(best)[1] > 0 else ","


def _count_outside_quotes(line: str, delimiter: str) -> int:
    return sum(part.count(delimiter) for part in line.split('"')[::2])
