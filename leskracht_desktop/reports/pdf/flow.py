"""Where on which page the next block comes: one downward pass, with page breaks and the room between blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leskracht_desktop.reports.pdf import theme
from leskracht_desktop.reports.pdf.painting import TextOwner, paint_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from leskracht_desktop.reports.pdf.canvas import TaggedCanvas
    from leskracht_desktop.reports.pdf.structure import Node
    from leskracht_desktop.reports.pdf.theme import Style
    from leskracht_desktop.reports.pdf.typeset import Line

_FEWEST_LINES = 2
_HAIR = 0.01


class Flow:
    """The writing position: `y` is the upper edge of what comes next, in points from the bottom of the page."""

    def __init__(self, canvas: TaggedCanvas, on_page: Callable[[], None]) -> None:
        self.canvas = canvas
        self._on_page = on_page
        self._owed = 0.0
        self.section: Node = canvas.root
        self.y = theme.TOP
        self.at_top = True
        self.tight = False
        canvas.add_page()

    @property
    def room(self) -> float:
        """Height left on this page."""
        return self.y - theme.BOTTOM + _HAIR

    @property
    def whole_page(self) -> float:
        """Height of an empty page."""
        return theme.TOP - theme.BOTTOM

    def style(self, wanted: Style) -> Style:
        """Return a style as it is set here: as it is, or somewhat tighter."""
        return theme.tight(wanted) if self.tight else wanted

    def new_page(self) -> None:
        """Go on at the top of a new page."""
        self._on_page()
        self.canvas.add_page()
        self.y = theme.TOP
        self.at_top = True
        self._owed = 0.0

    def before(self, height: float) -> None:
        """Leave room before a block: the larger of what it asks and what the block before it left."""
        if not self.at_top:
            self.y -= max(height, self._owed)
        self._owed = 0.0

    def after(self, height: float) -> None:
        """Ask room after a block."""
        self._owed = height

    def advance(self, height: float) -> None:
        """Move down over what was drawn."""
        self.y -= height
        self.at_top = False

    def need(self, height: float) -> None:
        """Go to a new page unless `height` is left on this one (or this page is empty)."""
        if not self.at_top and self.room < height:
            self.new_page()

    def text(self, lines: Sequence[Line], owner: TextOwner, style: Style, left: float) -> None:
        """Set lines, over as many pages as they take, without lonely first or last lines."""
        start = 0
        while start < len(lines):
            count = fitting(len(lines) - start, self.room, style.leading, at_top=self.at_top)
            if count:
                paint_lines(self.canvas, lines[start : start + count], owner, style, left, self.y)
                self.advance(count * style.leading)
                start += count
            if start < len(lines):
                self.new_page()


def fitting(lines: int, room: float, leading: float, *, at_top: bool) -> int:
    """Return how many of `lines` to set in `room`; 0 means: start on the next page."""
    fit = int(room / leading)
    if fit >= lines:
        return lines
    if lines - fit < _FEWEST_LINES:
        fit = lines - _FEWEST_LINES
    if at_top:
        return max(fit, 1)
    return fit if fit >= _FEWEST_LINES else 0
