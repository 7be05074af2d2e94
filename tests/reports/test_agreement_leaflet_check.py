"""The leaflet check on paper: every difference with the people counted, and no verdict."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leskracht_desktop.domain.agreement_reports import LeafletCheckSnapshot
from leskracht_desktop.domain.agreements import AgreementId
from leskracht_desktop.domain.leaflet_check import LeafletCheck, StoredCategory, check_lines
from leskracht_desktop.reports.leaflet_check import leaflet_check_report
from tests.reports.agreement_samples import HEAD, lifelike_content, words_of
from tests.support import verapdf

STORED = (StoredCategory("account", 1234, 1234), StoredCategory("media", 12, 340))
LABELS = {"account": "Account", "messages": "Berichten", "media": "Foto's en bestanden"}
LINES = check_lines(lifelike_content(), STORED, LABELS)
CHECK = LeafletCheck(AgreementId(1), "Leskracht", "Leeromgeving", "2.1", HEAD.prepared_on, LINES, 1240)
NOTHING = replace(CHECK, lines=(), people=0)


@pytest.mark.parametrize("check", [CHECK, NOTHING])
def test_a_check_can_be_archived_and_read_aloud(check: LeafletCheck):
    assert not verapdf.failures(leaflet_check_report(LeafletCheckSnapshot(HEAD, check)).data)


def test_differences_come_with_people_and_products():
    text = words_of(leaflet_check_report(LeafletCheckSnapshot(HEAD, CHECK)).data)
    assert "Foto's en bestanden 12 340 geen nee" in text
    assert "Berichten 0 0 Leskracht nee" in text
    assert "Account 1.234 1.234 Leskracht nee" in text
    assert "Gezondheid onbekend onbekend Leskracht ja" in text
    assert "Over 1.240 mensen is iets vastgelegd." in text
    assert "Een verschil is geen oordeel." in text
    assert "versie 2.1 · gemaakt op 3 maart 2026" in text


def test_without_differences_it_says_so():
    text = words_of(leaflet_check_report(LeafletCheckSnapshot(HEAD, NOTHING)).data)
    assert "Er zijn geen verschillen." in text
    assert "Er is niets opgeslagen buiten de bijsluiters om." in text
    assert "Niet te vergelijken Deze" not in text


def test_equal_snapshots_give_equal_bytes():
    snapshot = LeafletCheckSnapshot(HEAD, CHECK)
    assert leaflet_check_report(snapshot).data == leaflet_check_report(snapshot).data
