"""Search in everything that can be read: the guides by an index in memory, the vault's own texts by its index."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from leskracht_desktop.domain.excerpts import Query, excerpt, opening
from leskracht_desktop.domain.guide_notes import Excerpt, GuidePlace, HitKind, SearchGroup, SearchHit
from leskracht_desktop.domain.ranking import Nearness, nearness
from leskracht_desktop.services.guide_index import GuideIndex, Ranked
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
"""When many documents hold what is looked for, fewer sentences of each are shown, but one of the first hundred."""
MORE_HITS: Final = 50
"""So many more at a time of a document of which all hits are asked for."""

IN_VAULT: Final = frozenset({HitKind.AGREEMENT, HitKind.DOCUMENT, HitKind.NOTE})

_NOTHING: Final = Excerpt("", ())
_LONGEST_TITLE: Final = 80
_ORDER: Final = (HitKind.AGREEMENT, None, HitKind.DOCUMENT, HitKind.NOTE)
"""Of what comes as near, our agreements are first; None stands for the version of the model that is in use."""


@dataclass(frozen=True, slots=True)
class _About:
    """What a document, note or agreement is called, and what each hit in it has in common.

    `name` is what of it may be typed; a note has none of its own.
    """

    title: str
    name: str
    hit: SearchHit


@dataclass(frozen=True, slots=True)
class Limits:
    """How many hits are made into sentences: of each document, of all in the vault, and of how many documents."""

    each: int = MOST_HITS
    sentences: int = MOST_SENTENCES
    groups: int = MOST_GROUPS

    @classmethod
    def without(cls, each: int | None = None) -> Limits:
        """Return limits for who reads everything, at most `each` hits of one document."""
        return cls(each or sys.maxsize, sys.maxsize, sys.maxsize)


def search_all(session: Session | None, index: GuideIndex, query: Query, limits: Limits) -> tuple[SearchGroup, ...]:
    """Return the first hits in everything, the nearest first; without a session only in the guides."""
    ranked = index.search(query, limits.each)
    if session is not None:
        ranked += search_vault(session, query, limits)
    return tuple(one.group for one in sorted(ranked, key=_place))


def further_hits(
    session: Session | None, index: GuideIndex, query: Query, group: SearchGroup, most: int
) -> tuple[SearchHit, ...]:
    """Return the hits of a group that come after those it has."""
    start = len(group.hits)
    if group.kind not in IN_VAULT:
        return index.hits(query, group.key, start, most)
    if session is None:
        return ()
    found = find_passages(session, query, start + most, (group.kind, int(group.key)))
    about = _about(session, found)
    ids = [one for place in found for one in place.passage_ids[start:]]
    texts = passage_texts(session, ids)
    return tuple(_hit(about[group.kind, int(group.key)].hit, texts[one], query) for one in ids)


def _place(one: Ranked) -> tuple[int, int]:
    """Return where a group stands: by how near it comes, then by kind; the rest of the guides is last."""
    kind = None if one.is_current else one.group.kind
    return min(one.nearness, Nearness.TEXT), _ORDER.index(kind) if kind in _ORDER else len(_ORDER)


def search_vault(session: Session, query: Query, limits: Limits) -> list[Ranked]:
    """Return what holds every word typed, the nearest first, with the first sentences of as many as `limits` says."""
    found = find_passages(session, query, limits.each)
    if not found:
        return []
    about = _about(session, found)
    ranked = sorted(
        (nearness(about[one.kind, one.owner_id].name, query), _ORDER.index(one.kind), one.owner_id, one)
        for one in found
    )
    shown = [one for *_, one in ranked[: limits.groups]]
    each = _for_each(shown, limits)
    texts = passage_texts(session, (one for place in shown for one in place.passage_ids[:each]))
    groups = []
    for number, (near, _, owner_id, one) in enumerate(ranked):
        said = about[one.kind, owner_id]
        ids = one.passage_ids[:each] if number < limits.groups else ()
        hits = tuple([_hit(said.hit, texts[passage_id], query) for passage_id in ids])
        groups.append(Ranked(near, SearchGroup(one.kind, said.title, hits, one.count, str(owner_id))))
    return groups


def _for_each(found: Sequence[FoundIn], limits: Limits) -> int:
    """Return how many sentences each document shows, at most."""
    if sum(one.count for one in found) <= limits.sentences:
        return limits.each
    enough = (
        each
        for each in range(min(limits.each, limits.sentences), 1, -1)
        if sum(min(each, one.count) for one in found) <= limits.sentences
    )
    return next(enough, 1)


def _hit(about: SearchHit, passage: PassageText, query: Query) -> SearchHit:
    """Return a hit with its sentence; a word that only the index could take apart has that of the beginning."""
    found = excerpt(passage.text, query) or opening(passage.text)
    page, part = about.page and passage.page, about.part and passage.page
    ids = about.document_id, about.agreement_id, about.note_id
    return SearchHit(about.kind, about.title, found, about.place, *ids, page, part)


def _about(session: Session, found: Iterable[FoundIn]) -> dict[tuple[HitKind, int], _About]:
    """Return what each document, note and agreement is called; a query for each kind."""
    ids: dict[HitKind, list[int]] = {}
    for one in found:
        ids.setdefault(one.kind, []).append(one.owner_id)
    return {
        (kind, owner_id): said for kind, of_kind in ids.items() for owner_id, said in _ABOUT[kind](session, of_kind)
    }


def _documents(session: Session, ids: Sequence[int]) -> Iterator[tuple[int, _About]]:
    for document_id, title, agreement_id, pages, supplier, agreement in document_titles(session, ids):
        hit = SearchHit(
            HitKind.DOCUMENT, title, _NOTHING, document_id=document_id, agreement_id=agreement_id,
            page=1 if pages else 0, part=0 if pages else 1,
        )  # fmt: skip
        whose = ": ".join(filter(None, (supplier, agreement)))
        yield document_id, _About(f"{title} · {whose}" if whose else title, f"{title} {whose}", hit)


def _agreements(session: Session, ids: Sequence[int]) -> Iterator[tuple[int, _About]]:
    for agreement_id, supplier, title in agreement_titles(session, ids):
        whole = ": ".join(filter(None, (supplier, title)))
        yield (
            agreement_id,
            _About(whole, whole, SearchHit(HitKind.AGREEMENT, whole, _NOTHING, agreement_id=agreement_id)),
        )


def _notes(session: Session, ids: Sequence[int]) -> Iterator[tuple[int, _About]]:
    for note_id, place, quote, text, agreement_id in note_titles(session, ids):
        title = " ".join((quote or text).split())[:_LONGEST_TITLE]
        hit = SearchHit(
            HitKind.NOTE, title, _NOTHING, GuidePlace.of_key(place), agreement_id=agreement_id, note_id=note_id
        )
        yield note_id, _About(title, "", hit)


_ABOUT: Final = {HitKind.DOCUMENT: _documents, HitKind.AGREEMENT: _agreements, HitKind.NOTE: _notes}
