"""Vowel signs that are drawn before the letter they are said after: put there, for no shaping engine does it here."""

from __future__ import annotations

import re
import unicodedata

_BEFORE = frozenset(
    "\u093f\u09bf\u09c7\u09c8\u0a3f\u0abf\u0b47\u0bc6\u0bc7\u0bc8\u0d46\u0d47\u0d48\u0dd9\u0ddb\u1031\u17c1\u17c2\u17c3"
)
_CONCERNED = re.compile("[\u0900-\u0dff\u1000-\u109f\u1780-\u17ff]")


def in_drawing_order(word: str) -> str:
    """Return a word with the vowel signs of Indic, Sinhala, Myanmar and Khmer script where they are drawn.

    Signs of two parts, one on each side of the letter, are taken apart. Conjuncts stay spelled out with their virama.
    """
    if not _CONCERNED.search(word):
        return word
    drawn: list[str] = []
    for character in word:
        parts = _parts(character)
        if parts[0] in _BEFORE:
            place = len(drawn)
            while place and unicodedata.category(drawn[place - 1])[0] == "M":
                place -= 1
            drawn.insert(max(place - 1, 0), parts[0])
            drawn += parts[1:]
        else:
            drawn.append(character)
    return "".join(drawn)


def _parts(character: str) -> str:
    apart = unicodedata.normalize("NFD", character)
    return apart if len(apart) > 1 and apart[0] in _BEFORE else character
