"""The shipped typefaces: what each covers, how wide its characters are, and who steps in for a missing one."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from enum import StrEnum
from functools import cache, cached_property
from threading import Lock

from leskracht_desktop.paths import resource
from leskracht_desktop.reports.pdf._reportlab import TTFontFile

_MARKS = frozenset({"Mn", "Mc", "Me"})
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}) | _MARKS
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI"})
_WORDS_REMEMBERED = 20_000


class FaceName(StrEnum):
    """The three faces of the text family, each the name of its file."""

    REGULAR = "NotoSans-Regular"
    BOLD = "NotoSans-Bold"
    ITALIC = "NotoSans-Italic"


class Face:
    """One TrueType file, read when first needed; widths are in thousandths of the type size."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._words: dict[str, int] = {}

    @cached_property
    def file(self) -> TTFontFile:
        """The parsed font program."""
        with _READING:
            return TTFontFile(str(resource(f"fonts/{self.name}.ttf")))

    @cached_property
    def widths(self) -> dict[int, int]:
        """Width per code point the font has a glyph for."""
        file = self.file
        return {code: round(file.charWidths[code]) for code, glyph in file.charToGlyph.items() if glyph}

    @cached_property
    def advance(self) -> dict[str, int]:
        """Width per *plain* character: one that needs no shaping, reordering, normalising or escaping."""
        return {chr(code): width for code, width in self.widths.items() if _is_plain(chr(code))}

    @cached_property
    def plain(self) -> frozenset[str]:
        """The characters of `advance`, for a quick test of a whole text."""
        return frozenset(self.advance)

    def width(self, text: str) -> int:
        """Return the width of a text of which the font has every character."""
        widths = self.widths
        return sum(widths[ord(character)] for character in text)

    def word_width(self, word: str) -> int:
        """Return the width of a plain word, remembered for the next time."""
        words = self._words
        width = words.get(word)
        if width is None:
            if len(words) > _WORDS_REMEMBERED:
                words.clear()
            width = words[word] = sum(map(self.advance.__getitem__, word))
        return width


_READING = Lock()


def _is_plain(character: str) -> bool:
    return (
        unicodedata.category(character) not in _UNSAFE
        and unicodedata.bidirectional(character) not in _RIGHT_TO_LEFT
        and unicodedata.normalize("NFC", character) == character
    )


@cache
def face(name: str) -> Face:
    """Return the one object for a face of this process."""
    return Face(name)


@cache
def _coverage() -> tuple[list[int], list[tuple[int, str]]]:
    """Return the starts of all fallback ranges in order, and for each its end and the face that has it."""
    spans: list[tuple[int, int, str]] = []
    for line in resource("fonts/coverage.txt").read_text(encoding="ascii").splitlines():
        name, *ranges = line.split()
        for text in ranges:
            start, _, end = text.partition("-")
            spans.append((int(start, 16), int(end or start, 16), name))
    spans.sort()
    return [span[0] for span in spans], [(end, name) for _, end, name in spans]


def fallback(code: int) -> Face | None:
    """Return the face that has this code point when the text family lacks it, or None."""
    starts, ends = _coverage()
    index = bisect_right(starts, code) - 1
    if index < 0 or code > ends[index][0]:
        return None
    return face(ends[index][1])


def face_for(character: str, wanted: Face, previous: Face | None) -> Face | None:
    """Return the face to draw a character in: the wanted one, the text face, or the first fallback that has it.

    A combining mark stays in the face of the character before it when that has the mark.
    """
    code = ord(character)
    if previous is not None and code in previous.widths and unicodedata.category(character) in _MARKS:
        return previous
    if code in wanted.widths:
        return wanted
    regular = face(FaceName.REGULAR)
    return regular if code in regular.widths else fallback(code)
