"""The demonstration school has an agreement that shows everything there is to see about one."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from leskracht_desktop.domain.agreement_form import agreement_problems
from leskracht_desktop.domain.agreement_watch import WatchKind, WatchLevel
from leskracht_desktop.domain.agreements import AgreementRow, AgreementStatus
from leskracht_desktop.domain.guide_notes import NoteKind, PlaceKind
from leskracht_desktop.domain.key_facts import FactSource
from leskracht_desktop.domain.leaflet_check import CheckState
from leskracht_desktop.reports.agreement_names import place_name

TODAY = date(2026, 3, 3)


@pytest.fixture
def vault_folder(demo_template, tmp_path):
    """Every vault in this file is a copy of the demonstration of Tuesday 3 March 2026."""
    return Path(shutil.copytree(demo_template.folder, tmp_path / "demo.kluis"))


def with_leskracht(services) -> AgreementRow:
    """Return the agreement that shows most."""
    return next(row for row in services.agreements.list() if row.supplier == "Leskracht")


def test_a_signed_agreement_with_everything_to_it(services):
    row = with_leskracht(services)
    assert (row.status, row.supplier, row.model_version) == (AgreementStatus.SIGNED, "Leskracht", "4.0")
    assert (row.deviations, row.documents, row.products) == (2, 1, ("Leskracht",))
    details = services.agreements.details(row.id)
    assert agreement_problems(details.draft, TODAY) == ()
    assert details.draft.school_signer
    assert len(details.content.products[0].leaflet.sub_processors) == 2
    assert [line.at for line in details.events] == sorted(line.at for line in details.events)


def test_its_days_are_on_the_start_page(services):
    found = {(item.supplier, item.kind): item.level for item in services.watch.due()}
    assert found == {
        ("Leskracht", WatchKind.NOTICE): WatchLevel.NEAR,
        ("Leskracht", WatchKind.OBJECTION): WatchLevel.NEAR,
        ("Leskracht", WatchKind.END): WatchLevel.EARLY,
        ("Letterzee", WatchKind.REVIEW): WatchLevel.NEAR,
        ("Cijferhaven", WatchKind.END): WatchLevel.EARLY,
        ("Boekenboot", WatchKind.DESTRUCTION): WatchLevel.LATE,
    }


def test_there_is_an_agreement_in_every_stage(services):
    rows = services.agreements.list()
    assert {row.status for row in rows} == set(AgreementStatus)
    assert {row.model_version for row in rows} == {"2016", "3.0", "4.0"}
    for row in rows:
        assert agreement_problems(services.agreements.details(row.id).draft, TODAY) == ()
    assert sum(bool(row.deviations) for row in rows) == 2


def test_readers_noted_something_at_every_kind_of_place(services):
    library = services.guides.library()
    notes = services.notes.notes()
    assert {row.note.place.kind for row in notes} >= {PlaceKind.ARTICLE, PlaceKind.STATEMENT, PlaceKind.SECTION}
    assert any(row.answer for row in notes)
    marked = [row.note for row in notes if row.note.kind is NoteKind.HIGHLIGHT]
    article = services.guides.guide("4.0").by_slug("breaches")
    assert [note.quote in "\n".join(article.texts()) for note in marked] == [True]
    assert len(services.notes.open_questions()) == 2
    for place in {*services.notes.marks(), *(row.note.place for row in notes)}:
        assert not place_name(place, library)[0].startswith("Onderdeel ")


def test_its_document_is_whole_and_found(services):
    (document,) = services.documents.list()
    assert services.documents.content(document.id).data.startswith(b"%PDF-")
    assert document.pages == 1
    found = services.guides.search("zomervakantie")
    assert {hit.document_id for group in found for hit in group.hits} >= {document.id}


def test_its_leaflet_differs_from_what_is_stored(services):
    row = with_leskracht(services)
    check = services.leaflet_check.check(row.id)
    assert "usage_log" in {line.code for line in check.of(CheckState.STORED_NOT_AGREED)}
    assert check.of(CheckState.AGREED_AND_STORED)
    assert [line.label for line in check.of(CheckState.NOT_COMPARABLE)] == ["Studievoortgang"]


def test_its_key_card_is_mostly_our_own(services):
    row = with_leskracht(services)
    card = services.guides.key_facts(row.id)
    assert sum(fact.source is FactSource.OURS for fact in card.facts) >= 8
    assert card.security.incident_phone
    assert services.notes.open_questions()
