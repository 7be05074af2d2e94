"""Find names although they are typed without accents, in another order, half, or with a slip of the finger."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from enum import IntEnum

# Letters that Unicode does not take apart: their bar or joint is part of the letter.
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ŧ": "t",
        "\u0131": "i",  # the Turkish i without a dot
        "ŋ": "n",
        "ə": "e",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ĸ": "k",
        "ƒ": "f",
        "ß": "ss",
    }
)
# What stands within a word without parting it: apostrophes of all kinds, and what nobody sees.
_WITHIN = re.compile("['`\u00b4\u02b9-\u02bf\u02c8\u2018-\u201b\u2032\uff07\u00ad\u200b-\u200f\u2060\ufeff]")
_WORD = re.compile(r"[^\W_]+")

MOST_ERRORS = 2


class Match(IntEnum):
    """How a typed word fits a word of a name, better ones higher."""

    NONE = 0
    TYPO = 1
    CONTAINS = 2
    PREFIX = 3
    EXACT = 4


def fold(text: str) -> str:
    """Return a text for comparing: small letters without accents and apostrophes, words parted by one space.

    Hyphens part words, apostrophes do not; every script stays itself, and only letters, digits and spaces remain:
    `Ñúñez-O'Brien, Ĳsbrand` is `nunez obrien ijsbrand`.
    """
    latin = text if text.isascii() else text.translate(_LATIN)
    if latin.isascii():  # nothing is left to take apart
        return latin.lower() if latin.isalnum() else " ".join(_WORD.findall(_WITHIN.sub("", latin).lower()))
    return _fold_any(text)


def _fold_any(text: str) -> str:
    plain = _WITHIN.sub("", text).casefold().translate(_LETTERS)
    parts = unicodedata.normalize("NFKD", plain)
    bare = "".join(part for part in parts if not unicodedata.combining(part))
    # Hangul was taken apart as well and belongs together; what NFKD opened up (`Ⓐ`) may still fold.
    folded = unicodedata.normalize("NFC", bare).casefold().translate(_LETTERS)
    return " ".join(_WORD.findall(folded))


_LATIN = {
    code: folded
    for block in (range(0xC0, 0x250), range(0x1E00, 0x1F00))
    for code in block
    if f"a{(folded := _fold_any(chr(code)))}b" == _fold_any(f"a{chr(code)}b")  # not what parts words
}
"""Letters of European and Vietnamese names, folded beforehand: they are most of what is folded."""


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text."""
    return tuple(fold(text).split())


def distance(left: str, right: str, limit: int = MOST_ERRORS) -> int:
    """Return how many errors lie between two words, or `limit + 1` if there are more.

    An error is a letter too many, a letter too few, a wrong letter, or two neighbours swapped (Damerau-Levenshtein in
    its restricted form). Searching stops at `limit`, so that most pairs cost a few comparisons.
    """
    for errors in range(limit + 1):
        if _within(left, right, errors):
            return errors
    return limit + 1


def _within(left: str, right: str, errors: int) -> bool:
    """Tell whether two words are at most so many errors apart: go to the first difference, try each way to mend it."""
    if abs(len(left) - len(right)) > errors:
        return False
    if left == right:
        return True
    if errors == 0:
        return False
    at = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        at += 1
    left, right = left[at:], right[at:]
    return (
        _within(left[1:], right[1:], errors - 1)
        or _within(left[1:], right, errors - 1)
        or _within(left, right[1:], errors - 1)
        or (len(left) > 1 and left[:2] == right[1::-1] and _within(left[2:], right[2:], errors - 1))
    )


def allowed_errors(word: str) -> int:
    """Return how many errors a typed word may hold: none below 4 letters, 1 below 8, else 2."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else MOST_ERRORS


def match_word(typed: str, word: str) -> Match:
    """Return how a typed word fits a word of a name, both folded; `ij` and `y` count as one letter."""
    if typed == word:
        return Match.EXACT
    if word.startswith(typed):
        return Match.PREFIX
    if "y" in typed or "y" in word:
        typed, word = typed.replace("ij", "y"), word.replace("ij", "y")
        if typed == word:
            return Match.EXACT
        if word.startswith(typed):
            return Match.PREFIX
    if len(typed) > 1 and typed in word:
        return Match.CONTAINS
    errors = allowed_errors(typed)
    return Match.TYPO if errors and _within(typed, word, errors) else Match.NONE


def score(query: Sequence[str], name: Sequence[str], optional: frozenset[str] = frozenset()) -> int:
    """Return how well typed words fit the words of a name, all folded; 0 when one of them does not fit at all.

    The worst word counts first, so that a name with only exact hits comes before any other; order is free. Words in
    `optional` (prefixes such as `van`) may be missing from the name as long as another word fits.
    """
    total, worst, count = 0, Match.EXACT, 0
    for typed in query:
        best = max((match_word(typed, word) for word in name), default=Match.NONE)
        if typed in optional and best < Match.PREFIX:
            continue
        if best is Match.NONE:
            return 0
        total, worst, count = total + best, min(worst, best), count + 1
    return worst * 100 + total * 10 // count if count else 0
