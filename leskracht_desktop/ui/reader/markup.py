"""The typography of the reader: small pieces of HTML and the style sheet in the colours of the theme."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from string import Template
from typing import Final

from leskracht_desktop.domain.inventory import Certainty
from leskracht_desktop.labels_nl import label
from leskracht_desktop.ui.theme import SECTION_SCALE, TITLE_SCALE, Colours

__all__ = [
    "bullets",
    "certainty",
    "document",
    "escape",
    "large",
    "link",
    "marked",
    "paragraph",
    "rich_paragraph",
    "section",
    "subsection",
    "tag",
    "title",
    "ways_on",
]

WAYS_ON: Final = "ways-on"
"""The anchor before the ways to elsewhere under a page: they are no part of what it says."""

_SMALL: Final = 0.88

_STYLE = Template("""
body { color: $text; font-size: ${body}pt; }
h1 { font-size: ${title}pt; font-weight: 600; margin-top: 2px; margin-bottom: 12px; }
h2 { font-size: ${section}pt; font-weight: 600; margin-top: 28px; margin-bottom: 8px; }
h3 { font-size: ${body}pt; font-weight: 600; margin-top: 16px; margin-bottom: 4px; }
p { line-height: 145%; margin-top: 0px; margin-bottom: 10px; }
p.kicker { color: $muted; font-size: ${small}pt; margin-bottom: 0px; }
p.quiet { color: $muted; }
p.under { color: $muted; font-size: ${small}pt; margin-bottom: 14px; }
ul { margin-top: 0px; margin-bottom: 4px; margin-left: 0px; -qt-list-indent: 0; }
li { line-height: 145%; margin-left: 20px; margin-bottom: 8px; }
a { color: $accent; text-decoration: underline; }
.checked { background-color: $success_soft; color: $success; font-size: ${small}pt; white-space: nowrap; }
.unchecked { background-color: $warning_soft; color: $warning; font-size: ${small}pt; white-space: nowrap; }
.tag { background-color: $hover; color: $text; font-size: ${small}pt; white-space: nowrap; }
.added { background-color: $success_soft; color: $success; text-decoration: underline; }
.removed { background-color: $danger_soft; color: $danger; text-decoration: line-through; }
.deviation { background-color: $warning_soft; color: $warning; font-size: ${small}pt; white-space: nowrap; }
.large { font-size: ${title}pt; font-weight: 600; }
.source { color: $muted; font-size: ${small}pt; }
""")


def document(inside: str, colours: Colours, points: float) -> str:
    """Return a whole page with running text of so many points."""
    style = _STYLE.substitute(
        text=colours.text,
        muted=colours.muted,
        accent=colours.accent,
        hover=colours.hover,
        success=colours.success,
        success_soft=colours.success_soft,
        danger=colours.danger,
        danger_soft=colours.danger_soft,
        warning=colours.warning,
        warning_soft=colours.warning_soft,
        body=_points(points),
        small=_points(points * _SMALL),
        title=_points(points * TITLE_SCALE),
        section=_points(points * SECTION_SCALE),
    )
    return f"<html><head><style>{style}</style></head><body>{inside}</body></html>"


def title(text: str, kicker: str = "") -> str:
    """Return the heading of a page, under a small line that says where the reader is."""
    above = f'<p class="kicker">{escape(kicker)}</p>' if kicker else ""
    return f"{above}<h1>{escape(text)}</h1>"


def section(text: str, inside: str) -> str:
    """Return a part of a page under its heading; nothing at all when there is nothing in it."""
    return f"<h2>{escape(text)}</h2>{inside}" if inside else ""


def subsection(text: str, inside: str = "") -> str:
    """Return a smaller part under its heading."""
    return f"<h3>{escape(text)}</h3>{inside}"


def paragraph(text: str, kind: str = "") -> str:
    """Return running text; `kind` is a class of the style sheet."""
    return rich_paragraph(escape(text), kind) if text else ""


def rich_paragraph(inside: str, kind: str = "") -> str:
    """Return a paragraph around what is already HTML."""
    chosen = f' class="{kind}"' if kind else ""
    return f"<p{chosen}>{inside}</p>"


def bullets(items: Iterable[str]) -> str:
    """Return a list of texts that are HTML already."""
    inside = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{inside}</ul>" if inside else ""


def link(address: str, text: str) -> str:
    """Return a link."""
    return f'<a href="{escape(address)}">{escape(text)}</a>'


def ways_on(*parts: str) -> str:
    """Return the ways to elsewhere under a page, behind their anchor; nothing at all when there are none."""
    inside = "".join(parts)
    return f'<a name="{WAYS_ON}"></a>{inside}' if inside else ""


def tag(text: str) -> str:
    """Return a short word on a quiet ground."""
    return f'<span class="tag">&nbsp;{escape(text)}&nbsp;</span>'


def large(text: str) -> str:
    """Return what must be read at once, as large as a title."""
    return f'<span class="large">{escape(text)}</span>'


def certainty(how_sure: Certainty, source: str | None = None) -> str:
    """Return how sure a statement is, in words on a coloured ground, with where it was read."""
    kind = "checked" if how_sure is Certainty.CHECKED else "unchecked"
    mark = f'<span class="{kind}">&nbsp;{escape(label(how_sure))}&nbsp;</span>'
    return mark if not source else f'{mark} <span class="source">{escape(source)}</span>'


def marked(text: str, how_sure: Certainty, source: str | None = None) -> str:
    """Return a statement followed by how sure it is."""
    return f"{escape(text)} {certainty(how_sure, source)}"


def _points(size: float) -> str:
    return f"{size:.1f}"
