"""The demonstration school has an agreement that shows everything there is to see about one."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from leskracht_desktop.domain.agreement_form import agreement_problems
from leskracht_desktop.domain.agreement_watch import WatchKind, WatchLevel
from leskracht_desktop.domain.agreements import AgreementStatus
from leskracht_desktop.domain.key_facts import FactSource
from leskracht_desktop.domain.leaflet_check import CheckState

TODAY = date(2026, 3, 3)


@pytest.fixture
def vault_folder(demo_template, tmp_path):
    """Every vault in this file is a copy of the demonstration of Tuesday 3 March 2026."""
    return Path(shutil.copytree(demo_template.folder, tmp_path / "demo.kluis"))


def test_a_signed_agreement_with_everything_to_it(services):
    (row,) = services.agreements.list()
    assert (row.status, row.supplier, row.model_version) == (AgreementStatus.SIGNED, "Leskracht", "4.0")
    assert (row.deviations, row.documents, row.products) == (2, 1, ("Leskracht",))
    details = services.agreements.details(row.id)
    assert agreement_problems(details.draft, TODAY) == ()
    assert details.draft.school_signer
    assert len(details.content.products[0].leaflet.sub_processors) == 2
    assert [line.at for line in details.events] == sorted(line.at for line in details.events)


def test_its_days_are_on_the_start_page(services):
    found = {item.kind: item.level for item in services.watch.due()}
    assert found == {
        WatchKind.NOTICE: WatchLevel.NEAR,
        WatchKind.OBJECTION: WatchLevel.NEAR,
        WatchKind.END: WatchLevel.EARLY,
    }


def test_its_document_is_whole_and_found(services):
    (document,) = services.documents.list()
    assert services.documents.content(document.id).data.startswith(b"%PDF-")
    assert document.pages == 1
    found = services.guides.search("zomervakantie")
    assert {hit.document_id for group in found for hit in group.hits} >= {document.id}


def test_its_leaflet_differs_from_what_is_stored(services):
    (row,) = services.agreements.list()
    check = services.leaflet_check.check(row.id)
    assert "usage_log" in {line.code for line in check.of(CheckState.STORED_NOT_AGREED)}
    assert check.of(CheckState.AGREED_AND_STORED)
    assert [line.label for line in check.of(CheckState.NOT_COMPARABLE)] == ["Studievoortgang"]


def test_its_key_card_is_mostly_our_own(services):
    (row,) = services.agreements.list()
    card = services.guides.key_facts(row.id)
    assert sum(fact.source is FactSource.OURS for fact in card.facts) >= 8
    assert card.security.incident_phone
    assert services.notes.open_questions()
