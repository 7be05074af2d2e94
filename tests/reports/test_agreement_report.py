"""Our agreement as one document: whole, with its version and day on every page, and what is missing said."""

from __future__ import annotations

import pypdfium2
import pytest

from leskracht_desktop.domain.agreement_reports import AgreementSnapshot
from leskracht_desktop.domain.agreements import AgreementDetails
from leskracht_desktop.reports.agreement import agreement_report
from tests.reports.agreement_samples import HEAD, empty, library, lifelike, overfull, words_of
from tests.support import verapdf


def report(details: AgreementDetails, *, with_guide: bool = True) -> bytes:
    guide = library().guide(details.row.model_version) if with_guide else None
    return agreement_report(AgreementSnapshot(HEAD, details, guide)).data


@pytest.mark.parametrize("details", [lifelike(), empty(), overfull(240)], ids=["lifelike", "empty", "long"])
def test_an_agreement_can_be_archived_and_read_aloud(details: AgreementDetails):
    assert not verapdf.failures(report(details))
    assert not verapdf.failures(report(details, with_guide=False))


def test_version_and_day_are_on_each_page():
    data = report(lifelike())
    with pypdfium2.PdfDocument(data) as document:
        pages = len(document)
    assert pages > 3
    for page in range(pages):
        assert "versie 2.1 · gemaakt op 3 maart 2026" in words_of(data, page)


def test_everything_recorded_is_in_it():
    text = words_of(report(lifelike()))
    for said in (
        "BRIN-nummer 99XX",
        "Anna Bestuur, voorzitter",
        "24 uur, na ontdekking",
        "artikel 8 lid 2",
        "In het weekend 48 uur",
        "Kleine organisatie",
        "Artikel 8. Datalekken",
        "Bijlage 1.",
        "rustig lettertype bij dyslexie",
        "ja (AVG artikel 9)",
        "Postduif Inc.",
        "Twee stappen bij het inloggen.",
        "datalek@leskracht.example",
        "Let op het weekend.",
        "1.0 (eerder)",
        "Nieuwe Wolk",
        "Niet ingevuld. Afgesproken: 14 dagen",
        "geen bezwaar op 9 februari 2026. akkoord",
        "Getekende overeenkomst",
        "nieuw product",
        "per post",
        "DVO-2025-117",
        "Het is niet de getekende overeenkomst zelf.",
    ):
        assert said in text, said


def test_every_hash_can_be_read_whole():
    assert "ab" * 32 in words_of(report(lifelike())).replace(" ", "")


def test_what_is_missing_is_said():
    text = words_of(report(empty()))
    for said in (
        "Getekend op Niet ingevuld",
        "Er is nog geen termijn ingevuld.",
        "Er is geen afwijking van het model vastgelegd.",
        "Er is nog geen product met een privacybijsluiter vastgelegd.",
        "De overeenkomst is nog niet beoordeeld.",
        "Vertrouwelijkheid Niet ingevuld",
        "Er zijn geen documenten bewaard.",
    ):
        assert said in text, said
    assert "De privacybijsluiter van dit product is niet ingevuld." in words_of(report(lifelike()))


def test_equal_snapshots_give_equal_bytes():
    assert report(lifelike()) == report(lifelike())
