"""What somebody typed to search in texts, and the sentence around what was found."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from leskracht_desktop.domain.fuzzy import fold, words
from leskracht_desktop.domain.guide_notes import Excerpt
from leskracht_desktop.domain.stemming import stem

MOST_WORDS = 8
LONGEST_EXCERPT = 300
"""Characters; longer sentences are cut around the hit."""

_REST = r"[^\W_]*(?:['’][^\W_]+)*"
_LAST_VOWELS = re.compile(r"[aeiouy]+[^aeiouy]*$")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True)
class Query:
    """The words that were typed, folded; the last one may be the beginning of a word."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Query:
        """Return what a text asks for."""
        return cls(tuple(dict.fromkeys(words(text)))[:MOST_WORDS])

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """Return the stem of each word."""
        return tuple(stem(word) for word in self.words)

    @cached_property
    def _probes(self) -> re.Pattern[str]:
        """Match what may be a hit: words that begin as a stem does, up to its last vowel, which number can change."""
        beginnings = {_LAST_VOWELS.sub("", found) or found[:1] for found in self.stems} | {self.words[-1]}
        longest_first = "|".join(re.escape(one) for one in sorted(beginnings, key=len, reverse=True))
        return re.compile(rf"(?<![^\W_])(?:{longest_first}){_REST}")

    def meets(self, word: str) -> bool:
        """Tell whether a folded word of a text is one of those typed, in whatever number."""
        return stem(word) in self.stems or word.startswith(self.words[-1])

    def marks(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where (begin, end) the words stand in a text, in order."""
        if not self.words:
            return
        for match in self._probes.finditer(_bare(text)):
            if any(self.meets(word) for word in fold(text[match.start() : match.end()]).split()):
                yield match.span()


def excerpt(text: str, query: Query) -> Excerpt | None:
    """Return the sentence of a text that holds the most of the words typed, the first of equals; None without hits."""
    marks = list(query.marks(text))
    if not marks:
        return None
    best: tuple[int, int, int] | None = None
    for begin, end in _sentences(text):
        inside = {stem(fold(text[a:b])) for a, b in marks if begin <= a < end}
        if inside and (best is None or len(inside) > best[0]):
            best = (len(inside), begin, end)
    _, begin, end = best or (0, 0, len(text))
    if end - begin > LONGEST_EXCERPT:
        first = next(a for a, _ in marks if begin <= a < end)
        begin, end = _around(text, first, begin, end)
    return _cut(text, marks, begin, end)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for match in _SENTENCE_END.finditer(text):
        if match.start() > begin:
            yield begin, match.start()
        begin = match.end()
    if begin < len(text):
        yield begin, len(text)


def _around(text: str, first: int, begin: int, end: int) -> tuple[int, int]:
    """Return a piece of a long sentence around a hit, from word to word."""
    start = max(begin, first - LONGEST_EXCERPT // 3)
    stop = min(end, start + LONGEST_EXCERPT)
    if start > begin:
        start = text.find(" ", start, first) + 1 or start
    if stop < end:
        stop = max(text.rfind(" ", first, stop), first + 1)
    return start, stop


def _cut(text: str, marks: list[tuple[int, int]], begin: int, end: int) -> Excerpt:
    while begin < end and text[begin].isspace():
        begin += 1
    kept = tuple((a - begin, min(b, end) - begin) for a, b in marks if begin <= a < end)
    return Excerpt(text[begin:end].replace("\n", " "), kept)


def _bare(text: str) -> str:
    """Return a text of the same length in small letters without accents, as far as one letter stays one letter."""
    if text.isascii():
        return text.lower()
    return "".join(_bare_letter(letter) for letter in text)


def _bare_letter(letter: str) -> str:
    if letter.isascii():
        return letter.lower()
    small = unicodedata.normalize("NFD", letter.lower())[:1]
    return small or letter
