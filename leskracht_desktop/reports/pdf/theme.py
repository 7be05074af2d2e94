"""Sizes, colours and distances of the printed page, in points; one place to change how documents look."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from functools import cache

from leskracht_desktop.reports.pdf.fonts import FaceName
from leskracht_desktop.reports.pdf.model import NoteKind, TextStyle

MM = 72 / 25.4
PAGE_WIDTH = 595.28
PAGE_HEIGHT = 841.89
LEFT = 25 * MM
RIGHT = PAGE_WIDTH - 25 * MM
TOP = PAGE_HEIGHT - 25 * MM
BOTTOM = 25 * MM
WIDTH = RIGHT - LEFT
MEASURE = 150 * MM
"""Longest line of running text: some 80 characters, which reads easily; tables may use the full width."""
HEADER_BASELINE = PAGE_HEIGHT - 15 * MM
FOOTER_BASELINE = 14 * MM

LETTER_LOGO_TOP = PAGE_HEIGHT - 14 * MM
# A DL window (35 x 90 mm, 20 mm from the left, its upper edge 55 mm below the fold at the top) shows at least the strip
# from 55 to 79 mm below the top of the sheet, however the sheet slides in its envelope; a C5 window shows more.
ADDRESS_TOP = PAGE_HEIGHT - 55 * MM
ADDRESS_LEFT = LEFT
SENDER_BASELINE = PAGE_HEIGHT - 52 * MM
ADDRESS_WIDTH = 85 * MM
LETTER_BODY_TOP = PAGE_HEIGHT - 92 * MM


class Colour(Enum):
    """Colours as fill operands; every text colour has a contrast of at least 4.5 : 1 on its background (WCAG 1.4.3)."""

    TEXT = "0.11 0.13 0.18"
    QUIET = "0.33 0.37 0.44"
    HEADING = "0.07 0.23 0.37"
    LINK = "0.04 0.31 0.6"
    RULE = "0.82 0.85 0.89"
    TABLE_HEAD = "0.94 0.96 0.98"
    INFO = "0.93 0.96 0.99"
    INFO_BAR = "0.13 0.42 0.69"
    IMPORTANT = "0.99 0.96 0.88"
    IMPORTANT_BAR = "0.75 0.5 0.05"
    WARNING = "0.99 0.93 0.92"
    WARNING_BAR = "0.72 0.15 0.12"
    CODE = "0.95 0.96 0.97"

    @property
    def fill(self) -> str:
        """The operator that fills with this colour."""
        return f"{self.value} rg"

    @property
    def stroke(self) -> str:
        """The operator that draws lines in this colour."""
        return f"{self.value} RG"


@dataclass(frozen=True, slots=True)
class Style:
    """How a kind of text is set."""

    face: FaceName
    size: float
    leading: float
    colour: Colour
    before: float = 0
    after: float = 0


BODY = Style(FaceName.REGULAR, 10.25, 15, Colour.TEXT, 0, 7.5)
LABEL = Style(FaceName.BOLD, 10.25, 15, Colour.TEXT)
CELL = Style(FaceName.REGULAR, 9.25, 12.75, Colour.TEXT)
CELL_HEAD = Style(FaceName.BOLD, 9.25, 12.75, Colour.HEADING)
ROW_HEAD = Style(FaceName.BOLD, 9.25, 12.75, Colour.TEXT)
KEY = Style(FaceName.REGULAR, 9.25, 12.75, Colour.QUIET)
CAPTION = Style(FaceName.BOLD, 9.75, 13.5, Colour.TEXT, 5, 4)
FIGURE_CAPTION = Style(FaceName.ITALIC, 9.25, 13, Colour.QUIET, 4, 9)
FURNITURE = Style(FaceName.REGULAR, 8.25, 11, Colour.QUIET)
SENDER = Style(FaceName.REGULAR, 7.5, 10, Colour.QUIET)
ADDRESS = Style(FaceName.REGULAR, 10.25, 13.6, Colour.TEXT)
TITLE = Style(FaceName.BOLD, 23, 29, Colour.HEADING, 0, 3)
SUBTITLE = Style(FaceName.REGULAR, 12, 17, Colour.QUIET, 0, 14)
CONTENTS_ENTRY = Style(FaceName.REGULAR, 10.25, 16, Colour.TEXT)
CONTENTS_CHAPTER = Style(FaceName.BOLD, 10.25, 16, Colour.TEXT)

HEADINGS = {
    1: Style(FaceName.BOLD, 17, 22, Colour.HEADING, 24, 8),
    2: Style(FaceName.BOLD, 12.75, 17, Colour.HEADING, 16, 5),
    3: Style(FaceName.BOLD, 10.75, 15, Colour.HEADING, 12, 3),
    4: Style(FaceName.BOLD, 10.25, 15, Colour.TEXT, 9, 2),
}
PARAGRAPHS = {
    TextStyle.BODY: BODY,
    TextStyle.LEAD: Style(FaceName.REGULAR, 11.75, 17.5, Colour.TEXT, 0, 10),
    TextStyle.SMALL: Style(FaceName.REGULAR, 8.75, 12.5, Colour.QUIET, 0, 6),
    TextStyle.CODE: Style(FaceName.BOLD, 16, 25, Colour.TEXT, 6, 12),
}
NOTES = {
    NoteKind.INFO: (Colour.INFO, Colour.INFO_BAR),
    NoteKind.IMPORTANT: (Colour.IMPORTANT, Colour.IMPORTANT_BAR),
    NoteKind.WARNING: (Colour.WARNING, Colour.WARNING_BAR),
}

CELL_PADDING_X = 5.0
CELL_PADDING_Y = 3.6
TABLE_AFTER = 12.0
LIST_INDENT = 16.0
LIST_ITEM_GAP = 2.5
NOTE_PADDING = 10.0
NOTE_BAR = 3.0
CONTENTS_INDENT = 14.0


_TIGHT_LEADING = 0.91
_TIGHT_GAPS = 0.5


@cache
def tight(style: Style) -> Style:
    """Return a style with less white between lines and blocks, for a letter that is just too long for its page."""
    return replace(
        style,
        leading=style.leading * _TIGHT_LEADING,
        before=style.before * _TIGHT_GAPS,
        after=style.after * _TIGHT_GAPS,
    )


def baseline(style: Style) -> float:
    """Return how far below the top of a line its letters stand: capitals are centred in the leading."""
    return style.leading / 2 + 0.357 * style.size
