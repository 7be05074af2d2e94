"""A DOCX or ODT as a page of the reader: its headings, lists, tables and notes as HTML, every sign of it escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication
from PySide6.QtGui import QImageReader

from leskracht_desktop.domain.written_documents import (
    Block,
    Cell,
    Heading,
    Note,
    Paragraph,
    Picture,
    Span,
    Table,
    WrittenDocument,
)
from leskracht_desktop.ui.reader.markup import escape, paragraph, rich_paragraph

PICTURE_SCHEME: Final = "beeld"
HEADING_ANCHOR: Final = "kop-"
WIDEST_PICTURE: Final = 520
_INDENT: Final = 26
_HIGHEST_TAG: Final = 3


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A heading of the document; `anchor` is its name in the page."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """What the window shows of a document: HTML without style, the pictures by their number, and the headings."""

    inside: str
    pictures: tuple[bytes, ...]
    outline: tuple[OutlineEntry, ...]


def written_page(document: WrittenDocument) -> WrittenPage:
    """Return a document as one page: headers first, then the text, then notes and footers."""
    return _Writer().write(document)


def has_insertions(document: WrittenDocument) -> bool:
    """Tell whether there are tracked insertions that nobody accepted yet."""
    everything = [document.blocks, *document.headers, *document.footers, *(note.blocks for note in document.notes)]
    return any(span.inserted for blocks in everything for span in _spans(blocks))


def _spans(blocks: Iterable[Block]) -> Iterator[Span]:
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield from _spans(cell.blocks)
        elif not isinstance(block, Picture):
            yield from block.spans


class _Writer:
    def __init__(self) -> None:
        self._pictures: list[bytes] = []
        self._outline: list[OutlineEntry] = []

    def write(self, document: WrittenDocument) -> WrittenPage:
        parts = [self._edge(_tr("Koptekst"), blocks) for blocks in document.headers]
        parts += [self._block(block) for block in document.blocks]
        notes = [self._note(note) for note in document.notes]
        if notes:
            parts += ["<hr>", paragraph(_tr("Noten"), "kicker"), *notes]
        parts += [self._edge(_tr("Voettekst"), blocks) for blocks in document.footers]
        return WrittenPage("".join(parts), tuple(self._pictures), tuple(self._outline))

    def _edge(self, name: str, blocks: tuple[Block, ...]) -> str:
        return paragraph(name, "kicker") + "".join(map(self._block, blocks))

    def _note(self, note: Note) -> str:
        """Return a note under its mark: its texts together, and what else it holds below them."""
        texts = "<br>".join(_rich(block.spans) for block in note.blocks if isinstance(block, Heading | Paragraph))
        others = "".join(self._block(block) for block in note.blocks if isinstance(block, Picture | Table))
        return rich_paragraph(f"<sup>{escape(note.mark)}</sup> {texts}", "under") + others

    def _block(self, block: Block) -> str:
        if isinstance(block, Heading):
            return self._heading(block)
        if isinstance(block, Paragraph):
            return _paragraph(block)
        if isinstance(block, Picture):
            return self._picture(block)
        return self._table(block)

    def _heading(self, heading: Heading) -> str:
        anchor = f"{HEADING_ANCHOR}{len(self._outline)}"
        self._outline.append(OutlineEntry(heading.level, " ".join(heading.text.split()), anchor))
        tag = f"h{min(heading.level, _HIGHEST_TAG)}"
        return f'<{tag}><a name="{anchor}"></a>{_rich(heading.spans)}</{tag}>'

    def _table(self, table: Table) -> str:
        rows = []
        for number, row in enumerate(table.rows):
            tag = "th" if number < table.head_rows else "td"
            rows.append("<tr>" + "".join(self._cell(cell, tag) for cell in row) + "</tr>")
        return (
            '<table border="1" cellspacing="0" cellpadding="6" width="100%" style="border-collapse: collapse; '
            f'border-style: solid; margin-top: 4px; margin-bottom: 12px;">{"".join(rows)}</table>'
        )

    def _cell(self, cell: Cell, tag: str) -> str:
        spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
        spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        inside = "".join(map(self._block, cell.blocks)) or "<p></p>"
        tight = inside.replace("<p>", '<p style="margin-bottom: 2px;">')
        return f'<{tag}{spans} align="left" valign="top">{tight}</{tag}>'

    def _picture(self, picture: Picture) -> str:
        width = _width(picture.data)
        if not width:
            words = picture.description or _tr("zonder beschrijving")
            return paragraph(_tr("[Afbeelding: {0}]").format(words), "quiet")
        self._pictures.append(picture.data)
        address = f"{PICTURE_SCHEME}:{len(self._pictures) - 1}"
        shown = f'<img src="{address}" width="{min(width, WIDEST_PICTURE)}">'
        return f'<p style="line-height: 100%; margin-bottom: 4px;">{shown}</p>{paragraph(picture.description, "under")}'


def _paragraph(block: Paragraph) -> str:
    inside = _rich(block.spans)
    if not block.depth:
        return rich_paragraph(inside)
    marker = f"{escape(block.marker)} " if block.marker else ""
    left, hang = block.depth * _INDENT, -_INDENT // 2 if marker else 0
    return f'<p style="margin-left: {left}px; text-indent: {hang}px; margin-bottom: 6px;">{marker}{inside}</p>'


def _rich(spans: Iterable[Span]) -> str:
    return "".join(map(_span, spans))


def _span(span: Span) -> str:
    text = escape(span.text).replace("\n", "<br>")
    if span.raised:
        text = f"<sup>{text}</sup>"
    if span.italic:
        text = f"<i>{text}</i>"
    if span.bold:
        text = f"<b>{text}</b>"
    return f'<span class="added">{text}</span>' if span.inserted else text


def _width(data: bytes) -> int:
    """Return how many pixels wide a picture is, 0 when it is none."""
    if not data:
        return 0
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    return max(0, QImageReader(buffer).size().width())


def _tr(dutch: str) -> str:
    return QCoreApplication.translate("WrittenText", dutch)
