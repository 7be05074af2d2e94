"""The index over documents, notes and agreements: in step with what it is about, and quick."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select, text

from leskracht_desktop.domain.excerpts import Query
from leskracht_desktop.domain.guide_notes import HitKind
from leskracht_desktop.storage.models import Passage
from leskracht_desktop.storage.passages import (
    find_passages,
    finding,
    index_passages,
    match_of,
    passage_texts,
    unindex_passages,
)
from leskracht_desktop.storage.vault import Vault

PAGES = ("De verwerker meldt datalekken binnen 24 uur.", "", "Subverwerkers in België; foto's en brieven.")


def found(vault: Vault, typed: str) -> list[tuple[HitKind, int, int]]:
    with vault.read() as session:
        hits = find_passages(session, Query.of(typed), 10)
        texts = passage_texts(session, (passage_id for one in hits for passage_id in one.passage_ids))
        return [(one.kind, one.owner_id, texts[passage_id].page) for one in hits for passage_id in one.passage_ids]


@pytest.fixture
def indexed(vault: Vault) -> Vault:
    with vault.session() as session:
        index_passages(session, HitKind.DOCUMENT, 7, PAGES)
        index_passages(session, HitKind.NOTE, 7, ("Navragen: datalek",))
    return vault


@pytest.mark.parametrize(
    ("typed", "pages"),
    [
        ("datalek", [(HitKind.DOCUMENT, 7, 1), (HitKind.NOTE, 7, 1)]),
        ("DATALEKKEN verwerkers", [(HitKind.DOCUMENT, 7, 1)]),
        ("brief foto", [(HitKind.DOCUMENT, 7, 3)]),
        ("belgie", [(HitKind.DOCUMENT, 7, 3)]),
        ("subverw", [(HitKind.DOCUMENT, 7, 3)]),
        ("verwerker", [(HitKind.DOCUMENT, 7, 1)]),
        ("24 uren", [(HitKind.DOCUMENT, 7, 1)]),
        ("datalek brief", []),
        ("", []),
        ('" OR * NEAR( -x', []),
    ],
)
def test_every_word_is_found_in_whatever_number(indexed: Vault, typed: str, pages: list[tuple[HitKind, int, int]]):
    assert found(indexed, typed) == pages


def test_of_a_long_document_the_first_hits_come_with_the_number_of_all(vault: Vault):
    with vault.session() as session:
        index_passages(session, HitKind.DOCUMENT, 1, ["een datalek"] * 40)
        (one,) = find_passages(session, Query.of("datalek"), 3)
        texts = passage_texts(session, one.passage_ids)
    assert one.count == 40
    assert [texts[passage_id].page for passage_id in one.passage_ids] == [1, 2, 3]


def test_where_hits_stand_is_read_without_their_texts(indexed: Vault):
    with indexed.read() as session:
        for only in (None, (HitKind.DOCUMENT, 7)):
            plan = [row[3] for row in plan_of(session, Query.of("datalek"), only)]
            assert any("COVERING INDEX ix_passages_place" in step for step in plan)


def plan_of(session, query: Query, only: tuple[HitKind, int] | None) -> list[tuple[int, int, int, str]]:
    statement, asked = finding(query, only)
    return list(session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", asked).all())


def test_what_was_indexed_before_makes_room(indexed: Vault):
    with indexed.session() as session:
        index_passages(session, HitKind.DOCUMENT, 7, ("Iets anders",))
    assert found(indexed, "datalek") == [(HitKind.NOTE, 7, 1)]
    assert found(indexed, "anders") == [(HitKind.DOCUMENT, 7, 1)]
    with indexed.session() as session:
        unindex_passages(session, HitKind.DOCUMENT, 7)
        unindex_passages(session, HitKind.NOTE, 7)
        assert session.scalar(select(func.count()).select_from(Passage)) == 0
        assert session.scalar(text("SELECT count(*) FROM search_passages")) == 0


@pytest.mark.parametrize(
    "typed", ["and or not", "near", 'stems : "x"', "a*b", "“aanhaling”", "ключ", "'; DROP TABLE x"]
)
def test_what_is_typed_is_never_taken_for_a_query(indexed: Vault, typed: str):
    query = Query.of(typed)
    assert query.words
    with indexed.read() as session:
        session.execute(
            text("SELECT rowid FROM search_passages WHERE search_passages MATCH :m"), {"m": match_of(query)}
        )
    assert found(indexed, typed) == []
