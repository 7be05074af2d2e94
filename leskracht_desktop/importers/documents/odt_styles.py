"""Styles and list styles of an ODT: what is bold, which paragraph is a title, what number stands before an item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from leskracht_desktop.importers.documents.docx_styles import number_of
from leskracht_desktop.importers.documents.numbering import LEVELS, Counter, Level, bullet, outline_number

if TYPE_CHECKING:
    from lxml.etree import _Element

_ODF: Final = "urn:oasis:names:tc:opendocument:xmlns"
TEXT: Final = f"{{{_ODF}:text:1.0}}"
STYLE: Final = f"{{{_ODF}:style:1.0}}"
_FO: Final = f"{{{_ODF}:xsl-fo-compatible:1.0}}"
_LONGEST_CHAIN: Final = 20
_MOST_AROUND: Final = 40
_BOLD: Final = frozenset({"bold", "600", "700", "800", "900"})


@dataclass(frozen=True, slots=True)
class _Style:
    above: str
    name: str
    bold: bool | None
    italic: bool | None
    hidden: bool | None
    list_style: str | None


@dataclass(frozen=True, slots=True)
class _ListLevel:
    level: Level
    is_bullet: bool = False


class OdtStyles:
    """The styles of a document, named and automatic, with what they take over from their parents."""

    def __init__(self, *roots: _Element | None) -> None:
        self._styles: dict[tuple[str, str], _Style] = {}
        self._lists: dict[str, list[_ListLevel]] = {}
        self._outline = [_ListLevel(Level(""))] * LEVELS
        for root in roots:
            for element in () if root is None else root.iter(f"{STYLE}style"):
                self._styles[element.get(f"{STYLE}family", ""), element.get(f"{STYLE}name", "")] = _style(element)
            for element in () if root is None else root.iter(f"{TEXT}list-style"):
                self._lists[element.get(f"{STYLE}name", "")] = _levels(element)
            for element in () if root is None else root.iter(f"{TEXT}outline-style"):
                self._outline = _levels(element)
        self._headings = Counter()

    def looks(self, family: str, name: str | None) -> tuple[bool | None, bool | None, bool]:
        """Return whether text in a style is bold, italic (None when nothing is said of it), and hidden."""
        chain = self._chain(family, name)
        return (
            next((one.bold for one in chain if one.bold is not None), None),
            next((one.italic for one in chain if one.italic is not None), None),
            next((one.hidden for one in chain if one.hidden is not None), False),
        )

    def is_title(self, name: str | None) -> bool:
        """Tell whether a paragraph style is that of the title of a document."""
        if (name or "").casefold() == "title":
            return True
        return any("title" in {one.name, one.above.casefold()} for one in self._chain("paragraph", name))

    def list_style(self, paragraph_style: str | None) -> str | None:
        """Return the list style that a paragraph style brings with it."""
        return next((one.list_style for one in self._chain("paragraph", paragraph_style) if one.list_style), None)

    def heading_number(self, level: int) -> str:
        """Count a heading of a level from 1 and return its number, empty when headings have none."""
        return outline_number([one.level for one in self._outline], self._headings, level - 1)

    def item_number(self, list_style: str | None, counter: Counter, level: int) -> str:
        """Count an item of a list at a level from 0 and return its number or bullet."""
        levels = self._lists.get(list_style or "")
        if levels is None or levels[level].is_bullet:
            return bullet(level)
        return outline_number([one.level for one in levels], counter, level)

    def _chain(self, family: str, name: str | None) -> list[_Style]:
        found: list[_Style] = []
        while (family, name or "") in self._styles and len(found) < _LONGEST_CHAIN:
            found.append(self._styles[family, name or ""])
            name = found[-1].above
        return found


def _style(element: _Element) -> _Style:
    text = element.find(f"{STYLE}text-properties")
    weight = None if text is None else text.get(f"{_FO}font-weight")
    slant = None if text is None else text.get(f"{_FO}font-style")
    shown = None if text is None else text.get(f"{TEXT}display")
    return _Style(
        above=element.get(f"{STYLE}parent-style-name", ""),
        name=element.get(f"{STYLE}display-name", element.get(f"{STYLE}name", "")).casefold(),
        bold=None if weight is None else weight in _BOLD,
        italic=None if slant is None else slant in {"italic", "oblique"},
        hidden=None if shown is None else shown == "none",
        list_style=element.get(f"{STYLE}list-style-name"),
    )


def _levels(element: _Element) -> list[_ListLevel]:
    levels = [_ListLevel(Level(""))] * LEVELS
    for found in element:
        place = number_of(found.get(f"{TEXT}level"), 1) - 1
        if not 0 <= place < LEVELS:
            continue
        kind = found.get(f"{STYLE}num-format", "")
        level = Level(
            kind if kind in {"", "a", "A", "i", "I"} else "1",
            found.get(f"{STYLE}num-prefix", "")[:_MOST_AROUND],
            found.get(f"{STYLE}num-suffix", "")[:_MOST_AROUND],
            number_of(found.get(f"{TEXT}start-value"), 1),
            max(1, number_of(found.get(f"{TEXT}display-levels"), 1)),
        )
        is_bullet = found.tag in {f"{TEXT}list-level-style-bullet", f"{TEXT}list-level-style-image"}
        levels[place] = _ListLevel(level, is_bullet)
    return levels
