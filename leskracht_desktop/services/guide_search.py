"""Search in everything that can be read: the guides by an index in memory, the vault's own texts by its index."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy.orm import Session

from leskracht_desktop.domain.excerpts import Query, excerpt
from leskracht_desktop.domain.fuzzy import words
from leskracht_desktop.domain.guide import Guide
from leskracht_desktop.domain.guide_library import GuideLibrary
from leskracht_desktop.domain.guide_notes import Excerpt, GuidePlace, HitKind, PlaceKind, SearchGroup, SearchHit
from leskracht_desktop.domain.readable import ReadableDocument
from leskracht_desktop.domain.stemming import stem
from leskracht_desktop.labels_nl import label
from leskracht_desktop.storage.passages import (
    FoundIn,
    PassageText,
    agreement_titles,
    document_titles,
    find_passages,
    note_titles,
    passage_texts,
)

MOST_HITS: Final = 3
MOST_GROUPS: Final = 100
MOST_SENTENCES: Final = 60
"""When many documents hold what is looked for, fewer sentences of each are shown, but always one."""

_NOTHING: Final = Excerpt("", ())
_LONGEST_TITLE: Final = 80

_HIT_KINDS: Final = {
    PlaceKind.VERSION: HitKind.VERSION,
    PlaceKind.ARTICLE: HitKind.ARTICLE,
    PlaceKind.ANNEX: HitKind.ANNEX,
    PlaceKind.AVG: HitKind.AVG,
    PlaceKind.STATEMENT: HitKind.STATEMENT,
    PlaceKind.GLOSSARY: HitKind.GLOSSARY,
}


@dataclass(frozen=True, slots=True)
class _Text:
    """One article, annex or section: `group` is what its hits stand under."""

    group: str
    title: str
    place: GuidePlace
    text: str


class GuideIndex:
    """Finds words in what ships and what the user added, without the database: it is there before a vault is open."""

    def __init__(self, library: GuideLibrary, statement: ReadableDocument) -> None:
        self._texts = (*_library_texts(library), *_statement_texts(statement), *_glossary_texts(library))
        by_word: dict[str, set[int]] = {}
        by_stem: dict[str, set[int]] = {}
        for number, one in enumerate(self._texts):
            for word in set(words(one.text)):
                by_word.setdefault(word, set()).add(number)
                by_stem.setdefault(stem(word), set()).add(number)
        self._by_word, self._by_stem = by_word, by_stem
        self._sorted = sorted(by_word)

    def search(self, query: Query, most: int) -> tuple[SearchGroup, ...]:
        """Return the hits by version, the newest version first."""
        found: set[int] | None = None
        for number, one in enumerate(query.stems):
            hits = set(self._by_stem.get(one, ()))
            if number == len(query.stems) - 1:
                hits |= self._beginning(query.words[number])
            found = hits if found is None else found & hits
        groups: dict[str, list[_Text]] = {}
        for number in sorted(found or ()):
            groups.setdefault(self._texts[number].group, []).append(self._texts[number])
        return tuple(_group(title, texts, query, most) for title, texts in groups.items())

    def _beginning(self, start: str) -> set[int]:
        found: set[int] = set()
        for place in range(bisect_left(self._sorted, start), len(self._sorted)):
            word = self._sorted[place]
            if not word.startswith(start):
                break
            found |= self._by_word[word]
        return found


def _group(title: str, texts: list[_Text], query: Query, most: int) -> SearchGroup:
    hits = []
    for one in texts[:most]:
        found = excerpt(one.text, query)
        if found is not None:
            hits.append(SearchHit(_HIT_KINDS[one.place.kind], one.title, found, place=one.place))
    return SearchGroup(_HIT_KINDS[texts[0].place.kind], title, tuple(hits), len(texts))


def _library_texts(library: GuideLibrary) -> Iterator[_Text]:
    for guide in reversed(library.guides):
        yield from _guide_texts(guide)
    for article in library.avg_articles:
        lines = (article.title, *(one.text for one in (*article.summary, *article.for_school)))
        place = GuidePlace("", PlaceKind.AVG, str(article.number))
        yield _Text("AVG", f"{article.number}. {article.title}", place, "\n".join(lines))


def _guide_texts(guide: Guide) -> Iterator[_Text]:
    version, name = guide.version.id, guide.version.title
    facts = (*(f"{one.label}: {one.text}" for one in guide.version.dates), *(one.text for one in guide.version.facts))
    lines = (name, *facts, *(one.text for one in guide.changes))
    yield _Text(name, name, GuidePlace(version, PlaceKind.VERSION), "\n".join(lines))
    for article in guide.articles:
        place = GuidePlace(version, PlaceKind.ARTICLE, article.slug)
        yield _Text(name, f"{article.number}. {article.title}", place, "\n".join(article.texts()))
    for annex in guide.annexes:
        place = GuidePlace(version, PlaceKind.ANNEX, annex.code)
        yield _Text(name, annex.title, place, "\n".join(annex.texts()))


def _statement_texts(statement: ReadableDocument) -> Iterator[_Text]:
    for section in statement.sections:
        place = GuidePlace("", PlaceKind.STATEMENT, section.code)
        yield _Text(statement.title, section.title, place, "\n".join(section.texts()))


def _glossary_texts(library: GuideLibrary) -> Iterator[_Text]:
    """Yield every hard word as a text of its own, all at one place."""
    place = GuidePlace("", PlaceKind.GLOSSARY)
    for entry in library.glossary:
        word = entry.word.replace("_", " ")
        yield _Text(label(HitKind.GLOSSARY).capitalize(), word, place, f"{word}: {entry.text}")


def search_vault(session: Session, query: Query, most: int) -> tuple[SearchGroup, ...]:
    """Return the hits in the vault: agreements first, then documents, then notes."""
    order = (HitKind.AGREEMENT, HitKind.DOCUMENT, HitKind.NOTE)
    found = find_passages(session, query, most)
    found.sort(key=lambda one: (order.index(one.kind), one.owner_id))
    del found[MOST_GROUPS:]
    if not found:
        return ()
    each = _for_each(found, most)
    texts = passage_texts(session, (one for place in found for one in place.passage_ids[:each]))
    about = _about(session, found)
    groups = []
    for place in found:
        hit = about[place.kind, place.owner_id]
        hits = tuple(_hits(hit, (texts[one] for one in place.passage_ids[:each]), query))
        groups.append(SearchGroup(place.kind, hit.title, hits, place.count))
    return tuple(groups)


def _for_each(found: Sequence[FoundIn], most: int) -> int:
    """Return how many sentences each document shows, at most."""
    enough = (each for each in range(most, 1, -1) if sum(min(each, one.count) for one in found) <= MOST_SENTENCES)
    return next(enough, 1)


def _hits(about: SearchHit, texts: Iterable[PassageText], query: Query) -> Iterator[SearchHit]:
    for one in texts:
        found = excerpt(one.text, query)
        if found is not None:
            yield replace(about, excerpt=found, page=one.page if about.page else 0, part=one.page if about.part else 0)


def _about(session: Session, found: Iterable[FoundIn]) -> dict[tuple[HitKind, int], SearchHit]:
    """Return what a hit in each document, note and agreement says beside its sentence; a query for each kind."""
    ids: dict[HitKind, list[int]] = {}
    for one in found:
        ids.setdefault(one.kind, []).append(one.owner_id)
    hits = [hit for kind, of_kind in ids.items() for hit in _ABOUT[kind](session, of_kind)]
    return {(hit.kind, hit.document_id or hit.note_id or hit.agreement_id or 0): hit for hit in hits}


def _documents(session: Session, ids: Sequence[int]) -> Iterator[SearchHit]:
    for document_id, title, agreement_id, pages in document_titles(session, ids):
        hit = SearchHit(HitKind.DOCUMENT, title, _NOTHING, document_id=document_id, agreement_id=agreement_id)
        yield replace(hit, page=1) if pages else replace(hit, part=1)


def _agreements(session: Session, ids: Sequence[int]) -> Iterator[SearchHit]:
    for agreement_id, supplier, title in agreement_titles(session, ids):
        whole = ": ".join(filter(None, (supplier, title)))
        yield SearchHit(HitKind.AGREEMENT, whole, _NOTHING, agreement_id=agreement_id)


def _notes(session: Session, ids: Sequence[int]) -> Iterator[SearchHit]:
    for note_id, place, quote, text, agreement_id in note_titles(session, ids):
        title = " ".join((quote or text).split())[:_LONGEST_TITLE]
        yield SearchHit(
            HitKind.NOTE, title, _NOTHING, GuidePlace.of_key(place), agreement_id=agreement_id, note_id=note_id
        )


_ABOUT: Final = {HitKind.DOCUMENT: _documents, HitKind.AGREEMENT: _agreements, HitKind.NOTE: _notes}
