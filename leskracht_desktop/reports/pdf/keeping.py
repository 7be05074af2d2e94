"""How much room the start of what follows a heading needs, so that no heading stands alone at the foot of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leskracht_desktop.reports.pdf import theme
from leskracht_desktop.reports.pdf.figures import figure_height
from leskracht_desktop.reports.pdf.model import (
    Block,
    BulletList,
    Figure,
    Heading,
    KeyValues,
    NumberedList,
    PageBreak,
    Paragraph,
    Spacer,
    Table,
)
from leskracht_desktop.reports.pdf.text import heading_height, set_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leskracht_desktop.reports.pdf.canvas import TaggedCanvas

_TABLE_START = 80.0
_TEXT_START = 60.0
_INTRODUCTION_LINES = 2
_INSEPARABLE_LINES = 3
_FEWEST_LINES = 2


def start_height(canvas: TaggedCanvas, blocks: Sequence[Block]) -> float:
    """Return the height, in points, that the first part of `blocks` takes.

    Headings and paragraphs of one or two lines, which introduce something, are kept with what comes after them.
    """
    height = 0.0
    for block in blocks:
        match block:
            case Heading():
                height += heading_height(block)
            case Spacer():
                height += block.height_mm * theme.MM
            case Paragraph():
                style = theme.PARAGRAPHS[block.style]
                lines = len(set_lines(block.text, style, theme.MEASURE)[0])
                whole = lines <= _INSEPARABLE_LINES
                height += style.before + (lines if whole else _FEWEST_LINES) * style.leading
                if lines > _INTRODUCTION_LINES:
                    return height
                height += style.after
            case Table() | KeyValues():
                return height + _TABLE_START
            case Figure():
                return height + figure_height(canvas, block)
            case BulletList() | NumberedList():
                return height + _FEWEST_LINES * theme.BODY.leading
            case PageBreak():
                return height
            case _:
                return height + _TEXT_START
    return height
