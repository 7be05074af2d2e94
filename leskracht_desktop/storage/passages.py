"""Full-text search over what can be read in the vault: pages of documents, notes, and what was agreed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Row, delete, insert, select
from sqlalchemy.orm import Session

from leskracht_desktop.domain.excerpts import Query
from leskracht_desktop.domain.fuzzy import words
from leskracht_desktop.domain.guide_notes import HitKind
from leskracht_desktop.domain.stemming import stem
from leskracht_desktop.storage.models import Passage

# One row for each document, however many of its pages hold a word; the ids of pages run in the order of the pages.
# Where hits stand is read from the index alone: the table has a page of the database, to be decrypted, for each text.
_FIND: Final = """
    SELECT p.kind, p.owner_id, count(*), json_group_array(p.id)
    FROM search_passages f JOIN passages p INDEXED BY ix_passages_place ON p.id = f.rowid
    WHERE f.search_passages MATCH ? {only} GROUP BY p.kind, p.owner_id
"""
_FIND_ANY: Final = _FIND.format(only="")
_FIND_IN: Final = _FIND.format(only="AND p.kind = ? AND p.owner_id = ?")

# As plain statements of the driver: these are asked at each keystroke, and compiling one takes as long as running it.
_TEXTS: Final = "SELECT p.id, p.page, p.text FROM json_each(?) wanted JOIN passages p ON p.id = wanted.value"

_DOCUMENTS: Final = """
    SELECT d.id, d.title, d.agreement_id, d.pages, s.name, a.title
    FROM json_each(?) wanted JOIN agreement_documents d ON d.id = wanted.value
    LEFT JOIN agreements a ON a.id = d.agreement_id LEFT JOIN suppliers s ON s.id = a.supplier_id
"""

_AGREEMENTS: Final = """
    SELECT a.id, s.name, a.title
    FROM json_each(?) wanted JOIN agreements a ON a.id = wanted.value JOIN suppliers s ON s.id = a.supplier_id
"""

_NOTES: Final = """
    SELECT n.id, n.place, n.quote, n.text, n.agreement_id
    FROM json_each(?) wanted JOIN guide_notes n ON n.id = wanted.value
"""


@dataclass(frozen=True, slots=True)
class FoundIn:
    """A document, note or agreement with hits: how many, and the ids of the first passages, in order."""

    kind: HitKind
    owner_id: int
    count: int
    passage_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PassageText:
    """A passage with its page, from 1."""

    page: int
    text: str


def index_passages(session: Session, kind: HitKind, owner_id: int, texts: Sequence[str]) -> None:
    """Put the texts of one document, note or agreement in the index, in the place of what was there.

    Empty ones stay out. Call it in the transaction of the change.
    """
    unindex_passages(session, kind, owner_id)
    rows = [
        {"kind": kind.value, "owner_id": owner_id, "page": page, "text": text}
        for page, text in enumerate(texts, 1)
        if text.strip()
    ]
    if not rows:
        return
    session.execute(insert(Passage), rows)
    stored = session.execute(
        select(Passage.id, Passage.text).where(Passage.kind == kind, Passage.owner_id == owner_id)
    ).all()
    entries = []
    for passage_id, text in stored:
        # Each word once: only whether a word occurs is asked.
        folded = dict.fromkeys(words(text))
        entries.append((passage_id, " ".join(folded), " ".join(dict.fromkeys(stem(word) for word in folded))))
    session.connection().exec_driver_sql("INSERT INTO search_passages (rowid, words, stems) VALUES (?, ?, ?)", entries)


def unindex_passages(session: Session, kind: HitKind, owner_id: int) -> None:
    """Take one document, note or agreement out of the index."""
    connection = session.connection()
    connection.exec_driver_sql(
        "DELETE FROM search_passages WHERE rowid IN (SELECT id FROM passages WHERE kind = ? AND owner_id = ?)",
        (kind.value, owner_id),
    )
    session.execute(delete(Passage).where(Passage.kind == kind, Passage.owner_id == owner_id))


def find_passages(session: Session, query: Query, most: int, only: tuple[HitKind, int] | None = None) -> list[FoundIn]:
    """Return which documents, notes and agreements hold every word typed in one passage, with the first `most`.

    `only` looks in one of them.
    """
    if not query.words:
        return []
    rows = session.connection().exec_driver_sql(*finding(query, only)).all()
    return [
        FoundIn(HitKind(kind), owner, count, tuple(sorted(json.loads(ids))[:most])) for kind, owner, count, ids in rows
    ]


def finding(query: Query, only: tuple[HitKind, int] | None = None) -> tuple[str, tuple[str | int, ...]]:
    """Return the statement that finds passages, in one document or in all, and its parameters."""
    match = match_of(query)
    return (_FIND_ANY, (match,)) if only is None else (_FIND_IN, (match, only[0].value, only[1]))


def match_of(query: Query) -> str:
    """Return what FTS5 is asked: each word by its stem, the last one also as the beginning of a word."""
    parts = [f'stems : "{found}"' for found in query.stems]
    parts[-1] = f'({parts[-1]} OR words : "{query.words[-1]}" *)'
    return " AND ".join(parts)


def passage_texts(session: Session, ids: Iterable[int]) -> dict[int, PassageText]:
    """Return these passages by their ids."""
    return {one: PassageText(page, text) for one, page, text in _rows(session, _TEXTS, ids)}


def document_titles(
    session: Session, ids: Iterable[int]
) -> Sequence[Row[int, str, int | None, int, str | None, str | None]]:
    """Return id, title, agreement, number of pages (0 without), supplier and title of the agreement of these."""
    return _rows(session, _DOCUMENTS, ids)


def agreement_titles(session: Session, ids: Iterable[int]) -> Sequence[Row[int, str, str]]:
    """Return id, supplier and title of these agreements."""
    return _rows(session, _AGREEMENTS, ids)


def note_titles(session: Session, ids: Iterable[int]) -> Sequence[Row[int, str, str, str, int | None]]:
    """Return id, place, quotation, text and agreement of these notes."""
    return _rows(session, _NOTES, ids)


def _rows(session: Session, query: str, ids: Iterable[int]) -> Sequence[Any]:
    return session.connection().exec_driver_sql(query, (json.dumps(list(ids)),)).all()
