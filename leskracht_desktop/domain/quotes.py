"""Finds a marked text back in the page it was marked in, also when lines are broken elsewhere or a part is gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

LONGEST_QUOTE: Final = 4000
"""Characters in a marked text, at most: some screens of reading."""

_LEAST: Final = 12
"""A line that is looked for by itself has at least so many characters: shorter ones stand anywhere."""

Range = tuple[int, int]


def place_of_quote(quote: str, nth: int, text: str) -> tuple[Range, ...]:
    """Return where a quote stands in a text, as (begin, end) in characters; empty when nothing of it is left.

    White space is as good as any other white space. Of equal texts the one with number `nth` from 0 is meant, or else
    the last. When the whole is not there, each of its longer lines is looked for by itself, in their order.
    """
    found = list(_found(quote, text))
    if found:
        return (found[min(nth, len(found) - 1)],)
    ranges, begin = list[Range](), 0
    for line in quote.splitlines():
        if len(line.strip()) >= _LEAST:
            place = next(_found(line, text, begin), None)
            if place is not None:
                ranges.append(place)
                begin = place[1]
    return tuple(ranges)


def number_of_quote(quote: str, begin: int, text: str) -> int:
    """Return how many equal texts begin before the one that begins at `begin`."""
    return sum(start < begin for start, _ in _found(quote, text))


def _found(quote: str, text: str, begin: int = 0) -> Iterator[Range]:
    words = quote.split()
    if not words:
        return
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    for match in pattern.finditer(text, begin):
        yield match.span()
