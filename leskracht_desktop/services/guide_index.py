"""Find in the guides: an index in memory of what ships and what the user added, numbers and sources included."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from leskracht_desktop.domain.excerpts import Query, excerpt, opening
from leskracht_desktop.domain.fuzzy import words
from leskracht_desktop.domain.guide import Guide, Statement
from leskracht_desktop.domain.guide_library import GuideLibrary
from leskracht_desktop.domain.guide_notes import Excerpt, GuidePlace, HitKind, PlaceKind, SearchGroup, SearchHit
from leskracht_desktop.domain.ranking import Nearness, near_words
from leskracht_desktop.domain.readable import ReadableDocument
from leskracht_desktop.domain.stemming import stem
from leskracht_desktop.labels_nl import label
from leskracht_desktop.labels_nl.guide import reference_label

AVG: Final = "AVG"

_HIT_KINDS: Final = {
    PlaceKind.VERSION: HitKind.VERSION,
    PlaceKind.ARTICLE: HitKind.ARTICLE,
    PlaceKind.ANNEX: HitKind.ANNEX,
    PlaceKind.AVG: HitKind.AVG,
    PlaceKind.STATEMENT: HitKind.STATEMENT,
    PlaceKind.GLOSSARY: HitKind.GLOSSARY,
}


class Ranked(NamedTuple):
    """A group of hits with how near its best hit comes; `is_current` for the version of the model that is in use."""

    nearness: Nearness
    group: SearchGroup
    is_current: bool = False


class _Words(NamedTuple):
    """The folded words of a text, and their stems."""

    words: frozenset[str]
    stems: frozenset[str]

    @classmethod
    def of(cls, text: str) -> _Words:
        found = frozenset(words(text))
        return cls(found, frozenset(map(stem, found)))


@dataclass(frozen=True, slots=True)
class _Group:
    """What hits stand under: a version of the model, the AVG, the statement, the glossary."""

    key: str
    title: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class _Text:
    """One article, annex or section: its name, what it says, and on what that rests.

    `aliases` is what else it goes by for who types its `number` too: a mere `lid` is the name of nothing.
    """

    group: _Group
    title: str
    place: GuidePlace
    said: str
    rests_on: str = ""
    number: int | None = None
    aliases: str = ""

    @property
    def text(self) -> str:
        """Return everything below the name."""
        return f"{self.said}\n{self.rests_on}"


class GuideIndex:
    """Finds words in what ships and what the user added, without the database: it is there before a vault is open."""

    def __init__(self, library: GuideLibrary, statement: ReadableDocument) -> None:
        self._texts = (*_library_texts(library), *_statement_texts(statement), *_glossary_texts(library))
        by_word: dict[str, set[int]] = {}
        by_stem: dict[str, set[int]] = {}
        self._names = [_Words.of(one.title) for one in self._texts]
        self._aliases = [_Words.of(f"{one.title} {one.aliases}") for one in self._texts]
        self._lines: dict[int, list[frozenset[str]]] = {}
        for number, one in enumerate(self._texts):
            for word in self._aliases[number].words.union(words(one.text)):
                by_word.setdefault(word, set()).add(number)
                by_stem.setdefault(stem(word), set()).add(number)
        self._by_word, self._by_stem = by_word, by_stem
        self._sorted = sorted(by_word)

    def search(self, query: Query, most: int) -> list[Ranked]:
        """Return the first hits of each version, the nearest first, and of equals the first in reading order."""
        return [
            Ranked(found[0][0], self._group(found, query, 0, most), self._texts[found[0][1]].group.is_current)
            for found in self._by_group(query).values()
        ]

    def hits(self, query: Query, key: str, start: int, most: int) -> tuple[SearchHit, ...]:
        """Return further hits of one version, from number `start` on."""
        found = next((found for group, found in self._by_group(query).items() if group.key == key), None)
        return () if found is None else self._group(found, query, start, most).hits

    def _by_group(self, query: Query) -> dict[_Group, list[tuple[Nearness, int]]]:
        whole: set[int] | None = None
        for one in query.stems[:-1]:
            hits = self._by_stem.get(one, set())
            whole = set(hits) if whole is None else whole & hits
        last = self._by_stem.get(query.stems[-1], set())
        every = last | self._beginning(query.words[-1])
        found = every if whole is None else whole & every
        groups: dict[_Group, list[tuple[Nearness, int]]] = {}
        for number in sorted(found):
            near = self._nearness(number, query)
            if near is Nearness.TEXT and not (number in last and self._is_together(number, query)):
                near = Nearness.TEXT_APART
            groups.setdefault(self._texts[number].group, []).append((near, number))
        for of_group in groups.values():
            of_group.sort()
        return groups

    def _nearness(self, number: int, query: Query) -> Nearness:
        is_numbered = str(self._texts[number].number) in query.words
        return near_words(*(self._aliases if is_numbered else self._names)[number], query)

    def _is_together(self, number: int, query: Query) -> bool:
        """Tell whether one line holds all the words."""
        if len(query.words) == 1:
            return True
        if number not in self._lines:  # made when asked for: making the index must not wait for it
            self._lines[number] = [_Words.of(line).stems for line in self._texts[number].text.split("\n")]
        return any(line.issuperset(query.stems) for line in self._lines[number])

    def _group(self, found: list[tuple[Nearness, int]], query: Query, start: int, most: int) -> SearchGroup:
        hits = tuple(_hit(self._texts[number], near, query) for near, number in found[start : start + most])
        first = self._texts[min(number for _near, number in found)]
        return SearchGroup(_HIT_KINDS[first.place.kind], first.group.title, hits, len(found), first.group.key)

    def _beginning(self, start: str) -> set[int]:
        found: set[int] = set()
        for place in range(bisect_left(self._sorted, start), len(self._sorted)):
            word = self._sorted[place]
            if not word.startswith(start):
                break
            found |= self._by_word[word]
        return found


def _hit(one: _Text, near: Nearness, query: Query) -> SearchHit:
    """Return a hit; what is called so says what was typed, or else how it begins, and not on what it rests."""
    is_named = near <= Nearness.NAME_BEGUN
    found = excerpt(one.said if is_named else one.text, query)
    if found is None or (is_named and _held(found, query) < len(query.words)):
        found = opening(one.text)
    marks = tuple(query.marks(one.title)) if is_named else ()
    return SearchHit(_HIT_KINDS[one.place.kind], one.title, found, place=one.place, title_marks=marks)


def _held(found: Excerpt, query: Query) -> int:
    """Return how many of the words typed a sentence holds."""
    held = {stem(word) for begin, end in found.marks for word in words(found.text[begin:end])}
    return min(len(held), len(query.words))


def _library_texts(library: GuideLibrary) -> Iterator[_Text]:
    references = {one for guide in library.guides for part in guide.articles for one in part.avg_articles}
    references |= {one for guide in library.guides for part in guide.annexes for one in part.avg_articles}
    for guide in reversed(library.guides):
        yield from _guide_texts(guide, is_current=guide is library.current)
    group = _Group(AVG, AVG)
    article = label(HitKind.ARTICLE).capitalize()
    for one in library.avg_articles:
        statements = (*one.summary, *one.for_school)
        said = "\n".join(statement.text for statement in statements)
        aliases = " ".join([AVG, *(reference_label(found) for found in references if found.number == one.number)])
        place = GuidePlace("", PlaceKind.AVG, str(one.number))
        rests_on = _lines(_sources(statements))
        yield _Text(group, f"{article} {one.number}. {one.title}", place, said, rests_on, one.number, aliases)


def _guide_texts(guide: Guide, *, is_current: bool) -> Iterator[_Text]:
    version, name = guide.version.id, guide.version.title
    group = _Group(version, name, is_current)
    about = (*guide.version.facts, *guide.changes)
    facts = (*(f"{one.label}: {one.text}" for one in guide.version.dates), *(one.text for one in about))
    read_in = (*filter(None, (one.source for one in guide.version.dates)), *_sources(about))
    yield _Text(group, name, GuidePlace(version, PlaceKind.VERSION), _lines(facts), _lines(read_in))
    for article in guide.articles:
        terms = article.terms
        law = (*article.avg_articles, *(term.avg for term in terms if term.avg is not None))
        rests_on = (*map(reference_label, law), *_sources(article.statements()), *(term.source for term in terms))
        said = _below(article.title, article.texts())
        place = GuidePlace(version, PlaceKind.ARTICLE, article.slug)
        title = f"{article.number}. {article.title}"
        yield _Text(group, title, place, said, _lines(rests_on), article.number, label(HitKind.ARTICLE))
    for annex in guide.annexes:
        read_in = (*map(reference_label, annex.avg_articles), *_sources(annex.statements()))
        said = _below(annex.title, annex.texts())
        title = f"{label(HitKind.ANNEX).capitalize()} {annex.number}. {annex.title}"
        yield _Text(group, title, GuidePlace(version, PlaceKind.ANNEX, annex.code), said, _lines(read_in))


def _statement_texts(statement: ReadableDocument) -> Iterator[_Text]:
    group = _Group(statement.code, statement.title)
    for section in statement.sections:
        place = GuidePlace("", PlaceKind.STATEMENT, section.code)
        yield _Text(group, section.title, place, _below(section.title, section.texts()))


def _glossary_texts(library: GuideLibrary) -> Iterator[_Text]:
    """Yield every hard word as a text of its own, all at one place."""
    place = GuidePlace("", PlaceKind.GLOSSARY)
    group = _Group(PlaceKind.GLOSSARY.value, label(HitKind.GLOSSARY).capitalize())
    for entry in library.glossary:
        word = entry.word.replace("_", " ")
        yield _Text(group, word, place, f"{word}: {entry.text}")


def _below(title: str, texts: Iterable[str]) -> str:
    """Return the texts of a part without its title, if that is where they begin."""
    found = list(texts)
    return "\n".join(found[1:] if found[:1] == [title] else found)


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(texts))


def _sources(statements: Iterable[Statement]) -> Iterator[str]:
    return (one.source for one in statements if one.source)
