"""Burn other people's names out of texts, however they are written (AVG art. 15(4))."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

from leskracht_desktop.domain.dossier import Masking
from leskracht_desktop.domain.names import PREFIX_WORDS

# What may stand inside a name without being seen: loose marks (also Hebrew and Arabic vowels), soft hyphens, and
# the invisible characters with which somebody could hide a name from a search.
_UNSEEN = "[\u00ad\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*"
_UNSEEN_ONES = re.compile(_UNSEEN)
_BETWEEN = r"[\W_]{1,4}"
_WORD = re.compile(r"[^\W_]+")
_FOLDED_ALIKE_UNTIL = 0x2000  # Latin, Greek, Cyrillic, Vietnamese: where letters carry marks
_SHORTEST_PART = 3
_UNSPACED_FROM = "\u2e80"  # Chinese, Japanese and Korean write words without spaces between


@cache
def _spellings() -> dict[str, str]:
    """Return, for each bare letter, all characters that are that letter with marks or in the other case."""
    alike: dict[str, list[str]] = {}
    for code in range(0x41, _FOLDED_ALIKE_UNTIL):
        character = chr(code)
        folded = fold(character)
        if len(folded) == 1 and (folded != character or character.isalpha()):
            alike.setdefault(folded, []).append(character)
    return {letter: "".join(dict.fromkeys((letter, *characters))) for letter, characters in alike.items()}


def fold(text: str) -> str:
    """Return text without marks on letters and without case, to compare names by."""
    parts = unicodedata.normalize("NFKD", text)
    bare = "".join(part for part in parts if not unicodedata.combining(part))
    return bare.translate(_STROKES).casefold()


_STROKES = str.maketrans("øØłŁđĐħĦŧŦıİ", "oOlLdDhHtTiI")


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a name, folded: `Jan-Peter d'Hont` has four."""
    return tuple(_WORD.findall(fold(text)))


def name_forms(name: str) -> tuple[str, ...]:
    """Return the ways in which a name may stand in a text: as given, in list order, without its middle names."""
    forms = [name]
    if "," in name:
        listed, _, called = name.partition(",")
        forms.append(f"{called.strip()} {listed.strip()}")
    else:
        words = name.split()
        split = next((at for at, word in enumerate(words) if at and fold(word) in PREFIX_WORDS), len(words) - 1)
        if len(words) > 1:
            first, surname = words[:split], words[split:]
            bare = [word for word in surname if fold(word) not in PREFIX_WORDS]
            prefix = [word for word in surname if fold(word) in PREFIX_WORDS]
            forms.append(" ".join([*surname, *first]))
            forms.append(" ".join([*bare, *first, *prefix]))
            forms.append(" ".join([first[0][0], *surname]))
            if len(first) > 1:
                forms.append(" ".join([first[0], *surname]))
    return tuple(dict.fromkeys(form for form in forms if words_of(form)))


def _letters_of(text: str) -> list[str]:
    """Return a pattern per letter that finds `text` in any case, with or without marks, however words are joined."""
    alike = _spellings()
    letters: list[str] = []
    for word in words_of(text):
        classes = [f"[{re.escape(alike[letter])}]" if letter in alike else f"[{re.escape(letter)}]" for letter in word]
        if letters:
            classes[0] = _BETWEEN + classes[0]
        letters += classes
    return letters


def _pattern_of(names: Sequence[str]) -> str:
    """Return one pattern for many names, the first that fits at a place winning.

    It begins with a plain set of first letters, which Python's engine looks for ten times as fast as for anything else.
    """
    bounded: list[str] = []
    unbounded: list[str] = []
    first_letters: set[str] = set()
    for name in names:
        first, *others = _letters_of(name)
        rest = "".join(f"{_UNSEEN}{letter}" for letter in others)
        spaced = all(character < _UNSPACED_FROM for character in name)
        (bounded if spaced else unbounded).append(f"(?<={first}){rest}{_UNSEEN}")
        first_letters.add(first[1:-1])
    ways = [rf"(?<![^\W_][\s\S])(?:{'|'.join(bounded)})(?![^\W_])"] if bounded else []
    return f"[{''.join(sorted(first_letters))}](?:{'|'.join(ways + unbounded)})"


