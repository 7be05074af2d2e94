"""Forgive plural forms: Dutch words brought back to a stem that singular and plural share."""

from __future__ import annotations

import re
from functools import lru_cache

_SHORTEST = 3
_VOWELS = frozenset("aeiouy")
_DEVOICED = {"v": "f", "z": "s"}
# Nouns whose plural ends in -eren; verbs (`registreren`) end so too, and keep their -er.
_EREN = ("kinderen", "bladeren", "liederen", "eieren", "goederen", "volkeren", "raderen", "runderen")
_DOUBLE = re.compile(r"(?<=.)(aa|ee|oo|uu)(?=[^aeiouy]$)")
_ODD = {"uur": "ur", "uren": "ur", "steden": "stad"}
"""Too short for the rules or with another vowel, and too common to miss."""
_MEMBERS = "leden"


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of a folded word (small letters, no accents, no apostrophes): no word of its own, only a key.

    Takes off -en, -e, -s, -eren and -heden, as often as they stand there, and undoes what spelling did to the stem:
    `scholen` and `school`, `brieven` and `brief`, `katten` and `kat` meet. Of forms that change their vowel only
    those of `lid` and `stad` do.
    """
    if word in _ODD:
        return _ODD[word]
    if word.endswith(_MEMBERS):
        return f"{word[: -len(_MEMBERS)]}lid"
    before, reached = "", word
    while reached != before:
        before, reached = reached, _shorter(reached)
    return _DOUBLE.sub(lambda match: match[1][0], reached)


def _shorter(word: str) -> str:
    if word.endswith(_EREN):
        return word[:-4]
    if word.endswith("heden"):
        return f"{word[:-5]}heid"
    for ending in ("en", "e", "s"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= _SHORTEST and _fits(rest, ending):
            return _spelled(rest) if ending != "s" else rest
    return word


def _fits(rest: str, ending: str) -> bool:
    if _VOWELS.isdisjoint(rest):
        return False
    if ending == "e":
        return rest[-1] not in _VOWELS
    return ending != "s" or rest[-1] != "s"


def _spelled(rest: str) -> str:
    """Return the stem as it is spelled without its ending: one consonant, and f or s at the end."""
    if rest[-1] == rest[-2] and rest[-1] not in _VOWELS:
        return rest[:-1]
    return rest[:-1] + _DEVOICED.get(rest[-1], rest[-1])
