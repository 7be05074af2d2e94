"""The table of contents: its room is known when it is reached, its page numbers when the document is done."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from leskracht_desktop.reports.pdf import theme
from leskracht_desktop.reports.pdf.canvas import LAYOUT, Area
from leskracht_desktop.reports.pdf.fonts import face
from leskracht_desktop.reports.pdf.painting import TextOwner, paint_lines
from leskracht_desktop.reports.pdf.scripts import one_line
from leskracht_desktop.reports.pdf.syntax import number
from leskracht_desktop.reports.pdf.text import set_lines
from leskracht_desktop.reports.pdf.typeset import line_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leskracht_desktop.reports.pdf.canvas import Page, TaggedCanvas
    from leskracht_desktop.reports.pdf.flow import Flow
    from leskracht_desktop.reports.pdf.structure import Node
    from leskracht_desktop.reports.pdf.theme import Style
    from leskracht_desktop.reports.pdf.typeset import Line

_PAGE_COLUMN = 34.0
_CHAPTER_GAP = 4.0
_DOT_EVERY = 5.0
_FEWEST_ENTRIES = 3


@dataclass(frozen=True, slots=True)
class Listed:
    """A heading that the contents mention; `level` counts from 1."""

    level: int
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class _Promise:
    """An entry whose place is kept: filled in when the page of its heading is known."""

    entry: Listed
    lines: list[Line]
    style: Style
    link: Node
    page: Page
    slot: int
    left: float
    top: float


class ContentsList:
    """The entries of one table of contents, laid out now and filled in at the end."""

    def __init__(self, entries: Sequence[Listed]) -> None:
        self._promises: list[_Promise] = []
        self._entries = [(entry, set_lines(one_line(entry.text), _style(entry), _width(entry))[0]) for entry in entries]

    @property
    def height(self) -> float:
        """Height of the whole list in points."""
        return sum(_height(entry, lines) for entry, lines in self._entries)

    def place(self, flow: Flow) -> None:
        """Keep the place of every entry, in the tag tree and on the page."""
        tree = [flow.section.add("TOC")]
        for index, (entry, lines) in enumerate(self._entries):
            while len(tree) < entry.level:
                tree.append(tree[-1].add("TOC"))
            del tree[entry.level :]
            flow.before(_gap(entry))
            flow.need(sum(_height(*other) for other in self._entries[index : self._end_of_claim(index)]))
            self._place(flow, entry, lines, tree[-1].add("TOCI").add("Reference").add("Link"))
        flow.after(theme.BODY.leading)

    def _end_of_claim(self, index: int) -> int:
        """Return up to which entry this one stays with others: a chapter with one below it, the last three together."""
        if index == len(self._entries) - _FEWEST_ENTRIES:
            return len(self._entries)
        below = index + 1
        with_next = below < len(self._entries) and self._entries[below][0].level > self._entries[index][0].level
        return below + with_next

    def _place(self, flow: Flow, entry: Listed, lines: list[Line], link: Node) -> None:
        style, page = _style(entry), flow.canvas.page
        page.operators.append("")
        self._promises.append(_Promise(entry, lines, style, link, page, len(page.operators) - 1, _left(entry), flow.y))
        flow.advance(len(lines) * style.leading)

    def fill(self, canvas: TaggedCanvas, label: str) -> None:
        """Draw every entry with the page of its heading; `label` words the link for assistive technology."""
        for promise in self._promises:
            shown = str(canvas.destinations[promise.entry.key].page + 1)
            canvas.draw_in_slot(promise.page, promise.slot, partial(_entry, canvas, promise, shown, label))


def _style(entry: Listed) -> Style:
    return theme.CONTENTS_CHAPTER if entry.level == 1 else theme.CONTENTS_ENTRY


def _gap(entry: Listed) -> float:
    return _CHAPTER_GAP if entry.level == 1 else 0.0


def _left(entry: Listed) -> float:
    return theme.LEFT + (entry.level - 1) * theme.CONTENTS_INDENT


def _width(entry: Listed) -> float:
    return theme.RIGHT - _left(entry) - _PAGE_COLUMN


def _height(entry: Listed, lines: Sequence[Line]) -> float:
    return _gap(entry) + len(lines) * _style(entry).leading


def _entry(canvas: TaggedCanvas, promise: _Promise, page_shown: str, label: str) -> None:
    style, own = promise.style, face(promise.style.face)
    owner = TextOwner(promise.link)
    *lines, last = promise.lines
    # The space keeps the title and the page number apart when they are read aloud.
    last_width = line_width(last, own) * style.size / 1000
    paint_lines(canvas, promise.lines, owner, style, promise.left, promise.top)
    last_top = promise.top - len(lines) * style.leading
    number_width = own.word_width(page_shown) * style.size / 1000
    number_left = theme.RIGHT - number_width
    base = number(last_top - theme.baseline(style))
    first_dot = promise.left + last_width + _DOT_EVERY
    dots = int((number_left - 4 - first_dot) / _DOT_EVERY)
    if dots > 1:
        end = theme.RIGHT - _PAGE_COLUMN + 14
        start = end - _DOT_EVERY * int((end - first_dot) / _DOT_EVERY)
        canvas.artifact(
            f"{theme.Colour.QUIET.stroke} 0.7 w 1 J [0 {number(_DOT_EVERY)}] 0 d "
            f"{number(start)} {base} m {number(end)} {base} l S [] 0 d 0 J",
            LAYOUT,
        )
    paint_lines(canvas, [" " + page_shown], owner, style, number_left - own.advance[" "] * style.size / 1000, last_top)
    area = Area(promise.left, last_top - style.leading, theme.RIGHT, promise.top)
    contents = label.format(title=one_line(promise.entry.text), page=page_shown)
    canvas.link(promise.page, area, f"#{promise.entry.key}", contents, promise.link)
