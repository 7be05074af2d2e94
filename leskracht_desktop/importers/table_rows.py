"""A table of texts, whatever file it came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from leskracht_desktop.domain.intake import ImportKind
from leskracht_desktop.importers.table_columns import column_letter, known_names


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file (1 is the first), the sheet it stands in if any, and its cells as text."""

    number: int
    cells: tuple[str, ...]
    sheet: str = ""

    def where(self, column: int | None = None) -> str:
        """Return where this row, or a cell of it, stands: `12`, or `Blad1!C12` in a workbook."""
        if not self.sheet:
            return str(self.number)
        return f"{self.sheet}!{column_letter(column or 0)}{self.number}"


class Table(Protocol):
    """A file with rows and columns."""

    kind: ImportKind

    def rows(self) -> Iterator[Row]:
        """Yield the rows from the beginning, empty ones left out; may be called again.

        Raises: FileRefused.
        """

    def position(self) -> int:
        """Return how far the file was read, in bytes."""


_LOOK_FOR_HEADER = 10  # rows; a title or a date may stand above the names of the columns


@dataclass(frozen=True, slots=True)
class Header:
    """The row with the names of the columns; `number` is 0 when the table has none and `cells` are empty names."""

    number: int
    cells: tuple[str, ...]


def find_header(first_rows: list[Row]) -> Header:
    """Return the header among the first rows: the first with two names we know, else the first row if it may be one."""
    for row in first_rows[:_LOOK_FOR_HEADER]:
        if known_names(row.cells) >= 2:
            return Header(row.number, _trimmed(row.cells))
    first = first_rows[0]
    if known_names(first.cells) or not any(_looks_like_data(cell) for cell in first.cells):
        return Header(first.number, _trimmed(first.cells))
    return Header(0, ("",) * max(len(row.cells) for row in first_rows))


def _looks_like_data(cell: str) -> bool:
    return "@" in cell or any(character.isdigit() for character in cell)


def _trimmed(cells: tuple[str, ...]) -> tuple[str, ...]:
    count = len(cells)
    while count and not cells[count - 1]:
        count -= 1
    return cells[:count]
