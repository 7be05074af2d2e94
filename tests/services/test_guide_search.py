"""Searching in everything that can be read: what comes first, and that every hit can be reached."""

from __future__ import annotations

from pathlib import Path

import pytest

from leskracht_desktop.domain.agreement_documents import NewDocument
from leskracht_desktop.domain.agreements import AgreementId, NewAgreement, NewSupplier
from leskracht_desktop.domain.guide_notes import GuidePlace, HitKind, NewNote, NoteKind, PlaceKind, SearchGroup
from leskracht_desktop.services.guide_search import MOST_GROUPS
from leskracht_desktop.services.program import Services, build_services
from leskracht_desktop.storage.passages import index_passages
from leskracht_desktop.storage.vault import Vault
from tests.support.documents import pdf


def article(slug: str) -> GuidePlace:
    return GuidePlace("4.0", PlaceKind.ARTICLE, slug)


def law(number: int) -> GuidePlace:
    return GuidePlace("", PlaceKind.AVG, str(number))


@pytest.fixture
def agreement_id(services: Services) -> AgreementId:
    supplier = services.agreements.add_supplier(NewSupplier("Zeebries"))
    return services.agreements.register(NewAgreement(supplier, "4.0", "Oefenwereld"))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("datalekken", article("breaches")),
        ("datale", article("breaches")),
        ("subverwerkers", article("sub_processors")),
        ("beveiliging", article("security")),
        ("artikel 8", article("breaches")),
        ("8", article("breaches")),
        ("artikel 33", law(33)),
        ("AVG 33", law(33)),
        ("28 lid 3", law(28)),
    ],
)
def test_what_is_called_so_comes_first(services: Services, typed: str, first: GuidePlace):
    found = services.guides.search(typed)
    assert found[0].hits[0].place == first
    assert found[0].hits[0].excerpt.text


def test_the_guide_on_a_subject_stands_above_a_stray_mention(services: Services, agreement_id: AgreementId):
    services.notes.add(NewNote(GuidePlace("", PlaceKind.GLOSSARY), NoteKind.NOTE, "datalekken? nabellen!"))
    kinds = [(group.kind, group.key) for group in services.guides.search("datalekken")]
    assert kinds[0][1] == "4.0"
    assert kinds.index((HitKind.NOTE, "1")) > kinds.index((kinds[1][0], "3.0"))


def test_references_and_sources_are_found_with_the_article_that_rests_on_them(services: Services):
    found = [hit.place for group in services.guides.search_whole("AVG artikel 28 lid 3 onder b") for hit in group.hits]
    assert {article("confidentiality"), law(28)} <= set(found)
    (group,) = [group for group in services.guides.search("lumen") if group.key == "4.0"]
    assert group.hits
    assert all("Lumen" in hit.excerpt.text for hit in group.hits)


def test_words_that_stand_together_come_before_words_apart(services: Services):
    current = next(group for group in services.guides.search_whole("28 lid 3") if group.key == "4.0")
    together = ["28 lid 3" in hit.excerpt.text for hit in current.hits]
    assert together == sorted(together, reverse=True)
    assert True in together
    assert services.guides.search("lid")[0].key != "AVG"


def test_a_hit_in_a_title_says_what_stands_below_it(services: Services):
    for typed in ("artikel 8", "datalekken", "8"):
        hit = services.guides.search(typed)[0].hits[0]
        assert hit.title.startswith("8. ")
        assert hit.title_marks
        assert hit.excerpt.text not in {hit.title, hit.title.removeprefix("8. ")}
        assert len(hit.excerpt.text) > len(hit.title)
    assert "AVG artikel 33" not in services.guides.search("artikel 33")[0].hits[0].excerpt.text


@pytest.mark.parametrize(
    ("typed", "meant"), [("lid", "leden"), ("personeelsleden", "personeelslid"), ("stad", "steden")]
)
def test_plurals_with_another_vowel_are_found(services: Services, typed: str, meant: str):
    services.notes.add(NewNote(article("breaches"), NoteKind.NOTE, f"Drie {meant} komen kijken"))
    (hit,) = [hit for group in services.guides.search(typed) if group.kind is HitKind.NOTE for hit in group.hits]
    begin, end = hit.excerpt.marks[0]
    assert hit.excerpt.text[begin:end] == meant


def test_a_document_says_whose_it_is(services: Services, agreement_id: AgreementId, tmp_path: Path):
    path = tmp_path / "x.pdf"
    path.write_bytes(pdf("Over de robbenbaai"))
    services.documents.add(path, NewDocument("ok"), agreement_id)
    (group,) = services.guides.search("robbenbaai")
    assert (group.title, group.hits[0].title) == ("ok · Zeebries: Oefenwereld", "ok")


def reached(services: Services, typed: str, group: SearchGroup, most: int) -> list[object]:
    hits = list(group.hits)
    while more := services.guides.more_hits(typed, SearchGroup(group.kind, "", tuple(hits), 0, group.key), most):
        assert len(more) <= most
        hits += more
    return [(hit.place, hit.document_id, hit.note_id, hit.page, hit.excerpt) for hit in hits]


def test_every_hit_can_be_reached(services: Services, vault: Vault, agreement_id: AgreementId):
    with vault.session() as session:
        index_passages(session, HitKind.AGREEMENT, agreement_id, [f"Het datalek {number}" for number in range(120)])
    few, whole = services.guides.search("datalek"), services.guides.search_whole("datalek")
    assert [(one.key, one.count) for one in few] == [(one.key, one.count) for one in whole]
    assert all(one.more == 0 for one in whole)
    assert any(one.more > 100 for one in few)
    for one, other in zip(few, whole, strict=True):
        assert reached(services, "datalek", one, 50) == reached(services, "datalek", other, 1)
        assert len(reached(services, "datalek", one, 7)) == one.count
    limited = services.guides.search_whole("datalek", 2)
    assert {len(one.hits) for one in limited} <= {1, 2}


def test_without_a_vault_every_hit_can_be_reached_too(clock):
    services = build_services(clock, "Noor Testers")
    group = services.guides.search("leverancier")[0]
    assert group.more
    places = reached(services, "leverancier", group, 4)
    assert len(places) == len(set(map(str, places))) == group.count


def test_documents_beyond_the_first_hundred_are_named_and_can_be_opened(
    services: Services, vault: Vault, agreement_id: AgreementId
):
    supplier_id = services.agreements.list()[0].supplier_id
    ids = [services.agreements.register(NewAgreement(supplier_id, "4.0")) for _ in range(MOST_GROUPS + 2)]
    with vault.session() as session:
        for one in ids:
            index_passages(session, HitKind.AGREEMENT, one, ["De robbenbaai is dicht."])
    groups = services.guides.search("robbenbaai")
    assert [len(group.hits) for group in groups] == [1] * MOST_GROUPS + [0, 0]
    (hit,) = services.guides.more_hits("robbenbaai", groups[-1])
    assert hit.agreement_id == ids[-1]
    assert all(len(group.hits) == 1 for group in services.guides.search_whole("robbenbaai"))
