"""The public face of the engine: a content model goes in, the bytes of a finished PDF come out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from leskracht_desktop.reports.pdf import figures, tables, text, theme
from leskracht_desktop.reports.pdf.assembly import assemble
from leskracht_desktop.reports.pdf.canvas import TaggedCanvas
from leskracht_desktop.reports.pdf.contents import ContentsList, Listed
from leskracht_desktop.reports.pdf.flow import Flow
from leskracht_desktop.reports.pdf.keeping import Ahead
from leskracht_desktop.reports.pdf.model import (
    Address,
    Block,
    BulletList,
    Contents,
    Document,
    Figure,
    Heading,
    KeyValues,
    Note,
    NumberedList,
    PageBreak,
    Paragraph,
    RenderedPdf,
    Spacer,
    Table,
    TextStyle,
    Title,
)
from leskracht_desktop.reports.pdf.running import furniture

Report: TypeAlias = Callable[[int, int], None]
"""Hears of progress as (done, total); it may raise `Cancelled`, and nothing is left behind."""

_ROWS_PER_REPORT = 50
_CONTENTS_START = 0.3
"""Part of a page that must be left for a table of contents to begin on it when it goes on overleaf."""


def render(document: Document, report: Report | None = None) -> RenderedPdf:
    """Return a document as a file that is PDF/A-3a and PDF/UA-1 at once; the same document gives the same bytes.

    Raises ValueError for a model that can't be printed: a naive `created_at`, headings that skip a level, two headings
    with one key, a link without goal, a figure without text alternative, table rows of different lengths.
    """
    if document.created_at.tzinfo is None:
        raise ValueError("created_at must be an aware instant")
    return _Layout(document, report or _nothing).run()


def _nothing(_done: int, _total: int) -> None:
    """Report to nobody."""


def _headings(blocks: Sequence[Block]) -> dict[int, Listed]:
    """Return every heading by the index of its block.

    Raises ValueError for skipped levels and double keys.
    """
    found: dict[int, Listed] = {}
    keys: set[str] = set()
    level = 0
    for index, block in enumerate(blocks):
        if isinstance(block, Contents) and block.title:
            found[index] = Listed(1, block.title, f"contents-{index}")
            level = 1
        elif isinstance(block, Heading):
            if not 1 <= block.level <= min(level + 1, max(theme.HEADINGS)):
                raise ValueError(f"heading {block.text!r} of level {block.level} follows one of level {level}")
            level = block.level
            found[index] = Listed(level, block.text, block.key or f"heading-{index}")
        else:
            continue
        if found[index].key in keys:
            raise ValueError(f"two headings have the key {found[index].key!r}")
        keys.add(found[index].key)
    return found


class _Layout:
    """One pass over the blocks of one document."""

    def __init__(self, document: Document, report: Report) -> None:
        self._document = document
        self._report = report
        self._headings = _headings(document.blocks)
        self._done = 0
        self._total = sum(1 + len(b.rows) if isinstance(b, Table | KeyValues) else 1 for b in document.blocks)
        self._canvas = TaggedCanvas()
        self._flow = Flow(self._canvas, self._tell)
        self._ahead = Ahead(self._canvas, document.blocks)
        self._sections = [self._canvas.root]
        self._contents: list[ContentsList] = []

    def run(self) -> RenderedPdf:
        """Draw everything and return the file."""
        blocks = self._document.blocks
        self._letterhead()
        for index, block in enumerate(blocks):
            self._tell()
            self._block(index, block)
            self._done += 1
        for contents in self._contents:
            contents.fill(self._canvas, self._document.labels.contents_entry)
        furniture(self._canvas, self._document.header, self._document.footer, self._document.labels.page)
        self._tell()
        data = assemble(self._document, self._canvas, list(self._headings.values()))
        return RenderedPdf(data, len(self._canvas.pages))

    def _tell(self) -> None:
        self._report(self._done, self._total)

    def _step(self, index: int) -> None:
        self._done += 1
        if index % _ROWS_PER_REPORT == 0:
            self._tell()

    def _letterhead(self) -> None:
        logo, blocks = self._document.logo, self._document.blocks
        letter = bool(blocks) and isinstance(blocks[0], Address)
        if logo is None:
            return
        if letter:
            figures.logo(self._flow, logo, theme.LETTER_LOGO_TOP)
        else:
            self._flow.advance(figures.logo(self._flow, logo, self._flow.y))
            self._flow.after(theme.HEADINGS[1].before)

    def _block(self, index: int, block: Block) -> None:  # noqa: C901, PLR0912  (one line per kind of block)
        flow, ahead = self._flow, self._ahead
        match block:
            case Paragraph():
                claimed = ahead.claim(index)
                text.paragraph(flow, block, ahead.text(index), claimed)
            case Heading():
                self._open_section(block.level)
                claimed = ahead.claim(index)
                text.heading(flow, block, self._headings[index].key, ahead.text(index), claimed)
            case KeyValues() | Table():
                claimed = ahead.claim(index)
                tables.table(flow, ahead.table(index), claimed, self._step)
            case BulletList() | NumberedList():
                text.bullet_or_numbered_list(flow, block)
            case Note():
                text.note(flow, block)
            case Figure():
                figures.figure(flow, block)
            case Title():
                text.title(flow, block)
            case Contents():
                self._list_contents(index, block)
            case Address():
                if index:
                    raise ValueError("an address can only be the first block")
                text.address(flow, block)
                flow.tight = ahead.letter_is_tight(1, flow.room)
            case Spacer():
                flow.before(block.height_mm * theme.MM)
            case PageBreak():
                flow.tight = False
                if not flow.at_top:
                    flow.new_page()

    def _open_section(self, level: int) -> None:
        del self._sections[level:]
        self._sections.append(self._sections[-1].add("Sect"))
        self._flow.section = self._sections[-1]

    def _list_contents(self, index: int, block: Contents) -> None:
        """List the chapters, with the heading and on one page if they fit on one, unless they may be split."""
        entries = [
            self._headings[later]
            for later, other in enumerate(self._document.blocks)
            if later > index and isinstance(other, Heading) and other.in_contents and other.level <= block.levels
        ]
        listed = ContentsList(entries)
        note = text.set_lines(block.note, theme.PARAGRAPHS[TextStyle.SMALL], theme.MEASURE) if block.note else None
        small = theme.PARAGRAPHS[TextStyle.SMALL]
        together = self._flow.whole_page * (_CONTENTS_START if block.may_split else 1)
        height = listed.height + (len(note[0]) * small.leading + small.after if note else 0.0)
        if block.title:
            self._open_section(1)
            style = theme.HEADINGS[1]
            made = text.set_lines(block.title, style, theme.WIDTH)
            height += len(made[0]) * style.leading + style.after
            heading = Heading(1, block.title, in_contents=False)
            text.heading(self._flow, heading, self._headings[index].key, made, min(height, together))
        else:
            self._flow.need(min(height, together))
        if note:
            text.paragraph(self._flow, Paragraph(block.note, TextStyle.SMALL), note, 0.0)
        if entries:
            listed.place(self._flow)
            self._contents.append(listed)
