"""Styles and numbering of a DOCX: which paragraph is a heading, what is bold, what number stands before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from leskracht_desktop.importers.documents.numbering import LEVELS, Counter, Level, bullet

if TYPE_CHECKING:
    from lxml.etree import _Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL: Final = f"{W}val"
_LONGEST_CHAIN: Final = 20
_KINDS: Final = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I", "none": ""}
_LONGEST_PATTERN: Final = 60


def switched_on(properties: _Element | None, name: str) -> bool | None:
    """Return whether a property such as bold is on or off, None when nothing is said of it."""
    found = None if properties is None else properties.find(f"{W}{name}")
    return None if found is None else found.get(VAL, "1") not in {"0", "false", "off", "none"}


def value(parent: _Element | None, name: str) -> str | None:
    """Return the value of a property, None when nothing is said of it."""
    found = None if parent is None else parent.find(f"{W}{name}")
    return None if found is None else found.get(VAL)


def number_of(text: str | None, otherwise: int = 0) -> int:
    """Return a whole number written in a file; what is no number, or a huge one, is `otherwise`."""
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 7 else otherwise


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    based_on: str
    outline: int | None
    bold: bool | None
    italic: bool | None
    list_id: str | None
    list_level: int | None


class DocxStyles:
    """The styles of a document, with what they take over from the ones they are based on."""

    def __init__(self, root: _Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._standard = ""
        for element in () if root is None else root.iterfind(f"{W}style"):
            key = element.get(f"{W}styleId", "")
            self._styles[key] = _style(element)
            if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in {"1", "true"}:
                self._standard = key

    def heading_level(self, style: str | None) -> int:
        """Return the level of a heading in this style, 0 for running text."""
        for one in self._chain(style):
            if one.outline is not None:
                return one.outline + 1 if one.outline < LEVELS else 0
            if one.name in {"title", "titel"}:
                return 1
            if one.name.startswith(("heading ", "kop ")):
                return min(number_of(one.name.split()[-1]), LEVELS)
        return 0

    def is_bold(self, style: str | None) -> bool:
        """Tell whether text in this style is bold."""
        return next((one.bold for one in self._chain(style) if one.bold is not None), False)

    def is_italic(self, style: str | None) -> bool:
        """Tell whether text in this style is italic."""
        return next((one.italic for one in self._chain(style) if one.italic is not None), False)

    def numbering(self, style: str | None) -> tuple[str | None, int | None]:
        """Return the list and the level from 0 that paragraphs in this style belong to, None where it says nothing."""
        chain = self._chain(style)
        list_id = next((one.list_id for one in chain if one.list_id is not None), None)
        return list_id, next((one.list_level for one in chain if one.list_level is not None), None)

    def _chain(self, style: str | None) -> list[_Style]:
        found: list[_Style] = []
        key = style or self._standard
        while key in self._styles and len(found) < _LONGEST_CHAIN:
            found.append(self._styles[key])
            key = found[-1].based_on
        return found


def _style(element: _Element) -> _Style:
    run, paragraph = element.find(f"{W}rPr"), element.find(f"{W}pPr")
    numbering = None if paragraph is None else paragraph.find(f"{W}numPr")
    outline, level = value(paragraph, "outlineLvl"), value(numbering, "ilvl")
    return _Style(
        name=(value(element, "name") or "").casefold(),
        based_on=value(element, "basedOn") or "",
        outline=None if outline is None else number_of(outline, LEVELS),
        bold=switched_on(run, "b"),
        italic=switched_on(run, "i"),
        list_id=value(numbering, "numId"),
        list_level=None if level is None else min(number_of(level), LEVELS - 1),
    )


@dataclass(frozen=True, slots=True)
class _ListLevel:
    pattern: str
    level: Level
    is_bullet: bool = False
    all_digits: bool = False
    style: str = ""


_PLAIN: Final = _ListLevel("", Level(""))


class DocxNumbers:
    """Counts the items of the lists of a document, in the order in which they stand."""

    def __init__(self, root: _Element | None) -> None:
        self._levels: dict[str, list[_ListLevel]] = {}
        self._shape: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counters: dict[str, Counter] = {}
        self._seen: set[str] = set()
        if root is not None:
            self._read(root)

    def marker(self, list_id: str, level: int) -> str:
        """Count an item and return its number or bullet."""
        shape = self._shape.get(list_id)
        levels = self._levels.get(shape or "")
        if shape is None or levels is None:
            return ""
        counter = self._counters.setdefault(shape, Counter())
        if list_id not in self._seen:
            self._seen.add(list_id)
            for one in self._starts.get(list_id, ()):
                counter.restart(one)
        counter.count(level, self._start(list_id, levels, level))
        return self._write(list_id, levels, level, counter)

    def level_of(self, list_id: str, style: str) -> int:
        """Return the level from 0 that a list keeps for paragraphs in this style."""
        levels = self._levels.get(self._shape.get(list_id, ""), ())
        return next((at for at, one in enumerate(levels) if style and one.style == style), 0)

    def _start(self, list_id: str, levels: list[_ListLevel], level: int) -> int:
        return self._starts.get(list_id, {}).get(level, levels[level].level.start)

    def _write(self, list_id: str, levels: list[_ListLevel], level: int, counter: Counter) -> str:
        chosen = levels[level]
        if chosen.is_bullet:
            return bullet(level)
        text = chosen.pattern
        for place in range(level + 1):
            shown = levels[place].level
            number = counter.number(place, self._start(list_id, levels, place))
            written = str(number) if chosen.all_digits and shown.kind else shown.write(number)
            text = text.replace(f"%{place + 1}", written)
        return " ".join(text.split())

    def _read(self, root: _Element) -> None:
        linked: dict[str, str] = {}
        links: dict[str, str] = {}
        for element in root.iterfind(f"{W}abstractNum"):
            key = element.get(f"{W}abstractNumId", "")
            levels = [_PLAIN] * LEVELS
            for found in element.iterfind(f"{W}lvl"):
                levels[min(number_of(found.get(f"{W}ilvl")), LEVELS - 1)] = _list_level(found)
            self._levels[key] = levels
            if (name := value(element, "styleLink")) is not None:
                linked[name] = key
            if (name := value(element, "numStyleLink")) is not None:
                links[key] = name
        for element in root.iterfind(f"{W}num"):
            key, shape = element.get(f"{W}numId", ""), value(element, "abstractNumId") or ""
            self._shape[key] = linked.get(links.get(shape, ""), shape)
            for change in element.iterfind(f"{W}lvlOverride"):
                start = value(change, "startOverride")
                if start is not None:
                    level = min(number_of(change.get(f"{W}ilvl")), LEVELS - 1)
                    self._starts.setdefault(key, {})[level] = number_of(start, 1)


def _list_level(element: _Element) -> _ListLevel:
    kind = value(element, "numFmt") or "decimal"
    level = Level(_KINDS.get(kind, "1"), start=number_of(value(element, "start"), 1))
    pattern = (value(element, "lvlText") or "")[:_LONGEST_PATTERN]
    all_digits = switched_on(element, "isLgl") or False
    return _ListLevel(pattern, level, kind == "bullet", all_digits, value(element, "pStyle") or "")
