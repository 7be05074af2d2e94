"""What stands in a DOCX or ODT: headings, paragraphs, lists, tables, pictures, notes, headers and footers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from leskracht_desktop.domain.agreement_documents import DocumentContent

LEAST_PART: Final = 800
"""Characters; a heading begins a new part only after so much text."""
MOST_PART: Final = 3_000
"""Characters; about a page. After so much text any paragraph begins a new part."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text in one look; a line end within it is a line break.

    `inserted` is a tracked insertion that nobody accepted yet; `raised` the mark of a note.
    """

    text: str
    bold: bool = False
    italic: bool = False
    inserted: bool = False
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` counts from 1 to 9."""

    level: int
    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """Return the heading without its looks."""
        return _text(self.spans)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, or an item of a list: then `depth` is at least 1 and `marker` its number or bullet."""

    spans: tuple[Span, ...]
    depth: int = 0
    marker: str = ""

    @property
    def text(self) -> str:
        """Return the marker and the text without its looks."""
        return f"{self.marker} {_text(self.spans)}" if self.marker else _text(self.spans)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with what it shows in words; `data` is a whole PNG or JPEG, or empty when it can't be shown."""

    description: str
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table over so many columns and rows."""

    blocks: tuple[Block, ...]
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table by rows; the first `head_rows` say what stands below them."""

    rows: tuple[tuple[Cell, ...], ...]
    head_rows: int = 0


Block = Heading | Paragraph | Picture | Table


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote under the mark that stands in the text."""

    mark: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class WrittenDocument:
    """A document of a word processor, without its layout; `truncated` when there was more than is read."""

    blocks: tuple[Block, ...]
    headers: tuple[tuple[Block, ...], ...] = ()
    footers: tuple[tuple[Block, ...], ...] = ()
    notes: tuple[Note, ...] = ()
    truncated: bool = False

    def parts(self) -> tuple[str, ...]:
        """Return the text in parts of about a page, to search in: headers come first, notes and footers last."""
        parts: list[list[str]] = [[line for header in self.headers for line in lines(header)]]
        size = 0
        for block in self.blocks:
            if size >= (LEAST_PART if isinstance(block, Heading) else MOST_PART):
                parts.append([])
                size = 0
            found = list(lines((block,)))
            parts[-1] += found
            size += sum(map(len, found))
        parts.append([f"{note.mark} {line}" for note in self.notes for line in lines(note.blocks)])
        parts[-1] += [line for footer in self.footers for line in lines(footer)]
        return tuple("\n".join(part) for part in parts if part)


@dataclass(frozen=True, slots=True)
class OpenedDocument:
    """A document as a viewer wants it: its bytes, and for a DOCX or ODT what stands in it."""

    content: DocumentContent
    written: WrittenDocument | None = None


def lines(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the text of blocks line by line, as it stands on the screen."""
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield from lines(cell.blocks)
        elif isinstance(block, Picture):
            if block.description:
                yield block.description
        else:
            yield from (line.strip() for line in block.text.split("\n") if line.strip())


def _text(spans: Iterable[Span]) -> str:
    return "".join(span.text for span in spans)