def replacement(number: int) -> str:
    """Return what is read in the place of a name; the number tells people apart without naming them."""
    return f"[naam van een ander, {number}]"


class Masker:
    """Replaces names in texts and counts how often; made once per dossier.

    `spared` are names that stay readable, such as the data subject's own: their words are not taken for parts of
    somebody else's name.
    """

    def __init__(self, maskings: Sequence[Masking], spared: Iterable[str] = ()) -> None:
        self.count = 0
        own_names = tuple(spared)
        own_words = {word for name in own_names for word in words_of(name)}
        own_forms = {words_of(form) for name in own_names for form in name_forms(name)}
        whole: list[tuple[str, int]] = []
        parts: list[tuple[str, int]] = []
        for masking in maskings:
            forms = [form for form in (*name_forms(masking.name), *masking.also) if words_of(form) not in own_forms]
            whole.extend((form, masking.replacement_number) for form in forms)
            parts.extend(
                (word, masking.replacement_number)
                for word in _telling_words(masking.name)
                if not set(words_of(word)) & own_words
            )
        self._whole = _Finder(whole)
        self._parts = _Finder([*whole, *parts], capital_for=frozenset(word for word, _ in parts))

    @property
    def active(self) -> bool:
        """Whether there is anything to mask."""
        return bool(self._whole)

    def value(self, text: str) -> str:
        """Return a short value (a name, an address, a file name) without the names."""
        return self._masked(self._whole, text)

    def prose(self, text: str) -> str:
        """Return running text without the names, nor a first name or surname by itself that is one of theirs."""
        return self._masked(self._parts, text)

    def _masked(self, finder: _Finder, text: str) -> str:
        if not finder or not text:
            return text
        masked, number = finder.substitute(text)
        self.count += number
        return masked

    def occurs_in(self, text: str) -> bool:
        """Whether one of the names, in any form, stands in a text."""
        return self._whole.found_in(text)


class _Finder:
    """Finds the longest of many names at each place of a text."""

    def __init__(self, names: Iterable[tuple[str, int]], capital_for: frozenset[str] = frozenset()) -> None:
        self._numbers: dict[tuple[str, ...], int] = {}
        for name, number in names:
            self._numbers.setdefault(words_of(name), number)
        self._numbers.pop((), None)
        self._capital_for = frozenset(words_of(word) for word in capital_for)
        ordered = sorted(self._numbers, key=lambda words: (-len(" ".join(words)), words))
        self._pattern = re.compile(_pattern_of([" ".join(words) for words in ordered])) if ordered else None

    def __bool__(self) -> bool:
        return self._pattern is not None

    def found_in(self, text: str) -> bool:
        return self._pattern is not None and self._pattern.search(text) is not None

    def substitute(self, text: str) -> tuple[str, int]:
        if self._pattern is None:
            return text, 0
        number = 0

        def replaced(match: re.Match[str]) -> str:
            nonlocal number
            words = words_of(_UNSEEN_ONES.sub("", match.group()))
            if words in self._capital_for and match.group()[0].islower():
                return match.group()  # `roos` is a flower, `Roos` a pupil
            number += 1
            return replacement(self._numbers.get(words, 0))

        return self._pattern.sub(replaced, text), number


def _telling_words(name: str) -> list[str]:
    """Return the words of a name that could stand alone for the person: first names and the surname."""
    return [
        word
        for word in re.split(r"[\s,]+", name)
        if len(word) >= _SHORTEST_PART and fold(word) not in PREFIX_WORDS and words_of(word)
    ]


def find_names(texts: Iterable[tuple[str, str]], names: Iterable[str]) -> dict[str, tuple[int, tuple[str, ...]]]:
    """Count each of `names` in (place, text) pairs; names that do not occur are left out.

    Returns how often a name occurs and in which places, places in order of first mention.
    """
    finders = {name: _Finder([(form, 0) for form in name_forms(name)]) for name in dict.fromkeys(names)}
    found: dict[str, tuple[int, dict[str, None]]] = {}
    for place, text in texts:
        for name, finder in finders.items():
            number = finder.substitute(text)[1]
            if number:
                count, places = found.get(name, (0, {}))
                places[place] = None
                found[name] = (count + number, places)
    return {name: (count, tuple(places)) for name, (count, places) in found.items()}
