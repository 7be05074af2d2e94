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
_AFTER_VOWEL = re.compile(r"([aeiouy])[aeiouy]*[^aeiouy]*$")
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
        """Match what may be a hit: words that begin as a stem does, up to the vowels which number can change."""
        beginnings = {_AFTER_VOWEL.sub(r"\1", found) for found in self.stems} | {self.words[-1]}
        longest_first = "|".join(_any_accents(one) for one in sorted(beginnings, key=len, reverse=True))
        return re.compile(rf"(?<![^\W_])(?:{longest_first}){_REST}")

    def meets(self, word: str) -> bool:
        """Tell whether a folded word of a text is one of those typed, in whatever number."""
        return stem(word) in self.stems or word.startswith(self.words[-1])

    def marks(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where (begin, end) the words stand in a text, in order."""
        if not self.words:
            return
        for match in self._probes.finditer(_small(text)):
            if any(self.meets(word) for word in fold(text[match.start() : match.end()]).split()):
                yield match.span()


def excerpt(text: str, query: Query) -> Excerpt | None:
    """Return the sentence of a text that holds the most of the words typed, the first of equals; None without hits."""
    marks = query.marks(text)
    mark = next(marks, None)
    most, best, where = 0, list[tuple[int, int]](), (0, 0)
    for begin, end in _sentences(text) if mark is not None else ():
        inside = []
        while mark is not None and mark[0] < end:
            inside.append(mark)
            mark = next(marks, None)
        held = len({stem(fold(text[a:b])) for a, b in inside})
        if held > most:
            most, best, where = held, inside, (begin, end)
        if mark is None or most >= len(query.words):
            break
    if not best:
        return None
    begin, end = where
    if end - begin > LONGEST_EXCERPT:
        begin, end = _around(text, best[0][0], begin, end)
    return _cut(text, best, begin, end)


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


def _small(text: str) -> str:
    """Return a text of the same length in small letters; one capital alone would become two letters."""
    return text.lower() if text.isascii() else text.replace("\u0130", "I").lower()


def _variants() -> dict[str, str]:
    found: dict[str, str] = {}
    for block in (range(0xC0, 0x250), range(0x1E00, 0x1F00)):
        for letter in map(chr, block):
            bare = unicodedata.normalize("NFD", letter)[0].lower()
            if letter.islower() and bare.isascii() and bare.isalpha():
                found[bare] = found.get(bare, "") + letter
    return found


_VARIANTS = _variants()
"""European letters with accents, by the letter they are without."""


def _any_accents(beginning: str) -> str:
    """Return a pattern of a beginning that takes no notice of accents."""
    return "".join(
        f"[{letter}{_VARIANTS[letter]}]" if letter in _VARIANTS else re.escape(letter) for letter in beginning
    )
