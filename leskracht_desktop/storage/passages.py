"""Full-text search over what can be read in the vault: pages of documents, notes, and what was agreed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from leskracht_desktop.domain.excerpts import Query
from leskracht_desktop.domain.fuzzy import words
from leskracht_desktop.domain.guide_notes import HitKind
from leskracht_desktop.domain.stemming import stem
from leskracht_desktop.storage.models import Passage

# Counted and cut off in SQL: a word that stands on every page would else bring a row for each of them.
_FIND: Final = """
    SELECT id, kind, owner_id, page, number FROM (
        SELECT p.id, p.kind, p.owner_id, p.page,
            count(*) OVER (PARTITION BY p.kind, p.owner_id) AS number,
            row_number() OVER (PARTITION BY p.kind, p.owner_id ORDER BY p.page) AS place
        FROM search_passages f JOIN passages p ON p.id = f.rowid
        WHERE f.search_passages MATCH ?
    ) WHERE place <= ? ORDER BY kind, owner_id, page
"""


@dataclass(frozen=True, slots=True)
class PassagePlace:
    """Where a passage stands: in which document, note or agreement, on which page (from 1); `count` are its hits."""

    id: int
    kind: HitKind
    owner_id: int
    page: int
    count: int


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


def find_passages(session: Session, query: Query, most: int) -> list[PassagePlace]:
    """Return the passages that hold every word typed: the first `most` of each document, note and agreement."""
    if not query.words:
        return []
    rows = session.connection().exec_driver_sql(_FIND, (match_of(query), most))
    return [PassagePlace(row[0], HitKind(row[1]), row[2], row[3], row[4]) for row in rows]


def match_of(query: Query) -> str:
    """Return what FTS5 is asked: each word by its stem, the last one also as the beginning of a word."""
    parts = [f'stems : "{found}"' for found in query.stems]
    parts[-1] = f'({parts[-1]} OR words : "{query.words[-1]}" *)'
    return " AND ".join(parts)


def passage_texts(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """Return the text of these passages."""
    rows = session.execute(select(Passage.id, Passage.text).where(Passage.id.in_(list(ids))))
    return {row.id: row.text for row in rows}
