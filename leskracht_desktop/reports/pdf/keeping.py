"""What must stand together on a page: measured once, ahead of drawing, and drawn from the same lines."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from leskracht_desktop.reports.pdf import theme
from leskracht_desktop.reports.pdf.figures import FIGURE_BEFORE, figure_height
from leskracht_desktop.reports.pdf.measured import WHOLE_PAGE, MeasuredTable
from leskracht_desktop.reports.pdf.model import (
    Block,
    BulletList,
    Figure,
    Heading,
    Keep,
    KeyValues,
    NumberedList,
    PageBreak,
    Paragraph,
    Spacer,
    Table,
)
from leskracht_desktop.reports.pdf.text import SetText, list_height, set_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leskracht_desktop.reports.pdf.canvas import TaggedCanvas
    from leskracht_desktop.reports.pdf.theme import Style

_LOOK_AHEAD = 9
_TEXT_START = 60.0
_INTRODUCTION_LINES = 2
_INSEPARABLE_LINES = 3
_FEWEST_LINES = 2


class Ahead:
    """Knows how much room the coming blocks claim; lines and tables that were set to know it are handed out once."""

    def __init__(self, canvas: TaggedCanvas, blocks: Sequence[Block]) -> None:
        self._canvas = canvas
        self._blocks = blocks
        self._texts: dict[int, SetText] = {}
        self._tables: dict[int, MeasuredTable] = {}
        self._settled = -1

    def text(self, index: int) -> SetText:
        """Return the lines and links of the heading or paragraph at `index`, for drawing."""
        made = self._text(index)
        del self._texts[index]
        return made

    def table(self, index: int) -> MeasuredTable:
        """Return the table at `index`, for drawing."""
        made = self._table(index)
        del self._tables[index]
        return made

    def claim(self, index: int) -> float:
        """Return how much must fit under one another from block `index` on, in points; 0 if a block before saw to it.

        Headings, short introductions and paragraphs that ask for it stand with what comes after them, short tables in
        one piece, and a picture with the record before it.
        """
        if index <= self._settled or not self._claims(index):
            return 0.0
        height, self._settled = self._chain(index)
        return min(height, WHOLE_PAGE)

    def letter_is_tight(self, start: int, room: float) -> bool:
        """Tell whether the letter from block `start` on ends within `room` points if, and only if, it is set tight.

        Then nothing in it has to be kept together any more.
        """
        end = start
        while end < len(self._blocks) and not isinstance(self._blocks[end], PageBreak):
            end += 1
        letter = range(start, end)
        tight = self._height(letter, tight=False) > room >= self._height(letter, tight=True)
        if tight:
            self._settled = end
        return tight

    def _claims(self, index: int) -> bool:
        block = self._blocks[index]
        if not isinstance(block, Paragraph) or block.keep is not Keep.NOTHING:
            return True
        following = self._blocks[index + 1] if index + 1 < len(self._blocks) else None
        introduces = isinstance(following, Table | KeyValues | BulletList | NumberedList | Figure)
        return introduces and len(self._text(index)[0]) <= _INTRODUCTION_LINES

    def _text(self, index: int) -> SetText:
        made = self._texts.get(index)
        if made is None:
            block = self._blocks[index]
            if isinstance(block, Heading):
                made = set_lines(block.text, theme.HEADINGS[block.level], theme.WIDTH)
            elif isinstance(block, Paragraph):
                made = set_lines(block.text, theme.PARAGRAPHS[block.style], theme.MEASURE)
            else:
                raise TypeError(block)
            self._texts[index] = made
        return made

    def _table(self, index: int) -> MeasuredTable:
        made = self._tables.get(index)
        if made is None:
            block = self._blocks[index]
            if not isinstance(block, Table | KeyValues):
                raise TypeError(block)
            made = self._tables[index] = MeasuredTable(block)
        return made

    def _chain(self, index: int) -> tuple[float, int]:
        """Return the height of what belongs together from `index` on, and the index of the last block of it."""
        height, last = 0.0, index
        for at in range(index, min(index + _LOOK_AHEAD, len(self._blocks))):
            last, block = at, self._blocks[at]
            match block:
                case Heading() | Paragraph():
                    style, lines = _style(block), len(self._text(at)[0])
                    height += style.before if at > index else 0.0
                    if isinstance(block, Paragraph) and not self._goes_on(block, lines):
                        whole = lines <= _INSEPARABLE_LINES or block.keep is Keep.WHOLE
                        return height + (lines if whole else _FEWEST_LINES) * style.leading, at
                    height += lines * style.leading + style.after
                case Spacer():
                    height += block.height_mm * theme.MM
                case Table() | KeyValues():
                    return self._with_table(height, at)
                case Figure():
                    return height + figure_height(self._canvas, block), at
                case BulletList() | NumberedList():
                    return height + _FEWEST_LINES * theme.BODY.leading, at
                case PageBreak():
                    return height, at
                case _:
                    return height + _TEXT_START, at
        return height, last

    @staticmethod
    def _goes_on(block: Paragraph, lines: int) -> bool:
        return block.keep is Keep.WITH_NEXT or (block.keep is Keep.NOTHING and lines <= _INTRODUCTION_LINES)

    def _with_table(self, height: float, at: int) -> tuple[float, int]:
        """Return the height and the last block of a chain that reaches a table, with the picture that belongs to it."""
        made = self._table(at)
        following = self._blocks[at + 1] if at + 1 < len(self._blocks) else None
        if isinstance(following, Figure):
            gap = max(theme.TABLE_AFTER, FIGURE_BEFORE)
            whole = height + made.height + gap + figure_height(self._canvas, following)
            if whole <= WHOLE_PAGE:
                return whole, at + 1
        if made.short and height + made.height <= WHOLE_PAGE:
            return height + made.height, at
        return height + made.start, at

    def _height(self, indices: range, *, tight: bool) -> float:
        """Return how high blocks come out; infinite when it is not known beforehand."""
        height = owed = 0.0
        for at in indices:
            block = self._blocks[at]
            match block:
                case Heading() | Paragraph():
                    style = theme.tight(_style(block)) if tight else _style(block)
                    height += max(style.before, owed) + len(self._text(at)[0]) * style.leading
                    owed = style.after
                case BulletList() | NumberedList():
                    style = theme.tight(theme.BODY) if tight else theme.BODY
                    height += owed + list_height(block, style)
                    owed = style.after
                case KeyValues() | Table():
                    height += max(theme.CAPTION.before, owed) + self._table(at).height
                    owed = theme.TABLE_AFTER
                case _:
                    return inf
        return height


def _style(block: Heading | Paragraph) -> Style:
    return theme.HEADINGS[block.level] if isinstance(block, Heading) else theme.PARAGRAPHS[block.style]
