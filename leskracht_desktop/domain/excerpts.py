"""What somebody typed to search in texts, and the sentence around what was found."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from leskracht_desktop.domain.fuzzy import fold, words
from leskracht_desktop.domain.guide_notes import Excerpt
from leskracht_desktop.domain.stemming import stem

MOST_WORDS: Final = 8
LONGEST_EXCERPT: Final = 300
"""Characters; longer sentences are cut around the hit."""

_REST: Final = r"[^\W_]*(?:'[^\W_]+)*"
_LAST_VOWELS: Final = re.compile(r"[aeiouy]+([^aeiouy]*)$")
_CHANGING: Final = ("lid", "stad")
"""Stems whose vowel is another in the plural."""
_VOICED: Final = {"f": "[fv]", "s": "[sz]"}
_STOPS: Final = (". ", "! ", "? ")

Span = tuple[int, int]


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
    def _probes(self) -> tuple[re.Pattern[str], ...]:
        """Match what may be a hit: words that begin as a stem does, whatever number made of its vowels and its end."""
        return tuple(_probe(found) for found in dict.fromkeys(self.stems))

    @cached_property
    def _is_latin(self) -> bool:
        return all(word.isascii() for word in self.words)

    def meets(self, word: str) -> bool:
        """Tell whether a folded word of a text is one of those typed, in whatever number."""
        return stem(word) in self.stems or word.startswith(self.words[-1])

    def marks(self, text: str) -> Iterator[Span]:
        """Yield where (begin, end) the words stand in a text, in order."""
        if not self.words:
            return
        bare = _bare(text) if self._is_latin else _small(text)
        reached = 0
        found = [map(re.Match.span, probe.finditer(bare)) for probe in self._probes]
        for begin, end in found[0] if len(found) == 1 else heapq.merge(*found):
            if begin >= reached and self.meets(fold(bare[begin:end])):
                reached = end
                yield begin, end


def _probe(found: str) -> re.Pattern[str]:
    """Return a pattern for a stem; what may not stand before it comes late, so that the engine skips to the letters."""
    match = _LAST_VOWELS.search(found)
    if match is None:
        return re.compile(rf"{found}(?<![^\W_]{found}){_REST}")
    start = found[: match.start() + (not found.endswith(_CHANGING))]
    end = match[1][:-1] + _VOICED.get(match[1][-1:], match[1][-1:])
    return re.compile(rf"{start}(?<![^\W_]{start})[aeiouy]*{end}{_REST}")


def excerpt(text: str, query: Query) -> Excerpt | None:
    """Return the sentence of a text that holds the most of the words typed, the first of equals; None without hits."""
    most, best, where = 0, list[Span](), (0, 0)
    for sentence, inside in _by_sentence(text, query.marks(text)):
        held = 1 if len(inside) == 1 else len({stem(fold(text[begin:end])) for begin, end in inside})
        if held > most:
            most, best, where = held, inside, sentence
        if most >= len(query.words):
            break
    if not best:
        return None
    begin, end = where
    if end - begin > LONGEST_EXCERPT:
        begin, end = _around(text, best[0][0], begin, end)
    return _cut(text, best, begin, end)


def opening(text: str) -> Excerpt:
    """Return how a text begins: its first sentence, without marks."""
    text = text.lstrip()
    begin, end = _sentence(text, 0)
    return _cut(text, [], begin, min(end, LONGEST_EXCERPT))


def _by_sentence(text: str, marks: Iterator[Span]) -> Iterator[tuple[Span, list[Span]]]:
    """Yield each sentence (begin, end) that holds marks, with these; one without an end is taken in pieces."""
    mark = next(marks, None)
    while mark is not None:
        begin, end = _sentence(text, mark[0])
        inside = []
        while mark is not None and mark[0] < end:
            inside.append(mark)
            mark = next(marks, None)
        yield (begin, end), inside


def _sentence(text: str, at: int) -> Span:
    """Return where the sentence around a place begins and ends; far enough to be cut off counts as its end."""
    begin, end = max(0, at - LONGEST_EXCERPT), min(len(text), at + LONGEST_EXCERPT)
    line = text.rfind("\n", begin, at)
    begin = max(begin, line + 1)
    line = text.find("\n", at, end)
    end = line if line >= 0 else end
    for stop in _STOPS:
        begin = max(begin, text.rfind(stop, begin, at) + 1)
        place = text.find(stop, at, end)
        end = place + 1 if place >= 0 else end
    return begin, end


def _around(text: str, first: int, begin: int, end: int) -> Span:
    """Return a piece of a long sentence around a hit, from word to word."""
    start = max(begin, first - LONGEST_EXCERPT // 3)
    stop = min(end, start + LONGEST_EXCERPT)
    if start > begin:
        start = text.find(" ", start, first) + 1 or start
    if stop < end:
        stop = max(text.rfind(" ", first, stop), first + 1)
    return start, stop


def _cut(text: str, marks: list[Span], begin: int, end: int) -> Excerpt:
    while begin < end and text[begin].isspace():
        begin += 1
    kept = tuple([(a - begin, min(b, end) - begin) for a, b in marks if begin <= a < end])
    return Excerpt(text[begin:end].rstrip().replace("\n", " "), kept)


def _small(text: str) -> str:
    """Return a text of the same length in small letters; one capital alone would become two letters."""
    return text.lower() if text.isascii() else text.replace("\u0130", "I").lower()


def _bare(text: str) -> str:
    """Return a text of the same length in small Latin letters without accents; other scripts are lost.

    Byte by byte it takes a twentieth of the time that it takes letter by letter.
    """
    for codec, table in _TABLES:
        try:
            return text.encode(codec).translate(table).decode("latin-1")
        except UnicodeEncodeError:
            continue
    return text.translate(_LETTERS).encode("latin-1", "replace").decode("latin-1")


def _bare_letter(letter: str) -> str:
    """Return what one character is replaced by: a letter that folds to two stays a letter, but matches nothing."""
    folded = "'" if letter == "\u2019" else fold(letter)
    return folded if len(folded) == 1 and folded <= "\xff" else "\xff" if letter.isalnum() else letter


def _table(codec: str) -> bytes:
    letters = (bytes([code]).decode(codec, "replace") for code in range(256))
    return "".join(_bare_letter(letter) for letter in letters).encode("latin-1", "replace")


_TABLES: Final = tuple((codec, _table(codec)) for codec in ("latin-1", "cp1252"))
_LETTERS: Final = {
    code: _bare_letter(chr(code)) for block in (range(0x250), range(0x1E00, 0x1F00), (0x2019,)) for code in block
}
