"""Find in one document: its text without the accidents of layout, and where in it the words typed stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from leskracht_desktop.domain.excerpts import MOST_WORDS, Query
from leskracht_desktop.domain.fuzzy import fold, words
from leskracht_desktop.domain.stemming import stem

BROKEN = re.compile("[\x02\xad\ufffe][ \r\n]*|(?<=[a-z])-[ ]*\r?\n(?=[a-z])")
"""Where a word was broken off at the end of a line."""

_SPACE = r"\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
_LAYOUT = re.compile(rf"(?P<broken>{BROKEN.pattern})|[{_SPACE}]{{2,}}|(?! )[{_SPACE}]")
_NEXT = re.compile(r"[\W_]{1,6}([^\W_]+(?:['’][^\W_]+)*)")

Span = tuple[int, int]
"""Where something stands: from the first character up to the one after the last."""


@dataclass(frozen=True, slots=True)
class FoundText:
    """A text with single spaces and whole words; `places` tells where each of its characters stands in the original."""

    text: str
    places: Sequence[int]

    @classmethod
    def of(cls, original: str) -> FoundText:
        """Return the text of an original as it was set on a page."""
        parts: list[str] = []
        places: list[int] = []
        at = 0
        for match in _LAYOUT.finditer(original):
            parts.append(original[at : match.start()])
            places.extend(range(at, match.start()))
            if not match["broken"]:
                parts.append(" ")
                places.append(match.start())
            at = match.end()
        parts.append(original[at:])
        places.extend(range(at, len(original)))
        return cls("".join(parts), places)

    def original(self, span: Span) -> Span:
        """Return where a piece of this text stands in the original."""
        begin, end = span
        return self.places[begin], self.places[end - 1] + 1

    def find(self, typed: str) -> list[Span]:
        """Return where these words stand after each other, in any number and without their accents."""
        return [self.original(span) for span in _phrases(self.text, typed)]

    def find_apart(self, typed: str) -> list[Span]:
        """Return where any of these words stands, in any number and without its accents."""
        return [self.original(span) for span in Query.of(typed).marks(self.text)]

    def locate(self, sentence: str, near: int = 0) -> Span | None:
        """Return where a sentence stands in the original, the nearest to character `near` of this text."""
        wanted = " ".join(sentence.split())
        best, at = -1, self.text.find(wanted) if wanted else -1
        while at >= 0:
            if best < 0 or abs(at - near) < abs(best - near):
                best = at
            at = self.text.find(wanted, at + 1)
        return None if best < 0 else self.original((best, best + len(wanted)))


def _phrases(text: str, typed: str) -> list[Span]:
    asked = words(typed)[:MOST_WORDS]
    if not asked:
        return []
    found: list[Span] = []
    for begin, end in Query((asked[0],)).marks(text):
        stop = _end_of_phrase(text, (begin, end), asked)
        if stop and (not found or begin >= found[-1][1]):
            found.append((begin, stop))
    return found


def _end_of_phrase(text: str, first: Span, asked: Sequence[str]) -> int:
    """Return where the words end that begin with `first`, or 0 when others stand there."""
    begin, end = first
    if len(asked) == 1:
        return end
    if not any(stem(word) == stem(asked[0]) for word in fold(text[begin:end]).split()):
        return 0
    for number, one in enumerate(asked[1:], 2):
        match = _NEXT.match(text, end)
        word = fold(match[1]) if match is not None else ""
        is_beginning = number == len(asked) and word.startswith(one)
        if match is None or not (is_beginning or stem(word) == stem(one)):
            return 0
        end = match.end()
    return end
