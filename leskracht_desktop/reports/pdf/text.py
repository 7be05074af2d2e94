"""Headings, paragraphs, lists, notes and addresses: blocks that are text."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, TypeAlias

from leskracht_desktop.reports.pdf import theme
from leskracht_desktop.reports.pdf.canvas import Area, Destination
from leskracht_desktop.reports.pdf.fonts import FaceName, face
from leskracht_desktop.reports.pdf.model import BulletList, Link, ListItem, NumberedList, Run
from leskracht_desktop.reports.pdf.painting import LinkTarget, TextOwner, paint_lines
from leskracht_desktop.reports.pdf.scripts import one_line
from leskracht_desktop.reports.pdf.structure import BULLETS, NUMBERS
from leskracht_desktop.reports.pdf.syntax import number
from leskracht_desktop.reports.pdf.typeset import Fragment, Line, line_width, wrap, wrap_fragments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leskracht_desktop.reports.pdf.flow import Flow
    from leskracht_desktop.reports.pdf.model import Address, Heading, Note, Paragraph, Text, Title
    from leskracht_desktop.reports.pdf.structure import Node
    from leskracht_desktop.reports.pdf.theme import Style

_SCHEMES = ("https://", "http://", "mailto:", "tel:", "#")
_BULLET = "•"
_LONELY_LINES = 2
_SHORT_ITEM = 4

SetText: TypeAlias = tuple[list[Line], list[LinkTarget]]
"""A text in lines, with the links it holds in order."""


def set_lines(text: Text, style: Style, width: float) -> SetText:
    """Break a text into lines for a column of `width` points; also return the links it holds, in order.

    Raises ValueError for a link to anything but a web, mail or telephone address or a place in the document.
    """
    base = face(style.face)
    limit = int(width * 1000 / style.size)
    if isinstance(text, str):
        return wrap(text, base, limit), []
    fragments: list[Fragment] = []
    links: list[LinkTarget] = []
    for part in text:
        if isinstance(part, Link):
            if not part.target.startswith(_SCHEMES):
                raise ValueError(f"a link can't lead to {part.target!r}")
            links.append(LinkTarget(part.target, part.text))
            fragments.append(Fragment(part.text, base, len(links)))
        elif isinstance(part, Run):
            name = FaceName.BOLD if part.bold else FaceName.ITALIC if part.italic else style.face
            fragments.append(Fragment(part.text, face(name)))
        else:
            fragments.append(Fragment(part, base))
    return wrap_fragments(fragments, base, limit) if fragments else [""], links


def title(flow: Flow, block: Title) -> None:
    """Set the document's title and subtitle."""
    for text, style, tag in ((block.text, theme.TITLE, "Title"), (block.subtitle, theme.SUBTITLE, "P")):
        if text:
            lines, _ = set_lines(text, style, theme.WIDTH)
            flow.before(style.before)
            flow.need(len(lines) * style.leading)
            flow.text(lines, TextOwner(flow.section.add(tag)), style, theme.LEFT)
            flow.after(style.after)


def heading(flow: Flow, block: Heading, key: str, made: SetText, claimed: float) -> None:
    """Set a heading where at least `claimed` points are left for it and what comes after it; `key` is its name."""
    style = flow.style(theme.HEADINGS[block.level])
    flow.before(style.before)
    flow.need(claimed)
    flow.canvas.destinations[key] = Destination(flow.canvas.page.index, flow.y + style.size * 0.5)
    flow.text(made[0], TextOwner(flow.section.add(f"H{block.level}")), style, theme.LEFT)
    flow.after(style.after)


def paragraph(flow: Flow, block: Paragraph, made: SetText, claimed: float) -> None:
    """Set a paragraph of running text where at least `claimed` points are left."""
    style = flow.style(theme.PARAGRAPHS[block.style])
    lines, links = made
    flow.before(style.before)
    flow.need(claimed)
    flow.text(lines, TextOwner(flow.section.add("P"), links), style, theme.LEFT)
    flow.after(style.after)


def bullet_or_numbered_list(flow: Flow, block: BulletList | NumberedList) -> None:
    """Set a list with the lists inside it."""
    flow.before(0)
    _list(flow, block, flow.section, 0)
    flow.after(flow.style(theme.BODY).after)


def list_height(block: BulletList | NumberedList, style: Style) -> float:
    """Return the height of a list, set in this style, in points; infinite with a list inside it."""
    indent = _indents(block, 0)[2]
    height = 0.0
    for item in block.items:
        if isinstance(item, ListItem):
            return inf
        height += len(set_lines(item, style, _item_width(indent))[0]) * style.leading + theme.LIST_ITEM_GAP
    return height


def _indents(block: BulletList | NumberedList, depth: int) -> tuple[list[str], float, float]:
    """Return the labels of a list, where they stand, and where the text of its items stands."""
    style, own = theme.BODY, face(theme.BODY.face)
    numbered = isinstance(block, NumberedList)
    first = block.start if isinstance(block, NumberedList) else 0
    labels = [f"{first + index}." if numbered else _BULLET for index in range(len(block.items))]
    widest = max((own.word_width(label) for label in labels), default=0) * style.size / 1000
    left = theme.LEFT + 4 + depth * theme.LIST_INDENT
    return labels, left, left + max(theme.LIST_INDENT, widest + 6)


