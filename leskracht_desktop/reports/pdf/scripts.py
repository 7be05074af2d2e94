"""Text of every script made safe for the page: normalised, shaped, put in visual order, and never invisible."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from leskracht_desktop.reports.pdf.fonts import Face, FaceName, face, face_for

if TYPE_CHECKING:
    from collections.abc import Callable

_JOINERS = frozenset("\u200c\u200d") | {chr(code) for code in (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))}
_STRONG_RIGHT = frozenset({"R", "AL"})
_ESCAPED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls, but for tab and line breaks
    "\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e00ff"  # formatting
    "\ud800-\udfff]"  # halves of characters
)
_BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_NO_ACTUAL_TEXT = frozenset({"Co", "Cn", "Cs"})


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


def is_right_to_left(text: str) -> bool:
    """Tell whether a word holds a letter of a right-to-left script."""
    return any(unicodedata.bidirectional(character) in _STRONG_RIGHT for character in text)


def shape(word: str, wanted: Face) -> list[Piece]:
    """Turn a word without spaces (already `visible`) into pieces to draw, left to right."""
    if wanted.plain.issuperset(word):
        return [Piece(wanted, word, wanted.word_width(word))]
    if is_right_to_left(word):
        drawn = "".join(character for character in _visual_order()(word) if character not in _JOINERS)
        pieces = _by_face(drawn, wanted)
        return [Piece(p.face, p.text, p.width, word if i == 0 else "") for i, p in enumerate(pieces)]
    return _by_face(word, wanted)


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
    actual = None if unicodedata.category(character) in _NO_ACTUAL_TEXT else character
    return Piece(regular, name, regular.width(name), actual)


@cache
def _visual_order() -> Callable[[str], str]:
    """Return the function that joins Arabic letters and orders a right-to-left word for drawing."""
    from arabic_reshaper import ArabicReshaper
    from bidi.algorithm import get_display

    reshaper = ArabicReshaper({"delete_harakat": False, "support_ligatures": True})

    def order(word: str) -> str:
        return str(get_display(reshaper.reshape(word), base_dir="R"))

    return order
