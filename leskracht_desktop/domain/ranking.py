"""How near what was found comes to what was typed: its name before its text, whole words before beginnings of words."""

from __future__ import annotations

from collections.abc import Collection
from enum import IntEnum

from leskracht_desktop.domain.excerpts import Query
from leskracht_desktop.domain.fuzzy import words
from leskracht_desktop.domain.stemming import stem


class Nearness(IntEnum):
    """What holds the words typed; the nearest is the least."""

    NAME = 0
    """The name does, in whatever number."""
    NAME_BEGUN = 1
    """The name does, the last word only as the beginning of one of its words."""
    TEXT = 2
    """The text does."""
    TEXT_APART = 3
    """The text does, in different lines, or the last word only as the beginning of one of its words."""


def nearness(name: str, query: Query) -> Nearness:
    """Return how near a document comes whose text holds the words typed."""
    folded = words(name)
    return near_words(folded, {stem(word) for word in folded}, query)


def near_words(folded: Collection[str], stems: Collection[str], query: Query) -> Nearness:
    """Return the same for a name of which the folded words and their stems are known."""
    missing = [number for number, one in enumerate(query.stems) if one not in stems]
    if not missing:
        return Nearness.NAME
    if missing == [len(query.words) - 1] and any(word.startswith(query.words[-1]) for word in folded):
        return Nearness.NAME_BEGUN
    return Nearness.TEXT