def _item_width(left: float) -> float:
    return theme.MEASURE - (left - theme.LEFT)


def _list(flow: Flow, block: BulletList | NumberedList, parent: Node, depth: int) -> None:
    style = flow.style(theme.BODY)
    node = parent.add("L", NUMBERS if isinstance(block, NumberedList) else BULLETS)
    labels, label_left, left = _indents(block, depth)
    texts = [item.text if isinstance(item, ListItem) else item for item in block.items]
    made = [set_lines(text, style, _item_width(left)) for text in texts]
    for index, (label, item, (lines, links)) in enumerate(zip(labels, block.items, made, strict=True)):
        if index and index == len(made) - 2 and len(lines) <= _SHORT_ITEM:  # the last one does not stand alone
            fewest = len(lines) + min(len(made[-1][0]), _LONELY_LINES)
        else:
            fewest = min(len(lines), _LONELY_LINES)
        flow.need(fewest * style.leading)
        entry = node.add("LI")
        paint_lines(flow.canvas, [label], TextOwner(entry.add("Lbl")), style, label_left, flow.y)
        body = entry.add("LBody")
        flow.text(lines, TextOwner(body, links), style, left)
        flow.y -= theme.LIST_ITEM_GAP
        if isinstance(item, ListItem):
            _list(flow, item.below, body, depth + 1)


def note(flow: Flow, block: Note) -> None:
    """Set a remark on a tinted ground with a coloured bar; a long one goes on over the page."""
    tint, bar = theme.NOTES[block.kind]
    left = theme.LEFT + theme.NOTE_BAR + theme.NOTE_PADDING
    width = theme.WIDTH - theme.NOTE_BAR - 2 * theme.NOTE_PADDING
    node = flow.section.add("Div")
    parts: list[tuple[Line, TextOwner, Style]] = []
    for text, style in ((block.title, theme.LABEL), (block.text, theme.BODY)):
        if text:
            lines, links = set_lines(text, style, width)
            owner = TextOwner(node.add("P"), links)
            parts += [(line, owner, style) for line in lines]
    leading = theme.BODY.leading
    flow.before(theme.BODY.after)
    if len(parts) * leading + 2 * theme.NOTE_PADDING <= flow.whole_page:
        flow.need(len(parts) * leading + 2 * theme.NOTE_PADDING)
    while parts:
        fit = max(1, int((flow.room - 2 * theme.NOTE_PADDING) / leading))
        _note_part(flow, parts[:fit], left, tint, bar)
        parts = parts[fit:]
        if parts:
            flow.new_page()
    flow.after(theme.BODY.after + 4)


def _note_part(
    flow: Flow, parts: Sequence[tuple[Line, TextOwner, Style]], left: float, tint: theme.Colour, bar: theme.Colour
) -> None:
    leading = theme.BODY.leading
    height = len(parts) * leading + 2 * theme.NOTE_PADDING
    box = Area(theme.LEFT, flow.y - height, theme.RIGHT, flow.y)
    bottom, tall = number(box.bottom), number(height)
    flow.canvas.artifact(
        f"{tint.fill} {number(box.left)} {bottom} {number(theme.WIDTH)} {tall} re f\n"
        f"{bar.fill} {number(box.left)} {bottom} {number(theme.NOTE_BAR)} {tall} re f"
    )
    flow.advance(theme.NOTE_PADDING)
    start = 0
    while start < len(parts):
        owner, style = parts[start][1], parts[start][2]
        end = start
        while end < len(parts) and parts[end][1] is owner:
            end += 1
        paint_lines(flow.canvas, [line for line, _, _ in parts[start:end]], owner, style, left, flow.y)
        flow.advance((end - start) * leading)
        start = end
    flow.advance(theme.NOTE_PADDING)


def address(flow: Flow, block: Address) -> None:
    """Set the addressee in the window of a DL or C5 envelope and go on below it."""
    if block.sender:
        style = theme.SENDER
        lines, _ = set_lines(one_line(block.sender), style, theme.WIDTH)
        top = theme.SENDER_BASELINE + theme.baseline(style) + (len(lines) - 1) * style.leading
        paint_lines(flow.canvas, lines, TextOwner(flow.section.add("P")), style, theme.ADDRESS_LEFT, top)
    style = theme.ADDRESS
    lines, _ = set_lines("\n".join(block.lines), style, theme.ADDRESS_WIDTH)
    paint_lines(flow.canvas, lines, TextOwner(flow.section.add("P")), style, theme.ADDRESS_LEFT, theme.ADDRESS_TOP)
    flow.y = min(theme.LETTER_BODY_TOP, theme.ADDRESS_TOP - len(lines) * style.leading - theme.BODY.leading)
    flow.at_top = False


def aligned_left(line: Line, style: Style, left: float, width: float, *, right: bool) -> float:
    """Return where a line starts in a column."""
    if not right:
        return left
    return left + width - line_width(line, face(style.face)) * style.size / 1000
