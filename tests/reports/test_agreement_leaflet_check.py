"""The leaflet check on paper: every difference with the people counted, and no verdict."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leskracht_desktop.domain.agreement_content import AgreementContent, Leaflet, LeafletCategory, Product
from leskracht_desktop.domain.agreement_reports import LeafletCheckSnapshot
from leskracht_desktop.domain.agreements import AgreementId
from leskracht_desktop.domain.leaflet_check import (
    Knowledge,
    LeafletCheck,
    StoredCategory,
    check_lines,
    check_products,
)
from leskracht_desktop.reports.leaflet_check import leaflet_check_report
from tests.reports.agreement_samples import HEAD, lifelike_content, words_of
from tests.support import verapdf

STORED = (StoredCategory("account", 1234, 1234), StoredCategory("media", 12, 340))
LABELS = {"account": "Account", "messages": "Berichten", "media": "Foto's en bestanden"}
LINES = check_lines(lifelike_content(), STORED, LABELS)
PRODUCTS = check_products(lifelike_content(), LINES)
CHECK = LeafletCheck(AgreementId(1), "Leskracht", "Leeromgeving", "2.1", HEAD.prepared_on, LINES, 1240, PRODUCTS)
NOTHING = replace(CHECK, lines=(), people=0, products=())
AGREED = check_lines(lifelike_content(), None, LABELS)
UNKNOWN = replace(
    CHECK,
    supplier="Rekenwolk",
    lines=AGREED,
    people=0,
    products=check_products(lifelike_content(), AGREED),
    knowledge=Knowledge.OTHER_SUPPLIER,
)


@pytest.mark.parametrize(
    "check", [CHECK, NOTHING, UNKNOWN, replace(UNKNOWN, knowledge=Knowledge.NOTHING_READ, lines=(), products=())]
)
def test_a_check_can_be_archived_and_read_aloud(check: LeafletCheck):
    assert not verapdf.failures(leaflet_check_report(LeafletCheckSnapshot(HEAD, check)).data)


def test_differences_come_with_people_and_products():
    text = words_of(leaflet_check_report(LeafletCheckSnapshot(HEAD, CHECK)).data)
    assert "Foto's en bestanden 12 340 geen niet bekend" in text
    assert "Berichten 0 0 Leskracht nee" in text
    assert "Account 1.234 1.234 Leskracht nee" in text
    assert "Gezondheid niet te weten niet te weten Leskracht ja" in text
    assert "Over 1.240 mensen is iets vastgelegd." in text
    assert "Een verschil is geen oordeel." in text
    assert "versie 2.1 · gemaakt op 3 maart 2026" in text


def test_without_differences_it_says_so():
    text = words_of(leaflet_check_report(LeafletCheckSnapshot(HEAD, NOTHING)).data)
    assert "Er zijn geen verschillen tussen de bijsluiters en de kluis." in text
    assert "Er is niets opgeslagen buiten de bijsluiters om." in text
    assert "Niet te vergelijken Deze" not in text


def test_each_product_is_told_and_one_without_a_leaflet_is_not_compared():
    text = words_of(leaflet_check_report(LeafletCheckSnapshot(HEAD, CHECK)).data)
    assert "Leskracht 3 1" in text
    assert "Leskracht Toets niet ingevuld niet te weten" in text
    assert "Van Leskracht Toets noemt de bijsluiter geen gegevens." in text
    bare = words_of(leaflet_check_report(LeafletCheckSnapshot(HEAD, NOTHING)).data)
    assert "nog geen product met een privacybijsluiter vastgelegd" in bare


@pytest.mark.parametrize(
    ("knowledge", "reason"),
    [
        (Knowledge.OTHER_SUPPLIER, "Wat deze leverancier opslaat, komt niet in deze kluis."),
        (Knowledge.NOTHING_READ, "Van deze leverancier is nog geen gegevenspakket ingelezen."),
    ],
)
def test_what_can_not_be_known_is_not_called_stored_or_not_stored(knowledge: Knowledge, reason: str):
    check = replace(UNKNOWN, knowledge=knowledge)
    text = words_of(leaflet_check_report(LeafletCheckSnapshot(HEAD, check)).data)
    assert reason in text
    assert "Account Leskracht nee niet te weten" in text
    assert "Gezondheid Leskracht ja niet te weten" in text
    assert "Betrokkenen niet te weten" in text
    assert [said for said in ("niet opgeslagen", "geen verschillen", "Misschien zijn ze") if said in text] == []


def test_what_stands_in_another_agreement_says_in_which_product():
    others = (AgreementContent(products=(Product("Fotoboek", leaflet=Leaflet(
        categories=(LeafletCategory("Foto's", "media"),))),)),)  # fmt: skip
    check = replace(CHECK, lines=check_lines(lifelike_content(), STORED, LABELS, others))
    text = words_of(leaflet_check_report(LeafletCheckSnapshot(HEAD, check)).data)
    assert "Foto's en bestanden 12 340 Fotoboek niet bekend" in text
    assert "Er is niets opgeslagen buiten de bijsluiters om." in text


def test_equal_snapshots_give_equal_bytes():
    snapshot = LeafletCheckSnapshot(HEAD, CHECK)
    assert leaflet_check_report(snapshot).data == leaflet_check_report(snapshot).data
