"""The running header, footer and page number of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leskracht_desktop.reports.pdf import theme
from leskracht_desktop.reports.pdf.canvas import PAGINATION
from leskracht_desktop.reports.pdf.fonts import face
from leskracht_desktop.reports.pdf.painting import arrange, glyphs
from leskracht_desktop.reports.pdf.scripts import one_line
from leskracht_desktop.reports.pdf.syntax import number
from leskracht_desktop.reports.pdf.typeset import line_width, wrap

if TYPE_CHECKING:
    from leskracht_desktop.reports.pdf.canvas import TaggedCanvas

_FOOTER_WIDTH = theme.WIDTH - 110


def furniture(canvas: TaggedCanvas, header: str, footer: str, page_label: str) -> None:
    """Draw running header (not on the first page), footer and page numbers, as pagination artifacts."""
    total = len(canvas.pages)
    footer_shown = _placed(canvas, footer, _FOOTER_WIDTH, theme.FOOTER_BASELINE)
    header_shown = _placed(canvas, header, theme.WIDTH, theme.HEADER_BASELINE)
    rule = number(theme.FOOTER_BASELINE + 13)
    decoration = (
        f"{theme.Colour.RULE.stroke} 0.5 w {number(theme.LEFT)} {rule} m {number(theme.RIGHT)} {rule} l S\n"
        f"{theme.FURNITURE.colour.fill}"
    )
    for page in canvas.pages:
        label, width = _fitted(canvas, page_label.format(page=page.index + 1, total=total), theme.WIDTH)
        parts = [decoration, footer_shown, _at(label, theme.RIGHT - width, theme.FOOTER_BASELINE)]
        if page.index:
            parts.append(header_shown)
        canvas.artifact("\n".join(filter(None, parts)), PAGINATION, page)


def _placed(canvas: TaggedCanvas, text: str, width: float, base: float) -> str:
    return _at(_fitted(canvas, text, width)[0], theme.LEFT, base) if text else ""


def _fitted(canvas: TaggedCanvas, text: str, width: float) -> tuple[str, float]:
    """Return the glyphs of the part of a text that fits, and its width in points."""
    style = theme.FURNITURE
    own = face(style.face)
    line = wrap(one_line(text), own, int(width * 1000 / style.size))[0]
    if isinstance(line, str):
        shown = glyphs(canvas, own, style.size, line, None)
    else:
        # Inside an artifact nothing is read aloud, so no span needs to say what its glyphs mean.
        shown = " ".join(
            glyphs(canvas, stretch.face, style.size, stretch.text, None)
            for stretch in sorted(arrange(line, own), key=lambda stretch: stretch.start)
        )
    return shown, line_width(line, own) * style.size / 1000


def _at(shown: str, left: float, base: float) -> str:
    return f"BT {number(left)} {number(base)} Td {shown} ET"
