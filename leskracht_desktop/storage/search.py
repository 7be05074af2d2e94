"""Full-text search over people, tolerant of accents, prefixes, word order and typing errors, behind one function."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final, cast

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from leskracht_desktop.domain import fuzzy
from leskracht_desktop.domain.names import PREFIX_WORDS
from leskracht_desktop.domain.people import PersonFilter, PersonId, person_id_of
from leskracht_desktop.storage.id_lists import listed
from leskracht_desktop.storage.people_filter import where_sql
from leskracht_desktop.storage.search_index import ID_BITS, index_people, index_request, unindex_people
from leskracht_desktop.storage.search_schema import SEARCH_DDL

__all__ = ["SEARCH_DDL", "find_people", "find_requests", "index_people", "index_request", "unindex_people"]

ENOUGH: Final = 50
"""With this many good hits nobody is helped by names that only look like it."""

_FINELY_SORTED: Final = 100
"""The index gives hits in nearly the right order; this many are put in exactly the right one."""

_PERSON_BITS: Final = (1 << ID_BITS) - 1
_MOST_WORDS: Final = 8
_MOST_ALIKE: Final = 24

_MATCHING: Final = "WHERE f.search_people MATCH :match ORDER BY f.rowid"

_IN_ORDER: Final = "SELECT p.id FROM ({hits}) found JOIN people p ON p.id = found.id ORDER BY p.sort_key, p.id"

_NAMES: Final = """
    SELECT f.rowid, s.names FROM search_people f JOIN search_places s ON s.place = f.rowid {narrowed}
    WHERE f.search_people MATCH :match ORDER BY f.rowid LIMIT 500
"""
"""Where a keyboard slip finds hundreds, the first of them will do."""

_HOLDING: Final = """
    SELECT w.word FROM search_trigrams t JOIN search_words w ON w.id = t.rowid
    WHERE t.search_trigrams MATCH :match AND instr(w.word, :word)
"""

_FAR: Final = """
    SELECT w.word FROM search_trigrams t JOIN search_words w ON w.id = t.rowid
    WHERE t.search_trigrams MATCH :match AND length(w.word) BETWEEN :least AND :most
"""

_NEAR: Final = """
    SELECT word FROM search_words
    WHERE length(word) BETWEEN :least AND :most AND (substr(word, 1, :half) = :first OR substr(word, -:half) = :last)
