"""The content model: what a printed document says, without a word on how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias


class TextStyle(StrEnum):
    """How a paragraph looks; the engine's theme gives each its size, leading and colour."""

    BODY = "body"
    LEAD = "lead"
    SMALL = "small"
    CODE = "code"


class Keep(StrEnum):
    """What may not come between the lines of a paragraph, or after it: the end of a page."""

    NOTHING = "nothing"
    WHOLE = "whole"
    WITH_NEXT = "with_next"
    """In one piece, and on the page of what comes after it."""


class NoteKind(StrEnum):
    """The tone of a note; colour is never the only sign, so give a note a title."""

    INFO = "info"
    IMPORTANT = "important"
    WARNING = "warning"


class Relationship(StrEnum):
    """What an attached file is to the document (PDF/A-3 AFRelationship, ISO 19005-3 annex E)."""

    DATA = "Data"
    SOURCE = "Source"
    SUPPLEMENT = "Supplement"
    ALTERNATIVE = "Alternative"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text with emphasis of its own."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A piece of text that leads somewhere: `https:`, `mailto:`, `tel:`, or `#key` of a heading in the document."""

    text: str
    target: str


Inline: TypeAlias = str | Run | Link
Text: TypeAlias = str | tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """The document's own title on the page, above all headings."""

    text: str
    subtitle: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4; levels may not skip downwards. `key` is the target for links `#key`."""

    level: int
    text: str
    key: str = ""
    in_contents: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of text; a newline in it starts a new line."""

    text: Text
    style: TextStyle = TextStyle.BODY
    keep: Keep = Keep.NOTHING


@dataclass(frozen=True, slots=True)
class ListItem:
    """A list item with a list of its own below it."""

    text: Text
    below: BulletList | NumberedList


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list whose order does not matter."""

    items: tuple[Text | ListItem, ...]


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list of steps, numbered from `start`."""

    items: tuple[Text | ListItem, ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Labels with their values: a table of two columns whose labels are row headers."""

    rows: tuple[tuple[str, str], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of plain text; every row has as many cells as `header`.

    `widths` are relative hints, one per column; empty means by content. `row_header_column` is the index of the
    column that names the row, None when no column does. Columns in `right_aligned` hold figures.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()
    row_header_column: int | None = None
    right_aligned: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Shape:
    """One filled path of a drawing: `path` is SVG path data with absolute M, L, H, V, C and Z; `fill` is `#rrggbb`."""

    path: str
    fill: str = "#000000"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A vector image; width and height are those of its own coordinate system (origin top left, as in SVG)."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """An image (JPEG or PNG bytes, or a drawing) with its text alternative; `width_mm` None fits it to the column."""

    image: bytes | Drawing
    alt: str
    caption: str = ""
    width_mm: float | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents, made from the headings that stand after it, down to `levels`; `note` explains it.

    It stands on one page if it fits on one, unless it `may_split`: then it begins wherever a fair part of it fits.
    """

    title: str = "Inhoud"
    levels: int = 2
    note: str = ""
    may_split: bool = False


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


@dataclass(frozen=True, slots=True)
class Spacer:
    """White space of a height in millimetres; swallowed at the top of a page."""

    height_mm: float


@dataclass(frozen=True, slots=True)
class Note:
    """A framed remark that stands out from the text."""

    text: Text
    title: str = ""
    kind: NoteKind = NoteKind.INFO


@dataclass(frozen=True, slots=True)
class Address:
    """The addressee of a letter, placed so that it shows in the left window of a DL or C5 envelope.

    `sender` is the one-line return address above it. Only as the first block of a document.
    """

    lines: tuple[str, ...]
    sender: str = ""


Block: TypeAlias = (
    Title
    | Heading
    | Paragraph
    | BulletList
    | NumberedList
    | KeyValues
    | Table
    | Figure
    | Contents
    | PageBreak
    | Spacer
    | Note
    | Address
)


@dataclass(frozen=True, slots=True)
class PackedBytes:
    """Content that is compressed (zlib) already, so that it never has to be in memory whole.

    `size` in bytes and `md5` are of what comes out.
    """

    deflated: bytes
    size: int
    md5: bytes


@dataclass(frozen=True, slots=True)
class EmbeddedFile:
    """A file inside the PDF; `name` is unique in the document, `mime` e.g. `application/json`."""

    name: str
    mime: str
    description: str
    data: bytes | PackedBytes
    relationship: Relationship = Relationship.DATA


@dataclass(frozen=True, slots=True)
class Logo:
    """The mark at the top of the first page, fitted into a box of these sizes in millimetres."""

    image: bytes | Drawing
    alt: str
    max_width_mm: float = 55.0
    max_height_mm: float = 18.0


@dataclass(frozen=True, slots=True)
class Labels:
    """The engine's own few words, in the language of the document; `{…}` fields are filled in."""

    page: str = "Pagina {page} van {total}"
    contents_entry: str = "{title}, pagina {page}"


@dataclass(frozen=True, slots=True)
class Document:
    """Everything a finished file says: blocks on the pages, words about it, files inside it.

    `created_at` must be aware; the same document gives the same bytes. `identifier` is a number or name that the
    metadata carries (a request number, never a person).
    """

    title: str
    author: str
    created_at: datetime
    blocks: tuple[Block, ...]
    subject: str = ""
    keywords: tuple[str, ...] = ()
    identifier: str = ""
    language: str = "nl-NL"
    attachments: tuple[EmbeddedFile, ...] = ()
    header: str = ""
    footer: str = ""
    logo: Logo | None = None
    labels: Labels = field(default_factory=Labels)


@dataclass(frozen=True, slots=True)
class RenderedPdf:
    """A finished file and the number of its pages."""

    data: bytes
    page_count: int
