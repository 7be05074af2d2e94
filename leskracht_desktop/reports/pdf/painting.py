"""Puts lines of text on a page as marked content, with every link as an element and a clickable area of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leskracht_desktop.reports.pdf.canvas import Area, TaggedCanvas, said
from leskracht_desktop.reports.pdf.fonts import face
from leskracht_desktop.reports.pdf.scripts import one_line
from leskracht_desktop.reports.pdf.structure import Node
from leskracht_desktop.reports.pdf.syntax import number
from leskracht_desktop.reports.pdf.theme import Colour, Style, baseline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leskracht_desktop.reports.pdf.fonts import Face
    from leskracht_desktop.reports.pdf.scripts import Piece
    from leskracht_desktop.reports.pdf.typeset import Line, RichLine, Word

_UNDERLINE_DEPTH = 0.13
_UNDERLINE_WIDTH = 0.05


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """Where a link of a paragraph leads and what it says there; `owner` numbers of fragments count from 1."""

    target: str
    text: str


class TextOwner:
    """The element a text belongs to, with the Link elements inside it, made when their text comes by."""

    def __init__(self, node: Node, links: Sequence[LinkTarget] = ()) -> None:
        self.node = node
        self.links = links
        self._nodes: dict[int, Node] = {}

    def element(self, owner: int) -> Node:
        """Return the element for a fragment's owner number."""
        if not owner:
            return self.node
        found = self._nodes.get(owner)
        if found is None:
            found = self._nodes[owner] = self.node.add("Link")
        return found


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a line stands and how it is set."""

    style: Style
    left: float
    base: float


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Text of one owner in one face; `start` is counted from the start of the line, in thousandths of the size."""

    start: int
    width: int
    owner: int
    face: Face
    text: str
    actual: str | None


def paint_lines(
    canvas: TaggedCanvas, lines: Sequence[Line], owner: TextOwner, style: Style, left: float, top: float
) -> None:
    """Draw lines below each other, the first with its upper edge at `top`; plain lines together are one sequence."""
    plain: list[str] = []
    base = start = top - baseline(style)
    for line in lines:
        if isinstance(line, str):
            if not plain:
                start = base
            plain.append(line)
        else:
            _paint_plain(canvas, plain, owner.node, style, left, start)
            plain = []
            _paint_rich(canvas, line, owner, style, left, base)
        base -= style.leading
    _paint_plain(canvas, plain, owner.node, style, left, start)


def _paint_plain(
    canvas: TaggedCanvas, lines: Sequence[str], node: Node, style: Style, left: float, base: float
) -> None:
    if not any(lines):
        return
    use = canvas.font(face(style.face))
    shown = " T*\n".join(f"({use.encode(line)})Tj" if line else "" for line in lines)
    canvas.page.operators.append(
        f"{canvas.mark(node)}\nBT {style.colour.fill} /{use.resource_name} {number(style.size)} Tf "
        f"{number(style.leading)} TL {number(left)} {number(base)} Td\n{shown}\nET\nEMC"
    )


def _paint_rich(canvas: TaggedCanvas, line: RichLine, owner: TextOwner, style: Style, left: float, base: float) -> None:
    stretches = arrange(line, face(style.face))
    if not stretches:
        return
    scale = style.size / 1000
    operators = ["BT"]
    current, pen = -1, -1
    for stretch in stretches:
        if stretch.owner != current:
            if current >= 0:
                operators.append("EMC")
            colour = Colour.LINK if stretch.owner else style.colour
            operators += [canvas.mark(owner.element(stretch.owner)), colour.fill]
            current = stretch.owner
        if stretch.start != pen:
            operators.append(f"1 0 0 1 {number(left + stretch.start * scale)} {number(base)} Tm")
        operators.append(glyphs(canvas, stretch.face, style.size, stretch.text, stretch.actual))
        pen = stretch.start + stretch.width
    canvas.page.operators.append("\n".join([*operators, "EMC", "ET"]))
    for number_of_link in dict.fromkeys(stretch.owner for stretch in stretches if stretch.owner):
        _area_of_link(canvas, stretches, number_of_link, owner, _Place(style, left, base))


