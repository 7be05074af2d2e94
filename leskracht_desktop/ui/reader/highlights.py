"""What is highlighted in a page, and the two ways to count its characters: Python's, and Qt's in units of UTF-16."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QTextDocument


@dataclass(frozen=True, slots=True)
class Highlight:
    """A marked text: of the equal texts of the page the one with number `nth`; `tip` says who and when."""

    note_id: int
    quote: str
    nth: int
    tip: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is selected; empty when nothing is."""

    text: str
    nth: int


def in_units(text: str, at: int) -> int:
    """Return the place in Qt's document of the character at `at`: those beyond U+FFFF count for two there."""
    return at if text.isascii() else len(text[:at].encode("utf-16-le")) // 2


def of_units(text: str, position: int) -> int:
    """Return which character of a text stands at a place in Qt's document."""
    if text.isascii():
        return min(position, len(text))
    return len(text.encode("utf-16-le")[: 2 * position].decode("utf-16-le", "ignore"))


def anchor_position(document: QTextDocument, name: str) -> int | None:
    """Return where the paragraph after a named anchor begins in a document, or None; the last ones are tried first."""
    block = document.lastBlock()
    while block.isValid():
        if name in block.charFormat().anchorNames():
            return block.position()
        block = block.previous()
    return None
