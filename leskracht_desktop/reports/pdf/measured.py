"""A table with its columns and first rows set in lines, so that its height is known before it is drawn."""

from __future__ import annotations

from functools import cached_property
from math import inf
from typing import TYPE_CHECKING

from leskracht_desktop.reports.pdf import theme
from leskracht_desktop.reports.pdf.columns import Column, key_value_columns, table_columns
from leskracht_desktop.reports.pdf.fonts import face
from leskracht_desktop.reports.pdf.model import KeyValues, Table
from leskracht_desktop.reports.pdf.text import set_lines
from leskracht_desktop.reports.pdf.typeset import Line, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

FEWEST_LINES = 3
"""So many lines of a row that is broken over pages stand on each, at least."""

WHOLE_PAGE = theme.TOP - theme.BOTTOM
_LARGEST_HEAD = 0.3
"""A header higher than this part of the page is not repeated."""
_HIGHEST_WHOLE = 0.25
"""A table up to this part of the page is not broken; more would leave too much of pages empty."""
_HIGHEST_ROW = 0.5
"""A row up to this part of what a page can hold is not broken."""
_MOST_MEASURED = 24

Cells = list[list[Line]]


class MeasuredTable:
    """A table on its way to the page; what was wrapped to measure it is not wrapped again.

    Raises ValueError when a row has not as many cells as the header.
    """

    def __init__(self, block: Table | KeyValues) -> None:
        self.rows: Sequence[Sequence[str]] = block.rows
        self.columns = _columns(block)
        texts = block.header if isinstance(block, Table) else ()
        self.head: Cells = [
            wrap(text, face(theme.CELL_HEAD.face), int(column.text_width * 1000 / theme.CELL_HEAD.size))
            for text, column in zip(texts, self.columns, strict=bool(texts))
        ]
        self.head_height = row_height(self.head) if texts else 0.0
        self.repeats = bool(texts) and self.head_height <= _LARGEST_HEAD * WHOLE_PAGE
        self.caption = set_lines(block.caption, theme.CAPTION, theme.WIDTH)[0] if block.caption else []
        self._wraps = [(face(column.style.face), column.limit) for column in self.columns]
        self._waiting: dict[int, Cells] = {}

    def row(self, index: int) -> Cells:
        """Return a row in lines, once."""
        made = self._waiting.pop(index, None)
        if made is None:
            made = [wrap(text, own, limit) for (own, limit), text in zip(self._wraps, self.rows[index], strict=True)]
        return made

    def waiting(self, index: int) -> Cells:
        """Return a row in lines and keep it until it is drawn."""
        made = self._waiting[index] = self.row(index)
        return made

    @property
    def opening(self) -> float:
        """Height of the caption and the header."""
        style = theme.CAPTION
        caption = len(self.caption) * style.leading + style.after if self.caption else 0.0
        return caption + self.head_height

    @cached_property
    def height(self) -> float:
        """Height of the whole; infinite for a table of many rows, which nobody keeps together."""
        if len(self.rows) > _MOST_MEASURED:
            return inf
        return self.opening + sum(row_height(self.waiting(index)) for index in range(len(self.rows)))

    @property
    def start(self) -> float:
        """Height of the least that may stand at the foot of a page: caption, header and two rows."""
        most = _HIGHEST_ROW * (WHOLE_PAGE - (self.head_height if self.repeats else 0))
        height = self.opening
        for index in range(min(2, len(self.rows))):
            row = row_height(self.waiting(index))
            if row > most:
                return height + FEWEST_LINES * theme.CELL.leading + 2 * theme.CELL_PADDING_Y
            height += row
        return height

    @property
    def short(self) -> bool:
        """True for a table that is not broken over pages."""
        return self.height <= _HIGHEST_WHOLE * WHOLE_PAGE


def _columns(block: Table | KeyValues) -> list[Column]:
    if isinstance(block, KeyValues):
        return key_value_columns(block)
    count = len(block.header)
    if any(len(row) != count for row in block.rows):
        raise ValueError(f"a row of table {block.caption!r} has not {count} cells")
    return table_columns(block)


def row_height(cells: Sequence[Sequence[Line]]) -> float:
    """Return the height of a row in points."""
    return max(map(len, cells), default=0) * theme.CELL.leading + 2 * theme.CELL_PADDING_Y