def glyphs(canvas: TaggedCanvas, wanted: Face, size: float, text: str, actual: str | None) -> str:
    """Return the operators that show a stretch of glyphs inside a text object."""
    use = canvas.font(wanted)
    shown = f"/{use.resource_name} {number(size)} Tf ({use.encode(text)})Tj"
    return shown if actual is None else f"{said(actual)} {shown} EMC"


def _area_of_link(
    canvas: TaggedCanvas, stretches: Sequence[_Stretch], link: int, owner: TextOwner, place: _Place
) -> None:
    style, left, base = place.style, place.left, place.base
    scale = style.size / 1000
    mine = [stretch for stretch in stretches if stretch.owner == link]
    x0 = left + min(stretch.start for stretch in mine) * scale
    x1 = left + max(stretch.start + stretch.width for stretch in mine) * scale
    if mine[-1] is stretches[-1] and mine[-1].text.endswith(" ") and len(mine[-1].text) > 1:
        x1 -= mine[-1].face.advance[" "] * scale
    y = number(base - _UNDERLINE_DEPTH * style.size)
    canvas.artifact(
        f"{Colour.LINK.stroke} {number(_UNDERLINE_WIDTH * style.size)} w {number(x0)} {y} m {number(x1)} {y} l S"
    )
    area = Area(x0, base - 0.28 * style.size, x1, base + 0.95 * style.size)
    target = owner.links[link - 1]
    canvas.link(canvas.page, area, target.target, one_line(target.text) or target.target, owner.element(link))


def arrange(line: RichLine, base_face: Face) -> list[_Stretch]:
    """Return a line's stretches in reading order, each at its visual place."""
    starts = _visual_starts(line)
    stretches: list[_Stretch] = []
    for word, start in zip(line, starts, strict=True):
        pen = start
        for piece, owner in word.pieces:
            _append(stretches, pen, piece, owner)
            pen += piece.width
        if word.space:
            _append_space(stretches, pen, word, base_face)
    return stretches


def _append(stretches: list[_Stretch], start: int, piece: Piece, owner: int) -> None:
    last = stretches[-1] if stretches else None
    if (
        last is not None
        and last.actual is None
        and piece.actual is None
        and last.owner == owner
        and last.face is piece.face
        and last.start + last.width == start
    ):
        stretches[-1] = _Stretch(last.start, last.width + piece.width, owner, last.face, last.text + piece.text, None)
    else:
        stretches.append(_Stretch(start, piece.width, owner, piece.face, piece.text, piece.actual))


def _append_space(stretches: list[_Stretch], start: int, word: Word, base_face: Face) -> None:
    from leskracht_desktop.reports.pdf.scripts import Piece

    last = stretches[-1] if stretches else None
    same = last is not None and last.actual is None and last.owner == word.space_owner and " " in last.face.advance
    chosen = last.face if last is not None and same and last.face.advance[" "] == word.space else base_face
    _append(stretches, start, Piece(chosen, " ", word.space), word.space_owner)


def _visual_starts(line: RichLine) -> list[int]:
    """Return where each word starts: right-to-left words that follow each other change places."""
    starts = [0] * len(line)
    pen = index = 0
    while index < len(line):
        end = _end_of_run(line, index)
        for place in range(end - 1, index - 1, -1):
            starts[place] = pen
            gap = line[place - 1].space if place > index else line[end - 1].space
            pen += line[place].width + gap
        index = end
    return starts


def _end_of_run(line: RichLine, first: int) -> int:
    """Return the end of the words that change places with the first: right-to-left words and what lies between them."""
    end = first + 1
    if line[first].direction < 0:
        for index in range(first, len(line)):
            if line[index].direction > 0:
                break
            if line[index].direction < 0:
                end = index + 1
    return end
