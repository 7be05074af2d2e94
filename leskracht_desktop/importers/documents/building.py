"""Putting a written document together: text made plain, pieces in one look joined, and never more than the bounds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from leskracht_desktop.domain.written_documents import Block, Cell, Heading, Paragraph, Span, Table
from leskracht_desktop.importers.documents.plain_text import UNSEEN
from leskracht_desktop.importers.limits import Limits

PLAIN: Final = Span("")
MOST_SPAN: Final = 64
"""Columns or rows that one cell may take."""
DEEPEST_TABLE: Final = 6
"""Tables within tables; what lies deeper is shown as paragraphs."""
DEEPEST_LIST: Final = 9

_SPACES: Final = re.compile(r"[^\S\n]+")
_AROUND_BREAK: Final = re.compile(r" ?\n ?")


class Budget:
    """How much may still be read; `truncated` tells that there was more."""

    def __init__(self, limits: Limits) -> None:
        self._characters = limits.document_characters
        self._blocks = limits.document_blocks
        self.truncated = False

    def take_text(self, text: str) -> str:
        """Return as much of a text as still fits."""
        kept = text[: self._characters]
        self._characters -= len(kept)
        self.truncated = self.truncated or len(kept) < len(text)
        return kept

    def take_block(self) -> bool:
        """Tell whether one more block fits."""
        if self._blocks <= 0:
            self.truncated = True
            return False
        self._blocks -= 1
        return True


class Line:
    """Gathers the spans of one paragraph: single spaces, none at the ends of a line."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._pieces: list[tuple[Span, list[str]]] = []
        self._last = "\n"

    def add(self, text: str, look: Span = PLAIN) -> None:
        """Add text in this look; every kind of space is a space, a line end is a line break."""
        plain = text if text.isascii() and text.isprintable() else _plain(text)
        if "  " in plain or "\n" in plain:
            plain = _AROUND_BREAK.sub("\n", _SPACES.sub(" ", plain))
        if self._last in " \n":
            plain = plain.lstrip(" ")
        kept = self._budget.take_text(plain)
        if not kept:
            return
        self._last = kept[-1]
        if self._pieces and (self._pieces[-1][0] is look or self._pieces[-1][0] == look):
            self._pieces[-1][1].append(kept)
        else:
            self._pieces.append((look, [kept]))

    def spans(self) -> tuple[Span, ...]:
        """Return what was gathered; empty when there is nothing to read in it."""
        found = [replace(look, text="".join(texts)) for look, texts in self._pieces]
        while found and not (rest := found[-1].text.rstrip()):
            found.pop()
        return (*found[:-1], replace(found[-1], text=rest)) if found else ()


def _plain(text: str) -> str:
    return _SPACES.sub(" ", unicodedata.normalize("NFC", UNSEEN.sub(" ", text.replace("\xad", ""))))


@dataclass(slots=True)
class OpenCell:
    """A cell while its table is read: where it stands in the grid, and over how much of it."""

    column: int
    blocks: tuple[Block, ...]
    columns: int = 1
    rows: int = 1


def table(rows: Sequence[Sequence[OpenCell]], head_rows: int) -> Table | None:
    """Return a table without its empty rows, or None when nothing stands in it."""
    kept = [[Cell(one.blocks, one.columns, one.rows) for one in row] for row in rows if row]
    if not any(cell.blocks for row in kept for cell in row):
        return None
    return Table(tuple(tuple(row) for row in kept), min(head_rows, len(kept) - 1))


def flattened(found: Table) -> tuple[Block, ...]:
    """Return what stands in a table as blocks one below the other."""
    return tuple(block for row in found.rows for cell in row for block in cell.blocks)


def block_of(spans: tuple[Span, ...], level: int, depth: int, marker: str) -> Block:
    """Return a heading (level 1 and more), an item of a list (depth 1 and more) or a paragraph."""
    if level:
        number = (Span(f"{marker} "),) if marker else ()
        return Heading(min(level, 9), (*number, *spans))
    return Paragraph(spans, min(depth, DEEPEST_LIST), marker)
