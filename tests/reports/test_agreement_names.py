"""What places of the guide and files of reports are called, also when the guide has changed since."""

from __future__ import annotations

import pytest

from leskracht_desktop.domain.agreement_reports import AgreementReport
from leskracht_desktop.domain.guide_notes import GuidePlace, PlaceKind
from leskracht_desktop.reports.agreement_names import file_stem, place_name
from tests.reports.agreement_samples import library


@pytest.mark.parametrize(
    ("place", "name"),
    [
        (GuidePlace("4.0", PlaceKind.ARTICLE, "breaches"), "Artikel 8. Datalekken"),
        (GuidePlace("4.0", PlaceKind.ANNEX, "privacy_leaflet"), "Bijlage 1. Privacybijsluiter"),
        (GuidePlace("4.0", PlaceKind.VERSION), "Het model 4.0 als geheel"),
        (GuidePlace("", PlaceKind.AVG, "99"), "AVG artikel 99"),
        (GuidePlace("", PlaceKind.AVG_CONTENTS), "De AVG"),
        (GuidePlace("", PlaceKind.GLOSSARY), "De woordenlijst"),
        (GuidePlace("", PlaceKind.STATEMENT), "Privacyverklaring van Leskracht"),
        (GuidePlace("", PlaceKind.STATEMENT, "terms"), "Privacyverklaring van Leskracht: Termijnen"),
        (GuidePlace("4.0", PlaceKind.SECTION, "privacy_leaflet.A"), "Bijlage 1, onderdeel A. Algemene informatie"),
        (GuidePlace("4.0", PlaceKind.SECTION, "privacy_leaflet.Z"), "Onderdeel privacy_leaflet.Z van model 4.0"),
        (GuidePlace("4.0", PlaceKind.ARTICLE, "gone"), "Onderdeel gone van model 4.0"),
        (GuidePlace("9.9", PlaceKind.ANNEX, "privacy_leaflet"), "Onderdeel privacy_leaflet van model 9.9"),
    ],
)
def test_a_place_has_a_name(place: GuidePlace, name: str):
    assert place_name(place, library())[0] == name


def test_articles_come_before_annexes_and_the_law():
    places = [
        GuidePlace("4.0", PlaceKind.ARTICLE, "breaches"),
        GuidePlace("4.0", PlaceKind.ANNEX, "privacy_leaflet"),
        GuidePlace("", PlaceKind.AVG, "33"),
        GuidePlace("4.0", PlaceKind.VERSION),
    ]
    orders = [place_name(place, library())[1] for place in places]
    assert orders == sorted(set(orders))


def test_every_report_has_a_file_name():
    assert all(file_stem(report) for report in AgreementReport)
    assert file_stem(AgreementReport.KEY_CARD, "Leskracht", "") == "sleutelkaart-Leskracht"