"""


def find_people(
    session: Session, text: str, chosen: PersonFilter | None = None, limit: int | None = None
) -> list[PersonId]:
    """Return the people whom a text means, best first: exact hits, then beginnings, then parts and typing errors.

    Word order is free, and prefixes such as `van den` may be left out or typed in excess. Within each kind of hit
    people stand in Dutch sort order. `chosen` narrows the hits (its own text does not count).
    """
    typed = list(dict.fromkeys(fuzzy.words(text)))[:_MOST_WORDS]
    if not typed:
        return []
    search = _Search(session.connection(), chosen, limit)
    search.add_own_key(text)
    needed = [word for word in typed if word not in PREFIX_WORDS] or typed
    extra = [word for word in typed if word not in needed]
    widest = search.hits(_all_of(f'"{word}"*' for word in needed))
    if len(widest) > 1:  # else there is nothing to put in order
        for words in (typed, needed) if extra else (typed,):
            search.add(search.hits(_all_of(f'"{word}"' for word in words)))
        if extra:
            search.add(search.hits(_all_of(f'"{word}"*' for word in typed)))
    search.add(widest)
    if search.count < ENOUGH and not search.is_full:
        search.add_alike(needed)
    return search.result()


def find_requests(session: Session, text: str) -> list[int]:
    """Return the ids of the requests whose number, asker or description holds a word for every word typed."""
    typed = fuzzy.words(text)[:_MOST_WORDS]
    if not typed:
        return []
    rows = session.connection().exec_driver_sql(
        "SELECT rowid FROM search_requests WHERE search_requests MATCH ?",
        (_all_of(f'"{word}"*' for word in typed),),
    )
    return [row[0] for row in rows]


def _all_of(terms: Iterable[str]) -> str:
    return " AND ".join(terms)


class _Search:
    """One search: collects hits tier by tier, each person once."""

    def __init__(self, connection: Connection, chosen: PersonFilter | None, limit: int | None) -> None:
        self._connection = connection
        self._limit = limit
        self._found: dict[PersonId, None] = {}
        self._values: dict[str, Any] = {}
        self._narrowed = ""
        if chosen is not None:
            where = where_sql(chosen, self._values)
            if where != "1":
                self._narrowed = f"JOIN people p ON p.id = (f.rowid & {_PERSON_BITS}) AND {where}"

    @property
    def count(self) -> int:
        return len(self._found)

    @property
    def is_full(self) -> bool:
        return self._limit is not None and len(self._found) >= self._limit

    def result(self) -> list[PersonId]:
        found = list(self._found)
        return found if self._limit is None else found[: self._limit]

    def add_own_key(self, text: str) -> None:
        """Add the person whose key (`P-000042`) was typed."""
        text = text.strip()
        person_id = None if text.isdigit() else person_id_of(text)
        if person_id is None:
            return
        query = "SELECT f.rowid FROM (SELECT place AS rowid FROM search_places WHERE person_id = :id) f "
        for (place,) in self._rows(query + self._narrowed, id=person_id):
            self._found[_person(place)] = None

    def hits(self, match: str) -> list[int]:
        """Return everyone the index finds for an FTS5 expression, or as many as are asked for, but two at least."""
        query = f"SELECT f.rowid & {_PERSON_BITS} AS id FROM search_people f {self._narrowed} {_MATCHING}"  # noqa: S608 -- built from constants
        limit = None if self._limit is None else max(2, self._limit)
        return listed(self._connection, query, {**self._values, "match": match}, limit)

    def add(self, hits: list[int]) -> None:
        """Add who was not found before."""
        if self.is_full:
            return
        fresh = [one for one in hits if one not in self._found] if self._found else hits
        self._found.update(dict.fromkeys(cast("list[PersonId]", self._finely_sorted(fresh))))

    def add_alike(self, typed: Sequence[str]) -> None:
        """Add people whose names hold the typed words somewhere, or come close to them, the closest first."""
        terms = []
        for word in typed:
            # Whoever has a name that begins so was found already.
            alike = [other for other in self._alike(word) if not other.startswith(word)]
            terms.append("(" + " OR ".join([f'"{word}"*', *(f'"{other}"' for other in alike)]) + ")")
        rows = self._rows(_NAMES.format(narrowed=self._narrowed), match=_all_of(terms))
        names = {place: text for place, text in rows if _person(place) not in self._found}
        scored = sorted((-fuzzy.score(typed, str(text).split()), place) for place, text in names.items())
        self._found.update(dict.fromkeys(_person(place) for score, place in scored if score))

    def _alike(self, word: str) -> list[str]:
        """Return the words of the vocabulary that hold this word or are few errors away from it, the closest first."""
        errors = fuzzy.allowed_errors(word)
        found: dict[str, int] = {}
        for other in (*self._holding(word), *self._near(word, errors)):
            fit = fuzzy.match_word(word, other)
            if fit is not fuzzy.Match.NONE:
                found[other] = -fit
        return sorted(found, key=lambda other: (found[other], len(other), other))[:_MOST_ALIKE]

    def _holding(self, word: str) -> list[str]:
        grams = _trigrams(word)
        return self._words(_HOLDING, match=_all_of(grams), word=word) if grams else []

    def _near(self, word: str, errors: int) -> list[str]:
        """Return what may be this word with errors: one error leaves the first or last half, two some trigram."""
        around = {"least": len(word) - errors, "most": len(word) + errors}
        if errors > 1:
            return self._words(_FAR, match=" OR ".join(_trigrams(word)), **around)
        half = (len(word) - 1) // 2  # two letters that were swapped may stand in the middle
        return self._words(_NEAR, half=half, first=word[:half], last=word[-half:], **around) if errors else []

    def _words(self, query: str, **values: Any) -> list[str]:
        return [row[0] for row in self._rows(query, **values)]

    def _finely_sorted(self, hits: list[int]) -> list[int]:
        head = hits[:_FINELY_SORTED]
        if len(head) < 2:
            return hits
        among = "SELECT value AS id FROM json_each(:head)"
        return listed(self._connection, _IN_ORDER.format(hits=among), {"head": json.dumps(head)}) + hits[len(head) :]

    def _rows(self, query: str, **values: Any) -> Sequence[Any]:
        return self._connection.exec_driver_sql(query, {**self._values, **values}).all()


def _person(place: int) -> PersonId:
    return PersonId(place & _PERSON_BITS)


def _trigrams(word: str) -> list[str]:
    return sorted({f'"{word[at : at + 3]}"' for at in range(len(word) - 2)})
