"""Text of every script made safe for the page: normalised, shaped, put in visual order, and never invisible."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from leskracht_desktop.reports.pdf.fonts import Face, FaceName, face, face_for
from leskracht_desktop.reports.pdf.indic import in_drawing_order

if TYPE_CHECKING:
    from arabic_reshaper import ArabicReshaper

_JOINERS = frozenset("\u200c\u200d") | {chr(code) for code in (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))}
_STRONG_RIGHT = frozenset({"R", "AL"})
_LEFT_RUN = frozenset({"L", "EN", "AN"})
_NUMBER_SIGNS = frozenset({"ES", "CS", "ET"})
_MIRRORED = dict(zip("()[]{}<>«»\u2039\u203a", ")(][}{><»«\u203a\u2039", strict=True))
_ESCAPED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls, but for tab and line breaks
    "\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e00ff"  # formatting
    "\ud800-\udfff\ufffe\uffff]"  # halves of characters, and what is none
)
_BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_NAMELESS = frozenset({"Co", "Cn", "Cs"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of glyphs in one face, in visual order; `actual` is what it says if that is not what is drawn."""

    face: Face
    text: str
    width: int
    actual: str | None = None


def code_name(character: str) -> str:
    """Return the visible stand-in for a character that can't be shown, e.g. `[U+202E]`."""
    return f"[U+{ord(character):04X}]"


def visible(text: str) -> str:
    r"""Return a text in NFC with only `\n` as line break and with control and bidirectional characters spelled out."""
    text = _BREAKS.sub("\n", text).replace("\t", " ").replace("\u00ad", "")
    return unicodedata.normalize("NFC", _ESCAPED.sub(lambda found: code_name(found.group()), text))


def one_line(text: str) -> str:
    """Return a text for a title or label: visible characters on one line."""
    return " ".join(visible(text).split())


def is_right_to_left(text: str) -> bool:
    """Tell whether a word holds a letter of a right-to-left script."""
    return any(unicodedata.bidirectional(character) in _STRONG_RIGHT for character in text)


def shape(word: str, wanted: Face) -> list[Piece]:
    """Turn a word without spaces (already `visible`) into pieces to draw, left to right."""
    if wanted.plain.issuperset(word):
        return [Piece(wanted, word, wanted.word_width(word))]
    drawn = visual_order(word) if is_right_to_left(word) else in_drawing_order(word)
    pieces = _by_face(drawn, wanted)
    if drawn != word:
        said = "".join(code_name(c) if _is_nameless(c) and face_for(c, wanted, None) is None else c for c in word)
        return [Piece(p.face, p.text, p.width, said if i == 0 else "") for i, p in enumerate(pieces)]
    return pieces


def _by_face(word: str, wanted: Face) -> list[Piece]:
    pieces: list[Piece] = []
    run: list[str] = []
    said: list[str] = []
    current: Face | None = None

    def close() -> None:
        if current is not None and run:
            text, actual = "".join(run), "".join(said)
            pieces.append(Piece(current, text, current.width(text), None if text == actual else actual))
            run.clear()
            said.clear()

    for character in word:
        if character in _JOINERS:
            said.append(character)
            continue
        chosen = face_for(character, wanted, current)
        if chosen is None:
            close()
            current = None
            pieces.append(_stand_in(character))
            continue
        if chosen is not current:
            close()
            current = chosen
        run.append(character)
        said.append(character)
    close()
    return pieces


def _stand_in(character: str) -> Piece:
    regular = face(FaceName.REGULAR)
    name = code_name(character)
    return Piece(regular, name, regular.width(name), None if _is_nameless(character) else character)


def _is_nameless(character: str) -> bool:
    """Tell whether a code point stands for nothing anyone could say: private use or not assigned."""
    return unicodedata.category(character) in _NAMELESS


def visual_order(word: str) -> str:
    """Return a right-to-left word (no spaces) as it is drawn from left to right, its Arabic letters joined.

    A word-sized part of the Unicode bidirectional algorithm: numbers and left-to-right letters in the word keep their
    own order, brackets are mirrored, marks stay behind their letter.
    """
    clusters: list[tuple[str, bool]] = []  # text, and whether it runs from left to right
    for character in _reshaper().reshape(word):
        if character in _JOINERS:
            continue
        if clusters and unicodedata.bidirectional(character) == "NSM":
            clusters[-1] = (clusters[-1][0] + character, clusters[-1][1])
        else:
            clusters.append((character, unicodedata.bidirectional(character) in _LEFT_RUN))
    drawn: list[str] = []
    for index, (text, left) in enumerate(clusters):
        joins = 0 < index < len(clusters) - 1 and clusters[index - 1][1] and clusters[index + 1][1]
        if left or (joins and unicodedata.bidirectional(text[0]) in _NUMBER_SIGNS):
            clusters[index] = (text, True)
    index = len(clusters)
    while index:
        start = index - 1
        if clusters[start][1]:
            while start and clusters[start - 1][1]:
                start -= 1
        drawn += [text if left else _MIRRORED.get(text, text) for text, left in clusters[start:index]]
        index = start
    return "".join(drawn)


@cache
def _reshaper() -> ArabicReshaper:
    from arabic_reshaper import ArabicReshaper

    return ArabicReshaper({"delete_harakat": False, "support_ligatures": True})
